"""A site without whole-text search: nothing asks, nothing is loaded, and every name is still there."""

from pathlib import Path

import pytest
from generated import write_site

from hanoi_korea_site.building.build import build
from hanoi_korea_site.config import load_config
from hanoi_korea_site.console import silent
from hanoi_korea_site.errors import InputError


def choose(root: Path, search: str) -> None:
    (root / "site.yaml").write_text(
        f"title: Kho thử\nfonts: system\nbase_url: https://vi-du.example/\nsearch: {search}\n", encoding="utf-8"
    )


def test_names_alone_can_be_published_and_search_be_had_again(tmp_path: Path) -> None:
    root = write_site(tmp_path / "site", 20)
    pages = [root / "build" / name for name in ("index.html", "tim-kiem.html")]
    choose(root, "names")
    build(load_config(root), silent)
    assert not (root / "build" / "tim-kiem").exists()
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert 'role="search"' not in text
        assert "SearchAction" not in text
        assert "chi-muc.js" not in text
    assert "Park Jin-woo" in pages[1].read_text(encoding="utf-8")

    choose(root, "full")
    build(load_config(root), silent)
    assert (root / "build" / "tim-kiem" / "start-0.js").exists()
    assert all('role="search"' in page.read_text(encoding="utf-8") for page in pages)

    anew = write_site(tmp_path / "anew", 20)
    choose(anew, "full")
    build(load_config(anew), silent)
    for folder in (root, anew):
        assert {file.name for file in (folder / "build" / "tim-kiem").iterdir()}
    for file in (anew / "build" / "tim-kiem").iterdir():
        assert file.read_bytes() == (root / "build" / "tim-kiem" / file.name).read_bytes()


def test_places_of_one_name_are_told_apart(tmp_path: Path) -> None:
    root = write_site(tmp_path / "site", 0)
    text = "Gặp gỡ\n\nNgày 5/1/2020, tỉnh Bắc Giang tiếp đoàn Seoul. Đoàn thăm thành phố Bắc Giang và Huế.\n"
    (root / "seeds" / "bac-giang.txt").write_text(text, encoding="utf-8")
    build(load_config(root), silent)
    page = (root / "build" / "tim-kiem.html").read_text(encoding="utf-8")
    assert ">Bắc Giang, tỉnh (1)<" in page
    assert ">Bắc Giang, thành phố (1)<" in page
    assert '<span class="meta">thành phố</span>' in page
    assert ">Huế (2)<" in page


def test_another_word_for_it_is_refused(tmp_path: Path) -> None:
    root = write_site(tmp_path / "site", 0)
    choose(root, "titles")
    with pytest.raises(InputError, match="search"):
        load_config(root)
