"""A build after which nothing changed but bodies of a few articles: what it takes does not grow with the archive.

`up_to_date` tells which files changed since the last build of the same name; everything else, what was published
included, is as that build left it. The changed articles are read again. Where all that others see of them is as it was,
only their own pages and their part of the search index can have changed; of anything else a whole build tells.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Final, NoReturn, TypeVar

from msgspec import DecodeError, Struct, field, msgpack, structs

from hanoi_korea_site.archive import Archive
from hanoi_korea_site.building import index_update, publish, up_to_date
from hanoi_korea_site.building.archive_volumes import kept as kept_archive
from hanoi_korea_site.building.archive_volumes import lost
from hanoi_korea_site.building.article_store import Outcome, Told, content_key, from_stored, kept, rules_of, told_before
from hanoi_korea_site.building.edition import amended
from hanoi_korea_site.building.head_start import FEW
from hanoi_korea_site.building.last_build import Last
from hanoi_korea_site.building.reading import Bodies, Reading
from hanoi_korea_site.building.staging import Edition
from hanoi_korea_site.building.stamps import Stamp
from hanoi_korea_site.building.whole import Whole
from hanoi_korea_site.cache import Cache
from hanoi_korea_site.config import Config
from hanoi_korea_site.seeds import SeedFile, seed_file
from hanoi_korea_site.views import addresses

Noun = TypeVar("Noun")

_KIND: Final = "amending"
_MOST: Final = 256
"""Articles whose keys are remembered apart, before all are told again."""


class Footing(Struct, frozen=True, gc=False):
    """What a build leaves the next: what it was made from, as `up_to_date` stamps it; its ground; the archive's name.

    `proses` holds the digests of all articles' prose, a space before each; those of earlier ones may be among them.
    """

    stamps: str
    ground: str
    archive: str
    proses: str


_FOOTING = msgpack.Decoder(Footing)


class Due(Struct, frozen=True):
    """What is to be published beside the `sound` files that stand, and what that leaves for the next build.

    `since` holds the keys of articles read anew since all keys were remembered, None where all are at hand.
    """

    whole: Whole
    edition: Edition
    last: Last
    sound: Mapping[str, Stamp]
    footing: Footing
    since: Mapping[str, str] | None


def remember(store: Cache, asked: str, footing: Footing) -> None:
    """Keeps what the build of this name left; to be called before `up_to_date.remember`."""
    store.save(_KIND, [(asked, msgpack.encode(footing))])
    store.prune(_KIND, [asked])


def left_by(before: up_to_date.Inputs | None, ground: str, whole: Whole) -> Footing:
    """What a build of all articles leaves."""
    told = whole.reading.told.values()
    return Footing(
        before.stamps if before else "", ground, whole.name, "".join(f" {one.prose}" for one in told if one.prose)
    )


def amend(
    config: Config, store: Cache, asked: str, now: up_to_date.Inputs, read: Callable[[], bytes] = bytes
) -> Due | None:
    """None where more may have changed than bodies, or something of the last build is lost. Raises LostError.

    `read` waits for articles that were read a moment ago (`head_start`).
    """
    left, last = _left(store, asked), Last.of(store, config.output)
    found = left and kept_archive(store, left.archive)
    if not left or not found or last.head.ground != left.ground or len(last.head.since) > _MOST:
        return None
    edited = up_to_date.edited(store, asked, now)
    if not edited or edited.since != left.stamps or len(edited.files) > FEW:
        return None
    archive, _ = found
    files = [seed_file(config, path, now.files) for path in edited.files]
    changed = _Changed(config, store, archive, last, {})
    for file in files:
        if file is None or not changed.takes(file):
            return None
    proses = changed.read(left.proses, read)
    if proses is None:
        return None
    reading = changed.reading(edited.rest)
    whole = Whole(reading, archive, left.archive, edited.rest.faults, store)
    sound = {name: there for name, there in edited.published.items() if name != publish.MANIFEST}
    edition = _edition(config, whole, tuple(changed.again), last, sound)
    since = {**last.head.since, **{article: told.key for article, told in changed.again.items()}}
    footing = Footing(now.stamps, left.ground, left.archive, proses)
    return Due(whole, edition, last, sound, footing, since) if edition else None


def _edition(
    config: Config, whole: Whole, articles: tuple[str, ...], last: Last, names: Collection[str]
) -> Edition | None:
    """None where all scripts of the search may have changed, for the words that they are written with did."""
    if config.search == "names":
        return amended(config, whole, articles, None, last, names)
    bodies, start = Bodies(whole.reading, whole.store), addresses.search_script("start", 0)
    index = index_update.amended(whole.archive, whole.name, articles, bodies, whole.store)
    edition = index and amended(config, whole, articles, index, last, names)
    if not index or not edition:
        return None
    if start not in edition.told:
        return edition
    now, before = dict(edition.told[start]), dict(last.fingerprint(start) or ())
    if now["vocabulary"] != before.get("vocabulary"):
        return None
    every = index_update.bring_up_to_date(whole.archive, whole.name, bodies, whole.store)
    told = structs.replace(index, articles=every.articles, entities=every.entities)
    return amended(config, whole, articles, told, last, names)


def _left(store: Cache, asked: str) -> Footing | None:
    try:
        return _FOOTING.decode(store.get(_KIND, asked) or b"")
    except DecodeError:
        return None


class _Changed(Struct, frozen=True):
    """Articles whose files changed: `files` by id, and those of which the bytes did, `again`."""

    config: Config
    store: Cache
    archive: Archive
    last: Last
    files: dict[str, SeedFile] = field(default_factory=dict)
    again: dict[str, Told] = field(default_factory=dict)

    def takes(self, file: SeedFile) -> bool:
        """Whether it is of an article in the archive, on whose years no other votes."""
        entry = self.archive.articles.get(file.id)
        if entry is None or entry.source_file != file.source or not (key := self.former(file.id)) or "+" in key:
            return False
        self.files[file.id] = file
        return True

    def former(self, article: str) -> str:
        """The key under which the published page's article is kept; "" where that is lost."""
        return dict(self.last.fingerprint(addresses.article(self.archive.articles[article])) or ()).get("article", "")

    def read(self, proses: str, read: Callable[[], bytes]) -> str | None:
        """Reads the changed articles again; with the digests of all prose. None where others see a change."""
        before = {article: self.former(article) for article in self.files}
        root = self.config.root
        keys = {article: content_key(file, root, rules_of(before[article])) for article, file in self.files.items()}
        todo = [file for article, file in self.files.items() if keys[article] != before[article]]
        outcomes = self._outcomes(todo, keys, read)
        known = {told.key: told for told in told_before(self.store, before.values())}
        for file, outcome in zip(todo, outcomes, strict=True):
            was = known.get(before[file.id])
            if outcome.faults or was is None or outcome.told.gist != was.gist:
                return None
            if outcome.told.prose != was.prose:
                if f" {outcome.told.prose}" in proses or (was.prose and proses.count(f" {was.prose}") != 1):
                    return None
                proses += f" {outcome.told.prose}" if outcome.told.prose else ""
            self.again[file.id] = outcome.told
        kept(outcomes, self.store)
        return proses

    def _outcomes(self, todo: Sequence[SeedFile], keys: Mapping[str, str], read: Callable[[], bytes]) -> list[Outcome]:
        """Those that were read early as they are now, or else read again."""
        found = {outcome.source: outcome for outcome in from_stored(read()) if not outcome.faults}
        if all(file.source in found and found[file.source].told.key == keys[file.id] for file in todo):
            return [found[file.source] for file in todo]
        from hanoi_korea_site.building.articles import read_files  # noqa: PLC0415 - slow to load, and seldom needed

        return read_files(self.config, {}, todo)

    def reading(self, rest: up_to_date.Rest) -> Reading:
        """All articles; of those that did not change no more than their keys is told, when they are asked for."""
        told = _Told(self.again, lambda article: Told(self.former(article), "", ""))
        return Reading(rest.faults, len(self.again), told, _Told(self.files, _lost), {}, self.config)


class _Told(dict[str, Noun]):
    """What is told of articles, by id; of those that are not in it, what is told when they are asked for."""

    def __init__(self, known: Mapping[str, Noun], tell: Callable[[str], Noun]) -> None:
        super().__init__(known)
        self._tell = tell

    def __missing__(self, article: str) -> Noun:
        return self._tell(article)


def _lost(_article: str) -> NoReturn:
    raise lost()
