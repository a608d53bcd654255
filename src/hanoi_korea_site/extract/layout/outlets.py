"""Newspapers, broadcasters and their sites: their names alone, and their marks before an article's first words."""

from hanoi_korea_site.extract.layout.parts import Part
from hanoi_korea_site.extract.press import alternatives, keys
from hanoi_korea_site.patterns import regex
from hanoi_korea_site.text import match_key

_DOMAIN = r"(?:[\w-]+\.)+(?:com|net|org|gov|info|vn|kr)"
_SITE = regex(_DOMAIN)
_OUTLET_WITHIN = regex(rf"(?<!\w)(?:{_DOMAIN}|{alternatives('outlets')})(?!\w)")
_OUTLET_MARK = regex(
    rf"(?:\((?P<inside>[^()\n]{{2,60}})\)|{_DOMAIN}|(?:{alternatives('outlets')})(?: online)?)(?!\w)"
    r"\s?(?P<dash>[-–—:|.]+\s+|[-–—:|]+)?"
)
_CODE_MARK = regex(
    r"([BCDĐGHKLMNPQRSTVX&]{2,6}O?(?: Online)?|(?:[A-Z][a-z]+){2,4}(?:\.vn)?)\s?[-–—]\s+(?=[\"“]?([^\W\d_]))"
)
_TIMED = regex(r"(?:sáng|chiều|trưa|tối|đêm|ngày|hôm)\s")
_MASTHEAD = regex(r"(?:báo|tạp chí|đài|cổng|trang|thông tấn xã|kênh|website|chuyên trang)\s")
_LONGEST_MASTHEAD = 12


def is_outlet(text: str, key: str) -> bool:
    """Whether the words name a newspaper, a broadcaster or its site, and nothing else."""
    if key in keys("outlets") or _SITE.fullmatch(key):
        return True
    if not _MASTHEAD.match(key) or text[-1] in ".!?:…":
        return False
    words = text.split()
    return len(words) <= _LONGEST_MASTHEAD and all(
        word[0].isupper() or word in keys("masthead_words") or not word[0].isalpha() for word in words[1:]
    )


def outlet_mark(part: Part) -> int:
    """The length of an outlet's mark that opens a paragraph, "(ĐCSVN) - ", "TTO - "; 0 if there is none."""
    code = _CODE_MARK.match(part.text)
    if code and code[2].isupper():
        return 0 if match_key(code[1]) in keys("posts", "no_marks") else code.end()
    mark = _OUTLET_MARK.match(part.key)
    if mark is None or mark.end() >= len(part.text):
        return 0
    begin, end = mark.span("inside")
    if begin < 0:
        capitalised = all(not word[0].islower() for word in part.text[: mark.end()].split())
        apart = mark["dash"] or (capitalised and _TIMED.match(part.key, mark.end()))
        return mark.end() if apart and not part.text[0].islower() else 0
    inside = part.text[begin:end]
    named = inside.isupper() or is_outlet(inside, mark["inside"]) or _OUTLET_WITHIN.search(mark["inside"])
    return mark.end() if named or (mark["dash"] and inside[0].isupper()) else 0
