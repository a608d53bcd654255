"""Persons called by a part of their name: "Ông Kim", "Thị trưởng Choi", "ông Đức Chung"."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from msgspec import Struct

from hanoi_korea_site.extract.names import SINGLE
from hanoi_korea_site.extract.officials.cast import Stretch
from hanoi_korea_site.extract.officials.offices import Office
from hanoi_korea_site.extract.officials.page import Page
from hanoi_korea_site.extract.officials.people import MOST_NAMESAKES, Person, gender
from hanoi_korea_site.model import Mention

_RULE = "officials.short_form"


class Calling(Struct, frozen=True, gc=False):
    """Words at `text[start:end]` that may call someone by an honorific, or by an office, and a part of the name.

    The name is one of `text[name:end]` for `names`, the likelier first.
    """

    start: int
    end: int
    names: tuple[int, ...]
    honorific: str
    office: Office | None


ShortForm = tuple[Person, Mention, Office | None]


class Namesakes:
    """Persons by what they go by for short ("Kim", "Thanh", "Đức Chung")."""

    def __init__(self, people: Sequence[Person]) -> None:
        self._people = people
        self._spaced: dict[str, list[int]] = {}
        self._joined: dict[str, list[int]] = {}
        for rank, person in enumerate(people):
            shape = person.shape
            if person.form == "KR":
                self._spaced.setdefault(shape.surname, []).append(rank)
                self._joined.setdefault(person.key.partition(" ")[2], []).append(rank)
            else:
                longest = len(shape.words) if person.form == "VN" else 2
                for count in range(1, longest):
                    self._spaced.setdefault(" ".join(shape.words[-count:]), []).append(rank)

    def called(self, name: str, position: int) -> list[Person]:
        """Who goes by the match key `name`, in the order of first mention; of too many the last before `position`."""
        words = name.split()
        able = self._spaced.get(" ".join(words), [])
        joined = self._joined.get("".join(words).replace("-", ""), [])
        ranks = sorted({*able, *joined}) if joined else able
        if len(ranks) > MOST_NAMESAKES:
            before = bisect_left(ranks, position, key=lambda rank: self._people[rank].start)
            ranks = ranks[max(0, before - MOST_NAMESAKES) : max(before, MOST_NAMESAKES)]
        return [self._people[rank] for rank in ranks]


def callings(stretch: Stretch) -> Iterator[Calling]:
    """Where someone is called for short in a stretch, or may be."""
    page = stretch.page
    text, key, names = page.text, page.key, page.names
    for start, end, _ in stretch.calls:
        if text[end + 1 : end + 2].isupper() and text[end] == " " and end + 1 not in names:
            yield Calling(start, _called_up_to(text, end + 1), (end + 1,), key[start:end], None)
    for item in stretch.items:
        if type(item) is Office and item.body and item.possessed is None and (starts := _last_words(page, item)):
            yield Calling(item.start, item.end, starts, "", item)


def _called_up_to(text: str, start: int) -> int:
    """Where the one or two capitalised words end that stand at `start`."""
    first = SINGLE.match(text, start)
    end = first.end() if first else start
    second = SINGLE.match(text, end + 1) if text.startswith(" ", end) else None
    return second.end() if second else end


def _last_words(page: Page, office: Office) -> tuple[int, ...]:
    """Where the last two words of an office begin, and the last one, if they may be a name."""
    body = office.body
    last = body.rfind(" ")
    cuts = (body.rfind(" ", 0, last), last) if last >= 0 else (last,)
    starts = [office.body_start + cut + 1 for cut in cuts if body[cut + 1 : cut + 2].isupper()]
    return tuple([at for at in starts if not page.lies_in_a_place(at)]) if starts else ()


def short_forms(text: str, key: str, found: Sequence[Calling], namesakes: Namesakes) -> Iterator[ShortForm]:
    """Each person called for short, with the mention and the office it was called by."""
    for calling in found:
        for start in calling.names:
            able = namesakes.called(key[start : calling.end], calling.start)
            if able:
                person, sure = _meant(able, calling)
                mention = Mention(text[calling.start : calling.end], calling.start, calling.end, _RULE, sure)
                yield person, mention, calling.office
                break


def _meant(able: list[Person], calling: Calling) -> tuple[Person, float]:
    """Who is meant: by the office named, the only one named before, by gender, the nearest; and how sure that is."""
    if len(able) == 1:
        return able[0], 0.9
    head = calling.office.head if calling.office else ""
    sex = gender(calling.honorific)
    for suits in (
        [person for person in able if head in person.heads],
        [person for person in able if person.start < calling.start],
        [person for person in able if sex and person.gender in (sex, "")],
        [person for person in able if sex and person.gender == sex],
    ):
        able = [person for person in able if person in suits] or able
        if len(able) == 1:
            return able[0], 0.85
    return max(able, key=lambda person: _last_before(person, calling.start)), 0.65


def _last_before(person: Person, position: int) -> int:
    count = bisect_left(person.named, position, key=lambda named: named.name.start)
    return person.named[count - 1].name.start if count else -1
