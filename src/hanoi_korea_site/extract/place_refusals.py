"""When a place's name is no place: a language, money, a street, a person, a school, a firm.

Each rule says whether a sight is refused; `REFUSALS` lists them in order.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from hanoi_korea_site.extract.lexicon import keys, lists
from hanoi_korea_site.extract.sheet import Sheet
from hanoi_korea_site.extract.sights import Sight, closing, place_words
from hanoi_korea_site.gazetteer import Gazetteer
from hanoi_korea_site.text import match_key

_REACH = 90
_NEXT_WORD = re.compile(r" ([^\W\d_][\w'’-]*)")
_CLAUSE = re.compile(r"[,;:!?()|”“\"\n]|\. ")
_ROUTE = re.compile(r"\s?[-–—]\s?(?=[^\W\d_])")
_LONGEST_NAME = 3


@dataclass(frozen=True, slots=True)
class Setting:
    """What the rules may look at beside the sight."""

    sheet: Sheet
    gazetteer: Gazetteer

    def upper(self, at: int) -> bool:
        return self.sheet.text[at : at + 1].isupper()


def blocked(sight: Sight, _: Setting) -> bool:
    """As in "Thái Bình Dương": a longer name that means something else."""
    return not sight.known.places


def language_or_money(sight: Sight, _: Setting) -> bool:
    """As in "tiếng Hàn Quốc", "đô la Mỹ"."""
    return sight.adjoining and bool(closing(sight.before, place_words("languages") | place_words("money")))


def street_or_building(sight: Sight, setting: Setting) -> bool:
    """As in "phố Huế", "sân bay Incheon", "cầu Long Biên"; a road between two places names both."""
    if sight.head or not sight.adjoining or _is_country(sight) or _names_venue(sight):
        return False
    if not closing(sight.before, place_words("venues")) or closing(sight.before, place_words("not_venues")):
        return False
    return not _ROUTE.match(setting.sheet.text, sight.end, sight.high)


def ward(sight: Sight, _: Setting) -> bool:
    """As in "phường Hòa Bình" is not the province."""
    return sight.head is not None and sight.head.kind == "ward"


def addressed(sight: Sight, _: Setting) -> bool:
    """As in "bà Hòa Bình", "đồng chí Thái Bình"."""
    if sight.head or _is_country(sight) or not closing(sight.before, place_words("address")):
        return False
    return not closing(sight.before, place_words("not_address"))


def part_of_persons_name(sight: Sight, setting: Setting) -> bool:
    """As in "Trần Hà Giang": a run of capitalised words that begins with a family name of the place's own country."""
    if sight.head or not sight.adjoining or not sight.before or _is_country(sight):
        return False
    surnames = setting.gazetteer.surnames.get(sight.known.places[0].country, frozenset())
    run = _capitalised_before(sight, setting)
    if not run or len(run) > _LONGEST_NAME or run[0] not in surnames:
        return False
    return len(run) > 1 or run[0] not in place_words("openers")


def name_of_school_or_firm(sight: Sight, setting: Setting) -> bool:
    """As in "Đại học Quốc gia Hà Nội", "Báo Nghệ An", "Công ty cổ phần Du lịch Huế" name no place as such."""
    if _is_country(sight):
        return False
    return in_name_of(_body_words("schools"), sight, setting) or (
        sight.head is None
        and "hcm" not in sight.known.text.lower()
        and in_name_of(_body_words("firms"), sight, setting)
    )


def part_of_foreign_name(sight: Sight, setting: Setting) -> bool:
    """As in "Seoul Metro", "FC Seoul", "Korea Expo": an English name around the place's."""
    after = _NEXT_WORD.match(setting.sheet.text, sight.end, sight.high)
    if after and after[1][0].isupper() and match_key(after[1]) in place_words("trailing"):
        return True
    if sight.head is None and sight.adjoining and closing(sight.before, place_words("leading")):
        return True
    place = sight.known.places[0]
    english = any(language == "en" and sight.known.text in names for language, names in place.names)
    if not english or sight.known.text == place.name:
        return False
    return bool(after and after[1][0].isupper()) or bool(_capitalised_before(sight, setting))


REFUSALS: tuple[Callable[[Sight, Setting], bool], ...] = (
    blocked,
    ward,
    language_or_money,
    street_or_building,
    addressed,
    part_of_persons_name,
    name_of_school_or_firm,
    part_of_foreign_name,
)


def in_name_of(bodies: re.Pattern[str], sight: Sight, setting: Setting) -> bool:
    """Whether a head noun of `bodies` opens, left of the sight, a name that runs up to it."""
    text, key = setting.sheet.text, setting.sheet.key
    low = max(sight.low, sight.from_head - _REACH)
    for mark in _CLAUSE.finditer(key, low, sight.from_head):
        low = mark.end()
    return any(
        _is_name(text[found.end() : sight.from_head], key[found.end() : sight.from_head])
        and (setting.upper(found.start()) or found[0] not in _common_nouns())
        for found in bodies.finditer(key, low, sight.from_head)
    )


def _is_name(text: str, key: str) -> bool:
    """Whether words read on as a name: capitalised, or the second syllable of a capitalised word, or a listed one."""
    capitalised = True
    for word, folded in zip(text.split(), key.split(), strict=False):
        if word[0].isupper() or not word[0].isalpha():
            capitalised = True
        elif capitalised and folded not in _breaks():
            capitalised = False
        elif folded not in _inner():
            return False
    return True


def _capitalised_before(sight: Sight, setting: Setting) -> tuple[str, ...]:
    """Match keys of the capitalised words that stand unbroken before a name, in order."""
    run: list[str] = []
    text, at = setting.sheet.text, sight.from_head
    while at > sight.low and text[at - 1] == " ":
        start = text.rfind(" ", sight.low, at - 1) + 1 or sight.low
        start = max(start, text.rfind("\n", sight.low, at - 1) + 1)
        word = setting.sheet.key[start : at - 1]
        if (
            not word
            or not text[start].isupper()
            or not word[-1].isalnum()
            or (word.isalpha() and text[start : at - 1].isupper() and len(word) > 1)
        ):
            break
        run.insert(0, word)
        at = start
    return tuple(run)


def _is_country(sight: Sight) -> bool:
    return sight.known.places[0].type == "country"


def _names_venue(sight: Sight) -> bool:
    """Rivers, zones and the like bring their noun along, or stand behind it rightly."""
    return sight.known.places[0].type in ("river", "zone", "district", "other")


@cache
def _body_words(group: str) -> re.Pattern[str]:
    nouns = sorted(keys(lists("organisations")[group]), key=lambda noun: (-len(noun), noun))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, nouns))})(?!\w)")


@cache
def _inner() -> frozenset[str]:
    return keys(lists("organisations")["inner"])


@cache
def _breaks() -> frozenset[str]:
    return frozenset(
        (
            "tại",
            "ở",
            "với",
            "giữa",
            "đến",
            "tới",
            "từ",
            "cho",
            "trong",
            "ngoài",
            "là",
            "trên",
            "sang",
            "thăm",
            "của",
            "có",
            "đã",
            "đang",
            "sẽ",
            "được",
            "bị",
            "vào",
            "ra",
            "về",
            "do",
        )
    )


@cache
def _common_nouns() -> frozenset[str]:
    """Head nouns that are everyday words in small letters: "các trường Hà Nội"."""
    return frozenset(
        (
            "trường",
            "báo",
            "đài",
            "quỹ",
            "viện",
            "bảo tàng",
            "nhà hát",
            "khách sạn",
            "nhà máy",
            "siêu thị",
            "bệnh viện",
            "công ty",
            "ngân hàng",
            "tập đoàn",
            "hãng",
            "đại học",
            "cao đẳng",
            "trường đại học",
        )
    )
