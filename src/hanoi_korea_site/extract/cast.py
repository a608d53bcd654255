"""Who and what stands in a stretch of text, in order: named persons with their honorifics, and offices."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from hanoi_korea_site.extract.lexicon import phrase_before
from hanoi_korea_site.extract.names import Families, Name, find_names, foreign_name
from hanoi_korea_site.extract.office_body import UNITS, Page
from hanoi_korea_site.extract.office_words import Term, listed, singles
from hanoi_korea_site.extract.offices import OF_STATES, Office, read_office
from hanoi_korea_site.finder import Hit
from hanoi_korea_site.gazetteer import Gazetteer

_GENTLE = frozenset(("ông", "bà", "ngài"))
_CREDIT = ("ảnh:", "ảnh", "tin:", "bài:", "clip:", "video:", "tin, ảnh:", "thực hiện:")


@dataclass(frozen=True, slots=True)
class Named:
    """A person's name where it stands; `outer` is where the honorific before it begins."""

    name: Name
    outer: int
    honorific: str

    @property
    def start(self) -> int:
        return self.outer

    @property
    def end(self) -> int:
        return self.name.end


Item = Named | Office


@dataclass(frozen=True, slots=True)
class Stretch:
    """What stands between two ends of a text: `gaps[i]` are the words between `items[i]` and `items[i + 1]`."""

    page: Page
    items: tuple[Item, ...]
    gaps: tuple[str, ...]
    calls: tuple[Hit[Term], ...]


def read_stretch(
    text: str,
    key: str,
    start: int,
    end: int,
    hits: Sequence[Hit[Term]],
    places: Sequence[tuple[int, int]],
    known: Families,
    gazetteer: Gazetteer,
) -> Stretch:
    """The cast of `text[start:end]`; `hits` and `places` are those inside it, sorted."""
    shouted = text[start:end].isupper()
    solid = [hit for hit in hits if hit.value.sort != "call"]
    closed = sorted([*((hit.start, hit.end) for hit in solid), *places])
    if shouted:
        closed = sorted([*closed, *_closing_words(key, start, end)])
    found = find_names(text, key, start, end, closed, known)
    firm = {end for _, end in closed}
    named = {name.start: name for name in found if _names_a_person(name, text, key, firm, gazetteer)}
    page = Page(
        text=text,
        key=key,
        names=named,
        places=dict(_outside_names(places, list(named.values()))),
        heads={hit.start: hit for hit in hits if hit.value.sort == "head" and _spelled(text, hit)},
        traps={hit.start: hit.end for hit in hits if hit.value.sort == "trap"},
    )
    calls = tuple(hit for hit in hits if hit.value.sort == "call")
    items = _in_order(page, calls, end, shouted=shouted)
    gaps = tuple(" ".join(key[a.end : b.start].split()) for a, b in pairwise(items))
    return Stretch(page, items, gaps, calls)


def _spelled(text: str, hit: Hit[Term]) -> bool:
    """An abbreviation is an office only in capitals ("GĐ")."""
    return hit.end - hit.start > 4 or text[hit.start : hit.end].isupper()  # noqa: PLR2004 - no head is shorter


def _names_a_person(name: Name, text: str, key: str, firm: set[int], gazetteer: Gazetteer) -> bool:
    """Not who took the photo, not a known place that nobody took for one, not part of the name of a body."""
    if _credited(key, name.start):
        return False
    if honorific_before(key, name.start)[1]:
        return True
    if gazetteer.named(text[name.start : name.end]):
        return False
    return not name.is_doubtful or name.start - 1 in firm or _follows_a_unit(key, name.start)


def _follows_a_unit(key: str, start: int) -> bool:
    """Whether no body's name runs up to `start`: "UBND tỉnh Điểu Hòa", not "Bệnh viện Đa khoa Đức Giang"."""
    before = key[max(0, start - 24) : start].rstrip(" ").rpartition(" ")[2]
    return before in UNITS or not before.isalpha()


def _closing_words(key: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """In a line of capitals the words of the sentence, which otherwise their small letters tell."""
    position = start
    for word in key[start:end].split(" "):
        if word in singles("closings") or word == "và":
            yield position, position + len(word)
        position += len(word) + 1


def _credited(key: str, start: int) -> bool:
    return key[max(0, start - 16) : start].rstrip().endswith(_CREDIT)


def _outside_names(places: Sequence[tuple[int, int]], names: Sequence[Name]) -> Iterator[tuple[int, int]]:
    starts = [name.start for name in names]
    for start, end in places:
        index = bisect_left(starts, start + 1) - 1
        if index < 0 or names[index].end <= start:
            yield start, end


def _in_order(page: Page, calls: Sequence[Hit[Term]], end: int, *, shouted: bool) -> tuple[Item, ...]:
    """All names and offices by where they begin; what an office holds inside itself is no item of its own."""
    items: list[Item] = []
    names = dict(page.names)
    taken: set[int] = set()
    free_from = 0
    for start in sorted(page.heads):
        if start < free_from:
            continue
        office = read_office(page, page.heads[start], end)
        items.append(office)
        free_from = max(office.end, start + 1)
        if office.possessed is not None:
            taken.add(office.possessed[1].start)
    if not shouted:
        offices = [item for item in items if isinstance(item, Office)]
        names.update({name.start: name for name in _foreigners(page, calls, offices, end)})
    for name in names.values():
        if name.start not in taken:
            outer, honorific = honorific_before(page.key, name.start)
            items.append(Named(name, outer, honorific))
    items.sort(key=lambda item: (item.start, item.end))
    return tuple(items)


def _foreigners(page: Page, calls: Sequence[Hit[Term]], offices: Sequence[Office], end: int) -> Iterator[Name]:
    """As in "Đại sứ Mỹ Marc Knapper", "ông Keo Aphaylath": a name of any form after an office of state or "ông"."""
    after = [office.end for office in offices if office.kind in OF_STATES and office.possessed is None]
    for start in (*after, *(call.end for call in calls if call.value.key in _GENTLE)):
        name = foreign_name(page.text, start + 1, end) if page.text[start : start + 1] == " " else None
        if name is None or any(at in page.names or at in page.places for at in range(name.start, name.end)):
            continue
        yield name


def honorific_before(key: str, start: int) -> tuple[int, str]:
    """Where the honorifics right before `start` begin, and what they are ("ông", "đồng chí", "gs.ts")."""
    outer = start
    while (found := phrase_before(key, outer, listed("honorifics"))) >= 0:
        outer = found
    return outer, key[outer:start].strip()
