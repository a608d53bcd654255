"""The closed lists of a data file, as match keys.

Everything in such a file is text: "No" is a family name, not a boolean.
"""

from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

import yaml

from hanoi_korea_site.text import match_key

_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@cache
def lists(name: str) -> Mapping[str, object]:
    """`data/<name>.yaml`, its scalars as written."""
    source = files("hanoi_korea_site").joinpath(f"data/{name}.yaml").read_text("utf-8")
    loaded: dict[str, object] = yaml.load(source, Loader=_Loader)  # noqa: S506
    return loaded


def words(value: object) -> tuple[str, ...]:
    """The words of one list, as written."""
    if not isinstance(value, list):
        raise TypeError(f"expected a list of words, not {value!r}")
    return tuple(map(str, value))


def keys(value: object) -> frozenset[str]:
    """The match keys of one list."""
    return frozenset(map(match_key, words(value)))


def table(value: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise TypeError(f"expected a mapping, not {value!r}")
    return value


_OPENING = '("“‘:;,-–/'
_LONGEST_PHRASE = 24
_MOST_WORDS = 3


@lru_cache(maxsize=64)
def _last_words(phrases: frozenset[str]) -> frozenset[str]:
    return frozenset(phrase.rpartition(" ")[2] for phrase in phrases)


def phrase_before(key: str, position: int, phrases: frozenset[str]) -> int:
    """Where the longest of `phrases` that stands right before `position` begins; -1 where none does.

    No phrase has more than three words or 24 letters.
    """
    before = key[max(0, position - _LONGEST_PHRASE) : position].rstrip(" ")
    last = before.rpartition(" ")[2]
    if not last.isalpha():
        last = last.rpartition("\n")[2].lstrip(_OPENING)
    if last not in _last_words(phrases):
        return -1
    words = before.rsplit(" ", _MOST_WORDS)
    for count in range(min(_MOST_WORDS, len(words)), 0, -1):
        phrase = " ".join(words[-count:])
        told = phrase.rpartition("\n")[2].lstrip(_OPENING)
        if told in phrases and "\n" not in phrase[1:]:
            return key.rindex(told, 0, position)
    return -1
