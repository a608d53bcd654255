"""An article's text as HTML: each sentence with its id, each mention a link, everything else escaped.

Korean words say that they are Korean, so that they are read aloud, and set, as such.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from html import escape
from operator import attrgetter

from markupsafe import Markup
from msgspec import Struct

from hanoi_korea_site.model import Block, Record, Sentence
from hanoi_korea_site.patterns import regex
from hanoi_korea_site.text import HANGUL

_START, _END = attrgetter("start"), attrgetter("end")
_KOREAN = regex(f"{HANGUL}+(?:[ ·-]{HANGUL}+)*")
_MARKED = r'<span lang="ko">\g<0></span>'
_PLAIN = regex(f"[^&<>{HANGUL[1:-1]}]*")
"""Words with nothing to escape or to mark, which most texts are; quicker told than where there is something."""

marked_up: Callable[[str], Markup] = partial(str.__new__, Markup)
"""Markup of what is HTML already; its own class first looks at what it is given."""


_CAPITAL = "A-ZÀ-ÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
_NAMED = rf"[{_CAPITAL}](?![{_CAPITAL}])[^\W\d_]{{0,11}}(?:-[^\W\d_]{{1,12}})?"
_TOGETHER = regex(
    rf"<[^>]*>|(?<![\w-])(?P<name>{_NAMED}(?: {_NAMED}){{1,3}}|[^\W\d_]{{1,12}}(?:-[^\W\d_]{{1,12}}){{1,2}})(?![\w-])"
)
"""Tags, and names: words with capitals beside one another ("Hà Nội"), or joined by hyphens ("Eun-soo")."""
_SHORT = 16
"""Letters for which a heading has room on a phone."""


class Piece(Struct, frozen=True, gc=False):
    """A part of the text that becomes one link; `open_tag` is trusted HTML, "<a …>"."""

    start: int
    end: int
    open_tag: str


def pieces(record: Record, text: str, tags: Mapping[tuple[str, str], str]) -> tuple[Piece, ...]:
    """All places, officials and agreements of the text as links that do not overlap, in order.

    `tags` maps ("places", local id) and so on to the opening tag; facts without a page have none. Where one mention
    stands inside another, as a city in a document's name, the inner one is the link and the outer one keeps the first
    words that are left to it.
    """
    kinds = (("places", record.places), ("officials", record.officials), ("agreements", record.agreements))
    marks = [
        Piece(mention.start, mention.end, tag)
        for kind, facts in kinds
        for fact in facts
        if (tag := tags.get((kind, fact.id)))
        for mention in fact.mentions
        if mention.start < mention.end
    ]
    marks.sort(key=_END, reverse=True)
    marks.sort(key=_START)
    found = []
    for index, mark in enumerate(marks):
        alone = index + 1 == len(marks) or marks[index + 1].start >= mark.end
        if alone and text[mark.start].isalnum() and not text[mark.end - 1].isspace():
            found.append(mark)
        elif (piece := _left_over(text, marks, index)) is not None:
            found.append(piece)
    return tuple(found)


def _left_over(text: str, marks: list[Piece], index: int) -> Piece | None:
    """The first words of a mark that no later-starting mark covers; None where no word is left."""
    mark = marks[index]
    free = mark.start
    for later in range(index + 1, len(marks)):
        inner = marks[later]
        if inner.start >= mark.end:
            break
        if words := _words(text, free, inner.start):
            return Piece(*words, mark.open_tag)
        free = max(free, inner.end)
    words = _words(text, free, mark.end)
    return Piece(*words, mark.open_tag) if words else None


def _words(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The range without spaces and punctuation at its ends; None where nothing else is in it."""
    while start < end and not text[start].isalnum():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None


class Prose:
    """A text with its links, block by block."""

    def __init__(self, text: str, links: tuple[Piece, ...]) -> None:
        self._text, self._links = text, (*links, Piece(len(text), len(text), ""))
        self._ends = [link.end for link in links]
        self._plain = _PLAIN.fullmatch(text) is not None

    def html(self, block: Block) -> Markup:
        """The block's text, in sentences with their ids; what stands between sentences is kept.

        A link that a sentence's border cuts is split, so that tags nest.
        """
        at = block.start
        link = bisect_right(self._ends, at)
        out: list[str] = []  # words and tags by turns
        for sentence in block.sentences:
            if at < sentence.start:
                link = self._run(out, at, sentence.start, link, "")
            out += ("", f'<span id="c{sentence.number}">')
            at = sentence.end
            link = self._run(out, sentence.start, at, link, "</span>")
        if at < block.end:
            self._run(out, at, block.end, link, "")
        if not self._plain:
            out[::2] = map(escaped, out[::2])
        return marked_up("".join(out))  # every part is escaped, or is a tag of ours

    def _run(self, out: list[str], at: int, end: int, link: int, tag: str) -> int:
        """Writes the words from `at` to `end` with their links, of which `link` is the first, and then `tag`.

        Gives the first link that goes beyond.
        """
        text, piece = self._text, self._links[link]
        while piece.start < end:
            begin, stop = piece.start, piece.end
            if begin < at or stop > end:  # the border of a sentence cuts it
                begin, stop = max(begin, at), min(stop, end)
            out += (text[at:begin], piece.open_tag, text[begin:stop], "</a>")
            at = stop
            if piece.end > end:
                break
            link += 1
            piece = self._links[link]
        out += (text[at:end], tag)
        return link


def escaped(words: str) -> str:
    """As HTML, with Korean words marked."""
    return words if _PLAIN.fullmatch(words) else _KOREAN.sub(_MARKED, escape(words, quote=False))


def spoken(words: str) -> str:
    """For templates: Markup where there are Korean words to mark."""
    return Markup(escaped(words)) if _KOREAN.search(words) else words  # noqa: S704 - escaped


def unbroken(words: str) -> str:
    """For headings, which may be HTML already: likewise, and short names ("Hà Nội", "Eun-soo") are kept on one line."""
    html = words if isinstance(words, Markup) else escaped(words)
    return Markup(_TOGETHER.sub(_kept_whole, html))  # noqa: S704 - escaped


def _kept_whole(found: re.Match[str]) -> str:
    name = found["name"]
    return f'<span class="whole">{name}</span>' if name and len(name) <= _SHORT else found[0]


class Sentences:
    """Which sentence of a record's published text holds an offset, and in which block."""

    def __init__(self, blocks: Iterable[Block]) -> None:
        told = tuple(blocks)
        self._blocks = [block for block in told for _ in block.sentences]
        self._sentences = [sentence for block in told for sentence in block.sentences]
        self._starts = [sentence.start for sentence in self._sentences]

    def at(self, offset: int) -> Sentence | None:
        """None where the offset lies in no sentence, as in a line that is not published."""
        index = bisect_right(self._starts, offset) - 1
        if index < 0 or offset >= self._sentences[index].end:
            return None
        return self._sentences[index]

    def block_of(self, sentence: Sentence) -> Block:
        return self._blocks[bisect_right(self._starts, sentence.start) - 1]
