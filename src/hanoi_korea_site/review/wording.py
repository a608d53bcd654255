"""Doubts as a person reads them in 80 columns, and as JSON for programs."""

from collections.abc import Iterable, Iterator
from gettext import gettext as _
from gettext import ngettext
from textwrap import wrap

import msgspec

from hanoi_korea_site.amend import as_yaml
from hanoi_korea_site.glosses import glossed
from hanoi_korea_site.language import N_
from hanoi_korea_site.review.doubts import Doubt
from hanoi_korea_site.review.questions import VALUE, Ask, Choice

_WIDTH = 78
_AROUND = 150
"""Code points of a long sentence that are shown to either side of the words in question."""
_PAGES = 3

_ASKED: dict[Ask, str] = {
    "date": N_("a date: 2024-10-19, 2024-10-19/2024-10-22, 2024-10, XXXX-10-19"),
    "title": N_("the right title"),
    "name": N_("the right name"),
    "office": N_("the office, as “Thị trưởng thành phố Seoul”"),
    "body": N_("the body or place of the office, as “thành phố Seoul”"),
    "country": N_("the country served, as VN or KR"),
    "parties": N_("the parties, with “;” between them"),
    "status": N_("signed, in_force, planned or proposed"),
}


def as_text(doubts: Iterable[Doubt], total: int) -> str:
    """One paragraph a doubt, and how many there are in all."""
    shown = list(doubts)
    more = total - len(shown)
    count = ngettext("{number} doubt", "{number} doubts", total).format(number=total)
    rest = ngettext("({number} more: --limit 0 shows all)", "({number} more: --limit 0 shows all)", more)
    return "\n\n".join([*map(paragraph, shown), f"{count} {rest.format(number=more)}" if more else count])


def paragraph(doubt: Doubt) -> str:
    """A doubt with its sentence, its reasons, what follows, and the lines that settle it."""
    question = doubt.question
    sure = _("{percent} % sure").format(percent=round(100 * question.confidence))
    sure = sure if question.rule else _("to be looked at")
    lines = [f"{doubt.key}  {question.code}  {sure}  {doubt.file}"]
    message = glossed(question.code, question.message)
    lines += wrap(message, _WIDTH, initial_indent="  ", subsequent_indent="  ")
    if doubt.sentence:
        place = f"  c{doubt.number}: "
        lines += wrap(_marked(doubt), _WIDTH, initial_indent=place, subsequent_indent=" " * len(place))
    reasons = [*dict.fromkeys(f"{one.rule} “{one.text}”" for one in doubt.because)]
    if question.rule:
        told = "; ".join([question.rule, *reasons])
        label = f"  {_('rules:')} "
        lines += wrap(told, _WIDTH, initial_indent=label, subsequent_indent=" " * len(label))
    label = f"  {_('changes:')} "
    lines += [label + doubt.follows[0], *(" " * len(label) + page for page in doubt.follows[1:_PAGES])]
    if more := len(doubt.follows[_PAGES:]):
        lines[-1] += " " + ngettext("and {number} more", "and {number} more", more).format(number=more)
    for choice in question.choices:
        lines += _choice(choice)
    if not question.choices:
        lines.append("  " + _("mend the words in {file} by hand").format(file=doubt.word))
    return "\n".join(lines)


def _choice(choice: Choice) -> Iterator[str]:
    name = _("or a value") if choice.answer == "correct" else choice.answer
    yield f"  {name}:" + (f" {_(_ASKED[choice.ask])}" if choice.ask else "")
    for edit in choice.edits:
        yield from (f"    | {line}" for line in as_yaml(edit).splitlines())


def _marked(doubt: Doubt) -> str:
    """The sentence, its words in question between »…«; a long one only around them."""
    words, mark = doubt.sentence, doubt.mark
    if mark is None:
        return words if len(words) <= 2 * _AROUND else words[: 2 * _AROUND] + VALUE
    first, last = max(0, mark.start - _AROUND), min(len(words), mark.end + _AROUND)
    before = (VALUE if first else "") + words[first : mark.start]
    behind = words[mark.end : last] + (VALUE if last < len(words) else "")
    return f"{before}»{words[mark.start : mark.end]}«{behind}"


def as_json(doubts: Iterable[Doubt]) -> str:
    """A list of objects; each choice has the YAML that it writes."""
    shape = [
        {
            "key": doubt.key,
            "article": doubt.article,
            "file": doubt.file,
            "word": doubt.word,
            "code": doubt.question.code,
            "message": doubt.question.message,
            "rule": doubt.question.rule,
            "confidence": doubt.question.confidence,
            "sentence": {"number": doubt.number, "text": doubt.sentence, "mark": doubt.mark} if doubt.number else None,
            "because": doubt.because,
            "follows": doubt.follows,
            "choices": [
                {"answer": choice.answer, "ask": choice.ask, "yaml": "\n".join(map(as_yaml, choice.edits))}
                for choice in doubt.question.choices
            ],
        }
        for doubt in doubts
    ]
    return msgspec.json.format(msgspec.json.encode(shape), indent=1).decode()
