"""The packaged names: complete, consistent, and where they should be on the globe."""

import unicodedata
from collections import Counter
from pathlib import Path

import pytest

import hanoi_korea_site
from hanoi_korea_site.gazetteer import Gazetteer
from hanoi_korea_site.text import slug

GAZETTEER = Gazetteer.load()
PLACES = tuple(GAZETTEER.places.values())
BOXES = {"VN": (8.0, 23.5, 102.0, 115.5), "KR": (33.0, 38.7, 124.5, 131.0)}
DATA = Path(hanoi_korea_site.__file__).parent / "data"


def top_level(country, day):
    return [
        place
        for place in PLACES
        if place.country == country
        and place.type in ("city", "province")
        and not place.parent
        and (not place.until or place.until > day)
    ]


@pytest.mark.parametrize(("day", "count"), [("2025-06-30", 63), ("2025-07-01", 34)])
def test_units_of_viet_nam(day, count):
    assert len(top_level("VN", day)) == count


def test_the_six_cities_under_the_centre():
    cities = {place.id for place in top_level("VN", "2025-07-01") if place.type == "city"}
    assert cities == {"ha-noi", "ho-chi-minh", "hai-phong", "da-nang", "can-tho", "hue"}


def test_each_unit_that_ended_has_a_successor_that_lasts():
    ended = [place for place in PLACES if place.country == "VN" and not place.parent and place.until]
    assert len(ended) == 29 + 2  # the merger of 2025, Thừa Thiên Huế, Hà Tây
    assert all(place.successor and not GAZETTEER.places[place.successor].until for place in ended)


def test_korea_has_17_units_and_77_cities():
    units = top_level("KR", "2025-07-01")
    assert Counter(place.type for place in units) == {"city": 8, "province": 9}
    cities = [place for place in PLACES if place.country == "KR" and place.type == "city" and place.parent]
    assert len([place for place in cities if not place.until]) == 77
    by_province = Counter(place.parent for place in cities if not place.until)
    assert by_province == {
        "gyeonggi": 28, "gangwon": 7, "chungcheongbuk": 3, "chungcheongnam": 8, "jeollabuk": 6, "jeollanam": 5,
        "gyeongsangbuk": 10, "gyeongsangnam": 8, "jeju": 2,
    }  # fmt: skip


def test_seoul_has_25_districts():
    assert sum(place.parent == "seoul" and place.type == "district" for place in PLACES) == 25


def test_ha_noi_had_30_lower_units():
    assert sum(place.parent == "ha-noi" and place.type in ("district", "city") for place in PLACES) == 30


def test_ids_are_slugs():
    assert [place.id for place in PLACES if slug(place.id) != place.id] == []


def test_names_are_nfc_and_stand_once():
    names = [name for place in PLACES for _, names in place.names for name in names] + [
        name for place in PLACES for name in (*place.also, *place.after_head)
    ]
    assert [name for name in names if unicodedata.normalize("NFC", name) != name or name.strip() != name] == []
    for place in PLACES:
        own = (place.name, *place.also)
        assert len(own) == len(set(own)), place.id


def test_references_exist():
    for place in PLACES:
        assert not place.parent or place.parent in GAZETTEER.places
        assert not place.successor or place.successor in GAZETTEER.places


@pytest.mark.parametrize("country", BOXES)
def test_points_lie_in_their_country(country):
    south, north, west, east = BOXES[country]
    for place in PLACES:
        if place.country == country:
            assert place.latitude is not None, place.id
            assert place.longitude is not None, place.id
            assert south <= place.latitude <= north, place.id
            assert west <= place.longitude <= east, place.id


def test_lower_units_lie_near_their_unit():
    far = [
        place.id
        for place in PLACES
        if place.parent
        and place.type in ("city", "district")
        and place.country in BOXES
        and (unit := GAZETTEER.places[place.parent])
        and abs((place.latitude or 0) - (unit.latitude or 0)) + abs((place.longitude or 0) - (unit.longitude or 0))
        > 3.6  # Ulleung lies far out at sea
    ]
    assert far == []


def test_top_level_units_have_three_languages():
    for country in ("VN", "KR"):
        for place in top_level(country, "2025-06-30"):
            names = dict(place.names)
            assert names["ko"], place.id
            assert names["vi"] == (place.name,)
            assert names["en"][0].isascii(), place.id
    for place in PLACES:
        if place.country == "KR" and place.type in ("city", "province", "district"):
            assert "ko" in dict(place.names), place.id


def test_every_country_once():
    countries = [place for place in PLACES if place.type == "country"]
    assert len(countries) == len(GAZETTEER.countries) == 195
    assert {place.country for place in countries} == set(GAZETTEER.countries)
    assert GAZETTEER.countries["VN"].order == GAZETTEER.countries["KR"].order == "surname-first"


def test_each_file_names_its_source():
    for name in ("places-vn", "places-kr", "countries", "place_words", "organisations"):
        head = (DATA / f"{name}.yaml").read_text("utf-8").split("\n\n", 1)[0][:1500]
        assert head.startswith("#"), name
        assert any(word in head for word in ("Source", "source", "Units", "list")), name


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("Gyeonggi", "gyeonggi"), ("Kyonggi", "gyeonggi"), ("Gyeongsang - buk", "gyeongsangbuk"),
        ("Bắc Gyeongsang", "gyeongsangbuk"), ("Gyeongsangbuk-do", "gyeongsangbuk"), ("Chungnam", "chungcheongnam"),
        ("Jeonbuk", "jeollabuk"), ("Pusan", "busan"), ("TPHCM", "ho-chi-minh"), ("hồ chí minh", "ho-chi-minh"),
        ("Thừa Thiên - Huế", "thua-thien-hue"), ("Khánh Hoà", "khanh-hoa"), ("Hòa Bình", "hoa-binh"),
        ("Gwangju", "gwangju"), ("Đại Hàn Dân Quốc", "han-quoc"), ("Thái Bình Dương", None), ("Nơi Nào", None),
    ],
)  # fmt: skip
def test_named(name, place):
    found = GAZETTEER.named(name)
    assert (found[0].id if found else None) == place


def test_kinship():
    assert GAZETTEER.related("hoi-an", "quang-nam")
    assert GAZETTEER.related("quang-nam", "da-nang")
    assert GAZETTEER.related("da-nang", "hoi-an")
    assert not GAZETTEER.related("suwon", "seoul")
    assert GAZETTEER.country_of("suwon") == "KR"
    assert GAZETTEER.country_of("nowhere") == ""
    korea = GAZETTEER.country("KR")
    assert korea is not None
    assert korea.id == "han-quoc"
