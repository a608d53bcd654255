"""What was saved elsewhere, as text: a plain text, a web page without its furniture, a Word document.

Web pages and documents need the packages of the extra `saved`.
"""

import io
import re
import zipfile
from dataclasses import dataclass
from datetime import date
from gettext import gettext as _

from selectolax.lexbor import LexborHTMLParser

from hanoi_korea_site.encodings import UndecodableError, decode
from hanoi_korea_site.errors import Fault, InputError
from hanoi_korea_site.form import web_address
from hanoi_korea_site.patterns import regex
from hanoi_korea_site.text import normalise

_ZIP = b"PK\x03\x04"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_HEAD = 4096
_HTML = re.compile(
    rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*(?:<!--.*?-->\s*)*<(?:!doctype html|html)\b", re.IGNORECASE | re.DOTALL
)
"""Also in UTF-16, once its zeros are taken out."""
_DAY = regex(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Saved:
    """`text` begins with the title, where one is known; `url`, `outlet` and `published` (ISO day) are "" if unsaid."""

    title: str
    text: str
    url: str = ""
    outlet: str = ""
    published: str = ""


def read_saved(raw: bytes, name: str) -> Saved:
    """By what the bytes are, whatever the file is called; InputError, naming `name`, where they hold no text."""
    if raw.startswith(_ZIP):
        saved = _document(raw, name)
    else:
        saved = _page(raw, name) if _HTML.match(raw[:_HEAD].replace(b"\0", b"")) else _text(raw, name)
    if not saved.title:
        remedy = _("save the article's text, and try again")
        raise InputError(Fault(_("there is no text in it"), name, remedy=remedy))
    return saved


def _text(raw: bytes, name: str) -> Saved:
    try:
        return _plain(decode(raw))
    except UndecodableError as error:
        raise InputError(Fault(error.message, name, remedy=error.remedy)) from error


def _plain(text: str) -> Saved:
    """The first line is the title."""
    body = normalise(text).strip()
    return Saved(body.partition("\n")[0].strip(), body)


def _document(raw: bytes, name: str) -> Saved:
    try:
        import docx2txt  # noqa: PLC0415 - an optional extra
    except ImportError as error:
        raise _needs_extra(name, _("a Word document")) from error
    try:
        return _plain(re.sub(r"\n{3,}", "\n\n", docx2txt.process(io.BytesIO(raw))))
    except (zipfile.BadZipFile, KeyError, SyntaxError) as error:  # ElementTree's ParseError is a SyntaxError
        message = _("this is no Word document, or it is damaged")
        raise InputError(Fault(message, name, remedy=_("save it anew as .docx or .txt"))) from error


def _page(raw: bytes, name: str) -> Saved:
    """Only what the page itself declares is taken as its address and day: a guess would stand as the editor's word."""
    try:
        from trafilatura import bare_extraction  # noqa: PLC0415 - an optional extra
        from trafilatura.settings import Document  # noqa: PLC0415 - likewise
        from trafilatura.utils import decode_file  # noqa: PLC0415 - likewise
    except ImportError as error:
        raise _needs_extra(name, _("a web page")) from error
    html = raw.decode("utf-16", "replace") if raw.startswith(_UTF_16) else decode_file(raw)
    found = bare_extraction(html, with_metadata=True, include_comments=False, include_tables=False, favor_recall=True)
    if not isinstance(found, Document) or not found.text:
        raise InputError(Fault(_("no article was found in this page"), name, remedy=_("save its text as .txt")))
    lines = [line.strip() for line in normalise(found.text).splitlines() if line.strip()]
    title = normalise(found.title or lines[0]).strip()
    paragraphs = lines if lines[0] == title else [title, *lines]
    page = LexborHTMLParser(html)
    return Saved(
        title=title,
        text="\n\n".join(paragraphs),
        url=_address(page),
        outlet=_said(page, 'meta[property="og:site_name"]'),
        published=_day(_said(page, 'meta[property="article:published_time"]')),
    )


def _address(page: LexborHTMLParser) -> str:
    for said in (_said(page, 'link[rel="canonical"]', "href"), _said(page, 'meta[property="og:url"]')):
        try:
            return web_address(said)
        except ValueError:
            continue
    return ""


def _said(page: LexborHTMLParser, selector: str, attribute: str = "content") -> str:
    node = page.css_first(selector)
    return normalise((node.attributes.get(attribute) if node else "") or "").strip()


def _day(text: str) -> str:
    """The day of a time in ISO 8601; "" where it is none."""
    match = _DAY.match(text)
    try:
        return date.fromisoformat(match[0]).isoformat() if match else ""
    except ValueError:
        return ""


def _needs_extra(name: str, kind: str) -> InputError:
    message = _("{kind} needs further packages").format(kind=kind)
    return InputError(Fault(message, name, remedy='pip install "hanoi-korea-site[saved]"'))
