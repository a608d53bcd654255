"""The archive kept between builds, under a name that tells all that it was linked from.

Entries stand in volumes, a few in a row of the store. A volume is read when one of its entries is asked for, and only
so many are held: no process holds a large archive whole, and a build after which the archive is as it was looks at no
more of it than pages show. Of a large archive, most is which articles and events each place and person stands in: that
is kept as numbers, and ids are held once however many entries name them.
"""

from array import array
from collections.abc import Iterable, Iterator, Mapping, ValuesView
from dataclasses import dataclass, field
from functools import cache
from gettext import gettext as _
from itertools import chain, islice
from typing import Final, Generic, TypeVar

from msgspec import DecodeError, Raw, Struct, msgpack, structs

from hanoi_korea_site.archive import AgreementEntry, Archive, Article, Dispute, EventEntry, OfficialEntry, PlaceEntry
from hanoi_korea_site.cache import Cache
from hanoi_korea_site.errors import Fault, SiteError
from hanoi_korea_site.language import spoken
from hanoi_korea_site.model import Problem

_KIND: Final = "archive"

_SIZE: Final = 16
"""Entries of a volume: what is near in the archive's order is near in time, and shown together."""
_HELD: Final = 1 << 10
"""Volumes of one type that a process holds at a time, those asked for last."""
_READ: Final = 1 << 11
"""Entries of one type that it holds read: they take far more memory than volumes, and little time to be read again."""

_PART: Final = 1 << 8
"""Volumes that are saved at a time."""

T = TypeVar("T")
Entry = TypeVar("Entry", bound=Struct)
Subject = TypeVar("Subject", PlaceEntry, OfficialEntry, AgreementEntry)


_VOLUME = msgpack.Decoder(list[Raw])


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
    held: dict[int, list[Raw]] = field(default_factory=dict)
    read: dict[str, Entry] = field(default_factory=dict)

    def __getitem__(self, key: str) -> Entry:
        entry = self.read.get(key)
        if entry is None:
            if len(self.read) >= _READ:
                self.read.clear()
            number, place = divmod(self.order[key], _SIZE)
            entry = self.read[key] = self.decoded(self._held(number)[place])
        return entry

    def _held(self, number: int) -> list[Raw]:
        volume = self.held.pop(number, None)
        if volume is None:
            volume = self.volume(number)
            if len(self.held) >= _HELD:
                del self.held[next(iter(self.held))]
        self.held[number] = volume  # as the one asked for last
        return volume

    def __iter__(self) -> Iterator[str]:
        return iter(self.order)

    def __len__(self) -> int:
        return len(self.order)

    def __contains__(self, key: object) -> bool:
        return key in self.order

    def values(self) -> ValuesView[Entry]:
        """All of them, none of which is held."""
        return _All(self)

    def volume(self, number: int) -> list[Raw]:
        """Its entries as they are kept: of those near in the archive's order a page may show but one."""
        stored = self.store.get(_KIND, _key(self.kind, number))
        if stored is None:
            raise lost()
        return _VOLUME.decode(stored)

    def decoded(self, kept: Raw) -> Entry:
        entry: Entry = _decoder(self.kind).decode(kept)
        return entry


@dataclass(frozen=True, slots=True, eq=False)
class Subjects(Entries[Subject]):
    """Entries that name `articles` and `events`: kept are the places of those in the archive's order."""

    articles: tuple[str, ...] = ()
    events: tuple[str, ...] = ()

    def decoded(self, kept: Raw) -> Subject:
        row: tuple[Subject, bytes, bytes] = _decoder(tuple[self.kind, bytes, bytes]).decode(kept)  # type: ignore[name-defined]
        entry, articles, events = row
        return structs.replace(entry, articles=_named(articles, self.articles), events=_named(events, self.events))


@cache
def _decoder(kind: type[T]) -> msgpack.Decoder[T]:
    return msgpack.Decoder(kind)


def _numbered(named: Iterable[str], order: Mapping[str, int]) -> bytes:
    return array("I", map(order.__getitem__, named)).tobytes()


def _named(numbers: bytes, ids: tuple[str, ...]) -> tuple[str, ...]:
    return tuple([ids[number] for number in memoryview(numbers).cast("I").tolist()])


class _All(ValuesView[Entry]):
    """The values of a mapping of entries, read in their order."""

    def __init__(self, entries: Entries[Entry]) -> None:
        super().__init__(entries)
        self._entries = entries

    def __iter__(self) -> Iterator[Entry]:
        numbers = range(-(-len(self._entries) // _SIZE))
        return map(self._entries.decoded, chain.from_iterable(map(self._entries.volume, numbers)))


class _Kept(Struct, frozen=True, gc=False):
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


_DECODER = msgpack.Decoder(_Kept)


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
    _save(store, Article, archive.articles.values())
    _save(store, EventEntry, archive.events.values())
    _save(store, PlaceEntry, _bare(archive.places, archive))
    _save(store, OfficialEntry, _bare(archive.officials, archive))
    _save(store, AgreementEntry, _bare(archive.agreements, archive))
    store.save(_KIND, [(name, msgpack.encode(kept))])  # last, so that nothing is found of what is not whole


def kept(store: Cache, name: str) -> tuple[Archive, tuple[Fault, ...]] | None:
    """What was kept under `name`; None where there is nothing, or faults are told in another language."""
    try:
        found = _DECODER.decode(store.get(_KIND, name) or b"")
    except DecodeError:
        return None
    if found.clashes and found.language != spoken():
        return None

    def subjects(kind: type[Subject], ids: tuple[str, ...]) -> Subjects[Subject]:
        return Subjects(kind, store, _order(ids), articles=found.articles, events=found.events)

    archive = Archive(
        articles=Entries(Article, store, _order(found.articles)),
        places=subjects(PlaceEntry, found.places),
        officials=subjects(OfficialEntry, found.officials),
        agreements=subjects(AgreementEntry, found.agreements),
        events=Entries(EventEntry, store, _order(found.events)),
        problems=found.problems,
        disputes=found.disputes,
    )
    return archive, found.clashes


def forget(store: Cache) -> None:
    """So that all is linked anew."""
    store.prune(_KIND, ())


def _save(store: Cache, kind: type[object], rows: Iterable[object]) -> None:
    """In volumes, not all at once: together they would take as much memory as the entries."""
    left, first = iter(rows), 0
    while some := list(islice(left, _SIZE * _PART)):
        volumes = [msgpack.encode(some[at : at + _SIZE]) for at in range(0, len(some), _SIZE)]
        store.save(_KIND, [(_key(kind, number), volume) for number, volume in enumerate(volumes, first)])
        first += _PART


def _bare(subjects: Mapping[str, Subject], archive: Archive) -> Iterator[tuple[Subject, bytes, bytes]]:
    articles, events = _order(archive.articles), _order(archive.events)
    for one in subjects.values():
        bare = structs.replace(one, articles=(), events=())
        yield bare, _numbered(one.articles, articles), _numbered(one.events, events)


def _order(ids: Iterable[str]) -> dict[str, int]:
    return {key: place for place, key in enumerate(ids)}


def _key(of: type[object], volume: int) -> str:
    return f"{of.__name__} {volume}"
