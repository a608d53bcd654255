"""The editor's word wins over what was read, says where the text differs, and is never dropped in silence."""

import pytest
from edited_article import BINH, DATE, GAZETTEER, HANOI, KIM, MAYOR, RECORD, TEXT, codes, edited
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from hanoi_korea_site import edtf
from hanoi_korea_site.editor.anchors import find_quote
from hanoi_korea_site.editor.overlay import apply
from hanoi_korea_site.model import AddedDate, AddedOfficial, EditorsWord, FactWords, Quote, Reviewed, Title


def test_silence_changes_nothing():
    assert edited() is RECORD
    assert edited(tags=("x",), draft=True, file="seeds/bai.yaml") is RECORD


def test_title():
    record = edited(title="Tiêu đề khác")
    assert record.title == Title("Tiêu đề khác", "editor")
    assert codes(record) == ["editor-differs"]
    assert codes(edited(title="Hai thành phố ký bản ghi nhớ")) == []


def test_a_generated_title_is_no_contradiction():
    generated = replace(RECORD, title=Title("Hai thành phố", "generated"))
    record = apply(generated, EditorsWord(title="Tiêu đề"), TEXT, GAZETTEER)
    assert codes(record) == []
    assert "title-generated" not in [problem.code for problem in record.problems]


def test_date_settles_the_year_everywhere():
    record = edited(date="2025-04-18")
    assert (record.date.edtf, record.date.year_basis, record.date.mention) == ("2025-04-18", "editor", DATE.mention)
    assert {date.edtf for date in record.dates} == {"2025-04-18"}
    assert {event.date.edtf for event in record.events} == {"2025-04-18"}
    assert record.agreements[0].date.edtf == "2025-04-18"
    assert codes(record) == []
    assert "year-unknown" not in [problem.code for problem in record.problems]


def test_a_date_that_the_text_contradicts():
    record = edited(date="2025-05-02")
    assert (record.date.edtf, record.date.mention) == ("2025-05-02", None)
    assert {event.date.edtf for event in record.events} == {"XXXX-04-18"}
    [problem] = [problem for problem in record.problems if problem.code == "editor-differs"]
    assert TEXT[problem.span.start : problem.span.end] == "18/4"


def test_a_printed_year_is_contradicted_an_inferred_one_is_not():
    for basis, expected in (("explicit", ["editor-differs"]), ("inferred", [])):
        date = edtf.dated(edtf.parse("2023-04-18"), year_basis=basis, mention=DATE.mention)
        record = apply(replace(RECORD, date=date), EditorsWord(date="2025-04-18"), TEXT, GAZETTEER)
        assert record.date.edtf == "2025-04-18"
        assert codes(record) == expected


@pytest.mark.parametrize(
    ("published", "read", "settled"),
    [
        ("2025-04-19", "XXXX-04-18", "2025-04-18?"),
        ("2025-01-03", "XXXX-12-30", "2024-12-30?"),
        ("2025-12-20", "XXXX-01-05", "2026-01-05?"),
        ("2025-01-03", "XXXX-12-30/XXXX-01-02", "2024-12-30?/2025-01-02?"),
        ("2025-03-01", "XXXX-02-29", "2024-02-29?"),
        ("2026-07-01", "XXXX-02-29", "XXXX-02-29"),
    ],
)
def test_the_day_of_publication_tells_an_open_year(published, read, settled):
    date = edtf.dated(edtf.parse(read), year_basis="unknown")
    record = apply(replace(RECORD, date=date), EditorsWord(published=published), TEXT, GAZETTEER)
    assert record.published.edtf == published
    assert record.date.edtf == settled


@pytest.mark.parametrize(("published", "asked"), [("2025-04-19", False), ("2025-04", False), ("2025", True)])
def test_a_year_that_the_day_or_month_of_publication_tells_is_not_asked_about(published, asked):
    date = edtf.dated(edtf.parse("XXXX-04-18"), year_basis="unknown")
    record = apply(replace(RECORD, date=date), EditorsWord(published=published), TEXT, GAZETTEER)
    assert record.date.edtf == "2025-04-18?"
    assert ("year-inferred" in {problem.code for problem in record.problems}) is asked


def test_reject_by_name_id_or_title():
    for name in ("Thái Bình", "thai-binh", "thái bình"):
        record = edited(places=FactWords(reject=(Quote(name),)))
        assert record.places == (HANOI,)
        assert record.events[1].places == ("ha-noi",)
        assert codes(record) == []
    assert edited(agreements=FactWords(reject=(Quote("Bản ghi nhớ hợp tác"),))).agreements == ()


def test_reject_what_was_read_inside_a_quote():
    record = edited(places=FactWords(reject=(Quote("đường  Thái Bình"),)))
    assert record.places == (HANOI,)
    record = edited(officials=FactWords(reject=(Quote("Thị trưởng Kim cảm ơn"),)))
    assert [found.text for found in record.officials[1].mentions] == ["Kim Min Ho"]


def test_a_rejection_of_words_that_are_gone_is_reported():
    record = edited(officials=FactWords(reject=(Quote("Park Ji Sung"),)))
    assert record.officials == RECORD.officials
    assert codes(record) == ["editor-words-gone"]


def test_a_rejection_that_takes_nothing_away_is_reported_with_its_line_and_the_way_out():
    record = edited(officials=FactWords(reject=(Quote("nhắc đến đường", at="seeds/mot.yaml:7"),)))
    assert record.officials == RECORD.officials
    (problem,) = (problem for problem in record.problems if problem.code == "editor-rejects-nothing")
    assert problem.message.startswith("seeds/mot.yaml:7: “nhắc đến đường”")
    assert "explain" in problem.message


def test_same_as_within_the_article():
    record = edited(officials=FactWords(same_as=(("Thị trưởng Bình", "Trần Văn Bình"),)))
    assert [official.id for official in record.officials] == ["tran-van-binh", "kim-min-ho"]
    assert [found.text for found in record.officials[0].mentions] == ["Trần Văn Bình", "Thị trưởng Bình"]
    assert record.events[1].officials == ("tran-van-binh", "kim-min-ho")


def test_same_as_for_words_that_were_read_as_nobody_or_as_another():
    record = edited(
        officials=FactWords(reject=(Quote("thi-truong-binh"),), same_as=(("Thị trưởng Bình", "Trần Văn Bình"),))
    )
    taken = record.officials[0].mentions[-1]
    assert (taken.text, taken.rule, taken.origin) == ("Thị trưởng Bình", "editor.same_as", "editor")
    assert record.events[1].officials == ("tran-van-binh", "kim-min-ho")
    wrongly = replace(KIM, mentions=(*KIM.mentions, *MAYOR.mentions))
    record = apply(
        replace(RECORD, officials=(BINH, wrongly)),
        EditorsWord(officials=FactWords(same_as=(("Thị trưởng Bình", "Trần Văn Bình"),))),
        TEXT,
        GAZETTEER,
    )
    assert [len(official.mentions) for official in record.officials] == [2, 2]


def test_same_as_another_articles_person_is_left_for_the_archive():
    record = edited(officials=FactWords(same_as=(("Kim Min Ho", "Kim Minho"),)))
    assert record.officials == RECORD.officials
    assert codes(record) == []


def test_same_as_of_words_that_are_gone_is_reported():
    assert codes(edited(officials=FactWords(same_as=(("Ông Park", "Kim Min Ho"),)))) == ["editor-words-gone"]


def test_merges_in_a_chain():
    word = FactWords(same_as=(("Thị trưởng Bình", "Trần Văn Bình"), ("Trần Văn Bình", "Kim Min Ho")))
    record = edited(officials=word)
    assert [official.id for official in record.officials] == ["kim-min-ho"]
    assert [event.officials for event in record.events] == [("kim-min-ho",), ("kim-min-ho",)]


def test_quoted_words_say_the_date_that_the_editor_reads_in_them():
    word = FactWords(add=(AddedDate("2025-04-18", Quote("Ngày 18/4")),))
    record = edited(dates=word)
    assert [(date.edtf, date.year_basis, date.mention.origin) for date in record.dates] == [
        ("2025-04-18", "editor", "editor")
    ]
    assert record.events[0].date.edtf == record.agreements[0].date.edtf == "2025-04-18"


def test_words_where_no_date_was_read_can_say_one():
    record = edited(dates=FactWords(add=(AddedDate("2025-04", Quote("Hai thành phố")),)))
    assert next((date.edtf, date.mention.text) for date in record.dates) == ("2025-04", "Hai thành phố")


def test_rejected_words_date_nothing_any_more():
    record = edited(dates=FactWords(reject=(Quote("18/4"),)))
    assert (record.date, record.dates, record.events, record.agreements[0].date) == (None, (), (), None)
    assert codes(edited(dates=FactWords(reject=(Quote("19/4"),)))).count("editor-words-gone") == 1


def test_a_year_that_the_editor_leaves_open_is_asked_about_no_more():
    record = edited(date="XXXX-04-18")
    assert (record.date.edtf, record.date.year_basis) == ("XXXX-04-18", "editor")
    assert "year-unknown" not in {problem.code for problem in record.problems}


def test_a_problem_can_be_let_stand_and_its_words_are_watched():
    doubted = {problem.code for problem in edited(title="Một").problems}
    assert "official-without-country" in doubted
    mayor = Reviewed("official-without-country", Quote("Thị trưởng Bình"))
    record = edited(reviewed=(mayor, Reviewed("year-unknown")))
    assert not {"official-without-country", "year-unknown"} & {problem.code for problem in record.problems}
    elsewhere = edited(reviewed=(Reviewed("official-without-country", Quote("Hà Nội")),))
    assert "official-without-country" in {problem.code for problem in elsewhere.problems}
    assert "editor-words-gone" in codes(edited(reviewed=(Reviewed("year-unknown", Quote("không còn")),)))


@pytest.mark.parametrize(
    ("quote", "places"),
    [
        (Quote("Thị trưởng"), 3),
        (Quote("Thị trưởng", prefix="cảm ơn"), 1),
        (Quote("Thị trưởng", prefix="cảm ơn", suffix="Kim"), 0),
        (Quote("Thị trưởng", prefix="cảm ơn", suffix="Bình"), 1),
        (Quote("Thị trưởng", prefix="đã", suffix="đi"), 0),
        (Quote("Thái Bình", prefix="đã sửa", suffix="hết"), 1),
    ],
)
def test_a_quote_means_the_places_that_its_surroundings_fit(quote, places):
    assert len(find_quote(TEXT, quote)) == places


names = st.sampled_from(
    ("Kim Min Ho", "Thị trưởng Bình", "tran-van-binh", "Kim", "Thái Bình", "không có", "Hà Nội", ".", "Bình và", "")
)
quotes = st.builds(Quote, names.filter(bool), names, names)
rulings = st.builds(
    FactWords,
    add=st.lists(st.builds(AddedOfficial, names.filter(bool), quote=st.none() | quotes), max_size=3).map(tuple),
    reject=st.lists(quotes, max_size=3).map(tuple),
    same_as=st.lists(st.tuples(names, names), max_size=3).map(tuple),
)


@given(rulings)
def test_any_ruling_leaves_a_sound_record(word):
    record = edited(officials=word)
    ids = [official.id for official in record.officials]
    assert len(set(ids)) == len(ids)
    assert all(official.mentions for official in record.officials)
    assert all(set(event.officials) <= set(ids) for event in record.events)
