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
from worlds import after, column, named, of, rows, world

from sim import Level, Model, Set, load_level
from sim.clock import DAY
from sim.events import FIELDS, ContactEnding, Kind, Leaving
from sim.levelfile import shipped_levels
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
    for e in model.events():
        if e.kind is Kind.CHURNED:
            assert status[e.customer]
            status[e.customer] = False
        elif e.kind is Kind.JOINED:
            assert not status[e.customer]
            status[e.customer] = True
    assert (status == (model.market.people.status == Status.SUBSCRIBER)).all()
    assert model.metrics()["subscribers"] == status.sum()


def nobody_calls_a_firm_he_has_left(model: Model) -> None:
    """Between leaving and joining again no issue is born and no contact begins."""
    gone = set(range(model.level.carrier.subscribers, model.market.people.size))
    for e in model.events():
        if e.kind is Kind.CHURNED:
            gone.add(e.customer)
        elif e.kind is Kind.JOINED:
            gone.discard(e.customer)
        elif e.kind in {Kind.CASE_BORN, Kind.CONTACT_BEGAN, Kind.CLOSED_DOOR, Kind.PROMISE_BROKEN}:
            assert e.customer not in gone, e


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


LAWS: list[Law] = [
    every_case_is_born_once_and_closed_once_or_open,
    every_contact_begins_once_and_ends_once_or_is_under_way,
    every_second_is_booked,
    the_hours_are_the_minutes,
    subscribers_come_and_go,
    nobody_calls_a_firm_he_has_left,
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


@pytest.fixture(scope="module", params=["busy", *(file.stem for file in shipped_levels())])
def model(request: pytest.FixtureRequest) -> Model:
    """A week of the busy town, and of every shipped level, with some decisions on the way."""
    level = busy() if request.param == "busy" else load_level(request.param)
    decided = [(DAY + 40_000, Set("people.frontline_staff", 5)), (3 * DAY, Set("promise.leaving_fee", 25))]
    return after(level, 3, 7, [(int(at), change) for at, change in decided])


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
def test_conserved_at_night(model: Model, law: Law) -> None:
    """The law holds after a week, in a town at its worst and in every shipped level."""
    law(model)


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
def test_conserved_by_day(law: Law) -> None:
    """The law holds in the middle of a day, with people in line and on the phone."""
    by_day = after(busy(), 4, 3.4)
    frame = by_day.frame()
    while not (frame.desks[0].line and any(csr.contact >= 0 for csr in frame.desks[1].csrs)):
        frame = by_day.advance(by_day.now + 30)
    law(by_day)


@pytest.mark.slow
@pytest.mark.parametrize("file", shipped_levels(), ids=lambda file: file.stem)
def test_conserved_to_the_end_of_every_level(file: Any) -> None:
    """All laws hold over the whole horizon of every shipped level."""
    level = load_level(file)
    whole = after(level, level.seed, level.weeks * 7)
    for law in LAWS:
        law(whole)


share = st.floats(0, 1)
WORLDS = st.fixed_dictionaries({
    "carrier": st.fixed_dictionaries({
        "subscribers": st.integers(1, 500), "prospects": st.integers(0, 200), "use_sigma": st.floats(0, 2),
    }),
    "issues": st.fixed_dictionaries({
        "overcharge": st.fixed_dictionaries({"per_month": st.floats(0, 2), "firm_fault": share}),
        "dead_line": st.fixed_dictionaries({"per_month": st.floats(0, 1), "blocked": share, "first_line": share}),
        "cancel": st.fixed_dictionaries({"per_month": st.sampled_from([0, 0.5])}),
    }),
    "centre": st.fixed_dictionaries({
        "talk_mean_s": st.floats(1, 3000), "patience_mean_s": st.floats(1, 3000), "sunk_cost": st.floats(0, 5),
        "disconnect": share, "misroute": st.floats(0, 0.9), "hard": share, "hard_error": share, "phantom": share,
        "leak": share, "ask": st.floats(0, 3), "redial": share, "recontact_median_s": st.floats(10, 200_000),
        "outside": share, "outside_after": st.integers(1, 4), "outside_days": st.floats(0.1, 5),
        "approval_granted": share, "busy_day_cv": st.floats(0, 1), "busy_hour_cv": st.floats(0, 1),
    }),
    "employees": st.fixed_dictionaries({
        "absence": share, "turnover_annual": share, "hiring_days": st.floats(0, 3), "days_per_week": st.integers(1, 7),
    }),
    "market": st.fixed_dictionaries({
        "churn_monthly": share, "join_ads_monthly": st.floats(0, 2), "rejoin": share, "expiry_leave": share,
        "save": share, "tell_hurt": share, "tell_glad": share, "post": share, "never_again": share, "survey": share,
    }),
    "book": st.fixed_dictionaries({
        "people.frontline_staff": st.integers(2, 9), "people.billing_staff": st.integers(0, 2),
        "people.technical_staff": st.integers(0, 2), "people.retention_staff": st.integers(0, 2),
        "people.supervisors": st.integers(0, 2), "power.frontline_credit_limit": st.sampled_from([0, 25, 500]),
        "power.billing_credit_limit": st.sampled_from([0, 100]), "power.approval_route": st.integers(0, 1),
        "power.partial_credit": st.integers(0, 1), "power.override": st.integers(0, 1),
        "process.notes": share, "process.warm_transfer": st.integers(0, 1), "process.loop_breaker": st.integers(0, 1),
        "process.post_as_you_speak": st.integers(0, 1), "pressure.handle_time_target": st.sampled_from([0, 60, 600]),
        "promise.open_hour": st.integers(0, 12), "promise.close_hour": st.integers(13, 24),
        "promise.contract_months": st.sampled_from([0, 12]), "promise.leaving_fee": st.sampled_from([0, 400]),
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


def test_every_dollar_of_cost_is_in_the_events() -> None:
    """A day's cost, rebuilt: wages, credits, calls, outside complaints, service, joiners, leavers, advertising."""
    level = busy().model_copy(update={"employees": world(employees={"turnover_annual": 0}).employees})
    model = after(level, 6, 7)
    carrier, centre = level.carrier, level.centre
    found = dict.fromkeys(("credits", "outside", "joined", "left"), 0)
    for day in range(7):
        today = [e for e in model.events() if day * DAY <= e.time < (day + 1) * DAY]
        closed = named(today, Kind.DAY_CLOSED)[0]
        credited = sum(e.value("usd") for e in named(today, Kind.CREDITED))
        outside, joined, left = (
            len(named(today, kind)) for kind in (Kind.OUTSIDE_COMPLAINT, Kind.JOINED, Kind.CHURNED)
        )
        assert closed.value("cost_usd") == pytest.approx(
            closed.value("wage_usd")
            + credited
            + outside * centre.outside_cost_usd
            + len(named(today, Kind.CONTACT_BEGAN)) * centre.contact_usd
            + closed.value("subscribers") * carrier.service_cost_month_usd * 12 / 365.25
            + joined * carrier.acquisition_usd
            + left * carrier.leaving_usd
            + level.book["promise.advertising"]
        )
        for name, more in zip(found, (credited, outside, joined, left), strict=True):
            found[name] += more > 0
    assert all(found.values()), "each of them happened"


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
    """A day's busy CSR-seconds are the seconds on the phone that the legs tell of, and a wrap-up per finished call."""
    level = lines().model_copy(update={"book": {**lines().book, "power.approval_route": 0.0}})
    model = after(level, 2, 2)
    wrap = level.centre.wrap_up_s + level.centre.notes_s * level.book["process.notes"]
    finished = set(ContactEnding) - {ContactEnding.RENEGED, ContactEnding.DISCONNECTED}
    for day in range(2):
        today = [e for e in model.events() if day * DAY <= e.time < (day + 1) * DAY]
        phone = sum(sum(e.values) - e.value("hold_s") for e in named(today, Kind.LEG_ENDED))
        ended = sum(ContactEnding(int(e.value("ending"))) in finished for e in named(today, Kind.CONTACT_ENDED))
        assert ended > 20
        assert named(today, Kind.DAY_CLOSED)[0].value("busy_s") == pytest.approx(phone + ended * wrap)


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
