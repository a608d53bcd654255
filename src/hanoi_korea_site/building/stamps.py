"""Stamps of files: by what the file system says of a file it is known whether it changed, unopened."""

import os
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from operator import attrgetter
from struct import iter_unpack
from typing import Final, cast

from hanoi_korea_site.building.background import begun

_WORTH: Final = 1500
"""Beginning a process takes as long as the stamps of a thousand files."""

Stamp = tuple[int, int, int, int]
"""A file's size, when its bytes and when what is said of it changed (ns), and its number."""

WIDTH: Final = 32
_LARGEST: Final = (1 << 63) - 1
"""Of stamps as they are kept: bytes of each, and what each number of it is at most."""

_NOWHERE: Final = (0, 0, 0, 0)

_told: Final[Callable[[os.stat_result], Stamp]] = attrgetter("st_size", "st_mtime_ns", "st_ctime_ns", "st_ino")


def stamp(status: os.stat_result) -> Stamp:
    return _told(status)


def stamps_of(folder: str, names: Sequence[str]) -> list[Stamp]:
    """In the order of `names`, which are paths below `folder`; OSError where one is gone."""
    half = len(names) // 2
    others = stamping(folder, names[half:])
    stamps = [*stamps_at(_paths(folder, names[:half])), *unpacked(others())]
    return stamps if len(stamps) == len(names) else stamps_at(_paths(folder, names))


def stamping(folder: str, names: Sequence[str]) -> Callable[[], bytes]:
    """Begins to tell the stamps, of many in a process of its own; what is given waits for them: b"" where one is gone.

    From within the folder they are told sooner.
    """

    def here() -> bytes:
        try:
            return packed(stamps_at(_paths(folder, names)))
        except OSError:
            return b""

    def within() -> bytes:
        os.chdir(folder)
        return packed(stamps_at(names))

    return begun(within, here) if len(names) >= _WORTH else here


def _paths(folder: str, names: Iterable[str]) -> list[str]:
    return [f"{folder}/{name}" for name in names]


def stamps_at(files: Iterable[str]) -> list[Stamp]:
    """OSError where one is gone."""
    return list(map(_told, map(os.stat, files)))


def packed(stamps: Iterable[Stamp]) -> bytes:
    """As they are kept."""
    told = tuple(chain.from_iterable(stamps))
    try:
        return array("q", told).tobytes()
    except OverflowError:  # numbers of files that take 64 bits and more
        return array("q", (number % _LARGEST for number in told)).tobytes()


def unpacked(stored: bytes) -> Iterator[Stamp]:
    return cast("Iterator[Stamp]", iter_unpack("4q", stored))


def stamp_of(file: str) -> Stamp:
    """Zeros where the file is gone."""
    try:
        return stamp(os.stat(file))  # noqa: PTH116 - quicker
    except OSError:
        return _NOWHERE
