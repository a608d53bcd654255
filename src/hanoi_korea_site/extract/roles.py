"""What offices a person holds: claims told apart, one office told once, and the country that is served."""

import re
from collections.abc import Callable, Mapping, Sequence

from hanoi_korea_site.extract.office_words import synonyms
from hanoi_korea_site.extract.offices import Office
from hanoi_korea_site.extract.ties import Claim
from hanoi_korea_site.model import Role, Span
from hanoi_korea_site.text import match_key

_ABROAD = re.compile(r"(?:^|\s)(?:tại|ở)\s+(?:[^\W\d_]+\s+){0,2}$")
_BETWEEN = re.compile(r"(?:Việt|Hàn)(?: Nam| Quốc)? ?[-–] ?(?:Việt|Hàn)")
_OWN = frozenset(("state", "diplomatic", "local", "legislature", "party", "envoy"))
_FULL_WORDS = {
    "ubnd": "ủy ban nhân dân", "hđnd": "hội đồng nhân dân", "mttq": "mặt trận tổ quốc", "tphcm": "hồ chí minh",
    "hcm": "hồ chí minh", "đbqh": "đại biểu quốc hội", "bch": "ban chấp hành", "hđqt": "hội đồng quản trị",
    "btv": "ban thường vụ",
}  # fmt: skip
_IGNORED = frozenset(("tỉnh", "thành", "phố", "tp", "thủ", "đô", "của", "tại", "và", "quốc", "gia"))
_GRADES = ("thường trực", "quyền", "đặc mệnh toàn quyền", "danh dự")
_WORD = re.compile(r"\w+")


def served_country(key: str, office: Office, country_at: Mapping[int, str]) -> str:
    """The country of the places in the office's body, those aside where it is posted; "" where none or several."""
    if _BETWEEN.search(office.body):
        return ""
    starts = sorted(start for start in country_at if office.body_start <= start < office.end)
    own = [country_at[start] for start in starts if not _ABROAD.search(key[office.body_start : start])]
    return own[0] if len(set(own)) == 1 else ""


def roles_of(claims: Sequence[Claim]) -> tuple[Role, ...]:
    """Each office once, in text order, as first worded; a bare first wording gives way to a fuller one."""
    telling = _telling(claims)
    found: list[Claim] = []
    for claim in [*telling, *(claim for claim in claims if claim not in telling)]:
        same = next((i for i, other in enumerate(found) if _same_office(claim.office, other.office)), None)
        if same is None and claim in telling:
            found.append(claim)
        elif same is not None and _says_better(claim.office, found[same].office):
            found[same] = claim
    return tuple(_role(claim) for claim in found)


def _says_better(one: Office, other: Office) -> bool:
    """One wording gives way to another of the same office where it is bare, or in the capitals of a headline."""
    bare = not other.body and bool(one.body) and one.head == other.head
    return bare or (other.title.isupper() and not one.title.isupper())


def _telling(claims: Sequence[Claim]) -> Sequence[Claim]:
    """The claims that count: weak ones, and the lead of a delegation, only where there is nothing else."""
    strong = [claim for claim in claims if not claim.weak and claim.office.kind != "delegation"]
    return strong or [claim for claim in claims if not claim.weak] or claims


def _role(claim: Claim) -> Role:
    office = claim.office
    return Role(office.title, office.body, office.former or claim.former, Span(office.start, office.end))


def _same_office(one: Office, other: Office) -> bool:
    """One head, and bodies of which one says no more than the other."""
    if one.former != other.former or _head(one) != _head(other):
        return False
    first, second = _body_words(one), _body_words(other)
    return first <= second or second <= first


def _head(office: Office) -> str:
    return synonyms().get(office.head, office.head)


def _body_words(office: Office) -> frozenset[str]:
    body = match_key(office.body)
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
