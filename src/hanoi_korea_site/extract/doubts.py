"""What the machine was unsure of in a record, each doubt a rule that yields problems with a stable code.

Doubts read the finished record alone, so that they can be asked again once the editor's word is laid over it.
"""

from collections.abc import Callable, Iterator

from hanoi_korea_site.model import Agreement, Mention, Official, Place, Problem, Record, Span

SURE = 0.7
"""A fact whose best evidence lies below this is put up for review."""
_AS_GOOD_AS_PRINTED = 0.95
"""So sure is a year that the day of publication tells."""

Doubt = Callable[[Record], Iterator[Problem]]


def title_generated(record: Record) -> Iterator[Problem]:
    if record.title.origin == "generated":
        yield Problem("title-generated", f"Bài không có tiêu đề; “{record.title.text}” được rút từ câu đầu của bài.")


def date_missing(record: Record) -> Iterator[Problem]:
    if record.date is None:
        yield Problem("date-missing", "Không tìm thấy ngày của sự kiện chính trong bài.")


def year_unknown(record: Record) -> Iterator[Problem]:
    """Nothing in the text tells the year of the main date."""
    if record.date is not None and record.date.year_basis == "unknown":
        yield Problem(
            "year-unknown",
            f"Bài không cho biết năm của ngày chính ({_quoted(record.date.mention)}).",
            _span(record.date.mention),
        )


def year_inferred(record: Record) -> Iterator[Problem]:
    """Doubt the year of the main date, unless it is as good as printed: else most articles would be asked about."""
    date = record.date
    if date is not None and date.year_basis == "inferred" and date.confidence < _AS_GOOD_AS_PRINTED:
        clues = ", ".join(dict.fromkeys(f"“{clue.text}”" for clue in date.because if clue.text))
        yield Problem(
            "year-inferred",
            f"Năm {date.start[:4]} của ngày chính được suy luận" + (f" từ {clues}." if clues else " từ ngữ cảnh."),
            _span(date.mention),
        )


def date_doubtful(record: Record) -> Iterator[Problem]:
    """Doubt that a main date with a printed year is the day of the event."""
    date = record.date
    if date is not None and date.confidence < SURE and date.year_basis == "explicit":
        yield Problem("date-doubtful", f"Chưa chắc {date.edtf} là ngày của sự kiện chính.", _span(date.mention))


def dateline_doubtful(record: Record) -> Iterator[Problem]:
    """A date line that cannot be the article's: a doubt of the reading, until someone says when it was published."""
    if record.published is None:
        yield from (problem for problem in record.problems if problem.code == "dateline-doubtful")


def place_doubtful(record: Record) -> Iterator[Problem]:
    for place in record.places:
        if _unsure(place):
            message = f"Chưa chắc “{place.mentions[0].text}” là địa danh {place.name}."
            yield Problem("place-doubtful", message, _span(place.mentions[0]))


def official_doubtful(record: Record) -> Iterator[Problem]:
    for official in record.officials:
        if _unsure(official):
            message = f"Chưa chắc “{official.name}” là một nhân vật giữ chức vụ."
            yield Problem("official-doubtful", message, _span(official.mentions[0]))


def official_without_office(record: Record) -> Iterator[Problem]:
    for official in record.officials:
        if not official.roles:
            message = f"Không rõ chức vụ của {official.name}."
            yield Problem("official-without-office", message, _first_span(official))


def office_without_body(record: Record) -> Iterator[Problem]:
    """Doubt an office that names no body, where no other office of the same person does."""
    for official in record.officials:
        if official.roles and not any(role.body for role in official.roles):
            role = official.roles[0]
            message = f"Không rõ “{role.title}” của {official.name} thuộc cơ quan hay địa phương nào."
            yield Problem("office-without-body", message, role.span)


def official_without_country(record: Record) -> Iterator[Problem]:
    for official in record.officials:
        if not official.country:
            message = f"Không rõ {official.name} đại diện cho nước nào."
            yield Problem("official-without-country", message, _first_span(official))


def agreement_doubtful(record: Record) -> Iterator[Problem]:
    for agreement in record.agreements:
        if _unsure(agreement):
            message = f"Chưa chắc “{agreement.title}” là một văn kiện."
            yield Problem("agreement-doubtful", message, _span(agreement.mentions[0]))


def agreement_without_parties(record: Record) -> Iterator[Problem]:
    for agreement in record.agreements:
        if len(agreement.parties) < 2:  # noqa: PLR2004 - a document binds two sides
            message = f"Không rõ các bên của “{agreement.title}”."
            yield Problem("agreement-without-parties", message, _first_span(agreement))


def agreement_status_unknown(record: Record) -> Iterator[Problem]:
    for agreement in record.agreements:
        if agreement.status == "unknown":
            message = f"Không rõ “{agreement.title}” đã được ký hay chưa."
            yield Problem("agreement-status-unknown", message, _first_span(agreement))


RULES: tuple[Doubt, ...] = (
    title_generated,
    date_missing,
    year_unknown,
    year_inferred,
    date_doubtful,
    dateline_doubtful,
    place_doubtful,
    official_doubtful,
    official_without_office,
    office_without_body,
    official_without_country,
    agreement_doubtful,
    agreement_without_parties,
    agreement_status_unknown,
)


def doubts(record: Record) -> tuple[Problem, ...]:
    """All doubts about `record`, in the order of the rules."""
    return tuple(problem for rule in RULES for problem in rule(record))


def _unsure(entity: Place | Official | Agreement) -> bool:
    return bool(entity.mentions) and max([mention.confidence for mention in entity.mentions]) < SURE


def _span(mention: Mention | None) -> Span | None:
    return Span(mention.start, mention.end) if mention is not None and mention.end > mention.start else None


def _first_span(entity: Official | Agreement) -> Span | None:
    return _span(entity.mentions[0]) if entity.mentions else None


def _quoted(mention: Mention | None) -> str:
    return f"“{mention.text}”" if mention is not None and mention.text else "không rõ"
