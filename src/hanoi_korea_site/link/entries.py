"""Entities of the archive as entries: places, officials and agreements with all that is known of them."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from hanoi_korea_site.archive import AgreementEntry, OfficialEntry, PlaceEntry
from hanoi_korea_site.gazetteer import Gazetteer
from hanoi_korea_site.link.citing import Citing
from hanoi_korea_site.link.documents import Document
from hanoi_korea_site.link.gist import PlaceGist
from hanoi_korea_site.link.identity import Identity, party_places
from hanoi_korea_site.link.names import aliases
from hanoi_korea_site.link.offices import find_offices
from hanoi_korea_site.link.persons import Person
from hanoi_korea_site.link.relations import Web, ties_between
from hanoi_korea_site.link.steps import find_steps
from hanoi_korea_site.link.wording import spelled_out
from hanoi_korea_site.model import AgreementType
from hanoi_korea_site.text import collation_key


class Entries:
    """Makes all entries of identified facts; each list of entities stands in Vietnamese order of names."""

    def __init__(self, identity: Identity, web: Web, citing: Citing, gazetteer: Gazetteer) -> None:
        self._identity, self._web, self._citing, self._gazetteer = identity, web, citing, gazetteer
        self._place_names = {key: place_name(key, forms, gazetteer) for key, forms in identity.places.items()}
        self._places = _ranks(self._place_names)
        self._officials = _ranks({key: names[0] for key, names in identity.names.items()})
        self._agreements = _ranks({key: titles[0] for key, titles in identity.titles.items()})
        self._offices = {key: find_offices(person, citing, identity.places) for key, person in identity.persons.items()}
        self._party_places = {
            key: tuple(place for place in party_places(document) if place in identity.places)
            for key, document in identity.documents.items()
        }

    def places(self) -> dict[str, PlaceEntry]:
        """Give places by id; of its officials those who held an office of the place come first."""
        seated: dict[str, dict[str, None]] = defaultdict(dict)
        signed: dict[str, dict[str, None]] = defaultdict(dict)
        for official in self._officials:
            for office in self._offices[official]:
                seated[office.place][official] = None
        for agreement in self._agreements:
            for place in self._party_places[agreement]:
                signed[place][agreement] = None
        ties = ties_between(self._web.dealings, self._places)
        of = self._web.places
        entries = {}
        for key in self._places:
            known = self._gazetteer.places.get(key)
            forms = self._identity.places[key]
            others = of.officials[key].keys() - seated[key].keys()
            name = self._place_names[key]
            entries[key] = PlaceEntry(
                id=key,
                name=name,
                type=known.type if known else forms[0].type,
                country=known.country if known else forms[0].country,
                names=dict(known.names) if known else {"vi": (name,)},
                latitude=known.latitude if known else None,
                longitude=known.longitude if known else None,
                parent=known.parent if known else "",
                successor=known.successor if known else "",
                articles=tuple(of.articles[key]),
                events=tuple(of.events[key]),
                officials=(*seated[key], *sorted(others, key=self._officials.__getitem__)),
                agreements=tuple(signed[key]),
                ties=ties.get(key, ()),
                also=known.also if known else (),
            )
        return entries

    def officials(self) -> dict[str, OfficialEntry]:
        """Give persons by id; of their places those of their offices come first."""
        meetings = {pair: len(articles) for pair, articles in self._web.meetings.items()}
        ties = ties_between(meetings, self._officials)
        of = self._web.officials
        entries = {}
        for key in self._officials:
            own = dict.fromkeys(office.place for office in reversed(self._offices[key]) if office.place)
            others = of.places[key].keys() - own.keys()
            person = self._identity.persons[key]
            entries[key] = OfficialEntry(
                id=key,
                name=self._identity.names[key][0],
                names=_names(person, self._identity.names[key]),
                country=person.country,
                offices=self._offices[key],
                articles=tuple(of.articles[key]),
                events=tuple(of.events[key]),
                places=(*own, *sorted(others, key=self._places.__getitem__)),
                agreements=tuple(sorted(of.agreements[key], key=self._agreements.__getitem__)),
                ties=ties.get(key, ()),
            )
        return entries

    def agreements(self) -> dict[str, AgreementEntry]:
        """Give documents by id."""
        of = self._web.agreements
        return {
            key: AgreementEntry(
                id=key,
                title=self._identity.titles[key][0],
                titles=self._identity.titles[key],
                type=_type(document),
                parties=_parties(document),
                party_places=self._party_places[key],
                steps=find_steps(document, self._citing),
                articles=tuple(of.articles[key]),
                events=tuple(of.events[key]),
                officials=tuple(sorted(of.officials[key], key=self._officials.__getitem__)),
            )
            for key in self._agreements
            if (document := self._identity.documents[key])
        }


def place_name(key: str, forms: Sequence[PlaceGist], gazetteer: Gazetteer) -> str:
    """The gazetteer's name, else the fullest that articles give."""
    known = gazetteer.places.get(key)
    return known.name if known else min((form.name for form in forms), key=lambda name: (-len(name), name))


def _ranks(names: Mapping[str, str]) -> dict[str, int]:
    """Where each entity stands in Vietnamese order of names, in that order."""
    ordered = sorted(names, key=lambda key: (collation_key(names[key]), key))
    return {key: rank for rank, key in enumerate(ordered)}


def _names(person: Person, names: tuple[str, ...]) -> tuple[str, ...]:
    surfaces = {surface for seen in person.appearances for surface in seen.official.surfaces}
    return (*names, *aliases(surfaces, names))


def _type(document: Document) -> AgreementType:
    counts = Counter(naming.agreement.type for naming in document.namings)
    return min(counts, key=lambda type_: (-counts[type_], type_))


def _parties(document: Document) -> tuple[str, ...]:
    """Each party in its fullest words."""
    wordings: dict[str, set[str]] = defaultdict(set)
    for naming in document.namings:
        for key, words in zip(naming.parties.keys, naming.agreement.parties, strict=False):
            wordings[key].add(words)
    return tuple(
        min(words, key=lambda one: (-len(spelled_out(one).split()), -len(one), one)) for words in wordings.values()
    )
