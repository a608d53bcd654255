"""Each rule of reading places on invented sentences: ids in order of first mention, each with its mentions."""

from pathlib import Path

import pytest
import yaml
from sheets import sheet

from hanoi_korea_site.extract.places import find_places
from hanoi_korea_site.gazetteer import Gazetteer

FOLDER = Path(__file__).parent / "places"
CASES = [
    pytest.param(case["text"], case["expect"], id=f"{file.stem}-{number}")
    for file in sorted(FOLDER.glob("*.yaml"))
    for number, case in enumerate(yaml.safe_load(file.read_text("utf-8")), 1)
]


@pytest.mark.parametrize(("text", "expect"), CASES)
def test_places(text, expect):
    found = find_places(sheet(text), Gazetteer.load())
    assert {place.id: [mention.text for mention in place.mentions] for place in found} == expect
    for place in found:
        assert all(text[mention.start : mention.end] == mention.text for mention in place.mentions)


SENTENCES = yaml.safe_load((Path(__file__).parent / "place_sentences.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", SENTENCES, ids=lambda case: case["text"][:40])
def test_sentences(case):
    found = {place.id: place.type for place in find_places(sheet(case["text"]), Gazetteer.load())}
    may = set(case.get("optional", []))
    assert {id_ for id_, type_ in found.items() if type_ == "country"} - may == set(case["countries"])
    assert {id_ for id_, type_ in found.items() if type_ in ("city", "province")} - may == set(case["places"])


PASSAGES = yaml.safe_load((Path(__file__).parent / "place_passages.yaml").read_text("utf-8"))


@pytest.mark.parametrize("passage", PASSAGES, ids=lambda passage: passage["places"][0])
def test_passages(passage):
    found = find_places(sheet(passage["text"]), Gazetteer.load())
    assert {place.id for place in found if place.type in ("city", "province")} == set(passage["places"])
    assert {place.id for place in found if place.type == "country"} == set(passage["countries"])


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Đoàn thăm thành phố Đông Hưng (Trung Quốc). Thành phố Đông Hưng cảm ơn.", "CN"),
        ("Đoàn tới thành phố Hạ Môn, tỉnh Phúc Kiến, Trung Quốc.", "CN"),
        ("Đoàn tới thành phố Hạ Môn.", ""),
        ("Đoàn tới huyện Xuân Lộc.", "VN"),
        ("Đoàn tới tỉnh Jeollana-do.", "KR"),
        ("Đoàn tới thành phố Kota Kinabalu của Malaysia.", "MY"),
    ],
)
def test_the_country_of_an_unknown_place_is_told_or_open(text, country):
    found = [place for place in find_places(sheet(text), Gazetteer.load()) if place.type != "country"]
    assert {place.country for place in found} == {country}
