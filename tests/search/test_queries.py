"""Questions asked of the published search page in a real Chromium, through a server and from a folder."""

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from generated import ARTICLES, NEEDLES, articles
from playwright.sync_api import Browser, Page, Route, expect

from hanoi_korea_site.search.folding import fold, syllables

ASK = """async ([asked, finished, filter]) => {
  for (const id of ['loai', 'nam', 'noi']) document.getElementById(id).value = filter[id] || '';
  document.getElementById('hoi').value = asked;
  await page.search(finished);
  return [...document.querySelectorAll('#ket-qua a')].map((link) => link.getAttribute('href'));
}"""

RAIL = "bai-viet/2024/duong-sat-do-thi-busan.html"
POTTERY = "bai-viet/2023/dai-su-tham-lang-gom.html"
HUE = "bai-viet/2022/hue-gyeonggi-bao-ton.html"
MARKET = "bai-viet/2026/phien-cho-ha-noi-dau-nam.html"
TREES = "bai-viet/2021/trong-cay-xanh-do-thi.html"
NURSERY = "bai-viet/2025/vuon-uom-ngoai-thanh.html"
FLOWERS = "bai-viet/2020/le-hoi-hoa-cuc.html"
COOKS = "bai-viet/2019/lop-hoc-nau-an.html"
CLASS = "bai-viet/2018/lop-hoc-nau-an.html"
HANOI, SEOUL, BUSAN, HUE_CITY = (f"dia-phuong/{key}.html" for key in ("ha-noi", "seoul", "busan", "hue"))
MEMORANDUM = "thoa-thuan/ban-ghi-nho-hop-tac-bao-ton-di-san-giua-thanh-pho-hue-va-tinh-gyeonggi.html"
GYEONGGI, KOREA = "dia-phuong/gyeonggi.html", "dia-phuong/han-quoc.html"
PARK, CHOI, HA = (f"nhan-vat/{key}.html" for key in ("park-jin-woo", "choi-young-min", "nguyen-thu-ha"))


@pytest.fixture(scope="module", params=["http", "file"])
def asked(request: pytest.FixtureRequest, browser: Browser, addresses: dict[str, str]) -> Iterator[Page]:
    """The search page, kept open for many questions; nothing may be said on its console."""
    context = browser.new_context()
    opened = context.new_page()
    said: list[str] = []
    opened.on("console", lambda message: said.append(message.text))
    opened.on("pageerror", lambda error: said.append(str(error)))
    opened.on("dialog", lambda dialog: (said.append("a dialog"), dialog.dismiss()))
    opened.goto(addresses[request.param])
    yield opened
    context.close()
    assert said == []


def ask(page: Page, words: str, *, finished: bool = True, **filters: str) -> list[str]:
    """The addresses found, best first, without their sentences."""
    found = page.evaluate(ASK, [words, finished, filters])
    return [address.partition("#")[0] for address in found]


# What is asked; which of these come first, in this order; what is not found at all.
QUESTIONS = [
    # no marks
    ("ha noi", [HANOI, MARKET, RAIL], []),
    ("dai su han quoc", [POTTERY], []),
    ("duong sat do thi", [RAIL], []),
    ("nguyen thu ha", [HA, RAIL], []),
    ("trong cay xanh do thi", [TREES, NURSERY], []),
    ("hue", [HUE_CITY], []),
    # marks, all or some, upper case
    ("hà nội", [HANOI, RAIL, MARKET], []),
    ("hạ nồi", [MARKET, RAIL], [HANOI]),
    ("Đại sứ", [POTTERY, MARKET], []),
    ("đài sử", [MARKET, POTTERY], []),
    ("HÀ NỘI", [HANOI, RAIL], []),
    ("hà noi", [HANOI, RAIL, MARKET], []),
    ("đường sat", [RAIL], []),
    ("lê van binh", ["nhan-vat/le-van-binh.html", HUE], []),
    # tones placed otherwise, or wrong
    ("hoà nhạc", [HUE], []),
    ("thuỷ đình", [HUE], []),
    ("kỳ nghĩ ngắn", [HUE], []),
    ("bảo tôn cung điên", [HUE], []),
    # Hangul, romanisations, English
    ("서울", [SEOUL], [BUSAN]),
    ("부산", [BUSAN], [SEOUL]),
    ("경기도", [GYEONGGI], []),
    ("김치", [COOKS], [CLASS]),
    ("Pusan", [BUSAN], []),
    ("Kyonggi", [GYEONGGI], []),
    ("South Korea", [KOREA], []),
    ("park jin woo", [PARK, RAIL], []),
    ("Young-min Choi", [CHOI, POTTERY], []),
    # phrases
    ('"trồng cây xanh đô thị"', [TREES], [NURSERY]),
    ('"trong cay xanh do thi"', [TREES], [NURSERY]),
    ("“nhà ga ngầm”", [RAIL], []),
    ('"ga nhà ngầm"', [], [RAIL]),
    ('"hạ nồi"', [MARKET], [RAIL, HANOI]),
    # one letter, nothing, little
    ("ô", ["dia-phuong/tokyo.html", CLASS], [COOKS]),  # Tô-ki-ô
    ("xyzzy", [], [RAIL]),
    ("răng cưa xyzzy", [], [RAIL]),
    ("– … !", [], [RAIL]),
    ("", [], [RAIL]),
    # HTML in the question
    ("<img src=x onerror=alert(1)>", [FLOWERS], []),
    ('"><script>alert(1)</script>', [], []),
    # one or the other, and without
    ("kowalski hoặc gốm", [POTTERY, COOKS], [CLASS]),
    ("kowalski hoac gom", [POTTERY, COOKS], [CLASS]),
    ("kimchi", [COOKS, CLASS], []),
    ("kimchi -mai", [COOKS], [CLASS]),
    ('kimchi -"ô mai"', [COOKS], [CLASS]),
    ("kimchi -xyzzy", [COOKS, CLASS], []),
    ('kimchi -"mai và trà"', [COOKS], [CLASS]),
    ('kimchi -"trà và mai"', [COOKS, CLASS], []),
    ('"ô mai và trà"', [CLASS], [COOKS]),
    ('"o mai va tra"', [CLASS], [COOKS]),
]


def is_found(address: str, expected: str) -> bool:
    """Whether it is the page expected; an article's file name may begin with more of its date."""
    (folder, _, name), (wanted_folder, _, wanted) = address.rpartition("/"), expected.rpartition("/")
    return folder.startswith(wanted_folder) and name.endswith(wanted)


@pytest.mark.parametrize(("words", "first", "absent"), QUESTIONS)
def test_what_is_asked_is_found(asked: Page, words: str, first: list[str], absent: list[str]) -> None:
    found = ask(asked, words)
    places = [next((at for at, address in enumerate(found) if is_found(address, one)), -1) for one in first]
    assert -1 not in places, found
    assert places == sorted(places), found
    assert places[:1] in ([], [0]), found
    assert not [one for one in absent if any(is_found(address, one) for address in found)]
    if not first and not absent:
        assert found == []


@pytest.mark.parametrize(
    ("words", "filters", "first", "absent"),
    [
        ("nấu ăn", {"nam": "2018"}, [CLASS], [COOKS]),
        ("", {"nam": "2024"}, [RAIL], [POTTERY, HANOI]),
        ("", {"noi": "busan"}, [RAIL], [POTTERY]),
        ("busan", {"loai": "bai-viet"}, [RAIL], [BUSAN]),
        ("busan", {"loai": "dia-phuong"}, [BUSAN], [RAIL]),
        ("choi", {"loai": "nhan-vat"}, [CHOI], [POTTERY]),
        ("gốm", {"noi": "busan"}, [], [POTTERY]),
        ("bản ghi nhớ", {"loai": "thoa-thuan"}, [MEMORANDUM], [HUE]),
    ],
)  # fmt: skip
def test_filters(asked: Page, words: str, filters: dict[str, str], first: list[str], absent: list[str]) -> None:
    found = ask(asked, words, **filters)
    assert [one for one in first if not is_found(found[0], one)] == []
    assert not [one for one in absent if any(is_found(address, one) for address in found)]


@pytest.mark.parametrize(("typed", "expected"), [("kowal", COOKS), ("tàu răng cư", RAIL), ("gyeongg", GYEONGGI)])
def test_an_unfinished_word_is_completed(asked: Page, typed: str, expected: str) -> None:
    assert is_found(ask(asked, typed, finished=False)[0], expected)
    assert ask(asked, typed, finished=True) == []


def test_the_newest_comes_first_where_all_else_is_equal(asked: Page) -> None:
    ask(asked, "cảng biển")
    days = asked.locator("#ket-qua .kind").all_inner_texts()
    years = [int(day.rpartition("/")[2]) for day in days if "/" in day]
    assert len(years) == 5
    asked.locator("#them").click()
    asked.locator("#ket-qua li:nth-child(8)").wait_for()
    assert asked.locator("#ket-qua li").count() > 5


def test_a_result_opens_the_sentence_that_answers_with_its_words_marked(asked: Page) -> None:
    found = asked.evaluate(ASK, ["nhà ga ngầm", True, {}])
    assert found[0].endswith("duong-sat-do-thi-busan.html#c3")
    assert asked.locator("#ket-qua li:first-child mark").all_inner_texts() == ["nhà ga ngầm"]
    assert asked.locator("#ket-qua li:first-child .snippet").inner_text() == "Hai bên khảo sát nhà ga ngầm Yên Phụ."


def test_words_of_texts_and_questions_stay_words(asked: Page) -> None:
    ask(asked, "<img src=x onerror=alert(1)>")
    assert asked.locator("#ket-qua img").count() == 0
    assert "<img src=x onerror=alert(1)>" in asked.locator("#ket-qua").inner_text()
    ask(asked, "<b>xyzzy</b>")
    assert asked.locator("#tin b").count() == 0
    assert "<b>xyzzy</b>" in asked.locator("#tin").inner_text()


def test_folding_is_the_same_here_and_there(asked: Page) -> None:
    texts = [*NEEDLES.values(), "Hoà UỶ Quý thuở Đặng_Ê 서울 首尔 é Ǆ ß 12½ Se-hoon ĐẤT x̣ İ"]
    words = asked.evaluate("(texts) => texts.map((text) => folding.syllables(text))", texts)
    assert words == [syllables(text) for text in texts]
    flat = sorted({word for row in words for word in row})
    assert asked.evaluate("(words) => words.map(folding.fold)", flat) == [fold(word) for word in flat]


def test_keyboard_and_announcement(browser: Browser, addresses: dict[str, str]) -> None:
    page = browser.new_page()
    page.goto(addresses["http"])
    page.keyboard.press("/")
    page.keyboard.type("ha noi")
    expect(page.locator("#tin")).to_have_text("Tìm thấy 2 bài viết và 1 tên.")
    assert page.locator("#tin").get_attribute("role") == "status"
    expect(page).to_have_url(re.compile(r"\?q=ha\+noi$"))
    assert page.locator("#ten").is_hidden()
    places = []
    for key in ("ArrowDown", "ArrowDown", "ArrowUp", "ArrowUp"):
        page.keyboard.press(key)
        places.append(page.evaluate("[...document.querySelectorAll('#ket-qua a')].indexOf(document.activeElement)"))
    assert places == [0, 1, 0, -1]
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "hoi"
    page.keyboard.press("Escape")
    page.locator("#ten").wait_for()
    assert page.locator("#hoi").input_value() == ""
    page.close()


@pytest.mark.parametrize("way", ["http", "file"])
def test_the_field_of_every_page_asks_the_search_page(browser: Browser, addresses: dict[str, str], way: str) -> None:
    page = browser.new_page()
    page.goto(addresses[way].replace("tim-kiem.html", "dia-phuong/busan.html"))
    page.locator("header input[type=search]").fill("răng cưa")
    page.keyboard.press("Enter")
    page.locator("#ket-qua a").first.wait_for()
    assert "tim-kiem.html?q=" in page.url
    assert is_found(page.locator("#ket-qua a").first.get_attribute("href").partition("#")[0], RAIL)
    page.close()


def test_without_script_every_name_is_there(browser: Browser, addresses: dict[str, str]) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(addresses["http"] + "?q=busan")
    assert {"Busan", "Park Jin-woo"} <= set(page.locator("#ten a").all_inner_texts())
    assert "부산" in page.locator("#ten").inner_text()
    assert "cần JavaScript" in page.locator("noscript p").inner_text()
    context.close()


def test_arrows_go_to_the_results_of_an_address(browser: Browser, addresses: dict[str, str]) -> None:
    page = browser.new_page()
    page.goto(addresses["http"] + "?q=busan")
    page.locator("#ket-qua a").first.wait_for()
    assert page.evaluate("document.activeElement.id") == "hoi"
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.getAttribute('href')") == BUSAN
    page.close()


@pytest.mark.parametrize(
    ("words", "better"),
    [
        ("rang cuaa", "rang cua"),
        ('"đường sắtt" busan', '"đường sat" busan'),
        ("gyeognggi", "gyeonggi"),
        ("xyzzyx", ""),
        ("rang cuaa xyzzyx", ""),
    ],
)
def test_a_slip_is_mended_where_nothing_is_found(asked: Page, words: str, better: str) -> None:
    assert ask(asked, words) == []
    links = asked.locator("#tin a")
    assert links.count() == bool(better)
    if better:
        assert links.inner_text() == better
        links.click()
        asked.locator("#ket-qua a").first.wait_for()
        assert asked.locator("#hoi").input_value() == better


def test_a_number_that_is_not_sure_is_said_to_be_near(asked: Page) -> None:
    """Whether a phrase stands in all of many texts is only seen by looking at them."""
    ask(asked, '"tại hải phòng"')
    asked.locator("#them").wait_for()
    assert asked.locator("#tin").inner_text().startswith("Tìm thấy khoảng ")
    ask(asked, "tại hải phòng")
    assert "khoảng" not in asked.locator("#tin").inner_text()
    ask(asked, '"nhà ga ngầm"')
    assert asked.locator("#tin").inner_text() == "Tìm thấy 1 bài viết."


def test_a_number_is_sure_where_all_that_is_left_can_be_looked_through(asked: Page) -> None:
    """Three words or more: the index tells few articles that may hold them, and more than are shown at first."""
    words = ["hải", "phòng", "và", "cần", "thơ"]
    standing = sum(holds(text, words) for text in articles(ARTICLES))
    assert standing > 5
    ask(asked, f'"{" ".join(words)}"')
    assert asked.locator("#tin").inner_text() == f"Tìm thấy {standing} bài viết."
    assert asked.locator("#ket-qua li").count() == 5
    asked.locator("#them").click()
    asked.locator("#them").wait_for(state="hidden")
    assert asked.locator("#ket-qua li").count() == standing


def holds(text: str, words: list[str]) -> bool:
    rows = [syllables(line) for line in text.replace(". ", ".\n").split("\n")]
    return any(row[at : at + len(words)] == words for row in rows for at in range(len(row)))


@pytest.mark.parametrize(
    ("words", "filters", "said"),
    [
        ("xyzzy", {}, "Không tìm thấy gì cho “xyzzy”. Thử từ khác."),
        ("xyzzy xyzzyx", {}, "Không tìm thấy gì cho “xyzzy xyzzyx”. Thử bớt từ."),
        ('"ga nhà ngầm"', {}, 'Không tìm thấy gì cho "ga nhà ngầm". Thử bỏ ngoặc kép hoặc bớt từ.'),
        ("gốm", {"noi": "busan"}, "Không tìm thấy gì cho “gốm”. Thử bỏ bộ lọc."),
    ],
)
def test_what_may_help_is_said_where_nothing_is_found(
    asked: Page, words: str, filters: dict[str, str], said: str
) -> None:
    assert ask(asked, words, **filters) == []
    assert asked.locator("#tin").inner_text() == said


def test_names_hold_also_the_words_that_there_was_no_room_to_ask_for(
    browser: Browser, addresses: dict[str, str]
) -> None:
    page = browser.new_page()
    page.goto(addresses["http"])
    page.evaluate("searchIndex.spent = () => 60000")
    named = "bản ghi nhớ hợp tác bảo tồn di sản huế gyeonggi"
    assert is_found(ask(page, named)[0], MEMORANDUM)
    assert ask(page, f"{named} đại biểu") == []
    page.close()


def test_what_does_not_load_can_be_tried_again(browser: Browser, addresses: dict[str, str]) -> None:
    page = browser.new_page()
    results, button = page.locator("#ket-qua li"), page.get_by_role("button", name="Thử lại")
    for part in ("shard", "articles"):  # one breaks the search off, the other what it shows
        page.goto(addresses["http"])
        page.route(f"**/tim-kiem/{part}-*", lambda route: route.abort())
        ask(page, "cảng biển tại hải phòng")
        assert page.locator("#tin").inner_text().startswith("Không tải được một phần chỉ mục")
        assert results.count() == 0
        page.unroute(f"**/tim-kiem/{part}-*")
        button.click()
        page.locator("#tin", has_text="Tìm thấy").wait_for()
        assert results.count() == 5
    ask(page, "cảng biển")
    page.route("**/tim-kiem/articles-*", lambda route: route.abort())
    page.get_by_role("button", name="Xem thêm kết quả").click()
    button.wait_for()
    assert results.count() < 15
    page.unroute("**/tim-kiem/articles-*")
    shown = results.count()
    button.click()
    results.nth(shown + 9).wait_for()
    addresses_shown = page.locator("#ket-qua a").evaluate_all("links => links.map((link) => link.href)")
    assert len(addresses_shown) == len(set(addresses_shown)) == shown + 10
    page.close()


def test_a_slow_answer_is_announced(browser: Browser, addresses: dict[str, str]) -> None:
    page = browser.new_page()
    held: list[Route] = []
    page.route("**/tim-kiem/start-*", lambda route: held.append(route))  # noqa: PLW0108 - Playwright marks the function
    page.goto(addresses["http"] + "?q=busan", wait_until="commit")
    page.locator("#tin", has_text="Đang tìm…").wait_for()
    for route in held:
        route.continue_()
    page.locator("#tin", has_text="Tìm thấy").wait_for()
    page.close()


def test_what_is_loaded_stays_within_its_budget(browser: Browser, addresses: dict[str, str], published: Path) -> None:
    """For this archive: what every question needs, and what single questions load, as gzip."""
    page = browser.new_page()
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    page.goto(addresses["http"])
    page.evaluate("searching.begin()")

    def weigh() -> int:
        files = [published / address.partition("/build/")[2].partition("?")[0] for address in loaded]
        loaded.clear()
        return sum(len(gzip.compress(file.read_bytes())) for file in files if file.suffix == ".js")

    assert weigh() < 17_000
    for words in ("ha noi", "seoul hợp tác đào tạo", '"bản ghi nhớ"', "cảng biển tại hải phòng và cần thơ"):
        page.goto(addresses["http"])
        loaded.clear()
        ask(page, words)
        assert weigh() < 42_000, words
    page.close()
    index = list((published / "tim-kiem").iterdir())
    assert len(index) < 140
    assert sum(len(gzip.compress(file.read_bytes())) for file in index) < 260_000
