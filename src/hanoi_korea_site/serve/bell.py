"""Rung by the system when something is saved: which paths changed, known a moment after they did."""

import os
import threading
from collections.abc import Iterable
from pathlib import Path

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import ObservedWatch

_FILES = (FileClosedEvent, FileCreatedEvent, FileDeletedEvent, FileModifiedEvent, FileMovedEvent)
_FOLDERS = (DirCreatedEvent, DirDeletedEvent, DirMovedEvent)


class Bell(FileSystemEventHandler):
    """Hangs over files and folders, there or not yet; a system that tells nothing leaves it silent.

    Saves on a network drive, and behind a link, are known to ring no bell: who waits looks for himself at times.
    """

    def __init__(self) -> None:
        self._observer = Observer()
        self._rung: set[str] = set()
        self._condition = threading.Condition()
        self._inputs: dict[str, str] = {}
        self._hung: dict[tuple[str, bool, int], ObservedWatch] = {}
        self.works = True

    def hang(self, inputs: Iterable[str]) -> None:
        """Over these from now on; a folder that was put in another's place is hung over anew."""
        self._inputs = {os.path.realpath(path): path for path in inputs}
        wanted = set(_places(self._inputs))
        try:
            for place in self._hung.keys() - wanted:
                self._observer.unschedule(self._hung.pop(place))
            for path, below, number in wanted - self._hung.keys():
                watch = self._observer.schedule(self, path, recursive=below, event_filter=[*_FILES, *_FOLDERS])
                self._hung[path, below, number] = watch
            if not self._observer.is_alive():
                self._observer.start()
            self.works = True
        except (OSError, RuntimeError):  # a system without such news, or with no more room for them
            self.works = False

    def dispatch(self, event: FileSystemEvent) -> None:
        """Called by the observer, in its thread."""
        told = {os.fsdecode(path) for path in (event.src_path, event.dest_path) if path}
        if heard := {name for path in told if (name := self._named(path))}:
            with self._condition:
                self._rung |= heard
                self._condition.notify()

    def wait(self, seconds: float) -> set[str]:
        """The paths rung since the last call, files and folders; where there are none, waits for some so long."""
        with self._condition:
            if not self._rung:
                self._condition.wait(seconds)
            rung, self._rung = self._rung, set()
        return rung

    def _named(self, path: str) -> str:
        """The path as the inputs would name it; "" where it is none of them."""
        for real, given in self._inputs.items():
            if path == real:
                return given
            rest = path.removeprefix(real + os.sep)
            if rest != path:
                return "" if any(map(is_passed_over, Path(rest).parts)) else os.path.join(given, rest)  # noqa: PTH118 - plain text, as events tell it
        return ""


def is_passed_over(name: str) -> bool:
    """Hidden files, and those that editors keep beside what is being written."""
    return name.startswith((".", "#", "~")) or name.endswith("~")


def _places(inputs: Iterable[str]) -> Iterable[tuple[str, bool, int]]:
    """Where to hang: path, whether over all below it too, and its number; what is not there is awaited beside it."""
    for one in inputs:
        for path, below in ((one, True), (os.path.dirname(one), False)):  # noqa: PTH120 - plain text, as events tell it
            if os.path.isdir(path):  # noqa: PTH112 - likewise
                yield path, below, os.stat(path).st_ino  # noqa: PTH116 - likewise
