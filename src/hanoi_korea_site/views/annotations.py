"""What was read out of an article, as Web Annotations (https://www.w3.org/TR/annotation-model/).

Each fact is anchored to the words it was read from: by a quotation with what stands around it, and by its place in the
sentence whose id the page carries.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

import msgspec

from hanoi_korea_site.archive import Article
from hanoi_korea_site.model import Agreement, Block, Mention, Official, Place, Record, Sentence
from hanoi_korea_site.patterns import regex
from hanoi_korea_site.views import addresses
from hanoi_korea_site.views.catalogue import Catalogue
from hanoi_korea_site.views.heads import Node, address
from hanoi_korea_site.views.prose import Sentences

Fact = Place | Official | Agreement

_AROUND: Final = 32
"""Code points of the paragraph that a quotation carries on either side."""

_ENCODER = msgspec.json.Encoder()
_MARKS = regex(r"[\\`*_\[\]()<>#|&!~\n]")
"""What Markdown may take for a mark."""


@dataclass(frozen=True, slots=True)
class _Site:
    base_url: str
    root: str

    def at(self, path: str) -> str:
        return address(self.base_url, self.root, path)


def annotations(catalogue: Catalogue, entry: Article, record: Record, text: str) -> bytes:
    """An AnnotationCollection in one page; each fact's first published mention."""
    path = catalogue.article_path(entry.id)
    site = _Site(catalogue.site.base_url, addresses.root(path))
    page, here = site.at(path), site.at(addresses.annotations(path))
    sentences = Sentences(record.blocks)
    items = [
        {
            "id": f"{here}#{name}",
            "type": "Annotation",
            "motivation": motivation,
            "body": body,
            "target": {"source": page, "selector": selectors},
        }
        for name, motivation, body, mentions in _facts(site, entry, record)
        if (selectors := _selectors(record, sentences, text, mentions))
    ]
    collection = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": here,
        "type": "AnnotationCollection",
        "label": entry.title.text,
        "generator": {"type": "Software", "name": "hanoi-korea-site"},
        "total": len(items),
        "first": {"id": f"{here}#facts", "type": "AnnotationPage", "partOf": here, "startIndex": 0, "items": items},
    }
    return _ENCODER.encode(collection)


def _facts(site: _Site, entry: Article, record: Record) -> Iterator[tuple[str, str, object, tuple[Mention, ...]]]:
    """Name, motivation, body and mentions of every fact that has a page, and of every date."""
    local = dict(entry.local)
    kinds: tuple[tuple[str, tuple[Fact, ...], tuple[str, ...], Callable[[str], str]], ...] = (
        ("places", record.places, entry.places, addresses.place),
        ("officials", record.officials, entry.officials, addresses.official),
        ("agreements", record.agreements, entry.agreements, addresses.agreement),
    )
    for kind, facts, known, path in kinds:
        for fact in facts:
            if (entity := local.get((kind, fact.id), fact.id)) in known:
                yield f"{kind}-{fact.id}", "identifying", site.at(path(entity)), fact.mentions
    for number, dated in enumerate(record.dates, 1):
        if dated.mention:
            value = {"type": "TextualBody", "value": dated.edtf, "format": "text/plain", "purpose": "tagging"}
            yield f"dates-{number}", "tagging", value, (dated.mention,)


def _selectors(record: Record, sentences: Sentences, text: str, mentions: tuple[Mention, ...]) -> list[Node]:
    for mention in mentions:
        sentence = sentences.at(mention.start) if mention.start < mention.end else None
        if sentence is not None:
            marked = record.source.endswith(".md")
            quoted = _quotation(text, sentences.block_of(sentence), mention, marked=marked)
            return [*quoted, _place(sentence, mention, marked=marked)]
    return []


def _quotation(text: str, block: Block, mention: Mention, *, marked: bool) -> tuple[Node, ...]:
    """In `marked` text, which a page shows without its marks, only what stands between two marks is quoted."""
    exact = text[mention.start : mention.end]
    prefix = text[max(block.start, mention.start - _AROUND) : mention.start]
    suffix = text[mention.end : min(block.end, mention.end + _AROUND)]
    if marked:
        prefix, suffix = _MARKS.split(prefix)[-1], _MARKS.split(suffix)[0]
        if _MARKS.search(exact):
            return ()
    return ({"type": "TextQuoteSelector", "exact": exact, "prefix": prefix, "suffix": suffix},)


def _place(sentence: Sentence, mention: Mention, *, marked: bool) -> Node:
    """The sentence's id, and where in it the words stand, unless marks that a page does not show are counted too."""
    start = mention.start - sentence.start
    node: Node = {
        "type": "FragmentSelector",
        "conformsTo": "http://tools.ietf.org/rfc/rfc3236",
        "value": f"c{sentence.number}",
    }
    if not marked:
        end = start + mention.end - mention.start
        node["refinedBy"] = {"type": "TextPositionSelector", "start": start, "end": end}
    return node
