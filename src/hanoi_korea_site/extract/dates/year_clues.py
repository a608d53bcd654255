"""Clues to the year of a day that is printed without one: each a rule that yields a window with its words.

A clue says that the day lies between two dates, and how likely that is; wide windows are bounds, narrow ones are
votes. A year of history (a founding, an earlier edition) bounds from below and never votes: writers print the year
of what is long past, and leave out their own. The weights are how often a clue held on 9,000 news articles of 2017.
"""

import re
from collections.abc import Iterator
from datetime import date

from hanoi_korea_site.extract.calendar_words import WEEKDAYS
from hanoi_korea_site.extract.dates.anniversary_clues import RULES as ANNIVERSARY_RULES
from hanoi_korea_site.extract.dates.anniversary_clues import is_when, years_since
from hanoi_korea_site.extract.dates.clues import EVER, NEVER, Case, Clue, ClueRule, in_year, moved
from hanoi_korea_site.extract.dates.main_date import OPENING
from hanoi_korea_site.extract.dates.readings import Reading, Tense, Told, days_of
from hanoi_korea_site.extract.dates.span_clues import RULES as SPAN_RULES
from hanoi_korea_site.extract.dates.year_rules import NEW_YEAR
from hanoi_korea_site.patterns import regex


def published(case: Case) -> Iterator[Clue]:
    """News is published days after what it reports, or before what it announces."""
    if case.written is None:
        return
    day, span = case.written
    evidence = case.lines.evidence(span.start, span.end, "years.published")
    if case.target.tense == "future":
        yield Clue(moved(day, -3), moved(day, 330), 0.95, evidence)
    else:
        yield Clue(moved(day, -60), moved(day, 3), 0.97, evidence)
        yield Clue(moved(day, -300), moved(day, 60), 0.97, evidence)


def same_sentence(case: Case) -> Iterator[Clue]:
    """A year in the name of an event, or of the plan carried out, in the same sentence; they may be still to come."""
    for told in case.dates:
        if told.sentence != case.target.sentence:
            continue
        carried_out = _CARRIED_OUT.search(told.before[-100:]) and not _REVIEWED.search(told.before)
        if carried_out or _names_present_event(told, case.target.tense):
            yield in_year(case, told, 0.9, "years.same_sentence")


def event_name(case: Case) -> Iterator[Clue]:
    """A year in the name of an event elsewhere: weighty in the headline or first sentence, less so further down.

    One that was held, or that is qualified for or looked forward to, is another event, and so is another edition.
    """
    held = _editions(case)
    for told in case.dates:
        if told.sentence != case.target.sentence and _names_present_event(told):
            if _HELD.match(told.after) or (held and _edition(told) not in (None, *held)):
                continue
            leads = told.kind == "name" and (told.line.kind == "title" or told.line.order == 0)
            yield in_year(case, told, 0.85 if leads else 0.7, "years.event_name")
        elif told.line.order < OPENING and _names_present_event(told, "future"):
            year, evidence = told.reading.first.year, case.evidence(told, "years.event_name")
            yield Clue(date(year - 1, 11, 1), date(year, 12, 31), 0.7, evidence)


def same_edition(case: Case) -> Iterator[Clue]:
    """Read "Diễn đàn lần thứ 17 diễn ra sáng 25/10 … Diễn đàn lần thứ 17 năm 2022": the year of one edition."""
    held = _editions(case)
    for told in case.dates if held else ():
        if told.reading.first.precision == "year" and _edition(told) in held and not _PRIZE.search(told.before):
            yield in_year(case, told, 0.79, "years.same_edition")


def recent(case: Case) -> Iterator[Clue]:
    """Read "tháng 7/2024 vừa qua": the day lies after it, within months."""
    for told in case.dates:
        if told.kind == "event" and _JUST_PAST.match(told.after):
            reach, weight = (300, 0.9) if told.reading.first.month else (400, 0.7)
            first, last = days_of(told)
            yield Clue(first, moved(last, reach), weight, case.evidence(told, "years.recent"))


def planned(case: Case) -> Iterator[Clue]:
    """A plan is made before its date, and the first of several not long before."""
    plans = [told for told in case.dates if told.tense == "future" and not told.background and case.is_ahead(told)]
    plans = [told for told in plans if told.kind == "event" and (told.reading.first.month or is_when(told))]
    if plans:
        yield _before_plan(case, min(plans, key=lambda told: days_of(told)[1]))


def target(case: Case) -> Iterator[Clue]:
    """Goals lie ahead; one for a year is set within it, or as it nears."""
    for told in case.dates:
        if told.kind == "target" and case.is_ahead(told):
            if _WITHIN.search(told.before):
                year = told.reading.first.year
                yield Clue(date(year - 1, 11, 1), date(year, 12, 31), 0.72, case.evidence(told, "years.target"))
            yield Clue(NEVER, days_of(told)[1], 0.93, case.evidence(told, "years.target"), falloff=0.85)


def as_of(case: Case) -> Iterator[Clue]:
    """Read "tính đến tháng 8/2024", "9 tháng đầu năm 2024": the newest figures are months old at most."""
    key = case.lines.key
    figures = [told for told in case.dates if told.kind == "measure" and _FRESH.search(told.before[-40:])]
    figures = [told for told in figures if not key.startswith("cuối", told.reading.start)]
    if not figures:
        return
    newest = max(figures, key=lambda told: days_of(told)[1])
    if case.is_ahead(newest):
        first, last = days_of(newest)
        months = _MONTHS_OF_YEAR.search(newest.before[-20:])
        low = last
        if months and int(months[1]):
            low = last = date(first.year, min(12, int(months[1])), 1)
        elif key.startswith("đầu", newest.reading.start):
            low = date(first.year, 3, 15)
        elif newest.reading.first.month and not newest.before.endswith(("hết ", "cuối ")):
            low = first
        yield Clue(low, moved(last, 270), 0.74, case.evidence(newest, "years.as_of"))


def same_month(case: Case) -> Iterator[Clue]:
    """The day's own month, printed with its year: "trung tuần tháng 4/2025 … ngày 18/4"."""
    target = case.target.reading.first
    for told in case.dates:
        first, last = told.reading.first, told.reading.last or told.reading.first
        if told.kind != "event" or told.background or first.precision != "month" or last.month != target.month:
            continue
        if told.sentence <= case.target.sentence and (told.line.order <= 1 or told.reading.last):
            low, high = days_of(told)
            yield Clue(max(low, moved(high, -31)), high, 0.85, case.evidence(told, "years.same_month"))


def same_day(case: Case) -> Iterator[Clue]:
    """The day itself, printed with its year under a picture or in a headline; in running text an anniversary's."""
    target = case.target.reading.first
    for told in case.dates:
        first = told.reading.first
        if told.line.kind in ("caption", "title", "heading") and (first.month, first.day) == (target.month, target.day):
            yield in_year(case, told, 0.93, "years.same_day")


def neighbour(case: Case) -> Iterator[Clue]:
    """A full date within a few days of the one asked for; on the very day it is rather an anniversary."""
    for told in case.dates:
        if told.kind != "event" or not told.reading.first.day or told.background:
            continue
        first, last = days_of(told)
        if 0 < _apart(case.target, first) <= _SAME_STORY and not years_since(told):
            yield Clue(moved(first, -45), moved(last, 45), 0.75, case.evidence(told, "years.neighbour"))


def latest_past(case: Case) -> Iterator[Clue]:
    """What is told as past lies before the telling: the latest such date is a lower bound."""
    if case.latest is not None:
        first, _ = days_of(case.latest)
        evidence = case.evidence(case.latest, "years.latest_past")
        falloff = 0.85 if case.latest.background else 0.65
        yield Clue(moved(first, -3), EVER, 0.95, evidence, toward="low", falloff=falloff)


def weekday(case: Case) -> Iterator[Clue]:
    """Read "thứ sáu, 18/4", "thứ sáu tuần trước (18/4)": only some years have that day on a Friday."""
    match = weekday_beside(case.lines.key, case.target.reading)
    if match is not None:
        evidence = case.lines.evidence(match.start("day"), match.end("day"), "years.weekday")
        yield Clue(date.min, date.max, 0.97, evidence, WEEKDAYS[match["day"]])


def weekday_beside(key: str, reading: Reading) -> re.Match[str] | None:
    """The day of the week told with a day, as the group "day"."""
    near = max(0, reading.start - _LONGEST_WEEKDAY), reading.end + _LONGEST_WEEKDAY
    if key.find("thứ ", *near) < 0 and key.find("chủ nhật", *near) < 0:
        return None
    before = _WEEKDAY_BEFORE.search(key, max(0, reading.start - _LONGEST_WEEKDAY), reading.start)
    return before or _WEEKDAY_AFTER.match(key, reading.end)


def this_year(case: Case) -> Iterator[Clue]:
    """Read "năm nay (2024)", "APEC 2017 tại Đà Nẵng vào tháng 11 năm nay", "năm nay … từ ngày 9-13/4/2021"."""
    key = case.lines.key
    said = [span for span in case.words if key.startswith("năm nay", span[0])]
    for start, end in said[:_WITNESSES]:
        if _YEARS_LONG.search(key, max(0, start - 12), start):
            continue
        for told in case.dates:
            reading = told.reading
            between = key[end : reading.start] if reading.start >= end else key[reading.end : start]
            tied = told.kind == "name" or between in (" (", ", ", ", năm ")
            tied = tied or (told.tense == "future" and reading.first.month > 0)
            if tied and told.tense != "past" and _TIED_TO_THIS_YEAR.match(between):
                yield in_year(case, told, 0.9, "years.this_year")


RULES: tuple[ClueRule, ...] = (
    published,
    same_sentence,
    event_name,
    same_edition,
    recent,
    planned,
    target,
    *ANNIVERSARY_RULES,
    as_of,
    same_month,
    same_day,
    neighbour,
    latest_past,
    weekday,
    this_year,
    *SPAN_RULES,
)

_WITNESSES = 20
"""How often "năm nay" is asked for the year that it is."""
_SAME_STORY = 10
"""Days within which two dates, years aside, are likely of one story."""

_EDITION = regex(r"(?<!\w)lần thứ (\w+)")
_EDITION_BEFORE = regex(r"(?<!\w)lần thứ (\w+)(?: ?\([^()]{1,20}\))?,? ?[-–(]?(?:trong )? ?$")
_PRIZE = regex(r"(?<!\w)giải (?!bóng|cầu|chạy|golf|vô địch|marathon|thể thao|quần vợt|cờ|đua|bơi)[^.;:]{0,60}$")
"""A prize's year is that of the works it is for."""
_JUST_PAST = regex(r"\s?(?:vừa (?:qua|rồi|diễn ra|kết thúc)|mới đây)")
_PART = regex(r"(?<!\w)(đầu|giữa|cuối|mùa xuân|mùa hè|mùa thu|mùa đông)(?!\w)")
_PART_ENDS = {"đầu": 3, "giữa": 8, "cuối": 12, "mùa xuân": 4, "mùa hè": 8, "mùa thu": 10, "mùa đông": 12}
_REVIEWED = regex(
    r"(?<!\w)(?:kết quả|đánh giá|tổng kết|sơ kết|kiểm điểm|báo cáo|quyết toán|ngân sách"
    r"|(?:công bố|trao|nhận|đoạt|giành) giải)(?!\w)[^.;:]{0,100}$"
)
"""Behind these words a year is one that is looked back on."""
_OTHER_EVENT = regex(
    r"(?<!\w)(?:vòng loại|hướng tới|chuẩn bị cho|đã (?:tham gia|tham dự|đến|dự|tổ chức)|đăng cai|giành quyền|vé dự"
    r"|vừa qua|thành công của|tổ chức thành công)(?!\w)[^.;:]{0,100}$"
)
_HELD = regex(r"[^.;:]{0,60}?(?<!\w)(?:đã|thu hút|thành công|vừa qua|đăng quang)(?!\w)")
_WITHIN = regex(r"(?<!\w)(?:trong|riêng|của) $")
_FRESH = regex(r"(?<!\w)(?:tính đến|tính tới|lũy kế đến|cho đến|\d+ tháng|tháng đầu|quý)(?!\w)")
_MONTHS_OF_YEAR = regex(r"(\d+) tháng ?$")
_CARRIED_OUT = regex(r"(?<!\w)(?:thực hiện|triển khai|theo|trong) (?:kế hoạch|chương trình)(?! \d)(?!\w)[^.,;:\d]*$")
_YEAR_BEGUN = 9
"""The month up to which plans for a year are still made."""
_HISTORY = regex(
    r"(?<!\w)(?:nhớ lại|lần đầu|đã từng|từng là|trước đây|trước kia|sau thành công|khi|từ khi|kể từ|thực hiện"
    r"|đăng quang|sinh)(?!\w)"
)
_YEARS_LONG = regex(r"(?<!tháng )(?<!tháng \d)(?:(?<!\d)\d\d?|một|hai|ba|bốn|mấy|nhiều|vài|chục) $")
_TIED_TO_THIS_YEAR = regex(r" ?\(?(?:(?!(?<!\w)(?:vì|do|nhưng|còn|so|và|rồi)(?!\w))[^.,;:()]){0,60}$")
_DAY_NAME = rf"(?P<day>{'|'.join(WEEKDAYS)})"
_WEEKDAY_BEFORE = regex(rf"(?<!\w){_DAY_NAME}(?: tuần (?:này|qua|trước|tới|sau)| vừa qua| vừa rồi)? ?[,(]? ?$")
_LONGEST_WEEKDAY = len(" chủ nhật tuần trước, (")
_WEEKDAY_AFTER = regex(rf" ?[,(] ?{_DAY_NAME}(?!\w)")


def _names_present_event(told: Told, tense: Tense = "plain") -> bool:
    if not told.of_event_name() or told.tense not in ("plain", tense) or told.background:
        return False
    if NEW_YEAR.search(told.before[-30:]) or _HISTORY.search(told.before):
        return False
    return not (_REVIEWED.search(told.before) or _OTHER_EVENT.search(told.before))


def _editions(case: Case) -> set[str]:
    """Which editions of events the sentence of the day asked for tells of."""
    sentence = f"{case.target.before} {case.target.after}"
    return set(_EDITION.findall(sentence)) if "lần thứ" in sentence else set()


def _edition(told: Told) -> str | None:
    """The edition that a year stands behind: "lần thứ 17 năm 2022"."""
    named = _EDITION_BEFORE.search(told.before[-40:])
    return named[1] if named else None


def _before_plan(case: Case, told: Told) -> Clue:
    """A plan for a day, a month or a part of a year is mostly of the year that leads up to it."""
    evidence = case.evidence(told, "years.planned")
    _, last = days_of(told)
    if not told.reading.first.month:
        part = _PART.search(case.lines.key, max(0, told.reading.start - len("mùa xuân ")), told.reading.end)
        if part is None:
            return Clue(NEVER, date(last.year, _YEAR_BEGUN, 30), 0.93, evidence, falloff=0.65)
        last = date(last.year, _PART_ENDS[part[1]], 28)
    return Clue(NEVER, last, 0.93, evidence, falloff=0.3)


def _apart(told: Told, day: date) -> int:
    """Days between two dates, years aside."""
    first = told.reading.first
    days = abs((first.month - day.month) * 30 + (first.day or 15) - day.day)
    return min(days, 360 - days)
