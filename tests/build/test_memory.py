"""What is kept to be told again quickly: whole, or not at all."""

from pathlib import Path

import pytest

from hanoi_korea_site.memory import memorise, recalled


def test_is_recalled_under_the_digest_it_was_kept_under(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "lists.json"
    memorise(file, "one", b"body\nof two lines")
    assert recalled(file, "one") == b"body\nof two lines"
    assert recalled(file, "other") is None
    file.write_bytes(file.read_bytes()[:-1])
    assert recalled(file, "one") is None


def test_a_full_disk_leaves_nothing_begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(file: Path, written: bytes) -> int:
        with file.open("wb") as begun:
            begun.write(written[:4])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    memorise(tmp_path / "lists.json", "one", b"body")
    assert list(tmp_path.iterdir()) == []
