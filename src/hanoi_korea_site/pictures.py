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
_LEFT, _WIDTH, _COLOURS = 96, 1008, 64


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

    image = Image.new("RGB", SIZE, _PAPER)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, SIZE[0] // 2, 18), _HOME)
    draw.rectangle((SIZE[0] // 2, 0, SIZE[0], 18), _PARTNER)
    _write_title(draw, site.title, top=300 if kind else 250)
    if kind:
        draw.text((_LEFT, 150), _sayable(kind), _HOME, _font(52, 400))
    draw.line((_LEFT, 520, _LEFT + _WIDTH, 520), _LINE, 2)
    draw.text((_LEFT, 545), _sayable(" · ".join(site.country_names)), _SOFT, _font(32, 400))
    body = io.BytesIO()
    image.quantize(_COLOURS, dither=Image.Dither.NONE).save(body, "PNG", optimize=True)
    return body.getvalue()


def _write_title(draw: "ImageDraw", title: str, top: int) -> None:
    """In the largest size that takes two lines at most."""
    for size in (88, 72, 58, 46, 36):
        font = _font(size, 600)
        lines = _lines(draw, _sayable(title), font)
        if len(lines) <= 2:  # noqa: PLR2004 - as the contract says
            break
    for number, line in enumerate(lines[:3]):
        draw.text((_LEFT, top + number * size * 1.25 - size * 0.6 * (len(lines) - 1)), line, _INK, font)


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
