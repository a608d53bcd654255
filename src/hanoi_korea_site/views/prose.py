"""An article's text as HTML: each sentence with its id, each mention a link, everything else escaped."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape

from markupsafe import Markup

from hanoi_korea_site.model import Block, Record, Sentence


@dataclass(frozen=True, slots=True)
class Piece:
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
    marks.sort(key=lambda mark: (mark.start, -mark.end))
    return tuple(piece for index in range(len(marks)) if (piece := _left_over(text, marks, index)))


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


def html(text: str, block: Block, links: tuple[Piece, ...]) -> Markup:
    """The block's text, in sentences with their ids; what stands between sentences is kept.

    A link that a sentence's border cuts is split, so that tags nest.
    """
    out: list[str] = []
    first = bisect_right(links, block.start, key=lambda piece: piece.end)
    inside = links[first : bisect_left(links, block.end, key=lambda piece: piece.start)]
    at = block.start
    for sentence in block.sentences:
        out += _run(text, at, sentence.start, inside)
        out.append(f'<span id="c{sentence.number}">')
        out += _run(text, sentence.start, sentence.end, inside)
        out.append("</span>")
        at = sentence.end
    out += _run(text, at, block.end, inside)
    return Markup("".join(out))  # noqa: S704 - every part is escaped, or is a tag of ours


def _run(text: str, start: int, end: int, links: tuple[Piece, ...]) -> Iterator[str]:
    """`text[start:end]` with its links."""
    at = start
    for piece in links[bisect_right(links, start, key=lambda piece: piece.end) :]:
        if piece.start >= end:
            break
        begin, stop = max(piece.start, at), min(piece.end, end)
        yield escape(text[at:begin], quote=False)
        yield f"{piece.open_tag}{escape(text[begin:stop], quote=False)}</a>"
        at = stop
    yield escape(text[at:end], quote=False)


class Sentences:
    """Which sentence of a record's published text holds an offset."""

    def __init__(self, blocks: Iterable[Block]) -> None:
        self._sentences = [sentence for block in blocks for sentence in block.sentences]
        self._starts = [sentence.start for sentence in self._sentences]

    def at(self, offset: int) -> Sentence | None:
        """None where the offset lies in no sentence, as in a line that is not published."""
        index = bisect_right(self._starts, offset) - 1
        if index < 0 or offset >= self._sentences[index].end:
            return None
        return self._sentences[index]
