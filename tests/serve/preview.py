"""A real `serve` process on a small site, asked over HTTP."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Self

ARTICLE = """Hà Nội đón đoàn thành phố Daejeon

Ngày 4/6/2022, Chủ tịch UBND thành phố Hà Nội Phan Minh Tú tiếp Thị trưởng Daejeon Yoon Sang-ho. Lần lưu thứ 0.
"""
PAGE = "bai-viet/2022/ha-noi-don-doan-thanh-pho-daejeon.html"
_ADDRESS = re.compile(r"http://[^/]+:(\d+)/")


def make_site(root: Path) -> Path:
    (root / "seeds").mkdir(parents=True)
    (root / "site.yaml").write_text("title: Kho thử\nfonts: system\n", encoding="utf-8")
    (root / "seeds" / "mot.txt").write_text(ARTICLE, encoding="utf-8")
    return root


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Preview:
    """Use it as a context manager; `lines` is what it has said so far."""

    def __init__(self, site: Path, *options: str, port: int = 0) -> None:
        self.site = site
        self.lines: list[str] = []
        self.port = port or free_port()
        self._options = options

    def __enter__(self) -> Self:
        command = [sys.executable, "-m", "hanoi_korea_site", "serve", "--port", str(self.port), *self._options]
        self._process = subprocess.Popen(
            command,
            cwd=self.site,
            env=os.environ | {"PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
        )
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()
        wait_until(lambda: any(_ADDRESS.match(line) for line in self.lines) and self.builds() > 0)
        self.port = next(int(match[1]) for line in self.lines if (match := _ADDRESS.match(line)))
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def stop(self) -> int:
        """As Ctrl+C does; the exit code."""
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)
        self._listener.join()
        return self._process.wait(timeout=10)

    def _listen(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as said:
            self.lines.extend(iter(said.readline, ""))

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def builds(self) -> int:
        """How many builds are over, failed ones included."""
        return sum(" read anew)" in line or line.startswith("error: ") for line in self.lines)

    def ask(self, path: str, **headers: str) -> tuple[int, str]:
        """The path goes out as it is; a browser or http.client would tidy it."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.putrequest("GET", path, skip_host="Host" in headers)
        for name, value in headers.items():
            connection.putheader(name, value)
        connection.endheaders()
        answer = connection.getresponse()
        body = answer.read().decode("utf-8", errors="replace")
        connection.close()
        return answer.status, body


def wait_until(holds: Callable[[], bool], seconds: float = 30.0) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)
