"""Dates as stretches of days that can be compared; a date of unknown year has none."""

from collections.abc import Iterable

from hanoi_korea_site.model import Dated

Days = tuple[str, str]
"""First and last day, as `YYYY-MM-DD`; a last day may be a 31st that its month lacks: it is compared, never shown."""

MONTH = 31
YEAR = 12 * MONTH

_BASES = ("editor", "explicit", "inferred", "unknown")
_PRECISIONS = ("day", "month", "quarter", "year")


def days(dated: Dated | None) -> Days | None:
    """The stretch that `dated` covers; None where there is no date or no year is known."""
    if dated is None or dated.start.startswith("X"):
        return None
    last = dated.end or dated.start
    return dated.start + "-01-01"[len(dated.start) - 4 :], last + "-12-31"[len(last) - 4 :]


def overlap(one: Days, other: Days) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def gap(one: Days, other: Days) -> int:
    """Days between two stretches, counting every month as 31; 0 where they overlap or follow each other."""
    if overlap(one, other):
        return 0
    earlier, later = sorted((one, other))
    return _number(later[0]) - _number(earlier[1])


def around(stretch: Days) -> Days:
    """The stretch with the months before and behind it, beyond which no day is within a MONTH of it."""
    before, behind = (
        int(stretch[0][:4]) * 12 + int(stretch[0][5:7]) - 2,
        int(stretch[1][:4]) * 12 + int(stretch[1][5:7]),
    )
    return f"{before // 12:04}-{before % 12 + 1:02}-01", f"{behind // 12:04}-{behind % 12 + 1:02}-31"


def common_share(one: Days, other: Days) -> float:
    """How much of the days that either stretch covers both cover, 0..1."""
    both = _number(min(one[1], other[1])) - _number(max(one[0], other[0])) + 1
    either = _number(max(one[1], other[1])) - _number(min(one[0], other[0])) + 1
    return max(0, both) / either


def best(dates: Iterable[Dated]) -> Dated | None:
    """The date to show for one thing that several sentences date: the best founded, then the most precise."""
    return min(dates, key=_doubtfulness, default=None)


def _doubtfulness(dated: Dated) -> tuple[int, int, float, str]:
    return _BASES.index(dated.year_basis), _PRECISIONS.index(dated.precision), -dated.confidence, dated.edtf


def _number(day: str) -> int:
    return int(day[:4]) * YEAR + int(day[5:7]) * MONTH + int(day[8:])
