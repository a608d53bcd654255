"""The command line in Vietnamese: no English is left, no line is wider than a terminal, exit codes are the same."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from test_cli import ARTICLE
from test_cli import run as run_english

from all_seeds import read_seeds
from hanoi_korea_site import language
from hanoi_korea_site.config import load_config
from hanoi_korea_site.errors import Fault, InputError

BROKEN = sorted(path for path in (Path(__file__).parents[1] / "broken_sites").iterdir() if path.is_dir())
COMMANDS = ("build", "check", "extract", "review", "explain", "serve", "init", "new")
_EXAMPLE = "    hanoi-korea-site "


def run(*arguments: str | Path, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return run_english(*arguments, folder=folder, **{"LANGUAGE": "vi", **environment})


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "site.yaml").write_text("title: Kho thử\nfonts: system\n", encoding="utf-8")
    (tmp_path / "seeds" / "mot.txt").write_text(ARTICLE, encoding="utf-8")
    return tmp_path


def widest(text: str) -> int:
    return max(map(len, text.splitlines()))


@pytest.mark.parametrize("command", [(), *((name,) for name in COMMANDS)], ids=" ".join)
def test_help_shares_only_examples_with_the_english(tmp_path: Path, command: tuple[str, ...]) -> None:
    vietnamese = run(*command, "--help", folder=tmp_path).stdout
    english = run(*command, "--help", folder=tmp_path, LANGUAGE="en").stdout
    assert vietnamese.startswith("Cách dùng: hanoi-korea-site")
    words = {line for line in english.splitlines() if re.search(r"[a-z]{2}", line)}
    shared = words & set(vietnamese.splitlines())
    assert shared == {line for line in english.splitlines() if line.startswith(_EXAMPLE)}
    assert widest(vietnamese) <= 80


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["buidl"], "Lỗi: Không có lệnh 'buidl'. Có phải ý bạn là: 'build'?"),
        (["build", "--outptu", "x"], "Lỗi: Không có tùy chọn '--outptu'. Có phải ý bạn là: '--output'?"),
        (["build", "--jobs", "many"], "Lỗi: '--jobs' sai: 'many' không phải là số hợp lệ."),
        (["build", "--base-url", "example.vn"], "“example.vn” không phải là địa chỉ web"),
        (["extract"], "Lỗi: Thiếu tham số 'TỆP...'."),
        (["extract", "nowhere.txt"], "Lỗi: 'TỆP...' sai: Tệp 'nowhere.txt' không có."),
        (["check", "--format", "xml"], "'xml' không thuộc 'text', 'json'."),
        (["new"], "Lỗi: hãy cho TIÊU_ĐỀ, hoặc --from TỆP"),
        (["explain"], "Lỗi: hãy nêu một trang, hoặc một bài bằng --article"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_wrong_usage(site: Path, arguments: list[str], words: str) -> None:
    done = run(*arguments, folder=site)
    assert done.returncode == 2
    assert words in done.stderr
    assert "Xem hướng dẫn: 'hanoi-korea-site" in done.stderr
    english = run(*arguments, folder=site, LANGUAGE="en").stderr
    assert not {line for line in english.splitlines() if line} & set(done.stderr.splitlines())
    assert widest(done.stderr) <= max(80, widest(english))


def test_build_and_what_follows(site: Path) -> None:
    first = run("build", folder=site)
    assert re.fullmatch(r"1 bài \(1 bài đọc mới\), \d+ tệp: ghi \d+, gỡ 0, giữ nguyên 0\n", first.stdout)
    assert re.search(r"1 bài \(0 bài đọc mới\), .* ghi 0, gỡ 0", run("build", folder=site).stdout)
    checked = run("check", folder=site)
    assert re.search(r"^0 lỗi, \d+ chỗ chưa chắc$", checked.stdout, re.MULTILINE)
    explained = run("explain", "index.html", folder=site).stdout
    assert "làm cho trang chủ với templates/home.html" in explained
    assert "dựng lại, vì: trang mới." in explained
    assert widest(explained) <= 80


def test_what_is_set_aside_is_told_anew_in_the_language_of_each_build(site: Path) -> None:
    (site / "seeds" / "hong.txt").write_bytes(b"\x00\x01" * 99)
    told = [run("-q", "build", folder=site, LANGUAGE=wanted).stderr for wanted in ("en", "vi", "en")]
    assert (
        told[0]
        == told[2]
        == "set aside: seeds/hong.txt: NUL characters: this is no text (save it as plain text, UTF-8)\n"
    )
    assert (
        told[1]
        == "để riêng: seeds/hong.txt: có ký tự NUL: đây không phải là văn bản (hãy lưu thành văn bản thuần, UTF-8)\n"
    )


def test_articles_that_clash_are_told_of_in_the_language_of_each_build(site: Path) -> None:
    (site / "seeds" / "hai.txt").write_text(ARTICLE, encoding="utf-8")
    told = [run("build", folder=site, LANGUAGE=wanted).stderr for wanted in ("en", "vi")]
    assert "its page would be" in told[0]
    assert "trang của nó sẽ là" in told[1]


def test_what_is_published_is_the_same_in_any_language(site: Path) -> None:
    (site / "seeds" / "hong.txt").write_bytes(b"\x00\x01" * 99)
    for wanted in ("en", "vi"):
        run("build", "--force", "--output", wanted, folder=site, LANGUAGE=wanted)
    files = {path.relative_to(site / "en"): path.read_bytes() for path in (site / "en").rglob("*") if path.is_file()}
    assert len(files) > 20
    assert files == {
        path.relative_to(site / "vi"): path.read_bytes() for path in (site / "vi").rglob("*") if path.is_file()
    }


def faults(site: Path) -> tuple[Fault, ...]:
    try:
        return read_seeds(load_config(site)).faults
    except InputError as error:
        return error.faults


@pytest.mark.parametrize("broken", BROKEN, ids=lambda path: path.name)
def test_every_fault_and_its_way_out_is_translated(broken: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    language.speak()
    monkeypatch.setenv("LANGUAGE", "en")
    english = faults(broken)
    monkeypatch.setenv("LANGUAGE", "vi")
    vietnamese = faults(broken)
    assert len(vietnamese) == len(english)
    for ours, theirs in zip(vietnamese, english, strict=True):
        assert (ours.file, ours.line, ours.field) == (theirs.file, theirs.line, theirs.field)
        assert ours.message != theirs.message
        assert ours.remedy != theirs.remedy or not theirs.remedy


def test_the_reasons_of_the_system_are_translated(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"")
    done = run("init", "a/b", folder=tmp_path)
    assert done.returncode == 1
    assert "lỗi:" in done.stderr
    assert "Not a directory" not in done.stderr
    assert "không phải là thư mục" in done.stderr


def test_init_and_new(tmp_path: Path) -> None:
    made = run("init", "kho", folder=tmp_path).stdout
    assert "kho/site.yaml: đã tạo\n" in made
    assert "kho/site.yaml: có sẵn, giữ nguyên\n" in run("init", "kho", folder=tmp_path).stdout
    assert run("--site", "kho", "new", "Tin mới", folder=tmp_path).returncode == 0
    again = run("--site", "kho", "new", "Tin mới", folder=tmp_path)
    assert again.stderr == "lỗi: seeds/tin-moi.md: đã có sẵn và không bị thay đổi (hãy cho tiêu đề khác)\n"


def test_review_keeps_the_words_of_answers(site: Path) -> None:
    (site / "seeds" / "mot.txt").write_text(ARTICLE.replace("4/6/2022", "4/6"), encoding="utf-8")
    vietnamese, english = (run("review", folder=site, LANGUAGE=wanted).stdout for wanted in ("vi", "en"))
    assert re.search(r"^  Bài không cho biết năm", vietnamese, re.MULTILINE)
    assert re.search(r"^  the year of the main date is not said: “Ngày 4/6”$", english, re.MULTILINE)
    for words in ("  accept:\n", "  hoặc giá trị: ngày: 2024-10-19", "chỗ chưa chắc"):
        assert words in vietnamese
    assert widest(vietnamese) <= max(80, widest(english))


def test_the_first_lines_of_a_preview(site: Path) -> None:
    command = [sys.executable, "-m", "hanoi_korea_site", "serve", "--port", "18741"]
    environment = os.environ | {"PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1", "LANGUAGE": "vi"}
    with subprocess.Popen(
        command,
        cwd=site,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    ) as process:
        assert process.stdout is not None
        said = [process.stdout.readline() for _ in range(2)]
        process.terminate()
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/ \(Ctrl\+C để dừng\)\n", said[0])
    assert said[1].startswith("1 bài (1 bài đọc mới), ")
    assert widest("".join(said)) <= 80
