"""The album: every sprite of the floor, made once a size.

Rules of this file: a sprite's name says all about its picture. Each picture draws only a few figures for the first
time, so that many new faces at once don't make it stutter; who must wait keeps his last figure.
"""

from __future__ import annotations

from collections.abc import Hashable
from functools import partial
from typing import Final

from game.views.floor.figures import REACH, paint_csr, paint_customer
from game.views.floor.looks import Pose
from game.views.floor.pen import Art, Motif, Sprite, sprite
from game.views.floor.person import Person

MOST_FRESH: Final = 3
"""Figures never drawn before, in one picture."""


class Album:
    """Sprites by name."""

    __slots__ = ("_fresh", "_kept", "u")

    def __init__(self) -> None:
        self.u = 0.0
        """Logical pixels to a unit."""
        self._kept: dict[Hashable, Sprite] = {}
        self._fresh = 0

    def open(self, u: float, *, at_once: bool) -> bool:
        """Begin a picture; `at_once`: with any number of new figures. Whether all are new, because the size is."""
        self._fresh = 10_000 if at_once else MOST_FRESH
        if u == self.u:
            return False
        self.u = u
        self._kept.clear()
        return True

    def sprite(self, motif: Motif, variant: int = 0, size: float | None = None) -> Sprite:
        """The sprite of `motif` in one of its variants; `size`: of the unit, else the floor's."""
        u = self.u if size is None else size
        key = (motif.name, variant, u)
        found = self._kept.get(key)
        if found is None:
            name, paint, reach = motif
            found = sprite(f"floor.{name}.{variant}", lambda pen: paint(pen, variant), u, reach)
            self._kept[key] = found
        return found

    def figure(self, person: Person, pose: Pose, turn: int) -> Sprite | None:
        """The sprite of a person; his last one, or none, if it must wait for the next picture."""
        mood = person.mood
        key = ((pose * 6 + mood) * 3 + turn + 1) * 8 + person.hat
        if key == person.picture_key and person.picture is not None:
            return person.picture
        look = person.look
        whole = (person.is_csr, look.key, key)
        found = self._kept.get(whole)
        if found is None:
            if self._fresh <= 0:
                return person.picture
            self._fresh -= 1
            art: Art
            if person.is_csr:
                art = partial(paint_csr, look=look, morale=mood, pose=pose, turn=turn)
                name = f"floor.csr.{look.key}.{key}"
            else:
                art = partial(paint_customer, look=look, hat=person.hat, mood=mood, pose=pose, turn=turn)
                name = f"floor.customer.{look.key}.{key}"
            found = self._kept[whole] = sprite(name, art, self.u, REACH)
        person.picture_key, person.picture = key, found
        return found
