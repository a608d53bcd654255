"""The wheel alone, in an empty environment and an empty folder, publishes an archive."""

import os
import re
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest
from transcript import Newcomer

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "first-ten-minutes.md"
_COUNTS = re.compile(r"\d+ tệp: ghi \d+, gỡ \d+, giữ nguyên \d+$", re.MULTILINE)
"""How many files there are is no matter of a newcomer's."""
WHEELS = Path(sys.prefix) / "wheels"
ARTICLE = """Thành phố Huế tiếp đoàn tỉnh Gangwon

Ngày 12/5/2023, Chủ tịch UBND thành phố Huế Lê Văn Bình tiếp Thống đốc tỉnh Gangwon Kim Dae-ho. Hai bên ký biên bản \
ghi nhớ về hợp tác du lịch giữa thành phố Huế và tỉnh Gangwon.
"""


def run(*command: str | Path, folder: Path, **environment: str) -> str:
    known = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PIP_"))}
    done = subprocess.run(command, cwd=folder, env=known | environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    run(*pip, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", folder, ROOT, folder=folder)
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_publishes_in_an_empty_folder(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "venv", with_pip=True)
    bin_folder = tmp_path / "venv" / ("Scripts" if os.name == "nt" else "bin")
    install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-index", "--find-links", WHEELS]
    run(bin_folder / "python", *install, wheel, folder=tmp_path)

    site = tmp_path / "site"
    (site / "seeds").mkdir(parents=True)
    (site / "site.yaml").write_text("title: Huế – Gangwon\nbase_url: https://example.vn/\n", encoding="utf-8")
    (site / "seeds" / "hue.txt").write_text(ARTICLE, encoding="utf-8")
    run(bin_folder / "hanoi-korea-site", "build", folder=site)

    build = site / "build"
    assert {"index.html", "404.html", "feed.xml", "sitemap.xml"} <= {path.name for path in build.iterdir()}
    (article,) = (build / "bai-viet" / "2023").glob("*.html")
    page = article.read_text(encoding="utf-8")
    assert "Thành phố Huế tiếp đoàn tỉnh Gangwon" in page
    assert "../../dia-phuong/gangwon.html" in page
    assert "../../nhan-vat/kim-dae-ho.html" in page
    assert (build / "nhan-vat" / "le-van-binh.html").is_file()
    assert list(build.rglob("*.css"))
    assert run(bin_folder / "hanoi-korea-site", "build", folder=site, LANGUAGE="vi").startswith("1 bài (0 bài đọc mới)")


def test_the_first_ten_minutes_are_as_told(wheel: Path, tmp_path: Path) -> None:
    """UPDATE_GOLDEN=1 tells them anew."""
    shutil.copy(wheel, tmp_path)
    known = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PIP_", "LC_"))}
    quiet = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": WHEELS.as_uri(), "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    page = PAGE.read_text(encoding="utf-8")
    told = Newcomer(tmp_path, known | quiet | {"LANGUAGE": "vi", "LANG": "C.UTF-8", "NO_COLOR": "1"}).reads(page)
    told = told.replace(f"{tmp_path}/", "")
    if os.environ.get("UPDATE_GOLDEN"):
        PAGE.write_text(told, encoding="utf-8")
    assert _COUNTS.sub("", told) == _COUNTS.sub("", page)
