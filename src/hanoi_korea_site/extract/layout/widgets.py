"""What of a saved page was there to be pressed: buttons, players and counters, and pleas to press them."""

from hanoi_korea_site.extract.layout.bylines import LONGEST_BYLINE
from hanoi_korea_site.extract.layout.parts import Finding, Part
from hanoi_korea_site.extract.press import alternatives, first_word, keys, openers
from hanoi_korea_site.patterns import regex

_LETTER = regex(r"[^\W_]")
_WIDGET = regex(rf"(?<![^\W_])(?:{alternatives('widgets')})(?![^\W_])")
_PLAYER = regex(r"\d{1,2}:\d{2}|\d(?:[.,]\d+)?x|\d+")
_FOLLOW = regex(
    r"(?:hãy |mời (?:bạn|quý vị|độc giả|bạn đọc|quý độc giả) )?"
    r"(?:theo dõi|đọc|xem|quan tâm|tải|cài đặt|nghe|đăng ký|nhận|like|tham gia|follow|kết nối)\s.{0,80}"
    r"(?:google news|google tin tức|facebook|zalo|youtube|fanpage|ứng dụng|tiktok|telegram|kênh"
    r"|app store|bản tin|newsletter|các nền tảng)|bạn đang (?:đọc|xem) (?:bài|tin)\s"
    r"|(?:theo dõi|follow)\s.{2,40}\s(?:trên|tại)$|.{0,60}\svà \d+ người khác$"
)
_RATING = regex(
    r"tổng số điểm của bài viết|xếp hạng: |(?:click|bấm|nhấn|hãy) (?:để )?(?:đánh giá|xếp hạng)"
    r"|\d+ (?:phiếu bầu|lượt bình chọn)"
    r"|(?:đánh giá ?:? ?)?\d(?:[.,]\d)?/5 \(\d+ (?:reviews?|phiếu|lượt|đánh giá|bình chọn)"
)
_PLEAS = frozenset({
    "hãy", "mời", "theo", "đọc", "xem", "quan", "tải", "cài", "nghe", "đăng", "like", "tham", "follow", "kết",
    "nhận", "bạn", "tổng", "xếp", "click", "bấm", "nhấn", "đánh",
})  # fmt: skip
"""First words of what `_FOLLOW` and `_RATING` find, numbers aside."""
_AGO = regex(r"(?:\d+|một|vài) (?:phút|giờ|ngày|tuần|tháng|năm) trước")
_YEAR = regex(r"(?:[-–*•+] ?)?(?:19|20)\d\d ?:?")
_BACK = regex(r"(?:trở lại|quay lại|quay về|trở về|xem thêm|về)(?: (?:trang|chuyên mục|mục))?\s")
_AUDIO = regex(
    r"(?:nghe (?:audio|âm thanh|đọc|nội dung|bài|tin)|audio|podcast|đọc (?:bài|báo)|giọng đọc|thời lượng|listen"
    r"|tóm tắt (?:bài|nội dung)|bài viết này được đọc)(?!\w)"
)


def audio_label(part: Part) -> Finding | None:
    """The label of a player that reads aloud: "Nghe đọc bài 3:45", "Giọng đọc: nữ miền Bắc"."""
    if len(part.key) > LONGEST_BYLINE or part.key[-1] in ".…":
        return None
    return ("audio-label", ()) if _AUDIO.match(part.key) else None


def share_button(part: Part) -> Finding | None:
    """Buttons, players and counters: "Chia sẻ Facebook Zalo", "x + aa -", "Theo dõi Báo … trên Google News"."""
    key = part.key
    opener = first_word(key)
    if (opener in openers("widgets") or opener[:1].isdigit()) and is_widget(key):
        # a year alone is a heading of a chronicle
        return None if _YEAR.fullmatch(part.text) else ("share-button", ())
    if opener[:1].isdigit() and _AGO.fullmatch(key):
        return "share-button", ()
    pleading = opener in _PLEAS or opener.isdigit() or key.endswith(" người khác")
    if pleading and (_FOLLOW.match(key) or _RATING.match(key)):
        return "share-button", ()
    back = _BACK.match(key)
    return ("share-button", ()) if back and key[back.end() :] in keys("sections") else None


def is_widget(key: str) -> bool:
    """Whether nothing but buttons' words, clocks and numbers is there."""
    at = 0
    while letter := _LETTER.search(key, at):
        word = _WIDGET.match(key, letter.start()) or _PLAYER.match(key, letter.start())
        if word is None:
            return False
        at = word.end()
    return True


WIDGET_OPENERS = (
    _PLEAS | openers("widgets") | {"audio", "podcast", "giọng", "thời", "listen", "tóm", "bài", "trở", "quay", "về"}
)
"""A line of several words, without digits, that begins with another word is neither button nor label of a player."""
