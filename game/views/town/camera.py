"""The camera: which part of the town is seen, in steps of magnification.

Rules of this file: the first step shows all of the town; nothing outside it can be brought to the middle.
"""

from __future__ import annotations

from typing import Final

from game.views.canvas import Point, Rect

ZOOMS: Final = (1.0, 1.6, 2.6, 4.2, 7.0, 11.0)
MARGIN: Final = 14.0
"""Around the town when all of it is seen (logical pixels)."""
LARGEST: Final = 1.6
"""Logical pixels to a unit at the first step: a village isn't blown up."""
SINGLE: Final = 3.0
"""Logical pixels to a unit from which on single people can be pointed at."""


class Camera:
    """Looks at a town from above."""

    __slots__ = ("_fit", "_size", "covered", "rect", "step", "x", "y")

    def __init__(self) -> None:
        self.rect = Rect(0, 0, 1, 1)
        """Where the picture stands on the screen."""
        self.covered = 0.0
        """How much of its right side lies under something (logical pixels)."""
        self.step = 0
        self._fit = 1.0
        self._size = (1.0, 1.0)
        self.x = 0.0
        """What is in the middle of it, in units of the town."""
        self.y = 0.0

    @property
    def u(self) -> float:
        """Logical pixels to a unit."""
        return self._fit * ZOOMS[self.step]

    @property
    def key(self) -> tuple[float, ...]:
        """All that a picture depends on."""
        return (*self.rect, self.u, self.x, self.y)

    @property
    def free(self) -> Rect:
        """The part of the picture over which nothing lies."""
        return Rect(self.rect.x, self.rect.y, self.rect.w - self.covered, self.rect.h)

    def frame(self, rect: Rect, width: float, height: float, covered: float = 0.0) -> None:
        """Show a town of this size in `rect`, of whose right side so much is `covered`."""
        if rect == self.rect and self._size == (width, height) and covered == self.covered:
            return
        self.rect, self._size, self.covered = rect, (width, height), covered
        room = rect.inset(MARGIN)
        self._fit = max(0.05, min(LARGEST, room.w / width, room.h / height))
        self._keep_in()

    def on_screen(self, x: float, y: float) -> Point:
        """Where a place in town is on the screen."""
        (mx, my), u = self.rect.centre, self.u
        return (mx + (x - self.x) * u, my + (y - self.y) * u)

    def in_town(self, x: float, y: float) -> Point:
        """What place of the town is at a point of the screen."""
        (mx, my), u = self.rect.centre, self.u
        return (self.x + (x - mx) / u, self.y + (y - my) / u)

    def sees(self, x: float, y: float, margin: float) -> bool:
        """Whether a place in town is in the picture, or within `margin` units of it."""
        half_w, half_h = self.rect.w / 2 / self.u + margin, self.rect.h / 2 / self.u + margin
        return abs(x - self.x) <= half_w and abs(y - self.y) <= half_h

    def pull(self, dx: float, dy: float) -> None:
        """Drag the town by so many logical pixels."""
        self.x -= dx / self.u
        self.y -= dy / self.u
        self._keep_in()

    def go(self, x: float, y: float) -> None:
        """Bring a place in town to the middle of what can be seen."""
        self.x, self.y = x + self.covered / 2 / self.u, y
        self._keep_in()

    def zoom(self, steps: int, at: Point | None = None) -> bool:
        """Come nearer (above 0) or go back, what is `at` a point of the screen staying there; whether it did."""
        before = self.step
        at = at or self.rect.centre
        x, y = self.in_town(*at)
        self.step = max(0, min(len(ZOOMS) - 1, self.step + steps))
        (mx, my), u = self.rect.centre, self.u
        self.x, self.y = x - (at[0] - mx) / u, y - (at[1] - my) / u
        self._keep_in()
        return self.step != before

    def whole(self) -> None:
        """See all of the town."""
        self.zoom(-len(ZOOMS))

    def _keep_in(self) -> None:
        """Keep the town in the picture; in whole pixels, so that it stays crisp while it is dragged."""
        w, h = self._size
        for name, size, room in (("x", w, self.rect.w), ("y", h, self.rect.h)):
            seen = room / self.u
            slack = max(0.0, (size - seen) / 2 + MARGIN / self.u)
            middle = size / 2
            beyond = self.covered / self.u if name == "x" else 0.0
            at = min(middle + slack + beyond, max(middle - slack, getattr(self, name)))
            setattr(self, name, round(at * self.u) / self.u)
