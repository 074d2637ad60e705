"""Who the customers are (M118 to M147): staff, tapes, courts, contradictions, locks, and what would let people go."""

from __future__ import annotations

import numpy as np
import pytest
from paired import EVENTS, SEEDS, TOWN, Table, arm, differ, laid, moves
from worlds import after, column, of, rows, world

from sim.centre.linter import findings
from sim.events import CaseEnding, ContactEnding, Kind, MachineEnding

pytestmark = pytest.mark.thinned(2)

# Nobody on the phones has any power, and nobody upstairs is asked.
POWERLESS: Table = {
    "power.frontline_credit_limit": 0, "power.billing_credit_limit": 0, "power.supervisor_credit_limit": 0,
    "power.approval_route": 0, "power.partial_credit": 0,
}  # fmt: skip
RESTLESS: Table = {"market": {"churn_monthly": 0.2}}
# Many take it outside after a few calls in vain.
OUTSIDE: Table = {
    "centre": {"outside": 0.25},
    "book": POWERLESS | {"power.supervisor_credit_limit": 500, "people.executive_staff": 0},
}
# Half of the dead lines may not be put right, though all agree.
FORBIDDEN: Table = {
    "issues": {"dead_line": {"blocked": 0.6, "first_line": 0}}, "market": {"post": 0.3},
    "book": {"power.approval_route": 0},
}  # fmt: skip


def test_m118_an_underpaid_messenger_goes() -> None:
    """M118: pay above the town's keeps people, who know the work and err less; every hour of it costs."""
    over: Table = {
        "carrier": {"subscribers": 300}, "employees": {"turnover_annual": 1}, "book": {"people.frontline_staff": 30},
    }  # fmt: skip
    moves(
        {"people.wage": 10}, {"people.wage": 18}, over=over, days=84,
        falls="csr_quits_annual_pct cut_off_by_csr", rises="csr_tenure_days csr_morale cost_usd",
    )  # fmt: skip


def test_m119_the_best_authority_lies_inside() -> None:
    """M119: profit rises as the front line may credit something, and falls as it may credit anything."""
    rates = {"overcharge": 0.3, "unintended": 0.07, "dead_line": 0.1, "roaming": 0.04, "change": 0.22}
    over: Table = {
        "carrier": {"subscribers": 600, "prospects": 300},
        "issues": {name: {"per_month": rate} for name, rate in rates.items()},
        "book": {"people.frontline_staff": 2, "power.billing_credit_limit": 0, "power.approval_route": 0},
    }
    limits = (0, 30, 120, 500)
    arms = {usd: arm({"power.frontline_credit_limit": usd}, over, days=84) for usd in limits}
    profit = [np.mean([found["profit_usd"] for found in arms[usd]]) for usd in limits]
    best = limits[int(np.argmax(profit))]
    assert best in (30, 120)
    differ(arms[0], arms[best], rises="profit_usd leakage_usd", falls="churned argue_min outside_complaints")
    differ(arms[best], arms[500], rises="leakage_usd", falls="profit_usd")


def test_m120_every_escalation_must_end_at_someone() -> None:
    """M120: where a supervisor must bring it to an end nobody argues with him, and he also gives what is not due."""
    over: Table = {"centre": {"approval_granted": 0.4}, "book": {"power.billing_credit_limit": 0}}
    moves(
        {}, {"power.terminal_authority": 1}, over=over,
        falls="argue_min closed_given_up contacts_per_case", rises="resolved_full_pct leakage_usd",
    )  # fmt: skip


def test_m121_who_makes_the_rules_should_meet_customers() -> None:
    """M121: makers of rules who take calls know more and break less; those hours are dear."""
    moves({}, {"perception.public_queue": 1}, days=28, falls="faults_pct", rises="insight_pct cost_usd")


def test_m122_executives_with_a_desk_of_their_own_never_feel_it() -> None:
    """M122: upstairs sees many more resolved than are; who must use the public queue sees it nearer to the truth."""
    own = arm(POWERLESS, days=28)
    assert all(found["seen_resolved_pct"] > found["resolved_full_pct"] + 10 for found in own)
    moves(POWERLESS, POWERLESS | {"perception.public_queue": 1}, days=28, falls="seen_resolved_pct")


def test_m123_customers_let_go_on_the_word_of_the_books() -> None:
    """M123: to end the contracts of the costly saves calls, and loses more than the books said, for they talk."""
    over: Table = {"book": POWERLESS, "market": {"tell_hurt": 1}}
    kept, fired = arm({}, over, days=28), arm({"perception.fire_below": 1500}, over, days=28)
    differ(kept, fired, falls="contacts", rises="churned_fired told_by_ex booked_value_lost_usd")
    beyond = [
        [{"usd": found["true_value_lost_usd"] - found["booked_value_lost_usd"]} for found in some]
        for some in (kept, fired)
    ]
    differ(*beyond, rises="usd")


def test_m124_beyond_a_threshold_word_spreads() -> None:
    """M124: twice the people refused do far more than twice the harm: each one's story meets others of its kind."""

    def town(often: float, churn_heard: float = 0.6) -> Table:
        """A closely knit, powerless town with so much trouble."""
        rates = {"overcharge": 0.3, "dead_line": 0.2, "unintended": 0.08}
        return {
            "carrier": {"subscribers": 1000, "network": {"mean_degree": 12}},
            "issues": {name: {"per_month": often * rate} for name, rate in rates.items()},
            "market": {"churn_monthly": 0.02, "tell_hurt": 1, "churn_heard": churn_heard},
            "book": POWERLESS,
        }

    def tipped(found: list[dict[str, float]]) -> list[dict[str, float]]:
        """Who left over what he heard, for each hundred cases given up."""
        return [{"each": row["churned"] * row["tipped_pct"] / row["closed_given_up"]} for row in found]

    few, some, many = (tipped(arm({}, town(often), days=42)) for often in (0.25, 0.5, 1.0))
    differ(few, some, rises="each")
    differ(some, many, rises="each")


def test_m125_who_competes_on_service_takes_the_share() -> None:
    """M125: the same firm among worse rivals keeps more subscribers than among better; a new entrant takes some."""
    worse, better = ({"market": {"rival": rival, "churn_monthly": 0.1}} for rival in (-0.4, 0.4))
    differ(arm({}, worse, days=42), arm({}, better, days=42), falls="subscribers", rises="churned")
    over: Table = {"events": EVENTS, "market": {"churn_monthly": 0.1}}
    moves({}, {}, over=over, inject="new_entrant", days=28, falls="subscribers joined_ads", rises="churned")


# Two firms on one line, and CSRs who may end a call.
CROSSED: Table = {"issues": {"cross_firm": {"per_month": 0.3}}, "centre": {"brush_off": 0.03}}


def test_m126_reps_hang_up_on_what_is_also_another_firms() -> None:
    """M126: held to a short handle time CSRs end calls themselves; measured by what is resolved they don't, and talk.

    A right to ring the other firm ends the forbidden cases, in longer calls.
    """
    haste = {"pressure.handle_time_target": 150}
    moves({}, haste, over=CROSSED, rises="cut_off_by_csr contacts_per_case", falls="wait_mean_s handled_pct")
    resolved = haste | {"pressure.kpi_resolved": 1}
    moves(haste, resolved, over=CROSSED, falls="cut_off_by_csr", rises="talk_min_per_contact")
    moves({}, {"process.conference": 1}, over=CROSSED, falls="agreed_but_blocked", rises="talk_min_per_contact")


def test_m127_papers_from_court_cost_ten_times_a_call() -> None:
    """M127: small claims cost more than any other door; to settle early saves nearly all of it, and teaches noise."""
    model = after(world(**laid(OUTSIDE, {"carrier": {"subscribers": 4000}})), 1, 21)
    table = rows(model)
    door, usd = (column(table, Kind.OUTSIDE_COMPLAINT, name) for name in ("door", "cost_usd"))
    assert (door == 3).any()
    assert usd[door == 3].min() > 3 * usd[door < 3].max()
    assert usd[door < 3].mean() > 10 * model.level.centre.contact_usd
    moves(
        {}, {"power.settle": 300}, over=OUTSIDE, days=28,
        falls="outside_complaints door_small_claims complaints_usd", rises="executive_cases noise_pct credits_usd",
    )  # fmt: skip


def test_m128_tapes_are_evidence_and_they_travel() -> None:
    """M128: recorded calls prove the customer right, and give some what is not due; a tape has far more listeners."""
    over: Table = {"issues": {"overcharge": {"doubted": 0.3}}, "market": {"post": 0.3}}
    moves({}, {"process.record_calls": 1}, over=over, falls="not_believed", rises="leakage_usd bad_readers cost_usd")


def test_m129_watched_reps_keep_to_the_rule() -> None:
    """M129: with listeners on the line fewer causes are missed; less is dared, nobody is warm, and morale falls."""
    moves(
        {}, {"pressure.monitoring": 1}, over={"centre": {"diagnosis_error": 0.25}},
        rises="resolved_first_contact_pct not_dared cost_usd", falls="manner csr_morale leakage_usd satisfaction_pct",
    )  # fmt: skip


def test_m130_right_the_first_time_is_silent_afterwards() -> None:
    """M130: longer calls that end the matter make fewer of them."""
    right = {"process.explain_cause": 1, "process.closure_rule": 1}
    moves(
        {}, right, days=28,
        falls="contacts contacts_per_case", rises="resolved_first_contact_pct talk_min_per_contact",
    )  # fmt: skip


def test_m131_the_change_that_was_never_made_comes_out_late() -> None:
    """M131: an error in a change lies hidden for days; a confirmation shows it the same day, for seconds of reading."""
    over: Table = {"issues": {"change": {"per_month": 1.5}}, "centre": {"diagnosis_error": 0.2, "hard": 0}}
    moves({}, {"process.confirmations": 1}, over=over, days=28, falls="cured_days", rises="talk_min_per_contact")


def test_m132_the_tape_is_mostly_hold() -> None:
    """M132: with too few on the phones the line takes a large part of the hours; more of them cost wages."""
    over: Table = {"carrier": {"subscribers": 1500}}
    moves(
        {"people.frontline_staff": 2}, {"people.frontline_staff": 5}, over=over,
        falls="hold_min hours_taxed redials abandon_pct", rises="cost_usd",
    )  # fmt: skip


def test_m133_nobodys_customer() -> None:
    """M133: a number on its way is sent from desk to desk, each saying he is the other's, until a rule says whose.

    The linter finds it before anyone calls.
    """
    over: Table = {"issues": {"porting": {"per_month": 0.1}}}
    moves(
        {}, {"process.port_rule": 1}, over=over,
        falls="catch_22 loops_per_case contacts", rises="resolved_full_pct satisfaction_pct",
    )  # fmt: skip
    level = world(**over)
    for rule, found in ((0, True), (1, False)):
        kinds = {finding.name for finding in findings(level, dict(level.book) | {"process.port_rule": rule})}
        assert ("catch_22:porting" in kinds) is found


def test_m134_it_costs_to_leave_and_to_join() -> None:
    """M134: a fee turns wishes to leave into captives; a fee at the door keeps people out. Both bring revenue now."""
    moves(
        {"promise.leaving_fee": 0}, {"promise.leaving_fee": 350}, over=RESTLESS,
        falls="churned satisfaction_pct", rises="captive_latent revenue_usd",
    )  # fmt: skip
    moves(
        {"promise.joining_fee": 0}, {"promise.joining_fee": 80}, over={"market": {"join_ads_monthly": 0.3}},
        falls="joined_ads subscribers", rises="revenue_usd",
    )  # fmt: skip


def test_m135_a_contradiction_is_a_story() -> None:
    """M135: a case in which all agreed and the answer was no is told to more people than one that merely failed.

    The linter names the contradiction, and without it less is told and read.
    """
    plain, absurd = [], []
    for seed in SEEDS:
        model = after(world(**laid(laid(TOWN, FORBIDDEN), {"carrier": {"subscribers": 1500}})), seed, 28)
        table = rows(model)
        closed, told = of(table, Kind.CASE_CLOSED), of(table, Kind.TOLD)
        gave_up = closed[(closed[:, 7] == CaseEnding.GIVEN_UP) & (closed[:, 11] == 2)]
        heard = {(row[2], row[0] // 86_400): row[7] for row in told[told[:, 9] == 0]}
        for found, some in ((plain, gave_up[gave_up[:, 12] == 0]), (absurd, gave_up[gave_up[:, 12] > 0])):
            found.append({"told": float(np.mean([heard.get((row[2], row[0] // 86_400), 0) for row in some]))})
    differ(plain, absurd, rises="told")
    moves({}, {"power.override": 1}, over=FORBIDDEN, days=28, falls="told_negative bad_posts bad_readers")
    level = world(**FORBIDDEN)
    for power, found in ((0, True), (1, False)):
        kinds = {finding.name for finding in findings(level, dict(level.book) | {"power.override": power})}
        assert ("agreed_but_nobody:dead_line" in kinds) is found


def test_m136_one_country_has_the_pleasant_calls() -> None:
    """M136: sites differ: the partner's people are kinder once they have the language, and worse off without it.

    Squeezed below its price the partner's quality goes.
    """
    over: Table = {"book": {"people.frontline_staff": 10}}
    away = {"people.offsite_share": 0.8}
    fluent = away | {"people.language": 1}
    moves({}, away, over=over, rises="talk_min_per_contact", falls="manner satisfaction_pct cost_usd")
    moves({}, fluent, over=over, rises="manner satisfaction_pct", falls="cost_usd")
    moves(fluent, fluent | {"people.vendor_price": 7}, over=over, days=28, falls="partner_pct manner cost_usd")


def test_m137_rudeness_comes_from_how_people_are_treated() -> None:
    """M137: badly paid people treat customers worse and hang up more; those hired for warmth are kinder, and slower."""
    moves(
        {"people.wage": 10}, {"people.wage": 20}, days=28,
        rises="manner csr_morale cost_usd", falls="cut_off_by_csr",
    )  # fmt: skip
    over: Table = {
        "employees": {"hiring_days": 0}, "book": {"people.training_days": 3, "people.frontline_staff": 2},
    }  # fmt: skip
    then = ((1, "people.frontline_staff", 14),)
    quick, warm = (arm({"people.hire_for_warmth": warmth}, over, days=28, then=then) for warmth in (0, 1))
    differ(quick, warm, rises="manner satisfaction_pct talk_min_per_contact")


# A machine that signs people up for things.
ENROLLING: Table = {"issues": {"misenrolment": {"per_month": 0.05}}}


def test_m138_the_machine_signed_her_up() -> None:
    """M138: a machine takes calls off the floor and enrols people who never asked, and its record is believed.

    Confirmations end the one, doubt in her favour the other, and that pays some who did ask.
    """
    machine = {"promise.self_service": 0.8}
    moves({}, machine, over=ENROLLING, rises="born_misenrolment not_believed self_service", falls="contacts")
    moves(machine, machine | {"process.confirmations": 1}, over=ENROLLING, falls="born_misenrolment not_believed")
    doubt = ({"power.benefit_of_doubt": usd} for usd in (0, 150))
    moves(*doubt, over=ENROLLING, falls="not_believed", rises="leakage_usd")


def test_m139_some_want_a_person_never_a_machine() -> None:
    """M139: the machine settles little for those who can't bear it; without a way out they are trapped in it.

    The way out makes calls for people.
    """
    over: Table = {"carrier": {"segments": {"elder": {"share": 0.2}, "everyday": {"share": 0.24}}}}
    machine = {"promise.self_service": 0.8}
    moves(
        machine | {"promise.exit_to_person": 0}, machine | {"promise.exit_to_person": 1}, over=over,
        falls="machine_trapped", rises="contacts satisfaction_pct hours_taxed",
    )  # fmt: skip
    others, averse = [], []
    for seed in SEEDS:
        model = after(world(**laid(laid(TOWN, over), {"book": machine})), seed, 14)
        calls = of(rows(model), Kind.MACHINE)
        elder = model.market.people.segment[calls[:, 2].astype(int)] == list(model.level.carrier.segments).index(
            "elder"
        )
        solved = calls[:, 7] == MachineEnding.SOLVED
        others.append({"solved": float(solved[~elder].mean())})
        averse.append({"solved": float(solved[elder].mean())})
    differ(others, averse, falls="solved")


def test_m140_to_let_go_is_a_remedy() -> None:
    """M140: the badly served who may leave free do so, fewer stay as captives, and fewer of the leavers vow revenge."""
    over = laid(RESTLESS, {"book": POWERLESS | {"promise.leaving_fee": 350}})
    bound, free = arm({}, over, days=28), arm({"power.fee_waiver": 1}, over, days=28)
    differ(bound, free, falls="captive_latent revenue_usd", rises="churned")
    vows = [[{"each": found["never_again"] / found["churned"]} for found in some] for some in (bound, free)]
    differ(*vows, falls="each")


def test_m141_threats_pile_up_with_each_call_in_vain() -> None:
    """M141: the more calls in vain, the likelier the next step is a complaint outside; early cures leave few."""
    over = laid(OUTSIDE, {"centre": {"outside": 0.1}, "carrier": {"subscribers": 1500}})
    early, late = [], []
    for seed in SEEDS:
        table = rows(after(world(**laid(TOWN, over)), seed, 28))
        ended = of(table, Kind.CONTACT_ENDED)
        tries = np.bincount(ended[ended[:, 7] == ContactEnding.UNRESOLVED, 10].astype(int), minlength=8)
        count: dict[float, int] = {}
        calls: dict[int, int] = {}
        for row in table[np.isin(table[:, 1], (Kind.CONTACT_ENDED, Kind.OUTSIDE_COMPLAINT))]:
            if row[1] == Kind.CONTACT_ENDED:
                count[row[3]] = int(row[10])
            else:
                calls[count[row[3]]] = calls.get(count[row[3]], 0) + 1
        early.append({"chance": calls.get(3, 0) / tries[3]})
        late.append({"chance": calls.get(5, 0) / max(1, tries[5])})
    differ(early, late, rises="chance")
    few: Table = {"centre": {"outside": 0.1}, "book": {"power.approval_route": 0, "power.billing_credit_limit": 0}}
    moves(
        {"power.frontline_credit_limit": 0}, {"power.frontline_credit_limit": 100}, over=few, days=28,
        falls="outside_complaints complaints_usd", rises="leakage_usd",
    )  # fmt: skip


def test_m142_the_way_upstairs_is_hidden() -> None:
    """M142: unpublished, the way upstairs is found by few, and bureau and regulator get the rest.

    Published, many more come, to the cheaper door.
    """
    moves(
        {}, {"promise.published_route": 1}, over=OUTSIDE, days=28,
        falls="door_bureau door_regulator complaint_usd_each", rises="outside_complaints door_executive_mailbox",
    )  # fmt: skip


def test_m143_a_name_makes_accountable() -> None:
    """M143: CSRs who give name and number err less, and are shouted at by name."""
    over: Table = {"centre": {"diagnosis_error": 0.4, "hard": 0}}
    moves(
        {}, {"process.give_name": 1}, over=over,
        rises="resolved_first_contact_pct", falls="contacts_per_case csr_morale",
    )  # fmt: skip


# Many want out, and two years bind them.
LOCKED: Table = {
    "market": {"churn_monthly": 0.15}, "events": EVENTS,
    "book": {"promise.leaving_fee": 350, "promise.contract_months": 24},
}  # fmt: skip


def test_m144_what_is_locked_in_leaves_when_the_lock_opens() -> None:
    """M144: contracts keep churn low and fill with people who want out; the day many of them end, these go at once."""
    open_ = {"promise.contract_months": 0}
    moves(open_, {}, over=LOCKED, days=28, falls="churned", rises="captive_latent")
    still, ended = arm({}, LOCKED, days=28), arm({}, LOCKED, days=28, inject="expiry_wave", at=21)
    differ(still, ended, rises="churned_expiry churned", falls="captive_latent")


def test_m145_a_cap_ends_bill_shock() -> None:
    """M145: roaming bills that end somewhere bring few calls, and less roaming revenue."""
    moves({}, {"promise.roaming_cap": 20}, days=28, falls="born_roaming contacts", rises="cost_usd")


def test_m146_warmth_and_power_are_two_things() -> None:
    """M146: kind words lift how people feel treated, with and without power; power alone lifts what is resolved.

    The four corners: warmth without power is felt as kinder and leaves people less content than power without warmth.
    """
    cold, warm = {"pressure.script": 1}, {"pressure.script": 0, "pressure.rapport": 1}
    none, power = POWERLESS, {"power.frontline_credit_limit": 200}
    for may in (none, power):
        moves(may | cold, may | warm, rises="manner satisfaction_pct")
    moves(none | warm, power | cold, falls="manner", rises="satisfaction_pct resolved_full_pct")


def test_m147_to_be_told_why_is_worth_something() -> None:
    """M147: the cause explained, not only the cure brought, pleases and spares repeats; it takes its time."""
    moves(
        {}, {"process.explain_cause": 1}, days=28,
        falls="contacts", rises="satisfaction_pct talk_min_per_contact",
    )  # fmt: skip
