"""The pictures that stand for pages where their addresses are shared: one a kind of page, drawn once and remembered."""

import hashlib
import importlib.resources
import io
from functools import partial
from importlib.metadata import version
from typing import TYPE_CHECKING, Final

from hanoi_korea_site.cache import Cache
from hanoi_korea_site.fonts import letters
from hanoi_korea_site.incremental import Made
from hanoi_korea_site.views import addresses
from hanoi_korea_site.views.heads import SECTIONS
from hanoi_korea_site.views.site import Site

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

SIZE: Final = (1200, 630)
"""What those who show such pictures ask for."""

_FONT: Final = "Literata[opsz,wght].ttf"
_PAPER, _INK, _SOFT, _LINE = "#faf7f1", "#211d18", "#5c5448", "#d9d0bf"
_HOME, _PARTNER = "#9c1f2e", "#1a4f8c"
_LEFT, _WIDTH = 96, 1008
_INKS: Final = (_INK, _SOFT, _LINE, _HOME, _PARTNER)
_SHADES: Final = 16
"""From the paper to each ink. In the palette they stand in a row, so that the drawing of letters, which mixes the
numbers of paper and ink, gives the shades between them."""


def picture_files(site: Site, store: Cache) -> tuple[Made, ...]:
    """One for each kind of page; what is drawn is kept in `store` under all that it is made of."""
    named = {addresses.picture(section): name for section, name in SECTIONS.items()}
    named[addresses.picture(addresses.HOME)] = ""
    tools = f"{version('pillow')} {version('fontpkg-literata')}"
    keys = {path: _digest(tools, name, site.title, site.country_names) for path, name in sorted(named.items())}
    store.prune("picture", tuple(keys.values()))
    return tuple(Made(path, key, partial(_remembered, site, named[path], store, key)) for path, key in keys.items())


def _digest(*parts: object) -> str:
    return hashlib.blake2b(repr(parts).encode(), digest_size=16).hexdigest()


def _remembered(site: Site, kind: str, store: Cache, key: str) -> bytes:
    body = store.get("picture", key)
    if body is None:
        body = drawn(site, kind)
        store.save("picture", [(key, body)])
    return body


def drawn(site: Site, kind: str) -> bytes:
    """A PNG with the site's title, the name of the kind of page, and the two countries in their colours.

    Words that the typeface cannot write in full are left out.
    """
    from PIL import Image, ImageDraw  # noqa: PLC0415 - costly, and needed once

    image = Image.new("P", SIZE)
    image.putpalette(_palette())
    draw = ImageDraw.Draw(image)
    draw.fontmode = "L"
    draw.rectangle((0, 0, SIZE[0] // 2, 18), _full(_HOME))
    draw.rectangle((SIZE[0] // 2, 0, SIZE[0], 18), _full(_PARTNER))
    if kind:
        _write(draw, 150, kind, _HOME, 52)
    _write_title(draw, site.title, top=300 if kind else 250)
    draw.line((_LEFT, 520, _LEFT + _WIDTH, 520), _full(_LINE), 2)
    _write(draw, 545, " · ".join(site.country_names), _SOFT, 32)
    body = io.BytesIO()
    image.save(body, "PNG")
    return body.getvalue()


def _palette() -> list[int]:
    return [
        round(pale + (dark - pale) * shade / (_SHADES - 1))
        for ink in _INKS
        for shade in range(_SHADES)
        for pale, dark in zip(bytes.fromhex(_PAPER[1:]), bytes.fromhex(ink[1:]), strict=True)
    ]


def _full(ink: str) -> int:
    """Its number in the palette."""
    return (_INKS.index(ink) + 1) * _SHADES - 1


def _write(draw: "ImageDraw", top: int, words: str, ink: str, size: int) -> None:
    """A line on the paper that its ink is mixed with."""
    draw.rectangle((0, top, SIZE[0], top + size * 3 // 2), _full(ink) - _SHADES + 1)
    draw.text((_LEFT, top), _sayable(words), _full(ink), _font(size, 400))


def _write_title(draw: "ImageDraw", title: str, top: int) -> None:
    """In the largest size that takes two lines at most, else in three; all paper is its ink's, which comes first."""
    for size in (88, 72, 58, 46, 36):
        font = _font(size, 600)
        lines = _lines(draw, _sayable(title), font)[:3]
        if len(lines) <= 2:  # noqa: PLR2004 - as the contract says
            break
    for number, line in enumerate(lines):
        draw.text((_LEFT, top + number * size * 1.25 - size * 0.6 * (len(lines) - 1)), line, _full(_INK), font)


def _lines(draw: "ImageDraw", text: str, font: "FreeTypeFont") -> list[str]:
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and draw.textlength(longer, font) <= _WIDTH:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _sayable(text: str) -> str:
    return text if letters().issuperset(text) else ""


def _font(size: int, weight: int) -> "FreeTypeFont":
    from PIL import ImageFont  # noqa: PLC0415 - costly, and needed once

    body = importlib.resources.files("fontpkg_literata").joinpath("files", _FONT).read_bytes()
    font = ImageFont.truetype(io.BytesIO(body), size)
    font.set_variation_by_axes([36, weight])
    return font
