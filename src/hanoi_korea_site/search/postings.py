"""Lists of ascending numbers as letters: gaps in Rice's code, six bits a letter, so that gzip finds nothing to gain.

A list begins with how many numbers it holds, in Elias's gamma code; that and the numbers' limit tell how many low bits
of each gap are written as they are. Lists follow one another without anything between them.
"""

from base64 import b64encode
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain
from operator import sub


class _Gaps(dict[int, str]):
    """The bits of a gap with so many low ones: the rest of it as ones and a zero, then those."""

    def __init__(self, low: int) -> None:
        super().__init__()
        self._low = low

    def __missing__(self, gap: int) -> str:
        rest, below = divmod(gap - 1, 1 << self._low)
        self[gap] = made = "1" * rest + "0" + f"{below:b}".zfill(self._low)[: self._low]
        return made


_gaps = lru_cache(maxsize=64)(_Gaps)


def low_bits(count: int, limit: int) -> int:
    """How many low bits a gap has where `count` numbers stand below `limit`: those of seven tenths of the mean gap."""
    return max((limit * 7 // (count * 10)).bit_length() - 1, 0)


def bits(numbers: Sequence[int], limit: int) -> str:
    """`numbers` are different, ascend and lie below `limit`; there is at least one."""
    count = f"{len(numbers):b}"
    gaps = map(_gaps(low_bits(len(numbers), limit)).__getitem__, map(sub, numbers, chain((-1,), numbers)))
    return "0" * (len(count) - 1) + count + "".join(gaps)


def letters(lists: Iterable[str]) -> str:
    """The bits of all lists in base 64, filled up with zeros."""
    joined = "".join(lists)
    filled = joined.ljust(-(-len(joined) // 24) * 24, "0")
    return b64encode(int(filled or "0", 2).to_bytes(len(filled) // 8, "big")).decode()
