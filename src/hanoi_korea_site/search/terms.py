"""The keys by which an article or an entity is found, each once: a pure function of what it is given."""

from collections.abc import Iterable, Iterator
from itertools import chain, pairwise

from hanoi_korea_site.archive import Archive
from hanoi_korea_site.model import Record
from hanoi_korea_site.search.folding import syllables

TITLE, NAME, WHOLE, PLACE = "^@=#"


def article_keys(record: Record, text: str) -> tuple[str, ...]:
    """Of the title and of every published sentence of the text; pairs do not run across sentences."""
    title = dict.fromkeys(_terms((record.title.text,)))
    published = (sentence for block in record.blocks for sentence in block.sentences)
    body = _terms(text[sentence.start : sentence.end] for sentence in published)
    return (*dict.fromkeys(chain(title, body)), *(TITLE + term for term in title))


def entity_keys(names: Iterable[str]) -> tuple[str, ...]:
    """Of all names a thing has: their syllables and pairs, and each name as a whole."""
    own = tuple(names)
    whole = (WHOLE + " ".join(words) for name in own if (words := syllables(name)))
    return tuple(dict.fromkeys(chain((NAME + term for term in _terms(own)), whole)))


def entity_names(archive: Archive) -> Iterator[tuple[str, tuple[str, ...]]]:
    """All names of each entity, by its kind and id: "places seoul" → Seoul, 서울특별시, 서울, Xê-un."""
    for place in archive.places.values():
        yield (
            f"places {place.id}",
            (place.name, *(name for names in place.names.values() for name in names), *place.also),
        )
    for official in archive.officials.values():
        yield f"officials {official.id}", official.names
    for agreement in archive.agreements.values():
        yield f"agreements {agreement.id}", agreement.titles


def _terms(passages: Iterable[str]) -> Iterator[str]:
    """Their syllables and neighbouring pairs, some of them more than once."""
    return chain.from_iterable(map(_terms_of, passages))


def _terms_of(passage: str) -> Iterator[str]:
    words = syllables(passage)
    return chain(words, map(" ".join, pairwise(words)))
