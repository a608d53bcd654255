"""Builds a site in this process and prints as JSON what each stage took: seconds on the wall, of all processors.

stages.py SITE
"""

import functools
import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import ParamSpec, TypeVar

from hanoi_korea_site.building import build, last_build, whole
from hanoi_korea_site.config import load_config
from hanoi_korea_site.console import silent

P = ParamSpec("P")
R = TypeVar("R")

STAGES: tuple[tuple[ModuleType | type, str, str], ...] = (
    (whole, "read_all", "read the articles"),
    (whole, "apart", "link them, and keep the archive"),
    (build, "_edition", "index for search, and plan the pages meanwhile"),
    (build, "_published", "render and publish, with fingerprints"),
    (last_build.Last, "followed", "keep fingerprints and stamps"),
)
"""Functions that a build calls one after the other, in its words and in those of the report."""


def main() -> None:
    found: dict[str, tuple[float, float]] = {}
    for module, name, stage in STAGES:
        setattr(module, name, _timed(getattr(module, name), stage, found))
    all_of_it = _timed(build.build, "in all", found)
    all_of_it(load_config(Path(sys.argv[1])), silent)
    print(json.dumps(found))


def _timed(function: Callable[P, R], stage: str, found: dict[str, tuple[float, float]]) -> Callable[P, R]:
    @functools.wraps(function)
    def timed(*positional: P.args, **named: P.kwargs) -> R:
        began, cpu = time.perf_counter(), _processors()
        made = function(*positional, **named)
        found[stage] = (time.perf_counter() - began, _processors() - cpu)
        return made

    return timed


def _processors() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


if __name__ == "__main__":
    main()
