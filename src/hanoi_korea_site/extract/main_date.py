"""Which of an article's dates is the day of what it reports."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from hanoi_korea_site.extract.readings import NAME_HEAD, Lines, Reading

OPENING = 6
"""Sentences of prose that open an article: its main date is nearly always in one of them."""

_FRAME = re.compile(
    r"(?<!\w)(?:trong khuôn khổ|nhân|trong chuyến|trong chương trình|thực hiện|tiếp nối|tiếp theo|theo"
    r"|căn cứ|sau|nằm trong"
    r"|chào mừng|hướng tới|kỷ niệm|kể từ|trước|kết quả)(?!\w)[^,;:]*$"
)
_REPORTED = re.compile(
    r"(?<!\w)(?:theo (?:thông báo|thông tin|tin|nguồn tin|báo cáo|công bố|yonhap|hãng|báo)(?!\w)[^.;]*"
    r"|(?:thông báo|thông tin|đưa tin|cho biết|cho hay|công bố|xác nhận)) (?:(?:phát đi|đưa ra"
    r"|công bố) )?(?:vào |trong )?"
    r"(?:hôm|sáng|trưa|chiều|tối|vào)? ?$"
)
_SAYS = re.compile(r"[^.;:]{0,200}?(?<!\w)(?:cho biết|cho hay|thông tin|thông báo|xác nhận|đưa tin)(?!\w)")
_HAPPENS = re.compile(
    r"(?<!\w)(?:tiếp|gặp|họp|hội đàm|hội kiến|làm việc|ký|tổ chức|dự|tham dự|thăm|khai mạc|chủ trì|trao|đón"
    r"|diễn ra|phát biểu"
    r"|dẫn đầu|bế mạc|buổi|cuộc|lễ|hội nghị|phiên|chuyến)(?!\w)"
)

_CAPTION, _LATE, _REPORT, _PAST, _FUTURE, _BACKGROUND = 4, 4, 3, 2, 1, 6
_MONTH, _NAMED_YEAR, _ANNIVERSARY = 5, 8, 9
UNSURE = _LATE
"""From this rank on a date is the main one only where no publication date tells better."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A reading and how far it is set aside as the main date: 0 not at all."""

    reading: Reading
    rank: int


def choose_main(lines: Lines, readings: Sequence[Reading]) -> Choice | None:
    """The reading that dates the main event: the least set aside, then the first; None where none does."""
    choices = [Choice(reading, rank) for reading in readings if (rank := _rank(lines, reading)) is not None]
    return min(choices, key=lambda choice: _order(lines, choice), default=None)


def _order(lines: Lines, choice: Choice) -> tuple[int, int, bool, int]:
    """Of two dates in one sentence the one that frames the event ("trong khuôn khổ chuyến thăm …") comes second."""
    reading = choice.reading
    return choice.rank, reading.sentence, _FRAME.search(lines.before(reading)) is not None, reading.start


def _rank(lines: Lines, reading: Reading) -> int | None:
    if reading.kind == "event" and reading.first.day:
        return _day_rank(lines, reading)
    if lines.of(reading).kind == "caption":
        return None
    if reading.kind == "event" and reading.first.precision == "month":
        early = lines.of(reading).order < OPENING
        return _MONTH if early and lines.tense(reading) != "past" and not lines.background(reading) else None
    return _year_rank(lines, reading)


def _day_rank(lines: Lines, reading: Reading) -> int | None:
    line, tense = lines.of(reading), lines.tense(reading)
    rank = _LATE * (line.order >= OPENING) + _CAPTION * (line.kind == "caption")
    rank += _PAST * (tense == "past") + _FUTURE * (tense == "future") + _REPORT * is_report(lines, reading)
    if not lines.background(reading):
        return rank
    opens = line.order <= 1 or (line.order < OPENING and not reading.first.year)
    return rank + _BACKGROUND if opens else None


def _year_rank(lines: Lines, reading: Reading) -> int | None:
    """The year in the name of the event that an article opens with, or of the anniversary that it marks."""
    if lines.tense(reading) != "plain" or lines.background(reading):
        return None
    if reading.rule == "dates.anniversary":
        return _ANNIVERSARY
    named = reading.kind == "name" or (reading.kind == "event" and reading.rule == "dates.year")
    if named and lines.of(reading).order < OPENING and NAME_HEAD.search(lines.before(reading)):
        return _NAMED_YEAR
    return None


def is_report(lines: Lines, reading: Reading) -> bool:
    """Whether it dates the news, not the event: "theo thông báo hôm 5/2", "Ngày 6/4, Trung tâm … cho hay"."""
    if _REPORTED.search(lines.before(reading)):
        return True
    after = lines.after(reading)
    says = _SAYS.match(after)
    return says is not None and not _HAPPENS.search(lines.before(reading) + after[: says.end()])
