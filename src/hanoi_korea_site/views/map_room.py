"""Room on a map: points pushed apart until none lies on another, labels where they cover nothing."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from typing import Final

WIDTH: Final = 400.0
_LETTER, _CAPITAL, _LINE = 8.0, 10.0, 16.0  # widths of letters and the height of a line, as the stylesheet sets them
_WIDTHS = dict.fromkeys("fijlrtIíìỉĩị ", 4.4) | dict.fromkeys("mwMW", 12.5)
_OFF = (0.0, 8.0, 16.0, 24.0, 36.0)  # from where a label could stand at best
_STEPS = 12  # of a line, which are looked at
_EDGE = 3.0  # of the map, which labels keep off
_GAP = 4.0  # between a spot and its label
_PUSHES = 60

_Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


@dataclass(frozen=True, slots=True)
class Label:
    """Words on the map; `anchor` is SVG's text-anchor, `lead` a line to them from their spot, where they stand off."""

    text: str
    x: float
    y: float
    anchor: str
    lead: tuple[float, float, float, float] | tuple[()] = ()


def pushed_apart(at: dict[str, tuple[float, float]], radius: dict[str, float]) -> dict[str, tuple[float, float]]:
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


class Layout:
    """Finds room for labels: none covers a spot or another label, none leaves the map."""

    def __init__(self, height: float) -> None:
        self._height = height
        self._spots: list[_Box] = []
        self._labels: list[_Box] = []

    def take(self, point: tuple[float, float], radius: float) -> None:
        self._spots.append(_around(point, radius))

    def label(self, text: str, point: tuple[float, float], radius: float) -> Label | None:
        """Beside its spot, above, below or at a corner, if it cannot be another's; else a little off, led to by a line.

        None where there is no room.
        """
        width, spot = _width(text), _around(point, radius)
        for off in _OFF:
            for anchor, left, base in _tries(point, radius + _GAP + off, width):
                box = (left, base - _LINE * 0.8, left + width, base + _LINE * 0.2)
                if not self._is_free(box):
                    continue
                lead = _lead(point, radius, box) if off else ()
                if self._is_clear(lead, spot) if lead else self._is_nearest(spot, box):
                    self._labels.append(box)
                    start = {"start": left, "end": left + width, "middle": left + width / 2}[anchor]
                    return Label(text, round(start, 1), round(base, 1), anchor, lead)
        return None

    def _is_free(self, box: _Box) -> bool:
        left, top, right, bottom = box
        if left < _EDGE or right > WIDTH - _EDGE or top < _EDGE or bottom > self._height - _EDGE:
            return False
        for taken in (self._spots, self._labels):
            for west, north, east, south in taken:
                if left < east and west < right and top < south and north < bottom:
                    return False
        return True

    def _is_nearest(self, spot: _Box, box: _Box) -> bool:
        near = _away(spot, box)
        return all(other == spot or _away(other, box) > near + _GAP for other in self._spots)

    def _is_clear(self, lead: tuple[float, float, float, float], spot: _Box) -> bool:
        x1, y1, x2, y2 = lead
        between = (min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))
        others = [
            other
            for taken in (self._spots, self._labels)
            for other in taken
            if other != spot and not _away(between, other)
        ]
        steps = [(x1 + (x2 - x1) * step / _STEPS, y1 + (y2 - y1) * step / _STEPS) for step in range(_STEPS + 1)]
        return not any(west < x < east and north < y < south for west, north, east, south in others for x, y in steps)


def _lead(point: tuple[float, float], radius: float, box: _Box) -> tuple[float, float, float, float]:
    """A line from the edge of a spot to the nearest point of a box."""
    x, y = point
    to_x, to_y = min(max(x, box[0] - 1), box[2] + 1), min(max(y, box[1]), box[3])
    part = radius / (math.hypot(to_x - x, to_y - y) or 1.0)
    from_x, from_y = x + (to_x - x) * part, y + (to_y - y) * part
    return round(from_x, 1), round(from_y, 1), round(to_x, 1), round(to_y, 1)


def _around(point: tuple[float, float], radius: float) -> _Box:
    x, y = point
    return x - radius, y - radius, x + radius, y + radius


def _away(one: _Box, other: _Box) -> float:
    """The gap between two boxes, 0 where they overlap."""
    east = max(one[0] - other[2], other[0] - one[2], 0.0)
    south = max(one[1] - other[3], other[1] - one[3], 0.0)
    return math.hypot(east, south)


@cache
def _width(text: str) -> float:
    return sum(_WIDTHS.get(letter, _CAPITAL if letter.isupper() else _LETTER) for letter in text)


def _tries(point: tuple[float, float], gap: float, width: float) -> Iterator[tuple[str, float, float]]:
    """Where a label may stand, the best first: its anchor, its left end and its base line."""
    x, y = point
    middle = y + _LINE * 0.32
    yield "start", x + gap, middle
    yield "end", x - gap - width, middle
    yield "middle", x - width / 2, y - gap
    yield "middle", x - width / 2, y + gap + _LINE * 0.7
    for base in (y - gap * 0.8, y + gap * 0.8 + _LINE * 0.7):
        yield "start", x + gap * 0.8, base
        yield "end", x - gap * 0.8 - width, base
