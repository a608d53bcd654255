"""Feeds of articles: of the whole archive, of one place, of one official; as Atom and as JSON Feed 1.1."""

import hashlib
from collections.abc import Iterable, Iterator
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


@dataclass(frozen=True, slots=True)
class Source:
    """What a feed is of: a page with its name and what is said of it, and the articles, the newest first."""

    page: str
    atom: str
    json: str
    title: str
    words: str
    articles: tuple[str, ...]


def sources(catalogue: Catalogue) -> Iterator[Source]:
    """The site's feed, and those of each place and each official whom an article of a known year names."""
    site, archive = catalogue.site, catalogue.archive
    own = (addresses.HOME, addresses.FEED, addresses.JSON_FEED)
    yield Source(*own, site.title, site.description, _newest(catalogue, archive.articles))
    named = [(catalogue.place(place.id), place.articles) for place in archive.places.values()]
    named += [(catalogue.official(official.id), official.articles) for official in archive.officials.values()]
    for link, articles in named:
        if newest := _newest(catalogue, articles):
            own = (link.path, addresses.feed(link.path, "atom.xml"), addresses.feed(link.path, "feed.json"))
            yield Source(*own, f"{link.text} · {site.title}", f"Bài viết có nhắc tới {link.text}", newest)


def has_news(catalogue: Catalogue, articles: Iterable[str]) -> bool:
    """Whether one of these articles is of a known year: only then is there a feed of them."""
    return any(map(catalogue.article_year, articles))


def _newest(catalogue: Catalogue, articles: Iterable[str]) -> tuple[str, ...]:
    return tuple(islice(filter(catalogue.article_year, articles), catalogue.site.feed_limit))


def digest_of(catalogue: Catalogue, source: Source) -> str:
    """Changes whenever the feed does, the site's own words aside; without making the feed."""
    state = hashlib.blake2b(f"{source.title}\0{source.page}".encode(), digest_size=12)
    for key in source.articles:
        if key not in catalogue.feed_digests:
            names = [catalogue.place(place).text for place in catalogue.places_of(key)]
            told = "\0".join((catalogue.digest_of_entry(key), catalogue.article_path(key), *names))
            catalogue.feed_digests[key] = hashlib.blake2b(told.encode(), digest_size=12).hexdigest()
        state.update(catalogue.feed_digests[key].encode())
    return state.hexdigest()


def feed(catalogue: Catalogue, source: Source) -> FeedView:
    site, root = catalogue.site, addresses.root(source.page)
    entries = tuple(_entry(catalogue, root, catalogue.archive.articles[key]) for key in source.articles)
    page, atom, json = (address(site.base_url, root, path) for path in (source.page, source.atom, source.json))
    return FeedView(
        id=site.absolute(source.page) or _urn(site.title, "" if source.page == addresses.HOME else source.page),
        title=source.title,
        subtitle=source.words,
        language=site.language,
        page=page,
        url=atom,
        json_url=json,
        updated=max((entry.updated for entry in entries), default=_NO_TIME),
        entries=entries,
    )


def _entry(catalogue: Catalogue, root: str, entry: Article) -> FeedEntry:
    path = catalogue.article_path(entry.id)
    return FeedEntry(
        id=catalogue.site.absolute(path) or _urn(catalogue.site.title, entry.id),
        title=entry.title.text,
        url=address(catalogue.site.base_url, root, path),
        original=entry.source.url,
        updated=moment(entry),
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
