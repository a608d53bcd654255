"""What articles say, written with a character a word and read again in a browser."""

import pytest
from playwright.sync_api import Browser

from hanoi_korea_site.search.wording import Wording, vocabulary

READ = "([written, words]) => wording.lines(written, wording.vocabularyOf(words))"
LINES = [
    "Hà Nội, ngày 8/3: “Đại sứ” đến (UBND) – TP.HCM; Se-hoon 12% ~ 3~4 a~b",
    "",
    "line space capital joined iPhone McDonald ǅ İstanbul ß 서울특별시 首尔 x² _b_",
    '"ngoặc kép" \\ gạch chéo </script> <b>đậm</b> …',
    "NGÀY ĐẸP TRỜI Ở HUẾ. Ngày đẹp trời ở Huế!",
]


@pytest.mark.parametrize("words", [(), vocabulary([*LINES, *LINES]), ("hà", "nội", "đại", "sứ", ",", ":", "space")])
def test_lines_are_read_as_they_were_written(
    browser: Browser, addresses: dict[str, str], words: tuple[str, ...]
) -> None:
    page = browser.new_page()
    page.goto(addresses["http"])
    written = Wording(words).written(LINES)
    assert page.evaluate(READ, [written, words]) == LINES
    page.close()


def test_the_vocabulary_begins_with_the_most_frequent() -> None:
    assert vocabulary(["Hà Nội và Hà Nam,", "nội và hà, ~~ ~~"]) == ("hà", ",", "nội", "và")
    assert vocabulary(["một lần"]) == ()


def test_a_frequent_word_takes_a_character() -> None:
    wording = Wording(("hà", "nội", ","))
    assert len(wording.written(["hà nội, hà"])) == 5
    assert len(wording.written(["Hà Nội"])) == 5
    assert "~seoul~" in wording.written(["hà Seoul"])
