"""The dates of an article: every rule that reads one, the main date, and when the article was published.

Rules stand at the numbers and date words that one pass over the text finds; numbers that rank, count, measure or
name a street, a park or a decree are read by none.
"""

from collections.abc import Iterable, Iterator, Sequence

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind
from msgspec import Struct
from msgspec.structs import replace

from hanoi_korea_site import edtf
from hanoi_korea_site.edtf import Edtf
from hanoi_korea_site.extract.dates.clues import Clue
from hanoi_korea_site.extract.dates.day_rules import DAY_RULES, MONTH_RULES, QUARTER_RULES, RULES_BEFORE, Rule
from hanoi_korea_site.extract.dates.kinds import is_time_of_deed, kind_of
from hanoi_korea_site.extract.dates.looks_back import in_year_looked_back_on, year_looked_back_on
from hanoi_korea_site.extract.dates.main_date import UNSURE, Choice, choose_main
from hanoi_korea_site.extract.dates.publication import (
    Dateline,
    about_publication,
    bears_out,
    day_of_report,
    doubtful,
    header_days,
    is_credible,
    is_fresh,
    published_on,
    today_of,
)
from hanoi_korea_site.extract.dates.readings import Lines, Reading, Told, is_just_past
from hanoi_korea_site.extract.dates.relative_dates import WORDS, bare_days, relative_readings
from hanoi_korea_site.extract.dates.shared_years import (
    chapter_at,
    chapters,
    in_chapters,
    in_year_of_clause,
    in_year_of_quarter,
    in_year_told_before,
    with_next_year,
)
from hanoi_korea_site.extract.dates.span_clues import LUNAR_YEARS
from hanoi_korea_site.extract.dates.year_rules import YEAR_RULES
from hanoi_korea_site.extract.dates.years import Resolved, resolve
from hanoi_korea_site.extract.sheet import Sheet
from hanoi_korea_site.extract.stages import Stage, Steps
from hanoi_korea_site.model import Dated, Mention, Problem

RULES: tuple[Rule, ...] = (*DAY_RULES, *MONTH_RULES, *QUARTER_RULES, *YEAR_RULES)
"""Every rule at a number, in order: the first that reads it holds. Those told from another date come after them."""

_DIGITS = "0123456789"
_FIRST_WORD = len(_DIGITS)
_SIGNALS = AhoCorasick(
    [*_DIGITS, *WORDS, *LUNAR_YEARS], matchkind=MatchKind.LeftmostLongest, implementation=Implementation.DFA
)
_MAY_FOLLOW = (*(" tháng", " đến", " tới", " và", " -", " –", " ~", " /", " &", " cho đến", " cho tới", " năm"),)
"""Behind a number and a blank: a day's month, another day, a month's year."""
_YEAR_DIGITS = 4
_LENGTHS = (1, 2, _YEAR_DIGITS)
_SIDE = 300
"""Code points of its sentence that are looked at to either side of a date."""


class DateReading(Struct, frozen=True, gc=False):
    """An article's dates; `dates` holds one for each mention that pins an event, the main one's among them.

    `doubts` are problems with date lines that cannot be the article's.
    """

    published: Dated | None
    main: Dated | None
    dates: tuple[Dated, ...]
    doubts: tuple[Problem, ...] = ()


@Stage
def find_dates(sheet: Sheet, votes: Sequence[Clue] = ()) -> Steps[DateReading]:
    """Every date of `sheet`; `votes` are clues to the main date's year from other articles."""
    lines = Lines(sheet)
    numbers, words = _signals(lines.key)
    yield
    datelines = tuple(header_days(sheet))
    parts = chapters(sheet, lines, numbers)
    yield
    dates = in_chapters(_told(lines, _readings(lines.key, numbers)), parts)
    yield
    today = today_of(*datelines[0]) if datelines else None
    bare = bare_days(lines.key, numbers, [told.reading for told in dates])
    if words or bare:
        now = today or day_of_report(lines, sheet.datelines, dates)
        dates = _with_relative(lines, dates, sorted((*words, *bare)), now)
    yield
    news = [told for told in dates if chapter_at(parts, told.reading.start) is None] if parts else dates
    reviewed = year_looked_back_on(dates, today)
    if reviewed is not None:
        dates = in_year_looked_back_on(dates, reviewed, today)
        news = [told for told in dates if told.reading.told_from != (reviewed.reading.start, reviewed.reading.end)]
    choice = choose_main(news, lines.key, reviewed)
    written = next((dateline for dateline in datelines if is_credible(choice, dateline[0])), None)
    yield
    resolved = resolve(lines, dates, choice.told if choice else None, written, words, votes)
    yield
    dated = [
        (told, _dated(lines, each))
        for told, each in zip(dates, resolved, strict=True)
        if each.year or 0 < each.reading.first.month < edtf.FIRST_QUARTER
    ]
    main = _main(lines, choice, dated, written)
    year = main.start[:_YEAR_DIGITS] if main else ""
    return DateReading(
        published=published_on(sheet, written) if written else None,
        main=main,
        dates=tuple(_pinned(dated, year)),
        doubts=() if written else tuple(doubtful(sheet, span) for _, span in datelines),
    )


def _with_relative(
    lines: Lines, dates: Sequence[Told], words: Sequence[tuple[int, int]], today: Reading | None
) -> list[Told]:
    """The dates with those that the words at these ranges tell from them or from `today`, in order."""
    pinned = [told for told in dates if told.kind == "event"]
    known = [told.reading for told in pinned if told.tense != "future"]
    planned = [told.reading for told in pinned if told.tense == "future"]
    recalled = {told.reading for told in pinned if told.background or is_just_past(told.after)}
    relative = relative_readings(lines, words, known, today, planned, recalled)
    return sorted((*dates, *_told(lines, relative)), key=lambda told: told.reading.start)


def _signals(key: str) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """The ranges of numbers as long as a day or a year, and of words that tell a date from another."""
    numbers: list[tuple[int, int]] = []
    words: list[tuple[int, int]] = []
    begin = last = -2
    for index, start, end in _SIGNALS.find_matches_as_indexes(key):
        if index >= _FIRST_WORD:
            if not (key[start - 1 : start].isalnum() or key[end : end + 1].isalnum()):
                words.append((start, end))
            continue
        if start != last + 1:
            if last + 1 - begin in _LENGTHS and begin >= 0:
                numbers.append((begin, last + 1))
            begin = start
        last = start
    if begin >= 0 and last + 1 - begin in _LENGTHS:
        numbers.append((begin, last + 1))
    return numbers, words


def _readings(key: str, numbers: Iterable[tuple[int, int]]) -> Iterator[Reading]:
    """What the rules read at these numbers; words that were read are not read again."""
    free = 0
    for at, end in numbers:
        if at < free:
            continue
        for rule in _rules(key, at, end):
            if readings := rule(key, at):
                yield from readings
                free = readings[-1].end
                break


def _rules(key: str, at: int, end: int) -> tuple[Rule, ...]:
    """The rules that may read the number `key[at:end]`, by what stands right beside it."""
    before = key[at - 1] if at else " "
    if end - at == _YEAR_DIGITS:
        return YEAR_RULES if key.startswith(("19", "20"), at) and not before.isalnum() else ()
    if before.isalnum() or before in "/.,":
        return ()
    if before == " ":
        if key.endswith("tháng ", 0, at):
            return MONTH_RULES
        if key.endswith("quý ", 0, at):
            return QUARTER_RULES
    following = key[end : end + 1]
    if following == " " and not key.startswith(_MAY_FOLLOW, end):
        return ()
    return RULES_BEFORE.get(following, ())


def _told(lines: Lines, readings: Iterable[Reading]) -> list[Told]:
    """The readings that stand in published sentences, each with what its sentence says around it."""
    told: list[Told] = []
    key = lines.key
    for reading in with_next_year(key, [*readings]):
        start, end = reading.start, reading.end
        sentence = lines.at(start)
        if sentence >= 0:
            line = lines.line(sentence)
            before = key[max(line.start, start - _SIDE) : start]
            after = key[end : min(line.end, end + _SIDE)]
            here = Told(reading, kind_of(reading, before, after), sentence, line, before, after)
            if told and not reading.first.year:
                here = in_year_told_before(told, in_year_of_quarter(told[-1], in_year_of_clause(told[-1], here)))
            told.append(here)
    return told


def _dated(lines: Lines, resolved: Resolved) -> Dated:
    reading = resolved.reading
    first, last = reading.of_year(resolved.year) if not reading.first.year else (reading.first, reading.last)
    text = lines.text[reading.start : reading.end]
    return edtf.dated(
        Edtf(first, last, "?" if resolved.basis == "inferred" else ""),
        year_basis=resolved.basis,
        confidence=resolved.confidence,
        because=resolved.because,
        mention=Mention(text, reading.start, reading.end, reading.rule, reading.confidence),
    )


def _pinned(dated: Sequence[tuple[Told, Dated]], year: str) -> Iterator[Dated]:
    """The dates that pin an event of the report of that year.

    Not the year in an event's name beside the event's own day, or that is the report's; but the years in which
    something was done, once they are over.
    """
    days = {(told.sentence, when.start[:4]) for told, when in dated if told.kind == "event" and told.reading.first.day}
    for told, when in dated:
        if told.kind == "event":
            if not (((told.sentence, when.start) in days or when.start == year) and told.of_event_name()):
                yield when
        elif told.kind == "period" and when.end and when.end < year.rstrip("X") and is_time_of_deed(told.before):
            yield when


def _main(
    lines: Lines, choice: Choice | None, dates: Sequence[tuple[Told, Dated]], written: Dateline | None
) -> Dated | None:
    """The chosen date; about the day of publication where the text has none, or none as good."""
    if written is not None and (choice is None or (choice.rank >= UNSURE and not is_fresh(choice.told, written[0]))):
        return about_publication(lines, written)
    if choice is None:
        return None
    dated = next(when for told, when in dates if told is choice.told)
    reading = choice.told.reading
    if reading.rule == "dates.anniversary":
        because = (lines.evidence(reading.start, reading.end, "years.anniversary"),)
        dated = replace(dated, edtf=f"{dated.edtf}?", year_basis="inferred", because=because)
    borne_out = written is not None and bears_out(written[0], reading)
    return dated if borne_out else replace(dated, confidence=round(dated.confidence - choice.cost, 2))
