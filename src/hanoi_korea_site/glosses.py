"""What a problem's code says, for those who do not read Vietnamese: its message is in the language of the site."""

from collections.abc import Mapping
from typing import Final

from hanoi_korea_site.language import spoken
from hanoi_korea_site.patterns import regex

GLOSSES: Final[Mapping[str, str]] = {
    "agreement-doubtful": "this may be no document",
    "agreement-status-unknown": "whether this document was signed is not said",
    "agreement-without-parties": "who the parties of this document are is not said",
    "date-conflict": "articles give different days",
    "date-doubtful": "this may not be the date",
    "date-missing": "the main event's date was not found",
    "dateline-doubtful": "this date line is hardly that of the article",
    "duplicate-text": "the text is that of another article",
    "duplicate-title": "the title is that of another article",
    "editor-differs": "the editor and the article say different things",
    "editor-rejects-nothing": "a rejection of the editor's takes nothing away",
    "editor-words-gone": "words that the editor quotes are no longer in the article",
    "name-respelt": "names spelt differently were taken for one person",
    "office-conflict": "articles give one office to two persons at a time",
    "office-without-body": "which body or place this office belongs to is not said",
    "official-doubtful": "this may be nobody in office",
    "official-without-country": "which country this person serves is not said",
    "official-without-office": "this person's office is not said",
    "one-name-two-places": "one person in office at two places, or two of one name",
    "parties-conflict": "these may be one document, but the parties differ",
    "place-doubtful": "this may not be that place",
    "same-as-ambiguous": "a name in same_as may mean several",
    "same-as-unknown": "a name in same_as is not known",
    "same-name": "persons of one name were kept apart",
    "title-generated": "there is no title; one was made from the first sentence",
    "year-inferred": "the year of the main date was inferred",
    "year-unknown": "the year of the main date is not said",
}


_PLACE = regex(r"\S+:\d+: ")
_PARTICULARS = regex(r"“[^”]*”|\d[\d/.-]*\d")


def glossed(code: str, message: str) -> str:
    """The message of a problem; for those who read English what it is about, with the words and days that it names."""
    gloss = GLOSSES.get(code)
    if not gloss or spoken() != "en":
        return message
    place = match[0] if (match := _PLACE.match(message)) else ""
    named = dict.fromkeys(_PARTICULARS.findall(message.removeprefix(place)))
    return f"{place}{gloss}" + (f": {', '.join(named)}" if named else "")
