"""All articles, read and remembered.

One whose file looks untouched is not even opened; one whose bytes are known is not read again.
"""

import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from hanoi_korea_site.building.article_store import (
    BODY,
    PROSE,
    Body,
    Outcome,
    Prose,
    Told,
    code_digest,
    content_key,
    kept,
    told_before,
)
from hanoi_korea_site.cache import Cache
from hanoi_korea_site.config import Config
from hanoi_korea_site.errors import Fault, in_order
from hanoi_korea_site.model import Block, Record
from hanoi_korea_site.seeds import SeedFile, list_seed_files

if TYPE_CHECKING:
    from hanoi_korea_site.link.gist import Gist
    from hanoi_korea_site.link.votes import Votes

Progress = Callable[[str, int, int], None]

_SETTLED_NS = 2_000_000_000  # coarsest clock of a file system we meet (FAT)


class _Known(Struct, frozen=True, gc=False):
    """What the last build knew of a file: its id and stamp, and what was read out of it."""

    id: str
    stamp: tuple[int, ...]
    told: Told


class Reading(Struct, frozen=True):
    """All articles: those fit to publish, in order of their ids, and the faults of the others."""

    faults: tuple[Fault, ...]
    read_anew: int
    told: Mapping[str, Told]
    _files: Mapping[str, SeedFile]
    _votes: "Mapping[str, Votes]"
    _config: Config

    def gists(self, store: Cache) -> "tuple[Gist, ...]":
        """In order of the articles' ids; read again where the cache has lost them."""
        from hanoi_korea_site.building.articles import gists  # noqa: PLC0415 - slow to load, and seldom needed after an edit

        return gists(store, self.told, self._again)

    def body(self, article: str, store: Cache) -> Body:
        """The body of one article; read again where the cache has lost it."""
        return BODY.decode(self._stored(article, store))

    def prose(self, article: str, store: Cache) -> Prose:
        """Likewise its prose alone."""
        return PROSE.decode(self._stored(article, store))

    def word(self, article: str) -> str:
        """The file for the editor's word on the article, whether it is there or not; a path below the site."""
        file = self._files[article]
        return file.word or PurePosixPath(file.source).with_suffix(".yaml").as_posix()

    def has_word(self, article: str) -> bool:
        """Whether the file for the editor's word is there."""
        return bool(self._files[article].word)

    def anew(self, source: str) -> tuple[str, Outcome] | None:
        """Read anew the article of which `source` is the file, or the editor's word on it; with its id.

        None where there is no such article, or others vote on it.
        """
        article = next((one for one, file in self._files.items() if source in (file.source, file.word)), "")
        return (article, self._again(article)) if article and article not in self._votes else None

    def key(self, article: str) -> str:
        """What the article is kept under in the cache."""
        return self.told[article].key

    def keys(self) -> dict[str, str]:
        return {article: told.key for article, told in self.told.items()}

    def terms(self, article: str, store: Cache) -> bytes:
        """The article's search terms, where the cache has lost them."""
        from hanoi_korea_site.building.articles import stored_terms  # noqa: PLC0415 - likewise

        body = self.body(article, store)
        return stored_terms(body.record, body.text)

    def _stored(self, article: str, store: Cache) -> bytes:
        stored = store.get("body", self.key(article))
        return self._again(article).body if stored is None else stored

    def _again(self, article: str) -> Outcome:
        from hanoi_korea_site.building.articles import read_files  # noqa: PLC0415 - likewise

        return read_files(self._config, self._votes, [self._files[article]])[0]


class Bodies(Struct, frozen=True):
    """An article's record and the text it was read from, by the article's id; `key` changes whenever they do.

    `prose` is quicker told: blocks, the text that they lay out, and whether that is Markdown.
    """

    reading: Reading
    store: Cache

    def __call__(self, article: str) -> tuple[Record, str]:
        body = self.reading.body(article, self.store)
        return body.record, body.text

    def prose(self, article: str) -> tuple[tuple[Block, ...], str, bool]:
        prose = self.reading.prose(article, self.store)
        return prose.record.blocks, prose.text, prose.markdown

    def key(self, article: str) -> str:
        return self.reading.key(article)

    def terms(self, article: str) -> bytes:
        """The article's search terms."""
        return self.reading.terms(article, self.store)


_KNOWN = msgspec.msgpack.Decoder(dict[str, _Known])


def read_all(config: Config, store: Cache, progress: Progress, *, jobs: int = 1, force: bool = False) -> Reading:
    """Read what is new in `seeds/` on `jobs` processes, and remember it in `store`."""
    from hanoi_korea_site.building.articles import read_each  # noqa: PLC0415 - likewise
    from hanoi_korea_site.building.second_reading import hear  # noqa: PLC0415 - likewise

    rules = code_digest(config)
    known = {} if force else _known(store, rules)
    listing = list_seed_files(config, {source: one.id for source, one in known.items()})
    began = time.time_ns()
    keys = {file.source: _key(file, known.get(file.source), config.root, rules) for file in listing.files}
    told = {} if force else _told(store, keys, known)
    unread = [file for file in listing.files if file.source not in told]
    read = partial(read_each, config=config, jobs=jobs, progress=partial(progress, "read"))

    faults = list(listing.faults)
    for outcomes in read(unread):
        faults += [fault for outcome in outcomes for fault in outcome.faults]
        told |= kept(outcomes, store)

    sound = [file for file in listing.files if file.source in told]
    settled = {one.source: _Known(one.id, one.stamp, told[one.source]) for one in sound if _settled(one, began)}
    if settled != known:
        store.save("state", [("files", msgspec.msgpack.encode(settled))])
    fit = {file.id: file for file in sorted(sound, key=lambda file: file.id) if told[file.source].gist}
    own = {article: told[file.source] for article, file in fit.items()}
    heard = hear(own, fit, config, store, read, jobs=jobs, force=force)
    if unread or len(known) != len(sound):
        former = [one.told.key for one in known.values()]
        for kind in ("body", "gist"):
            store.prune(kind, [one.key for one in (*told.values(), *heard.told.values())], former)
    return Reading(
        faults=in_order(faults),
        read_anew=len(unread),
        told=own | dict(heard.told),
        _files=fit,
        _votes=heard.votes,
        _config=config,
    )


def _told(store: Cache, keys: Mapping[str, str], known: Mapping[str, _Known]) -> dict[str, Told]:
    """What is told of each source whose bytes are known, by its key."""
    found = {source: one.told for source, one in known.items() if keys.get(source) == one.told.key}
    others = {key: source for source, key in keys.items() if key and source not in found}
    return found | {others[told.key]: told for told in told_before(store, others)}


def _key(file: SeedFile, known: _Known | None, root: Path, rules: str) -> str:
    if known is not None and known.stamp == file.stamp:
        return known.told.key
    return content_key(file, root, rules)


def _settled(file: SeedFile, began: int) -> bool:
    """Whether a later change is bound to show in the stamp: one within the clock's grain might not."""
    return max(file.stamp) < began - _SETTLED_NS


def _known(store: Cache, rules: str) -> dict[str, _Known]:
    """What these rules read; what others did is not known."""
    try:
        known = _KNOWN.decode(store.get("state", "files") or b"")
    except msgspec.DecodeError:
        return {}
    return known if all(one.told.key.startswith(rules) for one in known.values()) else {}
