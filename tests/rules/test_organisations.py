"""Each rule of reading organisations on invented sentences: ids in order of first mention, each with its mentions."""

from pathlib import Path

import pytest
import yaml
from sheets import sheet

from hanoi_korea_site.extract.organisations import find_organisations
from hanoi_korea_site.extract.places import find_places
from hanoi_korea_site.gazetteer import Gazetteer

FOLDER = Path(__file__).parent / "organisations"
CASES = [
    pytest.param(case["text"], case["expect"], id=f"{file.stem}-{number}")
    for file in sorted(FOLDER.glob("*.yaml"))
    for number, case in enumerate(yaml.safe_load(file.read_text("utf-8")), 1)
]


@pytest.mark.parametrize(("text", "expect"), CASES)
def test_organisations(text, expect):
    laid = sheet(text)
    found = find_organisations(laid, find_places(laid, Gazetteer.load()))
    assert {body.id: [mention.text for mention in body.mentions] for body in found} == expect
    for body in found:
        assert all(text[mention.start : mention.end] == mention.text for mention in body.mentions)
