"""Records survive their public shape as JSON."""

import json

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from hanoi_korea_site.model import Dated, Evidence, Mention, Place, Record
from hanoi_korea_site.record_json import record_json

TEXT = "Ngày 5/6/2023, Hà Nội và Seoul ký bản ghi nhớ. Hai bên sẽ gặp lại."
KEYS = [
    "id", "source", "sha256", "language", "title", "lead", "published", "date", "dates", "places", "officials",
    "organisations", "agreements", "events", "captions", "credits", "dropped", "problems",
]  # fmt: skip


@pytest.fixture
def record() -> Record:
    return msgspec.convert(
        {
            "id": "bai",
            "source": "seeds/bai.txt",
            "sha256": "0" * 64,
            "language": "vi",
            "title": {"text": "Hà Nội và Seoul", "origin": "generated"},
            "lead": "",
            "published": None,
            "date": DAY,
            "dates": [DAY],
            "places": [{"id": "seoul", "name": "Seoul", "type": "city", "country": "KR", "mentions": []}],
            "officials": [],
            "organisations": [],
            "agreements": [],
            "events": [
                {
                    "date": DAY,
                    "sentence": {"number": 1, "start": 0, "end": 46},
                    "places": ["seoul"],
                    "officials": [],
                    "agreements": [],
                    "tense": "past",
                }
            ],
            "captions": [],
            "credits": ["Việt Anh"],
            "dropped": [{"text": "x", "reason": "r", "span": {"start": 1, "end": 2}}],
            "problems": [{"code": "title-generated", "message": "…", "span": None}],
            "blocks": [{"kind": "lead", "start": 0, "end": 46, "sentences": [{"number": 1, "start": 0, "end": 46}]}],
        },
        Record,
    )


DAY = {
    "edtf": "2023-06-05",
    "start": "2023-06-05",
    "end": None,
    "precision": "day",
    "year_basis": "explicit",
    "confidence": 0.97,
    "because": [],
    "mention": {
        "text": "Ngày 5/6/2023",
        "start": 0,
        "end": 13,
        "rule": "dates.day",
        "confidence": 0.9,
        "origin": "text",
    },
}


def test_the_public_shape_has_its_keys_in_order_and_no_blocks(record):
    assert list(record_json(record, TEXT)) == KEYS


def test_an_event_quotes_its_sentence(record):
    sentence = record_json(record, TEXT)["events"][0]["sentence"]

    assert list(sentence) == ["number", "text", "start", "end"]
    assert sentence["text"] == TEXT[0:46]


def test_the_public_shape_reads_back_without_blocks(record):
    shape = json.loads(json.dumps(record_json(record, TEXT)))

    assert msgspec.convert(shape, Record) == replace(record, blocks=())


texts = st.text(max_size=20)
offsets = st.integers(min_value=0, max_value=10**6)
shares = st.floats(min_value=0, max_value=1)
mentions = st.builds(Mention, texts, offsets, offsets, texts, shares, st.sampled_from(["text", "editor"]))
evidence = st.builds(Evidence, texts, offsets, offsets, texts)
dated = st.builds(
    Dated,
    texts,
    texts,
    st.none() | texts,
    st.sampled_from(["day", "month", "quarter", "year"]),
    st.sampled_from(["explicit", "inferred", "editor", "unknown"]),
    shares,
    st.lists(evidence, max_size=2).map(tuple),
    st.none() | mentions,
)
places = st.builds(Place, texts, texts, st.just("city"), texts, st.lists(mentions, max_size=3).map(tuple))


@given(st.none() | dated, st.lists(places, max_size=3).map(tuple))
def test_any_facts_survive(date, found):
    record = replace(msgspec.convert(EMPTY, Record), date=date, places=found)

    assert msgspec.convert(json.loads(json.dumps(record_json(record, ""))), Record) == record


EMPTY = {
    "id": "",
    "source": "",
    "sha256": "",
    "language": "vi",
    "title": {"text": "", "origin": "text"},
    "lead": "",
    "published": None,
    "date": None,
    **{kind: [] for kind in KEYS[KEYS.index("dates") :]},
}
