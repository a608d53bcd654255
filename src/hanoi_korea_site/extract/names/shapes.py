"""What words a person's name is made of: Vietnamese, Korean in its romanisations, and of other countries.

Everything here depends on the words alone, not on where they stand, so that a name told again is read once.
"""

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Literal

from msgspec import Struct

from hanoi_korea_site.closed_lists import lists
from hanoi_korea_site.extract.lexicon import Phrases, keys, table
from hanoi_korea_site.patterns import regex
from hanoi_korea_site.text import bare, match_key

Form = Literal["VN", "KR", "foreign"]

# A syllable as romanisations of Korean spell it, and one that Vietnamese spells without marks.
_SYLLABLE = "(?:[gkndtrlmbpsjchwyzf]{0,2}[aeiouyw]{1,4}(?:ng|ck|gh|[cknmlrpbthgs])?)"
_KOREAN = regex(f"{_SYLLABLE}{{1,3}}")
_ONE_SYLLABLE = regex(_SYLLABLE)
_HYPHENATED = regex(f"({_SYLLABLE}{{1,2}})- ?({_SYLLABLE}{{1,2}})")
_VIETNAMESE = regex(
    "(?:ngh?|nh|ch|gh?|gi|kh?|ph|qu|th?|tr|[bcdhlmnprstvx])?"
    "(?:uye?u?|uya|uou|uoi|uay|uai|uan|oai|oay|oeo|ieu|yeu|uu|[ao]i|a[ouy]|e[ou]|i[aeu]|o[ae]|u[aeio]|ye|[aeiouy])"
    "(?:ch|ng|nh|[cmnpt])?"
)
PIECE = regex(r"[A-Za-z'’]+(?:-[A-Za-z'’]+)+(?!\w)|[^ -]+")
_FOREIGN_LETTER = regex("[äëïöüÿçñåøæœßšžčćřłńśźżğşťďňőűėęąāēīōū]")
Y_FOR_I = str.maketrans("iíìỉĩị", "yýỳỷỹỵ")
I_FOR_Y = str.maketrans("yýỳỷỹỵ", "iíìỉĩị")
_AFTER_CONSONANT = regex(r"(?<=[hklmstvnqbd])[yýỳỷỹỵ]$")

PREFIXED = ("h'", "h’", "k'", "k’")
"""What the names of women of the Ê Đê and of men of the Mạ and K'Ho begin with ("H'Yim Kđoh")."""
MOST_WORDS = 16
_COMPOUND = 2
_LONGEST = {"VN": 5, "KR": 4, "foreign": 4}
_FREQUENT, _RARE = 3.0, 1.0
_CERTAIN = 2.0
_WOMAN = "thị"
"""Between the family name and the given name it marks a woman, of whatever family ("Kiên Thị Minh")."""


class Families(Struct, frozen=True, eq=False):
    """Family names as match keys: Vietnamese, Korean, those of other countries, and all.

    `openings` are the first words of them all ("rơ" of "Rơ Châm"), and the middle word that names a woman.
    """

    vietnamese: frozenset[str]
    korean: frozenset[str]
    other: frozenset[str]
    all: frozenset[str]
    openings: frozenset[str]


def families(surnames: Mapping[str, frozenset[str]]) -> Families:
    """The families of a gazetteer, whose surnames are keyed by ISO country code."""
    known = surnames.get("VN", frozenset())
    vietnamese = known | {name.replace("'", "’") for name in known}
    korean = surnames.get("KR", frozenset())
    everyone = vietnamese.union(*surnames.values())
    openings = frozenset([name.partition(" ")[0] for name in everyone] + [_WOMAN])
    return Families(vietnamese, korean, everyone - vietnamese - korean, everyone, openings)


class Shape(Struct, frozen=True, eq=False):
    """A name apart from where it stands; `words` are match keys.

    `family_last` says that a Korean name stands in English order. `key` is one for all spellings of the name: hyphens,
    spaces, case, y for i and Korean order aside. `is_doubtful`: two Vietnamese words of which the first is a family
    name that few bear. `is_historic`: someone of whom streets and schools tell, not the news.
    """

    form: Form
    words: tuple[str, ...]
    surname: str
    given: tuple[str, ...]
    family_last: bool
    key: str
    is_doubtful: bool
    is_historic: bool


class Candidate(Struct, frozen=True, gc=False):
    """A name that `length` words from the one at `first` on may be; `tailed` with the lower-case syllable behind."""

    first: int
    length: int
    tailed: bool
    shape: Shape
    score: float


@cache
def listed(name: str) -> frozenset[str]:
    """The match keys of one list of `data/names.yaml`."""
    return keys(lists("names")[name])


@cache
def phrases(name: str) -> Phrases:
    """What a list of `data/names.yaml` holds, to be looked for before a place in a text."""
    return Phrases(listed(name))


@cache
def frequent(form: Form) -> frozenset[str]:
    """The family names that most people of a country bear."""
    found = table(lists("names")["frequent"])
    return keys(found[form]) if form in found else frozenset()


@lru_cache(maxsize=8192)
def candidates(words: tuple[str, ...], tail: str, known: Families, certain: bool) -> tuple[Candidate, ...]:  # noqa: FBT001
    """The names that a run of words may hold, the likeliest first; `certain`: one is to begin with the first word.

    `tail` is a lower-case syllable right after them ("Seo Tae min"); of more than `MOST_WORDS` words the last count.
    """
    found: list[Candidate] = []
    last_is_family = words[-1] in known.all
    for first in range(len(words) - 1):
        told = last_is_family or words[first] in known.all or words[first].startswith(PREFIXED)
        if not (told or len(words) - first > _COMPOUND):
            continue
        shape = _shape_of(words[first:], tail, known)
        if shape is None:
            continue
        score = _score(shape, first, len(words))
        if certain and first == 0 and _counted(shape) <= _LONGEST["foreign"] + (" " in shape.surname):
            score += _CERTAIN
        if score > 0:
            count = min(len(shape.words), len(words) - first)
            found.append(Candidate(first, count, count < len(shape.words), shape, score))
    return tuple(sorted(found, key=lambda candidate: -candidate.score))


def _counted(shape: Shape) -> int:
    """How long a name is: the word that marks a woman lengthens no long one ("Nguyễn Thị Hoàng Anh Thư")."""
    count = len(shape.words)
    return count - (count > _LONGEST["foreign"] and shape.words[1] == _WOMAN)


def _score(shape: Shape, first: int, total: int) -> float:
    score = _FREQUENT if shape.surname in frequent(shape.form) else _RARE
    if shape.form == "VN":
        spelled_freely = first == 0 and shape.surname in listed("ethnic") and not _are_vietnamese(shape.words)
        score += 2.0 if spelled_freely else {2: 1.0, 3: 2.0, 4: 1.0}.get(_counted(shape), -1.5)
        if len(shape.words) == _COMPOUND and shape.surname in listed("nouns"):
            score -= 2.5
    else:
        score += 1.5
        if shape.form == "KR" and len(shape.given) == 1 and _ONE_SYLLABLE.fullmatch(shape.given[0]):
            score -= 1.0
    if shape.family_last:
        score -= 2.0
    if first == 0:
        score += 1.5
    return score - 0.5 * (total - first - len(shape.words))


def _shape_of(words: tuple[str, ...], tail: str, known: Families) -> Shape | None:
    """A name that begins with the first of these words."""
    family = _family_length(words, known)
    if family:
        surname = " ".join(words[:family])
        if surname in known.korean and (shape := _korean_name(words, family, tail)):
            return shape
        if surname in known.vietnamese and (shape := _vietnamese_name(words, family)):
            return shape
    return _english_order(words, known) or _other_name(words, known) or _womans_name(words) or _prefixed_name(words)


def _prefixed_name(words: tuple[str, ...]) -> Shape | None:
    """Personal name first, a clan or none behind it: "H'Kim Hoa Byă", "K'Sơn Hùng"."""
    return _shape(words, "VN", 1) if words[0].startswith(PREFIXED) and len(words) <= _LONGEST["foreign"] else None


def _womans_name(words: tuple[str, ...]) -> Shape | None:
    """Of a family that no list holds: "Kiên Thị Minh"; "Thị xã" and "Thị trấn" go on in small letters."""
    if len(words) not in (3, 4) or words[1] != _WOMAN or not _are_vietnamese(words):
        return None
    return _shape(words, "VN", 1)


def _family_length(words: tuple[str, ...], known: Families) -> int:
    if len(words) > _COMPOUND and f"{words[0]} {words[1]}" in known.all:
        return 2
    return 1 if words[0] in known.all else 0


def _korean_name(words: tuple[str, ...], family: int, tail: str) -> Shape | None:
    """Family name first: "Yoon Ji Hun", "Yoon Ji-hun", "Kang Minsu", "Seo Tae min"."""
    given = words[family:]
    if not given:
        return None
    if len(given) > 1 and _ONE_SYLLABLE.fullmatch(given[0]) and _ONE_SYLLABLE.fullmatch(given[1]):
        return _shape(words[: family + 2], "KR", family)
    if _HYPHENATED.fullmatch(given[0]):
        return _shape(words[: family + 1], "KR", family)
    if not _KOREAN.fullmatch(given[0]) or len(given) > 1:
        return None
    if tail and _ONE_SYLLABLE.fullmatch(given[0]):
        return _shape((*words, tail), "KR", family)
    return _shape(words, "KR", family)


@lru_cache(maxsize=2048)
def ends_a_name(syllable: str, *, hyphenated: bool) -> bool:
    """Whether a lower-case syllable can end a Korean name, being no Vietnamese word."""
    return bool(_ONE_SYLLABLE.fullmatch(syllable)) and (hyphenated or not _VIETNAMESE.fullmatch(syllable))


def _vietnamese_name(words: tuple[str, ...], family: int) -> Shape | None:
    """Family name first, up to five words, each one Vietnamese syllable; other peoples of Vietnam spell freely."""
    if len(words) <= family or len(words) > _LONGEST["VN"]:
        return None
    free = " ".join(words[:family]) in listed("ethnic") or not _are_vietnamese(words[:family])
    return _shape(words, "VN", family) if free or _are_vietnamese(words) else None


def _are_vietnamese(words: tuple[str, ...]) -> bool:
    return all(_VIETNAMESE.fullmatch(bare(word)) for word in words)


def _english_order(words: tuple[str, ...], known: Families) -> Shape | None:
    """Family name last: "Hyeonki Kim", "Se-hoon Oh", "Jae Myung Lee"."""
    *given, last = words
    if not given or len(words) > _LONGEST["KR"] - 1 or last not in known.korean or words[0] in known.vietnamese:
        return None
    one = len(given) == 1 and (
        _HYPHENATED.fullmatch(given[0]) or (_KOREAN.fullmatch(given[0]) and not _ONE_SYLLABLE.fullmatch(given[0]))
    )
    two = len(given) == _COMPOUND and all(map(_ONE_SYLLABLE.fullmatch, given))
    return _shape(words, "KR", 1, family_last=True) if one or two else None


def _other_name(words: tuple[str, ...], known: Families) -> Shape | None:
    """A family name of another country first or last ("Kishida Fumio", "Shigeru Ishiba")."""
    if len(words) not in (2, 3) or known.other.isdisjoint((words[0], words[-1])):
        return None
    return _shape(words, "foreign", 1, family_last=words[0] not in known.other)


@lru_cache(maxsize=2048)
def foreign_shape(run: str) -> Shape | None:
    """Two to four capitalised words, as a name of any country: in plain letters, or some that Vietnamese has not."""
    words = tuple(match_key(piece[0]) for piece in PIECE.finditer(run))
    if len(words) > _LONGEST["foreign"] or run.isupper() or not (run.isascii() or _FOREIGN_LETTER.search(run.lower())):
        return None
    return _shape(words, "foreign", 1)


@lru_cache(maxsize=2048)
def syllabic_shape(run: str) -> Shape | None:
    """Three or four capitalised syllables as Vietnamese spells them ("Vu Vỹ Cường"), family name first."""
    words = tuple(match_key(run).split())
    if len(words) not in (3, 4) or run.isupper() or not _are_vietnamese(words):
        return None
    return _shape(words, "foreign", 1)


def _shape(words: tuple[str, ...], form: Form, family: int, *, family_last: bool = False) -> Shape:
    given, own = (words[:-family], words[-family:]) if family_last else (words[family:], words[:family])
    surname = " ".join(own)
    if form == "KR":
        key = f"{surname} {''.join(given).replace('-', '').replace(' ', '')}"
    else:
        key = " ".join(_AFTER_CONSONANT.sub(lambda m: m[0].translate(I_FOR_Y), word) for word in words)
    rare = surname not in frequent(form) and surname not in listed("ethnic") and _are_vietnamese(own)
    doubtful = form == "VN" and len(words) == _COMPOUND and rare
    historic = " ".join(words) in listed("history")
    return Shape(form, words, surname, given, family_last, key, doubtful, historic)
