"""Events: what a sentence says happened, or is to happen, on a date."""

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from hanoi_korea_site.extract.dates import DateReading
from hanoi_korea_site.extract.sheet import Sheet
from hanoi_korea_site.extract.standing import AHEAD, ahead
from hanoi_korea_site.model import Agreement, Block, Dated, Event, Official, Place, Sentence, Span, Tense

_NEAR = dt.timedelta(days=31)
"""What lies closer before the main event belongs to its report, not to its background."""
_LEAP_YEAR = 2000
_STATISTIC = re.compile(
    r"(?<!\w)(?:tính đến|kim ngạch|dân số|so với cùng kỳ|thị trường (?:xuất|nhập) khẩu|mục tiêu|đứng thứ|bình quân|"
    r"tổng vốn|tăng trưởng|phấn đấu)(?!\w)|\d\s?(?:%|(?:tỷ|triệu|nghìn|dự án|lượt|người|lao động|usd|đô la)(?!\w))"
)
_DEED = re.compile(
    r"(?<!\w)(?:ký|tái ký|thăm|gặp|tiếp|tổ chức|khai mạc|bế mạc|khai trương|khánh thành|thành lập|thiết lập|kết nghĩa|"
    r"diễn ra|trao|nâng cấp|hội đàm|hội kiến|làm việc|nhậm chức|bổ nhiệm|tham dự|kỷ niệm|ra mắt)(?!\w)"
)
_BEFORE = re.compile(r"(?<!\w)(?:trước đây|từng|kể từ|từ khi|sau khi|từ năm)(?!\w)")


@dataclass(frozen=True, slots=True)
class Report:
    """A sentence that reports something on a date; the lead event's facts are those of its whole block."""

    date: Dated
    sentence: Sentence
    reach: Span


@dataclass(frozen=True, slots=True)
class Told:
    """An article as the rules of this module see it: `lines` are its sentences with their blocks, in order."""

    sheet: Sheet
    dates: DateReading
    agreements: Sequence[Agreement]
    lines: tuple[tuple[Sentence, Block], ...]

    def line_at(self, place: int) -> tuple[Sentence, Block] | None:
        """Find the sentence that holds an offset; None in what is not published."""
        index = bisect_right(self.lines, place, key=lambda line: line[0].start) - 1
        return self.lines[index] if index >= 0 and place < self.lines[index][0].end else None


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
    """Any other sentence with a date; statistics, and years that are part of a document's name, are no events."""
    for date in told.dates.dates:
        line = told.line_at(date.mention.start) if date.mention else None
        if line and not _statistic(told.sheet, date, line[0]) and not _in_name(told, date):
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
    lines = tuple((sentence, block) for block in sheet.blocks for sentence in block.sentences)
    told = Told(sheet, dates, agreements, lines)
    reports: dict[tuple[int, str], Report] = {}
    for rule in RULES:
        for report in rule(told):
            reports.setdefault((report.sentence.number, report.date.edtf), report)
    return tuple(
        Event(
            date=report.date,
            sentence=report.sentence,
            places=_named(places, report.reach),
            officials=_named(officials, report.reach),
            agreements=_named(agreements, report.reach),
            tense=_tense(told, report),
        )
        for _, report in sorted(reports.items(), key=lambda item: item[0][0])
    )


def _named(entities: Sequence[Place] | Sequence[Official] | Sequence[Agreement], reach: Span) -> tuple[str, ...]:
    """The ids of those that a range names."""
    return tuple(
        entity.id
        for entity in entities
        if any(reach.start <= mention.start and mention.end <= reach.end for mention in entity.mentions)
    )


def _statistic(sheet: Sheet, date: Dated, sentence: Sentence) -> bool:
    """Whether a year or month only counts or measures: "tính đến cuối năm 2022", "70 tỷ USD vào năm 2020"."""
    if date.precision == "day":
        return False
    key = sheet.key[sentence.start : sentence.end]
    return bool(_STATISTIC.search(key)) and not _DEED.search(key)


def _in_name(told: Told, date: Dated) -> bool:
    """Whether a date is part of a document's name."""
    place = date.mention.start if date.mention else -1
    return any(m.start <= place < m.end for agreement in told.agreements for m in agreement.mentions)


def _tense(told: Told, report: Report) -> Tense:
    """By the order of the dates where it is known, else by the words that stand around the date."""
    main, published = told.dates.main, told.dates.published
    if report.date == main:
        order = _order(main, published) if published else 0
        return "planned" if order > 0 or (order == 0 and ahead(told.sheet, report.date, report.sentence)) else "past"
    reference = main or published
    order = _order(report.date, reference) if reference else 0
    key = told.sheet.key[report.sentence.start : report.sentence.end]
    if order > 0:
        follows_up = reference and _near(reference, report.date) and not AHEAD.search(key)
        return "past" if follows_up else "planned"
    if order < 0:
        return "past" if reference and _near(report.date, reference) else "background"
    if ahead(told.sheet, report.date, report.sentence):
        return "planned"
    far = report.date.precision == "year" and (reference is None or report.date.start != reference.start[:4])
    return "background" if far or _BEFORE.search(key) else "past"


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
