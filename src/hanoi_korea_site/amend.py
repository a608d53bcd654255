"""Puts values into YAML that a person wrote, and leaves every other byte of it as it stands.

The parser says where each value begins and ends; new words are put between these places, in the style of what stands
around them. Comments, quotes, order, alignment and line ends are not read and written again: they are not touched.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from gettext import gettext as _
from typing import TypeAlias

import yaml

from hanoi_korea_site.errors import Fault, InputError
from hanoi_korea_site.text import normalise
from hanoi_korea_site.yamlfile import Listing, Node, Table, read_yaml

Value: TypeAlias = str | Mapping[str, "Value"] | Sequence["Value"]

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_STEP = 2
_NO_WRAPPING = 1_000_000
_BARE = "add"
"""What a list that stands by itself is short for, where a table of lists may stand (`words`)."""


@dataclass(frozen=True, slots=True)
class Edit:
    """`value` at the keys of `path`: in the stead of what stands there, or at the end of the list there."""

    path: tuple[str, ...]
    value: Value
    append: bool = False


def amend(text: str, edit: Edit, file: str = "") -> str:
    """`text` with the edit made; the same text where it says so already.

    InputError where `text` is no YAML that we read, or cannot be added to (there is a document's end mark
    behind it, say); the fault then gives the lines to write by hand. `file` is named in faults.
    """
    tree = _tree(text, file)
    edit = Edit(edit.path, _normalised(edit.value), edit.append)
    if edit.append and edit.path[-1] == _BARE and _at(tree, edit.path[:-1]) and _is_bare(_at(tree, edit.path[:-1])):
        edit = Edit(edit.path[:-1], edit.value, append=True)
    wanted = _with(tree, edit.path, edit)
    if wanted == tree:
        return text
    amended = _Writer(text).write(edit)
    faults: list[Fault] = []
    if _plain(read_yaml(amended, file, faults)) != wanted or faults:
        message = _("this file is written in a way that cannot be added to")
        raise InputError(Fault(message, file, remedy=_("write this in by hand:") + "\n" + as_yaml(edit)))
    return amended


def as_yaml(edit: Edit) -> str:
    """The edit as the lines of a file that holds nothing else."""
    value = [edit.value] if edit.append else edit.value
    for key in reversed(edit.path):
        value = {key: value}
    return _block(value, 0)


class _Dumper(yaml.SafeDumper):
    """Writes as people do: list items indented, quotes only where YAML needs them (a date needs none here)."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - as PyYAML declares it
        first: [one for one in resolvers if one[0] == "tag:yaml.org,2002:null"]
        for first, resolvers in yaml.SafeDumper.yaml_implicit_resolvers.items()
    }

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002
        super().increase_indent(flow, indentless=False)


def _dump(value: Value, *, flow: bool) -> str:
    shown = yaml.dump(
        value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_NO_WRAPPING, default_flow_style=flow
    )
    return str(shown).removesuffix("\n").removesuffix("\n...")


def _block(value: Value, column: int) -> str:
    return "\n".join(" " * column + line for line in _dump(value, flow=False).splitlines())


def _in_flow(value: Value) -> str:
    return _dump(value, flow=True)


class _Writer:
    """Where things stand in one YAML text, and new text to go there."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._line_end = "\r\n" if "\r\n" in text else "\n"
        self._root: yaml.Node | None = yaml.compose(text, Loader=_Loader)

    def write(self, edit: Edit) -> str:
        path, value = edit.path, [edit.value] if edit.append else edit.value
        found, depth = self._deepest(path)
        if depth < len(path):
            return self._add(found, path[depth:], value)
        if found is None or _is_empty(found):
            return self._fill(found, value)
        if edit.append and isinstance(found, yaml.SequenceNode):
            return self._add_item(found, edit.value)
        start, end = found.start_mark.index, self._end(found)
        own = self._text[start:end]
        return self._replaced(start, end, f"[{own}, {_in_flow(edit.value)}]" if edit.append else _in_flow(value))

    def _deepest(self, path: Sequence[str]) -> tuple[yaml.Node | None, int]:
        """The node furthest along `path`, and how many of its keys lead there."""
        node = self._root
        for depth, key in enumerate(path):
            if not isinstance(node, yaml.MappingNode):
                return node, depth
            node, above = next((value for name, value in node.value if name.value == key), None), node
            if node is None:
                return above, depth
        return node, len(path)

    def _add(self, node: yaml.Node | None, path: Sequence[str], value: Value) -> str:
        """With `value` at `path` below `node`, which does not lead there yet."""
        for key in reversed(path[1:]):
            value = {key: value}
        entry = {path[0]: value}
        if node is None:
            ended = not self._text or self._text.endswith(("\n", "\r"))
            return self._text + ("" if ended else self._line_end) + self._lines(entry, 0)
        if _is_empty(node):
            return self._fill(node, entry)
        if isinstance(node, yaml.MappingNode):
            return self._add_key(node, entry)
        return self._under_add(node, entry)

    def _add_key(self, node: yaml.MappingNode, entry: Mapping[str, Value]) -> str:
        if node.flow_style:
            return self._in_brackets(node, _in_flow(entry)[1:-1])
        column = node.value[0][0].start_mark.column
        at = len(self._text) if node is self._root else self._line_after(self._end(node))
        return self._inserted_line(at, self._lines(entry, column))

    def _add_item(self, node: yaml.SequenceNode, value: Value) -> str:
        if node.flow_style:
            return self._in_brackets(node, _in_flow(value))
        column = node.start_mark.column
        return self._inserted_line(self._line_after(self._end(node)), self._lines([value], column))

    def _under_add(self, node: yaml.Node, entry: Mapping[str, Value]) -> str:
        """A bare list or value, which is what to add, as one of the lists of a table."""
        start, end = node.start_mark.index, self._end(node)
        if not isinstance(node, yaml.SequenceNode) or node.flow_style:
            own = self._text[start:end] if isinstance(node, yaml.SequenceNode) else f"[{self._text[start:end]}]"
            return self._replaced(start, end, f"{{add: {own}, {_in_flow(entry)[1:-1]}}}")
        column = node.start_mark.column
        first, after = start - column, self._line_after(end)
        inner = " " * (_STEP if column == 0 else 0)
        lines = self._text[first:after].splitlines(keepends=True)
        moved = "".join(inner + line if line.strip() else line for line in lines)
        head = " " * (column + len(inner)) + "add:" + self._line_end
        body = self._text[:first] + head + moved
        ended = "" if body.endswith(("\n", "\r")) else self._line_end
        return body + ended + self._lines(entry, column + len(inner)) + self._text[after:]

    def _fill(self, node: yaml.Node | None, value: Value) -> str:
        """With `value` where a key has none yet."""
        if node is None or node is self._root:
            ended = not self._text or self._text.endswith(("\n", "\r"))
            return self._text + ("" if ended else self._line_end) + self._lines(value, 0)
        start, end = node.start_mark.index, node.end_mark.index
        if start == end:
            start = end = self._text.rindex(":", 0, start + 1) + 1
        lead = " " if self._text[start - 1 : start] == ":" else ""
        return self._replaced(start, end, lead + _in_flow(value))

    def _in_brackets(self, node: yaml.CollectionNode, words: str) -> str:
        last = node.end_mark.index - 1
        if not node.value:
            return self._replaced(node.start_mark.index + 1, last, words)
        item = node.value[-1][1] if isinstance(node, yaml.MappingNode) else node.value[-1]
        at = self._end(item)
        return self._replaced(at, at, f", {words}")

    def _lines(self, value: Value, column: int) -> str:
        return _block(value, column).replace("\n", self._line_end) + self._line_end

    def _line_after(self, at: int) -> int:
        """Where the next line begins; the end of the text where there is none."""
        found = self._text.find("\n", at - 1 if self._text[at - 1 : at] == "\n" else at)
        return len(self._text) if found < 0 else found + 1

    def _inserted_line(self, at: int, lines: str) -> str:
        before = self._text[:at]
        return before + ("" if not before or before.endswith("\n") else self._line_end) + lines + self._text[at:]

    def _end(self, node: yaml.Node) -> int:
        """Where a node's own words end; block nodes end where the next node begins, which is too far."""
        while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            node = node.value[-1][1] if isinstance(node, yaml.MappingNode) else node.value[-1]
        end = int(node.end_mark.index)
        return len(self._text[:end].rstrip()) if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">") else end

    def _replaced(self, start: int, end: int, words: str) -> str:
        return self._text[:start] + words + self._text[end:]


def _is_empty(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and not node.style and node.value in ("", "~", "null")


def _tree(text: str, file: str) -> Value:
    faults: list[Fault] = []
    table = read_yaml(text, file, faults)
    if faults:
        raise InputError(*faults)
    return _plain(table)


def _plain(node: Node) -> Value:
    if isinstance(node, Table):
        return {key: _plain(value) for key, value in node.entries.items()}
    return [_plain(item) for item in node.items] if isinstance(node, Listing) else node.text


def _normalised(value: Value) -> Value:
    if isinstance(value, str):
        return normalise(value)
    if isinstance(value, Mapping):
        return {key: _normalised(item) for key, item in value.items()}
    return [_normalised(item) for item in value]


def _at(tree: Value, path: Sequence[str]) -> Value:
    for key in path:
        tree = tree.get(key, "") if isinstance(tree, Mapping) else ""
    return tree


def _is_bare(tree: Value) -> bool:
    return not isinstance(tree, Mapping)


def _items(tree: Value) -> list[Value]:
    return list(tree) if isinstance(tree, list) else [tree] if tree else []


def _with(tree: Value, path: Sequence[str], edit: Edit) -> Value:
    """What is to be read out of the file once the edit is made; an entry that the list has already is not added."""
    if not path:
        items = _items(tree)
        return edit.value if not edit.append else tree if edit.value in items else [*items, edit.value]
    table = tree if isinstance(tree, Mapping) else {_BARE: _items(tree)} if tree else {}
    return {**table, path[0]: _with(table.get(path[0], ""), path[1:], edit)}
