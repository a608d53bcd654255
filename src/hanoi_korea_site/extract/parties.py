"""Between whom a document stands: its own name says so, its clause, or the two sides of the article."""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from hanoi_korea_site.extract.documents import Document
from hanoi_korea_site.extract.sides import (
    Actor,
    Scene,
    mentioned_two,
    other_side,
    partner,
    sides,
    two_sides,
)
from hanoi_korea_site.extract.standing import Act

_WITH = re.compile(r",? ?(?:với|cùng) (?:phía |đối tác |lãnh đạo )?")
_SIGNED_WITH = re.compile(r"(?:ký(?: kết)?|trao) (?:với|cùng) (?:phía |đối tác |lãnh đạo )?")
_BETWEEN_SUBJECTS = re.compile(r"(?<!\w)(?:và|cùng|với)(?!\w)|[-–]")
_CLAUSE = re.compile(r"[;:]|, (?:đồng thời|trong khi|qua đó)")


def own_name(_: Scene, document: Document, __: Act | None) -> tuple[str, ...]:
    """Read "Bản ghi nhớ … giữa A và B", "Hiệp định … Việt Nam - Hàn Quốc"."""
    return document.parties


def with_partner(scene: Scene, document: Document, act: Act | None) -> tuple[str, ...]:
    """Read "A ký bản ghi nhớ với B", "A ký với B bản ghi nhớ": A is the last party named before the verb."""
    key = scene.sheet.key
    opening = _WITH.match(key, document.end, document.sentence.end)
    if opening is None and act is not None and act.start < document.start:
        opening = _SIGNED_WITH.match(key, act.start, document.start)
    if opening is None:
        return ()
    found = partner(scene, opening.end(), document.sentence.end)
    if found is None:
        return ()
    actor, words = found
    subject = _last_party(scene, document, act, actor)
    first = subject.text if subject else other_side(scene, actor)
    return (first, words) if first else ()


def named_two(scene: Scene, document: Document, act: Act | None) -> tuple[str, ...]:
    """Read "hai bên", "hai thành phố": the pair named before in the sentence, else the two sides of the article."""
    start, end = document.clause, _subject_end(document, act)
    two = mentioned_two(scene, start, end)
    if two is None or _joint(scene, two.end(), end):
        return ()
    pair = () if two["countries"] else _joint(scene, start, two.start())
    return pair or two_sides(scene, two, two.start())


def joint_subject(scene: Scene, document: Document, act: Act | None) -> tuple[str, ...]:
    """Read "A và B ký …": the last two parties of the clause, of two countries, joined by "và"."""
    return _joint(scene, _clause_start(scene, document, act), _subject_end(document, act), lands=True)


def one_subject(scene: Scene, document: Document, act: Act | None) -> tuple[str, ...]:
    """Read "Tỉnh A ký bản ghi nhớ": who stands opposite is told by the article."""
    if act is None or act.deed != "sign":
        return ()
    named = _subjects(scene, document, act)
    opposite = other_side(scene, named[-1]) if named else ""
    return (named[-1].text, opposite) if opposite else ()


def whole_article(scene: Scene, document: Document, _: Act | None) -> tuple[str, ...]:
    """Fall back on the two sides that the article tells about."""
    return sides(scene, document.start)


PartyRule = Callable[[Scene, Document, Act | None], tuple[str, ...]]
PARTY_RULES: tuple[PartyRule, ...] = (own_name, with_partner, named_two, joint_subject, one_subject, whole_article)


def parties_of(scene: Scene, document: Document, act: Act | None) -> tuple[int, tuple[str, ...]]:
    """Name a document's parties by the first rule that can, with the rule's rank: 0 is the surest."""
    for rank, rule in enumerate(PARTY_RULES):
        if parties := rule(scene, document, act):
            return rank, parties
    return len(PARTY_RULES), ()


def _subject_end(document: Document, act: Act | None) -> int:
    return act.start if act and act.start < document.start else document.start


def _clause_start(scene: Scene, document: Document, act: Act | None) -> int:
    start = document.clause
    for boundary in scene.outside(_CLAUSE, start, _subject_end(document, act)):
        start = boundary.end()
    return start


def _subjects(scene: Scene, document: Document, act: Act | None) -> Sequence[Actor]:
    """List who is named in the clause before the verb."""
    named = scene.within(_clause_start(scene, document, act), _subject_end(document, act))
    return [actor for actor in named if actor.kind != "other"]


def _joint(scene: Scene, start: int, end: int, *, lands: bool = False) -> tuple[str, ...]:
    """Find the last two neighbours in a range that "và" joins and two countries part; lands only if asked."""
    named = [
        actor for actor in scene.within(start, end) if actor.kind != "other" and (lands or actor.kind != "country")
    ]
    for left, right in reversed(list(pairwise(named))):
        joined = _BETWEEN_SUBJECTS.search(scene.sheet.key, left.end, right.start)
        if joined and left.country != right.country and left.id != right.id:
            return left.text, right.text
    return ()


def _last_party(scene: Scene, document: Document, act: Act | None, opposite: Actor) -> Actor | None:
    named = [actor for actor in _subjects(scene, document, act) if actor.id != opposite.id]
    foreign = [actor for actor in named if actor.country != opposite.country]
    return next(reversed(foreign or named), None)
