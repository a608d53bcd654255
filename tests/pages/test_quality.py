"""The quality page counts what there is, and contradictions stand side by side where a reader meets them."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from hanoi_korea_site.archive import Archive
from hanoi_korea_site.building.articles import read_one
from hanoi_korea_site.config import Config
from hanoi_korea_site.gazetteer import Gazetteer
from hanoi_korea_site.link.gathering import gist
from hanoi_korea_site.link.linking import link
from hanoi_korea_site.model import EditorsWord, Reviewed, Seed
from hanoi_korea_site.render import Renderer, default_folder
from hanoi_korea_site.views.catalogue import Catalogue
from hanoi_korea_site.views.entities import agreement_view
from hanoi_korea_site.views.quality import quality_view
from hanoi_korea_site.views.site import Site

MEMORANDUM = "Bản ghi nhớ hợp tác cảng biển giữa thành phố Hải Phòng và thành phố Incheon"
TEXTS = {
    "hai-phong-ky-ket": f"""Hải Phòng và Incheon ký bản ghi nhớ

Ngày 4/6/2022, Chủ tịch UBND thành phố Hải Phòng Nguyễn Văn Lâm và Thị trưởng Incheon Park Jin-woo ký {MEMORANDUM}.
""",
    "incheon-mo-rong": f"""Incheon mở rộng hợp tác với Hải Phòng

Ngày 10/9/2022, Thị trưởng Incheon Park Jin-woo cho biết {MEMORANDUM} được ký ngày 6/6/2022.
""",
    "hai-phong-khong-nam": """Hải Phòng đón khách Incheon

Ngày 5/3, Chủ tịch UBND thành phố Hải Phòng Nguyễn Văn Lâm tiếp đoàn Incheon.
""",
}
GAZETTEER = Gazetteer.load()
CONFIG = Config(Path(), "Kho thử", *(Path(name) for name in ("seeds", "build", "templates", "static")))


def archive(**words: EditorsWord) -> Archive:
    gists = []
    for name, text in TEXTS.items():
        word = words.get(name.replace("-", "_"), EditorsWord())
        seed = Seed(name, f"seeds/{name}.txt", "", text, markdown=False, word=word)
        gists.append(gist(read_one(seed, GAZETTEER), word, text, GAZETTEER))
    return link(gists, GAZETTEER)


def catalogue(**words: EditorsWord) -> Catalogue:
    return Catalogue.of(Site.of(CONFIG), archive(**words))


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    return Renderer((default_folder("templates"),), Site.of(CONFIG))


def test_a_site_that_says_nothing_of_itself_is_told_by_its_countries():
    told = Site.of(replace(CONFIG, countries=("VN", "JP"))).description
    assert "Việt Nam" in told
    assert "JP" in told
    assert Site.of(replace(CONFIG, description="Kho của tôi.")).description == "Kho của tôi."


def test_every_fact_is_counted_once_by_what_it_stands_on(renderer):
    made = catalogue()
    view = quality_view(made)
    counted = {row.kind: row for row in view.facts}
    articles = made.archive.articles.values()
    assert counted["Nhân vật"].total == sum(len(article.officials) for article in articles)
    assert counted["Nơi chốn"].total == sum(len(article.places) for article in articles)
    assert counted["Văn bản"].total == sum(len(article.agreements) for article in articles)
    assert {listed.label: listed.count for listed in view.years}["để ngỏ vì bài không cho biết năm"] == 1
    assert sum(listed.count for listed in view.years) == len(TEXTS)
    problems = sum(len(article.problems) for article in articles) + len(made.archive.problems)
    assert sum(listed.count for listed in view.problems) == problems > 0
    page = renderer.render("quality.html", view).decode()
    assert page.count("hai-phong-khong-nam.html") >= 1
    assert "Bài không cho biết năm" in page


def test_the_editors_word_counts_as_confirmed():
    before = quality_view(catalogue())
    after = quality_view(catalogue(hai_phong_khong_nam=EditorsWord(date="2021-03-05")))
    assert after.date_years[3] == before.date_years[3] + 1
    assert after.date_years[2] == before.date_years[2] - 1
    years = {listed.label: listed for listed in after.years}
    confirmed = years["do biên tập viên xác nhận"]
    assert [link.path for link in confirmed.articles] == ["bai-viet/2021/hai-phong-khong-nam.html"]


def test_measured_numbers_are_shares():
    view = quality_view(catalogue())
    assert view.gold_articles > 0
    for row in view.calibration:
        assert all(one.right <= one.told for one in row.degrees)
        assert sum(one.told for one in row.degrees) > 0


def test_two_days_of_one_signing_stand_side_by_side(renderer):
    made = catalogue()
    (found,) = made.archive.disputes
    (key,) = found.agreements
    view = agreement_view(made, key, ())
    assert [account.says for account in view.disputes[0].accounts] == ["4/6/2022", "6/6/2022"]
    page = renderer.render("agreement.html", view).decode()
    for path in ("bai-viet/2022/hai-phong-ky-ket.html#c", "bai-viet/2022/incheon-mo-rong.html#c"):
        assert path in page
    assert "Các bài ghi khác nhau" in renderer.render("quality.html", quality_view(made)).decode()


def test_a_contradiction_let_stand_is_no_problem_but_is_still_shown():
    made = catalogue(incheon_mo_rong=EditorsWord(file="a.yaml", reviewed=(Reviewed("date-conflict"),)))
    assert [problem.code for _, problem in made.archive.problems] == []
    assert len(made.archive.disputes) == 1
