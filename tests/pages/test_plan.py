"""The plan: addresses, chapters, collisions, and inputs that change exactly when a page may."""

import pickle
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs
from msgspec.structs import replace
from sample_archive import SITE, TEXTS, Reading, archive, article, index, records, templates

from hanoi_korea_site import render
from hanoi_korea_site.archive import Archive
from hanoi_korea_site.errors import PlanError
from hanoi_korea_site.model import Dated, Title
from hanoi_korea_site.plan import plan
from hanoi_korea_site.views import addresses, chapters, lists
from hanoi_korea_site.views.catalogue import Catalogue

read = Reading(records(), TEXTS)


def fingerprint(page):
    return (*page.inputs(), *page.further)


def planned(given: Archive, site=SITE, static=()):
    found = index(given, records(), TEXTS)
    return {
        page.permalink: page
        for page in plan(Catalogue.of(site, given), read, {"gioi-thieu.html": "# A"}, lambda: found, static)
    }


def entry(key, title="Đà Nẵng đón khách", **changes):
    return structs.replace(article(records()["kho-ro-nam"]), id=key, title=Title(title, "text"), **changes)


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("000_ef14c7a86edaa252", "da-nang-don-khach"),
        ("2024-05-12-busan-tang-chuyen-bay", "05-12-busan-tang-chuyen-bay"),
        ("ha-noi-don-doan-seoul", "ha-noi-don-doan-seoul"),
        ("h02", "da-nang-don-khach"),
        ("bai-viet-1", "da-nang-don-khach"),
    ],
)
def test_an_address_tells_what_the_article_is_about(key, expected):
    assert addresses.article(entry(key)) == f"bai-viet/khong-ro-nam/{expected}.html"


def test_all_collisions_are_reported_at_once_with_their_sources():
    known = archive(records())
    twins = {
        "001": entry("001", source_file="seeds/001.txt"),
        "002": entry("002", source_file="seeds/002.txt"),
        "003": entry("003", "Huế", source_file="seeds/003.txt"),
        "004": entry("004", "HUẾ", source_file="seeds/004.md"),
    }
    with pytest.raises(PlanError) as caught:
        planned(replace(known, articles=dict(known.articles) | twins), static=("Index.html", "style.css"))
    said = [fault.message for fault in caught.value.faults]
    assert len(said) == 3
    assert any("seeds/001.txt and by seeds/002.txt" in message for message in said)
    assert any("seeds/003.txt and by seeds/004.md" in message for message in said)
    assert any("the home page and by static/Index.html" in message for message in said)


def test_long_lists_have_chapters_of_years():
    pages = planned(archive(records()), replace(SITE, page_size=1))
    assert {
        "bai-viet/2020-2024/index.html", "bai-viet/2025-2029/index.html", "bai-viet/khong-ro-nam/index.html",
        "dong-thoi-gian/2020-2024.html", "dong-thoi-gian/2025.html", "dong-thoi-gian/2025-2.html",
        "dia-phuong/da-nang-2024.html", "dia-phuong/da-nang-khong-ro-nam-2.html",
    } <= set(pages)  # fmt: skip
    renderer = render.Renderer(templates(), SITE)
    for page in pages.values():
        renderer.render(page.template, page.view())


def in_year(year: str) -> Dated:
    start = f"{year or 'XXXX'}-05-12"
    return Dated(start, start, None, "day", "explicit" if year else "unknown", 0.9)


def long_list(years: dict[str, int], size: int) -> tuple[chapters.Chapter, ...]:
    """The chapters of a list of so many articles of each year."""
    known = archive(records())
    filed = {
        f"{year}-{number}": entry(f"{year}-{number}", date=in_year(year))
        for year, count in years.items()
        for number in range(count)
    }
    catalogue = Catalogue.of(replace(SITE, page_size=size), replace(known, articles=filed))
    return lists.article_chapters(catalogue)


def test_a_decade_that_fits_on_a_page_is_one_chapter_else_its_halves_else_its_years():
    found = long_list(
        {"": 3, "1999": 2, "2003": 4, "2008": 6, "2011": 5, "2014": 4, "2016": 7, "2019": 16, "2024": 9}, 10
    )
    assert [(part.label, part.size) for part in found] == [
        ("2020–2029", 9), ("2019, phần 1", 10), ("2019, phần 2", 6), ("2016", 7), ("2010–2014", 9),
        ("2000–2009", 10), ("1990–1999", 2), ("Không rõ năm", 3),
    ]  # fmt: skip
    assert [part.permalink for part in found][3:6] == [
        "bai-viet/2016/index.html", "bai-viet/2010-2014/index.html", "bai-viet/2000-2009/index.html",
    ]  # fmt: skip
    assert {link.path for link in found[0].years} == {
        part.permalink for part in found if "2019-2" not in part.permalink
    }


@given(st.dictionaries(st.sampled_from(["", *map(str, range(1995, 2030))]), st.integers(0, 8)), st.integers(1, 9))
def test_an_article_that_joins_moves_others_only_within_its_decade(years: dict[str, int], size: int):
    joined = max(years, default="2020")
    before = long_list(years, size)
    after = long_list({**years, joined: years.get(joined, 0) + 1}, size)
    assert all(0 < part.size <= size for part in (*before, *after))
    assert not before or sum(part.size for part in before) == sum(years.values())
    kept = [part.articles for part in before if not part.articles[0].startswith(joined[:3])]
    assert not before or kept == [part.articles for part in after if not part.articles[0].startswith(joined[:3])]


def test_chapters_of_long_lists_hold_all_of_them_and_lead_to_one_another():
    known = archive(records())
    pages = {name: page.view() for name, page in planned(known, replace(SITE, page_size=1)).items()}
    lists = {
        "bai-viet/index.html": (
            known.articles,
            lambda view: [card for year in view.articles for card in year.articles],
        ),
        "thoa-thuan/index.html": (
            known.agreements,
            lambda view: [card for year in view.years for card in year.agreements],
        ),
    }
    for permalink, (entries, cards) in lists.items():
        ways = [link.path for link in getattr(pages[permalink], "chapters", ()) or pages[permalink].years]
        ways += [part.path for way in ways for part in pages[way].parts if part.path not in ways]
        assert sorted(card.link.text for way in ways for card in cards(pages[way])) == sorted(
            entry.title.text if permalink.startswith("bai-viet") else entry.title for entry in entries.values()
        )
        assert len(ways) > 1
        assert all(pages[way].up.path == permalink for way in ways)


def test_a_chapter_says_how_much_of_each_kind_it_holds():
    pages = planned(archive(records()), replace(SITE, page_size=2))
    told = {name: pages[name].view().frame.description for name in pages if name.startswith("dia-phuong/da-nang-")}
    for name, words in told.items():
        view = pages[name].view()
        events = sum(len(year.events) for year in (*view.coming, *view.planned, *view.events))
        articles = sum(len(year.articles) for year in view.articles)
        held = [f"{count} {what}" for count, what in ((events, "sự kiện"), (articles, "bài")) if count]
        assert words.endswith(f": {' và '.join(held)}.")
    assert any(" và " in words for words in told.values())


def test_a_chapter_leads_to_years_and_to_the_parts_of_its_own_year_alone():
    pages = planned(archive(records()), replace(SITE, page_size=1))
    view = pages["dong-thoi-gian/2025-2.html"].view()
    years = {link.path: link for link in view.years}
    assert {"dong-thoi-gian/2020-2024.html", "dong-thoi-gian/2025.html"} <= set(years)
    assert [link.path for link in view.years if link.current] == ["dong-thoi-gian/2025.html"]
    assert [link.path for link in view.parts if link.current] == ["dong-thoi-gian/2025-2.html"]
    assert all(link.path.startswith("dong-thoi-gian/2025") for link in view.parts)
    assert not any(link.path.endswith("-2.html") for link in view.years)


def test_a_chapter_ends_with_the_ones_beside_it():
    pages = planned(archive(records()), replace(SITE, page_size=1))
    renderer = render.Renderer(templates(), SITE)

    def turns(name: str) -> list[str]:
        body = renderer.render(pages[name].template, pages[name].view()).decode()
        return re.findall(r'rel="(prev|next)" href="\.\./dong-thoi-gian/([^"]+)"', body)

    assert turns("dong-thoi-gian/2025-2.html")[0] == ("prev", "2025.html")
    assert turns("dong-thoi-gian/2025.html")[-1] == ("next", "2025-2.html")
    assert turns("dong-thoi-gian/2020-2024.html")[0] == ("prev", "2025.html")
    assert turns("dong-thoi-gian/index.html") == []


def test_a_chapter_of_several_years_leads_to_each_of_them_and_a_chapter_of_one_to_none():
    known = archive(records())
    dated = [f"{year}-{one}" for year in ("2013", "2012", "2009") for one in "ab"]
    filed = {key: entry(key, key, date=in_year(key[:4])) for key in dated}
    pages = planned(replace(known, articles=dict(known.articles) | filed), replace(SITE, page_size=4))
    renderer = render.Renderer(templates(), SITE)

    def jumps(name: str) -> list[str]:
        body = renderer.render(pages[name].template, pages[name].view()).decode()
        found = re.findall(r'href="#(bai-\d+)"', body)
        assert all(f'id="{anchor}"' in body for anchor in found)
        return found

    assert jumps("bai-viet/2010-2019/index.html") == ["bai-2013", "bai-2012"]
    assert jumps("bai-viet/2000-2009/index.html") == []


def test_home_tells_no_event_that_a_lead_beside_it_tells():
    known = archive(records())

    def events(lead: str):
        articles = {key: structs.replace(entry, lead=lead) for key, entry in known.articles.items()}
        return {part.anchor: part for part in planned(replace(known, articles=articles))["index.html"].view().events}

    first, *others = events("")
    sentence = events("")[first].citations[0].text
    assert list(events(f"{sentence} Và còn nữa.")) == others
    assert list(events(sentence[:-9])) == [first, *others]


def test_short_lists_have_none():
    assert not any(permalink.endswith("2024.html") for permalink in planned(archive(records())))


def test_inputs_change_with_the_pages_that_show_a_thing_and_with_no_others():
    known = archive(records())
    before = planned(known)
    place = structs.replace(known.places["hue"], names={"vi": ("Huế",), "ko": ("후에시",)})
    after = planned(replace(known, places=dict(known.places) | {"hue": place}))
    changed = {permalink for permalink, page in after.items() if fingerprint(page) != fingerprint(before[permalink])}
    shards = {permalink for permalink in changed if permalink.startswith("tim-kiem/shard-")}
    assert shards
    assert changed - shards == {"dia-phuong/hue.html", "tim-kiem.html", "tim-kiem/entities-0.js"}


def test_equal_inputs_mean_equal_bytes():
    known = archive(records())
    retitled = structs.replace(known.articles["kho-ro-nam"], title=Title("Đà Nẵng đón đoàn khác", "editor"), digest="1")
    changed_archive = replace(known, articles=dict(known.articles) | {"kho-ro-nam": retitled})
    renderer = render.Renderer(templates(), SITE)
    before, after = planned(known), planned(changed_archive)
    for permalink, page in after.items():
        if permalink in before and fingerprint(page) == fingerprint(before[permalink]):
            old, new = before[permalink], page
            assert renderer.render(new.template, new.view()) == renderer.render(old.template, old.view())


def test_a_plan_travels_to_another_process():
    pages = tuple(planned(archive(records())).values())
    renderer = render.Renderer(templates(), SITE)
    for page, travelled in zip(pages, pickle.loads(pickle.dumps(pages)), strict=True):  # noqa: S301 - our own
        assert renderer.render(travelled.template, travelled.view()) == renderer.render(page.template, page.view())


def test_what_comes_next_stands_first():
    pages = planned(archive(records()))
    years = pages["dong-thoi-gian/index.html"].view().coming
    assert [event.anchor for year in years for event in year.events] == ["sk-2", "sk-4"]
    assert [event.anchor for event in pages["index.html"].view().coming] == ["sk-2", "sk-4"]


def test_a_long_list_of_officials_has_a_chapter_for_each_letter():
    known = archive(records())
    first = next(iter(known.officials.values()))
    names = ("Đỗ Văn An", "Dương Thị Bình", "Đặng Công Hòa", "Ân Kim", "An Kim", "오세훈")
    officials = {f"o{number}": structs.replace(first, id=f"o{number}", name=name) for number, name in enumerate(names)}
    pages = planned(replace(known, officials=officials), replace(SITE, page_size=1))
    letters = {name: pages[name].view() for name in pages if name.startswith("nhan-vat/chu-cai/")}
    held = {
        name.rpartition("/")[2]: [card.link.text for group in view.letters for card in group.officials]
        for name, view in letters.items()
    }
    assert held["dd.html"] + held["dd-2.html"] == ["Đặng Công Hòa", "Đỗ Văn An"]
    assert held["d.html"] == ["Dương Thị Bình"]
    assert held["a.html"] == ["An Kim"]
    assert held["aa.html"] == ["Ân Kim"]
    assert sorted(name for those in held.values() for name in those) == sorted(names)
    assert {link.path for link in pages["nhan-vat/index.html"].view().chapters} <= set(letters)
    assert not planned(known)["nhan-vat/index.html"].view().chapters
