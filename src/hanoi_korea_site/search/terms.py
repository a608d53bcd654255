"""The terms by which an article or an entity is found: a pure function of what it is given.

Nearly all the work on an article is done once for each different word of the archive: what a piece of text between two
spaces says is looked up.
"""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise
from operator import sub
from zlib import crc32

from msgspec import Struct

from hanoi_korea_site.archive import Archive
from hanoi_korea_site.model import Record
from hanoi_korea_site.search.folding import fold, syllables

TITLE, NAME, WHOLE, PLACE = "^@=#"

SPOTS = 4
"""A pair is known to stand in one of so many spots, which follow one another through a sentence."""

CODES = 1 << 24
"""Syllables are told apart by so many numbers, pairs by twice as many: their words would cost far more."""

_REMEMBERED = 1 << 17
_ROUND = bytes(range(SPOTS))


class Terms(Struct, frozen=True):
    """Keys, each once, and the numbers of all pairs of neighbours as they follow, each with the spot where it stands.

    A pair's number lies between -CODES and CODES.
    """

    keys: tuple[str, ...]
    pairs: Sequence[int] = ()
    spots: bytes = b""

    def stored(self) -> bytes:
        return b"\0".join(("\n".join(self.keys).encode(), array("i", self.pairs).tobytes() + self.spots))

    @classmethod
    def from_stored(cls, body: bytes) -> "Terms":
        keys, _, rest = body.partition(b"\0")
        pairs = array("i")
        count = len(rest) // (pairs.itemsize + 1)
        pairs.frombytes(rest[: count * pairs.itemsize])
        return cls(tuple(keys.decode().split("\n")) if keys else (), pairs, rest[count * pairs.itemsize :])


def article_terms(record: Record, text: str) -> Terms:
    """Of the title and of every published sentence of the text. No pair reaches from one sentence into the next."""
    if len(_said) > _REMEMBERED:
        _said.clear()
        _codes.clear()
    passages = [record.title.text, *[text[one.start : one.end] for block in record.blocks for one in block.sentences]]
    rows = [list(chain.from_iterable(map(_said.__getitem__, passage.split()))) for passage in passages]
    words, entitled = dict.fromkeys(chain.from_iterable(rows)), dict.fromkeys(rows[0])
    pairs: list[int] = []
    for row in rows:
        codes = list(map(_codes.__getitem__, row))
        pairs += map(sub, codes, codes[1:])
    spots = b"".join([_spots(passage, len(row) - 1) for passage, row in zip(passages, rows, strict=True)])
    return Terms((*words, *map(TITLE.__add__, entitled)), array("i", pairs), spots)


def _spots(passage: str, count: int) -> bytes:
    """Where its pairs stand: spots count on from one of its own, so that an edit moves those of its sentence only."""
    first = crc32(passage.encode()) % SPOTS
    return (_ROUND * (count // SPOTS + 2))[first : first + max(count, 0)]


def entity_keys(names: Iterable[str]) -> tuple[str, ...]:
    """Of all names a thing has: their syllables and pairs, and each name as a whole."""
    named = [words for name in names if (words := syllables(name))]
    single, pairs = chain.from_iterable(named), map(" ".join, chain.from_iterable(map(pairwise, named)))
    whole = (WHOLE + " ".join(words) for words in named)
    return tuple(dict.fromkeys(chain(map(NAME.__add__, chain(single, pairs)), whole)))


def entity_names(archive: Archive) -> Iterator[tuple[str, tuple[str, ...]]]:
    """All names of each entity, by its kind and id: "places seoul" → Seoul, 서울특별시, 서울, Xê-un."""
    for place in archive.places.values():
        yield (
            f"places {place.id}",
            (place.name, *(name for names in place.names.values() for name in names), *place.also),
        )
    for official in archive.officials.values():
        yield f"officials {official.id}", official.names
    for agreement in archive.agreements.values():
        yield f"agreements {agreement.id}", agreement.titles


def _code(syllable: str) -> int:
    return crc32(fold(syllable).encode()) % CODES


class _Said(dict[str, tuple[str, ...]]):
    """The syllables of a piece of text."""

    def __missing__(self, piece: str) -> tuple[str, ...]:
        self[piece] = made = tuple(syllables(piece))
        return made


class _Codes(dict[str, int]):
    """The number of a syllable."""

    def __missing__(self, syllable: str) -> int:
        self[syllable] = made = _code(syllable)
        return made


_said, _codes = _Said(), _Codes()
