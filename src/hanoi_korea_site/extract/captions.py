"""Photographs' captions: told by their credit, by their label, or by the words that describe a picture."""

import re

from hanoi_korea_site.extract.bylines import LONGEST_BYLINE, has_label, names_of
from hanoi_korea_site.extract.parts import Part
from hanoi_korea_site.extract.press import alternatives
from hanoi_korea_site.extract.sentences import split_sentences
from hanoi_korea_site.text import match_key

_LABEL = re.compile(
    rf"(?<![^\W_])(?P<open>[(\[]\s*)?(?P<label>{alternatives('photo_labels')})(?:\s?\d{{1,2}})?\s?(?P<colon>:|(?=\())\s*"
)
_PHOTO_START = re.compile(r"[(\[]?\s*(?:ảnh|hình|photo|clip|video|đồ h|image|infographic)")
_CREDIT_LABEL = re.compile(rf"(?:{alternatives('photo_labels')})\s?:?\s*")
_INITIALS_END = re.compile(r"(?<![^\W\d_])[^\W\d_]\.[^\W\d_]$")
_UNMARKED_CREDIT = re.compile(r"(?:[.|]\s|[(\[])(?P<label>ảnh)\s(?=\S)")
_NUMBERED = re.compile(r"(?:ảnh|hình|hình ảnh|photo)\s\d{1,2}\s?[.:\-–]\s?")
_IMAGE_MARK = re.compile(r"!?\[(?:ảnh|hình|hình ảnh|image|img|photo)[^\]\n]{0,20}\](?:\([^)\n]*\))?\s*\|?\s*")
_IMAGE_NAME = re.compile(
    r"[\x20-\x7e]{8,160}?\b(?:hinh\s)?anh\s\d{1,2}(?![\d/])\s*|.{8,160}?\s(?:hình\s)?ảnh\s\d{1,2}$"
)
_ALT_TEXT = re.compile(r"!\[(?P<alt>[^\]\n]*)\]\([^)\n]*\)")
_TOKEN = re.compile(r"\S+")
_AGENCY_TOKEN = re.compile(rf"(?:.*[-–/])?(?:{alternatives('outlets')})[.,;)\]]?")
_SEPARATORS = frozenset("- – — / & + | và".split())

_PICTURE_WORDS = re.compile(
    r"(?<!\w)(?:chụp (?:ảnh|hình)|quang cảnh|toàn cảnh|khung cảnh|một góc|trao quà|tặng quà|trao (?:kỷ niệm chương|biểu trưng|hoa|bằng khen)"
    r"|tặng (?:hoa|bằng khen|kỷ niệm chương|biểu trưng|tranh|bức tranh)|bắt tay|nâng ly|cắt băng|duyệt đội danh dự|trình diễn|biểu diễn"
    r"|múa|chứng kiến (?:lễ|việc)|lễ ký|tại (?:buổi|cuộc|lễ|hội nghị|hội thảo|hội đàm)[^,]{0,60}$|từ (?:trái|phải) (?:sang|qua)|ảnh minh h[oọ][aạ])"
    r"|\((?:bên |thứ \w+ (?:từ )?|ngoài cùng |hàng \w+,? )?(?:phải|trái|giữa)"
)
_TELLING_WORDS = re.compile(
    r"(?<!\w)(?:đã|sẽ|cho biết|cho hay|khẳng định|nhấn mạnh|cho rằng|đề nghị|bày tỏ|mong muốn|cảm ơn|nói|thông tin|theo đó|đánh giá|đề xuất)(?!\w)"
)
_RUNNING_OPENERS = re.compile(
    r"(?:tuy|nhưng|bên cạnh|ngoài|đồng thời|trước đó|sau đó|cũng|cùng|ngày|sáng|chiều|tối|trưa|nhân|trong|về|để|với|đặc biệt|ông|bà|hai bên|đây|đó|những|và|khi|qua|từ"
    r"|theo|tại|dịp|vì|do|nếu|hiện|năm|đến|tính|dự kiến|cụ thể|kết thúc|mới|vừa|hôm|tham|không|các bên|phía|- |\"|“)(?!\w)"
)

_CUES = (
    *(
        "ảnh:",
        "ảnh :",
        "(ảnh",
        "[ảnh",
        ". ảnh ",
        "photo",
        "nguồn:",
        "nguồn :",
        "hình:",
        "hình :",
        "hình ảnh",
        "clip:",
        "clip :",
    ),
    *(
        "video:",
        "ảnh minh h",
        "ảnh tư liệu",
        "ảnh 1",
        "ảnh 2",
        "ảnh 3",
        "ảnh 4",
        "ảnh 5",
        "ảnh 6",
        "ảnh 7",
        "ảnh 8",
        "ảnh 9",
    ),
    *(
        "![",
        "anh 1",
        "anh 2",
        "anh 3",
        "anh 4",
        "anh 5",
        "đồ họa:",
        "đồ hoạ:",
        "[hình",
        "[img",
        "[image",
        "hình 1",
        "hình 2",
    ),
    *("image:", "infographic:", "ảnh chụp:", "hình 3"),
)
_LONGEST_CAPTION = 450
_LONGEST_UNMARKED = 200
_MOST_SENTENCES = 4
_LONGEST_CREDIT = 90
_NOMINAL_WORDS = 6


def may_hold(key: str) -> bool:
    """Cheap test of a match key, of an article or a line: False where no label or credit of a picture can stand."""
    return any(map(key.__contains__, _CUES))


def marked(part: Part, *, opening: bool = False) -> list[Part] | None:
    """Captions and credits told by a label or credit, with the prose around them; None where `part` has none.

    `opening`: no prose came before, so that sentences before a credit in mid-paragraph are not all its caption.
    """
    if len(part.text) <= LONGEST_BYLINE and has_label(part.key) and not _PHOTO_START.match(part.key):
        return None
    label = _image_label(part)
    if label and label.end == part.end:
        return [label]
    rest = part.slice(label.end - part.start, len(part.text)) if label else part
    pieces = _by_credits(rest, opening=opening)
    if label is None:
        return pieces
    return [label, *(pieces or _captioned(rest))]


def _image_label(part: Part) -> Part | None:
    """ "![Ảnh] |", "Ảnh 1.", "Ha Noi tang cuong hop tac hinh anh 1": the mark that a picture stood here."""
    found = _IMAGE_MARK.match(part.key) or _NUMBERED.match(part.key) or _IMAGE_NAME.match(part.key)
    return part.slice(0, found.end()).dropped("photo-label") if found else None


def _captioned(part: Part) -> list[Part]:
    """A caption without a credit; table bars after it are dropped."""
    words = part.text.rstrip("| ")
    caption = part.slice(0, len(words))._replace(kind="caption")
    return (
        [caption]
        if len(words) == len(part.text)
        else [caption, part.slice(len(words), len(part.text)).dropped("markup")]
    )


def _by_credits(part: Part, *, opening: bool) -> list[Part] | None:
    pieces: list[Part] = []
    done = 0
    for label, start in _labels(part):
        if label < done:
            continue
        end, names = _credit(part, label, start)
        if names is None:
            if label == 0 and not pieces:
                return [
                    part.slice(0, start).dropped("photo-label"),
                    *(_by_credits_or_caption(part.slice(start, len(part.text)))),
                ]
            continue
        before = part.slice(done, label)
        pieces += _caption_before(before, whole=end >= len(part.text) or not (opening or pieces))
        pieces.append(part.slice(label, end).dropped("photo-credit", names))
        done = end
    if not pieces:
        return None
    rest = part.slice(done, len(part.text))
    return [*pieces, rest] if rest.text else pieces


def _by_credits_or_caption(part: Part) -> list[Part]:
    return _by_credits(part, opening=False) or _captioned(part)


def _labels(part: Part) -> list[tuple[int, int]]:
    """Where a credit's label begins and its words begin; labels within running words are in capitals or brackets."""
    found = [
        (label.start(), label.end())
        for label in _LABEL.finditer(part.key)
        if label["open"] or part.text[label.start("label")].isupper()
    ]
    if not found:
        found = [
            (bare.start("label") - (part.text[bare.start("label") - 1] in "(["), bare.end())
            for bare in _UNMARKED_CREDIT.finditer(part.key)
            if part.text[bare.start("label")].isupper() and len(part.text) - bare.end() <= _LONGEST_CREDIT
        ]
    return found


def _credit(part: Part, label: int, start: int) -> tuple[int, tuple[str, ...] | None]:
    """Where the credit ends, and its persons; None where the words after the label are no credit."""
    text = part.text
    if text[label] in "([":
        close = text.find(")" if text[label] == "(" else "]", start, start + _LONGEST_CREDIT)
        words = text[start : close if close >= 0 else len(text)]
        end = _after_punctuation(text, close + 1) if close >= 0 else len(text)
        return end, names_of(words) if len(words) <= _LONGEST_CREDIT else None
    if len(text) - start <= _LONGEST_CREDIT and (names := names_of(text[start:])) is not None:
        return len(text), names
    end = _running_credit_end(part, start)
    names = names_of(text[start:end]) if end > start else None
    return _after_punctuation(text, end), names


def _after_punctuation(text: str, at: int) -> int:
    while at < len(text) and text[at] in " .|)]":
        at += 1
    return at


def _running_credit_end(part: Part, start: int) -> int:
    """Where a credit ends when prose runs on: "Nguyễn Thắng - TTXVN Tại buổi tiếp, …" → after "TTXVN".

    An agency ends it, and so does a full stop; else the capitalised words do, less the one that begins the prose.
    """
    text = part.text
    ends: list[int] = []
    for token in _TOKEN.finditer(text, start, min(len(text), start + _LONGEST_CREDIT)):
        word = token[0]
        if word in _SEPARATORS:
            continue
        if _AGENCY_TOKEN.fullmatch(part.key, token.start(), token.end()):
            return token.end()
        if not word[0].isupper():
            return ends[-2] if len(ends) > 1 else start
        ends.append(token.end())
        if word[-1] in ".);]" and len(word) > 2:  # noqa: PLR2004  # a single letter and its stop is an initial
            return token.end()
    return start


def _caption_before(part: Part, *, whole: bool) -> list[Part]:
    """The caption that a credit ends, after the prose that stands before it in one paragraph."""
    if not part.text:
        return []
    sentences = split_sentences(part.text, 0, len(part.text))
    if whole and len(sentences) <= _MOST_SENTENCES and len(part.text) <= _LONGEST_CAPTION:
        return [part._replace(kind="caption")]
    begin = sentences[-1].start
    gap = part.text.rfind("  ", 0, begin)
    if begin and gap >= 0 and len(part.text) - gap <= _LONGEST_CAPTION:
        begin = gap
    prose, caption = part.slice(0, begin), part.slice(begin, len(part.text))._replace(kind="caption")
    return [prose, caption] if prose.text else [caption]


def is_unmarked(part: Part, *, last: bool) -> bool:
    """Whether a paragraph between paragraphs describes a picture, with neither label nor credit to say so."""
    key = part.key
    if len(key) > _LONGEST_UNMARKED or _RUNNING_OPENERS.match(key) or _TELLING_WORDS.search(key):
        return False
    stopped = key[-1] in ".…"
    if not stopped and key[-1] in '?!:;,"”':
        return False
    if len(split_sentences(part.text, 0, len(key))) > 1:
        return False
    if _PICTURE_WORDS.search(key):
        return True
    return stopped and not last and len(key.split()) <= _NOMINAL_WORDS


def describes(part: Part) -> bool:
    """Whether a paragraph that stands over a bare credit can be its caption: it tells no story of its own."""
    return not _TELLING_WORDS.search(part.key) and len(split_sentences(part.text, 0, len(part.text))) < _MOST_SENTENCES


def credit_words(text: str) -> str:
    """The credit without its label, brackets and full stop: "(Ảnh: Nhan Sáng-TTXVN)." → "Nhan Sáng-TTXVN"."""
    words = text.lstrip(" ([|")
    label = _CREDIT_LABEL.match(match_key(words))
    stripped = (words[label.end() :] if label else words).strip(" ()[]|.")
    return stripped + "." if _INITIALS_END.search(stripped) else stripped
