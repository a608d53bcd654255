"""The only writer of the output folder: all or nothing, whole files, and only files that are ours.

Pages are first written to a stage beside the output. Only when every one stands there are they moved over, each by one
atomic rename, and only where bytes differ. The manifest names what we published; nothing else is ever removed.
"""

import hashlib
import os
import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from gettext import gettext as _
from pathlib import Path
from typing import Self

import msgspec
from filelock import FileLock, Timeout
from msgspec import Struct

from hanoi_korea_site.building.stamps import Stamp, stamp, stamps_of
from hanoi_korea_site.errors import Fault, PublishError
from hanoi_korea_site.language import reason
from hanoi_korea_site.patterns import regex

MANIFEST = "hanoi-korea-site.manifest.json"
_PROMISE = "files published by hanoi-korea-site; it removes no others"


class _Manifest(Struct, frozen=True, gc=False):
    """What was published: permalinks in order, with the SHA-256 of each file."""

    about: str
    files: dict[str, str]


_MANIFEST = msgspec.json.Decoder(_Manifest)
_UNSAFE = regex(r"\A[^/]*:|\\|(?:\A|/)\.{0,2}(?:/|\Z)")
"""A drive, a backslash, or a part that is empty, "." or ".."."""
_STRANGE = (":", "\\", "//", "/./", "/../")
"""Where none of these stands in a list of names between slashes, all are safe: told at once for ten thousand."""


class Published(Struct, frozen=True, gc=False):
    """What changed in the output; permalinks in order."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    kept: int


def digest(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


@contextmanager
def locked(folder: Path, wait: float = 600.0) -> Iterator[None]:
    """One build at a time in `folder` (the site's cache); waits up to `wait` seconds for the other one."""
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(folder / "build.lock", timeout=wait):
            yield
    except Timeout:
        message = _("another build of this site is still running")
        raise PublishError(Fault(message, str(folder), remedy=_("wait for it, or stop it"))) from None


def require_ours(output: Path, sources: Iterable[Path]) -> None:
    """Raises PublishError unless `output` is absent, empty or published by us, and holds none of `sources`."""
    place = output.resolve()
    remedy = _("name a folder of its own with `output:` in site.yaml or --output")
    for source in sources:
        if source.resolve().is_relative_to(place):
            message = _("the output folder would hold {name}").format(name=source.name or source)
            raise PublishError(Fault(message, str(output), remedy=remedy))
        if source.is_dir() and place.is_relative_to(source.resolve()) and not _is_site(source):
            message = _("the output folder lies inside {name}").format(name=source.name)
            raise PublishError(Fault(message, str(output), remedy=remedy))
    if output.is_symlink() and not place.exists():
        message = _("the output folder is a link to nothing")
        raise PublishError(Fault(message, str(output), remedy=_("remove the link")))
    if place.exists() and not place.is_dir():
        raise PublishError(Fault(_("the output is a file, not a folder"), str(output), remedy=remedy))
    if place.is_dir() and not (place / MANIFEST).is_file() and any(place.iterdir()):
        message = _("the folder holds files that this program did not publish; nothing was changed")
        raise PublishError(Fault(message, str(output), remedy=remedy))


def _is_site(folder: Path) -> bool:
    return (folder / "site.yaml").exists()


def read_manifest(output: Path) -> dict[str, str]:
    """Permalink → SHA-256 of what was published; empty where there is no sound manifest."""
    try:
        files = _MANIFEST.decode((output / MANIFEST).read_bytes()).files
    except (OSError, msgspec.DecodeError):
        return {}
    parts = f"/{'/'.join(files)}/"
    if not any(part in parts for part in _STRANGE):
        return files
    return {name: value for name, value in files.items() if _is_safe(name)}


def digest_of_manifest(output: Path) -> str:
    """Of its bytes; "" where there is none."""
    try:
        return digest((output / MANIFEST).read_bytes())
    except OSError:
        return ""


def whole_files(output: Path, manifest: Mapping[str, str], seen: Mapping[str, Stamp]) -> dict[str, Stamp]:
    """The published files that stand as the manifest says, with their stamps.

    `seen` holds the stamps of files known to be whole; only files that differ from it are read.
    """
    try:
        now = dict(zip(manifest, stamps_of(str(output), list(manifest)), strict=True))
        if now == seen:
            return dict(seen)  # so that the stamps stand in memory once
    except OSError:  # one is gone
        pass
    sound = {}
    for name, expected in manifest.items():
        try:
            there = stamp_of(output, name)
            if seen.get(name) == there or digest((output / name).read_bytes()) == expected:
                sound[name] = there
        except OSError:
            continue
    return sound


def stamp_of(output: Path, name: str) -> Stamp:
    return stamp(os.stat(f"{output}/{name}"))  # noqa: PTH116 - ten thousand path objects are slow


def stage_of(output: Path) -> Path:
    """The folder beside the output in which its next state is gathered; only a killed build leaves one."""
    place = output.resolve()
    return place.with_name(f".{place.name}.stage")


class Stage:
    """A folder beside the output in which the next state is gathered; use it as a context manager.

    `whole` are the output's files known to be as its manifest says, which is `before`: the same is not written again.
    """

    def __init__(self, output: Path, whole: Collection[str], before: dict[str, str]) -> None:
        self._output, self._whole, self._before = output.resolve(), whole, before
        self._folder = stage_of(output)
        self._digests: dict[str, str] = {}
        self._folders: set[str] = set()

    def __enter__(self) -> Self:
        _clear(self._folder)
        self._make(str(self._folder))
        return self

    def __exit__(self, *_: object) -> None:
        _clear(self._folder)

    def add(self, permalink: str, body: bytes | Iterable[bytes]) -> None:
        """Puts one file into the stage; its body whole, or in parts that are written as they come."""
        self.note(permalink, self.write(permalink, body))

    def note(self, permalink: str, digest: str) -> None:
        """Takes a file that another process wrote into this stage's folder, and its digest there."""
        self._digests[permalink] = digest

    def write(self, permalink: str, body: bytes | Iterable[bytes]) -> str:
        """Writes one file into the stage's folder, and returns its digest, to be noted."""
        if not _is_safe(permalink):
            raise PublishError(Fault(_("a page would leave the output folder"), permalink))
        if isinstance(body, bytes):
            told = digest(body)
            if permalink not in self._whole or told != self._before.get(permalink):
                self._write(permalink, (body,))
            return told
        state = hashlib.sha256()
        self._write(permalink, _noted(body, state))
        return state.hexdigest()

    def _write(self, permalink: str, parts: Iterable[bytes]) -> None:
        file = f"{self._folder}/{permalink}"
        try:
            self._make(file.rpartition("/")[0])
            with open(file, "wb") as opened:  # noqa: PTH123 - ten thousand path objects are slow
                opened.writelines(parts)
        except OSError as error:
            raise _failed(error, file) from error

    def publish(self, names: Collection[str]) -> Published:
        """Makes the output hold exactly `names`: those staged here, the others as they stand.

        Raises PublishError where the output cannot be written; what was already moved is then whole, and the next build
        moves the rest.
        """
        whole, before = self._whole, self._before
        known = {**before, **self._digests}
        after = known if known.keys() == frozenset(names) else {name: known[name] for name in names}
        changed = [name for name in sorted(self._digests) if name not in whole or before.get(name) != after[name]]
        removed = sorted(before.keys() - after.keys())
        try:
            if not after.keys() <= before.keys():
                self._announce(after | before)
            for name in changed:
                self._move(name)
            for name in removed:
                (self._output / name).unlink(missing_ok=True)
            _remove_empty(self._output, removed)
            if before != after or not (self._output / MANIFEST).is_file():
                self._announce(after)
        except OSError as error:
            raise _failed(error, self._output) from error
        return Published(tuple(changed), tuple(removed), len(after) - len(changed))

    def _announce(self, files: Mapping[str, str]) -> None:
        """Write the manifest.

        Before new files come it names them too, so that a killed build owns all it left; of what is replaced it keeps
        the former digest, so that the next build finds those files and no others changed.
        """
        manifest = msgspec.json.encode(_Manifest(_PROMISE, {name: files[name] for name in sorted(files)}))
        staged = self._folder / MANIFEST
        staged.write_bytes(msgspec.json.format(manifest, indent=1) + b"\n")
        self._output.mkdir(parents=True, exist_ok=True)
        staged.replace(self._output / MANIFEST)

    def _move(self, name: str) -> None:
        target = f"{self._output}/{name}"
        self._make(target.rpartition("/")[0])
        try:
            os.replace(f"{self._folder}/{name}", target)  # noqa: PTH105 - ten thousand path objects are slow
        except OSError as error:
            if Path(target).is_dir():
                message = _("a folder stands where a page belongs")
                raise PublishError(Fault(message, target, remedy=_("move it away"))) from error
            raise

    def _make(self, folder: str) -> None:
        if folder not in self._folders:
            os.makedirs(folder, exist_ok=True)  # noqa: PTH103 - likewise
            self._folders.add(folder)


def _noted(parts: Iterable[bytes], state: "hashlib._Hash") -> Iterator[bytes]:
    """The parts, each of which is in the digest when it is asked for the next."""
    for part in parts:
        yield part
        state.update(part)


def _is_safe(name: str) -> bool:
    return not _UNSAFE.search(name)


def _clear(folder: Path) -> None:
    if folder.is_symlink():
        folder.unlink()
    elif folder.exists():
        shutil.rmtree(folder)


def _remove_empty(output: Path, removed: Iterable[str]) -> None:
    """Removes the folders that held only what was removed; those that hold more refuse by themselves."""
    for folder in sorted({parent for name in removed for parent in (output / name).parents}, reverse=True):
        if folder != output and folder.is_relative_to(output):
            with suppress(OSError):
                folder.rmdir()


def _failed(error: OSError, file: Path | str) -> PublishError:
    remedy = _("free some room or mend the permissions, then build again; what is published stays whole")
    return PublishError(
        Fault(_("cannot write: {reason}").format(reason=reason(error)), error.filename or str(file), remedy=remedy)
    )
