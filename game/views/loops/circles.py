"""The loops: circles of arrows, by name. One that feeds itself (R) or holds itself back (B)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from game.views.words import say

LEAST = 0.05
"""Below this strength no loop dominates: nothing much is going round."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loop:
    """A circle of arrows."""

    key: str
    """As on the map: `R1`."""
    title: str
    says: str
    arrows: tuple[str, ...]
    """Their keys, in order round the circle."""

    @property
    def feeds(self) -> bool:
        """Whether it feeds itself."""
        return self.key.startswith("R")

    def strength(self, strengths: Mapping[str, float]) -> float:
        """That of its weakest arrow: what doesn't pass there doesn't go round."""
        return min(strengths[arrow] for arrow in self.arrows)


def loops() -> tuple[Loop, ...]:
    """All of them."""
    return (
        Loop(
            key="R1",
            title=say("Powerless call inflation"),
            says=say(
                "Who may not help must explain. That keeps everyone busy, lines grow, people hang up and ring again."
            ),
            arrows=(
                "calls-blocked", "blocked-argue", "argue-busy", "busy-wait", "wait-hung up", "hung up-again",
                "again-calls",
            ),
        ),
        Loop(
            key="R2",
            title=say("Haste makes calls"),
            says=say("Busy people cut corners. Corners come back as calls."),
            arrows=("busy-haste", "haste-errors", "errors-again", "again-calls", "calls-busy"),
        ),
        Loop(
            key="B3",
            title=say("Leakage"),
            says=say(
                "Money given freely is also given where none is due, until somebody upstairs takes the power back."
            ),
            arrows=("authority-credits", "credits-leakage", "leakage-profit", "profit-authority"),
        ),
        Loop(
            key="R4",
            title=say("The squeaky wheel"),
            says=say("Those who shout are put right upstairs. Everyone learns to shout."),
            arrows=("outside-upstairs", "upstairs-noise", "noise-outside"),
        ),
        Loop(
            key="B5",
            title=say("Resolve at the root"),
            says=say("Complaints that somebody reads mend what causes them, and nobody has to call."),
            arrows=("calls-blocked", "blocked-outside", "outside-insight", "insight-faults", "faults-calls"),
        ),
        Loop(
            key="R6",
            title=say("Burnout"),
            says=say(
                "Strain wears people out. They quit, novices err, errors call back, and those who stay have more to do."
            ),
            arrows=(
                "busy-morale", "morale-quits", "quits-novices", "novices-errors", "errors-again", "again-calls",
                "calls-busy",
            ),
        ),
        Loop(
            key="R7",
            title=say("Word of mouth"),
            says=say("Who leaves tells the neighbours why. Neighbours leave."),
            arrows=("talk-leavers", "leavers-talk"),
        ),
        Loop(
            key="R8",
            title=say("Lock-in"),
            says=say("The contract holds whoever wants to go. It ends; they go, all at once, and talk."),
            arrows=("talk-captives", "captives-leavers", "leavers-talk"),
        ),
    )  # fmt: skip


def dominant(strengths: Mapping[str, float]) -> Loop | None:
    """The strongest loop; if several are, the first; none if all are faint."""
    best = max(loops(), key=lambda loop: loop.strength(strengths))
    return best if best.strength(strengths) >= LEAST else None
