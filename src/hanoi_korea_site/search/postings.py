"""Ascending slots as text: gaps in printable characters, written so that gzip finds little more to gain.

A gap is a number in base 46 (HIGH, the greatest digit first, none for 0) and a last digit in base 47 (LOW): most gaps
of a frequent term are one character, and the kind of a character tells where a gap ends.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain
from operator import sub

_PRINTABLE = [chr(code) for code in range(0x20, 0x7F) if chr(code) not in '"\\']
LOW, HIGH = "".join(_PRINTABLE[:47]), "".join(_PRINTABLE[47:])


@lru_cache(maxsize=4)
def _steps(size: int) -> tuple[str, ...]:
    """What stands for a step of 0 … `size` from one slot to the next: nothing where a slot comes again."""
    return ("", *map(_digits, range(size)))


def _digits(gap: int) -> str:
    rest, last = divmod(gap, len(LOW))
    out = LOW[last]
    while rest:
        rest, digit = divmod(rest, len(HIGH))
        out = HIGH[digit] + out
    return out


def encode(slots: Sequence[int], size: int) -> str:
    """`slots` ascend and lie below `size`."""
    return "".join(map(_steps(size).__getitem__, map(sub, slots, chain((-1,), slots))))


def decode(text: str) -> Iterable[int]:
    """The slots again, ascending."""
    slot, value = -1, 0
    for char in text:
        if (digit := LOW.find(char)) >= 0:
            slot, value = slot + 1 + value * len(LOW) + digit, 0
            yield slot
        else:
            value = value * len(HIGH) + HIGH.index(char)
