"""Conservation: nothing is lost and nothing comes from nowhere. Cases, contacts, seconds, people and dollars.

Every law is one function of a model, held against a town where everything happens, every shipped level, and towns that
no designer would ship (hypothesis). The books are checked against the event log, which they must be made of.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from worlds import after, column, full, named, of, rows, told, world

from conftest import thinned
from sim import Level, Model, Set, load_level
from sim.centre.centre import Centre
from sim.centre.contact import Case, Contact, Errand
from sim.centre.csr import Csr
from sim.clock import DAY
from sim.events import FIELDS, CaseEnding, ContactEnding, Fault, Kind, Leaving, MachineEnding, Why
from sim.frames import Doing
from sim.levelfile import shipped_levels
from sim.levers import LEVERS, Lever
from sim.market.customers import Status
from sim.run.metrics import Tally, measure

Law = Callable[[Model], None]
_CASE, _CONTACT, _DESK = 3, 4, 5


def every_case_is_born_once_and_closed_once_or_open(model: Model) -> None:
    """Born = closed + open; a case closes after as many contacts as it made, at the age it has."""
    table = rows(model)
    born, closed = of(table, Kind.CASE_BORN), of(table, Kind.CASE_CLOSED)
    assert sorted(born[:, _CASE].tolist()) == list(range(len(born)))
    assert len(set(closed[:, _CASE].tolist())) == len(closed)
    assert len(born) == len(closed) + model.centre.open_cases == model.centre.cases
    when = dict(zip(born[:, _CASE].tolist(), born[:, 0].tolist(), strict=True))
    contacts = Counter(of(table, Kind.CONTACT_BEGAN)[:, _CASE].tolist())
    for row in closed.tolist():
        case, made, age = row[_CASE], row[7 + 1], row[7 + 2]
        assert made == contacts[case]
        assert age == pytest.approx(row[0] - when[case], abs=1e-6)


def every_contact_begins_once_and_ends_once_or_is_under_way(model: Model) -> None:
    """Begun = ended + those whom a picture of this moment shows in a line or with a CSR."""
    table = rows(model)
    begun = of(table, Kind.CONTACT_BEGAN)[:, _CONTACT].tolist()
    ended = of(table, Kind.CONTACT_ENDED)[:, _CONTACT].tolist()
    assert sorted(begun) == list(range(len(begun)))
    assert len(set(ended)) == len(ended)
    frame = model.frame()
    shown = {csr.contact for desk in frame.desks for csr in desk.csrs} | {
        waiting.contact for desk in frame.desks for waiting in desk.line
    }
    assert set(begun) - set(ended) == shown - {-1}


def every_second_is_booked(model: Model) -> None:
    """Per contact: what its legs book to the six kinds of minutes is its length, by the clock too."""
    table = rows(model)
    legs: dict[float, float] = defaultdict(float)
    for row in of(table, Kind.LEG_ENDED).tolist():
        assert min(row[7:13]) >= 0
        legs[row[_CONTACT]] += sum(row[7:13])
    began = {row[_CONTACT]: row[0] for row in of(table, Kind.CONTACT_BEGAN).tolist()}
    for row in of(table, Kind.CONTACT_ENDED).tolist():
        assert row[8] == pytest.approx(legs[row[_CONTACT]], abs=1e-6)
        assert row[8] == pytest.approx(row[0] - began[row[_CONTACT]], abs=1e-6)


def the_hours_are_the_minutes(model: Model) -> None:
    """The bill's six kinds of minutes are the hours taxed, but for the legs of contacts that aren't over yet."""
    table = rows(model)
    metrics = model.metrics()
    over = set(of(table, Kind.CONTACT_ENDED)[:, _CONTACT].tolist())
    ahead = sum(sum(row[7:13]) for row in of(table, Kind.LEG_ENDED).tolist() if row[_CONTACT] not in over)
    minutes = sum(metrics[f"{kind}_min"] for kind in ("talk", "hold", "reexplain", "argue", "approval", "loop"))
    assert metrics["hours_taxed"] == pytest.approx((minutes - ahead / 60) / 60)


def subscribers_come_and_go(model: Model) -> None:
    """Opening + joined - churned = those who are subscribers now, person by person, and as the books say."""
    status = np.arange(model.market.people.size) < model.level.carrier.subscribers
    for e in told(model, Kind.CHURNED, Kind.JOINED):
        if e.kind is Kind.CHURNED:
            assert status[e.customer]
            status[e.customer] = False
        else:
            assert not status[e.customer]
            status[e.customer] = True
    assert (status == (model.market.people.status == Status.SUBSCRIBER)).all()
    assert model.metrics()["subscribers"] == status.sum()


def nobody_calls_a_firm_he_has_left(model: Model) -> None:
    """Between leaving and joining again no issue is born and no contact begins."""
    gone = set(range(model.level.carrier.subscribers, model.market.people.size))
    deals = (Kind.CASE_BORN, Kind.CONTACT_BEGAN, Kind.CLOSED_DOOR, Kind.PROMISE_BROKEN)
    for e in told(model, Kind.CHURNED, Kind.JOINED, *deals):
        if e.kind is Kind.CHURNED:
            gone.add(e.customer)
        elif e.kind is Kind.JOINED:
            gone.discard(e.customer)
        else:
            assert e.customer not in gone, e


def every_letter_is_answered_given_up_or_open(model: Model) -> None:
    """What follows a letter in its case is its answer or the end of the case; the back office has all the others."""
    table = rows(model)
    unanswered = set()
    for row in table[np.isin(table[:, 1], list(OF_A_CASE))].tolist():
        case, kind = row[_CASE], Kind(int(row[1]))
        if case in unanswered:
            over = kind is Kind.CASE_CLOSED and row[7] in {CaseEnding.GIVEN_UP, CaseEnding.LEFT}
            assert kind is Kind.LETTER_ANSWERED or over, (kind, row)
            unanswered.remove(case)
        else:
            assert kind is not Kind.LETTER_ANSWERED
        if kind is Kind.LETTER_SENT:
            unanswered.add(case)
    office = model.centre.desks[model.centre.back_office]
    assert len(unanswered) == sum(1 for _ in office.waits()) + office.busy


def every_complaint_upstairs_is_worked_on_once(model: Model) -> None:
    """Each work of the executive desk follows a complaint; a case complains once, and nobody calls about it again."""
    table = rows(model)
    complained, done = set(), set()
    for row in table[np.isin(table[:, 1], list(OF_A_CASE))].tolist():
        case, kind = row[_CASE], Kind(int(row[1]))
        if case in complained:
            assert kind in {Kind.EXECUTIVE, Kind.CREDITED, Kind.CASE_CLOSED}
        if kind is Kind.OUTSIDE_COMPLAINT:
            complained.add(case)
        elif kind is Kind.EXECUTIVE and row[_DESK] >= 0:
            assert case in complained - done
            done.add(case)
    assert not table[(table[:, 1] == Kind.LEG_ENDED) & (table[:, _DESK] == model.centre.executive)].size


def an_adopted_case_is_its_owners_until_it_is_not(model: Model) -> None:
    """Nobody is adopted twice by the same owner without a call between; owners own what was adopted and isn't over."""
    adopted, over = set(), set()
    for e in told(model, Kind.ADOPTED, Kind.CASE_CLOSED, Kind.CONTACT_BEGAN):
        if e.kind is Kind.ADOPTED:
            assert e.case not in over
            adopted.add(e.case)
        elif e.kind is Kind.CASE_CLOSED:
            over.add(e.case)
        elif e.value("why") == Why.OWNER:
            assert e.case in adopted
            assert e.case not in over
    owned = [csr.owned for crew in model.centre.staff.csrs for csr in crew]
    assert min(owned, default=0) >= 0
    assert sum(owned) <= len(adopted - over)
    assert max(owned, default=0) <= max(model.level.book["process.caseload"], model.book["process.caseload"])


def the_machine_comes_before_any_person(model: Model) -> None:
    """At most one call to it a case, before the first contact, which is then made because of it (or a closed door)."""
    called, tried = set(), {}
    for e in told(model, Kind.MACHINE, Kind.CONTACT_BEGAN):
        if e.kind is Kind.MACHINE:
            assert e.case not in called
            assert e.case not in tried
            tried[e.case] = e
        elif e.case not in called:
            called.add(e.case)
            failed = e.case in tried
            assert (e.value("why") == Why.MACHINE) <= failed
            if failed:
                machine = tried[e.case]
                assert machine.value("ending") != MachineEnding.SOLVED
                assert e.value("why") in {Why.MACHINE, Why.CLOSED}
                assert e.time >= machine.time + machine.value("duration_s") - 1e-6


def the_log_goes_forward(model: Model) -> None:
    """Every event happens after the one before it or at the same moment, none before the start or after now."""
    times = rows(model)[:, 0]
    assert (np.diff(times) >= 0).all()
    assert times.size == 0 or (times[0] >= 0 and times[-1] <= model.now)


def credits_are_what_the_cases_say(model: Model) -> None:
    """Each closed case was credited what its events say; beyond what it needed, all is leakage."""
    table = rows(model)
    given: dict[float, float] = defaultdict(float)
    due: dict[float, float] = defaultdict(float)
    for row in of(table, Kind.CREDITED).tolist():
        assert 0 <= row[8] <= row[7] + 1e-9
        given[row[_CASE]] += row[7]
        due[row[_CASE]] += row[7] - row[8]
    for row in of(table, Kind.CASE_CLOSED).tolist():
        assert row[7 + 3] == pytest.approx(given[row[_CASE]], abs=1e-6)
    remedy = [issue.remedy for issue in model.level.issues.values()]
    for row in of(table, Kind.CASE_BORN).tolist():
        if remedy[int(row[7])] != "release":  # who wants out may be given something to stay
            assert due[row[_CASE]] <= row[8] + 1e-6
    assert model.metrics()["credits_usd"] == pytest.approx(sum(given.values()))


def cash_is_what_came_less_what_went(model: Model) -> None:
    """Cash = opening cash + the days' revenue - the days' cost."""
    table = rows(model)
    revenue = column(table, Kind.DAY_CLOSED, "revenue_usd").sum()
    cost = column(table, Kind.DAY_CLOSED, "cost_usd").sum()
    metrics = model.metrics()
    assert metrics["cash_usd"] == pytest.approx(model.level.carrier.cash_usd + revenue - cost)
    assert metrics["profit_usd"] == pytest.approx(revenue - cost)


def days_add_up_to_the_run(model: Model) -> None:
    """Counting the whole log at once gives what adding up the days gives, metric by metric."""
    whole = measure(Tally.of(rows(model)), model.level)
    assert whole == pytest.approx(model.metrics(), rel=1e-9, abs=1e-9)


OF_A_CASE = frozenset({
    Kind.CASE_BORN, Kind.CASE_CLOSED, Kind.MACHINE, Kind.CONTACT_BEGAN, Kind.CLOSED_DOOR, Kind.LETTER_SENT,
    Kind.LETTER_ANSWERED, Kind.ADOPTED, Kind.OUTSIDE_COMPLAINT, Kind.EXECUTIVE, Kind.CREDITED,
})  # fmt: skip
LAWS: list[Law] = [
    every_case_is_born_once_and_closed_once_or_open,
    every_contact_begins_once_and_ends_once_or_is_under_way,
    every_second_is_booked,
    the_hours_are_the_minutes,
    subscribers_come_and_go,
    nobody_calls_a_firm_he_has_left,
    every_letter_is_answered_given_up_or_open,
    every_complaint_upstairs_is_worked_on_once,
    an_adopted_case_is_its_owners_until_it_is_not,
    the_machine_comes_before_any_person,
    the_log_goes_forward,
    credits_are_what_the_cases_say,
    cash_is_what_came_less_what_went,
    days_add_up_to_the_run,
]


def busy() -> Level:
    """A small town at its worst: few CSRs, everything that can go wrong, people who leave and join in numbers."""
    return world(
        issues={"overcharge": {"per_month": 1.5}, "dead_line": {"per_month": 0.8}},
        centre={"disconnect": 0.2, "misroute": 0.3, "phantom": 0.3, "outside": 0.3, "outside_after": 2},
        market={"churn_monthly": 0.2, "join_ads_monthly": 0.4, "post": 0.2, "rejoin": 1},
        employees={"turnover_annual": 1},
        book={"people.frontline_staff": 2, "promise.contract_months": 6, "promise.leaving_fee": 50},
    )


@pytest.fixture(scope="module", params=["busy", "full", *(file.stem for file in shipped_levels())])
def model(request: pytest.FixtureRequest) -> Model:
    """A week of the busy town, of the one with every lever pulled, and of every shipped level, with some decisions."""
    towns: dict[str, Callable[[], Level]] = {"busy": busy, "full": full}
    level = towns[request.param]() if request.param in towns else load_level(request.param)
    decided = [(DAY + 40_000, Set("people.frontline_staff", 5)), (3 * DAY, Set("promise.leaving_fee", 25))]
    return after(level, 3, 7, [(int(at), change) for at, change in decided])


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
def test_conserved_at_night(model: Model, law: Law) -> None:
    """The law holds after a week, in a town at its worst and in every shipped level."""
    law(model)


@pytest.mark.parametrize("town", [busy, full])
@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
def test_conserved_by_day(law: Law, town: Callable[[], Level]) -> None:
    """The law holds in the middle of a day, with people in line and on the phone."""
    by_day = after(town(), 4, 3.4)
    frame = by_day.frame()
    while not (frame.desks[0].line and any(csr.contact >= 0 for csr in frame.desks[1].csrs)):
        frame = by_day.advance(by_day.now + 30)
    law(by_day)


@pytest.mark.slow
@pytest.mark.parametrize("file", thinned(shipped_levels(), 4), ids=lambda file: file.stem)
def test_conserved_to_the_end_of_every_level(file: Any) -> None:
    """All laws hold over the whole horizon of every shipped level."""
    level = load_level(file)
    whole = after(level, level.seed, level.weeks * 7)
    for law in LAWS:
        law(whole)


share = st.floats(0, 1)


def _middle(lever: Lever) -> float:
    """About the middle of its range, on one of its steps."""
    return lever.low + round((lever.high - lever.low) / lever.step / 2) * lever.step


# Every other lever: as the carrier has it, or at either end or in the middle of its range.
OTHERS: dict[Any, st.SearchStrategy[float]] = {
    lever.name: st.sampled_from([lever.low, _middle(lever), lever.high])
    for lever in LEVERS.values()
    if lever.unit != "people" and lever.name != "pressure.handle_time_target"
}  # fmt: skip
WORLDS = st.fixed_dictionaries({
    "carrier": st.fixed_dictionaries({
        "subscribers": st.integers(1, 500), "prospects": st.integers(0, 200), "use_sigma": st.floats(0, 2),
    }),
    "issues": st.fixed_dictionaries({
        "overcharge": st.fixed_dictionaries({"per_month": st.floats(0, 2), "firm_fault": share}),
        "dead_line": st.fixed_dictionaries({"per_month": st.floats(0, 1), "blocked": share, "first_line": share}),
        "cancel": st.fixed_dictionaries({"per_month": st.sampled_from([0, 0.5])}),
        "change": st.fixed_dictionaries({"breeds": st.fixed_dictionaries({"overcharge": share}), "machine": share}),
        "porting": st.fixed_dictionaries({"per_month": st.sampled_from([0, 0.5]), "blocked": share}),
        "unintended": st.fixed_dictionaries({"per_month": st.sampled_from([0, 0.5]), "doubted": share}),
    }),
    "centre": st.fixed_dictionaries({
        "talk_mean_s": st.floats(1, 3000), "patience_mean_s": st.floats(1, 3000), "sunk_cost": st.floats(0, 5),
        "disconnect": share, "misroute": st.floats(0, 0.9), "hard": share, "hard_error": share, "phantom": share,
        "leak": share, "ask": st.floats(0, 3), "redial": share, "recontact_median_s": st.floats(10, 200_000),
        "outside": share, "outside_after": st.integers(1, 4), "outside_days": st.floats(0.1, 5),
        "brush_off": share, "letter": share, "letter_s": st.floats(0, 100_000), "executive_s": st.floats(0, 100_000),
        "approval_granted": share, "busy_day_cv": st.floats(0, 1), "busy_hour_cv": st.floats(0, 1),
    }),
    "employees": st.fixed_dictionaries({
        "absence": share, "turnover_annual": share, "hiring_days": st.floats(0, 3), "days_per_week": st.integers(1, 7),
    }),
    "market": st.fixed_dictionaries({
        "churn_monthly": share, "join_ads_monthly": st.floats(0, 2), "rejoin": share, "expiry_leave": share,
        "save": share, "tell_hurt": share, "tell_glad": share, "post": share, "never_again": share, "survey": share,
    }),
    "book": st.fixed_dictionaries(optional=OTHERS, mapping={
        "people.frontline_staff": st.integers(2, 9), "people.billing_staff": st.integers(0, 2),
        "people.technical_staff": st.integers(0, 2), "people.retention_staff": st.integers(0, 2),
        "people.executive_staff": st.integers(0, 2), "people.back_office_staff": st.integers(0, 2),
        "people.supervisors": st.integers(0, 2), "pressure.handle_time_target": st.sampled_from([0, 60, 600]),
    }),
})  # fmt: skip


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tables=WORLDS, seed=st.integers(0, 1000), days=st.sampled_from([0, 0.45, 1, 2.6, 4]))
def test_conserved_in_towns_that_nobody_would_ship(tables: dict[str, Any], seed: int, days: float) -> None:
    """All laws hold in any town: nobody at some desk, lines open all night, everyone leaving, shares of 0 or 1."""
    found = after(world(**tables), seed, days)
    for law in LAWS:
        law(found)


# --- what needs a town of its own -----------------------------------------------------------------------------------


def _all_in_seven_days() -> Level:
    """Every lever pulled, nobody quits, everybody works every day, and the partner's site stays open."""
    return full(
        carrier={"subscribers": 900},
        issues={"overcharge": {"firm_fault": 0.4}},
        employees={"turnover_annual": 0},
        events={"site": {"closes_site": False}},
        book={"process.teach_changes": 1, "process.confirmations": 1},
    )


def _author(model: Model) -> int:
    """Who wrote the scripted story, which nobody is paid to answer."""
    return next(post.customer for post in model.market._posts if post.audience is not None)


def test_every_dollar_of_cost_is_in_the_events() -> None:
    """A day's cost, rebuilt part by part from the events of that day and the book, with everything at work."""
    level = _all_in_seven_days()
    decided = [(2 * int(DAY) + 7, Set("process.post_as_you_speak", 1)), (3 * int(DAY), Set("people.supervisors", 2)),
               (4 * int(DAY) + 9, Set("people.technical_staff", 0))]  # fmt: skip
    model = after(level, 6, 7, decided)
    book, carrier, centre, people = level.book, level.carrier, level.centre, level.employees
    remedy = [issue.remedy for issue in level.issues.values()]
    owed = [bool(issue.neglected) for issue in level.issues.values()]
    born = {e.case: e for e in named(model.events(), Kind.CASE_BORN)}
    home, site, author = 4, 2, _author(model)
    parts: Counter[str] = Counter()
    for day in range(7):
        today = [e for e in model.events() if day * DAY <= e.time < (day + 1) * DAY]
        closed = named(today, Kind.DAY_CLOSED)[0]
        contacts, subscribers = len(named(today, Kind.CONTACT_BEGAN)), closed.value("subscribers")
        # Hired a day after the order, dismissed the midnight after it.
        boss, technical = 1 + (day >= 4), int(day < 5)
        heads = {"billing": 1, "technical": technical, "retention": 1, "supervisors": boss, "executive": 1,
                 "back_office": 1}  # fmt: skip
        staff = home + site + sum(heads.values())
        hours = people.hours_per_day + 1.5 * book["people.overtime"]
        paid = home + sum(n * level.desks[desk].wage_factor for desk, n in heads.items())
        wages = hours * (paid * book["people.wage"] * people.overhead + site * book["people.vendor_price"])
        assert closed.value("wage_usd") == pytest.approx(wages)
        well = [e for e in named(today, Kind.CONTACT_ENDED) if e.value("ending") <= ContactEnding.BELIEVED_RESOLVED]
        cured = [e for e in well if remedy[int(born[e.case].value("issue"))] != "release"]
        debts = [
            born[e.case].value("need_usd") * min(e.value("age_s"), book["process.suspension_grace"] * DAY) / (60 * DAY)
            for e in named(today, Kind.CASE_CLOSED)
            if owed[int(e.value("issue"))] and born[e.case].value("fault") != Fault.FIRM and e.value("age_s") > 3 * DAY
        ]
        week = 180 * (book["perception.complaint_file"] + 4) + 120 * book["perception.policy_review"]
        week += book["perception.research"] + 1500
        month = 1 + carrier.roaming_month_usd * np.exp(-book["promise.roaming_cap"] / 60)
        cost = {
            "wages": wages,
            "appreciation": staff * book["people.appreciation"] / 7,
            "language": 6 * book["people.language"] * site,
            "generalists": 4 * book["process.generalists"] * home,
            "listeners": 5 * book["pressure.monitoring"] * staff,
            # Half the price and half the wait, for the board has heard a tape; everybody is taught.
            "changes": (15_000 / 2 + 60 * staff) * (day == 2),
            "hiring": people.hiring_usd * (day == 3),
            "severance": people.severance_usd * (day == 5),
            "credits": sum(e.value("usd") for e in named(today, Kind.CREDITED)),
            "outside": sum(e.value("cost_usd") for e in named(today, Kind.OUTSIDE_COMPLAINT)),
            "gifts": book["power.delight"] * len(cured),
            "debts": sum(debts) / 2,
            "machine": 0.25 * len(named(today, Kind.MACHINE)),
            "calls": contacts * centre.contact_usd,
            "samples": contacts * (0.40 + 0.05),
            "replies": 25 * sum(e.value("positive") == 0 for e in named(today, Kind.POSTED) if e.customer != author),
            "service": subscribers * carrier.service_cost_month_usd * 12 / 365.25,
            "extras": subscribers * month * 12 / 365.25,
            "executives": week / 7,
            "spent": book["promise.advertising"] + book["promise.network_spend"],
            "joined": len(named(today, Kind.JOINED)) * carrier.acquisition_usd,
            "left": len(named(today, Kind.CHURNED)) * carrier.leaving_usd,
        }
        assert closed.value("cost_usd") == pytest.approx(sum(cost.values()), abs=1e-6), (day, cost)
        parts.update({name: usd > 0 for name, usd in cost.items()})
    assert not [name for name, days in parts.items() if not days], "each of them happened"


def test_revenue_is_what_the_subscribers_of_the_day_pay() -> None:
    """Without a leaving fee a day's revenue is the subscriptions of those who were subscribers when it began."""
    level = busy().model_copy(update={"book": {**busy().book, "promise.leaving_fee": 0.0}})
    model = after(level, 6, 7)
    monthly = model.market.people.revenue_month
    status = np.arange(len(monthly)) < level.carrier.subscribers
    paid, changes = float(monthly[status].sum()), 0
    for e in model.events():
        if e.kind in {Kind.CHURNED, Kind.JOINED}:
            status[e.customer] = e.kind is Kind.JOINED
            changes += 1
        elif e.kind is Kind.DAY_CLOSED:
            assert e.value("revenue_usd") == pytest.approx(paid * 12 / 365.25)
            paid = float(monthly[status].sum())
    assert changes > 50


def test_who_calls_twice_to_leave_leaves_once() -> None:
    """Two of his calls to leave may end on one day, if the first found the door closed the day before."""
    model = after(
        world(issues={"cancel": {"per_month": 60}}, market={"save": 0}, book={"promise.close_hour": 13}), 1, 3
    )
    cancel = list(model.level.issues).index("cancel")
    ended = Counter(
        (e.customer, e.time // DAY) for e in named(model.events(), Kind.CASE_CLOSED) if e.values[4] == cancel
    )
    assert max(ended.values()) > 1
    subscribers_come_and_go(model)


def test_where_nobody_calls_to_leave_they_leave_in_silence() -> None:
    """A level without an issue whose remedy is release: no case is born of leaving, and who goes goes unheard."""
    level = world(market={"churn_monthly": 0.3})
    issues = {name: issue for name, issue in level.issues.items() if issue.remedy != "release"}
    table = rows(after(level.model_copy(update={"issues": issues}), 1, 10))
    born, left = column(table, Kind.CASE_BORN, "issue"), column(table, Kind.CHURNED, "how")
    assert born.min() >= 0
    assert len(left) > 10
    assert set(left) == {Leaving.SILENT}


def lines() -> Level:
    """A town of long lines at every desk, whose waits can be read off the events: there are no loops."""
    return world(
        centre={"talk_mean_s": 900, "patience_mean_s": 3000},
        book={
            "people.frontline_staff": 2, "people.billing_staff": 1, "people.technical_staff": 1,
            "people.supervisors": 1, "process.loop_breaker": 1, "power.frontline_credit_limit": 10,
            "power.billing_credit_limit": 50, "power.approval_route": 1,
        },
        issues={
            "overcharge": {"per_month": 1.5, "need_usd": 40}, "dead_line": {"per_month": 0.8, "first_line": 0.2},
        },
        employees={"absence": 0, "turnover_annual": 0},
    )  # fmt: skip


def test_littles_law_holds_at_every_desk() -> None:
    """Over a day, the integral of each line's length is the sum of the waits that the events tell of.

    At the supervisors' both sides hold the asking too, because an approval's event tells how long it took in all.
    """
    model = after(lines(), 2, 1)
    start = len(model.log)
    desks, boss = model.centre.desks, model.centre.boss
    area = np.zeros(len(desks))
    while model.env.peek() < 2 * DAY - 1:
        length, before = np.array([desk.waiting for desk in desks]), model.now
        length[boss] += desks[boss].busy
        model.env.step()
        area += length * (model.now - before)
    assert not any(desk.waiting for desk in desks)
    waits = np.zeros(len(desks))
    for e in model.events(start):
        if e.kind is Kind.LEG_ENDED:
            waits[e.desk] += e.value("hold_s")
            assert e.value("loop_s") == 0
        elif e.kind in {Kind.APPROVAL, Kind.RENEGED} and e.desk == boss:
            waits[e.desk] += e.value("waited_s")
    assert waits == pytest.approx(area, abs=1e-6)
    waited = [name for name, seconds in zip(model.level.desks, waits, strict=True) if seconds > 60]
    assert waited == ["frontline", "billing", "technical", "supervisors"]


def test_csrs_are_paid_for_phone_and_wrap_up() -> None:
    """A day's busy CSR-seconds are what the events tell of: the phone, a wrap-up per finished call, and headquarters.

    A brush-off has no wrap-up and a case with an owner a longer one. Letters take no time here: no event has it.
    """
    book = {**lines().book, "power.approval_route": 0.0, "process.ownership": 0.3, "power.partial_credit": 0.0}
    rough = {"brush_off": 0.05, "letter": 0.3, "letter_s": 0.0, "outside": 0.9, "outside_after": 1, "disconnect": 0.3}
    level = lines().model_copy(update={"book": book, "centre": lines().centre.model_copy(update=rough)})
    model = after(level, 2, 2)
    wrap = model.centre.practice.wrap_s
    assert wrap == pytest.approx(level.centre.wrap_up_s + level.centre.notes_s * 0.6 * (0.6 + 1.4 * 0.6**3))
    finished = set(ContactEnding) - {ContactEnding.RENEGED, ContactEnding.DISCONNECTED}
    owned: set[int] = set()
    asked: dict[int, float] = {}
    for day in range(2):
        today = [e for e in model.events() if day * DAY <= e.time < (day + 1) * DAY]
        phone = sum(sum(e.values) - e.value("hold_s") for e in named(today, Kind.LEG_ENDED))
        asked |= {e.case: e.time for e in named(today, Kind.OUTSIDE_COMPLAINT)}
        upstairs = sum(e.time - asked[e.case] - e.value("waited_s") for e in named(today, Kind.EXECUTIVE))
        ended = longer = 0
        for e in today:
            if e.kind is Kind.CONTACT_ENDED and ContactEnding(int(e.value("ending"))) in finished:
                ended += 1
                longer += e.case in owned
            elif e.kind is Kind.ADOPTED:
                owned.add(e.case)
        assert ended > 20
        busy = phone + ended * wrap + longer * model.centre.practice.owned_s + upstairs
        assert named(today, Kind.DAY_CLOSED)[0].value("busy_s") == pytest.approx(busy)
    happened = {e.kind for e in model.events()}
    assert {Kind.ADOPTED, Kind.EXECUTIVE, Kind.LETTER_ANSWERED, Kind.DISCONNECTED} <= happened


def test_a_csr_does_one_thing_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """At every moment of two days with every lever pulled: calls, owners' calls, letters and executives exclude each
    other, the desks count as busy whoever does something, and each open case is in exactly one pair of hands.
    """
    cases: list[Case] = []
    born = Centre._is_born

    def remembered(self: Centre, case: Case, now: float, bred: float) -> None:
        cases.append(case)
        born(self, case, now, bred)

    monkeypatch.setattr(Centre, "_is_born", remembered)
    model = after(full(carrier={"subscribers": 800}), 2, 1)
    closed = {e.case for e in named(model.events(), Kind.CASE_CLOSED)}
    crew = {csr.number: csr for csrs in model.centre.staff.csrs for csr in csrs}
    seen, doings, start = 0, set(), len(model.log)
    while model.env.peek() < 3.2 * DAY:
        model.env.step()
        crew |= {csr.number: csr for csrs in model.centre.staff.csrs for csr in csrs}
        closed |= {e.case for e in model.events(start) if e.kind is Kind.CASE_CLOSED}
        start = len(model.log)
        held = Counter(csr.contact.number for csr in crew.values() if isinstance(csr.contact, Contact))
        for number in [number for number, hands in held.items() if hands > 1]:
            pair = [csr.doing for csr in crew.values() if getattr(csr.contact, "number", None) == number]
            assert sorted(pair) == sorted([Doing.AWAITING_APPROVAL, Doing.APPROVING])
        for index, desk in enumerate(model.centre.desks):
            idle = {csr.number for csr in desk.idle if isinstance(csr, Csr)}
            working = {csr.number for csr in crew.values() if csr.desk == index and csr.doing is not Doing.IDLE}
            assert len(idle) == len(desk.idle)
            assert not idle & working
            assert desk.busy == len(working)
            assert desk.on_duty == desk.busy + len(idle)
        doings |= {(csr.desk, csr.doing) for csr in crew.values()}
        seen += 1
        if seen % 20 == 0:
            hands = Counter(case.number for case in in_hands(model, list(crew.values())))
            assert hands == Counter(case.number for case in cases if case.number not in closed)
    centre = model.centre
    assert {(centre.executive, Doing.TALKING), (centre.back_office, Doing.WRAPPING_UP)} <= doings
    assert {e.value("why") for e in named(model.events(), Kind.CONTACT_BEGAN)} >= {Why.OWNER, Why.CALLED_BACK}
    for csr in crew.values():
        assert csr.owned == sum(case.owner is csr for case in cases if case.number not in closed)


def in_hands(model: Model, crew: list[Csr]) -> list[Case]:
    """Every case that waits for a moment, lies with somebody, is talked about or stands in a line; once for each."""
    queue = [entry[-1] for entry in model.env._queue]
    found = [event for event in queue if isinstance(event, Case) and event.number >= 0]
    found += [event.case for event in queue if isinstance(event, Errand)]
    found += [case for csr in crew for case in csr.due] + model.centre.staff._orphans
    for desk in model.centre.desks:
        found += [wait.leg.case for wait in desk.waits() if isinstance(wait.leg, Errand)]
    return found


@pytest.mark.parametrize(
    ("kind", "name", "law"),
    [
        (Kind.LEG_ENDED, "talk_s", every_second_is_booked),
        (Kind.CREDITED, "usd", credits_are_what_the_cases_say),
        (Kind.DAY_CLOSED, "cost_usd", cash_is_what_came_less_what_went),
        (Kind.CASE_CLOSED, "contacts", every_case_is_born_once_and_closed_once_or_open),
    ],
)
def test_the_laws_can_fail(kind: Kind, name: str, law: Law) -> None:
    """A minute, sixty dollars or sixty contacts too many in one event of the log break the law that speaks of them."""
    model = after(busy(), 3, 3)
    law(model)
    first = model.log._days[0] = model.log._days[0].copy()
    first[np.flatnonzero(first[:, 1] == kind)[0], 7 + FIELDS[kind].index(name)] += 60.0
    with pytest.raises(AssertionError):
        law(model)
