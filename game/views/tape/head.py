"""The play head: a moment of the reel that moves on by itself. Calls pass at the speed asked for, dead time at once."""

from __future__ import annotations

from game.views.tape.axis import Axis

SPEEDS = (1, 10, 60, 300, 600)
"""Seconds of the call in a second."""
FOLD_S = 0.5
"""How long a fold takes, however many days it is: long enough to see that something is passed over."""


class Head:
    """Where the tape stands. Only the player's hand takes it back."""

    __slots__ = ("_axis", "playing", "speed", "time")

    def __init__(self, axis: Axis) -> None:
        self._axis = axis
        self.time = axis.times[-1]
        """The whole story is there to be seen, before it is played."""
        self.speed = 60
        self.playing = False

    @property
    def at_end(self) -> bool:
        """Whether there is nothing more."""
        return self.time >= self._axis.times[-1]

    def lay(self, axis: Axis) -> None:
        """The same story on another axis."""
        was_at_end = self.at_end
        self._axis = axis
        if was_at_end:
            self.time = axis.times[-1]

    def turn(self) -> None:
        """Play or stand still; at the end, play from the start."""
        if not self.playing and self.at_end:
            self.time = self._axis.times[0]
        self.playing = not self.playing

    def put(self, time: float) -> None:
        """Stand at `time`."""
        self.time = min(max(time, self._axis.times[0]), self._axis.times[-1])

    def faster(self, steps: int) -> None:
        """Another of `SPEEDS`."""
        n = SPEEDS.index(self.speed) + steps
        self.speed = SPEEDS[min(max(0, n), len(SPEEDS) - 1)]

    def advance(self, elapsed_s: float) -> None:
        """Let so many real seconds pass."""
        axis, left = self._axis, elapsed_s
        while self.playing and left > 0:
            if self.at_end:
                self.playing = False
                return
            n = axis.stretch(self.time)
            start, end = axis.times[n], axis.times[n + 1]
            rate = self.speed if axis.live[n] else max(float(self.speed), (end - start) / FOLD_S)
            needed = (end - self.time) / rate
            if needed > left:
                self.time += rate * left
                return
            left -= needed
            self.time = end
