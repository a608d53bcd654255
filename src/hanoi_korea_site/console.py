"""What a person at the terminal sees while a build runs: bars on a terminal, plain lines elsewhere."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

Progress = Callable[[str, int, int], None]
"""Called as progress(stage, done, total); quick to call often."""

_SECONDS_BETWEEN_LINES = 5.0


def silent(_stage: str, _done: int, _total: int) -> None:
    """Shows nothing."""


@contextmanager
def progress(*, quiet: bool) -> Iterator[Progress]:
    """Progress on standard error in the form that suits it; nothing for work that is over at once."""
    if quiet:
        yield silent
    elif click.get_text_stream("stderr").isatty():
        with _bars() as show:
            yield show
    else:
        yield _lines()


@contextmanager
def _bars() -> Iterator[Progress]:
    # Loaded only where it is shown: rich takes as long to import as a small site takes to build.
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    columns = (TextColumn("{task.description:10}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        tasks = {}

        def show(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage, total=total)
            bars.update(tasks[stage], completed=done, total=total)

        yield show


def _lines() -> Progress:
    last = time.monotonic()

    def show(stage: str, done: int, total: int) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= _SECONDS_BETWEEN_LINES:
            last = now
            click.echo(f"{stage}: {done} of {total}", err=True)

    return show
