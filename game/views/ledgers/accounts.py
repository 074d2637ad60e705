"""The accounts: sums of the event log as the ledgers show them. Pure; one definition each.

Rules of this file: what has a metric is that metric, so that two screens never quarrel; the books of a day are those
that its `DAY_CLOSED` closed, so that nothing of a day stands in them before midnight.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from math import ceil

import numpy as np

from game.views.past import CUSTOMER, TIME, Rows, of_kinds
from game.views.why.evidence import Evidence, Span
from game.views.why.money import costs
from game.views.words import say
from sim.events import FIELDS, Kind, Leaving
from sim.frames import Frame
from sim.level import Level
from sim.measures import MEASURES

INSIGHT = 60.0
"""From this share of the truth on (per cent) the veil lifts."""
DAYS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """One week of profit and loss, in $. Costs are positive."""

    number: int
    """From 1."""
    days: int
    """Closed so far."""
    revenue: float
    wages: float
    service: float
    """Masts, lines and bills of subscribers."""
    credits: float
    outside: float
    """What complaints to others cost: fines, fees, replies."""
    winning: float
    """Advertising, and what each who joins costs."""
    crew: float
    """Hiring and severance."""
    other: float
    """The calls themselves, coverage, the price of changes, what the book costs by the day."""
    cash: float
    """At its end."""

    @property
    def cost(self) -> float:
        """All of it."""
        return self.wages + self.service + self.credits + self.outside + self.winning + self.crew + self.other

    @property
    def profit(self) -> float:
        """What is left."""
        return self.revenue - self.cost


COSTS = {
    "wages": ("wages",),
    "service": ("service",),
    "credits": ("credits",),
    "outside": ("outside",),
    "winning": ("joined", "advertising"),
    "crew": ("hiring", "severance"),
}
"""Which of the lines that Why? knows of a cost stand in each column."""


def weeks_of(rows: Rows, level: Level) -> tuple[Week, ...]:
    """Profit and loss of a run of `level` by week of all closed days."""
    e = Evidence(rows, level, sys.maxsize)
    cash, weeks = level.carrier.cash_usd, []
    for n in range(ceil(e.days / DAYS)):
        span = Span.days(n * DAYS, min((n + 1) * DAYS, e.days))
        revenue, cost = (e.total(Kind.DAY_CLOSED, name, span) for name in ("revenue_usd", "cost_usd"))
        lines = {group.key.removeprefix("cost "): group.amount for group in costs(1.0).split(e, span)}
        parts = {name: sum(lines[line] for line in taken) for name, taken in COSTS.items()}
        cash += revenue - cost
        days = min(DAYS, e.days - n * DAYS)
        weeks.append(
            Week(number=n + 1, days=days, revenue=revenue, **parts, other=cost - sum(parts.values()), cash=cash)
        )
    return tuple(weeks)


def total_of(weeks: Sequence[Week]) -> Week | None:
    """All weeks as one; cash is the last's."""
    if not weeks:
        return None
    sums = {f.name: sum(getattr(week, f.name) for week in weeks) for f in fields(Week)}
    return Week(**{**sums, "number": 0, "days": int(sums["days"]), "cash": weeks[-1].cash})


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaver:
    """One who left, in both ledgers."""

    customer: int
    time: float
    how: Leaving
    booked: float
    """What the books said he was worth ($)."""
    own: float
    """What he would have paid."""
    talk: float
    """What his talk had won, less what it had lost, by the day he left."""

    @property
    def true(self) -> float:
        """What went with him: his own future, and what his talk cost."""
        return self.own - self.talk

    @property
    def missed(self) -> float:
        """By how much the books undervalued him."""
        return self.true - self.booked


def all_leavers(rows: Rows) -> list[Leaver]:
    """Everybody who left, in order; who came back and left again, twice."""
    found = []
    for row in of_kinds(rows, Kind.CHURNED).rows.tolist():
        value = dict(zip(FIELDS[Kind.CHURNED], row[7:], strict=False))
        found.append(
            Leaver(
                customer=int(row[CUSTOMER]),
                time=row[TIME],
                how=Leaving(int(value["how"])),
                booked=value["booked_usd"],
                own=value["own_usd"],
                talk=value["talk_usd"],
            )
        )
    return found


def leavers_of(rows: Rows, most: int = 10) -> tuple[Leaver, ...]:
    """Those whom the books undervalued most, worst first: the customers that you decided you could afford to lose."""
    found = sorted(all_leavers(rows), key=lambda leaver: (-leaver.missed, leaver.customer))
    return tuple(leaver for leaver in found[:most] if leaver.missed > 0)


def running(days: Sequence[float]) -> tuple[float, ...]:
    """Sums so far."""
    return tuple(np.cumsum(days).tolist()) if len(days) else ()


# --- the powerlessness bill ---------------------------------------------------------------------------------------

MINUTES = ("talk_min", "hold_min", "reexplain_min", "argue_min", "approval_min", "loop_min")
PAID = frozenset({"talk_min", "reexplain_min", "argue_min", "approval_min"})
"""Minutes in which a CSR is paid to be on the line. Who holds or is sent round, holds alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One line of the bill."""

    name: str
    """The metric."""
    week_min: float
    """In the last seven closed days."""
    all_min: float
    wage_usd: float
    """An hour, at what the firm pays."""

    @property
    def customers_usd(self) -> float:
        """What the customers gave, were their time worth as much as the firm's."""
        return self.all_min / 60 * self.wage_usd

    @property
    def firm_usd(self) -> float:
        """What the firm paid for the same minutes."""
        return self.customers_usd if self.name in PAID else 0.0


def bill_of(frame: Frame, level: Level) -> tuple[Item, ...]:
    """The bill: every minute of every contact, by what it was spent on."""
    wage = frame.book["people.wage"] * level.employees.overhead
    return tuple(
        Item(
            name=name,
            week_min=sum(frame.series.get(name, ())[-DAYS:]),
            all_min=frame.metrics[name],
            wage_usd=wage,
        )
        for name in MINUTES
    )


# --- the mirage ---------------------------------------------------------------------------------------------------

Value = Callable[[Mapping[str, float]], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """What management sees, and what is true of the same thing."""

    key: str
    title: str
    seen: Value
    true: Value
    seen_title: str
    true_title: str
    asks: tuple[str, str]
    """The metrics that are asked about, seen and true."""
    unit: str
    """A metric in whose manner both are shown."""
    adds: bool
    """Whether it is a sum over days; else each day has its own."""


def _title(name: str) -> str:
    return say(MEASURES[name].title)


def _of(name: str) -> Value:
    return lambda metrics: metrics[name]


def _left(metrics: Mapping[str, float]) -> float:
    return sum(metrics[f"churned_{how}"] for how in ("voiced", "silent", "expiry", "fired"))


def pairs() -> tuple[Pair, ...]:
    """The mirage, line by line."""
    return (
        Pair(
            key="resolved",
            asks=("seen_resolved_pct", "resolved_full_pct"),
            title=say("Troubles"),
            seen=_of("seen_resolved_pct"),
            seen_title=_title("seen_resolved_pct"),
            true=_of("resolved_full_pct"),
            true_title=_title("resolved_full_pct"),
            unit="handled_pct",
            adds=False,
        ),
        Pair(
            key="handled",
            asks=("handled_pct", "resolved_first_contact_pct"),
            title=say("Calls"),
            seen=_of("handled_pct"),
            seen_title=_title("handled_pct"),
            true=_of("resolved_first_contact_pct"),
            true_title=_title("resolved_first_contact_pct"),
            unit="handled_pct",
            adds=False,
        ),
        Pair(
            key="content",
            asks=("csat_pct", "perception_gap"),
            title=say("Customers"),
            seen=_of("csat_pct"),
            seen_title=_title("csat_pct"),
            true=lambda metrics: metrics["csat_pct"] - metrics["perception_gap"],
            true_title=say("content, of all who called"),
            unit="handled_pct",
            adds=False,
        ),
        Pair(
            key="left",
            asks=("churned_voiced", "churn_monthly_pct"),
            title=say("Leavers"),
            seen=_of("churned_voiced"),
            seen_title=_title("churned_voiced"),
            true=_left,
            true_title=say("left"),
            unit="cases",
            adds=True,
        ),
        Pair(
            key="anger",
            asks=("outside_complaints", "told_negative"),
            title=say("Anger"),
            seen=_of("outside_complaints"),
            seen_title=_title("outside_complaints"),
            true=_of("told_negative"),
            true_title=_title("told_negative"),
            unit="cases",
            adds=True,
        ),
        Pair(
            key="value",
            asks=("booked_value_lost_usd", "true_value_lost_usd"),
            title=say("Value lost"),
            seen=_of("booked_value_lost_usd"),
            seen_title=_title("booked_value_lost_usd"),
            true=_of("true_value_lost_usd"),
            true_title=_title("true_value_lost_usd"),
            unit="profit_usd",
            adds=True,
        ),
    )


def days_of(frame: Frame, value: Value, *, adds: bool) -> tuple[float, ...]:
    """`value` of each closed day, or summed up so far if it `adds`."""
    series = frame.series
    count = len(series.get("contacts", ()))
    days = [value({name: values[n] for name, values in series.items()}) for n in range(count)]
    return running(days) if adds else tuple(days)


def veiled(frame: Frame, *, lifted: bool) -> bool:
    """Whether the truth is hidden: it is until executive attention has bought enough insight, or someone lifts it."""
    return not lifted and frame.metrics["insight_pct"] <= INSIGHT
