"""Why a page stands as it does: what it was made from, and why it was rendered or left."""

from collections.abc import Iterable, Iterator
from gettext import gettext as _
from gettext import ngettext
from textwrap import wrap
from typing import Final

from hanoi_korea_site.building.build import Standing
from hanoi_korea_site.language import N_

WIDTH: Final = 78
MANY: Final = 8
"""So many articles of one page, or places of one rule, are shown; the rest is counted."""

_FURTHER: Final = (
    N_("article"), N_("bodies"), N_("entry"), N_("file"), N_("made"), N_("parts"), N_("program"), N_("shard"),
    N_("templates"), N_("words"),
)  # fmt: skip
"""What a page is made from besides the parts of its view, which the catalogue of messages knows by themselves."""


def explain_page(found: Standing, *, digests: bool) -> Iterator[str]:
    """Lines on a published file."""
    yield found.permalink
    yield "  " + (
        _("made for {source} with templates/{template}").format(source=found.source, template=found.template)
        if found.template
        else _("made for {source}").format(source=found.source)
    )
    yield from wrapped(_last(found))
    if found.now:
        yield from wrapped(_("The next build will render it, because of: {reasons}.").format(reasons=_why(found.now)))
    elif found.before:
        yield from wrapped(_("The next build will leave it as it is."))
    if digests:
        yield "  " + _("It depends on:")
        yield from _digests(found)
    else:
        yield from wrapped(_("It depends on:") + " " + _why(name for name, _digest in found.fingerprint))
    if found.articles:
        number = len(found.articles)
        yield "  " + ngettext("It stands on {number} article:", "It stands on {number} articles:", number).format(
            number=number
        )
        yield from (f"    {article}" for article in found.articles[:MANY])
        if number > MANY:
            yield f"    {more(number - MANY)}"


def _digests(found: Standing) -> Iterator[str]:
    before = dict(found.before)
    for name, digest in found.fingerprint:
        changed = "" if not before or before.get(name) == digest else _("changed since the last build")
        yield f"    {name:18} {digest[:12]}  {changed}".rstrip()


def _last(found: Standing) -> str:
    """What became of the page when something last changed."""
    if not found.before:
        return _("No build has published it yet.")
    if found.last:
        told = _("When something last changed, it was rendered, because of: {reasons}.")
        return told.format(reasons=_why(found.last))
    return _("When something last changed, it was not rendered: nothing it depends on had changed.")


def _why(reasons: Iterable[str]) -> str:
    return ", ".join(_(reason).replace("_", " ") for reason in reasons)


def more(number: int) -> str:
    return ngettext("and {number} more", "and {number} more", number).format(number=number)


def wrapped(text: str, indent: int = 2) -> list[str]:
    return wrap(text, WIDTH, initial_indent=" " * indent, subsequent_indent=" " * (indent + 2))
