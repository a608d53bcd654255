"""The published typeface: whole for Vietnamese, small, the same every time, and made once."""

import io
import unicodedata
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from hanoi_korea_site.building.build import build
from hanoi_korea_site.cache import opened
from hanoi_korea_site.config import load_config
from hanoi_korea_site.console import silent
from hanoi_korea_site.fonts import FONT, LICENCE, SCRIPT, STYLESHEET, cut, font_files

ALPHABET = [
    *("aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệfghiìíỉĩịjklmnoòóỏõọôồốổỗộơờớởỡợpqrst"),
    *("uùúủũụưừứửữựvwxyỳýỷỹỵz"),
]


@pytest.fixture(scope="module")
def font() -> TTFont:
    return TTFont(io.BytesIO(cut()))


def test_the_alphabet_of_this_test_is_the_whole_one():
    assert len(ALPHABET) == 12 * 6 + 17 + 4  # vowels with their tones, consonants, and f, j, w, z
    assert all(unicodedata.is_normalized("NFC", letter) for letter in ALPHABET)


@pytest.mark.parametrize("letter", [*ALPHABET, *map(str.upper, ALPHABET), *"0123456789", *"“”‘’–—…₫°«»"])
def test_each_letter_has_an_outline_of_its_own(font, letter):
    known = font.getBestCmap()
    assert known[ord(letter)] != ".notdef"
    glyph = font["glyf"][known[ord(letter)]]
    assert glyph.numberOfContours != 0


def test_it_is_small_and_keeps_its_weights_and_sizes(font):
    assert len(cut()) < 62_000
    axes = {axis.axisTag: (axis.minValue, axis.maxValue) for axis in font["fvar"].axes}
    assert axes == {"opsz": (12, 36), "wght": (400, 700)}
    assert "Literata" in font["name"].getDebugName(1)
    assert "scripts.sil.org/OFL" in font["name"].getDebugName(14)


def test_making_it_again_gives_the_same_bytes():
    assert cut.__wrapped__() == cut()


def test_it_is_made_once_and_remembered(tmp_path, monkeypatch):
    with opened(tmp_path / "store.sqlite") as store:
        first = {file.permalink: (file.digest, file.body()) for file in font_files(store)}
        monkeypatch.setattr("hanoi_korea_site.fonts.cut", None)
        assert {file.permalink: (file.digest, file.body()) for file in font_files(store)} == first
    assert set(first) == {FONT, STYLESHEET, SCRIPT, LICENCE}
    assert b"SIL OPEN FONT LICENSE" in first[LICENCE][1]
    assert FONT.rpartition("/")[2].encode() in first[STYLESHEET][1]


@pytest.mark.parametrize(("fonts", "published"), [("literata", True), ("system", False)])
def test_the_site_says_whether_it_has_a_typeface_of_its_own(tmp_path: Path, fonts: str, *, published: bool):
    (tmp_path / "seeds").mkdir()
    (tmp_path / "site.yaml").write_text(f"title: Kho\nfonts: {fonts}\n", encoding="utf-8")
    build(load_config(tmp_path), silent)
    linked = f'href="{STYLESHEET}"' in (tmp_path / "build/index.html").read_text(encoding="utf-8")
    assert [(tmp_path / "build" / name).exists() for name in (FONT, STYLESHEET, SCRIPT, LICENCE)] == [published] * 4
    assert linked is published
