"""Which entity of the archive each fact of each article is."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from hanoi_korea_site.gazetteer import Gazetteer
from hanoi_korea_site.link.atlas import is_country
from hanoi_korea_site.link.documents import Document, find_documents
from hanoi_korea_site.link.gist import EventGist, Gist, PlaceGist
from hanoi_korea_site.link.groups import AnyEntity, unique_ids
from hanoi_korea_site.link.names import preferred
from hanoi_korea_site.link.persons import Person, find_persons
from hanoi_korea_site.link.places import find_places, no_target
from hanoi_korea_site.link.wording import plain, spelled_out
from hanoi_korea_site.model import Problem
from hanoi_korea_site.text import collation_key, slug

_STEM = 80


@dataclass(frozen=True, slots=True)
class Facts:
    """The archive ids of an article's facts, in their order in the gist."""

    places: tuple[str, ...]
    officials: tuple[str, ...]
    agreements: tuple[str, ...]

    def among(self, some: EventGist) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
        """Give the ids of those that an event names, each once."""
        return (
            tuple(dict.fromkeys([self.places[position] for position in some.places])),
            tuple(dict.fromkeys([self.officials[position] for position in some.officials])),
            tuple(dict.fromkeys([self.agreements[position] for position in some.agreements])),
        )


@dataclass(frozen=True, slots=True)
class Identity:
    """All entities by archive id, and what each article's facts are among them.

    `places` holds the forms in which articles name each place, `names` the names of each person and `titles` those of
    each document, the one to show first; `problems` stand with articles.
    """

    facts: Mapping[str, Facts]
    places: Mapping[str, Sequence[PlaceGist]]
    persons: Mapping[str, Person]
    documents: Mapping[str, Document]
    names: Mapping[str, tuple[str, ...]]
    titles: Mapping[str, tuple[str, ...]]
    problems: tuple[tuple[str, Problem], ...]


def identify(gists: Sequence[Gist], gazetteer: Gazetteer) -> Identity:
    """Tell for all facts of `gists`, which are sorted by id, what they are."""
    problems: list[tuple[str, Problem]] = []
    places = find_places(gists, gazetteer)
    problems += places.problems

    def person_ids(persons: Sequence[Person]) -> list[str]:
        return unique_ids([_person_names(person, gazetteer) for person in persons])

    def document_ids(documents: Sequence[Document]) -> list[str]:
        return unique_ids([_document_names(document) for document in documents])

    persons = _as_told("officials", find_persons(gists, gazetteer), person_ids, gists, problems)
    documents = _as_told("agreements", find_documents(gists, gazetteer), document_ids, gists, problems)
    person_of = {member: key for key, person in persons.items() for member in person.members()}
    document_of = {member: key for key, document in documents.items() for member in document.members()}
    facts = {
        gist.id: Facts(
            places.of_article[gist.id],
            tuple(person_of[gist.id, official.id] for official in gist.officials),
            tuple(document_of[gist.id, agreement.id] for agreement in gist.agreements),
        )
        for gist in gists
    }
    return Identity(
        facts=facts,
        places=places.forms,
        persons=persons,
        documents=documents,
        names={key: _names(person, gazetteer) for key, person in persons.items()},
        titles={key: _titles(document) for key, document in documents.items()},
        problems=tuple(problems),
    )


def _names(person: Person, gazetteer: Gazetteer) -> tuple[str, ...]:
    own = preferred(person.own_names, gazetteer)
    return (*own, *(name for name in preferred(person.names(), gazetteer) if name not in own))


def _titles(document: Document) -> tuple[str, ...]:
    """All titles, the fullest first: the most words once abbreviations are spelled out, then the most used.

    Those that differ in setting only stand once.
    """
    found: dict[str, str] = {}
    for counts in (document.own_titles, document.names()):
        fullest = sorted(counts, key=lambda one: (-len(spelled_out(one).split()), -counts[one], collation_key(one)))
        for title in fullest:
            found.setdefault(plain(title), title)
    return tuple(found.values())


def _as_told(
    kind: str,
    entities: Sequence[AnyEntity],
    ids_of: Callable[[Sequence[AnyEntity]], list[str]],
    gists: Sequence[Gist],
    problems: list[tuple[str, Problem]],
) -> dict[str, AnyEntity]:
    """`entities` by id, those that the editor's `same_as` calls one being one.

    A target is an id as it would be without the editor's word, or a name that only one entity bears.
    """
    wishes = [(gist.id, wish) for gist in gists for wish in gist.same_as if wish.kind == kind]
    if not wishes:
        return dict(zip(ids_of(entities), entities, strict=True))
    ids = ids_of(entities)
    member_of = {member: number for number, entity in enumerate(entities) for member in entity.members()}
    named: dict[str, set[int]] = defaultdict(set)
    for number, entity in enumerate(entities):
        for name in (ids[number], *entity.names()):
            named[plain(name)].add(number)
    absorbed: dict[int, int] = {}
    for article, wish in wishes:
        targets = [_last(number, absorbed) for number in sorted(named[plain(wish.target)])]
        if len(set(targets)) != 1:
            problems.append((article, no_target(wish.target, [ids[number] for number in targets])))
        elif (number := _last(member_of[article, wish.local], absorbed)) != targets[0]:
            entities[targets[0]].absorb(entities[number])
            absorbed[number] = targets[0]
    left = [entity for number, entity in enumerate(entities) if number not in absorbed]
    return dict(zip(ids_of(left), left, strict=True))


def _last(number: int, absorbed: Mapping[int, int]) -> int:
    """Follow the editor's word from one entity to what it is at last."""
    while number in absorbed:
        number = absorbed[number]
    return number


def _person_names(person: Person, gazetteer: Gazetteer) -> tuple[str, tuple[str, ...]]:
    """Stem and qualifiers of an id: the place of office most told of, or the country."""
    places = Counter(place for seen in person.appearances for post in seen.posts for place in post.places[:1])
    ranked = sorted(places, key=lambda place: (is_country(gazetteer, place), -places[place], place))
    return slug(_names(person, gazetteer)[0]) or "nhan-vat", (ranked[0] if ranked else person.country.lower(),)


def _document_names(document: Document) -> tuple[str, tuple[str, ...]]:
    """Stem and qualifiers of an id: the title, with the places of the parties where it does not name them; the year."""
    title = _titles(document)[0]
    places = sorted(party_places(document)[:2])
    unsaid = [place for place in places if place not in slug(title, len(title) + _STEM)]
    year = min((stretch[0][:4] for stretch in (document.done or document.planned)), default="")
    stem = "-".join((slug(title, _STEM) or "van-kien", *unsaid))
    return stem, (year,) if unsaid else ("-".join(places), year)


def party_places(document: Document) -> tuple[str, ...]:
    """The places that the parties belong to, as the naming that knows most of them orders them."""
    fullest = max(document.namings, key=lambda naming: (len(naming.parties.places), naming.gist.id))
    every = dict.fromkeys(fullest.parties.places)
    every |= dict.fromkeys(sorted({place for naming in document.namings for place in naming.parties.places}))
    return tuple(every)
