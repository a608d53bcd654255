"""How far the confidence of the reading can be trusted: writes src/hanoi_korea_site/data/calibration.yaml.

    calibrate.py [--check]

Of the facts told with each degree of confidence, how many the gold calls right, over all sets; the quality page
publishes these numbers. `--check` writes nothing and fails where the file is not what the reading now gives.
"""

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

import yaml
from findings import Finding
from score import HERE, digest, read_set

from hanoi_korea_site.archive import CLEAR, FAIR

TARGET = HERE.parents[1] / "src/hanoi_korea_site/data/calibration.yaml"
LINES = {
    "places": "places",
    "officials": "officials",
    "agreements": "agreements",
    "dates": "dates",
    "main date": "main",
}
"""The lines of the scores that a reader is told of, and what the quality page calls them."""
HEAD = """\
# How often facts told with a confidence are right, by the annotated articles in tests/eval.
# Written by `make calibrate`; the digests name the gold it was measured on.
"""


def calibration(folders: Iterable[Path]) -> dict[str, object]:
    """Counts of right and of all facts told, a kind and degree of confidence."""
    sets = {folder: read_set(folder) for folder in folders}
    found = [finding for findings in sets.values() for finding in findings]
    return {
        "digests": {folder.name: digest(folder) for folder in sets},
        "articles": len({(folder, finding.article) for folder, findings in sets.items() for finding in findings}),
        "kinds": {kind: _degrees(found, line) for line, kind in LINES.items()},
    }


def _degrees(found: Iterable[Finding], line: str) -> Mapping[str, dict[str, int]]:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for finding in found:
        if finding.line == line and finding.confidence is not None:
            counts[_degree(finding.confidence)][finding.outcome] += 1
    return {degree: _right(counts[degree]) for degree in ("clear", "fair", "unsure")}


def _degree(confidence: float) -> str:
    return "clear" if confidence >= CLEAR else "fair" if confidence >= FAIR else "unsure"


def _right(count: Counter[str]) -> dict[str, int]:
    return {"right": count["hit"] + count["right"], "told": sum(count.values())}


def main(arguments: list[str]) -> int:
    folders = sorted(gold.parent for gold in HERE.glob("*/gold.yaml"))
    text = HEAD + yaml.safe_dump(calibration(folders), sort_keys=False)
    if arguments == ["--check"]:
        return int(TARGET.read_text("utf-8") != text)
    TARGET.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
