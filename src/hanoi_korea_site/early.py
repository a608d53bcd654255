"""What is begun before it is known how: whether anything changed is told, and edited articles are read meanwhile."""

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

from hanoi_korea_site import idle
from hanoi_korea_site.beside import begun

FEW: Final = 16
"""So many files at most; of more a whole build tells as quickly."""


class Begun(NamedTuple):
    """What `idle` tells of a build; `read` waits for what changed since, read (`outcomes.from_stored`)."""

    found: idle.Rest | idle.Seen | None = None
    read: Callable[[], bytes] = bytes


def begin(site: Path, asked: str) -> Begun:
    """Looks what changed since the build of that name; few files are read in a process of their own from now on."""
    found = idle.unchanged(site, asked)
    if not isinstance(found, idle.Seen) or not found.inputs or not 0 < len(found.changed) <= FEW:
        return Begun(found)
    return Begun(found, begun(partial(_read, site, found.changed, found.inputs.files), bytes))


def _read(site: Path, changed: Iterable[str], files: Iterable[str]) -> bytes:
    """Loads what this process does not need, so that both load at a time."""
    from hanoi_korea_site.articles import read_files  # noqa: PLC0415
    from hanoi_korea_site.config import load_config  # noqa: PLC0415
    from hanoi_korea_site.outcomes import stored  # noqa: PLC0415
    from hanoi_korea_site.seeds import seed_file  # noqa: PLC0415

    config = load_config(site)
    found = [seed_file(config, path, files) for path in changed]
    return stored(read_files(config, {}, [file for file in found if file]))
