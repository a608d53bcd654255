"""The preview in a real Chromium: it always ends on the last state, and says what is wrong."""

import os
import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Page, expect
from preview import ARTICLE, PAGE, Preview, make_site, wait_until

SAVES = int(os.environ.get("PREVIEW_SAVES", "20"))
OVERLAY = "#xem-truoc-loi"


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    with Preview(make_styled_site(tmp_path_factory.mktemp("kho") / "site")) as running:
        yield running


def make_styled_site(root: Path) -> Path:
    site = make_site(root)
    (site / "static").mkdir()
    (site / "static" / "them.css").write_text("main { padding-bottom: 3000px }", encoding="utf-8")
    (site / "templates").mkdir()
    footer = '<link rel="stylesheet" href="{{ root }}them.css"><footer id="chan">Chân trang</footer>'
    (site / "templates" / "_footer.html").write_text(footer, encoding="utf-8")
    return site


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    """An empty page, with what the console complains of."""
    context = browser.new_context(viewport={"width": 1000, "height": 700})
    opened = context.new_page()
    said: list[str] = []
    opened.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    yield opened
    assert [line for line in said if "Security Policy" in line] == []
    context.close()


@pytest.fixture
def page(tab: Page, preview: Preview) -> Page:
    """The article's page."""
    visit(tab, preview, PAGE)
    return tab


def visit(page: Page, preview: Preview, path: str) -> None:
    """Waits for the document only: a reload that the preview asks for may cut the rest of the first load short."""
    for attempt in range(3):
        try:
            page.goto(f"{preview.address}/{path}", wait_until="domcontentloaded")
        except Error as error:
            if attempt == 2 or "interrupted by another navigation" not in error.message:
                raise
        else:
            return


def save(preview: Preview, text: str) -> None:
    (preview.site / "seeds" / "mot.txt").write_text(text, encoding="utf-8")


def replace(preview: Preview, text: str) -> None:
    """As editors save that write beside the file and rename."""
    fresh = preview.site / "seeds" / ".mot.txt.swp"
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(preview.site / "seeds" / "mot.txt")


def test_no_save_is_lost_however_they_fall(page: Page, preview: Preview) -> None:
    chance = random.Random(7)  # noqa: S311 - no secret
    for number in range(1, SAVES + 1):
        write = chance.choice((save, replace))
        write(preview, ARTICLE.replace("thứ 0", f"thứ {number}"))
        time.sleep(chance.choice((0, 0.01, 0.07, 0.2, chance.random())))
    expect(page.locator("main")).to_contain_text(f"Lần lưu thứ {SAVES}.")


def test_search_is_up_to_date(page: Page, preview: Preview) -> None:
    (preview.site / "seeds" / "hai.txt").write_text(ARTICLE.replace("đón đoàn", "tiễn phái bộ"), encoding="utf-8")
    found = f"{preview.address}/bai-viet/2022/ha-noi-tien-phai-bo-thanh-pho-daejeon.html"
    page.wait_for_function(f"fetch('{found}').then(answer => answer.ok)")
    visit(page, preview, "tim-kiem.html?q=tien+phai+bo")
    expect(page.locator("main")).to_contain_text("Hà Nội tiễn phái bộ thành phố Daejeon")


def test_a_failed_build_is_shown_over_the_page_and_goes_when_mended(page: Page, preview: Preview) -> None:
    template = preview.site / "templates" / "_footer.html"
    sound = template.read_text(encoding="utf-8")
    template.write_text(f"{sound}\n<p>\n{{{{ hỏng\n", encoding="utf-8")
    overlay = page.locator(OVERLAY)
    expect(overlay).to_be_visible()
    expect(overlay).to_contain_text("templates/_footer.html:")
    expect(overlay.locator("mark")).to_contain_text("{{ hỏng")
    expect(overlay).to_contain_text("mend the template")
    expect(page.locator("main")).to_contain_text("Lần lưu thứ")
    template.write_text(sound.replace("Chân trang", "Chân trang mới"), encoding="utf-8")
    expect(overlay).to_have_count(0)
    expect(page.locator("#chan")).to_have_text("Chân trang mới")


def test_a_fault_of_site_yaml_names_its_line_and_can_be_closed(page: Page, preview: Preview) -> None:
    file = preview.site / "site.yaml"
    sound = file.read_text(encoding="utf-8")
    file.write_text(sound + "titel: x\n", encoding="utf-8")
    overlay = page.locator(OVERLAY)
    expect(overlay).to_contain_text("site.yaml:3")
    expect(overlay).to_contain_text("did you mean")
    overlay.locator("button").click()
    expect(overlay).to_have_count(0)
    page.reload()
    expect(page.locator("main")).to_contain_text("Lần lưu thứ")
    expect(overlay).to_have_count(0)
    file.write_text(sound, encoding="utf-8")


def test_an_article_set_aside_leaves_the_page_up_until_mended(page: Page, preview: Preview) -> None:
    word = preview.site / "seeds" / "mot.yaml"
    word.write_text("published: 2022-06-05\ntilte: Nhầm\n", encoding="utf-8")
    overlay = page.locator(OVERLAY)
    expect(overlay).to_contain_text("seeds/mot.yaml:2")
    expect(overlay.locator("mark")).to_contain_text("tilte: Nhầm")
    expect(page.locator("main")).to_contain_text("Lần lưu thứ")
    word.write_text("published: 2022-06-05\ntitle: Tên mới của bài\n", encoding="utf-8")
    expect(overlay).to_have_count(0)
    word.unlink()
    expect(page.locator("h1")).to_have_text("Hà Nội đón đoàn thành phố Daejeon")


def test_styles_change_without_a_reload_and_the_scroll_stays(tab: Page, tmp_path: Path) -> None:
    site = make_styled_site(tmp_path / "site")
    with Preview(site) as resting:
        visit(tab, resting, "index.html")
        tab.evaluate("() => { window.sameDocument = true; window.scrollTo({ top: 900, behavior: 'instant' }) }")
        style = site / "static" / "them.css"
        style.write_text("main { padding-bottom: 3000px } #chan { color: rgb(1, 2, 3) }", encoding="utf-8")
        expect(tab.locator("#chan")).to_have_css("color", "rgb(1, 2, 3)")
        assert tab.evaluate("() => [window.sameDocument, window.scrollY]") == [True, 900]


def test_a_page_left_open_catches_up_with_a_server_started_anew(browser: Browser, tmp_path: Path) -> None:
    site = make_site(tmp_path / "site")
    with Preview(site) as first:
        page = browser.new_page()
        page.goto(f"{first.address}/{PAGE}")
        port = first.port
    save(first, ARTICLE.replace("thứ 0", "thứ một nghìn"))
    with Preview(site, port=port):
        expect(page.locator("main")).to_contain_text("Lần lưu thứ một nghìn.")
        page.close()


def test_a_page_that_shows_what_it_showed_is_not_reloaded(tab: Page, tmp_path: Path) -> None:
    with Preview(make_styled_site(tmp_path / "site")) as resting:
        visit(tab, resting, "index.html")
        tab.evaluate("() => { window.sameDocument = true }")
        save(resting, ARTICLE + "\nĐoàn đi thăm phố cổ trước khi về nước.\n")
        wait_until(lambda: resting.builds() > 1)
        assert "phố cổ trước khi về nước" in resting.ask(f"/{PAGE}")[1]
        tab.wait_for_timeout(500)
        assert tab.evaluate("() => window.sameDocument") is True
