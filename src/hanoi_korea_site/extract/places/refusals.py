"""When a place's name is no place: a language, money, a street, a person, a school, a firm.

Each rule says whether a sight is refused; `REFUSALS` lists them in order.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from functools import cache

from msgspec import Struct

from hanoi_korea_site.closed_lists import lists
from hanoi_korea_site.extract.lexicon import keys
from hanoi_korea_site.extract.listed import listed_in
from hanoi_korea_site.extract.places.sights import Sight, closing, place_words
from hanoi_korea_site.extract.sheet import Sheet
from hanoi_korea_site.gazetteer import Gazetteer
from hanoi_korea_site.patterns import regex
from hanoi_korea_site.text import match_key

_REACH = 90
"""Longest name of a body before the place in it, in code points."""
_CAPITALISED = regex(r"(?: [A-Z][A-Za-z'’-]*){1,4}(?!\w)")
_WORD = regex(r" [^\W\d_]+")
_OFFICE_BEFORE = regex(r"(?:chủ tịch|bí thư|giám đốc|trưởng đoàn|trưởng ban|hđnd|ubnd|(?:hội đồng|ủy ban) nhân dân) $")
_OFFICE_REACH = 24
_JOINED = regex(r"[^\W\d_]-")
_CLAUSE = regex(r"[,;:!?()|”“\"\n]|\. ")
_ROUTE = regex(r"\s?[-–—]\s?(?=[^\W\d_])")
_LONGEST_NAME = 3
_LONGEST_RUN = 6
_LONGEST_WORD = 40
_AND = " và "
_QUOTES = "\"“'‘("


class Bodies(Struct, frozen=True, gc=False):
    """Head nouns of bodies that only bear a place's name, as they stand in a text: sorted starts, ends and groups."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    groups: tuple[str, ...]


class Setting(Struct, frozen=True, gc=False):
    """What the rules may look at beside the sight."""

    sheet: Sheet
    gazetteer: Gazetteer
    bodies: Bodies


def setting_of(sheet: Sheet, gazetteer: Gazetteer) -> Setting:
    hits = listed_in(sheet.key).bearers
    starts, ends = tuple([hit.start for hit in hits]), tuple([hit.end for hit in hits])
    return Setting(sheet, gazetteer, Bodies(starts, ends, tuple([hit.value for hit in hits])))


def blocked(sight: Sight, _: Setting) -> bool:
    """As in "Thái Bình Dương": a longer name that means something else."""
    return not sight.known.places


def ward(sight: Sight, _: Setting) -> bool:
    """As in "phường Hòa Bình", which is not the province; "Phát triển nông thôn Việt Nam" names no hamlet."""
    return sight.head is not None and sight.head.kind == "ward" and sight.before[-1:] != ("nông",)


def language_or_money(sight: Sight, _: Setting) -> bool:
    """As in "tiếng Hàn Quốc", "đô la Mỹ", "25.000 đồng Việt Nam"."""
    before = sight.before
    if not before:
        return False
    priced = before[-1] == "đồng" and before[-2:-1] != () and before[-2][-1].isdigit()
    return priced or bool(closing(before, place_words("languages")) or closing(before, place_words("money")))


def street_or_building(sight: Sight, setting: Setting) -> bool:
    """As in "phố Huế", "sân bay Incheon"; a road between two places names both."""
    if sight.head or not sight.before or sight.known.places[0].type not in ("city", "province"):
        return False
    if not closing(sight.before, place_words("venues")) or closing(sight.before, place_words("not_venues")):
        return False
    return not _ROUTE.match(setting.sheet.text, sight.end, sight.high)


def addressed(sight: Sight, setting: Setting) -> bool:
    """As in "bà Hòa Bình", "đồng chí Thái Bình"; a country's only where a name runs on, as in "ông Lào Văn Tư"."""
    if sight.head or not sight.before:
        return False
    if sight.is_country and not setting.sheet.text[sight.end + 1 : sight.end + 2].isupper():
        return False
    return bool(closing(sight.before, place_words("address"))) and not closing(sight.before, place_words("not_address"))


def part_of_persons_name(sight: Sight, setting: Setting) -> bool:
    """As in "Trần Hà Giang": capitalised words before it that begin with a family name of the place's own country."""
    if sight.head or not sight.capital_before or sight.is_country:
        return False
    run = [word for word in _capitalised_before(sight, setting) if word not in place_words("address")]
    surnames = setting.gazetteer.surnames.get(sight.known.places[0].country, frozenset())
    if not run or len(run) > _LONGEST_NAME or run[0] not in surnames:
        return False
    return len(run) > 1 or run[0] not in place_words("openers")


def opens_persons_name(sight: Sight, setting: Setting) -> bool:
    """As in "Chủ tịch HĐND thành phố Thái Bình An": a family name, and one more syllable behind, after an office.

    A Korean name may follow the office's own place: "Thị trưởng Busan Kang Won Hee" is of no province Kangwon.
    """
    text, key, at = setting.sheet.text, setting.sheet.key, sight.from_head
    more = _WORD.match(text, sight.end, sight.high) if text[sight.end + 1 : sight.end + 2].isupper() else None
    if more is None or text[more.end() + 1 : more.end() + 2].isupper() or sight.is_country:
        return False
    country = sight.known.places[0].country
    family, _, given = key[sight.start : sight.end].partition(" ")
    if not given or family not in setting.gazetteer.surnames.get(country, frozenset()):
        return False
    if country == "KR" and not sight.head and sight.capital_before:
        return True
    return country in ("VN", "KR") and bool(_OFFICE_BEFORE.search(key, max(0, at - _OFFICE_REACH), at))


def name_of_school_or_firm(sight: Sight, setting: Setting) -> bool:
    """As in "Đại học Quốc gia Hà Nội", "Báo Nghệ An", "Công ty cổ phần Du lịch Huế": no place as such.

    A place with its head is one in a firm's name, yet not in a school's or a paper's.
    """
    if not setting.bodies.starts or sight.is_country:
        return False
    return in_name_of("schools" if sight.head else "", setting, sight.low, sight.from_head)


def part_of_foreign_name(sight: Sight, setting: Setting) -> bool:
    """As in "Seoul Metro", "FC Seoul", "Posco-Vietnam", "Hello Vietnam": an English name around the place's."""
    text, end = setting.sheet.text, sight.end
    after = _CAPITALISED.match(text, end, sight.high) if text[end + 1 : end + 2].isupper() else None
    if after and not place_words("trailing").isdisjoint(match_key(after[0]).split()):
        return True
    if sight.before and sight.head is None and closing(sight.before, place_words("leading")):
        return True
    if not sight.known.english:
        return False
    return after is not None or bool(_capitalised_before(sight, setting) or _JOINED.match(text, sight.start - 2))


def may_be_within_name(sight: Sight, setting: Setting) -> bool:
    """Cheap test of a sight with nothing before it: False where none of `WITHIN_NAMES` can refuse it."""
    if sight.known.english or setting.sheet.text[sight.end + 1 : sight.end + 2].isupper():
        return True
    starts = setting.bodies.starts
    nearest = bisect_right(starts, sight.start)
    return nearest > 0 and starts[nearest - 1] >= sight.start - _REACH


WITHIN_NAMES: tuple[Callable[[Sight, Setting], bool], ...] = (
    opens_persons_name,
    name_of_school_or_firm,
    part_of_foreign_name,
)
"""Of `REFUSALS`, those that do without a word right before the name."""

REFUSALS: tuple[Callable[[Sight, Setting], bool], ...] = (
    blocked,
    ward,
    language_or_money,
    street_or_building,
    addressed,
    part_of_persons_name,
    opens_persons_name,
    name_of_school_or_firm,
    part_of_foreign_name,
)


def in_name_of(group: str, setting: Setting, low: int, at: int) -> bool:
    """Whether a head noun of a group of bodies ("": of any) opens, right of `low`, a name that runs up to `at`."""
    text, key, bodies = setting.sheet.text, setting.sheet.key, setting.bodies
    first, last = bisect_left(bodies.starts, max(low, at - _REACH)), bisect_right(bodies.starts, at)
    return first < last and any(
        bodies.ends[index] <= at
        and (not group or bodies.groups[index] == group)
        and (text[bodies.starts[index]].isupper() or key[bodies.starts[index] : bodies.ends[index]] not in _everyday())
        and not _CLAUSE.search(key, bodies.ends[index], at)
        and not _another_body(setting.sheet, bodies.ends[index], at)
        and _is_name(text[bodies.ends[index] : at], key[bodies.ends[index] : at])
        for index in range(first, last)
    )


def _another_body(sheet: Sheet, start: int, end: int) -> bool:
    """As in "Học viện Nông nghiệp và Hội đồng tỉnh": "và" begins another body's name, or a place's right at `end`."""
    if sheet.key.endswith(_AND, start, end):
        return True
    joint = sheet.key.find(_AND, start, end)
    while joint >= 0:
        behind = joint + len(_AND)
        if behind in listed_in(sheet.key).starts and sheet.text[behind].isupper():
            return True
        joint = sheet.key.find(_AND, behind, end)
    return False


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
    """Match keys of up to six capitalised words that stand unbroken before a name, in order; an abbreviation breaks."""
    run: list[str] = []
    text, at = setting.sheet.text, sight.from_head
    while at > sight.low and text[at - 1] == " " and len(run) < _LONGEST_RUN:
        near = max(sight.low, at - _LONGEST_WORD)
        start = max(text.rfind(" ", near, at - 1), text.rfind("\n", near, at - 1), near - 1) + 1
        opened = text[start] in _QUOTES
        start += opened
        word = text[start : at - 1]
        if not word[:1].isupper() or not word[-1].isalnum() or (len(word) > 1 and word.isupper()):
            break
        run.insert(0, setting.sheet.key[start : at - 1])
        at = start
        if opened:
            break
    return tuple(run)


@cache
def _inner() -> frozenset[str]:
    return keys(lists("organisations")["inner"])


@cache
def _breaks() -> frozenset[str]:
    return keys(lists("organisations")["breaks"])


@cache
def _everyday() -> frozenset[str]:
    """Head nouns that in small letters are everyday words: "các trường Hà Nội"."""
    return keys(lists("organisations")["everyday"])
