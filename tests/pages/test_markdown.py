"""Markdown: safe HTML, sentences that keep their ids, mentions that become links where a link may stand."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_pages import read

from hanoi_korea_site.model import Block, Sentence
from hanoi_korea_site.views import markdown_prose
from hanoi_korea_site.views.prose import Piece

TAG = '<a href="x.html">'


def article(text, *named, title=False):
    """Each line a block of one sentence; every occurrence of the named words is a link."""
    lines = [line for line in re.finditer(r"\S.*", text) if set(line[0]) != {"="}]
    blocks = tuple(
        Block("title" if title and not number else "paragraph", *line.span(), (Sentence(number + 1, *line.span()),))
        for number, line in enumerate(lines)
    )
    links = sorted(found.span() for words in named for found in re.finditer(re.escape(words), text))
    return str(markdown_prose.article(text, blocks, tuple(Piece(*span, TAG) for span in links)))


def test_sentences_and_mentions_become_tags():
    assert article("Hà Nội đón **Seoul**.", "Hà Nội", "Seoul") == (
        f'<p><span id="c1">{TAG}Hà Nội</a> đón <strong>{TAG}Seoul</a></strong>.</span></p>'
    )


@pytest.mark.parametrize("title", ["# Hà Nội đón Seoul", "Hà Nội đón Seoul\n==="])
def test_the_title_is_left_to_the_heading(title):
    assert article(f"{title}\n\nThân bài.", title=True) == '<p><span id="c2">Thân bài.</span></p>'


def test_no_link_stands_inside_a_link_or_in_code():
    made = article("Xem [báo Seoul](https://bao.example/seoul) và `Seoul`.", "Seoul")
    assert made.count("<a ") == 1
    assert 'href="https://bao.example/seoul"' in made


def test_a_mention_across_elements_stays_plain_and_nests():
    made = article("Thị trưởng **Oh Se** Hoon.", "Oh Se** Hoon")
    assert TAG not in made
    read(made.encode())


def test_a_sentence_across_elements_keeps_its_target():
    text = "**Một câu đậm."
    made = article(f"{text} Hết** rồi.")
    assert 'id="c1"' in made


def test_headings_begin_below_the_pages_own_and_leave_no_gap():
    made = article("# Một\n\n#### Hai\n\n## Ba\n")
    assert re.findall(r"<h(\d)", made) == ["2", "3", "2"]


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        '<img src="https://xa.example/a.png" onerror="alert(1)">',
        "[bấm](javascript:alert(1))",
        '<p id="c1" style="color:red" onclick="x()">chữ</p>',
        "<iframe src='//xa.example'></iframe>",
        "![ảnh](//xa.example/a.png)",
        "\ue000\ue011\ue004 chữ \ue001\ue011\ue004",
    ],
)
def test_what_is_not_text_does_not_pass(hostile):
    made = article(f"Trước. {hostile}")
    elements = read(made.encode())
    assert not {"script", "img", "iframe"} & set(elements.names)
    assert elements.handlers == []
    assert elements.ids == ["c1"]
    assert not any("javascript" in link for link in elements.links)


def test_pictures_of_the_site_itself_stay():
    assert '<img alt="Ảnh" src="../../anh.jpg">' in article("![Ảnh](../../anh.jpg)").replace(
        'src="../../anh.jpg" alt="Ảnh"', 'alt="Ảnh" src="../../anh.jpg"'
    )


def test_a_page_has_its_title_and_named_headings():
    title, body = markdown_prose.page("\n# Giới thiệu\n\nĐây.\n\n## Máy đọc những gì\n")
    assert title == "Giới thiệu"
    assert str(body) == '<p>Đây.</p>\n<h2 id="may-doc-nhung-gi">Máy đọc những gì</h2>'


@given(st.text(alphabet="ab *_`[]()#>-\n<&!.1\\\ue000\ue004", max_size=60))
def test_any_markdown_nests_and_has_every_target(text):
    made = article(text, "ab")
    elements = read(made.encode())
    assert sorted(elements.ids) == sorted(f"c{number}" for number in range(1, len(re.findall(r"\S.*", text)) + 1))
