"""Edited articles read in a process of their own, while this one loads all else that a build needs."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Final

from hanoi_korea_site.beside import begun
from hanoi_korea_site.config import Config
from hanoi_korea_site.idle import Seen

FEW: Final = 16
"""So many files at most; of more a whole build tells as quickly."""


def reading(config: Config, seen: Seen | None) -> Callable[[], bytes]:
    """Begins to read what changed until it was `seen`, if few files did; gives what waits for the stored outcomes."""
    if not seen or not seen.inputs or not 0 < len(seen.changed) <= FEW:
        return bytes
    return begun(partial(_read, config, seen.changed, seen.inputs.files), bytes)


def _read(config: Config, changed: Iterable[str], files: Iterable[str]) -> bytes:
    from hanoi_korea_site.articles import read_files  # noqa: PLC0415 - slow to load: not in the process that loads else
    from hanoi_korea_site.outcomes import stored  # noqa: PLC0415 - likewise
    from hanoi_korea_site.seeds import seed_file  # noqa: PLC0415 - likewise

    found = [seed_file(config, path, files) for path in changed]
    return stored(read_files(config, {}, [file for file in found if file]))
