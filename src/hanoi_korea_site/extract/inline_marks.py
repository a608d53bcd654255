"""Marks within a line, of emphasis and of links: they are published, and the rules read past them.

Rules are told a text without the marks; what they found is then put back to where it stands in the article's own.
"""

import re
from bisect import bisect_left
from typing import TypeVar, cast

from msgspec import Struct
from msgspec.structs import replace

from hanoi_korea_site.extract.sheet import Sheet
from hanoi_korea_site.model import Block, Dropped, Evidence, Mention, Sentence, Span
from hanoi_korea_site.patterns import regex
from hanoi_korea_site.text import match_key

_EMPHASIS = regex(
    r"(?<![^\W_])(?:(?<![\\*])(?P<stars>\*{1,3})|(?<![\\_])(?P<lines>_{1,3}))(?=[^\W_]|[\"“‘'([])"
    r"(?P<words>[^*_\n]+(?:\n(?=\S)[^*_\n]*)*)(?<!\s)(?(stars)(?P=stars)(?!\*)|(?P=lines)(?!_))(?![^\W_])"
)
_LINK = regex(r"(?<![!\\])\[(?P<words>[^\[\]\n]+)\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+[\"'][^\"'\n]*[\"'])?\)")
_DEEPEST = 3
"""As many marks within each other are read: a link in italics in bold."""

T = TypeVar("T")
Ranged = TypeVar("Ranged", Span, Sentence, Block)


class Unmarked(Struct, frozen=True, gc=False):
    """`sheet`, with offsets into its text without marks; `origins` are where each of its letters stood in `marked`."""

    sheet: Sheet
    marked: Sheet
    origins: list[int]

    def put_back(self, found: T) -> T:
        """What was found in `sheet`, with offsets into the article's own text, marks and all."""
        if not self.origins:
            return found
        sentences = {sentence.number: sentence for sentence in self.marked.sentences()}
        return cast("T", self._moved(found, sentences))

    def _moved(self, found: object, sentences: dict[int, Sentence]) -> object:
        if isinstance(found, tuple):
            return tuple([self._moved(part, sentences) for part in found])
        if isinstance(found, Sentence):
            return sentences[found.number]
        if isinstance(found, Span | Mention | Evidence):
            return self._ranged(found)
        if isinstance(found, Struct):
            fields = {name: self._moved(getattr(found, name), sentences) for name in found.__struct_fields__}
            return type(found)(**fields)
        return found

    def _ranged(self, found: Span | Mention | Evidence) -> Span | Mention | Evidence:
        if found.start == found.end:  # said by another article
            return found
        start, end = self.origins[found.start], self.origins[found.end - 1] + 1
        if isinstance(found, Span):
            return Span(start, end)
        return replace(found, text=self.marked.text[start:end], start=start, end=end)


def without_marks(sheet: Sheet) -> Unmarked:
    """The sheet as rules read it: the same where no word is emphasised or linked."""
    text, origins = _stripped(sheet.text)
    if not origins:
        return Unmarked(sheet, sheet, [])

    def moved(part: Ranged) -> Ranged:
        start, end = (bisect_left(origins, offset) for offset in (part.start, part.end))
        return replace(part, start=start, end=end)

    return Unmarked(
        replace(
            sheet,
            text=text,
            key=match_key(text),
            title_span=sheet.title_span and moved(sheet.title_span),
            blocks=tuple(
                [replace(moved(block), sentences=tuple(map(moved, block.sentences))) for block in sheet.blocks]
            ),
            datelines=tuple(map(moved, sheet.datelines)),
            related=tuple(map(moved, sheet.related)),
            dropped=tuple([Dropped(line.text, line.reason, moved(line.span)) for line in sheet.dropped]),
        ),
        sheet,
        origins,
    )


def _stripped(text: str) -> tuple[str, list[int]]:
    """The text without marks, and where its letters stood; no places where it has no marks."""
    if "*" not in text and "_" not in text and "](" not in text:
        return text, []
    bare = text
    origins: list[int] = []
    for pattern in (_LINK, _EMPHASIS) * _DEEPEST:
        kept = _between_marks(pattern, bare)
        if len(kept) > 1:
            origins = origins or list(range(len(text)))
            bare, origins = "".join([bare[part] for part in kept]), [at for part in kept for at in origins[part]]
    return bare, origins


def _between_marks(pattern: re.Pattern[str], text: str) -> list[slice]:
    """The stretches of the text that are no marks."""
    kept: list[slice] = []
    at = 0
    for found in pattern.finditer(text):
        kept += (slice(at, found.start()), slice(*found.span("words")))
        at = found.end()
    return [*kept, slice(at, None)]
