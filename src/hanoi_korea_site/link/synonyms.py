"""What linking takes from the closed lists: words that are the same office, body or document."""

from functools import cache
from typing import TypedDict, cast

from hanoi_korea_site.closed_lists import lists


class Wordings(TypedDict):
    """`data/wordings.yaml`; what each list is for stands there."""

    abbreviations: dict[str, str]
    light: list[str]
    country: str
    units: dict[str, str]
    fresh: list[str]
    same_titles: dict[str, str]
    mayors: dict[str, str]
    sole: list[str]
    executive: list[str]
    council: list[str]
    families: dict[str, str]
    common: list[str]
    romanisation: list[tuple[str, str]]


@cache
def wordings() -> Wordings:
    """How office, body and document are worded in more than one way."""
    return cast("Wordings", lists("wordings"))


@cache
def document_heads() -> tuple[str, ...]:
    """Head nouns of documents, as "bản ghi nhớ"."""
    agreements = cast("dict[str, dict[str, dict[str, list[str]]]]", lists("agreements"))
    return tuple(
        word.lower() for strengths in agreements["heads"].values() for words in strengths.values() for word in words
    )
