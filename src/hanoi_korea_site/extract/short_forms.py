"""Persons called by a part of their name: "Ông Kim", "Thị trưởng Choi", "ông Đức Chung"."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from hanoi_korea_site.extract.cast import Stretch
from hanoi_korea_site.extract.names import JOINT, SINGLE
from hanoi_korea_site.extract.offices import Office
from hanoi_korea_site.extract.people import MOST_NAMESAKES, Person, gender
from hanoi_korea_site.model import Mention
from hanoi_korea_site.text import match_key

_RULE = "officials.short_form"


class Namesakes:
    """Persons by what they go by for short ("Kim", "Thanh", "Đức Chung")."""

    def __init__(self, people: Sequence[Person]) -> None:
        self._people = people
        self._spaced: dict[str, list[int]] = {}
        self._joined: dict[str, list[int]] = {}
        for rank, person in enumerate(people):
            shape = person.shape
            if person.form == "KR":
                self._spaced.setdefault(shape.surname, []).append(rank)
                self._joined.setdefault(person.key.partition(" ")[2], []).append(rank)
            else:
                longest = len(shape.words) if person.form == "VN" else 2
                for count in range(1, longest):
                    self._spaced.setdefault(" ".join(shape.words[-count:]), []).append(rank)

    def __bool__(self) -> bool:
        return bool(self._people)

    def called(self, name: str, position: int) -> list[Person]:
        """Who goes by `name`, in the order of first mention; of too many those named last before `position`."""
        words = match_key(name).split()
        able = self._spaced.get(" ".join(words), [])
        joined = self._joined.get("".join(words).replace("-", ""), [])
        ranks = sorted({*able, *joined}) if joined else able
        if len(ranks) > MOST_NAMESAKES:
            before = bisect_left(ranks, position, key=lambda rank: self._people[rank].start)
            ranks = ranks[max(0, before - MOST_NAMESAKES) : max(before, MOST_NAMESAKES)]
        return [self._people[rank] for rank in ranks]


def words_called_by(stretch: Stretch) -> Iterator[str]:
    """Match keys of the words by which someone may be called for short after an office ("Thị trưởng Choi")."""
    for item in stretch.items:
        if isinstance(item, Office) and item.possessed is None:
            for called, _ in _after_office(stretch, item):
                yield from JOINT.split(match_key(called))


def short_forms(stretch: Stretch, namesakes: Namesakes) -> Iterator[tuple[Person, Mention, Office | None]]:
    """Each person called for short in a stretch, with the mention and the office it was called by."""
    text, page = stretch.page.text, stretch.page
    for call in stretch.calls:
        called = called_after(text, call.end)
        if called and call.end + 1 not in page.names:
            honorific = page.key[call.start : call.end]
            if found := _resolve(namesakes, called, call.start, honorific=honorific):
                yield found[0], _mention(text, call.start, call.end + 1 + len(called), found[1]), None
    for item in stretch.items:
        if isinstance(item, Office) and item.possessed is None:
            yield from _by_office(stretch, item, namesakes)


def called_after(text: str, end: int) -> str:
    """The one or two capitalised words behind the call that ends at `end`; "" where there is none."""
    first = SINGLE.match(text, end + 1) if text[end : end + 1] == " " else None
    if first is None:
        return ""
    second = SINGLE.match(text, first.end() + 1) if text[first.end() : first.end() + 1] == " " else None
    return text[end + 1 : second.end()] if second else first[0]


def _after_office(stretch: Stretch, office: Office) -> Iterator[tuple[str, int]]:
    """The last two words of an office, then the last one, where they might be a name, each with its start."""
    body = office.body
    if not body:
        return
    words = body.split()[-2:]
    page = stretch.page
    for count in (2, 1):
        called = " ".join(words[-count:])
        if len(words) < count or not SINGLE.match(called):
            continue
        start = page.text.rfind(called, office.body_start, office.end)
        if start >= 0 and not page.lies_in_a_place(start):
            yield called, start


def _by_office(stretch: Stretch, office: Office, namesakes: Namesakes) -> Iterator[tuple[Person, Mention, Office]]:
    for called, start in _after_office(stretch, office):
        if found := _resolve(namesakes, called, office.start, head=office.head):
            yield found[0], _mention(stretch.page.text, office.start, start + len(called), found[1]), office
            return


def _mention(text: str, start: int, end: int, confidence: float) -> Mention:
    return Mention(text[start:end], start, end, _RULE, confidence)


def _resolve(
    namesakes: Namesakes, called: str, position: int, *, honorific: str = "", head: str = ""
) -> tuple[Person, float] | None:
    """Who is meant: by the office named, by gender, by the nearest mention before; and how sure that is."""
    able = namesakes.called(called, position)
    if not able:
        return None
    if len(able) == 1:
        return able[0], 0.9
    for suits in (
        [person for person in able if head and head in person.heads],
        [person for person in able if gender(honorific) and person.gender == gender(honorific)],
    ):
        if len(suits) == 1:
            return suits[0], 0.85
        able = suits or able
    before = [person for person in able if person.start < position] or able
    return max(before, key=lambda person: _last_before(person, position)), 0.65


def _last_before(person: Person, position: int) -> int:
    count = bisect_left(person.named, position, key=lambda named: named.name.start)
    return person.named[count - 1].name.start if count else -1
