"""Names of people: which are one name, which may be, and which form is shown."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from hanoi_korea_site.gazetteer import Gazetteer
from hanoi_korea_site.link.synonyms import wordings
from hanoi_korea_site.patterns import regex
from hanoi_korea_site.text import bare, collation_key, match_key

_NO_LETTER = regex(r"[\W_]+")
_JOINT = regex(r" ?[-‐‑–] ?")  # all the dashes that joints are typed with
_Y_AS_I = str.maketrans("yýỳỷỹỵ", "iíìỉĩị")
_SILENT_H = regex("h(?![aeiouy])")
_MANY = 65536


def name_keys(names: Iterable[str], gazetteer: Gazetteer) -> dict[str, str]:
    """Key of each full name: hyphens, spaces, case, tone placement and Korean name order make no other person.

    Letters do: "Văn An" and "Văn Anh" are two. "Jae Myung Lee" may be of either order, and is taken for
    "Lee Jae Myung" where the archive knows that name.
    """
    keys = {name: _key(surname_first(name, gazetteer)) for name in names}
    turns = {
        keys[name]: _key(_turned(words)) for name in keys if _western(words := _words(name), gazetteer, certain=False)
    }
    known = set(keys.values())
    for name, key in keys.items():
        turned = turns.get(key)
        if turned in known:
            keys[name] = min(key, turned) if turns.get(turned) == key else turned
    return keys


@lru_cache(_MANY)
def surname_first(name: str, gazetteer: Gazetteer) -> str:
    """Give a name in the order of the West the order of its own country: "Hyeonki Kim" → "Kim Hyeonki".

    Only where the last word is a surname that comes first at home, and the first word is no surname at all.
    """
    words = _words(name)
    return _turned(words) if _western(words, gazetteer, certain=True) else name


def loose_keys(name: str, gazetteer: Gazetteer) -> Iterator[str]:
    """Keys under which two names may be one person's if they also held one office.

    Marks left out, i for y, and the romanisations of one Korean sound.
    """
    key = _key(name)
    yield "marks " + bare(key)
    yield "i " + key.translate(_Y_AS_I)
    if key.isascii():
        yield "sound " + _sound(_key(surname_first(name, gazetteer)))


def short_key(name: str) -> str:
    """The one word of a name that is no full name, "" for a full name."""
    return match_key(name) if len(name.split()) == 1 and "-" not in name else ""


def called(name: str, country: str, gazetteer: Gazetteer) -> str:
    """By which word of it a full name's bearer is called: Vietnamese by the last, others by surname."""
    words = surname_first(name, gazetteer).split()
    return match_key(words[-1] if country == "VN" else words[0])


def preferred(names: Mapping[str, int], gazetteer: Gazetteer) -> tuple[str, ...]:
    """All forms of one person's name, the one to show first; `names` counts the articles of each.

    Shown is the fullest: marks first, surname before given name, given names apart; counts decide late, so that
    another article seldom changes a page's address.
    """
    keys = name_keys(names, gazetteer)

    def fullness(name: str) -> tuple[int, bool, bool, int, int, bool, object]:
        parts = sum(map(bool, _NO_LETTER.split(name)))
        western = keys[name] != _key(name)
        return -accents(name), western, name.isupper(), -parts, -names[name], "-" not in name, collation_key(name)

    return tuple(sorted(names, key=fullness))


def aliases(surfaces: Iterable[str], names: Sequence[str]) -> tuple[str, ...]:
    """What else the person is called, as "Thị trưởng Bình": surfaces with a word of a name that are no form of it."""
    known = {match_key(name) for name in names}
    words = {word for name in known for word in _NO_LETTER.split(name)}
    found: dict[str, str] = {}
    for surface in sorted(surfaces):
        key = match_key(surface)
        if key not in known and not words.isdisjoint(_NO_LETTER.split(key)):
            found.setdefault(key, surface)
    return tuple(sorted(found.values(), key=collation_key))


@lru_cache(_MANY)
def accents(text: str) -> int:
    """How many letters carry a mark, đ included."""
    key = match_key(text)
    return sum(char != plain for char, plain in zip(key, bare(key), strict=True))


def _key(name: str) -> str:
    return _NO_LETTER.sub("", match_key(name))


def _words(name: str) -> list[str]:
    return _JOINT.sub("-", name).split()


def _turned(words: Sequence[str]) -> str:
    return " ".join((words[-1], *words[:-1]))


def _western(words: Sequence[str], gazetteer: Gazetteer, *, certain: bool) -> bool:
    """Whether a surname may come last though it comes first at home; `certain` where the first word can be none."""
    if len(words) < 2 or not "".join(words).isascii():  # noqa: PLR2004 - a surname and a given name
        return False
    first, last = words[0].lower(), words[-1].lower()
    at_home = any(last in surnames for code, surnames in gazetteer.surnames.items() if code != "VN")
    return at_home and not (certain and any(first in surnames for surnames in gazetteer.surnames.values()))


@lru_cache(_MANY)
def _sound(key: str) -> str:
    for spelling, sound in wordings()["romanisation"]:
        key = key.replace(spelling, sound)
    return _SILENT_H.sub("", key)
