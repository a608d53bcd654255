"""What Jinja says of a template, in the user's language where it is common; and templates that nothing asks for."""

from collections.abc import Collection, Iterator
from difflib import get_close_matches
from gettext import gettext as _
from pathlib import Path
from typing import Final

from hanoi_korea_site.errors import Fault
from hanoi_korea_site.language import N_
from hanoi_korea_site.patterns import regex

_SAID: Final = (
    (regex(r"'(?P<name>[^']*)' is undefined"), N_("“{name}” is not known here")),
    (
        regex(r"'?(?:[\w.]*\.)?(?P<owner>[^'.]*?)(?: object)?'? has no (?:attribute|element) '?(?P<name>[^']*?)'?"),
        N_("{owner} has no “{name}”"),
    ),
    (regex(r"(?s)No (?P<kind>filter|test) named '(?P<name>[^']*)'.*"), N_("there is no {kind} “{name}”")),
    (regex(r"(?s)Encountered unknown tag '(?P<name>[^']*)'\..*"), N_("“{name}” is no tag, or is not due here")),
    (
        regex(r"(?s)Unexpected end of template\. Jinja was looking for the following tags: (?P<name>.*?)\. .*"),
        N_("the template ends before {name}"),
    ),
    (regex(r"unexpected end of template.*"), N_("the template ends too soon")),
    (
        regex(r"expected token '(?P<wanted>.*)', got '(?P<name>.*)'"),
        N_("“{wanted}” was expected, not “{name}”"),
    ),
    (regex(r"unexpected '(?P<name>.*)'"), N_("“{name}” is not expected here")),
    (regex(r"unexpected char '(?P<name>.*)' at \d+"), N_("“{name}” is not expected here")),
    (regex(r"block '(?P<name>.*)' defined twice"), N_("the block “{name}” stands twice")),
)
"""What Jinja and Python say, and what we do; values that a message names stand in both."""


def in_words(error: Exception) -> str:
    """What is wrong with a template; as Jinja says it where that is not common."""
    match error:
        case RecursionError():
            return _("it includes or calls itself without end")
        case UnicodeDecodeError():
            return _("it is no UTF-8")
    said = str(error)
    for form, message in _SAID:
        if match := form.fullmatch(said):
            return _(message).format(**match.groupdict())
    return said


def strays(own: Path, known: Collection[str], asked_for: Collection[str]) -> Iterator[Fault]:
    """A warning for each file of the site's own templates that stands for none of the program's and that none includes.

    `known` are the program's templates, `asked_for` those that a template names.
    """
    for file in sorted(own.rglob("*")):
        name = file.relative_to(own).as_posix()
        hidden = any(part.startswith(".") for part in file.relative_to(own).parts)
        if not file.is_file() or hidden or name in known or name in asked_for or name.startswith("pages/"):
            continue
        near = get_close_matches(name, known, n=1)
        remedy = _("did you mean “{word}”?").format(word=near[0]) if near else _("remove it, or include it in another")
        yield Fault(_("no page is made with it"), f"templates/{name}", remedy=remedy)
