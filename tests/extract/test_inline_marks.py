"""Words set in bold or italics, or linked, tell what they tell without: in Markdown, and in plain text."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec import Struct

from hanoi_korea_site.extract import extract
from hanoi_korea_site.gazetteer import Gazetteer
from hanoi_korea_site.model import EditorsWord, Evidence, Mention, Record, Seed, Span

SEEDS = Path(__file__).parents[2] / "seeds"
PLAIN = (
    "Sáng 4/5/2023, Chủ tịch UBND thành phố Hà Nội Trần Sỹ Thanh tiếp Thị trưởng Seoul Oh Se Hoon. Ông Nguyễn Văn Nam, "
    "Giám đốc Sở Ngoại vụ Hà Nội, cùng dự. Dịp này, Hà Nội và Seoul ký Bản ghi nhớ về hợp tác du lịch."
)
EMPHASISED = (
    "Nguyễn Văn Nam",
    "Ông Nguyễn Văn Nam",
    "Trần Sỹ Thanh",
    "Chủ tịch UBND thành phố Hà Nội",
    "Chủ tịch UBND thành phố Hà Nội Trần Sỹ Thanh",
    "Giám đốc",
    "Seoul Oh Se Hoon",
    "4/5/2023",
    "Sáng 4",
    "Bản ghi nhớ",
    "hợp tác du lịch",
    "Hà Nội và Seoul",
    "Ông Nguyễn Văn Nam, Giám đốc Sở Ngoại vụ Hà Nội, cùng dự",
)
FORMS = (
    "*{}*",
    "**{}**",
    "***{}***",
    "_{}_",
    "__{}__",
    "**_{}_**",
    "[{}](https://vi-du.example/a_(b))",
    "**[{}](a.html 'Ô')**",
)


def read(text: str, *, markdown: bool = True) -> Record:
    name = "seeds/bai.md" if markdown else "seeds/bai.txt"
    return extract(Seed("bai", name, "", text, markdown=markdown, word=EditorsWord()), Gazetteer.load())


def told(record: Record) -> tuple[object, ...]:
    """Who, where, when, what was signed, and what happened, without where the text says so."""
    return (
        [(one.name, one.country, [(role.title, role.body) for role in one.roles]) for one in record.officials],
        [(place.id, len(place.mentions)) for place in record.places],
        [one.id for one in record.organisations],
        [date.edtf for date in record.dates],
        [(one.title, one.parties, one.status, one.date and one.date.edtf) for one in record.agreements],
        [(event.sentence.number, event.date.edtf, event.officials, event.agreements) for event in record.events],
    )


def placed(found: object) -> Iterator[Mention | Evidence | Span]:
    if isinstance(found, Mention | Evidence | Span):
        yield found
    elif isinstance(found, tuple):
        for part in found:
            yield from placed(part)
    elif isinstance(found, Struct):
        for name in found.__struct_fields__:
            yield from placed(getattr(found, name))


@pytest.mark.parametrize("markdown", [True, False])
@pytest.mark.parametrize("words", EMPHASISED)
def test_emphasised_and_linked_words_tell_the_same(words, markdown):
    expected = told(read(PLAIN, markdown=markdown))
    assert [name for name, *_ in expected[0]] == ["Trần Sỹ Thanh", "Oh Se Hoon", "Nguyễn Văn Nam"]
    for form in FORMS:
        assert told(read(PLAIN.replace(words, form.format(words)), markdown=markdown)) == expected, form


@pytest.mark.parametrize("form", FORMS)
def test_what_is_found_stands_where_it_says(form):
    text = PLAIN.replace("Nguyễn Văn Nam", form.format("Nguyễn Văn Nam")).replace(
        "Seoul ký", form.format("Seoul") + " ký"
    )
    record = read(text)
    for found in placed(record):
        if isinstance(found, Mention | Evidence):
            assert text[found.start : found.end] == found.text
    assert [mention.text for mention in record.officials[2].mentions] == ["Nguyễn Văn Nam"]
    assert [mention.text for mention in record.places[1].mentions] == ["Seoul", "Seoul"]
    sentences = {sentence for block in record.blocks for sentence in block.sentences}
    assert {event.sentence for event in record.events} < sentences


def test_the_published_words_keep_their_marks():
    sentences = ("**Ông Nguyễn Văn Nam, Giám đốc Sở Ngoại vụ Hà Nội, cùng dự.**", "*Sau đó*, đoàn thăm Busan.")
    text = " ".join(sentences)
    (block,) = read(text).blocks
    assert tuple(text[one.start : one.end] for one in block.sentences) == sentences


@pytest.mark.parametrize(
    "sign", ["3 * 4 * 5", "5*6*7", "(*) và (*)", "ban_hanh_so_2", "2* và 3*", r"\*Hà Nội\*", "[1] (a)"]
)
def test_what_only_looks_like_a_mark_harms_nothing(sign):
    text = f"Biểu số {sign}: {PLAIN}"
    record = read(text)
    assert told(record)[0] == told(read(PLAIN))[0]
    assert all(text[found.start : found.end] == found.text for found in placed(record) if isinstance(found, Mention))


@pytest.mark.parametrize("path", sorted(SEEDS.glob("*.txt")), ids=lambda path: path.stem[:3])
def test_an_article_with_all_its_persons_in_bold_tells_the_same(path):
    text = path.read_text("utf-8")
    plain = read(text, markdown=False)
    names = sorted({(one.start, one.end) for official in plain.officials for one in official.mentions}, reverse=True)
    assert names
    bold = text
    for start, end in names:
        bold = f"{bold[:start]}**{bold[start:end]}**{bold[end:]}"
    assert told(read(bold, markdown=False)) == told(plain)
