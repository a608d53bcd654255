"""How templates are compiled: to code that asks less of Jinja for each value shown, and that is remembered."""

from collections.abc import Callable, MutableMapping
from keyword import iskeyword
from types import CodeType

import jinja2
import markupsafe
from jinja2 import nodes
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Macro
from jinja2.utils import missing
from markupsafe import Markup, escape

from hanoi_korea_site.views.prose import marked_up

_ESCAPED: Callable[[str], str] = getattr(markupsafe, "_escape_inner", markupsafe.escape)
"""What `escape` does before it makes a Markup of it; its name is not promised."""


def _shown(value: object) -> str:
    """As `markupsafe.escape` shows a value; what is joined to a page at once need not become Markup first."""
    if type(value) is Markup:
        return value
    if type(value) is str:
        return _ESCAPED(value)
    return str(value) if type(value) is int else escape(value)


class _Macro(Macro):
    """Given what it asks for in order, as most are, it is rendered without a look at what else might be given."""

    def __call__(self, *shown: object, **named: object) -> str:
        left = self._argument_count - len(shown)
        asks_for_more = self.caller or self.catch_kwargs or self.catch_varargs
        if left < 0 or named or asks_for_more or not self._default_autoescape:
            return super().__call__(*shown, **named)
        return marked_up(self._func(*shown, *(missing,) * left))


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
        template.root_render_func.__globals__.update(escape=_shown, Macro=_Macro)
        return template


class Direct(CodeGenerator):
    """Attributes are taken from their objects at once, several hundred a page; AttributeError where there is none.

    What is called is called at once likewise: nothing that templates are given asks for their context.
    """

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        if iskeyword(node.attr):
            super().visit_Getattr(node, frame)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: FBT001, FBT002, N802
        if forward_caller or node.kwargs or node.dyn_args or node.dyn_kwargs:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in node.args:
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")


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
