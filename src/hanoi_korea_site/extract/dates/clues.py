"""What a clue to a year is: a window that a day lies in, how likely, and the words that say so."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from typing import Literal

from msgspec import Struct

from hanoi_korea_site.extract.dates.readings import Lines, Told, days_of
from hanoi_korea_site.model import Evidence, Span

NEVER, EVER = date(1980, 1, 1), date(2060, 1, 1)
"""Open ends."""


class Clue(Struct, frozen=True, gc=False):
    """The day lies in `low`..`high` (and on `weekday`, Monday 0, where given) with probability `weight`.

    Within the window each year away from the edge `toward` is `falloff` times as likely as the one before.
    """

    low: date
    high: date
    weight: float
    evidence: Evidence
    weekday: int | None = None
    toward: Literal["low", "high"] = "high"
    falloff: float = 1.0


class Case(Struct, frozen=True, gc=False):
    """A day without a year, and all that the article offers to date it.

    `dates` are the dates that print their year; `latest` is the latest day that the text tells as past; `written` is
    the credible publication day with its span; `words` are the ranges of words that may tell a year.
    """

    lines: Lines
    target: Told
    dates: Sequence[Told]
    latest: Told | None
    written: tuple[date, Span] | None
    words: Sequence[tuple[int, int]]

    def evidence(self, told: Told, rule: str) -> Evidence:
        return self.lines.evidence(told.reading.start, told.reading.end, rule)

    def is_ahead(self, told: Told) -> bool:
        """Whether a date lies after all that is past."""
        return self.latest is None or days_of(told)[1] > days_of(self.latest)[0]


ClueRule = Callable[[Case], Iterator[Clue]]


def moved(day: date, days: int) -> date:
    return day + timedelta(days)


def in_year(case: Case, told: Told, weight: float, rule: str) -> Clue:
    """The year of `told` itself."""
    year = told.reading.first.year
    return Clue(date(year, 1, 1), date(year, 12, 31), weight, case.evidence(told, rule))
