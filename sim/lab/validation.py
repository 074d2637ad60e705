"""Validation: the base carrier beside published figures. Misses are shown, not hidden.

Each `Fact` is a published range with its source, and a measure of the same thing on the model's event log. The model's
value is a mean over seeds with its 95 % interval; the verdict says whether the interval meets the range.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from sim.clock import DAY, DAYS_A_MONTH, HOUR
from sim.events import FIELDS, CaseEnding, ContactEnding, Kind, Why
from sim.lab.experiments import Interval, interval
from sim.level import Level
from sim.run.model import Model

Floats = NDArray[np.float64]
Verdict = Literal["inside", "below", "above"]

SETTLED = 28
"""Days left out at the start, until open cases and feelings are those of a running centre."""


class Log:
    """A finished run as the facts see it: its events by kind, and who its people were on the opening day."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.rows = np.concatenate(list(model.log.rows()))
        people = model.market.people
        self.size = people.size
        self.since = np.where(people.since < 0, people.since, np.inf)
        self.days = model.now / DAY

    def of(self, kind: Kind) -> Floats:
        """The events of `kind` after the opening weeks."""
        rows = self.rows
        found: Floats = rows[(rows[:, 1] == kind) & (rows[:, 0] >= SETTLED * DAY)]
        return found


def _value(rows: Floats, kind: Kind, name: str) -> Floats:
    found: Floats = rows[:, 7 + FIELDS[kind].index(name)]
    return found


def _who(rows: Floats) -> NDArray[np.int64]:
    return rows[:, 2].astype(np.int64)


def _metric(name: str) -> Callable[[Log], float]:
    return lambda log: log.model.metrics()[name]


def _care_a_month(log: Log) -> float:
    subscriber_months = _value(log.of(Kind.DAY_CLOSED), Kind.DAY_CLOSED, "subscribers").sum() / DAYS_A_MONTH
    return len(log.of(Kind.CONTACT_BEGAN)) / float(subscriber_months)


def _steady(log: Log) -> NDArray[np.int64]:
    """Subscribers from the first day to the last."""
    stayed = np.isfinite(log.since)
    stayed[_who(log.rows[log.rows[:, 1] == Kind.CHURNED])] = False
    return np.flatnonzero(stayed)


def _no_contact_in_a_month(log: Log) -> float:
    began = log.of(Kind.CONTACT_BEGAN)
    last = began[began[:, 0] >= (log.days - DAYS_A_MONTH) * DAY]
    steady = _steady(log)
    return 100 * float((np.bincount(_who(last), minlength=log.size)[steady] == 0).mean())


def _share_of_calls(part: float) -> Callable[[Log], float]:
    def measure(log: Log) -> float:
        steady = _steady(log)
        calls = np.sort(np.bincount(_who(log.of(Kind.CONTACT_BEGAN)), minlength=log.size)[steady])[::-1]
        return 100 * float(calls[: max(1, round(part * len(calls)))].sum() / max(1, calls.sum()))

    return measure


def _new_call_more(log: Log) -> float:
    """Cases a month of those in their first 90 days over those of a year's tenure or more, at opening."""
    born = log.rows[(log.rows[:, 1] == Kind.CASE_BORN) & (log.rows[:, 0] < SETTLED * DAY)]
    cases = np.bincount(_who(born), minlength=log.size)
    tenure = -log.since
    new, old = (tenure >= 0) & (tenure < 60), (tenure >= 365) & np.isfinite(tenure)
    return float(cases[new].mean() / cases[old].mean())


def _left_after(log: Log, ending: CaseEnding) -> float:
    """Per cent who want out within 60 days of a case that ended so."""
    closed = log.of(Kind.CASE_CLOSED)
    closed = closed[closed[:, 0] < (log.days - 60) * DAY]
    how = _value(closed, Kind.CASE_CLOSED, "ending")
    issues = [issue.remedy for issue in log.model.level.issues.values()]
    suffered = ~np.isin(_value(closed, Kind.CASE_CLOSED, "issue"), [i for i, r in enumerate(issues) if r == "release"])
    mine = closed[(how == ending) & suffered]
    out = log.rows[(log.rows[:, 1] == Kind.WANTED_OUT) | (log.rows[:, 1] == Kind.CHURNED)]
    first = np.full(log.size, np.inf)
    np.minimum.at(first, _who(out), out[:, 0])
    gap = first[_who(mine)] - mine[:, 0]
    return 100 * float(((gap >= 0) & (gap < 60 * DAY)).mean())


def _contacts_do_not_harm(log: Log) -> float:
    """Churn of resolved cases that took two contacts or more over those that took one, use held constant by thirds."""
    closed = log.of(Kind.CASE_CLOSED)
    closed = closed[
        (closed[:, 0] < (log.days - 60) * DAY) & (_value(closed, Kind.CASE_CLOSED, "ending") == CaseEnding.RESOLVED)
    ]
    contacts = _value(closed, Kind.CASE_CLOSED, "contacts")
    out = log.rows[(log.rows[:, 1] == Kind.WANTED_OUT) | (log.rows[:, 1] == Kind.CHURNED)]
    first = np.full(log.size, np.inf)
    np.minimum.at(first, _who(out), out[:, 0])
    gap = first[_who(closed)] - closed[:, 0]
    left = (gap >= 0) & (gap < 60 * DAY)
    use = log.model.market.people.use[_who(closed)]
    thirds = np.digitize(use, np.quantile(use, [1 / 3, 2 / 3]))
    ratios = [
        left[(thirds == t) & (contacts >= 2)].mean() / left[(thirds == t) & (contacts == 1)].mean() for t in range(3)
    ]
    return float(np.mean(ratios))


def _redialled(seconds: float) -> Callable[[Log], float]:
    """Per cent of hang-ups followed by another call of the same customer within `seconds`."""

    def measure(log: Log) -> float:
        ended = log.of(Kind.CONTACT_ENDED)
        gave_up = ended[_value(ended, Kind.CONTACT_ENDED, "ending") == ContactEnding.RENEGED]
        gave_up = gave_up[gave_up[:, 0] < (log.days - 8) * DAY]
        again = log.of(Kind.CONTACT_BEGAN)
        again = again[_value(again, Kind.CONTACT_BEGAN, "why") != Why.NEW]
        key = _who(again) * 1e9 + again[:, 0]
        key.sort()
        at = np.searchsorted(key, _who(gave_up) * 1e9 + gave_up[:, 0], side="right")
        following = key[np.minimum(at, len(key) - 1)] - _who(gave_up) * 1e9 - gave_up[:, 0]
        return 100 * float(((following > 0) & (following <= seconds)).mean())

    return measure


def _told_ratio(log: Log) -> float:
    told = log.of(Kind.TOLD)
    people, positive = _value(told, Kind.TOLD, "people"), _value(told, Kind.TOLD, "positive")
    return float(people[positive == 0].sum() / people[positive == 1].sum())


def _silent(log: Log) -> float:
    """Per cent of cases with something wrong that are never voiced."""
    born = log.of(Kind.CASE_BORN)
    issues = list(log.model.level.issues.values())
    wrong = np.array([issue.remedy in {"credit", "fix"} for issue in issues])
    suffered = born[wrong[_value(born, Kind.CASE_BORN, "issue").astype(np.int64)]]
    return 100 * float(_value(suffered, Kind.CASE_BORN, "silent").mean())


def _transferred(log: Log) -> float:
    return 100 * len(log.of(Kind.TRANSFERRED)) / max(1, len(log.of(Kind.CONTACT_ENDED)))


def _reexplained(log: Log) -> float:
    """Per cent of those with a voiced case closed who had to explain again at least once in it."""
    legs = log.of(Kind.LEG_ENDED)
    told_again = np.unique(legs[_value(legs, Kind.LEG_ENDED, "reexplain_s") > 0][:, 3])
    closed = log.of(Kind.CASE_CLOSED)
    mine = closed[_value(closed, Kind.CASE_CLOSED, "contacts") > 0][:, 3]
    return 100 * float(np.isin(mine, told_again).mean())


def _repeated(log: Log) -> float:
    closed = log.of(Kind.CASE_CLOSED)
    contacts = _value(closed, Kind.CASE_CLOSED, "contacts")
    return 100 * float((contacts[contacts > 0] > 1).mean())


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A published figure."""

    name: str
    unit: str
    low: float
    high: float
    source: str
    measure: Callable[[Log], float]


FACTS: tuple[Fact, ...] = (
    Fact(
        name="care contacts per subscriber-month",
        unit="",
        low=0.7,
        high=1.87,
        source="V Sprint 2007 (0.7-1.0), D Cell2Cell about 2001 (1.87)",
        measure=_care_a_month,
    ),
    Fact(
        name="subscribers without a contact in a month",
        unit="%",
        low=50,
        high=60,
        source="D Cell2Cell: 55 % none",
        measure=_no_contact_in_a_month,
    ),
    Fact(
        name="calls made by the heaviest 1 % of customers",
        unit="%",
        low=15,
        high=25,
        source="D bank: 21 %",
        measure=_share_of_calls(0.01),
    ),
    Fact(
        name="calls made by the heaviest 10 % of customers",
        unit="%",
        low=45,
        high=57,
        source="D bank: 51 %",
        measure=_share_of_calls(0.10),
    ),
    Fact(
        name="need of new subscribers over old ones",
        unit="x",
        low=2.5,
        high=3.5,
        source="D Cell2Cell: three times as often",
        measure=_new_call_more,
    ),
    Fact(
        name="contacts per case",
        unit="",
        low=1.76,
        high=1.94,
        source="V J.D. Power",
        measure=_metric("contacts_per_case"),
    ),
    Fact(
        name="resolved at first contact",
        unit="%",
        low=66,
        high=75,
        source="V J.D. Power 2009",
        measure=_metric("resolved_first_contact_pct"),
    ),
    Fact(
        name="abandoned",
        unit="%",
        low=5,
        high=12,
        source="V: 5-8 % typical, 12 % in 2015",
        measure=_metric("abandon_pct"),
    ),
    Fact(
        name="called back within 10 min of hanging up",
        unit="%",
        low=22,
        high=32,
        source="D bank: 26 %",
        measure=_redialled(600),
    ),
    Fact(name="called back within an hour", unit="%", low=43, high=55, source="D bank: 48 %", measure=_redialled(HOUR)),
    Fact(name="called back within a day", unit="%", low=62, high=75, source="D bank: 67 %", measure=_redialled(DAY)),
    Fact(name="transferred", unit="% of contacts", low=7, high=20, source="V weak: about 10 %", measure=_transferred),
    Fact(
        name="cases with a repeat contact",
        unit="%",
        low=25,
        high=62,
        source="V: 25-34 % not solved at first contact; V 2nd CEB: 62 % of customers report a repeat",
        measure=_repeated,
    ),
    Fact(
        name="cases with something explained again",
        unit="%",
        low=20,
        high=56,
        source="V 2nd CEB: 56 % of customers",
        measure=_reexplained,
    ),
    Fact(name="badly served who say nothing", unit="%", low=31, high=37, source="V 2nd Goodman/TARP", measure=_silent),
    Fact(
        name="churn a month",
        unit="%",
        low=1.1,
        high=2.8,
        source="D Cell2Cell 1.96 %, V Verizon 1.1, Sprint 2.8",
        measure=_metric("churn_monthly_pct"),
    ),
    Fact(
        name="want out within 60 days, resolved",
        unit="%",
        low=3,
        high=9,
        source="V J.D. Power 3 % intent, SQM 5 % at first call, 9 % after two or more",
        measure=lambda log: _left_after(log, CaseEnding.RESOLVED),
    ),
    Fact(
        name="want out within 60 days, given up",
        unit="%",
        low=14,
        high=27,
        source="V J.D. Power 19 % intent, SQM 25 %",
        measure=lambda log: _left_after(log, CaseEnding.GIVEN_UP),
    ),
    Fact(
        name="leaving after a cure in two or more contacts over one, use held constant",
        unit="x",
        low=0.8,
        high=1.3,
        source="D Cell2Cell: calling is not the harm",
        measure=_contacts_do_not_harm,
    ),
    Fact(name="people told bad over told good", unit="x", low=1.5, high=2.5, source="V: 2 : 1", measure=_told_ratio),
    Fact(name="CSR turnover a year", unit="%", low=25, high=50, source="V", measure=_metric("csr_quits_annual_pct")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A fact and what the model makes of it."""

    fact: Fact
    model: Interval
    verdict: Verdict


def validate(
    level: Level, *, seeds: Sequence[int], weeks: int = 26, progress: Callable[[int], None] | None = None
) -> tuple[Finding, ...]:
    """Run `level` for `weeks` on each of at least two `seeds` and hold it against every fact. `progress`: runs done."""
    values: list[list[float]] = []
    for done, seed in enumerate(seeds, 1):
        model = Model(level, seed=seed)
        model.run(weeks * 7 * DAY)
        log = Log(model)
        values.append([fact.measure(log) for fact in FACTS])
        if progress is not None:
            progress(done)
    found = []
    for fact, column in zip(FACTS, zip(*values, strict=True), strict=True):
        got = interval(column)
        verdict: Verdict = "below" if got.high < fact.low else "above" if got.low > fact.high else "inside"
        found.append(Finding(fact=fact, model=got, verdict=verdict))
    return tuple(found)
