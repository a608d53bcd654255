"""Officials, case by case: one file a rule, one of whole passages, one of what must name nobody.

A case's `rule` names the rule that reads it where that is another than its file's: what the rule must leave alone.
"""

from pathlib import Path

import pytest
import yaml
from counting import calls_made
from hypothesis import given, settings
from hypothesis import strategies as st

from hanoi_korea_site.extract.layout import lay_out
from hanoi_korea_site.extract.officials import find_officials
from hanoi_korea_site.extract.places import find_places
from hanoi_korea_site.gazetteer import Gazetteer
from hanoi_korea_site.model import Official, Role
from hanoi_korea_site.text import normalise

FOLDER = Path(__file__).parent / "officials"
CASES = [
    pytest.param(path.stem, case, id=f"{path.stem}-{number}")
    for path in sorted(FOLDER.glob("*.yaml"))
    for number, case in enumerate(yaml.safe_load(path.read_text("utf-8")), 1)
]
NO_RULES = ("passages", "nobody", "names")


def officials_of(text: str) -> tuple[Official, ...]:
    gazetteer = Gazetteer.load()
    sheet = lay_out(normalise(text))
    return find_officials(sheet, find_places(sheet, gazetteer), gazetteer)


def worded(role: Role) -> str:
    return ("nguyên " if role.former else "") + f"{role.title} {role.body}".strip()


def expected(country: str, *offices: str) -> tuple[str, list[str]]:
    return country, ["nguyên " + office[4:] if office.startswith("cựu ") else office for office in offices]


@pytest.mark.parametrize(("rule", "case"), CASES)
def test_officials(rule, case):
    found = officials_of(case["text"])
    assert {one.name: (one.country, [worded(role) for role in one.roles]) for one in found} == {
        name: expected(*words) for name, words in case["expect"].items()
    }
    if case["expect"] and rule not in NO_RULES:
        assert f"officials.{case.get('rule', rule)}" in {mention.rule for one in found for mention in one.mentions}
    for name, forms in case.get("short", {}).items():
        texts = [mention.text for one in found if one.name == name for mention in one.mentions]
        assert set(forms) <= set(texts)


WORDS = [
    *("ông", "bà", "Chủ tịch", "Phó Chủ tịch", "UBND", "thành phố", "tỉnh", "Hà Nội", "Seoul", "của", "và", "Đại sứ"),
    *(
        "Hàn Quốc",
        "nguyên",
        "Trần",
        "Sỹ",
        "Thanh",
        "Park",
        "Won-soon",
        "Kim",
        "Oh",
        "Se",
        "Hoon",
        "Nguyễn",
        "Thị",
        "Hà",
    ),
    *("là", "lần lượt là", "các", "Sở", "Du lịch", ",", "-", "(", ")", ":", ";", ".", "\n\n", "đã", "cho biết", "TP."),
    *("THỊ TRƯỞNG", "H'", "Đặc phái viên", "Tổng thống", "quyền", "cố", "’"),
]


@settings(deadline=None)  # the first text waits for the names to load
@given(st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join))
def test_spans_reproduce_the_text_and_reading_is_repeatable(text):
    gazetteer = Gazetteer.load()
    sheet = lay_out(normalise(text))
    places = find_places(sheet, gazetteer)
    found = find_officials(sheet, places, gazetteer)
    assert found == find_officials(sheet, places, gazetteer)
    assert len({one.id for one in found}) == len(found)
    for one in found:
        assert one.roles
        assert one.mentions
        for mention in one.mentions:
            assert sheet.text[mention.start : mention.end] == mention.text
            assert 0 < mention.confidence <= 1
        for role in one.roles:
            assert role.span is not None
            words = sheet.text[role.span.start : role.span.end]
            assert role.title in words
            assert words == words.strip()


def steps(text: str) -> int:
    """The calls that one reading of the text makes."""
    gazetteer = Gazetteer.load()
    sheet = lay_out(normalise(text))
    places = find_places(sheet, gazetteer)
    find_officials(sheet, places, gazetteer)
    return calls_made(lambda: find_officials(sheet, places, gazetteer))


PIECES = [
    *("Kim ", "Nguyễn ", "A ", "Oh-Sae-", "A’", "Kim Kim, ", "Chủ tịch ", "Chủ tịch, ", "CEO-", "Chủ tịch và "),
    *("Đặc phái viên của ", "Sở A, ", "ông Kim ", "Chủ tịch (", "Kim Min Ho, lần lượt là Chủ tịch, ", "nguyên ", ", "),
    *("Chủ tịch Kim Min Ho, ", "Bà Nguyễn Thị Kim Ngân ", "các ông ", "Trần Văn An và ", "Chủ tịch UBND Hà Nội - "),
]


@settings(deadline=None, max_examples=40)  # the first text waits for the names to load
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=3).map("".join))
def test_steps_grow_with_the_text(piece):
    """Runs of capitals, family names, heads and commas, all in one line: four times the text, four times the steps."""
    before = "Chủ tịch UBND thành phố Trần Văn An và "
    assert steps(before + piece * 400) <= 4.6 * steps(before + piece * 100) + 500


def test_a_service_of_services_of_services_ends():
    officials_of("Đặc phái viên của " * 3000 + "Tổng thống Kim Min Ho")


@settings(deadline=None)  # the first text waits for the names to load
@given(st.text(alphabet="ABbcđĐ Nguyễnông.,-()\n", max_size=300))
def test_any_text_can_be_read(text):
    officials_of(text)
