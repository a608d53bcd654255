"""Brings the catalogues of `src/hanoi_korea_site/locale` up to date with the source, and compiles them.

Messages are what stands in `_()`, `ngettext()` and `N_()`, the help and metavars of commands and options, the
docstrings of commands, the names of what pages show; and those of click, which looks its own up in the same catalogue.
What is new stands in the `.po` untranslated: write it there, and run this again. Run by `make messages`.
"""

import ast
import io
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import get_args

from babel.messages.catalog import Catalog
from babel.messages.catalog import Message as Entry
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from hanoi_korea_site.language import DOMAIN, LOCALE
from hanoi_korea_site.plan import View
from hanoi_korea_site.terminal import translated
from hanoi_korea_site.views.article import Surroundings

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "hanoi_korea_site"
CATALOGUES = tuple(sorted(LOCALE.glob(f"*/LC_MESSAGES/{DOMAIN}.po")))
Message = str | tuple[str, ...]

_LOOK_UP = ("_", "N_", "ngettext")
_SHOWN = ("help", "metavar")
_COMMANDS = ("command", "group")


def template() -> Catalog:
    """All messages, untranslated."""
    found = Catalog(domain=DOMAIN, project=DOMAIN, fuzzy=False)
    for message in (*own(), *of_pages(), *of_click()):
        found.add(message)
    return found


def own() -> Iterator[Message]:
    """The messages of our source; of two for one and many, both."""
    for file in sorted(PACKAGE.rglob("*.py")):
        yield from _messages(ast.parse(file.read_bytes()))


def of_pages() -> Iterator[Message]:
    """What pages are made of, as `explain` and `build -v` name it: the parts of views."""
    for view in (*get_args(View), Surroundings):
        yield from view.__annotations__


def of_click() -> Iterator[Message]:
    """Those of click as it is installed here."""
    click = find_spec("click")
    folder = Path(click.origin or "").parent if click else Path()
    yield from (found[2] for found in extract_from_dir(folder, [("**.py", "python")]))


def _messages(tree: ast.Module) -> Iterator[Message]:
    """Also help, which is not looked up where it stands."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(ast.Name(name), [ast.Constant(str(one))]) if name in _LOOK_UP:
                yield one
            case ast.Call(ast.Name(name), [ast.Constant(str(one)), ast.Constant(str(many)), _]) if name in _LOOK_UP:
                yield one, many
            case ast.keyword(name, ast.Constant(str(shown))) if name in _SHOWN:
                yield shown
            case ast.FunctionDef() if any(map(_is_command, node.decorator_list)):
                parts: list[str] = []
                translated(ast.get_docstring(node) or "", lambda part, parts=parts: parts.append(part) or part)
                yield from parts


def _is_command(decorator: ast.expr) -> bool:
    return (
        isinstance(decorator, ast.Call)
        and isinstance(decorator.func, ast.Attribute)
        and decorator.func.attr in _COMMANDS
    )


def read(file: Path) -> Catalog:
    """A catalogue as it stands."""
    with file.open("rb") as opened:
        return read_po(opened, domain=DOMAIN)


def compiled(catalogue: Catalog) -> bytes:
    """The bytes of the `.mo`."""
    body = io.BytesIO()
    write_mo(body, catalogue)
    return body.getvalue()


def written(catalogue: Catalog) -> bytes:
    """The bytes of the `.po`: by message, without the lines of the source, so that it changes only where words do."""
    body = io.BytesIO()
    write_po(body, catalogue, width=100, no_location=True, sort_output=True, ignore_obsolete=True, omit_header=False)
    return body.getvalue()


def updated(file: Path) -> Catalog:
    """The catalogue with the messages that the source has now."""
    catalogue = read(file)
    catalogue.update(template(), no_fuzzy_matching=True, update_creation_date=False)
    return catalogue


def is_translated(message: Entry) -> bool:
    return all(message.string) if isinstance(message.string, tuple) else bool(message.string)


def main() -> None:
    for file in CATALOGUES:
        catalogue = updated(file)
        file.write_bytes(written(catalogue))
        file.with_suffix(".mo").write_bytes(compiled(catalogue))
        missing = sum(not is_translated(message) for message in catalogue)
        print(f"{file.relative_to(ROOT)}: {len(catalogue)} messages, {missing} to be translated")


if __name__ == "__main__":
    main()
