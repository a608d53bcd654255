"""Countries in chains of short words: "Việt - Hàn", "Mỹ - Nhật - Hàn"."""

import re
from functools import lru_cache

from hanoi_korea_site.extract.places.refusals import Setting, in_name_of
from hanoi_korea_site.extract.places.sights import Reading
from hanoi_korea_site.gazetteer import Gazetteer, GazetteerPlace
from hanoi_korea_site.patterns import regex

_JOINT = regex(r"\s?[-–—]\s?")
_MOST_JOINTS = 8
"""In one chain; keeps the time linear on any text."""


def country_chains(setting: Setting) -> list[Reading]:
    """Two or more countries' short words joined by dashes; a word alone names a people or a language, no country."""
    text, found = setting.sheet.text, []
    pattern, places = _chain(setting.gazetteer)
    for block in setting.sheet.blocks if places else ():
        words = text[block.start : block.end]
        if not ("-" in words or "–" in words or "—" in words):  # most have none, and this is told ten times as fast
            continue
        for chain in pattern.finditer(text, block.start, block.end):
            at = chain.start()
            if (at and (text[at - 1].isalnum() or text[at - 1] == "-")) or in_name_of("", setting, block.start, at):
                continue
            for word in _JOINT.split(chain[0]):
                at = text.index(word, at)
                found.append(Reading(places[word], at, at + len(word), "places.country_chain", 0.8))
                at += len(word)
    return found


@lru_cache(maxsize=4)
def _chain(gazetteer: Gazetteer) -> tuple[re.Pattern[str], dict[str, GazetteerPlace]]:
    """The pattern begins with letters, not with an assertion, so that the engine can skip to them."""
    places = {
        word: gazetteer.places[country.place] for country in gazetteer.countries.values() for word in country.chained
    }
    one = "|".join(map(re.escape, sorted(places)))
    return re.compile(rf"(?:{one})(?:{_JOINT.pattern}(?:{one})){{1,{_MOST_JOINTS}}}(?!\w| ?-)"), places
