"""When two wordings say the same: offices, parties to documents, titles of documents."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from msgspec import Struct

from hanoi_korea_site.gazetteer import Gazetteer
from hanoi_korea_site.link.atlas import country_of, find_known, is_country
from hanoi_korea_site.link.synonyms import document_heads, wordings
from hanoi_korea_site.patterns import regex
from hanoi_korea_site.text import match_key

_NO_LETTER = regex(r"[\W_]+")
_YEAR = regex(r"\b(?:19|20)\d\d\b")
_MANY = 65536


class Post(Struct, frozen=True, gc=False):
    """What the wording of an office or of a party comes to.

    `words` are its words without the names of places and without those that tell nothing apart, abbreviations
    spelled out; `places` are the ids of the places it names, in order, the country of the first left out.
    """

    words: tuple[str, ...]
    places: tuple[str, ...]

    def within(self, fuller: "Post") -> bool:
        """Whether this may be a shorter wording of `fuller`: it begins with the same words and places."""
        return fuller.words[: len(self.words)] == self.words and fuller.places[: len(self.places)] == self.places


class Subject(Struct, frozen=True, gc=False):
    """What a document's title tells of it: the words that say what it is about, and the years it names among them."""

    words: frozenset[str]
    years: frozenset[str]


class Parties(Struct, frozen=True, gc=False):
    """Keys of the parties to a document, as `party` gives them, and the places that the parties belong to."""

    keys: tuple[str, ...]
    places: tuple[str, ...]


@lru_cache(_MANY)
def spelled_out(text: str) -> str:
    """`text` as a match key, its abbreviations spelled out: "UBND TP Hà Nội" → "ủy ban nhân dân thành phố hà nội"."""
    abbreviations = wordings()["abbreviations"]
    spelled = _phrases(tuple(abbreviations)).sub(lambda found: abbreviations[found[0]] + " ", match_key(text))
    return " ".join(spelled.split())


@lru_cache(_MANY)
def post(text: str, gazetteer: Gazetteer) -> Post:
    """Read a wording, as "Chủ tịch UBND TP Hà Nội" or "chính quyền tỉnh Gyeonggi"."""
    places: list[str] = []
    rest: list[str] = []
    end = 0
    for start, stop, place in (*find_known(gazetteer, text), (len(text), len(text), "")):
        places += [place] if place else []
        rest.append(_ending_lightly(before_place=bool(place)).sub("", spelled_out(text[end:start])))
        end = stop
    return Post(tuple(_NO_LETTER.sub(" ", " ".join(rest)).split()), _without_home(places, gazetteer))


@lru_cache(_MANY)
def office(title: str, body: str, gazetteer: Gazetteer) -> Post:
    """Read the wording of an office; translations of one title come to the same words."""
    read = post(f"{title} {body}", gazetteer)
    lists = wordings()
    words = " ".join(read.words)
    for fresh in lists["fresh"]:
        words = words.removeprefix(fresh + " ")
    exchanged = dict(lists["same_titles"])
    if read.places and country_of(gazetteer, read.places[0]) == "VN":
        exchanged |= lists["mayors"]
    for head, same in exchanged.items():
        if words == head or words.startswith(head + " "):
            words = same + words[len(head) :]
    return Post(tuple(words.split()), read.places)


@lru_cache(_MANY)
def unit_led(title: str, body: str) -> str:
    """The type of place whose name an office leaves out: "UBND tỉnh", "Thị trưởng"; "" where it leaves out none."""
    units, words = wordings()["units"], spelled_out(f"{title} {body}".strip())
    return next((units[unit] for unit in units if words == unit or words.endswith(" " + unit)), "")


@lru_cache(_MANY)
def party(text: str, gazetteer: Gazetteer) -> str:
    """Key of a party to a document: a place and its executive are one, its council is another."""
    read = post(text, gazetteer)
    words = " ".join(read.words)
    lists = wordings()
    if words in lists["executive"]:
        words = ""
    elif words in lists["council"]:
        words = "council"
    return "|".join((words, *read.places[:1]))


@lru_cache(_MANY)
def parties(named: tuple[str, ...], title: str, gazetteer: Gazetteer) -> Parties:
    """Read the parties to a document; where none is `named`, the places in its title are taken for them."""
    if not named:
        places = post(title, gazetteer).places
        return Parties(tuple(f"|{place}" for place in places), places)
    every = dict.fromkeys(place for words in named for place in post(words, gazetteer).places[:1])
    return Parties(tuple(party(words, gazetteer) for words in named), tuple(every))


@lru_cache(_MANY)
def subject(title: str, gazetteer: Gazetteer) -> Subject:
    """Read what a document's title is about; of what kind it is and whose stays out."""
    text = " ".join(post(title, gazetteer).words)
    lists = wordings()
    empty = _phrases((*document_heads(), *lists["common"], *lists["council"], *lists["executive"]))
    return Subject(frozenset(empty.sub(" ", text).split()), frozenset(_YEAR.findall(text)))


@lru_cache(_MANY)
def plain(text: str) -> str:
    """Key of a title or a wording that is the same however it is set."""
    return _NO_LETTER.sub(" ", match_key(text)).strip()


def _without_home(places: Sequence[str], gazetteer: Gazetteer) -> tuple[str, ...]:
    kept = tuple(dict.fromkeys(places))
    home = country_of(gazetteer, kept[0]) if kept else ""
    return kept[:1] + tuple(
        place for place in kept[1:] if not (is_country(gazetteer, place) and country_of(gazetteer, place) == home)
    )


@cache
def _phrases(phrases: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)")


@cache
def _ending_lightly(*, before_place: bool) -> re.Pattern[str]:
    """Words that lead to the name of a place, or would, at the end; "nước" alone is an office's own word there."""
    words = wordings()["light"] + ([wordings()["country"]] if before_place else [])
    return re.compile(rf"(?:{_phrases(tuple(words)).pattern}[\s,-]*)+$")
