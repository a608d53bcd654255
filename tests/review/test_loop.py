"""The review loop as an editor walks it: through the command, on a site of its own, answers for good."""

import json
import os
import subprocess
import sys
from pathlib import Path
from shutil import copy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hanoi_korea_site.building.articles import read_one
from hanoi_korea_site.config import load_config
from hanoi_korea_site.console import silent
from hanoi_korea_site.editor.anchors import find_quote, quote_at
from hanoi_korea_site.gazetteer import Gazetteer
from hanoi_korea_site.model import AddedDate, EditorsWord, FactWords, Quote, Reviewed, Seed, Span
from hanoi_korea_site.review.doubts import doubts as all_doubts
from hanoi_korea_site.review.loop import ask

SEEDS = Path(__file__).parents[2] / "seeds"
DELEGATION, SEJONG = "000-ef14c7a86edaa252", "003-116ab0a3da247184"
SEJONG_WORD = """\
# đã đối chiếu với bản in   (giữ)
source: {outlet: 'Báo Ví Dụ',  url: "https://vi-du.example/1"}   # nguồn

tags:
- sejong   # một thẻ
"""
GAZETTEER = Gazetteer.load()


def run(*arguments: str, site: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "hanoi_korea_site", *arguments],
        cwd=site,
        env=os.environ | {"PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        check=False,
    )


def doubts(site: Path, *more: str) -> dict[tuple[str, str], dict]:
    shown = run("-q", "review", "--format", "json", "--limit", "0", *more, site=site)
    assert shown.returncode == 0, shown.stderr
    return {(doubt["article"], doubt["code"]): doubt for doubt in json.loads(shown.stdout)}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "site.yaml").write_text("title: Kho thử\n", encoding="utf-8")
    for seed in sorted(SEEDS.glob("*.txt")):
        copy(seed, tmp_path / "seeds" / seed.name)
    return tmp_path


def test_both_seeds_walked_through(site):
    word = site / "seeds" / "003_116ab0a3da247184.yaml"
    word.write_text(SEJONG_WORD, encoding="utf-8")
    before = doubts(site)
    assert set(before) == {(DELEGATION, "year-inferred"), (SEJONG, "year-inferred"), (SEJONG, "title-generated")}
    confidences = [doubt["confidence"] for doubt in before.values()]
    assert confidences == sorted(confidences)

    year = before[SEJONG, "year-inferred"]
    mark = year["sentence"]["mark"]
    assert year["sentence"]["text"][mark["start"] : mark["end"]] == "ngày 18 tháng 4"
    assert "years.planned" in {one["rule"] for one in year["because"]}
    assert any(page.startswith("nhan-vat/") for page in year["follows"])

    headline = "Hà Nội và Sejong bàn về đô thị: hai bài học"
    answers = [
        f"{before[DELEGATION, 'year-inferred']['key']}=accept",
        f"{year['key']}=2025-04-18",
        f"{before[SEJONG, 'title-generated']['key']}={headline}",
    ]
    assert "date: 2025-04-18" in run("review", *answers, site=site).stdout
    assert word.read_text(encoding="utf-8") == SEJONG_WORD
    done = run("review", "--write", *answers, site=site)
    assert done.returncode == 0, done.stderr
    assert word.read_text(encoding="utf-8").startswith(SEJONG_WORD)

    assert doubts(site) == {}
    assert run("build", site=site).returncode == 0
    page = next((site / "build" / "bai-viet" / "2025").glob("*.html")).read_text(encoding="utf-8")
    assert headline in page
    assert "đã xác nhận" in page
    assert "năm suy luận từ" not in page


def test_a_rejected_year_is_left_open_for_good(site):
    key = doubts(site)[SEJONG, "year-inferred"]["key"]
    assert run("review", "--write", f"{key}=reject", site=site).returncode == 0
    assert (SEJONG, "year-inferred") not in doubts(site)
    run("build", site=site)
    assert list((site / "build" / "bai-viet" / "khong-ro-nam").glob("*.html"))


def test_keys_stay_while_the_words_do(site):
    key = doubts(site)[SEJONG, "year-inferred"]["key"]
    seed = site / "seeds" / "003_116ab0a3da247184.txt"
    seed.write_text("Một câu mới ở đầu bài về thành phố.\n\n" + seed.read_text("utf-8"), encoding="utf-8")
    assert doubts(site)[SEJONG, "year-inferred"]["key"] == key


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        (["ffffffff=accept"], "no doubt is called"),
        (["{year}=hôm qua"], "is no date"),
        (["{year}=2024-02-30"], "has no day 30"),
        (["{title}=reject"], "takes accept, a value"),
        (["{year}=accept", "{title}="], "the value is empty"),
    ],
)
def test_a_wrong_answer_is_named_and_nothing_is_written(site, answers, words):
    found = doubts(site, "--article", SEJONG)
    keys = {"year": found[SEJONG, "year-inferred"]["key"], "title": found[SEJONG, "title-generated"]["key"]}
    done = run("review", "--write", *(answer.format(**keys) for answer in answers), site=site)
    assert done.returncode == 1
    assert words in done.stderr
    assert not list((site / "seeds").glob("*.yaml"))


def test_text_fits_a_terminal_and_tells_how_to_answer(site):
    shown = run("review", site=site).stdout
    prose = [line for line in shown.splitlines() if not line.startswith("    |") and ".html" not in line]
    assert max(map(len, prose)) <= 80
    assert "»ngày 18 tháng 4«" in shown
    assert "    | date: 2025-04-18" in shown


def test_asked_one_after_the_other_each_answer_is_written_at_once(site):
    config = load_config(site)
    told: list[str] = []
    answers = iter(["nonsense", "r", "", "q"])
    ask(site, all_doubts(config, silent), told.append, lambda _question: next(answers))
    word = (site / "seeds" / "003_116ab0a3da247184.yaml").read_text(encoding="utf-8")
    assert word == "date: XXXX-04-18\n"
    assert any("nonsense" in line for line in told)
    assert set(doubts(site)) == {(SEJONG, "title-generated"), (DELEGATION, "year-inferred")}


def test_asking_needs_a_terminal_and_an_unknown_article_is_named(site):
    assert run("review", "--write", site=site).returncode == 2
    lost = run("review", "--article", "003-116ab0a3da24718", site=site)
    assert lost.returncode == 1
    assert SEJONG in lost.stderr


def test_words_that_left_the_text_are_reported(site):
    word = site / "seeds" / "003_116ab0a3da247184.yaml"
    word.write_text("places: {reject: [{quote: Busan lịch sử, prefix: xưa}]}\nreviewed: [title-generated]\n", "utf-8")
    gone = doubts(site)[SEJONG, "editor-words-gone"]
    assert "Busan lịch sử" in gone["message"]
    assert gone["choices"] == []
    assert "editor-words-gone" in run("check", site=site).stdout


TEXT = (SEEDS / "003_116ab0a3da247184.txt").read_text(encoding="utf-8")
HEAD, TAIL = TEXT.split("Cam kết này", 1)
ANSWERS = EditorsWord(
    file="seeds/a.yaml",
    dates=FactWords(add=(AddedDate("2025-04-18", Quote("ngày 18 tháng 4")),)),
    places=FactWords(reject=(Quote("Sejong", "khỏi các trung tâm chính trị của mình,", "khỏi Seoul và"),)),
    reviewed=(Reviewed("title-generated"),),
)
WORDS = st.sampled_from(("Hà Nội", "Sejong", "ngày", "hợp tác", "một", "thành phố", "Seoul", ".", ",", "2019"))


def record(text: str):
    return read_one(Seed("a", "seeds/a.txt", "", text, markdown=False, word=ANSWERS), GAZETTEER)


def check_answers(read, text: str) -> None:
    said = [date for date in read.dates if date.mention and date.mention.text == "ngày 18 tháng 4"]
    assert [(date.edtf, date.year_basis) for date in said] == [("2025-04-18", "editor")]
    place = text.index("mình, Sejong khỏi Seoul") + len("mình, ")
    sejong = [mention for fact in read.places if fact.id == "sejong" for mention in fact.mentions]
    assert sejong
    assert place not in [mention.start for mention in sejong]
    assert not {"title-generated", "editor-words-gone"} & {problem.code for problem in read.problems}


@settings(max_examples=25, deadline=None)
@given(st.lists(WORDS, max_size=12), st.lists(WORDS, max_size=12))
def test_answers_survive_edits_elsewhere(before, behind):
    text = f"{HEAD}{' '.join(before)}\n\nCam kết này{TAIL}\n\n{' '.join(behind)}\n"
    check_answers(record(text), text)


@given(st.data())
def test_a_quote_means_its_place_and_no_other(data):
    words = data.draw(st.lists(WORDS, min_size=3, max_size=60))
    text = " ".join(words)
    at = data.draw(st.integers(0, len(words) - 1))
    start = len(" ".join(words[:at])) + (at > 0)
    place = Span(start, start + len(words[at]))
    quote = quote_at(text, place)
    assert quote.exact == words[at]
    found = find_quote(text, quote)
    alone = len(set(words)) > 1 or len(words) == 1
    assert place in found
    if alone and len(text) < 256:
        assert len(found) == 1 or words[at] in " ,."
