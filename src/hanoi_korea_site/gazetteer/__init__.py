"""Known names: places of both countries, other countries, family names; and the finder that meets them in a text."""

import hashlib
from collections.abc import Mapping
from functools import cache, lru_cache
from gettext import gettext as _
from pathlib import Path

from msgspec import Struct

from hanoi_korea_site.encodings import decode
from hanoi_korea_site.errors import Fault, InputError
from hanoi_korea_site.finder import Finder
from hanoi_korea_site.gazetteer.known_names import KnownNames, compose, remember, remembered
from hanoi_korea_site.gazetteer.names_file import Country, GazetteerPlace, read_names, read_surnames
from hanoi_korea_site.language import reason
from hanoi_korea_site.text import match_key

__all__ = ["UNIT_SUFFIXES", "Country", "Gazetteer", "GazetteerPlace", "KnownName"]

UNIT_SUFFIXES = ("-si", "-do", "-gun", "-gu", "-shi")
"""What romanised Korean names of units may end in: city, province, county, district."""

_DATA = Path(__file__).parents[1] / "data"
_PACKAGED = ("places-vn.yaml", "places-kr.yaml", "countries.yaml")
_SURNAMES = "surnames.yaml"
_READERS = ("gazetteer/__init__.py", "gazetteer/known_names.py", "gazetteer/names_file.py", "yamlparser.py", "text.py")


class KnownName(Struct, frozen=True, gc=False):
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


class Gazetteer(Struct, frozen=True, eq=False):
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
    def load(extra: Path | None = None, memory: Path | None = None) -> "Gazetteer":
        """The packaged names and those of the site's own file, which win; InputError lists what is wrong with it.

        `memory` is a file that keeps what was read for the next process; it may be deleted at any time.
        """
        try:
            return _load(str(extra or ""), extra.read_bytes() if extra else b"", str(memory or ""))
        except OSError as error:
            raise InputError(Fault(_("cannot be read: {reason}").format(reason=reason(error)), str(extra))) from error

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
def _load(extra: str, content: bytes, memory: str) -> Gazetteer:
    sources = {name: (_DATA / name).read_bytes() for name in (*_PACKAGED, _SURNAMES)}
    digest = hashlib.blake2b(b"\0".join((*sources.values(), content)), digest_size=16).hexdigest()
    names = remembered(Path(memory), _with_code(digest)) if memory else None
    if names is None:
        names = _read(sources, extra, content)
        if memory:
            remember(Path(memory), _with_code(digest), names)
    return _gazetteer(names, digest)


def _read(sources: Mapping[str, bytes], extra: str, content: bytes) -> KnownNames:
    faults: list[Fault] = []
    files = [read_names(sources[name].decode(), name, faults) for name in _PACKAGED]
    if extra:
        files.insert(0, read_names(_decoded(content, extra), extra, faults))
    names = compose(files, read_surnames(sources[_SURNAMES].decode(), _SURNAMES, faults), faults)
    if faults:
        raise InputError(*sorted(faults, key=lambda fault: (fault.file, fault.line or 0)))
    return names


@cache
def _own_code() -> bytes:
    return b"".join(Path(__file__).parents[1].joinpath(name).read_bytes() for name in _READERS)


def _with_code(digest: str) -> str:
    """The digest of the names files and of the code that reads them."""
    return hashlib.blake2b(digest.encode() + _own_code(), digest_size=16).hexdigest()


def _gazetteer(names: KnownNames, digest: str) -> Gazetteer:
    places = names.places
    by_name = {
        known.key: KnownName(
            known.text, tuple([places[index] for index in known.places]), frozenset(known.guarded), known.capitals,
            known.english, known.unsure,
        )
        for known in names.spellings
    }  # fmt: skip
    return Gazetteer(
        places={place.id: place for place in places},
        countries={country.code: country for country in names.countries},
        surnames={code: frozenset(surnames) for code, surnames in names.surnames},
        finder=Finder(by_name.items(), keyed=True),
        digest=digest,
        _by_name=by_name,
    )


def _decoded(content: bytes, file: str) -> str:
    try:
        return decode(content)
    except ValueError as error:
        raise InputError(Fault(_("cannot be read: {reason}").format(reason=error), file)) from error
