"""The plan: where everybody lives, a pure function of who knows whom.

How it is made: everyone moves to the middle of those he knows, again and again, and each time the town is spread out
evenly once more; so far ties get a third shorter than by chance, and a hub's friends live around him. Then the town is
cut into columns and each into blocks, on a grid that is bent a little.

What lives where: a *block* is a street of up to six *houses*; a house has up to six *windows*; a window is one circle
of people who all know each other, each of them one *pane* of it.

Rules of this file: no luck but its own (`chance`), so that a town looks the same each time. Units are of the town; a
house is 11 wide. Arrays only: thirty thousand people are laid out in a tenth of a second.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, hypot, sin, sqrt
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from game.views.canvas import Point
from sim.frames import TownView

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

WINDOWS: Final = 6
"""Of a house, in two rows."""
HOUSES: Final = 6
"""Of a block, in two rows."""
CELL: Final = 40.0
LOT: Final = 36.0
BREADTH: Final = 1.5
"""Of the town, in its heights."""
ROUNDS: Final = 12
"""Past these, ties hardly get shorter."""
QUARTER: Final = (4, 3)
"""Blocks across and down."""
AVENUE: Final = 6.0
RIVER: Final = 30.0
GREEN: Final = 20
"""Blocks to one that is a park."""
DOOR: Final = 9.0
"""Height of a house's wall."""


class Cell(NamedTuple):
    """A place in the grid where something stands."""

    column: int
    row: int
    lot: tuple[Point, Point, Point, Point]
    """Corners, from the upper left clockwise."""
    quarter: int
    block: int
    """-1: nobody lives here."""
    sort: str
    """`homes`, `park`, `church` or `firm`."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Plan:
    """A town laid out."""

    width: float
    height: float
    cells: tuple[Cell, ...]
    """From the back to the front."""
    river: tuple[tuple[Point, Point], ...]
    """Its banks, left and right, from above the town to below it."""
    bridges: tuple[tuple[Point, Point, Point, Point], ...]
    house: Ints
    """Each person's house; shape (people,)."""
    window: Ints
    """... in which window of it."""
    pane: Ints
    """... and in which pane of that."""
    panes: int
    """Of a window, the most there are."""
    feet: Floats
    """The middle of each house's doorstep; shape (houses, 2)."""
    block: Ints
    """Each house's block; shape (houses,)."""
    middle: Floats
    """Each block's middle; shape (blocks, 2)."""
    quarter: Ints
    """Each block's quarter; shape (blocks,)."""

    @property
    def blocks(self) -> int:
        """How many blocks there are."""
        return len(self.middle)

    @property
    def houses(self) -> int:
        """How many houses there are."""
        return len(self.feet)


def chance(*numbers: int) -> float:
    """The town's own luck: 0 to 1, always the same for the same numbers."""
    h = 2166136261
    for number in numbers:
        h = ((h ^ (number + 0x9E37)) * 16777619) & 0xFFFFFFFF
        h ^= h >> 13
    return (h * 2654435761 % 2**32) / 2**32


def plan_of(town: TownView) -> Plan:
    """The plan of a town."""
    circles = int(town.circle.max()) + 1 if len(town.circle) else 0
    grid = Grid(max(1, ceil(ceil(circles / WINDOWS) / HOUSES)))
    x, y = settled(town, circles)
    seats, block_of_house = _housed(town, grid, x, y)
    house_of, window_of = seats // WINDOWS, seats % WINDOWS
    feet = np.array([grid.feet(int(b), n) for b, n in _numbered(block_of_house)]).reshape(-1, 2)
    by_circle = np.argsort(town.circle, kind="stable")
    sizes = np.bincount(town.circle, minlength=circles)
    pane = np.empty(len(town.circle), dtype=np.int64)
    pane[by_circle] = np.arange(len(by_circle)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    homes = sorted((cell.block, cell) for cell in grid.cells if cell.block >= 0)
    return Plan(
        width=grid.width,
        height=grid.height,
        cells=grid.cells,
        river=grid.river(),
        bridges=grid.bridges(),
        house=house_of[town.circle],
        window=window_of[town.circle],
        pane=pane,
        panes=int(sizes.max()) if circles else 1,
        feet=feet,
        block=block_of_house,
        middle=np.array([np.mean(cell.lot, axis=0) for _, cell in homes]).reshape(-1, 2),
        quarter=np.array([cell.quarter for _, cell in homes], dtype=np.int64),
    )


def settled(town: TownView, circles: int) -> tuple[Floats, Floats]:
    """Where each circle would live: near those it knows, evenly spread; two coordinates between -0.5 and 0.5."""
    a, b = np.repeat(town.circle, np.diff(town.start)), town.circle[town.neighbours]
    far = a != b
    a, b = a[far], b[far]
    ties = np.maximum(1, np.bincount(a, minlength=circles))

    def spread(v: Floats) -> Floats:
        rank = np.empty(circles)
        rank[np.argsort(v, kind="stable")] = (np.arange(circles) + 0.5) / max(1, circles) - 0.5
        return rank

    number = np.arange(circles)
    x, y = spread(np.modf(number * 0.6180339887)[0]), spread(np.modf(number * 0.7548776662)[0])
    for _ in range(ROUNDS if circles > 2 else 0):
        nearer: Floats = x + np.bincount(a, weights=x[b], minlength=circles) / ties
        lower: Floats = y + np.bincount(a, weights=y[b], minlength=circles) / ties
        lower = lower - nearer * float(nearer @ lower) / float(nearer @ nearer)  # else both would tell the same
        x, y = spread(nearer), spread(lower)
    return x, y


def _housed(town: TownView, grid: Grid, x: Floats, y: Floats) -> tuple[Ints, Ints]:
    """Each circle's seat (house times `WINDOWS` plus window), and each house's block.

    In a street those who were with us at the opening live together, so that houses differ and change can be seen.
    """
    circles = len(x)
    ours = np.bincount(town.circle, weights=town.ours, minlength=circles)
    # As many circles to a block as keep all blocks alike.
    bounds = np.round(np.arange(grid.blocks + 1) * circles / grid.blocks).astype(np.int64)
    column_ends = bounds[np.cumsum([len(blocks) for blocks in grid.columns])]
    column = np.empty(circles, dtype=np.int64)
    column[np.argsort(x, kind="stable")] = np.searchsorted(column_ends, np.arange(circles), side="right")
    in_order = np.lexsort((y, column))
    block = np.empty(circles, dtype=np.int64)
    block[in_order] = np.searchsorted(bounds, np.arange(circles), side="right") - 1
    in_block = np.lexsort((np.arange(circles), -ours, block))
    seats, block_of_house, first = np.empty(circles, dtype=np.int64), [], 0
    for n in range(grid.blocks):
        own = in_block[bounds[n] : bounds[n + 1]]
        houses = min(HOUSES, ceil(len(own) / WINDOWS))
        if not houses:
            continue
        order = sorted(range(houses), key=lambda k: chance(n, k, 5))
        place = np.array([order.index(k) for k in range(houses)])
        at = np.arange(len(own))
        share = at * houses // len(own)
        within = at - np.searchsorted(share, share)
        seats[own] = (first + place[share]) * WINDOWS + within
        block_of_house += [n] * houses
        first += houses
    return seats, np.array(block_of_house, dtype=np.int64)


def _numbered(block_of_house: Ints) -> list[tuple[int, int]]:
    """(block, which of its houses) for each house."""
    blocks = block_of_house.tolist()
    found, last, n = [], -1, 0
    for block in blocks:
        n = n + 1 if block == last else 0
        found.append((block, n))
        last = block
    return found


class Grid:
    """A bent grid of cells, a river through it, green in it, its outline rounded."""

    def __init__(self, blocks: int) -> None:
        self.blocks = blocks
        greens = blocks // GREEN
        there = blocks + greens + 1
        rows = max(1, round(sqrt(there * 1.12 / BREADTH)))
        columns = ceil(there * 1.12 / rows)
        self._x, self.width, self._stream = _lines(columns, QUARTER[0], river=columns * 3 // 8 if columns > 4 else 0)
        self._y, self.height, _ = _lines(rows, QUARTER[1], river=0)
        self._rows = rows
        kept = self._outline(columns, rows, there)
        sorts = self._sorts(kept, greens)
        self.columns: list[list[int]] = [[] for _ in range(columns)]
        number = 0
        cells = []
        for column, row in sorted(kept):
            sort, block = sorts.get((column, row), "homes"), -1
            if sort == "homes":
                block, number = number, number + 1
                self.columns[column].append(block)
            cells.append(self._cell(column, row, columns, block, sort))
        self._lots = {cell.block: cell.lot for cell in cells if cell.block >= 0}
        self.cells = tuple(sorted(cells, key=lambda cell: (cell.row, cell.column)))

    def _outline(self, columns: int, rows: int, there: int) -> set[tuple[int, int]]:
        """The cells nearest to the middle, so that the town is round about."""

        def far(cell: tuple[int, int]) -> float:
            across = (cell[0] + 0.5) / columns * 2 - 1
            down = (cell[1] + 0.5) / rows * 2 - 1
            return float(abs(across) ** 3.4 + abs(down) ** 3.4 + 0.34 * chance(*cell, 1))

        return set(sorted(((c, r) for c in range(columns) for r in range(rows)), key=far)[:there])

    def _sorts(self, kept: set[tuple[int, int]], greens: int) -> dict[tuple[int, int], str]:
        """What stands in the cells where nobody lives: the firm in the middle, parks and churches apart from it."""
        across = sum(c for c, _ in kept) / len(kept), sum(r for _, r in kept) / len(kept)
        firm = min(sorted(kept), key=lambda cell: hypot(cell[0] - across[0], cell[1] - across[1]))
        found = {firm: "firm"}
        for n, cell in enumerate(sorted(kept, key=lambda cell: chance(*cell, 2))):
            if len(found) > greens:
                break
            if all(max(abs(cell[0] - c), abs(cell[1] - r)) > 1 for c, r in found):
                found[cell] = "church" if n % 3 == 1 else "park"
        for cell in sorted(kept):  # crowded towns have their parks side by side
            if len(found) > greens:
                break
            found.setdefault(cell, "park")
        return found

    def _cell(self, column: int, row: int, columns: int, block: int, sort: str) -> Cell:
        x, y = self._x[column], self._y[row]
        across = -(-columns // QUARTER[0])
        quarter = row // QUARTER[1] * across + column // QUARTER[0]
        return Cell(column, row, self._corners(x, y, LOT, LOT - 1), quarter, block, sort)

    def _corners(self, x: float, y: float, w: float, h: float) -> tuple[Point, Point, Point, Point]:
        return (bent(x, y), bent(x + w, y), bent(x + w, y + h), bent(x, y + h))

    def feet(self, block: int, number: int) -> Point:
        """The doorstep of a block's house."""
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = self._lots[block]
        across = (number % 3 * 2 + 1) / 6
        down = 0.47 if number < 3 else 0.95
        top, low = (
            (ax + (bx - ax) * across, ay + (by - ay) * across),
            (
                dx + (cx - dx) * across,
                dy + (cy - dy) * across,
            ),
        )
        return (top[0] + (low[0] - top[0]) * down, top[1] + (low[1] - top[1]) * down)

    def river(self) -> tuple[tuple[Point, Point], ...]:
        """Its banks; nothing in a village."""
        if not self._stream:
            return ()
        steps = np.arange(-120, self.height + 121, 8.0)
        return tuple((self._bank(y, -1), self._bank(y, 1)) for y in steps.tolist())

    def _bank(self, y: float, side: int) -> Point:
        wide = RIVER / 2 - 3.0 + 1.6 * sin(y / 23 + side)
        return bent(self._stream + side * wide + 1.5 * sin(y / 41), y)

    def bridges(self) -> tuple[tuple[Point, Point, Point, Point], ...]:
        """One at every avenue that crosses the river."""
        if not self._stream:
            return ()
        half = RIVER / 2 + 2
        places = [self._y[r] - AVENUE / 2 - 2.5 for r in range(QUARTER[1], self._rows, QUARTER[1])]
        return tuple(self._corners(self._stream - half, y - 4.5, 2 * half, 9) for y in places)


def _lines(cells: int, every: int, *, river: int) -> tuple[list[float], float, float]:
    """Where the lots of each column (or row) begin, how long all is, and the middle of the river."""
    at, found, stream = (CELL - LOT) / 2, [], 0.0
    for n in range(cells):
        if n and n % every == 0:
            at += AVENUE
        if n and n == river:
            stream = at - (CELL - LOT) / 2 + RIVER / 2
            at += RIVER
        found.append(at)
        at += CELL
    return found, at, stream


def bent(x: float, y: float) -> Point:
    """A point of the straight grid where it is in town: no street is quite straight."""
    return (
        x + 9 * sin(y / 118 + 0.7) + 4 * sin((x + 2 * y) / 97),
        y + 8 * sin(x / 151 + 0.4) + 3.5 * sin((2 * x - y) / 113),
    )
