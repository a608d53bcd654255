"""Who is who within one article: spellings of one name united, parts of a name resolved to the person.

"Seo Tae-min", "SEO TAE MIN" and "Seo Tae min" are one man; "Văn An" and "Văn Anh" are two. Vietnamese are
called by the given name ("Chủ tịch Thanh"), Koreans by the family name ("Thị trưởng Choi").
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from msgspec import Struct

from hanoi_korea_site.extract.names.shapes import Shape
from hanoi_korea_site.extract.officials.cast import Named
from hanoi_korea_site.extract.officials.ties import Claim
from hanoi_korea_site.patterns import regex

MOST_NAMESAKES = 40
"""So many of one family are weighed against each other at most, so that reading stays linear in the text."""

_SPACED_HYPHEN = regex(" [-–] ?| ?–|- ")
_LEAST_LETTERS = 5
_GENDERS = {"ông": "m", "ngài": "m", "anh": "m", "bà": "f", "chị": "f", "cô": "f"}


class Person(Struct):
    """One person of an article, gathered while it is read; `heads` are those of the offices claimed.

    `gender` is "m", "f" or "", as the honorifics tell.
    """

    key: str
    form: str
    named: list[Named] = []
    claims: list[Claim] = []
    heads: set[str] = set()
    gender: str = ""

    @property
    def shape(self) -> Shape:
        """The shape of the name that tells who it is, not of one in another language."""
        first = self.named[0].name.shape
        if first.key == self.key:
            return first
        return next((one.name.shape for one in self.named if one.name.shape.key == self.key), first)

    @property
    def start(self) -> int:
        """Where the person is named first."""
        return self.named[0].name.start

    def take(self, claim: Claim) -> None:
        self.claims.append(claim)
        self.heads.add(claim.office.head)


def gender(honorific: str) -> str:
    return next((_GENDERS[word] for word in honorific.split(" ") if word in _GENDERS), "")


def gather(named: Sequence[Named], claims: Iterable[Claim]) -> list[Person]:
    """The persons named, in the order of their first mention, with what is claimed for them."""
    people: dict[str, Person] = {}
    also = {one.alias.shape.key: one.name.shape for one in named if one.alias is not None}
    for one in sorted(named, key=_place):
        shape = also.get(one.name.shape.key, one.name.shape)
        person = people.get(shape.key)
        if person is None:
            person = people[shape.key] = Person(shape.key, shape.form)
        person.named.append(one)
        if one.alias is not None:
            person.named.append(Named(one.alias.start, one.alias.end, one.honorific, one.alias))
    for claim in claims:
        shape = claim.holder.name.shape
        people[also.get(shape.key, shape).key].take(claim)
    united = _unite(list(people.values()))
    for person in united:
        person.named.sort(key=_place)
        person.claims.sort(key=lambda claim: (claim.office.start, claim.rule))
        person.gender = next((told for one in person.named if one.honorific and (told := gender(one.honorific))), "")
    return sorted(united, key=lambda one: one.start)


def _place(one: Named) -> int:
    return one.name.start


def _unite(people: list[Person]) -> list[Person]:
    """Join a person whose name is a slip of another's, or its last part."""
    kept: list[Person] = []
    by_ending: dict[tuple[str, ...], Person] = {}
    by_family: dict[str, list[Person]] = {}
    foreign: dict[tuple[str, ...], Person] = {}
    for person in sorted(people, key=lambda one: (not one.claims, -len(one.shape.words), one.start)):
        words = person.shape.words
        same: Person | None = None
        if person.form == "VN":
            if len(words) > 1 and not person.claims:
                same = by_ending.get(words)
            for first in range(1, len(words) - 1):
                by_ending.setdefault(words[first:], person)
        elif person.form == "KR":
            family = by_family.setdefault(person.shape.surname, [])
            same = next((other for other in family[-MOST_NAMESAKES:] if _slip(person, other)), None)
            if same is None:
                family.append(person)
        else:
            same = foreign.get(turned := tuple(sorted(words)))
            if same is None:
                foreign[turned] = person
        if same is None:
            kept.append(person)
        else:
            same.named.extend(person.named)
            for claim in person.claims:
                same.take(claim)
    return kept


def _slip(person: Person, other: Person) -> bool:
    """A romanisation one or two letters off, of the same family name, and no other office."""
    one, two = person.key.partition(" ")[2], other.key.partition(" ")[2]
    if min(len(one), len(two)) < _LEAST_LETTERS or not (person.heads <= other.heads or other.heads <= person.heads):
        return False
    most = 1 if person.heads != other.heads else 2
    if (
        abs(len(one) - len(two)) > most or len(set(one) ^ set(two)) > 2 * most
    ):  # one letter for another makes two differ
        return False
    return _distance(one, two) <= most


def _distance(one: str, two: str) -> int:
    """Levenshtein's distance."""
    row = list(range(len(two) + 1))
    for i, a in enumerate(one, 1):
        previous, row[0] = row[0], i
        for j, b in enumerate(two, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (a != b))
    return row[-1]


def full_name(person: Person, text: str) -> str:
    """The fullest form: in the own language, family name first, not in capitals, syllables told apart, the earliest."""

    def rank(one: Named) -> tuple[bool, bool, bool, int, int]:
        words = text[one.name.start : one.name.end]
        syllables = words.replace("-", " ").split()
        lower = sum(word[0].islower() for word in words.split())
        return (
            one.name.shape.form != person.form,
            words.isupper(),
            one.name.shape.family_last,
            lower - len(syllables),
            one.name.start,
        )

    spelled: dict[str, Named] = {}
    for one in person.named:
        spelled.setdefault(text[one.name.start : one.name.end], one)
    best = min(spelled.values(), key=rank).name if len(spelled) > 1 else person.named[0].name
    return _capitalised(text[best.start : best.end])


@lru_cache(maxsize=4096)
def _capitalised(name: str) -> str:
    words = _SPACED_HYPHEN.sub("-", name).split()
    if all(word.isupper() for word in words):
        return " ".join("-".join(part.capitalize() for part in word.split("-")) for word in words)
    return " ".join(word.capitalize() if word.isupper() and len(word) > 1 else word for word in words)
