"""The plan: where the rooms are, and the seats and lines in them, the door, and the ways between.

Rules of this file: a pure function of the rectangle and of how many seats each desk needs. Points are feet on the
ground. People are drawn as large as lets everything fit; `u` is the size of a unit in logical pixels, `type` that of
words against those of the theme.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil, hypot
from typing import Final, NamedTuple

from game.views.canvas import Point, Rect
from game.views.floor.line import PITCHES, Row, capacity, rows_in

FRONT_DESK: Final = "frontline"
BACK_DESKS: Final = ("supervisors", "executive", "executive_relations")
"""Desks that sit raised at the back."""
SEAT_W: Final = 62.0
SEAT_H: Final = 52.0
CSR_X: Final = -17.0
GUEST_X: Final = 18.0
"""Where CSR and customer sit, from the middle of their desk (units)."""
HEAD_H: Final = 22.0
"""Of the board over a room, where words have the size of the theme."""


@dataclass(frozen=True, slots=True)
class Room:
    """Where one desk is."""

    desk: int
    name: str
    rect: Rect
    head: Rect
    """The board over it."""
    seats: tuple[Point, ...]
    rows: tuple[Row, ...]
    raised: bool

    @property
    def unit(self) -> float:
        """Size of what is on the board."""
        return self.head.h / HEAD_H


@dataclass(frozen=True, slots=True)
class Plan:
    """Where everything is."""

    rect: Rect
    u: float
    type: float
    wall_y: float
    aisle_x: float
    aisle_w: float
    rooms: tuple[Room, ...]

    @property
    def door(self) -> Point:
        """Where people come in and leave."""
        return (self.aisle_x, self.wall_y + 3 * self.u)

    @property
    def stages(self) -> list[Rect]:
        """The rooms that are raised, before the back wall."""
        return [room.rect for room in self.rooms if room.raised]

    def room_at(self, x: float, y: float) -> Room | None:
        """The room the point lies in."""
        return next((room for room in self.rooms if room.rect.holds(x, y)), None)

    def inside(self, rect: Rect) -> Rect:
        """`rect` moved so that it lies inside the floor."""
        whole = self.rect
        x = max(whole.x + 1, min(whole.right - rect.w - 1, rect.x))
        y = max(whole.y + 1, min(whole.bottom - rect.h - 1, rect.y))
        return Rect(x, y, rect.w, rect.h)

    def route(self, x: float, y: float, to: Point, lane: float) -> list[Point]:
        """The way on foot: within a room straight, else by the aisle, with its corners cut."""
        here, there = self.room_at(x, y), self.room_at(*to)
        if here is there and here is not None:
            return [to]
        middle = self.aisle_x + lane * (self.aisle_w / 2 - 6 * self.u)
        way: list[Point] = [(x, y)]
        dip = 9 * self.u  # in front of those who sit or stand in the row
        if here is not None:
            way.append((middle, min(y + dip, here.rect.bottom - 2)))
        if there is not None:
            way.append((middle, min(to[1] + dip, there.rect.bottom - 2)))
        way.append(to)
        return rounded(way, 9 * self.u)


NOWHERE: Final = Plan(Rect(0, 0, 0, 0), 1.0, 1.0, 0.0, 0.0, 0.0, ())
"""Before the first picture."""


def rounded(way: Sequence[Point], cut: float) -> list[Point]:
    """`way` without its first point and with its corners cut by `cut`."""
    points: list[Point] = []
    for (ax, ay), (bx, by), (cx, cy) in zip(way, way[1:], way[2:], strict=False):
        before, after = hypot(bx - ax, by - ay), hypot(cx - bx, cy - by)
        near, far = min(cut, before / 2), min(cut, after / 2)
        if before < 0.5 or after < 0.5:
            points.append((bx, by))
            continue
        points.append((bx + (ax - bx) * near / before, by + (ay - by) * near / before))
        points.append((bx + (cx - bx) * far / after, by + (cy - by) * far / after))
    points.append(way[-1])
    return points


# --- dividing the floor up ----------------------------------------------------------------------------------------


class Cell(NamedTuple):
    """Where a desk's room will be."""

    desk: int
    rect: Rect
    raised: bool


@dataclass(frozen=True, slots=True)
class Cells:
    """The floor divided up, before anything stands on it."""

    rooms: tuple[Cell, ...]
    wall_y: float
    aisle_x: float
    aisle_w: float


def share_out(area: Rect, n: int, columns: int, gap: float) -> list[Rect]:
    """`n` equal cells of `area`, in rows of `columns`; a last row that isn't full is stretched."""
    if n == 0:
        return []
    rows = ceil(n / columns)
    high = (area.h - gap * (rows - 1)) / rows
    cells: list[Rect] = []
    for row in range(rows):
        across = min(columns, n - row * columns)
        wide = (area.w - gap * (across - 1)) / across
        cells += [Rect(area.x + k * (wide + gap), area.y + row * (high + gap), wide, high) for k in range(across)]
    return cells


def divide(rect: Rect, names: Sequence[str]) -> Cells:
    """Front line at the left and largest, departments at the right, supervisors at the back, an aisle between."""
    back = [n for n, name in enumerate(names) if name in BACK_DESKS and len(names) > 1]
    rest = [n for n in range(len(names)) if n not in back]
    front = next((n for n in rest if names[n] == FRONT_DESK), rest[0] if rest else None)
    others = [n for n in rest if n != front]
    gap = max(4.0, rect.h * 0.016)
    band = max(rect.h * (0.25 if back else 0.17), 46.0)
    wall_y = rect.y + band * (0.66 if back else 0.86)
    aisle_w = max(24.0, min(44.0, rect.w * 0.046))
    low = Rect(rect.x + gap, rect.y + band, rect.w - 2 * gap, rect.h - gap - band)
    top = wall_y + gap * 1.5  # where nothing is raised, rooms begin right below the wall
    if others and rect.w > 1.15 * rect.h:
        share = (0.56, 0.5, 0.47, 0.45, 0.43, 0.42)[min(len(others), 6) - 1]
        left = Rect(low.x, top, (low.w - aisle_w) * share, low.bottom - top)
        above = low.y if back else top
        right = Rect(left.right + aisle_w, above, low.right - left.right - aisle_w, low.bottom - above)
        cells = share_out(right, len(others), 1 if len(others) <= 3 else 2, gap)
        aisle_x = left.right + aisle_w / 2
        stage = Rect(right.x, rect.y + gap, right.w, band - gap * 1.6)
    else:
        room = Rect(low.x, low.y, low.w - aisle_w, low.h)
        tall = room.h if not others else (room.h - gap) * max(0.4, 1 / (1 + ceil(len(others) / 2)))
        left = Rect(room.x, room.y, room.w, tall)
        under = Rect(room.x, left.bottom + gap, room.w, room.bottom - left.bottom - gap)
        cells = share_out(under, len(others), 1 if len(others) <= 2 else 2, gap)
        aisle_x = room.right + aisle_w / 2
        stage = Rect(room.x + room.w * 0.4, rect.y + gap, room.w * 0.6, band - gap * 1.6)
    rooms = [Cell(front, left, raised=False)] if front is not None else []
    rooms += [Cell(desk, cell, raised=False) for desk, cell in zip(others, cells, strict=True)]
    stages = share_out(stage, len(back), max(1, len(back)), gap)
    rooms += [Cell(desk, cell, raised=True) for desk, cell in zip(back, stages, strict=True)]
    return Cells(tuple(rooms), wall_y, aisle_x, aisle_w)


# --- seats and a line in a room -----------------------------------------------------------------------------------


class Fit(NamedTuple):
    """How seats and line may share a room."""

    places: int
    """In line, at the widest distance."""
    seats: tuple[Point, ...]
    rows: tuple[Row, ...]


def seat_grid(area: Rect, seats: int, columns: int, u: float) -> tuple[Point, ...]:
    """`seats` points in rows of `columns`, spread over the width of `area`."""
    pitch = min(area.w / columns, SEAT_W * u * 1.5)
    left = area.x + (area.w - pitch * columns) / 2 + pitch / 2
    first = area.y + (SEAT_H + 3) * u
    return tuple((left + n % columns * pitch, first + n // columns * SEAT_H * u) for n in range(seats))


def seats_above(body: Rect, seats: int, u: float, *, aisle_right: bool) -> Fit | None:
    """The seats above, the line below them."""
    across = max(1, int(body.w / (SEAT_W * u)))
    rows_of_seats = ceil(seats / across)
    deep = (SEAT_H * rows_of_seats + 7) * u
    if across * SEAT_W * u > body.w or deep > body.h:
        return None
    rows = rows_in(Rect(body.x, body.y + deep, body.w, body.h - deep), u, head_left=aisle_right)
    if not rows:
        return None
    return Fit(capacity(rows, PITCHES[0] * u), seat_grid(body, seats, ceil(seats / rows_of_seats), u), rows)


def seats_aside(body: Rect, seats: int, u: float, *, aisle_right: bool) -> Fit | None:
    """The seats on the far side, the line next to the aisle."""
    most = int((body.h - 7 * u) / (SEAT_H * u))
    if most < 1:
        return None
    columns = ceil(seats / most)
    wide = columns * SEAT_W * u
    left = body.w - wide - 4 * u
    if left < 50 * u:
        return None
    far = body.x if aisle_right else body.right - wide
    near = body.x + wide + 4 * u if aisle_right else body.x
    rows = rows_in(Rect(near, body.y, left, body.h), u, head_left=aisle_right)
    if not rows:
        return None
    deep = (SEAT_H * ceil(seats / columns) + 7) * u
    area = Rect(far, body.y + (body.h - deep) / 2, wide, body.h)
    return Fit(capacity(rows, PITCHES[0] * u), seat_grid(area, seats, columns, u), rows)


def fits(body: Rect, seats: int, u: float, least: int, *, aisle_right: bool) -> Fit | None:
    """A way to put `seats` and a line of at least `least` into a room at this size; `None`: there is none."""
    for way in (seats_above, seats_aside):
        fit = way(body, seats, u, aisle_right=aisle_right)
        if fit is not None and fit.places >= least:
            return fit
    return None


def cramped(cell: Rect, body: Rect, seats: int, u: float, *, aisle_right: bool) -> Fit:
    """Where even the smallest people don't fit: fewer seats, the rest is told in words."""
    while True:
        fit = fits(body, max(1, seats), u, 1, aisle_right=aisle_right)
        if fit is not None:
            return fit
        if seats <= 1:
            return Fit(1, (cell.centre,), (Row(cell.x + 8, cell.right - 8, cell.bottom - 4),))
        seats = seats * 3 // 4


@lru_cache(maxsize=32)
def plan_for(rect: Rect, desks: tuple[tuple[str, int], ...]) -> Plan:
    """The plan for desks given as (name, seats wanted): people as large as can be with everything still fitting."""
    cells = divide(rect, [name for name, _ in desks])
    size = max(0.85, min(1.8, rect.h / 450, rect.w / 760))
    high = HEAD_H * size
    bodies = {
        cell.desk: Rect(cell.rect.x + 3, cell.rect.y + high, cell.rect.w - 6, cell.rect.h - high - 2)
        for cell in cells.rooms
    }
    u = 0.0
    chosen: Mapping[int, Fit] = {}
    for step in range(36, 6, -1):
        u = step * 0.05 * size
        chosen = fit_all(cells, bodies, desks, u)
        if len(chosen) == len(cells.rooms):
            break
    rooms: list[Room] = []
    for desk, cell, raised in cells.rooms:
        name, wanted = desks[desk]
        fit = chosen.get(desk) or cramped(cell, bodies[desk], wanted, u, aisle_right=cell.x < cells.aisle_x)
        rooms.append(Room(desk, name, cell, Rect(cell.x, cell.y, cell.w, high), fit.seats, fit.rows, raised))
    rooms.sort(key=lambda room: room.desk)
    return Plan(rect, u, size, cells.wall_y, cells.aisle_x, cells.aisle_w, tuple(rooms))


def fit_all(
    cells: Cells, bodies: Mapping[int, Rect], desks: Sequence[tuple[str, int]], u: float
) -> dict[int, Fit]:  # fmt: skip
    """How seats and lines share the rooms at this size; the desks for which they can't are left out."""
    chosen: dict[int, Fit] = {}
    for desk, cell, raised in cells.rooms:
        name, wanted = desks[desk]
        least = 4 if raised else (34 if name == FRONT_DESK or len(desks) == 1 else 5)
        fit = fits(bodies[desk], max(1, wanted), u, least, aisle_right=cell.x < cells.aisle_x)
        if fit is not None:
            chosen[desk] = fit
    return chosen
