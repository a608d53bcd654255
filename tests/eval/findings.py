"""What is right, missed or too much in one record, by the rules of the annotation.

Facts that the gold marks `optional` count neither way. Persons match by name in any order of its words, places by
any of their surfaces, agreements where a mention overlaps the gold's quote.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from forms import dated_key, folded, name_keys, place_key, range_key

from hanoi_korea_site.model import Agreement, Mention, Official, Record

Entry = dict[str, Any]
Outcome = Literal["hit", "extra", "missed", "right", "wrong"]
TYPES = {"mou": "memorandum"}
"""The gold's words for types of agreement where the record has others."""
SURE = 0.8


@dataclass(frozen=True, slots=True)
class Finding:
    """One comparison of a record with its gold; `confidence` where the record gives one."""

    article: str
    line: str
    outcome: Outcome
    note: str = ""
    confidence: float | None = None


Told = Iterator[tuple[str, Outcome, str, float | None]]


def findings(entry: Entry, record: Record, text: str) -> list[Finding]:
    """Compare a record with its gold entry, field by field."""
    return [Finding(entry["id"], *told) for rule in RULES for told in rule(entry, record, text)]


def officials(entry: Entry, record: Record, _: str) -> Told:
    """Persons, and the offices of those found."""
    wanted = [(person, _every_key([person["name"], *person["surfaces"]])) for person in entry["officials"]]
    found: list[Entry] = []
    for official in record.officials:
        confidence = _surest(official.mentions)
        keys = _every_key([official.name, *(mention.text for mention in official.mentions)])
        person = next((person for person, known in wanted if keys & known), None)
        if person is None or person in found:
            yield "officials", "extra", official.name, confidence
            continue
        found.append(person)
        if person.get("optional"):
            continue
        yield "officials", "hit", official.name, confidence
        roles = [role for role in (person["role"], *person.get("roles_all", [])) if role]
        if roles:
            yield "offices", _told(_alike(official, roles)), f"{official.name}: {official.roles} for {roles}", None
    for person, _known in wanted:
        if person not in found and not person.get("optional"):
            yield "officials", "missed", person["name"], None


def _every_key(names: list[str]) -> set[str]:
    full = [name for position, name in enumerate(names) if position == 0 or len(name.split()) > 1]
    return set[str]().union(*map(name_keys, full))


def _alike(official: Official, roles: list[str]) -> bool:
    """Whether an office read shares half of its words or more with one of the gold's."""
    read = [set(folded(f"{role.title or ''} {role.body or ''}").split()) for role in official.roles]
    told = [set(folded(role).split()) for role in roles]
    return any(2 * len(one & other) >= len(one | other) for one in read for other in told)


def places(entry: Entry, record: Record, _: str) -> Told:
    """Cities and provinces; what is only mentioned (`places_minor`) counts neither way."""
    wanted = {
        place_key(form): place for place in entry["places"] for form in (*place.get("surfaces", []), place["name"])
    }
    neutral = {place_key(name) for name in entry.get("places_minor", [])}
    found: list[Entry] = []
    for place in record.places:
        if place.type not in ("city", "province"):
            continue
        keys = [place_key(place.name), *(place_key(mention.text) for mention in place.mentions)]
        known = next((wanted[key] for key in keys if key in wanted), None)
        if known is None and not neutral.intersection(keys):
            yield "places", "extra", place.name, _surest(place.mentions)
        elif known is not None and known not in found:
            found.append(known)
            if not known.get("optional"):
                yield "places", "hit", place.name, _surest(place.mentions)
    for place in entry["places"]:
        if place not in found and not place.get("optional"):
            yield "places", "missed", place["name"], None


def countries(entry: Entry, record: Record, _: str) -> Told:
    """Countries, by name."""
    read = [place.name for place in record.places if place.type == "country"]
    yield from _by_name("countries", entry["countries"], entry.get("countries_optional", []), read)


def credit(entry: Entry, record: Record, _: str) -> Told:
    """Those whose words or pictures the article is."""
    yield from _by_name("credits", entry["credits"], [], record.credits)


def _by_name(line: str, wanted: list[str], optional: list[str], read: list[str] | tuple[str, ...]) -> Told:
    want, neutral, have = ({folded(name): name for name in names} for names in (wanted, optional, read))
    for key, name in want.items():
        yield line, "hit" if key in have else "missed", name, None
    for key, name in have.items():
        if key not in want and key not in neutral:
            yield line, "extra", name, None


def dates(entry: Entry, record: Record, _: str) -> Told:
    """Dates that pin an event, but for the main one and that of publication."""
    wanted = [({range_key(form) for form in (date["date"], *date.get("alt", []))}, date) for date in entry["dates"]]
    read = {dated_key(dated): dated for dated in record.dates}
    for forms, date in wanted:
        hit = next((read[form] for form in forms if form in read), None)
        if not date.get("optional"):
            yield "dates", "hit" if hit else "missed", date["date"], hit.confidence if hit else None
    known = _main_forms(entry) | {dated_key(record.date), dated_key(record.published), range_key(entry["published"])}
    known |= {part for form in known if form for part in form.split("/")}
    known |= {form for forms, _date in wanted for form in forms}
    for key, dated in read.items():
        if key not in known:
            yield "dates", "extra", str(key), dated.confidence


def main_date(entry: Entry, record: Record, _: str) -> Told:
    """The date of the main event: exact, and its year by itself."""
    gold = range_key(entry["event_date"]["start"])
    if gold is None:
        return
    read, confidence = dated_key(record.date) or "", record.date.confidence if record.date else None
    forms = _main_forms(entry)
    year = read[:4] == gold[:4] or read in forms
    note = f"{read} for {sorted(map(str, forms))}"
    yield "main date", _told(read in forms), note, confidence
    yield "main date, day and month", _told(read[4:10] == gold[4:10] or read in forms), note, None
    if gold.startswith("XXXX"):
        yield "year open where the text does not tell", _told(year or not read), note, None
    else:
        yield "year right where the text tells", _told(year), note, None
    if confidence is not None and confidence >= SURE and not read.startswith("XXXX"):
        yield f"year where told at {SURE} or more", _told(year), note, None


def _main_forms(entry: Entry) -> set[str | None]:
    gold = entry["event_date"]
    start, end = range_key(gold["start"]), range_key(gold["end"])
    return {f"{start}/{end}" if end else start, *map(range_key, gold.get("alt", []))}


def published(entry: Entry, record: Record, _: str) -> Told:
    """The day of publication, where text or record has one."""
    read, forms = record.published, {range_key(entry["published"]), range_key(entry.get("published_alt"))}
    start = read.start if read else None
    if entry["published"] or read:
        yield "published", _told(start in forms), f"{start} for {entry['published']}", read.confidence if read else None


def headline(entry: Entry, record: Record, _: str) -> Told:
    """The headline, or that there is none."""
    title = record.title
    right = folded(title.text) == folded(entry["title"]) if entry["title"] else title.origin != "text"
    yield "headline", _told(right), f"{title.text!r} for {entry['title']!r}", None


def agreements(entry: Entry, record: Record, text: str) -> Told:
    """Documents, and what is said of those found."""
    quoted = [
        (gold, [match.span() for match in re.finditer(re.escape(gold["quote"]), text)]) for gold in entry["agreements"]
    ]
    found: list[Entry] = []
    for agreement in record.agreements:
        near = [
            gold
            for gold, spans in quoted
            if any(_overlaps(mention, *span) for mention in agreement.mentions for span in spans)
        ]
        fresh = next((gold for gold in near if gold not in found), None)
        if not near:
            yield "agreements", "extra", agreement.title, _surest(agreement.mentions)
        if fresh is not None:
            found.append(fresh)
            if not fresh.get("optional"):
                yield "agreements", "hit", agreement.title, _surest(agreement.mentions)
                yield from _agreement(fresh, agreement)
    for gold in entry["agreements"]:
        if gold not in found and not gold.get("optional"):
            yield "agreements", "missed", gold["title"], None


def _agreement(gold: Entry, read: Agreement) -> Told:
    """What the text says of a document: a party is right where one name holds the other."""
    kind, date = TYPES.get(gold["type"], gold["type"]), dated_key(read.date)
    forms = {range_key(form) for form in (gold["date"], *gold.get("alt", []))}
    wanted, parties = [place_key(name) for name in gold["parties"]], [place_key(name) for name in read.parties]
    all_named = all(any(want in party or party in want for party in parties) for want in wanted)
    title = gold["title"]
    yield "agreements: type", _told(read.type == kind), f"{title}: {read.type} for {kind}", None
    yield (
        "agreements: status",
        _told(read.status == gold["status"]),
        f"{title}: {read.status} for {gold['status']}",
        None,
    )
    right = date in forms or (read.date is not None and read.date.start in forms)
    yield "agreements: date", _told(right), f"{title}: {date} for {forms}", read.date.confidence if read.date else None
    yield (
        "agreements: parties",
        _told(bool(wanted) and all_named),
        f"{title}: {read.parties} for {gold['parties']}",
        None,
    )


def _overlaps(mention: Mention, start: int, end: int) -> bool:
    return mention.start < end and start < mention.end


def _surest(mentions: tuple[Mention, ...]) -> float | None:
    return max((mention.confidence for mention in mentions), default=None)


def _told(right: bool) -> Outcome:  # noqa: FBT001 - the outcome of a comparison
    return "right" if right else "wrong"


Rule = Callable[[Entry, Record, str], Told]
RULES: tuple[Rule, ...] = (officials, places, countries, dates, main_date, published, headline, credit, agreements)
