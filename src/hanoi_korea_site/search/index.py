"""Terms of all articles and entities → shards, and the shards again after a few of them have changed.

A shard maps keys, or the numbers of pairs, to the slots where they stand. Which shard that is depends on the folded
form and on the number of shards alone, so that a reader's machine can tell without asking.
"""

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import repeat
from zlib import crc32

import msgspec

from hanoi_korea_site.search.folding import fold
from hanoi_korea_site.search.postings import HIGH, decode, encode
from hanoi_korea_site.search.terms import BUCKETS, NAME, PLACE, TITLE, WHOLE, Terms

Shard = dict[str, str]
"""Encoded slots by key, in order of the keys; those of pairs are decimal numbers."""

Words = tuple[tuple[str, int], ...]
"""Folded syllables with the bit length of how often they occur: what an unfinished word may become."""

Scripts = tuple[tuple[int, tuple[str, ...]], ...]
"""Numbers of scripts, with what each holds."""

_SLOTS_A_WORD_SHARD, _MOST_WORD_SHARDS = 24, 500
_SLOTS_A_PAIR_SHARD, _MOST_PAIR_SHARDS = 32, 380
_ARTICLES_A_SCRIPT, _MOST_SCRIPTS = 4, 1130
_ENTITIES_A_SCRIPT, _MOST_ENTITY_SCRIPTS = 24, 64
_NO_HIGH = {ord(char): None for char in HIGH}
_MOST_WORDS = 6000


@dataclass(frozen=True, slots=True)
class Layout:
    """How many shards there are: those of words come first, then those of pairs."""

    words: int
    pairs: int

    @classmethod
    def of(cls, size: int) -> "Layout":
        """For `size` slots of articles."""
        return cls(
            min(max(size // _SLOTS_A_WORD_SHARD, 1), _MOST_WORD_SHARDS),
            min(max(size // _SLOTS_A_PAIR_SHARD, 1), _MOST_PAIR_SHARDS),
        )

    @property
    def count(self) -> int:
        return self.words + self.pairs

    def of_key(self, key: str) -> int:
        """Its shard: a name stands with its first syllable, which every question for it asks for anyway."""
        return _hashed(key) % self.words

    def of_pair(self, number: int) -> tuple[int, str]:
        """Its shard, and its key there."""
        key, shard = divmod(number % BUCKETS, self.pairs)
        return self.words + shard, str(key)


@dataclass(frozen=True, slots=True)
class Index:
    """What pages of the search are made from.

    `articles` and `entities` hold ids by slot, "" in empty slots; `digests` one a shard, whose JSON `shard` gives.
    `words` are the completions worth offering, by how often they occur (bit length), separated by spaces; `scripts` the
    numbers of the articles' scripts, with the articles in each.
    """

    articles: tuple[str, ...]
    entities: tuple[str, ...]
    words: tuple[str, ...]
    digests: tuple[str, ...]
    scripts: Scripts
    shard: Callable[[int], str]

    @property
    def layout(self) -> Layout:
        return Layout.of(len(self.articles))

    @property
    def articles_a_script(self) -> int:
        return articles_a_script(len(self.articles))

    @property
    def entities_a_script(self) -> int:
        return max(_ENTITIES_A_SCRIPT, -(-len(self.entities) // _MOST_ENTITY_SCRIPTS))


def articles_a_script(size: int) -> int:
    """How many of `size` slots share a script: few, so that little is loaded in vain, and under 2,000 files in all."""
    return max(_ARTICLES_A_SCRIPT, -(-size // _MOST_SCRIPTS))


@lru_cache(maxsize=1 << 16)
def _hashed(key: str) -> int:
    if key[0] == PLACE:
        return crc32(key.encode())
    return crc32(fold(key.lstrip(TITLE + NAME + WHOLE).partition(" ")[0]).encode())


def shards(found: Iterable[tuple[int, Terms]], size: int, layout: Layout) -> tuple[Shard, ...]:
    """All shards; `found` gives slots with the terms that stand there, articles' slots ascending and entities' too."""
    standing: defaultdict[str, list[int]] = defaultdict(list)
    buckets: list[list[int]] = [[] for _ in range(BUCKETS)]
    for slot, terms in found:  # ten million times: no bytecode; a bucket's negative number counts from the end
        deque(map(list.append, map(standing.__getitem__, terms.keys), repeat(slot)), maxlen=0)
        deque(map(list.append, map(buckets.__getitem__, terms.pairs), repeat(slot)), maxlen=0)
    made: tuple[Shard, ...] = tuple({} for _ in range(layout.count))
    for key, slots in standing.items():
        made[layout.of_key(key)][key] = encode(slots, size)
    for number, slots in enumerate(buckets):
        if slots:
            shard, key = layout.of_pair(number)
            made[shard][key] = encode(slots, size)
    return tuple(map(_in_order, made))


def _in_order(shard: Shard) -> Shard:
    return dict(sorted(shard.items()))


Changes = Mapping[int, Mapping[str, tuple[set[int], set[int]]]]
"""By shard and key, the slots that leave and those that join."""


def changes(leaving: Iterable[tuple[int, Terms]], joining: Iterable[tuple[int, Terms]], layout: Layout) -> Changes:
    """What differs between two states of some slots; a slot that leaves a key and joins it again changes nothing."""
    out, came = (
        {(place, slot) for slot, terms in side for place in _places(terms, layout)} for side in (leaving, joining)
    )
    found: defaultdict[int, defaultdict[str, tuple[set[int], set[int]]]] = defaultdict(
        lambda: defaultdict(lambda: (set(), set()))
    )
    for side, marks in enumerate((out - came, came - out)):
        for (shard, key), slot in marks:
            found[shard][key][side].add(slot)
    return found


def _places(terms: Terms, layout: Layout) -> Iterator[tuple[int, str]]:
    """The shards and keys under which a slot with these terms stands."""
    yield from ((layout.of_key(key), key) for key in terms.keys)
    yield from map(layout.of_pair, terms.pairs)


def patched(shard: Shard, keys: Mapping[str, tuple[set[int], set[int]]], size: int) -> Shard:
    """The shard that `shards` would make after these changes."""
    changed = dict(shard)
    for key, (leaving, joining) in keys.items():
        standing = sorted((set(decode(changed.pop(key, ""))) - leaving) | joining)
        if standing:
            changed[key] = encode(standing, size)
    return _in_order(changed)


def words_in(shard: Shard) -> Words:
    """The single syllables of bodies and names, by their folded form; none of pairs, whose keys are numbers."""
    counts: defaultdict[str, int] = defaultdict(int)
    for key, text in shard.items():
        if not key.isdigit() and " " not in key and key[0] not in (TITLE, WHOLE, PLACE):
            word = fold(key.lstrip(NAME))
            if len(word) > 1:
                counts[word] += len(text.translate(_NO_HIGH))
    return tuple((word, counts[word].bit_length()) for word in sorted(counts))


def completions(found: Iterable[Words]) -> tuple[str, ...]:
    """The most frequent words, those of one bit length together: index 3 holds what occurs 4 to 7 times."""
    ordered = sorted((-length, word) for words in found for word, length in words)[:_MOST_WORDS]
    rows: list[list[str]] = [[] for _ in range(1 - ordered[0][0] if ordered else 0)]
    for length, word in ordered:
        rows[-length].append(word)
    return tuple(map(" ".join, rows))


def as_json(shard: Shard) -> bytes:
    return msgspec.json.encode(shard)


def from_json(body: bytes) -> Shard:
    return msgspec.json.decode(body, type=Shard)


def filled(table: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    """The filled slots with their ids, ascending."""
    return ((slot, key) for slot, key in enumerate(table) if key)
