"""A country that only a person is called after is no place of the article."""

import pytest

from hanoi_korea_site.extract import extract
from hanoi_korea_site.gazetteer import Gazetteer
from hanoi_korea_site.model import EditorsWord, Record, Seed


def read(text: str) -> Record:
    return extract(Seed("bai", "seeds/bai.txt", "", text, markdown=False, word=EditorsWord()), Gazetteer.load())


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("Ông Ngô Việt Nam, Giám đốc Sở Du lịch Huế, đón đoàn Ulsan.", []),
        ("Ông Ngô Việt Nam, Giám đốc Sở Du lịch Huế, nói khách Việt Nam thích Ulsan.", ["Việt Nam"]),
        ("Bí thư Tỉnh ủy Đỗ Thái Lan sang Hàn Quốc. Bà Đỗ Thái Lan gặp kiều bào.", ["Hàn Quốc"]),
        ("Đại sứ Việt Nam Ngô Quang Tạo thăm Ulsan.", ["Việt Nam"]),
    ],
)
def test_a_name_that_ends_like_a_country_names_none(text, countries):
    assert [place.name for place in read(text).places if place.type == "country"] == countries
