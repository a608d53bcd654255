"""Clues from spans that have a name: a school year, a term of office, a plan's period, a lunar year.

Of the same form as those of `year_clues`, and weighed the same way.
"""

import re
from collections.abc import Iterator
from datetime import date

from hanoi_korea_site.extract.clues import Case, Clue, ClueRule
from hanoi_korea_site.extract.day_rules import BRANCHES, STEMS
from hanoi_korea_site.extract.readings import Told, days_of
from hanoi_korea_site.extract.year_rules import NEW_YEAR

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


RULES: tuple[ClueRule, ...] = (school_year, term, review, turn_of_periods, new_year, lunar_year)

_SCHOOL = re.compile(r"(?<!\w)(?:năm học|niên học|niên khóa) ?[(:]?$")
_TERM = re.compile(r"(?<!\w)(?:nhiệm kỳ|khóa [^\W\d]+,?(?: nhiệm kỳ)?)(?: \d| [ivx]+)?,? ?\(?$")
_ELECTS = re.compile(r"(?<!\w)(?:đại hội|bầu|ra mắt|hiệp thương)(?!\w)")
_REVIEW = re.compile(r"(?<!\w)(?:tổng kết|sơ kết|nhìn lại|kết thúc|đánh giá kết quả)(?!\w)[^.;]{0,120}$")
_PLANNED = re.compile(r"(?<!\w)(?:phương hướng|kế hoạch|nhiệm vụ|mục tiêu)(?!\w)[^.;]{0,80}$")
_OF_LUNAR = re.compile(r"(?<!sinh )(?<!\w)(?:tết|xuân|năm mới|nguyên đán|cổ truyền|âm lịch)(?: năm)? $")
_PLAN = 5
"""Years between a plan's first and last."""


def _periods(case: Case, words: re.Pattern[str]) -> list[Told]:
    """The spans of years that these words stand before."""
    return [told for told in case.dates if told.kind == "period" and words.search(told.before)]


def _last_year(told: Told) -> int:
    return days_of(told)[1].year
