"""EDTF (ISO 8601-2) as far as this archive needs it, and dates as Vietnamese news writes them.

Understood: `YYYY`, `YYYY-MM`, `YYYY-MM-DD`, quarters `YYYY-33` … `YYYY-36`, an unknown year as `XXXX-MM` or
`XXXX-MM-DD`, an interval `a/b`, and a trailing "?" (uncertain), "~" (approximate) or "%" (both).
"""

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache
from gettext import gettext as _

from msgspec import Struct

from hanoi_korea_site.model import Dated, Evidence, Mention, Precision, YearBasis
from hanoi_korea_site.patterns import regex

_POINT = regex(r"(\d{4}|XXXX)(?:-(\d\d)(?:-(\d\d))?)?\Z", re.ASCII)
FIRST_QUARTER = 33
"""The month that EDTF writes for the first quarter of a year."""
_QUARTERS = ("I", "II", "III", "IV")
_LEAP_YEAR = 2000
_SHORTEST_MONTH = 28
_PART_OF_YEAR = regex(r"đầu|giữa|cuối", re.IGNORECASE)


class Point(Struct, frozen=True, order=True, gc=False):
    """A day, month, quarter or year. `year` 0: unknown; `month` and `day` 0: not said; `month` 33..36: a quarter."""

    year: int
    month: int = 0
    day: int = 0

    def __str__(self) -> str:
        year = f"{self.year:04d}" if self.year else "XXXX"
        if self.day:
            return f"{year}-{self.month:02d}-{self.day:02d}"
        return f"{year}-{self.month:02d}" if self.month else year

    @property
    def precision(self) -> Precision:
        if self.day:
            return "day"
        if self.month >= FIRST_QUARTER:
            return "quarter"
        return "month" if self.month else "year"

    def fault(self) -> str:
        """Why there is no such date; "" where there is one."""
        if not self.month:
            return "" if self.year and not self.day else _("a year that is unknown needs a month")
        if FIRST_QUARTER <= self.month < FIRST_QUARTER + len(_QUARTERS):
            return "" if self.year and not self.day else _("a quarter needs a year and has no day")
        if not 1 <= self.month <= 12:  # noqa: PLR2004
            return _("month {month:02d} does not exist").format(month=self.month)
        if self.day > _SHORTEST_MONTH and self.day > monthrange(self.year or _LEAP_YEAR, self.month)[1]:
            if self.year:
                message = _("{month:02d} has no day {day:02d} in {year}")
                return message.format(month=self.month, day=self.day, year=self.year)
            return _("{month:02d} has no day {day:02d}").format(month=self.month, day=self.day)
        return ""

    def months(self) -> tuple[int, int]:
        """The first and last month covered, 1..12."""
        if self.precision == "quarter":
            first = 3 * (self.month - FIRST_QUARTER) + 1
            return first, first + 2
        return (self.month, self.month) if self.month else (1, 12)

    def first_day(self) -> date:
        """The first day covered; the year must be known."""
        return date(self.year, self.months()[0], self.day or 1)

    def last_day(self) -> date:
        """The last day covered; the year must be known."""
        month = self.months()[1]
        return date(self.year, month, self.day or monthrange(self.year, month)[1])


class Edtf(Struct, frozen=True, gc=False):
    """A point, or an interval of two; `qualifier` is "", "?", "~" or "%"."""

    start: Point
    end: Point | None = None
    qualifier: str = ""

    def __str__(self) -> str:
        points = (self.start,) if self.end is None else (self.start, self.end)
        return "/".join(f"{point}{self.qualifier}" for point in points)

    def bounds(self) -> tuple[date, date] | None:
        """The first and last day covered, None where the year is unknown."""
        end = self.end or self.start
        return (self.start.first_day(), end.last_day()) if self.start.year and end.year else None


_AS_PRINTED = (
    regex(r"(?:ngày )?(?:(?P<day>\d{1,2})[/.-])?(?P<month>\d{1,2})[/.-](?P<year>\d{4})"),
    regex(r"(?P<year>\d{4})[/.-](?P<month>\d{1,2})(?:[/.-](?P<day>\d{1,2}))?"),
    regex(r"(?:ngày (?P<day>\d{1,2}) )?tháng (?P<month>\d{1,2}) năm (?P<year>\d{4})"),
)


def parse(text: str) -> Edtf:
    """Reads an EDTF date; ValueError says what is wrong with it."""
    stem = text.strip()
    qualifier = stem[-1:] if stem[-1:] in ("?", "~", "%") else ""
    first, slash, last = stem.partition("/")
    start = _point(first.rstrip("?~%"), text)
    end = _point(last.rstrip("?~%"), text) if slash else None
    if end is not None and _starts_late(start, end):
        raise ValueError(_("{text!r} ends before it starts").format(text=text))
    return Edtf(start, end, qualifier)


def _point(text: str, whole: str) -> Point:
    match = _POINT.match(text)
    if match is None:
        message = _("{text!r} is no date of the form 2024, 2024-10, 2024-10-19, 2024-10-19/2024-10-22 or XXXX-04-18")
        raise ValueError(message.format(text=whole), *_meant(whole))
    year, month, day = match.groups()
    point = Point(0 if year == "XXXX" else int(year), int(month or 0), int(day or 0))
    if month == "00" or day == "00" or year == "0000":
        raise ValueError(_("{text!r}: year, month and day count from 1").format(text=whole))
    if fault := point.fault():
        raise ValueError(f"{whole!r}: {fault}")
    return point


def _meant(text: str) -> tuple[str, ...]:
    """The way out where a day or month was written as newspapers do."""
    for form in _AS_PRINTED:
        if (match := form.fullmatch(text.strip())) and not (point := _point_of(match)).fault():
            written = f"{point.year:04}-{point.month:02}" + (f"-{point.day:02}" if point.day else "")
            return (_("did you mean “{word}”?").format(word=written),)
    return ()


def _point_of(match: re.Match[str]) -> Point:
    parts = match.groupdict()
    return Point(int(parts["year"]), int(parts["month"]), int(parts.get("day") or 0))


def _starts_late(start: Point, end: Point) -> bool:
    """Intervals of unknown years may run past New Year, all others must not run backwards."""
    if bool(start.year) != bool(end.year):
        return True
    return bool(start.year) and start.first_day() > end.last_day()


def dated(
    value: Edtf,
    *,
    year_basis: YearBasis,
    confidence: float = 1.0,
    because: tuple[Evidence, ...] = (),
    mention: Mention | None = None,
) -> Dated:
    """The record's form of a date; a quarter's `start` and `end` are its first and last month."""
    return Dated(*_written(value), year_basis, confidence, because, mention)


@lru_cache(maxsize=16384)
def _written(value: Edtf) -> tuple[str, str, str | None, Precision]:
    """A record's `edtf`, `start`, `end` and `precision`."""
    start, end = value.start, value.end
    precision = start.precision
    if precision == "quarter":
        start, end = (Point(start.year, month) for month in start.months())
    return str(value), str(start), None if end is None or end == start else str(end), precision


def sort_key(when: Dated | None) -> tuple[int, int, int, int, int, int]:
    """Orders by time: nothing, then unknown years by month and day, then known years; the longer first."""
    if when is None:
        return (-1, 0, 0, 0, 0, 0)
    value = parse(when.edtf)
    start, end = value.start, value.end or value.start
    last = end.months()[1]
    return (start.year, start.months()[0] if start.month else 0, start.day, -end.year, -last, -(end.day or 31))


def bounds(when: Dated) -> tuple[date, date] | None:
    """The first and last day covered, None where the year is unknown."""
    return parse(when.edtf).bounds()


def has_days(when: Dated) -> bool:
    """Whether a first and a last day are told; the last day that there is has no day after it."""
    told = (when.start, when.end or when.start)
    return all(len(day) == len("YYYY-MM-DD") and day[0] != "X" for day in told) and told[1] != "9999-12-31"


def in_words(when: Dated) -> str:
    """As Vietnamese news writes it: "19–22/10/2024", "tháng 12/2023", "đầu năm 2026", "18/4 (không rõ năm)"."""
    value = parse(when.edtf)
    start, end = value.start, value.end
    words = _point_in_words(start) if end is None or end == start else _interval_in_words(start, end)
    if when.precision == "year" and end is None and when.mention is not None:
        part = _PART_OF_YEAR.search(when.mention.text)
        words = f"{part[0].lower()} {words}" if part else words
    if value.qualifier in ("~", "%"):
        words = f"khoảng {words}"
    return words if start.year else f"{words} (không rõ năm)"


def _point_in_words(point: Point) -> str:
    if point.precision == "quarter":
        return f"quý {_QUARTERS[point.month - FIRST_QUARTER]}/{point.year}"
    prefix = {"day": "", "month": "tháng ", "year": "năm "}[point.precision]
    return prefix + "/".join(str(part) for part in (point.day, point.month, point.year) if part)


def _interval_in_words(start: Point, end: Point) -> str:
    """Leaves out of the start what the end says again: "30/11–2/12/2019"."""
    if start.precision != end.precision or start.precision == "quarter":
        return f"{_point_in_words(start)}–{_point_in_words(end)}"
    prefix, last = {"day": ("", ""), "month": ("tháng ", "tháng "), "year": ("các năm ", "năm ")}[start.precision]
    if start.precision == "year" or start.year != end.year:
        first = start
    elif start.month != end.month or start.precision == "month":
        first = Point(0, start.month, start.day)
    else:
        first = Point(0, 0, start.day)
    shown = "/".join(str(part) for part in (first.day, first.month, first.year) if part)
    return f"{prefix}{shown}–{_point_in_words(end).removeprefix(last)}"


def year_note(when: Dated) -> str:
    """How the year is known, for readers; "" where the text itself gives it."""
    if by_other_articles(when):
        return "năm suy luận từ bài khác trong kho"
    return {
        "explicit": "",
        "inferred": "năm suy luận từ ngữ cảnh",
        "editor": "theo biên tập viên",
        "unknown": "không rõ năm",
    }[when.year_basis]


def by_other_articles(when: Dated) -> bool:
    """Whether other articles voted for the year (`link.votes`)."""
    return when.year_basis == "inferred" and any(one.rule.startswith("years.archive_") for one in when.because)


def html_datetime(when: Dated) -> str:
    """A valid value for `<time datetime>`: where the date begins; "" where HTML has no form for it."""
    if when.precision == "quarter":
        return ""
    if when.start.startswith("XXXX-"):
        return when.start.removeprefix("XXXX-") if when.precision == "day" else ""
    return when.start
