"""The session: however time is cut and whoever looks, the run is the one that a replay makes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from recording import Hand, RecordingCanvas, session_of, shelf_in
from worlds import world

from game.views.play import Play
from game.views.playing import MAX, SPEEDS
from game.window.session import Script, Session
from sim.clock import DAY, HOUR
from sim.decisions import Accepted, Decision, Refused, Set
from sim.levelfile import load_level
from sim.run.replay import Run, play
from sim.run.runfile import read_run, save_run

LIMIT = "power.frontline_credit_limit"
STAFF = "people.frontline_staff"
LEVEL = world(weeks=1, unlocked=[LIMIT, STAFF, "process.notes"])


def digest_of(session: Session) -> str:
    """Of what was played."""
    return session.model.digest()


def headless(session: Session) -> str:
    """Of the same decisions, replayed without a window."""
    run = Run(level=session.level, seed=session.seed, decisions=session.decisions)
    return play(run, until=session.model.now).digest


@pytest.mark.parametrize("seed", range(3))
def test_random_slices_and_speeds_make_the_run_that_a_replay_makes(seed: int) -> None:
    """Speeds, pauses, steps and decisions at random moments: the digest is that of the log alone."""
    luck = np.random.default_rng(seed)
    session = Session(LEVEL, seed)
    while not session.over:
        match int(luck.integers(12)):
            case 0:
                session.pause(True)
                session.step()
            case 1:
                session.submit(Set(LIMIT, float(luck.integers(0, 20) * 5)))
            case 2:
                session.set_speed(int(luck.choice([*SPEEDS, MAX])))
            case _:
                if session.paused:
                    session.set_speed(64)
                session.run(float(luck.uniform(0, 0.1)))
    assert session.model.now == session.model.horizon
    assert len(session.decisions) > 2
    assert digest_of(session) == headless(session)


def test_watching_changes_nothing(tmp_path: Path) -> None:
    """The whole screen drawn after every slice, cards and charts open: the same digest as unwatched."""
    level = load_level("01-handled")
    shelf = shelf_in(tmp_path)
    hand = Hand(Play(shelf, shelf.begin(level)), RecordingCanvas())
    session = session_of(shelf)
    session.set_speed(64)
    for n in range(150):
        hand.tick(seconds=0.05)
        if n % 40 == 10:
            hand.key("j")
        if n % 40 == 20:
            hand.key("c")
        if n == 60:
            hand.click("chapter 0")
            hand.turn(f"lever {STAFF}", 3)
            hand.click("apply")
    assert len(session.decisions) == 1
    assert session.model.now > DAY
    assert digest_of(session) == headless(session)


def test_time_stands_still_while_paused() -> None:
    """A new run is paused; a step is a minute and pauses again."""
    session = Session(LEVEL, 1)
    before = session.frame.time
    session.run(1.0)
    assert session.frame.time == before
    session.step()
    assert (session.frame.time, session.paused) == (before + 60, True)


def test_a_new_run_begins_shortly_before_the_lines_open() -> None:
    """Nobody has to watch the first night, and it is the same run all the same."""
    session = Session(LEVEL, 1)
    assert session.frame.time == 7 * HOUR - 600
    assert not session.frame.open


def test_the_night_hurries_and_stops_hurrying_in_the_morning() -> None:
    """Closed and nobody on the phone: time runs faster, never past the opening in one stride."""
    session = Session(LEVEL, 1)
    session.set_speed(64)
    hurried = False
    day = -1
    for _ in range(3000):
        was_open, before = session.frame.open, session.frame.time
        session.run(0.05)
        hurried = hurried or session.hurrying
        if not was_open and session.frame.open:
            opened = before // DAY * DAY + 7 * HOUR
            opened += DAY if opened < before else 0
            assert session.frame.time - opened < 64 * 120 * 0.06
            day += 1
        if session.over:
            break
    assert hurried
    assert day >= 3


def test_a_slow_machine_plays_slower_instead_of_making_up_for_it() -> None:
    """A picture that took ten seconds doesn't let ten seconds of play pass."""
    session = Session(LEVEL, 1)
    session.set_speed(1)
    before = session.frame.time
    session.run(10.0)
    assert session.frame.time - before <= 0.26 * 120 * 40


def test_what_is_locked_is_refused_with_a_reason_and_changes_nothing() -> None:
    """A refusal reaches the view as a value."""
    session = Session(LEVEL, 1)
    answer = session.submit(Set("people.wage", 20))
    assert isinstance(answer, Refused)
    assert "locked" in answer.reason
    assert session.decisions == ()
    assert isinstance(session.submit(Set(LIMIT, 50)), Accepted)


def test_a_saved_run_is_replayed_to_where_it_stood(tmp_path: Path) -> None:
    """Decisions and all, in slices, and then it goes on as if it had never been left."""
    first = Session(LEVEL, 4)
    first.set_speed(MAX)
    while first.frame.time < 2.5 * DAY:
        first.run(0.016)
    first.submit(Set(LIMIT, 45))
    first.submit(Set("process.notes", 0.8))
    while first.frame.time < 4 * DAY:
        first.run(0.016)
    file = tmp_path / "a.run"
    save_run(file, first.model)
    saved = read_run(file, level=LEVEL)
    again = Session(LEVEL, saved.run.seed, Script(decisions=saved.run.decisions, until=saved.until))
    slices = 0
    while again.catching_up is not None:
        assert isinstance(again.submit(Set(LIMIT, 5)), Refused)
        again.run(0.016)
        slices += 1
    assert slices >= 1
    assert again.model.now == int(first.model.now)
    assert again.decisions == first.decisions
    assert digest_of(again) == saved.digest


def test_a_replay_with_nothing_decided_ends_where_it_was_left() -> None:
    """An empty log is a run as well."""
    session = Session(LEVEL, 1, Script(decisions=(), until=100_000))
    session.finish_replay()
    assert session.model.now == 100_000
    assert session.catching_up is None


def test_decisions_of_a_replay_may_be_many_at_one_moment() -> None:
    """Two at the same second keep their order; the last word counts."""
    taken = (Decision(90_000, Set(LIMIT, 10)), Decision(90_000, Set(LIMIT, 20)))
    session = Session(LEVEL, 1, Script(decisions=taken, until=90_000))
    session.finish_replay()
    assert session.frame.book[LIMIT] == 20
    assert digest_of(session) == headless(session)
