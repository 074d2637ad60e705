"""Needs: which people have an issue today. Issues are born from use, never from a fixed call rate.

Each person has one uniform a day; it is compared with his rate of that day (heavier and newer users need more care), so
a changed rate adds or removes issues and moves nobody else's. What an issue is like is its own luck, keyed by person
and day.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.births import Births
from sim.clock import DAYS_A_MONTH
from sim.dice import Purpose, rolls, stream
from sim.distributions import lognormal
from sim.level import Level
from sim.market.customers import Customers, Floats, Ints

_MOST_A_DAY = 0.25
"""Nobody has more needs than one in four days; so only those whose luck of the day is below it need be looked at."""
# Columns of a case's own luck.
_WHICH, _HOUR, _NEED, _FAULT, _BLOCKED, _VOICE, _HARD = range(7)
_COLUMNS = 7
_CANCEL_DAYS = 1_000_000
"""Added to the day in the key of a case that a leaver brings, apart from his issues of the same day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Silent:
    """Issues of people who never call; arrays of equal length."""

    customer: Ints
    issue: Ints
    need_usd: Floats
    severity: Floats
    firm_fault: NDArray[np.bool_]


class Needs:
    """What goes wrong, and for whom."""

    def __init__(self, level: Level, seed: int) -> None:
        self.level = level
        self.seed = seed
        issues = list(level.issues.values())
        self.per_month = np.array([i.per_month for i in issues])
        self.newness = np.array([i.new_subscribers for i in issues]) * level.carrier.newness
        self.severity = np.array([i.severity for i in issues])
        self.need = np.array([i.need_usd for i in issues])
        self.sigma = np.array([i.need_sigma for i in issues])
        self.fault = np.array([i.firm_fault for i in issues])
        self.blocked = np.array([i.blocked for i in issues])
        # A change is wanted, not suffered: nobody keeps silent about it.
        self.wanted = np.array([i.remedy in {"change", "release"} for i in issues])
        self.cancel = next((n for n, i in enumerate(issues) if i.remedy == "release"), -1)

    def born(self, people: Customers, day: int, factors: Mapping[int, float], leavers: Ints) -> tuple[Births, Silent]:
        """The day's cases, voiced and silent. `factors`: issue index to a multiple of its rate; `leavers` cancel."""
        carrier, centre = self.level.carrier, self.level.centre
        per_month = self.per_month.copy()
        for issue, factor in factors.items():
            per_month[issue] *= factor
        steady, extra = per_month.sum(), (per_month * self.newness).sum()
        busy = float(lognormal(stream(self.seed, Purpose.BUSY_DAY, day).random(), 1.0, centre.busy_day_cv))
        busy *= centre.weekday_factors[day % 7] / DAYS_A_MONTH
        luck = stream(self.seed, Purpose.BIRTH, day).random(out=people.luck)
        # Only those are looked at whom it would hit were they brand-new (and a little more, for rounding).
        who = np.flatnonzero(luck < people.use * (1.0001 * (steady + extra) * busy))
        who = who[(luck[who] < _MOST_A_DAY) & ~(people.out[who] | people.leaving[who])]
        fresh = np.exp((people.since[who] - day) / carrier.newness_days)
        born = luck[who] < people.use[who] * (steady + extra * fresh) * busy
        who, fresh = who[born], fresh[born]
        u = rolls(self.seed, Purpose.CASE, who, np.full(len(who), day), _COLUMNS)
        weights = np.cumsum(per_month[None, :] * (1 + self.newness[None, :] * fresh[:, None]), axis=1)
        which = (u[:, _WHICH, None] * weights[:, -1:] >= weights).sum(axis=1)
        if len(leavers):
            who = np.concatenate([who, leavers])
            days = np.full(len(leavers), day + _CANCEL_DAYS)
            u = np.concatenate([u, rolls(self.seed, Purpose.CASE, leavers, days, _COLUMNS)])
            which = np.concatenate([which, np.full(len(leavers), self.cancel)])
        severity = self.severity[which]
        need = np.where(self.need[which] > 0, lognormal(u[:, _NEED], self.need[which], self.sigma[which]), 0.0)
        at_fault = u[:, _FAULT] < self.fault[which]
        voiced = self.wanted[which] | (u[:, _VOICE] < people.voice[who] ** (1.3 - severity))
        quiet = ~voiced
        births = Births(
            customer=who[voiced],
            issue=which[voiced],
            segment=people.segment[who[voiced]],
            hour=u[voiced, _HOUR],
            need_usd=need[voiced],
            rank=u[voiced, _NEED],
            firm_fault=at_fault[voiced],
            blocked=(u[:, _BLOCKED] < self.blocked[which])[voiced],
            hard=u[voiced, _HARD] < centre.hard,
            severity=severity[voiced],
            patience=people.patience[who[voiced]],
            again=people.persistence[who[voiced]] ** (1.4 - severity[voiced]),
        )
        return births, Silent(
            customer=who[quiet],
            issue=which[quiet],
            need_usd=need[quiet],
            severity=severity[quiet],
            firm_fault=at_fault[quiet],
        )
