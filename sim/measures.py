"""The metrics' names: one definition each, with its unit, shown wherever the number is shown.

What lives here: name, title, its short form, unit, which way is better, and the definition in words. How each is folded
from the event log is `sim.run.metrics`, which has exactly these names; a test compares the two. What labels a number
of a metric on screen is its title, or its short form where the title doesn't fit; sentences may say it in their words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sim.words import Phrase

MOST_DIGITS = 4
"""So many digits more are tried to tell two values apart; what differs by less is the same to everyone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One metric."""

    name: str
    title: str
    unit: Literal["people", "count", "ratio", "pct", "s", "min", "h", "usd", "points", "days"]
    better: Literal["up", "down", "none"]
    says: str
    short: str = ""
    """The title where there is no room for it; empty: it always has. One for each metric, and no other's title."""

    def show(self, value: float, more: int = 0) -> Phrase:
        """`value` with its unit, as a player reads it, with so many digits `more` than usual."""
        match self.unit:
            case "usd":
                digits = 1 + more if more else 0
                size = abs(value)
                sign = "-" if value < 0 and round(size, digits) else ""
                if size >= 9_999_500:
                    return Phrase("{sign}${usd:,.{digits}f}m", sign=sign, usd=size / 1e6, digits=1 + more)
                if size >= 99_950:
                    return Phrase("{sign}${usd:,.{digits}f}k", sign=sign, usd=size / 1e3, digits=more)
                return Phrase("{sign}${usd:,.{digits}f}", sign=sign, usd=size, digits=digits)
            case "pct":
                return Phrase("{pct:.{digits}f} %", pct=_signed(value, 1 + more), digits=1 + more)
            case "ratio":
                return Phrase("{n:.{digits}f}", n=_signed(value, 2 + more), digits=2 + more)
            case "s":
                return (
                    Phrase("{s:,.{digits}f} s", s=_signed(value, more - 1), digits=more - 1)
                    if more
                    else _clock(round(value))
                )
            case "min":
                return Phrase("{n:,.{digits}f} min", n=_signed(value, more), digits=more)
            case "h":
                return Phrase("{n:,.{digits}f} h", n=_signed(value, more), digits=more)
            case "days":
                return Phrase("{n:,.{digits}f} d", n=_signed(value, more), digits=more)
            case "points" if round(value, more):
                return Phrase("{n:+.{digits}f}", n=value, digits=more)
            case _:
                return Phrase("{n:,.{digits}f}", n=_signed(value, more), digits=more)

    def marks(self, values: Sequence[float]) -> list[Phrase]:
        """Round values of one axis: dollars all in thousands, or all in full."""
        if self.unit != "usd" or not 99_950 <= max(map(abs, values), default=0.0) < 9_999_500:
            return [self.show(value) for value in values]
        digits = 0 if all(value % 1000 == 0 for value in values) else 1
        return [
            Phrase("{sign}${usd:,.{digits}f}k", sign="-" if value < 0 else "", usd=abs(value) / 1e3, digits=digits)
            if value
            else self.show(value)
            for value in values
        ]

    def apart(self, one: float, other: float) -> tuple[Phrase, Phrase]:
        """Two values beside each other, with as many digits as it takes to tell them apart."""
        for more in range(MOST_DIGITS):
            if one == other or self.show(one, more) != self.show(other, more):
                return self.show(one, more), self.show(other, more)
        return self.show(one), self.show(other)


def _signed(value: float, digits: int) -> float:
    """`value`, without its sign if it is nothing at so many digits."""
    return value if round(value, digits) else 0.0


def _clock(whole: int) -> Phrase:
    """Seconds as minutes and hours where they are many."""
    if whole >= 3600:
        return Phrase("{h} h {min:02d} min", h=whole // 3600, min=whole // 60 % 60)
    return Phrase("{s} s", s=whole) if whole < 100 else Phrase("{min}:{s:02d} min", min=whole // 60, s=whole % 60)


def _rows() -> tuple[Measure, ...]:
    m = Measure
    return (
        m(name="subscribers", title="Subscribers", unit="people", better="up", says="Subscribers now."),
        m(
            name="joined_ads",
            title="Joined by advertising",
            unit="people",
            better="up",
            says="Joined without talk having tipped them.",
        ),
        m(
            name="joined_word_of_mouth",
            title="Joined by word of mouth",
            unit="people",
            better="up",
            says="Joined who, with the same luck and no talk, would not have.",
        ),
        m(
            name="churned_voiced",
            title="Left, voiced",
            unit="people",
            better="down",
            says="Left after telling the firm, on the phone, that they want out.",
        ),
        m(name="churned_silent", title="Left in silence", unit="people", better="down", says="Left without a word."),
        m(
            name="churned_expiry",
            title="Left at expiry",
            unit="people",
            better="down",
            says="Captives who left when their contract ended.",
        ),
        m(
            name="captive_latent",
            title="Captives",
            unit="people",
            better="down",
            says="Subscribers now who want out and are bound.",
        ),
        m(
            name="churn_monthly_pct",
            title="Churn a month",
            unit="pct",
            better="down",
            says="All who left, per subscriber and month of 30.4 days.",
        ),
        m(
            name="contacts",
            title="Contacts",
            unit="count",
            better="none",
            says="Contacts begun: every answered, waiting or lost call.",
        ),
        m(
            name="cases",
            title="Cases",
            unit="count",
            better="none",
            says="Cases born, those who never called included.",
        ),
        m(
            name="contacts_per_case",
            title="Contacts per case",
            short="Per case",
            unit="ratio",
            better="down",
            says="Contacts per closed case that made at least one.",
        ),
        m(
            name="transfers_per_case",
            title="Transfers per case",
            unit="ratio",
            better="down",
            says="Transfers per case that made at least one contact.",
        ),
        m(
            name="loops_per_case",
            title="Loops per case",
            unit="ratio",
            better="down",
            says="Transfers back to a desk the same contact had already been at, per case that made a contact.",
        ),
        m(
            name="handled_pct",
            title="Handled",
            unit="pct",
            better="up",
            says="Contacts that ended with a CSR, of all contacts: what the dashboard counts.",
        ),
        m(
            name="resolved_first_contact_pct",
            title="Resolved at first contact",
            unit="pct",
            better="up",
            says="Closed cases with a contact that were resolved in full in their first one, no later surprise.",
        ),
        m(
            name="resolved_full_pct",
            title="Resolved in full",
            short="Resolved",
            unit="pct",
            better="up",
            says="Closed cases with a contact that ended resolved in full.",
        ),
        m(
            name="service_level_20s_pct",
            title="Answered in 20 s",
            short="Answered",
            unit="pct",
            better="up",
            says="First legs answered within 20 s, of all first legs.",
        ),
        m(
            name="abandon_pct",
            title="Abandoned",
            unit="pct",
            better="down",
            says="Contacts that hung up while waiting, of all contacts.",
        ),
        m(
            name="wait_mean_s",
            title="Mean wait",
            unit="s",
            better="down",
            says="Mean wait in line of first legs, those who hung up included.",
        ),
        m(
            name="wait_p90_s",
            title="Wait, 90th percentile",
            short="Wait, 90 %",
            unit="s",
            better="down",
            says="Nine first legs in ten waited no longer (to 2 %).",
        ),
        m(
            name="longest_contact_s",
            title="Longest contact",
            unit="s",
            better="down",
            says="Longest single contact from first ring to last word.",
        ),
        m(
            name="redials",
            title="Redials",
            unit="count",
            better="down",
            says="Contacts made because the last one was given up waiting.",
        ),
        m(
            name="occupancy_pct",
            title="Occupancy",
            unit="pct",
            better="none",
            says="Share of paid time on duty spent with a customer or the wrap-up.",
        ),
        m(name="talk_min", title="Talk", unit="min", better="none", says="Minutes of talk that served the matter."),
        m(name="hold_min", title="Hold", unit="min", better="down", says="Minutes in line."),
        m(
            name="reexplain_min",
            title="Re-explaining",
            unit="min",
            better="down",
            says="Minutes of telling it all again.",
        ),
        m(name="argue_min", title="Arguing", unit="min", better="down", says="Minutes of 'why can't you?'."),
        m(
            name="approval_min",
            title="Awaiting approval",
            unit="min",
            better="down",
            says="Minutes the customer held while a supervisor was sought and asked.",
        ),
        m(
            name="loop_min",
            title="Loops",
            unit="min",
            better="down",
            says="Minutes in line and on the phone after being sent back to a desk already spoken to.",
        ),
        m(
            name="hours_taxed",
            title="Hours taxed",
            short="Hours",
            unit="h",
            better="down",
            says="All hours customers spent in contacts.",
        ),
        m(
            name="roadblocks",
            title="Roadblocks",
            unit="count",
            better="down",
            says="Times policy stopped a CSR who saw the cure.",
        ),
        m(
            name="phantom_promises",
            title="Phantom promises",
            unit="count",
            better="down",
            says="Promised credits that were never entered.",
        ),
        m(name="credits_usd", title="Credits", unit="usd", better="none", says="Credits given."),
        m(name="leakage_usd", title="Leakage", unit="usd", better="down", says="Credits beyond what was due."),
        m(
            name="outside_complaints",
            title="Outside complaints",
            unit="count",
            better="down",
            says="Bureau, regulator, small claims, executive mail.",
        ),
        m(
            name="csat_pct",
            title="Surveyed satisfaction",
            unit="pct",
            better="up",
            says="Content share of the contacts that answered the survey.",
        ),
        m(
            name="nps",
            title="Net promoter score",
            unit="points",
            better="up",
            says="Promoters minus detractors among those who answered.",
        ),
        m(
            name="ces",
            title="Customer effort",
            unit="ratio",
            better="down",
            says="Effort felt, 1 (none) to 7, mean of those who answered.",
        ),
        m(
            name="told_positive",
            title="Heard good",
            unit="people",
            better="up",
            says="People who were told something good.",
        ),
        m(
            name="told_negative",
            title="Heard bad",
            unit="people",
            better="down",
            says="People who were told something bad.",
        ),
        m(name="posts", title="Posts", unit="count", better="none", says="Stories posted in public."),
        m(
            name="net_word_of_mouth",
            title="Net word of mouth",
            short="Net talk",
            unit="points",
            better="up",
            says="People told good minus people told bad, per 100 told.",
        ),
        m(
            name="never_again",
            title="Never again",
            unit="people",
            better="down",
            says="Ex-customers who vowed never to come back.",
        ),
        m(
            name="csr_morale",
            title="CSR morale",
            short="Morale",
            unit="pct",
            better="up",
            says="Mean morale of CSRs now, 0 to 100.",
        ),
        m(
            name="csr_quits_annual_pct",
            title="CSR turnover a year",
            unit="pct",
            better="down",
            says="Quits per head and year.",
        ),
        m(
            name="csr_tenure_days",
            title="CSR tenure",
            unit="days",
            better="up",
            says="Mean days since hiring of CSRs now.",
        ),
        m(name="revenue_usd", title="Revenue", unit="usd", better="up", says="Subscriptions and leaving fees."),
        m(
            name="cost_usd",
            title="Cost",
            unit="usd",
            better="down",
            says="Service, wages, hiring, severance, credits, advertising, acquisition, outside complaints, changes of "
            "policy.",
        ),
        m(name="profit_usd", title="Profit", unit="usd", better="up", says="Revenue minus cost."),
        m(name="cash_usd", title="Cash", unit="usd", better="up", says="Opening cash plus profit."),
        m(
            name="booked_value_lost_usd",
            title="Booked value lost",
            unit="usd",
            better="down",
            says="What the books said the leavers were worth.",
        ),
        m(
            name="true_value_lost_usd",
            title="True value lost",
            unit="usd",
            better="down",
            says="The leavers' own future, and the worth of those whom talk turned away.",
        ),
        m(
            name="perception_gap",
            title="Perception gap",
            short="Gap",
            unit="points",
            better="down",
            says="Surveyed satisfaction minus the satisfaction of every contact, in points.",
        ),
        m(name="churned_fired", title="Let go", unit="people", better="down", says="Whose contract the firm ended."),
        m(
            name="tipped_pct",
            title="Tipped by talk",
            unit="pct",
            better="down",
            says="Of those who left, who would have stayed but for what they heard or saw.",
        ),
        m(
            name="told_by_ex",
            title="Told by ex-customers",
            unit="people",
            better="down",
            says="People who heard it again from somebody who had left.",
        ),
        m(
            name="self_service",
            title="Sent to the machine",
            unit="count",
            better="none",
            says="Matters that began with a machine.",
        ),
        m(
            name="self_service_solved_pct",
            title="Settled by the machine",
            unit="pct",
            better="up",
            says="Of those sent to the machine, who needed nobody else.",
        ),
        m(
            name="letters",
            title="Letters",
            unit="count",
            better="down",
            says="Written by those to whom the phones said no.",
        ),
        m(
            name="letters_granted",
            title="Letters granted",
            unit="count",
            better="up",
            says="Letters that were answered with a yes.",
        ),
        m(
            name="executive_cases",
            title="Solved upstairs",
            unit="count",
            better="down",
            says="Cases put right by the executive desk, or settled before they got there.",
        ),
        m(name="adopted", title="Adopted", unit="count", better="up", says="Cases on which a CSR put his name."),
        m(
            name="orphan_days",
            title="Unsolved days",
            unit="days",
            better="down",
            says="Age of all cases that closed without a cure, added up.",
        ),
        m(
            name="cut_off_by_csr",
            title="Hung up on",
            unit="count",
            better="down",
            says="Contacts that the CSR ended himself, after a few seconds.",
        ),
        m(
            name="catch_22",
            title="Catch-22",
            unit="count",
            better="down",
            says="Sent away because he is the other desk's.",
        ),
        m(
            name="agreed_but_blocked",
            title="Agreed, but blocked",
            unit="count",
            better="down",
            says="All agreed on the fix and procedure forbade it.",
        ),
        m(
            name="not_dared",
            title="Allowed, not dared",
            unit="count",
            better="down",
            says="Cures within a CSR's authority that he feared to bring.",
        ),
        m(
            name="not_believed",
            title="Not believed",
            unit="count",
            better="down",
            says="The record, or a note, was believed instead of the customer.",
        ),
        m(
            name="seen_resolved_pct",
            title="Resolved, as seen upstairs",
            unit="pct",
            better="none",
            says="What the dashboard shows: resolved as far as those above see the truth, else handled.",
        ),
        m(
            name="insight_pct",
            title="Insight",
            unit="pct",
            better="up",
            says="Share of the truth that reaches those above now.",
        ),
        m(
            name="handle_norm_pct",
            title="Handle-time norm",
            unit="pct",
            better="up",
            says="The time people have come to think right for a call, against the natural one.",
        ),
        m(name="rules", title="Rules", unit="count", better="down", says="Rules in the book that a CSR must know."),
        m(
            name="understanding_pct",
            title="Changes understood",
            unit="pct",
            better="up",
            says="Contacts in which the latest changes of rules are applied as they were meant.",
        ),
        m(
            name="faults_pct",
            title="Own faults",
            unit="pct",
            better="down",
            says="How often the firm itself causes trouble, against the first day.",
        ),
        m(
            name="partner_pct",
            title="Partner's quality",
            unit="pct",
            better="up",
            says="Quality of the partner's site, against the first day.",
        ),
        m(
            name="satisfaction_pct",
            title="Satisfaction of all",
            unit="pct",
            better="up",
            says="Mean over all subscribers, called or not: 50 is neither glad nor hurt.",
        ),
        m(
            name="expectation_pct",
            title="Expectation",
            unit="pct",
            better="none",
            says="What subscribers expect on the same scale: satisfaction counts against it.",
        ),
        m(
            name="noise_pct",
            title="Noise pays",
            unit="pct",
            better="down",
            says="How far subscribers have learnt that only those who shout are helped.",
        ),
        m(
            name="brand",
            title="Word about the firm",
            unit="points",
            better="up",
            says="Good stories heard lately less bad ones, per 100 people in town.",
        ),
        m(
            name="trust_pct",
            title="Trust",
            unit="pct",
            better="up",
            says="Mean trust of subscribers: 60 on a quiet day.",
        ),
    )


MEASURES: dict[str, Measure] = {measure.name: measure for measure in _rows()}
