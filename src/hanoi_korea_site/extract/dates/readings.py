"""Words that read as a date, and what stands around them: sentence, clause, tense."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Literal

from msgspec import Struct

from hanoi_korea_site.edtf import Point
from hanoi_korea_site.extract.calendar_words import COUNTS
from hanoi_korea_site.extract.sheet import Sheet
from hanoi_korea_site.model import BlockKind, Evidence
from hanoi_korea_site.patterns import regex

ReadingKind = Literal["event", "name", "period", "measure", "target"]
"""What a date is there for: to pin an event, as part of a name ("APEC 2017"), as one end of a period, to say when
something was measured, or for when a goal is set. Only the first is a date of the record; all are clues to years."""

Tense = Literal["plain", "future", "past"]


class Reading(Struct, frozen=True, gc=False):
    """`key[start:end]` read by `rule`; `first.year` is 0 where no year is printed.

    `years_from_now` is the year as told from the writer's ("năm nay" 0, "năm ngoái" -1); `kind` is what the rule
    itself knows of it; `told_from` is the range of the date that a day such as "hôm sau" is counted from.
    """

    start: int
    end: int
    rule: str
    first: Point
    last: Point | None = None
    confidence: float = 0.95
    kind: ReadingKind = "event"
    years_from_now: int | None = None
    told_from: tuple[int, int] | None = None

    def of_year(self, year: int) -> tuple[Point, Point | None]:
        """Its days if it begins in `year`; an end that would run backwards lies in the year after."""
        first, last = self.first, self.last
        start = Point(year, first.month, first.day)
        if last is None:
            return start, None
        end = Point(year, last.month, last.day)
        return start, end if end >= start else Point(year + 1, last.month, last.day)


class Line(Struct, frozen=True, gc=False):
    """A published sentence, the kind of block it stands in, and how many sentences of prose come before it."""

    start: int
    end: int
    kind: BlockKind
    order: int


class Told:
    """A reading in its sentence, of its kind: `before` and `after` are the folded words to either side.

    What those words say is looked up when first asked for: many dates are settled without it.
    """

    __slots__ = ("_background", "_names_event", "_tense", "after", "before", "kind", "line", "reading", "sentence")

    def __init__(self, reading: Reading, kind: ReadingKind, sentence: int, line: Line, before: str, after: str) -> None:
        self.reading = reading
        self.kind = kind
        self.sentence = sentence
        self.line = line
        self.before = before
        self.after = after
        self._tense: Tense | None = None
        self._background: bool | None = None
        self._names_event: bool | None = None

    @property
    def tense(self) -> Tense:
        """Whether the words put the date ahead of the writing or behind it."""
        if self._tense is None:
            ends_later = not self.reading.first.year and is_open_until(self.before)
            self._tense = "future" if ends_later else tense_of(self.before, self.after)
        return self._tense

    @property
    def background(self) -> bool:
        """Whether the date only dates something mentioned on the way ("bản ghi nhớ ký ngày …", "thành lập năm …")."""
        if self._background is None:
            self._background = self.tense != "future" and is_background(self.before)
        return self._background

    def of_event_name(self) -> bool:
        """Whether it is the year in the name of an event: "APEC 2017", "Lễ hội hoa anh đào năm 2022"."""
        if self._names_event is None:
            bare = self.kind == "name"
            in_year = self.kind == "event" and self.reading.rule == "dates.year"
            self._names_event = (bare or in_year) and names_event(self.before, bare=bare)
        return self._names_event


class Lines:
    """The published sentences of a sheet, found by offset, and what they say around a date."""

    def __init__(self, sheet: Sheet) -> None:
        self.text = sheet.text
        self.key = sheet.key
        self._sentences = [sentence for block in sheet.blocks for sentence in block.sentences]
        self._starts = [sentence.start for sentence in self._sentences]
        self._kinds: list[BlockKind] = []
        self._firsts: list[int] = []
        self._orders: list[int] = []
        first = order = 0
        for block in sheet.blocks:
            self._kinds.append(block.kind)
            self._firsts.append(first)
            self._orders.append(order)
            first += len(block.sentences)
            order += len(block.sentences) * (block.kind in _PROSE)
        self._aside = [(span.start, span.end) for span in (*sheet.related, *sheet.datelines)]

    def at(self, offset: int) -> int:
        """The index of the sentence that holds `offset`, -1 where none does or where other stories are linked."""
        index = bisect_right(self._starts, offset) - 1
        if index < 0 or offset >= self._sentences[index].end:
            return -1
        for start, end in self._aside:
            if start <= offset < end:
                return -1
        return index

    def line(self, index: int) -> Line:
        """The sentence of that index."""
        sentence, block = self._sentences[index], bisect_right(self._firsts, index) - 1
        kind, order = self._kinds[block], self._orders[block]
        if kind in _PROSE:
            order += index - self._firsts[block]
        return Line(sentence.start, sentence.end, kind, order)

    def evidence(self, start: int, end: int, rule: str) -> Evidence:
        return Evidence(self.text[start:end], start, end, rule)


def tense_of(before: str, after: str) -> Tense:
    """The nearest word before the date that puts it in time, if nothing sharper stands right behind it."""
    beside = _BESIDE.match(after)
    if beside is not None:
        return "future" if beside["next"] is not None else "past"
    if _SAID_ON.search(before[-40:]):
        return "plain"
    words = _TENSE_WORD.findall(" " + before[-_CLAUSE:].rpartition(";")[2])
    if not words:
        ahead = ("sẽ" in after or "dự kiến" in after) and _WILL_AFTER.match(after)
        return "future" if ahead else "plain"
    if words[-1] == "đã":
        return "plain"
    return "past" if words[-1].startswith(_OVER) else "future"


def is_open_until(before: str) -> bool:
    """Whether something that goes on, or is to come, ends on the day behind these words: "mở cửa đến hết ngày"."""
    return before.endswith(_TO_A_DAY) and "đã" not in before and _OPEN_UNTIL.search(before[-_CLAUSE:]) is not None


def is_just_past(after: str) -> bool:
    """Whether a date is looked back on: "ngày 12/5 vừa qua"."""
    beside = _BESIDE.match(after)
    return beside is not None and beside["next"] is None


def days_of(told: Told) -> tuple[date, date]:
    """The first and last day of a date whose year is printed."""
    return _days(told.reading.first, told.reading.last)


@lru_cache(maxsize=4096)
def _days(first: Point, last: Point | None) -> tuple[date, date]:
    return first.first_day(), (last if last is not None and last.year else first).last_day()


def latest_past(dates: Sequence[Told]) -> Told | None:
    """The latest of the dates that print their year and are told as over."""
    printed = [told for told in dates if told.reading.first.year]
    printed.sort(key=lambda told: days_of(told)[0], reverse=True)
    return next((told for told in printed if is_past(told)), None)


def is_past(told: Told) -> bool:
    """Whether the text tells the date as over; a date that merely stands there may lie ahead."""
    if told.kind not in _CAN_BE_OVER or told.tense == "future":
        return False
    if told.tense == "past" or told.background or told.kind == "measure" or not told.before.strip():
        return True
    if is_years_later(told.before):
        return True
    return bool(_DONE_BEFORE.search(told.before) or _DONE_AFTER.match(told.after))


def is_years_later(before: str) -> bool:
    """Whether a history goes on with the date: "Mười bốn năm sau, ngày 3-8-2018, …"."""
    return " năm sau" in before[-_LONGEST_LATER:] and _YEARS_LATER.search(before[-_LONGEST_LATER:]) is not None


def is_background(before: str) -> bool:
    """Whether a date behind these words only dates something mentioned on the way."""
    return _BACKGROUND.search(" " + before[-70:]) is not None


def names_event(before: str, *, bare: bool = False) -> bool:
    """Whether words that end before a year name an event that the year belongs to; a `bare` year has no "năm".

    "Hội nghị Xúc tiến đầu tư Hà Nội - Hàn Quốc [2024]", "Lễ hội hoa anh đào [năm 2022]"; a verb or a preposition in
    between breaks the name, and reviews ("tổng kết") look back on another year.
    """
    near = before[-_NAME_REACH:]
    if ")" in near:
        near = _ABBREVIATION.sub("", near)
    near = near[max(map(near.rfind, _SIGNS if bare else _SIGNS_AND_COMMA)) + 1 :]
    heads = [*_EVENT_HEAD.finditer(near)]
    if not heads or _BREAKS_NAME.search(near, heads[-1].end()):
        return False
    return bare or heads[-1][0] != _PROGRAMME


_PROSE = ("lead", "paragraph")
_CAN_BE_OVER = ("event", "measure")
_NAME_REACH = 100
_EVENT_HEAD = regex(
    r"(?<!\w)(?:hội nghị|diễn đàn|lễ hội|ngày hội|festival|hội chợ|triển lãm|hội thảo"
    r"|tuần (?:lễ|văn hóa|phim|hàng|du lịch|giao lưu|ẩm thực)"
    r"|chương trình(?! nghị sự)|sự kiện"
    r"|cuộc thi|liên hoan|đại hội|hội báo|apec|expo|fair|forum|summit|những ngày|ngày văn hóa|techfest"
    r"|hội sách|gala|đêm|giải (?:bóng|cầu|chạy|golf|vô địch|marathon)|cúp|trại hè|hành trình|fiesta|festa|week|show"
    r"|năm du lịch|tọa đàm|gặp gỡ|ngày)(?!\w)"
)
_ABBREVIATION = regex(r" ?\([^()]{1,20}\)")
_PROGRAMME = "chương trình"
"""A programme for a year is a plan; with the bare year it is an evening's."""
_SIGNS = ".;:!?()"
_SIGNS_AND_COMMA = _SIGNS + ","
"""No name of an event runs over these."""
_BREAKS_NAME = regex(
    r"(?<!\w)(?:là|đã|được|có|để|vào|trong|từ|với|so|hơn|sẽ|đến|tới|bị|này|khi|như|cho|nhằm|đạt"
    r"|tăng|giảm|thông qua|ký"
    r"|trước|sau|sơ kết|tổng kết|kiểm điểm|đánh giá|thi hành|luật|công ước|hiệp định|nghị quyết|tài chính"
    r"|mùa|lần(?! thứ)|tháng|cuối|đầu(?! tư)"
    r"|giữa|cả|các|suốt|diễn ra|tổ chức|về biến đổi|đoàn|thăm|gặp|hai bên|ông|bà"
    r"|hoa hậu|á hậu|nam vương|người đẹp|quán quân|á quân|danh hiệu|giải thưởng|vòng loại|đội tuyển|cổ đông|u\d\d"
    r"|kết quả|báo cáo|quyết toán|ngân sách|kế hoạch|doanh thu|lợi nhuận)(?!\w)"
)


_BESIDE = regex(
    r"(?P<next>\s?(?:sắp\s)?tới(?!\w)|\s?(?:sắp đến|này sẽ))"
    r"|\s?(?:\([^)]{1,20}\)\s?)?(?:vừa (?:qua|rồi)|vừa kết thúc)"
)
_SAID_ON = regex(
    r"(?<!\w)(?:cho biết|cho hay|thông báo|công bố|đưa tin|xác nhận|phát biểu|tuyên bố|thông tin)"
    r" (?:vào |trong )?(?:hôm |sáng |trưa |chiều |tối |đêm )?\(?$"
)
"""Before the day on which something is said, whatever it says is to come."""
_ONCE = (
    r"từng(?! (?:bước|nhóm|người|nước|bên|địa phương|tỉnh|thành phố|đơn vị|doanh nghiệp|lĩnh vực|ngành|năm"
    r"|ngày|cơ quan"
    r"|nội dung|dự án|gia đình|phần|khâu|loại))"
)
"""The word for "once"; the same word means "each" before a noun."""
_CLAUSE = 130
"""Code points before a date within which a word may put it in time."""
_AHEAD = (
    r"sẽ|dự kiến|ấn định|sắp(?! xếp)|chuẩn bị|hướng tới|hướng đến|tiến tới|tới đây|thời gian tới|chậm nhất|muộn nhất"
    r"|hoàn thành [^.;,]{0,30}trước"
)
_WISHES = (
    r"kế hoạch(?<!sở kế hoạch)(?<!bộ kế hoạch)(?<!ban kế hoạch)(?! và đầu tư| số| đầu tư| hợp tác)",
    r"mời(?<!lời mời)(?<!giấy mời)(?<!khách mời)",
    r"đề nghị(?<!đã đề nghị)(?! của)",
    r"(?:đề xuất|mong muốn)(?! của)",
    r"nhất trí(?<!đã nhất trí)(?! đất)",
    r"thống nhất(?<!đã thống nhất)(?! đất)",
    r"cần(?! thơ| thiết| giờ| đước| giuộc)",
    *("chuyển lời mời", "ngỏ lời mời", "gửi lời mời", "phấn đấu", "mục tiêu", "hy vọng", "kỳ vọng", "phải"),
)
_WISHED = "|".join(f"{wish}(?=[^,;:()]*$)" for wish in _WISHES)
_BEHIND = rf"trước đó|{_ONCE}|vừa qua|mới đây|hồi(?<!phục hồi)(?<!thu hồi)(?! phục| giáo| sinh| hương| âm| \d)"
_OVER = ("trước đó", "từng", "vừa qua", "mới đây", "hồi")
_TENSE_WORD = regex(rf"[ (]({_AHEAD}|{_WISHED}|đã|{_BEHIND})(?!\w)")
"""One flat list of words that begin with a letter each: the engine tells most of them by it."""
_TO_A_DAY = ("đến ", "tới ", "hết ", "là ")
_OPEN_UNTIL = regex(
    r"(?<!\w)(?:(?:từ nay|mở cửa|kéo dài|trưng bày|diễn ra|áp dụng|có hiệu lực|nhận hồ sơ)(?!\w)[^.;()]{0,60}"
    r" (?:đến|tới)(?: hết)?|hạn (?:chót|cuối|nộp|đăng ký)[^.;,()]{0,30} là) $"
)
_WILL_AFTER = regex(r"(?:,? (?:dự kiến|(?:[^.;:,]{0,60} )?sẽ))(?!\w)")
_DONE_BEFORE = regex(
    rf"(?<!\w)(?:đã|được|hồi|{_ONCE}|vừa|khi|sau|kể từ|ký|thiết lập|thành lập|nâng cấp|công bố|phát động"
    r"|khai trương|khởi công|khánh thành|ra đời)(?!\w)[^,;:]{0,40}$"
)
_DONE_AFTER = regex(rf",?[^.,;:]{{0,60}}(?<!\w)(?:đã|{_ONCE})(?!\w)")
_YEARS_LATER = regex(rf"(?<!\w)(?:\d+|{COUNTS}|mốt|lăm|vài|ít) năm sau,? (?:vào )?(?:ngày |tháng |năm )?$")
_LONGEST_LATER = len(" mười năm sau, vào tháng ")
_BACKGROUND = regex(
    r"[ (](?:(?:(?<!lễ )(?:ký|ký kết|khánh thành|khởi công|khai trương)|thành lập|thiết lập|ban hành|phê duyệt|sinh"
    r"|kể từ|từ khi|sau khi|khi)"
    r"(?: (?:từ|vào|hồi|trong))? ?\(?(?:(?:ngày|từ|hồi|vào|năm|tháng|đầu|cuối|giữa) ?)*"
    r"|(?:nghị quyết|nghị định|thông tư|quy định|luật(?! sư)|quyết định|(?<!sở )kế hoạch số|kết luận"
    r"|công văn|thông báo số|chỉ thị)(?: số [^,;]*| [^,;]{0,12})"
    rf"|số [\w/.-]*\d[\w/.-]*,? |\d năm trước, |(?:{_ONCE}|trước đây|trước kia)[^;]*)$"
)
