"""EDTF in and out, and dates in the words of Vietnamese news."""

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from hanoi_korea_site import edtf
from hanoi_korea_site.edtf import Edtf, Point
from hanoi_korea_site.model import Dated, Mention


def dated(text: str, words: str = "", basis: str = "explicit") -> Dated:
    mention = Mention(words, 0, len(words), "dates.year") if words else None
    return edtf.dated(edtf.parse(text), year_basis=basis, mention=mention)


def exists(point: Point) -> bool:
    return not point.fault()


years = st.integers(1, 9999)
unsaid = st.just(0)
known = (
    st.builds(Point, years, unsaid, unsaid)
    | st.builds(Point, years, st.integers(1, 12), unsaid)
    | st.builds(Point, years, st.integers(33, 36), unsaid)
    | st.builds(Point, years, st.integers(1, 12), st.integers(1, 31)).filter(exists)
)
unknown = st.builds(Point, st.just(0), st.integers(1, 12), st.integers(0, 31)).filter(exists)


@given(known | unknown, st.sampled_from(("", "?", "~", "%")))
def test_what_is_written_is_read_again(point, qualifier):
    value = Edtf(point, None, qualifier)
    assert edtf.parse(str(value)) == value


@given(st.tuples(known, known).map(lambda pair: sorted(pair, key=Point.first_day)) | st.tuples(unknown, unknown))
def test_intervals_are_read_again(pair):
    value = Edtf(*pair)
    assert edtf.parse(str(value)) == value


@given(known | unknown)
def test_bounds_hold_the_days_of_a_point(point):
    limits = Edtf(point).bounds()
    if not point.year:
        assert limits is None
    else:
        first, last = limits
        assert first <= last
        assert first.year == last.year == point.year
        assert {"day": 1, "month": 31, "quarter": 92, "year": 366}[point.precision] >= (last - first).days + 1


@given(known, known)
def test_order_of_time_is_the_order_of_keys(left, right):
    assume(left.first_day() != right.first_day())
    left, right = sorted((left, right), key=Point.first_day)
    keys = [edtf.sort_key(edtf.dated(Edtf(point), year_basis="explicit")) for point in (left, right)]
    assert keys[0] < keys[1]


def test_unknown_years_stand_before_known_ones_and_nothing_before_both():
    keys = [
        edtf.sort_key(when)
        for when in (None, dated("XXXX-12-31"), dated("1992-12-22"), dated("2024"), dated("2024-01"))
    ]
    assert keys == sorted(keys)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "is no date of the form"),
        ("19/10/2024", "is no date of the form"),
        ("2024-1-5", "is no date of the form"),
        ("tháng 7", "is no date of the form"),
        ("XXXX", "unknown needs a month"),
        ("XXXX-33", "a quarter needs a year"),
        ("2024-33-01", "has no day"),
        ("2024-13", "month 13 does not exist"),
        ("2023-02-29", "02 has no day 29 in 2023"),
        ("XXXX-02-30", "02 has no day 30"),
        ("2024-00", "count from 1"),
        ("2024-05-00", "count from 1"),
        ("2024-10-22/2024-10-19", "ends before it starts"),
        ("2024-10-19/XXXX-10-22", "ends before it starts"),
        ("2024-10-19/", "is no date of the form"),
        ("٢٠٢٤-10-19", "is no date of the form"),
    ],
)
def test_what_is_no_date_is_refused_with_its_reason(text, complaint):
    with pytest.raises(ValueError, match=complaint):
        edtf.parse(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2024-10-19/2024-10-22", "19–22/10/2024"),
        ("2019-11-30/2019-12-02", "30/11–2/12/2019"),
        ("2024-12-28/2025-01-03", "28/12/2024–3/1/2025"),
        ("2025-04-18", "18/4/2025"),
        ("2025-04-18?", "18/4/2025"),
        ("2025-08-29~", "khoảng 29/8/2025"),
        ("2023-12", "tháng 12/2023"),
        ("2024-06/2024-08", "tháng 6–8/2024"),
        ("2023-11/2024-02", "tháng 11/2023–2/2024"),
        ("2018-33", "quý I/2018"),
        ("2018-36", "quý IV/2018"),
        ("2018-33/2018-34", "quý I/2018–quý II/2018"),
        ("2022", "năm 2022"),
        ("2021/2025", "các năm 2021–2025"),
        ("XXXX-04-18", "18/4 (không rõ năm)"),
        ("XXXX-10-19/XXXX-10-22", "19–22/10 (không rõ năm)"),
        ("XXXX-09", "tháng 9 (không rõ năm)"),
        ("2024-10/2024-12-02", "tháng 10/2024–2/12/2024"),
    ],
)
def test_words_of_the_news(text, words):
    assert edtf.in_words(dated(text)) == words


@pytest.mark.parametrize(
    ("text", "mention", "words"),
    [
        ("2026", "đầu năm 2026", "đầu năm 2026"),
        ("2026", "Cuối năm 2026", "cuối năm 2026"),
        ("2026", "năm 2026", "năm 2026"),
        ("2026-01-05", "đầu năm, ngày 5/1/2026", "5/1/2026"),
    ],
)
def test_the_part_of_a_year_comes_from_the_mention(text, mention, words):
    assert edtf.in_words(dated(text, mention)) == words


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2024-10-19", "2024-10-19"),
        ("2024-10-19?/2024-10-22?", "2024-10-19"),
        ("2024-10", "2024-10"),
        ("2024", "2024"),
        ("XXXX-04-18", "04-18"),
        ("XXXX-09", ""),
        ("2018-33", ""),
    ],
)
def test_time_elements_get_only_values_that_html_knows(text, value):
    assert edtf.html_datetime(dated(text)) == value


def test_the_record_gives_a_quarter_by_its_months_and_a_day_without_end():
    quarter, day = dated("2018-33"), dated("2024-10-19/2024-10-19")
    assert (quarter.start, quarter.end, quarter.precision) == ("2018-01", "2018-03", "quarter")
    assert (day.start, day.end, day.precision) == ("2024-10-19", None, "day")


def test_bounds_of_a_record_s_date():
    assert edtf.bounds(dated("2024-02")) == (date(2024, 2, 1), date(2024, 2, 29))
    assert edtf.bounds(dated("2018-34")) == (date(2018, 4, 1), date(2018, 6, 30))
    assert edtf.bounds(dated("XXXX-02-03")) is None


@pytest.mark.parametrize(
    ("basis", "note"),
    [
        ("explicit", ""),
        ("inferred", "năm suy luận từ ngữ cảnh"),
        ("editor", "theo biên tập viên"),
        ("unknown", "không rõ năm"),
    ],
)
def test_how_the_year_is_known_is_said(basis, note):
    assert edtf.year_note(dated("2024", basis=basis)) == note
