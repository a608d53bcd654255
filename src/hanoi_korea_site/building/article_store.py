"""What is kept of articles that were read, and under which keys.

What was read out of a file is kept under the digest of its bytes, of our code and of the votes that it was read with.
"""

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from hanoi_korea_site.cache import Cache
from hanoi_korea_site.config import Config
from hanoi_korea_site.errors import Fault
from hanoi_korea_site.model import Block, Record
from hanoi_korea_site.seeds import SeedFile

if TYPE_CHECKING:
    from hanoi_korea_site.link.votes import Votes

TERMS = "terms"
"""The cache's kind for search terms; those no longer needed are pruned with the index."""

_LETTERS = 32
"""Of the digest of code, with which keys begin."""


class Body(Struct, frozen=True, gc=False):
    """An article as its own page shows it."""

    record: Record
    text: str
    markdown: bool


class _Laid(Struct, frozen=True, gc=False):
    blocks: tuple[Block, ...]


class Prose(Struct, frozen=True, gc=False):
    """Of a body no more than its text and how that is laid out: the rest need not be decoded."""

    record: _Laid
    text: str
    markdown: bool


class Told(Struct, frozen=True, gc=False):
    """What an article is kept under in the cache, and what others see of it, as digests: its gist, and its prose.

    `gist` is "" for a draft; it is the same after a change that only the article's own page shows. What `asks` has its
    year put to the vote.
    """

    key: str
    gist: str
    prose: str
    asks: bool = False


class Outcome(Struct, frozen=True, gc=False):
    """One file read: stored forms of its body, gist and search terms, or what is wrong with it."""

    source: str
    told: Told
    body: bytes
    gist: bytes
    terms: bytes
    faults: tuple[Fault, ...]


class _Seen(Struct, frozen=True, gc=False, array_like=True):
    """Of a stored gist (`link.gist`) no more than is told."""

    id: str
    source_file: str
    digest: str
    prose: str
    asks: bool


BODY = msgspec.msgpack.Decoder(Body)
PROSE = msgspec.msgpack.Decoder(Prose)
_OUTCOMES = msgspec.msgpack.Decoder(tuple[Outcome, ...])
_SEEN = msgspec.msgpack.Decoder(_Seen)


def stored(outcomes: Sequence[Outcome]) -> bytes:
    """To be sent to another process."""
    return msgspec.msgpack.encode(outcomes)


def from_stored(body: bytes) -> tuple[Outcome, ...]:
    """() where nothing was sent."""
    return _OUTCOMES.decode(body) if body else ()


def kept(outcomes: Sequence[Outcome], store: Cache) -> dict[str, Told]:
    """What is told of the articles that could be read, by their source; all that was read is remembered."""
    good = [outcome for outcome in outcomes if not outcome.faults]
    store.save("body", [(outcome.told.key, outcome.body) for outcome in good])
    store.save("gist", [(outcome.told.key, outcome.gist) for outcome in good])
    store.save(TERMS, [(outcome.told.key, outcome.terms) for outcome in good if outcome.terms])
    return {outcome.source: outcome.told for outcome in good}


def told_before(store: Cache, keys: Iterable[str]) -> Iterator[Told]:
    """What was told of articles that are kept under these keys."""
    for key, stored in store.load("gist", sorted(keys)):
        seen = _SEEN.decode(stored) if stored else None
        yield Told(key, seen.digest, seen.prose, seen.asks) if seen else Told(key, "", "")


def code_digest(config: Config) -> str:
    """Of all code and data that reading depends on, the site's names file included."""
    names = config.names.read_bytes() if config.names else b""
    return hashlib.blake2b(_program_digest() + names, digest_size=_LETTERS // 2).hexdigest()


@cache
def _program_digest() -> bytes:
    """Of our whole package, which is quicker told than sorted out; it does not change while it runs."""
    state = hashlib.blake2b(digest_size=16)
    for folder, folders, names in os.walk(Path(__file__).parents[1]):
        folders.sort()
        for name in sorted(names):
            if name.endswith(".py") or folder.endswith("data"):
                with open(f"{folder}/{name}", "rb") as file:  # noqa: PTH123 - hundreds of path objects are slow
                    state.update(name.encode() + b"\0" + file.read() + b"\0")
    return state.digest()


def content_key(file: SeedFile, root: Path, rules: str) -> str:
    """Of the article's bytes and the editor's; a file that cannot be read gets "", and its fault when it is read."""
    state = hashlib.blake2b(f"{file.id}\0{file.source}\0{file.word}\0".encode(), digest_size=16)
    try:
        for source in (file.source, file.word):
            body = (root / source).read_bytes() if source else b""
            state.update(len(body).to_bytes(8, "big") + body)
    except OSError:
        return ""
    return rules + state.hexdigest()


def rules_of(key: str) -> str:
    """The digest of the code by which the article was read that is kept under `key`, votes on it left aside."""
    return key[:_LETTERS]


def voted(key: str, votes: "Votes") -> str:
    """The key of an article that is read in the light of these votes."""
    return f"{key}+{hashlib.blake2b(repr(votes).encode(), digest_size=8).hexdigest()}" if votes else key
