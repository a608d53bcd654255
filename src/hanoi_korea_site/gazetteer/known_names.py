"""All known names, composed of names files; remembered in a form that is read back at once.

YAML is for people: reading the packaged files takes sixty milliseconds, reading what was remembered of them two.
"""

from collections.abc import Iterable, Mapping, Sequence
from gettext import gettext as _
from pathlib import Path

import msgspec

from hanoi_korea_site.errors import Fault
from hanoi_korea_site.gazetteer.names_file import Country, GazetteerPlace, NamesFile, Surnames, spellings
from hanoi_korea_site.memory import memorise, recalled
from hanoi_korea_site.patterns import regex
from hanoi_korea_site.text import match_key


class Spelling(msgspec.Struct, frozen=True, array_like=True):
    """A way to write a name, under its match key. `places` are indices into `KnownNames.places`, the likeliest first.

    The other fields are those of `gazetteer.KnownName`.
    """

    key: str
    text: str
    places: tuple[int, ...]
    guarded: tuple[str, ...]
    capitals: tuple[int, ...]
    english: bool
    unsure: bool


class KnownNames(msgspec.Struct, frozen=True, array_like=True):
    """What several names files say together; surnames are match keys, by their country's code."""

    places: tuple[GazetteerPlace, ...]
    countries: tuple[Country, ...]
    surnames: Surnames
    spellings: tuple[Spelling, ...]


_COMMON_NOUN = regex(r"(?:Thành phố|Khu|Thung lũng|Quần đảo|Bán đảo|Vương quốc|Cộng hòa|Liên bang|Hợp chúng quốc)\s")
"""Words that many names begin with and that running prose writes small: "thành phố Hồ Chí Minh"."""

_REMEMBERED = msgspec.json.Decoder(KnownNames)


def compose(files: Sequence[NamesFile], surnames: Surnames, faults: list[Fault]) -> KnownNames:
    """What the files say, an earlier one against a later one; what does not fit together is added to `faults`."""
    places = _united(files, faults)
    countries = {country.code: country for file in reversed(files) for country in file.countries}
    _refuse_unknown_references(files, places, countries, faults)
    blocked = [name for file in files for name in file.blocked]
    return KnownNames(
        places=tuple(places.values()),
        countries=tuple(countries.values()),
        surnames=_keyed(pair for pairs in (surnames, *(file.surnames for file in files)) for pair in pairs),
        spellings=tuple(_spellings(tuple(places.values()), countries.values(), blocked).values()),
    )


def remembered(memory: Path, digest: str) -> KnownNames | None:
    """What the file `memory` keeps under `digest`; None where that is missing, damaged or of something else."""
    try:
        return _REMEMBERED.decode(recalled(memory, digest) or b"")
    except msgspec.DecodeError:
        return None


def remember(memory: Path, digest: str, names: KnownNames) -> None:
    """Keep `names` for the next process; where nothing can be written, it reads the files again."""
    memorise(memory, digest, msgspec.json.encode(names))


def _united(files: Iterable[NamesFile], faults: list[Fault]) -> dict[str, GazetteerPlace]:
    """All places by id; an earlier file's place holds against a later one's, twice in one file is a fault."""
    united: dict[str, GazetteerPlace] = {}
    for file in files:
        seen: dict[str, GazetteerPlace] = {}
        for place, form in file.places:
            if place.id in seen:
                message = _("the id “{id}” stands twice").format(id=place.id)
                faults.append(form.spot.fault(message, _("give one of them an “id” of its own")))
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
                    message = _("{field} “{target}” is no known place").format(field=field, target=target)
                    faults.append(form.spot.fault(message, _("give the id of a place")))
            if not place.country or place.country not in codes:
                message = _("country “{code}” is not known").format(code=place.country)
                faults.append(form.spot.fault(message, _("give its code, listed under “countries”")))


def _spellings(
    places: Sequence[GazetteerPlace], countries: Iterable[Country], blocked: Iterable[str]
) -> dict[str, Spelling]:
    """Every spelling by its match key."""
    texts: dict[str, list[str]] = {}
    found: dict[str, list[int]] = {}
    guarded: dict[str, list[str]] = {}
    of_place = {country.place: country for country in countries}
    for index, place in enumerate(places):
        country = of_place.get(place.id)
        unsure = (*place.after_head, *(country.cued if country else ()))
        for name in (place.name, *place.also, *(country.equal if country else ()), *unsure):
            for spelling in spellings(name):
                key = match_key(spelling)
                texts.setdefault(key, []).append(spelling)
                if index not in found.setdefault(key, []):
                    found[key].append(index)
                if name in unsure and place.id not in guarded.setdefault(key, []):
                    guarded[key].append(place.id)
    known = {key: _spelling(key, texts[key], at, places, guarded.get(key, [])) for key, at in found.items()}
    return known | {match_key(name): _spelling(match_key(name), [name], [], (), []) for name in blocked}


def _spelling(
    key: str, texts: Sequence[str], at: Sequence[int], places: Sequence[GazetteerPlace], guarded: Sequence[str]
) -> Spelling:
    text = texts[0]
    english = bool(at) and text != places[at[0]].name and text in dict(places[at[0]].names)["en"]
    capitals = [nth for nth, char in enumerate(text) if char.isupper() and (nth == 0 or not text[nth - 1].isalnum())]
    first = 1 if _COMMON_NOUN.match(text) else 0
    needed = tuple(nth for nth in capitals[first:] if all(other[nth].isupper() for other in texts[1:]))
    unsure = bool(at) and len(guarded) == len(at)
    return Spelling(key, text, tuple(at), tuple(guarded), needed, english, unsure)


def _keyed(pairs: Iterable[tuple[str, tuple[str, ...]]]) -> Surnames:
    keyed: dict[str, dict[str, None]] = {}
    for code, names in pairs:
        keyed.setdefault(code, {}).update(dict.fromkeys(map(match_key, names)))
    return tuple((code, tuple(names)) for code, names in keyed.items())
