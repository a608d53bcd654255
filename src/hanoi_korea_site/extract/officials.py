"""The officials of an article: persons with a public or representative office, what they hold, where they are named."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from hanoi_korea_site.extract.cast import Named, Stretch, read_stretch
from hanoi_korea_site.extract.claims import claims_of
from hanoi_korea_site.extract.names import Families, families
from hanoi_korea_site.extract.office_words import Term, terms
from hanoi_korea_site.extract.offices import Office
from hanoi_korea_site.extract.people import Person, full_name, gather
from hanoi_korea_site.extract.roles import country_of_person, roles_of, served_country
from hanoi_korea_site.extract.sheet import Sheet
from hanoi_korea_site.extract.short_forms import short_forms
from hanoi_korea_site.extract.ties import Claim
from hanoi_korea_site.finder import Hit
from hanoi_korea_site.gazetteer import Gazetteer
from hanoi_korea_site.model import Mention, Official, Place
from hanoi_korea_site.text import slug

_NAMED_AGAIN = "officials.named_again"
_CALLED_BY_OFFICE = "officials.short_form"
_RELATED = 0.3
_AGAIN = 0.95


@lru_cache(maxsize=8)
def _families(gazetteer: Gazetteer) -> Families:
    return families(gazetteer.surnames)


def find_officials(sheet: Sheet, places: Sequence[Place], gazetteer: Gazetteer) -> tuple[Official, ...]:
    """The officials that `sheet` names, by first mention; `places` are those read out of the same sheet.

    Whoever is named only in the title of another story is told with a confidence of 0.3 at most.
    """
    country_at = {mention.start: place.country for place in places for mention in place.mentions}
    spans = sorted({(mention.start, mention.end) for place in places for mention in place.mentions})

    def country_of(office: Office) -> str:
        return served_country(sheet.key, office, country_at) or _country_named(office.body, gazetteer)

    stretches = list(_stretches(sheet, spans, gazetteer))
    claims = [claim for stretch in stretches for claim in claims_of(stretch, country_of)]
    people = gather(list(_everyone(stretches, claims)), claims)
    called = _called(stretches, people)
    return tuple(_official(person, called.get(person.key, []), sheet, country_of) for person in people if person.claims)


def _country_named(body: str, gazetteer: Gazetteer) -> str:
    """The country of a known place that a body begins with ("Mỹ", "Hoa Kỳ"), though nobody took it for one here."""
    words = body.split(" ")
    found = (gazetteer.named(" ".join(words[:count])) for count in (3, 2, 1))
    return next((places[0].country for places in found if places), "")


def _stretches(sheet: Sheet, places: Sequence[tuple[int, int]], gazetteer: Gazetteer) -> Iterator[Stretch]:
    """Each published block and each title of another story, read apart."""
    known = _families(gazetteer)
    hits = terms().find(sheet.key)
    hit_starts = [hit.start for hit in hits]
    place_starts = [start for start, _ in places]
    blocks = [(block.start, block.end) for block in sheet.blocks]
    others = [(s.start, s.end) for s in sheet.related if not any(a <= s.start < b for a, b in blocks)]
    for start, end in sorted({*blocks, *others}):
        inside: list[Hit[Term]] = hits[bisect_left(hit_starts, start) : bisect_left(hit_starts, end)]
        placed = places[bisect_left(place_starts, start) : bisect_left(place_starts, end)]
        yield read_stretch(sheet.text, sheet.key, start, end, inside, placed, known, gazetteer)


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
    officials = [person for person in people if person.claims]
    others = [person for person in people if not person.claims]
    for stretch in stretches:
        for person, mention, _ in short_forms(stretch, officials):
            called.setdefault(person.key, []).append(mention)
    for stretch in stretches if others else ():
        for person, mention, office in short_forms(stretch, others):
            if office is not None and not any(mention in mentions for mentions in called.values()):
                person.claims.append(Claim(person.named[0], _without_name(office), _CALLED_BY_OFFICE, 0.7, weak=True))
                called.setdefault(person.key, []).append(mention)
    return called


def _without_name(office: Office) -> Office:
    return Office(
        office.start, office.start + len(office.title), office.head, office.kind, office.title, "",
        office.start + len(office.title), former=office.former, late=office.late, plural=False,
    )  # fmt: skip


def _official(person: Person, called: Sequence[Mention], sheet: Sheet, country_of: Callable[[Office], str]) -> Official:
    name = full_name(person, sheet.text)
    mentions = sorted([*_full_mentions(person, sheet), *called], key=lambda mention: mention.start)
    return Official(
        id=slug(name),
        name=name,
        country=country_of_person(person.claims, person.form, country_of),
        roles=roles_of(person.claims),
        mentions=tuple(mentions),
    )


def _full_mentions(person: Person, sheet: Sheet) -> Iterator[Mention]:
    by_start = {claim.holder.name.start: claim for claim in reversed(person.claims)}
    for start, end in sorted({(named.name.start, named.name.end) for named in person.named}):
        claim = by_start.get(start)
        confidence = claim.confidence if claim else _AGAIN
        if any(span.start <= start < span.end for span in sheet.related):
            confidence = min(confidence, _RELATED)
        yield Mention(sheet.text[start:end], start, end, claim.rule if claim else _NAMED_AGAIN, confidence)
