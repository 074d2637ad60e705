"""Slices: a model run on this thread a little at a time, so that no picture has to wait for it.

Rules of this file:
1. A model stops at whole seconds only, so that a decision can be taken wherever it stands. How the time between is cut
   changes nothing of the run.
2. Whoever asks for work says when it must end, by the clock on the wall. What is not done by then is left undone.
3. A night has two sweeps over everybody in town that can't be cut: the books close in the day's last second, the next
   day's needs are drawn at midnight. Each is a step by itself, and who is watched does nothing else for that picture.
"""

from __future__ import annotations

from dataclasses import replace
from math import floor
from time import perf_counter

from sim.clock import DAY
from sim.decisions import Refused
from sim.errors import DecisionError
from sim.run.model import Model
from sim.run.replay import Run

BUDGET_S = 0.007
"""Seconds of work for one picture while time is watched."""
FAST_S = 0.0055
"""... as fast as it goes, in each picture that shows nothing new."""
HASTE_S = 0.08
"""... and while one only waits for it to be done."""
_SLICE_S = 0.0012


class Slices:
    """Finds out how much simulated time fits into a slice."""

    __slots__ = ("_stride",)

    def __init__(self) -> None:
        self._stride = 60.0

    def run(self, model: Model, goal: float, end: float, *, watched: bool = False) -> None:
        """Bring `model` towards `goal` (s) until it is there or the clock shows `end`.

        `watched`: a sweep of the night has the slice for itself.
        """
        first = True
        while model.now < goal:
            start = perf_counter()
            if start >= end:
                return
            sweep = sweeps(model.now)
            if sweep and watched and not first:
                return
            stop = min(goal, model.now + 1.0 if sweep else self._before_sweep(model.now))
            span = stop - model.now
            model.run(stop)
            if sweep and watched:
                return
            first = False
            took = perf_counter() - start
            if not sweep and span >= self._stride / 2:
                self._stride = min(7200.0, max(1.0, self._stride * min(2.0, max(0.5, _SLICE_S / max(took, 1e-6)))))

    def _before_sweep(self, now: float) -> float:
        """A stride on, but not into the night's first sweep."""
        closing = (now // DAY + 1) * DAY - 1
        return min(closing, now + max(1.0, floor(self._stride)))


def sweeps(now: float) -> bool:
    """Whether everybody in town is looked at in the second that begins `now`."""
    return now % DAY in (0, DAY - 1)


class Rerun:
    """A run on its way to a moment: a model of its own, the log applied to it again slice by slice.

    `sim.run.replay.resume` in slices. Until it has arrived it is nobody's business, and may be dropped at any time.
    """

    def __init__(self, run: Run, until: int, model: Model | None = None) -> None:
        """`until`: whole second, and what was decided by then is decided again. `model`: a fresh one of `run`."""
        self.run = replace(run, decisions=tuple(d for d in run.decisions if d.time <= until))
        self.until = until
        self.arrived = False
        self._model = model
        self._applied = 0
        self._slices = Slices()

    @property
    def model(self) -> Model:
        """The model, as far as it has come."""
        if self._model is None:
            self._model = Model(self.run.level, self.run.seed)
        return self._model

    @property
    def share(self) -> float:
        """How much of the way is done."""
        return 0.0 if self._model is None else min(1.0, self._model.now / self.until) if self.until else 1.0

    def work(self, budget_s: float) -> None:
        """Go on for so long. Raises DecisionError if a decision that was possible once is so no longer."""
        end = perf_counter() + budget_s
        if self._model is None:  # to found a town takes a picture by itself
            _ = self.model
            return
        while not self.arrived and perf_counter() < end:
            todo = self.run.decisions[self._applied :]
            goal = todo[0].time if todo else self.until
            self._slices.run(self._model, goal, end)
            if self._model.now < goal:
                return
            if not todo:
                self.arrived = True
                return
            answer = self._model.impose(todo[0].change)  # was allowed when it was taken
            if isinstance(answer, Refused):
                raise DecisionError(str(todo[0]), answer.reason)
            self._applied += 1

    def finish(self) -> None:
        """Do what is left at once."""
        while not self.arrived:
            self.work(1.0)
