"""Accounts: the table from every metric to the events that it is made of.

Rules of this file:
1. An account's parts and the model's own metric are two ways to one number; a test compares them for every metric.
2. What the log shows only as going together is not counted as a cause: a cut that isn't `sure` says so, and the levels
   that no event adds to (morale, trust) have companions `beside` them, with no share.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from game.views.past import EMPTY
from game.views.why import facets as by
from game.views.why import hours, lived, picks
from game.views.why.evidence import Evidence, Span
from game.views.why.folds import (
    Account,
    Beside,
    Cut,
    Fold,
    Group,
    Number,
    counted,
    cut,
    cuts_of,
    lines,
    many,
    missing,
    of,
    rate,
    stood,
    total,
    val,
)
from game.views.why.labels import Label
from game.views.why.money import COST, REVENUE, costs, earned, profit
from game.views.words import say
from sim.clock import DAY, DAYS_A_MONTH
from sim.events import FIELDS, Block, ContactEnding, Kind, Leaving, MachineEnding, Why
from sim.measures import MEASURES
from sim.words import later

_K = Kind


# --- kinds of account -----------------------------------------------------------------------------------------------


def _level(kind: Kind, name: str, scale: float, *beside: Beside, lever: str, default: float = 0.0) -> Account:
    """A level that no event adds to: where it stood, how it moved, and what went with that."""
    return Account(
        cuts=(),
        base=stood(kind, name, scale, default),
        base_says=later("Where it stood"),
        rest=later("How it moved: no single event adds to it"),
        stock=True,
        beside=beside,
        lever=lever,
    )


def _worth() -> tuple[Fold, ...]:
    return (
        Fold(
            pick=of(_K.CHURNED), each=val(_K.CHURNED, "own_usd"), title=later("The leavers' own future"),
            says=later("What they would have paid."),
        ),
        Fold(
            pick=of(_K.TURNED_AWAY), each=val(_K.TURNED_AWAY, "worth_usd"), title=later("Those whom talk turned away"),
            says=later("Would have joined, and heard the story first."),
        ),
    )  # fmt: skip


def _block(block: Block, lever: str) -> Account:
    return counted(Fold(pick=of(_K.ROADBLOCK, block=block)), by.ISSUE, by.LIMIT, by.REASON, by.HOUR_OF_DAY, lever=lever)


def _leaving(how: Leaving, lever: str) -> Account:
    return counted(Fold(pick=of(_K.CHURNED, how=how)), lived.LEFT, by.WHEN, by.WEEKDAY, lever=lever)


def _tenures() -> Cut:
    """What moves the mean time since hiring: days that pass, those who come, those who go."""

    def split(e: Evidence, span: Span) -> list[Group]:
        heads = e.latest(_K.STAFFED, "headcount", span.end, 0.0)
        mean = stood(_K.STAFFED, "tenure_days", 1.0, 0.0)(e, span)
        days = e.of(_K.STAFFED, span)
        first = 1 if not len(e.of(_K.STAFFED, Span(-1.0, span.start))) else 0
        hired, quit_ = e.of(_K.CSR_HIRED, span), e.of(_K.CSR_QUIT, span)
        gone = mean - quit_.value(_K.CSR_QUIT, "tenure_days")
        rows = [
            ("days", later("A day older every day"), "", "", EMPTY, np.array([float(max(0, len(days) - first))])),
            ("hired", later("New hires"), later("They begin at nothing."), "people.training_days",
             hired, np.full(len(hired), -mean / max(1.0, heads))),
            ("quit", later("Quits"), later("Those who go take their time with them."), "people.wage",
             quit_, gone / max(1.0, heads)),
        ]  # fmt: skip
        return [
            Group(key=f"tenure {key}", label=Label(title=say(title), says=say(says), lever=lever),
                  amount=float(amounts.sum()), table=table, amounts=amounts if len(table) else np.zeros(0))
            for key, title, says, lever, table, amounts in rows
        ]  # fmt: skip

    return Cut(title=later("What moved it"), split=split)


def _seen() -> Cut:
    """What the dashboard adds up."""

    def split(e: Evidence, span: Span) -> list[Group]:
        if not picks.ended(e, span) and not picks.cases(e, span):
            return []
        seen = e.latest(_K.DRIFTED, "insight", span.end, 0.0) if len(e.of(_K.DRIFTED, span)) else 0.0
        resolved = 100 * (1 - len(picks.not_resolved(e, span)) / picks.cases(e, span)) if picks.cases(e, span) else 0.0
        lost = e.of(_K.CONTACT_ENDED, span, ending=(ContactEnding.RENEGED, ContactEnding.DISCONNECTED))
        handled = 100 * (1 - len(lost) / picks.ended(e, span)) if picks.ended(e, span) else 0.0
        return [
            Group(key="seen true", amount=seen * resolved, label=Label(
                title=say("Resolved, as far as they see"),
                says=say("{share:.0f} % of the truth, and {value:.1f} % resolved.", share=100 * seen, value=resolved),
                lever="perception.complaint_file")),
            Group(key="seen else", amount=(1 - seen) * handled, label=Label(
                title=say("Handled, for the rest"),
                says=say("{share:.0f} % taken from the wall, where {value:.1f} % are handled.",
                         share=100 * (1 - seen), value=handled),
                lever="perception.measure_resolved")),
        ]  # fmt: skip

    return Cut(title=later("Seen and true"), split=split)


# --- what goes with a level -----------------------------------------------------------------------------------------


def _b(title: str, count: Number, lever: str = "", unit: str = "count") -> Beside:
    return Beside(title=title, count=count, lever=lever, unit=unit)


_NOT_CONTENT = Fold(pick=of(_K.SURVEYED, content=0))
_ROADBLOCKS = _b(later("Roadblocks: a CSR had to say no"), many(_K.ROADBLOCK), "power.frontline_credit_limit")
_GIVEN_UP = _b(later("Cases given up"), lambda e, s: float(len(picks.given_up(e, s))), "power.frontline_credit_limit")
_BROKEN = _b(later("Promises not kept"), many(_K.PROMISE_BROKEN), "process.post_as_you_speak")
_HUNG_UP = _b(later("Calls hung up waiting"), many(_K.RENEGED), "people.frontline_staff")
_DECISIONS = _b(later("Decisions taken"), many(_K.DECIDED))
_BAD = _b(
    later("People told something bad"), lambda e, s: float(e.of(_K.TOLD, s, positive=0).value(_K.TOLD, "people").sum())
)
_FINE = _b(
    later("People told something good"), lambda e, s: float(e.of(_K.TOLD, s, positive=1).value(_K.TOLD, "people").sum())
)
_READ = _b(
    later("Readers of bad public stories"),
    lambda e, s: sum(float(e.of(k, s, positive=0).value(k, "readers").sum()) for k in (_K.POSTED, _K.READ)),
    "perception.public_replies",
)
_OUTSIDE = _b(later("Complaints outside"), many(_K.OUTSIDE_COMPLAINT), "promise.published_route")
_UPSTAIRS = _b(later("Cases put right upstairs"), many(_K.EXECUTIVE), "people.executive_staff")


# --- the table ------------------------------------------------------------------------------------------------------


def _table() -> dict[str, Account]:
    def told(positive: float) -> Fold:
        return Fold(pick=of(_K.TOLD, positive=positive), each=val(_K.TOLD, "people"))

    def joined(source: float) -> Fold:
        return Fold(pick=of(_K.JOINED, source=source))

    waited = Fold(pick=picks.waited, each=val(_K.CONTACT_ENDED, "first_wait_s"), over=picks.ended)
    slowest = Fold(pick=picks.slowest, over=lambda e, s: float(len(picks.slowest(e, s))), scale=100.0)
    left = Fold(pick=of(_K.CHURNED))
    worth = _worth()
    reneged = Fold(pick=of(_K.CONTACT_ENDED, ending=ContactEnding.RENEGED), over=picks.ended, scale=100.0)
    lost = Fold(pick=of(_K.CONTACT_ENDED, ending=(ContactEnding.RENEGED, ContactEnding.DISCONNECTED)))
    moved = Fold(pick=of(_K.TRANSFERRED), over=picks.voiced)
    asked = many(_K.SURVEYED)
    heard = total(_K.TOLD, "people")
    staff = "people.frontline_staff"
    limit = "power.frontline_credit_limit"
    taxed = {name.removesuffix("_s"): hours.spent(name) for name in FIELDS[_K.LEG_ENDED]}
    comings = (
        replace(joined(0), title=later("Came by advertising"), lever="promise.advertising"),
        replace(joined(1), title=later("Came by word of mouth"), says=later("Would not have come without the talk."),
        lever=limit),
        *(
            Fold(pick=of(_K.CHURNED, how=how), scale=-1.0, title=title, lever=lever, says=says)
            for how, (title, says, lever) in (
                (Leaving.VOICED, (later("Left: called to leave"), later("They told us."),
                "promise.retention_discount")),
                (Leaving.SILENT, (later("Left: without a word"), later("Nobody asked."), "perception.outreach")),
                (Leaving.EXPIRY, (later("Left: when the contract ended"), later("Stored for months."),
                "promise.contract_months")),
                (Leaving.FIRED, (later("Left: let go by us"), later("Not worth the calls, said the books."),
                                 "perception.fire_below")),
            )
        ),
    )  # fmt: skip
    return {
        "subscribers": Account(
            cuts=(lines(later("Came and went"), *comings), cut(lived.COMINGS, *comings)),
            base=lambda e, s: e.latest(_K.DAY_CLOSED, "subscribers", s.start, float(e.level.carrier.subscribers)),
            base_says=later("Subscribers when it began"),
            stock=True,
            lever="promise.advertising",
        ),
        "joined_ads": counted(joined(0), lived.BACK, by.WHEN, by.WEEKDAY, lever="promise.advertising"),
        "joined_word_of_mouth": counted(joined(1), lived.TELLER, lived.BACK, by.WHEN, by.WEEKDAY, lever=limit),
        "churned_voiced": _leaving(Leaving.VOICED, "promise.retention_discount"),
        "churned_silent": _leaving(Leaving.SILENT, "perception.outreach"),
        "churned_expiry": _leaving(Leaving.EXPIRY, "promise.contract_months"),
        "churned_fired": _leaving(Leaving.FIRED, "perception.fire_below"),
        "captive_latent": Account(
            cuts=(
                lines(later("In and out"),
                    Fold(pick=of(_K.WANTED_OUT), title=later("Wanted out, and were held"),
                         says=later("The contract holds them. They talk."), lever="promise.leaving_fee"),
                    Fold(pick=of(_K.CHURNED, how=Leaving.EXPIRY), scale=-1.0,
                    title=later("Left when the contract ended"),
                         says=later("As soon as they could."), lever="promise.contract_months"),
                ),
                cut(
                    lived.HELD,
                    Fold(pick=of(_K.WANTED_OUT)),
                    Fold(pick=of(_K.CHURNED, how=Leaving.EXPIRY), scale=-1.0),
                ),
            ),
            base=lambda e, s: e.latest(_K.SENTIMENT, "captives", s.start, 0.0),
            base_says=later("Captives when it began"),
            stock=True,
            rest=later("Contract over, and stayed; or freed otherwise"),
            lever="promise.leaving_fee",
        ),
        "churn_monthly_pct": Account(
            cuts=cuts_of(
                replace(left, over=total(_K.DAY_CLOSED, "subscribers"), scale=100 * DAYS_A_MONTH),
                lived.LEFT, by.HOW, by.WHEN, by.WEEKDAY,
            ),
            lever=limit,
        ),
        "contacts": counted(Fold(pick=of(_K.CONTACT_BEGAN)), by.REASON, by.ISSUE, by.HOUR_OF_DAY, by.WEEKDAY,
                            lever=limit),
        "cases": counted(Fold(pick=of(_K.CASE_BORN)), by.ISSUE, by.FAULT, by.VOICED, by.BRED, by.WEEKDAY,
                         lever="perception.complaint_file"),
        "contacts_per_case": Account(
            cuts=cuts_of(Fold(pick=picks.repeats, over=picks.cases), by.REASON, by.ISSUE),
            base=lambda e, s: 1.0 if picks.cases(e, s) else 0.0,
            base_says=later("One call each"),
            lever=limit,
        ),
        "transfers_per_case": counted(moved, by.TO_DESK, by.DESK, by.ISSUE, by.LOOP, by.WARM,
                                      lever="process.generalists"),
        "loops_per_case": counted(replace(moved, pick=of(_K.TRANSFERRED, loop=1)), by.TO_DESK, by.DESK, by.ISSUE,
                                  lever="process.loop_breaker"),
        "handled_pct": missing(picks.ended, lost, by.OUTCOME, by.DESK, by.HOUR_OF_DAY, by.REASON,
                               says=later("All contacts"), lever=staff),
        "resolved_first_contact_pct": missing(picks.cases, Fold(pick=picks.not_first), by.SPOILT, by.ISSUE,
                                              says=later("All closed cases"), lever=limit),
        "resolved_full_pct": missing(picks.cases, Fold(pick=picks.not_resolved), by.END, by.ISSUE,
                                     says=later("All closed cases"), lever=limit),
        "service_level_20s_pct": missing(picks.ended, Fold(pick=picks.slow), by.HOUR_OF_DAY, by.REASON, by.WEEKDAY,
                                         by.OUTCOME, says=later("All contacts"), lever=staff, load=True),
        "abandon_pct": counted(reneged, by.HOUR_OF_DAY, by.DESK, by.REASON, by.WEEKDAY, lever=staff, load=True),
        "wait_mean_s": counted(waited, by.HOUR_OF_DAY, by.REASON, by.WEEKDAY, by.OUTCOME, lever=staff, load=True),
        "wait_p90_s": Account(
            cuts=tuple(
                replace(
                    cut(facet, slowest),
                    whole=later("of the tenth of calls that waited longest"),
                )
                for facet in (by.HOUR_OF_DAY, by.REASON, by.WEEKDAY, by.OUTCOME)
            ),
            lever=staff,
            load=True,
        ),
        "longest_contact_s": Account(
            cuts=(
                lines(later("What it was spent on"),
                    *(
                        Fold(pick=hours.of_longest(name), each=val(_K.LEG_ENDED, name), title=title, says=says,
                             lever=lever)
                        for name, title, says, lever in hours.PARTS
                    ),
                ),
            ),
            rest=later("Put through, and not booked"),
            lever=staff,
        ),
        "redials": counted(Fold(pick=of(_K.CONTACT_BEGAN, why=Why.REDIAL)), by.HOUR_OF_DAY, by.ISSUE, by.OUTCOME,
                           by.WEEKDAY, lever=staff, load=True),
        "occupancy_pct": Account(
            cuts=(hours.occupied(total(_K.DAY_CLOSED, "staffed_s")),), rest=hours.UNTOLD, lever=staff, load=True
        ),
        "talk_min": counted(taxed["talk"], by.ISSUE, by.REASON, by.DESK, by.OUTCOME,
                            lever="pressure.handle_time_target"),
        "hold_min": counted(taxed["hold"], by.HOUR_OF_DAY, by.DESK, by.REASON, by.OUTCOME, lever=staff, load=True),
        "reexplain_min": counted(taxed["reexplain"], by.REASON, by.DESK, by.ISSUE, lever="process.notes"),
        "argue_min": counted(taxed["argue"], by.BLOCKED, by.ISSUE, by.DESK, lever=limit),
        "approval_min": counted(taxed["approval"], by.OUTCOME, by.ISSUE, by.HOUR_OF_DAY, by.DESK, lever=limit),
        "loop_min": counted(taxed["loop"], by.DESK, by.ISSUE, by.OUTCOME, lever="process.loop_breaker"),
        "hours_taxed": Account(
            cuts=(
                lines(later("What it was spent on"), *hours.TAXED),
                cut(by.REASON, Fold(pick=of(_K.CONTACT_ENDED), each=val(_K.CONTACT_ENDED, "duration_s"),
                                    scale=1 / 3600)),

                *cuts_of(
                    Fold(pick=of(_K.CONTACT_ENDED), each=val(_K.CONTACT_ENDED, "duration_s"), scale=1 / 3600),
                    by.ISSUE, by.OUTCOME, by.HOUR_OF_DAY,
                ),
            ),
            rest=later("Calls not over yet"),
            lever=staff,
        ),
        "roadblocks": counted(Fold(pick=of(_K.ROADBLOCK)), by.BLOCK, by.LIMIT, by.ISSUE, by.OUTCOME, lever=limit),
        "phantom_promises": counted(Fold(pick=of(_K.PROMISED)), by.DESK, by.NOVICE, by.ISSUE, by.WHEN,
                                    lever="process.post_as_you_speak"),
        "credits_usd": Account(
            cuts=(
                lines(later("Due or not"),
                    Fold(pick=of(_K.CREDITED), title=later("What was due"), says=later("A mistake, paid back."),
                    lever=limit,
                         each=lambda t: t.value(_K.CREDITED, "usd") - t.value(_K.CREDITED, "leaked_usd")),
                    Fold(pick=picks.leaked, each=val(_K.CREDITED, "leaked_usd"), title=later("What was not due"),
                         says=later("To end the call, or because somebody asked."), lever="power.over_credit_penalty"),
                ),
                *cuts_of(Fold(pick=of(_K.CREDITED), each=val(_K.CREDITED, "usd")), by.LIMIT, by.ISSUE, by.REASON,
                       by.PARTIAL),
            ),
            lever=limit,
        ),
        "leakage_usd": counted(Fold(pick=picks.leaked, each=val(_K.CREDITED, "leaked_usd")), by.ISSUE, by.LIMIT,
                               by.REASON, by.WHEN, lever=limit),
        "outside_complaints": counted(Fold(pick=of(_K.OUTSIDE_COMPLAINT)), by.END, by.DOOR, by.ISSUE, by.WHEN,
                                      lever="promise.published_route"),
        "csat_pct": missing(asked, _NOT_CONTENT, lived.LAST_CALL, lived.NTH, says=later("Everybody who answered"),
        lever=limit),
        "nps": Account(
            cuts=(
                lines(later("Promoters and detractors"),
                    Fold(pick=picks.promoters, over=asked, scale=100.0, title=later("Promoters"),
                    says=later("Nine or ten.")),
                    Fold(pick=picks.detractors, over=asked, scale=-100.0, title=later("Detractors"),
                    says=later("Six or less.")),
                ),
                cut(
                    lived.LAST_CALL,
                    Fold(pick=picks.promoters, over=asked, scale=100.0),
                    Fold(pick=picks.detractors, over=asked, scale=-100.0),
                ),
            ),
            lever=limit,
        ),
        "ces": Account(
            cuts=cuts_of(
                Fold(pick=of(_K.SURVEYED), each=lambda t: t.value(_K.SURVEYED, "effort") - 1, over=asked),
                lived.NTH, lived.LAST_CALL,
            ),
            base=lambda e, s: 1.0 if asked(e, s) else 0.0,
            base_says=later("No effort at all"),
            lever="process.notes",
        ),
        "told_positive": counted(told(1), lived.STORY, by.WHEN, by.WEEKDAY, lever=limit),
        "told_negative": counted(told(0), lived.STORY, by.WHEN, by.WEEKDAY, lever=limit),
        "posts": counted(Fold(pick=of(_K.POSTED)), by.GOOD, lived.STORY, by.WHEN, lever="perception.public_replies"),
        "net_word_of_mouth": Account(
            cuts=(
                cut(
                    lived.STORY,
                    replace(told(1), over=heard, scale=100.0),
                    replace(told(0), over=heard, scale=-100.0),
                ),
                cut(
                    by.GOOD,
                    replace(told(1), over=heard, scale=100.0),
                    replace(told(0), over=heard, scale=-100.0),
                ),
            ),
            lever=limit,
        ),
        "never_again": counted(Fold(pick=of(_K.NEVER_AGAIN)), lived.LIVED, by.WHEN, lever=limit),
        "csr_morale": _level(
            _K.STAFFED, "morale", 100.0,
            _ROADBLOCKS,
            _b(later("How busy CSRs are"), rate(_K.DAY_CLOSED, "busy_s", "staffed_s"), staff, "pct"),
            _b(later("Minutes of 'why can't you?'"), lambda e, s: e.total(_K.LEG_ENDED, "argue_s", s) / 60, limit,
            "min"),
            _b(later("CSRs who quit"), many(_K.CSR_QUIT), "people.wage"),
            _DECISIONS,
            lever="people.appreciation",
        ),
        "csr_quits_annual_pct": counted(
            Fold(pick=of(_K.CSR_QUIT), over=total(_K.STAFFED, "headcount"), scale=36525.0),
            by.DESK, by.TENURE, by.MORALE, by.WHEN, lever="people.wage",
        ),
        "csr_tenure_days": Account(
            cuts=(_tenures(),),
            base=stood(_K.STAFFED, "tenure_days", 1.0, 0.0),
            base_says=later("Where it stood"),
            stock=True,
            rest=later("Those let go, and how hires and leavings fall together"),
            lever="people.wage",
        ),
        "revenue_usd": Account(cuts=(earned(), *cuts_of(REVENUE, by.WHEN, by.WEEKDAY)), lever="promise.price"),
        "cost_usd": Account(cuts=(costs(1.0), cut(by.WHEN, replace(COST, scale=1.0))), lever=staff),
        "profit_usd": Account(cuts=(profit(), cut(by.WHEN, REVENUE, COST), cut(by.WEEKDAY, REVENUE, COST)),
                              lever=staff),
        "cash_usd": Account(
            cuts=(profit(), cut(by.WHEN, REVENUE, COST)),
            base=lambda e, s: e.level.carrier.cash_usd
            + sum(sign * e.total(_K.DAY_CLOSED, name, Span(-1.0, s.start))
                  for name, sign in (("revenue_usd", 1.0), ("cost_usd", -1.0))),
            base_says=later("In the bank when it began"),
            stock=True,
            lever=staff,
        ),
        "booked_value_lost_usd": counted(replace(left, each=val(_K.CHURNED, "booked_usd")), lived.LEFT, by.HOW, by.WHEN,
                                         lever=limit),
        "true_value_lost_usd": Account(
            cuts=(cut(lived.LOST, *worth), lines(later("Leavers and listeners"), *worth), cut(by.WHEN, *worth)),
            lever=limit,
        ),
        "perception_gap": Account(
            cuts=(
                lines(later("Seen and true"),
                    Fold(pick=of(_K.SURVEYED, content=1), over=asked, scale=100.0,
                         title=later("Content, of those who answered"), says=later("What the survey shows.")),
                    Fold(pick=of(_K.SENTIMENT), each=val(_K.SENTIMENT, "content"), scale=-100.0,
                         over=total(_K.SENTIMENT, "contacts"), title=later("Content, of all who called"),
                         says=later("What is so. Those who are past answering don't answer.")),
                ),
            ),
            lever="perception.measure_resolved",
        ),
        "tipped_pct": counted(Fold(pick=picks.tipped, over=many(_K.CHURNED), scale=100.0), lived.TELLER, by.HOW,
                              by.WHEN, lever=limit),
        "told_by_ex": counted(Fold(pick=of(_K.TOLD, ex=1), each=val(_K.TOLD, "people")), lived.EX_HOW, by.WHEN,
                              by.WEEKDAY, lever="promise.leaving_fee"),
        "self_service": counted(Fold(pick=of(_K.MACHINE)), by.MACHINE, by.ISSUE, by.HOUR_OF_DAY,
                                lever="promise.self_service"),
        "self_service_solved_pct": missing(
            many(_K.MACHINE), Fold(pick=of(_K.MACHINE, ending=(MachineEnding.TO_A_PERSON, MachineEnding.TRAPPED))),
            by.MACHINE, by.ISSUE, says=later("All who were sent there"), lever="promise.exit_to_person",
        ),
        "letters": counted(Fold(pick=of(_K.LETTER_SENT)), by.END, by.ISSUE, by.WHEN, lever="people.back_office_staff"),
        "letters_granted": counted(Fold(pick=of(_K.LETTER_ANSWERED, granted=1)), by.ISSUE, by.WHEN,
                                   lever="power.supervisor_credit_limit"),
        "executive_cases": counted(Fold(pick=of(_K.EXECUTIVE)), by.END, by.ISSUE, by.WHEN,
                                   lever="people.executive_staff"),
        "adopted": counted(Fold(pick=of(_K.ADOPTED)), by.DESK, by.ISSUE, by.WHEN, lever="process.ownership"),
        "orphan_days": counted(
            Fold(pick=picks.given_up, each=lambda t: t.value(_K.CASE_CLOSED, "age_s") / DAY), by.END, by.ISSUE, by.WHEN,
            lever=limit,
        ),
        "cut_off_by_csr": counted(Fold(pick=of(_K.DISCONNECTED, by_csr=1)), by.DESK, by.REASON, by.ISSUE,
                                  by.HOUR_OF_DAY, lever="pressure.kpi_resolved"),
        "catch_22": _block(Block.CATCH_22, "process.port_rule"),
        "agreed_but_blocked": _block(Block.AGREED_BUT_BLOCKED, "power.override"),
        "not_dared": _block(Block.NOT_DARED, "power.over_credit_penalty"),
        "not_believed": _block(Block.NOT_BELIEVED, "power.benefit_of_doubt"),
        "seen_resolved_pct": Account(cuts=(_seen(),), lever="perception.measure_resolved"),
        "insight_pct": _level(
            _K.DRIFTED, "insight", 100.0, _OUTSIDE, _DECISIONS, lever="perception.complaint_file"
        ),
        "handle_norm_pct": _level(
            _K.DRIFTED, "norm", 100.0,
            _b(later("Seconds of talk a call"),
               lambda e, s: e.total(_K.LEG_ENDED, "talk_s", s) / max(1.0, picks.ended(e, s)),
               "pressure.handle_time_target", "s"),
            _b(later("Hung up on by a CSR"), many(_K.DISCONNECTED, by_csr=1), "pressure.kpi_resolved"),
            lever="pressure.handle_time_target", default=100.0,
        ),
        "rules": replace(
            _level(_K.DRIFTED, "rules", 1.0, _DECISIONS, lever="perception.policy_review"),
            base=lambda e, s: e.latest(_K.DRIFTED, "rules", s.start, e.level.centre.rules),
        ),
        "understanding_pct": _level(
            _K.DRIFTED, "understanding", 100.0, _DECISIONS,
            _b(later("A new rule, misread"), many(_K.ROADBLOCK, block=Block.MISAPPLIED), "process.teach_changes"),
            lever="process.teach_changes", default=100.0,
        ),
        "faults_pct": _level(
            _K.DRIFTED, "faults", 100.0,
            _b(later("Troubles of our own making"), many(_K.CASE_BORN, fault=0), "perception.complaint_file"),
            _OUTSIDE, lever="perception.complaint_file", default=100.0,
        ),
        "partner_pct": _level(_K.DRIFTED, "partner", 100.0, _DECISIONS, lever="people.vendor_price", default=100.0),
        "satisfaction_pct": replace(
            _level(_K.TEMPER, "satisfaction", 50.0, _GIVEN_UP, _ROADBLOCKS, _BROKEN, _HUNG_UP, _BAD, lever=limit),
            base=lambda e, s: 50 + stood(_K.TEMPER, "satisfaction", 50.0, 0.0)(e, s),
        ),
        "expectation_pct": replace(
            _level(_K.TEMPER, "expectation", 50.0, _DECISIONS, lever="promise.brand_promise"),
            base=lambda e, s: 50 + stood(_K.TEMPER, "expectation", 50.0, 0.0)(e, s),
        ),
        "noise_pct": _level(_K.TEMPER, "noise", 100.0, _UPSTAIRS, _OUTSIDE, lever="people.executive_staff"),
        "brand": _level(_K.TEMPER, "heard", 100.0, _BAD, _FINE, _READ, lever=limit),
        "trust_pct": _level(
            _K.TEMPER, "trust", 100.0, _BROKEN, _GIVEN_UP,
            _b(later("Found an advertised door closed"), many(_K.CLOSED_DOOR, promised=1), "promise.advertised_close"),
            lever="process.post_as_you_speak",
        ),
    }  # fmt: skip


def _with_busy(account: Account) -> Account:
    """Where it follows the load on the lines, what those ahead in line were busy with."""
    return replace(account, cuts=(account.cuts[0], _BUSY, *account.cuts[1:])) if account.load else account


_BUSY = hours.busy()
ACCOUNTS: dict[str, Account] = {
    name: account if name == "occupancy_pct" else _with_busy(account) for name, account in _table().items()
}


assert set(ACCOUNTS) == set(MEASURES)
