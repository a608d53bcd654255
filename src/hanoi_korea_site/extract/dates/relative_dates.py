"""Dates told from another date: "hôm nay", "một ngày trước đó", "sáng hôm sau", "cùng ngày", "thứ Hai tới"."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, timedelta

from msgspec.structs import replace

from hanoi_korea_site.edtf import Point
from hanoi_korea_site.extract.calendar_words import WEEKDAYS
from hanoi_korea_site.extract.dates.readings import Lines, Reading, tense_of
from hanoi_korea_site.extract.dates.relative_months import WILL, WORDS_IN_YEAR, read_in_year
from hanoi_korea_site.patterns import regex

TODAY_WORDS = {
    **{f"{part} nay": 0 for part in ("hôm", "sáng", "trưa", "chiều", "tối", "đêm")},
    **{f"{part} qua": -1 for part in ("hôm", "sáng", "chiều", "tối", "đêm")},
    **{f"{part} mai": 1 for part in ("ngày", "sáng", "chiều", "tối")},
    "hôm kia": -2,
}
STEP_WORDS = {
    "trước đó": -1,
    "hôm trước": -1,
    "ngày trước": -1,
    "ngày trước đó": -1,
    "cùng ngày": 0,
    "cũng trong ngày": 0,
    "sau đó": 1,
    "hôm sau": 1,
    "ngày sau": 1,
    "ngày sau đó": 1,
    "ngày tiếp theo": 1,
    "ngày kế tiếp": 1,
}
"""Words told from another date, and how many days away from it they lie."""
WORDS = (*TODAY_WORDS, *STEP_WORDS, *(day for day in WEEKDAYS if day[-1].isalpha()), *WORDS_IN_YEAR)
"""Words that tell a day, and those that tell a month, a quarter or a part of a year."""

_FOR_AN_AGE = ("hôm nay", "ngày mai", "hôm qua")
_FIGURATIVE = regex(
    r"(?<!\w)(?:của|như|đến|tới|có được|thế giới|việt nam|hàn quốc|hà nội|xã hội|thời|cuộc sống"
    r"|giới trẻ)(?: (?:ngày|cả))? $"
)
_DAYS_BEFORE = regex(r"(?<!\w)(?P<count>một|hai|ba|bốn|năm|sáu|bảy|[1-9]) $")
_DAYS_BEHIND = regex(r" (?P<count>một|hai|ba|bốn|năm|sáu|bảy|[1-9]) (?:ngày|hôm)(?!\w)")
_COUNTED_ON = regex(r" (?:khi|ngày|lễ|cuộc|chuyến|buổi|lúc)(?!\w)")
"""Behind "hai ngày sau": what the days are counted from."""
_MANY_DAYS = regex(r"(?:\d|(?<!\w)(?:những|các|mấy|vài|nhiều|chục|trăm)) $")
_COUNTED_STEPS = tuple(word for word in STEP_WORDS if word.endswith(("đó", "trước", "sau")))
_ONLY_COUNTED = ("trước đó", "sau đó", "ngày trước", "ngày sau")
"""Steps that are none where no days are counted: "sau đó" may be an hour later."""
_TIME_OF_DAY = regex(r"\d ?(?:h|:|giờ)[\d ]*(?:phút )?(?:sáng |trưa |chiều |tối )?$")
_COUNTS = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7}
_NEUTRAL_YEAR = 2001
"""Stands in for an unknown year while days are counted."""
_REACH = 10
"""Sentences back in which the date that a step is told from may stand."""
_FAIR = 0.85
_UNSAID = 0.75
_SIDE = 130
_SAME_DAY = ("cùng ngày", "cũng trong ngày")
_DAY = "ngày "
_EARLY_DAYS = ("mùng ", "mồng ")
_DAY_WORDS = (_DAY, "hôm ", *_EARLY_DAYS)
"""Before a day of the month; the latter up to the tenth, and of the lunar month, too."""
_UNTIL_DAY = regex(r"(?: ?[-–] ?|,? (?:cho )?(?:đến|tới) (?:hết )?)(?:ngày )?(?:3[01]|[12]\d|0?[1-9])(?!\d)")
_NUMBER = regex(r"\d+")
_TENTH = 10
_LUNAR = regex(r"(?<!\w)(?:tết|âm lịch|rằm|tháng giêng|tháng chạp|giỗ|giao thừa)(?!\w)")
_MONTH = 31
_WEEKLONG = 7
_ON_WEEKDAY = ("hôm ", "sáng ", "trưa ", "chiều ", "tối ", "vào ")
_HEADS_CLAUSE = regex(r"(?:^|[\n,.;:(]) ?$")
"""Before "thứ Tư tuần trước": no more is needed to tell a day of that week from the second or fourth of a row."""
_WEEK = regex(r" tuần (?P<which>trước|qua|này|tới|sau)(?!\w)")
_COUNTED_DAYS = regex(
    r"(?:\d|(?<!\w)(?:mỗi|h[àằ]ng|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|vài|mấy|nhiều|suốt|cả|tròn|trăm|quốc tế)) $"
)
_ENDS_BARE_DAY = regex(
    r"[,.;)](?!\d)(?! ?\d)|\s*$|\n"
    r"| (?:tại|tới|ở|với|để|do|đã|sẽ|vừa|cùng|trong|theo|này|và(?! ngày| \d))(?!\w)"
)


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
    printed = sorted([*absolute, *planned], key=lambda reading: reading.start)
    starts = [reading.start for reading in printed]
    days = [reading for reading in absolute if reading.first.day]
    ends = [day.end for day in days]
    now = today or _told_today(lines, words, absolute)
    found: Reading | None = None
    for start, end in words:
        if lines.at(start) < 0:
            continue
        week = _WEEK.match(lines.key, end)
        if _is_read(lines.key, printed, bisect_left(starts, start), start, week.end() if week else end):
            continue
        if found is not None and start < found.end:
            continue
        before = bisect_right(ends, start)
        last = days[before - 1] if before else None
        if last in recalled and lines.key.startswith(_SAME_DAY, start):
            last = next((day for day in reversed(days[:before]) if day not in recalled), last)
        if found is not None and found.first.day and (last is None or last.end < found.start):
            last = found
        if lines.key[end - 1].isdigit() or WILL.match(lines.key, end):
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


def _is_read(key: str, absolute: Sequence[Reading], following: int, start: int, end: int) -> bool:
    """Whether a word stands inside a reading or beside the one that says the same: "hôm nay (20/3)", "tối qua 5/9"."""
    if following > 0 and start < absolute[following - 1].end:
        return True
    beside = key[end : absolute[following].start] if following < len(absolute) else "."
    return len(beside) <= len(" (") and "." not in beside


def _read(lines: Lines, start: int, end: int, last: Reading | None, now: Reading | None) -> Reading | None:
    word = lines.key[start:end]
    if word in TODAY_WORDS:
        return from_today(lines, word, start, end, now)
    if word in STEP_WORDS:
        return from_last_day(lines, word, start, end, last)
    if word in WEEKDAYS:
        return from_weekday(lines, word, start, end, now)
    if word.startswith(_DAY_WORDS):
        return from_bare_day(lines, start, end, last, now)
    return read_in_year(lines, word, start, end, now)


def from_today(lines: Lines, word: str, start: int, end: int, now: Reading | None) -> Reading | None:
    """Read "hôm nay", "chiều qua": counted from the day of writing; nothing where that is not known."""
    if now is None or (word in _FOR_AN_AGE and _FIGURATIVE.search(lines.key, max(0, start - 24), start)):
        return None
    day = _shifted(now.first, TODAY_WORDS[word])
    return Reading(start, end, "dates.from_today", day, confidence=_FAIR, told_from=(now.start, now.end))


def from_last_day(lines: Lines, word: str, start: int, end: int, last: Reading | None) -> Reading | None:
    """Read "một ngày trước đó", "hai ngày sau", "sáng hôm sau", "cùng ngày": counted from the last day named."""
    if last is None or lines.at(start) - lines.at(last.start) > _REACH:
        return None
    key, step = lines.key, STEP_WORDS[word]
    if not word.endswith("đó") and _TIME_OF_DAY.search(key, max(0, start - 16), start):
        return None
    count = _days_counted(key, word, start, end) if word in _COUNTED_STEPS else None
    if count is not None:
        start, end = min(start, count.start()), max(end, count.end())
        step *= _COUNTS.get(count["count"]) or int(count["count"])
    elif word in _ONLY_COUNTED or _MANY_DAYS.search(key, max(0, start - len("những ")), start):
        return None
    base = last.last if step > 0 and last.last else last.first
    day, told_from = _shifted(base, step), (last.start, last.end)
    return Reading(start, end, "dates.from_last_day", day, confidence=_FAIR, told_from=told_from)


def _days_counted(key: str, word: str, start: int, end: int) -> re.Match[str] | None:
    """How many days a step takes: "hai ngày trước đó", "trước đó hai ngày"; none of a step from something else."""
    if word in ("trước đó", "sau đó"):
        return _DAYS_BEHIND.match(key, end)
    if _COUNTED_ON.match(key, end):
        return None
    return _DAYS_BEFORE.search(key, max(0, start - len("một ")), start)


def from_weekday(lines: Lines, word: str, start: int, end: int, now: Reading | None) -> Reading | None:
    """Read "hôm thứ Năm", "sáng thứ Hai tuần này": the last such day by the writing, or the next of what is to come."""
    week = _WEEK.match(lines.key, end)
    if now is None or not now.first.year:
        return None
    heads_clause = week is not None and _HEADS_CLAUSE.search(lines.key, max(0, start - 2), start)
    if not (heads_clause or lines.key.endswith(_ON_WEEKDAY, 0, start)):
        return None
    today = _calendar_day(now.first)
    day = today + timedelta(WEEKDAYS[word] - today.weekday())
    if week is not None:
        day += timedelta({"trước": -_WEEKLONG, "qua": -_WEEKLONG, "này": 0}.get(week["which"], _WEEKLONG))
        end = week.end()
    else:
        line = lines.line(lines.at(start))
        tense = tense_of(lines.key[max(line.start, start - _SIDE) : start], lines.key[end : min(line.end, end + _SIDE)])
        ahead = tense == "future"
        day += timedelta(_WEEKLONG * ((ahead and day < today) - (not ahead and day > today)))
    point = Point(day.year, day.month, day.day)
    return Reading(start, end, "dates.from_weekday", point, confidence=_UNSAID, told_from=(now.start, now.end))


def from_bare_day(lines: Lines, start: int, end: int, last: Reading | None, now: Reading | None) -> Reading | None:
    """Read "vào ngày 26", "từ ngày 17 đến 23": the nearest such day to the writing, or to the last day named."""
    base = now or last
    if base is None or (base is last and lines.at(start) - lines.at(base.start) > _REACH):
        return None
    line, sentence = lines.line(lines.at(start)), lines.key
    tense = tense_of(sentence[max(line.start, start - _SIDE) : start], sentence[end : min(line.end, end + _SIDE)])
    number, *until = map(int, _NUMBER.findall(sentence, start, end))
    here = _calendar_day(base.first)
    days = [day for day in (here + timedelta(step) for step in range(-_MONTH, _MONTH)) if day.day == number]
    if tense == "future" or base is not now:
        length = timedelta(until[0] - number if until else 0)
        days = [day for day in days if day + length >= here] or days
    else:
        days = [day for day in days if day <= here] or days
    if not days:
        return None
    day = min(days, key=lambda day: abs(day - here))
    point = Point(day.year if base.first.year else 0, day.month, day.day)
    last_day = Point(point.year, point.month, until[0]) if until else None
    if last_day is not None and (last_day.fault() or last_day <= point):
        return None
    told_from = (base.start, base.end)
    return Reading(start, end, "dates.from_bare_day", point, last_day, _UNSAID, told_from=told_from)


def bare_days(key: str, numbers: Iterable[tuple[int, int]], read: Sequence[Reading]) -> list[tuple[int, int]]:
    """The ranges of "ngày 26", "tối mùng 4" with no month to it, in none of the readings `read`.

    Where a text speaks of the lunar calendar, the latter may be its days.
    """
    found = []
    for at, end in numbers:
        if end - at > len("31") or not key.endswith(_DAY_WORDS, 0, at) or not 0 < (day := int(key[at:end])) <= _MONTH:
            continue
        start = at - next(len(word) for word in _DAY_WORDS if key.endswith(word, 0, at))
        if key.endswith("từ ", 0, start) and (until := _UNTIL_DAY.match(key, end)):
            end = until.end()  # noqa: PLW2901
        if key.startswith(_EARLY_DAYS, start) and (day > _TENTH or _LUNAR.search(key)):
            continue
        if _COUNTED_DAYS.search(key, max(0, start - 9), start) or not _ENDS_BARE_DAY.match(key, end):
            continue
        if not any(reading.start < end and start < reading.end for reading in read):
            found.append((start, end))
    return found


def _told_today(lines: Lines, words: Sequence[tuple[int, int]], absolute: Sequence[Reading]) -> Reading | None:
    """The day in "hôm nay (20/3)", "sáng qua, 19/3"."""
    starts = [reading.start for reading in absolute]
    for start, end in words:
        shift, following = TODAY_WORDS.get(lines.key[start:end]), bisect_left(starts, end)
        if shift is None or following == len(absolute):
            continue
        reading = absolute[following]
        if reading.first.day and reading.start - end <= len(", ngày "):
            return replace(reading, first=_shifted(reading.first, -shift))
    return None


def _calendar_day(point: Point) -> date:
    return date(point.year or (_NEUTRAL_YEAR - 1), point.month, point.day)


def _shifted(point: Point, days: int) -> Point:
    moved = _calendar_day(point) + timedelta(days)
    return Point(moved.year if point.year else 0, moved.month, moved.day)
