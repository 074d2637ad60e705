"""Responses: what each lever does, on the same people twice, and what it costs.

Each claim is held against twenty seeds, each seed run with and without: the 95 % interval of the paired difference
(Student's t) must lie on its side of zero. A lever that mends something breaks something else, so rows come with both.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import stats
from worlds import Table, after, column, laid, of, rows, world

from sim.clock import DAY
from sim.events import Block, CaseEnding, ContactEnding, Kind
from sim.market.flow import hazards

SEEDS = range(20)
Floats = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class Response:
    """Setting `levers` from `low` to `high`, on top of `over`, makes `falls` fall and `rises` rise."""

    name: str
    low: dict[str, float]
    high: dict[str, float]
    falls: str = ""
    rises: str = ""
    over: Table = field(default_factory=dict)
    days: int = 7


LITTLE: Table = {"power.frontline_credit_limit": 10, "power.billing_credit_limit": 20}
ENOUGH: Table = {"people.frontline_staff": 6}
RESPONSES = [
    Response(
        name="staff",
        low={"people.frontline_staff": 2},
        high={"people.frontline_staff": 3},
        falls="wait_mean_s abandon_pct redials",
        rises="cost_usd",
        over={"carrier": {"subscribers": 800}},
    ),
    Response(
        name="credit limit",
        low={"power.frontline_credit_limit": 10},
        high={"power.frontline_credit_limit": 100},
        falls="approval_min roadblocks",
        rises="leakage_usd resolved_first_contact_pct",
        over={"book": LITTLE},
    ),
    Response(
        name="notes",
        low={"process.notes": 0},
        high={"process.notes": 1},
        falls="reexplain_min",
        rises="wrap_up_s",
    ),
    Response(
        name="supervisors",
        low={"people.supervisors": 1},
        high={"people.supervisors": 3},
        falls="approval_mean_s",
        rises="cost_usd",
        over={
            "issues": {"overcharge": {"per_month": 3}},
            "centre": {"approval_s": 400, "patience_mean_s": 3000},
            "book": LITTLE | {"people.frontline_staff": 10},
        },
    ),
    Response(
        name="approval route",
        low={"power.approval_route": 0},
        high={"power.approval_route": 1},
        falls="contacts_per_case",
        rises="approval_min",
        over={"book": LITTLE | ENOUGH | {"power.partial_credit": 0}},
    ),
    Response(
        name="loop breaker",
        low={"process.loop_breaker": 0},
        high={"process.loop_breaker": 1},
        falls="loops_per_case loop_min transfers_per_case",
        over={"centre": {"misroute": 0.3}},
    ),
    Response(
        name="post as you speak",
        low={"process.post_as_you_speak": 0},
        high={"process.post_as_you_speak": 1},
        falls="phantom_promises",
        rises="talk_min_per_contact",
        over={"centre": {"phantom": 0.2}},
    ),
    Response(
        name="haste",
        low={"pressure.handle_time_target": 0},
        high={"pressure.handle_time_target": 200},
        falls="talk_min_per_contact resolved_first_contact_pct",
        rises="contacts_per_case phantom_promises",
        over={"book": ENOUGH},
        days=14,
    ),
    Response(
        name="leaving fee",
        low={"promise.leaving_fee": 0},
        high={"promise.leaving_fee": 400},
        falls="churned",
        rises="captive_latent",
        over={"market": {"churn_monthly": 0.2}},
    ),
    Response(
        name="warm transfer",
        low={"process.warm_transfer": 0},
        high={"process.warm_transfer": 1},
        falls="reexplain_min",
        rises="talk_min_per_contact",
    ),
    Response(
        name="override",
        low={"power.override": 0},
        high={"power.override": 1},
        falls="agreed_but_blocked",
        over={"issues": {"dead_line": {"blocked": 0.5}}, "book": {"power.approval_route": 0}},
    ),
    Response(
        name="opening hours",
        low={"promise.close_hour": 18},
        high={"promise.close_hour": 21},
        falls="closed_door",
    ),
    Response(
        name="advertising",
        low={"promise.advertising": 0},
        high={"promise.advertising": 800},
        rises="joined_ads cost_usd",
        over={"market": {"join_ads_monthly": 0.3}},
    ),
    Response(
        name="apology",
        low={"pressure.apology": 0},
        high={"pressure.apology": 1},
        rises="talk_min_per_contact",
    ),
]  # fmt: skip

_found: dict[tuple[str, str], list[dict[str, float]]] = {}


def arm(response: Response, which: str) -> list[dict[str, float]]:
    """What each seed came to with the levers `low` or `high`."""
    key = (response.name, which)
    if key not in _found:
        town = laid({"carrier": {"subscribers": 500, "prospects": 150}}, response.over)
        level = world(**laid(town, {"book": getattr(response, which)}))
        _found[key] = [measured(after(level, seed, response.days)) for seed in SEEDS]
    return _found[key]


def measured(model: Any) -> dict[str, float]:
    """The metrics, and what only the events tell."""
    table, found = rows(model), model.metrics()
    approvals = column(table, Kind.APPROVAL, "waited_s")
    left = column(table, Kind.CHURNED, "how")
    centre, ended = model.level.centre, column(table, Kind.CONTACT_ENDED, "ending")
    return {
        **found,
        "approval_mean_s": float(approvals.mean()) if len(approvals) else 0.0,
        "churned": float(len(left)),
        "talk_min_per_contact": found["talk_min"] / found["contacts"],
        "agreed_but_blocked": float((column(table, Kind.ROADBLOCK, "block") == Block.AGREED_BUT_BLOCKED).sum()),
        "closed_door": float(len(of(table, Kind.CLOSED_DOOR))),
        "wrap_up_s": float(
            (ended < ContactEnding.RENEGED).sum() * (centre.wrap_up_s + centre.notes_s * model.book["process.notes"])
        ),
    }


def interval(response: Response, metric: str) -> tuple[float, float]:
    """The 95 % interval of the paired difference, high less low, by Student's t."""
    low, high = ([found[metric] for found in arm(response, which)] for which in ("low", "high"))
    difference = np.subtract(high, low)
    half = stats.t.ppf(0.975, len(SEEDS) - 1) * difference.std(ddof=1) / len(SEEDS) ** 0.5
    return float(difference.mean() - half), float(difference.mean() + half)


CLAIMS = [
    pytest.param(response, metric, sign, id=f"{response.name}: {metric} {'rises' if sign > 0 else 'falls'}")
    for response in RESPONSES
    for metrics, sign in ((response.falls, -1), (response.rises, 1))
    for metric in metrics.split()
]


@pytest.mark.parametrize(("response", "metric", "sign"), CLAIMS)
def test_a_lever_moves_what_it_promises_both_ways(response: Response, metric: str, sign: int) -> None:
    """The whole interval of the paired difference lies on the promised side of zero."""
    low, high = interval(response, metric)
    assert (low if sign > 0 else -high) > 0, f"{metric}: {low:.4g} to {high:.4g}"


def test_post_as_you_speak_leaves_no_promise_unentered() -> None:
    """Not fewer phantom credits but none, on every seed, where there were some on every seed without."""
    response = next(r for r in RESPONSES if r.name == "post as you speak")
    assert all(found["phantom_promises"] > 0 for found in arm(response, "low"))
    assert all(found["phantom_promises"] == 0 for found in arm(response, "high"))


def test_the_loop_breaker_leaves_no_loop_where_every_desk_is_staffed() -> None:
    """None at all, on every seed."""
    response = next(r for r in RESPONSES if r.name == "loop breaker")
    assert all(found["loops_per_case"] == 0 for found in arm(response, "high"))


def test_a_difference_of_nothing_is_not_taken_for_one() -> None:
    """The interval of a lever set to what it was is zero wide: the pairs are the same runs."""
    same = Response(name="same", low={"process.notes": 0.6}, high={"process.notes": 0.6})
    assert interval(same, "wait_mean_s") == (0.0, 0.0)


# --- calling is not the harm; being unresolved is --------------------------------------------------------------------


def followed(seed: int) -> tuple[Floats, Floats, Floats, Floats]:
    """Seven weeks of calls, then three of leaving: per person, use, contacts, cases not resolved, and whether he left.

    Talk between people is off and nobody is bound, so leaving is each one's own doing; those with an open case, or
    gone before, are left out.
    """
    people, cut = 6000, 49 * DAY
    level = world(
        carrier={"subscribers": people, "prospects": 0},
        market={"churn_monthly": 0.05, "tell_glad": 0, "tell_hurt": 0, "churn_neighbour": 0, "join_ads_monthly": 0},
        book={
            "people.frontline_staff": 80, "people.billing_staff": 20, "people.technical_staff": 20,
            "people.retention_staff": 10, "power.frontline_credit_limit": 10, "power.billing_credit_limit": 20,
            "power.approval_route": 0, "promise.contract_months": 0,
        },
    )  # fmt: skip
    model = after(level, seed, 70)
    table = rows(model)
    before = table[table[:, 0] < cut]

    def count(some: Floats) -> Floats:
        return np.bincount(some[:, 2].astype(np.int64), minlength=people).astype(np.float64)

    closed = of(before, Kind.CASE_CLOSED)
    unsolved = count(closed[closed[:, 7] != CaseEnding.RESOLVED])
    settled = (count(of(before, Kind.CHURNED)) == 0) & (count(of(before, Kind.CASE_BORN)) == count(closed))
    left = count(of(table[table[:, 0] >= cut], Kind.CHURNED))
    columns = (model.market.people.use, count(of(before, Kind.CONTACT_BEGAN)), unsolved, left)
    use, contacts, bad, gone = (column[settled] for column in columns)
    return use, contacts, bad, gone


def difference(use: Floats, left: Floats, one: NDArray[np.bool_], other: NDArray[np.bool_]) -> tuple[float, float]:
    """How much more of `one` left than of `other`, compared within tenths of use: (mean, half of the 95 % interval)."""
    bands = np.searchsorted(np.quantile(use, np.linspace(0.1, 0.9, 9)), use)
    total = variance = weight = 0.0
    for band in range(10):
        a, b = left[one & (bands == band)], left[other & (bands == band)]
        if len(a) > 5 and len(b) > 5:
            w = len(a) * len(b) / (len(a) + len(b))
            total += w * (a.mean() - b.mean())
            variance += w * w * (a.var() / len(a) + b.var() / len(b))
            weight += w
    return total / weight, 1.96 * variance**0.5 / weight


def test_calling_does_not_make_people_leave_and_being_unresolved_does() -> None:
    """At the same use, who called often and was helped leaves no more than who never called; who wasn't helped, does.

    This is why churn here doesn't hang on the number of contacts, although callers leave more in the raw numbers.
    """
    seeds = [followed(seed) for seed in range(3)]
    use, contacts, bad, left = (np.concatenate(columns) for columns in zip(*seeds, strict=True))
    quiet, often, unhelped = (bad == 0) & (contacts == 0), (bad == 0) & (contacts >= 3), bad > 0
    assert min(quiet.sum(), often.sum(), unhelped.sum()) > 500
    calling, half = difference(use, left, often, quiet)
    assert calling - half < 0, "no more, as far as these can tell"
    harm, margin = difference(use, left, unhelped, often)
    assert harm - margin > calling + half, "and surely less than being unresolved does"
    assert harm - margin > 0


def test_the_raw_numbers_would_say_otherwise() -> None:
    """Heavy users call more, whatever becomes of it: so contacts must be compared at the same use."""
    use, contacts, _, _ = followed(0)
    assert np.median(use[contacts >= 3]) > 1.3 * np.median(use[contacts == 0])


def test_hazard_knows_no_contacts() -> None:
    """Two people alike in mood and hurt want out alike, whether or not one spent a hundred hours on the phone."""
    model = after(world(), 1, 7)
    people = model.market.people
    who = np.arange(people.size)
    before = hazards(people, who, model.level, 1.0)
    people.effort_h += 100
    assert [x.tolist() for x in hazards(people, who, model.level, 1.0)] == [x.tolist() for x in before]
    people.hurt[:50] += 1
    assert (hazards(people, who, model.level, 1.0)[0][:50] > before[0][:50]).all()
