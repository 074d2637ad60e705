"""Frames: the whole floor in one picture, whoever looks can change nothing, and a picture never changes afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import FrozenInstanceError, fields, is_dataclass
from types import MappingProxyType
from typing import Any

import pytest
from worlds import after, world

from sim import Inject, Model, Set
from sim.clock import DAY, HOUR
from sim.events import Kind
from sim.frames import CustomerView, Doing, Frame
from sim.market.customers import Status
from sim.measures import MEASURES

LEVEL = world(
    carrier={"subscribers": 2400, "prospects": 100},
    centre={"argue_s": 900},
    book={"people.frontline_staff": 2, "power.frontline_credit_limit": 10, "power.billing_credit_limit": 20},
    unlocked=["process.notes", "people.frontline_staff"],
    events={"storm": {"title": "Storm", "issues": {"dead_line": 2}}},
    objectives=[
        {"title": "Not too long", "metric": "wait_mean_s", "at_most": 1},
        {"title": "Keep them", "metric": "subscribers", "at_least": 10, "stars": 2},
    ],
)


def moments(step: int = 211) -> Iterator[tuple[Model, Frame]]:
    """A busy day, every few minutes from opening to closing."""
    model = after(LEVEL, 8, 1)
    for time in range(int(DAY) + 7 * 3600, int(DAY) + 22 * 3600, step):
        yield model, model.advance(time)


def test_everyone_on_the_floor_is_in_the_picture() -> None:
    """Every CSR on duty, idle or not, and every customer in line, in the line's order, at his desk, once."""
    seen_waiting = 0
    for model, frame in moments():
        centre = model.centre
        assert [desk.name for desk in frame.desks] == list(LEVEL.desks)
        for desk, crew, view in zip(centre.desks, centre.staff.csrs, frame.desks, strict=True):
            assert {csr.number for csr in crew if csr.on_duty} <= {csr.csr for csr in view.csrs}
            assert len(view.csrs) == len({csr.csr for csr in view.csrs}) == desk.on_duty
            assert len(view.line) == desk.waiting
            assert [w.since for w in view.line] == sorted(w.since for w in view.line)
            assert all(0 <= frame.time - w.since <= w.patience_s for w in view.line)
            assert view.headcount == len(crew)
            seen_waiting += len(view.line)
    assert seen_waiting > 50


def test_the_picture_says_what_each_csr_does() -> None:
    """Over a busy day everything that a CSR can do is seen; one has a customer if and only if he is with him."""
    done = set()
    for _, frame in moments():
        for desk in frame.desks:
            for csr in desk.csrs:
                done.add(csr.doing)
                alone = csr.doing in {Doing.IDLE, Doing.WRAPPING_UP}
                assert (csr.customer == -1) == (csr.contact == -1) == alone
                assert csr.since <= frame.time
                assert 0 <= csr.morale <= 1
    assert done == set(Doing)


def test_the_picture_knows_whose_case_it_is_and_what_it_took() -> None:
    """Mood, time taken, owner and reason of a customer's contact are the model's own, in line and at a desk."""
    seen = 0
    for model, frame in moments(1801):
        people, cases = model.market.people, {}
        for desk, view in zip(model.centre.desks, frame.desks, strict=True):
            cases.update({int(wait.leg.number): wait.leg.case for wait in desk.waits()})  # type: ignore[union-attr]
            assert view.dared_usd <= view.limit_usd
        for crew in model.centre.staff.csrs:
            cases.update({int(csr.contact.number): csr.contact.case for csr in crew if csr.contact is not None})  # type: ignore[attr-defined]
        for view in (one for desk in frame.desks for one in (*desk.line, *desk.csrs) if one.contact >= 0):
            case = cases[view.contact]
            assert view.satisfaction == people.satisfaction[view.customer]
            assert view.captive == people.captive[view.customer]
            assert (view.spent_s, view.why) == (case.spent_s, case.why)
            assert view.owner == (case.owner.number if case.owner is not None else -1)
            seen += 1
        assert frame.notes == model.centre.practice.notes
    assert seen > 20


def test_the_picture_agrees_with_the_log() -> None:
    """Its length of the log, its open cases and its day are those of the moment; the lines open by the book."""
    for model, frame in moments(1800):
        assert frame.events == len(model.events())
        kinds = [e.kind for e in model.events()]
        assert frame.open_cases == kinds.count(Kind.CASE_BORN) - kinds.count(Kind.CASE_CLOSED)
        assert frame.day == 1
        assert frame.open == (7 <= (frame.time - DAY) / HOUR < 21) == frame.desks[0].open
        assert dict(frame.book) == model.book
        assert set(frame.metrics) == set(MEASURES)
        assert {len(values) for values in frame.series.values()} == {1}


def test_objectives_are_met_by_their_bound() -> None:
    """At most and at least, each on the value shown."""
    wait, keep = after(LEVEL, 8, 2).frame().objectives
    assert (wait.at_most, wait.met) == (1, wait.value <= 1) == (1, False)
    assert (keep.at_least, keep.met, keep.stars) == (10, True, 2)
    assert keep.value > 500


def parts(value: Any) -> Iterator[Any]:
    """`value` and everything inside it."""
    yield value
    if is_dataclass(value):
        for field in fields(value):
            yield from parts(getattr(value, field.name))
    elif isinstance(value, MappingProxyType):
        for key, inner in value.items():
            yield from parts(key)
            yield from parts(inner)
    elif isinstance(value, tuple):
        for inner in value:
            yield from parts(inner)


def test_nothing_in_a_picture_can_be_changed() -> None:
    """All the way down: frozen records, tuples, read-only mappings and plain values, and nothing else."""
    model = after(LEVEL, 8, 1.5)
    model.submit(Set("process.notes", 1))
    for picture in (model.frame(), model.customer(5)):
        found = list(parts(picture))
        assert {type(x) for x in found if not is_dataclass(x)} <= {
            int, float, str, bool, type(None), tuple, MappingProxyType, Doing,
        }  # fmt: skip
        records = [x for x in found if is_dataclass(x)]
        for record in records:
            with pytest.raises((FrozenInstanceError, AttributeError, TypeError)):
                setattr(record, fields(record)[0].name, 0)
            assert not hasattr(record, "__dict__")
        for mapping in (x for x in found if isinstance(x, MappingProxyType)):
            with pytest.raises(TypeError):
                mapping["wait_mean_s"] = 0.0  # type: ignore[index]
    assert {type(x).__name__ for x in parts(model.frame()) if is_dataclass(x)} >= {
        "Frame",
        "DeskView",
        "CsrView",
        "Pending",
    }


def test_a_picture_stays_as_it_was() -> None:
    """The model goes on for a day, decides, and is struck by an event; the picture taken before shows none of it."""
    model = after(LEVEL, 8, 1.5)
    frame, card = model.frame(), model.customer(5)
    before = repr(frame), repr(card)
    model.impose(Set("people.frontline_staff", 2))
    model.impose(Inject("storm"))
    later = model.advance(2.5 * DAY)
    assert (repr(frame), repr(card)) == before
    assert repr(later) != before[0]


def test_a_card_tells_the_customers_own_story() -> None:
    """His events are those of the log that are his, in order; status, tenure and contract agree with the columns."""
    model = after(LEVEL, 8, 3)
    people = model.market.people
    for who in range(people.size):
        card = model.customer(who)
        status = Status(int(people.status[who]))
        assert card.customer == who
        assert card.status == ("captive" if people.captive[who] else status.name.lower())
        assert (card.tenure_days > 0) == (status is Status.SUBSCRIBER)
        assert card.contract_days_left >= 0
        assert -1 <= card.satisfaction <= 1
        assert 0 <= card.trust <= 1
    events = model.events()
    caller = next(e.customer for e in events if e.kind is Kind.CONTACT_ENDED)
    card = model.customer(caller)
    assert list(card.events) == [e.index for e in events if e.customer == caller]
    spent = sum(e.value("duration_s") for e in events if e.kind is Kind.CONTACT_ENDED and e.customer == caller)
    assert card.effort_h == pytest.approx(spent / 3600)


@pytest.mark.parametrize("number", [-1, 2500, 10**9])
def test_there_is_no_card_of_nobody(number: int) -> None:
    """A number that nobody has is an error that says how many there are, never somebody else's card."""
    with pytest.raises(IndexError, match=f"there is no customer {number}; there are 2500"):
        Model(LEVEL).customer(number)


def test_names_do_not_depend_on_the_run() -> None:
    """A person has one name, in every run."""
    cards: list[CustomerView] = [Model(LEVEL, seed=seed).customer(17) for seed in (1, 2)]
    assert cards[0].name == cards[1].name
