"""Figures: numbers that can be asked about. Whoever draws one leaves a place over it; a click there asks why.

Rules of this file: nothing marks such a number until the pointer or the focus is on it; then dots underline it, and its
tip ends with what a click does. Where a number stands within something larger that has a use for clicks (a
dial, a goal), the number's place lies on top of it and takes no focus of its own: the key for Why asks for it, when
that has the focus.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from game.views import theme
from game.views.canvas import Align, Canvas, Colour, Rect, Weight
from game.views.lettering import middle
from game.views.scene import Turn
from game.views.ui import Ui
from game.views.words import say

Ask = Callable[[str, int | None], Turn | None]
"""Asks about a metric: of the run so far, or of one closed day."""
DOT, STEP = 1.8, 4.5


def asks(
    ui: Ui,
    canvas: Canvas,
    rect: Rect,
    ask: Ask | None,
    metric: str,
    *,
    key: str,
    day: int | None = None,
    tip: str = "",
    owner: str = "",
) -> None:
    """The place of a number that was drawn in `rect`; `owner`: what it is a part of."""
    if ask is None:
        return
    do = partial(ask, metric, day)
    words = say("{tip} Click: why?", tip=tip) if tip else say("Click: why?")
    lit = ui.spot(key, rect, do, why=do, tip=words, focus=not owner, owner=owner)
    if lit or ui.focus == key:
        dots(canvas, rect)


def dots(canvas: Canvas, rect: Rect) -> None:
    """The sign of what can be asked about."""
    for n in range(int(rect.w // STEP)):
        canvas.rect(Rect(rect.x + n * STEP, rect.bottom - DOT, DOT, DOT), theme.ACCENT, radius=DOT / 2)


def figure(
    ui: Ui,
    canvas: Canvas,
    x: float,
    y: float,
    text: str,
    ask: Ask | None,
    metric: str,
    *,
    key: str,
    size: float,
    colour: Colour,
    weight: Weight = "bold",
    align: Align = "left",
    day: int | None = None,
    tip: str = "",
    owner: str = "",
) -> None:
    """A number whose middle is at `y`, and its place."""
    middle(canvas, x, y, text, size=size, colour=colour, weight=weight, align=align)
    wide, high = canvas.measure(text, size=size, weight=weight)
    left = x - (wide if align == "right" else wide / 2 if align == "centre" else 0.0)
    box = Rect(left - 3, y - high / 2 - 1, wide + 6, high + 2)
    asks(ui, canvas, box, ask, metric, key=key, day=day, tip=tip, owner=owner)
