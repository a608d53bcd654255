"""Room on a map: points pushed apart until none lies on another, labels where they cover nothing."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from operator import itemgetter
from typing import Final

WIDTH: Final = 400.0
_LETTER, _LINE = 8.8, 16.0  # the mean width of a letter and the height of a line, as the stylesheet sets them
_EDGE = 3.0  # of the map, which labels keep off
_GAP = 4.0  # between a spot and its label
_PUSHES = 60

_Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


@dataclass(frozen=True, slots=True)
class Label:
    """Words on the map; `anchor` is SVG's text-anchor."""

    text: str
    x: float
    y: float
    anchor: str


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
        self._taken: list[_Box] = []

    def take(self, point: tuple[float, float], radius: float) -> None:
        x, y = point
        self._taken.append((x - radius, y - radius, x + radius, y + radius))

    def label(self, text: str, point: tuple[float, float], radius: float) -> Label | None:
        """Beside its point, above, below or at a corner, where it cannot be another's, else where there is room.

        None where there is none.
        """
        width = len(text) * _LETTER
        free = [
            (self._is_near_another(box, point), anchor, box)
            for anchor, left, base in _tries(point, radius + _GAP, width)
            if self._is_free(box := (left, base - _LINE * 0.8, left + width, base + _LINE * 0.2))
        ]
        if not free:
            return None
        _, anchor, box = min(free, key=itemgetter(0))
        self._taken.append(box)
        start = {"start": box[0], "end": box[2], "middle": (box[0] + box[2]) / 2}[anchor]
        return Label(text, round(start, 1), round(box[3] - _LINE * 0.2, 1), anchor)

    def _is_free(self, box: _Box) -> bool:
        left, top, right, bottom = box
        inside = left >= _EDGE and right <= WIDTH - _EDGE and top >= _EDGE and bottom <= self._height - _EDGE
        return inside and not any(_overlap(box, other) for other in self._taken)

    def _is_near_another(self, box: _Box, point: tuple[float, float]) -> bool:
        left, top, right, bottom = box
        around = (left - _GAP, top, right + _GAP, bottom)
        x, y = point
        return any(
            _overlap(around, other)
            for other in self._taken
            if not (other[0] < x < other[2] and other[1] < y < other[3])
        )


def _overlap(one: _Box, other: _Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _tries(point: tuple[float, float], gap: float, width: float) -> Iterator[tuple[str, float, float]]:
    """Where a label may stand, the best first: its anchor, its left end and its base line."""
    x, y = point
    middle = y + _LINE * 0.32
    yield "start", x + gap, middle
    yield "end", x - gap - width, middle
    yield "middle", x - width / 2, y - gap
    yield "middle", x - width / 2, y + gap + _LINE * 0.7
    for base in (y - gap * 0.7, y + gap * 0.7 + _LINE * 0.7):
        yield "start", x + gap * 0.7, base
        yield "end", x - gap * 0.7 - width, base
