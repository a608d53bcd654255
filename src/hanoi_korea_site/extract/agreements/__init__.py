"""Agreements: documents, signed or to be signed, each with its parties, its status and its date.

A document is found by its head noun (`heads`), its name is followed to the end (`documents`), its sentence tells what
became of it (`standing`), when (`signing_dates`) and between whom (`parties`); the namings of one document are brought
together (`namings`).
"""

from collections import Counter
from collections.abc import Sequence

from msgspec.structs import replace

from hanoi_korea_site.extract.agreements.actors import set_scene
from hanoi_korea_site.extract.agreements.namings import CLEAR, Naming, find_namings, group_namings
from hanoi_korea_site.extract.agreements.parties import PARTY_RULES
from hanoi_korea_site.extract.dates import DateReading
from hanoi_korea_site.extract.heads import find_heads
from hanoi_korea_site.extract.listed import listed_in
from hanoi_korea_site.extract.sheet import Sheet
from hanoi_korea_site.extract.stages import Stage, Steps
from hanoi_korea_site.model import Agreement, AgreementStatus, AgreementType, Dated, Mention, Organisation, Place
from hanoi_korea_site.patterns import regex
from hanoi_korea_site.text import slug

_STRENGTH: tuple[AgreementStatus, ...] = ("signed", "planned", "proposed", "in_force", "unknown")
"""What one naming says of a document outweighs what comes later in this order."""
_CONFIDENCE = {"named_document": 0.9, "signed_document": 0.8, "reminder": 0.75}
_FARTHER = {"told_before": 1, "planned_before": 1, "main_event": 2}
"""How far from a document's own words the rules stand that date it by others."""
_HEADLINE = regex(
    r"(?![^\n]*(?<!\w)(?:sẽ|muốn|đề nghị|đề xuất|dự kiến|hướng tới|tiến tới|xúc tiến ký|chuẩn bị|sắp|mong|bàn)(?!\w))"
    r"[^\n]{3,120} (?:ký|ký kết|tái ký) (?:kết )?(?:hợp tác|quan hệ|giao lưu|kết nghĩa|thỏa thuận|bản |biên bản )"
)
_UNTOLD = 0.65
"""Confidence in a named document of which the text says neither what became of it nor whose it is."""


@Stage
def find_agreements(
    sheet: Sheet, places: Sequence[Place], organisations: Sequence[Organisation], dates: DateReading
) -> Steps[tuple[Agreement, ...]]:
    """Find the documents that `sheet` tells of, in the order of their first mention."""
    heads = find_heads(sheet, listed_in(sheet.key).heads)
    if not heads:
        return ()
    scene = set_scene(sheet, places, organisations)
    yield
    namings = yield from find_namings(scene, heads, dates)
    yield
    groups = sorted(group_namings(namings), key=lambda group: group[0].document.start)
    taken: Counter[str] = Counter()
    found = [_agreement(sheet, group, dates.main, taken) for group in groups]
    if len(found) == 1 and found[0].status == "proposed" and _signed_in_headline(sheet):
        found = [replace(found[0], status="signed")]
    return tuple(found)


def _signed_in_headline(sheet: Sheet) -> bool:
    """Whether "A và B ký kết hợp tác …" stands over the article: it tells of the only document in it."""
    span = sheet.title_span
    return span is not None and bool(_HEADLINE.match(sheet.key, span.start, span.end))


def _agreement(sheet: Sheet, group: list[Naming], main: Dated | None, taken: Counter[str]) -> Agreement:
    full = max(group, key=_fullness)
    rank, parties = min(((n.rank, n.parties) for n in group if n.parties), key=_surest, default=(len(PARTY_RULES), ()))
    date = _date(group)
    return Agreement(
        id=_fresh(slug(full.document.title) or "van-kien", taken),
        title=full.document.title,
        type=_type(group, full),
        parties=parties,
        status=_status(group, rank, date, main),
        date=date,
        mentions=tuple(_mention(sheet, naming) for naming in group),
    )


def _surest(named: tuple[int, tuple[str, ...]]) -> tuple[bool, bool, int]:
    """Prefer those named in the document's own clause, then two to one."""
    rank, parties = named
    return rank > CLEAR, len(parties) == 1, rank


def _fullness(naming: Naming) -> tuple[bool, bool, int, int]:
    """Rank a name by how much it says: a document's noun, parties, subject; the earlier of two equal ones."""
    document = naming.document
    return document.head.strength != "signing", bool(document.parties), len(document.subject), -document.start


def _type(group: list[Naming], full: Naming) -> AgreementType:
    """Take the narrowest word used: a "thỏa thuận" that is also called a memorandum is one."""
    types = {naming.document.head.type for naming in group}
    return full.document.head.type if "memorandum" not in types else "memorandum"


def _date(group: list[Naming]) -> Dated | None:
    """Prefer a date in the document's own words to one told around it, and this to the day of the event reported."""
    dated = [naming for naming in group if naming.date is not None]
    return min(dated, key=lambda naming: _FARTHER.get(naming.date_rule, 0)).date if dated else None


def _status(group: list[Naming], rank: int, date: Dated | None, main: Dated | None) -> AgreementStatus:
    status = min((naming.status for naming in group), key=_STRENGTH.index)
    stated = any(naming.document.head.type == "joint_statement" for naming in group)
    told = any(n.date_rule == "entry_day" or (n.act is not None and n.act.deed == "sign") for n in group)
    if status == "signed" and stated and not told:
        earlier = date is not None and (main is None or date.start < main.start)
        return "in_force" if earlier else "signed"  # a statement issued before the event stands since
    if status == "unknown" and date is not None and not stated:
        return "planned" if main is not None and date.start > main.start else "signed"
    if status == "unknown" and (date is not None or rank == 0):
        return "in_force"
    return status


def _mention(sheet: Sheet, naming: Naming) -> Mention:
    document = naming.document
    told = naming.act is not None or naming.rank == 0 or naming.date is not None
    confidence = _CONFIDENCE[naming.kind] if told or naming.kind == "reminder" else _UNTOLD
    words = sheet.text[document.start : document.end]
    return Mention(words, document.start, document.end, f"agreements.{naming.kind}", confidence)


def _fresh(stem: str, taken: Counter[str]) -> str:
    """`stem`, numbered where an agreement before has taken it."""
    taken[stem] += 1
    return stem if taken[stem] == 1 else _fresh(f"{stem}-{taken[stem]}", taken)
