"""The editor's `add` on one list of facts: a new fact, or the correction of one that was read.

An addition is anchored to the words of its quote, else to every place of its name, else to none: then it stands by
the editor's word alone. Where it names a fact that was read, what it gives replaces what the text gave, and the
problem `editor-differs` keeps the text's reading in sight.
"""

from collections.abc import Iterable, Iterator
from itertools import chain, count

from msgspec import Struct
from msgspec.structs import replace

from hanoi_korea_site import edtf
from hanoi_korea_site.editor.anchors import find_quote, find_within, find_words
from hanoi_korea_site.editor.rulings import Fact, Ruled, find_fact, in_order, words_gone
from hanoi_korea_site.gazetteer import Gazetteer
from hanoi_korea_site.model import (
    AddedAgreement,
    AddedOfficial,
    AddedPlace,
    Agreement,
    Mention,
    Official,
    Place,
    Problem,
    Quote,
    Role,
    Span,
)
from hanoi_korea_site.text import match_key, slug

RULE = "editor.add"
_FORMER = ("nguyên ", "cựu ")


class _Anchored(Struct, frozen=True, gc=False):
    mentions: tuple[Mention, ...]
    problems: tuple[Problem, ...]


def add_place(places: tuple[Place, ...], added: AddedPlace, text: str, gazetteer: Gazetteer) -> Ruled[Place]:
    """With a place, by the likeliest that its name is known for; of an unknown name only the name is known."""
    known = next(iter(gazetteer.named(added.name)), None)
    read = find_fact(places, known.id if known else added.name) or find_fact(places, added.name)
    if known:
        place = Place(known.id, known.name, known.type, known.country, ())
    else:
        place = Place(_free_id(places, added.name), added.name, "other", "", ())
    new = read or place
    return _with(places, read, new, _anchored(new, added.name, added.quote, text), ())


def add_official(officials: tuple[Official, ...], added: tuple[AddedOfficial, ...], text: str) -> Ruled[Official]:
    """With a person, given by one addition for each office."""
    name, country = added[0].name, next((item.country for item in added if item.country), "")
    quote = next((item.quote for item in added if item.quote), None)
    roles = tuple(_role(item, text) for item in added if item.title)
    read = find_fact(officials, name)
    if read is None:
        new = Official(_free_id(officials, name), name, country, roles, ())
        return _with(officials, None, new, _anchored(new, name, quote, text), ())
    problems: list[Problem] = []
    if country and read.country and country != read.country:
        problems.append(differs(f"Nước của {read.name}", country, read.country))
    if roles:
        problems += [
            differs(f"Chức vụ của {read.name}", _in_words(roles), _in_words((role,)), role.span)
            for role in read.roles
            if not any(_agree(role, said) for said in roles)
        ]
    new = replace(read, country=country or read.country, roles=roles or read.roles)
    return _with(officials, read, new, _anchored(read, name, quote, text), problems)


def add_agreement(agreements: tuple[Agreement, ...], added: AddedAgreement, text: str) -> Ruled[Agreement]:
    """With a document."""
    date = edtf.dated(edtf.parse(added.date), year_basis="editor") if added.date else None
    read = find_fact(agreements, added.title)
    if read is None:
        new = Agreement(
            _free_id(agreements, added.title), added.title, added.type, added.parties, added.status, date, ()
        )
        return _with(agreements, None, new, _anchored(new, added.title, added.quote, text), ())
    new = replace(
        read,
        type=read.type if added.type == "other" else added.type,
        status=read.status if added.status == "unknown" else added.status,
        parties=added.parties or read.parties,
        date=date or read.date,
    )
    return _with(agreements, read, new, _anchored(read, added.title, added.quote, text), _changes(read, new))


def by_person(added: Iterable[AddedOfficial]) -> Iterator[tuple[AddedOfficial, ...]]:
    """The additions of one person together, in the order in which persons are first named."""
    order: dict[str, list[AddedOfficial]] = {}
    for item in added:
        order.setdefault(match_key(item.name), []).append(item)
    yield from map(tuple, order.values())


def differs(what: str, ours: str, theirs: str, span: Span | None = None) -> Problem:
    """The editor's word and the text do not agree."""
    return Problem("editor-differs", f"{what}: biên tập viên ghi “{ours}”, bài viết cho thấy “{theirs}”.", span)


def _with(
    facts: tuple[Fact, ...], read: Fact | None, new: Fact, anchored: _Anchored, problems: Iterable[Problem]
) -> Ruled[Fact]:
    """`facts` with `new` in the place of `read`, or at their end."""
    certain = replace(new, mentions=anchored.mentions)
    stand = (certain if fact is read else fact for fact in facts)
    added = () if read else (certain,)
    return Ruled(tuple(chain(stand, added)), problems=(*problems, *anchored.problems))


def _anchored(fact: Place | Official | Agreement, name: str, quote: Quote | None, text: str) -> _Anchored:
    """The mentions of a fact that the editor vouches for; those inside the quote, else all, are now certain."""
    problems: tuple[Problem, ...] = ()
    new: tuple[Span, ...] = ()
    if quote:
        certain = find_quote(text, quote)
        span = find_within(text, name, quote)
        new, problems = ((span,), ()) if span else ((), (words_gone(quote),))
    else:
        certain = tuple(Span(mention.start, mention.end) for mention in fact.mentions)
        new = () if fact.mentions else find_words(text, name)
    kept = tuple(
        replace(mention, confidence=1.0, origin="editor")
        if any(span.start <= mention.start and mention.end <= span.end for span in certain)
        else mention
        for mention in fact.mentions
    )
    added = tuple(
        Mention(text[span.start : span.end], span.start, span.end, RULE, origin="editor")
        for span in new
        if not any(mention.start < span.end and span.start < mention.end for mention in kept)
    )
    return _Anchored(in_order(kept + added) or (Mention("", 0, 0, RULE, origin="editor"),), problems)


def _role(added: AddedOfficial, text: str) -> Role:
    """An office as the editor words it, with the place where the text says the same."""
    title, former = added.title, False
    for word in _FORMER:
        if title.lower().startswith(word):
            title, former = title[len(word) :], True
    places = find_words(text, f"{title} {added.body}")
    return Role(title, added.body, former, places[0] if places else None)


def _agree(one: Role, other: Role) -> bool:
    """Whether two wordings may be of one office: "Thị trưởng Seoul", "Thị trưởng thành phố Seoul", "Thị trưởng"."""
    bodies = match_key(one.body), match_key(other.body)
    same_body = bodies[0].endswith(bodies[1]) or bodies[1].endswith(bodies[0])
    return same_body and match_key(one.title) == match_key(other.title) and one.former == other.former


def _in_words(roles: tuple[Role, ...]) -> str:
    return "; ".join(f"{'nguyên ' if role.former else ''}{role.title} {role.body}".strip() for role in roles)


def _changes(read: Agreement, new: Agreement) -> Iterator[Problem]:
    """What the text said otherwise; a status or type that it left open is none."""
    if new.type != read.type != "other":
        yield differs(f"Loại của “{read.title}”", new.type, read.type)
    if new.status != read.status != "unknown":
        yield differs(f"Tình trạng của “{read.title}”", new.status, read.status)
    if new.parties != read.parties and read.parties:
        yield differs(f"Các bên của “{read.title}”", ", ".join(new.parties), ", ".join(read.parties))
    if read.date and new.date and new.date.edtf != read.date.edtf and read.date.year_basis == "explicit":
        yield differs(f"Ngày của “{read.title}”", new.date.edtf, read.date.edtf)


def _free_id(facts: tuple[Fact, ...], name: str) -> str:
    """An id from the name that no other fact of the list has."""
    taken = {fact.id for fact in facts}
    stem = slug(name) or "khong-ten"
    return next(free for number in count(1) if (free := stem if number == 1 else f"{stem}-{number}") not in taken)
