"""Each doubt about a record: its code, its words and its place in the text."""

import pytest

from hanoi_korea_site.extract import extract
from hanoi_korea_site.gazetteer import Gazetteer
from hanoi_korea_site.model import EditorsWord, Record, Seed

CASES = [
    pytest.param(
        "Đoàn Hải Phòng thăm Incheon và nghe giới thiệu về khu kinh tế tự do. Hai bên hài lòng.",
        {"title-generated", "date-missing"},
        id="no headline, no date",
    ),
    pytest.param(
        "Hải Phòng thăm Incheon\n\nNgày 4/5, đoàn đại biểu thành phố Hải Phòng thăm thành phố Incheon của Hàn Quốc.",
        {"year-unknown"},
        id="no year",
    ),
    pytest.param(
        "Hải Phòng thăm Incheon\n\nNgày 4/5, đoàn đại biểu thành phố Hải Phòng thăm thành phố Incheon của Hàn Quốc.\n\n"
        "Dự án chung sẽ hoàn thành vào đầu năm 2026.",
        {"year-inferred"},
        id="a year told by plans alone",
    ),
    pytest.param(
        "05/05/2023 08:15\n\nHải Phòng thăm Incheon\n\nNgày 4/5, đoàn thành phố Hải Phòng thăm thành phố Incheon.",
        set(),
        id="a year told by the day of publication",
    ),
    pytest.param(
        "Hải Phòng thăm Incheon\n\nNgày 4/5/2023, đoàn đại biểu thành phố Hải Phòng thăm thành phố Incheon, Hàn Quốc.",
        set(),
        id="nothing doubtful",
    ),
    pytest.param(
        "Hai bên gặp nhau\n\nNgày 4/5/2023, lãnh đạo hai bên đã ký bản ghi nhớ về đào tạo nghề.",
        {"agreement-without-parties"},
        id="a document of nobody",
    ),
    pytest.param(
        "13/03/2026 08:15\n\nHải Phòng thăm Incheon\n\nChiều 10/7, đoàn thành phố Hải Phòng thăm thành phố Incheon.",
        {"dateline-doubtful", "year-unknown"},
        id="a date line from when the page was saved",
    ),
]


def read(text: str) -> Record:
    return extract(Seed("bai", "seeds/bai.txt", "", text, markdown=False, word=EditorsWord()), Gazetteer.load())


@pytest.mark.parametrize(("text", "codes"), CASES)
def test_names_what_it_doubts(text, codes):
    assert {problem.code for problem in read(text).problems} == codes


@pytest.mark.parametrize(("text", "codes"), CASES)
def test_points_into_the_text(text, codes):
    for problem in read(text).problems:
        assert problem.code in codes
        assert problem.message.endswith(".")
        assert problem.span is None or 0 <= problem.span.start < problem.span.end <= len(text)
