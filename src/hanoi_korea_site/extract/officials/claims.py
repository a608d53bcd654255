"""Which office is whose: rules over the names and offices of a stretch, strongest first."""

from collections.abc import Callable

from hanoi_korea_site.extract.office_words import begins, is_no_office
from hanoi_korea_site.extract.officials.cast import Named, Stretch
from hanoi_korea_site.extract.officials.enumerations import (
    counted,
    how_many,
    listed_names,
    names_up_to,
    respectively,
    together,
)
from hanoi_korea_site.extract.officials.offices import Office
from hanoi_korea_site.extract.officials.ties import Claim, Ties
from hanoi_korea_site.patterns import regex

_SET_OFF = regex(r"(?:\([^()]{1,60}\) ?|\))?(?:, ?\d+ tuổi)?(?:[,|–—-]|\(|, ?[–-])")
_ENDS = regex(r" ?(?:[;.\n]|$)")
_DASHED = regex(r"(?:\([^()]{1,60}\) ?)?(?:[–—-]|\()")
_CALLED = frozenset((
    "là", "chính là", ", là", ":", "mới là", "hiện nay là", "hiện là", "là:",
    "lúc đó là", "khi đó là", "khi ấy là", "lúc ấy là", "bấy giờ là",
))  # fmt: skip
_VERBS = frozenset((
    "là", "làm", "chức", "chức vụ", "chức danh", "cương", "vai", "nhậm", "nhiệm", "nhận", "tư", "cử",
))  # fmt: skip
_AROUND_VERBS = _VERBS | frozenset((
    ",", "người", "đã", "vừa", "mới", "được", "chính", "thức", "vinh", "dự", "hiện", "đang", "nay", "cũng", "sẽ",
    "tiếp", "tục", "tái", "bầu", "bổ", "đề", "chỉ", "định", "phân", "công", "điều", "động", "giới", "thiệu", "giữ",
    "đảm", "vụ", "danh", "vị", "trò", "với", "cách", "trên", "trong", "từng", "khi", "đó", "lúc", "ấy", "trúng", "đắc",
    "lại", "thăng", "ra", "phê", "chuẩn", "ở", "trở", "thành", "đương", "vào", "quốc", "hội", "tín", "tân", "đều",
    "cùng", "thôi", "miễn",
))  # fmt: skip
_RESUMED = regex(r", (\w+)")
_COMMA = regex(r"(?:(?:này|đó|ấy|trên|kia) ?)?(?:\([^()]{1,80}\) ?)?([,–(-])")
_OF_ANOTHER = regex(r"(?:đi với|đi cùng|tháp tùng|thay mặt) $")
_NO_MORE = frozenset(("từng", "đó", "ấy", "thôi", "miễn"))
_DUTY = regex(
    r"(?:hoàn thành|thực hiện|làm tròn|đảm đương|gánh vác|với|trên|bằng)(?: [^\W\d_]+){0,3}?"
    r" (?:trách nhiệm|chức trách|cương vị|nhiệm vụ|vai trò|tư cách)(?: của| là) một(?: vị)?$"
)
_APPOINTED = regex(r"bổ nhiệm|được bầu|đề cử|nhậm chức|trao quyết định|giấy chấp nhận|quốc thư|tân cử|trúng cử")
_DISMISSED = regex(
    r"(?<!\w)(?:miễn nhiệm|bãi nhiệm|cách chức|cho thôi|thôi giữ|cho từ nhiệm)(?: giữ)?(?: chức(?: danh| vụ)?)? $"
)
_OF_WHOM = ("đối với", "của", "với")
_ELECTED = regex(
    r" ?(?:được|đã được|vừa được) (?:[^\W\d_]+ ){0,8}?(?:bầu|bổ nhiệm|cử|chỉ định|tín nhiệm|phân công|điều động)"
    r"(?: [^\W\d_]+){0,5} (?:làm|giữ|giữ chức|giữ chức vụ|vào chức vụ)$"
)
_FAR = 160
_TO_WHOM = regex(r"(?:cho|là|đối với|của|với)$")


def possessor(ties: Ties) -> None:
    """As in "Đặc phái viên của Tổng thống Hàn Quốc Moon Jae-in": Moon is the President; the envoy is someone else."""
    for index in ties.offices:
        item = ties.items[index]
        if isinstance(item, Office) and item.possessed is not None:
            office, name = item.possessed
            ties.claims.append(Claim(Named(name.start, name.end, "", name), office, "officials.possessor", 0.93))


def office_before_name(ties: Ties) -> None:
    """As in "Chủ tịch Ủy ban Nhân dân thành phố Hà Nội Lê Văn Bình", with the offices in a row before it."""
    for index in ties.before_names:
        if ties.gaps[index] or ties.office(index) is None:
            continue
        offices = ties.chain(index, -1)
        if len(offices) > 1 and _apposed_to_another(ties, offices[0]):
            offices = offices[-1:]
        ties.take_body_behind(index)
        ties.tie(index + 1, offices, "office_before_name", 0.97, before=True)


def _apposed_to_another(ties: Ties, first: int) -> bool:
    """Whether a name stands before the row of offices that the row's first words describe."""
    return (
        first > 0
        and ties.named(first - 1) is not None
        and not ties.holds_before(first - 1)
        and _SET_OFF.fullmatch(ties.gaps[first - 1]) is not None
    )


def apposition(ties: Ties) -> None:
    """As in "bà Jung Mi Ra, Chủ tịch Hội đồng …", "ông A - Giám đốc …", "ông B (Phó Thị trưởng Busan)"."""
    for index in ties.after_names:
        gap = ties.gaps[index]
        if ties.office(index + 1) is None or _named_directly(ties, index + 1) or _in_a_row_of_dashes(ties, index):
            continue
        offices = ties.chain(index + 1, 1)
        if not (_SET_OFF.fullmatch(gap) or (gap == ":" and _ENDS.match(ties.words_after(offices[-1])))):
            continue
        if ties.holds(index) and not _DASHED.fullmatch(gap) and not _set_off_whole(ties, index, offices):
            continue
        for name in together(ties, index) if _DASHED.fullmatch(gap) else [index]:
            ties.tie(name, offices, "apposition", 0.97 if name == index else 0.85)


def _in_a_row_of_dashes(ties: Ties, name: int) -> bool:
    """As in "Giám đốc Sở Y tế - ông A, Giám đốc Sở Du lịch - bà B": each name stands behind its own office."""
    if ties.gaps[name] not in (",", ";", "và", ", và") or name + 2 >= len(ties.items) or name == 0:
        return False
    dashes = {ties.gaps[name - 1], ties.gaps[name + 1]} <= {"-", "–"}
    return dashes and ties.office(name - 1) is not None and ties.named(name + 2) is not None


def name_beside_office(ties: Ties) -> None:
    """As in "ông Chang Young Soo Huyện trưởng huyện Jangsu làm Trưởng đoàn": no mark where one belongs."""
    for index in ties.after_names:
        if ties.gaps[index] or ties.office(index + 1) is None or ties.holds(index):
            continue
        if not _named_directly(ties, index + 1):
            ties.tie(index, ties.chain(index + 1, 1), "name_beside_office", 0.8, weak=True)


def _named_directly(ties: Ties, office: int) -> bool:
    return ties.named(office + 1) is not None and ties.gaps[office] == ""


def _set_off_whole(ties: Ties, name: int, offices: list[int]) -> bool:
    """As in "Nghị sĩ A, Chủ tịch Nhóm hữu nghị, hội kiến …": commas around a second office, then the sentence goes on.

    Or the clause ends. "Chủ tịch A, Thị trưởng Seoul và các đại biểu" is a row of persons.
    """
    behind = ties.words_after(offices[-1])
    first = ties.items[name - 1]
    if not isinstance(first, Office):
        return False
    if _ENDS.match(behind):
        if name > 1 and ties.gaps[name - 2] in (",", "và", ", và"):
            return False
    else:
        resumed = _RESUMED.match(behind)
        if resumed is None or resumed[1] in ("cùng", "với"):
            return False
        if not begins("closings", resumed[1], behind, resumed.end()):
            return False
    return all(ties.one_person(first, office) for i in offices if isinstance(office := ties.items[i], Office))


def predicate(ties: Ties) -> None:
    """As in "ông A được bổ nhiệm làm Đại sứ …", "bà B hiện là Giám đốc …", "ông C, với tư cách là Thị trưởng …"."""
    for index in ties.after_names:
        gap = ties.gaps[index].removeprefix("- ").removeprefix("– ")
        first = gap.partition(" ")[0].partition(",")[0]
        if not gap or (first and first not in _AROUND_VERBS) or ties.office(index + 1) is None:
            continue
        words = gap.replace(",", " , ").split()
        if not _AROUND_VERBS.issuperset(words) or _VERBS.isdisjoint(words) or _named_directly(ties, index + 1):
            continue
        former = not _NO_MORE.isdisjoint(words)
        names = names_up_to(ties, index) if "đều" in words or "cùng" in words else together(ties, index)
        for name in names:
            ties.tie(name, ties.chain(index + 1, 1), "predicate", 0.92, former=former)


def office_is_name(ties: Ties) -> None:
    """As in "Trưởng đoàn là ông A", "Tân Đại sứ Hàn Quốc tại Việt Nam là bà B"."""
    for index in ties.before_names:
        if ties.gaps[index] in _CALLED and ties.office(index) is not None:
            ties.tie(index + 1, ties.chain(index, -1), "office_is_name", 0.9, before=True)


def appointed(ties: Ties) -> None:
    """As in "Lễ bổ nhiệm Tổng Lãnh sự danh dự … đã được tổ chức, người được bổ nhiệm là ông A".

    Or "miễn nhiệm chức danh Phó Chủ tịch HĐND đối với bà B", who holds it no more.
    """
    for index in ties.before_names:
        gap = ties.gaps[index]
        if ties.office(index) is None or ties.holds(index + 1) or "." in gap or len(gap) > _FAR:
            continue
        if not _TO_WHOM.search(gap):
            continue
        if gap in _OF_WHOM and _DISMISSED.search(ties.words_before(index)):
            ties.tie(index + 1, [index], "appointed", 0.75, former=True)
        elif _APPOINTED.search(gap + " " + ties.words_before(index)):
            ties.tie(index + 1, [index], "appointed", 0.75, weak=True)


def elected(ties: Ties) -> None:
    """As in "Bà A, sinh năm 1970, được bầu làm Chủ tịch Hội": the nearest person before, in the same sentence."""
    for index in ties.after_names:
        gap = ties.gaps[index]
        if ties.office(index + 1) is None or "." in gap or _named_directly(ties, index + 1):
            continue
        chosen = _ELECTED.search(gap)
        if chosen is not None and not gap.endswith("người", 0, chosen.start()):
            for name in together(ties, index):
                ties.tie(name, ties.chain(index + 1, 1), "elected", 0.8)


def duty(ties: Ties) -> None:
    """As in "ông A cam kết hoàn thành trách nhiệm của một Tổng Lãnh sự danh dự": his own, who is named before."""
    for index in ties.after_names:
        gap = ties.gaps[index]
        if " một" not in gap or "." in gap or ties.holds(index) or ties.office(index + 1) is None:
            continue
        if _DUTY.search(gap) and not _named_directly(ties, index + 1):
            ties.tie(index, ties.chain(index + 1, 1), "duty", 0.75)


def office_comma_name(ties: Ties) -> None:
    """As in "Trong cuộc gặp với Chủ tịch Hội đồng thành phố, bà Jung Mi Ra đánh giá …": likely, not certain."""
    for index in ties.before_names:
        name, office = ties.named(index + 1), ties.office(index)
        if name is None or office is None or ties.holds(index + 1):
            continue
        if _OF_ANOTHER.search(ties.words_before(index)) or how_many(ties, office) > 1:
            continue
        mark = _COMMA.fullmatch(ties.gaps[index])
        if mark is not None and (name.honorific or mark[1] != "," or ties.gaps[index] == ","):
            ties.tie(index + 1, ties.chain(index, -1), "office_comma_name", 0.8, weak=True)


def office_on_both_sides(ties: Ties) -> None:
    """As in "Phó Chủ tịch UBND tỉnh, Trần Văn An, Trưởng ban Tổ chức, cho biết …": so the sentence begins."""
    for index in ties.before_names:
        office = ties.office(index)
        if ties.gaps[index] not in (",", "-", "–") or office is None or ties.holds_before(index + 1):
            continue
        if how_many(ties, office) > 1:
            continue
        if ties.holds(index + 1) and not ties.words_before(index) and ties.between_commas(index + 1):
            ties.tie(index + 1, ties.chain(index, -1), "office_on_both_sides", 0.8)


def shared_by_deputies(ties: Ties) -> None:
    """As in "… có Phó Chủ tịch UBND tỉnh A, B; Đại sứ …": a body has several deputies, and B no other office.

    Nor has A in "các ông A, B, Phó Giám đốc Công an tỉnh".
    """
    for index in ties.after_names:
        office = ties.items[index + 1]
        if ties.gaps[index] == "," and isinstance(office, Office) and office.head.startswith("phó "):
            for one in together(ties, index, but=index)[:-1]:
                ties.tie(one, [index + 1], "shared_by_deputies", 0.8, weak=True)
    for index in ties.before_names:
        office, name = ties.items[index], index + 1
        if ties.gaps[index] or not isinstance(office, Office) or not office.head.startswith("phó "):
            continue
        while name < len(ties.gaps) and ties.gaps[name] == "," and (other := ties.named(name + 1)):
            if ties.holds(name + 1) or other.honorific:
                break
            name += 1
        if name > index + 1 and _ENDS.match(ties.words_after(name)):
            for one in range(index + 2, name + 1):
                ties.tie(one, [index], "shared_by_deputies", 0.8, before=True)


RULES: tuple[Callable[[Ties], None], ...] = (
    respectively,
    counted,
    office_before_name,
    apposition,
    listed_names,
    predicate,
    office_is_name,
    elected,
    name_beside_office,
    appointed,
    office_on_both_sides,
    office_comma_name,
    shared_by_deputies,
    duty,
)


def claims_of(stretch: Stretch, country_of: Callable[[Office], str]) -> list[Claim]:
    """Every claim that the rules make on a stretch."""
    ties = Ties(stretch, country_of)
    if not ties.offices:
        return []
    possessor(ties)
    if ties.before_names or ties.after_names:
        for rule in RULES:
            rule(ties)
    return [
        claim
        for claim in ties.claims
        if not claim.office.not_held and not is_no_office(claim.office.head, claim.office.body)
    ]
