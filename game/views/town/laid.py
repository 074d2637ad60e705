"""The town as it has been laid out: who lives where, and who and what is at a point of the screen.

Rule of this file: it never changes; the camera through which one looks comes with the question. -1 is nobody, or no
house or block.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import numpy as np

from game.views.canvas import Point
from game.views.town.camera import SINGLE, Camera
from game.views.town.gossip import hubs_among, hubs_of
from game.views.town.pictures import HALF, ROOF, WALL, middle_of, pane_box
from game.views.town.plan import LOT, Plan, plan_of
from game.views.town.sheet import NEAR, Sheet
from sim.frames import TownView


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Laid:
    """A town that has been laid out."""

    view: TownView
    plan: Plan
    sheet: Sheet
    hubs: frozenset[int]
    many: int
    """From how many friends on one is a hub for his friends."""
    homes: list[int]
    """Each person's house."""
    blocks: list[int]
    """Each house's block."""
    middles: list[Point]
    """Each block's middle."""
    lots: dict[int, tuple[Point, Point, Point, Point]]
    """The corners of each block's."""
    firm: Point
    """Where our own house stands."""

    @classmethod
    def out(cls, view: TownView) -> Self:
        """Lay a town out."""
        plan, ties = plan_of(view), np.diff(view.start)
        return cls(
            view=view,
            plan=plan,
            sheet=Sheet(plan),
            hubs=hubs_of(ties, view.reach),
            many=int(np.sort(ties)[-hubs_among(len(ties))]) if len(ties) else 0,
            homes=plan.house.tolist(),
            blocks=plan.block.tolist(),
            middles=[(x, y) for x, y in plan.middle.tolist()],
            lots={cell.block: cell.lot for cell in plan.cells if cell.block >= 0},
            firm=next(middle_of(cell) for cell in plan.cells if cell.sort == "firm"),
        )

    def block_of(self, person: int) -> int:
        """The block in which someone lives."""
        return self.blocks[self.homes[person]]

    def ties_of(self, person: int) -> int:
        """How many someone knows."""
        return int(self.view.start[person + 1] - self.view.start[person])

    def pane(self, person: int) -> tuple[float, float, float, float]:
        """Someone's pane, from his doorstep: x, y, w, h."""
        return pane_box(int(self.plan.pane[person]), self.plan.panes, int(self.plan.window[person]))

    def home(self, person: int, camera: Camera) -> Point:
        """Where someone lives, in town: his pane, which from afar is his house."""
        x, y = self.sheet.feet[self.homes[person]]
        if camera.u < NEAR:
            return (x, y - WALL / 2)
        bx, by, w, h = self.pane(person)
        return (x + bx + w / 2, y + by + h / 2)

    def person_at(self, x: float, y: float, camera: Camera) -> int:
        """Who is at the point, near enough to be told from the others."""
        if camera.u < SINGLE or not camera.rect.holds(x, y):
            return -1
        house = self._house_at(x, y, camera)
        if house < 0:
            return -1
        wx, wy = camera.in_town(x, y)
        fx, fy = self.sheet.feet[house]
        for person in self.sheet.residents[house]:
            bx, by, w, h = self.pane(person)
            if bx <= wx - fx < bx + w and by <= wy - fy < by + h:
                return person
        return -1

    def block_at(self, x: float, y: float, camera: Camera) -> int:
        """The block at the point, by its houses or its lot."""
        if not camera.rect.holds(x, y):
            return -1
        house = self._house_at(x, y, camera)
        if house >= 0:
            return self.blocks[house]
        off = np.abs(self.plan.middle - camera.in_town(x, y))
        at = np.flatnonzero((off < LOT / 2).all(axis=1))
        return int(at[0]) if len(at) else -1

    def at_firm(self, x: float, y: float, camera: Camera) -> bool:
        """Whether the point is on our own house."""
        if not camera.rect.holds(x, y):
            return False
        wx, wy = camera.in_town(x, y)
        return abs(wx - self.firm[0]) < 10 and abs(wy - self.firm[1]) < 16

    def houses_about(self, here: Point) -> list[int]:
        """The houses near a place in town."""
        off = np.abs(self.plan.feet - here)
        found: list[int] = np.flatnonzero((off[:, 0] < 70) & (off[:, 1] < 70)).tolist()
        return found

    def _house_at(self, x: float, y: float, camera: Camera) -> int:
        wx, wy = camera.in_town(x, y)
        off = self.plan.feet - (wx, wy)
        at = np.flatnonzero((np.abs(off[:, 0]) <= HALF) & (off[:, 1] >= -1) & (off[:, 1] <= WALL + ROOF))
        return int(at[np.argmin(off[at, 1])]) if len(at) else -1
