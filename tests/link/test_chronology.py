"""Stretches of days."""

from datetime import date

from hypothesis import example, given
from hypothesis import strategies as st

from hanoi_korea_site.link.chronology import MONTH, around, gap, overlap

DAYS = st.dates(date(1945, 1, 1), date(2035, 12, 31)).map(str)
STRETCHES = st.lists(DAYS, min_size=2, max_size=2).map(lambda days: (min(days), max(days)))


@given(STRETCHES, STRETCHES)
@example(("2024-12-31", "2024-12-31"), ("2025-01-31", "2025-01-31"))
@example(("2025-01-01", "2025-01-31"), ("2024-12-01", "2024-12-01"))
@example(("2025-03-31", "2025-03-31"), ("2025-04-31", "2025-04-31"))
def test_what_lies_within_a_month_of_a_stretch_lies_around_it(one: tuple[str, str], other: tuple[str, str]):
    assert gap(one, other) > MONTH or overlap(around(one), other)


def test_what_lies_around_a_stretch_are_whole_months():
    assert around(("2024-01-15", "2024-12-02")) == ("2023-12-01", "2025-01-31")
