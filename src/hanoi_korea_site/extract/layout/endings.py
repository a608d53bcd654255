"""How an article ends: the byline, keywords and other stories below its last paragraph, and the agency's mark."""

from hanoi_korea_site.extract.layout.bylines import LONGEST_BYLINE, byline_of, is_labelled
from hanoi_korea_site.extract.layout.furniture import LONGEST_LINE
from hanoi_korea_site.extract.layout.letterheads import is_signatory
from hanoi_korea_site.extract.layout.parts import Part
from hanoi_korea_site.extract.sentences import split_sentences
from hanoi_korea_site.patterns import regex

Parts = list[Part]

BULLET = regex(r"[-–•*+▪■●]\s")
_FIELD = regex(
    r"\W+(?:thời gian|địa điểm|nội dung|thành phần|đối tượng|chủ trì|đơn vị tổ chức|ban tổ chức)[^:\n]{0,30}:\s"
)
"""An entry in a notice's list of when, where and for whom."""
DATED_END = regex(r"\(\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?[^()]{0,12}\)$")
_END_MARK = regex(r"(?<=[^\s/.]\.|.[…!?\"”])\s?/\s?[.-]*(?=\s|$)|(?<=[^\W\d_])\s?/\s?\.(?=\s|$)|\s\.\s?/\s?\.(?=\s|$)")

_FRAME_BEHIND = regex(
    r"(?:\s+(?:#[^\W\d_]\w*|(?:Chia sẻ|In|Lưu|Gửi|Thích|Gửi bình luận|Bình luận)(?: bài(?: viết)?)?(?=\s+[#A-ZĐ]|$)"
    r"|Facebook|Zalo|Twitter|Email|Share|Like|(?:Xem thêm tại|Nguồn|Link gốc|Link) ?: ?\S+))+\s*$"
)
"""Buttons, tags and addresses that a page saved as one line has behind its last words."""
_FRAME_WORD = regex(r"\s(?:#|Chia sẻ|Facebook|Zalo|Share|Like|Bình luận|Gửi b|Xem thêm tại|Nguồn|Link)")
_FRAME_REACH = 300
_MARK_REACH = 4
"""How far before its slash an end mark may begin, with what it looks back at."""

LONGEST_TAG_WORDS = 6
_MOST_BEHIND = 6
LONGEST_HEADING = 110


def closing_lines(parts: Parts) -> Parts:
    """Unlabelled bylines after the last paragraph; keywords, other stories and lists of them behind it."""
    settled = list(parts)
    loose: bool | None = None
    signature = _signature(parts)
    for at in range(len(parts) - 1, -1, -1):
        part = parts[at]
        if part.kind == "title":
            break
        if part.kind != "prose":
            continue
        if at > signature:
            settled[at] = part.dropped("tags" if len(part.text.split()) <= LONGEST_TAG_WORDS else "related-story")
            continue
        if (names := byline_of(part.text)) is not None:
            if names and is_signatory(parts, at):
                break
            settled[at] = part.dropped("byline", names)
            continue
        if not BULLET.match(part.text) or _FIELD.match(part.key):
            break
        loose = _is_loose_list(parts, at) if loose is None else loose
        if not (DATED_END.search(part.text) or (loose and part.text[-1] not in ".;!?…")):
            break
        settled[at] = part.dropped("related-story")
    return settled


def _signature(parts: Parts) -> int:
    """Where the article ends with a byline and other lines follow; the number of parts where none do.

    What follows is short. It may be paragraphs only where the byline has a label or stood over the article already,
    or where one opens with the outlet's mark as the article does: that is another story's abstract, with its headline.
    """
    prose = [at for at, part in enumerate(parts) if part.kind == "prose"]
    signed = {name for part in parts[: prose[1] if len(prose) > 1 else 0] for name in part.names}
    marks = tuple({part.text for part in parts if part.reason == "outlet" and part.text[-1] in "-–:|"})
    end, paragraphs = len(parts), False
    for behind, (at, above) in enumerate(zip(reversed(prose[2:]), reversed(prose[1:-1]), strict=True)):
        part = parts[at]
        if len(part.text) > LONGEST_LINE:
            break
        names = byline_of(part.text)
        if names and (signed.issuperset(names) or not paragraphs):
            end = at
        elif marks and part.text.startswith(marks) and not _is_paragraph(parts[above]):
            end = above - 1
        elif behind < _MOST_BEHIND and _is_signed(parts[above + 1 : at]):
            end = above
            break
        elif names is None:
            paragraphs = paragraphs or _is_paragraph(part)
    return end if any(byline_of(parts[at].text) is None for at in prose if at > end) else len(parts)


def _is_signed(between: Parts) -> bool:
    """Whether one of these dropped lines is a byline with a label; a source may be a table's."""
    return any(part.reason == "byline" and is_labelled(part.key) and "nguồn" not in part.key for part in between)


def _is_paragraph(part: Part) -> bool:
    return part.text[-1] in '.!?…"”)' or len(part.text) > LONGEST_HEADING


def _is_loose_list(parts: Parts, last: int) -> bool:
    """Whether no colon introduces the list that ends at `last`."""
    for at in range(last, -1, -1):
        part = parts[at]
        if part.kind == "prose" and not BULLET.match(part.text):
            return part.text[-1] != ":"
    return True


def end_marks(parts: Parts) -> Parts:
    """The agency's "./.", less the full stop of the sentence; and a signature that follows in the same paragraph."""
    settled: Parts = []
    last = max((at for at, part in enumerate(parts) if part.kind == "prose"), default=-1)
    for at, part in enumerate(parts):
        if part.kind != "prose":
            settled.append(part)
            continue
        slashed = "/." in part.text or "./" in part.text
        mark = _END_MARK.search(part.text, max(0, part.text.find("/") - _MARK_REACH)) if slashed else None
        if mark:
            settled += [part.slice(0, mark.start()), part.slice(mark.start(), mark.end()).dropped("end-mark")]
            part = part.slice(mark.end(), len(part.text))  # noqa: PLW2901
        if part.text and at == last:
            words, frame = _unframed(part)
            signed = _signed(words)
            settled += [words] if len(signed) > 1 and is_signatory(parts, at) else signed
            settled += [frame] if frame else []
        else:
            settled.append(part)
    return [part for part in settled if part.text]


def _unframed(part: Part) -> tuple[Part, Part | None]:
    """The words of a paragraph, and the page's frame behind them if there is one."""
    near = max(0, len(part.text) - _FRAME_REACH)
    stopped = part.text[-1] == "." and part.text[-2:] != ".."
    framed = None if stopped or not _FRAME_WORD.search(part.text, near) else _FRAME_BEHIND.search(part.text, near)
    if framed is None:
        return part, None
    stop = framed.start()
    return part.slice(0, stop), part.slice(stop, len(part.text)).dropped("share-button")


def _signed(part: Part) -> Parts:
    """The last paragraph, and the byline that closes it: "… trong thời gian tới. (Theo TTXVN)"."""
    if part.text[-1] in ".…" and len(part.text) > LONGEST_BYLINE:
        return [part]
    *before, final = split_sentences(part.text, 0, len(part.text))
    words = part.text[final.start : final.end]
    names = byline_of(words) if words[-1] not in ".…" or not before else None
    if names is None or (before and words[-1] in '"”'):
        return [part]
    signature = part.slice(final.start, final.end).dropped("byline", names)
    return [part.slice(0, final.start), signature]
