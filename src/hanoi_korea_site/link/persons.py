"""Who is who: officials of all articles gathered into persons.

A name alone never tells that two are one: letters count, and one name may be borne by several. What is weighed is the
country served, and the place of the office at the time.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from hanoi_korea_site.gazetteer import Gazetteer
from hanoi_korea_site.link.atlas import country_of, is_country, related
from hanoi_korea_site.link.chronology import Days, days, overlap
from hanoi_korea_site.link.gist import Gist, OfficialGist, RoleGist
from hanoi_korea_site.link.groups import Groups, united
from hanoi_korea_site.link.names import accents, called, loose_keys, name_keys, short_key
from hanoi_korea_site.link.wording import Post, office


@dataclass(frozen=True, slots=True)
class Appearance:
    """An official of one article, which speaks on `days` (None: of an unknown year); `posts` are the roles read."""

    gist: Gist
    official: OfficialGist
    posts: tuple[Post, ...]
    days: Days | None


@dataclass(eq=False, slots=True)
class Person:
    """Appearances of one person; `tenures` say when each local place of office is told of (None: by no date).

    `moved` says that the offices belong to places that have nothing to do with each other, `respelt` that names which
    differ were taken for one because of one office: both are doubts. `own_names` are those from before the editor
    said who else this is.
    """

    appearances: list[Appearance]
    country: str = ""
    tenures: dict[str, Days | None] = field(default_factory=dict)
    moved: bool = False
    respelt: bool = False
    own_names: dict[str, int] = field(default_factory=dict)
    _counts: Counter[str] = field(default_factory=Counter)

    def takes(self, other: "Person", gazetteer: Gazetteer) -> bool:
        """Whether `other`, of the same name, can be this person: one country, and no two places at one time."""
        if self.country and other.country and self.country != other.country:
            return False
        return not any(
            here is not None and there is not None and overlap(here, there) and not related(gazetteer, place, away)
            for place, here in self.tenures.items()
            for away, there in other.tenures.items()
        )

    def moves(self, other: "Person", gazetteer: Gazetteer) -> bool:
        """Whether being `other` as well means that the person moved between unrelated places."""
        return any(not related(gazetteer, place, away) for place in self.tenures for away in other.tenures)

    def take(self, other: "Person") -> None:
        self.appearances += other.appearances
        self._counts.clear()
        self.country = self.country or other.country
        self.moved = self.moved or other.moved
        self.respelt = self.respelt or other.respelt
        for place, tenure in other.tenures.items():
            self.tenures[place] = _both(self.tenures.get(place), tenure)

    def members(self) -> Iterator[tuple[str, str]]:
        """The facts that are this person: article and id in its record."""
        return ((seen.gist.id, seen.official.id) for seen in self.appearances)

    def absorb(self, other: "Person") -> None:
        self.own_names = self.own_names or self.names()
        self.take(other)

    def names(self) -> dict[str, int]:
        """The names that the articles give, each with the number of articles."""
        if not self._counts:
            self._counts.update(seen.official.name for seen in self.appearances)
        return dict(self._counts)


def find_persons(gists: Sequence[Gist], gazetteer: Gazetteer) -> list[Person]:
    """Gather the officials of `gists`, which are sorted by id; persons stand in the order of their names' keys."""
    keys = name_keys({official.name: None for gist in gists for official in gist.officials}, gazetteer)
    namesakes: dict[tuple[str, ...], list[Appearance]] = defaultdict(list)
    for gist in gists:
        when = days(gist.published or gist.date)
        for official in gist.officials:
            posts = tuple(_post(role, gazetteer) for role in official.roles)
            seen = Appearance(gist, official, posts, when)
            namesakes[_shared_name(seen, keys[official.name])].append(seen)
    persons = [person for key in sorted(namesakes) for person in told_apart(namesakes[key], gazetteer)]
    return _respelt(persons, holders_of_one_office(persons, gazetteer))


def _post(role: RoleGist, gazetteer: Gazetteer) -> Post:
    read = office(role.title, role.body, gazetteer)
    return Post(read.words, (role.place,)) if role.place and not read.places else read


def _shared_name(seen: Appearance, key: str) -> tuple[str, ...]:
    """What bearers of one name share: a full name; with a surname or given name alone the office, or the article."""
    if not short_key(seen.official.name):
        return (key,)
    post = next((post for post in seen.posts if post.places), None)
    return (key, *post.words, *post.places) if post else (key, "", seen.gist.id)


def told_apart(namesakes: Sequence[Appearance], gazetteer: Gazetteer) -> list[Person]:
    """The persons who bear one name: as few as countries served, places of office and dates allow.

    Whoever could be one of several stays apart.
    """
    seated, loose = _by_seat(namesakes, gazetteer)
    persons: list[Person] = []
    for person in sorted(seated, key=_first_seat):
        able = [known for known in persons if known.takes(person, gazetteer)]
        if len(able) == 1:
            able[0].moved = able[0].moved or able[0].moves(person, gazetteer)
            able[0].take(person)
        else:
            persons.append(person)
    for person in loose:
        able = [known for known in persons if known.takes(person, gazetteer)]
        if len(able) == 1:
            able[0].take(person)
        elif not able:
            persons.append(person)
        else:
            for seen in person.appearances:
                _place_loose(Person([seen], person.country), able, persons, gazetteer)
    return persons


def _place_loose(person: Person, able: Sequence[Person], persons: list[Person], gazetteer: Gazetteer) -> None:
    """Give an appearance without a local office to the one whose place the article is about, else to the loose ones."""
    about = {place.id for place in person.appearances[0].gist.places}
    near = [known for known in able if about.intersection(known.tenures)]
    loose = [known for known in persons if not known.tenures and known.takes(person, gazetteer)]
    fitting = near or loose
    if len(fitting) == 1:
        fitting[0].take(person)
    else:
        persons.append(person)


def _respelt(persons: Sequence[Person], pairs: Iterable[tuple[int, int]]) -> list[Person]:
    groups = Groups(len(persons))
    for pair in pairs:
        groups.join(pair)
    for first, *others in groups.all():
        persons[first].respelt = bool(others)
    return united(persons, groups)


def holders_of_one_office(persons: Sequence[Person], gazetteer: Gazetteer) -> list[tuple[int, int]]:
    """Pairs of persons whose names are spelt otherwise or cut short, and who held one office of one place.

    A name without marks goes to the only one with marks that it can be, a surname or given name alone to the only
    bearer; two full spellings of Vietnamese are two names.
    """
    alike: dict[tuple[str, tuple[str, ...], tuple[str, ...]], list[int]] = defaultdict(list)
    for number, person in enumerate(persons):
        keys = {key for name in person.names() for key in _alike_keys(name, person.country, gazetteer)}
        posts = {post for seen in person.appearances for post in seen.posts}
        for key in keys:
            for post in posts:
                if post.words and post.places:
                    alike[key, post.words, post.places].append(number)
    return [pair for (key, _, _), members in sorted(alike.items()) for pair in _pairs(key, members, persons)]


def _pairs(key: str, members: Sequence[int], persons: Sequence[Person]) -> Iterator[tuple[int, int]]:
    kind = key.split(maxsplit=1)[0]
    partial = {"marks": _without_marks, "call": _called_short}.get(kind)
    if partial is None:
        yield from ((members[0], other) for other in members[1:])
        return
    whole = [member for member in members if not partial(persons[member])]
    if len(whole) == 1:
        yield from ((whole[0], member) for member in members if partial(persons[member]))


def _alike_keys(name: str, country: str, gazetteer: Gazetteer) -> Iterator[str]:
    if short := short_key(name):
        yield "call " + short
    else:
        yield "call " + called(name, country, gazetteer)
        yield from loose_keys(name, gazetteer)


def _without_marks(person: Person) -> bool:
    return not any(map(accents, person.names()))


def _called_short(person: Person) -> bool:
    return all(map(short_key, person.names()))


def _by_seat(namesakes: Sequence[Appearance], gazetteer: Gazetteer) -> tuple[list[Person], list[Person]]:
    """Those with a local office, one person for all who share a seat; those without, one a country, unknown last."""
    alike: dict[tuple[str, tuple[tuple[str, bool], ...]], Person] = {}
    for seen in namesakes:
        offices = _local_offices(seen, gazetteer)
        country = seen.official.country or next((country_of(gazetteer, place) for place, _ in offices), "")
        person = alike.setdefault((country, offices), Person([], country))
        person.appearances.append(seen)
        for place, former in offices:
            person.tenures[place] = _both(person.tenures.get(place), None if former else seen.days)
    persons = list(alike.values())
    groups = Groups(len(persons))
    seats: dict[tuple[str, str], int] = {}
    for number, person in enumerate(persons):
        for place in person.tenures:
            groups.join((seats.setdefault((person.country, place), number), number))
    gathered = united(persons, groups)
    loose = [person for person in gathered if not person.tenures]
    return [person for person in gathered if person.tenures], sorted(
        loose, key=lambda one: (not one.country, one.country)
    )


def _local_offices(seen: Appearance, gazetteer: Gazetteer) -> tuple[tuple[str, bool], ...]:
    """The places below a country that the offices belong to, and whether it is a former office."""
    return tuple(
        (place, role.former)
        for role, post in zip(seen.official.roles, seen.posts, strict=True)
        for place in post.places[:1]
        if not is_country(gazetteer, place)
    )


def _first_seat(person: Person) -> tuple[str, str]:
    first = min((tenure[0] for tenure in person.tenures.values() if tenure), default="9999")
    return first, min(person.tenures)


def _both(one: Days | None, other: Days | None) -> Days | None:
    if one is None or other is None:
        return one or other
    return min(one[0], other[0]), max(one[1], other[1])
