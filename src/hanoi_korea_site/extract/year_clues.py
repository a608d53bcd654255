"""Clues to the year of a day that is printed without one: each a rule that yields a window with its words.

A clue says that the day lies between two dates, and how far it is to be trusted; wide windows are bounds, narrow
ones are votes. Years of history (foundings, earlier editions) bound from below and never vote.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from hanoi_korea_site.extract.main_date import OPENING
from hanoi_korea_site.extract.readings import NAME_HEAD, Lines, Reading, Tense
from hanoi_korea_site.model import Evidence, Span

EVER = date(2060, 1, 1)
"""An open end."""


@dataclass(frozen=True, slots=True)
class Clue:
    """The day lies in `low`..`high` (and on `weekday`, Monday 0, where given) with probability `weight`."""

    low: date
    high: date
    weight: float
    evidence: Evidence
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """A day without a year, its tense, and all that the article offers to date it.

    `written` is the credible publication day with its span; `told` are the ranges of "năm nay" and the like.
    """

    lines: Lines
    target: Reading
    tense: Tense
    readings: Sequence[Reading]
    written: tuple[date, Span] | None
    told: Sequence[tuple[int, int]]

    def with_year(self) -> Iterator[Reading]:
        """The other readings that print their year."""
        return (reading for reading in self.readings if reading.first.year and reading is not self.target)

    def evidence(self, reading: Reading, rule: str) -> Evidence:
        return self.lines.evidence(reading.start, reading.end, rule)


ClueRule = Callable[[Case], Iterator[Clue]]


def published(case: Case) -> Iterator[Clue]:
    """News is published days after what it reports, or before what it announces."""
    if case.written is None:
        return
    day, span = case.written
    evidence = case.lines.evidence(span.start, span.end, "years.published")
    if case.tense == "future":
        yield Clue(_moved(day, -3), _moved(day, 330), 0.95, evidence)
    else:
        yield Clue(_moved(day, -60), _moved(day, 3), 0.97, evidence)
        yield Clue(_moved(day, -300), _moved(day, 60), 0.97, evidence)


def same_sentence(case: Case) -> Iterator[Clue]:
    """A year in the name of an event, or of what is carried out, in the same sentence."""
    for reading in case.with_year():
        if reading.sentence == case.target.sentence and _names_present_event(case, reading):
            yield _in_year(case, reading, 0.9, "years.same_sentence")


def event_name(case: Case) -> Iterator[Clue]:
    """A year in the name of an event elsewhere: weighty in the opening, less so further down."""
    for reading in case.with_year():
        if reading.sentence != case.target.sentence and _names_present_event(case, reading):
            opening = case.lines.of(reading).order < OPENING
            yield _in_year(case, reading, 0.85 if opening else 0.7, "years.event_name")


def recent(case: Case) -> Iterator[Clue]:
    """Read "tháng 7/2024 vừa qua": the day lies after it, within months."""
    for reading in case.with_year():
        if reading.kind == "event" and _JUST_PAST.match(case.lines.after(reading)):
            reach, weight = (300, 0.9) if reading.first.month else (400, 0.7)
            first, last = _days(reading)
            yield Clue(first, _moved(last, reach), weight, case.evidence(reading, "years.recent"))


def planned(case: Case) -> Iterator[Clue]:
    """A plan for a later date is made before it; one for a certain month or part of a year not long before."""
    for reading in case.with_year():
        if reading.kind == "target":
            yield Clue(date(1980, 1, 1), _days(reading)[1], 0.95, case.evidence(reading, "years.target"))
        elif case.lines.tense(reading) == "future" and reading.kind in ("event", "name"):
            yield _before_plan(case, reading)


def anniversary(case: Case) -> Iterator[Clue]:
    """Read "nhân 30 năm … (1992-2022)" and "kỷ niệm 25 năm … quan hệ ngoại giao năm 1992": marked in their year."""
    for reading in case.with_year():
        if reading.rule == "dates.anniversary":
            coming = case.lines.tense(reading) == "future"
            low = _moved(date(reading.first.year, 1, 1), -1100 if coming else 0)
            high = date(reading.first.year, 12, 31)
            yield Clue(low, high, 0.85, case.evidence(reading, "years.anniversary"))
        else:
            yield from _counted_from(case, reading)


def as_of(case: Case) -> Iterator[Clue]:
    """Read "tính đến tháng 8/2024", "9 tháng đầu năm 2024": the newest figures are months old at most."""
    figures = [
        each for each in case.with_year() if each.kind == "measure" and _FRESH.search(case.lines.before(each)[-40:])
    ]
    if figures:
        newest = max(figures, key=lambda each: _days(each)[1])
        first, last = _days(newest)
        months = _MONTHS_OF_YEAR.search(case.lines.before(newest)[-20:])
        low = date(first.year, min(12, int(months[1])), 1) if months and int(months[1]) > 0 else last
        yield Clue(low, _moved(last, 270), 0.85, case.evidence(newest, "years.as_of"))


def neighbour(case: Case) -> Iterator[Clue]:
    """A full date of the same story: in the opening, or within a few days of the one asked for."""
    for reading in case.with_year():
        if reading.kind != "event" or not reading.first.month or case.lines.background(reading):
            continue
        first, last = _days(reading)
        near = _apart(case.target, first) <= (20 if reading.first.day else 31)
        if near:
            yield Clue(_moved(first, -45), _moved(last, 45), 0.9, case.evidence(reading, "years.neighbour"))
        elif reading.first.day and case.lines.of(reading).order < OPENING and case.lines.tense(reading) != "future":
            yield Clue(_moved(first, -120), _moved(last, 200), 0.85, case.evidence(reading, "years.neighbour"))


def latest_past(case: Case) -> Iterator[Clue]:
    """What is told as past lies before the telling: the latest such date is a lower bound."""
    past = [each for each in case.with_year() if each.kind in ("event", "measure") and _is_past(case.lines, each)]
    if past:
        latest = max(past, key=lambda each: _days(each)[0])
        yield Clue(_moved(_days(latest)[0], -3), EVER, 0.97, case.evidence(latest, "years.latest_past"))


def weekday(case: Case) -> Iterator[Clue]:
    """Read "thứ sáu, 18/4": only some years have that day on a Friday."""
    key, target = case.lines.key, case.target
    before = _WEEKDAY_BEFORE.search(key, max(0, target.start - 14), target.start)
    match = before or _WEEKDAY_AFTER.match(key, target.end)
    if match is not None:
        evidence = case.lines.evidence(match.start("day"), match.end("day"), "years.weekday")
        yield Clue(date.min, date.max, 0.97, evidence, _WEEKDAYS[match["day"][-3:].strip()])


def this_year(case: Case) -> Iterator[Clue]:
    """Read "năm nay (2024)", "APEC 2017 … tháng 11 năm nay", and "tháng 11/2017" beside "tháng 11 năm nay"."""
    lines = case.lines
    for start, end in case.told:
        at = lines.at(start)
        if lines.key[start:end] != "năm nay" or at < 0:
            continue
        for reading in case.with_year():
            same = reading.sentence == at and reading.rule not in ("dates.bracketed_year", "dates.year", "dates.period")
            given = 0 < reading.start - end <= 2  # noqa: PLR2004 - "năm nay (2024)"
            if given or (same and not lines.background(reading)) or _told_beside(case, reading, start):
                yield _in_year(case, reading, 0.9, "years.this_year")


RULES: tuple[ClueRule, ...] = (
    published,
    same_sentence,
    event_name,
    recent,
    planned,
    anniversary,
    as_of,
    neighbour,
    latest_past,
    weekday,
    this_year,
)

_JUST_PAST = re.compile(r"\s?(?:vừa (?:qua|rồi|diễn ra|kết thúc)|mới đây)")
_PART = re.compile(r"(đầu|giữa|cuối)")
_PART_MONTHS = {"đầu": (1, 3), "giữa": (4, 8), "cuối": (9, 12)}
_FRESH = re.compile(r"(?<!\w)(?:tính đến|tính tới|lũy kế đến|cho đến|\d+ tháng|tháng đầu|quý)(?!\w)")
_MONTHS_OF_YEAR = re.compile(r"(\d+) tháng ?$")
_COUNT = re.compile(r"(?:(?P<how>hơn|gần|tròn|kỷ niệm|nhân|dịp|lần thứ) )*(?<![\d.,/])(?P<years>\d{1,3}) năm(?! \d)")
_SINCE = re.compile(
    r"(?<!\w)(?:kể từ|từ khi|từ năm|từ ngày|ký|ký kết|ngày (?:thành lập|thiết lập|ký)|khi)(?!\w)|\(ngày |\($"
)
_HISTORY = re.compile(r"(?<!\w)(?:nhớ lại|lần đầu|từng|trước đây|trước kia|sau thành công|khi|từ khi|kể từ)(?!\w)")
_PASSED = re.compile(r"(?<!\w)(?:đã|từng|khi|sau|kể từ|ký|thiết lập|thành lập|nâng cấp|trước đây|lần đầu)(?!\w)")
_WEEKDAYS = {
    "hai": 0,
    "ba": 1,
    "tư": 2,
    "năm": 3,
    "sáu": 4,
    "bảy": 5,
    "hật": 6,
    **{str(number): number - 2 for number in range(2, 8)},
}
_DAY_NAME = r"(?P<day>thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)"
_WEEKDAY_BEFORE = re.compile(rf"(?<!\w){_DAY_NAME} ?[,(]? ?$")
_WEEKDAY_AFTER = re.compile(rf" ?[,(] ?{_DAY_NAME}(?!\w)")


def _moved(day: date, days: int) -> date:
    return day + timedelta(days)


def _days(reading: Reading) -> tuple[date, date]:
    """The first and last day of a reading whose year is printed."""
    last = reading.last if reading.last is not None and reading.last.year else reading.first
    return reading.first.first_day(), last.last_day()


def _in_year(case: Case, reading: Reading, weight: float, rule: str) -> Clue:
    year = reading.first.year
    return Clue(date(year, 1, 1), date(year, 12, 31), weight, case.evidence(reading, rule))


def _names_present_event(case: Case, reading: Reading) -> bool:
    lines = case.lines
    named = reading.kind == "name" or (reading.rule == "dates.year" and reading.kind == "event")
    return (
        named
        and lines.tense(reading) == "plain"
        and not lines.background(reading)
        and not _HISTORY.search(lines.before(reading))
        and NAME_HEAD.search(lines.before(reading)) is not None
    )


def _before_plan(case: Case, reading: Reading) -> Clue:
    evidence = case.evidence(reading, "years.planned")
    first, last = _days(reading)
    if reading.first.month:
        return Clue(_moved(first, -400), last, 0.79, evidence)
    part = _PART.search(case.lines.key, reading.start, reading.end)
    if part is None:
        return Clue(_moved(first, -1100), last, 0.9, evidence)
    begin, end = _PART_MONTHS[part[1]]
    return Clue(_moved(date(first.year, begin, 1), -400), date(first.year, end, 28), 0.75, evidence)


def _counted_from(case: Case, reading: Reading) -> Iterator[Clue]:
    """Read "kỷ niệm 30 năm … năm 1992": the count, added to the year it is counted from."""
    before = case.lines.before(reading)
    count = _COUNT.search(before)
    if count is None or not _SINCE.search(before, count.end()):
        return
    year = reading.first.year + int(count["years"])
    low, high, weight = {"hơn": (0, 4, 0.8), "gần": (-2, 0, 0.8), None: (-1, 1, 0.7)}.get(count["how"], (0, 0, 0.85))
    yield Clue(date(year + low, 1, 1), date(year + high, 12, 31), weight, case.evidence(reading, "years.anniversary"))


def _apart(target: Reading, day: date) -> int:
    """Days between two dates, years aside."""
    days = abs((target.first.month - day.month) * 30 + (target.first.day or 15) - day.day)
    return min(days, 360 - days)


def _is_past(lines: Lines, reading: Reading) -> bool:
    tense = lines.tense(reading)
    if tense == "future":
        return False
    if reading.kind == "measure" or reading.first.month or tense == "past" or lines.background(reading):
        return True
    before = lines.before(reading)
    return not before.strip() or _PASSED.search(before) is not None or reading.rule == "dates.bracketed_year"


def _told_beside(case: Case, reading: Reading, start: int) -> bool:
    """Whether the month before "năm nay" at `start` is that of a reading with a year ("tháng 11/2017")."""
    return any(
        told.years_from_now == 0 and told.start <= start < told.end and told.first.month == reading.first.month
        for told in case.readings
        if reading.first.month and not reading.first.day
    )
