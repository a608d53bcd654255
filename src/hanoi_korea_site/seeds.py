"""Reads articles and the editor's word on them; the only reader of `seeds/`.

An article is a `.txt` as it was saved, or a `.md` with YAML front matter; `NAME.yaml` beside `NAME.txt` or `NAME.md`
is the editor's word on it, and adds to front matter (`editors_word.joined`). Folders below `seeds/` are read too, in
order; hidden files and the leftovers of editors are passed over, links to folders are not followed. What is wrong with
one article is a fault and never keeps the others from being read.
"""

import os
import re
import stat
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from gettext import gettext as _
from hashlib import sha256
from operator import attrgetter
from pathlib import Path
from types import MappingProxyType

from msgspec import Struct

from hanoi_korea_site.config import Config
from hanoi_korea_site.editors_word import editors_word, joined
from hanoi_korea_site.encodings import UndecodableError, decode
from hanoi_korea_site.errors import Fault, InputError, in_order
from hanoi_korea_site.language import N_, reason
from hanoi_korea_site.model import EditorsWord, Seed
from hanoi_korea_site.patterns import regex
from hanoi_korea_site.text import normalise, slug
from hanoi_korea_site.yamlfile import read_yaml

MAX_BYTES = 32_000_000
"""Largest file read; the longest article is a thousandth of it."""

_ARTICLES = (".txt", ".md")
_WORD = ".yaml"
_PASSED_OVER = (".", "~", "#")
_NOT_READ = {
    ".yml": N_("rename it to .yaml"),
    ".text": N_("rename it to .txt"),
    ".markdown": N_("rename it to .md"),
    **dict.fromkeys((".doc", ".odt", ".rtf", ".pdf"), N_("save it as plain text (.txt)")),
    **dict.fromkeys((".docx", ".htm", ".html"), N_("move it out of this folder, and take it in: new --from FILE")),
}
"""Files that are likely meant as articles, and the way out."""
_PLAIN_ID = regex("[a-z0-9]+(?:[-_][a-z0-9]+)*")
_PLAIN_ID_LIMIT = 80
_FRONT = regex(r"---[ \t]*\n(?P<yaml>.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_OPENS_FRONT = regex(r"---[ \t]*(?:\n|\Z)")


class SeedFile(Struct, frozen=True, gc=False):
    """An article that is there, not yet read.

    `source` and `word` are paths below the site with "/", `word` "" where the editor says nothing; `stamp` holds
    size and times (ns) of change of both, of which no program can set the second back: while it stays, the bytes may
    be taken as unchanged.
    """

    id: str
    source: str
    word: str
    stamp: tuple[int, ...]


class SeedListing(Struct, frozen=True, gc=False):
    """The articles there are, by their path, and what cannot be one."""

    files: tuple[SeedFile, ...]
    faults: tuple[Fault, ...]


def read_seed(root: Path, file: SeedFile) -> Seed:
    """Read one article; InputError lists all that is wrong with it and with the editor's word."""
    faults: list[Fault] = []
    raw = _bytes(root, file.source, faults)
    text = _decoded(raw, file.source, faults)
    markdown = file.source.lower().endswith(".md")
    front = EditorsWord()
    if markdown:
        front, text = _front_matter(text, file.source, faults)
    body = normalise(text)
    if not faults and not body.strip():
        remedy = _("write the article, or remove the file")
        faults.append(Fault(_("there is no text in it"), file.source, remedy=remedy))
    word = joined(front, _word_beside(root, file.word, faults)) if file.word else front
    if faults:
        raise InputError(*in_order(faults))
    return Seed(file.id, file.source, sha256(raw).hexdigest(), body, markdown, word)


def read_file(path: Path) -> Seed:
    """Read an article that stands anywhere, with the editor's word beside it; InputError lists all that is wrong."""
    if path.suffix.lower() not in _ARTICLES:
        raise InputError(Fault(_("this is no article"), str(path), remedy=_("name it .txt or .md")))
    word = path.with_suffix(_WORD)
    file = SeedFile(
        _id(normalise(path.stem)) or "khong-ten", path.as_posix(), word.as_posix() if word.is_file() else "", ()
    )
    return read_seed(Path(), file)


def list_seed_files(config: Config, ids: Mapping[str, str] = MappingProxyType({})) -> SeedListing:
    """Find the articles without opening one; files whose ids collide are all set aside.

    `ids` are those of sources that were listed before, and need not be told again.
    """
    faults: list[Fault] = []
    found = sorted(_walk(config, faults), key=attrgetter("source"))
    articles = [file for file in found if file.suffix.lower() in _ARTICLES]
    words = {file.stem: file for file in found if file.suffix == _WORD}
    files = []
    for article in articles:
        word = words.get(article.stem)
        stamp = article.stamp + word.stamp if word else article.stamp
        files.append(
            SeedFile(ids.get(article.source) or _id(article.stem), article.source, word.source if word else "", stamp)
        )
    for stem in words.keys() - {article.stem for article in articles}:
        source = words[stem].source
        message = _("there is no article of this name beside it")
        faults.append(Fault(message, source, remedy=_("rename or remove it")))
    kept = _without_collisions(files, faults)
    return SeedListing(kept, in_order(faults))


def seed_file(config: Config, path: str, files: Iterable[str]) -> SeedFile | None:
    """The article that stands in `path`, or on which the word stands there, where `files` are all there are.

    Its stamp is not told. None where a listing of all might tell more of it: it is a link, or another file bears its
    name.
    """
    folder, stem = f"{config.seeds}{os.sep}", normalise(_split(path)[0])
    named = (file for file in files if _may_bear(file, stem) and file.startswith(folder))
    beside = [file for file in named if normalise(_split(file)[0]) == stem]
    articles = [file for file in beside if _split(file)[1].lower() in _ARTICLES]
    words = [file for file in beside if _split(file)[1] == _WORD]
    plain = all(stat.S_ISREG(os.lstat(file).st_mode) and _is_plain(file) for file in beside)
    if path not in beside or len(articles) != 1 or len(words) > 1 or len(beside) > len(articles + words) or not plain:
        return None
    source, *word = (Path(file).relative_to(config.root).as_posix() for file in articles + words)
    return SeedFile(_id(normalise(_split(source)[0])), source, word[0] if word else "", ())


def _may_bear(file: str, stem: str) -> bool:
    """Whether the file may bear the name once that is normalised, which takes longer and changes no plain ASCII."""
    return file.startswith(stem) or not file.isascii() or not file.isprintable()


def _is_plain(file: str) -> bool:
    name = os.path.basename(file)  # noqa: PTH119 - told of names as the system gives them
    return name.isprintable() and not name.startswith(_PASSED_OVER)


class _Found(Struct, frozen=True, gc=False):
    """A file below the seeds; `stem` is its path without suffix, normalised so that a word finds its article."""

    source: str
    stem: str
    suffix: str
    stamp: tuple[int, ...]


def _walk(config: Config, faults: list[Fault]) -> Iterator[_Found]:
    """Every regular file below the seeds, in no order.

    InputError where the seeds themselves cannot be listed: their archive is not taken for an empty one.
    """
    folders = [(str(config.seeds), config.seeds.relative_to(config.root).as_posix())]
    while folders:
        folder, folder_source = folders.pop()
        try:
            entries = list(os.scandir(folder))
        except OSError as error:
            fault = _unread(error, folder_source, _("mend or make this folder"))
            if folder == str(config.seeds):
                raise InputError(fault) from error
            faults.append(fault)
            continue
        for entry in entries:
            if entry.name.startswith(_PASSED_OVER):
                continue
            source = f"{folder_source}/{entry.name}"
            stem, suffix = _split(source)
            try:
                message, remedy = _unfit(config, entry, suffix.lower())
                if message:
                    shown = source if source.isprintable() else ascii(source)[1:-1]
                    faults.append(Fault(message, shown, remedy=remedy))
                elif entry.is_dir():
                    folders.append((entry.path, source))
                else:
                    status = entry.stat()
                    stamp = (status.st_size, status.st_mtime_ns, status.st_ctime_ns)
                    yield _Found(source, normalise(stem), suffix, stamp)
            except OSError as error:
                faults.append(_unread(error, source, _("mend or remove it")))


def _split(source: str) -> tuple[str, str]:
    """The path without its suffix, and the suffix; `os.path.splitext`, quicker, where no name begins with a dot."""
    stem, dot, suffix = source.rpartition(".")
    return (stem, dot + suffix) if stem and "/" not in suffix else (source, "")


def _unread(error: OSError, source: str, remedy: str) -> Fault:
    return Fault(_("cannot be read: {reason}").format(reason=reason(error)), source, remedy=remedy)


def _unfit(config: Config, entry: "os.DirEntry[str]", suffix: str) -> tuple[str, str]:
    """Why an entry is passed over, and the way out; ("", "") where it is a folder or file to read."""
    if not entry.name.isprintable():
        return _("its name is not plain text"), _("rename it")
    if entry.is_symlink():
        target = Path(os.path.realpath(entry.path, strict=True))
        if target.is_dir():
            return _("links to folders are not followed"), _("copy the articles here")
        if not target.is_relative_to(config.root):
            return _("it links to a file outside the site"), _("copy the file here")
    if entry.is_dir():
        return (_("this is a folder"), _("rename it")) if suffix in (*_ARTICLES, _WORD) else ("", "")
    if not stat.S_ISREG(entry.stat().st_mode):
        return _("this is no regular file"), _("remove it")
    remedy = _NOT_READ.get(suffix, "")
    return (_("“{suffix}” is not read here").format(suffix=suffix), _(remedy)) if remedy else ("", "")


def _id(stem: str) -> str:
    """The article's id from its file name; "" where the name holds neither letter nor digit."""
    name = stem.rsplit("/", 1)[-1]
    if len(name) <= _PLAIN_ID_LIMIT and _PLAIN_ID.fullmatch(name):
        return name.replace("_", "-")
    whole = slug(name, 0)
    if len(whole) <= _PLAIN_ID_LIMIT:
        return whole
    return f"{slug(name, _PLAIN_ID_LIMIT - 7)}-{sha256(whole.encode()).hexdigest()[:6]}"


def _without_collisions(files: list[SeedFile], faults: list[Fault]) -> tuple[SeedFile, ...]:
    ids = {file.id for file in files}
    if len(ids) == len(files) and "" not in ids:
        return tuple(files)
    claims: defaultdict[str, list[str]] = defaultdict(list)
    for file in files:
        claims[file.id].append(file.source)
    for file in files:
        if not file.id:
            faults.append(Fault(_("its name holds no letter or digit"), file.source, remedy=_("rename it")))
        elif len(claims[file.id]) > 1:
            others = ", ".join(source for source in claims[file.id] if source != file.source)
            message = _("its id “{id}” is also that of {others}").format(id=file.id, others=others)
            faults.append(Fault(message, file.source, remedy=_("rename one")))
    return tuple(file for file in files if file.id and len(claims[file.id]) == 1)


def _bytes(root: Path, source: str, faults: list[Fault]) -> bytes:
    try:
        with (root / source).open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        faults.append(_unread(error, source, _("mend its permissions")))
        return b""
    if len(raw) > MAX_BYTES:
        message = _("larger than {number} MB").format(number=MAX_BYTES // 1_000_000)
        faults.append(Fault(message, source, remedy=_("split it")))
        return b""
    return raw


def _decoded(raw: bytes, source: str, faults: list[Fault]) -> str:
    try:
        return decode(raw)
    except UndecodableError as error:
        faults.append(Fault(error.message, source, remedy=error.remedy))
        return ""


def _front_matter(text: str, source: str, faults: list[Fault]) -> tuple[EditorsWord, str]:
    """The word at the head of a Markdown file, and the body below it."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not (front := _FRONT.match(text)):
        if _OPENS_FRONT.match(text):
            remedy = _("put a line “---” below it")
            faults.append(Fault(_("the front matter is not closed"), source, 1, remedy=remedy))
        return EditorsWord(), text
    return editors_word(read_yaml(front["yaml"], source, faults, first_line=2), faults), text[front.end() :]


def _word_beside(root: Path, word: str, faults: list[Fault]) -> EditorsWord:
    text = _decoded(_bytes(root, word, faults), word, faults)
    return editors_word(read_yaml(text, word, faults), faults)
