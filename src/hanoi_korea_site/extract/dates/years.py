"""The years that a text leaves out, inferred from its clues; where they do not agree, the year stays open."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from operator import mul

from msgspec import Struct

from hanoi_korea_site.edtf import FIRST_QUARTER, Point
from hanoi_korea_site.extract.calendar_words import WEEKDAYS
from hanoi_korea_site.extract.dates.clues import EVER, NEVER, Case, Clue
from hanoi_korea_site.extract.dates.main_date import is_report
from hanoi_korea_site.extract.dates.readings import Lines, Reading, Tense, Told, latest_past
from hanoi_korea_site.extract.dates.year_clues import RULES, weekday_beside
from hanoi_korea_site.model import Evidence, Span, YearBasis

_YEARS = range(1985, EVER.year)
"""Years that a report can be from."""
_FADING = tuple(0.5**years for years in range(len(_YEARS) + 1))
"""A clue that fails by two years is thought to be half as frequent as one that fails by one."""

ENOUGH = 0.6
"""The least probability of a year that is told to the reader."""
_VOTE = 0.5
"""A clue that makes one year more probable than this votes for it; what is less only bounds."""
_SECOND_CLUE = 0.5
"""How much of the doubt that the best vote leaves, another takes away: clues of one text are not independent."""
_CLEAR = 0.85
_BOUNDED = 0.85
"""How far two bounds are trusted to be bounds of one story."""
_PASSED_ON = 0.97
"""What is left of a year's confidence when a neighbouring date takes it over."""
_PUBLISHED = 0.97
_FAR = 200
_FAR_ON = 0.75
"""Days from the main date beyond which taking its year over is a guess, and what is left then."""


class Resolved(Struct, frozen=True, gc=False):
    """A reading with the year it begins in, 0 where it stays open."""

    reading: Reading
    year: int
    basis: YearBasis
    confidence: float
    because: tuple[Evidence, ...] = ()


def resolve(
    lines: Lines,
    dates: Sequence[Told],
    main: Told | None,
    written: tuple[date, Span] | None,
    words: Sequence[tuple[int, int]],
    votes: Sequence[Clue] = (),
) -> tuple[Resolved, ...]:
    """Every date with its year, in order.

    The main date's year is inferred first; the others follow from it by nearness and tense. `words` are the
    ranges of words that may tell a year, `votes` clues from elsewhere (other articles of the archive), of the same
    form as the text's own.
    """
    if all(told.reading.first.year for told in dates):
        return tuple(_as_printed(lines, told.reading) for told in dates)
    if written and (main is None or main.reading.years_from_now):
        found = _as_written(lines, written)
        return tuple(_beside(lines, told, found, written[0]) for told in dates)
    anchor = main or _anchor(dates)
    if anchor is None:
        return tuple(_as_printed(lines, told.reading) for told in dates)
    if anchor.reading.first.year:
        found = _as_printed(lines, anchor.reading)
    else:
        found = infer(_case(lines, anchor, dates, written, words), votes)
    now = written[0] if written else _day(anchor.reading, found.year)
    return tuple(found if told is anchor else _beside(lines, told, found, now) for told in dates)


def _anchor(dates: Sequence[Told]) -> Told | None:
    """The date that others are told from where none is the main one; what is to come lies by no day of history."""
    able = [told for told in dates if _may_anchor(told)]
    ahead = (told for told in able if not told.reading.first.year and told.tense == "future")
    return next(ahead, next(iter(able), None))


def _may_anchor(told: Told) -> bool:
    """Whether the year of a date may be inferred for itself, where no date is the main one."""
    reading = told.reading
    own = not (reading.years_from_now or (reading.first.year and reading.told_from))
    return told.kind == "event" and 0 < reading.first.month < FIRST_QUARTER and own


def _as_written(lines: Lines, written: tuple[date, Span]) -> Resolved:
    """The day of publication, as the one that others are told from."""
    day, span = written
    because = (lines.evidence(span.start, span.end, "years.published"),)
    reading = Reading(span.start, span.end, "dates.dateline", Point(day.year, day.month, day.day))
    return Resolved(reading, day.year, "explicit", _PUBLISHED, because)


def infer(case: Case, votes: Sequence[Clue] = ()) -> Resolved:
    """The most probable year of the case's day under all clues, open where none is probable enough.

    Votes may bear out the year that the text's own clues tell, or tell one where they tell none; never against them.
    """
    clues = [clue for rule in RULES for clue in rule(case)]
    own = _weighed(case.target.reading, clues)
    if not votes:
        return own
    voted = _weighed(case.target.reading, [*clues, *votes])
    if not voted.year or own.year not in (0, voted.year) or not _allow(clues, voted):
        return own
    return voted


def _allow(clues: Sequence[Clue], voted: Resolved) -> bool:
    """Whether each clue of the text leaves the year that was voted for as likely as any, at the least."""
    shares = (_shares(clue, voted.reading) for clue in clues)
    return all(share[_YEARS.index(voted.year)] >= 1 / len(_YEARS) for share in shares if share)


def _weighed(reading: Reading, clues: Sequence[Clue]) -> Resolved:
    shares = [(clue, share) for clue in _without_echoes(clues) if (share := _shares(clue, reading))]
    if not shares:
        return Resolved(reading, 0, "unknown", reading.confidence)
    total = shares[0][1]
    for _, share in shares[1:]:
        total = tuple(map(mul, total, share))
    best = len(total) - 1 - total[::-1].index(max(total))
    probability = total[best] / sum(total)
    ceiling = _ceiling([(clue, share[best]) for clue, share in shares])
    if probability > _CLEAR:
        ceiling = max(ceiling, _between([clue for clue, _ in shares]))
    probability = min(probability, ceiling)
    if probability < ENOUGH:
        return Resolved(reading, 0, "unknown", reading.confidence)
    held = [clue for clue, share in shares if share[best] > 1 / len(_YEARS)]
    return Resolved(reading, _YEARS[best], "inferred", round(probability, 2), _evidence(held))


def _ceiling(shares: Sequence[tuple[Clue, float]]) -> float:
    """The most that clues which give a year these probabilities can make of it together."""
    votes = {clue.evidence.rule for clue, share in shares if share > _VOTE}
    strongest = max(share for _, share in shares)
    return strongest + (1 - strongest) * _SECOND_CLUE * (len(votes) > 1)


def _between(clues: Sequence[Clue]) -> float:
    """What a lower and an upper bound can make of a year that lies between them: both must hold."""
    low = max((clue.weight for clue in clues if clue.high == EVER), default=0.0)
    high = max((clue.weight for clue in clues if clue.low == NEVER), default=0.0)
    return _BOUNDED * low * high


def _case(
    lines: Lines,
    anchor: Told,
    dates: Sequence[Told],
    written: tuple[date, Span] | None,
    words: Sequence[tuple[int, int]],
) -> Case:
    printed = [told for told in dates if told.reading.first.year]
    return Case(lines, anchor, printed, latest_past(printed), written, words)


def _without_echoes(clues: Sequence[Clue]) -> list[Clue]:
    """One clue for each window, the weightiest: a name said twice is no second witness."""
    best: dict[tuple[date, date, str], Clue] = {}
    for clue in clues:
        window = (clue.low, clue.high, clue.toward)
        if window not in best or clue.weight > best[window].weight:
            best[window] = clue
    return list(best.values())


def _shares(clue: Clue, reading: Reading) -> tuple[float, ...]:
    """How probable the clue makes each year of `_YEARS`; () where the reading's day fits it in none, or in all."""
    day = (reading.first.month, reading.first.day or _MIDDLE)
    low = max(clue.low.year + (day < (clue.low.month, clue.low.day)) - _YEARS[0], 0)
    high = min(clue.high.year - (day > (clue.high.month, clue.high.day)) - _YEARS[0], len(_YEARS) - 1)
    fits = None if clue.weekday is None else _on_weekday(clue.weekday, reading, low, high)
    return _spread(low, high, clue.weight, clue.falloff, clue.toward, fits) if low <= high else ()


@lru_cache(maxsize=4096)
def _spread(
    low: int, high: int, weight: float, falloff: float, toward: str, fits: tuple[int, ...] | None
) -> tuple[float, ...]:
    """A clue's weight over all years: inside `low`..`high` (or at `fits`), and what is left of it outside.

    Inside the window the probability falls off from the clue's edge, outside from the window.
    """
    inside = [falloff**years for years in range(high - low + 1)]
    if toward == "high":
        inside.reverse()
    shares = [*_FADING[low:0:-1], *inside, *_FADING[1 : len(_YEARS) - high]]
    held = range(low, high + 1) if fits is None else fits
    within = sum(shares[at] for at in held)
    without = sum(shares) - within
    if not within or not without:
        return ()
    scaled = [share * (1 - weight) / without for share in shares]
    for at in held:
        scaled[at] = shares[at] * weight / within
    return tuple(scaled)


def _on_weekday(weekday: int, reading: Reading, low: int, high: int) -> tuple[int, ...]:
    days = ((at, _day(reading, _YEARS[at])) for at in range(low, high + 1))
    return tuple(at for at, day in days if day is not None and day.weekday() == weekday)


def _evidence(clues: Sequence[Clue]) -> tuple[Evidence, ...]:
    """The clues' words, the narrowest first."""
    ordered = sorted(clues, key=lambda clue: (clue.high.toordinal() - clue.low.toordinal(), clue.evidence.start))
    return tuple(dict.fromkeys(clue.evidence for clue in ordered))


_MIDDLE = 15
"""The day that stands for a month."""
_SLACK = {"day": 3, "month": 20, "quarter": 50, "year": 0}
"""Days by which a date that is told as past may lie ahead, or one told as ahead be past."""


def _day(reading: Reading, year: int) -> date | None:
    """The reading's first day (a month's or quarter's middle) in `year`; None where there is none."""
    month, day = reading.first.month, reading.first.day
    if not year or not month:
        return None
    if month >= FIRST_QUARTER:
        month = 3 * (month - FIRST_QUARTER) + 2
    try:
        return date(year, month, day or _MIDDLE)
    except ValueError:
        return None


def _as_printed(lines: Lines, reading: Reading) -> Resolved:
    """By the year that it has; one told from another date ("hôm qua") has that date's year, not its own."""
    year = reading.first.year
    if year and reading.told_from is not None:
        because = (lines.evidence(*reading.told_from, "years.told_from"),)
        return Resolved(reading, year, "inferred", reading.confidence, because)
    return Resolved(reading, year, "explicit" if year else "unknown", reading.confidence)


def _beside(lines: Lines, told: Told, anchor: Resolved, now: date | None) -> Resolved:
    """A date beside the main one: in the year told, or in the nearest that its tense allows."""
    reading = told.reading
    if reading.first.year or now is None:
        return _as_printed(lines, reading)
    confidence = round(_PASSED_ON * anchor.confidence, 2)
    because = anchor.because or (lines.evidence(anchor.reading.start, anchor.reading.end, "years.main_date"),)
    if reading.years_from_now is not None:
        return Resolved(reading, now.year + reading.years_from_now, "inferred", confidence, because)
    day = _nearest(lines, reading, now, "plain" if is_report(told) else told.tense)
    if day is None:
        return _as_printed(lines, reading)
    if abs((day - now).days) > _FAR:
        confidence = round(confidence * _FAR_ON, 2)
    return Resolved(reading, day.year, "inferred", confidence, because)


def _nearest(lines: Lines, reading: Reading, now: date, tense: Tense) -> date | None:
    """The day nearest to `now` that the tense allows, and the day of the week where one is told."""
    days = [day for year in (now.year - 1, now.year, now.year + 1) if (day := _day(reading, year)) is not None]
    if reading.first.day and (told := weekday_beside(lines.key, reading)):
        days = [day for day in days if day.weekday() == WEEKDAYS[told["day"]]] or days
    slack = _SLACK[reading.first.precision]
    if tense == "future":
        days = [day for day in days if (day - now).days >= -slack] or days
    elif tense == "past":
        days = [day for day in days if (day - now).days <= slack] or days
    return min(days, key=lambda day: abs((day - now).days), default=None)
