"""A text cut into parts: each a stretch of it, trimmed, with what it was recognised as."""

from itertools import pairwise
from typing import Literal

from msgspec import Struct

from hanoi_korea_site.patterns import regex

Kind = Literal["prose", "title", "heading", "caption", "dropped"]
Finding = tuple[str, tuple[str, ...]]
"""Why a line is dropped, and the persons whom it names."""


class Part(Struct, frozen=True, gc=False):
    """`text[start:end]` of the article, its match key, and its reading; "prose" until a rule says otherwise.

    `reason` says why a dropped part is not published; `names` are the persons whom a byline or credit names.
    """

    start: int
    end: int
    text: str
    key: str
    kind: Kind = "prose"
    reason: str = ""
    names: tuple[str, ...] = ()

    def dropped(self, reason: str, names: tuple[str, ...] = ()) -> "Part":
        """The same stretch, not to be published."""
        return Part(self.start, self.end, self.text, self.key, "dropped", reason, names)

    def as_kind(self, kind: Kind) -> "Part":
        """The same stretch, read as something else."""
        return Part(self.start, self.end, self.text, self.key, kind, self.reason, self.names)

    def slice(self, start: int, end: int) -> "Part":
        """`self.text[start:end]` without the blanks around it, of the same kind."""
        words = self.text[start:end]
        start += len(words) - len(words.lstrip())
        words = words.strip()
        end = start + len(words)
        key = self.key[start:end]
        return Part(self.start + start, self.start + end, words, key, self.kind, self.reason, self.names)


_WRAPPED_WIDTH = range(50, 121)
_SHORT_LINE = 0.75
_TERMINALS = '.!?…:;”"»'
_MARKED = regex(r"(?:[-*+•>#|]|\d+[.)]|!\[)\s?")


def lines_of(text: str, key: str) -> list[Part]:
    """The lines that are not blank."""
    lines: list[Part] = []
    start = 0
    for raw in text.split("\n"):
        if words := raw.strip():
            begin = start + raw.find(words[0])
            end = begin + len(words)
            lines.append(Part(begin, end, words, key[begin:end]))
        start += len(raw) + 1
    return lines


def paragraphs_of(text: str, key: str, *, joined: bool = False) -> list[Part]:
    """The paragraphs: a line each, or what blank lines divide where `joined` or where lines are hard-wrapped."""
    lines = lines_of(text, key)
    width = 0 if joined else _wrap_width(lines)
    if not joined and not width:
        return lines
    paragraphs: list[Part] = []
    begin = lines[0] if lines else None
    for previous, line in pairwise(lines):
        if _starts_paragraph(text, previous, line, width):
            paragraphs.append(_span(text, key, begin, previous))
            begin = line
    if begin is not None:
        paragraphs.append(_span(text, key, begin, lines[-1]))
    return paragraphs


def _span(text: str, key: str, first: Part | None, last: Part) -> Part:
    start = first.start if first else last.start
    return Part(start, last.end, text[start : last.end], key[start : last.end])


def _starts_paragraph(text: str, previous: Part, line: Part, width: int) -> bool:
    if "\n" in text[previous.end : line.start].replace("\n", "", 1):
        return True
    if _MARKED.match(line.text) or _MARKED.match(previous.text):
        return True
    return bool(width) and len(previous.text) < _SHORT_LINE * width


def _wrap_width(lines: list[Part]) -> int:
    """The line width of a hard-wrapped text, in characters; 0 where lines are paragraphs.

    Wrapped lines are alike in width, and many break within a sentence: the next begins in lower case.
    """
    width = max([len(line.text) for line in lines], default=0)
    if width not in _WRAPPED_WIDTH:
        return 0
    broken = sum(
        line.text[0].islower() and previous.text[-1] not in _TERMINALS and len(previous.text) > _SHORT_LINE * width
        for previous, line in pairwise(lines)
    )
    return width if broken >= max(2, len(lines) // 4) else 0
