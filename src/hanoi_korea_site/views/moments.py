"""When each event is; told of all of them at once, because lists range over all years."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from operator import itemgetter
from sys import intern
from typing import Literal, NamedTuple

from hanoi_korea_site import edtf
from hanoi_korea_site.archive import Archive, EventEntry
from hanoi_korea_site.views import words

_Outlook = Literal["coming", "planned", "happened"]


class _Moment(NamedTuple):
    """Of an event: the year it begins in, and whether its days are told."""

    year: str
    outlook: _Outlook
    days: bool


@dataclass(frozen=True, slots=True)
class Moments:
    """Of the events of an archive, by their ids; `_ranks` tells which each is from the newest on."""

    archive: Archive
    _moments: dict[str, _Moment] = field(default_factory=dict)
    _ranks: dict[str, int] = field(default_factory=dict)

    def newest_first(self, events: Iterable[str]) -> list[str]:
        """By the moment they begin, the open year last; of one moment in order of their ids."""
        self._every_moment()
        return sorted(events, key=self._ranks.__getitem__)

    def year(self, event: str) -> str:
        """The year it begins in, "" where that is open."""
        return self._every_moment()[event].year

    def has_days(self, event: str) -> bool:
        """Whether its first and last day are told."""
        return self._every_moment()[event].days

    def coming(self, events: Iterable[str]) -> tuple[str, ...]:
        """Planned for later than any article, of events that stand newest first; the next is the first."""
        return self._looked_at_as("coming", events)[::-1]

    def planned(self, events: Iterable[str]) -> tuple[str, ...]:
        """Planned for a day that articles have passed since."""
        return self._looked_at_as("planned", events)

    def happened(self, events: Iterable[str]) -> tuple[str, ...]:
        return self._looked_at_as("happened", events)

    def _looked_at_as(self, outlook: _Outlook, events: Iterable[str]) -> tuple[str, ...]:
        moments = self._every_moment()
        return tuple(event for event in events if moments[event].outlook == outlook)

    def _every_moment(self) -> dict[str, _Moment]:
        """Of all events, read once one after the other."""
        if not self._moments:
            told = sorted(
                ((one.id, one.date, _outlook(one)) for one in self.archive.events.values()), key=itemgetter(0)
            )
            told.sort(key=lambda one: edtf.sort_key(one[1]), reverse=True)
            for rank, (key, date, outlook) in enumerate(told):
                self._ranks[key] = rank
                self._moments[key] = _Moment(intern(words.year(date)), outlook, edtf.has_days(date))
        return self._moments


def _outlook(event: EventEntry) -> _Outlook:
    return "coming" if event.after_archive else "planned" if event.tense == "planned" else "happened"
