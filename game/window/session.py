"""A level in play, on this thread: real time in, simulated time out, in slices that never hold up a picture.

Rules of this file:
1. The model stops at whole seconds only, so that a decision can be taken wherever it stands. How the time between is
   cut into slices changes nothing of the run.
2. A slice of work ends after `BUDGET_S`. What couldn't be done in it is dropped from the clock, not made up for: a
   slow machine plays slower, it doesn't stutter.
3. When the lines are closed and nobody is on the phone, time hurries; the window says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import floor
from time import perf_counter

from game.views.bet import Bet
from game.views.playing import MAX, SLOWEST
from sim.clock import DAY, HOUR, MINUTE
from sim.decisions import Accepted, Change, Decision, Refused
from sim.errors import DecisionError
from sim.events import Event
from sim.frames import CustomerView, Doing, Frame
from sim.level import Level
from sim.market.names import name_of
from sim.run.model import Model

BUDGET_S = 0.007
"""Seconds of work in one slice."""
EARLY_S = 600.0
"""How long before the first opening a new run begins to be shown."""
NIGHT = 40
"""How much faster the night goes."""
LONGEST_S = 0.25
"""A picture that took longer (a window dragged, a laptop asleep) counts as this long."""
_SLICE_S = 0.0012


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """A saved run to replay before play goes on: its decisions, and how far it had come."""

    decisions: tuple[Decision, ...]
    until: int


class Session:
    """A `Playing` around a model of its own."""

    def __init__(self, level: Level, seed: int, script: Script | None = None) -> None:
        self._model = Model(level, seed=seed)
        self._frame = self._model.frame()
        self._script = script if script and script.until > 0 else None
        self._replayed = 0
        self._owed = 0.0
        self._stride = 60.0
        self.bet: Bet | None = None
        self.paused = True
        self.speed = 1
        self.hurrying = False
        self._names: dict[int, str] = {}
        if self._script is None:
            self._begin()
        self._remember(self._frame)

    def _begin(self) -> None:
        """Nobody wants to begin in the dark: a new run stands shortly before the lines first open."""
        self._model.run(max(0.0, self._model.book["promise.open_hour"] * HOUR - EARLY_S))
        self._frame = self._model.frame()

    # --- what is played ---------------------------------------------------------------------------------------

    @property
    def model(self) -> Model:
        """For saving; no view gets it."""
        return self._model

    @property
    def level(self) -> Level:
        """What is played."""
        return self._model.level

    @property
    def seed(self) -> int:
        """Its luck."""
        return self._model.seed

    @property
    def frame(self) -> Frame:
        """The latest picture."""
        return self._frame

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """The decision log."""
        return tuple(self._model.decisions)

    @property
    def over(self) -> bool:
        """Whether the level's end is reached."""
        return self._model.now >= self._model.horizon

    @property
    def catching_up(self) -> float | None:
        """The share of a saved run that has been replayed; `None` once it is all there."""
        return None if self._script is None else min(1.0, self._model.now / self._script.until)

    # --- time -------------------------------------------------------------------------------------------------

    def run(self, elapsed_s: float) -> None:
        """Let real time pass."""
        model = self._model
        before = model.now
        if self._script is not None:
            self._replay(self._script)
        elif not self.paused and not self.over:
            self._play(min(elapsed_s, LONGEST_S))
        if model.now != before:
            self._look()
        if self.over:
            self.paused = True

    def _play(self, elapsed_s: float) -> None:
        self.hurrying = self.speed != MAX and self._asleep()
        end = self._model.horizon
        if self.speed == MAX:
            self._work(end)
            return
        self._owed += elapsed_s * SLOWEST * self.speed * (NIGHT if self.hurrying else 1)
        goal = self._model.now + floor(self._owed)
        if self.hurrying:
            goal = min(goal, self._morning())
        goal = min(goal, end)
        self._owed -= floor(self._owed)
        self._work(goal)

    def _work(self, goal: float) -> None:
        """Go towards `goal` until it is reached or the budget is spent."""
        model = self._model
        began = perf_counter()
        while model.now < goal:
            start = perf_counter()
            if start - began >= BUDGET_S:
                return
            # Midnight is dear by itself: stop before and after it.
            midnight = (model.now // DAY + 1) * DAY
            stop = min(goal, model.now + max(1.0, floor(self._stride)))
            if stop > midnight > model.now:
                stop = midnight
            span = stop - model.now
            model.run(stop)
            took = perf_counter() - start
            if stop != midnight and span >= self._stride / 2:
                self._stride = min(7200.0, max(1.0, self._stride * min(2.0, max(0.5, _SLICE_S / max(took, 1e-6)))))

    def _replay(self, script: Script) -> None:
        """Go on replaying a saved run, a slice at a time."""
        model = self._model
        began = perf_counter()
        while perf_counter() - began < BUDGET_S:
            todo = script.decisions[self._replayed :]
            goal = min(script.until, todo[0].time) if todo else script.until
            if model.now < goal:
                self._work(goal)
                if model.now < goal:
                    return
            if todo and todo[0].time <= script.until:
                answer = model.impose(todo[0].change)  # was allowed when it was taken
                if isinstance(answer, Refused):
                    raise DecisionError(str(todo[0]), answer.reason)
                self._replayed += 1
            elif model.now >= script.until:
                self._script = None
                return

    def finish_replay(self) -> None:
        """Replay what is left of a saved run at once."""
        while self._script is not None:
            self._replay(self._script)
        self._look()

    def _asleep(self) -> bool:
        frame = self._frame
        busy = any(desk.line or any(csr.doing is not Doing.IDLE for csr in desk.csrs) for desk in frame.desks)
        return not frame.open and not busy

    def _morning(self) -> float:
        """When the lines open next: no hurry beyond it."""
        day = self._model.now // DAY
        opens = day * DAY + self._frame.book["promise.open_hour"] * 3600
        return opens if opens > self._model.now else opens + DAY

    def _look(self) -> None:
        self._frame = self._model.frame()
        self._remember(self._frame)

    def _remember(self, frame: Frame) -> None:
        for desk in frame.desks:
            for csr in desk.csrs:
                self._names[csr.csr] = csr.name

    # --- what the player does ---------------------------------------------------------------------------------

    def pause(self, paused: bool) -> None:
        """Stop, or go on."""
        self.paused = paused or self.over
        self._owed = 0.0

    def set_speed(self, speed: int) -> None:
        """Go on at `speed`."""
        self.speed = speed
        self.pause(False)

    def step(self) -> None:
        """One simulated minute, then stand still."""
        self.pause(True)
        if self._script is None and not self.over:
            self._model.run(min(self._model.now + MINUTE, self._model.horizon))
            self._look()

    def submit(self, change: Change) -> Accepted | Refused:
        """Take a decision now."""
        if self._script is not None:
            return Refused("the saved run is still being replayed")
        if self.over:
            return Refused("the level is over")
        answer = self._model.submit(change)
        self._look()
        return answer

    # --- what the player looks at -----------------------------------------------------------------------------

    def customer(self, number: int) -> CustomerView:
        """The card of a customer."""
        return self._model.customer(number)

    def name(self, number: int) -> str:
        """A customer's name."""
        return name_of(number)

    def csr_name(self, number: int) -> str:
        """A CSR's name, if he has been seen; else nothing."""
        return self._names.get(number, "")

    def event(self, index: int) -> Event:
        """One event of the log."""
        return self._model.events(index, index + 1)[0]

    def events(self, start: int, stop: int | None = None) -> list[Event]:
        """Events of the log, from number `start`."""
        return self._model.events(start, stop)
