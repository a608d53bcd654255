"""`init`: a new site project that builds at once; what is already there stays as it is."""

from collections.abc import Iterator
from gettext import gettext as _
from pathlib import Path
from typing import Final

from hanoi_korea_site.errors import Fault, InputError
from hanoi_korea_site.language import reason

_SKELETON = Path(__file__).parents[1] / "skeleton"

FILES: Final = (
    ("site.yaml", "site.yaml"),
    ("seeds/bai-mau.txt", "article.txt"),
    ("seeds/bai-mau.yaml", "article.yaml"),
    (".gitignore", "gitignore"),
    (".github/workflows/pages.yml", "pages.yml"),
)
"""Each file of a new site, with the one that it is made from. The example comes only into a folder without articles."""


def start(folder: Path) -> Iterator[tuple[str, bool]]:
    """Makes the site's files; yields each name and whether it was made, not kept. InputError where none can be."""
    seeds = folder / "seeds"
    own_articles = seeds.is_dir() and any(seeds.iterdir())
    for name, source in FILES:
        if own_articles and name.startswith("seeds/"):
            continue
        yield name, write_new(folder / name, (_SKELETON / source).read_bytes())


def write_new(file: Path, content: bytes) -> bool:
    """Writes a file that is not there yet, and says whether it did; InputError where the folder refuses."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("xb") as opened:
            opened.write(content)
    except FileExistsError:
        if file.parent.is_dir():
            return False
        raise InputError(Fault(_("a file stands where a folder belongs"), str(file.parent))) from None
    except OSError as error:
        raise InputError(Fault(_("cannot be written: {reason}").format(reason=reason(error)), str(file))) from error
    return True
