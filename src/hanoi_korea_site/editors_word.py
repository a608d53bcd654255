"""The editor's word on an article, from a YAML table: front matter or the `.yaml` beside the article.

::

    title: Tiêu đề                      published: 2024-10-23          date: 2024-10-19/2024-10-22
    dates:       {add: [{date, quote}], reject: [...]}
    places:      a list of what to add, or {add: [...], reject: [...], same_as: {...}}
    officials:   likewise; an addition is a name, or {name, title, body, country, quote}
    agreements:  likewise; an addition is a title, or {title, type, status, parties, date, quote}
    reviewed:    a list of problems to let stand: a code, or {problem, quote}
    source:      {outlet, url, retrieved, archived}
    tags: [...]                         draft: true

Dates are EDTF. A place's addition may be {name, quote}, a rejection {quote}. Beside a `quote`, `prefix` and `suffix`
tell which of several places of its words is meant. `same_as` maps a name in this article to another name in it, or to
an entity of the archive.
"""

from collections.abc import Callable, Collection, Iterator
from typing import TypeVar, get_args

from hanoi_korea_site import edtf
from hanoi_korea_site.errors import Fault
from hanoi_korea_site.form import Form, choice, country_code, flag, web_address
from hanoi_korea_site.glosses import GLOSSES
from hanoi_korea_site.model import (
    AddedAgreement,
    AddedDate,
    AddedOfficial,
    AddedPlace,
    AgreementStatus,
    AgreementType,
    EditorsWord,
    FactWords,
    Quote,
    Reviewed,
    Source,
)
from hanoi_korea_site.yamlfile import Scalar, Table

T = TypeVar("T")

KEYS = (
    "title", "published", "date", "dates", "places", "officials", "agreements", "reviewed", "source", "tags", "draft",
)  # fmt: skip
_FACTS = ("add", "reject", "same_as")
_QUOTE = ("quote", "prefix", "suffix")
_TYPES: tuple[AgreementType, ...] = get_args(AgreementType)
_STATUSES: tuple[AgreementStatus, ...] = get_args(AgreementStatus)


def editors_word(table: Table, faults: list[Fault]) -> EditorsWord:
    """Read the word, adding every wrong key and value to `faults`."""
    form = Form(table, KEYS, faults)
    source = form.form("source", ("outlet", "url", "retrieved", "archived"))
    return EditorsWord(
        file=table.spot.file,
        title=form.text("title") or None,
        published=form.checked("published", _date, "") or None,
        date=form.checked("date", _date, "") or None,
        dates=_fact_words(form, "dates", ("date",), _added_date, ("add", "reject")),
        places=_fact_words(form, "places", ("name",), _place),
        officials=_fact_words(form, "officials", ("name", "title", "body", "country"), _official),
        agreements=_fact_words(form, "agreements", ("title", "type", "status", "parties", "date"), _agreement),
        reviewed=tuple(_tables(form, "reviewed", ("problem",), _reviewed)),
        source=Source(
            outlet=source.text("outlet"),
            url=source.checked("url", web_address, ""),
            retrieved=source.checked("retrieved", _date, ""),
            archived=source.checked("archived", web_address, ""),
        ),
        tags=form.texts("tags"),
        draft=form.checked("draft", flag, default=False),
    )


def joined(front: EditorsWord, beside: EditorsWord) -> EditorsWord:
    """Front matter and the file beside the article as one: lists add up, of two single values the file's holds."""
    return EditorsWord(
        file=beside.file,
        title=beside.title or front.title,
        published=beside.published or front.published,
        date=beside.date or front.date,
        dates=_joined_facts(front.dates, beside.dates),
        places=_joined_facts(front.places, beside.places),
        officials=_joined_facts(front.officials, beside.officials),
        agreements=_joined_facts(front.agreements, beside.agreements),
        reviewed=tuple(dict.fromkeys(front.reviewed + beside.reviewed)),
        source=Source(
            outlet=beside.source.outlet or front.source.outlet,
            url=beside.source.url or front.source.url,
            retrieved=beside.source.retrieved or front.source.retrieved,
            archived=beside.source.archived or front.source.archived,
        ),
        tags=tuple(dict.fromkeys(front.tags + beside.tags)),
        draft=beside.draft or front.draft,
    )


def _joined_facts(front: FactWords[T], beside: FactWords[T]) -> FactWords[T]:
    return FactWords(
        add=tuple(dict.fromkeys(front.add + beside.add)),
        reject=tuple(dict.fromkeys(front.reject + beside.reject)),
        same_as=tuple((dict(front.same_as) | dict(beside.same_as)).items()),
    )


def _fact_words(
    form: Form, key: str, known: tuple[str, ...], read: Callable[[Form], T | None], lists: Collection[str] = _FACTS
) -> FactWords[T]:
    """The word on one list of facts; a list that stands by itself is what to add."""
    if not isinstance(form.node(key), Table):
        return FactWords(add=tuple(_tables(form, key, known, read)))
    facts = form.form(key, lists)
    return FactWords(
        add=tuple(_tables(facts, "add", known, read)),
        reject=tuple(_tables(facts, "reject", (), _quote)),
        same_as=facts.pairs("same_as"),
    )


def _tables(form: Form, key: str, known: tuple[str, ...], read: Callable[[Form], T | None]) -> Iterator[T]:
    """What `read` makes of each table of a list; the first of the known keys must be there, and may stand alone."""
    keys = (*known, *_QUOTE)
    for item in form.items(key):
        table = Table(item.spot, {keys[0]: item}) if isinstance(item, Scalar) else item
        entry = form.nested(table, keys)
        if isinstance(table, Table) and entry.required(keys[0]) and (value := read(entry)) is not None:
            yield value


def _quote(form: Form) -> Quote | None:
    """The quoted words, None where there are none; a prefix or suffix of nothing is a fault."""
    exact, prefix, suffix = form.text("quote"), form.text("prefix"), form.text("suffix")
    if (prefix or suffix) and not form.required("quote"):
        return None
    return Quote(exact, prefix, suffix, f"{form.spot.file}:{form.spot.line}") if exact else None


def _added_date(form: Form) -> AddedDate | None:
    date, quote = form.checked("date", _date, ""), _quote(form)
    return AddedDate(date, quote) if form.required("quote") and date and quote else None


def _reviewed(form: Form) -> Reviewed | None:
    problem = form.checked("problem", choice(GLOSSES), "")
    return Reviewed(problem, _quote(form)) if problem else None


def _place(form: Form) -> AddedPlace:
    return AddedPlace(form.text("name"), _quote(form))


def _official(form: Form) -> AddedOfficial:
    return AddedOfficial(
        name=form.text("name"),
        title=form.text("title"),
        body=form.text("body"),
        country=form.checked("country", country_code, ""),
        quote=_quote(form),
    )


def _agreement(form: Form) -> AddedAgreement:
    return AddedAgreement(
        title=form.text("title"),
        type=form.checked("type", choice(_TYPES), "other"),
        status=form.checked("status", choice(_STATUSES), "unknown"),
        parties=form.texts("parties"),
        date=form.checked("date", _date, ""),
        quote=_quote(form),
    )


def _date(text: str) -> str:
    """A check: a date in EDTF, as the editor wrote it."""
    edtf.parse(text)
    return text
