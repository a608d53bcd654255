"""Who may be a party: the places and organisations of an article, and the two sides that it tells about."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Literal

from hanoi_korea_site.extract.sheet import Sheet
from hanoi_korea_site.model import Mention, Organisation, Place

HOME = "VN"

_TITLE_WEIGHT = 3
_DOMINANT = 0.6
_LONGEST_PARTY = 14
"""Words in the name of a party that no list knows."""
_LONGEST_OFFICE = 6
"""Words between "với" and the name of a place: "với chính quyền thành phố Seoul"."""
_HOME_BODY = re.compile(r"nhân dân|ubnd|hđnd|mttq|tỉnh ủy|thành ủy", re.IGNORECASE)
_LOCALITIES = ("city", "province")
_TWO = re.compile(
    r"(?:lãnh đạo |chính quyền |đại diện |nhân dân |phía )?(?:cả )?(?:hai|2) "
    r"(?:(?P<countries>nước|quốc gia|chính phủ|dân tộc|nhà nước|quốc hội)"
    r"|(?P<bodies>cơ quan|đơn vị|hội đồng|trường|tổ chức|viện|bảo tàng|sở|đài|hiệp hội|doanh nghiệp|công ty|"
    r"tập đoàn)"
    r"|(?P<localities>bên|phía|thành phố|tp|địa phương|tỉnh|thủ đô|nơi))\b"
)
_AND = re.compile(r"[ ,](?:và|với|cùng) | ?[-–] ?|, ")
_PARTY_END = re.compile(
    r"[;:!?…“”\"()\n]|,|(?<!\w)(?:được|đã|sẽ|đang|vừa|sắp|(?<!đăng )ký|có|là|gồm|nhằm|để|tại|vào|nhân(?= dịp|"
    r" chuyến| kỷ| lễ| ngày)|trong|trên|về|(?<!tự )do|ngày|tháng|năm|giai đoạn|theo|trước|sau|khi|từ|đến|trị giá|"
    r"mà|này|góp phần|(?<!đào )(?<!chế )(?<!sáng )tạo|mở ra|thể hiện|qua|hồi|bằng|sớm|luôn|cũng|diễn ra|đồng thời|"
    r"và)(?!\w)"
)


@dataclass(frozen=True, slots=True)
class Actor:
    """A place or organisation where the text names it; `country` is "" where nothing tells."""

    start: int
    end: int
    text: str
    id: str
    kind: Literal["organisation", "locality", "country", "other"]
    country: str


@dataclass(frozen=True, slots=True)
class Scene:
    """A sheet with the names of possible parties, in reading order and not overlapping.

    `starts` and `ends` are parallel to `named`: a mention, what it names, and the first place inside it.
    """

    sheet: Sheet
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    named: tuple[tuple[Mention, Place | Organisation, Place | None], ...]
    places: tuple[Place, ...]

    def within(self, start: int, end: int) -> list[Actor]:
        """The actors that lie wholly in a range."""
        first = bisect_left(self.starts, start)
        return [_actor(*self.named[index]) for index in range(first, bisect_right(self.ends, end))]

    def before(self, end: int) -> Iterator[Actor]:
        """The actors that end before an offset, the nearest first."""
        return (_actor(*self.named[index]) for index in range(bisect_right(self.ends, end) - 1, -1, -1))

    def outside(self, pattern: re.Pattern[str], start: int, end: int) -> Iterator[re.Match[str]]:
        """Find `pattern` in a range of the key, but never inside an actor's name."""
        for match in pattern.finditer(self.sheet.key, start, end):
            index = bisect_left(self.starts, match.end()) - 1
            if index < 0 or self.ends[index] <= match.start():
                yield match

    def actor_ends_at(self, place: int) -> bool:
        """Whether an actor's name ends at an offset."""
        index = bisect_left(self.ends, place)
        return index < len(self.ends) and self.ends[index] == place


def set_scene(sheet: Sheet, places: Sequence[Place], organisations: Sequence[Organisation]) -> Scene:
    """Line up all names; a place inside an organisation's name only tells the organisation's country."""
    every = [
        (mention.start, -mention.end, mention, entity)
        for entities in (organisations, places)
        for entity in entities
        for mention in entity.mentions
    ]
    every.sort(key=itemgetter(0, 1))
    named: list[tuple[Mention, Place | Organisation, Place | None]] = []
    reached = 0
    for start, end, mention, entity in every:
        if start >= reached:
            named.append((mention, entity, None))
            reached = -end
        elif named[-1][2] is None and isinstance(entity, Place):
            named[-1] = (*named[-1][:2], entity)
    starts, ends = tuple(name[0].start for name in named), tuple(name[0].end for name in named)
    return Scene(sheet, starts, ends, tuple(named), tuple(places))


def _actor(mention: Mention, entity: Place | Organisation, inside: Place | None) -> Actor:
    if isinstance(entity, Place):
        return Actor(mention.start, mention.end, mention.text, entity.id, _kind(entity), entity.country)
    country = inside.country if inside else HOME if _HOME_BODY.search(mention.text) else ""
    return Actor(mention.start, mention.end, mention.text, entity.id, "organisation", country)


def _kind(place: Place) -> Literal["locality", "country", "other"]:
    if place.type in _LOCALITIES:
        return "locality"
    return "country" if place.type == "country" else "other"


def between(scene: Scene, start: int, limit: int) -> tuple[tuple[str, ...], int] | None:
    """Read "A và B" or "hai bên" that stands at `start`, behind "giữa"; the parties, and where they end."""
    if two := _TWO.match(scene.sheet.key, start, limit):
        return two_sides(scene, two, start), two.end()
    joint = next(
        (match for match in scene.outside(_AND, start, limit) if _names_party(scene, start, match.start())), None
    )
    if joint is None:
        return None
    stop = next(scene.outside(_PARTY_END, joint.end(), limit), None)
    end = _rstrip(scene.sheet.text, joint.end(), stop.start() if stop else limit)
    if not _names_party(scene, joint.end(), end):
        return None
    parties = [scene.sheet.text[start : joint.start()].strip(), scene.sheet.text[joint.end() : end]]
    if stop and joint[0] == ", ":
        return _third(scene, parties, stop, limit) or (tuple(parties), end)
    return tuple(parties), end


def _third(scene: Scene, parties: list[str], stop: re.Match[str], limit: int) -> tuple[tuple[str, ...], int] | None:
    """Read the last of "A, B và C"."""
    if stop[0] != "và":
        return None
    start = stop.end() + 1
    last = next(scene.outside(_PARTY_END, start, limit), None)
    end = _rstrip(scene.sheet.text, start, last.start() if last else limit)
    return ((*parties, scene.sheet.text[start:end]), end) if _names_party(scene, start, end) else None


def _names_party(scene: Scene, start: int, end: int) -> bool:
    """Tell a party by an actor in it, or by the capitals of a name that no list knows."""
    if scene.within(start, end):
        return True
    words = scene.sheet.text[start:end].split()
    return 0 < len(words) <= _LONGEST_PARTY and sum(word[0].isupper() for word in words) >= 2  # noqa: PLR2004


def partner(scene: Scene, start: int, limit: int) -> tuple[Actor, str] | None:
    """Read the party that stands at `start`, behind "với" or "cùng": its actor, and its words."""
    stop = next(scene.outside(_PARTY_END, start, limit), None)
    end = _rstrip(scene.sheet.text, start, stop.start() if stop else limit)
    found = scene.within(start, end)
    if not found or len(scene.sheet.text[start : found[0].start].split()) > _LONGEST_OFFICE:
        return None
    return found[0], scene.sheet.text[start : found[0].end]


def two_sides(scene: Scene, two: re.Match[str], position: int) -> tuple[str, ...]:
    """Name whom "hai nước", "hai cơ quan", "hai thành phố" or "hai bên" means at `position`."""
    if two["countries"]:
        return countries(scene)
    if two["bodies"]:
        return _last_bodies(scene, position) or sides(scene, position)
    return sides(scene, position)


def mentioned_two(scene: Scene, start: int, end: int) -> re.Match[str] | None:
    """Find the last "hai bên" or its like in a range."""
    return max(_TWO.finditer(scene.sheet.key, start, end), key=lambda match: match.start(), default=None)


def _last_bodies(scene: Scene, position: int) -> tuple[str, ...]:
    """Name the last two organisations before an offset that are not of one country."""
    later: Actor | None = None
    for actor in scene.before(position):
        if actor.kind != "organisation":
            continue
        if later is None:
            later = actor
        elif actor.id != later.id and (not actor.country or actor.country != later.country):
            return actor.text, later.text
    return ()


def countries(scene: Scene) -> tuple[str, ...]:
    """Name the home country and the foreign one that the article tells most about; () where it names none."""
    counts = Counter({place.name: len(place.mentions) for place in scene.places if place.type == "country"})
    home = next((place.name for place in scene.places if place.type == "country" and place.country == HOME), "Việt Nam")
    foreign = [(name, count) for name, count in counts.most_common() if name != home]
    return (home, foreign[0][0]) if foreign else ()


def sides(scene: Scene, position: int) -> tuple[str, ...]:
    """Name the two localities that the article deals with around `position`, else the two countries."""
    home = _locality(scene, position, home=True)
    abroad = _locality(scene, position, home=False)
    return (_wording(home), _wording(abroad)) if home and abroad else countries(scene)


def other_side(scene: Scene, actor: Actor) -> str:
    """Name who stands opposite `actor` where the text names one party only; "" where nobody does."""
    if actor.kind == "country":
        return next((name for name in countries(scene) if name != actor.text), "")
    opposite = _locality(scene, actor.start, home=actor.country != HOME)
    return _wording(opposite) if opposite else ""


def _locality(scene: Scene, position: int, *, home: bool) -> Place | None:
    """Pick the locality that dominates its side, else the one named last before `position`."""
    candidates = [place for place in scene.places if place.type in _LOCALITIES and (place.country == HOME) is home]
    if not candidates:
        return None
    title = scene.sheet.title_span
    weights = {
        place.id: sum(
            _TITLE_WEIGHT if title and title.start <= mention.start < title.end else 1 for mention in place.mentions
        )
        for place in candidates
    }
    leader = max(candidates, key=lambda place: weights[place.id])
    if home or weights[leader.id] >= _DOMINANT * sum(weights.values()):
        return leader
    return max(
        candidates,
        key=lambda place: max((mention.end for mention in place.mentions if mention.end <= position), default=-1),
    )


def _wording(place: Place) -> str:
    """Word a place as the text does, by its plain name where the text has it."""
    forms = [mention.text for mention in place.mentions if mention.text]
    return place.name if place.name in forms or not forms else min(forms, key=len)


def _rstrip(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip(" ,.-–"))
