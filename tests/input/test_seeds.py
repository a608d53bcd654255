"""Articles are found in order, read once, and never stand in one another's way."""

import os
from pathlib import Path

import pytest

from all_seeds import read_seeds
from hanoi_korea_site.config import load_config
from hanoi_korea_site.errors import InputError
from hanoi_korea_site.model import AddedAgreement, AddedOfficial, AddedPlace, EditorsWord, FactWords, Quote, Source
from hanoi_korea_site.seeds import list_seed_files, read_file, read_seed

ARTICLE = "Hà Nội và Seoul gặp nhau\n\nNgày 18/4, hai bên hội đàm.\n"


@pytest.fixture
def site(tmp_path):
    (tmp_path / "site.yaml").write_text("title: Kho", encoding="utf-8")
    (tmp_path / "seeds").mkdir()
    return tmp_path


def put(site, **files):
    for name, body in files.items():
        path = site / "seeds" / name.replace("__", "/").replace("_dot_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(body, encoding="utf-8")


def read(site):
    return read_seeds(load_config(site))


def test_reads_all_folders_in_order(site):
    put(site, b_dot_txt=ARTICLE, a_dot_md=ARTICLE, **{"2024__c_dot_TXT": ARTICLE})
    reading = read(site)
    assert [seed.source for seed in reading.seeds] == ["seeds/2024/c.TXT", "seeds/a.md", "seeds/b.txt"]
    assert [seed.id for seed in reading.seeds] == ["c", "a", "b"]
    assert [seed.markdown for seed in reading.seeds] == [False, True, False]
    assert reading.faults == ()


def test_the_id_is_the_plain_name(site):
    for name in ("Hà Nội – Đà Nẵng.txt", "000_ab.txt", "서울.txt"):
        (site / "seeds" / name).write_text(ARTICLE, encoding="utf-8")
    assert sorted(seed.id for seed in read(site).seeds) == ["000-ab", "ha-noi-da-nang", "seoul"]


def test_passes_over_what_is_no_article(site):
    put(site, a_dot_txt=ARTICLE)
    for name in (".a.txt.swp", ".hidden.txt", "~$a.txt", "#a.txt#", "a.txt~", "a.txt.bak", "anh.jpg", "README"):
        (site / "seeds" / name).write_text("?", encoding="utf-8")
    reading = read(site)
    assert [seed.source for seed in reading.seeds] == ["seeds/a.txt"]
    assert reading.faults == ()


def test_text_is_normalised(site):
    (site / "seeds" / "a.txt").write_bytes("\ufeffHa\u0300 No\u0323\u0302i\r\nSeoul\u200b\u00a0!\r\n".encode())
    assert read(site).seeds[0].text == "Hà Nội\nSeoul !\n"


def test_one_bad_article_keeps_none_from_being_read(site):
    put(site, a_dot_txt=ARTICLE, b_dot_txt="", c_dot_md="---\ntitel: x\n---\nBài", d_dot_txt=ARTICLE)
    reading = read(site)
    assert [seed.id for seed in reading.seeds] == ["a", "d"]
    assert [(fault.file, fault.line) for fault in reading.faults] == [("seeds/b.txt", None), ("seeds/c.md", 2)]


def test_the_whole_word(site):
    put(
        site,
        a_dot_txt=ARTICLE,
        a_dot_yaml="""\
title:  Một  tiêu đề
published: 2024-10-23
date: 2024-10-19/2024-10-22
places: [Seoul, {name: Hà Nội, quote: Hà Nội và Seoul}]
officials:
  add:
    - Kim Min Ho
    - {name: Trần Văn Bình, title: Chủ tịch, body: UBND thành phố, country: VN, quote: ông Bình}
  reject: [Thái Bình]
  same_as: {Ông Kim: Kim Min Ho}
agreements:
  add:
    - {title: Bản ghi nhớ, type: memorandum, status: signed, parties: [A, B], date: 2024-10, quote: ghi nhớ}
source: {outlet: Báo, url: "https://vi-du.vn/a", retrieved: 2024-10-24, archived: "http://vi-du.org/a"}
tags: một
draft: true
""",
    )
    word = read(site).seeds[0].word
    assert word == EditorsWord(
        file="seeds/a.yaml",
        title="Một tiêu đề",
        published="2024-10-23",
        date="2024-10-19/2024-10-22",
        places=FactWords(add=(AddedPlace("Seoul"), AddedPlace("Hà Nội", Quote("Hà Nội và Seoul")))),
        officials=FactWords(
            add=(
                AddedOfficial("Kim Min Ho"),
                AddedOfficial("Trần Văn Bình", "Chủ tịch", "UBND thành phố", "VN", Quote("ông Bình")),
            ),
            reject=(Quote("Thái Bình"),),
            same_as=(("Ông Kim", "Kim Min Ho"),),
        ),
        agreements=FactWords(
            add=(AddedAgreement("Bản ghi nhớ", "memorandum", "signed", ("A", "B"), "2024-10", Quote("ghi nhớ")),)
        ),
        source=Source("Báo", "https://vi-du.vn/a", "2024-10-24", "http://vi-du.org/a"),
        tags=("một",),
        draft=True,
    )


def test_the_file_beside_adds_to_front_matter_and_wins(site):
    put(
        site,
        a_dot_md="---\ntitle: Cũ\ndate: 2024\nplaces: [Seoul]\n"
        "officials: {same_as: {A: B, C: D}}\ntags: [x]\n---\nBài\n",
        a_dot_yaml="title: Mới\nplaces: {add: [Busan], reject: [Huế]}\nofficials: {same_as: {A: E}}\n",
    )
    seed = read(site).seeds[0]
    assert seed.text == "Bài\n"
    assert (seed.word.title, seed.word.date, seed.word.tags) == ("Mới", "2024", ("x",))
    assert seed.word.places == FactWords(add=(AddedPlace("Seoul"), AddedPlace("Busan")), reject=(Quote("Huế"),))
    assert seed.word.officials.same_as == (("A", "E"), ("C", "D"))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_front_matter_whatever_the_line_ends(site, end):
    put(site, a_dot_md="\ufeff" + end.join(("---", "title: Một", "---", "", "Bài", "---", "Hết", "")))
    seed = read(site).seeds[0]
    assert (seed.word.title, seed.text) == ("Một", "\nBài\n---\nHết\n")


def test_a_plain_article_has_no_front_matter(site):
    put(site, a_dot_txt="---\ntitle: Một\n---\nBài\n", b_dot_md="Bài\n---\nkhông phải\n---\n")
    assert [seed.text for seed in read(site).seeds] == ["---\ntitle: Một\n---\nBài\n", "Bài\n---\nkhông phải\n---\n"]


def test_names_in_two_unicode_forms_find_each_other(site):
    (site / "seeds" / "Ha\u0300.txt").write_text(ARTICLE, encoding="utf-8")
    (site / "seeds" / "H\u00e0.yaml").write_text("title: Một", encoding="utf-8")
    reading = read(site)
    assert (reading.seeds[0].word.title, reading.faults) == ("Một", ())


def test_listing_opens_nothing_and_stamps_change(site, monkeypatch):
    put(site, a_dot_txt=ARTICLE, a_dot_yaml="title: Một")
    config = load_config(site)
    with monkeypatch.context() as patched:
        patched.setattr("pathlib.Path.open", None)
        before = list_seed_files(config)
    assert [(file.id, file.source, file.word) for file in before.files] == [("a", "seeds/a.txt", "seeds/a.yaml")]
    put(site, a_dot_yaml="title: Một hai")
    assert list_seed_files(config).files[0].stamp != before.files[0].stamp


def test_links_are_followed_within_the_site_only(site, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside") / "bi-mat.txt"
    outside.write_text(ARTICLE, encoding="utf-8")
    put(site, a_dot_txt=ARTICLE)
    seeds = site / "seeds"
    (seeds / "trong.txt").symlink_to(seeds / "a.txt")
    (seeds / "ngoai.txt").symlink_to(outside)
    (seeds / "gay.txt").symlink_to(seeds / "khong-co.txt")
    (seeds / "vong.txt").symlink_to(seeds / "vong.txt")
    (seeds / "thu-muc").symlink_to(seeds)
    reading = read(site)
    assert [seed.id for seed in reading.seeds] == ["a", "trong"]
    assert [fault.file for fault in reading.faults] == [
        f"seeds/{name}" for name in ("gay.txt", "ngoai.txt", "thu-muc", "vong.txt")
    ]


def test_a_name_that_cannot_be_shown_is_a_fault_that_can(site):
    for name in (b"\xff.txt", "\u202egpj.txt".encode(), b"a\nb.txt"):
        (site / "seeds" / os.fsdecode(name)).write_text(ARTICLE, encoding="utf-8")
    faults = read(site).faults
    assert [fault.message for fault in faults] == ["its name is not plain text"] * 3
    assert all(str(fault).isascii() for fault in faults)


def test_what_is_no_regular_file_is_a_fault(site):
    os.mkfifo(site / "seeds" / "ong.txt")
    assert [fault.message for fault in read(site).faults] == ["this is no regular file"]


def test_a_file_that_vanishes_or_may_not_be_read_is_a_fault(site):
    put(site, a_dot_txt=ARTICLE)
    file = list_seed_files(load_config(site)).files[0]
    (site / "seeds" / "a.txt").unlink()
    with pytest.raises(InputError, match=r"seeds/a\.txt: cannot be read"):
        read_seed(site, file)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_a_fault(site):
    put(site, a_dot_txt=ARTICLE)
    (site / "seeds" / "a.txt").chmod(0)
    assert [fault.file for fault in read(site).faults] == ["seeds/a.txt"]


def test_a_file_that_is_too_large_is_a_fault(site, monkeypatch):
    put(site, a_dot_txt=ARTICLE)
    monkeypatch.setattr("hanoi_korea_site.seeds.MAX_BYTES", 20)
    assert "larger" in read(site).faults[0].message


def test_many_nested_folders(site):
    folder = site / "seeds" / "/".join("a" * 300)
    folder.mkdir(parents=True)
    (folder / "bai.txt").write_text(ARTICLE, encoding="utf-8")
    assert [seed.id for seed in read(site).seeds] == ["bai"]


def test_reads_a_file_outside_a_site(tmp_path):
    (tmp_path / "Bài.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "Bài.yaml").write_text("title: Một", encoding="utf-8")
    seed = read_file(tmp_path / "Bài.txt")
    assert (seed.id, seed.text, seed.word.title) == ("bai", ARTICLE, "Một")
    with pytest.raises(InputError, match=r"no article"):
        read_file(tmp_path / "Bài.yaml")


def test_the_repository_is_a_site():
    root = Path(__file__).parent.parent.parent
    reading = read(root)
    assert len(reading.seeds) >= 2
    assert reading.faults == ()
