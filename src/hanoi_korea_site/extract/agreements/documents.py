"""Documents where the text names them: how far the name reaches, and what it says by itself."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from msgspec import Struct
from msgspec.structs import replace

from hanoi_korea_site.extract.agreements.actors import Actor, Scene
from hanoi_korea_site.extract.agreements.sides import PARTY_END, between, partner
from hanoi_korea_site.extract.agreements.signers import pair_before
from hanoi_korea_site.extract.heads import LOOK_ALIKES, Found, Head, lists, plural
from hanoi_korea_site.extract.sheet import Sheet
from hanoi_korea_site.model import BlockKind, Sentence
from hanoi_korea_site.patterns import regex


class Document(Struct, frozen=True, gc=False):
    """One naming of a document: `start` to `end` is its name as worded, `title` the same with a capital.

    `subject` are the folded words that tell it from others of its kind, `parties` those inside the name, `paired` if
    they only stand side by side in it ("… Nha Trang - Yongin"), `year` the year that is part of the name ("Biên bản
    ghi nhớ … năm 2009"), "" where none is. A `bare` one is a head
    noun alone, which may point back to a document named before; a `pointing` one does ("Bản ghi nhớ này"), a
    `new` one does not ("thỏa thuận mới"). An `inner` one is of another kind than that in whose name it stands
    ("kế hoạch thực hiện Bản ghi nhớ …").
    """

    start: int
    end: int
    title: str
    head: Head
    subject: frozenset[str]
    parties: tuple[str, ...]
    paired: bool
    year: str
    bare: bool
    pointing: bool
    new: bool
    inner: bool
    sentence: Sentence
    block: BlockKind

    @property
    def clause(self) -> int:
        """Where to begin to look for what the sentence says of the document."""
        return max(self.sentence.start, self.start - _FAR)


_FAR = 600
"""How far back, in characters, a sentence is read; keeps the time linear on any text."""
_NEW_TIMES = (" giai đoạn mới", " thời kỳ mới", " tình hình mới")
_ACRONYM = regex(r"\([A-ZĐ][A-Za-z0-9-]{1,11}\)")
_JOINED = regex(r"\s?(?:[-–]|và|với)\s?")
_DASH = regex(r"(?<=\w) [-–] (?=\w)")
_YEAR = regex(r" (?:năm )?((?:19|20)\d\d)(?![\d/-])")
_YEAR_BETWEEN = regex(r"năm ((?:19|20)\d\d)(?= giữa )")
_IN_FIELD = regex(
    r"(?:trong|trên) (?:các |một số |nhiều )?(?:lĩnh vực|ngành|mặt|việc|công tác|quản lý|xây dựng|phát triển|"
    r"đào tạo|nghiên cứu|ứng phó|bảo tồn|sản xuất|giáo dục|du lịch|y tế)(?!\w)"
)
_INNER = regex(r"(?:thực hiện|triển khai|sửa đổi|bổ sung|gia hạn|thực thi) $")
_AND_VERB = regex(
    r"và (?:các|những|nhiều|một|có|cùng|đã|sẽ|đang|trao(?! đổi)|thăm|tham(?! vấn)|làm việc|gặp|hội(?! nhập)|"
    r"tiếp(?! nhận| cận)|chứng kiến|tổ chức|dự(?! án)|khẳng định|mong|thống nhất|nhất trí|trồng|tặng|ký|công bố|"
    r"đề nghị|cho|coi|xem|giới thiệu|khảo sát|dâng|chụp|bày tỏ|đánh giá)(?!\w)"
)
_STOP = regex(
    r"[;:!?…“”\"«»‘()\n,]|(?<!\w)(?:\d[\d.,]*(?= (?:tỷ|triệu|nghìn|ngàn|usd|đô la|won|đồng)(?!\w))|(?:giữa|và|"
    r"(?<!một )(?<!hai )(?<!ba )(?<!bốn )(?<!mười )(?<!\d )năm|trong|trên|với|của|cho|từ|tại|vào|để|khi|là|có|"
    r"nhân(?= dịp| chuyến| kỷ| lễ| ngày)|nhằm|sau|trước|đúng(?= (?:ngày|dịp|vào|lúc|hôm))|gồm|bao gồm|do|mà|này|đó|"
    r"nêu|nói|theo|cùng|tạo|góp|mở ra|thể hiện|quy định|tập trung|hướng|trị giá|dưới|(?<!hai )lần|hôm|nay|sáng|chiều|"
    r"tối|bị|phải|thứ(?= (?:hai|ba|tư|năm|sáu|\d+)(?!\w))|ngày|(?<!\d )tháng|quý(?= [ivx\d])|đầu|cuối|được|đã|sẽ|đang|"
    r"vừa|sắp|dự kiến|ký|tái ký|không|chưa|cũng|sớm|bằng|như|thì|nên|nếu|còn|vẫn|diễn ra|thêm|đánh dấu|khẳng định|"
    r"đi vào|hết|vốn(?= (?:được|đã|do|là|ký))|sang(?= (?:năm|tháng|quý|tuần)(?!\w))|phù hợp|"
    r"ra đời|qua|bởi|hồi|ngay|kèm|giúp|đến|tới)(?!\w))"
)
_QUOTED = regex(r"[“\"«‘][^“”\"«»\n]{1,200}[”\"»’]")
_BEFORE_A_QUOTE = " \n("
"""What stands before a quote that opens; one like it behind a letter closes."""
_LOOSE_WORDS = frozenset(("về", "và", "giữa", "với", "việc", "của", "trong", "trên", "các", "một", "những"))
_LOOSE_MARKS = " \t\n-–,."
_WITH = regex(r" (?:với|cùng) (?!(?:các|những|nhiều|một số|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười) )")
_ENDS_PARTY = regex(rf"\W*(?:$|{PARTY_END.pattern})")
_AGAIN = regex(r"(?:[;,]|[;,]? và) (giữa) ")
_WORD = regex(r"\w+")
_LONGEST_NAME = 300
_POINTING = regex(r"[\s”\"]*(?:này|đó|nói trên|nêu trên)(?!\w)")
_NEAR = 30
_THIS_IS = regex(r"(?<!\w)đây (?:sẽ |cũng |chính |có thể )*là (?:một )?$")
_LISTED = (", ", " và ", ", các ", " và các ")


def find_documents(scene: Scene, found: Sequence[Found]) -> list[Document]:
    """Find every naming of one certain document; plural deals, verbs and daily work are none."""
    documents: list[Document] = []
    plural_end = free_from = 0
    for index, head in enumerate(found):
        if head.hit.start < free_from or any(rule(scene.sheet, head) for rule in LOOK_ALIKES):
            continue
        listed = plural_end and scene.sheet.key[plural_end : head.hit.start] in _LISTED
        if listed or plural(scene.sheet, head):
            plural_end = head.hit.end
            continue
        following = _following(scene.sheet, found, index)
        named = _name(scene, head, following)
        if head.hit.value.strength == "signing" and not _between_named(scene, head, named):
            continue
        documents.append(named)
        free_from = named.end
        if following and following.hit.end <= free_from and following.hit.value.type != named.head.type:
            documents.append(replace(_name(scene, following, None), inner=True))
        for shared in shared_head(scene, named):
            documents.append(shared)
            free_from = shared.end
    return documents


def _between_named(scene: Scene, head: Found, named: Document) -> bool:
    """Whether "ký kết hợp tác" tells whom it is between: "giữa A và B", "với B", "A và B ký kết".

    Lands are nobody, and "30 trường".
    """
    if named.head.word.startswith("ký kết") and pair_before(scene, named.clause, head.hit.start):
        return True
    if named.parties:
        return bool(scene.within(named.start, named.end))
    opening = _WITH.match(scene.sheet.key, named.end, named.sentence.end)
    found = partner(scene, opening.end(), named.sentence.end) if opening else None
    return found is not None and found[0].kind not in ("country", "other") and not found[1][:1].isdigit()


def _following(sheet: Sheet, found: Sequence[Found], index: int) -> Found | None:
    """The next head noun of the sentence that begins another document: "(MOU)" in brackets does not."""
    for later in found[index + 1 : index + 3]:
        start, end = later.hit.start, later.hit.end
        if later.sentence == found[index].sentence and not (
            sheet.text[start - 1] == "(" and sheet.text[end : end + 1] == ")"
        ):
            return later
    return None


def _name(scene: Scene, found: Found, following: Found | None) -> Document:
    """Follow a document's name from its head noun to the end of its clause."""
    key, hit = scene.sheet.key, found.hit
    start, limit = found.start, min(found.sentence.end, hit.start + _LONGEST_NAME)
    if following and not _INNER.search(key, hit.end, following.hit.start):
        limit = min(limit, following.hit.start)
    end, parties, told = _reach(scene, hit.end, limit)
    end = _trimmed(key, hit.end, end)
    dated = _YEAR.match(key, hit.end, limit)
    if dated and dated.end() == end:  # "hiệp ước 2018"
        end = hit.end
    old = key.endswith(" cũ", hit.end, end)  # "thay bản ghi nhớ cũ": one told of before
    bare = end == hit.end or key[hit.end : end] == " cũ"
    pair = _pair(scene, hit.end, end)
    year = _YEAR_BETWEEN.search(key, hit.end, end)
    if year is None and (bare or pair or scene.actor_ends_at(end)):
        year = _YEAR.match(key, end, limit)
    subject = _subject(scene, hit.end, end, told)
    end = max(end, year.end(1)) if year else end
    return Document(
        start=start,
        end=end,
        title=_title(scene.sheet.text[start:end]),
        head=hit.value,
        subject=subject,
        parties=parties or pair,
        paired=not parties and bool(pair),
        year=year[1] if year else "",
        bare=bare,
        pointing=old or bool(_POINTING.match(key, end, limit) or _this_is(key, found.sentence.start, start)),
        new=_is_new(key, hit.end, end),
        inner=False,
        sentence=found.sentence,
        block=found.block,
    )


def _this_is(key: str, begin: int, start: int) -> bool:
    """Read "đây là bản ghi nhớ thứ ba": one told of before."""
    near = max(begin, start - _NEAR)
    return key.endswith(("là ", "là một "), near, start) and bool(_THIS_IS.search(key, near, start))


def _is_new(key: str, begin: int, end: int) -> bool:
    """Whether a document is called new; one "giai đoạn mới" is of a new time."""
    return key.startswith(" mới", end) or (
        key.endswith(" mới", begin, end) and not key.endswith(_NEW_TIMES, begin, end)
    )


def _reach(scene: Scene, start: int, limit: int) -> tuple[int, tuple[str, ...], tuple[int, int]]:
    """Walk from stop to stop; the name's end, the parties behind "giữa", and the range that words them."""
    parties: tuple[str, ...] = ()
    told = (limit, limit)
    position = start
    while stop := next(scene.outside(_STOP, position, limit), None):
        if stop[0] == "giữa" and not parties and (joint := between(scene, stop.end() + 1, limit)):
            parties, position = joint
            told = (stop.start(), position)
            if scene.actor_ends_at(position) and not _ENDS_PARTY.match(scene.sheet.key, position, limit):
                return position, parties, told
            continue
        position = _past(scene, stop, limit, listing=not parties)
        if position == stop.start():
            return position, parties, told
    return limit, parties, told


def _past(scene: Scene, stop: re.Match[str], limit: int, *, listing: bool) -> int:
    """Tell where a name goes on behind `stop`; at the stop itself where it ends there."""
    key, start = scene.sheet.key, stop.start()
    match stop[0]:
        case "(":
            onward = _ACRONYM.match(scene.sheet.text, start, limit)
        case "“" | '"' | "«" | "‘":
            onward = _QUOTED.match(key, start, limit) if key[start - 1] in _BEFORE_A_QUOTE else None
        case ",":
            onward = lists().fields.match(key, start, limit) if listing else None
        case "trong" | "trên":
            onward = _IN_FIELD.match(key, start, limit)
        case "năm":
            paired = scene.actor_ends_at(start - 1)
            onward = None if paired else _YEAR_BETWEEN.match(key, start, limit)
        case "và":
            onward = None if _AND_VERB.match(key, start, limit) else stop
        case _:
            onward = None
    return onward.end() if onward else start


def _title(words: str) -> str:
    name = " ".join(words.split())
    return name[:1].upper() + name[1:]


def _trimmed(key: str, start: int, end: int) -> int:
    """Cut the words that bind a name to what follows it."""
    while True:
        end = start + len(key[start:end].rstrip(_LOOSE_MARKS))
        cut = max(start, key.rfind(" ", start, end) + 1)
        if end == start or key[cut:end] not in _LOOSE_WORDS or key.endswith("làm việc", start, end):
            return end
        end = cut


def _subject(scene: Scene, start: int, end: int, told: tuple[int, int]) -> frozenset[str]:
    """Collect the words of a name that are neither its parties nor true of any agreement."""
    parts = [told, *((actor.start, actor.end) for actor in scene.within(start, end)), (end, end)]
    words: set[str] = set()
    for left, right in sorted(parts):
        words.update(_WORD.findall(scene.sheet.key, start, min(left, end)))
        start = max(start, right)
    return frozenset(words) - lists().generic


def _pair(scene: Scene, start: int, end: int) -> tuple[str, ...]:
    """Read the two parties that stand side by side in a name: "Hiệp định … Việt Nam - Hàn Quốc"."""
    for left, right in pairwise(scene.within(start, end)):
        if left.id != right.id and _JOINED.fullmatch(scene.sheet.key, left.end, right.start):
            return _worded(scene, left), _worded(scene, right)
    if dash := _DASH.search(scene.sheet.text, start, end):
        before = scene.sheet.text[start : dash.start()].split()
        after = scene.sheet.text[dash.end() : end].split()
        left_words = [*takewhile(_capital, reversed(before))][::-1]
        right_words = [*takewhile(_capital, after)]
        if left_words and right_words:
            return " ".join(left_words), " ".join(right_words)
    return ()


def _worded(scene: Scene, actor: Actor) -> str:
    """An actor's words, a country's name for "Việt" or "Hàn"."""
    if actor.kind != "country":
        return actor.text
    return next((place.name for place in scene.places if place.id == actor.id), actor.text)


def _capital(word: str) -> bool:
    return word[0].isupper()


def shared_head(scene: Scene, document: Document) -> Iterator[Document]:
    """Read on in "bản ghi nhớ giữa A và B; giữa C và D": each pair has a document of its own."""
    end = document.end
    while document.parties and (opening := _AGAIN.match(scene.sheet.key, end, document.sentence.end)):
        joint = between(scene, opening.end(), document.sentence.end)
        if joint is None:
            return
        parties, end = joint
        words = scene.sheet.text[opening.start(1) : end]
        title = f"{document.title.partition(' giữa ')[0]} {words}"
        yield replace(document, start=opening.start(1), end=end, title=title, parties=parties)
