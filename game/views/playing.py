"""What the scenes may ask of whoever runs the game: a level in play, and the place it is chosen from.

Rules of this file: protocols and values only. A view sees frames, events and cards; the one thing it gives back is a
change of the policy book. What is behind it (a model on this thread, in another process, over a network) is not its
business.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from game.views.bet import Bet
from sim.decisions import Accepted, Change, Decision, Refused
from sim.events import Event
from sim.frames import CustomerView, Frame
from sim.level import Level

SPEEDS: tuple[int, ...] = (1, 2, 4, 8, 16, 64)
"""In 1x, `SLOWEST` simulated seconds pass in a second."""
SLOWEST = 120.0
MAX = 0
"""The speed that is as fast as it goes."""


class Playing(Protocol):
    """A level in play."""

    bet: Bet | None
    """What the player expected before it ran."""

    @property
    def level(self) -> Level:
        """What is played."""

    @property
    def seed(self) -> int:
        """Its luck."""

    @property
    def frame(self) -> Frame:
        """The latest picture."""

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """The decision log."""

    @property
    def paused(self) -> bool:
        """Whether time stands still."""

    @property
    def speed(self) -> int:
        """One of `SPEEDS`, or `MAX`; kept while paused."""

    @property
    def hurrying(self) -> bool:
        """Whether the night is being skipped."""

    @property
    def catching_up(self) -> float | None:
        """The share of a saved run that has been replayed; `None` once it is all there."""

    @property
    def over(self) -> bool:
        """Whether the level's end is reached."""

    def run(self, elapsed_s: float) -> None:
        """Let real time pass; how much simulated time passes is the speed's business."""

    def pause(self, paused: bool) -> None:
        """Stop, or go on."""

    def set_speed(self, speed: int) -> None:
        """Go on at `speed`."""

    def step(self) -> None:
        """One simulated minute, then stand still."""

    def submit(self, change: Change) -> Accepted | Refused:
        """Take a decision now."""

    def customer(self, number: int) -> CustomerView:
        """The card of a customer."""

    def name(self, number: int) -> str:
        """A customer's name."""

    def csr_name(self, number: int) -> str:
        """A CSR's name."""

    def event(self, index: int) -> Event:
        """One event of the log."""

    def events(self, start: int, stop: int | None = None) -> list[Event]:
        """Events of the log, from number `start`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unfinished:
    """A saved run that can be continued."""

    level: Level
    day: int
    decisions: int


class Foyer(Protocol):
    """Where levels are chosen and runs are kept."""

    def levels(self) -> tuple[Level, ...]:
        """Every level there is to play, in the order of the ladder."""

    def problems(self) -> tuple[str, ...]:
        """What is wrong with level files that could not be read, a line each."""

    def stars(self, level: str) -> int | None:
        """The most stars earned in a level; `None`: never finished."""

    def award(self, level: str, stars: int) -> None:
        """Remember the stars of a finished run."""

    def begin(self, level: Level, seed: int | None = None) -> Playing:
        """A new run."""

    def keep(self, playing: Playing) -> None:
        """Save a run that the player leaves, so that it can be continued."""

    def unfinished(self) -> Unfinished | None:
        """The run that was left last, if it can be continued."""

    def go_on(self) -> Playing:
        """Continue that run."""
