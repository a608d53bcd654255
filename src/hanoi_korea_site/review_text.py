"""Doubts as a person reads them in 80 columns, and as JSON for programs."""

from collections.abc import Iterable, Iterator
from textwrap import wrap

import msgspec

from hanoi_korea_site.amend import as_yaml
from hanoi_korea_site.questions import VALUE, Ask, Choice
from hanoi_korea_site.review import Doubt

_WIDTH = 78
_AROUND = 150
"""Code points of a long sentence that are shown to either side of the words in question."""
_PAGES = 3

_ASKED: dict[Ask, str] = {
    "date": "a date: 2024-10-19, 2024-10-19/2024-10-22, 2024-10, XXXX-10-19",
    "title": "the right title",
    "name": "the right name",
    "office": "the office, as “Thị trưởng thành phố Seoul”",
    "body": "the body or place of the office, as “thành phố Seoul”",
    "country": "the country served, as VN or KR",
    "parties": "the parties, with “;” between them",
    "status": "signed, in_force, planned or proposed",
}


def as_text(doubts: Iterable[Doubt], total: int) -> str:
    """One paragraph a doubt, and how many there are in all."""
    shown = list(doubts)
    rest = f" ({total - len(shown)} more: --limit 0 shows all)" if total > len(shown) else ""
    return "\n\n".join([*map(paragraph, shown), f"{total} doubts{rest}"])


def paragraph(doubt: Doubt) -> str:
    """A doubt with its sentence, its reasons, what follows, and the lines that settle it."""
    question = doubt.question
    sure = f"{round(100 * question.confidence)} % sure" if question.rule else "to be looked at"
    lines = [f"{doubt.key}  {question.code}  {sure}  {doubt.file}"]
    lines += wrap(question.message, _WIDTH, initial_indent="  ", subsequent_indent="  ")
    if doubt.sentence:
        place = f"  c{doubt.number}: "
        lines += wrap(_marked(doubt), _WIDTH, initial_indent=place, subsequent_indent=" " * len(place))
    reasons = [*dict.fromkeys(f"{one.rule} “{one.text}”" for one in doubt.because)]
    if question.rule:
        told = "; ".join([question.rule, *reasons])
        lines += wrap(f"rules: {told}", _WIDTH, initial_indent="  ", subsequent_indent="         ")
    lines += [f"  changes: {doubt.follows[0]}", *(f"           {page}" for page in doubt.follows[1:_PAGES])]
    if len(doubt.follows) > _PAGES:
        lines[-1] += f" and {len(doubt.follows) - _PAGES} more"
    for choice in question.choices:
        lines += _choice(choice)
    if not question.choices:
        lines.append(f"  mend the words in {doubt.word} by hand")
    return "\n".join(lines)


def _choice(choice: Choice) -> Iterator[str]:
    name = {"accept": "accept", "reject": "reject", "correct": "or a value"}[choice.answer]
    yield f"  {name}:" + (f" {_ASKED[choice.ask]}" if choice.ask else "")
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
