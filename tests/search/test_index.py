"""Parts of the index: syllables, slots, postings, and shards that are patched as if they were made anew."""

import sqlite3
from pathlib import Path

import pytest
from generated import write_site
from hypothesis import given
from hypothesis import strategies as st

from hanoi_korea_site import indexing
from hanoi_korea_site.build import CACHE, build
from hanoi_korea_site.config import load_config
from hanoi_korea_site.console import silent
from hanoi_korea_site.extract import extract
from hanoi_korea_site.gazetteer import Gazetteer
from hanoi_korea_site.model import EditorsWord, Seed
from hanoi_korea_site.search import index
from hanoi_korea_site.search.folding import fold, syllables
from hanoi_korea_site.search.numbering import slots
from hanoi_korea_site.search.postings import decode, encode
from hanoi_korea_site.search.terms import BUCKETS, Terms, article_terms, pair_number


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("TP. Hoà-Bình, 19-22/10", "tp hòa bình 19 22 10"),
        ("Uỷ ban, thuỷ lợi, quỹ", "ủy ban thủy lợi quỹ"),
        ("서울특별시 Seoul", "서 울 특 별 시 seoul"),
        ("Đặng_Thị “Oanh”", "đặng thị oanh"),
        ("… – !", ""),
    ],
)
def test_syllables(text, expected):
    assert syllables(text) == expected.split()


@pytest.mark.parametrize(
    ("word", "folded"), [("đại", "dai"), ("nghị", "nghi"), ("ưỡng", "uong"), ("서", "서"), ("é", "e"), ("10", "10")]
)
def test_fold(word, folded):
    assert fold(word) == folded


@given(st.sets(st.integers(0, 20_000), max_size=200))
def test_postings_round_trip(chosen):
    assert list(decode(encode(sorted(chosen), 20_001))) == sorted(chosen)


@given(st.sets(st.text("abc01", min_size=1, max_size=6), min_size=1, max_size=120))
def test_every_id_has_a_slot_whatever_the_order(ids):
    table = slots(ids)
    assert sorted(key for key in table if key) == sorted(ids)
    assert slots(sorted(ids, reverse=True)) == table


def test_one_id_more_moves_few_others():
    ids = [f"bai-{number}" for number in range(1000)]
    before = {key: slot for slot, key in index.filled(slots(ids))}
    for number in range(50):
        after = {key: slot for slot, key in index.filled(slots([*ids, f"them-{number}"]))}
        assert sum(after[key] != before[key] for key in ids) < 20


WORDS = st.sets(st.sampled_from(["hà", "hạ", "ha", "^hà", "@seoul", "@hà nội", "=seoul", "#seoul"])).map(sorted)
TERMS = st.builds(Terms, WORDS.map(tuple), st.lists(st.integers(1 - BUCKETS, BUCKETS - 1), max_size=5))
STANDING = st.dictionaries(st.integers(0, 30), TERMS)


@given(STANDING, STANDING)
def test_patched_shards_are_those_made_anew(before, after):
    layout, size = index.Layout(2, 3), 31
    old = index.shards(sorted(before.items()), size, layout)
    leaving = [(slot, terms) for slot, terms in before.items() if after.get(slot) != terms]
    joining = [(slot, terms) for slot, terms in after.items() if before.get(slot) != terms]
    patched = list(old)
    for number, keys in index.changes(leaving, joining, layout).items():
        patched[number] = index.patched(old[number], keys, size)
    anew = index.shards(sorted(after.items()), size, layout)
    assert list(map(index.as_json, patched)) == list(map(index.as_json, anew))


@given(TERMS)
def test_terms_are_kept_as_they_are(terms):
    kept = Terms.from_stored(terms.stored())
    assert (kept.keys, list(kept.pairs)) == (terms.keys, list(terms.pairs))


def test_a_key_shares_its_shard_with_all_that_begin_alike():
    layout = index.Layout(97, 89)
    assert len({layout.of_key(key) for key in ("hà", "ha", "^hạ", "@hà", "@hà nội", "=hà nội")}) == 1


def test_a_pair_is_told_by_its_words_and_their_order_not_by_marks():
    numbers = [pair_number(*pair.split()) for pair in ("hà nội", "hạ nồi", "ha noi", "nội hà", "hà nam")]
    assert len(set(numbers)) == 3
    assert numbers[0] == numbers[1] == numbers[2]


def test_an_article_is_found_by_its_title_and_its_sentences():
    text = "Hà Nội đón khách\n\nNgày 8/3, khách “Hoà-Bình” đến Hà Nội. Khách về.\n"
    seed = Seed("bai", "seeds/bai.txt", "", text, markdown=False, word=EditorsWord())
    terms = article_terms(extract(seed, Gazetteer.load()), text)
    assert sorted(terms.keys) == sorted(
        ["hà", "nội", "đón", "khách", "ngày", "8", "3", "hòa", "bình", "đến", "về", "^hà", "^nội", "^đón", "^khách"]
    )
    pairs = {number % BUCKETS for number in terms.pairs}
    assert {pair_number(*pair.split()) for pair in ("hà nội", "khách hòa", "hòa bình", "8 3", "khách về")} <= pairs
    assert pair_number("bình", "hà") not in pairs


def test_words_are_offered_by_how_often_they_occur():
    terms = [Terms(("hà", "@hạ", "nội", "2024"), (7,)), Terms(("ha", "^hà"), (7,)), Terms(("ha",), (7,))]
    shard = index.shards(enumerate(terms), 3, index.Layout(1, 1))[0]
    assert index.completions([index.words_in(shard)]) == ("", "noi", "", "ha")


def published(root: Path) -> dict[str, bytes]:
    folder = root / "build" / "tim-kiem"
    return {file.name: file.read_bytes() for file in folder.iterdir()}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    root = write_site(tmp_path / "site", 60)
    build(load_config(root), silent)
    return root


def test_the_index_after_edits_is_the_index_made_anew(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = published(site)
    seeds = site / "seeds"
    article = seeds / "bai-so-0007-tong-hop-tin-tuc.txt"
    article.write_text(article.read_text(encoding="utf-8") + "Thêm một câu lạ lùng.\n", encoding="utf-8")
    (seeds / "bai-so-0008-tong-hop-tin-tuc.txt").unlink()
    (seeds / "2001-01-02-bai-cu-moi-tim-thay.txt").write_text(
        "Tin cũ mới tìm thấy\n\nNgày 2/1/2001, Huế mưa.\n", "utf-8"
    )
    with monkeypatch.context() as patch:
        patch.delattr(indexing._Indexing, "anew")
        build(load_config(site), silent)
    patched = published(site)
    assert patched != first
    anew = write_site(tmp_path / "anew", 0)
    for file in (anew / "seeds").iterdir():
        file.unlink()
    for file in seeds.iterdir():
        (anew / "seeds" / file.name).write_bytes(file.read_bytes())
    build(load_config(anew), silent)
    assert published(anew) == patched


def test_an_edit_rewrites_only_the_shards_of_what_changed(tmp_path: Path) -> None:
    site = write_site(tmp_path / "site", 300)
    build(load_config(site), silent)
    before = published(site)
    article = site / "seeds" / "bai-so-0007-tong-hop-tin-tuc.txt"
    article.write_text(article.read_text(encoding="utf-8").rstrip() + " Hết.\n", encoding="utf-8")
    build(load_config(site), silent)
    after = published(site)
    changed = {name.split("-")[0] for name in before if before[name] != after[name]}
    count = sum(before[name] != after[name] for name in before)
    assert changed <= {"shard", "articles", "start"}
    assert 2 <= count <= 4


@pytest.mark.parametrize("lost", ["terms", "shard", "state"])
def test_what_the_cache_has_lost_is_made_again(site: Path, lost: str) -> None:
    first = published(site)
    with sqlite3.connect(site / CACHE / "store.sqlite") as db:
        db.execute("DELETE FROM entry WHERE kind = ?", (lost,))
    db.close()
    (site / "seeds" / "bai-so-0009-tong-hop-tin-tuc.txt").rename(site / "seeds" / "bai-so-0900-tong-hop-tin-tuc.txt")
    build(load_config(site), silent)
    (site / "seeds" / "bai-so-0900-tong-hop-tin-tuc.txt").rename(site / "seeds" / "bai-so-0009-tong-hop-tin-tuc.txt")
    build(load_config(site), silent)
    assert published(site) == first
