"""The parts that several kinds of page show: links, dates, sentences, events and cards of articles.

Paths are below the site's root and name a real file; a template puts its page's `root` ("../" a folder) before them.
Cards and events are compared by identity: the catalogue makes each once, however many pages show it.
"""

from msgspec import Struct

from hanoi_korea_site.views.heads import NOTHING_TOLD, Head


class Link(Struct, frozen=True, gc=False):
    """A page of this site; `side` is "home" or "partner" for the two countries of the archive, else ""."""

    path: str
    text: str
    side: str = ""


class Name(Struct, frozen=True, gc=False):
    """A form of a name; `language` is its code, "" where it is the page's own or not known."""

    text: str
    language: str

    def __str__(self) -> str:
        return self.text


class Sureness(Struct, frozen=True, gc=False):
    """How sure the machine is (`step` 1..3; 4: the editor says so), in words, and why."""

    step: int
    words: str
    why: str


class When(Struct, frozen=True, gc=False):
    """A date as news writes it.

    `machine` suits `<time datetime>`, "" where HTML has no form for it; `note` says what is not explicit about the
    year, which is `inferred` or the editor's word.
    """

    words: str
    machine: str
    note: str
    inferred: bool = False


class Cited(Struct, frozen=True, gc=False):
    """Sentence `number` of an article, which says something; `path` is "" where only the editor's word says so."""

    path: str
    number: int
    article: str
    text: str
    sureness: Sureness


class EventPart(Struct, frozen=True, gc=False, eq=False):
    """An event in a timeline; `kind` is "past", "planned" or "background"."""

    anchor: str
    when: When
    kind: str
    after_archive: bool
    places: tuple[Link, ...]
    officials: tuple[Link, ...]
    agreements: tuple[Link, ...]
    citations: tuple[Cited, ...]


class ArticleCard(Struct, frozen=True, gc=False, eq=False):
    """An article in a list; `generated` says that the machine made the title."""

    link: Link
    generated: bool
    when: When | None
    lead: str
    places: tuple[Link, ...]


class AgreementCard(Struct, frozen=True, gc=False, eq=False):
    """An agreement in a list, with its latest step."""

    link: Link
    type: str
    status: str
    status_words: str
    when: When | None


class OfficialCard(Struct, frozen=True, gc=False, eq=False):
    """An official in a list, with the office last held."""

    link: Link
    office: str
    articles: int


class Counted(Struct, frozen=True, gc=False):
    """A link with how many articles or events stand behind it."""

    link: Link
    count: int


class YearLink(Struct, frozen=True, gc=False):
    """A year of a long list, or several, or a part of a long year; `count` is 0 where it is not told."""

    label: str
    path: str
    count: int
    current: bool = False


class EventYear(Struct, frozen=True, gc=False):
    label: str
    anchor: str
    events: tuple[EventPart, ...]


class ArticleYear(Struct, frozen=True, gc=False):
    label: str
    anchor: str
    articles: tuple[ArticleCard, ...]


class Frame(Struct, frozen=True, gc=False):
    """What the layout of every page reads.

    `title` and `description` are plain text, `root` leads from the page to the site's root, `section` is the
    permalink of the navigation's current entry, `canonical` the absolute address, "" where the site has none. `head`
    is what only machines read.
    """

    title: str
    description: str
    permalink: str
    root: str
    section: str
    canonical: str
    head: Head = NOTHING_TOLD
