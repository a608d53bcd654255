"""Dates in a page's header: "Thứ bảy, 12/10/2019 07:24", "Cập nhật: 08h30, 12/10/2019"."""

from functools import lru_cache

from hanoi_korea_site.edtf import Point
from hanoi_korea_site.extract.calendar_words import MONTH_NAMES, MONTHS_IN_WORDS
from hanoi_korea_site.patterns import regex

_ENGLISH = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = rf"(?:{'|'.join(_ENGLISH)})[a-z]*"
_DATE = regex(
    r"(?<!\d)(?:\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4}|\d{4}[/.-]\d{1,2}[/.-]\d{1,2}(?:t(?=\d))?"
    r"|(?:ngày )?\d{1,2} tháng \d{1,2}(?:,? năm |[,/]? ?)\d{4}|\d{1,2} (?:th|thg|tháng) ?\d{1,2},? \d{4}"
    rf"|tháng (?:\d{{1,2}}|{MONTH_NAMES}),? \d{{1,2}},? \d{{4}}|\d{{1,2}} tháng (?:{MONTH_NAMES}),? (?:năm )?\d{{4}}"
    rf"|{_MONTHS}\.? \d{{1,2}},? \d{{4}}|\d{{1,2}} {_MONTHS}\.?,? \d{{4}})(?!\d)"
)
_SHORT_DATE = regex(r"(?<!\d)\d{1,2}[/-]\d{1,2}(?![\d/-])|\d{1,2} tháng \d{1,2}(?!\d)")
_CLOCK = regex(
    r"(?<!\d)\d{1,2}\s?(?::|h|g|giờ)\s?\d{0,2}(?:[:']\d{2})?(?:\.\d+)?(?:\s?(?:am|pm|sa|ch|phút|sáng|trưa|chiều|tối))?(?![\w/])"
)
_WEEKDAY = regex(
    r"(?<!\w)(?:thứ (?:hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])|chủ nhật|cn|t[2-7]"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tue|wed|thu|fri|sat|sun)(?=, \d))(?!\w)"
)
_FRAME = regex(
    r"(?<!\w)(?:gmt|utc)?\s?[+-]\s?\d{1,2}(?::?\d{2})?(?!\w)|(?<!\w)(?:gmt|utc|z|ict)(?!\w)"
    r"|(?<![\d/.:-])[\d.,]+ (?:lượt xem|lượt đọc|views?|bình luận)"
    r"|(?:số lượt xem|lượt xem|lượt đọc|đã xem|views?|bình luận)\s?:?\s?[\d.,]+|(?<!\w)xem\s?:\s?[\d.,]+"
    r"|(?<!\w)(?:đã đăng|tin đăng|đã cập nhật|ngày đăng|đăng ngày|đăng lúc|đăng tải|ngày tạo|ngày viết|ngày gửi"
    r"|cập nhật lần cuối|cập nhật lúc|ngày cập nhật|cập nhật"
    r"|ngày xuất bản|xuất bản|phát hành|thời gian đăng|thời gian|last updated|updated|update|published|posted on|posted"
    r"|write|date|ngày|lúc|giờ|đăng|vào)(?!\w)"
)
_ISSUED = regex(
    r"(?<!\w)(?:số (?:báo )?(?:ra|phát hành)|số \d{1,5}(?: ?\(\d{1,6}\))?,? (?:ra|phát hành)|báo ra)"
    r"(?= (?:ngày|thứ|chủ nhật|\d))|(?<=[-–,.] )năm thứ \d{1,3}(?!\w)"
)
"""How a printed paper says which day's it is: "Số ra thứ bảy 27-11-1993", "Số 2315, ra ngày 8-5-1998", "Năm thứ 38"."""
_LED_UP_TO = regex(
    r"(?<!\w)(?:(?:từ|đến|tới|hết|trước|sau)(?: hết)?(?: ngày)? |\d{1,2} và (?:ngày )?|ngày \d{1,2} ?[-–] ?(?:ngày )?)$"
    r"|^\W*\d{1,2} ?[-–—~] ?$|(?<![:hg\d])\d{1,2}[-–—~]$"
)
_NOTICE = regex(
    r"\s*(?:[-–+*•]|\d{1,2}[.)])\s*thời gian(?! đăng)(?!\w)"
    r"|(?:lễ |ngày )?(?:khai mạc|bế mạc|khánh thành|ký kết|trao giải|bắt đầu|kết thúc|diễn ra|tổ chức)[\w ]{0,24}:"
    r"|(?:thời )?hạn(?: (?:chót|cuối|nộp|đăng ký|nhận|gửi))*[\w ]{0,24}:"
    r"|thời gian(?! đăng)[\w ]{0,24}:.*(?:(?<!\w)(?:từ|ngày)(?!\w)|\d ?[-–] ?\d{1,2}(?:h|g|:| giờ|/\d))"
)
"""Of a notice: when what it announces is to be, a range or a day that is called one."""
_UPDATED = regex(r"cập nhật|update")
_YEAR = regex(r"\d{4}")
_PARTS = regex(rf"\d+|(?<=tháng )(?:{MONTH_NAMES})(?!\w)|{_MONTHS}")
_LEADING_MONTH = ("tháng", *_ENGLISH)
_LETTER_OR_DIGIT = regex(r"[^\W_]")

_LONGEST = 130
_BESIDE = 30
"""Code points from a date to its weekday or clock: farther off, a programme's entry begins by the clock."""


@lru_cache(maxsize=1024)
def date_span(key: str) -> tuple[int, int] | None:
    """The date in a short line's match key; the weekday and the clock beside it are within."""
    if len(key) > _LONGEST:
        return None
    date = _DATE.search(key) if _YEAR.search(key) else None
    if date is None:
        date = _SHORT_DATE.search(key)
        if date is None or not (_WEEKDAY.search(key) or _CLOCK.search(key)):
            return None
    if _LED_UP_TO.search(key, 0, date.start()) or _NOTICE.match(key):
        return None
    framing = [date.span()]
    for word in (_WEEKDAY, _CLOCK):
        found = word.search(key)
        if found is not None and max(date.start() - found.end(), found.start() - date.end()) <= _BESIDE:
            framing.append(found.span())
    return min(start for start, _ in framing), max(end for _, end in framing)


def beside_date(text: str, key: str, date: tuple[int, int]) -> str:
    """What the line says besides its dates, clocks, weekdays and their labels; of a paper's issue nothing."""
    if _ISSUED.search(key):
        return ""
    text = _blanked(text, date)
    for pattern in (_DATE, _CLOCK, _WEEKDAY, _FRAME):
        if not _LETTER_OR_DIGIT.search(text):
            return ""
        for found in pattern.finditer(key):
            text = _blanked(text, found.span())
    return " ".join(text.split()).strip(",.|:;()[]-–—•·/ ")


def _blanked(text: str, span: tuple[int, int]) -> str:
    start, end = span
    return text[:start] + " " * (end - start) + text[end:]


@lru_cache(maxsize=1024)
def day_of(key: str) -> tuple[Point, int, int] | None:
    """The full day that a header gives, with its range: days come first but where the year or a month's name does."""
    date = _DATE.search(key)
    if date is None:
        return None
    numbers = [_number(part) for part in _PARTS.findall(date[0])]
    if len(numbers) != len(("day", "month", "year")):
        return None
    if numbers[0] > numbers[2]:
        year, month, day = numbers
    elif date[0].startswith(_LEADING_MONTH):
        month, day, year = numbers
    else:
        day, month, year = numbers
    point = Point(year, month, day)
    return None if point.fault() else (point, *date.span())


def _number(part: str) -> int:
    if part.isdigit():
        return int(part)
    return MONTHS_IN_WORDS.get(part) or _ENGLISH.index(part[:3]) + 1


@lru_cache(maxsize=1024)
def trust(key: str) -> int:
    """How surely a line tells the day of publication.

    A weekday or clock shows a byline's date, "số ra" a paper's; "cập nhật" may be later; a bare date may be the day of
    printing.
    """
    framed = any(sign.search(key) for sign in (_WEEKDAY, _CLOCK, _ISSUED))
    return 2 * framed - bool(_UPDATED.search(key))
