"""Each case of the table is published right, or refused by a message that names its place; the rest is published."""

from pathlib import Path
from typing import Any

import pytest
from hostile_site import ARTICLE, GOOD, SITE, build, cases, lay
from safe_output import pages, require_harmless

TABLE = cases()
ENDINGS = {"published": 0, "set aside": 1, "refused": 1}
GOOD_PAGE = "bai-viet/2022/da-nang-don-doan-thanh-pho-daejeon.html"


def test_there_are_sixty_cases_and_no_two_of_one_name() -> None:
    assert len(TABLE) >= 60
    assert len({case["case"] for case in TABLE}) == len(TABLE)


@pytest.mark.parametrize("case", TABLE, ids=lambda case: f"{case['theme']}: {case['case']}")
def test_is_published_right_or_refused_clearly(case: dict[str, Any], tmp_path: Path) -> None:
    site = lay(tmp_path / "site", case.get("files", {}))
    beside = {path: path.read_bytes() for path in (site / "seeds").rglob("*") if path.is_file()}
    said = build(site, *case.get("options", ()))
    assert said.error is None
    assert said.faults == tuple(case.get("says", ()))
    assert said.code == ENDINGS[case["outcome"]]
    assert {path: path.read_bytes() for path in beside} == beside

    output = site / "build"
    if case["outcome"] == "refused":
        assert not output.exists() or not any(output.rglob("*.html"))
        return
    require_harmless(output)
    shown = pages(output)
    if GOOD not in case.get("files", {}):
        assert "Yoon Sang-ho" in shown[GOOD_PAGE]
    together = "\n".join(shown.values())
    for words in case.get("shows", ()):
        assert words in together
    for words in case.get("hides", ()):
        assert words not in together


def test_the_good_site_is_good(tmp_path: Path) -> None:
    site = lay(tmp_path, {})
    assert build(site).faults == ()
    assert (site / "site.yaml").read_text(encoding="utf-8") == SITE
    assert (site / GOOD).read_text(encoding="utf-8") == ARTICLE
    assert GOOD_PAGE in pages(site / "build")
