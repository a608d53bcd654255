"""Builds the preview after every change, one build at a time, in a thread of its own."""

import logging
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from gettext import gettext as _
from pathlib import Path
from typing import Final

from hanoi_korea_site.build import CACHE, Report, build
from hanoi_korea_site.config import Config, load_config
from hanoi_korea_site.console import silent
from hanoi_korea_site.errors import Fault, SiteError
from hanoi_korea_site.render import strange_templates
from hanoi_korea_site.serve.bell import Bell
from hanoi_korea_site.serve.state import State, Trouble, trouble
from hanoi_korea_site.serve.watching import Watch, inputs

Announce = Callable[[State, str], None]
"""Called as announce(state, line for the terminal) after each build, from the thread that builds."""

PREVIEW: Final = f"{CACHE}/preview"
"""Where the preview is built, below the site's folder."""


class Rebuilding:
    """The state of one site's preview; `address` is the site's root while it is served."""

    def __init__(self, root: Path, address: str, announce: Announce) -> None:
        self._root = root
        self._address = address
        self._announce = announce
        self._state = State.first()
        self._config = load_config(root)
        self._watch = Watch(Bell())

    @property
    def state(self) -> State:
        return self._state

    def forever(self) -> None:
        """Builds now, and again after every change; what is saved during a build is built after it."""
        while True:
            self._watch.over(inputs(self._config))
            self.once()
            self._watch.await_change()

    def once(self) -> None:
        """One build from what there is now."""
        try:
            config = load_config(self._root)
            self._watch.over(inputs(config))
            self._config = config
            report = build(self._preview(config), silent)
        except SiteError as error:
            self._fail(error.faults)
        except Exception as error:  # the preview outlives a fault of this program, and shows it
            logging.getLogger(__name__).exception("the build failed")
            message = _("this program failed: {error!r}").format(error=error)
            self._fail((Fault(message, remedy=_("the terminal shows where; please report it")),))
        else:
            self._succeed(report)

    def _preview(self, config: Config) -> Config:
        """Published to a place of its own, under the address it is served at."""
        return replace(config, output=config.root / PREVIEW, base_url=self._address if config.base_url else "")

    def _succeed(self, report: Report) -> None:
        changed = (*report.published.written, *report.published.removed)
        self._state = self._state.published(changed, self._troubles(report.faults))
        lines = [
            *(_("warning:") + f" {fault}" for fault in strange_templates(self._config.templates)),
            *(_("set aside:") + f" {fault}" for fault in report.faults),
            report.summary(),
        ]
        self._announce(self._state, "\n".join(lines))

    def _fail(self, faults: tuple[Fault, ...]) -> None:
        self._state = self._state.broken(self._troubles(faults))
        self._announce(self._state, "\n".join(_("error:") + f" {fault}" for fault in faults))

    def _troubles(self, faults: tuple[Fault, ...]) -> tuple[Trouble, ...]:
        return tuple(map(partial(trouble, root=self._root, templates=self._config.templates), faults))
