"""A known place's name met in a text, with the words that stand before it."""

from functools import cache, lru_cache
from typing import Literal, cast

from msgspec import Struct

from hanoi_korea_site.closed_lists import lists
from hanoi_korea_site.extract.lexicon import keys, table
from hanoi_korea_site.extract.sheet import Sheet
from hanoi_korea_site.gazetteer import UNIT_SUFFIXES, Gazetteer, GazetteerPlace, KnownName

HeadKind = Literal["city", "province", "district", "ward"]

_REACH = 64
"""Code points looked at to the left of a name."""
_LONGEST_PHRASE = 4
_OPENING = "([“‘\"'«"
_CLOSING = ",;:!?)]|”"


class Head(Struct, frozen=True, gc=False):
    """A word such as "tỉnh" before a name; a mention with it begins at `start`.

    That is the name's own start where the head stands apart ("thành phố cảng Busan") or heads several names.
    """

    kind: HeadKind
    start: int


class Sight(Struct, frozen=True, gc=False):
    """A known spelling at `start:end`, in the block `low:high`.

    `before` are the match keys of up to six words before the name and its head, the nearest last; empty where none
    of `place_words` ends in the nearest. `capital_before` says that a capitalised word stands right before it all,
    `related` that it stands in another story's title.
    """

    known: KnownName
    start: int
    end: int
    low: int
    high: int
    head: Head | None
    before: tuple[str, ...]
    capital_before: bool
    related: bool

    @property
    def from_head(self) -> int:
        return self.head.start if self.head else self.start

    @property
    def is_country(self) -> bool:
        return self.known.places[0].type == "country"

    @property
    def unsure(self) -> bool:
        """Whether the spelling names nothing without a head or a neighbour."""
        return self.known.unsure

    @property
    def bare(self) -> bool:
        """Whether nothing that stands right before the name could tell what it is."""
        return not (self.head or self.before or self.capital_before)


class Reading(Struct, frozen=True, gc=False):
    """A place read at `start:end` by a rule; `related` says that it stands in another story's title."""

    place: GazetteerPlace
    start: int
    end: int
    rule: str
    confidence: float
    related: bool = False


def find_sights(sheet: Sheet, gazetteer: Gazetteer) -> list[Sight]:
    """Every known spelling in what is published and in related stories' titles, written with its capitals."""
    regions = sorted(
        [(block.start, block.end, False) for block in sheet.blocks]
        + [(span.start, span.end, True) for span in sheet.related]
    )
    text, key, at = sheet.text, sheet.key, 0
    sights: list[Sight] = []
    last_words = _last_words()
    for start, end, known in gazetteer.finder.find(key):
        while at < len(regions) and regions[at][1] <= start:
            at += 1
        if at == len(regions):
            break
        low, high, related = regions[at]
        if start < low or not (text[start:end] == known.text or _capitalised(text, start, known)):
            continue
        if key[end : end + 1] == "-" and known.places:
            suffix = next((suffix for suffix in UNIT_SUFFIXES if _ends_with(key, end, suffix)), "")
            if not suffix and text[end + 1 : end + 2].islower():
                continue
            end += len(suffix)  # noqa: PLW2901
        head: Head | None = None
        before: tuple[str, ...] = ()
        word = start
        if start > low and key[start - 1] in " .":
            stop = start - 1 if key[start - 1] == " " else start
            near = low if start - low < _REACH else start - _REACH
            word = key.rfind(" ", near, stop) + 1 or near
            if known.guarded or key[word:stop].lstrip(_OPENING) in last_words:
                head, before = _left_of(key, low, start, stop)
                word = max(near, key.rfind(" ", near, max(near, head.start - 1)) + 1) if head else word
        capital = word < start and text[word].isupper()
        sights.append(Sight(known, start, end, low, high, head, before, capital, related))
    return sights


def closing(words: tuple[str, ...], phrases: frozenset[str]) -> str:
    """The longest of `phrases` that `words` end in, or ""."""
    if not words or words[-1] not in _lasts(phrases):
        return ""
    for count in range(min(_LONGEST_PHRASE, len(words)), 0, -1):
        phrase = " ".join(words[-count:])
        if phrase in phrases:
            return phrase
    return ""


@lru_cache(maxsize=64)
def _lasts(phrases: frozenset[str]) -> frozenset[str]:
    return frozenset(phrase.rsplit(" ", 1)[-1] for phrase in phrases)


@cache
def place_words(name: str) -> frozenset[str]:
    """The match keys of a list in `data/place_words.yaml`."""
    return keys(lists("place_words")[name])


@cache
def _kinds() -> dict[str, HeadKind]:
    """The kind of each head, by its match key."""
    listed = table(lists("place_words")["heads"])
    return {word: cast("HeadKind", kind) for kind, heads in listed.items() for word in keys(heads)}


@cache
def _heads() -> frozenset[str]:
    return frozenset(_kinds())


@cache
def _last_words() -> frozenset[str]:
    """The last words of all phrases that mean something right before a name: most names have none of them there."""
    phrases = _heads().union(*map(place_words, ("between", "languages", "money", "venues", "address", "leading")))
    return _lasts(phrases)


def _ends_with(key: str, at: int, suffix: str) -> bool:
    end = at + len(suffix)
    return key.startswith(suffix, at) and not key[end : end + 1].isalnum()


def _capitalised(text: str, start: int, known: KnownName) -> bool:
    return all(text[start + offset].isupper() for offset in known.capitals)


def _left_of(key: str, low: int, start: int, stop: int) -> tuple[Head | None, tuple[str, ...]]:
    """The head before a name at `start`, and the words before both; the word before the name ends at `stop`."""
    words = _words(key[max(low, start - _REACH) : stop])
    phrase = closing(words, _heads())
    if phrase:
        before = words[: -len(phrase.split())]
        plural = closing(before, place_words("plural"))
        return Head(_kinds()[phrase], start if plural else stop - len(phrase)), before
    rest = words
    while between := closing(rest, place_words("between")):
        rest = rest[: -len(between.split())]
    phrase = closing(rest, _heads()) if rest is not words else ""
    if phrase:
        return Head(_kinds()[phrase], start), rest[: -len(phrase.split())]
    return None, words if stop < start else ()


def _words(left: str) -> tuple[str, ...]:
    """The last words of a clause, without the brackets and quotation marks that open before them."""
    words: list[str] = []
    for word in reversed(left.rsplit(None, 6)[-6:]):
        if word[-1] in _CLOSING:
            break
        words.append(word.lstrip(_OPENING))
    return tuple(reversed(words))
