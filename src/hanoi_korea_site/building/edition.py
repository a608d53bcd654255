"""Archive → the edition: every file to be published, with its fingerprint."""

import hashlib
from collections.abc import Callable, Collection, Iterator

from msgspec.structs import replace

from hanoi_korea_site.building import publish
from hanoi_korea_site.building.article_store import code_digest
from hanoi_korea_site.building.last_build import Last
from hanoi_korea_site.building.reading import Bodies
from hanoi_korea_site.building.staging import Edition
from hanoi_korea_site.building.whole import Whole
from hanoi_korea_site.cache import Cache
from hanoi_korea_site.config import Config
from hanoi_korea_site.incremental import Fingerprint, Made
from hanoi_korea_site.pages import Planned, touched
from hanoi_korea_site.render import Renderer, documents, files_in, shipped
from hanoi_korea_site.search.index import Index
from hanoi_korea_site.views.catalogue import Catalogue
from hanoi_korea_site.views.site import Site


def ground(config: Config, whole: Whole) -> str:
    """The digests of all that an edition is made from, the articles' bodies aside: of what is told, and of the look."""
    told = hashlib.blake2b(f"{config!r}\0{code_digest(config)}\0{whole.name}".encode(), digest_size=16)
    for path, text in documents(shipped(config.templates, "templates"), config.about).items():
        told.update(f"\0{path}\0{text}".encode())
    look = hashlib.blake2b(digest_size=16)
    for own, name in ((config.templates, "templates"), (config.static, "static")):
        for path, file in files_in(shipped(own, name)).items():
            look.update(f"\0{name}/{path}\0{publish.digest(file.read_bytes())}".encode())
    return f"{told.hexdigest()} {look.hexdigest()}"


def tells_the_same(ground: str, other: str) -> bool:
    """Whether editions on these grounds differ in their look alone: in templates and in files that are copied."""
    return ground.partition(" ")[0] == other.partition(" ")[0]


def edition(config: Config, whole: Whole, renderer: Renderer, index: Callable[[], Index | None]) -> Edition:
    """Every file of the site; the `index` is asked for last."""
    from hanoi_korea_site.plan import plan  # noqa: PLC0415 - slow to load, and not needed where only a body changed

    static = files_in(shipped(config.static, "static"))
    catalogue = Catalogue.of(Site.of(config), whole.archive)
    made = {file.permalink: file for file in _made(config, catalogue, whole)}
    found = documents(shipped(config.templates, "templates"), config.about)
    bodies = Bodies(whole.reading, whole.store)
    pages = {page.permalink: page for page in plan(catalogue, bodies, found, index, (*static, *made))}
    program = ("program", code_digest(config))
    templates = {page.template for page in pages.values()}
    grounds = {name: (program, ("templates", renderer.digest(name))) for name in templates}
    told: dict[str, Fingerprint] = {name: (("made", file.digest),) for name, file in made.items()}
    told |= {name: (("file", publish.digest(file.read_bytes())),) for name, file in static.items()}
    return Edition(pages, made, static, grounds, told, (*pages, *told))


def settled(made: Edition, last: Last) -> Edition:
    """The same where pages take from the archive what those of the last edition took; that need not be told again."""
    former = {name: kept for name in made.pages if (kept := last.packed(name))}
    return replace(made, former=former)


def amended(
    config: Config, whole: Whole, articles: Collection[str], index: Index | None, last: Last, names: Collection[str]
) -> Edition | None:
    """The same on the ground of the last edition, whose files have these `names`, where bodies of `articles` changed.

    Only what stands on bodies is looked at, and what changed of that can be made again. None where a fingerprint of
    the last edition is lost.
    """
    catalogue = Catalogue.of(Site.of(config), whole.archive)
    bodies = Bodies(whole.reading, whole.store)
    made = {file.permalink: file for file in _remade(config, catalogue, bodies, articles)}
    told: dict[str, Fingerprint] = {name: (("made", file.digest),) for name, file in made.items()}
    pages: dict[str, Planned] = {}
    for page in touched(catalogue, bodies, articles, index):
        permalink = page.permalink
        before = last.fingerprint(permalink)
        if before is None:
            return None
        now = _amended(before, page)
        if now != before:
            pages[permalink], told[permalink] = page, now
    return Edition(pages, made, {}, {}, told, names)


def read_since(whole: Whole, last: Last) -> tuple[str, ...]:
    """The articles whose bodies are not those of the last edition."""
    before = last.keys()
    return tuple(one for one in whole.archive.articles if before.get(one) != whole.reading.key(one))


def _amended(fingerprint: Fingerprint, page: Planned) -> Fingerprint:
    further = dict(page.further)
    return tuple((name, further.get(name, digest)) for name, digest in fingerprint)


def _remade(config: Config, catalogue: Catalogue, bodies: Bodies, articles: Collection[str]) -> Iterator[Made]:
    if catalogue.site.annotations or catalogue.site.data:
        from hanoi_korea_site import offers  # noqa: PLC0415 - slow to load, and not always needed

        yield from offers.touched(catalogue, bodies, code_digest(config), articles)


def make_ahead(config: Config, store: Cache) -> None:
    """Has made, to be found in `store`, what no archive changes of an edition; loads what `edition` needs."""
    from hanoi_korea_site import offers, plan  # noqa: F401, PLC0415 - slow to load

    for file in _drawn(config, store):
        file.body()


def _drawn(config: Config, store: Cache) -> Iterator[Made]:
    from hanoi_korea_site.fonts import font_files  # noqa: PLC0415 - slow to load, and not needed where only a body changed
    from hanoi_korea_site.pictures import picture_files  # noqa: PLC0415 - likewise

    if config.fonts == "literata":
        yield from font_files(store)
    if config.base_url:
        yield from picture_files(Site.of(config), store)


def _made(config: Config, catalogue: Catalogue, whole: Whole) -> Iterator[Made]:
    from hanoi_korea_site import offers  # noqa: PLC0415 - slow to load, and not needed where only a body changed

    yield from _drawn(config, whole.store)
    yield from offers.offers(catalogue, Bodies(whole.reading, whole.store), code_digest(config))
