"""Bytes of an article → text: Unicode as it should be, and the encodings of old Vietnamese files.

UTF-8 and UTF-16 are taken at their word. Anything else, and UTF-8 that holds an old encoding's letters (a file
once converted wrongly: "ViÖt Nam", "Vieät Nam", "Việt Nam"), is tried as each old encoding; the reading in
which the words are Vietnamese syllables holds. Where none is, the file is refused: no mojibake is published.

Sources: TCVN 5712:1993 (the VN3 subset, fonts .VnTime) as in glibc's TCVN5712-1; VNI for Windows as in xvnkb's
`vni.h` (a letter followed by a mark); windows-1258 from Python.
"""

import codecs
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from gettext import gettext as _

from hanoi_korea_site.patterns import regex

ENOUGH = 0.8
"""Share of the accented words that must be Vietnamese syllables for an old encoding to be believed."""
_SAMPLE = 200_000
_SILENT_SHARE = 3  # one in so many letters of UTF-16 is a plain one, the blanks among them

_WESTERN = "".join(bytes((byte,)).decode("cp1252", "ignore") or chr(byte) for byte in range(256))
_TCVN3 = _WESTERN[:0xA0] + (
    "\u00a0ĂÂÊÔƠƯĐăâêôơưđẰ\u0323\u0300\u0309\u0303\u0301àảãáạẲằẳẵắẴ"
    "ẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ"
)  # fmt: skip
_WESTERN_BYTES = codecs.charmap_build(_WESTERN)

_VNI_MARKS = {
    "ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323",
    "â": "\u0302", "á": "\u0302\u0301", "à": "\u0302\u0300", "å": "\u0302\u0309",
    "ã": "\u0302\u0303", "ä": "\u0302\u0323",
    "ê": "\u0306", "é": "\u0306\u0301", "è": "\u0306\u0300", "ú": "\u0306\u0309",
    "ü": "\u0306\u0303", "ë": "\u0306\u0323",
}  # fmt: skip
_VNI_LETTERS = {"ñ": "đ", "ô": "ơ", "ö": "ư", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "í": "í", "ì": "ì"}
_VNI = str.maketrans(
    {key: value for pairs in (_VNI_MARKS, _VNI_LETTERS) for key, value in pairs.items()}
    | {key.upper(): value.upper() for pairs in (_VNI_MARKS, _VNI_LETTERS) for key, value in pairs.items()}
)

_ODD_IN_VIETNAMESE = regex("[\x80-\x9f¢-§¨ª¬\u00ad¯±-¶¸¹º¼-¿ÄÅÆÇËÎÏÐÑÖ×ØÛÜÞßäåæçëîïðñö÷øûüþÿŒœŠšŽžƒˆ˜†‡‰]")
_UTF8_READ_AS_WESTERN = regex("á[º»]|Ã[\u00a0-¿]|Æ[°¡]|Ä[‘\u0090ƒ‚]|â€")
_CONTROL = regex("[\x00-\x08\x0e-\x1f]")
_LOST = "\ufffd"
_WORD = regex(r"(?:[^\W\d_]|[\u0300-\u036f])+")
_SYLLABLE = regex(
    "(?:ngh?|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdđghklmnprstvx])?"
    "(?:uyê|uya|i[aê]|yê|u[aôơâêy]|ư[aơ]|o[aăeo]|[aăâeêioôơuưy])"
    "(?P<coda>ch|nh|ng|[cmnptiouy])?"
)
_TONE = regex("[\u0300\u0301\u0303\u0309\u0323]")
_STOPS = ("c", "ch", "p", "t")
_NO_TEXT = (
    (b"{\\rtf", "RTF"), (b"%pdf-", "PDF"), (b"pk\x03\x04", "Word"), (b"\xd0\xcf\x11\xe0", "Word"),
    (b"<!doctype html", "HTML"), (b"<html", "HTML"),
)  # fmt: skip


class UndecodableError(ValueError):
    """The bytes are no text that we can read: what is wrong, and the way out."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy


def decode(raw: bytes) -> str:
    """The text of a file's bytes, not yet normalised; UndecodableError where it cannot be known."""
    head = raw[:64].lstrip().lower()
    for magic, kind in _NO_TEXT:
        if head.startswith(magic):
            message = _("this is {kind}, not plain text").format(kind=kind)
            raise UndecodableError(message, _("save it as plain text, UTF-8"))
    text = _unicode(raw)
    if "\0" in (text or "") or (text is None and b"\0" in raw):
        raise UndecodableError(_("NUL characters: this is no text"), _("save it as plain text, UTF-8"))
    if text is None:
        return _legacy(raw)
    if _LOST in text:
        line = text.count("\n", 0, text.index(_LOST)) + 1
        message = _("letters were lost in line {line} (“{letters}”)").format(line=line, letters=_LOST)
        raise UndecodableError(message, _("save the article anew from its source"))
    return _mended(text) if _ODD_IN_VIETNAMESE.search(text) else text


def _unicode(raw: bytes) -> str | None:
    """As UTF-8 or UTF-16; None where the bytes are neither."""
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return raw.decode("utf-16", "replace")
    if text := _silent_utf16(raw):
        return text
    with suppress(UnicodeDecodeError):
        return raw.decode("utf-8-sig")
    return None


def _silent_utf16(raw: bytes) -> str:
    """UTF-16 without a mark: of each blank and plain letter one byte is NUL, always the same; "" where it is none."""
    if b"\0" not in raw or len(raw) % 2:
        return ""
    first, second = raw[0::2].count(0), raw[1::2].count(0)
    if min(first, second) or max(first, second) * _SILENT_SHARE < len(raw) // 2:
        return ""
    text = raw.decode("utf-16-be" if first else "utf-16-le", "replace")
    return "" if _CONTROL.search(text) else text


def _legacy(raw: bytes) -> str:
    best = max(_readings(raw), key=vietnamese_share)
    if vietnamese_share(best) < ENOUGH:
        line = raw.count(b"\n", 0, _first_bad_byte(raw)) + 1
        message = _("line {line} is no UTF-8, nor is this an encoding known here").format(line=line)
        raise UndecodableError(message, _("save it as UTF-8"))
    return best


def _mended(text: str) -> str:
    """`text`, read anew where an old encoding was taken for Western letters."""
    readings = [reading for raw in _western_bytes(text) for reading in _readings(raw)]
    best = max(readings, key=vietnamese_share, default=text)
    if vietnamese_share(best) > max(ENOUGH, vietnamese_share(text)):
        return best
    if garbled := _UTF8_READ_AS_WESTERN.search(text):
        line = text.count("\n", 0, garbled.start()) + 1
        message = _("garbled letters in line {line} (“{letters}”)").format(line=line, letters=garbled[0])
        raise UndecodableError(message, _("save the article anew from its source"))
    return text


def _western_bytes(text: str) -> Iterator[bytes]:
    """The bytes that `text` was before someone took them for Western letters: Windows', or ISO 8859-1."""
    with suppress(UnicodeEncodeError):
        yield codecs.charmap_encode(text, "strict", _WESTERN_BYTES)[0]
    with suppress(UnicodeEncodeError):
        yield text.encode("latin-1")


def _readings(raw: bytes) -> list[str]:
    """`raw` in each old encoding that can hold it."""
    western, _ = codecs.charmap_decode(raw, "strict", _WESTERN)
    readings = [codecs.charmap_decode(raw, "strict", _TCVN3)[0], western.translate(_VNI)]
    for encoding in ("utf-8", "cp1258"):
        with suppress(UnicodeDecodeError):
            readings.append(raw.decode(encoding))
    return [unicodedata.normalize("NFC", reading) for reading in readings]


def vietnamese_share(text: str) -> float:
    """Of the words that carry a mark, the share that are Vietnamese syllables; 0 where none does."""
    words = [word for word in _WORD.findall(text, 0, _SAMPLE) if not word.isascii()]
    return sum(map(_is_syllable, words)) / len(words) if words else 0.0


def _is_syllable(word: str) -> bool:
    """One onset, rhyme and at most one tone, of which a stopped syllable takes but two."""
    marked = unicodedata.normalize("NFD", word.lower())
    tones = _TONE.findall(marked)
    syllable = _SYLLABLE.fullmatch(unicodedata.normalize("NFC", _TONE.sub("", marked)))
    if syllable is None or len(tones) > 1:
        return False
    return syllable["coda"] not in _STOPS or tones in (["\u0301"], ["\u0323"])


def _first_bad_byte(raw: bytes) -> int:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return 0
