"""Where persons' names stand in a text.

A name is read out of a run of capitalised words. What else stands in the run (an office, a place, a body's noun) is
told as `closed` spans, or split off by weighing where a family name begins.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from hanoi_korea_site.extract.lexicon import phrase_before
from hanoi_korea_site.extract.name_shapes import (
    MOST_WORDS,
    PIECE,
    Families,
    Shape,
    candidates,
    ends_a_name,
    foreign_shape,
    frequent,
    listed,
)

UPPER = "".join(char for char in map(chr, [*range(0x41, 0x250), *range(0x1E00, 0x1F00)]) if char.isupper())
_REST = r"[\w'’]*+(?:-[\w'’]++)*+"
_WORD = f"[{UPPER}]{_REST}"
# The first letter stands alone at the head of the pattern, so that the search for it runs at full speed.
RUN = re.compile(
    f"[{UPPER}](?<![\\w-].)(?<!\\w['’].)"
    f"(?:{_REST}(?: {{1,2}}{_WORD})++|(?<=[A-Z])[a-z]{{0,5}}-[A-Z][a-z]++-[A-Z]?[a-z]++(?![\\w-]))"
)
SINGLE = re.compile(_WORD)
_PART = re.compile(r"[^ -]+")
_LOWER_SYLLABLE = re.compile(r"(-?) ([a-z]{2,6})(?!\w)")

_SPLIT = 0.85
_FEWEST = 2
_ADDRESS = frozenset(("ông", "bà", "ngài", "anh", "chị", "cô"))
_LONGEST_ALIKE = 4
_LONGEST_ADDRESSED = 8


class Piece(NamedTuple):
    """A word of a run: `key[start:end]`."""

    start: int
    end: int
    key: str


Segment = list[Piece]


class Name(NamedTuple):
    """A person's name at `text[start:end]`.

    `weight` is how sure its left edge is: 1 where something certain stands before it, less where a run had to be
    split.
    """

    start: int
    end: int
    shape: Shape
    weight: float = 1.0


def find_names(
    text: str, key: str, start: int, end: int, closed: Sequence[tuple[int, int]], known: Families
) -> Iterator[Name]:
    """Names in `text[start:end]`, in order; `closed` are sorted spans that belong to no name's beginning."""
    for run in RUN.finditer(text, start, end):
        low, high = run.span()
        before = bisect_right(closed, (low, len(text))) - 1
        if before >= 0 and closed[before][1] >= high:
            continue
        words = key[low:high]
        if known.all.isdisjoint(words.replace("-", " ").split(" ")):
            continue
        pieces = _pieces(words, low)
        touched = (before >= 0 and closed[before][1] > low) or (
            before + 1 < len(closed) and closed[before + 1][0] < high
        )
        whole = not touched and len(pieces) == words.count(" ") + 1
        for segment, certain in ((pieces, False),) if whole else _segments(pieces, closed, words):
            name = _likeliest(segment, text, key, known, certain=certain)
            if name is not None:
                yield name


def _pieces(run: str, start: int) -> Segment:
    if "-" in run:
        found = (PIECE if " " in run else _PART).finditer(run)
        return [Piece(start + piece.start(), start + piece.end(), piece[0]) for piece in found]
    pieces: Segment = []
    for word in run.split(" "):
        end = start + len(word)
        if word:
            pieces.append(Piece(start, end, word))
        start = end + 1
    return pieces


def _segments(pieces: Segment, closed: Sequence[tuple[int, int]], run: str) -> Iterator[tuple[Segment, bool]]:
    """Maximal stretches outside the closed spans, and whether a closed span stands right before each.

    "Oh-Sae-Hyun" alone is one stretch of three words; beside other words such a hyphen parts.
    """
    low = pieces[0].start
    index = max(0, bisect_left(closed, (low, 0)) - 1)
    parts = "-" in run and " " in run
    segment: Segment = []
    certain = False
    for piece in pieces:
        start, end, _ = piece
        while index < len(closed) and closed[index][1] <= start:
            index += 1
        inside = index < len(closed) and closed[index][0] < end
        if parts and segment and run[segment[-1].end - low : start - low] == "-":
            yield segment, certain
            segment, certain = [], True
        if inside and not _given_name_like_a_place(segment, pieces):
            if segment:
                yield segment, certain
            segment, certain = [], True
        else:
            segment.append(piece)
    if segment:
        yield segment, certain


def _given_name_like_a_place(segment: Segment, pieces: Segment) -> bool:
    """As in "Nguyễn Thái Bình": a frequent Vietnamese family name begins the run, and the "place" ends it."""
    if not segment or len(pieces) > _LONGEST_ADDRESSED:
        return False
    told = [piece for piece in segment if piece.key not in _ADDRESS]
    own = [piece for piece in pieces if piece.key not in _ADDRESS]
    if not told or len(told) > 2 or told[0] is not own[0] or len(own) > _LONGEST_ALIKE:  # noqa: PLR2004 - and a middle name
        return False
    return told[0].key in frequent("VN") and told[0].key not in listed("nouns")


def _likeliest(segment: Segment, text: str, key: str, known: Families, *, certain: bool) -> Name | None:
    """The likeliest name that the segment holds; None where it holds none. `certain`: its left edge is."""
    if segment[0].key in _ADDRESS:
        segment, certain = segment[1:], True
    if len(segment) < _FEWEST:
        return None
    tail = _LOWER_SYLLABLE.match(text, segment[-1].end)
    if tail is not None and not ends_a_name(tail[2], hyphenated=bool(tail[1])):
        tail = None
    own = segment[-MOST_WORDS:]
    for candidate in candidates(tuple([piece.key for piece in own]), tail[2] if tail else "", known):
        start = own[candidate.first].start
        if _named_after(key, start):
            continue
        if candidate.shape.is_historic:
            return None
        end = tail.end(2) if tail and candidate.tailed else own[candidate.first + candidate.length - 1].end
        sure = certain or start == segment[0].start
        return Name(start, end, candidate.shape, 1.0 if sure else _SPLIT)
    return None


def _named_after(key: str, start: int) -> bool:
    """Whether a street, a school or a prize stands right before; "thành phố" is no street, "môi trường" no school."""
    return (
        phrase_before(key, start, listed("named_after")) >= 0 and phrase_before(key, start, listed("other_things")) < 0
    )


def foreign_name(text: str, start: int, limit: int) -> Name | None:
    """Two to four capitalised words without Vietnamese marks at `start`, right after an office and its country."""
    run = RUN.match(text, start, limit)
    shape = foreign_shape(run[0]) if run else None
    return Name(start, run.end(), shape) if run and shape else None
