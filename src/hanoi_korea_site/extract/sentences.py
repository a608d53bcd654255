"""Sentences of Vietnamese prose, as half-open ranges that begin and end on printed characters."""

from hanoi_korea_site.extract.press import keys
from hanoi_korea_site.model import Span
from hanoi_korea_site.patterns import regex

_BEHIND = r"(?:[\"”’»)\]*_]*(?=\s)|(?<=[^\W_]{2}\.)(?=[^\W\d_]{2}))"
_STOP = regex(rf"[.!?…]{_BEHIND}")
_FULL_STOP = regex(rf"\.{_BEHIND}")
_PRINTED = regex(r"\S")

_REACH = 40
"""How far back, in characters, a full stop's meaning is looked for; keeps the time linear on any text."""


def split_sentences(text: str, start: int, end: int) -> tuple[Span, ...]:
    """The sentences of `text[start:end]`, in order; together they hold all its printed characters.

    Full stops of abbreviations, initials, numbers and list numbers end none; closing quotes, brackets and marks of
    emphasis go with the sentence before them; semicolons and colons never split.
    """
    return tuple([Span(low, high) for low, high in sentence_ranges(text, start, end)])


def sentence_ranges(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """`split_sentences`, as pairs of offsets."""
    ranges: list[tuple[int, int]] = []
    begin = _printed(text, start, end)
    words = text[begin:end]
    other = "!" in words or "?" in words or "…" in words  # rare; without them the engine looks for a single letter
    for mark in (_STOP if other else _FULL_STOP).finditer(text, begin, end):
        stop, stopped = mark.span()
        if stopped == end:
            break
        after = _printed(text, stopped, end)
        if after < end and _ends_sentence(text, begin, stop, stopped, after):
            ranges.append((begin, stopped))
            begin = after
    last = end if begin < end and not text[end - 1].isspace() else begin + len(text[begin:end].rstrip())
    if last > begin:
        ranges.append((begin, last))
    return ranges


def _printed(text: str, start: int, end: int) -> int:
    """Where the next printed character of `text[start:end]` stands; `end` if there is none."""
    if start < end and not text[start].isspace():
        return start
    found = _PRINTED.search(text, start, end)
    return found.start() if found else end


def _ends_sentence(text: str, begin: int, stop: int, stopped: int, after: int) -> bool:
    """Whether the mark at `stop` ends the sentence begun at `begin`, the next words standing at `after`."""
    opener = text[after]
    if opener in "-–" and after > stopped:
        opener = text[after + 1 : after + 3].lstrip()[:1]
    if opener.islower() or opener in ",;:)":
        return False
    word = _word_before(text, begin, stop)
    low = word.lower()
    if stopped == after:
        glued = word.islower() or (word[-1:].isdigit() and not word.isdigit())  # "từ ngày 4-8/12.Cụ thể"
        return glued and low not in keys("abbreviations") and opener.isupper() and text[after + 1].islower()
    if text[stop] != ".":
        return True
    abbreviated = low in keys("abbreviations")
    if abbreviated or (len(word) > 1 and "." not in word and not word.isdigit()):
        return not abbreviated
    before = text[max(begin, stop - _REACH) : stop - len(word)].split()
    if word.isdigit():
        return len(word) > 2 or not (opener.isdigit() or _is_list_number(before))  # noqa: PLR2004  # two digits: a day
    return not _is_initial(word, before)


def _word_before(text: str, begin: int, stop: int) -> str:
    """The word that ends at `stop`, without opening quotes; at most `_REACH` characters of it."""
    floor = max(begin, stop - _REACH)
    return text[max(floor, text.rfind(" ", floor, stop) + 1) : stop].lstrip("(\"“‘'[")


def _is_list_number(before: list[str]) -> bool:
    """Whether a number is a list's, by the words before it: "1. Hợp tác …", "Điều 2. …"."""
    return not before or (len(before) == 1 and before[0].lower() in keys("numbered"))


def _is_initial(word: str, before: list[str]) -> bool:
    """A single capital after a name or an honorific, or dotted initials: "Nguyễn V. A. Tuấn", "ông J. Park"."""
    letters = word.split(".")
    if not all(len(letter) == 1 and letter.isupper() for letter in letters):
        return False
    return not before or len(letters) > 1 or before[-1][0].isupper() or before[-1].lower() in keys("honorifics")
