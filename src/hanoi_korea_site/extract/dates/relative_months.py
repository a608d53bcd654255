"""Months, quarters and parts of a year whose year is told by the writing: "tháng trước", "quý II", "cuối năm nay"."""

from hanoi_korea_site.edtf import FIRST_QUARTER, Point
from hanoi_korea_site.extract.calendar_words import MONTHS_IN_WORDS
from hanoi_korea_site.extract.dates.day_rules import RECURRING
from hanoi_korea_site.extract.dates.readings import Lines, Reading
from hanoi_korea_site.patterns import regex

MONTH_WORDS = {
    **{f"tháng {word}": -1 for word in ("trước", "rồi", "vừa qua", "vừa rồi")},
    "tháng này": 0,
    "tháng tới": 1,
    "tháng sau": 1,
}
YEAR_WORDS = {"năm ngoái": -1, "năm rồi": -1, "năm nay": 0, "năm sau": 1, "năm tới": 1}
"""Words told from the writing, and how many months or years away from it they lie."""
_NEXT_YEAR = ("năm sau", "năm tới")
WILL = regex(r"[^.;\n]{0,120}?(?<!\w)(?:sẽ|dự kiến)(?!\w)")
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_QUARTER_WORDS = {f"quý {name}": number for name, number in _QUARTERS.items()}
_NAMED_MONTHS = frozenset(f"tháng {name}" for name in MONTHS_IN_WORDS)

WORDS_IN_YEAR = (*MONTH_WORDS, *YEAR_WORDS, *_QUARTER_WORDS, *sorted(_NAMED_MONTHS))

_LUNAR_MONTHS = ("giêng", "chạp")
"""Months of the lunar year: named so with a day, they are no other."""
_PART = regex(r"(?<!\w)(?:đầu|giữa|cuối|quý (?P<quarter>i{1,3}|iv|[1-4])) $")
_HAS_YEAR = regex(r" ?[/.,-] ?\d|,? (?:của )?năm (?!\d\d?(?!\d))")
"""Behind a quarter: the year is told."""
_INTO_MONTH = regex(
    r"(?<!\w)(?:vào|trong|hồi|từ|đến|đầu|giữa|cuối|(?:thượng|trung|hạ) tuần|ngày (?P<day>3[01]|[12]\d|0?[1-9])) $"
)
_WHICH_YEAR = regex(r" (?:nay|ngoái|tới|sau|trước|qua|học|\d)")
"""Behind "tháng năm": the second word is no May, but a year."""
_OF_NOW = regex(r" (?:vừa (?:qua|rồi)|tới|năm (?:nay|ngoái|tới|sau))(?!\w)")
_MONTHS_PASSED = regex(r"(?<!\w)(?:\d+|vài|mấy|nhiều|một|hai|ba|hằng|hàng|những|các|cùng kỳ) $")
_NEUTRAL_YEAR = 2001
"""Stands in for an unknown year while months are counted."""
_FAIR = 0.85
_UNSAID = 0.75


def read_in_year(lines: Lines, word: str, start: int, end: int, now: Reading | None) -> Reading | None:
    """What one of `WORDS_IN_YEAR` at this range means; `now` reads the day of writing. Other words mean nothing."""
    if word in MONTH_WORDS:
        return from_this_month(lines, word, start, end, now)
    if word in _QUARTER_WORDS:
        return bare_quarter(lines, word, start, end)
    if word in _NAMED_MONTHS:
        return named_month(lines, word, start, end)
    return from_this_year(lines, word, start, end) if word in YEAR_WORDS else None


def from_this_month(lines: Lines, word: str, start: int, end: int, now: Reading | None) -> Reading | None:
    """Read "tháng trước", "tháng tới": counted from the month of writing."""
    if now is None or _MONTHS_PASSED.search(lines.key, max(0, start - 9), start):
        return None
    year = now.first.year
    months = (year or _NEUTRAL_YEAR) * 12 + now.first.month - 1 + MONTH_WORDS[word]
    point = Point(months // 12 if year else 0, months % 12 + 1)
    return Reading(start, end, "dates.from_this_month", point, confidence=_FAIR, told_from=(now.start, now.end))


def from_this_year(lines: Lines, word: str, start: int, end: int) -> Reading | None:
    """Read "cuối năm nay", "quý III năm nay", once the year of writing is known; "năm nay" alone pins nothing.

    But "Năm sau, … sẽ …" does, at a sentence's head.
    """
    if word in _NEXT_YEAR and _is_planned_for(lines, start, end):
        return Reading(start, end, "dates.from_this_year", Point(0), confidence=_FAIR, years_from_now=YEAR_WORDS[word])
    part = _PART.search(lines.key, max(0, start - len("quý III ")), start)
    if part is None or lines.key.endswith("tháng ", 0, part.start()):
        return None
    point = Point(
        0, FIRST_QUARTER - 1 + (_QUARTERS.get(part["quarter"]) or int(part["quarter"])) if part["quarter"] else 0
    )
    told = YEAR_WORDS[word]
    return Reading(part.start(), end, "dates.from_this_year", point, confidence=_FAIR, years_from_now=told)


def _is_planned_for(lines: Lines, start: int, end: int) -> bool:
    """Whether a sentence sets out from the year ahead and says what will be done in it."""
    return lines.line(lines.at(start)).start == start and WILL.match(lines.key, end) is not None


def bare_quarter(lines: Lines, word: str, start: int, end: int) -> Reading | None:
    """Read "trong quý II", a quarter of a year that the text does not print."""
    if _HAS_YEAR.match(lines.key, end):
        return None
    point = Point(0, FIRST_QUARTER - 1 + _QUARTER_WORDS[word])
    return Reading(start, end, "dates.bare_quarter", point, confidence=_UNSAID)


def named_month(lines: Lines, word: str, start: int, end: int) -> Reading | None:
    """Read "vào tháng Tám", "ngày 15 tháng Giêng", "tháng Mười Hai vừa qua": a month's name, no count of months."""
    into = _INTO_MONTH.search(lines.key, max(0, start - len(" thượng tuần ")), start)
    if not (into or _OF_NOW.match(lines.key, end)) or RECURRING.match(lines.key, end):
        return None
    if word == "tháng năm" and _WHICH_YEAR.match(lines.key, end):
        return None
    day = int(into["day"] or 0) if into else 0
    if day and word.endswith(_LUNAR_MONTHS):
        return None
    point = Point(0, MONTHS_IN_WORDS[word.removeprefix("tháng ")], day)
    begin = into.start() if into and day else start
    return None if point.fault() else Reading(begin, end, "dates.named_month", point, confidence=_FAIR)
