"""Articles read and remembered: what was read out of a file is kept under the digest of its bytes and of our code.

An article whose file looks untouched is not even opened; one whose bytes are known is not read again.
"""

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path, PurePosixPath
from types import MappingProxyType

import msgspec

from hanoi_korea_site import idle
from hanoi_korea_site.cache import Cache
from hanoi_korea_site.config import Config
from hanoi_korea_site.editor import apply
from hanoi_korea_site.errors import Fault, InputError, in_order
from hanoi_korea_site.extract import extract, extract_all
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
class Told:
    """What an article is kept under in the cache, and what others see of it, as digests: its gist, and its prose.

    `gist` is "" for a draft; it is the same after a change that only the article's own page shows.
    """

    key: str
    gist: str
    prose: str


@dataclass(frozen=True, slots=True)
class _Known:
    """What the last build knew of a file: its stamp and what was read out of it."""

    stamp: tuple[int, ...]
    told: Told


@dataclass(frozen=True, slots=True)
class _Heard:
    """The votes of all articles on each other's years, and what was told of those voted on once they were heard.

    `name` is a digest of what all articles say by their own texts, which the votes follow from.
    """

    name: str
    votes: Mapping[str, Votes]
    told: Mapping[str, Told]


@dataclass(frozen=True, slots=True)
class _Outcome:
    """One file read: stored forms of its body, gist and search terms, or what is wrong with it."""

    source: str
    told: Told
    body: bytes
    gist: bytes
    terms: bytes
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """All articles: those fit to publish, in order of their ids, and the faults of the others."""

    faults: tuple[Fault, ...]
    read_anew: int
    told: Mapping[str, Told]
    _files: Mapping[str, SeedFile] = field(repr=False)
    _votes: Mapping[str, Votes] = field(repr=False)
    _config: Config = field(repr=False)

    def gists(self, store: Cache) -> tuple[Gist, ...]:
        """In order of the articles' ids; read again where the cache has lost them."""
        return _gists(store, self.told, self._again)

    def body(self, article: str, store: Cache) -> Body:
        """The body of one article; read again where the cache has lost it."""
        stored = store.get("body", self.key(article))
        return _BODY.decode(self._again(article).body if stored is None else stored)

    def word(self, article: str) -> str:
        """The file for the editor's word on the article, whether it is there or not; a path below the site."""
        file = self._files[article]
        return file.word or PurePosixPath(file.source).with_suffix(".yaml").as_posix()

    def key(self, article: str) -> str:
        """What the article is kept under in the cache."""
        return self.told[article].key

    def keys(self) -> dict[str, str]:
        return {article: told.key for article, told in self.told.items()}

    def terms(self, article: str, store: Cache) -> bytes:
        """The article's search terms, where the cache has lost them."""
        body = self.body(article, store)
        return _terms(body.record, body.text)

    def _again(self, article: str) -> _Outcome:
        return _read_chunk(self._config, self._votes, [self._files[article]])[0]


@dataclass(frozen=True, slots=True)
class Bodies:
    """An article's record and the text it was read from, by the article's id; `key` changes whenever they do."""

    reading: Reading
    store: Cache

    def __call__(self, article: str) -> tuple[Record, str]:
        body = self.reading.body(article, self.store)
        return body.record, body.text

    def key(self, article: str) -> str:
        return self.reading.key(article)

    def terms(self, article: str) -> bytes:
        """The article's search terms."""
        return self.reading.terms(article, self.store)


_BODY = msgspec.json.Decoder(Body)
_GIST = msgspec.json.Decoder(Gist)
_KNOWN = msgspec.msgpack.Decoder(dict[str, _Known])
_HEARD = msgspec.msgpack.Decoder(_Heard)


def read_all(config: Config, store: Cache, progress: Progress, *, jobs: int = 1, force: bool = False) -> Reading:
    """Read what is new in `seeds/` on `jobs` processes, and remember it in `store`."""
    listing = list_seed_files(config)
    began = time.time_ns()
    known = {} if force else _known(store)
    rules = code_digest(config)
    keys = {file.source: _key(file, known.get(file.source), config.root, rules) for file in listing.files}
    told = {} if force else _told(store, keys, known)
    unread = [file for file in listing.files if file.source not in told]

    faults = list(listing.faults)
    for outcomes in _read_each(unread, config, jobs, partial(progress, "read")):
        faults += [fault for outcome in outcomes for fault in outcome.faults]
        told |= _kept(outcomes, store)

    sound = [file for file in listing.files if file.source in told]
    _remember(store, known, {one.source: _Known(one.stamp, told[one.source]) for one in sound if _settled(one, began)})
    fit = {file.id: file for file in sorted(sound, key=lambda file: file.id) if told[file.source].gist}
    own = {article: told[file.source] for article, file in fit.items()}
    heard = _hear(
        own, fit, config, store, partial(_read_each, jobs=jobs, progress=partial(progress, "read")), force=force
    )
    if unread or len(known) != len(sound):
        for kind in ("body", "gist"):
            store.prune(kind, [one.key for one in (*told.values(), *heard.told.values())])
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
    return found | {others[told.key]: told for told in _stored(store, others)}


def _stored(store: Cache, keys: Iterable[str]) -> Iterator[Told]:
    for key, stored in store.load("gist", sorted(keys)):
        gist = _GIST.decode(stored) if stored else None
        yield Told(key, gist.digest, gist.prose) if gist else Told(key, "", "")


def _hear(
    own: Mapping[str, Told],
    files: Mapping[str, SeedFile],
    config: Config,
    store: Cache,
    read: Callable[..., Iterator[list[_Outcome]]],
    *,
    force: bool,
) -> _Heard:
    """Read those articles again whose years others vote on; the votes are the same while all say what they said."""
    name = _digest("".join(f"{article}\0{told.gist}\0" for article, told in own.items()).encode())
    before = _heard(store)
    votes = before.votes
    if force or before.name != name:
        gists = _gists(store, own, lambda article: _read_chunk(config, {}, [files[article]])[0])
        votes = cast(gists, partial(known_names, config))
    keys = {_voted(own[article].key, votes[article]): article for article in votes}
    known = {} if force else {told.key: told for told in before.told.values() if told.key in keys}
    known |= {} if force else {told.key: told for told in _stored(store, keys.keys() - known.keys())}
    unheard = [files[article] for key, article in keys.items() if key not in known]
    for outcomes in read(unheard, config, votes=votes):
        known |= {told.key: told for told in _kept(outcomes, store).values()}
    now = _Heard(name, votes, {keys[key]: told for key, told in known.items() if told.gist})
    if now != before:
        store.save("state", [("heard", msgspec.msgpack.encode(now))])
    return now


def _gists(store: Cache, told: Mapping[str, Told], again: Callable[[str], _Outcome]) -> tuple[Gist, ...]:
    """In the order of `told`; an article whose gist the cache has lost is read again."""
    stored = dict(store.load("gist", [one.key for one in told.values()]))
    found = {one.key: again(article).gist for article, one in told.items() if one.key not in stored}
    store.save("gist", found.items())
    stored |= found
    return tuple(_GIST.decode(stored[one.key]) for one in told.values())


def _kept(outcomes: Sequence[_Outcome], store: Cache) -> dict[str, Told]:
    """What is told of the articles that could be read, by their source; all that was read is remembered."""
    good = [outcome for outcome in outcomes if not outcome.faults]
    store.save("body", [(outcome.told.key, outcome.body) for outcome in good])
    store.save("gist", [(outcome.told.key, outcome.gist) for outcome in good])
    store.save(TERMS, [(outcome.told.key, outcome.terms) for outcome in good if outcome.terms])
    return {outcome.source: outcome.told for outcome in good}


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
    good: list[tuple[SeedFile, str, Seed]] = []
    outcomes: list[_Outcome] = []
    for file in files:
        key = _voted(_content_key(file, config.root, rules), votes.get(file.id, ()))
        try:
            good.append((file, key, read_seed(config.root, file)))
        except InputError as error:
            outcomes.append(_Outcome(file.source, Told(key, "", ""), b"", b"", b"", error.faults))
    records = extract_all([seed for _, _, seed in good], gazetteer, votes)
    for (file, key, seed), record in zip(good, records, strict=True):
        outcomes.append(_outcome(file, key, seed, apply(record, seed.word, seed.text, gazetteer), gazetteer, config))
    return outcomes


def _outcome(file: SeedFile, key: str, seed: Seed, record: Record, gazetteer: Gazetteer, config: Config) -> _Outcome:
    body = msgspec.json.encode(Body(record, seed.text, seed.markdown))
    if seed.word.draft:
        return _Outcome(file.source, Told(key, "", ""), body, b"", b"", ())
    made = gist(record, seed.word, seed.text, gazetteer)
    terms = _terms(record, seed.text) if config.search == "full" else b""
    return _Outcome(file.source, Told(key, made.digest, made.prose), body, msgspec.json.encode(made), terms, ())


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


def _key(file: SeedFile, known: _Known | None, root: Path, rules: str) -> str:
    if known is not None and known.stamp == file.stamp and known.told.key.startswith(rules):
        return known.told.key
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


def _known(store: Cache) -> dict[str, _Known]:
    try:
        return _KNOWN.decode(store.get("state", "files") or b"")
    except msgspec.DecodeError:
        return {}


def _heard(store: Cache) -> _Heard:
    try:
        return _HEARD.decode(store.get("state", "heard") or b"")
    except msgspec.DecodeError:
        return _Heard("", {}, {})


def _remember(store: Cache, before: Mapping[str, _Known], now: Mapping[str, _Known]) -> None:
    if before != now:
        store.save("state", [("files", msgspec.msgpack.encode(now))])


def _digest(body: bytes) -> str:
    return hashlib.blake2b(body, digest_size=16).hexdigest()
