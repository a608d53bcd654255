"""What is known of a text while its offices are read."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from msgspec import Struct

from hanoi_korea_site.extract.names import Name
from hanoi_korea_site.extract.office_words import Term
from hanoi_korea_site.finder import Hit
from hanoi_korea_site.patterns import regex

BLANK = regex(r"[^\S\n]*")


class Page(Struct, frozen=True, gc=False):
    """A text with its names, places, heads, traps and bodies' nouns, by where they start."""

    text: str
    key: str
    names: Mapping[int, Name]
    places: Mapping[int, int]
    place_starts: Sequence[int]
    heads: Mapping[int, Hit[Term]]
    traps: Mapping[int, int]
    nouns: Mapping[int, int]

    def name_after(self, position: int) -> Name | None:
        """The name that begins right here, blanks aside."""
        blank = BLANK.match(self.text, position)
        return self.names.get(blank.end()) if blank else None

    def is_free(self, start: int, end: int) -> bool:
        """Whether no name, place, office or noun that is known begins in between."""
        known = (self.names, self.places, self.heads, self.nouns)
        return not any(at in starts for at in range(start, end) for starts in known)

    def lies_in_a_place(self, position: int) -> bool:
        """Whether the name of a place runs over `position`."""
        index = bisect_right(self.place_starts, position) - 1
        return index >= 0 and self.places[self.place_starts[index]] > position
