"""What a page tells machines in its head: Open Graph, citation tags, other forms of the page, and linked data.

Linked data is JSON-LD in the words of schema.org. A thing's `@id` is the address of its page here, so that pages about
one thing speak of one thing; without `base_url` the addresses are relative, as JSON-LD allows.
"""

from collections.abc import Sequence
from typing import Final

import msgspec
from markupsafe import Markup

from hanoi_korea_site.views import addresses

Node = dict[str, object]
"""A JSON-LD node; values that say nothing ("", None, empty lists) are left out when it is written."""

ATOM: Final = "application/atom+xml"
JSON_FEED: Final = "application/feed+json"
CALENDAR: Final = "text/calendar"
ANNOTATIONS: Final = "application/ld+json"

SECTIONS: Final = {
    addresses.ARTICLES: "Bài viết",
    addresses.TIMELINE: "Dòng thời gian",
    addresses.PLACES: "Địa phương",
    addresses.OFFICIALS: "Nhân vật",
    addresses.AGREEMENTS: "Thỏa thuận",
}

_ENCODER = msgspec.json.Encoder()
_WRITTEN = frozenset({str, int, float, msgspec.Raw})
"""What is written as it stands."""
_ESCAPES = tuple((char.encode(), f"\\u{ord(char):04x}".encode()) for char in "<>&\u2028\u2029")


class Meta(msgspec.Struct, frozen=True, gc=False):
    name: str
    content: str


class Alternate(msgspec.Struct, frozen=True, gc=False):
    """The page in another form; `path` is below the site's root."""

    type: str
    title: str
    path: str


class Head(msgspec.Struct, frozen=True, gc=False):
    """`type` is Open Graph's, `picture` the permalink of a picture, `linked` is Markup of JSON that ends no script."""

    type: str = "website"
    picture: str = ""
    metas: tuple[Meta, ...] = ()
    alternates: tuple[Alternate, ...] = ()
    linked: str = ""


NOTHING_TOLD: Final = Head()


def alternates(permalink: str, name: str, *, feed: bool, calendar: bool = False) -> tuple[Alternate, ...]:
    """The feeds of the articles about one thing, and the calendar of its events, where there are any."""
    forms = [(ATOM, "atom.xml", "bài viết"), (JSON_FEED, "feed.json", "bài viết")] if feed else []
    if calendar:
        forms.append((CALENDAR, "ics", "sự kiện"))
    return tuple(Alternate(kind, f"{name}: {what}", addresses.feed(permalink, form)) for kind, form, what in forms)


def address(base_url: str, root: str, path: str) -> str:
    """Of a file of the site, absolute where the site has an address, else from a page whose `root` is given."""
    if not base_url:
        return root + path
    return base_url + ("" if path == addresses.HOME else path)


def breadcrumbs(base_url: str, root: str, steps: Sequence[tuple[str, str]]) -> Node:
    """`steps` are (path, name) from the home page to this one."""
    items = [
        {"@type": "ListItem", "position": number, "name": name, "item": address(base_url, root, path)}
        for number, (path, name) in enumerate(steps, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def json_ld(nodes: Sequence[Node]) -> Markup:
    """JSON that may stand in a script element: nothing in it can close the element or open a comment."""
    graph = [_told(node) for node in nodes]
    written = _ENCODER.encode({"@context": "https://schema.org", "@graph": graph})
    for char, escaped in _ESCAPES:
        written = written.replace(char, escaped)
    return Markup(written.decode())  # noqa: S704 - "<", ">" and "&" are escaped


def _told(value: object) -> object:
    """Without what says nothing, all the way down."""
    if isinstance(value, dict):
        return {
            key: inner if type(inner) in _WRITTEN else _told(inner)
            for key, inner in value.items()
            if inner or inner == 0
        }
    if isinstance(value, list | tuple):
        return [inner if type(inner) in _WRITTEN else _told(inner) for inner in value]
    return value
