"""Events: what a sentence says happened, or is to happen, on a date."""

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from msgspec import Struct

from hanoi_korea_site.extract.agreements.signing_dates import AHEAD, ahead
from hanoi_korea_site.extract.dates import DateReading
from hanoi_korea_site.extract.sheet import Sheet
from hanoi_korea_site.model import Agreement, Block, Dated, Event, Official, Place, Sentence, Span, Tense
from hanoi_korea_site.patterns import regex

_NEAR = dt.timedelta(days=31)
"""What lies closer before the main event belongs to its report, not to its background."""
_FAR = 600
"""Characters of a sentence read on either side of a date; keeps the time linear on any text."""
_LEAP_YEAR = 2000
_STATISTIC = regex(
    r"(?:tính đến|kim ngạch|dân số|so với cùng kỳ|thị trường (?:xuất|nhập) khẩu|mục tiêu|đứng thứ|bình quân|"
    r"tổng vốn|tăng trưởng|phấn đấu)(?!\w)"
)
_COUNTED = regex(r"\d\s?(?:%|(?:tỷ|triệu|nghìn|dự án|lượt|người|lao động|usd|đô la)(?!\w))")
_DEED = regex(
    r"(?<!\w)(?:ký|tái ký|thăm|gặp|tiếp|tổ chức|khai mạc|bế mạc|khai trương|khánh thành|thành lập|thiết lập|kết nghĩa|"
    r"diễn ra|trao|nâng cấp|hội đàm|hội kiến|làm việc|nhậm chức|bổ nhiệm|tham dự|kỷ niệm|ra mắt)(?!\w)"
)
_BEFORE = regex(r"(?<!\w)(?:trước đây|từng|kể từ|từ khi|sau khi|từ năm)(?!\w)")


class Report(Struct, frozen=True, gc=False):
    """A sentence that reports something on a date; the lead event's facts are those of its whole block."""

    date: Dated
    sentence: Sentence
    reach: Span


class Named(Struct, frozen=True, gc=False):
    """Where facts of one kind are named: parallel, by start; `ranks` are their places among the `ids`."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    ranks: tuple[int, ...]
    ids: tuple[str, ...]

    @staticmethod
    def of(facts: Sequence[Place | Official | Agreement]) -> "Named":
        """Line up all mentions of `facts`."""
        every = [(mention.start, mention.end, rank) for rank, fact in enumerate(facts) for mention in fact.mentions]
        every.sort()
        starts, ends, ranks = zip(*every, strict=True) if every else ((), (), ())
        return Named(starts, ends, ranks, tuple([fact.id for fact in facts]))

    def within(self, reach: Span) -> tuple[str, ...]:
        """The ids of the facts named in a range, in the order of the facts."""
        first, end = bisect_left(self.starts, reach.start), bisect_left(self.starts, reach.end)
        ranks = {self.ranks[at] for at in range(first, end) if self.ends[at] <= reach.end}
        return tuple([self.ids[rank] for rank in sorted(ranks)])

    def covers(self, place: int) -> bool:
        """Whether an offset lies inside a mention; mentions of documents do not overlap."""
        index = bisect_right(self.starts, place) - 1
        return index >= 0 and place < self.ends[index]


class Told(Struct, frozen=True, gc=False):
    """An article as the rules of this module see it.

    `lines` are its sentences with their blocks, in order; `starts` is where they begin.
    """

    sheet: Sheet
    dates: DateReading
    agreements: Sequence[Agreement]
    documents: Named
    lines: Sequence[tuple[Sentence, Block]]
    starts: Sequence[int]

    @property
    def reference(self) -> Dated | None:
        """The date from which past and future are told."""
        return self.dates.main or self.dates.published

    def line_at(self, place: int) -> tuple[Sentence, Block] | None:
        """Find the sentence that holds an offset; None in what is not published."""
        index = bisect_right(self.starts, place) - 1
        return self.lines[index] if index >= 0 and place < self.lines[index][0].end else None


def statistic(told: Told, date: Dated, sentence: Sentence) -> bool:
    """Whether a year or month only counts or measures: "tính đến cuối năm 2022", "70 tỷ USD vào năm 2020"."""
    if date.precision == "day":
        return False
    start, end = around(date, sentence)
    key = told.sheet.key
    counts = _COUNTED.search(key, start, end) or _STATISTIC.search(key, start, end)
    return counts is not None and not _DEED.search(key, start, end)


def around(date: Dated, sentence: Sentence) -> tuple[int, int]:
    """The part of a sentence that tells of a date: all but the far ends of an endless one."""
    place = date.mention.start if date.mention else sentence.start
    return max(sentence.start, place - _FAR), min(sentence.end, place + _FAR)


def in_name(told: Told, date: Dated, _: Sentence) -> bool:
    """Whether a date is part of a document's name."""
    return date.mention is not None and told.documents.covers(date.mention.start)


def year_of_main(told: Told, date: Dated, sentence: Sentence) -> bool:
    """Whether a month or year holds the main date, in the same sentence: "ngày 3/11/2015 … (1995-2015)"."""
    main = told.dates.main
    if main is None or main.mention is None or not sentence.start <= main.mention.start < sentence.end:
        return False
    return date.precision != "day" and date is not main and main.start.startswith(date.start)


Refusal = Callable[[Told, Dated, Sentence], bool]
REFUSALS: tuple[Refusal, ...] = (statistic, in_name, year_of_main)


def lead_event(told: Told) -> Iterator[Report]:
    """The main event: the sentence that dates it, else the first of the running text."""
    main = told.dates.main
    if main is None:
        return
    line = told.line_at(main.mention.start) if main.mention else None
    running = (line for line in told.lines if line[1].kind in ("lead", "paragraph"))
    if line := line or next(running, None):
        yield Report(main, line[0], Span(line[1].start, line[1].end))


def dated_sentence(told: Told) -> Iterator[Report]:
    """Any other sentence with a date that no rule refuses."""
    for date in told.dates.dates:
        line = told.line_at(date.mention.start) if date.mention else None
        if line and not any(refused(told, date, line[0]) for refused in REFUSALS):
            yield Report(date, line[0], Span(line[0].start, line[0].end))


def signing(told: Told) -> Iterator[Report]:
    """A sentence without a date of its own, in which a document is signed at the main event."""
    for agreement in told.agreements:
        if agreement.status != "signed" or agreement.date is None or agreement.date != told.dates.main:
            continue
        lines = [line for mention in agreement.mentions if (line := told.line_at(mention.start))]
        running = [line for line in lines if line[1].kind in ("lead", "paragraph")]
        for line in (running or lines)[:1]:
            yield Report(agreement.date, line[0], Span(line[0].start, line[0].end))


def main_event(told: Told, report: Report) -> Tense | None:
    """The main event has happened, unless it was published before or its words put it ahead."""
    if report.date != told.dates.main:
        return None
    order = _order(report.date, told.dates.published) if told.dates.published else 0
    return "planned" if order > 0 or (order == 0 and ahead(told.sheet, report.date, report.sentence)) else "past"


def of_agreement(told: Told, report: Report) -> Tense | None:
    """The day for which a signing is planned or proposed."""
    due = (agreement.date for agreement in told.agreements if agreement.status in ("planned", "proposed"))
    return "planned" if report.date in due else None


def by_order(told: Told, report: Report) -> Tense | None:
    """By the order of the dates, where it is known: after the main event, shortly before it, or long before."""
    reference = told.reference
    order = _order(report.date, reference) if reference else 0
    if reference is None or order == 0:
        return None
    if order < 0:
        return "past" if _near(report.date, reference) else "background"
    planned = AHEAD.search(told.sheet.key, *around(report.date, report.sentence))
    return "planned" if planned or not _near(reference, report.date) else "past"


def by_words(told: Told, report: Report) -> Tense | None:
    """By the words around the date; a bare year that is not the main event's is background."""
    reference = told.reference
    if ahead(told.sheet, report.date, report.sentence):
        return "planned"
    far = report.date.precision == "year" and (reference is None or report.date.start != reference.start[:4])
    before = _BEFORE.search(told.sheet.key, *around(report.date, report.sentence))
    return "background" if far or before else "past"


TenseRule = Callable[[Told, Report], Tense | None]
TENSES: tuple[TenseRule, ...] = (main_event, of_agreement, by_order, by_words)


def _tense(told: Told, report: Report) -> Tense:
    return next(tense for rule in TENSES if (tense := rule(told, report)))


Rule = Callable[[Told], Iterator[Report]]
RULES: tuple[Rule, ...] = (lead_event, dated_sentence, signing)


def find_events(
    sheet: Sheet,
    dates: DateReading,
    places: Sequence[Place],
    officials: Sequence[Official],
    agreements: Sequence[Agreement],
) -> tuple[Event, ...]:
    """The events of `sheet`, in reading order; one sentence tells of one date once."""
    if dates.main is None and not dates.dates:
        return ()
    lines = [(sentence, block) for block in sheet.blocks for sentence in block.sentences]
    starts = [sentence.start for sentence, _ in lines]
    told = Told(sheet, dates, agreements, Named.of(agreements), lines, starts)
    reports: dict[tuple[int, str], Report] = {}
    for rule in RULES:
        for report in rule(told):
            reports.setdefault((report.sentence.number, report.date.edtf), report)
    in_order = sorted(reports.values(), key=lambda report: report.sentence.number)
    return tuple(_events(told, in_order, Named.of(places), Named.of(officials)))


def _named(entities: Named, report: Report) -> tuple[str, ...]:
    """Those that the sentence names; only where it names none, those within the report's reach."""
    return entities.within(Span(report.sentence.start, report.sentence.end)) or entities.within(report.reach)


def _events(told: Told, reports: Sequence[Report], places: Named, officials: Named) -> Iterator[Event]:
    """One event a report; of two dates in a sentence each keeps its own agreements: "2013 ký …; 2019 ký …"."""
    signed = {agreement.id: agreement.date for agreement in told.agreements}
    for _, same_sentence in groupby(reports, key=lambda report: report.sentence.number):
        together = list(same_sentence)
        days = {report.date for report in together}
        for report in together:
            documents = _named(told.documents, report)
            yield Event(
                date=report.date,
                sentence=report.sentence,
                places=_named(places, report),
                officials=_named(officials, report),
                agreements=tuple(name for name in documents if signed[name] not in days - {report.date}),
                tense=_tense(told, report),
            )


def _order(one: Dated, other: Dated) -> int:
    """-1, 0 or 1 as `one` lies wholly before, with or wholly after `other`; 0 where a year is missing."""
    if one.start.startswith("XXXX") != other.start.startswith("XXXX"):
        return 0
    if _cut(one.start, other.end or other.start) > _cut(other.end or other.start, one.start):
        return 1
    return -1 if _cut(one.end or one.start, other.start) < _cut(other.start, one.end or one.start) else 0


def _cut(date: str, like: str) -> str:
    return date[: len(like)]


def _near(one: Dated, other: Dated) -> bool:
    """Whether a day lies at most a month before another."""
    early, late = _day(one.end or one.start), _day(other.start)
    return early is not None and late is not None and late - early <= _NEAR


def _day(date: str) -> dt.date | None:
    """`date` as a day of the calendar, of a leap year where none is known; None for months and years."""
    if len(date) < len("2024-10-19"):
        return None
    return dt.date.fromisoformat(date.replace("XXXX", str(_LEAP_YEAR)))
