"""What a rule does: a rule is one function, and its name is on all it read.

In English its own docstring says it; in another language a catalogue beside the messages, `locale/vi/rules.yaml`.
"""

import inspect
import pkgutil
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from importlib import import_module

import yaml

from hanoi_korea_site import extract
from hanoi_korea_site.language import LOCALE, spoken

_BY_PRODUCTS = {
    "agreements.named_document": "A document by its head noun, with what it is about or whose it is.",
    "agreements.signed_document": "A bare head noun, of a document that is signed there or whose parties are named.",
    "agreements.reminder": "The bare head noun of a document that was named in full before.",
    "dates.about_publication": "The text dates nothing: about the day on which it was published.",
    "dates.anniversary": "The later end of years between which a line counts an anniversary.",
    "dates.dateline": "The day in the article's header.",
    "dates.founding": "The earlier end of years between which a line counts an anniversary.",
    "dates.period": "Two years with a dash: a period, no date of an event.",
    "officials.listed": 'As in "các Phó Chủ tịch UBND tỉnh: A, B và C": all hold the one office.',
    "officials.named_again": "A name that was read with an office elsewhere in the article, once more.",
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
    """What the rule "kind.name" does, in the user's language where its catalogue knows; "" where nothing tells."""
    return translated(spoken()).get(rule) or _in_english(rule)


@cache
def translated(language: str) -> Mapping[str, str]:
    """What rules do in a language, by their names; {} where there is no such catalogue."""
    file = LOCALE / language / "rules.yaml"
    return dict(yaml.safe_load(file.read_text(encoding="utf-8"))) if file.is_file() else {}


def _in_english(rule: str) -> str:
    """The first line of the docstring of the rule's function.

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
    for module in pkgutil.walk_packages(extract.__path__, f"{extract.__name__}."):
        for name, function in inspect.getmembers(import_module(module.name), inspect.isfunction):
            if function.__doc__ and function.__module__ == module.name:
                found[name.lstrip("_")][module.name] = function.__doc__.strip().partition("\n")[0]
    return found
