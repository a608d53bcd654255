"""Who stands with whom: backlinks from entities to articles and events, and ties between entities."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, combinations

from hanoi_korea_site.archive import EventEntry, Tie
from hanoi_korea_site.gazetteer import Gazetteer
from hanoi_korea_site.link.atlas import related
from hanoi_korea_site.link.gist import Company, EventGist, Gist
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
    dealings: set[tuple[str, str]] = set()
    rows: Iterable[Company | EventGist] = chain(gist.company, gist.events)
    for row in rows:
        places, officials, agreements = facts.among(row)
        dealings.update(combinations(sorted(places), 2))
        _tell_company(web, places, officials, agreements)
    web.dealings.update(pair for pair in dealings if not related(gazetteer, *pair))


def _tell_company(web: Web, places: Sequence[str], officials: Sequence[str], agreements: Sequence[str]) -> None:
    for official in officials:
        web.officials.places[official].update(dict.fromkeys(places))
        web.officials.agreements[official].update(dict.fromkeys(agreements))
    if officials:
        for place in places:
            web.places.officials[place].update(dict.fromkeys(officials))
        for agreement in agreements:
            web.agreements.officials[agreement].update(dict.fromkeys(officials))


def _tell_event(web: Web, event: EventEntry) -> None:
    for relations, keys in (
        (web.places, event.places),
        (web.officials, event.officials),
        (web.agreements, event.agreements),
    ):
        for key in keys:
            relations.events[key][event.id] = None
    if event.tense == "past":
        told = {citation.article for citation in event.citations}
        for pair in combinations(sorted(event.officials), 2):
            web.meetings[pair] |= told
    _tell_company(web, event.places, event.officials, event.agreements)
