"""The arrows: every cause on the map as a row of one table, with the formula by which its effect is measured.

Rules of this file:
1. An arrow's effect is one number, its `raw` value, counted from the events of the last seven days and nothing else.
   `says` is that formula in words.
2. Its strength is `raw` on a scale: 0 at `zero` and below, 1 at `full` and above, straight between. The scales are
   ours: `full` is about the worst that the shipped levels reach, so that a wide arrow is wide in any of them.
3. `behind` are the events that it is made of, or, where it is a level (morale, noise), those that show it best. More of
   them never makes an arrow thinner. Without events every arrow is 0.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from game.views.loops.week import Week, share
from game.views.past import CSR, FIRST, Table
from game.views.words import say
from sim.events import FIELDS, Block, ContactEnding, Fault, Kind, Leaving, Why
from sim.levers import LEVERS

_K = Kind
MONEY = (Block.NO_AUTHORITY, Block.NEEDS_APPROVAL, Block.OVER_BUDGET)
_PHONE = ("talk_s", "reexplain_s", "argue_s", "approval_s")
"""Seconds of a leg in which a CSR is on the line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrow:
    """One cause and its effect."""

    start: str
    end: str
    sign: int
    """1: more makes more. -1: more makes less."""
    raw: Callable[[Week], float]
    zero: float = 0.0
    full: float
    behind: Callable[[Week], Table]
    says: str
    delay: bool = False

    @property
    def key(self) -> str:
        """Its name."""
        return f"{self.start}-{self.end}"

    def strength(self, week: Week) -> float:
        """0 to 1."""
        if not len(week.table):
            return 0.0
        return min(1.0, max(0.0, (self.raw(week) - self.zero) / (self.full - self.zero)))


def _contacts(week: Week) -> float:
    return week.count(_K.CONTACT_ENDED)


def _calls(week: Week) -> float:
    return week.count(_K.CONTACT_BEGAN)


def _over(table: Table, kind: Kind, name: str, least: float) -> Table:
    """Those whose value is above `least`."""
    return table.where(table.value(kind, name) > least)


def _again(week: Week) -> Table:
    return _over(week.of(_K.CONTACT_BEGAN), _K.CONTACT_BEGAN, "nth", 1)


def _wrong(week: Week) -> Table:
    """Contacts after which everybody believed that it was done."""
    return week.of(_K.CONTACT_ENDED, ending=[ContactEnding.BELIEVED_RESOLVED])


def _wrong_by_new(week: Week) -> Table:
    wrong = _wrong(week)
    return wrong.where(np.isin(wrong.rows[:, CSR], week.of(_K.CSR_READY).rows[:, CSR]))


def _tipped(week: Week, kind: Kind) -> Table:
    return _over(week.of(kind), kind, "teller", -0.5)


def _both(a: Table, b: Table) -> Table:
    index = np.concatenate([a.index, b.index])
    order = np.argsort(index, kind="stable")
    return Table(index[order], np.concatenate([a.rows, b.rows])[order])


def _left(week: Week) -> float:
    return week.count(_K.CHURNED) + week.count(_K.WANTED_OUT)


def _bad_word(week: Week) -> float:
    told = week.of(_K.TOLD, positive=[0])
    return float(told.value(_K.TOLD, "people").sum())


def _waited(week: Week) -> Table:
    return _over(week.of(_K.CONTACT_ENDED), _K.CONTACT_ENDED, "first_wait_s", 60)


def _money_blocks(week: Week) -> Table:
    return week.of(_K.ROADBLOCK, block=MONEY)


def _taken_back(week: Week) -> Table:
    """Decisions of the week that took power away."""
    made = week.of(_K.DECIDED)
    power = [n for n, name in enumerate(LEVERS) if name.startswith("power.")]
    less = made.value(_K.DECIDED, "value") < made.value(_K.DECIDED, "before")
    return made.where(np.isin(made.value(_K.DECIDED, "lever"), power) & less)


def _strained(week: Week) -> Table:
    """Those who told a customer no: that wears people out."""
    return week.of(_K.ROADBLOCK)


def _long_legs(week: Week) -> Table:
    legs = week.of(_K.LEG_ENDED)
    first = FIRST + FIELDS[_K.LEG_ENDED].index("talk_s")
    return legs.where(legs.rows[:, first : first + 4].sum(axis=1) > 0)


def _powerless_legs(week: Week) -> Table:
    legs = week.of(_K.LEG_ENDED)
    spent = legs.value(_K.LEG_ENDED, "argue_s") + legs.value(_K.LEG_ENDED, "approval_s")
    return legs.where(spent > 0)


def arrows() -> tuple[Arrow, ...]:
    """The table."""
    a = Arrow
    return (
        # --- powerless call inflation
        a(start="calls", end="blocked", sign=1, full=0.5,
          raw=lambda w: share(w.count(_K.ROADBLOCK), _contacts(w)),
          behind=lambda w: w.of(_K.ROADBLOCK), says=say("Roadblocks per call.")),
        a(start="blocked", end="argue", sign=1, full=0.2,
          raw=lambda w: share(w.sum(_K.LEG_ENDED, "argue_s"), w.sum(_K.LEG_ENDED, *_PHONE)),
          behind=lambda w: _over(w.of(_K.LEG_ENDED), _K.LEG_ENDED, "argue_s", 0),
          says=say("Share of all talk that is 'why can't you?'.")),
        a(start="argue", end="busy", sign=1, full=0.15,
          raw=lambda w: share(w.sum(_K.LEG_ENDED, "argue_s", "approval_s"), w.sum(_K.DAY_CLOSED, "staffed_s")),
          behind=_powerless_legs,
          says=say("Share of paid time that goes into arguing and asking for leave.")),
        a(start="busy", end="wait", sign=1, full=0.6,
          raw=lambda w: share(len(_waited(w)), _contacts(w)), behind=_waited,
          says=say("Share of calls that found nobody free for a minute.")),
        a(start="wait", end="hung up", sign=1, full=0.3,
          raw=lambda w: share(w.count(_K.RENEGED), _contacts(w)), behind=lambda w: w.of(_K.RENEGED),
          says=say("Share of calls that hung up while waiting.")),
        a(start="hung up", end="again", sign=1, full=0.25,
          raw=lambda w: share(w.count(_K.CONTACT_BEGAN, why=[Why.REDIAL]), _calls(w)),
          behind=lambda w: w.of(_K.CONTACT_BEGAN, why=[Why.REDIAL]),
          says=say("Share of calls made because the last one was given up waiting.")),
        a(start="again", end="calls", sign=1, full=0.6,
          raw=lambda w: share(len(_again(w)), _calls(w)), behind=_again,
          says=say("Share of calls that are not the first about their trouble.")),
        a(start="calls", end="busy", sign=1, full=0.85,
          raw=lambda w: share(w.sum(_K.LEG_ENDED, *_PHONE), w.sum(_K.DAY_CLOSED, "staffed_s")), behind=_long_legs,
          says=say("Time on the phone, per paid time on duty.")),
        # --- haste makes calls
        a(start="busy", end="haste", sign=1, full=0.1,
          raw=lambda w: max(0.0, 1 - w.last(_K.DRIFTED, "norm", 1.0))
          + share(w.count(_K.DISCONNECTED, by_csr=[1]), _contacts(w)),
          behind=lambda w: w.of(_K.DISCONNECTED, by_csr=[1]),
          says=say("How far the time thought right for a call has sunk, and the share of calls that the CSR cut off.")),
        a(start="haste", end="errors", sign=1, full=0.2,
          raw=lambda w: share(len(_wrong(w)), _contacts(w)), behind=_wrong,
          says=say("Share of calls after which everyone believed it was solved, and it wasn't.")),
        a(start="errors", end="again", sign=1, full=0.4,
          raw=lambda w: share(w.count(_K.CONTACT_BEGAN, why=[Why.NOT_SOLVED, Why.PROMISE_BROKEN]), _calls(w)),
          behind=lambda w: w.of(_K.CONTACT_BEGAN, why=[Why.NOT_SOLVED, Why.PROMISE_BROKEN]),
          says=say("Share of calls made because it was not solved.")),
        # --- leakage
        a(start="authority", end="credits", sign=1, full=1.0,
          raw=lambda w: share(w.count(_K.CREDITED), w.count(_K.CREDITED) + len(_money_blocks(w))),
          behind=lambda w: w.of(_K.CREDITED), says=say("Share of the money asked for that somebody could give.")),
        a(start="credits", end="leakage", sign=1, full=0.3,
          raw=lambda w: share(w.sum(_K.CREDITED, "leaked_usd"), w.sum(_K.CREDITED, "usd")),
          behind=lambda w: _over(w.of(_K.CREDITED), _K.CREDITED, "leaked_usd", 0.5),
          says=say("Share of credits that was not due.")),
        a(start="leakage", end="profit", sign=-1, full=0.02,
          raw=lambda w: share(w.sum(_K.CREDITED, "leaked_usd"), w.sum(_K.DAY_CLOSED, "revenue_usd")),
          behind=lambda w: _over(w.of(_K.CREDITED), _K.CREDITED, "leaked_usd", 0.5),
          says=say("Credits that were not due, per revenue.")),
        a(start="profit", end="authority", sign=1, full=2.0, raw=lambda w: len(_taken_back(w)), behind=_taken_back,
          says=say("Decisions of this week that took power back. That is you.")),
        a(start="authority", end="blocked", sign=-1, full=0.4,
          raw=lambda w: share(len(_money_blocks(w)), _contacts(w)), behind=_money_blocks,
          says=say("Calls stopped because the money was above a limit: what more authority would take away.")),
        # --- the squeaky wheel
        a(start="blocked", end="outside", sign=1, full=0.1,
          raw=lambda w: share(w.count(_K.OUTSIDE_COMPLAINT), w.count(_K.ROADBLOCK)),
          behind=lambda w: w.of(_K.OUTSIDE_COMPLAINT), says=say("Complaints outside, per roadblock.")),
        a(start="outside", end="upstairs", sign=1, full=1.0,
          raw=lambda w: share(w.count(_K.EXECUTIVE), w.count(_K.OUTSIDE_COMPLAINT)),
          behind=lambda w: w.of(_K.EXECUTIVE), says=say("Cases put right upstairs, per complaint outside.")),
        a(start="upstairs", end="noise", sign=1, full=0.1, raw=lambda w: w.last(_K.TEMPER, "noise", 0.0),
          behind=lambda w: w.of(_K.EXECUTIVE),
          says=say("How far people have learnt that only those who shout are helped.")),
        a(start="noise", end="outside", sign=1, full=0.02,
          raw=lambda w: share(w.count(_K.OUTSIDE_COMPLAINT), _contacts(w)),
          behind=lambda w: w.of(_K.OUTSIDE_COMPLAINT), says=say("Complaints outside, per call.")),
        # --- resolve at the root
        a(start="outside", end="insight", sign=1, full=0.6, raw=lambda w: w.last(_K.DRIFTED, "insight", 0.0),
          behind=lambda w: w.of(_K.OUTSIDE_COMPLAINT), says=say("Share of the truth that those above see.")),
        a(start="insight", end="faults", sign=-1, full=0.1,
          raw=lambda w: max(0.0, 1 - w.last(_K.DRIFTED, "faults", 1.0)),
          behind=lambda w: w.of(_K.CASE_BORN, fault=[Fault.FIRM]),
          says=say("By how much the firm's own faults have become rarer since the first day.")),
        a(start="faults", end="calls", sign=1, full=0.8,
          raw=lambda w: share(w.count(_K.CASE_BORN, fault=[Fault.FIRM]), w.count(_K.CASE_BORN)),
          behind=lambda w: w.of(_K.CASE_BORN, fault=[Fault.FIRM], silent=[0]),
          says=say("Share of all troubles that are our own doing.")),
        # --- burnout
        a(start="busy", end="morale", sign=-1, zero=0.3, full=0.8,
          raw=lambda w: 1 - w.last(_K.STAFFED, "morale", 1.0), behind=_strained,
          says=say("How much of the CSRs' morale is gone, above a third.")),
        a(start="morale", end="quits", sign=-1, full=1.5,
          raw=lambda w: share(52 * w.count(_K.CSR_QUIT), w.last(_K.STAFFED, "headcount", 0.0)),
          behind=lambda w: w.of(_K.CSR_QUIT), says=say("CSRs who quit, per head and year.")),
        a(start="quits", end="novices", sign=1, full=0.06,
          raw=lambda w: share(w.count(_K.CSR_READY), w.last(_K.STAFFED, "headcount", 0.0)),
          behind=lambda w: w.of(_K.CSR_READY), says=say("CSRs who took their first call this week, per head.")),
        a(start="novices", end="errors", sign=1, full=0.1,
          raw=lambda w: share(len(_wrong_by_new(w)), len(_wrong(w))), behind=_wrong_by_new,
          says=say("Share of the wrong cures that came from those new this week.")),
        # --- word of mouth
        a(start="blocked", end="talk", sign=1, full=1.0, raw=lambda w: share(_bad_word(w), _contacts(w)),
          behind=lambda w: w.of(_K.TOLD, positive=[0]), says=say("People who were told something bad, per call.")),
        a(start="talk", end="leavers", sign=1, full=0.3,
          raw=lambda w: share(len(_tipped(w, _K.CHURNED)) + len(_tipped(w, _K.WANTED_OUT)), _left(w)),
          behind=lambda w: _both(_tipped(w, _K.CHURNED), _tipped(w, _K.WANTED_OUT)),
          says=say("Of those who left or want out, the share that stays but for what they heard.")),
        a(start="leavers", end="talk", sign=1, full=0.1,
          raw=lambda w: share(float(w.of(_K.TOLD, ex=[1]).value(_K.TOLD, "people").sum()), _bad_word(w)),
          behind=lambda w: w.of(_K.TOLD, ex=[1]),
          says=say("Of those who heard something bad, who heard it from one who left.")),
        # --- lock-in
        a(start="talk", end="captives", sign=1, full=0.6,
          raw=lambda w: share(w.count(_K.WANTED_OUT), _left(w)), behind=lambda w: w.of(_K.WANTED_OUT),
          says=say("Of those who have had enough, the share whom the contract holds.")),
        a(start="captives", end="leavers", sign=1, full=0.3, delay=True,
          raw=lambda w: share(w.count(_K.CHURNED, how=[Leaving.EXPIRY]), w.count(_K.CHURNED)),
          behind=lambda w: w.of(_K.CHURNED, how=[Leaving.EXPIRY]),
          says=say("Of those who left, who had waited for the contract to end.")),
    )  # fmt: skip
