"""Articles read and remembered: what was read out of a file is kept under the digest of its bytes and of our code.

An article whose file looks untouched is not even opened; one whose bytes are known is not read again.
"""

import hashlib
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path, PurePosixPath
from types import MappingProxyType

import msgspec

from hanoi_korea_site import idle
from hanoi_korea_site.cache import Cache
from hanoi_korea_site.config import Config
from hanoi_korea_site.editor import apply
from hanoi_korea_site.errors import Fault, InputError
from hanoi_korea_site.extract import extract
from hanoi_korea_site.gazetteer import Gazetteer
from hanoi_korea_site.link.gist import Gist, gist
from hanoi_korea_site.link.votes import Votes, cast
from hanoi_korea_site.model import Record, Seed
from hanoi_korea_site.search.terms import article_terms
from hanoi_korea_site.seeds import SeedFile, list_seed_files, read_seed
from hanoi_korea_site.spread import workers

Progress = Callable[[str, int, int], None]

TERMS = "terms"
"""The cache's kind for search terms; those no longer needed are pruned with the index."""

_CHUNK = 100
_FEW = 200  # below this, starting processes takes longer than reading
_SETTLED_NS = 2_000_000_000  # coarsest clock of a file system we meet (FAT)


@dataclass(frozen=True, slots=True)
class Body:
    """An article as its own page shows it."""

    record: Record
    text: str
    markdown: bool


@dataclass(frozen=True, slots=True)
class Known:
    """What the last build knew of a file: its stamp and the key of what was read out of it."""

    stamp: tuple[int, ...]
    key: str


@dataclass(frozen=True, slots=True)
class _Outcome:
    """One file read: stored forms of its body, gist and search terms, or what is wrong with it."""

    key: str
    body: bytes
    gist: bytes
    terms: bytes
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """All articles: those fit to publish as gists, in order of their ids, and the faults of the others."""

    gists: tuple[Gist, ...]
    faults: tuple[Fault, ...]
    read_anew: int
    _files: Mapping[str, tuple[SeedFile, str]] = field(repr=False)
    _votes: Mapping[str, Votes] = field(repr=False)
    _config: Config = field(repr=False)

    def body(self, article: str, store: Cache) -> Body:
        """The body of one article; read again where the cache has lost it."""
        file, key = self._files[article]
        stored = store.get("body", key)
        if stored is None:
            gazetteer, votes = known_names(self._config), self._votes.get(article, ())
            stored = _read(file, self._config, code_digest(self._config), gazetteer, votes).body
        return _BODY.decode(stored)

    def word(self, article: str) -> str:
        """The file for the editor's word on the article, whether it is there or not; a path below the site."""
        file, _ = self._files[article]
        return file.word or PurePosixPath(file.source).with_suffix(".yaml").as_posix()

    def key(self, article: str) -> str:
        """What the article is kept under in the cache."""
        return self._files[article][1]

    def terms(self, article: str, store: Cache) -> bytes:
        """The article's search terms, where the cache has lost them."""
        body = self.body(article, store)
        return _terms(body.record, body.text)


_BODY = msgspec.json.Decoder(Body)
_GIST = msgspec.json.Decoder(Gist)
_KNOWN = msgspec.json.Decoder(dict[str, Known])


def read_all(config: Config, store: Cache, progress: Progress, *, jobs: int = 1, force: bool = False) -> Reading:
    """Read what is new in `seeds/` on `jobs` processes, and remember it in `store`."""
    listing = list_seed_files(config)
    began = time.time_ns()
    known = {} if force else _known(store)
    rules = code_digest(config)
    keys = {file.source: _key(file, known.get(file.source), config.root, rules) for file in listing.files}
    stored = {} if force else dict(store.load("gist", sorted({key for key in keys.values() if key})))
    unread = [file for file in listing.files if keys[file.source] not in stored]

    faults = list(listing.faults)
    for outcomes in _read_each(unread, config, jobs, partial(progress, "read")):
        faults += [fault for outcome in outcomes for fault in outcome.faults]
        stored |= _kept(outcomes, store)

    fit = [file for file in listing.files if stored.get(keys[file.source])]
    gists = {file.id: _GIST.decode(stored[keys[file.source]]) for file in sorted(fit, key=lambda file: file.id)}
    votes = cast(tuple(gists.values()), partial(Gazetteer.load, config.names))
    heard = {file.id: _voted(keys[file.source], votes[file.id]) for file in fit if file.id in votes}
    known_votes = {} if force else dict(store.load("gist", sorted(heard.values())))
    undecided = [file for file in fit if file.id in heard and heard[file.id] not in known_votes]
    for outcomes in _read_each(undecided, config, jobs, partial(progress, "read"), votes):
        known_votes |= _kept(outcomes, store)
    heard = {article: key for article, key in heard.items() if known_votes.get(key)}
    gists |= {article: _GIST.decode(known_votes[key]) for article, key in heard.items()}
    sound = [file for file in listing.files if keys[file.source] in stored]
    _remember(
        store, known, {file.source: Known(file.stamp, keys[file.source]) for file in sound if _settled(file, began)}
    )
    for kind in ("body", "gist"):
        store.prune(kind, [*(keys[file.source] for file in sound), *heard.values()])
    return Reading(
        gists=tuple(gists.values()),
        faults=tuple(sorted(faults, key=lambda fault: (fault.file, fault.line or 0))),
        read_anew=len(unread),
        _files={file.id: (file, heard.get(file.id, keys[file.source])) for file in fit},
        _votes=votes,
        _config=config,
    )


def _kept(outcomes: Sequence[_Outcome], store: Cache) -> dict[str, bytes]:
    """The gists of the articles that could be read, by their keys; all that was read is remembered."""
    good = [outcome for outcome in outcomes if not outcome.faults]
    store.save("body", [(outcome.key, outcome.body) for outcome in good])
    store.save("gist", [(outcome.key, outcome.gist) for outcome in good])
    store.save(TERMS, [(outcome.key, outcome.terms) for outcome in good if outcome.terms])
    return {outcome.key: outcome.gist for outcome in good}


def read_one(seed: Seed, gazetteer: Gazetteer, votes: Votes = ()) -> Record:
    """What is read out of one article, with the editor's word laid over it."""
    return apply(extract(seed, gazetteer, votes), seed.word, seed.text, gazetteer)


def _read_each(
    files: Sequence[SeedFile],
    config: Config,
    jobs: int,
    progress: Callable[[int, int], None],
    votes: Mapping[str, Votes] = MappingProxyType({}),
) -> Iterator[list[_Outcome]]:
    """Read files on `jobs` processes; an article with `votes` is read in their light, and kept under their key."""
    read = partial(_read_chunk, config, {file.id: votes[file.id] for file in files if file.id in votes})
    chunks = [files[at : at + _CHUNK] for at in range(0, len(files), _CHUNK)]
    done = 0
    if jobs > 1 and len(files) >= _FEW:
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


def known_names(config: Config) -> Gazetteer:
    """The packaged names and the site's own, remembered beside what was read with them."""
    return Gazetteer.load(config.names, config.root / idle.CACHE / "names.json")


def _read_chunk(config: Config, votes: Mapping[str, Votes], files: Sequence[SeedFile]) -> list[_Outcome]:
    gazetteer, rules = known_names(config), code_digest(config)
    return [_read(file, config, rules, gazetteer, votes.get(file.id, ())) for file in files]


def _read(file: SeedFile, config: Config, rules: str, gazetteer: Gazetteer, votes: Votes) -> _Outcome:
    key = _voted(_content_key(file, config.root, rules), votes)
    try:
        seed = read_seed(config.root, file)
    except InputError as error:
        return _Outcome(key, b"", b"", b"", error.faults)
    record = read_one(seed, gazetteer, votes)
    body = msgspec.json.encode(Body(record, seed.text, seed.markdown))
    if seed.word.draft:
        return _Outcome(key, body, b"", b"", ())
    summary = msgspec.json.encode(gist(record, seed.word, seed.text, gazetteer, key))
    terms = _terms(record, seed.text) if config.search == "full" else b""
    return _Outcome(key, body, summary, terms, ())


def _terms(record: Record, text: str) -> bytes:
    return article_terms(record, text).stored()


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


def _key(file: SeedFile, known: Known | None, root: Path, rules: str) -> str:
    if known is not None and known.stamp == file.stamp and known.key.startswith(rules):
        return known.key
    return _content_key(file, root, rules)


def _content_key(file: SeedFile, root: Path, rules: str) -> str:
    """Of the article's bytes and the editor's; a file that cannot be read gets "", and its fault when it is read."""
    state = hashlib.blake2b(f"{file.id}\0{file.source}\0{file.word}\0".encode(), digest_size=16)
    try:
        for source in (file.source, file.word):
            body = (root / source).read_bytes() if source else b""
            state.update(len(body).to_bytes(8, "big") + body)
    except OSError:
        return ""
    return rules + state.hexdigest()


def _voted(key: str, votes: Votes) -> str:
    """The key of an article that is read in the light of these votes."""
    return f"{key}+{hashlib.blake2b(repr(votes).encode(), digest_size=8).hexdigest()}" if votes else key


def _settled(file: SeedFile, began: int) -> bool:
    """Whether a later change is bound to show in the stamp: one within the clock's grain might not."""
    return max(file.stamp) < began - _SETTLED_NS


def _known(store: Cache) -> dict[str, Known]:
    try:
        return _KNOWN.decode(store.get("state", "files") or b"{}")
    except msgspec.DecodeError:
        return {}


def _remember(store: Cache, before: Mapping[str, Known], now: Mapping[str, Known]) -> None:
    if before != now:
        store.save("state", [("files", msgspec.json.encode(now))])
