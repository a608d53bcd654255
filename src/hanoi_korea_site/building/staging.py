"""Everything that is to be published, and how its files come into the stage: in this process or in several."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Raw, Struct, field

from hanoi_korea_site.building.parallel import MANY, shared
from hanoi_korea_site.building.publish import Stage
from hanoi_korea_site.cache import Cache
from hanoi_korea_site.errors import TemplateError
from hanoi_korea_site.incremental import Fingerprint, Made, packed, unpacked
from hanoi_korea_site.pages import Planned
from hanoi_korea_site.render import Renderer, default_folder, files_in
from hanoi_korea_site.views import addresses

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_COMPILED = ("compiled", "templates")
"""Where the cache keeps compiled templates."""

_TOGETHER = 100
"""So many pages are held at a time, from their views to their bytes."""

_CHUNK, _YEAR, _TURNS = 40, 1000, 4
"""So many files are made in one go: of no year, of one year at most; and so many parts of years each process has."""


class Edition(Struct, frozen=True):
    """All that is to be published: pages to render, files to make or to copy.

    `grounds` are what all pages of a template depend on, `told` fingerprints that are known whole. Of `names`, which
    are all there is, those that stand in no other field cannot have changed. `former` are the packed fingerprints of
    pages that take from the archive what they took before.
    """

    pages: Mapping[str, Planned]
    made: Mapping[str, Made]
    static: Mapping[str, Path]
    grounds: Mapping[str, Fingerprint]
    told: Mapping[str, Fingerprint]
    names: Collection[str]
    former: Mapping[str, Raw] = field(default_factory=dict)

    def files(self) -> Iterator[str]:
        """Fonts and pictures take longest by far: begun first, they keep one process busy while others render pages."""
        return chain(self.made, self.pages, self.static)

    def begun(self, permalink: str) -> Fingerprint:
        """What can be told of a fingerprint without a look at the archive: all, but for pages."""
        told = self.told.get(permalink)
        if told is None:
            page = self.pages[permalink]
            told = (*self.grounds[page.template], *page.further)
        return told

    def fingerprint(self, permalink: str, view: "DataclassInstance | None" = None) -> Fingerprint:
        """The whole fingerprint; `view` is that of a page, where it has been made already."""
        begun, former = self.begun(permalink), self.former.get(permalink)
        if permalink in self.told:
            return begun
        return (*begun, *(unpacked(former)[len(begun) :] if former else self.pages[permalink].inputs(view)))


class File(Struct, frozen=True, gc=False):
    """A file in the stage, with the digest of its bytes; its fingerprint is cheapest told where it is made."""

    permalink: str
    digest: str
    fingerprint: Raw


def prepare(renderer: Renderer, templates: Iterable[str], store: Cache) -> None:
    """Has the templates compiled, unless `store` knows them so."""
    remembered = store.get(*_COMPILED) or b""
    compiled = renderer.prepare(templates, remembered)
    if compiled != remembered:
        store.save(_COMPILED[0], [(_COMPILED[1], compiled)])


def prepare_ahead(renderer: Renderer, store: Cache) -> None:
    """Has the templates compiled that come with the program, before it is known which are asked for.

    Nothing is stored, and what is wrong with one is told when a page asks for it.
    """
    names = (name for name in files_in((default_folder("templates"),)) if not name.endswith(".md"))
    with suppress(TemplateError):
        renderer.prepare(names, store.get(*_COMPILED) or b"")


class Making(Struct, frozen=True):
    """All that is needed to write files into a stage, in this process or in others."""

    edition: Edition
    renderer: Renderer
    store: Cache

    def each(self, stage: Stage, permalinks: Sequence[str], jobs: int) -> Iterator[File]:
        """Writes the files, and tells of each, in no promised order."""
        pages = (self.edition.pages[permalink] for permalink in permalinks if permalink in self.edition.pages)
        prepare(self.renderer, {page.template for page in pages}, self.store)
        chunks = tuple(shares(permalinks, jobs))
        own = partial(self.written, stage)
        if jobs > 1 and len(permalinks) >= MANY:
            yield from chain.from_iterable(shared(chunks, jobs, own, _written, partial(_begin, self, stage)))
        else:
            yield from chain.from_iterable(map(own, chunks))

    def written(self, stage: Stage, permalinks: Sequence[str]) -> list[File]:
        """They are of one year, or of years that begin with it."""
        self.renderer.turn_to(addresses.years_told(permalinks[0])[:4])
        return list(chain.from_iterable(self._written(stage, some) for some in _parts(permalinks, _TOGETHER)))

    def _written(self, stage: Stage, permalinks: Sequence[str]) -> list[File]:
        """Each step with all of them before the next one, so that the processor's caches hold what a step takes."""
        pages = self.edition.pages
        views = {permalink: pages[permalink].view() for permalink in permalinks if permalink in pages}
        bodies = {permalink: self.renderer.render(pages[permalink].template, view) for permalink, view in views.items()}
        digests = [
            stage.write(permalink, bodies.pop(permalink) if permalink in bodies else self._body(permalink))
            for permalink in permalinks
        ]
        return [
            File(permalink, digest, packed(self.edition.fingerprint(permalink, views.get(permalink))))
            for permalink, digest in zip(permalinks, digests, strict=True)
        ]

    def _body(self, permalink: str) -> bytes | Iterable[bytes]:
        """Of what is no page."""
        made = self.edition.made.get(permalink)
        return made.body() if made else self.edition.static[permalink].read_bytes()


def shares(permalinks: Sequence[str], jobs: int) -> Iterator[Sequence[str]]:
    """Parts to be made by one of `jobs` processes each, large ones first, so that none waits and all end together.

    Pages of one year show the same events and articles, and what shows these is rendered once a process: so they are
    one part, with the lists of years that begin with it, and little need be remembered. The first files take longest
    by far.
    """
    years: defaultdict[str, list[str]] = defaultdict(list)
    for permalink in permalinks:
        years[addresses.years_told(permalink)[:4]].append(permalink)
    others, most = years.pop("", []), max(_CHUNK, min(_YEAR, len(permalinks) // (_TURNS * jobs)))
    yield from _parts(others[:_CHUNK], _CHUNK)
    for same in sorted(years.values(), key=len, reverse=True):
        yield from _parts(same, most)
    yield from _parts(others[_CHUNK:], _CHUNK)


def _parts(permalinks: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    return (permalinks[at : at + size] for at in range(0, len(permalinks), size))


_here: tuple[Making, Stage]
"""In a process of its own: what it was started for."""


def _begin(making: Making, stage: Stage) -> None:
    global _here  # noqa: PLW0603 - a worker process has one job
    _here = making, stage


def _written(permalinks: Sequence[str]) -> list[File]:
    making, stage = _here
    return making.written(stage, permalinks)
