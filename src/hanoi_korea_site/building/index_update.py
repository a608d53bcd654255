"""The search index brought up to date: terms are remembered an article, shards are patched where few entries changed.

What the cache holds is a help only. The index is a pure function of the archive and its articles: where anything that
the patching needs is missing or damaged, all shards are made anew.
"""

import hashlib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import islice
from typing import NoReturn

from msgspec import Struct, structs

from hanoi_korea_site.archive import Archive
from hanoi_korea_site.building import index_volumes
from hanoi_korea_site.building.archive_volumes import lost
from hanoi_korea_site.building.article_store import TERMS
from hanoi_korea_site.building.index_volumes import Standing, State
from hanoi_korea_site.building.reading import Bodies
from hanoi_korea_site.cache import Cache
from hanoi_korea_site.search import index as made
from hanoi_korea_site.search.index import Index, Layout, Scripts, Shard, Words
from hanoi_korea_site.search.numbering import slots
from hanoi_korea_site.search.terms import PLACE, Terms, entity_keys, entity_names
from hanoi_korea_site.search.wording import vocabulary
from hanoi_korea_site.views.search_scripts import scripts_of_articles

_FEW = 8
"""Shards are patched where at most one entry in so many changed: beyond, making all anew is as quick."""

_BATCH = 500

_SAVED = 50
"""Shards saved at a time: all would take as much memory again."""

_SAMPLED = 256
"""Articles that the vocabulary is made from: enough for most words, and few, so that an edit seldom changes it."""


_Found = tuple[tuple[str, ...], tuple[Words, ...]]
"""Of each shard its digest and words."""


class _LostError(Exception):
    """The cache no longer has something."""


def bring_up_to_date(archive: Archive, name: str, bodies: Bodies, store: Cache, *, force: bool = False) -> Index:
    """The index of `archive`, which is the same wherever its `name` is."""
    before = None if force else index_volumes.kept(store)
    if before is not None and before.archive == name:
        entries, sizes, scripts = _with_keys(before.entries, bodies), before.sizes, before.scripts
        articles = _table(entries, "a", sizes[0])
    else:
        entries, sizes = _entries(archive, bodies)
        articles = _table(entries, "a", sizes[0])
        scripts = tuple(scripts_of_articles(archive.articles, articles, made.articles_a_script(sizes[0])))
    indexing = _Indexing(store, name, entries, sizes, scripts, _Missing(archive, bodies), bodies)
    state, entities = indexing.state(before), _table(entries, "e", sizes[1])
    again = partial(bring_up_to_date, archive, name, bodies, store, force=True)
    words, shards = made.completions(state.words), _Shards(store, state.digests, sizes, again)
    return Index(articles, entities, words, state.vocabulary, state.digests, scripts, shards)


def amended(archive: Archive, name: str, articles: Collection[str], bodies: Bodies, store: Cache) -> Index | None:
    """The index of the same archive where bodies of a few `articles` changed: of its scripts those that may have too.

    It does not tell what stands in which slot. None where the cache lacks something, or more may have changed.
    """
    before = index_volumes.part_kept(store, [f"a {one}" for one in articles])
    if before is None or before.archive != name:
        return None
    entries = _with_keys(before.entries, bodies)
    indexing = _Indexing(store, name, entries, before.sizes, before.scripts, _Missing(archive, bodies), bodies)
    state = before
    if entries != before.entries:
        patched = indexing.patched(before)
        if patched is None:
            return None
        state = structs.replace(before, entries=entries, digests=patched[0], words=patched[1])
        if not entries.keys().isdisjoint(before.sample):
            state = indexing.worded(state, before)
        index_volumes.keep_part(store, state)
    scripts = tuple(script for script in state.scripts if not frozenset(articles).isdisjoint(script[1]))
    unfilled, words = ("",) * state.sizes[0], made.completions(state.words)
    shards = _Shards(store, state.digests, state.sizes, _refused)
    return Index(unfilled, (), words, state.vocabulary, state.digests, scripts, shards)


def _entries(archive: Archive, bodies: Bodies) -> tuple[dict[str, Standing], tuple[int, int]]:
    names = dict(entity_names(archive))
    places = {one.id: one.places for one in archive.articles.values()}
    articles, entities = slots(archive.articles), slots(names)
    entries = {f"a {one}": Standing(slot, bodies.key(one), places[one]) for slot, one in made.filled(articles)}
    entries |= {f"e {one}": Standing(slot, _digest(names[one])) for slot, one in made.filled(entities)}
    return entries, (len(articles), len(entities))


def _with_keys(entries: Mapping[str, Standing], bodies: Bodies) -> dict[str, Standing]:
    """The entries of the same archive, whose articles may have other bodies now."""
    articles = ((entry, bodies.key(entry[2:])) for entry in entries if entry[0] == "a")
    moved = {one: structs.replace(entries[one], terms=now) for one, now in articles if entries[one].terms != now}
    return {**entries, **moved}


def _table(entries: Mapping[str, Standing], kind: str, size: int) -> tuple[str, ...]:
    """The id in each slot, "" in the empty ones."""
    table = [""] * size
    for entry, standing in entries.items():
        if entry[0] == kind:
            table[standing.slot] = entry[2:]
    return tuple(table)


@dataclass(frozen=True)
class _Missing:
    """The terms of an entry that the cache lacks; the names of all entities are told once, where one is asked for."""

    archive: Archive
    bodies: Bodies

    @cached_property
    def names(self) -> Mapping[str, tuple[str, ...]]:
        return dict(entity_names(self.archive))

    def __call__(self, entry: str) -> bytes:
        kind, own = entry[0], entry[2:]
        return self.bodies.terms(own) if kind == "a" else Terms(entity_keys(self.names[own])).stored()


class _Indexing(Struct, frozen=True):
    """Entries to be indexed, with the cache to do it with."""

    store: Cache
    archive: str
    entries: Mapping[str, Standing]
    sizes: tuple[int, int]
    scripts: Scripts
    missing: "_Missing"
    bodies: Bodies

    def state(self, before: State | None) -> State:
        if before is not None and (before.archive, before.entries) == (self.archive, self.entries):
            return before
        patched = self.patched(before) if before is not None and self.is_near(before) else None
        found = patched or self.anew()
        state = self.worded(State(self.archive, dict(self.entries), self.sizes, self.scripts, *found), before)
        index_volumes.keep(self.store, state, before)
        former = before.entries.values() if before else ()
        self.store.prune("shard", list(map(_shard_key, range(len(state.digests)), state.digests)))
        self.store.prune(TERMS, [standing.terms for standing in self.entries.values()], [one.terms for one in former])
        return state

    def worded(self, state: State, before: State | None) -> State:
        """With the vocabulary of the articles that come first by the hash of their ids, the same in one archive."""
        sample = before.sample if before is not None and before.archive == self.archive else ()
        sample = sample or self._sample()
        sampled = _digest(tuple(self.bodies.key(entry[2:]) for entry in sample))
        if before is not None and before.sampled == sampled:
            return structs.replace(state, sample=sample, sampled=sampled, vocabulary=before.vocabulary)
        texts = [text for _, text, _ in map(self.bodies.prose, (entry[2:] for entry in sample))]
        return structs.replace(state, sample=sample, sampled=sampled, vocabulary=vocabulary(texts))

    def _sample(self) -> tuple[str, ...]:
        articles = (entry for entry in self.entries if entry[0] == "a")
        return tuple(sorted(articles, key=lambda entry: hashlib.blake2b(entry.encode()).digest())[:_SAMPLED])

    def anew(self) -> _Found:
        layout = Layout.of(self.sizes[0])
        ordered = sorted(self.entries, key=lambda one: (one[0], self.entries[one].slot))
        found = ((self.entries[one].slot, terms) for one, terms in self._terms(ordered))
        shards = made.shards(found, layout)
        return self._kept(dict(enumerate(shards)), [""] * layout.count, [()] * layout.count)

    def is_near(self, before: State) -> bool:
        """Whether patching the last state's shards is quicker than making all anew."""
        return before.sizes == self.sizes and len(self._moved(before)) * _FEW <= len(self.entries)

    def _moved(self, before: State) -> list[str]:
        old, new = before.entries, self.entries
        return sorted(one for one in old.keys() | new.keys() if old.get(one) != new.get(one))

    def patched(self, before: State) -> _Found | None:
        """From the last state's shards; None where something of it is lost."""
        old, new, moved = before.entries, self.entries, self._moved(before)
        try:
            leaving = [(old[one].slot, self._former_terms(old[one])) for one in moved if one in old]
            joining = [(new[one].slot, terms) for one, terms in self._terms([one for one in moved if one in new])]
            shards = {
                number: made.patched(_shard(self.store, number, before.digests[number]), keys)
                for number, keys in made.changes(leaving, joining, Layout.of(self.sizes[0])).items()
            }
        except _LostError:
            return None
        return self._kept(shards, list(before.digests), list(before.words))

    def _kept(self, shards: Mapping[int, Shard], digests: list[str], words: list[Words]) -> _Found:
        """The shards saved, some at a time, and what is known of them put in its place."""
        left = iter(shards.items())
        while some := tuple(islice(left, _SAVED)):
            bodies = {number: made.as_bytes(shard) for number, shard in some}
            for number, shard in some:
                digests[number], words[number] = _digest(bodies[number]), made.words_in(shard)
            self.store.save("shard", [(_shard_key(number, digests[number]), body) for number, body in bodies.items()])
        return tuple(digests), tuple(words)

    def _terms(self, wanted: Sequence[str]) -> Iterator[tuple[str, Terms]]:
        """Every wanted entry with its terms, in the order given; those that the cache lacks are found and kept."""
        for at in range(0, len(wanted), _BATCH):
            batch = wanted[at : at + _BATCH]
            known = dict(self.store.load(TERMS, [self.entries[one].terms for one in batch]))
            lost = [one for one in batch if self.entries[one].terms not in known]
            found = {self.entries[one].terms: self.missing(one) for one in lost}
            self.store.save(TERMS, found.items())
            known |= found
            for one in batch:
                yield one, _terms_of(self.entries[one], known[self.entries[one].terms])

    def _former_terms(self, standing: Standing) -> Terms:
        body = self.store.get(TERMS, standing.terms)
        if body is None:
            raise _LostError
        return _terms_of(standing, body)


class _Shards(Struct, frozen=True):
    """A shard as it is published; `again` makes those that the cache has lost, or raises."""

    store: Cache
    digests: tuple[str, ...]
    sizes: tuple[int, int]
    again: Callable[[], object]

    def __call__(self, number: int) -> tuple[str, str]:
        try:
            return self._published(number)
        except _LostError:
            self.again()
            return self._published(number)

    def _published(self, number: int) -> tuple[str, str]:
        shard = _shard(self.store, number, self.digests[number])
        return made.published(shard, max(self.sizes), Layout.of(self.sizes[0]))


def _terms_of(standing: Standing, stored: bytes) -> Terms:
    terms = Terms.from_stored(stored)
    return structs.replace(terms, keys=(*terms.keys, *(PLACE + place for place in standing.places)))


def _shard(store: Cache, number: int, digest: str) -> Shard:
    body = store.get("shard", _shard_key(number, digest))
    if body is None:
        raise _LostError
    return made.from_bytes(body)


def _shard_key(number: int, digest: str) -> str:
    return f"{number} {digest}"


def _digest(value: bytes | tuple[str, ...]) -> str:
    body = value if isinstance(value, bytes) else "\n".join(value).encode()
    return hashlib.blake2b(body, digest_size=12).hexdigest()


def _refused() -> NoReturn:
    raise lost()
