"""A bare sheet for rules that need no layout: one paragraph, one sentence."""

from hanoi_korea_site.extract.sheet import Sheet
from hanoi_korea_site.model import Block, Sentence, Span, Title
from hanoi_korea_site.text import match_key


def sheet(text: str, related: str = "") -> Sheet:
    """`text` as one published paragraph, followed by the title of another story."""
    whole = f"{text}\n{related}" if related else text
    block = Block("paragraph", 0, len(text), (Sentence(1, 0, len(text)),))
    aside = (Span(len(text) + 1, len(whole)),) if related else ()
    return Sheet(whole, match_key(whole), Title("", "generated"), None, "", (block,), (), aside, (), (), ())
