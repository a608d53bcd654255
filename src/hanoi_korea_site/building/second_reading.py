"""Articles whose years others vote on (`link.votes`) are read a second time, in the light of the votes.

What was heard is remembered, and stands while every article says what it said.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Protocol

import msgspec

from hanoi_korea_site.building.article_store import Outcome, Told, kept, told_before, voted
from hanoi_korea_site.building.articles import gists, known_names, read_files
from hanoi_korea_site.building.parallel import MANY, apart
from hanoi_korea_site.cache import Cache
from hanoi_korea_site.config import Config
from hanoi_korea_site.link.votes import Votes, cast
from hanoi_korea_site.seeds import SeedFile


@dataclass(frozen=True, slots=True)
class Heard:
    """The votes of all articles on each other's years, and what was told of those voted on once they were heard.

    `name` is a digest of what all articles say by their own texts, which the votes follow from.
    """

    name: str
    votes: Mapping[str, Votes]
    told: Mapping[str, Told]


_HEARD = msgspec.msgpack.Decoder(Heard)


class Read(Protocol):
    """Reads files in the light of the votes on them."""

    def __call__(self, files: Sequence[SeedFile], *, votes: Mapping[str, Votes]) -> Iterator[list[Outcome]]: ...


def hear(
    own: Mapping[str, Told],
    files: Mapping[str, SeedFile],
    config: Config,
    store: Cache,
    read: Read,
    *,
    jobs: int,
    force: bool,
) -> Heard:
    """Read those articles again whose years others vote on; `own` is what is told of all by their own texts."""
    before = _heard(store)
    name, votes = _name(own), before.votes
    if force or before.name != name:
        asked = any(told.asks for told in own.values())
        votes = apart(partial(_cast, own, files, config, store), jobs if len(own) >= MANY else 1) if asked else {}
    keys = {voted(own[article].key, votes[article]): article for article in votes}
    known = {} if force else {told.key: told for told in before.told.values() if told.key in keys}
    known |= {} if force else {told.key: told for told in told_before(store, keys.keys() - known.keys())}
    unheard = [files[article] for key, article in keys.items() if key not in known]
    for outcomes in read(unheard, votes=votes):
        known |= {told.key: told for told in kept(outcomes, store).values()}
    now = Heard(name, votes, {keys[key]: told for key, told in known.items() if told.gist})
    if now != before:
        store.save("state", [("heard", msgspec.msgpack.encode(now))])
    return now


def _cast(own: Mapping[str, Told], files: Mapping[str, SeedFile], config: Config, store: Cache) -> dict[str, Votes]:
    return cast(gists(store, own, _again(files, config)), partial(known_names, config))


def _name(own: Mapping[str, Told]) -> str:
    told = "".join(f"{article}\0{one.gist}\0" for article, one in own.items())
    return hashlib.blake2b(told.encode(), digest_size=16).hexdigest()


def _again(files: Mapping[str, SeedFile], config: Config) -> Callable[[str], Outcome]:
    return lambda article: read_files(config, {}, [files[article]])[0]


def _heard(store: Cache) -> Heard:
    try:
        return _HEARD.decode(store.get("state", "heard") or b"")
    except msgspec.DecodeError:
        return Heard("", {}, {})
