"""Who dealt with whom: the partners of a place, an official or an agreement, as a table and as a picture of two sides.

In the picture the home country's partners stand on the left, all others on the right, the page's own subject between
them. It is `WIDTH` wide; its threads say nothing that the table does not, apart from who of the left dealt with whom of
the right.
"""

import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

from hanoi_korea_site.views.catalogue import Catalogue
from hanoi_korea_site.views.parts import Link

WIDTH: Final = 340
_LEFT, _MIDDLE, _RIGHT = 136, 170, 204
_ROW, _ROWS, _LETTERS = 27, 8, 16
_MOST = 60  # lines of the table of each kind

_PINS_NOTHING = frozenset({"country", "river", "other"})

Kind = Literal["place", "person"]


@dataclass(frozen=True, slots=True)
class Partner:
    """A line of the table: in `articles` articles both stand together; `office` is a person's, "" of a place."""

    link: Link
    kind: Kind
    office: str
    articles: int


@dataclass(frozen=True, slots=True)
class Node:
    """A partner in the picture; `lines` are its name, in two where one is too short for it."""

    partner: Partner
    lines: tuple[str, ...]
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Thread:
    """An SVG path; `beyond` where it joins two partners, not the page's subject."""

    path: str
    weight: float
    beyond: bool


@dataclass(frozen=True, slots=True)
class Relations:
    """The table: `foremost`, who stand in the picture as `nodes`, and the `others`, `untold` still more of them."""

    foremost: tuple[Partner, ...]
    others: tuple[Partner, ...]
    untold: int
    nodes: tuple[Node, ...]
    threads: tuple[Thread, ...]
    height: int


_Known = tuple[Kind, str, int]
"""A partner by kind and id, with the number of articles."""


def of_place(catalogue: Catalogue, place: str) -> Relations:
    entry = catalogue.archive.places[place]
    places: list[_Known] = [
        ("place", tie.id, tie.articles)
        for tie in entry.ties
        if catalogue.archive.places[tie.id].type not in _PINS_NOTHING
    ]
    people = _within(catalogue, catalogue.naming("place", place), "person", entry.officials)
    return _relations(catalogue, places, _strongest(people), place)


def of_official(catalogue: Catalogue, official: str) -> Relations:
    archive = catalogue.archive
    entry = archive.officials[official]
    people: list[_Known] = [("person", tie.id, tie.articles) for tie in entry.ties]
    pinned = (place for place in entry.places if archive.places[place].type not in _PINS_NOTHING)
    places = _within(catalogue, catalogue.naming("person", official), "place", pinned)
    return _relations(catalogue, people, _strongest(places))


def of_agreement(catalogue: Catalogue, agreement: str) -> Relations:
    entry = catalogue.archive.agreements[agreement]
    told = frozenset(entry.articles)
    places = _within(catalogue, told, "place", entry.party_places)
    people = _within(catalogue, told, "person", entry.officials)
    return _relations(catalogue, places, _strongest(people))


def _within(catalogue: Catalogue, articles: frozenset[str], kind: Kind, keys: Iterable[str]) -> list[_Known]:
    """Places or officials, with how many of these articles name each."""
    return [(kind, key, len(articles & catalogue.naming(kind, key))) for key in keys]


def _strongest(known: Iterable[_Known]) -> list[_Known]:
    return sorted(known, key=lambda partner: -partner[2])


def _relations(catalogue: Catalogue, first: list[_Known], second: list[_Known], place: str = "") -> Relations:
    """People with the office last held, or last held in `place`."""
    known = [*first[:_MOST], *second[:_MOST]]
    partners = {(kind, key): _partner(catalogue, kind, key, articles, place) for kind, key, articles in known}
    sides: tuple[list[_Known], list[_Known]] = ([], [])
    for one in known:
        sides[partners[one[:2]].link.side != "home"].append(one)
    shown = tuple(_foremost(side) for side in sides)
    height = max(map(len, shown), default=0) * _ROW + _ROW
    nodes: list[Node] = []
    at: dict[tuple[Kind, str], Node] = {}
    for side, x in zip(shown, (_LEFT, _RIGHT), strict=True):
        top = (height - len(side) * _ROW) // 2 + _ROW // 2
        for row, (kind, key, _) in enumerate(side):
            partner = partners[kind, key]
            node = at[kind, key] = Node(partner, _lines(partner.link.text), x, top + row * _ROW)
            nodes.append(node)
    strongest = max((node.partner.articles for node in nodes), default=1) or 1
    threads = [
        *(_thread(at[one], at[other]) for one, other in _beyond(catalogue, *shown)),
        *(_spoke(node, height // 2, strongest) for node in nodes),
    ]
    return Relations(
        foremost=tuple(partner for which, partner in partners.items() if which in at),
        others=tuple(partner for which, partner in partners.items() if which not in at),
        untold=len(first) + len(second) - len(known),
        nodes=tuple(nodes),
        threads=tuple(threads),
        height=height,
    )


def _foremost(side: list[_Known]) -> list[_Known]:
    """As many as there is room for, of each kind at least half of that where there are enough."""
    half = _ROWS // 2
    ranked = sorted(
        range(len(side)), key=lambda at: sum(side[before][0] == side[at][0] for before in range(at)) >= half
    )
    return [side[at] for at in sorted(ranked[:_ROWS])]


def _partner(catalogue: Catalogue, kind: Kind, key: str, articles: int, place: str) -> Partner:
    if kind == "place":
        return Partner(catalogue.place(key), kind, "", articles)
    card = catalogue.official_card(key, place)
    return Partner(card.link, kind, card.office, articles)


def _lines(name: str) -> tuple[str, ...]:
    """In one line, or in two about as long as one another; what two cannot hold is cut."""
    if len(name) <= _LETTERS:
        return (name,)
    for width in range(-(-len(name) // 2), _LETTERS + 1):
        lines = textwrap.wrap(name, width)
        if len(lines) <= 2:  # noqa: PLR2004 - as many as have room
            return tuple(lines)
    return tuple(textwrap.wrap(name, _LETTERS, max_lines=2, placeholder="…"))


def _beyond(
    catalogue: Catalogue, left: list[_Known], right: list[_Known]
) -> Iterator[tuple[tuple[Kind, str], tuple[Kind, str]]]:
    """Pairs of a partner on the left and one on the right that dealt with one another."""
    for one, key, _ in left:
        for other, its, _ in right:
            if one != other:
                official, place = (key, its) if one == "person" else (its, key)
                dealt = place in catalogue.archive.officials[official].places
            else:
                dealt = its in catalogue.tied(one, key)
            if dealt:
                yield (one, key), (other, its)


def _spoke(node: Node, middle: int, strongest: int) -> Thread:
    weight = round(0.8 + 2.2 * (node.partner.articles / strongest) ** 0.5, 1)
    return Thread(_curve(_MIDDLE, middle, node.x, node.y), weight, beyond=False)


def _thread(one: Node, other: Node) -> Thread:
    return Thread(_curve(one.x, one.y, other.x, other.y), 0.7, beyond=True)


def _curve(x1: int, y1: int, x2: int, y2: int) -> str:
    half = (x1 + x2) // 2
    return f"M{x1} {y1}C{half} {y1} {half} {y2} {x2} {y2}"
