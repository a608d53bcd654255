"""An edited article's own page, made before the build: who writes sees at once what only that page shows.

A build looks at the whole archive, however little was saved. Where all that others see of an article is as it was, its
page is what the build will make of it; of everything else the build tells.
"""

import logging
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from hanoi_korea_site.building.article_store import BODY, Body
from hanoi_korea_site.building.staging import prepare
from hanoi_korea_site.building.whole import Whole, is_seen_by_others
from hanoi_korea_site.config import Config
from hanoi_korea_site.model import Block, Record
from hanoi_korea_site.pages import ArticlePage
from hanoi_korea_site.render import Renderer, shipped
from hanoi_korea_site.views.catalogue import Catalogue
from hanoi_korea_site.views.kinship import Kinship
from hanoi_korea_site.views.site import Site

_FEW = 3
"""Articles saved at once; of more the build tells."""


class Ahead:
    """What the last build left: the archive, and templates compiled."""

    def __init__(self, config: Config, whole: Whole) -> None:
        self._config, self._whole = config, whole
        self._catalogue = Catalogue.of(Site.of(config), whole.archive)
        self._kinship = Kinship.of(whole.archive)
        self._renderer = Renderer(shipped(config.templates, "templates"), Site.of(config))
        prepare(self._renderer, ("article.html",), whole.store)

    def after(self, config: Config, whole: Whole, saved: Iterable[str]) -> "Ahead":
        """For what the next build leaves, which was begun as these files were `saved`."""
        as_before = (config, whole.name) == (self._config, self._whole.name)
        if not as_before or not all(Path(path).is_relative_to(config.seeds) for path in saved):
            return Ahead(config, whole)
        self._whole = whole
        return self

    def pages(self, saved: Collection[str]) -> dict[str, bytes]:
        """By permalink; {} where something else was saved, or where more than the articles' own pages may change."""
        if len(saved) > _FEW:
            return {}
        try:
            pages = [self._page(Path(path).relative_to(self._config.root).as_posix()) for path in saved]
        except Exception as error:  # noqa: BLE001 - whatever is wrong, the build that follows will tell
            logging.getLogger(__name__).debug("no page ahead of the build: %r", error)
            return {}
        return dict(page for page in pages if page) if all(pages) else {}

    def _page(self, source: str) -> tuple[str, bytes] | None:
        found = self._whole.reading.anew(source)
        if found is None:
            return None
        article, outcome = found
        if outcome.faults or is_seen_by_others(self._whole, self._config, article, outcome.told):
            return None
        read = _Saved(BODY.decode(outcome.body), outcome.told.key)
        page = ArticlePage(article, self._catalogue, self._kinship, read)
        return page.permalink, self._renderer.render(page.template, page.view())


@dataclass(frozen=True, slots=True)
class _Saved:
    """The one article that was saved, as pages read articles."""

    body: Body
    digest: str

    def __call__(self, article: str) -> tuple[Record, str]:  # noqa: ARG002 - there is but one
        return self.body.record, self.body.text

    def prose(self, article: str) -> tuple[tuple[Block, ...], str, bool]:  # noqa: ARG002 - likewise
        return self.body.record.blocks, self.body.text, self.body.markdown

    def key(self, article: str) -> str:  # noqa: ARG002 - likewise
        return self.digest
