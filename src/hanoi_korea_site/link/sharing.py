"""What the gists of an archive have in common stands in memory once: places, persons and days are most of each."""

from msgspec.structs import replace

from hanoi_korea_site.archive import Tally
from hanoi_korea_site.link.gist import AgreementGist, Company, EventGist, Gist, OfficialGist, PlaceGist
from hanoi_korea_site.link.published import Trace
from hanoi_korea_site.model import Dated, Source


class Sharing:
    """Gives each gist as one that is equal, and shares what is equal with those given before."""

    def __init__(self) -> None:
        self._words: dict[str, str] = {}
        self._parties: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._days: dict[Dated | None, Dated | None] = {}
        self._sources: dict[Source, Source] = {}
        self._places: dict[PlaceGist, PlaceGist] = {}
        self._officials: dict[OfficialGist, OfficialGist] = {}
        self._traces: dict[Trace, Trace] = {}
        self._companies: dict[Company, Company] = {}
        self._tallies: dict[Tally, Tally] = {}

    def __call__(self, gist: Gist) -> Gist:
        return replace(
            gist,
            date=self._days.setdefault(gist.date, gist.date),
            published=self._days.setdefault(gist.published, gist.published),
            source=self._sources.setdefault(gist.source, gist.source),
            places=tuple(map(self._places.setdefault, gist.places, gist.places)),
            officials=tuple(map(self._officials.setdefault, gist.officials, gist.officials)),
            agreements=tuple(map(self._agreement, gist.agreements)),
            events=tuple(map(self._event, gist.events)),
            company=self._companies.setdefault(gist.company, gist.company),
            tally=self._tallies.setdefault(gist.tally, gist.tally),
        )

    def _agreement(self, one: AgreementGist) -> AgreementGist:
        return replace(
            one,
            id=self._words.setdefault(one.id, one.id),
            title=self._words.setdefault(one.title, one.title),
            parties=self._parties.setdefault(one.parties, one.parties),
            date=self._days.setdefault(one.date, one.date),
            trace=self._traces.setdefault(one.trace, one.trace),
        )

    def _event(self, one: EventGist) -> EventGist:
        date, trace = self._days.setdefault(one.date, one.date), self._traces.setdefault(one.trace, one.trace)
        return replace(one, date=date, trace=trace)
