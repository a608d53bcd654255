"""Which pages must be rendered again, and why: a pure function of fingerprints."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

Fingerprint = tuple[tuple[str, str], ...]
"""Named digests of all that a page's bytes depend on, as ("templates", "9f…"), ("article", "04…")."""


@dataclass(frozen=True, slots=True)
class Made:
    """A published file that is neither a page nor a copy; `digest` changes whenever `body` would.

    A body may come in parts, so that a large file is never held in memory.
    """

    permalink: str
    digest: str
    body: Callable[[], bytes | Iterable[bytes]]


@dataclass(frozen=True, slots=True)
class Stale:
    """A page to render; `because` names what changed, "new page" and "forced" included."""

    permalink: str
    because: tuple[str, ...]


def stale(
    now: Mapping[str, Fingerprint],
    before: Mapping[str, Fingerprint],
    whole: Collection[str],
    *,
    force: bool = False,
) -> Iterator[Stale]:
    """The pages of `now` whose file is not among the `whole` ones or whose fingerprint differs, in order."""
    for permalink, fingerprint in now.items():
        reasons = _reasons(fingerprint, before.get(permalink))
        if permalink not in whole and reasons == ():
            reasons = ("its file is missing or was changed",)
        if force and reasons == ():
            reasons = ("forced",)
        if reasons:
            yield Stale(permalink, reasons)


def _reasons(now: Fingerprint, before: Fingerprint | None) -> tuple[str, ...]:
    if before is None:
        return ("new page",)
    if now == before:
        return ()
    known = dict(before)
    changed = tuple(name for name, digest in now if known.get(name) != digest)
    return changed or ("parts",)
