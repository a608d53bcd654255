"""What only shows across articles: names that two may bear, contradictions, articles that are there twice.

Each doubt is a rule that yields pairs of an article and a problem; `RULES` lists them in order.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from hanoi_korea_site.archive import Dispute
from hanoi_korea_site.link.gist import Gist
from hanoi_korea_site.link.identity import Identity
from hanoi_korea_site.link.persons import Person
from hanoi_korea_site.link.wording import plain
from hanoi_korea_site.model import Problem

Found = tuple[str, Problem]


def find_doubts(gists: Sequence[Gist], identity: Identity, disputes: Iterable[Dispute]) -> Iterator[Found]:
    """All doubts across articles; `gists` are sorted by id."""
    yield from identity.problems
    yield from same_text(gists)
    yield from same_title(gists)
    yield from same_name(identity)
    yield from moved(identity)
    yield from respelt(identity)
    yield from disputed(disputes)


def same_text(gists: Sequence[Gist]) -> Iterator[Found]:
    """Articles whose paragraphs are word for word those of another."""
    first: dict[str, str] = {}
    for gist in gists:
        if gist.prose and (known := first.setdefault(gist.prose, gist.id)) != gist.id:
            yield gist.id, Problem("duplicate-text", f"Nội dung trùng với bài “{known}”.")


def same_title(gists: Sequence[Gist]) -> Iterator[Found]:
    """Articles with another's headline and other paragraphs."""
    first: dict[str, Gist] = {}
    for gist in gists:
        if gist.title.origin == "generated" or not (title := plain(gist.title.text)):
            continue
        known = first.setdefault(title, gist)
        if known is not gist and known.prose != gist.prose:
            yield gist.id, Problem("duplicate-title", f"Tiêu đề trùng với bài “{known.id}”.")


def same_name(identity: Identity) -> Iterator[Found]:
    """Persons of one name who were kept apart."""
    bearers: dict[str, list[str]] = defaultdict(list)
    for key in identity.persons:
        bearers[plain(identity.names[key][0]).replace(" ", "")].append(key)
    for keys in bearers.values():
        for key in keys if len(keys) > 1 else ():
            person = identity.persons[key]
            others = ", ".join(other for other in keys if other != key)
            yield (
                _first(person),
                Problem(
                    "same-name",
                    f"{identity.names[key][0]} ({key}) được coi là người khác với {others}; "
                    "nếu là một người, hãy ghi same_as.",
                ),
            )


def moved(identity: Identity) -> Iterator[Found]:
    """Persons whose offices belong to places that have nothing to do with each other."""
    for key, person in identity.persons.items():
        if person.moved:
            places = ", ".join(sorted(person.tenures))
            name = identity.names[key][0]
            yield (
                _first(person),
                Problem(
                    "one-name-two-places",
                    f"{name} ({key}) giữ chức vụ ở {places}: một người, hay nhiều người trùng tên?",
                ),
            )


def respelt(identity: Identity) -> Iterator[Found]:
    """Persons whose name is spelt in ways that only a common office makes one."""
    for key, person in identity.persons.items():
        if person.respelt:
            names = ", ".join(f"“{name}”" for name in identity.names[key])
            yield _first(person), Problem("name-respelt", f"{names} được coi là một người ({key}) vì cùng chức vụ.")


def disputed(disputes: Iterable[Dispute]) -> Iterator[Found]:
    """Contradictions, as problems of the article that makes each."""
    for dispute in disputes:
        yield dispute.article, Problem(dispute.code, _in_words(dispute))


def _in_words(dispute: Dispute) -> str:
    told = "; ".join(f"{account.says} ({account.citation.article})" for account in dispute.accounts)
    if dispute.code == "office-conflict":
        return f"Các bài dành một chức vụ cho hai người cùng thời: {told}."
    if dispute.code == "parties-conflict":
        known, other = dispute.agreements
        return f"“{other}” có thể là “{known}”, nhưng các bên được ghi khác nhau: {told}."
    what = f"“{dispute.subject}”" if dispute.subject else "cùng một sự kiện"
    return f"Các bài ghi ngày khác nhau cho {what}: {told}."


def _first(person: Person) -> str:
    return min(seen.gist.id for seen in person.appearances)
