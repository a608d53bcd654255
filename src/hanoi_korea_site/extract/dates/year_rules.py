"""Rules that stand at a number of four digits and read a year, or say what else the year is there for."""

import re

from hanoi_korea_site.edtf import Point
from hanoi_korea_site.extract.calendar_words import MONTH_NAMES, MONTHS_IN_WORDS
from hanoi_korea_site.extract.dates.day_rules import TO, YEAR, Rule, quarter_reading
from hanoi_korea_site.extract.dates.readings import Reading, names_event
from hanoi_korea_site.extract.dates.shared_years import LEADS_LINE
from hanoi_korea_site.patterns import regex

_ISO_DAY = regex(r"(\d{4})-(\d\d)-(\d\d)(?!\d)")
_ROMAN_QUARTER = regex(r"quý (iv|i{1,3}|[1-4]) ?(?:[/,.-]|năm)? ?$")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_WORDED_MONTH = regex(
    rf"\b(?:(?:ngày )?(?P<day>3[01]|[12]\d|0?[1-9]) )?tháng (?P<month>{MONTH_NAMES})"
    r"(?: năm |[/-]| )$"
)
_LONGEST_WORDED = len("ngày 15 tháng mười một năm ")
_MONTHS_LONG = regex(r"\b(?:\d+|mỗi|hằng|hàng|một|hai|ba|bốn|sáu|chín|vài|mấy|nhiều|các|những) $")
_SPAN = regex(rf"({YEAR})(?:{TO})(?:năm )?({YEAR})")
_SPAN_SIGNS = " -–—,"
_YEARS_PASSED = regex(r"(?<![\d.,/])(\d{1,3}) năm(?! \d)")
_MARKED = regex(
    r"(?<!\w)(?:kỷ niệm|nhân|nhân dịp|thiết lập|kết nghĩa|ngày ký|thành lập|tròn)(?!\w)(?!.*(?:nhiệm kỳ"
    r"|giai đoạn|từ) ?\(?$)"
)
_IN_YEAR = regex(r"\b(?:(?:nửa )?(?:đầu|giữa|cuối) )?năm $")
_BARE = regex(r"(?<!\w)(?:vào|hồi|đầu|giữa|cuối|trong) $")
_BARE_AFTER = regex(r"(?:[,.;)]|$| (?:và|tại|đến|khi)(?!\w))")
NEW_YEAR = regex(r"(?<!\w)(?:tết|(?<!mùa )xuân|năm mới)(?: nguyên đán| dương lịch)?(?: [^\W\d]+ [^\W\d]+)? $")
"""Behind these words a year is that of the festival at its beginning."""
_IN_BRACKETS = regex(r"(?: ?\)| ?[,;] ?\d{4}| và )")
_LIST_JOINTS = (", ", " và ")
_LISTED = regex(rf"(?:năm|\() ?(?:{YEAR}(?:, | và ))+$")
_NOT_NAME = regex(
    r"(?:giai đoạn|tầm nhìn|đến|mục tiêu|từ|nhiệm kỳ|khóa|luật|nghị quyết|quy hoạch|covid|năm học|niên khóa"
    r"|hiến pháp|bộ luật"
    r"|hơn|gần|khoảng|với|có|gồm|của|cho|và|số|quốc lộ)[ (-]?$"
)
_COUNTED = regex(
    r" ?(?:%|người|doanh|khách|sinh|học|tỷ|triệu|usd|đồng|m|km|ha|tấn|suất|lượt|dự án|đại biểu|vận|won)(?!\w)"
)
_SEASON = regex(r"/\d\d(?!\d)")
"""A season that runs over two years: "mùa giải 2016/17"."""

_SURE = 0.97
_FAIR = 0.85


def iso_day(key: str, at: int) -> tuple[Reading, ...]:
    """Read "2024-10-22"."""
    match = _ISO_DAY.match(key, at) if key.startswith("-", at + 4) else None
    if match is None:
        return ()
    point = Point(int(match[1]), int(match[2]), int(match[3]))
    return () if point.fault() else (Reading(at, match.end(), "dates.iso_day", point),)


def roman_quarter(key: str, at: int) -> tuple[Reading, ...]:
    """Read "quý I/2018", "quý III năm 2023"."""
    begin = key.find("quý", max(0, at - 14), at)
    match = _ROMAN_QUARTER.search(key, begin, at) if begin >= 0 else None
    if match is None:
        return ()
    number = _ROMAN.get(match[1]) or int(match[1])
    return quarter_reading(match.start(), at + 4, number, int(key[at : at + 4]))


def worded_month(key: str, at: int) -> tuple[Reading, ...]:
    """Read "tháng Năm năm 2022", "ngày 15 tháng Tám năm 2021", "tháng Mười Hai/2023"."""
    begin = max(0, at - _LONGEST_WORDED)
    match = _WORDED_MONTH.search(key, begin, at) if key.find("tháng ", begin, at) >= 0 else None
    if (
        match is None
        or _counts_months(match)
        or (not match["day"] and _MONTHS_LONG.search(key, max(0, match.start() - 8), match.start()))
    ):
        return ()
    point = Point(int(key[at : at + 4]), MONTHS_IN_WORDS[match["month"]], int(match["day"] or 0))
    return () if point.fault() else (Reading(match.start(), at + 4, "dates.worded_month", point, confidence=_SURE),)


def _counts_months(match: re.Match[str]) -> bool:
    """Whether "10 tháng năm 2025" is so many months of a year and no day of May."""
    uncalled = match["day"] and not match[0].startswith("ngày")
    return bool(uncalled and match["month"] == "năm" and match[0].endswith("tháng năm "))


def year_span(key: str, at: int) -> tuple[Reading, ...]:
    """Read "2021-2025": an anniversary's two ends if the line counts the years between them, else a period.

    Behind a comma another clause begins, but in "từ năm 2008, đến năm 2013".
    """
    match = _SPAN.match(key, at) if key[at + 4 : at + 5] in _SPAN_SIGNS else None
    if match is None or (key[at + 4] == "," and not key.endswith(("từ ", "từ năm "), 0, at)):
        return ()
    first, last = int(match[1]), int(match[2])
    line = max(key.rfind("\n", 0, at) + 1, at - 200)
    passed = {int(count[1]) for count in _YEARS_PASSED.finditer(key, line, at)}
    if last - first in passed and _MARKED.search(key, line, at):
        return (
            Reading(at, match.end(1), "dates.founding", Point(first), confidence=_FAIR),
            Reading(match.start(2), match.end(), "dates.anniversary", Point(last), confidence=_FAIR),
        )
    return (Reading(at, match.end(), "dates.period", Point(first), Point(max(first, last)), kind="period"),)


def year(key: str, at: int) -> tuple[Reading, ...]:
    """Read "năm 2022", "đầu năm 2026", "các năm 2017, 2019"."""
    if key.endswith("năm ", 0, at) and (match := _IN_YEAR.search(key, max(0, at - 14), at)):
        return (Reading(match.start(), at + 4, "dates.year", Point(int(key[at : at + 4])), confidence=_SURE),)
    if key.endswith(_LIST_JOINTS, 0, at) and _LISTED.search(key, max(0, at - 40), at):
        return (Reading(at, at + 4, "dates.year", Point(int(key[at : at + 4])), confidence=_FAIR),)
    return ()


def bracketed_year(key: str, at: int) -> tuple[Reading, ...]:
    """Read "(2009)", "(2017 và 2019)"."""
    if not key.endswith("(", 0, at) or not _IN_BRACKETS.match(key, at + 4):
        return ()
    return (Reading(at, at + 4, "dates.bracketed_year", Point(int(key[at : at + 4])), confidence=_FAIR),)


def bare_year(key: str, at: int) -> tuple[Reading, ...]:
    """Read "vào 2022", "hồi 2019"."""
    match = _BARE.search(key, max(0, at - 8), at)
    if match is None or not _BARE_AFTER.match(key, at + 4):
        return ()
    return (Reading(at, at + 4, "dates.bare_year", Point(int(key[at : at + 4])), confidence=_FAIR),)


def line_year(key: str, at: int) -> tuple[Reading, ...]:
    """Read "2028: dự kiến ký kế hoạch chung" at a line's beginning."""
    begin = max(key.rfind("\n", 0, at) + 1, at - len("• "))
    if key[begin:at].strip(" -–*•+") or not LEADS_LINE.match(key, at + 4):
        return ()
    return (Reading(at, at + 4, "dates.line_year", Point(int(key[at : at + 4])), confidence=_FAIR),)


def name_year(key: str, at: int) -> tuple[Reading, ...]:
    """Read "Hội nghị Xúc tiến đầu tư Hàn Quốc 2024", "Tết 2024": part of a name, a clue to the year and no date."""
    begin = max(key.rfind("\n", 0, at) + 1, at - 110)
    if _SEASON.match(key, at + 4) or _COUNTED.match(key, at + 4) or _NOT_NAME.search(key, max(begin, at - 20), at):
        return ()
    before = key[begin:at]
    if not (names_event(before, bare=True) or NEW_YEAR.search(before[-30:]) or _is_quoted(key, before, at + 4)):
        return ()
    return (Reading(at, at + 4, "dates.name_year", Point(int(key[at : at + 4])), kind="name"),)


def _is_quoted(key: str, before: str, end: int) -> bool:
    """Whether the year ends a name in quotation marks: “Sắc màu Hàn Quốc 2022”."""
    opened = max(before.rfind('"'), before.rfind("“"))
    return opened >= 0 and key.startswith(('"', "”"), end) and "”" not in before[opened:]


YEAR_RULES: tuple[Rule, ...] = (
    iso_day,
    roman_quarter,
    worded_month,
    year_span,
    year,
    bracketed_year,
    bare_year,
    line_year,
    name_year,
)
