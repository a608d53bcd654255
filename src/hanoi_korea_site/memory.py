"""Files that keep what takes long to tell again, each under a digest of all that it was told from.

Such a file may be deleted at any time; one that is damaged, or of something else, is as if it were not there.
"""

import hashlib
import os
from contextlib import suppress
from pathlib import Path
from typing import Final

CACHE: Final = ".cache/hanoi-korea-site"
"""Below a site's folder: all that is kept of it; may be deleted at any time."""


def recalled(file: Path, digest: str) -> bytes | None:
    """What `file` keeps under `digest`."""
    try:
        head, _, body = file.read_bytes().partition(b"\n")
    except OSError:
        return None
    return body if head == _head(digest, body) else None


def memorise(file: Path, digest: str, body: bytes) -> None:
    """Keeps `body` for the next process; where nothing can be written, that tells it again."""
    begun = file.with_name(f"{file.name}.{os.getpid()}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        begun.write_bytes(_head(digest, body) + b"\n" + body)
        begun.replace(file)
    except OSError:
        with suppress(OSError):
            begun.unlink()


def _head(digest: str, body: bytes) -> bytes:
    return f"{digest} {hashlib.blake2b(body, digest_size=16).hexdigest()}".encode()
