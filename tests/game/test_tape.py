"""The Tape: everything of a case is on it once, its minutes are the log's, and it never runs back by itself."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from layouts import WINDOWS, canvas_of, clean
from recording import Hand, RecordingCanvas
from worlds import after, named, rows, world

from game.views.cues import Silent
from game.views.inputs import Key
from game.views.past import CASE, CUSTOMER, KIND, TIME, packed, week_before
from game.views.scene import Pop
from game.views.story import Names, Stories
from game.views.tape import Tape
from game.views.tape.axis import FOLD, LEG, lay
from game.views.tape.head import FOLD_S, SPEEDS, Head
from game.views.tape.reel import QUIET, Reel, Sign, cases_of, events_of, sign_of, wind
from game.views.tape.strip import place
from game.views.tape.worst import By, Callers, worst
from game.window.session import Session
from sim.clock import DAY, WEEK
from sim.events import FIELDS, Event, Kind
from sim.level import Level
from sim.levers import LEVERS

DAYS = 16
LEVEL = world()
STORIES = Stories(LEVEL, Names(customer=str, csr=str))


def played(level: Level, days: float) -> Session:
    """A session some days in."""
    session = Session(level, 3)
    session.model.run(days * DAY)
    session._look()
    return session


MODEL = after(LEVEL, 3, DAYS)
EVENTS = MODEL.events()
TABLE = rows(MODEL)
BUSY = [int(case) for case in np.unique(TABLE[TABLE[:, KIND] == Kind.LEG_ENDED, CASE])]
"""Every case with a leg."""


def reel_of(case: int) -> Reel:
    """Its reel, at the end of the run."""
    reel = wind(MODEL.log.rows, case, STORIES, MODEL.now)
    assert reel is not None
    return reel


def longest() -> Reel:
    """The case with most events."""
    cases, counts = np.unique(TABLE[TABLE[:, CASE] >= 0, CASE], return_counts=True)
    return reel_of(int(cases[counts.argmax()]))


# --- the reel -----------------------------------------------------------------------------------------------------


def test_the_minutes_on_the_tape_are_those_of_the_log() -> None:
    """For every case: the bars sum to the seconds of its legs, kind by kind."""
    for case in BUSY:
        reel = reel_of(case)
        legs = TABLE[(TABLE[:, KIND] == Kind.LEG_ENDED) & (TABLE[:, CASE] == case)]
        assert reel.taxed_s == pytest.approx(legs[:, 7:13].sum())
        spent = reel.spent_by(reel.end)
        for n, name in enumerate(FIELDS[Kind.LEG_ENDED]):
            assert spent[name] == pytest.approx(legs[:, 7 + n].sum())


def test_every_event_of_a_case_is_on_its_tape_once() -> None:
    """As a bar or as a mark, none twice, and what the customer did about it comes with it."""
    for case in BUSY:
        reel = reel_of(case)
        on_tape = [bar.index for bar in reel.bars] + [mark.index for mark in reel.marks]
        assert len(on_tape) == len(set(on_tape)) == reel.events
        own = {e.index for e in EVENTS if e.case == case}
        assert own <= set(on_tape)
        assert {EVENTS[index].customer for index in on_tape} == {reel.customer}
        assert sum(len(call.bars) for call in reel.calls) == len(reel.bars)


def test_talk_goes_with_one_case_only() -> None:
    """No event is on the tapes of two cases that were called about."""
    seen: set[int] = set()
    for case in BUSY:
        mine = set(events_of(MODEL.log.rows, case).index.tolist())
        assert not mine & seen
        seen |= mine
    talk = [e for kind in (Kind.TOLD, Kind.POSTED, Kind.CHURNED) for e in named(EVENTS, kind)]
    assert sum(e.index in seen for e in talk) > 5


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_of_event_has_a_sign(kind: Kind) -> None:
    """Whatever the log may hold."""
    event = Event(0, 0.0, kind, 1, 1, 1, 0, 0, tuple(0.0 for _ in FIELDS[kind]))
    assert sign_of(event) in Sign


def test_the_clock_never_runs_back_and_reaches_the_whole() -> None:
    """Hours taxed by a moment rise with the moment, from nothing to all."""
    reel = longest()
    times = np.linspace(reel.start - 1, reel.end, 200)
    spent = [sum(reel.spent_by(time).values()) for time in times]
    assert spent[0] == 0
    assert spent[-1] == pytest.approx(reel.taxed_s)
    assert all(b >= a - 1e-9 for a, b in pairwise(spent))


def test_a_case_that_is_not_there_is_none() -> None:
    """No reel, no error; and a customer's cases are all of his."""
    assert wind(MODEL.log.rows, 10**7, STORIES, MODEL.now) is None
    reel = longest()
    births = [e.case for e in named(EVENTS, Kind.CASE_BORN) if e.customer == reel.customer]
    assert list(cases_of(MODEL.log.rows, reel.customer)) == births


def test_packed_and_unpacked_logs_tell_the_same() -> None:
    """Events one by one and the packed log give the same reel."""
    case = longest().case
    assert wind(packed(lambda start: EVENTS[start:]), case, STORIES, MODEL.now) == longest()


# --- the axis and the head ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("room", [200.0, 900.0, 3000.0])
def test_time_runs_one_way_along_the_tape(room: float) -> None:
    """Places rise with time, there and back agree, legs can be pointed at, and days are folded."""
    for case in BUSY[:60]:
        axis = lay(reel_of(case), room)
        assert all(b > a for a, b in pairwise(axis.times))
        assert all(b > a for a, b in pairwise(axis.places))
        for time in np.linspace(axis.times[0], axis.times[-1], 23):
            assert axis.time(axis.at(time)) == pytest.approx(time, abs=1e-3)
        for (a, b), live in zip(pairwise(axis.places), axis.live, strict=True):
            assert b - a >= (LEG if live else FOLD) - 1e-9
            assert live or b - a < 120
        least = sum(LEG if live else 110 for live in axis.live)
        assert axis.wide <= max(room, least)


@settings(max_examples=30)
@given(steps=st.lists(st.floats(0, 0.5), max_size=60), speed=st.sampled_from(SPEEDS))
def test_the_play_head_never_goes_back(steps: list[float], speed: int) -> None:
    """However the pictures come, it goes on, by the speed within a call, and stops at the end."""
    axis = lay(longest(), 900)
    head = Head(axis)
    head.turn()
    head.speed = speed
    assert head.time == axis.times[0]
    last = head.time
    for step in steps:
        head.advance(step)
        assert last <= head.time <= axis.times[-1]
        last = head.time
    longest_play = sum(
        (b - a) / speed if live else FOLD_S for (a, b), live in zip(pairwise(axis.times), axis.live, strict=True)
    )
    head.advance(longest_play + 1)
    assert head.at_end
    head.advance(1)
    assert not head.playing


def test_how_pictures_are_cut_changes_nothing() -> None:
    """One long step or many short ones: the head stands at the same moment."""
    axis = lay(longest(), 900)
    one, many = Head(axis), Head(axis)
    one.turn()
    many.turn()
    one.advance(3.0)
    for _ in range(300):
        many.advance(0.01)
    assert one.time == pytest.approx(many.time)


def test_signs_do_not_cover_each_other() -> None:
    """In one row, each has its room; quiet ones are left out, no other is."""
    for case in BUSY[:80]:
        reel = reel_of(case)
        placed = place(reel.marks, lay(reel, 900))
        assert len(placed) == sum(mark.sign not in QUIET for mark in reel.marks)
        for row in range(3):
            xs = [p.x for p in placed if p.row == row]
            assert all(b - a >= 18.9 for a, b in pairwise(xs))


# --- the worst stories --------------------------------------------------------------------------------------------


def test_the_worst_stories_are_the_worst_of_the_week() -> None:
    """Sorted, of the last seven days only, and their amounts are the log's."""
    week = TABLE[TABLE[:, TIME] > MODEL.now - WEEK]
    stories = worst(MODEL.log.rows, MODEL.now, By.HOURS)
    assert len(stories) == 10
    assert [s.amount for s in stories] == sorted((s.amount for s in stories), reverse=True)
    legs = week[week[:, KIND] == Kind.LEG_ENDED]
    for story in stories:
        mine = legs[legs[:, CASE] == story.case]
        assert story.amount == pytest.approx(mine[:, 7:13].sum())
        assert story.calls == len([e for e in named(EVENTS, Kind.CONTACT_BEGAN) if e.case == story.case])
    others = {int(c) for c in legs[:, CASE]} - {s.case for s in stories}
    assert all(legs[legs[:, CASE] == c][:, 7:13].sum() <= stories[-1].amount + 1e-6 for c in others)


@pytest.mark.parametrize("by", list(By))
def test_no_week_no_story(by: By) -> None:
    """Before anything has happened, and long after, there is none."""
    assert worst(lambda _: iter(()), 0.0, by) == ()
    assert worst(MODEL.log.rows, MODEL.now + 2 * WEEK, by) == ()
    assert len(week_before(MODEL.log.rows, MODEL.now + 2 * WEEK)) == 0


def test_readers_are_counted_for_the_case_that_was_posted_about() -> None:
    """Each reader of the week's bad posts belongs to one story of the poster."""
    stories = worst(MODEL.log.rows, MODEL.now, By.READERS, most=1000)
    bad = [
        e
        for kind in (Kind.POSTED, Kind.READ)
        for e in named(EVENTS, kind)
        if e.time > MODEL.now - WEEK and not e.value("positive")
    ]
    for story in stories:
        assert story.amount == sum(e.value("readers") for e in bad if e.customer == story.customer)


def test_callers_are_found_by_name_and_number() -> None:
    """Every word must fit; a number finds its customer; nobody is found twice."""
    callers = Callers(MODEL.log.rows, lambda n: f"Person {n} of Town")
    who = {int(c) for c in TABLE[TABLE[:, KIND] == Kind.LEG_ENDED, CUSTOMER]}
    assert {customer for customer, _ in callers.found} == who
    one = callers.found[3][0]
    assert callers.found[3] in callers.search(str(one), most=1000)
    assert callers.search("town person", most=5) == callers.found[:5]
    assert callers.search("nobody") == ()
    assert callers.search("  ") == ()


# --- the screen ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def session() -> Session:
    """Sixteen days in."""
    return played(LEVEL, DAYS)


@pytest.mark.parametrize("case", WINDOWS)
def test_the_tape_has_its_words_in_place(session: Session, case: tuple[int, int, float]) -> None:
    """At every size, for the worst stories, in the middle of playing, and with a search."""
    canvas = canvas_of(*case)
    hand = Hand(Tape(session, session.model.log.rows, lambda lever: None, Silent()), canvas)
    clean(canvas, "tape")
    for _ in range(4):
        hand.key("n")
        clean(canvas, "next story")
    hand.key("space")
    for _ in range(5):
        hand.tick(1, 0.7)
        clean(canvas, "playing")
    hand.key("/")
    hand.type("an")
    clean(canvas, "searching")
    hand.type("zzz")
    clean(canvas, "nobody found")
    assert canvas.says("Nobody of that name has called.")


def test_a_centre_that_nobody_called_says_so() -> None:
    """Empty, in words."""
    session = Session(LEVEL, 3)
    canvas = RecordingCanvas()
    hand = Hand(Tape(session, session.model.log.rows, lambda lever: None, Silent()), canvas)
    assert canvas.says("No customer has called yet.")
    clean(canvas, "empty")
    hand.key("space")
    hand.key("n")
    hand.key("/")
    hand.type("joy")
    assert canvas.says("No customer has called yet.")


def test_keyboard_alone_plays_a_tape(session: Session) -> None:
    """Space, arrows, speeds, the next story, search, and out."""
    canvas = RecordingCanvas()
    tape = Tape(session, session.model.log.rows, lambda lever: None, Silent())
    hand = Hand(tape, canvas)
    head = tape._head
    assert head
    assert head.at_end
    hand.key("space")
    assert tape.pace == 60
    hand.tick(30)
    assert not head.at_end
    hand.key("space")
    assert tape.pace == 0
    before = head.time
    hand.key("right")
    assert head.time > before
    hand.key("home")
    assert head.time == tape._axis.times[0]  # type: ignore[union-attr]
    hand.key("+")
    assert head.speed == 300
    first = tape._reel
    hand.key("n")
    assert tape._reel is not first
    hand.key("/")
    hand.type(session.name(tape._shelf._all().found[5][0]))
    hand.key("down")
    hand.key("enter")
    assert tape._reel
    assert tape._reel.customer == tape._shelf._all().found[5][0]
    assert tape.on_input(Key("escape")) == Pop()


def test_enter_opens_the_only_one_found(session: Session) -> None:
    """Typed and entered, without a way through the list; of several none."""
    tape = Tape(session, session.model.log.rows, lambda lever: None, Silent())
    hand = Hand(tape, RecordingCanvas())
    found = tape._shelf._all()
    reel = tape._reel
    hand.key("/")
    hand.type("a")
    assert len(found.search("a")) > 1
    hand.key("enter")
    assert tape._reel is reel
    who = next(who for who, _ in reversed(found.found) if len(found.search(session.name(who))) == 1)
    hand.key("/")
    hand.key("a", ctrl=True)
    hand.type(session.name(who))
    hand.key("enter")
    assert tape._reel
    assert tape._reel.customer == who


def test_a_roadblock_leads_to_the_policy_line(session: Session) -> None:
    """Its sign and its sentence open the lever that stood in the way; looking changes nothing of the run."""
    opened: list[str] = []
    before = session.model.digest()
    tape = Tape(session, session.model.log.rows, opened.append, Silent())
    hand = Hand(tape, RecordingCanvas())
    for _ in range(10):
        blocked = [m for m in tape._reel.marks if m.sign is Sign.ROADBLOCK and hand.has(f"mark {m.index}")]  # type: ignore[union-attr]
        if blocked:
            break
        hand.key("n")
    hand.click(f"mark {blocked[-1].index}")
    hand.click(f"cause {blocked[-1].index}")
    assert opened == [blocked[-1].lever] * 2
    assert opened[0] in LEVERS
    assert session.model.digest() == before


def test_a_case_can_be_asked_for(session: Session) -> None:
    """By case, or by customer: then the case that took most."""
    rows_of = session.model.log.rows
    case = BUSY[7]
    assert Tape(session, rows_of, lambda _: None, Silent(), case=case)._reel.case == case  # type: ignore[union-attr]
    customer = longest().customer
    reel = Tape(session, rows_of, lambda _: None, Silent(), customer=customer)._reel
    assert reel
    assert reel.taxed_s == max(r.taxed_s for r in map(reel_of, cases_of(rows_of, customer)))
