"""Đà Nẵng and Japan, by site.yaml and a names file alone."""

from pathlib import Path

from hanoi_korea_site.building.build import build
from hanoi_korea_site.building.whole import read_whole
from hanoi_korea_site.config import load_config
from hanoi_korea_site.console import silent

SITE = """\
title: Đà Nẵng – Nhật Bản
countries: [VN, JP]
names: names.yaml
fonts: system
"""
NAMES = """\
country: JP
places:
  - {name: Yokohama, type: city, at: 35.44 139.64, ja: 横浜}
  - {name: Kanagawa, type: province, at: 35.45 139.64, ja: 神奈川}
surnames:
  JP: [Yamanaka, Ishiba]
"""
ARTICLE = """Đà Nẵng và Yokohama ký bản ghi nhớ về đô thị phát triển bền vững

Ngày 9/4/2023, Chủ tịch UBND thành phố Đà Nẵng Lê Văn Bình tiếp Thị trưởng Yokohama Yamanaka Takeharu. Hai bên ký bản \
ghi nhớ về hợp tác đô thị giữa thành phố Đà Nẵng và thành phố Yokohama.
"""


def test_a_whole_site_of_another_pair(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "mot.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "site.yaml").write_text(SITE, encoding="utf-8")
    (tmp_path / "names.yaml").write_text(NAMES, encoding="utf-8")
    report = build(load_config(tmp_path), silent, jobs=1, strict=True)
    built = tmp_path / "build"
    assert len(report.articles) == 1
    assert "横浜" in (built / "dia-phuong" / "yokohama.html").read_text(encoding="utf-8")
    assert "Thị trưởng" in (built / "nhan-vat" / "yamanaka-takeharu.html").read_text(encoding="utf-8")
    with read_whole(load_config(tmp_path), silent) as found:
        (agreement,) = found.archive.agreements.values()
    assert set(agreement.party_places) == {"da-nang", "yokohama"}
    home = (built / "index.html").read_text(encoding="utf-8")
    assert "Đà Nẵng – Nhật Bản" in home
    assert "Hàn Quốc" not in home
