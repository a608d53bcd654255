"""Every article read and linked: what a build publishes, and what `review` and `explain` look into."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from gettext import gettext as _
from typing import TYPE_CHECKING

from msgspec import Struct

from hanoi_korea_site.archive import Archive
from hanoi_korea_site.building.archive_volumes import LostError, forget, keep, kept, lost
from hanoi_korea_site.building.article_store import Told, code_digest
from hanoi_korea_site.building.parallel import MANY, apart, processors
from hanoi_korea_site.building.publish import locked
from hanoi_korea_site.building.reading import Progress, Reading, read_all
from hanoi_korea_site.building.up_to_date import STORE
from hanoi_korea_site.cache import Cache, opened
from hanoi_korea_site.config import Config
from hanoi_korea_site.errors import Fault, in_order
from hanoi_korea_site.views import addresses

if TYPE_CHECKING:
    from hanoi_korea_site.link.gist import Gist


class Whole(Struct, frozen=True):
    """The articles and the archive they make, with the store that holds their bodies.

    `name` is a digest of all that the archive was made from: it stays where only bodies change. `faults` are of
    articles that are not in the archive.
    """

    reading: Reading
    archive: Archive
    name: str
    faults: tuple[Fault, ...]
    store: Cache


@contextmanager
def read_whole(config: Config, progress: Progress) -> Iterator[Whole]:
    """The archive as a build would publish it; nothing is rendered."""
    with locked((config.root / STORE).parent), opened(config.root / STORE) as store:
        try:
            yield whole(config, store, progress, jobs=processors())
        except LostError:
            forget(store)
            raise


def whole(
    config: Config,
    store: Cache,
    progress: Progress,
    *,
    jobs: int,
    force: bool = False,
    meanwhile: Callable[[], object] = tuple,
) -> Whole:
    """Read what is new, and link all unless the last archive kept in `store` was made from the same.

    Where another process links them, this one calls `meanwhile`.
    """
    reading = read_all(config, store, progress, jobs=jobs, force=force)
    name = _name(config, reading.told)
    found = None if force else kept(store, name)
    if found is None:
        apart(partial(_link, config, reading, store, name), jobs if len(reading.told) >= MANY else 1, meanwhile)
        found = kept(store, name)
    if found is None:
        raise lost()
    archive, clashes = found
    return Whole(reading, archive, name, in_order((*reading.faults, *clashes)), store)


def _link(config: Config, reading: Reading, store: Cache, name: str) -> None:
    """Links all articles, and keeps the archive under `name`."""
    from hanoi_korea_site.building.articles import known_names  # noqa: PLC0415 - slow to load, and not needed where all is as it was
    from hanoi_korea_site.link.linking import link  # noqa: PLC0415 - likewise

    gists, clashes = _distinct(reading.gists(store))
    keep(store, name, link(gists, known_names(config)), clashes)


def is_seen_by_others(before: Whole, config: Config, article: str, told: Told) -> bool:
    """Whether more than its own page and the index may change where an article says what is `told` now."""
    return _name(config, {**before.reading.told, article: told}) != before.name


def _name(config: Config, told: Mapping[str, Told]) -> str:
    """Of prose only that two articles have the same is told across articles, so that its digest itself is left out."""
    state = hashlib.blake2b(code_digest(config).encode(), digest_size=16)
    first: dict[str, str] = {}
    for article, one in told.items():
        same = first.setdefault(one.prose, article) if one.prose else ""
        state.update(f"\0{article}\0{one.gist}\0{same}".encode())
    return state.hexdigest()


def _distinct(gists: "Iterable[Gist]") -> "tuple[tuple[Gist, ...], tuple[Fault, ...]]":
    """The articles whose pages stand apart; of those that would share an address, all but the first are faults."""
    first: dict[str, Gist] = {}
    faults = []
    for gist in gists:
        address = addresses.article(gist)
        if first.setdefault(address, gist) is not gist:
            message = _("its page would be {page}, as that of {file}")
            message = message.format(page=address, file=first[address].source_file)
            remedy = _("remove one of them, or give it another title")
            faults.append(Fault(message, gist.source_file, remedy=remedy))
    return tuple(first.values()), tuple(faults)
