"""The form of an office's paper: its head over the text, and the signature below, where a name is no byline."""

from hanoi_korea_site.extract.layout.bylines import begins_with_body
from hanoi_korea_site.extract.layout.header_dates import date_span
from hanoi_korea_site.extract.layout.outlets import is_outlet
from hanoi_korea_site.extract.layout.parts import Part
from hanoi_korea_site.patterns import regex

_MOTTO = regex(
    r"(?:cộng hòa xã hội chủ nghĩa việt nam|cộng hoà xã hội chủ nghĩa việt nam|đảng cộng sản việt nam"
    r"|độc lập\s?[-–]\s?tự do\s?[-–]\s?hạnh phúc)\W*"
)
_NUMBER = regex(r"số\s?:?\s?[\w.]*\s?[/-][\w/&.-]+")
_PLACED_DAY = regex(r"(?P<place>[^,\d|]{2,40}), ngày\s.{4,40}")
UNIT = r"(?:xã|phường|thị trấn|huyện|quận|thị xã|thành phố|tỉnh) [^\d.,;:()–-]{2,24}"
"""A pattern of a place that is governed, with its kind: "tỉnh Thanh Hóa"."""
_UNIT = regex(UNIT)
_GAP = regex(r"\s{3,}|\t+|\s+\|\s+")
_SIGNED_FOR = ("kt.", "tm.", "tl.", "tuq.", "q. ", "nơi nhận:")
_SIGNED_BESIDE = regex(r"\s{3}(?:kt|tm|tl|tuq|q)\s?\.\s")

_SIGNATURE_LINES = 5
_LONGEST = 160


def is_letterhead(part: Part) -> bool:
    """Whether a line is of a paper's head: the state's name and motto, the body's name, number and day side by side."""
    if not _is_wide(part.text):
        return bool(_MOTTO.fullmatch(part.key))
    cells = _cells(part)
    return len(cells) > 1 and all(map(_is_cell, cells))


def placed_day(key: str) -> bool:
    """Whether a line tells where and when a paper was written: "Cần Thơ, ngày 02 tháng 5 năm 2029"."""
    return bool(_PLACED_DAY.fullmatch(key))


def headed_day(part: Part) -> bool:
    """Whether a line of a paper's head holds the day on which it was written."""
    return any(placed_day(cell.key) and date_span(cell.key) for cell in _cells(part))


def first_column(part: Part) -> Part:
    """What stands left of a wide blank: "Website Bộ Tài chính          In trang này" → "Website Bộ Tài chính"."""
    gap = _GAP.search(part.text) if _is_wide(part.text) else None
    return part.slice(0, gap.start()) if gap else part


def is_signatory(parts: list[Part], at: int) -> bool:
    """Whether a name at `at` stands under "KT. GIÁM ĐỐC" or "(Đã ký)": who signs a paper did not report it."""
    return any(map(_is_signed_for, parts[max(0, at - _SIGNATURE_LINES) : at + 1]))


def _is_signed_for(part: Part) -> bool:
    key = part.key
    if len(key) > _LONGEST:
        return False
    if key.startswith(_SIGNED_FOR) or "(đã ký)" in key:
        return True
    return "   " in key and bool(_SIGNED_BESIDE.search(key))


def _is_wide(text: str) -> bool:
    return "   " in text or "\t" in text or " | " in text


def _cells(part: Part) -> list[Part]:
    if len(part.text) > _LONGEST or not _is_wide(part.text):
        return []
    ends = [*((gap.start(), gap.end()) for gap in _GAP.finditer(part.text)), (len(part.text), 0)]
    cells: list[Part] = []
    begin = 0
    for end, after in ends:
        cells.append(part.slice(begin, end))
        begin = after
    return [cell for cell in cells if cell.text]


def _is_cell(cell: Part) -> bool:
    key = cell.key
    if _MOTTO.fullmatch(key) or _NUMBER.fullmatch(key) or placed_day(key):
        return True
    return cell.text[-1] not in ".?!" and (
        is_outlet(cell.text, key) or (cell.text.isupper() and (begins_with_body(key) or bool(_UNIT.fullmatch(key))))
    )
