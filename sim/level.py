"""The level: everything a run is made of except seed and decisions, as frozen values.

What lives here: the shape of a level file and the rules each value must keep by itself. How a file is found and
extended is `sim.levelfile`, what its values must keep towards each other `sim.levelrules`. Units are in the names;
shares are 0 to 1. A parameter's source stands beside it in the level file, not here.
"""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

Share = Annotated[float, Field(ge=0, le=1)]
Positive = Annotated[float, Field(gt=0, le=1e9)]
AtLeast0 = Annotated[float, Field(ge=0, le=1e9)]
Sigma = Annotated[float, Field(ge=0, le=4)]
"""Standard deviation of a logarithm; beyond 4 a lognormal has no use for a mean."""


class Part(BaseModel):
    """One table of a level file: frozen, and an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class Segment(Part):
    """A kind of customer."""

    title: str
    share: Share
    use: Positive
    """Care need relative to the average subscriber."""
    revenue_month_usd: Positive
    patience: Positive
    """Multiplies the mean patience."""
    persistence: Share
    """Chance to call again after an unsolved contact, before age and effort."""
    voice: Share
    """Chance to complain to the firm at all."""
    talk: Positive
    """Multiplies the number of people told."""
    reach: Positive
    """Multiplies the heavy-tailed number of readers."""
    machine: Share = 1.0
    """Who of them puts up with a machine at all."""
    abroad: Share = 0.0
    """Share of their issues that arise in another time zone, at any hour of ours."""


class Network(Part):
    """Who talks to whom: a clustered, heavy-tailed graph over all people of the town."""

    mean_degree: Annotated[float, Field(ge=2, le=40)]
    degree_sigma: Annotated[float, Field(ge=0, le=2)]
    """Standard deviation of the logarithm of the degree."""
    clustering: Share
    """Share of ties made inside one's own circle."""


class Carrier(Part):
    """The firm and its town."""

    subscribers: Annotated[int, Field(ge=1, le=1_000_000)]
    prospects: Annotated[int, Field(ge=0, le=1_000_000)]
    cash_usd: float
    service_cost_month_usd: AtLeast0
    """What serving one subscriber costs a month, care excluded."""
    roaming_month_usd: AtLeast0
    """Roaming revenue of a subscriber and month without a cap."""
    acquisition_usd: AtLeast0
    """Handset subsidy and commission for each joiner."""
    leaving_usd: AtLeast0
    """Written off for each leaver: the last bill, what is left of the handset."""
    use_sigma: Sigma
    """Spread of care need between customers (sigma of its logarithm)."""
    newness: AtLeast0
    """How many times more care a brand-new subscriber needs, above one."""
    newness_days: Positive
    tenure_mean_days: Positive
    segments: dict[str, Segment]
    network: Network


class Issue(Part):
    """A kind of thing that goes wrong or is wanted."""

    title: str
    per_month: AtLeast0
    """Births per subscriber and month at average use."""
    remedy: Literal["credit", "fix", "change", "explain", "release"]
    """credit: money back. fix: a desk must do it. change: any desk does it. explain: nothing to fix. release: wants
    out."""
    desk: str
    """The desk whose business it is."""
    talk: Positive
    """Talk time relative to the mean."""
    need_usd: AtLeast0 = 0.0
    """Mean amount in dispute."""
    need_sigma: Sigma = 0.0
    severity: Share
    """How much it hurts while unsolved."""
    firm_fault: Share = 0.0
    """Share that is the firm's own fault."""
    blocked: Share = 0.0
    """Share in which all agree on fault and fix and procedure forbids it, unless the lever `blocked_by` is on."""
    blocked_by: str = "power.override"
    """The lever that lifts the block."""
    limbo: bool = False
    """When blocked, each desk says that it is the other's: nobody's customer."""
    free: Share = 0.0
    """Share of the blocked ones whose fix would cost nothing."""
    doubted: Share = 0.0
    """Share of the firm's own faults in which its records say otherwise."""
    machine: Share = 0.0
    """Share that a machine can settle; 0: the machine does not take it."""
    raised_by: dict[str, float] = {}
    """Lever to what its full value adds to the rate of births, in multiples."""
    lowered_by: dict[str, Share] = {}
    """Lever to the share of births that its full value prevents."""
    capped_by: str = ""
    """Lever in $ above which such a need can't arise."""
    breeds: dict[str, Share] = {}
    """What a cure brings about later, unless confirmed: issue to its chance."""
    neglected: str = ""
    """The issue that an open dispute turns into when the grace is over."""
    first_line: Share = 0.0
    """Share of fixes that the front line can do itself."""
    new_subscribers: AtLeast0 = 1.0
    """How strongly newness raises it."""


class Shift(Part):
    """A part of the opening day that some of the staff work."""

    start_h: Annotated[float, Field(ge=0, le=24)]
    end_h: Annotated[float, Field(ge=0, le=30)]
    share: Share
    """Of the head count present that day."""


class DeskSpec(Part):
    """A line and what its CSRs may do."""

    title: str
    staff: str
    """The lever that sets its head count."""
    credit_limit: str
    """The lever that sets what its CSRs may credit alone."""
    wage_factor: Positive = 1.0
    role: Literal["frontline", "department", "supervisor", "executive", "back_office"]


class Centre(Part):
    """How contacts go, whatever the policy."""

    talk_mean_s: Positive
    talk_sigma: Sigma
    agent_sigma: Sigma
    """Spread of mean talk time between CSRs (sigma of its logarithm)."""
    patience_mean_s: Positive
    patience_shape: Positive
    sunk_cost: AtLeast0
    """Patience multiplies by 1 + sunk_cost * hours already spent on the case."""
    wrap_up_s: AtLeast0
    notes_s: AtLeast0
    """Extra wrap-up at full notes."""
    reexplain_s: AtLeast0
    argue_s: AtLeast0
    """Mean length of 'why can't you?' when nothing at all may be done."""
    approval_s: AtLeast0
    approval_granted: Share
    warm_s: AtLeast0
    disconnect: Share
    """Cut off on a cold transfer."""
    misroute: Share
    """Sent to the wrong desk."""
    diagnosis_error: Share
    """Contact ends as resolved and the cause is still there; for a seasoned CSR without pressure."""
    hard: Share
    """Share of cases whose cause is not where it seems."""
    hard_error: Share
    """The same as diagnosis_error, for those."""
    discover_days: Positive
    """Mean delay until a cause left in place, or a promise never entered, shows."""
    phantom: Share
    """Promised credits never entered, without pressure."""
    phantom_pressure: Share
    """More of them at a handle-time target of half the natural time."""
    apology_s: AtLeast0
    leak: Share
    """How far a CSR goes from what is due towards his limit, to end the call."""
    ask: AtLeast0
    """Share of explain-only and customer-fault cases who ask for, and get, a credit at a $100 limit."""
    redial: Share
    """Call again after hanging up."""
    redial_median_s: Positive
    redial_sigma: Sigma
    recontact_median_s: Positive
    recontact_sigma: Sigma
    outside_after: Annotated[int, Field(ge=1)]
    """Unsolved contacts after which an outside complaint is considered."""
    outside: Share
    outside_cost_usd: AtLeast0
    outside_days: Positive
    contact_usd: AtLeast0
    """Cost of a contact besides people: line, systems, licences."""
    brush_off: Share
    """A CSR of middling morale ends the contact himself, where only what is handled counts."""
    door_usd: Annotated[tuple[AtLeast0, ...], Field(min_length=4, max_length=4)]
    """Cost of an outside complaint by door, in multiples of outside_cost_usd: see `sim.events.Door`."""
    lookup_s: AtLeast0
    """Seconds on each contact for each rule beyond the opening ones."""
    rules: Positive
    """Rules in the opening book that a CSR must know."""
    rules_a_week: AtLeast0
    """Rules that accrete by themselves."""
    norm_days: Positive
    """Time constant with which the desired handle time follows a shorter one; it does not come back."""
    executive_s: AtLeast0
    """Work of the executive desk on one case."""
    letter_s: AtLeast0
    """Work of the back office on one letter."""
    letter: Share
    """Of those to whom the phones said no, how many write."""
    hour_shares: Annotated[tuple[AtLeast0, ...], Field(min_length=24, max_length=24)]
    weekday_factors: Annotated[tuple[Positive, ...], Field(min_length=7, max_length=7)]
    busy_day_cv: AtLeast0
    busy_hour_cv: AtLeast0
    shifts: Annotated[tuple[Shift, ...], Field(min_length=1)]


class Employees(Part):
    """Hiring, learning, morale, leaving."""

    hiring_days: AtLeast0
    hiring_usd: AtLeast0
    severance_usd: AtLeast0
    ramp_days: Positive
    """Days on the phone to full speed."""
    novice_talk: AtLeast0
    """Talk time on the first day, above a seasoned CSR's (0.4: 40 % longer)."""
    novice_error: AtLeast0
    """Diagnosis errors on the first day, above a seasoned CSR's, in multiples."""
    turnover_annual: Share
    market_wage_usd: Positive
    overhead: Positive
    """Cost of a paid hour, in multiples of the wage."""
    absence: Share
    hours_per_day: Positive
    days_per_week: Annotated[int, Field(ge=1, le=7)]
    morale_days: Positive
    """Time constant of morale."""
    occupancy_ceiling: Share
    opening_tenure_days: Positive
    vendor_floor_usd: Positive
    """Price of a partner's hour below which he cuts quality."""
    language_gap: AtLeast0
    """How much longer and more mistaken calls at the partner's site are, without training."""


class Market(Part):
    """How people feel, talk, leave and join."""

    churn_monthly: Share
    """Of a subscriber who is neither glad nor hurt."""
    churn_mood: AtLeast0
    """Log hazard per unit of satisfaction below expectation."""
    churn_hurt: AtLeast0
    """Hazard multiple per fresh unsolved case, above one."""
    hurt_days: Positive
    churn_neighbour: AtLeast0
    """Hazard multiple per neighbour who left, above one."""
    neighbour_days: Positive
    churn_heard: AtLeast0
    """Log hazard per negative story heard lately (positive ones lower it)."""
    heard_days: Positive
    mood_days: Positive
    """Days in which satisfaction fades to the middle."""
    fee_usd: Positive
    """Leaving fee at which 63 % of those who want out stay to avoid it."""
    expiry_leave: Share
    """Of captives, those who leave when the contract ends."""
    save: Share
    """Of those who call to leave, those a retention CSR keeps."""
    join_ads_monthly: AtLeast0
    """Prospects who join a month, without talk, at join_ads_usd of advertising a day."""
    join_ads_usd: Positive
    join_heard: AtLeast0
    """Log chance of joining per positive story heard lately; negative ones count join_negative times."""
    join_negative: AtLeast0
    rejoin: Share
    """An ex-customer's chance to come back relative to a prospect's."""
    tell_glad: Share
    tell_hurt: Share
    told_glad: AtLeast0
    told_hurt: AtLeast0
    post: Share
    """Of those who tell, those who also post in public."""
    post_readers: AtLeast0
    """Median readers of a post who live in this town."""
    post_sigma: Sigma
    """Heavy tail of readership (sigma of its logarithm)."""
    never_again: Share
    """Of those who leave hurt, those who vow never to come back."""
    survey: Share
    """Contacts surveyed that answer."""
    price_sense: AtLeast0
    """Log hazard of leaving, and log chance of not joining, per doubling of the price."""
    place_sense: AtLeast0
    """Log hazard of leaving where the line is worst over where it is best."""
    rival: Annotated[float, Field(ge=-1, le=1)]
    """How well the others serve, on the scale of satisfaction: expectations follow it."""
    expectation_days: Positive
    noise: AtLeast0
    """Outside complaints, in multiples above one, of who has heard that noise pays."""
    ex_talk: Share
    """Daily chance that a hurt ex-customer tells it again, when he has just left."""
    ex_talk_days: Positive
    post_days: Positive
    """Half-life of a public story."""
    compensation: Share
    """Share of people who seek amends rather than a fix."""
    handset: Share
    """Share of joiners under an exclusive handset who would not go without it."""
    horizon_months: Positive
    """Months of a subscriber's own future that are counted."""
    booked_bias: AtLeast0
    booked_sigma: Sigma


class Happening(Part):
    """A scripted or injectable event: it multiplies rates for a while."""

    title: str
    says: str = ""
    """One sentence about it, for its card."""
    day: AtLeast0 | None = None
    """When it happens by itself; left out: only when injected."""
    days: Positive = 7.0
    issues: dict[str, AtLeast0] = {}
    """Issue name to rate multiple while it lasts."""
    joining: AtLeast0 = 1.0
    leaving: AtLeast0 = 1.0
    absence: AtLeast0 = 1.0
    patience: Positive = 1.0
    quits: AtLeast0 = 1.0
    """What the job market outside does to quitting."""
    price_sense: AtLeast0 = 1.0
    outside: AtLeast0 = 1.0
    """Complaints to bureau and regulator."""
    readers: Annotated[int, Field(ge=0, le=1_000_000)] = 0
    """A public story lands: so many read it on the first day."""
    good: bool = False
    """Whether that story is a good one."""
    audience: str = ""
    """The segment that reads it; empty: everybody."""
    told_by_worst: bool = False
    """It is the story of whoever was taxed the most hours lately."""
    expectation: Annotated[float, Field(ge=-1, le=1)] = 0.0
    """Added to what everybody expects, when it begins."""
    expiry: Share = 0.0
    """Share of running contracts that end with it."""
    closes_site: bool = False
    """The partner's site is gone."""
    frees_handset: bool = False
    """A rival has the handset: those who stayed for it can go."""


class Objective(Part):
    """What to reach by the end, on one metric; `stars` counts towards the level's stars."""

    title: str
    metric: str
    at_least: float | None = None
    at_most: float | None = None
    stars: Annotated[int, Field(ge=0, le=3)] = 1
    must: bool = False
    """Without it the level is lost, whatever else was reached."""

    @model_validator(mode="after")
    def _one_bound(self) -> Self:
        if (self.at_least is None) == (self.at_most is None):
            got = "neither" if self.at_least is None else "both"
            raise ValueError(f"takes exactly one of at_least and at_most, got {got}")
        return self


class Words(Part):
    """What is said to the player."""

    brief: str
    bet: str
    bet_metric: str = ""
    """The metric whose curve the player draws, which is what `bet` asks; empty: that of the first objective."""
    bet_high: AtLeast0 = 0.0
    """The most that the sheet for it shows; 0: some multiple of what the level asks for."""
    debrief: tuple[str, ...]
    hints: tuple[str, ...] = ()


class Par(Part):
    """The best known policy and where it comes from."""

    policy: str
    stars: Annotated[int, Field(ge=0, le=3)]
    loses: str
    """A named policy that loses the level."""
    provenance: str


class Level(Part):
    """One playable level, whole."""

    name: str
    """File name without ending."""
    title: str
    idea: str
    weeks: Annotated[int, Field(ge=1, le=520)]
    seed: Annotated[int, Field(ge=0)] = 7
    carrier: Carrier
    issues: dict[str, Issue]
    desks: dict[str, DeskSpec]
    centre: Centre
    employees: Employees
    market: Market
    book: dict[str, float]
    """The opening policy book, every lever."""
    unlocked: tuple[str, ...]
    """Levers the player may change."""
    events: dict[str, Happening] = {}
    objectives: tuple[Objective, ...]
    sweep: dict[str, tuple[float, ...]] = {}
    """Levers that the level teaches, and the values at which docs/sweeps.md tries them."""
    teaches: tuple[str, ...] = ()
    """Findings of the policy linter that the opening book is meant to have: `kind` or `kind:issue`."""
    words: Words
    par: Par | None = None
