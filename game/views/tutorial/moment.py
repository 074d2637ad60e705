"""The moment: what a player has done so far and has before him, as far as a lesson asks about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """What is so at one moment of play. Counts only grow, whatever becomes of the run."""

    paused: bool = True
    time: float = 0.0
    days: int = 0
    """Closed days."""
    card: int = -1
    """Whose card is open; -1: nobody's."""
    met: bool = False
    """Whether that one has met a roadblock, so that the card names the rule."""
    here: bool = False
    """Whether somebody whom it stopped is on the floor."""
    chart: bool = False
    """Whether a dial is open."""
    focus: str = ""
    """Key of the widget that has the focus."""
    pencilled: frozenset[str] = frozenset()
    """Levers with a change not yet applied."""
    limit: float = 0.0
    """The front line's credit limit as it is pencilled, else as it stands ($)."""
    decided: frozenset[str] = frozenset()
    """Levers in the decision log."""
    undone: int = 0
    """Decisions that could be put in again."""
    travelling: bool = False
    """Whether time is on its way to another moment."""
    did: Mapping[str, int] = field(default_factory=dict)
    """How often something was done: an act by its name, a view opened by the name of its class in small letters."""
    blocked: int = 0
    """How often the credit limit has stopped somebody at the front line, as far as it was seen."""

    def at(self, lever: str) -> bool:
        """Whether a widget of `lever` has the focus."""
        return self.focus.startswith(f"lever {lever}")

    def times(self, *names: str) -> int:
        """How often any of `names` was done."""
        return sum(self.did.get(name, 0) for name in names)
