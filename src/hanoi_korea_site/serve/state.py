"""What the browser is told: which state of the archive is the last, and what is wrong with it."""

import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from hanoi_korea_site.errors import Fault
from hanoi_korea_site.render import shipped
from hanoi_korea_site.views import addresses

_AROUND = 2
"""Lines of the file that are shown above and below the one at fault."""
_LONGEST_LINE = 160
_UNSHOWN = (".css", ".csv", ".ics", ".json", ".jsonl", ".sqlite", ".txt", ".xml")
_INDEX = f"{addresses.SEARCH.removesuffix('.html')}/"
"""Published files that change no page before the reader's eyes; styles are put on without a reload."""
_PAGE = ".html"


@dataclass(frozen=True, slots=True)
class Trouble:
    """A fault, with the lines of the file around it: (number, text) each."""

    message: str
    file: str
    line: int | None
    remedy: str
    excerpt: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class State:
    """The last state of the preview.

    `number` counts the states of one `run` of the server. Every page changed in state `solid` or before it, and `pages`
    says which did since; what changes later is put on without a reload. `failed` says that the last build failed: then
    the pages are those of the one before.
    """

    run: str
    number: int = 0
    solid: int = 0
    failed: bool = False
    troubles: tuple[Trouble, ...] = ()
    pages: Mapping[str, int] = field(default_factory=dict)

    @staticmethod
    def first() -> "State":
        return State(secrets.token_hex(4))

    def seen_from(self, page: str) -> "State":
        """What the browser that shows `page` is told."""
        return replace(self, solid=max(self.solid, self.pages.get(page, 0)), pages={})

    def published(self, changed: Collection[str], troubles: tuple[Trouble, ...]) -> "State":
        """After a build that wrote or removed `changed`."""
        shared = [name for name in changed if not name.endswith((*_UNSHOWN, _PAGE)) and not name.startswith(_INDEX)]
        now = self.changed(changed)
        return replace(now, solid=now.number if shared else now.solid, failed=False, troubles=troubles)

    def changed(self, names: Collection[str]) -> "State":
        number = self.number + bool(names)
        return replace(self, number=number, pages={**self.pages, **dict.fromkeys(names, number)})

    def broken(self, troubles: tuple[Trouble, ...]) -> "State":
        """After a build that failed: the pages stay."""
        return replace(self, failed=True, troubles=troubles)


def trouble(fault: Fault, root: Path, templates: Path) -> Trouble:
    """The fault with what stands at its place, where that is a file of the site or a template."""
    message = f"{fault.field}: {fault.message}" if fault.field else fault.message
    return Trouble(message, fault.file, fault.line, fault.remedy, _excerpt(fault, root, templates))


def _excerpt(fault: Fault, root: Path, templates: Path) -> tuple[tuple[int, str], ...]:
    if not fault.file or fault.line is None:
        return ()
    name = fault.file.removeprefix("templates/")
    for file in (root / fault.file, *(folder / name for folder in shipped(templates, "templates"))):
        if file.is_file():
            lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
            first = max(1, fault.line - _AROUND)
            shown = lines[first - 1 : fault.line + _AROUND]
            return tuple((number, line[:_LONGEST_LINE]) for number, line in enumerate(shown, first))
    return ()
