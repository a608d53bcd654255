"""A site of one good article, with a case's files laid over it, and what the command line says of it.

A case's file is its text, or a mapping: `text` (the good article where it is left out) in an `encoding`, with line
`ends`; `bytes` in hexadecimal; `repeat` so many `times` between `before` and `after`; a `link` to a path; a `folder`;
`mode`, its permissions. Null removes the file.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from click.testing import CliRunner

from hanoi_korea_site.cli import commands

CASES = Path(__file__).parent / "cases"
GOOD = "seeds/tot.txt"
SITE = "title: Kho thử\nbase_url: https://example.vn/\nfonts: system\n"
ARTICLE = """Đà Nẵng đón đoàn thành phố Daejeon

Ngày 4/6/2022, Chủ tịch UBND thành phố Đà Nẵng Phan Minh Tú tiếp Thị trưởng Daejeon Yoon Sang-ho. Hai bên ký bản ghi \
nhớ về hợp tác khoa học.
"""
OTHER = """Hải Phòng tiếp đoàn tỉnh Gangwon

Ngày 12/5/2023, Chủ tịch UBND thành phố Hải Phòng Lê Văn Bình tiếp Thống đốc tỉnh Gangwon Kim Dae-ho.
"""


@dataclass(frozen=True, slots=True)
class Said:
    """How a command ended: its exit code and what it said of faults, line by line, the site's folder as SITE."""

    code: int
    faults: tuple[str, ...]
    error: BaseException | None


def cases() -> list[dict[str, Any]]:
    """Every case of the table, with the file it stands in."""
    return [
        {"theme": file.stem, **case}
        for file in sorted(CASES.glob("*.yaml"))
        for case in yaml.safe_load(file.read_text(encoding="utf-8"))
    ]


def lay(root: Path, files: Mapping[str, Any]) -> Path:
    """Write the good site and a case's files over it."""
    (root / "seeds").mkdir(parents=True)
    (root / "site.yaml").write_text(SITE, encoding="utf-8")
    (root / GOOD).write_text(ARTICLE, encoding="utf-8")
    for name, form in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if form is None:
            path.unlink()
        elif isinstance(form, str):
            path.write_text(form, encoding="utf-8", newline="")
        else:
            _put(path, form)
    return root


def _put(path: Path, form: Mapping[str, Any]) -> None:
    if "link" in form:
        path.symlink_to(form["link"])
    elif "folder" in form:
        path.mkdir()
    elif "bytes" in form:
        path.write_bytes(bytes.fromhex(form["bytes"]))
    else:
        text = form.get("text", OTHER)
        if "repeat" in form:
            text = form.get("before", "") + form["repeat"] * form["times"] + form.get("after", "")
        path.write_bytes(text.replace("\n", form.get("ends", "\n")).encode(form.get("encoding", "utf-8")))
    if "mode" in form:
        path.chmod(form["mode"])


def build(root: Path, *options: str) -> Said:
    """`build` as a user runs it, in this process."""
    done = CliRunner().invoke(commands, ["--site", str(root), "-q", "build", "--jobs", "1", *options])
    unforeseen = None if isinstance(done.exception, SystemExit) else done.exception
    return Said(done.exit_code, tuple(done.stderr.replace(str(root), "SITE").splitlines()), unforeseen)
