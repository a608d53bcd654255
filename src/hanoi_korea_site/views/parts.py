"""The parts that several kinds of page show: links, dates, sentences, events and cards of articles.

Paths are below the site's root and name a real file; a template puts its page's `root` ("../" a folder) before them.
"""

from dataclasses import dataclass

from hanoi_korea_site.views.heads import NOTHING_TOLD, Head


@dataclass(frozen=True, slots=True)
class Link:
    """A page of this site; `side` is "home" or "partner" for the two countries of the archive, else ""."""

    path: str
    text: str
    side: str = ""


@dataclass(frozen=True, slots=True)
class Sureness:
    """How sure the machine is (`step` 1..3; 4: the editor says so), in words, and why."""

    step: int
    words: str
    why: str
    rule: str


@dataclass(frozen=True, slots=True)
class When:
    """A date as news writes it.

    `machine` suits `<time datetime>`, "" where HTML has no form for it;
    `note` says what is not explicit about the year.
    """

    words: str
    machine: str
    note: str


@dataclass(frozen=True, slots=True)
class Cited:
    """Sentence `number` of an article, which says something; `path` is "" where only the editor's word says so."""

    path: str
    number: int
    article: str
    text: str
    sureness: Sureness


@dataclass(frozen=True, slots=True)
class EventPart:
    """An event in a timeline; `kind` is "past", "planned" or "background"."""

    anchor: str
    when: When
    kind: str
    after_archive: bool
    places: tuple[Link, ...]
    officials: tuple[Link, ...]
    agreements: tuple[Link, ...]
    citations: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class ArticleCard:
    """An article in a list; `generated` says that the machine made the title."""

    link: Link
    generated: bool
    when: When | None
    lead: str
    places: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class AgreementCard:
    """An agreement in a list, with its latest step."""

    link: Link
    type: str
    status: str
    status_words: str
    when: When | None


@dataclass(frozen=True, slots=True)
class OfficialCard:
    """An official in a list, with the office last held."""

    link: Link
    office: str
    articles: int


@dataclass(frozen=True, slots=True)
class Counted:
    """A link with how many articles or events stand behind it."""

    link: Link
    count: int


@dataclass(frozen=True, slots=True)
class YearLink:
    """A year of a long list; `path` ends in "#…" where the year stands on the page itself."""

    label: str
    path: str
    count: int
    current: bool


@dataclass(frozen=True, slots=True)
class EventYear:
    label: str
    anchor: str
    events: tuple[EventPart, ...]


@dataclass(frozen=True, slots=True)
class ArticleYear:
    label: str
    anchor: str
    articles: tuple[ArticleCard, ...]


@dataclass(frozen=True, slots=True)
class Frame:
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
