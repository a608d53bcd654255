"""Kills, failing disks, many builds at once: whole files, each of the old state or the new, and nothing lost."""

import errno
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hostile_site import build as build_here
from hostile_site import lay
from killing import KINDS, Arena, Kind, build, command, tree, write_state

KILLS = int(os.environ.get("KILLS", "6"))
"""Kills of each kind of build; `make soak` asks for more."""
FAILURES = int(os.environ.get("FAILURES", "24"))
"""File operations that fail, one a build."""


@pytest.fixture(scope="module")
def arena(tmp_path_factory: pytest.TempPathFactory) -> Arena:
    return Arena.at(tmp_path_factory.mktemp("arena"))


@pytest.mark.parametrize("kind", KINDS)
def test_a_build_killed_at_any_moment_leaves_whole_files_and_the_next_one_mends_all(arena: Arena, kind: Kind) -> None:
    chance = random.Random(kind)  # noqa: S311 - moments, no secrets
    running = sum(arena.kill(kind, chance) for _ in range(KILLS))
    print(f"{kind}: {running} of {KILLS} builds were killed while they ran")  # noqa: T201 - shown by `make soak`
    assert running > 0


class _Disk:
    """Fails one file operation below a folder. An audit hook cannot be taken off again: there is one, mostly idle."""

    def __init__(self) -> None:
        self.folder = ""
        self.countdown = -1
        self.error = errno.ENOSPC
        sys.addaudithook(self._heard)

    def _heard(self, event: str, arguments: tuple[object, ...]) -> None:
        if self.countdown < 0 or event not in {"open", "os.rename", "os.mkdir", "os.remove", "os.link", "os.truncate"}:
            return
        named = [str(one) for one in arguments[:2] if isinstance(one, str | os.PathLike)]
        writes = event != "open" or (len(arguments) > 2 and int(str(arguments[2] or 0)) & (os.O_WRONLY | os.O_RDWR))
        if writes and any(name.startswith(self.folder) for name in named):
            if self.countdown == 0:
                self.countdown = -1
                raise OSError(self.error, os.strerror(self.error), named[0])
            self.countdown -= 1

    @contextmanager
    def fails(self, folder: Path, operation: int, error: int) -> Iterator[None]:
        """The operation's number, from 0, that fails; afterwards the countdown tells whether it came to that."""
        self.folder, self.countdown, self.error = str(folder), operation, error
        try:
            yield
        finally:
            self.failed, self.countdown = self.countdown < 0, -1


@pytest.fixture(scope="module")
def disk() -> _Disk:
    return _Disk()


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EROFS, errno.EACCES], ids=errno.errorcode.get)
def test_a_disk_that_fails_anywhere_leaves_whole_files_and_a_clear_message(
    tmp_path: Path, disk: _Disk, error: int
) -> None:
    site = lay(tmp_path / "site", {"seeds/la.txt": {}})
    assert build_here(site).faults == ()
    old = tree(site / "build")
    (site / "seeds" / "tot.txt").write_text(
        "Huế tiếp đoàn Jeju\n\nNgày 3/4/2021, ông Kim Min Ho thăm Huế.\n", encoding="utf-8"
    )
    clean = tmp_path / "clean"
    shutil.copytree(site / "seeds", clean / "seeds")
    shutil.copy(site / "site.yaml", clean)
    build_here(clean)
    new = tree(clean / "build")
    state = tmp_path / "state"
    shutil.copytree(site, state)
    chance = random.Random(error)  # noqa: S311 - moments, no secrets
    failures = 0
    for operation in sorted(chance.sample(range(120), FAILURES // 3)):
        shutil.rmtree(site)
        shutil.copytree(state, site)
        with disk.fails(site, operation, error):
            said = build_here(site)
        if not disk.failed:
            break
        failures += 1
        assert said.error is None, f"operation {operation}"
        assert said.code == 0 or said.faults
        for name, body in tree(site / "build").items():
            assert body in {old.get(name), new.get(name)} or name.endswith("manifest.json")
        assert build_here(site).faults == ()
        assert tree(site / "build") == new
    assert failures > 2


def test_ten_builds_at_once_publish_what_one_does(arena: Arena) -> None:
    write_state(arena.site, 1)
    shutil.rmtree(arena.site / "build")
    running = [
        subprocess.Popen(command(arena.site, "-q", "build"), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        for _ in range(10)
    ]
    for process in running:
        _, said = process.communicate(timeout=300)
        assert (process.returncode, said) == (0, b"")
    assert tree(arena.site / "build") == arena.clean[1]


def test_a_build_while_the_preview_runs_publishes_what_it_would_alone(arena: Arena) -> None:
    preview = subprocess.Popen(
        command(arena.site, "serve", "--port", "18765"), stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    try:
        assert preview.stdout is not None
        preview.stdout.readline()
        write_state(arena.site, 0)
        done = build(arena.site)
        assert (done.returncode, done.stderr) == (0, "")
    finally:
        preview.kill()
        preview.communicate()
    assert tree(arena.site / "build") == arena.clean[0]


def test_a_change_is_seen_whatever_the_clock_says(tmp_path: Path) -> None:
    """Saved with the clock set back, or with the time of the file it replaces and as many bytes."""
    site = lay(tmp_path, {})
    article = site / "seeds" / "tot.txt"
    long_ago = 1_000_000_000
    os.utime(article, (long_ago, long_ago))
    assert build_here(site).faults == ()
    for was, now, clock in (("Phan Minh Tú", "Phan Minh Tí", long_ago), ("Phan Minh Tí", "Phan Minh Tô", 10)):
        article.write_text(article.read_text(encoding="utf-8").replace(was, now), encoding="utf-8")
        os.utime(article, (clock, clock))
        assert build_here(site).faults == ()
        assert any(now.encode() in body for name, body in tree(site / "build").items() if name.startswith("bai-viet"))


def test_an_output_that_became_a_file_is_refused_and_kept(tmp_path: Path) -> None:
    site = lay(tmp_path, {})
    build_here(site)
    shutil.rmtree(site / "build")
    (site / "build").write_text("của tôi", encoding="utf-8")
    said = build_here(site)
    assert said.code == 1
    assert "is a file" in said.faults[0]
    assert (site / "build").read_text(encoding="utf-8") == "của tôi"
