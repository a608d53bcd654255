"""Asks a built site's search page questions in Chromium, and tells what the index weighs and what each question loads.

    search.py BUILD [--rounds N] [--pagefind]

Weights are those of gzip, as hosts send. The questions are made of the archive's own words, the same every time: runs
of one to ten words, with and without marks, words that stand apart, and phrases. What is found is held against a plain
scan of all texts: a line begins with "!" where another article was shown, or one too few. With --pagefind
(`pip install 'pagefind[bin]'`) that engine indexes the same pages, for comparison.
"""

import argparse
import gzip
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from playwright.sync_api import Page, sync_playwright

from hanoi_korea_site.search.folding import fold, syllables

sys.path.append(str(Path(__file__).parents[1] / "tests" / "browser"))
from find import find

_SHOWN_FIRST = 5
_TEXTS = """async () => {
  await searching.begin();
  const { articles } = await searching.find(parseQuery(''), { kind: '', year: '', place: '' });
  return Promise.all(articles.map(async (slot) => {
    const { path, title, sentences } = await searching.article(slot);
    return [path, title, ...sentences];
  }));
}"""
_SHOWN = """async (asked) => {
  document.getElementById('loai').value = 'bai-viet';
  document.getElementById('hoi').value = asked;
  await page.search(true);
  const links = [...document.querySelectorAll('#ket-qua a')];
  return [links.map((link) => link.getAttribute('href').split('#')[0]), document.getElementById('tin').textContent];
}"""


@dataclass(frozen=True, slots=True)
class Text:
    """A published article: its address, and the syllables of its title and of each of its sentences."""

    path: str
    passages: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Question:
    kind: str
    words: tuple[str, ...]

    @property
    def typed(self) -> str:
        return f'"{" ".join(self.words)}"' if self.kind.startswith("phrase") else " ".join(self.words)


def questions(texts: list[Text], rounds: int) -> Iterator[Question]:
    draw = random.Random("questions")

    def run(length: int) -> tuple[str, ...]:
        while True:
            passage = draw.choice(draw.choice(texts).passages)
            if len(passage) >= length:
                at = draw.randint(0, len(passage) - length)
                return passage[at : at + length]

    for length in sorted(rounds * (*range(1, 11),)):
        yield Question("as written", run(length))
        yield Question("without marks", tuple(map(fold, run(length))))
        words = [word for passage in draw.choice(texts).passages for word in passage]
        yield Question("words apart", tuple(draw.sample(words, length)))
        yield Question("phrase", run(length))
        yield Question("phrase without marks", tuple(map(fold, run(length))))


def read_texts(folder: Path, page: Page) -> list[Text]:
    """All articles, as the index gives their words to a browser."""
    page.goto((folder / "tim-kiem.html").as_uri())
    return [Text(path, tuple(tuple(syllables(line)) for line in lines)) for path, *lines in page.evaluate(_TEXTS)]


def scanned(texts: list[Text], question: Question) -> list[str]:
    """The addresses of all articles that answer, by looking at every word; one typed without marks may have any."""
    if question.kind.startswith("phrase"):
        return [text.path for text in texts if any(_follow(question.words, passage) for passage in text.passages)]
    needed = set(map(fold, question.words))
    return [text.path for text in texts if needed <= {fold(word) for words in text.passages for word in words}]


def _follow(words: tuple[str, ...], passage: tuple[str, ...]) -> bool:
    starts = (at for at, word in enumerate(passage) if words[0] in (word, fold(word)))
    return any(
        len(passage) >= at + len(words)
        and all(typed in (word, fold(word)) for typed, word in zip(words, passage[at:], strict=False))
        for at in starts
    )


def show(page: Page, question: Question) -> tuple[list[str], int, bool]:
    """The first articles that the page shows, how many it says it has found, and whether it says so for sure."""
    shown, told = page.evaluate(_SHOWN, question.typed)
    found = re.search(r"(khoảng )?([\d.]+) bài viết", told)
    return (shown, int(found[2].replace(".", "")), not found[1]) if found else (shown, 0, True)


def weigh(file: Path) -> int:
    return len(gzip.compress(file.read_bytes(), 6))


def tell_weights(folder: Path) -> None:
    weights: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    for file in (folder / "tim-kiem").iterdir():
        kind = file.name.partition("-")[0]
        weights[kind] += weigh(file)
        counts[kind] += 1
    for kind, weight in sorted(weights.items()):
        print(f"{kind:10} {counts[kind]:6} files {weight / 1e6:8.2f} MB, {weight / counts[kind] / 1024:6.1f} KB each")
    print(f"{'in all':10} {counts.total():6} files {weights.total() / 1e6:8.2f} MB")


def ask_all(folder: Path, page: Page, texts: list[Text], rounds: int) -> None:
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    by_kind: dict[str, list[tuple[int, int, int]]] = {}
    address = (folder / "tim-kiem.html").as_uri()
    for question in questions(texts, rounds):
        page.goto(address)
        page.evaluate("searching.begin()")
        loaded.clear()
        began = time.perf_counter()
        shown, count, is_sure = show(page, question)
        took = time.perf_counter() - began
        weight = sum(weigh(folder / "tim-kiem" / url.rpartition("/")[2]) for url in loaded if "/tim-kiem/" in url)
        files, truth = len(loaded), scanned(texts, question)
        right = set(shown) <= set(truth) and len(shown) == min(len(truth), _SHOWN_FIRST)
        by_kind.setdefault(question.kind, []).append((weight, files, round(took * 1000)))
        right &= count == len(truth) or not is_sure
        print(
            f"{'  ' if right else '! '}{question.kind:21} {len(question.words):2} words: {weight / 1024:6.1f} KB in"
            f" {files:3} files, {took * 1000:5.0f} ms; found {'' if is_sure else '~'}{count}, stand there {len(truth)}"
            f"  {question.typed}"
        )
    for kind, rows in by_kind.items():
        sizes = [weight / 1024 for weight, _, _ in rows]
        print(f"{kind:21} median {median(sizes):6.1f} KB, most {max(sizes):6.1f} KB")


def ask_pagefind(folder: Path) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        site = Path(scratch, "site")
        shutil.copytree(folder / "bai-viet", site / "bai-viet")
        began = time.perf_counter()
        subprocess.run([sys.executable, "-m", "pagefind", "--site", str(site)], check=True, capture_output=True)
        took = time.perf_counter() - began
        weight = sum(weigh(file) for file in (site / "pagefind").rglob("*") if file.is_file())
        count = sum(1 for file in (site / "pagefind").rglob("*") if file.is_file())
        print(f"Pagefind: {took:.1f} s, {weight / 1e6:.1f} MB in {count} files")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build", type=Path)
    parser.add_argument("--rounds", type=int, default=1, help="how many questions of each kind and length")
    parser.add_argument("--pagefind", action="store_true")
    wish = parser.parse_args()
    folder = wish.build.resolve()
    tell_weights(folder)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        ask_all(folder, page, read_texts(folder, page), wish.rounds)
        browser.close()
    if wish.pagefind:
        ask_pagefind(folder)


if __name__ == "__main__":
    main()
