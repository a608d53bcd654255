"""Between whom a document stands: its own name says so, its clause, or the two sides of the article."""

import re
from collections.abc import Callable, Sequence

from hanoi_korea_site.extract.actors import HOME, LOCALITIES, Actor, Scene
from hanoi_korea_site.extract.documents import Document
from hanoi_korea_site.extract.sides import (
    TYPES,
    between,
    countries,
    locality,
    mentioned_two,
    of_kind,
    other_side,
    partner,
    sides,
    two_sides,
)
from hanoi_korea_site.extract.signers import along_with, many_before, pair_before
from hanoi_korea_site.extract.standing import Act

_PARTNER = r"(?:với|cùng) (?:(?:một |các )?đối tác (?:[\w ]{0,30}là )?|phía |lãnh đạo )?"
_WITH = re.compile(rf"(?: (?:đã|vừa|mới|được|từng))*(?: (?:tái )?ký(?: kết)?)?,? ?{_PARTNER}")
_WITH_FIRST = re.compile(r"với (?=[^;:]{3,120}, [^;:,]{2,60} (?:có|ký(?: kết)?) [^;:,]{0,30}$)")
_OPENS_CLAUSE = re.compile(r"(?:^|[;:.!?] |(?:riêng|còn) )$")
_THIRD = re.compile(r" (?:với|cùng) ((?:[^\W\d_]+ ){0,3}?[A-ZĐ][\w-]*(?: [A-ZĐ][\w-]*)*)")
_GIVEN = re.compile(r",? ?cho ")
_FAR = 240
"""How far behind a name, in characters, those who made the document are looked for."""
_SIGNS = re.compile(r"(?<!\w)(?<!chữ )ký(?!\w)")
_SIGNED_WITH = re.compile(rf"(?:tái )?(?:ký(?: kết)?|trao) {_PARTNER}")
_MADE_BY = re.compile(
    r"(?: có (?!thể )[^,;:.()]{2,60}?)?(?: (?:đã|vừa|mới|từng|thì|sẽ|cũng|dự kiến|có thể))*"
    r"(?: (?:do|mà|được(?= [^;.]{4,160}? ký(?!\w)))|(?: được)? ký(?: kết)? (?P<between>giữa)) "
    r"(?!ký|trao|hai )"
)
_BETWEEN_SUBJECTS = re.compile(r"(?<!\w)(?:và|cùng|với)(?!\w)|(?<!\d)[-–]|[-–](?!\d)")
_ALONG_WITH = re.compile(r"(?:^|, |\. )(?:cùng(?: với)?|phối hợp(?: với)?) $")
_AT = re.compile(r"(?:^|\W)(?:tại|ở|từ|sang|thăm|đến|tới|của) $")
_CLAUSE = re.compile(r"[;:]|, (?:đồng thời|trong khi|qua đó)")
_UP_TO_VERB = re.compile(
    r"(?: \([^()]*\))?(?:,? (?:đã|vừa|sẽ|cùng|nhau|chính thức|mới|lần lượt|cũng|tiến hành|tổ chức|dự kiến))* ?,? ?"
)
_NOUN = re.compile(
    r"(?<!hai )(?<!các )(?<!những )(?<!nhiều )(?<!mỗi )(?<!\w)(?:(?P<unit>tỉnh|thành phố|tp|địa phương)|"
    r"(?P<body>trường|bệnh viện|viện|công ty|tập đoàn|sở|hiệp hội|"
    r"hội(?! đồng| nghị| đàm| thảo| đoàn| kiến)|đơn vị))(?!\w| (?:này|đó|bạn|khác|kia|của)(?!\w))"
)
_UNIT_END = re.compile(r"(?<!\w)(?P<unit>tỉnh|thành phố|tp)$")
_OF_STATES = re.compile(
    r"(?<!\w)(?:thương mại tự do|fta|vkfta|akfta|tương trợ tư pháp|dẫn độ|tránh đánh thuế|bảo hiểm xã hội|hàng không|"
    r"vận tải biển|miễn thị thực|bảo hộ đầu tư|khuyến khích và bảo hộ|hải quan|lãnh sự|biên giới|eps|"
    r"cấp phép việc làm|đối tác chiến lược)(?!\w)"
)
_TREATIES = ("hiệp định", "nghị định thư")
_OF_CITIES = re.compile(r"kết nghĩa|hữu nghị|thành phố|địa phương|tỉnh")


def own_name(scene: Scene, document: Document, act: Act | None) -> tuple[str, ...]:
    """Read "Bản ghi nhớ … giữa A và B", "Hiệp định … Việt Nam - Hàn Quốc"."""
    return () if document.paired and _bodies_sign(scene, document, act) else document.parties


def _bodies_sign(scene: Scene, document: Document, act: Act | None) -> bool:
    """Whether two bodies sign what is named after a pair of places: "A và B ký … hành lang Hải Phòng - Busan"."""
    if act is None or act.deed != "sign" or act.start >= document.start:
        return False
    signers = scene.within(_clause_start(scene, document, act), act.start)[-2:]
    pair = pair_before(scene, _clause_start(scene, document, act), act.start)
    return bool(pair) and any(actor.kind == "organisation" and actor.text in pair for actor in signers)


def made_by(scene: Scene, document: Document, _: Act | None) -> tuple[str, ...]:
    """Read "bản ghi nhớ do A và B ký", "… mà A ký với B", "… được A và B ký", "… ký giữa A và B"."""
    limit = min(document.sentence.end, document.end + _FAR)
    opening = _MADE_BY.match(scene.sheet.key, document.end, limit)
    if opening is None:
        return ()
    if opening["between"]:
        joint = between(scene, opening.end(), limit)
        return joint[0] if joint else ()
    if signed := _SIGNED_WITH.search(scene.sheet.key, opening.end(), limit):
        first, second = scene.within(opening.end(), signed.start()), partner(scene, signed.end(), limit)
        return (_full(scene, first[-1]), second[1]) if first and second else ()
    verb = _SIGNS.search(scene.sheet.key, opening.end(), limit)
    if verb is None:
        return ()
    named = pair_before(scene, opening.end(), verb.start()) or _joint(scene, opening.end(), verb.start())
    if named:
        return named
    joint = between(scene, opening.end(), limit)
    return joint[0] if joint else ()


def with_partner(scene: Scene, document: Document, act: Act | None) -> tuple[str, ...]:
    """Read "A ký bản ghi nhớ với B", "A ký với B bản ghi nhớ": A is the last party named before the verb."""
    key = scene.sheet.key
    opening = _WITH.match(key, document.end, document.sentence.end)
    if opening is None and act is not None and act.start < document.start:
        opening = _SIGNED_WITH.match(key, act.start, document.start)
    if opening is None and (act is None or document.bare):
        opening = _fronted(key, document)
    if opening is None and act is not None and key.startswith("trao", act.start):
        opening = _GIVEN.match(key, document.end, document.sentence.end)
    found = partner(scene, opening.end(), document.sentence.end) if opening else None
    if found is None:
        return ()
    actor, words = found
    first = _party_opposite(scene, document, act, actor)
    return (first, words) if first else (words,)


def _fronted(key: str, document: Document) -> re.Match[str] | None:
    """Find "với" in "với B, tỉnh mới chỉ có bản ghi nhớ"."""
    place = key.rfind("với ", document.clause, document.start)
    if place < 0 or not (place == document.clause or _OPENS_CLAUSE.search(key, max(document.clause, place - 6), place)):
        return None
    return _WITH_FIRST.match(key, place, document.start)


def named_two(scene: Scene, document: Document, act: Act | None) -> tuple[str, ...]:
    """Read "hai bên", "hai thành phố": the pair named before in the sentence, else the two sides of the article."""
    start, end = document.clause, _subject_end(document, act)
    two = mentioned_two(scene, start, end) or (mentioned_two(scene, document.end, act.end) if act else None)
    if two is None:
        return ()
    if two.start() > end:  # "A cùng B công bố …, đã được hai bên ký"
        return (() if two["countries"] else _joint(scene, start, end)) or two_sides(scene, two, document.start)
    if _joint(scene, two.end(), end):
        return ()
    pair = () if two["countries"] else _joint(scene, start, two.start())
    return pair or two_sides(scene, two, two.start())


def three_sides(scene: Scene, document: Document, _: Act | None) -> tuple[str, ...]:
    """Read "A muốn cùng B và C lập một thỏa thuận ba bên", "thỏa thuận ba bên với C"."""
    key, start, end = scene.sheet.key, document.clause, document.start
    if " ba bên" not in key[end : document.end]:
        return ()
    if found := _THIRD.match(scene.sheet.text, document.end, document.sentence.end):
        return (*sides(scene, document.start), found[1])
    named = [one for one in scene.within(start, end) if one.kind not in ("other", "country")]
    along = key.rfind(" cùng ", start, end)
    joint = between(scene, along + len(" cùng "), end) if along > 0 else None
    if joint:
        first = [actor for actor in named if actor.end <= along]
        return (*(_full(scene, actor) for actor in first[-1:]), *joint[0])
    distinct = list({actor.id: _full(scene, actor) for actor in named}.values())
    return tuple(distinct[-3:]) if len(distinct) > 2 else ()  # noqa: PLR2004


def signing_pair(scene: Scene, document: Document, act: Act | None) -> tuple[str, ...]:
    """Read "A và B ký …", both names as worded; "10 tỉnh ký …"."""
    start, end = _clause_start(scene, document, act), _subject_end(document, act)
    return pair_before(scene, start, end) or many_before(scene, start, end)


def together(scene: Scene, document: Document, act: Act | None) -> tuple[str, ...]:
    """Read "A sẽ cùng B ký …": A is the last party named before, else by the article."""
    start, end = _clause_start(scene, document, act), _subject_end(document, act)
    found = along_with(scene, start, end) if act and act.deed == "sign" else None
    if found is None:
        return ()
    actor, words, opening = found
    before = [one for one in scene.within(start, opening) if one.kind not in ("other", "country")]
    if before:
        return _full(scene, before[-1]), words
    opposite = _party_opposite(scene, document, act, actor) if actor else ""
    return (opposite, words) if opposite else ()


def joint_subject(scene: Scene, document: Document, act: Act | None) -> tuple[str, ...]:
    """Read "A và B ký …": the last parties of the clause that "và" joins."""
    return _joint(scene, _clause_start(scene, document, act), _subject_end(document, act), lands=True)


def of_states(scene: Scene, document: Document, _: Act | None) -> tuple[str, ...]:
    """Read "Hiệp định thương mại tự do": what only states agree on stands between the two countries."""
    key, start, end = scene.sheet.key, document.start, document.end
    treaty = document.head.word in _TREATIES and not _OF_CITIES.search(key, start, end)
    return countries(scene) if treaty or _OF_STATES.search(key, start, end) else ()


def one_subject(scene: Scene, document: Document, act: Act | None) -> tuple[str, ...]:
    """Read "Tỉnh A ký bản ghi nhớ": who stands opposite is told by the article."""
    if act is None or act.deed != "sign":
        return ()
    named = _subjects(scene, document, act)
    if not named:
        return ()
    opposite = _joined_noun(scene, document, act, named[-1]) or other_side(scene, named[-1])
    return (_full(scene, named[-1]), opposite) if opposite else ()


def whole_article(scene: Scene, document: Document, _: Act | None) -> tuple[str, ...]:
    """Fall back on the two sides that the article tells about."""
    return sides(scene, document.start)


PartyRule = Callable[[Scene, Document, Act | None], tuple[str, ...]]
PARTY_RULES: tuple[PartyRule, ...] = (
    own_name, three_sides, made_by, with_partner, named_two, signing_pair, together, joint_subject, of_states,
    one_subject, whole_article,
)  # fmt: skip

SUREST: tuple[PartyRule, ...] = (
    own_name, three_sides, made_by, with_partner, signing_pair, together, joint_subject, named_two, of_states,
    one_subject, whole_article,
)  # fmt: skip
"""The same rules by how sure they are: "hai bên" is asked for first, but names nobody."""


def parties_of(scene: Scene, document: Document, act: Act | None) -> tuple[int, tuple[str, ...]]:
    """Name a document's parties by the first rule that can, with the rule's rank: 0 is the surest."""
    for rule in PARTY_RULES:
        if parties := rule(scene, document, act):
            return SUREST.index(rule), parties
    return len(PARTY_RULES), ()


def _subject_end(document: Document, act: Act | None) -> int:
    return act.start if act and act.start < document.start else document.start


def _clause_start(scene: Scene, document: Document, act: Act | None) -> int:
    start, end, key = document.clause, _subject_end(document, act), scene.sheet.key
    if all(key.find(mark, start, end) < 0 for mark in (";", ":", ",")):
        return start
    for boundary in scene.outside(_CLAUSE, start, end):
        start = boundary.end()
    return start


def _subjects(scene: Scene, document: Document, act: Act | None) -> Sequence[Actor]:
    """List who is named in the clause before the verb; countries only where nobody else is."""
    named = scene.within(_clause_start(scene, document, act), _subject_end(document, act))
    bodies = [actor for actor in named if actor.kind not in ("other", "country")]
    return bodies or [actor for actor in named if actor.kind == "country"]


def _joint(scene: Scene, start: int, end: int, *, lands: bool = False) -> tuple[str, ...]:
    """Find the last neighbours in a range that "và" joins and two countries part; lands only if asked.

    Two bodies of one country are parties only directly before the verb, at `end`.
    """
    named = [
        actor for actor in scene.within(start, end) if actor.kind != "other" and (lands or actor.kind != "country")
    ]
    for last in range(len(named) - 1, 0, -1):
        left, right = named[last - 1], named[last]
        if left.id == right.id or not _joined(scene, left, right):
            continue
        apart = left.country != right.country or (left.kind == right.kind == "organisation" and not left.country)
        if apart or (
            left.kind == right.kind == "organisation" and _UP_TO_VERB.fullmatch(scene.sheet.key, right.end, end)
        ):
            first = last - 1
            while first and _listed(scene, named[first - 1], named[first]):
                first -= 1
            return tuple(_full(scene, actor) for actor in named[first : last + 1])
    return ()


def _listed(scene: Scene, before: Actor, actor: Actor) -> bool:
    """Whether a name stands before another in "A, B và C": not "tại A, B và C"."""
    key = scene.sheet.key
    at = _AT.search(key, max(0, before.start - len(" trong khuôn khổ ")), before.start)
    return before.kind == actor.kind and key[before.end : actor.start] == ", " and not at


def _joined(scene: Scene, left: Actor, right: Actor) -> bool:
    """Whether "và" or its like stands between two names, or "cùng với" before them."""
    key = scene.sheet.key
    if _BETWEEN_SUBJECTS.search(key, left.end, right.start):
        return True
    along = key[left.end : right.start] == ", " and _ALONG_WITH.search(key[max(0, left.start - 20) : left.start])
    return bool(along)


def _party_opposite(scene: Scene, document: Document, act: Act | None, opposite: Actor) -> str:
    """Name who signs with `opposite`: the last party before the verb, one behind the name, else by the article."""
    named = [actor for actor in _subjects(scene, document, act) if actor.id != opposite.id]
    foreign = [actor for actor in named if not actor.country or actor.country != opposite.country]
    subject = next(reversed(foreign), None)
    opening = _NOUN.match(scene.sheet.key, _clause_start(scene, document, act))
    if opening and _subject_noun(scene, opening, document.start):  # "Tỉnh đề nghị Bộ Ngoại giao … với huyện A"
        return _common_noun(scene, document, act, opposite) or other_side(scene, opposite)
    if subject and (subject.kind != "country" or opposite.kind == "country"):
        return _full(scene, subject)
    if meant := _common_noun(scene, document, act, opposite):
        return meant
    behind = next((actor for actor in scene.within(opposite.end, document.sentence.end) if actor.kind != "other"), None)
    if behind and scene.sheet.key[opposite.end : behind.start] == ", " and behind.country != opposite.country:
        return _full(scene, behind)
    if opposite.kind == "organisation":  # of the clause before: "A và B ký …; riêng thỏa thuận với C"
        earlier = scene.within(document.sentence.start, _clause_start(scene, document, act))
        bodies = (actor for actor in earlier if actor.kind == "organisation" and actor.country != opposite.country)
        if body := next(bodies, None):
            return body.name
    return other_side(scene, opposite) or next((actor.text for actor in foreign), "")


def _common_noun(scene: Scene, document: Document, act: Act | None, opposite: Actor) -> str:
    """Name whom "tỉnh", "thành phố", "trường" alone means where it is the subject; "" where there is none."""
    start, end = _clause_start(scene, document, act), _subject_end(document, act)
    noun = next((noun for noun in _NOUN.finditer(scene.sheet.key, start, end) if _subject_noun(scene, noun, end)), None)
    if noun is None:
        return ""
    if noun["unit"]:
        place = locality(scene, document.start, home=True, types=TYPES.get(noun["unit"], LOCALITIES))
        return place.name if place else ""
    bodies = [actor for actor in scene.actors if actor.kind == "organisation" and actor.id != opposite.id]
    meant = [actor for actor in bodies if of_kind(scene, actor, noun["body"])]
    title = scene.sheet.title_span
    told = next((actor for actor in meant if title is None or actor.start >= title.end), None)
    return (told or meant[0]).name if meant else ""  # a headline shortens names


def _joined_noun(scene: Scene, document: Document, act: Act, actor: Actor) -> str:
    """Name the body that "tập đoàn" means in "tập đoàn và UBND tỉnh ký"."""
    start = _clause_start(scene, document, act)
    noun = next(_NOUN.finditer(scene.sheet.key, start, actor.start), None)
    joined = noun and scene.sheet.key[noun.end() : actor.start] in (" và ", " cùng ", " với ")
    return _common_noun(scene, document, act, actor) if joined else ""


def _subject_noun(scene: Scene, noun: re.Match[str], end: int) -> bool:
    """Tell "tỉnh đã ký" from "tỉnh Bắc Ninh"."""
    following = scene.sheet.text[noun.end() + 1 : noun.end() + 2]
    return noun.end() + 1 >= end or following.islower()


def _full(scene: Scene, actor: Actor) -> str:
    """Name an actor with its place: "UBND tỉnh" is that of the article's province."""
    if actor.kind != "organisation" or not _UNIT_END.search(actor.name.lower()):
        return actor.name if actor.kind == "organisation" else actor.text
    place = locality(scene, actor.start, home=actor.country in ("", HOME))
    return f"{actor.name} {place.name}" if place and place.type in LOCALITIES else actor.name
