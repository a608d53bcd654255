"""Names files: the known places, countries and family names, as YAML. A site's own file has the same shape.

::

    country: JP                    of the places below, where they do not say otherwise
    lower_units_until: 2025-07-01  first day without the cities and districts below that stand within a unit
    places:
    - {name: Osaka, type: city, at: 34.69 135.50, ja: 大阪, also: [Ô-xa-ca], districts: [{name: Kita}]}
    countries:
    - {code: JP, name: Nhật Bản, en: Japan, chained: [Nhật], order: either}
    surnames: {JP: [Abe, Ishiba]}
    blocked: [Thái Bình Dương]     names that hold a place's name and do not mean it
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from gettext import gettext as _
from typing import Literal, cast, get_args

from msgspec import Struct

from hanoi_korea_site.errors import Fault
from hanoi_korea_site.form import Form, choice, country_code
from hanoi_korea_site.model import PlaceType
from hanoi_korea_site.patterns import regex
from hanoi_korea_site.text import bare
from hanoi_korea_site.yamlfile import Table, read_yaml

NameOrder = Literal["surname-first", "given-first", "either"]
Surnames = tuple[tuple[str, tuple[str, ...]], ...]
"""Family names by their country's code."""

_LANGUAGES = ("ko", "en", "ja", "zh", "lo", "th", "km", "ru", "fr")
_SECTIONS: dict[str, PlaceType] = {
    "provinces": "province", "cities": "city", "districts": "district", "zones": "zone", "rivers": "river",
}  # fmt: skip
_LOWER_UNITS = ("city", "district")
_PLACE_KEYS = (
    "name", "id", "type", "country", "parent", "at", "also", "after_head", "until", "successor",
    *_LANGUAGES, *_SECTIONS,
)  # fmt: skip
_COUNTRY_KEYS = (
    "code", "name", "id", "at", "also", "equal", "chained", "cued", "order", *_LANGUAGES, *_SECTIONS,
)  # fmt: skip
_FILE_KEYS = ("country", "lower_units_until", "places", "countries", "surnames", "blocked")

_place_type = choice(get_args(PlaceType))
_name_order = choice(get_args(NameOrder))
_POINT = regex(r"(-?\d{1,2}(?:\.\d{1,6})?),? (-?\d{1,3}(?:\.\d{1,6})?)", re.ASCII)
_DAY = regex(r"\d{4}-\d\d-\d\d", re.ASCII)
_ID = regex(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
_NO_LETTER = regex(r"[^a-z0-9]+")
_JOINT = regex(r"(?<=\w)-(?=\w)")
_JOINTS = ("-", " - ", " – ", "–", " -", "- ", " ", "")


class GazetteerPlace(Struct, frozen=True, gc=False, array_like=True):
    """A known place; `name` is the form shown.

    `names` pairs a language (vi, en, ko, …) with its names, the preferred first; `also` are further spellings found
    in Vietnamese text, `after_head` those that name the place only behind its head ("thành phố") or beside another
    place. `parent` and `successor` are ids or "". `until` is the first day (ISO) on which it was no more, or "".
    """

    id: str
    name: str
    type: PlaceType
    country: str
    parent: str
    latitude: float | None
    longitude: float | None
    names: tuple[tuple[str, tuple[str, ...]], ...]
    also: tuple[str, ...]
    after_head: tuple[str, ...]
    until: str
    successor: str


class Country(Struct, frozen=True, gc=False, array_like=True):
    """A country; `place` is its id as a place, `order` how its people's names are written.

    `equal` are names as good as its first, `chained` and `cued` its short words.
    """

    code: str
    place: str
    equal: tuple[str, ...]
    chained: tuple[str, ...]
    cued: tuple[str, ...]
    order: NameOrder


class NamesFile(Struct, frozen=True, gc=False):
    """What one file says; each place with the form it was read from, for faults that other places show."""

    places: tuple[tuple[GazetteerPlace, Form], ...]
    countries: tuple[Country, ...]
    surnames: Surnames
    blocked: tuple[str, ...]


def read_names(text: str, file: str, faults: list[Fault]) -> NamesFile:
    """Read a names file, adding what is wrong to `faults`; what is right is read all the same."""
    form = Form(read_yaml(text, file, faults), _FILE_KEYS, faults)
    country = form.checked("country", country_code, "")
    lower_until = form.checked("lower_units_until", _day, "")
    places: list[tuple[GazetteerPlace, Form]] = []
    countries: list[Country] = []
    for item in form.forms("countries", _COUNTRY_KEYS):
        if item.required("code", "name"):
            code = item.checked("code", country_code, "")
            place = _place(item, "country", code, "", "")
            countries.append(_country(item, code, place.id))
            places += [(place, item), *_within(item, place, lower_until)]
    for item in form.forms("places", _PLACE_KEYS):
        if item.required("name", "type"):
            type_ = item.checked("type", _place_type, "other")
            place = _place(item, cast("PlaceType", type_), item.checked("country", country_code, country), "", "")
            places += [(place, item), *_within(item, place, lower_until)]
    node = form.node("surnames")
    listed = tuple(node.entries) if isinstance(node, Table) else ()
    surnames = tuple(_surnames(form.form("surnames", listed), listed))
    return NamesFile(tuple(places), tuple(countries), surnames, form.texts("blocked"))


def read_surnames(text: str, file: str, faults: list[Fault]) -> Surnames:
    """Read a file whose root is what a names file has under `surnames`."""
    table = read_yaml(text, file, faults)
    return tuple(_surnames(Form(table, tuple(table.entries), faults), table.entries))


def spellings(name: str) -> Iterator[str]:
    """All ways to write a spelling whose joints are marked "-"."""
    parts = _JOINT.split(name)
    if len(parts) == 2:  # noqa: PLR2004 - one joint
        yield from (joint.join(parts) for joint in _JOINTS)
    elif len(parts) > 2:  # noqa: PLR2004 - "Gyeongsang-buk-do"
        yield from ("-".join(parts), " ".join(parts), "".join(parts), f"{''.join(parts[:-1])}-{parts[-1]}")
    else:
        yield name


def place_id(name: str) -> str:
    """The id of a place that is not given one."""
    return _NO_LETTER.sub("-", bare(name)).strip("-")


def _unmarked(name: str) -> str:
    """A name in plain letters, as English writes Vietnamese places."""
    if name.isascii():
        return name
    plain = "".join(char for char in unicodedata.normalize("NFD", name) if not unicodedata.combining(char))
    return plain.replace("đ", "d").replace("Đ", "D")


def _place(form: Form, type_: PlaceType, country: str, parent: str, until: str) -> GazetteerPlace:
    name = form.text("name")
    at: tuple[float, float] | None = form.checked("at", _point, None)
    names: dict[str, tuple[str, ...]] = {"vi": (name,), "en": (_unmarked(name),)}
    names |= {key: form.texts(key) for key in form.given if key in _LANGUAGES}
    return GazetteerPlace(
        id=form.checked("id", _id, "") or place_id(name),
        name=name,
        type=type_,
        country=country,
        parent=form.checked("parent", _id, parent),
        latitude=at[0] if at else None,
        longitude=at[1] if at else None,
        names=tuple(names.items()),
        also=form.texts("also"),
        after_head=form.texts("after_head"),
        until=form.checked("until", _day, until),
        successor=form.checked("successor", _id, ""),
    )


def _within(form: Form, unit: GazetteerPlace, lower_until: str) -> Iterator[tuple[GazetteerPlace, Form]]:
    for section in form.given:
        type_ = _SECTIONS.get(section)
        if type_ is None:
            continue
        for item in form.forms(section, _PLACE_KEYS):
            if item.required("name"):
                kind = item.checked("type", _place_type, type_)
                until = lower_until if kind in _LOWER_UNITS else ""
                place = _place(item, kind, unit.country, unit.id, until)
                yield place, item
                yield from _within(item, place, lower_until)


def _country(form: Form, code: str, place: str) -> Country:
    order = form.checked("order", _name_order, "given-first")
    return Country(
        code, place, form.texts("equal"), form.texts("chained"), form.texts("cued"), cast("NameOrder", order)
    )


def _surnames(form: Form, countries: Iterable[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    return ((code, form.texts(code)) for code in countries)


def _point(text: str) -> tuple[float, float] | None:
    match = _POINT.fullmatch(text)
    if not match or abs(float(match[1])) > 90 or abs(float(match[2])) > 180:  # noqa: PLR2004 - degrees of the globe
        remedy = _("write latitude and longitude in degrees, as 21.03 105.85")
        raise ValueError(_("“{text}” is no point").format(text=text), remedy)
    return float(match[1]), float(match[2])


def _day(text: str) -> str:
    if not _DAY.fullmatch(text):
        raise ValueError(_("“{text}” is no day").format(text=text), _("write it as 2025-07-01"))
    return text


def _id(text: str) -> str:
    if not _ID.fullmatch(text):
        remedy = _("write small letters without marks, joined by hyphens, as ha-noi")
        raise ValueError(_("“{text}” is no id").format(text=text), remedy)
    return text
