"""Who is who within one article: spellings of one name united, parts of a name resolved to the person.

"Park Won-soon", "PARK WON SOON" and "Park Won soon" are one man; "Văn An" and "Văn Anh" are two. Vietnamese are
called by the given name ("Chủ tịch Thanh"), Koreans by the family name ("Thị trưởng Choi").
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from hanoi_korea_site.extract.cast import Named
from hanoi_korea_site.extract.names import Name
from hanoi_korea_site.extract.ties import Claim
from hanoi_korea_site.text import match_key

_Y_FOR_I = str.maketrans("yýỳỷỹỵ", "iíìỉĩị")
_AFTER_CONSONANT = re.compile(r"(?<=[hklmstvnqbd])[yýỳỷỹỵ]$")
_LEAST_LETTERS = 5
_GENDERS = {"ông": "m", "ngài": "m", "anh": "m", "bà": "f", "chị": "f", "cô": "f"}


@dataclass(slots=True)
class Person:
    """One person of an article, gathered while it is read."""

    key: str
    form: str
    named: list[Named] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)

    @property
    def name(self) -> Name:
        return self.named[0].name

    @property
    def gender(self) -> str:
        """As in "m", "f" or "" as the honorifics tell."""
        return next((g for named in self.named if (g := gender(named.honorific))), "")


def gender(honorific: str) -> str:
    return next((_GENDERS[word] for word in honorific.split(" ") if word in _GENDERS), "")


def name_key(name: Name) -> str:
    """One key for the spellings of one name: hyphens, spaces, case, y for i and Korean order aside."""
    if name.form == "KR":
        return f"{name.surname} {''.join(name.given).replace('-', '').replace(' ', '')}"
    return " ".join(_AFTER_CONSONANT.sub(lambda m: m[0].translate(_Y_FOR_I), word) for word in name.words)


def gather(named: Sequence[Named], claims: Iterable[Claim]) -> list[Person]:
    """The persons named, in the order of their first mention, with what is claimed for them."""
    people: dict[str, Person] = {}
    for one in sorted(named, key=lambda one: one.name.start):
        key = name_key(one.name)
        people.setdefault(key, Person(key, one.name.form)).named.append(one)
    for claim in claims:
        people[name_key(claim.holder.name)].claims.append(claim)
    united = _unite(list(people.values()))
    for person in united:
        person.named.sort(key=lambda one: one.name.start)
        person.claims.sort(key=lambda claim: (claim.office.start, claim.rule))
    return united


def _unite(people: list[Person]) -> list[Person]:
    """Join a person whose name is a slip of another's, or its last part."""
    kept: list[Person] = []
    for person in sorted(people, key=lambda one: (not one.claims, -len(one.name.words), one.name.start)):
        same = next((other for other in kept if _slip(person, other) or _part(person, other)), None)
        if same is None:
            kept.append(person)
        else:
            same.named.extend(person.named)
            same.claims.extend(person.claims)
    return sorted(kept, key=lambda one: min(named.name.start for named in one.named))


def _part(person: Person, other: Person) -> bool:
    """As in "ông Hoàng Nam" beside "Nguyễn Hoàng Nam", without an office of his own."""
    short, full = person.name.words, other.name.words
    return (
        person.form == "VN" == other.form
        and not person.claims
        and 1 < len(short) < len(full)
        and full[-len(short) :] == short
    )


def _slip(person: Person, other: Person) -> bool:
    """A romanisation one or two letters off, of the same family name, and no other office."""
    if person.form != "KR" or other.form != "KR" or person.name.surname != other.name.surname:
        return False
    one, two = person.key.partition(" ")[2], other.key.partition(" ")[2]
    if min(len(one), len(two)) < _LEAST_LETTERS or not (heads(person) <= heads(other) or heads(other) <= heads(person)):
        return False
    return _distance(one, two) <= (1 if heads(person) != heads(other) else 2)


def heads(person: Person) -> set[str]:
    return {claim.office.head for claim in person.claims}


def _distance(one: str, two: str) -> int:
    """Levenshtein's distance."""
    row = list(range(len(two) + 1))
    for i, a in enumerate(one, 1):
        previous, row[0] = row[0], i
        for j, b in enumerate(two, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (a != b))
    return row[-1]


def full_name(person: Person, text: str) -> str:
    """The fullest form: family name first, not in capitals, all syllables told apart, the earliest."""

    def rank(one: Named) -> tuple[bool, bool, int, int]:
        words = text[one.name.start : one.name.end]
        syllables = words.replace("-", " ").split()
        lower = sum(word[0].islower() for word in words.split())
        return words.isupper(), one.name.family_last, lower - len(syllables), one.name.start

    best = min(person.named, key=rank).name
    words = text[best.start : best.end].split()
    if all(word.isupper() for word in words):
        return " ".join("-".join(part.capitalize() for part in word.split("-")) for word in words)
    return " ".join(word.capitalize() if word.isupper() and len(word) > 1 else word for word in words)


def goes_by(person: Person, called: str) -> bool:
    """Whether `called` ("Kim", "Thanh", "Đức Chung") is what this person goes by for short."""
    words = tuple(match_key(called).split())
    name = person.name
    if person.form == "VN":
        return len(words) < len(name.words) and name.words[-len(words) :] == words
    if person.form == "KR":
        joined = "".join(words).replace("-", "")
        return " ".join(words) == name.surname or joined == person.key.partition(" ")[2]
    return words == (name.words[-1],)
