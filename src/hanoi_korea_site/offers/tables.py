"""The archive as tables: said once, written as CSV, as SQLite and as the schema that describes both.

A column that joins several values for a reader of a spreadsheet is left out of the database, which has a table of its
own for them.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

from hanoi_korea_site.archive import Archive
from hanoi_korea_site.offers import rows
from hanoi_korea_site.offers.rows import Row
from hanoi_korea_site.views.catalogue import Catalogue

Kind = Literal["string", "integer", "number", "boolean"]


@dataclass(frozen=True, slots=True)
class Column:
    """`refers` names the table whose ids these are; `joined`: for spreadsheets, the database has a table of it."""

    name: str
    words: str
    kind: Kind = "string"
    refers: str = ""
    joined: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """`rows` come in a fixed order; a first column `id` is the key; of a `sheet` there is a CSV."""

    name: str
    words: str
    columns: tuple[Column, ...]
    rows: Callable[[Catalogue], Iterator[Row]]
    sheet: bool = False

    @property
    def keyed(self) -> bool:
        return self.columns[0].name == "id"


_EDTF = "theo EDTF: “?” là năm suy luận, XXXX là năm chưa rõ"
_WHEN: Final = (
    Column("edtf", f"ngày tháng {_EDTF}"),
    Column("start", "bắt đầu: năm, năm-tháng hoặc năm-tháng-ngày"),
    Column("end", "kết thúc, để trống nếu chỉ có một thời điểm"),
)
_PATH: Final = Column("path", "trang trong kho lưu trữ, tính từ trang đầu")
_COUNT: Final = Column("articles", "số bài có nhắc tới", "integer")

ARTICLES: Final = Table(
    "articles",
    "Bài viết",
    (
        Column("id", "mã của bài"),
        Column("title", "tiêu đề"),
        Column("title_origin", "tiêu đề lấy từ đâu: text (bài), editor (biên tập viên), generated (máy đặt)"),
        Column("lead", "đoạn mở đầu"),
        *_WHEN,
        Column("published", f"ngày đăng {_EDTF}"),
        Column("outlet", "cơ quan báo chí"),
        Column("source_url", "địa chỉ bài gốc"),
        Column("archived_url", "địa chỉ bản lưu"),
        Column("retrieved", "ngày lấy về"),
        _PATH,
        Column("places", "mã các địa phương", joined=True),
        Column("officials", "mã các nhân vật", joined=True),
        Column("agreements", "mã các văn bản", joined=True),
        Column("tags", "nhãn của biên tập viên"),
    ),
    rows.articles,
    sheet=True,
)
EVENTS: Final = Table(
    "events",
    "Sự kiện",
    (
        Column("id", "mã của sự kiện"),
        *_WHEN,
        Column("precision", "chính xác tới: day, month, quarter, year"),
        Column("year_basis", "năm từ đâu ra: explicit, inferred, editor, unknown"),
        Column("tense", "past (đã diễn ra), planned (dự kiến), background (nhắc lại)"),
        Column("text", "câu văn nói về sự kiện", joined=True),
        Column("article", "mã bài có câu ấy", refers="articles", joined=True),
        Column("sentence", "số thứ tự câu trong bài; 0: theo biên tập viên", "integer", joined=True),
        _PATH,
        Column("places", "mã các địa phương", joined=True),
        Column("officials", "mã các nhân vật", joined=True),
        Column("agreements", "mã các văn bản", joined=True),
    ),
    rows.events,
    sheet=True,
)
PLACES: Final = Table(
    "places",
    "Địa phương",
    (
        Column("id", "mã của địa phương"),
        Column("name", "tên"),
        Column("type", "loại: city, province, district, zone, country, river, other"),
        Column("country", "nước, mã ISO 3166"),
        Column("names_vi", "các tên tiếng Việt"),
        Column("names_ko", "các tên tiếng Hàn"),
        Column("names_en", "các tên tiếng Anh"),
        Column("latitude", "vĩ độ bắc", "number"),
        Column("longitude", "kinh độ đông", "number"),
        Column("parent", "thuộc về", refers="places"),
        Column("successor", "nay là", refers="places"),
        _COUNT,
        _PATH,
    ),
    rows.places,
    sheet=True,
)
OFFICIALS: Final = Table(
    "officials",
    "Nhân vật",
    (
        Column("id", "mã của nhân vật"),
        Column("name", "tên"),
        Column("other_names", "tên gọi khác trong các bài"),
        Column("country", "nước mà người ấy đại diện, mã ISO 3166"),
        _COUNT,
        _PATH,
        Column("offices", "các chức vụ", joined=True),
    ),
    rows.officials,
    sheet=True,
)
AGREEMENTS: Final = Table(
    "agreements",
    "Thỏa thuận",
    (
        Column("id", "mã của văn bản"),
        Column("title", "tên văn bản"),
        Column(
            "type", "loại: memorandum, joint_statement, agreement, declaration, letter_of_intent, plan, treaty, other"
        ),
        Column("status", "tình trạng mới nhất: signed, in_force, planned, proposed, unknown"),
        Column("date", f"ngày của tình trạng ấy, {_EDTF}"),
        Column("parties", "các bên"),
        _COUNT,
        _PATH,
        Column("places", "mã địa phương của các bên", joined=True),
    ),
    rows.agreements,
    sheet=True,
)


def _link(one: str, other: str, of: Callable[[Archive], Iterable[tuple[str, tuple[str, ...]]]]) -> Table:
    columns = (Column(one, "", refers=f"{one}s"), Column(other, "", refers=f"{other}s"))
    return Table(f"{one}_{other}s", "", columns, rows.pairs(of))


TABLES: Final = (
    PLACES,
    OFFICIALS,
    AGREEMENTS,
    ARTICLES,
    EVENTS,
    Table(
        "offices",
        "Chức vụ qua thời gian",
        (
            Column("official", "", refers="officials"),
            Column("title", ""),
            Column("body", ""),
            Column("place", "", refers="places"),
            Column("former", "", "boolean"),
            Column("first", ""),
            Column("last", ""),
        ),
        rows.offices,
    ),
    Table(
        "steps",
        "Tình trạng của văn bản qua thời gian",
        (
            Column("agreement", "", refers="agreements"),
            Column("number", "", "integer"),
            Column("status", ""),
            Column("date", ""),
        ),
        rows.steps,
    ),
    Table(
        "event_sentences",
        "Mọi câu nói về một sự kiện",
        (
            Column("event", "", refers="events"),
            Column("article", "", refers="articles"),
            Column("sentence", "", "integer"),
            Column("text", ""),
            Column("confidence", "", "number"),
            Column("rule", ""),
        ),
        rows.sentences,
    ),
    _link("article", "place", lambda archive: ((one.id, one.places) for one in archive.articles.values())),
    _link("article", "official", lambda archive: ((one.id, one.officials) for one in archive.articles.values())),
    _link("article", "agreement", lambda archive: ((one.id, one.agreements) for one in archive.articles.values())),
    _link("event", "place", lambda archive: ((one.id, one.places) for one in archive.events.values())),
    _link("event", "official", lambda archive: ((one.id, one.officials) for one in archive.events.values())),
    _link("event", "agreement", lambda archive: ((one.id, one.agreements) for one in archive.events.values())),
    _link("agreement", "place", lambda archive: ((one.id, one.party_places) for one in archive.agreements.values())),
)
"""Each refers only to tables before it, or to itself."""

SHEETS: Final = tuple(table for table in TABLES if table.sheet)
