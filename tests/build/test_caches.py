"""Whatever the cache holds (nothing, damage, what another version left), a build gives the bytes of a clean one."""

import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from small_site import ARTICLES, make_site, run, tree

from hanoi_korea_site.building import article_store
from hanoi_korea_site.cache import Cache, opened

SHAPES = (b"", b"\xc1", b"null", msgspec.msgpack.encode({"entries": [1, None]}), msgspec.msgpack.encode([1, "a", {}]))
"""Bodies of an entry such as another version may have kept: sound, and of another shape."""


def warm(_store: Path, _chance: random.Random) -> None:
    """Left as it is."""


def cold(store: Path, _chance: random.Random) -> None:
    shutil.rmtree(store.parent)


def partly_damaged(store: Path, chance: random.Random) -> None:
    """Some entries are no longer what was kept."""
    with closing(sqlite3.connect(store)) as db, db:
        rows = db.execute("SELECT rowid, body FROM entry").fetchall()
        for row, body in chance.sample(rows, len(rows) // 3):
            db.execute("UPDATE entry SET body = ? WHERE rowid = ?", (body[: len(body) // 2] + b"\x00", row))


def partly_lost(store: Path, chance: random.Random) -> None:
    with closing(sqlite3.connect(store)) as db, db:
        rows = db.execute("SELECT rowid FROM entry").fetchall()
        db.executemany("DELETE FROM entry WHERE rowid = ?", chance.sample(rows, len(rows) // 3))


def of_another_layout(store: Path, chance: random.Random) -> None:
    """Another version's table of the same name."""
    with closing(sqlite3.connect(store)) as db, db:
        db.execute("ALTER TABLE entry RENAME COLUMN digest TO checksum")
        db.execute("ALTER TABLE entry ADD COLUMN age INTEGER")
        db.execute(f"PRAGMA user_version = {chance.randrange(3, 100)}")


def of_other_shapes(store: Path, chance: random.Random) -> None:
    """Another version's entries under the same names, with sound checksums."""
    with closing(sqlite3.connect(store)) as db:
        names = db.execute("SELECT kind, key FROM entry WHERE kind IN ('state', 'idle', 'compiled')").fetchall()
    with opened(store) as cache:
        for kind, key in names:
            cache.save(kind, [(key, chance.choice(SHAPES))])


STATES: dict[str, Callable[[Path, random.Random], None]] = {
    state.__name__: state for state in (warm, cold, partly_damaged, partly_lost, of_another_layout, of_other_shapes)
}


CLEAN: dict[str, dict[str, bytes]] = {}
"""By edit, what a clean build gives."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site as it was last built."""
    root = make_site(tmp_path_factory.mktemp("built") / "site")
    for number, article in enumerate(ARTICLES):
        (root / "seeds" / f"bai-{number}.txt").write_text(article, encoding="utf-8")
    run(root)
    return root


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(tuple(STATES)), st.integers(0, 99), st.sampled_from(["", "Trời hôm ấy nắng.", "Năm 2022."]))
@example("partly_damaged", 1, "")
@example("of_other_shapes", 1, "")
@example("of_another_layout", 1, "Năm 2022.")
def test_any_cache_gives_the_bytes_of_a_clean_build(
    built: Path, tmp_path_factory: pytest.TempPathFactory, state: str, seed: int, edit: str
) -> None:
    folder = tmp_path_factory.mktemp("site")
    shutil.copytree(built, folder / "site")
    article = folder / "site" / "seeds" / "bai-1.txt"
    article.write_text(f"{article.read_text(encoding='utf-8')}\n{edit}\n", encoding="utf-8")
    if edit not in CLEAN:
        shutil.copytree(folder / "site", folder / "clean", ignore=shutil.ignore_patterns("build", ".cache"))
        run(folder / "clean")
        CLEAN[edit] = tree(folder / "clean" / "build")
    STATES[state](folder / "site/.cache/hanoi-korea-site/store.sqlite", random.Random(seed))  # noqa: S311 - no secret
    run(folder / "site")
    assert tree(folder / "site" / "build") == CLEAN[edit]
    assert not run(folder / "site").published.written


def test_what_another_version_of_the_program_read_is_not_taken_over(
    tmp_path: Path, built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = make_site(tmp_path / "site")
    shutil.copytree(built / "seeds", site / "seeds", dirs_exist_ok=True)
    with monkeypatch.context() as patch:
        patch.setattr(article_store, "_program_digest", lambda: b"another")
        patch.setattr(Cache, "save", _with_another_spelling(Cache.save))
        run(site)
    assert b"Pusan" in b"".join(tree(site / "build").values())
    report = run(site)
    assert report.read_anew == len(ARTICLES)
    assert tree(site / "build") == tree(built / "build")


def _with_another_spelling(
    save: Callable[[Cache, str, list[tuple[str, bytes]]], None],
) -> Callable[[Cache, str, list[tuple[str, bytes]]], None]:
    """What the other version would have kept of articles."""

    def saved(cache: Cache, kind: str, entries: list[tuple[str, bytes]]) -> None:
        told = ((key, body.replace(b"Busan", b"Pusan")) for key, body in entries)
        save(cache, kind, list(told) if kind in ("body", "gist") else entries)

    return saved
