"""The published pages in a real Chromium: at the root, below a path, and opened from a folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from playwright.sync_api import Browser, Page

from browsing import hosted
from hanoi_korea_site.building.build import build
from hanoi_korea_site.config import load_config
from hanoi_korea_site.console import silent

ROOT = Path(__file__).parents[2]
READABLE = 0.95
"""So much of what a page says with script it says without."""


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository's own archive, built at www/archive."""
    root = tmp_path_factory.mktemp("site")
    (root / "site.yaml").write_bytes((ROOT / "site.yaml").read_bytes())
    (root / "seeds").symlink_to(ROOT / "seeds")
    (root / "www").mkdir()
    config = replace(load_config(root), output=root / "www" / "archive")
    build(config, silent)
    return config.output


@pytest.fixture(scope="module")
def addresses(published: Path) -> Iterator[dict[str, str]]:
    """The site's address in three ways of publishing it."""
    with hosted(published) as root, hosted(published.parent) as above:
        yield {"file": published.as_uri(), "root": root, "below": f"{above}/archive"}


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def html(published: Path) -> list[str]:
    return [path.relative_to(published).as_posix() for path in sorted(published.rglob("*.html"))]


def article_of(published: Path) -> str:
    return next(name for name in html(published) if name.startswith("bai-viet/2024/"))


@pytest.mark.parametrize("way", ["root", "below", "file"])
def test_every_page_loads_without_a_word_on_the_console(
    page: Page, published: Path, addresses: dict[str, str], way: str
) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("requestfailed", lambda request: said.append(f"{request.url}: {request.failure}"))
    outside: list[str] = []
    page.on("request", lambda request: outside.append(request.url) if not request.url.startswith(origin) else None)
    origin = addresses[way] if way == "file" else addresses[way].removesuffix("/archive")
    for name in html(published):
        if name != "404.html":  # its addresses suit the site's own domain only
            page.goto(f"{addresses[way]}/{name}", wait_until="networkidle")
            assert page.locator("h1").count() == 1
    assert (said, outside) == ([], [])


def test_a_fact_opens_its_sentence_and_marks_it(page: Page, published: Path, addresses: dict[str, str]) -> None:
    page.goto(f"{addresses['root']}/{article_of(published)}")
    links = page.locator("a[href^='#c']")
    assert links.count() > 10
    plain = page.locator("#c3").evaluate("node => getComputedStyle(node).backgroundColor")
    page.locator("a[href='#c3']").first.click()
    page.wait_for_url("**#c3")
    assert page.locator("#c3").is_visible()
    assert page.locator("#c3").evaluate("node => getComputedStyle(node).backgroundColor") != plain


def test_the_way_from_an_article_to_a_person_and_back_to_the_sentence(
    page: Page, published: Path, addresses: dict[str, str]
) -> None:
    page.goto(f"{addresses['file']}/{article_of(published)}")
    page.locator("article a[href*='nhan-vat/']").first.click()
    page.wait_for_url("**/nhan-vat/**")
    page.locator("main a[href*='#c']").first.click()
    page.wait_for_url("**/bai-viet/**")
    target = page.url.rpartition("#")[2]
    assert page.locator(f"#{target}").is_visible()


@pytest.mark.parametrize("way", ["below", "file"])
@pytest.mark.parametrize("name", ["index.html", "dong-thoi-gian/index.html", "tim-kiem.html", "bai-viet/2024"])
def test_a_slash_goes_to_the_search_field(
    page: Page, published: Path, addresses: dict[str, str], name: str, way: str
) -> None:
    name = name if name.endswith(".html") else article_of(published)
    page.goto(f"{addresses[way]}/{name}")
    field = page.locator("input[name='q']")
    page.keyboard.press("/")
    assert field.evaluate("field => field === document.activeElement")
    assert field.input_value() == ""
    page.keyboard.type("seoul/")
    assert field.input_value() == "seoul/"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 360, 1280])
def test_nothing_scrolls_sideways(
    browser: Browser, published: Path, addresses: dict[str, str], width: int, scheme: str
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    for name in html(published):
        page.goto(f"{addresses['root']}/{name}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
    context.close()


def test_all_is_there_without_script(browser: Browser, published: Path, addresses: dict[str, str]) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{addresses['root']}/{article_of(published)}")
    assert "Bản ghi nhớ gồm 9 nội dung" in page.locator("article").inner_text()
    page.goto(f"{addresses['root']}/dong-thoi-gian/index.html")
    assert page.locator("main time").count() > 3
    context.close()


def test_a_reader_without_script_misses_next_to_nothing(
    browser: Browser, published: Path, addresses: dict[str, str]
) -> None:
    contexts = [browser.new_context(java_script_enabled=on) for on in (True, False)]
    pages = [context.new_page() for context in contexts]
    one_of_a_folder = {Path(name).parent: name for name in html(published)}
    ways_in = [name for name in html(published) if name.endswith("index.html") or "/" not in name]
    for name in (*ways_in, *one_of_a_folder.values()):
        for page in pages:
            page.goto(f"{addresses['root']}/{name}")
        whole, left = (len("".join(page.locator("main").inner_text().split())) for page in pages)
        assert left >= READABLE * whole > 0, name
    for context in contexts:
        context.close()


def test_the_first_tab_skips_to_the_content(page: Page, addresses: dict[str, str]) -> None:
    page.goto(f"{addresses['root']}/index.html")
    page.keyboard.press("Tab")
    target = page.evaluate("document.activeElement.getAttribute('href')")
    assert page.locator(f"main{target}").count() == 1
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{target}")
