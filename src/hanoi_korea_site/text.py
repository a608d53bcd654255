"""Text as code points: normalise once, then fold for matching without moving a single offset."""

import re
import unicodedata
from functools import lru_cache

from hanoi_korea_site.patterns import regex

HANGUL = "[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]"
"""A Korean letter or syllable, as a pattern."""

_ODD_SPACE = regex("[\t\x0b\x0c\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_LINE_END = regex("\r\n?|[\u2028\u2029]")
_INVISIBLE = regex(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]"
)

_LINKED = regex(r"!?\[([^\[\]]*)\](?:\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+[\"'][^\"']*[\"'])?\)|\[[^\[\]]*\])")
_TAGGED = regex(r"<(https?://[^<>\s]+)>|</?[A-Za-z][^<>]*>")
_LED = regex(r"^[ \t]*(?:(?:#{1,6}|[-*+>])[ \t]+)+", re.MULTILINE)
_STRESSED = regex(r"(?<!\\)(?:`+|\*+(?=\S)|(?<=\S)\*+|~~|(?<![^\W_])_+(?=\S)|(?<=\S)_+(?![^\W_]))")
_ESCAPED = regex(r"\\([!-/:-@\[-`{-~])")

_OLD_TONE = regex("(?:o[àáảãạèéẻẽẹ]|u(?<!qu)[ỳýỷỹỵ])(?![^\\W\\d_])")
_TONE_MARKS = "\u0300\u0301\u0309\u0303\u0323"
_PLAIN = regex(r"[a-z0-9 ():;–-]*")
_LETTERS = regex(r"[a-z0-9]+")
_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = ("", *_TONE_MARKS)


def normalise(text: str) -> str:
    """NFC, line ends as line feeds, odd spaces as plain ones, zero-width, bidi and control characters removed."""
    text = unicodedata.normalize("NFC", text)
    if text.replace("\n", "").isprintable():  # all that is to be changed prints nothing, or is an odd space
        return text
    text = _LINE_END.sub("\n", text)
    return _INVISIBLE.sub("", _ODD_SPACE.sub(" ", text))


def without_markdown(text: str) -> str:
    """The words of a line or paragraph of Markdown without its marks, as a snippet shows them."""
    text = _TAGGED.sub(r"\1", _LINKED.sub(r"\1", text))
    return _ESCAPED.sub(r"\1", _STRESSED.sub("", _LED.sub("", text)))


def fold(text: str) -> str:
    """Lower case, code point for code point: `len(fold(text)) == len(text)` always."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)


def match_key(text: str) -> str:
    """`fold`, with the two ways to place a tone made one (hoà and hòa, uỷ and ủy); keeps every offset."""
    return _OLD_TONE.sub(_modern_tone, fold(text))


@lru_cache(maxsize=64)
def _moved(pair: str) -> str:
    parts = unicodedata.normalize("NFD", pair[1])
    return unicodedata.normalize("NFC", pair[0] + parts[-1]) + parts[0]


def _modern_tone(match: re.Match[str]) -> str:
    return _moved(match[0])


@lru_cache(maxsize=4096)
def _bare_char(char: str) -> str:
    if char == "đ":
        return "d"
    base = unicodedata.normalize("NFD", char)[0]
    return base if base.isalnum() else char


def bare(text: str) -> str:
    """`fold` without tones, vowel marks and đ, code point for code point: "Đại sứ" → "dai su"."""
    return "".join(map(_bare_char, fold(text)))


@lru_cache(maxsize=65536)
def slug(text: str, limit: int = 80) -> str:
    """An ASCII file-name stem of at most `limit` characters, cut between words; "" where nothing is left."""
    plain = bare(text)
    words = "-".join(_LETTERS.findall(plain)) if _PLAIN.fullmatch(plain) else ""
    if words and len(words) <= limit:  # what slugify would do, at a tenth of its time: most names are plain
        return words
    from slugify import slugify, smart_truncate  # noqa: PLC0415 - slow to load, and seldom needed

    if words:
        return smart_truncate(words, limit, word_boundary=True, separator="-", save_order=True)
    return slugify(text, max_length=limit, word_boundary=True, save_order=True)


@lru_cache(maxsize=65536)
def collation_key(text: str) -> tuple[tuple[int, ...], tuple[int, ...], str]:
    """Sorts by the Vietnamese alphabet (a ă â b c d đ …), then by tone (level, grave, acute, hook, tilde, dot).

    Digits come before letters, anything else before digits. Source: TCVN 6909 and the order of common dictionaries
    for letters; tones in the order of `_TONE_MARKS`.
    """
    letters: list[int] = []
    tones: list[int] = []
    for char in fold(text):
        parts = unicodedata.normalize("NFD", char)
        tone = next((mark for mark in parts if mark in _TONE_MARKS), "")
        letter = unicodedata.normalize("NFC", parts.replace(tone, "")) if tone else char
        rank = _ALPHABET.find(letter)
        letters.append(100 + rank if rank >= 0 else 50 + int(letter) if letter in "0123456789" else 1)
        tones.append(_TONES.index(tone))
    return tuple(letters), tuple(tones), text
