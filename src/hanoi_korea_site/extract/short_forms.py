"""Persons called by a part of their name: "Ông Kim", "Thị trưởng Choi", "ông Đức Chung"."""

from collections.abc import Iterator, Sequence

from hanoi_korea_site.extract.cast import Stretch
from hanoi_korea_site.extract.names import SINGLE
from hanoi_korea_site.extract.offices import Office
from hanoi_korea_site.extract.people import Person, gender, goes_by
from hanoi_korea_site.model import Mention

_RULE = "officials.short_form"


def short_forms(stretch: Stretch, people: Sequence[Person]) -> Iterator[tuple[Person, Mention, Office | None]]:
    """Each person called for short in a stretch, with the mention and the office it was called by."""
    text, page = stretch.page.text, stretch.page
    named = page.names
    for call in stretch.calls:
        start = call.end + 1
        if text[call.end : start] == " " and start not in named:
            for called in _called(text, start):
                if found := _resolve(people, called, call.start, honorific=page.key[call.start : call.end]):
                    yield found[0], _mention(text, call.start, start + len(called), found[1]), None
                    break
    for item in stretch.items:
        if isinstance(item, Office) and item.possessed is None:
            yield from _by_office(stretch, item, people)


def _called(text: str, start: int) -> Iterator[str]:
    """The longest run of one or two capitalised words at `start`, then its first word alone."""
    first = SINGLE.match(text, start)
    if first is None:
        return
    second = SINGLE.match(text, first.end() + 1) if text[first.end() : first.end() + 1] == " " else None
    if second is not None:
        yield text[start : second.end()]
    else:
        yield first[0]


def _by_office(
    stretch: Stretch, office: Office, people: Sequence[Person]
) -> Iterator[tuple[Person, Mention, Office | None]]:
    text = stretch.page.text
    words = text[office.body_start : office.end].split() if office.body else []
    for count in (2, 1):
        called = " ".join(words[-count:])
        if len(words) < count or not SINGLE.match(called):
            continue
        start = text.rfind(called, office.body_start, office.end)
        if start < 0 or any(start >= place and start < end for place, end in stretch.page.places.items()):
            continue
        if found := _resolve(people, called, office.start, head=office.head):
            yield found[0], _mention(text, office.start, start + len(called), found[1]), office
            return


def _mention(text: str, start: int, end: int, confidence: float) -> Mention:
    return Mention(text[start:end], start, end, _RULE, confidence)


def _resolve(
    people: Sequence[Person], called: str, position: int, *, honorific: str = "", head: str = ""
) -> tuple[Person, float] | None:
    """Who is meant: by the office named, by gender, by the nearest mention before; and how sure that is."""
    able = [person for person in people if goes_by(person, called)]
    if not able:
        return None
    if len(able) == 1:
        return able[0], 0.9
    for suits in (
        [person for person in able if head and any(claim.office.head == head for claim in person.claims)],
        [person for person in able if gender(honorific) and person.gender == gender(honorific)],
    ):
        if len(suits) == 1:
            return suits[0], 0.85
        able = suits or able
    before = [person for person in able if person.named[0].name.start < position] or able
    return max(before, key=lambda person: _last_before(person, position)), 0.65


def _last_before(person: Person, position: int) -> int:
    return max((named.name.start for named in person.named if named.name.start < position), default=-1)
