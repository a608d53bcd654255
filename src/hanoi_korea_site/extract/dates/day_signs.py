"""What stands around a number and says whether it is a day: words that announce one, that count, that name a thing."""

import re

from hanoi_korea_site.patterns import regex

_ANNOUNCED = (
    *(" ngày", " hôm", " sáng", " trưa", " chiều", " tối", " đêm", " khuya", " mùng", " mồng", " tức"),
    *(" sáng sớm", " chiều muộn", " tối muộn"),
    *(" hôm nay", " sáng nay", " trưa nay", " chiều nay", " tối nay", " hôm qua", " chiều qua", " tối qua", " hôm sau"),
    *(" ngày mai", " sáng mai", " chiều mai", " tối mai", " hôm trước", " hôm kia"),
    *(" thứ hai", " thứ ba", " thứ tư", " thứ năm", " thứ sáu", " thứ bảy", " chủ nhật"),
    *(f" thứ {number}" for number in range(2, 8)),
    *(" cuối tuần", " tuần này", " tuần qua", " tuần trước", " tuần sau", " tuần tới"),
)
_AT_THE_CLOCK = regex(r"(?<!\d)\d{1,2} ?(?:h|g|giờ)(?: ?\d{2})?(?: phút)?$")
_CLOCK_ENDS = ("h", "g", "giờ", "phút")
_LINKED = (
    *(" từ", " đến", " tới", " vào", " và", " trước", " sau", " dịp", " hết", " ngay", "("),
    *(" chậm nhất là", " muộn nhất là", " hạn chót là", " hạn cuối là", " thời hạn là"),
    *(" bắt đầu", " cuộc họp", " buổi", " lễ", " khai mạc", " bế mạc"),
)
_NAMED = regex(
    r"(?<!\w)(?:đường|phố|công viên|quảng trường|bệnh viện|cầu|ngõ|ngách|hẻm|kiệt|số(?: nhà)?|quốc lộ"
    r"|tỉnh lộ|ql|tl|nhà máy"
    r"|xí nghiệp|hợp tác xã|htx|trường|thpt|thcs|tiểu học|mầm non|nông trường|công ty|cảng|rạp|cung|sân|khu"
    r"|tổ|chợ|đoàn"
    r"|tòa nhà|nhà|tuyến|xe|chuyến bay|quận|phường|xã|khóm|ấp|chung cư|lô|căn hộ|phòng|đội|trại|làng"
    r"|trung tâm|điểm"
    r"|t[ỷỉ] số|t[ỷỉ] lệ|nghị quyết|quyết định|nghị định|thông tư|chỉ thị|công văn|kết luận|văn bản|điều"
    r"|khoản|mục|mã"
    r"|hotline|điện thoại|đt|tel|fax|khoảng|hơn|gần|chừng|chiếm|đạt|thắng|thua|hòa|phiên bản|suốt|phục vụ"
    r"|hoạt động|hỗ trợ"
    r"|liên tục|cách mạng|quốc khánh|lao động|phụ nữ|giải phóng|thống nhất|chiến thắng"
    r"|nhà giáo(?: việt nam)?|liệt sĩ"
    r"|thiếu nhi|nghỉ lễ|ngày lễ|dịp lễ|lễ hội|tết)(?: mang tên)? ?[\"“(]?$"
)
_AND_ANOTHER = regex(r" \d{1,2}[/-]\d{1,2}(?:,| và| -|-|)$")
_ALL_DAY = "24/7"
_BEHIND_NUMBER = regex(r"\d ?\($")
"""Before "24/7)": a telephone's hours, no day of July."""
_ENDS_LINE = regex(r"\.?(?:\n|$)")
_OTHER_DAY = regex(r"(?<!\d)\d{1,2}/\d{1,2}$")
_AND_DAY = regex(r" và (?:ngày )?\d{1,2}/\d")
FRACTION = regex(
    r" ?(?:%|km|m2|m²|ha(?!\w)|kg|độ|°|số|dân|tổng|diện tích|quãng|chặng|thời gian|thành viên|chỉ tiêu"
    r"|tiêu chí|huyện|xã|quận"
    r"|phường|tỉnh|thành phố|địa phương|sao|người|lần|triệu|tỷ|nghìn|năm|tháng|giờ|phút|điểm|lượng|ý kiến"
    r"|phiếu|đại biểu)"
)
_OF_AGENCY = regex(r" ?\((?:ttxvn|vna|yonhap|newsis|vov\d?)(?!\w)")
_AGENCY_SAYS = ("(ttxvn ", "(ttxvn, ", "(ttxvn - ", "(vna ", "(vna, ", "(yonhap ", "(yonhap, ")
COUNTED = regex(r" (?:lần|chuyến|triệu|nghìn|ngàn|tỷ|người|ngày|buổi|lượt|kg|tấn|suất|đợt|đồng|usd|kỳ|cuộc)(?!\w)")

_FAIR = 0.9
_WEAK = 0.8


def _before(key: str, at: int) -> str:
    return (" " + key[max(0, at - 32) : at].rpartition("\n")[2]).rstrip(" ,")


def is_announced(key: str, at: int) -> bool:
    """Whether a word for a day stands before: "ngày", "chiều", "hôm nay (", "thứ sáu, "."""
    if key.endswith("ngày ", 0, at) and not key[at - 6 : at - 5].isalnum():
        return True
    before = _before(key, at).rstrip("( ,")
    if before.endswith(_ANNOUNCED):
        return True
    clock = before.endswith(_CLOCK_ENDS) or before[-1:].isdigit()
    return clock and _AT_THE_CLOCK.search(before) is not None


def is_range_announced(key: str, at: int, match: re.Match[str]) -> bool:
    """Whether two days with a month behind a dot or a dash are days: "ngày 23-31.12", "từ 3 đến 6.5", not "3-6-5"."""
    if "-" in match[2] and "-" in match[4] and match[2] != " - ":
        return False
    return is_announced(key, at) or (_before(key, at).endswith(" từ") and not _counts(key, match.end()))


def _counts(key: str, end: int) -> bool:
    """Whether what a number ends in is counted by the words behind it."""
    return bool(FRACTION.match(key, end) or COUNTED.match(key, end))


def names_a_thing(key: str, at: int) -> bool:
    """Whether the number belongs to a street, a decree, a holiday, a score: "đường 30-4", "nghỉ lễ 30/4 và 1/5"."""
    return _NAMED.search(_AND_ANOTHER.sub("", _before(key, at))) is not None


def opens_report(key: str, at: int, end: int) -> bool:
    """Whether an agency's name stands beside the day: "Hà Nội, 20/11 (TTXVN) - …"."""
    return key.endswith(_AGENCY_SAYS, 0, at) or (key.startswith(" (", end) and _OF_AGENCY.match(key, end) is not None)


def _dates_picture(key: str, at: int, end: int) -> bool:
    """Whether a line ends in the day behind a comma: "… trên sân khấu lễ hội, 4/10."."""
    return key.endswith(", ", 0, at) and key[at - 3 : at - 2].isalpha() and _ENDS_LINE.match(key, end) is not None


def likeliness(key: str, at: int, match: re.Match[str]) -> float:
    """How likely an unannounced "d/m" is a date: 0.0 for fractions, scores, names of things."""
    end = match.end()
    pictured = _dates_picture(key, at, end)
    if names_a_thing(key, at) and not pictured:
        return 0.0
    if match["year"] or "tháng" in match[2]:
        return 0.0 if COUNTED.match(key, end) and not match["year"] else _FAIR
    told = match["told"] is not None or key.startswith((" tới", " vừa qua", " vừa rồi", " sắp tới"), end)
    if told or opens_report(key, at, end):
        return _FAIR
    before = _before(key, at)
    if match[2] != "/" or FRACTION.match(key, end) or (match[0] == _ALL_DAY and _BEHIND_NUMBER.search(before)):
        return 0.0
    at_start = not any(map(str.isalnum, before)) or key[at - 1] == "\n"
    at_pause = end == len(key) or key[end] in ",.;:)\n"
    in_list = _OTHER_DAY.search(before) is not None and (at_pause or _AND_DAY.match(key, end))
    if before.endswith(_LINKED) or at_start or in_list or pictured:
        return _WEAK
    return 0.0
