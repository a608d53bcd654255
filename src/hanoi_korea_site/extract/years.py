"""The years that a text leaves out, inferred from its clues; where they do not agree, the year stays open."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import prod

from hanoi_korea_site.extract.readings import Lines, Reading, Tense
from hanoi_korea_site.extract.year_clues import EVER, RULES, Case, Clue
from hanoi_korea_site.model import Evidence, Span, YearBasis

_FIRST_YEAR = 1985
_LAST_YEAR = EVER.year - 1
"""Years that a report can be from."""

ENOUGH = 0.6
"""The least probability of a year that is told to the reader."""
_PASSED_ON = 0.97
"""What is left of a year's confidence when a neighbouring date takes it over."""
_FAR = 200
_FAR_ON = 0.75
"""Days from the main date beyond which taking its year over is a guess, and what is left then."""
_PRINTED = 0.98


@dataclass(frozen=True, slots=True)
class Resolved:
    """A reading with the year it begins in, 0 where it stays open."""

    reading: Reading
    year: int
    basis: YearBasis
    confidence: float
    because: tuple[Evidence, ...] = ()


def resolve(
    lines: Lines,
    readings: Sequence[Reading],
    main: Reading | None,
    written: tuple[date, Span] | None,
    told: Sequence[tuple[int, int]],
    votes: Sequence[Clue] = (),
) -> tuple[Resolved, ...]:
    """Every reading with its year, in order.

    The main date's year is inferred first; the others follow from it by nearness and tense. `votes` are clues
    from elsewhere (other articles of the archive), of the same form as the text's own.
    """
    anchor = _anchor(readings, main)
    if anchor is None or (all(each.first.year for each in readings)):
        return tuple(_as_printed(reading) for reading in readings)
    found = _of_anchor(lines, readings, anchor, written, told, votes)
    now = written[0] if written else _day(anchor, found.year)
    return tuple(found if reading is anchor else _beside(lines, reading, found, now) for reading in readings)


def _anchor(readings: Sequence[Reading], main: Reading | None) -> Reading | None:
    """The main date, or the first that pins an event."""
    if main is not None:
        return main
    return next((reading for reading in readings if reading.kind == "event" and reading.first.month), None)


def _as_printed(reading: Reading) -> Resolved:
    if reading.first.year:
        return Resolved(reading, reading.first.year, "explicit", min(_PRINTED, reading.confidence))
    return Resolved(reading, 0, "unknown", reading.confidence)


def _of_anchor(
    lines: Lines,
    readings: Sequence[Reading],
    anchor: Reading,
    written: tuple[date, Span] | None,
    told: Sequence[tuple[int, int]],
    votes: Sequence[Clue],
) -> Resolved:
    if anchor.first.year:
        return _as_printed(anchor)
    case = Case(lines, anchor, lines.tense(anchor), readings, written, told)
    return infer(case, [*(clue for rule in RULES for clue in rule(case)), *votes])


def infer(case: Case, clues: Sequence[Clue]) -> Resolved:
    """The most probable year of the case's day under all clues, open where none is probable enough."""
    reading = case.target
    fitting = [(clue, _years(clue, reading)) for clue in clues]
    fitting = [(clue, years) for clue, years in fitting if years]
    likely = sorted({year for _, years in fitting if len(years) <= _LAST_YEAR - _FIRST_YEAR for year in years})
    if not likely:
        return Resolved(reading, 0, "unknown", reading.confidence)
    weights = {year: _likelihood(year, fitting) for year in range(_FIRST_YEAR, _LAST_YEAR + 1)}
    total = sum(weights.values())
    year = max(weights, key=lambda each: (weights[each], each))
    votes = [clue for clue, years in fitting if year in years]
    probability = weights[year] / total
    if probability < ENOUGH or not votes:
        return Resolved(reading, 0, "unknown", reading.confidence)
    ceiling = (1 + max(clue.weight for clue in votes)) / 2
    return Resolved(reading, year, "inferred", round(min(probability, ceiling), 2), _evidence(votes))


def _likelihood(year: int, fitting: Sequence[tuple[Clue, frozenset[int]]]) -> float:
    """A clue spreads its weight evenly over the years that fit it, the rest over all others."""
    span = _LAST_YEAR - _FIRST_YEAR + 1
    return prod(
        clue.weight / len(years) if year in years else (1 - clue.weight) / max(1, span - len(years))
        for clue, years in fitting
    )


def _years(clue: Clue, reading: Reading) -> frozenset[int]:
    """The years in which the reading's day fits the clue."""
    low, high = max(clue.low.year, _FIRST_YEAR), min(clue.high.year, _LAST_YEAR)
    days = ((year, _day(reading, year)) for year in range(low, high + 1))
    return frozenset(
        year
        for year, day in days
        if day is not None and clue.low <= day <= clue.high and clue.weekday in (None, day.weekday())
    )


def _evidence(clues: Sequence[Clue]) -> tuple[Evidence, ...]:
    """The clues' words, the narrowest first."""
    ordered = sorted(clues, key=lambda clue: (clue.high.toordinal() - clue.low.toordinal(), clue.evidence.start))
    return tuple(dict.fromkeys(clue.evidence for clue in ordered))


def _day(reading: Reading, year: int) -> date | None:
    """The reading's first day (a month's middle) in `year`; None where there is none."""
    month, day = reading.first.month, reading.first.day
    if not year or not month:
        return None
    if (month, day) == (2, 29) and (year % 4 or (year % 100 == 0 and year % 400)):
        return None
    return reading.first.first_day().replace(year=year) if reading.first.year else date(year, month, day or 15)


def _beside(lines: Lines, reading: Reading, anchor: Resolved, now: date | None) -> Resolved:
    """A date beside the main one: in the year told, or in the nearest that its tense allows."""
    if reading.first.year:
        return _as_printed(reading)
    if now is None:
        return Resolved(reading, 0, "unknown", reading.confidence)
    confidence = round(_PASSED_ON * anchor.confidence, 2)
    because = anchor.because or (lines.evidence(anchor.reading.start, anchor.reading.end, "years.main_date"),)
    if reading.years_from_now is not None:
        return Resolved(reading, now.year + reading.years_from_now, "inferred", confidence, because)
    day = _nearest(reading, now, lines.tense(reading))
    if day is None:
        return Resolved(reading, 0, "unknown", reading.confidence)
    if abs((day - now).days) > _FAR:
        confidence = round(confidence * _FAR_ON, 2)
    return Resolved(reading, day.year, "inferred", confidence, because)


def _nearest(reading: Reading, now: date, tense: Tense) -> date | None:
    days = [day for year in (now.year - 1, now.year, now.year + 1) if (day := _day(reading, year)) is not None]
    slack = 3 if reading.first.day else 20
    if tense == "future":
        days = [day for day in days if (day - now).days >= -slack] or days
    elif tense == "past":
        days = [day for day in days if (day - now).days <= slack] or days
    return min(days, key=lambda day: abs((day - now).days), default=None)
