"""Names of people: which are one name, which may be, and which form is shown."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import chain

from hanoi_korea_site.link.wordings import surnames, wordings
from hanoi_korea_site.text import bare, collation_key, match_key

_NO_LETTER = re.compile(r"[\W_]+")
_JOINT = re.compile(r" ?[-‐‑–] ?")
_Y_AS_I = str.maketrans("yýỳỷỹỵ", "iíìỉĩị")
_SILENT_H = re.compile("h(?![aeiouy])")


def name_keys(names: Iterable[str]) -> dict[str, str]:
    """Key of each full name: hyphens, spaces, case, tone placement and Korean name order make no other person.

    Letters do: "Văn An" and "Văn Anh" are two. "Jae Myung Lee" may be of either order, and is taken for
    "Lee Jae Myung" where the archive knows that name.
    """
    keys = {name: _key(surname_first(name)) for name in names}
    known = set(keys.values())
    for name in keys:
        words = _words(name)
        if _western(words, certain=False) and (turned := _key(_turned(words))) in known:
            keys[name] = turned
    return keys


@lru_cache(maxsize=65536)
def surname_first(name: str) -> str:
    """Give a Korean name in the order of the West its own: "Hyeonki Kim" → "Kim Hyeonki".

    Only where the last word is a frequent Korean surname and the first is no surname at all.
    """
    words = _words(name)
    return _turned(words) if _western(words, certain=True) else name


def loose_keys(name: str) -> Iterator[str]:
    """Keys under which two names may be one person's if they also held one office.

    Marks left out, i for y, and the romanisations of one Korean sound.
    """
    key = _key(name)
    yield "marks " + bare(key)
    yield "i " + key.translate(_Y_AS_I)
    if key.isascii():
        yield "sound " + _sound(_key(surname_first(name)))


def short_key(name: str) -> str:
    """The one word of a name that is no full name, "" for a full name."""
    return match_key(name) if len(name.split()) == 1 and "-" not in name else ""


def calls(name: str, country: str) -> str:
    """By which word of it a full name's bearer is called: Koreans by surname, Vietnamese by the last."""
    words = surname_first(name).split()
    return match_key(words[0] if country == "KR" else words[-1])


def preferred(names: Mapping[str, int]) -> tuple[str, ...]:
    """All forms of one person's name, the one to show first; `names` counts the articles of each.

    Shown is the fullest: marks first, surname before given name, given names apart; counts decide late, so that
    another article seldom changes a page's address.
    """
    return tuple(sorted(names, key=lambda name: (_fullness(name, names[name]), collation_key(name))))


def aliases(surfaces: Mapping[str, None], names: tuple[str, ...]) -> tuple[str, ...]:
    """What else the person is called, as "Thị trưởng Thanh": surfaces with a word of a name that are no form of it."""
    known = {match_key(name) for name in names}
    words = {word for name in known for word in _NO_LETTER.split(name)}
    found: dict[str, str] = {}
    for surface in sorted(surfaces):
        key = match_key(surface)
        if key not in known and not words.isdisjoint(_NO_LETTER.split(key)):
            found.setdefault(key, surface)
    return tuple(sorted(found.values(), key=collation_key))


@lru_cache(maxsize=65536)
def accents(text: str) -> int:
    """How many letters carry a mark, đ included."""
    key = match_key(text)
    return sum(char != plain for char, plain in zip(key, bare(key), strict=True))


def _fullness(name: str, count: int) -> tuple[int, bool, bool, int, int, bool]:
    parts = len([part for part in _NO_LETTER.split(name) if part])
    return -accents(name), surname_first(name) != name, name.isupper(), -parts, -count, "-" not in name


def _key(name: str) -> str:
    return _NO_LETTER.sub("", match_key(name))


def _words(name: str) -> list[str]:
    return _JOINT.sub("-", name).split()


def _turned(words: Sequence[str]) -> str:
    return " ".join((words[-1], *words[:-1]))


def _western(words: Sequence[str], *, certain: bool) -> bool:
    """Whether a surname comes last; `certain` where the first word can be none."""
    if len(words) < 2 or not "".join(words).isascii():  # noqa: PLR2004 - a surname and a given name
        return False
    known = _surname_keys()
    first, last = bare(words[0]), bare(words[-1])
    no_surname = first not in known["KR"] and first not in known["VN"]
    return last in known["KR frequent"] and (no_surname if certain else first not in known["KR frequent"])


@lru_cache(maxsize=65536)
def _sound(key: str) -> str:
    for spelling, sound in wordings()["romanisation"]:
        key = key.replace(spelling, sound)
    return _SILENT_H.sub("", key)


@cache
def _surname_keys() -> Mapping[str, frozenset[str]]:
    lists = {country: surnames()[country] for country in ("VN", "KR")}
    every = {country: frozenset(map(bare, chain(*kinds.values()))) for country, kinds in lists.items()}
    return every | {"KR frequent": frozenset(map(bare, lists["KR"]["frequent"]))}
