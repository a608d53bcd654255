"""Markdown as safe HTML: whole pages, and articles whose sentences keep their ids and whose mentions are links.

An article is marked before Markdown reads it: private-use characters stand at the borders of sentences and mentions,
pass through Markdown and the sanitiser as any letter would, and are then exchanged for tags where tags fit.
"""

import re
from collections.abc import Iterable
from html import escape
from html.parser import HTMLParser

from markupsafe import Markup

from hanoi_korea_site.model import Block
from hanoi_korea_site.patterns import regex
from hanoi_korea_site.text import slug
from hanoi_korea_site.views.prose import Piece, escaped

_TAGS = frozenset(
    {"a", "abbr", "b", "blockquote", "br", "code", "dd", "del", "dl", "dt", "em", "figcaption", "figure", "h1", "h2"}
    | {"h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "li", "ol", "p", "pre", "s", "strong", "sub", "sup", "table"}
    | {"tbody", "td", "th", "thead", "tr", "ul"}
)
_VOID = frozenset({"br", "hr", "img"})
_NO_LINK_IN = frozenset({"a", "code", "pre"})
_ATTRIBUTES = {"a": {"href", "title"}, "abbr": {"title"}, "img": {"src", "alt", "title"}}
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_REMOTE = regex(r"\s*(?:[a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)

_LEAD = regex(r"^[ \t]*(?:(?:#{1,6}|[-*+]|\d{1,9}[.)])[ \t]+|>[ \t]?)+", re.MULTILINE)
"""What makes a line a heading, an item or a quotation: a mark before it would make it a paragraph."""

_PRIVATE = regex("[\ue000-\ue01f]")
_MARK = regex("([\ue000-\ue003])([\ue010-\ue019]+)\ue004")
_SENTENCE, _SENTENCE_END, _LINK, _LINK_END = "\ue000", "\ue001", "\ue002", "\ue003"


def page(text: str) -> tuple[str, Markup]:
    """The first `# heading` as plain text, and the rest as HTML; headings have ids by their words."""
    title = ""
    lines = text.splitlines()
    for index, line in enumerate(lines):
        if line.strip():
            if line.startswith("# "):
                title = line[2:].strip()
                del lines[: index + 1]
            break
    weaver = _Weaver((), ())
    weaver.feed(_clean("\n".join(lines), ids=True))
    return title, weaver.html()


def article(text: str, blocks: Iterable[Block], links: tuple[Piece, ...]) -> Markup:
    """The body of a Markdown article without its title."""
    blocks = tuple(blocks)
    numbers = tuple(sentence.number for block in blocks if block.kind != "title" for sentence in block.sentences)
    weaver = _Weaver(numbers, links)
    weaver.feed(_clean(_marked(text, blocks, links), ids=False))
    return weaver.html()


def _clean(text: str, *, ids: bool) -> str:
    import markdown  # noqa: PLC0415 - slow to import, and few sites need it at once
    import nh3  # noqa: PLC0415 - likewise
    from markdown.extensions.toc import TocExtension  # noqa: PLC0415 - likewise

    extensions: list[str | TocExtension] = ["tables", "sane_lists"]
    attributes = dict(_ATTRIBUTES)
    if ids:
        extensions.append(TocExtension(slugify=lambda words, _: slug(words)))
        attributes |= {heading: {"id"} for heading in _HEADINGS}
    html = markdown.markdown(text, extensions=extensions, output_format="html")
    return nh3.clean(
        html, tags=set(_TAGS), attributes=attributes, link_rel=None, url_schemes={"http", "https", "mailto"}
    )


def _marked(text: str, blocks: tuple[Block, ...], links: tuple[Piece, ...]) -> str:
    """The text with its borders marked and its title line left out."""
    leads = {found.start(): found.end() for found in _LEAD.finditer(text)}
    borders: list[tuple[int, int, str]] = []
    for block in blocks:
        if block.kind == "title":
            continue
        for sentence in block.sentences:
            start = min(leads.get(sentence.start, sentence.start), sentence.end)
            borders.append((start, 3, _mark(_SENTENCE, sentence.number)))
            borders.append((sentence.end, 1, _mark(_SENTENCE_END, sentence.number)))
    for index, link in enumerate(links):
        borders.append((link.start, 4, _mark(_LINK, index)))
        borders.append((link.end, 0, _mark(_LINK_END, index)))
    borders.sort()
    plain = _PRIVATE.sub("\ufffd", text)
    out: list[str] = []
    at = 0
    for offset, _, mark in borders:
        out += (plain[at:offset], mark)
        at = offset
    out.append(plain[at:])
    return _without_title("".join(out), text, blocks)


def _without_title(marked: str, text: str, blocks: tuple[Block, ...]) -> str:
    title = next((block for block in blocks if block.kind == "title"), None)
    if title is None:
        return marked
    line = text.count("\n", 0, title.start)
    underlines = text.count("\n", title.start, title.end)
    lines = marked.split("\n")
    after = lines[line + underlines + 1 : line + underlines + 2]
    setext = bool(after) and bool(re.fullmatch(r"=+\s*|-+\s*", after[0]))
    return "\n".join(lines[:line] + lines[line + underlines + 1 + setext :])


def _mark(kind: str, number: int) -> str:
    return kind + "".join(chr(0xE010 + int(digit)) for digit in str(number)) + "\ue004"


class _Weaver(HTMLParser):
    """Writes sanitised HTML anew, with tags in place of marks.

    A tag replaces a pair of marks only where both stand in the same element; a sentence that runs across elements
    keeps an empty target at its beginning, a mention that does so stays plain.
    """

    def __init__(self, numbers: tuple[int, ...], links: tuple[Piece, ...]) -> None:
        super().__init__(convert_charrefs=True)
        self._out: list[str] = []
        self._open: list[tuple[str, int]] = []
        self._opened = 0
        self._level = 1
        self._links = links
        self._begun: dict[tuple[str, int], tuple[int, tuple[tuple[str, int], ...], int]] = {}
        self._missing = dict.fromkeys(numbers)
        self._anchors = 0

    def html(self) -> Markup:
        self.close()
        lost = "".join(f'<span id="c{number}"></span>' for number in self._missing)
        if lost:
            lost = f"<p>{lost}</p>"
        return Markup(lost + "".join(self._out))  # noqa: S704 - the sanitiser's tags, ours, and escaped text

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: _PRIVATE.sub("", value or "") for name, value in attrs}
        if tag == "img" and ("src" not in given or _REMOTE.match(given["src"])):
            return
        if tag == "img":
            given.setdefault("alt", "")
        if tag == "a":
            self._anchors += 1
        if tag in _HEADINGS:
            self._level = max(2, min(int(tag[1]), self._level + 1))
        if tag not in _VOID:
            self._opened += 1
            self._open.append((f"h{self._level}" if tag in _HEADINGS else tag, self._opened))
            tag = self._open[-1][0]
        written = "".join(f' {name}="{escape(value)}"' for name, value in given.items())
        self._out.append(f"<{tag}{written}>")

    def handle_endtag(self, tag: str) -> None:
        if self._open and tag not in _VOID:
            name, _ = self._open.pop()
            self._out.append(f"</{name}>")

    def handle_data(self, data: str) -> None:
        at = 0
        for mark in _MARK.finditer(data):
            self._out.append(escaped(data[at : mark.start()]))
            self._at_mark(mark[1], int("".join(str(ord(digit) - 0xE010) for digit in mark[2])))
            at = mark.end()
        self._out.append(escaped(data[at:]))

    def _at_mark(self, kind: str, number: int) -> None:
        if kind in (_SENTENCE, _LINK):
            self._begun[kind, number] = (len(self._out), tuple(self._open), self._anchors)
            self._out.append("")
            if kind == _SENTENCE and number in self._missing:
                del self._missing[number]
                self._out[-1] = f'<span id="c{number}"></span>'
            return
        begun = self._begun.pop((_SENTENCE if kind == _SENTENCE_END else _LINK, number), None)
        if begun is None:
            return
        index, stack, anchors = begun
        if stack != tuple(self._open):
            return
        if kind == _SENTENCE_END:
            self._out[index] = f'<span id="c{number}">'
            self._out.append("</span>")
        elif anchors == self._anchors and not any(tag in _NO_LINK_IN for tag, _ in stack):
            self._out[index] = self._links[number].open_tag
            self._out.append("</a>")
