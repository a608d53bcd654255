"""Pages for machines and for the lost: sitemap, robots.txt, 404; and the Markdown pages of the site."""

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from markupsafe import Markup

from hanoi_korea_site.archive import Article
from hanoi_korea_site.views import addresses, markdown_prose
from hanoi_korea_site.views.catalogue import Catalogue
from hanoi_korea_site.views.frames import frame
from hanoi_korea_site.views.parts import Frame

MOST_MAPPED: Final = 50_000
"""So many addresses a sitemap may hold, by its protocol."""


@dataclass(frozen=True, slots=True)
class Mapped:
    """A page in the sitemap; `changed` is a day, "" where none is known."""

    url: str
    changed: str


@dataclass(frozen=True, slots=True)
class SitemapView:
    urls: tuple[Mapped, ...]


@dataclass(frozen=True, slots=True)
class RobotsView:
    sitemap: str


@dataclass(frozen=True, slots=True)
class PlainView:
    """A page of running text."""

    frame: Frame
    body: Markup


def sitemap_view(catalogue: Catalogue, pages: tuple[tuple[str, tuple[str, ...]], ...]) -> SitemapView:
    """`pages` are permalinks with the articles they stand on; none: on the whole archive.

    A page changes when an article joins it, and there is no clock but the articles' own dates.
    """
    changed = {entry.id: _changed(entry) for entry in catalogue.archive.articles.values()}
    latest = max(changed.values(), default="")
    return SitemapView(
        tuple(
            Mapped(
                catalogue.site.absolute(permalink),
                max(map(changed.__getitem__, articles), default="") or latest,
            )
            for permalink, articles in pages
        )
    )


def _changed(entry: Article) -> str:
    """The day it appeared, else that of what it reports; the protocol takes no month and no year."""
    days = (dated.start for dated in (entry.published, entry.date) if dated and len(dated.start) == len("2024-10-19"))
    return next((day for day in days if not day.startswith("X")), "")


def sitemap_index_view(catalogue: Catalogue, names: tuple[str, ...]) -> SitemapView:
    latest = max((_changed(entry) for entry in catalogue.archive.articles.values()), default="")
    return SitemapView(tuple(Mapped(catalogue.site.absolute(name), latest) for name in names))


def robots_view(catalogue: Catalogue) -> RobotsView:
    return RobotsView(catalogue.site.absolute(addresses.SITEMAP))


def not_found_view(catalogue: Catalogue) -> PlainView:
    """Served at any depth, so its links begin at the host's root."""
    base = urlsplit(catalogue.site.base_url).path or "/"
    title = "Không tìm thấy trang"
    return PlainView(Frame(title, title, addresses.NOT_FOUND, base, "", ""), Markup(""))


def plain_view(catalogue: Catalogue, permalink: str, markdown: str) -> PlainView:
    title, body = markdown_prose.page(markdown)
    stem = permalink.removesuffix(".html")
    return PlainView(frame(catalogue.site, permalink, title or stem, title or stem, permalink), body)
