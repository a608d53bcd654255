"""What offices a person holds: claims told apart, one office told once, and the country that is served."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import lru_cache

from hanoi_korea_site.extract.office_words import synonyms
from hanoi_korea_site.extract.officials.offices import Office
from hanoi_korea_site.extract.officials.ties import Claim
from hanoi_korea_site.gazetteer import Gazetteer
from hanoi_korea_site.model import Role, Span
from hanoi_korea_site.patterns import regex
from hanoi_korea_site.text import match_key

_ABROAD = regex(r"(?:^|\s)(?:tại|ở)\s+(?:[^\W\d_]+\s+){0,2}$")
_BETWEEN = regex(r"(?:Việt|Hàn)(?: Nam| Quốc)? ?[-–] ?(?:Việt|Hàn)")
_DASHES = regex("[-–]")
_OWN = frozenset(("state", "diplomatic", "local", "legislature", "party", "envoy"))
_FULL_WORDS = {
    "ubnd": "ủy ban nhân dân", "hđnd": "hội đồng nhân dân", "mttq": "mặt trận tổ quốc", "tphcm": "hồ chí minh",
    "hcm": "hồ chí minh", "đbqh": "đại biểu quốc hội", "bch": "ban chấp hành", "hđqt": "hội đồng quản trị",
    "btv": "ban thường vụ",
}  # fmt: skip
_IGNORED = frozenset(("tỉnh", "thành", "phố", "tp", "thủ", "đô", "của", "tại", "và", "quốc", "gia"))
_MOST_ALIKE = 40
_WORD = regex(r"\w+")


class Countries:
    """The country that each office serves, by the places read out of the same sheet and the known ones."""

    def __init__(self, key: str, placed: Sequence[tuple[int, int, str]], gazetteer: Gazetteer) -> None:
        """`placed` are the places by where they stand: start, end, and the country's code."""
        self._key = key
        self._gazetteer = gazetteer
        self._placed = placed
        self._starts = [start for start, _, _ in placed]
        self._told: dict[tuple[int, int], str] = {}

    def of(self, office: Office) -> str:
        """The country; "" where none or several are told."""
        if not office.body:
            return ""
        body = (office.body_start, office.end)
        told = self._told.get(body)
        if told is None:
            told = self._told[body] = self._served(office) or _country_named(office.body, self._gazetteer)
        return told

    def _served(self, office: Office) -> str:
        """The country of the places in the office's body, those aside where it is posted."""
        first = bisect_left(self._starts, office.body_start)
        placed = self._placed[first : bisect_left(self._starts, office.end, first)]
        if not placed or (_DASHES.search(office.body) and _BETWEEN.search(office.body)):
            return ""
        own = {country for at, _, country in placed if not self._posted(office.body_start, at)}
        return own.pop() if len(own) == 1 else ""

    def _posted(self, start: int, place: int) -> bool:
        before = self._key[start:place]
        return ("tại" in before or "ở" in before) and _ABROAD.search(before) is not None


def _country_named(body: str, gazetteer: Gazetteer) -> str:
    """The country of a known place that a body begins with ("Mỹ", "Hoa Kỳ"), though nobody took it for one here."""
    words = body.split(" ")[:3] if body[:1].isupper() else []
    found = (gazetteer.named(" ".join(words[:count])) for count in range(len(words), 0, -1))
    return next((places[0].country for places in found if places), "")


def roles_of(claims: Sequence[Claim], text: str) -> tuple[Role, ...]:
    """Each office once, in text order, as first worded; a bare first wording gives way to a fuller one."""
    if len(claims) == 1:
        return (_role(claims[0], text),)
    telling = _telling(claims)
    told = set(map(id, telling))
    found: list[Claim] = []
    alike: dict[tuple[str, bool], list[int]] = {}
    for claim in [*telling, *[claim for claim in claims if id(claim) not in told]]:
        office = claim.office
        ranks = alike.setdefault((_head(office), office.former), [])
        same = _same_office(office.body, found, ranks)
        if same is None:
            if id(claim) in told:
                ranks.append(len(found))
                found.append(claim)
        elif _says_better(office, found[same].office):
            found[same] = claim
    return tuple(_role(claim, text) for claim in found)


def _same_office(body: str, found: Sequence[Claim], ranks: Sequence[int]) -> int | None:
    """Which of the claims at `ranks` is of a body that one may call so."""
    for rank in ranks[-_MOST_ALIKE:]:
        if _same_body(body, found[rank].office.body):
            return rank
    return None


def _says_better(one: Office, other: Office) -> bool:
    """One wording gives way to another of the same office where it is bare, or in the capitals of a headline.

    A headline that tells the body gives way to no bare wording.
    """
    bare = not other.body and bool(one.body) and one.head == other.head
    shouted = other.title.isupper() and not one.title.isupper()
    return bare or (shouted and bool(one.body or not other.body))


def _telling(claims: Sequence[Claim]) -> Sequence[Claim]:
    """The claims that count: weak ones, and the lead of a delegation, only where there is nothing else."""
    strong = [claim for claim in claims if not claim.weak and claim.office.kind != "delegation"]
    return strong or [claim for claim in claims if not claim.weak] or claims


def _role(claim: Claim, text: str) -> Role:
    office = claim.office
    words = text[office.start : office.end].rstrip()
    return Role(office.title, office.body, office.former or claim.former, Span(office.start, office.start + len(words)))


def _same_body(one: str, other: str) -> bool:
    """Whether one body says no more than the other."""
    if one == other:
        return True
    first, second = _body_words(one), _body_words(other)
    return first <= second or second <= first


def _head(office: Office) -> str:
    return synonyms().get(office.head, office.head)


@lru_cache(maxsize=4096)
def _body_words(body: str) -> frozenset[str]:
    body = match_key(body)
    for short, full in _FULL_WORDS.items():
        if short in body:
            body = body.replace(short, full)
    return frozenset(_WORD.findall(body)) - _IGNORED


def country_of_person(claims: Sequence[Claim], form: str, country_of: Callable[[Office], str]) -> str:
    """The country served: of the office's body where the office is a public one, else by the name's form."""
    by_name = form if form in ("VN", "KR") else ""
    telling = _telling(claims)
    for claim in telling:
        if claim.office.kind in _OWN and (country := country_of(claim.office)):
            return country
    return by_name or next((country for claim in telling if (country := country_of(claim.office))), "")
