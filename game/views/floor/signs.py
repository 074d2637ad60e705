"""Signs: what stands over heads and desks, and says what is going on.

Rules of this file: a sign is told by its shape, about 12 units across, with (0, 0) in its middle. One that moves has
few variants and goes through them below 3 Hz.
"""

from __future__ import annotations

from math import cos, pi, sin
from typing import Final

from game.views import theme
from game.views.canvas import Colour, Point
from game.views.floor.colours import CHALK, WOOD_DARK
from game.views.floor.pen import Motif, Pen, Reach, arc
from game.views.theme import mix
from sim.frames import Doing

# --- over the desk of a busy CSR ----------------------------------------------------------------------------------


def paint_bubble(pen: Pen, fill: Colour, line: Colour, side: int) -> None:
    """A speech bubble about (0, 0), its tail to the speaker on the left (-1) or right (1); 0: straight down."""
    tail = [(side * 3.0 - 2.0, 4.5), (side * 8.5, 9.5), (side * 3.0 + 2.5, 4.5)]
    pen.shape(tail, fill, line, 1.0)
    pen.box(-10, -6.5, 20, 12.5, fill, line, radius=5.5, width=1.0)
    pen.shape([(side * 3.0 - 1.4, 4.0), (side * 5.4, 6.6), (side * 3.0 + 1.8, 4.0)], fill)


def paint_talk(pen: Pen, variant: int) -> None:
    """Talk: three dots, one after the other; an odd variant is the customer's turn."""
    dots, side = divmod(variant, 2)
    paint_bubble(pen, CHALK, theme.INK, 1 if side else -1)
    for n in range(3):
        pen.disc((n - 1) * 5.0, -0.3, 1.5 if n != dots else 2.2, theme.INK if n == dots else theme.INK_FAINT)


def paint_quarrel(pen: Pen, swing: int) -> None:
    """A quarrel: a jagged bubble with a lightning bolt."""
    spikes: list[Point] = []
    for n in range(20):
        reach = 1.0 if n % 2 == swing else 0.68
        angle = 2 * pi * n / 20
        spikes.append((14 * reach * cos(angle), 9.6 * reach * sin(angle)))
    pen.shape(spikes, (252, 222, 170), theme.RED, 1.4)
    pen.shape([(1.4, -6), (-3.6, 0.8), (-0.4, 0.8), (-1.6, 6), (3.8, -1.4), (0.6, -1.4)], theme.RED)


def paint_hourglass(pen: Pen, turned: int) -> None:
    """Waiting for an approval."""
    paint_bubble(pen, (250, 234, 186), theme.INK, -1)
    ink = theme.INK
    pen.shape([(-3.4, -4.6), (3.4, -4.6), (0.5, -0.2), (3.4, 4.2), (-3.4, 4.2), (-0.5, -0.2)], CHALK, ink, 0.9)
    pen.stroke([(-4.2, -4.9), (4.2, -4.9)], ink, 1.5)
    pen.stroke([(-4.2, 4.5), (4.2, 4.5)], ink, 1.5)
    high = 1.4 if turned else 2.6
    pen.shape([(-high * 0.75, -high), (high * 0.75, -high), (0, -0.2)], theme.ORANGE)
    pen.shape([(-2.7, 3.7), (2.7, 3.7), (0, 3.7 - (3.6 - high))], theme.ORANGE)


def paint_approving(pen: Pen, down: int) -> None:
    """A supervisor's stamp over a paper."""
    paint_bubble(pen, (236, 222, 236), theme.INK, -1)
    lift = 0 if down else -2.0
    pen.stroke([(-6, 3.4), (6, 3.4)], theme.INK, 1.0)
    pen.box(-1.5, -5.4 + lift * 0.4, 3.0, 5.2, WOOD_DARK, theme.INK, radius=1.2, width=0.7)
    pen.box(-4.2, -0.6 + lift, 8.4, 2.8, theme.PURPLE, theme.INK, radius=0.7, width=0.7)


def paint_notes(pen: Pen, line: int) -> None:
    """Wrapping up: a pencil on a sheet."""
    paint_bubble(pen, (226, 236, 240), theme.INK, -1)
    for n in range(line + 1):
        pen.stroke([(-6, -3.0 + n * 2.8), (1.0 if n < line else -2.0, -3.0 + n * 2.8)], theme.INK_SOFT, 1.0)
    pen.stroke([(0.5, 3.2), (6.2, -4.2)], theme.INK, 3.2)
    pen.stroke([(1.4, 2.2), (6.0, -3.8)], theme.YELLOW, 1.8)
    pen.shape([(-0.6, 4.4), (0.0, 2.0), (1.8, 3.4)], theme.INK)


BUBBLE: Final[Reach] = (15, 11, 15, 11)
TALK: Final = Motif("talk", paint_talk, BUBBLE)
BUBBLES: Final[dict[Doing, tuple[Motif, float, int]]] = {
    Doing.ARGUING: (Motif("quarrel", paint_quarrel, BUBBLE), 1.4, 2),
    Doing.AWAITING_APPROVAL: (Motif("hourglass", paint_hourglass, BUBBLE), 0.7, 2),
    Doing.APPROVING: (Motif("approving", paint_approving, BUBBLE), 1.2, 2),
    Doing.WRAPPING_UP: (Motif("notes", paint_notes, BUBBLE), 1.0, 3),
}
"""What he does: its sign, changes a second, variants."""


def bubble_of(doing: Doing, clock: float) -> tuple[Motif, int] | None:
    """The sign for what a CSR does and its variant at `clock` (s); `None`: he is free."""
    if doing == Doing.TALKING:
        return TALK, int(clock * 1.5) % 3 * 2 + int(clock / 2.4) % 2
    found = BUBBLES.get(doing)
    if found is None:
        return None
    motif, rate, variants = found
    return motif, int(clock * rate) % variants


# --- over a head, or floating up from a desk ----------------------------------------------------------------------


def paint_tick(pen: Pen, half: int) -> None:
    """Solved; `half`: in part."""
    pen.disc(0, 0, 6.2, theme.ORANGE if half else theme.GREEN, theme.INK, 1.0)
    if half:
        pen.stroke(arc(-1.7, 0, 1.7, 1.8, pi, 2 * pi, 5), CHALK, 1.7)
        pen.stroke(arc(1.7, 0, 1.7, 1.8, 0, pi, 5)[::-1], CHALK, 1.7)
    else:
        pen.stroke([(-3.0, 0.2), (-0.8, 2.6), (3.2, -2.6)], CHALK, 1.9)


def paint_steam(pen: Pen, swing: int) -> None:
    """Hung up: two plumes of steam."""
    for side in (-1, 1):
        points = [
            (side * (4.0 + 0.9 * t + (1.5 if (n + swing) % 2 else -1.1)), 4.0 - 3.2 * t)
            for n, t in enumerate((0.0, 1.0, 2.0, 3.0))
        ]
        pen.stroke(points, theme.INK, 3.0)
        pen.stroke(points, (238, 226, 218), 1.6)
    pen.shape([(0, 1.5), (-2.0, -5.5), (2.0, -5.5)], theme.RED, theme.INK, 0.8)
    pen.disc(0, 4.2, 1.5, theme.RED, theme.INK, 0.8)


def paint_cut(pen: Pen, _: int) -> None:
    """Cut off: a plug out of its socket."""
    pen.disc(0, 0, 7.0, CHALK, theme.INK, 1.0)
    pen.stroke([(-5.6, 1.2), (-1.8, 1.2)], theme.INK, 2.0)
    pen.stroke([(1.8, -1.2), (5.6, -1.2)], theme.INK, 2.0)
    pen.stroke([(-1.6, -3.4), (0.4, -0.6), (-0.6, 0.6), (1.6, 3.4)], theme.RED, 1.5)


def paint_cloud(pen: Pen, _: int) -> None:
    """Not solved: a small rain cloud."""
    grey = (158, 158, 168)
    for fat, colour in ((0.9, theme.INK), (0.0, grey)):
        pen.disc(-3.6, -0.6, 3.0 + fat, colour)
        pen.disc(0.6, -2.4, 3.8 + fat, colour)
        pen.disc(4.4, -0.4, 2.7 + fat, colour)
        pen.box(-4.4 - fat, -0.6, 9.4 + fat * 2, 3.0 + fat, colour, radius=1.5)
    for x in (-3.0, 0.6, 4.0):
        pen.stroke([(x, 4.2), (x - 1.0, 6.6)], theme.BLUE, 1.3)


def paint_coin(pen: Pen, _: int) -> None:
    """A credit."""
    pen.disc(0, 0, 5.6, theme.YELLOW, theme.INK, 1.0)
    pen.disc(0, 0, 3.9, None, mix(theme.YELLOW, theme.INK, 0.45), 0.8)
    pen.stroke([*arc(0, -1.2, 1.7, 1.4, 0, -pi * 1.5, 7), *arc(0, 1.3, 1.7, 1.4, -pi / 2, pi, 7)], theme.INK, 1.0)
    pen.stroke([(0, -3.6), (0, 3.7)], theme.INK, 0.8)


def paint_denied(pen: Pen, _: int) -> None:
    """An approval refused."""
    pen.disc(0, 0, 6.2, theme.RED, theme.INK, 1.0)
    pen.stroke([(-2.4, -2.4), (2.4, 2.4)], CHALK, 1.9)
    pen.stroke([(-2.4, 2.4), (2.4, -2.4)], CHALK, 1.9)


def paint_loop(pen: Pen, _: int) -> None:
    """Sent where he has been before: an arrow in a circle."""
    pen.disc(0, 0, 6.6, CHALK, theme.INK, 1.0)
    pen.stroke(arc(0, 0, 3.6, 3.6, -pi * 0.3, pi * 1.3, 10), theme.PURPLE, 1.7)
    pen.shape([(-4.6, -1.2), (0.4, -1.2), (-1.8, -5.2)], theme.PURPLE)


MARKS: Final[dict[str, Motif]] = {
    name: Motif(name, paint, (11, 11, 11, 11))
    for name, paint in (
        ("tick", paint_tick), ("steam", paint_steam), ("cut", paint_cut), ("cloud", paint_cloud),
        ("coin", paint_coin), ("denied", paint_denied), ("loop", paint_loop),
    )
}  # fmt: skip

# --- about one person ---------------------------------------------------------------------------------------------


def paint_tally(pen: Pen, n: int) -> None:
    """A badge with a stroke for each contact about this; the fifth is drawn across."""
    pen.box(-4.8, -3.3, 9.6, 6.6, CHALK, theme.INK, radius=1.2, width=0.9)
    for stroke in range(min(n, 4)):
        x = (stroke - (min(n, 4) - 1) / 2) * 1.9
        pen.stroke([(x, -1.9), (x, 1.9)], theme.RED, 1.0)
    if n >= 5:
        pen.stroke([(-4.0, 1.5), (4.0, -1.5)], theme.RED, 1.0)


def paint_ring(pen: Pen, _: int) -> None:
    """Round the feet of the chosen one."""
    pen.oval(0, 0, 13.5, 6.2, None, CHALK, 4.2)
    pen.oval(0, 0, 13.5, 6.2, None, theme.BLUE, 2.2)


def paint_arrow(pen: Pen, _: int) -> None:
    """Over his head."""
    pen.shape([(-6, -5), (6, -5), (0, 5)], theme.BLUE, CHALK, 1.6)


def paint_dot(pen: Pen, _: int) -> None:
    """One of a trail, from the desk that asked to the one that approves."""
    pen.disc(0, 0, 2.2, theme.PURPLE, CHALK, 0.8)


TALLY: Final = Motif("tally", paint_tally, (6, 5, 6, 5))
RING: Final = Motif("ring", paint_ring, (16, 9, 16, 9))
ARROW: Final = Motif("arrow", paint_arrow, (8, 8, 8, 8))
DOT: Final = Motif("dot", paint_dot, (3, 3, 3, 3))
