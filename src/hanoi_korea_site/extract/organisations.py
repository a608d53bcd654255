"""Bodies and companies, by the noun that heads their name: "UBND TP Hà Nội", "Tập đoàn Lotte", "KOICA".

A name runs from its head noun over capitalised words, their second syllables and the place it ends in. Abbreviations
and full words, and a place with and without its head, make one body; a body named without its place ("UBND tỉnh") is
the one of the article that has a place, where there is just one.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

from msgspec import Struct
from msgspec.structs import replace

from hanoi_korea_site.closed_lists import lists
from hanoi_korea_site.extract.lexicon import keys, table, words
from hanoi_korea_site.extract.listed import listed_in
from hanoi_korea_site.extract.names.wards import ward_end
from hanoi_korea_site.extract.nouns import Group
from hanoi_korea_site.extract.places.unknown import SYLLABLE
from hanoi_korea_site.extract.sheet import Sheet
from hanoi_korea_site.extract.stages import Stage, Steps
from hanoi_korea_site.finder import Hit
from hanoi_korea_site.model import Mention, Organisation, Place
from hanoi_korea_site.patterns import regex
from hanoi_korea_site.text import match_key, slug

_TOKEN = regex(r"(,? |(?: ?[-–&] ?))([^\W\d_][\w'’+]*|\d{1,2}(?![\w./-]))")
_UNIT = regex(
    r" (?:tỉnh|thành phố|tp|huyện|thị xã|quận(?: \d{1,2})?"
    r"|(?P<ward>phường(?: \d{1,2})?|xã(?! hội)|thị trấn|đặc khu))(?!\w)"
)
_ABROAD = regex(r" (?:tại|ở) ")
_PAIR = regex(r" ?[-–] ?| ")
_BRACKETED = regex(r" ?\(([A-ZĐ][\w.-]{1,11})\)")
_APART_FROM = regex(r"[^\w-]?$")
_APART = regex(r"[\s,–&-]+")
_LOOSE_UNIT = regex(r" (?:tỉnh|thành phố|quận|huyện|thị xã|tại|ở)$")
_CONNECTING = frozenset(("và", "các"))
_LONGEST = 14
_LONGEST_SURNAME = 8


class _Body(Struct, frozen=True, gc=False):
    """A body as named once: `words` are its spelled-out match key without places, `places` their ids in order."""

    start: int
    end: int
    words: str
    places: tuple[str, ...]
    rule: str
    confidence: float


class _Spans(Struct, frozen=True, gc=False):
    """Where places are named, in order, with their ids."""

    starts: tuple[int, ...]
    spans: tuple[tuple[int, int, str], ...]

    def at(self, at: int) -> tuple[int, int, str] | None:
        """The span that holds `at`."""
        nearest = bisect_right(self.starts, at) - 1
        return self.spans[nearest] if nearest >= 0 and at < self.spans[nearest][1] else None


@Stage
def find_organisations(sheet: Sheet, places: Sequence[Place]) -> Steps[tuple[Organisation, ...]]:
    """All bodies named in what is published, in order of first mention."""
    spans = tuple(sorted([(found.start, found.end, place.id) for place in places for found in place.mentions]))
    named = _Spans(tuple([start for start, _, _ in spans]), spans)
    bodies: list[_Body] = []
    blocks = iter(sheet.blocks)
    low = high = free_from = 0
    for hit in listed_in(sheet.key).bodies:
        start, end, group = hit
        while high <= start and (block := next(blocks, None)):
            low, high = block.start, block.end
        if not low <= start < high or start < free_from or named.at(start) or _behind_surname(sheet, hit):
            continue
        rule = acronym if group == "acronyms" else head_noun
        body = rule(sheet, named, start, end, group, high)
        if body:
            bodies.append(body)
            free_from = body.end
    yield
    return _united(sheet, explained(sheet, bodies))


def _behind_surname(sheet: Sheet, hit: Hit[Group]) -> bool:
    """Whether the noun is a syllable of a person's name, as in "Lê Trường Lưu"."""
    if hit.value not in ("schools", "firms") or not sheet.text[hit.start].isupper():
        return False
    if not sheet.text.startswith(" ", hit.start - 1):
        return False
    before = sheet.text[max(0, hit.start - _LONGEST_SURNAME - 1) : hit.start].rsplit(None, 1)[-1:]
    return bool(before) and before[0][0].isupper() and match_key(before[0]) in _surnames()


def acronym(sheet: Sheet, _: _Spans, start: int, end: int, __: Group, ___: int) -> _Body | None:
    """As in "KOICA", "UNESCO": a body by itself, in its own capitals."""
    if sheet.text[start:end] not in words(lists("organisations")["acronyms"]):
        return None
    return _Body(start, end, sheet.key[start:end], (), "organisations.acronym", 0.9)


def head_noun(sheet: Sheet, named: _Spans, start: int, end: int, group: Group, high: int) -> _Body | None:
    """As in "Ủy ban Nhân dân thành phố Hà Nội", "Công ty Samsung": a head noun and the name behind it."""
    text, key = sheet.text, sheet.key
    capital = text[start].isupper()
    if not capital and (group != "firms" or not text[end + 1 : end + 2].isupper()):
        return None
    whole = key[start:end] in _alone() and _person_follows(sheet, named, end, high)
    stop, inside = (end, []) if whole else _name(sheet, named, end, group, high)
    nameless = stop == end and not (capital and key[start:end] in _alone())
    if nameless or (inside and not capital):
        return None
    pieces = [
        key[a:b] for a, b in zip([start, *(e for _, e, _ in inside)], [*(s for s, _, _ in inside), stop], strict=True)
    ]
    return _Body(
        start, stop, _spelled_out(" ".join(pieces)), tuple(id_ for _, _, id_ in inside), "organisations.head_noun",
        0.9 if capital else 0.75,
    )  # fmt: skip


def explained(sheet: Sheet, bodies: Sequence[_Body]) -> list[_Body]:
    """As in "Cơ quan Hợp tác quốc tế Hàn Quốc (KOICA)": a short form in brackets, there and wherever else it stands."""
    meant: dict[str, _Body] = {}
    for body in bodies:
        bracketed = _BRACKETED.match(sheet.text, body.end)
        if bracketed and body.rule == "organisations.head_noun":
            meant.setdefault(bracketed[1], body)
    if not meant:
        return list(bodies)
    short = [
        replace(body, start=start, end=start + len(word), rule="organisations.explained")
        for word, body in meant.items()
        for block in sheet.blocks
        for start in _standing(sheet.text, word, block.start, block.end)
    ]
    starts = {body.start for body in short}
    return sorted([*short, *(body for body in bodies if body.start not in starts)], key=lambda body: body.start)


def _standing(text: str, word: str, low: int, high: int) -> Iterator[int]:
    """Where a word stands by itself in a range."""
    start = text.find(word, low, high)
    while start >= 0:
        end = start + len(word)
        if _APART_FROM.match(text[start - 1 : start]) and _APART_FROM.match(text[end : end + 1]):
            yield start
        start = text.find(word, end, high)


def _person_follows(sheet: Sheet, named: _Spans, end: int, high: int) -> bool:
    """As behind "Bí thư Tỉnh ủy" in "Bí thư Tỉnh ủy Lê Minh An": a family name and another capitalised word."""
    token = _TOKEN.match(sheet.text, end, high)
    if token is None or not token[2][0].isupper() or named.at(token.start(2)):
        return False
    return match_key(token[2]) in _surnames() and sheet.text[token.end() + 1 : token.end() + 2].isupper()


def _name(sheet: Sheet, named: _Spans, end: int, group: Group, high: int) -> tuple[int, list[tuple[int, int, str]]]:
    """Where the name that goes on at `end` ends, and the places in it; `end` itself where there is no name."""
    text, key = sheet.text, sheet.key
    at = stop = end
    before, joined = "", False
    for _ in range(_LONGEST):
        token = _TOKEN.match(text, at, high)
        if token is None:
            break
        if span := named.at(token.start(2)):
            return (stop, []) if before == "và" else _with_places(sheet, named, span)
        if unit := _UNIT.match(key, at, high):
            if (
                group == "schools" and text[unit.end() + 1 : unit.end() + 2].isupper()
            ):  # "Đại học Quốc gia TP Hồ Chí Minh"
                at = stop = unit.end()
                continue
            return (unit["ward"] and ward_end(text, key, unit.end() + 1, high, _surnames())) or unit.end(), []
        word, listed = token[2], token[1].startswith(",")
        if listed and (group != "civic" or match_key(word) not in _topics()):
            break
        following = text[token.end() + 1 : token.end() + 2]
        if not _goes_on(before, word, following, group) or (joined and token.start(2) in listed_in(key).starts):
            break
        if word[0].isupper() or (stop > end and word not in _CONNECTING):
            stop = token.end()
        before, joined, at = word, listed or word == "và", token.end()
    return stop, []


@lru_cache(maxsize=65536)
def _goes_on(before: str, word: str, following: str, group: Group) -> bool:
    """Whether a name runs from the word `before` over `word`; `following` is the letter of the word behind it."""
    key = match_key(word)
    if word[0].isupper():
        return not (before and group == "civic" and key in _surnames() and following.isupper())
    if word in _CONNECTING:
        return group != "firms" or following.islower() or before.islower()
    foreign = before[:1].isupper() and before.isascii() and not SYLLABLE.fullmatch(match_key(before))
    if foreign:
        return False
    second = before[:1].isupper() and following.isupper() and key not in _no_syllables()  # "Công ty Cà phê Simexco"
    return second or key in _inner() or f"{match_key(before)} {key}" in _pairs()


def _with_places(sheet: Sheet, named: _Spans, span: tuple[int, int, str]) -> tuple[int, list[tuple[int, int, str]]]:
    """The place a name ends in, the one joined to it ("Việt Nam - Hàn Quốc"), and where it sits ("tại Hàn Quốc")."""
    spans = [span]
    for pattern in (_PAIR, _ABROAD):
        joint = pattern.match(sheet.key, spans[-1][1])
        following = named.at(joint.end()) if joint else None
        if joint and following and following[0] == joint.end():
            spans.append(following)
    return spans[-1][1], spans


def _united(sheet: Sheet, bodies: Sequence[_Body]) -> tuple[Organisation, ...]:
    """One organisation for all bodies of the same words and places; named as where its name is fullest."""
    homes: dict[str, set[tuple[str, ...]]] = {}
    for body in bodies:
        if body.places:
            homes.setdefault(body.words, set()).add(body.places)
    names: dict[str, str] = {}
    mentions: dict[str, list[Mention]] = {}
    for body in bodies:
        text = sheet.text[body.start : body.end]
        known = homes.get(body.words, set())
        home = next(iter(known)) if not body.places and len(known) == 1 else body.places
        identity = _id(body.words, home)
        if home == body.places and body.rule != "organisations.explained":
            names.setdefault(identity, text)
        mention = Mention(text, body.start, body.end, body.rule, body.confidence)
        mentions.setdefault(identity, []).append(mention)
    return tuple(
        Organisation(identity, names.get(identity, found[0].text), tuple(found)) for identity, found in mentions.items()
    )


@lru_cache(maxsize=4096)
def _id(spelled: str, home: tuple[str, ...]) -> str:
    return slug(" ".join((spelled, *home)))


@lru_cache(maxsize=4096)
def _spelled_out(key: str) -> str:
    """The words of a name without its places and units, abbreviations in full."""
    spelled = " ".join(_abbreviations().get(word, word) for word in _APART.split(key) if word)
    return _LOOSE_UNIT.sub("", _LOOSE_UNIT.sub("", spelled))


@cache
def _abbreviations() -> Mapping[str, str]:
    return {match_key(short): str(full) for short, full in table(lists("organisations")["abbreviations"]).items()}


@cache
def _alone() -> frozenset[str]:
    return keys(lists("organisations")["alone"])


@cache
def _topics() -> frozenset[str]:
    return keys(lists("organisations")["topics"])


@cache
def _inner() -> frozenset[str]:
    return keys(lists("organisations")["inner"])


@cache
def _no_syllables() -> frozenset[str]:
    listed = lists("organisations")
    return keys(listed["breaks"]) | keys(listed["verbs"])


@cache
def _pairs() -> frozenset[str]:
    return keys(lists("organisations")["pairs"])


@cache
def _surnames() -> frozenset[str]:
    listed = lists("surnames")
    return frozenset[str]().union(*map(keys, listed.values()))
