"""Places named in an article, each with every mention of it.

Known spellings are found in one pass, refused where the words around them say that they are no place
(`refusals`), and read by the first of `READINGS` that applies; then chains such as "Việt - Hàn" and unknown names
behind a head ("huyện Xuân Lộc") are added.
"""

from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct

from hanoi_korea_site.extract.places.chains import country_chains
from hanoi_korea_site.extract.places.refusals import (
    REFUSALS,
    WITHIN_NAMES,
    Setting,
    addressed,
    may_be_within_name,
    part_of_persons_name,
    setting_of,
)
from hanoi_korea_site.extract.places.sights import Reading, Sight, closing, find_sights, place_words
from hanoi_korea_site.extract.places.unknown import after_heads
from hanoi_korea_site.extract.sheet import Sheet
from hanoi_korea_site.extract.stages import Stage, Steps
from hanoi_korea_site.gazetteer import Gazetteer, GazetteerPlace
from hanoi_korea_site.model import Mention, Place
from hanoi_korea_site.patterns import regex

RELATED = 0.3
"""Highest confidence of what only another story's title names."""

_HEADED = {"city": ("city",), "province": ("province", "other"), "district": ("district",)}
_ALIKE = {"country": ("country", "other"), "city": ("city", "province"), "province": ("city", "province")}
_AROUND = 40
"""How many sights before and behind a namesake may tell which it is."""
_NEXT_NAME = 8
"""How far into a capitalised word behind a country it is told from a Vietnamese name, in code points."""
_LINKS = frozenset((",", ";", "-", "–", "—", "và", "hay", "hoặc", "với", "/", ", và"))
_UNION_BEFORE = regex(r"(?<!\w)(?:eu|asean|châu (?:âu|á|phi|mỹ)|liên minh châu âu)(?:,| và|, và) $")
_UNION_REACH = 24
_OF_UNIT = regex(r"\s?[,(]?\s?(?:(?:của|thuộc|ở) )?")


class Article(Struct, frozen=True, gc=False):
    """All sights of an article, and what is known beyond each.

    `shown` has for each spelling the places that heads show it to name.
    """

    setting: Setting
    sights: Sequence[Sight]
    shown: Mapping[str, Sequence[GazetteerPlace]]

    def link(self, left_end: int, right_start: int) -> bool:
        """Whether nothing but a comma, a dash or "và" stands between two names; a bracket may close the first."""
        return self.setting.sheet.key[left_end:right_start].removeprefix(")").strip() in _LINKS


@Stage
def find_places(sheet: Sheet, gazetteer: Gazetteer) -> Steps[tuple[Place, ...]]:
    """All places in order of first mention; what only related stories name has a low confidence."""
    setting = setting_of(sheet, gazetteer)
    yield
    chained = country_chains(setting)
    starts = {reading.start for reading in chained}
    yield
    sights = [sight for sight in find_sights(sheet, gazetteer) if sight.start not in starts]
    yield
    accepted, refused = _sifted(sights, setting)
    yield
    readings = [*chained, *_read(accepted, setting)]
    yield
    taken = {sight.start for sight in refused} | {reading.start for reading in readings}
    readings += after_heads(sheet, gazetteer, taken)
    yield
    return _united(sorted(readings, key=lambda reading: (reading.start, reading.end)), setting)


def headed(at: int, _: Reading | None, article: Article) -> Reading | None:
    """As in "tỉnh Hòa Bình", "TP Vinh": the head says what it is, and belongs to the mention, but for a country's."""
    sight = article.sights[at]
    fitting = _fitting(sight)
    if sight.head is None or not fitting:
        country = sight.head and sight.is_country and not sight.known.unsure
        return Reading(sight.known.places[0], sight.start, sight.end, "places.known", 0.9) if country else None
    place = _among_namesakes(fitting, at, article)
    return Reading(place, sight.head.start, sight.end, "places.headed", 0.99, sight.related)


def listed(at: int, before: Reading | None, article: Article) -> Reading | None:
    """As in "Hà Nội, Hồ Chí Minh và Vinh": a name that is unsure alone, beside a place of its kind."""
    sight = article.sights[at]
    if not sight.unsure or sight.head:
        return None
    kind = ""
    if before and article.link(before.end, sight.start):
        kind = before.place.type
    elif at + 1 < len(article.sights) and not sight.capital_before:
        after = article.sights[at + 1]
        kind = after.known.places[0].type if not after.unsure and article.link(sight.end, after.from_head) else ""
    near = max(0, sight.start - _UNION_REACH)
    if not kind and sight.is_country and _UNION_BEFORE.search(article.setting.sheet.key, near, sight.start):
        kind = "country"
    if sight.is_country and _opens_name(sight, article):
        return None
    place = next((place for place in sight.known.places if kind in _ALIKE.get(place.type, ())), None)
    return Reading(place, sight.start, sight.end, "places.listed", 0.85, sight.related) if place else None


def _opens_name(sight: Sight, article: Article) -> bool:
    """Whether a Vietnamese capitalised word follows, as in "Mỹ Phước"."""
    after = article.setting.sheet.text[sight.end : sight.end + _NEXT_NAME].strip()
    return after[:1].isupper() and not after.isascii()


def sited(at: int, _: Reading | None, article: Article) -> Reading | None:
    """As in "tại Vinh", "ở Sài Gòn": a name that is unsure alone, where something happens or someone goes."""
    sight = article.sights[at]
    if not sight.unsure or sight.head or not closing(sight.before, place_words("sites")):
        return None
    place = next((place for place in sight.known.places if place.type in ("city", "province")), None)
    return Reading(place, sight.start, sight.end, "places.sited", 0.85, sight.related) if place else None


def cued_country(at: int, _: Reading | None, article: Article) -> Reading | None:
    """As in "của Mỹ", "nước Nga": a country's short name that is another word too."""
    sight = article.sights[at]
    if not sight.unsure or not sight.is_country or not closing(sight.before, place_words("cues")):
        return None
    after = article.setting.sheet.text[sight.end : sight.end + _NEXT_NAME].strip()
    if after[:1].isupper() and not (after.isascii() and closing(sight.before, place_words("states_offices"))):
        return None
    return Reading(sight.known.places[0], sight.start, sight.end, "places.cued_country", 0.8, sight.related)


def known(at: int, _: Reading | None, article: Article) -> Reading | None:
    """As in "Seoul": a name that needs no help."""
    sight = article.sights[at]
    if sight.head or sight.known.unsure:
        return None
    places = sight.known.places
    if len(places) == 1:
        return Reading(places[0], sight.start, sight.end, "places.known", 0.97, sight.related)
    shown = article.shown.get(sight.known.text, ())
    free = [place for place in places if place.id not in sight.known.guarded]
    place = shown[0] if len(shown) == 1 else _among_namesakes(free, at, article)
    return Reading(place, sight.start, sight.end, "places.known", 0.9, sight.related)


READINGS: tuple[Callable[[int, Reading | None, Article], Reading | None], ...] = (
    headed,
    listed,
    sited,
    cued_country,
    known,
)


def _sifted(sights: Sequence[Sight], setting: Setting) -> tuple[list[Sight], list[Sight]]:
    """Sights that may name a place, and those that do not.

    Who was introduced by a place's name bears it from there on, unless it has a head or stands beside other places.
    """
    accepted: list[Sight] = []
    refused: list[Sight] = []
    persons: set[str] = set()
    for at, sight in enumerate(sights):
        refusal = None
        if not (sight.bare and sight.known.places):
            refusal = next((rule for rule in REFUSALS if rule(sight, setting)), None)
        elif may_be_within_name(sight, setting):
            refusal = next((rule for rule in WITHIN_NAMES if rule(sight, setting)), None)
        if refusal is addressed or refusal is part_of_persons_name:
            persons.add(sight.known.text)
        bears = persons and sight.known.text in persons and not sight.head and not _beside_another(sights, at, setting)
        (refused if refusal or bears else accepted).append(sight)
    return accepted, refused


def _beside_another(sights: Sequence[Sight], at: int, setting: Setting) -> bool:
    pairs = zip(sights[max(0, at - 1) : at + 1], sights[max(1, at) : at + 2], strict=False)
    return any(setting.sheet.key[left.end : right.from_head].strip() in _LINKS for left, right in pairs)


def _read(sights: Sequence[Sight], setting: Setting) -> list[Reading]:
    article = Article(setting, sights, _shown(sights))
    readings: list[Reading] = []
    unread: list[Sight] = []
    before: Reading | None = None
    for at, sight in enumerate(sights):
        if sight.head or sight.known.unsure:
            reading = next((found for rule in READINGS if (found := rule(at, before, article))), None)
        else:
            reading = known(at, before, article)
        if reading:
            readings.append(reading)
            before = reading
        elif sight.unsure and not sight.head and not sight.capital_before:
            unread.append(sight)
    return readings + (_repeated(unread, readings) if unread else [])


def _repeated(unread: Sequence[Sight], readings: Sequence[Reading]) -> list[Reading]:
    """A city's own name that is unsure alone, where the article shows elsewhere that it means the city."""
    cities = {reading.place.name: reading.place for reading in readings if reading.place.type == "city"}
    return [
        Reading(cities[sight.known.text], sight.start, sight.end, "places.repeated", 0.8, sight.related)
        for sight in unread
        if sight.known.text in cities
    ]


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


def _among_namesakes(places: Sequence[GazetteerPlace], at: int, article: Article) -> GazetteerPlace:
    """The first of `places`, unless the unit that a namesake of its type lies in tells otherwise.

    A namesake of a top-level unit must have its own unit named right behind it ("Gwangju, tỉnh Gyeonggi"); of others
    the one holds whose unit is named nearest.
    """
    first = places[0]
    if len(places) == 1:
        return first
    sight = article.sights[at]
    parents = {place.parent: place for place in places if place.type == first.type}
    if len(parents) == 1:
        return first
    nearest, found = len(article.setting.sheet.text), first
    for other in article.sights[max(0, at - _AROUND) : at + _AROUND]:
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


def _united(readings: Sequence[Reading], setting: Setting) -> tuple[Place, ...]:
    text = setting.sheet.text
    named: dict[str, tuple[GazetteerPlace, list[Mention]]] = {}
    for reading in readings:
        place, start, end = reading.place, reading.start, reading.end
        rule, confidence = reading.rule, reading.confidence
        if reading.related:
            rule, confidence = "places.related", min(confidence, RELATED)
        if place.id not in named:
            named[place.id] = place, []
        named[place.id][1].append(Mention(text[start:end], start, end, rule, confidence))
    return tuple(
        [
            Place(id_, _shown_name(place, mentions, setting), place.type, place.country, tuple(mentions))
            for id_, (place, mentions) in named.items()
        ]
    )


def _shown_name(place: GazetteerPlace, mentions: Sequence[Mention], setting: Setting) -> str:
    """The place's name; of a country with several that are as good ("Mỹ", "Hoa Kỳ") the one used here first."""
    if place.type != "country":
        return place.name
    good = (place.name, *setting.gazetteer.countries[place.country].equal)
    return next((mention.text for mention in mentions if mention.text in good), place.name)
