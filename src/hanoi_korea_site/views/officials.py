"""The list of all officials, by the letter of their names; a long one has a chapter for each letter."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from hanoi_korea_site.text import bare, collation_key, slug
from hanoi_korea_site.views import addresses, words
from hanoi_korea_site.views.catalogue import Catalogue
from hanoi_korea_site.views.chapters import untold
from hanoi_korea_site.views.frames import frame
from hanoi_korea_site.views.parts import Frame, Link, OfficialCard, YearLink

_TITLE = "Nhân vật"
_FOREMOST = 24
_TELEX: Final = {"Ă": "aw", "Â": "aa", "Đ": "dd", "Ê": "ee", "Ô": "oo", "Ơ": "ow", "Ư": "uw"}
"""Letters of their own that would lose what tells them apart in an address, as they are typed."""


@dataclass(frozen=True, slots=True)
class LetterGroup:
    letter: str
    anchor: str
    officials: tuple[OfficialCard, ...]


@dataclass(frozen=True, slots=True)
class OfficialsView:
    """`foremost` are those named most, () where `letters` shows all; `chapters` and `parts` lead to the others.

    `up` is the list that this page is a chapter of, None on the list itself.
    """

    frame: Frame
    letters: tuple[LetterGroup, ...]
    foremost: tuple[OfficialCard, ...]
    total: int
    up: Link | None
    chapters: tuple[YearLink, ...]
    parts: tuple[YearLink, ...]


@dataclass(frozen=True, slots=True)
class LetterChapter:
    """Some of a letter's officials, by id; `letters` leads to the first chapter of each, `parts` to all of its own."""

    letter: str
    label: str
    permalink: str
    officials: tuple[str, ...]
    letters: tuple[YearLink, ...]
    parts: tuple[YearLink, ...]


def official_chapters(catalogue: Catalogue) -> tuple[LetterChapter, ...]:
    """None where all fit on one page."""
    size = catalogue.site.page_size
    if len(catalogue.archive.officials) <= size:
        return ()
    filed = _by_letter(catalogue)
    letters = tuple(YearLink(letter, _path(letter, 1), len(members)) for letter, members in filed.items())
    found = []
    for letter, members in filed.items():
        slices = [members[at : at + size] for at in range(0, len(members), size)]
        links = tuple(
            YearLink(f"phần {number}", _path(letter, number), len(part)) for number, part in enumerate(slices, 1)
        )
        for link, part in zip(links, slices, strict=True):
            label = letter + (f", {link.label}" if len(slices) > 1 else "")
            parts = links if len(slices) > 1 else ()
            found.append(LetterChapter(letter, label, link.path, tuple(part), letters, parts))
    return tuple(found)


def officials_view(catalogue: Catalogue) -> OfficialsView:
    officials, found = catalogue.archive.officials, official_chapters(catalogue)
    total = len(officials)
    description = f"{words.number(total)} người giữ chức vụ được nhắc tới, kèm chức danh và câu văn nói vậy."
    named_most = sorted(officials, key=lambda official: -len(officials[official].articles))[: _FOREMOST if found else 0]
    return OfficialsView(
        frame=frame(catalogue.site, addresses.OFFICIALS, _TITLE, description, addresses.OFFICIALS),
        letters=() if found else _groups(catalogue, _by_letter(catalogue).items()),
        foremost=tuple(map(catalogue.official_card, named_most)),
        total=total,
        up=None,
        chapters=found[0].letters if found else (),
        parts=(),
    )


def official_chapter_view(catalogue: Catalogue, found: tuple[LetterChapter, ...], number: int) -> OfficialsView:
    part = found[number]
    description = f"{len(part.officials)} người có tên bắt đầu bằng {part.label}."
    return OfficialsView(
        frame=frame(catalogue.site, part.permalink, f"{_TITLE}: {part.label}", description, addresses.OFFICIALS),
        letters=_groups(catalogue, ((part.letter, part.officials),)),
        foremost=(),
        total=len(part.officials),
        up=Link(addresses.OFFICIALS, _TITLE),
        chapters=untold(part.letters, part.parts[0].path if part.parts else part.permalink),
        parts=untold(part.parts, part.permalink),
    )


def _by_letter(catalogue: Catalogue) -> dict[str, list[str]]:
    """Ids of officials in Vietnamese order of names, by the letter they are filed under."""
    officials = catalogue.archive.officials
    filed: dict[str, list[str]] = {}
    for official in sorted(officials, key=lambda official: collation_key(officials[official].name)):
        filed.setdefault(_initial(officials[official].name), []).append(official)
    return filed


def _groups(catalogue: Catalogue, filed: Iterable[tuple[str, Iterable[str]]]) -> tuple[LetterGroup, ...]:
    return tuple(
        LetterGroup(letter, f"chu-{_stem(letter)}", tuple(map(catalogue.official_card, members)))
        for letter, members in filed
    )


def _initial(name: str) -> str:
    """The letter a name is filed under: Đ is a letter of its own, tones are not."""
    first = name[:1].upper()
    return first if first in _TELEX else bare(first).upper()


def _stem(letter: str) -> str:
    """A letter as part of an address."""
    return _TELEX.get(letter) or slug(letter) or f"u{ord(letter[:1] or ' '):x}"


def _path(letter: str, number: int) -> str:
    return addresses.chapter(addresses.OFFICIALS, f"chu-cai/{_stem(letter)}" + (f"-{number}" if number > 1 else ""))
