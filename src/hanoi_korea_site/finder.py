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

    Words are given as people write them and are matched by their match keys. Of two words with one key the first
    registered holds. Time is linear in the text, whatever the number of words.
    """

    def __init__(self, words: Iterable[tuple[str, T]]) -> None:
        known: dict[str, T] = {}
        for word, value in words:
            known.setdefault(match_key(word), value)
        self._values = list(known.values())
        self._automaton = AhoCorasick(list(known), matchkind=MatchKind.Standard) if known else None

    def find(self, key: str, start: int = 0, end: int | None = None) -> list[Hit[T]]:
        """Non-overlapping hits in `key[start:end]`, in order; the leftmost holds, then the longest."""
        hits: list[Hit[T]] = []
        free_from = 0
        for low, reach, index in sorted(self._bounded(key[start:end])):
            if low >= free_from:
                free_from = -reach
                hits.append(Hit(start + low, start - reach, self._values[index]))
        return hits

    def _bounded(self, key: str) -> list[tuple[int, int, int]]:
        """Start, negative end and value of each word that is no part of a longer one."""
        found: list[tuple[int, int, int]] = []
        if self._automaton is None:
            return found
        length = len(key)
        for index, start, end in self._automaton.find_matches_as_indexes(key, overlapping=True):
            if (start and key[start - 1].isalnum() and key[start].isalnum()) or (
                end < length and key[end].isalnum() and key[end - 1].isalnum()
            ):
                continue
            found.append((start, -end, index))
        return found
