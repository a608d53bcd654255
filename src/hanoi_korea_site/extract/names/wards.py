"""Names of wards and communes, which no list holds: some three thousand, renamed again and again.

"phường Tây Hồ Đỗ Minh" is a ward and a person: where the one ends is told by the family name that begins the other.
"""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from hanoi_korea_site.extract.names import MIDDLE, UPPER
from hanoi_korea_site.extract.names.shapes import frequent, listed
from hanoi_korea_site.patterns import regex

_UNITS = ("phường ", "xã ", "thị trấn ", "đặc khu ")
_WORDS = regex(f"[{UPPER}]\\w*(?: [{UPPER}][\\w'’-]*){{0,7}}")
_COMMONEST = ("nguyễn", "trần", "lê", "phạm")
"""The family names of most: no ward's name ends in one."""
_FEW = 3
_PERSONS = 4


def ward_names(text: str, key: str, start: int, end: int, surnames: AbstractSet[str]) -> Iterator[tuple[int, int]]:
    """Where the names of wards and communes stand in `text[start:end]`."""
    for unit in _UNITS:
        behind = start
        while (at := key.find(unit, behind, end)) >= 0:
            behind = at + len(unit)
            if close := ward_end(text, key, behind, end, surnames):
                yield behind, close


def ward_end(text: str, key: str, start: int, limit: int, surnames: AbstractSet[str]) -> int:
    """Where the ward's name that begins at `start` ends; 0 where none does ("Chủ tịch UBND xã Giàng A Tông")."""
    run = _WORDS.match(text, start, limit)
    if run is None:
        return 0
    words = key[start : run.end()].split(" ")
    length = _length(words, surnames)
    return start + len(" ".join(words[:length])) if length else 0


def _length(words: Sequence[str], surnames: AbstractSet[str]) -> int:
    """Of how many words the ward's name is: of two as a rule, of one or three where a family name stands behind."""
    if len(words) < _FEW:
        return len(words)
    known = frequent("VN")
    if words[0] in surnames and len(words) <= _PERSONS:
        apart = len(words) == _PERSONS and words[1] not in MIDDLE and words[2] in known - listed("nouns")
        return 2 if apart else 0
    if words[1] in _COMMONEST:
        return 1
    if len(words) == _FEW:
        return _FEW
    third = words[3] in known and words[2] not in known and len(words) > _PERSONS
    return _FEW if third else 2
