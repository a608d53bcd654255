"""Long lists in chapters: the page itself shows the newest; a decade, half of one or a year has one, or several."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from hanoi_korea_site.archive import AgreementEntry
from hanoi_korea_site.views import addresses, linked, words
from hanoi_korea_site.views.catalogue import Catalogue
from hanoi_korea_site.views.digests import digest, joined
from hanoi_korea_site.views.frames import frame
from hanoi_korea_site.views.parts import ArticleYear, EventYear, Frame, Link, YearLink

_FIRST = 12  # of each kind; more would take phones long to lay out, and stands in the chapters
_SPANS = (10, 5, 1)
"""So many years have a chapter where they fit on one page, from 2010 and 2015 on: who joins a list moves no other."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """Some of a page's events, articles and agreements, by id, on a page of their own.

    `years` leads to the chapters of the list, of a long year to the first, `parts` to all chapters of this one's year,
    () where it is the only one: so much is known to each chapter however long the list is.
    """

    label: str
    permalink: str
    events: tuple[str, ...]
    articles: tuple[str, ...]
    agreements: tuple[str, ...]
    years: tuple[YearLink, ...]
    parts: tuple[YearLink, ...]

    @property
    def size(self) -> int:
        return len(self.events) + len(self.articles) + len(self.agreements)

    @property
    def year_nav(self) -> tuple[YearLink, ...]:
        """The years without how much is in each, so that a chapter does not change with every other one."""
        return untold(self.years, self.parts[0].path if self.parts else self.permalink)

    @property
    def part_nav(self) -> tuple[YearLink, ...]:
        """Likewise the parts of its year."""
        return untold(self.parts, self.permalink)


@dataclass(frozen=True, slots=True)
class ListView:
    """Events and articles by year; `years` leads to the other years, empty where everything is on this page.

    `parts` leads to the other chapters of a long year. `up` is the page that this is a chapter of, None on that page
    itself.
    """

    frame: Frame
    heading: str
    standfirst: str
    up: Link | None
    total: int
    coming: tuple[EventYear, ...]
    planned: tuple[EventYear, ...]
    events: tuple[EventYear, ...]
    articles: tuple[ArticleYear, ...]
    years: tuple[YearLink, ...]
    parts: tuple[YearLink, ...] = ()


_Items = list[tuple[int, str]]
"""Events (0), articles (1) and agreements (2) by their ids."""


def chapters(
    catalogue: Catalogue,
    permalink: str,
    events: Collection[str] = (),
    articles: Collection[str] = (),
    agreements: Collection[str] = (),
) -> tuple[Chapter, ...]:
    """None where all of it fits on one page; else newest first, the open year last and by itself."""
    archive, size = catalogue.archive, catalogue.site.page_size
    if len(events) + len(articles) + len(agreements) <= size:
        return ()
    by_year: defaultdict[str, _Items] = defaultdict(list)
    for event in catalogue.moments.newest_first(events):
        by_year[catalogue.moments.year(event)].append((0, event))
    for article in articles:
        by_year[catalogue.article_year(article)].append((1, article))
    for agreement in agreements:
        by_year[filed(archive.agreements[agreement])].append((2, agreement))
    told = sorted(by_year.items(), key=lambda year: -int(year[0] or 0))
    by_years = tuple(_by_years(told, size, _SPANS))
    years = tuple(
        YearLink(words.year_words(label), addresses.chapter(permalink, addresses.year_stem(label)), len(members))
        for label, members in by_years
    )
    return tuple(
        chapter for label, members in by_years for chapter in _of_years(permalink, label, members, size, years)
    )


def _by_years(by_year: Iterable[tuple[str, _Items]], size: int, spans: Sequence[int]) -> Iterator[tuple[str, _Items]]:
    """By the longest of these spans of years that has no more than `size`, or by the shortest."""
    span, *shorter = spans
    for label, group in groupby(by_year, key=lambda year: addresses.years_from(year[0], span)):
        years = list(group)
        members = [one for _, some in years for one in some]
        if label and shorter and len(members) > size:
            yield from _by_years(years, size, shorter)
        else:
            yield label, members


def _of_years(permalink: str, label: str, members: _Items, size: int, years: tuple[YearLink, ...]) -> Iterator[Chapter]:
    slices = [members[at : at + size] for at in range(0, len(members), size)]
    stems = [addresses.year_stem(label) + (f"-{number}" if number > 1 else "") for number in range(1, len(slices) + 1)]
    paths = [addresses.chapter(permalink, stem) for stem in stems]
    parts = tuple(
        YearLink(f"phần {number}", path, len(part))
        for number, (path, part) in enumerate(zip(paths, slices, strict=True), 1)
    )
    for number, (path, part) in enumerate(zip(paths, slices, strict=True), 1):
        yield Chapter(
            label=words.year_words(label) + (f", phần {number}" if len(slices) > 1 else ""),
            permalink=path,
            events=tuple(key for kind, key in part if kind == 0),
            articles=tuple(key for kind, key in part if kind == 1),
            agreements=tuple(key for kind, key in part if kind == 2),  # noqa: PLR2004 - see _Items
            years=years,
            parts=parts if len(slices) > 1 else (),
        )


def filed(agreement: AgreementEntry) -> str:
    """The latest known year of an agreement's steps, "" where none is known."""
    return max((words.year(step.date) for step in agreement.steps), default="")


def year_links(found: tuple[Chapter, ...]) -> tuple[YearLink, ...]:
    """The chapters by year with how much is in each, for the page that these are chapters of."""
    return found[0].years if found else ()


def untold(links: tuple[YearLink, ...], current: str) -> tuple[YearLink, ...]:
    """Links without how much is behind each, `current` the path of the page that they stand on."""
    return tuple(YearLink(link.label, link.path, 0, link.path == current) for link in links)


def opening(found: tuple[Chapter, ...], ids: Sequence[str]) -> tuple[str, ...]:
    """What the page itself shows: all of `ids` where there are no chapters, else the first few."""
    return tuple(ids[:_FIRST] if found else ids)


def chapter_view(catalogue: Catalogue, found: tuple[Chapter, ...], number: int, up: Link) -> ListView:
    part = found[number]
    title = f"{up.text}: {part.label}"
    told = ((len(part.events), "sự kiện"), (len(part.articles), "bài"))
    held = " và ".join(f"{words.number(count)} {what}" for count, what in told if count)
    return ListView(
        frame=frame(
            catalogue.site,
            part.permalink,
            title,
            f"{up.text}, {part.label.lower()}: {held}.",
            _section(part.permalink),
            nodes=linked.events(catalogue, part.permalink, part.events),
        ),
        heading=title,
        standfirst=f"{held}.",
        up=up,
        total=part.size,
        coming=catalogue.event_years(catalogue.moments.coming(part.events), "sap-toi"),
        planned=catalogue.event_years(catalogue.moments.planned(part.events), "du-kien"),
        events=catalogue.event_years(catalogue.moments.happened(part.events)),
        articles=catalogue.article_years(part.articles),
        years=part.year_nav,
        parts=part.part_nav,
    )


def taken_by_chapter(
    catalogue: Catalogue, found: tuple[Chapter, ...], number: int, up: Link
) -> tuple[tuple[str, str], ...]:
    """Named digests of all that the view takes from the archive, without making it."""
    part = found[number]
    return (
        ("frame", digest((up, part.label))),
        ("events", joined(map(catalogue.digest_of_event, part.events))),
        ("articles", joined(map(catalogue.digest_of_article, part.articles))),
        ("years", digest((part.year_nav, part.part_nav))),
    )


def _section(permalink: str) -> str:
    return f"{permalink.partition('/')[0]}/index.html"
