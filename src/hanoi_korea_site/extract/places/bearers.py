"""Countries that only a person is called after: "ông Hồ Việt Nam"."""

from collections.abc import Sequence

from msgspec.structs import replace

from hanoi_korea_site.model import Official, Place


def without_bearers(places: tuple[Place, ...], officials: Sequence[Official]) -> tuple[Place, ...]:
    """`places` but for the countries' names that are part of an official's name."""
    countries = [place for place in places if place.type == "country"]
    endings = tuple([country.name for country in countries])
    if not any([official.name.endswith(endings) for official in officials]):  # noqa: C419 - quicker than a generator
        return places
    names = [(mention.start, mention.end) for official in officials for mention in official.mentions]
    kept = [_unborne(place, names) if place in countries else place for place in places]
    return tuple([place for place in kept if place.mentions])


def _unborne(place: Place, names: Sequence[tuple[int, int]]) -> Place:
    return replace(
        place,
        mentions=tuple(
            [
                mention
                for mention in place.mentions
                if not any(start < mention.start and mention.end <= end for start, end in names)
            ]
        ),
    )
