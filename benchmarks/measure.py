"""Runs a command and tells what it took: wall time, processor time, and the peak memory of all its processes."""

import os
import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_EVERY = 0.05  # seconds between two looks at the memory
_ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""As on a machine of a user, where Python keeps what it has compiled."""


@dataclass(frozen=True, slots=True)
class Taken:
    """Seconds on the wall and of processors; megabytes at the peak, those that processes share counted once."""

    wall: float = 0.0
    cpu: float = 0.0
    memory: float = 0.0

    def __add__(self, later: "Taken") -> "Taken":
        """Of two commands, one after the other."""
        return Taken(self.wall + later.wall, self.cpu + later.cpu, max(self.memory, later.memory))


class FailedError(Exception):
    """The command failed; the message is what it said."""


class TooLongError(Exception):
    """The command was ended, for it took longer than it was given."""


def run(command: Sequence[str | Path], folder: Path, patience: float) -> Taken:
    """Runs `command` in `folder` for at most `patience` seconds."""
    before, began = _children(), time.perf_counter()
    with subprocess.Popen(
        command, cwd=folder, env=_ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    ) as process:
        peak = [0.0]
        done = threading.Event()
        watch = threading.Thread(target=_watch, args=(process.pid, done, peak))
        watch.start()
        try:
            _, said = process.communicate(timeout=patience)
            wall = time.perf_counter() - began
        except subprocess.TimeoutExpired as error:
            process.kill()
            raise TooLongError from error
        finally:
            done.set()
            watch.join()
    if process.returncode:
        raise FailedError(f"{' '.join(map(str, command))}\n{said.decode(errors='replace')}")
    return Taken(wall, _children() - before, peak[0])


def _children() -> float:
    times = os.times()
    return times.children_user + times.children_system


def _watch(root: int, done: threading.Event, peak: list[float]) -> None:
    while not done.wait(_EVERY):
        peak[0] = max(peak[0], sum(map(_memory, _tree(root))))


def _tree(root: int) -> list[int]:
    found = [root]
    for one in found:
        try:
            for task in Path(f"/proc/{one}/task").iterdir():
                found += map(int, (task / "children").read_text().split())
        except OSError:
            continue
    return found


def _memory(process: int) -> float:
    """Proportional set size in megabytes; 0 where the process is gone or the system has no /proc."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)
