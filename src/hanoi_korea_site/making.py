"""Everything that is to be published, and how its files come into the stage: in this process or in several."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path

from hanoi_korea_site.cache import Cache
from hanoi_korea_site.incremental import Fingerprint, Made
from hanoi_korea_site.plan import Page
from hanoi_korea_site.publish import Stage
from hanoi_korea_site.render import Renderer
from hanoi_korea_site.spread import workers

_COMPILED = ("compiled", "templates")
"""Where the cache keeps compiled templates."""

_CHUNK = 40
FEW = 200
"""Below so many files, starting processes takes longer than rendering."""


@dataclass(frozen=True, slots=True)
class Edition:
    """All that is to be published: pages to render, files to make or to copy, each with its fingerprint."""

    pages: Mapping[str, Page]
    made: Mapping[str, Made]
    static: Mapping[str, Path]
    fingerprints: Mapping[str, Fingerprint]


@dataclass(frozen=True, slots=True)
class Making:
    """All that is needed to write files into a stage, in this process or in others."""

    edition: Edition
    renderer: Renderer
    store: Cache

    def each(self, stage: Stage, permalinks: Sequence[str], jobs: int) -> Iterator[tuple[str, str]]:
        """Writes the files, and gives each with its digest, in order."""
        pages = (self.edition.pages[permalink] for permalink in permalinks if permalink in self.edition.pages)
        remembered = self.store.get(*_COMPILED) or b""
        compiled = self.renderer.prepare({page.template for page in pages}, remembered)
        if compiled != remembered:
            self.store.save(_COMPILED[0], [(_COMPILED[1], compiled)])
        chunks = [permalinks[at : at + _CHUNK] for at in range(0, len(permalinks), _CHUNK)]
        if jobs > 1 and len(permalinks) >= FEW:
            with workers(jobs, partial(_begin, self, stage)) as pool:
                yield from chain.from_iterable(pool.map(_written, chunks))
        else:
            yield from chain.from_iterable(map(partial(self.written, stage), chunks))

    def written(self, stage: Stage, permalinks: Iterable[str]) -> list[tuple[str, str]]:
        return [(permalink, stage.write(permalink, self.body(permalink))) for permalink in permalinks]

    def body(self, permalink: str) -> bytes | Iterable[bytes]:
        if permalink in self.edition.static:
            return self.edition.static[permalink].read_bytes()
        if permalink in self.edition.made:
            return self.edition.made[permalink].body()
        page = self.edition.pages[permalink]
        return self.renderer.render(page.template, page.view())


_here: tuple[Making, Stage]
"""In a process of its own: what it was started for."""


def _begin(making: Making, stage: Stage) -> None:
    global _here  # noqa: PLW0603 - a worker process has one job
    _here = making, stage
    making.store.reopen()


def _written(permalinks: Sequence[str]) -> list[tuple[str, str]]:
    making, stage = _here
    return making.written(stage, permalinks)
