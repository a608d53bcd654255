"""Whether there is anything to build, told by what the file system says of files: none is opened, little is imported.

A build leaves a digest of the *stamps* of all that it was made from, and one of the stamps of all that it published.
Where both are found again, nothing changed. A file changed a moment before it was stamped might be changed again
within the clock's grain, and keep its stamp: of such *fresh* inputs the bytes are compared too.
"""

import json
import os
import sys
import time
from array import array
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from gettext import gettext as _
from gettext import ngettext
from hashlib import blake2b
from itertools import chain
from operator import attrgetter
from pathlib import Path
from typing import Final

from hanoi_korea_site.cache import Cache, opened
from hanoi_korea_site.errors import Fault
from hanoi_korea_site.language import spoken

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

_NOWHERE: Final = (0, 0, 0, 0)


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
        return in_words(self.articles, 0, self.files, 0, 0, self.files)


def in_words(articles: int, read_anew: int, files: int, written: int, removed: int, unchanged: int) -> str:
    """What a build did, in one line."""
    told = ngettext(
        "{articles} article ({read_anew} read anew)", "{articles} articles ({read_anew} read anew)", articles
    ).format(articles=articles, read_anew=read_anew)
    there = ngettext("{files} file", "{files} files", files).format(files=files)
    done = _("{written} written, {removed} removed, {unchanged} unchanged")
    return f"{told}, {there}: {done.format(written=written, removed=removed, unchanged=unchanged)}"


def asked(site: Path, output: Path | None, base_url: str | None) -> str:
    """The name of a build: this program and its language, the site, its own words, and what is said instead of some."""
    try:
        words = (site / "site.yaml").read_bytes().hex()
    except OSError:
        words = ""
    return _digest(__file__, sys.version, spoken(), os.path.realpath(site), str(output), str(base_url), words)


def inputs(places: Iterable[Path | None], seen: Inputs | None = None) -> Inputs | None:
    """What `places` (files and folders, there or not) hold now, to be told before any is read; None: too many fresh.

    `seen` was told a moment ago, and is not told again where it is of the same places.
    """
    names = tuple(dict.fromkeys(str(place) for place in places if place))
    return seen if seen and seen.places == names else _inputs(names)


def remember(store: Cache, build: str, before: Inputs, output: Path, stamps: Mapping[str, Stamp], rest: Rest) -> None:
    """Keeps what the build named `build` was made from and what it left; `stamps` are of the files published."""
    kept = {
        "before": asdict(before),
        "output": str(output),
        "names": "\0".join(stamps),
        "after": _packed(stamps.values()).hex(),
        "rest": asdict(rest),
    }
    store.save(_KIND, [(build, json.dumps(kept).encode())])
    store.prune(_KIND, [build])


def unchanged(site: Path, build: str) -> Rest | Inputs | None:
    """What the last build of this name left, where it still stands and would come out the same.

    Else what the places that it was made from hold now, None where that is not known.
    """
    file = site / STORE
    if not file.is_file():
        return None
    with opened(file) as store:
        body = store.get(_KIND, build)
    try:
        kept = json.loads(body or b"")
        before = Inputs(**kept["before"] | {"places": tuple(kept["before"]["places"])})
        now = _inputs(before.places)
        if not _stands(before, now):
            return now
        if _published(kept["output"], kept["names"]) != kept["after"]:
            return now
        rest = kept["rest"]
        return Rest(rest["articles"], rest["files"], tuple(Fault(**fault) for fault in rest["faults"]))
    except (OSError, KeyError, TypeError, ValueError):  # gone, or kept by another version of this program
        return None


def stamp(status: os.stat_result) -> Stamp:
    return _told(status)


def stamps_of(files: Iterable[str]) -> list[Stamp]:
    """In the order of `files`; OSError where one is gone."""
    return list(map(_told, map(os.stat, files)))


_told: Final[Callable[[os.stat_result], Stamp]] = attrgetter("st_size", "st_mtime_ns", "st_ctime_ns", "st_ino")


def _inputs(places: tuple[str, ...]) -> Inputs | None:
    stamps, fresh = _stamped(places)
    return None if len(fresh) > _MANY else Inputs(places, stamps, {file: _bytes_of(file) for file in fresh})


def _stands(before: Inputs, now: Inputs | None) -> bool:
    if now is None or now.stamps != before.stamps:
        return False
    return all(_bytes_of(file) == digest for file, digest in before.fresh.items())


def _published(output: str, names: str) -> str:
    return _packed(stamps_of([f"{output}/{name}" for name in names.split("\0")])).hex()


def _stamped(places: Iterable[str]) -> tuple[str, list[str]]:
    """A digest of the stamps of all files in `places`, and those which changed within the clock's grain."""
    settled = time.time_ns() - GRAIN
    files, folders = _below(places)
    try:
        stamps = stamps_of(files)
    except OSError:  # a link to nothing
        stamps = [_stamp_of(file) for file in files]
    names = _digest(*folders, "", *files)
    return names + _packed(stamps).hex(), [
        file for file, (_, at, _, _) in zip(files, stamps, strict=True) if at >= settled
    ]


def _below(places: Iterable[str]) -> tuple[list[str], list[str]]:
    """The files that `places` are or hold, and the folders; in order, hidden and compiled ones left out."""
    files: list[str] = []
    folders: list[str] = []
    left = list(places)
    while left:
        place = left.pop()
        try:
            entries = list(os.scandir(place))
        except NotADirectoryError:
            files.append(place)
            continue
        except OSError:  # not there
            continue
        folders.append(place)
        for entry in entries:
            if entry.name.startswith(".") or entry.name == "__pycache__":
                continue
            (left if entry.is_dir(follow_symlinks=False) else files).append(entry.path)
    return sorted(files), sorted(folders)


def _packed(stamps: Iterable[Stamp]) -> bytes:
    """A digest of them."""
    told = tuple(chain.from_iterable(stamps))
    try:
        body = array("q", told).tobytes()
    except OverflowError:  # numbers of files that take 64 bits and more
        body = repr(told).encode()
    return blake2b(body, digest_size=16).digest()


def _stamp_of(file: str) -> Stamp:
    try:
        return stamp(os.stat(file))  # noqa: PTH116 - quicker
    except OSError:
        return _NOWHERE


def _bytes_of(file: str) -> str:
    try:
        return blake2b(Path(file).read_bytes(), digest_size=16).hexdigest()
    except OSError:
        return ""


def _digest(*parts: str) -> str:
    return blake2b("\n".join(parts).encode(errors="surrogateescape"), digest_size=16).hexdigest()
