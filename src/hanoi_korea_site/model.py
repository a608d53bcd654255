"""All nouns of the project: frozen, slotted, made of tuples.

A *mention* is one place in a text where something is named; an *entity* (place, official, organisation,
agreement) is the thing itself. Offsets count code points of `Seed.text` and are half-open, so that
`seed.text[start:end]` is always the evidence. They are `msgspec.Struct`s, made in a tenth of a dataclass's time (the
class itself in a fortieth) and never searched for cyclic garbage.
"""

from dataclasses import dataclass, field
from typing import Generic, Literal, TypeVar

from msgspec import Struct

T = TypeVar("T")

SCHEMA = 1
"""Version of the record's public JSON shape."""

Origin = Literal["text", "editor"]
TitleOrigin = Literal["text", "editor", "generated"]
PlaceType = Literal["city", "province", "district", "zone", "country", "river", "other"]
Precision = Literal["day", "month", "quarter", "year"]
YearBasis = Literal["explicit", "inferred", "editor", "unknown"]
AgreementType = Literal[
    "memorandum", "joint_statement", "agreement", "declaration", "letter_of_intent", "plan", "treaty", "other"
]
AgreementStatus = Literal["signed", "in_force", "planned", "proposed", "unknown"]
Tense = Literal["past", "planned", "background"]
BlockKind = Literal["title", "lead", "paragraph", "heading", "caption"]


class Span(Struct, frozen=True, gc=False):
    """A half-open range of code points."""

    start: int
    end: int


class Evidence(Struct, frozen=True, gc=False):
    """Words of the text, and the rule that read something out of them."""

    text: str
    start: int
    end: int
    rule: str


class Mention(Struct, frozen=True, gc=False):
    """One place in a text where something is named; `confidence` lies in 0..1.

    An editor's fact that quotes no words has `start == end == 0` and an empty text.
    """

    text: str
    start: int
    end: int
    rule: str
    confidence: float = 1.0
    origin: Origin = "text"


class Dated(Struct, frozen=True, gc=False):
    """A date as EDTF (ISO 8601-2), with what it was read from.

    `start` and `end` are `YYYY[-MM[-DD]]`, or `XXXX-MM[-DD]` where no year can be known; `end` is None for a
    single day, month or year. An inferred year ends `edtf` in "?".
    """

    edtf: str
    start: str
    end: str | None
    precision: Precision
    year_basis: YearBasis
    confidence: float
    because: tuple[Evidence, ...] = ()
    mention: Mention | None = None


class Title(Struct, frozen=True, gc=False):
    text: str
    origin: TitleOrigin


class Place(Struct, frozen=True, gc=False):
    """A place named in an article; `country` is an ISO 3166 alpha-2 code."""

    id: str
    name: str
    type: PlaceType
    country: str
    mentions: tuple[Mention, ...]


class Role(Struct, frozen=True, gc=False):
    """An office as first worded: `title` "Thị trưởng", `body` "thành phố Seoul"."""

    title: str
    body: str
    former: bool
    span: Span | None


class Official(Struct, frozen=True, gc=False):
    """A person with a public or representative office; `country` is the one served, "" where unknown."""

    id: str
    name: str
    country: str
    roles: tuple[Role, ...]
    mentions: tuple[Mention, ...]


class Organisation(Struct, frozen=True, gc=False):
    id: str
    name: str
    mentions: tuple[Mention, ...]


class Agreement(Struct, frozen=True, gc=False):
    """A document, signed or to be signed; `parties` are worded as the text does, short forms resolved."""

    id: str
    title: str
    type: AgreementType
    parties: tuple[str, ...]
    status: AgreementStatus
    date: Dated | None
    mentions: tuple[Mention, ...]


class Sentence(Struct, frozen=True, gc=False):
    """A sentence of the published text; `number` counts from 1 and makes the anchor `#c12`."""

    number: int
    start: int
    end: int


class Block(Struct, frozen=True, gc=False):
    """A paragraph, caption or heading of the published text, with its sentences in order."""

    kind: BlockKind
    start: int
    end: int
    sentences: tuple[Sentence, ...]


class Event(Struct, frozen=True, gc=False):
    """Something that happened, or is to happen, on a date; the facts are ids of the same record."""

    date: Dated
    sentence: Sentence
    places: tuple[str, ...]
    officials: tuple[str, ...]
    agreements: tuple[str, ...]
    tense: Tense


class Caption(Struct, frozen=True, gc=False):
    text: str
    credit: str
    span: Span


class Dropped(Struct, frozen=True, gc=False):
    """Words that are not published, and why."""

    text: str
    reason: str
    span: Span


class Problem(Struct, frozen=True, gc=False):
    """A doubt about content: a value, not an exception. `code` is a stable kebab-case word."""

    code: str
    message: str
    span: Span | None = None


class Record(Struct, frozen=True, gc=False):
    """All that was read out of one article; `blocks` lay out its published text and stay out of the JSON."""

    id: str
    source: str
    sha256: str
    language: str
    title: Title
    lead: str
    published: Dated | None
    date: Dated | None
    dates: tuple[Dated, ...]
    places: tuple[Place, ...]
    officials: tuple[Official, ...]
    organisations: tuple[Organisation, ...]
    agreements: tuple[Agreement, ...]
    events: tuple[Event, ...]
    captions: tuple[Caption, ...]
    credits: tuple[str, ...]
    dropped: tuple[Dropped, ...]
    problems: tuple[Problem, ...]
    blocks: tuple[Block, ...] = ()


class Source(Struct, frozen=True, gc=False):
    """Where an article was first published, in the editor's words; "" where not given."""

    outlet: str = ""
    url: str = ""
    retrieved: str = ""
    archived: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a text; where they stand more than once, those before and behind tell which are meant.

    As the W3C's TextQuoteSelector: what is said of the words holds wherever edits move them. `at` says where the editor
    wrote this, as "seeds/bai.yaml:5"; it makes no difference.
    """

    exact: str
    prefix: str = ""
    suffix: str = ""
    at: str = field(default="", compare=False)


class AddedDate(Struct, frozen=True, gc=False):
    """The quoted words say `date` (EDTF)."""

    date: str
    quote: Quote


class AddedPlace(Struct, frozen=True, gc=False):
    name: str
    quote: Quote | None = None


class AddedOfficial(Struct, frozen=True, gc=False):
    name: str
    title: str = ""
    body: str = ""
    country: str = ""
    quote: Quote | None = None


class AddedAgreement(Struct, frozen=True, gc=False):
    title: str
    type: AgreementType = "other"
    status: AgreementStatus = "unknown"
    parties: tuple[str, ...] = ()
    date: str = ""
    quote: Quote | None = None


class FactWords(Struct, Generic[T], frozen=True, gc=False):
    """The editor's word on one list of facts.

    `add` names what the machine missed, or is sure of what it read; `reject` names what is wrong (by id, name or
    words of the text), `same_as` maps a name in this article to the entity's id or name in the archive.
    """

    add: tuple[T, ...] = ()
    reject: tuple[Quote, ...] = ()
    same_as: tuple[tuple[str, str], ...] = ()


class Reviewed(Struct, frozen=True, gc=False):
    """The editor has seen a problem of this code and lets it stand: all of them, or that of the quoted words."""

    problem: str
    quote: Quote | None = None


class EditorsWord(Struct, frozen=True, gc=False):
    """What the editor says about an article, from front matter or the `.yaml` beside it; None: says nothing."""

    file: str = ""
    title: str | None = None
    published: str | None = None
    date: str | None = None
    dates: FactWords[AddedDate] = FactWords()
    places: FactWords[AddedPlace] = FactWords()
    officials: FactWords[AddedOfficial] = FactWords()
    agreements: FactWords[AddedAgreement] = FactWords()
    reviewed: tuple[Reviewed, ...] = ()
    source: Source = Source()
    tags: tuple[str, ...] = ()
    draft: bool = False


class Seed(Struct, frozen=True, gc=False):
    """An article file, decoded and NFC-normalised.

    `id` comes from the file's name; `source` is the path below the site; `sha256` is of the file's bytes;
    `markdown` says that `text` is the body of a `.md` file.
    """

    id: str
    source: str
    sha256: str
    text: str
    markdown: bool
    word: EditorsWord
