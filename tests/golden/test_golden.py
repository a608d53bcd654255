"""One small site, page for page as it was last looked at.

After a change that is meant to show, look at the pages, then run `make golden` and commit what it wrote.
"""

import os
import shutil
from pathlib import Path

import pytest

from hanoi_korea_site.building.build import build
from hanoi_korea_site.config import load_config
from hanoi_korea_site.console import silent

HERE = Path(__file__).parent
SITE = HERE / "site"
EXPECTED = HERE / "expected"
SHOWN = {".html", ".xml", ".txt"}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    root = tmp_path_factory.mktemp("golden") / "site"
    shutil.copytree(SITE, root)
    build(load_config(root), silent)
    return texts(root / "build")


def texts(folder: Path) -> dict[str, str]:
    files = (path for path in sorted(folder.rglob("*")) if path.suffix in SHOWN)
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in files}


def test_the_pages_are_as_they_were_looked_at(published: dict[str, str]) -> None:
    if os.environ.get("UPDATE_GOLDEN"):
        shutil.rmtree(EXPECTED, ignore_errors=True)
        for name, text in published.items():
            file = EXPECTED / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
    expected = texts(EXPECTED)
    assert sorted(published) == sorted(expected)
    assert [name for name, text in published.items() if text != expected[name]] == []
