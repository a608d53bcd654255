"""Reads a YAML table key by key: every wrong key and value becomes a fault with its line, none stops the rest.

A *check* turns text into a value, or raises ValueError(what is wrong[, the way out]).
"""

import re
from collections.abc import Callable, Collection, Iterator
from difflib import get_close_matches
from gettext import gettext as _
from typing import TypeVar
from urllib.parse import urlsplit

from hanoi_korea_site.errors import Fault
from hanoi_korea_site.patterns import regex
from hanoi_korea_site.yamlfile import Listing, Node, Scalar, Table

T = TypeVar("T")

_FLAGS = {"true": True, "false": False}
_NOT_IN_URL = regex(r"[\s<>\"\\^`{|}]")
_COUNTRIES = (
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ "
    "CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO "
    "FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE "
    "JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO "
    "MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW "
    "PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM "
    "TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW"
)
"""Every country code that ISO 3166-1 assigns (alpha-2)."""
_NUMBER = regex(r"[+-]?\d{1,15}(\.\d{1,15})?", re.ASCII)


def one_line(text: str) -> str:
    """The check that takes any text."""
    return text


class Form:
    """One table and the keys it may have; a key that is absent or empty reads as its default."""

    def __init__(self, table: Table, known: Collection[str], faults: list[Fault]) -> None:
        self.spot = table.spot
        self._entries = table.entries
        self._faults = faults
        for key, node in table.entries.items():
            if key not in known:
                faults.append(node.spot.fault(_("there is no such key"), meant(key, known)))

    def node(self, key: str) -> Node | None:
        """The value as written; None where absent or empty."""
        node = self._entries.get(key)
        return None if _says_nothing(node) else node

    @property
    def given(self) -> tuple[str, ...]:
        """The keys that say something, as they stand in the file."""
        return tuple(key for key, node in self._entries.items() if not _says_nothing(node))

    def checked(self, key: str, check: Callable[[str], T], default: T) -> T:
        """The value of a single text."""
        return self._value(self.node(key), check, default)

    def text(self, key: str, default: str = "") -> str:
        """One line of text."""
        return self.checked(key, one_line, default)

    def texts(self, key: str, check: Callable[[str], str] = one_line) -> tuple[str, ...]:
        """A list of texts; a single text is a list of one."""
        found = [self._value(item, check, "") for item in self.items(key)]
        return tuple(text for text in found if text)

    def pairs(self, key: str) -> tuple[tuple[str, str], ...]:
        """A mapping of texts to texts, as it stands in the file."""
        node = self.node(key)
        if isinstance(node, Table):
            found = ((name, self._value(value, one_line, "")) for name, value in node.entries.items())
            return tuple((name, value) for name, value in found if value)
        if node is not None:
            remedy = _("write “name: other name” lines below it")
            self._faults.append(node.spot.fault(_("a mapping was expected"), remedy))
        return ()

    def items(self, key: str) -> tuple[Node, ...]:
        """The items of a list that say something; a single value or table is a list of one."""
        node = self.node(key)
        items = node.items if isinstance(node, Listing) else (node,)
        return tuple(item for item in items if item and not _says_nothing(item))

    def form(self, key: str, known: Collection[str]) -> "Form":
        """A nested table, empty where absent."""
        return self.nested(self.node(key), known)

    def nested(self, node: Node | None, known: Collection[str]) -> "Form":
        """The form of `node`, empty (and a fault) where it is no table."""
        if isinstance(node, Table):
            return Form(node, known, self._faults)
        if node is not None:
            remedy = _("its keys: {keys}").format(keys=", ".join(known))
            self._faults.append(node.spot.fault(_("a mapping was expected"), remedy))
        return Form(Table(self.spot, {}), known, self._faults)

    def forms(self, key: str, known: Collection[str]) -> Iterator["Form"]:
        """The form of each table in a list."""
        for item in self.items(key):
            form = self.nested(item, known)
            if isinstance(item, Table):
                yield form

    def required(self, *keys: str) -> bool:
        """Whether all of `keys` say something; a fault for each that does not."""
        absent = [key for key in keys if self.node(key) is None]
        self._faults.extend(
            self.spot.fault(_("“{key}” is missing").format(key=key), _("add “{key}: …”").format(key=key))
            for key in absent
        )
        return not absent

    def _value(self, node: Node | None, check: Callable[[str], T], default: T) -> T:
        if node is None:
            return default
        if not isinstance(node, Scalar):
            self._faults.append(
                node.spot.fault(_("a single value was expected"), _("quote it if it holds “: ” or begins with “[”"))
            )
            return default
        try:
            return check(" ".join(node.text.split()))
        except ValueError as error:
            self._faults.append(node.spot.fault(*map(str, error.args[:2])))
            return default


def _says_nothing(node: Node | None) -> bool:
    return isinstance(node, Scalar) and not node.text.strip()


def meant(word: str, known: Collection[str]) -> str:
    """The way out of a wrong word: the nearest known one, or all of them."""
    near = get_close_matches(word.lower(), known, n=1)
    if near:
        return _("did you mean “{word}”?").format(word=near[0])
    return _("one of: {words}").format(words=", ".join(known))


def flag(text: str) -> bool:
    if text.lower() not in _FLAGS:
        raise ValueError(_("“{text}” is neither true nor false").format(text=text), _("write true or false"))
    return _FLAGS[text.lower()]


def whole(low: int, high: int) -> Callable[[str], int]:
    """A check for an integer in low..high."""

    def check(text: str) -> int:
        if not (_NUMBER.fullmatch(text) and "." not in text and low <= int(text) <= high):
            message = _("“{text}” is no whole number from {low} to {high}")
            raise ValueError(message.format(text=text, low=low, high=high))
        return int(text)

    return check


def number(low: float, high: float) -> Callable[[str], float]:
    """A check for a decimal number in low..high."""

    def check(text: str) -> float:
        if not (_NUMBER.fullmatch(text) and low <= float(text) <= high):
            message = _("“{text}” is no number from {low:g} to {high:g}").format(text=text, low=low, high=high)
            raise ValueError(message, _("write decimals with a point"))
        return float(text)

    return check


def choice(allowed: Collection[T]) -> Callable[[str], T]:
    """A check for one of a few words."""
    values = {str(value): value for value in allowed}

    def check(text: str) -> T:
        if text not in values:
            raise ValueError(_("“{text}” is not known here").format(text=text), meant(text, tuple(values)))
        return values[text]

    return check


def country_code(text: str) -> str:
    """A country's code, as VN."""
    if text not in _COUNTRIES.split():
        raise ValueError(
            _("“{text}” is no country code").format(text=text), _("write two capitals, as VN or KR (ISO 3166)")
        )
    return text


def web_address(text: str) -> str:
    """An http or https address with a host and without a user's name; no other scheme is ever published."""
    try:
        parts = urlsplit(text)
        host, _port = parts.hostname, parts.port
    except ValueError:
        parts, host = urlsplit(""), None
    if parts.scheme not in ("http", "https") or not host or "@" in parts.netloc or _NOT_IN_URL.search(text):
        raise ValueError(_("“{text}” is no web address").format(text=text), _("write it in full: https://…"))
    return text
