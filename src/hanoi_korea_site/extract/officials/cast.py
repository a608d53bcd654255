"""Who and what stands in a stretch of text, in order: named persons with their honorifics, and offices."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct

from hanoi_korea_site.extract.names import Name, find_names, foreign_name
from hanoi_korea_site.extract.names.shapes import Families, Form
from hanoi_korea_site.extract.names.shapes import listed as name_words
from hanoi_korea_site.extract.names.shapes import phrases as name_phrases
from hanoi_korea_site.extract.names.wards import ward_names
from hanoi_korea_site.extract.office_words import OF_STATES, PUBLIC, Term, beginnings, phrases
from hanoi_korea_site.extract.office_words import listed as office_words
from hanoi_korea_site.extract.officials.office_body import UNITS
from hanoi_korea_site.extract.officials.offices import Office, read_office
from hanoi_korea_site.extract.officials.page import Page
from hanoi_korea_site.finder import Hit
from hanoi_korea_site.gazetteer import Gazetteer
from hanoi_korea_site.patterns import regex

_ABBREVIATED = 4
"""Heads of so few letters are abbreviations, which name an office only in capitals ("GĐ")."""
_FARTHEST = 240
"""Code points between two items that any rule looks across."""
_TWO = 2
_APART = (" – ", " - ")
_GENTLE = frozenset(("ông", "bà", "ngài", "đồng chí", "đ/c"))
_ALIAS = regex(r" ?\((?:(?:tên [^\W\d_]+(?: [^\W\d_]+)?|tức|hay|còn gọi là)(?: là)?:? )?")
_CREDIT = ("ảnh:", "ảnh", "tin:", "bài:", "clip:", "video:", "tin, ảnh:", "thực hiện:")


class Named(Struct, frozen=True, gc=False):
    """A person's name where it stands, from the honorific before it (`start`) to its end.

    `alias` is the name in another language that stands beside it in brackets ("Giang Hạo Nhiên (Kang Ho-yeon)").
    """

    start: int
    end: int
    honorific: str
    name: Name
    alias: Name | None = None


Item = Named | Office


class Stretch(Struct, frozen=True, gc=False):
    """What stands between two ends of a text: `gaps[i]` are the words between `items[i]` and `items[i + 1]`."""

    start: int
    page: Page
    items: tuple[Item, ...]
    gaps: tuple[str, ...]
    calls: tuple[Hit[Term], ...]


class StretchReader:
    """Reads stretches of one text; `hits` are the known phrases and `places` the places in it, sorted."""

    def __init__(
        self,
        text: str,
        key: str,
        hits: Sequence[Hit[Term]],
        places: Sequence[tuple[int, int]],
        known: Families,
        gazetteer: Gazetteer,
    ) -> None:
        self._text = text
        self._key = key
        self._hits = hits
        self._hit_starts = [hit.start for hit in hits]
        self._places = places
        self._known = known
        self._gazetteer = gazetteer

    def read(self, start: int, end: int) -> Stretch:
        """The cast of `text[start:end]`."""
        text, key = self._text, self._key
        shouted = text[start:end].isupper()
        first = bisect_left(self._places, (start,))
        places = self._places[first : bisect_left(self._places, (end,), first)]
        first = bisect_left(self._hit_starts, start)
        hits = self._hits[first : bisect_left(self._hit_starts, end, first)]
        nouns = dict(ward_names(text, key, start, end, self._known.vietnamese))
        closed = [*places, *nouns.items()]
        heads: dict[int, Hit[Term]] = {}
        traps: dict[int, int] = {}
        calls: list[Hit[Term]] = []
        given_names = office_words("given_names")
        for hit in hits:
            low, high, (sort, word, _) = hit
            if sort == "call":
                calls.append(hit)
                continue
            if word in given_names and self._in_a_name(low, high):
                continue
            closed.append((low, high))
            if sort == "noun":
                nouns[low] = high
            elif sort == "trap":
                traps[low] = high
            elif high - low > _ABBREVIATED or text[low:high].isupper():
                heads[low] = hit
        if shouted:
            closed += _closing_words(key, start, end)
        closed.sort()
        named = _named(find_names(text, key, start, end, closed, self._known), text, key, closed, self._gazetteer)
        placed = _outside_names(places, named)
        page = Page(text, key, {one.name.start: one.name for one in named}, placed, list(placed), heads, traps, nouns)
        items = _in_order(page, named, calls, end, shouted=shouted)
        gaps = tuple([_gap(key, one.end, other.start) for one, other in pairwise(items)])
        return Stretch(start, page, items, gaps, tuple(calls))

    def _in_a_name(self, start: int, end: int) -> bool:
        """As in "Nguyễn Quốc Vương": capitals throughout, right behind a family name."""
        given = all(word[0].isupper() and not word.isupper() for word in self._text[start:end].split())
        before = self._key[max(0, start - 12) : start].split()
        return given and bool(before) and before[-1] in self._known.vietnamese


def _gap(key: str, start: int, end: int) -> str:
    """The words between two items; of a long stretch an ellipsis, which ties nothing."""
    return " ".join(key[start:end].split()) if end - start <= _FARTHEST else "…"


def _named(
    names: Iterator[Name], text: str, key: str, closed: Sequence[tuple[int, int]], gazetteer: Gazetteer
) -> list[Named]:
    """The names that name a person, with their honorifics.

    Not who took the photo, not a known place that nobody took for one, not part of the name of a body.
    """
    found: list[Named] = []
    firm: set[int] | None = None
    for name in names:
        start = name.start
        if _credited(key, start):
            continue
        outer, honorific = honorific_before(key, start)
        if not honorific:
            if _is_a_place(text[start : name.end], name.shape.form, gazetteer):
                continue
            if len(name.shape.words) == _TWO and _names_no_one(key, name):
                continue
            if name.shape.is_doubtful:
                firm = {end for _, end in closed} if firm is None else firm
                if not (start - 1 in firm or _follows_a_unit(key, start)):
                    continue
        found.append(Named(outer, name.end, honorific, name))
    return found


def _names_no_one(key: str, name: Name) -> bool:
    """Whether a name of two words is a district's, or a zone's or a company's whose first word is seldom a family name.

    "UBND huyện Châu Thành", "Khu kinh tế Đông Nam", "Tập đoàn Hoa Lợi". After "các Khu công nghiệp" no zone's name is
    due.
    """
    shape, start = name.shape, name.start
    if shape.form == "VN" and name_phrases("districts").before(key, start) >= 0:
        return True
    if not (shape.is_doubtful or shape.surname in name_words("nouns")):
        return False
    zone = name_phrases("zones").before(key, start)
    if zone >= 0 and not key.endswith(("các ", "các khu "), 0, zone):
        return True
    return name_phrases("bearers").before(key, start) >= 0


@lru_cache(maxsize=4096)
def _is_a_place(name: str, form: Form, gazetteer: Gazetteer) -> bool:
    """Whether a place is called so; a Korean one also with its syllables apart ("Gyeong Gi")."""
    joined = form == "KR" and gazetteer.named(name.replace(" ", "").replace("-", ""))
    return bool(joined or gazetteer.named(name))


def _follows_a_unit(key: str, start: int) -> bool:
    """Whether no body's name runs up to `start`: "UBND tỉnh Điểu Hòa", not "Bệnh viện Đa khoa Đức Giang"."""
    before = key[max(0, start - 24) : start].rstrip(" ").rpartition(" ")[2]
    return before in UNITS or not before.isalpha()


def _closing_words(key: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """In a line of capitals the words of the sentence, which otherwise their small letters tell."""
    position = start
    for word in key[start:end].split(" "):
        if word == "và" or "" in beginnings("closings").get(word, ()):
            yield position, position + len(word)
        position += len(word) + 1


def _credited(key: str, start: int) -> bool:
    return key[max(0, start - 16) : start].rstrip().endswith(_CREDIT)


def _outside_names(places: Sequence[tuple[int, int]], named: Sequence[Named]) -> dict[int, int]:
    """Where each place begins and ends that is no part of a name."""
    starts = [one.name.start for one in named]
    found: dict[int, int] = {}
    for start, end in places:
        index = bisect_left(starts, start + 1) - 1
        if index < 0 or named[index].end <= start:
            found[start] = end
    return found


def _in_order(
    page: Page, named: list[Named], calls: Sequence[Hit[Term]], end: int, *, shouted: bool
) -> tuple[Item, ...]:
    """All names and offices by where they begin; what an office holds inside itself is no item of its own."""
    offices: list[Office] = []
    taken: set[int] = set()
    free_from = 0
    for start, hit in page.heads.items():
        if start < free_from:
            continue
        office = read_office(page, hit, end)
        offices.append(office)
        free_from = max(office.end, start + 1)
        if office.possessed is not None:
            taken.add(office.possessed[1].start)
    items: list[Item] = [*offices, *(one for one in named if one.name.start not in taken)]
    if not shouted:
        items += _foreigners(page, calls, offices, end)
    items.sort(key=_span)
    return tuple(_with_aliases(page.key, items) if len(named) > 1 else items)


def _with_aliases(key: str, items: Sequence[Item]) -> Iterator[Item]:
    """The items, two names of one person in different languages made one; the Korean one tells who it is."""
    last: Item | None = None
    for item in items:
        if type(item) is Named and type(last) is Named and _is_alias(key, last, item):
            name, alias = (item.name, last.name) if item.name.shape.form == "KR" else (last.name, item.name)
            last = Named(last.start, item.end + 1, last.honorific, name, alias)
            continue
        if last is not None:
            yield last
        last = item
    if last is not None:
        yield last


def _is_alias(key: str, one: Named, other: Named) -> bool:
    """As in "ngài Giang Hạo Nhiên (Kang Ho-yeon)", "bà Kim Mi-ra (tên Việt: Trần Mỹ La)"."""
    if other.honorific or not key.startswith(")", other.end) or one.name.shape.form == other.name.shape.form:
        return False
    return _ALIAS.fullmatch(key, one.end, other.start) is not None


def _span(item: Item) -> tuple[int, int]:
    return item.start, item.end


def _foreigners(page: Page, calls: Sequence[Hit[Term]], offices: Sequence[Office], end: int) -> Iterator[Named]:
    """As in "Đại sứ Mỹ Marc Knapper", "ông Keo Aphaylath": a name of any form after an office of state or "ông".

    A dash may set it off ("Bộ trưởng Thái Lan – Phiphat Rattana").
    """
    after = {office.end: False for office in offices if office.kind in OF_STATES and office.possessed is None}
    after |= {call.end: True for call in calls if call.value.key in _GENTLE}
    after |= {office.end: True for office in offices if _told_whole(page, office)}
    text, heads = page.text, [*page.heads]
    found: dict[int, Name] = {}
    for before, placed in after.items():
        start = before + (3 if text.startswith(_APART, before) else 1)
        if text[before : before + 1] != " " or start in page.names or start in page.places:
            continue
        following = bisect_left(heads, before)
        limit = heads[following] if following < len(heads) else end
        name = foreign_name(text, start, limit, placed=placed)
        if name is None or name.shape.is_historic or not page.is_free(name.start, name.end):
            continue
        found[name.start] = name
    for name in found.values():
        outer, honorific = honorific_before(page.key, name.start)
        yield Named(outer, name.end, honorific, name)


def _told_whole(page: Page, office: Office) -> bool:
    """Whether the office is a public one, or one posted somewhere, and told up to its place."""
    if not (office.kind in PUBLIC or " tại " in office.body or " ở " in office.body):
        return False
    return bool(office.body) and page.lies_in_a_place(office.end - 1)


def honorific_before(key: str, start: int) -> tuple[int, str]:
    """Where the honorifics right before `start` begin, and what they are ("ông", "đồng chí", "gs.ts")."""
    outer = start
    while (found := phrases("honorifics").before(key, outer)) >= 0:
        outer = found
    return outer, key[outer:start].strip() if outer < start else ""
