"""The hand: what mouse and keys do on the map. It drags, clicks, comes nearer, and walks a cursor from block to block.

Rule of this file: near by, where single people can be told apart, the cursor walks on people, from afar on blocks.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np

from game.views.canvas import Point
from game.views.inputs import Key
from game.views.town.camera import SINGLE, Camera
from game.views.town.laid import Laid
from game.views.ui import ARROWS

PULL: Final = 4.0
"""How far the pointer moves before it drags (logical pixels)."""
KEYS: Final = {"+": 1, "=": 1, "[+]": 1, "-": -1, "[-]": -1}


class Hand:
    """A hand on the map that a camera shows."""

    def __init__(self, camera: Camera) -> None:
        self._camera = camera
        self.cursor = -1
        """The block, or near by the person, that the keys walk on; -1: none yet."""
        self.single = False
        """Whether `cursor` is a person."""
        self._grip: Point | None = None
        self._moved = 0.0

    def let_go(self) -> None:
        """Nothing is held any more."""
        self._grip = None

    def drag(self, x: float, y: float) -> None:
        """Pull the town along with the pointer."""
        if self._grip is None:
            self._moved = 0.0
        else:
            dx, dy = x - self._grip[0], y - self._grip[1]
            self._moved += abs(dx) + abs(dy)
            self._camera.pull(dx, dy)
        self._grip = (x, y)

    def click(self, at: Point, laid: Laid, open_card: Callable[[int], None], leave: Callable[[], None]) -> None:
        """Who can be seen is opened, our own house left for the floor; else one comes nearer."""
        if self._moved > PULL:
            return
        person, block = laid.person_at(*at, self._camera), laid.block_at(*at, self._camera)
        if person >= 0:
            self.cursor, self.single = person, True
            open_card(person)
        elif laid.at_firm(*at, self._camera):
            leave()
        elif block >= 0:
            self.cursor, self.single = block, False
            if self._camera.u < SINGLE:
                self._approach(block, laid)

    def zoom(self, steps: int, laid: Laid, chosen: int, at: Point | None = None) -> None:
        """Come nearer or go back, what is `at` a point of the screen staying there; if at none, the cursor, or who is
        `chosen`.
        """
        camera = self._camera
        if at is None and (self.cursor >= 0 or chosen >= 0):
            at = camera.on_screen(*(self._at(laid) if self.cursor >= 0 else laid.home(chosen, camera)))
            at = at if camera.rect.holds(*at) else None
        camera.zoom(steps, at)
        if self.single and camera.u < SINGLE:  # single people can't be walked on from here
            self.cursor, self.single = laid.block_of(self.cursor), False

    def key(self, key: Key, laid: Laid, chosen: int, open_card: Callable[[int], None]) -> bool:
        """Arrows walk, with Shift they move the map; Enter opens; + and - come nearer and go back."""
        if key.ctrl:
            return False
        if key.name in KEYS:
            self.zoom(KEYS[key.name], laid, chosen)
        elif key.name == "home":
            self._camera.whole()
        elif key.name in ARROWS:
            dx, dy = ARROWS[key.name]
            if key.shift:
                self._camera.pull(-80.0 * dx, -80.0 * dy)
            else:
                self._walk(dx, dy, laid)
        elif key.name == "enter" and self.cursor >= 0:
            if self.single:
                open_card(self.cursor)
            else:
                self._approach(self.cursor, laid)
        else:
            return key.name == "enter"
        return True

    def _at(self, laid: Laid) -> Point:
        """Where the cursor is, in town."""
        return laid.home(self.cursor, self._camera) if self.single else laid.middles[self.cursor]

    def _approach(self, block: int, laid: Laid) -> None:
        """Come so near to a block that single people can be told apart."""
        while self._camera.u < SINGLE and self._camera.zoom(1):
            pass
        self._camera.go(*laid.middles[block])

    def _walk(self, dx: int, dy: int, laid: Laid) -> None:
        """To the next block, or near by to the next person, in a direction; at first to what is in the middle."""
        camera = self._camera
        near = camera.u >= SINGLE
        here = self._at(laid) if self.cursor >= 0 else (camera.x, camera.y)
        fresh = self.cursor < 0 or near != self.single
        if near:
            who = [p for house in laid.houses_about(here) for p in laid.sheet.residents[house]]
            places = np.array([laid.home(p, camera) for p in who])
        else:
            who, places = list(range(laid.plan.blocks)), laid.plan.middle
        off = places - here
        ahead, aside = off @ (dx, dy), np.abs(off @ (dy, dx))
        far = np.hypot(*off.T) if fresh else np.where(ahead > 0.3, ahead + 2.5 * aside, np.inf)
        n = int(np.argmin(far))
        if np.isfinite(far[n]):
            self.cursor, self.single = who[n], near
            at = self._at(laid)
            if not camera.rect.inset(24).holds(*camera.on_screen(*at)):
                camera.go(*at)
