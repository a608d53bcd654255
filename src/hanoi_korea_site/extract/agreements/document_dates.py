"""When a document was or will be signed: the date that governs its signing, the nearest words first.

Its own name and clause, then its sentence, then what the next sentence tells of the signing; then the days told
before it, in its paragraph or of a visit of several days; at last the day of the event that the article reports.
"""

from collections.abc import Callable

from hanoi_korea_site.extract.agreements.entries import entry_day
from hanoi_korea_site.extract.agreements.signing_dates import (
    Told,
    ahead,
    at_coming_event,
    before_what_comes,
    main_event,
    planned_before,
    pointed_at,
    runs_later,
    sentence_at,
    signing,
    told_before,
)
from hanoi_korea_site.model import Dated, Evidence, Mention
from hanoi_korea_site.patterns import regex

_NEAR = 100
_REACH = 200
_CALLED_A_PAPER = regex(
    r"(?:(?:theo kế hoạch|theo dự kiến|dự kiến),? )?(?:(?:văn bản|văn kiện)(?: (?:này|đó|ấy|mới|trên|nói trên))*"
    r"(?: (?:đã|được|sẽ|dự kiến|dự định|có thể|chính thức))*"
    r"(?: (?:lãnh đạo |đại diện )?hai (?:bên|tỉnh|thành phố|địa phương|đơn vị|cơ quan)(?: cùng)?)? ký|"
    r"hai bên(?: (?:sẽ|dự kiến|dự định|có thể))* (?:chính thức ký|ký(?= (?:kết )?chính thức)))"
    r"(?: kết)?(?: chính thức)?(?= (?:tại|vào|trong|ở|ngày|tháng)(?!\w))"
    r"|[^;:.,()]{0,60}?(?:đồng ý|nhất trí|thống nhất|sẽ|dự kiến)(?: sẽ| sớm)* ký(?: kết)?"
    r" (?:văn bản|văn kiện|bản ghi nhớ|thỏa thuận) (?:này|đó|trên)(?= (?:vào|trong|ngày|tháng)(?!\w))"
)
_OF_THE_SIGNING = regex(
    r"[“\"]?(?:buổi )?(?:lễ|buổi|việc|nghi thức|thời điểm|thời gian) (?:tái )?(?:ký|trao)(?: kết)?(?: [^\s,;:]+){0,5}? "
    r"(?:(?:đã|được|sẽ|dự kiến|dự định|dự tính) )*(?:(?:diễn ra|tổ chức|tiến hành|thực hiện)(?!\w)|"
    r"(?:dự kiến|ấn định|lên lịch)(?= (?:là|vào|trong|ngày|tháng|quý)(?!\w)))"
)
_AT_LATEST = regex(
    r"[^;:.()]{0,80},? (?:muộn|chậm|sớm) nhất (?:(?:là|vào|trong|đến|cuối|giữa|đầu|ngày|tháng|quý|năm) )*"
)
_OWN_CLAUSE = regex(
    r"(?: \((?!ký|được|đã)[^()\d\n]{1,60}\))?"
    r"(?: (?:trị giá )?[\d.,]+ (?:(?:tỷ|triệu|nghìn|ngàn) )?(?:usd|đô la(?: mỹ)?|đồng|won|euro))?"
    r"(?: (?:với|cùng) [^,;()]{2,80}?(?: \([^()\d]{1,40}\))?)?"
    r"(?:,? (?:để|và|phấn đấu|dự kiến|hướng tới|tiến tới|nhằm)(?: có thể| sớm| tiến tới)*(?= ký))?"
    r"[\s”\"’]*(?:này |đó |nói trên )?(?:(?:mà )?hai (?:bên|\w+(?: \w+)?) |(?P<told>do|mà) [^;:\n]{2,200}?,? |,\s)?"
    r"\(?(?:(?:đã|được(?: [^,;:.()]{2,60}?(?= ký))?|vừa|sẽ|dự kiến|"
    r"chính thức) )*"
    r"(?P<deed>(?:tái )?(?:ký|ký kết|công bố|thông qua|trao|gia hạn|có hiệu lực|ấn định|lên lịch|diễn ra|tổ chức) ?)?"
    r"(?:trực tuyến |trực tiếp |từ xa |chính thức |lại )?(?:lần (?:đầu(?: tiên)? ?|thứ nhất ?)?)?(?:(?:với|cùng|"
    r"giữa) [^,;()]{2,120}? )?"
    r"(?:tại [^,;()]{2,40}? )?(?:(?:sớm|muộn) hơn,? |(?:\w+ ){1,4}?(?:năm|tháng|tuần|ngày|hôm) "
    r"trước,? )?(?:(?P<when>vào|hồi|từ|trong|sang|đến|tới|trước(?: khi kết thúc| khi hết)?) )?"
    r"(?:khoảng |nửa |dịp |buổi |sáng |chiều |tối |đầu |cuối |giữa |ngày |tháng |năm |quý |hôm )*"
    r"(?:(?:nhân )?(?:dịp|lễ|hội nghị|diễn đàn|chuyến) [^,;()]{2,60}? (?:vào |hồi |trong )?\(?"
    r"(?:cuối |đầu |ngày |tháng )*)?"
)


def year_in_name(told: Told) -> Dated | None:
    """Read "Biên bản ghi nhớ Nha Trang - Yongin năm 2019" is of 2019."""
    year = told.document.year
    if not year or _is_to_hold(told, year):
        return None
    start = told.sheet.text.index(year, told.document.start)
    mention = Mention(year, start, start + len(year), "agreements.year_in_name", 0.9)
    evidence = Evidence(year, start, start + len(year), "agreements.year_in_name")
    return Dated(year, year, None, "year", "explicit", 0.9, (evidence,), mention)


def _is_to_hold(told: Told, year: str) -> bool:
    """Whether a plan is of the year to come: "Ngày 5/5/2024, hai bên đã ký Kế hoạch hợp tác năm 2025"."""
    if told.document.head.strength != "programme" or (told.act and told.act.status in ("planned", "proposed")):
        return False
    day = leading(told) or told.main
    return day is not None and not day.start.startswith("X") and int(year) == int(day.start[: len(year)]) + 1


def own_clause(told: Told) -> Dated | None:
    """Read "bản ghi nhớ … ký tháng 12/2023", "hoàn thiện thỏa thuận … vào đầu năm 2026"."""
    act, end = told.act, told.document.end
    signed_behind = act is not None and act.start >= end and act.deed in ("sign", "issue", "prepare")
    return _following(told, end) or (_following(told, act.end) if act and signed_behind else None)


def _following(told: Told, end: int) -> Dated | None:
    """The first date behind `end` where nothing but words of signing stands between."""
    for dated in told.dated_within(end, min(told.document.sentence.end, end + _REACH))[:1]:
        start = dated.mention.start if dated.mention else end
        if told.act is not None and told.act.status == "planned" and _AT_LATEST.fullmatch(told.sheet.key, end, start):
            return dated
        gap = _OWN_CLAUSE.fullmatch(told.sheet.key, end, start)
        if gap is None or (gap["told"] and not gap["deed"]):  # "mà hai bên đã bàn từ năm 2008"
            return None
        if not gap["deed"] and runs_later(told, dated):
            return None
        if gap["deed"] or not gap["when"] or told.act is None or told.act.deed != "carry_out":
            return dated
    return None


def leading(told: Told) -> Dated | None:
    """Read "Năm 2018, … hai cơ quan đã ký hiệp ước": the last date before a signing in its sentence."""
    act, sentence = told.act, told.document.sentence
    if act is None or act.deed not in ("sign", "issue"):
        return None
    before = [
        dated
        for dated in told.dated_within(told.document.clause, min(act.start, told.document.start))
        if dated != told.spent
    ]
    if not before:
        return None
    last, main = before[-1], told.main
    if act.deed == "issue" and last is entry_day(told):
        return None
    if act.status in ("planned", "proposed") and not ahead(told.sheet, last, sentence):
        later = main is not None and last is not main and last.start > (main.end or main.start)
        return last if later else None  # else the day of the words, not of the signing
    return last


def next_sentence(told: Told) -> Dated | None:
    """Read "Hai bên đã ký bản ghi nhớ. Lễ ký diễn ra chiều 11/10", "… bản ghi nhớ; văn bản sẽ được ký ngày 11/10"."""
    planned = told.act is not None and told.act.status in ("planned", "proposed")
    if not (planned or signing(told.act, "signed")):
        return None
    key, document = told.sheet.key, told.document
    sentence = sentence_at(told.sheet, document.sentence.end)
    if sentence is not None and "\n" not in told.sheet.text[document.end : sentence.start]:
        following = (sentence.start, sentence.end)
    else:
        following = (document.sentence.end, document.sentence.end)
    clause = key.find("; ", document.end, document.sentence.end) + 2
    for start, end in (following, (clause, document.sentence.end)):
        spoken = _OF_THE_SIGNING.match(key, start, end) or (planned and _CALLED_A_PAPER.match(key, start, end))
        if start > 1 and spoken:
            return next(iter(told.dated_within(spoken.end(), min(end, spoken.end() + _NEAR))), None)
    return None


DateRule = Callable[[Told], Dated | None]
DATE_RULES: tuple[DateRule, ...] = (
    year_in_name,
    own_clause,
    leading,
    entry_day,
    next_sentence,
    pointed_at,
    told_before,
    before_what_comes,
    planned_before,
    at_coming_event,
    main_event,
)


def date_of(told: Told) -> tuple[Dated | None, str]:
    """Date a document by the first rule that can; the rule's name, "" where none could."""
    for rule in DATE_RULES:
        if dated := rule(told):
            return dated, rule.__name__
    return None, ""
