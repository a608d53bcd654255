"""A site with two states, builds of it that are killed, and what must hold after each."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from hostile_site import OTHER, SITE, lay

Kind = Literal["cold", "incremental", "serve"]
KINDS: tuple[Kind, ...] = ("cold", "incremental", "serve")
_CITIES = ("Huế", "Đà Nẵng", "Hải Phòng", "Cần Thơ", "Quảng Ninh", "Lào Cai", "Bắc Ninh", "Vinh")
_PARTNERS = ("Busan", "Daegu", "Gwangju", "Ulsan", "Jeju", "Suwon", "Incheon")
_ARTICLES = 40


def article(number: int, state: int) -> str:
    """An article whose people differ between the states, so that other pages change with it."""
    city, partner = _CITIES[number % len(_CITIES)], _PARTNERS[number % len(_PARTNERS)]
    mayor = "Kim Dae-ho" if state == 0 else "Park Ji-min"
    return (
        f"{city} và {partner} bàn việc thứ {number}\n\nNgày {1 + number % 28}/{1 + number % 12}/2023, Chủ tịch UBND "
        f"{city} Lê Văn Bình tiếp Thị trưởng {partner} {mayor}. Hai bên ký bản ghi nhớ về việc thứ {number}.\n"
    )


def write_state(site: Path, state: int) -> None:
    for number in range(_ARTICLES):
        if number % 3 == 0 or state == 0:
            (site / "seeds" / f"bai-{number}.txt").write_text(article(number, state), encoding="utf-8")
    extra = site / "seeds" / "them.txt"
    if state:
        extra.write_text(OTHER, encoding="utf-8")
    else:
        extra.unlink(missing_ok=True)


def command(site: Path, *words: str) -> list[str]:
    return [sys.executable, "-m", "hanoi_korea_site", "--site", str(site), *words]


def build(site: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(site, "-q", "build", *words), capture_output=True, text=True, encoding="utf-8", check=False
    )


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@dataclass(frozen=True, slots=True)
class Arena:
    """A site, and what a clean build publishes of each of its two states."""

    site: Path
    clean: tuple[dict[str, bytes], dict[str, bytes]]

    @classmethod
    def at(cls, root: Path) -> "Arena":
        trees = []
        for state in (0, 1):
            site = lay(root / f"state-{state}", {"site.yaml": SITE})
            write_state(site, 0)
            write_state(site, state)
            done = build(site)
            assert (done.returncode, done.stderr) == (0, "")
            trees.append(tree(site / "build"))
        site = root / "site"
        shutil.copytree(root / "state-0" / "seeds", site / "seeds")
        (site / "site.yaml").write_text(SITE, encoding="utf-8")
        assert build(site).returncode == 0
        return cls(site, (trees[0], trees[1]))

    def kill(self, kind: Kind, chance: random.Random) -> bool:
        """Kill one build at a random moment and require that nothing is half or lost; whether it was still running."""
        if kind == "cold":
            shutil.rmtree(self.site / "build")
            shutil.rmtree(self.site / ".cache")
        old = tree(self.site / "build") if kind != "cold" else {}
        state = 1 if old == self.clean[0] else 0
        killed = self._killed_preview(state, chance) if kind == "serve" else self._killed_build(state, chance)

        new = self.clean[state]
        left = tree(self.site / "build")
        for name, body in left.items():
            assert body in {old.get(name), new.get(name)} or _is_ours(name), f"{name} is of neither state"
        self._require_seeds(state)
        done = build(self.site)
        assert (done.returncode, done.stderr) == (0, "")
        mended = tree(self.site / "build")
        assert sorted(name for name in mended.keys() | new.keys() if mended.get(name) != new.get(name)) == []
        return killed

    def _killed_build(self, state: int, chance: random.Random) -> bool:
        write_state(self.site, state)
        return _kill(command(self.site, "-q", "build", "--jobs", str(chance.choice((1, 2)))), chance.uniform(0.05, 2.0))

    def _killed_preview(self, state: int, chance: random.Random) -> bool:
        process = subprocess.Popen(
            command(self.site, "-q", "serve", "--port", str(chance.randint(20_000, 60_000))),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(chance.uniform(0.3, 2.0))
        write_state(self.site, state)
        time.sleep(chance.uniform(0.0, 1.5))
        running = process.poll() is None
        process.send_signal(signal.SIGKILL)
        process.wait()
        return running

    def _require_seeds(self, state: int) -> None:
        for number in range(_ARTICLES):
            of = state if number % 3 == 0 else 0
            kept = (self.site / "seeds" / f"bai-{number}.txt").read_text(encoding="utf-8")
            assert kept == article(number, of)


def _is_ours(name: str) -> bool:
    """What a killed build may leave beside whole pages: its own list of files, and files under way, never linked to."""
    return name == "hanoi-korea-site.manifest.json"


def _kill(words: list[str], after: float) -> bool:
    """Whether the process was still running when it was killed, with the processes it had started."""
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    time.sleep(after)
    running = process.poll() is None
    process.send_signal(signal.SIGKILL)
    process.wait()
    _end_group(process.pid)
    return running


def _end_group(group: int) -> None:
    try:
        os.killpg(group, signal.SIGKILL)
    except ProcessLookupError:
        return
