"""The search page: a field, filters, and every kind of entity from A to Z, which needs no script."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from hanoi_korea_site.archive import AgreementEntry, OfficialEntry, PlaceEntry
from hanoi_korea_site.text import collation_key
from hanoi_korea_site.views import addresses, words
from hanoi_korea_site.views.catalogue import Catalogue
from hanoi_korea_site.views.frames import frame
from hanoi_korea_site.views.parts import Frame, Link, Name

_MOST = 200
"""Of each kind the page lists so many entities, those of most articles; the rest stands in the kind's own list."""

_SAID = (
    "Tìm kiếm",
    "Tìm trong toàn văn các bài, địa phương, nhân vật và thỏa thuận; gõ có dấu hay không dấu đều được.",
)
_SAID_OF_NAMES = ("Mọi tên", "Địa phương, nhân vật và thỏa thuận trong kho, theo bảng chữ cái.")

Entity = TypeVar("Entity", PlaceEntry, OfficialEntry, AgreementEntry)


@dataclass(frozen=True, slots=True)
class NamedEntity:
    link: Link
    others: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class EntityGroup:
    """One kind, in Vietnamese order; `total` counts those that are not listed too."""

    heading: str
    anchor: str
    path: str
    entities: tuple[NamedEntity, ...]
    total: int


@dataclass(frozen=True, slots=True)
class PlaceChoice:
    id: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class SearchView:
    frame: Frame
    years: tuple[str, ...]
    places: tuple[PlaceChoice, ...]
    groups: tuple[EntityGroup, ...]


def search_view(catalogue: Catalogue) -> SearchView:
    archive = catalogue.archive
    years = set(map(catalogue.article_year, archive.articles)) - {""}
    bearers = Counter(entry.name for entry in archive.places.values())
    places = [entry for entry in archive.places.values() if entry.articles]
    places.sort(key=lambda entry: (-len(entry.articles), entry.id))
    chosen = sorted(places[:_MOST], key=lambda entry: collation_key(entry.name))
    title, description = _SAID if catalogue.site.search else _SAID_OF_NAMES
    return SearchView(
        frame=frame(catalogue.site, addresses.SEARCH, title, description, addresses.SEARCH),
        years=tuple(sorted(years, reverse=True)),
        places=tuple(
            PlaceChoice(entry.id, ", ".join((entry.name, *_type_of(entry, bearers))), len(entry.articles))
            for entry in chosen
        ),
        groups=tuple(_groups(catalogue, bearers)),
    )


def _type_of(place: PlaceEntry, bearers: Counter[str]) -> tuple[str, ...]:
    """What it is, where others bear its name: the province Bắc Giang, or its city."""
    return (words.PLACE_TYPE[place.type].lower(),) if bearers[place.name] > 1 else ()


def _groups(catalogue: Catalogue, bearers: Counter[str]) -> Iterator[EntityGroup]:
    archive = catalogue.archive
    places = _listed(archive.places)
    yield EntityGroup(
        "Địa phương",
        "ten-dia-phuong",
        addresses.PLACES,
        tuple(NamedEntity(catalogue.place(entry.id), _other_names(entry, bearers)) for entry in places),
        len(archive.places),
    )
    officials = _listed(archive.officials)
    yield EntityGroup(
        "Nhân vật",
        "ten-nhan-vat",
        addresses.OFFICIALS,
        tuple(NamedEntity(catalogue.official(entry.id), _variants(entry)) for entry in officials),
        len(archive.officials),
    )
    agreements = _listed(archive.agreements)
    yield EntityGroup(
        "Thỏa thuận",
        "ten-thoa-thuan",
        addresses.AGREEMENTS,
        tuple(NamedEntity(catalogue.agreement(entry.id), ()) for entry in agreements),
        len(archive.agreements),
    )


def _listed(entries: Mapping[str, Entity]) -> list[Entity]:
    """Those of most articles, in the archive's order, which is Vietnamese."""
    ranked = sorted(entries, key=lambda key: -len(entries[key].articles))
    chosen = frozenset(ranked[:_MOST])
    return [entry for key, entry in entries.items() if key in chosen]


def _other_names(place: PlaceEntry, bearers: Counter[str]) -> tuple[Name, ...]:
    names = (Name(name, code) for code, names in place.names.items() for name in names if name != place.name)
    return (*(Name(kind, "") for kind in _type_of(place, bearers)), *names)


def _variants(official: OfficialEntry) -> tuple[Name, ...]:
    return words.name_forms(official.names, official.name, official.country)
