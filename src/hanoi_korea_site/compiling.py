"""How templates are compiled: to code that asks less of Jinja for each value shown, and that is remembered."""

from collections.abc import Callable, MutableMapping
from keyword import iskeyword
from types import CodeType

import jinja2
import markupsafe
from jinja2 import nodes
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup, escape

_ESCAPED: Callable[[str], str] = getattr(markupsafe, "_escape_inner", markupsafe.escape)
"""What `escape` does before it makes a Markup of it; its name is not promised."""


def _shown(value: object) -> str:
    """As `markupsafe.escape` shows a value; what is joined to a page at once need not become Markup first."""
    if type(value) is Markup:
        return value
    if type(value) is str:
        return _ESCAPED(value)
    return escape(value)


class _Template(jinja2.Template):
    """Compiled templates call their global `escape` for each value that they show, hundreds of times a page."""

    @classmethod
    def from_code(
        cls,
        environment: jinja2.Environment,
        code: CodeType,
        globals: MutableMapping[str, object],  # noqa: A002 - Jinja's name
        uptodate: Callable[[], bool] | None = None,
    ) -> jinja2.Template:
        template = super().from_code(environment, code, globals, uptodate)
        template.root_render_func.__globals__["escape"] = _shown
        return template


class Direct(CodeGenerator):
    """Attributes are taken from their objects at once, several hundred a page; AttributeError where there is none."""

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        if iskeyword(node.attr):
            super().visit_Getattr(node, frame)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")


class Environment(jinja2.Environment):
    template_class = _Template

    def make_globals(self, d: MutableMapping[str, object] | None) -> MutableMapping[str, object]:
        """In a plain dictionary: each page is given a copy, and Jinja's own chain of them is slow to copy."""
        return {**self.globals, **(d or {})}


class Compiled(jinja2.BytecodeCache):
    """Templates that are known compiled, and those that had to be compiled anew; Jinja tells whether they are stale.

    Jinja's own cache in files would run whatever bytes it finds there.
    """

    def __init__(self) -> None:
        self.known: dict[str, bytes] = {}
        self.anew: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self.known:
            bucket.bytecode_from_string(self.known[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.anew[bucket.key] = bucket.bytecode_to_string()
