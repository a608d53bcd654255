"""Clues from anniversaries: the years counted, beside the year that they are counted from or to."""

import re
from collections.abc import Iterator
from datetime import date

from hanoi_korea_site.extract.calendar_words import COUNTS, COUNTS_IN_WORDS
from hanoi_korea_site.extract.dates.clues import EVER, Case, Clue, ClueRule, moved
from hanoi_korea_site.extract.dates.readings import Told, days_of
from hanoi_korea_site.model import Evidence
from hanoi_korea_site.patterns import regex

_AT = regex(r"\b(?:vào|trong|từ|đến|tới) (?:mùa (?:xuân|hè|thu|đông) )?$|, $")
_LONGEST_AT = len(" trong mùa xuân ")
_LATE = 7
"""The month from which the year after is on people's minds."""
_ABOUT = {"hơn ": (0, 4), "gần ": (-1, 0), None: (0, 0)}
"""How many years a count may be off."""
_BEGINS = regex(r"(?<!\w)(?:kết nghĩa|thiết lập|thành lập|ra đời)(?!\w)")
_FIRST_PAPER = regex(
    r"[^.;]{0,200}(?<!\w)(?:bản ghi nhớ|thỏa thuận|hiệp định|văn kiện|văn bản)(?: [^\W\d]+){0,4} đầu tiên(?!\w)"
)
"""What ties begin with."""
_RAISED = regex(r"(?<!\w)nâng(?: cấp| tầm)? (?:lên|thành)(?!\w)")
"""Ties that are raised to a higher rank began before: "quan hệ được nâng lên thành kết nghĩa"."""
_COUNT = regex(
    r"(?<!\w)(?:kỷ niệm|nhân|nhân dịp|tròn|đánh dấu)(?: [^\W\d]+){0,3}? "
    r"(?P<how>hơn |gần )?(?P<years>\d{1,3}) năm(?! \d)"
)
_MARKED_IN = regex(rf"[^.;:()\d]{{0,40}}?{_COUNT.pattern}")
_SOME_YEARS = regex(r" năm(?<=\d năm)(?! \d)")
_LONGEST_COUNT = 80
"""Code points that a count takes at most."""
_N_YEARS = regex(r"(\d{1,3}) năm")
_SINCE = regex(
    r"(?<!\w)(?:kể từ|từ khi|từ năm|từ ngày|ký|ngày (?:thành lập|thiết lập|ký)|được|khi)"
    r"(?!\w)[^;.()\d]{0,60}$|\((?:ngày )?$"
)
_YEARS_ON = regex(
    rf"(?<!mươi )(?<!\w)(?P<years>\d\d?|{COUNTS}) năm (?:sau|kể từ|tính từ)"
    r"(?: (?:khi|lúc|ngày|lễ|lần|buổi|chuyến|hội nghị))?(?!\w)[^.,;:\d]{0,90}$"
)
_EARLY, _LATER = 60, 300
"""Days by which what is told "một năm sau" may miss the very day."""


def ends(case: Case) -> Iterator[Clue]:
    """Read "nhân 30 năm … (1992-2022)": marked in its year, or on the way to it."""
    for told in case.dates:
        if told.reading.rule == "dates.anniversary":
            year = told.reading.first.year
            low = date(year - 3 if told.tense == "future" else year, 1, 1)
            yield Clue(low, date(year, 12, 31), 0.88, case.evidence(told, "years.anniversary"), falloff=0.4)


def ahead(case: Case) -> Iterator[Clue]:
    """Read "hướng tới kỷ niệm 30 năm … vào năm 2022": told before that year; early in a year it may be the same."""
    if case.target.reading.first.month < _LATE:
        return
    for told in case.dates:
        if told.tense == "future" and is_when(told) and _counted(told.before):
            year = told.reading.first.year
            evidence = case.evidence(told, "years.anniversary_ahead")
            yield Clue(date(year - 3, 1, 1), date(year - 1, 12, 31), 0.8, evidence, falloff=0.2)


def counted_from(case: Case) -> Iterator[Clue]:
    """Read "kỷ niệm 30 năm … kể từ năm 1992": the count, added to the year it is counted from."""
    for told in case.dates:
        count = _counted(told.before)
        if count is None or told.tense == "future" or told.before.endswith("trong "):
            continue
        if _SINCE.search(told.before, count.end()):
            last = [*_N_YEARS.finditer(told.before, count.start("years"))][-1]
            begun = told.reading.first.year
            yield _marked(begun + int(last[1]), count["how"], 0.85, case.evidence(told, "years.counted_from"))


def years_spanned(case: Case) -> Iterator[Clue]:
    """Read "2010 - 2025 là chặng đường 15 năm": marked in the last year of as many."""
    for told in case.dates:
        last = told.reading.last
        if told.kind != "period" or last is None or told.tense == "future" or " năm" not in told.after:
            continue
        if any(int(count[1]) == last.year - told.reading.first.year for count in _N_YEARS.finditer(told.after)):
            yield Clue(date(last.year, 1, 1), date(last.year, 12, 31), 0.8, case.evidence(told, "years.years_spanned"))


def years_on(case: Case) -> Iterator[Clue]:
    """Read "Một năm sau ngày ký bản ghi nhớ (21/10/2024), …" in the lead: so many years on, by and large."""
    for told in case.dates:
        if told.line.order <= 1 and told.tense != "future" and (years := years_since(told)):
            first, last = days_of(told)
            evidence = case.evidence(told, "years.years_on")
            yield Clue(moved(first, 365 * years - _EARLY), moved(last, 365 * years + _LATER), 0.9, evidence)


def years_since(told: Told) -> int:
    """How many years after the date the text says that something is, 0 where it does not say."""
    count = _YEARS_ON.search(told.before) if " năm " in told.before else None
    if count is None:
        return 0
    return COUNTS_IN_WORDS.get(count["years"]) or int(count["years"])


def counted_apart(case: Case) -> Iterator[Clue]:
    """Read "Nhân kỷ niệm 20 năm …" and further on "năm 2004, hai bên ký kết": if all sums come to one year."""
    begun = [told for told in case.dates if told.kind == "event" and _is_beginning(told)]
    counts = _counts(case.lines.key) if begun else []
    sums = {(told.reading.first.year + int(count["years"]), count["how"]) for told in begun for count in counts}
    sums = {(year, how) for year, how in sums if year < EVER.year and not _is_over(case, year)}
    if len(sums) == 1:
        ((year, how),) = sums
        yield _marked(year, how, 0.72, case.lines.evidence(*counts[0].span(), "years.counted_apart"))


def marked_in(case: Case) -> Iterator[Clue]:
    """Read "Năm 2012 cũng là năm đánh dấu 20 năm …": told in that year, or about it."""
    for told in case.dates:
        if not told.before and not told.reading.first.month and told.tense != "future" and _marks(told):
            year = told.reading.first.year
            evidence = case.evidence(told, "years.marked_in")
            yield Clue(date(year - 1, 11, 1), date(year, 12, 31), 0.72, evidence)


RULES: tuple[ClueRule, ...] = (ends, ahead, counted_from, years_spanned, years_on, counted_apart, marked_in)


def _is_over(case: Case, year: int) -> bool:
    """Whether the text tells, as no plan, what came after that year."""
    later = (told for told in case.dates if told.kind in ("event", "name") and told.reading.first.year > year)
    return any(told.tense != "future" and not told.before.endswith("đến ") for told in later)


def _counts(key: str) -> list[re.Match[str]]:
    """Every count of an anniversary's years: few numbers are years' counts, so looked for around those."""
    years = (found.end() for found in _SOME_YEARS.finditer(key))
    counts = (_COUNT.search(key, max(0, end - _LONGEST_COUNT), end) for end in years)
    return [count for count in counts if count]


def is_when(told: Told) -> bool:
    """Whether a date is when something happens: "vào …", "từ mùa xuân …", at the start of a sentence."""
    return not told.before or _AT.search(told.before[-_LONGEST_AT:]) is not None


def _counted(words: str) -> re.Match[str] | None:
    return _COUNT.search(words) if " năm" in words else None


def _marked(year: int, how: str | None, weight: float, evidence: Evidence) -> Clue:
    low, high = _ABOUT[how]
    return Clue(date(year + low, 1, 1), date(year + high, 12, 31), weight, evidence)


def _marks(told: Told) -> re.Match[str] | None:
    """Whether a year is the anniversary's own: "Năm 2012 cũng là năm đánh dấu 20 năm thiết lập …"."""
    return _MARKED_IN.match(told.after) if " năm" in told.after else None


def _is_beginning(told: Told) -> bool:
    beside = f"{told.before[-60:]}|{told.after[:60]}"
    begins = ("kết nghĩa" in beside or "lập" in beside or "ra đời" in beside) and _BEGINS.search(beside)
    begins = begins or ("đầu tiên" in told.after and _FIRST_PAPER.search(told.after))
    if not begins or told.tense == "future" or _RAISED.search(told.after[:60]):
        return False
    return not _counted(told.before) and not _marks(told)
