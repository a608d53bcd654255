"""Every message of the source stands translated in every catalogue, and what is compiled is what was written."""

import re
from pathlib import Path

import messages
import pytest

from hanoi_korea_site.glosses import GLOSSES

SOURCE = Path(messages.PACKAGE)
_PLACEHOLDER = re.compile(r"\{\w+(?:![rsa])?(?::[^}]*)?\}|%\(\w+\)s")
_CODE = re.compile(r'(?:Problem\(\s*|Question\(\s*|code=|_of\(\s*)"([a-z]+(?:-[a-z]+)+)"')


@pytest.fixture(params=messages.CATALOGUES, ids=lambda file: file.parents[1].name)
def file(request):
    return request.param


def fields(message: str) -> set[str]:
    """The placeholders of a message, with how they are shown."""
    return set(_PLACEHOLDER.findall(message))


def forms(told: str | tuple[str, ...]) -> tuple[str, ...]:
    return (told,) if isinstance(told, str) else tuple(told)


def test_there_is_a_catalogue_in_vietnamese():
    assert [file.parents[1].name for file in messages.CATALOGUES] == ["vi"]


def test_what_is_compiled_is_what_was_written(file):
    assert file.with_suffix(".mo").read_bytes() == messages.compiled(messages.read(file))


def test_every_message_is_there_and_no_other(file):
    listed = [message.id for message in messages.read(file) if message.id]
    assert set(listed) == {message.id for message in messages.template() if message.id}
    assert file.read_bytes() == messages.written(messages.updated(file))


def test_every_message_is_translated(file):
    catalogue = messages.read(file)
    assert [message.id for message in catalogue if not messages.is_translated(message) or message.fuzzy] == []
    assert catalogue.obsolete == {}


def test_placeholders_agree(file):
    """Ours are all used; of click's, which has one sentence for all kinds of numbers, some may be left out."""
    own = set(messages.own())
    for message in messages.read(file):
        if message.id:
            offered = set().union(*map(fields, forms(message.id)))
            for translation in forms(message.string):
                used = fields(translation)
                assert used == offered if message.id in own else used <= offered, message.id


def test_translations_begin_and_end_as_the_message_does(file):
    """Blanks and closing signs join messages to what stands beside them."""
    for message in messages.read(file):
        if message.id:
            for translation in forms(message.string):
                first, last = forms(message.id)[0], forms(message.id)[-1]
                assert (translation[0] == " ") == (first[0] == " "), message.id
                assert (translation[-1] in " :") == (last[-1] in " :"), message.id


def test_every_code_of_a_problem_is_glossed():
    found = {
        code
        for path in SOURCE.rglob("*.py")
        for code in _CODE.findall(path.read_text(encoding="utf-8"))
        if path.name not in {"check.py", "glosses.py"}
    }
    assert set(GLOSSES) == found
