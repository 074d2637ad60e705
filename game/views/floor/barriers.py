"""Barriers: a roadblock comes down between CSR and customer, with its sign and its word.

Rules of this file: one after the other at a desk, never a flicker. A calm picture has few at a time, and they fade in
and out instead of swinging. Signs of neighbours stand over one another; no word is ever hidden.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import cos, inf, pi, sin
from typing import Final

from game.views import icons, theme
from game.views.canvas import Canvas, Point, Rect, meets
from game.views.floor.album import Album
from game.views.floor.colours import CHALK
from game.views.floor.pen import Motif, Pen, arc
from game.views.floor.person import FADE
from game.views.floor.plan import Plan, Room
from game.views.lettering import middle
from game.views.words import say
from sim.events import Block
from sim.words import later

BARRIER_S: Final = 2.4
"""Seconds a barrier stays down at 1x."""
RISE_S: Final = 0.35
"""Seconds it is still there after that."""
MOST_SIGNS: Final = 3
"""Barriers at one time in a calm picture."""
BLOCK_WORDS: Final[dict[Block, str]] = later({
    Block.NO_AUTHORITY: "No authority",
    Block.NEEDS_APPROVAL: "Needs approval",
    Block.WRONG_DEPARTMENT: "Wrong department",
    Block.AGREED_BUT_BLOCKED: "Agreed, but blocked",
    Block.CATCH_22: "Catch-22",
    Block.DEAD_END: "Dead end",
    Block.NOT_DARED: "Not dared",
    Block.NOT_BELIEVED: "Not believed",
    Block.OVER_BUDGET: "Over budget",
    Block.MISAPPLIED: "Rule misread",
    Block.CLAUSE: "Sign here first",
})  # fmt: skip

GRAVITY: Final[dict[Block, int]] = {
    block: n for n, block in enumerate((Block.DEAD_END, Block.CATCH_22, Block.AGREED_BUT_BLOCKED, Block.NOT_BELIEVED))
}
"""Where plates have no room, these keep theirs, the first before the others; all else is alike."""


def paint_boom(pen: Pen, step: int) -> None:
    """A striped barrier between CSR and customer: a boom that swings down; `step` 0 (up) to 6 (down)."""
    ink = theme.INK
    pen.box(-2.4, -24, 4.8, 24, (112, 106, 100), ink, radius=1.4, width=0.9)
    angle = -pi / 2 * (1 - step / 6)
    along, across = (cos(angle), sin(angle)), (-sin(angle), cos(angle))

    def at(d: float, side: float) -> Point:
        return (d * along[0] + side * across[0], -21 + d * along[1] + side * across[1])

    stripes = 6
    pen.shape([at(-7, -3.0), at(32, -2.6), at(32, 2.6), at(-7, 3.0)], CHALK, ink, 1.2)
    for n in range(stripes):
        start = -6.4 + n * 6.4
        lean = 2.4
        pen.shape(
            [at(start + lean, -2.3), at(start + lean + 3.2, -2.3), at(start + 3.2, 2.3), at(start, 2.3)], theme.RED
        )
    pen.disc(0, -21, 2.6, theme.YELLOW, ink, 0.9)


def paint_block(pen: Pen, block: int) -> None:
    """The sign of a kind of roadblock, white, about 10 high."""
    ink = CHALK
    if block == Block.NO_AUTHORITY:
        icons.lock(pen.canvas, pen.x, pen.y, 5.0 * pen.u, ink)
    elif block == Block.NEEDS_APPROVAL:
        pen.shape([(-3.6, -4.6), (3.6, -4.6), (0.7, 0), (3.6, 4.6), (-3.6, 4.6), (-0.7, 0)], ink)
    elif block == Block.WRONG_DEPARTMENT:
        pen.box(-0.8, -5, 1.6, 10, ink)
        pen.shape([(-1.0, -4.6), (3.4, -4.6), (5.2, -2.8), (3.4, -1.0), (-1.0, -1.0)], ink)
        pen.shape([(1.0, 0.0), (-3.4, 0.0), (-5.2, 1.6), (-3.4, 3.2), (1.0, 3.2)], ink)
    elif block == Block.AGREED_BUT_BLOCKED:
        pen.stroke([(-4.2, 0.2), (-1.2, 3.4), (4.2, -3.6)], ink, 1.8)
        pen.stroke([(-5, -4.4), (5, 4.4)], ink, 1.4)
    elif block == Block.CATCH_22:
        pen.stroke(arc(0, 0, 4.0, 4.0, -pi * 0.1, pi * 0.72, 8), ink, 1.5)
        pen.stroke(arc(0, 0, 4.0, 4.0, pi * 0.9, pi * 1.72, 8), ink, 1.5)
        pen.shape([(6.2, -0.6), (1.8, -0.6), (4.0, -4.2)], ink)
        pen.shape([(-6.2, 0.6), (-1.8, 0.6), (-4.0, 4.2)], ink)
    elif block in PAINTS:
        PAINTS[Block(block)](pen)
    else:
        pen.box(-4.6, -4.6, 9.2, 3.2, ink)
        pen.box(-1.5, -1.6, 3.0, 6.4, ink)


def paint_fear(pen: Pen) -> None:
    """A face that would rather not."""
    pen.disc(0, 0, 5, None, CHALK, 1.3)
    pen.disc(-1.8, -1.2, 0.9, CHALK)
    pen.disc(1.8, -1.2, 0.9, CHALK)
    pen.stroke([(-2.6, 2.6), (-1.2, 1.8), (0, 2.6), (1.2, 1.8), (2.6, 2.6)], CHALK, 1.1)


def paint_doubt(pen: Pen) -> None:
    """A question mark."""
    pen.stroke([*arc(0, -2.2, 2.6, 2.6, -pi, pi * 0.35, 8), (0, 1.6)], CHALK, 1.7)
    pen.disc(0, 4.2, 1.1, CHALK)


def paint_purse(pen: Pen) -> None:
    """A coin, struck out."""
    pen.disc(0, 0, 4.6, None, CHALK, 1.4)
    pen.stroke([(0, -2.4), (0, 2.4)], CHALK, 1.4)
    pen.stroke([(-5, 5), (5, -5)], CHALK, 1.5)


def paint_rule(pen: Pen) -> None:
    """A rule with a cross in it."""
    pen.box(-4.2, -5, 8.4, 10, None, CHALK, radius=1, width=1.3)
    pen.stroke([(-2, -2), (2, 2)], CHALK, 1.4)
    pen.stroke([(-2, 2), (2, -2)], CHALK, 1.4)


def paint_clause(pen: Pen) -> None:
    """A sheet to be signed."""
    pen.box(-4.2, -5, 8.4, 10, CHALK, radius=1)
    for y in (-3, -1):
        pen.stroke([(-2.6, y), (2.6, y)], theme.RED, 1.0)
    pen.stroke([(-2.6, 3), (-1, 1.6), (0.4, 3), (2.6, 1.8)], theme.RED, 1.1)


PAINTS: Final = {
    Block.NOT_DARED: paint_fear,
    Block.NOT_BELIEVED: paint_doubt,
    Block.OVER_BUDGET: paint_purse,
    Block.MISAPPLIED: paint_rule,
    Block.CLAUSE: paint_clause,
}


BOOM: Final = Motif("boom", paint_boom, (9, 56, 36, 3))
DOWN: Final = 6
"""The variant of `BOOM` that is all the way down."""
BLOCK: Final = Motif("block", paint_block, (8, 8, 8, 8))


@dataclass(slots=True)
class Boom:
    """A barrier that is down at a seat, or coming down, or going up."""

    block: Block
    life: float
    age: float = 0.0

    @property
    def left(self) -> float:
        """Seconds until it is gone."""
        return self.life + RISE_S - self.age


class Barriers:
    """Those at every desk, by desk and seat."""

    __slots__ = ("_booms",)

    def __init__(self) -> None:
        self._booms: dict[tuple[int, int], Boom] = {}

    def __contains__(self, at: object) -> bool:
        return at in self._booms

    def places(self, plan: Plan) -> list[Rect]:
        """Where they are, plates included, give or take a little."""
        wide, high = 150 * plan.type, 41 * plan.u + 24 * plan.type
        seats = [plan.rooms[desk].seats[seat] for desk, seat in self._booms]
        return [Rect(x - wide / 2, y - high, wide, high) for x, y in seats]

    def clear(self) -> None:
        """All are gone."""
        self._booms.clear()

    def keep(self, taken: Callable[[int, int], bool]) -> None:
        """Only those where somebody sits: at an empty desk nobody is stopped."""
        self._booms = {at: boom for at, boom in self._booms.items() if taken(*at)}

    def lower(self, at: tuple[int, int], block: Block, *, speed: float, calm: bool) -> bool:
        """One comes down; whether it does."""
        there = self._booms.get(at)
        if there is not None and there.age < 0.7:
            return False
        if calm and there is None and len(self._booms) >= MOST_SIGNS:
            return False
        life = BARRIER_S if speed <= 2 else BARRIER_S * 0.7
        if there is not None and there.age < there.life - 0.3:
            there.block, there.age, there.life = block, 0.4, life
        else:
            self._booms[at] = Boom(block, life)
        return True

    def live(self, seconds: float, *, still: bool = False) -> None:
        """Let `seconds` pass; `still`: what is down stays down."""
        for boom in self._booms.values():
            most = max(boom.age, boom.life) if still else inf
            boom.age = min(boom.age + seconds, most)
        self._booms = {at: boom for at, boom in self._booms.items() if boom.left >= 0}

    def draw(self, canvas: Canvas, album: Album, plan: Plan, *, calm: bool) -> None:
        """Draw them, then over all of them the plates of those that are down."""
        down: list[tuple[tuple[int, int], Boom]] = []
        for at, boom in self._booms.items():
            x, y = plan.rooms[at[0]].seats[at[1]]
            if calm:
                step, alpha = DOWN, min(1.0, boom.age / FADE, boom.left / FADE)
            else:
                swung = min(1.0, boom.age / 0.28, boom.left / 0.3)
                step, alpha = round(DOWN * max(0.0, swung) ** 1.6), 1.0
            album.sprite(BOOM, step).stamp(canvas, x, y, max(0.0, alpha))
            if step >= 4 and alpha >= 0.5:
                down.append((at, boom))
        for plate in lay_plates(canvas, plan, [(at, boom.block) for at, boom in down]):
            _draw_plate(canvas, album, plan.type, plate)


@dataclass(frozen=True, slots=True)
class Plate:
    """The sign and word of a roadblock, or the number of those for which there was no room."""

    rect: Rect
    words: str
    block: Block | None
    desk: int


def lay_plates(canvas: Canvas, plan: Plan, down: Sequence[tuple[tuple[int, int], Block]]) -> list[Plate]:
    """Plates for roadblocks at (desk, seat), of which no two meet: the gravest first, then those that came first.

    One for which there is no room near its seat is counted on a small plate of its desk.
    """
    unit = plan.type
    laid: list[Plate] = []
    left: dict[int, list[Point]] = {}
    for (desk, seat), block in sorted(down, key=lambda one: GRAVITY.get(one[1], len(GRAVITY))):
        room, words = plan.rooms[desk], say(BLOCK_WORDS[block])
        at = room.seats[seat]
        wide, high = canvas.measure(words, size=theme.TINY * unit, weight="bold")
        rect = _place_for(plan, room, at, wide + 26 * unit, high + 5, laid)
        if rect is None:
            left.setdefault(desk, []).append(at)
        else:
            laid.append(Plate(rect, words, block, desk))
    for desk, seats in left.items():
        words = f"+{len(seats)}"
        wide, high = canvas.measure(words, size=theme.TINY * unit, weight="bold")
        room = plan.rooms[desk]
        places = (_place_for(plan, room, at, wide + 12 * unit, high + 5, laid) for at in seats)
        found = next((rect for rect in places if rect is not None), None)
        if found is not None:
            laid.append(Plate(found, words, None, desk))
    return laid


def _place_for(plan: Plan, room: Room, at: Point, wide: float, high: float, laid: Sequence[Plate]) -> Rect | None:
    """Over a seat, a little to one side of it, or higher: in its room, and where it meets no other plate."""
    low, most = room.rect.x + 1, room.rect.right - wide - 1
    for up in range(2):
        for aside in (0.0, -0.3, 0.3):
            x = at[0] - wide / 2 + aside * wide
            y = at[1] - 41 * plan.u - high + 5 - up * (high + 2)
            rect = plan.inside(Rect(max(low, min(most, x)) if most >= low else x, y, wide, high))
            if not any(meets(rect.inset(-1), other.rect) for other in laid):
                return rect
    return None


def _draw_plate(canvas: Canvas, album: Album, unit: float, plate: Plate) -> None:
    size, rect = theme.TINY * unit, plate.rect
    canvas.rect(rect, theme.RED, line=theme.INK, width=1.2, radius=4)
    x, y = rect.x + 6 * unit, rect.centre[1]
    if plate.block is not None:
        album.sprite(BLOCK, int(plate.block), unit).stamp(canvas, x + 6 * unit, y)
        x += 15 * unit
    middle(canvas, x, y, plate.words, size=size, colour=theme.CARD, weight="bold")
