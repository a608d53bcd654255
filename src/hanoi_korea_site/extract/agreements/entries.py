"""Documents in lists: the sentence that introduces their items, and the day that heads an entry."""

from bisect import bisect_right

from msgspec.structs import replace

from hanoi_korea_site.extract.agreements.documents import Document
from hanoi_korea_site.extract.agreements.signing_dates import Told, signing
from hanoi_korea_site.extract.sheet import Sheet
from hanoi_korea_site.model import Dated
from hanoi_korea_site.patterns import regex

_BULLET = regex(r"[ \t]*(?:[-–—•*+●▪◦✓]|\(?\d{1,2}[.)]|[a-zđ]\))[ \t]+")
_MOST_ITEMS = 30
"""How many items back the sentence that introduces a list is looked for."""
_LONGEST_HEAD = 40
"""Code points that may stand before the date of an entry: "- 08 giờ 30 ngày 19/5: …"."""
_HEAD_ENDS = regex(r"(?:[^\S\n]*\([^()\n]{1,40}\))?[^\S\n]*(?::|[-–—](?=[^\S\n])|\n|$)")


def introduced(sheet: Sheet, document: Document) -> Document | None:
    """The document as if it stood behind the words that introduce its list: "hai bên đã trao:"; None in no list."""
    line = sheet.text.rfind("\n", 0, document.start) + 1
    bullet = _BULLET.match(sheet.text, line)
    if (bullet.end() if bullet else line) != document.start:
        return None
    last = bisect_right(sheet.blocks, document.start, key=lambda block: block.start) - 1
    for block in sheet.blocks[max(0, last - _MOST_ITEMS) : max(0, last)][::-1]:
        words = sheet.text[block.start : block.end].rstrip()
        if words.endswith(":"):
            over, end = block.sentences[-1], block.start + len(words)
            return replace(document, start=end, end=end, sentence=over, block=block.kind)
        begin = sheet.text.rfind("\n", 0, block.start) + 1
        if not words.endswith((";", ",")) and not (bullet and _BULLET.match(sheet.text, begin)):
            return None
    return None


def entry_day(told: Told) -> Dated | None:
    """Read "Ngày 6/9: …", "- 08 giờ 30 ngày 19/5: Hội thảo …": the date that heads the line of a document."""
    if told.act is None or not (told.act.deed == "issue" or signing(told.act, "signed", "planned")):
        return None
    text, start = told.sheet.text, told.document.start
    line = text.rfind("\n", 0, start) + 1
    head = next(iter(told.dated_within(line, start)), None)
    if head is None or head.mention is None or head.mention.start - line > _LONGEST_HEAD:
        return None
    return head if _HEAD_ENDS.match(text, head.mention.end) else None
