"""How the command line speaks: its voice, its faults as messages with an exit code, options that all commands share."""

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hanoi_korea_site.errors import Fault, SiteError

if TYPE_CHECKING:
    from hanoi_korea_site.config import Config

PROBLEMS = 1
"""Exit code where something is wrong; wrong usage exits with 2, as click does by itself."""


@dataclass(frozen=True, slots=True)
class Terminal:
    """How to speak to this user; `verbosity` is -1 (quiet), 0 or 1."""

    site: Path
    verbosity: int

    def say(self, text: str, *, at: int = 0) -> None:
        if self.verbosity >= at:
            click.echo(text)

    def complain(self, faults: Iterable[Fault], kind: str = "error") -> None:
        for fault in faults:
            click.secho(f"{kind}: ", fg="red" if kind == "error" else "yellow", bold=True, nl=False, err=True)
            click.echo(str(fault), err=True)

    def config(self, **changes: object) -> "Config":
        """The site's configuration, with what the command line says instead."""
        from hanoi_korea_site.config import load_config  # noqa: PLC0415 - a build that has nothing to do needs none

        config = load_config(self.site)
        given = {name: value for name, value in changes.items() if value is not None}
        return replace(config, **given)  # type: ignore[arg-type]  # each option is typed as its field


class Commands(click.Group):
    """Turns our errors into messages and an exit code, in one place."""

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


def _of_disk(error: OSError) -> Fault:
    place = str(error.filename or "")
    return Fault(error.strerror or str(error), place, remedy="see to the disk and its permissions, then do it again")


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
