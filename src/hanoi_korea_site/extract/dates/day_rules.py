"""Rules that stand at a number of one or two digits and read a day, a month or a quarter.

Each takes the folded text and the number's offset, and yields readings, or none where the words around say that
the number is something else: a street, a decree, a fraction, a score.
"""

import re
from collections.abc import Callable
from datetime import timedelta

from hanoi_korea_site.edtf import Point
from hanoi_korea_site.extract.calendar_words import BRANCHES, STEMS
from hanoi_korea_site.extract.dates.day_signs import (
    COUNTED,
    FRACTION,
    is_announced,
    is_range_announced,
    likeliness,
    names_a_thing,
)
from hanoi_korea_site.extract.dates.readings import Reading
from hanoi_korea_site.patterns import regex

Rule = Callable[[str, int], tuple[Reading, ...]]

_D = r"(?:3[01]|[12]\d|0?[1-9])(?!\d)"
_M = r"(?:1[0-2]|0?[1-9])(?!\d)"
YEAR = r"(?:19|20)\d\d(?!\d)"
_OF = r"(?:/ ?|-|\.| / ?| - | ?[/-]? ?tháng )"
TO = r"(?: ?[-–—~] ?|,? (?:cho )?(?:đến|tới) )(?:hết )?"
_TAIL = (
    rf"(?:(?:[/.-]|/ | [/-] ?|,? ?/?năm |, (?={YEAR}(?:[,;)]|\.?(?:\s|$))))(?P<year>{YEAR})"
    rf"|/(?P<short>\d\d)(?!\d)"
    r"| (?P<told>năm (?:nay|ngoái|rồi|sau|tới|trước)|sang năm)(?!\w))?(?![\d/%]|[.,:-]\d|\w)"
)
_TOLD = {"năm nay": 0, "năm ngoái": -1, "năm rồi": -1, "năm trước": -1, "năm sau": 1, "năm tới": 1, "sang năm": 1}

_CLOCK = r"(?:\d{1,2} ?(?:giờ|h|g)(?: ?\d{2})?(?: phút)?,? (?:(?:sáng|trưa|chiều|tối|đêm) )?)?"
_ACROSS = regex(rf"({_D})({_OF})({_M})(?:\2(1\d{{3}}|{YEAR}))?{TO}{_CLOCK}(?:ngày )?({_D}){_OF}({_M}){_TAIL}")
_RANGE = regex(rf"({_D})({TO})(?:ngày |mùng |mồng )?({_D})({_OF})({_M}){_TAIL}")
_LIST = regex(rf"({_D}(?:, ?(?:ngày )?{_D}){{0,5}})(?:,? (?:và|&) |, ?)(?:ngày )?({_D})({_OF})({_M}){_TAIL}")
_DAY_MONTH = regex(rf"({_D})({_OF})({_M}){_TAIL}")
_MONTHS = regex(rf"({_M})(?:(?:[/.-]|,? năm )({YEAR}))?(?:{TO})(?:tháng )?({_M}){_TAIL}")
_MONTH = regex(rf"({_M}){_TAIL}")
_MONTH_YEAR = regex(rf"({_M})(?:[/.-]| / )({YEAR})(?![/\d%]|[.,:-]\d|\w)")
_QUARTER = regex(rf"([1-4])(?!\d)(?:(?:[/.-]| / | năm | )({YEAR})|(?! năm |[/.,-]\d|\w))")
_NUMBERS = regex(r"\d+")

_SURE = 0.97
_FAIR = 0.9
_NOT_A_RANGE = 330
"""Days: two full dates farther apart are an anniversary's two ends, not one event."""

RECURRING = regex(r"(?: âm lịch| \(?âm lịch| h[àằ]ng năm| mỗi năm|/ ?âm lịch)")
_LUNAR = regex(rf"(?:,? năm | )(?:{'|'.join(STEMS)}) (?:{'|'.join(BRANCHES)}|tị)(?!\w)")
"""Behind a day: it is one of the lunar calendar."""
_LUNAR_BESIDE = regex(r"(?<!\w)(?:rằm|tết|giỗ|âm lịch|tháng giêng|tháng chạp)(?!\w)[^.;\n]{0,60}(?<!\w)(?:mùng|mồng) $")
"""Before a day called so, which then is most likely the lunar calendar's too: "rằm tháng Bảy và mồng 10 tháng 3"."""
_EACH = regex(
    r"(?:(?<!\w)(?:\d+|mỗi|hằng|hàng|một|hai|ba|bốn|sáu|chín|vài|mấy|nhiều|cách mạng) "
    r"|h[àằ]ng năm vào )tháng $"
)


def across_months(key: str, at: int) -> tuple[Reading, ...]:
    """Read "30/11-2/12/2019", "từ ngày 28/12/2024 đến 17h ngày 3/1/2025"; far apart they are two dates, not a span."""
    match = _ACROSS.match(key, at)
    if match is None or names_a_thing(key, at):
        return ()
    day, month, year = int(match[1]), int(match[3]), int(match[4] or 0)
    last = Point(_year(match), int(match[6]), int(match[5]))
    if not year and last.year:
        year = last.year - ((month, day) > (last.month, last.day))
    first = Point(year, month, day)
    if (not year and last.year) or (year and not last.year):
        last = Point(year + ((month, day) > (last.month, last.day)), last.month, last.day)
    if first.fault() or last.fault():
        return ()
    if year != last.year and abs(last.first_day() - first.first_day()) > timedelta(_NOT_A_RANGE):
        founding = Reading(_with_day(key, at), match.end(4), "dates.founding", first, confidence=_FAIR)
        return founding, Reading(match.start(5), match.end(), "dates.anniversary", last, confidence=_FAIR)
    return (_reading(key, at, match, "dates.across_months", first, last, _SURE),)


def day_range(key: str, at: int) -> tuple[Reading, ...]:
    """Read "19-22/10", "19 đến 22/10/2024", "20 đến ngày 22 tháng 11 năm 2019"."""
    match = _RANGE.match(key, at)
    if match is None or names_a_thing(key, at) or int(match[1]) >= int(match[3]):
        return ()
    slashed = match[4].strip() not in ("-", ".")
    if not (slashed or match["year"] or is_range_announced(key, at, match)):
        return ()
    if slashed and "/" in match[4] and not match["year"] and FRACTION.match(key, match.end()):
        return ()
    year, month = _year(match), int(match[5])
    return _checked(
        _reading(
            key,
            at,
            match,
            "dates.day_range",
            Point(year, month, int(match[1])),
            Point(year, month, int(match[3])),
            _SURE,
        )
    )


def day_list(key: str, at: int) -> tuple[Reading, ...]:
    """Read "ngày 9 và 10/5" (neighbouring days are one span), "các ngày 9, 12 và 15/5" (others are a date each)."""
    match = _LIST.match(key, at)
    if match is None or not is_announced(key, at):
        return ()
    year, month = _year(match), int(match[4])
    days = [*_NUMBERS.finditer(match[1]), *_NUMBERS.finditer(match[2])]
    numbers = [int(day[0]) for day in days]
    if numbers == list(range(numbers[0], numbers[0] + len(numbers))):
        first, last = Point(year, month, numbers[0]), Point(year, month, numbers[-1])
        return _checked(_reading(key, at, match, "dates.day_list", first, last, _FAIR))
    starts = [*(at + day.start() for day in days[:-1]), match.start(2)]
    ends = [*(at + day.end() for day in days[:-1]), match.end()]
    told = _TOLD.get(match["told"])
    return _checked(
        *(
            Reading(start, end, "dates.day_list", Point(year, month, number), confidence=_FAIR, years_from_now=told)
            for start, end, number in zip(starts, ends, numbers, strict=True)
        )
    )


def day_month(key: str, at: int) -> tuple[Reading, ...]:
    """Read "22/10", "ngày 18 tháng 4", "trưa 11-10", "23-7-2009", "6-5 tới"."""
    match = _DAY_MONTH.match(key, at)
    if match is None or RECURRING.match(key, match.end()) or _LUNAR.match(key, match.end()):
        return ()
    if key.endswith(("mùng ", "mồng "), 0, at) and not match["year"] and _LUNAR_BESIDE.search(key, max(0, at - 80), at):
        return ()
    confidence = _SURE if is_announced(key, at) else likeliness(key, at, match)
    if not confidence:
        return ()
    point = Point(_year(match), int(match[3]), int(match[1]))
    return () if point.fault() else (_reading(key, at, match, "dates.day_month", point, None, confidence),)


def month_range(key: str, at: int) -> tuple[Reading, ...]:
    """Read "từ tháng 6 đến tháng 8/2024", "tháng 6-8/2024"."""
    match = _MONTHS.match(key, at)
    if match is None or _EACH.search(key, max(0, at - 20), at):
        return ()
    first, last, year = int(match[1]), int(match[3]), _year(match)
    start = Point(int(match[2] or 0) or year, first)
    if COUNTED.match(key, match.end()) or (match[2] and not year) or (start.year, first) >= (year, last):
        return ()
    return (_reading(key, at, match, "dates.month_range", start, Point(year, last), _FAIR),)


def month(key: str, at: int) -> tuple[Reading, ...]:
    """Read "tháng 7/2024", "tháng 7 năm 2024", "tháng 11 năm nay", "tháng 9 tới"."""
    match = _MONTH.match(key, at)
    if (
        match is None
        or _EACH.search(key, max(0, at - 20), at)
        or COUNTED.match(key, match.end())
        or RECURRING.match(key, match.end())
    ):
        return ()
    year = _year(match)
    return (_reading(key, at, match, "dates.month", Point(year, int(match[1])), None, _SURE if year else _FAIR),)


def quarter(key: str, at: int) -> tuple[Reading, ...]:
    """Read "quý 1/2018", "quý 2"; Roman quarters are read at their year, or at "quý"."""
    match = _QUARTER.match(key, at)
    return quarter_reading(at - len("quý "), match.end(), int(match[1]), int(match[2] or 0)) if match else ()


def month_year(key: str, at: int) -> tuple[Reading, ...]:
    """Read "6/2019" standing alone."""
    match = _MONTH_YEAR.match(key, at)
    if match is None or names_a_thing(key, at):
        return ()
    return (Reading(at, match.end(), "dates.month_year", Point(int(match[2]), int(match[1])), confidence=_FAIR),)


def quarter_reading(start: int, end: int, number: int, year: int) -> tuple[Reading, ...]:
    return (Reading(start, end, "dates.quarter", Point(year, 32 + number), confidence=_SURE),)


DAY_RULES: tuple[Rule, ...] = (across_months, day_range, day_list, month_year, day_month)
RULES_BEFORE = {
    "/": (across_months, month_year, day_month),
    ".": (across_months, month_year, day_month),
    "-": (across_months, day_range, month_year, day_month),
    "–": (day_range,),
    "—": (day_range,),
    "~": (day_range,),
    ",": (day_list,),
    " ": DAY_RULES,
}
"""The rules at a number that stands alone, by the sign that follows it."""
MONTH_RULES: tuple[Rule, ...] = (month_range, month)
QUARTER_RULES: tuple[Rule, ...] = (quarter,)
"""The rules at a number that stands alone, behind "tháng", behind "quý"."""


def _year(match: re.Match[str]) -> int:
    if match["short"]:
        return int(match["short"]) + (2000 if int(match["short"]) < 50 else 1900)  # noqa: PLR2004 - "5/9/97", "5/9/19"
    return int(match["year"] or 0)


def _reading(
    key: str, at: int, match: re.Match[str], rule: str, first: Point, last: Point | None, confidence: float
) -> Reading:
    start = _with_day(key, at)
    return Reading(start, match.end(), rule, first, last, confidence, years_from_now=_TOLD.get(match["told"]))


def _with_day(key: str, at: int) -> int:
    """Where the words begin: with "ngày" or "tháng" if they stand before the number."""
    for word in ("ngày ", "mùng ", "mồng ", "tháng "):
        if key.endswith(word, 0, at):
            return at - len(word)
    return at


def _checked(*readings: Reading) -> tuple[Reading, ...]:
    """All of them if all their days exist, else none."""
    points = (point for reading in readings for point in (reading.first, reading.last) if point)
    return () if any(point.fault() for point in points) else readings
