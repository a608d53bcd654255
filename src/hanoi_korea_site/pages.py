"""A file to be published: where it stands, what it is made from, how to get its view; and all that stand on bodies.

A page holds no body: an article's text is read when its view is asked for. Views are made by module-level functions
bound to plain values, so that a page can be sent to another process. After an edit nothing is loaded that only other
pages need.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from functools import partial
from gettext import gettext as _
from typing import TYPE_CHECKING, ClassVar, Protocol

from msgspec import Struct, structs

from hanoi_korea_site.language import N_
from hanoi_korea_site.model import Block, Record
from hanoi_korea_site.search.index import Index
from hanoi_korea_site.search.wording import Wording
from hanoi_korea_site.views import addresses, search_scripts
from hanoi_korea_site.views.article import ArticleView, article_view, named, surroundings
from hanoi_korea_site.views.catalogue import Catalogue
from hanoi_korea_site.views.digests import digest, joined
from hanoi_korea_site.views.kinship import Kinship

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Inputs = tuple[tuple[str, str], ...]
"""Named digests of all that a view is made from."""


class Read(Protocol):
    """An article's record and the text it was read from, by the article's id; `key` changes whenever they do.

    `prose` is quicker told: blocks, the text that they lay out, and whether that is Markdown.
    """

    def __call__(self, article: str) -> tuple[Record, str]: ...

    def prose(self, article: str) -> tuple[tuple[Block, ...], str, bool]: ...

    def key(self, article: str) -> str: ...


class Page(Struct, frozen=True):
    """A file to be published; `source` is a message that says what asks for it, of `name`; "" where `name` itself does.

    `view` may read an article. What `taken` tells is cheap, and changes whenever what the view takes from the archive
    does; None: the view takes nothing else, and is cheap itself. `further` are of what it takes from elsewhere: bodies
    of articles, the search index. `articles` are those that the page stands on, () where it stands on all.
    """

    permalink: str
    template: str
    source: str
    view: "Callable[[], DataclassInstance]"
    articles: tuple[str, ...] = ()
    taken: Callable[[], Inputs] | None = None
    further: Inputs = ()
    name: str = ""

    def asked_by(self) -> str:
        """What asks for the file, in words for errors and reasons."""
        return _(self.source).format(name=self.name) if self.source else self.name

    def inputs(self, view: "DataclassInstance | None" = None) -> Inputs:
        """Of what the page takes from the archive; `view` is its view, where it has been made already."""
        return self.taken() if self.taken else field_digests(view or self.view())


class ArticlePage(Struct, frozen=True):
    """The page of an article: there are so many of these that all but the article's id is told when asked for."""

    article: str
    catalogue: Catalogue
    kinship: Kinship
    read: Read

    template: ClassVar = "article.html"

    @property
    def permalink(self) -> str:
        return self.catalogue.article_path(self.article)

    @property
    def articles(self) -> tuple[str, ...]:
        return (self.article,)

    @property
    def further(self) -> Inputs:
        return (("article", self.read.key(self.article)),)

    def asked_by(self) -> str:
        return self.catalogue.source_file(self.article)

    def view(self) -> ArticleView:
        record, text = self.read(self.article)
        around = surroundings(self.catalogue, self.kinship, self.article)
        return article_view(self.catalogue, around, self.catalogue.archive.articles[self.article], record, text)

    def inputs(self, _view: "DataclassInstance | None" = None) -> Inputs:
        """The frame is told by the entry and the address."""
        catalogue, kinship, entry = self.catalogue, self.kinship, self.catalogue.archive.articles[self.article]
        newer, older, *related = (
            catalogue.digest_of_article(other) if other else ""
            for other in (kinship.newer(self.article), kinship.older(self.article), *kinship.related(entry))
        )
        return (
            ("entry", entry.digest),
            ("names", digest((*named(catalogue, entry), entry.local))),
            ("newer", newer),
            ("older", older),
            ("related", joined(related)),
        )


Planned = Page | ArticlePage


def touched(catalogue: Catalogue, read: Read, articles: Iterable[str], index: Index | None) -> tuple[Planned, ...]:
    """The pages that may have changed where the archive did not: those of `articles`, and those of the search index."""
    return (*article_pages(catalogue, read, articles), *(script_pages(catalogue, index, read) if index else ()))


def field_digests(made: "DataclassInstance") -> Inputs:
    return tuple((field.name, digest(getattr(made, field.name))) for field in fields(made))


def article_pages(catalogue: Catalogue, read: Read, articles: Iterable[str]) -> Iterator[ArticlePage]:
    kinship = Kinship.of(catalogue.archive)
    return (ArticlePage(article, catalogue, kinship, read) for article in articles)


def script_pages(catalogue: Catalogue, index: Index, read: Read) -> Iterator[Page]:
    """Those of articles hold texts, and are made only when asked for."""
    start = partial(search_scripts.start_view, catalogue)
    wordless = partial(_wordless, start, index)
    worded = digest(index.vocabulary)
    yield _script("start", 0, partial(start, index), wordless, (("words", digest(index.words)), ("vocabulary", worded)))
    for number, shard in enumerate(index.digests):
        view = partial(search_scripts.shard_view, number, index.shard)
        yield _script("shard", number, view, partial(given, ()), (("shard", shard),))
    for number, keys in enumerate(_runs(index.entities, index.entities_a_script)):
        view = partial(search_scripts.entities_view, catalogue, number, keys)
        yield _script("entities", number, view)
    wording = Wording(index.vocabulary)
    for number, keys in index.scripts:
        view = partial(search_scripts.articles_view, catalogue, number, keys, read.prose, wording)
        further = (("bodies", digest(tuple(map(read.key, keys)))), ("vocabulary", worded))
        yield _script("articles", number, view, partial(_heads_digest, catalogue, keys), further)


def _wordless(start: "Callable[[Index], DataclassInstance]", index: Index) -> Inputs:
    """Of what the first script takes from the archive: all but the words that the index offers."""
    return field_digests(start(structs.replace(index, words=(), vocabulary=())))


def _heads_digest(catalogue: Catalogue, keys: tuple[str, ...]) -> Inputs:
    return (("articles", digest(search_scripts.article_heads(catalogue, keys))),)


def _script(
    part: str,
    number: int,
    view: "Callable[[], DataclassInstance]",
    taken: Callable[[], Inputs] | None = None,
    further: Inputs = (),
) -> Page:
    permalink, source = addresses.search_script(part, number), N_("the search index, {name}")
    return Page(permalink, "search.js", source, view, taken=taken, further=further, name=f"{part} {number}")


def given(inputs: Inputs) -> Inputs:
    return inputs


def _runs(slots: tuple[str, ...], size: int) -> Iterator[tuple[str, ...]]:
    return (slots[at : at + size] for at in range(0, len(slots), size))
