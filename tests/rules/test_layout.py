"""Layout's rules, each against its fixture file, and what holds for any text."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from counting import calls_made
from hypothesis import given, settings
from hypothesis import strategies as st

from hanoi_korea_site.extract.layout import captions, furniture, lay_out
from hanoi_korea_site.extract.layout.bylines import LONGEST_BYLINE, names_of
from hanoi_korea_site.extract.layout.parts import Part
from hanoi_korea_site.extract.layout.title import LONGEST_GENERATED, generate
from hanoi_korea_site.extract.sentences import split_sentences
from hanoi_korea_site.text import match_key, normalise

FIXTURES = Path(__file__).parent / "layout"


def cases_of(*names):
    return [case for name in names for case in yaml.safe_load((FIXTURES / f"{name}.yaml").read_text("utf-8"))]


def cases(*names):
    return [pytest.param(case, id=f"{name}:{case['text'][:40]!r}") for name in names for case in cases_of(name)]


def line(text):
    return Part(0, len(text), text, match_key(text))


@pytest.mark.parametrize("case", cases("sentences"))
def test_sentences(case):
    text = case["text"]
    assert [text[span.start : span.end] for span in split_sentences(text, 0, len(text))] == case["expect"]


@pytest.mark.parametrize("case", cases("credits"))
def test_credits(case):
    expected = case["expect"]
    assert names_of(case["text"]) == (expected if expected is None else tuple(expected))


@pytest.mark.parametrize("case", cases("date_line", "share_button", "frame"))
def test_one_line(case):
    found = furniture.read(line(case["text"]))
    assert (found.reason or None) == case["expect"]
    assert list(found.names) == case.get("names", [])


def test_a_line_that_no_rule_is_asked_about_is_known_to_none():
    texts = [case["text"] for case in cases_of("date_line", "share_button", "frame", "headline", "bylines", "messy")]
    lines = {row.strip() for text in texts for row in normalise(text).split("\n") if row.strip()}
    for row in sorted(lines):
        rules = furniture.LONG_RULES if len(row) > furniture.LONGEST_LINE else furniture.RULES
        asked = next((finding for rule in rules if (finding := rule(line(row)))), None)
        if len(row) <= LONGEST_BYLINE or row[-1] != ".":
            assert furniture.read(line(row)) == (line(row).dropped(*asked) if asked else line(row))


@pytest.mark.parametrize("case", cases("captions"))
def test_captions(case):
    whole = line(case["text"])
    parts = captions.marked(whole) or [whole]
    assert [[part.reason or part.kind, part.text] for part in parts] == case["expect"]


@pytest.mark.parametrize("case", cases("generated"))
def test_generated_title(case):
    assert generate(case["text"]) == case["expect"]


def described(sheet):
    """A sheet on the fixtures' form."""
    text = sheet.text
    return {
        "title": sheet.title.text,
        "origin": sheet.title.origin,
        "lead": sheet.lead,
        "blocks": [[block.kind, text[block.start : block.end]] for block in sheet.blocks],
        "dropped": [[dropped.reason, dropped.text] for dropped in sheet.dropped],
        "credits": list(sheet.credits),
        "captions": [[caption.text, caption.credit] for caption in sheet.captions],
        "datelines": [text[span.start : span.end] for span in sheet.datelines],
        "related": [text[span.start : span.end] for span in sheet.related],
    }


ARTICLES = ("headline", "pictures", "endings", "openings", "repeats", "wrapped", "messy")


@pytest.mark.parametrize("case", cases(*ARTICLES))
def test_article(case):
    found = described(lay_out(normalise(case["text"])))
    assert {key: found[key] for key in case["expect"]} == case["expect"]


@pytest.mark.parametrize("case", cases("markdown"))
def test_markdown(case):
    found = described(lay_out(normalise(case["text"]), markdown=True))
    assert {key: found[key] for key in case["expect"]} == case["expect"]


def saved_pages():
    _, *pages = (FIXTURES / "pages.txt").read_text("utf-8").split("\n=== ")
    return [pytest.param(lines, id=outlet) for outlet, *lines in (page.splitlines() for page in pages)]


def read_marks(lines):
    """A page's text, what becomes of each of its characters, and the stretches that its marks enclose."""
    text, kinds, marked, opened = "", "", {"{": [], "⟦": []}, {}
    for line in lines:
        own, _, words = line.partition("|")
        kind = "P" if own == "H" else own
        for char in words:
            if char in "‹^":
                kind = "X"
            elif char == "›":
                kind = own
            elif char in "{⟦":
                opened[char] = len(text)
            elif char in "}⟧":
                mark = {"}": "{", "⟧": "⟦"}[char]
                marked[mark].append((opened.pop(mark), len(text)))
            else:
                text, kinds = text + char, kinds + kind
        text, kinds = text + "\n", kinds + "X"
    return text, kinds, marked


@pytest.mark.parametrize("lines", saved_pages())
def test_saved_page(lines):
    text, expected, marked = read_marks(lines)
    sheet = lay_out(text)
    read = ["X"] * len(text)
    for block in sheet.blocks:
        kind = {"title": "T", "caption": "C"}.get(block.kind, "P")
        read[block.start : block.end] = kind * (block.end - block.start)
    wrong = [at for at, char in enumerate(text) if char.isalnum() and read[at] != expected[at]]
    assert [text[at : at + 40] for at in wrong[:1]] == []
    assert set(sheet.credits) == {text[start:end] for start, end in marked["{"]}
    for start, end in marked["⟦"]:
        day = set(re.findall(r"\d+", re.sub(r"\d+:\d+(:\d+)?|GMT.*", "", text[start:end])))
        dates = [text[span.start : span.end] for span in sheet.datelines if span.start < end and start < span.end]
        assert any(day <= set(re.findall(r"\d+", date)) for date in dates)


BODY = """Hà Nội và Seoul ký kết hợp tác giao thông
Chiều 13/3, hai bên trao đổi về kế hoạch hợp tác trong lĩnh vực giao thông đô thị giai đoạn mới tại trụ sở thành phố.
Hai bên nhất trí sớm lập tổ công tác chung để rà soát các dự án và báo cáo lãnh đạo hai thành phố trong quý tới.
"""


@pytest.mark.parametrize("case", cases("bylines"))
def test_closing_byline(case):
    sheet = lay_out(BODY + case["text"])
    assert list(sheet.credits) == case["expect"]
    assert sheet.blocks[-1].end == len(BODY) - 1


FRAGMENTS = [
    *(case.values[0]["text"] for case in cases("date_line", "share_button", "frame", "captions", "sentences")),
    *(
        "\n",
        "\n\n",
        " ",
        "  ",
        "./.",
        "# ",
        "- ",
        ">> ",
        "(",
        ")",
        '"',
        "Ảnh: ",
        "Từ khóa:",
        "Tin liên quan:",
        "```",
        "| ",
        "1. ",
        "…",
    ),
]
messy_texts = st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=12)), max_size=14).flatmap(
    lambda pieces: st.sampled_from(["", " ", "\n"]).map(lambda glue: normalise(glue.join(pieces)))
)


@settings(max_examples=400, deadline=None)
@given(messy_texts, st.booleans())
def test_nothing_is_lost_and_nothing_doubled(text, markdown):
    sheet = lay_out(text, markdown=markdown)
    spans = [(block.start, block.end) for block in sheet.blocks]
    spans += [(dropped.span.start, dropped.span.end) for dropped in sheet.dropped]
    spans.sort()
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    gaps = zip([(0, 0), *spans], [*spans, (len(text), 0)], strict=True)
    outside = "".join(text[end:start] for (_, end), (start, _) in gaps)
    assert not outside.strip()


@settings(max_examples=400, deadline=None)
@given(messy_texts, st.booleans())
def test_spans_reproduce_their_words(text, markdown):
    sheet = lay_out(text, markdown=markdown)
    assert len(sheet.key) == len(text)
    if sheet.title_span:
        assert text[sheet.title_span.start : sheet.title_span.end] == sheet.title.text
    assert (sheet.title.origin == "text") == (sheet.title_span is not None)
    for dropped in sheet.dropped:
        assert text[dropped.span.start : dropped.span.end] == dropped.text != ""
        assert dropped.reason
    for caption in sheet.captions:
        within = text[caption.span.start : caption.span.end]
        assert caption.text in within
        assert caption.credit in within
    for span in (*sheet.datelines, *sheet.related):
        assert text[span.start : span.end].strip() == text[span.start : span.end] != ""
    numbers = [sentence.number for sentence in sheet.sentences()]
    assert numbers == list(range(1, len(numbers) + 1))
    for block in sheet.blocks:
        assert block.sentences[0].start == block.start
        assert block.sentences[-1].end == block.end
        words = "".join(text[sentence.start : sentence.end] for sentence in block.sentences)
        assert "".join(words.split()) == "".join(text[block.start : block.end].split()) != ""


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from([*'aA.?!…"”)( -', "TP.", "v.v.", "12", "V."]), max_size=60).map("".join))
def test_sentences_hold_all_that_is_printed(text):
    spans = split_sentences(text, 0, len(text))
    assert "".join("".join(text[span.start : span.end].split()) for span in spans) == "".join(text.split())
    assert all(text[span.start : span.end] == text[span.start : span.end].strip() for span in spans)


TITLE_WORDS = [
    *("Hà", "Nội", "và", "Seoul", "ký", "kết", ",", "trong", "khi", "(", ")", '"', "của", "các", "đã", "nhằm")
]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(TITLE_WORDS), min_size=1, max_size=60))
def test_a_generated_title_ends_on_a_whole_word(words):
    title = generate(" ".join(words))
    assert len(title) <= LONGEST_GENERATED + 1
    given_words = {word.lower() for word in words}
    assert all(word.lower().strip("…") in given_words for word in title.split())


@pytest.mark.parametrize("glue", ["", " ", "\n"])
@pytest.mark.parametrize(
    "piece", ["Hà Nội ký kết.", "Ảnh: Thu Hà Tại", "(Ảnh:", "- Seoul", "Thu Hà", "TP.", "./.", "> ", ">> a", '."']
)
def test_steps_grow_with_the_text(piece, glue):
    small, large = ((piece + glue) * times for times in (200, 800))
    lay_out(small)
    assert calls_made(lambda: lay_out(large)) <= 4.5 * calls_made(lambda: lay_out(small)) + 200
