"""The home page and the ways in: all articles, places and events."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, islice

from hanoi_korea_site.archive import Archive
from hanoi_korea_site.text import collation_key
from hanoi_korea_site.views import addresses, linked, words
from hanoi_korea_site.views.catalogue import Catalogue
from hanoi_korea_site.views.chapters import Chapter, ListView, chapters, filed, opening, year_links
from hanoi_korea_site.views.frames import frame
from hanoi_korea_site.views.maps import Atlas, MapView
from hanoi_korea_site.views.parts import (
    AgreementCard,
    ArticleCard,
    Counted,
    EventPart,
    Frame,
    OfficialCard,
)

_NEWEST = 5
_LATEST = 4
_WAYS = 8


@dataclass(frozen=True, slots=True)
class Counts:
    articles: int
    places: int
    officials: int
    agreements: int
    events: int
    coming: int


@dataclass(frozen=True, slots=True)
class HomeView:
    """`since` and `until` are the first and last year of what is reported, "" where no year is known."""

    frame: Frame
    description: str
    chart: MapView | None
    counts: Counts
    since: str
    until: str
    articles: tuple[ArticleCard, ...]
    events: tuple[EventPart, ...]
    coming: tuple[EventPart, ...]
    home_places: tuple[Counted, ...]
    partner_places: tuple[Counted, ...]
    home_country: str
    partner_country: str
    officials: tuple[OfficialCard, ...]
    agreements: tuple[AgreementCard, ...]


@dataclass(frozen=True, slots=True)
class PlaceGroup:
    """Places of one type, in Vietnamese order."""

    words: str
    places: tuple[Counted, ...]


@dataclass(frozen=True, slots=True)
class CountryGroup:
    name: str
    side: str
    anchor: str
    groups: tuple[PlaceGroup, ...]


@dataclass(frozen=True, slots=True)
class PlacesView:
    frame: Frame
    chart: MapView | None
    countries: tuple[CountryGroup, ...]
    total: int


def home_view(catalogue: Catalogue, atlas: Atlas | None) -> HomeView:
    archive, site = catalogue.archive, catalogue.site
    events = catalogue.moments.newest_first(archive.events)
    coming = catalogue.moments.coming(events)
    newest = tuple(map(catalogue.article, list(archive.articles)[:_NEWEST]))
    years = [label for event in events if (label := catalogue.moments.year(event))]
    agreements = sorted(archive.agreements, key=lambda key: filed(archive.agreements[key]), reverse=True)
    officials = sorted(archive.officials.values(), key=lambda entry: -len(entry.articles))
    home, partner = site.countries
    return HomeView(
        frame=frame(
            site,
            addresses.HOME,
            site.title,
            site.description,
            addresses.HOME,
            nodes=(linked.website(site, ""),),
        ),
        description=site.description,
        chart=atlas.overview() if atlas else None,
        counts=Counts(
            articles=len(archive.articles),
            places=len(archive.places),
            officials=len(archive.officials),
            agreements=len(archive.agreements),
            events=len(archive.events),
            coming=len(coming),
        ),
        since=min(years, default=""),
        until=max(years, default=""),
        articles=newest,
        events=tuple(map(catalogue.event, islice(_untold(archive, events, newest), _LATEST))),
        coming=tuple(map(catalogue.event, coming[:_LATEST])),
        home_places=_most_named(catalogue, home),
        partner_places=_most_named(catalogue, partner),
        home_country=catalogue.country(home),
        partner_country=catalogue.country(partner),
        officials=tuple(catalogue.official_card(entry.id) for entry in officials[:_WAYS]),
        agreements=tuple(map(catalogue.agreement_card, agreements[:_WAYS])),
    )


def _untold(archive: Archive, events: Iterable[str], beside: tuple[ArticleCard, ...]) -> Iterator[str]:
    """Of events what happened, but for what the leads beside it tell in the same words."""
    for event in events:
        entry = archive.events[event]
        told = any(cited.text and cited.text in card.lead for cited in entry.citations[:1] for card in beside)
        if entry.tense == "past" and not told:
            yield event


def _most_named(catalogue: Catalogue, country: str) -> tuple[Counted, ...]:
    places = [
        entry
        for entry in catalogue.archive.places.values()
        if entry.country == country and entry.type in ("city", "province")
    ]
    places.sort(key=lambda entry: (-len(entry.articles), collation_key(entry.name)))
    return tuple(Counted(catalogue.place(entry.id), len(entry.articles)) for entry in places[:_WAYS])


def article_chapters(catalogue: Catalogue) -> tuple[Chapter, ...]:
    return chapters(catalogue, addresses.ARTICLES, articles=catalogue.archive.articles)


def articles_view(catalogue: Catalogue) -> ListView:
    found = article_chapters(catalogue)
    articles = tuple(catalogue.archive.articles)
    title = "Bài viết"
    description = f"Tất cả {words.number(len(articles))} bài, mới nhất trước."
    return ListView(
        frame=frame(catalogue.site, addresses.ARTICLES, title, description, addresses.ARTICLES),
        heading=title,
        standfirst=description,
        up=None,
        total=len(articles),
        coming=(),
        planned=(),
        events=(),
        articles=catalogue.article_years(opening(found, articles)),
        years=year_links(found),
    )


def event_chapters(catalogue: Catalogue) -> tuple[Chapter, ...]:
    """The timeline's; the catalogue learns where each event is at home."""
    found = chapters(catalogue, addresses.TIMELINE, catalogue.archive.events)
    catalogue.event_chapters.update((event, part.permalink) for part in found for event in part.events)
    return found


def timeline_view(catalogue: Catalogue) -> ListView:
    found = event_chapters(catalogue)
    events = catalogue.moments.newest_first(catalogue.archive.events)
    title = "Dòng thời gian"
    description = f"{words.number(len(events))} sự kiện theo năm, mỗi sự kiện kèm câu văn nói về nó."
    return ListView(
        frame=frame(
            catalogue.site,
            addresses.TIMELINE,
            title,
            description,
            addresses.TIMELINE,
            nodes=linked.events(catalogue, addresses.TIMELINE, events),
        ),
        heading=title,
        standfirst=description,
        up=None,
        total=len(events),
        coming=catalogue.event_years(opening(found, catalogue.moments.coming(events)), "sap-toi"),
        planned=catalogue.event_years(opening(found, catalogue.moments.planned(events)), "du-kien"),
        events=catalogue.event_years(opening(found, catalogue.moments.happened(events))),
        articles=(),
        years=year_links(found),
    )


def places_view(catalogue: Catalogue, atlas: Atlas | None) -> PlacesView:
    """The pair's countries first, home before partner; in each, places by type."""
    entries = sorted(catalogue.archive.places.values(), key=lambda entry: _country_order(catalogue, entry.country))
    types = list(words.PLACE_TYPE)
    countries = []
    for code, group in groupby(entries, key=lambda entry: entry.country):
        members = sorted(group, key=lambda entry: (types.index(entry.type), collation_key(entry.name)))
        countries.append(
            CountryGroup(
                name=catalogue.country(code) if code else "Nơi khác",
                side=catalogue.side(code),
                anchor=f"nuoc-{code.lower() or 'khac'}",
                groups=tuple(
                    PlaceGroup(
                        words.PLACE_TYPE[kind],
                        tuple(Counted(catalogue.place(entry.id), len(entry.articles)) for entry in same),
                    )
                    for kind, same in groupby(members, key=lambda entry: entry.type)
                ),
            )
        )
    total = len(entries)
    return PlacesView(
        frame=frame(
            catalogue.site,
            addresses.PLACES,
            "Địa phương",
            f"{words.number(total)} nơi được nhắc tới, theo quốc gia.",
            addresses.PLACES,
        ),
        chart=atlas.overview() if atlas else None,
        countries=tuple(countries),
        total=total,
    )


def _country_order(catalogue: Catalogue, code: str) -> tuple[int, str]:
    pair = catalogue.site.countries
    return (pair.index(code) if code in pair else len(pair) + (not code), code)
