"""What pages tell machines in their heads."""

import json
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from offered import BASE, SITE, published

from hanoi_korea_site.views.heads import json_ld

PAGES = [name for name in published() if name.endswith(".html") and name != "404.html"]
TITLE = '=HYPERLINK("http://x.example";"Huế") </script><script>alert(1)</script>'


class Head(HTMLParser):
    def __init__(self, body):
        super().__init__()
        self.metas, self.scripts, self._inside = [], [], False
        self.feed(body.decode())

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "meta":
            self.metas.append((given.get("name") or given.get("property"), given.get("content")))
        self._inside = tag == "script" and given.get("type") == "application/ld+json"

    def handle_data(self, data):
        if self._inside:
            self.scripts.append(json.loads(data))

    def handle_endtag(self, _):
        self._inside = False

    def meta(self, name):
        return [content for key, content in self.metas if key == name]


def graph(name, files=None):
    (script,) = Head((files or published())[name]).scripts
    return {node["@type"]: node for node in script["@graph"]}


def ids(value):
    if isinstance(value, dict):
        if "@id" in value:
            yield value["@id"]
        for inner in value.values():
            yield from ids(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from ids(inner)


@pytest.mark.parametrize("name", PAGES)
def test_every_page_says_where_it_stands_and_names_only_our_own_pages(name):
    told = graph(name)
    steps = told["BreadcrumbList"]["itemListElement"]
    assert steps[-1]["item"] == BASE + ("" if name == "index.html" else name)
    for address in ids(list(told.values())):
        path, _, anchor = address.removeprefix(BASE).partition("#")
        assert path in (*published(), "")
        if anchor and anchor not in ("website", "data"):
            assert f'id="{anchor}"' in published()[path].decode()


def test_each_kind_of_thing_is_told_as_what_it_is():
    assert graph("dia-phuong/hue.html")["City"]["name"] == "Huế"
    assert graph("dia-phuong/gangwon.html")["AdministrativeArea"]["geo"]["latitude"]
    assert graph("nhan-vat/le-van-binh.html")["Person"]["jobTitle"] == ["Chủ tịch UBND thành phố Huế"]
    (agreement,) = [name for name in PAGES if name.startswith("thoa-thuan/") and "du-lich" in name]
    assert graph(agreement)["CreativeWork"]["creativeWorkStatus"] == "đã ký"
    assert graph("dong-thoi-gian/index.html")["Event"]["location"]
    assert graph("index.html")["WebSite"]["potentialAction"]["target"]["urlTemplate"].startswith(
        f"{BASE}tim-kiem.html?q="
    )
    assert graph("du-lieu.html")["Dataset"]["license"].startswith("https://creativecommons.org/")


def test_an_article_is_told_with_its_original():
    (name,) = [name for name in PAGES if "hue-tiep-doan" in name]
    told = graph(name)["NewsArticle"]
    assert told["headline"] == TITLE
    assert told["datePublished"] == "2023-05-13"
    assert told["isBasedOn"] == "https://bao.example/1?a=1&b=2"
    assert told["archivedAt"] == "https://luu.example/1"
    assert f"{BASE}dia-phuong/hue.html" in {thing["@id"] for thing in told["mentions"]}


def test_a_reference_manager_gets_the_original():
    (name,) = [name for name in PAGES if "hue-tiep-doan" in name]
    head = Head(published()[name])
    assert head.meta("citation_title") == [TITLE]
    assert head.meta("citation_journal_title") == ["Báo Ví Dụ"]
    assert head.meta("citation_date") == ["2023/05/13"]
    assert head.meta("citation_public_url") == ["https://bao.example/1?a=1&b=2"]
    assert head.meta("dcterms.source") == ["https://bao.example/1?a=1&b=2"]
    assert head.meta("z:itemType") == ["newspaperArticle"]


def test_a_date_of_publication_is_never_made_up():
    (name,) = [name for name in PAGES if "busan-va-hai-phong" in name]
    assert Head(published()[name]).meta("citation_date") == []
    assert graph(name)["NewsArticle"]["datePublished"] == "2021-12"
    (name,) = [name for name in PAGES if "le-hoi-hoa" in name]
    assert "datePublished" not in graph(name)["NewsArticle"]


@pytest.mark.parametrize("name", PAGES)
def test_pages_can_be_shared(name):
    head = Head(published()[name])
    (picture,) = head.meta("og:image")
    assert picture.removeprefix(BASE) in published()
    assert head.meta("og:title")[0]
    assert head.meta("og:url") == [BASE + ("" if name == "index.html" else name)]


def test_without_an_address_ids_lead_from_where_they_stand():
    files = published(SITE.replace(f"base_url: {BASE}\n", ""))
    place = graph("dia-phuong/hue.html", files)["City"]
    assert place["@id"] == "../dia-phuong/hue.html"
    assert not Head(files["dia-phuong/hue.html"]).meta("og:image")


@given(st.text())
def test_no_text_can_end_the_script(text):
    written = json_ld([{"@type": "Thing", "name": text or "x"}])
    assert not re.search(r"[<>&\u2028\u2029]", written)
    assert json.loads(written)["@graph"][0]["name"] == (text or "x")
