"""A build after which only bodies changed looks at no more than these, and ends as a clean one does."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_site import ARTICLES, make_site, tree

from hanoi_korea_site.building import build as stages
from hanoi_korea_site.building import head_start, index_update, publish, up_to_date
from hanoi_korea_site.building.build import Report, build
from hanoi_korea_site.config import load_config
from hanoi_korea_site.console import silent

NAMES = ("a", "b-2023", "c", "d", "e")
SUNNY = "\nTrời hôm ấy nắng.\n"
STEPS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(NAMES), st.sampled_from([" 7", SUNNY, "\nTrời mưa.\n", SUNNY * 2, "\nỞ Busan.\n"])),
        st.tuples(st.sampled_from(NAMES), st.sampled_from(["word", "no word", "former", "touch", "elsewhere"])),
    ),
    min_size=2,
    max_size=7,
)


def run(root: Path, meanwhile: Callable[[], object] = tuple) -> Report:
    """As the command does it; `meanwhile` is called when what changed has been read already."""
    config, asked = load_config(root), up_to_date.asked(root, None, None)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(head_start, "begun", _done)
        found, read = head_start.begin(root, asked)
    meanwhile()
    seen = found if isinstance(found, up_to_date.Seen) else None
    return build(config, silent, jobs=1, asked=asked, seen=seen, read=read)


def _done(work: Callable[[], bytes], _otherwise: object) -> Callable[[], bytes]:
    """In this process and at once."""
    body = work()
    return lambda: body


def clean(root: Path, other: Path) -> dict[str, bytes]:
    shutil.copytree(root, other, ignore=shutil.ignore_patterns("build", ".cache"))
    build(load_config(other), silent, jobs=1)
    return tree(other / "build")


@pytest.fixture(scope="module")
def few_words() -> Iterator[None]:
    """The vocabulary is made from one article, as in a large archive from few of all."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(index_update, "_SAMPLED", 1)
        yield


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory, few_words: None) -> Path:  # noqa: ARG001 - it lasts
    root = make_site(tmp_path_factory.mktemp("finished") / "site")
    for name, article in zip(NAMES, ARTICLES, strict=True):
        (root / "seeds" / f"{name}.txt").write_text(article, encoding="utf-8")
    (root / "seeds" / "bad.txt").write_bytes(b"\x00\x01\x02" * 50)
    run(root)
    return root


def moved(finished: Path, root: Path) -> Path:
    """A copy in a place of its own, whose builds have names of their own."""
    shutil.copytree(finished, root)
    run(root)
    return root


@pytest.fixture
def site(finished: Path, tmp_path: Path) -> Path:
    return moved(finished, tmp_path / "site")


@contextmanager
def alone() -> Iterator[None]:
    """No build may look at all articles."""

    def refused(*_: object, **__: object) -> None:
        pytest.fail("a build looked at all articles")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stages, "whole", refused)
        yield


def append(root: Path, name: str, text: str) -> None:
    file = root / "seeds" / f"{name}.txt"
    file.write_text(file.read_text(encoding="utf-8") + text, encoding="utf-8")


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_any_sequence_of_edits_ends_as_a_clean_build_does(
    steps: list[tuple[str, str]], finished: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = moved(finished, tmp_path_factory.mktemp("edited") / "site")
    for name, text in steps:
        file = root / "seeds" / f"{name}.txt"
        if text == "word":
            file.with_suffix(".yaml").write_text("title: Tựa khác\n", encoding="utf-8")
        elif text == "no word":
            file.with_suffix(".yaml").unlink(missing_ok=True)
        elif text == "former":
            file.write_text(ARTICLES[NAMES.index(name)], encoding="utf-8")
        elif text == "touch":
            file.touch()
        elif text == "elsewhere":
            build(load_config(root), silent, jobs=1)
            continue
        else:
            append(root, name, text)
        run(root)
    assert tree(root / "build") == clean(root, tmp_path_factory.mktemp("clean") / "site")


def test_a_body_alone_is_amended_and_why_is_told(site: Path, tmp_path: Path) -> None:
    for name, text in (("d", SUNNY), ("d", "\nTrời mưa.\n"), ("a", "\nKhách ra về.\n")):
        append(site, name, text)
        with alone():
            report = run(site)
        assert report.read_anew == 1
        assert [fault.file for fault in report.faults] == ["seeds/bad.txt"]
        assert all(page.because for page in report.stale)
        assert {page.permalink for page in report.stale} >= set(report.published.written)
        assert {one.partition("/")[0] for one in report.published.written} <= {"bai-viet", "tim-kiem", "data"}
    assert isinstance(up_to_date.unchanged(site, up_to_date.asked(site, None, None)), up_to_date.Rest)
    assert tree(site / "build") == clean(site, tmp_path / "clean")


def test_an_article_is_read_once(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        pytest.fail("read again")

    append(site, "d", SUNNY)
    with alone():
        report = run(site, lambda: monkeypatch.setattr("hanoi_korea_site.building.articles.read_files", refused))
    assert report.read_anew == 1


def test_an_article_that_changes_after_it_was_read_is_read_again(site: Path, tmp_path: Path) -> None:
    append(site, "d", SUNNY)
    run(site, lambda: append(site, "d", "\nTrời mưa.\n"))
    assert any("Trời mưa.".encode() in body for body in tree(site / "build").values())
    assert tree(site / "build") == clean(site, tmp_path / "clean")


def test_a_file_of_the_same_bytes_is_not_read(site: Path) -> None:
    (site / "seeds" / "a.txt").touch()
    with alone():
        report = run(site)
    assert (report.read_anew, report.stale, report.published.written) == (0, (), ())


def test_an_article_taken_back_after_it_was_amended_is_published_as_it_was(site: Path, tmp_path: Path) -> None:
    before = tree(site / "build")
    append(site, "d", SUNNY)
    run(site)
    (site / "seeds" / "d.txt").write_text(ARTICLES[3], encoding="utf-8")
    (site / "seeds" / "bad.txt").unlink()
    run(site)
    assert tree(site / "build") == before == clean(site, tmp_path / "clean")


def test_prose_that_two_articles_share_is_told_by_both(site: Path, tmp_path: Path) -> None:
    for name in ("x1", "x2"):
        (site / "seeds" / f"{name}.txt").write_text("Seoul\n\nỞ Seoul có hoa.\n", encoding="utf-8")
    (site / "seeds" / "x2.txt").write_text("Seoul\n\nỞ Seoul có hoa.\n\nHoa nở.\n", encoding="utf-8")
    run(site)
    (site / "seeds" / "x2.txt").write_text("Seoul\n\nỞ Seoul có hoa.\n", encoding="utf-8")
    run(site)
    assert tree(site / "build") == clean(site, tmp_path / "same")
    (site / "seeds" / "x2.txt").write_text("Seoul\n\nỞ Seoul có hoa.\n\nHoa tàn.\n", encoding="utf-8")
    run(site)
    assert tree(site / "build") == clean(site, tmp_path / "apart")


def test_a_published_file_changed_meanwhile_comes_back(site: Path, tmp_path: Path) -> None:
    (site / "build" / "index.html").write_bytes(b"by hand")
    append(site, "d", SUNNY)
    assert "index.html" in run(site).published.written
    assert tree(site / "build") == clean(site, tmp_path / "clean")


def test_an_article_that_became_a_link_is_looked_at_with_all(site: Path, tmp_path: Path) -> None:
    (tmp_path / "outside.txt").write_text(ARTICLES[0], encoding="utf-8")
    (site / "seeds" / "a.txt").unlink()
    (site / "seeds" / "a.txt").symlink_to(tmp_path / "outside.txt")
    assert [fault.file for fault in run(site).faults] == ["seeds/a.txt", "seeds/bad.txt"]


@pytest.mark.parametrize("moment", ["moved", "followed"])
def test_an_amending_build_that_is_killed_deceives_no_later_one(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    append(site, "d", SUNNY)
    left, move = [2], publish.Stage._move

    def killed(stage: publish.Stage, name: str) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise KeyboardInterrupt
        move(stage, name)

    with monkeypatch.context() as patch:
        if moment == "moved":
            patch.setattr(publish.Stage, "_move", killed)
        else:
            patch.setattr(up_to_date, "remember", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            run(site)
    append(site, "c", SUNNY)
    run(site)
    assert tree(site / "build") == clean(site, tmp_path / "clean")


@pytest.mark.parametrize("kind", ["state", "archive", "body", "gist", "terms", "shard", "amending", "idle"])
def test_whatever_the_store_has_lost_is_made_again(site: Path, tmp_path: Path, kind: str) -> None:
    append(site, "d", SUNNY)
    with up_to_date.opened(site / up_to_date.STORE) as store:
        store.prune(kind, ())
    run(site)
    append(site, "a", SUNNY)
    run(site)
    assert tree(site / "build") == clean(site, tmp_path / "clean")
