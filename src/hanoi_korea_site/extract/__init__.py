"""Everything that is read out of one article: the stages in order, each a pure function of those above it."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from msgspec.structs import replace

from hanoi_korea_site.extract.agreements import find_agreements
from hanoi_korea_site.extract.dates import DateReading, find_dates
from hanoi_korea_site.extract.dates.clues import Clue
from hanoi_korea_site.extract.doubts import doubts
from hanoi_korea_site.extract.events import find_events
from hanoi_korea_site.extract.layout import lay_out
from hanoi_korea_site.extract.officials import find_officials
from hanoi_korea_site.extract.organisations import find_organisations
from hanoi_korea_site.extract.places import find_places
from hanoi_korea_site.extract.sheet import Sheet
from hanoi_korea_site.gazetteer import Gazetteer
from hanoi_korea_site.model import Agreement, Event, Official, Organisation, Place, Record, Seed


def extract(seed: Seed, gazetteer: Gazetteer, votes: Sequence[Clue] = ()) -> Record:
    """Read `seed` by its text alone: the editor's word is laid over it later (`editor.apply`).

    `votes` are what other articles say of a year that the text leaves open (`link.votes`).
    """
    return extract_all((seed,), gazetteer, {seed.id: votes})[0]


def extract_all(
    seeds: Sequence[Seed], gazetteer: Gazetteer, votes: Mapping[str, Sequence[Clue]] = MappingProxyType({})
) -> list[Record]:
    """Read many, by their order; `votes` go by the seed's id.

    Each stage goes through all of them before the next begins: a processor that stays with one stage's rules and
    tables has them at hand, and a hundred articles take four fifths of the time.
    """
    sheets = [lay_out(seed.text, markdown=seed.markdown) for seed in seeds]
    dates = [find_dates(sheet, votes.get(seed.id, ())) for seed, sheet in zip(seeds, sheets, strict=True)]
    places = [find_places(sheet, gazetteer) for sheet in sheets]
    organisations = [*map(find_organisations, sheets, places)]
    officials = [find_officials(sheet, found, gazetteer) for sheet, found in zip(sheets, places, strict=True)]
    agreements = [*map(find_agreements, sheets, places, organisations, dates)]
    events = [*map(find_events, sheets, dates, places, officials, agreements)]
    return [
        _record(*read)
        for read in zip(seeds, sheets, dates, places, organisations, officials, agreements, events, strict=True)
    ]


def _record(
    seed: Seed,
    sheet: Sheet,
    dates: DateReading,
    places: tuple[Place, ...],
    organisations: tuple[Organisation, ...],
    officials: tuple[Official, ...],
    agreements: tuple[Agreement, ...],
    events: tuple[Event, ...],
) -> Record:
    record = Record(
        id=seed.id,
        source=seed.source,
        sha256=seed.sha256,
        language="vi",
        title=sheet.title,
        lead=sheet.lead,
        published=dates.published,
        date=dates.main,
        dates=dates.dates,
        places=places,
        officials=officials,
        organisations=organisations,
        agreements=agreements,
        events=events,
        captions=sheet.captions,
        credits=sheet.credits,
        dropped=sheet.dropped,
        problems=dates.doubts,
        blocks=sheet.blocks,
    )
    return replace(record, problems=doubts(record))
