"""Files at the root that tell machines where to go and browsers what to refuse; and the pictures."""

import io
import re
from html import unescape
from xml.etree import ElementTree as ET

from msgspec.structs import replace
from offered import BASE, SITE, make, publish, published
from PIL import Image

from hanoi_korea_site import pictures
from hanoi_korea_site.config import load_config
from hanoi_korea_site.views.site import Site

NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def test_headers_and_pages_have_one_policy():
    headers = published()["_headers"].decode()
    (policy,) = re.findall(r"Content-Security-Policy: (.*)", headers)
    page = published()["index.html"].decode()
    (meta,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert policy == f"{unescape(meta)}; frame-ancestors 'none'"
    assert "'unsafe" not in policy
    for name in ("Referrer-Policy", "X-Content-Type-Options", "Permissions-Policy"):
        assert f"\n  {name}: " in headers
    assert headers.startswith("/*\n")


def test_a_language_model_is_led_to_pages_and_files_that_are_there():
    text = published()["llms.txt"].decode()
    assert text.startswith("# Kho thử")
    links = re.findall(r"\]\(([^)]*)\)", text)
    assert len(links) > 10
    assert all(link.removeprefix(BASE) in published() for link in links)


def locations(body):
    return [found.text for found in ET.fromstring(body).iter(f"{NAMESPACE}loc")]  # noqa: S314 - our own output


def test_the_sitemap_names_every_page_once():
    named = locations(published()["sitemap.xml"])
    pages = {name for name in published() if name.endswith(".html") and name != "404.html"}
    assert sorted(named) == sorted(BASE + ("" if name == "index.html" else name) for name in pages)


def test_a_long_sitemap_becomes_several_with_an_index(monkeypatch, tmp_path):
    monkeypatch.setattr("hanoi_korea_site.views.machine.MOST_MAPPED", 20)
    files = publish(make(tmp_path / "site"))
    parts = locations(files["sitemap.xml"])
    assert len(parts) > 1
    named = [location for part in parts for location in locations(files[part.removeprefix(BASE)])]
    assert sorted(named) == sorted(locations(published()["sitemap.xml"]))


def test_the_data_page_leads_to_every_file():
    page = published()["du-lieu.html"].decode()
    for name in published():
        if name.startswith("data/"):
            assert f'href="{name}"' in page
    assert "CC BY 4.0" in page
    assert 'href="du-lieu.html"' in published()["index.html"].decode()


def test_pictures_are_what_those_who_show_them_ask_for():
    found = [name for name in published() if name.startswith("anh/")]
    assert len(found) == 6
    for name in found:
        body = published()[name]
        assert Image.open(io.BytesIO(body)).size == (1200, 630)
        assert len(body) < 60_000


def test_a_picture_writes_vietnamese_and_leaves_out_what_it_cannot(tmp_path):
    site = Site.of(load_config(make(tmp_path / "site")))
    toned = pictures.drawn(replace(site, title="Đường ỡ ặ"), "Nhân vật")
    bare = pictures.drawn(replace(site, title="Duong o a"), "Nhân vật")
    assert toned != bare
    assert toned == pictures.drawn(replace(site, title="Đường ỡ ặ"), "Nhân vật")
    assert pictures.drawn(replace(site, title="하노이"), "Nhân vật") == pictures.drawn(
        replace(site, title=""), "Nhân vật"
    )
    long = pictures.drawn(replace(site, title="Kho lưu trữ tin tức " * 12), "Nhân vật")
    assert len(long) < 60_000


def test_without_an_address_there_is_no_picture():
    files = published(SITE.replace(f"base_url: {BASE}\n", ""))
    assert not [name for name in files if name.startswith("anh/")]
    assert "sitemap.xml" not in files
