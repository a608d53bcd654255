"""Lays the editor's word over what was read from an article: the word wins, and a problem says where the text differs.

List by list what is rejected, what is the same, what is added; then title and dates; last the events, which follow the
facts. Problem codes: `editor-differs` (the text says otherwise) and `editor-words-gone` (the words that a ruling holds
on to have left the text).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import MAXYEAR, MINYEAR
from functools import partial
from itertools import chain
from typing import TypeAlias

from hanoi_korea_site import edtf
from hanoi_korea_site.additions import add_agreement, add_official, add_place, by_person, differs
from hanoi_korea_site.extract.doubts import doubts
from hanoi_korea_site.gazetteer import Gazetteer
from hanoi_korea_site.model import (
    Dated,
    EditorsWord,
    Event,
    Evidence,
    FactWords,
    Problem,
    Record,
    Span,
    T,
    Title,
    YearBasis,
)
from hanoi_korea_site.rulings import Fact, Ruled, reject, same_as
from hanoi_korea_site.text import match_key

Ruling: TypeAlias = Callable[[tuple[Fact, ...]], Ruled[Fact]]

_YEAR = 4


def apply(record: Record, word: EditorsWord, text: str, gazetteer: Gazetteer) -> Record:
    """The record that `word` makes of what was read from `text`; its doubts are asked anew.

    `same_as` that points outside this article is left for the archive (`link`).
    """
    if not _says_anything(word):
        return record
    new_places = [partial(add_place, added=new, text=text, gazetteer=gazetteer) for new in word.places.add]
    new_officials = [partial(add_official, added=new, text=text) for new in by_person(word.officials.add)]
    new_agreements = [partial(add_agreement, added=new, text=text) for new in word.agreements.add]
    places = _ruled(record.places, word.places, text, new_places)
    officials = _ruled(record.officials, word.officials, text, new_officials)
    agreements = _ruled(record.agreements, word.agreements, text, new_agreements)
    published, published_problems = _date(word.published, record.published, "Ngày đăng")
    date, date_problems = _date(word.date, record.date, "Ngày chính")
    settle = partial(_settled, word=word)
    edited = replace(
        record,
        title=Title(word.title, "editor") if word.title else record.title,
        published=published,
        date=settle(date) if date else None,
        dates=tuple(map(settle, record.dates)),
        places=places.facts,
        officials=officials.facts,
        agreements=tuple(replace(fact, date=fact.date and settle(fact.date)) for fact in agreements.facts),
        events=tuple(
            replace(
                event,
                date=settle(event.date),
                places=_in_event(event, event.places, places),
                officials=_in_event(event, event.officials, officials),
                agreements=_in_event(event, event.agreements, agreements),
            )
            for event in record.events
        ),
    )
    problems = (*_title_problems(record, word), *published_problems, *date_problems)
    return replace(
        edited, problems=doubts(edited) + problems + places.problems + officials.problems + agreements.problems
    )


def _says_anything(word: EditorsWord) -> bool:
    """Whether the word touches what is read from the text; source, tags and draft do not."""
    facts = (word.places, word.officials, word.agreements)
    return bool(word.title or word.published or word.date or any(fact != FactWords() for fact in facts))


def _ruled(
    facts: tuple[Fact, ...],
    word: FactWords[T],
    text: str,
    additions: Iterable[Ruling[Fact]],
) -> Ruled[Fact]:
    """All rulings on one list, in order."""
    rejections: Iterable[Ruling[Fact]] = (partial(reject, wrong=wrong, text=text) for wrong in word.reject)
    merges: Iterable[Ruling[Fact]] = (
        partial(same_as, name=name, target=target, text=text) for name, target in word.same_as
    )
    whole = Ruled(facts)
    for ruling in chain(rejections, merges, additions):
        ruled = ruling(whole.facts)
        whole = Ruled(ruled.facts, whole.renamed + ruled.renamed, whole.problems + ruled.problems)
    return whole


def _title_problems(record: Record, word: EditorsWord) -> Iterable[Problem]:
    if word.title and record.title.origin == "text" and match_key(word.title) != match_key(record.title.text):
        yield differs("Tiêu đề", word.title, record.title.text)


def _date(said: str | None, read: Dated | None, what: str) -> tuple[Dated | None, tuple[Problem, ...]]:
    """The date that holds; it keeps the words of the text where they name the same day of whatever year."""
    if said is None:
        return read, ()
    date = edtf.dated(edtf.parse(said), year_basis="editor")
    if read is None:
        return date, ()
    same_day = date.start[_YEAR:] == read.start[_YEAR:] and (date.end or "")[_YEAR:] == (read.end or "")[_YEAR:]
    same_year = date.start[:_YEAR] == read.start[:_YEAR] or read.year_basis != "explicit"
    if same_day and same_year:
        return replace(date, mention=read.mention, because=read.because), ()
    mention = read.mention
    span = Span(mention.start, mention.end) if mention and mention.end else None
    return date, (differs(what, edtf.in_words(date), edtf.in_words(read), span),)


def _settled(date: Dated, word: EditorsWord) -> Dated:
    """A date whose year the text does not print takes it from the editor's dates."""
    if date.year_basis in ("explicit", "editor"):
        return date
    if word.date and (moved := _year_within(date, word.date)):
        return moved
    if word.published and date.year_basis == "unknown":
        return _year_nearest(date, word.published) or date
    return date


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
    return replace(near[min(near)], confidence=0.9, because=(*date.because, because))


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


def _in_event(event: Event, ids: tuple[str, ...], ruled: Ruled[Fact]) -> tuple[str, ...]:
    """Those of the event's facts that stand, and what the editor added to its sentence, in the record's order."""
    renamed = dict(ruled.renamed)
    present = {_final(fact, renamed) for fact in ids}
    for fact in ruled.facts:
        places = (mention for mention in fact.mentions if mention.origin == "editor" and mention.end)
        if any(event.sentence.start <= mention.start < event.sentence.end for mention in places):
            present.add(fact.id)
    return tuple(fact.id for fact in ruled.facts if fact.id in present)


def _final(fact: str, renamed: Mapping[str, str]) -> str:
    """The id at the end of a chain of merges; a chain has no ring, as each merge removes its part."""
    while fact in renamed:
        fact = renamed[fact]
    return fact
