"""An article's text laid out: title, prose, headings, captions, and the page's furniture with the reason it goes.

The text is cut into parts; rules read each line by itself, then each pass settles some lines by their place. Every
printed character ends up in exactly one of the title, a block, or `Sheet.dropped`: header dates, related stories and
photographs' credits leave the running text too, and are told apart by their reason.
"""

from hanoi_korea_site.extract.layout import captions, furniture
from hanoi_korea_site.extract.layout.header_dates import date_span, trust
from hanoi_korea_site.extract.layout.markup import blocks_of
from hanoi_korea_site.extract.layout.parts import Part, paragraphs_of
from hanoi_korea_site.extract.layout.settling import PASSES
from hanoi_korea_site.extract.layout.title import generate
from hanoi_korea_site.extract.press import alternatives
from hanoi_korea_site.extract.sentences import sentence_ranges, split_sentences
from hanoi_korea_site.extract.sheet import Sheet
from hanoi_korea_site.extract.stages import Stage, Steps
from hanoi_korea_site.model import Block, BlockKind, Caption, Dropped, Sentence, Span, Title
from hanoi_korea_site.patterns import regex
from hanoi_korea_site.text import match_key

_AGENCY_DATE = regex(
    rf"[^.()\n]{{0,40}}\((?:{alternatives('outlets')})[^()\d]{{0,20}}(\d{{1,2}}[/-]\d{{1,2}}(?:[/-]\d{{4}})?)\)"
)
_DATE_IN_MARK = regex(r"\d{1,2}[/-]\d{1,2}(?:[/-]\d{4})?")
_LABELS = frozenset(("photo-label", "photo-credit"))


@Stage
def lay_out(text: str, *, markdown: bool = False) -> Steps[Sheet]:
    """The sheet of one article; `text` is `text.normalise`d, or the body of a Markdown file.

    A text without a headline gets a generated title. Time is linear in the text's length.
    """
    key = match_key(text)
    lines = blocks_of(text, key) if markdown else paragraphs_of(text, key)
    yield
    parts = _lines_read(lines)
    for settle in PASSES:
        yield
        parts = settle(parts)
    yield
    return _sheet(text, key, parts)


def _lines_read(lines: list[Part]) -> list[Part]:
    """Each line read by the rules that need no other line."""
    parts: list[Part] = []
    opened = False
    for line in lines:
        if line.kind != "prose":
            parts.append(line)
            continue
        marked = captions.may_hold(line.key) and (opened or not captions.presents(line))
        pieces = captions.marked(line) if marked else None
        if pieces is None:
            pieces = [furniture.read(line)]
        opened = opened or pieces[-1].kind != "dropped"
        parts += pieces
    return parts


def _sheet(text: str, key: str, parts: list[Part]) -> Sheet:
    blocks = _blocks(text, parts)
    title = next((part for part in parts if part.kind == "title"), None)
    prose = [part for part in parts if part.kind == "prose"]
    credited = [name for part in parts for name in part.names]
    return Sheet(
        text=text,
        key=key,
        title=Title(title.text, "text") if title else Title(_generated(parts), "generated"),
        title_span=Span(title.start, title.end) if title else None,
        lead=_lead(prose),
        blocks=blocks,
        datelines=_datelines(parts),
        related=tuple(Span(part.start, part.end) for part in parts if part.reason == "related-story"),
        captions=_captions(parts),
        credits=tuple(dict.fromkeys(credited)),
        dropped=tuple(
            Dropped(part.text, part.reason, Span(part.start, part.end)) for part in parts if part.kind == "dropped"
        ),
    )


def _lead(prose: list[Part]) -> str:
    """The first paragraph; a line in capitals or figures before it ("THÔNG CÁO BÁO CHÍ", "2007") is none."""
    return next((part.text for part in prose if any(map(str.islower, part.text))), prose[0].text if prose else "")


def _blocks(text: str, parts: list[Part]) -> tuple[Block, ...]:
    blocks: list[Block] = []
    number = 0
    led = False
    for part in parts:
        if part.kind == "dropped":
            continue
        kind: BlockKind = part.kind if part.kind != "prose" else "paragraph" if led else "lead"
        led = led or kind == "lead"
        ranges = [(part.start, part.end)] if kind == "title" else sentence_ranges(text, part.start, part.end)
        sentences = tuple([Sentence(nth, start, end) for nth, (start, end) in enumerate(ranges, number + 1)])
        number += len(ranges)
        blocks.append(Block(kind, part.start, part.end, sentences))
    return tuple(blocks)


def _generated(parts: list[Part]) -> str:
    """A title from the first prose, or for want of it from the first caption or line."""
    for kind in ("prose", "caption", "heading", "dropped"):
        for part in parts:
            if part.kind == kind:
                first = split_sentences(part.text, 0, len(part.text))[0]
                return generate(part.text[: first.end])
    return ""


def _datelines(parts: list[Part]) -> tuple[Span, ...]:
    """Header dates, the most trustworthy first; the day in an agency's mark comes last."""
    titled = next((part.start for part in parts if part.kind == "title"), 0)
    ranked: list[tuple[int, int, int]] = []
    for part in parts:
        if part.reason == "date-line" and (date := date_span(part.key)):
            ranked.append((-trust(part.key) - (part.start >= titled), part.start + date[0], part.start + date[1]))
        elif part.reason == "outlet" and (found := _DATE_IN_MARK.search(part.text)):
            ranked.append((1, part.start + found.start(), part.start + found.end()))
        elif part.kind == "prose" and "(" in part.text[:40] and (found := _AGENCY_DATE.match(part.key)):
            ranked.append((1, part.start + found.start(1), part.start + found.end(1)))
    return tuple(Span(start, end) for _, start, end in sorted(ranked))


def _captions(parts: list[Part]) -> tuple[Caption, ...]:
    """Captions with the credit beside them; the span takes in label and credit."""
    found: list[Caption] = []
    for at, part in enumerate(parts):
        if part.kind != "caption":
            continue
        before = parts[at - 1] if at and parts[at - 1].reason == "photo-label" else part
        after = parts[at + 1] if at + 1 < len(parts) and parts[at + 1].reason in _LABELS else part
        credit = captions.credit_words(after.text) if after.reason == "photo-credit" else ""
        found.append(Caption(part.text, credit, Span(before.start, after.end)))
    return tuple(found)
