"""What the site offers machines beside its pages: feeds in JSON, calendars, annotations, and the archive as data.

A file's digest names all that its bytes depend on, so that what has not changed is not even made.
"""

from collections.abc import Collection, Iterable, Iterator
from functools import partial

from hanoi_korea_site.incremental import Made
from hanoi_korea_site.offers import database, package, records, sheets
from hanoi_korea_site.offers.tables import SHEETS
from hanoi_korea_site.pages import Read
from hanoi_korea_site.views import addresses, annotations, calendars, feeds, lists
from hanoi_korea_site.views.catalogue import Catalogue
from hanoi_korea_site.views.digests import digest, joined
from hanoi_korea_site.views.downloads import volumes


def offers(catalogue: Catalogue, read: Read, program: str) -> Iterator[Made]:
    """Every such file; `program` is the digest of the code and names that the archive was made with."""
    lists.event_chapters(catalogue)  # tells the catalogue where each event is at home
    settled = digest((program, catalogue.site))
    archive, site = catalogue.archive, catalogue.site
    yield from _feeds(catalogue, settled)
    yield from _calendars(catalogue, settled)
    if site.annotations:
        yield from _annotations(catalogue, read, settled, archive.articles)
    if site.data:
        told = (part for one in archive.articles for part in (one, catalogue.digest_of_entry(one)))
        everything = joined((settled, digest(archive.problems), *told))
        yield from _data(catalogue, settled, everything)
        yield from _records(catalogue, read, settled, archive.articles)


def touched(catalogue: Catalogue, read: Read, program: str, articles: Collection[str]) -> Iterator[Made]:
    """The files that may have changed where the archive did not, but the bodies of `articles` did."""
    settled = digest((program, catalogue.site))
    if catalogue.site.annotations:
        yield from _annotations(catalogue, read, settled, articles)
    if catalogue.site.data:
        yield from _records(catalogue, read, settled, articles)


def _feeds(catalogue: Catalogue, settled: str) -> Iterator[Made]:
    for source in feeds.sources(catalogue):
        known = joined((settled, feeds.digest_of(catalogue, source)))
        yield Made(source.json, known, partial(_feed, catalogue, source))


def _feed(catalogue: Catalogue, source: feeds.Source) -> bytes:
    return feeds.json_feed(feeds.feed(catalogue, source))


def _calendars(catalogue: Catalogue, settled: str) -> Iterator[Made]:
    site = catalogue.site
    named = [(addresses.CALENDAR, site.title, tuple(catalogue.archive.events))]
    for place in catalogue.archive.places.values():
        link = catalogue.place(place.id)
        named.append((addresses.feed(link.path, "ics"), f"{link.text} · {site.title}", place.events))
    dated = [(permalink, name, calendars.dated(catalogue, events)) for permalink, name, events in named]
    wanted = frozenset(event for _, _, found in dated for event in found)
    every = catalogue.archive.events.values()
    told = {entry.id: calendars.digest_of(catalogue, entry) for entry in every if entry.id in wanted}
    for permalink, name, found in dated:
        if found:
            known = joined((settled, name, *(told[event] for event in found)))
            yield Made(permalink, known, partial(calendars.calendar, catalogue, name, found))


def _annotations(catalogue: Catalogue, read: Read, settled: str, articles: Iterable[str]) -> Iterator[Made]:
    for article in articles:
        entry = catalogue.archive.articles[article]
        page = catalogue.article_path(entry.id)
        named = (*entry.places, *entry.officials, *entry.agreements, repr(entry.local))
        known = joined((settled, read.key(article), page, *named))
        yield Made(addresses.annotations(page), known, partial(_annotated, catalogue, entry.id, read))


def _annotated(catalogue: Catalogue, article: str, read: Read) -> bytes:
    return annotations.annotations(catalogue, catalogue.archive.articles[article], *read(article))


def _data(catalogue: Catalogue, settled: str, everything: str) -> Iterator[Made]:
    """`everything` is the digest of all articles, and so of all that is told of them."""
    shelf = volumes(catalogue)
    for table in SHEETS:
        yield Made(addresses.data_file(f"{table.name}.csv"), everything, partial(sheets.sheet, table, catalogue))
    yield Made(addresses.data_file("archive.sqlite"), everything, partial(database.database, catalogue))
    yield Made(addresses.data_file("record.schema.json"), settled, records.schema)
    names = digest((settled, [volume.name for volume in shelf]))
    yield Made(addresses.data_file("datapackage.json"), names, partial(package.package, catalogue.site, shelf))


def _records(catalogue: Catalogue, read: Read, settled: str, articles: Collection[str]) -> Iterator[Made]:
    """The volumes that hold any of `articles`."""
    wanted = frozenset(articles)
    for volume in volumes(catalogue):
        if not wanted.isdisjoint(volume.articles):
            known = joined((settled, *map(read.key, volume.articles)))
            yield Made(addresses.data_file(volume.name), known, partial(records.lines, volume.articles, read))
