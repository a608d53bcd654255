"""The closed lists of `data/press.yaml`, as sets of match keys and as patterns over them."""

import re
from functools import cache
from typing import cast

from hanoi_korea_site.closed_lists import lists
from hanoi_korea_site.patterns import regex
from hanoi_korea_site.text import match_key

_FIRST_WORD = regex(r"[^\W_]+")


@cache
def keys(*names: str) -> frozenset[str]:
    """The match keys of these lists."""
    press = cast("dict[str, list[str]]", lists("press"))
    return frozenset(match_key(word) for name in names for word in press[name])


@cache
def openers(*names: str) -> frozenset[str]:
    """The first words of these lists' entries: a line that begins otherwise holds none of them at its beginning."""
    return frozenset(first_word(key) for key in keys(*names))


def first_word(key: str) -> str:
    """The first run of letters and digits; "" where there is none."""
    begin = key[: key.find(" ")] if " " in key else key
    if begin.isalnum():
        return begin
    word = _FIRST_WORD.search(key)
    return word[0] if word else ""


@cache
def alternatives(*names: str) -> str:
    """A pattern's alternation of all words of these lists, longest first, for match keys."""
    return "|".join(re.escape(key) for key in sorted(keys(*names), key=lambda key: (-len(key), key)))


HEADLINE_VERB = regex(rf"(?<!\w)(?:{alternatives('headline_verbs')})(?!\w)")
"""A verb that headlines and captions tell with, in a match key."""
