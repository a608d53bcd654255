"""The officials of an article: persons with a public or representative office, what they hold, where they are named.

Only stretches where an office stands can make someone an official. They are read first; of the others only those are
read that name someone again.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from hanoi_korea_site.extract.cast import Named, Stretch, is_head, read_stretch
from hanoi_korea_site.extract.claims import claims_of
from hanoi_korea_site.extract.name_shapes import I_FOR_Y, Y_FOR_I, Families, Shape, families
from hanoi_korea_site.extract.names import JOINT, RUN
from hanoi_korea_site.extract.office_words import Term, terms
from hanoi_korea_site.extract.offices import Office
from hanoi_korea_site.extract.people import Person, full_name, gather
from hanoi_korea_site.extract.roles import Countries, country_of_person, roles_of
from hanoi_korea_site.extract.sheet import Sheet
from hanoi_korea_site.extract.short_forms import Namesakes, called_after, short_forms, words_called_by
from hanoi_korea_site.extract.ties import Claim
from hanoi_korea_site.finder import Hit
from hanoi_korea_site.gazetteer import Gazetteer
from hanoi_korea_site.model import Mention, Official, Place
from hanoi_korea_site.text import match_key, slug

_NAMED_AGAIN = "officials.named_again"
_CALLED_BY_OFFICE = "officials.short_form"
_RELATED = 0.3
_AGAIN = 0.95


class Part(NamedTuple):
    """A published block or the title of another story, with the terms and places in it."""

    start: int
    end: int
    hits: Sequence[Hit[Term]]
    places: Sequence[tuple[int, int]]


@lru_cache(maxsize=8)
def _families(gazetteer: Gazetteer) -> Families:
    return families(gazetteer.surnames)


def find_officials(sheet: Sheet, places: Sequence[Place], gazetteer: Gazetteer) -> tuple[Official, ...]:
    """The officials that `sheet` names, by first mention; `places` are those read out of the same sheet.

    Whoever is named only in the title of another story is told with a confidence of 0.3 at most.
    """
    known = _families(gazetteer)
    telling, silent = _parts(sheet, places)

    def read(part: Part) -> Stretch:
        return read_stretch(sheet.text, sheet.key, *part, known, gazetteer)

    stretches = list(map(read, telling))
    if not stretches:
        return ()
    countries = Countries(sheet.key, places, gazetteer)
    claims = [claim for stretch in stretches for claim in claims_of(stretch, countries.of)]
    again = _words_again(stretches, claims)
    stretches += [read(part) for part in silent if again and _names_again(sheet, part, again)]
    stretches.sort(key=lambda stretch: stretch.start)
    people = gather(list(_everyone(stretches, claims)), claims)
    called = _called(stretches, people)
    related = _Related(sheet)
    return tuple(
        _official(person, called.get(person.key, []), sheet.text, related, countries)
        for person in people
        if person.claims
    )


def _parts(sheet: Sheet, places: Sequence[Place]) -> tuple[list[Part], list[Part]]:
    """The parts that hold an office's head, and those that hold none."""
    hits = terms().find(sheet.key)
    spans = sorted({(mention.start, mention.end) for place in places for mention in place.mentions})
    hit_starts = [hit.start for hit in hits]
    place_starts = [start for start, _ in spans]
    telling: list[Part] = []
    silent: list[Part] = []
    for start, end in _read_apart(sheet):
        inside = hits[bisect_left(hit_starts, start) : bisect_left(hit_starts, end)]
        placed = spans[bisect_left(place_starts, start) : bisect_left(place_starts, end)]
        has_head = any(is_head(sheet.text, hit) for hit in inside)
        (telling if has_head else silent).append(Part(start, end, inside, placed))
    return telling, silent


def _read_apart(sheet: Sheet) -> list[tuple[int, int]]:
    """Where each published block, and each title of another story that stands in none of them, begins and ends."""
    blocks = sorted((block.start, block.end) for block in sheet.blocks)
    others = []
    for span in sheet.related:
        index = bisect_right(blocks, (span.start, len(sheet.text))) - 1
        if index < 0 or blocks[index][1] <= span.start:
            others.append((span.start, span.end))
    return sorted({*blocks, *others})


def _words_again(stretches: Sequence[Stretch], claims: Sequence[Claim]) -> frozenset[str]:
    """Of each person with an office, and each word an office calls one by, some word that no other mention lacks."""
    words = frozenset(word for stretch in stretches for word in words_called_by(stretch))
    return words.union(*(_telling_words(claim.holder.name.shape) for claim in claims))


@lru_cache(maxsize=4096)
def _telling_words(shape: Shape) -> frozenset[str]:
    """Koreans go by the family name or the given one, all others by the last word; y and i are one at its end."""
    if shape.form == "KR":
        return frozenset((*shape.surname.split(" "), *JOINT.split(" ".join(shape.given)), shape.key.partition(" ")[2]))
    last = shape.words[-1]
    return frozenset((last, last[:-1] + last[-1].translate(I_FOR_Y), last[:-1] + last[-1].translate(Y_FOR_I)))


def _names_again(sheet: Sheet, part: Part, words: frozenset[str]) -> bool:
    """Whether a run of capitalised words, or a call by a part of the name, holds one of these words."""
    for run in RUN.finditer(sheet.text, part.start, part.end):
        if not words.isdisjoint(JOINT.split(sheet.key[run.start() : run.end()])):
            return True
    for hit in part.hits:
        if hit.value.sort == "call" and (called := called_after(sheet.text, hit.end)):
            told = JOINT.split(match_key(called))
            if not words.isdisjoint((*told, "".join(told))):
                return True
    return False


def _everyone(stretches: Sequence[Stretch], claims: Sequence[Claim]) -> Iterator[Named]:
    """Every name once, those inside an office ("Đặc phái viên của Tổng thống X") as well."""
    starts = set()
    for stretch in stretches:
        for item in stretch.items:
            if isinstance(item, Named):
                starts.add(item.name.start)
                yield item
    for claim in claims:
        if claim.holder.name.start not in starts:
            starts.add(claim.holder.name.start)
            yield claim.holder


def _called(stretches: Sequence[Stretch], people: Sequence[Person]) -> dict[str, list[Mention]]:
    """The short forms of each person, by key; who has no office yet takes the one that he is called by."""
    called: dict[str, list[Mention]] = {}
    told: set[Mention] = set()
    officials = Namesakes([person for person in people if person.claims])
    others = Namesakes([person for person in people if not person.claims])
    for stretch in stretches if officials else ():
        for person, mention, _ in short_forms(stretch, officials):
            called.setdefault(person.key, []).append(mention)
            told.add(mention)
    for stretch in stretches if others else ():
        for person, mention, office in short_forms(stretch, others):
            if office is not None and mention not in told:
                person.take(Claim(person.named[0], _without_name(office), _CALLED_BY_OFFICE, 0.7, weak=True))
                called.setdefault(person.key, []).append(mention)
                told.add(mention)
    return called


def _without_name(office: Office) -> Office:
    end = office.start + len(office.title)
    return office._replace(end=end, body="", body_start=end, plural=False, possessed=None)


class _Related:
    """Where the titles of other stories stand."""

    def __init__(self, sheet: Sheet) -> None:
        self._spans = sorted((span.start, span.end) for span in sheet.related)

    def holds(self, position: int) -> bool:
        index = bisect_right(self._spans, (position, 1 << 62)) - 1
        return index >= 0 and position < self._spans[index][1]


def _official(
    person: Person, called: Sequence[Mention], text: str, related: _Related, countries: Countries
) -> Official:
    name = full_name(person, text)
    mentions = sorted([*_full_mentions(person, text, related), *called], key=lambda mention: mention.start)
    return Official(
        id=slug(name),
        name=name,
        country=country_of_person(person.claims, person.form, countries.of),
        roles=roles_of(person.claims),
        mentions=tuple(mentions),
    )


def _full_mentions(person: Person, text: str, related: _Related) -> Iterator[Mention]:
    by_start = {claim.holder.name.start: claim for claim in reversed(person.claims)}
    for start, end in sorted({(named.name.start, named.name.end) for named in person.named}):
        claim = by_start.get(start)
        confidence = claim.confidence if claim else _AGAIN
        if related.holds(start):
            confidence = min(confidence, _RELATED)
        yield Mention(text[start:end], start, end, claim.rule if claim else _NAMED_AGAIN, confidence)
