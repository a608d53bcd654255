"""Composes the stages: read, link, plan, fingerprint, render what is stale, publish."""

import gc
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from functools import partial
from gettext import gettext as _
from pathlib import Path

from msgspec import Raw, Struct

from hanoi_korea_site.building import bodies_only, publish, up_to_date
from hanoi_korea_site.building.archive_volumes import LostError, forget
from hanoi_korea_site.building.edition import amended, edition, ground, make_ahead, read_since, settled, tells_the_same
from hanoi_korea_site.building.index_update import bring_up_to_date
from hanoi_korea_site.building.last_build import All, Head, Last
from hanoi_korea_site.building.parallel import MANY, beside, processors
from hanoi_korea_site.building.reading import Bodies, Progress
from hanoi_korea_site.building.staging import Edition, Making, prepare_ahead
from hanoi_korea_site.building.whole import Whole, read_whole, whole
from hanoi_korea_site.cache import Cache, opened
from hanoi_korea_site.config import Config
from hanoi_korea_site.errors import Fault, InputError
from hanoi_korea_site.form import meant
from hanoi_korea_site.incremental import Fingerprint, Stale, is_stale, packed, reasons, unpacked
from hanoi_korea_site.render import Renderer, shipped
from hanoi_korea_site.search.index import Index
from hanoi_korea_site.views.site import Site

_NEAREST = 5000
"""Among so many addresses the one that was meant is looked for."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did: `articles` are the ids of those published, `faults` are of those that were set aside."""

    articles: tuple[str, ...] = field(repr=False)
    pages: int
    read_anew: int
    stale: tuple[Stale, ...]
    published: publish.Published
    whole: Whole = field(repr=False)
    faults: tuple[Fault, ...]

    def summary(self) -> str:
        """One line for a person."""
        done, articles, in_words = self.published, len(self.articles), up_to_date.in_words
        return in_words(articles, self.read_anew, self.pages, len(done.written), len(done.removed), done.kept)


def build(
    config: Config,
    progress: Progress,
    *,
    jobs: int | None = None,
    strict: bool = False,
    force: bool = False,
    asked: str = "",
    seen: up_to_date.Seen | None = None,
    read: Callable[[], bytes] = bytes,
    open_store: Cache | None = None,
) -> Report:
    """Bring `config.output` up to date; raises SiteError, and then leaves it as it was.

    Articles that cannot be read are set aside, or refused together where `strict`. What is left is remembered under
    the name `asked` (`up_to_date.asked`), so that the same is not built twice; `seen` is what was there a moment ago,
    and `read` waits for what changed by then, read already (`head_start`).
    An `open_store` is used, and left open.
    """
    publish.require_ours(config.output, (config.root, config.seeds, config.templates, config.static))
    jobs, file = jobs or processors(), config.root / up_to_date.STORE
    with publish.locked(file.parent), nullcontext(open_store) if open_store else opened(file) as store, _uncollected():
        before = up_to_date.inputs(_places(config), seen) if asked else None
        wish = _Wish(jobs, strict, force, asked, before, read)
        try:
            return _built(config, store, progress, wish)
        except LostError:
            forget(store)
            return _built(config, store, progress, wish)


class _Wish(Struct, frozen=True, gc=False):
    """How to build; `before` is what the build was made from, None where it need not be remembered as `asked`."""

    jobs: int
    strict: bool
    force: bool
    asked: str
    before: up_to_date.Inputs | None
    read: Callable[[], bytes]


def _built(config: Config, store: Cache, progress: Progress, wish: _Wish) -> Report:
    renderer = Renderer(shipped(config.templates, "templates"), Site.of(config))
    due = None
    if wish.before and not wish.force and not wish.strict:
        due = bodies_only.amend(config, store, wish.asked, wish.before, wish.read)
    wish.read()  # the process that reads is not left behind
    return _finished(config, renderer, progress, wish, due or _whole(config, store, renderer, progress, wish))


def _whole(config: Config, store: Cache, renderer: Renderer, progress: Progress, wish: _Wish) -> bodies_only.Due:
    """Told by all articles."""

    def meanwhile() -> None:
        make_ahead(config, store)
        prepare_ahead(renderer, store)

    found = whole(config, store, progress, jobs=wish.jobs, force=wish.force, meanwhile=meanwhile)
    if wish.strict and found.faults:
        raise InputError(*found.faults)
    last = Last.of(store, config.output)
    sound = publish.whole_files(config.output, publish.read_manifest(config.output), last.stamps())
    stood = ground(config, found)
    made = None
    if not wish.force and stood == last.head.ground and sound.keys() == last.stamps().keys():
        made = amended(config, found, read_since(found, last), _index(config, found), last, sound)
    if made is None:
        made = _edition(config, found, renderer, wish)
        if not wish.force and tells_the_same(stood, last.head.ground) and not read_since(found, last):
            made = settled(made, last)
    return bodies_only.Due(found, made, last, sound, bodies_only.left_by(wish.before, stood, found), None)


def _finished(config: Config, renderer: Renderer, progress: Progress, wish: _Wish, due: bodies_only.Due) -> Report:
    """What is due rendered, published and remembered."""
    found, made, last, sound, footing, since = due.whole, due.edition, due.last, due.sound, due.footing, due.since
    del due
    known = {} if wish.force else dict(_known(made, last, sound))
    todo = [one for one in made.files() if one not in known or known[one] != last.packed(one)]
    if len(todo) >= MANY:  # what it has read would take memory while pages are rendered
        last = Last(found.store, config.output, last.head)
    making, manifest = Making(made, renderer, found.store), publish.read_manifest(config.output)
    files, published = _published(config.output, making, todo, sound, manifest, progress, wish.jobs)
    fingerprints = {one: files.get(one) or known[one] for one in made.files()}
    stamps = {one: sound[one] for one in made.names if one in sound}
    stamps |= {one: publish.stamp_of(config.output, one) for one in published.written}
    made_for = tuple(
        Stale(one, reasons(unpacked(files[one]), last.fingerprint(one), whole=one in sound)) for one in todo
    )
    head = Head(footing.ground, publish.digest_of_manifest(config.output), since or {})
    every = All(found.reading.keys(), stamps) if since is None else None
    last.followed(head, fingerprints, made_for, every)
    if wish.before:
        left = stamps | {publish.MANIFEST: publish.stamp_of(config.output, publish.MANIFEST)}
        rest = up_to_date.Rest(len(found.archive.articles), len(stamps), found.faults)
        bodies_only.remember(found.store, wish.asked, footing)
        up_to_date.remember(found.store, wish.asked, wish.before, config.output, left, rest)
    articles = tuple(found.archive.articles)
    return Report(articles, len(stamps), found.reading.read_anew, made_for, published, found, found.faults)


def _places(config: Config) -> tuple[Path | None, ...]:
    """All that a build is made from, the program and what a killed build left beside the output included."""
    folders = (*shipped(config.templates, "templates"), *shipped(config.static, "static"), Path(__file__).parents[1])
    return (config.seeds, *folders, config.names, config.about, publish.stage_of(config.output))


def _edition(config: Config, found: Whole, renderer: Renderer, wish: _Wish) -> Edition:
    """While another process brings the index up to date, this one plans all that does not need it."""
    if wish.jobs == 1 or len(found.archive.articles) < MANY or config.search == "names":
        return edition(config, found, renderer, partial(_index, config, found, force=wish.force))
    with beside(partial(_bring_index_up_to_date, config, found, force=wish.force)) as done:

        def index() -> Index | None:
            done()
            return _index(config, found)

        return edition(config, found, renderer, index)


def _bring_index_up_to_date(config: Config, found: Whole, *, force: bool) -> None:
    """It is found in the store then."""
    _index(config, found, force=force)


def _index(config: Config, found: Whole, *, force: bool = False) -> Index | None:
    """None where the site is not searched."""
    if config.search == "names":
        return None
    bodies = Bodies(found.reading, found.store)
    return bring_up_to_date(found.archive, found.name, bodies, found.store, force=force)


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
        gc.freeze()  # what was made is moved out of the way of the search that follows at once, and back
        gc.enable()
        gc.unfreeze()


class Standing(Struct, frozen=True, gc=False):
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
    """Where a file of the site stands, of a folder its list; nothing is rendered.

    InputError where a build would publish no such file.
    """
    with read_whole(config, progress) as found:
        store = found.store
        renderer = Renderer(shipped(config.templates, "templates"), Site.of(config))
        made = edition(config, found, renderer, partial(_index, config, found))
        if f"{permalink}/index.html" in made.names:
            permalink = f"{permalink}/index.html"
        if permalink not in made.names:
            remedy = meant(permalink, tuple(made.names)[:_NEAREST])
            raise InputError(Fault(_("the site has no {page}").format(page=permalink), remedy=remedy))
        last = Last.of(store, config.output)
        sound = publish.whole_files(config.output, publish.read_manifest(config.output), last.stamps())
        now, before, is_whole = made.fingerprint(permalink), last.fingerprint(permalink), permalink in sound
        page = made.pages.get(permalink)
        return Standing(
            permalink=permalink,
            source=page.asked_by() if page else _("the site's own files"),
            template=page.template if page else "",
            articles=page.articles if page else (),
            fingerprint=now,
            before=before or (),
            last=last.reasons().get(permalink, ()),
            now=() if now == before and is_whole else reasons(now, before, whole=is_whole),
        )


def _known(made: Edition, last: Last, sound: Collection[str]) -> Iterator[tuple[str, Raw]]:
    """The fingerprints of files that may stand as they are; those of others are told where they are made."""
    for permalink in made.files():
        if not is_stale(made.begun(permalink), last.fingerprint(permalink), whole=permalink in sound):
            yield permalink, packed(made.fingerprint(permalink))


def _published(
    output: Path,
    making: Making,
    todo: Sequence[str],
    sound: Collection[str],
    manifest: dict[str, str],
    progress: Progress,
    jobs: int,
) -> tuple[dict[str, Raw], publish.Published]:
    """Makes and publishes what is to do; with the fingerprints of what was made."""
    fingerprints = {}
    with publish.Stage(output, sound, manifest) as stage:
        for done, file in enumerate(making.each(stage, todo, jobs), 1):
            stage.note(file.permalink, file.digest)
            fingerprints[file.permalink] = file.fingerprint
            progress("render", done, len(todo))
        return fingerprints, stage.publish(making.edition.names)
