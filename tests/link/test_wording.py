"""Keys by which wordings, names and dates are compared."""

import pytest
from articles import GAZETTEER, dated
from hypothesis import given
from hypothesis import strategies as st

from hanoi_korea_site.link.chronology import best, common_share, days, gap, overlap
from hanoi_korea_site.link.groups import Groups, unique_ids
from hanoi_korea_site.link.names import aliases, name_keys, preferred
from hanoi_korea_site.link.wording import office, parties, party, subject, unit_led


@pytest.mark.parametrize(
    ("title", "body", "words", "places"),
    [
        ("Chủ tịch", "UBND TP Hà Nội", "chủ tịch ủy ban nhân dân", ("ha-noi",)),
        ("Chủ tịch", "Uỷ ban Nhân dân Thủ đô Hà Nội", "chủ tịch ủy ban nhân dân", ("ha-noi",)),
        ("Chủ tịch UBND", "T.P Hà Nội", "chủ tịch ủy ban nhân dân", ("ha-noi",)),
        ("Phó Chủ tịch", "HĐND TP.HCM", "phó chủ tịch hội đồng nhân dân", ("ho-chi-minh",)),
        ("tân Đại sứ", "Việt Nam tại Hàn Quốc", "đại sứ", ("viet-nam", "han-quoc")),
        ("Đại sứ", "nước Cộng hòa Hàn Quốc", "đại sứ", ("han-quoc",)),
        ("Chủ tịch nước", "", "chủ tịch nước", ()),
        ("Bí thư", "Tỉnh ủy Nghệ An", "bí thư tỉnh ủy", ("nghe-an",)),
        ("Tỉnh trưởng", "tỉnh Gyeonggi của Hàn Quốc", "thống đốc", ("gyeonggi",)),
        ("Thị trưởng", "Hà Nội", "chủ tịch ủy ban nhân dân", ("ha-noi",)),
        ("Thị trưởng", "Busan", "thị trưởng", ("busan",)),
        ("Phó Thị trưởng phụ trách hành chính", "của Seoul", "phó thị trưởng phụ trách hành chính", ("seoul",)),
        ("Tổng Lãnh sự", "Hàn Quốc tại TP. Đà Nẵng", "tổng lãnh sự", ("han-quoc", "da-nang")),
    ],
)
def test_an_office_comes_to_its_words_and_places(title, body, words, places):
    read = office(title, body, GAZETTEER)
    assert (" ".join(read.words), read.places) == (words, places)


@pytest.mark.parametrize(
    ("title", "body", "unit"),
    [
        ("Phó Chủ tịch", "UBND tỉnh", "province"),
        ("Chủ tịch", "HĐND TP", "city"),
        ("Thị trưởng", "", "city"),
        ("Tỉnh trưởng", "", "province"),
        ("Bí thư", "Tỉnh ủy", ""),
        ("Thị trưởng", "Busan", ""),
        ("Đại sứ", "", ""),
    ],
)
def test_an_office_may_leave_out_its_place(title, body, unit):
    assert unit_led(title, body) == unit


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Hà Nội", "UBND thành phố Hà Nội", True),
        ("Gyeonggi", "chính quyền tỉnh Gyeonggi", True),
        ("Việt Nam", "Chính phủ Việt Nam", True),
        ("HĐND Hà Nội", "Hội đồng nhân dân thành phố Hà Nội", True),
        ("Hội đồng thành phố Seoul", "Seoul", False),
        ("Đại học Hà Nội", "Hà Nội", False),
        ("Sở Du lịch Hà Nội", "Sở Ngoại vụ Hà Nội", False),
    ],
)
def test_a_party_is_a_place_with_its_executive(one, other, same):
    assert (party(one, GAZETTEER) == party(other, GAZETTEER)) is same


def test_parties_are_taken_from_the_title_where_none_is_known():
    named = parties((), "Hiệp định thương mại tự do Việt Nam - Hàn Quốc", GAZETTEER)
    assert named == parties(("Việt Nam", "Hàn Quốc"), "", GAZETTEER)


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Thỏa thuận hợp tác toàn diện", set()),
        ("Biên bản ghi nhớ về hợp tác du lịch giữa Hà Nội và Seoul", {"du", "lịch"}),
        ("Tuyên bố chung Vũng Tàu - Gumi năm 2023", {"2023"}),
        ("MOU hợp tác giữa Ủy ban nhân dân thành phố Hà Nội và chính quyền tỉnh Gyeonggi", set()),
    ],
)
def test_a_title_is_about_what_is_left_of_it(title, words):
    assert subject(title, GAZETTEER).words == words


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Park Won-soon", "PARK WON SOON", True),
        ("Park Won‑soon", "Park Won - soon", True),
        ("Hyeonki Kim", "Kim Hyeon-ki", True),
        ("Jin Park", "Park Jin", True),
        ("Nguyễn Thuý Hoà", "Nguyễn Thúy Hòa", True),
        ("Văn An", "Văn Anh", False),
        ("Văn An", "Văn Ân", False),
        ("Jae Myung Lee", "Lee Jae Myung", True),
        ("Ban Ki Moon", "Moon Jae In", False),
        ("Nguyễn Thị Kim", "Kim Nguyễn Thị", False),
    ],
)
def test_one_name_in_several_settings(one, other, same):
    keys = name_keys([one, other], GAZETTEER)
    assert (keys[one] == keys[other]) is same


def test_the_fullest_form_of_a_name_is_shown():
    counts = {"Hyeonki Kim": 9, "KIM HYEON KI": 9, "Kim Hyeonki": 9, "Kim Hyeon Ki": 1, "Kim Hyeon-ki": 1}
    assert preferred(counts, GAZETTEER) == (
        "Kim Hyeon-ki",
        "Kim Hyeon Ki",
        "Kim Hyeonki",
        "KIM HYEON KI",
        "Hyeonki Kim",
    )
    assert preferred({"Tran Sy Thanh": 9, "Trần Sỹ Thanh": 1}, GAZETTEER)[0] == "Trần Sỹ Thanh"


def test_aliases_hold_a_word_of_the_name():
    surfaces = ["ông Thanh", "Ông Thanh", "Thị trưởng Thanh", "ông", "TRẦN SỸ THANH", "Thành"]
    assert aliases(surfaces, ["Trần Sỹ Thanh"]) == ("Ông Thanh", "Thị trưởng Thanh")


@pytest.mark.parametrize(
    ("edtf", "stretch"),
    [
        ("2024-10-19", ("2024-10-19", "2024-10-19")),
        ("2024-10-19/2024-10-22?", ("2024-10-19", "2024-10-22")),
        ("2024-10", ("2024-10-01", "2024-10-31")),
        ("2018-33", ("2018-01-01", "2018-03-31")),
        ("2024", ("2024-01-01", "2024-12-31")),
        ("XXXX-04-18", None),
    ],
)
def test_a_date_is_a_stretch_of_days(edtf, stretch):
    assert days(dated(edtf)) == stretch


def test_stretches_are_compared():
    visit, meeting, later = ("2024-10-19", "2024-10-22"), ("2024-10-22", "2024-10-22"), ("2024-11-01", "2024-11-02")
    assert overlap(visit, meeting)
    assert not overlap(visit, later)
    assert gap(visit, meeting) == 0
    assert gap(later, visit) == gap(visit, later) == 10
    assert common_share(visit, meeting) == 0.25
    assert common_share(visit, later) == 0


def test_the_best_founded_date_is_shown_then_the_most_precise():
    dates = [dated(edtf) for edtf in ("2024-10-19?", "2024", "2024-10")]
    assert best(dates).edtf == "2024-10"


@given(
    st.lists(st.tuples(st.sampled_from("ab"), st.lists(st.sampled_from(["", "1", "b", "b-1"]), max_size=2).map(tuple)))
)
def test_ids_are_unique_and_begin_with_their_stems(wanted):
    ids = unique_ids(wanted)
    assert len(set(ids)) == len(wanted)
    assert all(key.startswith(stem) for key, (stem, _) in zip(ids, wanted, strict=True))


@given(st.lists(st.lists(st.integers(0, 9), min_size=1, max_size=4), max_size=6))
def test_groups_are_the_same_in_any_order_of_joining(joins):
    one, other = Groups(10), Groups(10)
    for members in joins:
        one.join(members)
    for members in reversed(joins):
        other.join(reversed(members))
    assert one.all() == other.all()
