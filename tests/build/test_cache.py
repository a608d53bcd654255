"""One store that may be deleted, damaged or foreign at any time."""

import logging
import random
import sqlite3
from pathlib import Path

import pytest

from hanoi_korea_site.cache import Cache, opened

ENTRIES = {f"{n:064x}": bytes([n % 256]) * (n % 900) for n in range(700)}


def test_what_is_saved_is_found_under_its_kind_alone(tmp_path: Path) -> None:
    with opened(tmp_path / "cache") as cache:
        cache.save("record", ENTRIES.items())
    with opened(tmp_path / "cache") as cache:
        assert dict(cache.load("record", [*ENTRIES, "nothing"])) == ENTRIES
        assert list(cache.load("page", ENTRIES)) == []
        assert cache.get("record", f"{1:064x}") == b"\x01"


def test_pruning_keeps_only_what_is_named(tmp_path: Path) -> None:
    with opened(tmp_path / "cache") as cache:
        cache.save("record", ENTRIES.items())
        cache.save("page", [("a", b"1")])
        cache.prune("record", list(ENTRIES)[:3])
        assert len(dict(cache.load("record", ENTRIES))) == 3
        assert cache.get("page", "a") == b"1"


def test_what_was_kept_before_goes_first_and_what_nobody_told_of_too(tmp_path: Path) -> None:
    first, second, third, *others = ENTRIES
    with opened(tmp_path / "cache") as cache:
        cache.save("record", ENTRIES.items())
        cache.prune("record", [first, *others], former=[first, second, third])
        assert dict(cache.load("record", ENTRIES)).keys() == {first, *others}
        cache.prune("record", [first], former=[first, others[0], "never there"])
        assert dict(cache.load("record", ENTRIES)).keys() == {first}


def test_a_silently_changed_entry_is_left_out_and_said(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with opened(tmp_path / "cache") as cache:
        cache.save("record", [("a", b"true"), ("b", b"true")])
    with sqlite3.connect(tmp_path / "cache") as db:
        db.execute("UPDATE entry SET body = ? WHERE key = 'a'", (b"false",))
    db.close()
    with caplog.at_level(logging.WARNING), opened(tmp_path / "cache") as cache:
        assert dict(cache.load("record", ["a", "b"])) == {"b": b"true"}
    assert "damaged" in caplog.text


@pytest.mark.parametrize("seed", range(12))
def test_random_damage_never_raises_nor_lies(tmp_path: Path, seed: int) -> None:
    file = tmp_path / "cache"
    with opened(file) as cache:
        cache.save("record", ENTRIES.items())
    chance = random.Random(seed)  # noqa: S311 - reproducible damage, no secret
    body = bytearray(file.read_bytes())
    for _ in range(40):
        body[chance.randrange(len(body))] = chance.randrange(256)
    file.write_bytes(body[: chance.randrange(len(body))] if seed % 3 == 0 else body)
    with opened(file) as cache:
        for key, found in cache.load("record", ENTRIES):
            assert ENTRIES[key] == found
        cache.save("record", ENTRIES.items())
        cache.prune("record", ENTRIES)
        cache.save("record", ENTRIES.items())
    with opened(file) as cache:
        assert dict(cache.load("record", ENTRIES)) == ENTRIES


def test_a_cache_of_another_layout_is_started_anew(tmp_path: Path) -> None:
    with opened(tmp_path / "cache") as cache:
        cache.save("record", [("a", b"1")])
    db = sqlite3.connect(tmp_path / "cache")
    db.execute("PRAGMA user_version = 99")
    db.commit()
    db.close()
    assert Cache(tmp_path / "cache").get("record", "a") is None
