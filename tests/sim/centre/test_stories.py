"""Stories: tiny worlds of one person and one issue, each told whole, from first ring to last, as one exact list.

Talk takes 100 s, an apology, errors and spread are off (`worlds.tiny`), so every number here can be worked out by hand.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from worlds import after, first_seed, named, quiet, tiny, world

from sim import Level, Model, Set
from sim.clock import DAY, HOUR
from sim.events import (
    Block,
    CaseEnding,
    ContactEnding,
    Event,
    Kind,
    Why,
)

Say = Callable[[Event, list[str]], str]
_LEGS = ("hold_s", "talk_s", "reexplain_s", "argue_s", "approval_s", "loop_s")


def _leg(e: Event, desks: list[str]) -> str:
    spent = [f"{name[:-2]} {e.value(name):.0f}" for name in _LEGS if e.value(name)]
    return f"leg at {desks[e.desk]}: {', '.join(spent) or 'nothing'}"


def _word(e: Event, name: str, words: type[Any]) -> str:
    return str(words(int(e.value(name))).name).lower().replace("_", " ")


def _block(e: Event, desks: list[str]) -> str:
    dollars = f": ${e.value('need_usd'):.0f} of ${e.value('limit_usd'):.0f}"
    kind = Block(int(e.value("block")))
    return f"{_word(e, 'block', Block)} at {desks[e.desk]}{dollars * (kind is not Block.WRONG_DEPARTMENT)}"


SAY: dict[Kind, Say] = {
    Kind.CASE_BORN: lambda e, _: f"born, needs ${e.value('need_usd'):.0f}",
    Kind.CONTACT_BEGAN: lambda e, _: f"call {e.value('nth'):.0f}, {_word(e, 'why', Why)}",
    Kind.LEG_ENDED: _leg,
    Kind.RENEGED: lambda e, desks: f"hangs up at {desks[e.desk]} after {e.value('waited_s'):.0f}",
    Kind.TRANSFERRED: lambda e, desks: (
        f"{'warm' if e.value('warm') else 'cold'} to {desks[int(e.value('to_desk'))]}{', again' * int(e.value('loop'))}"
    ),
    Kind.DISCONNECTED: lambda e, desks: f"cut off at {desks[e.desk]}",
    Kind.ROADBLOCK: _block,
    Kind.APPROVAL: lambda e, _: f"{'granted' if e.value('granted') else 'refused'} after {e.value('waited_s'):.0f}",
    Kind.CREDITED: lambda e, _: f"credit ${e.value('usd'):.0f}{', partial' * int(e.value('partial'))}",
    Kind.PROMISED: lambda e, _: f"promised ${e.value('usd'):.0f}, never entered",
    Kind.PROMISE_BROKEN: lambda e, _: f"${e.value('usd'):.0f} never came",
    Kind.CLOSED_DOOR: lambda e, _: "the door is closed",
    Kind.OUTSIDE_COMPLAINT: lambda e, _: "complains outside",
    Kind.CONTACT_ENDED: lambda e, _: f"over after {e.value('duration_s'):.0f}, {_word(e, 'ending', ContactEnding)}",
    Kind.CASE_CLOSED: lambda e, _: (
        f"closed after {e.value('contacts'):.0f}, {_word(e, 'ending', CaseEnding)}, ${e.value('credited_usd'):.0f}"
    ),
    Kind.WANTED_OUT: lambda e, _: "wants out, is bound",
    Kind.CHURNED: lambda e, _: "leaves",
}


def story(model: Model) -> list[str]:
    """Everything that happened to anyone, in order, each as `minutes since the first: sentence`."""
    desks = list(model.level.desks)
    events = [e for e in model.events() if e.customer >= 0]
    return [f"{(e.time - events[0].time) / 60:.2f} {SAY[e.kind](e, desks)}" for e in events]


def one_call(model: Model) -> bool:
    """One case was born."""
    return len(named(model.events(), Kind.CASE_BORN)) == 1


def calls(number: int) -> Callable[[Model], bool]:
    """One case was born and took `number` contacts so far."""
    return lambda model: one_call(model) and len(named(model.events(), Kind.CONTACT_BEGAN)) == number


OWED = {"overcharge": {"need_usd": 40, "need_sigma": 0, "firm_fault": 1}}
ASK = {"power.billing_credit_limit": 0, "power.approval_route": 1, "power.frontline_credit_limit": 10}
NOBODY_TO_ASK = {**ASK, "power.approval_route": 0, "power.partial_credit": 1}
HARD_FIX = {"dead_line": {"first_line": 0, "talk": 1, "blocked": 0}}


def owed(**over: Any) -> Level:
    """One who was charged $40 too much."""
    return tiny("overcharge", **{"issues": OWED, **over})


def test_one_call_and_it_is_done() -> None:
    """Staff are plenty and the CSR may: one wait of nothing, one talk, the money due, over."""
    level = owed(book={"power.frontline_credit_limit": 40})
    assert story(first_seed(level, one_call, days=3)) == [
        "0.00 born, needs $40",
        "0.00 call 1, new",
        "1.67 leg at frontline: talk 100",
        "1.67 credit $40",
        "1.67 over after 100, resolved",
        "1.67 closed after 1, resolved, $40",
    ]


def test_an_approval_is_waited_for_and_granted() -> None:
    """What the supervisor takes is booked to approval, and to nothing else; the whole sum is paid."""
    model = first_seed(owed(book=ASK), one_call)
    (approval,) = named(model.events(), Kind.APPROVAL)
    took = approval.value("waited_s")
    end = 100 + took
    assert 5 < took < 600  # a minute, spread
    assert story(model) == [
        "0.00 born, needs $40",
        "0.00 call 1, new",
        "1.67 needs approval at frontline: $40 of $10",
        f"{end / 60:.2f} granted after {took:.0f}",
        f"{end / 60:.2f} leg at frontline: talk 100, approval {took:.0f}",
        f"{end / 60:.2f} credit $40",
        f"{end / 60:.2f} over after {end:.0f}, resolved",
        f"{end / 60:.2f} closed after 1, resolved, $40",
    ]


def test_a_refused_approval_is_no_cure() -> None:
    """The wait was for nothing: no credit, unresolved, and he who never calls twice gives up."""
    impatient = {"carrier": {"segments": {"everyday": {"persistence": 0}}}, "centre": {"approval_granted": 0}}
    model = first_seed(owed(book=ASK, **impatient), one_call)
    took = named(model.events(), Kind.APPROVAL)[0].value("waited_s")
    end = (100 + took) / 60
    assert story(model)[2:] == [
        "1.67 needs approval at frontline: $40 of $10",
        f"{end:.2f} refused after {took:.0f}",
        f"{end:.2f} leg at frontline: talk 100, approval {took:.0f}",
        f"{end:.2f} over after {100 + took:.0f}, unresolved",
        f"{end:.2f} closed after 1, given up, $0",
    ]


def test_a_partial_credit_calls_again_for_the_rest() -> None:
    """Ten dollars a call of the forty he is owed: he calls an hour later each time, and the fourth ends it."""
    model = first_seed(owed(book=NOBODY_TO_ASK), calls(4))
    assert story(model) == [
        "0.00 born, needs $40",
        "0.00 call 1, new",
        "1.67 no authority at frontline: $40 of $10",
        "1.67 leg at frontline: talk 100",
        "1.67 credit $10, partial",
        "1.67 over after 100, partial",
        "61.67 call 2, not solved",
        "63.33 no authority at frontline: $30 of $10",
        "63.33 leg at frontline: talk 100",
        "63.33 credit $10, partial",
        "63.33 over after 100, partial",
        "123.33 call 3, not solved",
        "125.00 no authority at frontline: $20 of $10",
        "125.00 leg at frontline: talk 100",
        "125.00 credit $10, partial",
        "125.00 over after 100, partial",
        "185.00 call 4, not solved",
        "186.67 leg at frontline: talk 100",
        "186.67 credit $10",
        "186.67 over after 100, resolved",
        "186.67 closed after 4, resolved, $40",
    ]


def test_no_authority_at_all_is_a_roadblock() -> None:
    """Zero dollars and nobody to ask: a kind talk, nothing done; who isn't persistent never calls again."""
    timid = {"segments": {"everyday": {"persistence": 0}}}
    level = owed(carrier=timid, book={**NOBODY_TO_ASK, "power.frontline_credit_limit": 0})
    assert story(first_seed(level, one_call)) == [
        "0.00 born, needs $40",
        "0.00 call 1, new",
        "1.67 no authority at frontline: $40 of $0",
        "1.67 leg at frontline: talk 100",
        "1.67 over after 100, unresolved",
        "1.67 closed after 1, given up, $0",
    ]


def test_arguing_is_booked_by_what_is_missing() -> None:
    """Three quarters of the sum denied: three quarters of the argument that the same man has where all is denied."""
    argued = {}
    for limit in (10.0, 0.0):
        level = owed(centre={"argue_s": 1000}, book={**NOBODY_TO_ASK, "power.frontline_credit_limit": limit})
        leg = named(first_seed(level, one_call).events(), Kind.LEG_ENDED)[0]
        assert leg.value("talk_s") == pytest.approx(100)
        argued[limit] = leg.value("argue_s")
    assert argued[0] > 10
    assert argued[10] == pytest.approx(argued[0] * 0.75)


def test_nobody_answers_so_he_hangs_up_and_redials() -> None:
    """The only shift begins at noon, two hours after he calls: he hangs up when his patience ends, and redials."""
    late = [{"start_h": 0, "end_h": 9, "share": 0}, {"start_h": 12, "end_h": 24, "share": 1}]
    level = owed(centre={"shifts": late, "redial_median_s": 2 * HOUR}, book={"power.frontline_credit_limit": 40})
    seed = first_seed(level, one_call).seed
    model = Model(level, seed=seed)
    while not (line := model.frame().desks[0].line):
        model.run(model.now + 60)
    patience = line[0].patience_s
    model.run(DAY - 2)
    assert 120 < patience < 900  # five minutes, spread over people
    assert story(model) == [
        "0.00 born, needs $40",
        "0.00 call 1, new",
        f"{patience / 60:.2f} hangs up at frontline after {patience:.0f}",
        f"{patience / 60:.2f} leg at frontline: hold {patience:.0f}",
        f"{patience / 60:.2f} over after {patience:.0f}, reneged",
        f"{(patience + 7200) / 60:.2f} call 2, redial",
        f"{(patience + 7300) / 60:.2f} leg at frontline: talk 100",
        f"{(patience + 7300) / 60:.2f} credit $40",
        f"{(patience + 7300) / 60:.2f} over after 100, resolved",
        f"{(patience + 7300) / 60:.2f} closed after 2, resolved, $40",
    ]


@pytest.mark.parametrize(("warm", "word", "first"), [(0, "cold", 35), (1, "warm", 55)])
def test_a_transfer_begins_another_leg(warm: int, word: str, first: int) -> None:
    """A third of the talk at the front line (and an introduction, if warm), the whole of it at the desk whose it is."""
    level = tiny("dead_line", issues=HARD_FIX, book={"process.warm_transfer": warm})
    end = (100 + first) / 60
    assert story(first_seed(level, one_call)) == [
        "0.00 born, needs $0",
        "0.00 call 1, new",
        f"{first / 60:.2f} leg at frontline: talk {first}",
        f"{first / 60:.2f} {word} to technical",
        f"{end:.2f} leg at technical: talk 100",
        f"{end:.2f} over after {100 + first}, resolved",
        f"{end:.2f} closed after 1, resolved, $0",
    ]


def test_a_cold_transfer_may_cut_him_off() -> None:
    """He is cut off instead of put through, rings again half an hour later, and is cut off again."""
    level = tiny("dead_line", issues=HARD_FIX, centre={"disconnect": 1})
    assert story(first_seed(level, one_call))[:9] == [
        "0.00 born, needs $0",
        "0.00 call 1, new",
        "0.58 leg at frontline: talk 35",
        "0.58 cut off at frontline",
        "0.58 over after 35, disconnected",
        "30.58 call 2, cut off",
        "31.17 leg at frontline: talk 35",
        "31.17 cut off at frontline",
        "31.17 over after 35, disconnected",
    ]


def test_the_loop_breaker_sends_him_on_not_back() -> None:
    """Misrouted for sure: with the breaker the wrong desk sends him on to the right one, and there is no loop."""
    level = tiny("dead_line", issues=HARD_FIX, centre={"misroute": 1}, book={"process.loop_breaker": 1})
    assert story(first_seed(level, one_call))[2:] == [
        "0.58 leg at frontline: talk 35",
        "0.58 cold to billing",
        "1.17 wrong department at billing",
        "1.17 leg at billing: talk 35",
        "1.17 cold to technical",
        "2.83 leg at technical: talk 100",
        "2.83 over after 170, resolved",
        "2.83 closed after 1, resolved, $0",
    ]


def test_without_it_he_is_back_in_the_same_queue() -> None:
    """Misrouted once: the wrong desk sends him back to the front line, whose minutes are then a loop's."""
    level = tiny("dead_line", issues=HARD_FIX, centre={"misroute": 0.5}, book={"process.loop_breaker": 0})

    def once(model: Model) -> bool:
        return one_call(model) and len(named(model.events(), Kind.TRANSFERRED)) == 3

    assert [line for line in story(first_seed(level, once))[2:] if "wrong department" not in line] == [
        "0.58 leg at frontline: talk 35",
        "0.58 cold to billing",
        "1.17 leg at billing: talk 35",
        "1.17 cold to frontline, again",
        "1.75 leg at frontline: loop 35",
        "1.75 cold to technical",
        "3.42 leg at technical: talk 100",
        "3.42 over after 205, resolved",
        "3.42 closed after 1, resolved, $0",
    ]


def test_a_promise_never_entered_is_called_about() -> None:
    """Both believe in it; a day later it shows, and he calls to say so. The fourth time it is entered."""
    level = owed(centre={"phantom": 1, "discover_days": 1}, book={"power.frontline_credit_limit": 40})

    def kept(model: Model) -> bool:
        return calls(4)(model) and len(named(model.events(), Kind.CASE_CLOSED)) == 1

    model = first_seed(level, kept, days=9)
    believed = ["leg at frontline: talk 100", "promised $40, never entered", "over after 100, believed resolved"]
    assert [line.partition(" ")[2] for line in story(model)] == [
        "born, needs $40",
        *("call 1, new", *believed),
        *("$40 never came", "call 2, promise broken", *believed),
        *("$40 never came", "call 3, promise broken", *believed),
        *("$40 never came", "call 4, promise broken", "leg at frontline: talk 100", "credit $40"),
        *("over after 100, resolved", "closed after 4, resolved, $40"),
    ]


def test_post_as_you_speak_enters_it_at_once() -> None:
    """The same careless world with the switch on: 25 s longer, and nothing is only promised."""
    level = owed(
        centre={"phantom": 1, "discover_days": 1},
        book={"power.frontline_credit_limit": 40, "process.post_as_you_speak": 1},
    )
    assert story(first_seed(level, one_call, days=3))[2:] == [
        "2.08 leg at frontline: talk 125",
        "2.08 credit $40",
        "2.08 over after 125, resolved",
        "2.08 closed after 1, resolved, $40",
    ]


def test_before_opening_the_door_is_closed() -> None:
    """He calls in the hour from ten and the lines open at noon: no contact is made until then."""
    level = owed(book={"power.frontline_credit_limit": 40, "promise.open_hour": 12})
    model = first_seed(level, one_call)
    (door,) = named(model.events(), Kind.CLOSED_DOOR)
    assert 10 * HOUR <= door.time < 11 * HOUR
    assert [line.partition(" ")[2] for line in story(model)] == [
        "born, needs $40",
        "the door is closed",
        "call 1, closed",
        "leg at frontline: talk 100",
        "credit $40",
        "over after 100, resolved",
        "closed after 1, resolved, $40",
    ]
    assert 12 * HOUR <= named(model.events(), Kind.CONTACT_BEGAN)[0].time < 15 * HOUR


def test_in_vain_three_times_he_complains_outside() -> None:
    """Three times in vain is enough: the firm pays what it owes, and what the complaint costs besides."""
    level = owed(
        centre={"outside": 1, "outside_after": 3, "outside_days": 2, "outside_cost_usd": 180},
        book={**NOBODY_TO_ASK, "power.frontline_credit_limit": 0},
    )
    model = first_seed(level, calls(3), days=4)
    told = [line.partition(" ")[2] for line in story(model)]
    assert told[:2] == ["born, needs $40", "call 1, new"]
    assert told[-2:] == ["credit $40", "closed after 3, resolved, $40"]
    assert told.count("complains outside") == 1


def test_a_change_of_the_book_in_the_middle_of_a_call_takes_the_next_caller() -> None:
    """The CSR goes on under the rule he was told when he picked up; the next contact is under the new one."""
    level = owed(book=NOBODY_TO_ASK)
    seed = first_seed(level, calls(4)).seed
    first = named(after(level, seed, 1).events(), Kind.CONTACT_BEGAN)[0].time
    changed = after(level, seed, 1, [(int(first) + 50, Set("power.frontline_credit_limit", 40))])
    assert [line for line in story(changed) if "credit" in line] == ["1.67 credit $10, partial", "63.33 credit $30"]


def test_plenty_of_people_at_once_live_their_stories_apart() -> None:
    """Three hundred people of the quiet town: nobody waits, and each contact is its talk and its approval alone."""
    model = after(quiet(issues={name: {"talk": 1} for name in ("overcharge", "change")}), 5, 7)
    events = model.events()
    legs = named(events, Kind.LEG_ENDED)
    assert len(legs) > 20
    assert {e.value("hold_s") for e in legs} == {0.0}
    assert {e.value("reexplain_s") + e.value("argue_s") + e.value("loop_s") for e in legs} == {0.0}


def test_every_kind_of_a_cases_life_has_its_sentence() -> None:
    """No event of a case in the town where everything happens goes untold in these stories."""
    cases = {e.kind for e in after(world(), 1, 14).events() if e.case >= 0}
    assert len(cases) > 10
    assert cases <= set(SAY)
