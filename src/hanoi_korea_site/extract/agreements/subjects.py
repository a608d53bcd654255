"""Who stands before the verb of a document: the parties of its clause, those that "và" joins, who is opposite one."""

import re
from collections.abc import Sequence

from hanoi_korea_site.extract.agreements.actors import LOCALITIES, Actor, Scene
from hanoi_korea_site.extract.agreements.documents import Document
from hanoi_korea_site.extract.agreements.sides import TYPES, full_name, locality, of_kind, other_side
from hanoi_korea_site.extract.agreements.standing import Act
from hanoi_korea_site.patterns import regex

_BETWEEN_SUBJECTS = regex(r"(?<!\w)(?:và|cùng|với)(?!\w)|(?<!\w)[-–]|[-–](?!\w)")
_ALONG_WITH = regex(r"(?:^|, |\. )(?:cùng(?: với)?|phối hợp(?: với)?) $")
_AT = regex(r"(?:^|\W)(?:tại|ở|từ|sang|thăm|đến|tới|của) $")
_CLAUSE = regex(r"[;:]|, (?:đồng thời|trong khi|qua đó)")
_UP_TO_VERB = regex(
    r"(?: \([^()]*\))?(?:,? (?:đã|vừa|sẽ|cùng|nhau|chính thức|mới|lần lượt|cũng|tiến hành|tổ chức|dự kiến))* ?,? ?"
)
_NOUN = regex(
    r"(?<!hai )(?<!các )(?<!những )(?<!nhiều )(?<!mỗi )(?<!\w)(?:(?P<unit>tỉnh|thành phố|tp|địa phương)|"
    r"(?P<body>trường|bệnh viện|viện|công ty|tập đoàn|sở|hiệp hội|"
    r"hội(?! đồng| nghị| đàm| thảo| đoàn| kiến)|đơn vị))(?!\w| (?:này|đó|bạn|khác|kia|của)(?!\w))"
)


def subject_end(document: Document, act: Act | None) -> int:
    """Where the subject ends: at the verb before the name, else at the name."""
    return act.start if act and act.start < document.start else document.start


def clause_start(scene: Scene, document: Document, act: Act | None) -> int:
    """Where the clause of the verb begins, behind the last mark that closes another."""
    start, end, key = document.clause, subject_end(document, act), scene.sheet.key
    if all(key.find(mark, start, end) < 0 for mark in (";", ":", ",")):
        return start
    for boundary in scene.outside(_CLAUSE, start, end):
        start = boundary.end()
    return start


def subjects(scene: Scene, document: Document, act: Act | None) -> Sequence[Actor]:
    """List who is named in the clause before the verb; countries only where nobody else is."""
    named = scene.within(clause_start(scene, document, act), subject_end(document, act))
    bodies = [actor for actor in named if actor.kind not in ("other", "country")]
    return bodies or [actor for actor in named if actor.kind == "country"]


def joint_parties(scene: Scene, start: int, end: int, *, lands: bool = False) -> tuple[str, ...]:
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
            return tuple(full_name(scene, actor) for actor in named[first : last + 1])
    return ()


def _listed(scene: Scene, before: Actor, actor: Actor) -> bool:
    """Whether a name stands before another in "A, B và C": not "tại A, B và C"."""
    key = scene.sheet.key
    at = _AT.search(key, max(0, before.start - len(" trong khuôn khổ ")), before.start)
    return before.kind == actor.kind and key[before.end : actor.start] == ", " and not at


def _joined(scene: Scene, left: Actor, right: Actor) -> bool:
    """Whether "và" or its like stands between two names, or "cùng với" before them."""
    key = scene.sheet.key
    if _BETWEEN_SUBJECTS.search(key[left.end : right.start]):
        return True
    along = key[left.end : right.start] == ", " and _ALONG_WITH.search(key[max(0, left.start - 20) : left.start])
    return bool(along)


def party_opposite(scene: Scene, document: Document, act: Act | None, opposite: Actor) -> str:
    """Name who signs with `opposite`: the last party before the verb, one behind the name, else by the article."""
    named = [actor for actor in subjects(scene, document, act) if actor.id != opposite.id]
    foreign = [actor for actor in named if not actor.country or actor.country != opposite.country]
    foreign = foreign or [actor for actor in named if actor.kind == opposite.kind == "organisation"]
    subject = next(reversed(foreign), None)
    opening = _NOUN.match(scene.sheet.key, clause_start(scene, document, act))
    if opening and _subject_noun(scene, opening, document.start):  # "Tỉnh đề nghị Bộ Ngoại giao … với huyện A"
        return _common_noun(scene, document, act, opposite) or other_side(scene, opposite)
    if subject and (subject.kind != "country" or opposite.kind == "country"):
        return full_name(scene, subject)
    if meant := _common_noun(scene, document, act, opposite):
        return meant
    behind = next((actor for actor in scene.within(opposite.end, document.sentence.end) if actor.kind != "other"), None)
    if behind and scene.sheet.key[opposite.end : behind.start] == ", " and behind.country != opposite.country:
        return full_name(scene, behind)
    if opposite.kind == "organisation":  # of the clause before: "A và B ký …; riêng thỏa thuận với C"
        earlier = scene.within(document.sentence.start, clause_start(scene, document, act))
        bodies = (actor for actor in earlier if actor.kind == "organisation" and actor.country != opposite.country)
        if body := next(bodies, None):
            return body.name
    return other_side(scene, opposite) or next((actor.text for actor in foreign), "")


def _common_noun(scene: Scene, document: Document, act: Act | None, opposite: Actor) -> str:
    """Name whom "tỉnh", "thành phố", "trường" alone means where it is the subject; "" where there is none."""
    start, end = clause_start(scene, document, act), subject_end(document, act)
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


def joined_noun(scene: Scene, document: Document, act: Act, actor: Actor) -> str:
    """Name the body that "tập đoàn" means in "tập đoàn và UBND tỉnh ký"."""
    start = clause_start(scene, document, act)
    noun = next(_NOUN.finditer(scene.sheet.key, start, actor.start), None)
    joined = noun and scene.sheet.key[noun.end() : actor.start] in (" và ", " cùng ", " với ")
    return _common_noun(scene, document, act, actor) if joined else ""


def _subject_noun(scene: Scene, noun: re.Match[str], end: int) -> bool:
    """Tell "tỉnh đã ký" from "tỉnh Bắc Ninh"."""
    following = scene.sheet.text[noun.end() + 1 : noun.end() + 2]
    return noun.end() + 1 >= end or following.islower()
