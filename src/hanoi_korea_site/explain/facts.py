"""Why a fact stands on a page: rule by rule, with the words that fired each."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from gettext import gettext as _
from posixpath import normpath
from textwrap import wrap
from typing import Final, Literal
from urllib.parse import unquote, urlsplit

from hanoi_korea_site.building.build import standing
from hanoi_korea_site.building.reading import Progress
from hanoi_korea_site.building.whole import Whole, read_whole
from hanoi_korea_site.config import Config
from hanoi_korea_site.edtf import in_words
from hanoi_korea_site.errors import Fault, InputError
from hanoi_korea_site.explain.page import MANY, WIDTH, explain_page, more, wrapped
from hanoi_korea_site.explain.rulebook import says
from hanoi_korea_site.form import meant
from hanoi_korea_site.language import N_
from hanoi_korea_site.link.published import Published
from hanoi_korea_site.model import (
    Agreement,
    AgreementStatus,
    AgreementType,
    Dated,
    Evidence,
    Mention,
    Official,
    Place,
    PlaceType,
    Record,
    Sentence,
    Tense,
    YearBasis,
)
from hanoi_korea_site.views import addresses

Kind = Literal["dates", "places", "officials", "agreements", "events"]

_HEADINGS: Final[dict[Kind, str]] = {
    "dates": N_("DATES"),
    "places": N_("PLACES"),
    "officials": N_("OFFICIALS"),
    "agreements": N_("AGREEMENTS"),
    "events": N_("EVENTS"),
}
_BASES: Final[dict[YearBasis, str]] = {
    "explicit": N_("explicit year"),
    "inferred": N_("inferred year"),
    "editor": N_("editor year"),
    "unknown": N_("unknown year"),
}
_TENSES: Final[dict[Tense, str]] = {"past": N_("past"), "planned": N_("planned"), "background": N_("background")}
_PLACE_TYPES: Final[dict[PlaceType, str]] = {
    "city": N_("city"),
    "province": N_("province"),
    "district": N_("district"),
    "zone": N_("zone"),
    "country": N_("country"),
    "river": N_("river"),
    "other": N_("another place"),
}
_AGREEMENT_TYPES: Final[dict[AgreementType, str]] = {
    "memorandum": N_("memorandum"),
    "joint_statement": N_("joint statement"),
    "agreement": N_("agreement"),
    "declaration": N_("declaration"),
    "letter_of_intent": N_("letter of intent"),
    "plan": N_("plan"),
    "treaty": N_("treaty"),
    "other": N_("another document"),
}
_STATUSES: Final[dict[AgreementStatus, str]] = {
    "signed": N_("signed"),
    "in_force": N_("in force"),
    "planned": N_("to be signed"),
    "proposed": N_("proposed"),
    "unknown": N_("status not said"),
}


@dataclass(frozen=True, slots=True)
class _Told:
    """An article with its published sentences."""

    record: Record
    text: str
    published: Published


def _told(whole: Whole, article: str) -> _Told:
    body = whole.reading.body(article, whole.store)
    return _Told(body.record, body.text, Published(body.record))


def explain_address(config: Config, progress: Progress, url: str, *, digests: bool = False) -> Iterator[str]:
    """Lines on a page of the site, or on the sentence `#c12` of an article; `url` may be whole or below the root.

    `digests` are shown of what a page is made from, where they are wanted.
    """
    parts = urlsplit(url.removeprefix(config.base_url) if config.base_url else url)
    permalink = normpath(unquote(parts.path)).lstrip("/") or addresses.HOME
    if not parts.fragment:
        yield from explain_page(standing(config, progress, permalink), digests=digests)
        return
    with read_whole(config, progress) as whole:
        owner = {addresses.article(entry): entry.id for entry in whole.archive.articles.values()}
        if permalink not in owner:
            raise InputError(
                Fault(_("no article stands at {page}").format(page=permalink), remedy=meant(permalink, tuple(owner)))
            )
        number = parts.fragment.removeprefix("c")
        yield from _sentence(_told(whole, owner[permalink]), number, whole, owner[permalink])


def explain_article(config: Config, progress: Progress, article: str, kind: Kind | None) -> Iterator[str]:
    """Lines on the facts of one kind in an article, or on all."""
    with read_whole(config, progress) as whole:
        if article not in whole.archive.articles:
            remedy = meant(article, [*whole.archive.articles])
            raise InputError(Fault(_("there is no article “{article}”").format(article=article), remedy=remedy))
        told = _told(whole, article)
        yield from _head(whole, article)
        for one in (kind,) if kind else _HEADINGS:
            yield ""
            yield _(_HEADINGS[one])
            yield from _facts(told, one)


def _head(whole: Whole, article: str) -> Iterator[str]:
    entry = whole.archive.articles[article]
    yield f"{entry.source_file} → {addresses.article(entry)}"
    if whole.reading.has_word(article):
        yield "  " + _("the editor's word: {file}").format(file=whole.reading.word(article))


def _sentence(told: _Told, number: str, whole: Whole, article: str) -> Iterator[str]:
    """Everything that was read in one sentence."""
    sentences = {str(sentence.number): sentence for sentence in told.published.all}
    if number not in sentences:
        remedy = _("it has c1 to c{last}").format(last=len(sentences))
        raise InputError(Fault(_("the article has no sentence c{number}").format(number=number), remedy=remedy))
    sentence = sentences[number]
    yield from _head(whole, article)
    yield from wrap(
        told.text[sentence.start : sentence.end], WIDTH, initial_indent=f"  c{number}: ", subsequent_indent="      "
    )
    for kind, heading in _HEADINGS.items():
        lines = list(_facts(told, kind, sentence))
        yield from (["", _(heading), *lines] if lines else [])


def _facts(told: _Told, kind: Kind, sentence: Sentence | None = None) -> Iterator[str]:
    """The facts of a kind, or those with words in the sentence."""
    record = told.record
    if kind == "dates":
        main = record.date
        others = (("", one) for one in record.dates if main is None or one.mention != main.mention)
        for label, date in ((_("main date"), main), (_("published"), record.published), *others):
            if date and (sentence is None or (date.mention and _within(date.mention, sentence))):
                yield from _date(label, date, told)
    elif kind == "events":
        names = {place.id: place.name for place in record.places}
        names |= {official.id: official.name for official in record.officials}
        names |= {agreement.id: agreement.title for agreement in record.agreements}
        for event in record.events:
            if sentence is None or event.sentence == sentence:
                named = ", ".join(names[one] for one in (*event.places, *event.officials, *event.agreements))
                lead = f"{in_words(event.date)} ({_(_TENSES[event.tense])}), c{event.sentence.number}"
                yield from wrapped(f"{lead}: {named}" if named else lead)
                yield from _date("", event.date, told)
    else:
        facts: dict[str, tuple[Place | Official | Agreement, ...]] = {
            "places": record.places, "officials": record.officials, "agreements": record.agreements,
        }  # fmt: skip
        for fact in facts[kind]:
            mentions = [mention for mention in fact.mentions if sentence is None or _within(mention, sentence)]
            if mentions or sentence is None:
                yield from wrapped(_named(fact))
                yield from _mentions(mentions, told)


def _named(fact: Place | Official | Agreement) -> str:
    if isinstance(fact, Official):
        offices = "; ".join(
            f"{'nguyên ' if role.former else ''}{role.title} {role.body}".strip() for role in fact.roles
        )
        return f"{fact.name} ({fact.id}), {fact.country or _('no country')}: {offices or _('no office')}"
    if isinstance(fact, Agreement):
        parties = "; ".join(fact.parties) or _("no parties")
        date = in_words(fact.date) if fact.date else _("no date")
        terms = f"{_(_AGREEMENT_TYPES[fact.type])}, {_(_STATUSES[fact.status])}, {date}, {parties}"
        return f"{fact.title} ({fact.id}): {terms}"
    return f"{fact.name} ({fact.id}): {_(_PLACE_TYPES[fact.type])}, {fact.country or _('no country')}"


def _date(label: str, date: Dated, told: _Told) -> Iterator[str]:
    """A date, the rule that read it, and what votes for its year."""
    lead = f"{label}: " if label else ""
    yield from wrapped(f"{lead}{date.edtf} ({_(_BASES[date.year_basis])}, {_percent(date.confidence)})")
    if date.mention:
        yield from _mentions([date.mention], told)
    for evidence in date.because:
        yield from _rule(evidence.rule, [_place(evidence, told)], _("vote:") + " ")


def _mentions(mentions: Iterable[Mention], told: _Told) -> Iterator[str]:
    """By rule, the surest first; each with the words that it read."""
    rules: dict[str, list[Mention]] = {}
    for mention in sorted(mentions, key=lambda one: -one.confidence):
        rules.setdefault(mention.rule, []).append(mention)
    for rule, found in rules.items():
        who = _("editor") if found[0].origin == "editor" else _percent(found[0].confidence)
        yield from _rule(rule, [_place(mention, told) for mention in found], "", who)
    if not rules:
        yield "    " + _("the editor's word alone")


def _rule(rule: str, places: list[str], lead: str, sure: str = "") -> Iterator[str]:
    shown = ", ".join(places[:MANY]) + (f" {more(len(places) - MANY)}" if len(places) > MANY else "")
    yield from wrapped(f"{lead}{rule}{f' ({sure})' if sure else ''}: {shown}", 4)
    if meaning := says(rule):
        yield from wrapped(meaning, 6)


def _place(words: Mention | Evidence, told: _Told) -> str:
    number = told.published.at(Mention(words.text, words.start, words.end, words.rule))
    return f"“{words.text}”" + (f" c{number}" if number else "")


def _within(mention: Mention, sentence: Sentence) -> bool:
    return sentence.start <= mention.start < sentence.end


def _percent(confidence: float) -> str:
    return _("{percent} % sure").format(percent=round(100 * confidence))
