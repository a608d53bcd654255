"""`init` and `new`: what they make builds at once, and nothing that is there is changed."""

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
import yaml

from all_seeds import read_seeds
from hanoi_korea_site.authoring.new_article import import_article, new_article
from hanoi_korea_site.authoring.new_site import FILES, start
from hanoi_korea_site.authoring.saved_text import read_saved
from hanoi_korea_site.building.build import build
from hanoi_korea_site.check import check
from hanoi_korea_site.config import Config, load_config
from hanoi_korea_site.console import silent
from hanoi_korea_site.errors import InputError

TODAY = date(2026, 3, 4)
TITLE = "Hà Nội và Seoul ký kế hoạch hợp tác"
PARAGRAPHS = (
    "Ngày 22/10, Chủ tịch UBND thành phố Hà Nội Lê Văn Bình tiếp Thị trưởng Seoul Kim Min-su đang ở thăm Việt Nam.",
    "Tại buổi tiếp, hai bên ký kế hoạch hợp tác giai đoạn tới và mong muốn mở rộng trao đổi về giao thông công cộng.",
)
PAGE = f"""<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>{TITLE} - Báo Ví Dụ</title>
<meta property="og:title" content="{TITLE}">
<meta property="og:site_name" content="Báo Ví Dụ"><meta property="og:url" content="https://vi-du.example/og">
<link rel="canonical" href="https://vi-du.example/bai-1">
<meta property="article:published_time" content="2024-10-22T08:00:00+07:00"></head>
<body><nav><a href="/">Trang chủ</a> <a href="/x">Thời sự</a></nav>
<article><h1>{TITLE}</h1><p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p></article>
<aside><a href="/y">Tin liên quan khác</a></aside><footer>Liên hệ quảng cáo</footer></body></html>
"""


@pytest.fixture
def config(tmp_path: Path) -> Config:
    list(start(tmp_path))
    site = tmp_path / "site.yaml"
    site.write_text(site.read_text(encoding="utf-8").replace("fonts: literata", "fonts: system"), encoding="utf-8")
    return load_config(tmp_path)


def document(*paragraphs: str) -> bytes:
    """A .docx with nothing but these paragraphs."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    body = "".join(f"<w:p><w:r><w:t>{paragraph}</w:t></w:r></w:p>" for paragraph in paragraphs)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("word/document.xml", f"<w:document {space}><w:body>{body}</w:body></w:document>")
    return packed.getvalue()


def test_a_new_site_builds_and_passes_the_strict_check_at_once(config: Config) -> None:
    report = build(config, silent, jobs=1, strict=True)
    assert len(report.articles) == 1
    assert list(check(config, silent)) == []


def test_a_second_init_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("mine\n", encoding="utf-8")
    assert dict(start(tmp_path)) == {name: name != ".gitignore" for name, _ in FILES}
    (tmp_path / "site.yaml").write_text("title: mine\n", encoding="utf-8")
    assert not any(made for _, made in start(tmp_path))
    assert (tmp_path / ".gitignore").read_text(encoding="utf-8") == "mine\n"
    assert (tmp_path / "site.yaml").read_text(encoding="utf-8") == "title: mine\n"


def test_no_example_comes_among_own_articles(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "cua-toi.txt").write_text("Bài của tôi\n", encoding="utf-8")
    list(start(tmp_path))
    assert [file.name for file in (tmp_path / "seeds").iterdir()] == ["cua-toi.txt"]


def test_a_file_in_the_way_is_named(tmp_path: Path) -> None:
    (tmp_path / "kho").write_text("x", encoding="utf-8")
    with pytest.raises(InputError, match="kho"):
        list(start(tmp_path / "kho"))


def test_a_new_article_is_dated_slugged_and_read(config: Config) -> None:
    file = new_article(config, 'Huế: "ngày mới" & đèn # 1', TODAY)
    assert file == config.seeds / "hue-ngay-moi-den-1.md"
    (fault,) = read_seeds(config).faults
    assert str(fault) == "seeds/hue-ngay-moi-den-1.md: there is no text in it (write the article, or remove the file)"
    with file.open("a", encoding="utf-8") as opened:
        opened.write("Huế đón năm mới.\n")
    reading = read_seeds(config)
    assert reading.faults == ()
    seed = next(seed for seed in reading.seeds if seed.markdown)
    assert (seed.word.title, seed.word.published) == ('Huế: "ngày mới" & đèn # 1', "2026-03-04")


def test_an_article_that_is_there_is_refused_whatever_its_kind(config: Config) -> None:
    file = new_article(config, "Một bài", TODAY)
    written = file.read_bytes()
    with pytest.raises(InputError, match=r"seeds/mot-bai\.md.*not changed"):
        new_article(config, "Một bài", TODAY)
    with pytest.raises(InputError, match="not changed"):
        import_article(config, read_saved("Một bài\n\nChữ.".encode(), "x"))
    with pytest.raises(InputError, match="no letter"):
        new_article(config, "…", TODAY)
    assert file.read_bytes() == written


def test_a_web_page_loses_its_furniture_and_keeps_its_source(config: Config) -> None:
    file = import_article(config, read_saved(PAGE.encode(), "bai.html"))
    assert file.read_text(encoding="utf-8").split("\n\n") == [TITLE, PARAGRAPHS[0], PARAGRAPHS[1] + "\n"]
    word = yaml.safe_load(file.with_suffix(".yaml").read_text(encoding="utf-8"))
    assert word["source"] == {"outlet": "Báo Ví Dụ", "url": "https://vi-du.example/bai-1"}
    assert word["published"] == date(2024, 10, 22)
    assert read_seeds(config).faults == ()


def test_only_a_whole_address_that_the_page_declares_is_kept() -> None:
    relative = PAGE.replace("https://vi-du.example/bai-1", "/bai-1")
    assert read_saved(relative.encode(), "x").url == "https://vi-du.example/og"
    silent_page = relative.replace("https://vi-du.example/og", "javascript:alert(1)").replace("2024-10-22T", "hôm nay ")
    saved = read_saved(silent_page.encode(), "x")
    assert (saved.url, saved.published) == ("", "")


def test_a_page_in_an_old_encoding() -> None:
    page = PAGE.replace('<meta charset="utf-8">', "")
    assert read_saved(page.encode("utf-16"), "x").title == TITLE


def test_a_word_document_becomes_a_text_alone(config: Config) -> None:
    file = import_article(config, read_saved(document(TITLE, *PARAGRAPHS), "bai.docx"))
    assert [line for line in file.read_text(encoding="utf-8").splitlines() if line] == [TITLE, *PARAGRAPHS]
    assert not file.with_suffix(".yaml").exists()


def test_a_title_given_names_the_article(config: Config) -> None:
    file = import_article(config, read_saved(b"First line\n\nText.", "x"), "Tên khác")
    assert file.name == "ten-khac.txt"
    assert yaml.safe_load(file.with_suffix(".yaml").read_text(encoding="utf-8")) == {"title": "Tên khác"}


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"", "no text"),
        (b" \n\n", "no text"),
        (b"PK\x03\x04 cut off", "no Word document"),
        (document(), "no text"),
        (b"<!doctype html><html><body></body></html>", "no article"),
    ],
)
def test_what_holds_no_article_is_refused_by_name(raw: bytes, message: str) -> None:
    with pytest.raises(InputError, match=f"tai-lieu.*{message}"):
        read_saved(raw, "tai-lieu")
