"""`explain` tells of a page what it depends on, and of a fact which rule read it out of which words."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from hanoi_korea_site.building.articles import read_one
from hanoi_korea_site.explain.rulebook import says, translated
from hanoi_korea_site.gazetteer import Gazetteer
from hanoi_korea_site.model import EditorsWord, Seed

SOURCE = Path(__file__).parents[2] / "src" / "hanoi_korea_site"
_RULE = re.compile(r'"((?:dates|places|officials|organisations|agreements|years)\.[a-z_]+[a-z])"')
_NO_RULE = re.compile(r"\.(?:csv|html|yaml)$")

ARTICLE = """Đà Nẵng đón đoàn thành phố Daejeon

Ngày 4/6, Chủ tịch UBND thành phố Đà Nẵng Phan Minh Tú tiếp Thị trưởng Daejeon Yoon Sang-ho. Hai bên ký bản ghi nhớ \
về hợp tác khoa học và dự kiến mở văn phòng vào đầu năm 2023.
"""


def run(*arguments: str, site: Path, language: str = "en") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "hanoi_korea_site", *arguments],
        cwd=site,
        env=os.environ | {"PYTHONUTF8": "1", "LANGUAGE": language},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    root = tmp_path_factory.mktemp("site")
    (root / "seeds").mkdir()
    (root / "site.yaml").write_text("title: Kho thử\nfonts: system\n", encoding="utf-8")
    (root / "seeds" / "da-nang-don-doan.txt").write_text(ARTICLE, encoding="utf-8")
    assert run("build", site=root).returncode == 0
    return root


def test_a_year_shows_its_votes_and_their_words(site):
    shown = run("explain", "--article", "da-nang-don-doan", "dates", site=site).stdout
    assert "main date: 2022-06-04?" in shown
    assert "vote: years.planned: “đầu năm 2023” c3" in shown
    assert says("years.planned") in " ".join(shown.split())
    assert max(map(len, shown.splitlines())) <= 80


def test_a_sentence_shows_all_that_was_read_in_it(site):
    shown = run("explain", "bai-viet/2022/da-nang-don-doan.html#c2", site=site).stdout
    for kind in ("DATES", "PLACES", "OFFICIALS", "EVENTS"):
        assert kind in shown
    assert "Yoon Sang-ho" in shown
    assert "bản ghi nhớ" not in shown


def test_a_page_says_why_it_was_rendered_and_whether_it_will_be(site):
    address = "nhan-vat/phan-minh-tu.html"
    assert (
        "When something last changed, it was rendered, because of: new page."
        in run("explain", address, site=site).stdout
    )
    (site / "static").mkdir()
    (site / "static" / "robots.css").write_bytes(b"")
    run("build", site=site)
    idle = run("explain", address, site=site).stdout
    assert "it was not rendered" in idle
    assert "The next build will leave it as it is." in idle
    seed = site / "seeds" / "da-nang-don-doan.txt"
    seed.write_text(ARTICLE.replace("Phan Minh Tú tiếp", "Phan Minh Tú đón tiếp"), encoding="utf-8")
    edited = " ".join(run("explain", address, site=site).stdout.split())
    assert "The next build will render it, because of:" in edited
    assert "timeline" in edited.partition("because of:")[2].partition(".")[0]
    seed.write_text(ARTICLE, encoding="utf-8")


def test_a_folder_stands_for_its_list(site):
    shown = run("explain", "bai-viet/", site=site).stdout
    assert shown == run("explain", "bai-viet/index.html", site=site).stdout
    assert shown.startswith("bai-viet/index.html\n")


def test_digests_are_shown_to_those_who_ask_for_more(site):
    digest = re.compile(r"\b[0-9a-f]{12}\b")
    assert not digest.search(run("explain", "nhan-vat/phan-minh-tu.html", site=site).stdout)
    assert digest.search(run("explain", "-v", "nhan-vat/phan-minh-tu.html", site=site).stdout)


def test_in_vietnamese_only_names_of_rules_are_english(site):
    told = (
        run("explain", "--article", "da-nang-don-doan", site=site, language="vi").stdout,
        run("explain", "nhan-vat/phan-minh-tu.html", site=site, language="vi").stdout,
    )
    words = {
        word for shown in told for word in re.findall(r"[a-z]{3,}", re.sub(r"[a-z]+\.[a-z_]+|[\w./-]+/\S+", "", shown))
    }
    english = {"read", "the", "city", "country", "signed", "memorandum", "name", "offices", "timeline", "officials"}
    assert not english & words
    assert max(map(len, "\n".join(told).splitlines())) <= 80


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["nhan-vat/phan-minh-tuu.html"], 1, "did you mean “nhan-vat/phan-minh-tu.html”"),
        (["bai-viet/2022/da-nang-don-doan.html#c99"], 1, "it has c1 to c"),
        (["--article", "da-nang"], 1, "there is no article"),
        (["--article", "da-nang-don-doan", "prices"], 2, "is none of dates"),
        ([], 2, "name a page"),
    ],
)
def test_what_cannot_be_explained_is_said(site, arguments, code, words):
    done = run("explain", *arguments, site=site)
    assert done.returncode == code
    assert words in done.stderr


def test_every_rule_that_reads_the_seeds_has_its_words():
    """A rule's name leads to its function."""
    gazetteer, rules = Gazetteer.load(), set()
    for path in sorted((Path(__file__).parents[2] / "seeds").glob("*.txt")):
        seed = Seed(path.stem, path.name, "", path.read_text("utf-8"), markdown=False, word=EditorsWord())
        record = read_one(seed, gazetteer)
        facts = (*record.places, *record.officials, *record.agreements)
        rules |= {mention.rule for fact in facts for mention in fact.mentions}
        rules |= {date.mention.rule for date in record.dates if date.mention}
        rules |= {evidence.rule for date in record.dates for evidence in date.because}
    assert len(rules) >= 10
    assert [rule for rule in sorted(rules) if not says(rule)] == []


def test_every_rule_that_the_source_names_is_told_in_vietnamese_and_no_other():
    source = "\n".join(path.read_text("utf-8") for path in sorted(SOURCE.rglob("*.py")))
    named = {rule for rule in _RULE.findall(source) if not _NO_RULE.search(rule)}
    assert named - translated("vi").keys() == set()
    unknown = {rule for rule in translated("vi") if rule.partition(".")[2] not in source}
    assert unknown == set()
