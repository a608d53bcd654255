"""Head nouns of bodies and of units, listed for places and organisations alike."""

from collections.abc import Mapping
from functools import cache
from typing import Literal

from hanoi_korea_site.closed_lists import lists
from hanoi_korea_site.extract.lexicon import words
from hanoi_korea_site.finder import first_of

Group = Literal["civic", "schools", "firms", "acronyms", "units"]

_BODIES: tuple[Group, ...] = ("civic", "schools", "firms", "acronyms")
BEARERS: tuple[Group, ...] = ("schools", "firms")
"""Of bodies that only bear a place's name."""
_UNITS = ("thành phố", "tỉnh", "quận", "huyện", "thị xã", "tp", "tp.")


@cache
def nouns() -> Mapping[str, Group]:
    """The group of each noun, by its match key."""
    listed = lists("organisations")
    known: list[tuple[str, Group]] = [(word, group) for group in _BODIES for word in words(listed[group])]
    return first_of(known + [(word, "units") for word in _UNITS])
