"""Places that are in no names file, told by their head: "huyện Xuân Lộc", "thành phố Kota Kinabalu"."""

import re
from collections.abc import Set
from functools import cache

from hanoi_korea_site.extract.lexicon import keys as keys_of
from hanoi_korea_site.extract.lexicon import lists, table
from hanoi_korea_site.extract.sheet import Sheet
from hanoi_korea_site.extract.sights import Reading, place_words
from hanoi_korea_site.gazetteer import Gazetteer, GazetteerPlace
from hanoi_korea_site.model import PlaceType
from hanoi_korea_site.names_file import place_id
from hanoi_korea_site.text import bare, fold, match_key

_HEAD = re.compile(r"(?<!\w)(thành phố|tỉnh|quận|huyện|thị xã|tp\.?) ")
_WORD = re.compile(r"[^\W\d_][\w'’]*(?:-[\w'’]+)*")
_BODY_BEFORE = re.compile(
    r"(?:ubnd|hđnd|ủy ban nhân dân|hội đồng nhân dân|hội đồng|ủy|mặt trận tổ quốc|mttq|chính quyền)\s$"
)
_TYPES: dict[str, PlaceType] = {"tỉnh": "province", "quận": "district", "huyện": "district"}
_LONGEST = 3
_SHORTEST_FOREIGN = 4
_COUNTRY_NEAR = 40
_BODY_REACH = 24
_CITIES = ("thành phố", "tp", "tp.")


def after_heads(sheet: Sheet, gazetteer: Gazetteer, taken: Set[int]) -> list[Reading]:
    """Names that no names file has, of the type their head tells; `taken` are where names begin that are settled."""
    found: list[Reading] = []
    for block in sheet.blocks:
        for head in _HEAD.finditer(sheet.key, block.start, block.end):
            if head.end() in taken or head.start() in taken:
                continue
            end = _name_end(sheet, gazetteer, head, block.end)
            if end:
                place = _place(sheet, gazetteer, head, end)
                found.append(Reading(place, head.start(), end, "places.after_head", 0.7))
    return found


def _name_end(sheet: Sheet, gazetteer: Gazetteer, head: re.Match[str], high: int) -> int:
    """Where the capitalised name behind a head ends; 0 where there is none, or a person's."""
    words: list[re.Match[str]] = []
    at = head.end()
    while len(words) <= _LONGEST and (word := _WORD.match(sheet.text, at, high)) and word[0][0].isupper():
        words.append(word)
        at = word.end() + 1
        if sheet.text[word.end() : at] != " ":
            break
    keys = [match_key(word[0]) for word in words]
    if not words or (
        head[1] in _CITIES and (keys[0] in place_words("no_names") or " ".join(keys[:2]) in place_words("no_names"))
    ):
        return 0
    shortest = 2 if _is_vietnamese(words[0][0]) else 1
    surnames = _surnames(gazetteer)
    behind = next((count for count in range(shortest, len(words)) if keys[count] in surnames), 0)
    body = _BODY_BEFORE.search(sheet.key, max(0, head.start() - _BODY_REACH), head.start())
    if keys[0] in surnames and (
        (body and (not behind or shortest == 1)) or (len(words) > shortest and not behind) or keys[0] in _frequent()
    ):
        return 0
    words = words[: behind or _LONGEST]
    if len(words) < shortest or (shortest == 1 and len(words[0][0]) < _SHORTEST_FOREIGN):
        return 0
    return words[-1].end()


def _place(sheet: Sheet, gazetteer: Gazetteer, head: re.Match[str], end: int) -> GazetteerPlace:
    name = sheet.text[head.end() : end]
    own = place_id(name)
    id_ = own if own not in gazetteer.places else place_id(f"{head[1]} {name}")
    country = "VN" if _is_vietnamese(name) else _country_beside(sheet, gazetteer, end)
    return GazetteerPlace(
        id_, name, _TYPES.get(head[1], "city"), country, "", None, None, (("vi", (name,)),), (), (), "", ""
    )


def _is_vietnamese(name: str) -> bool:
    return bare(name) != fold(name)


def _country_beside(sheet: Sheet, gazetteer: Gazetteer, end: int) -> str:
    """The country named right behind, as in "(Hàn Quốc)" or "của Nhật Bản"; "" where none is."""
    after = sheet.key[end : end + _COUNTRY_NEAR]
    for hit in gazetteer.finder.find(after):
        place = hit.value.places[0] if hit.value.places else None
        if (
            place
            and place.type == "country"
            and re.fullmatch(r"\s?\(|\s?,\s?|\s(?:của|thuộc|ở|tại|, )\s?(?:nước )?", after[: hit.start])
        ):
            return place.country
    return ""


@cache
def _surnames(gazetteer: Gazetteer) -> frozenset[str]:
    return frozenset[str]().union(*gazetteer.surnames.values())


@cache
def _frequent() -> frozenset[str]:
    """Family names so frequent that no place's name is taken to begin with them."""
    return keys_of(table(lists("names")["frequent"])["VN"])
