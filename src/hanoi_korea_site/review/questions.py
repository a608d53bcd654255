"""What the machine asks the editor: each doubt with the words it is about, and the answers as lines of YAML.

A rule reads one record and yields the questions of one kind; `RULES` lists them in order. An accepted fact is written
down in full, so that it stands whatever the rules read later; what is only let stand goes under `reviewed`.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from hanoi_korea_site import edtf
from hanoi_korea_site.amend import Edit, Value
from hanoi_korea_site.editor.anchors import quote_at
from hanoi_korea_site.model import Agreement, Dated, Mention, Official, Place, Problem, Record, Span

Answer = Literal["accept", "reject", "correct"]

VALUE = "…"
"""What stands in an edit for the value that the editor gives."""
Ask = Literal["", "date", "title", "name", "office", "body", "country", "parties", "status", "same_as"]
"""What kind of value a correction takes."""


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer and what it writes; a correction has `VALUE` in its edits, of the kind `ask`."""

    answer: Answer
    edits: tuple[Edit, ...]
    ask: Ask = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A doubt about an article; `confidence` is how sure the machine is that all is well.

    `span` are the words it is about (None: the whole article); `fact` is the kind and id of the fact in the record,
    ("", "") where it is about the article.
    """

    code: str
    message: str
    span: Span | None
    rule: str
    confidence: float
    choices: tuple[Choice, ...]
    fact: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Case:
    """An article to ask about; facts less sure than `below` are asked about."""

    record: Record
    text: str
    below: float

    def quoted(self, span: Span | None) -> dict[str, Value]:
        """The words at `span` as keys of the editor's word; {} where there are none."""
        if span is None or span.end <= span.start:
            return {}
        quote = quote_at(self.text, span)
        parts = {"quote": quote.exact, "prefix": quote.prefix, "suffix": quote.suffix}
        return {key: words for key, words in parts.items() if words}


def questions(case: Case) -> Iterator[Question]:
    """Everything to ask about one article, in the order of the rules."""
    for rule in RULES:
        yield from rule(case)


def main_date(case: Case) -> Iterator[Question]:
    """A main date whose year is not printed, or which may be another day's."""
    date = case.record.date
    if date is None or (date.year_basis in ("explicit", "editor") and date.confidence >= case.below):
        return
    problem = next((problem for problem in case.record.problems if problem.code in _DATE_CODES), None)
    message = problem.message if problem else f"Chưa chắc {edtf.in_words(date)} là ngày của sự kiện chính."
    code = problem.code if problem else "date-doubtful"
    plain = _plain(date)
    choices = [Choice("accept", (Edit(("date",), plain),))]
    if date.year_basis == "inferred" and (opened := _without_year(plain)):
        choices.append(Choice("reject", (Edit(("date",), opened),)))
    choices.append(Choice("correct", (Edit(("date",), VALUE),), "date"))
    rule = date.mention.rule if date.mention else "dates"
    yield Question(code, message, _span(date.mention), rule, date.confidence, tuple(choices))


def other_dates(case: Case) -> Iterator[Question]:
    """Dates beside the main one; those whose year hangs on a main date that is asked about itself wait for it."""
    main = case.record.date
    settled = main is not None and main.year_basis in ("explicit", "editor") and not main.start.startswith("X")
    for date in case.record.dates:
        doubtful = date.year_basis == "unknown" or date.confidence < case.below
        waits = date.year_basis != "explicit" and not settled
        span = _span(date.mention)
        if not doubtful or waits or span is None or date.mention is None or (main and main.mention == date.mention):
            continue
        words, quoted = date.mention.text, case.quoted(span)
        message = f"Chưa chắc “{words}” là {edtf.in_words(date)}."
        choices = (
            Choice("accept", (Edit(("dates", "add"), {"date": _plain(date), **quoted}, append=True),)),
            Choice("reject", (Edit(("dates", "reject"), quoted, append=True),)),
            Choice("correct", (Edit(("dates", "add"), {"date": VALUE, **quoted}, append=True),), "date"),
        )
        yield Question("date-doubtful", message, span, date.mention.rule, date.confidence, choices)


def places(case: Case) -> Iterator[Question]:
    for place in case.record.places:
        if mention := _doubtful(place, case.below):
            quoted = case.quoted(_span(mention))
            message = f"Chưa chắc “{mention.text}” là địa danh {place.name}."
            choices = _fact_choices("places", "name", place.name, {"name": place.name, **quoted}, quoted)
            yield _about("place-doubtful", message, mention, choices, ("places", place.id))


def officials(case: Case) -> Iterator[Question]:
    for official in case.record.officials:
        if mention := _doubtful(official, case.below):
            message = f"Chưa chắc “{official.name}” là một nhân vật giữ chức vụ."
            quoted = case.quoted(_span(mention))
            whole = {"name": official.name, **_first_office(official), "country": official.country, **quoted}
            choices = _fact_choices("officials", "name", official.name, whole, quoted)
            yield _about("official-doubtful", message, mention, choices, ("officials", official.id))


def agreements(case: Case) -> Iterator[Question]:
    for agreement in case.record.agreements:
        if mention := _doubtful(agreement, case.below):
            message = f"Chưa chắc “{agreement.title}” là một văn kiện."
            quoted = case.quoted(_span(mention))
            whole = {"title": agreement.title, **_terms(agreement), **quoted}
            choices = _fact_choices("agreements", "title", agreement.title, whole, quoted)
            yield _about("agreement-doubtful", message, mention, choices, ("agreements", agreement.id))


def gaps(case: Case) -> Iterator[Question]:
    """What is missing from a fact that is sure enough: an office, a country, the parties, the status."""
    for official in case.record.officials:
        if not official.roles:
            yield from _gap(case, "official-without-office", official, "office", {"title": VALUE})
        elif not any(role.body for role in official.roles):
            office = {"title": _office(official), "body": VALUE}
            yield from _gap(case, "office-without-body", official, "body", office)
        if not official.country:
            yield from _gap(case, "official-without-country", official, "country", {"country": VALUE})
    for agreement in case.record.agreements:
        if len(agreement.parties) < 2:  # noqa: PLR2004 - a document binds two sides
            yield from _gap(case, "agreement-without-parties", agreement, "parties", {"parties": VALUE})
        if agreement.status == "unknown":
            yield from _gap(case, "agreement-status-unknown", agreement, "status", {"status": VALUE})


def title(case: Case) -> Iterator[Question]:
    """A headline that the machine made."""
    made = case.record.title
    for problem in case.record.problems:
        if problem.code == "title-generated":
            choices = (
                Choice("accept", (Edit(("title",), made.text),)),
                Choice("correct", (Edit(("title",), VALUE),), "title"),
            )
            yield Question(problem.code, problem.message, None, "", _NOMINAL[problem.code], choices)


def other_problems(case: Case) -> Iterator[Question]:
    """Problems that no rule above asks about; they can be let stand."""
    for problem in case.record.problems:
        if problem.code not in _ASKED:
            yield about_problem(problem, case.quoted(problem.span))


def about_problem(problem: Problem, quoted: Mapping[str, Value], *more: Choice) -> Question:
    """A question that can be let stand: `quoted` are the words to know it by; words that are gone need mending."""
    stand = Choice("accept", (_reviewed(problem.code, quoted),))
    choices = () if problem.code in _TO_BE_MENDED else (stand, *more)
    if problem.code == "date-missing":
        choices = (*choices, Choice("correct", (Edit(("date",), VALUE),), "date"))
    return Question(problem.code, problem.message, problem.span, "", _NOMINAL.get(problem.code, 0.5), choices)


RULES: tuple[Callable[[Case], Iterator[Question]], ...] = (
    main_date,
    other_dates,
    places,
    officials,
    agreements,
    gaps,
    title,
    other_problems,
)

_DATE_CODES = ("year-unknown", "year-inferred", "date-doubtful")
_GAPS = (
    "official-without-office", "office-without-body", "official-without-country", "agreement-without-parties",
    "agreement-status-unknown",
)  # fmt: skip
_ASKED = frozenset(
    (*_DATE_CODES, *_GAPS, "place-doubtful", "official-doubtful", "agreement-doubtful", "title-generated")
)
_TO_BE_MENDED = ("editor-words-gone", "editor-rejects-nothing")
_NOMINAL = {
    "editor-words-gone": 0.0,
    "editor-rejects-nothing": 0.0,
    "date-missing": 0.05,
    "duplicate-text": 0.1,
    "date-conflict": 0.2,
    "office-conflict": 0.2,
    "parties-conflict": 0.25,
    "editor-differs": 0.3,
    "dateline-doubtful": 0.3,
    "duplicate-title": 0.4,
    "one-name-two-places": 0.4,
    "same-name": 0.4,
    "official-without-office": 0.5,
    "official-without-country": 0.5,
    "agreement-without-parties": 0.55,
    "agreement-status-unknown": 0.55,
    "office-without-body": 0.6,
    "name-respelt": 0.6,
    "title-generated": 0.75,
}
"""Where a problem that has no confidence of its own stands in the order: by how much it spoils, first what is worst."""


def _fact_choices(
    kind: str, key: str, name: str, whole: Mapping[str, Value], quoted: Mapping[str, Value]
) -> tuple[Choice, ...]:
    wrong = Edit((kind, "reject"), name, append=True)
    known = {part: value for part, value in whole.items() if value}
    other = {key: VALUE, **{part: value for part, value in known.items() if part != key}} if quoted else {key: VALUE}
    return (
        Choice("accept", (Edit((kind, "add"), known, append=True),)),
        Choice("reject", (wrong,)),
        Choice("correct", (wrong, Edit((kind, "add"), other, append=True)), "title" if key == "title" else "name"),
    )


def _gap(case: Case, code: str, fact: Official | Agreement, ask: Ask, added: Mapping[str, Value]) -> Iterator[Question]:
    """The question that the record's problem of this code asks about `fact`; none where it is let stand."""
    spans = {_span(mention) for mention in fact.mentions}
    if isinstance(fact, Official):
        kind, key, name = "officials", "name", fact.name
        spans |= {role.span for role in fact.roles}
    else:
        kind, key, name = "agreements", "title", fact.title
    for problem in case.record.problems:
        if problem.code == code and problem.span in spans and name in problem.message:
            quoted = case.quoted(problem.span) or {"quote": name}
            choices = (
                Choice("accept", (_reviewed(code, quoted),)),
                Choice("reject", (Edit((kind, "reject"), name, append=True),)),
                Choice("correct", (Edit((kind, "add"), {key: name, **added}, append=True),), ask),
            )
            rule = fact.mentions[0].rule if fact.mentions else "editor"
            yield Question(code, problem.message, problem.span, rule, _NOMINAL[code], choices, (kind, fact.id))


def _about(code: str, message: str, mention: Mention, choices: tuple[Choice, ...], fact: tuple[str, str]) -> Question:
    return Question(code, message, _span(mention), mention.rule, mention.confidence, choices, fact)


def _reviewed(code: str, quoted: Mapping[str, Value]) -> Edit:
    return Edit(("reviewed",), {"problem": code, **quoted} if quoted else code, append=True)


def _doubtful(fact: Place | Official | Agreement, below: float) -> Mention | None:
    """The best mention of a fact that is not sure enough."""
    best = max(fact.mentions, key=lambda mention: mention.confidence, default=None)
    return best if best is not None and best.confidence < below else None


def _first_office(official: Official) -> dict[str, Value]:
    """The office by which the person is known."""
    return {"title": _office(official), "body": official.roles[0].body} if official.roles else {}


def _office(official: Official) -> str:
    role = official.roles[0]
    return f"nguyên {role.title}" if role.former else role.title


def _terms(agreement: Agreement) -> dict[str, Value]:
    """What the text says of a document, as the editor would say it."""
    terms: dict[str, Value] = {"type": agreement.type}
    if agreement.status != "unknown":
        terms["status"] = agreement.status
    if agreement.parties:
        terms["parties"] = list(agreement.parties)
    if agreement.date and agreement.date.year_basis != "unknown":
        terms["date"] = _plain(agreement.date)
    return terms


def _plain(date: Dated) -> str:
    """The date without the marks of doubt."""
    return "".join(char for char in date.edtf if char not in "?~%")


def _without_year(plain: str) -> str:
    """The day or days with the year left open; "" where nothing would be left."""
    parts = [f"XXXX{part[4:]}" for part in plain.split("/")]
    return "/".join(parts) if all(len(part) > 4 for part in parts) else ""  # noqa: PLR2004 - a year's digits


def _span(mention: Mention | None) -> Span | None:
    return Span(mention.start, mention.end) if mention is not None and mention.end > mention.start else None
