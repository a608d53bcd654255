"""What a build leaves of the search index, kept in parts: a build after one edit reads and writes few of them."""

from collections.abc import Iterable, Mapping
from typing import Final
from zlib import crc32

import msgspec
from msgspec import Struct, structs

from hanoi_korea_site.cache import Cache
from hanoi_korea_site.search.index import Scripts, Words

_KIND: Final = "state"
_HEAD, _SCRIPTS, _VOLUMES = "search", "search scripts", 64
"""Where all but entries and scripts is kept, where these are; entries are in so many volumes."""


class Standing(Struct, frozen=True, gc=False):
    """An entry of the index: its slot, the cache key of its terms, and the archive's places it stands under."""

    slot: int
    terms: str
    places: tuple[str, ...] = ()


class State(Struct, frozen=True):
    """What a build leaves of the archive of that name.

    Entries by kind and id, sizes of both tables, the articles of each script, of each shard its digest and words, and
    the vocabulary with the entries that it was made from, and a digest of these.
    """

    archive: str
    entries: dict[str, Standing]
    sizes: tuple[int, int]
    scripts: Scripts
    digests: tuple[str, ...]
    words: tuple[Words, ...]
    sample: tuple[str, ...] = ()
    sampled: str = ""
    vocabulary: tuple[str, ...] = ()


_STATE = msgspec.msgpack.Decoder(State)
_ONES = msgspec.msgpack.Decoder(Scripts)
_VOLUME = msgspec.msgpack.Decoder(dict[str, Standing])


def kept(store: Cache) -> State | None:
    """What the last build left; None where a part of it is lost."""
    return _kept(store, range(_VOLUMES))


def part_kept(store: Cache, entries: Iterable[str]) -> State | None:
    """The same with no more than these `entries`; None where one is lost."""
    wanted = tuple(entries)
    state = _kept(store, {_number(one) for one in wanted})
    if state is None or any(one not in state.entries for one in wanted):
        return None
    return structs.replace(state, entries={one: state.entries[one] for one in wanted})


def keep(store: Cache, state: State, before: State | None) -> None:
    """Keeps `state` in the place of the one `before`."""
    former, rows = _volumes(before.entries) if before else {}, [_head(state)]
    if before is None or before.scripts != state.scripts:
        rows.append((_SCRIPTS, msgspec.msgpack.encode(state.scripts)))
    volumes = _volumes(state.entries).items()
    rows += [(_key(number), msgspec.msgpack.encode(one)) for number, one in volumes if former.get(number) != one]
    store.save(_KIND, rows)


def keep_part(store: Cache, state: State) -> None:
    """Keeps `state`, of which but some entries changed, and are told."""
    rows = [_head(state)]
    for number in sorted({_number(one) for one in state.entries}):
        there = _VOLUME.decode(store.get(_KIND, _key(number)) or b"")
        there |= {one: standing for one, standing in state.entries.items() if _number(one) == number}
        rows.append((_key(number), msgspec.msgpack.encode(there)))
    store.save(_KIND, rows)


def _kept(store: Cache, numbers: Iterable[int]) -> State | None:
    head, keys = store.get(_KIND, _HEAD), [_SCRIPTS, *map(_key, numbers)]
    rows = dict(store.load(_KIND, keys))
    try:
        state, scripts = _STATE.decode(head or b""), _ONES.decode(rows.pop(_SCRIPTS, b""))
        entries = {one: standing for row in rows.values() for one, standing in _VOLUME.decode(row).items()}
    except msgspec.DecodeError:
        return None
    return structs.replace(state, entries=entries, scripts=scripts) if len(rows) + 1 == len(keys) else None


def _head(state: State) -> tuple[str, bytes]:
    return _HEAD, msgspec.msgpack.encode(structs.replace(state, entries={}, scripts=()))


def _volumes(entries: Mapping[str, Standing]) -> dict[int, dict[str, Standing]]:
    volumes: dict[int, dict[str, Standing]] = {number: {} for number in range(_VOLUMES)}
    for one, standing in entries.items():
        volumes[_number(one)][one] = standing
    return volumes


def _number(entry: str) -> int:
    return crc32(entry.encode()) % _VOLUMES


def _key(number: int) -> str:
    return f"search {number}"
