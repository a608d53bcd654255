"""Clues from spans: a visit's days, a school year, a term of office, a plan's period, a lunar year.

Of the same form as those of `year_clues`, and weighed the same way.
"""

import re
from collections.abc import Iterator
from datetime import date

from hanoi_korea_site.extract.calendar_words import BRANCHES, STEMS
from hanoi_korea_site.extract.dates.clues import Case, Clue, ClueRule, moved
from hanoi_korea_site.extract.dates.readings import Told, days_of
from hanoi_korea_site.extract.dates.year_rules import NEW_YEAR
from hanoi_korea_site.patterns import regex

_CYCLE = 60
_FIRST_CYCLE = 1984
LUNAR_YEARS = {f"{STEMS[at % 10]} {BRANCHES[at % 12]}": at for at in range(_CYCLE)}
LUNAR_YEARS |= {name.replace("tỵ", "tị"): at for name, at in LUNAR_YEARS.items()}
"""The names of the lunar years, by their place in the sixty-year cycle that began in 1984."""
_EARLIEST = 1995
"""A lunar year's name means the first such year since then."""


def school_year(case: Case) -> Iterator[Clue]:
    """Read "năm học 2023-2024": from when pupils are chosen for it until it is over."""
    for told in _periods(case, _SCHOOL):
        first, last = told.reading.first.year, _last_year(told)
        if last == first + 1:
            yield Clue(date(first, 1, 15), date(last, 8, 15), 0.88, case.evidence(told, "years.school_year"))


def term(case: Case) -> Iterator[Clue]:
    """Read "Đại hội …, nhiệm kỳ 2021-2026": held as the latest term begins; who serves it is met during it."""
    latest = max(_periods(case, _TERM), key=lambda told: told.reading.first.year, default=None)
    if latest is None:
        return
    first, evidence = latest.reading.first.year, case.evidence(latest, "years.term")
    last = first if _ELECTS.search(latest.before) else _last_year(latest)
    yield Clue(date(first, 1, 1), date(last, 12, 31), 0.55, evidence)


def review(case: Case) -> Iterator[Clue]:
    """Read "tổng kết chương trình … (2014-2016)": looked back on as it ends, or soon after."""
    for told in _periods(case, _REVIEW):
        last = _last_year(told)
        evidence = case.evidence(told, "years.review")
        yield Clue(date(last, 6, 1), date(last + 1, 6, 30), 0.75, evidence)


def turn_of_periods(case: Case) -> Iterator[Clue]:
    """Read "từ 2014 đến 2018 … giai đoạn 2019-2023": told where the one ends and the next begins."""
    ended = {_last_year(told) for told in case.dates if told.kind == "period"}
    for told in _periods(case, _PLANNED):
        first = told.reading.first.year
        if _last_year(told) - first <= _PLAN and not ended.isdisjoint((first - 1, first)):
            evidence = case.evidence(told, "years.turn_of_periods")
            yield Clue(date(first - 1, 7, 1), date(first, 6, 30), 0.75, evidence)


def new_year(case: Case) -> Iterator[Clue]:
    """Read "đón Tết 2024", "chúc mừng năm mới 2021": told about the turn of the year."""
    for told in case.dates:
        if told.kind == "name" and NEW_YEAR.search(told.before[-30:]):
            year = told.reading.first.year
            evidence = case.evidence(told, "years.new_year")
            yield Clue(date(year - 1, 12, 1), date(year, 3, 15), 0.78, evidence)


def lunar_year(case: Case) -> Iterator[Clue]:
    """Read "Tết Giáp Thìn": the lunar year's name comes back after sixty years only."""
    key = case.lines.key
    for start, end in case.words:
        place = LUNAR_YEARS.get(key[start:end])
        if place is None or not _OF_LUNAR.search(key, max(0, start - 24), start):
            continue
        year = _FIRST_CYCLE + place + _CYCLE * (_FIRST_CYCLE + place < _EARLIEST)
        evidence = case.lines.evidence(start, end, "years.lunar_year")
        yield Clue(date(year - 1, 12, 1), date(year, 3, 15), 0.88, evidence)


def within_days(case: Case) -> Iterator[Clue]:
    """Read "Sáng 22/6, … thăm Việt Nam từ ngày 22-24/6/2023": the day lies among days that print their year."""
    for told in case.dates:
        if told.kind == "event" and told.reading.last is not None and told.reading.first.day and not told.background:
            first, last = days_of(told)
            if (last - first).days <= _LONGEST_VISIT and _day_within(case, first, last):
                beside = abs(told.sentence - case.target.sentence) <= 1
                yield Clue(first, last, 0.92 if beside else 0.72, case.evidence(told, "years.within_days"))


def lasts_until(case: Case) -> Iterator[Clue]:
    """Read "Lễ hội kéo dài đến 31/12/2022": what is told of the event lies before its last day."""
    for told in case.dates:
        last = told.reading.first.day and told.reading.last is None and told.before.endswith(_UP_TO)
        if last and _LASTS.search(told.before[-150:]):
            day, _ = days_of(told)
            yield Clue(moved(day, -_LONGEST_EVENT), day, 0.85, case.evidence(told, "years.lasts_until"))


RULES: tuple[ClueRule, ...] = (
    within_days,
    lasts_until,
    school_year,
    term,
    review,
    turn_of_periods,
    new_year,
    lunar_year,
)

_LONGEST_VISIT, _LONGEST_EVENT = 15, 45
"""Days that a visit or a festival takes at most."""
_LASTS = regex(
    r"(?<!\w)(?:lễ hội|festival|liên hoan|triển lãm|hội chợ|hội sách|sự kiện|tuần lễ|tuần văn hóa|chuyến thăm"
    r"|chuyến công tác|hội nghị|đại hội|giải|cuộc thi|chuỗi hoạt động|trại hè|expo)(?!\w)[^.;:]{0,80}?"
    r"(?<!\w)(?:kéo dài|diễn ra|mở cửa|trưng bày|bế mạc|kết thúc|tiếp tục)(?!\w)[^.;:]{0,20}?"
    r"(?<!\w)(?:đến|tới|vào|hết)(?: hết)? $"
)
_UP_TO = ("đến ", "tới ", "vào ", "hết ")
_SCHOOL = regex(r"(?<!\w)(?:năm học|niên học|niên khóa) ?[(:]?$")
_TERM = regex(r"(?<!\w)(?:nhiệm kỳ|khóa [^\W\d]+,?(?: nhiệm kỳ)?)(?: \d| [ivx]+)?,? ?\(?$")
_ELECTS = regex(r"(?<!\w)(?:đại hội|bầu|ra mắt|hiệp thương)(?!\w)")
_REVIEW = regex(r"(?<!\w)(?:tổng kết|sơ kết|nhìn lại|kết thúc|đánh giá kết quả)(?!\w)[^.;]{0,120}$")
_PLANNED = regex(r"(?<!\w)(?:phương hướng|kế hoạch|nhiệm vụ|mục tiêu)(?!\w)[^.;]{0,80}$")
_OF_LUNAR = regex(r"(?<!sinh )(?<!\w)(?:tết|xuân|năm mới|nguyên đán|cổ truyền|âm lịch)(?: năm)? $")
_PLAN = 5
"""Years between a plan's first and last."""


def _day_within(case: Case, first: date, last: date) -> bool:
    """Whether the day asked for, the year aside, is among these days."""
    target = case.target.reading.first
    day = (target.month, target.day)
    start, end = (first.month, first.day), (last.month, last.day)
    return start <= day <= end if start <= end else day >= start or day <= end


def _periods(case: Case, words: re.Pattern[str]) -> list[Told]:
    """The spans of years that these words stand before."""
    return [told for told in case.dates if told.kind == "period" and words.search(told.before)]


def _last_year(told: Told) -> int:
    return days_of(told)[1].year
