"""An article as it was read, and the same with an editor's word laid over it."""

from hanoi_korea_site import edtf
from hanoi_korea_site.editor.overlay import apply
from hanoi_korea_site.gazetteer import Gazetteer
from hanoi_korea_site.model import (
    Agreement,
    Block,
    EditorsWord,
    Event,
    Mention,
    Official,
    Place,
    Record,
    Role,
    Sentence,
    Title,
)

TEXT = """\
Hai thành phố ký bản ghi nhớ
Ngày 18/4, Chủ tịch Trần Văn Bình tiếp Thị trưởng Kim Min Ho tại Hòa Lạc.
Thị trưởng Kim cảm ơn Thị trưởng Bình và nhắc đến đường Thái Bình ở Hà Nội.
Hai bên ký bản ghi nhớ hợp tác.
"""
GAZETTEER = Gazetteer.load()


def mention(words, rule="officials.apposition", confidence=0.9, nth=0):
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return Mention(words, start, start + len(words), rule, confidence)


def sentence(number):
    lines = TEXT.splitlines()
    start = sum(len(line) + 1 for line in lines[:number])
    return Sentence(number + 1, start, start + len(lines[number]))


DATE = edtf.dated(edtf.parse("XXXX-04-18"), year_basis="unknown", confidence=0.4, mention=mention("18/4"))
BINH = Official(
    "tran-van-binh",
    "Trần Văn Bình",
    "VN",
    (Role("Chủ tịch", "", former=False, span=None),),
    (mention("Trần Văn Bình"),),
)
KIM = Official(
    "kim-min-ho",
    "Kim Min Ho",
    "KR",
    (Role("Thị trưởng", "", former=False, span=None),),
    (mention("Kim Min Ho"), mention("Kim", nth=1)),
)
MAYOR = Official("thi-truong-binh", "Thị trưởng Bình", "", (), (mention("Thị trưởng Bình", confidence=0.5),))
HANOI = Place("ha-noi", "Hà Nội", "city", "VN", (mention("Hà Nội"),))
THAI_BINH = Place("thai-binh", "Thái Bình", "province", "VN", (mention("Thái Bình", confidence=0.6),))
MEMO = Agreement(
    "ban-ghi-nho",
    "Bản ghi nhớ hợp tác",
    "memorandum",
    (),
    "signed",
    DATE,
    (mention("bản ghi nhớ hợp tác"),),
)
RECORD = Record(
    id="bai",
    source="seeds/bai.txt",
    sha256="",
    language="vi",
    title=Title("Hai thành phố ký bản ghi nhớ", "text"),
    lead="",
    published=None,
    date=DATE,
    dates=(DATE,),
    places=(HANOI, THAI_BINH),
    officials=(BINH, KIM, MAYOR),
    organisations=(),
    agreements=(MEMO,),
    events=(
        Event(DATE, sentence(1), (), ("tran-van-binh", "kim-min-ho"), (), "past"),
        Event(DATE, sentence(2), ("ha-noi", "thai-binh"), ("kim-min-ho", "thi-truong-binh"), (), "past"),
    ),
    captions=(),
    credits=(),
    dropped=(),
    problems=(),
    blocks=(Block("paragraph", 0, len(TEXT), tuple(map(sentence, range(4)))),),
)


def edited(**word):
    record = apply(RECORD, EditorsWord(**word), TEXT, GAZETTEER)
    for fact in (*record.places, *record.officials, *record.agreements):
        assert all(TEXT[found.start : found.end] == found.text for found in fact.mentions)
    return record


def codes(record):
    return [problem.code for problem in record.problems if problem.code.startswith("editor")]
