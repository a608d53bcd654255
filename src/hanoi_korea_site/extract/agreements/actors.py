"""Who acts in an article: its places and organisations where they are named, each with the country it is of."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from hanoi_korea_site.extract.agreements.compounds import in_longer_word
from hanoi_korea_site.extract.sheet import Sheet
from hanoi_korea_site.model import Block, Organisation, Place
from hanoi_korea_site.patterns import regex

HOME = "VN"
LOCALITIES = ("city", "province")

_HOME_BODY = regex(r"nhân dân|ubnd|hđnd|mttq|tỉnh ủy|thành ủy|tỉnh đoàn|thành đoàn")
_IN_BRACKETS = regex(r" ?\(")
_LONGEST_GAP = len(", thuộc ")
_SITE = regex(r"(?:^|\W)(?:(?:tại|ở|từ|đến|sang) |tỉnh (?=\w))")
_BEHIND = regex(r"(?:,? (?:thuộc|của|tại|ở)|,)? ")

Kind = Literal["organisation", "locality", "district", "country", "other"]


class Actor(Struct, frozen=True, gc=False):
    """A place or organisation where the text names it; `country` is "" where nothing tells.

    `name` is what it is called most fully: "UBND tỉnh Bắc Ninh", where the text here says "UBND tỉnh".
    """

    start: int
    end: int
    text: str
    name: str
    id: str
    kind: Kind
    country: str


class Scene(Struct, frozen=True, gc=False):
    """A sheet with its possible parties in reading order: no two overlap, none only says where another one is.

    `starts` and `ends` are parallel to `actors`; `asides` are where names begin that only say where an actor is.
    """

    sheet: Sheet
    actors: tuple[Actor, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    asides: frozenset[int]
    places: tuple[Place, ...]

    def within(self, start: int, end: int) -> tuple[Actor, ...]:
        """The actors that lie wholly in a range."""
        return self.actors[bisect_left(self.starts, start) : bisect_right(self.ends, end)]

    def before(self, end: int) -> Iterator[Actor]:
        """The actors that end before an offset, the nearest first."""
        return reversed(self.actors[: bisect_right(self.ends, end)])

    def outside(self, pattern: re.Pattern[str], start: int, end: int) -> Iterator[re.Match[str]]:
        """Find `pattern` in a range of the key, but never inside an actor's name or a longer word."""
        for match in pattern.finditer(self.sheet.key, start, end):
            index = bisect_left(self.starts, match.end()) - 1
            named = index >= 0 and self.ends[index] >= match.end()
            if not named and not in_longer_word(self.sheet.key, match.start(), match.end()):
                yield match

    def actor_ends_at(self, place: int) -> bool:
        """Whether an actor's name ends at an offset."""
        index = bisect_left(self.ends, place)
        return index < len(self.ends) and self.ends[index] == place

    def block_at(self, place: int) -> Block | None:
        """The block that holds an offset; None in what is not published."""
        index = bisect_right(self.sheet.blocks, place, key=lambda block: block.start) - 1
        return self.sheet.blocks[index] if index >= 0 and place < self.sheet.blocks[index].end else None


def set_scene(sheet: Sheet, places: Sequence[Place], organisations: Sequence[Organisation]) -> Scene:
    """Line up who is named; a place in or behind an organisation's name only tells the organisation's country."""
    every = [*_bodies(sheet.key, organisations), *_places(places)]
    every.sort(key=_by_place)
    actors: list[Actor] = []
    asides: list[int] = []
    last_end = -_LONGEST_GAP - 1
    for actor in every:
        if actor.start > last_end + _LONGEST_GAP:
            actors.append(actor)
        elif actor.start < last_end:
            if actor.kind != "organisation":
                actors[-1] = _in_country(actors[-1], actor)
            continue
        elif _tail(sheet.key, actors[-1], actor):
            text = sheet.text[actors[-1].start : actor.end]
            actors[-1] = replace(_of_country(actors[-1], actor.country), end=actor.end, text=text, name=text)
        elif _attribute(sheet.key, actors[-1], actor):
            actors[-1] = _of_country(actors[-1], actor.country)
            asides.append(actor.start)
            continue
        else:
            actors.append(actor)
        last_end = actor.end
    starts, ends = tuple([actor.start for actor in actors]), tuple([actor.end for actor in actors])
    return Scene(sheet, tuple(actors), starts, ends, frozenset(asides), tuple(places))


def _of_country(actor: Actor, country: str) -> Actor:
    return actor if actor.country else replace(actor, country=country)


def _in_country(body: Actor, place: Actor) -> Actor:
    """A body with the country of a place in its name: "UBND quận Gangnam" is a Korean one."""
    local = place.country and place.kind in ("locality", "district")
    return replace(body, country=place.country) if local else _of_country(body, place.country)


def _by_place(actor: Actor) -> tuple[int, int]:
    return actor.start, -actor.end


def _places(places: Sequence[Place]) -> Iterator[Actor]:
    for place in places:
        id_, kind, country = place.id, _kind(place), place.country
        for mention in place.mentions:
            yield Actor(mention.start, mention.end, mention.text, mention.text, id_, kind, country)


def _bodies(key: str, organisations: Sequence[Organisation]) -> Iterator[Actor]:
    for body in organisations:
        for mention in body.mentions:
            start, end, text = mention.start, mention.end, mention.text
            name = body.name if text in body.name or mention.rule == "organisations.explained" else text
            country = HOME if _HOME_BODY.search(key, start, end) else ""
            yield Actor(start, end, text, name, body.id, "organisation", country)


def _kind(place: Place) -> Kind:
    if place.type in LOCALITIES:
        return "locality"
    return place.type if place.type in ("country", "district") else "other"


def _tail(key: str, actor: Actor, following: Actor) -> bool:
    """Whether a place ends a body's name: "Hội Hữu nghị Việt Nam - Hàn Quốc TP Đà Nẵng"."""
    return actor.kind == "organisation" != following.kind and key[actor.end : following.start] == " "


def _attribute(key: str, actor: Actor, following: Actor) -> bool:
    """Whether a name only tells where the one before it is: "quận Jongno (Seoul)", "tỉnh Gyeonggi, Hàn Quốc"."""
    gap = key[actor.end : following.start]
    if _IN_BRACKETS.fullmatch(gap):
        return following.kind != "organisation" or key.startswith(")", following.end)
    if not _BEHIND.fullmatch(gap) or actor.kind == "country":
        return False
    if following.kind == "country":
        return actor.country in ("", following.country)
    if actor.country != following.country or actor.kind == "other":
        return False
    wider = key.startswith("tỉnh ", following.start) and not _SITE.search(key, max(0, actor.start - 8), actor.end)
    return following.kind == "locality" and (wider or gap.endswith(("thuộc ", "của ")))
