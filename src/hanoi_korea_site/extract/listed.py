"""What the closed lists have in a text, met in one pass: nouns of bodies, words of offices, heads of documents."""

from functools import cache, lru_cache
from typing import NamedTuple

from msgspec import Struct

from hanoi_korea_site.extract.heads import Head
from hanoi_korea_site.extract.heads import lists as lists_of_documents
from hanoi_korea_site.extract.nouns import BEARERS, Group, nouns
from hanoi_korea_site.extract.office_words import Term, terms
from hanoi_korea_site.finder import Finder, Hit, leftmost

_IN_HAND = 128
"""Texts that are read side by side: one stage goes through all of them before the next asks for the same words."""


class Listed(Struct, frozen=True, gc=False):
    """Where listed words stand in a match key, in order.

    `bodies` head the name of a body and overlap none; `starts` are where such a noun begins, within another one too.
    `bearers` are those of bodies that only bear a place's name, `units` those of cities, provinces and districts.
    `terms` are of offices, `heads` of documents; none of either overlaps another.
    """

    bodies: list[Hit[Group]]
    starts: frozenset[int]
    bearers: list[Hit[Group]]
    units: list[Hit[Group]]
    terms: list[Hit[Term]]
    heads: list[Hit[Head]]


class _Meaning(NamedTuple):
    """What one word is to each of the lists."""

    noun: Group | None
    term: Term | None
    head: Head | None


@lru_cache(maxsize=_IN_HAND)
def listed_in(key: str) -> Listed:
    """The listed words of a text."""
    bodies: list[Hit[Group]] = []
    units: list[Hit[Group]] = []
    terms: list[Hit[Term]] = []
    heads: list[Hit[Head]] = []
    for start, end, (noun, term, head) in _finder().each(key):
        if noun is not None:
            (units if noun == "units" else bodies).append(tuple.__new__(Hit, (start, end, noun)))
        if term is not None:
            terms.append(tuple.__new__(Hit, (start, end, term)))
        if head is not None:
            heads.append(tuple.__new__(Hit, (start, end, head)))
    return Listed(
        leftmost(bodies),
        frozenset([hit.start for hit in bodies]),
        leftmost([hit for hit in bodies if hit.value in BEARERS]),
        units,
        leftmost(terms),
        leftmost(heads),
    )


@cache
def _finder() -> Finder[_Meaning]:
    of_bodies, of_offices, of_documents = nouns(), terms(), lists_of_documents().heads
    words = dict.fromkeys((*of_bodies, *of_offices, *of_documents))
    return Finder(
        ((word, _Meaning(of_bodies.get(word), of_offices.get(word), of_documents.get(word))) for word in words),
        keyed=True,
    )
