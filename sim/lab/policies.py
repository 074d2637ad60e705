"""Policies as code: `Frame -> changes`, asked once a day when the lines open. The built-in ones by name.

A policy only asks for what differs from the book and is not already on its way, so its log reads like a player's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sim.decisions import Change, Set
from sim.frames import Frame
from sim.levers import LEVERS
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


_STRICT: Mapping[str, float] = {
    "people.wage": 11,
    "power.frontline_credit_limit": 0,
    "power.billing_credit_limit": 0,
    "power.approval_route": 0,
    "power.partial_credit": 1,
    "power.override": 0,
    "power.free_fix": 0,
    "power.over_credit_penalty": 0.8,
    "power.benefit_of_doubt": 0,
    "power.admission_clause": 1,
    "power.fee_waiver": 0,
    "process.notes": 0.3,
    "process.ownership": 0,
    "process.suspension_grace": 5,
    "pressure.handle_time_target": 240,
    "pressure.kpi_resolved": 0,
    "pressure.monitoring": 0.6,
    "pressure.script": 0.9,
    "promise.contract_months": 24,
    "promise.leaving_fee": 350,
    "promise.dark_defaults": 0.6,
    "promise.exit_to_person": 0,
}
_EMPOWERED: Mapping[str, float] = {
    "power.frontline_credit_limit": 30,
    "power.billing_credit_limit": 100,
    "power.override": 1,
    "power.free_fix": 1,
    "power.over_credit_penalty": 0,
    "power.benefit_of_doubt": 60,
    "power.admission_clause": 0,
    "process.port_rule": 1,
    "process.conference": 1,
    "process.notes": 0.8,
    "pressure.handle_time_target": 0,
    "pressure.monitoring": 0.1,
    "pressure.script": 0.4,
}
_OWN_IT: Mapping[str, float] = {
    "process.ownership": 0.8,
    "process.caseload": 10,
    "process.notes": 0.7,
    "process.loop_breaker": 1,
    "process.call_back": 1,
    "process.post_as_you_speak": 1,
    "process.closure_rule": 1,
    "process.explain_cause": 1,
    "pressure.handle_time_target": 0,
    "pressure.kpi_resolved": 0.5,
    "pressure.kpi_effort": 0.5,
}
_NIRVANA: Mapping[str, float] = {
    **_EMPOWERED,
    **_OWN_IT,
    "people.appreciation": 10,
    "people.overtime": 0,
    "people.job_pledge": 1,
    "power.fee_waiver": 1,
    "process.suspension_grace": 30,
    "process.confirmations": 1,
    "promise.contract_months": 12,
    "promise.leaving_fee": 100,
    "promise.dark_defaults": 0,
    "promise.brand_promise": 0,
    "promise.advertised_close": 21,
    "promise.self_service": 0.3,
    "promise.exit_to_person": 1,
    "promise.roaming_cap": 80,
    "promise.retention_discount": 3,
    "promise.published_route": 1,
    "perception.complaint_file": 8,
    "perception.policy_review": 6,
    "perception.value_priority": 0,
    "perception.fire_below": 0,
    "perception.public_replies": 1,
}
_EXECUTIVE_LANE: Mapping[str, float] = {
    "people.executive_staff": 5,
    "power.settle": 200,
    "power.frontline_credit_limit": 0,
    "perception.value_priority": 0.2,
    "perception.public_replies": 1,
    "promise.published_route": 0,
}

POLICIES: dict[str, Policy] = {
    "do-nothing": _nothing,
    "strict": Keep(_STRICT),
    "empowered": Keep(_EMPOWERED),
    "own-it": Keep(_OWN_IT),
    "executive-lane": Keep(_EXECUTIVE_LANE),
    "nirvana": Keep(_NIRVANA),
    "maximum": Keep({name: lever.high for name, lever in LEVERS.items()}),
}
"""strict: rules first. empowered: whoever sees the cure may bring it. own-it: whoever has the case keeps it until it is
over. executive-lane: the loud are served upstairs. nirvana: all that reads well, in measure. maximum: everything to the
end of its range, which must never win.
"""
