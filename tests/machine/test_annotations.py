"""Web Annotations against the page that they speak of."""

import json

import pytest
from offered import BASE, published
from selectolax.lexbor import LexborHTMLParser

NAMES = [name for name in published() if name.endswith(".annotations.json")]


def test_every_article_has_its_own():
    articles = [name for name in published() if name.startswith("bai-viet/") and name.count("/") == 2]
    pages = {name.removesuffix(".html") for name in articles if name.endswith(".html")}
    assert {name.removesuffix(".annotations.json") for name in NAMES} == {
        page for page in pages if "/index" not in page
    }


@pytest.mark.parametrize("name", NAMES)
def test_selectors_find_their_words(name):
    told = json.loads(published()[name])
    items = told["first"]["items"]
    assert told["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert told["total"] == len(items) > 0
    page = LexborHTMLParser(published()[name.replace(".annotations.json", ".html")])
    text = " ".join(page.css_first("article.story").text().split())
    for item in items:
        quote, fragment = item["target"]["selector"]
        assert item["target"]["source"] == BASE + name.replace(".annotations.json", ".html")
        sentence = page.css_first(f"#{fragment['value']}").text()
        assert quote["exact"] in sentence
        if place := fragment.get("refinedBy"):
            assert sentence[place["start"] : place["end"]] == quote["exact"]
        around = quote["prefix"] + quote["exact"] + quote["suffix"]
        assert " ".join(around.split()) in text
        if item["motivation"] == "identifying":
            assert item["body"].removeprefix(BASE) in published()


def test_offsets_are_told_of_plain_text_alone():
    """Markdown's marks count in the article and are not on the page."""
    for name in NAMES:
        placed = [
            "refinedBy" in selector
            for item in json.loads(published()[name])["first"]["items"]
            for selector in item["target"]["selector"]
            if selector["type"] == "FragmentSelector"
        ]
        assert set(placed) == {"hue-tiep-doan" not in name}


def test_people_places_documents_and_dates_are_there():
    (name,) = [name for name in NAMES if "hue-tiep-doan" in name]
    items = json.loads(published()[name])["first"]["items"]
    ids = [item["id"].partition("#")[2] for item in items]
    assert {"places-hue", "places-gangwon", "officials-le-van-binh", "dates-1"} <= set(ids)
    assert len(set(ids)) == len(ids)
    (day,) = [item["body"]["value"] for item in items if item["id"].endswith("#dates-1")]
    assert day == "2023-05-12/2023-05-14"
