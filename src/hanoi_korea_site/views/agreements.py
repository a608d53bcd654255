"""The list of all agreements, by the year of the latest dated step, newest first."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from hanoi_korea_site.views import addresses, words
from hanoi_korea_site.views.catalogue import Catalogue
from hanoi_korea_site.views.chapters import Chapter, chapters, filed, opening, year_links
from hanoi_korea_site.views.frames import frame
from hanoi_korea_site.views.parts import AgreementCard, Frame, Link, YearLink

_TITLE = "Thỏa thuận"


@dataclass(frozen=True, slots=True)
class AgreementYear:
    label: str
    anchor: str
    agreements: tuple[AgreementCard, ...]


@dataclass(frozen=True, slots=True)
class AgreementsView:
    """`years` are those shown here; `chapters` and `parts` lead to the others where the list is long.

    `up` is the list that this page is a chapter of, None on the list itself.
    """

    frame: Frame
    years: tuple[AgreementYear, ...]
    total: int
    up: Link | None
    chapters: tuple[YearLink, ...]
    parts: tuple[YearLink, ...]


def agreement_chapters(catalogue: Catalogue) -> tuple[Chapter, ...]:
    return chapters(catalogue, addresses.AGREEMENTS, agreements=catalogue.archive.agreements)


def agreements_view(catalogue: Catalogue) -> AgreementsView:
    entries = catalogue.archive.agreements
    found = agreement_chapters(catalogue)
    newest = sorted(entries, key=lambda key: -int(filed(entries[key]) or 0))
    description = f"{words.number(len(entries))} văn bản hợp tác: các bên, tình trạng theo thời gian và nguồn."
    return AgreementsView(
        frame=frame(catalogue.site, addresses.AGREEMENTS, _TITLE, description, addresses.AGREEMENTS),
        years=_by_year(catalogue, opening(found, newest)),
        total=len(entries),
        up=None,
        chapters=year_links(found),
        parts=(),
    )


def agreement_chapter_view(catalogue: Catalogue, found: tuple[Chapter, ...], number: int) -> AgreementsView:
    part = found[number]
    title = f"{_TITLE}: {part.label}"
    description = f"{part.size} văn bản hợp tác, {part.label.lower()}."
    return AgreementsView(
        frame=frame(catalogue.site, part.permalink, title, description, addresses.AGREEMENTS),
        years=_by_year(catalogue, part.agreements),
        total=part.size,
        up=Link(addresses.AGREEMENTS, _TITLE),
        chapters=part.year_nav,
        parts=part.part_nav,
    )


def _by_year(catalogue: Catalogue, agreements: Iterable[str]) -> tuple[AgreementYear, ...]:
    """In the order given, newest first."""
    entries = catalogue.archive.agreements
    return tuple(
        AgreementYear(
            words.year_words(label), f"nam-{addresses.year_stem(label)}", tuple(map(catalogue.agreement_card, group))
        )
        for label, group in groupby(agreements, key=lambda key: filed(entries[key]))
    )
