"""What must hold of every published folder, whatever stands in the articles."""

import csv
import io
import json
import re
from pathlib import Path
from urllib.parse import urlsplit

import icalendar
from lxml import etree
from selectolax.lexbor import LexborHTMLParser

_ACTIVE = ("iframe", "object", "embed", "base", "meta[http-equiv=refresh]", "style")
_ADDRESSES = ("href", "src", "action", "formaction", "data", "poster", "srcset", "xlink:href")
_FETCHED = "script[src], img[src], source[src], link[rel~=stylesheet], link[rel~=icon], link[rel~=preload], use, image"
_SCHEMES = ("", "http", "https", "mailto")
_FORMULA = re.compile(r"[=+\-@\t\r]")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ufeff\ufffd]")


def pages(output: Path) -> dict[str, str]:
    """The words that a reader sees, by page."""
    return {
        path.relative_to(output).as_posix(): _words(path.read_text(encoding="utf-8"))
        for path in sorted(output.rglob("*.html"))
    }


def _words(page: str) -> str:
    body = LexborHTMLParser(page).body
    return "" if body is None else body.text()


def require_harmless(output: Path) -> None:
    """Every file parses as its kind, and nothing of the content became markup, a formula or a line of its own."""
    for path in sorted(output.rglob("*")):
        if path.suffix == ".html":
            _require_harmless_page(path, output)
        elif path.suffix in {".xml", ".svg"}:
            etree.fromstring(path.read_bytes(), etree.XMLParser(resolve_entities=False, no_network=True))
        elif path.suffix in {".json", ".jsonld"}:
            json.loads(path.read_bytes())
        elif path.suffix == ".ics":
            _require_calendar(path)
        elif path.suffix == ".csv":
            _require_no_formula(path)


def _require_harmless_page(path: Path, output: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not _CONTROL.search(text), f"{path}: a character that nobody sees"
    tree = LexborHTMLParser(text)
    for selector in _ACTIVE:
        assert not tree.css(selector), f"{path}: {selector}"
    for script in tree.css("script"):
        source = script.attributes.get("src")
        if source is None:
            assert script.attributes.get("type") == "application/ld+json", f"{path}: a script of its own"
            json.loads(script.text())
        else:
            assert (path.parent / urlsplit(source).path).resolve().is_relative_to(output.resolve()) or source[0] == "/"
    for node in tree.css(_FETCHED):
        address = urlsplit(node.attributes.get("src") or node.attributes.get("href") or "")
        assert not address.netloc, f"{path}: asks a third party, {node.html}"
    for node in tree.css("*"):
        assert "style" not in node.attributes, f"{path}: a style of its own, which the policy refuses"
        for name, value in node.attributes.items():
            assert not name.lower().startswith("on"), f"{path}: {name}"
            if name.lower() in _ADDRESSES:
                assert urlsplit((value or "").strip()).scheme.lower() in _SCHEMES, f"{path}: {name}={value}"


def _require_calendar(path: Path) -> None:
    raw = path.read_bytes()
    calendar = icalendar.Calendar.from_ical(raw)
    assert calendar.name == "VCALENDAR"
    known = {"BEGIN", "END", "VERSION", "PRODID", "CALSCALE", "UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY"}
    known |= {
        "DESCRIPTION",
        "LOCATION",
        "URL",
        "CATEGORIES",
        "STATUS",
        "NAME",
        "X-WR-CALNAME",
        "TRANSP",
        "LAST-MODIFIED",
    }
    known |= {"X-WR-CALDESC", "SOURCE", "REFRESH-INTERVAL", "X-PUBLISHED-TTL", "CLASS", "COLOR", "GEO", "METHOD"}
    for line in re.sub(rb"\r\n[ \t]", b"", raw).split(b"\r\n"):
        assert not line or re.split(rb"[:;]", line)[0].decode() in known, f"{path}: {line!r}"


def _require_no_formula(path: Path) -> None:
    csv.field_size_limit(1 << 26)
    for row in csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")):
        for cell in row:
            assert not _FORMULA.match(cell) or _NUMBER.fullmatch(cell), f"{path}: {cell!r}"
