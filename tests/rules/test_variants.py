"""What Vietnamese news says in a hundred ways, way by way: offices, wards, names and parties, put into sentences.

The lists are tests/rules/variants/*.yaml; each is put into the same sentences, so a failure tells what is misread.
"""

import re
from pathlib import Path

import pytest
import yaml
from test_agreements import read
from test_officials import officials_of

from hanoi_korea_site.extract.dates import find_dates
from hanoi_korea_site.extract.layout import lay_out
from hanoi_korea_site.extract.places import find_places
from hanoi_korea_site.gazetteer import Gazetteer
from hanoi_korea_site.text import normalise

FOLDER = Path(__file__).parent / "variants"
HOLDERS = {
    "VN": ("Nguyễn Thị Hải Yến", "Trần Văn Long", "Cấn Thị Việt Hà", "Đỗ Minh"),
    "KR": ("Kim Tae-heum", "Hong In", "Oh Sehoon", "Lee Jae Joon"),
}
HELD = (
    "Dự buổi lễ có {office} {name}.",
    "Theo {office} {name}, chương trình thu hút đông đảo người dân.",
    "Phát biểu tại buổi lễ, bà {name}, {office} nhấn mạnh ý nghĩa của sự kiện.",
    "Tham dự có ông {name} - {office}; cùng đại diện nhiều cơ quan.",
)
CALLED = (
    "Dự buổi lễ có {office} {name}.",
    "Phát biểu tại buổi lễ, ông {name}, {office} nhấn mạnh ý nghĩa của sự kiện.",
    "Đoàn do {office} {name} làm Trưởng đoàn đã đến thăm trường.",
)
VISITED = (
    "Đoàn đại biểu Hà Nội đã thăm {head} {place} từ ngày 3/5.",
    "Hợp tác Hà Nội - {place} ngày càng phát triển.",
    "UBND thành phố Hà Nội và Chính quyền {head} {place} đã trao đổi kinh nghiệm.",
)
SIGNED = (
    "Dịp này, {home} và {abroad} đã ký Bản ghi nhớ về hợp tác.",
    "Lễ ký kết Bản ghi nhớ giữa {home} và {abroad} diễn ra sáng 5/5/2024.",
    "{home} đã ký với {abroad} Bản ghi nhớ về hợp tác.",
    "Ngày 5/5, {home} cùng {abroad} tổ chức lễ ký kết Thỏa thuận hợp tác.",
)


def listed(name):
    return yaml.safe_load((FOLDER / f"{name}.yaml").read_text("utf-8"))


def offices():
    return [
        (country, title, body)
        for country, titles in listed("offices").items()
        for title, bodies in titles.items()
        for body in bodies
    ]


@pytest.mark.parametrize(("country", "title", "body"), offices())
def test_an_office_is_told_whole(country, title, body):
    for form, name in zip(HELD, HOLDERS[country], strict=True):
        found = officials_of(form.format(office=f"{title} {body}", name=name))
        assert [one.name for one in found] == [name], form
        (role,) = found[0].roles
        assert (role.title, role.body.removeprefix("của ")) == (title, body), form


@pytest.mark.parametrize("ward", listed("wards"))
def test_a_ward_ends_where_a_person_begins(ward):
    for form, name in zip(HELD, HOLDERS["VN"], strict=True):
        found = officials_of(form.format(office=f"Chủ tịch UBND {ward}", name=name))
        assert [(one.name, one.roles[0].body) for one in found] == [(name, f"UBND {ward}")], form


@pytest.mark.parametrize(
    ("office", "name"), [(group["office"], name) for group in listed("names") for name in group["names"]]
)
def test_a_name_is_told_whole(office, name):
    for form in CALLED:
        found = officials_of(form.format(office=office, name=name))
        assert [one.name for one in found] == [name], form


def spellings():
    return [
        (head, name, spelling)
        for head, places in listed("places").items()
        for name, spelled in places.items()
        for spelling in spelled
    ]


@pytest.mark.parametrize(("head", "name", "spelling"), spellings())
def test_a_place_is_known_by_its_spellings(head, name, spelling):
    for form in VISITED:
        sheet = lay_out(normalise(form.format(head=head, place=spelling)))
        assert [place.name for place in find_places(sheet, Gazetteer.load())] == ["Hà Nội", name], form


def pairs():
    bodies = listed("parties")
    home, abroad = bodies["home"], bodies["abroad"]
    return [(home[at % len(home)], abroad[at % len(abroad)]) for at in range(max(len(home), len(abroad)))]


@pytest.mark.parametrize(("home", "abroad"), pairs())
def test_both_parties_are_told_whole(home, abroad):
    for form in SIGNED:
        (agreement,) = read(form.format(home=home, abroad=abroad))
        assert [*map(plain, agreement.parties)] == [plain(home), plain(abroad)], form


@pytest.mark.parametrize(("sentence", "days"), listed("days").items())
def test_a_day_is_told(sentence, days):
    article = f"Tăng cường hợp tác\n\nHà Nội, 12/5/2024\n\n{sentence}\n\nHoạt động này được đánh giá cao.\n"
    read_out = find_dates(lay_out(normalise(article))).dates
    assert sorted(re.sub("[?~]", "", day.edtf) for day in read_out) == sorted(days)


@pytest.mark.parametrize(("line", "names"), listed("furniture").items())
def test_what_frames_an_article_is_no_prose(line, names):
    story = (
        "Hà Nội và Daegu tăng cường hợp tác",
        "Chiều 12/5, lãnh đạo thành phố Hà Nội đã tiếp Thị trưởng thành phố Daegu nhân chuyến thăm Việt Nam.",
        "Hai bên trao đổi về hợp tác trong giáo dục, du lịch và chuyển đổi số giữa hai thành phố trong thời gian tới.",
        "Thị trưởng cảm ơn sự đón tiếp trọng thị của lãnh đạo thành phố và mong muốn hai bên tăng cường trao đổi đoàn.",
    )
    sheet = lay_out(normalise("\n\n".join((*story, line))))
    told = [sheet.text[block.start : block.end] for block in sheet.blocks if block.kind != "caption"]
    assert told == [*story]
    assert sorted(sheet.credits) == names


def plain(party):
    return re.sub(r" \([^)]*\)", "", party).lower()
