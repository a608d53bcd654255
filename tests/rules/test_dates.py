"""Each rule for dates and years against its own fixture file: invented sentences in the style of the news."""

import re
from itertools import chain
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from hanoi_korea_site.extract.dates import DateReading, find_dates
from hanoi_korea_site.extract.sentences import split_sentences
from hanoi_korea_site.extract.sheet import Sheet
from hanoi_korea_site.model import Block, Dated, Sentence, Span, Title
from hanoi_korea_site.text import match_key, normalise

HERE = Path(__file__).parent


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
