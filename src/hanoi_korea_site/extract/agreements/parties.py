"""Between whom a document stands: its own name says so, its clause, or the two sides of the article."""

import re
from collections.abc import Callable

from hanoi_korea_site.extract.agreements.actors import HOME, Scene
from hanoi_korea_site.extract.agreements.delegates import signed_through
from hanoi_korea_site.extract.agreements.documents import Document
from hanoi_korea_site.extract.agreements.sides import (
    between,
    countries,
    full_name,
    mentioned_two,
    one_more,
    other_side,
    partner,
    sides,
    two_sides,
)
from hanoi_korea_site.extract.agreements.signers import along_with, many_before, pair_before
from hanoi_korea_site.extract.agreements.standing import Act
from hanoi_korea_site.extract.agreements.subjects import (
    clause_start,
    joined_noun,
    joint_parties,
    party_opposite,
    subject_end,
    subjects,
)
from hanoi_korea_site.patterns import regex

_PARTNER = r"(?:với|cùng) (?:(?:một |các )?đối tác (?:[\w ]{0,30}là )?|phía |lãnh đạo )?"
_WITH = regex(rf"(?: (?:đã|vừa|mới|được|từng))*(?: (?:tái )?ký(?: kết)?)?,? ?{_PARTNER}")
_WITH_FIRST = regex(r"với (?=[^;:]{3,120}, [^;:,]{2,60} (?:có|ký(?: kết)?) [^;:,]{0,30}$)")
_OPENS_CLAUSE = regex(r"(?:^|[;:.!?] |(?:riêng|còn) )$")
_THIRD = regex(r" (?:với|cùng) ((?:[^\W\d_]+ ){0,3}?[A-ZĐ][\w-]*(?: [A-ZĐ][\w-]*)*)")
_GIVEN = regex(r",? ?cho ")
_FAR = 240
"""How far behind a name, in characters, those who made the document are looked for."""
_PAIR = 2
_MEETS = regex(
    r"(?<!\w)(?:thăm|sang|đón|tiếp|gặp|làm việc)(?: (?:và|làm việc|với|tại|đoàn|lãnh đạo|chính quyền|thị trưởng|"
    r"thống đốc|tỉnh trưởng|thành phố|tp\.?|tỉnh))* $"
)
_LONGEST_MEETING = 60
_SIGNS = regex(r"(?<!\w)(?<!chữ )ký(?!\w)")
_PEOPLE = regex(
    r"(?:ông|bà|ngài|đồng chí|(?:phó |quyền )?(?:chủ tịch|thị trưởng|thống đốc|tỉnh trưởng|giám đốc|bí thư|"
    r"bộ trưởng|đại sứ|quận trưởng|huyện trưởng|hiệu trưởng|viện trưởng|cục trưởng))(?!\w)"
)
_SIGNED_WITH = regex(rf"(?:tái )?(?:ký(?: kết)?|trao) {_PARTNER}")
_MADE_BY = regex(
    r"(?: có (?!thể )[^,;:.()]{2,60}?)?(?: (?:đã|vừa|mới|từng|thì|sẽ|cũng|dự kiến|có thể))*"
    r"(?:,? (?:do|mà|được(?= [^;.]{4,160}? ký(?!\w)))|(?: được)? ký(?: kết)? (?P<between>giữa)) "
    r"(?!ký|trao|hai )"
)
_OF_STATES = regex(
    r"(?<!\w)(?:thương mại tự do|fta|vkfta|akfta|tương trợ tư pháp|dẫn độ|tránh đánh thuế|bảo hiểm xã hội|hàng không|"
    r"vận tải biển|miễn thị thực|bảo hộ đầu tư|khuyến khích và bảo hộ|hải quan|lãnh sự|biên giới|eps|"
    r"cấp phép việc làm|đối tác chiến lược)(?!\w)"
)
_TREATIES = ("hiệp định", "nghị định thư")
_OF_CITIES = regex(r"kết nghĩa|hữu nghị|thành phố|địa phương|tỉnh")


def own_name(scene: Scene, document: Document, act: Act | None) -> tuple[str, ...]:
    """Read "Bản ghi nhớ … giữa A và B", "Hiệp định … Việt Nam - Hàn Quốc"."""
    return () if document.paired and _bodies_sign(scene, document, act) else document.parties


def _bodies_sign(scene: Scene, document: Document, act: Act | None) -> bool:
    """Whether others sign what is named after a pair of places: "A và B ký … hành lang Hải Phòng - Busan".

    Two bodies do, or two places what is named after zones ("… khu công nghệ Pangyo - Hòa Lạc").
    """
    if act is None or act.deed != "sign" or act.start >= document.start:
        return False
    signers = scene.within(clause_start(scene, document, act), act.start)[-2:]
    pair = pair_before(scene, clause_start(scene, document, act), act.start)
    named = scene.within(document.start, document.end)
    if pair and named and all(actor.kind in ("district", "other") for actor in named):
        return True
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
        more = one_more(scene, second[0], limit) if second else ()
        return (full_name(scene, first[-1]), second[1], *more) if first and second else ()
    verb = _SIGNS.search(scene.sheet.key, opening.end(), limit)
    if verb is None:
        return ()
    named = pair_before(scene, opening.end(), verb.start()) or joint_parties(scene, opening.end(), verb.start())
    return named or _made_by_unlisted(scene, opening.end(), verb.start(), limit)


def _made_by_unlisted(scene: Scene, start: int, verb: int, limit: int) -> tuple[str, ...]:
    """Name those who made a document where no list knows them; people made it for the bodies of their offices."""
    if _PEOPLE.match(scene.sheet.key, start):
        return signed_through(scene, start, verb) or sides(scene, start)
    joint = between(scene, start, limit)
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
    if opening is None:
        return ()
    limit = document.start if opening.end() < document.start else document.sentence.end
    found = partner(scene, opening.end(), limit)
    if found is None:
        return ()
    actor, words = found
    first = party_opposite(scene, document, act, actor)
    more = one_more(scene, actor, limit)
    return (first, words, *more) if first else (words, *more)


def _fronted(key: str, document: Document) -> re.Match[str] | None:
    """Find "với" in "với B, tỉnh mới chỉ có bản ghi nhớ"."""
    place = key.rfind("với ", document.clause, document.start)
    if place < 0 or not (place == document.clause or _OPENS_CLAUSE.search(key, max(document.clause, place - 6), place)):
        return None
    return _WITH_FIRST.match(key, place, document.start)


def visited(scene: Scene, document: Document, act: Act | None) -> tuple[str, ...]:
    """Read "Năm 2016, Chủ tịch thành phố thăm A, hai bên thông qua …": the host or guest, and the side it is met by."""
    start = document.clause
    two = mentioned_two(scene, start, subject_end(document, act))
    if two is None or not two["localities"]:
        return ()
    told = {actor.id: actor for actor in scene.within(start, two.start()) if actor.kind not in ("other", "country")}
    met = [actor for actor in told.values() if actor.country != HOME]
    if len(met) != 1 or len(told) > _PAIR or met[0].kind != "locality":
        return ()
    if not _MEETS.search(scene.sheet.key, max(start, met[0].start - _LONGEST_MEETING), met[0].start):
        return ()
    own = next((actor.text for actor in told.values() if actor.country == HOME and actor.kind == "locality"), None)
    own = own or other_side(scene, met[0])
    return (own, met[0].text) if own else ()


def named_two(scene: Scene, document: Document, act: Act | None) -> tuple[str, ...]:
    """Read "hai bên", "hai thành phố": the pair named before in the sentence, else the two sides of the article."""
    start, end = document.clause, subject_end(document, act)
    two = mentioned_two(scene, start, end) or (mentioned_two(scene, document.end, act.end) if act else None)
    if two is None:
        return ()
    if two.start() > end:  # "A cùng B công bố …, đã được hai bên ký"
        return (() if two["countries"] else joint_parties(scene, start, end)) or two_sides(scene, two, document.start)
    if joint_parties(scene, two.end(), end):
        return ()
    pair = () if two["countries"] else joint_parties(scene, start, two.start())
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
        return (*(full_name(scene, actor) for actor in first[-1:]), *joint[0])
    distinct = list({actor.id: full_name(scene, actor) for actor in named}.values())
    return tuple(distinct[-3:]) if len(distinct) > 2 else ()  # noqa: PLR2004


def signing_pair(scene: Scene, document: Document, act: Act | None) -> tuple[str, ...]:
    """Read "A và B ký …", both names as worded, but "UBND tỉnh" with its place; "10 tỉnh ký …"."""
    start, end = clause_start(scene, document, act), subject_end(document, act)
    worded = {actor.text: actor for actor in scene.within(start, end)}
    pair = pair_before(scene, start, end) or many_before(scene, start, end)
    return tuple([full_name(scene, worded[words]) if words in worded else words for words in pair])


def through_people(scene: Scene, document: Document, act: Act | None) -> tuple[str, ...]:
    """Read "ông A và ông B ký", each for the body of his office."""
    if act is None or act.deed != "sign" or act.start >= document.start:
        return ()
    return signed_through(scene, clause_start(scene, document, act), act.start)


def together(scene: Scene, document: Document, act: Act | None) -> tuple[str, ...]:
    """Read "A sẽ cùng B ký …": A is the last party named before, else by the article."""
    start, end = clause_start(scene, document, act), subject_end(document, act)
    found = along_with(scene, start, end) if act and act.deed == "sign" else None
    if found is None:
        return ()
    actor, words, opening = found
    before = [one for one in scene.within(start, opening) if one.kind not in ("other", "country")]
    if before:
        return full_name(scene, before[-1]), words
    opposite = party_opposite(scene, document, act, actor) if actor else ""
    return (opposite, words) if opposite else ()


def joint_subject(scene: Scene, document: Document, act: Act | None) -> tuple[str, ...]:
    """Read "A và B ký …": the last parties of the clause that "và" joins."""
    return joint_parties(scene, clause_start(scene, document, act), subject_end(document, act), lands=True)


def of_states(scene: Scene, document: Document, _: Act | None) -> tuple[str, ...]:
    """Read "Hiệp định thương mại tự do": what only states agree on stands between the two countries."""
    key, start, end = scene.sheet.key, document.start, document.end
    treaty = document.head.word in _TREATIES and not _OF_CITIES.search(key, start, end)
    return countries(scene) if treaty or _OF_STATES.search(key, start, end) else ()


def one_subject(scene: Scene, document: Document, act: Act | None) -> tuple[str, ...]:
    """Read "Tỉnh A ký bản ghi nhớ": who stands opposite is told by the article."""
    if act is None or act.deed != "sign":
        return ()
    named = subjects(scene, document, act)
    if not named:
        return ()
    opposite = joined_noun(scene, document, act, named[-1]) or other_side(scene, named[-1])
    return (full_name(scene, named[-1]), opposite) if opposite else ()


def whole_article(scene: Scene, document: Document, _: Act | None) -> tuple[str, ...]:
    """Fall back on the two sides that the article tells about."""
    return sides(scene, document.start)


PartyRule = Callable[[Scene, Document, Act | None], tuple[str, ...]]
PARTY_RULES: tuple[PartyRule, ...] = (
    own_name, three_sides, made_by, with_partner, visited, named_two, signing_pair, through_people, together,
    joint_subject, of_states, one_subject, whole_article,
)  # fmt: skip

SUREST: tuple[PartyRule, ...] = (
    own_name, three_sides, made_by, with_partner, signing_pair, through_people, together, joint_subject, visited,
    named_two, of_states, one_subject, whole_article,
)  # fmt: skip
"""The same rules by how sure they are: "hai bên" is asked for first, but names nobody."""


def parties_of(scene: Scene, document: Document, act: Act | None) -> tuple[int, tuple[str, ...]]:
    """Name a document's parties by the first rule that can, with the rule's rank: 0 is the surest."""
    for rule in PARTY_RULES:
        if parties := rule(scene, document, act):
            return SUREST.index(rule), parties
    return len(PARTY_RULES), ()
