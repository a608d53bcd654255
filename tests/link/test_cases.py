"""Linking told by cases: `cases/*.yaml` hold articles and what the archive is to make of them."""

from collections import defaultdict
from pathlib import Path

import pytest
import yaml
from articles import GAZETTEER, article

from hanoi_korea_site.archive import Archive
from hanoi_korea_site.link.linking import link
from hanoi_korea_site.model import EditorsWord, FactWords

CASES = Path(__file__).parent / "cases"


def read(name: str) -> list[object]:
    """The cases of a file, each with its name; dates stay as written."""
    cases = yaml.load((CASES / name).read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 - strings only
    return [pytest.param(case, id=case["case"]) for case in cases]


def linked(case: dict) -> Archive:
    return link([article(key, **_parts(parts)).gist for key, parts in case["articles"].items()], GAZETTEER)


def _parts(parts: dict) -> dict:
    word = EditorsWord(
        **{kind: FactWords(same_as=tuple(pairs.items())) for kind, pairs in parts.get("same_as", {}).items()}
    )
    return {key: value for key, value in parts.items() if key != "same_as"} | {"word": word}


def problems(archive: Archive) -> dict[str, list[str]]:
    found = defaultdict(list)
    for key, problem in archive.problems:
        found[key].append(problem.code)
    return dict(found)


@pytest.mark.parametrize("case", read("persons.yaml"))
def test_persons(case):
    archive = linked(case)
    assert {key: sorted(person.articles) for key, person in archive.officials.items()} == case["expect"]
    for key, names in case.get("names", {}).items():
        assert list(archive.officials[key].names) == names
    if "problems" in case:
        assert problems(archive) == case["problems"]


@pytest.mark.parametrize("case", read("offices.yaml"))
def test_offices(case):
    archive = linked(case)
    if "expect" in case:
        assert {key: [_line(office) for office in person.offices] for key, person in archive.officials.items()} == case[
            "expect"
        ]
    assert problems(archive) == case.get("problems", {})


def _line(office) -> str:
    title = f"nguyên {office.title}" if office.former else office.title
    first, last = (date.edtf if date else "-" for date in (office.first, office.last))
    return f"{title} | {office.body} | {office.place} | {first} | {last}"


@pytest.mark.parametrize("case", read("agreements.yaml"))
def test_agreements(case):
    archive = linked(case)
    steps = {key: [_step(step) for step in entry.steps] for key, entry in archive.agreements.items()}
    assert steps == case["expect"]
    for key, titles in case.get("titles", {}).items():
        assert list(archive.agreements[key].titles) == titles
    assert problems(archive) == case.get("problems", {})


def _step(step) -> str:
    articles = " ".join(sorted(citation.article for citation in step.citations))
    return f"{step.status} | {step.date.edtf if step.date else '-'} | {articles}"


@pytest.mark.parametrize("case", read("events.yaml"))
def test_events(case):
    archive = linked(case)
    found = defaultdict(list)
    for event in archive.events.values():
        found[f"{event.date.edtf} {event.tense}"].append(" ".join(citation.article for citation in event.citations))
    assert {key: sorted(reports) for key, reports in found.items()} == case["expect"]
    assert problems(archive) == case.get("problems", {})
