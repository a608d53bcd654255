"""Closed lists are those of the YAML files, whatever is kept of them."""

from pathlib import Path

import pytest
import yaml

from hanoi_korea_site import closed_lists

SOURCE = "heads:\n- No\n- 08\ntable: {a: b}\n"
SAID = {"heads": ["No", "08"], "table": {"a": "b"}}


@pytest.fixture
def memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the lists of `some.yaml` are kept."""
    monkeypatch.setattr(closed_lists, "_DATA", tmp_path)
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    (tmp_path / "some.yaml").write_text(SOURCE, encoding="utf-8")
    return tmp_path / "__pycache__" / "some.json"


def told() -> object:
    """As another process has it."""
    return closed_lists.lists.__wrapped__("some")


def test_what_is_kept_is_read_back_without_yaml(memory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert told() == SAID
    assert memory.exists()
    monkeypatch.setattr(yaml, "load", None)
    assert told() == SAID


@pytest.mark.parametrize("damage", [b"", b"x", b"\n{}", b'0 0\n{"heads": []}'])
def test_what_is_damaged_is_read_again(memory: Path, damage: bytes) -> None:
    told()
    sound = memory.read_bytes()
    memory.write_bytes(damage)
    assert told() == SAID
    assert memory.read_bytes() == sound


def test_what_changed_is_read_again(memory: Path) -> None:
    told()
    memory.parent.with_name("some.yaml").write_text("heads: [Không]\n", encoding="utf-8")
    assert told() == {"heads": ["Không"]}


def test_nothing_is_kept_where_python_keeps_nothing(memory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.dont_write_bytecode", True)
    assert told() == SAID
    assert not memory.exists()
