"""Why a page stands as it does, and why a fact stands on it: rule by rule, with the words that fired each."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from posixpath import normpath
from textwrap import wrap
from typing import Literal
from urllib.parse import unquote, urlsplit

from hanoi_korea_site.build import Standing, standing
from hanoi_korea_site.config import Config
from hanoi_korea_site.edtf import in_words
from hanoi_korea_site.errors import Fault, InputError
from hanoi_korea_site.form import meant
from hanoi_korea_site.link.published import Published
from hanoi_korea_site.model import Agreement, Dated, Evidence, Mention, Official, Place, Record, Sentence
from hanoi_korea_site.reading import Progress
from hanoi_korea_site.rulebook import says
from hanoi_korea_site.views import addresses
from hanoi_korea_site.whole import Whole, read_whole

Kind = Literal["dates", "places", "officials", "agreements", "events"]

_WIDTH = 78
_MANY = 8
"""So many places of one rule are shown; the rest is counted."""


@dataclass(frozen=True, slots=True)
class _Told:
    """An article with its published sentences."""

    record: Record
    text: str
    published: Published


def _told(whole: Whole, article: str) -> _Told:
    body = whole.reading.body(article, whole.store)
    return _Told(body.record, body.text, Published(body.record))


def explain_address(config: Config, progress: Progress, url: str) -> Iterator[str]:
    """Lines on a page of the site, or on the sentence `#c12` of an article; `url` may be whole or below the root."""
    parts = urlsplit(url.removeprefix(config.base_url) if config.base_url else url)
    permalink = normpath(unquote(parts.path)).lstrip("/") or addresses.HOME
    if not parts.fragment:
        yield from _page(standing(config, progress, permalink))
        return
    with read_whole(config, progress) as whole:
        owner = {addresses.article(entry): entry.id for entry in whole.archive.articles.values()}
        if permalink not in owner:
            raise InputError(Fault(f"no article stands at {permalink}", remedy=meant(permalink, tuple(owner))))
        number = parts.fragment.removeprefix("c")
        yield from _sentence(_told(whole, owner[permalink]), number, whole, owner[permalink])


def explain_article(config: Config, progress: Progress, article: str, kind: Kind | None) -> Iterator[str]:
    """Lines on the facts of one kind in an article, or on all."""
    with read_whole(config, progress) as whole:
        if article not in whole.archive.articles:
            raise InputError(
                Fault(f"there is no article “{article}”", remedy=meant(article, [*whole.archive.articles]))
            )
        told = _told(whole, article)
        yield from _head(whole, article)
        for one in (kind,) if kind else ("dates", "places", "officials", "agreements", "events"):
            yield ""
            yield one.upper()
            yield from _facts(told, one)


def _page(found: Standing) -> Iterator[str]:
    yield found.permalink
    yield f"  made for {found.source}" + (f" with templates/{found.template}" if found.template else "")
    last = "it was not rendered: nothing it depends on had changed"
    if found.last:
        last = f"it was rendered, because of: {', '.join(found.last)}"
    yield from _wrapped(f"When something last changed, {last}." if found.before else "No build has published it yet.")
    if found.now:
        yield from _wrapped(f"The next build will render it, because of: {', '.join(found.now)}.")
    elif found.before:
        yield from _wrapped("The next build will leave it as it is.")
    yield "  It depends on:"
    before = dict(found.before)
    for name, digest in found.fingerprint:
        changed = "" if not before or before.get(name) == digest else "  changed since the last build"
        yield f"    {name:14} {digest[:12]}{changed}"
    if found.articles:
        yield f"  It stands on {len(found.articles)} articles:"
        yield from (f"    {article}" for article in found.articles[:_MANY])
        if len(found.articles) > _MANY:
            yield f"    and {len(found.articles) - _MANY} more"


def _head(whole: Whole, article: str) -> Iterator[str]:
    entry = whole.archive.articles[article]
    yield f"{entry.source_file} → {addresses.article(entry)}"
    yield f"  the editor's word: {whole.reading.word(article)}"


def _sentence(told: _Told, number: str, whole: Whole, article: str) -> Iterator[str]:
    """Everything that was read in one sentence."""
    sentences = {str(sentence.number): sentence for sentence in told.published.all}
    if number not in sentences:
        raise InputError(Fault(f"the article has no sentence c{number}", remedy=f"it has c1 to c{len(sentences)}"))
    sentence = sentences[number]
    yield from _head(whole, article)
    yield from wrap(
        told.text[sentence.start : sentence.end], _WIDTH, initial_indent=f"  c{number}: ", subsequent_indent="      "
    )
    for kind in ("dates", "places", "officials", "agreements", "events"):
        lines = list(_facts(told, kind, sentence))
        yield from (["", kind.upper(), *lines] if lines else [])


def _facts(told: _Told, kind: Kind, sentence: Sentence | None = None) -> Iterator[str]:
    """The facts of a kind, or those with words in the sentence."""
    record = told.record
    if kind == "dates":
        main = record.date
        others = (("", one) for one in record.dates if main is None or one.mention != main.mention)
        for label, date in (("main date", main), ("published", record.published), *others):
            if date and (sentence is None or (date.mention and _within(date.mention, sentence))):
                yield from _date(label, date, told)
    elif kind == "events":
        for event in record.events:
            if sentence is None or event.sentence == sentence:
                named = ", ".join((*event.places, *event.officials, *event.agreements))
                yield from _wrapped(f"{in_words(event.date)} ({event.tense}), c{event.sentence.number}: {named}")
                yield from _date("", event.date, told)
    else:
        facts: dict[str, tuple[Place | Official | Agreement, ...]] = {
            "places": record.places, "officials": record.officials, "agreements": record.agreements,
        }  # fmt: skip
        for fact in facts[kind]:
            mentions = [mention for mention in fact.mentions if sentence is None or _within(mention, sentence)]
            if mentions or sentence is None:
                yield from _wrapped(_named(fact))
                yield from _mentions(mentions, told)


def _named(fact: Place | Official | Agreement) -> str:
    if isinstance(fact, Official):
        offices = "; ".join(
            f"{'nguyên ' if role.former else ''}{role.title} {role.body}".strip() for role in fact.roles
        )
        return f"{fact.name} ({fact.id}), {fact.country or 'no country'}: {offices or 'no office'}"
    if isinstance(fact, Agreement):
        parties = "; ".join(fact.parties) or "no parties"
        date = in_words(fact.date) if fact.date else "no date"
        return f"{fact.title} ({fact.id}): {fact.type}, {fact.status}, {date}, {parties}"
    return f"{fact.name} ({fact.id}): {fact.type}, {fact.country or 'no country'}"


def _date(label: str, date: Dated, told: _Told) -> Iterator[str]:
    """A date, the rule that read it, and what votes for its year."""
    lead = f"{label}: " if label else ""
    yield from _wrapped(f"{lead}{date.edtf} ({date.year_basis} year, {_percent(date.confidence)})")
    if date.mention:
        yield from _mentions([date.mention], told)
    for evidence in date.because:
        yield from _rule(evidence.rule, [_place(evidence, told)], "vote: ")


def _mentions(mentions: Iterable[Mention], told: _Told) -> Iterator[str]:
    """By rule, the surest first; each with the words that it read."""
    rules: dict[str, list[Mention]] = {}
    for mention in sorted(mentions, key=lambda one: -one.confidence):
        rules.setdefault(mention.rule, []).append(mention)
    for rule, found in rules.items():
        who = "editor" if found[0].origin == "editor" else _percent(found[0].confidence)
        yield from _rule(rule, [_place(mention, told) for mention in found], "", who)
    if not rules:
        yield "    the editor's word alone"


def _rule(rule: str, places: list[str], lead: str, sure: str = "") -> Iterator[str]:
    shown = ", ".join(places[:_MANY]) + (f" and {len(places) - _MANY} more" if len(places) > _MANY else "")
    yield from _wrapped(f"{lead}{rule}{f' ({sure})' if sure else ''}: {shown}", 4)
    if meaning := says(rule):
        yield from _wrapped(meaning, 6)


def _place(words: Mention | Evidence, told: _Told) -> str:
    number = told.published.at(Mention(words.text, words.start, words.end, words.rule))
    return f"“{words.text}”" + (f" c{number}" if number else "")


def _within(mention: Mention, sentence: Sentence) -> bool:
    return sentence.start <= mention.start < sentence.end


def _percent(confidence: float) -> str:
    return f"{round(100 * confidence)} % sure"


def _wrapped(text: str, indent: int = 2) -> list[str]:
    return wrap(text, _WIDTH, initial_indent=" " * indent, subsequent_indent=" " * (indent + 2))
