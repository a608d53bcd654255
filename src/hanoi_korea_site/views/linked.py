"""Articles, events, people, places and documents in the words of schema.org."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final

from msgspec import Raw, json

from hanoi_korea_site import edtf
from hanoi_korea_site.archive import Article, EventEntry
from hanoi_korea_site.model import Dated, PlaceType, Record
from hanoi_korea_site.views import addresses, words
from hanoi_korea_site.views.catalogue import Catalogue
from hanoi_korea_site.views.heads import Meta, Node, address
from hanoi_korea_site.views.parts import Frame, Link
from hanoi_korea_site.views.site import Site

_PLACE_TYPE: Final[dict[str, str]] = {
    "city": "City",
    "province": "AdministrativeArea",
    "district": "AdministrativeArea",
    "country": "Country",
    "river": "RiverBodyOfWater",
}
_KINDS: Final = {"dia-phuong": "Place", "nhan-vat": "Person", "thoa-thuan": "CreativeWork"}
_MOST = 20
"""A page names so many articles in its linked data; all of them stand on it as links."""
_NAME_LENGTH = 110


def website(site: Site, root: str) -> Node:
    home = address(site.base_url, root, addresses.HOME)
    return {
        "@type": "WebSite",
        "@id": f"{home}#website",
        "url": site.base_url,
        "name": site.title,
        "description": site.description,
        "inLanguage": site.language,
        "publisher": {"@type": "Organization", "name": site.outlet} if site.outlet else None,
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": f"{site.base_url}{addresses.SEARCH}?q={{q}}"},
        }
        if site.base_url and site.search
        else None,
    }


def article(site: Site, frame: Frame, picture: str, entry: Article, record: Record, things: Iterable[Link]) -> Node:
    """`picture` is the permalink of the page's picture, `things` are the pages of what the article names."""
    here = address(site.base_url, frame.root, frame.permalink)
    outlet = {"@type": "Organization", "name": entry.source.outlet} if entry.source.outlet else None
    keeper = {"@type": "Organization", "name": site.outlet or site.title}
    issued = issued_in(entry)
    return {
        "@type": "NewsArticle",
        "@id": here,
        "url": frame.canonical,
        "mainEntityOfPage": here,
        "headline": entry.title.text,
        "description": entry.lead,
        "datePublished": issued,
        "dateModified": max(issued, entry.source.retrieved),
        "temporalCoverage": covered(entry.date),
        "author": [{"@type": "Person", "name": name} for name in authors(record)] or outlet or keeper,
        "publisher": outlet or keeper,
        "image": site.base_url + picture if site.base_url else "",
        "inLanguage": record.language,
        "keywords": list(entry.tags),
        "isBasedOn": entry.source.url,
        "archivedAt": entry.source.archived,
        "isPartOf": {"@id": address(site.base_url, frame.root, addresses.HOME) + "#website"},
        "mentions": [_thing(site.base_url, frame.root, link) for link in things],
    }


def authors(record: Record) -> tuple[str, ...]:
    """Those who are credited, apart from whose pictures these are."""
    return tuple(name for name in record.credits if not any(name in caption.credit for caption in record.captions))


def issued_in(entry: Article) -> str:
    """The day an article appeared; where nobody says, the month of what it reports, which is as much as is known."""
    if entry.published is not None and not entry.published.start.startswith("X"):
        return entry.published.start
    return "" if entry.date is None or entry.date.start.startswith("X") else entry.date.start[:7]


def covered(dated: Dated | None) -> str:
    """ISO 8601, an interval with "/"; "" where the year is open."""
    if dated is None or dated.start.startswith("X"):
        return ""
    return dated.start + (f"/{dated.end}" if dated.end else "")


def citation_tags(site: Site, frame: Frame, entry: Article, record: Record) -> Iterator[Meta]:
    """Highwire and Dublin Core: what a reference manager saves is the original where the editor names it.

    Zotero takes whatever has a `citation_journal_title` for a journal's article unless `z:itemType` tells it.
    """
    source = entry.source
    published = entry.published.start if entry.published and not entry.published.start.startswith("X") else ""
    url = source.url or frame.canonical
    tags = (
        ("citation_title", entry.title.text),
        *(("citation_author", name) for name in authors(record)),
        ("citation_journal_title", source.outlet or site.outlet or site.title),
        ("citation_date", published.replace("-", "/")),
        ("citation_public_url", url),
        ("citation_fulltext_html_url", frame.canonical),
        ("citation_language", record.language),
        ("z:itemType", "newspaperArticle"),
        ("dcterms.title", entry.title.text),
        ("dcterms.type", "Text"),
        ("dcterms.issued", published),
        ("dcterms.temporal", covered(entry.date)),
        ("dcterms.publisher", source.outlet),
        ("dcterms.source", source.url),
        ("dcterms.isVersionOf", source.archived),
        ("dcterms.identifier", frame.canonical),
        ("dcterms.language", record.language),
        ("dcterms.isPartOf", site.title),
    )
    return (Meta(name, content) for name, content in tags if content)


def place(catalogue: Catalogue, key: str) -> Node:
    entry = catalogue.archive.places[key]
    path = addresses.place(key)
    known = entry.latitude is not None and entry.longitude is not None
    return {
        "@type": place_type(entry.type),
        "@id": _at(catalogue, path, path),
        "url": catalogue.site.absolute(path),
        "name": entry.name,
        "alternateName": [name for names in entry.names.values() for name in names if name != entry.name],
        "geo": {"@type": "GeoCoordinates", "latitude": entry.latitude, "longitude": entry.longitude} if known else None,
        "containedInPlace": _ref(catalogue, path, addresses.place(entry.parent))
        if entry.parent in catalogue.archive.places
        else None,
        "subjectOf": _articles(catalogue, path, entry.articles),
    }


def place_type(kind: PlaceType | str) -> str:
    return _PLACE_TYPE.get(kind, "Place")


def official(catalogue: Catalogue, key: str) -> Node:
    entry = catalogue.archive.officials[key]
    path = addresses.official(key)
    return {
        "@type": "Person",
        "@id": _at(catalogue, path, path),
        "url": catalogue.site.absolute(path),
        "name": entry.name,
        "alternateName": [name for name in entry.names if name != entry.name],
        "jobTitle": list(dict.fromkeys(words.office_words(office) for office in entry.offices)),
        "workLocation": [
            _ref(catalogue, path, addresses.place(office))
            for office in dict.fromkeys(office.place for office in entry.offices)
            if office in catalogue.archive.places
        ],
        "subjectOf": _articles(catalogue, path, entry.articles),
    }


def agreement(catalogue: Catalogue, key: str) -> Node:
    entry = catalogue.archive.agreements[key]
    path = addresses.agreement(key)
    step = entry.steps[-1] if entry.steps else None
    return {
        "@type": "CreativeWork",
        "@id": _at(catalogue, path, path),
        "url": catalogue.site.absolute(path),
        "name": entry.title,
        "alternateName": [title for title in entry.titles if title != entry.title],
        "genre": words.AGREEMENT_TYPE[entry.type],
        "creativeWorkStatus": words.STATUS[step.status] if step else "",
        "dateCreated": covered(step.date).partition("/")[0] if step and step.status == "signed" else "",
        "contributor": [{"@type": "Organization", "name": party} for party in entry.parties],
        "spatialCoverage": [_ref(catalogue, path, addresses.place(one)) for one in entry.party_places],
        "subjectOf": _articles(catalogue, path, entry.articles),
    }


def events(catalogue: Catalogue, permalink: str, keys: Iterable[str]) -> Iterator[Node]:
    """Those of known time and place that are at home on this page."""
    for key in keys:
        if catalogue.event_chapters.get(key, addresses.TIMELINE) == permalink:
            entry = catalogue.archive.events[key]
            if entry.places and covered(entry.date):
                yield _event(catalogue, permalink, entry)


def _event(catalogue: Catalogue, permalink: str, entry: EventEntry) -> Node:
    start, _, end = covered(entry.date).partition("/")
    root, base_url = addresses.root(permalink), catalogue.site.base_url
    return {
        "@type": "Event",
        "@id": _at(catalogue, permalink, event_path(catalogue, entry.id)),
        "name": event_name(catalogue, entry),
        "startDate": start,
        "endDate": end,
        "location": [_thing(base_url, root, catalogue.place(one)) for one in entry.places],
        "attendee": [_thing(base_url, root, catalogue.official(one)) for one in entry.officials],
    }


def event_path(catalogue: Catalogue, event: str) -> str:
    """An event's own place on the timeline."""
    return f"{catalogue.event_chapters.get(event, addresses.TIMELINE)}#{event}"


def event_name(catalogue: Catalogue, entry: EventEntry) -> str:
    """The beginning of the sentence that reports it, cut between words; else the date and the places."""
    sentence = entry.citations[0].text if entry.citations else ""
    if not sentence:
        places = ", ".join(catalogue.archive.places[place].name for place in entry.places)
        return f"{places} {edtf.in_words(entry.date)}".strip()
    if len(sentence) <= _NAME_LENGTH:
        return sentence
    return sentence[:_NAME_LENGTH].rpartition(" ")[0].rstrip(" ,;:–-") + "…"


@lru_cache(1 << 14)
def _thing(base_url: str, root: str, link: Link) -> Raw:
    """Written once, for many pages name it."""
    kind = _KINDS[link.path.partition("/")[0]]
    return Raw(json.encode({"@type": kind, "@id": address(base_url, root, link.path), "name": link.text}))


def _articles(catalogue: Catalogue, permalink: str, newest_first: Sequence[str]) -> list[Node]:
    return [_ref(catalogue, permalink, catalogue.article_path(key)) for key in newest_first[:_MOST]]


def _ref(catalogue: Catalogue, permalink: str, path: str) -> Node:
    return {"@id": _at(catalogue, permalink, path)}


def _at(catalogue: Catalogue, permalink: str, path: str) -> str:
    return address(catalogue.site.base_url, addresses.root(permalink), path)
