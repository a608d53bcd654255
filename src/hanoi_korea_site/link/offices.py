"""Offices over time: what articles call a person, one office worded in several ways being one."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from hanoi_korea_site.archive import Office
from hanoi_korea_site.link.chronology import days
from hanoi_korea_site.link.citing import Citing
from hanoi_korea_site.link.gist import Gist, RoleGist
from hanoi_korea_site.link.persons import Person
from hanoi_korea_site.link.synonyms import wordings
from hanoi_korea_site.link.wording import Post, spelled_out
from hanoi_korea_site.model import Dated
from hanoi_korea_site.text import collation_key


@dataclass(frozen=True, slots=True)
class Saying:
    """An article gives the person an office; `day` is its first possible day, "" where the year is open."""

    role: RoleGist
    gist: Gist
    date: Dated | None
    day: str


def find_offices(person: Person, citing: Citing, places: Collection[str]) -> tuple[Office, ...]:
    """The offices of `person` in order of time: former ones, undated ones, then by the last dated evidence.

    An office is worded as fully as any article does; a shorter wording joins the only fuller one that it can mean.
    `places` are those that the archive has; an office names no other.
    """
    sayings: dict[Post, list[Saying]] = defaultdict(list)
    for seen in person.appearances:
        date = seen.gist.published or seen.gist.date
        for role, post in zip(seen.official.roles, seen.posts, strict=True):
            sayings[post].append(Saying(role, seen.gist, date, seen.days[0] if seen.days else ""))
    gathered: dict[Post, list[Saying]] = defaultdict(list)
    for post in sorted(sayings, key=lambda one: (one.words, one.places)):
        gathered[_fullest(post, sayings)] += sayings[post]
    offices = [_office(post, told, citing, places) for post, told in gathered.items()]
    return tuple(sorted(offices, key=_time))


def _fullest(post: Post, posts: Iterable[Post]) -> Post:
    """The only wording that says more than `post`, or a row of ever fuller ones; else `post` itself."""
    fuller = [other for other in posts if other != post and post.within(other)]
    longest = max(fuller, key=lambda one: (len(one.words), len(one.places)), default=post)
    return longest if all(other.within(longest) for other in fuller) else post


def _office(post: Post, told: Sequence[Saying], citing: Citing, places: Collection[str]) -> Office:
    """Evidence is of the time in office where an article tells of it, else of the time after."""
    ordered = sorted(told, key=lambda saying: (saying.day, saying.gist.id, saying.role.trace.sentence))
    current = [saying for saying in ordered if not saying.role.former]
    dated = [saying for saying in current or ordered if saying.day]
    former = len(current) < len(ordered) and (not current or ordered[-1].role.former)
    title, body = _wording(ordered)
    return Office(
        title=title,
        body=body,
        place=next((place for place in post.places[:1] if place in places), ""),
        former=former,
        first=dated[0].date if dated else None,
        last=dated[-1].date if dated else None,
        citations=citing.few((saying.gist, saying.role.trace) for saying in ordered),
    )


def _wording(told: Sequence[Saying]) -> tuple[str, str]:
    """The fullest words for it: the most words once abbreviations are spelled out, then the fewest abbreviations.

    A new holder's "tân" is no part of the office.
    """
    counts = Counter((saying.role.title, saying.role.body) for saying in told)

    fresh = [[word] for word in wordings()["fresh"]]

    def fullness(words: tuple[str, str]) -> tuple[bool, int, int, int, object]:
        whole = " ".join(words)
        spelled = spelled_out(whole).split()
        return spelled[:1] in fresh, -len(spelled), -len(whole), -counts[words], collation_key(whole)

    return min(counts, key=fullness)


def _time(office: Office) -> tuple[bool, str, str, object]:
    first, last = days(office.first), days(office.last)
    return not office.former, last[1] if last else "", first[0] if first else "", collation_key(office.title)
