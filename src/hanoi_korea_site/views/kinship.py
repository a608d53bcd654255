"""Which articles belong together: those that name the same documents, people and places."""

from bisect import bisect_right
from collections import defaultdict
from typing import Literal, Self

from msgspec import Struct, field

from hanoi_korea_site.archive import Archive, Article

RELATED = 5
_WINDOW = 4
_Kind = Literal["agreements", "officials", "places"]
_PINS_NOTHING = frozenset({"country", "river", "other"})


class Kinship(Struct, frozen=True):
    """The archive's articles in order, newest first, and where those of each entity stand; made once a build."""

    archive: Archive
    order: tuple[str, ...]
    rank: dict[str, int]
    _ranks: dict[tuple[str, str], list[int]] = field(default_factory=dict)
    _related: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, archive: Archive) -> Self:
        order = tuple(archive.articles)
        return cls(archive, order, {article: index for index, article in enumerate(order)})

    def newer(self, article: str) -> str | None:
        here = self.rank[article]
        return self.order[here - 1] if here else None

    def older(self, article: str) -> str | None:
        here = self.rank[article]
        return self.order[here + 1] if here + 1 < len(self.order) else None

    def related(self, entry: Article) -> tuple[str, ...]:
        """At most `RELATED`: those that share most, of them the nearest in time.

        Of each entity only the few articles around this one are looked at, so that the work for one article does not
        grow with the archive.
        """
        known = self._related.get(entry.id)
        if known is None:
            known = self._related[entry.id] = self._nearest(entry)
        return known

    def _nearest(self, entry: Article) -> tuple[str, ...]:
        here = self.rank[entry.id]
        shared: defaultdict[int, int] = defaultdict(int)
        weighed: tuple[tuple[_Kind, tuple[str, ...], int], ...] = (
            ("agreements", entry.agreements, 5),
            ("officials", entry.officials, 3),
            ("places", entry.places, 1),
        )
        for kind, entities, weight in weighed:
            for entity in entities:
                ranks = self._ranks_of(kind, entity)
                after = bisect_right(ranks, here)
                for other in ranks[max(0, after - 1 - _WINDOW) : after + _WINDOW]:
                    shared[other] += weight
        shared.pop(here, None)  # absent where it names nothing
        far = len(self.order)
        best = sorted((abs(other - here) - weight * far) * far + other for other, weight in shared.items())
        return tuple(self.order[key % far] for key in best[:RELATED])

    def _ranks_of(self, kind: _Kind, entity: str) -> list[int]:
        """Of the articles that name it; none of a place that most articles name."""
        ranks = self._ranks.get((kind, entity))
        if ranks is None:
            ranks = self._ranks[kind, entity] = sorted(map(self.rank.__getitem__, self._named_by(kind, entity)))
        return ranks

    def _named_by(self, kind: _Kind, entity: str) -> tuple[str, ...]:
        if kind == "places":
            place = self.archive.places[entity]
            return () if place.type in _PINS_NOTHING else place.articles
        return (self.archive.agreements if kind == "agreements" else self.archive.officials)[entity].articles
