"""One record → its gist: what the archive needs of an article, gathered."""

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import combinations, product

import msgspec
from msgspec.structs import replace

from hanoi_korea_site.editor.rulings import Fact, find_fact
from hanoi_korea_site.gazetteer import Gazetteer
from hanoi_korea_site.link.gist import (
    AgreementGist,
    Company,
    EventGist,
    Gist,
    OfficialGist,
    Pairs,
    PlaceGist,
    RoleGist,
    SameAs,
)
from hanoi_korea_site.link.published import Published, Trace
from hanoi_korea_site.link.tallies import tally
from hanoi_korea_site.link.wording import unit_led
from hanoi_korea_site.model import Agreement, Dated, EditorsWord, Official, Place, Record, Role
from hanoi_korea_site.text import fold, without_markdown

_UNSURE = 0.8
"""Below this confidence an inferred year is put to the vote."""


def gist(record: Record, word: EditorsWord, text: str, gazetteer: Gazetteer) -> Gist:
    """Gather what the archive needs of `record` (the editor's `word` applied), which was read from `text`."""
    sentences = Published(record)
    shown = without_markdown if record.source.endswith(".md") else str
    officials = tuple(_official(official, record, sentences, shown) for official in record.officials)
    agreements = tuple(_agreement(agreement, sentences) for agreement in record.agreements)
    events = tuple(_events(record))
    made = Gist(
        id=record.id,
        source_file=record.source,
        digest="",
        prose="",
        asks=_asks(record.date),
        title=record.title,
        lead=shown(record.lead),
        date=_plain(record.date),
        published=_plain(record.published),
        source=word.source,
        tags=word.tags,
        problems=record.problems,
        places=tuple(_place(place, gazetteer) for place in record.places),
        officials=officials,
        agreements=agreements,
        events=events,
        company=_company(record, sentences, events),
        sentences=tuple((at, shown(words)) for at, words in _cited(officials, agreements, events, sentences, text)),
        same_as=tuple(_same_as(record, word)),
        reviewed=word.reviewed,
        tally=tally(record),
    )
    return replace(made, digest=_digest(msgspec.msgpack.encode(made)), prose=_prose(record, text))


def _cited(
    officials: Iterable[OfficialGist],
    agreements: Iterable[AgreementGist],
    events: Iterable[EventGist],
    sentences: Published,
    text: str,
) -> Iterator[tuple[int, str]]:
    numbers = {role.trace.sentence for official in officials for role in official.roles}
    numbers |= {agreement.trace.sentence for agreement in agreements} | {event.trace.sentence for event in events}
    for sentence in sentences.all:
        if sentence.number in numbers:
            yield sentence.number, text[sentence.start : sentence.end]


def _prose(record: Record, text: str) -> str:
    paragraphs = [text[block.start : block.end] for block in record.blocks if block.kind in ("lead", "paragraph")]
    words = fold("".join(paragraphs)).replace(" ", "").replace("\n", "")  # other blanks are in no normalised text
    return _digest(words.encode()) if words else ""


def _digest(body: bytes) -> str:
    return hashlib.blake2b(body, digest_size=12).hexdigest()


def _asks(when: Dated | None) -> bool:
    if when is None or when.precision not in ("day", "month") or when.edtf.endswith("~"):
        return False
    return when.year_basis == "unknown" or (when.year_basis == "inferred" and when.confidence < _UNSURE)


def _plain(date: Dated | None) -> Dated | None:
    """`date` without its reasons; the words of a year are kept, for "đầu năm" is in no EDTF."""
    if date is None or not (date.because or date.mention):
        return date
    return replace(date, because=(), mention=date.mention if date.precision == "year" else None)


def _place(place: Place, gazetteer: Gazetteer) -> PlaceGist:
    known = place.id in gazetteer.places
    return PlaceGist(place.id) if known else PlaceGist(place.id, place.name, place.type, place.country)


def _official(official: Official, record: Record, sentences: Published, shown: Callable[[str], str]) -> OfficialGist:
    surfaces = dict.fromkeys(shown(mention.text) for mention in official.mentions)
    return OfficialGist(
        id=official.id,
        name=official.name,
        country=official.country,
        surfaces=tuple(surface for surface in surfaces if surface not in ("", official.name)),
        roles=tuple(
            RoleGist(
                title=role.title,
                body=role.body,
                place=_unnamed_place(role, official, record),
                former=role.former,
                trace=sentences.trace(official.mentions, role.span),
            )
            for role in official.roles
        ),
    )


def _unnamed_place(role: Role, official: Official, record: Record) -> str:
    unit = unit_led(role.title, role.body)
    units = [place.id for place in record.places if (place.type, place.country) == (unit, official.country)]
    return units[0] if len(units) == 1 else ""


def _agreement(agreement: Agreement, sentences: Published) -> AgreementGist:
    return AgreementGist(
        id=agreement.id,
        title=agreement.title,
        type=agreement.type,
        parties=agreement.parties,
        status=agreement.status,
        date=_plain(agreement.date),
        trace=sentences.trace(agreement.mentions),
    )


def _positions(facts: Iterable[Place | Official | Agreement]) -> dict[str, int]:
    return {fact.id: position for position, fact in enumerate(facts)}


def _events(record: Record) -> Iterator[EventGist]:
    places, officials = _positions(record.places), _positions(record.officials)
    agreements = _positions(record.agreements)
    for event in record.events:
        date = event.date
        rule = date.mention.rule if date.mention else date.because[0].rule if date.because else "events"
        yield EventGist(
            date=_plain(date) or date,
            tense=event.tense,
            places=tuple(places[fact] for fact in event.places if fact in places),
            officials=tuple(officials[fact] for fact in event.officials if fact in officials),
            agreements=tuple(agreements[fact] for fact in event.agreements if fact in agreements),
            trace=Trace(event.sentence.number, date.confidence, rule),
        )


def _company(record: Record, sentences: Published, events: Iterable[EventGist]) -> Company:
    places, officials, agreements = (
        _by_sentence(facts, sentences) for facts in (record.places, record.officials, record.agreements)
    )
    place_place: set[tuple[int, int]] = set()
    official_place: set[tuple[int, int]] = set()
    official_agreement: set[tuple[int, int]] = set()
    rows: list[tuple[Collection[int], Collection[int], Collection[int]]]
    rows = [(places.get(at, ()), officials.get(at, ()), agreements.get(at, ())) for at in places.keys() | officials]
    rows += [(event.places, event.officials, event.agreements) for event in events]
    for here, people, signed in rows:
        place_place.update(combinations(sorted(here), 2))
        if people:
            official_place.update(product(people, here))
            official_agreement.update(product(people, signed))
    return Company(_sorted(place_place), _sorted(official_place), _sorted(official_agreement))


def _by_sentence(facts: Sequence[Place | Official | Agreement], sentences: Published) -> dict[int, set[int]]:
    """The positions of the facts that each sentence names, by its number."""
    named: dict[int, set[int]] = {}
    for position, fact in enumerate(facts):
        for mention in fact.mentions:
            if number := sentences.at(mention):
                if number in named:
                    named[number].add(position)
                else:
                    named[number] = {position}
    return named


def _sorted(pairs: set[tuple[int, int]]) -> Pairs:
    return tuple(sorted(pairs))


def _same_as(record: Record, word: EditorsWord) -> Iterator[SameAs]:
    yield from _wishes("places", record.places, word.places.same_as)
    yield from _wishes("officials", record.officials, word.officials.same_as)
    yield from _wishes("agreements", record.agreements, word.agreements.same_as)


def _wishes(kind: str, facts: tuple[Fact, ...], pairs: Iterable[tuple[str, str]]) -> Iterator[SameAs]:
    for name, target in pairs:
        local = find_fact(facts, name)
        if local is not None and find_fact(facts, target) is None:
            yield SameAs(kind, local.id, target)
