"""The archive kept between builds, under the digest of all that it was linked from; an entry is read when asked for.

So a build after which the archive is as it was links nothing, and looks at no more of it than its pages show.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, Generic, TypeVar

import msgspec

from hanoi_korea_site.archive import AgreementEntry, Archive, Article, Dispute, EventEntry, OfficialEntry, PlaceEntry
from hanoi_korea_site.cache import Cache
from hanoi_korea_site.errors import Fault
from hanoi_korea_site.language import spoken
from hanoi_korea_site.model import Problem

_KIND: Final = "archive"

Entry = TypeVar("Entry", Article, PlaceEntry, OfficialEntry, AgreementEntry, EventEntry)


@dataclass(frozen=True, slots=True, eq=False)
class Entries(Mapping[str, Entry], Generic[Entry]):
    """Entries of one type by id, in their order; each is decoded when it is first looked at."""

    type: type[Entry]
    stored: Mapping[str, bytes]
    read: dict[str, Entry] = field(default_factory=dict)

    def __getitem__(self, key: str) -> Entry:
        entry = self.read.get(key)
        if entry is None:
            entry = self.read[key] = msgspec.msgpack.decode(self.stored[key], type=self.type)
        return entry

    def __iter__(self) -> Iterator[str]:
        return iter(self.stored)

    def __len__(self) -> int:
        return len(self.stored)


Stored = dict[str, bytes]


@dataclass(frozen=True, slots=True)
class _Kept:
    articles: Stored
    places: Stored
    officials: Stored
    agreements: Stored
    events: Stored
    problems: tuple[tuple[str, Problem], ...]
    disputes: tuple[Dispute, ...]
    clashes: tuple[Fault, ...]
    language: str


_DECODER = msgspec.msgpack.Decoder(_Kept)


def keep(store: Cache, name: str, archive: Archive, clashes: tuple[Fault, ...]) -> None:
    """Keeps `archive` under `name` in the place of others, with the faults of articles that are not in it."""
    kept = _Kept(
        articles=_stored(archive.articles),
        places=_stored(archive.places),
        officials=_stored(archive.officials),
        agreements=_stored(archive.agreements),
        events=_stored(archive.events),
        problems=archive.problems,
        disputes=archive.disputes,
        clashes=clashes,
        language=spoken(),
    )
    store.save(_KIND, [(name, msgspec.msgpack.encode(kept))])
    store.prune(_KIND, [name])


def kept(store: Cache, name: str) -> tuple[Archive, tuple[Fault, ...]] | None:
    """What was kept under `name`; None where there is nothing, or faults are told in another language."""
    try:
        found = _DECODER.decode(store.get(_KIND, name) or b"")
    except msgspec.DecodeError:
        return None
    if found.clashes and found.language != spoken():
        return None
    archive = Archive(
        articles=Entries(Article, found.articles),
        places=Entries(PlaceEntry, found.places),
        officials=Entries(OfficialEntry, found.officials),
        agreements=Entries(AgreementEntry, found.agreements),
        events=Entries(EventEntry, found.events),
        problems=found.problems,
        disputes=found.disputes,
    )
    return archive, found.clashes


def _stored(entries: Mapping[str, Entry]) -> Stored:
    return {key: msgspec.msgpack.encode(entry) for key, entry in entries.items()}
