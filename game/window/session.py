"""A level in play, on this thread: real time in, simulated time out, in slices that never hold up a picture.

Rules of this file:
1. A slice of work ends after `BUDGET_S`. What couldn't be done in it is dropped from the clock, not made up for: a
   slow machine plays slower, it doesn't stutter.
2. When the lines are closed and nobody is on the phone, time hurries; the window says so.
3. To go back in time is to run a second model from the opening to that moment. Until it has arrived, the first one is
   what is in play, is shown and is saved: whoever stops on the way, or pulls the plug, has lost nothing.
4. The log is the truth. What was taken out of it can be put in again only as long as the session lasts.
"""

from __future__ import annotations

import ctypes
import gc
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from math import floor
from time import perf_counter

from game.views.bet import Bet
from game.views.past import Floats
from game.views.playing import MAX, SLOWEST
from game.window.fork import Fork
from game.window.slices import BUDGET_S, FAST_S, HASTE_S, Rerun, Slices
from sim.centre.csr import name_of_csr
from sim.clock import DAY, HOUR, MINUTE
from sim.decisions import Accepted, Change, Decision, Refused
from sim.events import Event
from sim.frames import CustomerView, Doing, Frame, PeopleView, TownView
from sim.level import Level
from sim.market.names import name_of
from sim.run.model import Model
from sim.run.replay import Run
from sim.words import Phrase

EARLY_S = 600.0
"""How long before the lines open a day begins to be shown."""
NIGHT = 40
"""How much faster the night goes."""
GLIMPSE_S = 0.04
"""As fast as it goes, a frame is taken at most so often."""
LONGEST_S = 0.25
"""A picture that took longer (a window dragged, a laptop asleep) counts as this long."""
SELDOM = (2_000, 200, 100)
"""After how many new objects the youngest are searched for knots, after how many such searches those that are older,
and after how many of those all.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """A saved run to replay before play goes on: its decisions, and how far it had come."""

    decisions: tuple[Decision, ...]
    until: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Trip:
    """On the way to another moment, and what can be put in again there."""

    rerun: Rerun
    undone: tuple[Decision, ...]


class Session:
    """A `Playing` around a model of its own."""

    def __init__(self, level: Level, seed: int, script: Script | None = None) -> None:
        self._model = Model(level, seed=seed)
        self._slices = Slices()
        self._trip: Trip | None = None
        self._undone: tuple[Decision, ...] = ()
        self._owed = self._unseen_s = 0.0
        self.bet: Bet | None = None
        self.paused = True
        self.speed = 1
        self.hurrying = False
        self.timeline = 0
        if script and script.until > 0:
            run = Run(level=level, seed=seed, decisions=script.decisions)
            self._trip = Trip(rerun=Rerun(run, script.until, self._model), undone=())
        else:  # nobody wants to begin in the dark
            self._model.run(self.dawn(0))
        self._frame = self._model.frame()
        settle()

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
    def begun(self) -> bool:
        """Whether anything has been done in it that is worth keeping."""
        return self._model.now > self.dawn(0) or bool(self._model.decisions) or self.catching_up is not None

    @property
    def catching_up(self) -> float | None:
        """The share of the way to another moment that is done; `None`: here is where it is played."""
        return None if self._trip is None else self._trip.rerun.share

    @property
    def rewinding(self) -> bool:
        """Whether the way leads back from a moment at which one could stay."""
        return self._trip is not None and self._trip.rerun.model is not self._model

    # --- time -------------------------------------------------------------------------------------------------

    def run(self, elapsed_s: float) -> None:
        """Let real time pass."""
        if self._trip is not None:
            self._travel(self._trip)
            self._catch_up()
        elif not self.paused and self.speed == MAX:
            self._hasten(elapsed_s)
        elif not self.paused:
            self._play(min(elapsed_s, LONGEST_S))
            self._catch_up()
        if self.over:
            self.paused = True

    def _hasten(self, elapsed_s: float) -> None:
        """As fast as it goes: either simulate or look, for whoever looks has much to draw anew."""
        self.hurrying = False
        self._unseen_s += elapsed_s
        if self._unseen_s >= GLIMPSE_S and self._frame.time != self._model.now:
            self._look()
        else:
            self._work(self._model.horizon, FAST_S)
        if self.over:
            self._catch_up()

    def _play(self, elapsed_s: float) -> None:
        self.hurrying = self._asleep()
        end = self._model.horizon
        self._owed += elapsed_s * SLOWEST * self.speed * (NIGHT if self.hurrying else 1)
        goal = self._model.now + floor(self._owed)
        if self.hurrying:
            goal = min(goal, self._morning())
        goal = min(goal, end)
        self._owed -= floor(self._owed)
        self._work(goal)

    def _work(self, goal: float, budget_s: float = BUDGET_S) -> None:
        """Go towards `goal` until it is reached or the budget is spent."""
        self._slices.run(self._model, goal, perf_counter() + budget_s, watched=True)

    def _asleep(self) -> bool:
        frame = self._frame
        busy = any(desk.line or any(csr.doing is not Doing.IDLE for csr in desk.csrs) for desk in frame.desks)
        return not frame.open and not busy

    def _morning(self) -> float:
        """When the lines open next: no hurry beyond it."""
        day = self._model.now // DAY
        opens = day * DAY + self._frame.book["promise.open_hour"] * 3600
        return opens if opens > self._model.now else opens + DAY

    def _catch_up(self) -> None:
        """Who looks closely gets the moment that it is."""
        if self._frame.time != self._model.now:
            self._look()

    def _look(self) -> None:
        self._frame = self._model.frame()
        self._unseen_s = 0.0

    # --- time travel ------------------------------------------------------------------------------------------

    def dawn(self, day: int) -> int:
        """When `day` begins to be shown: shortly before the lines open."""
        return int(day * DAY + max(0.0, self.level.book["promise.open_hour"] * HOUR - EARLY_S))

    def rewind(self, until: int) -> None:
        """Set out for an earlier moment; what was decided from then on is taken out, and can be put in again."""
        taken = self.decisions
        kept = sum(decision.time < until for decision in taken)
        self._set_out(taken[:kept], min(until, int(self._model.now)), (*taken[kept:], *self._undone))

    @property
    def undone(self) -> tuple[Decision, ...]:
        """What was taken out of the log and can be put in again, in order of time."""
        return self._undone

    def undo(self) -> None:
        """Set out for the moment of the last decision, which is taken out."""
        taken = self.decisions
        if taken:
            self._set_out(taken[:-1], taken[-1].time, (taken[-1], *self._undone))

    def redo(self) -> None:
        """Put in again what was taken out first, at its moment."""
        if not self._undone or self._trip is not None:
            return
        again, *rest = self._undone
        if again.time == self._model.now:
            self._model.impose(again.change)
            self._undone = tuple(rest)
            self._look()
        else:
            self._set_out((*self.decisions, again), again.time, tuple(rest))

    def stay(self) -> None:
        """Call a rewind off; everything is as it was."""
        if self.rewinding:
            self._trip = None

    def fork(self, decisions: tuple[Decision, ...]) -> Fork:
        """The same people up to this moment under another log, in a run beside this one."""
        return Fork(self._model, decisions, lambda model: self._live(model, ()))

    def _set_out(self, decisions: tuple[Decision, ...], until: int, undone: tuple[Decision, ...]) -> None:
        if self._trip is None:
            self.pause(True)
            run = Run(level=self.level, seed=self.seed, decisions=decisions)
            self._trip = Trip(rerun=Rerun(run, until), undone=undone)

    def _travel(self, trip: Trip) -> None:
        trip.rerun.work(HASTE_S)
        if not trip.rerun.arrived:
            return
        self._trip = None
        if trip.rerun.model is not self._model:
            self._live(trip.rerun.model, trip.undone)

    def finish_replay(self) -> None:
        """Go what is left of a way at once."""
        while self._trip is not None:
            self._travel(self._trip)
        self._look()

    def _live(self, model: Model, undone: tuple[Decision, ...]) -> None:
        """From now on `model` is what is played."""
        self._model, self._undone, self._slices = model, undone, Slices()
        self.timeline += 1
        self.pause(True)
        self._look()
        settle()

    # --- what the player does ---------------------------------------------------------------------------------

    def pause(self, paused: bool) -> None:
        """Stop, or go on."""
        self.paused = paused or self.over
        self._owed = 0.0
        self._catch_up()

    def set_speed(self, speed: int) -> None:
        """Go on at `speed`."""
        self.speed = speed
        self.pause(False)

    def step(self) -> None:
        """One simulated minute, then stand still."""
        self.pause(True)
        if self._trip is None and not self.over:
            self._model.run(min(self._model.now + MINUTE, self._model.horizon))
            self._look()

    def submit(self, change: Change) -> Accepted | Refused:
        """Take a decision now."""
        if self._trip is not None:
            return Refused(Phrase("time is on its way to another moment"))
        if self.over:
            return Refused(Phrase("the level is over"))
        answer = self._model.submit(change)
        if isinstance(answer, Accepted):
            self._undone = ()  # it was meant for a past without this one
        self._look()
        return answer

    # --- what the player looks at -----------------------------------------------------------------------------

    def customer(self, number: int) -> CustomerView:
        """The card of a customer."""
        return self._model.customer(number)

    def town(self) -> TownView:
        """Who lives in town and who knows whom."""
        return self._model.town()

    def people(self) -> PeopleView:
        """What has become of everyone by now."""
        return self._model.people()

    def name(self, number: int) -> str:
        """A customer's name."""
        return name_of(number)

    def csr_name(self, number: int) -> str:
        """A CSR's name; nothing if there was none."""
        return name_of_csr(number) if number >= 0 else ""

    def event(self, index: int) -> Event:
        """One event of the log."""
        return self._model.events(index, index + 1)[0]

    def events(self, start: int, stop: int | None = None) -> list[Event]:
        """Events of the log, from number `start`."""
        return self._model.events(start, stop)

    def rows(self, start: int) -> Iterator[Floats]:
        """The log from event number `start`, packed."""
        self._catch_up()
        return self._model.log.rows(start)


def settle() -> None:
    """Let go of the life left behind, one large knot that would lie about until there are many of them; and from now on
    look for knots seldom, and never in what a life begins with: play ties none (not one in three weeks as fast as it
    goes), and to look through everything in the middle of play is a picture that takes a tenth of a second. Memory that
    is free goes back to the system: a second town is founded for every rewind.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    gc.set_threshold(*SELDOM)
    with suppress(AttributeError, OSError, TypeError):  # only glibc keeps so much, and only it can be asked to let go
        ctypes.CDLL(None).malloc_trim(0)
