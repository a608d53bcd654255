"""Makes articles like those of a Vietnamese newspaper about what cities of Vietnam and Korea do together.

    corpus.py N FOLDER [--seed S] [--prose]

Article i depends on the seed and i alone, so that a small corpus is the beginning of a large one. With --prose all
paragraphs but the first are of prose.py's many words, as a search index needs to be measured on. FOLDER/text holds the
articles as raw text, FOLDER/markdown the same with finished front matter, FOLDER/truth.json what they name.
"""

import argparse
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

import yaml
from prose import Prose
from slugify import slugify

T = TypeVar("T")

PHRASES: dict[str, list[str]] = yaml.safe_load(Path(__file__).with_name("phrases.yaml").read_bytes())
FIRST, LAST = date(2005, 1, 3), date(2026, 10, 31)
_PARAGRAPHS_OF_PROSE = (2, 7)


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    office: str
    place: str


@dataclass(frozen=True, slots=True)
class Document:
    title: str
    places: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Article:
    """`stem` names its files; the names are those that its paragraphs hold."""

    stem: str
    title: str
    day: date
    reporter: str
    paragraphs: tuple[str, ...]
    places: tuple[str, ...]
    officials: tuple[str, ...]
    agreements: tuple[str, ...]

    def text(self) -> str:
        """As a newspaper's page is saved: no metadata but a date line."""
        return "\n\n".join((self.title, f"{self.day:%d/%m/%Y} | 08:30", *self.paragraphs, self.reporter)) + "\n"

    def markdown(self) -> str:
        """With the front matter that a generator which reads nothing has to be handed."""
        head = {
            "title": self.title, "date": self.day.isoformat(), "slug": self.stem, "author": self.reporter,
            "places": self.places, "officials": self.officials, "agreements": self.agreements,
        }  # fmt: skip
        lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in head.items()]
        return "\n".join(("---", *lines, "---", "\n\n".join(self.paragraphs))) + "\n"


class Newspaper:
    """Who holds which office and what was signed, and the articles about them."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        draw = random.Random(f"people {seed}")
        people = {person.name: person for person in self._people(draw)}
        self._people_of = {
            place: [one for one in people.values() if one.place == place]
            for place in (*PHRASES["here"], *PHRASES["there"])
        }
        self._documents: dict[tuple[str, str], list[Document]] = {}
        for pair in ((here, there) for here in PHRASES["here"] for there in PHRASES["there"]):
            if draw.random() < 0.4:  # noqa: PLR2004 - a newspaper reports on some pairs of cities, and not on others
                fields = draw.sample(PHRASES["fields"], draw.randint(1, 2))
                self._documents[pair] = [
                    Document(f"{draw.choice(PHRASES['documents'])} về {field} giữa {pair[0]} và {pair[1]}", pair)
                    for field in fields
                ]

    def article(self, number: int) -> Article:
        draw = random.Random(f"{self._seed} {number}")
        day = FIRST + timedelta(days=draw.randrange((LAST - FIRST).days))
        here, there = _frequent(draw, PHRASES["here"]), _frequent(draw, PHRASES["there"])
        host, guest = _frequent(draw, self._people_of[here]), _frequent(draw, self._people_of[there])
        documents = self._documents.get((here, there), [])
        document = draw.choice(documents) if documents else None
        names = {
            "here": here, "there": there, "day": f"{day.day}/{day.month}",
            "host": f"{host.office} {host.name}", "guest": f"{guest.office} {guest.name}",
            "document": document.title if document else "",
        }  # fmt: skip
        offered = [text for text in PHRASES["paragraphs"] if document or "{document}" not in text]
        chosen = [draw.choice(PHRASES["openings"]), *draw.sample(offered, draw.randint(7, len(offered) - 1))]
        paragraphs = tuple(_filled(draw, text, names) for text in chosen)
        title, whole = _filled(draw, draw.choice(PHRASES["titles"]), names), "\n".join(paragraphs)
        return Article(
            stem=f"{day.isoformat()}-{slugify(title)[:60].strip('-')}-{number:06d}",
            title=title,
            day=day,
            reporter=draw.choice(PHRASES["reporters"]),
            paragraphs=paragraphs,
            places=(here, there),
            officials=tuple(one.name for one in (host, guest) if one.name in whole),
            agreements=(document.title,) if document and document.title in whole else (),
        )

    def _people(self, draw: random.Random) -> Iterator[Person]:
        for place in PHRASES["here"]:
            for office in draw.sample(PHRASES["offices_here"], 5):
                name = " ".join(draw.choice(PHRASES[part]) for part in ("families", "middles", "given"))
                yield Person(name, office.format(place=place), place)
        for place in PHRASES["there"]:
            for office in PHRASES["offices_there"]:
                family, first, second = (
                    draw.choice(PHRASES[part]) for part in ("korean_families", "korean_first", "korean_second")
                )
                yield Person(f"{family} {first} {second.title()}", office.format(place=place), place)


def _frequent(draw: random.Random, among: Sequence[T]) -> T:
    """The first ones far oftener than the last, as in a newspaper."""
    return draw.choices(among, [1 / (rank + 1) ** 0.6 for rank in range(len(among))])[0]


def _filled(draw: random.Random, text: str, names: dict[str, str]) -> str:
    field, other = draw.sample(PHRASES["fields"], 2)
    made = text.format(
        **names,
        field=field,
        other=other,
        occasion=draw.choice(PHRASES["occasions"]),
        trade=draw.choice(PHRASES["trades"]),
        many=draw.randint(12, 480),
        few=draw.randint(3, 9),
        sum=draw.randint(15, 990),
        people=f"{draw.randint(2, 60)}.{draw.randint(0, 9)}00",
    )
    return made[0].upper() + made[1:]


def in_prose(article: Article, language: Prose) -> Article:
    """The article with its first paragraph alone and prose after it, in all as long as real ones are (2.4 KB)."""
    first, count = article.paragraphs[0], random.Random(article.stem).randint(*_PARAGRAPHS_OF_PROSE)
    return replace(
        article,
        paragraphs=(first, *language.paragraphs(article.stem, count)),
        officials=tuple(name for name in article.officials if name in first),
        agreements=tuple(title for title in article.agreements if title in f"{article.title}\n{first}"),
    )


def make(count: int, folder: Path, seed: int = 1, *, prose: bool = False) -> None:
    """Write `count` articles in both forms, and the truth about them."""
    paper, language, truth = Newspaper(seed), Prose(seed) if prose else None, {}
    for form in ("text", "markdown"):
        (folder / form).mkdir(parents=True)
    for number in range(1, count + 1):
        article = paper.article(number)
        if language:
            article = in_prose(article, language)
        (folder / "text" / f"{article.stem}.txt").write_text(article.text(), encoding="utf-8")
        (folder / "markdown" / f"{article.stem}.md").write_text(article.markdown(), encoding="utf-8")
        truth[article.stem] = {
            "places": article.places, "officials": article.officials, "agreements": article.agreements,
        }  # fmt: skip
    (folder / "truth.json").write_text(json.dumps(truth, ensure_ascii=False, indent=0), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--prose", action="store_true")
    wish = parser.parse_args()
    make(wish.count, wish.folder, wish.seed, prose=wish.prose)


if __name__ == "__main__":
    main()
