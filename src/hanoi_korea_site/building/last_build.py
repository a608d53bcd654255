"""What the last build left in the store: of each file its stamp and its fingerprint, and why it was rendered.

Fingerprints stand in volumes, so that a build after one edit reads and writes few of them.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final
from zlib import crc32

import msgspec
from msgspec import Raw, Struct, field

from hanoi_korea_site.building.publish import digest_of_manifest
from hanoi_korea_site.building.stamps import Stamp
from hanoi_korea_site.cache import Cache
from hanoi_korea_site.incremental import Fingerprint, Stale, unpacked

_KIND: Final = "state"
_VOLUMES: Final = 64

Volume = dict[str, Raw]
"""Fingerprints by permalink, packed."""


class Head(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """The ground that the build stood on, and the keys of articles that were read anew since `All` was told.

    It is true only of the output that has the manifest of this digest: a build killed later has changed both.
    """

    ground: str
    manifest: str
    since: Mapping[str, str]


class All(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """Each article's key, and the stamps of all files."""

    keys: Mapping[str, str]
    stamps: Mapping[str, Stamp]


NOTHING: Final = Head("", "", {})

_HEAD = msgspec.msgpack.Decoder(Head)
_ALL = msgspec.msgpack.Decoder(All)
_VOLUME = msgspec.msgpack.Decoder(Volume)
_REASONS = msgspec.json.Decoder(dict[str, tuple[str, ...]])


class Last(Struct, frozen=True):
    """What is known of `output`; stamps, keys and fingerprints are read when they are asked for."""

    store: Cache
    output: Path
    head: Head
    _read: dict[int, Volume] = field(default_factory=dict)
    _all: list[All] = field(default_factory=list)

    @classmethod
    def of(cls, store: Cache, output: Path) -> "Last":
        """Nothing is believed of an output that another build began to change."""
        try:
            head = _HEAD.decode(store.get(_KIND, _name("output", output)) or b"")
        except msgspec.DecodeError:
            head = NOTHING
        return cls(store, output, head if head.manifest == digest_of_manifest(output) else NOTHING)

    def keys(self) -> Mapping[str, str]:
        """Of each article."""
        return {**self._everything().keys, **self.head.since}

    def stamps(self) -> Mapping[str, Stamp]:
        """Of all files; those made since all were told may have others."""
        return self._everything().stamps

    def _everything(self) -> All:
        if not self._all:
            stored = None if self.head is NOTHING else self.store.get(_KIND, _name("all", self.output))
            try:
                self._all.append(_ALL.decode(stored or b""))
            except msgspec.DecodeError:
                self._all.append(All({}, {}))
        return self._all[0]

    def fingerprint(self, permalink: str) -> Fingerprint | None:
        kept = self.packed(permalink)
        return unpacked(kept) if kept else None

    def packed(self, permalink: str) -> Raw | None:
        return self._volume(_number(permalink)).get(permalink)

    def reasons(self) -> dict[str, tuple[str, ...]]:
        """Why files were rendered when some were rendered last."""
        try:
            return _REASONS.decode(self.store.get(_KIND, _name("last", self.output)) or b"{}")
        except msgspec.DecodeError:
            return {}

    def followed(
        self, now: Head, fingerprints: Mapping[str, Raw], made: Iterable[Stale], every: All | None = None
    ) -> None:
        """Keeps what is left now; `fingerprints` are of all files or of those that may have changed."""
        rows = [(_name("output", self.output), msgspec.msgpack.encode(now))] if now != self.head else []
        if every and every != self._everything():
            rows.append((_name("all", self.output), msgspec.msgpack.encode(every)))
        rows += self._volumes(fingerprints, everything=every is not None and len(fingerprints) == len(every.stamps))
        if reasons := {page.permalink: page.because for page in made}:
            rows.append((_name("last", self.output), msgspec.json.encode(reasons)))
        self.store.save(_KIND, rows)

    def _volumes(self, fingerprints: Mapping[str, Raw], *, everything: bool) -> Iterator[tuple[str, bytes]]:
        """Those that differ from what is kept."""
        found: dict[int, Volume] = {}
        for permalink, told in fingerprints.items():
            found.setdefault(_number(permalink), {})[permalink] = told
        for number in range(_VOLUMES) if everything else found:
            volume = found.get(number, {}) if everything else self._volume(number) | found[number]
            if self.head is NOTHING or volume != self._volume(number):
                yield self._key(number), msgspec.msgpack.encode(volume)

    def _volume(self, number: int) -> Volume:
        volume = self._read.get(number)
        if volume is None:
            stored = None if self.head is NOTHING else self.store.get(_KIND, self._key(number))
            try:
                volume = self._read[number] = _VOLUME.decode(stored or b"")
            except msgspec.DecodeError:
                volume = self._read[number] = {}
        return volume

    def _key(self, number: int) -> str:
        return _name(f"fingerprints {number}", self.output)


def _number(permalink: str) -> int:
    """Files of one folder stand together: articles of one year, the scripts of the search."""
    return crc32(permalink.rpartition("/")[0].encode()) % _VOLUMES


def _name(kind: str, output: Path) -> str:
    return f"{kind} " + hashlib.blake2b(str(output.resolve()).encode(), digest_size=12).hexdigest()
