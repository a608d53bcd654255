"""Who stands with whom: backlinks from entities to articles and events, and ties between entities."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from hanoi_korea_site.archive import EventEntry, Tie
from hanoi_korea_site.gazetteer import Gazetteer
from hanoi_korea_site.link.atlas import related
from hanoi_korea_site.link.gist import Gist
from hanoi_korea_site.link.identity import Facts

Links = dict[str, dict[str, None]]


def _links() -> Links:
    return defaultdict(dict)


@dataclass(slots=True)
class Relations:
    """For one kind of entity, by id: articles and events in their order, and entities of each kind in no order."""

    articles: Links = field(default_factory=_links)
    events: Links = field(default_factory=_links)
    places: Links = field(default_factory=_links)
    officials: Links = field(default_factory=_links)
    agreements: Links = field(default_factory=_links)


@dataclass(slots=True)
class Web:
    """All relations; `dealings` counts the articles in whose sentences two places stand together, the lower id first.

    `meetings` holds the articles that report two officials in one event.
    """

    places: Relations = field(default_factory=Relations)
    officials: Relations = field(default_factory=Relations)
    agreements: Relations = field(default_factory=Relations)
    dealings: Counter[tuple[str, str]] = field(default_factory=Counter)
    meetings: dict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))


def weave(gists: Sequence[Gist], facts: Mapping[str, Facts], events: Iterable[EventEntry], gazetteer: Gazetteer) -> Web:
    """Gather all relations; `gists` and `events` give the order of backlinks."""
    web = Web()
    for gist in gists:
        _tell_article(web, gist, facts[gist.id], gazetteer)
    for event in events:
        _tell_event(web, event)
    return web


def ties_between(pairs: Mapping[tuple[str, str], int], ranks: Mapping[str, int]) -> dict[str, tuple[Tie, ...]]:
    """Both ends of each pair, the closest ties first, then in the order of `ranks`."""
    ends: dict[str, list[Tie]] = defaultdict(list)
    for (one, other), count in pairs.items():
        ends[one].append(Tie(other, count))
        ends[other].append(Tie(one, count))
    return {key: tuple(sorted(ties, key=lambda tie: (-tie.articles, ranks[tie.id]))) for key, ties in ends.items()}


def _tell_article(web: Web, gist: Gist, facts: Facts, gazetteer: Gazetteer) -> None:
    for relations, ids in (
        (web.places, facts.places),
        (web.officials, facts.officials),
        (web.agreements, facts.agreements),
    ):
        for key in ids:
            relations.articles[key][gist.id] = None
    dealings = set()
    for one, other in gist.company.place_place:
        pair = facts.places[one], facts.places[other]
        if not related(gazetteer, *pair):
            dealings.add(pair if pair[0] < pair[1] else pair[::-1])
    web.dealings.update(dealings)
    for official, place in gist.company.official_place:
        _tell_pair(web.officials.places, web.places.officials, facts.officials[official], facts.places[place])
    for official, agreement in gist.company.official_agreement:
        _tell_pair(
            web.officials.agreements, web.agreements.officials, facts.officials[official], facts.agreements[agreement]
        )


def _tell_pair(there: Links, back: Links, one: str, other: str) -> None:
    there[one][other] = None
    back[other][one] = None


def _tell_event(web: Web, event: EventEntry) -> None:
    for relations, keys in (
        (web.places, event.places),
        (web.officials, event.officials),
        (web.agreements, event.agreements),
    ):
        for key in keys:
            relations.events[key][event.id] = None
    if event.tense == "past" and len(event.officials) > 1:
        told = {citation.article for citation in event.citations}
        for pair in combinations(sorted(event.officials), 2):
            web.meetings[pair] |= told
    for official in event.officials:
        for place in event.places:
            _tell_pair(web.officials.places, web.places.officials, official, place)
        for agreement in event.agreements:
            _tell_pair(web.officials.agreements, web.agreements.officials, official, agreement)
