"""Articles read: from files to what is kept of each, by one process or several.

What was read out of a file is kept under the digest of its bytes, of our code and of the votes that it was read with.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from types import MappingProxyType

import msgspec
from msgspec import Struct

from hanoi_korea_site import idle
from hanoi_korea_site.cache import Cache
from hanoi_korea_site.config import Config
from hanoi_korea_site.editor import apply
from hanoi_korea_site.errors import Fault, InputError
from hanoi_korea_site.extract import extract, extract_all
from hanoi_korea_site.gazetteer import Gazetteer
from hanoi_korea_site.link.gist import Gist, gist
from hanoi_korea_site.link.sharing import Sharing
from hanoi_korea_site.link.votes import Votes
from hanoi_korea_site.model import Block, Record, Seed
from hanoi_korea_site.search.terms import article_terms
from hanoi_korea_site.seeds import SeedFile, read_seed
from hanoi_korea_site.spread import MANY, workers

TERMS = "terms"
"""The cache's kind for search terms; those no longer needed are pruned with the index."""

_CHUNK = 100


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

    `gist` is "" for a draft; it is the same after a change that only the article's own page shows.
    """

    key: str
    gist: str
    prose: str


class Outcome(Struct, frozen=True, gc=False):
    """One file read: stored forms of its body, gist and search terms, or what is wrong with it."""

    source: str
    told: Told
    body: bytes
    gist: bytes
    terms: bytes
    faults: tuple[Fault, ...]


BODY = msgspec.msgpack.Decoder(Body)
PROSE = msgspec.msgpack.Decoder(Prose)
_GIST = msgspec.msgpack.Decoder(Gist)


def read_one(seed: Seed, gazetteer: Gazetteer, votes: Votes = ()) -> Record:
    """What is read out of one article, with the editor's word laid over it."""
    return apply(extract(seed, gazetteer, votes), seed.word, seed.text, gazetteer)


def read_each(
    files: Sequence[SeedFile],
    config: Config,
    jobs: int,
    progress: Callable[[int, int], None],
    votes: Mapping[str, Votes] = MappingProxyType({}),
) -> Iterator[list[Outcome]]:
    """Read files on `jobs` processes; an article with `votes` is read in their light, and kept under their key."""
    read = partial(read_files, config, {file.id: votes[file.id] for file in files if file.id in votes})
    chunks = [files[at : at + _CHUNK] for at in range(0, len(files), _CHUNK)]
    done = 0
    if jobs > 1 and len(files) >= MANY:
        with workers(jobs) as pool:
            for chunk, outcomes in zip(chunks, pool.map(read, chunks), strict=True):
                done += len(chunk)
                progress(done, len(files))
                yield outcomes
        return
    for chunk in chunks:
        yield read(chunk)
        done += len(chunk)
        progress(done, len(files))


def read_files(config: Config, votes: Mapping[str, Votes], files: Sequence[SeedFile]) -> list[Outcome]:
    """Read some files in this process; those that cannot be read come first.

    One thing is done with all of them before the next, which takes less time (`extract.stages`).
    """
    gazetteer, rules = known_names(config), code_digest(config)
    good: list[tuple[SeedFile, str, Seed]] = []
    outcomes: list[Outcome] = []
    for file in files:
        key = voted(content_key(file, config.root, rules), votes.get(file.id, ()))
        try:
            good.append((file, key, read_seed(config.root, file)))
        except InputError as error:
            outcomes.append(Outcome(file.source, Told(key, "", ""), b"", b"", b"", error.faults))
    records = extract_all([seed for _, _, seed in good], gazetteer, votes)
    read = [
        (seed, apply(record, seed.word, seed.text, gazetteer))
        for (_, _, seed), record in zip(good, records, strict=True)
    ]
    bodies = [msgspec.msgpack.encode(Body(record, seed.text, seed.markdown)) for seed, record in read]
    gists = [None if seed.word.draft else gist(record, seed.word, seed.text, gazetteer) for seed, record in read]
    whole = config.search == "full"
    terms = [stored_terms(record, seed.text) if whole and not seed.word.draft else b"" for seed, record in read]
    for (file, key, _), body, made, said in zip(good, bodies, gists, terms, strict=True):
        outcomes.append(_outcome(file, key, body, made, said))
    return outcomes


def _outcome(file: SeedFile, key: str, body: bytes, made: Gist | None, terms: bytes) -> Outcome:
    """Of a file that could be read; a draft has no gist."""
    if made is None:
        return Outcome(file.source, Told(key, "", ""), body, b"", b"", ())
    return Outcome(file.source, Told(key, made.digest, made.prose), body, msgspec.msgpack.encode(made), terms, ())


def stored_terms(record: Record, text: str) -> bytes:
    """The article's search terms, as they are kept."""
    return article_terms(record, text).stored()


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
        gist = _GIST.decode(stored) if stored else None
        yield Told(key, gist.digest, gist.prose) if gist else Told(key, "", "")


def gists(store: Cache, told: Mapping[str, Told], again: Callable[[str], Outcome]) -> tuple[Gist, ...]:
    """In the order of `told`; an article whose gist the cache has lost is read `again`."""
    share = Sharing()
    found = {key: share(_GIST.decode(body)) for key, body in store.load("gist", [one.key for one in told.values()])}
    lost = {one.key: again(article).gist for article, one in told.items() if one.key not in found}
    store.save("gist", lost.items())
    found |= {key: _GIST.decode(body) for key, body in lost.items()}
    return tuple(found[one.key] for one in told.values())


def known_names(config: Config) -> Gazetteer:
    """The packaged names and the site's own, remembered beside what was read with them."""
    return Gazetteer.load(config.names, config.root / idle.CACHE / "names.json")


def code_digest(config: Config) -> str:
    """Of all code and data that reading depends on, the site's names file included."""
    names = config.names.read_bytes() if config.names else b""
    return hashlib.blake2b(_program_digest() + names, digest_size=16).hexdigest()


@cache
def _program_digest() -> bytes:
    """Of our whole package, which is quicker told than sorted out; it does not change while it runs."""
    package = Path(__file__).parent
    files = sorted(path for suffix in ("*.py", "data/*") for path in package.rglob(suffix) if path.is_file())
    state = hashlib.blake2b(digest_size=16)
    for path in files:
        state.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
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


def voted(key: str, votes: Votes) -> str:
    """The key of an article that is read in the light of these votes."""
    return f"{key}+{hashlib.blake2b(repr(votes).encode(), digest_size=8).hexdigest()}" if votes else key
