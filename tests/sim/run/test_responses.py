"""Responses: what each lever does, on the same people twice, and what it costs.

A lever that mends something breaks something else, so each claim comes with both. How sure it is: `tests/paired.py`.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from paired import SEEDS, Table, arm, interval, moves
from worlds import after, of, rows, world

from sim.clock import DAY
from sim.events import CaseEnding, Kind
from sim.market.flow import Terms, hazards

Floats = NDArray[np.float64]
Book = dict[str, float]

LITTLE: Book = {"power.frontline_credit_limit": 10, "power.billing_credit_limit": 20}
ENOUGH: Book = {"people.frontline_staff": 6}
LOOPS: dict[str, Any] = {"over": {"centre": {"misroute": 0.3}}, "days": 7}
PROMISES: dict[str, Any] = {"over": {"centre": {"phantom": 0.2}}, "days": 7}


def claim(name: str, lever: str, low: float, high: float, also: Book | None = None, **more: Any) -> Any:
    """Setting `lever` from `low` to `high`, with the levers `also` in both arms, does what `moves` is told."""
    return pytest.param({**(also or {}), lever: low}, {**(also or {}), lever: high}, {"days": 7, **more}, id=name)


CLAIMS = [
    claim("staff", "people.frontline_staff", 2, 3, falls="wait_mean_s abandon_pct redials", rises="cost_usd",
          over={"carrier": {"subscribers": 800}}),
    claim("credit limit", "power.frontline_credit_limit", 10, 100, {"power.billing_credit_limit": 20},
          falls="approval_min roadblocks", rises="leakage_usd resolved_first_contact_pct"),
    claim("notes", "process.notes", 0, 1, falls="reexplain_min", rises="wrap_up_s"),
    claim("supervisors", "people.supervisors", 1, 3, LITTLE | {"people.frontline_staff": 10},
          falls="approval_mean_s", rises="cost_usd",
          over={"issues": {"overcharge": {"per_month": 3}}, "centre": {"approval_s": 400, "patience_mean_s": 3000}}),
    claim("approval route", "power.approval_route", 0, 1, LITTLE | ENOUGH | {"power.partial_credit": 0},
          falls="contacts_per_case", rises="approval_min"),
    claim("loop breaker", "process.loop_breaker", 0, 1, falls="loops_per_case loop_min transfers_per_case", **LOOPS),
    claim("post as you speak", "process.post_as_you_speak", 0, 1, falls="phantom_promises",
          rises="talk_min_per_contact", **PROMISES),
    claim("haste", "pressure.handle_time_target", 0, 200, ENOUGH,
          falls="talk_min_per_contact resolved_first_contact_pct", rises="contacts_per_case phantom_promises", days=14),
    claim("leaving fee", "promise.leaving_fee", 0, 400, falls="churned", rises="captive_latent",
          over={"market": {"churn_monthly": 0.2}}),
    claim("warm transfer", "process.warm_transfer", 0, 1, falls="reexplain_min", rises="talk_min_per_contact"),
    claim("override", "power.override", 0, 1, {"power.approval_route": 0}, falls="block_agreed_but_blocked",
          over={"issues": {"dead_line": {"blocked": 0.5}}}),
    claim("opening hours", "promise.close_hour", 18, 21, falls="closed_door"),
    claim("advertising", "promise.advertising", 0, 800, rises="joined_ads cost_usd",
          over={"market": {"join_ads_monthly": 0.3}}),
    claim("apology", "pressure.apology", 0, 1, rises="talk_min_per_contact"),
]  # fmt: skip


@pytest.mark.parametrize(("low", "high", "promised"), CLAIMS)
def test_a_lever_moves_what_it_promises_both_ways(low: Book, high: Book, promised: Table) -> None:
    """The whole interval of each paired difference lies on the promised side of zero."""
    moves(low, high, **promised)


def test_post_as_you_speak_leaves_no_promise_unentered() -> None:
    """Not fewer phantom credits but none, on every seed, where there were some on every seed without."""
    assert all(found["phantom_promises"] > 0 for found in arm({"process.post_as_you_speak": 0}, **PROMISES))
    assert all(found["phantom_promises"] == 0 for found in arm({"process.post_as_you_speak": 1}, **PROMISES))


def test_the_loop_breaker_leaves_no_loop_where_every_desk_is_staffed() -> None:
    """None at all, on every seed."""
    assert all(found["loops_per_case"] == 0 for found in arm({"process.loop_breaker": 1}, **LOOPS))


def test_a_difference_of_nothing_is_not_taken_for_one() -> None:
    """The interval of an arm with itself is zero wide, for the pairs are the same runs, and no claim holds."""
    same = arm({"process.notes": 0.6}, days=7)
    assert len(same) == len(SEEDS)
    assert interval(same, same, "wait_mean_s") == (0.0, 0.0)
    with pytest.raises(AssertionError, match="should rise"):
        moves({"process.notes": 0.6}, {"process.notes": 0.6}, rises="wait_mean_s", days=7)


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
    people, level = model.market.people, model.level
    who = np.arange(people.size)
    terms = Terms.of(level, model.book, leaving=1.0, joining=1.0, price_sense=1.0)
    before = hazards(people, who, level, terms)
    people.effort_h += 100
    assert [x.tolist() for x in hazards(people, who, level, terms)] == [x.tolist() for x in before]
    people.hurt[:50] += 1
    assert (hazards(people, who, level, terms)[0][:50] > before[0][:50]).all()
