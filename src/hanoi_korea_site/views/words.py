"""The Vietnamese words for closed classes of the model; everything else a reader reads stands in the templates."""

from hanoi_korea_site.archive import CLEAR, FAIR
from hanoi_korea_site.model import AgreementStatus, AgreementType

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

_WHY = {
    "agreements": "nhận ra từ tên loại văn bản, các bên và động từ trong câu",
    "dates": "đọc từ cách ghi ngày tháng",
    "editor": "biên tập viên ghi",
    "events": "đọc từ câu có ghi thời gian",
    "officials": "nhận ra từ chức danh đi cùng tên",
    "places": "khớp với danh mục địa danh",
    "years": "năm suy ra từ các dấu hiệu khác trong bài",
}


def why(rule: str) -> str:
    """How a rule of this name reads, in a reader's words."""
    return _WHY.get(rule.partition(".")[0], "đọc từ câu chữ trong bài")


def sureness(confidence: float) -> tuple[int, str]:
    """Steps 1..3 of how sure the machine is, and their name."""
    if confidence >= CLEAR:
        return 3, "rõ ràng"
    if confidence >= FAIR:
        return 2, "khá rõ"
    return 1, "chưa chắc"
