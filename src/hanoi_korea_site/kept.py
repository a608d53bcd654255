"""The archive kept between builds, under a name that tells all that it was linked from.

Entries stand in volumes, a few in a row of the store. A volume is read when one of its entries is asked for, and only
so many are held: no process holds a large archive whole, and a build after which the archive is as it was looks at no
more of it than pages show.
"""

from collections.abc import Iterable, Iterator, Mapping, ValuesView
from dataclasses import dataclass, field
from gettext import gettext as _
from itertools import chain, count, islice
from typing import Final, Generic, TypeVar

import msgspec
from msgspec import Struct

from hanoi_korea_site.archive import AgreementEntry, Archive, Article, Dispute, EventEntry, OfficialEntry, PlaceEntry
from hanoi_korea_site.cache import Cache
from hanoi_korea_site.errors import Fault, SiteError
from hanoi_korea_site.language import spoken
from hanoi_korea_site.model import Problem

_KIND: Final = "archive"

_SIZE: Final = 16
"""Entries of a volume: what is near in the archive's order is near in time, and shown together."""
_HELD: Final = 1 << 8
"""Volumes of one type that a process holds at a time."""

Entry = TypeVar("Entry", bound=Struct)


class LostError(SiteError):
    """A part of the archive that was kept cannot be read; it is to be forgotten, and linked anew."""


def lost() -> LostError:
    return LostError(Fault(_("the archive that was kept is damaged"), remedy=_("run the command again")))


@dataclass(frozen=True, slots=True, eq=False)
class Entries(Mapping[str, Entry], Generic[Entry]):
    """Entries of one type by id; `order` tells where each stands among them. Raises LostError."""

    kind: type[Entry]
    store: Cache
    order: Mapping[str, int]
    held: dict[int, list[Entry]] = field(default_factory=dict)

    @classmethod
    def of(cls, kind: type[Entry], store: Cache, keys: Iterable[str]) -> "Entries[Entry]":
        return cls(kind, store, {key: place for place, key in enumerate(keys)})

    def __getitem__(self, key: str) -> Entry:
        number, place = divmod(self.order[key], _SIZE)
        volume = self.held.get(number)
        if volume is None:
            volume = self.volume(number)
            if len(self.held) >= _HELD:
                del self.held[next(iter(self.held))]
            self.held[number] = volume
        return volume[place]

    def __iter__(self) -> Iterator[str]:
        return iter(self.order)

    def __len__(self) -> int:
        return len(self.order)

    def __contains__(self, key: object) -> bool:
        return key in self.order

    def values(self) -> ValuesView[Entry]:
        """All of them, none of which is held."""
        return _All(self)

    def volume(self, number: int) -> list[Entry]:
        stored = self.store.get(_KIND, _key(self.kind, number))
        if stored is None:
            raise lost()
        return _decoded(stored, self.kind)


def _decoded(stored: bytes, of: type[Entry]) -> list[Entry]:
    return msgspec.msgpack.decode(stored, type=list[of])  # type: ignore[valid-type]


class _All(ValuesView[Entry]):
    """The values of a mapping of entries, read in their order."""

    def __init__(self, entries: Entries[Entry]) -> None:
        super().__init__(entries)
        self._entries = entries

    def __iter__(self) -> Iterator[Entry]:
        numbers = range(-(-len(self._entries) // _SIZE))
        return chain.from_iterable(map(self._entries.volume, numbers))


@dataclass(frozen=True, slots=True)
class _Kept:
    """All but the entries themselves: their ids in order."""

    articles: tuple[str, ...]
    places: tuple[str, ...]
    officials: tuple[str, ...]
    agreements: tuple[str, ...]
    events: tuple[str, ...]
    problems: tuple[tuple[str, Problem], ...]
    disputes: tuple[Dispute, ...]
    clashes: tuple[Fault, ...]
    language: str


_DECODER = msgspec.msgpack.Decoder(_Kept)


def keep(store: Cache, name: str, archive: Archive, clashes: tuple[Fault, ...]) -> None:
    """Keeps `archive` under `name` in the place of others, with the faults of articles that are not in it."""
    kept = _Kept(
        articles=tuple(archive.articles),
        places=tuple(archive.places),
        officials=tuple(archive.officials),
        agreements=tuple(archive.agreements),
        events=tuple(archive.events),
        problems=archive.problems,
        disputes=archive.disputes,
        clashes=clashes,
        language=spoken(),
    )
    forget(store)
    store.save(_KIND, _stored(Article, archive.articles))
    store.save(_KIND, _stored(PlaceEntry, archive.places))
    store.save(_KIND, _stored(OfficialEntry, archive.officials))
    store.save(_KIND, _stored(AgreementEntry, archive.agreements))
    store.save(_KIND, _stored(EventEntry, archive.events))
    store.save(_KIND, [(name, msgspec.msgpack.encode(kept))])  # last, so that nothing is found of what is not whole


def kept(store: Cache, name: str) -> tuple[Archive, tuple[Fault, ...]] | None:
    """What was kept under `name`; None where there is nothing, or faults are told in another language."""
    try:
        found = _DECODER.decode(store.get(_KIND, name) or b"")
    except msgspec.DecodeError:
        return None
    if found.clashes and found.language != spoken():
        return None
    archive = Archive(
        articles=Entries.of(Article, store, found.articles),
        places=Entries.of(PlaceEntry, store, found.places),
        officials=Entries.of(OfficialEntry, store, found.officials),
        agreements=Entries.of(AgreementEntry, store, found.agreements),
        events=Entries.of(EventEntry, store, found.events),
        problems=found.problems,
        disputes=found.disputes,
    )
    return archive, found.clashes


def forget(store: Cache) -> None:
    """So that all is linked anew."""
    store.prune(_KIND, ())


def _stored(of: type[Entry], entries: Mapping[str, Entry]) -> Iterator[tuple[str, bytes]]:
    left = iter(entries.values())
    for number in count():
        if not (volume := list(islice(left, _SIZE))):
            return
        yield _key(of, number), msgspec.msgpack.encode(volume)


def _key(of: type[object], volume: int) -> str:
    return f"{of.__name__} {volume}"
