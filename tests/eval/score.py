"""How well articles are read: what `extract` makes of them beside gold annotations made by hand.

    score.py [SET …] [--verbose] [--floors]

A SET is a folder here with `gold.yaml` and `texts/`: each set by default. `--floors` prints only what lies below
`floors.yaml`, or that the gold is not the one the floors were set for, and fails then.
"""

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal

import yaml
from findings import Finding, findings

from hanoi_korea_site.extract import extract
from hanoi_korea_site.gazetteer import Gazetteer
from hanoi_korea_site.seeds import read_file

HERE = Path(__file__).parent
BINS = (0.0, 0.6, 0.7, 0.8, 0.9, 1.01)
"""Where the bins of confidence begin; the last one ends above 1."""
Score = tuple[Literal["F1", "%"], float, Counter[str]]


@dataclass(frozen=True, slots=True)
class Floors:
    """What a set has reached: percent a line, and the digest of the gold and texts that it was reached on."""

    digest: str
    lines: Mapping[str, float]


def digest(folder: Path) -> str:
    """Name a set by its content: the gold and every text, by name and bytes."""
    whole = sha256()
    for path in (folder / "gold.yaml", *sorted((folder / "texts").iterdir())):
        whole.update(f"{path.name} {sha256(path.read_bytes()).hexdigest()}\n".encode())
    return whole.hexdigest()[:16]


def read_set(folder: Path) -> list[Finding]:
    """Read every article of a set and hold it against its gold."""
    gold: list[dict[str, Any]] = yaml.safe_load((folder / "gold.yaml").read_text("utf-8"))
    gazetteer = Gazetteer.load()
    seeds = ((entry, read_file(folder / "texts" / entry["file"])) for entry in gold)
    return [found for entry, seed in seeds for found in findings(entry, extract(seed, gazetteer), seed.text)]


def scores(found: Iterable[Finding]) -> dict[str, Score]:
    """F1 of what is found or missed, percent of what is right or wrong; lines in order of first finding."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for finding in found:
        counts[finding.line][finding.outcome] += 1
    return {line: _score(count) for line, count in counts.items()}


def _score(count: Counter[str]) -> Score:
    if count["right"] + count["wrong"]:
        return "%", 100 * count["right"] / (count["right"] + count["wrong"]), count
    every = 2 * count["hit"] + count["extra"] + count["missed"]
    return "F1", 200 * count["hit"] / every if every else 100.0, count


def shortfalls(folder: Path, floors: Floors, reached: Mapping[str, Score]) -> Iterator[str]:
    """Say what keeps a set from its floors; nothing where it holds them."""
    if (now := digest(folder)) != floors.digest:
        yield f"{folder.name}: gold or texts changed: they are {now}, the floors are for {floors.digest}"
    for line, floor in floors.lines.items():
        value = reached[line][1] if line in reached else 0.0
        if round(value, 1) < floor:
            yield f"{folder.name}: {line} {value:.1f} is below its floor {floor:.1f}"


def load_floors(path: Path) -> dict[str, Floors]:
    """The floors of each set."""
    return {
        name: Floors(told["digest"], told["lines"]) for name, told in yaml.safe_load(path.read_text("utf-8")).items()
    }


def report(found: list[Finding]) -> Iterator[str]:
    """All lines of a set, and how its confidences hold."""
    for line, (unit, value, count) in scores(found).items():
        counted = ", ".join(f"{number} {outcome}" for outcome, number in sorted(count.items()))
        yield f"{line:44} {unit:2} {value:5.1f}   {counted}"
    yield f"{'right, of what is told with confidence':44}" + "".join(f"{'from':>10}{low:4}" for low in BINS[:-1])
    for line in dict.fromkeys(finding.line for finding in found if finding.confidence is not None):
        yield f"{line:44}{''.join(_bins([finding for finding in found if finding.line == line]))}"


def _bins(found: list[Finding]) -> Iterator[str]:
    for low, high in pairwise(BINS):
        told = [finding for finding in found if finding.confidence is not None and low <= finding.confidence < high]
        right = sum(finding.outcome in ("hit", "right") for finding in told)
        yield f"{f'{100 * right / len(told):.0f} % of {len(told)}' if told else '-':>14}"


def main(arguments: list[str] | None = None, here: Path = HERE) -> int:
    """Score sets; 1 where `--floors` is asked for and not held."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("sets", nargs="*", metavar="SET")
    parser.add_argument("--verbose", action="store_true", help="say each miss")
    parser.add_argument("--floors", action="store_true", help="fail below floors.yaml")
    asked = parser.parse_args(arguments)
    folders = [here / name for name in asked.sets] or sorted(gold.parent for gold in here.glob("*/gold.yaml"))
    low = list(_below(folders, here / "floors.yaml")) if asked.floors else []
    lines = low if asked.floors else [line for folder in folders for line in _told(folder, verbose=asked.verbose)]
    sys.stdout.writelines(f"{line}\n" for line in lines)
    return 1 if low else 0


def _below(folders: Iterable[Path], path: Path) -> Iterator[str]:
    floors = load_floors(path)
    for folder in folders:
        if folder.name in floors:
            yield from shortfalls(folder, floors[folder.name], scores(read_set(folder)))
        else:
            yield f"{folder.name}: {path.name} holds no floors for it"


def _told(folder: Path, *, verbose: bool) -> Iterator[str]:
    found = read_set(folder)
    yield f"{folder.name} ({digest(folder)})"
    yield from report(found)
    misses = (finding for finding in found if finding.outcome in ("extra", "missed", "wrong"))
    yield from (f"  {miss.article} {miss.line}, {miss.outcome}: {miss.note}" for miss in misses if verbose)
    yield ""


if __name__ == "__main__":
    sys.exit(main())
