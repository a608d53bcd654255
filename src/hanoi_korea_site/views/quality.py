"""The quality page: what is read, inferred, confirmed and open in this archive, and how often the reading is right."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TypedDict, cast

import yaml

from hanoi_korea_site.archive import Archive, Firmness, Tally
from hanoi_korea_site.views import addresses
from hanoi_korea_site.views.catalogue import Catalogue
from hanoi_korea_site.views.disputes import DisputePart, dispute
from hanoi_korea_site.views.frames import frame
from hanoi_korea_site.views.parts import Frame, Link

_MOST = 25
"""So many articles are named beside a count."""

_KINDS = (
    ("places", "Nơi chốn"),
    ("officials", "Nhân vật"),
    ("agreements", "Văn bản"),
    ("dates", "Ngày tháng"),
    ("main", "Ngày chính của bài"),
)
_DEGREES = (("clear", "rõ ràng"), ("fair", "khá rõ"), ("unsure", "chưa chắc"))

_PROBLEMS = {
    "agreement-doubtful": "Chưa chắc là một văn bản",
    "agreement-status-unknown": "Không rõ văn bản đã ký hay chưa",
    "agreement-without-parties": "Không rõ các bên của văn bản",
    "date-conflict": "Các bài ghi ngày khác nhau",
    "date-doubtful": "Chưa chắc là ngày của sự kiện chính",
    "date-missing": "Không tìm thấy ngày của sự kiện chính",
    "dateline-doubtful": "Ngày đăng in trên bài không khớp với bài",
    "duplicate-text": "Nội dung trùng với bài khác",
    "duplicate-title": "Tiêu đề trùng với bài khác",
    "editor-differs": "Biên tập viên ghi khác với bài",
    "editor-rejects-nothing": "Điều biên tập viên bác bỏ mà máy không đọc ra",
    "editor-words-gone": "Chữ mà biên tập viên nhắc đến không còn trong bài",
    "name-respelt": "Tên viết nhiều cách, được coi là một người",
    "office-conflict": "Một chức vụ được ghi cho hai người cùng thời",
    "office-without-body": "Không rõ chức vụ thuộc cơ quan nào",
    "official-doubtful": "Chưa chắc là người giữ chức vụ",
    "official-without-country": "Không rõ đại diện cho nước nào",
    "official-without-office": "Không rõ chức vụ",
    "one-name-two-places": "Một tên, chức vụ ở hai nơi",
    "parties-conflict": "Các bên của văn bản được ghi khác nhau",
    "place-doubtful": "Chưa chắc là địa danh",
    "same-name": "Trùng tên, được coi là hai người",
    "title-generated": "Bài không có tiêu đề, máy đặt tạm",
    "year-inferred": "Năm được suy luận từ ngữ cảnh",
    "year-unknown": "Bài không cho biết năm",
}


@dataclass(frozen=True, slots=True)
class Row:
    """Counts of one kind of fact: confirmed by the editor, clear, fairly clear, unsure."""

    kind: str
    counts: Firmness

    @property
    def total(self) -> int:
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class Listed:
    """Articles that have something in common; `articles` names the first of `count`."""

    label: str
    count: int
    articles: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Measured:
    """Of `told` facts of the annotated articles `right` were right; `percent` is None where there are none."""

    right: int
    told: int
    percent: int | None


@dataclass(frozen=True, slots=True)
class Calibrated:
    kind: str
    degrees: tuple[Measured, ...]


@dataclass(frozen=True, slots=True)
class QualityView:
    """`years` lists articles by how the year of their main date is known, `problems` by kind, the most first."""

    frame: Frame
    articles: int
    facts: tuple[Row, ...]
    date_years: Firmness
    years: tuple[Listed, ...]
    problems: tuple[Listed, ...]
    disputes: tuple[DisputePart, ...]
    disputes_in_all: int
    degrees: tuple[str, ...]
    calibration: tuple[Calibrated, ...]
    gold_articles: int
    gold: tuple[str, ...]  # the digests of the annotated sets


def quality_view(catalogue: Catalogue) -> QualityView:
    archive = catalogue.archive
    tallies, bases, problems = _looked_through(archive)
    measured = _calibration()
    described = "Kho lưu trữ này đọc được những gì, chắc đến đâu, và còn những gì để ngỏ."
    return QualityView(
        frame=frame(catalogue.site, addresses.QUALITY, "Chất lượng của việc đọc", described),
        articles=len(tallies),
        facts=tuple(Row(words, _sum(_of(tally, kind) for tally in tallies)) for kind, words in _KINDS[:-1]),
        date_years=_sum(tally.years for tally in tallies),
        years=tuple(_years(catalogue, bases)),
        problems=tuple(_problems(catalogue, problems)),
        disputes=tuple(dispute(catalogue, found) for found in archive.disputes[:_MOST]),
        disputes_in_all=len(archive.disputes),
        degrees=tuple(words for _, words in _DEGREES),
        calibration=tuple(
            Calibrated(words, tuple(_measured(measured["kinds"][kind][degree]) for degree, _ in _DEGREES))
            for kind, words in _KINDS
        ),
        gold_articles=measured["articles"],
        gold=tuple(measured["digests"].values()),
    )


def _of(tally: Tally, kind: str) -> Firmness:
    return {"places": tally.places, "officials": tally.officials, "agreements": tally.agreements}.get(kind, tally.dates)


def _sum(counts: Iterable[Firmness]) -> Firmness:
    columns = list(zip(*counts, strict=True)) or [(), (), (), ()]
    first, second, third, fourth = (sum(column) for column in columns)
    return first, second, third, fourth


_Kinds = Mapping[str, list[str]]
"""Articles by something they have in common."""


def _looked_through(archive: Archive) -> tuple[list[Tally], _Kinds, _Kinds]:
    """Each article's tally; the articles by how the year of their main date is known, and by what is wrong with them.

    All articles are read for it, once.
    """
    tallies = []
    bases: defaultdict[str, list[str]] = defaultdict(list)
    problems: defaultdict[str, list[str]] = defaultdict(list)
    for article in archive.articles.values():
        tallies.append(article.tally)
        bases[article.date.year_basis if article.date else "none"].append(article.id)
        for problem in article.problems:
            problems[problem.code].append(article.id)
    for told, problem in archive.problems:
        problems[problem.code].append(told)
    return tallies, bases, problems


def _years(catalogue: Catalogue, found: _Kinds) -> Iterator[Listed]:
    """Those that print the year are only counted."""
    labels = {
        "explicit": "in trong bài",
        "editor": "do biên tập viên xác nhận",
        "inferred": "suy luận từ ngữ cảnh",
        "unknown": "để ngỏ vì bài không cho biết năm",
        "none": "bài không có ngày của sự kiện chính",
    }
    for basis, label in labels.items():
        articles = found.get(basis, [])
        yield _listed(catalogue, label, [] if basis == "explicit" else articles, len(articles))


def _problems(catalogue: Catalogue, found: _Kinds) -> Iterator[Listed]:
    for code in sorted(found, key=lambda one: (-len(found[one]), one)):
        yield _listed(catalogue, _PROBLEMS.get(code, code), list(dict.fromkeys(found[code])), len(found[code]))


def _listed(catalogue: Catalogue, label: str, articles: list[str], count: int) -> Listed:
    return Listed(label, count, tuple(catalogue.article(article).link for article in articles[:_MOST]))


class _Counts(TypedDict):
    right: int
    told: int


class _Calibration(TypedDict):
    digests: dict[str, str]
    articles: int
    kinds: dict[str, dict[str, _Counts]]


@cache
def _calibration() -> _Calibration:
    source = files("hanoi_korea_site").joinpath("data", "calibration.yaml").read_text("utf-8")
    return cast("_Calibration", yaml.load(source, yaml.CSafeLoader))


def _measured(counts: _Counts) -> Measured:
    right, told = counts["right"], counts["told"]
    return Measured(right, told, 100 * right // told if told else None)
