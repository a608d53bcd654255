"""What is doubtful in the archive, worst first: the questions about each article, with the sentences they are about."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from gettext import gettext as _

from hanoi_korea_site.amend import Edit, Value
from hanoi_korea_site.archive import Archive, Dispute
from hanoi_korea_site.building.reading import Progress
from hanoi_korea_site.building.whole import Whole, read_whole
from hanoi_korea_site.config import Config
from hanoi_korea_site.errors import Fault, InputError
from hanoi_korea_site.form import meant
from hanoi_korea_site.link.published import Published
from hanoi_korea_site.model import Evidence, Problem, Record, Sentence, Span
from hanoi_korea_site.review.questions import VALUE, Case, Choice, Question, about_problem, questions
from hanoi_korea_site.views import addresses

_KEY_BYTES = 4


@dataclass(frozen=True, slots=True)
class Doubt:
    """A question with its place: `key` names it from build to build, `word` is the file that takes the answer.

    `sentence` holds the words it is about at `mark` (None: they are in no published sentence, or it is about the whole
    article); `because` are the words that fired rules; `follows` are pages that an answer may change, the article's
    own first.
    """

    key: str
    article: str
    file: str
    word: str
    question: Question
    number: int
    sentence: str
    mark: Span | None
    because: tuple[Evidence, ...]
    follows: tuple[str, ...]


def doubts(config: Config, progress: Progress, article: str = "") -> tuple[Doubt, ...]:
    """All doubts of the archive, or of one article, worst first; InputError where there is no such article."""
    with read_whole(config, progress) as whole:
        if article and article not in whole.archive.articles:
            remedy = meant(article, tuple(whole.archive.articles))
            raise InputError(Fault(_("there is no article “{article}”").format(article=article), remedy=remedy))
        across = _across(whole.archive)
        chosen = [article] if article else list(whole.archive.articles)
        found: list[Doubt] = []
        for done, one in enumerate(chosen, 1):
            found += _of_article(one, across.get(one, ()), whole, config.review_below)
            progress("review", done, len(chosen))
    ranked = sorted(found, key=lambda doubt: doubt.question.confidence)
    return tuple(ranked)


Across = tuple[Problem, Dispute | None]


def _across(archive: Archive) -> Mapping[str, list[Across]]:
    """Doubts that only show across articles; a contradiction is asked about in each article that has part in it."""
    found: dict[str, list[Across]] = defaultdict(list)
    disputes: dict[tuple[str, str], list[Dispute]] = defaultdict(list)
    for dispute in archive.disputes:
        disputes[dispute.article, dispute.code].append(dispute)
    for article, problem in archive.problems:
        own = disputes[article, problem.code]
        disputed = own.pop(0) if own else None
        others = (account.citation.article for account in disputed.accounts) if disputed else ()
        for part in dict.fromkeys((article, *others)):
            found[part].append((problem, disputed))
    return found


def _across_question(problem: Problem, dispute: Dispute | None, case: Case) -> Question:
    """Let stand; or corrected here: the day that a contradiction is about, an article that is there twice."""
    if dispute is None:
        draft = Choice("reject", (Edit(("draft",), "true"),))
        return about_problem(problem, {}, *((draft,) if problem.code.startswith("duplicate-") else ()))
    quoted: dict[str, Value] = {"quote": dispute.subject} if dispute.subject else {}
    if problem.code != "date-conflict":
        return about_problem(problem, quoted)
    if dispute.subject:
        mend = Edit(("agreements", "add"), {"title": dispute.subject, "date": VALUE}, append=True)
        return about_problem(problem, quoted, Choice("correct", (mend,), "date"))
    cited = {account.citation.sentence for account in dispute.accounts if account.citation.article == case.record.id}
    told = (event.date.mention for event in case.record.events if event.sentence.number in cited)
    words = next((case.quoted(Span(mention.start, mention.end)) for mention in told if mention), {})
    edit = Edit(("dates", "add"), {"date": VALUE, **words}, append=True)
    return about_problem(problem, {}, *((Choice("correct", (edit,), "date"),) if words else ()))


def _of_article(article: str, across: Iterable[Across], whole: Whole, below: float) -> Iterator[Doubt]:
    body = whole.reading.body(article, whole.store)
    entry = whole.archive.articles[article]
    published = Published(body.record)
    keys: set[str] = set()
    sentences = {sentence.number: sentence for sentence in published.all}
    case = Case(body.record, body.text, below)
    for question in (*questions(case), *(_across_question(problem, dispute, case) for problem, dispute in across)):
        span = question.span
        sentence = sentences.get(published.at(span))
        words = body.text[sentence.start : sentence.end] if sentence else ""
        yield Doubt(
            key=_key(article, question, body.text, keys),
            article=article,
            file=entry.source_file,
            word=whole.reading.word(article),
            question=question,
            number=sentence.number if sentence else 0,
            sentence=words,
            mark=_within(span, sentence),
            because=_because(body.record, question),
            follows=_follows(question, article, whole.archive),
        )


def _within(span: Span | None, sentence: Sentence | None) -> Span | None:
    if span is None or sentence is None:
        return None
    return Span(span.start - sentence.start, min(span.end, sentence.end) - sentence.start)


def _key(article: str, question: Question, text: str, taken: set[str]) -> str:
    """A name from the article, the kind of doubt and its words, for as long as these stay."""
    words = text[question.span.start : question.span.end] if question.span else question.fact[1]
    number = 0
    while True:
        said = f"{article}\0{question.code}\0{words}\0{number}"
        key = hashlib.blake2b(said.encode(), digest_size=_KEY_BYTES).hexdigest()
        if key not in taken:
            taken.add(key)
            return key
        number += 1


def _because(record: Record, question: Question) -> tuple[Evidence, ...]:
    """What the year was inferred from."""
    dates = [date for date in (record.date, *record.dates) if date and date.mention and question.span]
    spans = ((date, Span(date.mention.start, date.mention.end)) for date in dates if date.mention)
    return next((date.because for date, span in spans if span == question.span), ())


def _follows(question: Question, article: str, archive: Archive) -> tuple[str, ...]:
    """The article's page, and those of the fact that it is about; of the article's every fact where it is a date."""
    entry = archive.articles[article]
    own = addresses.article(entry)
    kind, fact = question.fact
    if kind:
        entity = dict(entry.local).get((kind, fact), fact)
        return own, {"places": addresses.place, "officials": addresses.official}.get(kind, addresses.agreement)(entity)
    if "date" not in question.code and "year" not in question.code:
        return (own,)
    pages = [addresses.TIMELINE, *map(addresses.place, entry.places), *map(addresses.official, entry.officials)]
    return own, *pages, *map(addresses.agreement, entry.agreements)
