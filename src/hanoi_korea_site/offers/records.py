"""All records in their public shape, one a line, in files that a host takes; and the schema they keep to."""

from collections.abc import Iterator, Sequence

import msgspec

from hanoi_korea_site.model import SCHEMA, Record
from hanoi_korea_site.pages import Read
from hanoi_korea_site.record_json import record_json


def lines(keys: Sequence[str], read: Read) -> Iterator[bytes]:
    """One article is held in memory at a time."""
    for key in keys:
        yield msgspec.json.encode(record_json(*read(key))) + b"\n"


def schema() -> bytes:
    """JSON Schema 2020-12 of one record, told by the model itself."""
    _, definitions = msgspec.json.schema_components([Record], ref_template="#/$defs/{name}")
    definitions["Record"]["properties"].pop("blocks")
    definitions.pop("Block")
    sentence = definitions["Sentence"]
    sentence["properties"]["text"] = {"type": "string"}
    sentence["required"].append("text")
    for name, definition in definitions.items():
        if definition.get("type") == "object":
            definition["required"] = sorted(definition["properties"])
            definition["additionalProperties"] = False
            definition["title"] = name
    document = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Record",
        "description": f"All that was read out of one article; version {SCHEMA} of the shape.",
        "$ref": "#/$defs/Record",
        "$defs": dict(sorted(definitions.items())),
    }
    return msgspec.json.format(msgspec.json.encode(document), indent=1) + b"\n"
