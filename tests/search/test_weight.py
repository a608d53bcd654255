"""What questions load of an archive with as many words as real prose; shards of larger archives are as big as its."""

import gzip
import random
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from hanoi_korea_site.building.build import build
from hanoi_korea_site.config import load_config
from hanoi_korea_site.console import silent

sys.path.append(str(Path(__file__).parents[2] / "benchmarks"))
import corpus

from search import Text, questions, read_texts, scanned, show

ARTICLES, MOST, MOST_AT_FIRST = 800, 90 * 1024, 40 * 1024


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("prose")
    corpus.make(ARTICLES, root, prose=True)
    (root / "site.yaml").write_text("title: Kho thử\nseeds: text\nfonts: system\n", encoding="utf-8")
    build(load_config(root), silent)
    return root / "build"


def test_no_question_loads_more_than_it_may(browser: Browser, site: Path) -> None:
    page = browser.new_page()
    texts: list[Text] = read_texts(site, page)
    assert len(texts) == ARTICLES
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url.rpartition("/")[2]))

    def weigh() -> int:
        files = [site / "tim-kiem" / name for name in loaded]
        loaded.clear()
        return sum(len(gzip.compress(file.read_bytes(), 6)) for file in files if file.exists())

    wishes = list(questions(texts, 1))
    for question in random.Random(1).sample(wishes, 30):  # noqa: S311 - the same every time is what we want
        page.goto((site / "tim-kiem.html").as_uri())
        page.evaluate("searching.begin()")
        assert weigh() < MOST_AT_FIRST
        shown, count, is_sure = show(page, question)
        assert weigh() < MOST, question
        truth = scanned(texts, question)
        assert set(shown) <= set(truth), question
        assert len(shown) == min(len(truth), 5), question
        assert count == len(truth) or not is_sure, question
    page.close()
    assert sum(len(gzip.compress(file.read_bytes(), 6)) for file in (site / "tim-kiem").iterdir()) < 1450 * ARTICLES
