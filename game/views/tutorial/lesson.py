"""The lesson: which step the newcomer is at. A state machine that knows nothing of screens.

Rules of this file: a step that is done for the first time leads on by itself, after a moment in which that can be
seen. Whoever goes back finds it done, and goes on by hand.
"""

from __future__ import annotations

from collections.abc import Sequence

from game.views.tutorial.moment import Moment
from game.views.tutorial.steps import Step

LINGER_S = 0.9
"""How long a step that is done still stands there (s)."""


class Lesson:
    """Some steps, and where one is in them."""

    def __init__(self, steps: Sequence[Step], at: str = "") -> None:
        """`at`: key of the step to go on with; the first if there is none of that name."""
        self._steps = tuple(steps)
        self._index = next((n for n, step in enumerate(self._steps) if step.key == at), 0)
        self._furthest = self._index
        self.last = Moment()
        """What was so when it was last looked at."""
        self._begun: Moment | None = None
        self._done = False
        self._done_s = 0.0

    @property
    def over(self) -> bool:
        """Whether the last step is behind one."""
        return self._index >= len(self._steps)

    @property
    def step(self) -> Step:
        """The step one is at."""
        return self._steps[self._index]

    @property
    def number(self) -> int:
        """Which it is, from 1."""
        return self._index + 1

    @property
    def total(self) -> int:
        """Of how many."""
        return len(self._steps)

    @property
    def done(self) -> bool:
        """Whether one may go on as if it had been done: it has, or one has been further already."""
        return self._done or self._index < self._furthest

    @property
    def to_read(self) -> bool:
        """Whether there is nothing to do but to read."""
        return self.step.done is None

    def look(self, now: Moment, elapsed_s: float) -> bool:
        """See whether the step has been done, and lead on if it was; whether it stops the clock at this moment."""
        self.last = now
        if self.over or self.step.done is None:
            return False
        if self._begun is None or now.days < self._begun.days:
            self._begun = now
        if self._index < self._furthest:
            return False
        just_now = not self._done and self.step.done(self._begun, now)
        stops = just_now and self.step.stops
        self._done = self._done or just_now
        if self._done:
            self._done_s += elapsed_s
            if self._done_s >= LINGER_S:
                self.on()
        return stops

    def on(self) -> None:
        """To the next step, done or not."""
        self._turn(self._index + 1)

    def back(self) -> None:
        """To the step before."""
        self._turn(max(0, self._index - 1))

    def _turn(self, index: int) -> None:
        self._index = index
        self._furthest = max(self._furthest, index)
        self._begun, self._done, self._done_s = self.last, False, 0.0
