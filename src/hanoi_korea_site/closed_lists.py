"""The closed lists of `data/`, kept beside them in a form that is read back at once, as Python keeps compiled modules.

YAML is for people: reading the lists that one article needs takes fourteen milliseconds, and loading the reader ten.
"""

import hashlib
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from msgspec import DecodeError, json

from hanoi_korea_site.memory import memorise, recalled

_DATA: Final = Path(__file__).parent / "data"


@cache
def lists(name: str) -> Mapping[str, object]:
    """`data/<name>.yaml`, its scalars as written: "No" is a family name, not a boolean."""
    source = (_DATA / f"{name}.yaml").read_bytes()
    digest, memory = hashlib.blake2b(source, digest_size=16).hexdigest(), _DATA / "__pycache__" / f"{name}.json"
    try:
        kept: dict[str, object] = json.decode(recalled(memory, digest) or b"")
    except DecodeError:
        kept = _read(source)
        if not sys.dont_write_bytecode:
            memorise(memory, digest, json.encode(kept))
    return kept


def _read(source: bytes) -> dict[str, object]:
    import yaml  # noqa: PLC0415 - slow to load, and seldom needed

    loaded: dict[str, object] = yaml.load(source, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))  # noqa: S506
    return loaded
