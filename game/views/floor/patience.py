"""Patience: how much of it is left, as a wedge over a head and as the face below.

Rules of this file: it is shown by a shrinking wedge and a souring face, never as a number: nobody on the floor knows
it.
"""

from __future__ import annotations

from math import ceil, pi
from typing import Final

from game.views import theme
from game.views.floor.colours import CHALK
from game.views.floor.looks import Mood
from game.views.floor.pen import Motif, Pen, arc
from sim.frames import WaitingView

WHOLE: Final = 8
"""Steps of the wedge."""
HUES: Final[tuple[theme.Hue, ...]] = (
    "RED", "RED", "ORANGE", "ORANGE", "YELLOW", "YELLOW", "GREEN", "GREEN",
)  # fmt: skip
"""Of the wedge, from the last step on."""
MOODS: Final = (
    Mood.FURIOUS, Mood.FURIOUS, Mood.SOUR, Mood.SOUR, Mood.FLAT, Mood.FLAT, Mood.CALM, Mood.CALM, Mood.CALM,
)  # fmt: skip
"""The face of one with so many steps left."""


def wedge_of(waiting: WaitingView, now: float) -> int:
    """How many eighths of his patience one in line has left, rounded up."""
    used = (now - waiting.since) / waiting.patience_s if waiting.patience_s > 0 else 1.0
    return max(0, min(WHOLE, ceil((1 - used) * WHOLE)))


def paint_wedge(pen: Pen, left: int) -> None:
    """What is left, in eighths of a clock; from the last one on with an exclamation mark."""
    colour = theme.named(HUES[max(0, left - 1)])
    pen.disc(0, 0, 4.2, CHALK, theme.INK, 0.9)
    if left > 0:
        top = -pi / 2
        pen.shape([(0, 0), *arc(0, 0, 3.3, 3.3, top, top + 2 * pi * left / WHOLE, 3 * left)], colour)
    if left <= 1:
        pen.box(-0.8, -2.8, 1.6, 3.4, theme.RED)
        pen.box(-0.8, 1.3, 1.6, 1.6, theme.RED)


WEDGE: Final = Motif("wedge", paint_wedge, (6, 6, 6, 6))
