"""The axis: where each moment of a reel stands on the tape. Calls at one scale, the dead time between them folded.

Rules of this file: time never runs back along the tape. Within a call, a leg is as wide as it was long, but never too
narrow to be pointed at; between calls, each moment at which something happened gets one fold, however long nothing did.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise
from math import log1p

from game.views.tape.reel import Reel
from sim.clock import DAY

LEG = 11.0
"""A leg is at least so wide."""
FOLD = 17.0
"""So wide is time in which nothing happens."""
STRETCH = 14.0
"""A fold of many days is wider, by the logarithm of the days."""
MOST = 0.9
"""Logical pixels a second at most: a short story isn't blown up."""
LEAST = 0.01


@dataclass(frozen=True, slots=True)
class Axis:
    """Moments and their places, both rising."""

    times: tuple[float, ...]
    places: tuple[float, ...]
    live: tuple[bool, ...]
    """Of each stretch between two of them: whether the customer is on the phone."""

    @property
    def wide(self) -> float:
        """The length of the whole tape."""
        return self.places[-1]

    def at(self, time: float) -> float:
        """Where `time` stands."""
        return _between(time, self.times, self.places)

    def time(self, place: float) -> float:
        """Which moment stands at `place`."""
        return _between(place, self.places, self.times)

    def stretch(self, time: float) -> int:
        """The number of the stretch that begins at or before `time` and ends after it."""
        return min(max(0, bisect_right(self.times, time) - 1), len(self.live) - 1)

    @property
    def folds(self) -> tuple[tuple[float, float], ...]:
        """Beginning and end, in time, of each run of stretches in which nobody is on the phone."""
        found: list[tuple[float, float]] = []
        for (start, end), live in zip(pairwise(self.times), self.live, strict=True):
            if not live:
                found.append((start, end))
        return tuple(found)


def _between(value: float, known: tuple[float, ...], wanted: tuple[float, ...]) -> float:
    n = min(max(0, bisect_right(known, value) - 1), len(known) - 2)
    (a, b), (c, d) = known[n : n + 2], wanted[n : n + 2]
    share = (value - a) / (b - a) if b > a else 0.0
    return c + (d - c) * min(1.0, max(0.0, share))


def lay(reel: Reel, room: float) -> Axis:
    """The axis of `reel`, no longer than `room` unless its legs and folds need more at their least."""
    ends = {time for call in reel.calls for bar in call.bars for time in (bar.start, bar.end)}
    edges = {time for call in reel.calls for time in (call.start, call.end)}
    loose = {mark.time for mark in reel.marks if not _on_phone(reel, mark.time)}
    times = sorted(_apart(ends | edges | loose | {reel.start, reel.end}))
    if len(times) < 2:
        times = [reel.start, reel.start + 1.0]
    live = tuple(_on_phone(reel, (a + b) / 2) for a, b in pairwise(times))
    low, high = LEAST, MOST
    for _ in range(24):
        half = (low + high) / 2
        low, high = (half, high) if sum(_wides(times, live, half)) <= room else (low, half)
    places = [0.0]
    for wide in _wides(times, live, low):
        places.append(places[-1] + wide)
    return Axis(tuple(times), tuple(places), live)


def _apart(times: set[float]) -> list[float]:
    """The times without those that differ from another by rounding only."""
    kept: list[float] = []
    for time in sorted(times):
        if not kept or time - kept[-1] > 0.5:
            kept.append(time)
    return kept


def _wides(times: list[float], live: tuple[bool, ...], scale: float) -> list[float]:
    return [
        max(LEG, (b - a) * scale) if on else FOLD + STRETCH * log1p((b - a) / DAY)
        for (a, b), on in zip(pairwise(times), live, strict=True)
    ]


def _on_phone(reel: Reel, time: float) -> bool:
    return any(call.start < time < call.end for call in reel.calls)
