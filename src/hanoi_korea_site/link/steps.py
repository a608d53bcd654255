"""What became of a document: its steps in order of time, each with the sentences that say so."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from hanoi_korea_site.archive import Step
from hanoi_korea_site.link.chronology import Days, best, overlap
from hanoi_korea_site.link.citing import Citing
from hanoi_korea_site.link.documents import Document, Naming
from hanoi_korea_site.model import AgreementStatus

_ORDER: tuple[AgreementStatus, ...] = ("proposed", "planned", "signed", "in_force", "unknown")


@dataclass(slots=True)
class _Stage:
    """Namings that say one thing of the document: one status, on days that agree."""

    status: AgreementStatus
    days: Days | None
    namings: list[Naming] = field(default_factory=list)


def find_steps(document: Document, citing: Citing) -> tuple[Step, ...]:
    """The steps of `document`; one of unknown status only where nothing else is told of it."""
    told = sorted(document.namings, key=_when_reported)
    stages: list[_Stage] = []
    for naming in sorted(told, key=lambda one: one.days is None):
        stage = _stage_of(naming, stages)
        if stage is None:
            stage = _Stage(naming.agreement.status, naming.days)
            stages.append(stage)
        stage.namings.append(naming)
    known = [stage for stage in stages if stage.status != "unknown"] or stages
    return tuple(_step(stage, citing) for stage in sorted(known, key=_when))


def _stage_of(naming: Naming, stages: Sequence[_Stage]) -> _Stage | None:
    """The stage of the same status on the same days; without a day of its own, the only one of that status."""
    same = [stage for stage in stages if stage.status == naming.agreement.status]
    if naming.days is None:
        return same[0] if len(same) == 1 else next((stage for stage in same if stage.days is None), None)
    return next((stage for stage in same if stage.days and overlap(stage.days, naming.days)), None)


def _step(stage: _Stage, citing: Citing) -> Step:
    dates = [naming.agreement.date for naming in stage.namings if naming.agreement.date is not None]
    ordered = sorted(stage.namings, key=_when_reported)
    return Step(stage.status, best(dates), citing.few((naming.gist, naming.agreement.trace) for naming in ordered))


def _when(stage: _Stage) -> tuple[str, int, str]:
    """A step without a day stands where its earliest article does; a plan stands before what came of it."""
    reported = min((naming.reported[0] for naming in stage.namings if naming.reported), default="9999")
    planned = stage.status in ("planned", "proposed")
    first = reported if planned and reported != "9999" else stage.days[0] if stage.days else reported
    return first, _ORDER.index(stage.status), reported


def _when_reported(naming: Naming) -> tuple[str, str, str]:
    return naming.reported[0] if naming.reported else "9999", naming.gist.id, naming.agreement.id
