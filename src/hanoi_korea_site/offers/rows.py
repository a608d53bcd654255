"""The rows of each table, in a fixed order, from what the archive knows."""

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from hanoi_korea_site.archive import Archive
from hanoi_korea_site.model import Dated
from hanoi_korea_site.views import linked, words
from hanoi_korea_site.views.catalogue import Catalogue

Cell = str | int | float | None
"""None and "" both say nothing."""

Row = tuple[Cell, ...]

BETWEEN: Final = " | "
"""Stands between several values in one cell."""


def articles(catalogue: Catalogue) -> Iterator[Row]:
    for entry in catalogue.archive.articles.values():
        source, published = entry.source, entry.published
        yield (
            entry.id,
            entry.title.text,
            entry.title.origin,
            entry.lead,
            *_date(entry.date),
            published.edtf if published else "",
            source.outlet,
            source.url,
            source.archived,
            source.retrieved,
            catalogue.article_path(entry.id),
            BETWEEN.join(entry.places),
            BETWEEN.join(entry.officials),
            BETWEEN.join(entry.agreements),
            BETWEEN.join(entry.tags),
        )


def _date(dated: Dated | None) -> tuple[str, str, str]:
    return (dated.edtf, dated.start, dated.end or "") if dated else ("", "", "")


def events(catalogue: Catalogue) -> Iterator[Row]:
    for key in catalogue.moments.newest_first(catalogue.archive.events):
        entry = catalogue.archive.events[key]
        first = entry.citations[0] if entry.citations else None
        yield (
            key,
            *_date(entry.date),
            entry.date.precision,
            entry.date.year_basis,
            entry.tense,
            first.text if first else "",
            first.article if first else None,
            first.sentence if first else None,
            linked.event_path(catalogue, key),
            BETWEEN.join(entry.places),
            BETWEEN.join(entry.officials),
            BETWEEN.join(entry.agreements),
        )


def places(catalogue: Catalogue) -> Iterator[Row]:
    archive = catalogue.archive
    for entry in archive.places.values():
        yield (
            entry.id,
            entry.name,
            entry.type,
            entry.country,
            BETWEEN.join(entry.names.get("vi", ())),
            BETWEEN.join(entry.names.get("ko", ())),
            BETWEEN.join(entry.names.get("en", ())),
            entry.latitude,
            entry.longitude,
            _known(entry.parent, archive.places),
            _known(entry.successor, archive.places),
            len(entry.articles),
            catalogue.place(entry.id).path,
        )


def _known(key: str, known: Iterable[str]) -> str | None:
    return key if key in known else None


def officials(catalogue: Catalogue) -> Iterator[Row]:
    for entry in catalogue.archive.officials.values():
        yield (
            entry.id,
            entry.name,
            BETWEEN.join(name for name in entry.names if name != entry.name),
            entry.country,
            len(entry.articles),
            catalogue.official(entry.id).path,
            BETWEEN.join(dict.fromkeys(map(words.office_words, entry.offices))),
        )


def offices(catalogue: Catalogue) -> Iterator[Row]:
    archive = catalogue.archive
    for entry in archive.officials.values():
        for office in entry.offices:
            place = _known(office.place, archive.places)
            first, last = _date(office.first)[0], _date(office.last)[0]
            yield entry.id, office.title, office.body, place, int(office.former), first, last


def agreements(catalogue: Catalogue) -> Iterator[Row]:
    for entry in catalogue.archive.agreements.values():
        step = entry.steps[-1] if entry.steps else None
        yield (
            entry.id,
            entry.title,
            entry.type,
            step.status if step else "unknown",
            _date(step.date)[0] if step else "",
            BETWEEN.join(entry.parties),
            len(entry.articles),
            catalogue.agreement(entry.id).path,
            BETWEEN.join(entry.party_places),
        )


def steps(catalogue: Catalogue) -> Iterator[Row]:
    for entry in catalogue.archive.agreements.values():
        for number, step in enumerate(entry.steps, 1):
            yield entry.id, number, step.status, _date(step.date)[0]


def sentences(catalogue: Catalogue) -> Iterator[Row]:
    for key in catalogue.moments.newest_first(catalogue.archive.events):
        for citation in catalogue.archive.events[key].citations:
            yield key, citation.article, citation.sentence, citation.text, citation.confidence, citation.rule


def pairs(of: Callable[[Archive], Iterable[tuple[str, tuple[str, ...]]]]) -> Callable[[Catalogue], Iterator[Row]]:
    return lambda catalogue: ((one, other) for one, others in of(catalogue.archive) for other in others)
