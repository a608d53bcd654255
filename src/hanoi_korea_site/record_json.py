"""Records as JSON: the public shape that `extract` prints and `data/` publishes."""

from collections.abc import Iterable

import msgspec

from hanoi_korea_site.model import SCHEMA, Event, Record

JsonObject = dict[str, object]


def records_json(read: Iterable[tuple[Record, str]]) -> str:
    """The document that `extract` prints, for records and the texts they were read from."""
    shape = {"schema": SCHEMA, "articles": [record_json(record, text) for record, text in read]}
    return msgspec.json.format(msgspec.json.encode(shape), indent=1).decode() + "\n"


def record_json(record: Record, text: str) -> JsonObject:
    """Give `record` its public shape; `text` is the seed's, for the words of the events' sentences."""
    shape: JsonObject = msgspec.to_builtins(record)
    del shape["blocks"]
    shape["events"] = [_event_json(event, text) for event in record.events]
    return shape


def _event_json(event: Event, text: str) -> JsonObject:
    number, start, end = event.sentence.number, event.sentence.start, event.sentence.end
    shape: JsonObject = msgspec.to_builtins(event)
    shape["sentence"] = {"number": number, "text": text[start:end], "start": start, "end": end}
    return shape
