"""Builds the preview after every change, one build at a time, in a thread of its own."""

import logging
from collections.abc import Callable, Collection, Mapping
from functools import partial
from gettext import gettext as _
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from hanoi_korea_site.building.build import Report, build
from hanoi_korea_site.building.up_to_date import STORE
from hanoi_korea_site.building.whole import Whole
from hanoi_korea_site.cache import Cache, opened
from hanoi_korea_site.config import Config, load_config
from hanoi_korea_site.console import silent
from hanoi_korea_site.errors import Fault, SiteError
from hanoi_korea_site.memory import CACHE
from hanoi_korea_site.render import strange_templates
from hanoi_korea_site.serve.ahead import Ahead
from hanoi_korea_site.serve.bell import Bell
from hanoi_korea_site.serve.state import State, Trouble, trouble
from hanoi_korea_site.serve.watching import Watch, inputs

Announce = Callable[[State, str], None]
"""Called as announce(state, lines for the terminal or "") when the state changed, from the thread that builds."""

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
        self._ahead: Ahead | None = None
        self._early: dict[str, bytes] = {}

    def now(self) -> State:
        return self._state

    def early(self) -> Mapping[str, bytes]:
        """Pages by permalink that stand for those of the last build, until the next one is over."""
        return self._early

    def forever(self) -> None:
        """Builds now, and again after every change; what is saved during a build is built after it."""
        saved: set[str] = set()
        with opened(self._root / STORE) as store:
            while True:
                self._watch.over(inputs(self._config))
                self.show_ahead(saved)
                self.once(store, saved)
                saved = self._watch.await_change()

    def show_ahead(self, saved: Collection[str]) -> None:
        """Shows the pages of articles just saved, where they can be told before the build."""
        if self._ahead and (pages := self._ahead.pages(saved)):
            self._early = pages
            self._state = self._state.changed(pages)
            self._announce(self._state, "")

    def once(self, store: Cache, saved: Collection[str] = ()) -> None:
        """One build from what there is now; `saved` is known to be new."""
        try:
            config = load_config(self._root)
            self._watch.over(inputs(config))
            self._config = config
            preview = self._preview(config)
            report = build(preview, silent, open_store=store)
        except SiteError as error:
            self._fail(error.faults)
        except Exception as error:  # the preview outlives a fault of this program, and shows it
            logging.getLogger(__name__).exception("the build failed")
            message = _("this program failed: {error!r}").format(error=error)
            self._fail((Fault(message, remedy=_("the terminal shows where; please report it")),))
        else:
            self._succeed(report)
            self._learn(preview, report.whole, saved)

    def _preview(self, config: Config) -> Config:
        """Published to a place of its own, under the address it is served at."""
        return replace(config, output=config.root / PREVIEW, base_url=self._address if config.base_url else "")

    def _succeed(self, report: Report) -> None:
        changed = [name for name in report.published.written if not self._is_shown(name)]
        self._early = {}
        self._state = self._state.published((*changed, *report.published.removed), self._troubles(report.faults))
        lines = [
            *(_("warning:") + f" {fault}" for fault in strange_templates(self._config.templates)),
            *(_("set aside:") + f" {fault}" for fault in report.faults),
            report.summary(),
        ]
        self._announce(self._state, "\n".join(lines))

    def _learn(self, config: Config, whole: Whole, saved: Collection[str]) -> None:
        """What the next save will need, told while nobody waits."""
        try:
            self._ahead = self._ahead.after(config, whole, saved) if self._ahead else Ahead(config, whole)
        except SiteError:  # what was kept is damaged, or a template changed since: the next build will tell
            self._ahead = None

    def _is_shown(self, name: str) -> bool:
        """Whether a page was shown ahead as the build then made it."""
        return name in self._early and self._early[name] == (self._root / PREVIEW / name).read_bytes()

    def _fail(self, faults: tuple[Fault, ...]) -> None:
        self._early, self._ahead = {}, None
        self._state = self._state.broken(self._troubles(faults))
        self._announce(self._state, "\n".join(_("error:") + f" {fault}" for fault in faults))

    def _troubles(self, faults: tuple[Fault, ...]) -> tuple[Trouble, ...]:
        return tuple(map(partial(trouble, root=self._root, templates=self._config.templates), faults))
