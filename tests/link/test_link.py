"""The archive as a whole: backlinks, citations, identity by the editor's word, and what must always hold."""

from dataclasses import replace

import pytest
from articles import GAZETTEER, Written, article
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from hanoi_korea_site.archive import Archive, Citation
from hanoi_korea_site.link.linking import link
from hanoi_korea_site.model import EditorsWord, FactWords, Title

VISIT = article(
    "chuyen-tham",
    date="2024-10-19/2024-10-22",
    title="Hà Nội và các địa phương Hàn Quốc",
    officials=[
        "Trần Sỹ Thanh | Chủ tịch | Ủy ban Nhân dân thành phố Hà Nội | VN",
        "Oh Se Hoon | Thị trưởng | thành phố Seoul | KR",
    ],
    agreements=["Bản ghi nhớ về thiết lập quan hệ | memorandum | UBND thành phố Hà Nội; tỉnh Gyeonggi | signed"],
    events=[
        "2024-10-22 | past | Trần Sỹ Thanh, Oh Se Hoon, Hà Nội, Seoul",
        "2026 | planned | Hà Nội, Seoul",
    ],
)
MEETING = article(
    "cuoc-hop",
    date="2025-04-18?",
    officials=["Trần Sỹ Thanh | Chủ tịch | UBND Hà Nội | VN", "Choi Minho | Thị trưởng | Sejong | KR"],
    agreements=["Thỏa thuận hợp tác toàn diện | agreement | Hà Nội; Sejong | planned | 2026"],
    events=[
        "2025-04-18? | past | Trần Sỹ Thanh, Choi Minho, Hà Nội, Sejong",
        "2026 | planned | Thỏa thuận hợp tác toàn diện",
        "2025-03 | planned | Choi Minho, Hà Nội",
    ],
)
UNDATED = article("khong-nam", date="XXXX-05-26", places=["Hà Nội", "Khu đổi mới Xanh"])


def linked(*written: Written) -> Archive:
    return link([one.gist for one in written], GAZETTEER)


def citations(archive: Archive) -> list[Citation]:
    return [
        *(cited for event in archive.events.values() for cited in event.citations),
        *(cited for person in archive.officials.values() for office in person.offices for cited in office.citations),
        *(cited for entry in archive.agreements.values() for step in entry.steps for cited in step.citations),
    ]


def test_articles_stand_newest_first_and_those_of_unknown_years_last():
    archive = linked(VISIT, UNDATED, MEETING)
    assert list(archive.articles) == ["cuoc-hop", "chuyen-tham", "khong-nam"]


def test_an_article_keeps_what_its_page_needs_of_others():
    entry = linked(VISIT, MEETING).articles["cuoc-hop"]
    assert entry.digest == MEETING.gist.digest
    assert entry.officials == ("tran-sy-thanh", "choi-minho")
    assert entry.agreements == ("thoa-thuan-hop-tac-toan-dien-ha-noi-sejong",)
    assert dict(entry.local) == {
        ("agreements", "thoa-thuan-hop-tac-toan-dien"): "thoa-thuan-hop-tac-toan-dien-ha-noi-sejong"
    }


def test_entities_stand_in_vietnamese_order():
    archive = linked(
        article("a", officials=["Đỗ Anh | Giám đốc | Sở Ngoại vụ Huế | VN", "Dương Ba | Giám đốc | Sở Y tế Huế | VN"]),
        article("b", officials=["Ân Lê | Giám đốc | Sở Ngoại vụ Huế | VN", "An Lê | Giám đốc | Sở Y tế Huế | VN"]),
    )
    assert list(archive.officials) == ["an-le-hue-1", "an-le-hue-2", "duong-ba", "do-anh"]


def test_a_place_knows_its_events_officials_agreements_and_ties():
    archive = linked(VISIT, MEETING)
    hanoi = archive.places["ha-noi"]
    assert hanoi.articles == ("cuoc-hop", "chuyen-tham")
    assert [archive.events[event].date.edtf for event in hanoi.events] == [
        "2024-10-22",
        "2025-03",
        "2025-04-18?",
        "2026",
    ]
    assert hanoi.officials == ("tran-sy-thanh", "choi-minho", "oh-se-hoon")
    assert hanoi.agreements == (
        "ban-ghi-nho-ve-thiet-lap-quan-he-gyeonggi-ha-noi",
        "thoa-thuan-hop-tac-toan-dien-ha-noi-sejong",
    )
    assert [(tie.id, tie.articles) for tie in hanoi.ties] == [("sejong", 1), ("seoul", 1)]
    assert hanoi.names["ko"] == ("하노이",)
    assert hanoi.latitude == pytest.approx(21.03)


def test_an_official_knows_whom_they_met():
    archive = linked(VISIT, MEETING)
    thanh = archive.officials["tran-sy-thanh"]
    assert [(tie.id, tie.articles) for tie in thanh.ties] == [("choi-minho", 1), ("oh-se-hoon", 1)]
    assert thanh.places[0] == "ha-noi"
    assert [office.citations[0].article for office in thanh.offices] == ["chuyen-tham"]


def test_aliases_are_names_and_never_offices():
    mayor = article("a", date="2025-04-18", officials=["Trần Sỹ Thanh | Chủ tịch | UBND Hà Nội | VN"])
    official = mayor.record.officials[0]
    alias = structs.replace(official.mentions[0], text="Thị trưởng Thanh")
    aliased = structs.replace(official, mentions=(*official.mentions, alias, structs.replace(alias, text="ông")))
    archive = linked(replace(mayor, record=structs.replace(mayor.record, officials=(aliased,))))
    assert archive.officials["tran-sy-thanh"].names == ("Trần Sỹ Thanh", "Thị trưởng Thanh")
    assert [office.title for office in archive.officials["tran-sy-thanh"].offices] == ["Chủ tịch"]


def test_only_plans_later_than_the_newest_article_are_after_the_archive():
    archive = linked(VISIT, MEETING)
    after = {event.date.edtf: event.after_archive for event in archive.events.values()}
    assert after == {"2024-10-22": False, "2025-03": False, "2025-04-18?": False, "2026": True}


def test_without_a_known_year_nothing_is_after_the_archive():
    archive = linked(article("a", date="XXXX-04-18", places=["Hà Nội"], events=["2026 | planned | Hà Nội"]))
    assert not any(event.after_archive for event in archive.events.values())


def test_unknown_places_are_one_by_name_and_kind():
    elsewhere = article("khac", date="2024-01-01", places=["Khu đổi mới Xanh"])
    archive = linked(UNDATED, elsewhere)
    assert archive.places["khu-doi-moi-xanh"].articles == ("khac", "khong-nam")
    assert archive.places["khu-doi-moi-xanh"].latitude is None


def test_same_as_makes_two_persons_one():
    word = EditorsWord(officials=FactWords(same_as=(("Ngài Oh", "oh-se-hoon"),)))
    other = article("khac", date="2023-01-01", officials=["Ngài Oh | Đô trưởng | Xơ-un | KR"], word=word)
    archive = linked(VISIT, other)
    assert archive.officials["oh-se-hoon"].articles == ("chuyen-tham", "khac")
    assert archive.officials["oh-se-hoon"].names == ("Oh Se Hoon", "Ngài Oh")
    assert dict(archive.articles["khac"].local) == {("officials", "ngai-oh"): "oh-se-hoon"}


def test_same_as_names_one_of_those_kept_apart():
    word = EditorsWord(officials=FactWords(same_as=(("Kim Young-soo", "kim-young-soo-busan"),)))
    archive = linked(
        article("a", date="2019-03-25", officials=["Kim Young-soo | Thị trưởng | Busan | KR"]),
        article("b", date="2019-03-25", officials=["Kim Young-soo | Thị trưởng | Incheon | KR"]),
        article("c", date="2019-03-26", officials=["Kim Young-soo | | | KR"], word=word),
    )
    assert archive.officials["kim-young-soo-busan"].articles == ("c", "a")


def test_same_as_for_a_place_holds_in_its_article():
    word = EditorsWord(places=FactWords(same_as=(("Khu đổi mới Xanh", "Seoul"),)))
    archive = linked(UNDATED, article("khac", date="2024-01-01", places=["Khu đổi mới Xanh"], word=word))
    assert archive.articles["khac"].places == ("seoul",)
    assert archive.articles["khong-nam"].places == ("ha-noi", "khu-doi-moi-xanh")


@pytest.mark.parametrize("target", ["nguoi-la", "Kim Young-soo"])
def test_same_as_without_one_target_is_a_problem(target):
    word = EditorsWord(officials=FactWords(same_as=(("Trần Sỹ Thanh", target),)))
    archive = linked(
        article("a", date="2019-03-25", officials=["Kim Young-soo | Thị trưởng | Busan | KR"]),
        article("b", date="2019-03-25", officials=["Kim Young-soo | Thị trưởng | Incheon | KR"]),
        article("c", date="2019-03-26", officials=["Trần Sỹ Thanh | Chủ tịch | UBND Hà Nội | VN"], word=word),
    )
    code = "same-as-ambiguous" if target == "Kim Young-soo" else "same-as-unknown"
    assert ("c", code) in [(key, problem.code) for key, problem in archive.problems]
    assert archive.officials["tran-sy-thanh"].articles == ("c",)


def test_duplicate_articles_are_problems():
    first = article("a", title="Hà Nội, Seoul", prose="Đoàn Hà Nội đã tới Seoul.")
    same = article("b", title="Khác", prose="Đoàn Hà Nội  đã tới Seoul.")
    headline = article("c", title="HÀ NỘI - SEOUL", prose="Một bài khác hẳn.")
    generated = replace(
        headline, record=structs.replace(headline.record, id="d", title=Title("Hà Nội, Seoul", "generated"))
    )
    archive = linked(first, same, headline, replace(generated, text="Bài thứ tư nói khác."))
    assert [(key, problem.code) for key, problem in archive.problems] == [
        ("b", "duplicate-text"),
        ("c", "duplicate-title"),
    ]


def test_an_empty_archive_is_an_archive():
    archive = link([], GAZETTEER)
    assert all(not getattr(archive, field.name) for field in structs.fields(archive))


def test_many_citations_of_one_office_are_told_by_the_earliest_and_the_latest():
    many = [
        article(f"bai-{year}", date=f"{year}-05-01", officials=["Vũ Hồ | Đại sứ | Việt Nam tại Hàn Quốc | VN"])
        for year in range(2000, 2020)
    ]
    (office,) = linked(*many).officials["vu-ho"].offices
    told = [citation.article for citation in office.citations]
    assert told == [f"bai-{year}" for year in (2000, 2001, 2002, 2003, 2016, 2017, 2018, 2019)]
    assert (office.first.edtf, office.last.edtf) == ("2000-05-01", "2019-05-01")


NAMES = (
    "Trần Sỹ Thanh",
    "Tran Sy Thanh",
    "Trần Sĩ Thanh",
    "Thanh",
    "Kim Young-soo",
    "Young-soo Kim",
    "Kim Yeong Su",
    "Kim",
)
OFFICES = (
    "Chủ tịch | UBND TP Hà Nội",
    "Chủ tịch | Ủy ban nhân dân Hà Nội",
    "nguyên Chủ tịch | UBND tỉnh Lạng Sơn",
    "Thị trưởng | Busan",
    "Thị trưởng | thành phố Incheon",
    "Thị trưởng | ",
    " | ",
)
TITLES = ("Bản ghi nhớ hợp tác", "Bản ghi nhớ về du lịch", "Thỏa thuận hợp tác du lịch", "Tuyên bố chung năm 2023")
PARTIES = ("Hà Nội; Busan", "UBND Hà Nội; chính quyền Busan", "HĐND Hà Nội; Hội đồng Busan", "Hà Nội", "")
DATES = ("2023-05-04", "2023-05-04/2023-05-06", "2023-05-04/2023-05-07", "2023-05", "2023", "XXXX-05-04", "2023-05-04?")


@st.composite
def written(draw: st.DrawFn, key: str) -> Written:
    """An article whose facts are drawn from few words, so that much of it looks alike."""
    officials = draw(
        st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(OFFICES)), max_size=3, unique_by=lambda one: one[0])
    )
    titles = draw(st.lists(st.sampled_from(TITLES), max_size=2, unique=True))
    who = ", ".join([name for name, _ in officials] + titles + ["Hà Nội", "Busan"])
    return article(
        key,
        date=draw(st.sampled_from((None, *DATES))),
        published=draw(st.sampled_from((None, "2023-05-05", "2024-01-02"))),
        title=draw(st.sampled_from(("Hà Nội", "Busan"))),
        prose=draw(st.sampled_from(("Hà Nội và Busan.", "Busan và Hà Nội."))),
        officials=[f"{name} | {post} | {draw(st.sampled_from(('VN', 'KR', '')))}" for name, post in officials],
        agreements=[
            f"{title} | {draw(st.sampled_from(('memorandum', 'agreement')))} | {draw(st.sampled_from(PARTIES))} | "
            f"{draw(st.sampled_from(('signed', 'planned', 'unknown')))} | {draw(st.sampled_from(('', *DATES)))}"
            for title in titles
        ],
        events=[
            f"{draw(st.sampled_from(DATES))} | {draw(st.sampled_from(('past', 'planned', 'background')))} | {who}"
            for _ in range(draw(st.integers(0, 2)))
        ],
    )


@st.composite
def archives(draw: st.DrawFn) -> list[Written]:
    return [draw(written(f"bai-{number}")) for number in range(draw(st.integers(0, 7)))]


@settings(deadline=None, max_examples=150)
@given(archives(), st.randoms())
def test_the_order_of_articles_changes_nothing(articles, random):
    shuffled = random.sample(articles, len(articles))
    assert linked(*shuffled) == linked(*articles)


@settings(deadline=None, max_examples=150)
@given(archives())
def test_what_the_archive_says_is_said_in_its_articles(articles):
    archive = linked(*articles)
    texts = {one.record.id: one for one in articles}
    for citation in citations(archive):
        one = texts[citation.article]
        sentences = {sentence.number: sentence for block in one.record.blocks for sentence in block.sentences}
        sentence = sentences[citation.sentence]
        assert one.text[sentence.start : sentence.end] == citation.text


@settings(deadline=None, max_examples=150)
@given(archives())
def test_all_ids_lead_somewhere_and_both_ways(articles):
    archive = linked(*articles)
    entries = {"places": archive.places, "officials": archive.officials, "agreements": archive.agreements}
    kinds = {**entries, "articles": archive.articles, "events": archive.events}
    for kind, known in kinds.items():
        for key, entry in known.items():
            assert entry.id == key
            for other, there in kinds.items():
                assert set(getattr(entry, other, ())) <= there.keys(), (kind, key, other)
            if kind in entries:
                assert entry.articles == tuple(one.id for one in archive.articles.values() if key in getattr(one, kind))
                assert set(entry.events) == {one.id for one in archive.events.values() if key in getattr(one, kind)}
    for kind in ("places", "officials"):
        for key, entry in entries[kind].items():
            for tie in entry.ties:
                assert (key, tie.articles) in [(back.id, back.articles) for back in entries[kind][tie.id].ties]
    for one in articles:
        local = dict(archive.articles[one.record.id].local)
        for kind, known in entries.items():
            assert all(local.get((kind, fact.id), fact.id) in known for fact in getattr(one.record, kind))
    assert {key for key, _ in archive.problems} <= archive.articles.keys()
