"""The tempo: how time passes for the picture, and whether it must be calm.

Rules of this file: at high speed, at a pace at which a call would be over before its walk, and with reduced motion, the
picture is *calm*: it changes at most twice a second, and nobody walks. After a rewind or a leap everyone is simply
there. Where time stands still, who is on the way out stands still too, so that whoever is to be seen can be clicked.
"""

from __future__ import annotations

from math import inf
from typing import Final

from sim.clock import DAY, HOUR

CALM_SPEED: Final = 12.0
"""From this speed on people fade instead of walking."""
CALM_PACE: Final = (360.0, 420.0)
"""Seconds of the game in one of ours from which they fade too, because a call would be over before its walk: a picture
that walks begins to fade at the upper, one that fades begins to walk below the lower."""
CALM_PERIOD: Final = 0.5
"""Seconds between changes of a calm picture: 2 Hz, below the 3 Hz of flashing."""
FLEETING_PACE: Final = 1500.0
"""Seconds of the game in one of ours from which whoever leaves has long been gone when time stops."""
BLUR: Final = 0.4
"""Days a second from which day and night are no longer told apart."""


class Tempo:
    """The passing of time on one floor."""

    __slots__ = (
        "_last_real", "_last_time", "_rate", "_since", "_stopped", "calm", "clock", "due", "leapt", "seconds",
        "still",
    )  # fmt: skip

    def __init__(self) -> None:
        self._last_real: float | None = None
        self._last_time = 0.0
        self._rate = 0.0
        """Days of the game in a second of ours."""
        self._since = inf
        """Seconds since people last got new goals."""
        self.calm = False
        self.clock = 0.0
        """Seconds of animation; stands still while the game is paused."""
        self.seconds = 0.0
        """Of ours since the last picture."""
        self.leapt = True
        """Whether this moment doesn't follow from the last one."""
        self.due = True
        """Whether people get new goals with this picture."""
        self._stopped: float | None = None
        """When time was stopped (s)."""
        self.still = False
        """Whether it is still that moment: nothing that was to be seen in it goes away."""

    def tick(self, time: float, real_time: float, speed: float, *, reduced_motion: bool) -> None:
        """The next picture shows `time` of the game, at `real_time` (s)."""
        first = self._last_real is None
        passed = 0.0 if self._last_real is None else max(0.0, real_time - self._last_real)
        ahead, pace = time - self._last_time, self._rate * DAY
        self._last_real, self._last_time = real_time, time
        self.leapt = first or ahead < 0 or (ahead > HOUR / 2 and not self.calm)
        if self.leapt or speed == 0:  # what stands still is not blurred
            self._rate = 0.0
        elif passed > 0:
            self._rate += (ahead / DAY / passed - self._rate) * min(1.0, passed * 4)
        self.calm = reduced_motion or speed >= CALM_SPEED or self._rate * DAY > CALM_PACE[not self.calm]
        self.seconds = min(passed, 0.1)
        if speed > 0:
            self.clock += self.seconds
        self._since += passed
        if speed > 0:
            self._stopped = None
        elif self.leapt or self._stopped is None:
            self._stopped = time if pace <= FLEETING_PACE else -inf
        self.still = self._stopped == time
        self.due = not self.calm or self.leapt or speed == 0 or self._since >= CALM_PERIOD
        if self.due:
            self._since = 0.0

    @property
    def blurred(self) -> bool:
        """Whether days fly by."""
        return self._rate > BLUR

    @property
    def hurry(self) -> float:
        """How much quicker than at a minute of the game a second people walk."""
        return 1.0 if self.calm else max(1.0, min(2.2, (self._rate * DAY / 60) ** 0.5))
