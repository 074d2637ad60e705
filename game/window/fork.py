"""A fork: the same people in a second run beside the one in play, one decision of which is another.

Rules of this file: the run in play is only looked at, until the player says that the other one is to be his.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from game.views.past import Floats
from game.window.slices import HASTE_S, Rerun
from sim.centre.csr import name_of_csr
from sim.decisions import Decision
from sim.errors import DecisionError
from sim.events import Event
from sim.frames import CustomerView, Frame
from sim.lab.experiments import Flip, flips
from sim.run.look import fates
from sim.run.model import Model
from sim.run.replay import Run


class Fork:
    """A `game.views.playing.Fork` with a model of its own."""

    def __init__(self, model: Model, decisions: tuple[Decision, ...], keep: Callable[[Model], None]) -> None:
        """`model`: the run in play; the other one has `decisions`. `keep` is called with the other's model."""
        self._mine = model
        self._rerun = Rerun(Run(level=model.level, seed=model.seed, decisions=decisions), int(model.now))
        self._keep = keep
        self.refused = ""

    @property
    def model(self) -> Model:
        """Of the other run."""
        return self._rerun.model

    @property
    def done(self) -> float | None:
        """The share of it that has been run; `None` once it has come as far as the run in play."""
        return None if self._rerun.arrived else self._rerun.share

    def run(self) -> None:
        """Go on for as long as a picture can wait."""
        if self.refused:
            return
        try:
            self._rerun.work(HASTE_S)
        except DecisionError as error:
            self.refused = error.reason

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """Its log."""
        return self._rerun.run.decisions

    @property
    def frame(self) -> Frame:
        """Its picture."""
        return self.model.frame()

    @property
    def flips(self) -> tuple[Flip, ...]:
        """Whose fate differs from that in the run in play."""
        return tuple(flips(fates(self._mine), fates(self.model), self._mine.seed))

    def customer(self, number: int) -> CustomerView:
        """The card of a customer in the other run."""
        return self.model.customer(number)

    def csr_name(self, number: int) -> str:
        """A CSR's name."""
        return name_of_csr(number) if number >= 0 else ""

    def event(self, index: int) -> Event:
        """One event of the other run's log."""
        return self.model.events(index, index + 1)[0]

    def rows(self, start: int) -> Iterator[Floats]:
        """The other run's log from event number `start`, packed."""
        return self.model.log.rows(start)

    def keep(self) -> None:
        """From now on the other run is the one in play."""
        if self._rerun.arrived:
            self._keep(self.model)
