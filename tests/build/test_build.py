"""Incremental builds equal clean ones, idle builds write nothing, and nobody's file is lost."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_site import ARTICLES, make_site, run, tree

from hanoi_korea_site import plan
from hanoi_korea_site.building import publish
from hanoi_korea_site.building.last_build import Last
from hanoi_korea_site.errors import InputError
from hanoi_korea_site.link import linking
from hanoi_korea_site.pages import ArticlePage, Page
from hanoi_korea_site.render import default_folder

NAMES = ("a", "b-2023", "c", "d", "e")
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("write"), st.sampled_from(NAMES), st.sampled_from(ARTICLES)),
        st.tuples(st.just("word"), st.sampled_from(NAMES), st.sampled_from(["title: Tựa khác\n", "draft: true\n"])),
        st.tuples(st.just("rename"), st.sampled_from(NAMES), st.sampled_from(NAMES)),
        st.tuples(st.just("delete"), st.sampled_from(NAMES), st.just("")),
        st.tuples(st.just("append"), st.sampled_from(NAMES), st.sampled_from([" 7", "\n\nTrời hôm ấy nắng.\n"])),
    ),
    min_size=1,
    max_size=5,
)


def apply_step(seeds: Path, kind: str, name: str, value: str) -> None:
    file = seeds / f"{name}.txt"
    if kind == "write":
        file.write_text(value, encoding="utf-8")
    elif kind == "word" and file.exists():
        file.with_suffix(".yaml").write_text(value, encoding="utf-8")
    elif kind == "rename" and file.exists() and value != name:
        file.with_suffix(".yaml").unlink(missing_ok=True)
        (seeds / f"{value}.yaml").unlink(missing_ok=True)
        file.replace(seeds / f"{value}.txt")
    elif kind == "append" and file.exists():
        file.write_text(file.read_text(encoding="utf-8") + value, encoding="utf-8")
    elif kind == "delete":
        file.unlink(missing_ok=True)
        file.with_suffix(".yaml").unlink(missing_ok=True)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_any_sequence_of_changes_ends_as_a_clean_build_does(
    steps: list[tuple[str, str, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = make_site(tmp_path_factory.mktemp("site"))
    for kind, name, value in steps:
        apply_step(root / "seeds", kind, name, value)
        run(root)
    clean = tmp_path_factory.mktemp("clean") / "site"
    shutil.copytree(root, clean, ignore=shutil.ignore_patterns("build", ".cache"))
    run(clean)
    assert tree(root / "build") == tree(clean / "build")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    root = make_site(tmp_path / "site")
    for name, article in zip(NAMES, ARTICLES, strict=True):
        (root / "seeds" / f"{name}.txt").write_text(article, encoding="utf-8")
    return root


def test_a_second_build_writes_nothing(site: Path) -> None:
    first = run(site)
    assert first.published.written
    before = {path: path.stat().st_mtime_ns for path in (site / "build").rglob("*")}
    second = run(site)
    assert second.read_anew == 0
    assert (second.stale, second.published.written, second.published.removed) == ((), (), ())
    assert {path: path.stat().st_mtime_ns for path in (site / "build").rglob("*")} == before


@pytest.mark.parametrize("back", [False, True], ids=["goes on", "is taken back"])
@pytest.mark.parametrize("moment", ["while files are moved", "before it is remembered"])
def test_a_build_killed_halfway_deceives_no_later_one(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: str, *, back: bool
) -> None:
    run(site)
    article, new = site / "seeds" / "d.txt", site / "seeds" / "e.txt"
    former = article.read_text(encoding="utf-8")
    article.write_text(former.replace("Seoul", "Daegu"), encoding="utf-8")
    new.write_text(ARTICLES[1].replace("14/5/2023", "15/6/2022"), encoding="utf-8")
    moved, move = 0, publish.Stage._move

    def killed(stage: publish.Stage, name: str) -> None:
        nonlocal moved
        moved += 1
        if moved > 9:
            raise KeyboardInterrupt
        move(stage, name)

    with monkeypatch.context() as patched:
        if moment == "while files are moved":
            patched.setattr(publish.Stage, "_move", killed)
        else:
            patched.setattr(Last, "followed", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            run(site)
    if back:
        article.write_text(former, encoding="utf-8")
        new.unlink()
    run(site)
    shutil.copytree(site / "seeds", tmp_path / "clean" / "seeds")
    shutil.copy(site / "site.yaml", tmp_path / "clean")
    run(tmp_path / "clean")
    assert tree(site / "build") == tree(tmp_path / "clean" / "build")


def test_one_edit_rewrites_only_what_shows_it_and_says_why(site: Path) -> None:
    run(site)
    article = site / "seeds" / "d.txt"
    article.write_text(ARTICLES[3].replace("về xe buýt điện", "về xe buýt chạy điện"), encoding="utf-8")
    report = run(site)
    assert report.read_anew == 1
    assert any(name.startswith("bai-viet/2024/") for name in report.published.written)
    assert not any("hai-phong" in name for name in report.published.written)
    assert all(page.because for page in report.stale)
    assert set(report.published.written) <= {page.permalink for page in report.stale}


def test_a_further_article_renders_only_files_whose_bytes_change(site: Path) -> None:
    """Tables of data alone are made again where any article came: each is told by all of them."""
    further = site / "seeds" / "e.txt"
    text = further.read_text(encoding="utf-8")
    further.unlink()
    run(site)
    before = tree(site / "build")
    further.write_text(text, encoding="utf-8")
    report = run(site)
    after = tree(site / "build")
    changed = {name for name in after if before.get(name) != after[name]} - {publish.MANIFEST}
    assert set(report.published.written) == changed
    assert all(one.permalink in changed or one.permalink.startswith("data/") for one in report.stale)
    new = {one.permalink for one in report.stale if one.because == ("new page",)}
    assert new == after.keys() - before.keys()
    assert "dia-phuong/hue.html" not in changed


def test_after_a_template_changed_nothing_is_told_anew_of_what_pages_take_from_the_archive(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(site)
    (site / "templates").mkdir()
    page = (default_folder("templates") / "article.html").read_text(encoding="utf-8")
    (site / "templates" / "article.html").write_text(page.replace("Bài liên quan", "Xem thêm"), encoding="utf-8")
    shutil.copytree(site, tmp_path / "clean", ignore=shutil.ignore_patterns("build", ".cache"))
    with monkeypatch.context() as patched:
        patched.delattr(Page, "inputs")
        patched.delattr(ArticlePage, "inputs")
        again = run(site)
    assert {page.because for page in again.stale} == {("templates",)}
    assert {page.permalink.partition("/")[0] for page in again.stale} == {"bai-viet"}
    assert not run(site).stale
    run(tmp_path / "clean")
    assert tree(site / "build") == tree(tmp_path / "clean" / "build")
    (site / "seeds" / "a.txt").write_text(ARTICLES[3], encoding="utf-8")
    shutil.copy(site / "seeds" / "a.txt", tmp_path / "clean" / "seeds" / "a.txt")
    run(site)
    run(tmp_path / "clean")
    assert tree(site / "build") == tree(tmp_path / "clean" / "build")


def test_a_body_that_only_its_own_page_shows_is_neither_linked_nor_planned_anew(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(site)
    article = site / "seeds" / "d.txt"
    article.write_text(ARTICLES[3] + "\nTrời hôm ấy nắng.\n", encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.delattr(linking, "link")
        patch.delattr(plan, "plan")
        report = run(site)
    kinds = {page.permalink.partition("/")[0]: page.because for page in report.stale}
    assert kinds.keys() == {"bai-viet", "tim-kiem", "data"}
    shutil.copytree(site, tmp_path / "clean", ignore=shutil.ignore_patterns("build", ".cache"))
    run(tmp_path / "clean")
    assert tree(site / "build") == tree(tmp_path / "clean" / "build")


def test_the_order_and_number_of_processes_do_not_show(site: Path, tmp_path: Path) -> None:
    run(site)
    other = make_site(tmp_path / "other")
    for name, article in reversed(list(zip(NAMES, ARTICLES, strict=True))):
        (other / "seeds" / f"{name}.txt").write_text(article, encoding="utf-8")
    run(other, jobs=2)
    assert tree(site / "build") == tree(other / "build")


@pytest.mark.parametrize("damage", ["gone", "garbage", "flipped"])
def test_the_cache_may_be_lost_or_damaged(site: Path, damage: str) -> None:
    run(site)
    before = tree(site / "build")
    store = site / ".cache/hanoi-korea-site/store.sqlite"
    changes: dict[str, Callable[[], object]] = {
        "gone": lambda: shutil.rmtree(site / ".cache"),
        "garbage": lambda: store.write_bytes(b"no database at all"),
        "flipped": lambda: store.write_bytes(
            bytes(byte ^ (at % 977 == 0) for at, byte in enumerate(store.read_bytes()))
        ),
    }
    changes[damage]()
    run(site)
    assert tree(site / "build") == before


def test_a_published_file_that_was_lost_or_changed_comes_back(site: Path) -> None:
    run(site)
    before = tree(site / "build")
    (site / "build" / "index.html").write_bytes(b"by hand")
    (site / "build" / "404.html").unlink()
    report = run(site)
    assert tree(site / "build") == before
    assert set(report.published.written) == {"404.html", "index.html"}


def test_one_bad_article_is_set_aside_and_the_rest_published(site: Path) -> None:
    (site / "seeds" / "bad.txt").write_bytes(b"\x00\x01\x02" * 50)
    report = run(site)
    assert [fault.file for fault in report.faults] == ["seeds/bad.txt"]
    assert len(report.articles) == len(ARTICLES)
    published = tree(site / "build")
    with pytest.raises(InputError, match=r"bad\.txt"):
        run(site, strict=True)
    assert tree(site / "build") == published


def test_of_one_article_saved_twice_the_second_is_set_aside_and_named(site: Path) -> None:
    (site / "seeds" / "z.txt").write_text(ARTICLES[0], encoding="utf-8")
    report = run(site)
    assert [fault.file for fault in report.faults] == ["seeds/z.txt"]
    assert "seeds/a.txt" in report.faults[0].message
    assert "a" in report.articles
    assert "z" not in report.articles


def test_a_draft_is_not_published(site: Path) -> None:
    (site / "seeds" / "a.yaml").write_text("draft: true\n", encoding="utf-8")
    report = run(site)
    assert "a" not in report.articles
    assert not any("Thành phố Huế tiếp".encode() in body for body in tree(site / "build").values())


def test_force_renders_all_and_changes_nothing(site: Path) -> None:
    run(site)
    before = tree(site / "build")
    report = run(site, force=True)
    assert len(report.stale) == report.pages
    assert report.published.written == ()
    assert tree(site / "build") == before
