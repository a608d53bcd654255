"""What the layout reads of every page: its title, its address, and the way to it from the home page."""

from collections.abc import Iterable

from hanoi_korea_site.views import addresses
from hanoi_korea_site.views.heads import NOTHING_TOLD, SECTIONS, Alternate, Head, Node, breadcrumbs, json_ld
from hanoi_korea_site.views.parts import Frame
from hanoi_korea_site.views.site import Site


def frame(
    site: Site,
    permalink: str,
    title: str,
    description: str,
    section: str = "",
    nodes: Iterable[Node] = (),
    alternates: tuple[Alternate, ...] = (),
) -> Frame:
    """With the way from the home page to here, and `nodes`, as linked data."""
    told = (way(site, permalink, title, section), *nodes)
    head = Head(picture=addresses.picture(permalink), alternates=alternates, linked=json_ld(told))
    return bare_frame(site, permalink, title, description, section, head)


def bare_frame(
    site: Site, permalink: str, title: str, description: str, section: str = "", head: Head = NOTHING_TOLD
) -> Frame:
    """Without a `head` where that is made from more than the archive."""
    return Frame(title, description, permalink, addresses.root(permalink), section, site.absolute(permalink), head)


def way(site: Site, permalink: str, title: str, section: str = "") -> Node:
    """From the home page to a page of `section`, as linked data."""
    steps = {addresses.HOME: site.title}
    if section in SECTIONS:
        steps[section] = SECTIONS[section]
    steps.setdefault(permalink, title)
    return breadcrumbs(site.base_url, addresses.root(permalink), tuple(steps.items()))
