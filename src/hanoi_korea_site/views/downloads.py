"""What there is to take away: the files of the data and of the feeds."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from hanoi_korea_site.config import Licence
from hanoi_korea_site.views import addresses, feeds, words
from hanoi_korea_site.views.catalogue import Catalogue
from hanoi_korea_site.views.frames import frame
from hanoi_korea_site.views.heads import ATOM, JSON_FEED, Alternate, Node
from hanoi_korea_site.views.parts import Frame, Link, YearLink

_TABLES = (
    ("events.csv", "sự kiện, câu văn nói về nó và địa chỉ câu ấy"),
    ("articles.csv", "bài viết, ngày tháng và nguồn"),
    ("officials.csv", "nhân vật và chức vụ"),
    ("places.csv", "địa phương, tên ba thứ tiếng và tọa độ"),
    ("agreements.csv", "thỏa thuận, các bên và tình trạng"),
)
_MOST = 400
"""So many records lie in one file: below ten megabytes, and soon written again when one of them changes."""
_MOST_PLACES = 20


@dataclass(frozen=True, slots=True)
class Way:
    """A page or file that machines are told of, absolute where the site has an address."""

    url: str
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class LlmsView:
    """`ways` lead into the archive, `files` hold all of it, `places` are those with most articles."""

    ways: tuple[Way, ...]
    files: tuple[Way, ...]
    places: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file to take away; `rows` counts what is in it, None where that says nothing."""

    link: Link
    words: str
    rows: int | None


@dataclass(frozen=True, slots=True)
class DataView:
    """`sheets` are tables, `whole` hold everything; both are empty where the site does not publish them.

    `years` leads to the records where a year has files of its own.
    """

    frame: Frame
    sheets: tuple[DataFile, ...]
    whole: tuple[DataFile, ...]
    years: tuple[YearLink, ...]
    feeds: tuple[DataFile, ...]
    licence: Licence


@dataclass(frozen=True, slots=True)
class Volume:
    """Some of the archive's records in one file below `data/`; `articles` are their ids, the newest first.

    `label` tells it from the others in words, "" where it is the only one.
    """

    name: str
    label: str
    articles: tuple[str, ...]


def volumes(catalogue: Catalogue) -> tuple[Volume, ...]:
    """One file while that is enough, else one or more a year."""
    articles = catalogue.archive.articles
    if len(articles) <= _MOST:
        return (Volume("records.jsonl", "", tuple(articles)),)
    found = []
    for year, group in groupby(sorted(articles, key=catalogue.article_year, reverse=True), key=catalogue.article_year):
        keys = tuple(group)
        for number, at in enumerate(range(0, len(keys), _MOST), 1):
            stem = addresses.year_stem(year) + (f"-{number}" if number > 1 else "")
            label = words.year_words(year) + (f", phần {number}" if number > 1 else "")
            found.append(Volume(f"records-{stem}.jsonl", label, keys[at : at + _MOST]))
    return tuple(found)


def llms_view(catalogue: Catalogue) -> LlmsView:
    site, archive = catalogue.site, catalogue.archive
    ways = (
        (addresses.ARTICLES, "Bài viết", f"{len(archive.articles)} bài báo, mỗi bài kèm dữ kiện và câu văn nói vậy"),
        (addresses.TIMELINE, "Dòng thời gian", f"{len(archive.events)} sự kiện theo năm"),
        (addresses.PLACES, "Địa phương", f"{len(archive.places)} nơi"),
        (addresses.OFFICIALS, "Nhân vật", f"{len(archive.officials)} người"),
        (addresses.AGREEMENTS, "Thỏa thuận", f"{len(archive.agreements)} văn bản"),
        (addresses.ABOUT, "Giới thiệu", "cách đọc kho lưu trữ này"),
    )
    most = sorted(archive.places.values(), key=lambda place: (-len(place.articles), place.id))[:_MOST_PLACES]
    files = (*data_files(catalogue), *feed_files(catalogue))
    return LlmsView(
        ways=tuple(Way(site.base_url + path, name, words) for path, name, words in ways),
        files=tuple(Way(site.base_url + file.link.path, file.link.text, file.words) for file in files),
        places=tuple(
            Way(site.base_url + catalogue.place(place.id).path, place.name, f"{len(place.articles)} bài")
            for place in most
        ),
    )


def data_view(catalogue: Catalogue) -> DataView:
    """The page that says what there is to take away; its files as a dataset only where the editor gave a licence."""
    site = catalogue.site
    files = data_files(catalogue)
    years = tuple(
        YearLink(volume.label, addresses.data_file(volume.name), len(volume.articles))
        for volume in (volumes(catalogue) if files else ())
        if volume.label
    )
    apart = {link.path for link in years}
    title = "Dữ liệu"
    described = f"Toàn bộ dữ kiện của “{site.title}” để tải về: bảng tính, cơ sở dữ liệu, nguồn tin, lịch."
    return DataView(
        frame=frame(
            catalogue.site,
            addresses.DATA,
            title,
            described,
            nodes=_dataset(catalogue, described, files),
            alternates=tuple(_every_feed(catalogue)),
        ),
        sheets=tuple(file for file in files if file.link.path.endswith(".csv")),
        whole=tuple(file for file in files if not file.link.path.endswith(".csv") and file.link.path not in apart),
        years=years,
        feeds=feed_files(catalogue),
        licence=site.licence,
    )


def _every_feed(catalogue: Catalogue) -> Iterator[Alternate]:
    """The feeds of single places and officials: a reader of news given this page's address offers them all."""
    for source in feeds.sources(catalogue):
        if source.page != addresses.HOME:
            yield Alternate(ATOM, source.title, source.atom)
            yield Alternate(JSON_FEED, source.title, source.json)


def _dataset(catalogue: Catalogue, described: str, files: tuple[DataFile, ...]) -> tuple[Node, ...]:
    site = catalogue.site
    if not (site.licence.url and site.base_url and files):
        return ()
    downloads = [
        {"@type": "DataDownload", "name": file.link.text, "contentUrl": site.base_url + file.link.path}
        for file in files
    ]
    return (
        {
            "@type": "Dataset",
            "@id": catalogue.site.absolute(addresses.DATA) + "#data",
            "name": site.title,
            "description": described,
            "license": site.licence.url,
            "creator": {"@type": "Organization", "name": site.outlet or site.title},
            "distribution": downloads,
        },
    )


def data_files(catalogue: Catalogue) -> tuple[DataFile, ...]:
    """Under `data/`; () where the site does not publish them."""
    archive = catalogue.archive
    if not catalogue.site.data:
        return ()
    sizes = (archive.events, archive.articles, archive.officials, archive.places, archive.agreements)
    return (
        *(_file(name, words, len(rows)) for (name, words), rows in zip(_TABLES, sizes, strict=True)),
        _file("archive.sqlite", "tất cả các bảng trên và quan hệ giữa chúng, một tệp SQLite"),
        *(
            _file(volume.name, "mọi điều đọc được trong từng bài, mỗi dòng một bài, dạng JSON", len(volume.articles))
            for volume in volumes(catalogue)
        ),
        _file("record.schema.json", "mô tả dạng của một dòng JSON Lines (JSON Schema)"),
        _file("datapackage.json", "mô tả các bảng (Frictionless Data Package)"),
    )


def _file(name: str, words: str, rows: int | None = None) -> DataFile:
    return DataFile(Link(addresses.data_file(name), name), words, rows)


def feed_files(catalogue: Catalogue) -> tuple[DataFile, ...]:
    found = [
        DataFile(Link(addresses.FEED, "feed.xml"), "bài mới, dạng Atom", None),
        DataFile(Link(addresses.JSON_FEED, "feed.json"), "bài mới, dạng JSON Feed", None),
    ]
    if any(map(catalogue.moments.has_days, catalogue.archive.events)):
        found.append(DataFile(Link(addresses.CALENDAR, "lich.ics"), "lịch các sự kiện có ngày, dạng iCalendar", None))
    return tuple(found)
