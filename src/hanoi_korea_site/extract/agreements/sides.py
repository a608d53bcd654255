"""The two sides of an article: whom "hai bên" means, who stands opposite one, who is named as "A và B"."""

import re
from collections import Counter, deque
from collections.abc import Sequence

from hanoi_korea_site.extract.agreements.actors import HOME, LOCALITIES, Actor, Scene
from hanoi_korea_site.extract.agreements.signers import headline_pair, unlisted_body
from hanoi_korea_site.extract.names import UPPER
from hanoi_korea_site.model import Place
from hanoi_korea_site.patterns import regex

_TITLE_WEIGHT = 3
_DOMINANT = 0.6
_LONGEST_PARTY = 14
"""Words in the name of a party that no list knows."""
_LONGEST_OFFICE = 6
"""Words between "với" and the name of a place: "với chính quyền thành phố Seoul"."""
_TWO = regex(
    r"(?:lãnh đạo |chính quyền |đại diện |nhân dân |phía )?(?:cả )?(?:hai|2) (?:chủ tịch |giám đốc |hiệu trưởng |"
    r"viện trưởng )?"
    r"(?:(?P<countries>nước|quốc gia|chính phủ|dân tộc|nhà nước|quốc hội)"
    r"|(?P<bodies>cơ quan(?: dân cử| lập pháp)?|đơn vị|hội đồng|trường|đại học|tổ chức|viện|bệnh viện|thư viện|"
    r"bảo tàng|nhà hát|sở|cục|bộ|trung tâm|đài|báo|cảng|ngân hàng|hiệp hội|hội|doanh nghiệp|công ty|tập đoàn)"
    r"|(?P<localities>bên|phía|thành phố|tp|địa phương|tỉnh|quận|huyện|thủ đô|nơi))\b"
)
_SCHOOL = ("trường", "đại học", "đh", "học viện", "cao đẳng")
_COUNCIL = ("hội đồng", "hđnd")
_FIRM = ("công ty", "tập đoàn", "tổng công ty", "hãng", "ngân hàng")
_UNION = ("hội", "hiệp hội", "chi hội")
_OF_KIND = {
    "trường": _SCHOOL, "đại học": _SCHOOL, "doanh nghiệp": _FIRM, "công ty": _FIRM, "tập đoàn": _FIRM,
    "viện": ("viện", "học viện"), "hội đồng": _COUNCIL, "cơ quan dân cử": _COUNCIL, "cơ quan lập pháp": _COUNCIL,
    "sở": ("sở", "cục", "vụ", "ban"),
    "cục": ("cục", "tổng cục", "sở"), "đài": ("đài", "kbs", "mbc"), "báo": ("báo", "nhật báo", "tuần báo"),
    "hội": _UNION, "hiệp hội": _UNION,
}  # fmt: skip
"""What the names of bodies begin with that "hai trường" and its like mean; any body for "hai cơ quan"."""
TYPES = {
    "thành phố": ("city",), "tp": ("city",), "thủ đô": ("city",), "tỉnh": ("province",),
    "quận": ("district",), "huyện": ("district",),
}  # fmt: skip
_WITNESSES = ("chứng kiến của ", "tham dự của ", "có mặt của ")
_UNIT = regex(r"(?:tỉnh|tp\.?|quận|huyện|phường|xã|đảo) ")
_UNIT_END = regex(r"(?<!\w)(?P<unit>tỉnh|thành phố|tp)$")
_ANY_BODY = ("cơ quan", "đơn vị", "tổ chức")
_AND = regex(r"[ ,](?:và|với|cùng) | ?[-–] ?|, ")
_GOES_ON = regex(rf" [-–—] |(?: [^\W\d_{UPPER}][^\W\d_{UPPER}]*)+$")
"""What may stand behind the place in which a name ends: a dash, or nothing but small letters."""
_AND_ONE_MORE = regex(r" và (?:thành phố |TP\.? ?|tỉnh )?")
_CLAUSE_ENDS = regex(r"[.;,\n]|$| (?:(?:từ|vào|hồi|trong|ngày|tháng|năm|cuối|đầu|giữa)(?!\w))")
_ONE_SIDE = regex(r"(?:một|1) bên là |bên kia là |phía |đại diện |lãnh đạo ")
PARTY_END = regex(
    r"[;:!?…“”\"()\n]|,|(?<!\w)(?:được|bị|đã|sẽ|đang|vừa|sắp|ký|có|là|gồm|nhằm|để|tại|vào|nhân(?= dịp|"
    r" chuyến| kỷ| lễ| ngày)|trong|trên|về|do|ngày|tháng|năm|giai đoạn|theo|trước|sau|khi|từ|đến|trị giá|"
    r"mà|này|(?:sáng|trưa|chiều|tối|hôm)(?= (?:ngày )?\d| nay| qua)|góp phần|tạo|mở ra|"
    r"thể hiện|qua|hồi|bằng|sớm|luôn|cũng|diễn ra|đồng thời|"
    r"dự kiến|hết|và|thì|phải|chưa|vẫn|mới(?= (?:được|ký|có)(?!\w)))(?!\w)"
)


def between(scene: Scene, start: int, limit: int) -> tuple[tuple[str, ...], int] | None:
    """Read "A và B" or "hai bên" that stands at `start`, behind "giữa"; the parties, and where they end."""
    if two := _TWO.match(scene.sheet.key, start, limit):
        if not any(actor.start == two.end() + 1 for actor in scene.within(two.end(), limit)[:1]):
            return two_sides(scene, two, start), two.end()
        start = two.end() + 1  # "hai thành phố A và B"
    start = _party_start(scene, start, limit)
    joint = next(
        (match for match in scene.outside(_AND, start, limit) if _names_party(scene, start, match.start())), None
    )
    if joint is None:
        return None
    second = _party_start(scene, joint.end(), limit)
    stop = next(scene.outside(PARTY_END, second, limit), None)
    end = _party_end(scene, second, stop, limit)
    if not _names_party(scene, second, end):
        return None
    parties = [_without_brackets(scene.sheet.text[start : joint.start()]), scene.sheet.text[second:end]]
    if stop and joint[0] == ", ":
        return _third(scene, parties, stop, limit) or (tuple(parties), end)
    return tuple(parties), end


def _party_end(scene: Scene, start: int, stop: re.Match[str] | None, limit: int) -> int:
    """Where a party's name ends: at `stop`, or at its place where a headline or the sentence goes on behind it.

    So it is in "… và thành phố Hà Nội – Bước tiến mới", "giữa A và tỉnh Chungcheongbuk phải hoãn".
    """
    end = _rstrip(scene.sheet.text, start, stop.start() if stop else limit)
    placed = (actor.end for actor in scene.within(start, end) if actor.kind in ("locality", "district"))
    return next((place for place in placed if _GOES_ON.match(scene.sheet.text, place, end)), end)


def _party_start(scene: Scene, start: int, limit: int) -> int:
    side = _ONE_SIDE.match(scene.sheet.key, start, limit)
    return side.end() if side else start


def _without_brackets(words: str) -> str:
    return words.partition(" (")[0].strip()


def _third(scene: Scene, parties: list[str], stop: re.Match[str], limit: int) -> tuple[tuple[str, ...], int] | None:
    """Read the last of "A, B và C"."""
    if stop[0] != "và":
        return None
    start = stop.end() + 1
    end = _party_end(scene, start, next(scene.outside(PARTY_END, start, limit), None), limit)
    return ((*parties, scene.sheet.text[start:end]), end) if _names_party(scene, start, end) else None


def _names_party(scene: Scene, start: int, end: int) -> bool:
    """Tell a party by an actor in it, or by the capitals of a name that no list knows."""
    if scene.within(start, end):
        return True
    words = scene.sheet.text[start:end].split()
    if _UNIT.match(scene.sheet.key, start, end) and len(words) > 1:
        return words[1][0].isupper()
    return 0 < len(words) <= _LONGEST_PARTY and sum(word[0].isupper() for word in words) >= 2  # noqa: PLR2004


def partner(scene: Scene, start: int, limit: int) -> tuple[Actor, str] | None:
    """Read the party that stands at `start`, behind "với" or "cùng": its actor, and its words."""
    stop = next(scene.outside(PARTY_END, start, limit), None)
    end = _rstrip(scene.sheet.text, start, stop.start() if stop else limit)
    found = scene.within(start, end)
    if (not found or found[0].start > start) and (body := unlisted_body(scene, start, end)):
        return body, body.text
    if not found or len(scene.sheet.text[start : found[0].start].split()) > _LONGEST_OFFICE:
        return None
    return found[0], scene.sheet.text[start : found[0].end]


def one_more(scene: Scene, partner: Actor, limit: int) -> tuple[str, ...]:
    """Read C in "ký với B và C cuối năm ngoái": one of B's kind behind "và", where no clause of its own goes on."""
    following = next(iter(scene.within(partner.end, limit)), None)
    if following is None or (following.kind, following.id) == ("country", partner.id) or following.kind != partner.kind:
        return ()
    joined = _AND_ONE_MORE.fullmatch(scene.sheet.text, partner.end, following.start)
    return (following.text,) if joined and _CLAUSE_ENDS.match(scene.sheet.key, following.end) else ()


def two_sides(scene: Scene, two: re.Match[str], position: int) -> tuple[str, ...]:
    """Name whom "hai nước", "hai cơ quan", "hai thành phố" or "hai bên" means at `position`."""
    if two["countries"]:
        return countries(scene)
    if two["bodies"]:
        return _two_bodies(scene, two["bodies"], position) or sides(scene, position)
    return sides(scene, position, TYPES.get(two["localities"], LOCALITIES))


def mentioned_two(scene: Scene, start: int, end: int) -> re.Match[str] | None:
    """Find the last "hai bên" or its like in a range."""
    if scene.sheet.key.find("hai ", start, end) < 0 and scene.sheet.key.find("2 ", start, end) < 0:
        return None
    last = next(iter(deque(_TWO.finditer(scene.sheet.key, start, end), maxlen=1)), None)
    witnesses = last is not None and scene.sheet.key.endswith(_WITNESSES, start, last.start())
    return None if witnesses else last


def _two_bodies(scene: Scene, word: str, position: int) -> tuple[str, ...]:
    """Name the last two bodies of a kind before an offset, not of one country, else the first two behind it."""
    bodies = [actor for actor in scene.actors if actor.kind == "organisation" and of_kind(scene, actor, word)]
    behind = next((index for index, actor in enumerate(bodies) if actor.end > position), len(bodies))
    if pair := _parted(bodies[:behind][::-1]):
        return full_name(scene, pair[1]), full_name(scene, pair[0])
    pair = _parted(bodies)
    return (full_name(scene, pair[0]), full_name(scene, pair[1])) if pair else ()


def of_kind(scene: Scene, actor: Actor, word: str) -> bool:
    """Whether a body may be called `word`: "Đại học Vinh" is a "trường"."""
    return word in _ANY_BODY or scene.sheet.key.startswith(_OF_KIND.get(word, (word,)), actor.start)


def _parted(bodies: list[Actor]) -> tuple[Actor, Actor] | None:
    """The first body and the next that is neither the same nor of the same country."""
    for body in bodies[1:]:
        first = bodies[0]
        alike = body.id == first.id or body.text in first.text or first.text in body.text
        if not alike and (not body.country or body.country != first.country):
            return first, body
    return None


def countries(scene: Scene) -> tuple[str, ...]:
    """Name the home country and the foreign one that the article tells most about; () where it names none."""
    counts = Counter({place.name: len(place.mentions) for place in scene.places if place.type == "country"})
    home = next((place.name for place in scene.places if place.type == "country" and place.country == HOME), "Việt Nam")
    foreign = [(name, count) for name, count in counts.most_common() if name != home]
    return (home, foreign[0][0]) if foreign else ()


def sides(scene: Scene, position: int, types: Sequence[str] = LOCALITIES) -> tuple[str, ...]:
    """Name the two bodies or localities that the article deals with around `position`, else the two countries."""
    pair = headline_pair(scene)
    if pair and (types is LOCALITIES or all(_is_of(scene, actor, types) for actor in pair)):
        return tuple([_named(scene, actor) for actor in pair])
    bodies = _leading_bodies(scene) if types is LOCALITIES else []
    if len(bodies) > 1:
        return bodies[0].name, bodies[1].name
    home = locality(scene, position, home=True, types=types)
    abroad = locality(scene, position, home=False, types=types)
    if home and abroad:
        return _wording(home), _wording(abroad)
    if types is not LOCALITIES and not abroad and home and (second := _second(scene, home)):
        return _wording(home), _wording(second)
    known = home or abroad
    if known and bodies and bodies[0].country != known.country:
        return (_wording(known), bodies[0].name) if home else (bodies[0].name, _wording(known))
    return countries(scene)


def _leading_bodies(scene: Scene) -> list[Actor]:
    """The bodies that the headline names as what the article is about: none of a state, each once."""
    title = scene.sheet.title_span
    named = scene.within(title.start, title.end) if title else ()
    bodies = {actor.id: actor for actor in named if actor.kind == "organisation" and not actor.country}
    return list(bodies.values())


def other_side(scene: Scene, actor: Actor) -> str:
    """Name who stands opposite `actor` where the text names one party only; "" where nobody does."""
    if actor.kind == "country":
        return next((name for name in countries(scene) if name != actor.text), "")
    opposite = locality(scene, actor.start, home=actor.country != HOME)
    return _wording(opposite) if opposite else ""


def full_name(scene: Scene, actor: Actor) -> str:
    """Name an actor with its place: "UBND tỉnh" is that of the article's province."""
    if actor.kind != "organisation" or not _UNIT_END.search(actor.name.lower()):
        return actor.name if actor.kind == "organisation" else actor.text
    place = locality(scene, actor.start, home=actor.country in ("", HOME))
    return f"{actor.name} {place.name}" if place and place.type in LOCALITIES else actor.name


def locality(scene: Scene, position: int, *, home: bool, types: Sequence[str] = LOCALITIES) -> Place | None:
    """Pick the locality that dominates its side, abroad among those of the paragraph, else the one named last.

    Those of `types` are preferred; a district is one only where it is told of most.
    """
    known = [
        place for place in scene.places if place.type in (*LOCALITIES, "district") and (place.country == HOME) is home
    ]
    known = [place for place in known if types is LOCALITIES or place.type in types] or known
    if not known:
        return None
    candidates = known if home else _named_in_block(scene, known, position) or known
    title = scene.sheet.title_span
    weights = {
        place.id: sum(
            _TITLE_WEIGHT if title and title.start <= mention.start < title.end else 1
            for mention in place.mentions
            if mention.start not in scene.asides
        )
        for place in candidates
    }
    leader = max(candidates, key=lambda place: (weights[place.id], place.type in LOCALITIES))
    runner_up = max((weights[place.id] for place in candidates if place is not leader), default=0)
    if home or weights[leader.id] >= min(_DOMINANT * sum(weights.values()), 2 * runner_up):
        return leader
    return max(candidates, key=lambda place: _last_mention(place, position))


def _second(scene: Scene, first: Place) -> Place | None:
    """The other of two localities of one country where the article knows no other country."""
    if any(place.country not in ("", first.country) for place in scene.places):
        return None
    others = [place for place in scene.places if place.type in LOCALITIES and place.id != first.id]
    return max(others, key=lambda place: len(place.mentions), default=None)


def _named_in_block(scene: Scene, known: list[Place], position: int) -> list[Place]:
    block = scene.block_at(position)
    return [place for place in known if block and _last_mention(place, position) >= block.start]


def _last_mention(place: Place, position: int) -> int:
    return max((mention.end for mention in place.mentions if mention.end <= position), default=-1)


def _is_of(scene: Scene, actor: Actor, types: Sequence[str]) -> bool:
    return any(place.id == actor.id and place.type in types for place in scene.places)


def _named(scene: Scene, actor: Actor) -> str:
    place = next((place for place in scene.places if place.id == actor.id), None)
    return _wording(place) if place else actor.name


def _wording(place: Place) -> str:
    """Word a place as the text mostly does: by its own name or by another, and plainly where the text has it so."""
    forms = [mention.text for mention in place.mentions if mention.text]
    own = [form for form in forms if place.name in form]
    if 2 * len(own) < len(forms):
        return min((form for form in forms if form not in own), key=len)
    return place.name if place.name in own or not own else min(own, key=len)


def _rstrip(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip(" ,.-–"))
