"""Where quoted words stand in a text: by the words themselves, never by offsets, so that edits elsewhere move nothing.

The words are compared by `text.match_key` (case and tone placement aside), any run of blanks counts as one, and they
begin and end at word boundaries.
"""

import re

from hanoi_korea_site.model import Span
from hanoi_korea_site.text import match_key


def find_words(text: str, words: str) -> tuple[Span, ...]:
    """All places of `words` in `text`, in order; none for blank words."""
    parts = match_key(words).split()
    if not parts:
        return ()
    before = r"(?<!\w)" if parts[0][0].isalnum() else ""
    after = r"(?!\w)" if parts[-1][-1].isalnum() else ""
    pattern = re.compile(before + r"\s+".join(map(re.escape, parts)) + after)
    return tuple(Span(*found.span()) for found in pattern.finditer(match_key(text)))


def find_within(text: str, words: str, quote: str) -> Span | None:
    """The first place of `words` inside `quote`, the whole quote where it does not hold them; None: it is gone."""
    quoted = find_words(text, quote)
    for outer in quoted:
        for inner in find_words(text[outer.start : outer.end], words):
            return Span(outer.start + inner.start, outer.start + inner.end)
    return quoted[0] if quoted else None
