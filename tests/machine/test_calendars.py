"""Calendars read back by a calendar library."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from msgspec import structs
from offered import ARTICLES, BASE, make, publish, published

from hanoi_korea_site.archive import Archive, Citation, EventEntry
from hanoi_korea_site.archive import Article as Entry
from hanoi_korea_site.config import NO_LICENCE
from hanoi_korea_site.model import Dated, Source, Title
from hanoi_korea_site.views import calendars
from hanoi_korea_site.views.catalogue import Catalogue
from hanoi_korea_site.views.site import Site

NAMES = [name for name in published() if name.endswith(".ics")]


def events(name="lich.ics", files=None):
    return Calendar.from_ical((files or published())[name]).walk("VEVENT")


@pytest.mark.parametrize("name", NAMES)
def test_lines_are_short_and_end_as_they_should(name):
    body = published()[name]
    assert body.endswith(b"END:VCALENDAR\r\n")
    lines = body.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    for line in lines:
        line.decode()  # no character is cut in two


@pytest.mark.parametrize("name", NAMES)
def test_events_are_whole(name):
    found = events(name)
    assert found
    assert len({event["UID"] for event in found}) == len(found)
    for event in found:
        assert event.start < event.end
        assert not hasattr(event.start, "hour")
        assert event["DTSTAMP"].dt.tzinfo is not None
        assert event["URL"].startswith(f"{BASE}dong-thoi-gian/")
        page, _, anchor = str(event["URL"]).removeprefix(BASE).partition("#")
        assert f'id="{anchor}"' in published()[page].decode()


def test_a_range_ends_on_the_day_after_its_last():
    (visit,) = events("dia-phuong/hue.ics")
    assert (visit.start, visit.end) == (date(2023, 5, 12), date(2023, 5, 15))
    (talks,) = events("dia-phuong/busan.ics")
    assert (talks.start, talks.end) == (date(2021, 12, 31), date(2022, 1, 1))


def test_plans_are_tentative_and_months_and_open_years_are_left_out():
    status = {event.start: str(event["STATUS"]) for event in events()}
    assert status[date(2023, 6, 20)] == "TENTATIVE"
    assert status[date(2023, 5, 14)] == "CONFIRMED"
    assert not any(day.month in (8, 9) for day in status)


def test_sentences_come_through_unharmed():
    (visit,) = events("dia-phuong/hue.ics")
    assert "Huế Lê Văn Bình tiếp Thống đốc tỉnh Gangwon Kim Dae-ho." in str(visit["DESCRIPTION"])
    assert str(visit["LOCATION"]) == "Huế, Gangwon"


def test_an_event_keeps_its_name_when_others_join(tmp_path):
    root = make(tmp_path / "site")
    (root / "seeds" / "them.txt").write_text(
        "Seoul tặng sách Hà Nội\n\nNgày 2/3/2022, Phó Thị trưởng Seoul Han Ji-min tặng sách cho Hà Nội.\n",
        encoding="utf-8",
    )
    before = {event["UID"] for event in events()}
    after = {event["UID"] for event in events(files=publish(root))}
    assert before < after
    assert len(ARTICLES) == 4


def test_a_place_without_days_has_no_calendar():
    assert "dia-phuong/quang-ninh.html" in published()
    assert "dia-phuong/quang-ninh.ics" not in published()
    assert b"text/calendar" not in published()["dia-phuong/quang-ninh.html"]


SITE = Site("Kho", "", BASE, "vi", ("VN", "KR"), ("Việt Nam", "Hàn Quốc"), licence=NO_LICENCE)
DAY = Dated("2024-02-29", "2024-02-29", None, "day", "explicit", 1.0)
ARTICLE = Entry("a", "a.txt", "0", Title("Bài", "text"), "", DAY, None, (), (), (), Source(), (), ())
EVENT = EventEntry("e1", DAY, "past", after_archive=False, places=(), officials=(), agreements=(), citations=())


def one(text, day=DAY):
    event = structs.replace(EVENT, date=day, citations=(Citation("a", 1, text, 1.0, "x"),))
    catalogue = Catalogue.of(SITE, Archive({"a": ARTICLE}, {}, {}, {}, {"e1": event}, ()))
    return catalogue, calendars.dated(catalogue, ["e1"])


@given(st.text(st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\u2028\u2029\x85"), min_size=1))
def test_any_sentence_survives_folding_and_escaping(text):
    catalogue, found = one(text)
    body = calendars.calendar(catalogue, "Lịch", found)
    assert max(len(line) for line in body.split(b"\r\n")) <= 75
    (event,) = Calendar.from_ical(body).walk("VEVENT")
    assert str(event["DESCRIPTION"]).startswith(text)


@pytest.mark.parametrize("edtf", ["2024", "2024-02", "XXXX-02-29", "2024-02-29/2024-03", "9999-12-31", "2024-33"])
def test_what_has_no_two_days_is_left_out(edtf):
    start, _, end = edtf.partition("/")
    assert one("Câu.", structs.replace(DAY, edtf=edtf, start=start, end=end or None))[1] == ()
