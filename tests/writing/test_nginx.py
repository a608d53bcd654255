"""The recipe for nginx, run by a real nginx where there is one: at the root of a host, and below a path."""

import http.client
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
RECIPE = (ROOT / "docs" / "deploy" / "nginx.conf").read_text(encoding="utf-8")
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
ARTICLE = """Đà Nẵng đón đoàn thành phố Daejeon

Ngày 4/6/2022, Chủ tịch UBND thành phố Đà Nẵng Phan Minh Tú tiếp Thị trưởng Daejeon Yoon Sang-ho.
"""
PAGE = "bai-viet/2022/da-nang-don-doan-thanh-pho-daejeon.html"
POLICY = (ROOT / "templates" / "_policy.txt").read_text(encoding="utf-8").strip()

pytestmark = pytest.mark.skipif(NGINX is None, reason="no nginx here (Debian: apt install nginx-light)")


def configured(output: Path, folder: Path, base: str) -> str:
    """The recipe as its comments say, with a socket of its own, as a whole configuration that needs no rights."""
    server = RECIPE.replace("/srv/archive", str(output)).replace("listen 80;", f"listen unix:{folder}/http.sock;")
    if base:
        server = re.sub(r"(?m)^    (?:root|error_page) .*$", "", server)
        server = re.sub(r"(?m)^    # (location|    alias|    error_page|\})", r"    \1", server).replace("/kho/", base)
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    places = " ".join(f"{kind}_temp_path {folder}/{kind};" for kind in kinds)
    return (
        f"pid {folder}/pid; error_log {folder}/error.log; daemon off; worker_processes 1; events {{}}\n"
        f"http {{ include /etc/nginx/mime.types; access_log off; {places}\n{server} }}\n"
    )


class _Local(http.client.HTTPConnection):
    """HTTP through a Unix socket: no port to choose, nobody else's server to hit."""

    def __init__(self, path: Path) -> None:
        super().__init__("luu-tru.example")
        self._path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.connect(str(self._path))


@pytest.fixture(scope="module", params=["/", "/kho/"])
def served(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """The socket of an nginx that serves a small archive, and the path below which it does."""
    site = tmp_path_factory.mktemp("kho")
    (site / "seeds").mkdir()
    address = f"https://luu-tru.example{request.param}"
    (site / "site.yaml").write_text(f"title: Kho\nbase_url: {address}\nfonts: system\n", encoding="utf-8")
    (site / "seeds" / "mot.txt").write_text(ARTICLE, encoding="utf-8")
    subprocess.run([sys.executable, "-m", "hanoi_korea_site", "-q", "--site", site, "build"], check=True)
    for folder in (site, *site.parents[:3]):
        folder.chmod(0o755)  # nginx serves as a user of its own where it is started as root
    rules = site / "nginx.conf"
    rules.write_text(configured(site / "build", site, request.param.strip("/") and request.param), encoding="utf-8")
    server = subprocess.Popen([str(NGINX), "-c", rules, "-e", site / "error.log"])
    try:
        while not (site / "http.sock").exists():
            assert server.poll() is None, (site / "error.log").read_text(encoding="utf-8")
            time.sleep(0.02)
        (site / "http.sock").chmod(0o777)
        yield site / "http.sock", request.param
    finally:
        server.terminate()
        server.wait(timeout=20)


def get(served: tuple[Path, str], path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    connection = _Local(served[0])
    connection.request(
        "GET", served[1] + path, headers={name.replace("_", "-"): value for name, value in headers.items()}
    )
    with closing(connection), connection.getresponse() as answer:
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()


@pytest.mark.parametrize("page", ["", "index.html", PAGE])
def test_pages_come_with_the_policy_and_their_letters(served: tuple[Path, str], page: str) -> None:
    status, headers, body = get(served, page)
    assert status == 200
    assert headers["content-security-policy"] == f"{POLICY}; frame-ancestors 'none'"
    assert headers["content-type"] == "text/html; charset=utf-8"
    assert headers["x-content-type-options"] == "nosniff"
    assert "Đà Nẵng" in body.decode()


@pytest.mark.parametrize(
    ("file", "kind"), [("style.css", "text/css"), ("tim-kiem.js", "javascript"), ("feed.xml", "xml")]
)
def test_what_pages_need_comes_as_its_kind_and_pressed(served: tuple[Path, str], file: str, kind: str) -> None:
    status, headers, _ = get(served, file, Accept_Encoding="gzip")
    assert status == 200
    assert kind in headers["content-type"]
    assert headers.get("content-encoding") == "gzip" or kind == "xml"


def test_what_is_not_there_is_told_by_the_sites_own_page(served: tuple[Path, str]) -> None:
    status, headers, body = get(served, "khong/co.html")
    assert status == 404
    assert "content-security-policy" in headers
    assert body == (served[0].parent / "build" / "404.html").read_bytes()
    assert f'href="{served[1]}style.css"'.encode() in body
