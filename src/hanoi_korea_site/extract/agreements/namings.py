"""Which namings are of one document: by kind, year, date, parties and subject."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from hanoi_korea_site.extract.agreements.actors import Scene
from hanoi_korea_site.extract.agreements.document_dates import date_of
from hanoi_korea_site.extract.agreements.documents import Document, find_documents
from hanoi_korea_site.extract.agreements.entries import introduced
from hanoi_korea_site.extract.agreements.parties import parties_of
from hanoi_korea_site.extract.agreements.sides import countries, mentioned_two
from hanoi_korea_site.extract.agreements.signers import headline_pair
from hanoi_korea_site.extract.agreements.signing_dates import Told, in_order, yet_to_be_signed
from hanoi_korea_site.extract.agreements.standing import Act, act_over_list, find_act
from hanoi_korea_site.extract.dates import DateReading
from hanoi_korea_site.extract.heads import Found
from hanoi_korea_site.extract.stages import Steps
from hanoi_korea_site.model import AgreementStatus, Dated
from hanoi_korea_site.patterns import regex
from hanoi_korea_site.text import match_key

Kind = Literal["named_document", "signed_document", "reminder", "no_document"]

_RECENT = 50
"""How many documents back a name is compared with; keeps the time linear on any text."""
CLEAR = 9
"""Rank up to which parties stand in the document's own clause."""
_NAMED = 3
"""Rank up to which the parties are named with the document itself."""
_PAIR = 2
_OWN_DATE = ("year_in_name", "own_clause", "leading")
_LISTED = regex(r"(?: \([^()]{1,80}\))?[;,]? ?(?:và |cùng )?(?:\(\d+\) ?|\d+[.)] ?|- )?(?:một |các )?")
_ANY_DEAL = "thỏa thuận"
_TERMS = regex(
    r" (?:hợp tác|hữu nghị|thiết lập|khung|kết nghĩa|về|giữa|song phương|quan hệ|giao lưu|trao đổi|đối tác|"
    r"liên kết|đào tạo|chung|thương mại|chiến lược|tài trợ|chuyển giao|phái cử|tiếp nhận|toàn diện|cấp|du lịch|"
    r"nguyên tắc|ba bên|bốn bên|nhiều bên|đa phương|mở|lập|thành lập|cung cấp|cung ứng|thuê|phát triển|nghiên cứu|"
    r"hỗ trợ|bảo tồn|bảo vệ|xúc tiến|khai thác|xây dựng|“|\")(?!\w)"
)
_DOMESTIC = regex(
    r"(?<!\w)(?:ban hành|phê duyệt|nghị quyết|quyết định|chỉ thị|nghị định|thông tư|tờ trình|đề án|công văn)(?!\w)"
)
_LOOSE = ("văn kiện hợp tác", "văn bản hợp tác", "văn bản thỏa thuận")
_COUNCIL = regex(r"hội đồng|hđnd")
_PLACE_HEAD = regex(r"(?<!\w)(?:thành phố|tp\.?|t\.p\.?|tỉnh|thủ đô) ?(?=\w)")
_NAMESAKE = regex(r"(?:trường|đại học|đh|học viện|bệnh viện|công ty|tập đoàn|cảng|hiệp hội) ")
"""Bodies that only bear the name of a city."""
_UNNAMED = regex(r"(?<!\w)(?:thành phố|tp|tỉnh|quận|huyện)$")
"""The end of an office's name that does not say whose it is: "UBND thành phố"."""
_OFFICE = regex(r"ubnd|ủy ban|chính quyền|sở |cục |hiệp hội|công ty|tập đoàn|trường|đại học|viện|ban ")


class Naming(Struct, frozen=True, gc=False):
    """One naming of a document with all that its sentence says of it; `rank` 0 means the surest parties."""

    document: Document
    kind: Kind
    act: Act | None
    rank: int
    parties: tuple[str, ...]
    date: Dated | None
    date_rule: str

    @property
    def again(self) -> bool:
        """Whether it speaks again of a document named before: "Bản ghi nhớ này", "gia hạn thỏa thuận"."""
        return self.document.pointing or (self.document.bare and self.renewed)

    @property
    def renewed(self) -> bool:
        """Whether it is signed once more, so that two dates of signing are of one document."""
        return self.act is not None and self.act.renewed

    @property
    def status(self) -> AgreementStatus:
        """Tell what the clause says of the document; a bare reminder of it says nothing new."""
        if self.act is None or (self.kind == "reminder" and self.act.status != "signed"):
            return "unknown"
        return self.act.status


def find_namings(scene: Scene, heads: list[Found], dates: DateReading) -> Steps[list[Naming]]:
    """Read every naming of a document, in reading order."""
    namings: list[Naming] = []
    spent: Dated | None = None
    known = in_order(dates)
    documents = find_documents(scene, heads)
    yield
    for document in documents:
        act = find_act(scene, document) or _act_of_list(scene, document, namings)
        over = introduced(scene.sheet, document) if act is None else None
        act = act_over_list(scene, over) if over else act
        rank, parties = parties_of(scene, document, act)
        if over and rank > _NAMED:
            rank, parties = parties_of(scene, over, act)
        kind = _kind(scene, document, act, rank)
        if kind != "no_document":
            told = Told(scene.sheet, document, act, dates.main, known, spent, dates.published)
            date, rule = date_of(told)
            if over and date is None:
                date, rule = date_of(replace(told, document=over))
            settled = rule == "next_sentence" and act is not None and act.status == "proposed"
            if act is not None and date is not None and (settled or yet_to_be_signed(told, date)):
                act = replace(act, status="planned")
            if date is not None and rule == "own_clause":
                spent = date
            namings.append(Naming(document, kind, act, rank, parties, date, rule))
    return _with_told_pair(scene, namings)


def _act_of_list(scene: Scene, document: Document, before: Sequence[Naming]) -> Act | None:
    """Take the act of the document before it in "trao: (1) bản ghi nhớ …; (2) thỏa thuận …"."""
    last = before[-1] if before else None
    if last is None or last.document.sentence != document.sentence:
        return None
    return last.act if _LISTED.fullmatch(scene.sheet.key, last.document.end, document.start) else None


def _with_told_pair(scene: Scene, namings: list[Naming]) -> list[Naming]:
    """Take "hai bên" to be the pair that the documents before are between, where that is one and no headline tells."""
    if headline_pair(scene):
        return namings
    pairs: list[tuple[str, ...]] = []
    read: list[Naming] = []
    for naming in namings:
        guessed = naming.rank >= CLEAR or not scene.within(naming.document.clause, naming.document.sentence.end)
        if guessed and _one_pair(pairs) and _of_two_sides(scene, naming.document):
            read.append(replace(naming, parties=pairs[-1]))
            continue
        read.append(naming)
        if not guessed and len(naming.parties) == _PAIR and not _of_countries(scene, naming):
            pairs.append(naming.parties)
    return read


def _of_countries(scene: Scene, naming: Naming) -> bool:
    """Whether its parties are the two countries, which "hai bên" in talk of cities are not."""
    return naming.parties == countries(scene)


def _one_pair(pairs: list[tuple[str, ...]]) -> bool:
    return bool(pairs) and all(_alike(*both) for pair in pairs for both in zip(pair, pairs[-1], strict=True))


def _of_two_sides(scene: Scene, document: Document) -> bool:
    two = mentioned_two(scene, document.clause, document.end)
    return two is not None and two["localities"] in ("bên", "phía")


def _kind(scene: Scene, document: Document, act: Act | None, rank: int) -> Kind:
    """Tell a document that stands by itself from a reminder of one named elsewhere, and from daily work."""
    settled = act is not None and act.deed in ("sign", "issue")
    if document.head.strength == "programme":
        capital = document.start > document.sentence.start and scene.sheet.text[document.start].isupper()
        own = bool(document.parties) and (capital or document.year != "")
        domestic = act is not None and _DOMESTIC.search(scene.sheet.key, act.start, max(act.start, document.start))
        signed = settled and not domestic and (not document.bare or rank <= CLEAR)
        return "named_document" if own or signed else "no_document"
    if document.head.strength == "signing" or document.inner:
        return "reminder"
    if document.bare or _short_name(scene, document):
        return "signed_document" if not document.pointing and (settled or rank <= _NAMED) else "reminder"
    odd = document.head.word == _ANY_DEAL and not document.parties and not settled
    if odd and not _TERMS.match(scene.sheet.key, document.start + len(_ANY_DEAL)):
        return "reminder"
    return "named_document"


def _short_name(scene: Scene, document: Document) -> bool:
    """Tell "Bản ghi nhớ EPS", which points back; "Hiệp định RCEP" is the name of a treaty."""
    words = scene.sheet.text[document.start : document.end].split()
    return document.head.word != "hiệp định" and words[-1].isupper() and len(document.subject) == 1


def group_namings(namings: Sequence[Naming]) -> list[list[Naming]]:
    """Bring the namings of one document together, the groups in order of their first own name.

    A reminder joins the document named last before it, else the first one named behind it, else it is dropped.
    """
    groups: list[list[Naming]] = []
    told: list[list[Naming]] = []
    waiting: list[Naming] = []
    for naming in namings:
        group = next((group for group in reversed(told[-_RECENT:]) if _fits(naming, group)), None)
        if group is None and naming.kind == "reminder":
            waiting.append(naming)
            continue
        if group is None:
            group = []
            groups.append(group)
        group.append(naming)
        told.append(group)
    for naming in waiting:
        behind = bisect_right(groups, naming.document.start, key=lambda group: group[0].document.start)
        group = next((group for group in groups[behind : behind + _RECENT] if _fits(naming, group)), None)
        if group is not None:
            group.append(naming)
        elif naming.act is not None and naming.act.deed != "carry_out" and naming.parties:
            groups.insert(behind, [replace(naming, kind="signed_document")])
    return [sorted(group, key=lambda naming: naming.document.start) for group in groups]


def _fits(naming: Naming, group: Sequence[Naming]) -> bool:
    """Whether nothing that a group's own names say stands against one more naming."""
    rules = REMIND if naming.kind == "reminder" else AGREE
    named = [known for known in group[-_RECENT:] if known.kind != "reminder" or known.document.inner] or group[:1]
    return all(rule(naming, known) for known in named for rule in rules)


def _one_kind(one: Naming, other: Naming) -> bool:
    """A "thỏa thuận" may be any document but a statement; what has a name of its own is no letter of intent."""
    types = {one.document.head.type, other.document.head.type}
    deals = [naming for naming in (one, other) if _ANY_DEAL in naming.document.head.word]
    named = "letter_of_intent" in types and not any(naming.document.bare for naming in deals)
    deal = bool(deals) and not named
    loose = any(naming.document.bare and naming.document.head.word in _LOOSE for naming in (one, other))
    signing = any(naming.document.head.strength == "signing" for naming in (one, other))
    return (
        len(types) == 1
        or loose
        or signing
        or (deal and types <= {"agreement", "memorandum", "letter_of_intent", "plan"})
    )


def _apart(one: Naming, other: Naming) -> bool:
    """Two names in one sentence are two documents, unless they are one name."""
    first, second = one.document, other.document
    return first.sentence != second.sentence or (first.head == second.head and first.title == second.title)


def _one_time(one: Naming, other: Naming) -> bool:
    """What is wished for under one noun is not what was signed under another."""
    if one.document.head.type == other.document.head.type or one.again or other.again:
        return True
    standings = {naming.status for naming in (one, other)}
    dated = all(naming.date_rule in _OWN_DATE for naming in (one, other) if naming.status == "signed")
    return standings != {"signed", "proposed"} and not (standings == {"signed", "planned"} and dated)


def _renews_what_stands(one: Naming, other: Naming) -> bool:
    """What is renewed is no document that is yet to be signed for the first time."""
    if one.renewed == other.renewed:
        return True
    renewed, first = (one, other) if one.renewed else (other, one)
    return renewed.status != "signed" or first.status not in ("planned", "proposed")


def _not_newer(one: Naming, other: Naming) -> bool:
    """Another than the one before is told of: "thỏa thuận mới"."""
    return one.document.new == other.document.new or other.document.start > one.document.start


def _one_date(one: Naming, other: Naming) -> bool:
    """A year in the name, or a date of signing, parts two documents of one name."""
    if one.document.year and other.document.year and one.document.year != other.document.year:
        return False
    if one.date is None or other.date is None or one.again or one.renewed or other.renewed:
        return True
    early, late = sorted((one.date, other.date), key=lambda dated: (len(dated.start), dated.start, dated.end is None))
    return late.start.startswith(early.start) or (early.start <= late.start <= (early.end or early.start))


def _one_subject(one: Naming, other: Naming) -> bool:
    if "title" in (one.document.block, other.document.block) and max(one.rank, other.rank) <= CLEAR:
        return True  # a headline words a document as it likes
    first, second = one.document.subject, other.document.subject
    shared = first & second
    return shared in (first, second) or 2 * len(shared) >= len(first | second)


def _same_parties(one: Naming, other: Naming) -> bool:
    """Parties that both clauses name must be alike."""
    if max(one.rank, other.rank) > CLEAR or not one.parties or not other.parties:
        return True
    fewer, more = sorted((one.parties, other.parties), key=len)
    return all(any(_alike(party, known) for known in more) for party in fewer)


def _alike(party: str, known: str) -> bool:
    one, other = _plain(party), _plain(known)
    if (_OFFICE.match(one) and _UNNAMED.search(one)) or (_OFFICE.match(other) and _UNNAMED.search(other)):
        return not (_COUNCIL.search(one) or _COUNCIL.search(other))
    if bool(_COUNCIL.search(one)) != bool(_COUNCIL.search(other)) and _OFFICE.search(one + "|" + other):
        return False
    if (_NAMESAKE.match(one) is None) != (_NAMESAKE.match(other) is None):
        return False
    return one in other or other in one or one.split()[-2:] == other.split()[-2:]


@lru_cache(maxsize=4096)
def _plain(party: str) -> str:
    return _PLACE_HEAD.sub("", match_key(party))


Agree = Callable[[Naming, Naming], bool]
REMIND: tuple[Agree, ...] = (_one_kind, _one_date, _renews_what_stands)
AGREE: tuple[Agree, ...] = (
    _one_kind, _one_time, _renews_what_stands, _not_newer, _apart, _one_date, _one_subject, _same_parties,
)  # fmt: skip
