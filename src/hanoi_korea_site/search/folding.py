"""Syllables of a text, as they are compared; `cau-hoi.js` does the same, and a test holds the two together."""

import unicodedata
from functools import lru_cache

from hanoi_korea_site.patterns import regex
from hanoi_korea_site.text import match_key

_SYLLABLE = regex(r"[\u3400-\u9fff\uac00-\ud7a3]|[^\W_\u3400-\u9fff\uac00-\ud7a3]+")
"""A run of letters and digits; of Hangul and Han each character, so that 서울 is found in 서울특별시."""


def syllables(text: str) -> list[str]:
    """In order, in lower case, with tones placed as in "hòa": "TP. Hoà-Bình" → tp, hòa, bình."""
    return list(map(_spelled, _SYLLABLE.findall(text)))


@lru_cache(maxsize=1 << 16)
def _spelled(word: str) -> str:
    return match_key(unicodedata.normalize("NFC", word.lower()))


@lru_cache(maxsize=1 << 16)
def fold(syllable: str) -> str:
    """Without tones, vowel marks and đ: "đại" → "dai"; Hangul stays whole."""
    parts = unicodedata.normalize("NFD", syllable)
    kept = "".join(char for char in parts if not unicodedata.category(char).startswith("M"))
    return unicodedata.normalize("NFC", kept).replace("đ", "d")
