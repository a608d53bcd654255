"""Page → bytes: Jinja2 that refuses undefined names and escapes everything that is no Markup."""

import hashlib
import traceback
from collections.abc import Callable, Iterable, Sequence
from functools import cache, cached_property, lru_cache, partial
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, Self

import jinja2
import msgspec
from jinja2.compiler import CodeGenerator
from markupsafe import Markup

from hanoi_korea_site.errors import Fault, TemplateError
from hanoi_korea_site.language import N_, reason
from hanoi_korea_site.patterns import regex
from hanoi_korea_site.template_compiler import Compiled, Direct, Environment
from hanoi_korea_site.template_faults import in_words, strays
from hanoi_korea_site.text import normalise
from hanoi_korea_site.views import addresses, words
from hanoi_korea_site.views.prose import spoken, unbroken
from hanoi_korea_site.views.site import Site

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_MARKS = (
    "account",
    "agreement_line",
    "article_card",
    "basis",
    "chip",
    "event",
    "mark",
    "named",
    "official_line",
    "sentence",
    "sure",
    "time",
    "time_told",
)
_CALLED = regex(rf"\b(?:part|{'|'.join(_MARKS)})\b")
"""What a template calls that shows parts; none but pages of HTML do."""
_LISTED = ("article_card", "event")
_REMEMBERED, _OF_A_YEAR = 1 << 10, 1 << 13
"""So much of each mark is kept; of those in lists as much as a year shows, until another year's turn."""
_REFERENCE = regex(
    r"""\{%[-+]?\s*(?:extends|include|import|from)\b"""
    r"""(?:\s*(?P<quote>["'])(?P<name>[^"']*)(?P=quote)\s*(?=[-+]?%\}|(?:as|ignore|import|with|without)\b))?"""
)
"""Parsing all templates would take longer than rendering what one edited article changes."""
_PACKAGE = Path(__file__).parent
_REMEDY = N_("mend the template, or remove it to use the one that comes with the program")


def default_folder(name: str) -> Path:
    """`templates` or `static` as shipped: inside the installed package, or beside `src` in a checkout."""
    installed = _PACKAGE / name
    return installed if installed.is_dir() else _PACKAGE.parents[1] / name


def shipped(own: Path, name: str) -> tuple[Path, ...]:
    """Where to look for a template or static file, the site's own folder first."""
    default = default_folder(name)
    return (own,) if own.resolve() == default.resolve() else (own, default)


def files_in(folders: Sequence[Path], pattern: str = "**/*") -> dict[str, Path]:
    """Files by their path below the first folder that has them; hidden files are left alone."""
    found: dict[str, Path] = {}
    for folder in reversed(folders):
        for file in sorted(folder.glob(pattern)):
            name = file.relative_to(folder)
            if file.is_file() and not any(part.startswith(".") for part in name.parts):
                found[name.as_posix()] = file
    return dict(sorted(found.items()))


def documents(templates: Sequence[Path], about: Path | None) -> dict[str, str]:
    """The site's own Markdown pages by permalink: `templates/pages/*.md`; `about` stands in for gioi-thieu.md."""
    files = {file.stem: file for file in files_in(templates, "pages/*.md").values()}
    if about is not None:
        files[addresses.ABOUT.removesuffix(".html")] = about
    return {f"{stem}.html": _read(file) for stem, file in files.items()}


def _read(file: Path) -> str:
    try:
        return normalise(file.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        raise TemplateError(Fault(in_words(error), file.name, remedy=_("save it as UTF-8"))) from error
    except OSError as error:
        message = _("cannot be read: {reason}").format(reason=reason(error))
        raise TemplateError(Fault(message, file.name, remedy=_("mend its permissions"))) from error


def _references(source: str) -> frozenset[str | None]:
    """The templates that a template names; None stands for one that only rendering tells."""
    return frozenset(found["name"] for found in _REFERENCE.finditer(source))


def _known(remembered: bytes) -> dict[str, bytes]:
    try:
        return msgspec.msgpack.decode(remembered, type=dict[str, bytes])
    except msgspec.DecodeError:
        return {}


def _is_part(name: str) -> bool:
    return name.startswith("_")


def strange_templates(own: Path) -> tuple[Fault, ...]:
    """Warnings of files in the site's own templates that no page is made with; a misspelt name looks like that."""
    default = default_folder("templates")
    if not own.is_dir() or own.resolve() == default.resolve():
        return ()
    found, known = files_in((own, default)), files_in((default,))
    if found.keys() <= known.keys():
        return ()
    named = {
        name for file in found.values() for name in _references(file.read_text(encoding="utf-8", errors="replace"))
    }
    return () if None in named else tuple(strays(own, known, {*filter(None, named)}))


class Renderer:
    """Renders views with the templates of the given folders; the first folder that has a template holds.

    Templates whose names begin with "_" are parts that any page may use. The parts of the layout are rendered once
    for each depth of folders and entry of the navigation, the macros of `_marks.html` once for each thing that they
    show.
    """

    def __init__(self, folders: Sequence[Path], site: Site, compiled_as: type[CodeGenerator] = Direct) -> None:
        self._folders, self._site, self._compiled = tuple(folders), site, Compiled()
        self._loader = jinja2.FileSystemLoader([str(folder) for folder in folders])
        self._source = cache(self._read_source)
        self._macro = cache(self._read_macro)
        self._environment = Environment(
            loader=self._loader,
            autoescape=jinja2.select_autoescape(("html", "xml")),
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            cache_size=-1,  # all of them
            bytecode_cache=self._compiled,
        )
        self._environment.code_generator_class = self._compiled_as = compiled_as
        self._environment.globals["site"] = site
        self._environment.globals["part"] = cache(self._part)
        self._environment.filters["number"] = words.number
        self._environment.filters["spoken"] = spoken
        self._environment.filters["unbroken"] = unbroken
        self._year = ""
        self._marks = {
            name: lru_cache(_OF_A_YEAR if name in _LISTED else _REMEMBERED)(partial(self._mark, name))
            for name in _MARKS
        }
        self._environment.globals.update(self._marks)
        self._environment.filters.update(self._marks)

    def __reduce__(self) -> tuple[type[Self], tuple[tuple[Path, ...], Site]]:
        """Sent to another process, it compiles its templates there."""
        return type(self), (self._folders, self._site)

    def prepare(self, templates: Iterable[str], remembered: bytes) -> bytes:
        """Compiles templates and all parts, save those that are `remembered` as they are; gives what to remember.

        Processes forked from this one need not compile them again. Raises TemplateError.
        """
        self._compiled.known = _known(remembered)
        for name in sorted({*templates, *filter(_is_part, self._loader.list_templates())}):
            try:
                self._environment.get_template(name)
            except (jinja2.TemplateError, ValueError) as error:
                raise self._fault(name, error) from error
        if not self._compiled.anew:
            return remembered
        return msgspec.msgpack.encode(self._compiled.known | self._compiled.anew)

    def turn_to(self, year: str) -> None:
        """Pages of that year follow: what lists of another one show is forgotten."""
        if year != self._year:
            self._year = year
            for name in _LISTED:
                self._marks[name].cache_clear()

    def render(self, template: str, view: "DataclassInstance") -> bytes:
        """The page's bytes in UTF-8; TemplateError names the template's file and line."""
        try:
            return self._environment.get_template(template).render(view=view).encode()
        except AttributeError as error:
            if self._compiled_as is Direct:
                return self._by_jinja.render(template, view)
            raise self._fault(template, error) from error
        except (
            jinja2.TemplateError,
            ArithmeticError,
            LookupError,
            RecursionError,
            TypeError,
            ValueError,
        ) as error:
            raise self._fault(template, error) from error

    @cached_property
    def _by_jinja(self) -> "Renderer":
        """Renders what is no attribute as Jinja does: as an item, or as undefined, which a template may ask for."""
        return Renderer(self._folders, self._site, CodeGenerator)

    def digest(self, template: str) -> str:
        """Of all that a template's pages depend on beside their views: its source, parts it shows, the site's words."""
        total = hashlib.blake2b(repr(self._site).encode(), digest_size=12)
        try:
            for name, source in sorted(self._sources(template).items()):
                total.update(f"\0{name}\0{source}".encode())
        except (jinja2.TemplateError, ValueError) as error:
            raise self._fault(template, error) from error
        return total.hexdigest()

    def _part(self, template: str, root: str, section: str) -> Markup:
        return Markup(self._environment.get_template(template).render(root=root, section=section))  # noqa: S704 - escaped

    def _mark(self, name: str, *shown: object) -> Markup:
        return self._macro(name)(*shown)

    def _read_macro(self, name: str) -> Callable[..., Markup]:
        macro: Callable[..., Markup] = getattr(self._environment.get_template("_marks.html").module, name)
        return macro

    def _read_source(self, name: str) -> str:
        source, _, _ = self._loader.get_source(self._environment, name)
        return source

    def _sources(self, template: str) -> dict[str, str]:
        """The template's source and those of what it includes; those of all parts, where any of these calls one."""
        names = self._loader.list_templates()
        waiting = [template]
        sources: dict[str, str] = {}
        while waiting:
            name = waiting.pop()
            if name not in sources:
                sources[name] = self._source(name)
                references = _references(sources[name])
                waiting += names if None in references else [other for other in references if other]
                waiting += filter(_is_part, names if _CALLED.search(sources[name]) else ())
        return sources

    def _fault(self, template: str, error: Exception) -> TemplateError:
        """With the innermost place in a template that the error passed through."""
        if isinstance(error, jinja2.TemplateNotFound):
            message = _("there is no template {name}").format(name=error.name)
            return TemplateError(Fault(message, f"templates/{template}", remedy=_(_REMEDY)))
        name, line = template, None
        if isinstance(error, jinja2.TemplateSyntaxError):
            name, line = error.name or template, error.lineno
        else:
            for frame in traceback.extract_tb(error.__traceback__):
                for folder in map(Path, self._loader.searchpath):
                    if Path(frame.filename).is_relative_to(folder):
                        name, line = Path(frame.filename).relative_to(folder).as_posix(), frame.lineno
        return TemplateError(Fault(in_words(error), f"templates/{name}", line, remedy=_(_REMEDY)))
