"""`site.yaml` → `Config`; every wrong key and value is named with its line, all at once."""

import os
import re
from collections.abc import Callable
from gettext import gettext as _
from pathlib import Path, PurePosixPath
from typing import Final, Literal
from urllib.parse import urlsplit

from msgspec import Struct

from hanoi_korea_site.encodings import UndecodableError, decode
from hanoi_korea_site.errors import Fault, InputError, in_order
from hanoi_korea_site.form import Form, choice, country_code, number, web_address, whole
from hanoi_korea_site.language import reason
from hanoi_korea_site.memory import CACHE
from hanoi_korea_site.patterns import regex
from hanoi_korea_site.yamlfile import read_kept_yaml

SITE_FILE = "site.yaml"

Fonts = Literal["literata", "system"]
_FONTS: tuple[Fonts, ...] = ("literata", "system")
Search = Literal["full", "names"]
_SEARCHES: tuple[Search, ...] = ("full", "names")
Export = Literal["data", "annotations"]
_EXPORTS: tuple[Export, ...] = ("data", "annotations")

_LANGUAGE = regex(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", re.ASCII)
_NOT_IN_PATH = regex(r"[\\:\x00-\x1f]")
_KEYS = (
    "title", "description", "base_url", "language", "outlet", "countries", "seeds", "output", "templates",
    "static", "names", "about", "fonts", "search", "page_size", "feeds", "extraction", "map", "exports", "licence",
)  # fmt: skip


class MapLabel(Struct, frozen=True):
    """A further point that the editor names on the map; degrees north and east."""

    name: str
    lat: float
    lon: float


class Licence(Struct, frozen=True):
    """Under what terms the editor gives away what was read out of the articles; "" where nothing is said."""

    name: str = ""
    url: str = ""


NO_LICENCE: Final = Licence()


class Config(Struct, frozen=True):
    """What `site.yaml` says; paths are absolute and lie inside `root`.

    `base_url` ends in "/", or is "": then the site is published without absolute addresses, and what cannot do without
    them (sitemap, canonical links) is left out. `countries` is the pair that the archive stands between (ISO 3166
    alpha-2, its own first). Facts whose confidence is below `review_below` are put up for review. `search` is of the
    `full` text, or leaves a list of `names`. `exports` says what is published for machines beside the pages: the whole
    archive as `data`, and `annotations` of each article.
    """

    root: Path
    title: str
    seeds: Path
    output: Path
    templates: Path
    static: Path
    description: str = ""
    base_url: str = ""
    language: str = "vi"
    outlet: str = ""
    countries: tuple[str, str] = ("VN", "KR")
    names: Path | None = None
    about: Path | None = None
    fonts: Fonts = "literata"
    search: Search = "full"
    page_size: int = 100
    feed_limit: int = 30
    review_below: float = 0.8
    labels: tuple[MapLabel, ...] = ()
    exports: tuple[Export, ...] = _EXPORTS
    licence: Licence = NO_LICENCE


def load_config(root: Path) -> Config:
    """Read `root/site.yaml`; InputError lists everything that is wrong with it."""
    faults: list[Fault] = []
    try:
        text = decode((root / SITE_FILE).read_bytes())
        table = read_kept_yaml(text, SITE_FILE, faults, root / CACHE / "site.json")
    except (FileNotFoundError, NotADirectoryError):
        raise InputError(_no_site(root)) from None
    except OSError as error:
        raise InputError(Fault(_("cannot be read: {reason}").format(reason=reason(error)), SITE_FILE)) from error
    except UndecodableError as error:
        raise InputError(Fault(error.message, SITE_FILE, remedy=error.remedy)) from error
    if faults and not table.entries:
        raise InputError(*faults)
    config = _config(root.resolve(), Form(table, _KEYS, faults), faults)
    if faults:
        raise InputError(*in_order(faults))
    return config


def _no_site(root: Path) -> Fault:
    """Nothing can be read at `root`, named as the user named it; where it lies in a site, that is the way out."""
    around = next((folder for folder in root.resolve().parents if (folder / SITE_FILE).is_file()), None)
    if around is None:
        remedy = _("go to the site's folder, give --site DIR, or make a new site: init DIR")
    else:
        remedy = _("did you mean --site {folder}?").format(folder=os.path.relpath(around))
    if not root.is_dir():
        return Fault(_("there is no such folder"), str(root), remedy=remedy)
    return Fault(_("there is no such file"), str(root / SITE_FILE), remedy=remedy)


def base_url(text: str) -> str:
    """A check: the address that the site's root is published at, with its closing "/"."""
    address = web_address(text)
    if urlsplit(address).query or "#" in address or "?" in address:
        raise ValueError(_("“{text}” is no folder's address").format(text=text), _("leave out “?…” and “#…”"))
    return address.rstrip("/") + "/"


def _config(root: Path, form: Form, faults: list[Fault]) -> Config:
    default = Config(root, "", root / "seeds", root / "build", root / "templates", root / "static")
    form.required("title")
    feeds = form.form("feeds", ("limit",))
    extraction = form.form("extraction", ("review_below",))
    config = Config(
        root=root,
        title=form.text("title"),
        description=form.text("description"),
        base_url=form.checked("base_url", base_url, ""),
        language=form.checked("language", _language, default.language),
        outlet=form.text("outlet"),
        countries=_countries(form, faults) or default.countries,
        seeds=form.checked("seeds", _inside(root, "seeds"), default.seeds),
        output=form.checked("output", _inside(root, "build"), default.output),
        templates=form.checked("templates", _look(root, "templates"), default.templates),
        static=form.checked("static", _look(root, "static"), default.static),
        names=form.checked("names", _existing_file(root, "names.yaml"), None),
        about=form.checked("about", _existing_file(root, "gioi-thieu.md"), None),
        fonts=form.checked("fonts", choice(_FONTS), default.fonts),
        search=form.checked("search", choice(_SEARCHES), default.search),
        page_size=form.checked("page_size", whole(1, 1000), default.page_size),
        feed_limit=feeds.checked("limit", whole(1, 500), default.feed_limit),
        review_below=extraction.checked("review_below", number(0, 1), default.review_below),
        labels=_labels(form.form("map", ("labels",))),
        exports=_exports(form),
        licence=_licence(form.form("licence", ("name", "url"))),
    )
    _refuse_overlap(config, form, faults)
    _refuse_files(config, form, faults)
    return config


def _inside(root: Path, example: str) -> Callable[[str], Path]:
    """A check for a path below the site, written with "/", such as `example`."""

    def check(text: str) -> Path:
        path = PurePosixPath(text)
        if path.is_absolute() or ".." in path.parts or not path.parts or _NOT_IN_PATH.search(text):
            message = _("“{text}” does not lie below the site's folder").format(text=text)
            raise ValueError(message, _("write a path such as “{example}”").format(example=example))
        return root / path

    return check


def _look(root: Path, usual: str) -> Callable[[str], Path]:
    """A check for a folder with the site's own look, which need not be there under its usual name."""
    inside = _inside(root, usual)

    def check(text: str) -> Path:
        path = inside(text)
        if path != root / usual and not path.exists():
            message = _("there is no folder “{text}”").format(text=text)
            raise ValueError(message, _("mend the name, or remove the key"))
        return path

    return check


def _existing_file(root: Path, example: str) -> Callable[[str], Path | None]:
    inside = _inside(root, example)

    def check(text: str) -> Path:
        path = inside(text)
        if not path.is_file():
            message = _("there is no file “{text}”").format(text=text)
            raise ValueError(message, _("mend the name, or remove the key"))
        return path

    return check


def _refuse_overlap(config: Config, form: Form, faults: list[Fault]) -> None:
    """What is published must not lie in, or around, what is read: a build would eat its own input."""
    for key in ("seeds", "templates", "static"):
        folder: Path = getattr(config, key)
        if config.output.is_relative_to(folder) or folder.is_relative_to(config.output):
            node = form.node("output") or form.node(key)
            spot = node.spot if node else form.spot
            message = _("the output and “{key}” lie in one another").format(key=key)
            faults.append(spot.fault(message, _("choose a folder of its own")))


def _refuse_files(config: Config, form: Form, faults: list[Fault]) -> None:
    for key in ("seeds", "templates", "static"):
        folder: Path = getattr(config, key)
        if folder.exists() and not folder.is_dir():
            node = form.node(key)
            spot = node.spot if node else form.spot
            message = _("“{name}” is a file, not a folder").format(name=folder.name)
            faults.append(spot.fault(message, _("rename it, or name another folder")))


def _language(text: str) -> str:
    if not _LANGUAGE.fullmatch(text):
        raise ValueError(_("“{text}” is no language tag").format(text=text), _("write vi"))
    return text


def _countries(form: Form, faults: list[Fault]) -> tuple[str, str] | None:
    node, codes = form.node("countries"), form.texts("countries", country_code)
    match codes:
        case (first, second) if first != second:
            return first, second
        case _ if node and len(codes) == len(form.items("countries")):
            faults.append(node.spot.fault(_("two different countries were expected"), _("write a pair: [VN, KR]")))
    return None


def _exports(form: Form) -> tuple[Export, ...]:
    """Everything unless the key is there; an empty list is nothing."""
    if form.node("exports") is None:
        return _EXPORTS
    named = form.texts("exports", choice(_EXPORTS))
    return tuple(export for export in _EXPORTS if export in named)


def _licence(form: Form) -> Licence:
    url = form.checked("url", web_address, "")
    if form.given and not form.required("name"):
        return NO_LICENCE
    return Licence(form.text("name"), url)


def _labels(form: Form) -> tuple[MapLabel, ...]:
    labels = []
    for item in form.forms("labels", ("name", "lat", "lon")):
        if item.required("name", "lat", "lon"):
            lat, lon = item.checked("lat", number(-90, 90), 0.0), item.checked("lon", number(-180, 180), 0.0)
            labels.append(MapLabel(item.text("name"), lat, lon))
    return tuple(labels)
