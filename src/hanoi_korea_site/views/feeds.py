"""Feeds of articles: of the whole archive, of one place, of one official; as Atom and as JSON Feed 1.1."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from uuid import NAMESPACE_URL, uuid5

import msgspec

from hanoi_korea_site.archive import Article
from hanoi_korea_site.model import Dated
from hanoi_korea_site.views import addresses
from hanoi_korea_site.views.catalogue import Catalogue
from hanoi_korea_site.views.heads import address

_NO_TIME = "1970-01-01T00:00:00Z"


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """`id` is an absolute IRI, `updated` is RFC 3339; `original` is the article's address at its outlet."""

    id: str
    title: str
    url: str
    original: str
    updated: str
    published: str
    summary: str
    categories: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FeedView:
    """Addresses are absolute where the site has one, else relative to the feed, as Atom allows.

    `id` is an absolute IRI, `page` what the feed is of, `url` the Atom form and `json_url` the other one.
    """

    id: str
    title: str
    subtitle: str
    language: str
    page: str
    url: str
    json_url: str
    updated: str
    entries: tuple[FeedEntry, ...]


def site_feed(catalogue: Catalogue) -> FeedView:
    """The newest articles whose day, month or year is known."""
    site = catalogue.site
    own = (addresses.HOME, addresses.FEED, addresses.JSON_FEED)
    return _feed(catalogue, site.title, site.description, own, catalogue.archive.articles)


def entity_feed(catalogue: Catalogue, permalink: str, name: str, articles: Iterable[str]) -> FeedView:
    """The newest of `articles`, which name what stands at `permalink`."""
    own = (permalink, addresses.feed(permalink, "atom.xml"), addresses.feed(permalink, "feed.json"))
    title = f"{name} · {catalogue.site.title}"
    return _feed(catalogue, title, f"Bài viết có nhắc tới {name}", own, catalogue.in_archive_order(articles))


def _feed(
    catalogue: Catalogue, title: str, subtitle: str, own: tuple[str, str, str], articles: Iterable[str]
) -> FeedView:
    site, root = catalogue.site, addresses.root(own[0])
    known = (catalogue.archive.articles[key] for key in articles)
    entries = (_entry(catalogue, root, entry, updated) for entry in known if (updated := moment(entry)))
    newest = tuple(islice(entries, site.feed_limit))
    page, atom, json = (address(site.base_url, root, path) for path in own)
    return FeedView(
        id=catalogue.absolute(own[0]) or _urn(site.title, "" if own[0] == addresses.HOME else own[0]),
        title=title,
        subtitle=subtitle,
        language=site.language,
        page=page,
        url=atom,
        json_url=json,
        updated=max((entry.updated for entry in newest), default=_NO_TIME),
        entries=newest,
    )


def _entry(catalogue: Catalogue, root: str, entry: Article, updated: str) -> FeedEntry:
    path = catalogue.article_path(entry.id)
    return FeedEntry(
        id=catalogue.absolute(path) or _urn(catalogue.site.title, entry.id),
        title=entry.title.text,
        url=address(catalogue.site.base_url, root, path),
        original=entry.source.url,
        updated=updated,
        published=_day(entry.published) if entry.published else "",
        summary=entry.lead,
        categories=tuple(catalogue.place(place).text for place in entry.places),
    )


def json_feed(view: FeedView) -> bytes:
    """JSON Feed 1.1; https://www.jsonfeed.org/version/1.1/."""
    items = [
        {
            "id": entry.id,
            "url": entry.url,
            "external_url": entry.original,
            "title": entry.title,
            "content_text": entry.summary or entry.title,
            "date_published": entry.published,
            "date_modified": entry.updated,
            "tags": entry.categories,
            "language": view.language,
        }
        for entry in view.entries
    ]
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": view.title,
        "home_page_url": view.page,
        "feed_url": view.json_url,
        "description": view.subtitle,
        "language": view.language,
        "items": [{key: value for key, value in item.items() if value} for item in items],
    }
    return msgspec.json.encode({key: value for key, value in feed.items() if value or key == "items"})


def _urn(site: str, article: str) -> str:
    """A name for what has no address yet; it stays as long as the file's name does."""
    return uuid5(NAMESPACE_URL, f"{site}/{article}").urn


def moment(entry: Article) -> str:
    """When an article appeared, else when what it reports began, as RFC 3339; "" where neither year is known."""
    return next((day for dated in (entry.published, entry.date) if dated and (day := _day(dated))), "")


def _day(dated: Dated) -> str:
    """The first day a date covers, as noon in Hanoi; "" where its year is open. No clock of the article is known."""
    if dated.start.startswith("X"):
        return ""
    return f"{(dated.start + '-01-01')[:10]}T12:00:00+07:00"
