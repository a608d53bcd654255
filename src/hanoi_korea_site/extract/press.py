"""The closed lists of `data/press.yaml`, as patterns over match keys and as sets."""

import re
from functools import cache
from importlib.resources import files

import yaml

from hanoi_korea_site.text import match_key


@cache
def _lists() -> dict[str, list[str]]:
    source = files("hanoi_korea_site").joinpath("data/press.yaml").read_text("utf-8")
    lists: dict[str, list[str]] = yaml.load(source, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
    return lists


@cache
def keys(name: str) -> frozenset[str]:
    """The match keys of one list."""
    return frozenset(match_key(str(word)) for word in _lists()[name])


@cache
def alternatives(*names: str) -> str:
    """A pattern's alternation of all words of these lists, longest first, for match keys."""
    words = set().union(*(keys(name) for name in names))
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
