"""Calendars of what happened and what is planned: iCalendar (RFC 5545), whole days only.

An event known by its month, quarter or year alone is in no calendar: there is no day to put it on. What is planned is
tentative. There is no clock: an event's stamp is the day of the newest article that reports it.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final
from urllib.parse import urlsplit

from hanoi_korea_site import edtf
from hanoi_korea_site.archive import EventEntry
from hanoi_korea_site.patterns import regex
from hanoi_korea_site.text import slug
from hanoi_korea_site.views import feeds, linked
from hanoi_korea_site.views.catalogue import Catalogue
from hanoi_korea_site.views.digests import digest

LIMIT: Final = 1000
"""Calendar programs refuse files above a megabyte or so; all events are in the table of events."""

_WIDTH = 75
_ESCAPES = (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n"))
_CONTROLS = regex(r"[\x00-\x08\x0b-\x1f\x7f]")


def dated(catalogue: Catalogue, events: Iterable[str]) -> tuple[str, ...]:
    """Those of `events` that have a first and a last day, the latest first, at most `LIMIT`."""
    known = [event for event in events if catalogue.moments.has_days(event)]
    return tuple(catalogue.moments.newest_first(known)[:LIMIT])


def calendar(catalogue: Catalogue, name: str, events: Iterable[str]) -> bytes:
    """`events` are of those that `dated` gives, at least one."""
    head = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//hanoi-korea-site//VI",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME:{_text(name)}",
        f"X-WR-CALNAME:{_text(name)}",
        "REFRESH-INTERVAL;VALUE=DURATION:P1D",
    )
    return b"".join((*map(_folded, head), *(_written(catalogue, event) for event in events), b"END:VCALENDAR\r\n"))


def _written(catalogue: Catalogue, event: str) -> bytes:
    """Once, for each place of the event has a calendar."""
    known = catalogue.calendar_events.get(event)
    if known is None:
        known = b"".join(map(_folded, _event(catalogue, catalogue.archive.events[event])))
        catalogue.calendar_events[event] = known
    return known


def _event(catalogue: Catalogue, entry: EventEntry) -> Iterator[str]:
    first = date.fromisoformat(entry.date.start)
    last = date.fromisoformat(entry.date.end or entry.date.start)
    places = [catalogue.archive.places[place] for place in entry.places]
    yield "BEGIN:VEVENT"
    yield f"UID:{_uid(catalogue, entry)}"
    yield f"DTSTAMP:{_stamp(catalogue, entry, first)}"
    yield f"DTSTART;VALUE=DATE:{_day(first)}"
    yield f"DTEND;VALUE=DATE:{_day(last + timedelta(days=1))}"
    yield f"SUMMARY:{_text(linked.event_name(catalogue, entry))}"
    yield f"DESCRIPTION:{_text(_told(catalogue, entry))}"
    if places:
        yield f"LOCATION:{_text(', '.join(place.name for place in places))}"
    if len(places) == 1 and places[0].latitude is not None and places[0].longitude is not None:
        yield f"GEO:{places[0].latitude:.6f};{places[0].longitude:.6f}"
    if catalogue.site.base_url:
        yield f"URL:{catalogue.site.absolute(linked.event_path(catalogue, entry.id))}"
    yield f"STATUS:{'TENTATIVE' if entry.tense == 'planned' else 'CONFIRMED'}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _told(catalogue: Catalogue, entry: EventEntry) -> str:
    """What is said of the date, each sentence, and the article it stands in."""
    parts = [f"{edtf.in_words(entry.date)} ({note})"] if (note := edtf.year_note(entry.date)) else []
    for citation in entry.citations:
        title = catalogue.archive.articles[citation.article].title.text
        path = catalogue.article_path(citation.article) + (f"#c{citation.sentence}" if citation.sentence else "")
        parts.append("\n".join(part for part in (citation.text, title, catalogue.site.absolute(path)) if part))
    return "\n\n".join(parts)


def _uid(catalogue: Catalogue, entry: EventEntry) -> str:
    host = urlsplit(catalogue.site.base_url).hostname or slug(catalogue.site.title) or "archive"
    return f"{entry.id}@{host}"


def _stamp(catalogue: Catalogue, entry: EventEntry, first: date) -> str:
    articles = (catalogue.archive.articles[citation.article] for citation in entry.citations)
    newest = max((moment[:10] for article in articles if (moment := feeds.moment(article))), default=first.isoformat())
    return f"{newest.replace('-', '')}T050000Z"


def _day(day: date) -> str:
    return day.isoformat().replace("-", "")


def _text(text: str) -> str:
    text = _CONTROLS.sub("", text)
    for char, escaped in _ESCAPES:
        text = text.replace(char, escaped)
    return text


def _folded(line: str) -> bytes:
    """Ends with CRLF; longer lines are broken between characters, each part at most 75 octets in UTF-8."""
    whole = line.encode()
    if len(whole) <= _WIDTH:
        return whole + b"\r\n"
    parts, start, stop = [], 0, _WIDTH
    while stop < len(whole):
        while whole[stop] & 0xC0 == 0x80:  # noqa: PLR2004 - in the middle of a character
            stop -= 1
        parts.append(whole[start:stop])
        start, stop = stop, stop + _WIDTH - 1
    return b"\r\n ".join((*parts, whole[start:])) + b"\r\n"


def digest_of(catalogue: Catalogue, entry: EventEntry) -> str:
    """Changes whenever what a calendar says of the event does."""
    articles = [catalogue.digest_of_entry(citation.article) for citation in entry.citations]
    places = [catalogue.place(place).text for place in entry.places]
    return digest((entry, catalogue.event_chapters.get(entry.id), articles, places))
