"""Layout and places take time linear in the text, whatever it holds: one line without end, or lines without end."""

import time

import pytest

from hanoi_korea_site.extract.layout import lay_out
from hanoi_korea_site.extract.places import find_places
from hanoi_korea_site.gazetteer import Gazetteer
from hanoi_korea_site.text import normalise

LENGTH = 60_000
PATIENCE = 8.0
"""Seconds of computing; ten times and more what is needed, less than a quadratic rule takes."""
PIECES = [
    "Hà Nội và Seoul ký kết. ", "Ảnh: Thu Hà Tại ", "(Ảnh: ", "./.", "thành phố ", "Việt - Hàn - ", "Nguyễn Văn ",
    "13/3/2024 ", "a", "TP.", "- ", "Theo TTXVN, ", "ngày 3, ", "Sở Ngoại vụ ", "(((", "#seoul ", "tỉnh Đại học ",
    "| ", "/",
]  # fmt: skip


@pytest.mark.parametrize("glue", ["", "\n"], ids=["one line", "many lines"])
@pytest.mark.parametrize("piece", PIECES)
def test_no_text_takes_long(piece, glue):
    text = normalise((piece + glue) * (LENGTH // len(piece + glue) if glue == "" else LENGTH // 20))
    names = Gazetteer.load()
    begin = time.process_time()
    find_places(lay_out(text), names)
    assert time.process_time() - begin < PATIENCE
