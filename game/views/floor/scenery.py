"""The scenery: all that stands still on the floor, from the boards up.

Rules of this file: it is painted once and kept until the plan, a title or the light changes; so nothing here may depend
on anything but the fields of `Scenery`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Final

from game.views import theme
from game.views.canvas import Canvas, Colour, Rect
from game.views.floor.board import draw_name
from game.views.floor.colours import CHALK, WOOD, WOOD_DARK, desk_colour, in_light
from game.views.floor.pen import Pen, Reach, sprite
from game.views.floor.plan import CSR_X, GUEST_X, Plan, Room
from game.views.floor.wall import draw_wall
from game.views.theme import mix

GROUND: Final[Colour] = (232, 217, 190)
CARPET: Final[Colour] = (206, 150, 122)
HEM: Final[Colour] = (236, 206, 170)
STATION: Final[Reach] = (30, 30, 32, 4)


@dataclass(frozen=True, slots=True)
class Scenery:
    """What stands still, for as long as these values last."""

    plan: Plan
    titles: tuple[str, ...]
    light: int
    closed: bool

    def shade(self, colour: Colour) -> Colour:
        """A colour in this light."""
        return in_light(colour, self.light)

    def draw(self, canvas: Canvas) -> None:
        """Draw it, or what was kept of it."""
        canvas.kept("floor", self, self.plan.rect, self.paint, ground=self.shade(GROUND))

    def paint(self, canvas: Canvas) -> None:
        """Everything, back to front."""
        plan = self.plan
        rect = plan.rect
        canvas.rect(rect, self.shade(GROUND))
        board = self.shade(mix(GROUND, theme.INK, 0.05))
        step = 15 * plan.type
        y, n = plan.wall_y, 0
        while y < rect.bottom:  # floor boards
            canvas.rect(Rect(rect.x, y, rect.w, 1), board)
            for x in range(int(rect.x) + 40 + n * 71 % 130, int(rect.right), 130):
                canvas.rect(Rect(x, y, 1, min(step, rect.bottom - y)), board)
            y += step
            n += 1
        draw_wall(canvas, plan, self.light, closed=self.closed)
        self._carpet(canvas)
        for room in plan.rooms:
            self._room(canvas, room)

    def _carpet(self, canvas: Canvas) -> None:
        """The aisle."""
        plan = self.plan
        left, wide = plan.aisle_x - plan.aisle_w / 2 + 4, plan.aisle_w - 8
        runner = Rect(left, plan.wall_y, wide, plan.rect.bottom - plan.wall_y)
        canvas.rect(runner, self.shade(CARPET))
        for x in (runner.x + 2.5, runner.right - 4):
            canvas.rect(Rect(x, runner.y, 1.5, runner.h), self.shade(HEM))

    def _room(self, canvas: Canvas, room: Room) -> None:
        """A room with its desks and its board."""
        colour = desk_colour(room.name)
        tint = mix((250, 246, 238), colour, 0.13)
        rect, soft = room.rect, self.shade(theme.INK_SOFT)
        if room.raised:  # a stage with a step
            low = Rect(rect.x, rect.y + 6, rect.w, rect.h)
            canvas.rect(low, self.shade(WOOD_DARK), line=soft, width=1, radius=7)
            step = Rect(rect.x - 7, rect.bottom - 16, 9, 20)
            canvas.rect(step, self.shade(WOOD), line=soft, width=1, radius=2)
        canvas.rect(rect, self.shade(tint), line=self.shade(mix(tint, theme.INK, 0.3)), width=1.2, radius=8)
        rim = Rect(rect.x + 4, rect.y + room.head.h + 3, rect.w - 8, rect.h - room.head.h - 7)
        canvas.rect(rim, line=self.shade(mix(tint, colour, 0.22)), width=1, radius=5)
        station = sprite(
            f"floor.station.{colour}.{self.light}", partial(self._station, colour=colour), self.plan.u, STATION
        )  # fmt: skip
        for x, y in room.seats:
            station.stamp(canvas, x, y)
        draw_name(canvas, room, self.titles[room.desk], self.light)

    def _station(self, pen: Pen, colour: Colour) -> None:
        """A CSR's desk with two chairs; the middle of the desk is the origin."""
        shade = self.shade
        ink = shade(theme.INK)
        pen.oval(0, -0.5, 28, 3.4, (43, 40, 36, 30))
        for x, back, fill in ((CSR_X, -1, mix(colour, theme.INK, 0.25)), (GUEST_X, 1, (150, 128, 104))):
            pen.stroke([(x, -7.5), (x, -1.5)], ink, 2.2)
            pen.stroke([(x - 5, -1.2), (x + 5, -1.2)], ink, 1.8)
            pen.box(x - 6.5, -9.2, 13, 3.0, shade(fill), ink, radius=1.5, width=0.9)
            pen.stroke([(x + back * 6.2, -8), (x + back * 8.0, -19)], ink, 3.4)
            pen.stroke([(x + back * 6.2, -8), (x + back * 8.0, -19)], shade(fill), 1.8)
        pen.box(-7.5, -13, 16, 12.5, shade(mix(colour, CHALK, 0.25)), ink, width=0.9)
        pen.box(-5.2, -10.6, 11.4, 7.6, shade(mix(colour, CHALK, 0.45)))
        pen.box(-10.5, -15.2, 22, 3.0, shade(WOOD), ink, radius=1.2, width=0.9)
        pen.shape([(-1.2, -15.2), (1.4, -15.2), (0.8, -17.8), (-0.6, -17.8)], ink)
        pen.shape([(-3.0, -17.4), (4.4, -17.4), (5.6, -25.5), (-1.8, -25.5)], shade((110, 118, 124)), ink, 0.9)
