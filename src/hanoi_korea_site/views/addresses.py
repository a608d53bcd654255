"""Where each page stands below the site's root: flat files in one folder a kind, never a bare folder."""

from typing import Final, Protocol

from hanoi_korea_site.model import Dated, Title
from hanoi_korea_site.patterns import regex
from hanoi_korea_site.text import slug

HOME: Final = "index.html"
ARTICLES: Final = "bai-viet/index.html"
PLACES: Final = "dia-phuong/index.html"
OFFICIALS: Final = "nhan-vat/index.html"
AGREEMENTS: Final = "thoa-thuan/index.html"
TIMELINE: Final = "dong-thoi-gian/index.html"
ABOUT: Final = "gioi-thieu.html"
QUALITY: Final = "chat-luong.html"
SEARCH: Final = "tim-kiem.html"
LAND: Final = "ban-do.svg"
FEED: Final = "feed.xml"
JSON_FEED: Final = "feed.json"
CALENDAR: Final = "lich.ics"
DATA: Final = "du-lieu.html"
SITEMAP: Final = "sitemap.xml"
ROBOTS: Final = "robots.txt"
LLMS: Final = "llms.txt"
HEADERS: Final = "_headers"
NOT_FOUND: Final = "404.html"

NO_YEAR: Final = "khong-ro-nam"
NO_YEAR_WORDS: Final = "Không rõ năm"

_YEAR_OF_DATE = regex(r"^\d{4}-(?=\d{2}-)")
_YEARS = regex(r"[-/](\d{4}(?:-\d{4})?)(?![a-z])")
_WORD = regex(r"[a-z]{2,}")
_TELLING = 3


def year_stem(year: str) -> str:
    """A year, or several, as part of an address; "" is the open year."""
    return year or NO_YEAR


def years_from(year: str, span: int) -> str:
    """The years among which a year is where all are counted off by `span`: 2010-2019; "" for the open year."""
    if not year or span == 1:
        return year
    first = int(year) // span * span
    return f"{first:04}-{first + span - 1:04}"


class Filed(Protocol):
    """What an article's address is made from."""

    @property
    def id(self) -> str: ...
    @property
    def title(self) -> Title: ...
    @property
    def date(self) -> Dated | None: ...
    @property
    def published(self) -> Dated | None: ...


def article(entry: Filed) -> str:
    """`bai-viet/2024/<slug>.html`.

    The slug is the file's name where that reads like words, so that an address outlives a changed headline; a saved
    page's code (000_ef14c7a8) tells nothing, and there the title speaks. The year of a date in the file's name, which
    the folder tells, is left out.
    """
    telling = sum(1 for word in entry.id.split("-") if _WORD.fullmatch(word)) >= _TELLING
    stem = _YEAR_OF_DATE.sub("", entry.id) if telling else slug(entry.title.text) or entry.id
    return f"bai-viet/{year_stem(year_of(entry))}/{stem}.html"


def year_of(entry: Filed) -> str:
    """The year an article is filed under: of the event it reports, else of its publication; "" where open."""
    for dated in (entry.date, entry.published):
        if dated is not None and not dated.start.startswith("X"):
            return dated.start[:4]
    return ""


def years_told(permalink: str) -> str:
    """The year, or the first and the last, that a page's address tells; "" where it tells none."""
    found = _YEARS.search(permalink)
    return found[1] if found else ""


def place(entity: str) -> str:
    return f"dia-phuong/{entity}.html"


def official(entity: str) -> str:
    return f"nhan-vat/{entity}.html"


def agreement(entity: str) -> str:
    return f"thoa-thuan/{entity}.html"


def chapter(permalink: str, stem: str) -> str:
    """A part of a long page: `dia-phuong/ha-noi-2024.html`, `bai-viet/2024/index.html`."""
    folder, _, name = permalink.rpartition("/")
    if permalink == ARTICLES:
        return f"{folder}/{stem}/{name}"
    if name == "index.html":
        return f"{folder}/{stem}.html"
    return f"{folder}/{name.removesuffix('.html')}-{stem}.html"


def search_script(part: str, number: int) -> str:
    """A script of the search index; `chi-muc.js` knows the same names."""
    return f"tim-kiem/{part}-{number}.js"


def data_file(name: str) -> str:
    return f"data/{name}"


def annotations(article: str) -> str:
    """Beside an article's page: what was read out of it, as Web Annotations."""
    return article.removesuffix(".html") + ".annotations.json"


def feed(permalink: str, form: str) -> str:
    """The feed of a page's articles or the calendar of its events; `form` is "atom.xml", "feed.json" or "ics"."""
    return f"{permalink.removesuffix('.html')}.{form}"


def picture(permalink: str) -> str:
    """The picture that stands for a page where its address is shared: one a kind of page."""
    folder, slash, _ = permalink.partition("/")
    return f"anh/{folder if slash else 'trang'}.png"


def root(permalink: str) -> str:
    """The way from a page to the site's root: "../" a folder."""
    return "../" * permalink.count("/")
