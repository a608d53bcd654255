"""Clues to the year of a day that is printed without one: each a rule that yields a window with its words.

A clue says that the day lies between two dates, and how likely that is; wide windows are bounds, narrow ones are
votes. A year of history (a founding, an earlier edition) bounds from below and never votes: writers print the year
of what is long past, and leave out their own. The weights are how often a clue held on 1,400 news articles of 2017.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from hanoi_korea_site.extract.main_date import OPENING
from hanoi_korea_site.extract.readings import Lines, Told, days_of
from hanoi_korea_site.model import Evidence, Span

_NEVER, EVER = date(1980, 1, 1), date(2060, 1, 1)
"""Open ends."""


@dataclass(frozen=True, slots=True)
class Clue:
    """The day lies in `low`..`high` (and on `weekday`, Monday 0, where given) with probability `weight`.

    Within the window each year away from the edge `toward` is `falloff` times as likely as the one before.
    """

    low: date
    high: date
    weight: float
    evidence: Evidence
    weekday: int | None = None
    toward: Literal["low", "high"] = "high"
    falloff: float = 1.0


@dataclass(frozen=True, slots=True)
class Case:
    """A day without a year, and all that the article offers to date it.

    `dates` are the dates that print their year; `latest` is the latest day that the text tells as past; `written` is
    the credible publication day with its span; `this_year` are the ranges of "năm nay".
    """

    lines: Lines
    target: Told
    dates: Sequence[Told]
    latest: Told | None
    written: tuple[date, Span] | None
    this_year: Sequence[tuple[int, int]]

    def evidence(self, told: Told, rule: str) -> Evidence:
        return self.lines.evidence(told.reading.start, told.reading.end, rule)

    def is_ahead(self, told: Told) -> bool:
        """Whether a date lies after all that is past."""
        return self.latest is None or days_of(told)[1] > days_of(self.latest)[0]


ClueRule = Callable[[Case], Iterator[Clue]]


def published(case: Case) -> Iterator[Clue]:
    """News is published days after what it reports, or before what it announces."""
    if case.written is None:
        return
    day, span = case.written
    evidence = case.lines.evidence(span.start, span.end, "years.published")
    if case.target.tense == "future":
        yield Clue(_moved(day, -3), _moved(day, 330), 0.95, evidence)
    else:
        yield Clue(_moved(day, -60), _moved(day, 3), 0.97, evidence)
        yield Clue(_moved(day, -300), _moved(day, 60), 0.97, evidence)


def same_sentence(case: Case) -> Iterator[Clue]:
    """A year in the name of an event in the same sentence."""
    for told in case.dates:
        if told.sentence == case.target.sentence and _names_present_event(told):
            yield _in_year(case, told, 0.9, "years.same_sentence")


def event_name(case: Case) -> Iterator[Clue]:
    """A year in the name of an event elsewhere: weighty in the opening, less so further down."""
    for told in case.dates:
        if told.sentence != case.target.sentence and _names_present_event(told):
            yield _in_year(case, told, 0.88 if told.line.order < OPENING else 0.74, "years.event_name")


def recent(case: Case) -> Iterator[Clue]:
    """Read "tháng 7/2024 vừa qua": the day lies after it, within months."""
    for told in case.dates:
        if told.kind == "event" and _JUST_PAST.match(told.after):
            reach, weight = (300, 0.9) if told.reading.first.month else (400, 0.7)
            first, last = days_of(told)
            yield Clue(first, _moved(last, reach), weight, case.evidence(told, "years.recent"))


def planned(case: Case) -> Iterator[Clue]:
    """A plan is made before its date, and the first of several not long before."""
    plans = [told for told in case.dates if told.tense == "future" and not told.background and case.is_ahead(told)]
    plans = [told for told in plans if told.kind == "event" and (told.reading.first.month or _AT.search(told.before))]
    if plans:
        yield _before_plan(case, min(plans, key=lambda told: days_of(told)[1]))


def target(case: Case) -> Iterator[Clue]:
    """Goals lie ahead."""
    for told in case.dates:
        if told.kind == "target" and case.is_ahead(told):
            yield Clue(_NEVER, days_of(told)[1], 0.93, case.evidence(told, "years.target"), falloff=0.85)


def anniversary(case: Case) -> Iterator[Clue]:
    """Read "nhân 30 năm … (1992-2022)", "kỷ niệm 25 năm … kể từ năm 1992": marked in its year, or on the way to it."""
    for told in case.dates:
        if told.reading.rule == "dates.anniversary":
            year = told.reading.first.year
            low = date(year - 3 if told.tense == "future" else year, 1, 1)
            yield Clue(low, date(year, 12, 31), 0.88, case.evidence(told, "years.anniversary"), falloff=0.4)
        else:
            yield from _counted_from(case, told)


def as_of(case: Case) -> Iterator[Clue]:
    """Read "tính đến tháng 8/2024", "9 tháng đầu năm 2024": the newest figures are months old at most."""
    figures = [told for told in case.dates if told.kind == "measure" and _FRESH.search(told.before[-40:])]
    if not figures:
        return
    newest = max(figures, key=lambda told: days_of(told)[1])
    if case.is_ahead(newest):
        first, last = days_of(newest)
        months = _MONTHS_OF_YEAR.search(newest.before[-20:])
        low = date(first.year, min(12, int(months[1])), 1) if months and int(months[1]) else last
        yield Clue(low, _moved(last, 270), 0.78, case.evidence(newest, "years.as_of"))


def neighbour(case: Case) -> Iterator[Clue]:
    """A full date within a few days of the one asked for; on the very day it is rather an anniversary."""
    for told in case.dates:
        if told.kind != "event" or not told.reading.first.day or told.background:
            continue
        first, last = days_of(told)
        if 0 < _apart(case.target, first) <= _SAME_STORY:
            yield Clue(_moved(first, -45), _moved(last, 45), 0.75, case.evidence(told, "years.neighbour"))


def latest_past(case: Case) -> Iterator[Clue]:
    """What is told as past lies before the telling: the latest such date is a lower bound."""
    if case.latest is not None:
        first, _ = days_of(case.latest)
        evidence = case.evidence(case.latest, "years.latest_past")
        yield Clue(_moved(first, -3), EVER, 0.95, evidence, toward="low", falloff=0.65)


def weekday(case: Case) -> Iterator[Clue]:
    """Read "thứ sáu, 18/4": only some years have that day on a Friday."""
    key, reading = case.lines.key, case.target.reading
    before = _WEEKDAY_BEFORE.search(key, max(0, reading.start - 14), reading.start)
    match = before or _WEEKDAY_AFTER.match(key, reading.end)
    if match is not None:
        evidence = case.lines.evidence(match.start("day"), match.end("day"), "years.weekday")
        yield Clue(date.min, date.max, 0.97, evidence, _WEEKDAYS[match["day"].split()[-1]])


def this_year(case: Case) -> Iterator[Clue]:
    """Read "năm nay (2024)", "APEC 2017 tại Đà Nẵng vào tháng 11 năm nay", "năm nay … từ ngày 9-13/4/2021"."""
    key = case.lines.key
    for start, end in case.this_year[:_WITNESSES]:
        if _YEARS_LONG.search(key, max(0, start - 12), start):
            continue
        for told in case.dates:
            reading = told.reading
            between = key[end : reading.start] if reading.start >= end else key[reading.end : start]
            tied = told.kind == "name" or told.tense == "future" or between in (" (", ", ", ", năm ")
            if tied and told.tense != "past" and _TIED_TO_THIS_YEAR.match(between):
                yield _in_year(case, told, 0.9, "years.this_year")


RULES: tuple[ClueRule, ...] = (
    published,
    same_sentence,
    event_name,
    recent,
    planned,
    target,
    anniversary,
    as_of,
    neighbour,
    latest_past,
    weekday,
    this_year,
)

_WITNESSES = 20
"""How often "năm nay" is asked for the year that it is."""
_SAME_STORY = 10
"""Days within which two dates, years aside, are likely of one story."""

_AT = re.compile(r"(?<!\w)(?:vào|trong|từ|đến|tới) $|, $|^$")
_JUST_PAST = re.compile(r"\s?(?:vừa (?:qua|rồi|diễn ra|kết thúc)|mới đây)")
_PART = re.compile(r"(đầu|giữa|cuối)")
_PART_ENDS = {"đầu": 3, "giữa": 8, "cuối": 12}
_FRESH = re.compile(r"(?<!\w)(?:tính đến|tính tới|lũy kế đến|cho đến|\d+ tháng|tháng đầu|quý)(?!\w)")
_MONTHS_OF_YEAR = re.compile(r"(\d+) tháng ?$")
_COUNT = re.compile(
    r"(?<!\w)(?:kỷ niệm|nhân|nhân dịp|tròn|đánh dấu)(?: [^\W\d]+){0,3}? (?P<how>hơn "
    r"|gần )?(?P<years>\d{1,3}) năm(?! \d)"
)
_N_YEARS = re.compile(r"(\d{1,3}) năm")
_SINCE = re.compile(
    r"(?<!\w)(?:kể từ|từ khi|từ năm|từ ngày|ký|ngày (?:thành lập|thiết lập|ký)|được"
    r"|khi)(?!\w)[^;.()\d]{0,60}$|\((?:ngày )?$"
)
_HISTORY = re.compile(
    r"(?<!\w)(?:nhớ lại|lần đầu|đã từng|từng là|trước đây|trước kia|sau thành công|khi|từ khi|kể từ|thực hiện"
    r"|đăng quang|sinh)(?!\w)"
)
_YEARS_LONG = re.compile(r"(?<!tháng )(?<!tháng \d)(?:(?<!\d)\d\d?|một|hai|ba|bốn|mấy|nhiều|vài|chục) $")
_TIED_TO_THIS_YEAR = re.compile(r" ?\(?[^.,;:()]{0,60}$")
_WEEKDAYS = {
    "hai": 0,
    "ba": 1,
    "tư": 2,
    "năm": 3,
    "sáu": 4,
    "bảy": 5,
    "nhật": 6,
    **{str(number): number - 2 for number in range(2, 8)},
}
_DAY_NAME = r"(?P<day>thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)"
_WEEKDAY_BEFORE = re.compile(rf"(?<!\w){_DAY_NAME} ?[,(]? ?$")
_WEEKDAY_AFTER = re.compile(rf" ?[,(] ?{_DAY_NAME}(?!\w)")


def _moved(day: date, days: int) -> date:
    return day + timedelta(days)


def _in_year(case: Case, told: Told, weight: float, rule: str) -> Clue:
    year = told.reading.first.year
    return Clue(date(year, 1, 1), date(year, 12, 31), weight, case.evidence(told, rule))


def _names_present_event(told: Told) -> bool:
    plain = told.tense == "plain" and not told.background
    return plain and told.of_event_name() and not _HISTORY.search(told.before)


def _before_plan(case: Case, told: Told) -> Clue:
    """A plan for a day, a month or a part of a year is mostly of the year that leads up to it."""
    evidence = case.evidence(told, "years.planned")
    _, last = days_of(told)
    if not told.reading.first.month:
        part = _PART.search(case.lines.key, told.reading.start, told.reading.end)
        if part is None:
            return Clue(_NEVER, last, 0.93, evidence, falloff=0.65)
        last = date(last.year, _PART_ENDS[part[1]], 28)
    return Clue(_NEVER, last, 0.93, evidence, falloff=0.3)


def _counted_from(case: Case, told: Told) -> Iterator[Clue]:
    """Read "kỷ niệm 30 năm … kể từ năm 1992": the count, added to the year it is counted from."""
    count = _COUNT.search(told.before)
    if count is None or told.tense == "future" or not _SINCE.search(told.before, count.end()):
        return
    last = [*_N_YEARS.finditer(told.before, count.start("years"))][-1]
    year = told.reading.first.year + int(last[1])
    low, high = {"hơn ": (0, 4), "gần ": (-2, 0), None: (0, 0)}[count["how"]]
    evidence = case.evidence(told, "years.anniversary")
    yield Clue(date(year + low, 1, 1), date(year + high, 12, 31), 0.85, evidence)


def _apart(told: Told, day: date) -> int:
    """Days between two dates, years aside."""
    first = told.reading.first
    days = abs((first.month - day.month) * 30 + (first.day or 15) - day.day)
    return min(days, 360 - days)
