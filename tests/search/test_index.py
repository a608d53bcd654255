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
from hanoi_korea_site.search import index
from hanoi_korea_site.search.folding import fold, syllables
from hanoi_korea_site.search.numbering import slots
from hanoi_korea_site.search.postings import decode, encode


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


KEYS = st.dictionaries(
    st.integers(0, 30), st.sets(st.sampled_from(["hà hạ ha", "hà nội", "^hà", "@seoul", "=seoul", "#seoul"]))
)


@given(KEYS, KEYS)
def test_patched_shards_are_those_made_anew(before, after):
    count, size = 3, 31
    old = index.shards(sorted(before.items()), size, count)
    leaving = [(slot, keys) for slot, keys in before.items() if after.get(slot) != keys]
    joining = [(slot, keys) for slot, keys in after.items() if before.get(slot) != keys]
    patched = list(old)
    for number, keys in index.changes(leaving, joining, count).items():
        patched[number] = index.patched(old[number], keys, size)
    assert patched == list(index.shards(sorted(after.items()), size, count))
    assert list(map(index.as_json, patched)) == list(
        map(index.as_json, index.shards(sorted(after.items()), size, count))
    )


def test_a_key_shares_its_shard_with_all_that_fold_alike():
    assert len({index.shard_of(key, 97) for key in ("hà nội", "ha noi", "^Hạ nồi".lower(), "@hà nội")}) == 1
    assert index.shard_of("=hà nội", 97) == index.shard_of("hà", 97)


def test_words_are_offered_by_how_often_they_occur():
    shard = index.shards([(0, ["hà", "@hạ", "nội", "2024"]), (1, ["ha", "^hà"]), (2, ["ha"])], 3, 1)[0]
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
