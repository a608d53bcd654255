"""What was read out of an article, as Web Annotations (https://www.w3.org/TR/annotation-model/).

Each fact is anchored to the words it was read from: by a quotation with what stands around it, and by its place in the
sentence whose id the page carries.
"""

from collections.abc import Iterator
from typing import Final

import msgspec

from hanoi_korea_site.archive import Article
from hanoi_korea_site.model import Block, Mention, Record
from hanoi_korea_site.views import addresses
from hanoi_korea_site.views.article import Surroundings, local_links
from hanoi_korea_site.views.catalogue import Site
from hanoi_korea_site.views.heads import Node, address
from hanoi_korea_site.views.prose import Sentences

_AROUND: Final = 32
"""Code points of the paragraph that a quotation carries on either side."""


def annotations(site: Site, around: Surroundings, entry: Article, record: Record, text: str) -> bytes:
    """An AnnotationCollection in one page; each fact's first published mention."""
    frame = around.frame
    page = address(site.base_url, frame.root, frame.permalink)
    here = address(site.base_url, frame.root, addresses.annotations(frame.permalink))
    sentences = Sentences(record.blocks)
    items = [
        {
            "id": f"{here}#{name}",
            "type": "Annotation",
            "motivation": motivation,
            "body": body,
            "target": {"source": page, "selector": selectors},
        }
        for name, motivation, body, mentions in _facts(site, around, entry, record)
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
    return msgspec.json.encode(collection)


def _facts(
    site: Site, around: Surroundings, entry: Article, record: Record
) -> Iterator[tuple[str, str, object, tuple[Mention, ...]]]:
    """Name, motivation, body and mentions of every fact that has a page, and of every date."""
    links = local_links(around, entry, record)
    kinds = (("places", record.places), ("officials", record.officials), ("agreements", record.agreements))
    for kind, facts in kinds:
        for fact in facts:
            if link := links.get((kind, fact.id)):
                body = address(site.base_url, around.frame.root, link.path)
                yield f"{kind}-{fact.id}", "identifying", body, fact.mentions
    for number, dated in enumerate(record.dates, 1):
        if dated.mention:
            value = {"type": "TextualBody", "value": dated.edtf, "format": "text/plain", "purpose": "tagging"}
            yield f"dates-{number}", "tagging", value, (dated.mention,)


def _selectors(record: Record, sentences: Sentences, text: str, mentions: tuple[Mention, ...]) -> list[Node]:
    for mention in mentions:
        sentence = sentences.at(mention.start) if mention.start < mention.end else None
        if sentence is not None:
            block = next(block for block in record.blocks if block.start <= mention.start < block.end)
            start = mention.start - sentence.start
            place = {"type": "TextPositionSelector", "start": start, "end": start + mention.end - mention.start}
            return [
                _quotation(text, block, mention),
                {
                    "type": "FragmentSelector",
                    "conformsTo": "http://tools.ietf.org/rfc/rfc3236",
                    "value": f"c{sentence.number}",
                    "refinedBy": place,
                },
            ]
    return []


def _quotation(text: str, block: Block, mention: Mention) -> Node:
    return {
        "type": "TextQuoteSelector",
        "exact": text[mention.start : mention.end],
        "prefix": text[max(block.start, mention.start - _AROUND) : mention.start],
        "suffix": text[mention.end : min(block.end, mention.end + _AROUND)],
    }
