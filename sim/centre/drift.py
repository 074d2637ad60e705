"""Drift: what changes in a centre by itself, slowly, under the policy book. Stocks, moved once a day.

    norm            the handle time that people have come to think right, relative to the natural one. It follows a
                    shorter time under pressure and practically never comes back (Oliva & Sterman 2001)
    rules           rules in the book: they accrete by themselves and with each decision, and go only by review
    understanding   share of contacts in which the last change of rules is applied as it was meant
    insight         share of the truth that reaches those above
    faults          the firm's own faults relative to the opening; read complaints are repaired at the root
    partner         quality of the partner's site
    pledge          whether a promise not to dismiss anybody is still believed, 0 to 1

Times and strengths without a source are guesses; docs/model.md 7.11 has the equations.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp

from sim.level import Level

Book = Mapping[str, float]
_RECOVERY_DAYS = 8e6 * 7
"""V Oliva & Sterman 2001: the desired time per order comes back with a time constant of 8 million weeks."""
_LEARN_DAYS = 20.0
_MEMO = 0.65
"""Share of a rule change that is understood when it is told by memo (M69)."""
_INSIGHT_DAYS = 14.0
_PARTNER_DAYS = 30.0
_PLEDGE_DAYS = 180.0
_REPAIR = 0.010
_DECAY = 0.0006
_BEYOND_REPAIR = 0.45
_STRUCK = 0.35
"""Rules that an hour of review strikes from a book of `Centre.rules`."""


@dataclass(slots=True)
class Drift:
    """The slow stocks of one centre."""

    rules: float
    norm: float = 1.0
    understanding: float = 1.0
    insight: float = 0.15
    faults: float = 1.0
    partner: float = 1.0
    pledge: float = 1.0

    def changed(self, book: Book) -> None:
        """A rule of Power or Process changed: one rule more, and it must be understood."""
        self.rules += 1
        if not book["process.teach_changes"]:
            self.understanding *= _MEMO

    def dismissed(self, book: Book) -> None:
        """Somebody was let go."""
        if book["people.job_pledge"]:
            self.pledge = 0.0

    def close_day(self, level: Level, book: Book, haste: float) -> None:
        """One day passes; `haste` is the handle time that was asked for, relative to the natural one."""
        c = level.centre
        self.norm += (haste - self.norm) / (c.norm_days if haste < self.norm else _RECOVERY_DAYS)
        self.understanding += (1 - self.understanding) / _LEARN_DAYS
        self.pledge += (1 - self.pledge) / _PLEDGE_DAYS
        struck = _STRUCK * book["perception.policy_review"] / 7 * (self.rules / c.rules) ** 2
        self.rules = max(0.4 * c.rules, self.rules + c.rules_a_week / 7 - struck)
        hours = book["perception.complaint_file"]
        aim = (
            0.15 + 0.4 * (1 - exp(-hours / 8)) + 0.15 * book["perception.public_queue"]
            + 0.15 * (1 - exp(-book["perception.research"] / 3000)) + 0.1 * book["perception.board_tape"]
            + 0.2 * book["perception.measure_resolved"] + 0.3 * book["pressure.reporting"]
        )  # fmt: skip
        self.insight += (min(1.0, aim) - self.insight) / _INSIGHT_DAYS
        reading = (1 - exp(-hours / 10)) + 0.15 * book["perception.public_queue"]
        self.faults += _DECAY - _REPAIR * reading * max(0.0, self.faults - _BEYOND_REPAIR)
        fair = min(1.0, book["people.vendor_price"] / level.employees.vendor_floor_usd)
        self.partner += (fair - self.partner) / _PARTNER_DAYS

    def values(self) -> tuple[float, ...]:
        """What `Kind.DRIFTED` tells."""
        return self.norm, self.rules, self.understanding, self.insight, self.faults, self.partner
