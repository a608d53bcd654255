"""YAML files; the parser is loaded when one is read, for it is slow to load, and what is kept needs none."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Final

from msgspec import DecodeError, json

from hanoi_korea_site.errors import Fault
from hanoi_korea_site.memory import memorise, recalled
from hanoi_korea_site.yamlnodes import Listing, Node, Scalar, Spot, Table

__all__ = ["Listing", "Node", "Scalar", "Spot", "Table", "read_kept_yaml", "read_yaml"]

_READERS: Final = ("yamlparser.py", "yamlnodes.py", "text.py")


def read_yaml(text: str, file: str, faults: list[Fault], *, first_line: int = 1) -> Table:
    """Read the mapping in `text`, adding what is wrong to `faults`; empty where it cannot be read at all.

    `file` is named in faults, `first_line` is the line of the file that `text` begins on. Never raises.
    """
    from hanoi_korea_site.yamlparser import parsed  # noqa: PLC0415 - slow to load

    return parsed(text, file, faults, first_line)


def read_kept_yaml(text: str, file: str, faults: list[Fault], memory: Path) -> Table:
    """The same; what is right is kept in the file `memory` for the next process, where its folder is there."""
    digest = hashlib.blake2b(_own_code() + text.encode(), digest_size=16).hexdigest()
    try:
        return json.decode(recalled(memory, digest) or b"", type=Table)
    except DecodeError:
        table = read_yaml(text, file, faults)
    if not faults and memory.parent.is_dir():
        memorise(memory, digest, json.encode(table))
    return table


@cache
def _own_code() -> bytes:
    return b"".join(Path(__file__).with_name(name).read_bytes() for name in _READERS)
