"""A known place's name met in a text, with the words that stand around it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from hanoi_korea_site.extract.lexicon import keys, lists, table
from hanoi_korea_site.extract.sheet import Sheet
from hanoi_korea_site.gazetteer import Gazetteer, GazetteerPlace, KnownName

HeadKind = Literal["city", "province", "district", "ward"]

_REACH = 64
"""Code points looked at to the left of a name."""
_LONGEST_HEAD = 4
_SUFFIX = re.compile(r" ?- ?(?:si|shi|do|gun|gu)(?!\w)|-(?:myeon|eup)(?!\w)")
_OPENING = "([“‘\"'«"


@dataclass(frozen=True, slots=True)
class Head:
    """A word such as "tỉnh" before a name; `start` is where a mention with it begins, the name's start if it heads several."""

    kind: HeadKind
    start: int
    plural: bool


@dataclass(frozen=True, slots=True)
class Sight:
    """A known spelling at `start:end`, cut to the block `low:high`.

    `before` are the match keys of the words left of it and of its head in the same clause, the nearest last; `adjoining`
    says that nothing but a blank stands between. `related` says that it stands in another story's title.
    """

    known: KnownName
    start: int
    end: int
    low: int
    high: int
    head: Head | None
    before: tuple[str, ...]
    adjoining: bool
    related: bool

    @property
    def from_head(self) -> int:
        return self.head.start if self.head else self.start


@dataclass(frozen=True, slots=True)
class Reading:
    """A place read at `start:end` by a rule; `related` says that it stands in another story's title."""

    place: GazetteerPlace
    start: int
    end: int
    rule: str
    confidence: float
    related: bool = False


def find_sights(sheet: Sheet, gazetteer: Gazetteer) -> Iterator[Sight]:
    """Every known spelling in what is published and in related stories' titles, written with its capitals."""
    regions = sorted(
        [(block.start, block.end, False) for block in sheet.blocks]
        + [(span.start, span.end, True) for span in sheet.related]
    )
    at = 0
    for hit in gazetteer.finder.find(sheet.key):
        while at < len(regions) and regions[at][1] <= hit.start:
            at += 1
        if at == len(regions):
            return
        low, high, related = regions[at]
        text = sheet.text
        if hit.start < low or not all(text[hit.start + offset].isupper() for offset in hit.value.capitals):
            continue
        suffix = _SUFFIX.match(sheet.key, hit.end, high)
        end = suffix.end() if suffix else hit.end
        head, before, adjoining = _left_of(sheet.key, low, hit.start)
        yield Sight(hit.value, hit.start, end, low, high, head, before, adjoining, related)


def closing(words: tuple[str, ...], phrases: frozenset[str]) -> str:
    """The longest of `phrases` that `words` end in, or ""."""
    for count in range(min(_LONGEST_HEAD, len(words)), 0, -1):
        phrase = " ".join(words[-count:])
        if phrase in phrases:
            return phrase
    return ""


@cache
def place_words(name: str) -> frozenset[str]:
    """The match keys of a list in `data/place_words.yaml`."""
    return keys(lists("place_words")[name])


@cache
def heads() -> dict[str, HeadKind]:
    """The kind of each head, by its match key."""
    kinds: tuple[HeadKind, ...] = ("city", "province", "district", "ward")
    listed = table(lists("place_words")["heads"])
    return {word: kind for kind in kinds for word in keys(listed[kind])}


@cache
def _head_words() -> frozenset[str]:
    return frozenset(heads())


def _left_of(key: str, low: int, start: int) -> tuple[Head | None, tuple[str, ...], bool]:
    left = key[max(low, start - _REACH) : start]
    cut = max(left.rfind(mark) for mark in ",;:!?\n)|”")
    clause = left[cut + 1 :]
    trimmed = clause.rstrip(" ")
    if not trimmed or (len(trimmed) == len(clause) and trimmed[-1] != "."):
        return None, (), False
    words = tuple(word.lstrip(_OPENING) for word in trimmed.split())
    bare = words
    while between := closing(bare, place_words("between")):
        bare = bare[: -len(between.split())]
    phrase = closing(words, _head_words()) or closing(bare, _head_words())
    if not phrase:
        return None, words, trimmed[-1] not in "." + _OPENING
    rest = words if closing(words, _head_words()) else bare
    before = rest[: -len(phrase.split())]
    plural = bool(closing(before, place_words("plural")))
    apart = plural or rest is not words
    head = Head(heads()[phrase], start if apart else start - (len(clause) - len(trimmed)) - len(phrase), plural)
    return head, before, True
