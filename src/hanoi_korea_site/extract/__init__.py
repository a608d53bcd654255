"""Everything that is read out of one article: the stages in order, each a pure function of those above it."""

from collections.abc import Sequence
from dataclasses import replace

from hanoi_korea_site.extract.agreements import find_agreements
from hanoi_korea_site.extract.clues import Clue
from hanoi_korea_site.extract.dates import find_dates
from hanoi_korea_site.extract.doubts import doubts
from hanoi_korea_site.extract.events import find_events
from hanoi_korea_site.extract.layout import lay_out
from hanoi_korea_site.extract.officials import find_officials
from hanoi_korea_site.extract.organisations import find_organisations
from hanoi_korea_site.extract.places import find_places
from hanoi_korea_site.gazetteer import Gazetteer
from hanoi_korea_site.model import Record, Seed


def extract(seed: Seed, gazetteer: Gazetteer, votes: Sequence[Clue] = ()) -> Record:
    """Read `seed` by its text alone: the editor's word is laid over it later (`editor.apply`).

    `votes` are what other articles say of a year that the text leaves open (`link.votes`).
    """
    sheet = lay_out(seed.text, markdown=seed.markdown)
    dates = find_dates(sheet, votes)
    places = find_places(sheet, gazetteer)
    organisations = find_organisations(sheet, places)
    officials = find_officials(sheet, places, gazetteer)
    agreements = find_agreements(sheet, places, organisations, dates)
    events = find_events(sheet, dates, places, officials, agreements)
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
