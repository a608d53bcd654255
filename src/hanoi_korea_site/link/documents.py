"""Which document is which: the agreements of all articles, gathered.

Kept apart in doubt: two documents taken for one is a false statement, one document on two pages is a nuisance.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from hanoi_korea_site.gazetteer import Gazetteer
from hanoi_korea_site.link.chronology import MONTH, YEAR, Days, around, days, gap, overlap
from hanoi_korea_site.link.gist import AgreementGist, Gist
from hanoi_korea_site.link.synonyms import wordings
from hanoi_korea_site.link.wording import Parties, parties, plain, subject

_TELLING_TITLE = 5  # words from which a title without known parties tells one document from all others
_FEW = 8  # documents of the same parties among which one named in general words is looked for
_ALIKE = 0.6  # share of common words from which two titles are about one thing
_RAREST = 2  # words of a title by which like titles are looked up


@dataclass(frozen=True, slots=True)
class Naming:
    """An agreement in one article: `days` of its own date, `reported` those on which the article speaks.

    `words` are what its title is about, the years that it names (`years`) included.
    """

    gist: Gist
    agreement: AgreementGist
    days: Days | None
    reported: Days | None
    parties: Parties
    words: frozenset[str]
    years: frozenset[str]

    @property
    def done(self) -> bool:
        return self.agreement.status in ("signed", "in_force")

    @property
    def planned(self) -> bool:
        return self.agreement.status in ("planned", "proposed")


@dataclass(eq=False, slots=True)
class Document:
    """Namings of one document, with what they say together.

    `done` and `planned` are days of signing and of plans, `first` and `last` the outermost of signing, `reported` those
    on which articles speak; `done_by` is the day of the earliest article that calls it signed, `disputed` says that
    articles differ on the day. `own_titles` are those from before the editor said what else this is.
    """

    namings: list[Naming]
    articles: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    years: set[str] = field(default_factory=set)
    types: set[str] = field(default_factory=set)
    done: dict[Days, None] = field(default_factory=dict)
    planned: dict[Days, None] = field(default_factory=dict)
    reported: dict[Days, None] = field(default_factory=dict)
    first: str = ""
    last: str = ""
    done_by: str = ""
    disputed: bool = False
    own_titles: Counter[str] = field(default_factory=Counter)

    def add(self, naming: Naming) -> None:
        self.namings.append(naming)
        self.articles.add(naming.gist.id)
        self.titles.add(plain(naming.agreement.title))
        self.words |= naming.words
        self.years |= naming.years
        self.types.add(naming.agreement.type)
        if naming.days:
            (self.planned if naming.planned else self.done)[naming.days] = None
            if not naming.planned:
                self.first = min(self.first or naming.days[0], naming.days[0])
                self.last = max(self.last, naming.days[1])
        if naming.reported:
            self.reported[naming.reported] = None
            if naming.done and (not self.done_by or naming.reported[1] < self.done_by):
                self.done_by = naming.reported[1]

    def take(self, other: "Document") -> None:
        for naming in other.namings:
            self.add(naming)

    def absorb(self, other: "Document") -> None:
        self.own_titles = self.own_titles or self.names()
        self.take(other)

    def members(self) -> Iterator[tuple[str, str]]:
        """The facts that are this document: article and id in its record."""
        return ((naming.gist.id, naming.agreement.id) for naming in self.namings)

    def names(self) -> Counter[str]:
        """The titles that the articles give, each with the number of articles; differently set ones apart."""
        return Counter(naming.agreement.title for naming in self.namings)


def find_documents(gists: Iterable[Gist], gazetteer: Gazetteer) -> list[Document]:
    """Gather the agreements of `gists`, which are sorted by id; only those of the same parties can be one."""
    families = wordings()["families"]
    blocks: dict[tuple[str, ...], list[Naming]] = defaultdict(list)
    for gist in gists:
        reported = days(gist.published or gist.date)
        for agreement in gist.agreements:
            about = subject(agreement.title, gazetteer)
            signing = parties(agreement.parties, agreement.title, gazetteer)
            naming = Naming(gist, agreement, days(agreement.date), reported, signing, about.words, about.years)
            blocks[families.get(agreement.type, agreement.type), *_block(naming)].append(naming)
    return [document for key in sorted(blocks) for document in _gathered(blocks[key])]


def _block(naming: Naming) -> tuple[str, ...]:
    """The parties, where two are known; else a title that tells enough; else the article."""
    keys = sorted(set(naming.parties.keys))
    if len(keys) > 1:
        return tuple(keys)
    title = plain(naming.agreement.title)
    telling = len(title.split()) >= _TELLING_TITLE and (naming.words or keys)
    return ("", title, *keys) if telling else ("", naming.gist.id, naming.agreement.id)


def _gathered(namings: Sequence[Naming]) -> list[Document]:
    """The documents among namings with the same parties; the most telling namings come first."""
    if len(namings) == 1:
        return [_document(namings[0])]
    counts = Counter(word for naming in namings for word in naming.words)
    shelves: dict[str, dict[Document, None]] = defaultdict(dict)
    documents: list[Document] = []
    for naming in sorted(namings, key=_tellingness):
        near = _near(naming, counts, shelves, documents)
        ranked = [(likeness(naming, document), document) for document in near]
        highest = max((rank for rank, _ in ranked), default=0)
        likest = [document for rank, document in ranked if rank == highest]
        if highest and len(likest) == 1:
            document = likest[0]
            document.disputed = document.disputed or highest == _DISPUTED
            document.add(naming)
        else:
            document = _document(naming)
            documents.append(document)
        for mark in _marks(naming, sorted(naming.words)):
            shelves[mark][document] = None
    return documents


def _document(naming: Naming) -> Document:
    document = Document([])
    document.add(naming)
    return document


def _tellingness(naming: Naming) -> tuple[bool, bool, bool, Days, Days, str, str]:
    last = ("9999", "9999")
    return (
        not naming.words,
        naming.days is None,
        not naming.done,
        naming.days or last,
        naming.reported or last,
        naming.gist.id,
        naming.agreement.id,
    )


def _near(
    naming: Naming, counts: Counter[str], shelves: dict[str, dict[Document, None]], documents: Sequence[Document]
) -> Sequence[Document]:
    """The documents worth comparing: all of a few, else those that share a rare word, or a month.

    Of these, one that was signed on a day is none that was signed at quite another time.
    """
    if len(documents) <= _FEW:
        return documents
    rarest = sorted(naming.words, key=lambda word: (counts[word], word))[:_RAREST]
    found = {document: None for mark in _marks(naming, rarest) for document in shelves[mark]}
    if naming.days is None or naming.planned:
        return list(found)
    low, high = around(naming.days)
    return [document for document in found if not document.done or (document.first <= high and low <= document.last)]


def _marks(naming: Naming, words: Sequence[str]) -> list[str]:
    months = {day[:7] for stretch in (naming.days, naming.reported) if stretch for day in stretch}
    return [*words, *([] if words else sorted(months))]


_DISPUTED = 1


def likeness(naming: Naming, document: Document) -> int:
    """How well `naming` fits `document`; 0: not at all, 1: all but the day."""
    years = document.years and naming.years and document.years.isdisjoint(naming.years)
    about = _about(naming.words, document.words)
    if naming.gist.id in document.articles or years or about == _OTHER:
        return 0
    dates = _dates(naming, document)
    if dates == _CONFLICT:
        return _DISPUTED if _but_for_the_day(naming, document) else 0
    same_type = naming.agreement.type in document.types
    if dates == _AGREE:
        return 2 * about + 2 + same_type
    return same_type * (4 if about == _SAME else 2 * _reported_close(naming, document))


def _reported_close(naming: Naming, document: Document) -> bool:
    """Whether articles speak of it within a month of each other."""
    return naming.reported is not None and any(
        gap(naming.reported, reported) <= MONTH for reported in document.reported
    )


def _but_for_the_day(naming: Naming, document: Document) -> bool:
    """Whether articles give one telling title two days of signing within a month."""
    near = naming.days is not None and any(gap(naming.days, signed) <= MONTH for signed in document.done)
    return near and naming.done and bool(naming.words) and plain(naming.agreement.title) in document.titles


_OTHER, _GENERAL, _SAME = range(3)
_CONFLICT, _OPEN, _AGREE = range(3)


def _about(words: frozenset[str], others: set[str]) -> int:
    """Whether two titles are about one thing; a title in general words may be about anything."""
    if not words or not others:
        return _GENERAL
    if words <= others or others <= words or len(words & others) >= _ALIKE * len(words | others):
        return _SAME
    return _OTHER


def _dates(naming: Naming, document: Document) -> int:
    """Whether the days of signing agree, and a plan with what came of it."""
    if naming.planned:
        return _plan_and_deed(naming, document)
    if naming.days is None:
        late = naming.reported is not None and all(signed[0] > naming.reported[1] for signed in document.done)
        return _CONFLICT if document.done and late else _OPEN
    if not document.done:
        return _deed_and_plan(naming.days, document)
    if not any(overlap(naming.days, signed) for signed in document.done):
        return _CONFLICT
    narrow = any(overlap(naming.days, signed) and _narrow(naming.days) and _narrow(signed) for signed in document.done)
    return _AGREE if narrow else _OPEN


def _plan_and_deed(plan: Naming, document: Document) -> int:
    """A plan precedes the signing, by two years at most where it names no date, by one after its date."""
    if plan.reported is not None and document.done_by and document.done_by < plan.reported[0]:
        return _CONFLICT
    if not document.done:
        if plan.days is None or not document.planned:
            return _OPEN
        return _AGREE if any(gap(plan.days, other) <= YEAR for other in document.planned) else _CONFLICT
    if any(_came_true(plan.days, plan.reported, signed) for signed in document.done):
        return _AGREE
    return _OPEN if plan.days is None and plan.reported is None else _CONFLICT


def _deed_and_plan(signed: Days, document: Document) -> int:
    plans = [naming for naming in document.namings if naming.planned]
    if not plans:
        return _OPEN
    return _AGREE if any(_came_true(plan.days, plan.reported, signed) for plan in plans) else _CONFLICT


def _came_true(planned: Days | None, reported: Days | None, signed: Days) -> bool:
    if reported is not None and signed[1] < reported[0]:
        return False
    if planned is not None:
        return gap(planned, signed) <= YEAR
    return reported is not None and gap(reported, signed) <= 2 * YEAR


def _narrow(stretch: Days) -> bool:
    return stretch[0][:7] == stretch[1][:7]
