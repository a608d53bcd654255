"""What a saved page carries around its article: each rule looks at one line, wherever it stands.

A rule returns the reason for which the line is dropped, with the persons it names, or None. Lines whose meaning
depends on their place (bylines without a label, lists of other stories) are settled later.
"""

import re
from collections.abc import Callable

from hanoi_korea_site.extract.layout.bylines import (
    LABEL_OPENERS,
    LONGEST_BYLINE,
    begins_with_body,
    byline_of,
    is_labelled,
)
from hanoi_korea_site.extract.layout.header_dates import beside_date, date_span, trust
from hanoi_korea_site.extract.layout.letterheads import headed_day, is_letterhead, placed_day
from hanoi_korea_site.extract.layout.outlets import is_outlet
from hanoi_korea_site.extract.layout.parts import Finding, Part
from hanoi_korea_site.extract.layout.widgets import WIDGET_OPENERS, audio_label, is_widget, share_button
from hanoi_korea_site.extract.press import HEADLINE_VERB, alternatives, first_word, keys, openers
from hanoi_korea_site.patterns import regex

LONGEST_LINE = 200
"""Characters; a longer line, or a long one with a full stop, is prose to all rules but `LONG_RULES`."""

_VOWELS = "aăâeêioôơuưyáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ"
_IMPRINT = regex(
    r"[©®]|\(c\)\s"
    r"|(?:mời |kính mời )?(?:bạn đọc|độc giả|quý vị)[^.]{0,40}gửi [^.]{0,60}(?:@|địa chỉ|email|hộp thư|hòm thư)"
    r"|mọi (?:thông tin|ý kiến) .{0,40}(?:xin|vui lòng)|(?:vui lòng )?ghi rõ nguồn|vui lòng dẫn|cấm sao chép"
    r"|all rights reserved|issn\s|bạn đang (?:đọc|xem) (?:bài|tin)(?: viết| tức)? [\"“].*[\"”] (?:tại|trong|trên) "
    rf"|(?:{alternatives('imprints')})(?:\s?[:(©]| (?:nội dung|thuộc|số|quảng cáo|tòa soạn|bởi|by|20)|$)"
)
_SIGN_OF_TRADE = regex(r"[📸📷🎥📹🎬✍🖊🖋📝]\ufe0f?\s?:?\s?(?=\S)")
_DID = regex(rf"\w \((?:{alternatives('byline_notes')})\)$")
_URL = regex(
    r"(?:(?:link gốc|link nội dung|link bài viết|link|nguồn [^:\n]{1,40}|nguồn|đường dẫn|url|xem tại|theo)\s?:?\s?)?"
    r"(?:https?://|www\.)\S+"
)
_SLUG = regex(
    r"[a-z0-9]+(?:[-_][a-z0-9]+){3,}(?:\.[a-z]{2,5})?|[^/\n]{1,100}\.(?:jpe?g|png|gif|webp|bmp|mp[34]|pdf|docx?)"
)
_DESK = regex(r"^(?:bộ phận|phòng ban|đơn vị|cơ quan)(?: (?:phụ trách|quản lý|đăng|soạn))?\s?:\s", re.IGNORECASE)
"""Before the body that a city's page is from: "Ngày đăng 2023-04-18 Bộ phận phụ trách: Phòng Hợp tác quốc tế"."""
_WHERE = regex(r"(?:bạn đang (?:ở(?: đây)?|xem)|vị trí(?: hiện tại)?|you are here)\s?:\s")
"""Before a path through a site."""
_ARROW = regex(r"[>»›→]")
_CRUMB_SIGN = regex(r"[>»›|/•·→:–-]")
_CRUMBS = regex(r"\s*(?:[>»›|/•·→]|::|\s[-–]\s)+\s*")
_HASHTAGS = regex(r"#[^\W_][^#\n]*(?:#[^\W_][^#\n]*)*")
_LONGEST_HASHTAG_WORDS = 5
_LONGEST_BESIDE_CLOCK = 6
_FEWEST_BARRED = 3
_LONGEST_CRUMB = 24
_HOMES = ("trang chủ", "home", "홈", "메인")
"""Where a path through a site begins, on a Korean city's Vietnamese pages too."""
_MOST_CRUMB_WORDS = 9
_ONLINE = (" online", " điện tử")
_LONGEST_POINTED = 110
_TAGS = regex(rf"(?:{alternatives('tag_heads')})\s?(?::|$)")
_OTHERS = (
    r"(?:các |những |một số )?(?:tin, bài|tin/bài|tin bài|tin tức|tin|bài viết|bài|video|sự kiện)"
    r" (?:liên quan|khác|đã đưa|đã đăng|cũ hơn|mới hơn|mới nhất|cùng chuyên mục|cùng chủ đề|cùng tác giả|nổi bật"
    r"|đọc nhiều|xem nhiều)"
)
_RELATED_HEAD = regex(rf"(?:[>»▶►➤*•-]+\s?)?(?:{alternatives('related_heads')}|{_OTHERS})\s?(?P<colon>:|$)")
_HEAD_OPENERS = openers("related_heads") | {"các", "những", "một", "tin", "bài", "video", "sự"}
_POINTER = regex(r"(?:>{1,3}|»+|›+|[▶►➤→☛👉⇒]+|=>)\s?\S")
_BRACKETED = regex(r"!\[\]\([^()\n]*\)\s+[^|\n]{20,600}\||\[[^\[\]\n]{20,200}\]|\|[^|\n]{12,200}\||\[(?:…|\.\.\.)\]")
_RULE = regex(r"[\W_]+")
_END_WORD = regex(r"\W*(?:hết bài|hết|the end|end)\W*")
_PROGRAM_WORD = regex(r"[A-Z][a-z]+(?:[A-Z][a-z]+)+")
_LATIN = regex(r"(?=[\x00-\u036f\u1e00-\u2bff\U00010000-\U0010ffff])[^\W\d_]")
_CODE = regex(rf"[^\W\d_{_VOWELS}]{{4,24}}\d{{0,4}}|[a-zđ]{{1,8}}[-_]?\d{{2,8}}[a-zđ]{{0,6}}")


def separator(part: Part) -> Finding | None:
    """Signs alone, such as "***" and "./.", or the word "Hết"."""
    key = part.key
    if _RULE.fullmatch(key):
        return "end-mark" if "/" in key else "separator", ()
    return ("end-mark", ()) if _END_WORD.fullmatch(key) else None


def date_line(part: Part) -> Finding | None:
    """A header date, alone or beside a byline, section or outlet: "Ngọc Ánh - 29/08/2025 07:24"."""
    if not (date := date_span(part.key)) or _is_entry(part, date[1]):
        return None
    if placed_day(part.key):
        return "date-line", ()
    rest = _DESK.sub("", beside_date(part.text, part.key, date))
    if is_widget(rest.lower()) or rest.lower() in keys("sections") or is_outlet(rest, rest.lower()):
        return "date-line", ()
    if (names := byline_of(rest + "." * part.text.endswith("."))) is not None:
        sections = keys("sections").intersection(map(str.strip, rest.lower().split("|")))
        return "date-line", () if sections else names
    crumbs = [crumb.strip(" ,") for crumb in rest.lower().split("|")]
    if max(map(len, crumbs)) <= _LONGEST_CRUMB and any(crumb in keys("sections") for crumb in crumbs[1:-1]):
        return "date-line", ()
    words = sum(word[0].isalnum() for word in rest.split())
    short = words <= _LONGEST_BESIDE_CLOCK and len(part.text) > 2 * len(rest) and part.text[-1] != "."
    return ("date-line", ()) if short and trust(part.key) else None


def _is_entry(part: Part, date_end: int) -> bool:
    """Whether words go on behind a date and a colon: "- 15/10/2023: đoàn Sokcho dự lễ hội", a chronicle's entry."""
    words = part.text[date_end + 1 :].split()
    return part.key[date_end:].lstrip(" )").startswith(":") and any(word[0].islower() for word in words)


def related_head(part: Part) -> Finding | None:
    """The words over other stories, "Các tin liên quan:", or one such story after them, "Xem thêm: …"."""
    if first_word(part.key) not in _HEAD_OPENERS or not (head := _RELATED_HEAD.match(part.key)):
        return None
    return ("related-story" if head.end() < len(part.key.rstrip("*_")) else "related-head"), ()


def section(part: Part) -> Finding | None:
    """A section's name, or what leads to it: "Trang chủ > Tin tức > Đối ngoại", "Huế ngày nay Online - Kinh tế"."""
    where = _WHERE.match(part.key)
    key = part.key[where.end() if where else 0 :].strip(" >»›|/•-")
    sections = keys("sections")
    site, _, last = key.rpartition(" - ")
    if key in sections or (last in sections and (site.endswith(_ONLINE) or is_outlet(site, site))):
        return "section", ()
    arrow = _ARROW.search(key) is not None
    if not (arrow or first_word(key) in openers("sections") or "|" in key) or not _CRUMB_SIGN.search(key):
        return None
    crumbs = _CRUMBS.split(key)
    if any(map(str.isdigit, crumbs)):
        return None
    if len(crumbs) >= _FEWEST_BARRED and "|" in key and ":" not in key and max(map(len, crumbs)) <= _LONGEST_CRUMB:
        return "section", ()
    known = crumbs[0] in sections and len(crumbs) > 1
    within = len(crumbs) >= _FEWEST_BARRED and any(crumb in sections for crumb in crumbs[1:-1])
    if (known or within) and arrow and part.text[-1] not in ".?!" and all(map(_is_crumb, crumbs)):
        return "section", ()
    told = known and (crumbs[0] in _HOMES or all(crumb in sections or _is_desk(crumb) for crumb in crumbs))
    return ("section", ()) if told else None


def _is_desk(crumb: str) -> bool:
    """Whether a crumb is the body whose pages these are, and no headline about it: "Sở Ngoại vụ"."""
    return len(crumb) <= _LONGEST_CRUMB and begins_with_body(crumb) and not HEADLINE_VERB.search(crumb)


def _is_crumb(crumb: str) -> bool:
    """Whether a crumb is short, or begins as a section or a body does: "Hoạt động của lãnh đạo thành phố"."""
    words = crumb.split()
    opened = any(" ".join(words[:count]) in keys("sections") for count in (1, 2, 3)) or begins_with_body(crumb)
    return len(crumb) <= _LONGEST_CRUMB or (opened and len(words) <= _MOST_CRUMB_WORDS)


def related_link(part: Part) -> Finding | None:
    """Another story behind an arrow or between brackets or bars: ">> Hà Nội và Seoul ký kết"; a table's cell of one."""
    if part.key[0].isalnum():
        return None
    paragraph = part.text[-1] == "." and len(part.text) > _LONGEST_POINTED  # a post's, behind a pointing hand
    pointed = _POINTER.match(part.key) and not paragraph
    return ("related-story", ()) if pointed or _BRACKETED.fullmatch(part.key) else None


def tags(part: Part) -> Finding | None:
    """Keywords: "Từ khóa: Hà Nội, Seoul", "#hanoi #seoul"."""
    if part.key[0] == "#" and _HASHTAGS.fullmatch(part.key):
        short = all(len(tag.split()) <= _LONGEST_HASHTAG_WORDS for tag in part.key.split("#"))
        return ("tags", ()) if short else None
    return ("tags", ()) if first_word(part.key) in openers("tag_heads") and _TAGS.match(part.key) else None


def labelled_byline(part: Part) -> Finding | None:
    """Who wrote, with a label, a sign or what he did: "Bài, ảnh: Minh An", "📸 Thu Hà", "Thu Hà (lược ghi)"."""
    sign = _SIGN_OF_TRADE.match(part.text)
    if not (sign or is_labelled(part.key) or (part.key[-1] == ")" and _DID.search(part.key))):
        return None
    names = byline_of(part.text[sign.end() :] if sign else part.text)
    return None if names is None else ("byline", names)


def letterhead(part: Part) -> Finding | None:
    """A line of a paper's head; the day beside its number is the header's date."""
    if not is_letterhead(part):
        return None
    return ("date-line" if headed_day(part) else "letterhead"), ()


def outlet(part: Part) -> Finding | None:
    """A masthead: "Báo Công An Đà Nẵng", "hanoimoi.vn"."""
    return ("outlet", ()) if is_outlet(part.text, part.key) else None


def imprint(part: Part) -> Finding | None:
    """Who publishes, and how to reach them: "© Báo Hà Nội", "Liên hệ quảng cáo: …"."""
    return ("imprint", ()) if _IMPRINT.match(part.key) else None


def address(part: Part) -> Finding | None:
    """A bare address: "https://…", "Link gốc: https://…"."""
    return ("url", ()) if _URL.fullmatch(part.key) else None


def slug(part: Part) -> Finding | None:
    """A file's name: "thi-truong-tp-daegu-nhan-bang-khen.jpg", "Ảnh bìa 1.jpg"."""
    return ("slug", ()) if _SLUG.fullmatch(part.key) else None


def typists_code(part: Part) -> Finding | None:
    """One word that no Vietnamese could read aloud: "tttbđttbhn"; or that a program left: "DetailController"."""
    code = _CODE.fullmatch(part.key) if part.text[0].islower() else _PROGRAM_WORD.fullmatch(part.text)
    return ("typists-code", ()) if code else None


def foreign_script(part: Part) -> Finding | None:
    """A line that holds letters and none of the Latin script: "이 기사를 공유합니다"."""
    if part.key.isascii() or _LATIN.search(part.key):
        return None
    return ("foreign-script", ()) if any(map(str.isalpha, part.key)) else None


RULES: tuple[Callable[[Part], Finding | None], ...] = (
    separator,
    letterhead,
    date_line,
    related_head,
    audio_label,
    share_button,
    section,
    related_link,
    tags,
    labelled_byline,
    outlet,
    imprint,
    address,
    slug,
    typists_code,
    foreign_script,
)
LONG_RULES: tuple[Callable[[Part], Finding | None], ...] = (related_head, related_link, tags, imprint)


_LONG_OPENERS = _HEAD_OPENERS | openers("tag_heads", "imprints") | {"bạn"}
"""A long line that begins with another word is none that `LONG_RULES` know."""
_OPENERS = (
    _LONG_OPENERS | WIDGET_OPENERS | LABEL_OPENERS | openers("sections", "outlets") | {"hết", "the", "end"}
    | {"báo", "tạp", "đài", "cổng", "trang", "thông", "kênh", "website", "chuyên"}
    | {"mọi", "vui", "ghi", "cấm", "all", "issn", "link", "đường", "url", "cộng", "đảng", "độc", "bạn", "quý"}
    | {"vị", "you"}
)  # fmt: skip
"""A short line of several words, without digits or bars, that begins with another word is none that `RULES` know."""
_SIGN = regex(r"[\d|>»›→]|^\S+$|\)$|người khác$|(?:online|điện tử) - |\.\w{3,4}$|[\u0370-\u1dff\u2c00-\uffff]")


def read(part: Part) -> Part:
    """The line, dropped where a rule knows it as furniture; as it was where none does."""
    length = len(part.text)
    prose = length > LONGEST_LINE or (length > LONGEST_BYLINE and part.text[-1] == ".")
    worded = part.text[0].isalpha() and (prose or not ("   " in part.key or _SIGN.search(part.key)))
    if worded and first_word(part.key) not in (_LONG_OPENERS if prose else _OPENERS):
        return part
    for rule in LONG_RULES if prose else RULES:
        if finding := rule(part):
            return part.dropped(*finding)
    return part
