"""How the command line speaks: its voice, its faults as messages with an exit code, options that all commands share."""

import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from gettext import gettext as _
from inspect import cleandoc
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

import click

from hanoi_korea_site.console import fitted
from hanoi_korea_site.errors import Fault, SiteError
from hanoi_korea_site.language import N_, catalogue, reason, speak

if TYPE_CHECKING:
    from hanoi_korea_site.building.head_start import Begun
    from hanoi_korea_site.config import Config

speak()  # before click makes options of its own, whose words it looks up at once

PROBLEMS = 1
"""Exit code where something is wrong; wrong usage exits with 2, as click does by itself."""


Severity = Literal["error", "aside", "warning"]
"""What stopped us, an article that the rest was done without, what is likely not meant."""
_SEVERITIES: Final[dict[Severity, str]] = {
    "error": N_("error:"),
    "aside": N_("set aside:"),
    "warning": N_("warning:"),
}


@dataclass(frozen=True, slots=True)
class Terminal:
    """How to speak to this user; `verbosity` is -1 (quiet), 0 or 1; with what a plain build has `begun`."""

    site: Path
    verbosity: int
    begun: "Begun | None" = None

    def say(self, text: str, *, at: int = 0) -> None:
        if self.verbosity >= at:
            click.echo(text)

    def complain(self, faults: Iterable[Fault], severity: Severity = "error") -> None:
        """Names what is wrong."""
        kind = _(_SEVERITIES[severity])
        for fault in faults:
            click.secho(kind, fg="red" if severity == "error" else "yellow", bold=True, nl=False, err=True)
            click.echo(fitted(f"{kind} {fault}", sys.stderr).removeprefix(kind), err=True)

    def config(self, **changes: object) -> "Config":
        """The site's configuration, with what the command line says instead."""
        from msgspec import structs  # noqa: PLC0415 - a build that has nothing to do needs none

        from hanoi_korea_site.config import load_config  # noqa: PLC0415 - likewise

        config = load_config(self.site)
        given = {name: value for name, value in changes.items() if value is not None}
        return structs.replace(config, **given)


class Commands(click.Group):
    """Turns our errors into messages and an exit code, in one place, and help into the user's language."""

    def main(self, *args: Any, **extra: Any) -> Any:  # noqa: ANN401 - as click declares it
        _translate(self)
        return super().main(*args, **extra)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        command = super().get_command(ctx, cmd_name)
        if command:
            _translate(command)
        return command

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - as click declares it
        try:
            return super().invoke(ctx)
        except SiteError as error:
            Terminal(Path(), 0).complain(error.faults)
            ctx.exit(PROBLEMS)
        except BrokenPipeError:
            raise  # click ends quietly where nobody listens any more
        except OSError as error:
            Terminal(Path(), 0).complain([_of_disk(error)])
            ctx.exit(PROBLEMS)


_OF_CLICK = (N_("[OPTIONS]"), N_("COMMAND [ARGS]..."))
"""What click writes into the usage without looking it up."""


def _translate(command: click.Command) -> None:
    """Help of a command and of what it takes, when it is called or listed: not one by one when they are declared."""
    say = catalogue().gettext
    command.help = translated(command.help or "", say)
    command.options_metavar = say(command.options_metavar or " ")
    if isinstance(command, click.Group):
        command.subcommand_metavar = say(command.subcommand_metavar)
    for parameter in command.params:
        parameter.metavar = say(parameter.metavar) if parameter.metavar else None
        if isinstance(parameter, click.Option) and parameter.help:
            parameter.help = say(parameter.help)


def translated(text: str, say: Callable[[str], str]) -> str:
    """A command's help as `say` has it, paragraph by paragraph; of examples the heading alone."""
    paragraphs = []
    for paragraph in cleandoc(text).split("\n\n"):
        if paragraph.startswith("\b\n"):
            mark, heading, *examples = paragraph.split("\n")
            paragraphs.append("\n".join((mark, say(heading), *examples)))
        elif paragraph:
            paragraphs.append(say(" ".join(paragraph.split())))
    return "\n\n".join(paragraphs)


def _of_disk(error: OSError) -> Fault:
    remedy = _("see to the disk and its permissions, then do it again")
    return Fault(reason(error), str(error.filename or ""), remedy=remedy)


def _spoken(shift: int) -> Callable[[click.Context, click.Parameter, bool], None]:
    """Louder or quieter by `shift`, wherever on the command line the flag stands."""

    def change(ctx: click.Context, _param: click.Parameter, value: bool) -> None:  # noqa: FBT001 - as click calls it
        if value:
            ctx.obj = replace(ctx.obj, verbosity=ctx.obj.verbosity + shift)

    return change


def loudness(command: Callable[..., None]) -> Callable[..., None]:
    """Adds -q and -v to a command, so that they work after its name too."""
    quiet = click.option("-q", "--quiet", is_flag=True, expose_value=False, callback=_spoken(-1), help="Say less.")
    verbose = click.option("-v", "--verbose", is_flag=True, expose_value=False, callback=_spoken(1), help="Say more.")
    return quiet(verbose(command))


class WebAddress(click.ParamType[str]):
    name = "url"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from hanoi_korea_site.config import base_url  # noqa: PLC0415 - needed only where the option is given

        try:
            return base_url(value)
        except ValueError as error:
            self.fail("; ".join(map(str, error.args)), param, ctx)


def no_color_wanted() -> bool:
    """Whether the user asked all programs for plain text (no-color.org)."""
    return bool(os.environ.get("NO_COLOR"))
