"""Places named in an article, each with every mention of it.

Known spellings are found in one pass, refused where the words around them say that they are no place
(`place_refusals`), and read by the first of `READINGS` that applies; then chains such as "Việt - Hàn" and unknown names
behind a head ("huyện Xuân Lộc") are added.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from hanoi_korea_site.extract.place_chains import country_chains
from hanoi_korea_site.extract.place_refusals import REFUSALS, Setting, addressed, part_of_persons_name, setting_of
from hanoi_korea_site.extract.sheet import Sheet
from hanoi_korea_site.extract.sights import Reading, Sight, closing, find_sights, place_words
from hanoi_korea_site.extract.unknown_places import after_heads
from hanoi_korea_site.gazetteer import Gazetteer, GazetteerPlace
from hanoi_korea_site.model import Mention, Place

RELATED = 0.3
"""Highest confidence of what only another story's title names."""

_HEADED = {"city": ("city",), "province": ("province", "other"), "district": ("district",)}
_LINKS = frozenset((",", ";", "-", "–", "—", "và", "hay", "hoặc", "với", "/", ", và"))
_OF_UNIT = re.compile(r"\s?[,(]?\s?(?:(?:của|thuộc|ở) )?")


class Article(NamedTuple):
    """What a rule may look at beside a sight.

    `shown` has for each spelling the places that heads show it to name in this article.
    """

    setting: Setting
    sights: Sequence[Sight]
    shown: Mapping[str, Sequence[GazetteerPlace]]


def find_places(sheet: Sheet, gazetteer: Gazetteer) -> tuple[Place, ...]:
    """All places in order of first mention; what only related stories name has a low confidence."""
    setting = setting_of(sheet, gazetteer)
    chained = country_chains(setting)
    starts = {reading.start for reading in chained}
    sights = [sight for sight in find_sights(sheet, gazetteer) if sight.start not in starts]
    accepted, refused = _sifted(sights, setting)
    readings = [*chained, *_read(accepted, setting)]
    taken = {sight.start for sight in refused} | {reading.start for reading in readings}
    readings += after_heads(sheet, gazetteer, taken)
    return _united(sorted(readings, key=lambda reading: (reading.start, reading.end)), sheet)


def headed(sight: Sight, _: Reading | None, article: Article) -> Reading | None:
    """As in "tỉnh Hòa Bình", "TP Vinh": the head says what it is, and belongs to the mention."""
    fitting = _fitting(sight)
    if sight.head is None or not fitting:
        return None
    place = _among_namesakes(fitting, sight, article)
    return Reading(place, sight.head.start, sight.end, "places.headed", 0.99, sight.related)


def listed(sight: Sight, before: Reading | None, article: Article) -> Reading | None:
    """As in "Hà Nội, Hồ Chí Minh và Vinh": a name that is unsure alone, beside a place of its kind."""
    if before is None or not sight.unsure:
        return None
    if article.setting.sheet.key[before.end : sight.start].strip() not in _LINKS:
        return None
    kinds = ("country",) if before.place.type == "country" else ("city", "province")
    place = next((place for place in sight.known.places if place.type in kinds), None)
    return Reading(place, sight.start, sight.end, "places.listed", 0.85, sight.related) if place else None


def cued_country(sight: Sight, _: Reading | None, article: Article) -> Reading | None:
    """As in "của Mỹ", "nước Nga": a country's short name that is another word too."""
    if not sight.unsure or not sight.is_country or not closing(sight.before, place_words("cues")):
        return None
    if article.setting.sheet.text[sight.end : sight.end + 2].strip()[:1].isupper():
        return None
    return Reading(sight.known.places[0], sight.start, sight.end, "places.cued_country", 0.8, sight.related)


def known(sight: Sight, _: Reading | None, article: Article) -> Reading | None:
    """As in "Seoul": a name that needs no help."""
    if sight.head or sight.unsure:
        return None
    places = sight.known.places
    if len(places) == 1:
        return Reading(places[0], sight.start, sight.end, "places.known", 0.97, sight.related)
    shown = article.shown.get(sight.known.text, ())
    free = [place for place in places if place.id not in sight.known.guarded]
    place = shown[0] if len(shown) == 1 else _among_namesakes(free, sight, article)
    return Reading(place, sight.start, sight.end, "places.known", 0.9, sight.related)


READINGS: tuple[Callable[[Sight, Reading | None, Article], Reading | None], ...] = (headed, listed, cued_country, known)


def _sifted(sights: Sequence[Sight], setting: Setting) -> tuple[list[Sight], list[Sight]]:
    """Sights that may name a place, and those that do not.

    Who was introduced by a place's name bears it from there on, unless it has a head or stands beside other places.
    """
    accepted: list[Sight] = []
    refused: list[Sight] = []
    persons: set[str] = set()
    for at, sight in enumerate(sights):
        refusal = next((rule for rule in REFUSALS if rule(sight, setting)), None)
        if refusal in (addressed, part_of_persons_name):
            persons.add(sight.known.text)
        bears = sight.known.text in persons and not sight.head and not _beside_another(sights, at, setting)
        (refused if refusal or bears else accepted).append(sight)
    return accepted, refused


def _beside_another(sights: Sequence[Sight], at: int, setting: Setting) -> bool:
    pairs = zip(sights[max(0, at - 1) : at + 1], sights[max(1, at) : at + 2], strict=False)
    return any(setting.sheet.key[left.end : right.from_head].strip() in _LINKS for left, right in pairs)


def _read(sights: Sequence[Sight], setting: Setting) -> list[Reading]:
    article = Article(setting, sights, _shown(sights))
    readings: list[Reading] = []
    before: Reading | None = None
    for sight in sights:
        for rule in READINGS:
            if reading := rule(sight, before, article):
                readings.append(reading)
                before = reading
                break
    return readings


def _shown(sights: Sequence[Sight]) -> dict[str, list[GazetteerPlace]]:
    shown: dict[str, list[GazetteerPlace]] = {}
    for sight in sights:
        if sight.head and len(sight.known.places) > 1:
            places = shown.setdefault(sight.known.text, [])
            places += [place for place in _fitting(sight)[:1] if place not in places]
    return shown


def _fitting(sight: Sight) -> list[GazetteerPlace]:
    """The places that the head of a sight allows; a journalist's "tỉnh Incheon" is Incheon all the same."""
    if sight.head is None:
        return []
    wanted = _HEADED.get(sight.head.kind, ())
    fitting = [place for place in sight.known.places if place.type in wanted]
    if fitting or sight.head.kind == "district":
        return fitting
    return [
        place
        for place in sight.known.places
        if place.type in ("city", "province") and place.id not in sight.known.guarded
    ]


def _among_namesakes(places: Sequence[GazetteerPlace], sight: Sight, article: Article) -> GazetteerPlace:
    """The first of `places`, unless the unit that a namesake of its type lies in tells otherwise.

    A namesake of a top-level unit must have its own unit named right behind it ("Gwangju, tỉnh Gyeonggi"); of others
    the one holds whose unit is named nearest.
    """
    first = places[0]
    if len(places) == 1:
        return first
    parents = {place.parent: place for place in places if place.type == first.type}
    if len(parents) == 1:
        return first
    nearest, found = len(article.setting.sheet.text), first
    for other in article.sights:
        place = next((parents[unit.id] for unit in other.known.places[:1] if unit.id in parents), None)
        distance = abs(other.start - sight.end)
        if place is None or distance >= nearest:
            continue
        behind = other.from_head >= sight.end and _OF_UNIT.fullmatch(
            article.setting.sheet.key, sight.end, other.from_head
        )
        if first.parent or behind:
            nearest, found = distance, place
    return found


def _united(readings: Sequence[Reading], sheet: Sheet) -> tuple[Place, ...]:
    places: dict[str, GazetteerPlace] = {}
    mentions: dict[str, list[Mention]] = {}
    for reading in readings:
        places.setdefault(reading.place.id, reading.place)
        confidence = min(reading.confidence, RELATED) if reading.related else reading.confidence
        rule = "places.related" if reading.related else reading.rule
        mentions.setdefault(reading.place.id, []).append(
            Mention(sheet.text[reading.start : reading.end], reading.start, reading.end, rule, confidence)
        )
    return tuple(
        Place(place.id, place.name, place.type, place.country, tuple(mentions[place.id])) for place in places.values()
    )
