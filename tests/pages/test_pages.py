"""Every kind of page, rendered from a small archive: it parses, its links resolve, nothing in it is unescaped."""

from html.parser import HTMLParser
from pathlib import Path
from posixpath import dirname, join, normpath
from xml.etree import ElementTree as ET

import pytest
from markupsafe import Markup
from msgspec import structs
from msgspec.structs import replace
from sample_archive import SITE, TEXTS, Rendered, dated, laid_out, records, rendered, spans

from hanoi_korea_site import render
from hanoi_korea_site.views import prose, words
from hanoi_korea_site.views.parts import Name

VOID = {"br", "hr", "img", "input", "link", "meta"}


class Elements(HTMLParser):
    """A strict reader: ends must match starts, ids must be single."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.names: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.handlers: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.names.append(tag)
        self.data = tag == "script" and ("type", "application/ld+json") in attrs
        for name, value in attrs:
            if name == "id":
                self.ids.append(value)
            if name in ("href", "src") and tag != "base":
                self.links.append(value)
            if name.startswith("on") or name == "style":
                self.handlers.append(name)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if "script" in self.open[-1:]:
            assert self.data, "a script of its own inside a page"
        else:
            self.text.append(data)


def read(body: bytes) -> Elements:
    elements = Elements()
    elements.feed(body.decode())
    elements.close()
    assert elements.open == []
    return elements


@pytest.fixture(scope="module")
def sample() -> Rendered:
    return rendered()


@pytest.fixture(scope="module")
def pages(sample: Rendered) -> dict[str, Elements]:
    return {name: read(body) for name, body in sample.bodies.items() if name.endswith(".html")}


def test_every_kind_of_page_is_there(sample):
    assert {page.template for page in sample.pages} == {
        "home.html", "list.html", "places.html", "officials.html", "agreements.html", "article.html", "place.html",
        "official.html", "agreement.html", "page.html", "404.html", "feed.xml", "sitemap.xml", "robots.txt",
        "search.html", "search.js", "ban-do.svg", "quality.html", "data.html", "headers.txt", "llms.txt",
    }  # fmt: skip
    assert "bai-viet/2024/hop-tac-du-lich-da-nang.html" in sample.bodies
    assert "bai-viet/khong-ro-nam/kho-ro-nam.html" in sample.bodies
    assert "bai-viet/2025/thanh-pho-hue-va-tinh-gyeonggi-trao-doi-ve-bao-ton-di-san.html" in sample.bodies


def test_pages_are_whole(pages):
    for name, elements in pages.items():
        assert elements.names.count("h1") == 1, name
        assert elements.names.count("main") == 1, name
        assert sorted(set(elements.ids)) == sorted(elements.ids), name
        assert elements.handlers == [], name


def test_a_date_that_is_told_and_inferred_has_two_addresses():
    known = records()
    article = structs.replace(known["hop-tac-du-lich-da-nang"], dates=(dated("2025-09"), dated("2025-09?", "inferred")))
    page = rendered(known=known | {article.id: article}).bodies["bai-viet/2024/hop-tac-du-lich-da-nang.html"].decode()
    assert page.count('id="dk-ngay-2025-09"') == page.count('id="dk-ngay-2025-09-2"') == 1


def test_the_sitemap_tells_days_alone():
    known = {key: structs.replace(record, date=dated("2024-05")) for key, record in records().items()}
    assert b"<lastmod>2024-05-12</lastmod>" in rendered().bodies["sitemap.xml"]
    assert b"<lastmod>" not in rendered(known=known).bodies["sitemap.xml"]


def test_every_relative_link_and_anchor_resolves(sample, pages):
    files = set(sample.bodies) | set(render.files_in((render.default_folder("static"),)))
    for name, elements in pages.items():
        if name == "404.html":
            continue
        for link in elements.links:
            if link.startswith("https://kho.example/tin/"):
                assert link == f"https://kho.example/tin/{'' if name == 'index.html' else name}"
                continue
            path, _, anchor = link.partition("#")
            target = normpath(join(dirname(name), path)) if path else name
            assert target in files, f"{name}: {link}"
            if anchor:
                assert anchor in pages[target].ids, f"{name}: {link}"


def test_the_404_page_alone_links_from_the_root(pages):
    local = [link for link in pages["404.html"].links if not link.startswith("#")]
    assert local
    assert all(link.startswith("/tin/") for link in local)


def test_every_mention_is_a_link_to_its_page(sample):
    body = sample.bodies["bai-viet/2024/hop-tac-du-lich-da-nang.html"].decode()
    text = body[body.index("<h1>") : body.index("<aside")]
    text += body[body.index('<div class="text">') : body.index('<footer class="after">')]
    record = records()["hop-tac-du-lich-da-nang"]
    for fact, folder in (
        *((place, "dia-phuong") for place in record.places),
        *((official, "nhan-vat") for official in record.officials),
        *((agreement, "thoa-thuan") for agreement in record.agreements),
    ):
        assert text.count(f'href="../../{folder}/{fact.id}.html"') == len(fact.mentions), fact.id


def test_the_text_is_kept_to_the_letter(sample):
    for name, key in (
        ("bai-viet/2024/hop-tac-du-lich-da-nang.html", "hop-tac-du-lich-da-nang"),
        ("bai-viet/2025/thanh-pho-hue-va-tinh-gyeonggi-trao-doi-ve-bao-ton-di-san.html", "x01"),
    ):
        shown = "".join(read(sample.bodies[name]).text)
        for line in TEXTS[key].splitlines():
            assert line in shown


def test_each_fact_opens_its_sentence(pages):
    elements = pages["bai-viet/2025/thanh-pho-hue-va-tinh-gyeonggi-trao-doi-ve-bao-ton-di-san.html"]
    assert {"#c1", "#c2", "#c3"} <= set(elements.links)
    assert "năm suy luận từ ngữ cảnh" in "".join(elements.text)


def test_planned_events_stand_apart_as_plans_of_their_time(sample):
    body = sample.bodies["dong-thoi-gian/index.html"].decode()
    planned, happened = body.index('id="sap-toi"'), body.index('id="da-dien-ra"')
    assert planned < body.index('id="sk-2"') < happened < body.index('id="sk-1"')
    assert "kế hoạch vào thời điểm đó" in body[planned:happened]
    assert "kế hoạch vào thời điểm đó" not in body[happened:]


def test_names_say_their_language(sample):
    assert '<dd lang="ko">부산</dd>' in sample.bodies["dia-phuong/busan.html"].decode()


@pytest.mark.parametrize("hostile", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "Tôi & bạn <b>"])
def test_hostile_words_stay_words(hostile):
    known, texts = records(), dict(TEXTS)
    text = f"{hostile}\nĐà Nẵng nói {hostile} với Busan."
    record = known["kho-ro-nam"]
    places = tuple(
        structs.replace(place, name=hostile, mentions=spans(text, name, "places.gazetteer"))
        for place, name in zip(record.places, ("Đà Nẵng", "Busan"), strict=True)
    )
    known["kho-ro-nam"] = structs.replace(
        record,
        title=structs.replace(record.title, text=hostile),
        lead=hostile,
        places=places,
        officials=(structs.replace(record.officials[0], name=hostile, mentions=()),),
        credits=(hostile,),
        blocks=laid_out(text, titled=True),
    )
    texts["kho-ro-nam"] = text
    made = rendered(replace(SITE, title=hostile, description=hostile), known, texts)
    for name, body in made.bodies.items():
        if name.endswith(".html"):
            elements = read(body)
            assert not {"img", "b"} & set(elements.names) - ({"b"} if name == "index.html" else set())
            assert elements.handlers == []
        if name.endswith(".xml"):
            ET.fromstring(body)  # noqa: S314 - our own output
    article = next(
        page.permalink for page in made.pages if page.template == "article.html" and "khong-ro" in page.permalink
    )
    assert hostile in "".join(read(made.bodies[article]).text)


def test_the_feed_names_the_newest_dated_articles(sample):
    feed = ET.fromstring(sample.bodies["feed.xml"])  # noqa: S314 - our own output
    atom = "{http://www.w3.org/2005/Atom}"
    entries = feed.findall(f"{atom}entry")
    assert [entry.findtext(f"{atom}updated") for entry in entries] == [
        "2025-06-03T12:00:00+07:00",
        "2024-05-12T12:00:00+07:00",
    ]
    assert all(entry.findtext(f"{atom}id").startswith(SITE.base_url) for entry in entries)


def test_a_site_without_an_address_has_no_absolute_link():
    made = rendered(replace(SITE, base_url=""))
    assert "sitemap.xml" not in made.bodies
    feed = ET.fromstring(made.bodies["feed.xml"])  # noqa: S314 - our own output
    atom = "{http://www.w3.org/2005/Atom}"
    assert all(found.text.startswith("urn:uuid:") for found in feed.iter(f"{atom}id"))
    assert {link.get("href") for link in feed.iter(f"{atom}link")} <= set(made.bodies)
    assert not any(
        "://" in link for name, body in made.bodies.items() if name.endswith(".html") for link in read(body).links
    )


def test_the_same_archive_gives_the_same_bytes(sample):
    assert rendered().bodies == sample.bodies


def test_the_style_sheet_has_its_shapes_for_both_countries():
    style = (Path(render.default_folder("static")) / "style.css").read_text(encoding="utf-8")
    assert ":is(.chip, .key).home::before" in style
    assert ":is(.chip, .key).partner::before" in style


@pytest.mark.parametrize(
    ("name", "country", "language"),
    [
        ("오세훈", "KR", "ko"),
        ("Oh Se-hoon", "KR", "en"),
        ("Thị trưởng Oh", "KR", ""),
        ("Le Van Binh", "VN", ""),
        ("Lê Văn Bình", "VN", ""),
        ("Kim", "", ""),
    ],
)
def test_forms_of_a_persons_name_tell_their_language(name, country, language):
    assert words.name_forms((name, "Tên"), "Tên", country) == (Name(name, language),)


@pytest.mark.parametrize(("count", "shown"), [(0, "0"), (999, "999"), (1597, "1.597"), (1234567, "1.234.567")])
def test_thousands_are_parted_as_in_vietnamese(count, shown):
    assert words.number(count) == shown


def test_korean_words_say_that_they_are_korean():
    assert str(prose.spoken("Thị trưởng 오 세훈 (Seoul) & 서울시")) == (
        'Thị trưởng <span lang="ko">오 세훈</span> (Seoul) &amp; <span lang="ko">서울시</span>'
    )
    assert prose.spoken("Thị trưởng <Oh>") == "Thị trưởng <Oh>"  # escaped where it is shown


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("Kim Eun-soo: 2019", '<span class="whole">Kim Eun-soo</span>: 2019'),
        ("sông Eun-soo", 'sông <span class="whole">Eun-soo</span>'),
        ("Hoàng Việt Cường thăm Huế", '<span class="whole">Hoàng Việt Cường</span> thăm Huế'),
        ("Thành phố Hồ Chí Minh", 'Thành phố <span class="whole">Hồ Chí Minh</span>'),
        ("HÀ NỘI VÀ SEOUL", "HÀ NỘI VÀ SEOUL"),
        ("Nguyễn Thị Minh Khai", "Nguyễn Thị Minh Khai"),
        ("Oh & Kim", "Oh &amp; Kim"),
        ("Hà Nội - Seoul, 19-22/10", '<span class="whole">Hà Nội</span> - Seoul, 19-22/10'),
        (
            Markup('<a href="nhan-vat/kim-eun-soo.html">Kim Eun-soo</a>'),
            '<a href="nhan-vat/kim-eun-soo.html"><span class="whole">Kim Eun-soo</span></a>',
        ),
        ("một-hai-ba-bốn", "một-hai-ba-bốn"),
    ],
)
def test_a_short_name_stays_on_one_line_of_a_heading(words, shown):
    assert str(prose.unbroken(words)) == shown
