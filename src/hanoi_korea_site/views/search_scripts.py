"""The search index as scripts: each is one call of `searchIndex`, which `static/chi-muc.js` defines."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import msgspec

from hanoi_korea_site.archive import AgreementEntry, Article, OfficialEntry, PlaceEntry
from hanoi_korea_site.model import Block, Dated
from hanoi_korea_site.search.index import Index
from hanoi_korea_site.search.wording import Wording
from hanoi_korea_site.text import without_markdown
from hanoi_korea_site.views import words
from hanoi_korea_site.views.catalogue import Catalogue

_DIGITS = "".join(chr(code) for code in range(0x20, 0x7F) if chr(code) not in '"\\')
_NO_DAY, _NO_ARTICLE = (0, 0, 0), _DIGITS[0] * 3 + _DIGITS[-1]
_SCRIPTS_A_YEAR = 10_000
_KINDS = ("places", "officials", "agreements")


@dataclass(frozen=True, slots=True)
class ScriptView:
    """`call` is a function of `searchIndex`, `argument` and `number` what it is called with; `argument` is JSON."""

    call: str
    number: int
    argument: str


def start_view(catalogue: Catalogue, index: Index) -> ScriptView:
    """What a question needs before any shard: sizes, each article's day, each entity's kind and weight, words."""
    days = {article.id: _digits(_day(article)) for article in catalogue.archive.articles.values()}
    sizes = {
        "wordShards": index.layout.words,
        "pairShards": index.layout.pairs,
        "articlesAScript": index.articles_a_script,
        "entitiesAScript": index.entities_a_script,
        "days": "".join(days[key] if key else _NO_ARTICLE for key in index.articles),
        "entities": "".join(_weight(catalogue, key) if key else "  " for key in index.entities),
        "words": index.words,
        "vocabulary": " ".join(index.vocabulary),
    }
    return ScriptView("start", 0, _json(sizes))


def shard_view(number: int, shard: Callable[[int], tuple[str, str]]) -> ScriptView:
    return ScriptView("shard", number, _json(shard(number)))


def entities_view(catalogue: Catalogue, number: int, keys: tuple[str, ...]) -> ScriptView:
    """For each of some slots: address, name, what it is; 0 where there is none."""
    return ScriptView("entities", number, _json([_entity(catalogue, key) if key else 0 for key in keys]))


def scripts_of_articles(
    articles: Mapping[str, Article], slots: tuple[str, ...], size: int
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Numbers of scripts with the articles in them, `size` at most, of those in these `slots`: of one year, by day.

    What is found comes newest first where all else is equal, so that it often shares scripts; and an article that joins
    or leaves moves others of its own year only. `static/chi-muc.js` numbers them likewise.
    """
    years: defaultdict[int, list[tuple[tuple[int, int, int], int, str]]] = defaultdict(list)
    slot_of = {key: slot for slot, key in enumerate(slots)}
    for article in articles.values():
        day = _day(article)
        years[day[0]].append((day, slot_of[article.id], article.id))
    for year in sorted(years):
        keys = tuple(key for _, _, key in sorted(years[year]))
        for part, at in enumerate(range(0, len(keys), size)):
            yield year * _SCRIPTS_A_YEAR + part, keys[at : at + size]


def article_heads(catalogue: Catalogue, keys: tuple[str, ...]) -> tuple[tuple[str, str, str], ...]:
    """For each article what its script takes from the archive: address, title, date."""
    return tuple(_head(catalogue, key) for key in keys)


def articles_view(
    catalogue: Catalogue,
    number: int,
    keys: tuple[str, ...],
    prose: Callable[[str], tuple[tuple[Block, ...], str, bool]],
    wording: Wording,
) -> ScriptView:
    """For each article: address, date, and in the archive's wording its title and its sentences, line n sentence n."""
    rows = []
    for key in keys:
        path, title, when = _head(catalogue, key)
        rows.append((path, when, wording.written((title, *_sentences(*prose(key))))))
    return ScriptView("articles", number, _json(rows))


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()


def _day(article: Article) -> tuple[int, int, int]:
    """Year, month, day; 0 is what is not known."""
    dated = next((dated for dated in (article.date, article.published) if _is_known(dated)), None)
    if dated is None:
        return _NO_DAY
    year, month, day = map(int, f"{dated.start}-0-0".split("-")[:3])
    return year, month, day


def _digits(day: tuple[int, int, int]) -> str:
    """Four digits of base 93: two for the year, one each for month and day."""
    return "".join(_DIGITS[part] for part in (*divmod(day[0], len(_DIGITS)), *day[1:]))


def _is_known(dated: Dated | None) -> bool:
    return dated is not None and not dated.start.startswith("X")


def _weight(catalogue: Catalogue, key: str) -> str:
    """The entity's kind, and the bit length of the number of its articles."""
    kind = key.partition(" ")[0]
    return f"{_KINDS.index(kind)}{_DIGITS[len(_entry(catalogue, key).articles).bit_length()]}"


def _entry(catalogue: Catalogue, key: str) -> PlaceEntry | OfficialEntry | AgreementEntry:
    kind, _, own = key.partition(" ")
    archive = catalogue.archive
    if kind == "places":
        return archive.places[own]
    return archive.officials[own] if kind == "officials" else archive.agreements[own]


def _entity(catalogue: Catalogue, key: str) -> tuple[str, str, str]:
    entry = _entry(catalogue, key)
    count = f"{len(entry.articles)} bài"
    if isinstance(entry, PlaceEntry):
        link, country = catalogue.place(entry.id), catalogue.country(entry.country)
        korean = entry.names.get("ko", ())[:1]
        said = [words.PLACE_TYPE[entry.type], *([country] if country != entry.name else []), *korean]
    elif isinstance(entry, OfficialEntry):
        card = catalogue.official_card(entry.id)
        link, said = card.link, [card.office or "Nhân vật"]
    else:
        document = catalogue.agreement_card(entry.id)
        link, said = document.link, [document.type, document.status_words]
    return link.path, link.text, " · ".join((*said, count))


def _head(catalogue: Catalogue, article: str) -> tuple[str, str, str]:
    entry = catalogue.archive.articles[article]
    when = words.when(entry.date or entry.published)
    return catalogue.article_path(article), entry.title.text, when.words if when else ""


def _sentences(blocks: tuple[Block, ...], text: str, markdown: bool) -> list[str]:  # noqa: FBT001 - as it is kept
    """By number; that of the title is left empty, since the title is shown anyway."""
    shown = without_markdown if markdown else str
    lines = [""] * max((sentence.number for block in blocks for sentence in block.sentences), default=0)
    for block in blocks:
        if block.kind != "title":
            for sentence in block.sentences:
                lines[sentence.number - 1] = shown(text[sentence.start : sentence.end])
    return lines
