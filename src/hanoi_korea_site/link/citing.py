"""From the trace in one article to the citation that pages show."""

from collections.abc import Iterable

from hanoi_korea_site.archive import Citation
from hanoi_korea_site.link.gist import Gist
from hanoi_korea_site.link.published import Trace

_EARLIEST, _LATEST = 4, 4


class Citing:
    """Turns traces into citations; one object for one sentence, however many facts it bears."""

    def __init__(self, gists: Iterable[Gist]) -> None:
        self._words = {gist.id: dict(gist.sentences) for gist in gists}
        self._rules: dict[str, str] = {}

    def __call__(self, gist: Gist, trace: Trace) -> Citation:
        words = self._words[gist.id].get(trace.sentence, "")
        rule = self._rules.setdefault(trace.rule, trace.rule)
        return Citation(gist.id, trace.sentence if words else 0, words, trace.confidence, rule)

    def few(self, told: Iterable[tuple[Gist, Trace]]) -> tuple[Citation, ...]:
        """Cite the earliest and the latest of traces in order of time, each sentence once: what a page can show."""
        each = list({(gist.id, trace.sentence): (gist, trace) for gist, trace in told}.values())
        shown = each if len(each) <= _EARLIEST + _LATEST else each[:_EARLIEST] + each[-_LATEST:]
        return tuple(self(gist, trace) for gist, trace in shown)
