"""One published archive for all questions, through a server and from a folder, and a browser to ask them in."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from generated import ARTICLES, write_site

from browsing import hosted
from hanoi_korea_site.building.build import build
from hanoi_korea_site.config import load_config
from hanoi_korea_site.console import silent


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = write_site(tmp_path_factory.mktemp("search") / "site", ARTICLES)
    build(load_config(root), silent)
    return root / "build"


@pytest.fixture(scope="module")
def addresses(published: Path) -> Iterator[dict[str, str]]:
    with hosted(published.parent) as above:
        yield {
            "http": f"{above}/{published.name}/tim-kiem.html",
            "file": (published / "tim-kiem.html").as_uri(),
        }
