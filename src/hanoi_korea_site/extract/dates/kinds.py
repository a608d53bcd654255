"""What a date is there for: statistics, targets and periods pin no event."""

from hanoi_korea_site.extract.dates.readings import Reading, ReadingKind
from hanoi_korea_site.patterns import regex

_NEAR = 110
"""Code points to either side of a year within which the words that use it are looked for."""

_AS_OF = regex(
    r"(?<!\w)(?:tính đến|tính tới|tính từ đầu năm đến|lũy kế đến|cho đến)(?: (?:hết|cuối|thời điểm"
    r"|nay))* ?(?:ngày )?$"
)
_MONTHS_OF = regex(r"(?<!\w)(?:\d+|một|hai|ba|sáu|chín|mười|những|các) (?:tháng|quý|ngày) $|(?<!\w)tháng $")
_COUNTED_IN = ("tháng ", "quý ", "ngày ")
_BESIDE = ("với", "kỳ", "như")
"""How a text ends that the pattern of the same use can match: asked first, since most do not."""
_UNTIL = regex(
    r"(?<!\w)(?:đến|tới|tầm nhìn|tầm nhìn đến|mục tiêu|định hướng đến|trước)(?: (?:hết|trước|cuối|đầu"
    r"|giữa))? ?$"
)
_DONE = regex(r"[^.;]{0,60}?(?<!\w)đã(?!\w)")
_ENDS = regex(r"[^.;]{0,60}?(?<!\w)hết (?:hiệu lực|hạn)(?!\w)")
"""Behind "đến năm 2013": what lasted until then, no goal."""
_SINCE = regex(r"(?<!\w)(?:kể )?từ ?(?:đầu )?$")
_TO_NOW = regex(r" (?:cho )?(?:đến|tới) (?:nay|hiện|năm|cuối|hết)")
_COMPARED = regex(r"(?<!\w)(?:so với|so cùng kỳ|cùng kỳ|như) ?$")
_COUNTED = (
    r"\d[\d.,]* ?(?:%|phần trăm|tỷ|tỉ|triệu|nghìn|ngàn|lượt|người|usd|đô la|dự án|doanh nghiệp|ha|km|tấn"
    r"|lao động|sinh viên"
    r"|won|đồng|khách|cô dâu|hộ|chuyến)(?!\w)"
)
_QUANTITY = regex(_COUNTED)
_RANK = regex(r"(?:lớn|cao|đông|đứng|hạng|vị trí|xếp)(?: hàng)? (?:thứ|đầu|nhất)")
_MEASURING = (
    "kim ngạch|đạt|tăng|giảm|chiếm|grdp|gdp|tăng trưởng|lượt|lượng khách|dân số|số dân|tổng vốn|vốn|lũy kế"
    "|ước|thu hút"
    "|đón|xuất khẩu|nhập khẩu"
    "|thương mại(?<!phòng thương mại)(?<!bộ thương mại)(?<!sở thương mại)(?<!xúc tiến thương mại)|quy mô"
    "|xếp|đứng|lớn thứ|có hơn|có gần|có khoảng|thị trường"
    "|doanh thu|thu nhập"
)
_HAPPENING = (
    "ký|ký kết|thiết lập|thành lập|thăm|tổ chức|khai trương|khai mạc|khánh thành|khởi công|kết nghĩa"
    "|trở thành|ra mắt|nâng cấp"
    "|bổ nhiệm|mở đường bay|gặp|hội đàm|hội kiến|tham dự|trao|tặng|bắt đầu|đánh dấu|kỷ niệm|đăng cai"
    "|công nhận|hỗ trợ|tiếp"
    "|đặt viên gạch|động thổ|xây dựng|khởi nguồn|ra đời|diễn ra|sang|dẫn đầu|nhậm chức|ban hành|bế mạc|đoạt"
    "|thỏa thuận|(?:vận hành|(?:đi|đưa) vào (?:hoạt động|sử dụng|khai thác|vận hành))(?: thương mại)?"
)
_USE = regex(rf"(?<!\w)(?:(?P<measuring>{_MEASURING})|(?P<happening>{_HAPPENING}))(?!\w)")
_JUST_COUNTED = regex(rf"(?:{_COUNTED}|\d{{1,3}}(?:[.,]\d{{3}})+ ?[^\W\d]{{1,9}}(?: [^\W\d]{{1,9}})?) ?\($")
_WHEN = regex(r"(?<!\w)(?:từ khi|kể từ khi|sau khi|trước khi|khi)(?!\w)[^,;.]*$")
_DEED = regex(
    r"(?<!\w)(?:làm|giữ|công tác|đảm nhiệm|học|sống|dạy|lập|xây dựng|thực hiện|triển khai|tài trợ|hỗ trợ)(?!\w)"
    r"(?:[^.,;:()\d]{0,60} từ (?:năm )?| (?:trong )?giai đoạn )$"
)
_GOAL = regex(r"(?<!\w)(?:phấn đấu|mục tiêu|chỉ tiêu|kỳ vọng|dự báo|đưa [^.;]{0,60} lên|nâng [^.;]{0,60} lên)(?!\w)")


def kind_of(reading: Reading, before: str, after: str) -> ReadingKind:
    """What the date is there for, by the words of its sentence to either side."""
    if reading.kind != "event":
        return reading.kind
    near = before[-40:]
    if ("đến" in near or "tới" in near) and _AS_OF.search(near):
        return "measure"
    if reading.first.day or reading.rule in ("dates.founding", "dates.anniversary"):
        return "event"
    return _kind_by_neighbour(reading, before, after) or _kind_by_use(before, after)


def is_time_of_deed(before: str) -> bool:
    """Whether a span of years behind these words is when something was done: "làm Phó Thị trưởng từ năm 1995 đến …"."""
    return _DEED.search(before) is not None


def _kind_by_neighbour(reading: Reading, before: str, after: str) -> ReadingKind | None:
    """Tell by the words right beside the date."""
    if before.endswith(_COUNTED_IN) and _MONTHS_OF.search(before[-16:]) and not _is_days_of_month(reading, before):
        return "measure"
    if before.rstrip().endswith(_BESIDE) and _COMPARED.search(before[-20:]):
        return "measure"
    if "từ" in before[-12:] and _SINCE.search(before[-12:]) and _TO_NOW.match(after):
        return "period"
    if reading.rule == "dates.bracketed_year" and _JUST_COUNTED.search(before[-40:]):
        return "measure"
    if "khi" in before[-90:] and _WHEN.search(before[-90:]):
        return "event"
    until = _UNTIL.search(before[-24:]) if reading.first.precision == "year" else None
    opens = until is not None and not before[: -len(until[0])].strip()
    return "target" if until and not (_ENDS.match(after) or (opens and _DONE.match(after))) else None


def _is_days_of_month(reading: Reading, before: str) -> bool:
    """Whether days of a month are told, not counted: "những ngày tháng 2 năm 2020"."""
    return reading.first.month > 0 and before.endswith(("những ngày ", "các ngày "))


def _kind_by_use(before: str, after: str) -> ReadingKind:
    """Among the words near a year, the nearest that measures or happens decides, if something is counted at all."""
    before, after = before.rpartition(";")[2][-_NEAR:], after.partition(";")[0][:_NEAR]
    if not (_QUANTITY.search(before) or _QUANTITY.search(after) or _RANK.search(before) or _RANK.search(after)):
        return "event"
    if _GOAL.search(before) or _GOAL.search(after):
        return "target"
    ahead, behind = _USE.search(after), [*_USE.finditer(before)]
    nearest = ahead
    if behind and (ahead is None or len(before) - behind[-1].end() <= ahead.start()):
        nearest = behind[-1]
    return "measure" if nearest is not None and nearest["measuring"] else "event"
