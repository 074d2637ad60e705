"""Sheets: panels laid out in one column or two, which scroll together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from game.views import theme
from game.views.canvas import Canvas, Rect
from game.views.lettering import LEADING, fit
from game.views.ui import Ui

TWO = 900.0
"""From this width on there are two columns."""
GAP = 14.0
KEY = "summary"
"""Key of what scrolls."""
HEAD = 44.0
"""A panel's heading."""


@dataclass(frozen=True, slots=True)
class Block:
    """A panel: how high it is at a width, and how it is drawn."""

    high: Callable[[Ui, Canvas, float], float]
    draw: Callable[[Ui, Canvas, Rect], None]


def columns(ui: Ui, canvas: Canvas, body: Rect, left: Sequence[Block], right: Sequence[Block]) -> None:
    """`left` and `right` beside each other, or one below the other where it is narrow."""
    two = body.w > TWO and bool(right)
    wide = (body.w - 12 - GAP) / 2 if two else body.w - 14
    sides = [left, right] if two else [[*left, *right]]
    highs = [[block.high(ui, canvas, wide) for block in side] for side in sides]
    tall = max(sum(side) + GAP * max(0, len(side) - 1) for side in highs)
    with ui.scroll(canvas, body, tall + 4, key=KEY) as top:
        for n, (side, sizes) in enumerate(zip(sides, highs, strict=True)):
            y = top
            for block, high in zip(side, sizes, strict=True):
                block.draw(ui, canvas, Rect(body.x + n * (wide + GAP), y, wide, high))
                y += high + GAP


def panel(canvas: Canvas, box: Rect, title: str, *, ground: bool = True) -> None:
    """A card with a heading."""
    if ground:
        canvas.rect(box, theme.CARD, line=theme.LINE, radius=12)
    text = fit(canvas, title, box.w - 40, size=theme.HEAD, weight="title")
    canvas.text(box.x + 20, box.y + 11, text, size=theme.HEAD, colour=theme.INK, weight="title")


def paragraph_high(ui: Ui, canvas: Canvas, text: str, wide: float, size: float = theme.BODY) -> float:
    """How high a paragraph is."""
    return len(ui.wrap(canvas, text, wide, size=size)) * size * LEADING
