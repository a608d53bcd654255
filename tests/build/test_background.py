"""What is begun in another process comes out as if it had been done here, whatever becomes of that process."""

import os
import subprocess
import sys
import warnings
from collections.abc import Iterator

import pytest

from hanoi_korea_site.building import background


@pytest.fixture
def _forking(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(background, "active_count", lambda: 1)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # the tests' own threads may be there
        yield


def _numbered() -> bytes:
    return str(os.getpid()).encode()


@pytest.mark.usefixtures("_forking")
@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_it_is_done_in_another_process() -> None:
    assert background.begun(_numbered)() != _numbered()
    large = b"x" * 1_000_000  # more than a pipe holds
    assert background.begun(lambda: large)() == large


@pytest.mark.usefixtures("_forking")
def test_where_that_fails_it_is_done_here() -> None:
    def fail() -> bytes:
        raise ValueError("not here either")

    assert background.begun(fail, _numbered)() == _numbered()
    with pytest.raises(ValueError, match="not here either"):
        background.begun(fail)()
    assert background.begun(lambda: os._exit(3), _numbered)() == _numbered()


def test_it_ends_where_nobody_waits() -> None:
    """What it began holds its standard output open, for whose end is waited."""
    begun = "from hanoi_korea_site.building.background import begun; begun(lambda: bytes(1_000_000))"
    code = f"{begun}; import os; os._exit(0)"
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, timeout=120)


def test_without_fork_it_is_done_when_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "fork", raising=False)
    assert background.begun(_numbered)() == _numbered()
