"""Each folder of `tests/broken_sites` is a site with one kind of fault, `expected.txt` all that is said of it."""

from pathlib import Path

import pytest

from all_seeds import read_seeds
from hanoi_korea_site.config import load_config
from hanoi_korea_site.errors import Fault, InputError

SITES = Path(__file__).parent.parent / "broken_sites"


def faults(site: Path) -> tuple[Fault, ...]:
    try:
        return read_seeds(load_config(site)).faults
    except InputError as error:
        return error.faults


@pytest.mark.parametrize("site", sorted(path for path in SITES.iterdir() if path.is_dir()), ids=lambda path: path.name)
def test_says_what_is_wrong(site):
    said = "".join(f"{fault}\n" for fault in faults(site))
    assert said == (site / "expected.txt").read_text(encoding="utf-8")


def test_there_are_sites():
    assert len(list(SITES.iterdir())) > 40
