"""Patterns that are compiled when they are first used."""

import importlib
import pickle
import pkgutil
import re

import pytest

import hanoi_korea_site
from hanoi_korea_site.patterns import regex

MODULES = sorted(
    one.name
    for one in pkgutil.walk_packages(hanoi_korea_site.__path__, "hanoi_korea_site.")
    if "__main__" not in one.name
)
"""Of all the package; `saved` needs an extra."""


def _patterns(value: object) -> list[object]:
    if isinstance(value, (tuple, list, frozenset)):
        return [pattern for one in value for pattern in _patterns(one)]
    if isinstance(value, dict):
        return [pattern for one in value.items() for pattern in _patterns(one)]
    return [value] if type(value) is type(regex("")) else []


@pytest.mark.parametrize("module", MODULES)
def test_every_pattern_of_the_package_compiles(module):
    try:
        found = vars(importlib.import_module(module)).values()
    except ModuleNotFoundError:
        pytest.skip("an extra is not installed")
    for pattern in _patterns(list(found)):
        assert re.compile(pattern.pattern, pattern.flags & ~re.UNICODE) == pattern.compiled


def test_a_pattern_is_compiled_when_it_is_first_asked_something():
    pattern = regex("(a", 0)
    assert pattern.pattern == "(a"
    with pytest.raises(re.error, match="missing"):
        pattern.search("a")


def test_a_pattern_answers_as_a_compiled_one_does():
    pattern, compiled = regex("(?P<letter>[a-c])", re.IGNORECASE), re.compile("(?P<letter>[a-c])", re.IGNORECASE)
    assert pattern.flags == compiled.flags
    assert pattern.groupindex == compiled.groupindex
    assert pattern.sub("-", "xByC") == compiled.sub("-", "xByC") == "x-y-"
    assert [found["letter"] for found in pattern.finditer("xByC")] == ["B", "C"]
    assert pattern.search is pattern.search


def test_a_pattern_can_be_sent_to_another_process():
    sent = pickle.loads(pickle.dumps(regex("B+", re.IGNORECASE)))  # noqa: S301 - our own bytes
    assert sent.fullmatch("bB")
