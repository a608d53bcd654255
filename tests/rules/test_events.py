"""Each rule of events on short texts: tests/rules/events/*.yaml."""

from pathlib import Path

import pytest
import yaml

from hanoi_korea_site.extract import extract
from hanoi_korea_site.gazetteer import Gazetteer
from hanoi_korea_site.model import EditorsWord, Record, Seed
from hanoi_korea_site.text import normalise

FIELDS = {
    "date": lambda event, _: event.date.edtf.replace("?", "").replace("~", ""),
    "tense": lambda event, _: event.tense,
    "places": lambda event, _: list(event.places),
    "agreements": lambda event, _: list(event.agreements),
    "begins": lambda event, text: text[event.sentence.start : event.sentence.end],
}


def cases():
    found = []
    for path in sorted((Path(__file__).parent / "events").glob("*.yaml")):
        for number, case in enumerate(yaml.safe_load(path.read_text("utf-8")), 1):
            found.append(pytest.param(case, id=f"{path.stem}-{number}"))
    return found


def read(text: str) -> Record:
    return extract(Seed("bai", "seeds/bai.txt", "", text, markdown=False, word=EditorsWord()), Gazetteer.load())


@pytest.mark.parametrize("case", cases())
def test_reads_the_events_of_a_text(case):
    text = normalise(case["text"])
    events = read(text).events

    assert len(events) == len(case["expect"]), [text[e.sentence.start : e.sentence.end] for e in events]
    for event, expected in zip(events, case["expect"], strict=True):
        got = {field: FIELDS[field](event, text) for field in expected}
        if begins := expected.get("begins"):
            got["begins"] = got["begins"][: len(begins)]
        assert got == expected


@pytest.mark.parametrize("case", cases())
def test_events_name_facts_of_the_same_record(case):
    record = read(normalise(case["text"]))
    known = {entity.id for kind in ("places", "officials", "agreements") for entity in getattr(record, kind)}
    for event in record.events:
        assert {*event.places, *event.officials, *event.agreements} <= known
