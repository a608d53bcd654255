"""Composes the stages: read, link, plan, fingerprint, render what is stale, publish."""

import gc
import hashlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path

import msgspec

from hanoi_korea_site import idle, publish
from hanoi_korea_site.archive import Archive
from hanoi_korea_site.cache import Cache, opened
from hanoi_korea_site.config import Config
from hanoi_korea_site.errors import Fault, InputError, in_order
from hanoi_korea_site.fonts import font_files
from hanoi_korea_site.form import meant
from hanoi_korea_site.incremental import Fingerprint, Made, Stale, stale
from hanoi_korea_site.indexing import bring_up_to_date
from hanoi_korea_site.link import link
from hanoi_korea_site.link.gist import Gist
from hanoi_korea_site.making import Edition, Making
from hanoi_korea_site.model import Record
from hanoi_korea_site.offers import offers
from hanoi_korea_site.pictures import picture_files
from hanoi_korea_site.plan import Read, plan
from hanoi_korea_site.reading import Progress, Reading, code_digest, known_names, read_all
from hanoi_korea_site.render import Renderer, documents, files_in, shipped
from hanoi_korea_site.search.index import Index
from hanoi_korea_site.spread import processors
from hanoi_korea_site.views import addresses
from hanoi_korea_site.views.catalogue import Catalogue, Site

CACHE = idle.CACHE

Stamps = dict[str, idle.Stamp]
"""Of published files, by their permalinks."""

_REASONS = msgspec.json.Decoder(dict[str, tuple[str, ...]])
_NEAREST = 5000
"""Among so many addresses the one that was meant is looked for."""
_STATE = msgspec.msgpack.Decoder(tuple[dict[str, Fingerprint], dict[str, idle.Stamp]])


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did. `faults` are of articles that were set aside; the rest was published.

    `linked` gives the archive, which a build that found nothing changed has not made.
    """

    articles: int
    linked: Callable[[], Archive] = field(repr=False)
    pages: int
    read_anew: int
    stale: tuple[Stale, ...]
    published: publish.Published
    faults: tuple[Fault, ...]

    @property
    def archive(self) -> Archive:
        return self.linked()

    def summary(self) -> str:
        """One line for a person."""
        done, articles = self.published, self.articles
        work = f"{len(done.written)} written, {len(done.removed)} removed, {done.kept} unchanged"
        return f"{articles} articles ({self.read_anew} read anew), {self.pages} files: {work}"


def build(
    config: Config,
    progress: Progress,
    *,
    jobs: int | None = None,
    strict: bool = False,
    force: bool = False,
    asked: str = "",
) -> Report:
    """Bring `config.output` up to date; raises SiteError, and then leaves it as it was.

    Articles that cannot be read are set aside, or refused together where `strict`. What is left is remembered under
    the name `asked` (`idle.asked`), so that the same is not built twice.
    """
    publish.require_ours(config.output, (config.root, config.seeds, config.templates, config.static))
    folder = config.root / CACHE
    with publish.locked(folder), opened(folder / "store.sqlite") as store, _uncollected():
        before = idle.inputs(_places(config)) if asked else None
        reading = read_all(config, store, progress, jobs=jobs or processors(), force=force)
        gists, clashes = _apart(reading.gists)
        faults = in_order((*reading.faults, *clashes))
        if strict and faults:
            raise InputError(*faults)
        linked = cache(partial(link, gists, known_names(config)))
        settled = _settled(config, reading, gists)
        if not force and (stamps := _unchanged(store, config.output, settled)):
            todo: tuple[Stale, ...] = ()
            published = publish.Published((), (), len(stamps))
        else:
            archive = linked()
            renderer = Renderer(shipped(config.templates, "templates"), Site.of(config))
            index = _index(config, archive, reading, store, force=force)
            edition = _edition(config, archive, renderer, reading, store, index)
            todo, published, stamps = _bring_up_to_date(
                config.output, edition, renderer, store, progress, jobs or processors(), force=force
            )
            store.save("state", [(_name("settled", config.output), settled.encode())])
        if before:
            files = stamps | {publish.MANIFEST: publish.stamp_of(config.output, publish.MANIFEST)}
            idle.remember(store, asked, before, config.output, files, idle.Rest(len(gists), len(stamps), faults))
    return Report(len(gists), linked, len(stamps), reading.read_anew, todo, published, faults)


def _places(config: Config) -> tuple[Path | None, ...]:
    """All that a build is made from, the program and what a killed build left beside the output included."""
    folders = (*shipped(config.templates, "templates"), *shipped(config.static, "static"), Path(__file__).parent)
    return (config.seeds, *folders, config.names, config.about, publish.stage_of(config.output))


@contextmanager
def _uncollected() -> Iterator[None]:
    """No search for cyclic garbage: an archive's many objects hold none, and would be searched again and again."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@dataclass(frozen=True, slots=True)
class Whole:
    """Every article read and linked, with the store that holds their bodies."""

    reading: Reading
    archive: Archive
    store: Cache


@contextmanager
def read_whole(config: Config, progress: Progress) -> Iterator[Whole]:
    """The archive as a build would publish it; nothing is rendered."""
    folder = config.root / CACHE
    with publish.locked(folder), opened(folder / "store.sqlite") as store:
        reading = read_all(config, store, progress, jobs=processors())
        gists, _ = _apart(reading.gists)
        yield Whole(reading, link(gists, known_names(config)), store)


@dataclass(frozen=True, slots=True)
class Standing:
    """What one published file depends on, now and in the last build.

    `last` says why the last build rendered it, () where it did not; `now` why the next one will. `before` is () where
    no build has published it. `template` is "" for files that are copied or made.
    """

    permalink: str
    source: str
    template: str
    articles: tuple[str, ...]
    fingerprint: Fingerprint
    before: Fingerprint
    last: tuple[str, ...]
    now: tuple[str, ...]


def standing(config: Config, progress: Progress, permalink: str) -> Standing:
    """Where a file of the site stands; nothing is rendered. InputError where a build would publish no such file."""
    with read_whole(config, progress) as whole:
        reading, archive, store = whole.reading, whole.archive, whole.store
        renderer = Renderer(shipped(config.templates, "templates"), Site.of(config))
        index = _index(config, archive, reading, store)
        edition = _edition(config, archive, renderer, reading, store, index)
        if permalink not in edition.fingerprints:
            remedy = meant(permalink, tuple(edition.fingerprints)[:_NEAREST])
            raise InputError(Fault(f"the site has no {permalink}", remedy=remedy))
        before, seen = _state(store, config.output)
        sound = publish.whole_files(config.output, publish.read_manifest(config.output), seen)
        own = {permalink: edition.fingerprints[permalink]}
        page = edition.pages.get(permalink)
        return Standing(
            permalink=permalink,
            source=page.source if page else "the site's own files",
            template=page.template if page else "",
            articles=page.articles if page else (),
            fingerprint=own[permalink],
            before=before.get(permalink, ()),
            last=_rendered(store, config.output).get(permalink, ()),
            now=next((page.because for page in stale(own, before, sound)), ()),
        )


def _apart(gists: Iterable[Gist]) -> tuple[tuple[Gist, ...], tuple[Fault, ...]]:
    """The articles whose pages stand apart; of those that would share an address, all but the first are faults."""
    first: dict[str, Gist] = {}
    faults = []
    for gist in gists:
        address = addresses.article(gist)
        if first.setdefault(address, gist) is not gist:
            message = f"its page would be {address}, as that of {first[address].source_file}"
            faults.append(Fault(message, gist.source_file, remedy="remove one of them, or give it another title"))
    return tuple(first.values()), tuple(faults)


def _index(config: Config, archive: Archive, reading: Reading, store: Cache, *, force: bool = False) -> Index | None:
    """None where the site is not searched."""
    if config.search == "names":
        return None
    return bring_up_to_date(archive, reading.key, partial(_terms, reading, store), store, force=force)


def _bring_up_to_date(
    output: Path, edition: Edition, renderer: Renderer, store: Cache, progress: Progress, jobs: int, *, force: bool
) -> tuple[tuple[Stale, ...], publish.Published, Stamps]:
    before, seen = _state(store, output)
    whole = publish.whole_files(output, publish.read_manifest(output), seen)
    todo = tuple(stale(edition.fingerprints, before, whole, force=force))
    with publish.Stage(output) as stage:
        making = Making(edition, renderer, store, stage)
        for done, (permalink, digest) in enumerate(making.each([page.permalink for page in todo], jobs), 1):
            stage.note(permalink, digest)
            progress("render", done, len(todo))
        published = stage.publish(whole, edition.fingerprints)
    written = frozenset(published.written)
    stamps = {name: publish.stamp_of(output, name) if name in written else whole[name] for name in edition.fingerprints}
    if edition.fingerprints != before or stamps != seen:
        store.save("state", [(_name("output", output), msgspec.msgpack.encode((edition.fingerprints, stamps)))])
    _remember(store, output, todo)
    return todo, published, stamps


def _remember(store: Cache, output: Path, todo: Iterable[Stale]) -> None:
    """Keep why the last build rendered what it did, for those who ask later."""
    reasons = {page.permalink: page.because for page in todo}
    if reasons or _rendered(store, output):
        store.save("state", [(f"last {_name('output', output)}", msgspec.json.encode(reasons))])


def _rendered(store: Cache, output: Path) -> dict[str, tuple[str, ...]]:
    try:
        return _REASONS.decode(store.get("state", f"last {_name('output', output)}") or b"{}")
    except msgspec.DecodeError:
        return {}


def _edition(
    config: Config, archive: Archive, renderer: Renderer, reading: Reading, store: Cache, index: Index | None
) -> Edition:
    static = files_in(shipped(config.static, "static"))
    catalogue = Catalogue.of(Site.of(config), archive)
    read, rules = partial(_article, reading, store), code_digest(config)
    made = {file.permalink: file for file in _made(config, catalogue, read, rules, store)}
    found = documents(shipped(config.templates, "templates"), config.about)
    pages = {page.permalink: page for page in plan(catalogue, read, found, index, (*static, *made))}
    program = ("program", rules)
    templates = {name: ("templates", renderer.digest(name)) for name in {page.template for page in pages.values()}}
    # Fonts and pictures take longest by far: begun first, they keep one process busy while others render pages.
    fingerprints: dict[str, Fingerprint] = {name: (("made", file.digest),) for name, file in made.items()}
    fingerprints |= {name: (program, templates[page.template], *page.inputs()) for name, page in pages.items()}
    fingerprints |= {name: (("file", publish.digest(file.read_bytes())),) for name, file in static.items()}
    return Edition(pages, made, static, fingerprints)


def _made(config: Config, catalogue: Catalogue, read: Read, rules: str, store: Cache) -> Iterator[Made]:
    if config.fonts == "literata":
        yield from font_files(store)
    if config.base_url:
        yield from picture_files(catalogue.site, store)
    yield from offers(catalogue, read, rules)


def _article(reading: Reading, store: Cache, article: str) -> tuple[Record, str]:
    body = reading.body(article, store)
    return body.record, body.text


def _terms(reading: Reading, store: Cache, article: str) -> bytes:
    return reading.terms(article, store)


def _settled(config: Config, reading: Reading, gists: Iterable[Gist]) -> str:
    """The digest of all that an output is made from: where it is the last build's, nothing changed."""
    state = hashlib.blake2b(f"{config!r}\0{code_digest(config)}".encode(), digest_size=16)
    for gist in gists:
        state.update(reading.key(gist.id).encode())
    for own, name in ((config.templates, "templates"), (config.static, "static")):
        for path, file in files_in(shipped(own, name)).items():
            state.update(f"\0{name}/{path}\0{publish.digest(file.read_bytes())}".encode())
    if config.about:
        state.update(b"\0about\0" + config.about.read_bytes())
    return state.hexdigest()


def _unchanged(store: Cache, output: Path, settled: str) -> Stamps:
    """The files published, where they were made from what is `settled` and each still stands; else none."""
    if store.get("state", _name("settled", output)) != settled.encode() or publish.stage_of(output).exists():
        return {}
    before, seen = _state(store, output)
    manifest = publish.read_manifest(output)
    whole = publish.whole_files(output, manifest, seen)
    return whole if whole.keys() == before.keys() == manifest.keys() else {}


def _name(kind: str, output: Path) -> str:
    return f"{kind} " + hashlib.blake2b(str(output.resolve()).encode(), digest_size=12).hexdigest()


def _state(store: Cache, output: Path) -> tuple[dict[str, Fingerprint], dict[str, idle.Stamp]]:
    """The fingerprints and file stamps of the last build into `output`; empty where there was none."""
    try:
        return _STATE.decode(store.get("state", _name("output", output)) or msgspec.msgpack.encode(({}, {})))
    except msgspec.DecodeError:
        return {}, {}
