"""The archive: what all records say together. `link` makes it; views read it.

It holds no article bodies: an article page is rendered from its own record and text, and takes from here only
what other articles know. All ids are archive-wide and are the file-name stems of the entities' pages.
"""

from collections.abc import Mapping

from msgspec import Struct

from hanoi_korea_site.model import AgreementStatus, AgreementType, Dated, Problem, Source, Tense, Title

CLEAR, FAIR = 0.9, 0.7
"""A fact is told as clear from the first confidence on, as fairly clear from the second; below, it is unsure."""

Firmness = tuple[int, int, int, int]
"""How many facts the editor confirmed, how many are clear, fairly clear, unsure."""


class Tally(Struct, frozen=True, gc=False, array_like=True):
    """How firmly the facts of one article stand; `years` tells printed, inferred, open and editor's years of dates."""

    places: Firmness = (0, 0, 0, 0)
    officials: Firmness = (0, 0, 0, 0)
    agreements: Firmness = (0, 0, 0, 0)
    dates: Firmness = (0, 0, 0, 0)
    years: Firmness = (0, 0, 0, 0)


class Citation(Struct, frozen=True, gc=False, array_like=True):
    """The sentence that says something: anchor `#c{sentence}` of an article; 0 where only the editor says so."""

    article: str
    sentence: int
    text: str
    confidence: float
    rule: str


class Article(Struct, frozen=True, gc=False, array_like=True):
    """An article without its body; facts are archive ids in order of first mention.

    `local` maps the record's own fact ids, as ("officials", "tran-sy-thanh"), to archive ids where they differ.
    `digest` is of all that others see of the article: it stays where only the article's own page changes.
    """

    id: str
    source_file: str
    digest: str
    title: Title
    lead: str
    date: Dated | None
    published: Dated | None
    places: tuple[str, ...]
    officials: tuple[str, ...]
    agreements: tuple[str, ...]
    source: Source
    tags: tuple[str, ...]
    problems: tuple[Problem, ...]
    local: tuple[tuple[tuple[str, str], str], ...] = ()
    tally: Tally = Tally()


class EventEntry(Struct, frozen=True, gc=False, array_like=True):
    """One event, with every sentence that reports it; `articles` count one each in `citations`.

    `after_archive` marks a planned event dated later than the newest article: a plan of its time.
    """

    id: str
    date: Dated
    tense: Tense
    after_archive: bool
    places: tuple[str, ...]
    officials: tuple[str, ...]
    agreements: tuple[str, ...]
    citations: tuple[Citation, ...]


class Tie(Struct, frozen=True, gc=False, array_like=True):
    """Another entity of the same kind that stands in the same sentences or events, and in how many articles."""

    id: str
    articles: int


class PlaceEntry(Struct, frozen=True, gc=False, array_like=True):
    """A place: `names` maps a language (vi, ko, en) to its names, the preferred first; `also` are other spellings.

    Of `officials` those who held an office of the place come first; `ties` leave out its own country and what lies
    within it.
    """

    id: str
    name: str
    type: str
    country: str
    names: Mapping[str, tuple[str, ...]]
    latitude: float | None
    longitude: float | None
    parent: str
    successor: str
    articles: tuple[str, ...]
    events: tuple[str, ...]
    officials: tuple[str, ...]
    agreements: tuple[str, ...]
    ties: tuple[Tie, ...]
    also: tuple[str, ...] = ()


class Office(Struct, frozen=True, gc=False, array_like=True):
    """An office one person held, in the fullest words, with the first and last dated sentence that says so.

    A `former` office that articles also told of in its time keeps the dates of that time. `place` is "" or an id of
    the archive; `citations` are the earliest and the latest, for there may be thousands.
    """

    title: str
    body: str
    place: str
    former: bool
    first: Dated | None
    last: Dated | None
    citations: tuple[Citation, ...]


class OfficialEntry(Struct, frozen=True, gc=False, array_like=True):
    """A person: `names` are all forms met, the preferred first, aliases ("Thị trưởng Bình") last.

    `offices` stand in order of time, former ones first, the one last held last; of `places` those of the offices come
    first; `ties` are officials met in one past event.
    """

    id: str
    name: str
    names: tuple[str, ...]
    country: str
    offices: tuple[Office, ...]
    articles: tuple[str, ...]
    events: tuple[str, ...]
    places: tuple[str, ...]
    agreements: tuple[str, ...]
    ties: tuple[Tie, ...]


class Step(Struct, frozen=True, gc=False, array_like=True):
    """What articles say became of an agreement; `citations` are the earliest and the latest."""

    status: AgreementStatus
    date: Dated | None
    citations: tuple[Citation, ...]


class AgreementEntry(Struct, frozen=True, gc=False, array_like=True):
    """A document: `steps` in order of time, `party_places` are ids of the places the parties belong to."""

    id: str
    title: str
    titles: tuple[str, ...]
    type: AgreementType
    parties: tuple[str, ...]
    party_places: tuple[str, ...]
    steps: tuple[Step, ...]
    articles: tuple[str, ...]
    events: tuple[str, ...]
    officials: tuple[str, ...]


class Account(Struct, frozen=True, gc=False, array_like=True):
    """What one article says, in words, and the sentence that says it."""

    says: str
    citation: Citation


class Dispute(Struct, frozen=True, gc=False, array_like=True):
    """Articles that contradict each other; `accounts` stand side by side, none is preferred.

    `code` is that of the problem (date-conflict, office-conflict, parties-conflict), which stands with `article`;
    `subject` names what is disputed, "" for an event. It is shown with the places, officials and agreements.
    """

    code: str
    article: str
    subject: str
    accounts: tuple[Account, ...]
    places: tuple[str, ...] = ()
    officials: tuple[str, ...] = ()
    agreements: tuple[str, ...] = ()


class Archive(Struct, frozen=True):
    """Everything, keyed by id.

    Articles stand newest first, those of an entity likewise; entities in Vietnamese order of their names.
    """

    articles: Mapping[str, Article]
    places: Mapping[str, PlaceEntry]
    officials: Mapping[str, OfficialEntry]
    agreements: Mapping[str, AgreementEntry]
    events: Mapping[str, EventEntry]
    problems: tuple[tuple[str, Problem], ...]
    disputes: tuple[Dispute, ...] = ()
