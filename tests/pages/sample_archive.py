"""A small archive made by hand: three articles, their texts, and what is said across them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from msgspec import structs

from hanoi_korea_site import render
from hanoi_korea_site.archive import (
    AgreementEntry,
    Archive,
    Article,
    Citation,
    EventEntry,
    Office,
    OfficialEntry,
    PlaceEntry,
    Step,
    Tie,
)
from hanoi_korea_site.model import (
    Agreement,
    Block,
    Dated,
    Evidence,
    Mention,
    Official,
    Place,
    Record,
    Role,
    Sentence,
    Source,
    Title,
)
from hanoi_korea_site.offers import offers
from hanoi_korea_site.pages import Page
from hanoi_korea_site.plan import plan
from hanoi_korea_site.search import index as search
from hanoi_korea_site.search.numbering import slots
from hanoi_korea_site.search.terms import Terms, article_terms, entity_keys, entity_names
from hanoi_korea_site.search.wording import vocabulary
from hanoi_korea_site.views.catalogue import Catalogue
from hanoi_korea_site.views.digests import digest
from hanoi_korea_site.views.search_scripts import scripts_of_articles
from hanoi_korea_site.views.site import Site

SITE = Site(
    title="Kho tin mẫu",
    description="Tin về quan hệ giữa Đà Nẵng, Huế và các địa phương Hàn Quốc, đọc từ các bài báo.",
    base_url="https://kho.example/tin/",
    language="vi",
    countries=("VN", "KR"),
    country_names=("Việt Nam", "Hàn Quốc"),
)

_SENTENCE = re.compile(r"\S.*?[.?!](?=\s|$)|\S.+$", re.MULTILINE)

TEXTS = {
    "hop-tac-du-lich-da-nang": (
        "Đà Nẵng và Busan mở rộng hợp tác du lịch\n"
        "Ngày 12/5/2024, Chủ tịch UBND thành phố Đà Nẵng Lê Minh An tiếp Thị trưởng Busan Kang Do-hyun. "
        "Hai bên ký Bản ghi nhớ hợp tác du lịch giữa thành phố Đà Nẵng và thành phố Busan.\n"
        "Ông Lê Minh An cho biết đường bay thẳng Đà Nẵng - Busan sẽ tăng chuyến.\n"
        "Chủ tịch UBND thành phố Đà Nẵng Lê Minh An và đoàn Busan. Ảnh: Thu Hà\n"
        "Hai thành phố dự kiến tổ chức Tuần lễ Busan vào tháng 9/2025."
    ),
    "x01": (
        "Thành phố Huế và tỉnh Gyeonggi trao đổi về bảo tồn di sản trong cuộc gặp ngày 3 tháng 6. "
        'Phó Chủ tịch UBND thành phố Huế Trần Thu Hương nói: "Huế học được nhiều từ Suwon & Hwaseong".\n'
        "Hai bên đề xuất thỏa thuận hợp tác toàn diện vào đầu năm 2026."
    ),
    "kho-ro-nam": (
        "Đà Nẵng đón đoàn học sinh Busan\n"
        "Ngày 4/3, Thị trưởng Busan Kang Do-hyun gửi thư cảm ơn Đà Nẵng."
    ),
}  # fmt: skip


def spans(text: str, words: str, rule: str, confidence: float = 0.95) -> tuple[Mention, ...]:
    """Every place in `text` where `words` stand."""
    found = re.finditer(re.escape(words), text)
    return tuple(Mention(words, match.start(), match.end(), rule, confidence) for match in found)


def laid_out(text: str, *, titled: bool) -> tuple[Block, ...]:
    blocks: list[Block] = []
    number = 0
    for index, line in enumerate(re.finditer(r".+", text)):
        sentences = []
        for found in _SENTENCE.finditer(text, line.start(), line.end()):
            number += 1
            sentences.append(Sentence(number, found.start(), found.end()))
        kind = "title" if titled and not index else "caption" if "Ảnh:" in line[0] else "paragraph"
        blocks.append(Block(kind, line.start(), line.end(), tuple(sentences)))
    return tuple(blocks)


def dated(
    edtf: str, basis: str = "explicit", mention: Mention | None = None, because: tuple[Evidence, ...] = ()
) -> Dated:
    start, _, end = edtf.rstrip("?").partition("/")
    precision = ("year", "month", "day")[start.count("-")]
    return Dated(edtf, start, end or None, precision, basis, 0.75 if basis == "inferred" else 1.0, because, mention)


def _place(text: str, key: str, name: str, country: str, kind: str = "city") -> Place:
    return Place(key, name, kind, country, spans(text, name, "places.gazetteer"))


def _record(key: str, text: str, **facts: object) -> Record:
    titled = key != "x01"
    lines = text.split("\n")
    title = Title(lines[0], "text") if titled else Title(lines[0].partition(" trong ")[0], "generated")
    bare = Record(
        id=key, source=f"seeds/{key}.txt", sha256="0" * 64, language="vi", title=title,
        lead=lines[1] if titled else lines[0], published=None, date=None, dates=(), places=(), officials=(),
        organisations=(), agreements=(), events=(), captions=(), credits=(), dropped=(), problems=(),
        blocks=laid_out(text, titled=titled),
    )  # fmt: skip
    return structs.replace(bare, **facts)


def records() -> dict[str, Record]:
    tourism, heritage, pupils = TEXTS.values()
    may = dated("2024-05-12", mention=spans(tourism, "12/5/2024", "dates.day")[0])
    june = dated(
        "2025-06-03?",
        "inferred",
        spans(heritage, "ngày 3 tháng 6", "dates.day")[0],
        (Evidence("đầu năm 2026", heritage.index("đầu năm"), len(heritage) - 1, "years.plan_after"),),
    )
    march = dated("XXXX-03-04", "unknown", spans(pupils, "4/3", "dates.day")[0])
    an = Official(
        "le-minh-an", "Lê Minh An", "VN",
        (Role("Chủ tịch", "UBND thành phố Đà Nẵng", former=False, span=None),),
        spans(tourism, "Lê Minh An", "officials.apposition"),
    )  # fmt: skip
    kang = Official(
        "kang-do-hyun", "Kang Do-hyun", "KR",
        (Role("Thị trưởng", "Busan", former=False, span=None),), (),
    )  # fmt: skip
    huong = Official(
        "tran-thu-huong", "Trần Thu Hương", "VN",
        (Role("Phó Chủ tịch", "UBND thành phố Huế", former=False, span=None),),
        spans(heritage, "Trần Thu Hương", "officials.apposition", 0.65),
    )  # fmt: skip
    note = "Bản ghi nhớ hợp tác du lịch giữa thành phố Đà Nẵng và thành phố Busan"
    memorandum = Agreement(
        "ban-ghi-nho-du-lich", note, "memorandum", ("thành phố Đà Nẵng", "thành phố Busan"), "signed", may,
        spans(tourism, note, "agreements.head"),
    )  # fmt: skip
    proposal = Agreement(
        "thoa-thuan-hop-tac-toan-dien", "Thỏa thuận hợp tác toàn diện", "agreement", ("Huế", "Gyeonggi"), "proposed",
        dated("2026"), spans(heritage, "thỏa thuận hợp tác toàn diện", "agreements.head", 0.8),
    )  # fmt: skip

    def met(text: str, official: Official) -> Official:
        return structs.replace(official, mentions=spans(text, official.name, "officials.apposition"))

    return {
        "x01": _record(
            "x01", heritage, date=june, dates=(june, dated("2026")),
            places=(_place(heritage, "hue", "Huế", "VN"), _place(heritage, "gyeonggi", "Gyeonggi", "KR", "province")),
            officials=(huong,), agreements=(proposal,),
        ),
        "hop-tac-du-lich-da-nang": _record(
            "hop-tac-du-lich-da-nang", tourism, date=may, dates=(may, dated("2025-09")),
            places=(_place(tourism, "da-nang", "Đà Nẵng", "VN"), _place(tourism, "busan", "Busan", "KR")),
            officials=(an, met(tourism, kang)), agreements=(memorandum,), credits=("Thu Hà",),
        ),
        "kho-ro-nam": _record(
            "kho-ro-nam", pupils, date=march, dates=(march,),
            places=(_place(pupils, "da-nang", "Đà Nẵng", "VN"), _place(pupils, "busan", "Busan", "KR")),
            officials=(met(pupils, kang),),
        ),
    }  # fmt: skip


def article(record: Record) -> Article:
    return Article(
        id=record.id, source_file=record.source, digest=record.sha256, title=record.title, lead=record.lead,
        date=record.date, published=record.published, places=tuple(place.id for place in record.places),
        officials=tuple(official.id for official in record.officials),
        agreements=tuple(agreement.id for agreement in record.agreements), source=Source(), tags=(), problems=(),
    )  # fmt: skip


def _citation(record: Record, text: str, number: int) -> Citation:
    sentence = next(found for block in record.blocks for found in block.sentences if found.number == number)
    return Citation(record.id, number, text[sentence.start : sentence.end], 0.95, "events.dated_sentence")


_NAMES = {
    "da-nang": ("Đà Nẵng", "VN", "city", {"vi": ("Đà Nẵng",), "ko": ("다낭",), "en": ("Da Nang",)}),
    "hue": ("Huế", "VN", "city", {"vi": ("Huế",), "ko": ("후에",), "en": ("Hue",)}),
    "busan": ("Busan", "KR", "city", {"vi": ("Busan",), "ko": ("부산",), "en": ("Busan", "Pusan")}),
    "gyeonggi": ("Gyeonggi", "KR", "province", {"vi": ("Gyeonggi",), "ko": ("경기도",), "en": ("Gyeonggi",)}),
}


def archive(known: Mapping[str, Record]) -> Archive:
    """What the records say together; events, offices and steps are written out by hand."""
    tourism = known["hop-tac-du-lich-da-nang"]
    heritage = known["x01"]
    pupils = known["kho-ro-nam"]
    texts = TEXTS
    signing = _citation(tourism, texts[tourism.id], 2)
    week = _citation(tourism, texts[tourism.id], 7)
    meeting = _citation(heritage, texts[heritage.id], 1)
    proposal = _citation(heritage, texts[heritage.id], 3)
    thanks = _citation(pupils, texts[pupils.id], 2)
    last = "2025-06"
    events = tuple(
        EventEntry(key, date, tense, tense == "planned" and date.start > last, places, people, documents, (said,))
        for key, date, tense, places, people, documents, said in (
            ("sk-1", tourism.date, "past", ("da-nang", "busan"), ("le-minh-an", "kang-do-hyun"),
             ("ban-ghi-nho-du-lich",), signing),
            ("sk-2", dated("2025-09"), "planned", ("da-nang", "busan"), (), (), week),
            ("sk-3", heritage.date, "past", ("hue", "gyeonggi"), (), (), meeting),
            ("sk-4", dated("2026"), "planned", ("hue", "gyeonggi"), (), ("thoa-thuan-hop-tac-toan-dien",), proposal),
            ("sk-5", pupils.date, "past", ("da-nang", "busan"), ("kang-do-hyun",), (), thanks),
        )
    )  # fmt: skip
    articles = {key: article(known[key]) for key in ("x01", "hop-tac-du-lich-da-nang", "kho-ro-nam")}
    may, june = dated("2024-05-12"), dated("2025-06-03?", "inferred")
    offices = {
        "le-minh-an": ("Lê Minh An", "VN", "Chủ tịch", "UBND thành phố Đà Nẵng", "da-nang", signing),
        "kang-do-hyun": ("Kang Do-hyun", "KR", "Thị trưởng", "Busan", "busan", thanks),
        "tran-thu-huong": ("Trần Thu Hương", "VN", "Phó Chủ tịch", "UBND thành phố Huế", "hue", meeting),
    }
    officials = {
        key: OfficialEntry(
            id=key, name=name, names=(name, name.replace("-", " ")), country=country,
            offices=(Office(title, body, place, former=False, first=may, last=june, citations=(said,)),),
            articles=tuple(a.id for a in articles.values() if key in a.officials),
            events=tuple(event.id for event in events if key in event.officials), places=(place,),
            agreements=("ban-ghi-nho-du-lich",) if key == "le-minh-an" else (),
            ties=(Tie("kang-do-hyun", 1),) if key == "le-minh-an" else (),
        )
        for key, (name, country, title, body, place, said) in offices.items()
    }  # fmt: skip
    places = {
        key: PlaceEntry(
            id=key, name=name, type=kind, country=country, names=names, latitude=16.05, longitude=108.2, parent="",
            successor="", articles=tuple(a.id for a in articles.values() if key in a.places),
            events=tuple(event.id for event in events if key in event.places),
            officials=tuple(who for who, facts in offices.items() if facts[4] == key),
            agreements=("ban-ghi-nho-du-lich",) if key in ("da-nang", "busan") else ("thoa-thuan-hop-tac-toan-dien",),
            ties=(Tie("busan", 2),) if key == "da-nang" else (),
        )
        for key, (name, country, kind, names) in _NAMES.items()
    }  # fmt: skip
    agreements = {
        fact.id: AgreementEntry(
            id=fact.id, title=fact.title, titles=(fact.title,), type=fact.type, parties=fact.parties,
            party_places=tuple(place.id for place in record.places), steps=(Step(fact.status, fact.date, (said,)),),
            articles=(record.id,), events=tuple(event.id for event in events if fact.id in event.agreements),
            officials=tuple(official.id for official in record.officials),
        )
        for record, said in ((tourism, signing), (heritage, proposal))
        for fact in record.agreements
    }  # fmt: skip
    return Archive(articles, places, officials, agreements, {event.id: event for event in events}, ())


def index(given: Archive, known: Mapping[str, Record], texts: Mapping[str, str]) -> search.Index:
    """The search index, made anew; articles that `known` lacks have no text."""
    articles, names = slots(given.articles), dict(entity_names(given))
    entities = slots(names)
    found = [(slot, article_terms(known[key], texts[key])) for slot, key in search.filled(articles) if key in known]
    found += [(slot, Terms(entity_keys(names[key]))) for slot, key in search.filled(entities)]
    layout, size = search.Layout.of(len(articles)), max(len(articles), len(entities))
    shards = search.shards(found, layout)
    bodies = tuple(search.published(shard, size, layout) for shard in shards)
    words = search.completions(map(search.words_in, shards))
    scripts = tuple(scripts_of_articles(given.articles, articles, search.articles_a_script(len(articles))))
    said = vocabulary(texts.values())
    return search.Index(articles, entities, words, said, tuple(map(digest, bodies)), scripts, bodies.__getitem__)


@dataclass(frozen=True, slots=True)
class Reading:
    """Articles as a build reads them; one that is told otherwise has another key."""

    records: Mapping[str, Record]
    texts: Mapping[str, str]

    def __call__(self, article: str) -> tuple[Record, str]:
        return self.records[article], self.texts[article]

    def prose(self, article: str) -> tuple[tuple[Block, ...], str, bool]:
        record = self.records[article]
        return record.blocks, self.texts[article], record.source.endswith(".md")

    def key(self, article: str) -> str:
        return digest((self.records.get(article), self.texts.get(article)))


@dataclass(frozen=True, slots=True)
class Rendered:
    """The sample as published: pages by permalink, and what was planned."""

    pages: tuple[Page, ...]
    bodies: dict[str, bytes]


def templates() -> tuple[Path, ...]:
    return (render.default_folder("templates"),)


def rendered(
    site: Site = SITE, known: Mapping[str, Record] | None = None, texts: Mapping[str, str] = TEXTS
) -> Rendered:
    own = dict(known or records())
    made = archive(own)
    found = index(made, own, texts)
    catalogue = Catalogue.of(site, made)
    read = Reading(own, texts)
    pages = plan(catalogue, read, render.documents(templates(), None), lambda: found)
    renderer = render.Renderer(templates(), site)
    bodies = {page.permalink: renderer.render(page.template, page.view()) for page in pages}
    for offer in offers(catalogue, read, "program"):
        body = offer.body()
        bodies[offer.permalink] = body if isinstance(body, bytes) else b"".join(body)
    return Rendered(pages, bodies)


def publish(folder: Path, site: Site = SITE) -> None:
    """Writes the sample with its static files, for looking at and for outside checkers."""
    for permalink, body in rendered(site).bodies.items():
        (folder / permalink).parent.mkdir(parents=True, exist_ok=True)
        (folder / permalink).write_bytes(body)
    for permalink, file in render.files_in((render.default_folder("static"),)).items():
        (folder / permalink).parent.mkdir(parents=True, exist_ok=True)
        (folder / permalink).write_bytes(file.read_bytes())
