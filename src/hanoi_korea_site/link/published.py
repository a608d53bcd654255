"""The published sentences of an article, and which of them says a fact."""

from bisect import bisect_right
from collections.abc import Sequence
from operator import attrgetter

from msgspec import Struct

from hanoi_korea_site.model import Mention, Record, Span


class Trace(Struct, frozen=True, gc=False, array_like=True):
    """Which sentence of the article says it (0: the editor alone), how surely, and read by which rule."""

    sentence: int
    confidence: float
    rule: str


_start = attrgetter("start")


class Published:
    """The published sentences of a record, found by offset."""

    def __init__(self, record: Record) -> None:
        self.all = [sentence for block in record.blocks for sentence in block.sentences]
        self.all.sort(key=_start)
        self._starts = [sentence.start for sentence in self.all]

    def at(self, span: Span | Mention | None) -> int:
        """The number of the sentence `span` begins in; 0 for an editor's fact and for words that are not published."""
        if span is None:
            return 0
        start = span.start
        index = bisect_right(self._starts, start) - 1
        if index < 0 or span.end <= start:
            return 0
        sentence = self.all[index]
        return sentence.number if start < sentence.end else 0

    def trace(self, mentions: Sequence[Mention], span: Span | None = None) -> Trace:
        """Trace a fact to the sentence of `span`, else of the first published mention; that mention says how sure."""
        found = [(number, mention) for mention in mentions if (number := self.at(mention))]
        there = self.at(span) or next((number for number, _ in found), 0)
        near = [mention for number, mention in found if number == there] or mentions
        return Trace(there, near[0].confidence, near[0].rule) if near else Trace(there, 1.0, "editor")
