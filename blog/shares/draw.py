"""The picture that stands for a page where somebody shares it: warm paper, dark ink, one rule."""

import io

from PIL import Image, ImageColor, ImageDraw

from blog.shares.letters import drawable, fitted, font
from blog.shares.picture import HEIGHT, WIDTH, Shared
from blog.shares.sign import sign

_PAPER, _INK, _QUIET = "#fbfaf6", "#1c1b18", "#5d5a52"
_MARGIN = 88
_SIGN, _NAME, _UNDER = 60, 36, 40
_SIZES = range(92, 47, -4)
_ROOM = 330  # for the lines of the title, in pixels of height
_LEADING = 1.16
_RULE = (72, 6)
_STEPS = 21


def png(shared: Shared) -> bytes:
    """1200 by 630. What the font has no signs for is left out; a title of which too little is left
    gives way to the site's name, and that to the sign alone."""
    image = Image.new("RGB", (WIDTH, HEIGHT), _PAPER)
    draw = ImageDraw.Draw(image)
    above, title = drawable(shared.above), drawable(shared.title)
    under = drawable(shared.under)
    if not title:
        above, title = "", above
    _head(image, draw, above, shared.accent)
    _foot(draw, title, under, shared.accent)
    return _saved(image, shared.accent)


def _head(image: Image.Image, draw: ImageDraw.ImageDraw, name: str, accent: str) -> None:
    top = _MARGIN - 10
    drop = sign(accent, _SIGN)
    image.paste(drop, (_MARGIN, top), drop)
    if name:
        left = _MARGIN + _SIGN + 22
        _, lines = fitted(
            name, width=WIDTH - _MARGIN - left, sizes=range(_NAME, _NAME - 1, -1), most={_NAME: 1}
        )
        draw.text((left, top + _SIGN / 2), lines[0], _QUIET, font(_NAME), anchor="lm")


def _foot(draw: ImageDraw.ImageDraw, title: str, under: str, accent: str) -> None:
    """The title stands on the lower margin, the rule above it, what is said under it below."""
    bottom = HEIGHT - _MARGIN
    if under:
        bottom = _lines(draw, under, bottom, range(_UNDER, _UNDER - 1, -1), 110, _QUIET) - 34
    room = _ROOM - (90 if under else 0)
    top = _lines(draw, title, bottom, _SIZES, room, _INK) if title else bottom
    wide, high = _RULE
    draw.rectangle((_MARGIN, top - 34 - high, _MARGIN + wide - 1, top - 35), fill=accent)


def _lines(
    draw: ImageDraw.ImageDraw, text: str, bottom: int, sizes: range, room: int, colour: str
) -> int:
    """Drawn upon `bottom`; where their top is."""
    most = {size: max(1, int(room / (size * _LEADING))) for size in sizes}
    size, lines = fitted(text, width=WIDTH - 2 * _MARGIN, sizes=sizes, most=most)
    step = round(size * _LEADING)
    for number, line in enumerate(reversed(lines)):
        draw.text((_MARGIN, bottom - number * step), line, colour, font(size), anchor="ls")
    return bottom - (len(lines) - 1) * step - round(0.72 * size)


def _saved(image: Image.Image, accent: str) -> bytes:
    """With few colours, which are known: that is a third of the bytes, and made in no time."""
    palette = Image.new("P", (1, 1))
    palette.putpalette(_few(accent))
    out = io.BytesIO()
    few = image.quantize(palette=palette, dither=Image.Dither.NONE)
    few.save(out, "PNG", compress_level=6)  # the last tenth would take ten times as long
    return out.getvalue()


def _few(accent: str) -> list[int]:
    """From paper to each colour that is drawn on it, in steps that make edges soft."""
    paper = ImageColor.getrgb(_PAPER)
    found: list[int] = []
    for colour in (ImageColor.getrgb(each) for each in (_INK, _QUIET, accent)):
        for step in range(_STEPS):
            share = step / (_STEPS - 1)
            mixed = zip(paper, colour, strict=False)
            found += [round(one + (other - one) * share) for one, other in mixed]
    return found
