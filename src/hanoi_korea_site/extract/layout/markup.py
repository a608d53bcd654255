"""Markdown's block marks, read just far enough that headings, pictures and marks are not taken for prose."""

import re

from hanoi_korea_site.extract.layout.captions import captioned
from hanoi_korea_site.extract.layout.parts import Part, paragraphs_of
from hanoi_korea_site.patterns import regex

_FENCE = regex(r"(?:```|~~~)")
_HEADING = regex(r"(#{1,6})\s+")
_CLOSING_HASHES = regex(r"\s+#+$")
_UNDERLINED = regex(r"\n\s*(=+|-+)$")
_QUOTE = regex(r"(?:>\s?)+")
_COMMENT = regex(r"<!--.*?-->", re.DOTALL)
_REFERENCE = regex(r"\[[^\]\n]+\]:\s*\S+")
_PICTURE = regex(r"!\[(?P<alt>[^\]\n]*)\]\((?:[^()\n]|\([^()\n]*\))*\)")
_EMPHASIS = regex(r"(\*\*\*|___|\*\*|__|\*|_)(?=\S)(?P<words>[^*_\n]+)(?<=\S)\1")


def blocks_of(text: str, key: str) -> list[Part]:
    """The paragraphs of Markdown; headings are settled, block marks dropped, inline marks left in the prose."""
    parts: list[Part] = []
    fenced = False
    for paragraph in paragraphs_of(text, key, joined=True):
        fences = len(_FENCE.findall(paragraph.text))
        if fenced or _FENCE.match(paragraph.text):
            parts.append(paragraph.dropped("code"))
            fenced ^= fences % 2 == 1
        else:
            parts += _read(paragraph)
    return _first_heading_as_title(parts)


def _first_heading_as_title(parts: list[Part]) -> list[Part]:
    first = next((at for at, part in enumerate(parts) if part.kind != "dropped"), None)
    if first is not None and parts[first].kind == "heading":
        parts[first] = parts[first].as_kind("title")
    return parts


def _read(part: Part) -> list[Part]:
    if _COMMENT.fullmatch(part.text) or _REFERENCE.fullmatch(part.text):
        return [part.dropped("markup")]
    if mark := _HEADING.match(part.text):
        closing = _CLOSING_HASHES.search(part.text)
        return _framed(part, mark.end(), closing.start() if closing else len(part.text), "heading")
    if (line := _UNDERLINED.search(part.text)) and part.text.count("\n") == 1:
        return _framed(part, 0, line.start(), "heading")
    if quote := _QUOTE.match(part.text):
        quoted = part.slice(quote.end(), len(part.text))
        return [part.slice(0, quote.end()).dropped("markup"), *(_read(quoted) if quoted.text else ())]
    if picture := _PICTURE.match(part.text):
        return _pictured(part, picture)
    return unwrapped(part)


def _framed(part: Part, start: int, end: int, kind: str) -> list[Part]:
    """The words between block marks, and the marks."""
    pieces = [
        part.slice(0, start).dropped("markup"),
        part.slice(start, end),
        part.slice(end, len(part.text)).dropped("markup"),
    ]
    if kind == "heading":
        pieces[1] = pieces[1].as_kind("heading")
    return [piece for piece in pieces if piece.text]


def _pictured(part: Part, picture: re.Match[str]) -> list[Part]:
    """A picture's alternative text is its caption; what follows on its line is read again."""
    alt = part.slice(picture.start("alt"), picture.end("alt"))
    rest = part.slice(picture.end(), len(part.text))
    alternative = [] if not alt.text else [alt.dropped("photo-label")] if rest.text else captioned(alt)
    pieces = [
        part.slice(0, picture.start("alt")).dropped("photo-label"),
        *alternative,
        part.slice(picture.end("alt"), picture.end()).dropped("photo-label"),
        *(_read(rest) if rest.text else ()),
    ]
    return [piece for piece in pieces if piece.text]


def unwrapped(part: Part) -> list[Part]:
    """A paragraph that is emphasised as a whole, without its marks."""
    emphasis = _EMPHASIS.fullmatch(part.text)
    if not emphasis:
        return [part]
    return _framed(part, emphasis.start("words"), emphasis.end("words"), "prose")
