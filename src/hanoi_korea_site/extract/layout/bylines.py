"""Who wrote and who photographed: names in credits and bylines, told from agencies, outlets and offices."""

import re
from functools import cache, lru_cache

from hanoi_korea_site.closed_lists import lists
from hanoi_korea_site.extract import lexicon
from hanoi_korea_site.extract.press import alternatives, first_word, keys, openers
from hanoi_korea_site.patterns import regex
from hanoi_korea_site.text import match_key

_PIECES = regex(
    r"\s*(?:\s[-–—]+\s?|\s?[–—]\s|(?<=\w)-\s|[/,;|•·]|(?<![A-ZĐ]{2})&|&(?![A-ZĐ]{2})"
    r"|\s\+\s|\s(?:và|với|cùng|[Tt]heo|THEO)\s|[()\[\]])\s*"
    r"|(?<=[^\W\d_A-Z]{2})\.\s+"
)
_NAMES_HYPHENED = regex(r"(?<=[^\W\d_]\s)(?![BCDĐGHKLMNPQRSTVX]+-)([^\W\d_]{2,12})-(?=[^\W\d_a-zà-ỹ]\w*\s[^\W\d_])")
_AGENCY_AFTER_HYPHEN = regex(rf"-(?={alternatives('outlets')})", re.IGNORECASE)
_LABEL = regex(
    rf"(?:{alternatives('byline_labels')})(?:(?:\s?[-–,&/+]\s?|\s+và\s+)(?:{alternatives('byline_labels')}))*\s*:\s*"
)
_SOURCE = regex(
    r"(?:theo|nguồn|pv|phóng viên|by|(?:bút ký|ký sự|phóng sự|ghi chép|tùy bút|bài viết|bài và ảnh|bài|ảnh|tin) của)\s+"
)
_SOURCE_LABEL = regex(r"nguồn(?: tin| bài)?\s?:\s")
LABEL_OPENERS = openers("byline_labels") | {
    "theo", "nguồn", "pv", "phóng", "by", "bút", "ký", "ghi", "tùy", "bài", "ảnh", "tin",
}  # fmt: skip
_TITLES = regex(rf"(?:(?:{alternatives('byline_titles')})\s+)+")
_CORRESPONDENT = regex(r"\bp/v\b", re.IGNORECASE)
_OUTLETS_DESK = regex(rf"(?:{alternatives('outlets')})\s")
_TIME = regex(r"(?:(?:kỳ|ngày|tháng|năm)\s)?\d[\d.]*")
_NOTE = regex(rf"\s+(?:{alternatives('byline_notes')})$")
_BODY = regex(rf"(?:{alternatives('bodies')})(?:\s|$)")
_BODY_OR_NAME = regex(rf"(?:{alternatives('bodies_or_names')})\s")
_BODY_LAST = regex(rf"\s?[-–]\s(?:{alternatives('bodies')})\s[^.,;:–]{{2,40}}\.?$")
_ABBREVIATED_BODY = regex(r"[BCDĐGHKLMNPQRSTVX]{2,}(?:[-&][A-ZĐ]+)*\s\S")
_CONTACT = regex(r"\S+@\S+\.\w+|(?:https?://)?(?:\w+\.)+(?:vn|com|net|org|gov|kr|info)(?:/\S*)?", re.IGNORECASE)
_INITIALS = regex(r"(?:[^\W\d_]{1,2}\.\s?){1,3}[^\W\d_]{0,2}")
_INITIALS_LAST = regex(r"(?<![^\W\d_])(?:[^\W\d_]{1,2}\.\s?){2,3}$|^(?:[^\W\d_]{1,2}\.\s?){1,3}[^\W\d_]{0,2}$")
_WORD = regex(r"[^\W\d_](?:[^\W\d_]|['’.-])*")
_VIETNAMESE = regex(r"(?:ngh?|[cgknpt]h|gi|qu|tr|[bcdghklmnprstvx])?[aeiouy]{1,3}(?:ch|n[gh]|[cmnpt])?")
_KOREAN = regex(r"(?:-?[gkndtrlmbpsjchwyz]{0,2}[aeiouyw]{1,4}(?:ng|ck|gh|[knmlrpbthgs])?){1,3}")

_AT_POST = regex(r"-|\s(?:tại|từ|ở|miền|phát)\s")
_FROM = regex(r"^(?:tại|từ|ở)\s")
_EDITION = regex(r"\s(?:online|điện tử)$")
_END_MARK = regex(r"\s?\.?\s?/\s?[.-]*$")
_NO_NAMES = keys("outlets", "posts", "byline_notes", "byline_labels", "sections")

_OPENERS = LABEL_OPENERS | openers("outlets", "posts", "byline_notes", "sections", "bodies", "bodies_or_names")
_OPENERS |= openers("byline_titles")
_SECONDS = openers("byline_notes") | {"và", "với", "cùng", "theo", "tại", "từ", "ở", "miền", "phát"}
"""A byline whose second word is a small one begins with one of `_OPENERS`, or goes on with one of these."""

_HEADING_OPENERS = keys("headings", "sections", "headline_verbs", "pictured", "tag_heads")
"""Two words in capitals that begin so are a heading: "HỢP TÁC LAO ĐỘNG"."""

LONGEST_BYLINE = 90
_LONGEST_NAME = 5
_LONGEST_BODY = 9


@lru_cache(maxsize=4096)
def names_of(words: str) -> tuple[str, ...] | None:
    """The persons named in a credit such as "Nguyễn Thắng - TTXVN"; None where the words are no credit.

    A credit is made of persons, agencies, outlets and bodies only; one without a person gives ().
    """
    if "/" in words:
        words = _CORRESPONDENT.sub("PV", words)
    if "-" in words:
        words = _AGENCY_AFTER_HYPHEN.sub(" - ", words)
    if "." in words:
        words = _CONTACT.sub(";", words)
    if "-" in words:
        words = _NAMES_HYPHENED.sub(r"\1; ", words)
    names: list[str] = []
    body = False
    for piece in _PIECES.split(words):
        name = piece.strip(' .:"“”*_') + ("." if piece.rstrip().endswith(".") and _INITIALS.fullmatch(piece) else "")
        if not name:
            continue
        # "Phòng Á - Phi": a single word behind a body belongs to it
        body = _is_no_person(name) or (body and " " not in name and "." not in name)
        if body:
            continue
        if not _is_person(without := _without_titles(_without_note(name))):
            return None
        names.append(without)
    return tuple(names)


@lru_cache(maxsize=4096)
def _byline(line: str) -> tuple[str, ...] | None:
    line = _END_MARK.sub("", line)
    words = line.strip("()[]*_ -–—|")
    stopped = line[-1:] == "." and not _INITIALS_LAST.search(words)
    if not words or (
        stopped and not is_labelled(match_key(line)) and not _BODY_LAST.search(match_key(words.rstrip(".")))
    ):
        return None
    names = names_of(_without_labels(words))
    return () if names is None and _SOURCE_LABEL.match(match_key(words)) else names


_NUMBER = regex(r"(?:(?:Năm|NĂM|năm) )?\d+")
"""A page's number, or a year that heads what was done in it."""


_TALKED_OF = ("Ông ", "Bà ", "Ngài ", "Đồng chí ", "ông ", "bà ", "ngài ", "đồng chí ")
"""Nobody is called so who wrote."""


def byline_of(line: str) -> tuple[str, ...] | None:
    """The persons of a line that only says who wrote: "Công Bính - Ngô Linh", "Theo TTXVN"; None if it does not."""
    if len(line) > LONGEST_BYLINE or line[-1] in "?!:;," or _NUMBER.fullmatch(line) or line.startswith(_TALKED_OF):
        return None
    first, _, rest = line.partition(" ")
    told = rest[:1].islower() and first.isalpha() and match_key(first) not in _OPENERS
    if told and match_key(rest.partition(" ")[0]) not in _SECONDS:  # "Huế triển khai …" tells something
        return None
    return _byline(line)


def begins_with_body(key: str) -> bool:
    """Whether a match key begins as the name of an office, an outlet or a society does."""
    return bool(_BODY.match(key) or _BODY_OR_NAME.match(key))


def is_labelled(key: str) -> bool:
    """Whether a line's match key says what it is: "Bài, ảnh: …", "Theo …", "(Nguồn: …)"."""
    words = key.lstrip("([*_ -–—|")
    return first_word(words) in LABEL_OPENERS and bool(_LABEL.match(words) or _SOURCE.match(words))


def has_label(key: str) -> bool:
    """Whether a line's match key begins with a byline's label and colon: "Bài, ảnh: …", "Nguồn: …"."""
    return bool(_LABEL.match(key.lstrip("([*_ ")))


def _without_labels(words: str) -> str:
    """The names alone: "Bài: Minh An. Ảnh: Thu Hà" → "Minh An; Thu Hà"."""
    key = match_key(words)
    source = _SOURCE.match(key)
    rest = words[source.end() :] if source else words
    key = key[-len(rest) :]
    kept: list[str] = []
    begin = 0
    for label in _LABEL.finditer(key):
        if label.start() == 0 or not key[label.start() - 1].isalnum():
            kept.append(rest[begin : label.start()].rstrip(" ."))
            begin = label.end()
    return "; ".join([*filter(None, kept), rest[begin:]])


def _without_note(name: str) -> str:
    note = _NOTE.search(match_key(name))
    return name[: note.start()] if note and name[note.start() :].lstrip()[0].islower() else name


def _without_titles(name: str) -> str:
    """The name alone: "PGS.TS Minh An" → "Minh An"."""
    titles = _TITLES.match(match_key(name))
    return name[titles.end() :] if titles else name


def _is_no_person(name: str) -> bool:
    """An agency, an outlet, a body, a correspondent's post, a note, a date, or capitals that stand for one of them."""
    key = _FROM.sub("", match_key(name))
    titled = _TITLES.match(key)
    if titled and _is_person(name[titled.end() :]):
        return False
    known = (key, key.rstrip("."), _without_note(key), _AT_POST.split(key, maxsplit=1)[0])
    if not _NO_NAMES.isdisjoint(known) or _is_foreign(_without_note(name[-len(key) :])):
        return True
    if _TIME.fullmatch(key) or _EDITION.search(key):
        return True
    words = name.split()
    if _OUTLETS_DESK.match(key) and words[0].isupper() and all(word[0].isupper() for word in words):
        return True
    abbreviated = (
        _ABBREVIATED_BODY.match(name)
        and not name.isupper()
        and all(word[0].isupper() or word in keys("masthead_words") for word in words)
    )
    if abbreviated or _BODY.match(key) or (_BODY_OR_NAME.match(key) and not _is_person(name)):
        return len(key.split()) <= _LONGEST_BODY
    return name.isupper() and " " not in name and "." not in name and len(name) <= _LONGEST_NAME


def _is_foreign(name: str) -> bool:
    """Whether plain capitalised words are no Vietnamese or Korean name, but a foreign paper's, site's or agency's."""
    words = match_key(name).split()
    if not 0 < len(words) <= _LONGEST_NAME or not name.isascii():
        return False
    if not all(word[0].isupper() and word.replace("-", "").isalpha() for word in name.split()):
        return False
    if all(map(_VIETNAMESE.fullmatch, words)):
        return False
    if not keys("house_words").isdisjoint(words):
        return True
    return len(words) == 1 or words[0] not in _korean_surnames() or not all(map(_KOREAN.fullmatch, words[1:]))


@cache
def _korean_surnames() -> frozenset[str]:
    return lexicon.keys(lists("surnames")["KR"])


def _is_person(name: str) -> bool:
    if _INITIALS.fullmatch(name):
        return name[0].isupper()
    words = name.split()
    if not 0 < len(words) <= _LONGEST_NAME or match_key(name) in keys("function_words", "headings"):
        return False
    if len(words) > 1 and name.isupper() and match_key(" ".join(words[:2])) in _HEADING_OPENERS:
        return False
    return all(word[0].isupper() and _WORD.fullmatch(word) for word in words)
