"""Articles that look back on a year: "Nhìn lại năm 2025", "10 sự kiện tiêu biểu của Thủ đô năm 2025"."""

from collections.abc import Sequence
from datetime import date, timedelta

from msgspec.structs import replace

from hanoi_korea_site.extract.dates.readings import Reading, Told
from hanoi_korea_site.patterns import regex

_LOOKS_BACK = regex(r"(?<!\w)nhìn lại(?: [^\W\d]+){0,6} $")
_HIGHLIGHTS = regex(
    r"(?<!\w)(?:sự kiện|dấu ấn|dấu mốc|điểm nhấn|điểm sáng|thành tựu|kết quả|hoạt động)(?: [^\W\d]+){0,3}?"
    r" (?:nổi bật|tiêu biểu|ấn tượng|đáng nhớ|đáng chú ý)(?!\w)"
)
_FROM, _UNTIL = timedelta(-60), timedelta(60)
"""A year is looked back on about its end."""
_NEWS = timedelta(45)
"""A day that lies so shortly before the writing is news."""


def year_looked_back_on(dates: Sequence[Told], today: Reading | None) -> Told | None:
    """The year in the headline of an article that looks back on it; `today` reads the day of writing."""
    for told in dates:
        if told.line.kind == "title" and told.reading.rule == "dates.year" and _is_about_its_end(told, today):
            if _HIGHLIGHTS.search(f"{told.before}|{told.after}"):
                return told
            if _LOOKS_BACK.search(told.before) and not told.of_event_name():
                return told
    return None


def in_year_looked_back_on(dates: Sequence[Told], year: Told, today: Reading | None) -> list[Told]:
    """The dates, those without a year in that year; not what is to come, nor the days right before the writing."""
    return [_in_year(told, year, today) for told in dates]


def _in_year(told: Told, year: Told, today: Reading | None) -> Told:
    reading = told.reading
    if reading.first.year or reading.years_from_now is not None or not reading.first.month or told.tense == "future":
        return told
    if today is not None and any(_is_news(reading, each, today) for each in (today.first.year, today.first.year - 1)):
        return told
    first, last = reading.of_year(year.reading.first.year)
    if first.fault():
        return told
    dated = replace(reading, first=first, last=last, told_from=(year.reading.start, year.reading.end))
    return Told(dated, told.kind, told.sentence, told.line, told.before, told.after)


def _is_news(reading: Reading, year: int, today: Reading) -> bool:
    first, _ = reading.of_year(year)
    return not first.fault() and timedelta(0) <= today.first.first_day() - first.first_day() <= _NEWS


def _is_about_its_end(told: Told, today: Reading | None) -> bool:
    end = date(told.reading.first.year, 12, 31)
    return today is None or _FROM <= today.first.first_day() - end <= _UNTIL
