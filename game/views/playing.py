"""What the scenes may ask of whoever runs the game: a level in play, and the place it is chosen from.

Rules of this file: protocols and values only. A view sees frames, events and cards; the one thing it gives back is a
change of the policy book. What is behind it (a model on this thread, in another process, over a network) is not its
business.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from game.views.bet import Bet
from game.views.cues import Speaker
from game.views.past import Floats
from game.views.settings import Settings
from sim.decisions import Accepted, Change, Decision, Refused
from sim.events import Event
from sim.frames import CustomerView, Frame, PeopleView, TownView
from sim.lab.experiments import Flip
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
    def timeline(self) -> int:
        """Another number whenever what had happened has not, or otherwise: after every journey in time."""

    @property
    def catching_up(self) -> float | None:
        """The share of the way to another moment that is done; `None`: here is where it is played."""

    @property
    def rewinding(self) -> bool:
        """Whether that way leads back from a moment at which one could `stay`."""

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

    def dawn(self, day: int) -> int:
        """When a day begins to be shown (s)."""

    def rewind(self, until: int) -> None:
        """Set out for an earlier moment; what was decided from then on is taken out, and can be put in again."""

    @property
    def undone(self) -> tuple[Decision, ...]:
        """What was taken out of the log and can be put in again, in order of time."""

    def undo(self) -> None:
        """Set out for the moment of the last decision, which is taken out."""

    def redo(self) -> None:
        """Put in again what was taken out first, at its moment."""

    def stay(self) -> None:
        """Call a rewind off; everything is as it was."""

    def fork(self, decisions: tuple[Decision, ...]) -> Fork:
        """The same people up to this moment under another log, in a run beside this one."""

    def customer(self, number: int) -> CustomerView:
        """The card of a customer."""

    def town(self) -> TownView:
        """Who lives in town and who knows whom: the same all through the run."""

    def people(self) -> PeopleView:
        """What has become of everyone by now."""

    def name(self, number: int) -> str:
        """A customer's name."""

    def csr_name(self, number: int) -> str:
        """A CSR's name."""

    def event(self, index: int) -> Event:
        """One event of the log."""

    def events(self, start: int, stop: int | None = None) -> list[Event]:
        """Events of the log, from number `start`."""

    def rows(self, start: int) -> Iterator[Floats]:
        """The log from event number `start`, packed, in arrays of shape (events, WIDTH)."""


class Fork(Protocol):
    """A second run of the same people, beside the one in play."""

    refused: str
    """Why it can't be run; nothing if it can."""

    @property
    def done(self) -> float | None:
        """The share of it that has been run; `None` once it has come as far as the run in play."""

    def run(self) -> None:
        """Go on for as long as a picture can wait."""

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """Its log."""

    @property
    def frame(self) -> Frame:
        """Its picture."""

    @property
    def flips(self) -> tuple[Flip, ...]:
        """Whose fate differs from that in the run in play."""

    def customer(self, number: int) -> CustomerView:
        """The card of a customer in this run."""

    def csr_name(self, number: int) -> str:
        """A CSR's name."""

    def event(self, index: int) -> Event:
        """One event of this run's log."""

    def rows(self, start: int) -> Iterator[Floats]:
        """This run's log from event number `start`, packed."""

    def keep(self) -> None:
        """From now on this is the run in play."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """A saved run in a list."""

    key: str
    name: str
    """Nothing: saved by itself."""
    level: str
    """Its title."""
    time: int
    """How far it had come (s)."""
    weeks: int
    """... of so many."""
    decisions: int
    last: Decision | None = None
    """The last of them."""
    stars: int | None
    """Earned, if it is finished; those of a run under way mean nothing."""
    when: datetime
    """When it was saved."""
    problem: str = ""
    """Why it can't be gone on with; then little else is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unfinished:
    """A saved run that can be continued."""

    level: Level
    day: int
    decisions: int


class Foyer(Protocol):
    """Where levels are chosen and runs are kept, and whoever plays is at home."""

    @property
    def settings(self) -> Settings:
        """How the game looks, sounds and is worked, now."""

    def change(self, settings: Settings) -> None:
        """Other settings from now on, and the next time."""

    def complaints(self) -> tuple[str, ...]:
        """What is wrong with the settings that were kept, a line each."""

    @property
    def speaker(self) -> Speaker:
        """What makes the sounds; always there, if only to be silent."""

    def levels(self) -> tuple[Level, ...]:
        """Every level there is to play, in the order of the ladder."""

    def problems(self) -> tuple[str, ...]:
        """What is wrong with level files that could not be read, a line each."""

    def stars(self, level: str) -> int | None:
        """The most stars earned in a level; `None`: never finished."""

    def award(self, level: str, stars: int) -> None:
        """Remember the stars of a finished run."""

    def noted(self, what: str) -> str:
        """What is noted about the player's way through the game under `what`; nothing if nothing is."""

    def note(self, what: str, text: str) -> None:
        """Note it, for the next time too."""

    def begin(self, level: Level, seed: int | None = None) -> Playing:
        """A new run."""

    def keep(self, playing: Playing) -> None:
        """Save a run that the player leaves, so that it can be continued; one over, so that it can be looked at."""

    def set_aside(self, playing: Playing) -> None:
        """Save a run as it stands and go on with it; what becomes of it is saved beside that."""

    def saves(self) -> tuple[Saved, ...]:
        """Every saved run: those with a name, then those that saved themselves, the newest first."""

    def name_for(self, playing: Playing) -> str:
        """A name under which a run could be saved."""

    def taken(self, name: str) -> Saved | None:
        """The run that saving under `name` would overwrite."""

    def save_as(self, playing: Playing, name: str) -> str:
        """Save under a name; what went wrong, or nothing."""

    def load(self, key: str) -> Playing | None:
        """Go on with a saved run, the one in play being kept; `None` if that can't be."""

    def discard(self, key: str) -> None:
        """Throw a saved run away."""

    def unfinished(self) -> Unfinished | None:
        """The run that was played last, if it can be continued."""

    def go_on(self) -> Playing:
        """Continue that run."""
