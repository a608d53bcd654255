"""The pages of places, officials and agreements: what the whole archive says of one of them."""

from collections.abc import Mapping
from dataclasses import dataclass

from hanoi_korea_site.archive import Office
from hanoi_korea_site.views import addresses, feeds, heads, linked, relations, words
from hanoi_korea_site.views.catalogue import Catalogue
from hanoi_korea_site.views.chapters import Chapter, chapters, opening, year_links
from hanoi_korea_site.views.disputes import DisputePart, disputes_of
from hanoi_korea_site.views.frames import frame
from hanoi_korea_site.views.maps import Atlas, MapView
from hanoi_korea_site.views.parts import (
    AgreementCard,
    ArticleCard,
    Cited,
    EventYear,
    Frame,
    Link,
    Name,
    When,
    YearLink,
)
from hanoi_korea_site.views.relations import Relations

_MOST = 60
"""Of documents a page shows so many; the rest stands in its years."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """What is to come, was planned, and happened, by year, newest first; `years` leads to all of a long list."""

    coming: tuple[EventYear, ...]
    planned: tuple[EventYear, ...]
    happened: tuple[EventYear, ...]
    articles: tuple[ArticleCard, ...]
    years: tuple[YearLink, ...]
    events_in_all: int
    articles_in_all: int

    @property
    def quoted(self) -> frozenset[str]:
        """The paths of all sentences that it quotes."""
        years = (*self.coming, *self.planned, *self.happened)
        return frozenset(cited.path for year in years for event in year.events for cited in event.citations)


@dataclass(frozen=True, slots=True)
class Named:
    """A thing's names in one language, or in several that share them, the preferred first; `code` is the first's."""

    language: str
    code: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlaceView:
    frame: Frame
    name: str
    side: str
    type: str
    country: Link | None
    country_words: str
    names: tuple[Named, ...]
    position: str
    parent: Link | None
    parts: tuple[Link, ...]
    successor: Link | None
    predecessors: tuple[Link, ...]
    timeline: Timeline
    disputes: tuple[DisputePart, ...]
    agreements: tuple[AgreementCard, ...]
    agreements_in_all: int
    chart: MapView | None
    relations: Relations


@dataclass(frozen=True, slots=True)
class OfficePart:
    """An office with the first and last date on which a sentence gives it to this person."""

    words: str
    place: Link | None
    first: When | None
    last: When | None
    citations: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class OfficialView:
    frame: Frame
    name: str
    side: str
    country_words: str
    other_names: tuple[Name, ...]
    offices: tuple[OfficePart, ...]
    timeline: Timeline
    disputes: tuple[DisputePart, ...]
    agreements: tuple[AgreementCard, ...]
    relations: Relations


@dataclass(frozen=True, slots=True)
class StepPart:
    status: str
    status_words: str
    when: When | None
    citations: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class AgreementView:
    frame: Frame
    title: str
    other_titles: tuple[str, ...]
    type: str
    status: str
    status_words: str
    parties: tuple[str, ...]
    places: tuple[Link, ...]
    steps: tuple[StepPart, ...]
    relations: Relations
    timeline: Timeline
    disputes: tuple[DisputePart, ...]


def place_chapters(catalogue: Catalogue, place: str) -> tuple[Chapter, ...]:
    entry = catalogue.archive.places[place]
    return chapters(catalogue, addresses.place(place), entry.events, entry.articles)


def official_chapters(catalogue: Catalogue, official: str) -> tuple[Chapter, ...]:
    entry = catalogue.archive.officials[official]
    return chapters(catalogue, addresses.official(official), entry.events, entry.articles)


def agreement_chapters(catalogue: Catalogue, agreement: str) -> tuple[Chapter, ...]:
    entry = catalogue.archive.agreements[agreement]
    return chapters(catalogue, addresses.agreement(agreement), entry.events, entry.articles)


def place_view(catalogue: Catalogue, atlas: Atlas | None, place: str, found: tuple[Chapter, ...]) -> PlaceView:
    """`found` are its chapters, here as in the views below."""
    archive = catalogue.archive
    entry = archive.places[place]
    permalink = addresses.place(place)
    kind = words.PLACE_TYPE[entry.type]
    country = catalogue.country(entry.country)
    events, articles = words.number(len(entry.events)), words.number(len(entry.articles))
    described = f"{entry.name} ({kind.lower()}, {country}): {events} sự kiện trong {articles} bài."
    return PlaceView(
        frame=frame(
            catalogue.site,
            permalink,
            entry.name,
            described,
            addresses.PLACES,
            nodes=(linked.place(catalogue, place),),
            alternates=heads.alternates(
                permalink,
                entry.name,
                feed=feeds.has_news(catalogue, entry.articles),
                calendar=any(map(catalogue.moments.has_days, entry.events)),
            ),
        ),
        name=entry.name,
        side=catalogue.side(entry.country),
        type=kind,
        country=catalogue.country_link(entry.country, beside=place),
        country_words=country,
        names=_named(entry.names),
        position=_position(entry.latitude, entry.longitude),
        parent=catalogue.place(entry.parent) if entry.parent in archive.places else None,
        parts=tuple(catalogue.place(part) for part in catalogue.parts_of(place)),
        successor=catalogue.place(entry.successor) if entry.successor in archive.places else None,
        predecessors=tuple(catalogue.place(before) for before in catalogue.predecessors_of(place)),
        timeline=_timeline(catalogue, found, entry.events, entry.articles),
        disputes=disputes_of(catalogue, "places", place),
        agreements=tuple(map(catalogue.agreement_card, entry.agreements[:_MOST])),
        agreements_in_all=len(entry.agreements),
        chart=atlas.around(place) if atlas else None,
        relations=relations.of_place(catalogue, place),
    )


def official_view(catalogue: Catalogue, official: str, found: tuple[Chapter, ...]) -> OfficialView:
    entry = catalogue.archive.officials[official]
    permalink = addresses.official(official)
    latest = catalogue.official_card(official).office
    described = (
        f"{entry.name}{f', {latest}' if latest else ''}: {words.number(len(entry.articles))} bài trong kho lưu trữ."
    )
    return OfficialView(
        frame=frame(
            catalogue.site,
            permalink,
            entry.name,
            described,
            addresses.OFFICIALS,
            nodes=(linked.official(catalogue, official),),
            alternates=heads.alternates(permalink, entry.name, feed=feeds.has_news(catalogue, entry.articles)),
        ),
        name=entry.name,
        side=catalogue.side(entry.country),
        country_words=catalogue.country(entry.country) if entry.country else "",
        other_names=words.name_forms(entry.names, entry.name, entry.country),
        offices=tuple(_office(catalogue, office) for office in entry.offices),
        timeline=_timeline(catalogue, found, entry.events, entry.articles),
        disputes=disputes_of(catalogue, "officials", official),
        agreements=tuple(map(catalogue.agreement_card, entry.agreements[:_MOST])),
        relations=relations.of_official(catalogue, official),
    )


def agreement_view(catalogue: Catalogue, agreement: str, found: tuple[Chapter, ...]) -> AgreementView:
    entry = catalogue.archive.agreements[agreement]
    permalink = addresses.agreement(agreement)
    card = catalogue.agreement_card(agreement)
    parties = " và ".join(entry.parties)
    described = f"{card.type} {f'giữa {parties} ' if len(entry.parties) > 1 else ''}({card.status_words})."
    return AgreementView(
        frame=frame(
            catalogue.site,
            permalink,
            entry.title,
            described,
            addresses.AGREEMENTS,
            nodes=(linked.agreement(catalogue, agreement),),
        ),
        title=entry.title,
        other_titles=tuple(title for title in entry.titles if title != entry.title),
        type=card.type,
        status=card.status,
        status_words=card.status_words,
        parties=entry.parties,
        places=tuple(map(catalogue.place, entry.party_places)),
        steps=tuple(
            StepPart(
                status=step.status,
                status_words=words.STATUS[step.status],
                when=words.when(step.date),
                citations=tuple(map(catalogue.cited, step.citations)),
            )
            for step in entry.steps
        ),
        relations=relations.of_agreement(catalogue, agreement),
        timeline=_timeline(catalogue, found, entry.events, entry.articles),
        disputes=disputes_of(catalogue, "agreements", agreement),
    )


def _timeline(
    catalogue: Catalogue, found: tuple[Chapter, ...], events: tuple[str, ...], articles: tuple[str, ...]
) -> Timeline:
    ordered = catalogue.moments.newest_first(events)
    return Timeline(
        coming=catalogue.event_years(opening(found, catalogue.moments.coming(ordered)), "sap-toi"),
        planned=catalogue.event_years(opening(found, catalogue.moments.planned(ordered)), "du-kien"),
        happened=catalogue.event_years(opening(found, catalogue.moments.happened(ordered))),
        articles=tuple(map(catalogue.article, opening(found, articles))),
        years=year_links(found),
        events_in_all=len(events),
        articles_in_all=len(articles),
    )


def _office(catalogue: Catalogue, office: Office) -> OfficePart:
    return OfficePart(
        words=words.office_words(office),
        place=catalogue.place(office.place) if office.place in catalogue.archive.places else None,
        first=words.when(office.first),
        last=words.when(office.last),
        citations=tuple(map(catalogue.cited, office.citations)),
    )


def _named(names: Mapping[str, tuple[str, ...]]) -> tuple[Named, ...]:
    codes: dict[tuple[str, ...], list[str]] = {}
    for code, forms in names.items():
        codes.setdefault(forms, []).append(code)
    return tuple(
        Named(", ".join(words.LANGUAGE.get(code, code) for code in shared).replace(", T", ", t"), shared[0], forms)
        for forms, shared in codes.items()
        if forms
    )


def _position(latitude: float | None, longitude: float | None) -> str:
    """As Vietnamese maps write it: 21,03° B, 105,85° Đ."""
    if latitude is None or longitude is None:
        return ""
    north, east = "B" if latitude >= 0 else "N", "Đ" if longitude >= 0 else "T"
    return f"{abs(latitude):.2f}° {north}, {abs(longitude):.2f}° {east}".replace(".", ",")
