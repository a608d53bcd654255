"""Head nouns of documents, told from their look-alikes: plural deals, verbs, daily work."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Literal, cast

from msgspec import Struct

from hanoi_korea_site import closed_lists
from hanoi_korea_site.extract.lexicon import Phrases, words
from hanoi_korea_site.extract.sheet import Sheet
from hanoi_korea_site.finder import Hit, first_of
from hanoi_korea_site.model import AgreementType, BlockKind, Sentence
from hanoi_korea_site.patterns import regex

Strength = Literal["document", "noun_verb", "programme", "capital", "signing"]


class Head(Struct, frozen=True, gc=False):
    """A head noun of the closed list."""

    word: str
    type: AgreementType
    strength: Strength


class Found(Struct, frozen=True, gc=False):
    """A head noun in a sentence: `hit` spans it, `block` is the kind of block it stands in."""

    hit: Hit[Head]
    sentence: Sentence
    block: BlockKind

    @property
    def start(self) -> int:
        """Where the name begins: behind the verb in "ký kết hợp tác giữa A và B"."""
        if self.hit.value.strength != "signing":
            return self.hit.start
        word = self.hit.value.word
        verb = "ký kết " if word.startswith("ký kết ") and word != _SIGN_AS_TWINS else "ký "
        return self.hit.start + len(verb)


_SIGN_AS_TWINS = "ký kết nghĩa"
_PLURAL = Phrases(
    (
        *("các", "những", "nhiều", "một số", "hàng loạt", "loạt", "mọi", "chục", "cặp"),
        *("hai", "ba", "bốn", "sáu", "bảy", "tám", "chín", "mười"),
    )
)
_FIGURES = regex(r"(?<!\w)(?:0[2-9]|[2-9]|\d\d|\d{3}) $")
_SETS = ("bộ ", "văn kiện ", "văn bản ")
_NOUN_BEFORE = Phrases(
    (
        *(
            "ký",
            "kết",
            "ký mới",
            "ký được",
            "trao",
            "trao đổi",
            "công bố",
            "văn bản",
            "một",
            "theo",
            "của",
            "trong",
            "khuôn khổ",
        ),
        *("nội dung", "triển khai", "thực hiện", "thực thi", "hoàn thiện", "hoàn tất", "đạt được", "việc", "về", "với"),
        *("và", "từ", "cơ sở", "cụ thể hóa", "hiệu quả", "thúc đẩy", "đàm phán", "thảo luận", "xây dựng", "có"),
        *("phát huy", "tới", "đến", "qua", "bằng", "ra", "gia hạn", "dự thảo", "tinh thần", "xem xét", "duy trì"),
        *("đề xuất", "thông qua", "rà soát", "hy vọng", "hi vọng", "mong", "mong muốn", "hoan nghênh", "ủng hộ"),
        *("thêm", "chờ", "là", "lễ", "tốt", "riêng", "còn", "nối", "bởi", "nhờ", "bản"),
        *("chấm dứt", "hủy", "hủy bỏ", "bãi bỏ", "sửa đổi", "bổ sung", "thay thế", "tuân thủ", "nhắc lại", "mở rộng"),
    )
)
_SIGNED_WITH = regex(r"(?<!\w)(?:ký(?: kết)?|trao) (?:với|cùng) [^,;:.()]{2,100} $")
_POINTED_AT = regex(r" (?:này|đó|nói trên|nêu trên)(?!\w)")
_SETTLED_AFTER = regex(
    r" (?:với|giữa) [^,;:.()]{2,100}? (?:được (?:ký|gia hạn|thông qua|triển khai)|hết (?:hiệu lực|hạn)|"
    r"có hiệu lực)(?!\w)"
)
_SIGNING = regex(r"(?<!\w)(?:ký|ký kết|trao) (?:bản |biên bản )?$")
_ADOPTING = regex(r"(?<!\w)(?:ký|ký kết|trao|thông qua|ra|đưa ra|công bố) (?:bản |biên bản )?$")
_CALLED_AFTER = regex(r"(?: [^\W\d_a-zà-ỹđ][^\W\d_]*){1,3}(?: về | năm (?:19|20)\d\d| (?:19|20)\d\d)")
_COOPERATION = r"(?:hợp tác|hữu nghị)(?= giữa| và| trong| trên| về| toàn diện| việt nam|[”\"]|$)"
_STATUTE = regex(r"(?<!\w)(?:luật|pháp lệnh|bộ luật) $")
_INTERNATIONAL = regex(r" quốc tế(?! giữa)(?!\w)")
_RUMOUR = regex(
    r"(?<!\w)(?:tin đồn|đồn đoán|đồn thổi|tin giả|(?:thông )?tin (?:sai|không đúng)|bác (?:bỏ )?(?:thông )?tin)(?!\w)"
)
_NOT_SIGNED = regex(
    r"(?<!\w)(?:từ chối|không(?: hề)?|chưa (?:từng|hề|bao giờ)|hủy(?: bỏ)?)(?: việc| lễ| buổi| kế hoạch)? ký(?: kết)? "
    r"(?:(?:một|bất kỳ|bản|dự thảo) )*$"
)
_ROMAN_HEADS = ("mou", "mous", "loi")
_LEFT = 40
_FAR_LEFT = 120


class Lists(Struct, frozen=True, gc=False):
    """The closed lists.

    Head nouns by their match keys, fields of cooperation behind a comma, words that tell no two names apart.
    """

    heads: Mapping[str, Head]
    fields: re.Pattern[str]
    generic: frozenset[str]


@cache
def lists() -> Lists:
    """Load the closed lists of `data/agreements.yaml`."""
    agreements = closed_lists.lists("agreements")
    heads = cast("Mapping[AgreementType, Mapping[Strength, Sequence[str]]]", agreements["heads"])
    named = (
        (noun, Head(noun.lower(), type_, strength))
        for type_, strengths in heads.items()
        for strength, nouns in strengths.items()
        for noun in nouns
    )
    fields = "|".join(sorted(map(re.escape, words(agreements["fields"])), key=len, reverse=True))
    return Lists(
        heads=first_of(named),
        fields=re.compile(rf", (?:và )?(?:(?:hợp tác |lĩnh vực )?(?:{fields})|{_COOPERATION})(?!\w)"),
        generic=frozenset(words(agreements["generic"])),
    )


def find_heads(sheet: Sheet, heads: Iterable[Hit[Head]]) -> list[Found]:
    """Of the head nouns in a text, those in what is published, in reading order."""
    hits = iter(heads)
    found: list[Found] = []
    hit = next(hits, None)
    for block in sheet.blocks:
        if hit is None:
            break
        for sentence in block.sentences if hit.start < block.end else ():
            while hit is not None and hit.start < sentence.start:
                hit = next(hits, None)
            while hit is not None and hit.end <= sentence.end:
                found.append(Found(hit, sentence, block.kind))
                hit = next(hits, None)
    return found


def plural(sheet: Sheet, found: Found) -> bool:
    """Tell unnamed deals: "nhiều biên bản ghi nhớ", "các thỏa thuận đã ký kết"."""
    key, start = sheet.key, found.hit.start
    for word in _SETS:
        if key.endswith(word, found.sentence.start, start):
            start -= len(word)
            break
    if start - 2 >= 0 and key[start - 2].isdigit():
        return bool(_FIGURES.search(key, max(found.sentence.start, start - len(" 120 ")), start))
    return _PLURAL.before(key, start) >= found.sentence.start


def verb(sheet: Sheet, found: Found) -> bool:
    """Tell "hai bên thỏa thuận hợp tác" from "ký thỏa thuận hợp tác"."""
    start = found.hit.start
    if found.hit.value.word == "ghi nhớ":
        return not _SIGNING.search(sheet.key, max(found.sentence.start, start - _LEFT), start)
    if found.hit.value.strength != "noun_verb" or start == found.sentence.start:
        return False
    if sheet.text[start].isupper() or sheet.text[start - 1] in '“"(':
        return False
    if (
        sheet.key[start - 2 : start] in (", ", "; ", ": ")
        or _NOUN_BEFORE.before(sheet.key, start) >= found.sentence.start
    ):
        return False
    if _POINTED_AT.match(sheet.key, found.hit.end) or _SETTLED_AFTER.match(
        sheet.key, found.hit.end, found.sentence.end
    ):
        return False
    return not _SIGNED_WITH.search(sheet.key, max(found.sentence.start, start - _FAR_LEFT), start)


def utterance(sheet: Sheet, found: Found) -> bool:
    """Tell "Thị trưởng tuyên bố …" from "Tuyên bố về …" and "thông qua Tuyên bố Hà Nội", documents.

    A document may be called after its place: "Tuyên bố Hà Nội về …", "Tuyên bố Jeju 2023".
    """
    start, end = found.hit.start, found.hit.end
    if found.hit.value.strength != "capital":
        return False
    if start == found.sentence.start or sheet.text[start].islower():
        return True
    if sheet.key.startswith(" về ", end) or _CALLED_AFTER.match(sheet.text, end, found.sentence.end):
        return False
    return _ADOPTING.search(sheet.key, max(found.sentence.start, start - _LEFT), start) is None


def plain_word(sheet: Sheet, found: Found) -> bool:
    """Tell an acronym from a word that is written like it."""
    return found.hit.value.word in _ROMAN_HEADS and not sheet.text[found.hit.start].isupper()


def statute(sheet: Sheet, found: Found) -> bool:
    """Tell "Luật Thỏa thuận quốc tế", an act of parliament, from what it is about."""
    start = found.hit.start
    return bool(_STATUTE.search(sheet.key, max(found.sentence.start, start - len("pháp lệnh ")), start))


def legal_term(sheet: Sheet, found: Found) -> bool:
    """Tell "UBND cấp xã muốn ký thỏa thuận quốc tế phải …", what the law calls them all, from one of them."""
    return found.hit.value.word == "thỏa thuận" and _INTERNATIONAL.match(sheet.key, found.hit.end) is not None


def denied(sheet: Sheet, found: Found) -> bool:
    """Tell "chưa ký bản ghi nhớ nào", "từ chối ký hiệp định", "tin đồn hai bên đã ký hiệp định" from a document."""
    start = found.hit.start
    if sheet.key.startswith((" nào ", " nào.", " nào,", " nào;"), found.hit.end):
        return True
    return _RUMOUR.search(sheet.key, max(found.sentence.start, start - _FAR_LEFT), start) is not None or (
        _NOT_SIGNED.search(sheet.key, max(found.sentence.start, start - _LEFT), start) is not None
    )


def anniversary(sheet: Sheet, found: Found) -> bool:
    """Tell "40 năm ký kết hợp tác giữa A và B", which counts the years since, from the signing of it."""
    start = found.hit.start
    return found.hit.value.strength == "signing" and sheet.key.endswith(("năm ", "ngày ", "năm qua "), 0, start)


LookAlike = Callable[[Sheet, Found], bool]
LOOK_ALIKES: tuple[LookAlike, ...] = (verb, utterance, plain_word, statute, legal_term, denied, anniversary)
