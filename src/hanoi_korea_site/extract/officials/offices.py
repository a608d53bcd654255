"""Office phrases: modifiers, a head, its grade, and the body it belongs to.

nguyên | Phó Chủ tịch | Thường trực | Ủy ban Nhân dân thành phố Hà Nội
former   head           grade         body
"""

import re
from collections.abc import Collection
from functools import cache

from msgspec import Struct

from hanoi_korea_site.extract.names import Name
from hanoi_korea_site.extract.office_words import Kind, Term, alternation, listed, phrases
from hanoi_korea_site.extract.officials.office_body import read_body
from hanoi_korea_site.extract.officials.page import Page
from hanoi_korea_site.finder import Hit
from hanoi_korea_site.patterns import regex

_DUTY = regex(r"\s*(?:phụ trách|đặc trách)\s[^,;:()]{2,60}?\s(?=của\s)")
_APART = regex(r", (?:phụ trách|đặc trách) [^,;:.()\n]{2,60}(?=, ?(?:ông|bà|ngài|đồng chí) )")
_DEEPEST = 3
_MODIFYING = ("former", "not_held", "told_besides", "acting", "plural")
_MARK = regex("(?:,|[-–]) ")
_OF = regex(r"\s*của\s+")


class Office(Struct, frozen=True, gc=False):
    """An office phrase at `text[start:end]`; `head` is its match key, abbreviations spelled out.

    Who died in an office or only stands for it does not hold it (`not_held`). `possessed` is the office and the name of
    the person whom this office serves ("Đặc phái viên của Tổng thống X").
    """

    start: int
    end: int
    head: str
    kind: Kind
    title: str
    body: str
    body_start: int
    former: bool
    not_held: bool
    plural: bool
    possessed: "tuple[Office, Name] | None" = None


@cache
def _then() -> re.Pattern[str]:
    return re.compile(f"\\s+(?:{alternation('former_after')})(?!\\w)")


@cache
def _told() -> re.Pattern[str]:
    """What is said of the holder: "đương nhiệm", or "mới" where a mark or the body follows, not "mới đây"."""
    return re.compile(
        f"\\s+(?:(?:{alternation('told_after')})(?!\\w)|(?:{alternation('told_at_end')})(?=,|\\s?[(–-]|\\scủa\\s))"
    )


@cache
def _grade() -> re.Pattern[str]:
    return re.compile(f"\\s+(?:{alternation('grades')})(?!\\w)")


def read_office(page: Page, hit: Hit[Term], limit: int, depth: int = 0) -> Office:
    """The office whose head is `hit`, and which serves as many others as `depth` says ("Trợ lý của Cố vấn của …")."""
    key = page.key
    start, title_start, marks = _modifiers(page, hit.start)
    _, title_end, (_, head, kind) = hit
    while grade := _grade().match(key, title_end, limit):
        title_end = grade.end()
    told = _told().match(key, title_end, limit)
    body = read_body(page, told.end() if told else title_end, limit, kind)
    end = max(body.end, title_end)
    possessed = None
    if body.nested is not None and depth < _DEEPEST:
        inner = read_office(page, body.nested, limit, depth + 1)
        end = inner.end
        name = page.name_after(end)
        if name is not None and body.owned:
            possessed = (inner, name)
            end = name.end
    if possessed is None and key.startswith(", ", end):
        end = _end_of_duty(page, end, limit)
    title, body_start = _parts(page, title_start, title_end, body.start, end)
    then = _then().match(key, end)
    after = then if then and key.startswith(", ", then.end()) else _told().match(key, end, limit)
    return Office(
        start,
        after.end() if after else end,
        head,
        kind,
        title,
        page.text[body_start:end],
        min(body_start, end),
        (bool(marks) and not listed("former").isdisjoint(marks)) or then is not None,
        bool(marks) and not listed("not_held").isdisjoint(marks),
        bool(marks) and not listed("plural").isdisjoint(marks),
        possessed,
    )


def _end_of_duty(page: Page, end: int, limit: int) -> int:
    """As in "Bí thư thứ nhất, phụ trách thương mại, ông A": between commas and right before its holder, no office."""
    duty = _APART.match(page.key, end, limit)
    if duty is None or any(at in page.heads or at in page.names for at in range(*duty.span())):
        return end
    return duty.end()


def _modifiers(page: Page, head: int) -> tuple[int, int, Collection[str]]:
    """Where the phrase begins, where its title begins (an acting holder is part of it), and the modifiers."""
    start = title_start = head
    marks: list[str] = []
    modifying = phrases(*_MODIFYING)
    while (found := modifying.before(page.key, start)) >= 0 and not _ends_a_name(page.text, found):
        mark = page.key[found:start].strip()
        start = found
        marks.append(mark)
        if mark in listed("acting"):
            title_start = start
    return start, title_start, marks


def _ends_a_name(text: str, start: int) -> bool:
    """As in "Thái Nguyên Chủ tịch": a capitalised word right after another is part of that name, no modifier.

    Not so where a mark ends the name: "Trần Văn An, Quyền Chủ tịch".
    """
    before = text[max(0, start - 12) : start]
    last = before.split(" ")[-2] if before.endswith(" ") else ""
    return last[:1].isupper() and last[-1:].isalnum() and text[start].isupper() and not text[start + 1].isupper()


def _parts(page: Page, title_start: int, title_end: int, body_start: int, end: int) -> tuple[str, int]:
    """The title's words and the body's start: "phụ trách hành chính" of "của Seoul" belongs to the title."""
    if body_start < end:
        if duty := _DUTY.match(page.key, title_end, end):
            title_end = body_start = duty.end()
        if mark := _MARK.match(page.key, body_start, end):
            body_start = mark.end()
        if page.key.startswith("của", body_start) and (of := _OF.match(page.key, body_start, end)):
            body_start = of.end()
    return page.text[title_start:title_end].strip(), body_start
