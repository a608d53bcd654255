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
from typing import Self

from hanoi_korea_site.archive import PlaceEntry
from hanoi_korea_site.config import MapLabel
from hanoi_korea_site.views.catalogue import Catalogue
from hanoi_korea_site.views.map_room import WIDTH, Label, Layout, pushed_apart
from hanoi_korea_site.views.parts import Link

_MARGIN = 3.0  # degrees around the outermost point
_STEP = 3.0  # degrees to which the frame is rounded, so that a new place seldom moves it
_SPOTS, _ARCS, _NEAR = 36, 24, 14
_SMALL, _LARGE = 3.4, 10.0  # radii
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
            at = pushed_apart(at, radius)
        layout = Layout(self.height)
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

    def _mark(self, label: MapLabel, layout: Layout) -> Mark:
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


def _is_pinned(catalogue: Catalogue, place: PlaceEntry) -> bool:
    """Whether a place stands on the archive's maps: a city or province of the two countries, with a position."""
    if place.latitude is None or place.longitude is None or place.type not in _PINNED:
        return False
    return bool(catalogue.side(place.country)) and land().holds(place.longitude, place.latitude)


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
