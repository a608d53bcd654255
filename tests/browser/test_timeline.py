"""A timeline's filter in a real Chromium, served and from a folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from settling import moved, watch

from browsing import hosted
from hanoi_korea_site.building.build import build
from hanoi_korea_site.config import load_config
from hanoi_korea_site.console import silent

PAIRS = [("Đà Nẵng", "Busan"), ("Huế", "Busan"), ("Đà Nẵng", "Daegu"), ("Cần Thơ", "Ulsan")]
SAID = "Ngày {day}/3/{year}, đoàn thành phố {here} làm việc với thành phố {there} về du lịch."
PLAN = "Hai bên sẽ tổ chức tuần văn hóa {there} tại {here} vào ngày 9/9/{year}."


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("site")
    (root / "seeds").mkdir()
    (root / "site.yaml").write_text("title: Kho thử\nfonts: system\npage_size: 12\n", encoding="utf-8")
    for number in range(20):
        here, there = PAIRS[number % len(PAIRS)]
        year = 2019 + number // 8 if number < 16 else 2012 + number % 2
        said = SAID.format(day=number + 1, year=year, here=here, there=there)
        plan = PLAN.format(year=year, here=here, there=there)
        text = f"{here} và {there} bàn về du lịch, lần {number}\n\n{said}\n\n{plan}\n"
        (root / "seeds" / f"bai-thu-{number}.txt").write_text(text, encoding="utf-8")
    build(load_config(root), silent)
    return root / "build"


@pytest.fixture(scope="module")
def served(published: Path) -> Iterator[str]:
    with hosted(published) as found:
        yield found


@pytest.fixture(params=["served", "file"])
def base(request: pytest.FixtureRequest, published: Path) -> str:
    return str(request.getfixturevalue("served")) if request.param == "served" else published.as_uri()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    opened = context.new_page()
    said: list[str] = []
    opened.on("pageerror", lambda error: said.append(str(error)))
    yield opened
    context.close()
    assert said == []


def shown(page: Page) -> list[str]:
    return page.locator("li.event:visible").all_inner_texts()


def test_a_place_narrows_the_list_and_says_by_how_much(page: Page, base: str) -> None:
    page.goto(f"{base}/dong-thoi-gian/2019.html")
    everything = shown(page)
    page.locator("select[name=noi]").select_option("busan")
    left = shown(page)
    assert 0 < len(left) < len(everything)
    assert all("Busan" in words for words in left)
    assert (
        page.locator("form.filter output").inner_text() == f"{len(left)} trong {len(everything)} sự kiện trên trang này"
    )
    page.locator("form.filter a").click()
    page.wait_for_url("**/dia-phuong/busan.html")


def test_nothing_moves_when_the_filter_is_filled(page: Page, base: str) -> None:
    watch(page)
    page.goto(f"{base}/dong-thoi-gian/2019.html")
    assert page.locator("select[name=noi] option").count() > 2
    assert moved(page) == 0


def test_a_kind_narrows_it_too_and_empty_years_go(page: Page, base: str) -> None:
    page.goto(f"{base}/dong-thoi-gian/2019.html")
    page.locator("select[name=loai]").select_option("planned")
    assert shown(page)
    assert page.locator("li.event:visible:not(.planned)").count() == 0
    assert page.locator("section.happened:visible").count() == 0
    page.locator("select[name=loai]").select_option("")
    assert page.locator("section.happened:visible").count() == 1


def test_the_choice_goes_along_to_another_year(page: Page, base: str) -> None:
    page.goto(f"{base}/dong-thoi-gian/2019.html")
    page.locator("select[name=noi]").select_option("busan")
    page.locator("nav.years a", has_text="2020").first.click()
    page.wait_for_url("**/2020.html?noi=busan")
    assert page.locator("select[name=noi]").input_value() == "busan"
    assert all("Busan" in words for words in shown(page))


def test_a_jump_within_the_page_takes_no_choice_along(page: Page, base: str) -> None:
    page.goto(f"{base}/dong-thoi-gian/2010-2014.html")
    page.locator("select[name=noi]").select_option("busan")
    page.locator("nav.within a", has_text="2012").click()
    assert page.url == f"{base}/dong-thoi-gian/2010-2014.html#nam-2012"
    assert "?noi=busan" in str(page.locator("nav.years a", has_text="2020").first.get_attribute("href"))


def test_a_link_to_an_event_shows_it_whatever_was_chosen(page: Page, base: str) -> None:
    page.goto(f"{base}/dong-thoi-gian/2019.html")
    other = page.locator("li.event", has_text="Ulsan").first.get_attribute("id")
    page.goto("about:blank")
    page.goto(f"{base}/dong-thoi-gian/2019.html?noi=busan#{other}")
    assert page.locator(f"[id='{other}']").is_visible()


def test_a_choice_that_is_none_is_left_out(page: Page, base: str) -> None:
    page.goto(f"{base}/dong-thoi-gian/2019.html?noi=%3Cb%3E&loai=nothing")
    assert page.locator("select[name=noi]").input_value() == ""
    assert len(shown(page)) == page.locator("li.event").count()


def test_without_script_the_list_is_whole_and_no_dead_controls_show(browser: Browser, base: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{base}/dong-thoi-gian/2019.html")
    assert len(shown(page)) == page.locator("li.event").count() > 6
    assert page.locator("form.filter").is_hidden()
    context.close()
