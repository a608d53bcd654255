"""What a person wrote in YAML stays as it is, byte for byte, around what is put in."""

import difflib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hanoi_korea_site.amend import Edit, amend, as_yaml
from hanoi_korea_site.editors_word import editors_word
from hanoi_korea_site.errors import Fault, InputError
from hanoi_korea_site.text import normalise
from hanoi_korea_site.yamlfile import read_yaml

WRITTEN = """\
# lời của biên tập viên
title:   "Một tiêu đề"   # giữ nguyên hai dấu nháy
places:
- Daejeon  # đọc sót

# các nhân vật
officials:
    add:
        - {name: Kim Min Ho,   title: Thị trưởng}
    reject: [A, "B" ]
agreements: [Bản ghi nhớ]
date:
tags: một
source: {outlet: 'Báo',
         url: "https://vi-du.vn/a"}
# hết
"""
QUOTED = {"quote": "Paju", "prefix": "LCD", "suffix": "."}
EDITS = (
    Edit(("date",), "2025-04-18"),
    Edit(("title",), "Tên: mới # hai"),
    Edit(("published",), "2025-04-19"),
    Edit(("places", "add"), "Busan", append=True),
    Edit(("places", "reject"), QUOTED, append=True),
    Edit(("officials", "add"), {"name": "Choi", "country": "KR"}, append=True),
    Edit(("officials", "reject"), "C", append=True),
    Edit(("officials", "same_as", "Ông Kim"), "Kim Min Ho"),
    Edit(("agreements", "reject"), "D", append=True),
    Edit(("dates", "add"), {"date": "2025-04-18", "quote": "ngày 18/4"}, append=True),
    Edit(("reviewed",), {"problem": "title-generated"}, append=True),
    Edit(("tags",), "hai", append=True),
    Edit(("source", "outlet"), "Báo Khác"),
)


def word(text: str):
    faults: list[Fault] = []
    read = editors_word(read_yaml(text, "a.yaml", faults), faults)
    assert not faults
    return read


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: ".".join(edit.path))
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_only_the_lines_that_hold_the_value_change(edit, ends):
    before = WRITTEN.replace("\n", ends)
    after = amend(before, edit)
    changed = [line for line in difflib.ndiff(before.splitlines(), after.splitlines()) if line.startswith("- ")]
    assert len(changed) <= 1
    assert after.count("\n") == after.count(ends)
    for comment in ("# lời của biên tập viên", "# giữ nguyên hai dấu nháy", "# đọc sót", "# các nhân vật", "# hết"):
        assert after.count(comment) == 1


@given(
    st.permutations(EDITS), st.sampled_from(("", WRITTEN, "# chỉ một ghi chú", "{}", "title: |\n  a\n\nplaces: Seoul"))
)
def test_what_is_put_in_is_read_again_in_any_order(edits, text):
    for edit in edits:
        text = amend(text, edit)
        assert amend(text, edit) == text
    read = word(text)
    assert (read.date, read.title, read.published) == ("2025-04-18", "Tên: mới # hai", "2025-04-19")
    assert [place.name for place in read.places.add][-1] == "Busan"
    assert read.places.reject[-1].prefix == "LCD"
    assert {official.name for official in read.officials.add} >= {"Choi"}
    assert dict(read.officials.same_as) == {"Ông Kim": "Kim Min Ho"}
    assert [one.quote.exact for one in read.dates.add] == ["ngày 18/4"]
    assert [one.problem for one in read.reviewed] == ["title-generated"]
    assert read.source.outlet == "Báo Khác"
    assert read.tags[-1] == "hai"


@given(st.text(min_size=1, max_size=60).filter(lambda text: text.isprintable() and normalise(text).strip()))
def test_any_words_can_be_put_in(words):
    assert word(amend(WRITTEN, Edit(("title",), words))).title == " ".join(normalise(words).split())
    reject = word(amend(WRITTEN, Edit(("places", "reject"), {"quote": words}, append=True))).places.reject
    assert [quote.exact for quote in reject] == [" ".join(normalise(words).split())]


def test_lines_shown_are_the_lines_that_settle_it():
    for edit in EDITS:
        assert word(as_yaml(edit)) == word(amend("", edit))


def test_yaml_that_cannot_be_added_to_is_refused_with_the_lines_to_write():
    with pytest.raises(InputError) as refused:
        amend("title: a\n...\n", Edit(("places", "reject"), "B", append=True))
    assert "reject:\n    - B" in str(refused.value)


def test_yaml_that_is_wrong_is_not_touched():
    with pytest.raises(InputError) as refused:
        amend("title: a\ntitle: b\n", Edit(("date",), "2025"), "seeds/a.yaml")
    assert "seeds/a.yaml:2" in str(refused.value)
