"""Countries in chains of short words: "Việt - Hàn", "Mỹ - Nhật - Hàn"."""

import re
from collections.abc import Sequence
from functools import lru_cache

from hanoi_korea_site.extract.sheet import Sheet
from hanoi_korea_site.extract.sights import Reading
from hanoi_korea_site.gazetteer import Gazetteer

_JOINT = r"\s?[-–—]\s?"


def country_chains(sheet: Sheet, gazetteer: Gazetteer, taken: Sequence[tuple[int, int]]) -> list[Reading]:
    """Two or more countries' short words joined by dashes; a word alone names a people or a language, no country."""
    pattern, words = _chain(gazetteer)
    if pattern is None:
        return []
    found: list[Reading] = []
    for chain in pattern.finditer(sheet.text):
        if any(start < chain.end() and chain.start() < end for start, end in taken):
            continue
        at = chain.start()
        for word in re.split(_JOINT, chain[0]):
            at = sheet.text.index(word, at)
            place = gazetteer.places[words[word]]
            found.append(Reading(place, at, at + len(word), "places.country_chain", 0.8))
            at += len(word)
    return found


@lru_cache(maxsize=4)
def _chain(gazetteer: Gazetteer) -> tuple[re.Pattern[str] | None, dict[str, str]]:
    words = {word: country.place for country in gazetteer.countries.values() for word in country.chained}
    if not words:
        return None, words
    one = "|".join(map(re.escape, sorted(words)))
    return re.compile(rf"(?<![\w-])(?:{one})(?:{_JOINT}(?:{one}))+(?![\w])(?! ?-)"), words
