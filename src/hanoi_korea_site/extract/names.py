"""Shapes of persons' names in a text: Vietnamese, Korean in its romanisations, and foreign beside an office.

A name is read out of a run of capitalised words. What else stands in the run (an office, a place, a body's noun) is
told as `closed` spans, or split off by weighing where a family name begins.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal, NamedTuple

from hanoi_korea_site.extract.lexicon import keys, lists, phrase_before, table
from hanoi_korea_site.text import bare, match_key

Form = Literal["VN", "KR", "foreign"]

UPPER = "".join(char for char in map(chr, [*range(0x41, 0x250), *range(0x1E00, 0x1F00)]) if char.isupper())
_WORD = f"[{UPPER}][\\w'’]*(?:-[\\w'’]+)*"
RUN = re.compile(f"(?<![\\w-])(?:{_WORD}(?: {{1,2}}{_WORD})+|[A-Z][a-z]{{0,5}}-[A-Z][a-z]+-[A-Z]?[a-z]+(?![\\w-]))")
SINGLE = re.compile(_WORD)
_PIECE = re.compile(r"[A-Za-z'’]+(?:-[A-Za-z'’]+)+(?!\w)|[^ -]+")

# A syllable as romanisations of Korean spell it, and one that Vietnamese spells without marks.
_SYLLABLE = "(?:[gkndtrlmbpsjchwyzf]{0,2}[aeiouyw]{1,4}(?:ng|ck|gh|[knmlrpbthgs])?)"
_KOREAN = re.compile(f"{_SYLLABLE}{{1,3}}")
_ONE_SYLLABLE = re.compile(_SYLLABLE)
_HYPHENATED = re.compile(f"({_SYLLABLE}{{1,2}})- ?({_SYLLABLE}{{1,2}})")
_VIETNAMESE = re.compile(
    "(?:ngh?|nh|ch|gh?|gi|kh?|ph|qu|th?|tr|[bcdhlmnprstvx])?"
    "(?:uye?u?|uya|uou|uoi|uay|uai|uan|oai|oay|oeo|ieu|yeu|uu|[ao]i|a[ouy]|e[ou]|i[aeu]|o[ae]|u[aeio]|ye|[aeiouy])"
    "(?:ch|ng|nh|[cmnpt])?"
)
_PART = re.compile(r"[^ -]+")
_JOINT = re.compile(r"[ -]")
_LOWER_SYLLABLE = re.compile(r"(-?) ([a-z]{2,6})(?!\w)")

_SPLIT = 0.85
_COMPOUND = 2
_ADDRESS = frozenset(("ông", "bà", "ngài", "anh", "chị", "cô"))
_LONGEST_ALIKE = 4
_LONGEST = {"VN": 5, "KR": 4, "foreign": 4}
_FREQUENT, _RARE = 3.0, 1.0


class Word(NamedTuple):
    start: int
    end: int
    key: str


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name at `text[start:end]`; `words` are match keys, `family` how many of them are the family name.

    `family_last` says that a Korean name stands in English order. `weight` is how sure its left edge is: 1 where
    something certain stands before it, less where a run had to be split.
    """

    start: int
    end: int
    form: Form
    words: tuple[str, ...]
    family: int
    family_last: bool
    weight: float

    @property
    def surname(self) -> str:
        return " ".join(self.words[-self.family :] if self.family_last else self.words[: self.family])

    @property
    def is_doubtful(self) -> bool:
        """Two Vietnamese words of which the first is a family name that few bear."""
        rare = self.surname not in _frequent(self.form) and self.surname not in _listed("ethnic")
        return self.form == "VN" and len(self.words) == 2 and rare  # noqa: PLR2004 - family and given name

    @property
    def given(self) -> tuple[str, ...]:
        return self.words[: -self.family] if self.family_last else self.words[self.family :]


@dataclass(frozen=True, slots=True)
class Families:
    """Family names as match keys: Vietnamese, Korean, those of other countries, and all."""

    vietnamese: frozenset[str]
    korean: frozenset[str]
    other: frozenset[str]
    all: frozenset[str]


def families(surnames: Mapping[str, frozenset[str]]) -> Families:
    """The families of a gazetteer, whose surnames are keyed by ISO country code."""
    vietnamese, korean = surnames.get("VN", frozenset()), surnames.get("KR", frozenset())
    everyone = frozenset[str]().union(*surnames.values())
    return Families(vietnamese, korean, everyone - vietnamese - korean, everyone)


@cache
def _listed(name: str) -> frozenset[str]:
    return keys(lists("names")[name])


@cache
def _frequent(form: Form) -> frozenset[str]:
    listed = table(lists("names")["frequent"])
    return keys(listed[form]) if form in listed else frozenset()


def find_names(
    text: str, key: str, start: int, end: int, closed: Sequence[tuple[int, int]], known: Families
) -> Iterator[Name]:
    """Names in `text[start:end]`, in order; `closed` are sorted spans that belong to no name's beginning."""
    for run in RUN.finditer(text, start, end):
        low, high = run.span()
        before = bisect_right(closed, (low, len(text))) - 1
        if before >= 0 and closed[before][1] >= high:
            continue
        if known.all.isdisjoint(_JOINT.split(key[low:high])):
            continue
        words = [Word(low + m.start(), low + m.end(), m[0]) for m in _pieces(key[low:high])]
        for segment, edge in _segments(words, closed, key):
            name = _best(segment, text, key, known, certain=edge)
            if name is not None and " ".join(name.words) not in _listed("history"):
                yield name


def _pieces(run: str) -> Iterator[re.Match[str]]:
    """The words of a run; "Oh-Sae-Hyun" is three, "Se-hoon" one."""
    return (_PIECE if " " in run else _PART).finditer(run)


def _segments(words: list[Word], closed: Sequence[tuple[int, int]], key: str) -> Iterator[tuple[list[Word], bool]]:
    """Maximal stretches outside the closed spans, and whether a closed span stands right before each."""
    index = max(0, bisect_left(closed, (words[0].start, 0)) - 1)
    segment: list[Word] = []
    edge = False
    for word in words:
        while index < len(closed) and closed[index][1] <= word.start:
            index += 1
        inside = index < len(closed) and closed[index][0] < word.end
        if segment and key[segment[-1].end : word.start] == "-" and " " in key[words[0].start : words[-1].end]:
            yield segment, edge
            segment, edge = [], True
        if inside and not _given_name_like_a_place(segment, words):
            if segment:
                yield segment, edge
            segment, edge = [], True
        else:
            segment.append(word)
    if segment:
        yield segment, edge


def _given_name_like_a_place(segment: list[Word], words: list[Word]) -> bool:
    """As in "Nguyễn Thái Bình": a frequent Vietnamese family name begins the run, and the "place" ends it."""
    told = [word for word in segment if word.key not in _ADDRESS]
    own = [word for word in words if word.key not in _ADDRESS]
    if not told or len(told) > 2 or told[0] is not own[0] or len(own) > _LONGEST_ALIKE:  # noqa: PLR2004 - and a middle name
        return False
    return told[0].key in _frequent("VN") and told[0].key not in _listed("nouns")


def _best(segment: list[Word], text: str, key: str, known: Families, *, certain: bool) -> Name | None:
    """The likeliest name that ends the segment; None where it holds none. `certain`: its left edge is."""
    best: Name | None = None
    best_score = 0.0
    last_is_family = segment[-1].key in known.all
    for first, word in enumerate(segment[:-1]):
        if not (last_is_family or word.key in known.all or len(segment) - first > _COMPOUND):
            continue
        name = _name_at(segment[first:], text, known)
        if name is None or _named_after(key, word.start):
            continue
        score = _score(name, first, len(segment))
        if score > best_score:
            best, best_score = name, score
    if best is None or certain or best.start == segment[0].start or segment[0].key in _ADDRESS:
        return best
    return replace(best, weight=_SPLIT)


def _named_after(key: str, start: int) -> bool:
    """Whether a street, a school or a prize stands right before; "thành phố" is no street."""
    thing = phrase_before(key, start, _listed("named_after"))
    return thing >= 0 and not key.endswith("thành ", 0, thing)


def _score(name: Name, first: int, total: int) -> float:
    surname = name.surname
    score = _FREQUENT if surname in _frequent(name.form) else _RARE
    if name.form == "VN":
        score += {2: 1.0, 3: 2.0, 4: 1.0}.get(len(name.words), -1.5)
        if len(name.words) == _COMPOUND and surname in _listed("nouns"):
            score -= 2.5
    else:
        score += 1.5
    if name.family_last:
        score -= 2.0
    if first == 0:
        score += 1.5
    return score - 0.5 * (total - first - len(name.words))


def _name_at(words: list[Word], text: str, known: Families) -> Name | None:
    """A name that begins with the first of these words."""
    family = _family_length(words, known)
    if family:
        surname = " ".join(word.key for word in words[:family])
        if surname in known.korean and (name := _korean_name(words, family, text)):
            return name
        if surname in known.vietnamese and (name := _vietnamese_name(words, family)):
            return name
    return _english_order(words, known) or _other_name(words, known)


def _family_length(words: list[Word], known: Families) -> int:
    if len(words) > _COMPOUND and f"{words[0].key} {words[1].key}" in known.all:
        return 2
    return 1 if words[0].key in known.all else 0


def _korean_name(words: list[Word], family: int, text: str) -> Name | None:
    """Family name first: "Oh Se Hoon", "Oh Se-hoon", "Choi Minho", "Park Won soon"."""
    given = words[family:]
    if not given:
        return None
    first = given[0].key
    if len(given) > 1 and _ONE_SYLLABLE.fullmatch(first) and _ONE_SYLLABLE.fullmatch(given[1].key):
        return _name(words[: family + 2], "KR", family)
    if _HYPHENATED.fullmatch(first):
        return _name(words[: family + 1], "KR", family)
    if not _KOREAN.fullmatch(first) or len(given) > 1:
        return None
    tail = _LOWER_SYLLABLE.match(text, given[0].end)
    if (
        tail
        and _ONE_SYLLABLE.fullmatch(first)
        and _ONE_SYLLABLE.fullmatch(tail[2])
        and (tail[1] or not _VIETNAMESE.fullmatch(tail[2]))
    ):
        return _name([*words[: family + 1], Word(*tail.span(2), tail[2])], "KR", family)
    return _name(words[: family + 1], "KR", family)


def _vietnamese_name(words: list[Word], family: int) -> Name | None:
    """Family name first, up to five words, each one Vietnamese syllable; other peoples of Vietnam spell freely."""
    ethnic = " ".join(word.key for word in words[:family]) in _listed("ethnic")
    if len(words) <= family or len(words) > _LONGEST["VN"]:
        return None
    if ethnic or all(_VIETNAMESE.fullmatch(bare(word.key)) for word in words):
        return _name(words, "VN", family)
    return None


def _english_order(words: list[Word], known: Families) -> Name | None:
    """Family name last: "Hyeonki Kim", "Se-hoon Oh", "Jae Myung Lee"."""
    *given, last = words
    if not given or len(words) > _LONGEST["KR"] - 1 or last.key not in known.korean or words[0].key in known.vietnamese:
        return None
    one = len(given) == 1 and (
        _HYPHENATED.fullmatch(given[0].key)
        or (_KOREAN.fullmatch(given[0].key) and not _ONE_SYLLABLE.fullmatch(given[0].key))
    )
    two = len(given) == _COMPOUND and all(_ONE_SYLLABLE.fullmatch(word.key) for word in given)
    if not (one or two):
        return None
    return _name(words, "KR", 1, family_last=True)


def _other_name(words: list[Word], known: Families) -> Name | None:
    """A family name of another country first or last ("Kishida Fumio", "Shigeru Ishiba")."""
    if len(words) not in (2, 3) or not {words[0].key, words[-1].key} & known.other:
        return None
    return _name(words, "foreign", 1, family_last=words[0].key not in known.other)


def _name(words: Sequence[Word], form: Form, family: int, *, family_last: bool = False) -> Name:
    return Name(words[0].start, words[-1].end, form, tuple(word.key for word in words), family, family_last, 1.0)


def foreign_name(text: str, start: int, limit: int) -> Name | None:
    """Two to four capitalised words without Vietnamese marks at `start`, right after an office and its country."""
    run = RUN.match(text, start, limit) if text[start : start + 1].isupper() else None
    if run is None:
        return None
    words = [Word(start + m.start(), start + m.end(), match_key(m[0])) for m in _PIECE.finditer(run[0])]
    if len(words) > _LONGEST["foreign"] or not run[0].replace(" ", "").replace("-", "").isascii() or run[0].isupper():
        return None
    return _name(words, "foreign", 1)
