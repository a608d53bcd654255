"""Photographs' captions: told by their credit, by their label, or by the words that describe a picture."""

from hanoi_korea_site.extract.layout.bylines import LONGEST_BYLINE, byline_of, has_label, names_of
from hanoi_korea_site.extract.layout.parts import Part
from hanoi_korea_site.extract.press import HEADLINE_VERB, alternatives, first_word, keys, openers
from hanoi_korea_site.extract.sentences import split_sentences
from hanoi_korea_site.patterns import regex
from hanoi_korea_site.text import match_key

_LABEL = regex(
    rf"(?<![^\W_])(?P<open>[(\[]\s*)?(?P<label>{alternatives('photo_labels')})(?:\s?\d{{1,2}})?\s?(?::|(?=\())\s*"
)
_PHOTO_START = regex(r"[(\[]?\s*(?:ảnh|hình|photo|clip|video|đồ h|image|infographic)")
_CREDIT_LABEL = regex(rf"(?:{alternatives('photo_labels')})\s?:?\s*")
_INITIALS_END = regex(r"(?<![^\W\d_])[^\W\d_]\.[^\W\d_]$")
_UNMARKED_CREDIT = regex(r"(?:[.|]\s|[(\[])(?P<label>ảnh)\s(?=\S)")
_NUMBERED = regex(r"(?:ảnh|hình|hình ảnh|photo)\s\d{1,2}\s?[.:\-–]\s?")
_IMAGE_MARK = regex(r"!?\[(?:ảnh|hình|hình ảnh|image|img|photo)[^\]\n]{0,20}\](?:\([^)\n]*\))?\s*\|?\s*")
_IMAGE_NAME = regex(r"[\x20-\x7e]{8,160}?\b(?:hinh\s)?anh\s\d{1,2}(?![\d/])\s*|.{8,160}?\s(?:hình\s)?ảnh\s\d{1,2}\.?$")
_NUMBER_BEHIND = regex(r"\s?[-–|]?\s?(?:hình\s)?ảnh\s\d{1,2}\.?$")
_PROVIDED = regex(r"(?:do|của)\s[^.:]{2,50}(?:\s(?:cung cấp|gửi|chụp))?\W*$")
_PRESENTED = regex(r"(?:video|clip|infographics?|podcast|chùm ảnh)\s?:\s(?=(?:\S+\s){4})")
_SIGNED_CREDIT = regex(r"(?P<reporter>[^.:]{2,40}?)\s?[-–—,;|]\s?ảnh\s?:")
_PLACEHOLDER = regex(r"\(?(?:ảnh|hình|hình ảnh)(?: (?:minh họa|minh hoạ|tư liệu|chụp màn hình|internet))?\)?\.?")
_TOKEN = regex(r"\S+")
_AGENCY_TOKEN = regex(rf"(?:.*[-–/])?(?:{alternatives('outlets')})[.,;)\]]?")
_SEPARATORS = frozenset(["-", "–", "—", "/", "&", "+", "|", "và"])
_PICTURE_WORDS = regex(
    rf"(?:{alternatives('picture_words')})(?!\w)|tại (?:buổi|cuộc|lễ|hội nghị|hội thảo|hội đàm)[^,]{{0,60}}$"
    r"|\((?:bên |thứ \w+ (?:từ )?|ngoài cùng |hàng \w+,? )?(?:phải|trái|giữa)"
)
_STANDING = regex(r"\((?:bên |ở )?(?:phải|trái|giữa)\)|\((?:thứ \w+|ngoài cùng|đứng)[^()]{0,20}(?:phải|trái|sang|giữa)")
_TELLING_WORDS = regex(rf"(?:{alternatives('telling_words')})(?!\w)")
_RUNNING_OPENERS = regex(rf"(?:{alternatives('running_openers')})(?!\w)")
_TAKES_PLACE = regex(r"(?<!\w)diễn ra (?:vào |trong )?(?:sáng|trưa|chiều|tối|ngày|hôm|từ|hai ngày)(?!\w)")
_DATED_END = regex(r"[^\W\d_], \d{1,2}[/-]\d{1,2}(?:[/-]\d{4})?\.?$")
"""How a picture's description ends that says when it was taken: "… trên sân khấu lễ hội, 4/10."."""
_ITEM = regex(r"\d{1,2}[.)] ")
_LABEL_CUE = regex(
    r"(?:ảnh|hình|photos?|nguồn|clip|video|image|infographic|họa|hoạ|tư liệu|chụp)\s?(?:\d|:|\((?=[^()]*\)\W*$))"
)
_PICTURE_CUE = regex(r"[(\[.|]\s?ảnh|\[(?:hình|im|photo)|!\[")
_PICTURED = regex(rf"(?:{alternatives('pictured')})(?!\w)")
_PICTURED_OPENERS = openers("pictured")
_FRAME = regex(r"(?:\|\s*|!\[\]\(\)\s*|[‘'’\"“]\s+)+(?=\S)")
_LONGEST_CAPTION = 450
LONGEST_UNMARKED = 160
_MOST_COMMAS = 2
_MOST_SENTENCES = 4
_LONGEST_CREDIT = 90
_NOMINAL_WORDS = 6


def may_hold(key: str) -> bool:
    """Cheap test of a line's match key: False where no label or credit of a picture can stand."""
    pictured = "ảnh" in key or "[" in key
    if (pictured or ":" in key or "hình " in key[:6]) and _LABEL_CUE.search(key):
        return True
    if pictured and (key.startswith("ảnh") or _PICTURE_CUE.search(key)):
        return True
    return "anh " in key and key[:8].isascii()


def presents(part: Part) -> bool:
    """Whether a line is the headline of a film or a chart: "Clip: Hà Nội đón đoàn Seoul"."""
    label = _PRESENTED.match(part.key)
    return label is not None and part.text[-1] != "." and names_of(part.text[label.end() :]) is None


def marked(part: Part) -> list[Part] | None:
    """Captions and credits told by a label or credit, with the prose around them; None where `part` has none."""
    if len(part.text) <= LONGEST_BYLINE and has_label(part.key) and not _PHOTO_START.match(part.key):
        return None
    names = _signed_credit(part) or _labelled_twice(part)
    if names is not None:
        return [part.dropped("byline", names)]
    label = _image_label(part) or _bare_label(part)
    if label is None:
        return _by_credits(part)
    if label.end == part.end:
        return [label] if label.start == part.start else [
            part.slice(0, label.start - part.start).as_kind("caption"), label,
        ]  # fmt: skip
    rest = part.slice(label.end - part.start, len(part.text))
    # "[Photo] Lễ khánh thành công viên" over an article is its headline
    if not label.start and label.text[0] == "[" and "]" in label.text:
        return [label, rest]
    return [label, *captioned(rest)]


def _signed_credit(part: Part) -> tuple[str, ...] | None:
    """The reporter and the photographer of a line such as "Như Ý – Ảnh: Tự Trung"; None where it is no such line."""
    signed = _SIGNED_CREDIT.match(part.key) if len(part.text) <= LONGEST_BYLINE else None
    return byline_of(part.text) if signed and names_of(part.text[: signed.end("reporter")]) else None


def _labelled_twice(part: Part) -> tuple[str, ...] | None:
    """Who made a page's parts: "Đồ họa: Minh An | Nguồn: Sở Ngoại vụ", "Ảnh: Thu Hà; Clip: Lê Nam"."""
    if len(part.text) > LONGEST_BYLINE or part.key.count(":") < len(("label", "label")) or not _LABEL.match(part.key):
        return None
    return byline_of(part.text) if len(_LABEL.findall(part.key)) > 1 else None


def captioned(part: Part) -> list[Part]:
    """What is known to be a caption, with its credit where it has one; table bars after it are dropped."""
    if pieces := _by_credits(part):
        return pieces
    return _unframed(part)


def _unframed(part: Part) -> list[Part]:
    """A caption without a table's bars, an empty picture's mark and a stray quote or bracket around it."""
    frame = _FRAME.match(part.text)
    start = frame.end() if frame else 0
    end = len(part.text.rstrip("| ")) or len(part.text)
    end -= part.text.endswith("]", 0, end) and "[" not in part.text
    pieces = [
        part.slice(0, start).dropped("markup"),
        part.slice(start, end).as_kind("caption"),
        part.slice(end, len(part.text)).dropped("markup"),
    ]
    return [piece for piece in pieces if piece.text]


def _image_label(part: Part) -> Part | None:
    """The mark that a picture stood here: "![Ảnh] |", "Ảnh 1.", "Ha Noi va Seoul hinh anh 1"."""
    if _PLACEHOLDER.fullmatch(part.key):
        return part.dropped("photo-label")
    if found := _IMAGE_MARK.match(part.key) or _NUMBERED.match(part.key):
        return part.slice(0, found.end()).dropped("photo-label")
    named = _IMAGE_NAME.match(part.key)
    if named and not part.text.isascii() and (numbered := _NUMBER_BEHIND.search(part.key)):
        return part.slice(numbered.start(), len(part.text)).dropped("photo-label")
    return part.slice(0, named.end()).dropped("photo-label") if named else None


def _bare_label(part: Part) -> Part | None:
    """The label "Ảnh:" before words that are a caption and no credit."""
    label = _LABEL.match(part.key)
    if label is None or not _PHOTO_START.match(part.key) or _credit(part, 0, label.end())[1] is not None:
        return None
    return part.slice(0, label.end()).dropped("photo-label")


def _by_credits(part: Part) -> list[Part] | None:
    """The part cut at its credits: prose, caption and credit in turn, and the prose that runs on; None without any."""
    pieces: list[Part] = []
    done = 0
    for label, start in _labels(part):
        if label < done:
            continue
        end, names = _credit(part, label, start)
        if names is None:
            continue
        stop = done + len(part.text[done:label].rstrip(" -–—|/"))
        pieces += _caption_before(part.slice(done, stop), whole=end >= len(part.text) and not pieces)
        pieces.append(part.slice(stop, end).dropped("photo-credit", names))
        done = end
    if not pieces:
        return None
    rest = part.slice(done, len(part.text))
    return [*pieces, rest] if rest.text else pieces


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
            if (part.text[bare.start("label")].isupper() or part.text[bare.start("label") - 1] in "([")
            and len(part.text) - bare.end() <= _LONGEST_CREDIT
        ]
    return found


def _credit(part: Part, label: int, start: int) -> tuple[int, tuple[str, ...] | None]:
    """Where the credit ends, and its persons; None where the words after the label are no credit."""
    text = part.text
    if text[label] in "([":
        close = text.find(")" if text[label] == "(" else "]", start, start + _LONGEST_CREDIT)
        if close < 0 and len(text) - start > _LONGEST_CREDIT:
            return start, None
        stop = close if close >= 0 else len(text)
        names = names_of(text[start:stop])
        closes = _after_punctuation(text, stop + 1)
        # such brackets at the end of a line hold a credit whatever they say: "(Ảnh: Tòa thị chính Seoul cung cấp)"
        described = label == 0 and _PICTURE_WORDS.search(part.key, start) is not None
        whatever = names is None and closes == len(text) and text[start - 2 : start].strip() == ":" and not described
        return closes, () if whatever and part.key[label:].startswith(("(ảnh", "[ảnh")) else names
    if len(text) - start <= _LONGEST_CREDIT:
        if (names := names_of(text[start:])) is not None:
            return len(text), names
        if _PROVIDED.match(part.key, start):
            return len(text), ()
    end = _running_credit_end(part, start)
    names = names_of(text[start:end]) if end > start else None
    return _after_punctuation(text, end), names


def _after_punctuation(text: str, at: int) -> int:
    while at < len(text) and text[at] in " .|)]":
        at += 1
    return min(at, len(text))


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
        if ends and word.lower() in keys("sentence_openers"):
            return ends[-1]
        ends.append(token.end())
        if word[-1] in ".);]" and len(word) > 2:  # noqa: PLR2004  # a single letter and its stop is an initial
            return token.end()
    return start


def _caption_before(part: Part, *, whole: bool) -> list[Part]:
    """The caption that a credit ends, after the prose that stands before it in one paragraph.

    `whole`: the paragraph ends with its only credit, and is all caption unless it tells a story first. Else the
    caption is the last sentence, or what a wide blank sets off from the prose.
    """
    if not part.text:
        return []
    sentences = split_sentences(part.text, 0, len(part.text))
    begin = sentences[-1].start
    if (
        whole
        and len(sentences) <= _MOST_SENTENCES
        and len(part.text) <= _LONGEST_CAPTION
        and not _tells(part.key[:begin])
    ):
        return _unframed(part)
    gap = part.text.rfind("  ", 0, begin)
    if begin and gap >= 0 and len(part.text) - gap <= _LONGEST_CAPTION:
        begin = gap
    prose, caption = part.slice(0, begin), _unframed(part.slice(begin, len(part.text)))
    return [prose, *caption] if prose.text else caption


def _tells(key: str) -> bool:
    """Whether a story is told here, by its first words or by its verbs."""
    if first_word(key) in openers("running_openers") and _RUNNING_OPENERS.match(key):
        return True
    return bool(_TELLING_WORDS.search(key) or _ITEM.match(key) or _TAKES_PLACE.search(key)) or key.startswith(
        ("-", '"', "“")
    )


def is_unmarked(part: Part, *, last: bool) -> bool:
    """Whether a paragraph between paragraphs describes a picture, with neither label nor credit to say so."""
    key = part.key
    if len(key) > LONGEST_UNMARKED or key.count(",") > _MOST_COMMAS or _tells(key):
        return False
    stopped = key[-1] in ".…"
    if not stopped and key[-1] in '?!:;,"”':
        return False
    if len(split_sentences(part.text, 0, len(key))) > 1:
        return False
    if _PICTURE_WORDS.search(key) or _DATED_END.search(key):
        return True
    if not stopped or last or HEADLINE_VERB.search(key):
        return False
    return len(key.split()) <= _NOMINAL_WORDS and not any(char.isdigit() for char in key)


def shows_people(part: Part) -> bool:
    """Whether a line without a full stop says who does what in a picture: "Lãnh đạo hai địa phương ký kết"."""
    key = part.key
    if first_word(key) not in _PICTURED_OPENERS or len(key) > LONGEST_UNMARKED or not key[-1].isalnum() or ":" in key:
        return False
    doing = _PICTURED.match(key) and HEADLINE_VERB.search(key) and not _TELLING_WORDS.search(key)
    return bool(doing) and key.count(" ") >= _NOMINAL_WORDS


def tells_places(part: Part) -> bool:
    """Whether a line without a full stop says who stands where in a picture: "Thị trưởng (bên phải) tặng quà"."""
    return len(part.key) <= LONGEST_UNMARKED and part.key[-1].isalnum() and bool(_STANDING.search(part.key))


def describes(part: Part) -> bool:
    """Whether a paragraph that stands over a bare credit can be its caption: it tells no story of its own."""
    return not _TELLING_WORDS.search(part.key) and len(split_sentences(part.text, 0, len(part.text))) < _MOST_SENTENCES


def credit_words(text: str) -> str:
    """The credit without its label, brackets and full stop: "(Ảnh: Nhan Sáng-TTXVN)." → "Nhan Sáng-TTXVN"."""
    words = text.lstrip(" -–—/([|")
    label = _CREDIT_LABEL.match(match_key(words))
    stripped = (words[label.end() :] if label else words).strip(" ()[]|.")
    return stripped + "." if _INITIALS_END.search(stripped) else stripped
