"""What linking asks of the gazetteer, remembered: the same few places are asked for again and again."""

from functools import lru_cache

from hanoi_korea_site.gazetteer import Gazetteer
from hanoi_korea_site.text import match_key

_MANY = 65536


@lru_cache(_MANY)
def find_known(gazetteer: Gazetteer, text: str) -> tuple[tuple[int, int, str], ...]:
    """The known places that `text` names, each as (start, end, id of the likeliest)."""
    return tuple(
        (hit.start, hit.end, hit.value.places[0].id)
        for hit in gazetteer.finder.find(match_key(text))
        if hit.value.places and all(text[hit.start + at].isupper() for at in hit.value.capitals)
    )


@lru_cache(_MANY)
def country_of(gazetteer: Gazetteer, place: str) -> str:
    """ISO code of the country that a place lies in or is; "" where unknown."""
    return gazetteer.country_of(place)


@lru_cache(_MANY)
def is_country(gazetteer: Gazetteer, place: str) -> bool:
    known = gazetteer.places.get(place)
    return known is not None and known.type == "country"


@lru_cache(_MANY)
def related(gazetteer: Gazetteer, one: str, other: str) -> bool:
    """Whether one place lies within the other, its own country included, or was succeeded by it."""
    at_home = country_of(gazetteer, one) == country_of(gazetteer, other)
    return gazetteer.related(one, other) or (at_home and (is_country(gazetteer, one) or is_country(gazetteer, other)))
