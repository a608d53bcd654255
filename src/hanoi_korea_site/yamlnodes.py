"""What a YAML file says (`yamlfile`): nodes that know their place in it."""

from collections.abc import Mapping
from typing import TypeAlias

from msgspec import Struct

from hanoi_korea_site.errors import Fault


class Spot(Struct, frozen=True, gc=False):
    """Where a value stands: `line` counts from 1, `field` is its dotted key, list items numbered from 1."""

    file: str
    line: int
    field: str = ""

    def fault(self, message: str, remedy: str = "") -> Fault:
        return Fault(message, self.file, self.line, self.field, remedy)


class Scalar(Struct, frozen=True, gc=False, tag=True):
    """A single value as text, NFC-normalised; "" where nothing, `~` or `null` was written."""

    spot: Spot
    text: str


class Listing(Struct, frozen=True, gc=False, tag=True):
    spot: Spot
    items: tuple["Node", ...]


class Table(Struct, frozen=True, gc=False, tag=True):
    """A mapping; the spot of each entry is its key's."""

    spot: Spot
    entries: Mapping[str, "Node"]


Node: TypeAlias = Scalar | Listing | Table
