"""Puffs: little clouds where someone left, and signs that float up from a desk. Each lives for a moment.

Rules of this file: never two of a kind over one desk at once, and never more than `MOST` signs.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, pi, sin
from typing import Final

from game.views import theme
from game.views.canvas import Canvas, Point
from game.views.floor.album import Album
from game.views.floor.pen import Motif, Pen
from game.views.floor.plan import Plan
from game.views.floor.signs import MARKS

MOST: Final = 24
CLOUD: Final = ""
"""The kind that is no sign."""
LIFE_S: Final = 1.5
CLOUD_S: Final = 0.5


def paint_puff(pen: Pen, step: int) -> None:
    """A little cloud where someone left."""
    grow = 2.2 + step * 1.3
    for n in range(5):
        angle = 2 * pi * n / 5 + 0.4
        pen.disc(grow * 1.5 * cos(angle), grow * 0.9 * sin(angle), grow * 0.8, (226, 216, 202), theme.INK_FAINT, 0.8)
    pen.disc(0, 0, grow, (236, 228, 214))


PUFF: Final = Motif("puff", paint_puff, (16, 13, 16, 13))


@dataclass(slots=True)
class Puff:
    """A cloud, or a sign that floats up."""

    x: float
    y: float
    kind: str
    age: float = 0.0


class Puffs:
    """All there are."""

    __slots__ = ("_puffs",)

    def __init__(self) -> None:
        self._puffs: list[Puff] = []

    def clear(self) -> None:
        """No more of them."""
        self._puffs.clear()

    def cloud(self, at: Point, u: float) -> None:
        """Someone vanished who stood there."""
        self._puffs.append(Puff(at[0], at[1] - 14 * u, CLOUD))

    def sign(self, kind: str, at: Point, u: float) -> None:
        """One of `MARKS` rises from the desk there."""
        if len(self._puffs) < MOST and not any(
            puff.kind == kind and puff.age < 0.8 and abs(puff.x - at[0]) < 1 for puff in self._puffs
        ):
            self._puffs.append(Puff(at[0], at[1] - 22 * u, kind))

    def live(self, seconds: float) -> None:
        """Let `seconds` pass."""
        for puff in self._puffs:
            puff.age += seconds
        self._puffs = [puff for puff in self._puffs if puff.age < (CLOUD_S if puff.kind == CLOUD else LIFE_S)]

    def draw(self, canvas: Canvas, album: Album, plan: Plan, *, calm: bool) -> None:
        """Draw them; in a calm picture they stay where they are."""
        u = plan.u
        for puff in self._puffs:
            if puff.kind == CLOUD:
                cloud = album.sprite(PUFF, min(3, int(puff.age * 8)))
                cloud.stamp(canvas, puff.x, puff.y, max(0.0, 1 - puff.age / CLOUD_S))
            else:
                rise = 0.0 if calm else min(1.0, puff.age) * 14 * u
                sign = album.sprite(MARKS[puff.kind], 0, max(u, 0.8 * plan.type))
                sign.stamp(canvas, puff.x, puff.y - rise - 6 * u, min(1.0, (LIFE_S - puff.age) * 2))
