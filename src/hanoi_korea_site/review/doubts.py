"""The review loop: what is doubtful in the archive, worst first, and the editor's answers written where they last.

An answer is YAML in the file beside its article; it is known by the words it quotes, so that it outlives rebuilds,
changed rules and edits elsewhere in the text.
"""

import hashlib
import os
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from gettext import gettext as _
from pathlib import Path
from typing import get_args

from hanoi_korea_site import edtf
from hanoi_korea_site.amend import Edit, Value, amend
from hanoi_korea_site.archive import Archive, Dispute
from hanoi_korea_site.config import Config
from hanoi_korea_site.editors_word import editors_word
from hanoi_korea_site.encodings import UndecodableError, decode
from hanoi_korea_site.errors import Fault, InputError
from hanoi_korea_site.form import choice, country_code, meant
from hanoi_korea_site.language import reason
from hanoi_korea_site.link.published import Published
from hanoi_korea_site.model import AgreementStatus, Evidence, Problem, Record, Sentence, Span
from hanoi_korea_site.reading import Progress
from hanoi_korea_site.review.questions import VALUE, Ask, Case, Choice, Question, about_problem, questions
from hanoi_korea_site.views import addresses
from hanoi_korea_site.whole import Whole, read_whole
from hanoi_korea_site.yamlfile import read_yaml

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


def answered(doubt: Doubt, answer: str) -> tuple[Edit, ...]:
    """What `answer` ("accept", "reject" or a value) writes; InputError where the question has no such answer."""
    known = {choice.answer: choice for choice in doubt.question.choices}
    if answer in ("accept", "reject"):
        if answer in known:
            return known[answer].edits
    elif correction := known.get("correct"):
        try:
            value = _CHECKS[correction.ask](answer)
        except ValueError as error:
            raise InputError(Fault("; ".join(map(str, error.args)), doubt.word, field=doubt.key)) from error
        return tuple(_filled(edit, value) for edit in correction.edits)
    takes = ", ".join(_("a value") if name == "correct" else name for name in known)
    remedy = _("takes {answers}").format(answers=takes) if takes else _("takes none: mend the file by hand")
    message = _("“{answer}” is no answer to this").format(answer=answer)
    raise InputError(Fault(message, doubt.word, field=doubt.key, remedy=remedy))


def write(root: Path, answers: Iterable[tuple[Doubt, tuple[Edit, ...]]]) -> tuple[str, ...]:
    """Put answers into the files they belong to and name these; InputError leaves all of them as they were."""
    edits: dict[str, list[Edit]] = defaultdict(list)
    for doubt, chosen in answers:
        edits[doubt.word] += chosen
    amended = {word: _amended(root / word, word, chosen) for word, chosen in edits.items()}
    for word, body in amended.items():
        _replace(root / word, body)
    return tuple(amended)


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


def _filled(edit: Edit, value: Value) -> Edit:
    def fill(part: Value) -> Value:
        if isinstance(part, Mapping):
            return {key: fill(item) for key, item in part.items()}
        return value if part == VALUE else part

    return Edit(edit.path, fill(edit.value), edit.append)


def _words(answer: str) -> str:
    if not (words := " ".join(answer.split())):
        raise ValueError(_("the value is empty"))
    return words


def _date(answer: str) -> str:
    edtf.parse(answer)
    return answer


def _parties(answer: str) -> Value:
    return [_words(part) for part in answer.split(";") if part.strip()] or _words("")


_CHECKS: Mapping[Ask, Callable[[str], Value]] = {
    "date": _date,
    "country": country_code,
    "status": choice(get_args(AgreementStatus)),
    "parties": _parties,
    "title": _words,
    "name": _words,
    "office": _words,
    "body": _words,
}


def _amended(path: Path, file: str, edits: Iterable[Edit]) -> bytes:
    try:
        raw = path.read_bytes() if path.exists() else b""
        text = decode(raw)
    except OSError as error:
        raise InputError(Fault(_("cannot be read: {reason}").format(reason=reason(error)), file)) from error
    except UndecodableError as error:
        raise InputError(Fault(error.message, file, remedy=error.remedy)) from error
    for edit in edits:
        text = amend(text, edit, file)
    faults: list[Fault] = []
    editors_word(read_yaml(text, file, faults), faults)
    if faults:
        raise InputError(*faults)
    return text.encode()


def _replace(path: Path, body: bytes) -> None:
    """The whole file or the old one, whatever happens; its permissions stay, and a link to it remains one."""
    path = path.resolve()
    mode = path.stat().st_mode & 0o777 if path.exists() else 0o644
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".yaml~")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(mode)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
