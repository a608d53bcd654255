"""Keys of all articles and entities → shards, and the shards again after a few of them have changed.

A shard maps keys to the slots where they stand. Which shard a key is in depends on its folded form and on the number of
shards alone, so that a reader's machine can tell without asking.
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
from hanoi_korea_site.search.terms import NAME, PLACE, TITLE, WHOLE

Shard = dict[str, str]
"""Encoded slots by key, in order of the keys."""

Words = tuple[tuple[str, int], ...]
"""Folded syllables with the bit length of how often they occur: what an unfinished word may become."""

_SLOTS_A_SHARD, _MOST_SHARDS = 12, 880
_SLOTS_A_SCRIPT, _MOST_SCRIPTS = 4, 1024
_ENTITIES_A_SCRIPT, _MOST_ENTITY_SCRIPTS = 24, 64
_NO_HIGH = {ord(char): None for char in HIGH}
_MOST_WORDS = 6000


@dataclass(frozen=True, slots=True)
class Index:
    """What pages of the search are made from.

    `articles` and `entities` hold ids by slot, "" in empty slots; `digests` one a shard, whose JSON `shard` gives.
    `words` are the completions worth offering, by how often they occur (bit length), separated by spaces.
    """

    articles: tuple[str, ...]
    entities: tuple[str, ...]
    words: tuple[str, ...]
    digests: tuple[str, ...]
    shard: Callable[[int], str]

    @property
    def articles_a_script(self) -> int:
        """How many slots share a script: few, so that little is loaded in vain, and fewer than 2,000 files in all."""
        return max(_SLOTS_A_SCRIPT, -(-len(self.articles) // _MOST_SCRIPTS))

    @property
    def entities_a_script(self) -> int:
        return max(_ENTITIES_A_SCRIPT, -(-len(self.entities) // _MOST_ENTITY_SCRIPTS))


def shard_count(size: int) -> int:
    """For `size` slots of articles."""
    return min(max(size // _SLOTS_A_SHARD, 1), _MOST_SHARDS)


@lru_cache(maxsize=1 << 17)
def shard_of(key: str, count: int) -> int:
    """A whole name stands with its first syllable, which every question for it asks for anyway."""
    if key[0] == PLACE:
        return crc32(key.encode()) % count
    words = key.lstrip(TITLE + NAME + WHOLE).split(" ")
    if key[0] == WHOLE:
        del words[1:]
    return crc32(" ".join(map(fold, words)).encode()) % count


def shards(found: Iterable[tuple[int, Iterable[str]]], size: int, count: int) -> tuple[Shard, ...]:
    """All shards; `found` gives slots with the keys that stand there, articles' slots ascending and entities' too."""
    standing: defaultdict[str, list[int]] = defaultdict(list)
    for slot, keys in found:
        deque(
            map(list.append, map(standing.__getitem__, keys), repeat(slot)), maxlen=0
        )  # ten million times: no bytecode
    made: tuple[Shard, ...] = tuple({} for _ in range(count))
    for key in sorted(standing):
        made[shard_of(key, count)][key] = encode(standing.pop(key), size)
    return made


Changes = Mapping[int, Mapping[str, tuple[set[int], set[int]]]]
"""By shard and key, the slots that leave and those that join."""


def changes(
    leaving: Iterable[tuple[int, Iterable[str]]], joining: Iterable[tuple[int, Iterable[str]]], count: int
) -> Changes:
    """What differs between two states of some slots; a slot that leaves a key and joins it again changes nothing."""
    out, came = ({(key, slot) for slot, keys in side for key in keys} for side in (leaving, joining))
    found: defaultdict[int, defaultdict[str, tuple[set[int], set[int]]]] = defaultdict(
        lambda: defaultdict(lambda: (set(), set()))
    )
    for side, marks in enumerate((out - came, came - out)):
        for key, slot in marks:
            found[shard_of(key, count)][key][side].add(slot)
    return found


def patched(shard: Shard, keys: Mapping[str, tuple[set[int], set[int]]], size: int) -> Shard:
    """The shard that `shards` would make after these changes."""
    changed = dict(shard)
    for key, (leaving, joining) in keys.items():
        standing = sorted((set(decode(changed.pop(key, ""))) - leaving) | joining)
        if standing:
            changed[key] = encode(standing, size)
    return {key: changed[key] for key in sorted(changed)}


def words_in(shard: Shard) -> Words:
    """The single syllables of bodies and names, by their folded form."""
    counts: defaultdict[str, int] = defaultdict(int)
    for key, text in shard.items():
        if " " not in key and key[0] not in (TITLE, WHOLE, PLACE):
            word = fold(key.lstrip(NAME))
            if len(word) > 1 and not word.isdigit():
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
