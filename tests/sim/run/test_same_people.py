"""The same people: a life that no change touches is the same in both arms, person by person, event by event.

In the quiet town staff are plenty and word of mouth, errors and quitting are off, so whom a decision can touch is known
exactly. Where everything hangs together, traits, needs and luck still must not move.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from worlds import after, column, full, lives, named, of, quiet, rows, world

from sim import Inject, Level, Model, Set
from sim.clock import DAY
from sim.decisions import Change
from sim.events import Event, Kind

AT = 3 * int(DAY)
DAYS = 14


def town() -> Level:
    """A quiet town of five hundred in which people may leave and join, and many call twice."""
    return quiet(
        carrier={"subscribers": 500, "prospects": 200},
        centre={"patience_mean_s": 600, "reexplain_s": 100, "argue_s": 200, "misroute": 0.2, "disconnect": 0.2},
        market={"churn_monthly": 0.1, "join_ads_monthly": 0.1},
        issues={"overcharge": {"per_month": 1.5}, "dead_line": {"per_month": 1}, "change": {"per_month": 1}},
        book={"power.frontline_credit_limit": 20, "power.billing_credit_limit": 40, "process.notes": 0,
              "power.approval_route": 0, "promise.leaving_fee": 200},
        events={"storm": {"title": "Storm", "days": 3, "issues": {"dead_line": 3}}},
    )  # fmt: skip


def touched_by_credit(e: Event) -> bool:
    """He has trouble about money."""
    return e.kind is Kind.CASE_BORN and e.value("issue") in MONEY


def touched_by_notes(e: Event) -> bool:
    """He had to explain himself again, or would have."""
    return e.kind is Kind.LEG_ENDED and e.value("reexplain_s") > 0


def touched_by_fee(e: Event) -> bool:
    """He wanted out: bound by the fee, or gone, or calling to go."""
    return e.kind in {Kind.WANTED_OUT, Kind.CHURNED} or (e.kind is Kind.CASE_BORN and e.value("issue") == CANCEL)


def touched_by_storm(e: Event) -> bool:
    """Something went wrong for him while it lasted."""
    return e.kind is Kind.CASE_BORN and AT <= e.time < AT + 4 * DAY


def touched_by_call_back(e: Event) -> bool:
    """He was cut off."""
    return e.kind is Kind.DISCONNECTED


def touched_by_ownership(e: Event) -> bool:
    """Somebody made his case his own."""
    return e.kind is Kind.ADOPTED


def touched_by_the_machine(e: Event) -> bool:
    """He was sent to it, or had what it brings about."""
    return e.kind is Kind.MACHINE or (e.kind is Kind.CASE_BORN and e.value("issue") in MACHINE_MADE)


ISSUES = list(town().issues)
MACHINE_MADE = {ISSUES.index(name) for name in ("unintended", "misenrolment")}
MONEY = {ISSUES.index(name) for name in ("overcharge", "unintended", "roaming")}
CANCEL = ISSUES.index("cancel")
CHANGES: list[tuple[Change, Callable[[Event], bool]]] = [
    (Set("power.frontline_credit_limit", 300), touched_by_credit),
    (Set("process.notes", 1), touched_by_notes),
    (Set("promise.leaving_fee", 0), touched_by_fee),
    (Inject("storm"), touched_by_storm),
    (Set("process.call_back", 1), touched_by_call_back),
    (Set("process.ownership", 1), touched_by_ownership),
    (Set("promise.self_service", 1), touched_by_the_machine),
]


@pytest.mark.parametrize(("change", "touches"), CHANGES, ids=lambda value: str(getattr(value, "__name__", value)))
def test_who_is_not_touched_lives_the_same_life(change: Change, touches: Callable[[Event], bool]) -> None:
    """Whoever has in neither arm what the change bears on has the same history in both, to the last bit."""
    without, with_it = after(town(), 1, DAYS), after(town(), 1, DAYS, [(AT, change)])
    one, other = lives(without), lives(with_it)
    touched = {e.customer for model in (without, with_it) for e in model.events() if touches(e)}
    changed = {who for who in one.keys() | other.keys() if one.get(who) != other.get(who)}
    assert changed, "the change did something"
    assert changed <= touched
    assert len(one.keys() - touched) > 50, "and many lives are none of its business"


@pytest.mark.parametrize(
    "change",
    [Set("people.technical_staff", 29), Set("people.frontline_staff", 70), Set("people.wage", 14.0),
     Set("people.training_days", 5), Set("people.executive_staff", 3), Set("people.back_office_staff", 0),
     Set("people.appreciation", 20), Set("process.keep_place", 1), Set("perception.value_priority", 0.5)],
    ids=str,
)  # fmt: skip
def test_where_nobody_waits_staff_change_nobodys_life(change: Change) -> None:
    """Staff are plenty before and after: not one event of one customer differs, though the firm's own costs do."""
    without, with_it = after(town(), 1, DAYS), after(town(), 1, DAYS, [(AT, change)])
    assert lives(without) == lives(with_it)
    assert without.digest() != with_it.digest()


def test_nobody_waits_in_the_quiet_town() -> None:
    """What the tests above rest on: not one second in line in two weeks."""
    table = rows(after(town(), 1, DAYS))
    assert len(of(table, Kind.LEG_ENDED)) > 500
    assert column(table, Kind.LEG_ENDED, "hold_s").sum() == 0


@pytest.mark.parametrize("town", [world, full])
def test_what_goes_wrong_is_not_the_centres_doing(town: Callable[..., Level]) -> None:
    """In a busy town where all hangs together, who is a subscriber in both arms has the same needs on the same days.

    Only who had left, or had made up his mind to leave, or had joined on another day can differ; and what one trouble
    brings of itself is the centre's doing.
    """
    level = town(carrier={"subscribers": 1200, "newness": 0}, book={"people.frontline_staff": 2})
    better = [(0, Set("people.frontline_staff", 6)), (0, Set("power.frontline_credit_limit", 200))]
    arms = [after(level, 5, 14), after(level, 5, 14, better)]
    moved = {
        e.customer
        for arm in arms
        for e in arm.events()
        if e.kind in {Kind.CHURNED, Kind.JOINED} or (e.kind is Kind.CASE_BORN and e.value("issue") == CANCEL)
    }
    needs = [
        sorted(
            (e.customer, e.time, e.values)
            for e in named(arm.events(), Kind.CASE_BORN)
            if e.customer not in moved and not e.value("bred")
        )
        for arm in arms
    ]
    assert needs[0] == needs[1]
    assert len(needs[0]) > 500
    assert lives(arms[0]) != lives(arms[1])


def test_what_is_added_to_one_issue_moves_no_other() -> None:
    """Levers, an event and the firm's faults each add to an issue of theirs: one more source adds its own and no more.

    With the additions of all issues laid end to end, a storm would turn somebody's dispute into a dead line.
    """
    boxes = quiet(
        carrier={"subscribers": 2000},
        issues={"overcharge": {"per_month": 0.5}, "unintended": {"per_month": 0.5}, "misenrolment": {"per_month": 0.5}},
        book={"promise.dark_defaults": 0.5, "promise.self_service": 0.3},
        events={"storm": {"title": "Storm", "day": 2, "days": 3, "issues": {"dead_line": 4}}},
    )
    calm = boxes.model_copy(update={"events": {}})
    before, after_it = (
        {(e.customer, e.time, e.values) for e in named(after(level, 4, 6).events(), Kind.CASE_BORN)}
        for level in (calm, boxes)
    )
    assert before < after_it
    added = [values[0] for _, _, values in after_it - before]
    assert len(added) > 100
    assert set(added) == {ISSUES.index("dead_line")}


def arguments(talk_s: float) -> dict[tuple[int, float], list[float]]:
    """By person and day of birth, how long each contact of a case was argued about where nothing may be given."""
    level = quiet(
        issues={"overcharge": {"per_month": 3}},
        centre={"argue_s": 300, "talk_mean_s": talk_s},
        book={"power.frontline_credit_limit": 0, "power.billing_credit_limit": 0, "power.approval_route": 0},
    )
    events = after(level, 2, 10).events()
    born = {e.case: (e.customer, e.time // DAY) for e in named(events, Kind.CASE_BORN)}
    found: dict[tuple[int, float], list[float]] = {}
    for e in named(events, Kind.LEG_ENDED):
        if e.value("argue_s"):
            found.setdefault(born[e.case], []).append(e.value("argue_s"))
    return found


def test_one_contact_does_not_shift_the_luck_of_the_next() -> None:
    """With twice the talk, the same calls are argued about exactly as long: luck is addressed, not drawn in turn."""
    short, long = arguments(100), arguments(200)
    assert short.keys() == long.keys()
    repeats = [(short[case], long[case]) for case in short if min(len(short[case]), len(long[case])) > 1]
    assert len(repeats) > 50
    assert all(one[:2] == other[:2] for one, other in repeats)


def test_each_contact_of_each_case_has_luck_of_its_own() -> None:
    """No two contacts of the town are argued about equally long, of the same case and the same person neither."""
    found = arguments(100)
    assert len(found) > len({person for person, _ in found})  # some people had more than one case
    lengths = [seconds for case in found.values() for seconds in case]
    assert len(lengths) == len(set(lengths)) > 200


TRAITS = "segment use revenue_month patience persistence voice talk reach booked_factor amends place machine".split()


def test_more_people_change_nobodys_traits() -> None:
    """Whoever has the same number is the same man in a larger town, whether subscribers or prospects were added."""

    def people(subscribers: int, prospects: int) -> Model:
        return Model(world(carrier={"subscribers": subscribers, "prospects": prospects}), seed=3)

    small = people(300, 50).market.people
    for larger in (people(300, 900).market.people, people(700, 50).market.people):
        for trait in TRAITS:
            assert (getattr(larger, trait)[:350] == getattr(small, trait)).all(), trait
        assert (larger.satisfaction[:350] == small.satisfaction).all()
        assert (larger.since[:300] == small.since[:300]).all()


def test_more_prospects_change_no_subscribers_needs() -> None:
    """The days' luck goes by a person's number: with more prospects in town the same people call on the same days."""

    def born(prospects: int) -> list[tuple[int, float]]:
        level = quiet(carrier={"prospects": prospects})
        return [(e.customer, e.time) for e in named(after(level, 3, 7).events(), Kind.CASE_BORN)]

    assert len(born(0)) > 30
    assert born(0) == born(500)


def test_hiring_one_more_changes_no_colleague() -> None:
    """A CSR's traits are his own luck: with one more at the front line, every number is the same person as before."""

    def crews(front: int) -> list[tuple[int, float, float, float]]:
        level = world(book={"people.frontline_staff": front})
        return [
            (c.number, c.own_pace, c.warmth, c.morale) for crew in Model(level, seed=4).centre.staff.csrs for c in crew
        ]

    few, more = crews(4), crews(5)
    assert more[:5] == few[:5]  # CSR number 4 is of another desk, the same person
    assert more[: len(few)] == few


@pytest.mark.parametrize("town", [world, full])
@pytest.mark.parametrize("seed", range(3))
def test_a_policy_moves_the_same_people_not_other_ones(seed: int, town: Callable[..., Level]) -> None:
    """On the day of the change, and until it, both arms are the same run."""
    decided = [(AT, Set("power.frontline_credit_limit", 300))]
    one, other = after(town(), seed, 6), after(town(), seed, 6, decided)
    before = [np.array([row for row in rows(arm).tolist() if row[0] < AT]) for arm in (one, other)]
    assert (before[0] == before[1]).all()
    assert one.digest() != other.digest()
