"""The time machine: whoever goes back, takes back or forks plays the run that its log makes, and loses nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from recording import Hand, RecordingCanvas, session_of
from worlds import full, world

from game.views.forked import Forked, better, parting
from game.views.play import Play
from game.views.playing import MAX
from game.views.summary import Summary
from game.views.timeline import Timeline
from game.window.fork import Fork
from game.window.session import Session
from game.window.shelf import LAST, Shelf
from sim.clock import DAY, HOUR
from sim.decisions import Accepted, Change, Decision, Refused, Set
from sim.frames import Fate
from sim.lab.experiments import Flip
from sim.levelfile import load_level
from sim.measures import MEASURES
from sim.run.look import fates
from sim.run.replay import Run, play
from sim.run.runfile import read_run, verify

LIMIT = "power.frontline_credit_limit"
STAFF = "people.frontline_staff"
NOTES = "process.notes"
LEVEL = world(weeks=3, unlocked=[LIMIT, STAFF, NOTES])
TAKEN: tuple[tuple[float, Change], ...] = (
    (0.4 * DAY, Set(LIMIT, 40)),
    (1.5 * DAY, Set(NOTES, 0.8)),
    (1.5 * DAY, Set(STAFF, 5)),
    (3.6 * DAY, Set(LIMIT, 120)),
)


def run_to(session: Session, time: float) -> None:
    """Play on in odd slices."""
    while session.model.now < time:
        session.model.run(min(time, session.model.now + 7919))
    session._look()


def played(until: float = 4.5 * DAY, seed: int = 1) -> Session:
    """A run in which everything of `TAKEN` was decided."""
    session = Session(LEVEL, seed)
    for time, change in TAKEN:
        run_to(session, time)
        assert isinstance(session.submit(change), Accepted)
    run_to(session, until)
    return session


def arrive(session: Session) -> None:
    """Let a journey end."""
    for _ in range(100_000):
        if session.catching_up is None:
            return
        session.run(1 / 60)
    raise AssertionError("it never arrives")


def finished(fork: Fork) -> Fork:
    """Run a fork as far as the run in play has come."""
    while fork.done is not None and not fork.refused:
        fork.run()
    return fork


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine on which a journey takes many pictures."""
    monkeypatch.setattr("game.window.session.HASTE_S", 0.0004)


def forked() -> tuple[Session, Fork]:
    """A town in which people come and go, and the same with another credit limit."""
    session = Session(full(weeks=2), 1)
    session.model.impose(Set(LIMIT, 0))
    run_to(session, 10.4 * DAY)
    return session, finished(session.fork((Decision(session.decisions[0].time, Set(LIMIT, 300)),)))


def headless(session: Session) -> str:
    """The digest that the log makes by itself."""
    run = Run(level=session.level, seed=session.seed, decisions=session.decisions)
    return play(run, until=session.model.now).digest


# --- rewind ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("day", [0, 1, 3, 4])
def test_who_rewinds_and_decides_the_same_again_comes_to_the_same_digest(day: int) -> None:
    """Back to any day; redo puts the rest of the log in again, and the end is the end."""
    session = played()
    end, digest, log = session.model.now, session.model.digest(), session.decisions
    session.rewind(session.dawn(day))
    arrive(session)
    assert session.model.now == session.dawn(day)
    assert session.paused
    assert session.decisions == tuple(d for d in log if d.time < session.dawn(day))
    assert session.decisions + session.undone == log
    assert session.model.digest() == headless(session)
    while session.undone:
        session.redo()
        arrive(session)
    run_to(session, end)
    assert (session.decisions, session.model.digest()) == (log, digest)


def test_a_rewind_shows_the_present_until_it_has_arrived(slow: None) -> None:
    """Nothing of the run in play changes on the way, and it can be called off; decisions wait."""
    session = played()
    before, digest, timeline = session.frame, session.model.digest(), session.timeline
    session.rewind(session.dawn(2))
    shares = []
    for _ in range(4):
        session.run(0.016)
        if session.catching_up is not None:
            shares.append(session.catching_up)
            assert session.frame == before
            assert session.rewinding
            assert isinstance(session.submit(Set(LIMIT, 5)), Refused)
    assert shares == sorted(shares)
    session.stay()
    assert session.catching_up is None
    assert (session.model.digest(), session.timeline, session.undone) == (digest, timeline, ())
    session.rewind(session.dawn(2))
    arrive(session)
    assert session.timeline != timeline
    assert session.frame.time == session.dawn(2)


def test_closing_the_window_during_a_rewind_loses_nothing(tmp_path: Path) -> None:
    """Ctrl-C on the way: the run as it stood is what is saved."""
    shelf = Shelf(tmp_path)
    session = shelf.begin(LEVEL)
    assert isinstance(session, Session)
    run_to(session, 2.5 * DAY)
    session.submit(Set(LIMIT, 30))
    run_to(session, 3.5 * DAY)
    session.rewind(session.dawn(1))
    session.run(0.016)
    assert session.rewinding
    shelf.autosave()
    shelf.keep(session)
    saved = read_run(tmp_path / LAST, level=LEVEL)
    assert (saved.until, saved.digest) == (3.5 * DAY, session.model.digest())
    assert len(saved.run.decisions) == 1


# --- undo and redo --------------------------------------------------------------------------------------------------


def test_undo_leads_to_the_moment_of_the_decision_and_redo_takes_it_again() -> None:
    """All the way back and all the way on: the same log, and the same digest at each decision."""
    session = played()
    log = session.decisions
    for n in range(len(log) - 1, -1, -1):
        session.undo()
        arrive(session)
        assert (session.decisions, session.undone) == (log[:n], log[n:])
        assert session.model.now == log[n].time
        assert session.paused
        assert session.model.digest() == headless(session)
    session.undo()
    assert session.catching_up is None, "there is nothing left to take back"
    for n in range(len(log)):
        session.redo()
        arrive(session)
        assert (session.decisions, session.undone) == (log[: n + 1], log[n + 1 :])
        assert session.model.now == log[n].time
        assert session.model.digest() == headless(session)


def test_redo_goes_back_to_the_moment_if_time_has_gone_on() -> None:
    """The decision keeps its place in the log, and the digest is as if it had never been out."""
    session = played()
    digest, end = session.model.digest(), session.model.now
    session.undo()
    arrive(session)
    run_to(session, 4 * DAY)
    session.redo()
    arrive(session)
    assert session.model.now == TAKEN[-1][0]
    run_to(session, end)
    assert session.model.digest() == digest


def test_a_new_decision_forgets_what_was_taken_back() -> None:
    """It was meant for another past. A refused one forgets nothing."""
    session = played()
    session.undo()
    arrive(session)
    assert isinstance(session.submit(Set("people.wage", 20)), Refused)
    assert len(session.undone) == 1
    session.submit(Set(LIMIT, 10))
    assert session.undone == ()
    session.redo()
    assert session.decisions[-1].change == Set(LIMIT, 10)


# --- fork -----------------------------------------------------------------------------------------------------------


def test_a_fork_without_a_change_is_the_original() -> None:
    """The same log: the same digest and nobody's fate flipped; the run in play isn't touched."""
    session = played()
    digest = session.model.digest()
    fork = finished(session.fork(session.decisions))
    assert fork.model.digest() == digest == session.model.digest()
    assert fork.flips == ()


def test_flips_are_exactly_those_whose_fate_differs() -> None:
    """By `sim.run.look.fates` of a run of its own, made without any window."""
    session, fork = forked()
    other = fork.decisions
    alone = play(Run(level=session.level, seed=1, decisions=other), until=session.model.now)
    assert fork.model.digest() == alone.digest
    mine = fates(session.model)
    expected = {n for n, (a, b) in enumerate(zip(mine, alone.fates, strict=True)) if a != b}
    assert expected, "the test needs a fork that matters"
    assert {flip.customer for flip in fork.flips} == expected
    assert all((flip.a, flip.b) == (mine[flip.customer], alone.fates[flip.customer]) for flip in fork.flips)


def test_keeping_a_fork_makes_it_the_run_in_play() -> None:
    """Its log, its digest, from the same moment; and it goes on as that log would."""
    session = played()
    log = session.decisions[1:]
    fork = finished(session.fork(log))
    now = session.model.now
    fork.keep()
    assert (session.decisions, session.model.now) == (log, now)
    run_to(session, 5 * DAY)
    assert session.model.digest() == headless(session)


def test_a_fork_that_can_not_be_says_why() -> None:
    """A value that the lever doesn't have is refused, and nothing of the run in play changes."""
    session = played()
    digest = session.model.digest()
    bad = (Decision(session.decisions[0].time, Set(LIMIT, 1e9)), *session.decisions[1:])
    fork = finished(session.fork(bad))
    assert fork.refused
    fork.keep()
    assert session.model.digest() == digest


def test_two_lives_part_where_they_differ_first() -> None:
    """The same life has no parting; a longer one parts after the shorter."""
    session, fork = forked()
    assert fork.flips
    for flip in fork.flips[:20]:
        a = [session.event(i) for i in session.customer(flip.customer).events]
        b = [fork.event(i) for i in fork.customer(flip.customer).events]
        at = parting(a, b)
        assert at > session.decisions[0].time
        early = lambda events, at=at: [(e.time, e.kind, e.values) for e in events if e.time < at]
        assert early(a) == early(b)
        assert parting(a, a) == -1
        assert parting(a, a[:-1]) == a[-1].time


def test_two_values_beside_each_other_can_be_told_apart() -> None:
    """Figures that would round alike get the digits they need; what is the same is said to be."""
    cash, cured, wait = MEASURES["cash_usd"], MEASURES["resolved_full_pct"], MEASURES["longest_contact_s"]
    assert cash.apart(153_204, 161_900) == ("$153k", "$162k")
    assert cash.apart(153_204, 153_390) == ("$153.2k", "$153.4k")
    assert cured.apart(61.52, 61.48) == ("61.52 %", "61.48 %")
    assert wait.apart(7384, 7386.4) == ("7,384 s", "7,386 s")
    for value in (0.0, -3.25, 153_204.0, 12_000_000.0):
        assert cash.apart(value, value) == (cash.show(value), cash.show(value))


def test_better_is_what_the_firm_would_call_better() -> None:
    """With us beats never having joined, which beats having left."""
    flip = lambda a, b: Flip(seed=1, customer=1, a=a, b=b)
    assert better(flip(Fate.EX, Fate.SUBSCRIBER))
    assert better(flip(Fate.NEVER_AGAIN, Fate.EX))
    assert not better(flip(Fate.SUBSCRIBER, Fate.CAPTIVE))


# --- by hand --------------------------------------------------------------------------------------------------------


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """A shelf of its own."""
    return Shelf(tmp_path)


@pytest.fixture
def hand(shelf: Shelf) -> Hand:
    """Two days and two decisions into level 1."""
    hand = Hand(Play(shelf, shelf.begin(load_level("01-handled"))), RecordingCanvas())
    session = session_of(shelf)
    session.submit(Set(LIMIT, 30))
    run_to(session, 1.5 * DAY)
    session.submit(Set(LIMIT, 60))
    run_to(session, 2.5 * DAY)
    hand.tick(2)
    return hand


def settle(hand: Hand, session: Session) -> None:
    """Draw until the journey is over."""
    hand.tick()
    while session.catching_up is not None:
        hand.tick()
    hand.tick(2)


def test_the_keyboard_alone_takes_back_rewinds_and_forks(hand: Hand, shelf: Shelf, slow: None) -> None:
    """Ctrl Z, Ctrl Y, F: no pointer anywhere."""
    session = session_of(shelf)
    hand.key("z", ctrl=True)
    hand.tick(2)
    assert hand.canvas.says("Stay here")  # type: ignore[attr-defined]
    hand.key("escape")
    assert session.catching_up is None
    assert len(session.decisions) == 2
    hand.key("z", ctrl=True)
    settle(hand, session)
    assert (session.frame.time, session.frame.book[LIMIT]) == (1.5 * DAY, 30)
    hand.key("y", ctrl=True)
    assert session.frame.book[LIMIT] == 60
    hand.key("f")
    assert isinstance(hand.scene, Timeline)
    hand.tab_to("decision 0")
    hand.key("enter")
    hand.tab_to("other")
    hand.key("right")
    hand.tab_to("fork")
    hand.key("enter")
    assert isinstance(hand.scene, Forked)
    while hand.has("stop"):
        hand.tick()
    hand.tab_to("mine")
    hand.tab_to("keep")
    hand.key("enter")
    assert isinstance(hand.scene, Play)
    assert [d.change for d in session.decisions] == [Set(LIMIT, 35), Set(LIMIT, 60)]
    assert session.model.digest() == headless(session)
    hand.key("f")
    hand.tab_to("day")
    hand.key("left")
    hand.tab_to("rewind")
    hand.key("enter")
    settle(hand, session)
    assert session.frame.time == session.dawn(0)


@pytest.mark.parametrize("way", ["key", "arrow"])
def test_undo_rubs_out_what_is_pencilled_before_it_goes_back(hand: Hand, shelf: Shelf, way: str) -> None:
    """The first leaves time and decisions as they are, and its tip says which it is; the next goes back. Who comes from
    more than a day later is told where what he left is kept.
    """
    session = session_of(shelf)
    scene = hand.scene
    assert isinstance(scene, Play)
    back = (lambda: hand.key("z", ctrl=True)) if way == "key" else (lambda: hand.click("undo"))
    was = session.frame.time
    scene._book.pencil(LIMIT, 90)
    hand.look()
    assert hand.spot("undo").tip.startswith("Take out the change that is only pencilled in")
    back()
    assert not scene._book.pencilled
    assert (session.frame.time, len(session.decisions), session.catching_up) == (was, 2, None)
    assert hand.spot("undo").tip.startswith("Take your last decision back")
    assert not scene._sound.captions.shown
    run_to(session, 9.5 * DAY)
    hand.tick(2)
    back()
    settle(hand, session)
    assert session.frame.time == 1.5 * DAY
    assert "your run of week 2 is kept" in " ".join(scene._sound.captions.shown)
    assert [run.time for run in shelf.saves()] == [9.5 * DAY]


def test_the_mouse_alone_takes_back_rewinds_and_forks(hand: Hand, shelf: Shelf, slow: None) -> None:
    """Buttons for everything."""
    session = session_of(shelf)
    hand.click("undo")
    settle(hand, session)
    hand.click("redo")
    assert len(session.decisions) == 2
    hand.click("menu")
    hand.click("time line")
    hand.click("decision 0")
    hand.click("drop")
    while hand.has("stop"):
        hand.tick()
    hand.click("mine")
    assert isinstance(hand.scene, Timeline)
    assert len(session.decisions) == 2
    hand.click("decision 1")
    hand.click("rewind here")
    hand.tick()
    hand.click("stay")
    assert session.catching_up is None
    hand.click("menu")
    hand.click("time line")
    hand.click("rewind")
    settle(hand, session)
    assert session.frame.time == session.dawn(1)


def test_a_fork_of_the_first_morning_says_that_no_day_has_closed(shelf: Shelf) -> None:
    """Before the first midnight no metric has a day to be drawn; what can be kept can be kept all the same."""
    canvas = RecordingCanvas()
    hand = Hand(Play(shelf, shelf.begin(load_level("01-handled"))), canvas)
    session = session_of(shelf)
    session.submit(Set(LIMIT, 30))
    run_to(session, 0.4 * DAY)
    hand.key("f")
    hand.click("drop")
    while hand.has("stop"):
        hand.tick()
    assert canvas.says("No day has closed yet")
    hand.click("keep")
    assert session_of(shelf).decisions == ()


@pytest.mark.parametrize("by", ["mouse", "keys"])
def test_the_clock_is_a_door_to_the_time_line(hand: Hand, by: str) -> None:
    """A click on the date, or Enter on it, opens what its key opens; its tip says so and names the key."""
    tip = hand.spot("clock").tip
    assert "time line" in tip
    assert tip.endswith("(F)")
    if by == "mouse":
        hand.click("clock")
    else:
        hand.tab_to("clock")
        hand.key("enter")
    assert isinstance(hand.scene, Timeline)
    hand.key("escape")
    assert isinstance(hand.scene, Play)


def test_a_flag_on_the_time_line_tells_all_that_was_decided_there(hand: Hand, shelf: Shelf) -> None:
    """Decisions of one day share a flag: its tip lists them all, a press goes from one to the next."""
    for value in (90, 120):
        session_of(shelf).submit(Set(LIMIT, value))
    hand.key("f")
    tips = {spot.key: spot.tip.splitlines() for spot in hand.ui._spots if spot.key.startswith("flag ")}
    assert [line[:2] for lines in tips.values() for line in lines] == ["1.", "2.", "3.", "4."]
    key, lines = list(tips.items())[-1]
    assert len(lines) >= 2
    assert (lines[-2][-3:], lines[-1][-4:]) == ("$90", "$120")
    first = int(lines[0][0]) - 1
    hand.click(key)
    hand.click(key)
    assert hand.ui.focus in (f"decision {first}", f"decision {first + 1}")
    chosen = set()
    for _ in lines:
        hand.click(key)
        chosen.add(hand.ui.focus)
    assert chosen == {f"decision {first + n}" for n in range(len(lines))}


def test_the_log_tells_nothing_that_has_not_happened(hand: Hand, shelf: Shelf) -> None:
    """After a rewind the log on the screen ends where time stands, and no card of the future is open."""
    session = session_of(shelf)
    session.rewind(session.dawn(1))
    settle(hand, session)
    lines = hand.scene._journal._lines  # type: ignore[attr-defined]
    assert lines
    assert max(line.time for line in lines) < session.frame.time
    before = session.frame.time
    hand.key("6")
    while session.frame.time < before + 6 * HOUR:
        hand.tick(1, 0.1)
    assert max(line.time for line in lines) > before


def test_a_finished_run_can_be_gone_back_into(shelf: Shelf) -> None:
    """What if, from the summary: the end stays among the saved runs, and play goes on from before it."""
    hand = Hand(Play(shelf, shelf.begin(load_level("01-handled"))), RecordingCanvas())
    session = session_of(shelf)
    session.set_speed(MAX)
    while not session.over:
        session.run(0.016)
    hand.tick()
    assert isinstance(hand.scene, Summary)
    digest = session.model.digest()
    hand.click("time line")
    hand.ui.focus_on("day")
    hand.key("home")
    hand.key("right")
    hand.click("rewind")
    settle(hand, session)
    assert isinstance(hand.scene, Play)
    assert session.frame.time == session.dawn(1)
    assert not session.over
    assert read_run(shelf.folder / "finished" / "01-handled.run").digest == digest
    session.step()
    shelf.autosave()
    assert read_run(shelf.folder / "finished" / "01-handled.run").digest == digest
    assert verify(shelf.folder / LAST).same


def test_undo_survives_a_save(hand: Hand, shelf: Shelf) -> None:
    """The log is the truth: a run that was saved and loaded can be taken back decision by decision."""
    session = session_of(shelf)
    shelf.keep(session)
    again = shelf.go_on()
    assert isinstance(again, Session)
    arrive(again)
    again.undo()
    arrive(again)
    assert again.decisions == session.decisions[:1]
    assert again.model.digest() == headless(again)
