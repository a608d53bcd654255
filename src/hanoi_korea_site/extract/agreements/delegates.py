"""Who signs through people: "ông A và ông B ký" is between the bodies that the article tells they speak for."""

from hanoi_korea_site.extract.agreements.actors import Scene
from hanoi_korea_site.extract.agreements.sides import full_name
from hanoi_korea_site.extract.agreements.signers import JOINT, before_adverbs
from hanoi_korea_site.patterns import regex

_LONGEST_SIDE = 14
"""Words of one who signs, with title and office."""
_NAME_WORDS = range(2, 5)
_BETWEEN = regex(r"[^,;:.()\n]{0,40}")
"""What may stand between an office's body and the name: " - Tiến sĩ "."""
_OFFICE_BEHIND = regex(r", [^,;:.()\n]{3,120}")
_FORMS_OF_ADDRESS = ("Ông", "Bà", "Ngài", "TS", "TS.", "PGS.TS", "GS.TS", "GS", "KTS", "BS", "ThS", "ThS.")
_NO_SIDE = regex(
    r"(?<!\w)(?:được|sẽ|đang|sắp|gồm|nhằm|để|tại|vào|trong|trên|ngày|tháng|khi|đến|mà|thăm|tiếp|gặp|làm việc|hội đàm|"
    r"chứng kiến|cho biết|đề nghị|mong|ký)(?!\w)"
)


def signed_through(scene: Scene, start: int, verb: int) -> tuple[str, ...]:
    """Read "tiến sĩ A và Giám đốc B đã ký" where at least one is a name whose office was told before."""
    end = before_adverbs(scene, start, verb)
    for joint in reversed([*scene.outside(JOINT, start, end)]):
        comma = scene.sheet.key.rfind(", ", start, joint.start())
        ranges = ((comma + len(", ") if comma >= 0 else start, joint.start()), (joint.end(), end))
        people = [_person(scene, *side) for side in ranges]
        sides = [
            _spoken_for(scene, name, start) if name else _named(scene, *side)
            for name, side in zip(people, ranges, strict=True)
        ]
        if any(people) and all(sides) and sides[0] != sides[1]:
            return tuple(sides)
    return ()


def _person(scene: Scene, start: int, end: int) -> str:
    """The name that ends a range in which no body or place stands; "" where there is none."""
    words = scene.sheet.text[start:end].split()
    if not 0 < len(words) <= _LONGEST_SIDE or scene.within(start, end) or _NO_SIDE.search(scene.sheet.key, start, end):
        return ""
    first = len(words)
    while first and words[first - 1][0].isupper() and words[first - 1] not in _FORMS_OF_ADDRESS:
        first -= 1
    return " ".join(words[first:]) if len(words) - first in _NAME_WORDS else ""


def _spoken_for(scene: Scene, name: str, limit: int) -> str:
    """Name the body of the office with which a name is first told before `limit`: before it, or behind a comma."""
    place = scene.sheet.text.find(name, 0, limit)
    if place < 0:
        return ""
    key, end = scene.sheet.key, place + len(name)
    if office := _OFFICE_BEHIND.match(key, end):
        return _named(scene, *office.span())
    if around := next((actor for actor in scene.before(len(key)) if actor.start < place < actor.end), None):
        return scene.sheet.text[around.start : place].partition(" - ")[0].rstrip(" -–,")  # the body's name read on
    last = next(scene.before(place), None)
    if last is None or last.kind in ("country", "other") or not _BETWEEN.fullmatch(key, last.end, place):
        return ""
    return full_name(scene, last)


def _named(scene: Scene, start: int, end: int) -> str:
    """Name the body or locality of an office told in a range, the last one of it; "" where there is none."""
    if len(scene.sheet.text[start:end].split()) > _LONGEST_SIDE or _NO_SIDE.search(scene.sheet.key, start, end):
        return ""
    parties = [actor for actor in scene.within(start, end) if actor.kind not in ("country", "other")]
    return full_name(scene, parties[-1]) if parties else ""
