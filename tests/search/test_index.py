"""Parts of the index: syllables, slots, postings, and shards that are patched as if they were made anew."""

import random
import sqlite3
from base64 import b64decode
from itertools import takewhile
from math import log2
from pathlib import Path

import pytest
from generated import write_site
from hypothesis import given
from hypothesis import strategies as st

from hanoi_korea_site.building import index_update
from hanoi_korea_site.building.build import build
from hanoi_korea_site.config import load_config
from hanoi_korea_site.console import silent
from hanoi_korea_site.extract import extract
from hanoi_korea_site.gazetteer import Gazetteer
from hanoi_korea_site.memory import CACHE
from hanoi_korea_site.model import EditorsWord, Seed
from hanoi_korea_site.search import index
from hanoi_korea_site.search.folding import fold, syllables
from hanoi_korea_site.search.numbering import slots
from hanoi_korea_site.search.postings import bits, letters, low_bits
from hanoi_korea_site.search.terms import CODES, SPOTS, Terms, article_terms


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


def read(text: str, limits: list[int]) -> list[list[int]]:
    """The lists in some letters, as the reader of them is told to find them."""
    stream = iter("".join(f"{byte:08b}" for byte in b64decode(text)))

    def binary(digits: int, value: int = 0) -> int:
        return int(f"{value:b}" + "".join(next(stream) for _ in range(digits)), 2)

    lists = []
    for limit in limits:
        count = binary(sum(1 for _ in takewhile("0".__eq__, stream)), 1)
        last, found = -1, []
        for _ in range(count):
            rest = sum(1 for _ in takewhile("1".__eq__, stream))
            last += 1 + (rest << low_bits(count, limit)) + binary(low_bits(count, limit))
            found.append(last)
        lists.append(found)
    return lists


@given(st.lists(st.sets(st.integers(0, 20_000), min_size=1, max_size=200).map(sorted), max_size=4))
def test_postings_are_read_as_they_were_written(lists):
    assert read(letters([bits(one, 20_001) for one in lists]), [20_001] * len(lists)) == lists


@pytest.mark.parametrize("step", [1, 2, 7, 100])
def test_postings_take_hardly_more_than_they_must(step):
    draw = random.Random(step)  # noqa: S311 - the same every time is what we want
    chosen = [number for number in range(20_000) if draw.random() < 0.9 / step]
    share = len(chosen) / 20_000
    least = -20_000 * (share * log2(share) + (1 - share) * log2(1 - share))
    assert len(bits(chosen, 20_000)) < (1.08 if step > 1 else 2.2) * least


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
PAIRS = st.lists(st.tuples(st.integers(1 - CODES, CODES - 1), st.integers(0, SPOTS - 1)), max_size=5)
TERMS = st.builds(
    lambda words, pairs: Terms(tuple(words), [number for number, _ in pairs], bytes(spot for _, spot in pairs)),
    WORDS,
    PAIRS,
)
STANDING = st.dictionaries(st.integers(0, 30), TERMS)


@given(STANDING, STANDING)
def test_patched_shards_are_those_made_anew(before, after):
    layout = index.Layout(2, 3)
    old = index.shards(sorted(before.items()), layout)
    leaving = [(slot, terms) for slot, terms in before.items() if after.get(slot) != terms]
    joining = [(slot, terms) for slot, terms in after.items() if before.get(slot) != terms]
    patched = list(old)
    for number, keys in index.changes(leaving, joining, layout).items():
        patched[number] = index.patched(old[number], keys)
    anew = index.shards(sorted(after.items()), layout)
    assert list(map(index.as_bytes, patched)) == list(map(index.as_bytes, anew))


@given(STANDING)
def test_entries_taken_up_some_at_a_time_make_the_shards_that_all_at_once_do(standing):
    found, layout = sorted(standing.items()), index.Layout(2, 3)
    at_once = index.shards(found, layout)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(index, "_TOGETHER", 3)
        assert list(map(index.as_bytes, index.shards(found, layout))) == list(map(index.as_bytes, at_once))


@given(TERMS)
def test_terms_are_kept_as_they_are(terms):
    kept = Terms.from_stored(terms.stored())
    assert (kept.keys, list(kept.pairs), kept.spots) == (terms.keys, terms.pairs, terms.spots)


def test_a_key_shares_its_shard_with_all_that_begin_alike():
    layout = index.Layout(97, 89)
    assert len({layout.of_key(key) for key in ("hà", "ha", "^hạ", "@hà", "@hà nội", "=hà nội")}) == 1


def pair_number(words: str) -> int:
    """Of an article that says two words and no more."""
    seed = Seed("bai", "seeds/bai.txt", "", f"{words}\n", markdown=False, word=EditorsWord())
    (number,) = set(article_terms(extract(seed, Gazetteer.load()), seed.text).pairs)
    return number


def test_a_pair_is_told_by_its_words_and_their_order_not_by_marks():
    numbers = [pair_number(pair) for pair in ("hà nội", "hạ nồi", "ha noi", "nội hà", "hà nam")]
    assert len(set(numbers)) == 3
    assert numbers[0] == numbers[1] == numbers[2]


def test_an_article_is_found_by_its_title_and_its_sentences():
    text = "Hà Nội đón khách\n\nNgày 8/3, khách “Hoà-Bình” đến Hà Nội. Khách về.\n"
    seed = Seed("bai", "seeds/bai.txt", "", text, markdown=False, word=EditorsWord())
    terms = article_terms(extract(seed, Gazetteer.load()), text)
    assert sorted(terms.keys) == sorted(
        ["hà", "nội", "đón", "khách", "ngày", "8", "3", "hòa", "bình", "đến", "về", "^hà", "^nội", "^đón", "^khách"]
    )
    pairs = set(terms.pairs)
    assert {pair_number(pair) for pair in ("hà nội", "khách hòa", "hòa bình", "8 3", "khách về")} <= pairs
    assert not pairs & {pair_number(pair) for pair in ("bình hà", "nội khách", "khách ngày")}
    assert len(terms.spots) == len(terms.pairs)


def test_words_are_offered_by_how_often_they_occur():
    terms = [Terms(("hà", "@hạ", "nội", "2024"), (7,), b"\1"), Terms(("ha", "^hà"), (7,), b"\0"), Terms(("ha",))]
    words, pairs = index.shards(enumerate(terms), index.Layout(1, 1))
    assert index.words_in(pairs) == ()
    assert index.completions([index.words_in(words)]) == ("", "noi", "", "ha")


def test_a_published_shard_holds_what_stands_where():
    terms = [Terms(("hà", "nội"), (7, 9, 7), b"\1\0\1"), Terms((), (7,), b"\3"), Terms(("hà",))]
    layout = index.Layout(1, 1)
    words, pairs = (index.published(shard, 3, layout) for shard in index.shards(enumerate(terms), layout))
    assert words[0] == "hà,nội"
    assert read(words[1], [3, 3]) == [[0, 2], [0]]
    assert pairs[0] == ""
    assert read(pairs[1], [2 * CODES + 1, 3 * SPOTS, 3 * SPOTS]) == [[CODES + 7, CODES + 9], [1, SPOTS + 3], [0]]


def test_an_edit_moves_the_pairs_of_its_sentence_only():
    def pairs(text: str) -> set[tuple[int, int]]:
        seed = Seed("bai", "seeds/bai.txt", "", f"Hà Nội\n\n{text}\n", markdown=False, word=EditorsWord())
        terms = article_terms(extract(seed, Gazetteer.load()), seed.text)
        return set(zip(terms.pairs, terms.spots, strict=True))

    before = pairs("Khách đến thăm chợ quê. Họ ở lại hai ngày. Chợ rất đông.")
    after = pairs("Khách đến thăm chợ quê. Họ đã ở lại đến hai ngày. Chợ rất đông.")
    assert {number for number, _ in before - after} <= {
        pair_number(pair) for pair in ("họ ở", "ở lại", "lại hai", "hai ngày")
    }


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
        patch.delattr(index_update._Indexing, "anew")
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
