"""The policy book's levers: six chapters, one table.

A lever is data: name (`chapter.key`), unit, range, what a change costs and how long it takes, who may change it and
help that says how it cuts both ways. Adding a lever is adding a row here and reading it where it acts. A book is a
plain mapping from lever name to number (switches are 0 or 1); the level gives the opening values.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from math import isnan


class Chapter(StrEnum):
    """The six chapters of the policy book."""

    PEOPLE = "people"
    POWER = "power"
    PROCESS = "process"
    PRESSURE = "pressure"
    PROMISE = "promise"
    PERCEPTION = "perception"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lever:
    """One lever of the policy book."""

    name: str
    title: str
    unit: str
    """`usd`, `people`, `s`, `share`, `switch`, `usd/h`, `usd/day`, `months`, `hour`."""
    low: float
    high: float
    step: float
    delay_days: float = 0.0
    """From decision to effect."""
    cost_usd: float = 0.0
    """Paid once per change."""
    help: str
    good: str
    """What more of it mends."""
    bad: str
    """What more of it breaks."""

    @property
    def chapter(self) -> Chapter:
        """The chapter it stands in."""
        return Chapter(self.name.partition(".")[0])

    @property
    def key(self) -> str:
        """Its name within the chapter."""
        return self.name.partition(".")[2]

    @property
    def switch(self) -> bool:
        """Whether it is on or off."""
        return self.unit == "switch"

    def show(self, value: float) -> str:
        """`value` with its unit, as a player reads it."""
        match self.unit:
            case "switch":
                return "on" if value else "off"
            case "usd":
                return f"${value:,.0f}"
            case "usd/h":
                return f"${value:,.2f}/h"
            case "usd/day":
                return f"${value:,.0f} a day"
            case "share":
                return f"{value * 100:.0f} %"
            case "hour":
                return f"{int(value):02d}:00"
            case "s":
                return "no target" if value == 0 and self.key == "handle_time_target" else f"{value:,.0f} s"
            case _:
                return f"{value:,.0f} {self.unit}"


def _rows() -> tuple[Lever, ...]:
    staff = "Head count of this desk over all shifts. Hiring takes weeks, then training; cutting is at once."
    return (
        Lever(
            name="people.frontline_staff",
            title="Front-line staff",
            unit="people",
            low=2,
            high=80,
            step=1,
            help=staff,
            good="Shorter waits, fewer hang-ups.",
            bad="Wages every day; idle CSRs on quiet days.",
        ),
        Lever(
            name="people.billing_staff",
            title="Billing staff",
            unit="people",
            low=0,
            high=30,
            step=1,
            help=staff,
            good="Transfers to billing are answered.",
            bad="Wages.",
        ),
        Lever(
            name="people.technical_staff",
            title="Technical staff",
            unit="people",
            low=0,
            high=30,
            step=1,
            help=staff,
            good="Dead lines and roaming are mended sooner.",
            bad="Wages.",
        ),
        Lever(
            name="people.retention_staff",
            title="Retention staff",
            unit="people",
            low=0,
            high=20,
            step=1,
            help=staff,
            good="Those who call to leave may be kept.",
            bad="Wages; discounts.",
        ),
        Lever(
            name="people.supervisors",
            title="Supervisors",
            unit="people",
            low=0,
            high=20,
            step=1,
            help="The scarce people who may approve what the front line may not. Hired like CSRs, and dearer.",
            good="Approvals come while the customer still holds.",
            bad="Expensive; each one does what authority could.",
        ),
        Lever(
            name="people.wage",
            title="Wage",
            unit="usd/h",
            low=9,
            high=30,
            step=0.5,
            delay_days=7,
            help="Hourly pay of a CSR before overhead. The town pays about $13.",
            good="CSRs stay, learn and err less.",
            bad="Every paid hour costs more.",
        ),
        Lever(
            name="people.training_days",
            title="Initial training",
            unit="days",
            low=3,
            high=40,
            step=1,
            help="Paid days before a new CSR takes his first call.",
            good="New CSRs diagnose better and are faster.",
            bad="Weeks of pay before the first call.",
        ),
        Lever(
            name="power.frontline_credit_limit",
            title="Front-line credit limit",
            unit="usd",
            low=0,
            high=500,
            step=5,
            help="The most a front-line CSR may credit alone, per contact.",
            good="Fewer approvals, arguments and repeat calls.",
            bad="Leakage: CSRs credit to end the call, and customers learn to ask.",
        ),
        Lever(
            name="power.billing_credit_limit",
            title="Billing credit limit",
            unit="usd",
            low=0,
            high=1000,
            step=10,
            help="The most a billing CSR may credit alone, per contact.",
            good="Billing ends what the front line may not.",
            bad="Leakage, and a transfer each time.",
        ),
        Lever(
            name="power.supervisor_credit_limit",
            title="Supervisor credit limit",
            unit="usd",
            low=0,
            high=2000,
            step=25,
            help="The most a supervisor may approve.",
            good="Escalations end at someone.",
            bad="Leakage at the top.",
        ),
        Lever(
            name="power.approval_route",
            title="Approval while you hold",
            unit="switch",
            low=0,
            high=1,
            step=1,
            help="May a CSR ask a supervisor while the customer holds? Off: what is above the limit ends there.",
            good="Cases above the limit can be resolved in the first call.",
            bad="Two people and the customer wait for one scarce one.",
        ),
        Lever(
            name="power.partial_credit",
            title="Partial credit",
            unit="switch",
            low=0,
            high=1,
            step=1,
            help="May a CSR credit up to his limit and call it done?",
            good="Something now.",
            bad="80 % solved is not solved: the rest calls again.",
        ),
        Lever(
            name="power.override",
            title="Override and free fix",
            unit="switch",
            low=0,
            high=1,
            step=1,
            help="May the CSR whose desk can do the fix do it although procedure says otherwise, when all agree?",
            good="No more 'we agree, but nobody may'.",
            bad="Wrong overrides cost money too.",
        ),
        Lever(
            name="process.notes",
            title="Case notes",
            unit="share",
            low=0,
            high=1,
            step=0.05,
            delay_days=2,
            help="How carefully contacts are noted and read: the share of notes that the next CSR finds.",
            good="Nobody has to explain again.",
            bad="Wrap-up: a CSR who writes is not on the phone.",
        ),
        Lever(
            name="process.warm_transfer",
            title="Warm transfer",
            unit="switch",
            low=0,
            high=1,
            step=1,
            help="Does the CSR stay on the line and introduce the customer?",
            good="No re-explaining, fewer cut-offs.",
            bad="Two CSRs busy with one customer.",
        ),
        Lever(
            name="process.loop_breaker",
            title="Loop breaker",
            unit="switch",
            low=0,
            high=1,
            step=1,
            delay_days=3,
            help="A leg may not be sent to a desk it has been at in the same contact.",
            good="No more 'same queue again'.",
            bad="The last desk has to say no, or ask a supervisor.",
        ),
        Lever(
            name="process.post_as_you_speak",
            title="Post as you speak",
            unit="switch",
            low=0,
            high=1,
            step=1,
            delay_days=7,
            cost_usd=15_000,
            help="Promised credits are entered while the customer listens, not afterwards.",
            good="No phantom credits.",
            bad="Half a minute more per credit, and the system costs money.",
        ),
        Lever(
            name="pressure.handle_time_target",
            title="Handle-time target",
            unit="s",
            low=0,
            high=900,
            step=15,
            help="Average seconds per call that CSRs are held to. 0: no target.",
            good="Shorter calls today, shorter queues today.",
            bad="Haste makes calls: promises not entered, causes not found, calls cut short.",
        ),
        Lever(
            name="pressure.apology",
            title="Apology and thanks",
            unit="switch",
            low=0,
            high=1,
            step=1,
            help="Scripted warmth on every call.",
            good="A better mood now.",
            bad="Seconds on every call, and hollow when nothing is fixed.",
        ),
        Lever(
            name="promise.open_hour",
            title="Lines open at",
            unit="hour",
            low=0,
            high=12,
            step=1,
            delay_days=1,
            help="First hour of the day at which calls are answered.",
            good="Opening later saves the quiet hours.",
            bad="Callers find the door closed.",
        ),
        Lever(
            name="promise.close_hour",
            title="Lines close at",
            unit="hour",
            low=13,
            high=24,
            step=1,
            delay_days=1,
            help="Hour at which the lines close.",
            good="Fewer find the door closed.",
            bad="Quiet hours to staff.",
        ),
        Lever(
            name="promise.advertising",
            title="Advertising",
            unit="usd/day",
            low=0,
            high=20_000,
            step=250,
            help="Spent on finding subscribers.",
            good="More join.",
            bad="Each one costs more than the one before, and expects what was promised.",
        ),
        Lever(
            name="promise.contract_months",
            title="Contract length",
            unit="months",
            low=0,
            high=36,
            step=6,
            help="How long a new subscriber is bound.",
            good="Fewer leave while bound.",
            bad="Anger is stored and leaves at once when the contract ends.",
        ),
        Lever(
            name="promise.leaving_fee",
            title="Leaving fee",
            unit="usd",
            low=0,
            high=400,
            step=25,
            help="What it costs to leave before the contract ends.",
            good="Fewer leave, and those who do pay.",
            bad="Captives talk.",
        ),
    )


LEVERS: dict[str, Lever] = {lever.name: lever for lever in _rows()}


def nearest(name: str, names: list[str]) -> str:
    """` (did you mean "x"?)` for the nearest of `names`, or the empty string."""
    close = get_close_matches(name, names, n=1, cutoff=0.5)
    return f' (did you mean "{close[0]}"?)' if close else ""


def fault(name: str, value: float) -> str | None:
    """Why `value` can't be set on the lever `name`; `None` if it can. Changes nothing."""
    lever = LEVERS.get(name)
    if lever is None:
        return f'there is no lever "{name}"{nearest(name, list(LEVERS))}'
    if isnan(value):
        return f"{name} takes a number, got {value}"
    if lever.switch and value not in (0, 1):
        return f"{name} takes 0 (off) or 1 (on), got {value:g}"
    if not lever.low <= value <= lever.high:
        return f"{name} takes {lever.show(lever.low)} to {lever.show(lever.high)}, got {value:g}"
    if lever.unit in {"people", "switch", "days", "hour", "months"} and value != int(value):
        return f"{name} takes a whole number, got {value:g}"
    return None
