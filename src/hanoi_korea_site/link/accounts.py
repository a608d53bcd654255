"""Articles in their order, and events of the archive as entries."""

from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from itertools import chain, count

from hanoi_korea_site.archive import Article, EventEntry
from hanoi_korea_site.link.chronology import best, days
from hanoi_korea_site.link.citing import Citing
from hanoi_korea_site.link.gist import AgreementGist, Gist, OfficialGist, PlaceGist
from hanoi_korea_site.link.happenings import Happening, Report
from hanoi_korea_site.link.identity import Facts
from hanoi_korea_site.model import Dated, Tense

_TENSES: tuple[Tense, ...] = ("past", "background", "planned")
_MARK_BYTES = 3


def newest_first(gists: Sequence[Gist]) -> list[Gist]:
    """Order articles by main date, else by publication; those of unknown years last, by month and day."""

    def when(gist: Gist) -> tuple[bool, str, str]:
        date = gist.date or gist.published
        known = days(gist.date) or days(gist.published)
        return known is not None, known[0] if known else date.start if date else "", known[1] if known else ""

    return sorted(sorted(gists, key=lambda gist: gist.id), key=when, reverse=True)


def newest_day(gists: Iterable[Gist]) -> str:
    """The last day that an article surely speaks of, "" where no year is known."""
    known = [stretch for gist in gists for date in (gist.date, gist.published) if (stretch := days(date))]
    return max((last if first[:7] == last[:7] else first for first, last in known), default="")


def article(gist: Gist, facts: Facts) -> Article:
    """What other articles and pages know of an article."""
    return Article(
        id=gist.id,
        source_file=gist.source_file,
        digest=gist.digest,
        title=gist.title,
        lead=gist.lead,
        date=gist.date,
        published=gist.published,
        places=tuple(dict.fromkeys(facts.places)),
        officials=tuple(dict.fromkeys(facts.officials)),
        agreements=tuple(dict.fromkeys(facts.agreements)),
        source=gist.source,
        tags=gist.tags,
        problems=gist.problems,
        local=(
            *_renamed("places", gist.places, facts.places),
            *_renamed("officials", gist.officials, facts.officials),
            *_renamed("agreements", gist.agreements, facts.agreements),
        ),
        tally=gist.tally,
    )


def events(happenings: Iterable[Happening], newest: str, citing: Citing) -> dict[str, EventEntry]:
    """Events by id, the earliest first, those of unknown years last; an id tells the day and the first report."""
    found: dict[str, EventEntry] = {}
    for happening in sorted(happenings, key=_when):
        reports = sorted(happening.reports, key=lambda report: (report.gist.id, report.event.trace.sentence))
        said = f"{reports[0].gist.id}\0{reports[0].event.trace.sentence}\0{reports[0].event.date.edtf}"
        keys = (f"{happening.date.start.lower()}-{_mark(said, number)}" for number in count())
        key = next(key for key in keys if key not in found)
        found[key] = _event(key, happening.date, reports, newest, citing)
    return found


def _mark(said: str, number: int) -> str:
    return blake2b(f"{said}\0{number}".encode(), digest_size=_MARK_BYTES).hexdigest()


def _renamed(
    kind: str, own: Iterable[PlaceGist | OfficialGist | AgreementGist], keys: Iterable[str]
) -> Iterator[tuple[tuple[str, str], str]]:
    return (((kind, fact.id), key) for fact, key in zip(own, keys, strict=True) if fact.id != key)


def _when(happening: Happening) -> tuple[bool, str, str, str, int]:
    date, first = happening.date, happening.reports[0]
    return date.start.startswith("X"), date.start, date.end or "", first.gist.id, first.event.trace.sentence


def _event(key: str, date: Dated, reports: Sequence[Report], newest: str, citing: Citing) -> EventEntry:
    first, *others = reports
    tense = min((report.event.tense for report in reports), key=_TENSES.index) if others else first.event.tense
    after = tense == "planned" and newest != "" and (stretch := days(date)) is not None and stretch[0] > newest
    cited = (citing(report.gist, report.event.trace) for report in reports)
    return EventEntry(
        id=key,
        date=best(report.event.date for report in reports) or date if others else date,
        tense=tense,
        after_archive=after,
        places=_every([report.places for report in reports]),
        officials=_every([report.officials for report in reports]),
        agreements=_every([report.agreements for report in reports]),
        citations=tuple({(citation.article, citation.sentence): citation for citation in cited}.values()),
    )


def _every(keys: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(chain(*keys))) if len(keys) > 1 else keys[0]
