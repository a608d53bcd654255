"""Which place is which: those that the gazetteer knows, and those that only articles name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hanoi_korea_site.gazetteer import Gazetteer
from hanoi_korea_site.link.gist import Gist, PlaceGist
from hanoi_korea_site.link.groups import unique_ids
from hanoi_korea_site.link.wording import plain
from hanoi_korea_site.model import Problem
from hanoi_korea_site.text import slug


@dataclass(frozen=True, slots=True)
class Places:
    """The archive ids of each article's places, in the gist's order.

    `forms` holds for every place the ways in which articles name it, none for one that the gazetteer knows.
    """

    of_article: Mapping[str, tuple[str, ...]]
    forms: Mapping[str, Sequence[PlaceGist]]
    problems: tuple[tuple[str, Problem], ...]


def find_places(gists: Sequence[Gist], gazetteer: Gazetteer) -> Places:
    """A known place is itself; unknown ones are one where name, type and country agree; the editor's word wins."""
    ids = _unknown_ids(gists, gazetteer)
    named = {plain(name): key for form, key in ids.items() for name in (key, form.name)}
    of_article: dict[str, tuple[str, ...]] = {}
    problems: list[tuple[str, Problem]] = []
    for gist in gists:
        same: dict[str, str] = {}
        for wish in gist.same_as:
            if wish.kind != "places":
                continue
            target = named.get(plain(wish.target)) or _in_the_world(wish.target, gazetteer)
            if target:
                same[wish.local] = target
            else:
                problems.append((gist.id, no_target(wish.target, ())))
        of_article[gist.id] = tuple(
            same.get(place.id) or (ids.get(place, place.id) if place.name else place.id) for place in gist.places
        )
    forms: dict[str, list[PlaceGist]] = {key: [] for keys in of_article.values() for key in keys}
    for form, key in ids.items():
        if key in forms:
            forms[key].append(form)
    return Places(of_article, forms, tuple(problems))


def no_target(target: str, candidates: Sequence[str]) -> Problem:
    """What the editor called the same is not in the archive, or may be several."""
    if candidates:
        return Problem("same-as-ambiguous", f"“{target}” trong same_as có thể là: {', '.join(candidates)}.")
    return Problem("same-as-unknown", f"Kho lưu trữ không có “{target}” mà same_as nhắc đến.")


def _unknown_ids(gists: Sequence[Gist], gazetteer: Gazetteer) -> dict[PlaceGist, str]:
    """Ids for the places that the gazetteer does not know; none of them is a known place's."""
    forms = {place for gist in gists for place in gist.places if place.name and place.id not in gazetteer.places}
    ordered = sorted(forms, key=lambda one: (one.id, one.type, one.country, one.name))
    kinds = list(dict.fromkeys((one.id, one.type, one.country) for one in ordered))
    wanted = [(slug(key) or "dia-phuong", (type_, country.lower())) for key, type_, country in kinds]
    known: list[tuple[str, tuple[str, ...]]] = [(key, ()) for key in gazetteer.places]
    ids = dict(zip(kinds, unique_ids([*wanted, *known]), strict=False)) if kinds else {}
    return {one: ids[one.id, one.type, one.country] for one in ordered}


def _in_the_world(target: str, gazetteer: Gazetteer) -> str:
    if target in gazetteer.places:
        return target
    return next((place.id for place in gazetteer.named(target)), "")
