"""Regular expressions that are compiled when they are first asked something: one article meets few of them all."""

import re
from functools import cached_property
from typing import cast


def regex(source: str, flags: int = 0) -> re.Pattern[str]:
    """The pattern of this `source`; where that is wrong, its first use raises re.error."""
    return cast("re.Pattern[str]", _Late(source, flags))


class _Late:
    """Stands in for a pattern. What is asked of it once is remembered, so that it costs nothing to ask again."""

    def __init__(self, source: str, flags: int) -> None:
        self.pattern, self._flags = source, flags

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern, self._flags)

    def __getattr__(self, name: str) -> object:
        found = getattr(self.compiled, name)
        setattr(self, name, found)
        return cast("object", found)

    def __reduce__(self) -> tuple[object, ...]:
        """Sent to another process, it is compiled there."""
        return regex, (self.pattern, self._flags)
