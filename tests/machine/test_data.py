"""The archive as data: tables, database, records, and what describes them."""

import csv
import io
import json
import sqlite3

import jsonschema
import msgspec
import pytest
from offered import SITE, make, publish, published

from hanoi_korea_site.model import Record
from hanoi_korea_site.offers.sheets import harmless
from hanoi_korea_site.offers.tables import SHEETS

TABLES = [table.name for table in SHEETS]


def rows(name, files=None):
    text = (files or published())[f"data/{name}.csv"].decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    file = tmp_path_factory.mktemp("data") / "archive.sqlite"
    file.write_bytes(published()["data/archive.sqlite"])
    with sqlite3.connect(file) as db:
        yield db
    db.close()


def test_a_spreadsheet_knows_the_encoding():
    for name in TABLES:
        assert published()[f"data/{name}.csv"].startswith(b"\xef\xbb\xbfid,")


def test_tables_hold_every_thing_and_lead_to_its_page():
    for name in TABLES:
        found = rows(name)
        assert found
        assert len({row["id"] for row in found}) == len(found)
        for row in found:
            if "path" in row:
                path, _, anchor = row["path"].partition("#")
                assert path in published()
                assert not anchor or f'id="{anchor}"' in published()[path].decode()


def test_no_cell_is_run():
    (title,) = [row["title"] for row in rows("articles") if "HYPERLINK" in row["title"]]
    assert title.startswith("'=HYPERLINK(")
    for cell in ("=1", "+1", "-1", "@a", "\t=1", "\r=1"):
        assert harmless(cell) == f"'{cell}"
    assert harmless(-12.5) == -12.5
    assert harmless("1-2") == "1-2"


def test_commas_quotes_and_lines_come_through():
    (event,) = [
        row for row in rows("events") if row["article"] == "hue-tiep-doan-gangwon" and row["start"] == "2023-05-12"
    ]
    assert event["end"] == "2023-05-14"
    assert event["places"].split(" | ") == ["hue", "gangwon"]
    (source,) = [row for row in rows("articles") if row["outlet"]]
    assert (source["source_url"], source["retrieved"]) == ("https://bao.example/1?a=1&b=2", "2025-05-01")


def test_the_database_is_sound_and_holds_the_same(database):
    assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    for name in TABLES:
        ids = {key for (key,) in database.execute(f"SELECT id FROM {name}")}  # noqa: S608 - names of ours
        assert ids == {row["id"] for row in rows(name)}
    titles = {title for (title,) in database.execute("SELECT title FROM articles")}
    assert any(title.startswith("=HYPERLINK") for title in titles)  # a database runs nothing


def test_a_question_across_tables(database):
    found = database.execute(
        "SELECT officials.name, offices.title FROM officials JOIN offices ON offices.official = officials.id"
        " JOIN article_officials ON article_officials.official = officials.id"
        " JOIN article_places ON article_places.article = article_officials.article"
        " WHERE article_places.place = 'hai-phong' ORDER BY officials.name"
    ).fetchall()
    assert set(found) == {("Park Jin-woo", "Thị trưởng"), ("Đỗ Minh Quân", "Chủ tịch")}


def test_every_record_keeps_to_the_schema():
    schema = json.loads(published()["data/record.schema.json"])
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    lines = published()["data/records.jsonl"].decode().splitlines()
    assert len(lines) == 4
    for line in lines:
        record = json.loads(line)
        assert list(validator.iter_errors(record)) == []
        assert msgspec.convert({**record, "events": []}, Record).id == record["id"]
    broken = {**json.loads(lines[0]), "sha256": 1}
    assert not validator.is_valid(broken)
    assert not validator.is_valid({**json.loads(lines[0]), "more": ""})


def test_the_package_describes_what_is_there():
    package = json.loads(published()["data/datapackage.json"])
    resources = {resource["name"]: resource for resource in package["resources"]}
    assert {f"data/{resource['path']}" for resource in resources.values()} == {
        name for name in published() if name.startswith("data/") and name != "data/datapackage.json"
    }
    assert package["licenses"][0]["title"] == "CC BY 4.0"
    for name in TABLES:
        schema = resources[name]["schema"]
        fields = {field["name"]: field["type"] for field in schema["fields"]}
        found = rows(name)
        assert list(found[0]) == list(fields)
        for row in found:
            for field, kind in fields.items():
                if row[field] and kind in ("integer", "number"):
                    float(row[field])
        for key in schema.get("foreignKeys", ()):
            known = {row["id"] for row in rows(key["reference"]["resource"] or name)}
            assert {row[key["fields"]] for row in found} - {""} <= known


def test_many_articles_lie_in_volumes_by_year(monkeypatch, tmp_path):
    monkeypatch.setattr("hanoi_korea_site.views.downloads._MOST", 1)
    files = publish(make(tmp_path / "site"))
    volumes = {name: len(body.splitlines()) for name, body in files.items() if name.endswith(".jsonl")}
    assert volumes == {
        "data/records-2023.jsonl": 1, "data/records-2023-2.jsonl": 1, "data/records-2021.jsonl": 1,
        "data/records-khong-ro-nam.jsonl": 1,
    }  # fmt: skip
    page = files["du-lieu.html"].decode()
    assert {name: page.count(f'href="{name}"') for name in volumes} == dict.fromkeys(volumes, 1)
    assert ">2023, phần 2 <" in page


def test_an_editor_may_publish_none_of_it():
    files = published(SITE + "exports: []\n")
    assert not [name for name in files if name.startswith("data/") or name.endswith(".annotations.json")]
    assert "data/" not in files["du-lieu.html"].decode()
    assert "annotations.json" not in "".join(body.decode() for name, body in files.items() if name.endswith(".html"))


def test_an_edit_makes_anew_what_tells_of_it_and_equals_a_clean_build(tmp_path):
    root = make(tmp_path / "site")
    publish(root)
    file = root / "seeds" / "busan-va-hai-phong.txt"
    file.write_text(file.read_text(encoding="utf-8").replace("cảng biển", "cảng biển xanh"), encoding="utf-8")
    before = {path: path.stat().st_ino for path in (root / "build").rglob("*") if path.is_file()}
    after = publish(root)
    kept = {path.relative_to(root / "build").as_posix() for path, node in before.items() if path.stat().st_ino == node}
    assert {"dia-phuong/hue.atom.xml", "dia-phuong/hue.feed.json", "dia-phuong/hue.ics", "data/places.csv"} <= kept
    assert not {"dia-phuong/busan.feed.json", "data/articles.csv", "data/archive.sqlite", "data/records.jsonl"} & kept
    other = tmp_path / "other"
    make(other)
    (other / "seeds" / file.name).write_bytes(file.read_bytes())
    assert publish(other) == after
