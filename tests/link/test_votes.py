"""What other articles say of a year that an article leaves open."""

from datetime import date
from itertools import permutations

import pytest
from articles import GAZETTEER, article

from hanoi_korea_site.link.votes import cast

MAYOR = "Nguyễn Văn Lâm | Chủ tịch | UBND thành phố Hà Nội | VN"
GUEST = "Park Ji Hoon | Thị trưởng | thành phố Seoul | KR"


def votes(*written):
    return cast([one.gist for one in written], lambda: GAZETTEER)


def meeting(name, when, *, officials=(MAYOR, GUEST), places="Hà Nội, Seoul", **said):
    names = ", ".join([places, *(line.split(" |")[0] for line in officials)])
    return article(name, date=when, officials=list(officials), events=[f"{when} | past | {names}"], **said)


def test_an_event_that_another_article_dates_tells_the_year():
    found = votes(meeting("open", "XXXX-10-19"), meeting("dated", "2024-10-19", title="Seoul tiếp Hà Nội"))
    assert list(found) == ["open"]
    event = found["open"][0]
    assert (event.low, event.high, event.weight < 0.8) == (date(2024, 1, 1), date(2024, 12, 31), True)
    assert (event.evidence.text, event.evidence.rule) == ("Seoul tiếp Hà Nội", "years.archive_event")


@pytest.mark.parametrize(
    "other",
    [
        meeting("dated", "2024-10-20"),
        meeting("dated", "2024-10-19", places="Huế, Busan"),
        meeting("dated", "2024-10-19", officials=("Lê Thu Hà | Giám đốc | Sở Du lịch Hà Nội | VN",)),
        meeting("dated", "2024-10-19?"),
        meeting("dated", "XXXX-10-19"),
    ],
    ids=["another day", "another place", "other people", "itself unsure", "itself open"],
)
def test_who_is_no_witness(other):
    assert votes(meeting("open", "XXXX-10-19"), other) == {}


def test_an_article_that_its_own_text_dates_is_not_put_to_the_vote():
    assert votes(meeting("one", "2023-10-19"), meeting("other", "2024-10-19")) == {}


def held(*days, line=GUEST):
    return [article(f"held-{day}", date=day, officials=[line], title=f"Bài {day}") for day in days]


def test_a_term_is_told_by_dated_articles_and_bounded_by_other_holders():
    before = "Kim Min Soo | Thị trưởng | thành phố Seoul | KR"
    behind = "Choi Eun Ji | Thị trưởng | thành phố Seoul | KR"
    others = [*held("2017-05-02", line=before), *held("2020-09-01", line=behind)]
    own = held("2018-03-01", "2018-11-20", "2019-06-10")
    (clue,) = votes(article("open", date="XXXX-07-04", officials=[GUEST]), *own, *others)["open"]
    assert (clue.low, clue.high, clue.evidence.rule) == (date(2017, 5, 2), date(2020, 9, 1), "years.archive_term")
    assert clue.evidence.text == "Thị trưởng thành phố Seoul: Bài 2018-03-01 (2018) – Bài 2019-06-10 (2019)"
    assert clue.weight < 0.8


def test_one_of_several_deputies_is_bounded_by_none():
    deputy = "Park Ji Hoon | Phó Thị trưởng | thành phố Seoul | KR"
    second = "Choi Eun Ji | Phó Thị trưởng | thành phố Seoul | KR"
    own = held("2018-03-01", "2018-11-20", "2019-06-10", line=deputy)
    others = [*held("2018-05-02", line=second), *held("2019-09-01", line=second)]
    (clue,) = votes(article("open", date="XXXX-07-04", officials=[deputy]), *own, *others)["open"]
    assert (clue.low.year, clue.high.year) == (2016, 2021)


def test_two_articles_make_no_term_and_a_former_holder_has_none():
    assert votes(article("open", date="XXXX-07-04", officials=[GUEST]), *held("2018-03-01", "2019-06-10")) == {}
    former = "Park Ji Hoon | nguyên Thị trưởng | thành phố Seoul | KR"
    own = held("2018-03-01", "2018-11-20", "2019-06-10")
    assert votes(article("open", date="XXXX-07-04", officials=[former]), *own) == {}


def test_the_order_of_articles_does_not_show():
    written = (
        meeting("open", "XXXX-10-19"),
        meeting("other", "2023-10-19"),
        meeting("third", "2024-10-19"),
        *held("2018-03-01", "2018-11-20"),
    )
    assert len({repr(sorted(votes(*order).items())) for order in permutations(written)}) == 1
