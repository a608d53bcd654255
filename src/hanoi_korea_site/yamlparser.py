"""YAML as a person wrote it: every value keeps its line and dotted key, so that a fault can name both.

Scalars stay the text that was written (`2024-10-19` is no date object, `no` is no boolean); who reads a value
says what it must be. Only what a hand-written file needs is read: one document, a mapping at its root, no tags,
no aliases. Anything else is a fault with its line, never an object, an exception or a bomb.
"""

from collections.abc import Iterator
from gettext import gettext as _
from typing import Final

import yaml

from hanoi_korea_site.errors import Fault
from hanoi_korea_site.language import N_
from hanoi_korea_site.patterns import regex
from hanoi_korea_site.text import normalise
from hanoi_korea_site.yamlnodes import Listing, Node, Scalar, Spot, Table

MAX_SIZE = 1_000_000
"""Longest YAML text read, in code points; a site's longest hand-written file is a hundredth of it."""
MAX_DEPTH = 20

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULLS = frozenset(("", "~", "null", "Null", "NULL"))

OF_THE_PARSER: Final = (
    N_("block sequence entries are not allowed in this context"),
    N_("could not find expected ':'"),
    N_("did not find expected '-' indicator"),
    N_("did not find expected ',' or ']'"),
    N_("did not find expected ',' or '}'"),
    N_("did not find expected <document start>"),
    N_("did not find expected alphabetic or numeric character"),
    N_("did not find expected comment or line break"),
    N_("did not find expected hexdecimal number"),
    N_("did not find expected key"),
    N_("did not find expected node content"),
    N_("did not find expected tag URI"),
    N_("did not find expected whitespace or line break"),
    N_("found a tab character that violates indentation"),
    N_("found a tab character where an indentation space is expected"),
    N_("found character that cannot start any token"),
    N_("found undefined tag handle"),
    N_("found unexpected ':'"),
    N_("found unexpected document indicator"),
    N_("found unexpected end of stream"),
    N_("found unknown directive name"),
    N_("found unknown escape character"),
    N_("mapping keys are not allowed in this context"),
    N_("mapping values are not allowed in this context"),
)
"""What libyaml says of text that is no YAML."""


_BRACKETS: Final = {"while parsing a flow sequence": "[", "while parsing a flow mapping": "{"}
_QUOTE_OPENS = regex(r"""(?:[^"'#]*[:,\[{-]\s+)?(?P<quote>["'])(?:(?!(?P=quote)).)*\Z""")
"""A line at whose end a quote is still open."""


def parsed(text: str, file: str, faults: list[Fault], first_line: int) -> Table:
    """As `yamlfile.read_yaml`."""
    root = Spot(file, first_line)
    if len(text) > MAX_SIZE:
        message = _("more than {number:,} characters of YAML").format(number=MAX_SIZE)
        faults.append(root.fault(message, _("shorten it")))
        return Table(root, {})
    try:
        return _Reader(text, root, faults).table()
    except _UnreadableError as error:
        faults.append(error.fault)
    except yaml.YAMLError as error:
        faults.append(_syntax_fault(error, text, root))
    return Table(root, {})


class _UnreadableError(Exception):
    """The rest of the file cannot be read."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(str(fault))
        self.fault = fault


class _Reader:
    """Builds nodes from the parser's events, which are flat: depth is ours to bound."""

    def __init__(self, text: str, root: Spot, faults: list[Fault]) -> None:
        self._events: Iterator[yaml.Event] = yaml.parse(text, Loader=_Loader)
        self._root = root
        self._faults = faults

    def table(self) -> Table:
        next(self._events)  # the stream's start
        if isinstance(next(self._events), yaml.StreamEndEvent):
            return Table(self._root, {})
        node = self._node(next(self._events), self._root, 0)
        next(self._events)  # the document's end
        following = next(self._events)
        if not isinstance(following, yaml.StreamEndEvent):
            spot = self._spot(following, "")
            raise _UnreadableError(spot.fault(_("a second document begins here"), _("keep one; remove the “---”")))
        if isinstance(node, Scalar) and not node.text:
            return Table(self._root, {})
        if not isinstance(node, Table):
            message = _("keys were expected, not {kind}").format(kind=_kind(node))
            raise _UnreadableError(node.spot.fault(message, _("write “key: value” lines")))
        return node

    def _node(self, event: yaml.Event, spot: Spot, depth: int) -> Node:
        self._refuse_machinery(event, spot)
        if depth > MAX_DEPTH:
            raise _UnreadableError(spot.fault(_("nested deeper than {number} levels").format(number=MAX_DEPTH)))
        if isinstance(event, yaml.SequenceStartEvent):
            return Listing(spot, tuple(self._items(spot, depth)))
        if isinstance(event, yaml.MappingStartEvent):
            return Table(spot, dict(self._entries(spot, depth)))
        if isinstance(event, yaml.ScalarEvent):
            null = event.implicit[0] and event.value in _NULLS
            return Scalar(spot, "" if null else normalise(event.value))
        return Scalar(spot, "")

    def _items(self, spot: Spot, depth: int) -> Iterator[Node]:
        number = 0
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            number += 1
            yield self._node(event, self._spot(event, f"{spot.field}[{number}]"), depth + 1)

    def _entries(self, spot: Spot, depth: int) -> Iterator[tuple[str, Node]]:
        lines: dict[str, int] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._node(event, self._spot(event, spot.field), depth + 1)
            named = self._spot(event, f"{spot.field}.{key.text}".lstrip(".") if isinstance(key, Scalar) else spot.field)
            value = self._node(next(self._events), named, depth + 1)
            if not isinstance(key, Scalar):
                self._faults.append(key.spot.fault(_("a key must be a word, not {kind}").format(kind=_kind(key))))
            elif key.text in lines:
                message = _("stands twice, first in line {line}").format(line=lines[key.text])
                self._faults.append(named.fault(message, _("keep one of the two")))
            else:
                lines[key.text] = named.line
                yield key.text, value

    def _refuse_machinery(self, event: yaml.Event, spot: Spot) -> None:
        """Aliases make bombs and tags make objects; no hand-written file here needs either."""
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            remedy = _("write the value out, or put it in quotes")
            raise _UnreadableError(spot.fault(_("anchors (&) and aliases (*) are not read"), remedy))
        if getattr(event, "tag", None):
            raise _UnreadableError(spot.fault(_("tags (!) are not read"), _("remove it, or put the value in quotes")))

    def _spot(self, event: yaml.Event, field: str) -> Spot:
        line = event.start_mark.line if event.start_mark else 0
        return Spot(self._root.file, self._root.line + line, field)


def _opened(error: yaml.MarkedYAMLError, at: int, text: str) -> tuple[int, str, str] | None:
    """The line where something opens that is never closed, what it is and the way out; the parser stumbles later."""
    begins = error.context_mark.line if error.context_mark else 0
    if error.context in _BRACKETS:
        message = _("the “{bracket}” that opens here is not closed").format(bracket=_BRACKETS[error.context])
        return begins, message, _("close it, or put quotes around the text")
    lines = text.split("\n")[: at + 1]
    before = (line for line in reversed(range(len(lines))) if _QUOTE_OPENS.match(lines[line]))
    quoted = begins if error.context == "while scanning a quoted scalar" else next(before, None)
    if quoted is None:
        return None
    return quoted, _("the quote that opens here is not closed"), _("close it, or leave the quotes out")


def _kind(node: Node) -> str:
    return {Scalar: _("a single value"), Listing: _("a list"), Table: _("a mapping")}[type(node)]


def _syntax_fault(error: yaml.YAMLError, text: str, root: Spot) -> Fault:
    mark = error.problem_mark if isinstance(error, yaml.MarkedYAMLError) else None
    opened = _opened(error, mark.line, text) if isinstance(error, yaml.MarkedYAMLError) and mark else None
    if opened:
        line, message, remedy = opened
    elif isinstance(error, yaml.MarkedYAMLError) and mark:
        problem = _(error.problem) if error.problem else ""
        line, message = mark.line, _("no YAML: {problem}").format(problem=problem)
        remedy = _("put quotes around a text that holds “: ” or “#” or begins with a sign")
    else:
        line, message = text.count("\n", 0, getattr(error, "position", 0)), _("a control character stands here")
        remedy = _("remove it")
    if any("\t" in written for written in text.split("\n")[line : line + 1]):
        remedy = _("write blanks, not tabs")
    return Spot(root.file, root.line + line).fault(message, remedy)
