"""The pen: draws in units about an origin, so that a picture is the same at any size; and sprites drawn with it.

Rules of this file: a unit is about a 36th of a person's height. A picture's origin is its hot point: feet, for who
stands on the ground. A sprite reaches as far as its picture and no pixel less; its key says all about it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import cos, pi, sin
from typing import NamedTuple

from game.views import lettering, theme
from game.views.canvas import Canvas, Colour, Point, Rect


class Pen:
    """Draws in units about an origin: `u` logical pixels to a unit, (0, 0) at (`x`, `y`)."""

    __slots__ = ("canvas", "u", "x", "y")

    def __init__(self, canvas: Canvas, u: float, x: float, y: float) -> None:
        self.canvas = canvas
        self.u = u
        self.x = x
        self.y = y

    def disc(
        self, x: float, y: float, r: float, fill: Colour | None, line: Colour | None = None, width: float = 1.1
    ) -> None:
        """A circle."""
        u = self.u
        self.canvas.circle(self.x + x * u, self.y + y * u, r * u, fill, line=line, width=width * u)

    def shape(
        self, points: Sequence[Point], fill: Colour | None, line: Colour | None = None, width: float = 1.1
    ) -> None:
        """A closed shape."""
        self.canvas.polygon(self._at(points), fill, line=line, width=width * self.u)

    def oval(
        self, x: float, y: float, rx: float, ry: float, fill: Colour | None, line: Colour | None = None,
        width: float = 1.1,
    ) -> None:  # fmt: skip
        """An ellipse."""
        self.shape(arc(x, y, rx, ry, 0, 2 * pi, 16)[:-1], fill, line, width)

    def box(
        self, x: float, y: float, w: float, h: float, fill: Colour | None, line: Colour | None = None,
        *, radius: float = 0, width: float = 1.1,
    ) -> None:  # fmt: skip
        """A rectangle."""
        u = self.u
        rect = Rect(self.x + x * u, self.y + y * u, w * u, h * u)
        self.canvas.rect(rect, fill, line=line, width=width * u, radius=radius * u)

    def stroke(self, points: Sequence[Point], colour: Colour, width: float = 1.1) -> None:
        """An open line with round ends."""
        self.canvas.lines(self._at(points), colour, width=width * self.u)

    def word(self, x: float, y: float, text: str, size: float, colour: Colour) -> None:
        """A word or number about (x, y)."""
        lettering.middle(
            self.canvas, self.x + x * self.u, self.y + y * self.u, text, size=size * self.u, colour=colour,
            weight="bold", align="centre",
        )  # fmt: skip

    def limb(self, points: Sequence[Point], colour: Colour, width: float = 3.0) -> None:
        """An arm or a leg: a broad stroke with an outline."""
        self.stroke(points, theme.INK, width + 1.8)
        self.stroke(points, colour, width)

    def _at(self, points: Sequence[Point]) -> list[Point]:
        u, ox, oy = self.u, self.x, self.y
        return [(ox + x * u, oy + y * u) for x, y in points]


def arc(x: float, y: float, rx: float, ry: float, start: float, end: float, pieces: int = 12) -> list[Point]:
    """Points along an ellipse from angle `start` to `end` (0: right, growing downward and to the left)."""
    turn = (end - start) / pieces
    return [(x + rx * cos(start + turn * n), y + ry * sin(start + turn * n)) for n in range(pieces + 1)]


Art = Callable[[Pen], None]
Reach = tuple[float, float, float, float]
"""How many units a picture reaches left, up, right and down of its hot point."""


class Motif(NamedTuple):
    """A picture that comes in numbered variants."""

    name: str
    paint: Callable[[Pen, int], None]
    reach: Reach


class Sprite(NamedTuple):
    """A small picture to be stamped: its hot point lies (`ox`, `oy`) from its top left, in logical pixels."""

    key: str
    draw: Callable[[Canvas], None]
    w: float
    h: float
    ox: float
    oy: float

    def stamp(self, canvas: Canvas, x: float, y: float, alpha: float = 1.0) -> None:
        """Put it down with its hot point at (x, y)."""
        canvas.stamp(self.key, x - self.ox, y - self.oy, self.draw, self.w, self.h, alpha=alpha)


def sprite(key: str, art: Art, u: float, reach: Reach) -> Sprite:
    """`art`, `u` logical pixels to a unit."""
    left, top, right, bottom = reach

    def draw(canvas: Canvas) -> None:
        art(Pen(canvas, u, left * u, top * u))

    return Sprite(f"{key}@{u:.3f}", draw, (left + right) * u, (top + bottom) * u, left * u, top * u)
