"""The editor's word on an article, from a YAML table: front matter or the `.yaml` beside the article.

::

    title: Tiêu đề                      published: 2024-10-23          date: 2024-10-19/2024-10-22
    places:      a list of what to add, or {add: [...], reject: [...], same_as: {...}}
    officials:   likewise; an addition is a name, or {name, title, body, country, quote}
    agreements:  likewise; an addition is a title, or {title, type, status, parties, date, quote}
    source:      {outlet, url, retrieved, archived}
    tags: [...]                         draft: true

Dates are EDTF. A place's addition may be {name, quote}. `same_as` maps a name in this article to another name in it,
or to an entity of the archive.
"""

import re
from collections.abc import Callable, Collection
from typing import TypeVar, get_args

from hanoi_korea_site import edtf
from hanoi_korea_site.errors import Fault
from hanoi_korea_site.form import Form, choice, flag, web_address
from hanoi_korea_site.model import (
    AddedAgreement,
    AddedOfficial,
    AddedPlace,
    AgreementStatus,
    AgreementType,
    EditorsWord,
    FactWords,
    Source,
)
from hanoi_korea_site.yamlfile import Scalar, Table

T = TypeVar("T")

KEYS = ("title", "published", "date", "places", "officials", "agreements", "source", "tags", "draft")
_FACTS = ("add", "reject", "same_as")
_TYPES: tuple[AgreementType, ...] = get_args(AgreementType)
_STATUSES: tuple[AgreementStatus, ...] = get_args(AgreementStatus)
_COUNTRY = re.compile("[A-Z]{2}")


def editors_word(table: Table, faults: list[Fault]) -> EditorsWord:
    """Read the word, adding every wrong key and value to `faults`."""
    form = Form(table, KEYS, faults)
    source = form.form("source", ("outlet", "url", "retrieved", "archived"))
    return EditorsWord(
        file=table.spot.file,
        title=form.text("title") or None,
        published=form.checked("published", _date, "") or None,
        date=form.checked("date", _date, "") or None,
        places=_fact_words(form, "places", ("name", "quote"), _place),
        officials=_fact_words(form, "officials", ("name", "title", "body", "country", "quote"), _official),
        agreements=_fact_words(form, "agreements", ("title", "type", "status", "parties", "date", "quote"), _agreement),
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
        places=_joined_facts(front.places, beside.places),
        officials=_joined_facts(front.officials, beside.officials),
        agreements=_joined_facts(front.agreements, beside.agreements),
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


def _fact_words(form: Form, key: str, known: Collection[str], read: Callable[[Form], T | None]) -> FactWords[T]:
    """The word on one list of facts; a list that stands by itself is what to add."""
    facts = form.form(key, _FACTS) if isinstance(form.node(key), Table) else None
    items = facts.items("add") if facts else form.items(key)
    name_key = next(iter(known))
    added = []
    for item in items:
        table = Table(item.spot, {name_key: item}) if isinstance(item, Scalar) else item
        fact = form.nested(table, known)
        if isinstance(table, Table) and fact.required(name_key) and (value := read(fact)) is not None:
            added.append(value)
    if facts is None:
        return FactWords(add=tuple(added))
    return FactWords(add=tuple(added), reject=facts.texts("reject"), same_as=facts.pairs("same_as"))


def _place(form: Form) -> AddedPlace:
    return AddedPlace(form.text("name"), form.text("quote"))


def _official(form: Form) -> AddedOfficial:
    return AddedOfficial(
        name=form.text("name"),
        title=form.text("title"),
        body=form.text("body"),
        country=form.checked("country", _country, ""),
        quote=form.text("quote"),
    )


def _agreement(form: Form) -> AddedAgreement:
    return AddedAgreement(
        title=form.text("title"),
        type=form.checked("type", choice(_TYPES), "other"),
        status=form.checked("status", choice(_STATUSES), "unknown"),
        parties=form.texts("parties"),
        date=form.checked("date", _date, ""),
        quote=form.text("quote"),
    )


def _country(text: str) -> str:
    if not _COUNTRY.fullmatch(text):
        raise ValueError(f"“{text}” is no country code", "write two capitals, as VN or KR (ISO 3166)")
    return text


def _date(text: str) -> str:
    """A check: a date in EDTF, as the editor wrote it."""
    edtf.parse(text)
    return text
