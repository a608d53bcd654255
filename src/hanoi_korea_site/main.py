"""The entry point; a build that has nothing to do is over before the command line is loaded, which takes as long."""

import gc
import os
import sys
from pathlib import Path
from typing import Final, NoReturn

from hanoi_korea_site.building import head_start, up_to_date
from hanoi_korea_site.language import speak

_QUIET: Final = frozenset(("-q", "--quiet"))


def main() -> NoReturn:
    """Runs the command; the system takes back at once what Python would free piece by piece."""
    try:
        begun = _begun(sys.argv[1:])
        if begun and isinstance(begun.found, up_to_date.Rest) and not begun.found.faults:
            if _QUIET.isdisjoint(sys.argv):
                print(begun.found.summary())  # noqa: T201 - as the command line would
            _end(0)
        from hanoi_korea_site.cli import commands  # noqa: PLC0415 - slow to load, and often not needed
    except KeyboardInterrupt:
        _end(1)
    try:
        commands(prog_name="hanoi-korea-site", obj=begun)
    except SystemExit as end:
        if not isinstance(end.code, int):
            raise
        _end(end.code)
    raise AssertionError("click exits by itself")


def _begun(words: list[str]) -> head_start.Begun | None:
    """What a build begins with, where no more than that is asked for."""
    if [word for word in words if word not in _QUIET] != ["build"]:
        return None
    gc.disable()
    speak()
    try:
        return head_start.begin(Path(), up_to_date.asked(Path(), None, None))
    except OSError:  # to be met again, and told, by the command
        return None


def _end(code: int) -> NoReturn:
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except BrokenPipeError:  # nobody listens any more
        code = code or 1
    os._exit(code)
