"""The command line through a real process, wrong usage included."""

import fcntl
import json
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest

ARTICLE = """Đà Nẵng đón đoàn thành phố Daejeon

Ngày 4/6/2022, Chủ tịch UBND thành phố Đà Nẵng Phan Minh Tú tiếp Thị trưởng Daejeon Yoon Sang-ho. Hai bên ký bản ghi \
nhớ về hợp tác khoa học.
"""


def run(*arguments: str | Path, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    known = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "FORCE_COLOR"}}
    return subprocess.run(
        [sys.executable, "-m", "hanoi_korea_site", *arguments],
        cwd=folder,
        env=known | {"PYTHONUTF8": "1"} | environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "site.yaml").write_text(
        "title: Đà Nẵng – Daejeon\nbase_url: https://example.vn/\nfonts: system\n", encoding="utf-8"
    )
    (tmp_path / "seeds" / "mot.txt").write_text(ARTICLE, encoding="utf-8")
    return tmp_path


def test_build_says_what_it_did_and_then_that_nothing_changed(site: Path) -> None:
    first = run("build", folder=site)
    progress = re.compile(r"(?:render|read): \d+ of \d+\n")  # what a busy machine says
    assert (first.returncode, progress.sub("", first.stderr)) == (0, "")
    assert first.stdout.startswith("1 article (1 read anew)")
    second = run("build", "-v", folder=site)
    assert "0 written, 0 removed" in second.stdout
    assert second.stdout.count("\n") == 1


def test_verbose_names_each_page_and_why(site: Path) -> None:
    run("build", folder=site)
    (site / "seeds" / "mot.txt").write_text(ARTICLE.replace("khoa học", "công nghệ"), encoding="utf-8")
    shown = run("build", "--verbose", folder=site).stdout
    assert any(line.startswith("bai-viet/2022/") and "article" in line for line in shown.splitlines())
    assert run("-q", "build", folder=site).stdout == ""


def test_output_and_address_can_be_given(site: Path) -> None:
    done = run("build", "--output", "public", "--base-url", "https://other.example/kho", folder=site)
    assert done.returncode == 0, done.stderr
    assert "https://other.example/kho/" in (site / "public" / "feed.xml").read_text(encoding="utf-8")
    assert not (site / "build").exists()


def test_a_folder_of_somebody_else_is_refused(site: Path) -> None:
    (site / "home").mkdir()
    (site / "home" / "letter.txt").write_text("x", encoding="utf-8")
    done = run("build", "--output", "home", folder=site)
    assert done.returncode == 1
    assert "did not publish" in done.stderr
    assert [path.name for path in (site / "home").iterdir()] == ["letter.txt"]


def test_a_lost_folder_of_seeds_is_not_taken_for_an_empty_archive(site: Path) -> None:
    run("build", folder=site)
    published = sorted(path for path in (site / "build").rglob("*") if path.is_file())
    (site / "seeds").rename(site / "elsewhere")
    done = run("build", folder=site)
    assert done.returncode == 1
    assert done.stderr.startswith("error: seeds: cannot be read")
    assert sorted(path for path in (site / "build").rglob("*") if path.is_file()) == published


def test_what_is_set_aside_is_named_and_fails_the_command_alone(site: Path) -> None:
    (site / "seeds" / "hong.txt").write_bytes(b"\x00\x01" * 99)
    done = run("build", folder=site)
    assert done.returncode == 1
    assert "seeds/hong.txt" in done.stderr
    assert (site / "build" / "index.html").is_file()


def test_every_fault_of_site_yaml_is_shown_at_once(site: Path) -> None:
    (site / "site.yaml").write_text("titel: x\nbase_url: ftp://x\nfeeds: {limit: many}\n", encoding="utf-8")
    done = run("build", folder=site)
    assert done.returncode == 1
    assert "did you mean “title”" in done.stderr
    assert all(f"site.yaml:{line}" in done.stderr for line in (1, 2, 3))
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["buidl"], "Did you mean 'build'?"),
        (["build", "--outptu", "x"], "Did you mean '--output'?"),
        (["new"], "--from"),
        (["new", "--from", "nowhere.html"], "nowhere.html"),
        (["build", "--jobs", "many"], "not a valid integer"),
        (["build", "--base-url", "example.vn"], "web address"),
        (["extract"], "Missing argument"),
        (["extract", "nowhere.txt"], "does not exist"),
        (["check", "--format", "xml"], "xml"),
        (["serve", "--port", "99999"], "99999"),
    ],
)
def test_wrong_usage_exits_with_2_and_says_why(site: Path, arguments: list[str], words: str) -> None:
    done = run(*arguments, folder=site)
    assert done.returncode == 2
    assert words in done.stderr
    assert done.stdout == ""


def test_outside_a_site_the_way_out_is_told(tmp_path: Path) -> None:
    done = run("build", folder=tmp_path)
    assert done.returncode == 1
    assert "site.yaml" in done.stderr
    assert "--site" in done.stderr


def test_help_and_version(tmp_path: Path) -> None:
    shown = run("--help", folder=tmp_path)
    assert shown.returncode == 0
    assert all(name in shown.stdout for name in ("build", "serve", "check", "extract"))
    assert "\n    hanoi-korea-site init kho\n" in shown.stdout
    assert all(
        "\\b" not in run(name, "--help", folder=tmp_path).stdout for name in ("review", "explain", "init", "new")
    )
    assert max(map(len, shown.stdout.splitlines())) <= 80
    assert run("--version", folder=tmp_path).stdout.startswith("hanoi-korea-site, version ")


def test_extract_prints_json_alone_on_standard_output_without_a_site(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text(ARTICLE, encoding="utf-8")
    done = run("extract", "x.txt", "--format", "json", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    shape = json.loads(done.stdout)
    assert shape["schema"] == 1
    (record,) = shape["articles"]
    assert list(record) == [
        "id", "source", "sha256", "language", "title", "lead", "published", "date", "dates", "places", "officials",
        "organisations", "agreements", "events", "captions", "credits", "dropped", "problems",
    ]  # fmt: skip
    assert [official["name"] for official in record["officials"]] == ["Phan Minh Tú", "Yoon Sang-ho"]
    for official in record["officials"]:
        for mention in official["mentions"]:
            assert ARTICLE[mention["start"] : mention["end"]] == mention["text"]


def test_extract_reports_a_bad_file_and_prints_the_others(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "y.txt").write_bytes(b"")
    done = run("extract", "y.txt", "x.txt", folder=tmp_path)
    assert done.returncode == 1
    assert "y.txt" in done.stderr
    assert len(json.loads(done.stdout)["articles"]) == 1


def test_check_finds_broken_links_of_an_own_template(site: Path) -> None:
    sound = run("check", folder=site)
    assert sound.returncode == 0, sound.stdout + sound.stderr
    (site / "templates").mkdir()
    (site / "templates" / "_footer.html").write_text('<footer><a href="khong-co.html">x</a></footer>', encoding="utf-8")
    broken = run("check", "--format", "json", folder=site)
    findings = json.loads(broken.stdout)
    if not any(finding["code"] == "broken-link" for finding in findings):
        (site / "templates" / "home.html").write_text('<a href="khong-co.html#x">x</a>', encoding="utf-8")
        broken = run("check", "--format", "json", folder=site)
        findings = json.loads(broken.stdout)
    assert broken.returncode == 1
    assert any(finding["code"] == "broken-link" and "khong-co.html" in finding["message"] for finding in findings)
    assert not (site / "build").exists()


def test_check_strict_fails_on_doubts(site: Path) -> None:
    (site / "seeds" / "hai.txt").write_text("Ngày 5/6, Đại sứ Hàn Quốc Kim Min-su thăm Huế.\n", encoding="utf-8")
    assert run("check", folder=site).returncode == 0
    assert run("check", "--strict", folder=site).returncode == 1


def test_colour_only_where_it_is_wanted(site: Path) -> None:
    (site / "site.yaml").unlink()
    assert "\x1b[" not in run("build", folder=site).stderr
    assert "\x1b[" not in run("--no-color", "build", folder=site, FORCE_COLOR="1").stderr


def test_a_wrong_site_is_named_and_the_site_around_it_told(site: Path) -> None:
    gone = run("--site", "nowhere", "build", folder=site).stderr
    assert gone.startswith("error: nowhere: there is no such folder (")
    within = run("--site", "seeds", "build", folder=site).stderr
    assert within == "error: seeds/site.yaml: there is no such file (did you mean --site .?)\n"
    below = run("build", folder=site / "seeds").stderr
    assert below == "error: site.yaml: there is no such file (did you mean --site ..?)\n"
    assert "init" in run("build", folder=site.parent).stderr


def test_new_names_the_file_from_where_the_user_stands(site: Path) -> None:
    assert run("new", "Bài mới", folder=site).stdout == f"{Path('seeds', 'bai-moi.md')}\n"
    assert run("--site", "..", "new", "Bài khác", folder=site / "seeds").stdout == "bai-khac.md\n"


def test_a_misspelt_template_is_told_of_and_the_site_built(site: Path) -> None:
    (site / "templates" / "pages").mkdir(parents=True)
    for name in ("artcle.html", "_chan.html", "_footer.html", "pages/lien-he.md", ".nhap.html"):
        (site / "templates" / name).write_text("<p>x</p>", encoding="utf-8")
    (site / "templates" / "_footer.html").write_text('{% include "_chan.html" %}', encoding="utf-8")
    done = run("build", folder=site)
    assert done.returncode == 0
    warned = [line for line in done.stderr.splitlines() if line.startswith("warning: ")]
    assert warned == ["warning: templates/artcle.html: no page is made with it (did you mean “article.html”?)"]
    assert "templates/artcle.html" in run("check", folder=site).stdout


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("{{ vie.title }}", "ở đây không có “vie”"),
        ("{{ site.nothing }}", "không có “nothing”"),
        ("{% if site %}", "mẫu kết thúc khi còn thiếu 'elif' or 'else' or 'endif'"),
        ("{{ site.title | upercase }}", "không có filter “upercase”"),
        ("{% fro x in y %}", "“fro” không phải là thẻ"),
        ("{{ site.title", "“/” không được đứng ở đây"),
        ("{{ a b }}", "ở đây cần “end of print statement”, không phải “b”"),
    ],
)
def test_what_is_wrong_with_a_template_is_told_in_vietnamese(site: Path, written: str, words: str) -> None:
    (site / "templates").mkdir()
    (site / "templates" / "_footer.html").write_text(f"<footer>\n{written}\n</footer>", encoding="utf-8")
    done = run("build", folder=site, LANGUAGE="vi")
    assert done.returncode == 1
    assert "templates/_footer.html:" in done.stderr
    assert words in done.stderr


def test_strict_builds_stop_at_articles_set_aside_and_strict_checks_at_doubts(site: Path) -> None:
    (site / "seeds" / "hai.txt").write_text("Ngày 5/6, Đại sứ Hàn Quốc Kim Min-su thăm Huế.\n", encoding="utf-8")
    assert run("build", "--strict", folder=site).returncode == 0
    assert run("check", "--strict", folder=site).returncode == 1
    (site / "seeds" / "ba.txt").write_bytes(b"\x00\x01" * 99)
    assert run("build", "--strict", "--output", "other", folder=site).returncode == 1
    assert not (site / "other").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize("columns", [60, 80, 200])
def test_faults_fit_the_terminal_and_are_a_line_each_elsewhere(site: Path, columns: int) -> None:
    (site / "site.yaml").write_text(
        "titel: x\nbase_url: ftp://x\nfonts: times\nlanguage: tiếng Việt\n", encoding="utf-8"
    )
    piped = run("build", folder=site).stderr
    assert max(map(len, piped.splitlines())) > 60
    told, terminal = pty.openpty()
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    command = [sys.executable, "-m", "hanoi_korea_site", "--no-color", "-q", "build"]
    subprocess.run(command, cwd=site, stderr=terminal, check=False, env=os.environ | {"PYTHONUTF8": "1"})
    os.close(terminal)
    shown = os.read(told, 1 << 16).decode().replace("\r\n", "\n")
    os.close(told)
    assert max(map(len, shown.splitlines())) <= min(columns, 80)
    assert " ".join(shown.split()) == " ".join(piped.split())
