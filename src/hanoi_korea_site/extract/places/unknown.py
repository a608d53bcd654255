"""Places that are in no names file, told by their head: "huyện Xuân Lộc", "thành phố Kota Kinabalu"."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import cache

from hanoi_korea_site.closed_lists import lists
from hanoi_korea_site.extract.lexicon import keys as keys_of
from hanoi_korea_site.extract.lexicon import table
from hanoi_korea_site.extract.listed import listed_in
from hanoi_korea_site.extract.names.shapes import PREFIXED
from hanoi_korea_site.extract.places.sights import Reading, place_words
from hanoi_korea_site.extract.sheet import Sheet
from hanoi_korea_site.gazetteer import UNIT_SUFFIXES, Gazetteer, GazetteerPlace
from hanoi_korea_site.gazetteer.names_file import place_id
from hanoi_korea_site.model import PlaceType
from hanoi_korea_site.patterns import regex
from hanoi_korea_site.text import bare, fold, match_key

_WORD = regex(r"[^\W\d_][\w'’]*(?:-[\w'’]+)*")
_BODY_BEFORE = regex(
    r"(?:ubnd|hđnd|ủy ban nhân dân|hội đồng nhân dân|hội đồng|ủy|mặt trận tổ quốc|mttq|chính quyền)\s$"
)
_HOME_BODY_BEFORE = regex(
    r"(?:ubnd|hđnd|(?:ủy ban|hội đồng) nhân dân|tỉnh ủy|thành ủy|mặt trận tổ quốc|mttq|đoàn đbqh) $"
)
_OF_COUNTRY = regex(
    r"(?:\s?,?\s(?:của |thuộc )?(?:tỉnh|bang|khu tự trị|vùng) [\w' -]{2,24}?)?"
    r"(?:\s?\(|\s?,\s?|\s(?:của|thuộc|ở|tại)\s(?:nước )?)"
)
_OFFICE_BEFORE = regex(r"(?:thống đốc|thị trưởng|tỉnh trưởng|đô trưởng|chủ tịch|bí thư)\s$")
_TYPES: dict[str, PlaceType] = {"tỉnh": "province", "quận": "district", "huyện": "district"}
SYLLABLE = regex(r"(?:ngh?|[cgknpt]h|gi|qu|tr|[bcdghklmnprstvx])?[aeiouy]{1,3}(?:ch|n[gh]|[cmnpt])?")
"""A word in plain letters that may be a Vietnamese syllable."""
_LONGEST = 3
_SHORTEST_FOREIGN = 4
_COUNTRY_NEAR = 60
_BODY_REACH = 24
_LOWER = ("quận", "huyện", "thị xã")
_CITIES = ("thành phố", "tp", "tp.")


def after_heads(sheet: Sheet, gazetteer: Gazetteer, taken: AbstractSet[int]) -> list[Reading]:
    """Names that no names file has, of the type their head tells; `taken` are where names begin that are settled."""
    found: list[tuple[GazetteerPlace, int, int]] = []
    ends = [block.end for block in sheet.blocks]
    for start, at in _heads_before_capitals(sheet):
        nearest = bisect_right(ends, start)
        if at in taken or start in taken or nearest == len(ends) or start < sheet.blocks[nearest].start:
            continue
        head = sheet.key[start:at].strip()
        end = _name_end(sheet, gazetteer, start, at, head, ends[nearest])
        if end and taken.isdisjoint(range(at, end)):
            found.append((_place(sheet, gazetteer, head, at, end), start, end))
    told = {place.id: place for place, _, _ in reversed(found) if place.country}
    return [Reading(told.get(place.id, place), start, end, "places.after_head", 0.7) for place, start, end in found]


def _heads_before_capitals(sheet: Sheet) -> Iterator[tuple[int, int]]:
    """Where a head stands and the capitalised word behind it begins."""
    text = sheet.text
    for start, end, _ in listed_in(sheet.key).units:
        if text[end : end + 1] == " " and text[end + 1 : end + 2].isupper():
            yield start, end + 1


def _name_end(sheet: Sheet, gazetteer: Gazetteer, start: int, at: int, head: str, high: int) -> int:
    """Where the capitalised name at `at` ends, behind a head at `start`; 0 where it is none, or a person's."""
    words = list(_capitalised_run(sheet.text, at, high))
    keys = [match_key(word[0]) for word in words]
    if (
        not words
        or keys[0].startswith(PREFIXED)
        or (head in _CITIES and not place_words("no_names").isdisjoint((keys[0], " ".join(keys[:2]))))
    ):
        return 0
    shortest = 2 if _is_vietnamese(words[0][0]) else 1
    marked = any(_is_vietnamese(word[0]) for word in words)
    surnames = gazetteer.surnames.get("VN", frozenset()) if marked else _surnames(gazetteer)
    behind = next((count for count in range(shortest, len(words)) if keys[count] in surnames), 0)
    if not surnames.isdisjoint((keys[0], " ".join(keys[:2]))) and keys[0] not in place_words("first_halves"):
        if head not in _LOWER and _HOME_BODY_BEFORE.search(sheet.key, max(0, start - _BODY_REACH), start):
            return 0  # the names files have all provinces and cities of Vietnam
        body = _BODY_BEFORE.search(sheet.key, max(0, start - _BODY_REACH), start)
        person = (len(words) > shortest or body) if not behind else (shortest == 1 and body)
        if person or keys[0] in _frequent():
            return 0
    if len(words) <= _LONGEST and _country_beside(sheet, gazetteer, words[-1].end()):
        return words[-1].end()
    words = words[: behind or _own_words(sheet, start, words)]
    if len(words) < shortest or (shortest == 1 and words[-1].end() - at < _SHORTEST_FOREIGN):
        return 0
    return words[-1].end()


def _own_words(sheet: Sheet, start: int, words: Sequence[re.Match[str]]) -> int:
    """How many capitalised words name the place: a foreign person's name may follow a Vietnamese one, or an office."""
    foreign = [not _is_vietnamese(word[0]) and not SYLLABLE.fullmatch(fold(word[0])) for word in words]
    if not foreign[0]:
        return next((count for count in range(2, len(words)) if foreign[count]), _LONGEST)
    if len(words) >= _LONGEST and _OFFICE_BEFORE.search(sheet.key, max(0, start - _BODY_REACH), start):
        return 2 if match_key(words[0][0]) in place_words("first_halves") else 1
    return _LONGEST


def _capitalised_run(text: str, at: int, high: int) -> Iterator[re.Match[str]]:
    for _ in range(_LONGEST + 1):
        word = _WORD.match(text, at, high)
        if word is None or not word[0][0].isupper():
            return
        yield word
        at = word.end() + 1
        if text[word.end() : at] != " ":
            return


def _place(sheet: Sheet, gazetteer: Gazetteer, head: str, at: int, end: int) -> GazetteerPlace:
    name = sheet.text[at:end]
    own = place_id(name)
    id_ = own if own not in gazetteer.places else place_id(f"{head} {name}")
    country = _country_beside(sheet, gazetteer, end)
    if not country and name.endswith(UNIT_SUFFIXES):
        country = "KR"
    if not country and head in _LOWER and _is_vietnamese(name):  # the names files have all provinces and cities
        country = "VN"
    return GazetteerPlace(
        id_, name, _TYPES.get(head, "city"), country, "", None, None, (("vi", (name,)),), (), (), "", ""
    )


def _is_vietnamese(name: str) -> bool:
    return bare(name) != fold(name)


def _country_beside(sheet: Sheet, gazetteer: Gazetteer, end: int) -> str:
    """The country named right behind, as in "(Hàn Quốc)" or ", tỉnh Phúc Kiến, Trung Quốc"; "" where none is."""
    after = sheet.key[end : end + _COUNTRY_NEAR]
    for hit in gazetteer.finder.find(after):
        place = hit.value.places[0] if hit.value.places else None
        if place and place.type == "country" and _OF_COUNTRY.fullmatch(after, 0, hit.start):
            return place.country
    return ""


@cache
def _surnames(gazetteer: Gazetteer) -> frozenset[str]:
    return frozenset[str]().union(*gazetteer.surnames.values())


@cache
def _frequent() -> frozenset[str]:
    """Family names so frequent that no place's name is taken to begin with them."""
    return keys_of(table(lists("names")["frequent"])["VN"])
