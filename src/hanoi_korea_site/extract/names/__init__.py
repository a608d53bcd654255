"""Where persons' names stand in a text.

A name is read out of a run of capitalised words. What else stands in the run (an office, a place, a body's noun) is
told as `closed` spans, or split off by weighing where a family name begins.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from msgspec import Struct

from hanoi_korea_site.extract.names.shapes import (
    MOST_WORDS,
    PIECE,
    PREFIXED,
    Families,
    Shape,
    candidates,
    ends_a_name,
    foreign_shape,
    frequent,
    listed,
    phrases,
    syllabic_shape,
)
from hanoi_korea_site.patterns import regex

UPPER = "".join(char for char in map(chr, [*range(0x41, 0x250), *range(0x1E00, 0x1F00)]) if char.isupper())
_REST = r"[\w'’]*+(?:-[\w'’]++)*+"
_WORD = f"[{UPPER}]{_REST}"
# The first letter stands alone at the head of the pattern, so that the search for it runs at full speed.
RUN = regex(
    f"[{UPPER}](?<![\\w-].)(?<!\\w['’].)"
    f"(?:{_REST}(?: {{1,2}}{_WORD})++|(?<=[A-Z])[a-z]{{0,5}}-[A-Z][a-z]++-[A-Z]?[a-z]++(?![\\w-]))"
)
SINGLE = regex(_WORD)
_PART = regex(r"[^ -]+")
_LAST_SYLLABLE = regex(r"(?:(-?) ([a-z]{2,6})|( ?[-–] ?)([A-Z][a-z]{1,5})(?! [A-Z]))(?![\w’'-])")

_SPLIT = 0.85
_FEWEST = 2
_BRITAIN = "Anh "
_ADDRESS = frozenset(("ông", "bà", "ngài", "anh", "chị", "cô"))
_TITLES = _ADDRESS | {"gs", "pgs", "ts", "ths", "bs", "ls", "ks", "kts", "mr", "mrs", "ms", "dr"}
_ADDRESSED = tuple(f"{word} " for word in (*_ADDRESS, "đồng chí", "đ/c"))
MIDDLE = frozenset(("văn", "thị"))
_LONGEST_ALIKE = 4


class Piece(NamedTuple):
    """A word of a run, `run[start:end]`."""

    start: int
    end: int
    key: str


Segment = Sequence[Piece]


class Name(Struct, frozen=True, gc=False):
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
    following = 0
    closed = [*closed, (len(text), len(text))]
    for run in RUN.finditer(text, start, end):
        low, high = run.span()
        while closed[following][0] <= low:
            following += 1
        reach = closed[following - 1][1] if following else 0
        if reach >= high:
            continue
        words = key[low:high]
        pieces = _pieces(words, known)
        if not pieces:
            continue
        if reach <= low and closed[following][0] >= high and "-" not in words:
            name = _likeliest(pieces, low, text, key, known, certain=False)
            if name is not None:
                yield name
            continue
        for segment, certain in _segments(pieces, low, closed, max(0, following - 1), words):
            name = _likeliest(segment, low, text, key, known, certain=certain)
            if name is not None:
                yield name


@lru_cache(maxsize=8192)
def _pieces(run: str, known: Families) -> tuple[Piece, ...]:
    """The words of a run; none where no family name is among them."""
    if known.openings.isdisjoint(run.replace("-", " ").split(" ")) and not run.startswith(PREFIXED):
        return ()
    parts = PIECE if " " in run else _PART
    return tuple([Piece(piece.start(), piece.end(), piece[0]) for piece in parts.finditer(run)])


def _segments(
    pieces: Segment, low: int, closed: Sequence[tuple[int, int]], first: int, run: str
) -> Iterator[tuple[list[Piece], bool]]:
    """Maximal stretches outside the closed spans, and whether a closed span stands right before each.

    "Oh-Sae-Hyun" alone is one stretch of three words; beside other words such a hyphen parts.
    """
    index = first
    parts = "-" in run and " " in run
    high = low + pieces[-1].end
    segment: list[Piece] = []
    certain = False
    for at, piece in enumerate(pieces):
        start, end = low + piece.start, low + piece.end
        while closed[index][1] <= start:
            index += 1
        if parts and segment and run[segment[-1].end : piece.start] == "-":
            yield segment, certain
            segment, certain = [], True
        if closed[index][0] < end and not (
            closed[index][1] <= high and _like_a_place(segment, pieces, at, low, closed[index : index + 2])
        ):
            if segment:
                yield segment, certain
            segment, certain = [], True
        else:
            segment.append(piece)
    if segment:
        yield segment, certain


def _given_name_like_a_place(segment: Segment, pieces: Segment, start: int, end: int) -> bool:
    """As in "Nguyễn Thái Bình": a frequent Vietnamese family name begins the run, and the "place" ends it.

    The place of the office may stand before such a name ("Sở Du lịch Hà Nội Trần Quốc Việt Nam").
    """
    told = [piece for piece in segment if piece.start < start and piece.key not in _ADDRESS]
    if not told or len(told) > 2:  # noqa: PLR2004 - and a middle name
        return False
    first = pieces.index(told[0])
    if end != pieces[-1].end and any(piece.key not in _ADDRESS for piece in pieces[:first]):
        return False
    own = len(pieces) - first
    return own <= _LONGEST_ALIKE and told[0].key in frequent("VN") and told[0].key not in listed("nouns")


def _like_a_place(segment: Segment, pieces: Segment, at: int, low: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether the "place" at `spans[0]`, in which the piece `at` stands, is part of a name; `spans[1]` comes next."""
    start, end = spans[0]
    return _given_name_like_a_place(segment, pieces, start - low, end - low) or _name_begins_like_a_place(
        pieces, at, low, *spans
    )


def _name_begins_like_a_place(
    pieces: Segment, at: int, low: int, span: tuple[int, int], following: tuple[int, int]
) -> bool:
    """As in "Đồng Văn Hải": the "place" ends with a middle name, and a word behind it that begins no other place."""
    first = at if low + pieces[at].start == span[0] else max(0, at - 1)
    if first + 2 >= len(pieces) or pieces[first + 1].key not in MIDDLE:
        return False
    begins = span == (low + pieces[first].start, low + pieces[first + 1].end)
    return begins and following[0] != low + pieces[first + 2].start


def _likeliest(segment: Segment, low: int, text: str, key: str, known: Families, *, certain: bool) -> Name | None:
    """The likeliest name that a segment of the run at `low` holds; None where it holds none.

    `certain`: its left edge is.
    """
    while segment and segment[0].key in _TITLES:
        segment, certain = segment[1:], True
    if len(segment) < _FEWEST:
        return None
    tail = _LAST_SYLLABLE.match(text, low + segment[-1].end)
    last = key[tail.start(tail.lastindex or 0) : tail.end()] if tail else ""
    if tail is not None and not ends_a_name(last, hyphenated=bool(tail[1] or tail[3])):
        last = ""
    own = segment[-MOST_WORDS:]
    words = tuple([word for _, _, word in own])
    found = candidates(words, last, known, certain)
    if found and found[0].first and not certain and key.endswith(_ADDRESSED, 0, low + own[0].start):
        found = candidates(words, last, known, True)  # noqa: FBT003 - cached by position
    for candidate in found:
        start = low + own[candidate.first].start
        if _named_after(text, key, start):
            continue
        if candidate.shape.is_historic:
            return None
        end = tail.end() if tail and candidate.tailed else low + own[candidate.first + candidate.length - 1].end
        sure = certain or (candidate.first == 0 and len(own) == len(segment))
        return Name(start, end, candidate.shape, 1.0 if sure else _SPLIT)
    return None


def _named_after(text: str, key: str, start: int) -> bool:
    """Whether a street, a school or a prize stands right before; "thành phố" is no street, "Ba Đình" no temple."""
    thing = phrases("named_after").before(key, start)
    if thing < 0 or phrases("other_things").before(key, start) >= 0:
        return False
    before = text.rfind(" ", 0, max(0, thing - 1)) + 1
    within = before < thing and text[thing].isupper() and text[before].isupper() and " " not in key[thing : start - 1]
    return not within or key[before : thing - 1] in listed("named_after")


def foreign_name(text: str, start: int, limit: int, *, placed: bool = False) -> Name | None:
    """Two to four capitalised words at `start`, right after an office and its country.

    They bear no Vietnamese marks, unless the office is told whole up to its place (`placed`).
    """
    run = RUN.match(text, start, limit)
    if run is None or text.startswith(_BRITAIN, start):
        return None
    shape = foreign_shape(run[0])
    if shape is not None:
        return Name(start, run.end(), shape)
    shape = syllabic_shape(run[0]) if placed else None
    return Name(start, run.end(), shape, _SPLIT) if shape else None
