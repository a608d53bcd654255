"""The gate on reading quality holds: it fails below a floor, and on gold that the floors were not set for."""

import shutil
from pathlib import Path

import pytest
import yaml
from score import digest, load_floors, main, read_set, scores

HERE = Path(__file__).parent
ARTICLES = 4


@pytest.fixture
def here(tmp_path):
    """A gate of its own: the first articles of the open set, with floors at what they reach."""
    folder = tmp_path / "few"
    (folder / "texts").mkdir(parents=True)
    gold = yaml.safe_load((HERE / "open" / "gold.yaml").read_text("utf-8"))[:ARTICLES]
    (folder / "gold.yaml").write_text(yaml.safe_dump(gold, allow_unicode=True), "utf-8")
    for entry in gold:
        shutil.copy(HERE / "open" / "texts" / entry["file"], folder / "texts")
    set_floors(tmp_path, {line: round(value, 1) for line, (_, value, _) in scores(read_set(folder)).items()})
    return tmp_path


def set_floors(here, lines):
    floors = {"few": {"digest": digest(here / "few"), "lines": lines}}
    (here / "floors.yaml").write_text(yaml.safe_dump(floors), "utf-8")


def test_holds_where_every_line_reaches_its_floor(here, capsys):
    assert main(["--floors"], here) == 0
    assert capsys.readouterr().out == ""


def test_fails_where_a_line_falls_below_its_floor(here, capsys):
    gold = yaml.safe_load((here / "few" / "gold.yaml").read_text("utf-8"))
    gold[0]["places"].append({"name": "Nơi Không Có", "country": "VN"})
    (here / "few" / "gold.yaml").write_text(yaml.safe_dump(gold, allow_unicode=True), "utf-8")
    set_floors(here, dict(load_floors(here / "floors.yaml")["few"].lines))

    assert main(["--floors"], here) == 1
    assert "few: places" in capsys.readouterr().out


def test_fails_where_a_line_is_no_longer_measured(here, capsys):
    set_floors(here, {"treaties": 90.0})

    assert main(["--floors"], here) == 1
    assert "treaties 0.0 is below its floor 90.0" in capsys.readouterr().out


@pytest.mark.parametrize("changed", ["gold.yaml", "texts/o01.txt"])
def test_fails_where_gold_or_texts_are_not_those_of_the_floors(here, changed, capsys):
    with (here / "few" / changed).open("a", encoding="utf-8") as file:
        file.write("\n")

    assert main(["--floors"], here) == 1
    assert "gold or texts changed" in capsys.readouterr().out


def test_fails_where_a_set_has_no_floors(here, capsys):
    shutil.copytree(here / "few", here / "more")

    assert main(["--floors"], here) == 1
    assert "more: floors.yaml holds no floors for it" in capsys.readouterr().out


def test_tells_every_miss_and_how_confidence_holds(here, capsys):
    assert main(["few", "--verbose"], here) == 0
    told = capsys.readouterr().out
    assert "right, of what is told with confidence" in told
    misses = [f for f in read_set(here / "few") if f.outcome in ("extra", "missed", "wrong")]
    assert all(miss.note in told for miss in misses)
