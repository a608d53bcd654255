"""Head nouns of bodies and of units met in a text, found in one pass for places and organisations alike."""

from functools import cache, lru_cache
from typing import Literal, NamedTuple

from hanoi_korea_site.extract.lexicon import lists, words
from hanoi_korea_site.finder import Finder, Hit, leftmost

Group = Literal["civic", "schools", "firms", "acronyms", "units"]

_BODIES: tuple[Group, ...] = ("civic", "schools", "firms", "acronyms")
_BEARERS: tuple[Group, ...] = ("schools", "firms")
_UNITS = ("thành phố", "tỉnh", "quận", "huyện", "thị xã", "tp", "tp.")


class Nouns(NamedTuple):
    """Where nouns stand in a match key, in order.

    `bodies` head the name of a body and overlap none; `starts` are where such a noun begins, within another one too.
    `bearers` are those of bodies that only bear a place's name, `units` those of cities, provinces and districts.
    """

    bodies: tuple[Hit[Group], ...]
    starts: frozenset[int]
    bearers: tuple[Hit[Group], ...]
    units: tuple[Hit[Group], ...]


@lru_cache(maxsize=2)
def nouns_of(key: str) -> Nouns:
    """The nouns of a text; one stage after the other asks for the same."""
    hits = _finder().each(key)
    bodies = [hit for hit in hits if hit.value != "units"]
    return Nouns(
        bodies=tuple(leftmost(bodies)),
        starts=frozenset([hit.start for hit in bodies]),
        bearers=tuple(leftmost([hit for hit in bodies if hit.value in _BEARERS])),
        units=tuple([hit for hit in hits if hit.value == "units"]),
    )


@cache
def _finder() -> Finder[Group]:
    listed = lists("organisations")
    nouns: list[tuple[str, Group]] = [(word, group) for group in _BODIES for word in words(listed[group])]
    return Finder(nouns + [(word, "units") for word in _UNITS])
