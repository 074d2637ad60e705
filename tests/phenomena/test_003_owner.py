"""Who owns it (M73 to M87): each phenomenon produced in a small town, moved by a lever, and seen in what is counted."""

from __future__ import annotations

import numpy as np
import pytest
from paired import SEEDS, TOWN, Table, arm, differ, interval, laid, moves
from worlds import after, named, of, rows, world

from sim.decisions import Accepted, Set
from sim.events import CaseEnding, Kind

pytestmark = pytest.mark.thinned(2)

# Nobody on the phones has any power, and nobody upstairs is asked.
POWERLESS: Table = {
    "power.frontline_credit_limit": 0, "power.billing_credit_limit": 0, "power.supervisor_credit_limit": 0,
    "power.approval_route": 0, "power.partial_credit": 0,
}  # fmt: skip
SEGMENTS = ("everyday", "business", "youth", "traveller", "elder", "porting", "budget")
# Only wrong charges, and people who call again and again.
CHARGES: Table = {
    "carrier": {"segments": {name: {"persistence": 1.0} for name in SEGMENTS}},
    "centre": {"recontact_median_s": 20000, "letter": 0, "outside": 0},
    "issues": {
        **{name: {"per_month": 0} for name in ("change", "roaming", "dead_line", "unintended")},
        "overcharge": {"per_month": 0.7},
    },
}
BUDGET: Table = {"power.credit_budget": 100, "process.caseload": 20}


def test_m073_sorry_without_a_cure_saturates() -> None:
    """M73: an apology pleases those who are helped; those to whom the trouble comes back hear it ring hollow.

    Most of its gain in satisfaction is gone where nobody may cure anything, and power is worth far more than sorry.
    """
    sorry, silent = {"pressure.apology": 1}, {"pressure.apology": 0}
    helped = [arm(book, CHARGES) for book in (silent, sorry)]
    refused = [arm(POWERLESS | book, CHARGES) for book in (silent, sorry)]
    _, hollow = interval(*refused, "satisfaction_pct")
    felt, _ = interval(*helped, "satisfaction_pct")
    assert hollow < felt / 2
    cure, _ = interval(refused[1], helped[0], "satisfaction_pct")
    assert cure > 10 * hollow


def test_m074_gifts_please_only_those_who_seek_amends() -> None:
    """M74: where people seek amends a gift with each cure pleases; where they seek a fix it is money thrown away."""
    for seekers, pleased in ((1, "satisfaction_pct"), (0, "")):
        over = {"market": {"compensation": seekers}}
        moves({"power.delight": 0}, {"power.delight": 20}, rises=f"cost_usd {pleased}", falls="profit_usd", over=over)
    over = {"market": {"compensation": 0}}
    found = [arm({"power.delight": usd}, over) for usd in (0, 20)]
    assert interval(found[0], found[1], "satisfaction_pct") == (0.0, 0.0)


def test_m075_a_name_on_the_case_ends_it() -> None:
    """M75: a CSR who keeps the case rings back until it is over: no retelling, fewer cases that end without a cure.

    The other edge: every unsolved case is one more call that the firm makes.
    """
    moves(
        BUDGET | {"process.ownership": 0},
        BUDGET | {"process.ownership": 1},
        falls="reexplain_min_per_contact closed_given_up",
        rises="adopted resolved_full_pct contacts",
        over={"carrier": {"subscribers": 1000}},
        days=28,
    )


def test_m076_a_case_without_an_owner_grows_old() -> None:
    """M76: what nobody has taken up ages unsolved; the more cases each CSR may keep, the fewer days are lost so."""
    moves(
        BUDGET | {"process.ownership": 1, "process.caseload": 0},
        BUDGET | {"process.ownership": 1, "process.caseload": 20},
        falls="orphan_days",
        rises="adopted",
        over={"carrier": {"subscribers": 1500}, "book": {"people.frontline_staff": 5}},
        days=28,
    )


def test_m077_a_small_gift_of_power_does_little_harm() -> None:
    """M77: small things settled on the spot save approvals and calls, and leak a fraction of what big gifts do."""
    alone = {"power.billing_credit_limit": 0}
    none, small, big = ({"power.frontline_credit_limit": usd, **alone} for usd in (0, 25, 400))
    moves(none, small, falls="roadblocks approval_min contacts", rises="resolved_first_contact_pct leakage_usd")
    _, little = interval(arm(none), arm(small), "leakage_usd")
    much, _ = interval(arm(none), arm(big), "leakage_usd")
    assert much > 10 * little


def test_m078_a_failure_of_the_line_hits_everything() -> None:
    """M78: an outage is trouble for many at once: more hours lost, more bad talk, more given up; by its severity.

    Enough people at the technical desk shorten it.
    """
    over: Table = {"events": {"outage": {"title": "Outage", "days": 3, "issues": {"dead_line": 20}}}}
    busy = laid(over, {"book": {"people.frontline_staff": 2}})
    moves({}, {}, over=busy, inject="outage", rises="hours_taxed told_negative orphan_days")
    worse = [arm({}, laid(busy, {"issues": {"dead_line": {"severity": s}}}), inject="outage") for s in (0.2, 0.9)]
    differ(*worse, rises="told_negative")
    away = laid(over, {"issues": {"dead_line": {"first_line": 0}}, "events": {"outage": {"day": 1}}})
    moves(
        {"people.technical_staff": 1}, {"people.technical_staff": 4}, over=away, falls="hold_min abandon_pct cured_days"
    )


def _segments(book: Table, over: Table) -> list[dict[str, float]]:
    """Per seed and segment: people told for each unsolved case, and mean wait (s)."""
    found = []
    for seed in SEEDS:
        model = after(world(**laid(laid(TOWN, over), {"book": book})), seed, 14)
        table, segment = rows(model), model.market.people.segment
        closed, told = of(table, Kind.CASE_CLOSED), of(table, Kind.TOLD)
        unsolved = closed[closed[:, 7] != CaseEnding.RESOLVED, 2].astype(int)
        bad = told[told[:, 8] == 0]
        calls = of(table, Kind.CONTACT_ENDED)
        row = {}
        for n, name in enumerate(model.level.carrier.segments):
            heard = bad[segment[bad[:, 2].astype(int)] == n, 7].sum()
            row[f"told_{name}"] = float(heard / max(1, (segment[unsolved] == n).sum()))
            row[f"wait_{name}"] = float(calls[segment[calls[:, 2].astype(int)] == n, 9].mean())
        found.append(row)
    return found


def test_m079_some_segments_tell_everyone() -> None:
    """M79: a business cut off and the always-on young tell more people of each trouble; priority makes some wait less.

    Priority by booked value helps the businesses and not the young, who tell at least as many.
    """
    over: Table = {
        "carrier": {
            "subscribers": 2500, "segments": {"business": {"share": 0.25}, "everyday": {"share": 0.27}},
            "network": {"mean_degree": 15},
        },
        "book": {"people.frontline_staff": 3},
    }  # fmt: skip
    plain, first = _segments({}, over), _segments({"perception.value_priority": 0.3}, over)
    for loud in ("business", "youth"):
        gaps = [{"told": row["told_everyday"]} for row in plain], [{"told": row[f"told_{loud}"]} for row in plain]
        differ(*gaps, rises="told")
    differ(plain, first, falls="wait_business")
    assert interval(plain, first, "wait_youth")[1] > 0


def test_m080_in_a_young_market_care_decides_who_joins() -> None:
    """M80: where nearly all are new, poor care costs joiners by word of mouth; a fast launch outruns the floor."""
    young: Table = {
        "carrier": {"subscribers": 300, "prospects": 1500, "tenure_mean_days": 30},
        "market": {"join_ads_monthly": 0.1, "tell_glad": 0.8},
    }
    faulty = laid(young, {"issues": {"dead_line": {"per_month": 2}}})
    moves(
        {"people.frontline_staff": 2}, {"people.frontline_staff": 6}, over=faulty, days=28,
        falls="abandon_pct", rises="joined_word_of_mouth brand subscribers",
    )  # fmt: skip
    moves(
        {"promise.advertising": 100}, {"promise.advertising": 4000}, over=young, days=28,
        rises="joined_ads contacts wait_mean_s abandon_pct",
    )  # fmt: skip


def test_m081_attention_from_above_repairs_at_the_root() -> None:
    """M81: executives who give hours to complaints see more of what is wrong, and faults go down. It costs."""
    moves({}, {"perception.complaint_file": 10}, days=28, falls="faults_pct", rises="insight_pct cost_usd")


def test_m082_there_are_always_some_who_walk_without_a_word() -> None:
    """M82: many suffer and leave in silence, uncounted; to ask them first keeps some, and is one more call each."""
    over: Table = {"market": {"churn_monthly": 0.2}}
    assert min(found["churned_silent"] for found in arm({}, over, days=28)) > 0
    assert np.mean([found["born_silent"] for found in arm({}, over, days=28)]) > 100
    moves(
        {}, {"perception.outreach": 0.5}, over=over, days=28,
        falls="born_silent churned_silent churned told_negative", rises="contacts cost_usd satisfaction_pct",
    )  # fmt: skip


def test_m083_a_cure_that_comes_late_does_not_save() -> None:
    """M83: the same cases, all taken up by the executive desk in the end: those mended sooner leave fewer behind."""
    over: Table = {
        "centre": {"outside": 0.5, "outside_after": 1, "letter": 0, "executive_s": 20000},
        "book": POWERLESS | {"power.supervisor_credit_limit": 500},
    }
    moves(
        {"people.executive_staff": 1}, {"people.executive_staff": 6}, over=over, days=56,
        falls="cured_days churned", rises="trust_pct satisfaction_pct",
    )  # fmt: skip


def test_m084_most_talk_is_private_and_on_no_screen() -> None:
    """M84: whether or not anybody posts, as many are told in person; an answer in public reaches none of those."""
    quiet, loud = ({"market": {"post": share}} for share in (0, 0.3))
    a, b = arm({}, quiet, days=28), arm({}, loud, days=28)
    differ(a, b, rises="posts")
    assert all(found["told_negative"] > 100 and found["posts"] == 0 for found in a)
    low, high = interval(a, b, "told_negative")
    assert -10 < low < high < 10
    low, high = interval(b, arm({"perception.public_replies": 1}, loud, days=28), "told_negative")
    assert -10 < low < high < 10


def test_m085_a_few_hours_with_complaints_show_most_of_it() -> None:
    """M85: the first ten hours a week with the complaint file show more than the next thirty."""
    none, few, many = (arm({"perception.complaint_file": hours}, days=28) for hours in (0, 10, 40))
    differ(none, few, rises="insight_pct")
    differ(few, many, rises="insight_pct cost_usd")
    assert interval(none, few, "insight_pct")[0] > 2 * interval(few, many, "insight_pct")[1]


def test_m086_averages_hide_the_cause() -> None:
    """M86: panels tell those above that people are unhappy, and mend nothing; read complaints mend the cause."""
    moves({}, {"perception.research": 8000}, days=28, rises="insight_pct cost_usd")
    plain, asked = arm({}, days=28), arm({"perception.research": 8000}, days=28)
    assert interval(plain, asked, "faults_pct") == (0.0, 0.0)
    moves({"perception.research": 8000}, {"perception.complaint_file": 10}, days=28, falls="faults_pct cost_usd")


def test_m087_one_voice_opens_the_purse() -> None:
    """M87: a board that has heard a customer's tape grants a change in half the time and at half the price."""
    change = Set("process.post_as_you_speak", 1)
    due = []
    for tape in (0, 1):
        model = after(world(book={"perception.board_tape": tape}), 1, 2)
        assert isinstance(model.impose(change), Accepted)
        due.append(named(model.events(), Kind.DECIDED)[-1].value("due") - model.now)
    assert due[1] == pytest.approx(due[0] / 2)
    then = ((1, "process.post_as_you_speak", 1),)
    over: Table = {"centre": {"phantom": 0.2}}
    plain, heard = (arm({"perception.board_tape": tape}, over, then=then) for tape in (0, 1))
    differ(plain, heard, falls="cost_usd phantom_promises")
