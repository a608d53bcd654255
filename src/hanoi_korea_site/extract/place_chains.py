"""Countries in chains of short words: "Việt - Hàn", "Mỹ - Nhật - Hàn"."""

import re
from functools import lru_cache

from hanoi_korea_site.extract.place_refusals import Setting, in_name_of
from hanoi_korea_site.extract.sights import Reading
from hanoi_korea_site.gazetteer import Gazetteer

_JOINT = r"\s?[-–—]\s?"


def country_chains(setting: Setting) -> list[Reading]:
    """Two or more countries' short words joined by dashes; a word alone names a people or a language, no country."""
    sheet, gazetteer = setting.sheet, setting.gazetteer
    pattern, words = _chain(gazetteer)
    if pattern is None:
        return []
    found: list[Reading] = []
    for chain in pattern.finditer(sheet.text):
        at = chain.start()
        low = max(sheet.text.rfind("\n", 0, at), 0)
        if in_name_of("", setting, low, at):
            continue
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
