"""Words that read as a date, and what stands around them: sentence, clause, tense."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from hanoi_korea_site.edtf import Point
from hanoi_korea_site.extract.sheet import Sheet
from hanoi_korea_site.model import BlockKind, Evidence

NAME_HEAD = re.compile(
    r"(?<!\w)(?:hội nghị|diễn đàn|lễ hội|ngày hội|festival|tuần lễ|tuần|hội chợ|triển lãm|hội thảo"
    r"|chương trình|sự kiện|cuộc thi"
    r"|giải|liên hoan|đại hội|hội báo|apec|asean|expo|fair|forum|summit|week|day|days|những ngày"
    r"|ngày văn hóa|olympic|asiad"
    r"|world cup|sea games|cup|techfest|hội sách|đêm|lễ|gala|giao lưu|kế hoạch"
    r"|năm du lịch)(?!\w)[^.;:!?]{0,90}$"
)
"""A sentence up to a year that belongs to the name of an event: "Hội nghị Xúc tiến đầu tư Hà Nội - Hàn Quốc "."""

ReadingKind = Literal["event", "name", "period", "measure", "target"]
"""What a date is there for: to pin an event, as part of a name ("APEC 2017"), as one end of a period, to say when
something was measured, or for when a goal is set. Only the first is a date of the record; all are clues to years."""

Tense = Literal["plain", "future", "past"]


@dataclass(frozen=True, slots=True)
class Reading:
    """`key[start:end]` read by `rule`; `first.year` is 0 where no year is printed.

    `years_from_now` is the year as told from the writer's ("năm nay" 0, "năm ngoái" -1), `sentence` the index of
    the sentence in reading order.
    """

    start: int
    end: int
    rule: str
    first: Point
    last: Point | None = None
    confidence: float = 0.95
    kind: ReadingKind = "event"
    years_from_now: int | None = None
    sentence: int = -1

    def of_year(self, year: int) -> tuple[Point, Point | None]:
        """Its days if it begins in `year`; an end that would run backwards lies in the year after."""
        first, last = self.first, self.last
        start = Point(year, first.month, first.day)
        if last is None:
            return start, None
        end = Point(year, last.month, last.day)
        return start, end if end >= start else Point(year + 1, last.month, last.day)


@dataclass(frozen=True, slots=True)
class Line:
    """A published sentence, the kind of block it stands in, and how many sentences of prose come before it."""

    start: int
    end: int
    kind: BlockKind
    order: int


class Lines:
    """The published sentences of a sheet, found by offset, and what they say around a date."""

    def __init__(self, sheet: Sheet) -> None:
        self.text = sheet.text
        self.key = sheet.key
        self.lines = tuple(_lines(sheet))
        self._starts = [line.start for line in self.lines]
        self._aside = [(span.start, span.end) for span in (*sheet.related, *sheet.datelines)]

    def of(self, reading: Reading) -> Line:
        return self.lines[reading.sentence]

    def at(self, offset: int) -> int:
        """The index of the sentence that holds `offset`, -1 where none does or where other stories are linked."""
        index = bisect_right(self._starts, offset) - 1
        if index < 0 or offset >= self.lines[index].end:
            return -1
        return -1 if any(start <= offset < end for start, end in self._aside) else index

    def before(self, reading: Reading) -> str:
        """The sentence up to the reading, folded."""
        return self.key[self.lines[reading.sentence].start : reading.start]

    def after(self, reading: Reading) -> str:
        """The sentence from the reading's end, folded."""
        return self.key[reading.end : self.lines[reading.sentence].end]

    def evidence(self, start: int, end: int, rule: str) -> Evidence:
        return Evidence(self.text[start:end], start, end, rule)

    def tense(self, reading: Reading) -> Tense:
        """Whether the words around a date say that it was yet to come, or was over, when the text was written."""
        after = self.after(reading)
        if _NEXT.match(after):
            return "future"
        if _LAST.match(after):
            return "past"
        words = [*_TENSE_WORD.finditer(self.before(reading))]
        latest = words[-1] if words else _WILL_AFTER.match(after)
        if latest is None:
            return "plain"
        return "past" if latest["future"] is None else "future"

    def background(self, reading: Reading) -> bool:
        """Whether the date only dates something mentioned on the way: "bản ghi nhớ ký ngày …", "thành lập năm …"."""
        return bool(_BACKGROUND.search(self.before(reading)[-70:]))


def _lines(sheet: Sheet) -> Iterator[Line]:
    order = 0
    for block in sheet.blocks:
        for sentence in block.sentences:
            yield Line(sentence.start, sentence.end, block.kind, order)
            order += block.kind in ("lead", "paragraph")


_NEXT = re.compile(r"\s?(?:sắp\s)?tới(?!\w)|\s?(?:sắp đến|này sẽ)")
_LAST = re.compile(r"\s?(?:\([^)]{1,20}\)\s?)?(?:vừa (?:qua|rồi)|vừa kết thúc)")
_TENSE_WORD = re.compile(
    r"(?<!\w)(?:(?P<future>sẽ|dự kiến|sắp(?! xếp)|(?<!sở )(?<!bộ )(?<!ban )kế hoạch(?! và đầu tư| số"
    r"| đầu tư| hợp tác)|chuẩn bị"
    r"|hướng tới|hướng đến|tiến tới|(?<!lời )(?<!giấy )(?<!khách )mời|mong muốn|đề nghị|nhất trí|phấn đấu"
    r"|mục tiêu"
    r"|tới đây|thời gian tới|hy vọng|kỳ vọng|chậm nhất|đề xuất)|trước đó|từng(?! bước)|vừa qua|mới đây"
    r"|(?<!phục )(?<!thu )hồi(?! phục))(?!\w)"
)
_WILL_AFTER = re.compile(r"(?:,? (?:dự kiến|(?:[^.;:,]{0,60} )?sẽ))(?P<future>)(?!\w)")
_BACKGROUND = re.compile(
    r"(?<!\w)(?:(?:(?<!lễ )(?:ký|ký kết)|thành lập|thiết lập|ban hành|phê duyệt|kể từ|từ khi|sau khi|khi)"
    r"(?: (?:từ|vào|hồi|trong))? ?\(?(?:(?:ngày|từ|hồi|vào|năm|tháng|đầu|cuối|giữa) ?)*"
    r"|(?:nghị quyết|quyết định|(?<!sở )kế hoạch số|kết luận|công văn|thông báo số|chỉ thị)[^,;]*"
    r"|(?:từng(?! bước)|trước đây|trước kia)[^;]*)$"
)
