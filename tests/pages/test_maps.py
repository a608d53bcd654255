"""Maps: places stand where they lie, arcs join what dealt together, and every spot is a link that the table repeats."""

import re
from itertools import combinations
from math import asinh, degrees, hypot, radians, tan

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs
from msgspec.structs import replace
from sample_archive import SITE, archive, records, rendered

from hanoi_korea_site.archive import Tie
from hanoi_korea_site.config import MapLabel
from hanoi_korea_site.views.catalogue import Catalogue
from hanoi_korea_site.views.map_room import WIDTH, Layout
from hanoi_korea_site.views.maps import Atlas, MapView, land, mercator

POSITIONS = {"da-nang": (16.05, 108.2), "hue": (16.46, 107.6), "busan": (35.18, 129.08), "gyeonggi": (37.41, 127.52)}
LABELS = (MapLabel("Hoàng Sa", 16.5, 112.0), MapLabel("Trường Sa", 10.0, 114.0))


def atlas(positions=POSITIONS, labels=LABELS) -> Atlas:
    made = archive(records())
    places = {
        key: structs.replace(
            place, latitude=positions.get(key, (None, None))[0], longitude=positions.get(key, (None, None))[1]
        )
        for key, place in made.places.items()
    }
    found = Atlas.of(Catalogue.of(replace(SITE, labels=labels), replace(made, places=places)))
    assert found is not None
    return found


def spot(chart: MapView, path: str):
    return next(spot for spot in chart.spots if spot.link.path == f"dia-phuong/{path}.html")


@given(st.floats(-85, 85))
def test_the_projection_is_mercator(latitude):
    assert mercator(latitude) == pytest.approx(degrees(asinh(tan(radians(latitude)))), abs=1e-9)


@given(st.floats(-80, 80), st.floats(-80, 80))
def test_north_is_up(one, other):
    assert (mercator(one) < mercator(other)) == (one < other) or abs(one - other) < 1e-9


@pytest.mark.parametrize(("longitude", "latitude"), [(105.85, 21.03), (126.98, 37.57), (108.0, 14.0)])
def test_cities_lie_on_the_land_and_the_open_sea_does_not(longitude, latitude):
    assert _on_land(*land().point(longitude, latitude))
    assert not _on_land(*land().point(114.0, 14.0))


def _on_land(x: float, y: float) -> bool:
    inside = False
    for ring in re.findall(r"M([^Z]+)Z", land().path):
        points = [tuple(map(float, pair.split())) for pair in ring.split("L")]
        for (x1, y1), (x2, y2) in zip(points, points[1:] + points[:1], strict=True):
            if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
                inside = not inside
    return inside


def test_spots_lie_inside_the_map_as_in_the_world():
    chart = atlas().overview()
    assert {spot.link.path for spot in chart.spots} == {f"dia-phuong/{key}.html" for key in POSITIONS}
    assert all(0 < spot.x < WIDTH and 0 < spot.y < chart.height for spot in chart.spots)
    assert spot(chart, "busan").x > spot(chart, "da-nang").x
    assert spot(chart, "gyeonggi").y < spot(chart, "busan").y < spot(chart, "hue").y


def test_no_spot_covers_another_and_no_label_covers_anything():
    crowd = {key: (16.0 + index / 50, 108.0) for index, key in enumerate(("da-nang", "hue"))} | {
        "busan": (16.0, 108.0), "gyeonggi": (16.01, 108.0),
    }  # fmt: skip
    chart = atlas(crowd).overview()
    for one, other in combinations(chart.spots, 2):
        assert hypot(one.x - other.x, one.y - other.y) > one.radius + other.radius - 0.5
    boxes = [_box(spot.label) for spot in chart.spots if spot.label]
    for (left, top, right, bottom), (west, north, east, south) in combinations(boxes, 2):
        assert right <= west or east <= left or bottom <= north or south <= top


def labelled(spots) -> dict:
    layout = Layout(300)
    for point in spots.values():
        layout.take(point, 8)
    return {name: layout.label(name, point, 8) for name, point in spots.items()}


def test_a_label_stands_where_it_cannot_be_anothers():
    labels = labelled({"Hà Nội": (100, 100), "Hải Phòng": (122, 100), "Incheon": (300, 50), "Seoul": (370, 50)})
    assert labels["Hải Phòng"].anchor == "start"  # to the right, where nothing is
    assert labels["Hà Nội"].anchor == "end"  # to the left: Hải Phòng is on the right
    assert labels["Seoul"].anchor == "end"  # to the right the map ends
    assert not any(label.lead for label in labels.values())


def test_in_a_crowd_a_line_leads_to_the_label():
    crowd = {f"Số {x}{y}": (200.0 + 18 * x, 150.0 + 18 * y) for x in (-1, 0, 1) for y in (-1, 0, 1)}
    labels = labelled(crowd)
    assert labels["Số 00"] is None  # nothing leads out of the middle
    assert labels["Số 10"].lead[:2] == (226, 150)  # from the spot's edge
    assert labels["Số 11"].lead == ()


@given(st.lists(st.tuples(st.integers(10, 390), st.integers(10, 290)), unique=True, min_size=1, max_size=12))
def test_labels_are_inside_cover_nothing_and_lines_touch_no_other_spot(points):
    spots = {f"Điểm {number}": point for number, point in enumerate(points)}
    boxes = {name: _box(label) for name, label in labelled(spots).items() if label}
    for name, (left, top, right, bottom) in boxes.items():
        assert left > 0
        assert top > 0
        assert right < WIDTH
        assert bottom < 300
        assert not any(left < x + 8 and x - 8 < right and top < y + 8 and y - 8 < bottom for x, y in points), name
    for name, label in labelled(spots).items():
        if label and label.lead:
            x1, y1, x2, y2 = label.lead
            steps = [(x1 + (x2 - x1) * part / 4, y1 + (y2 - y1) * part / 4) for part in range(5)]
            others = [point for other, point in spots.items() if other != name]
            assert not any(abs(x - east) < 7 and abs(y - south) < 7 for x, y in steps for east, south in others)


def _box(label) -> tuple[float, float, float, float]:
    width = len(label.text) * 6
    left = label.x - width * {"start": 0, "middle": 0.5, "end": 1}[label.anchor]
    return left, label.y - 11, left + width, label.y


def test_arcs_join_the_two_countries_only():
    chart = atlas().overview()
    assert [(arc.home.path, arc.partner.path, arc.articles) for arc in chart.arcs] == [
        ("dia-phuong/da-nang.html", "dia-phuong/busan.html", 2)
    ]
    here, there = spot(chart, "da-nang"), spot(chart, "busan")
    numbers = [float(number) for number in re.findall(r"-?\d+", chart.arcs[0].path)]
    assert numbers[:2] == pytest.approx([here.x, here.y], abs=1)
    assert numbers[-2:] == pytest.approx([there.x, there.y], abs=1)


def test_more_articles_make_a_wider_arc():
    found = atlas()
    places = dict(found.catalogue.archive.places)
    places["hue"] = structs.replace(places["hue"], ties=(Tie("gyeonggi", 1),))
    made = Atlas.of(Catalogue.of(SITE, replace(found.catalogue.archive, places=places)))
    assert made is not None
    assert [arc.articles for arc in made.overview().arcs] == [2, 1]
    assert made.overview().arcs[0].weight > made.overview().arcs[1].weight


def test_every_map_names_the_editors_points():
    found = atlas()
    for chart in (found.overview(), found.around("busan")):
        assert chart is not None
        assert [mark.label.text for mark in chart.marks] == ["Hoàng Sa", "Trường Sa"]
        assert all(0 < mark.x < WIDTH and 0 < mark.y < chart.height for mark in chart.marks)


def test_a_place_without_a_position_has_no_map():
    found = atlas({key: POSITIONS[key] for key in ("da-nang", "busan")})
    assert found.around("hue") is None
    assert found.around("busan") is not None


def test_an_archive_without_positions_has_none():
    made = archive(records())
    bare = {key: structs.replace(place, latitude=None, longitude=None) for key, place in made.places.items()}
    assert Atlas.of(Catalogue.of(SITE, replace(made, places=bare))) is None


@pytest.mark.parametrize("page", ["index.html", "dia-phuong/index.html", "dia-phuong/da-nang.html"])
def test_every_spot_is_a_named_link_for_the_pointer_and_stands_in_a_table_for_the_keyboard(page):
    body = rendered().bodies[page].decode()
    drawing = body[body.index("<svg") : body.index("</svg>")]
    links = re.findall(r'<a class="[^"]*" href="([^"]+)" tabindex="-1"><title>[^<]+</title>', drawing)
    assert links
    assert drawing.count("<a ") == len(links)
    assert 'aria-hidden="true"' in drawing[: drawing.index(">")]
    outside = body.replace(drawing, "")
    own = page.rpartition("/")[2]
    assert all(f'href="{link}"' in outside for link in links if not link.endswith("/" + own))
