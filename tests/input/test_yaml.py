"""Whatever is written, reading it ends in values with their lines, or in faults."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from hanoi_korea_site import yamlfile, yamlparser
from hanoi_korea_site.config import SITE_FILE, Config, load_config
from hanoi_korea_site.editors_word import KEYS, editors_word
from hanoi_korea_site.errors import InputError
from hanoi_korea_site.model import EditorsWord
from hanoi_korea_site.yamlfile import Listing, Scalar, Table, read_yaml


def read(text):
    faults = []
    return read_yaml(text, "a.yaml", faults), faults


def test_every_value_knows_its_line_and_key():
    table, faults = read("a: 1\nb:\n  - x\n  - c: y\n    d: [z]\n")
    assert not faults
    found = {}

    def visit(node):
        if isinstance(node, Scalar):
            found[node.spot.field] = (node.spot.line, node.text)
        for child in node.items if isinstance(node, Listing) else ():
            visit(child)
        for child in node.entries.values() if isinstance(node, Table) else ():
            visit(child)

    visit(table)
    assert found == {"a": (1, "1"), "b[1]": (3, "x"), "b[2].c": (4, "y"), "b[2].d[1]": (5, "z")}


@pytest.mark.parametrize("text", ["no", "2024-10-19", "0x1F", "1_000", "12:30:00", "1e3", ".inf", "Yes", "=", "'~'"])
def test_a_value_stays_what_was_written(text):
    table, _ = read(f"a: {text}")
    assert table.entries["a"].text == text.strip("'")


@pytest.mark.parametrize("text", ["", "~", "null", "''"])
def test_nothing_is_nothing(text):
    table, _ = read(f"a: {text}")
    assert table.entries["a"].text == ""


def test_a_deep_text_is_refused_at_once():
    for text in ("a: " + "[" * 100_000, "a: " + "- " * 100_000, "a: " + "{a: " * 100_000):
        table, faults = read(text)
        assert not table.entries
        assert len(faults) == 1


def test_an_endless_text_is_refused():
    _, faults = read("a: " + "x" * (yamlparser.MAX_SIZE + 1))
    assert "characters" in faults[0].message


def test_the_slow_loader_says_the_same(monkeypatch):
    texts = ("a: 1\nb: [x, {c: d}]\n", "a: b: c", "a: 'x", "a: &b 1", "\ta: 1", "a: \x01", "- a", "a: 1\na: 2")
    fast = [read(text) for text in texts]
    monkeypatch.setattr(yamlparser, "_Loader", yaml.SafeLoader)
    slow = [read(text) for text in texts]
    assert [table for table, _ in slow] == [table for table, _ in fast]
    assert [bool(faults) for _, faults in slow] == [bool(faults) for _, faults in fast]


@given(st.text(max_size=300))
def test_any_text_gives_a_table_or_faults(text):
    table, faults = read(text)
    assert isinstance(table, Table)
    assert all(fault.line >= 1 and fault.message for fault in faults)


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.dates() | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8) | st.sampled_from(KEYS), inner, max_size=3)
    ),
    max_leaves=12,
)
words = st.dictionaries(
    st.sampled_from((*KEYS, "titel")),
    values | st.fixed_dictionaries({}, optional={"add": values, "reject": values, "same_as": values, "url": values}),
    max_size=6,
)


@given(words)
def test_any_word_is_read_or_named_at_fault(word):
    faults = []
    text = yaml.safe_dump(word, allow_unicode=True, sort_keys=False)
    read_word = editors_word(read_yaml(text, "a.yaml", faults), faults)
    assert isinstance(read_word, EditorsWord)
    assert all(fault.file == "a.yaml" and fault.line for fault in faults)


@given(st.binary(max_size=300) | values.map(lambda value: yaml.safe_dump(value, allow_unicode=True).encode()))
def test_any_site_file_is_read_or_refused(tmp_path_factory, raw):
    root: Path = tmp_path_factory.mktemp("site")
    (root / SITE_FILE).write_bytes(raw)
    try:
        config = load_config(root)
    except InputError:
        return
    assert isinstance(config, Config)
    assert config.title


def test_what_is_kept_is_what_was_read(tmp_path, monkeypatch):
    memory = tmp_path / "kept" / "site.json"

    def told(text):
        faults = []
        return yamlfile.read_kept_yaml(text, "x.yaml", faults, memory), faults

    text = "a: 1\nb: [x, {c: d}, ]\n\nd: ~\n"
    table = read_yaml(text, "x.yaml", [])
    assert told(text) == (table, [])
    assert not memory.parent.exists(), "no folder is made where nothing was built"
    memory.parent.mkdir()
    assert told(text) == (table, [])
    with monkeypatch.context() as patch:
        patch.setattr(yamlparser, "parsed", None)
        assert told(text) == (table, [])
    kept = memory.read_bytes()
    assert told("a: {") == (read_yaml("a: {", "x.yaml", []), told("a: {")[1])
    assert told("a: {")[1]
    assert memory.read_bytes() == kept, "what is wrong is not kept"
    memory.write_bytes(kept[:-2])
    assert told(text) == (table, [])
    assert memory.read_bytes() == kept
