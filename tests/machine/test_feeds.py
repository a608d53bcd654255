"""Feeds as those who read them see them."""

import json

import feedparser
import pytest
from offered import BASE, SITE, published

ATOM = [name for name in published() if name == "feed.xml" or name.endswith(".atom.xml")]
JSON = [name for name in published() if name == "feed.json" or name.endswith(".feed.json")]


def test_the_site_each_place_and_each_official_with_a_dated_article_has_both_forms():
    things = [name for name in published() if name.startswith(("dia-phuong/", "nhan-vat/")) and name.endswith(".html")]
    undated = {"dia-phuong/quang-ninh", "dia-phuong/han-quoc", "dia-phuong/viet-nam", "nhan-vat/choi-young-min"}
    expected = {name.removesuffix(".html") for name in things if not name.endswith("index.html")} - undated
    assert {name.removesuffix(".atom.xml") for name in ATOM} == expected | {"feed.xml"}
    assert {name.removesuffix(".feed.json") for name in JSON} == expected | {"feed.json"}


@pytest.mark.parametrize("name", ATOM)
def test_atom_is_read_without_complaint(name):
    read = feedparser.parse(published()[name])
    assert not read.bozo
    assert read.feed.id.startswith(BASE)
    assert read.entries
    for entry in read.entries:
        assert entry.link.removeprefix(BASE) in published()
        assert entry.updated_parsed.tm_year == int(entry.link.removeprefix(BASE).split("/")[1])


@pytest.mark.parametrize("name", JSON)
def test_both_forms_tell_of_the_same_articles(name):
    feed = json.loads(published()[name])
    atom = feedparser.parse(published()["feed.xml" if name == "feed.json" else name.replace(".feed.json", ".atom.xml")])
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == BASE + name
    assert feed["home_page_url"].removeprefix(BASE) in (*published(), "")
    assert [item["id"] for item in feed["items"]] == [entry.id for entry in atom.entries]
    assert all(item["title"] and item["url"] and item["content_text"] for item in feed["items"])


def test_a_feed_holds_the_newest_as_many_as_the_site_wants():
    years = [item["date_modified"][:10] for item in json.loads(published()["feed.json"])["items"]]
    assert years == ["2023-05-14", "2023-05-13"]


def test_the_feed_of_a_place_holds_its_articles_alone():
    items = json.loads(published()["dia-phuong/hai-phong.feed.json"])["items"]
    assert [item["title"] for item in items] == ["Busan và Hải Phòng bàn về cảng biển"]


def test_the_original_is_told_beside_our_own_address():
    items = json.loads(published()["dia-phuong/hue.feed.json"])["items"]
    assert [item.get("external_url") for item in items] == ["https://bao.example/1?a=1&b=2"]
    (entry,) = feedparser.parse(published()["dia-phuong/hue.atom.xml"]).entries
    assert {link.rel: link.href for link in entry.links}["via"] == "https://bao.example/1?a=1&b=2"
    assert "<script>" in items[0]["title"]  # as text, which no reader runs


def test_without_an_address_feeds_lead_from_where_they_stand():
    files = published(SITE.replace(f"base_url: {BASE}\n", ""))
    feed = json.loads(files["dia-phuong/hai-phong.feed.json"])
    assert feed["home_page_url"] == "../dia-phuong/hai-phong.html"
    assert feed["items"][0]["id"].startswith("urn:uuid:")
    assert feed["items"][0]["url"].removeprefix("../") in files


def test_pages_announce_their_feeds():
    assert b"quang-ninh.atom.xml" not in published()["dia-phuong/quang-ninh.html"]
    page = published()["dia-phuong/hai-phong.html"].decode()
    for kind, name in (
        ("application/atom+xml", "atom.xml"),
        ("application/feed+json", "feed.json"),
        ("text/calendar", "ics"),
    ):
        assert f'rel="alternate" type="{kind}"' in page
        assert f'href="../dia-phuong/hai-phong.{name}"' in page
