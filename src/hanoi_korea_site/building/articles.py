"""Articles read: from files to what is kept of each, by one process or several."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from types import MappingProxyType

import msgspec

from hanoi_korea_site.building.article_store import Body, Outcome, Told, code_digest, content_key, voted
from hanoi_korea_site.building.parallel import MANY, workers
from hanoi_korea_site.cache import Cache
from hanoi_korea_site.config import Config
from hanoi_korea_site.editor.overlay import apply
from hanoi_korea_site.errors import InputError
from hanoi_korea_site.extract import extract, extract_all
from hanoi_korea_site.gazetteer import Gazetteer
from hanoi_korea_site.link.gathering import gist
from hanoi_korea_site.link.gist import Gist
from hanoi_korea_site.link.sharing import Sharing
from hanoi_korea_site.link.votes import Votes
from hanoi_korea_site.memory import CACHE
from hanoi_korea_site.model import Record, Seed
from hanoi_korea_site.search.terms import article_terms
from hanoi_korea_site.seeds import SeedFile, read_seed

_CHUNK = 100

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
    return Outcome(
        file.source, Told(key, made.digest, made.prose, made.asks), body, msgspec.msgpack.encode(made), terms, ()
    )


def stored_terms(record: Record, text: str) -> bytes:
    """The article's search terms, as they are kept."""
    return article_terms(record, text).stored()


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
    return Gazetteer.load(config.names, config.root / CACHE / "names.json")
