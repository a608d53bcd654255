"""Measures builds beside Hugo on the same articles, in one run.

Writes benchmarks/RESULTS.md, for another size than the usual one RESULTS-N.md.

    bench.py [--size N] [--runs R] [--peers hugo|none] [--jobs J] [--keep FOLDER]

What is compared: a cold build (ours reads the raw text, Hugo is handed finished front matter) without a search index
and with one (Hugo's made by Pagefind), all pages rendered again after a template changed, one article's body edited,
nothing changed. Runs are interleaved; medians are told. Hugo is left out from the first run on for which it needs
more than a quarter of an hour. Everything happens in memory (/dev/shm) where there is such a place, so that no disk is
measured.
"""

import argparse
import json
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import corpus
import saving
from contenders import BARE, CASES, COLD, EDIT, HERE, IDLE, TEMPLATE, Contender, hugo, ours, version
from measure import Taken, TooLongError, run
from slugify import slugify

SMALL, USUAL = 1_000, 10_000
BARS = {BARE: 0.5, COLD: 0.4, TEMPLATE: 0.4, EDIT: 0.04, IDLE: 0.02}
"""Wished for at 10,000 articles: our wall time as a share of Hugo's; of 1,000 articles, `SMALL_BAR`."""
SMALL_BAR = 1.0
WORDS = {
    BARE: "cold build, no search index",
    COLD: "cold build with search index; Hugo's by Pagefind",
    TEMPLATE: "all pages again after a template changed",
    EDIT: "one article's body edited, search index included; Hugo has none",
    IDLE: "nothing changed",
}
HEAD = (
    "| case | ours: wall, processors, memory | Hugo's | ratio of wall | of processors | wished for |",
    "|---|---|---|---|---|---|",
)
_PATIENCE = 900.0  # seconds
Figures = dict[str, dict[str, list[Taken]]]
"""By contender and case, what each run took."""


def measure(contenders: list[Contender], runs: int, cases: tuple[str, ...] = CASES) -> Figures:
    """Contenders take turns; one that needs too long is dropped, with its figures."""
    found: Figures = {one.name: {case: [] for case in cases} for one in contenders}
    for number in range(1, runs + 1):
        for case in cases:
            for one in list(contenders):
                one.prepare(case, number)
                try:
                    taken = sum((run(command, one.folder, _PATIENCE) for command in one.commands(case)), Taken())
                except TooLongError:
                    contenders.remove(one)
                    del found[one.name]
                    print(f"{number}/{runs} {case:16} {one.name:17} needs more than {_PATIENCE:.0f} s, and is left out")
                    continue
                found[one.name][case].append(taken)
                print(f"{number}/{runs} {case:16} {one.name:17} {taken.wall:7.2f} s, {taken.cpu:7.2f} s of processors")
    return found


def compared(contenders: list[Contender], truth: dict[str, dict[str, list[str]]]) -> Iterator[str]:
    """Whether each article, place, official and agreement of the truth has its page, a line for each contender."""
    for one in contenders:
        stems = [file.parent.name if file.stem == "index" else file.stem for file in one.output.rglob("*.html")]
        names = set(map(slugify, stems))
        heads = _agreement_heads(one.output)
        told = []
        for kind in ("places", "officials", "agreements"):
            wanted = {name for facts in truth.values() for name in facts[kind]}
            there = {name for name in wanted if slugify(name) in names or slugify(name) in heads}
            told.append(f"{len(there)} of {len(wanted)} {kind}")
        numbers = {match[0] for name in names if (match := re.search(r"\d{6}$", name))}
        articles = sum(stem[-6:] in numbers for stem in truth)
        yield f"- {one.name}: {articles} of {len(truth)} articles, {', '.join(told)}"


def _agreement_heads(output: Path) -> set[str]:
    pages = (file.read_text(encoding="utf-8") for file in (output / "thoa-thuan").glob("*.html"))
    heads = (match[1] for page in pages if (match := re.search(r"<h1[^>]*>(.*?)</h1>", page)))
    return {slugify(re.sub(r"<[^>]+>", "", head)) for head in heads}


def middle(figures: list[Taken], part: Callable[[Taken], float]) -> float:
    return statistics.median(map(part, figures))


def wall(taken: Taken) -> float:
    return taken.wall


def cpu(taken: Taken) -> float:
    return taken.cpu


def memory(taken: Taken) -> float:
    return taken.memory


def table(found: Figures) -> Iterator[str]:
    """Our figures beside Hugo's, where it ran."""
    yield from HEAD
    for case, figures in found["hanoi-korea-site"].items():
        yield row(WORDS[case], figures, found.get("Hugo", {}).get(case), BARS[case])


def row(words: str, mine: list[Taken], other: list[Taken] | None, bar: float) -> str:
    ratios = [f"{middle(mine, part) / middle(other, part):.2f}" for part in (wall, cpu)] if other else ["–", "–"]
    return f"| {words} | {told(mine)} | {told(other) if other else '–'} | {' | '.join(ratios)} | {bar} |"


def told(figures: list[Taken]) -> str:
    peak = max(map(memory, figures))
    return f"{middle(figures, wall):.2f} s, {middle(figures, cpu):.2f} s, {peak:.0f} MB"


def waits(contenders: list[Contender], runs: int) -> Iterator[str]:
    """From saving an article to the preview's page that shows it."""
    for one in contenders:
        found = saving.waits(one.preview, one.folder, one.page(), one.article, runs)
        print(f"saved to served  {one.name:17} {' '.join(f'{wait:.2f}' for wait in found)} s")
        yield f"- {one.name}: {statistics.median(found):.2f} s"


def stages(site: Contender) -> Iterator[str]:
    """The breakdown of one cold build."""
    site.prepare(COLD, 0)
    told = subprocess.run(
        [sys.executable, HERE / "stages.py", site.folder], check=True, capture_output=True, text=True
    ).stdout
    yield "| stage | wall | processors |"
    yield "|---|---|---|"
    for stage, (wall, cpu) in json.loads(told).items():
        yield f"| {stage} | {wall:.2f} s | {cpu:.2f} s |"


def growth(folder: Path, wish: argparse.Namespace) -> Iterator[str]:
    """Cold builds without an index, from the small size up to the last one below `wish.size`, each ten times larger."""
    at = SMALL
    while at < wish.size:
        made, place = folder / f"corpus-{at}", folder / f"growth-{at}"
        corpus.make(at, made)
        found = measure(entered(place, made, wish), wish.runs, (BARE,))
        yield row(f"{at:,} articles", found["hanoi-korea-site"][BARE], found.get("Hugo", {}).get(BARE), SMALL_BAR)
        for one in (made, place):
            shutil.rmtree(one)
        at *= 10


def entered(folder: Path, made: Path, wish: argparse.Namespace) -> list[Contender]:
    return [ours(folder, made, wish.jobs), *([hugo(folder, made)] if wish.peers == "hugo" else [])]


def report(folder: Path, wish: argparse.Namespace) -> str:
    made = folder / "corpus"
    corpus.make(wish.size, made)
    contenders = entered(folder, made, wish)
    versions = _versions(contenders)
    found = measure(contenders, wish.runs)
    truth = json.loads((made / "truth.json").read_text(encoding="utf-8"))
    equal = list(compared(contenders, truth))
    last = row(f"{wish.size:,} articles", found["hanoi-korea-site"][BARE], found.get("Hugo", {}).get(BARE), BARS[BARE])
    lines = [
        "# Measured", "",
        f"`make bench SIZE={wish.size}`: medians of {wish.runs} interleaved runs on {wish.size:,} articles; memory is",
        "the most that all processes took together, what they share counted once.",
        *([] if len(found) > 1 or wish.peers == "none" else [f"Hugo needed more than {_PATIENCE / 60:.0f} minutes."]),
        versions, "",
        *table(found), "",
        "## From saving an article to the page that a preview serves", "", *waits(contenders, wish.runs), "",
        "## Equal output", "", "Pages that the truth asks for:", "", *equal, "",
        "## A cold build by stage", "", *stages(contenders[0]), "",
        "## Growth of a cold build, no search index", "",
        *HEAD, *growth(folder, wish), last, "",
    ]  # fmt: skip
    return "\n".join(lines)


def _versions(contenders: list[Contender]) -> str:
    told = [f"Python {platform.python_version()}", f"{os.cpu_count()} processors", platform.platform()]
    for one in contenders[1:]:
        told = [*(version(command[0]) for command in one.commands(COLD)), *told]
    load = os.getloadavg()[2]
    return f"{', '.join(told)}. The machine's load over the last quarter of an hour was {load:.1f}."


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=USUAL)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--peers", choices=("hugo", "none"), default="hugo")
    parser.add_argument("--jobs", type=int, help="processes of our build; by default one for each processor")
    parser.add_argument("--keep", type=Path, help="work in this folder, and leave it")
    wish = parser.parse_args()
    memory_place = Path("/dev/shm")  # noqa: S108 - on purpose: a file system in memory
    with tempfile.TemporaryDirectory(dir=memory_place if memory_place.is_dir() else None) as made:
        text = report(wish.keep or Path(made), wish)
    name = "RESULTS.md" if wish.size == USUAL else f"RESULTS-{wish.size}.md"
    (HERE / name).write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
