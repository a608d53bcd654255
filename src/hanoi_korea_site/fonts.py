"""The site's own typeface: Literata, cut to Latin and Vietnamese while building, and remembered.

The fonts come from the package fontpkg-literata (SIL Open Font License 1.1); only their cut is published, with its
licence.
"""

import hashlib
import importlib.resources
import io
import math
import unicodedata
from collections.abc import Iterable, MutableSet
from functools import cache, partial
from importlib.metadata import version
from typing import Final

from hanoi_korea_site.cache import Cache
from hanoi_korea_site.incremental import Made

STYLESHEET: Final = "fonts/fonts.css"
SCRIPT: Final = "fonts/fonts.js"
LICENCE: Final = "fonts/OFL.txt"

_VOWELS = "aăâeêioôơuưy"
_TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
_SIGNS = "₫–—‘’“”…•′″←→≈"
_FEATURES = ("kern", "liga", "ccmp", "locl", "mark", "mkmk", "lnum", "tnum")


FONT: Final = "fonts/literata.woff2"
_SOURCE = "Literata[opsz,wght].ttf"
_AXES = {"opsz": (12, 36), "wght": (400, 700)}
"""All optical sizes between small print and headlines, so that the one are as fine as the other is sturdy."""
_NAMES = (0, 1, 2, 5, 13, 14)
"""Copyright, family, style, version, licence and its address."""
_VERTICAL = ("VVAR", "vhea", "vmtx")
"""What only lines from top to bottom ask for."""

# Nothing on a page ever moves: `optional` lets Literata in only where it is there before the page is laid out. The
# script asks for it early enough; a plain <link rel="preload"> would be refused in pages opened from a folder.
_ASKING: Final = """\
(() => {
  "use strict";
  const link = document.createElement("link");
  Object.assign(link, { rel: "preload", as: "font", type: "font/woff2" });
  if (location.protocol !== "file:") link.crossOrigin = "anonymous";
  link.href = new URL("literata.woff2", document.currentScript.src).href;
  document.head.append(link);
})();
"""

# The faces named "… thay" stand in while Literata loads. Their widths are fitted to it, weighed by how often a letter
# occurs in Vietnamese news, so that lines break alike; Liberation Serif and Tinos are as wide as Times New Roman.
_STYLES: Final = """\
@font-face {
  font-family: Literata;
  src: url("literata.woff2") format("woff2");
  font-weight: 400 700;
  font-display: optional;
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
    """The font and what belongs to it; the font is kept in `store` under all that it is made of."""
    source = _package("files", _SOURCE)
    tools = tuple(map(version, ("uharfbuzz", "fonttools", "brotli")))
    recipe = f"{tools} {_AXES} {_FEATURES} {_NAMES} {_VERTICAL} {sorted(letters())}"
    key = _digest(source, recipe.encode())
    store.prune("font", [key])
    texts = ((STYLESHEET, _STYLES.encode()), (SCRIPT, _ASKING.encode()), (LICENCE, _package("LICENSE")))
    return (
        Made(FONT, key, partial(_remembered, store, key)),
        *(Made(permalink, _digest(body), partial(bytes, body)) for permalink, body in texts),
    )


def _remembered(store: Cache, key: str) -> bytes:
    body = store.get("font", key)
    if body is None:
        body = cut()
        store.save("font", [(key, body)])
    return body


@cache
def cut() -> bytes:
    """The font as WOFF2; the same bytes for the same package and tools."""
    import uharfbuzz  # noqa: PLC0415 - needed once
    from fontTools.ttLib import TTFont  # noqa: PLC0415

    face, asked = uharfbuzz.Face(_package("files", _SOURCE)), uharfbuzz.SubsetInput()
    asked.flags = uharfbuzz.SubsetFlags.NO_HINTING
    sets = uharfbuzz.SubsetInputSets
    _ask(asked.sets(sets.UNICODE), map(ord, letters()))
    _ask(asked.sets(sets.NAME_ID), _NAMES)
    _ask(asked.sets(sets.LAYOUT_FEATURE_TAG), map(_tag, _FEATURES))
    asked.sets(sets.DROP_TABLE_TAG).update(set(map(_tag, _VERTICAL)))
    for axis, (low, high) in _AXES.items():
        asked.set_axis_range(face, axis, low, high, math.nan)  # its default stays, where that lies between them
    font = TTFont(io.BytesIO(uharfbuzz.subset(face, asked).blob.data), recalcTimestamp=False)
    font.flavor = "woff2"
    woff2 = io.BytesIO()
    font.save(woff2)
    return woff2.getvalue()


def _ask(asked: MutableSet[int], wanted: Iterable[int]) -> None:
    """For these alone, in the place of what is asked for by default."""
    asked.clear()
    asked |= set(wanted)


def _tag(name: str) -> int:
    return int.from_bytes(name.encode(), "big")


def _package(*parts: str) -> bytes:
    return importlib.resources.files("fontpkg_literata").joinpath(*parts).read_bytes()


def _digest(*parts: bytes) -> str:
    total = hashlib.blake2b(digest_size=16)
    for part in parts:
        total.update(hashlib.blake2b(part, digest_size=16).digest())
    return total.hexdigest()
