"""The page of one article."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import escape

from markupsafe import Markup
from markupsafe import escape as safe
from msgspec import Struct, structs

from hanoi_korea_site.archive import Article
from hanoi_korea_site.model import Block, Record, Source
from hanoi_korea_site.views import addresses, linked, markdown_prose, prose, words
from hanoi_korea_site.views.catalogue import Catalogue
from hanoi_korea_site.views.facts import Links, Panel, panel
from hanoi_korea_site.views.frames import bare_frame, way
from hanoi_korea_site.views.heads import ANNOTATIONS, Alternate, Head, json_ld
from hanoi_korea_site.views.kinship import Kinship
from hanoi_korea_site.views.parts import ArticleCard, Frame, Link, When

Named = tuple[tuple[str, Link], ...]


class Surroundings(Struct, frozen=True):
    """All that an article's page takes from the rest of the archive; with the article's digest it fixes the page."""

    frame: Frame
    places: Named
    officials: Named
    agreements: Named
    newer: ArticleCard | None
    older: ArticleCard | None
    related: tuple[ArticleCard, ...]


class Shown(Struct, frozen=True, gc=False):
    """A block of the text; `kind` is a block kind of the model or "markdown", `credit` whose picture it was."""

    kind: str
    html: Markup
    credit: str = ""


@dataclass(frozen=True, slots=True)
class ArticleView:
    """`headline` is the title with its links; `printed_title` is the text's own where the editor gave another.

    `retrieved` is the day in words, `annotations` leads to them from the page.
    """

    frame: Frame
    headline: Markup
    generated: bool
    printed_title: Markup | None
    when: When | None
    published: When | None
    blocks: tuple[Shown, ...]
    credits: tuple[str, ...]
    panel: Panel
    source: Source
    retrieved: str
    annotations: str
    tags: tuple[str, ...]
    newer: ArticleCard | None
    older: ArticleCard | None
    related: tuple[ArticleCard, ...]


def surroundings(catalogue: Catalogue, kinship: Kinship, article: str) -> Surroundings:
    entry = catalogue.archive.articles[article]
    newer, older = kinship.newer(article), kinship.older(article)
    places, officials, agreements = named(catalogue, entry)
    return Surroundings(
        frame=bare_frame(
            catalogue.site, catalogue.article_path(article), entry.title.text, entry.lead, addresses.ARTICLES
        ),
        places=places,
        officials=officials,
        agreements=agreements,
        newer=catalogue.article(newer) if newer else None,
        older=catalogue.article(older) if older else None,
        related=tuple(map(catalogue.article, kinship.related(entry))),
    )


def named(catalogue: Catalogue, entry: Article) -> tuple[Named, Named, Named]:
    """The pages of the places, officials and agreements of an article, by their ids."""
    return (
        tuple((place, catalogue.place(place)) for place in entry.places),
        tuple((official, catalogue.official(official)) for official in entry.officials),
        tuple((agreement, catalogue.agreement(agreement)) for agreement in entry.agreements),
    )


def article_view(catalogue: Catalogue, around: Surroundings, entry: Article, record: Record, text: str) -> ArticleView:
    """`text` is what the record was read from."""
    links = _local_links(around, entry, record)
    tags = {key: _open_tag(link, around.frame.root) for key, link in links.items()}
    pieces = prose.pieces(record, text, tags)
    written = prose.Prose(text, pieces)
    headline, printed = _headline(record, written)
    return ArticleView(
        frame=_told(catalogue, around, entry, record),
        headline=headline,
        generated=record.title.origin == "generated",
        printed_title=printed,
        when=words.when(record.date),
        published=words.when(record.published),
        blocks=(_markdown(record, text, pieces),) if record.source.endswith(".md") else tuple(_shown(record, written)),
        credits=linked.authors(record),
        panel=panel(record, links, prose.Sentences(record.blocks)),
        source=entry.source,
        retrieved=words.day(entry.source.retrieved),
        annotations=addresses.annotations(around.frame.permalink).rpartition("/")[2],
        tags=entry.tags,
        newer=around.newer,
        older=around.older,
        related=around.related,
    )


def _told(catalogue: Catalogue, around: Surroundings, entry: Article, record: Record) -> Frame:
    """The frame with what machines read of an article."""
    site, bare = catalogue.site, around.frame
    picture = addresses.picture(bare.permalink)
    things = (link for known in (around.places, around.officials, around.agreements) for _, link in known)
    nodes = (
        way(catalogue.site, bare.permalink, bare.title, bare.section),
        linked.article(site, bare, picture, entry, record, things),
    )
    head = Head(
        type="article",
        picture=picture,
        metas=tuple(linked.citation_tags(site, bare, entry, record)),
        alternates=(
            Alternate(ANNOTATIONS, "Dữ kiện trong bài (Web Annotation)", addresses.annotations(bare.permalink)),
        )
        if site.annotations
        else (),
        linked=json_ld(nodes),
    )
    return structs.replace(bare, head=head)


def _local_links(around: Surroundings, entry: Article, record: Record) -> Links:
    """By the record's own ids; the archive may know a fact by another one."""
    local = dict(entry.local)
    facts = (
        ("places", record.places, dict(around.places)),
        ("officials", record.officials, dict(around.officials)),
        ("agreements", record.agreements, dict(around.agreements)),
    )
    return {
        (kind, fact.id): known[entity]
        for kind, own, known in facts
        for fact in own
        if (entity := local.get((kind, fact.id), fact.id)) in known
    }


@lru_cache(1 << 14)
def _open_tag(link: Link, root: str) -> str:
    side = f' class="{link.side}"' if link.side else ""
    return f'<a{side} href="{root}{escape(link.path)}">'


def _headline(record: Record, written: prose.Prose) -> tuple[Markup, Markup | None]:
    printed = next((block for block in record.blocks if block.kind == "title"), None)
    if printed is None:
        return safe(record.title.text), None
    linked = written.html(printed)
    return (linked, None) if record.title.origin == "text" else (safe(record.title.text), linked)


def _markdown(record: Record, text: str, pieces: tuple[prose.Piece, ...]) -> Shown:
    return Shown("markdown", markdown_prose.article(text, record.blocks, pieces))


def _shown(record: Record, written: prose.Prose) -> Iterator[Shown]:
    for block in record.blocks:
        if block.kind != "title":
            yield Shown(block.kind, written.html(block), _credit(record, block))


def _credit(record: Record, block: Block) -> str:
    """The credit that stands behind a caption, unless the block shows it itself."""
    if block.kind != "caption":
        return ""
    here = (caption for caption in record.captions if caption.span.start <= block.start < caption.span.end)
    return next((caption.credit for caption in here if caption.span.end > block.end), "")
