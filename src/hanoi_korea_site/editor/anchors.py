"""Where quoted words stand in a text: by the words themselves, never by offsets, so that edits elsewhere move nothing.

The words are compared by `text.match_key` (case and tone placement aside), any run of blanks counts as one, and they
begin and end at word boundaries.
"""

import re

from hanoi_korea_site.model import Quote, Span
from hanoi_korea_site.text import match_key

_NEAR = (16, 32, 64, 128, 256)
"""How many code points of its surroundings tell a place from others of the same words, tried in this order."""


def find_words(text: str, words: str) -> tuple[Span, ...]:
    """All places of `words` in `text`, in order; none for blank words."""
    parts = match_key(words).split()
    if not parts:
        return ()
    before = r"(?<!\w)" if parts[0][0].isalnum() else ""
    after = r"(?!\w)" if parts[-1][-1].isalnum() else ""
    pattern = re.compile(before + r"\s+".join(map(re.escape, parts)) + after)
    return tuple(Span(*found.span()) for found in pattern.finditer(match_key(text)))


def find_quote(text: str, quote: Quote) -> tuple[Span, ...]:
    """The places that `quote` means.

    Those between its prefix and its suffix; where edits changed one of these, the only one beside the other; words
    that stand only once need neither. None: the words are gone, or nothing tells which are meant.
    """
    places = find_words(text, quote.exact)
    if len(places) < 2 or not (quote.prefix or quote.suffix):  # noqa: PLR2004 - nothing to tell apart
        return places
    after = {place for place in places if _stands_after(text, place, quote.prefix)}
    before = {place for place in places if _stands_before(text, place, quote.suffix)}
    if both := after & before if quote.prefix and quote.suffix else after | before:
        return tuple(place for place in places if place in both)
    return tuple(after | before) if len(after | before) == 1 else ()


def find_within(text: str, words: str, quote: Quote) -> Span | None:
    """The first place of `words` inside `quote`, the whole quote where it does not hold them; None: it is gone."""
    quoted = find_quote(text, quote)
    for outer in quoted:
        for inner in find_words(text[outer.start : outer.end], words):
            return Span(outer.start + inner.start, outer.start + inner.end)
    return quoted[0] if quoted else None


def quote_at(text: str, place: Span) -> Quote:
    """The quote that means the words at `place` and no others: with as much before and behind as that takes."""
    exact = " ".join(text[place.start : place.end].split())
    if find_words(text, exact) == (place,):
        return Quote(exact)
    quote = Quote(exact)
    for near in _NEAR:
        before = text[max(0, place.start - near) : place.start].rsplit("\n", maxsplit=1)[-1]
        behind = text[place.end : place.end + near].split("\n", maxsplit=1)[0]
        if len(before) == near < place.start:
            before = _whole_words(before, last=True)
        if len(behind) == near < len(text) - place.end:
            behind = _whole_words(behind, last=False)
        quote = Quote(exact, " ".join(before.split()), " ".join(behind.split()))
        if find_quote(text, quote) == (place,):
            break
    return quote


def _whole_words(words: str, *, last: bool) -> str:
    """Without the word that the cut went through, unless it is the only one."""
    parts = words.split()
    return " ".join((parts[1:] if last else parts[:-1]) or parts)


def _stands_after(text: str, place: Span, prefix: str) -> bool:
    """Whether `prefix`, if any, stands right before `place`."""
    words = _key(prefix)
    return bool(words) and _key(text[max(0, place.start - 2 * len(prefix) - 8) : place.start]).endswith(words)


def _stands_before(text: str, place: Span, suffix: str) -> bool:
    words = _key(suffix)
    return bool(words) and _key(text[place.end : place.end + 2 * len(suffix) + 8]).startswith(words)


def _key(text: str) -> str:
    return " ".join(match_key(text).split())
