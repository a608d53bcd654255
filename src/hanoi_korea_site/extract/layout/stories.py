"""Other stories among an article's lines: lists under a head, and links between its paragraphs."""

from hanoi_korea_site.extract.layout import captions
from hanoi_korea_site.extract.layout.bylines import byline_of
from hanoi_korea_site.extract.layout.endings import BULLET, DATED_END, Parts
from hanoi_korea_site.extract.layout.furniture import LONGEST_LINE
from hanoi_korea_site.extract.layout.parts import Part
from hanoi_korea_site.extract.press import HEADLINE_VERB
from hanoi_korea_site.patterns import regex

_NAMED_FILE = regex(r"(?:[a-z0-9]+ ){5,}(?=[A-ZĐ\"“])")
"""Words without any accent before a headline: the name of its picture's file."""
ENTRY = regex(r"\d{1,2} ?[:hg] ?\d{2}(?: ?[-–] ?\d{1,2} ?[:hg] ?\d{2}(?!\d)| {3,})")
"""How an entry of a programme begins: "09:00 - 09:10   Khai mạc"."""
_LONGEST_JOINED = 400
_SHORTEST_LINK = 20
_SHORTEST_LINK_WORDS = 7


def related_stories(parts: Parts) -> Parts:
    """The lines under "Tin liên quan:" while they read as headlines; over the title such a line is a kicker."""
    if not any(part.reason == "related-head" for part in parts):
        return parts
    settled: Parts = []
    title = next((at for at, part in enumerate(parts) if part.kind in ("title", "prose")), 0)
    running = False
    for at, part in enumerate(parts):
        if part.reason == "related-head":
            running = at > title
            settled.append(part.dropped("related-story" if running else "section"))
        elif running and part.kind == "dropped" and part.reason == "date-line":
            settled.append(part.dropped("related-story"))
        elif running and part.kind == "prose":
            running = _is_other_story(part)
            settled.append(part.dropped("related-story") if running else part)
        else:
            settled.append(part)
    return settled


def _is_other_story(part: Part) -> bool:
    if len(part.text) > LONGEST_LINE or byline_of(part.text):
        return False
    return bool(DATED_END.search(part.text) or part.text[-1] not in '.…"”')


def links(parts: Parts) -> Parts:
    """Links to other stories: headlines in a row between paragraphs, and a line that says its words twice.

    The latter is a picture's alternative text and the link behind it.
    """
    settled = [
        part.dropped("related-story")
        if part.kind == "prose" and len(part.text) <= _LONGEST_JOINED and _is_joined(part)
        else part
        for part in parts
    ]
    prose = [at for at, part in enumerate(parts) if part.kind == "prose"]
    run: list[int] = []
    for at in prose[1:]:
        if _is_link(parts[at]):
            run.append(at)
            continue
        if len(run) > 1 and parts[run[0] - 1].text[-1] != ":":
            for link in run:
                settled[link] = parts[link].dropped("related-story")
        run = []
    if len(run) > 1 and run[0] > prose[-1] - len(run) and parts[run[0] - 1].text[-1] != ":":
        for link in run:
            settled[link] = parts[link].dropped("related-story")
    return settled


def _is_joined(part: Part) -> bool:
    """Whether a line is other stories' links run together: a text twice, a file's name before it, two headlines."""
    text, half = part.text, len(part.text) // 2
    if text[half] == " " and half >= _SHORTEST_LINK and part.key[:half] == part.key[half + 1 :]:
        return True
    if text[0].islower():
        return bool(_NAMED_FILE.match(text))
    titles = text.split(" / ") if " / " in text and text[-1] not in ".:;," else ()
    return len(titles) > 1 and all(
        title[:1].isupper() and title.count(" ") >= _SHORTEST_LINK_WORDS - 1 for title in titles
    )


def _is_link(part: Part) -> bool:
    return (
        len(part.text) <= LONGEST_LINE
        and is_heading(part)
        and part.text.count(" ") >= _SHORTEST_LINK_WORDS - 1
        and bool(HEADLINE_VERB.search(part.key))
        and not captions.shows_people(part)
        and not ENTRY.match(part.key)
    )


def is_heading(part: Part) -> bool:
    """Whether a line ends in no mark, and begins with a letter that is no small one, or with a digit."""
    return (
        part.text[-1] not in '.,;:!?…"”)'
        and not BULLET.match(part.text)
        and part.text[0].isalnum()
        and not part.text[0].islower()
    )
