"""Whether there is anything to build, told by what the file system says of files: none is opened, little is imported.

A build leaves a digest of the *stamps* of all that it was made from, and one of the stamps of all that it published.
Where both are found again, nothing changed. A file changed a moment before it was stamped might be changed again
within the clock's grain, and keep its stamp: of such *fresh* inputs the bytes are compared too.
"""

import json
import os
import stat
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Final

from hanoi_korea_site.cache import Cache, opened
from hanoi_korea_site.errors import Fault

CACHE: Final = ".cache/hanoi-korea-site"
"""Below the site's folder; may be deleted at any time."""

STORE: Final = f"{CACHE}/store.sqlite"

GRAIN: Final = 2_000_000_000
"""The coarsest clock of a file system that we meet (FAT), in nanoseconds."""

_KIND: Final = "idle"

_MANY = 1000
"""With more fresh inputs, as after copying a site, nothing is kept; the next build will."""

Stamp = tuple[int, int, int, int]
"""A file's size, when its bytes and when what is said of it changed (ns), and its number."""

_FOLDER: Final = (0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Inputs:
    """All that a build is made from: its places, a digest of the stamps there, and the fresh files' digests."""

    places: tuple[str, ...]
    stamps: str
    fresh: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Rest:
    """What the last build left: how many articles and files, and the faults of articles that were set aside."""

    articles: int
    files: int
    faults: tuple[Fault, ...]

    def summary(self) -> str:
        """One line for a person."""
        files = f"{self.files} files: 0 written, 0 removed, {self.files} unchanged"
        return f"{self.articles} articles (0 read anew), {files}"


def asked(site: Path, output: Path | None, base_url: str | None) -> str:
    """The name of a build: this program, the site, its own words, and what the command line says instead of some."""
    try:
        words = (site / "site.yaml").read_bytes().hex()
    except OSError:
        words = ""
    return _digest(__file__, sys.version, os.path.realpath(site), str(output), str(base_url), words)


def inputs(places: Iterable[Path | None]) -> Inputs | None:
    """What `places` (files and folders, there or not) hold now, to be told before any is read; None: too many fresh."""
    names = tuple(dict.fromkeys(str(place) for place in places if place))
    stamps, fresh = _stamped(names)
    if len(fresh) > _MANY:
        return None
    return Inputs(names, stamps, {file: _bytes_of(file) for file in fresh})


def remember(store: Cache, build: str, before: Inputs, output: Path, stamps: Mapping[str, Stamp], rest: Rest) -> None:
    """Keeps what the build named `build` was made from and what it left; `stamps` are of the files published."""
    kept = {
        "before": asdict(before),
        "output": str(output),
        "names": "\0".join(stamps),
        "after": _digest(*map(str, stamps.values())),
        "rest": asdict(rest),
    }
    store.save(_KIND, [(build, json.dumps(kept).encode())])
    store.prune(_KIND, [build])


def unchanged(site: Path, build: str) -> Rest | None:
    """What the last build of this name left, where it still stands and would come out the same; else None."""
    file = site / STORE
    if not file.is_file():
        return None
    with opened(file) as store:
        body = store.get(_KIND, build)
    try:
        kept = json.loads(body or b"")
        if not _stands(Inputs(**kept["before"])) or _published(kept["output"], kept["names"]) != kept["after"]:
            return None
        rest = kept["rest"]
        return Rest(rest["articles"], rest["files"], tuple(Fault(**fault) for fault in rest["faults"]))
    except (OSError, KeyError, TypeError, ValueError):  # gone, or kept by another version of this program
        return None


def stamp(status: os.stat_result) -> Stamp:
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


def _stands(before: Inputs) -> bool:
    stamps, _ = _stamped(before.places)
    return stamps == before.stamps and all(_bytes_of(file) == digest for file, digest in before.fresh.items())


def _published(output: str, names: str) -> str:
    return _digest(*(str(stamp(os.stat(f"{output}/{name}"))) for name in names.split("\0")))  # noqa: PTH116 - quicker


def _stamped(places: Iterable[str]) -> tuple[str, list[str]]:
    """A digest of the stamps of all files in `places`, and those which changed within the clock's grain."""
    settled = time.time_ns() - GRAIN
    found = sorted(entry for place in places for entry in _entries(place))
    return _digest(*map(str, found)), [file for file, (_, changed, _, _) in found if changed >= settled]


def _entries(place: str) -> Iterator[tuple[str, Stamp]]:
    """A file, or a folder and all below it, links to files followed; hidden and compiled ones are left out."""
    try:
        status = os.stat(place)  # noqa: PTH116 - quicker
        if not stat.S_ISDIR(status.st_mode):
            yield place, stamp(status)
            return
        entries = list(os.scandir(place))
    except OSError:
        return
    yield place, _FOLDER
    for entry in entries:
        if entry.name.startswith(".") or entry.name == "__pycache__":
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _entries(entry.path)
        else:
            yield entry.path, _stamp_of(entry)


def _stamp_of(entry: "os.DirEntry[str]") -> Stamp:
    try:
        return stamp(entry.stat())
    except OSError:  # a link to nothing
        return _FOLDER


def _bytes_of(file: str) -> str:
    try:
        return blake2b(Path(file).read_bytes(), digest_size=16).hexdigest()
    except OSError:
        return ""


def _digest(*parts: str) -> str:
    return blake2b("\n".join(parts).encode(errors="surrogateescape"), digest_size=16).hexdigest()
