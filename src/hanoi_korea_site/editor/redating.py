"""The editor's word on the dates of an article: what quoted words say, and which say no date.

A date is known by the words it was read from, wherever in the record it stands: in the list, on an event or a
document, as the main date. One whose year the text leaves open takes it from the editor's main date, or from the day
of publication that the editor gives.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import MAXYEAR, MINYEAR, timedelta
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from hanoi_korea_site import edtf
from hanoi_korea_site.editor.additions import RULE, differs
from hanoi_korea_site.editor.anchors import find_quote
from hanoi_korea_site.editor.rulings import rejects_nothing, words_gone
from hanoi_korea_site.model import (
    AddedDate,
    Dated,
    EditorsWord,
    Evidence,
    Mention,
    Problem,
    Quote,
    Record,
    Span,
    YearBasis,
)

_YEAR = 4
_OPEN = "XXXX"
_MONTH = timedelta(days=31)
_NEAREST, _NEAREST_OF_YEAR = 0.97, 0.9
"""How sure the nearest year is where the editor dates the publication by its day or month, and by its year alone."""


class Redated(Struct, frozen=True, gc=False):
    """The record with the dates that stand, and what the editor is to know of them."""

    record: Record
    problems: tuple[Problem, ...]


def redate(record: Record, word: EditorsWord, text: str) -> Redated:
    """Lay the word on single dates over the record, then its publication and main date, then the years they tell."""
    problems: list[Problem] = []
    read = tuple(_dates(record))
    for wrong in word.dates.reject:
        places = _places(wrong, text, problems)
        if places and not any(_meets(date, places) for date in read):
            problems.append(rejects_nothing(wrong))
        record = _without(record, places)
    for added in word.dates.add:
        record = _with(record, added, _places(added.quote, text, problems), text)
    published = _single(word.published, record.published, "Ngày đăng", problems)
    date = _single(word.date, record.date, "Ngày chính", problems)
    record = _each(replace(record, published=published, date=date), partial(_settled, word=word))
    return Redated(record, tuple(problems))


def _places(quote: Quote, text: str, problems: list[Problem]) -> tuple[Span, ...]:
    places = find_quote(text, quote)
    if not places:
        problems.append(words_gone(quote))
    return places


def _dates(record: Record) -> Iterator[Dated]:
    """Every date of the record, the day of publication aside."""
    found = (record.date, *(fact.date for fact in record.agreements), *(event.date for event in record.events))
    yield from (*record.dates, *filter(None, found))


def _without(record: Record, places: tuple[Span, ...]) -> Record:
    """Without the dates read at these places; an event or a document is not dated by them."""
    return replace(
        record,
        date=record.date if record.date and not _meets(record.date, places) else None,
        dates=tuple(date for date in record.dates if not _meets(date, places)),
        events=tuple(event for event in record.events if not _meets(event.date, places)),
        agreements=tuple(
            replace(fact, date=None) if fact.date and _meets(fact.date, places) else fact for fact in record.agreements
        ),
    )


def _with(record: Record, added: AddedDate, places: tuple[Span, ...], text: str) -> Record:
    """With the date that the editor reads at these places, where one was read already in its stead."""
    value = edtf.parse(added.date)

    def said(date: Dated) -> Dated:
        if not _meets(date, places):
            return date
        mention = date.mention and replace(date.mention, confidence=1.0, origin="editor")
        return edtf.dated(value, year_basis="editor", because=date.because, mention=mention)

    read = [date for date in record.dates if date.mention]
    new = [
        edtf.dated(
            value, year_basis="editor", mention=Mention(text[at.start : at.end], at.start, at.end, RULE, 1.0, "editor")
        )
        for at in places
        if not any(_meets(date, (at,)) for date in read)
    ]
    dates = (
        sorted((*record.dates, *new), key=lambda date: date.mention.start if date.mention else 0)
        if new
        else record.dates
    )
    return _each(replace(record, dates=tuple(dates)), said)


def _each(record: Record, change: Callable[[Dated], Dated]) -> Record:
    """With every date of the record changed, the day of publication aside."""
    return replace(
        record,
        date=change(record.date) if record.date else None,
        dates=tuple(map(change, record.dates)),
        agreements=tuple(replace(fact, date=fact.date and change(fact.date)) for fact in record.agreements),
        events=tuple(replace(event, date=change(event.date)) for event in record.events),
    )


def _meets(date: Dated, places: Iterable[Span]) -> bool:
    """Whether the words of `date` stand at one of the places, or share words with it."""
    mention = date.mention
    return mention is not None and any(mention.start < at.end and at.start < mention.end for at in places)


def _single(said: str | None, read: Dated | None, what: str, problems: list[Problem]) -> Dated | None:
    """The date that holds; it keeps the words of the text where they name the same day of whatever year."""
    if said is None:
        return read
    date = edtf.dated(edtf.parse(said), year_basis="editor")
    if read is None:
        return date
    same_day = date.start[_YEAR:] == read.start[_YEAR:] and (date.end or "")[_YEAR:] == (read.end or "")[_YEAR:]
    same_year = date.start[:_YEAR] == read.start[:_YEAR] or read.year_basis != "explicit"
    if same_day and same_year:
        return replace(date, mention=read.mention, because=read.because)
    mention = read.mention
    span = Span(mention.start, mention.end) if mention and mention.end else None
    problems.append(differs(what, edtf.in_words(date), edtf.in_words(read), span))
    return date


def _settled(date: Dated, word: EditorsWord) -> Dated:
    """A date whose year the text does not print takes it from the editor's dates."""
    if date.year_basis in ("explicit", "editor"):
        return date
    if word.date and word.date.startswith(_OPEN):
        return _opened(date, word.date)
    if word.date and (moved := _year_within(date, word.date)):
        return moved
    if word.published and date.year_basis == "unknown":
        return _year_nearest(date, word.published) or date
    return date


def _opened(date: Dated, main: str) -> Dated:
    """With its year left open, as the editor leaves that of the main date: one was inferred from the other."""
    if date.start.startswith(_OPEN) or date.precision not in ("day", "month"):
        return date
    value = edtf.parse(date.edtf)
    opened = edtf.Edtf(replace(value.start, year=0), value.end and replace(value.end, year=0))
    basis: YearBasis = "editor" if str(opened) == main else "unknown"
    confidence = 1.0 if basis == "editor" else date.confidence
    return edtf.dated(opened, year_basis=basis, confidence=confidence, because=date.because, mention=date.mention)


def _year_within(date: Dated, main: str) -> Dated | None:
    """In the year that puts it inside the editor's main date."""
    bounds = edtf.parse(main).bounds()
    for year in sorted({day.year for day in bounds}) if bounds else ():
        moved = _in_year(date, year, "editor")
        covered = moved and edtf.bounds(moved)
        if bounds and covered and bounds[0] <= covered[0] and covered[1] <= bounds[1]:
            return moved
    return None


def _year_nearest(date: Dated, published: str) -> Dated | None:
    """In the year that puts its beginning nearest to the publication that the editor dates."""
    bounds = edtf.parse(published).bounds()
    if bounds is None:
        return None
    near = {}
    for year in range(bounds[0].year - 1, bounds[0].year + 2):
        moved = _in_year(date, year, "inferred")
        if moved and (covered := edtf.bounds(moved)):
            near[abs(covered[0] - bounds[0])] = moved
    if not near:
        return None
    because = Evidence(published, 0, 0, "editor.published_year")
    confidence = _NEAREST if bounds[1] - bounds[0] <= _MONTH else _NEAREST_OF_YEAR
    return replace(near[min(near)], confidence=confidence, because=(*date.because, because))


def _in_year(date: Dated, year: int, basis: YearBasis) -> Dated | None:
    """The same day or days in `year`; an interval may run past its end. None: that year has no such day."""
    value = edtf.parse(date.edtf)
    start = replace(value.start, year=year)
    end = value.end and replace(value.end, year=year)
    if end and (end.month, end.day) < (start.month, start.day):
        end = replace(end, year=year + 1)
    if not MINYEAR <= year < MAXYEAR or start.fault() or (end and end.fault()):
        return None
    moved = edtf.Edtf(start, end, "?" if basis == "inferred" else "")
    return edtf.dated(moved, year_basis=basis, because=date.because, mention=date.mention)
