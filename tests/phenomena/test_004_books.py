"""Who the customers are (M88 to M117): value on the books and in truth, rules that forbid, authority and its price."""

from __future__ import annotations

import numpy as np
import pytest
from paired import EVENTS, Table, arm, differ, interval, laid, moves
from worlds import after, column, rows, world

from sim.events import Kind

pytestmark = pytest.mark.thinned(2)

# Nobody on the phones has any power, and nobody upstairs is asked.
POWERLESS: Table = {
    "power.frontline_credit_limit": 0, "power.billing_credit_limit": 0, "power.supervisor_credit_limit": 0,
    "power.approval_route": 0, "power.partial_credit": 0,
}  # fmt: skip
# Credits come from the front line or not at all.
ALONE: Table = {"power.billing_credit_limit": 0, "power.approval_route": 0}
RESTLESS: Table = {"market": {"churn_monthly": 0.2}}
FORBIDDEN: Table = {
    "issues": {"dead_line": {"blocked": 0.6, "first_line": 0, "free": 0.6}}, "book": {"power.approval_route": 0},
}  # fmt: skip


def test_m088_the_books_are_wrong_about_nearly_everyone() -> None:
    """M88: what the books say a leaver was worth is biased and noisy, and leaves out whom he turns away.

    With honest books priority goes to those who are worth most; with these a third and more of it goes to others.
    """
    for sigma, bias in ((0.0, 1.0), (1.2, 0.9)):
        model = after(world(**laid(RESTLESS, {"market": {"booked_sigma": sigma, "booked_bias": bias}})), 1, 28)
        table, found = rows(model), model.metrics()
        booked, own = column(table, Kind.CHURNED, "booked_usd"), column(table, Kind.CHURNED, "own_usd")
        people = model.market.people
        best = people.own_usd >= np.quantile(people.own_usd, 0.8)
        right = best[people.booked_rank >= 0.8].mean()
        assert found["true_value_lost_usd"] > own.sum() > 0, "what talk turns away comes on top"
        if sigma:
            assert np.corrcoef(booked, own)[0, 1] < 0.7
            assert right < 2 / 3
        else:
            np.testing.assert_allclose(booked, own)
            assert right > 0.95


def test_m089_nobody_can_know_what_one_will_cost() -> None:
    """M89: most who are hurt cost nothing beyond themselves and a few cost very much, unseen by the books.

    A save rule pays for them all: a discount to those who call to leave keeps true value for its price.
    """
    over = laid(RESTLESS, {"carrier": {"subscribers": 1500, "prospects": 1500}})
    people = after(world(**over), 1, 56).market.people
    cost = np.sort(np.maximum(0, -people.influence_usd))[::-1]
    assert cost[: people.size // 100].sum() > 0.5 * cost.sum() > 0, "one in a hundred did half of the harm"
    assert abs(np.corrcoef(people.booked_usd(np.arange(people.size)), people.influence_usd)[0, 1]) < 0.1
    moves(
        {}, {"promise.retention_discount": 15}, over=laid(RESTLESS, {"book": {"promise.contract_months": 0}}), days=28,
        falls="churned_voiced true_value_lost_usd",
    )  # fmt: skip


def test_m090_a_columnist_who_loves_the_device_keeps_readers_away() -> None:
    """M90: one column about the service, read by hundreds, costs joiners and true value; nothing else has changed."""
    over: Table = {"events": EVENTS, "market": {"join_ads_monthly": 0.3}}
    moves(
        {}, {}, over=over, inject="blog_post", days=28,
        falls="joined_ads brand", rises="bad_readers true_value_lost_usd",
    )  # fmt: skip


def test_m091_it_matters_who_reads_it() -> None:
    """M91: as many readers among big spenders cost more true value than among the thrifty."""

    def read_by(segment: str) -> Table:
        """A town in which six columns are read by one of two segments of the same size."""
        column = {"title": "A column", "days": 1, "readers": 2000, "audience": segment}
        return {
            "events": {f"column{n}": {**column, "day": 1 + n} for n in range(6)},
            "carrier": {
                "subscribers": 1000, "prospects": 500,
                "segments": {"business": {"share": 0.16}, "everyday": {"share": 0.36}},
            },
            "market": {"churn_monthly": 0.05, "churn_heard": 1.0, "join_ads_monthly": 0.1},
        }  # fmt: skip

    thrifty, spenders = arm({}, read_by("budget"), days=28), arm({}, read_by("business"), days=28)
    differ(thrifty, spenders, rises="true_value_lost_usd")
    assert abs(np.mean([b["bad_readers"] / a["bad_readers"] for a, b in zip(thrifty, spenders, strict=True)]) - 1) < 0.1


def test_m092_some_cases_take_eight_calls() -> None:
    """M92: patient people call about one matter eight times and more; CSRs measured by what is resolved need fewer."""
    assert max(found["most_contacts"] for found in arm({}, days=28)) >= 8
    moves(
        {}, {"pressure.kpi_resolved": 1}, days=28,
        falls="contacts_per_case", rises="resolved_full_pct talk_min_per_contact leakage_usd",
    )  # fmt: skip


def test_m093_mending_one_thing_breaks_another() -> None:
    """M93: a change that was asked for brings a wrong charge weeks later, unless it is read back and confirmed."""
    moves(
        {}, {"process.confirmations": 1}, over={"issues": {"change": {"breeds": {"overcharge": 0.3}}}}, days=28,
        falls="born_bred born_overcharge", rises="talk_min_per_contact",
    )  # fmt: skip


def test_m094_a_line_is_cut_while_its_bill_is_disputed() -> None:
    """M94: without grace the system cuts off whoever does not pay what he rightly disputes; a month of it ends that.

    The other edge: those who do owe use the time not to pay, so grace costs where nobody is wrongly charged.
    """
    over: Table = {"book": {"power.approval_route": 0}, "issues": {"overcharge": {"firm_fault": 0.5}}}
    short, long = {"process.suspension_grace": 3}, {"process.suspension_grace": 30}
    moves(short, long, over=over, days=28, falls="born_suspension told_negative", rises="satisfaction_pct")
    owed: Table = {
        "issues": {"overcharge": {"firm_fault": 0, "need_usd": 200}, "unintended": {"firm_fault": 0}},
        "centre": {"contact_usd": 0, "outside": 0, "letter": 0, "recontact_median_s": 400000},
        "market": {"churn_monthly": 0, "join_ads_monthly": 0},
        "employees": {"turnover_annual": 0},
    }  # fmt: skip
    moves(short, long, over=laid(owed, {"book": POWERLESS}), days=28, rises="cost_usd")


def test_m095_it_must_all_be_told_again() -> None:
    """M95: notes that are not written or not read cost minutes of retelling; written ones cost minutes of wrap-up."""
    moves({"process.notes": 0}, {"process.notes": 1}, falls="reexplain_min hours_taxed", rises="occupancy_pct")


def test_m096_the_less_a_rep_may_do_the_longer_the_haggle() -> None:
    """M96: minutes of argument grow as authority shrinks, and credits that were not due shrink with it."""
    ample, little, none = ({"power.frontline_credit_limit": usd, **ALONE} for usd in (100, 30, 5))
    moves(ample, little, rises="argue_min_per_contact hours_taxed", falls="leakage_usd")
    moves(little, none, rises="argue_min_per_contact hours_taxed")


def test_m097_a_credit_for_an_admission_insults() -> None:
    """M97: money only for those who say the firm did no wrong: some refuse, argue and call again. Courts cost half."""
    moves(
        {}, {"power.admission_clause": 1},
        rises="block_clause argue_min contacts_per_case", falls="manner satisfaction_pct credits_usd",
    )  # fmt: skip
    moves({}, {"power.admission_clause": 1}, over=OUTSIDE, days=28, falls="complaint_usd_each")


# Many take it outside after a few calls in vain.
OUTSIDE: Table = {
    "centre": {"outside": 0.25},
    "book": POWERLESS | {"power.supervisor_credit_limit": 500, "people.executive_staff": 0},
}


def test_m098_the_same_exception_is_granted_again_and_again() -> None:
    """M98: what a supervisor approves once sets no precedent: the next asks anew, until the limit makes it a rule."""
    low, high = ({"power.frontline_credit_limit": usd, "power.billing_credit_limit": 0} for usd in (20, 100))
    model = after(world(book=low), 1, 14)
    assert column(rows(model), Kind.APPROVAL, "granted").sum() > 50
    moves(low, high, falls="approval_min block_needs_approval", rises="leakage_usd")


def test_m099_to_hear_sorry_is_a_part_of_justice() -> None:
    """M99: the same cures without a word of apology please less; each apology takes its seconds."""
    moves({"pressure.apology": 0}, {"pressure.apology": 1}, rises="satisfaction_pct nps occupancy_pct")


def test_m100_a_refund_is_promised_and_never_entered() -> None:
    """M100: haste leaves promised credits unentered and trust falls; a system that posts while one speaks ends it."""
    haste = {"pressure.handle_time_target": 200}
    moves({}, haste, rises="phantom_promises contacts_per_case", falls="trust_pct talk_min_per_contact")
    posted = haste | {"process.post_as_you_speak": 1}
    moves(haste, posted, falls="phantom_promises", rises="trust_pct satisfaction_pct talk_min_per_contact")
    assert all(found["phantom_promises"] == 0 for found in arm(posted))


def test_m101_a_note_about_the_customer_decides_the_next_call() -> None:
    """M101: notes carry labels, and who is labelled is believed less; where he may read them, there are none."""
    over: Table = {
        "issues": {name: {"doubted": 0} for name in ("overcharge", "unintended", "misenrolment")},
        "book": ALONE | {"power.frontline_credit_limit": 25},
    }
    noted = {"process.notes": 1}
    moves({"process.notes": 0}, noted, over=over, rises="block_not_believed", falls="reexplain_min")
    moves(noted, noted | {"process.open_notes": 1}, over=over, falls="block_not_believed", rises="occupancy_pct")


def test_m102_both_calls_count_as_handled() -> None:
    """M102: what is still dead an hour later is called in again, and the dashboard counts two calls handled.

    When only the customer may close a case, it is found while he is there; the share handled does not go up for it.
    """
    over: Table = {"centre": {"discover_days": 0.04}}
    open_, closed = {"process.closure_rule": 0}, {"process.closure_rule": 1}
    moves(
        open_, closed, over=over, falls="contacts contacts_per_case",
        rises="resolved_first_contact_pct talk_min_per_contact",
    )  # fmt: skip
    assert all(found["handled_pct"] - found["resolved_first_contact_pct"] > 15 for found in arm(open_, over))
    assert interval(arm(open_, over), arm(closed, over), "handled_pct")[1] < 1


def test_m103_the_record_is_believed_before_the_customer() -> None:
    """M103: a kind CSR must go by a record that is wrong; doubt in the customer's favour helps him, and some liars."""
    moves(
        {"power.benefit_of_doubt": 0}, {"power.benefit_of_doubt": 150},
        falls="not_believed", rises="leakage_usd satisfaction_pct",
    )  # fmt: skip


def test_m104_write_to_another_unit_and_perhaps_it_answers() -> None:
    """M104: who is refused on the phone is told to write; with nobody there no letter is answered and the case dies."""
    over: Table = {"centre": {"letter": 0.6}, "book": POWERLESS | {"power.supervisor_credit_limit": 500}}
    moves(
        {"people.back_office_staff": 0}, {"people.back_office_staff": 2}, over=over, days=56,
        falls="orphan_days", rises="letters_granted resolved_full_pct satisfaction_pct cost_usd",
    )  # fmt: skip


def test_m105_nobody_on_the_phones_has_any_power() -> None:
    """M105: without authority at any desk every claim ends in a wall; power at one desk behind ends it, by transfer."""
    moves(
        POWERLESS, POWERLESS | {"power.billing_credit_limit": 200},
        falls="block_no_authority", rises="resolved_full_pct transfers_per_case leakage_usd",
    )  # fmt: skip


def test_m106_they_stay_for_the_handset_until_a_rival_has_it() -> None:
    """M106: an exclusive handset holds people who want out; the day a rival sells it, they go all at once."""
    over = laid(RESTLESS, {"events": EVENTS, "market": {"handset": 0.6}})
    only = {"promise.exclusive_handset": 1}
    moves({}, only, over=over, days=28, falls="churned", rises="captive_latent joined_ads")
    moves(only, only, over=over, days=28, inject="rival_handset", rises="churned", falls="captive_latent")


def test_m107_all_agree_and_procedure_forbids() -> None:
    """M107: fault and fix are plain to both, and the answer is no; a right to override frees it, and errs at times."""
    moves(
        {}, {"power.override": 1}, over=FORBIDDEN,
        falls="agreed_but_blocked told_negative", rises="resolved_full_pct satisfaction_pct leakage_usd",
    )  # fmt: skip


def test_m108_a_cure_that_costs_nothing_is_refused() -> None:
    """M108: even a forbidden fix that is free is refused; allowed, it resolves, and people learn to ask for things."""
    moves(
        {}, {"power.free_fix": 1}, over=FORBIDDEN,
        falls="agreed_but_blocked", rises="resolved_full_pct satisfaction_pct leakage_usd",
    )  # fmt: skip


def test_m109_a_public_story_is_read_on_for_weeks() -> None:
    """M109: most of a story's readers come after its first day; an answer in public halves its life.

    The other edge: more stories are posted where posting is answered.
    """
    over: Table = {"market": {"post": 0.3, "tell_hurt": 1}, "book": ALONE | {"power.frontline_credit_limit": 5}}
    silent, answered = {}, {"perception.public_replies": 1}
    assert all(found["bad_readers_later"] > found["bad_readers"] / 2 for found in arm(silent, over, days=42))
    moves(
        silent, answered, over=over, days=42,
        falls="bad_readers bad_readers_later", rises="bad_posts brand cost_usd",
    )  # fmt: skip


def test_m110_hopes_follow_what_the_trade_delivers() -> None:
    """M110: where all serve badly little is expected and few leave; beside a better rival the same service fails."""
    low, high = ({"market": {"rival": rival, "churn_monthly": 0.2}} for rival in (-0.5, 0.5))
    differ(arm({}, low, days=28), arm({}, high, days=28), rises="expectation_pct churned", falls="subscribers")


def test_m111_walls_around_the_market_hide_bad_service() -> None:
    """M111: with dear exits bad service hardly shows in churn: the same fall in service loses far fewer."""
    over: Table = {"market": {"churn_monthly": 0.05}}
    free: Table = {"promise.contract_months": 0, "promise.leaving_fee": 0}
    bound: Table = {"promise.contract_months": 24, "promise.leaving_fee": 400}
    ceiling = {}
    for name, terms in (("free", free), ("bound", bound)):
        good, bad = (arm(terms | service, over, days=42) for service in ({}, POWERLESS))
        ceiling[name] = interval(good, bad, "churned")
    assert ceiling["free"][0] > ceiling["bound"][1]
    moves(free, bound, over=over, days=42, falls="churned", rises="captive_latent")


def test_m112_handled_is_not_resolved() -> None:
    """M112: most calls are handled and fewer matters resolved; who is measured by the latter hangs up on nobody.

    The other edge: longer calls, and a credit is the easiest way to a resolved case.
    """
    over: Table = {"centre": {"brush_off": 0.02}}
    assert all(found["handled_pct"] > found["resolved_first_contact_pct"] + 3 for found in arm({}, over))
    moves(
        {}, {"pressure.kpi_resolved": 1}, over=over,
        falls="cut_off_by_csr", rises="resolved_full_pct talk_min_per_contact leakage_usd",
    )  # fmt: skip


def test_m113_skill_without_authority_is_wasted() -> None:
    """M113: CSRs who see every cause are stopped as often as those who miss some; only power takes walls away."""
    clumsy, skilled = ({"centre": {"hard": share}} for share in (0.6, 0.0))
    walls = np.mean([found["block_no_authority"] for found in arm(POWERLESS, skilled)])
    assert interval(arm(POWERLESS, clumsy), arm(POWERLESS, skilled), "block_no_authority")[0] > -0.05 * walls
    moves(
        POWERLESS, POWERLESS | {"power.frontline_credit_limit": 200}, over=skilled,
        falls="block_no_authority", rises="resolved_first_contact_pct",
    )  # fmt: skip


def test_m114_he_would_give_anything_to_end_the_call() -> None:
    """M114: with a high limit credits run past what is due; a budget puts a lid on it, and turns some away on Friday.

    A penalty ends nearly all of it, and with it some that was due and allowed.
    """
    low, high = ({"power.frontline_credit_limit": usd} for usd in (20, 400))
    moves(low, high, rises="leakage_usd credit_per_contact", falls="approval_min")
    moves(
        high, high | {"power.credit_budget": 100},
        falls="leakage_usd resolved_first_contact_pct", rises="block_over_budget",
    )  # fmt: skip
    moves(high, high | {"power.over_credit_penalty": 1}, falls="leakage_usd", rises="block_not_dared")


# One more minute of each call is felt by those who wait.
TIGHT: Table = {"carrier": {"subscribers": 1500}, "book": ALONE | {"people.frontline_staff": 3}}


def test_m115_powerlessness_makes_calls_longer_and_more() -> None:
    """M115: "why can't you, now?" takes minutes, the unsolved call again, the line grows, and more give it up.

    The other edge: what authority saves in minutes it gives away in part.
    """
    moves(
        {"power.frontline_credit_limit": 150}, {"power.frontline_credit_limit": 0}, over=TIGHT,
        rises="argue_min_per_contact contacts_per_case contacts occupancy_pct wait_mean_s abandon_pct",
        falls="csr_morale leakage_usd",
    )  # fmt: skip


def test_m116_departments_that_do_different_things_pass_people_on() -> None:
    """M116: specialists hand customers over; generalists keep them, and are slower and make calls longer."""
    moves(
        {}, {"process.generalists": 1}, over={"issues": {"dead_line": {"first_line": 0.2}}},
        falls="transfers_per_case loops_per_case", rises="talk_min_per_contact",
    )  # fmt: skip


def test_m117_the_messenger_is_shouted_at() -> None:
    """M117: those who must say no are shouted at and wear out; breaks mend some of it and lengthen the line."""
    low = laid(TIGHT, {"book": {"power.frontline_credit_limit": 10}})
    moves(
        {"power.frontline_credit_limit": 150}, {"power.frontline_credit_limit": 0}, over=TIGHT, days=28,
        falls="csr_morale", rises="cut_off_by_csr",
    )  # fmt: skip
    moves({"people.breaks": 0}, {"people.breaks": 10}, over=low, days=28, rises="csr_morale wait_mean_s abandon_pct")
