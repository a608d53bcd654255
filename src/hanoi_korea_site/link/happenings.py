"""What happened: the events of all articles, those that report one thing merged.

Two events of one day are one only where the reports share who took part and where; less precise dates must share the
document they are about.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from hanoi_korea_site.link.chronology import common_share, days
from hanoi_korea_site.link.gist import EventGist, Gist
from hanoi_korea_site.model import Dated

_MOSTLY = 0.75  # of the facts of the report that names fewer, two reports share
_HALF = 0.5  # of the days that either of two stretches covers, both cover
_MONTH, _YEAR = len("2024-10"), len("2024")


@dataclass(frozen=True, slots=True)
class Report:
    """An event in one article, its facts by their archive ids; `actors` are officials and agreements.

    `local` are the places below a country.
    """

    gist: Gist
    event: EventGist
    places: tuple[str, ...]
    officials: tuple[str, ...]
    agreements: tuple[str, ...]
    local: frozenset[str]
    actors: frozenset[str]


@dataclass(eq=False, slots=True)
class Happening:
    """Reports of one event, the most precise first; `disputed` says that they give different days."""

    reports: list[Report]
    local: frozenset[str]
    actors: frozenset[str]
    disputed: bool = False

    def add(self, report: Report) -> None:
        self.reports.append(report)
        self.local |= report.local
        self.actors |= report.actors

    @property
    def date(self) -> Dated:
        return self.reports[0].event.date


def find_happenings(reports: Iterable[Report]) -> list[Happening]:
    """Gather reports; one that fits several events equally well stays apart."""
    shelves: dict[tuple[str, str], dict[Happening, None]] = defaultdict(dict)
    happenings: list[Happening] = []
    for report in sorted(reports, key=_precise_first):
        near = {known: None for mark in _looked_up(report) for known in shelves[mark]}
        fitting = [known for known in near if fits(report, known)]
        if len(fitting) == 1:
            happening = fitting[0]
            happening.disputed = happening.disputed or _differ(report.event.date, happening.date)
            happening.add(report)
        else:
            happening = Happening([report], report.local, report.actors)
            happenings.append(happening)
        for mark in _shelved(report):
            shelves[mark][happening] = None
    return happenings


def fits(report: Report, happening: Happening) -> bool:
    """Whether `report`, whose date is no more precise, tells of `happening`."""
    if _mixes_plan_and_deed(report, happening) and not _kept(report, happening):
        return False
    date, known = report.event.date, happening.date
    if date.precision != known.precision or date.precision == "year":
        return any(not set(report.agreements).isdisjoint(other.agreements) for other in happening.reports)
    who, where = len(report.actors & happening.actors), len(report.local & happening.local)
    fewer = min(len(report.local) + len(report.actors), len(happening.local) + len(happening.actors))
    if not who or who + where < _MOSTLY * fewer:
        return False
    both_sides = who > 1 or where > 1
    if (date.start, date.end) != (known.start, known.end):
        return both_sides and _differ(date, known)
    if date.start.startswith("X"):
        return both_sides and who + where > 2  # noqa: PLR2004 - day and month alone are weak
    return both_sides or date.end is not None


def _mixes_plan_and_deed(report: Report, happening: Happening) -> bool:
    return (report.event.tense == "planned") != all(other.event.tense == "planned" for other in happening.reports)


def _kept(report: Report, happening: Happening) -> bool:
    """Whether a plan and a report of the deed can be one: known to the month, and the plan told before it."""
    if report.event.date.precision not in ("day", "month"):
        return False
    happened = days(happening.date)
    for plan in (report, *happening.reports):
        told = days(plan.gist.published or plan.gist.date)
        if plan.event.tense == "planned" and told and happened and told[0] > happened[1]:
            return False
    return True


def _differ(one: Dated, other: Dated) -> bool:
    """Whether two stretches of days are not the same and yet may be meant for one."""
    here, there = days(one), days(other)
    if here is None or there is None or one.precision != other.precision or here == there:
        return False
    return one.precision == "day" and common_share(here, there) >= _HALF


def _precise_first(report: Report) -> tuple[bool, int, str, str, bool, int, str, int]:
    date = report.event.date
    return (
        date.start.startswith("X"),
        -len(date.start),
        date.start,
        date.end or "",
        report.event.tense == "planned",
        -len(report.actors),
        report.gist.id,
        report.event.trace.sentence,
    )


def _looked_up(report: Report) -> Iterator[tuple[str, str]]:
    date = report.event.date
    for actor in (*report.officials, *report.agreements):
        yield date.start, actor
        if date.end:
            yield date.end, actor


def _shelved(report: Report) -> Iterator[tuple[str, str]]:
    """Under its days and, for the documents it is about, under month and year, where less precise reports look."""
    yield from _looked_up(report)
    start = report.event.date.start
    if not start.startswith("X"):
        for document in report.agreements:
            for length in (_MONTH, _YEAR):
                if len(start) > length:
                    yield start[:length], document
