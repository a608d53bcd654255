"""Whatever stands in an article, it becomes a record whose spans hold and pages that hold nothing of it but words."""

import json
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import jsonschema
import msgspec
import pytest
from hostile_site import ARTICLE, GOOD, build, lay
from hypothesis import example, given, settings
from hypothesis import strategies as st
from news import news
from safe_output import require_harmless

from hanoi_korea_site.building.articles import read_one
from hanoi_korea_site.config import load_config
from hanoi_korea_site.errors import InputError
from hanoi_korea_site.gazetteer import Gazetteer
from hanoi_korea_site.model import Record, Seed
from hanoi_korea_site.offers.records import schema as record_schema
from hanoi_korea_site.record_json import records_json
from hanoi_korea_site.seeds import list_seed_files, read_file, read_seed

FEWER = settings(max_examples=max(20, settings().max_examples // 10))
"""For what builds a whole site each time."""


@cache
def schema() -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(json.loads(record_schema()))


def read(raw: bytes, suffix: str = ".txt") -> tuple[Record, Seed] | None:
    """The article read as `extract` does; None where it is refused."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / f"bai{suffix}"
        file.write_bytes(raw)
        try:
            seed = read_file(file)
        except InputError as error:
            require_clear(error)
            return None
    return read_one(seed, Gazetteer.load()), seed


def require_clear(error: InputError) -> None:
    assert error.faults
    assert all(fault.message and fault.file for fault in error.faults)


def require_sound(record: Record, text: str) -> None:
    """Every span lies in the text, every mention is the words it names, and the record is what its schema says."""
    shape = json.loads(records_json([(record, text)]))["articles"][0]
    schema().validate(shape)
    for mention in _mentions(shape):
        if mention["end"]:
            assert text[mention["start"] : mention["end"]] == mention["text"]
    assert all(0 <= span["start"] <= span["end"] <= len(text) for span in _spans(shape))


def _spans(node: Any) -> list[dict[str, Any]]:
    if isinstance(node, list):
        return [found for item in node for found in _spans(item)]
    if not isinstance(node, dict):
        return []
    whole = isinstance(node.get("start"), int) and isinstance(node.get("end"), int)
    return ([node] if whole else []) + [found for item in node.values() for found in _spans(item)]


def _mentions(node: Any) -> list[dict[str, Any]]:
    return [span for span in _spans(node) if "rule" in span]


@given(news)
@example("Ngày 12/5/2023\u0301, Thị trưởng Kim Min Ho ký.")
def test_any_news_becomes_a_sound_record(text: str) -> None:
    found = read(text.encode("utf-8", "surrogatepass"))
    if found is not None:
        record, seed = found
        require_sound(record, seed.text)
        assert msgspec.json.encode(record) == msgspec.json.encode(read_one(seed, Gazetteer.load()))


@given(st.binary(max_size=600))
def test_any_bytes_become_a_sound_record_or_are_refused(raw: bytes) -> None:
    found = read(raw)
    if found is not None:
        require_sound(found[0], found[1].text)


@given(st.text(max_size=80), news)
def test_any_front_matter_is_read_or_refused(front: str, body: str) -> None:
    found = read(f"---\n{front}\n---\n{body}".encode("utf-8", "surrogatepass"), ".md")
    if found is not None:
        require_sound(found[0], found[1].text)


@given(
    st.dictionaries(st.sampled_from(("seeds", "output", "static", "names", "about", "templates")), st.text(max_size=30))
)
def test_no_path_of_site_yaml_leaves_the_site(paths: dict[str, str]) -> None:
    with TemporaryDirectory() as folder:
        site = lay(Path(folder) / "site", {"site.yaml": json.dumps({"title": "Kho", **paths})})
        try:
            config = load_config(site)
        except InputError:
            return
        for path in (config.seeds, config.output, config.static, config.templates):
            assert path.resolve().is_relative_to(site.resolve())
        try:
            found = list_seed_files(config)
        except InputError:
            assert not config.seeds.is_dir()
            return
        for file in found.files:
            assert read_seed(config.root, file).text


@FEWER
@given(st.lists(news.filter(str.strip), min_size=1, max_size=6), st.booleans())
def test_pages_of_any_news_hold_nothing_of_it_but_words(texts: list[str], markdown: bool) -> None:  # noqa: FBT001
    suffix = "md" if markdown else "txt"
    with TemporaryDirectory() as folder:
        bodies = {f"seeds/b{number}.{suffix}": f"{text}\n" for number, text in enumerate(texts) if _encodable(text)}
        said = build(lay(Path(folder) / "site", bodies))
        assert said.error is None
        require_harmless(Path(folder) / "site" / "build")


@FEWER
@given(
    st.fixed_dictionaries(
        {}, optional=dict.fromkeys(("title", "outlet", "name", "office", "body", "place", "tag", "agreement"), news)
    )
)
def test_pages_of_any_word_hold_nothing_of_it_but_words(values: dict[str, str]) -> None:
    get = values.get
    word = {
        "title": get("title") or "Tiêu đề",
        "officials": [
            {
                "name": get("name") or "Kim Min Ho",
                "title": get("office") or "Thị trưởng",
                "body": get("body") or "Seoul",
            }
        ],
        "places": [get("place") or "Seoul"],
        "agreements": [
            {"title": get("agreement") or "Bản ghi nhớ", "parties": [get("body") or "Hà Nội", get("place") or "Seoul"]}
        ],
        "source": {"outlet": get("outlet") or "Báo"},
        "tags": [get("tag") or "du lịch"],
    }
    with TemporaryDirectory() as folder:
        site = lay(Path(folder) / "site", {"seeds/tot.yaml": json.dumps(word)})
        said = build(site)
        assert said.error is None
        assert (site / GOOD).read_text(encoding="utf-8") == ARTICLE
        require_harmless(site / "build")


def _encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def test_the_checks_can_fail(tmp_path: Path) -> None:
    for name, body in {
        "a.html": "<p onclick=x>",
        "b.html": "<script>alert(1)</script>",
        "c.html": "<a href='java&#x73;cript:alert(1)'>",
        "d.csv": "a,=1+1\n",
        "e.ics": "BEGIN:VCALENDAR\r\nATTACH:x\r\nEND:VCALENDAR\r\n",
        "f.html": "<p>\u202e</p>",
    }.items():
        folder = tmp_path / name[0]
        folder.mkdir()
        (folder / name).write_bytes(body.encode())
        with pytest.raises(AssertionError):
            require_harmless(folder)
