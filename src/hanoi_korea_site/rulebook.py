"""What a rule does, in the words of its own docstring: a rule is one function, and its name is on all it read."""

import inspect
import pkgutil
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from importlib import import_module

from hanoi_korea_site import extract

_BY_PRODUCTS = {
    "agreements.named_document": "A document by its head noun, with what it is about or whose it is.",
    "agreements.reminder": "The bare head noun of a document that was named in full before.",
    "dates.about_publication": "The text dates nothing: about the day on which it was published.",
    "dates.anniversary": "The later end of years between which a line counts an anniversary.",
    "dates.dateline": "The day in the article's header.",
    "dates.founding": "The earlier end of years between which a line counts an anniversary.",
    "dates.period": "Two years with a dash: a period, no date of an event.",
    "officials.short_form": "An office or a form of address with part of a name that was given in full elsewhere.",
    "places.after_head": "A name after a word that says what kind of place it is.",
    "places.country_chain": "A country's short name, joined to another country's.",
    "places.related": "A name that is read because of places which belong with it.",
    "places.repeated": "A name that was read as this place elsewhere in the article.",
    "years.anniversary": "An anniversary is marked in its year, or on the way to it.",
    "years.anniversary_ahead": "An anniversary is prepared for in the years before it.",
    "years.archive_event": "Another article dates an event of the same day and month, place and official (72 %), or "
    "officials or document (79 %).",
    "years.archive_term": "Dated articles show the official in the same office: within that term or about it "
    "(60-85 %, by how many they are).",
    "years.main_date": "The year of the main date, for one that is told beside it.",
    "years.told_from": "The year of the date that this one is told from.",
    "editor.add": "The editor's word, added beside the article.",
    "editor.same_as": "The editor's word that these words name this fact.",
    "editor.published_year": "The year nearest to the publication that the editor dates.",
}


def says(rule: str) -> str:
    """The first line of the docstring of the rule "kind.name"; "" where its function has none.

    Some rules have no function of their own: another finds them by the way, and their words stand here.
    """
    if rule in _BY_PRODUCTS:
        return _BY_PRODUCTS[rule]
    kind, _, name = rule.partition(".")
    told = _functions().get(name, {})
    own = [module for module in sorted(told) if kind.rstrip("s") in module]
    return told[(own or sorted(told))[0]] if told else ""


@cache
def _functions() -> Mapping[str, Mapping[str, str]]:
    """First lines of docstrings by the name of the function, then by its module."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for module in pkgutil.iter_modules(extract.__path__):
        functions = inspect.getmembers(import_module(f"{extract.__name__}.{module.name}"), inspect.isfunction)
        for name, function in functions:
            if function.__doc__ and function.__module__ == f"{extract.__name__}.{module.name}":
                found[name.lstrip("_")][module.name] = function.__doc__.strip().partition("\n")[0]
    return found
