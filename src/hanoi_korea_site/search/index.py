"""Terms of all articles and entities → shards, and the shards again after a few of them have changed.

A shard maps keys, or the numbers of pairs, to the slots where they stand. Which shard that is depends on the folded
form and on the number of shards alone, so that a reader's machine can tell without asking.
"""

from array import array
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, islice, repeat
from zlib import crc32

import msgspec
from msgspec import Struct

from hanoi_korea_site.search.folding import fold
from hanoi_korea_site.search.postings import bits, letters
from hanoi_korea_site.search.terms import CODES, NAME, PLACE, SPOTS, TITLE, WHOLE, Terms

Key = str | int
Shard = dict[Key, bytes]
"""Where keys stand, in order of the keys, as packed numbers: slots of words; units of pairs, whose keys are numbers.

A unit is a slot and a spot in it: SPOTS times the slot, and the spot.
"""

Words = tuple[tuple[str, int], ...]
"""Folded syllables with the bit length of how often they occur: what an unfinished word may become."""

Scripts = tuple[tuple[int, tuple[str, ...]], ...]
"""Numbers of scripts, with what each holds."""

_SLOTS_A_WORD_SHARD, _MOST_WORD_SHARDS = 37, 330
_SLOTS_A_PAIR_SHARD, _MOST_PAIR_SHARDS = 22, 550
_ARTICLES_A_SCRIPT, _MOST_SCRIPTS = 4, 1130
_ENTITIES_A_SCRIPT, _MOST_ENTITY_SCRIPTS = 24, 64
_MOST_WORDS = 6000
_TOGETHER = 4096


class Layout(Struct, frozen=True):
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

    def of_pair(self, number: int) -> tuple[int, int]:
        """Its shard, and its key there."""
        key, shard = divmod(number + CODES, self.pairs)
        return self.words + shard, key


class Index(Struct, frozen=True):
    """What pages of the search are made from.

    `articles` and `entities` hold ids by slot, "" in empty slots; `digests` one a shard, which `shard` gives; `words`
    the completions worth offering, by how often they occur (bit length), separated by spaces; `vocabulary` what the
    articles' scripts are worded with; `scripts` their numbers, with the articles in each.
    """

    articles: tuple[str, ...]
    entities: tuple[str, ...]
    words: tuple[str, ...]
    vocabulary: tuple[str, ...]
    digests: tuple[str, ...]
    scripts: Scripts
    shard: Callable[[int], tuple[str, str]]

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


def shards(found: Iterable[tuple[int, Terms]], layout: Layout) -> tuple[Shard, ...]:
    """All shards; `found` gives slots with the terms that stand there, articles' slots ascending and entities' too.

    Of some entries at a time numbers are gathered in lists, which take many times the memory of packed ones.
    """
    standing: defaultdict[str, bytearray] = defaultdict(bytearray)
    beside: defaultdict[int, bytearray] = defaultdict(bytearray)
    left = iter(found)
    for first in left:
        words, pairs = _gathered(chain((first,), islice(left, _TOGETHER - 1)))
        for word, slots in words.items():
            standing[word] += _packed(slots)
        for number, stands in pairs.items():
            beside[number] += _packed(sorted(dict.fromkeys(stands)))
    made: tuple[Shard, ...] = tuple({} for _ in range(layout.count))
    for word in sorted(standing):
        made[layout.of_key(word)][word] = bytes(standing.pop(word))
    for number in sorted(beside):
        shard, key = layout.of_pair(number)
        made[shard][key] = bytes(beside.pop(number))
    return made


def _gathered(found: Iterable[tuple[int, Terms]]) -> tuple[Mapping[str, Sequence[int]], Mapping[int, Sequence[int]]]:
    """The slots where each key stands, and the units where each pair does: as often as it stands there."""
    standing: defaultdict[str, list[int]] = defaultdict(list)
    beside: defaultdict[int, list[int]] = defaultdict(list)
    for slot, terms in found:  # ten million times: no bytecode
        deque(map(list.append, map(standing.__getitem__, terms.keys), repeat(slot)), maxlen=0)
        units = tuple(range(SPOTS * slot, SPOTS * (slot + 1)))
        deque(map(list.append, map(beside.__getitem__, terms.pairs), map(units.__getitem__, terms.spots)), maxlen=0)
    return standing, beside


def _packed(numbers: Iterable[int]) -> bytes:
    return array("I", numbers).tobytes()


def _unpacked(packed: bytes) -> Sequence[int]:
    numbers = array("I")
    numbers.frombytes(packed)
    return numbers


Changes = Mapping[int, Mapping[Key, tuple[set[int], set[int]]]]
"""By shard and key, the slots or units that leave and those that join."""


def changes(leaving: Iterable[tuple[int, Terms]], joining: Iterable[tuple[int, Terms]], layout: Layout) -> Changes:
    """What differs between two states of some slots; a slot that leaves a key and joins it again changes nothing."""
    out, came = ({mark for slot, terms in side for mark in _marks(slot, terms, layout)} for side in (leaving, joining))
    found: defaultdict[int, defaultdict[Key, tuple[set[int], set[int]]]] = defaultdict(
        lambda: defaultdict(lambda: (set(), set()))
    )
    for side, marks in enumerate((out - came, came - out)):
        for (shard, key), number in marks:
            found[shard][key][side].add(number)
    return found


def _marks(slot: int, terms: Terms, layout: Layout) -> Iterator[tuple[tuple[int, Key], int]]:
    """The shards and keys under which a slot with these terms stands, with the numbers that say so."""
    yield from (((layout.of_key(key), key), slot) for key in terms.keys)
    yield from zip(map(layout.of_pair, terms.pairs), map((SPOTS * slot).__add__, terms.spots), strict=True)


def patched(shard: Shard, keys: Mapping[Key, tuple[set[int], set[int]]]) -> Shard:
    """The shard that `shards` would make after these changes."""
    changed = dict(shard)
    for key, (leaving, joining) in keys.items():
        standing = sorted(set(_unpacked(changed.pop(key, b""))) - leaving | joining)
        if standing:
            changed[key] = _packed(standing)
    return dict(sorted(changed.items()))


def words_in(shard: Shard) -> Words:
    """The single syllables of bodies and names, by their folded form; no numbers, and none of pairs."""
    counts: defaultdict[str, int] = defaultdict(int)
    for key, slots in shard.items():
        if isinstance(key, str) and not key.isdigit() and " " not in key and key[0] not in (TITLE, WHOLE, PLACE):
            word = fold(key.lstrip(NAME))
            if len(word) > 1:
                counts[word] += len(slots) // array("I").itemsize
    return tuple((word, counts[word].bit_length()) for word in sorted(counts))


def completions(found: Iterable[Words]) -> tuple[str, ...]:
    """The most frequent words, those of one bit length together: index 3 holds what occurs 4 to 7 times."""
    ordered = sorted((-length, word) for words in found for word, length in words)[:_MOST_WORDS]
    rows: list[list[str]] = [[] for _ in range(1 - ordered[0][0] if ordered else 0)]
    for length, word in ordered:
        rows[-length].append(word)
    return tuple(map(" ".join, rows))


def published(shard: Shard, size: int, layout: Layout) -> tuple[str, str]:
    """A shard as it is published: its words, and in letters where they stand, among `size` slots, in the same order.

    A shard of pairs names no words; their keys are the first of its lists.
    """
    words = [key for key in shard if isinstance(key, str)]
    numbers = [key for key in shard if isinstance(key, int)]
    lists = [bits(numbers, 2 * CODES // layout.pairs + 1)] if numbers else []
    lists += [bits(_unpacked(packed), SPOTS * size if numbers else size) for packed in shard.values()]
    return ",".join(words), letters(lists)


def as_bytes(shard: Shard) -> bytes:
    return msgspec.msgpack.encode(shard)


def from_bytes(body: bytes) -> Shard:
    return msgspec.msgpack.decode(body, type=Shard)


def filled(table: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    """The filled slots with their ids, ascending."""
    return ((slot, key) for slot, key in enumerate(table) if key)
