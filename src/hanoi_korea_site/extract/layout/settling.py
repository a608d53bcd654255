"""Passes that settle a line by its place among the others: each reads all parts and returns them, some settled."""

from collections.abc import Callable
from itertools import pairwise

from hanoi_korea_site.extract.layout import captions
from hanoi_korea_site.extract.layout.bylines import byline_of
from hanoi_korea_site.extract.layout.endings import (
    LONGEST_HEADING,
    LONGEST_TAG_WORDS,
    Parts,
    closing_lines,
    end_marks,
)
from hanoi_korea_site.extract.layout.furniture import LONGEST_LINE
from hanoi_korea_site.extract.layout.outlets import outlet_mark
from hanoi_korea_site.extract.layout.parts import Part
from hanoi_korea_site.extract.layout.stories import ENTRY, is_heading, links, related_stories
from hanoi_korea_site.extract.layout.title import (
    LONGEST_KICKER_WORDS,
    is_headline,
    is_kicker,
    is_masthead,
    names_units,
    without_date,
    without_outlet,
)
from hanoi_korea_site.patterns import regex
from hanoi_korea_site.text import bare

_PICTURE_COUNT = regex(r"\s?[-–—:|]?\s?(?:ảnh|hình ảnh|hình|photo)?\s?\d{1,2}\s?\.?")
_COMMENTS = regex(r"(?:gửi |viết |để lại )?(?:bình luận|ý kiến(?: bạn đọc| của bạn)?|thảo luận|phản hồi)\W*(?:\d+\W*)?")

_COMMENTED = regex(r"(?<!\w)bình luận ?(?:: ?|\()[1-9]\d*\)?$")
"""The last button of a bar, over what readers wrote."""
_HASHES = regex(r"(?:#{1,3}|[-–•*○●▲■▪])\s+(?=\S)")
_REPORTED = regex(r"(?:phóng viên |pv )?(?P<name>[^=.,:\n]{2,40}?)(?: phóng viên)?\s?=\s")
_LONGEST_REPORTED = 60

_MOST_WAITING = 6
_MOST_BLANKS_IN_HEAD = 2
_SHORTEST_PROSE = 90
_SHORTEST_REPEAT = 20
_OPENING_PARAGRAPHS = 3
_LONGEST_UNCREDITED = 300
_LONGEST_PICTURED = 250


def headline(parts: Parts) -> Parts:
    """The first line that no rule took, where it reads as a headline; kickers and mastheads over it are dropped."""
    if any(part.kind == "title" for part in parts):
        return parts
    settled = list(parts)
    waiting = [at for at, part in enumerate(parts) if part.kind == "prose"][:_MOST_WAITING]
    first = _first_to_tell(parts, waiting)
    for at in waiting[:first]:
        names = None if names_units(parts[at]) else byline_of(parts[at].text)
        over = "slug" if _is_unaccented(parts[at], parts[at + 1]) else "section"
        settled[at] = parts[at].dropped("byline" if names else over, names or ())
    for at in waiting[first : first + 1]:
        part = parts[at]
        if is_headline(part, _next(parts, at)):
            dated, mark = without_date(part), _HASHES.match(part.text)
            begin = mark.end() if mark else outlet_mark(part) if part.text[0] == "(" else 0
            headed = part.slice(begin, dated)
            end = without_outlet(headed)
            pieces = [
                part.slice(0, begin).dropped("markup" if mark else "outlet"),
                headed.slice(0, end).as_kind("title"),
                headed.slice(end, len(headed.text)).dropped("outlet"),
                part.slice(dated, len(part.text)).dropped("date-line"),
            ]
            settled[at : at + 1] = [piece for piece in pieces if piece.text]
    return settled


def _first_to_tell(parts: Parts, waiting: list[int]) -> int:
    """Which of the first lines is the headline or, where there is none, the lead: those before it are over it."""
    over = 0
    for nth, (at, after) in enumerate(pairwise(waiting), 1):
        if not is_headline(parts[after], _next(parts, after)):
            break
        kicker = is_kicker(parts[at], parts[after])
        over_headline = kicker or _is_unaccented(parts[at], parts[after]) or _is_slogan(parts, at, after)
        if not (over_headline or is_masthead(parts[at])):
            break
        if over_headline or len(parts[after].text.split()) > LONGEST_KICKER_WORDS:
            over = nth
    return over


def _is_unaccented(part: Part, following: Part) -> bool:
    """Whether a line is the next one over again without its accents, as a page's address has it."""
    return part.text.isascii() and not following.text.isascii() and part.key == bare(following.key)


def _is_slogan(parts: Parts, at: int, after: int) -> bool:
    """Whether a section's name parts the line from one right over the header's date, which is the headline."""
    below = _next(parts, after)
    over_date = below is not None and below.reason == "date-line"
    return over_date and any(part.reason == "section" for part in parts[at + 1 : after])


def _next(parts: Parts, at: int) -> Part | None:
    return parts[at + 1] if at + 1 < len(parts) else None


def keywords(parts: Parts) -> Parts:
    """The lines under "Từ khóa:" while they are a few words each."""
    settled: Parts = []
    running = False
    for part in parts:
        if part.reason == "tags":
            running = part.text.rstrip(" :").count(" ") <= _MOST_BLANKS_IN_HEAD and ":" not in part.text[:-1]
        elif part.kind == "prose" or (running and part.reason == "section"):
            running = running and len(part.text.split()) <= LONGEST_TAG_WORDS and part.text[-1] not in ".!?…"
            part = part.dropped("tags") if running else part  # noqa: PLW2901
        settled.append(part)
    return settled


def comments(parts: Parts) -> Parts:
    """What stands under the article's comment box: form fields and what readers wrote."""
    box = 0
    told = False
    for at, part in enumerate(parts):
        if part.kind == "prose" and len(part.text) > _SHORTEST_PROSE:
            told, box = True, box if len(part.text) <= LONGEST_LINE else 0
        elif told and not box and part.reason == "share-button" and _is_comment_box(part):
            box = at
    if not box:
        return parts
    return [*parts[:box], *(part.dropped("comment") if part.kind == "prose" else part for part in parts[box:])]


def _is_comment_box(part: Part) -> bool:
    return bool(_COMMENTS.fullmatch(part.key) or _COMMENTED.search(part.key))


def opening_bylines(parts: Parts) -> Parts:
    """Unlabelled bylines before the first paragraph, and beside the header's date behind it: "Minh Châu"."""
    settled = list(parts)
    led = False
    for at, part in enumerate(parts):
        if part.kind != "prose":
            continue
        names = byline_of(part.text)
        if names is not None and (not led or _beside_date(parts, at)):
            settled[at] = part.dropped("byline", names)
        elif len(part.text) > _SHORTEST_PROSE or part.text[-1] in ".!?…":
            if led:
                break
            led = True
    return settled


def _beside_date(parts: Parts, at: int) -> bool:
    return any(part.reason == "date-line" for part in parts[max(0, at - 1) : at + 2])


def credited_pictures(parts: Parts) -> Parts:
    """A short paragraph over a line that is nothing but "Ảnh: Việt Anh" is that picture's caption."""
    settled = list(parts)
    first = next((at for at, part in enumerate(parts) if part.kind == "prose"), 0)
    for at, (part, after) in enumerate(pairwise(parts)):
        if part.kind != "prose" or after.reason != "photo-credit" or byline_of(part.text):
            continue
        if len(part.text) <= _LONGEST_UNCREDITED and (
            captions.is_unmarked(part, last=False) or (at > first and captions.describes(part))
        ):
            settled[at] = part.as_kind("caption")
    return settled


def repeats(parts: Parts) -> Parts:
    """A second copy of the headline, of the abstract or of any paragraph or caption; so too an unaccented headline.

    A line behind the lead that stands twice in a row is a picture's alternative text and its caption.
    """
    settled: Parts = []
    told = 0
    title = next((part for part in parts if part.kind == "title"), None)
    seen: set[str] = set()
    for part in parts:
        words = part.key.strip(' .…/"“”*|-–')
        if part.kind == "dropped" or (len(words) < _SHORTEST_REPEAT and part.kind != "title"):
            settled.append(part)
        elif words in seen or (title and part is not title and _is_copy(part, title)):
            if (
                told > 1
                and settled[-1].kind == "prose"
                and settled[-1].key == part.key
                and len(words) <= _LONGEST_PICTURED
            ):
                settled[-1] = settled[-1].as_kind("caption")
            settled.append(part.dropped("repeated"))
        else:
            seen.add(words)
            told += part.kind == "prose"
            settled.append(part)
    return settled


def _is_copy(part: Part, title: Part) -> bool:
    """Whether a line is the headline again: with a picture's number or an outlet's name after it, or unaccented."""
    if part.key.startswith(title.key):
        rest = part.key[len(title.key) :]
        return not rest or bool(_PICTURE_COUNT.fullmatch(rest)) or without_outlet(part) == len(title.key)
    return part.text.isascii() and not title.text.isascii() and part.key.startswith(bare(title.text))


def openings(parts: Parts) -> Parts:
    """The outlet's mark before the first words: "(ĐCSVN) - ", "TTO - ". A place before a dash is prose and stays."""
    settled: Parts = []
    left = _OPENING_PARAGRAPHS
    for part in parts:
        mark = outlet_mark(part) if left and part.kind == "prose" else 0
        left -= part.kind == "prose" and left > 0
        pieces = [part.slice(0, mark).dropped("outlet"), part.slice(mark, len(part.text))] if mark else [part]
        settled += [*pieces[:-1], *_reported(pieces[-1])] if mark else pieces
    return settled


def _reported(part: Part) -> Parts:
    """The reporter behind a Korean agency's mark: "(Changwon=Yonhap) Phóng viên Ha Se-yeong = Thành phố …"."""
    found = _REPORTED.match(part.key) if "=" in part.key[:_LONGEST_REPORTED] else None
    names = byline_of(part.text[slice(*found.span("name"))]) if found else None
    if not (found and names):
        return [part]
    return [part.slice(0, found.end()).dropped("byline", names), part.slice(found.end(), len(part.text))]


def pictures_and_headings(parts: Parts) -> Parts:
    """Unmarked captions between paragraphs, and short lines over paragraphs as their headings."""
    prose = [at for at, part in enumerate(parts) if part.kind == "prose"]
    settled = list(parts)
    if len(prose) > 1 and captions.tells_places(parts[prose[0]]):
        settled[prose[0]] = parts[prose[0]].as_kind("caption")
    for at, after in zip(prose[1:], [*prose[2:], None], strict=False):
        part = parts[at]
        if len(part.text) > captions.LONGEST_UNMARKED or ENTRY.match(part.key):
            continue
        pictured = captions.is_unmarked(part, last=after is None) or captions.shows_people(part)
        if pictured and byline_of(part.text) is None:
            settled[at] = part.as_kind("caption")
        elif after is not None and len(part.text) <= LONGEST_HEADING and is_heading(part):
            settled[at] = part.as_kind("heading")
    return settled


PASSES: tuple[Callable[[Parts], Parts], ...] = (
    headline,
    related_stories,
    keywords,
    openings,
    comments,
    opening_bylines,
    closing_lines,
    credited_pictures,
    repeats,
    end_marks,
    links,
    pictures_and_headings,
)
