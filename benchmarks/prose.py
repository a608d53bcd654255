"""Paragraphs of an invented Vietnamese, whose words are spread as in real prose: what a search index is measured on.

The benchmark's own sentences repeat themselves and make any index small. Here a lexicon of many thousand words is made
of Vietnamese sounds; every article has subjects of its own, words prefer certain neighbours, and new names never end.
In 69 real articles of 131,000 characters there are 2,214 different syllables and 15,501 different pairs of neighbours,
after half of them 1,720 and 8,760; a test holds the invented ones near that.
"""

import random
from itertools import accumulate, pairwise
from pathlib import Path

import yaml

_SOUNDS: dict[str, str] = yaml.safe_load(Path(__file__).with_name("sounds.yaml").read_bytes())
_ONSETS, _RHYMES, _FUNCTION_WORDS = (_SOUNDS[part].split() for part in ("onsets", "rhymes", "function_words"))
_LEXICON, _NAMES, _SUBJECTS, _SUBJECT_WORDS, _NEIGHBOURS = 9000, 40_000, 300, 120, 12
_SENTENCE = (10, 24)
_CHANCES = {"function": 27, "subject": 28, "neighbour": 20, "any": 20, "name": 3, "number": 2}
"""Of a hundred words, how many are chosen in which way."""


class Prose:
    """The lexicon of one language; `paragraphs` are a function of its seed and of what they are asked with."""

    def __init__(self, seed: int) -> None:
        draw = random.Random(f"prose {seed}")
        syllables = sorted({onset + rhyme for onset in _ONSETS for rhyme in _RHYMES})
        draw.shuffle(syllables)
        weights = _falling(len(syllables), 0.9)
        lengths = draw.choices((1, 2, 3), (25, 70, 5), k=_LEXICON)
        self._words = [" ".join(draw.choices(syllables, cum_weights=weights, k=length)) for length in lengths]
        self._names = [
            " ".join(map(str.capitalize, draw.choices(syllables, cum_weights=weights, k=3))) for _ in range(_NAMES)
        ]
        self._often, self._seldom = _falling(_LEXICON, 1.0), _falling(_NAMES, 0.7)
        self._subjects = [
            draw.choices(self._words, cum_weights=self._often, k=_SUBJECT_WORDS) for _ in range(_SUBJECTS)
        ]
        self._within = _falling(_SUBJECT_WORDS, 0.8)
        self._function = _falling(len(_FUNCTION_WORDS), 0.7)

    def paragraphs(self, key: str, count: int) -> tuple[str, ...]:
        draw = random.Random(f"prose {key}")
        subjects = draw.sample(self._subjects, 2)
        names = draw.choices(self._names, cum_weights=self._seldom, k=5)
        return tuple(
            " ".join(self._sentence(draw, subjects, names) for _ in range(draw.randint(2, 4))) for _ in range(count)
        )

    def _sentence(self, draw: random.Random, subjects: list[list[str]], names: list[str]) -> str:
        words: list[str] = []
        for way in draw.choices(list(_CHANCES), list(_CHANCES.values()), k=draw.randint(*_SENTENCE)):
            if way == "function":
                words += draw.choices(_FUNCTION_WORDS, cum_weights=self._function)
            elif way == "subject":
                words += draw.choices(draw.choice(subjects), cum_weights=self._within)
            elif way == "neighbour" and words:
                words.append(self._neighbour(draw, words[-1]))
            elif way == "name":
                words.append(draw.choice(names))
            elif way == "number":
                words.append(str(draw.randint(2, 400)))
            else:
                words += draw.choices(self._words, cum_weights=self._often)
        sentence = " ".join(words)
        return sentence[0].upper() + sentence[1:] + "."

    def _neighbour(self, draw: random.Random, word: str) -> str:
        """One of the few words that like to follow this one."""
        return random.Random(f"{word} {draw.randrange(_NEIGHBOURS)}").choices(self._words, cum_weights=self._often)[0]


def _falling(count: int, power: float) -> list[float]:
    """Cumulative weights of the first to the last: the first is by far the most frequent."""
    return list(accumulate(1 / (rank + 2) ** power for rank in range(count)))


def spread(texts: list[list[str]]) -> tuple[int, int, int]:
    """Syllables, different ones and different pairs of neighbours, of texts given as syllables."""
    different = {one for text in texts for one in text}
    pairs = {pair for text in texts for pair in pairwise(text)}
    return sum(map(len, texts)), len(different), len(pairs)
