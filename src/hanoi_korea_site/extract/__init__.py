"""Everything that is read out of one article: the stages in order, each a pure function of those above it."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from msgspec.structs import replace

from hanoi_korea_site.extract.agreements import find_agreements
from hanoi_korea_site.extract.dates import find_dates
from hanoi_korea_site.extract.dates.clues import Clue
from hanoi_korea_site.extract.doubts import doubts
from hanoi_korea_site.extract.events import find_events
from hanoi_korea_site.extract.inline_marks import without_marks
from hanoi_korea_site.extract.layout import lay_out
from hanoi_korea_site.extract.officials import find_officials
from hanoi_korea_site.extract.organisations import find_organisations
from hanoi_korea_site.extract.places import find_places
from hanoi_korea_site.extract.places.bearers import without_bearers
from hanoi_korea_site.extract.stages import Steps, in_step
from hanoi_korea_site.gazetteer import Gazetteer
from hanoi_korea_site.model import Record, Seed


def extract(seed: Seed, gazetteer: Gazetteer, votes: Sequence[Clue] = ()) -> Record:
    """Read `seed` by its text alone: the editor's word is laid over it later (`editor`).

    `votes` are what other articles say of a year that the text leaves open (`link.votes`).
    """
    return extract_all((seed,), gazetteer, {seed.id: votes})[0]


def extract_all(
    seeds: Sequence[Seed], gazetteer: Gazetteer, votes: Mapping[str, Sequence[Clue]] = MappingProxyType({})
) -> list[Record]:
    """Read many, in step; `votes` go by the seed's id."""
    return in_step([_read(seed, gazetteer, votes.get(seed.id, ())) for seed in seeds])


def _read(seed: Seed, gazetteer: Gazetteer, votes: Sequence[Clue]) -> Steps[Record]:
    marked = yield from lay_out.steps(seed.text, markdown=seed.markdown)
    unmarked = without_marks(marked)
    sheet = unmarked.sheet
    yield
    dates = yield from find_dates.steps(sheet, votes)
    yield
    places = yield from find_places.steps(sheet, gazetteer)
    yield
    organisations = yield from find_organisations.steps(sheet, places)
    yield
    officials = yield from find_officials.steps(sheet, places, gazetteer)
    places = without_bearers(places, officials)
    yield
    agreements = yield from find_agreements.steps(sheet, places, organisations, dates)
    yield
    events = find_events(sheet, dates, places, officials, agreements)
    yield
    back = unmarked.put_back
    record = Record(
        id=seed.id,
        source=seed.source,
        sha256=seed.sha256,
        language="vi",
        title=marked.title,
        lead=marked.lead,
        published=back(dates.published),
        date=back(dates.main),
        dates=back(dates.dates),
        places=back(places),
        officials=back(officials),
        organisations=back(organisations),
        agreements=back(agreements),
        events=back(events),
        captions=marked.captions,
        credits=marked.credits,
        dropped=marked.dropped,
        problems=back(dates.doubts),
        blocks=marked.blocks,
    )
    return replace(record, problems=doubts(record))
