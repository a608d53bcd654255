"""Relations: each node of the picture is a link, the table says the same, threads end where nodes are."""

import re

import pytest
from msgspec import structs
from msgspec.structs import replace
from sample_archive import SITE, archive, records, rendered

from hanoi_korea_site.archive import Tie
from hanoi_korea_site.views import relations
from hanoi_korea_site.views.catalogue import Catalogue


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue.of(SITE, archive(records()))


def names(partners) -> list[str]:
    return [partner.link.text for partner in partners]


def test_a_place_dealt_with_places_and_people(catalogue):
    shown = relations.of_place(catalogue, "da-nang")
    assert names(shown.foremost) == ["Busan", "Lê Minh An"]
    assert [partner.articles for partner in shown.foremost] == [2, 1]


def test_an_official_met_people_and_stood_for_places(catalogue):
    shown = relations.of_official(catalogue, "le-minh-an")
    assert names(shown.foremost) == ["Kang Do-hyun", "Đà Nẵng"]


def test_people_stand_with_the_office_that_ties_them_to_the_page(catalogue):
    here = relations.of_place(catalogue, "da-nang").foremost
    assert [partner.office for partner in here] == ["", catalogue.official_card("le-minh-an", "da-nang").office]
    assert here[1].office


def test_an_agreement_has_the_places_of_its_parties_and_its_people(catalogue):
    shown = relations.of_agreement(catalogue, "ban-ghi-nho-du-lich")
    assert {"Đà Nẵng", "Busan"} <= set(names(shown.foremost))


def test_home_stands_left_all_others_right_and_no_two_on_one_spot(catalogue):
    shown = relations.of_agreement(catalogue, "ban-ghi-nho-du-lich")
    middle = relations.WIDTH / 2
    assert all((node.x < middle) == (node.partner.link.side == "home") for node in shown.nodes)
    assert len({(node.x, node.y) for node in shown.nodes}) == len(shown.nodes)
    assert all(0 < node.y < shown.height for node in shown.nodes)


def test_threads_end_where_nodes_are(catalogue):
    shown = relations.of_official(catalogue, "le-minh-an")
    ends = {(str(node.x), str(node.y)) for node in shown.nodes}
    spokes = [thread for thread in shown.threads if not thread.beyond]
    assert {tuple(re.findall(r"\d+", thread.path)[-2:]) for thread in spokes} == ends
    assert len(spokes) == len(shown.nodes)


def test_a_thread_joins_partners_that_dealt_with_one_another():
    made = archive(records())
    places = dict(made.places)
    places["busan"] = structs.replace(places["busan"], ties=(Tie("da-nang", 2), Tie("hue", 1), Tie("gyeonggi", 1)))
    places["hue"] = structs.replace(places["hue"], ties=(Tie("busan", 1), Tie("gyeonggi", 3)))
    shown = relations.of_place(Catalogue.of(SITE, replace(made, places=places)), "busan")
    assert sum(thread.beyond for thread in shown.threads) >= 1


def test_a_long_list_is_drawn_in_part_and_told_in_full():
    made = archive(records())
    places = dict(made.places)
    more = {
        f"noi-{number}": structs.replace(places["hue"], id=f"noi-{number}", name=f"Nơi {number}")
        for number in range(40)
    }
    places |= more
    places["busan"] = structs.replace(places["busan"], ties=tuple(Tie(key, 1) for key in more))
    shown = relations.of_place(Catalogue.of(SITE, replace(made, places=places)), "busan")
    assert len(shown.nodes) <= 16
    assert names(shown.foremost) == [
        name for name in names((*shown.foremost, *shown.others)) if name in names(n.partner for n in shown.nodes)
    ]
    assert {*(f"Nơi {number}" for number in range(40))} <= {*names(shown.foremost), *names(shown.others)}


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Thủ Dầu Một", ("Thủ Dầu Một",)),
        ("Thành phố Hồ Chí Minh", ("Thành phố", "Hồ Chí Minh")),
        ("Khu công nghệ cao Hòa Lạc", ("Khu công nghệ", "cao Hòa Lạc")),
        ("Khu liên hợp công nghiệp màn hình tinh thể lỏng Paju", ("Khu liên hợp", "công nghiệp màn…")),
    ],
)
def test_a_name_stands_in_one_line_or_two_and_is_cut_only_after_those(name, lines):
    made = archive(records())
    renamed = {**made.places, "hue": structs.replace(made.places["hue"], name=name)}
    renamed["busan"] = structs.replace(renamed["busan"], ties=(Tie("hue", 1),))
    shown = relations.of_place(Catalogue.of(SITE, replace(made, places=renamed)), "busan")
    assert next(node.lines for node in shown.nodes if node.partner.kind == "place") == lines


@pytest.mark.parametrize(
    "page", ["dia-phuong/da-nang.html", "nhan-vat/le-minh-an.html", "thoa-thuan/ban-ghi-nho-du-lich.html"]
)
def test_every_node_is_a_link_that_the_table_repeats(page):
    body = rendered().bodies[page].decode()
    drawing = re.search(r'<svg class="relations".*?</svg>', body, re.DOTALL)
    assert drawing is not None
    table = body[drawing.end() : body.index("</section>", drawing.end())]
    links = re.findall(r'<a class="[^"]*" href="([^"]+)" tabindex="-1"><title>[^<]+</title>', drawing[0])
    assert links
    assert drawing[0].count("<a ") == len(links)
    assert sorted(links) == sorted(re.findall(r'href="([^"]+)"', table))
    assert 'aria-hidden="true"' in drawing[0]
