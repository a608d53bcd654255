"""Years printed once for several dates: by the last of a list, at a clause's beginning, in a heading of a chronicle."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from hanoi_korea_site.extract.dates.readings import Lines, Reading, Told
from hanoi_korea_site.extract.sheet import Sheet
from hanoi_korea_site.model import Block
from hanoi_korea_site.patterns import regex

_YEAR_DIGITS = 4
_THAT_YEAR = regex(r" (?:của )?(?:năm (?:đó|ấy)|cùng năm)(?!\w)")
"""Behind a date: its year is the one told last."""
_REACH = 4
"""Sentences back in which that year may stand."""
_JOINTS = frozenset((",", "và", "-", "–", "&", ", và", "cùng", "đến", "tới"))
_SET_OUT = regex(r"[ \t]*(?:[-–*•+] ?|\d{1,2}[.)] ?)?(?:năm |tháng \d{1,2}(?: ?[/-] ?| năm ))?")
_ALONE = regex(r"[ \t]*[:.]?[ \t]*(?:\n|$)")
LEADS_LINE = regex(r"(?:: | [-–] )(?=[^\W\d])")
"""Behind a year that a line sets out from: what was done in it."""
_LONGEST_SET_OUT = len("  10. tháng 12 năm ")
_HEADINGS = 2
"""A single line that is a year may be anything; so many in order head the chapters of a chronicle."""
_CLOSING = frozenset(("imprint", "tags", "related-head"))
"""Furniture that a chronicle does not go on behind."""


class Chapter(Struct, frozen=True, order=True, gc=False):
    """The text from `start` to `until` that a year, whose digits end at `end`, dates by its line or as its heading."""

    start: int
    end: int
    year: int
    until: int


def with_next_year(key: str, readings: list[Reading]) -> list[Reading]:
    """The readings, a neighbour's year read with the one before it.

    "ngày 9/5 và 20/5/2017", "tháng 6 và tháng 11 năm ngoái".
    """
    for here in range(len(readings) - 2, -1, -1):
        reading, following = readings[here], readings[here + 1]
        if reading.first.year or key[reading.end : following.start].strip() not in _JOINTS:
            continue
        year, told = following.first.year, following.years_from_now
        turned = (reading.first.month, reading.first.day) > (following.first.month, following.first.day)
        if year:
            first, last = reading.of_year(year - turned)
            readings[here] = replace(reading, first=first, last=last)
        elif told is not None and reading.years_from_now is None and following.rule == reading.rule:
            readings[here] = replace(reading, years_from_now=told - turned)
    return readings


def in_year_of_clause(head: Told, told: Told) -> Told:
    """A date in the year that its clause sets out from: "Năm 2007, đoàn đến đúng đợt lũ tháng 11"."""
    apart = len(told.before) - len(head.before) - (head.reading.end - head.reading.start)
    between = told.before[-apart:] if apart > 0 else ""
    sets_out = (
        head.sentence == told.sentence and head.reading.rule == "dates.year" and head.kind in ("event", "measure")
    )
    sets_out = sets_out and not head.before.rpartition(";")[2].strip(' "“(-–—') and between.startswith(",")
    if not sets_out or told.reading.years_from_now is not None or told.tense == "future" or ";" in between:
        return told
    first, last = told.reading.of_year(head.reading.first.year)
    return _read_as(told, replace(told.reading, first=first, last=last))


def in_year_of_quarter(head: Told, told: Told) -> Told:
    """A later quarter in the year of the one before it: "quý 1 năm 2016, trao đổi giống hoa; quý 3, mở tuần lễ"."""
    first, here = head.reading.first, told.reading.first
    listed = head.sentence == told.sentence and first.precision == "quarter" == here.precision and not here.year
    if not listed or not first.year or told.reading.years_from_now is not None or here.month <= first.month:
        return told
    return _read_as(told, replace(told.reading, first=told.reading.of_year(first.year)[0]))


def in_year_told_before(earlier: Sequence[Told], told: Told) -> Told:
    """A date in the year that was told last: "Tháng 4/2020, …; tháng 8 năm đó", "ngày 5/9 cùng năm"."""
    reading = told.reading
    if reading.first.year or reading.years_from_now is not None or not _THAT_YEAR.match(told.after):
        return told
    last = next((each for each in reversed(earlier) if _tells_year(each)), None)
    if last is None or told.sentence - last.sentence > _REACH:
        return told
    if last.reading.years_from_now is not None:
        return _read_as(told, replace(reading, years_from_now=last.reading.years_from_now))
    first, until = reading.of_year((last.reading.last or last.reading.first).year)
    told_from = (last.reading.start, last.reading.end)
    return _read_as(told, replace(reading, first=first, last=until, told_from=told_from))


def _tells_year(told: Told) -> bool:
    return told.kind != "period" and bool(told.reading.first.year or told.reading.years_from_now is not None)


def chapters(sheet: Sheet, lines: Lines, numbers: Sequence[tuple[int, int]]) -> list[Chapter]:
    """What years date as headings of a chronicle ("2011", "Tháng 5/2011") or before the words of a line ("2028: …").

    A heading reaches to the next one, no further than any other heading or the page's foot. They are in order, and none
    is empty; else the years are a table's.
    """
    alone: list[tuple[int, int]] = []
    led: list[Chapter] = []
    key = sheet.key
    for at, end in numbers:
        if end - at != _YEAR_DIGITS or not key.startswith(("19", "20"), at) or not _sets_out(key, at):
            continue
        if lines.at(at) < 0:
            continue
        if _ALONE.match(key, end):
            alone.append((at, end))
        elif LEADS_LINE.match(key, end):
            until = key.find("\n", end)
            led.append(Chapter(_line_start(key, at), end, int(key[at:end]), until if until >= 0 else len(key)))
    return sorted([*led, *_chronicle(sheet, alone)])


def in_chapters(dates: Sequence[Told], parts: Sequence[Chapter]) -> list[Told]:
    """The dates, those without a year in the year of the chapter that they stand in."""
    return [_in_chapter(told, part) if (part := chapter_at(parts, told.reading.start)) else told for told in dates]


def chapter_at(parts: Sequence[Chapter], place: int) -> Chapter | None:
    """The last chapter to begin before an offset that it reaches."""
    index = bisect_right(parts, place, key=lambda part: part.start) - 1
    nearest = parts[max(index - 1, 0) : index + 1] if index >= 0 else ()
    return next((part for part in reversed(nearest) if place < part.until), None)


def _sets_out(key: str, at: int) -> bool:
    """Whether nothing but a bullet and "năm" stands before a number in its line."""
    begin = _line_start(key, at)
    return begin >= 0 and _SET_OUT.fullmatch(key, begin, at) is not None


def _line_start(key: str, at: int) -> int:
    """Where the line of a number begins, -1 if too far before it for a heading."""
    broken = key.rfind("\n", max(0, at - _LONGEST_SET_OUT), at)
    return broken + 1 if broken >= 0 else 0 if at < _LONGEST_SET_OUT else -1


def _chronicle(sheet: Sheet, headings: Sequence[tuple[int, int]]) -> Iterator[Chapter]:
    """The chapters under these lines that are years, if they are a chronicle's headings."""
    key, years = sheet.key, [int(sheet.key[at:end]) for at, end in headings]
    if len(set(years)) < _HEADINGS or years not in (sorted(years), sorted(years)[::-1]):
        return
    if not all(key[end:following].strip(" \t\n:.-–*•+năm") for (_, end), (following, _) in pairwise(headings)):
        return
    others = [block.start for block in sheet.blocks if block.kind == "heading" and not _has_digit(sheet, block)]
    others = sorted([*others, *(line.span.start for line in sheet.dropped if line.reason in _CLOSING)])
    ends = [*(_line_start(key, at) for at, _ in headings[1:]), len(key)]
    for (at, end), year, last in zip(headings, years, ends, strict=True):
        other = bisect_right(others, at)
        yield Chapter(_line_start(key, at), end, year, min(last, others[other]) if other < len(others) else last)


def _has_digit(sheet: Sheet, block: Block) -> bool:
    return any(map(str.isdigit, sheet.key[block.start : block.end]))


def _in_chapter(told: Told, part: Chapter) -> Told:
    reading = told.reading
    if reading.first.year or reading.years_from_now is not None:
        return told
    first, last = reading.of_year(part.year)
    return _read_as(told, replace(reading, first=first, last=last, told_from=(part.end - _YEAR_DIGITS, part.end)))


def _read_as(told: Told, reading: Reading) -> Told:
    return Told(reading, told.kind, told.sentence, told.line, told.before, told.after)
