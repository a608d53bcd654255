"""What every rule reads: an article laid out into title, prose, captions and furniture."""

from collections.abc import Iterator

from msgspec import Struct

from hanoi_korea_site.model import Block, Caption, Dropped, Sentence, Span, Title


class Sheet(Struct, frozen=True, gc=False):
    """An article after `layout`; all offsets are into `text`, and `len(key) == len(text)`.

    `key` is `text.match_key(text)`. `blocks` are what is published, in order; a generated title is in none of them.
    `datelines` are header dates with their spans ("Thứ bảy, 12/10/2019 07:24"), most trustworthy first. `related`
    are spans of other stories' titles, which name no fact of this article's events.
    """

    text: str
    key: str
    title: Title
    title_span: Span | None
    lead: str
    blocks: tuple[Block, ...]
    datelines: tuple[Span, ...]
    related: tuple[Span, ...]
    captions: tuple[Caption, ...]
    credits: tuple[str, ...]
    dropped: tuple[Dropped, ...]

    def sentences(self) -> Iterator[Sentence]:
        """All published sentences, in reading order."""
        for block in self.blocks:
            yield from block.sentences
