"""A line: rows that wind to and fro, from its head on, and how people stand in them.

Rules of this file: where one stands depends on the rows, on how many stand there and on how close they stood before,
on nothing else. The longer a line, the closer they stand; who finds no place even so is in the crowd at its end.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import Final, NamedTuple

from game.views.canvas import Point, Rect

ROW_H: Final = 38.0
PITCHES: Final = (20.0, 17.0, 14.5, 12.5, 11.0)
"""Distances in a line (units)."""
CROWD_W: Final = 46.0


class Row(NamedTuple):
    """One straight stretch of a line, from the end nearer its head."""

    x0: float
    x1: float
    y: float

    @property
    def way(self) -> int:
        """Which way it leads: right (1) or left (-1)."""
        return 1 if self.x1 > self.x0 else -1

    def places(self, pitch: float) -> int:
        """People who fit in it at this distance (logical pixels)."""
        return int(abs(self.x1 - self.x0) / pitch + 1e-6) + 1


def rows_in(area: Rect, u: float, *, head_left: bool) -> tuple[Row, ...]:
    """The rows of a line that fills `area`; the first begins at the left if `head_left`."""
    ends = (area.x + 13 * u, area.right - 13 * u)
    if ends[0] == ends[1]:
        return ()
    rows = int((area.h - 8 * u) / (ROW_H * u))
    first = area.y + (ROW_H + 5) * u
    spare = max(0.0, area.h - 8 * u - rows * ROW_H * u)
    step = ROW_H * u + min(spare / max(1, rows), 8 * u)
    return tuple(Row(*(ends if (n % 2 == 0) is head_left else ends[::-1]), first + n * step) for n in range(rows))


def capacity(rows: Sequence[Row], pitch: float) -> int:
    """People who fit in a line at this distance (logical pixels)."""
    return sum(row.places(pitch) for row in rows)


def places_in(rows: Sequence[Row], pitch: float) -> list[Point]:
    """Where the first, second, ... in line stand: row after row, turning at each end."""
    return [(row.x0 + row.way * n * pitch, row.y) for row in rows for n in range(row.places(pitch))]


def rows_for(rows: Sequence[Row], n: int, pitch: float) -> int:
    """How many rows `n` people take."""
    for taken, row in enumerate(rows, 1):
        n -= row.places(pitch)
        if n <= 0:
            return taken
    return len(rows)


class Line(NamedTuple):
    """How a line of some length stands."""

    squeeze: int
    """Which of `PITCHES`."""
    places: list[Point]
    hidden: int
    """People beyond the last place, told as a number."""
    crowd: Point

    def crowd_holds(self, x: float, y: float, u: float) -> bool:
        """Whether the point lies on the crowd at the end."""
        return abs(x - self.crowd[0]) < CROWD_W / 2 * u and -34 * u < y - self.crowd[1] < 8 * u


def stand(rows: Sequence[Row], n: int, u: float, squeeze: int = 0) -> Line:
    """How `n` people stand in line; `squeeze`: as before, so that they don't shuffle to and fro."""
    while squeeze > 0 and n <= 0.8 * capacity(rows, PITCHES[squeeze - 1] * u):
        squeeze -= 1
    while squeeze < len(PITCHES) - 1 and n > capacity(rows, PITCHES[squeeze] * u):
        squeeze += 1
    pitch = PITCHES[squeeze] * u
    places = places_in(rows, pitch)
    last = rows[-1]
    inward = 1 if last.x0 > last.x1 else -1
    crowd = (last.x1 + inward * (CROWD_W / 2 - 13) * u, last.y)
    if n <= len(places):
        return Line(squeeze, places[:n], 0, crowd)
    shown = max(0, len(places) - ceil(CROWD_W * u / pitch))
    return Line(squeeze, places[:shown], n - shown, crowd)
