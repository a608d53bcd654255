"""What became of a document: the act that the text tells of it, its status and its date."""

import re
from bisect import bisect_left
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from hanoi_korea_site.extract.actors import Scene
from hanoi_korea_site.extract.dates import DateReading
from hanoi_korea_site.extract.documents import Document
from hanoi_korea_site.extract.sheet import Sheet
from hanoi_korea_site.model import AgreementStatus, Dated, Evidence, Mention, Sentence

Deed = Literal["sign", "issue", "prepare", "propose", "carry_out"]

AHEAD = re.compile(
    r"(?<!\w)(?:sẽ|dự kiến|sắp|tới đây|kế hoạch|hướng tới|hướng đến|tiến tới|chuẩn bị|phấn đấu|thời hạn|"
    r"trước ngày)(?!\w)"
)
_COMING = re.compile(r" (?:sắp )?tới(?!\w| (?:thăm|nay|dự))")
_SCHEDULED = re.compile(r"(?<!\w)(?:theo (?:kế hoạch|lịch|dự kiến)|dự kiến),? $")
_NEAR = 60
_REACH = 160
_SIGN = r"(?:tái |đồng )?ký(?: kết)?(?: mới)?(?:,? (?:và )?(?:triển khai|thực hiện|trao))?"
_DEED = re.compile(
    rf"(?<!\w)(?:(?P<sign>{_SIGN}|trao(?: đổi)?(?! đổi)(?: cho nhau)?|công bố|gia hạn|đặt bút ký)"
    r"|(?P<issue>ra|đưa ra|thông qua|ban hành)"
    r"|(?P<prepare>hoàn thiện|hoàn tất|hướng tới|hướng đến|tiến tới|đi đến|chuẩn bị|xây dựng|soạn thảo|đàm phán|"
    r"thương thảo|xúc tiến|kế hoạch về|dự thảo)"
    r"|(?P<propose>đề nghị|đề xuất|kiến nghị|gợi ý|xem xét|nghiên cứu|thảo luận(?: về)?|trao đổi về|bàn (?:về|"
    r"việc))"
    r"|(?P<carry_out>triển khai|thực hiện|thực thi|cụ thể hóa|duy trì|phát huy|theo|căn cứ|cơ sở|khuôn khổ|"
    r"tinh thần|nội dung|thúc đẩy|rà soát|tận dụng|tuân thủ|dựa trên|nhờ|hiệu quả|hiện thực hóa))(?!\w)"
)
_DEED_AFTER = re.compile(
    r"[\s”\"’)]*(?:này |đó |nói trên |nêu trên )?(?:(?:mà )?hai (?:bên|\w+(?: \w+)?) |"
    r"(?:do|mà|với|cùng) [^,;:.]{2,160}? |,\s)?\(?"
    r"(?P<mood>(?:(?:đã|vừa|mới|sẽ|dự kiến|sắp|chưa|chính thức|cũng) )*)"
    r"(?:(?P<sign>(?:được (?:[^,;:.()]{0,80} )?)?(?:tái )?(?:ký(?: gia hạn| lại)?|gia hạn|trao|"
    r"công bố)(?! kết nghĩa| đổi)(?!\w)"
    r"|(?:được )?(?:diễn ra|tổ chức)(?!\w))"
    r"|(?P<issue>(?:được (?:[^,;:.()]{0,80} )?)?(?:thông qua|đưa ra|ra đời)(?!\w))"
    r"|(?P<prepare>(?:đang )?được (?:[^,;:.()]{0,60} )?(?:soạn thảo|hoàn thiện|đàm phán|chuẩn bị|xây dựng)(?!\w))"
    r"|(?P<propose>(?:đang )?được (?:[^,;:.()]{0,60} )?(?:xem xét|nghiên cứu|thảo luận|đề xuất|đề nghị)(?!\w))"
    r"|(?P<carry_out>(?:đang )?(?:có|còn) hiệu lực|đi vào|(?:đang )?được (?:triển khai|thực hiện)))"
)
_MOOD = re.compile(
    r"(?<!\w)(?:(?P<planned>sẽ|dự kiến|dự định|dự tính|sắp|chuẩn bị|kế hoạch|nhất trí|thống nhất|cam kết|thời gian tới|"
    r"tới đây|hoãn|lùi|chưa|đồng ý|chấp thuận|cho phép|chủ trương|theo kế hoạch|"
    r"(?:hoàn tất|hoàn thiện|làm)(?: các)? thủ tục|xúc tiến(?= (?:việc |lễ )?(?:ký|kết nghĩa)))"
    r"|(?P<aimed>hướng tới|hướng đến|tiến tới|đi đến)"
    r"|(?P<proposed>đề nghị|đề xuất|kiến nghị|mong|mong muốn|hy vọng|hi vọng|gợi ý|khả năng|"
    r"có thể|nếu|nguyện vọng|kỳ vọng|sẵn sàng|kêu gọi|muốn|ngỏ ý|"
    r"khuyến khích|cần|nên|vận động)"
    r"|(?P<discussed>xem xét|nghiên cứu|thảo luận|trao đổi về|bàn(?: thảo| bạc)?(?: về| việc)?|cân nhắc|thăm dò)"
    r"|(?P<done>đã|vừa|từng|sau khi|từ khi|kể từ))(?!\w)"
)
_AIM = re.compile(
    r"(?<!\w)(?:để|nhằm|nếu|trước khi|chuẩn bị(?: cho)?|dự kiến|sẽ|sắp) (?:có thể |tổ chức )?(?:lễ ký(?: kết)? )?$"
)
_RENEWAL = re.compile(r"tái ký|gia hạn|ký lại")
_PLANNED_AFTER = re.compile(r"sẽ|dự kiến|sắp|chưa")
_AT_THE_EVENT = re.compile(
    r"(?<!\w)(?:tại|trong|sau|kết thúc|ngay sau|ngay tại|cùng|bên lề)(?: khuôn khổ)? (?:buổi|cuộc|lễ|chuyến|"
    r"hội nghị|hội đàm|hội thảo|diễn đàn|chương trình|phiên|kỳ họp|đây)(?!\w)|(?:nhân )?dịp này|nhân dịp đó|"
    r"sau đó|cùng ngày|lễ ký|chứng kiến|cũng trong (?:chuyến|dịp|chương trình|khuôn khổ)"
)
_PAST = re.compile(r"(?<!\w)(?:đã|từng|được)(?!\w)")
_BEFORE_THE_EVENT = re.compile(
    r"(?<!\w)(?:trước đó|trước đây|từng|kể từ|từ khi|sau khi|trên cơ sở|theo|năm (?:19|20)\d\d|những năm qua|"
    r"nhiều năm)(?!\w)"
)
_OWN_CLAUSE = re.compile(
    r"(?: (?:với|cùng) [^,;()]{2,80}?)?(?:,? (?:để|và)(?: có thể| sớm| tiến tới)*(?= ký))?"
    r"[\s”\"’]*(?:này |đó |nói trên )?(?:(?:mà )?hai (?:bên|\w+(?: \w+)?) |(?:do|mà) [^,;:.]{2,160}? |,\s)?"
    r"\(?(?:(?:đã|được(?: [^,;:.()]{2,60}?(?= ký))?|vừa|sẽ|dự kiến|"
    r"chính thức) )*"
    r"(?P<deed>(?:tái )?(?:ký|ký kết|công bố|thông qua|trao|gia hạn|có hiệu lực|diễn ra|tổ chức) ?)?"
    r"(?:lần (?:đầu(?: tiên)? ?|thứ nhất ?)?)?(?:(?:với|cùng|giữa) [^,;()]{2,120}? )?"
    r"(?:tại [^,;()]{2,40}? )?(?:(?P<when>vào|"
    r"hồi|từ|trong) )?"
    r"(?:khoảng |dịp |buổi |sáng |chiều |tối |đầu |cuối |giữa |ngày |tháng |năm |quý |hôm )*"
    r"(?:(?:dịp|lễ|hội nghị|diễn đàn|chuyến) [^,;()]{2,60}? \(?(?:cuối |đầu |ngày |tháng )*)?"
)


@dataclass(frozen=True, slots=True)
class Act:
    """What the text says is done with a document; `start` is where the verb stands, `status` what follows from it."""

    deed: Deed
    start: int
    end: int
    status: AgreementStatus
    renewed: bool = False


def find_act(scene: Scene, document: Document) -> Act | None:
    """Find the act behind the name ("… được ký năm 2019"), else the nearest one before it."""
    return _act_after(scene.sheet, document) or _act_before(scene, document)


def _act_after(sheet: Sheet, document: Document) -> Act | None:
    match = _DEED_AFTER.match(sheet.key, document.end, document.sentence.end)
    if match is None:
        return None
    deed: Deed = match.lastgroup  # type: ignore[assignment] # the last group is the deed
    aimed = not match["mood"] and _AIM.search(sheet.key, _back(document, document.start), document.start)
    planned = bool(aimed or _PLANNED_AFTER.search(match["mood"]))
    status = _status(deed, "planned" if planned and deed != "carry_out" else "")
    return Act(deed, match.start(), match.end(), status, bool(_RENEWAL.search(match[0])))


def _act_before(scene: Scene, document: Document) -> Act | None:
    start, end = _back(document, document.start), document.start
    own = max(start, scene.sheet.key.rfind(";", start, end))
    last = _last(scene.outside(_DEED, own, end)) or _last(scene.outside(_DEED, start, own))
    if last is None:
        return None
    deed: Deed = last.lastgroup  # type: ignore[assignment] # the groups are the deeds
    status = _status(deed, _mood(scene, document, last.start()))
    return Act(deed, last.start(), last.end(), status, bool(_RENEWAL.search(last[0])))


def _mood(scene: Scene, document: Document, verb: int) -> str:
    """Name the last word before the verb that says whether it is done, planned or proposed."""
    moods = [mood.lastgroup or "" for mood in scene.outside(_MOOD, _back(document, verb), verb)]
    while moods and moods[-1] == "discussed" and scene.sheet.key.endswith("và ", 0, verb):
        moods.pop()  # "trao đổi về du lịch và ký": what was talked about is done with
    if not moods:
        return "planned" if scene.sheet.key.endswith("sớm ", 0, verb) else ""
    if moods[-1] == "aimed":  # "mong hai tỉnh tiến tới ký" is a wish, "nhất trí tiến tới ký" a plan
        return "proposed" if moods[-2:-1] in (["proposed"], ["discussed"]) else "planned"
    return "proposed" if moods[-1] == "discussed" else moods[-1]


def _back(document: Document, place: int) -> int:
    return max(document.sentence.start, place - _REACH)


def _last(found: Iterator[re.Match[str]]) -> re.Match[str] | None:
    return next(iter(deque(found, maxlen=1)), None)


def _status(deed: Deed, mood: str) -> AgreementStatus:
    if deed == "carry_out":
        return "in_force"
    if deed == "propose" or mood == "proposed":
        return "proposed"
    if deed == "prepare" or mood == "planned":
        return "planned"
    return "signed"


@dataclass(frozen=True, slots=True)
class Told:
    """A document with its act, among the dates of its article in order; `spent` is that of the document before."""

    sheet: Sheet
    document: Document
    act: Act | None
    main: Dated | None
    dates: Sequence[Dated]
    spent: Dated | None = None

    def dated_within(self, start: int, end: int) -> list[Dated]:
        """The dates read from words in a range, in reading order."""
        first, last = (bisect_left(self.dates, place, key=_place) for place in (start, end))
        return [dated for dated in self.dates[first:last] if dated.mention and dated.mention.end <= end]


def in_order(reading: DateReading) -> tuple[Dated, ...]:
    """The dates that stand in the text, the main one too, by where they stand."""
    every = (*reading.dates, *((reading.main,) if reading.main else ()))
    return tuple(sorted({_place(dated): dated for dated in reversed(every) if dated.mention}.values(), key=_place))


def _place(dated: Dated) -> int:
    return dated.mention.start if dated.mention else -1


def year_in_name(told: Told) -> Dated | None:
    """Read "Biên bản ghi nhớ Nha Trang - Yongin năm 2019" is of 2019."""
    year = told.document.year
    if not year:
        return None
    start = told.sheet.text.index(year, told.document.start)
    mention = Mention(year, start, start + len(year), "agreements.year_in_name", 0.9)
    evidence = Evidence(year, start, start + len(year), "agreements.year_in_name")
    return Dated(year, year, None, "year", "explicit", 0.9, (evidence,), mention)


def own_clause(told: Told) -> Dated | None:
    """Read "bản ghi nhớ … ký tháng 12/2023", "hoàn thiện thỏa thuận … vào đầu năm 2026"."""
    end, limit = told.document.end, told.document.sentence.end
    for dated in told.dated_within(end, min(limit, end + _REACH))[:1]:
        start = dated.mention.start if dated.mention else end
        gap = _OWN_CLAUSE.fullmatch(told.sheet.key, end, start)
        if gap and (gap["deed"] or not gap["when"] or (told.act and told.act.deed != "carry_out")):
            return dated
    return None


def leading(told: Told) -> Dated | None:
    """Read "Năm 2018, … hai cơ quan đã ký hiệp ước": the last date before a signing in its sentence."""
    act, sentence = told.act, told.document.sentence
    if act is None or act.deed not in ("sign", "issue"):
        return None
    before = [
        dated
        for dated in told.dated_within(told.document.clause, min(act.start, told.document.start))
        if dated != told.spent
    ]
    if not before:
        return None
    last, main = before[-1], told.main
    if act.status in ("planned", "proposed") and not ahead(told.sheet, last, sentence):
        later = main is not None and last is not main and last.start > main.start
        return last if later else None  # else the day of the words, not of the signing
    return last


def ahead(sheet: Sheet, dated: Dated, sentence: Sentence) -> bool:
    """Whether words around a date put it in the future: "sẽ diễn ra từ ngày …", "ngày 20/11 tới"."""
    mention = dated.mention
    if mention is None or not sentence.start <= mention.start < sentence.end:
        return False
    before = sheet.key[max(sentence.start, mention.start - _NEAR) : mention.start]
    after = sheet.key[mention.end : mention.end + len(" sắp tới thăm")]
    if _SCHEDULED.search(before):
        return True
    return bool(AHEAD.search(before[max(before.rfind(","), before.rfind(";")) + 1 :]) or _COMING.match(after))


def main_event(told: Told) -> Dated | None:
    """Read "Nhân dịp này, hai bên đã ký …": a signing that the article reports as its event."""
    act, document = told.act, told.document
    if act is None or act.status != "signed" or act.deed != "sign":
        return None
    before = told.sheet.key[document.clause : document.end]
    if _BEFORE_THE_EVENT.search(before) and "sau đó" not in before:
        return None
    reported = document.block in ("title", "lead", "caption") or _AT_THE_EVENT.search(before)
    return told.main if reported or _fresh(told, act) or _with_main(told) else None


def _fresh(told: Told, act: Act) -> bool:
    """Whether a signing is told as news: "hai bên ký", not "hai bên đã ký"."""
    return not _PAST.search(told.sheet.key, told.document.clause, act.start)


def _with_main(told: Told) -> bool:
    """Whether the paragraph of the signing has the day of the event before it."""
    if told.main is None or told.main.mention is None:
        return False
    day, sentence = told.main.mention.start, told.document.sentence
    return day < sentence.end and "\n" not in told.sheet.text[day : sentence.start]


DateRule = Callable[[Told], Dated | None]
DATE_RULES: tuple[DateRule, ...] = (year_in_name, own_clause, leading, main_event)


def date_of(told: Told) -> tuple[Dated | None, str]:
    """Date a document by the first rule that can; the rule's name, "" where none could."""
    for rule in DATE_RULES:
        if dated := rule(told):
            return dated, rule.__name__
    return None, ""
