"""Words of several syllables, one of which looks like a word of its own: "bị" in "thiết bị", "bằng" in "đồng bằng"."""

from functools import cache

from hanoi_korea_site.closed_lists import lists
from hanoi_korea_site.extract.lexicon import table, words
from hanoi_korea_site.text import match_key


def in_longer_word(key: str, start: int, end: int) -> bool:
    """Whether the match key's range belongs to a longer word; `data/agreements.yaml` lists such words by the part."""
    for offset, whole in _longer_words().get(key[start:end], ()):
        begin = start - offset
        if begin >= 0 and key.startswith(whole, begin) and _bounded(key, begin, begin + len(whole)):
            return True
    return False


def _bounded(key: str, start: int, end: int) -> bool:
    return not key[start - 1 : start].isalnum() and not key[end : end + 1].isalnum()


@cache
def _longer_words() -> dict[str, tuple[tuple[int, str], ...]]:
    """By the part, each longer word with the part's offset in it."""
    listed = {
        match_key(part): map(match_key, words(whole)) for part, whole in table(lists("agreements")["words"]).items()
    }
    return {part: tuple((f" {one} ".index(f" {part} "), one) for one in whole) for part, whole in listed.items()}
