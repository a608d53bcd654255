"""What other articles say of a year that an article leaves open: one rule a kind of witness.

Only articles whose own text, or whose editor, dates them bear witness, never one whose year was voted for: so the
votes are the same whatever the order of articles, and whatever was built before. A vote is one clue among those of the
text, which weighs it and outweighs it; it is told by the title of the article that bears it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from msgspec import Struct

from hanoi_korea_site import edtf
from hanoi_korea_site.extract.dates.clues import Clue
from hanoi_korea_site.gazetteer import Gazetteer
from hanoi_korea_site.link.atlas import is_country
from hanoi_korea_site.link.gist import EventGist, Gist, RoleGist
from hanoi_korea_site.model import Dated, Evidence
from hanoi_korea_site.text import match_key

Votes = tuple[Clue, ...]

_SURE = 0.9
"""The least confidence of an inferred year that lets an article bear witness."""
_OPEN = "XXXX-"
_SAME_DAY_MET, _SAME_DAY_SIGNED = 0.72, 0.79
"""How likely the same people on the same day and month, or the same document, are the same event."""
_LEAST_WITNESSES = 3
_MOST_SURE_OF_TERM = 0.85
_BEYOND = timedelta(2 * 365)
"""How far a term may reach past its first and last evidence, where no other holder bounds it."""
_LONGEST = timedelta(6 * 365)

Seat = tuple[str, str, str]
"""An office as worded, in match keys, and the country served; what is worded otherwise is another seat here."""
Person = tuple[str, str]


class Holding(Struct, frozen=True, gc=False):
    """A day on which an article shows a person in an office."""

    day: date
    person: Person
    title: str


class Witnesses(Struct, frozen=True, gc=False):
    """What dated articles say, as far as it is asked for: events by month and day, holdings by seat."""

    events: Mapping[str, Sequence[tuple[Gist, EventGist]]]
    seats: Mapping[Seat, Sequence[Holding]]
    gazetteer: Gazetteer


Rule = Callable[[Gist, Witnesses], Iterator[Clue]]


def archive_event(one: Gist, witnesses: Witnesses) -> Iterator[Clue]:
    """Another article dates an event of the same day and month, with the same people at the same place."""
    own = [event for event in one.events if one.date and event.date.start == one.date.start]
    for event in own:
        people, places, documents = _facts(one, event, witnesses.gazetteer)
        for other, told in witnesses.events.get(_day_of_year(event.date), ()):
            met, at, signed = _facts(other, told, witnesses.gazetteer)
            shared, signed_too = len(people & met), bool(documents & signed)
            if not (places & at) or not (shared or signed_too):
                continue
            weight = _SAME_DAY_SIGNED if signed_too or shared > 1 else _SAME_DAY_MET
            year = int(told.date.start[:4])
            evidence = Evidence(other.title.text, 0, 0, "years.archive_event")
            yield Clue(date(year, 1, 1), date(year, 12, 31), weight, evidence)


def archive_term(one: Gist, witnesses: Witnesses) -> Iterator[Clue]:
    """Dated articles show the official in the same office: the day lies within that term, or about it."""
    for person, role, seat in _held(one):
        holdings = witnesses.seats.get(seat, ())
        own = [holding for holding in holdings if holding.person == person]
        if len(own) < _LEAST_WITNESSES or own[-1].day - own[0].day > _LONGEST:
            continue
        low, high = _term(own, [holding for holding in holdings if holding.person != person])
        weight = min(len(own) / (len(own) + 2), _MOST_SURE_OF_TERM)
        words = f"{role.title} {role.body}".strip()
        told = f"{words}: {own[0].title} ({own[0].day.year}) – {own[-1].title} ({own[-1].day.year})"
        yield Clue(low, high, weight, Evidence(told, 0, 0, "years.archive_term"))


RULES: tuple[Rule, ...] = (archive_event, archive_term)


def cast(gists: Sequence[Gist], gazetteer: Callable[[], Gazetteer]) -> dict[str, Votes]:
    """The votes on each article's year that is put to the vote and that another article knows something of.

    `gists` are of the articles by their own texts; `gazetteer` is asked only where a year is. Time is linear in the
    number of articles and in what stands on one day of the year.
    """
    asked = [one for one in gists if one.asks]
    if not asked:
        return {}
    witnesses = _witnesses(gists, asked, gazetteer())
    cast_for = ((one.id, tuple(clue for rule in RULES for clue in rule(one, witnesses))) for one in asked)
    return {article: votes for article, votes in cast_for if votes}


def _is_dated(when: Dated | None) -> bool:
    if when is None or when.edtf.endswith("~") or when.precision != "day" or when.start.startswith(_OPEN):
        return False
    return when.year_basis in ("explicit", "editor") or (when.year_basis == "inferred" and when.confidence >= _SURE)


def _witnesses(gists: Sequence[Gist], asked: Sequence[Gist], gazetteer: Gazetteer) -> Witnesses:
    days = {_day_of_year(event.date) for one in asked for event in one.events}
    wanted = {seat for one in asked for _, _, seat in _held(one)}
    events: dict[str, list[tuple[Gist, EventGist]]] = defaultdict(list)
    seats: dict[Seat, list[Holding]] = defaultdict(list)
    for one in sorted(gists, key=lambda gist: gist.id):
        if one.date is None or not _is_dated(one.date):
            continue
        for event in one.events:
            if _day_of_year(event.date) in days and _is_dated(event.date):
                events[_day_of_year(event.date)].append((one, event))
        for person, _, seat in _held(one):
            if seat in wanted and (bounds := edtf.bounds(one.date)):
                seats[seat].append(Holding(bounds[0], person, one.title.text))
    for holdings in seats.values():
        holdings.sort(key=lambda holding: (holding.day, holding.person, holding.title))
    return Witnesses(events, seats, gazetteer)


def _held(one: Gist) -> Iterator[tuple[Person, RoleGist, Seat]]:
    """Who holds which office now, by the article."""
    for official in one.officials:
        for role in official.roles:
            if not role.former and role.title:
                seat = (match_key(role.title), match_key(role.body) or role.place, official.country)
                yield (official.id, official.country), role, seat


def _term(own: Sequence[Holding], others: Sequence[Holding]) -> tuple[date, date]:
    """From when until when the office can have been this person's; both in order of days.

    Others' days bound it where they lie before or behind all of this person's; an office that several hold at a time
    (deputies) has days of others in between, and is bounded by none.
    """
    first, last = own[0].day, own[-1].day
    low, high = first - _BEYOND, last + _BEYOND
    if any(first <= holding.day <= last for holding in others):
        return low, high
    before = max((holding.day for holding in others if holding.day < first), default=low)
    behind = min((holding.day for holding in others if holding.day > last), default=high)
    return max(low, before), min(high, behind)


def _facts(one: Gist, event: EventGist, gazetteer: Gazetteer) -> tuple[set[Person], set[str], set[str]]:
    """Who takes part in an event, at which places (countries are none), and what documents it is about."""
    people = {(one.officials[at].id, one.officials[at].country) for at in event.officials}
    places = {one.places[at].id for at in event.places if not is_country(gazetteer, one.places[at].id)}
    return people, places, {one.agreements[at].id for at in event.agreements}


def _day_of_year(when: Dated) -> str:
    """`when` without its year: "10-19"; "" where it is no day."""
    return when.start[len(_OPEN) :] if when.precision == "day" else ""
