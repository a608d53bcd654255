"""Each rule for dates and years against its own fixture file: invented sentences in the style of the news."""

import re
from datetime import date
from itertools import chain
from pathlib import Path

import pytest
import yaml
from counting import calls_made
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from hanoi_korea_site.extract.dates import DateReading, find_dates
from hanoi_korea_site.extract.dates.clues import Clue
from hanoi_korea_site.extract.layout import lay_out
from hanoi_korea_site.extract.sentences import split_sentences
from hanoi_korea_site.extract.sheet import Sheet
from hanoi_korea_site.model import Block, Dated, Evidence, Sentence, Span, Title
from hanoi_korea_site.text import match_key, normalise

HERE = Path(__file__).parent
SURE = 0.8


def fixture(file: Path) -> list[dict]:
    """Load a fixture file with every scalar as the words that stand there: an EDTF date is no YAML date."""
    return yaml.load(file.read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 - builds strings alone


def cases(*patterns: str) -> list:
    files = sorted(chain.from_iterable(HERE.glob(pattern) for pattern in patterns))
    return [
        pytest.param(case, id=f"{file.stem}-{number}") for file in files for number, case in enumerate(fixture(file), 1)
    ]


def bare_sheet(text: str, dateline: str = "") -> Sheet:
    """Lay out each line as a paragraph, the one that reads `dateline` as the article's header date."""
    text = normalise(text)
    blocks: list[Block] = []
    number = 0
    for line in re.finditer(r".+", text):
        if line[0] == dateline:
            continue
        spans = split_sentences(text, line.start(), line.end())
        sentences = tuple(Sentence(number + at, span.start, span.end) for at, span in enumerate(spans, 1))
        number += len(spans)
        blocks.append(Block("paragraph", line.start(), line.end(), sentences))
    header = (Span(text.index(dateline), text.index(dateline) + len(dateline)),) if dateline else ()
    title = Title("", "generated")
    return Sheet(text, match_key(text), title, None, "", tuple(blocks), header, (), (), (), ())


def read(case: dict[str, str]) -> DateReading:
    return find_dates(bare_sheet(case["text"], case.get("dateline", "")))


def plain(dated: Dated | None) -> str:
    return "" if dated is None else dated.edtf.replace("?", "").replace("~", "")


@pytest.mark.parametrize("case", [case for case in cases("dates/*.yaml", "years/*.yaml") if "expect" in case.values[0]])
def test_dates_of_running_text(case):
    assert [plain(dated) for dated in read(case).dates] == case["expect"]


@pytest.mark.parametrize("case", [case for case in cases("dates/*.yaml", "years/*.yaml") if "main" in case.values[0]])
def test_main_date(case):
    main = read(case).main
    assert plain(main) == case["main"]
    if "rule" in case:
        assert case["rule"] in [evidence.rule for evidence in main.because]
        assert main.confidence >= float(case["sure"])


def forms(date: str) -> str:
    """A date as a record's `start` and `end` say it: a quarter by its months."""
    quarter = re.fullmatch(r"(\d{4})-(3[3-6])", date)
    first = 3 * (int(quarter[2]) - 33) + 1 if quarter else 0
    return f"{quarter[1]}-{first:02d}/{quarter[1]}-{first + 2:02d}" if quarter else date


def shown(dated: Dated | None) -> str:
    if dated is None:
        return "null"
    return f"{dated.start}/{dated.end}" if dated.end else dated.start


@pytest.mark.parametrize("case", cases("date_passages/*.yaml"))
def test_passage(case):
    reading = find_dates(lay_out(normalise(case["text"])))
    mains = [forms(date) for date in case["main"]]
    assert shown(reading.main) in mains
    assert not (reading.main and "low" in case and reading.main.confidence >= SURE)

    found = {shown(dated) for dated in reading.dates}
    wanted = [{forms(date), *map(forms, case.get("alternatives", {}).get(date, []))} for date in case["expect"]]
    assert [either for either in wanted if not either & found] == []
    points = (point for date in mains for point in date.split("/"))
    allowed = {*mains, *points, *map(forms, case.get("optional", [])), shown(reading.published)}
    assert found <= allowed.union(*wanted)


@pytest.mark.parametrize("case", cases("date*/*.yaml", "years/*.yaml"))
def test_what_is_inferred_says_from_what(case):
    reading = find_dates(lay_out(normalise(case["text"])))
    for dated in (*reading.dates, *filter(None, [reading.main])):
        assert bool(dated.because) == (dated.year_basis == "inferred")


def test_other_articles_may_vote_for_a_year_that_the_text_leaves_open():
    sheet = bare_sheet("Chiều 4-8, Bí thư Thành ủy tiếp đoàn nghị sĩ hữu nghị.")
    words = Evidence("Nhiệm kỳ 2020-2022", 0, 18, "years.term_of_office")
    term = Clue(date(2020, 9, 1), date(2022, 3, 1), 0.9, words, toward="low", falloff=0.2)
    main = find_dates(sheet, [term]).main
    assert (plain(main), main.year_basis) == ("2021-08-04", "inferred")
    assert main.because == (words,)
    assert find_dates(sheet).main.year_basis == "unknown"


def test_a_date_line_far_from_the_news_is_doubted_and_publishes_nothing():
    text = "13/03/2026\nChiều 10/7, Phó Tổng Thư ký Quốc hội được Phó Chủ tịch HĐND thành phố tiếp."
    reading = find_dates(bare_sheet(text, "13/03/2026"))
    assert reading.published is None
    assert [(doubt.code, doubt.span) for doubt in reading.doubts] == [("dateline-doubtful", Span(0, 10))]


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("Ngày 6/9/2023, đoàn công tác của tỉnh đã làm việc với Đại sứ quán.", True),
        ("Trong chuyến công tác tại Hàn Quốc, chiều ngày 6/9/2023, đoàn gặp Thị trưởng.", True),
        ("Ngôi trường do thành phố bạn tặng khánh thành ngày 19/5/2009 và có 12 lớp.", False),
        ("Hai bên gặp nhau. Ngày 13/7/2012, ông chính thức rời thành phố.", False),
    ],
)
def test_a_printed_day_is_sure_where_the_first_sentence_sets_out_from_it(text, sure):
    assert (find_dates(bare_sheet(text)).main.confidence >= SURE) == sure


@pytest.mark.parametrize(
    "dateline",
    [
        "March 12, 2021 09:30",
        "Fri, 12 Mar 2021 08:00:12 +0000",
        "Thứ sáu, 12 Tháng 3 2021 16:50",
        "12 Th3, 2021",
        "Tháng Ba 12, 2021",
        "12 Tháng Ba, 2021",
        "2021.03.12 15:48",
        "2021-03-12T08:00",
        "12 / 3 / 2021 10:20",
    ],
)
def test_a_header_tells_the_year_in_whatever_form(dateline):
    reading = read({"text": f"{dateline}\nSáng 11/3, hai bên hội đàm tại Huế.", "dateline": dateline})
    assert (plain(reading.published), plain(reading.main)) == ("2021-03-12", "2021-03-11")


@pytest.mark.parametrize("dateline", ["31/02/2021 09:30", "Lượt xem: 2021, 11/3"])
def test_a_header_without_a_full_day_tells_none(dateline):
    reading = read({"text": f"{dateline}\nSáng 11/3, hai bên hội đàm tại Huế.", "dateline": dateline})
    assert reading.published is None


def test_a_report_without_a_date_is_of_about_its_publication():
    text = "29/08/2025\nChủ tịch UBND thành phố tiếp Tỉnh trưởng; lãnh đạo hai bên sau đó ký thỏa thuận."
    reading = find_dates(bare_sheet(text, "29/08/2025"))
    assert reading.published.edtf == "2025-08-29"
    assert (reading.main.edtf, reading.main.confidence < 0.7) == ("2025-08-29~", True)
    assert reading.dates == ()


def test_a_day_told_from_the_publication_has_no_year_of_its_own():
    main = find_dates(bare_sheet("13/06/2023 08:15\nHôm qua, thành phố tiếp đoàn Daegu.", "13/06/2023 08:15")).main
    assert (main.edtf, main.year_basis) == ("2023-06-12?", "inferred")


def test_titles_of_other_stories_date_nothing():
    text = "Busan tặng thành phố thiết bị chữa cháy (28-08-2012)"
    sheet = structs.replace(bare_sheet(text), related=(Span(0, len(text)),))
    assert find_dates(sheet) == DateReading(None, None, ())


def every_text() -> list[str]:
    return [case.values[0]["text"] for case in cases("dates/*.yaml", "years/*.yaml")]


@given(st.lists(st.sampled_from(every_text()), min_size=1, max_size=6).map("\n\n".join))
def test_spans_reproduce_their_text(text):
    sheet = bare_sheet(text)
    reading = find_dates(sheet)
    for dated in (*reading.dates, *filter(None, (reading.main, reading.published))):
        for quote in (*dated.because, *filter(None, [dated.mention])):
            assert sheet.text[quote.start : quote.end] == quote.text
            assert quote.text
        assert 0 <= dated.confidence <= 1


@given(st.text(st.sampled_from("0123456789/.- ()ngàythámuqýiđếv,\n"), max_size=200))
def test_no_text_is_too_odd(text):
    find_dates(bare_sheet(text))


@pytest.mark.parametrize("glue", ["", " ", ". Ngày "])
@pytest.mark.parametrize(
    "piece",
    [
        *("5/6", "ngày 5/6 và ", "19-22/10/2019 đến ", "(1992-2022) ", "kỷ niệm 30 năm 1992 ", "năm nay 2020 "),
        *("Lễ hội 2023 ", "sẽ dự kiến tháng 7/2024 ", "năm học 2023-2024, ", "Tết Giáp Thìn ", "hôm sau ", "12/"),
        *("\n- 2016: ngày 5/6, ", "\n2016\nĐoàn thăm ngày 5/6"),
    ],
)
def test_steps_grow_with_the_text(piece, glue):
    """Four times the text, in one line, takes four times the steps."""
    small, large = (bare_sheet("Chiều 4/8, hai bên gặp nhau. " + (piece + glue) * times) for times in (100, 400))
    find_dates(small)
    find_dates(large)
    assert calls_made(lambda: find_dates(large)) <= 4.6 * calls_made(lambda: find_dates(small)) + 500
