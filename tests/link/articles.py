"""Articles made by hand for linking: each fact written in one line becomes a sentence of a text, and a record of it.

An official is "Name | title | body | country", with "nguyên" before the title of a former office and further offices
behind "; ". An agreement is "Title | type | party; party | status | date", an event "date | tense | names, names …".
"""

from dataclasses import dataclass, field

from hanoi_korea_site import edtf
from hanoi_korea_site.gazetteer import Gazetteer
from hanoi_korea_site.link.atlas import find_known
from hanoi_korea_site.link.gathering import gist
from hanoi_korea_site.link.gist import Gist
from hanoi_korea_site.model import (
    Agreement,
    Block,
    Dated,
    EditorsWord,
    Event,
    Mention,
    Official,
    Place,
    Record,
    Role,
    Sentence,
    Span,
    Title,
)
from hanoi_korea_site.text import slug

GAZETTEER = Gazetteer.load()


@dataclass(frozen=True)
class Written:
    """An article as linking gets it: its record, its text, and the editor's word."""

    record: Record
    text: str
    word: EditorsWord = field(default_factory=EditorsWord)

    @property
    def gist(self) -> Gist:
        return gist(self.record, self.word, self.text, GAZETTEER)


def dated(text: str | None) -> Dated | None:
    """A date in EDTF, its year unknown, inferred or explicit as it is written."""
    if not text:
        return None
    value = edtf.parse(str(text))
    basis = "unknown" if not value.start.year else "inferred" if value.qualifier else "explicit"
    return edtf.dated(value, year_basis=basis, confidence=0.5 if value.qualifier else 0.9)


class _Pen:
    """Writes sentences one after another and remembers where they stand."""

    def __init__(self) -> None:
        self.text = ""
        self.sentences: list[Sentence] = []

    def write(self, sentence: str) -> Sentence:
        start = len(self.text) + 1 if self.text else 0
        self.text += ("\n" if self.text else "") + sentence
        self.sentences.append(Sentence(len(self.sentences) + 1, start, len(self.text)))
        return self.sentences[-1]

    def mention(self, words: str, sentence: Sentence, rule: str) -> Mention:
        start = self.text.index(words, sentence.start)
        return Mention(words, start, start + len(words), rule, 0.9)


def article(
    id: str,  # noqa: A002 - the record's word
    *,
    date: str | None = None,
    published: str | None = None,
    title: str = "",
    places: list[str] | None = None,
    officials: list[str] | None = None,
    agreements: list[str] | None = None,
    events: list[str] | None = None,
    prose: str | None = None,
    word: EditorsWord | None = None,
) -> Written:
    """An article of which each line of `officials`, `agreements` and `events` makes a sentence."""
    pen = _Pen()
    pen.write(f"Bài {id}." if prose is None else prose)
    people = tuple(_official(pen, line) for line in officials or ())
    documents = tuple(_agreement(pen, line) for line in agreements or ())
    for name in places or ():
        pen.write(f"Bài nói về {name}.")
    named = _places(pen, places or ())
    record = Record(
        id=id,
        source=f"seeds/{id}.txt",
        sha256="",
        language="vi",
        title=Title(title or f"Bài {id}", "text"),
        lead="",
        published=dated(published),
        date=dated(date),
        dates=(),
        places=named,
        officials=people,
        organisations=(),
        agreements=documents,
        events=tuple(_event(pen, line, (*named, *people, *documents)) for line in events or ()),
        captions=(),
        credits=(),
        dropped=(),
        problems=(),
        blocks=(Block("paragraph", 0, len(pen.text), tuple(pen.sentences)),) if pen.text else (),
    )
    return Written(record, pen.text, word or EditorsWord())


def _places(pen: _Pen, names: list[str]) -> tuple[Place, ...]:
    """All known places that the sentences name, and the `names` that no gazetteer knows."""
    found: dict[str, Place] = {}
    for start, end, key in find_known(GAZETTEER, pen.text):
        known = GAZETTEER.places[key]
        mention = Mention(pen.text[start:end], start, end, "places.known", 0.9)
        before = found[key].mentions if key in found else ()
        found[key] = Place(known.id, known.name, known.type, known.country, (*before, mention))
    for name in names:
        if not GAZETTEER.named(name):
            start = pen.text.index(name)
            mention = Mention(name, start, start + len(name), "places.head", 0.7)
            found[name] = Place(slug(name), name, "zone", "KR", (mention,))
    return tuple(found.values())


def _official(pen: _Pen, line: str) -> Official:
    name, *rest = (part.strip() for part in line.split("|"))
    offices, country = rest[:-1], rest[-1] if rest else ""
    titles, bodies = ([part.strip() for part in "".join(offices[at : at + 1]).split(";")] for at in (0, 1))
    titles, bodies = ([], []) if titles == [""] else (titles, bodies + [""] * (len(titles) - len(bodies)))
    spoken = ", ".join(f"{title} {body}".strip() for title, body in zip(titles, bodies, strict=True))
    sentence = pen.write(f"{spoken} {name} phát biểu.".strip())
    roles = []
    for title, body in zip(titles, bodies, strict=True):
        start = pen.text.index(title, sentence.start)
        former = title.startswith("nguyên ")
        roles.append(Role(title.removeprefix("nguyên "), body, former, Span(start, start + len(title))))
    return Official(slug(name), name, country, tuple(roles), (pen.mention(name, sentence, "officials.office_first"),))


def _agreement(pen: _Pen, line: str) -> Agreement:
    title, type_, parties, status, date = (part.strip() for part in (line + "|" * 4).split("|")[:5])
    sentence = pen.write(f"Hai bên nói về {title}.")
    return Agreement(
        id=slug(title),
        title=title,
        type=type_ or "memorandum",
        parties=tuple(part.strip() for part in parties.split(";") if part.strip()),
        status=status or "signed",
        date=dated(date),
        mentions=(pen.mention(title, sentence, "agreements.signed"),),
    )


def _event(pen: _Pen, line: str, facts: tuple[Place | Official | Agreement, ...]) -> Event:
    when, tense, who = (part.strip() for part in (line + "||").split("|")[:3])
    sentence = pen.write(f"Ngày {when}: {who}.")
    date = dated(when)
    assert date is not None

    def named(kind: type[Place | Official | Agreement]) -> tuple[str, ...]:
        ours = (fact for fact in facts if isinstance(fact, kind))
        return tuple(fact.id for fact in ours if (fact.title if isinstance(fact, Agreement) else fact.name) in who)

    return Event(date, sentence, named(Place), named(Official), named(Agreement), tense or "past")
