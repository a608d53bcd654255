"""Things that are one, gathered step by step; and names for the groups that no two share."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol, Self, TypeVar


class Groups:
    """Disjoint groups of the numbers 0..size-1; the lowest number of a group names it."""

    def __init__(self, size: int) -> None:
        self._above = list(range(size))

    def name(self, member: int) -> int:
        above = self._above
        while above[member] != member:
            above[member] = above[above[member]]
            member = above[member]
        return member

    def join(self, members: Iterable[int]) -> None:
        names = sorted({self.name(member) for member in members})
        for name in names[1:]:
            self._above[name] = names[0]

    def all(self) -> list[list[int]]:
        """Every group, members ascending, in the order of their lowest members."""
        found: dict[int, list[int]] = defaultdict(list)
        for member in range(len(self._above)):
            found[self.name(member)].append(member)
        return list(found.values())


class Entity(Protocol):
    """Facts of several articles that are one thing."""

    def members(self) -> Iterator[tuple[str, str]]:
        """Give the facts: article, and id in its record."""

    def names(self) -> Mapping[str, int]:
        """Give the names met, each with the number of articles."""

    def take(self, other: Self) -> None:
        """Make `other` part of this; two that the machine takes for one are equals."""

    def absorb(self, other: Self) -> None:
        """Make `other` part of this, which keeps its name: the editor said what `other` is."""


AnyEntity = TypeVar("AnyEntity", bound=Entity)


def united(entities: Sequence[AnyEntity], groups: Groups) -> list[AnyEntity]:
    """One entity a group, in the order of their first members."""
    found = []
    for first, *others in groups.all():
        for other in others:
            entities[first].take(entities[other])
        found.append(entities[first])
    return found


def unique_ids(wanted: Sequence[tuple[str, tuple[str, ...]]]) -> list[str]:
    """Give each (stem, qualifiers) an id of its own, in the order given.

    Where several want one stem, all of them take as many of their qualifiers as it needs ("kim-min-su-busan"): none
    passes for the one that is meant. A number settles what qualifiers cannot.
    """
    ids = [stem for stem, _ in wanted]
    for depth in range(max((len(qualifiers) for _, qualifiers in wanted), default=0)):
        counts = Counter(ids)
        for at, (_, qualifiers) in enumerate(wanted):
            if counts[ids[at]] > 1 and depth < len(qualifiers) and qualifiers[depth]:
                ids[at] = f"{ids[at]}-{qualifiers[depth]}"
    counts = Counter(ids)
    taken = {name for name, count in counts.items() if count == 1}
    for at, name in enumerate(ids):
        if counts[name] > 1:
            ids[at] = next(free for number in range(1, len(ids) + 2) if (free := f"{name}-{number}") not in taken)
            taken.add(ids[at])
    return ids
