"""What the editor adds is anchored to the text, corrects and confirms what was read there."""

from edited_article import TEXT, codes, edited

from hanoi_korea_site.model import AddedAgreement, AddedOfficial, AddedPlace, FactWords, Mention, Quote


def test_add_what_was_missed():
    record = edited(places=FactWords(add=(AddedPlace("Hòa Lạc"),)))
    added = record.places[-1]
    assert [found.text for found in added.mentions] == ["Hòa Lạc"]
    assert added.mentions[0].origin == "editor"
    assert record.events[0].places == (added.id,)


def test_a_known_place_brings_its_type_and_country():
    added = edited(places=FactWords(add=(AddedPlace("Busan"),))).places[-1]
    assert (added.id, added.country, added.type) == ("busan", "KR", "city")
    assert added.mentions == (Mention("", 0, 0, "editor.add", origin="editor"),)


def test_add_with_a_quote_anchors_to_the_name_inside_it():
    word = FactWords(add=(AddedOfficial("Bình", title="Thị trưởng", quote=Quote("Thị trưởng  Bình và nhắc")),))
    record = edited(officials=word)
    added = record.officials[-1]
    assert (added.id, added.roles[0].title) == ("binh", "Thị trưởng")
    assert [TEXT[found.start - 11 : found.end] for found in added.mentions] == ["Thị trưởng Bình"]
    assert codes(record) == []


def test_a_quote_that_is_gone_is_reported_and_the_fact_stands():
    record = edited(officials=FactWords(add=(AddedOfficial("Park Ji Sung", quote=Quote("ông Park Ji Sung")),)))
    assert record.officials[-1].mentions == (Mention("", 0, 0, "editor.add", origin="editor"),)
    assert codes(record) == ["editor-words-gone"]


def test_add_corrects_and_confirms_what_was_read():
    word = FactWords(
        add=(
            AddedOfficial("Kim Min Ho", title="Thị trưởng", body="thành phố Sejong", country="KR"),
            AddedOfficial("Kim Min Ho", title="nguyên Thứ trưởng"),
        )
    )
    record = edited(officials=word)
    kim = record.officials[1]
    assert [(role.title, role.body, role.former) for role in kim.roles] == [
        ("Thị trưởng", "thành phố Sejong", False),
        ("Thứ trưởng", "", True),
    ]
    assert {(found.origin, found.confidence, found.rule) for found in kim.mentions} == {
        ("editor", 1.0, "officials.apposition")
    }
    assert codes(record) == []


def test_an_office_that_the_text_words_otherwise():
    record = edited(officials=FactWords(add=(AddedOfficial("Trần Văn Bình", title="Bí thư"),)))
    assert [role.title for role in record.officials[0].roles] == ["Bí thư"]
    [problem] = [problem for problem in record.problems if problem.code == "editor-differs"]
    assert "Chủ tịch" in problem.message


def test_a_confirmed_fact_is_no_longer_doubtful():
    assert "place-doubtful" in [problem.code for problem in edited(title="x").problems]
    record = edited(places=FactWords(add=(AddedPlace("Thái Bình"),)))
    assert "place-doubtful" not in [problem.code for problem in record.problems]
    assert len(record.places) == 2


def test_add_completes_an_agreement():
    word = FactWords(
        add=(AddedAgreement("Bản ghi nhớ hợp tác", status="planned", parties=("Hà Nội", "Sejong"), date="2025-04-18"),)
    )
    record = edited(agreements=word)
    [memo] = record.agreements
    assert (memo.type, memo.status, memo.parties, memo.date.edtf) == (
        "memorandum",
        "planned",
        ("Hà Nội", "Sejong"),
        "2025-04-18",
    )
    [problem] = [problem for problem in record.problems if problem.code == "editor-differs"]
    assert "planned" in problem.message


def test_two_of_one_name_keep_their_own_ids():
    word = FactWords(add=(AddedAgreement("Bản ghi nhớ"), AddedAgreement("BẢN GHI NHỚ!")))
    ids = [agreement.id for agreement in edited(agreements=word).agreements]
    assert len(set(ids)) == len(ids) == 3
