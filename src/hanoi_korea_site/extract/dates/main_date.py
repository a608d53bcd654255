"""Which of an article's dates is the day of what it reports."""

from collections.abc import Sequence
from datetime import timedelta

from msgspec import Struct

from hanoi_korea_site.edtf import FIRST_QUARTER
from hanoi_korea_site.extract.dates.readings import Told, days_of, is_just_past, is_years_later, latest_past
from hanoi_korea_site.patterns import regex

OPENING = 6
"""Sentences of prose that open an article: its main date is nearly always in one of them."""

_FRAME = regex(
    r"(?<!\w)(?:trong khuôn khổ|nhân|trong chuyến|trong chương trình|thực hiện|tiếp nối|tiếp theo|theo"
    r"|căn cứ|sau|nằm trong"
    r"|chào mừng|hướng tới|kỷ niệm|kể từ|trước|kết quả)(?!\w)[^,;:)]*$"
)
_TELLING = ("thông báo", "cho biết", "thông tin", "đưa tin", "cho hay", "công bố", "xác nhận", "theo ")
"""A text without any of these is searched no further for what reports."""
_REPORTED = regex(
    r"(?<!\w)(?:theo (?:thông báo|thông tin|tin|nguồn tin|báo cáo|công bố|yonhap|hãng|báo)(?!\w)[^.;]*"
    r"|(?:thông báo|thông tin|đưa tin|cho biết|cho hay|công bố|xác nhận)) (?:(?:phát đi|đưa ra"
    r"|công bố) )?(?:vào |trong )?"
    r"(?:hôm|sáng|trưa|chiều|tối|vào)? ?$"
)
_TOLD_OF = regex(r"(?<!theo )(?<!\w)(?:cho biết|cho hay|thông báo) $")
"""Before "ngày 22, đoàn …": the day of what is told, not of the telling."""
_LONGEST_TOLD = len("theo thông báo ")
_SAYS = regex(r"[^.;:]{0,200}?(?<!\w)(?:cho biết|cho hay|thông tin|thông báo|xác nhận|đưa tin)(?!\w)")
_HAPPENS = regex(
    r"(?<!\w)(?:tiếp|gặp|họp|hội đàm|hội kiến|làm việc|ký|tổ chức|dự|tham dự|thăm|khai mạc|chủ trì|trao|đón"
    r"|diễn ra|phát biểu"
    r"|dẫn đầu|bế mạc|buổi|cuộc|lễ|hội nghị|phiên|chuyến)(?!\w)"
)

_CLAUSE_HEAD = regex(
    r"(?:^|[,;:()–-])\s*(?:(?:vào|trong|từ|lúc|sáng|trưa|chiều|tối|đêm|hôm|hôm nay|sáng nay|chiều nay|các|hai|ba|ngày"
    r"|thứ \w+|chủ nhật),?\s*)*\(?$"
)
_BY_THE_CLOCK = regex(r"\d{1,2} ?(?:giờ|h|g|:)(?: ?\d{1,2})?(?: phút)?(?: (?:sáng|trưa|chiều|tối|đêm))?,? (?:hôm )?$")
"""Before a day: what is told by the hour is news, not history."""
_LABELLED = regex(
    r"(?:^|[;.] )\W*(?:\d{1,2}[.)] ?)?thời gian(?:,? (?:và )?(?:tổ chức|diễn ra|thực hiện|dự kiến|khai mạc|địa điểm))*"
    r" ?: ?[^.;:]{0,40}$"
)
"""Before the day that a notice sets for what it announces: "1. Thời gian: từ ngày …"."""
_DEADLINE = regex(r"(?<!\w)(?:trước(?! đó| đây| khi)|chậm nhất|muộn nhất|hạn cuối|hạn chót)[^,;.]{0,20}$")
_YEARS_SINCE = regex(r"\s*(?:(?:trong|suốt|hơn|gần|qua|sau) )+(?:[2-9]|\d\d) năm(?: qua)?(?!\w)")
_FROM_WRITING = regex(r"(?<!\w)(?:nay|qua|mai|này|tới|trước|rồi) \($")
_SINCE = regex(r"(?:\((?:kể )?từ|(?<!\w)kể từ) ?$")
"""Before a day from which something has lasted: "sau một năm hợp nhất (từ ngày 1/7/2025)"."""
_SIGNED = regex(r"(?:^|[.;] )(?:theo|căn cứ|dựa trên|trên cơ sở) [^,;]{0,60}(?<!\w)(?:đã )?ký(?: kết)?(?!\w)[^,;]*$")
"""Before the day of a paper that is carried out: "Theo bản ghi nhớ ký giữa hai sở ngày 4/6/2019, …"."""
_FROM = ("từ ", "từ ngày ")
_MERGED = regex(r"[^.;]{0,120}(?<!\w)(?:hợp nhất|sáp nhập)(?!\w)")
"""Behind "từ ngày 1/7/2025": what units have been since then, not the news."""
_UNTIL = regex(r"(?<!\w)(?:từ|đến|tới|trước|theo|kể từ)(?: (?:cuối|đầu|giữa|hết))? ?$")
_FIRST = 1
"""The last of the sentences that make up a lead, counted from 0."""
_NEWS_LASTS = timedelta(200)
_FIRST_CLAUSES = 110
"""Code points in which a sentence may say at whose invitation and on what occasion before it says when."""
_SENTENCE_HEAD = 60
"""Code points: a day further into a sentence is no longer what the sentence sets out from."""
_CAPTION, _LATE, _ASIDE, _REPORT, _PAST, _FUTURE, _BACKGROUND, _HISTORY, _UNOPENED, _WITHIN = (
    4,
    4,
    4,
    3,
    2,
    1,
    6,
    4,
    3,
    2,
)
_SET = 1
"""The rank of a day that is set under its label: only a report's own first day goes before it."""
_REVIEWED = 2
_MONTH, _NAMED_YEAR, _ANNIVERSARY = 5, 8, 9
_RANK_COST, _MOST_COST = 0.06, 0.25
UNSURE = _LATE
"""From this rank on a date is the main one only where no publication date tells better."""


class Choice(Struct, frozen=True, gc=False):
    """A date and how far it is set aside as the main one: 0 not at all."""

    told: Told
    rank: int

    @property
    def cost(self) -> float:
        """How much less sure the main date is than its reading.

        A printed day that the first sentence does not set out from may be history, or a deadline ahead.
        """
        told = self.told
        astray = (
            _is_printed(told)
            and not _is_labelled(told)
            and not (told.line.order == 0 and _opens(told) and _heads_clause(told))
        )
        return min(_RANK_COST * max(self.rank, _UNOPENED * astray), _MOST_COST)


def choose_main(dates: Sequence[Told], key: str, reviewed: Told | None = None) -> Choice | None:
    """The date of the main event: the least set aside, then the first; None where none is. `key` is the whole text.

    The year that an article looks back on is its date, unless the lead has a day of news.
    """
    latest = latest_past(dates)
    choices = [
        Choice(told, rank)
        for told in dates
        if (rank := _rank(told)) is not None
        and not (latest and _is_outlived(told, latest))
        and not _is_looked_back_on(told, key)
    ]
    if reviewed is not None:
        choices = [choice for choice in choices if choice.rank < _REVIEWED] or [Choice(reviewed, _REVIEWED)]
    if len(choices) > 1:
        first = min((choice.rank, choice.told.sentence) for choice in choices)
        choices = [choice for choice in choices if (choice.rank, choice.told.sentence) == first]
    return choices[0] if len(choices) == 1 else min(choices, key=_order, default=None)


def _is_outlived(told: Told, latest: Told) -> bool:
    """Whether the text tells as past what came long after the date: then the date is history, not news."""
    return bool(told.reading.first.year) and days_of(latest)[0] - days_of(told)[1] > _NEWS_LASTS


def _is_looked_back_on(told: Told, key: str) -> bool:
    """Whether the next sentence counts the years since: "… ký bản ghi nhớ ngày 21/10/2008. Trong 15 năm qua, …"."""
    return _is_printed(told) and _YEARS_SINCE.match(key, told.line.end) is not None and not _heads_clause(told)


def _order(choice: Choice) -> tuple[bool, int]:
    """Of two dates in one sentence the one that frames the event ("trong khuôn khổ chuyến thăm …") comes second."""
    reading = choice.told.reading
    return _FRAME.search(choice.told.before) is not None, reading.start


def _rank(told: Told) -> int | None:
    if told.kind == "event" and told.reading.first.day:
        return _day_rank(told)
    if told.line.kind == "caption":
        return None
    if told.kind == "event" and 0 < told.reading.first.month < FIRST_QUARTER:
        over = told.tense == "past" and not is_just_past(told.after)
        opens = told.line.order <= _FIRST and not over and not told.background
        return _MONTH if opens and not _UNTIL.search(told.before) else None
    return _year_rank(told)


def _day_rank(told: Told) -> int | None:
    """Days of a printed year are the news itself only where it opens; further down they are mostly history."""
    if _is_labelled(told):
        return _SET
    order, printed = told.line.order, _is_printed(told)
    if told.reading.rule in ("dates.founding", "dates.anniversary") or (printed and order >= OPENING):
        return None
    if printed and told.reading.last is None and (_SINCE.search(told.before[-10:]) or _SIGNED.search(told.before)):
        return None
    rank = (
        (order > 0) + _LATE * (order >= OPENING) + _CAPTION * (told.line.kind == "caption") + _REPORT * is_report(told)
    )
    rank += 0 if is_just_past(told.after) else {"past": _PAST, "future": _FUTURE, "plain": 0}[told.tense]
    rank += _UNOPENED * (_DEADLINE.search(told.before[-40:]) is not None)
    rank += _ASIDE * (order > _FIRST + 1 and len(told.before) > _SENTENCE_HEAD)
    if printed and told.tense != "future" and not _BY_THE_CLOCK.search(told.before[-40:]):
        rank += _WITHIN * (order == 0 and told.reading.last is None and not _heads_clause(told))
        rank += _HISTORY * (order > _FIRST + 1 or _is_bracketed(told) or is_years_later(told.before)) or _UNOPENED * (
            not (_opens(told) or (order == 0 and told.reading.last is not None))
        )
    if printed and told.before.endswith(_FROM) and _MERGED.match(told.after):
        rank += _HISTORY
    if not told.background:
        return rank
    return rank + _BACKGROUND if order <= _FIRST or (order < OPENING and not printed) else None


def _is_bracketed(told: Told) -> bool:
    """Whether a day is added in brackets, and not to the words that tell it from the writing: "cuối tuần qua (…)"."""
    return told.before.endswith("(") and not _FROM_WRITING.search(told.before[-24:])


def _is_labelled(told: Told) -> bool:
    """Whether a notice sets the day under a label: "Thời gian: từ ngày 18 đến ngày 20/5"."""
    return "thời gian" in told.before and _LABELLED.search(told.before) is not None


def _is_printed(told: Told) -> bool:
    return bool(told.reading.first.year) and told.reading.told_from is None


def _opens(told: Told) -> bool:
    """Whether a sentence of the lead sets out from the date, as in "Ngày 6/9/2023, đoàn công tác …"."""
    return told.line.order <= _FIRST and told.line.kind != "title" and len(told.before) <= _FIRST_CLAUSES


def _heads_clause(told: Told) -> bool:
    """Whether a clause sets out from the date; inside one it may date what is mentioned: "thỏa thuận ký ngày …"."""
    return _CLAUSE_HEAD.search(told.before[-40:]) is not None


def _year_rank(told: Told) -> int | None:
    """The year in the name of the event that an article opens with, or of the anniversary that it marks."""
    if told.tense != "plain" or told.background:
        return None
    if told.reading.rule == "dates.anniversary":
        return _ANNIVERSARY
    return _NAMED_YEAR if told.line.order <= _FIRST + 1 and told.of_event_name() else None


def is_report(told: Told) -> bool:
    """Whether it dates the news, not the event: "theo thông báo hôm 5/2", "Ngày 6/4, Trung tâm … cho hay"."""
    if any(word in told.before for word in _TELLING) and _REPORTED.search(told.before):
        return not (told.after.startswith(", ") and _TOLD_OF.search(told.before[-_LONGEST_TOLD:]))
    says = _SAYS.match(told.after) if any(word in told.after for word in _TELLING) else None
    return says is not None and not _HAPPENS.search(told.before + told.after[: says.end()])
