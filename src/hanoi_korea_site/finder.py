"""Many known words, one pass: leftmost-longest matches that begin and end at word boundaries."""

from collections.abc import Iterable
from typing import Generic, NamedTuple, TypeVar

from ahocorasick_rs import AhoCorasick, MatchKind

from hanoi_korea_site.text import match_key

T = TypeVar("T")


class Hit(NamedTuple, Generic[T]):
    """`key[start:end]` is the word found; `value` is what it was registered with."""

    start: int
    end: int
    value: T


class Finder(Generic[T]):
    """Finds registered words in a match key (`text.match_key`).

    Words are given as people write them and are matched by their match keys. Time is linear in the text, whatever the
    number of words.
    """

    def __init__(self, words: Iterable[tuple[str, T]], *, keyed: bool = False) -> None:
        """`keyed` words are match keys already, each once."""
        known = dict(words) if keyed else first_of(words)
        self._values = list(known.values())
        self._automaton = AhoCorasick(list(known), matchkind=MatchKind.Standard) if known else None

    def find(self, key: str, start: int = 0, end: int | None = None) -> list[Hit[T]]:
        """Non-overlapping hits in `key[start:end]`, in order; the leftmost holds, then the longest."""
        whole = not start and end is None
        kept: list[Hit[T]] = []
        free_from = 0
        for begin, back, index in self._met(key if whole else key[start:end]):
            if begin >= free_from:
                free_from = -back
                kept.append(tuple.__new__(Hit, (start + begin, start - back, self._values[index])))
        return kept

    def each(self, key: str) -> list[Hit[T]]:
        """All hits, nested and overlapping ones too; by their start, the longest first."""
        values = self._values
        return [tuple.__new__(Hit, (start, -back, values[index])) for start, back, index in self._met(key)]

    def _met(self, key: str) -> list[tuple[int, int, int]]:
        """Where each hit starts, its end with a minus, so that they sort the longest first, and the word's index."""
        if self._automaton is None:
            return []
        length = len(key)
        found = [
            (start, -end, index)
            for index, start, end in self._automaton.find_matches_as_indexes(key, overlapping=True)
            if not (
                (start and key[start - 1].isalnum() and key[start].isalnum())
                or (end < length and key[end].isalnum() and key[end - 1].isalnum())
            )
        ]
        found.sort()
        return found


def first_of(words: Iterable[tuple[str, T]]) -> dict[str, T]:
    """The values by the words' match keys; of two words with one key the first holds."""
    known: dict[str, T] = {}
    for word, value in words:
        known.setdefault(match_key(word), value)
    return known


def leftmost(hits: Iterable[Hit[T]]) -> list[Hit[T]]:
    """Of `hits` in the order of `Finder.each`, those that overlap none before them."""
    kept: list[Hit[T]] = []
    free_from = 0
    for hit in hits:
        start, end, _ = hit
        if start >= free_from:
            free_from = end
            kept.append(hit)
    return kept
