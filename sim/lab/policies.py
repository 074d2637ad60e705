"""Policies as code: `Frame -> changes`, asked once a day when the lines open. The built-in ones by name.

A policy only asks for what differs from the book and is not already on its way, so its log reads like a player's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sim.decisions import Change, Set
from sim.frames import Frame
from sim.run.replay import Policy

__all__ = ["POLICIES", "Keep", "Policy"]


@dataclass(frozen=True, slots=True)
class Keep:
    """A policy that on the first day sets those levers of `wanted` that the level unlocks, and leaves them there."""

    wanted: Mapping[str, float]

    def __call__(self, frame: Frame) -> list[Change]:
        """What to change."""
        if frame.day > 0:
            return []
        coming = {p.lever: p.value for p in frame.pending}
        return [
            Set(lever, value)
            for lever, value in self.wanted.items()
            if coming.get(lever, frame.book[lever]) != value and lever in frame.unlocked
        ]


def _nothing(_frame: Frame) -> list[Change]:
    return []


POLICIES: dict[str, Policy] = {
    "do-nothing": _nothing,
    "strict": Keep(
        {
            "power.frontline_credit_limit": 0,
            "power.approval_route": 0,
            "power.partial_credit": 1,
            "power.override": 0,
            "process.notes": 0.3,
            "pressure.handle_time_target": 240,
        }
    ),
    "empowered": Keep(
        {
            "power.frontline_credit_limit": 30,
            "power.billing_credit_limit": 100,
            "power.override": 1,
            "process.notes": 0.8,
            "pressure.handle_time_target": 0,
        }
    ),
    "maximum": Keep(
        {
            "power.frontline_credit_limit": 500,
            "power.billing_credit_limit": 1000,
            "power.override": 1,
            "power.supervisor_credit_limit": 2000,
            "process.notes": 1,
            "people.frontline_staff": 80,
            "people.supervisors": 20,
            "pressure.handle_time_target": 900,
        }
    ),
}
