"""The closed lists of `data/offices.yaml`: heads of offices, and the words that may or may not stand around them."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Literal, NamedTuple

from hanoi_korea_site.closed_lists import lists
from hanoi_korea_site.extract.lexicon import Phrases, keys, table, words
from hanoi_korea_site.finder import first_of
from hanoi_korea_site.text import match_key

Kind = Literal[
    "state", "envoy", "party", "legislature", "diplomatic", "local", "agency", "company", "learning", "association",
    "delegation",
]  # fmt: skip
KINDS: tuple[Kind, ...] = (
    "state", "envoy", "party", "legislature", "diplomatic", "local", "agency", "company", "learning", "association",
    "delegation",
)  # fmt: skip
OF_STATES = frozenset(("state", "diplomatic", "legislature"))
PUBLIC = OF_STATES | {"local", "party", "envoy"}


class Term(NamedTuple):
    """A phrase that the finder knows: an office's head (with its `kind`), a trap, a body's noun, or an address."""

    sort: Literal["head", "trap", "noun", "call"]
    key: str
    kind: Kind = "state"


@cache
def _phrases() -> tuple[tuple[str, Term], ...]:
    """Heads with and without "Phó", abbreviations, traps and nouns; where two have one key the first holds."""
    listed = lists("offices")
    known = [(trap, Term("trap", trap)) for trap in words(listed["traps"])]
    kind_of: dict[str, Kind] = {}
    for kind in KINDS:
        for head in words(table(listed["heads"])[kind]):
            for form in (head, f"Phó {head}"):
                key = match_key(form)
                kind_of.setdefault(key, kind)
                known.append((form, Term("head", key, kind)))
    for short, full in table(listed["abbreviations"]).items():
        key = match_key(str(full))
        known.append((short, Term("head", key, kind_of[key])))
    known.extend((noun, Term("noun", noun)) for noun in words(listed["nouns"]))
    known.extend((call, Term("call", match_key(call))) for call in words(listed["calls"]))
    return tuple(known)


@cache
def terms() -> Mapping[str, Term]:
    """What each phrase is, by its match key."""
    return first_of(_phrases())


@cache
def listed(name: str) -> frozenset[str]:
    """The match keys of one list."""
    return keys(lists("offices")[name])


@cache
def phrases(*names: str) -> Phrases:
    """What the lists hold, to be looked for before a place in a text."""
    return Phrases(frozenset[str]().union(*map(listed, names)))


@cache
def beginnings(name: str) -> Mapping[str, tuple[str, ...]]:
    """First word of each entry -> what follows it, longest last; "" where the entry has one word."""
    found: dict[str, list[str]] = {}
    for entry in sorted(listed(name)):
        first, _, rest = entry.partition(" ")
        found.setdefault(first, []).append(rest)
    return {first: tuple(rests) for first, rests in found.items()}


def begins(name: str, word: str, key: str, end: int) -> bool:
    """Whether `word`, which ends at `key[end]`, is an entry of the list or begins one that stands there whole."""
    for rest in beginnings(name).get(word, ()):
        after = end + 1 + len(rest)
        if not rest or (key.startswith(rest, end + 1) and not key[after : after + 1].isalnum()):
            return True
    return False


@cache
def alternation(*names: str) -> str:
    """A pattern's alternation of all entries, longest first."""
    found = frozenset[str]().union(*map(listed, names))
    return "|".join(re.escape(word) for word in sorted(found, key=lambda word: (-len(word), word)))


@cache
def _in_no_office() -> Mapping[str, frozenset[str]]:
    return {match_key(head): keys(bodies) for head, bodies in table(lists("offices")["in_no_office"]).items()}


def is_no_office(head: str, body: str) -> bool:
    """Whether a head (its match key) names no public office in such a body, as that of a department in a hospital."""
    words_of_body = _in_no_office().get(head)
    return words_of_body is not None and any(word in match_key(body) for word in words_of_body)


@cache
def _line_of() -> Mapping[str, int]:
    """Head -> which line of office it belongs to, of those that exclude each other."""
    lines = lists("offices")["exclusive"]
    if not isinstance(lines, list):
        raise TypeError("the exclusive offices are a list of lists")
    return {
        match_key(form): number
        for number, line in enumerate(lines)
        for head in words(line)
        for form in (head, f"Phó {head}")
    }


def exclude(one: str, other: str) -> bool:
    """Whether nobody holds two such offices at a time, told by their heads' match keys."""
    lines = {_line_of().get(one), _line_of().get(other)}
    return None not in lines and (len(lines) > 1 or one == f"phó {other}" or other == f"phó {one}")


def leads(head: str) -> bool:
    """Whether it is the head of a mayor's, a governor's, a minister's or a chief of state's office, or its deputy's."""
    return head in _line_of()


@cache
def assemblies() -> tuple[str, ...]:
    return tuple(sorted(listed("assemblies")))


@cache
def synonyms() -> Mapping[str, str]:
    """Head -> the first of the heads that word the same office; deputies alike."""
    groups = lists("offices")["synonyms"]
    if not isinstance(groups, list):
        raise TypeError("synonyms are a list of lists")
    same: dict[str, str] = {}
    for group in groups:
        first, *others = map(match_key, words(group))
        same.update(dict.fromkeys(others, first))
        same.update({f"phó {other}": f"phó {first}" for other in others})
    return same
