"""Who stands before the verb of signing, word by word: the pair, who signs along with whom, a headline's pair.

The names of bodies are taken as the sentence words them, for many are on no list.
"""

from collections.abc import Iterator

from hanoi_korea_site.extract.agreements.actors import Actor, Scene
from hanoi_korea_site.patterns import regex

_LONGEST_PARTY = 14
"""Words in the name of a body."""
_FAR = 240
"""How far before the verb, in characters, a subject is looked for."""
_LONGEST_ADVERB = len(" chính thức ")
_ADVERBS = regex(
    r"(?: \([^()]{1,60}\))?(?:,? (?:đã|vừa|sẽ|cùng|nhau|chính thức|mới|cũng|lần lượt|tiến hành|tổ chức|dự kiến|dự định|"
    r"thống nhất|nhất trí|hoàn tất|chuẩn bị|sắp|lễ|việc|tiến tới|hướng tới|mong muốn|đang|sớm))*,? ?"
)
_BREAK = regex(
    r"[,:“\"] ?|(?<!\w)(?:(?:hai|ba|2|3) (?:tỉnh|thành phố|quận|huyện|trường|đơn vị|cơ quan|bệnh viện|viện|sở|hội|"
    r"công ty|"
    r"địa phương|thủ đô)|rằng|là|biết|giữa|do|mà|việc|cả|về phía) "
)
JOINT = regex(r",? (?:và|cùng(?: với)?|với|phối hợp (?:với|cùng)) ")
_ALONG = regex(r"(?<!\w)(?:cùng(?: với)?|phối hợp (?:với|cùng)|với) (?!nhau|ký|hai )")
_NO_NAME = regex(
    r"[;:!?…“”\"()\n,]|(?<!\w)(?:được|đã|sẽ|đang|vừa|sắp|có|là|gồm|nhằm|để|tại|vào|trong|trên|ngày|tháng|năm|theo|"
    r"trước|sau|"
    r"khi|từ|đến|mà|này|đó|cũng|cho|bày tỏ|đề nghị|mong|mong muốn|nhất trí|thống nhất|dự kiến|dự định|chứng kiến|ký|"
    r"của|"
    r"làm việc|hội đàm|thăm|tiếp|gặp|ông|bà|giữa)(?!\w)"
)
_BODY = regex(
    r"(?:trung tâm|thpt|thcs|trung học|đại học|cao đẳng|công an|cảnh sát|mặt trận|tòa án|vườn quốc gia|công ty|"
    r"tập đoàn|tổng công ty|bệnh viện|viện|trường|học viện|hiệp hội|hội|liên hiệp|liên minh|"
    r"liên đoàn|"
    r"sở|cục|ban|văn phòng|cơ quan|phòng|quỹ|ngân hàng|nhà xuất bản|bảo tàng|thư viện|nhà hát|đài|báo|câu lạc bộ|"
    r"hội đồng|"
    r"chính quyền|ubnd|hđnd|ủy ban|tổ chức|tổng cục|vụ|bộ|khoa|hợp tác xã|đoàn|cảng|vườn|khu)(?!\w)"
)
_FIELD = regex(r", | và ")
_UNIT = regex(r"(?:tỉnh|thành phố|tp\.?|quận|huyện|thị xã|phường|xã|đảo|đặc khu|thủ đô)(?!\w)")
_MANY = regex(
    r"(?<!\w)(?:(?:ba|bốn|năm|sáu|bảy|tám|chín|mười|[3-9]|\d\d) "
    r"(?:tỉnh|thành phố|nước|quốc gia|địa phương|thành viên|bên|trường|đơn vị|doanh nghiệp))$"
)
_TITLE_JOINT = regex(
    r"(?: \([^()]{1,30}\))?(?:,? (?:và|với|cùng) |, | ?[-–] ?)(?:tỉnh |thành phố |tp\.? ?|quận |huyện )?"
)
_ACRONYM = regex(r"[A-ZĐ][A-ZĐ0-9-]{1,11}(?![\w.])")


def pair_before(scene: Scene, start: int, verb: int) -> tuple[str, ...]:
    """Read "A và B ký" where both names reach from a comma, or from `start`, to the verb."""
    start = max(start, verb - _FAR)
    end = before_adverbs(scene, start, verb)
    joints = [
        (joint.start(), right)
        for joint in scene.outside(JOINT, start, end)
        if (right := _name(scene, joint.end(), end))
    ]
    for begin in _beginnings(scene, start, end) if joints else ():
        for joined, right in joints:
            left = _name(scene, begin, joined) if begin < joined else ""
            if left and left != right and (scene.within(begin, end) or _both_bodies(left, right)):
                return *_listed_before(scene, start, begin), left, right
    return ()


def along_with(scene: Scene, start: int, verb: int) -> tuple[Actor | None, str, int] | None:
    """Read "sẽ cùng B ký": B's first actor, its words, and where "cùng" stands."""
    start = max(start, verb - _FAR)
    end = before_adverbs(scene, start, verb)
    for opening in scene.outside(_ALONG, start, end):
        if words := _name(scene, opening.end(), end):
            return next(iter(scene.within(opening.end(), end)), None), words, opening.start()
    return None


def many_before(scene: Scene, start: int, verb: int) -> tuple[str, ...]:
    """Read "lãnh đạo 10 tỉnh ký": more than two, not named one by one."""
    end = before_adverbs(scene, max(start, verb - _FAR), verb)
    many = _MANY.search(scene.sheet.key, max(start, end - len(" mười địa phương ")), end)
    return (scene.sheet.text[many.start() : many.end()],) if many else ()


def headline_pair(scene: Scene) -> tuple[Actor, ...]:
    """Read the two of different countries that a headline begins with: "Quảng Ninh, Jeonbuk mở rộng …"."""
    span = scene.sheet.title_span
    if span is None:
        return ()
    named = scene.within(span.start, span.end)
    if len(named) < 2 or len(scene.sheet.text[span.start : named[0].start].split()) > 1:  # noqa: PLR2004
        return ()
    first, second = named[:2]
    joint = _TITLE_JOINT.fullmatch(scene.sheet.key, first.end, second.start)
    apart = first.country != second.country or "organisation" in (first.kind, second.kind)
    return (first, second) if joint and apart and "country" not in (first.kind, second.kind) else ()


def before_adverbs(scene: Scene, start: int, verb: int) -> int:
    """Where the subject ends before "đã", "vừa", "sẽ cùng" and the verb."""
    key = scene.sheet.key
    end, place = verb, verb - 1
    while (place := key.rfind(" ", start, max(place, 0))) > start and end - place < _LONGEST_ADVERB:
        if _ADVERBS.fullmatch(key, place, verb):
            end = place
    end = start + len(key[start:end].rstrip(" "))
    bracket = key.rfind(" (", start, end)
    return bracket if bracket > start and key[end - 1] == ")" else end


def _beginnings(scene: Scene, start: int, end: int) -> Iterator[int]:
    """Where a subject may begin: at the clause, or behind a comma or a word that opens a clause; the nearest last."""
    yield start
    for stop in scene.outside(_BREAK, start, end):
        yield stop.end()


def unlisted_body(scene: Scene, start: int, end: int) -> Actor | None:
    """Read "Ban Quản lý các khu công nghiệp …", a body by its first word and its capital, as somebody who acts."""
    words = scene.sheet.text[start:end]
    if not words[:1].isupper() or not _BODY.match(scene.sheet.key, start, end) or len(words.split()) > _LONGEST_PARTY:
        return None
    return Actor(start, end, words, words, words, "organisation", "")


def _both_bodies(left: str, right: str) -> bool:
    return bool(_BODY.match(left.lower()) and _BODY.match(right.lower()))


def _listed_before(scene: Scene, start: int, begin: int) -> tuple[str, ...]:
    """Read A in "A, B và C ký", where B begins at `begin`."""
    key = scene.sheet.key
    if not key.startswith(", ", begin - 2):
        return ()
    first = max(start, key.rfind(", ", start, begin - 2) + 2)
    name = _name(scene, first, begin - 2)
    return (*_listed_before(scene, start, first), name) if name else ()


def _name(scene: Scene, start: int, end: int) -> str:
    """The name of a party that fills a range of the text; "" where it is none."""
    bracket = scene.sheet.text.find(" (", start, end)
    end = bracket if bracket > start and scene.sheet.text[end - 1] == ")" else end
    words = scene.sheet.text[start:end].rstrip()
    end = start + len(words)
    actors = scene.within(start, end)
    if not 0 < len(words.split()) <= _LONGEST_PARTY or not (actors or words[0].isupper()):
        return ""
    if any(stop[0] != "," or not _of_fields(words) for stop in scene.outside(_NO_NAME, start, end)):
        return ""
    if actors and actors[0].start == start:
        return words if _reads_on(scene, actors[0], end) else _plain(actors, end)
    if _BODY.match(scene.sheet.key, start, end) or (actors and _UNIT.match(scene.sheet.key, start, end)):
        return words
    if actors:  # "Chủ tịch UBND tỉnh A Trần Văn B"
        return "" if actors[0].kind in ("country", "other") else actors[0].text
    return words if all(word[0].isupper() for word in words.split()) else ""


def _of_fields(words: str) -> bool:
    """Tell "Sở Văn hóa, Thể thao và Du lịch", one body of several fields, from bodies in a row."""
    first, *fields = _FIELD.split(words)
    named = all(field[:1].isupper() and not _BODY.match(field.lower()) for field in fields)
    return bool(_BODY.match(first.lower())) and named and words.rpartition(", ")[2].count(" và ") > 0


def _plain(actors: tuple[Actor, ...], end: int) -> str:
    """An actor that is the whole range, or that a person's name follows."""
    whole = actors[0].end == end or len(actors) == 1
    return actors[0].text if whole and actors[0].kind not in ("country", "other") else ""


def _reads_on(scene: Scene, actor: Actor, end: int) -> bool:
    """Whether a body's name goes on behind what the list of bodies knows: "Viện Xúc tiến kinh tế và khoa học …"."""
    return (
        actor.kind == "organisation"
        and scene.sheet.text[actor.end : end + 1].lstrip()[:1].islower()
        and actor.end < end
    )
