"""What a preview is made from, looked at again and again: whatever is saved is noticed, once it lies still."""

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from hanoi_korea_site.config import SITE_FILE, Config
from hanoi_korea_site.render import shipped

Stamp = tuple[int, int, int]
"""Size, modification time (ns) and inode: a file saved in place, or put in its place, has another."""
Snapshot = dict[str, Stamp]

_PAUSE = 0.05
"""Seconds between looks; longer where a look itself takes long, so that watching costs a fifth of a processor."""
_LOOK_SHARE = 4
_STILL_FOR_ONE = 0.06
_STILL_FOR_MANY = 0.3
"""Seconds without a change before one saved file, or many, count as settled: a checkout writes one after another."""
_LONGEST_WAIT = 5.0


def inputs(config: Config) -> tuple[Path, ...]:
    """The files and folders that a build reads; never what it writes."""
    files = (config.root / SITE_FILE, config.names, config.about)
    folders = (config.seeds, *shipped(config.templates, "templates"), *shipped(config.static, "static"))
    return (*(file for file in files if file), *folders)


def snapshot(paths: tuple[Path, ...]) -> Snapshot:
    """The stamp of every file at or below the paths; hidden ones and those that vanish meanwhile are left out."""
    return {file: stamp for path in paths for file, stamp in _stamps(path)}


def _stamps(path: Path) -> Iterator[tuple[str, Stamp]]:
    try:
        if path.is_dir():
            yield from _below(str(path))
        else:
            yield str(path), _stamp(path.stat())
    except OSError:
        return


def _below(folder: str) -> Iterator[tuple[str, Stamp]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith("."):
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


def await_change(look: Callable[[], Snapshot], seen: Snapshot) -> Snapshot:
    """Waits until `look` differs from `seen` and lies still; the snapshot that a build may start from.

    Where it never lies still, the last look after a few seconds.
    """
    while (now := _next(look)) == seen:
        pass
    started = still_since = time.monotonic()
    while time.monotonic() - started < _LONGEST_WAIT:
        alone = len(dict(now.items() ^ seen.items())) == 1
        if time.monotonic() - still_since >= (_STILL_FOR_ONE if alone else _STILL_FOR_MANY):
            break
        later = _next(look)
        if later != now:
            now, still_since = later, time.monotonic()
    return now


def _next(look: Callable[[], Snapshot]) -> Snapshot:
    """A look after a pause."""
    time.sleep(_PAUSE)
    before = time.monotonic()
    found = look()
    time.sleep(max(0.0, (time.monotonic() - before) * _LOOK_SHARE - _PAUSE))
    return found
