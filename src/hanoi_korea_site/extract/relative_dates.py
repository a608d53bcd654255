"""Dates told from another date: "hôm nay", "một ngày trước đó", "sáng hôm sau", "cùng ngày", "cuối năm nay"."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, timedelta

from hanoi_korea_site.edtf import FIRST_QUARTER, Point
from hanoi_korea_site.extract.calendar_words import MONTHS_IN_WORDS
from hanoi_korea_site.extract.day_rules import RECURRING
from hanoi_korea_site.extract.readings import Lines, Reading, tense_of

TODAY_WORDS = {
    **{f"{part} nay": 0 for part in ("hôm", "sáng", "trưa", "chiều", "tối", "đêm")},
    **{f"{part} qua": -1 for part in ("hôm", "sáng", "chiều", "tối", "đêm")},
    **{f"{part} mai": 1 for part in ("ngày", "sáng", "chiều", "tối")},
    "hôm kia": -2,
}
STEP_WORDS = {"trước đó": -1, "hôm trước": -1, "sau đó": 1, "hôm sau": 1, "cùng ngày": 0}
MONTH_WORDS = {"tháng trước": -1, "tháng này": 0, "tháng tới": 1, "tháng sau": 1}
YEAR_WORDS = {"năm ngoái": -1, "năm nay": 0, "năm sau": 1, "năm tới": 1}
"""Words told from another date, and how many days, months or years away from it they lie."""
QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_LUNAR_MONTHS = ("giêng", "chạp")
"""Months of the lunar year: named so with a day, they are no other."""
_QUARTER_WORDS = {f"quý {name}": number for name, number in QUARTERS.items()}
_NAMED_MONTHS = frozenset(f"tháng {name}" for name in MONTHS_IN_WORDS)

WORDS = (*TODAY_WORDS, *STEP_WORDS, *MONTH_WORDS, *YEAR_WORDS, *_QUARTER_WORDS, *sorted(_NAMED_MONTHS))

_FIGURATIVE = re.compile(
    r"(?<!\w)(?:của|như|đến|tới|có được|thế giới|việt nam|hàn quốc|hà nội|xã hội|thời|cuộc sống"
    r"|giới trẻ)(?: (?:ngày|cả))? $"
)
_DAYS_BEFORE = re.compile(r"(?<!\w)(?:(?P<count>một|hai|ba|bốn|năm|sáu|bảy|[1-9]) )?ngày $")
_DAYS_BEHIND = re.compile(r" (?P<count>một|hai|ba|bốn|năm|sáu|bảy|[1-9]) ngày(?!\w)")
_TIME_OF_DAY = re.compile(r"\d ?(?:h|:|giờ)[\d ]*(?:phút )?(?:sáng |trưa |chiều |tối )?$")
_COUNTS = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7}
_PART = re.compile(r"(?<!\w)(?:đầu|giữa|cuối|quý (?P<quarter>i{1,3}|iv|[1-4])) $")
_HAS_YEAR = re.compile(r" ?[/.,-] ?\d|,? (?:của )?năm (?!\d\d?(?!\d))")
"""Behind a quarter: the year is told."""
_INTO_MONTH = re.compile(r"(?<!\w)(?:vào|trong|hồi|từ|đến|đầu|giữa|cuối|ngày (?P<day>3[01]|[12]\d|0?[1-9])) $")
_WHICH_YEAR = re.compile(r" (?:nay|ngoái|tới|sau|trước|qua|học|\d)")
"""Behind "tháng năm": the second word is no May, but a year."""
_OF_NOW = re.compile(r" (?:vừa (?:qua|rồi)|tới|năm (?:nay|ngoái|tới|sau))(?!\w)")
_MONTHS_PASSED = re.compile(r"(?<!\w)(?:\d+|vài|mấy|nhiều|một|hai|ba|hằng|hàng|những|các|cùng kỳ) $")
_NEUTRAL_YEAR = 2001
"""Stands in for an unknown year while days are counted."""
_REACH = 10
"""Sentences back in which the date that a step is told from may stand."""
_FAIR = 0.85
_UNSAID = 0.75
_SIDE = 130
_SAME_DAY = "cùng ngày"
_DAY = "ngày "
_MONTH = 31
_COUNTED_DAYS = re.compile(
    r"(?:\d|(?<!\w)(?:mỗi|h[àằ]ng|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|vài|mấy|nhiều|suốt|cả|tròn|trăm|quốc tế)) $"
)
_ENDS_BARE_DAY = re.compile(
    r"[,.;)](?!\d)(?! ?\d)|\s*$|\n"
    r"| (?:tại|tới|ở|với|để|do|đã|sẽ|vừa|cùng|trong|theo|này|và(?! ngày| \d))(?!\w)"
)
_WILL = re.compile(r"[^.;\n]{0,120}?(?<!\w)(?:sẽ|dự kiến)(?!\w)")


def relative_readings(
    lines: Lines,
    words: Sequence[tuple[int, int]],
    absolute: Sequence[Reading],
    today: Reading | None,
    planned: Sequence[Reading] = (),
    recalled: Collection[Reading] = (),
) -> Iterator[Reading]:
    """What the words at these ranges mean beside the absolute readings; `today` reads the day of writing.

    Both come in reading order. Without a publication day, a date that the text itself puts beside "hôm nay" stands
    for it; a date right behind a word says the same and holds. `recalled` are absolute readings that the text only
    looks back on: "cùng ngày" is the day of the news.
    """
    starts = [reading.start for reading in absolute]
    days = [reading for reading in absolute if reading.first.day]
    ends = [day.end for day in days]
    now = today or _told_today(lines, words, absolute, starts)
    found: Reading | None = None
    for start, end in words:
        if lines.at(start) < 0 or _is_read(absolute, bisect_left(starts, start), start, end):
            continue
        if found is not None and start < found.end:
            continue
        before = bisect_right(ends, start)
        last = days[before - 1] if before else None
        if last in recalled and lines.key.startswith(_SAME_DAY, start):
            last = next((day for day in reversed(days[:before]) if day not in recalled), last)
        if found is not None and found.first.day and (last is None or last.end < found.start):
            last = found
        if lines.key.startswith(_DAY, start) or _WILL.match(lines.key, end):
            last = _nearer_planned(planned, start, last)
        reading = _read(lines, start, end, last, now)
        if reading is not None:
            found = reading
            yield reading


def _nearer_planned(planned: Sequence[Reading], start: int, last: Reading | None) -> Reading | None:
    """The day that a planned step is counted from: a planned one too, where it is the nearer."""
    before = bisect_right(planned, start, key=lambda reading: reading.end)
    day = next((reading for reading in reversed(planned[:before]) if reading.first.day), None)
    return day if day is not None and (last is None or last.end < day.start) else last


def _is_read(absolute: Sequence[Reading], following: int, start: int, end: int) -> bool:
    inside = following > 0 and start < absolute[following - 1].end
    return inside or (following < len(absolute) and absolute[following].start - end <= len(" ("))


def _read(lines: Lines, start: int, end: int, last: Reading | None, now: Reading | None) -> Reading | None:
    word = lines.key[start:end]
    if word in TODAY_WORDS:
        return from_today(lines, word, start, end, now)
    if word in STEP_WORDS:
        return from_last_day(lines, word, start, end, last)
    if word.startswith(_DAY):
        return from_bare_day(lines, start, end, last, now)
    if word in MONTH_WORDS:
        return from_this_month(lines, word, start, end, now)
    return _read_in_year(lines, word, start, end)


def _read_in_year(lines: Lines, word: str, start: int, end: int) -> Reading | None:
    """A month, a quarter or a part of a year, by the words for it; the names of lunar years are none."""
    if word in _QUARTER_WORDS:
        return bare_quarter(lines, word, start, end)
    if word in _NAMED_MONTHS:
        return named_month(lines, word, start, end)
    return from_this_year(lines, word, start, end) if word in YEAR_WORDS else None


def from_today(lines: Lines, word: str, start: int, end: int, now: Reading | None) -> Reading | None:
    """Read "hôm nay", "chiều qua": counted from the day of writing; nothing where that is not known."""
    if now is None or _FIGURATIVE.search(lines.key, max(0, start - 24), start):
        return None
    day = _shifted(now.first, TODAY_WORDS[word])
    return Reading(start, end, "dates.from_today", day, confidence=_FAIR, told_from=(now.start, now.end))


def from_last_day(lines: Lines, word: str, start: int, end: int, last: Reading | None) -> Reading | None:
    """Read "một ngày trước đó", "sáng hôm sau", "cùng ngày": counted from the last day that was named."""
    if last is None or lines.at(start) - lines.at(last.start) > _REACH:
        return None
    step = STEP_WORDS[word]
    if word.endswith(" đó"):
        begin = max(0, start - len("một ngày "))
        count = _DAYS_BEFORE.search(lines.key, begin, start) or _DAYS_BEHIND.match(lines.key, end)
        if count is None:
            return None
        start, end = min(start, count.start()), max(end, count.end())
        step *= _COUNTS.get(count["count"] or "một") or int(count["count"])
    elif _TIME_OF_DAY.search(lines.key, max(0, start - 16), start):
        return None
    base = last.last if step > 0 and last.last else last.first
    day, told_from = _shifted(base, step), (last.start, last.end)
    return Reading(start, end, "dates.from_last_day", day, confidence=_FAIR, told_from=told_from)


def from_bare_day(lines: Lines, start: int, end: int, last: Reading | None, now: Reading | None) -> Reading | None:
    """Read "vào ngày 26", "Ngày 10, …": the nearest such day to the writing, or to the last day that was named."""
    base = now or last
    if base is None or (base is last and lines.at(start) - lines.at(base.start) > _REACH):
        return None
    line, sentence = lines.line(lines.at(start)), lines.key
    tense = tense_of(sentence[max(line.start, start - _SIDE) : start], sentence[end : min(line.end, end + _SIDE)])
    here, number = _calendar_day(base.first), int(sentence[start + len(_DAY) : end])
    days = [day for day in (here + timedelta(step) for step in range(-_MONTH, _MONTH)) if day.day == number]
    if tense == "future" or base is not now:
        days = [day for day in days if day >= here] or days
    else:
        days = [day for day in days if day <= here] or days
    if not days:
        return None
    day = min(days, key=lambda day: abs(day - here))
    point = Point(day.year if base.first.year else 0, day.month, day.day)
    return Reading(start, end, "dates.from_bare_day", point, confidence=_UNSAID, told_from=(base.start, base.end))


def bare_days(key: str, numbers: Iterable[tuple[int, int]], read: Sequence[Reading]) -> list[tuple[int, int]]:
    """The ranges of "ngày 26" with no month to it, in none of the readings `read`."""
    found = []
    for at, end in numbers:
        start = at - len(_DAY)
        if end - at > len("31") or not key.endswith(_DAY, 0, at) or not 0 < int(key[at:end]) <= _MONTH:
            continue
        if _COUNTED_DAYS.search(key, max(0, start - 9), start) or not _ENDS_BARE_DAY.match(key, end):
            continue
        if not any(reading.start < end and start < reading.end for reading in read):
            found.append((start, end))
    return found


def from_this_month(lines: Lines, word: str, start: int, end: int, now: Reading | None) -> Reading | None:
    """Read "tháng trước", "tháng tới": counted from the month of writing."""
    if now is None or _MONTHS_PASSED.search(lines.key, max(0, start - 9), start):
        return None
    year = now.first.year
    months = (year or _NEUTRAL_YEAR) * 12 + now.first.month - 1 + MONTH_WORDS[word]
    point = Point(months // 12 if year else 0, months % 12 + 1)
    return Reading(start, end, "dates.from_this_month", point, confidence=_FAIR, told_from=(now.start, now.end))


def from_this_year(lines: Lines, word: str, start: int, end: int) -> Reading | None:
    """Read "cuối năm nay", "quý III năm nay", once the year of writing is known; "năm nay" alone pins nothing."""
    part = _PART.search(lines.key, max(0, start - len("quý III ")), start)
    if part is None or lines.key.endswith("tháng ", 0, part.start()):
        return None
    point = Point(
        0, FIRST_QUARTER - 1 + (QUARTERS.get(part["quarter"]) or int(part["quarter"])) if part["quarter"] else 0
    )
    told = YEAR_WORDS[word]
    return Reading(part.start(), end, "dates.from_this_year", point, confidence=_FAIR, years_from_now=told)


def bare_quarter(lines: Lines, word: str, start: int, end: int) -> Reading | None:
    """Read "trong quý II", a quarter of a year that the text does not print."""
    if _HAS_YEAR.match(lines.key, end):
        return None
    point = Point(0, FIRST_QUARTER - 1 + _QUARTER_WORDS[word])
    return Reading(start, end, "dates.bare_quarter", point, confidence=_UNSAID)


def named_month(lines: Lines, word: str, start: int, end: int) -> Reading | None:
    """Read "vào tháng Tám", "ngày 15 tháng Giêng", "tháng Mười Hai vừa qua": a month's name, no count of months."""
    into = _INTO_MONTH.search(lines.key, max(0, start - len(" ngày 15 ")), start)
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


def _told_today(
    lines: Lines, words: Sequence[tuple[int, int]], absolute: Sequence[Reading], starts: Sequence[int]
) -> Reading | None:
    """The day in "hôm nay (20/3)", "sáng qua, 19/3"."""
    for start, end in words:
        shift, following = TODAY_WORDS.get(lines.key[start:end]), bisect_left(starts, end)
        if shift is None or following == len(absolute):
            continue
        reading = absolute[following]
        if reading.first.day and reading.start - end <= len(", ngày "):
            return reading._replace(first=_shifted(reading.first, -shift))
    return None


def _calendar_day(point: Point) -> date:
    return date(point.year or (_NEUTRAL_YEAR - 1), point.month, point.day)


def _shifted(point: Point, days: int) -> Point:
    moved = _calendar_day(point) + timedelta(days)
    return Point(moved.year if point.year else 0, moved.month, moved.day)
