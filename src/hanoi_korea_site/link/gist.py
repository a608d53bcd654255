"""What the archive needs to know of one article: its facts, each with the sentence that says it, and no body."""

import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from hanoi_korea_site.gazetteer import Gazetteer
from hanoi_korea_site.link.wording import Post, office, party, post, subject, unit_led
from hanoi_korea_site.model import (
    Agreement,
    AgreementStatus,
    AgreementType,
    Dated,
    EditorsWord,
    Event,
    Mention,
    Official,
    Problem,
    Record,
    Role,
    Source,
    Span,
    Tense,
    Title,
)
from hanoi_korea_site.rulings import Fact, find_fact
from hanoi_korea_site.text import fold


@dataclass(frozen=True, slots=True)
class Trace:
    """Which sentence of the article says it (0: the editor alone), how surely, and read by which rule."""

    sentence: int
    confidence: float
    rule: str


@dataclass(frozen=True, slots=True)
class PlaceGist:
    """A place of one article; all ids in a gist are those of its record."""

    id: str
    name: str
    type: str
    country: str


@dataclass(frozen=True, slots=True)
class RoleGist:
    """An office that an article gives someone.

    `post` is its wording made comparable (`wording.office`); where that names no place but its kind ("UBND tỉnh",
    "Thị trưởng"), the only one of that kind which the article names in the official's country.
    """

    title: str
    body: str
    former: bool
    post: Post
    trace: Trace


@dataclass(frozen=True, slots=True)
class OfficialGist:
    """A person of one article; `surfaces` are the distinct words they are named by."""

    id: str
    name: str
    country: str
    surfaces: tuple[str, ...]
    roles: tuple[RoleGist, ...]


@dataclass(frozen=True, slots=True)
class AgreementGist:
    """A document of one article.

    `party_keys` are the `wording.party` keys of `parties`, or of the places its title names where no party is known;
    `party_places` are these places; `words` and `years` what its title is about, sorted.
    """

    id: str
    title: str
    type: AgreementType
    parties: tuple[str, ...]
    party_keys: tuple[str, ...]
    party_places: tuple[str, ...]
    words: tuple[str, ...]
    years: tuple[str, ...]
    status: AgreementStatus
    date: Dated | None
    trace: Trace


@dataclass(frozen=True, slots=True)
class EventGist:
    date: Dated
    tense: Tense
    places: tuple[str, ...]
    officials: tuple[str, ...]
    agreements: tuple[str, ...]
    trace: Trace


@dataclass(frozen=True, slots=True)
class Company:
    """Entities that stand in one sentence."""

    places: tuple[str, ...]
    officials: tuple[str, ...]
    agreements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SameAs:
    """The editor's word that the article's fact `local` is the archive's `target` (an id or a name).

    `kind` is "places", "officials" or "agreements". Targets inside the article were settled before (`editor.apply`).
    """

    kind: str
    local: str
    target: str


@dataclass(frozen=True, slots=True)
class Gist:
    """An article as the archive needs it.

    `prose` is a digest of its paragraphs, "" where there are none; `sentences` holds the words of those that traces
    point to.
    """

    id: str
    source_file: str
    digest: str
    prose: str
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
    company: tuple[Company, ...]
    sentences: tuple[tuple[int, str], ...]
    same_as: tuple[SameAs, ...]


def gist(record: Record, word: EditorsWord, text: str, gazetteer: Gazetteer, digest: str) -> Gist:
    """Gather what the archive needs of `record` (the editor's `word` applied), which was read from `text`.

    `digest` is of the record and the word; it becomes `Article.digest`.
    """
    sentences = _Sentences(record)
    officials = tuple(_official(official, record, sentences, gazetteer) for official in record.officials)
    agreements = tuple(_agreement(agreement, sentences, gazetteer) for agreement in record.agreements)
    events = tuple(_event(event) for event in record.events)
    return Gist(
        id=record.id,
        source_file=record.source,
        digest=digest,
        prose=_prose(record, text),
        title=record.title,
        lead=record.lead,
        date=record.date,
        published=record.published,
        source=word.source,
        tags=word.tags,
        problems=record.problems,
        places=tuple(PlaceGist(place.id, place.name, place.type, place.country) for place in record.places),
        officials=officials,
        agreements=agreements,
        events=events,
        company=tuple(_company(record, sentences)),
        sentences=tuple(_cited(officials, agreements, events, sentences, text)),
        same_as=tuple(_same_as(record, word)),
    )


class _Sentences:
    """The published sentences of a record, found by offset."""

    def __init__(self, record: Record) -> None:
        published = (sentence for block in record.blocks for sentence in block.sentences)
        self.all = sorted(published, key=lambda sentence: sentence.start)
        self._starts = [sentence.start for sentence in self.all]

    def at(self, span: Span | Mention | None) -> int:
        """The number of the sentence `span` begins in; 0 for an editor's fact and for words that are not published."""
        if span is None or span.end <= span.start:
            return 0
        index = bisect_right(self._starts, span.start) - 1
        return self.all[index].number if index >= 0 and span.start < self.all[index].end else 0

    def trace(self, mentions: Sequence[Mention], span: Span | None = None) -> Trace:
        """Trace a fact to the sentence of `span`, else of the first published mention; that mention says how sure."""
        found = [(number, mention) for mention in mentions if (number := self.at(mention))]
        there = self.at(span) or next((number for number, _ in found), 0)
        near = [mention for number, mention in found if number == there] or mentions
        return Trace(there, near[0].confidence, near[0].rule) if near else Trace(there, 1.0, "editor")


def _cited(
    officials: Iterable[OfficialGist],
    agreements: Iterable[AgreementGist],
    events: Iterable[EventGist],
    sentences: _Sentences,
    text: str,
) -> Iterator[tuple[int, str]]:
    numbers = {role.trace.sentence for official in officials for role in official.roles}
    numbers |= {agreement.trace.sentence for agreement in agreements} | {event.trace.sentence for event in events}
    for sentence in sentences.all:
        if sentence.number in numbers:
            yield sentence.number, text[sentence.start : sentence.end]


def _prose(record: Record, text: str) -> str:
    paragraphs = [text[block.start : block.end] for block in record.blocks if block.kind in ("lead", "paragraph")]
    words = "".join(fold(" ".join(paragraphs)).split())
    return hashlib.blake2b(words.encode(), digest_size=12).hexdigest() if words else ""


def _official(official: Official, record: Record, sentences: _Sentences, gazetteer: Gazetteer) -> OfficialGist:
    surfaces = tuple(dict.fromkeys(mention.text for mention in official.mentions if mention.text))
    roles = tuple(_role(role, official, record, sentences, gazetteer) for role in official.roles)
    return OfficialGist(official.id, official.name, official.country, surfaces, roles)


def _role(role: Role, official: Official, record: Record, sentences: _Sentences, gazetteer: Gazetteer) -> RoleGist:
    read = office(role.title, role.body, gazetteer)
    if not read.places and (unit := unit_led(role.title, role.body)):
        units = [place.id for place in record.places if (place.type, place.country) == (unit, official.country)]
        read = Post(read.words, tuple(units if len(units) == 1 else ()))
    return RoleGist(role.title, role.body, role.former, read, sentences.trace(official.mentions, role.span))


def _agreement(agreement: Agreement, sentences: _Sentences, gazetteer: Gazetteer) -> AgreementGist:
    about = subject(agreement.title, gazetteer)
    named = [post(words, gazetteer).places[:1] for words in agreement.parties]
    places = dict.fromkeys(chain(*named) if named else post(agreement.title, gazetteer).places)
    keys = (party(words, gazetteer) for words in agreement.parties) if named else (f"|{place}" for place in places)
    return AgreementGist(
        id=agreement.id,
        title=agreement.title,
        type=agreement.type,
        parties=agreement.parties,
        party_keys=tuple(keys),
        party_places=tuple(places),
        words=about.words,
        years=about.years,
        status=agreement.status,
        date=agreement.date,
        trace=sentences.trace(agreement.mentions),
    )


def _event(event: Event) -> EventGist:
    date = event.date
    rule = date.mention.rule if date.mention else date.because[0].rule if date.because else "events"
    trace = Trace(event.sentence.number, date.confidence, rule)
    return EventGist(date, event.tense, event.places, event.officials, event.agreements, trace)


def _company(record: Record, sentences: _Sentences) -> Iterator[Company]:
    """Who stands with whom, each combination once, in the order of the text."""
    kinds: tuple[Mapping[str, tuple[Mention, ...]], ...] = (
        {place.id: place.mentions for place in record.places},
        {official.id: official.mentions for official in record.officials},
        {agreement.id: agreement.mentions for agreement in record.agreements},
    )
    together: dict[int, tuple[dict[str, None], dict[str, None], dict[str, None]]] = {}
    for kind, entities in enumerate(kinds):
        for entity, mentions in entities.items():
            for mention in mentions:
                if number := sentences.at(mention):
                    together.setdefault(number, ({}, {}, {}))[kind][entity] = None
    rows = (tuple(tuple(kind) for kind in together[number]) for number in sorted(together))
    seen = dict.fromkeys(row for row in rows if sum(map(len, row)) > 1)
    for places, officials, agreements in seen:
        yield Company(places, officials, agreements)


def _same_as(record: Record, word: EditorsWord) -> Iterator[SameAs]:
    yield from _wishes("places", record.places, word.places.same_as)
    yield from _wishes("officials", record.officials, word.officials.same_as)
    yield from _wishes("agreements", record.agreements, word.agreements.same_as)


def _wishes(kind: str, facts: tuple[Fact, ...], pairs: Iterable[tuple[str, str]]) -> Iterator[SameAs]:
    for name, target in pairs:
        local = find_fact(facts, name)
        if local is not None and find_fact(facts, target) is None:
            yield SameAs(kind, local.id, target)
