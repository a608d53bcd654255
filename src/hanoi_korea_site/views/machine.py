"""Pages for machines and for the lost: feed, sitemap, robots.txt, 404; and the Markdown pages of the site."""

from dataclasses import dataclass
from urllib.parse import urlsplit
from uuid import NAMESPACE_URL, uuid5

from markupsafe import Markup

from hanoi_korea_site.archive import Article
from hanoi_korea_site.model import Dated
from hanoi_korea_site.views import addresses, markdown_prose
from hanoi_korea_site.views.catalogue import Catalogue
from hanoi_korea_site.views.parts import Frame

_NO_TIME = "1970-01-01T00:00:00Z"


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """`id` is an absolute IRI, `updated` is RFC 3339."""

    id: str
    title: str
    url: str
    updated: str
    published: str
    summary: str
    categories: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FeedView:
    """Addresses are absolute where the site has one, else relative to the feed, as Atom allows."""

    id: str
    title: str
    subtitle: str
    language: str
    url: str
    home: str
    updated: str
    entries: tuple[FeedEntry, ...]


@dataclass(frozen=True, slots=True)
class Mapped:
    """A page in the sitemap; `changed` is a day, month or year, "" where none is known."""

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


def feed_view(catalogue: Catalogue) -> FeedView:
    """The newest articles whose day, month or year is known."""
    site, archive = catalogue.site, catalogue.archive
    dated = [(entry, moment) for entry in archive.articles.values() if (moment := _moment(entry))][: site.feed_limit]
    entries = tuple(
        FeedEntry(
            id=catalogue.absolute(catalogue.article_path(entry.id)) or _urn(site.title, entry.id),
            title=entry.title.text,
            url=site.base_url + catalogue.article_path(entry.id),
            updated=moment,
            published=_day(entry.published) if entry.published else "",
            summary=entry.lead,
            categories=tuple(archive.places[place].name for place in entry.places),
        )
        for entry, moment in dated
    )
    return FeedView(
        id=catalogue.absolute(addresses.HOME) or _urn(site.title, ""),
        title=site.title,
        subtitle=site.description,
        language=site.language,
        url=site.base_url + addresses.FEED,
        home=catalogue.absolute(addresses.HOME) or addresses.HOME,
        updated=max((entry.updated for entry in entries), default=_NO_TIME),
        entries=entries,
    )


def _urn(site: str, article: str) -> str:
    """A name for what has no address yet; it stays as long as the file's name does."""
    return uuid5(NAMESPACE_URL, f"{site}/{article}").urn


def _moment(entry: Article) -> str:
    return next((moment for dated in (entry.published, entry.date) if dated and (moment := _day(dated))), "")


def _day(dated: Dated) -> str:
    """The first day a date covers, as noon in Hanoi; "" where its year is open. No clock of the article is known."""
    if dated.start.startswith("X"):
        return ""
    return f"{(dated.start + '-01-01')[:10]}T12:00:00+07:00"


def sitemap_view(catalogue: Catalogue, pages: tuple[tuple[str, tuple[str, ...]], ...]) -> SitemapView:
    """`pages` are permalinks with the articles they stand on; none: on the whole archive.

    A page changes when an article joins it, and there is no clock but the articles' own dates.
    """
    changed = {entry.id: _changed(entry) for entry in catalogue.archive.articles.values()}
    latest = max(changed.values(), default="")
    return SitemapView(
        tuple(
            Mapped(
                catalogue.absolute(permalink),
                max((changed[article] for article in articles), default="") or latest,
            )
            for permalink, articles in pages
        )
    )


def _changed(entry: Article) -> str:
    known = (dated.start for dated in (entry.published, entry.date) if dated and not dated.start.startswith("X"))
    return next(known, "")


def robots_view(catalogue: Catalogue) -> RobotsView:
    return RobotsView(catalogue.absolute(addresses.SITEMAP))


def not_found_view(catalogue: Catalogue) -> PlainView:
    """Served at any depth, so its links begin at the host's root."""
    base = urlsplit(catalogue.site.base_url).path or "/"
    title = "Không tìm thấy trang"
    return PlainView(Frame(title, title, addresses.NOT_FOUND, base, "", ""), Markup(""))


def plain_view(catalogue: Catalogue, permalink: str, markdown: str) -> PlainView:
    title, body = markdown_prose.page(markdown)
    stem = permalink.removesuffix(".html")
    return PlainView(catalogue.frame(permalink, title or stem, title or stem, permalink), body)
