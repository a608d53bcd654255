"""Long lists in years: the page itself shows the newest, each year has a chapter, a long year several."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from hanoi_korea_site.views import addresses, linked
from hanoi_korea_site.views.catalogue import Catalogue, year, year_words
from hanoi_korea_site.views.parts import ArticleYear, EventYear, Frame, Link, YearLink

_FIRST = 30


@dataclass(frozen=True, slots=True)
class Chapter:
    """Some of a page's events and articles, by id, on a page of their own."""

    label: str
    permalink: str
    events: tuple[str, ...]
    articles: tuple[str, ...]

    @property
    def size(self) -> int:
        return len(self.events) + len(self.articles)


@dataclass(frozen=True, slots=True)
class ListView:
    """Events and articles by year; `years` leads to all chapters, empty where everything is on this page.

    `up` is the page that this one is a chapter of, None on that page itself.
    """

    frame: Frame
    heading: str
    up: Link | None
    total: int
    planned: tuple[EventYear, ...]
    events: tuple[EventYear, ...]
    articles: tuple[ArticleYear, ...]
    years: tuple[YearLink, ...]


def chapters(
    catalogue: Catalogue, permalink: str, events: Iterable[str] = (), articles: Iterable[str] = ()
) -> tuple[Chapter, ...]:
    """None where all of it fits on one page; else one chapter for each year, newest first, the open year last."""
    size = catalogue.site.page_size
    items = [(year(catalogue.archive.events[event].date), 0, event) for event in catalogue.newest_first(events)]
    items += [(addresses.year_of(catalogue.archive.articles[article]), 1, article) for article in articles]
    if len(items) <= size:
        return ()
    items.sort(key=lambda item: (-int(item[0] or 0), item[1]))
    found: list[Chapter] = []
    for label, group in groupby(items, key=lambda item: item[0]):
        members = list(group)
        parts = [members[at : at + size] for at in range(0, len(members), size)]
        for number, part in enumerate(parts, 1):
            stem = addresses.year_stem(label) + (f"-{number}" if number > 1 else "")
            words = year_words(label) + (f", phần {number}" if len(parts) > 1 else "")
            found.append(
                Chapter(
                    label=words,
                    permalink=addresses.chapter(permalink, stem),
                    events=tuple(key for _, kind, key in part if kind == 0),
                    articles=tuple(key for _, kind, key in part if kind == 1),
                )
            )
    return tuple(found)


def year_links(found: tuple[Chapter, ...], current: str = "") -> tuple[YearLink, ...]:
    return tuple(YearLink(part.label, part.permalink, part.size, part.permalink == current) for part in found)


def opening(found: tuple[Chapter, ...], ids: Sequence[str]) -> tuple[str, ...]:
    """What the page itself shows: all of `ids` where there are no chapters, else the first few."""
    return tuple(ids[:_FIRST] if found else ids)


def chapter_view(catalogue: Catalogue, found: tuple[Chapter, ...], number: int, up: Link) -> ListView:
    part = found[number]
    title = f"{up.text}: {part.label}"
    description = f"{up.text}, {part.label.lower()}: {part.size} mục."
    return ListView(
        frame=catalogue.frame(
            part.permalink,
            title,
            description,
            _section(part.permalink),
            nodes=linked.events(catalogue, part.permalink, part.events),
        ),
        heading=title,
        up=up,
        total=part.size,
        planned=catalogue.event_years(catalogue.planned(part.events), "du-kien"),
        events=catalogue.event_years(catalogue.happened(part.events)),
        articles=catalogue.article_years(part.articles),
        years=year_links(found, part.permalink),
    )


def _section(permalink: str) -> str:
    return f"{permalink.partition('/')[0]}/index.html"
