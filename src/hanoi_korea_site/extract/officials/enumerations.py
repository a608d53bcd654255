"""Several persons in a row: who holds the one office that all share, or each his own of a row of offices."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from hanoi_korea_site.extract.names import UPPER
from hanoi_korea_site.extract.officials.offices import Office
from hanoi_korea_site.extract.officials.ties import Ties
from hanoi_korea_site.patterns import regex

_JOINED = frozenset((",", ", và", "và", ";", "cùng", "&"))
_OWN = frozenset((",", "-", "–", "kiêm", ", kiêm"))
_COLON = frozenset((":", "", "gồm", "gồm:", ", gồm", ", gồm:", "là", "là:", "gồm có", "gồm có:", ", gồm có:"))
_SET_OFF = _COLON | {",", "-", "–", ", là", ", đó là", "đó là"}
_TURNS = regex(
    r",? ?(?:lần lượt|theo thứ tự)(?: (?:là|làm|giữ|giữ các|nhận|đảm nhiệm|được bầu làm|được bổ nhiệm|được bầu|các|chức"
    r"|chức vụ|chức danh|cương vị|vai trò|với))*:?"
)
_SOME = 1
_NUMBERS = {"các": _SOME, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7}
_COUNTED = regex(r"(?:^|(?<= ))(?:các|hai|ba|bốn|năm|sáu|bảy) (?!nhiệm kỳ|lần)")
_BETWEEN = regex(r"\s*(?:, và\s|,|;|\svà\s)\s*")
_PLACE = regex(f"[{UPPER}][\\w'’-]*(?: [{UPPER}][\\w'’-]*){{0,3}}")
_UNIT = regex(f"(?:[^\\W\\d_{UPPER}]\\w*\\s+)+(?=[{UPPER}])")
_PLURAL = regex(
    r"(?:các|hai|ba|bốn|năm|sáu|những) (?:ông|bà|đồng chí|đ/c|vị|anh|chị)"
    r"(?:(?:, ?| và |/| ?\()(?:ông|bà|chị|đồng chí)\)?)?(?: sau(?: đây)?)? ?:? ?"
    r"(?:(?:(?:thiếu|trung|thượng|đại|chuẩn) (?:úy|tá|tướng)|(?:pgs|gs|ts|ths|bs|ks|kts)[.,\w]*) )?$"
)


def counted(ties: Ties) -> None:
    """As in "Hiệu trưởng hai trường, PGS.TS A và GS B", "Thị trưởng hai thành phố Osan và Gunsan, ông A và ông B"."""
    for index in ties.before_names:
        office = ties.office(index) if ties.named(index + 2) is not None else None
        number = how_many(ties, office) if office is not None else 0
        names = list(joined_names(ties, index + 1)) if number else []
        if office is None or len(names) < 2 or number not in (_SOME, len(names)):  # noqa: PLR2004 - several
            continue
        gap = ties.gaps[index]
        offices = _for_each(ties, office, ties.items[index + 1].start, len(names))
        if not offices and number != _SOME and gap in _SET_OFF:
            offices = _of_all(ties, office, len(names))
        for name, own in zip(names, offices, strict=False):
            ties.tie_apart(name, index, own, "counted", 0.93)


def how_many(ties: Ties, office: Office) -> int:
    """How many hold such an office, as it says itself ("hai Phó Chủ tịch", "Hiệu trưởng hai trường").

    0 where it says nothing, 1 where they are not counted ("Thị trưởng các thành phố").
    """
    told = _COUNTED.search(office.body) or (_COUNTED.match(ties.title_up_to(office)) if office.plural else None)
    return _NUMBERS[told[0].strip()] if told else 0


def _for_each(ties: Ties, office: Office, end: int, count: int) -> Sequence[Office]:
    """The office of each of so many, whose places are told one after the other up to `end`; none where they are not."""
    start = office.body_start if office.body else office.end
    told = ties.text[start:end].rstrip(" ,:–-")
    plural = _COUNTED.search(told)
    before, first = (told[: plural.start()], plural.end()) if plural else ("", 0)
    unit = _UNIT.match(told, first)
    first, shared = (unit.end(), unit[0]) if unit else (first, "")
    spans: list[tuple[int, int]] = []
    for mark in [*_BETWEEN.finditer(told, first), None]:
        last = mark.start() if mark else len(told)
        if first < last:
            spans.append((first, last))
        first = mark.end() if mark else last
    if len(spans) != count or not all(_PLACE.fullmatch(told, *span) for span in spans):
        return ()
    return [
        replace(office, body=before + shared + told[low:high], body_start=start + low, end=start + high)
        for low, high in spans
    ]


def _of_all(ties: Ties, office: Office, count: int) -> Sequence[Office]:
    """The office of each of so many, without the words that tell whose they are together ("hai nước")."""
    plural = _COUNTED.search(office.body)
    if plural is None:
        return [office] * count
    end = office.body_start + plural.start() if plural.start() else office.start + len(ties.title_up_to(office))
    return [replace(office, body=office.body[: plural.start()].rstrip(), end=end)] * count


def listed_names(ties: Ties) -> None:
    """As in "các Phó Chủ tịch UBND tỉnh: A, B và C", "các Ủy viên: A, Bí thư …; B, Bí thư …": all hold the one."""
    for index in ties.before_names:
        item = ties.items[index]
        gap = ties.gaps[index]
        if gap not in _COLON or not isinstance(item, Office):
            continue
        if not (item.plural or gap == ":" or (gap == "là" and are_together(ties, index + 1))):
            continue
        each_with_own = item.plural and gap.endswith(":")
        for name in _members(ties, index + 1) if each_with_own else joined_names(ties, index + 1):
            if not (ties.holds_before(name) if each_with_own else ties.holds(name)):
                ties.tie(name, [index], "listed", 0.93, before=True)


def _members(ties: Ties, first: int) -> Iterator[int]:
    """The names from `first` on, each with the offices behind it, that semicolons, commas and "và" join."""
    index = first
    while ties.named(index) is not None:
        yield index
        while index < len(ties.gaps) and ties.gaps[index] in _OWN and isinstance(ties.items[index + 1], Office):
            index += 1
        if index >= len(ties.gaps) or ties.gaps[index] not in _JOINED:
            return
        index += 1


def joined_names(ties: Ties, first: int) -> Iterator[int]:
    """The names from `first` on that commas and "và" join."""
    index = first
    while ties.named(index) is not None:
        yield index
        if index >= len(ties.gaps) or ties.gaps[index] not in _JOINED:
            return
        index += 1


def respectively(ties: Ties) -> None:
    """As in "A, B và C, lần lượt là Trưởng nhóm, Phó nhóm và Tổng Thư ký …": the first to the first, and so on.

    Or the other way round: "Chủ tịch và Phó Chủ tịch Hội đồng …, lần lượt là ông A và bà B", "ba Thị trưởng Osan,
    Gunsan, Jecheon, lần lượt là A, B và C".
    """
    for index in ties.after_names:
        if _in_turn(ties.gaps[index]) and _TURNS.fullmatch(ties.gaps[index]) and ties.office(index + 1) is not None:
            offices = list(_joined_offices(ties, index + 1, 1))
            names = names_up_to(ties, index)
            _pair(ties, names[-len(offices) :] if len(offices) > 1 else names, offices)
    for index in ties.before_names:
        office = ties.office(index)
        turns = _TURNS.search(ties.gaps[index]) if _in_turn(ties.gaps[index]) else None
        if office is None or turns is None or turns.end() < len(ties.gaps[index]):
            continue
        offices = list(_joined_offices(ties, index, -1))[::-1]
        names = list(joined_names(ties, index + 1))
        if len(names) == len(offices):
            _pair(ties, names, offices)
        elif len(names) > 1:
            end = office.end + max(0, ties.words_between(index).find(turns[0].lstrip(", ")))
            own = _for_each(ties, office, end, len(names))
            if not own and len(offices) == 1:
                own = _of_all(ties, office, len(names))
            for name, his in zip(names, own, strict=False):
                ties.tie_apart(name, index, his, "respectively", 0.93)


def _in_turn(gap: str) -> bool:
    return "lần lượt" in gap or "theo thứ tự" in gap


def _joined_offices(ties: Ties, first: int, step: int) -> Iterator[int]:
    """The free offices from `first` on, to the right (step 1) or to the left, that commas and "và" join."""
    index = first
    while ties.office(index) is not None:
        yield index
        gap = min(index, index + step)
        if not 0 <= gap < len(ties.gaps) or ties.gaps[gap] not in _JOINED:
            return
        index += step


def _pair(ties: Ties, names: list[int], offices: list[int]) -> None:
    ties.share_body(offices)
    for rank, name in enumerate(names):
        ties.tie(name, [offices[min(rank, len(offices) - 1)]], "respectively", 0.93)


def names_up_to(ties: Ties, last: int) -> list[int]:
    """The names up to `last` that commas and "và" join."""
    names = [last]
    while names[0] > 0 and ties.named(names[0] - 1) is not None and ties.gaps[names[0] - 1] in _JOINED - {";"}:
        names.insert(0, names[0] - 1)
    return names


def are_together(ties: Ties, first: int) -> bool:
    """Whether a plural honorific stands before a name ("các ông A, B", "các ông, bà: A, B")."""
    return _PLURAL.search(ties.words_before_name(first)) is not None


def together(ties: Ties, last: int, *, but: int = -1) -> list[int]:
    """As in "các ông A, B - Phó Chủ tịch": those named together under one plural honorific, without office so far.

    Or between semicolons, if the name `but` has an office by now, which does not matter then.
    """
    names = names_up_to(ties, last)
    held = any(ties.holds(name) for name in names if name != but)
    listed = but == last and names[0] > 0 and ties.gaps[names[0] - 1] == ";"
    return names if (listed or are_together(ties, names[0])) and not held else [last]
