"""The steps that make one archive of all articles, in order."""

from collections.abc import Iterable, Iterator, Sequence

from hanoi_korea_site.archive import Archive
from hanoi_korea_site.editor.overlay import lets_stand
from hanoi_korea_site.gazetteer import Gazetteer
from hanoi_korea_site.link import accounts
from hanoi_korea_site.link.atlas import is_country
from hanoi_korea_site.link.citing import Citing
from hanoi_korea_site.link.disputes import Told, find_disputes
from hanoi_korea_site.link.doubts import find_doubts
from hanoi_korea_site.link.entries import Entries
from hanoi_korea_site.link.gist import Gist
from hanoi_korea_site.link.happenings import Report, find_happenings
from hanoi_korea_site.link.identity import Identity, identify
from hanoi_korea_site.link.relations import weave
from hanoi_korea_site.model import Problem


def link(gists: Iterable[Gist], gazetteer: Gazetteer) -> Archive:
    """Make the archive of all articles, whatever their order; `gazetteer` is the one that the gists were made with."""
    ordered = sorted(gists, key=lambda one: one.id)
    newest_first = accounts.newest_first(ordered)
    citing = Citing(ordered)
    identity = identify(ordered, gazetteer)
    happenings = find_happenings(_reports(ordered, identity, gazetteer))
    events = accounts.events(happenings, accounts.newest_day(ordered), citing)
    disputes = tuple(find_disputes(Told(identity, happenings, citing)))
    entries = Entries(identity, weave(newest_first, identity.facts, events.values(), gazetteer), citing, gazetteer)
    return Archive(
        articles={one.id: accounts.article(one, identity.facts[one.id]) for one in newest_first},
        places=entries.places(),
        officials=entries.officials(),
        agreements=entries.agreements(),
        events=events,
        problems=tuple(_open(find_doubts(ordered, identity, disputes), ordered)),
        disputes=disputes,
    )


def _open(found: Iterable[tuple[str, Problem]], gists: Sequence[Gist]) -> Iterator[tuple[str, Problem]]:
    """The problems that the editor of their article does not let stand."""
    reviewed = {gist.id: gist.reviewed for gist in gists if gist.reviewed}
    for article, problem in found:
        if not any(lets_stand(one, problem) for one in reviewed.get(article, ())):
            yield article, problem


def _reports(gists: Sequence[Gist], identity: Identity, gazetteer: Gazetteer) -> Iterator[Report]:
    """Each article's events, with archive ids."""
    for one in gists:
        facts = identity.facts[one.id]
        for event in one.events:
            places, officials, agreements = facts.among(event)
            local = frozenset(place for place in places if not is_country(gazetteer, place))
            yield Report(one, event, places, officials, agreements, local, frozenset((*officials, *agreements)))
