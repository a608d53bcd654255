"""Known names: places of both countries, other countries, family names; and the finder that meets them in a text."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from hanoi_korea_site.encodings import decode
from hanoi_korea_site.errors import Fault, InputError
from hanoi_korea_site.finder import Finder
from hanoi_korea_site.names_file import Country, GazetteerPlace, NamesFile, read_names, read_surnames, spellings
from hanoi_korea_site.text import match_key

__all__ = ["UNIT_SUFFIXES", "Country", "Gazetteer", "GazetteerPlace", "KnownName"]

UNIT_SUFFIXES = ("-si", "-do", "-gun", "-gu", "-shi")
"""What romanised Korean names of units may end in: city, province, county, district."""

_DATA = Path(__file__).parent / "data"
_PACKAGED = ("places-vn.yaml", "places-kr.yaml", "countries.yaml")
_SURNAMES = "surnames.yaml"


@dataclass(frozen=True, slots=True)
class KnownName:
    """A spelling and what it may name, the likeliest first; nothing where the name is blocked.

    `capitals` are the offsets that must be upper-case in a text. `guarded` are ids that the spelling names only behind
    a head or beside another place; of an `unsure` one that is all. `english` says that it is the English name and not
    also the Vietnamese one.
    """

    text: str
    places: tuple[GazetteerPlace, ...]
    guarded: frozenset[str]
    capitals: tuple[int, ...]
    english: bool
    unsure: bool


@dataclass(frozen=True, eq=False, slots=True)
class Gazetteer:
    """All known names. `countries` and `surnames` are keyed by ISO code, `places` by id; surnames are match keys.

    `digest` changes whenever a names file does.
    """

    places: Mapping[str, GazetteerPlace]
    countries: Mapping[str, Country]
    surnames: Mapping[str, frozenset[str]]
    finder: Finder[KnownName]
    digest: str
    _by_name: Mapping[str, KnownName]

    @staticmethod
    def load(extra: Path | None = None) -> "Gazetteer":
        """The packaged names and those of the site's own file, which win; InputError lists what is wrong with it."""
        try:
            return _load(str(extra) if extra else "", extra.read_bytes() if extra else b"")
        except OSError as error:
            raise InputError(Fault(f"cannot be read: {error.strerror}", str(extra))) from error

    def named(self, name: str) -> tuple[GazetteerPlace, ...]:
        """What `name` may be, the likeliest first; it is matched whole, without a head."""
        key = match_key(name)
        stem, joint, suffix = key.rpartition("-")
        known = self._by_name.get(key) or (self._by_name.get(stem) if joint + suffix in UNIT_SUFFIXES else None)
        return known.places if known else ()

    def country_of(self, place: str) -> str:
        """ISO code of the country of a place's id; "" where unknown."""
        known = self.places.get(place)
        return known.country if known else ""

    def country(self, code: str) -> GazetteerPlace | None:
        """The country itself as a place."""
        known = self.countries.get(code)
        return self.places[known.place] if known else None

    def lineage(self, place: str) -> tuple[str, ...]:
        """The id of a place, of what it lies within up to its country, and of what became of each; nearest first."""
        found: dict[str, None] = {}
        waiting = [place]
        while waiting:
            known = self.places.get(waiting.pop(0))
            if known and known.id not in found:
                found[known.id] = None
                waiting += [unit for unit in (known.parent, known.successor) if unit]
        return tuple(found)

    def related(self, one: str, other: str) -> bool:
        """Whether one of two ids lies within the other, or was succeeded by it; every place is related to itself."""
        return one == other or one in self.lineage(other) or other in self.lineage(one)


@lru_cache(maxsize=4)
def _load(extra: str, content: bytes) -> Gazetteer:
    faults: list[Fault] = []
    sources = {name: (_DATA / name).read_bytes() for name in (*_PACKAGED, _SURNAMES)}
    digest = hashlib.blake2b(b"\0".join((*sources.values(), content)), digest_size=16).hexdigest()
    surnames = read_surnames(sources.pop(_SURNAMES).decode(), _SURNAMES, faults)
    files = [read_names(source.decode(), name, faults) for name, source in sources.items()]
    if extra:
        files.insert(0, read_names(_decoded(content, extra), extra, faults))
    places = _united(files, faults)
    countries = {country.code: country for file in reversed(files) for country in file.countries}
    _refuse_unknown_references(files, places, countries, faults)
    if faults:
        raise InputError(*sorted(faults, key=lambda fault: (fault.file, fault.line or 0)))
    by_name = _names(places.values(), countries.values(), (name for file in files for name in file.blocked))
    return Gazetteer(
        places=places,
        countries=countries,
        surnames=_keyed(pair for pairs in (surnames, *(file.surnames for file in files)) for pair in pairs),
        finder=Finder((known.text, known) for known in by_name.values()),
        digest=digest,
        _by_name=by_name,
    )


def _decoded(content: bytes, file: str) -> str:
    try:
        return decode(content)
    except ValueError as error:
        raise InputError(Fault(f"cannot be read: {error}", file)) from error


def _united(files: Iterable[NamesFile], faults: list[Fault]) -> dict[str, GazetteerPlace]:
    """All places by id; an earlier file's place holds against a later one's, twice in one file is a fault."""
    united: dict[str, GazetteerPlace] = {}
    for file in files:
        seen: dict[str, GazetteerPlace] = {}
        for place, form in file.places:
            if place.id in seen:
                faults.append(
                    form.spot.fault(f"the id “{place.id}” stands twice", "give one of them an “id” of its own")
                )
            seen[place.id] = place
        united = united | {key: place for key, place in seen.items() if key not in united}
    return united


def _refuse_unknown_references(
    files: Iterable[NamesFile],
    places: Mapping[str, GazetteerPlace],
    countries: Mapping[str, Country],
    faults: list[Fault],
) -> None:
    codes = {*countries, *(place.country for place in places.values() if place.type == "other")}
    for file in files:
        for place, form in file.places:
            for field, target in (("parent", place.parent), ("successor", place.successor)):
                if target and target not in places:
                    faults.append(form.spot.fault(f"{field} “{target}” is no known place", "give the id of a place"))
            if not place.country or place.country not in codes:
                faults.append(
                    form.spot.fault(
                        f"country “{place.country}” is not known", "give its code, listed under “countries”"
                    )
                )


def _names(
    places: Iterable[GazetteerPlace], countries: Iterable[Country], blocked: Iterable[str]
) -> dict[str, KnownName]:
    """Every spelling by its match key."""
    texts: dict[str, list[str]] = {}
    found: dict[str, list[GazetteerPlace]] = {}
    guarded: dict[str, set[str]] = {}
    of_place = {country.place: country for country in countries}
    for place in places:
        country = of_place.get(place.id)
        unsure = (*place.after_head, *(country.cued if country else ()))
        for name in (place.name, *place.also, *(country.equal if country else ()), *unsure):
            for spelling in spellings(name):
                key = match_key(spelling)
                texts.setdefault(key, []).append(spelling)
                if place not in found.setdefault(key, []):
                    found[key].append(place)
                if name in unsure:
                    guarded.setdefault(key, set()).add(place.id)
    known = {key: _known(texts[key], named, frozenset(guarded.get(key, ()))) for key, named in found.items()}
    return known | {match_key(name): _known([name], (), frozenset()) for name in blocked}


def _known(texts: Sequence[str], places: Sequence[GazetteerPlace], guarded: frozenset[str]) -> KnownName:
    text = texts[0]
    english = bool(places) and text != places[0].name and text in dict(places[0].names)["en"]
    capitals = [at for at, char in enumerate(text) if char.isupper() and (at == 0 or not text[at - 1].isalnum())]
    needed = tuple(at for at in capitals if all(other[at].isupper() for other in texts[1:]))
    unsure = bool(places) and len(guarded) == len(places)
    return KnownName(text, tuple(places), guarded, needed, english, unsure)


def _keyed(pairs: Iterable[tuple[str, tuple[str, ...]]]) -> dict[str, frozenset[str]]:
    keyed: dict[str, frozenset[str]] = {}
    for code, names in pairs:
        keyed[code] = keyed.get(code, frozenset()) | frozenset(map(match_key, names))
    return keyed
