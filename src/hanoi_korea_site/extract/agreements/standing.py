"""What became of a document: the act that the text tells of it, and its status."""

import re
from collections import deque
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from hanoi_korea_site.extract.agreements.actors import Scene
from hanoi_korea_site.extract.agreements.documents import Document
from hanoi_korea_site.extract.sheet import Sheet
from hanoi_korea_site.model import AgreementStatus
from hanoi_korea_site.patterns import regex

Deed = Literal["sign", "issue", "prepare", "propose", "carry_out"]

_REACH = 160
_SIGN = r"(?:tái |đồng )?ký(?: kết)?(?: mới| lại)?(?:,? (?:và )?(?:triển khai|thực hiện|trao))?"
_DEED = regex(
    rf"(?<!\w)(?:(?P<sign>{_SIGN}|nâng cấp (?:lên|thành)(?= (?:một )?$)"
    r"|trao(?: đổi)?(?! đổi)(?: cho nhau)?|công bố|gia hạn|đặt bút ký)"
    r"|(?P<issue>ra|đưa ra|thông qua|ban hành)"
    r"|(?P<prepare>hoàn thiện|hoàn tất|hướng tới|hướng đến|tiến tới|đi đến|chuẩn bị|xây dựng|soạn thảo|đàm phán|"
    r"thương thảo|thương lượng|xúc tiến|kế hoạch về|dự thảo|"
    r"(?:thống nhất|nhất trí|chốt)(?: xong)?(?: về)?(?: các)? (?:nội dung|điều khoản|dự thảo)"
    r"(?= (?:của )?(?:một |các |hai )?$)|lập nên|lập(?= (?:ra |một |bản |nên )))"
    r"|(?P<propose>đề nghị|đề xuất|kiến nghị|gợi ý|xem xét|nghiên cứu|thảo luận(?: về)?|trao đổi về|bàn (?:về|"
    r"việc))"
    r"|(?P<carry_out>triển khai|thực hiện|thực thi|cụ thể hóa|duy trì|phát huy|theo|căn cứ|cơ sở|khuôn khổ|"
    r"tinh thần|nội dung|thúc đẩy|rà soát|tận dụng|tuân thủ|dựa trên|nhờ|hiệu quả|hiện thực hóa))(?!\w)"
)
_DEED_AFTER = regex(
    r"(?: \((?!ký|được|đã)[^()\d\n]{1,60}\))?"
    r"(?: có (?!thể |khả năng )[^,;:.()]{2,60}?(?= (?:thì|đã|sẽ|vừa|cũng|được)(?!\w)))?"
    r"[\s”\"’)]*(?:này |đó |nói trên |nêu trên )?(?:(?:,\s)?(?:mà )?hai (?:bên|\w+(?: \w+)?) |"
    r"(?:do|mà) [^;:\n]{2,200}?,? |(?:với|cùng) [^,;:.]{2,160}? |,\s)?\(?(?:(?:thì|lại|còn) )*"
    r"(?P<mood>(?:(?:đã|vừa|mới|sẽ|dự kiến|dự định|dự tính|sắp|sớm|chưa|chính thức|cũng|có thể|có khả năng|hy vọng|"
    r"hi vọng|mong) )*)(?:do [^;:.()]{2,120}? (?=ký))?"
    r"(?:(?P<sign>(?:được (?:[^,;:.()]{0,80}(?:, [^,;:.()]{2,60} (?:và|cùng|với) [^,;:.()]{2,80})? )?)?(?:tái )?"
    r"(?:ký(?: gia hạn| lại)?|đặt bút|(?:có|mang) chữ ký|gia hạn|trao|công bố)(?! kết nghĩa| đổi)(?!\w)"
    r"|(?:được )?(?:diễn ra|tổ chức)(?!\w))"
    r"|(?P<issue>(?:được (?:[^,;:.()]{0,80} )?)?(?:thông qua|đưa ra|ra đời)(?!\w))"
    r"|(?P<prepare>(?:đang )?được (?:[^,;:.()]{0,60} )?(?:soạn thảo|hoàn thiện|đàm phán|chuẩn bị|xây dựng)(?!\w))"
    r"|(?P<propose>(?:đang )?được (?:[^,;:.()]{0,60} )?(?:xem xét|nghiên cứu|thảo luận|đề xuất|đề nghị)(?!\w))"
    r"|(?P<carry_out>(?:đang )?(?:có|còn) hiệu lực|(?:(?<=sẽ )|(?<=sắp ))hết (?:hạn|hiệu lực)|đi vào|"
    r"(?:đang )?được (?:triển khai|thực hiện)))"
)
_MOOD = regex(
    r"(?<!\w)(?:(?P<planned>sẽ|dự kiến|dự định|định(?= $)|dự tính|sắp|chuẩn bị|kế hoạch|mục tiêu|phấn đấu|quyết tâm|"
    r"xin phép|tham mưu|nhất trí|thống nhất|cam kết|thời gian tới|tới đây|hoãn|lùi|chưa|đồng ý|chấp thuận|cho phép|"
    r"chủ trương|theo kế hoạch|(?:hoàn tất|hoàn thiện|làm)(?: các)? thủ tục|"
    r"xúc tiến(?= (?:việc |lễ )?(?:ký|kết nghĩa)))"
    r"|(?P<aimed>hướng tới|hướng đến|tiến tới|đi đến)"
    r"|(?P<proposed>đề nghị|đặt vấn đề|ý tưởng|đề xuất|kiến nghị|mong|mong muốn|hy vọng|hi vọng|gợi ý|khả năng|"
    r"có thể(?! nói| coi| xem)|nếu|nguyện vọng|kỳ vọng|sẵn sàng|kêu gọi|muốn|ngỏ ý|"
    r"khuyến khích|cần|nên|vận động)"
    r"|(?P<discussed>(?:xem xét|nghiên cứu|thảo luận|trao đổi(?: ý kiến| thêm)? về|bàn(?: thảo| bạc)?|cân nhắc|thăm dò)"
    r"(?: thêm)?(?: về)?(?: các| những)?(?: việc| khả năng)?)"
    r"|(?P<done>đã|vừa|từng|sau khi|từ khi|kể từ))(?!\w)"
)
_AIM = regex(
    r"(?<!\w)(?:để|nhằm|nếu|trước khi|chuẩn bị(?: cho)?|dự kiến|sẽ|sắp) (?:có thể |tổ chức )?(?:lễ ký(?: kết)? )?$"
)
_PUT_OFF = regex(
    r"(?: (?:với|cùng|giữa) [^,;:.()]{2,120}?)?(?: \([^()]*\))?(?:,? (?:do|vì|bởi) [^,;:]{2,80}?)?"
    r"(?:,? (?:nên|thì|phải|bị|tạm|tạm thời|xin|đành|được|đã|sẽ|cũng))* "
    r"(?:hoãn|lùi|dời|ấn định|lên lịch|để(?= sang (?:năm|tháng|quý|dịp|kỳ|tuần)))(?!\w)"
)
_ANOTHER = r"(?! (?:về |một )?(?:bản|biên|văn|thỏa|hiệp|nghị|tuyên|ý định)(?!\w))"
_OPEN = regex(
    r"(?<!\w)(?:đang (?:được )?(?:đàm phán|thương thảo|thương lượng|soạn thảo|hoàn thiện|lấy ý kiến)|"
    rf"(?:chưa|dự kiến) (?:thể |được |kịp |sẽ |chính thức )*ký){_ANOTHER}(?!\w)"
)
_TALKS_OVER = regex(
    r"(?:\W|nhưng |và )*(?:(?:ngay )?sau|qua|kết thúc|trải qua|kết quả)(?! khi| đó)(?: [^,;:.]{1,60})?"
    r" (?:thảo luận|trao đổi|bàn(?: bạc| thảo)?|nghiên cứu|xem xét|đàm phán|thương thảo|chuẩn bị)(?: [^,;:.]{1,60})?, "
)
_TO_HAVE = regex(r"(?<!\w)(?:(?:có|bằng|đạt(?: được)?|thành)(?: thêm)?(?: một)?|về một) $")
_BY_SIGNING = ("bằng việc ", "qua việc ", "với việc ")
_AGREED = regex(r"nhất trí|thống nhất|cam kết|đồng ý")
_ON_THE_SPOT = regex(r",? ngay (?:tại|trong) (?:buổi|cuộc|lễ|hội|phiên|đây)(?!\w)")
_WISH_THEN_WILL = 40
_OF_A_DEED = ("việc", "khả năng")
_RENEWAL = regex(r"tái ký|gia hạn|ký lại")
_PLANNED_AFTER = regex(r"sẽ|dự kiến|dự định|dự tính|sắp|sớm|chưa")
_HOPED_AFTER = regex(r"(?P<likely>có thể|có khả năng)|hy vọng|hi vọng|mong")
_DRAFTED = regex(
    r"(?<!\w)(?:đang|đã|vừa)(?: \w+){0,3}? (?:soạn thảo|soạn xong|soạn|dự thảo|hoàn thiện|hoàn tất|hoàn chỉnh|chuẩn bị|"
    r"xây dựng|đàm phán|thương thảo|thương lượng)(?: xong)? (?:nội dung |dự thảo )?(?:của )?(?:một |các |hai )?$"
)


class Act(Struct, frozen=True, gc=False):
    """What the text says is done with a document; `start` is where the verb stands, `status` what follows from it."""

    deed: Deed
    start: int
    end: int
    status: AgreementStatus
    renewed: bool = False


def find_act(scene: Scene, document: Document) -> Act | None:
    """Find the act behind the name ("… được ký năm 2019"), else the nearest one before it."""
    return (
        _put_off(scene.sheet, document)
        or _act_after(scene, document)
        or _act_before(scene, document)
        or _left_open(scene.sheet, document)
    )


def act_over_list(scene: Scene, introduced: Document) -> Act | None:
    """Find the act that the words over a list tell of its items; `introduced` is an item as if it stood behind them."""
    return _act_before(scene, introduced)


def _put_off(sheet: Sheet, document: Document) -> Act | None:
    """Read "thỏa thuận … lùi sang năm 2017", "việc ký kết … bị hoãn": it is still to be signed."""
    match = _PUT_OFF.match(sheet.key, document.end, document.sentence.end)
    return Act("sign", match.start(), match.end(), "planned") if match else None


def _left_open(sheet: Sheet, document: Document) -> Act | None:
    """Read "bản ghi nhớ với A thì hai bên đang đàm phán phụ lục", "… vẫn chưa ký": what a sentence comes to."""
    match = _last(_OPEN.finditer(sheet.key, document.end, document.sentence.end))
    return Act("prepare", match.start(), match.end(), "planned") if match else None


def _act_after(scene: Scene, document: Document) -> Act | None:
    sheet = scene.sheet
    match = _DEED_AFTER.match(sheet.key, document.end, document.sentence.end)
    if match is None:
        return None
    deed: Deed = match.lastgroup  # type: ignore[assignment] # the last group is the deed
    aside = sheet.key.startswith((", ", " ("), document.end)  # "để bản ghi nhớ, ký năm 2026, phát huy hiệu quả"
    aimed = not (match["mood"] or aside) and _AIM.search(sheet.key, _back(document, document.start), document.start)
    planned = bool(aimed or _PLANNED_AFTER.search(match["mood"]))
    mood = "planned" if planned and deed != "carry_out" else ""
    hoped = _HOPED_AFTER.search(match["mood"])
    if hoped and hoped["likely"] and _DRAFTED.search(sheet.key, _back(document, document.start), document.start):
        mood = "planned"  # "đang soạn thảo bản ghi nhớ, có thể ký trong năm nay"
    elif deed != "carry_out" and (hoped or (mood and match["mood"] and _hoped(scene, document))):
        mood = "proposed"
    status = _status(deed, mood)
    return Act(deed, match.start(), match.end(), status, bool(_RENEWAL.search(match[0])))


def _hoped(scene: Scene, document: Document) -> bool:
    """Whether it is the object of a wish: "mong thỏa thuận … sớm được ký", not "nếu thuận lợi, thỏa thuận …"."""
    start = _back(document, document.start)
    start = max(start, scene.sheet.key.rfind(",", start, document.start))
    last = _last(scene.outside(_MOOD, start, document.start))
    return last is not None and last.lastgroup == "proposed"


def _act_before(scene: Scene, document: Document) -> Act | None:
    start, end = _back(document, document.start), document.start
    own = max(start, scene.sheet.key.rfind(";", start, end))
    had = _TO_HAVE.search(scene.sheet.key, max(own, end - len(" đạt được thêm một ")), end)
    last = _last(scene.outside(_DEED, own, end)) or (None if had else _last(scene.outside(_DEED, start, own)))
    if last is None:
        return _wished(scene, document) if had else None
    deed: Deed = last.lastgroup  # type: ignore[assignment] # the groups are the deeds
    status = _status(deed, _mood(scene, document, last.start()))
    return Act(deed, last.start(), last.end(), status, bool(_RENEWAL.search(last[0])))


def _wished(scene: Scene, document: Document) -> Act | None:
    """Read "mong hai tỉnh có một thỏa thuận", "sẽ có bản ghi nhớ": wished or planned without a word of signing."""
    mood = _mood(scene, document, document.start)
    if mood not in ("proposed", "planned"):
        return None
    return Act("propose", document.start, document.start, _status("sign", mood))


def _mood(scene: Scene, document: Document, verb: int) -> str:
    """Name the last word before the verb that says whether it is done, planned or proposed."""
    key = scene.sheet.key
    told = [*scene.outside(_MOOD, _behind_talks(key, _back(document, verb), verb), verb)]
    while told and told[-1].lastgroup == "discussed" and key.endswith(_joint_behind(told[-1]), 0, verb):
        told.pop()  # "trao đổi về du lịch và ký": what was talked about is done with
    if told and told[-1].lastgroup == "discussed" and key.find(" để ", told[-1].end(), verb) > 0:
        return "planned"  # "đang bàn để tháng 3 tới ký"
    if not told:
        return "planned" if key.endswith("sớm ", 0, verb) else ""
    done = key.endswith(" và ", 0, verb) or _ON_THE_SPOT.search(key, document.end, document.sentence.end)
    if (done and _AGREED.fullmatch(told[-1][0])) or key.endswith(_BY_SIGNING, 0, verb):
        return ""  # "thống nhất nội dung và ký", "thống nhất ký … ngay tại buổi tiếp": agreed and done
    return _weighed(key, told)


def _joint_behind(talks: re.Match[str]) -> str:
    """What takes a verb out of talks: "bàn về du lịch và ký", but "bàn khả năng mở đường bay, và ký"."""
    return ", và " if talks[0].endswith(_OF_A_DEED) else "và "


def _behind_talks(key: str, start: int, verb: int) -> int:
    """Where a sentence goes on behind "Sau hai ngày thảo luận, …": what led to a signing is over."""
    talks = _TALKS_OVER.match(key, start, verb)
    return talks.end() if talks else start


def _weighed(key: str, told: list[re.Match[str]]) -> str:
    """Weigh the last of the words with the one before it."""
    last, before = told[-1].lastgroup, told[-2].lastgroup if len(told) > 1 else None
    if last == "planned" and before == "proposed" and _wish_goes_on(key, told[-2], told[-1]):
        return "proposed"
    if last == "aimed":  # "mong hai tỉnh tiến tới ký" is a wish, "nhất trí tiến tới ký" a plan, "đã đi đến ký" neither
        if before == "done" and told[-1][0] == "đi đến":
            return ""
        return "proposed" if before in ("proposed", "discussed") else "planned"
    return "proposed" if last == "discussed" else last or ""


def _wish_goes_on(key: str, wish: re.Match[str], will: re.Match[str]) -> bool:
    """Tell "mong hai bên sẽ ký", a wish, from "đề nghị …, và sẽ ký"."""
    between = key[wish.end() : will.start()]
    return will[0] in ("sẽ", "sắp") and len(between) <= _WISH_THEN_WILL and "," not in between and " và " not in between


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
