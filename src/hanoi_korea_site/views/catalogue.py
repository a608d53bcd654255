"""The archive as pages speak of it: each link, card and event is made once, however many pages show it."""

from collections.abc import Iterable
from itertools import groupby
from sys import intern
from typing import Literal, NamedTuple, Self

from msgspec import Struct, field

from hanoi_korea_site import edtf
from hanoi_korea_site.archive import Archive, Citation, Dispute
from hanoi_korea_site.views import addresses, words
from hanoi_korea_site.views.digests import digest
from hanoi_korea_site.views.moments import Moments
from hanoi_korea_site.views.parts import (
    AgreementCard,
    ArticleCard,
    ArticleYear,
    Cited,
    EventPart,
    EventYear,
    Link,
    OfficialCard,
)
from hanoi_korea_site.views.site import Site

_MOST, _SHARE = 1 << 12, 8
"""So many cards and events are remembered at a time, or such a share of them where it is more.

Pages made one after the other share what is near in time.
"""


class _Filing(NamedTuple):
    """Of an article: its title, the year it is filed under, its file, the digest of all that others see, its places."""

    title: str
    year: str
    source_file: str
    digest: str
    places: tuple[str, ...]


class Catalogue(Struct, frozen=True):
    """Read-only to its users; the fields that begin with "_" remember what was made.

    `event_chapters` holds the timeline's chapter that each event stands in, where the timeline has chapters;
    `feed_digests` a digest of what feeds say of each article, `calendar_events` what calendars say of each event.
    """

    site: Site
    archive: Archive
    moments: Moments
    event_chapters: dict[str, str] = field(default_factory=dict)
    feed_digests: dict[str, str] = field(default_factory=dict)
    calendar_events: dict[str, bytes] = field(default_factory=dict)
    _paths: dict[str, str] = field(default_factory=dict)
    _links: dict[str, Link] = field(default_factory=dict)
    _cards: dict[str, ArticleCard] = field(default_factory=dict)
    _officials: dict[tuple[str, str], OfficialCard] = field(default_factory=dict)
    _agreements: dict[str, AgreementCard] = field(default_factory=dict)
    _events: dict[str, EventPart] = field(default_factory=dict)
    _digests: dict[str, str] = field(default_factory=dict)
    _countries: dict[str, str] = field(default_factory=dict)
    _towns: set[str] = field(default_factory=set)
    _filed: dict[str, _Filing] = field(default_factory=dict)
    _parts: dict[str, list[str]] = field(default_factory=dict)
    _predecessors: dict[str, list[str]] = field(default_factory=dict)
    _disputes: dict[tuple[str, str], list[Dispute]] = field(default_factory=dict)
    _tied: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict)
    _naming: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, site: Site, archive: Archive) -> Self:
        catalogue = cls(site, archive, Moments(archive))
        catalogue._countries.update(words.COUNTRY)
        for place in archive.places.values():
            catalogue._parts.setdefault(place.parent, []).append(place.id)
            catalogue._predecessors.setdefault(place.successor, []).append(place.id)
            if place.type in ("city", "province"):
                catalogue._towns.add(place.id)
            if place.type == "country":
                catalogue._countries[place.country] = place.name
                catalogue._links["#" + place.country] = catalogue.place(place.id)
        for dispute in archive.disputes:
            told = (("places", dispute.places), ("officials", dispute.officials), ("agreements", dispute.agreements))
            for kind, entities in told:
                for entity in entities:
                    catalogue._disputes.setdefault((kind, entity), []).append(dispute)
        return catalogue

    def article_path(self, article: str) -> str:
        path = self._paths.get(article)
        if path is None:
            path = self._paths[article] = addresses.article(self.archive.articles[article])
        return path

    def article(self, article: str) -> ArticleCard:
        card = self._cards.get(article)
        if card is None:
            entry = self.archive.articles[article]
            self._make_room(self._cards)
            card = self._cards[article] = ArticleCard(
                link=Link(self.article_path(article), self._title(article)),
                generated=entry.title.origin == "generated",
                when=words.when(entry.date or entry.published),
                lead=entry.lead,
                places=tuple(map(self.place, filter(self._towns.__contains__, entry.places))),
            )
        return card

    def place(self, place: str) -> Link:
        link = self._links.get(place)
        if link is None:
            entry = self.archive.places[place]
            link = self._links[place] = Link(addresses.place(place), entry.name, self.side(entry.country))
        return link

    def official(self, official: str) -> Link:
        link = self._links.get("@" + official)
        if link is None:
            entry = self.archive.officials[official]
            link = Link(addresses.official(official), entry.name, self.side(entry.country))
            self._links["@" + official] = link
        return link

    def agreement(self, agreement: str) -> Link:
        link = self._links.get("§" + agreement)
        if link is None:
            entry = self.archive.agreements[agreement]
            link = self._links["§" + agreement] = Link(addresses.agreement(agreement), entry.title)
        return link

    def official_card(self, official: str, place: str = "") -> OfficialCard:
        """With the office last held, or last held in `place` where there is one."""
        card = self._officials.get((official, place))
        if card is None:
            card = self._officials[official, place] = self._official_card(official, place)
        return card

    def _official_card(self, official: str, place: str) -> OfficialCard:
        entry = self.archive.officials[official]
        there = [office for office in entry.offices if office.place == place] if place else []
        offices = there or list(entry.offices)
        latest = max(offices, key=lambda office: edtf.sort_key(office.last), default=None)
        return OfficialCard(self.official(official), words.office_words(latest), len(entry.articles))

    def agreement_card(self, agreement: str) -> AgreementCard:
        card = self._agreements.get(agreement)
        if card is None:
            entry = self.archive.agreements[agreement]
            step = entry.steps[-1] if entry.steps else None
            status = step.status if step else "unknown"
            card = self._agreements[agreement] = AgreementCard(
                link=self.agreement(agreement),
                type=words.AGREEMENT_TYPE[entry.type],
                status=status,
                status_words=words.STATUS[status],
                when=words.when(step.date) if step else None,
            )
        return card

    def event(self, event: str) -> EventPart:
        part = self._events.get(event)
        if part is None:
            entry = self.archive.events[event]
            moment = words.when(entry.date)
            assert moment is not None  # noqa: S101 - for the type checker: an event has its date
            self._make_room(self._events)
            part = self._events[event] = EventPart(
                anchor=event,
                when=moment,
                kind=entry.tense,
                after_archive=entry.after_archive,
                places=tuple(map(self.place, entry.places)),
                officials=tuple(map(self.official, entry.officials)),
                agreements=tuple(map(self.agreement, entry.agreements)),
                citations=tuple(map(self.cited, entry.citations)),
            )
        return part

    def _make_room(self, remembered: dict[str, ArticleCard] | dict[str, EventPart]) -> None:
        if len(remembered) >= max(_MOST, len(self.archive.articles) // _SHARE):
            remembered.clear()

    def digest_of_article(self, article: str) -> str:
        """Changes whenever the article's card does."""
        known = self._digests.get(article)
        if known is None:
            known = self._digests[article] = digest(self.article(article))
        return known

    def digest_of_event(self, event: str) -> str:
        """Changes whenever what pages show of the event does."""
        known = self._digests.get("#" + event)
        if known is None:
            known = self._digests["#" + event] = digest((self.event(event), self.event_chapters.get(event)))
        return known

    def cited(self, citation: Citation) -> Cited:
        path = f"{self.article_path(citation.article)}#c{citation.sentence}" if citation.sentence else ""
        title = self._title(citation.article)
        origin = "text" if citation.sentence else "editor"
        return Cited(
            path, citation.sentence, title, citation.text, words.sureness(citation.confidence, citation.rule, origin)
        )

    def side(self, country: str) -> str:
        home, partner = self.site.countries
        return "home" if country == home else "partner" if country == partner else ""

    def country(self, code: str) -> str:
        """A country's name as the archive knows it."""
        return self._countries.get(code, code)

    def country_link(self, code: str, beside: str = "") -> Link | None:
        """The country's page; None where the archive has none, or where it is the page of `beside`."""
        link = self._links.get("#" + code)
        return None if link is None or link.path == addresses.place(beside) else link

    def parts_of(self, place: str) -> tuple[str, ...]:
        return tuple(self._parts.get(place, ()))

    def disputes(self, kind: str, entity: str) -> tuple[Dispute, ...]:
        """Contradictions about a place, an official or an agreement; `kind` is the name of its list."""
        return tuple(self._disputes.get((kind, entity), ()))

    def predecessors_of(self, place: str) -> tuple[str, ...]:
        """Provinces merged into this one."""
        return tuple(self._predecessors.get(place, ()))

    def naming(self, kind: Literal["place", "person"], key: str) -> frozenset[str]:
        """The ids of the articles that name a place or an official."""
        known = self._naming.get((kind, key))
        if known is None:
            entry = self.archive.places[key] if kind == "place" else self.archive.officials[key]
            known = self._naming[kind, key] = frozenset(entry.articles)
        return known

    def tied(self, kind: Literal["place", "person"], key: str) -> frozenset[str]:
        """The ids of the places that a place is tied to, or of the officials that an official is."""
        known = self._tied.get((kind, key))
        if known is None:
            entry = self.archive.places[key] if kind == "place" else self.archive.officials[key]
            known = self._tied[kind, key] = frozenset(tie.id for tie in entry.ties)
        return known

    def article_years(self, articles: Iterable[str]) -> tuple[ArticleYear, ...]:
        """In the order given, which is newest first; the open year last."""
        ordered = sorted(articles, key=lambda article: _descending(self.article_year(article)))
        grouped = groupby(ordered, key=self.article_year)
        return tuple(
            ArticleYear(words.year_words(label), "bai-" + addresses.year_stem(label), tuple(map(self.article, group)))
            for label, group in grouped
        )

    def event_years(self, events: Iterable[str], prefix: str = "nam") -> tuple[EventYear, ...]:
        """By year, in the order given. Anchors begin with `prefix`."""
        grouped = groupby(events, key=self.moments.year)
        return tuple(
            EventYear(words.year_words(label), f"{prefix}-{addresses.year_stem(label)}", tuple(map(self.event, group)))
            for label, group in grouped
        )

    def article_year(self, article: str) -> str:
        """The year it is filed under, "" where that is open."""
        return self._filing(article).year

    def _title(self, article: str) -> str:
        known = self._filed.get(article)
        return known.title if known else self.archive.articles[article].title.text

    def source_file(self, article: str) -> str:
        known = self._filed.get(article)
        return known.source_file if known else self.archive.articles[article].source_file

    def digest_of_entry(self, article: str) -> str:
        """Of all that others see of the article."""
        return self._filing(article).digest

    def places_of(self, article: str) -> tuple[str, ...]:
        """The ids of the places that it names."""
        return self._filing(article).places

    def _filing(self, article: str) -> _Filing:
        """Of all articles, read once one after the other; with their addresses, which all are asked for then."""
        if not self._filed:
            for one in self.archive.articles.values():
                year = intern(addresses.year_of(one))
                places = tuple(map(intern, one.places))
                self._filed[one.id] = _Filing(one.title.text, year, one.source_file, one.digest, places)
                self._paths[one.id] = addresses.article(one)
        return self._filed[article]


def _descending(label: str) -> int:
    return -int(label or 0)
