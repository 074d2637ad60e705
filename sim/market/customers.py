"""Customers: everyone in town, one row each, in NumPy columns. Rows are never added: prospects have theirs at once.

Columns that never change are drawn here once, each from its own place in the population's luck, so that a level with
other segments or prices keeps the same people.
"""

from __future__ import annotations

from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from sim.dice import Purpose, rolls
from sim.distributions import lognormal, normal
from sim.level import Level

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


class Status(IntEnum):
    """A person's standing with the firm."""

    PROSPECT = 0
    SUBSCRIBER = 1
    EX = 2


class Customers:
    """All people of the town. Every array has one entry a person; days count from the run's opening."""

    def __init__(self, level: Level, seed: int) -> None:
        carrier, market = level.carrier, level.market
        n = carrier.subscribers + carrier.prospects
        ids = np.arange(n, dtype=np.int64)
        u = rolls(seed, Purpose.POPULATION, ids, np.zeros(n, dtype=np.int64), 13)
        segments = list(carrier.segments.values())
        shares = np.cumsum([s.share for s in segments])
        self.size = n
        self.segment: Ints = np.minimum(np.searchsorted(shares / shares[-1], u[:, 0]), len(segments) - 1)

        def of(name: str) -> Floats:
            return np.array([getattr(s, name) for s in segments], dtype=np.float64)[self.segment]

        self.use: Floats = of("use") * lognormal(u[:, 1], 1.0, carrier.use_sigma)
        self.revenue_month: Floats = of("revenue_month_usd") * lognormal(u[:, 2], 1.0, 0.25)
        self.patience: Floats = of("patience") * lognormal(u[:, 3], 1.0, 0.4)
        self.persistence: Floats = of("persistence")
        self.voice: Floats = of("voice")
        self.talk: Floats = of("talk")
        self.reach: Floats = of("reach") * np.exp(market.post_sigma * normal(u[:, 4]))
        """Readers of what he posts, relative to the median."""
        self.booked_factor: Floats = market.booked_bias * lognormal(u[:, 5], 1.0, market.booked_sigma)
        """What the books make of a dollar of his future."""
        self.status: Ints = np.where(ids < carrier.subscribers, Status.SUBSCRIBER, Status.PROSPECT).astype(np.int64)
        subscriber = self.status == Status.SUBSCRIBER
        tenure = -np.log(u[:, 6]) * carrier.tenure_mean_days
        self.since: Floats = np.where(subscriber, -tenure, np.inf)
        """Day he became a subscriber."""
        bound = level.book["promise.contract_months"] * 365.25 / 12
        # Contracts renew: an old subscriber stands somewhere in his current one, three in ten have run out.
        left = bound * np.where(tenure < bound, 1 - tenure / max(bound, 1e-9), np.maximum(0.0, (u[:, 7] - 0.3) / 0.7))
        self.contract_end: Floats = np.where(subscriber, left, 0.0)
        self.left_day: Floats = np.full(n, -np.inf)
        """Day he last left."""
        self.amends: NDArray[np.bool_] = u[:, 9] < market.compensation
        """Seeks amends rather than a fix."""
        self.place: Floats = u[:, 10].copy()
        """How good the line is where he lives, 0 to 1."""
        self._fond = u[:, 11] < market.handset
        self.handset: NDArray[np.bool_] = self._fond & subscriber & bool(level.book["promise.exclusive_handset"])
        """Stays for a handset that no rival has."""
        self.machine: NDArray[np.bool_] = u[:, 12] < of("machine")
        """Puts up with a machine."""
        self.abroad: Floats = of("abroad")
        self.connection: Floats = (
            0.5 + 1.5 * (np.argsort(np.argsort(self.reach, kind="stable"), kind="stable") / n) ** 3
        )
        """How far up he knows somebody: multiplies his chance to be heard upstairs."""
        self.noise: Floats = np.zeros(n)
        """How far he has learnt that noise pays, fading."""
        self.satisfaction: Floats = np.clip(0.05 + 0.25 * normal(u[:, 8]), -1, 1)
        self.expectation: Floats = np.zeros(n)
        self.trust: Floats = np.full(n, 0.6)
        self.effort_h: Floats = np.zeros(n)
        self.hurt: Floats = np.zeros(n)
        """Fresh unsolved cases, weighted by severity, fading."""
        self.heard_good: Floats = np.zeros(n)
        self.heard_bad: Floats = np.zeros(n)
        """Stories heard lately, fading."""
        self.neighbours_left: Floats = np.zeros(n)
        self.teller: Ints = np.full(n, -1, dtype=np.int64)
        """Who told him last, or left next to him."""
        self.influence_usd: Floats = np.zeros(n)
        """What his talk won and lost so far, traced person by person."""
        self.captive = np.zeros(n, dtype=np.bool_)
        self.leaving = np.zeros(n, dtype=np.bool_)
        """Has decided to call and leave."""
        self.never = np.zeros(n, dtype=np.bool_)
        self.turned_away = np.zeros(n, dtype=np.bool_)
        self.gone = bytearray((self.status != Status.SUBSCRIBER).astype(np.uint8).tobytes())
        """Per person, 1 when he is not a subscriber: shared with the centre."""
        self.out: NDArray[np.bool_] = np.frombuffer(self.gone, dtype=np.bool_)
        """The same, as a column."""
        self.luck: Floats = np.empty(n)
        """One uniform a person, drawn afresh for each purpose: a new array each time would cost more than the draw."""

        margin = self.revenue_month - carrier.service_cost_month_usd
        rate = max(market.churn_monthly, 1e-6)
        self.booked_rank: Floats
        """Share of people whom the books value less."""
        self.own_usd: Floats = margin * (1 - np.exp(-rate * market.horizon_months)) / rate
        """A subscriber's own future: margin over the months he can be expected to stay, within the horizon."""

        booked = self.own_usd * self.booked_factor
        self.booked_rank = np.argsort(np.argsort(booked, kind="stable"), kind="stable") / n

    def booked_usd(self, who: Ints) -> Floats:
        """What the books say `who` are worth: biased, noisy, blind to reach."""
        return self.own_usd[who] * self.booked_factor[who]

    def true_usd(self, who: Ints) -> Floats:
        """Own future plus what their talk won and lost so far."""
        return np.where(self.status[who] == Status.SUBSCRIBER, self.own_usd[who], 0.0) + self.influence_usd[who]

    def leave(self, who: Ints, day: float) -> None:
        """`who` are no longer subscribers."""
        self.status[who] = Status.EX
        self.left_day[who] = day
        self.handset[who] = False
        self.captive[who] = False
        self.leaving[who] = False
        self.out[who] = True

    def join(self, who: Ints, day: float, contract_days: float, *, expecting: float, handset: bool) -> None:
        """`who` become subscribers on `day`, `expecting` so much more than others do."""
        self.status[who] = Status.SUBSCRIBER
        self.since[who] = day
        self.contract_end[who] = day + contract_days
        self.satisfaction[who] = np.maximum(self.satisfaction[who], 0.1)
        self.hurt[who] = 0.0
        self.expectation[who] += expecting
        self.handset[who] = self._fond[who] & handset
        self.out[who] = False
