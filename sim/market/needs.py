"""Needs: which people have an issue today. Issues are born from use, never from a fixed call rate.

Each person has one uniform a day; it is compared with his rate of that day (heavier and newer users need more care), so
a changed rate adds or removes issues and moves nobody else's: what the level's own rates bring comes first in the
uniform's range, what policies, faults and events add comes after, each issue in its place, and what they prevent is
thinned. What an issue is like is its own luck, keyed by person and day.
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
from sim.events import MachineEnding
from sim.level import Level
from sim.levers import LEVERS
from sim.market.customers import Customers, Floats, Ints

_MOST_A_DAY = 0.25
"""The level's own rates bring nobody more than one need in four days; so only those whose luck of the day is below it
need be looked at. What is added has its places above it.
"""
# Columns of a case's own luck.
(
    _WHICH, _HOUR, _NEED, _FAULT, _BLOCKED, _VOICE, _HARD, _THIN, _DOUBTED, _FREE, _TO_MACHINE, _MACHINE,
    _ABROAD, _ASKED,
) = range(14)  # fmt: skip
_COLUMNS = 14
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
        self.issues = issues = list(level.issues.values())
        self.per_month = np.array([i.per_month for i in issues])
        # Beyond what the own rates take of a person's luck each issue has its place for what is added to it.
        self.width = (1 - _MOST_A_DAY) * self.per_month / max(1e-12, self.per_month.sum())
        self.place = _MOST_A_DAY + np.cumsum(self.width) - self.width
        self.newness = np.array([i.new_subscribers for i in issues]) * level.carrier.newness
        self.severity = np.array([i.severity for i in issues])
        self.need = np.array([i.need_usd for i in issues])
        self.sigma = np.array([i.need_sigma for i in issues])
        self.fault = np.array([i.firm_fault for i in issues])
        self.blocked = np.array([i.blocked for i in issues])
        self.free = np.array([i.free for i in issues])
        self.doubted = np.array([i.doubted for i in issues])
        self.machine = np.array([i.machine for i in issues])
        # A change is wanted, not suffered: nobody keeps silent about it.
        self.wanted = np.array([i.remedy in {"change", "release"} for i in issues])
        self.cancel = next((n for n, i in enumerate(issues) if i.remedy == "release"), -1)

    def factors(self, book: Mapping[str, float], events: Mapping[int, float], faults: float) -> Floats:
        """What the book, events (issue index to multiple) and the firm's own `faults` make of each issue's rate."""
        found = np.ones(len(self.issues))
        for n, issue in enumerate(self.issues):
            factor = 1 + issue.firm_fault * (faults - 1)
            factor *= 1 + sum(slope * _full(lever, book) for lever, slope in issue.raised_by.items())
            for lever, share in issue.lowered_by.items():
                factor *= 1 - share * _saturating(_full(lever, book))
            if issue.capped_by and book[issue.capped_by]:
                factor *= 1 - np.exp(-book[issue.capped_by] / max(1.0, issue.need_usd))
            found[n] = factor * events.get(n, 1.0)
        return found

    def born(
        self, people: Customers, day: int, factors: Floats, leavers: Ints, book: Mapping[str, float]
    ) -> tuple[Births, Silent]:
        """The day's cases, voiced and silent. `factors`: of each issue's rate; `leavers` cancel."""
        carrier, centre, market = self.level.carrier, self.level.centre, self.level.market
        base, more = self.per_month, self.per_month * np.maximum(0.0, factors - 1)
        steady, extra = base.sum(), (base * self.newness).sum()
        busy = float(lognormal(stream(self.seed, Purpose.BUSY_DAY, day).random(), 1.0, centre.busy_day_cv))
        busy *= centre.weekday_factors[day % 7] / DAYS_A_MONTH
        luck = stream(self.seed, Purpose.BIRTH, day).random(out=people.luck)
        # Only those are looked at whom it would hit were they brand-new (and a little more, for rounding).
        who = np.flatnonzero(luck < people.use * (1.0001 * (steady + extra) * busy))
        who = who[(luck[who] < _MOST_A_DAY) & ~(people.out[who] | people.leaving[who])]
        fresh = np.exp((people.since[who] - day) / carrier.newness_days)
        born = luck[who] < people.use[who] * (steady + extra * fresh) * busy
        who, fresh = who[born], fresh[born]
        added = [self._added(people, luck, n, float(more[n] * busy), day) for n in np.flatnonzero(more).tolist()]
        new_who = np.concatenate([who, *added])
        u = rolls(self.seed, Purpose.CASE, new_who, np.full(len(new_who), day), _COLUMNS)
        weights = np.cumsum(base[None, :] * (1 + self.newness[None, :] * fresh[:, None]), axis=1)
        which = (u[: len(who), _WHICH, None] * weights[:, -1:] >= weights).sum(axis=1)
        which = np.minimum(which, len(base) - 1)
        which = np.concatenate([which, np.repeat(np.flatnonzero(more), [len(some) for some in added])])
        who = new_who
        kept = u[:, _THIN] < factors[which]
        who, which, u = who[kept], which[kept], u[kept]
        if len(leavers):
            who = np.concatenate([who, leavers])
            days = np.full(len(leavers), day + _CANCEL_DAYS)
            u = np.concatenate([u, rolls(self.seed, Purpose.CASE, leavers, days, _COLUMNS)])
            which = np.concatenate([which, np.full(len(leavers), self.cancel)])
        severity = self.severity[which]
        need = np.where(self.need[which] > 0, lognormal(u[:, _NEED], self.need[which], self.sigma[which]), 0.0)
        for n, issue in enumerate(self.issues):
            if issue.capped_by and book[issue.capped_by]:
                need = np.where(which == n, np.minimum(need, book[issue.capped_by]), need)
        at_fault = u[:, _FAULT] < self.fault[which]
        blocked = u[:, _BLOCKED] < self.blocked[which]
        voiced = self.wanted[which] | (u[:, _VOICE] < people.voice[who] ** (1.3 - severity))
        voiced |= u[:, _ASKED] < book["perception.outreach"]
        quiet = ~voiced
        v = who[voiced]
        share = book["perception.value_priority"]
        connection = 1.0 if book["promise.published_route"] else people.connection[v]
        births = Births(
            customer=v,
            issue=which[voiced],
            segment=people.segment[v],
            hour=u[voiced, _HOUR],
            need_usd=need[voiced],
            rank=u[voiced, _NEED],
            firm_fault=at_fault[voiced],
            blocked=blocked[voiced],
            hard=u[voiced, _HARD] < centre.hard,
            severity=severity[voiced],
            patience=people.patience[v],
            again=people.persistence[v] ** (1.4 - severity[voiced]),
            doubted=(at_fault & (u[:, _DOUBTED] < self.doubted[which]))[voiced],
            free=(blocked & (u[:, _FREE] < self.free[which]))[voiced],
            machine=self._to_machine(people, who, which, u, book)[voiced],
            ahead=people.booked_rank[v] >= 1 - share if share else np.zeros(len(v), dtype=np.bool_),
            loud=connection * (1 + market.noise * people.noise[v]),
            booked_usd=people.booked_usd(v),
            abroad=u[voiced, _ABROAD] < people.abroad[v],
        )
        return births, Silent(
            customer=who[quiet],
            issue=which[quiet],
            need_usd=need[quiet],
            severity=severity[quiet],
            firm_fault=at_fault[quiet],
        )

    def _added(self, people: Customers, luck: Floats, n: int, rate: float, day: int) -> Ints:
        """Who has an issue of kind `n` that the level's own rates would not bring: those whose luck is in its place."""
        place, most = self.place[n], self.width[n]
        who = np.flatnonzero((luck >= place) & (luck - place < people.use * (1.0001 * rate * (1 + self.newness[n]))))
        who = who[(luck[who] - place < most) & ~(people.out[who] | people.leaving[who])]
        fresh = np.exp((people.since[who] - day) / self.level.carrier.newness_days)
        found: Ints = who[luck[who] - place < people.use[who] * (rate * (1 + self.newness[n] * fresh))]
        return found

    def _to_machine(self, people: Customers, who: Ints, which: Ints, u: Floats, book: Mapping[str, float]) -> Ints:
        """Who is sent to the machine first, and how it ends, as `Births.machine` has it."""
        able = self.machine[which]
        sent = (able > 0) & (u[:, _TO_MACHINE] < book["promise.self_service"])
        solves = (u[:, _MACHINE] < able) & people.machine[who]
        fails = MachineEnding.TO_A_PERSON if book["promise.exit_to_person"] else MachineEnding.TRAPPED
        return np.where(sent, np.where(solves, 1 + MachineEnding.SOLVED, 1 + fails), 0).astype(np.int64)


def _full(lever: str, book: Mapping[str, float]) -> float:
    """How far `lever` is up its range, 0 to 1."""
    found = LEVERS[lever]
    return (book[lever] - found.low) / (found.high - found.low)


def _saturating(x: float) -> float:
    """The first half of the way does more than the second: 0 to 1."""
    return float((1 - np.exp(-2 * x)) / (1 - np.exp(-2)))
