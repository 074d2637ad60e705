"""Things: what people carry, what waits for them on the floor, and the cat.

Rules of this file: a thing is no sign. It is drawn where it lies or hangs, behind or before who carries it.
"""

from __future__ import annotations

from math import pi
from typing import Final

from game.views import theme
from game.views.floor.colours import CHALK, WOOD_DARK
from game.views.floor.patience import WHOLE, paint_wedge
from game.views.floor.pen import Motif, Pen, arc
from game.views.theme import mix


def paint_folder(pen: Pen, _: int) -> None:
    """The notes that travel with a warm transfer."""
    cover = [(-5.5, -4.4), (-1.5, -4.4), (-0.4, -3.2), (5.5, -3.2), (5.5, 4.2), (-5.5, 4.2)]
    pen.shape(cover, (236, 206, 128), theme.INK, 0.9)
    pen.box(-3.6, -1.4, 7.2, 3.6, CHALK, theme.INK_SOFT, width=0.6)
    pen.stroke([(-2.4, 0.4), (2.4, 0.4)], theme.INK_SOFT, 0.8)


def paint_bag(pen: Pen, _: int) -> None:
    """The bag of someone who goes home."""
    pen.stroke(arc(0, -3.0, 2.6, 3.2, pi, 2 * pi, 6), theme.INK, 1.2)
    pen.box(-4.6, -3.4, 9.2, 6.8, (150, 104, 72), theme.INK, radius=1.4, width=0.9)


def paint_carton(pen: Pen, _: int) -> None:
    """The cardboard box of someone who quits."""
    pen.stroke([(1.6, -3.0), (3.4, -8.0)], theme.GREEN, 2.0)
    pen.stroke([(2.2, -3.0), (0.4, -7.0)], theme.GREEN, 1.8)
    pen.box(-6, -3.6, 12, 7.8, (206, 170, 118), theme.INK, width=0.9)
    pen.stroke([(-6, -1.2), (6, -1.2)], WOOD_DARK, 0.9)


def paint_slip(pen: Pen, left: int) -> None:
    """A request for an approval on a little stand, in line for a supervisor, with what is left of the patience."""
    pen.oval(0, 0, 6, 1.8, theme.INK_SOFT)
    pen.stroke([(0, 0), (0, -8)], theme.INK, 1.8)
    pen.box(-8.5, -23, 17, 16, CHALK, theme.INK, radius=1.5)
    pen.shape([(-5.4, -20.6), (-1.0, -20.6), (-2.7, -17.4), (-1.0, -14.2), (-5.4, -14.2), (-3.7, -17.4)], theme.ORANGE)
    for y in (-19.5, -16.5):
        pen.stroke([(1.2, y), (6.0, y)], theme.INK_SOFT, 1.0)
    pen.stroke([(-5.4, -10.6), (3.0, -10.6)], theme.INK_SOFT, 1.0)
    if left < WHOLE:
        paint_wedge(Pen(pen.canvas, pen.u, pen.x + 7.5 * pen.u, pen.y - 24.5 * pen.u), left)


def paint_cat(pen: Pen, breath: int) -> None:
    """The night shift."""
    fur, ink = (226, 160, 92), theme.INK
    pen.oval(0, -4.4 - breath * 0.3, 10, 5.2 + breath * 0.3, fur, ink, 1.0)
    pen.stroke(arc(2, -1.6, 10, 3.2, 0, pi * 0.8, 9), ink, 3.4)
    pen.stroke(arc(2, -1.6, 10, 3.2, 0, pi * 0.8, 9), fur, 1.8)
    pen.shape([(-11.5, -9.5), (-10.6, -12.8), (-8.2, -10.6)], fur, ink, 0.9)
    pen.shape([(-4.5, -9.5), (-4.6, -12.8), (-7.4, -10.6)], fur, ink, 0.9)
    pen.disc(-8, -7, 4.6, fur, ink, 1.0)
    for side in (-1.8, 1.8):
        pen.stroke(arc(-8 + side, -7.4, 1.0, 0.9, 0, pi, 4), ink, 0.8)
    pen.disc(-8, -5.6, 0.7, ink)
    for n in (-2, 2, 6):
        pen.stroke([(n, -9.0), (n + 0.6, -6.2)], mix(fur, ink, 0.4), 1.0)
    for x, y, size in ((-2.0, -14.0, 1.6), (3.0, -19.0 - breath, 2.3)):
        pen.stroke([(x - size, y - size), (x + size, y - size), (x - size, y + size), (x + size, y + size)], CHALK, 1.0)


THINGS: Final[dict[str, Motif]] = {
    name: Motif(name, paint, (8, 10, 8, 6))
    for name, paint in (("folder", paint_folder), ("bag", paint_bag), ("carton", paint_carton))
}
"""What can be carried."""
SLIP: Final = Motif("slip", paint_slip, (12, 30, 12, 4))
CAT: Final = Motif("cat", paint_cat, (14, 24, 14, 4))
