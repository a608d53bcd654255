"""What holds of places and organisations whatever the text: spans reproduce it, and steps grow as it does."""

import pytest
from counting import calls_made
from hypothesis import given
from hypothesis import strategies as st
from sheets import sheet

from hanoi_korea_site.extract.organisations import find_organisations
from hanoi_korea_site.extract.places import find_places
from hanoi_korea_site.gazetteer import Gazetteer
from hanoi_korea_site.text import normalise

NAMES = Gazetteer.load()
PIECES = [
    "thành phố ", "TP.", "tỉnh ", "quận ", "Hà Nội", "Hồ Chí Minh", "Gwangju", "Hòa Bình", "sông Hàn", "Mỹ",
    "Việt - Hàn", "Vinh", "Nguyễn ", "ông ", "UBND ", "Đại học ", "Công ty ", "Sở ", " và ", ", ", " - ", "-", ". ",
    "(", ") ", " ", "\n", "ß", "İ", "Quảng Trị", "KOICA", "(KOICA)", "Huế", "Gyeongsang - buk", "-si", "của ", "tại ",
    "Đức Cơ ", "\u0301", "한국",
]  # fmt: skip
REPEATED = [
    "Seoul.", "Gwangju ", "sông Hàn, ", "Nguyễn ", "UBND ", "Việt - Hàn ", "tỉnh ", "Đại học Aa ", "Sở Aa (BB) ",
    "Vinh và ", "Aa Hà Nội ",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=30).map("".join).map(normalise))
def test_spans_reproduce_the_text(text):
    laid = sheet(text)
    places = find_places(laid, NAMES)
    assert len({place.id for place in places}) == len(places)
    firsts = [place.mentions[0].start for place in places]
    assert firsts == sorted(firsts)
    for found in (places, find_organisations(laid, places)):
        for entity in found:
            assert entity.id
            assert entity.mentions
            for mention in entity.mentions:
                assert text[mention.start : mention.end] == mention.text
                assert 0 < mention.confidence <= 1


def test_related_stories_name_places_with_little_confidence():
    laid = sheet("Incheon mời Hà Nội.", related="Busan tặng TPHCM xe; Hà Nội cảm ơn")
    places = {place.id: place for place in find_places(laid, NAMES)}
    assert list(places) == ["incheon", "ha-noi", "busan", "ho-chi-minh"]
    assert {mention.rule for mention in places["busan"].mentions} == {"places.related"}
    assert max(mention.confidence for mention in places["busan"].mentions) <= 0.3
    assert max(mention.confidence for mention in places["ha-noi"].mentions) > 0.9


def steps(text):
    laid = sheet(text)
    find_organisations(laid, find_places(laid, NAMES))  # the lists are loaded
    return calls_made(lambda: find_organisations(laid, find_places(laid, NAMES)))


@pytest.mark.parametrize("piece", REPEATED)
def test_steps_grow_with_the_text(piece):
    small, large = steps(piece * 300), steps(piece * 1200)
    assert large <= 5 * small + 1000


@pytest.mark.parametrize(
    ("text", "name"),
    [("Tổng thống Hoa Kỳ, của Mỹ", "Hoa Kỳ"), ("của Mỹ, Hoa Kỳ", "Mỹ"), ("Quan hệ Việt - Hàn", "Hàn Quốc")],
)
def test_a_country_is_shown_by_the_name_its_article_uses(text, name):
    assert name in {place.name for place in find_places(sheet(text), NAMES)}
