"""Whether there is anything to build, told by what the file system says of files: none is opened, little is imported.

A build leaves a digest of the *stamps* of all that it was made from, and one of the stamps of all that it published.
Where both are found again, nothing changed. A file changed a moment before it was stamped might be changed again
within the clock's grain, and keep its stamp: of such *fresh* inputs the bytes are compared too.
"""

import json
import os
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from gettext import gettext as _
from gettext import ngettext
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from hanoi_korea_site.building.stamps import WIDTH, Stamp, packed, stamp_of, stamping, stamps_at, unpacked
from hanoi_korea_site.cache import Cache, opened
from hanoi_korea_site.language import spoken
from hanoi_korea_site.memory import CACHE

if TYPE_CHECKING:
    from hanoi_korea_site.errors import Fault

STORE: Final = f"{CACHE}/store.sqlite"

GRAIN: Final = 2_000_000_000
"""The coarsest clock of a file system that we meet (FAT), in nanoseconds."""

_KIND: Final = "idle"

_NAMED: Final = 32
"""Letters of a digest: in `Inputs.stamps` that of the names comes first."""

_STAMPS: Final = " stamps"
_NAMES: Final = " names"
"""Of a build, beside its own row: the stamps of what it was made from, the names of what it published."""

_MANY = 1000
"""With more fresh inputs, as after copying a site, nothing is kept; the next build will."""


class Since(NamedTuple):
    """What is told by a build's `row` in the store: the names of what it published, and which files `changed` since.

    `changed` is None where files came or went, or that is not known.
    """

    row: bytes
    names: list[str]
    changed: tuple[str, ...] | None


class Inputs(NamedTuple):
    """All that a build is made from: its places, digests of names and stamps there, and the fresh files' digests.

    `files` are those there, with their stamps; they are told while the program runs, and not kept, as are the stamps
    of what was `published` by then, and what is told `since` the last build, where they are told already.
    """

    places: tuple[str, ...]
    stamps: str
    fresh: Mapping[str, str]
    files: Mapping[str, Stamp]
    published: bytes = b""
    since: Since | None = None


class Seen(NamedTuple):
    """What there was a moment ago, where it is known; `published` waits for the stamps of what the last build left."""

    inputs: Inputs | None
    published: Callable[[], bytes]
    since: Since | None = None

    @property
    def changed(self) -> tuple[str, ...]:
        """The files that changed since the last build, where none came or went."""
        return (self.since and self.since.changed) or ()


class Rest(NamedTuple):
    """What the last build left: how many articles and files, and the faults of articles that were set aside."""

    articles: int
    files: int
    faults: tuple["Fault", ...]

    def summary(self) -> str:
        """One line for a person."""
        return in_words(self.articles, 0, self.files, 0, 0, self.files)


class _Kept(NamedTuple):
    """What is kept of a build, as JSON has it: `Inputs`, a digest of the stamps of what was published, and `Rest`."""

    places: Sequence[str]
    stamps: str
    fresh: Mapping[str, str]
    output: str
    after: str
    articles: int
    published: int
    faults: str

    def rest(self) -> Rest:
        return Rest(self.articles, self.published, _told_faults(self.faults) if self.faults else ())


class Edited(NamedTuple):
    """Files that changed since a build, where none came or went; with what it published, which stands, and left.

    `since` is what the build was made from, as `Inputs.stamps`.
    """

    since: str
    files: tuple[str, ...]
    published: dict[str, Stamp]
    rest: Rest


def _stored_faults(faults: Iterable["Fault"]) -> str:
    from dataclasses import asdict  # noqa: PLC0415 - slow to load, and seldom needed

    return json.dumps(list(map(asdict, faults)))


def _told_faults(stored: str) -> tuple["Fault", ...]:
    from hanoi_korea_site.errors import Fault  # noqa: PLC0415 - likewise

    return tuple(Fault(**fault) for fault in json.loads(stored))


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


def inputs(places: Iterable[Path | None], seen: Seen | None = None) -> Inputs | None:
    """What `places` (files and folders, there or not) hold now, to be told before any is read; None: too many fresh.

    What was `seen` a moment ago is not told again where it is of the same places.
    """
    names = tuple(dict.fromkeys(str(place) for place in places if place))
    published = seen.published() if seen else b""
    if seen and seen.inputs and seen.inputs.places == names:
        return seen.inputs._replace(published=published, since=seen.since)
    return _inputs(names)


def remember(store: Cache, build: str, before: Inputs, output: Path, stamps: Mapping[str, Stamp], rest: Rest) -> None:
    """Keeps what the build named `build` was made from and what it left; `stamps` are of the files published."""
    names = "\0".join(stamps).encode(errors="surrogateescape")
    faults = _stored_faults(rest.faults) if rest.faults else ""
    after = _summed(packed(stamps.values()))
    told = _Kept(before.places, before.stamps, before.fresh, str(output), after, rest.articles, rest.files, faults)
    body = json.dumps(told._asdict()).encode()
    rows = [(build, body), (build + _STAMPS, packed(before.files.values()))]
    if (store.get(_KIND, build + _NAMES) or b"") != names:
        rows.append((build + _NAMES, names))
    store.save(_KIND, rows)
    store.prune(_KIND, [build, build + _STAMPS, build + _NAMES])


def unchanged(site: Path, build: str) -> Rest | Seen | None:
    """What the last build of this name left, where it still stands and would come out the same.

    Else what is there now, None where nothing is known of that build. What was published is looked at in another
    process.
    """
    file = site / STORE
    if not file.is_file():
        return None
    with opened(file) as store:
        row, stamps, named = _rows(store, build)
    try:
        kept, names = _Kept(**json.loads(row)), _names(named)
    except (TypeError, ValueError):  # gone, or kept by another version of this program
        return None
    published = stamping(kept.output, names)
    now = _inputs(tuple(kept.places))
    if now is None or not _stands(kept, now):
        return Seen(now, published, Since(row, names, _changed(kept, stamps, now)) if now else None)
    found = published()
    return kept.rest() if _summed(found) == kept.after else Seen(now, lambda: found)


def edited(store: Cache, build: str, now: Inputs) -> Edited | None:
    """What changed until `now`; None where files came or went since the last build of this name, or are not known."""
    row, since = store.get(_KIND, build) or b"null", now.since
    try:
        kept = _Kept(**json.loads(row))
        if since is None or since.row != row:  # of another build, which came before this one
            _, stamps, names = _rows(store, build)
            since = Since(row, _names(names), _changed(kept, stamps, now))
        published = now.published or stamping(kept.output, since.names)()
        if since.changed is None or _summed(published) != kept.after:
            return None
        standing = dict(zip(since.names, unpacked(published), strict=True))
        return Edited(kept.stamps, since.changed, standing, kept.rest())
    except (TypeError, ValueError):  # gone, or kept by another version of this program
        return None


def _rows(store: Cache, build: str) -> tuple[bytes, bytes, bytes]:
    """What is kept of a build: its own row, the stamps of what it was made from, the names of what it published."""
    own, stamps, names = (store.get(_KIND, build + row) for row in ("", _STAMPS, _NAMES))
    return own or b"null", stamps or b"", names or b""


def _changed(kept: _Kept, stamps: bytes, now: Inputs) -> tuple[str, ...] | None:
    """The files that changed, by the `stamps` that were kept; None where some came or went, or that is not known."""
    if tuple(kept.places) != now.places or kept.stamps[:_NAMED] != now.stamps[:_NAMED]:
        return None
    if len(stamps) != len(now.files) * WIDTH:
        return None
    told = zip(now.files.items(), unpacked(stamps), strict=True)
    return tuple(sorted({file for (file, stamp), before in told if stamp != before}.union(_renewed(kept))))


def _inputs(places: tuple[str, ...]) -> Inputs | None:
    stamps, files, fresh = _stamped(places)
    return None if len(fresh) > _MANY else Inputs(places, stamps, {file: _bytes_of(file) for file in fresh}, files)


def _stands(before: _Kept, now: Inputs) -> bool:
    return now.stamps == before.stamps and not _renewed(before)


def _renewed(kept: _Kept) -> list[str]:
    """Of the files that were fresh, those that have other bytes now."""
    return [file for file, digest in kept.fresh.items() if _bytes_of(file) != digest]


def _names(stored: bytes) -> list[str]:
    return stored.decode(errors="surrogateescape").split("\0")


def _stamped(places: Iterable[str]) -> tuple[str, dict[str, Stamp], list[str]]:
    """Digests of names and stamps of all files in `places`, these files, those changed within the clock's grain."""
    settled = time.time_ns() - GRAIN
    files, folders = _below(places)
    try:
        stamps = stamps_at(files)
    except OSError:  # a link to nothing
        stamps = [stamp_of(file) for file in files]
    names = _digest(*folders, "", *files)
    fresh = [file for file, (_, at, _, _) in zip(files, stamps, strict=True) if at >= settled]
    return names + _summed(packed(stamps)), dict(zip(files, stamps, strict=True)), fresh


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


def _bytes_of(file: str) -> str:
    try:
        return blake2b(Path(file).read_bytes(), digest_size=16).hexdigest()
    except OSError:
        return ""


def _digest(*parts: str) -> str:
    return _summed("\n".join(parts).encode(errors="surrogateescape"))


def _summed(body: bytes) -> str:
    return blake2b(body, digest_size=_NAMED // 2).hexdigest()
