"""One form for names and dates, so that gold and record are compared by what they say and not by how it is written."""

import re
import unicodedata

from hanoi_korea_site.model import Dated

TONES = "\u0323\u0300\u0301\u0303\u0309"
HEADS = ("thành phố", "tp", "tỉnh", "thủ đô", "t p", "city of")
HO_CHI_MINH = ("tphcm", "hcm")


def folded(text: str) -> str:
    """Lower case, without hyphens, dots and the places of tones (hoà = hòa); vowel marks stay."""
    words = unicodedata.normalize("NFD", text.casefold()).replace("-", " ").replace(".", " ").split()
    apart = ((re.sub(f"[{TONES}]", "", word), "".join(char for char in word if char in TONES)) for word in words)
    return unicodedata.normalize("NFC", " ".join(letters + tone for letters, tone in apart))


HEAD_KEYS = tuple(map(folded, HEADS))


def place_key(name: str) -> str:
    """A name without the heads of cities and provinces: "TP. Huế" = "thành phố Huế" = "Huế"."""
    key = folded(name)
    while head := next((head for head in HEAD_KEYS if key.startswith(head + " ")), None):
        key = key.removeprefix(head + " ")
    return folded("Hồ Chí Minh") if key in HO_CHI_MINH else key


def name_keys(name: str) -> set[str]:
    """A person's name in any order of its words, and in one word."""
    key = folded(name)
    return {key, " ".join(sorted(key.split())), key.replace(" ", "")}


def range_key(value: object) -> str | None:
    """A date of the gold: "--05-21" is "XXXX-05-21"; a range keeps its slash."""
    return None if value is None else re.sub(r"(^|/)--", r"\1XXXX-", str(value).strip()).rstrip("?~%")


def dated_key(dated: Dated | None) -> str | None:
    """A date of a record, on the gold's form."""
    if dated is None:
        return None
    return f"{dated.start}/{dated.end}" if dated.end and dated.end != dated.start else dated.start
