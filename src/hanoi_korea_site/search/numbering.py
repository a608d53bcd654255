"""Slots for articles and entities: numbers that hardly move when others come and go, and need no memory.

An id is hashed to its slot; where several want one, they queue behind it in the order of a second hash. So the slots
are a pure function of the set of ids, and one id more moves only those it pushes on: a few, most often none.
"""

from collections.abc import Iterable
from hashlib import blake2b

_HALF = 8


def slots(ids: Iterable[str]) -> tuple[str, ...]:
    """The id in each slot, "" in the empty ones; there are between a seventh and a good half more slots than ids."""
    hashed = sorted((_hashes(key), key) for key in ids)
    size = _size(len(hashed))
    table = [""] * size
    for (_, wish), key in hashed:
        at = wish % size
        while table[at]:
            at = at + 1 if at + 1 < size else 0
        table[at] = key
    return tuple(table)


def _hashes(key: str) -> tuple[bytes, int]:
    digest = blake2b(key.encode(), digest_size=2 * _HALF).digest()
    return digest[:_HALF], int.from_bytes(digest[_HALF:], "big")


def _size(count: int) -> int:
    """The least of 16, 24, 32, 48, 64, 96 … of which `count` fills at most seven eighths."""
    power = 16
    while True:
        for size in (power, power + power // 2):
            if 8 * count <= 7 * size:
                return size
        power *= 2
