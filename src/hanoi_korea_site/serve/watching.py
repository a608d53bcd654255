"""What a preview is made from, watched: whatever is saved is noticed, once it lies still.

The system tells of most saves at once (`bell`); for those that it does not tell of, everything is looked at again and
again.
"""

import os
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from hanoi_korea_site.config import SITE_FILE, Config
from hanoi_korea_site.render import shipped
from hanoi_korea_site.serve.bell import Bell, is_passed_over

Stamp = tuple[int, int, int]
"""Size, modification time (ns) and inode: a file saved in place, or put in its place, has another."""
Snapshot = dict[str, Stamp]

_STILL_FOR_ONE = 0.03
_STILL_FOR_MANY = 0.3
"""Seconds without a change before one saved file, or many, count as settled: a checkout writes one after another."""
_LONGEST_WAIT = 5.0
_PAUSE: Final = {True: 1.0, False: 0.05}
"""Seconds between looks, with a bell that works and without."""
_LOOKS: Final = {True: 50, False: 5}
"""Longer where a look itself takes long: that many times what it took, so that watching leaves the processor free."""


def inputs(config: Config) -> tuple[Path, ...]:
    """The files and folders that a build reads; never what it writes."""
    files = (config.root / SITE_FILE, config.names, config.about)
    folders = (config.seeds, *shipped(config.templates, "templates"), *shipped(config.static, "static"))
    return (*(file for file in files if file), *folders)


def snapshot(paths: Iterable[str]) -> Snapshot:
    """The stamp of every file at or below the paths; files passed over and those that vanish are left out."""
    return {file: stamp for path in paths for file, stamp in _stamps(path)}


def _stamps(path: str) -> Iterator[tuple[str, Stamp]]:
    try:
        if os.path.isdir(path):  # noqa: PTH112 - ten thousand path objects are slow
            yield from _below(path)
        else:
            yield path, _stamp(os.stat(path))  # noqa: PTH116 - likewise
    except OSError:
        return


def _below(folder: str) -> Iterator[tuple[str, Stamp]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if is_passed_over(entry.name):
                continue
            try:
                if entry.is_dir(follow_symlinks=False):
                    yield from _below(entry.path)
                else:
                    yield entry.path, _stamp(entry.stat())
            except OSError:
                continue


def _stamp(status: os.stat_result) -> Stamp:
    return status.st_size, status.st_mtime_ns, status.st_ino


class Watch:
    """Over the inputs of one site; remembers what it saw, to tell what was saved since."""

    def __init__(self, bell: Bell) -> None:
        self._bell = bell
        self._paths: tuple[str, ...] = ()
        self._seen: Snapshot = {}
        self._look_after = 0.0

    def over(self, paths: Iterable[Path]) -> None:
        """Watches these from now on. A save between the last `await_change` and now is one that the next will tell."""
        wanted = tuple(map(str, paths))
        self._bell.hang(wanted)
        if wanted != self._paths:
            self._paths = wanted
            self._seen = {file: self._seen.get(file, stamp) for file, stamp in snapshot(wanted).items()}

    def await_change(self) -> set[str]:
        """The files that were saved, once they lie still; where they never do, after a few seconds."""
        while not (changed := self._changed(self._look_after - time.monotonic())):
            pass
        started = time.monotonic()
        while time.monotonic() - started < _LONGEST_WAIT:
            later = self._changed(_STILL_FOR_ONE if len(changed) == 1 else _STILL_FOR_MANY)
            if not later:
                break
            changed |= later
        return changed

    def _changed(self, wait: float) -> set[str]:
        """What changed since the last call, or does so within `wait` seconds."""
        rung = self._bell.wait(max(0.0, wait))
        if rung and all(path in self._seen or os.path.isfile(path) for path in rung):  # noqa: PTH113 - as above
            self._seen = {file: stamp for file, stamp in self._seen.items() if file not in rung} | snapshot(rung)
            return rung
        if not rung and time.monotonic() < self._look_after:
            return set()
        return self._changed_by_looks()

    def _changed_by_looks(self) -> set[str]:
        """Looks at everything; where something changed, the next look is due at once."""
        began = time.monotonic()
        now = snapshot(self._paths)
        changed = {file for file, _ in now.items() ^ self._seen.items()}
        ended, works = time.monotonic(), self._bell.works
        self._seen = now
        self._look_after = ended + (0.0 if changed else max(_PAUSE[works], (ended - began) * _LOOKS[works]))
        return changed
