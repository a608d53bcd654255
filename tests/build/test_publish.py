"""The only writer: all or nothing, whole files, never a foreign file."""

from pathlib import Path

import pytest

from hanoi_korea_site.building import publish
from hanoi_korea_site.errors import PublishError


def put(output: Path, files: dict[str, bytes], names: set[str] | None = None) -> publish.Published:
    before = publish.read_manifest(output)
    whole = publish.whole_files(output, before, {})
    with publish.Stage(output, whole, before) as stage:
        for name, body in files.items():
            stage.add(name, body)
        return stage.publish(names or files)


def files(output: Path) -> dict[str, bytes]:
    found = {str(path.relative_to(output)): path.read_bytes() for path in output.rglob("*") if path.is_file()}
    found.pop(publish.MANIFEST)
    return found


def test_first_publication_then_only_what_differs(tmp_path: Path) -> None:
    output = tmp_path / "build"
    assert put(output, {"index.html": b"1", "a/b.html": b"2"}).written == ("a/b.html", "index.html")
    before = {path: path.stat().st_mtime_ns for path in output.rglob("*")}
    again = put(output, {"index.html": b"1", "a/b.html": b"2"})
    assert (again.written, again.removed, again.kept) == ((), (), 2)
    assert {path: path.stat().st_mtime_ns for path in output.rglob("*")} == before
    assert put(output, {"index.html": b"3", "a/b.html": b"2"}).written == ("index.html",)
    assert files(output) == {"index.html": b"3", "a/b.html": b"2"}


def test_files_not_staged_stay_as_they_are(tmp_path: Path) -> None:
    output = tmp_path / "build"
    put(output, {"index.html": b"1", "a.html": b"2"})
    put(output, {"index.html": b"9"}, {"index.html", "a.html"})
    assert files(output) == {"index.html": b"9", "a.html": b"2"}


def test_orphans_go_and_strangers_stay(tmp_path: Path) -> None:
    output = tmp_path / "build"
    put(output, {"index.html": b"1", "old/page.html": b"2"})
    (output / "CNAME").write_bytes(b"example.vn")
    assert put(output, {"index.html": b"1"}).removed == ("old/page.html",)
    assert files(output) == {"index.html": b"1", "CNAME": b"example.vn"}
    assert not (output / "old").exists()


def test_a_damaged_or_missing_file_is_not_whole(tmp_path: Path) -> None:
    output = tmp_path / "build"
    put(output, {"index.html": b"1", "a.html": b"2", "b.html": b"3"})
    (output / "a.html").write_bytes(b"broken")
    (output / "b.html").unlink()
    assert publish.whole_files(output, publish.read_manifest(output), {}).keys() == {"index.html"}
    put(output, {"index.html": b"1", "a.html": b"2", "b.html": b"3"})
    assert files(output) == {"index.html": b"1", "a.html": b"2", "b.html": b"3"}


def test_a_known_stamp_saves_reading_and_a_new_one_does_not(tmp_path: Path) -> None:
    output = tmp_path / "build"
    put(output, {"index.html": b"1"})
    seen = {"index.html": publish.stamp_of(output, "index.html")}
    (output / "index.html").write_bytes(b"other")
    assert publish.whole_files(output, publish.read_manifest(output), seen) == {}


@pytest.mark.parametrize("kind", ["foreign", "file", "site", "seeds", "inside seeds", "dangling"])
def test_a_folder_that_is_not_ours_is_refused_and_untouched(tmp_path: Path, kind: str) -> None:
    site = tmp_path / "site"
    seeds = site / "seeds"
    seeds.mkdir(parents=True)
    (site / "site.yaml").write_text("title: x", encoding="utf-8")
    (seeds / "a.txt").write_text("x", encoding="utf-8")
    output = {
        "foreign": tmp_path / "home",
        "file": tmp_path / "notes.txt",
        "site": site,
        "seeds": seeds,
        "inside seeds": seeds / "build",
        "dangling": tmp_path / "link",
    }[kind]
    if kind == "foreign":
        output.mkdir()
        (output / "thesis.docx").write_bytes(b"x")
    if kind == "file":
        output.write_bytes(b"x")
    if kind == "dangling":
        output.symlink_to(tmp_path / "nowhere")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(PublishError, match="output"):
        publish.require_ours(output, [site, seeds])
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("name", ["../x", "/etc/x", "a//b", "", "a/../../x", "C:/x", "a\\b", "./x"])
def test_no_page_leaves_the_output(tmp_path: Path, name: str) -> None:
    with publish.Stage(tmp_path / "build", (), {}) as stage, pytest.raises(PublishError, match="leave the output"):
        stage.add(name, b"x")


def test_what_stands_already_is_not_written_to_the_stage(tmp_path: Path) -> None:
    output = tmp_path / "build"
    put(output, {"a.html": b"1", "b.html": b"2", "c.html": b"3"})
    (output / "c.html").write_bytes(b"4")
    before = publish.read_manifest(output)
    with publish.Stage(output, publish.whole_files(output, before, {}), before) as stage:
        for name, body in (("a.html", b"1"), ("b.html", b"5"), ("c.html", b"3")):
            stage.add(name, body)
        assert {file.name for file in publish.stage_of(output).iterdir()} == {"b.html", "c.html"}
        assert stage.publish(before).written == ("b.html", "c.html")
    assert files(output) == {"a.html": b"1", "b.html": b"5", "c.html": b"3"}


def test_a_tampered_manifest_cannot_reach_outside(tmp_path: Path) -> None:
    output = tmp_path / "build"
    put(output, {"index.html": b"1"})
    outside = tmp_path / "letter.txt"
    outside.write_bytes(b"x")
    manifest = output / publish.MANIFEST
    manifest.write_text(manifest.read_text(encoding="utf-8").replace("index.html", "../letter.txt"), encoding="utf-8")
    put(output, {"index.html": b"2"})
    assert outside.read_bytes() == b"x"


def test_the_next_build_finishes_a_killed_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    output = tmp_path / "build"
    put(output, {"a.html": b"1", "b.html": b"1", "old.html": b"1"})

    def killed(_stage: publish.Stage, name: str) -> None:
        if name == "c.html":
            raise KeyboardInterrupt
        move(_stage, name)

    move = publish.Stage._move
    monkeypatch.setattr(publish.Stage, "_move", killed)
    with pytest.raises(KeyboardInterrupt):
        put(output, {"a.html": b"2", "b.html": b"2", "c.html": b"2"})
    assert set(files(output).values()) <= {b"1", b"2"}
    monkeypatch.setattr(publish.Stage, "_move", move)
    put(output, {"a.html": b"2", "b.html": b"2", "d.html": b"2"})
    assert files(output) == {"a.html": b"2", "b.html": b"2", "d.html": b"2"}


def test_two_builds_at_once_are_told_apart(tmp_path: Path) -> None:
    with publish.locked(tmp_path), pytest.raises(PublishError, match="another build"), publish.locked(tmp_path, 0.05):
        pytest.fail("both hold the lock")
