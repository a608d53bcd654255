"""What a person at the terminal sees while a build runs: bars on a terminal, plain lines elsewhere."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from gettext import gettext as _
from textwrap import wrap
from typing import Final, TextIO

import click

from hanoi_korea_site.language import N_

Progress = Callable[[str, int, int], None]
"""Called as progress(stage, done, total), with one of `STAGES`; quick to call often."""

STAGES: Final = (N_("read"), N_("render"), N_("review"))

_WIDTH = 80
_SECONDS_BETWEEN_LINES = 5.0


def fitted(text: str, stream: TextIO) -> str:
    """On a terminal, lines that end between words; elsewhere as they are, a line each for other programs to read."""
    if not stream.isatty():
        return text
    width = min(_WIDTH, os.get_terminal_size(stream.fileno()).columns or _WIDTH)
    lines = (
        wrap(line, width, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False)
        for line in text.splitlines()
    )
    return "\n".join("\n".join(line) for line in lines)


def silent(_stage: str, _done: int, _total: int) -> None:
    """Shows nothing."""


@contextmanager
def progress(*, quiet: bool) -> Iterator[Progress]:
    """Progress on standard error in the form that suits it; nothing for work that is over at once."""
    if quiet:
        yield silent
    elif sys.stderr.isatty():
        with _bars() as show:
            yield show
    else:
        yield _lines()


@contextmanager
def _bars() -> Iterator[Progress]:
    # Loaded only where it is shown: rich takes as long to import as a small site takes to build.
    from rich import progress as rich  # noqa: PLC0415 - likewise
    from rich.console import Console  # noqa: PLC0415

    columns = (rich.TextColumn("{task.description:10}"), rich.BarColumn(), rich.MofNCompleteColumn())
    with rich.Progress(*columns, rich.TimeRemainingColumn(), console=Console(stderr=True), transient=True) as bars:
        tasks: dict[str, rich.TaskID] = {}

        def show(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(_(stage), total=total)
            bars.update(tasks[stage], completed=done, total=total)

        yield show


def _lines() -> Progress:
    last = time.monotonic()

    def show(stage: str, done: int, total: int) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= _SECONDS_BETWEEN_LINES:
            last = now
            click.echo(_("{stage}: {done} of {total}").format(stage=_(stage), done=done, total=total), err=True)

    return show
