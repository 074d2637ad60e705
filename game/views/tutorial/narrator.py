"""The narrator: Hedda Quill of the back office, her portrait, and the plate on which what she says is written.

Rules of this file: the plate stands where it hides nothing that she speaks of, in a corner, or where the window is
narrow as a strip along an edge. It is in nobody's way: what lies under it can be reached by pressing something on it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from game.views import art, icons, theme, widgets
from game.views.canvas import Canvas, Rect, overlap
from game.views.lettering import fit, lines_high, middle, squeeze
from game.views.ui import Do, Ui
from game.views.widgets import Style
from game.views.words import edition, say

WIDE = 392.0
LETTERED = 320.0
"""Below this width the letters are small."""
NARROW = 700.0
"""Below this width of the room the plate is a strip."""
FACE = 58.0
PAD = 12.0
BUTTON = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A button on the plate."""

    key: str
    text: str
    do: Do
    style: Style = "quiet"
    tip: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """Something that she says."""

    words: str
    head: str
    """Beside her name."""
    done: bool = False
    """Whether what she asked for has been done."""
    left: tuple[Choice, ...] = ()
    right: tuple[Choice, ...] = ()
    close: Choice


# --- where ------------------------------------------------------------------------------------------------------


def high(ui: Ui, canvas: Canvas, wide: float, remark: Remark) -> float:
    """How high the plate is at a width; a strip has its buttons beside the name."""
    lines = ui.wrap(canvas, remark.words, _room(wide), size=_size(wide))
    words = lines_high(canvas, len(lines), _size(wide))
    face = FACE / art.NARRATOR_SHAPE
    if wide > WIDE:
        return max(8 + BUTTON + 2 + words + 8, face + 16)
    return PAD + 20 + max(words, face - 24) + 8 + BUTTON + 8


def _size(wide: float) -> float:
    return theme.BODY if LETTERED <= wide <= WIDE else theme.SMALL


def _room(wide: float) -> float:
    return wide - FACE - 3 * PAD


def place(
    ui: Ui, canvas: Canvas, room: Rect, remark: Remark, about: Rect | None, avoid: Sequence[Rect]
) -> Rect:  # fmt: skip
    """Where the plate stands in `room`: not over what it is `about`, and over as little as can be of `avoid`.

    In a narrow room as a strip along an edge, or if that won't do in a corner.
    """
    narrow = room.w < NARROW
    edge = 6.0 if narrow else 14.0
    wides = [room.w - 2 * edge, room.w * 0.46 - 2 * edge] if narrow else [min(WIDE, room.w - 2 * edge)]
    boxes = []
    for wide in wides:
        tall = high(ui, canvas, wide, remark)
        left, right = room.x + edge, room.right - edge - wide
        top, bottom = room.y + edge, room.bottom - edge - tall
        boxes += [Rect(x, y, wide, tall) for x, y in ((left, bottom), (right, bottom), (right, top), (left, top))]
        if not narrow:  # over what stands beneath
            x, y = canvas.size[0] - edge - wide, canvas.size[1] - edge - tall
            boxes += [Rect(edge, y, wide, tall), Rect(x, y, wide, tall)]

    def worth(box: Rect) -> float:
        hidden = _area(overlap(box, about.inset(-12))) if about else 0.0
        return 1000 * hidden + sum(_area(overlap(box, other)) for other in avoid)

    return min(boxes, key=worth)


def hides(box: Rect, about: Rect) -> bool:
    """Whether the plate lies on what it is about."""
    return _area(overlap(box, about.inset(-4))) > 0


def _area(rect: Rect) -> float:
    return rect.w * rect.h


# --- the plate --------------------------------------------------------------------------------------------------


def draw(ui: Ui, canvas: Canvas, box: Rect, remark: Remark) -> None:
    """The plate with everything on it."""
    ui.block(box, "block guide")
    ui.keep_clear(box)
    canvas.rect(Rect(box.x + 3, box.y + 4, box.w, box.h), theme.SHADOW, radius=12)
    texts = (*(one.text for one in (*remark.left, *remark.right)), remark.words, remark.head, remark.done)
    paint = lambda inner: _draw(ui, inner, box, remark)
    canvas.rect(box, theme.CARD, line=theme.INK, width=1.6, radius=12)
    ui.panel(canvas, "guide", (texts, edition()), box.inset(4), paint, ground=theme.CARD)


def _draw(ui: Ui, canvas: Canvas, box: Rect, remark: Remark) -> None:
    strip = box.w > WIDE
    face = Rect(box.x + PAD, box.y + (8 if strip else PAD), FACE, FACE / art.NARRATOR_SHAPE)
    art.draw(canvas, art.NARRATOR if remark.done else art.NARRATOR_POINTS, face)
    art.dim(canvas, face)
    shut = Rect(box.right - 34, box.y + 8, 26, 26)
    close = remark.close
    widgets.button(ui, canvas, shut, "", close.do, key=close.key, style="quiet", icon=icons.cross, tip=close.tip)
    x = face.right + PAD
    if strip:
        row = Rect(x, box.y + 7, shut.x - 6 - x, BUTTON)
        right = _draw_buttons(ui, canvas, row, (*remark.left, *remark.right), remark.done)
        _draw_name(canvas, x, box.y + 7 + BUTTON / 2, right - x - 8, remark.head)
        ui.paragraph(canvas, x, row.bottom + 2, _room(box.w), remark.words, size=_size(box.w))
        return
    _draw_name(canvas, x, box.y + PAD + 7, shut.x - x - 6, remark.head)
    ui.paragraph(canvas, x, box.y + PAD + 20, _room(box.w), remark.words, size=_size(box.w))
    row = Rect(box.x + PAD, box.bottom - BUTTON - 8, box.w - 2 * PAD, BUTTON)
    left = row.x
    for one in remark.left:
        left = _button(ui, canvas, left, row, one, to_right=True) + 4
    _draw_buttons(ui, canvas, Rect(left, row.y, row.right - left, row.h), remark.right, remark.done)


def _draw_name(canvas: Canvas, x: float, y: float, room: float, head: str) -> None:
    name = say("Hedda Quill")
    wide = canvas.measure(name, size=theme.SMALL, weight="bold")[0]
    middle(canvas, x, y, name, size=theme.SMALL, colour=theme.INK, weight="bold")
    head, size = squeeze(canvas, head, max(0.0, room - wide - 10), size=theme.TINY)
    middle(canvas, x + wide + 10, y + 0.5, head, size=size, colour=theme.INK_SOFT)


def _draw_buttons(ui: Ui, canvas: Canvas, row: Rect, choices: Sequence[Choice], done: bool) -> float:
    """Buttons from the right, and before them a tick if it is `done`; the `x` at which they begin."""
    x = row.right
    for one in reversed(choices):
        x = _button(ui, canvas, x, row, one, to_right=False) - 6
    if done:
        canvas.circle(x - 14, row.y + BUTTON / 2, 11, theme.GOOD)
        icons.tick(canvas, x - 14, row.y + BUTTON / 2, 5, theme.CARD)
        x -= 28
    return x


def _button(ui: Ui, canvas: Canvas, x: float, row: Rect, one: Choice, *, to_right: bool) -> float:
    """A button as wide as its words, from `x` on; the `x` after it."""
    text = fit(canvas, one.text, row.w * 0.62, size=theme.SMALL, weight="bold")
    wide = canvas.measure(text, size=theme.SMALL, weight="bold")[0] + (20 if one.style == "quiet" else 32)
    box = Rect(x if to_right else x - wide, row.y, wide, row.h)
    widgets.button(ui, canvas, box, text, one.do, key=one.key, style=one.style, tip=one.tip, size=theme.SMALL)
    return box.right if to_right else box.x
