"""The quick way to a slug gives what slugify gives."""

from hypothesis import given
from hypothesis import strategies as st
from slugify import slugify

from hanoi_korea_site.text import normalise, slug

LETTERS = "aAăâbcdđĐeêếỆghiklmnoôơớÓpqrstuưựvxyỹzwj019 -–():; '’,.&"


@given(st.text(alphabet=LETTERS, max_size=100).map(normalise), st.integers(5, 90))
def test_a_slug_is_that_of_slugify(words, limit):
    assert slug(words, limit) == slugify(words, max_length=limit, word_boundary=True, save_order=True)
