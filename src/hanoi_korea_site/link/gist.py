"""What the archive needs to know of one article: its facts, each with the sentence that says it, and no body."""

from msgspec import Struct

from hanoi_korea_site.archive import Tally
from hanoi_korea_site.link.published import Trace
from hanoi_korea_site.model import (
    AgreementStatus,
    AgreementType,
    Dated,
    PlaceType,
    Problem,
    Reviewed,
    Source,
    Tense,
    Title,
)


class PlaceGist(Struct, frozen=True, gc=False, array_like=True):
    """A place of one article; of one that the gazetteer knows the id says all."""

    id: str
    name: str = ""
    type: PlaceType = "other"
    country: str = ""


class RoleGist(Struct, frozen=True, gc=False, array_like=True):
    """An office that an article gives someone.

    `place` is told only where the wording names but a kind of place ("UBND tỉnh", "Thị trưởng"): the only one of that
    kind which the article names in the official's country.
    """

    title: str
    body: str
    place: str
    former: bool
    trace: Trace


class OfficialGist(Struct, frozen=True, gc=False, array_like=True):
    """A person of one article; `surfaces` are other words they are named by."""

    id: str
    name: str
    country: str
    surfaces: tuple[str, ...]
    roles: tuple[RoleGist, ...]


class AgreementGist(Struct, frozen=True, gc=False, array_like=True):
    """A document of one article."""

    id: str
    title: str
    type: AgreementType
    parties: tuple[str, ...]
    status: AgreementStatus
    date: Dated | None
    trace: Trace


class EventGist(Struct, frozen=True, gc=False, array_like=True):
    """An event of one article; its facts are their positions in the gist."""

    date: Dated
    tense: Tense
    places: tuple[int, ...]
    officials: tuple[int, ...]
    agreements: tuple[int, ...]
    trace: Trace


Pairs = tuple[tuple[int, int], ...]


class Company(Struct, frozen=True, gc=False, array_like=True):
    """Which facts stand together in a sentence or an event, each pair once, by their positions in the gist."""

    place_place: Pairs
    official_place: Pairs
    official_agreement: Pairs


class SameAs(Struct, frozen=True, gc=False, array_like=True):
    """The editor's word that the article's fact `local` is the archive's `target` (an id or a name).

    `kind` is "places", "officials" or "agreements". Targets inside the article were settled before, by
    `editor.overlay`.
    """

    kind: str
    local: str
    target: str


class Gist(Struct, frozen=True, gc=False, array_like=True):
    """An article as the archive needs it; all ids of facts are those of its record.

    `prose` is a digest of its paragraphs, "" where there are none, and `digest` one of all else; `sentences` holds the
    words of those that traces point to. They and the `lead` bear no marks of Markdown. Dates stand without their
    reasons, which the record keeps. What `asks` has the year of its main date put to the vote (`link.votes`).
    """

    id: str
    source_file: str
    digest: str
    prose: str
    asks: bool
    title: Title
    lead: str
    date: Dated | None
    published: Dated | None
    source: Source
    tags: tuple[str, ...]
    problems: tuple[Problem, ...]
    places: tuple[PlaceGist, ...]
    officials: tuple[OfficialGist, ...]
    agreements: tuple[AgreementGist, ...]
    events: tuple[EventGist, ...]
    company: Company
    sentences: tuple[tuple[int, str], ...]
    same_as: tuple[SameAs, ...]
    reviewed: tuple[Reviewed, ...]
    tally: Tally
