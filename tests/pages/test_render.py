"""Templates: a site's own stand before the program's, and what is wrong with one is named with its line."""

import pytest
from markupsafe import Markup, escape
from sample_archive import SITE, templates

from hanoi_korea_site import render
from hanoi_korea_site.errors import TemplateError
from hanoi_korea_site.model import Title
from hanoi_korea_site.views.machine import RobotsView

VIEW = RobotsView("https://kho.example/sitemap.xml")


def renderer(folder, **sources):
    for name, source in sources.items():
        (folder / f"{name}.html").write_text(source, encoding="utf-8")
    return render.Renderer((folder, *templates()), SITE)


def test_a_sites_own_template_holds_and_the_rest_is_the_programs(tmp_path):
    (tmp_path / "robots.txt").write_text("Của tôi: {{ view.sitemap }}", encoding="utf-8")
    assert (
        renderer(tmp_path).render("robots.txt", VIEW) == b"C\xe1\xbb\xa7a t\xc3\xb4i: https://kho.example/sitemap.xml"
    )
    assert render.Renderer(templates(), SITE).render("robots.txt", VIEW).startswith(b"User-agent: *")


@pytest.mark.parametrize(
    ("source", "line", "words"),
    [
        ("một\n{{ view.khong_co }}", 2, "khong_co"),
        ("một\nhai\n{% if %}", 3, "Expected an expression"),
        ("{% include 'vang.html' %}", None, "vang.html"),
        ("một\n\n{{ 1 / 0 }}", 3, "division"),
    ],
)
def test_a_fault_names_file_and_line(tmp_path, source, line, words):
    with pytest.raises(TemplateError) as caught:
        renderer(tmp_path, loi=source).render("loi.html", VIEW)
    (fault,) = caught.value.faults
    assert (fault.file, fault.line) == ("templates/loi.html", line)
    assert words in fault.message
    assert fault.remedy


def test_a_fault_in_a_part_is_named_there(tmp_path):
    with pytest.raises(TemplateError) as caught:
        renderer(tmp_path, trang="{% include '_manh.html' %}", _manh="\n{{ view.thieu }}").render("trang.html", VIEW)
    assert (caught.value.faults[0].file, caught.value.faults[0].line) == ("templates/_manh.html", 2)


def test_a_digest_follows_the_template_its_parts_and_what_it_includes(tmp_path):
    first = renderer(tmp_path, trang="{% include 'con.html' %}", con="một").digest("trang.html")
    assert renderer(tmp_path).digest("trang.html") == first
    changed = renderer(tmp_path, con="hai").digest("trang.html")
    assert changed != first
    other = renderer(tmp_path).digest("robots.txt")
    assert renderer(tmp_path, con="ba").digest("robots.txt") == other


@pytest.mark.parametrize(
    "source", ["{{ part('_manh.html', '', '') }}", "{{ view | time }}", "{% include 'goi.html' %}"]
)
def test_a_digest_follows_parts_where_they_are_called(tmp_path, source):
    first = renderer(tmp_path, trang=source, goi="{{ chip(view, '') }}", _manh="một").digest("trang.html")
    without = renderer(tmp_path).digest("robots.txt")
    assert renderer(tmp_path, _manh="hai").digest("trang.html") != first
    assert renderer(tmp_path).digest("robots.txt") == without


@pytest.mark.parametrize(
    "source",
    [
        "{% include 'con.html' %}",
        "{%- include ['con.html'] -%}",
        "{% include 'con' ~ '.html' %}",
        "{% include 'con.html' ignore missing %}",
        '{% extends "con.html" %}',
        "{%from 'con.html' import x%}",
        "{% import 'con.html' as con %}",
        "{% extends 'con.html' if view else 'con.html' %}",
    ],
)
def test_a_digest_follows_a_template_however_it_is_named(tmp_path, source):
    first = renderer(tmp_path, trang=source, con="một").digest("trang.html")
    assert renderer(tmp_path, con="hai").digest("trang.html") != first


SPECIAL = "<&>\"'"


@pytest.mark.parametrize("value", [SPECIAL, Markup("<b>"), 3, 1.5, None, Title(SPECIAL, "text")])
def test_values_are_shown_escaped_unless_they_are_markup(tmp_path, value):
    (tmp_path / "gia-tri.html").write_text("{{ value }}{{ value ~ '<' }}", encoding="utf-8")
    ours = renderer(tmp_path)
    ours._environment.globals["value"] = value
    assert ours.render("gia-tri.html", VIEW).decode() == f"{escape(value)}{escape(value)}&lt;"


def test_compiled_templates_are_remembered_until_their_source_changes(tmp_path):
    first = renderer(tmp_path, trang="một")
    remembered = first.prepare(["trang.html"], b"")
    assert renderer(tmp_path).prepare(["trang.html"], remembered) == remembered
    second = renderer(tmp_path, trang="hai")
    assert second.prepare(["trang.html"], remembered) != remembered
    assert second.render("trang.html", VIEW) == b"hai"


def test_what_is_remembered_badly_is_compiled_again(tmp_path):
    ours = renderer(tmp_path, trang="một")
    assert renderer(tmp_path).prepare(["trang.html"], ours.prepare(["trang.html"], b"\x93rot")) != b"\x93rot"
    assert ours.render("trang.html", VIEW) == "một".encode()


def test_a_fault_is_named_while_compiling_ahead(tmp_path):
    with pytest.raises(TemplateError) as caught:
        renderer(tmp_path, loi="một\n{% if %}").prepare(["loi.html"], b"")
    assert (caught.value.faults[0].file, caught.value.faults[0].line) == ("templates/loi.html", 2)


def test_static_files_fall_back_one_by_one(tmp_path):
    (tmp_path / "style.css").write_text("body{}", encoding="utf-8")
    (tmp_path / ".an").write_text("", encoding="utf-8")
    default = render.default_folder("static")
    found = render.files_in((tmp_path, default))
    assert found["style.css"] == tmp_path / "style.css"
    assert found["favicon.svg"] == default / "favicon.svg"
    assert ".an" not in found


def test_an_about_page_of_ones_own_stands_in(tmp_path):
    about = tmp_path / "ve-chung-toi.md"
    about.write_text("# Về chúng tôi", encoding="utf-8")
    assert render.documents(templates(), about)["gioi-thieu.html"] == "# Về chúng tôi"
    assert render.documents(templates(), None)["gioi-thieu.html"].startswith("# Giới thiệu")


def test_what_is_no_attribute_is_an_item_or_undefined_as_jinja_has_it(tmp_path):
    source = "{% set lời = {'mở': 'A', 'class': 'B'} %}{{ lời.mở }}{{ lời.class }}{{ view.khong_co | default('C') }}"
    made = renderer(tmp_path, trang=source + "{% if view.khong_co is defined %}D{% endif %}{{ view.sitemap }}")
    assert made.render("trang.html", VIEW).decode() == "ABC" + VIEW.sitemap
    assert made.render("robots.txt", VIEW)
