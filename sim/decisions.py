"""Decisions: the only thing that comes back from whoever plays. Values; checking one changes nothing.

A run is level + seed + a log of time-stamped decisions. `Model.submit` answers `Accepted` or `Refused(reason)`.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Set:
    """Set a lever of the policy book to a value."""

    lever: str
    value: float

    def __str__(self) -> str:
        return f"set {self.lever} = {self.value:g}"


@dataclass(frozen=True, slots=True)
class Inject:
    """A facilitator's event, by the name it has in the level's `events` table."""

    event: str

    def __str__(self) -> str:
        return f"inject {self.event}"


Change = Set | Inject


@dataclass(frozen=True, slots=True)
class Decision:
    """A change and the moment it was taken, in whole seconds since opening."""

    time: int
    change: Change

    def __str__(self) -> str:
        return f"{self.time} {self.change}"


@dataclass(frozen=True, slots=True)
class Accepted:
    """The decision is in the log; it takes effect at `due` (s)."""

    decision: Decision
    due: float


@dataclass(frozen=True, slots=True)
class Refused:
    """The decision changed nothing, and why, in words for the player."""

    reason: str
