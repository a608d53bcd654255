"""Archive → every page to be published."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from gettext import gettext as _

from hanoi_korea_site.errors import Fault, PlanError
from hanoi_korea_site.language import N_
from hanoi_korea_site.pages import Page, Planned, Read, article_pages, given, script_pages
from hanoi_korea_site.search.index import Index
from hanoi_korea_site.views import (
    addresses,
    agreements,
    downloads,
    entities,
    feeds,
    lists,
    machine,
    maps,
    officials,
    quality,
    search,
    search_scripts,
)
from hanoi_korea_site.views.article import ArticleView
from hanoi_korea_site.views.catalogue import Catalogue
from hanoi_korea_site.views.chapters import Chapter, ListView, chapter_view, taken_by_chapter
from hanoi_korea_site.views.maps import Atlas
from hanoi_korea_site.views.parts import Link

View = (
    ArticleView
    | ListView
    | maps.Land
    | entities.PlaceView
    | entities.OfficialView
    | entities.AgreementView
    | lists.HomeView
    | lists.PlacesView
    | officials.OfficialsView
    | agreements.AgreementsView
    | feeds.FeedView
    | machine.SitemapView
    | machine.RobotsView
    | downloads.LlmsView
    | downloads.DataView
    | machine.PlainView
    | quality.QualityView
    | search.SearchView
    | search_scripts.ScriptView
)


def plan(
    catalogue: Catalogue,
    read: Read,
    documents: Mapping[str, str],
    index: Callable[[], Index | None],
    static: Iterable[str] = (),
) -> tuple[Planned, ...]:
    """Every page, in a fixed order; no scripts of the search where it has no `index`, which is asked for last.

    `documents` maps permalinks to the Markdown of the site's own pages, `static` are the permalinks of files that are
    copied. Raises PlanError with every permalink that is claimed twice.
    """
    atlas = Atlas.of(catalogue)
    pages: list[Planned] = [
        *_ways_in(catalogue, atlas),
        *article_pages(catalogue, read, catalogue.archive.articles),
        *_entities(catalogue, atlas),
        *_documents(catalogue, documents),
    ]
    pages += _for_machines(catalogue, tuple(pages))
    if searched := index():
        pages += script_pages(catalogue, searched, read)
    _refuse_collisions(pages, static)
    return tuple(pages)


def _page(
    permalink: str,
    template: str,
    source: str,
    view: Callable[[], View],
    articles: tuple[str, ...] = (),
    *,
    name: str = "",
) -> Page:
    return Page(permalink, template, source, view, articles, name=name)


def _ways_in(catalogue: Catalogue, atlas: Atlas | None) -> Iterator[Page]:
    yield _page(addresses.HOME, "home.html", N_("the home page"), partial(lists.home_view, catalogue, atlas))
    yield _page(addresses.ARTICLES, "list.html", N_("all articles"), partial(lists.articles_view, catalogue))
    yield _page(addresses.PLACES, "places.html", N_("all places"), partial(lists.places_view, catalogue, atlas))
    yield _page(addresses.LAND, "ban-do.svg", N_("the map's land"), maps.land)
    yield _page(
        addresses.OFFICIALS, "officials.html", N_("all officials"), partial(officials.officials_view, catalogue)
    )
    yield _page(
        addresses.AGREEMENTS, "agreements.html", N_("all agreements"), partial(agreements.agreements_view, catalogue)
    )
    yield _page(addresses.TIMELINE, "list.html", N_("the timeline"), partial(lists.timeline_view, catalogue))
    yield _page(addresses.SEARCH, "search.html", N_("the search page"), partial(search.search_view, catalogue))
    yield _page(addresses.QUALITY, "quality.html", N_("the quality page"), partial(quality.quality_view, catalogue))
    found = agreements.agreement_chapters(catalogue)
    for number, part in enumerate(found):
        chapter = partial(agreements.agreement_chapter_view, catalogue, found, number)
        yield _page(part.permalink, "agreements.html", "", chapter, name=f"{addresses.AGREEMENTS}, {part.label}")
    letters = officials.official_chapters(catalogue)
    for number, letter in enumerate(letters):
        listed = partial(officials.official_chapter_view, catalogue, letters, number)
        yield _page(letter.permalink, "officials.html", "", listed, name=f"{addresses.OFFICIALS}, {letter.label}")
    yield from _chapters(catalogue, lists.article_chapters(catalogue), Link(addresses.ARTICLES, "Bài viết"))
    yield from _chapters(catalogue, lists.event_chapters(catalogue), Link(addresses.TIMELINE, "Dòng thời gian"))


def _entities(catalogue: Catalogue, atlas: Atlas | None) -> Iterator[Page]:
    archive = catalogue.archive
    view: Callable[[], View]
    for place in archive.places.values():
        link, found = catalogue.place(place.id), entities.place_chapters(catalogue, place.id)
        view = partial(entities.place_view, catalogue, atlas, place.id, found)
        yield _page(link.path, "place.html", N_("the place {name}"), view, place.articles, name=place.id)
        yield from _chapters(catalogue, found, link)
    for official in archive.officials.values():
        link, found = catalogue.official(official.id), entities.official_chapters(catalogue, official.id)
        view = partial(entities.official_view, catalogue, official.id, found)
        yield _page(link.path, "official.html", N_("the official {name}"), view, official.articles, name=official.id)
        yield from _chapters(catalogue, found, link)
    for agreement in archive.agreements.values():
        link, found = catalogue.agreement(agreement.id), entities.agreement_chapters(catalogue, agreement.id)
        view = partial(entities.agreement_view, catalogue, agreement.id, found)
        yield _page(
            link.path, "agreement.html", N_("the agreement {name}"), view, agreement.articles, name=agreement.id
        )
        yield from _chapters(catalogue, found, link)


def _feed(catalogue: Catalogue, source: feeds.Source) -> Page:
    """The site's own words are in the template's digest."""
    inputs = (("articles", feeds.digest_of(catalogue, source)),)
    view = partial(feeds.feed, catalogue, source)
    asked, taken = N_("the feed of {name}"), partial(given, inputs)
    return Page(source.atom, "feed.xml", asked, view, source.articles, taken, name=source.page)


def _chapters(catalogue: Catalogue, found: tuple[Chapter, ...], up: Link) -> Iterator[Page]:
    for number, part in enumerate(found):
        view = partial(chapter_view, catalogue, found, number, up)
        taken = partial(taken_by_chapter, catalogue, found, number, up)
        yield Page(part.permalink, "list.html", "", view, part.articles, taken, name=f"{up.path}, {part.label}")


def _documents(catalogue: Catalogue, documents: Mapping[str, str]) -> Iterator[Page]:
    for permalink, text in sorted(documents.items()):
        view = partial(machine.plain_view, catalogue, permalink, text)
        yield _page(permalink, "page.html", N_("the Markdown page {name}"), view, name=permalink)


def _for_machines(catalogue: Catalogue, pages: Iterable[Planned]) -> Iterator[Page]:
    """The sitemap only where the site has an address: its protocol knows no relative ones."""
    yield _page(addresses.DATA, "data.html", N_("the page of the data"), partial(downloads.data_view, catalogue))
    yield from (_feed(catalogue, source) for source in feeds.sources(catalogue))
    yield _page(addresses.LLMS, "llms.txt", "", partial(downloads.llms_view, catalogue), name="llms.txt")
    yield _page(addresses.HEADERS, "headers.txt", N_("the headers"), partial(machine.robots_view, catalogue))
    if catalogue.site.base_url:
        yield from _sitemaps(catalogue, pages)
    yield _page(addresses.ROBOTS, "robots.txt", "", partial(machine.robots_view, catalogue), name="robots.txt")
    yield _page(addresses.NOT_FOUND, "404.html", N_("the 404 page"), partial(machine.not_found_view, catalogue))


def _sitemaps(catalogue: Catalogue, pages: Iterable[Planned]) -> Iterator[Page]:
    """One, or several and their index where there are more pages than one may name."""
    found = [(page.permalink, page.articles) for page in pages if page.permalink.endswith(".html")]
    found.append((addresses.DATA, ()))
    parts = [tuple(found[at : at + machine.MOST_MAPPED]) for at in range(0, len(found), machine.MOST_MAPPED)]
    names = [addresses.SITEMAP] if len(parts) == 1 else [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    for name, part in zip(names, parts, strict=True):
        yield _page(name, "sitemap.xml", N_("the sitemap"), partial(machine.sitemap_view, catalogue, part))
    if len(parts) > 1:
        view = partial(machine.sitemap_index_view, catalogue, tuple(names))
        yield _page(addresses.SITEMAP, "sitemaps.xml", N_("the sitemaps' index"), view)


def _refuse_collisions(pages: Iterable[Planned], static: Iterable[str]) -> None:
    """Names that differ in case alone collide too: not every file system tells them apart."""
    claims: defaultdict[str, list[Planned | str]] = defaultdict(list)
    for page in pages:
        claims[page.permalink.lower()].append(page)
    for permalink in static:
        claims[permalink.lower()].append(permalink)
    if faults := [_collision(claimed) for claimed in claims.values() if len(claimed) > 1]:
        raise PlanError(*sorted(faults, key=lambda fault: (fault.file, fault.message)))


def _collision(claimed: list[Planned | str]) -> Fault:
    """Of pages, and of static files by their permalinks."""
    first = claimed[0]
    sources = [f"static/{one}" if isinstance(one, str) else one.asked_by() for one in claimed]
    return Fault(
        _("{page} is claimed by {sources}").format(
            page=first if isinstance(first, str) else first.permalink, sources=_(" and by ").join(sources)
        ),
        file=sources[0],
        field="permalink",
        remedy=_("give one of them another title or file name"),
    )
