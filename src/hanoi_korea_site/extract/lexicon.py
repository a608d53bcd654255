"""The closed lists of a data file, as match keys."""

from collections.abc import Iterable, Mapping

from hanoi_korea_site.text import match_key


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
_BEFORE = frozenset(_OPENING + " \n")
_LONGEST_PHRASE = 24


class Phrases:
    """Known phrases of at most 24 letters, to be found right before a place in a text."""

    __slots__ = ("_by_last_word",)

    def __init__(self, phrases: Iterable[str]) -> None:
        longest_first = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
        self._by_last_word: dict[str, list[str]] = {}
        for phrase in longest_first:
            self._by_last_word.setdefault(phrase.rpartition(" ")[2], []).append(phrase)

    def before(self, key: str, position: int) -> int:
        """Where the longest that stands right before `position` begins; -1 where none does."""
        end = position
        while end and key[end - 1] == " ":
            end -= 1
        first = end - _LONGEST_PHRASE if end > _LONGEST_PHRASE else 0
        last = key[key.rfind(" ", first, end) + 1 or first : end]
        if not last.isalpha():
            last = last.rpartition("\n")[2].lstrip(_OPENING)
        for phrase in self._by_last_word.get(last, ()):
            start = end - len(phrase)
            if key.startswith(phrase, start) and (start == 0 or key[start - 1] in _BEFORE):
                return start
        return -1
