"""The officials of an article: persons with a public or representative office, what they hold, where they are named.

Only stretches where an office stands can make someone an official. They are read first; of the others only those are
read that name someone again.

How sure a mention is goes by the rule that read it, 0.85 of that where the name had to be split from what stands before
it. Right mentions (person and office) of all, on the open evaluation set, the development set and the two seeds:

| rule                                                  | sure      | right      |
|-------------------------------------------------------|-----------|------------|
| office_before_name, apposition                        | 0.97      | 145 of 145 |
| named_again                                           | 0.95      | 26 of 26   |
| respectively, counted, listed, possessor              | 0.93      | 6 of 6     |
| predicate, office_is_name, short_form of one person   | 0.90-0.92 | 16 of 16   |
| the same, the name split off                          | 0.82      | 4 of 4     |
| office_comma_name, name_beside_office                 | 0.80      | 7 of 7     |
| appointed, duty; short_form of namesakes, the nearest | 0.65-0.75 | 1 of 1     |

The rules were made on these texts: of articles never looked at 98.9 % of the persons read are officials. The lower
values stand for readings that invented counterexamples show to be looser, not for errors met.
"""

import sys
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache

from msgspec.structs import replace

from hanoi_korea_site.extract.listed import listed_in
from hanoi_korea_site.extract.names.shapes import I_FOR_Y, Y_FOR_I, Families, Shape, families
from hanoi_korea_site.extract.officials.cast import Named, Stretch, StretchReader
from hanoi_korea_site.extract.officials.claims import claims_of
from hanoi_korea_site.extract.officials.offices import Office
from hanoi_korea_site.extract.officials.people import Person, full_name, gather
from hanoi_korea_site.extract.officials.roles import Countries, country_of_person, roles_of
from hanoi_korea_site.extract.officials.short_forms import Calling, Namesakes, callings, short_forms
from hanoi_korea_site.extract.officials.ties import Claim
from hanoi_korea_site.extract.sheet import Sheet
from hanoi_korea_site.extract.stages import Stage, Steps
from hanoi_korea_site.gazetteer import Gazetteer
from hanoi_korea_site.model import Mention, Official, Place
from hanoi_korea_site.text import slug

_NAMED_AGAIN = "officials.named_again"
_CALLED_BY_OFFICE = "officials.short_form"
_RELATED = 0.3
_AGAIN = 0.95
_MANY = 64


@lru_cache(maxsize=8)
def _families(gazetteer: Gazetteer) -> Families:
    return families(gazetteer.surnames)


@Stage
def find_officials(sheet: Sheet, places: Sequence[Place], gazetteer: Gazetteer) -> Steps[tuple[Official, ...]]:
    """The officials that `sheet` names, by first mention; `places` are those read out of the same sheet.

    Whoever is named only in the title of another story is told with a confidence of 0.3 at most.
    """
    hits = listed_in(sheet.key).terms
    telling, silent = _parts(sheet, [hit.start for hit in hits if hit.value.sort == "head"])
    placed = sorted([(mention.start, mention.end, place.country) for place in places for mention in place.mentions])
    countries = Countries(sheet.key, placed, gazetteer)
    spans = [(start, end) for start, end, _ in placed]
    reader = StretchReader(sheet.text, sheet.key, hits, spans, _families(gazetteer), gazetteer)
    yield
    stretches = [reader.read(*part) for part in telling]
    yield
    claims = [claim for stretch in stretches for claim in claims_of(stretch, countries.of)]
    calls = [calling for stretch in stretches for calling in callings(stretch)]
    yield
    again = [reader.read(*part) for part in _named_again(sheet, silent, _words_again(sheet.key, calls, claims))]
    calls += [calling for stretch in again for calling in callings(stretch)]
    yield
    people = gather(list(_everyone(stretches + again, claims)), claims)
    called = _called(sheet, sorted(calls, key=_start), people)
    related = sorted((span.start, span.end) for span in sheet.related)
    yield
    return tuple(
        [
            _official(person, called.get(person.key, ()), sheet.text, related, countries)
            for person in people
            if person.claims
        ]
    )


def _parts(sheet: Sheet, heads: Sequence[int]) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """What is read apart, that where the heads of offices stand and that where none does.

    These are the published blocks and the titles of other stories that stand in none of them.
    """
    parts = sorted([(block.start, block.end) for block in sheet.blocks])
    if sheet.related:
        others = [(span.start, span.end) for span in sheet.related if _holding(parts, span.start) is None]
        parts = sorted({*parts, *others})
    telling: dict[tuple[int, int], None] = {}
    reach = 0
    for head in heads:
        if head >= reach and (part := _holding(parts, head)):
            telling[part] = None
            reach = part[1]
    return [*telling], [part for part in parts if part not in telling]


def _start(calling: Calling) -> int:
    return calling.start


def _holding(spans: Sequence[tuple[int, int]], position: int) -> tuple[int, int] | None:
    """Which of the sorted spans `position` lies in."""
    index = bisect_right(spans, (position, sys.maxsize)) - 1
    return spans[index] if index >= 0 and position < spans[index][1] else None


def _words_again(key: str, calls: Sequence[Calling], claims: Sequence[Claim]) -> frozenset[str]:
    """Of each person with an office, and of each call by an office, words that stand in any other mention."""
    words = frozenset(
        word
        for calling in calls
        for start in calling.names
        if calling.office
        for word in key[start : calling.end].replace("-", " ").split()
    )
    return words.union(*(_telling_words(claim.holder.name.shape) for claim in claims))


@lru_cache(maxsize=4096)
def _telling_words(shape: Shape) -> frozenset[str]:
    """Koreans go by the family name or the given one, all others by the last word; y and i are one at its end."""
    if shape.form == "KR":
        return frozenset((*shape.surname.split(" "), shape.given[0].partition("-")[0]))
    last = shape.words[-1]
    return frozenset((last, last[:-1] + last[-1].translate(I_FOR_Y), last[:-1] + last[-1].translate(Y_FOR_I)))


def _named_again(sheet: Sheet, parts: Sequence[tuple[int, int]], words: frozenset[str]) -> Sequence[tuple[int, int]]:
    """The parts in which one of these words stands capitalised; of very many words, all parts."""
    if len(words) > _MANY or not parts:
        return parts
    text, key = sheet.text, sheet.key
    found: set[tuple[int, int]] = set()
    for word in words:
        at = key.find(word, parts[0][0])
        while at >= 0:
            end = at + len(word)
            if text[at].isupper() and not key[end : end + 1].isalnum() and not (at and key[at - 1].isalnum()):
                part = _holding(parts, at)
                if part is not None:
                    found.add(part)
                    end = part[1]
            at = key.find(word, end)
    return sorted(found)


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


def _called(sheet: Sheet, calls: Sequence[Calling], people: Sequence[Person]) -> dict[str, list[Mention]]:
    """The short forms of each person, by key; who has no office yet takes the one that he is called by."""
    called: dict[str, list[Mention]] = {}
    if not calls:
        return called
    told: set[Mention] = set()
    officials = Namesakes([person for person in people if person.claims])
    others = Namesakes([person for person in people if not person.claims])
    for person, mention, _ in short_forms(sheet.text, sheet.key, calls, officials):
        called.setdefault(person.key, []).append(mention)
        told.add(mention)
    for person, mention, office in short_forms(sheet.text, sheet.key, calls, others):
        if office is not None and mention not in told:
            person.take(Claim(person.named[0], _without_name(office, sheet.text), _CALLED_BY_OFFICE, 0.7, weak=True))
            called.setdefault(person.key, []).append(mention)
            told.add(mention)
    return called


def _without_name(office: Office, text: str) -> Office:
    end = text.index(office.title, office.start) + len(office.title)
    return replace(office, end=end, body="", body_start=end, plural=False, possessed=None)


def _official(
    person: Person, called: Sequence[Mention], text: str, related: Sequence[tuple[int, int]], countries: Countries
) -> Official:
    name = full_name(person, text)
    mentions = _full_mentions(person, text, related)
    if called:
        mentions = sorted([*mentions, *called], key=lambda mention: mention.start)
    return Official(
        slug(name),
        name,
        country_of_person(person.claims, person.form, countries.of),
        roles_of(person.claims, text),
        tuple(mentions),
    )


def _full_mentions(person: Person, text: str, related: Sequence[tuple[int, int]]) -> list[Mention]:
    by_start = {claim.holder.name.start: claim for claim in reversed(person.claims)}
    mentions: list[Mention] = []
    for one in person.named:
        start, end = one.name.start, one.name.end
        claim = by_start.get(start)
        rule, confidence = (claim.rule, claim.confidence) if claim else (_NAMED_AGAIN, _AGAIN)
        if related and _holding(related, start):
            confidence = min(confidence, _RELATED)
        mentions.append(Mention(text[start:end], start, end, rule, confidence))
    return mentions
