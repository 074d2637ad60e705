"""Causes: the table from every metric to the events it is made of.

How it works. A metric is a `base` plus parts: a share counts down from 100 %, a stock counts from where it stood, all
else from nothing. A `Fold` says which events are parts and how much each of them adds, in the metric's own unit. A
`Cut` puts the parts into groups by a facet; an `Account` is a metric's base and its cuts. So the groups of every cut
add up to the number, and where the log can't tell all of it, what is missing is named in `rest`, never spread over the
others. A number's change is the difference of two such sums, group by group.

Rules of this file:
1. An account's parts and the model's own metric are two ways to one number; a test compares them for every metric.
2. What the log shows only as going together is not counted as a cause: a cut that isn't `sure` says so, and the levels
   that no event adds to (morale, trust) have companions `beside` them, with no share.
3. How much one load on the lines differs from another is split exactly, by logarithmic means (Ang 2004); that waiting
   follows the load is association.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from game.views.past import CASE, CSR, CUSTOMER, TIME
from game.views.why import facets as by
from game.views.why.accounts import ACCOUNTS
from game.views.why.evidence import Evidence, Span
from game.views.why.folds import Cut, Group
from game.views.why.load import loaded
from sim.clock import DAY
from sim.run.metrics import Tally, measure
from sim.words import later


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One cut of a number, or of its change."""

    groups: tuple[Group, ...]
    """The weightiest first."""
    base: float
    base_says: str
    rest: float
    """What the groups leave, with `rest_says` of it."""
    rest_says: str
    value: float
    """The number, or its change."""
    whole: str
    """What the groups add up to, where that isn't the number."""
    sure: bool

    @property
    def total(self) -> float:
        """What the groups and the rest come to."""
        return sum(group.amount for group in self.groups) + self.rest

    @property
    def size(self) -> float:
        """All parts without their signs: what a part's share is a share of."""
        return sum(abs(group.amount) for group in self.groups) + abs(self.rest)

    def share(self, amount: float) -> float:
        """How much of all that moves the number this is."""
        return abs(amount) / self.size if self.size else 0.0


def value_of(e: Evidence, metric: str, span: Span) -> float:
    """The metric of a span by the model's own fold; cash and other stocks at its end."""
    if metric == "cash_usd":
        return ACCOUNTS[metric].base(e, Span(span.end, span.end))
    return measure(Tally.of(e.within(span)), e.level)[metric]


LOAD = later("Load on the lines")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A number that is asked about: a metric in a span, or how it differs from that in another."""

    metric: str
    span: Span
    before: Span | None = None

    @property
    def ways(self) -> tuple[str, ...]:
        """The titles of its cuts, in English; those that time makes pointless left out."""
        account = ACCOUNTS[self.metric]
        days = (self.span.end - self.span.start) / DAY
        pointless = {title for title, least in ((by.WHEN.title, 7.5), (by.WEEKDAY.title, 1.5)) if days < least}
        if self.before:
            pointless = {by.WHEN.title}
        ways = tuple(one.title for one in account.cuts if one.title not in pointless)
        return (LOAD, *ways) if self.before and account.load else ways

    def value(self, e: Evidence) -> float:
        """The number, or its change."""
        value = value_of(e, self.metric, self.span)
        return value - value_of(e, self.metric, self.before) if self.before else value

    def answer(self, e: Evidence, way: str, value: float) -> Answer:
        """The number, of which `value` is known already, cut in one of its ways (none: a level that has none)."""
        account, now, before = ACCOUNTS[self.metric], self.span, self.before
        if way == LOAD and before:
            groups = loaded(e, now, before)
            return Answer(
                groups=_ranked(groups), base=0.0, base_says="", rest=0.0, rest_says="", value=value, sure=False,
                whole=later("of the change in load on the lines"),
            )  # fmt: skip
        one = next((one for one in account.cuts if one.title == way), _NO_PARTS)
        if before and account.stock:
            # From where it stood then to where it stands now.
            now, base = Span(before.end, now.end), value_of(e, self.metric, before)
            groups, value, before = one.split(e, now), base + value, None
        else:
            groups, base = one.split(e, now), account.base(e, now)
        if before:
            old = {group.key: group for group in one.split(e, before)}
            new = {group.key: group for group in groups}
            groups = [_changed(new.get(key), old.get(key)) for key in {**new, **old}]
            base -= account.base(e, before)
        rest = 0.0 if one.whole else value - base - sum(group.amount for group in groups)
        tiny = 1e-9 * max(1.0, abs(value), abs(base))
        return Answer(
            groups=_ranked(groups), base=base, base_says=account.base_says, rest=rest if abs(rest) > tiny else 0.0,
            rest_says=account.rest, value=value, sure=one.sure, whole=one.whole,
        )  # fmt: skip


_NO_PARTS = Cut(title="", split=lambda _e, _s: [])


def _changed(new: Group | None, old: Group | None) -> Group:
    kept = new or old
    assert kept is not None
    was = old.amount if old else 0.0
    return replace(kept, amount=(new.amount if new else 0.0) - was, before=was)


def _ranked(groups: list[Group]) -> tuple[Group, ...]:
    kept = [group for group in groups if abs(group.amount) > 1e-12]
    return tuple(sorted(kept, key=lambda group: (-abs(group.amount), group.key)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """Somebody who is in a group."""

    customer: int
    """-1: a CSR, or nobody."""
    csr: int
    case: int
    index: int
    """The event that tells most of it, """
    time: float
    """... and when that was (s)."""
    amount: float
    times: int


def examples(e: Evidence, group: Group, most: int = 3) -> tuple[Example, ...]:
    """Whom a group cost most, in its own unit; among equals, those of whom calls have taken most."""
    table = group.table
    if not len(table):
        return ()
    column = CUSTOMER if (table.rows[:, CUSTOMER] >= 0).any() else CSR
    who = table.who(column)
    if not (who >= 0).any():
        return ()
    known = who >= 0
    table, who, sizes = table.where(known), who[known], np.abs(group.amounts[known])
    numbers, place, times = np.unique(who, return_inverse=True, return_counts=True)
    sums = np.bincount(place, weights=sizes)
    taxed = np.array([e.taxed.get(int(n), 0.0) for n in numbers]) if column == CUSTOMER else np.zeros(len(numbers))
    order = np.lexsort((numbers, -taxed, -np.round(sums, 9)))[:most]
    found = []
    for n in order.tolist():
        mine = np.flatnonzero(place == n)
        at = mine[int(np.argmax(sizes[mine]))]
        customer = int(numbers[n]) if column == CUSTOMER else -1
        case = int(table.rows[at, CASE])
        if case < 0 <= customer:
            case = e.last_case(customer, float(table.rows[at, TIME]))
        found.append(
            Example(
                customer=customer, csr=int(table.rows[at, CSR]), case=case, index=int(table.index[at]),
                time=float(table.rows[at, TIME]), amount=float(sums[n]), times=int(times[n]),
            )
        )  # fmt: skip
    return tuple(found)
