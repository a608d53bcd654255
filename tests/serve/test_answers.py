"""What the preview answers, and whom: a real process asked over HTTP."""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from preview import ARTICLE, PAGE, Preview, make_site, wait_until
from tornado.httpclient import HTTPClientError, HTTPRequest
from tornado.websocket import websocket_connect

CHANNEL = "/xem-truoc-truc-tiep/channel"


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    with Preview(make_site(tmp_path_factory.mktemp("kho") / "site")) as running:
        yield running


def channel(preview: Preview, **headers: str) -> int | dict[str, object]:
    """The first message of the channel, or the status of its refusal."""

    async def first() -> int | dict[str, object]:
        request = HTTPRequest(f"ws://127.0.0.1:{preview.port}{CHANNEL}", headers=headers)
        try:
            connection = await websocket_connect(request)
        except HTTPClientError as error:
            return error.code
        message = await connection.read_message()
        connection.close()
        assert isinstance(message, str)
        found: dict[str, object] = json.loads(message)
        return found

    return asyncio.run(first())


def test_pages_carry_the_script_and_the_files_do_not(preview: Preview) -> None:
    status, shown = preview.ask(f"/{PAGE}")
    assert status == 200
    assert shown.count("live.js") == 1
    built = list((preview.site / ".cache").rglob(PAGE))
    assert len(built) == 1
    assert "live.js" not in built[0].read_text(encoding="utf-8")
    assert not (preview.site / "build").exists()


def test_the_home_page_is_found_at_the_root(preview: Preview) -> None:
    assert preview.ask("/")[1] == preview.ask("/index.html")[1]


def test_what_is_not_there_gets_the_sites_own_404(preview: Preview) -> None:
    status, shown = preview.ask("/bai-viet/khong-co.html")
    assert status == 404
    assert "Địa chỉ này không có trong kho lưu trữ" in shown
    assert 'href="/style.css"' in shown


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "10.0.0.7", "", "[::1"])
def test_foreign_hosts_are_refused(preview: Preview, host: str) -> None:
    assert preview.ask("/", Host=host)[0] in {400, 403}


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]", "LOCALHOST:8000"])
def test_names_of_this_machine_are_let_in(preview: Preview, host: str) -> None:
    assert preview.ask("/", Host=host)[0] == 200


@pytest.mark.parametrize("origin", ["https://evil.example", "http://127.0.0.1:1", "null", "http://localhost"])
def test_foreign_origins_are_refused_pages_and_channel(preview: Preview, origin: str) -> None:
    assert preview.ask("/", Origin=origin)[0] == 403
    assert channel(preview, Origin=origin) == 403


def test_our_own_origin_is_told_the_state(preview: Preview) -> None:
    state = channel(preview, Origin=preview.address)
    assert isinstance(state, dict)
    assert state["failed"] is False
    assert state["troubles"] == []


@pytest.mark.parametrize(
    "path",
    [
        "/../../../site.yaml",
        "/%2e%2e/%2e%2e/%2e%2e/site.yaml",
        "/..%2f..%2f..%2fsite.yaml",
        "/bai-viet/../../../../site.yaml",
        "/..\\..\\..\\site.yaml",
        "//etc/passwd",
        "/%2fetc/passwd",
        "/xem-truoc-truc-tiep/../../__init__.py",
        "/%00",
    ],
)
def test_no_path_leaves_the_folder(preview: Preview, path: str) -> None:
    status, shown = preview.ask(path)
    assert status in {400, 403, 404}
    assert "title: Kho thử" not in shown
    assert "root:" not in shown


def test_no_link_leaves_the_folder(preview: Preview) -> None:
    folder = next((preview.site / ".cache").rglob(PAGE)).parent
    (folder / "secret.txt").symlink_to(preview.site / "site.yaml")
    assert preview.ask("/bai-viet/2022/secret.txt")[0] == 403


def test_a_busy_port_names_the_next_free_one(preview: Preview, tmp_path: Path) -> None:
    with Preview(make_site(tmp_path / "site"), port=preview.port) as second:
        assert second.port > preview.port
        assert f"port {preview.port} is busy; the next free one is {second.port}\n" in second.lines
        assert second.ask("/")[0] == 200
        assert second.stop() == 0


def test_listening_to_others_warns_and_lets_addresses_in_but_no_names(tmp_path: Path) -> None:
    with Preview(make_site(tmp_path / "site"), "--host", "0.0.0.0") as opened:  # noqa: S104 - what is tested
        assert any("others on the network" in line for line in opened.lines)
        assert opened.ask("/", Host="192.168.1.7:8000")[0] == 200
        assert opened.ask("/", Host="evil.example")[0] == 403


def test_a_burst_of_files_gives_one_rebuild(preview: Preview) -> None:
    """Or a few, on a machine that holds up the writer between two files for longer than a save takes to settle."""
    before = preview.builds()
    for number in range(200):
        text = ARTICLE.replace("đón đoàn", f"đón đoàn thứ {number} của")
        (preview.site / "seeds" / f"bai-{number}.txt").write_text(text, encoding="utf-8")
    wait_until(lambda: preview.builds() > before)
    wait_until(lambda: preview.ask("/bai-viet/2022/ha-noi-don-doan-thu-199-cua-thanh-pho-daejeon.html")[0] == 200)
    assert preview.builds() <= before + 3


def test_the_names_file_is_an_input_too(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site")
    names, page = site / "names.yaml", "/dia-phuong/daejeon.html"
    names.write_text("country: KR\n", encoding="utf-8")
    (site / "site.yaml").write_text("title: Kho thử\nfonts: system\nnames: names.yaml\n", encoding="utf-8")
    with Preview(site) as named:
        assert "Tên Riêng" not in named.ask(page)[1]
        place = "{name: Daejeon, type: city, at: 36.35 127.38, en: Tên Riêng}"
        names.write_text(f"country: KR\nplaces:\n  - {place}\n", encoding="utf-8")
        wait_until(lambda: "Tên Riêng" in named.ask(page)[1])
