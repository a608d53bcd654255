"""Sentences with one character a word: the frequent words of an archive have short ones, by a vocabulary made for it.

Half of an index is what its articles say, and this takes a third off it after gzip. A word stands in the vocabulary in
lower case and with the space before it; marks say otherwise of the one that follows. What the vocabulary lacks is
written out between two tildes, which mean one where nothing is between them. `static/giai-ma.js` reads it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from hanoi_korea_site.patterns import regex

_MARKS = _JOINED, _CAPITAL, _CAPITALS, _SPACE, _LINE = " joined", " capital", " capitals", " space", " line"
"""What the first characters say: no space before it, a capital first, capitals all, a space, the end of a line."""

_TILDE = "~"

_END = "\ud800"
"""Ends a line among pieces of text; half a character, which no text has."""

_CHARACTERS = tuple(
    chr(code)
    for part in (range(0x21, 0x7E), range(0xA1, 0x800), range(0x800, 0x1800))
    for code in part
    if chr(code) not in '"\\'
)
"""In UTF-8 the first have one byte, the next two, the others three; a string of a script holds all of them."""

_MOST, _LEAST_OFTEN = 4000, 2
_PART = regex(r"[^\W_]+|[\W_]")
_WORD = regex(r"[^\W_]")


def vocabulary(passages: Iterable[str]) -> tuple[str, ...]:
    """Words and signs of some texts, the most frequent first."""
    counts: Counter[str] = Counter()
    for piece, count in Counter(piece for passage in passages for piece in passage.split()).items():
        for symbol in _symbols(piece):
            counts[symbol] += count
    often = [symbol for symbol in counts if counts[symbol] >= _LEAST_OFTEN and symbol not in (*_MARKS, _TILDE)]
    return tuple(sorted(often, key=lambda symbol: (-counts[symbol], symbol))[:_MOST])


class Wording:
    """Writes texts with one vocabulary."""

    def __init__(self, words: Iterable[str]) -> None:
        characters = dict(zip((*_MARKS, *words), _CHARACTERS, strict=False))
        self._pieces = _Pieces(characters)
        self._pieces[_END] = characters[_LINE]

    def written(self, lines: Iterable[str]) -> str:
        """The lines' words, each line ended; of white space only that there is some."""
        return "".join(map(self._pieces.__getitem__, f" {_END} ".join((*lines, "")).split()))


class _Pieces(dict[str, str]):
    """How a piece of text between two spaces is written."""

    def __init__(self, characters: dict[str, str]) -> None:
        super().__init__()
        self._characters = characters

    def __missing__(self, piece: str) -> str:
        self[piece] = made = "".join(self._characters.get(one) or _written_out(one) for one in _symbols(piece))
        return made


def _written_out(symbol: str) -> str:
    return f"{_TILDE}{symbol.strip(_TILDE)}{_TILDE}"


def _symbols(piece: str) -> Iterator[str]:
    """Marks, words in lower case and signs: "(Hà" → space ( joined capital hà."""
    parts = _PART.findall(piece)
    for place, part in enumerate(parts):
        if not _WORD.match(part):
            yield from (part,) if place else (_SPACE, part)
            continue
        if place:
            yield _JOINED
        lower = part.lower()
        if part == lower.upper() != lower and len(part) > 1:
            yield _CAPITALS
        elif part == lower[0].upper() + lower[1:] != lower:
            yield _CAPITAL
        else:
            lower = part
        yield lower
