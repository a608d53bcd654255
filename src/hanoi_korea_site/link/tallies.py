"""How firmly the facts of one article stand, counted for the quality page."""

from collections.abc import Iterable

from hanoi_korea_site.archive import CLEAR, FAIR, Firmness, Tally
from hanoi_korea_site.model import Dated, Mention, Record

_BASES = ("explicit", "inferred", "unknown", "editor")


def tally(record: Record) -> Tally:
    """Count the facts of `record`, each once, by its best evidence."""
    return Tally(
        places=_counted(_firmness(place.mentions) for place in record.places),
        officials=_counted(_firmness(official.mentions) for official in record.officials),
        agreements=_counted(_firmness(agreement.mentions) for agreement in record.agreements),
        dates=_counted(map(_date_firmness, record.dates)),
        years=_counted(_BASES.index(date.year_basis) for date in record.dates),
    )


def _counted(steps: Iterable[int]) -> Firmness:
    counts = [0, 0, 0, 0]
    for step in steps:
        counts[step] += 1
    return counts[0], counts[1], counts[2], counts[3]


def _firmness(mentions: tuple[Mention, ...]) -> int:
    """Position in `Firmness`; a fact without a mention is the editor's."""
    best = 0.0
    for mention in mentions:
        if mention.origin == "editor":
            return 0
        best = max(best, mention.confidence)
    return _step(best) if mentions else 0


def _date_firmness(date: Dated) -> int:
    edited = date.year_basis == "editor" or (date.mention is not None and date.mention.origin == "editor")
    return 0 if edited else _step(date.confidence)


def _step(confidence: float) -> int:
    return 1 if confidence >= CLEAR else 2 if confidence >= FAIR else 3
