"""The headline: told from leads and kickers where the text has one, made from the first sentence where it has none."""

import re

from hanoi_korea_site.extract.layout.bylines import begins_with_body
from hanoi_korea_site.extract.layout.letterheads import UNIT, first_column
from hanoi_korea_site.extract.layout.outlets import is_outlet, outlet_mark
from hanoi_korea_site.extract.layout.parts import Part
from hanoi_korea_site.extract.press import HEADLINE_VERB, alternatives, keys
from hanoi_korea_site.extract.sentences import split_sentences
from hanoi_korea_site.patterns import regex
from hanoi_korea_site.text import match_key

LONGEST_HEADLINE = 220
LONGEST_GENERATED = 120
_SHORTEST_GENERATED = 30
_SHORTEST_CLAUSE = 45
_LONGEST_STOPPED = 110
LONGEST_KICKER_WORDS = 4
_LONGEST_MASTHEAD_WORDS = 12
_LONGEST_SECTION_WORDS = 9
_LONGEST_TIMED = 130

_SECTION_OPENER = regex(r"chuyên (?:trang|mục|đề)\s|(?:sự kiện|chủ đề)\s?:\s")
_UNITS = regex(rf"{UNIT}(?:\s?[-–,]\s?{UNIT})+")
_TURN = regex(r"\?|…\s|\.\.\.\s|!\s")
"""Marks at which a headline may go on with another sentence."""
_SUFFIX = regex(r"\s+[|\-–—»]\s+(?P<outlet>[^|–—]{2,60})$")
_DIGIT = regex(r"\d")
_CLOCK_REACH = 12
_DATED_TAIL = regex(
    r"\s+[|(•–-]?\s?\d{1,2}[/.-]\d{1,2}[/.-]\d{4}[\s,|•–-]+\d{1,2}\s?[:h]\s?\d{2}(?::\d{2})?"
    r"(?:\s?(?:am|pm|sa|ch))?(?:\s?\(?gmt\s?\+?\d\)?)?\)?$|\s+\(\d{1,2}/\d{1,2}/\d{4}\)$"
    r"|\s+[|(•–-]?\s?\d{1,2}\s?[:h]\s?\d{2}(?::\d{2})?(?:\s?(?:am|pm))?[\s,|•–-]+\d{1,2}[/.-]\d{1,2}[/.-]\d{4}\)?$"
)
_TIMED_OPENER = regex(
    r"(?:vào |từ )?(?:ngày|sáng|chiều|trưa|tối|hôm|đêm|rạng sáng|cuối tuần|mới đây|vừa qua|nhân dịp|nhận lời|phát biểu"
    r"|trong (?:khuôn khổ|hai|ba|các|những|\d+ ngày)|tại (?:buổi|cuộc|hội|lễ))\s"
)
_INVITES = regex(r"(?<!\w)(?:trân trọng|kính) (?:kính )?mời(?!\w)")
"""A long line that bids people come is a notice's first words."""
_ADJUNCT = regex(
    r"(?:vào |từ )?(?:đầu |cuối |giữa )?(?:"
    r"(?:ngày|sáng|chiều|trưa|tối|hôm|đêm|rạng sáng)\s[^,;]{0,30}|(?:tuần|tháng|năm)\s[^,;]{0,12}|mới đây|vừa qua"
    r"|(?:tại|trong khuôn khổ|nhân|nhận lời|theo|sau)\s[^,;]{0,120})[,;]\s+"
    r"|[^,]{0,120}\s(?:cho hay|cho biết|thông báo),?\s(?:rằng\s)?(?!thêm|về)"
)
_BOUNDARY = regex(rf"\s?[,;:(–]\s|\s(?=\()|\s(?=(?:{alternatives('clause_openers')})\s)")


def is_headline(part: Part, following: Part | None) -> bool:
    """Whether the first words of an article are its headline rather than its lead.

    A headline is one sentence of at most `LONGEST_HEADLINE` characters without a full stop; with one only where it
    is in capitals, or short with a date or byline beneath it.
    """
    text = part.text
    if (
        (text[0] == "(" and (mark := outlet_mark(part)) and (text[-1] in ".…" or text[:mark].rstrip()[-1] != ")"))
        or len(text) > LONGEST_HEADLINE
        or text[-1] in ",;:"
        or not (text[0].isupper() or not text[0].isalpha())
    ):
        return False
    if len(split_sentences(text, 0, len(text))) > 1 and not text.isupper():
        return text[-1] not in ".…" and bool(_TURN.search(text))
    if text[-1] == "." and not text.endswith(("..", "TP.", "v.v.")):
        framed = following is not None and following.kind == "dropped" and following.reason in ("date-line", "byline")
        return text.isupper() or (framed and len(text) <= _LONGEST_STOPPED and not outlet_mark(part))
    if len(text) > _LONGEST_TIMED and (text[-1] == "!" or _INVITES.search(part.key)):
        return False
    return not (len(text) > _LONGEST_TIMED and _TIMED_OPENER.match(part.key) and "," in text)


def is_kicker(part: Part, following: Part) -> bool:
    """Whether a few words stand over the headline as its section: "Hợp tác địa phương"."""
    words = [word for word in part.text.split() if word[0].isalnum()]
    return len(words) <= LONGEST_KICKER_WORDS and len(following.text.split()) > LONGEST_KICKER_WORDS + 1


def is_masthead(part: Part) -> bool:
    """Whether a line at the head of a page only names a body or section: "Bộ Ngoại giao Việt Nam"; it tells nothing."""
    column = first_column(part)
    if column is not part and begins_with_body(column.key):
        return True
    words = part.key.split()
    if len(words) > _LONGEST_MASTHEAD_WORDS:
        return False
    if _SECTION_OPENER.match(part.key) and part.text[-1] not in ".?!…":
        return True
    if part.text[-1] in ".?!…" or HEADLINE_VERB.search(part.key):
        return False
    if names_units(part) or begins_with_body(part.key) or (outlet_mark(part) and part.text[0] != "("):
        return True
    opened = any(" ".join(words[:count]) in keys("sections") for count in (1, 2, 3))
    return opened and len(words) <= _LONGEST_SECTION_WORDS


def names_units(part: Part) -> bool:
    """Whether a line only says which place's page this is: "Xã Quảng Phú - Huyện Thọ Xuân"."""
    return _UNITS.fullmatch(part.key) is not None


def without_date(part: Part) -> int:
    """Where the headline ends when a page's date and time follow it on its line; its length if they do not."""
    tail = _DATED_TAIL.search(part.key) if _DIGIT.search(part.key, max(0, len(part.key) - _CLOCK_REACH)) else None
    return tail.start() if tail and tail.start() >= _SHORTEST_GENERATED else len(part.text)


def without_outlet(part: Part) -> int:
    """Where the headline ends when a page's name follows it: "… | Báo Hà Nội"; its length if none does."""
    suffix = _SUFFIX.search(part.text)
    if suffix is None or not is_outlet(suffix["outlet"], match_key(suffix["outlet"])):
        return len(part.text)
    return suffix.start()


def generate(sentence: str) -> str:
    """A title from an article's first sentence: its beginning, up to the last clause that fits.

    Opening adjuncts of time and place are left out. Never ends within a word, a name, brackets or quotes, nor on a
    function word; "…" marks a cut where no clause ends.
    """
    words = " ".join(sentence.split()).rstrip(".…;:,")
    words = _without_adjuncts(words)
    if len(words) <= LONGEST_GENERATED:
        return words
    cuts = [cut.start() for cut in _BOUNDARY.finditer(match_key(words), 0, LONGEST_GENERATED + 2)]
    for cut in reversed(cuts):
        if _SHORTEST_CLAUSE <= cut <= LONGEST_GENERATED and _stands(head := words[:cut]):
            return head
    return _cut_between_words(words)


def _without_adjuncts(words: str) -> str:
    key, begin = match_key(words), 0
    while (adjunct := _ADJUNCT.match(key, begin)) and len(words) - adjunct.end() >= _SHORTEST_GENERATED:
        begin = adjunct.end()
    return words[begin : begin + 1].upper() + words[begin + 1 :]


def _stands(head: str) -> bool:
    """Whether brackets and quotes are closed, and the last word is not a function word."""
    balanced = head.count("(") == head.count(")") and head.count('"') % 2 == 0 and head.count("“") == head.count("”")
    return balanced and not _dangles(head)


def _dangles(head: str) -> bool:
    key = match_key(head).split()
    function_words = keys("function_words")
    return bool(key) and (key[-1] in function_words or " ".join(key[-2:]) in function_words)


def _cut_between_words(words: str) -> str:
    """The longest beginning that fits, ends on a full word, and cuts no name in two."""
    ends = [blank.start() for blank in re.finditer(" ", words[:LONGEST_GENERATED])] or [LONGEST_GENERATED - 1]
    for end in reversed(ends):
        head = words[:end].rstrip(" ,;:-–")
        last, following = words[:end].rpartition(" ")[2], words[end + 1 :].partition(" ")[0]
        within_name = last[:1].isupper() and following[:1].isupper()
        within_word = match_key(f"{last} {following}") in keys("function_words")
        if end >= _SHORTEST_GENERATED and not (within_name or within_word) and _stands(head):
            return head + "…"
    return words[: ends[-1]] + "…"
