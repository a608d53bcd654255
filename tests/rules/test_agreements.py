"""Each rule of agreements on short texts: tests/rules/agreements/*.yaml."""

from pathlib import Path

import pytest
import yaml

from hanoi_korea_site.extract.agreements import find_agreements
from hanoi_korea_site.extract.dates import find_dates
from hanoi_korea_site.extract.layout import lay_out
from hanoi_korea_site.extract.organisations import find_organisations
from hanoi_korea_site.extract.places import find_places
from hanoi_korea_site.gazetteer import Gazetteer
from hanoi_korea_site.model import Agreement
from hanoi_korea_site.text import match_key, normalise

FIELDS = {
    "title": lambda agreement: agreement.title,
    "type": lambda agreement: agreement.type,
    "status": lambda agreement: agreement.status,
    "parties": lambda agreement: list(agreement.parties),
    "date": lambda agreement: agreement.date.edtf if agreement.date else None,
    "mentions": lambda agreement: len(agreement.mentions),
    "between": lambda agreement: agreement.parties,
}


class Between(tuple[str, ...]):
    """Equal to parties, in any order, of which each holds one of these names."""

    __slots__ = ()
    __hash__ = None

    def __eq__(self, parties):
        left = [match_key(party) for party in parties]
        for name in map(match_key, self):
            found = next((party for party in left if name in party), None)
            if found is None:
                return False
            left.remove(found)
        return not left


def cases():
    found = []
    for path in sorted((Path(__file__).parent / "agreements").glob("*.yaml")):
        for number, case in enumerate(yaml.safe_load(path.read_text("utf-8")), 1):
            found.append(pytest.param(case, id=f"{path.stem}-{number}"))
    return found


def read(text: str) -> tuple[Agreement, ...]:
    sheet = lay_out(normalise(text))
    places = find_places(sheet, Gazetteer.load())
    return find_agreements(sheet, places, find_organisations(sheet, places), find_dates(sheet))


@pytest.mark.parametrize("case", cases())
def test_reads_the_documents_of_a_text(case):
    agreements = read(case["text"])

    assert len(agreements) == len(case["expect"]), [agreement.title for agreement in agreements]
    for agreement, expected in zip(agreements, case["expect"], strict=True):
        assert {field: FIELDS[field](agreement) for field in expected} == {
            field: Between(value) if field == "between" else value for field, value in expected.items()
        }


@pytest.mark.parametrize("case", cases())
def test_every_mention_is_in_the_text(case):
    text = normalise(case["text"])
    for agreement in read(text):
        assert agreement.mentions
        for mention in agreement.mentions:
            assert text[mention.start : mention.end] == mention.text
