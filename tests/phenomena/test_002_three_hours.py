"""Phenomena of the third story (M30-M72): the three-hour call, who is bound by what, and what those above don't see.

Each test produces its phenomenon in a small town, moves it by a lever (or a level parameter, or an event) on the same
people twice, and sees it in a metric. `paired` says how sure that is.
"""

from __future__ import annotations

import pytest
from paired import EVENTS, FEW, arm, differ, moves, renamed, since
from worlds import Table, laid

pytestmark = pytest.mark.thinned(2)

# Too few hands for so much.
BUSY: Table = {"issues": {"change": {"per_month": 4.0}, "overcharge": {"per_month": 1.2}},
               "book": {"people.frontline_staff": 2}}  # fmt: skip
# The same, with longer matters: lines of an hour, for people who wait so long, and of minutes, for people who don't.
SWAMPED: Table = laid(BUSY, {"centre": {"talk_mean_s": 2000, "talk_sigma": 0.3, "patience_mean_s": 2400}})
LOUSY: Table = laid(BUSY, {"centre": {"talk_mean_s": 1800}, "book": {"people.frontline_staff": 3}})
# Much to dispute, little leave to settle it, and nobody to ask.
STRICT: Table = {"power.frontline_credit_limit": 5, "power.billing_credit_limit": 10, "power.approval_route": 0}
DISPUTES: Table = {"issues": {"overcharge": {"per_month": 1.5}}}
TRANSFERS: Table = {"issues": {"dead_line": {"per_month": 1.5, "first_line": 0.2}},
                    "centre": {"misroute": 0.3}}  # fmt: skip
LEAVING: Table = {"market": {"churn_monthly": 0.1, "expectation_days": 15}}
PERSISTENT = {"segments": {name: {"persistence": 1.0} for name in
              ("everyday", "business", "youth", "traveller", "elder", "porting", "budget")}}  # fmt: skip
POWER = {"power.frontline_credit_limit": 80, "power.override": 1, "power.free_fix": 1, "power.approval_route": 1}


def test_m030_signing_up_puts_the_dispute_off() -> None:
    """M30: whoever signs up has a dispute coming, sooner when he is new; repairing faults at the root prevents some,
    for dear hours.
    """
    old, fresh = ({"carrier": {"newness": newness}} for newness in (0.0, 8.0))
    differ(arm({}, old), arm({}, fresh), rises="born_overcharge born_unintended")
    moves({"perception.complaint_file": 0}, {"perception.complaint_file": 20}, over=DISPUTES, days=28,
          falls="faults_pct born_overcharge", rises="cost_usd")  # fmt: skip


def test_m031_bad_service_is_a_tax_in_hours() -> None:
    """M31: refused and sent round, the same people pay more hours for the same needs, and feel worse; power gives the
    hours back, for money.
    """
    moves(STRICT, POWER, over=DISPUTES, falls="hours_taxed argue_min called_again",
          rises="satisfaction_pct leakage_usd", seeds=FEW)  # fmt: skip


def test_m032_the_longest_call_gets_longer_the_more_is_sunk_in_it() -> None:
    """M32: whoever has spent hours waits for hours more, so the tail of contacts grows; hands cut it off."""
    light, sunk = (laid(SWAMPED, {"centre": {"sunk_cost": cost}}) for cost in (0, 6))
    differ(arm({}, light, days=7), arm({}, sunk, days=7), rises="longest_contact_s long_contacts")
    moves({"people.frontline_staff": 2}, {"people.frontline_staff": 8}, over=SWAMPED, days=7, rises="cost_usd",
          falls="hold_min wait_p90_s long_contacts")  # fmt: skip


def test_m033_the_middle_of_their_day_is_the_middle_of_our_night() -> None:
    """M33: travellers' needs come at any hour of ours, and find the door closed; later hours open it for some."""
    home, abroad = (
        {"carrier": {"segments": {"everyday": {"share": 0.1}, "traveller": {"share": 0.38, "abroad": share}}}}
        for share in (0, 1)
    )
    differ(arm({}, home), arm({}, abroad), rises="closed_door first_answer_h", falls="mood_traveller")
    moves({"promise.close_hour": 18}, {"promise.close_hour": 24}, over=abroad, falls="closed_door first_answer_h")


def test_m034_through_the_same_channels_again() -> None:
    """M34: a wrong turn leads back into the queue it came from; a loop breaker ends that, at the price of a no."""
    moves({"process.loop_breaker": 0}, {"process.loop_breaker": 1}, over=TRANSFERS,
          falls="loops_per_case loop_min transfers_per_case", seeds=FEW)  # fmt: skip
    right, wrong = (laid(TRANSFERS, {"centre": {"misroute": share}}) for share in (0.0, 0.4))
    differ(arm({}, right, seeds=FEW), arm({}, wrong, seeds=FEW), rises="loops_per_case hours_taxed")


def test_m035_at_the_second_desk_for_the_second_time_and_then_cut_off() -> None:
    """M35: cold transfers drop calls, and whoever is passed on waits from the start; calling back, staying on the line
    and keeping the place mend each a part.
    """
    drops = laid(TRANSFERS, {"centre": {"disconnect": 0.3}})
    firm, loose = (laid(TRANSFERS, {"centre": {"disconnect": share}}) for share in (0.0, 0.3))
    differ(arm({}, firm), arm({}, loose), rises="dropped called_again")
    moves({"process.call_back": 0}, {"process.call_back": 1}, over=drops, falls="called_again")
    moves({"process.warm_transfer": 0}, {"process.warm_transfer": 1}, over=drops, falls="dropped reexplain_min",
          rises="talk_min_per_contact")  # fmt: skip
    line = {"centre": {"misroute": 0.5, "talk_mean_s": 2000, "talk_sigma": 0.3, "patience_mean_s": 2400},
            "book": {"people.frontline_staff": 2, "people.technical_staff": 12, "people.billing_staff": 6}}  # fmt: skip
    moves({"process.keep_place": 0}, {"process.keep_place": 1}, over=laid(TRANSFERS, line), falls="loop_min")


def test_m036_the_second_tier_is_scarce() -> None:
    """M36: all wait for the one who may say yes; more supervisors say it sooner, and cost."""
    scarce = laid(DISPUTES, {"centre": {"approval_s": 400, "patience_mean_s": 3000},
                             "book": {"power.frontline_credit_limit": 5, "power.billing_credit_limit": 10,
                                      "people.frontline_staff": 8}})  # fmt: skip
    moves({"people.supervisors": 1}, {"people.supervisors": 4}, over=scarce, falls="approval_mean_s",
          rises="cost_usd", seeds=FEW)  # fmt: skip
    wide = {"book": {"people.frontline_staff": 36}}
    moves({"people.supervisors": 1}, {"people.supervisors": 3}, over=wide, falls="believed_pct", seeds=FEW)


def test_m037_one_caller_goes_round_the_world_with_it() -> None:
    """M37: the story of whoever was taxed most is told for weeks to people who never called: late and wide; equal
    power for everybody leaves fewer stories of that kind.
    """
    moves({}, {}, inject="tape", over={"events": EVENTS}, days=28, falls="brand", rises="bad_readers_later", seeds=FEW)
    public = laid(DISPUTES, {"market": {"post": 0.3, "post_readers": 30, "post_sigma": 0.5}})
    moves(STRICT, POWER, over=public, days=21, falls="bad_readers bad_readers_later", rises="leakage_usd", seeds=FEW)


def test_m038_charged_for_what_was_never_meant() -> None:
    """M38: boxes that are ticked in advance sign people up for what they don't want, and they call; what the machine
    signs them up for is caught by a confirmation.
    """
    moves({"promise.dark_defaults": 0}, {"promise.dark_defaults": 1}, rises="born_unintended credits_usd contacts")
    often = {"issues": {"misenrolment": {"per_month": 0.4}}, "book": {"promise.self_service": 1}}
    moves({"process.confirmations": 0}, {"process.confirmations": 1}, over=often, falls="born_misenrolment")
    even = {"centre": {"talk_sigma": 0.1}}
    moves({"process.confirmations": 0}, {"process.confirmations": 1}, over=even, rises="talk_min_per_contact")


def test_m039_tilted_defaults_earn_now_and_cost_later() -> None:
    """M39: in the first week the ticked boxes bring revenue; by the end more has been paid back and taxed than they
    brought, and more have left.
    """
    plain, dark = ({"promise.dark_defaults": share} for share in (0, 1))
    hasty = {"market": {"churn_monthly": 0.1}}
    moves(plain, dark, over=hasty, days=7, rises="revenue_usd")
    moves(plain, dark, over=hasty, days=42, rises="credits_usd hours_taxed churned", falls="profit_usd")


def test_m040_strict_policy_recited() -> None:
    """M40: the stricter the book and the more it is recited, the more walls people hit and the worse it feels; there
    are fewer slips.
    """
    free, recited = ({"pressure.monitoring": share, "pressure.script": share} for share in (0, 1))
    moves(free, recited, over=DISPUTES, rises="roadblocks", falls="manner satisfaction_pct")
    moves(POWER, STRICT, over=DISPUTES, rises="roadblocks", falls="satisfaction_pct leakage_usd")
    slips = {"centre": {"diagnosis_error": 0.3, "hard": 0.0}}
    moves(free, recited, over=slips, falls="believed_pct")


def test_m041_one_rule_instead_of_many() -> None:
    """M41: "the customer wins" as the only rule pleases customers and costs what it leaks."""
    wins = {**POWER, "power.terminal_authority": 1, "power.benefit_of_doubt": 300, "power.frontline_credit_limit": 500}
    moves(STRICT, wins, over=DISPUTES, rises="satisfaction_pct nps leakage_usd credits_usd",
          falls="roadblocks hours_taxed", seeds=FEW)  # fmt: skip


def test_m042_two_sides_to_a_story() -> None:
    """M42: where the record says otherwise the benefit of the doubt decides for the customer, the one whom the record
    wrongs and the other one.
    """
    doubted = {"issues": {"overcharge": {"per_month": 1.5, "doubted": 0.5}}}
    moves({"power.benefit_of_doubt": 0}, {"power.benefit_of_doubt": 200}, over=doubted, falls="not_believed argue_min",
          rises="leakage_usd satisfaction_pct")  # fmt: skip


def test_m043_eighty_per_cent_is_not_solved() -> None:
    """M43: part of the money now closes some matters and brings others back for the rest: more is handled than solved;
    when the customer says what is closed, fewer come back.
    """
    part = laid(DISPUTES, {"book": {"power.approval_route": 0, "power.frontline_credit_limit": 20,
                                    "power.billing_credit_limit": 20}})  # fmt: skip
    moves({"power.partial_credit": 0}, {"power.partial_credit": 1}, over=part, rises="partial_pct credits_usd",
          falls="argue_min")  # fmt: skip
    moves({**POWER, "power.partial_credit": 0}, {"power.partial_credit": 1}, over=part, rises="called_again mirage",
          falls="satisfaction_pct")  # fmt: skip
    moves({"process.closure_rule": 0}, {"process.closure_rule": 1}, over=part, falls="called_again believed_pct",
          rises="talk_min_per_contact")  # fmt: skip


def test_m044_a_loud_promise_is_held_against_the_firm() -> None:
    """M44: a promise wins people at once and raises what all expect: the same service then pleases less and loses
    more. So does a promise made on stage.
    """
    wide = {"market": {"join_ads_monthly": 0.4, "join_ads_usd": 200, "expectation_days": 15, "churn_monthly": 0.1},
            "carrier": {"prospects": 600}, "events": EVENTS}  # fmt: skip
    moves({"promise.brand_promise": 0}, {"promise.brand_promise": 1}, over=wide, days=28,
          rises="joined_ads expectation_pct churned", falls="satisfaction_pct")  # fmt: skip
    wide = laid(wide, {"market": {"expectation_days": 90}})
    moves({}, {}, inject="promise_on_stage", over=wide, days=21, rises="joined_ads expectation_pct",
          falls="satisfaction_pct")  # fmt: skip


def test_m045_the_numbers_look_good_while_people_feel_used() -> None:
    """M45: advertising fills the count while a hasty service empties the mood; the dashboard shows more than is, until
    it counts what is resolved.
    """
    wide = {"market": {"join_ads_monthly": 0.4, "join_ads_usd": 200}, "carrier": {"prospects": 600}}
    hasty = {"promise.advertising": 800, "pressure.handle_time_target": 180, **STRICT}
    moves({"promise.advertising": 0}, hasty, over=wide, rises="subscribers", falls="satisfaction_pct", seeds=FEW)
    moves({**STRICT, "perception.measure_resolved": 0}, {**STRICT, "perception.measure_resolved": 1}, days=28,
          falls="mirage", rises="cost_usd", seeds=FEW)  # fmt: skip


def test_m046_scripts_and_gates_wear_those_who_are_bound_by_them() -> None:
    """M46: people who must say no lose heart, and go; power and latitude keep them, for what they give away."""
    many = laid(DISPUTES, {"carrier": {"subscribers": 300}, "employees": {"turnover_annual": 1.0},
                           "events": {"jobs": {"title": "Other jobs", "day": 0, "days": 365, "quits": 4.0}},
                           "issues": {"overcharge": {"per_month": 3.0}},
                           "book": {"people.frontline_staff": 30}})  # fmt: skip
    moves(STRICT, POWER, over=many, days=28, rises="csr_morale leakage_usd", falls="quits")
    moves({"pressure.script": 1}, {"pressure.script": 0}, over=many, days=28, rises="csr_morale")


def test_m047_sorry_without_power_wears_thin() -> None:
    """M47: the same scripted sympathy lifts more where something can be done than where it stands in for it."""
    silent, sorry = ({"pressure.apology": said} for said in (0, 1))
    again = laid(DISPUTES, {"carrier": PERSISTENT, "centre": {"recontact_median_s": 20_000, "outside": 0}})
    moves(silent, sorry, over=again, rises="satisfaction_pct", seeds=FEW)
    lifts = [
        since(arm(silent | book, again, seeds=FEW), arm(sorry | book, again, seeds=FEW), "satisfaction_pct")
        for book in (POWER, STRICT)
    ]
    differ(*lifts, falls="satisfaction_pct")


def test_m048_those_above_who_do_not_know() -> None:
    """M48: without attention little of the truth gets up and faults grow; with hours in the complaint file it is seen
    and mended, sooner the more hours, for dear time.
    """
    none, some, much = ({"perception.complaint_file": hours} for hours in (0, 5, 20))
    moves(none, some, days=28, falls="faults_pct", rises="insight_pct cost_usd")
    moves(some, much, days=28, falls="faults_pct mirage", rises="insight_pct cost_usd")
    early, late = (since(arm(none, days=days), arm(much, days=days), "insight_pct") for days in (7, 28))
    differ(early, late, rises="insight_pct")


def test_m049_a_good_quarter_or_a_good_customer() -> None:
    """M49: dearer and thinner, the firm earns more this month and loses people whose worth is all in the years to
    come.
    """
    grab = {"promise.price": 1.2, "people.frontline_staff": 2, "pressure.handle_time_target": 240}
    moves({"people.frontline_staff": 4}, grab, over={"market": {"churn_monthly": 0.1}}, days=28,
          rises="profit_usd true_value_lost_usd churned", falls="satisfaction_pct")  # fmt: skip
    short, long = (LEAVING["market"] | {"horizon_months": months} for months in (6, 60))
    differ(arm({}, {"market": short}), arm({}, {"market": long}), rises="true_value_lost_usd")


def test_m050_delight_costs_more_than_it_brings() -> None:
    """M50: a gift with each cure pleases and makes promoters, and not a tenth of its cost comes back. Looking whether
    the cause is gone, and saying why, pleases too, and fewer call again.
    """
    none, gift = {"power.delight": 0}, {"power.delight": 30}
    moves(none, gift, over=DISPUTES, days=21, rises="satisfaction_pct nps cost_usd", falls="profit_usd")
    first, second = (arm(book, DISPUTES, days=21) for book in (none, gift))
    spent, earned = (since(first, second, metric) for metric in ("cost_usd", "revenue_usd"))
    tenth = [{"usd": run["cost_usd"] / 10} for run in spent]
    differ(renamed(earned, "usd"), tenth, rises="usd")
    moves(none, {"process.closure_rule": 1, "process.explain_cause": 1}, over=DISPUTES, days=21,
          rises="satisfaction_pct", falls="called_again")  # fmt: skip


def test_m051_a_score_of_those_who_answered() -> None:
    """M51: worse service turns the score of recommenders, and the survey hears the content more readily: it shows more
    satisfaction than there is, the more so the worse it is.
    """
    everyone = laid(DISPUTES, {"market": {"survey": 0.6}})
    moves(POWER, STRICT, over=everyone, days=28, falls="nps csat_pct", rises="perception_gap", seeds=FEW)
    strict = arm(STRICT, everyone, days=28, seeds=FEW)
    differ([{"perception_gap": 0.0}] * len(strict), strict, rises="perception_gap")


def test_m052_effort_is_counted() -> None:
    """M52: the effort score falls where nobody is sent round or has to retell; that care takes time."""
    moves({}, {"process.notes": 1, "process.warm_transfer": 1, "process.loop_breaker": 1}, days=28,
          over=laid(TRANSFERS, {"market": {"survey": 0.6}}), falls="ces reexplain_min",
          rises="talk_min_per_contact")  # fmt: skip


def test_m053_weeks_before_the_first_answer() -> None:
    """M53: with too few hands people try for days before anybody answers at all; capacity makes cases younger."""
    moves({"people.frontline_staff": 2}, {"people.frontline_staff": 5}, over=BUSY, falls="first_answer_h abandon_pct",
          rises="cost_usd")  # fmt: skip


def test_m054_closed_at_night() -> None:
    """M54: who calls after hours is lost until morning; later hours answer him, and cost hours of work."""
    moves({"promise.close_hour": 17}, {"promise.close_hour": 23}, falls="closed_door first_answer_h",
          rises="staffed_h satisfaction_pct cost_usd")  # fmt: skip


def test_m055_it_depends_on_where_you_live() -> None:
    """M55: where the line is poor more leave; masts mend it there, for money."""
    even, uneven = ({"market": LEAVING["market"] | {"place_sense": sense}} for sense in (0.0, 2.0))
    differ(arm({}, even, days=28), arm({}, uneven, days=28), rises="left_poor_line", falls="left_good_line")
    moves({"promise.network_spend": 0}, {"promise.network_spend": 6000}, over=uneven, days=28,
          falls="left_poor_line born_dead_line", rises="cost_usd")  # fmt: skip


def test_m056_a_service_without_pain_protects_slowly() -> None:
    """M56: simple processes keep people when a rival comes, and what they are worth grows with time: the lead in mood
    is larger after a month than after a week.
    """
    simple = {**POWER, "process.closure_rule": 1, "process.notes": 1, "process.post_as_you_speak": 1,
              "perception.policy_review": 20}  # fmt: skip
    rival = laid(LEAVING, {**DISPUTES, "events": {"rival": EVENTS["new_entrant"] | {"day": 3}}})
    moves(STRICT, simple, over=rival, days=28, falls="churned", rises="satisfaction_pct", seeds=FEW)
    early, late = (
        since(arm(STRICT, rival, days=days, seeds=FEW), arm(simple, rival, days=days, seeds=FEW), "satisfaction_pct")
        for days in (7, 28)
    )
    differ(early, late, rises="satisfaction_pct")


def test_m057_the_evening_is_lost_for_two() -> None:
    """M57: whoever spends an evening on the phone spoils it for those he lives with, who never called; hands help."""
    long = laid(SWAMPED, {"carrier": {"prospects": 600}})
    moves({"people.frontline_staff": 8}, {"people.frontline_staff": 2}, over=long, days=7, rises="long_contacts",
          falls="mood_prospects")  # fmt: skip


def test_m058_he_goes_to_bed_and_rings_tomorrow() -> None:
    """M58: what was not solved lives on until tomorrow, when he rings again; an owner rings him instead, and nothing is
    told twice.
    """
    moves({"process.ownership": 0}, {"process.ownership": 1, "process.caseload": 40}, over=DISPUTES | {"book": STRICT},
          falls="called_again reexplain_min", rises="adopted")  # fmt: skip
    soon, later = (laid(DISPUTES, {"centre": {"recontact_median_s": s}, "book": STRICT}) for s in (10_000, 200_000))
    differ(arm({}, soon), arm({}, later), rises="cured_days")


def test_m059_desks_with_one_goal_lose_fewer_on_the_way() -> None:
    """M59: each desk by its own number sends people wrong and drops them; a shared goal loses fewer, for some seconds
    on every call.
    """
    alone, shared = ({"pressure.kpi_effort": share} for share in (0, 1))
    loose = laid(TRANSFERS, {"centre": {"disconnect": 0.3}})
    moves(alone, shared, over=loose, falls="transfers_per_case dropped loops_per_case")
    moves(alone, shared, over=BUSY, rises="talk_min_per_contact")


def test_m060_designed_to_the_managers_own_taste() -> None:
    """M60: a machine without a way out suits whoever likes machines and not the ones who want a person; what those
    above know of it depends on listening, which costs.
    """
    odd = {"carrier": {"segments": {"everyday": {"share": 0.1}, "elder": {"share": 0.34}}},
           "issues": {"change": {"per_month": 2.0}}}  # fmt: skip
    person, machine = {"promise.self_service": 0}, {"promise.self_service": 1, "promise.exit_to_person": 0}
    way_out = {**machine, "promise.exit_to_person": 1}
    moves(person, machine, over=odd, falls="mood_elder contacts")
    moves(machine, way_out, over=odd, rises="mood_elder contacts")
    young, old = (since(arm(machine, odd), arm(way_out, odd), f"mood_{name}") for name in ("everyday", "elder"))
    differ(renamed(young, "mood"), renamed(old, "mood"), rises="mood")
    moves({"perception.research": 0}, {"perception.research": 5000}, days=28, rises="insight_pct cost_usd")


def test_m061_leaders_feel_loved_while_forks_are_sharpened() -> None:
    """M61: what is seen upstairs is better than what is; reading complaints brings the two together, a larger survey
    does not.
    """
    bad = laid(DISPUTES, {"book": STRICT})
    found = arm({}, bad, days=28, seeds=FEW)
    differ([{"mirage": 0.0}] * len(found), found, rises="mirage")
    moves({}, {"perception.complaint_file": 10}, over=bad, days=28, falls="mirage", rises="cost_usd", seeds=FEW)
    wide = laid(bad, {"market": {"survey": 0.9}})
    assert [run["mirage"] for run in arm({}, wide, days=28, seeds=FEW)] == [run["mirage"] for run in found]


def test_m062_reports_go_up_and_minutes_with_them() -> None:
    """M62: what is spent on reports for those above is missing on the phone; they know a little more."""
    moves({"pressure.reporting": 0}, {"pressure.reporting": 0.3}, over=BUSY, days=14,
          rises="wait_mean_s abandon_pct insight_pct", seeds=FEW)  # fmt: skip


def test_m063_the_first_aim_is_to_keep_ones_job() -> None:
    """M63: where over-crediting is punished what is allowed is not dared: less leaks, more is asked for upstairs."""
    allowed = laid(DISPUTES, {"book": {"power.frontline_credit_limit": 60, "power.billing_credit_limit": 60}})
    moves({"power.over_credit_penalty": 0}, {"power.over_credit_penalty": 1}, over=allowed,
          falls="leakage_usd csr_morale", rises="approval_min not_dared", seeds=FEW)  # fmt: skip


def test_m064_in_hard_times_people_ask_whether_it_is_worth_it() -> None:
    """M64: the same high price loses more people in a slump than in calm times, and the same low one fewer."""
    priced = {"events": EVENTS, **LEAVING}
    dear, cheap = {"promise.price": 1.3}, {"promise.price": 0.7}
    moves(dear, dear, inject="recession", over=priced, days=28, rises="churned", seeds=FEW)
    moves(cheap, cheap, inject="recession", over=priced, days=28, falls="churned", seeds=FEW)


def test_m065_few_trusted_ties_carry_more() -> None:
    """M65: the narrower the circle, the more of the talk is between people who trust each other, and the more each
    telling weighs.
    """
    wide, narrow = (
        {"carrier": {"network": {"clustering": share}}, "market": {"post": 0, "heard_days": 1e6}}
        for share in (0.05, 0.95)
    )
    differ(arm({}, wide, seeds=FEW), arm({}, narrow, seeds=FEW), rises="heard_per_told")


def test_m066_if_staff_stay_home_nothing_is_met_and_more_stay_home() -> None:
    """M66: absence makes lines, lines wear those who came, and the worn stay at home more often; slack breaks it."""
    ill = LOUSY | {"events": EVENTS}
    moves({}, {}, inject="flu", over=ill, days=7, rises="wait_mean_s abandon_pct", falls="staffed_h")
    tired = laid(LOUSY, {"employees": {"absence": 0.35, "morale_days": 5}})
    calm, worn = (laid(tired, {"employees": {"occupancy_ceiling": ceiling}}) for ceiling in (1.0, 0.2))
    differ(arm({}, calm, days=21), arm({}, worn, days=21), falls="csr_morale staffed_h", rises="wait_mean_s")
    moves({}, {"people.frontline_staff": 12}, over=worn, days=21, falls="wait_mean_s", rises="csr_morale")


def test_m067_rules_pile_up() -> None:
    """M67: rules accrete by themselves and each one is looked up; a review strikes them, for dear hours."""
    still, piling = ({"centre": {"rules_a_week": rules}} for rules in (0, 20))
    differ(arm({}, still, days=28, seeds=FEW), arm({}, piling, days=28, seeds=FEW), rises="rules talk_min_per_contact")
    moves({"perception.policy_review": 0}, {"perception.policy_review": 40}, over=piling, days=28,
          falls="rules talk_min_per_contact", rises="cost_usd", seeds=FEW)  # fmt: skip


def test_m068_who_does_not_listen_knows_ever_less() -> None:
    """M68: an outdated picture leaves faults in place, which breed cases and bad relations; listening turns it round,
    and the longer it lasts the further apart the two firms are.
    """
    deaf, hears = {}, {"perception.complaint_file": 15, "perception.public_queue": 1, "perception.outreach": 0.3}
    moves(
        deaf,
        hears,
        over=DISPUTES,
        days=28,
        falls="faults_pct born_silent",
        rises="insight_pct satisfaction_pct",
        seeds=FEW,
    )
    for metric in ("faults_pct", "born_overcharge"):
        early, late = (
            since(arm(deaf, DISPUTES, days=d, seeds=FEW), arm(hears, DISPUTES, days=d, seeds=FEW), metric)
            for d in (7, 28)
        )
        differ(early, late, falls=metric)


def test_m069_a_memo_is_not_understood() -> None:
    """M69: a change that is mailed is misapplied for weeks; one that is taught is not, and costs a day of everybody."""
    changes = [(1, "power.free_fix", 1.0), (2, "power.benefit_of_doubt", 50.0), (3, "power.settle", 50.0)]
    mailed, taught = (arm({"process.teach_changes": taught}, DISPUTES, then=changes, seeds=FEW) for taught in (0, 1))
    differ(mailed, taught, falls="block_misapplied", rises="understanding_pct")
    differ(arm({"process.teach_changes": 0}, DISPUTES, seeds=FEW), mailed, rises="block_misapplied argue_min")
    crew = {"process.teach_changes": 1, "people.frontline_staff": 20}
    free, paid = (arm(crew, DISPUTES, days=4, then=then, seeds=FEW) for then in ((), changes))
    differ(free, paid, rises="cost_usd")


def test_m070_experience_makes_the_brand() -> None:
    """M70: with the same advertising, what is said about the firm follows how its people were served."""
    moves(STRICT, POWER, over=DISPUTES, days=21, rises="brand net_word_of_mouth", falls="told_negative", seeds=FEW)


def test_m071_never_again_is_for_good_and_shows_late() -> None:
    """M71: of those who leave hurt some vow never to return, and don't; helping before the vow keeps the pool of those
    who might come. The emptying shows late.
    """
    open_door = laid(DISPUTES, {"market": {"churn_monthly": 0.2, "join_ads_monthly": 1.0, "join_ads_usd": 200,
                                           "rejoin": 1.0, "tell_hurt": 0, "never_again": 1.0}})  # fmt: skip
    moves(STRICT, POWER, over=open_door, days=28, falls="never_again", seeds=FEW)
    mild = laid(open_door, {"market": {"never_again": 0.0}})
    early, late = (
        since(arm(STRICT, mild, days=d, seeds=FEW), arm(STRICT, open_door, days=d, seeds=FEW), "rejoined")
        for d in (7, 28)
    )
    differ(early, late, falls="rejoined")
    assert all(run["vowed_rejoined"] == 0 < run["rejoined"] for run in arm(STRICT, open_door, days=28, seeds=FEW))


def test_m072_no_service_beats_lousy_service() -> None:
    """M72: nothing is hoped of a machine, so it disappoints nobody where people serve badly; where they serve well it
    is the poorer one, though it always keeps callers off the phones.
    """
    person, machine = {"promise.self_service": 0}, {"promise.self_service": 1}
    simple = {"issues": {"change": {"per_month": 4.0, "machine": 0.9}}}
    moves(person, machine, over=laid(LOUSY, simple), rises="satisfaction_pct csat_pct self_service",
          falls="wait_mean_s")  # fmt: skip
    fine = laid(simple, {"book": {"people.frontline_staff": 8}, "centre": {"hard": 0, "diagnosis_error": 0}})
    moves(person, machine, over=fine, falls="satisfaction_pct contacts")
