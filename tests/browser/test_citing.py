"""Copying a citation, in a real Chromium under the site's own policy."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from settling import until

from hanoi_korea_site.building.build import build
from hanoi_korea_site.config import load_config
from hanoi_korea_site.console import silent

ARTICLE = """Thành phố Huế tiếp đoàn tỉnh Gangwon

Ngày 12/5/2023, Chủ tịch UBND thành phố Huế Lê Văn Bình tiếp Thống đốc tỉnh Gangwon Kim Dae-ho. Hai bên vui vẻ.
"""
WORD = 'source: {outlet: Báo Ví Dụ, url: "https://bao.example/1", retrieved: 2025-05-01}\n'
SOURCE = (
    "“Thành phố Huế tiếp đoàn tỉnh Gangwon”, Báo Ví Dụ, https://bao.example/1, lấy về ngày 1/5/2025. Trong: Kho thử"
)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    root: Path = tmp_path_factory.mktemp("site")
    (root / "seeds").mkdir()
    (root / "site.yaml").write_text("title: Kho thử\n", encoding="utf-8")
    (root / "seeds" / "hue-tiep-doan-gangwon.txt").write_text(ARTICLE, encoding="utf-8")
    (root / "seeds" / "hue-tiep-doan-gangwon.yaml").write_text(WORD, encoding="utf-8")
    build(load_config(root), silent)
    return (root / "build" / "bai-viet" / "2023" / "hue-tiep-doan-gangwon.html").as_uri()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """The article opened from a disk; what is copied is kept in `copied` of the window."""
    opened = browser.new_page()
    wrong: list[str] = []
    opened.on("console", lambda told: wrong.append(told.text) if told.type == "error" else None)
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.add_init_script("navigator.clipboard.writeText = async (text) => { window.copied = text; };")
    opened.goto(address)
    yield opened
    opened.close()
    assert wrong == []


def copied(page: Page) -> str:
    until(page, "window.copied")
    return str(page.evaluate("window.copied"))


def test_the_citation_of_the_article(page: Page) -> None:
    assert SOURCE in page.inner_text(".cite")
    page.get_by_role("button", name="Chép trích dẫn", exact=True).click()
    assert copied(page).startswith(SOURCE)
    expect(page.get_by_role("status").last).to_have_text("Đã chép trích dẫn.")


def test_the_citation_of_a_fact(page: Page, address: str) -> None:
    fact = page.locator("#dk-nguoi-le-van-binh")
    fact.locator("summary").click()
    fact.get_by_role("button").click()
    citation = copied(page)
    assert citation.startswith("“Ngày 12/5/2023, Chủ tịch UBND thành phố Huế")
    assert citation.endswith(f"{address}#dk-nguoi-le-van-binh")


def test_the_citation_of_the_sentence_in_the_address(page: Page, address: str) -> None:
    page.goto(f"{address}#c3")
    page.get_by_role("button", name="Chép trích dẫn câu này").click()
    citation = copied(page)
    assert citation.startswith(f"“Hai bên vui vẻ.” – {SOURCE}")
    assert citation.endswith(f"{address}#c3")


def test_the_citation_of_what_is_selected(page: Page, address: str) -> None:
    page.locator("#c3").evaluate("node => getSelection().selectAllChildren(node)")
    page.get_by_role("button", name="Chép phần đang chọn kèm nguồn").click()
    assert copied(page).endswith(f"{address}#c3")


def test_the_machine_readable_head_is_no_script_to_the_browser(page: Page) -> None:
    told = page.evaluate("JSON.parse(document.querySelector('script[type=\"application/ld+json\"]').textContent)")
    assert told["@context"] == "https://schema.org"
