"""What became of a document: the act that the text tells of it, and its status."""

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from hanoi_korea_site.extract.actors import Scene
from hanoi_korea_site.extract.documents import Document
from hanoi_korea_site.extract.sheet import Sheet
from hanoi_korea_site.model import AgreementStatus

Deed = Literal["sign", "issue", "prepare", "propose", "carry_out"]

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
