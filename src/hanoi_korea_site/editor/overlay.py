"""Lays the editor's word over what was read from an article: the word wins, and a problem says where the text differs.

List by list what is rejected, what is the same, what is added; then title and dates; last the events, which follow the
facts, and the problems, which the editor may let stand. Problem codes: `editor-differs` (the text says otherwise) and
`editor-words-gone` (the words that a ruling holds on to have left the text), `editor-rejects-nothing` (nothing was read
there that could be rejected).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import chain
from typing import TypeAlias

from msgspec.structs import replace

from hanoi_korea_site.editor.additions import add_agreement, add_official, add_place, by_person, differs
from hanoi_korea_site.editor.anchors import find_quote, find_words
from hanoi_korea_site.editor.redating import redate
from hanoi_korea_site.editor.rulings import Fact, Ruled, misses, reject, same_as, words_gone
from hanoi_korea_site.extract.doubts import doubts
from hanoi_korea_site.gazetteer import Gazetteer
from hanoi_korea_site.model import EditorsWord, Event, FactWords, Problem, Record, Reviewed, Span, T, Title
from hanoi_korea_site.text import match_key

Ruling: TypeAlias = Callable[[tuple[Fact, ...]], Ruled[Fact]]


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
    dated = redate(replace(record, agreements=agreements.facts), word, text)
    edited = replace(
        dated.record,
        title=Title(word.title, "editor") if word.title else record.title,
        places=places.facts,
        officials=officials.facts,
        events=tuple(
            replace(
                event,
                places=_in_event(event, event.places, places),
                officials=_in_event(event, event.officials, officials),
                agreements=_in_event(event, event.agreements, agreements),
            )
            for event in dated.record.events
        ),
    )
    problems = (*doubts(edited), *_title_problems(record, word), *dated.problems)
    problems += places.problems + officials.problems + agreements.problems
    return replace(edited, problems=tuple(unreviewed(problems, word.reviewed, text)))


def unreviewed(problems: Iterable[Problem], reviewed: Iterable[Reviewed], text: str) -> Iterator[Problem]:
    """The problems that the editor does not let stand, and those words of the editor's that the text has lost."""
    places = [(one, find_quote(text, one.quote) if one.quote else ()) for one in reviewed]
    for problem in problems:
        if not any(lets_stand(one, problem, found) for one, found in places):
            yield problem
    for one, found in places:
        if one.quote and not found:
            yield words_gone(one.quote)


def lets_stand(reviewed: Reviewed, problem: Problem, places: tuple[Span, ...] = ()) -> bool:
    """Whether `reviewed` speaks of `problem`: by its code, and by the quoted words, which stand at `places`.

    A problem without a span is known by the words that its message names.
    """
    if reviewed.problem != problem.code or reviewed.quote is None:
        return reviewed.problem == problem.code
    span = problem.span
    if span is None:
        return bool(find_words(problem.message, reviewed.quote.exact))
    return any(span.start < place.end and place.start < span.end for place in places)


def _says_anything(word: EditorsWord) -> bool:
    """Whether the word touches what is read from the text; source, tags and draft do not."""
    facts = (word.dates, word.places, word.officials, word.agreements)
    single = word.title or word.published or word.date or word.reviewed
    return bool(single or any(fact != FactWords() for fact in facts))


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
    whole = Ruled(facts, problems=tuple(chain.from_iterable(misses(facts, wrong, text) for wrong in word.reject)))
    for ruling in chain(rejections, merges, additions):
        ruled = ruling(whole.facts)
        whole = Ruled(ruled.facts, whole.renamed + ruled.renamed, whole.problems + ruled.problems)
    return whole


def _title_problems(record: Record, word: EditorsWord) -> Iterable[Problem]:
    if word.title and record.title.origin == "text" and match_key(word.title) != match_key(record.title.text):
        yield differs("Tiêu đề", word.title, record.title.text)


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
