"""The body of an office, read word by word: "Sở Văn hóa, Thể thao và Du lịch thành phố Hà Nội".

No list holds all bodies. A body goes on while its words could belong to one, and ends at a person's name, at a mark,
at another office, or at a word that belongs to the sentence ("đã", "cho biết", "cùng đoàn").
"""

from functools import cache
from typing import Literal

from msgspec import Struct

from hanoi_korea_site.extract.names import UPPER, foreign_name
from hanoi_korea_site.extract.office_words import OF_STATES, PUBLIC, Kind, Term, beginnings, begins, listed
from hanoi_korea_site.extract.officials.page import BLANK, Page
from hanoi_korea_site.finder import Hit
from hanoi_korea_site.patterns import regex

_TOKEN = regex(r"[^\S\n]*(?:(\w+(?:[-'’]\w+)*)|([^\w\s]))")
_ABBREVIATED = frozenset(("tp", "t", "p", "q", "tt", "tx", "h"))
UNITS = frozenset(("tp", "phố", "tỉnh", "huyện", "quận", "xã", "phường", "p", "đô"))
_NAMED_UNITS = UNITS | {"bang", "vùng", "hạt", "khu", "đảo"}
_RULING = UNITS | {"ủy", "ubnd", "hđnd"}
_OF_OFFICES = frozenset(("nhóm", "hội", "phòng", "đồng", "minh", "đàn"))
_UNITS_BEFORE = frozenset(("tỉnh", "thành", "tp", "huyện", "quận", "thủ"))
_LISTED_FIELDS = regex(
    f", ?(?:[{UPPER}][\\w-]*(?: [^\\W\\d_]+){{0,3}}, ?){{0,4}}[{UPPER}][\\w-]*(?: [^\\W\\d_]+){{0,3}}? (?:và|&) \\w"
)
_IN_BRACKETS = regex(r"\(([^()\n]{1,50})\)")
_HEADS_OF_FIELDS = ("bộ trưởng ", "thứ trưởng ", "trưởng ban ", "trưởng phòng ", "vụ trưởng ", "cục trưởng ")
_COUNTS = frozenset(("hai", "ba", "bốn", "năm", "sáu"))
_LONGEST = 30
_TITLES = frozenset(("gs", "pgs", "ts", "ths", "gs.ts", "pgs.ts", "mr", "mrs", "ms", "dr", "ông", "bà", "ngài"))

Last = Literal["head", "place", "proper", "lower", "link"]


class Body(Struct, frozen=True, gc=False):
    """`text[start:end]`; `nested` is a head inside it that goes on, `owned` whether "của" leads to that head.

    `last` says what kind of word ended it.
    """

    start: int
    end: int
    last: Last
    nested: Hit[Term] | None = None
    owned: bool = False


@cache
def _telling() -> frozenset[str]:
    """First words of all that may end, open or join a body; any other word is taken by its first letter alone."""
    begun = (beginnings(name) for name in ("callings", "comrades", "closings"))
    return frozenset[str]().union(*begun, _TITLES, _ABBREVIATED, ("và", "của"))


@cache
def _modifiers() -> frozenset[str]:
    """What behind "và" begins another's office: "Bí thư Thành ủy và tân Thị trưởng …"."""
    return frozenset[str]().union(*map(listed, ("former", "not_held", "told_besides", "acting")))


class BodyReader:
    """Reads one body; its fields are where it stands."""

    __slots__ = (
        "_held", "_limit", "_page", "_posted", "_public", "_serves", "_start", "_strangers", "_word",
        "end", "last", "position",
    )  # fmt: skip

    def __init__(self, page: Page, start: int, limit: int, kind: Kind) -> None:
        blank = BLANK.match(page.key, start, limit)
        self._page = page
        self._start = self.position = self.end = blank.end() if blank else start
        self._limit = limit
        self._serves = kind == "envoy"
        self._strangers = kind in OF_STATES
        self._public = kind in PUBLIC
        self._posted = False
        self._word = ""
        self._held = False
        self.last: Last = "head"

    def read(self) -> Body:
        page = self._page
        key, names, places, heads, traps = page.key, page.names, page.places, page.heads, page.traps
        for _ in range(_LONGEST):
            token = _TOKEN.match(key, self.position, self._limit)
            if token is None:
                break
            word, mark = token.groups()
            end = token.end()
            start = end - len(word or mark)
            if start in names:
                if self._held:
                    self.end = self.position
                break
            if start in places:
                self._go(places[start], "place")
            elif start in heads and self._word not in _OF_OFFICES:
                owned = self._word == "của"
                if owned or (self._serves and self.last == "head"):
                    return Body(self._start, self.end, self.last, heads[start], owned)
                break
            elif start in traps:
                self._go(traps[start], "proper")
            elif not (self._take_word(word, start, end) if word else self._take_mark(mark, start)):
                break
        return Body(self._start, max(self._start, self.end), self.last)

    def _go(self, end: int, last: Last, word: str = "") -> None:
        self.position = end
        self._word = word
        self.last = last
        if last != "link" and not self._held:
            self.end = end

    def _next_word(self, position: int) -> str:
        token = _TOKEN.match(self._page.key, position, self._limit)
        return token[1] or "" if token else ""

    def _take_word(self, word: str, start: int, end: int) -> bool:
        upper = self._page.text[start].isupper()
        if word in _telling():
            if word in _TITLES or self._calls(word, start, end) or (not upper and self._closes(word, end)):
                return False
            if word in ("và", "của"):
                return self._take_link(word, end)
            if word in _ABBREVIATED and self._page.key.startswith(".", end):
                end += 1
        if upper:
            placed = self.last == "place" and not self._word and (self._public or self._posted)
            free = self._strangers and self.last != "link" and self._word not in _NAMED_UNITS
            if (placed or free) and self._stranger(start, placed=placed):
                return False
        elif not word[0].isdigit():
            return self._take_lower(word, start, end)
        in_a_place = self.last == "place" or self._word in UNITS
        self._go_on(word, start, end, "place" if in_a_place else "proper")
        return True

    def _go_on(self, word: str, start: int, end: int, last: Last) -> None:
        """Over the word, or the known noun of several words that it begins."""
        whole = self._page.nouns.get(start, end)
        if whole > end:
            word = self._page.key[end:whole].rpartition(" ")[2]
            if not self._page.text[whole - len(word)].isupper():
                last = "lower"
        self._go(max(whole, end), last, word)

    def _take_lower(self, word: str, start: int, end: int) -> bool:
        """A lower-case word: at the head and after a place only what may go on there."""
        opens = self.last != "head" or self._among("openers", word, end) or self._among("fields", word, end)
        if not (opens or self._opens_only_here(word, end)):
            return False
        if self.last == "place" and not self._among("continuations", word, end):
            return False
        if word in ("tại", "ở", "thuộc"):
            following = self._next_start(end)
            if not (following in self._page.places or self._leads_on(following, end)):
                return False
            self._posted = self._posted or word != "thuộc"
            self._go(end, "link", word)
            return True
        self._go_on(word, start, end, "lower")
        return True

    def _opens_only_here(self, word: str, end: int) -> bool:
        """As in "Hiệu trưởng hai trường", "Cố vấn về Quan hệ công chúng"."""
        if word in _COUNTS:
            return self._next_word(end) in listed("openers")
        return word == "về" and self._serves and self._page.text[self._next_start(end)].isupper()

    def _stranger(self, start: int, *, placed: bool) -> bool:
        """Whether the name of someone from a third country begins here."""
        name = foreign_name(self._page.text, start, self._limit, placed=placed)
        return name is not None and self._page.is_free(name.start, name.end)

    def _among(self, name: str, word: str, end: int) -> bool:
        return begins(name, word, self._page.key, end)

    def _leads_on(self, following: int, end: int) -> bool:
        text = self._page.text
        return following < self._limit and (text[following].isupper() or self._next_word(end) in listed("openers"))

    def _next_start(self, position: int) -> int:
        blank = BLANK.match(self._page.key, position, self._limit)
        return blank.end() if blank else position

    def _calls(self, word: str, start: int, end: int) -> bool:
        """Whether an honorific or a calling ("đồng chí", "ca sĩ", "HLV") begins here, no "Hiệp hội Doanh nhân"."""
        titled = self._page.text[start:end].istitle()
        return self._among("comrades", word, end) or (not titled and self._among("callings", word, end))

    def _closes(self, word: str, end: int) -> bool:
        """Whether the sentence goes on here, the office being complete."""
        if not self._among("closings", word, end):
            return False
        acts = self._word in _RULING and self._among("acts", word, end)
        return acts or not (self._among("kept", word, end) or self._among("kept", self._word, self.end))

    def _take_link(self, word: str, end: int) -> bool:
        following = self._next_start(end)
        page = self._page
        if self.last == "link" or following >= self._limit:
            return False
        upper = page.text[following].isupper()
        nextword = self._next_word(end)
        if word == "của":
            if not (upper or following in page.places or following in page.heads or nextword in listed("openers")):
                return False
        elif (
            self.last in ("place", "head")
            or (not upper and nextword in listed("companions"))
            or following in page.places
            or self._next_start(following + len(nextword)) in (page.heads if nextword in _modifiers() else ())
        ):
            return False
        self._go(end, "link", word)
        return True

    def _take_mark(self, mark: str, start: int) -> bool:
        if mark in "-–":
            return self.last != "link" and self._take_dash(start)
        if mark == ",":
            return self._take_comma(start)
        if mark == "(":
            return self._take_brackets(start)
        if joins := mark in "&/" and self.last == "proper":
            self._go(start + 1, "link", mark)
        return joins

    def _take_dash(self, start: int) -> bool:
        """As in "Việt Nam - Hàn Quốc", "Quy hoạch - Kiến trúc"; not "Sở Du lịch - bà …", "Hội đồng - Thị trưởng …"."""
        page = self._page
        following = self._next_start(start + 1)
        if following in page.names or following in page.heads or following >= self._limit:
            return False
        if self.last == "head":
            return self._opens_apart(start, following)
        if following in page.traps or (self.last == "place") != (following in page.places):
            return False
        upper = page.text[following].isupper() or following in page.places
        if not upper and not (self._word and self._begins("fields", following)):
            return False
        self._go(start + 1, "link", "-")
        return True

    def _take_comma(self, start: int) -> bool:
        """A comma inside a body: it lists its fields, or names the greater body, or the place, that it belongs to."""
        page = self._page
        following = self._next_start(start + 1)
        if following in page.names or following in page.heads or self.last == "link":
            return False
        if self.last == "head":
            return self._opens_apart(start, following)
        if following in page.places or self._next_word(start + 1) in _UNITS_BEFORE:
            self._held = True
            self._go(start + 1, "link", ",")
            return True
        upper = page.text[following : following + 1].isupper()
        if (upper and self._begins("greater_bodies", following)) or self._lists_fields(start, following):
            self._go(start + 1, "link", ",")
            return True
        return False

    def _opens_apart(self, mark: int, following: int) -> bool:
        """As in "Phó Lãnh sự, Tổng Lãnh sự quán Hàn Quốc", "Tổng Lãnh sự - Đại sứ quán Hàn Quốc": a mission's name."""
        if following not in self._page.traps or not self._page.text[following].isupper():
            return False
        self._go(mark + 1, "link", self._page.key[mark])
        return True

    def _begins(self, name: str, start: int) -> bool:
        """Whether an entry of the list begins with the word at `start`."""
        word = self._next_word(start)
        return self._among(name, word, start + len(word))

    def _lists_fields(self, start: int, following: int) -> bool:
        """As in "Sở Văn hóa, Thể thao và Du lịch", "Cục kinh tế du lịch, nông nghiệp"."""
        page = self._page
        listing = not listed("listing_bodies").isdisjoint(page.key[self._start : start].split())
        if self.last == "place" or not (listing or page.key.endswith(_HEADS_OF_FIELDS, 0, self._start)):
            return False
        if self._begins("fields", following):
            return True
        fields = _LISTED_FIELDS.match(page.text, start, self._limit)
        if fields is None:
            return False
        inside = range(start + 1, fields.end())
        return not any(at in page.names or at in page.heads or at in page.places for at in inside)

    def _take_brackets(self, start: int) -> bool:
        """As in "(KOICA)", "(Hàn Quốc)": part of the body only where behind them a name or the office goes on."""
        brackets = _IN_BRACKETS.match(self._page.text, start, self._limit)
        if brackets is None:
            return False
        following = self._next_start(brackets.end())
        word = self._next_word(brackets.end())
        goes_on = following in self._page.names or self._among("continuations", word, following + len(word))
        if not goes_on or any(position in self._page.heads for position in range(*brackets.span())):
            return False
        self.position, self.last = brackets.end(), "place"
        if following in self._page.names:
            self.end = brackets.end()
        return True


def read_body(page: Page, start: int, limit: int, kind: Kind) -> Body:
    """The body that begins at `start`, of an office of that kind.

    An envoy serves a person, whose office may follow; who serves a state may be of any country, and a name of any form
    ends the body.
    """
    return BodyReader(page, start, limit, kind).read()
