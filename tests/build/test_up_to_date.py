"""A build that would change nothing is told from stamps alone; whatever changed is noticed."""

import os
import shutil
import subprocess
import sys
import warnings
from collections.abc import Callable
from pathlib import Path

import pytest
from small_site import ARTICLES, make_site, tree

from hanoi_korea_site.building import background, stamps, up_to_date
from hanoi_korea_site.building.build import build
from hanoi_korea_site.config import load_config
from hanoi_korea_site.console import silent


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = make_site(tmp_path_factory.mktemp("finished") / "site")
    for number, article in enumerate(ARTICLES):
        (root / "seeds" / f"{number}.txt").write_text(article, encoding="utf-8")
    (root / "seeds" / "bad.txt").write_bytes(b"\x00\x01\x02" * 50)
    (root / "static").mkdir()
    return root


@pytest.fixture
def site(finished: Path, tmp_path: Path) -> Path:
    """Built, with every file older than the clock's grain."""
    root = tmp_path / "site"
    shutil.copytree(finished, root)
    for file in root.rglob("*"):
        os.utime(file, (1_700_000_000, 1_700_000_000))
    make(root)
    return root


def make(root: Path) -> None:
    build(load_config(root), silent, jobs=1, asked=up_to_date.asked(root, None, None))


def rest(root: Path) -> up_to_date.Rest | None:
    found = up_to_date.unchanged(root, up_to_date.asked(root, None, None))
    return found if isinstance(found, up_to_date.Rest) else None


def test_nothing_changed_and_what_was_said_is_said_again(site: Path) -> None:
    left = rest(site)
    assert left is not None
    assert (left.articles, left.files) == (len(ARTICLES), len(tree(site / "build")) - 1)
    assert [fault.file for fault in left.faults] == ["seeds/bad.txt"]


def test_it_is_told_without_the_command_line(site: Path) -> None:
    (site / "seeds" / "bad.txt").unlink()
    make(site)
    code = "import sys; sys.modules['click'] = None; from hanoi_korea_site.main import main; main()"
    for words, said in ((["build"], f"{len(ARTICLES)} articles (0 read anew)"), (["-q", "build"], "")):
        done = subprocess.run(
            [sys.executable, "-c", code, *words], cwd=site, check=True, capture_output=True, text=True
        )
        assert done.stdout.startswith(said)
        assert done.stderr == ""
    left = rest(site)
    assert left is not None
    assert "0 written" in left.summary()


def test_a_look_that_is_interrupted_ends_quietly(site: Path) -> None:
    code = """
from hanoi_korea_site import main
from hanoi_korea_site.building import head_start
def interrupted(*_): raise KeyboardInterrupt
head_start.begin = interrupted
main.main()
"""
    done = subprocess.run([sys.executable, "-c", code, "build"], cwd=site, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "")


CHANGES: dict[str, Callable[[Path], object]] = {
    "an article": lambda root: (root / "seeds/0.txt").write_text(ARTICLES[1], encoding="utf-8"),
    "one more": lambda root: (root / "seeds/new.txt").write_text(ARTICLES[1], encoding="utf-8"),
    "one less": lambda root: (root / "seeds/1.txt").unlink(),
    "a word": lambda root: (root / "seeds/0.yaml").write_text("draft: true\n", encoding="utf-8"),
    "renamed": lambda root: (root / "seeds/0.txt").rename(root / "seeds/zero.txt"),
    "a folder": lambda root: (root / "seeds/a.txt").mkdir(),
    "site.yaml": lambda root: (root / "site.yaml").write_text("title: Tên khác\n", encoding="utf-8"),
    "a template": lambda root: shutil.copytree(Path(up_to_date.__file__).parents[3] / "templates", root / "templates"),
    "a static file": lambda root: (root / "static/x.txt").write_bytes(b"x"),
    "a page": lambda root: (root / "build/index.html").write_bytes(b"x"),
    "a lost page": lambda root: (root / "build/index.html").unlink(),
    "the manifest": lambda root: next((root / "build").glob("*.manifest.json")).unlink(),
    "a killed build": lambda root: (root / ".build.stage").mkdir(),
    "the cache": lambda root: shutil.rmtree(root / ".cache"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_is_noticed(site: Path, change: str) -> None:
    CHANGES[change](site)
    assert rest(site) is None


def test_what_is_there_is_told_once(site: Path) -> None:
    (site / "seeds" / "0.txt").write_text("Bài khác.\n", encoding="utf-8")
    seen = up_to_date.unchanged(site, up_to_date.asked(site, None, None))
    assert isinstance(seen, up_to_date.Seen)
    assert seen.inputs == up_to_date.inputs(map(Path, seen.inputs.places if seen.inputs else ()))
    assert seen.inputs is not None
    told = up_to_date.inputs(map(Path, seen.inputs.places), seen)
    assert told == seen.inputs._replace(published=seen.published(), since=seen.since)
    assert told.files is seen.inputs.files
    other = up_to_date.inputs([site / "seeds"], seen)
    assert other is not None
    assert other.files is not seen.inputs.files


def test_a_change_that_leaves_a_fresh_file_its_stamp_is_noticed(site: Path) -> None:
    article = site / "seeds" / "0.txt"
    article.write_text(ARTICLES[0].replace("12/5", "13/5"), encoding="utf-8")
    make(site)
    assert rest(site) is not None
    before = up_to_date.inputs([site / "seeds"])
    assert before is not None
    assert list(before.fresh) == [str(article)]
    stamped = up_to_date._stamped
    changed = article.read_bytes().replace(b"13/5", b"14/5")
    with pytest.MonkeyPatch.context() as patch:
        frozen = stamped([str(place) for place in (site / "seeds",)])
        article.write_bytes(changed)
        patch.setattr(up_to_date, "_stamped", lambda _places: frozen)
        assert not up_to_date._stands(before, up_to_date.inputs([site / "seeds"]))


def test_stamps_of_many_files_are_those_of_each(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = [f"{number}" for number in range(9)]
    for number, name in enumerate(names):
        (tmp_path / name).write_bytes(b"x" * number)
    each = [stamps.stamp((tmp_path / name).stat()) for name in names]
    monkeypatch.setattr(stamps, "_WORTH", 1)
    monkeypatch.setattr(background, "active_count", lambda: 1)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # the tests' own threads may be there
        assert stamps.stamps_of(str(tmp_path), names) == each
        for gone in (names[0], names[8]):
            (tmp_path / gone).unlink()
            with pytest.raises(FileNotFoundError):
                stamps.stamps_of(str(tmp_path), names)


def test_numbers_that_take_64_bits_are_kept_apart_from_others() -> None:
    told = [(1, -5, 7, number) for number in (3, (1 << 63) + 3, (1 << 64) - 1)]
    packed = [stamps.packed([one]) for one in told]
    assert len(set(packed)) == len(told)
    assert [*stamps.unpacked(packed[0])] == [told[0]]
    assert {len(one) for one in packed} == {32}


def test_another_address_is_another_build(site: Path) -> None:
    assert up_to_date.unchanged(site, up_to_date.asked(site, None, "https://other.example/")) is None


def test_another_copy_of_the_program_builds_for_itself(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(up_to_date, "__file__", "/elsewhere/hanoi_korea_site/building/up_to_date.py")
    assert rest(site) is None


def test_what_another_version_kept_is_passed_over(site: Path) -> None:
    name = up_to_date.asked(site, None, None)
    with up_to_date.opened(site / up_to_date.STORE) as store:
        store.save("idle", [(name, b'{"of": "another shape"}')])
    assert rest(site) is None
