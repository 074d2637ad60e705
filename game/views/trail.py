"""The trail: where the levels' stations stand on the map, the way between them, and which comes next. Pure.

Rules of this file: the ladder's levels stand in rows, one to the right, the next to the left, as one walks; a level
that nobody keeps score of (no objectives) stands apart, behind them. Nothing is locked: a class plays what it came for.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import sin

from game.views.art import CARD_SHAPE
from game.views.canvas import Point, Rect
from sim.level import Level

LEAST, MOST = 132.0, 236.0
"""How wide a vignette is."""
BESIDE = 54.0
"""Between two of them."""
LABEL = 46.0
"""Title and stars below it."""
GAP = 14.0
TOP, END = 16.0, 2.0
COLUMNS = 7
PIECES = 8
"""Of the way between two stations."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """A level's place on the map."""

    level: Level
    number: int
    """In the ladder, from 1; 0: apart from it."""
    plate: Rect
    """The vignette."""
    whole: Rect
    """With its title and stars."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trail:
    """The map, its top left at (0, 0)."""

    stations: tuple[Station, ...]
    """In the order of the ladder, those apart last."""
    high: float
    between: tuple[tuple[Point, ...], ...]
    """The way from each station of the ladder to the next."""
    meadows: tuple[Rect, ...]
    """Where nothing stands."""


def ladder(levels: Sequence[Level]) -> tuple[list[Level], list[Level]]:
    """Those of the ladder, and those apart."""
    return [one for one in levels if one.objectives], [one for one in levels if not one.objectives]


def suggested(levels: Sequence[Level], stars: Callable[[str], int | None]) -> Level | None:
    """The first that has brought no star yet; then the first that might bring more; then the first apart."""
    rungs, apart = ladder(levels)
    fresh = [one for one in rungs if not stars(one.name)]
    more = [one for one in rungs if (stars(one.name) or 0) < most(one)]
    return next(iter([*fresh, *more, *apart, *rungs]), None)


def most(level: Level) -> int:
    """The stars that a level can bring."""
    return sum(goal.stars for goal in level.objectives)


def lay(levels: Sequence[Level], wide: float, high: float) -> Trail:
    """The map of `levels` on a sheet so wide: with the largest vignettes that fit into `high`, if any do."""
    rungs, apart = ladder(levels)
    able = [columns for columns in range(1, COLUMNS + 1) if wide / columns >= LEAST + BESIDE] or [1]
    best: tuple[float, int] = (0.0, able[-1])
    for columns in able:
        rows = 1 + max((row for row, _ in _places(len(rungs), len(apart), columns)), default=0)
        fits = ((high - TOP - END) / rows - LABEL - GAP) * CARD_SHAPE
        best = max(best, (min(MOST, wide / columns - BESIDE, fits), columns))
    plate, columns = best if best[0] >= LEAST else (min(MOST, wide / able[-1] - BESIDE), able[-1])
    return _lay(rungs, apart, wide / columns, columns, plate)


def _places(rungs: int, apart: int, columns: int) -> list[tuple[int, int]]:
    """Row and column of each rung of the ladder, then of those apart."""
    places = [divmod(n, columns) for n in range(rungs)]
    places = [(row, column if row % 2 == 0 else columns - 1 - column) for row, column in places]
    row, column = places[-1] if places else (-1, columns - 1)
    # Those apart take the far end of the last row if a place is left between, else rows of their own.
    ahead = columns - 1 - column if row % 2 == 0 else column
    if apart < ahead:
        return places + [(row, columns - 1 - n if row % 2 == 0 else n) for n in range(apart)]
    return places + [(row + 1 + n // columns, columns - 1 - n % columns) for n in range(apart)]


def _lay(rungs: Sequence[Level], apart: Sequence[Level], pitch: float, columns: int, plate: float) -> Trail:
    high = plate / CARD_SHAPE
    row_high = high + LABEL + GAP
    places = _places(len(rungs), len(apart), columns)
    stations = []
    for n, (level, (row, column)) in enumerate(zip((*rungs, *apart), places, strict=True)):
        number = n + 1 if n < len(rungs) else 0
        y = row * row_high + TOP + (5 * sin(n * 2.1) if number else 0.0)
        box = Rect(column * pitch + (pitch - plate) / 2, y, plate, high)
        whole = Rect(column * pitch + 8, y - 6, pitch - 16, high + LABEL + 6)
        stations.append(Station(level=level, number=number, plate=box, whole=whole))
    rows = 1 + max((row for row, _ in places), default=-1)
    free = [(r, c) for r in range(rows) for c in range(columns) if (r, c) not in places]
    return Trail(
        stations=tuple(stations),
        high=TOP + rows * row_high + END,
        between=_way([station.plate.centre for station in stations if station.number]),
        meadows=tuple(Rect(c * pitch + 20, r * row_high + TOP, pitch - 40, high) for r, c in free),
    )


def _way(middles: Sequence[Point]) -> tuple[tuple[Point, ...], ...]:
    """A smooth way through `middles`, cut at each of them."""
    last = len(middles) - 1
    parts = []
    for n in range(last):
        p = [middles[min(max(k, 0), last)] for k in (n - 1, n, n + 1, n + 2)]
        parts.append(tuple(_at(p, step / PIECES) for step in range(PIECES + 1)))
    return tuple(parts)


def _at(p: Sequence[Point], t: float) -> Point:
    """A point of the curve through the second and third of four."""

    def one(axis: int) -> float:
        a, b, c, d = (point[axis] for point in p)
        return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t**3)

    return (one(0), one(1))
