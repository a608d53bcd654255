"""Claims on offices, and the ties made so far on one stretch of text: who holds what, which office is still free."""

from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

from hanoi_korea_site.extract.office_words import assemblies, exclude, leads, listed
from hanoi_korea_site.extract.officials.cast import Item, Named, Stretch
from hanoi_korea_site.extract.officials.office_body import read_body
from hanoi_korea_site.extract.officials.offices import Office
from hanoi_korea_site.text import match_key

_CHAINED = frozenset(
    ("", ",", "-", "–", ";", "kiêm", ", kiêm", "kiêm nhiệm", "đồng thời là", ", đồng thời là", ", đồng thời")
)


class Claim(Struct, frozen=True, gc=False):
    """`office` is held by `holder`; `weak` claims count only where nothing better is known of the person."""

    holder: Named
    office: Office
    rule: str
    confidence: float
    weak: bool = False
    former: bool = False


class Ties:
    """The claims made so far on one stretch: which offices are taken, and who already holds one.

    `offices` are the indexes of all offices, `before_names` of those right before a name; `after_names` are the indexes
    of names right before an office.
    """

    def __init__(self, stretch: Stretch, country_of: Callable[[Office], str]) -> None:
        self.items = items = list(stretch.items)
        self.gaps = stretch.gaps
        self.claims: list[Claim] = []
        self.offices = [index for index, item in enumerate(items) if type(item) is Office]
        last = len(items) - 1
        self.before_names = [index for index in self.offices if index < last and type(items[index + 1]) is Named]
        self.after_names = [index - 1 for index in self.offices if index and type(items[index - 1]) is Named]
        self.text = stretch.page.text
        self._page = stretch.page
        self._key = stretch.page.key
        self._country_of = country_of
        self._taken: set[int] = set()
        self._before: set[int] = set()
        self._holding: set[int] = set()

    def office(self, index: int) -> Office | None:
        """The office at `index`, if there is one and nobody has it."""
        item = self.items[index] if 0 <= index < len(self.items) else None
        return item if isinstance(item, Office) and index not in self._taken else None

    def words_before(self, index: int) -> str:
        """The words of the sentence right before an item, 40 letters at most."""
        start = self.items[index].start
        return self._key[max(0, start - 40) : start].rpartition("\n")[2].rpartition(". ")[2]

    def words_after(self, index: int) -> str:
        """The words right behind an item, 40 letters at most."""
        end = self.items[index].end
        return self._key[end : end + 40]

    def words_before_name(self, index: int) -> str:
        """The words right before a name, its honorifics included, 40 letters at most."""
        item = self.items[index]
        start = item.name.start if isinstance(item, Named) else item.start
        return self._key[max(0, start - 40) : start].rpartition("\n")[2]

    def words_between(self, index: int) -> str:
        """What stands between an item and the next one, letter for letter."""
        return self._key[self.items[index].end : self.items[index + 1].start]

    def title_up_to(self, office: Office) -> str:
        """The words of an office from its modifiers to the end of its title."""
        end = self.text.find(office.title, office.start) + len(office.title)
        return self._key[office.start : end]

    def between_commas(self, name: int) -> bool:
        """Whether a comma stands right behind the name as well."""
        return self._key.startswith(",", self.items[name].end)

    def named(self, index: int) -> Named | None:
        item = self.items[index] if 0 <= index < len(self.items) else None
        return item if isinstance(item, Named) else None

    def holds(self, index: int) -> bool:
        return index in self._holding

    def holds_before(self, index: int) -> bool:
        """Whether an office stands right before this name."""
        return index in self._before

    def tie(
        self,
        name: int,
        offices: list[int],
        rule: str,
        confidence: float,
        *,
        before: bool = False,
        weak: bool = False,
        former: bool = False,
    ) -> None:
        """The person at `name` holds these offices; `before` says they stand right before the name."""
        holder = self.named(name)
        if holder is None:
            return
        if before:
            self._before.add(name)
        sure = round(confidence * holder.name.weight, 2)
        for index in offices:
            office = self.items[index]
            if isinstance(office, Office):
                self._taken.add(index)
                self.claims.append(Claim(holder, office, f"officials.{rule}", sure, weak, former))
        self._holding.add(name)

    def tie_apart(self, name: int, index: int, office: Office, rule: str, confidence: float) -> None:
        """The person at `name` holds `office`, one of those that are told together at `index`."""
        holder = self.named(name)
        if holder is not None:
            self._taken.add(index)
            self._before.add(name)
            self._holding.add(name)
            sure = round(confidence * holder.name.weight, 2)
            self.claims.append(Claim(holder, office, f"officials.{rule}", sure))

    def take_body_behind(self, index: int) -> None:
        """As in "Chủ tịch Kim Min-su của Hiệp hội Du lịch": the body of a bare office stands behind its holder."""
        office, holder = self.items[index], self.items[index + 1]
        if not isinstance(office, Office) or office.body or not self._key.startswith(" của ", holder.end):
            return
        body = read_body(self._page, holder.end, len(self._key), office.kind)
        start = holder.end + len(" của ")
        if body.nested is None and body.end > start:
            words = self._page.text[start : body.end]
            self.items[index] = replace(office, body=words, body_start=start, end=body.end)

    def share_body(self, offices: list[int]) -> None:
        """As in "Chủ tịch và Phó Chủ tịch Hội đồng thành phố": the last one's body is that of all, if no other has one.

        "Trưởng nhóm" and "Phó đoàn" name theirs themselves.
        """
        *others, last = [item for index in offices if isinstance(item := self.items[index], Office)]
        if any(office.body or office.kind == "delegation" for office in others):
            return
        for index, office in zip(offices, others, strict=False):
            self.items[index] = replace(office, body=last.body, body_start=last.body_start, end=last.end)

    def chain(self, index: int, step: int) -> list[int]:
        """Free offices that stand in a row with the one at `index`, on its left (step -1) or right, in text order."""
        found = [index]
        while (following := self.office(found[-1] + step)) is not None:
            gap = self.gaps[min(found[-1], found[-1] + step)]
            last = self.items[found[-1]]
            if gap not in _CHAINED or (step < 0 and (gap == ";" or _begins_what_is_said(last, following))):
                break
            if not isinstance(last, Office) or not self.one_person(following, last):
                break
            if step > 0 and self._named_next(found[-1] + step, gap):
                break
            found.append(found[-1] + step)
        return sorted(found)

    def _named_next(self, index: int, mark: str) -> bool:
        """Whether the office, which stands behind `mark`, has a holder of its own right behind it."""
        return self.named(index + 1) is not None and (self.gaps[index] == "" or (mark, self.gaps[index]) == (";", ","))

    def one_person(self, one: Office, other: Office) -> bool:
        """Two mayors, a mayor and a minister, or offices of two countries, are not one person."""
        if one.head == other.head and one.body and other.body:
            return False
        if not (one.former or other.former) and (exclude(one.head, other.head) or _two_powers(one, other)):
            return False
        countries = {self._country_of(one), self._country_of(other)} - {""}
        return len(countries) < 2  # noqa: PLR2004 - two countries


def _two_powers(one: Office, other: Office) -> bool:
    """Head of the executive, and chair of an assembly."""
    return any(
        leads(head.head) and chair.head.endswith("chủ tịch") and match_key(chair.body).startswith(assemblies())
        for head, chair in ((one, other), (other, one))
    )


def _begins_what_is_said(last: Item, before: Office) -> bool:
    """As in "Trong buổi tiếp Chủ tịch JICA, Thủ tướng Phạm Văn An nhấn mạnh …": no party rank leads up to him."""
    return isinstance(last, Office) and last.head in listed("leaders") and before.kind != "party"
