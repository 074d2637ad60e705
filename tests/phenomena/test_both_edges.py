"""Both edges: thirteen levers that mend one thing and break another, and eight slow loops. Each edge with its interval.

Every row of the table "each must cut both ways" is one test here, every loop one more; the numbers M1 to M147 have
their own tests beside this file.
"""

from __future__ import annotations

import numpy as np
import pytest
from paired import EVENTS, SEEDS, TOWN, Table, arm, differ, interval, laid, moves
from worlds import after, of, rows, world

from sim.events import Kind

pytestmark = pytest.mark.thinned(2)

POWERLESS: Table = {
    "power.frontline_credit_limit": 0, "power.billing_credit_limit": 0, "power.supervisor_credit_limit": 0,
    "power.approval_route": 0, "power.partial_credit": 0,
}  # fmt: skip
# Two on the phones for fifteen hundred: each second of theirs is somebody's wait.
TIGHT: Table = {"carrier": {"subscribers": 1500}, "book": {"people.frontline_staff": 2}}
# A few calls in vain, and they go to the bureau.
OUTSIDE: Table = {
    "centre": {"outside": 0.15, "letter": 0},
    "book": POWERLESS | {"power.supervisor_credit_limit": 500, "people.frontline_staff": 3},
}
RESTLESS: Table = {"market": {"churn_monthly": 0.15}, "events": EVENTS, "book": {"promise.leaving_fee": 350}}
# Two thirds of a day's calls come while two of three shifts are there: overtime fills the gaps.
SHIFTS: Table = {
    "carrier": {"subscribers": 1500}, "book": {"people.frontline_staff": 4}, "employees": {"turnover_annual": 1},
    "centre": {
        "shifts": [
            {"start_h": 7, "end_h": 15.5, "share": 0.34}, {"start_h": 9.5, "end_h": 18, "share": 0.36},
            {"start_h": 13, "end_h": 21.5, "share": 0.3},
        ],
    },
}  # fmt: skip

# --- thirteen levers ------------------------------------------------------------------------------------------------


def test_authority() -> None:
    """Authority: less argument, fewer calls and shorter lines; more money given that was not due."""
    over = laid(TIGHT, {"book": {"power.billing_credit_limit": 0, "power.approval_route": 0}})
    moves(
        {"power.frontline_credit_limit": 0}, {"power.frontline_credit_limit": 150}, over=over,
        falls="argue_min_per_contact contacts wait_mean_s", rises="leakage_usd credit_per_contact",
    )  # fmt: skip


def test_handle_time_pressure() -> None:
    """A handle-time target: a shorter line today; phantom credits, hang-ups and repeats tomorrow."""
    moves(
        {}, {"pressure.handle_time_target": 200}, over=TIGHT,
        falls="wait_mean_s occupancy_pct trust_pct", rises="phantom_promises cut_off_by_csr",
    )  # fmt: skip
    moves({}, {"pressure.handle_time_target": 200}, falls="resolved_first_contact_pct", rises="contacts_per_case")


def test_notes() -> None:
    """Notes: nobody has to tell it again; who writes is not on the phone, and the others wait."""
    moves(
        {"process.notes": 0.2}, {"process.notes": 0.9}, over=TIGHT,
        falls="reexplain_min", rises="occupancy_pct wait_mean_s abandon_pct",
    )  # fmt: skip


def test_monitoring() -> None:
    """Monitoring: fewer slips; less is dared, nobody is warm, and the watched lose heart."""
    moves(
        {}, {"pressure.monitoring": 1}, over={"centre": {"diagnosis_error": 0.25}},
        rises="resolved_first_contact_pct not_dared", falls="manner csr_morale satisfaction_pct",
    )  # fmt: skip


def test_elite_desk() -> None:
    """An executive desk: explosive cases end well and soon; it takes people off the floor, and noise is learnt."""
    moves(
        {"people.executive_staff": 0}, {"people.executive_staff": 2}, over=OUTSIDE, days=42,
        rises="resolved_full_pct satisfaction_pct noise_pct outside_complaints cost_usd", falls="cured_days",
    )  # fmt: skip
    moves(
        {"people.frontline_staff": 3, "people.executive_staff": 0},
        {"people.frontline_staff": 2, "people.executive_staff": 1},
        over={"carrier": {"subscribers": 1500}}, rises="wait_mean_s abandon_pct redials",
    )  # fmt: skip


def test_scripted_empathy() -> None:
    """Scripted warmth: a better mood now, for seconds of each call; where nothing is fixed hardly any of it is left."""
    silent, sorry = {"pressure.apology": 0}, {"pressure.apology": 1}
    moves(silent, sorry, rises="satisfaction_pct talk_min_per_contact")
    stuck: Table = {
        "centre": {"recontact_median_s": 20000, "letter": 0, "outside": 0},
        "issues": {
            **{name: {"per_month": 0} for name in ("change", "roaming", "dead_line", "unintended")},
            "overcharge": {"per_month": 1.5},
        },
    }
    _, hollow = interval(arm(POWERLESS | silent, stuck), arm(POWERLESS | sorry, stuck), "satisfaction_pct")
    felt, _ = interval(arm(silent, stuck), arm(sorry, stuck), "satisfaction_pct")
    assert hollow < felt / 2


def test_lock_in() -> None:
    """Contracts: the churn number is low; a stock of those who want out fills, and goes over the cliff at the end."""
    bound = {"promise.contract_months": 24}
    moves({"promise.contract_months": 0}, bound, over=RESTLESS, days=28, falls="churned", rises="captive_latent")
    still, ended = arm(bound, RESTLESS, days=28), arm(bound, RESTLESS, days=28, inject="expiry_wave", at=21)
    differ(still, ended, rises="churned_expiry churned", falls="captive_latent")


def test_promise_and_advertising() -> None:
    """A loud promise: more join; they expect it, and the same service pleases less and loses more.

    Advertising: more join, and the floor that was enough is not.
    """
    over: Table = {"market": {"join_ads_monthly": 0.3, "churn_monthly": 0.08}}
    moves(
        {"promise.brand_promise": 0}, {"promise.brand_promise": 1}, over=over, days=56,
        rises="joined_ads expectation_pct churned", falls="nps satisfaction_pct",
    )  # fmt: skip
    moves(
        {"promise.advertising": 0}, {"promise.advertising": 2000}, over=over, days=28,
        rises="joined_ads contacts wait_mean_s cost_usd",
    )  # fmt: skip


def test_self_service() -> None:
    """A machine: fewer calls and shorter lines; people caught in it, and signed up by it."""
    no_exit = {"promise.exit_to_person": 0}
    moves(
        {"promise.self_service": 0} | no_exit, {"promise.self_service": 0.8} | no_exit, over=TIGHT,
        falls="contacts wait_mean_s occupancy_pct satisfaction_pct",
        rises="machine_solved machine_trapped born_misenrolment",
    )  # fmt: skip


def test_overtime() -> None:
    """Overtime: shorter lines at once, without hiring; dear hours and lower morale (later: see the loop below)."""
    moves(
        {"people.overtime": 0}, {"people.overtime": 3}, over=SHIFTS, days=28,
        falls="wait_mean_s abandon_pct csr_morale", rises="cost_usd",
    )  # fmt: skip


def test_value_based_priority() -> None:
    """Priority by booked value: the best on the books wait less; others wait longer, those with most readers too."""
    plain, first = [], []
    for seed in SEEDS:
        for found, share in ((plain, 0.0), (first, 0.3)):
            level = world(**laid(laid(TOWN, TIGHT), {"book": {"perception.value_priority": share}}))
            model = after(level, seed, 14)
            people, calls = model.market.people, of(rows(model), Kind.CONTACT_ENDED)
            who, waited = calls[:, 2].astype(int), calls[:, 9]
            best = people.booked_rank[who] >= 0.7
            heard = people.reach[who] >= np.quantile(people.reach, 0.7)
            found.append({"best": float(waited[best].mean()), "heard": float(waited[heard & ~best].mean())})
    differ(plain, first, falls="best", rises="heard")


def test_ownership() -> None:
    """A name on the case: no retelling, and more is solved; it waits while its owner is off, and too many slow him."""
    budget: Table = {"power.credit_budget": 100, "process.caseload": 20}
    moves(
        budget | {"process.ownership": 0}, budget | {"process.ownership": 1}, days=28,
        falls="reexplain_min_per_contact", rises="resolved_full_pct cured_days",
    )  # fmt: skip
    named = POWERLESS | {"process.ownership": 1}
    moves(
        named | {"process.caseload": 10}, named | {"process.caseload": 40}, days=28,
        rises="adopted talk_min_per_contact",
    )  # fmt: skip


def test_dark_defaults() -> None:
    """Boxes ticked in advance: revenue now; disputes, credits and bad talk that cost more."""
    moves(
        {"promise.dark_defaults": 0}, {"promise.dark_defaults": 1}, days=28,
        rises="revenue_usd born_unintended contacts credits_usd told_negative", falls="profit_usd",
    )  # fmt: skip


# --- eight slow loops -----------------------------------------------------------------------------------------------


def _later(whole: list[dict[str, float]], begun: list[dict[str, float]], *metrics: str) -> list[dict[str, float]]:
    """What came after the part of the same runs that `begun` measured."""
    return [{name: a[name] - b[name] for name in metrics} for a, b in zip(whole, begun, strict=True)]


def test_pressure_erodes_what_people_think_a_call_takes() -> None:
    """Held to a short time, people come to think it right: the line is shorter; when the target goes, haste stays.

    Six weeks after it was lifted the norm has not moved, and more promises go unentered than where nobody pressed.
    """
    haste, lifted = {"pressure.handle_time_target": 200}, ((42, "pressure.handle_time_target", 0),)
    moves({}, haste, over=TIGHT, falls="wait_mean_s handle_norm_pct")
    calm, pressed = (arm(book, days=42) for book in ({}, haste))
    calm_after, pressed_after = arm({}, days=84), arm(haste, days=84, then=lifted)
    differ(calm, pressed, falls="handle_norm_pct")
    for before, now in zip(pressed, pressed_after, strict=True):
        assert abs(now["handle_norm_pct"] - before["handle_norm_pct"]) < 0.1
    differ(
        _later(calm_after, calm, "phantom_promises"), _later(pressed_after, pressed, "phantom_promises"),
        rises="phantom_promises",
    )  # fmt: skip


def test_powerlessness_inflates_calls() -> None:
    """Who may do nothing argues, is called again and keeps others waiting; they hang up, and call again too.

    The loop is more than its first turn: redials grow, and morale falls, and with it care. Its other edge is leakage.
    """
    over = laid(TIGHT, {"book": {"power.billing_credit_limit": 0, "power.approval_route": 0}})
    moves(
        {"power.frontline_credit_limit": 150}, {"power.frontline_credit_limit": 0}, over=over,
        rises="argue_min contacts_per_case occupancy_pct wait_mean_s abandon_pct redials cut_off_by_csr",
        falls="csr_morale leakage_usd",
    )  # fmt: skip


def test_noise_pays_and_is_copied() -> None:
    """Those who shout are helped, their friends hear of it, and more shout; it also ends what nothing else ends."""
    desk = {"people.executive_staff": 2}
    deaf, copied = arm(desk, laid(OUTSIDE, {"market": {"noise": 0}}), days=42), arm(desk, OUTSIDE, days=42)
    differ(deaf, copied, rises="outside_complaints executive_cases complaints_usd resolved_full_pct")
    moves({"people.executive_staff": 0}, desk, over=OUTSIDE, days=42, rises="noise_pct outside_complaints")


def test_lock_in_stores_discontent_until_expiry() -> None:
    """What a contract holds back is not gone: bad service fills the stock, and the wave at expiry is larger for it."""
    bound = {"promise.contract_months": 24}
    good, bad = (arm(bound | book, RESTLESS, days=42) for book in ({}, POWERLESS))
    differ(good, bad, rises="captive_latent")
    ends = [arm(bound | book, RESTLESS, days=42, inject="expiry_wave", at=35) for book in ({}, POWERLESS)]
    differ(*ends, rises="churned_expiry")
    differ(bad, ends[1], rises="churned_expiry", falls="captive_latent")


def test_expectations_follow_the_industry() -> None:
    """What is good enough is what the others do, learnt over months: the leader gains slowly, the laggard loses."""
    for rival, sign in ((0.5, "rises"), (-0.5, "falls")):
        over: Table = {"market": {"rival": rival, "churn_monthly": 0.1}}
        soon, late = arm({}, over, days=7), arm({}, over, days=84)
        differ(soon, late, **{sign: "expectation_pct"})
    worse, better = (arm({}, {"market": {"rival": rival, "churn_monthly": 0.1}}, days=84) for rival in (-0.5, 0.5))
    differ(worse, better, rises="expectation_pct churned", falls="subscribers")
    early = [arm({}, {"market": {"rival": rival, "churn_monthly": 0.1}}, days=7) for rival in (-0.5, 0.5)]
    assert interval(*early, "churned")[1] < interval(worse, better, "churned")[0]


def test_overtime_in_a_slump_is_paid_back_in_the_upturn() -> None:
    """Without other jobs nobody goes over it; when there are some, people go at once, and their tenure with them."""
    times: Table = {
        "weeks": 12, "carrier": {"subscribers": 300},
        "events": {
            "recession": EVENTS["recession"] | {"day": 0, "days": 42}, "recovery": EVENTS["recovery"] | {"day": 42},
        },
        "employees": {"turnover_annual": 0.5}, "book": {"people.frontline_staff": 12},
    }  # fmt: skip
    moves({"people.overtime": 0}, {"people.overtime": 3}, over=SHIFTS, days=28, falls="wait_mean_s abandon_pct")
    spared, used = (arm({"people.overtime": hours}, times, days=42) for hours in (0, 2))
    low, high = interval(spared, used, "csr_quits_annual_pct")
    then = ((42, "people.overtime", 0),)
    upturn = [arm({"people.overtime": hours}, times, days=84, then=then) for hours in (0, 2)]
    differ(*upturn, rises="csr_quits_annual_pct", falls="csr_tenure_days")
    assert interval(*upturn, "csr_quits_annual_pct")[0] > max(high, -low)


def test_cruft_accretes_until_it_is_reviewed() -> None:
    """Rules pile up by themselves and with each decision, and calls grow longer; review strikes them out, for pay."""
    over: Table = {"carrier": {"subscribers": 300}, "centre": {"lookup_s": 2}}
    differ(arm({}, over, days=28), arm({}, over, days=84), rises="rules")
    busy = tuple((7 + n, "power.benefit_of_doubt", 30 + n % 2) for n in range(1, 11))
    differ(arm({}, over, days=28), arm({}, over, days=28, then=busy), rises="rules")
    moves(
        {}, {"perception.policy_review": 20}, over=over, days=84,
        falls="rules talk_min_per_contact", rises="cost_usd",
    )  # fmt: skip


def test_ex_customers_keep_talking() -> None:
    """Who left hurt tells it again for weeks, and others go; who was let go free tells less, though more of them go."""
    over = laid(RESTLESS, {"market": {"churn_monthly": 0.3, "ex_talk": 0.2}, "book": POWERLESS})
    unbound = laid(over, {"book": {"promise.contract_months": 0}})
    mute = arm({}, laid(unbound, {"market": {"ex_talk": 0}}), days=42)
    differ(mute, arm({}, unbound, days=42), rises="told_by_ex churned tipped_pct", falls="brand")
    loud = arm({}, over, days=42)
    free = arm({"power.fee_waiver": 1}, over, days=42)
    differ(loud, free, rises="churned brand")
    told = [[{"each": found["told_by_ex"] / found["churned"]} for found in some] for some in (loud, free)]
    differ(*told, falls="each")
