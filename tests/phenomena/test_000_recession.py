"""Phenomena of the first story (M1-M12): a slump, what it does to staff, prices and needs, and the desk that few find.

Each test produces its phenomenon in a small town, moves it by a lever (or a level parameter, or an event) on the same
people twice, and sees it in a metric. `paired` says how sure that is.
"""

from __future__ import annotations

import pytest
from paired import EVENTS, FEW, arm, differ, moves, since
from worlds import Table, after, column, of, rows, world

from sim.events import Kind

pytestmark = pytest.mark.thinned(2)

# A slump of four weeks and then better times, by themselves.
SLUMP: Table = {"events": {"slump": EVENTS["recession"] | {"day": 0, "days": 28}}}
UPTURN: Table = {"weeks": 8, "events": {**SLUMP["events"], "upturn": EVENTS["recovery"] | {"day": 28, "days": 28}}}
# Many hands, so that whoever quits is more than a chance; and restless ones.
MANY: Table = {
    "carrier": {"subscribers": 150, "prospects": 20},
    "employees": {"turnover_annual": 1.0},
    "book": {"people.frontline_staff": 40},
}
RESTLESS: Table = {"events": {"restless": {"title": "Other jobs", "day": 0, "days": 365, "quits": 3.0}, **EVENTS}}
# Much that the phones refuse, and few who give up.
REFUSED: Table = {
    "issues": {"overcharge": {"per_month": 2.0}},
    "centre": {"outside": 0.15, "letter": 0},
    "book": {"power.frontline_credit_limit": 5, "power.billing_credit_limit": 5, "power.approval_route": 0},
}
PARTNER: Table = {"book": {"people.frontline_staff": 10, "people.offsite_share": 0.6}}


def test_m001_a_reopened_supplier_deal_saves_and_customers_reopen_theirs() -> None:
    """M1: a partner's price that is talked down saves money; in a slump customers ask the same of us, and a discount
    keeps them, for revenue.
    """
    moves({"people.vendor_price": 20}, {"people.vendor_price": 14}, falls="cost_usd", over=PARTNER, seeds=FEW)
    dear = {"events": EVENTS, "book": {"promise.price": 1.3}, "market": {"churn_monthly": 0.2}}
    moves({}, {}, inject="recession", rises="born_cancel", over=dear, days=28, seeds=FEW)
    moves({"promise.retention_discount": 0}, {"promise.retention_discount": 20}, falls="churned_voiced", over=dear,
          days=28, seeds=FEW)  # fmt: skip
    low, high = (arm({"promise.retention_discount": usd}, dear, days=28, seeds=FEW) for usd in (0, 20))
    differ(*([{"usd": a["revenue_usd"] / a["subscribers"]} for a in found] for found in (low, high)), falls="usd")


def test_m002_a_partner_squeezed_dry_gives_less() -> None:
    """M2: below some price the partner saves on what one does not see: cheaper hours, worse service, and its people
    leave.
    """
    fair, squeezed = {"people.vendor_price": 13}, {"people.vendor_price": 6}
    moves(fair, squeezed, falls="cost_usd partner_pct resolved_first_contact_pct manner", over=PARTNER, days=28)
    many = MANY | RESTLESS | {"book": {"people.frontline_staff": 40, "people.offsite_share": 0.8}}
    moves(fair, squeezed, rises="quits", over=many, days=42)


def test_m003_in_a_slump_staff_stay_if_they_feel_safe() -> None:
    """M3: with no jobs outside fewer quit, fewer still under a pledge; once the pledge is broken, more do."""
    many = MANY | RESTLESS
    moves({}, {}, inject="recession", falls="quits", over=many, days=28)
    moves({"people.job_pledge": 0}, {"people.job_pledge": 1}, falls="quits", over=many, days=28)
    kept, broken = (
        arm({"people.job_pledge": 1}, many, days=28, then=then) for then in ((), [(2, "people.frontline_staff", 35)])
    )
    differ(kept, broken, falls="csr_morale", rises="csr_quits_annual_pct")


def test_m004_overtime_in_a_slump_is_paid_back_in_the_upturn() -> None:
    """M4: overtime costs few people while there are no other jobs; the resentment that it stored leaves with the
    upturn, and takes more of them than it did before.
    """
    calm, worn = {"people.overtime": 0}, {"people.overtime": 3}
    shifts = [{"start_h": 7, "end_h": 15.5, "share": 0.5}, {"start_h": 13, "end_h": 21.5, "share": 0.5}]
    many = MANY | {"centre": {"shifts": shifts}}
    slump = [arm(book, many | SLUMP, days=28, seeds=FEW) for book in (calm, worn)]
    both = [arm(book, many | UPTURN, days=56, seeds=FEW) for book in (calm, worn)]
    differ(*slump, rises="staffed_h")
    afterwards = [since(first, whole, "quits") for first, whole in zip(slump, both, strict=True)]
    differ(*afterwards, rises="quits")
    differ(since(*slump, "quits"), since(*afterwards, "quits"), rises="quits")


def test_m005_when_hopes_are_low_a_kindness_counts_for_more() -> None:
    """M5: appreciation lifts morale, each dollar less than the one before, and in a slump more than in good times."""
    none, some, much = ({"people.appreciation": usd} for usd in (0, 10, 20))
    moves(none, some, rises="csr_morale cost_usd", over=MANY, days=28)
    lift, more = (since(arm(a, MANY, days=28), arm(b, MANY, days=28), "csr_morale")
                  for a, b in ((none, some), (some, much)))  # fmt: skip
    differ(lift, more, falls="csr_morale")
    slump = MANY | SLUMP
    differ(lift, since(arm(none, slump, days=28), arm(some, slump, days=28), "csr_morale"), rises="csr_morale")


def test_m006_needs_shift_in_a_slump_and_a_cure_can_end_in_an_offer() -> None:
    """M6: hard times change what people call about; whoever has time and leave to offer what would suit sells some, at
    the price of longer calls and a pitch that not everybody wanted.
    """
    moves({}, {}, inject="recession", rises="born_overcharge", over={"events": EVENTS}, days=28)
    moves({"process.cross_sell": 0}, {"process.cross_sell": 1}, rises="sold revenue_usd talk_min_per_contact",
          falls="manner", days=28)  # fmt: skip


def test_m007_holding_the_price_costs_customers_and_giving_it_up_costs_the_margin() -> None:
    """M7: in a slump a lower price keeps and wins people and gives away margin; a higher one the other way round."""
    slump = {**SLUMP, "market": {"churn_monthly": 0.1, "join_ads_monthly": 0.1}}
    moves({"promise.price": 1.0}, {"promise.price": 0.7}, falls="churned profit_usd", rises="joined_ads", over=slump,
          days=28, seeds=FEW)  # fmt: skip
    moves({"promise.price": 1.0}, {"promise.price": 1.2}, rises="churned revenue_usd", falls="joined_ads", over=slump,
          days=28, seeds=FEW)  # fmt: skip


def test_m008_what_the_phones_refused_is_done_upstairs_at_ten_times_the_price() -> None:
    """M8: who is refused long enough complains outside and is helped at once, over what the front line could have
    settled, had it been allowed to.
    """
    moves({"power.frontline_credit_limit": 5}, {"power.frontline_credit_limit": 60}, over=REFUSED, days=28,
          falls="outside_complaints executive_cases complaints_usd", rises="leakage_usd", seeds=FEW)  # fmt: skip
    model = after(world(**REFUSED), 0, 28)
    table = rows(model)
    usd, limit = column(table, Kind.EXECUTIVE, "usd"), 60
    assert len(usd) >= 10
    assert (usd <= limit).mean() > 0.5, "most of it a modest limit would have settled"
    each = column(table, Kind.OUTSIDE_COMPLAINT, "cost_usd").mean()
    assert each > 10 * model.level.centre.contact_usd


def test_m009_the_desk_upstairs_has_no_door_but_these() -> None:
    """M9: nobody is taken up there who did not complain outside before; publishing the way lets in more, by the
    mailbox instead of bureau and regulator.
    """
    moves({"promise.published_route": 0}, {"promise.published_route": 1}, over=REFUSED, days=28,
          rises="outside_complaints executive_cases door_executive_mailbox", falls="door_bureau")  # fmt: skip
    table = rows(after(world(**REFUSED), 0, 28))
    doors, helped = of(table, Kind.OUTSIDE_COMPLAINT), of(table, Kind.EXECUTIVE)
    assert len(helped) >= 10
    assert set(helped[:, 3]) <= set(doors[:, 3])


def test_m010_heads_moved_upstairs_are_missing_on_the_floor() -> None:
    """M10: the desk upstairs takes no calls; each head that it gets shortens the wait there and lengthens it here."""
    crowd = {**REFUSED, "issues": {"overcharge": {"per_month": 3.0}, "change": {"per_month": 4.0}}}
    few, many = ({"people.frontline_staff": 4 - n, "people.executive_staff": n} for n in (1, 2))
    moves(few, many, over=crowd, rises="wait_mean_s abandon_pct")
    busy = crowd | {"centre": {"outside": 0.4, "letter": 0, "executive_s": 20_000}}
    moves(few, many, over=busy, days=28, falls="executive_wait_s")
    assert all(found["legs_upstairs"] == 0 for found in arm(few, crowd))


def test_m011_who_knows_somebody_is_heard() -> None:
    """M11: those who get upstairs are better connected than those who don't, until the way there is published."""
    closed, published = ({"promise.published_route": way} for way in (0, 1))
    moves(closed, published, over=REFUSED, days=28, falls="connection_outside")
    everybody = [{"connection_outside": 0.875} for _ in range(10)]  # the mean of 0.5 + 1.5 x³, x uniform
    differ(everybody, arm(closed, REFUSED, days=28), rises="connection_outside")


def test_m012_noise_pays_and_is_copied() -> None:
    """M12: each case won by noise teaches those who hear of it, who complain outside the more; the same fix for quiet
    and loud unteaches it.
    """
    moves(
        {"people.executive_staff": 0},
        {"people.executive_staff": 2},
        over=REFUSED,
        days=28,
        rises="noise_pct",
        seeds=FEW,
    )
    deaf, copied = ({**REFUSED, "market": {"noise": noise}} for noise in (0, 12))
    differ(arm({}, deaf, days=42, seeds=FEW), arm({}, copied, days=42, seeds=FEW), rises="outside_complaints")
    moves({}, {"power.frontline_credit_limit": 60}, over=REFUSED, days=28, falls="noise_pct", seeds=FEW)
