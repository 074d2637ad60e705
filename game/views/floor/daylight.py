"""Daylight: the hour as the windows show it, and how dark the room is.

Rules of this file: the lamps go out when the last CSR has gone. When days fly by it is noon and stays so, so that
nothing flashes.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from game.views.canvas import Colour
from game.views.floor.colours import LIGHTS
from game.views.theme import mix
from sim.clock import DAY, HOUR
from sim.frames import Frame

SKY: Final[tuple[tuple[float, Colour, Colour], ...]] = (
    (0.0, (34, 40, 74), (62, 68, 104)),
    (5.0, (40, 46, 82), (86, 84, 118)),
    (6.5, (146, 150, 186), (244, 196, 160)),
    (8.5, (168, 208, 226), (226, 236, 232)),
    (16.5, (160, 204, 226), (228, 236, 230)),
    (19.0, (150, 150, 190), (248, 190, 132)),
    (20.5, (70, 70, 116), (190, 128, 118)),
    (22.0, (34, 40, 74), (62, 68, 104)),
    (24.0, (34, 40, 74), (62, 68, 104)),
)
"""Hour of the day, colour of the sky above and at the horizon."""


NOON: Final = 12.0


def sky_at(hour: float) -> tuple[Colour, Colour]:
    """The sky above and at the horizon."""
    for (h0, top0, low0), (h1, top1, low1) in pairwise(SKY):
        if hour <= h1:
            share = (hour - h0) / (h1 - h0)
            return mix(top0, top1, share), mix(low0, low1, share)
    return SKY[0][1], SKY[0][2]


def is_night(hour: float) -> bool:
    """Whether lamps are lit outside."""
    return hour < 6.25 or hour >= 19.75


class Daylight:
    """The light of one floor."""

    __slots__ = ("dark", "hour")

    def __init__(self) -> None:
        self.hour = NOON
        """Of the day."""
        self.dark = 0.0
        """0: all lamps on; 1: the darkest night."""

    @property
    def step(self) -> int:
        """The light as one of the steps from 0 (on) to `LIGHTS` (off)."""
        return round(self.dark * LIGHTS)

    def turn(self, frame: Frame, seconds: float, *, at_once: bool, blurred: bool = False) -> None:
        """Let it follow the frame, for so many seconds, or `at_once`. `blurred`: days fly by."""
        self.hour = NOON if blurred else frame.time % DAY / HOUR
        staffed = blurred or any(desk.csrs for desk in frame.desks)
        dark = 0.0 if staffed or frame.open else (1.0 if is_night(self.hour) else 0.35)
        change = 1.0 if at_once else min(1.0, seconds * 1.2)
        self.dark += max(-change, min(change, dark - self.dark))
