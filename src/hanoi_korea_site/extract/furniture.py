"""What a saved page carries around its article: each rule looks at one line, wherever it stands.

A rule returns the reason for which the line is dropped, with the persons it names, or None. Lines whose meaning
depends on their place (bylines without a label, lists of other stories) are `layout`'s business.
"""

import re
from collections.abc import Callable

from hanoi_korea_site.extract.bylines import LONGEST_BYLINE, byline_of, is_labelled
from hanoi_korea_site.extract.parts import Part
from hanoi_korea_site.extract.press import alternatives, keys

LONGEST_LINE = 200
"""Characters; a longer line is never furniture as a whole, save a list of keywords or a related story."""

_DATE = re.compile(
    r"(?<!\d)(?:\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4}|\d{4}[/.-]\d{1,2}[/.-]\d{1,2}(?:t(?=\d))?"
    r"|(?:ngày )?\d{1,2} tháng \d{1,2}(?:,? năm |[,/]? ?)\d{4}|\d{1,2} (?:th|thg|tháng) ?\d{1,2},? \d{4}|tháng \d{1,2},? \d{1,2},? \d{4}"
    r"|(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2}|\d{1,2} (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?),? \d{4})(?!\d)"
)
_SHORT_DATE = re.compile(r"(?<!\d)\d{1,2}[/-]\d{1,2}(?![\d/-])|\d{1,2} tháng \d{1,2}(?!\d)")
_CLOCK = re.compile(
    r"(?<!\d)\d{1,2}\s?(?::|h|g|giờ)\s?\d{0,2}(?:[:']\d{2})?(?:\.\d+)?(?:\s?(?:am|pm|sa|ch|phút))?(?![\w/])"
)
_WEEKDAY = re.compile(
    r"(?<!\w)(?:thứ (?:hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])|chủ nhật|cn|t[2-7]|(?:mon|tues|wednes|thurs|fri|satur|sun)day)(?!\w)"
)
_DATE_FRAME = re.compile(
    r"(?<!\w)(?:gmt|utc)?\s?[+-]\s?\d{1,2}(?::?\d{2})?(?!\w)|(?<!\w)(?:gmt|utc|z|ict)(?!\w)|[\d.,]+ (?:lượt xem|lượt đọc|views?|bình luận)"
    r"|(?:lượt xem|lượt đọc|đã xem|views?|số lượt xem|bình luận)\s?:?\s?[\d.,]+"
    r"|(?<!\w)(?:ngày đăng|đăng ngày|đăng lúc|đăng tải|cập nhật lần cuối|cập nhật lúc|cập nhật|xuất bản|phát hành|ngày xuất bản|thời gian đăng|thời gian"
    r"|ngày cập nhật|last updated|updated|published|posted on|posted|date|ngày|lúc|giờ|đăng|vào|write|update)(?!\w)"
)
_UPDATED = re.compile(r"cập nhật|update")
_LETTER = re.compile(r"[^\W_]")
_WIDGET = re.compile(rf"(?<![^\W_])(?:{alternatives('widgets')})(?![^\W_])")
_PLAYER = re.compile(r"\d{1,2}:\d{2}|\d(?:[.,]\d+)?x|\d+%|\d+")
_FOLLOW = re.compile(
    r"(?:hãy |mời (?:bạn|quý vị|độc giả|bạn đọc|quý độc giả) )?(?:theo dõi|đọc|xem|quan tâm|tải|cài đặt|nghe|đăng ký|like|tham gia|follow|kết nối)\s.{0,80}"
    r"(?:google news|google tin tức|facebook|zalo|youtube|fanpage|ứng dụng|tiktok|telegram|kênh|app store|bản tin|newsletter)"
)
_AUDIO = re.compile(
    r"(?:nghe (?:audio|đọc|nội dung|bài|tin)|audio|podcast|đọc (?:bài|báo)|giọng đọc|thời lượng|listen|tóm tắt (?:bài|nội dung)|bài viết này được đọc).{0,60}$"
)
_IMPRINT = re.compile(
    r"©|(?:bản quyền|copyright|giấy phép|tổng biên tập|cơ quan chủ quản|liên hệ|hotline|đường dây nóng|điện thoại|tel|fax|email|e-mail|địa chỉ|tòa soạn|mọi (?:thông tin|ý kiến) .{0,40}(?:xin|vui lòng)"
    r"|vui lòng (?:ghi|dẫn)|ghi rõ nguồn|cấm sao chép|all rights reserved|sdt|sđt|chịu trách nhiệm)(?:\s?[:(©]| (?:nội dung|thuộc|số|quảng cáo|tòa soạn|bởi|by|20)|$)"
)
_URL = re.compile(r"(?:(?:link|nguồn|link gốc|đường dẫn|url|xem tại|theo)\s?:?\s?)?(?:https?://|www\.)\S+")
_SLUG = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+){3,}(?:\.[a-z]{2,5})?")
_CRUMBS = re.compile(r"\s*(?:[>»›|/•·→]|::|\s[-–]\s)+\s*")
_HASHTAGS = re.compile(r"(?:#[^\W_][\w-]*(?: [^\W\d_]+){0,4}[,;\s]*)+")
_TAGS = re.compile(rf"(?:{alternatives('tag_heads')})\s?(?::|$)|#\w+\s?:?$")
_RELATED_HEAD = re.compile(rf"(?:[>»▶►➤*•-]+\s?)?(?:{alternatives('related_heads')})\s?(?P<rest>:|$)")
_POINTER = re.compile(r"(?:>{1,3}|»+|›+|[▶►➤→☛👉⇒]+|=>)\s?\S")
_BRACKETED = re.compile(r"\[(?:[^\[\]\n]{20,200})\]|\|[^|\n]{12,200}\||\[…\]|\[\.\.\.\]")
_RULE = re.compile(r"[\W_]+")
_END_WORD = re.compile(r"\W*(?:hết|the end|end|hết bài)\W*")
_CODE = re.compile(
    r"(?=[^aăâeêioôơuưyáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ]+$)[^\W\d_]{4,24}\d{0,4}|[a-zđ]{1,8}[-_]?\d{2,8}[a-zđ]{0,6}"
)
_OUTLET = re.compile(rf"(?:[\w-]+\.)+(?:vn|com|net|org|gov|kr|info)(?:\.vn)?|{alternatives('outlets')}")
_MASTHEAD = re.compile(r"(?:báo|tạp chí|đài|cổng|trang|thông tấn xã|kênh|website|chuyên trang)\s")
_MASTHEAD_WORDS = frozenset(
    "điện tử thông tin tỉnh thành phố và của truyền hình phát thanh đối ngoại online xã tấn ttđt tạp chí báo hội nhà chuyên trang".split()
)
_LONGEST_MASTHEAD = 12

Finding = tuple[str, tuple[str, ...]]


def date_line(part: Part) -> Finding | None:
    """ "Thứ bảy, 12/10/2019 07:24", "Cập nhật: 08h30, 12/10/2019", "Ngọc Ánh - 29/08/2025"."""
    if not (date := date_span(part)):
        return None
    rest = _date_frame_removed(part.text, part.key, date)
    if not _LETTER.search(rest):
        return "date-line", ()
    words = rest.strip(" \t,.|:;()-–—•·/")
    if words.lower() in keys("sections") or is_outlet(words, words.lower()):
        return "date-line", ()
    names = byline_of(words)
    return None if names is None else ("date-line", names)


def date_span(part: Part) -> tuple[int, int] | None:
    """The date in a short line, offsets into it: the weekday and the clock beside it are within."""
    key = part.key
    if len(key) > LONGEST_BYLINE + 40 or not any(map(str.isdigit, key)):
        return None
    date = _DATE.search(key)
    if date is None and (_WEEKDAY.search(key) or _CLOCK.search(key)):
        date = _SHORT_DATE.search(key)
    if date is None:
        return None
    framing = [date.span(), *(found.span() for word in (_WEEKDAY, _CLOCK) if (found := word.search(key)))]
    return min(start for start, _ in framing), max(end for _, end in framing)


def _date_frame_removed(text: str, key: str, date: tuple[int, int]) -> str:
    """The line without its dates, clocks, weekdays and their labels."""
    spans = [
        date,
        *(found.span() for pattern in (_DATE, _CLOCK, _WEEKDAY, _DATE_FRAME) for found in pattern.finditer(key)),
    ]
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return " ".join(text.split())


def date_trust(part: Part) -> int:
    """How surely a date line tells the publication: a weekday or clock shows a byline's date, "cập nhật" a later one."""
    framed = bool(_WEEKDAY.search(part.key) or _CLOCK.search(part.key))
    return 2 * framed - bool(_UPDATED.search(part.key))


def share_button(part: Part) -> Finding | None:
    """ "Chia sẻ Facebook Zalo", "x + aa -", "Theo dõi Báo Nghệ An trên Google News"."""
    key = part.key
    if _FOLLOW.match(key):
        return "share-button", ()
    if not _LETTER.search(_PLAYER.sub("", _WIDGET.sub("", key))):
        return "share-button", ()
    return None


def audio_label(part: Part) -> Finding | None:
    """ "Nghe đọc bài 3:45", "Giọng đọc: nữ miền Bắc"."""
    return (
        ("audio-label", ())
        if _AUDIO.match(part.key) and part.key[-1] not in ".…" and len(part.key) <= LONGEST_BYLINE
        else None
    )


def outlet(part: Part) -> Finding | None:
    """ "Báo Công An Đà Nẵng", "hanoimoi.vn"."""
    return ("outlet", ()) if is_outlet(part.text, part.key) else None


def is_outlet(text: str, key: str) -> bool:
    """Whether the words name a newspaper, a broadcaster or its site, and nothing else."""
    if _OUTLET.fullmatch(key):
        return True
    words = text.split()
    return (
        bool(_MASTHEAD.match(key))
        and len(words) <= _LONGEST_MASTHEAD
        and all(word[0].isupper() or word in _MASTHEAD_WORDS or not word[0].isalpha() for word in words[1:])
        and text[-1] not in ".!?:…"
    )


def section(part: Part) -> Finding | None:
    """ "Thời sự", "Trang chủ > Tin tức > Đối ngoại"."""
    key = part.key.strip(" >»›|/•-")
    if key in keys("sections"):
        return "section", ()
    crumbs = _CRUMBS.split(key)
    if (
        len(crumbs) > 1
        and crumbs[0] in keys("sections")
        and (crumbs[0] in ("trang chủ", "home") or set(crumbs) <= keys("sections"))
    ):
        return "section", ()
    return None


def imprint(part: Part) -> Finding | None:
    """ "© Báo Hà Nội", "Liên hệ quảng cáo: …"."""
    return ("imprint", ()) if _IMPRINT.match(part.key) else None


def address(part: Part) -> Finding | None:
    """ "https://…", "Link gốc: https://…"."""
    return ("url", ()) if _URL.fullmatch(part.key) else None


def slug(part: Part) -> Finding | None:
    """ "thi-truong-tp-daegu-nhan-bang-khen.jpg"."""
    return ("slug", ()) if _SLUG.fullmatch(part.key) else None


def tags(part: Part) -> Finding | None:
    """ "Từ khóa: Hà Nội, Seoul", "#hanoi #seoul"."""
    return ("tags", ()) if _TAGS.match(part.key) or _HASHTAGS.fullmatch(part.key) else None


def related_head(part: Part) -> Finding | None:
    """ "Các tin liên quan:", "Xem thêm: …"."""
    found = _RELATED_HEAD.match(part.key)
    return ("related-story" if found["rest"] and found.end() < len(part.key) else "related-head", ()) if found else None


def related_link(part: Part) -> Finding | None:
    """ ">> Hà Nội và Seoul ký kết", "[Hàn Quốc muốn hợp tác với Hà Nội]"."""
    return ("related-story", ()) if _POINTER.match(part.key) or _BRACKETED.fullmatch(part.key) else None


def separator(part: Part) -> Finding | None:
    """ "***", "./.", "Hết"."""
    if _RULE.fullmatch(part.key):
        return "end-mark" if "/" in part.key else "separator", ()
    return ("end-mark", ()) if _END_WORD.fullmatch(part.key) else None


def typists_code(part: Part) -> Finding | None:
    """ "tttbđttbhn": one word that no Vietnamese could read aloud."""
    return ("typists-code", ()) if part.text[0].islower() and _CODE.fullmatch(part.key) else None


def labelled_byline(part: Part) -> Finding | None:
    """ "Bài, ảnh: Minh An", "Theo TTXVN", "(Nguồn: Báo Hà Nội)"."""
    if not is_labelled(part.text) or (names := byline_of(part.text)) is None:
        return None
    return "byline", names


RULES: tuple[Callable[[Part], Finding | None], ...] = (
    separator,
    date_line,
    related_head,
    share_button,
    section,
    related_link,
    tags,
    audio_label,
    labelled_byline,
    outlet,
    imprint,
    address,
    slug,
    typists_code,
)


LONG_RULES: tuple[Callable[[Part], Finding | None], ...] = (related_link, tags)


def read(part: Part) -> Part:
    """The line, dropped where a rule knows it as furniture; as it was where none does."""
    for rule in RULES if len(part.text) <= LONGEST_LINE else LONG_RULES:
        if finding := rule(part):
            return part.dropped(*finding)
    return part
