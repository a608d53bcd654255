"""What the index finds, held against a look at every word of every text."""

import random

import pytest
from generated import NEEDLES, articles
from playwright.sync_api import Browser

from hanoi_korea_site.search.folding import fold, syllables

FIND = """async (asked) => {
  const filter = { kind: 'bai-viet', year: '', place: '' };
  const query = parseQuery(asked);
  const { articles, sure } = await searching.find(query, filter);
  const entries = await Promise.all(articles.map(searching.article));
  const held = entries.filter(({ title, sentences }) => snippets.holds(query, [title, ...sentences]));
  return [articles.length, sure, held.map(({ title }) => title).sort()];
}"""
TEXTS = [
    [syllables(line) for line in text.replace(". ", ".\n").split("\n")] for text in (*NEEDLES.values(), *articles(300))
]
TITLES = [text.split("\n")[0] for text in (*NEEDLES.values(), *articles(300))]


def runs(length: int, count: int) -> list[list[str]]:
    """Neighbouring words of some sentences, the same every time."""
    draw = random.Random(length)  # noqa: S311 - the same every time is what we want
    lines = [line for text in TEXTS for line in text if len(line) >= length]
    return [
        line[at : at + length] for line in draw.sample(lines, count) for at in [draw.randint(0, len(line) - length)]
    ]


def standing(words: list[str], *, phrase: bool) -> list[str]:
    """The titles of all that holds them; what is typed without marks may have any."""

    def agree(row: list[str]) -> bool:
        return all(typed in (word, fold(word)) for typed, word in zip(words, row, strict=True))

    def holds(text: list[list[str]]) -> bool:
        if phrase:
            return any(agree(row[at : at + len(words)]) for row in text for at in range(len(row) - len(words) + 1))
        return set(map(fold, words)) <= {fold(word) for row in text for word in row}

    return sorted(title for title, text in zip(TITLES, TEXTS, strict=True) if holds(text))


@pytest.mark.parametrize("length", range(1, 11))
def test_every_article_that_holds_the_words_is_found_and_no_other(
    browser: Browser, addresses: dict[str, str], length: int
) -> None:
    page = browser.new_page()
    page.goto(addresses["http"])
    for run in runs(length, 5):
        for bare in (False, True):
            words = list(map(fold, run)) if bare else run
            for phrase in (False, True):
                asked = f'"{" ".join(words)}"' if phrase else " ".join(words)
                count, sure, titles = page.evaluate(FIND, asked)
                assert titles == standing(words, phrase=phrase), asked
                assert count == len(titles) if sure else count >= len(titles)
                assert sure or phrase or length > 5
    page.close()
