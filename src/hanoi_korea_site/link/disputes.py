"""Contradictions: articles that give one thing different days, one office two holders, one document other parties.

Nothing is settled here. Each dispute keeps what is said side by side, with the sentences that say it; each is found by
a rule, and `RULES` lists them in order.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from hanoi_korea_site.archive import Account, Dispute
from hanoi_korea_site.edtf import in_words
from hanoi_korea_site.link.chronology import Days, overlap
from hanoi_korea_site.link.citing import Citing
from hanoi_korea_site.link.documents import Document
from hanoi_korea_site.link.happenings import Happening
from hanoi_korea_site.link.identity import Identity, party_places
from hanoi_korea_site.link.persons import Appearance
from hanoi_korea_site.link.synonyms import wordings
from hanoi_korea_site.link.wording import Post

_ACCOUNTS = 12
"""So many accounts of one dispute are kept: the first of those that say something new."""


@dataclass(frozen=True, slots=True)
class Told:
    """All that is told, with the way to cite it."""

    identity: Identity
    happenings: Sequence[Happening]
    citing: Citing


def find_disputes(told: Told) -> Iterator[Dispute]:
    """All contradictions, in the order of the rules."""
    for rule in RULES:
        yield from rule(told)


def two_holders(told: Told) -> Iterator[Dispute]:
    """An office of one holder that articles give to two by turns."""
    sole = {tuple(title.split()) for title in wordings()["sole"]}
    held: dict[Post, list[_Held]] = defaultdict(list)
    for key, person in told.identity.persons.items():
        for seen in person.appearances:
            if seen.days is None or seen.days[0][:7] != seen.days[1][:7]:
                continue
            for number, (role, post) in enumerate(zip(seen.official.roles, seen.posts, strict=True)):
                if not role.former and post.places and post.words in sole:
                    held[post].append(_Held(seen.days[0], key, seen, number))
    for post, holders in held.items():
        yield from _by_turns(post, sorted(holders, key=lambda one: (one.day, one.person, one.seen.gist.id)), told)


@dataclass(frozen=True, slots=True)
class _Held:
    """On `day` an article gives the office to `person`, as its role `number`."""

    day: str
    person: str
    seen: Appearance
    number: int


def _by_turns(post: Post, holders: Sequence[_Held], told: Told) -> Iterator[Dispute]:
    last = {one.person: one for one in holders}
    seen: dict[str, None] = {}
    for one in holders:
        for other in seen if one.person not in seen else ():
            if last[other].day > one.day:
                first = next(held for held in holders if held.person == other)
                sayings = list(dict.fromkeys((first, one, last[other])))
                yield Dispute(
                    code="office-conflict",
                    article=one.seen.gist.id,
                    subject=told.identity.names[one.person][0],
                    accounts=tuple(_says_holder(saying, told) for saying in sayings),
                    places=post.places[:1],
                    officials=(other, one.person),
                )
        seen[one.person] = None


def _says_holder(held: _Held, told: Told) -> Account:
    role = held.seen.official.roles[held.number]
    date = held.seen.gist.published or held.seen.gist.date
    when = f" ({in_words(date)})" if date else ""
    office = f"{role.title} {role.body}".strip()
    return Account(f"{office}: {told.identity.names[held.person][0]}{when}", told.citing(held.seen.gist, role.trace))


def signed_twice(told: Told) -> Iterator[Dispute]:
    """Documents whose day of signing articles give differently."""
    for key, document in told.identity.documents.items():
        if document.disputed:
            dated = [
                (naming.gist.id, in_words(naming.agreement.date), naming)
                for naming in document.namings
                if naming.agreement.date
            ]
            dated.sort(key=lambda one: one[:2])
            yield Dispute(
                code="date-conflict",
                article=max(article for article, _, _ in dated),
                subject=told.identity.titles[key][0],
                accounts=_few(
                    Account(words, told.citing(naming.gist, naming.agreement.trace)) for _, words, naming in dated
                ),
                agreements=(key,),
            )


def other_parties(told: Told) -> Iterator[Dispute]:
    """Documents of one telling title, signed in one month, with other parties."""
    alike: dict[str, list[tuple[str, Days, str]]] = defaultdict(list)
    for key, document in told.identity.documents.items():
        if document.words and document.done:
            for title in document.titles:
                alike[title].append((min(document.articles), next(iter(document.done)), key))
    for title in sorted(alike):
        (_, signed, known), *others = sorted(alike[title])
        for article, other, key in others:
            if overlap(signed, other) and signed[0][:7] == signed[1][:7]:
                both = [told.identity.documents[one] for one in (known, key)]
                yield Dispute(
                    code="parties-conflict",
                    article=article,
                    subject=told.identity.titles[key][0],
                    accounts=tuple(_says_parties(document, told) for document in both),
                    places=tuple(dict.fromkeys(place for document in both for place in party_places(document))),
                    agreements=(known, key),
                )


def _says_parties(document: Document, told: Told) -> Account:
    naming = min(document.namings, key=lambda one: (-len(one.agreement.parties), one.gist.id))
    return Account("; ".join(naming.agreement.parties), told.citing(naming.gist, naming.agreement.trace))


def other_days(told: Told) -> Iterator[Dispute]:
    """Events whose days articles give differently."""
    for happening in told.happenings:
        if happening.disputed:
            reports = sorted(happening.reports, key=lambda one: (one.gist.id, in_words(one.event.date)))
            yield Dispute(
                code="date-conflict",
                article=reports[-1].gist.id,
                subject="",
                accounts=_few(
                    Account(in_words(report.event.date), told.citing(report.gist, report.event.trace))
                    for report in reports
                ),
                places=tuple(dict.fromkeys(place for report in reports for place in report.places)),
                officials=tuple(dict.fromkeys(official for report in reports for official in report.officials)),
                agreements=tuple(dict.fromkeys(document for report in reports for document in report.agreements)),
            )


RULES: tuple[Callable[[Told], Iterator[Dispute]], ...] = (two_holders, signed_twice, other_parties, other_days)


def _few(accounts: Iterable[Account]) -> tuple[Account, ...]:
    """Accounts, one for each thing said in an article; of many, all that is said and who said it first."""
    each = list({(one.citation.article, one.says): one for one in accounts}.values())
    if len(each) <= _ACCOUNTS:
        return tuple(each)
    first = {one.says: one for one in reversed(each)}
    return tuple(one for one in each if first[one.says] is one)[:_ACCOUNTS]
