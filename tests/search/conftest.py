"""One published archive for all questions, through a server and from a folder, and a browser to ask them in."""

import functools
import http.server
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from generated import ARTICLES, write_site
from playwright.sync_api import Browser, sync_playwright

from hanoi_korea_site.build import build
from hanoi_korea_site.config import load_config
from hanoi_korea_site.console import silent

sys.path.append(str(Path(__file__).parents[1] / "browser"))
from find import find

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync"]


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = write_site(tmp_path_factory.mktemp("search") / "site", ARTICLES)
    build(load_config(root), silent)
    return root / "build"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=find(), args=FLAGS)
        yield running
        running.close()


@pytest.fixture(scope="module")
def addresses(published: Path) -> Iterator[dict[str, str]]:
    handler = functools.partial(Quiet, directory=str(published.parent))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield {
        "http": f"http://127.0.0.1:{server.server_port}/{published.name}/tim-kiem.html",
        "file": (published / "tim-kiem.html").as_uri(),
    }
    server.shutdown()
    server.server_close()
