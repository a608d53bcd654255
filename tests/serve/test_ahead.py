"""What is shown of a saved article before the build: its own page, as the build will make it, or nothing."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from preview import ARTICLE, PAGE, make_site
from tornado import httpclient, httpserver, netutil, web

from hanoi_korea_site.building.up_to_date import STORE
from hanoi_korea_site.cache import Cache, opened
from hanoi_korea_site.serve.handlers import Door, Pages
from hanoi_korea_site.serve.rebuilding import PREVIEW, Rebuilding

OTHER = ARTICLE.replace("đón đoàn", "tiễn đoàn").replace("thứ 0", "thứ nhất")


@dataclass
class Writer:
    """Saves files of a site that is previewed in this process."""

    site: Path
    preview: Rebuilding
    store: Cache

    def saves(self, name: str, text: str) -> dict[str, bytes]:
        """What is shown early; the build that follows is still to come."""
        (self.site / name).parent.mkdir(exist_ok=True)
        (self.site / name).write_text(text, encoding="utf-8")
        self.preview.show_ahead({str(self.site / name)})
        return dict(self.preview.early())

    def builds(self, *names: str) -> bytes:
        """The article's page as built."""
        self.preview.once(self.store, {str(self.site / name) for name in names})
        return (self.site / PREVIEW / PAGE).read_bytes()


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[Writer]:
    site = make_site(tmp_path.resolve() / "site")
    (site / "seeds" / "hai.txt").write_text(OTHER, encoding="utf-8")
    (site / STORE).parent.mkdir(parents=True)
    with opened(site / STORE) as store:
        writer = Writer(site, Rebuilding(site, "http://127.0.0.1:8000/", lambda _state, _line: None), store)
        writer.builds()
        yield writer


def test_the_page_is_the_one_that_the_build_makes_and_is_reloaded_once(writer: Writer) -> None:
    for number in range(1, 4):
        before = writer.preview.now()
        early = writer.saves("seeds/mot.txt", ARTICLE + f"\nĐoàn đi thăm phố cổ lần thứ {number}.\n")
        shown = writer.preview.now()
        assert early.keys() == {PAGE}
        assert f"phố cổ lần thứ {number}." in early[PAGE].decode()
        assert before.number < shown.number == shown.seen_from(PAGE).solid
        assert shown.seen_from("index.html").solid == before.seen_from("index.html").solid
        assert writer.builds("seeds/mot.txt") == early[PAGE]
        assert writer.preview.early() == {}
        assert writer.preview.now().seen_from(PAGE).solid == shown.number
        assert not writer.preview.now().failed


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("seeds/mot.txt", ARTICLE.replace("Yoon Sang-ho", "Park Sang-ho")),
        ("seeds/mot.txt", ARTICLE.replace("đón đoàn", "tiếp đoàn")),
        ("seeds/mot.txt", OTHER),
        ("seeds/mot.txt", ARTICLE.replace("thứ 0", "thứ nhất")),
        ("seeds/mot.txt", "\n"),
        ("seeds/mot.yaml", "title: Tiêu đề khác\n"),
        ("seeds/mot.yaml", "tilte: Nhầm\n"),
        ("seeds/mot.yaml", "draft: true\n"),
        ("seeds/ba.txt", ARTICLE.replace("đón", "mời")),
        ("site.yaml", "title: Tên khác\nfonts: system\n"),
        ("templates/_footer.html", "<footer>Khác</footer>"),
    ],
)
def test_what_others_see_waits_for_the_build(writer: Writer, name: str, text: str) -> None:
    before = writer.preview.now()
    assert writer.saves(name, text) == {}
    assert writer.preview.now() == before


def test_an_article_that_is_gone_waits_for_the_build(writer: Writer) -> None:
    (writer.site / "seeds" / "mot.txt").unlink()
    writer.preview.show_ahead({str(writer.site / "seeds" / "mot.txt")})
    assert writer.preview.early() == {}


def test_it_is_made_with_the_templates_and_the_archive_of_the_last_build(writer: Writer) -> None:
    writer.saves("templates/_footer.html", "<footer>Chân trang mới</footer>")
    writer.builds("templates/_footer.html")
    writer.saves("seeds/hai.txt", OTHER.replace("tiễn đoàn", "chia tay đoàn"))
    writer.builds("seeds/hai.txt")
    early = writer.saves("seeds/mot.txt", ARTICLE + "\nĐoàn đi thăm phố cổ.\n")
    assert "Chân trang mới" in early[PAGE].decode()
    assert "chia tay đoàn" in early[PAGE].decode()
    assert writer.builds("seeds/mot.txt") == early[PAGE]


def test_after_a_failed_build_nothing_is_shown_ahead(writer: Writer) -> None:
    writer.saves("templates/_footer.html", "{{ hỏng")
    writer.builds("templates/_footer.html")
    assert writer.preview.now().failed
    assert writer.saves("seeds/mot.txt", ARTICLE + "\nĐoàn đi thăm phố cổ.\n") == {}


def test_what_was_not_shown_ahead_is_reloaded_after_the_build(writer: Writer) -> None:
    before = writer.preview.now()
    writer.saves("seeds/mot.txt", ARTICLE.replace("đón đoàn", "tiếp đoàn"))
    writer.preview.once(writer.store, {str(writer.site / "seeds" / "mot.txt")})
    after = writer.preview.now()
    assert before.number < after.number == after.seen_from(PAGE).solid == after.seen_from("index.html").solid


def test_a_page_shown_ahead_is_answered_over_http(writer: Writer) -> None:
    early = writer.saves("seeds/mot.txt", ARTICLE + "\nĐoàn đi thăm phố cổ lần cuối.\n")

    async def asked() -> httpclient.HTTPResponse:
        door = Door("127.0.0.1")
        wish = {"door": door, "root": writer.site / PREVIEW, "early": writer.preview.early}
        server = httpserver.HTTPServer(web.Application([(r"/(.*)", Pages, wish)]))
        sockets = netutil.bind_sockets(0, "127.0.0.1")
        server.add_sockets(sockets)
        port = sockets[0].getsockname()[1]
        try:
            return await httpclient.AsyncHTTPClient().fetch(f"http://127.0.0.1:{port}/{PAGE}")
        finally:
            server.stop()

    answer = asyncio.run(asked())
    assert (answer.code, answer.headers["Cache-Control"]) == (200, "no-store")
    assert answer.body == early[PAGE]
