"""The review loop at the command line: doubts shown, answers from arguments or from a person at the terminal."""

from collections.abc import Callable, Sequence
from gettext import gettext as _
from pathlib import Path

from hanoi_korea_site.amend import Edit, as_yaml
from hanoi_korea_site.errors import Fault, InputError
from hanoi_korea_site.review.answers import answered, write
from hanoi_korea_site.review.doubts import Doubt, doubts
from hanoi_korea_site.review.wording import as_json, as_text, paragraph

__all__ = ["ask", "doubts", "settle", "show"]

Say = Callable[[str], None]

_SHORT = {"a": "accept", "r": "reject"}


def show(doubts: Sequence[Doubt], limit: int, say: Say, form: str) -> None:
    """The worst `limit` (0: all)."""
    shown = doubts[: limit or None]
    say(as_json(shown) if form == "json" else as_text(shown, len(doubts)))


def settle(root: Path, doubts: Sequence[Doubt], answers: Sequence[str], say: Say, *, writes: bool) -> None:
    """Each KEY=ANSWER, shown or written; InputError names all that are wrong, and then nothing is written."""
    known = {doubt.key: doubt for doubt in doubts}
    chosen: list[tuple[Doubt, tuple[Edit, ...]]] = []
    faults: list[Fault] = []
    for given in answers:
        key, _sign, answer = given.partition("=")
        if key not in known:
            faults.append(Fault(_("no doubt is called “{key}”").format(key=key), remedy=_("review lists them")))
            continue
        try:
            chosen.append((known[key], answered(known[key], answer)))
        except InputError as error:
            faults += error.faults
    if faults:
        raise InputError(*faults)
    if writes:
        for word in write(root, chosen):
            say(_("{file}: written").format(file=word))
        return
    for doubt, edits in chosen:
        say(f"{doubt.word}:")
        for edit in edits:
            say("".join(f"  {line}\n" for line in as_yaml(edit).splitlines()).rstrip("\n"))


def ask(root: Path, doubts: Sequence[Doubt], say: Say, prompt: Callable[[str], str]) -> None:
    """One doubt after the other; each answer is written before the next is asked for."""
    for number, doubt in enumerate(doubts, 1):
        if not doubt.question.choices:
            continue
        place = _("({number} of {all})").format(number=number, all=len(doubts))
        say(f"\n{place}  {paragraph(doubt)}")
        while True:
            answer = prompt(_("a(ccept), r(eject), a value, Enter for later, q(uit)")).strip()
            if answer == "q":
                return
            try:
                if answer:
                    for word in write(root, [(doubt, answered(doubt, _SHORT.get(answer, answer)))]):
                        say(_("{file}: written").format(file=word))
            except InputError as error:
                say("\n".join(map(str, error.faults)))
            else:
                break
