"""Phenomena of the second story (M13-M29): why somebody switched, what small kindness did, and who hears of it.

Each test produces its phenomenon in a small town, moves it by a lever (or a level parameter, or an event) on the same
people twice, and sees it in a metric. `paired` says how sure that is.
"""

from __future__ import annotations

import pytest
from paired import EVENTS, FEW, arm, differ, moves, since
from worlds import Table

pytestmark = pytest.mark.thinned(2)

# Reasons to leave, and time to see it.
LEAVING: Table = {"market": {"churn_monthly": 0.1, "expectation_days": 15}}
# Too few hands for so much.
BUSY: Table = {"issues": {"change": {"per_month": 4.0}}}
TALKATIVE: Table = {"market": {"join_ads_monthly": 0.15, "post": 0.1}}
GOOD = {"power.frontline_credit_limit": 80, "power.override": 1, "process.closure_rule": 1, "people.frontline_staff": 6}
BAD = {"power.frontline_credit_limit": 0, "power.billing_credit_limit": 0, "power.approval_route": 0,
       "power.partial_credit": 0, "process.notes": 0, "pressure.handle_time_target": 180}  # fmt: skip


def test_m013_whoever_feels_worth_more_elsewhere_goes() -> None:
    """M13: leaving is measured against the others: where rivals serve better the same service loses more; a better
    mix of service loses fewer.
    """
    alike, better = ({"market": LEAVING["market"] | {"rival": rival}} for rival in (0.0, 0.6))
    differ(arm({}, alike, days=28), arm({}, better, days=28), rises="churned expectation_pct")
    moves(BAD, GOOD, over=better, days=28, falls="churned", rises="satisfaction_pct")


def test_m014_reps_who_are_not_fluent_take_longer_and_miss_more() -> None:
    """M14: calls at the partner's site are longer and more causes are missed, until the language is taught there."""
    crew = {"book": {"people.frontline_staff": 10}, "centre": {"diagnosis_error": 0.2}}
    home, away = ({"people.offsite_share": share} for share in (0, 0.8))
    moves(home, away, over=crew, rises="talk_min_per_contact believed_pct", falls="manner", seeds=FEW)
    moves(away, {**away, "people.language": 1}, over=crew, falls="talk_min_per_contact believed_pct",
          rises="manner cost_usd", seeds=FEW)  # fmt: skip


def test_m015_reps_below_the_need_send_people_into_a_wall() -> None:
    """M15: where what is allowed lies below what is needed, customers are stopped; a higher limit stops fewer, and
    leaks.
    """
    moves({"power.frontline_credit_limit": 5}, {"power.frontline_credit_limit": 80},
          over={"book": {"power.billing_credit_limit": 10}}, falls="block_needs_approval roadblocks",
          rises="leakage_usd resolved_first_contact_pct")  # fmt: skip


def test_m016_reps_slip_where_nobody_checks() -> None:
    """M16: some of what was done was done wrong and nobody knows yet; listening in and asking back find it, for
    minutes and a stiffer tone. New people slip more, the more the less they were trained.
    """
    slips = {"centre": {"diagnosis_error": 0.25}}
    moves({"pressure.monitoring": 0}, {"pressure.monitoring": 1}, over=slips, falls="believed_pct manner",
          rises="resolved_first_contact_pct", seeds=FEW)  # fmt: skip
    moves({"process.closure_rule": 0}, {"process.closure_rule": 1}, over=slips, falls="believed_pct",
          rises="talk_min_per_contact", seeds=FEW)  # fmt: skip
    green = {**slips, "employees": {"opening_tenure_days": 5, "novice_error": 3}}
    moves({"people.training_days": 3}, {"people.training_days": 40}, over=green, falls="believed_pct", seeds=FEW)


def test_m017_complaints_side_by_side_make_each_reader_believe() -> None:
    """M17: a bad public story turns those who read it, who had no trouble of their own; an answer in public is read by
    fewer, for money.
    """
    believing = {"events": EVENTS, "market": {"churn_monthly": 0.3, "churn_heard": 2.0}}
    moves({}, {}, inject="blog_post", over=believing, falls="brand", rises="bad_readers churned")
    public = {"market": {"post": 0.3, "post_readers": 30, "post_sigma": 0.5}}
    moves({"perception.public_replies": 0}, {"perception.public_replies": 1}, over=public, days=28,
          falls="bad_readers", rises="cost_usd bad_posts")  # fmt: skip


def test_m018_small_talk_buys_goodwill_with_seconds() -> None:
    """M18: a first call that begins with the weekend is longer and leaves more goodwill; against a target for handle
    time it is paid for in the line.
    """
    moves({"pressure.rapport": 0}, {"pressure.rapport": 1}, rises="talk_min_per_contact manner satisfaction_pct")
    moves({"pressure.rapport": 0}, {"pressure.rapport": 1}, over=BUSY, rises="wait_mean_s")


def test_m019_an_apology_on_every_call_lifts_that_call_and_wears_off() -> None:
    """M19: sorry is worth some seconds where the matter is mended, and next to nothing to those who hear it again and
    again because it is not.
    """
    silent, sorry = ({"pressure.apology": said} for said in (0, 1))
    hopeless = {"centre": {"hard": 1.0, "hard_error": 1.0}}
    moves(silent, sorry, rises="talk_min_per_contact satisfaction_pct")
    mended, unmended = (since(arm(silent, over), arm(sorry, over), "satisfaction_pct") for over in ({}, hopeless))
    differ(mended, unmended, falls="satisfaction_pct")


def test_m020_a_plain_explanation_calms_where_nothing_can_be_mended() -> None:
    """M20: of bills that are right and only hurt, those who are told why feel better and fewer come back; it takes
    time.
    """
    only = {"issues": {**{name: {"per_month": 0.0} for name in ("overcharge", "unintended", "dead_line", "change")},
                       "roaming": {"per_month": 2.0}}, "centre": {"hard": 0.6}}  # fmt: skip
    moves({"process.explain_cause": 0}, {"process.explain_cause": 1}, over=only, falls="called_again",
          rises="satisfaction_pct manner talk_min_per_contact", seeds=FEW)  # fmt: skip


def test_m021_thanks_cost_little_and_ring_hollow_when_overused() -> None:
    """M21: a word of thanks takes seconds and pleases those who call once; whoever has called many times about one
    matter would rather have it settled.
    """
    silent, thanked = ({"pressure.apology": said} for said in (0, 1))
    moves(silent, thanked, rises="talk_min_per_contact satisfaction_pct")
    again = {"centre": {"hard": 1.0, "hard_error": 1.0, "recontact_median_s": 20_000, "discover_days": 0.3},
             "carrier": {"segments": {name: {"persistence": 1.0} for name in
                         ("everyday", "business", "youth", "traveller", "elder", "porting", "budget")}}}  # fmt: skip
    moves(silent, thanked, over=again, falls="csat_pct")


def test_m022_help_at_all_hours_is_advertised_and_not_there() -> None:
    """M22: advertising longer hours than are kept wins people and breaks a promise to each who comes late; keeping
    them mends it.
    """
    kept = {"promise.close_hour": 19, "promise.advertised_close": 19}
    wide = {"market": {"join_ads_monthly": 0.4, "join_ads_usd": 200}, "carrier": {"prospects": 600}}
    claimed = [(0.0, "promise.advertised_close", 24.0)]
    plain, late = arm(kept, wide, days=28), arm(kept, wide, days=28, then=claimed)
    differ(plain, late, rises="joined_ads promised_door", falls="trust_pct satisfaction_pct")
    there = arm({**kept, "promise.close_hour": 24}, wide, days=28, then=claimed)
    differ(late, there, rises="trust_pct", falls="promised_door closed_door")


def test_m023_what_is_thought_of_the_firm_comes_from_the_moments_of_service() -> None:
    """M23: months of a working line leave people where they were; it is those who called whose view has moved, up or
    down with how they were served.
    """
    bad, good = arm(BAD, {}, days=28, seeds=FEW), arm(GOOD, {}, days=28, seeds=FEW)
    differ(bad, good, rises="mood_callers")
    calls, days = since(bad, good, "mood_callers"), since(bad, good, "mood_others")
    differ([{"moved": abs(a["mood_others"])} for a in days], [{"moved": abs(a["mood_callers"])} for a in calls],
           rises="moved")  # fmt: skip


def test_m024_haste_makes_calls() -> None:
    """M24: held to a short handle time people talk less, solve less and promise what they don't enter: the calls come
    back, and the mood goes. What they have learnt to skip they still skip when nobody presses any more.
    """
    calm, pressed = ({"pressure.handle_time_target": target} for target in (0, 200))
    staff = {"book": {"people.frontline_staff": 6}}
    moves(calm, pressed, over=staff, falls="talk_min_per_contact resolved_first_contact_pct satisfaction_pct",
          rises="contacts_per_case phantom_promises called_again")  # fmt: skip
    learnt = {**staff, "centre": {"norm_days": 14}}
    off = [(14.0, "pressure.handle_time_target", 0.0)]
    differ(arm(calm, learnt, days=28), arm(pressed, learnt, days=28, then=off),
           falls="handle_norm_pct resolved_first_contact_pct")  # fmt: skip
    before, long_after = arm(pressed, learnt, days=14), arm(pressed, learnt, days=28, then=off)
    assert all(abs(a["handle_norm_pct"] - b["handle_norm_pct"]) < 1 for a, b in zip(before, long_after, strict=True))


def test_m025_whether_a_rep_tries_depends_on_pay_and_on_what_counts() -> None:
    """M25: badly paid people who are measured by what is handled get rid of callers; pay, and counting what is
    resolved, stop it. Resolved is also easiest bought with a credit.
    """
    curt = {"centre": {"brush_off": 0.04}, "issues": {"overcharge": {"per_month": 0.6}}}
    moves({"people.wage": 9}, {"people.wage": 20}, over=curt, days=28, falls="cut_off_by_csr",
          rises="csr_morale cost_usd")  # fmt: skip
    moves({"pressure.kpi_resolved": 0}, {"pressure.kpi_resolved": 1}, over=curt, falls="cut_off_by_csr",
          rises="talk_min_per_contact leakage_usd resolved_first_contact_pct")  # fmt: skip


def test_m026_a_good_story_is_an_advertisement_for_nothing() -> None:
    """M26: a public story that praises brings people who would not have come; so does a service that gives people
    something to praise.
    """
    praise = {**TALKATIVE, "events": {"praise": EVENTS["blog_post"] | {"good": True}}, "carrier": {"prospects": 900}}
    moves({}, {}, inject="praise", over=praise, days=28, rises="joined_word_of_mouth brand good_readers")
    moves(BAD, GOOD, over=praise, days=28, rises="told_positive joined_word_of_mouth")


def test_m027_the_lost_customer_goes_on_telling() -> None:
    """M27: who left hurt tells it for months; let go without a fee and without a grudge, he has nothing to tell, but
    the fees are lost.
    """
    silent, telling = ({"market": LEAVING["market"] | {"ex_talk": chance}} for chance in (0.0, 0.15))
    differ(
        arm(BAD, silent, days=28, seeds=FEW),
        arm(BAD, telling, days=28, seeds=FEW),
        rises="told_by_ex told_negative",
        falls="brand",
    )
    bound, free = (arm({**BAD, "power.fee_waiver": waived}, telling, days=28, seeds=FEW) for waived in (0, 1))
    differ(bound, free, rises="churned")
    differ(*([{"told": run["told_by_ex"] / run["churned"]} for run in found] for found in (bound, free)), falls="told")


def test_m028_talk_brings_people_for_nothing_and_each_advertised_one_costs_more() -> None:
    """M28: good service brings people by talk at no cost of acquisition; advertising brings them too, and twice the
    money not twice as many.
    """
    wide = {"carrier": {"prospects": 600}, "market": {"join_ads_monthly": 0.4, "join_ads_usd": 200}}
    none, some, more = ({"promise.advertising": usd} for usd in (0, 500, 1000))
    moves(none, some, over=wide, days=21, rises="joined_ads cost_usd")
    first, second = (
        since(arm(a, wide, days=21), arm(b, wide, days=21), "joined_ads") for a, b in ((none, some), (some, more))
    )
    differ(first, second, falls="joined_ads")
    moves(none | BAD, none | GOOD, over=wide, days=35, rises="joined_word_of_mouth")


def test_m029_most_posts_are_read_by_nobody_and_one_by_everybody() -> None:
    """M29: readership is heavy-tailed: the median post has next to no readers, a tenth of the posts has most of them;
    with an even reach it is not so.
    """
    even, heavy = (arm({}, {"market": {"post": 0.3, "post_sigma": sigma}}, days=28, seeds=FEW) for sigma in (0.1, 2.0))
    differ(even, heavy, rises="readers_top")
    assert all(run["readers_median"] <= 1 for run in heavy)
    differ([{"share": 0.4}] * len(heavy), [{"share": run["readers_top"]} for run in heavy], rises="share")
