"""The exception tree; everything else that goes wrong with content is a `model.Problem`.

::

    SiteError              we cannot go on; carries one or more Faults
    ├── InputError         site.yaml, a seed, an editor's word or a names file is wrong
    ├── TemplateError      a template is missing, malformed or asks for what its view lacks
    ├── PlanError          two pages claim one permalink
    └── PublishError       the output folder is not ours, is locked, or cannot be written
"""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong, with its place and the way out.

    `file` is the path as the user would name it, `line` counts from 1 (None: the whole file), `field` is the
    dotted key, `remedy` says what to do.
    """

    message: str
    file: str = ""
    line: int | None = None
    field: str = ""
    remedy: str = ""

    def __str__(self) -> str:
        place = self.file + (f":{self.line}" if self.line is not None else "")
        parts = [part for part in (place, self.field, self.message) if part]
        return ": ".join(parts) + (f" ({self.remedy})" if self.remedy else "")


def in_order(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """By file, then by line."""
    return tuple(sorted(faults, key=lambda fault: (fault.file, fault.line or 0)))


class SiteError(Exception):
    """We cannot go on; `faults` lists every cause at once, in file and line order."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


class InputError(SiteError):
    """What a person wrote is wrong."""


class TemplateError(SiteError):
    """A template cannot be used."""


class PlanError(SiteError):
    """The pages cannot all stand in one folder."""


class PublishError(SiteError):
    """The output folder cannot be written."""
