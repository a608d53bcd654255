"""The editor's answers to doubts: what each writes, and the files it is written to, whole or not at all.

An answer is YAML in the file beside its article; it is known by the words it quotes, so that it outlives rebuilds,
changed rules and edits elsewhere in the text.
"""

import os
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from gettext import gettext as _
from pathlib import Path
from typing import get_args

from hanoi_korea_site import edtf
from hanoi_korea_site.amend import Edit, Value, amend
from hanoi_korea_site.editors_word import editors_word
from hanoi_korea_site.encodings import UndecodableError, decode
from hanoi_korea_site.errors import Fault, InputError
from hanoi_korea_site.form import choice, country_code
from hanoi_korea_site.language import reason
from hanoi_korea_site.model import AgreementStatus
from hanoi_korea_site.review.doubts import Doubt
from hanoi_korea_site.review.questions import VALUE, Ask
from hanoi_korea_site.yamlfile import read_yaml


def answered(doubt: Doubt, answer: str) -> tuple[Edit, ...]:
    """What `answer` ("accept", "reject" or a value) writes; InputError where the question has no such answer."""
    known = {choice.answer: choice for choice in doubt.question.choices}
    if answer in ("accept", "reject"):
        if answer in known:
            return known[answer].edits
    elif correction := known.get("correct"):
        try:
            value = _CHECKS[correction.ask](answer)
        except ValueError as error:
            raise InputError(Fault("; ".join(map(str, error.args)), doubt.word, field=doubt.key)) from error
        return tuple(_filled(edit, value) for edit in correction.edits)
    takes = ", ".join(_("a value") if name == "correct" else name for name in known)
    remedy = _("takes {answers}").format(answers=takes) if takes else _("takes none: mend the file by hand")
    message = _("“{answer}” is no answer to this").format(answer=answer)
    raise InputError(Fault(message, doubt.word, field=doubt.key, remedy=remedy))


def write(root: Path, answers: Iterable[tuple[Doubt, tuple[Edit, ...]]]) -> tuple[str, ...]:
    """Put answers into the files they belong to and name these; InputError leaves all of them as they were."""
    edits: dict[str, list[Edit]] = defaultdict(list)
    for doubt, chosen in answers:
        edits[doubt.word] += chosen
    amended = {word: _amended(root / word, word, chosen) for word, chosen in edits.items()}
    for word, body in amended.items():
        _replace(root / word, body)
    return tuple(amended)


def _filled(edit: Edit, value: Value) -> Edit:
    def fill(part: Value) -> Value:
        if isinstance(part, Mapping):
            return {key: fill(item) for key, item in part.items()}
        return value if part == VALUE else part

    return Edit(edit.path, fill(edit.value), edit.append)


def _words(answer: str) -> str:
    if not (words := " ".join(answer.split())):
        raise ValueError(_("the value is empty"))
    return words


def _date(answer: str) -> str:
    edtf.parse(answer)
    return answer


def _parties(answer: str) -> Value:
    return [_words(part) for part in answer.split(";") if part.strip()] or _words("")


_CHECKS: Mapping[Ask, Callable[[str], Value]] = {
    "date": _date,
    "country": country_code,
    "status": choice(get_args(AgreementStatus)),
    "parties": _parties,
    "title": _words,
    "name": _words,
    "office": _words,
    "body": _words,
}


def _amended(path: Path, file: str, edits: Iterable[Edit]) -> bytes:
    try:
        raw = path.read_bytes() if path.exists() else b""
        text = decode(raw)
    except OSError as error:
        raise InputError(Fault(_("cannot be read: {reason}").format(reason=reason(error)), file)) from error
    except UndecodableError as error:
        raise InputError(Fault(error.message, file, remedy=error.remedy)) from error
    for edit in edits:
        text = amend(text, edit, file)
    faults: list[Fault] = []
    editors_word(read_yaml(text, file, faults), faults)
    if faults:
        raise InputError(*faults)
    return text.encode()


def _replace(path: Path, body: bytes) -> None:
    """The whole file or the old one, whatever happens; its permissions stay, and a link to it remains one."""
    path = path.resolve()
    mode = path.stat().st_mode & 0o777 if path.exists() else 0o644
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".yaml~")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(mode)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
