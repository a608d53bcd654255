"""The Vietnamese words for dates, offices, sureness and the closed classes of the model.

Everything else a reader reads stands in the templates. What many pages say is worded once.
"""

from collections.abc import Iterable
from functools import lru_cache

from hanoi_korea_site import edtf
from hanoi_korea_site.archive import CLEAR, FAIR, Office
from hanoi_korea_site.model import AgreementStatus, AgreementType, Dated, Mention, Precision
from hanoi_korea_site.patterns import regex
from hanoi_korea_site.text import HANGUL
from hanoi_korea_site.views import addresses
from hanoi_korea_site.views.parts import Name, Sureness, When

_REMEMBERED = 1 << 14
_HANGUL = regex(HANGUL)

STATUS: dict[AgreementStatus, str] = {
    "signed": "đã ký",
    "in_force": "đang có hiệu lực",
    "planned": "dự kiến",
    "proposed": "được đề xuất",
    "unknown": "chưa rõ tình trạng",
}

AGREEMENT_TYPE: dict[AgreementType, str] = {
    "memorandum": "Bản ghi nhớ",
    "joint_statement": "Tuyên bố chung",
    "agreement": "Thỏa thuận",
    "declaration": "Tuyên bố",
    "letter_of_intent": "Ý định thư",
    "plan": "Kế hoạch hợp tác",
    "treaty": "Điều ước",
    "other": "Văn bản khác",
}

PLACE_TYPE: dict[str, str] = {
    "city": "Thành phố",
    "province": "Tỉnh",
    "district": "Quận, huyện",
    "zone": "Khu",
    "country": "Quốc gia",
    "river": "Sông",
    "other": "Địa danh",
}

LANGUAGE: dict[str, str] = {"vi": "Tiếng Việt", "ko": "Tiếng Hàn", "en": "Tiếng Anh", "ja": "Tiếng Nhật"}

COUNTRY: dict[str, str] = {"VN": "Việt Nam", "KR": "Hàn Quốc"}
"""For articles that name a country's places but never the country; others show their ISO code."""

_SURE = {1: "chưa chắc", 2: "khá rõ", 3: "rõ ràng", 4: "đã xác nhận"}

_WHY = {
    "agreements": "nhận ra từ tên loại văn bản, các bên và động từ trong câu",
    "dates": "đọc từ cách ghi ngày tháng",
    "editor": "biên tập viên ghi",
    "events": "đọc từ câu có ghi thời gian",
    "officials": "nhận ra từ chức danh đi cùng tên",
    "places": "khớp với danh mục địa danh",
    "years": "năm suy ra từ các dấu hiệu khác trong bài",
}


def number(count: int) -> str:
    """As Vietnamese writes it: 1.597."""
    return f"{count:,}".replace(",", ".")


def when(dated: Dated | None) -> When | None:
    if dated is None:
        return None
    # Of the words that were read only "đầu", "giữa" and "cuối" of a year are told.
    said = dated.mention.text if dated.mention is not None and dated.precision == "year" else ""
    note = "" if dated.year_basis == "unknown" else edtf.year_note(dated)  # the words of an open year say so already
    return _when(dated.edtf, dated.start, dated.precision, said, note, inferred=dated.year_basis == "inferred")


@lru_cache(_REMEMBERED)
def _when(value: str, start: str, precision: Precision, said: str, note: str, *, inferred: bool) -> When:
    dated = Dated(value, start, None, precision, "explicit", 1.0, mention=Mention(said, 0, 0, "dates"))
    return When(edtf.in_words(dated), edtf.html_datetime(dated), note, inferred)


def day(written: str) -> str:
    """A date in EDTF, as the editor writes it, in the words of news; "" stays empty."""
    return edtf.in_words(edtf.dated(edtf.parse(written), year_basis="editor")) if written else ""


def year(dated: Dated | None) -> str:
    """The year a date begins in; "" where it is open or there is no date."""
    return "" if dated is None or dated.start.startswith("X") else dated.start[:4]


def year_words(label: str) -> str:
    """A year, or the first and the last, as `addresses` has them."""
    return label.replace("-", "–") or addresses.NO_YEAR_WORDS


def office_words(office: Office | None) -> str:
    """As the text words it: Thị trưởng thành phố Seoul, nguyên Thị trưởng thành phố Seoul."""
    if office is None:
        return ""
    named = f"{office.title} {office.body}".strip()
    return f"nguyên {named}" if office.former else named


def name_forms(names: Iterable[str], shown: str, country: str) -> tuple[Name, ...]:
    """All forms of a person's name but the one shown; Hangul is Korean, plain Latin of a foreigner is English."""
    return tuple(Name(name, _language(name, country)) for name in names if name != shown)


def _language(name: str, country: str) -> str:
    if _HANGUL.search(name):
        return "ko"
    return "en" if country not in ("", "VN") and name.isascii() else ""


@lru_cache(_REMEMBERED)
def sureness(confidence: float, rule: str, origin: str = "text") -> Sureness:
    """In three steps of how sure the machine is, and why; a fourth for the editor's word."""
    at = step(confidence, rule, origin)
    return Sureness(at, _SURE[at], _WHY["editor"] if at == len(_SURE) else _why(rule))


def step(confidence: float, rule: str, origin: str = "text") -> int:
    """How sure that is: 1..3, 4 for the editor's word."""
    if origin == "editor" or rule.startswith("editor.") or rule == "editor":
        return 4
    if confidence >= CLEAR:
        return 3
    return 2 if confidence >= FAIR else 1


def _why(rule: str) -> str:
    """How a rule of this name reads, in a reader's words."""
    return _WHY.get(rule.partition(".")[0], "đọc từ câu chữ trong bài")
