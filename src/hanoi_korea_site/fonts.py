"""The site's own typeface: Literata, cut to Latin and Vietnamese while building, and remembered.

The fonts come from the package fontpkg-literata (SIL Open Font License 1.1); only their cut is published, with its
licence.
"""

import hashlib
import importlib.resources
import io
import unicodedata
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from typing import Final

from hanoi_korea_site.cache import Cache
from hanoi_korea_site.incremental import Made

STYLESHEET: Final = "fonts/fonts.css"
LICENCE: Final = "fonts/OFL.txt"

_VOWELS = "aăâeêioôơuưy"
_TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
_SIGNS = "₫–—‘’“”…•′″←→≈"
_FEATURES = ("kern", "liga", "ccmp", "locl", "mark", "mkmk", "lnum", "tnum")


@dataclass(frozen=True, slots=True)
class Cut:
    """A font of the package and what is kept of it: each axis at one value or between two."""

    permalink: str
    file: str
    axes: tuple[tuple[str, float | tuple[float, float]], ...]


CUTS: Final = (
    Cut("fonts/literata.woff2", "Literata[opsz,wght].ttf", (("opsz", (12, 36)), ("wght", (400, 700)))),
    Cut("fonts/literata-italic.woff2", "Literata-Italic[opsz,wght].ttf", (("opsz", 18), ("wght", 400))),
)
"""Upright in all optical sizes, so that headlines are as fine as text is sturdy; the italic loads where text leans."""

# The faces named "… thay" stand in while Literata loads. Their widths are fitted to it, weighed by how often a letter
# occurs in Vietnamese news, so that lines break alike; Liberation Serif and Tinos are as wide as Times New Roman.
_STYLES: Final = """\
@font-face {
  font-family: Literata;
  src: url("literata.woff2") format("woff2");
  font-weight: 400 700;
  font-display: swap;
}

@font-face {
  font-family: Literata;
  src: url("literata-italic.woff2") format("woff2");
  font-style: italic;
  font-weight: 400;
  font-display: swap;
}

@font-face {
  font-family: "Times thay";
  src: local("Times New Roman"), local("Liberation Serif"), local("Tinos");
  font-weight: 400;
  size-adjust: 119%;
  ascent-override: 98.9%;
  descent-override: 25.9%;
  line-gap-override: 0%;
}

@font-face {
  font-family: "Times thay";
  src: local("Times New Roman Bold"), local("Liberation Serif Bold"), local("Tinos Bold");
  font-weight: 600 700;
  size-adjust: 115.7%;
  ascent-override: 101.7%;
  descent-override: 26.6%;
  line-gap-override: 0%;
}

@font-face {
  font-family: "Noto thay";
  src: local("Noto Serif");
  size-adjust: 99.1%;
  ascent-override: 118.7%;
  descent-override: 31.1%;
  line-gap-override: 0%;
}

:root {
  --own-serif: Literata, "Times thay", "Noto thay";
}
"""


def letters() -> frozenset[str]:
    """Latin-1, the whole Vietnamese alphabet with its tones, and the signs that the pages use."""
    latin = {chr(code) for code in (*range(0x20, 0x7F), *range(0xA0, 0x100))}
    vietnamese = {unicodedata.normalize("NFC", vowel + tone) for vowel in _VOWELS for tone in _TONES} | {"đ"}
    return frozenset({*latin, *vietnamese, *map(str.upper, vietnamese), *_TONES[1:], *_SIGNS})


def font_files(store: Cache) -> tuple[Made, ...]:
    """The stylesheet, the licence and the fonts; what is cut is kept in `store` under all that it is made of."""
    styles, licence = _STYLES.encode(), _package("LICENSE")
    files = [
        Made(name, _digest(body), partial(bytes, body)) for name, body in ((STYLESHEET, styles), (LICENCE, licence))
    ]
    tools = f"{version('fonttools')} {version('brotli')} {_FEATURES} {sorted(letters())}"
    keys = {cut: _digest(_package("files", cut.file), f"{cut} {tools}".encode()) for cut in CUTS}
    store.prune("font", tuple(keys.values()))
    return (*files, *(Made(cut.permalink, key, partial(_remembered, store, cut, key)) for cut, key in keys.items()))


def _remembered(store: Cache, cut: Cut, key: str) -> bytes:
    body = store.get("font", key)
    if body is None:
        body = made(cut)
        store.save("font", [(key, body)])
    return body


def made(cut: Cut) -> bytes:
    """The cut as WOFF2; the same bytes for the same font and tools."""
    from fontTools.subset import Options, Subsetter  # noqa: PLC0415 - costly, and needed once
    from fontTools.ttLib import TTFont  # noqa: PLC0415
    from fontTools.varLib.instancer import instantiateVariableFont  # noqa: PLC0415

    font = TTFont(io.BytesIO(_package("files", cut.file)), recalcTimestamp=False)
    options = Options(
        layout_features=list(_FEATURES), hinting=False, notdef_outline=True, name_IDs=[0, 1, 2, 5, 13, 14]
    )
    subsetter = Subsetter(options)
    subsetter.populate(text="".join(sorted(letters())))
    subsetter.subset(font)
    font = instantiateVariableFont(font, dict(cut.axes), inplace=True)
    font.flavor = "woff2"
    woff2 = io.BytesIO()
    font.save(woff2)
    return woff2.getvalue()


def _package(*parts: str) -> bytes:
    return importlib.resources.files("fontpkg_literata").joinpath(*parts).read_bytes()


def _digest(*parts: bytes) -> str:
    total = hashlib.blake2b(digest_size=16)
    for part in parts:
        total.update(hashlib.blake2b(part, digest_size=16).digest())
    return total.hexdigest()
