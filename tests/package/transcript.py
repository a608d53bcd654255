"""Goes through a page of documentation as its reader would: commands are run, files written, what is said is noted.

In a block ```console stand commands behind "$ ", each with what it says; ```KIND FILE is a file's new content; ```text
is what the preview, once started, says next.
"""

import os
import re
import shlex
import socket
import subprocess
import threading
import time
from pathlib import Path
from typing import TextIO

_BLOCK = re.compile(r"^```(?P<kind>\w+)(?: (?P<file>\S+))?\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
_PROGRESS = re.compile(r"^.*: \d+ trên \d+\n", re.MULTILINE)
"""What only a slow machine says."""
_PATIENCE = 120.0


class Newcomer:
    """Someone at a terminal in `folder`, where `hanoi-korea-site` is at hand once it is installed."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self._folder = folder
        self._environment = environment | {"PATH": f"{folder / '.venv' / 'bin'}{os.pathsep}{os.environ['PATH']}"}
        self._preview: subprocess.Popen[str] | None = None
        self._said: list[str] = []

    def reads(self, page: str) -> str:
        """The page with what is said now."""
        try:
            return _BLOCK.sub(self._block, page)
        finally:
            if self._preview:
                self._preview.kill()
                self._preview.wait()

    def _block(self, block: re.Match[str]) -> str:
        kind, file, body = block["kind"], block["file"], block["body"]
        if kind == "console":
            commands = [line.removeprefix("$ ") for line in body.splitlines() if line.startswith("$ ")]
            told = "".join(f"$ {command}\n{self._run(command)}" for command in commands)
        elif file:
            (self._folder / file).write_text(body, encoding="utf-8")
            return block[0]
        else:
            told = self._next_of_preview()
        return f"```{kind}\n{told}```"

    def _run(self, command: str) -> str:
        if command.startswith("cd "):
            self._folder /= command.removeprefix("cd ")
            return ""
        if command.endswith(" serve"):
            return self._start(command)
        self._stop()
        done = subprocess.run(  # noqa: S602 - commands of our own page
            command, shell=True, cwd=self._folder, env=self._environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, (command, done.stdout, done.stderr)
        return _PROGRESS.sub("", done.stderr) + done.stdout

    def _start(self, command: str) -> str:
        """At any free port, told as the one that it takes where nobody else does."""
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self._port = str(probe.getsockname()[1])
        self._preview = subprocess.Popen(
            [*shlex.split(command), "--port", self._port],
            cwd=self._folder,
            env=self._environment | {"PYTHONUNBUFFERED": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        threading.Thread(target=self._listen, args=[self._preview.stdout], daemon=True).start()
        return self._next_of_preview()

    def _listen(self, said: TextIO) -> None:
        with said:
            for line in said:
                if not _PROGRESS.match(line):
                    self._said.append(line.replace(self._port, "8000"))

    def _next_of_preview(self) -> str:
        """Up to the line that tells what a build did."""
        end = time.monotonic() + _PATIENCE
        while not (self._said and " bài đọc mới)" in self._said[-1]):
            assert time.monotonic() < end, self._said
            time.sleep(0.02)
        told, self._said = "".join(self._said), []
        return told

    def _stop(self) -> None:
        if self._preview:
            self._preview.send_signal(2)
            assert self._preview.wait(timeout=30) == 0
            self._preview = None
