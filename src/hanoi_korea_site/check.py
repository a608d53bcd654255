"""Every problem of content, names, links and ids: on the seeds, and on pages rendered for the purpose."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from gettext import gettext as _
from gettext import ngettext
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

import msgspec
from selectolax.lexbor import LexborHTMLParser

from hanoi_korea_site.archive import Archive
from hanoi_korea_site.building.build import build
from hanoi_korea_site.building.publish import read_manifest
from hanoi_korea_site.building.reading import Progress
from hanoi_korea_site.building.whole import read_whole
from hanoi_korea_site.config import Config
from hanoi_korea_site.errors import Fault, SiteError
from hanoi_korea_site.glosses import glossed
from hanoi_korea_site.memory import CACHE
from hanoi_korea_site.render import strange_templates

_LINKS = ("href", "src", "srcset", "poster", "data", "action")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to look at; `serious` means that the published site is wrong or lacks an article."""

    code: str
    message: str
    file: str
    line: int | None = None
    serious: bool = False

    def __str__(self) -> str:
        place = self.file + (f":{self.line}" if self.line is not None else "")
        return (
            f"{_('error:') if self.serious else _('doubt:')} {place}: {glossed(self.code, self.message)} [{self.code}]"
        )


@dataclass(frozen=True, slots=True)
class _Rendered:
    """What a page refers to, as written, and the ids it has, repeated ones twice."""

    links: tuple[str, ...]
    ids: tuple[str, ...]


def check(config: Config, progress: Progress) -> tuple[Finding, ...]:
    """All findings, errors first; renders into the cache and leaves the published folder alone."""
    output = config.root / CACHE / "check"
    try:
        report = build(msgspec.structs.replace(config, output=output), progress)
        with read_whole(config, progress) as found:
            doubts = tuple(_doubts(found.archive))
    except SiteError as error:
        return tuple(_of_fault("site", fault) for fault in error.faults)
    findings = [_of_fault("set-aside", fault) for fault in report.faults]
    findings += [_of_fault("stray-template", fault, serious=False) for fault in strange_templates(config.templates)]
    findings += doubts
    pages = {name: _rendered(output / name) for name in read_manifest(output) if name.endswith(".html")}
    findings += _repeated_ids(pages)
    findings += _broken_links(pages, frozenset(read_manifest(output)), urlsplit(config.base_url).path or "/")
    return tuple(sorted(findings, key=lambda found: (not found.serious, found.file, found.line or 0, found.message)))


def as_text(findings: Iterable[Finding]) -> str:
    """A line each, and one that counts them."""
    listed = list(findings)
    serious = sum(finding.serious for finding in listed)
    errors = ngettext("{number} error", "{number} errors", serious).format(number=serious)
    doubts = ngettext("{number} doubt", "{number} doubts", len(listed) - serious).format(number=len(listed) - serious)
    return "\n".join([*map(str, listed), f"{errors}, {doubts}"])


def as_json(findings: Iterable[Finding]) -> str:
    """A JSON list of objects with the fields of `Finding`."""
    return msgspec.json.format(msgspec.json.encode(tuple(findings)), indent=1).decode()


def _of_fault(code: str, fault: Fault, *, serious: bool = True) -> Finding:
    message = str(replace(fault, file="", line=None))
    return Finding(code, message, fault.file, fault.line, serious=serious)


def _doubts(archive: Archive) -> Iterator[Finding]:
    for article in archive.articles.values():
        for problem in article.problems:
            yield Finding(problem.code, problem.message, article.source_file)
    for article_id, problem in archive.problems:
        file = archive.articles[article_id].source_file if article_id in archive.articles else article_id
        yield Finding(problem.code, problem.message, file)


def _rendered(file: Path) -> _Rendered:
    tree = LexborHTMLParser(file.read_bytes())
    links = tuple(
        value
        for name in _LINKS
        for node in tree.css(f"[{name}]")
        if (value := node.attributes.get(name)) is not None and node.tag != "meta"
    )
    ids = tuple(value for node in tree.css("[id]") if (value := node.attributes.get("id")) is not None)
    return _Rendered(links, ids)


def _repeated_ids(pages: Mapping[str, _Rendered]) -> Iterator[Finding]:
    for name, page in pages.items():
        for repeated in sorted({anchor for anchor in page.ids if page.ids.count(anchor) > 1}):
            yield Finding("repeated-id", _("the id “{id}” stands twice").format(id=repeated), name, serious=True)


def _broken_links(pages: Mapping[str, _Rendered], files: frozenset[str], base: str) -> Iterator[Finding]:
    anchors = {name: frozenset(page.ids) for name, page in pages.items()}
    for name, page in pages.items():
        for link in sorted(set(page.links)):
            reason = _why_broken(link, name, files, anchors, base)
            if reason:
                yield Finding("broken-link", reason, name, serious=True)


def _why_broken(link: str, page: str, files: frozenset[str], anchors: Mapping[str, frozenset[str]], base: str) -> str:
    """Why `link` on `page` leads nowhere; "" where it leads somewhere, or out of the site."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return ""
    path = unquote(parts.path)
    if path.startswith("/"):
        if not path.startswith(base):
            return _("“{link}” leaves the site's root {base}").format(link=link, base=base)
        target = path.removeprefix(base)
    else:
        target = normpath(join(dirname(page), path)) if path else page
    if target not in files:
        return _("“{link}” is no file of the site").format(link=link)
    if parts.fragment and unquote(parts.fragment) not in anchors.get(target, frozenset()):
        return _("“{link}” is no place on that page").format(link=link)
    return ""
