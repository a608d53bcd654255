"""The editor's `reject` and `same_as` on one list of facts: places, officials or agreements.

A fact is named by its id, its name or title, or by words of the text that were read as it.
"""

from collections.abc import Iterable
from typing import Generic, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from hanoi_korea_site.editor.anchors import find_quote, find_words
from hanoi_korea_site.model import Agreement, Mention, Official, Place, Problem, Quote, Span
from hanoi_korea_site.text import match_key

Fact = TypeVar("Fact", Place, Official, Agreement)


class Ruled(Struct, Generic[Fact], frozen=True):
    """The facts that stand; `renamed` maps the id of one that was merged to the id it is now part of."""

    facts: tuple[Fact, ...]
    renamed: tuple[tuple[str, str], ...] = ()
    problems: tuple[Problem, ...] = ()


def reject(facts: tuple[Fact, ...], wrong: Quote, text: str) -> Ruled[Fact]:
    """Without the fact named `wrong`, or else without what was read inside the words `wrong`.

    Words with a prefix or suffix are words alone and no name.
    """
    if name := _as_name(facts, wrong):
        return Ruled(tuple(fact for fact in facts if not is_named(fact, name)))
    quoted = find_quote(text, wrong)
    kept = []
    for fact in facts:
        mentions = tuple(mention for mention in fact.mentions if not any(_covers(span, mention) for span in quoted))
        if mentions or not fact.mentions:
            kept.append(replace(fact, mentions=mentions))
    return Ruled(tuple(kept))


def misses(facts: tuple[Fact, ...], wrong: Quote, text: str) -> Iterable[Problem]:
    """What the editor is to know of a `reject` that takes nothing from the facts as they were read."""
    if _as_name(facts, wrong):
        return
    quoted = find_quote(text, wrong)
    if not quoted:
        yield words_gone(wrong)
    elif not any(_covers(span, mention) for span in quoted for fact in facts for mention in fact.mentions):
        yield rejects_nothing(wrong)


def _as_name(facts: tuple[Fact, ...], wrong: Quote) -> str:
    """The name that `wrong` is; "" where it is no fact's."""
    named = not (wrong.prefix or wrong.suffix) and any(is_named(fact, wrong.exact) for fact in facts)
    return wrong.exact if named else ""


def same_as(facts: tuple[Fact, ...], name: str, target: str, text: str) -> Ruled[Fact]:
    """With what is called `name` made part of the fact `target`.

    A target that this article does not have is the archive's to find (`link`), and nothing changes here.
    """
    whole = find_fact(facts, target)
    part = next((fact for fact in facts if is_named(fact, name)), None)
    if part is None and not find_words(text, name):
        return Ruled(facts, problems=(words_gone(Quote(name)),))
    if whole is None or part is whole:
        return Ruled(facts)
    if part is not None:
        rest = (fact for fact in facts if fact is not part)
        merged = tuple(_merged(fact, part) if fact is whole else fact for fact in rest)
        return Ruled(merged, renamed=((part.id, whole.id),))
    return Ruled(tuple(_moved(facts, whole, name, text)))


def is_named(fact: Fact, name: str) -> bool:
    """Whether `name` is the fact's id, or its name or title."""
    return name == fact.id or match_key(name) == match_key(title_of(fact))


def find_fact(facts: Iterable[Fact], name: str) -> Fact | None:
    """The fact of this id or name, else the first that words `name` were read as."""
    facts = tuple(facts)
    key = match_key(name)
    named = (fact for fact in facts if is_named(fact, name))
    read = (fact for fact in facts if any(match_key(mention.text) == key for mention in fact.mentions))
    return next(named, None) or next(read, None)


def title_of(fact: Place | Official | Agreement) -> str:
    return fact.title if isinstance(fact, Agreement) else fact.name


def words_gone(quote: Quote) -> Problem:
    told = f"Biên tập viên nhắc đến “{quote.exact}”, nhưng bài không còn những chữ này."
    return Problem("editor-words-gone", _placed(quote, told))


def rejects_nothing(quote: Quote) -> Problem:
    told = (
        f"“{quote.exact}” ở mục reject không bỏ điều gì: máy không đọc ra mục nào có tên ấy, cũng không đọc ra gì "
        "trong những chữ ấy. Hãy ghi đúng tên hoặc chữ mà lệnh explain kể ra, hoặc bỏ dòng ấy đi."
    )
    return Problem("editor-rejects-nothing", _placed(quote, told))


def _placed(quote: Quote, told: str) -> str:
    return f"{quote.at}: {told}" if quote.at else told


def in_order(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """By place in the text, one for each; a mention without words only where there is no other."""
    placed = {(mention.start, mention.end): mention for mention in reversed(tuple(mentions))}
    anchored = [placed[place] for place in sorted(placed) if place != (0, 0)]
    return tuple(anchored or placed.values())


def _covers(span: Span, mention: Mention) -> bool:
    return mention.end > mention.start and span.start <= mention.start and mention.end <= span.end


def _merged(whole: Fact, part: Fact) -> Fact:
    mentions = in_order(whole.mentions + part.mentions)
    if isinstance(whole, Official) and isinstance(part, Official):
        held = {(match_key(role.title), match_key(role.body)) for role in whole.roles}
        more = tuple(role for role in part.roles if (match_key(role.title), match_key(role.body)) not in held)
        return replace(whole, mentions=mentions, roles=whole.roles + more, country=whole.country or part.country)
    return replace(whole, mentions=mentions)


def _moved(facts: tuple[Fact, ...], whole: Fact, name: str, text: str) -> Iterable[Fact]:
    """Each place of the words `name` becomes a mention of `whole`, and of no other."""
    places = find_words(text, name)
    taken = tuple(
        Mention(text[span.start : span.end], span.start, span.end, "editor.same_as", origin="editor")
        for span in places
        if not any(mention.start < span.end and span.start < mention.end for mention in whole.mentions)
    )
    for fact in facts:
        if fact is whole:
            yield replace(fact, mentions=in_order(fact.mentions + taken))
            continue
        mentions = tuple(mention for mention in fact.mentions if not any(_covers(span, mention) for span in places))
        if mentions or not fact.mentions:
            yield replace(fact, mentions=mentions)
