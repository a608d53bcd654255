"""A year told by other articles: on the page, and built again as the witnesses come and go."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_site import make_site, run, tree

MET = "Chủ tịch UBND thành phố Hà Nội Nguyễn Văn Lâm tiếp Thị trưởng Seoul Park Ji-hoon đến thăm và làm việc."
OPEN = f"Hà Nội tiếp đoàn Seoul\n\nSáng 15/10, tại Hà Nội, {MET}\n"
ALSO_OPEN = f"Thủ đô đón đoàn đại biểu Seoul\n\nNgày 15/10, tại Hà Nội, {MET}\n"
BOUNDED = f"Seoul thăm Hà Nội\n\nSáng 15/10, tại Hà Nội, {MET} Trước đó, ngày 3/4/2021, hai bên đã họp trực tuyến.\n"
DATED = f"Park Ji-hoon thăm Hà Nội\n\nSáng 15/10/2019, tại Hà Nội, {MET}\n"
DATED_ELSE = f"Hà Nội và Seoul hội đàm\n\nSáng 15/10/2016, tại Hà Nội, {MET}\n"
TEXTS = (OPEN, ALSO_OPEN, BOUNDED, DATED, DATED_ELSE)

STEPS = st.lists(st.tuples(st.sampled_from(("a", "b", "c", "d")), st.none() | st.sampled_from(TEXTS)), max_size=4)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return make_site(tmp_path / "site")


def page(site: Path, name: str) -> str:
    (found,) = (site / "build" / "bai-viet").rglob(f"{name}.html")
    return found.read_text("utf-8")


def test_the_page_names_the_witness_and_forgets_it_when_it_is_gone(site: Path) -> None:
    (site / "seeds" / "a.txt").write_text(OPEN, "utf-8")
    (site / "seeds" / "b.txt").write_text(DATED, "utf-8")
    run(site)
    told = page(site, "ha-noi-tiep-doan-seoul")
    assert "năm suy luận từ bài khác trong kho" in told
    assert "Năm suy ra từ: bài “Park Ji-hoon thăm Hà Nội”" in told
    assert "15/10/2019" in told

    (site / "seeds" / "b.txt").unlink()
    run(site)
    told = page(site, "ha-noi-tiep-doan-seoul")
    assert "15/10/2019" not in told
    assert "không rõ năm" in told


def test_what_was_voted_for_bears_no_witness(site: Path) -> None:
    """Else the third would outlive the witness by a chain of votes, or stand by the order of reading."""
    for name, text in (("a", OPEN), ("b", ALSO_OPEN), ("c", DATED)):
        (site / "seeds" / f"{name}.txt").write_text(text, "utf-8")
    run(site)
    for name in ("ha-noi-tiep-doan-seoul", "thu-do-don-doan-dai-bieu-seoul"):
        assert page(site, name).count("Năm suy ra từ: bài “Park Ji-hoon thăm Hà Nội”") == 1
        assert "<q>Hà Nội tiếp đoàn Seoul</q>" not in page(site, name)


@pytest.mark.parametrize("witnesses", [(DATED, DATED_ELSE), (DATED,)], ids=["at odds", "before what is past"])
def test_votes_that_disagree_or_contradict_the_text_tell_nothing(site: Path, witnesses: tuple[str, ...]) -> None:
    text = OPEN if len(witnesses) > 1 else BOUNDED
    for name, body in zip("abc", (text, *witnesses), strict=False):
        (site / "seeds" / f"{name}.txt").write_text(body, "utf-8")
    run(site)
    assert "từ bài khác" not in page(site, "ha-noi-tiep-doan-seoul" if text is OPEN else "seoul-tham-ha-noi")


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_any_coming_and_going_of_witnesses_ends_as_a_clean_build_does(
    steps: list[tuple[str, str | None]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    site = make_site(tmp_path_factory.mktemp("grown"))
    (site / "seeds" / "first.txt").write_text(OPEN, "utf-8")
    run(site)
    for name, text in steps:
        file = site / "seeds" / f"{name}.txt"
        if text is None:
            file.unlink(missing_ok=True)
        else:
            file.write_text(text, "utf-8")
        run(site)
    clean = make_site(tmp_path_factory.mktemp("clean"))
    for file in sorted((site / "seeds").iterdir()):
        (clean / "seeds" / file.name).write_bytes(file.read_bytes())
    run(clean, jobs=2)
    assert tree(site / "build") == tree(clean / "build")
