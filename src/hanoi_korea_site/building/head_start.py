"""What is begun before it is known how: whether anything changed is told, and edited articles are read meanwhile."""

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

from hanoi_korea_site.building import up_to_date
from hanoi_korea_site.building.background import begun

FEW: Final = 16
"""So many files at most; of more a whole build tells as quickly."""


class Begun(NamedTuple):
    """What `up_to_date` tells of a build; `read` waits for what changed since, read (`article_store.from_stored`)."""

    found: up_to_date.Rest | up_to_date.Seen | None = None
    read: Callable[[], bytes] = bytes


def begin(site: Path, asked: str) -> Begun:
    """Looks what changed since the build of that name; few files are read in a process of their own from now on."""
    found = up_to_date.unchanged(site, asked)
    if not isinstance(found, up_to_date.Seen) or not found.inputs or not 0 < len(found.changed) <= FEW:
        return Begun(found)
    return Begun(found, begun(partial(_read, site, found.changed, found.inputs.files), bytes))


def _read(site: Path, changed: Iterable[str], files: Iterable[str]) -> bytes:
    """Loads what this process does not need, so that both load at a time."""
    from hanoi_korea_site.building.article_store import stored  # noqa: PLC0415
    from hanoi_korea_site.building.articles import read_files  # noqa: PLC0415
    from hanoi_korea_site.config import load_config  # noqa: PLC0415
    from hanoi_korea_site.seeds import seed_file  # noqa: PLC0415

    config = load_config(site)
    found = [seed_file(config, path, files) for path in changed]
    return stored(read_files(config, {}, [file for file in found if file]))
