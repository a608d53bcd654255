"""How long a writer waits: from saving an article until the page that a preview serves shows what was saved."""

import contextlib
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator, Sequence
from pathlib import Path

_EVERY = 0.02  # seconds between two looks at the page
_READY, _PATIENCE = 900.0, 120.0  # seconds that a preview may take to be there, and to show a change


def waits(command: Sequence[str | Path], folder: Path, page: str, article: Path, runs: int) -> list[float]:
    """Seconds from each of `runs` savings until `page` shows it; `command` lacks the port.

    The article is left as it was.
    """
    port, before = _free_port(), article.read_bytes()
    address = f"http://127.0.0.1:{port}/{page}"
    with _running([*command, "--port", str(port)], folder):
        _await(address, "", _READY)
        try:
            return [_wait(article, address, f"Bản lưu số {number} của bài.") for number in range(1, runs + 1)]
        finally:
            article.write_bytes(before)


def _wait(article: Path, address: str, said: str) -> float:
    time.sleep(2)  # the preview is at rest, and the file's last change is no longer fresh
    text = article.read_text(encoding="utf-8")
    began = time.perf_counter()
    article.write_text(f"{text}\n{said}\n", encoding="utf-8")
    _await(address, said, _PATIENCE)
    return time.perf_counter() - began


def _await(address: str, said: str, patience: float) -> None:
    until = time.monotonic() + patience
    while time.monotonic() < until:
        with contextlib.suppress(OSError), urllib.request.urlopen(address) as answer:  # noqa: S310 - our own preview
            if said in answer.read().decode():
                return
        time.sleep(_EVERY)
    raise TimeoutError(f"{address} never showed {said!r}")


@contextlib.contextmanager
def _running(command: Sequence[str | Path], folder: Path) -> Iterator[None]:
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, cwd=folder, stdout=quiet, stderr=quiet) as process:
        try:
            yield
        finally:
            process.terminate()


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
