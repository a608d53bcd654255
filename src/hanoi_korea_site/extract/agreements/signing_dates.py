"""What dates a signing from around it: a day told before it, a plan, a visit pointed at, the event reported."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct

from hanoi_korea_site.extract.agreements.documents import Document
from hanoi_korea_site.extract.agreements.standing import Act
from hanoi_korea_site.extract.dates import DateReading
from hanoi_korea_site.extract.layout.stories import ENTRY
from hanoi_korea_site.extract.sheet import Sheet
from hanoi_korea_site.model import AgreementStatus, Dated, Sentence
from hanoi_korea_site.patterns import regex

AHEAD = regex(
    r"(?<!\w)(?:sẽ|dự kiến|sắp|tới đây|kế hoạch(?! (?:hành động|hợp tác|triển khai|phối hợp|công tác|chung))|"
    r"hướng tới|hướng đến|tiến tới|chuẩn bị|phấn đấu|thời hạn|trước ngày)(?!\w)"
)
_COMING = regex(r" (?:sắp )?tới(?!\w| (?:thăm|nay|dự))")
_SCHEDULED = regex(r"(?<!\w)(?:theo (?:kế hoạch|lịch|dự kiến)|dự kiến),? $")
_SCHEDULE = regex(r"(?:theo (?:kế hoạch|lịch trình|lịch|dự kiến|chương trình)|dự kiến),? ")
_NEAR = 60
_REACH = 160
_FAR = 1200
_LAST = 20
"""How far back, in characters and in dates, a paragraph or a visit is read; keeps the time linear on any text."""
_DAY = len("2019-01-31")
_DAYS_AROUND = 14
_SAID = regex(
    r"(?<!\w)(?:cho (?:biết|hay|rằng)|nói|khẳng định|thông báo|bày tỏ|tin|nhấn mạnh|đề nghị|"
    r"thống nhất|nhất trí|trao đổi)(?!\w)"
)
_AT_THE_EVENT = regex(
    r"(?<!\w)(?:tại|trong|sau|kết thúc|ngay sau|ngay tại|cùng|bên lề)(?: khuôn khổ)? (?:buổi|cuộc|lễ|chuyến|"
    r"hội nghị|hội đàm|hội thảo|diễn đàn|chương trình|phiên|kỳ họp|đây)(?!\w)|(?:nhân )?dịp này|nhân dịp đó|"
    r"sau đó|cùng ngày|lễ ký|chứng kiến|cũng trong (?:chuyến|dịp|chương trình|khuôn khổ)"
)
_POINTED_AT = regex(
    r"(?<!\w)(?:(?:tại|trong|nhân|ở|vào)(?: khuôn khổ)? (?:buổi|cuộc|lễ|chuyến|đợt|hội nghị|hội đàm|hội thảo|diễn đàn|"
    r"phiên|dịp|lần)"
    r"(?: \w+){0,3}|khi|lúc|dịp|lần) (?:đó|ấy)(?!\w)"
)
_PAST = regex(r"(?<!\w)(?:đã|từng|được)(?!\w)")
_DONE = regex(r"(?<!\w)(?:đã|từng|được|vừa)(?!\w)")
_CARRIED_OUT = regex(
    r"(?<!\w)(?:thực hiện|triển khai|thực thi)(?: các| những)?(?: [^\W\d_]+){0,4}? (?:trong|theo|của) $"
)
_A_YEAR_AGO = regex(r"(?<!\w)(?<!so với cùng kỳ )(?:năm ngoái|năm kia|năm trước)(?!\w)")
_BEFORE_THE_EVENT = regex(
    r"(?<!\w)(?:trước đó|trước đây|từng|kể từ|từ khi|sau khi|trên cơ sở|theo|năm (?:19|20)\d\d|những năm qua|"
    r"(?<!lễ )(?<!buổi )kỷ niệm|năm ngày|(?:năm|tháng) sau(?: đó)?,|"
    r"nhiều năm)(?!\w)"
)


_PROGRAMME = regex(
    r"(?:dự thảo |thông báo )?(?:danh sách (?:đoàn|thành viên|đại biểu)|(?:lịch|chương trình|kế hoạch) "
    r"(?:làm việc|công tác|đón tiếp|tiếp đón|hoạt động|chuyến|thăm|chi tiết|dự kiến|lễ)|(?:giấy|thư) mời)(?!\w)"
)


class Told(Struct, frozen=True, gc=False):
    """A document with its act, among the dates of its article in order; `spent` is that of the document before.

    `published` is the day of publication.
    """

    sheet: Sheet
    document: Document
    act: Act | None
    main: Dated | None
    dates: Sequence[Dated]
    spent: Dated | None = None
    published: Dated | None = None

    def dated_within(self, start: int, end: int) -> list[Dated]:
        """The dates read from words in a range, in reading order."""
        first, last = (bisect_left(self.dates, place, key=_place) for place in (start, end))
        return [dated for dated in self.dates[first:last] if dated.mention and dated.mention.end <= end]

    def before(self, start: int) -> Iterator[Dated]:
        """The dates from `start` to the document, the nearest first, at most `_LAST` of them."""
        last = bisect_left(self.dates, self.document.start, key=_place)
        first = bisect_left(self.dates, start, key=_place)
        return reversed(self.dates[max(first, last - _LAST) : last])


def in_order(reading: DateReading) -> tuple[Dated, ...]:
    """The dates that stand in the text, the main one too, by where they stand."""
    every = (*reading.dates, *((reading.main,) if reading.main else ()))
    return tuple(sorted({_place(dated): dated for dated in reversed(every) if dated.mention}.values(), key=_place))


def _place(dated: Dated) -> int:
    return dated.mention.start if dated.mention else -1


def ahead(sheet: Sheet, dated: Dated, sentence: Sentence) -> bool:
    """Whether words around a date put it in the future: "sẽ diễn ra từ ngày …", "ngày 20/11 tới"."""
    mention = dated.mention
    if mention is None or not sentence.start <= mention.start < sentence.end:
        return False
    before = sheet.key[max(sentence.start, mention.start - _NEAR) : mention.start]
    after = sheet.key[mention.end : mention.end + len(" sắp tới thăm")]
    if _SCHEDULED.search(before) or _SCHEDULE.match(sheet.key, sentence.start):
        return True
    return bool(AHEAD.search(before[max(before.rfind(","), before.rfind(";")) + 1 :]) or _COMING.match(after))


def told_before(told: Told) -> Dated | None:
    """Read "Ngày 23/11, tỉnh mở hội nghị. Tại hội nghị, hai bên ký …": the day of the event told last before.

    It stands in the paragraph of the signing; of a visit of several days, anywhere before a signing told as news.
    """
    if told.main is None or not _at_the_event(told) or told.document.block in ("title", "caption"):
        return None
    begin = _paragraph(told)
    if len(told.main.start) == _DAY and told.main.end is not None and _told_as_news(told):
        begin = 0
    days = (dated for dated in told.before(begin) if dated is told.main or _day_of(told.main, dated))
    last = next((dated for dated in days if not _yet_to_come(told.sheet, dated)), None)
    return last if last is not told.main else None


def pointed_at(told: Told) -> Dated | None:
    """Read "… chuyến thăm hồi tháng 7/2019. Tại chuyến thăm đó, hai bên ký …": the date told last before."""
    document = told.document
    if not signing(told.act, "signed") or not _POINTED_AT.search(told.sheet.key, document.clause, document.start):
        return None
    return next((dated for dated in told.before(_paragraph(told)) if not _yet_to_come(told.sheet, dated)), None)


def before_what_comes(told: Told) -> Dated | None:
    """Read "… công bố tối 3-4. Trong khuôn khổ chương trình, hai bên trao …" in news of what is still to come."""
    main, published = told.main, told.published
    if main is None or published is None or not _later(main, published):
        return None
    if not (_at_the_event(told) and _told_as_news(told)) or told.document.block == "title":
        return None
    days = (dated for dated in told.before(0) if len(dated.start) == _DAY and dated.end is None)
    return next((dated for dated in days if not _later(dated, published)), None)


def planned_before(told: Told) -> Dated | None:
    """Read "Tháng 6 tới, đoàn sẽ sang thăm. Hai bên dự kiến ký …": what the sentence before plans, and when."""
    act, document = told.act, told.document
    if act is None or not signing(act, "planned"):
        return None
    if not AHEAD.search(told.sheet.key, document.clause, max(act.end, document.start)):
        return None  # what is agreed to be signed is to be signed some day
    last = next(told.before(_paragraph(told)), None)
    if last is None or last.mention is None or not _yet_to_come(told.sheet, last):
        return None
    sentence = sentence_at(told.sheet, last.mention.start)
    adjacent = sentence is not None and not told.sheet.text[sentence.end : document.sentence.start].strip()
    return last if adjacent and (told.main is None or last.start > (told.main.end or told.main.start)) else None


def main_event(told: Told) -> Dated | None:
    """Read "Nhân dịp này, hai bên đã ký …": a signing that the article reports as its event."""
    if not _at_the_event(told):
        return None
    return told.main if _told_as_news(told) or _with_main(told) else None


def at_coming_event(told: Told) -> Dated | None:
    """Read "Tại hội nghị, dự kiến ba văn kiện sẽ được ký" in the announcement of an event: its day."""
    act, main, document = told.act, told.main, told.document
    if act is None or main is None or not signing(act, "planned"):
        return None
    if not _AT_THE_EVENT.search(told.sheet.key, document.sentence.start, document.start):
        return None
    coming = _later(main, told.published) if told.published else _yet_to_come(told.sheet, main)
    return main if coming else None


def yet_to_be_signed(told: Told, date: Dated) -> bool:
    """Read "điểm nhấn là lễ ký …, vào sáng 29-9" in an article of an earlier day, or of what is all still to come.

    So is what a programme enters by the clock: "10:15 - 10:30   Lễ ký …".
    """
    act, main = told.act, told.main
    if act is None or not signing(act, "signed"):
        return False
    if _DONE.search(told.sheet.key, told.document.clause, max(act.end, told.document.end)):
        return False
    if told.published is not None:
        return _later(date, told.published)
    if _programme(told.sheet):
        return True
    if act.start < told.document.start and ENTRY.match(told.sheet.key, told.document.sentence.start):
        return True
    return main is not None and (date.start >= main.start or _later(date, main)) and _yet_to_come(told.sheet, main)


def _programme(sheet: Sheet) -> bool:
    """Whether the headline calls the article a programme of what is to come: "DANH SÁCH ĐOÀN …", "Lịch làm việc …"."""
    title = sheet.title_span
    return title is not None and _PROGRAMME.match(sheet.key, title.start, title.end) is not None


def runs_later(told: Told, date: Dated) -> bool:
    """Read "vừa ký bản ghi nhớ về … trong năm 2026" in the news of 2025: when it is to hold, not when it was signed."""
    act, document = told.act, told.document
    if told.main is None or act is None or act.start > document.start or not signing(act, "signed"):
        return False
    ahead_of_news = date.precision == "year" and _later(date, told.main)
    return ahead_of_news and _DONE.search(told.sheet.key, document.clause, act.start) is not None


def _later(date: Dated, other: Dated) -> bool:
    """Whether a date begins after another has ended, as far as both years are known or both open."""
    return date.start.startswith("X") == other.start.startswith("X") and date.start > (other.end or other.start)


def signing(act: Act | None, *statuses: AgreementStatus) -> bool:
    return act is not None and act.deed == "sign" and act.status in statuses


def _at_the_event(told: Told) -> bool:
    """Whether a document is told as signed, and not before the event."""
    document = told.document
    before = told.sheet.key[document.clause : document.end]
    if not signing(told.act, "signed") or _CARRIED_OUT.search(told.sheet.key, document.clause, document.start):
        return False
    if _A_YEAR_AGO.search(told.sheet.key, document.clause, document.sentence.end):
        return False
    return "sau đó" in before or not _BEFORE_THE_EVENT.search(before)


def _told_as_news(told: Told) -> bool:
    """Whether a signing is reported: where the event is, by its place in the article, by "hai bên ký" for "đã ký"."""
    act, document = told.act, told.document
    if document.block in ("title", "lead", "caption"):
        return True
    if _AT_THE_EVENT.search(told.sheet.key, document.clause, document.end):
        return True
    return act is not None and not _PAST.search(told.sheet.key, document.clause, act.start)


def _with_main(told: Told) -> bool:
    """Whether the paragraph of the signing has the day of the event before it."""
    if told.main is None or told.main.mention is None:
        return False
    day, sentence = told.main.mention.start, told.document.sentence
    return day < sentence.end and "\n" not in told.sheet.text[day : sentence.start]


def _day_of(main: Dated, dated: Dated) -> bool:
    """Whether a date is one day of the main event's: within a visit, or at most `_DAYS_AROUND` from a single day.

    From a single day, some days of the same visit too: "Trước đó, ngày 6 và 7/5, đoàn thăm Seoul. Hai bên ký …".
    """
    if len(dated.start) != _DAY or len(main.start) != _DAY or dated.start[:4] != main.start[:4]:
        return False
    if dated.end is not None and (main.end is not None or dated.start <= main.start <= dated.end):
        return False
    if main.end is not None:
        return main.start <= dated.start <= main.end
    return abs((_calendar(dated.start) - _calendar(main.start)).days) <= _DAYS_AROUND


def _calendar(day: str) -> date:
    """A day to count from; one of an unknown year is counted in a leap year."""
    return date.fromisoformat(day.replace("XXXX", "2000"))


def _yet_to_come(sheet: Sheet, dated: Dated) -> bool:
    """Whether a date is told as ahead, by words before it or by what its clause goes on to say will be."""
    sentence = sentence_at(sheet, dated.mention.start) if dated.mention else None
    if dated.mention is None or sentence is None:
        return False
    will = AHEAD.search(sheet.key, dated.mention.end, min(sentence.end, dated.mention.end + _REACH))
    goes_on = will is not None and not _SAID.search(sheet.key, dated.mention.end, will.start())
    return goes_on or ahead(sheet, dated, sentence)


def _paragraph(told: Told) -> int:
    """Where the paragraph of a document begins, or how far back it is read."""
    start = told.document.sentence.start
    return told.sheet.text.rfind("\n", max(0, start - _FAR), start) + 1 or max(0, start - _FAR)


def sentence_at(sheet: Sheet, place: int) -> Sentence | None:
    """The sentence that holds an offset, or the next one of its block; None in what is not published."""
    index = bisect_right(sheet.blocks, place, key=lambda block: block.start) - 1
    if index < 0 or place >= sheet.blocks[index].end:
        return None
    sentences = sheet.blocks[index].sentences
    return next(iter(sentences[bisect_right(sentences, place, key=lambda sentence: sentence.end) :]), None)
