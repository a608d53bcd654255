"""What only shows across articles: names that two may bear, contradictions, articles that are there twice.

Each doubt is a rule that yields pairs of an article and a problem; `RULES` lists them in order.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from hanoi_korea_site.edtf import in_words
from hanoi_korea_site.link.chronology import Days, overlap
from hanoi_korea_site.link.gist import Gist
from hanoi_korea_site.link.happenings import Happening
from hanoi_korea_site.link.identity import Identity
from hanoi_korea_site.link.persons import Person
from hanoi_korea_site.link.wording import Post, plain
from hanoi_korea_site.link.wordings import wordings
from hanoi_korea_site.model import Problem

Found = tuple[str, Problem]


def find_doubts(gists: Sequence[Gist], identity: Identity, happenings: Iterable[Happening]) -> Iterator[Found]:
    """All doubts across articles; `gists` are sorted by id."""
    yield from identity.problems
    yield from same_text(gists)
    yield from same_title(gists)
    yield from same_name(identity)
    yield from moved(identity)
    yield from respelt(identity)
    yield from two_holders(identity)
    yield from signed_twice(identity)
    yield from other_parties(identity)
    yield from other_days(happenings)


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


def two_holders(identity: Identity) -> Iterator[Found]:
    """An office of one holder that articles give to two by turns."""
    sole = {tuple(title.split()) for title in wordings()["sole"]}
    told: dict[Post, list[tuple[str, str, str]]] = defaultdict(list)
    for key, person in identity.persons.items():
        for seen in person.appearances:
            if seen.days is None or seen.days[0][:7] != seen.days[1][:7]:
                continue
            for role, post in zip(seen.official.roles, seen.posts, strict=True):
                if not role.former and post.places and post.words in sole:
                    told[post].append((seen.days[0], key, seen.gist.id))
    for holders in told.values():
        yield from _by_turns(sorted(holders), identity)


def _by_turns(told: Sequence[tuple[str, str, str]], identity: Identity) -> Iterator[Found]:
    last = {key: day for day, key, _ in told}
    seen: dict[str, None] = {}
    for day, key, article in told:
        for other in seen if key not in seen else ():
            if last[other] > day:
                names = [identity.names[one][0] for one in (other, key)]
                later = f"một bài sau đó vẫn dành chức vụ này cho {names[0]}"
                yield article, Problem("office-conflict", f"Bài dành cho {names[1]} một chức vụ, nhưng {later}.")
        seen[key] = None


def signed_twice(identity: Identity) -> Iterator[Found]:
    """Documents whose day of signing articles give differently."""
    for key, document in identity.documents.items():
        if document.disputed:
            dated = [(naming.gist.id, naming.agreement.date) for naming in document.namings if naming.agreement.date]
            told = "; ".join(f"{in_words(date)} ({article})" for article, date in sorted(dated, key=lambda one: one[0]))
            title = identity.titles[key][0]
            yield (
                max(article for article, _ in dated),
                Problem("date-conflict", f"Các bài ghi ngày khác nhau cho “{title}”: {told}."),
            )


def other_parties(identity: Identity) -> Iterator[Found]:
    """Documents of one telling title, signed in one month, with other parties."""
    alike: dict[str, list[tuple[str, Days, str]]] = defaultdict(list)
    for key, document in identity.documents.items():
        if document.words and document.done:
            for title in document.titles:
                alike[title].append((min(document.articles), next(iter(document.done)), key))
    for title in sorted(alike):
        (_, signed, known), *others = sorted(alike[title])
        for article, other, key in others:
            if overlap(signed, other) and signed[0][:7] == signed[1][:7]:
                message = f"“{key}” có thể là “{known}”, nhưng các bên được ghi khác nhau."
                yield article, Problem("parties-conflict", message)


def other_days(happenings: Iterable[Happening]) -> Iterator[Found]:
    """Events whose days articles give differently."""
    for happening in happenings:
        if happening.disputed:
            told = sorted({(report.gist.id, in_words(report.event.date)) for report in happening.reports})
            words = "; ".join(f"{date} ({article})" for article, date in told)
            yield told[-1][0], Problem("date-conflict", f"Các bài ghi ngày khác nhau cho cùng một sự kiện: {words}.")


def _first(person: Person) -> str:
    return min(seen.gist.id for seen in person.appearances)
