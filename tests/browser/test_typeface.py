"""The typeface in a real Chromium: there at the first visit, and when it comes late, nothing moves."""

import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from find import find
from playwright.sync_api import Browser, Page, sync_playwright

from hanoi_korea_site.build import build
from hanoi_korea_site.config import load_config
from hanoi_korea_site.console import silent

ARTICLE = "bai-viet/2020/bai-thu-mot-hai.html"
MOVES = """
window.moved = 0;
new PerformanceObserver((list) => list.getEntries().forEach((entry) => { moved += entry.value; }))
  .observe({ type: "layout-shift", buffered: true });
"""


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Says nothing."""


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
    handler = functools.partial(Quiet, directory=str(published))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=find(), args=["--no-sandbox", "--disable-gpu"])
        yield running
        running.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A visitor who has never been here."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    opened = context.new_page()
    opened.add_init_script(MOVES)
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
    page.wait_for_timeout(500)
    assert page.evaluate("moved") == 0
    assert page.evaluate("[...document.fonts].find((face) => face.family == 'Literata').status") == "loaded"
    assert said == []


def test_nothing_moves_when_the_typeface_comes_late(page: Page, served: str) -> None:
    page.route("**/*.woff2", lambda route: (page.wait_for_timeout(700), route.continue_()))
    page.goto(f"{served}/{ARTICLE}")
    page.wait_for_timeout(1200)
    assert page.evaluate("moved") == 0
    assert "Literata" not in faces(page)


def test_the_second_page_has_it(page: Page, served: str) -> None:
    page.goto(f"{served}/{ARTICLE}")
    page.wait_for_timeout(500)
    page.goto(f"{served}/index.html")
    assert faces(page) == {"Literata"}
