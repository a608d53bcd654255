"""Maps drawn while building: places by number of events, arcs between places of the two countries that dealt together.

The land is one picture of its own (`ban-do.svg`, Mercator, no borders), which every map shows a part of; what is drawn
on it is laid out here in units of which a map is `WIDTH` wide. All maps of an archive show the same part of the world.
"""

import json
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import combinations
from typing import Final, Self

from hanoi_korea_site.archive import PlaceEntry
from hanoi_korea_site.config import MapLabel
from hanoi_korea_site.views.catalogue import Catalogue
from hanoi_korea_site.views.parts import Link

WIDTH: Final = 400.0
_MARGIN = 3.0  # degrees around the outermost point
_STEP = 3.0  # degrees to which the frame is rounded, so that a new place seldom moves it
_SPOTS, _ARCS, _NEAR = 36, 24, 14
_SMALL, _LARGE = 3.4, 10.0  # radii
_LETTER, _LINE = 8.8, 16.0  # the mean width of a letter and the height of a line, as the stylesheet sets them
_PUSHES = 60
_BEND = 0.16  # how far an arc bows, as part of its length
_PINNED = frozenset({"city", "province"})


@dataclass(frozen=True, slots=True)
class Land:
    """The land's outline, an SVG path `width` by `height`; `units` a degree of longitude, from `west` and `north`."""

    west: float
    north: float
    units: float
    width: float
    height: float
    path: str

    def point(self, longitude: float, latitude: float) -> tuple[float, float]:
        return (longitude - self.west) * self.units, (mercator(self.north) - mercator(latitude)) * self.units

    def holds(self, longitude: float, latitude: float) -> bool:
        x, y = self.point(longitude, latitude)
        return 0 <= x <= self.width and 0 <= y <= self.height


@dataclass(frozen=True, slots=True)
class Label:
    """Words on the map; `anchor` is SVG's text-anchor."""

    text: str
    x: float
    y: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the map, `radius` by its events; `here` is the place whose page shows the map."""

    link: Link
    events: int
    articles: int
    x: float
    y: float
    radius: float
    label: Label | None
    here: bool


@dataclass(frozen=True, slots=True)
class Arc:
    """From a place at home to its partner, as an SVG path; `weight` is the stroke's width."""

    home: Link
    partner: Link
    articles: int
    path: str
    weight: float


@dataclass(frozen=True, slots=True)
class Mark:
    """A point that the editor names."""

    x: float
    y: float
    label: Label


@dataclass(frozen=True, slots=True)
class MapView:
    """`land` is where the land's picture lies: x, y, width, height; of `arcs` the strongest come first."""

    height: float
    land: tuple[float, float, float, float]
    spots: tuple[Spot, ...]
    arcs: tuple[Arc, ...]
    marks: tuple[Mark, ...]


@cache
def land() -> Land:
    content = json.loads(files("hanoi_korea_site").joinpath("data", "land.json").read_bytes())
    return Land(*(content[key] for key in ("west", "north", "units", "width", "height", "path")))


@cache
def mercator(latitude: float) -> float:
    """Degrees of longitude that the Mercator projection gives to `latitude`."""
    return math.degrees(math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2)))


@dataclass(frozen=True, slots=True)
class Atlas:
    """The part of the world that an archive's maps show: its corner and scale on the land's picture."""

    catalogue: Catalogue
    left: float
    top: float
    scale: float
    height: float
    _most: int
    _overviews: list[MapView] = field(default_factory=list)

    @classmethod
    def of(cls, catalogue: Catalogue) -> Self | None:
        """None where no place of the two countries has a position."""
        places = [place for place in catalogue.archive.places.values() if _is_pinned(catalogue, place)]
        if not places:
            return None
        points = [(place.longitude or 0.0, place.latitude or 0.0) for place in places]
        points += [(label.lon, label.lat) for label in _labels(catalogue)]
        west, east = _rounded(x for x, _ in points)
        south, north = _rounded(y for _, y in points)
        left, top = land().point(west, north)
        right, bottom = land().point(east, south)
        left, top = max(left, 0.0), max(top, 0.0)
        right, bottom = min(right, land().width), min(bottom, land().height)
        scale = WIDTH / (right - left)
        most = max(len(place.events) for place in places)
        return cls(catalogue, left, top, scale, round((bottom - top) * scale), max(most, 1))

    def overview(self) -> MapView:
        """The places with most events and what lies between them; laid out once."""
        if not self._overviews:
            self._overviews.append(self._overview())
        return self._overviews[0]

    def _overview(self) -> MapView:
        places = [place for place in self.catalogue.archive.places.values() if _is_pinned(self.catalogue, place)]
        places.sort(key=lambda place: (-len(place.events), -len(place.articles), place.id))
        shown = places[:_SPOTS]
        pairs = {(min(place.id, tie.id), max(place.id, tie.id)): tie.articles for place in shown for tie in place.ties}
        return self._drawn(shown, [(*pair, articles) for pair, articles in pairs.items()], apart=True)

    def around(self, place: str) -> MapView | None:
        """A place and those it dealt with; None where it has no position here."""
        entry = self.catalogue.archive.places[place]
        if not self._shows(entry):
            return None
        near = [self.catalogue.archive.places[tie.id] for tie in entry.ties]
        shown = [entry, *[other for other in near if _is_pinned(self.catalogue, other)][:_NEAR]]
        return self._drawn(shown, [(place, tie.id, tie.articles) for tie in entry.ties], here=place)

    def _shows(self, place: PlaceEntry) -> bool:
        if place.type == "country" or place.latitude is None or place.longitude is None:
            return False
        x, y = self._point(place.longitude, place.latitude)
        return 0 <= x <= WIDTH and 0 <= y <= self.height

    def _point(self, longitude: float, latitude: float) -> tuple[float, float]:
        x, y = land().point(longitude, latitude)
        return (x - self.left) * self.scale, (y - self.top) * self.scale

    def _drawn(
        self,
        places: Sequence[PlaceEntry],
        pairs: Iterable[tuple[str, str, int]],
        here: str = "",
        *,
        apart: bool = False,
    ) -> MapView:
        """`apart`: what would lie on one another is pushed aside a little, so that each can be seen and touched."""
        at = {place.id: self._point(place.longitude or 0.0, place.latitude or 0.0) for place in places}
        radius = {place.id: _SMALL + (_LARGE - _SMALL) * math.sqrt(len(place.events) / self._most) for place in places}
        if apart:
            at = _apart(at, radius)
        layout = _Layout(self.height)
        marks = tuple(self._mark(label, layout) for label in _labels(self.catalogue))
        for place in places:
            layout.take(at[place.id], radius[place.id])
        spots = tuple(
            Spot(
                link=self.catalogue.place(place.id),
                events=len(place.events),
                articles=len(place.articles),
                x=round(at[place.id][0], 1),
                y=round(at[place.id][1], 1),
                radius=round(radius[place.id], 1),
                label=layout.label(place.name, at[place.id], radius[place.id]),
                here=place.id == here,
            )
            for place in places
        )
        scale = self.scale
        frame = (-self.left * scale, -self.top * scale, land().width * scale, land().height * scale)
        x, y, width, height = (round(number, 1) for number in frame)
        return MapView(self.height, (x, y, width, height), spots, tuple(self._arcs(at, pairs)), marks)

    def _mark(self, label: MapLabel, layout: "_Layout") -> Mark:
        point = self._point(label.lon, label.lat)
        layout.take(point, _SMALL)
        words = layout.label(label.name, point, _SMALL) or Label(label.name, *point, "middle")
        return Mark(round(point[0], 1), round(point[1], 1), words)

    def _arcs(self, at: dict[str, tuple[float, float]], pairs: Iterable[tuple[str, str, int]]) -> Iterator[Arc]:
        """The strongest of the pairs that join the two countries."""
        known: list[tuple[int, str, str]] = []
        for one, other, articles in pairs:
            if one in at and other in at and {self._side(one), self._side(other)} == {"home", "partner"}:
                home, partner = (one, other) if self._side(one) == "home" else (other, one)
                known.append((articles, home, partner))
        known.sort(key=lambda pair: (-pair[0], *pair[1:]))
        strongest = known[0][0] if known else 1
        for articles, home, partner in known[:_ARCS]:
            yield Arc(
                home=self.catalogue.place(home),
                partner=self.catalogue.place(partner),
                articles=articles,
                path=_bow(at[home], at[partner]),
                weight=round(0.6 + 2.4 * articles / strongest, 1),
            )

    def _side(self, place: str) -> str:
        return self.catalogue.place(place).side


class _Layout:
    """Finds room for labels: none covers a spot or another label, none leaves the map."""

    def __init__(self, height: float) -> None:
        self._height = height
        self._taken: list[tuple[float, float, float, float]] = []

    def take(self, point: tuple[float, float], radius: float) -> None:
        x, y = point
        self._taken.append((x - radius, y - radius, x + radius, y + radius))

    def label(self, text: str, point: tuple[float, float], radius: float) -> Label | None:
        """To the right, to the left, above or below, close by or a little off; None where there is no room."""
        width = len(text) * _LETTER
        for anchor, left, base in _tries(point, radius + 4, width):
            box = (left, base - _LINE * 0.8, left + width, base + _LINE * 0.2)
            if self._is_free(box):
                self._taken.append(box)
                start = {"start": left, "end": left + width, "middle": left + width / 2}[anchor]
                return Label(text, round(start, 1), round(base, 1), anchor)
        return None

    def _is_free(self, box: tuple[float, float, float, float]) -> bool:
        left, top, right, bottom = box
        inside = left >= 0 and right <= WIDTH and top >= 0 and bottom <= self._height
        return inside and not any(
            left < other_right and other_left < right and top < other_bottom and other_top < bottom
            for other_left, other_top, other_right, other_bottom in self._taken
        )


def _tries(point: tuple[float, float], gap: float, width: float) -> Iterator[tuple[str, float, float]]:
    """Where a label may stand, the best first: its anchor, its left end and its base line."""
    x, y = point
    middle = y + _LINE * 0.32
    yield "start", x + gap, middle
    yield "end", x - gap - width, middle
    yield "middle", x - width / 2, y - gap
    yield "middle", x - width / 2, y + gap + _LINE * 0.7
    for off in (_LINE, 2 * _LINE):
        yield "end", x - gap - off - width, middle
        yield "start", x + gap + off, middle


def _is_pinned(catalogue: Catalogue, place: PlaceEntry) -> bool:
    """Whether a place stands on the archive's maps: a city or province of the two countries, with a position."""
    if place.latitude is None or place.longitude is None or place.type not in _PINNED:
        return False
    return bool(catalogue.side(place.country)) and land().holds(place.longitude, place.latitude)


def _apart(at: dict[str, tuple[float, float]], radius: dict[str, float]) -> dict[str, tuple[float, float]]:
    """Each pair that overlaps is pushed apart by half of what it overlaps, over and over until none does."""
    moved = dict(at)
    for _ in range(_PUSHES):
        still = True
        for one, other in combinations(moved, 2):
            (x1, y1), (x2, y2) = moved[one], moved[other]
            away = math.hypot(x2 - x1, y2 - y1)
            short = radius[one] + radius[other] - away
            if short > 0:
                still = False
                east, south = ((x2 - x1) / away, (y2 - y1) / away) if away else (1.0, 0.0)
                push = short / 2 + 0.01
                moved[one] = x1 - east * push, y1 - south * push
                moved[other] = x2 + east * push, y2 + south * push
        if still:
            break
    return moved


def _labels(catalogue: Catalogue) -> tuple[MapLabel, ...]:
    return tuple(label for label in catalogue.site.labels if land().holds(label.lon, label.lat))


def _rounded(degrees: Iterable[float]) -> tuple[float, float]:
    """The least and the greatest with a margin, rounded outward."""
    known = sorted(degrees)
    return (
        math.floor((known[0] - _MARGIN) / _STEP) * _STEP,
        math.ceil((known[-1] + _MARGIN) / _STEP) * _STEP,
    )


def _bow(start: tuple[float, float], end: tuple[float, float]) -> str:
    """A curve between two points that bows to the right of the way."""
    (x1, y1), (x2, y2) = start, end
    bend_x, bend_y = (x1 + x2) / 2 - (y2 - y1) * _BEND, (y1 + y2) / 2 + (x2 - x1) * _BEND
    return f"M{x1:.0f} {y1:.0f}Q{bend_x:.0f} {bend_y:.0f} {x2:.0f} {y2:.0f}"
