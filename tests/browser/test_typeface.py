"""The typeface in a real Chromium: there at the first visit, and when it comes late, nothing moves."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route
from settling import moved, until, watch

from browsing import hosted
from hanoi_korea_site.building.build import build
from hanoi_korea_site.config import load_config
from hanoi_korea_site.console import silent

ARTICLE = "bai-viet/2020/bai-thu-mot-hai.html"
LOADED = "[...document.fonts].some((face) => face.family === 'Literata' && face.status === 'loaded')"
PAINTED = "performance.getEntriesByName('first-contentful-paint').length"
VISITS = 5


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("site")
    (root / "seeds").mkdir()
    (root / "site.yaml").write_text("title: Kho thử\n", encoding="utf-8")
    sentence = "Ngày 1/3/2020, đoàn thành phố Huế làm việc với thành phố Busan về du lịch và đào tạo nhân lực. "
    text = f"Huế và Busan bàn về du lịch và đào tạo nhân lực trong mười năm tới\n\n{sentence * 9}\n"
    (root / "seeds" / "bai-thu-mot-hai.txt").write_text(text, encoding="utf-8")
    build(load_config(root), silent)
    return root / "build"


@pytest.fixture(scope="module")
def served(published: Path) -> Iterator[str]:
    with hosted(published) as found:
        yield found


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A visitor who has never been here."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    opened = context.new_page()
    watch(opened)
    yield opened
    context.close()


def faces(page: Page) -> set[str]:
    """The faces that the headline is really set in."""
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    headline = session.send("DOM.querySelector", {"nodeId": root, "selector": "h1"})["nodeId"]
    return {font["familyName"] for font in session.send("CSS.getPlatformFontsForNode", {"nodeId": headline})["fonts"]}


@pytest.mark.parametrize("way", ["served", "file"])
def test_nothing_moves_at_the_first_visit(page: Page, published: Path, served: str, way: str) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{served if way == 'served' else published.as_uri()}/{ARTICLE}")
    until(page, LOADED)
    assert moved(page) == 0
    assert said == []


def test_nothing_moves_when_the_typeface_comes_late(page: Page, served: str) -> None:
    held: list[Route] = []
    page.route("**/*.woff2", lambda route: held.append(route))  # noqa: PLW0108 - Playwright marks the function
    page.goto(f"{served}/{ARTICLE}", wait_until="commit")
    until(page, PAINTED)
    page.wait_for_timeout(500)  # longer than a browser waits for a typeface that is optional
    for route in held:
        route.continue_()
    until(page, LOADED)
    assert moved(page) == 0
    assert "Literata" not in faces(page)


def test_the_second_page_has_it(page: Page, served: str) -> None:
    """Or one soon after, where a busy machine takes longer to fetch it from its cache than a browser waits."""
    page.goto(f"{served}/{ARTICLE}")
    until(page, LOADED)
    assert any(page.goto(f"{served}/index.html") and faces(page) == {"Literata"} for _ in range(VISITS))
