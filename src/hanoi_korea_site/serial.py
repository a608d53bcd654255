"""Records as JSON: the public shape that `extract` prints, and a whole form that the cache keeps.

`msgspec` reads straight into the model's dataclasses and checks every type and word on the way, three times as
fast as `pickle` and without running what is read.
"""

from collections.abc import Iterable

import msgspec

from hanoi_korea_site.model import SCHEMA, Event, Record

JsonObject = dict[str, object]
_WHOLE = msgspec.json.Decoder(Record)


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


def record_from_json(shape: JsonObject) -> Record:
    """Read a public shape back, which holds no blocks; `ValueError` names the field that is wrong."""
    return msgspec.convert(shape, Record)


def dump_record(record: Record) -> bytes:
    """Write all of `record`, its blocks included, as compact JSON."""
    return msgspec.json.encode(record)


def load_record(stored: bytes) -> Record:
    """Read what `dump_record` wrote; `ValueError` where it is damaged or of another version's shape."""
    return _WHOLE.decode(stored)
