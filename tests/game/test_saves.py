"""Saved runs: hard to confuse, and none lost unasked."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from recording import Hand, RecordingCanvas, session_of

from game.views import words
from game.views.bet import Bet, note_of
from game.views.decided import in_words
from game.views.inputs import Key, Text, Tick
from game.views.play import Play
from game.views.saves import Saves
from game.views.summary import Summary
from game.views.title import Title
from game.window.session import Session
from game.window.shelf import LAST, SLOTS, Shelf, as_name
from sim.clock import DAY, WEEK
from sim.decisions import Set
from sim.levelfile import load_level
from sim.run import runfile
from sim.run.runfile import read_run

LIMIT = "power.frontline_credit_limit"
LEVEL = load_level("01-handled")


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """A shelf of its own."""
    return Shelf(tmp_path)


def begun(shelf: Shelf, steps: int, seed: int = 7) -> Session:
    """A run of so many minutes."""
    session = shelf.begin(LEVEL, seed)
    assert isinstance(session, Session)
    for _ in range(steps):
        session.step()
    return session


def test_a_name_is_a_file_name_everywhere() -> None:
    """No way out of the folder, no reserved word, no empty one."""
    assert as_name("../../etc/passwd") == "etc passwd"
    assert as_name("  Team A,   week 3 ") == "Team A, week 3"
    assert as_name("CON") == "CON run"
    assert as_name("Überraschung") == "Überraschung"
    assert as_name('a:b*c?"<>|') == "a b c"
    assert as_name("///") == ""
    assert len(as_name("x" * 300)) <= 40


def test_saving_under_a_name_asks_before_it_overwrites(shelf: Shelf) -> None:
    """By keyboard: type, save; again: the question, whose first answer is no."""
    session = begun(shelf, 3)
    hand = Hand(Play(shelf, session), RecordingCanvas())
    hand.key("s", ctrl=True)
    assert isinstance(hand.scene, Saves)
    hand.tab_to("name")
    hand.key("enter")
    hand.key("escape")
    hand.type("Mine")
    hand.key("enter")
    file = shelf.folder / "runs" / "Mine.run"
    first = read_run(file)
    assert hand.canvas.says("Saved.")  # type: ignore[attr-defined]
    session.submit(Set(LIMIT, 30))
    hand.key("enter")
    assert hand.canvas.says("Overwrite a saved run?")  # type: ignore[attr-defined]
    hand.key("enter")
    assert read_run(file) == first, "no was the first answer"
    hand.click("save")
    hand.key("escape")
    assert isinstance(hand.scene, Saves)
    assert read_run(file) == first
    hand.click("save")
    hand.click("yes")
    assert len(read_run(file).run.decisions) == 1


def test_upper_and_lower_case_are_one_name(shelf: Shelf) -> None:
    """On many disks they are one file, so on all they are one run."""
    session = begun(shelf, 3)
    assert shelf.save_as(session, "Team A") == ""
    taken = shelf.taken("team a")
    assert taken is not None
    assert taken.name == "Team A"
    shelf.save_as(session, "TEAM A")
    assert len(list((shelf.folder / "runs").iterdir())) == 1


def test_the_list_says_which_run_is_which(shelf: Shelf) -> None:
    """Level, moment, decisions, stars and date; what has a name stands first, what saved itself is marked."""
    session = begun(shelf, 3)
    session.submit(Set(LIMIT, 30))
    session.model.run(8.5 * DAY)
    session._look()
    shelf.save_as(session, "Kept")
    shelf.keep(session)
    first, second = shelf.saves()
    assert (first.name, second.name) == ("Kept", "")
    assert (first.level, first.weeks, first.time, first.decisions) == ("Handled", LEVEL.weeks, 8.5 * DAY, 1)
    assert first.stars is None  # those of a run under way mean nothing
    canvas = RecordingCanvas()
    hand = Hand(Title(shelf), canvas)
    hand.click("saves")
    assert canvas.says("Saved by itself")
    assert canvas.says("week 2 Tue, 12:00 of 8 weeks, one decision")
    decided = f"last: {in_words(session.decisions[-1])}"
    assert canvas.says(decided)
    narrow = RecordingCanvas(width=480, height=400)
    Hand(Saves(shelf), narrow)
    assert not narrow.says(decided)
    assert any(decided in tip for tip in narrow.tips)
    hand.click("load 1")
    assert isinstance(hand.scene, Play)
    again = session_of(shelf)
    again.finish_replay()
    assert again.model.digest() == session.model.digest()


def test_only_a_finished_run_has_stars_and_only_those_it_earned(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    """A lost one has none, whatever else was reached; both are finished, and in no week after their last."""
    session = begun(shelf, 3)
    session.model.run(LEVEL.weeks * WEEK)
    session._look()
    must, *others = session.frame.objectives
    for name, met in (("Lost", False), ("Won", True)):
        goals = (replace(must, must=True, met=met, stars=1), *(replace(one, met=True, stars=1) for one in others))
        monkeypatch.setattr(runfile, "objectives", lambda _level, _metrics, goals=goals: goals)
        shelf.save_as(session, name)
    assert {run.name: run.stars for run in shelf.saves()} == {"Lost": 0, "Won": len(others) + 1}
    canvas = RecordingCanvas()
    Hand(Title(shelf), canvas).click("saves")
    assert canvas.says("Handled, finished, nothing decided")
    assert canvas.says("no star")


def test_loading_and_beginning_cost_nobody_the_run_before(shelf: Shelf) -> None:
    """The one in play saves itself first, and moves on when another takes its place."""
    one = begun(shelf, 3, seed=1)
    shelf.save_as(one, "One")
    one.step()
    assert shelf.load("runs/One.run") is not None
    two = session_of(shelf)
    two.finish_replay()
    two.step()
    two.step()
    shelf.keep(two)
    assert read_run(shelf.folder / LAST).digest == two.model.digest()
    assert read_run(shelf.folder / SLOTS[1]).digest == one.model.digest()
    three = begun(shelf, 1, seed=3)
    shelf.keep(three)
    assert [read_run(shelf.folder / slot).run.seed for slot in SLOTS[:3]] == [3, 1, 1]
    for seed in range(10, 20):
        shelf.keep(begun(shelf, 1, seed=seed))
    assert len([run for run in shelf.saves() if not run.name]) == len(SLOTS)
    assert (shelf.folder / "runs" / "One.run").is_file()


def test_going_on_uses_no_new_slot(shelf: Shelf) -> None:
    """Left and continued ten times, it is one run in one file."""
    shelf.keep(begun(shelf, 1))
    for _ in range(3):
        session = shelf.go_on()
        assert isinstance(session, Session)
        session.finish_replay()
        session.step()
        shelf.keep(session)
    assert len(shelf.saves()) == 1


def test_a_finished_level_is_not_continued_in_an_older_branch(shelf: Shelf) -> None:
    """What was set aside on the way to the end is loaded only by whoever asks; another level's run, or a new one of
    this, is continued. A run that is over never is.
    """
    other = shelf.begin(load_level("02-one-time-approval"))
    other.step()
    shelf.keep(other)
    session = begun(shelf, 3)
    shelf.set_aside(session)
    session.step()
    shelf.autosave()
    assert [run.level for run in shelf.saves()] == ["Handled", "Handled", "One-time approval"]
    session.model.run(session.model.horizon)
    session._look()
    shelf.keep(session)
    assert sorted((run.level, run.key) for run in shelf.saves()) == [
        ("Handled", "finished/01-handled.run"), ("Handled", SLOTS[1]), ("One-time approval", SLOTS[2]),
    ]  # fmt: skip
    for one in (shelf, Shelf(shelf.folder)):
        left = one.unfinished()
        assert left is not None
        assert left.level.name == "02-one-time-approval"
    shelf.set_aside(session)
    assert len(shelf.saves()) == 3
    left = shelf.unfinished()
    assert left is not None
    assert left.level.name == "02-one-time-approval"
    shelf.current = None
    shelf.keep(begun(shelf, 2))
    left = Shelf(shelf.folder).unfinished()
    assert left is not None
    assert left.level.name == "01-handled"
    canvas = RecordingCanvas()
    Hand(Title(shelf), canvas)
    assert canvas.says("Continue: Handled")
    assert canvas.says("week 1 Mon of 8 weeks")


def test_a_finished_run_is_kept_and_opens_its_debrief_again(shelf: Shelf) -> None:
    """One Escape throws nothing away. With its own bet, whatever was bet since; and looking at it finishes nothing."""
    session = begun(shelf, 3)
    session.bet = Bet(metric="resolved_full_pct", weeks=tuple(float(week) for week in range(LEVEL.weeks)))
    session.submit(Set(LIMIT, 30))
    session.model.run(session.model.horizon)
    session._look()
    hand = Hand(Play(shelf, session), RecordingCanvas())
    hand.tick()
    assert isinstance(hand.scene, Summary)
    hand.key("escape")
    assert isinstance(hand.scene, Title)
    assert not hand.has("continue")
    shelf.note(note_of(LEVEL.name, 7), Bet(metric="hold_min", weeks=(1.0,) * LEVEL.weeks).text)
    shelf.keep(begun(shelf, 2))
    before = [(run.key, run.when) for run in shelf.saves()]
    assert len(before) == 2
    canvas = RecordingCanvas()
    hand = Hand(Title(shelf), canvas)
    hand.click("saves")
    assert canvas.says("Handled, finished, one decision")
    finished = next(n for n, (key, _) in enumerate(before) if key not in SLOTS)
    assert shelf.saves()[finished].stars is not None
    hand.click(f"load {finished}")
    for _ in range(100_000):
        if isinstance(hand.scene, Summary):
            break
        hand.stage.feed(Tick(1 / 60))
    again = hand.scene._playing  # type: ignore[attr-defined]  # the debrief's
    assert again.model.digest() == session.model.digest()
    assert again.bet == session.bet
    hand.key("escape")
    assert isinstance(hand.scene, Title)
    assert hand.has("continue")
    assert [(run.key, run.when) for run in shelf.saves()] == before


def test_of_each_level_the_newest_finished_run_is_kept(shelf: Shelf) -> None:
    """Beside the unfinished ones, in whose slots it leaves nothing."""
    small = LEVEL.carrier.model_copy(update={"subscribers": 300, "prospects": 50})
    level = LEVEL.model_copy(update={"weeks": 1, "carrier": small})
    unfinished = begun(shelf, 2)
    shelf.keep(unfinished)
    for seed in (1, 2):
        session = shelf.begin(level, seed)
        assert isinstance(session, Session)
        session.step()
        shelf.autosave()
        session.model.run(session.model.horizon)
        shelf.keep(session)
    finished = list((shelf.folder / "finished").iterdir())
    assert [read_run(file, level=level).run.seed for file in finished] == [2]
    assert [slot for slot in SLOTS if (shelf.folder / slot).is_file()] == [SLOTS[1]]
    assert read_run(shelf.folder / SLOTS[1]).digest == unfinished.model.digest()


def test_a_finished_run_that_can_t_be_kept_stays_where_it_was(shelf: Shelf) -> None:
    """On a full disk the last minutes are lost, not the run."""
    session = begun(shelf, 2)
    shelf.autosave()
    (shelf.folder / "finished").write_text("in the way")
    session.model.run(session.model.horizon)
    shelf.keep(session)
    assert shelf.problems()
    assert (shelf.folder / LAST).is_file()


def test_the_first_tab_shows_the_run_that_enter_loads(shelf: Shelf) -> None:
    """The focus begins at the first run, and Tab doesn't lead past it to the cross that throws it away."""
    shelf.keep(begun(shelf, 2))
    hand = Hand(Saves(shelf), RecordingCanvas())
    assert not hand.ui._ring
    hand.key("tab")
    assert hand.ui.focus == "load 0"
    assert hand.ui._ring
    hand.key("enter")
    assert isinstance(hand.scene, Play)


def test_a_decision_this_game_has_no_name_for_breaks_no_list(shelf: Shelf) -> None:
    """A run file may say anything."""
    session = begun(shelf, 2)
    session.submit(Set(LIMIT, 30))
    shelf.keep(session)
    file = shelf.folder / LAST
    file.write_text(file.read_text("utf-8").replace(LIMIT, "power.of_love"), "utf-8")
    (run,) = shelf.saves()
    assert (run.decisions, run.last) == (1, None)
    Hand(Saves(shelf), RecordingCanvas())


def test_a_run_never_begun_takes_nobody_s_place(shelf: Shelf) -> None:
    """Opened and left: the title still offers the one before."""
    shelf.keep(begun(shelf, 5, seed=1))
    shelf.keep(begun(shelf, 0, seed=2))
    assert read_run(shelf.folder / LAST).run.seed == 1
    assert len(shelf.saves()) == 1


def test_a_damaged_run_is_listed_with_its_fault_and_can_be_thrown_away(shelf: Shelf) -> None:
    """It can't be loaded, breaks nothing, and asks before it goes."""
    shelf.keep(begun(shelf, 1))
    folder = shelf.folder / "runs"
    folder.mkdir()
    (folder / "Broken.run").write_text('format = "please-hold run 1"\n')
    hand = Hand(Title(shelf), RecordingCanvas())
    hand.click("saves")
    broken = shelf.saves()[0]
    assert broken.name == "Broken"
    assert broken.problem.startswith("model: was saved by model None, this game has model")
    words.use("de")
    try:
        assert shelf.saves()[0].problem.startswith("model: wurde mit Modell None gespeichert, dieses Spiel hat Modell")
    finally:
        words.use("en")
    assert shelf.load(broken.key) is None
    hand.click("discard 0")
    hand.key("enter")
    assert len(shelf.saves()) == 2
    hand.click("discard 0")
    hand.click("yes")
    assert [run.name for run in shelf.saves()] == [""]


def test_nothing_outside_the_shelf_can_be_thrown_away(shelf: Shelf, tmp_path: Path) -> None:
    """Only what is in the list."""
    other = tmp_path.parent / "other.run"
    other.write_text("mine")
    shelf.discard("../other.run")
    assert other.is_file()


def test_a_full_disk_is_said(shelf: Shelf) -> None:
    """Saving that fails says why and keeps playing."""
    session = begun(shelf, 1)
    shelf.folder.mkdir(exist_ok=True)
    (shelf.folder / "runs").write_text("in the way")
    assert "Not saved" in shelf.save_as(session, "Mine")
    assert shelf.save_as(session, "??") != ""


def test_whoever_just_types_means_the_name(shelf: Shelf) -> None:
    """Letters on the screen of saves go into the name, spaces among them; Enter saves under it."""
    playing = shelf.begin(load_level("01-handled"))
    playing.step()
    hand = Hand(Saves(shelf, playing), RecordingCanvas())
    for character in "my first":
        hand.stage.feed(Key("space" if character == " " else character))
        hand.stage.feed(Text(character))
        hand.look()
    hand.key("enter")
    assert [run.name for run in shelf.saves() if run.name] == ["my first"]
