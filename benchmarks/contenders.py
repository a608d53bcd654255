"""Who is measured: this program on raw text, and Hugo on Markdown with finished front matter, searched by Pagefind."""

import re
import shutil
import subprocess
import sys
import venv
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
BARE, COLD, TEMPLATE, EDIT, IDLE = "cold", "cold, searched", "template", "one edit", "nothing changed"
CASES = (BARE, COLD, TEMPLATE, EDIT, IDLE)
SITE = 'title: Hà Nội – Hàn Quốc\nbase_url: "https://example.vn/"\nexports: []\nfonts: system\n'
"""What Hugo's site publishes as well: no annotations, no tables of data, no fonts of its own."""
UNSEARCHED = SITE + "search: names\n"

Command = tuple[str | Path, ...]


@dataclass(frozen=True, slots=True)
class Contender:
    """A generator with its site: how to build, and where its output, an article and a template stand.

    `indexer` makes the search index where the build does not; `settings` is a file that tells the build not to.
    """

    name: str
    folder: Path
    command: Command
    output: Path
    remembered: Path
    article: Path
    template: Path
    touch: str
    preview: Command
    indexer: Command = ()
    settings: Path | None = None

    def prepare(self, case: str, number: int) -> None:
        """Bring the site into the state that the case starts from."""
        if case in (BARE, COLD):
            for place in (self.output, self.remembered):
                shutil.rmtree(place, ignore_errors=True)
            if self.settings:
                self.settings.write_text(UNSEARCHED if case == BARE else SITE, encoding="utf-8")
        elif case == TEMPLATE:
            self._append(self.template, self.touch.format(number))
        elif case == EDIT:
            text = self.article.read_text(encoding="utf-8")
            self.article.write_text(re.sub(r"\d* ?khán giả|(?=\n*\Z)", f" {number}", text, count=1), encoding="utf-8")

    def commands(self, case: str) -> tuple[Command, ...]:
        """What has to run, one after the other."""
        return (self.command, self.indexer) if case == COLD and self.indexer else (self.command,)

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
        preview=(sys.executable, "-m", "hanoi_korea_site", "-q", "serve"), settings=site / "site.yaml",
    )  # fmt: skip


def hugo(folder: Path, made: Path) -> Contender:
    """Hugo, on Markdown with front matter."""
    site, program = folder / "hugo", _installed("hugo", "hugo/binaries/hugo*")
    shutil.copytree(HERE / "hugo", site)
    shutil.copytree(made / "markdown", site / "content" / "articles")
    return Contender(
        "Hugo", site, (program, "--quiet", "--cacheDir", site / "cache"), site / "public", site / "cache",
        article=_middle(site / "content" / "articles"), template=site / "layouts" / "baseof.html",
        touch="{{{{/* {} */}}}}\n", preview=(program, "server", "--quiet", "--cacheDir", site / "cache"),
        indexer=(_installed("pagefind", "pagefind_bin/pagefind*"), "--quiet", "--site", site / "public"),
    )  # fmt: skip


def version(program: str | Path) -> str:
    """A peer's name and version, as it tells them."""
    option = "version" if Path(program).stem == "hugo" else "--version"
    said = subprocess.run([program, option], check=True, capture_output=True, text=True).stdout
    number = re.search(r"\d+(\.\d+)+", said)
    return f"{Path(program).stem.title()} {number[0] if number else said.strip()}"


def _middle(folder: Path) -> Path:
    files = sorted(folder.iterdir())
    return files[len(files) // 2]


def _installed(peer: str, program: str) -> Path:
    """A peer's program from PyPI, in an environment of its own."""
    place = ROOT / ".cache" / "benchmarks" / peer
    pattern = f"lib/python*/site-packages/{program}"
    if not any(place.glob(pattern)):
        venv.create(place, with_pip=True)
        quiet = ("install", "--quiet", "--disable-pip-version-check", "-r", HERE / peer / "requirements.txt")
        subprocess.run([place / "bin" / "python", "-m", "pip", *quiet], check=True)
    return next(place.glob(pattern))
