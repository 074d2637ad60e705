"""The switch back from the town to the floor: two words on a small board. The way there is a door like all others."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from game.views import icons, theme
from game.views.canvas import Canvas, Rect
from game.views.keys import Act, with_key
from game.views.lettering import fit, middle
from game.views.ui import Ui
from game.views.words import say

WIDE: Final = 166.0
HIGH: Final = 28.0


def draw(ui: Ui, canvas: Canvas, x: float, y: float, turn: Callable[[], None]) -> None:
    """The switch, its upper left corner at (x, y)."""
    board = Rect(x, y, WIDE, HIGH)
    ui.keep_clear(board)
    tip = with_key(say("The town, and back to the floor"), Act.TOWN)
    lit = ui.spot("floor or town", board, turn, tip=tip)
    canvas.rect(board, theme.CARD, line=theme.INK if lit else theme.INK_SOFT, width=1.2, radius=7)
    half = WIDE / 2
    for n, (text, icon) in enumerate(((say("Floor"), icons.phone), (say("Town"), icons.town))):
        part = Rect(x + n * half, y, half, HIGH)
        on = n == 1
        if on:
            canvas.rect(part.inset(2), theme.INK, radius=5)
        ink = theme.CARD if on else theme.INK
        icon(canvas, part.x + 15, part.y + HIGH / 2, 6, ink)
        shown = fit(canvas, text, half - 30, size=theme.SMALL, weight="bold")
        middle(canvas, part.x + 26, part.y + HIGH / 2, shown, size=theme.SMALL, colour=ink, weight="bold")
