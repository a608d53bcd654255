"""When an article was published, as its header says, and what that tells of the day that it reports."""

from collections.abc import Iterable, Iterator
from datetime import date

from hanoi_korea_site import edtf
from hanoi_korea_site.edtf import Edtf, Point
from hanoi_korea_site.extract.dates.day_signs import opens_report
from hanoi_korea_site.extract.dates.main_date import Choice, is_report
from hanoi_korea_site.extract.dates.readings import Lines, Reading, Told
from hanoi_korea_site.extract.layout.header_dates import day_of
from hanoi_korea_site.extract.sheet import Sheet
from hanoi_korea_site.model import Dated, Mention, Problem, Span
from hanoi_korea_site.patterns import regex

_DAY_AND_MONTH = regex(r"(\d{1,2})[/-](\d{1,2})(?!\d|[/-]\d)")
_REPORT_LAG = 150
"""Days between a day in the news and its publication, beyond which the date line is not the report's."""
_ANNOUNCED_AHEAD = 330
_RETROSPECT = 400
"""Days after which a report that opens with a full date was not written for its date line."""
_SAME_NEWS = 45
"""Days from its publication within which a printed day is the news."""
_FRESH = 2
_PUBLISHED = 0.97
_ABOUT_PUBLISHED = 0.5
"""How likely a report that dates nothing tells of the day it was published."""

Dateline = tuple[date, Span]
"""The day that a header gives, and where."""


def header_days(sheet: Sheet) -> Iterator[Dateline]:
    """The full days that the article's header gives, most trustworthy first."""
    for span in sheet.datelines:
        if found := day_of(sheet.key[span.start : span.end]):
            day, start, end = found
            yield day.first_day(), Span(span.start + start, span.start + end)


def today_of(day: date, span: Span) -> Reading:
    return Reading(span.start, span.end, "dates.dateline", _point(day))


def day_of_report(lines: Lines, asides: Iterable[Span], dates: Iterable[Told]) -> Reading | None:
    """The day of writing where no header gives it in full: beside an agency's name, or in a header without the year.

    `asides` are the header's dates: "Hải Phòng (TTXVN 20/11) - Hôm qua, …"; of `dates` one may open the report:
    "Seoul, 3/4 (Yonhap) -- …".
    """
    for span in asides:
        found = _DAY_AND_MONTH.search(lines.key, span.start, span.end)
        point = Point(0, int(found[2]), int(found[1])) if found else None
        if point and not point.fault():
            return Reading(span.start, span.end, "dates.dateline", point)
    opening = (told.reading for told in dates if told.line.order == 0 and told.reading.first.day)
    return next((day for day in opening if opens_report(lines.key, day.start, day.end)), None)


def is_credible(choice: Choice | None, written: date) -> bool:
    """Whether a report that opens with the chosen date can have been published on `written`.

    The time at which a saved page was rendered often stands where the publication date should be.
    """
    if choice is None or not choice.told.reading.first.month or choice.rank > 1:
        return True
    first, tense = choice.told.reading.first, choice.told.tense
    if first.year:
        return -_ANNOUNCED_AHEAD <= (written - first.first_day()).days <= _RETROSPECT
    day = first.day or 15
    lag = ((written.month - first.month) * 30 + written.day - day) % 365
    return lag <= _REPORT_LAG or lag >= 365 - (_ANNOUNCED_AHEAD if tense == "future" else 45)


def published_on(sheet: Sheet, written: Dateline) -> Dated:
    day, span = written
    text = sheet.text[span.start : span.end]
    mention = Mention(text, span.start, span.end, "dates.dateline", _PUBLISHED)
    return edtf.dated(Edtf(_point(day)), year_basis="explicit", confidence=_PUBLISHED, mention=mention)


def is_fresh(told: Told, written: date) -> bool:
    """Whether a report's day lies right before its publication: then it is the news."""
    first = told.reading.first
    if not first.day or told.tense == "future" or told.background or not is_report(told):
        return False
    passed = (written.month - first.month) * 31 + written.day - first.day
    return 0 <= passed % (12 * 31) <= _FRESH


def bears_out(written: date, reading: Reading) -> bool:
    """Whether a day is printed in full and lies so near the publication that it is the news."""
    return bool(reading.first.year) and abs((written - reading.first.first_day()).days) <= _SAME_NEWS


def about_publication(lines: Lines, written: Dateline) -> Dated:
    day, span = written
    evidence = lines.evidence(span.start, span.end, "dates.about_publication")
    about = Edtf(_point(day), qualifier="~")
    return edtf.dated(about, year_basis="inferred", confidence=_ABOUT_PUBLISHED, because=(evidence,))


def doubtful(sheet: Sheet, span: Span) -> Problem:
    words = sheet.text[span.start : span.end]
    return Problem("dateline-doubtful", f"“{words}” khó là ngày đăng của bài này: ngày trong bài cách quá xa.", span)


def _point(day: date) -> Point:
    return Point(day.year, day.month, day.day)
