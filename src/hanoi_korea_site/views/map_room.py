"""Room on a map: points pushed apart until none lies on another, labels where they cover nothing."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Final

WIDTH: Final = 400.0
_LETTER, _LINE = 8.8, 16.0  # the mean width of a letter and the height of a line, as the stylesheet sets them
_PUSHES = 60


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
