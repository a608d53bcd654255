"""The fact panel of an article: who, where, when and what was signed, each with the sentence that says so."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from hanoi_korea_site.model import Agreement, Dated, Evidence, Mention, Official, Origin, Place, Record
from hanoi_korea_site.text import slug
from hanoi_korea_site.views import words
from hanoi_korea_site.views.parts import Link, Sureness, When
from hanoi_korea_site.views.prose import Sentences

Links = Mapping[tuple[str, str], Link]
"""The page of each of the record's facts, by kind and the record's own id."""

_PLACE_ORDER = {
    kind: rank for rank, kind in enumerate(("city", "province", "district", "zone", "river", "other", "country"))
}
_NO_WORDS = Mention("", 0, 0, "dates")
_EDITORS_WORD = words.sureness(1.0, "editor", "editor")


class Ground(Struct, frozen=True, gc=False):
    """What a fact stands on: sentence `#c{number}` (0: in no sentence), the telling words, and how sure that is."""

    number: int
    quote: str
    sureness: Sureness


class Fact(Struct, frozen=True, gc=False):
    """A line of the panel, at `#{anchor}`; `link` is None where the thing has no page."""

    anchor: str
    text: str
    link: Link | None
    note: str
    ground: Ground


class Signed(Struct, frozen=True, gc=False):
    """An agreement in the panel."""

    fact: Fact
    type: str
    status: str
    status_words: str
    when: When | None
    parties: tuple[str, ...]


class Moment(Struct, frozen=True, gc=False):
    """A date in the panel, at `#{anchor}`; `because` tells what its year was inferred from."""

    anchor: str
    label: str
    when: When
    because: tuple[str, ...]
    ground: Ground


class Panel(Struct, frozen=True, gc=False):
    moments: tuple[Moment, ...]
    places: tuple[Fact, ...]
    officials: tuple[Fact, ...]
    agreements: tuple[Signed, ...]


def panel(record: Record, links: Links, sentences: Sentences) -> Panel:
    places = sorted(record.places, key=lambda place: _PLACE_ORDER[place.type])
    return Panel(
        moments=tuple(_moments(record, sentences)),
        places=tuple(_place(place, links, sentences) for place in places),
        officials=tuple(_official(official, links, sentences) for official in record.officials),
        agreements=tuple(_signed(agreement, links, sentences) for agreement in record.agreements),
    )


def _place(place: Place, links: Links, sentences: Sentences) -> Fact:
    ground = _ground(place.mentions, sentences)
    return Fact(f"dk-noi-{place.id}", place.name, links.get(("places", place.id)), words.PLACE_TYPE[place.type], ground)


def _official(official: Official, links: Links, sentences: Sentences) -> Fact:
    roles = dict.fromkeys(
        ("nguyên " if role.former else "") + f"{role.title} {role.body}".strip() for role in official.roles
    )
    link = links.get(("officials", official.id))
    return Fact(f"dk-nguoi-{official.id}", official.name, link, "; ".join(roles), _ground(official.mentions, sentences))


def _signed(agreement: Agreement, links: Links, sentences: Sentences) -> Signed:
    ground = _ground(agreement.mentions, sentences)
    return Signed(
        fact=Fact(f"dk-van-ban-{agreement.id}", agreement.title, links.get(("agreements", agreement.id)), "", ground),
        type=words.AGREEMENT_TYPE[agreement.type],
        status=agreement.status,
        status_words=words.STATUS[agreement.status],
        when=words.when(agreement.date),
        parties=agreement.parties,
    )


def _moments(record: Record, sentences: Sentences) -> Iterator[Moment]:
    if record.date is not None:
        yield from _moment("dk-su-kien", "Sự kiện chính", record.date, sentences)
    if record.published is not None:
        yield from _moment("dk-dang-bai", "Đăng bài", record.published, sentences)
    shown = {record.date.edtf} if record.date else set()
    anchors: dict[str, int] = {}
    for dated in record.dates:
        if dated.edtf not in shown:
            shown.add(dated.edtf)
            anchor = f"dk-ngay-{slug(dated.edtf)}"  # the same for "2017-11" and "2017-11?"
            number = anchors[anchor] = anchors.get(anchor, 0) + 1
            yield from _moment(anchor if number == 1 else f"{anchor}-{number}", "Được nhắc tới", dated, sentences)


def _moment(anchor: str, label: str, dated: Dated, sentences: Sentences) -> Iterator[Moment]:
    moment = words.when(dated)
    if moment is None:
        return
    inferred = dated.year_basis == "inferred"
    because = tuple(dict.fromkeys(map(_reason, dated.because))) if inferred else ()
    origin: Origin = "editor" if dated.year_basis == "editor" else "text"
    mention = dated.mention or _NO_WORDS
    sure = words.sureness(dated.confidence, mention.rule, origin)
    yield Moment(anchor, label, moment, because, _at(mention, sure, sentences))


def _reason(evidence: Evidence) -> str:
    """What a year was inferred from: words of the text, the day of publication, another article."""
    said = evidence.text.strip()
    match evidence.rule:
        case "editor.published_year":
            return f"ngày đăng bài, {words.day(said)}"
        case "years.archive_event":
            return f"bài “{said}”"
        case "years.archive_term":
            return f"nhiệm kỳ {said}"
        case _:
            return f"“{said}”"


def _ground(mentions: tuple[Mention, ...], sentences: Sentences) -> Ground:
    """The first of those mentions that are as sure as the surest; without any, the editor's word."""
    best, sure = _NO_WORDS, _EDITORS_WORD
    for mention in mentions:
        its = words.sureness(mention.confidence, mention.rule, mention.origin)
        if best is _NO_WORDS or its.step > sure.step:
            best, sure = mention, its
    return _at(best, sure, sentences)


def _at(mention: Mention, sure: Sureness, sentences: Sentences) -> Ground:
    sentence = sentences.at(mention.start) if mention.end else None
    return Ground(sentence.number if sentence else 0, mention.text, sure)
