"""Which pages must be rendered again, and why: a pure function of fingerprints."""

from collections.abc import Callable, Iterable

import msgspec
from msgspec import Raw, Struct

from hanoi_korea_site.language import N_

Fingerprint = tuple[tuple[str, str], ...]
"""Named digests of all that a page's bytes depend on, as ("templates", "9f…"), ("article", "04…")."""

_FINGERPRINT = msgspec.msgpack.Decoder(Fingerprint)


def packed(fingerprint: Fingerprint) -> Raw:
    """As it is kept: those of all files stand in memory, and take a sixth of it so."""
    return Raw(msgspec.msgpack.encode(fingerprint))


def unpacked(kept: Raw) -> Fingerprint:
    return _FINGERPRINT.decode(kept)


class Made(Struct, frozen=True, gc=False):
    """A published file that is neither a page nor a copy; `digest` changes whenever `body` would.

    A body may come in parts, so that a large file is never held in memory.
    """

    permalink: str
    digest: str
    body: Callable[[], bytes | Iterable[bytes]]


class Stale(Struct, frozen=True, gc=False):
    """A file that was made; `because` names what changed, messages such as "new page" and "forced" included."""

    permalink: str
    because: tuple[str, ...]


def is_stale(begun: Fingerprint, before: Fingerprint | None, *, whole: bool) -> bool:
    """Whether a file must be made, whatever the rest of its fingerprint: it is gone, or has changed."""
    return not whole or before is None or (begun != before and any(part not in before for part in begun))


def reasons(now: Fingerprint, before: Fingerprint | None, *, whole: bool) -> tuple[str, ...]:
    """Why a file is made: its fingerprint differs, or the one published is not `whole`; "forced" where neither."""
    if before is None:
        return (N_("new page"),)
    if now == before:
        return (N_("forced"),) if whole else (N_("its file is missing or was changed"),)
    known = dict(before)
    changed = tuple(name for name, digest in now if known.get(name) != digest)
    return changed or ("parts",)
