"""The bet: drawn by hand or by keys before a level runs, kept beside it, and no part of the run."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from recording import Hand, RecordingCanvas, session_of

from game.views.bet import Bet, Sheet, flows, metric_of, scale_of
from game.views.brief import Brief
from game.views.inputs import Drag, Press, Release
from game.views.play import Play
from game.views.playing import MAX
from game.views.summary import Summary
from game.window.session import Session
from game.window.shelf import Shelf
from sim.clock import DAY
from sim.level import Level
from sim.levelfile import load_level, shipped_levels
from sim.measures import MEASURES

LEVEL = load_level("01-handled")
LEVELS = [load_level(file) for file in shipped_levels()]


@pytest.fixture
def canvas() -> RecordingCanvas:
    """A window."""
    return RecordingCanvas()


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """A shelf of its own."""
    return Shelf(tmp_path)


def test_a_line_drawn_with_the_mouse_goes_where_the_mouse_went(shelf: Shelf, canvas: RecordingCanvas) -> None:
    """From corner to corner: it falls from week to week, and weeks that the pointer leapt over are filled."""
    hand = Hand(Brief(shelf, LEVEL), canvas)
    sheet = hand.spot("bet").rect.inset(8)
    hand.stage.feed(Press(sheet.x, sheet.y))
    hand.stage.feed(Drag(sheet.right, sheet.bottom))
    hand.stage.feed(Release(sheet.right, sheet.bottom))
    hand.look()
    hand.click("start")
    bet = session_of(shelf).bet
    assert bet is not None
    assert bet.metric == metric_of(LEVEL)
    assert len(bet.weeks) == LEVEL.weeks
    assert list(bet.weeks) == sorted(bet.weeks, reverse=True)
    span = scale_of(LEVEL, MEASURES[bet.metric])
    assert bet.weeks[0] > span.high - 0.15 * (span.high - span.low)
    assert bet.weeks[-1] < span.low + 0.15 * (span.high - span.low)


def test_a_bet_is_placed_with_the_keys_alone(shelf: Shelf, canvas: RecordingCanvas) -> None:
    """Arrows choose a week and move it; Delete wipes; Enter on the way on takes it along."""
    hand = Hand(Brief(shelf, LEVEL), canvas)
    hand.tab_to("bet")
    hand.key("up")
    for _ in range(3):
        hand.key("right")
    hand.key("down", shift=True)
    bet = hand.scene._sheet.bet  # type: ignore[attr-defined]
    assert bet.weeks[3] < bet.weeks[0]
    assert bet.weeks[-1] == bet.weeks[3], "beyond what was drawn it goes on level"
    hand.key("delete")
    assert hand.scene._sheet.bet is None  # type: ignore[attr-defined]
    hand.key("up")
    hand.tab_to("start")
    hand.key("enter")
    assert session_of(shelf).bet is not None


def test_without_a_bet_nothing_is_said_of_one(shelf: Shelf, canvas: RecordingCanvas) -> None:
    """Enter starts at once."""
    hand = Hand(Brief(shelf, LEVEL), canvas)
    hand.key("enter")
    assert isinstance(hand.scene, Play)
    assert session_of(shelf).bet is None
    hand.click("dial solved")
    assert not canvas.says("Your bet")


def test_the_bet_stands_beside_the_truth_in_play_and_at_the_end(shelf: Shelf, canvas: RecordingCanvas) -> None:
    """In the chart of its metric, by day, and in the summary; and the level is begun again with it."""
    session = shelf.begin(LEVEL)
    session.bet = Bet(metric="resolved_full_pct", weeks=(90.0,) * LEVEL.weeks)
    hand = Hand(Play(shelf, session), canvas)
    hand.click("dial solved")
    assert canvas.says("Your bet")
    hand.key("escape")
    session.set_speed(MAX)
    while not session.over:
        session.run(0.016)
    hand.tick()
    assert isinstance(hand.scene, Summary)
    hand.click("debrief 1")
    assert canvas.says("In the last week you expected 90.0 %")
    hand.click("again")
    assert hand.scene._sheet.bet == session.bet  # type: ignore[attr-defined]


def test_a_bet_on_what_no_dial_shows_has_a_chart_all_the_same(shelf: Shelf, canvas: RecordingCanvas) -> None:
    """A goal's row leads to it."""
    goal = next(n for n, goal in enumerate(LEVEL.objectives) if goal.metric == "profit_usd")
    session = shelf.begin(LEVEL)
    session.bet = Bet(metric="profit_usd", weeks=(500.0,) * LEVEL.weeks)
    hand = Hand(Play(shelf, session), canvas)
    hand.click(f"goal {goal}")
    assert canvas.says("Your bet")
    assert canvas.says("Revenue minus cost")


def test_a_bet_changes_nothing_of_the_run() -> None:
    """The digest is the same with and without."""
    digests = []
    for bet in (None, Bet(metric="resolved_full_pct", weeks=(1.0,) * LEVEL.weeks)):
        session = Session(LEVEL, 3)
        session.bet = bet
        session.set_speed(64)
        while session.model.now < DAY:
            session.run(0.05)
        session.model.run(2 * DAY)
        digests.append(session.model.digest())
    assert digests[0] == digests[1]


def test_days_go_straight_from_week_to_week() -> None:
    """A week's value stands in its middle; before the first and after the last it is level."""
    days = Bet(metric="resolved_full_pct", weeks=(10.0, 80.0)).days(99)
    assert len(days) == 14
    assert days[:4] == (10.0,) * 4
    assert days[-3:] == (80.0,) * 3
    assert days[4] == pytest.approx(20.0)
    assert Bet(metric="resolved_full_pct", weeks=(5.0,)).days(7) == (5.0,) * 7


@pytest.mark.parametrize("level", LEVELS, ids=lambda level: level.name)
def test_every_level_has_a_sheet_that_its_goal_fits_on(level: Level) -> None:
    """What is asked for lies well inside the scale."""
    measure = MEASURES[metric_of(level)]
    span = scale_of(level, measure)
    assert span.low < span.high
    sheet = Sheet(level)
    assert sheet.bet is None
    sheet.put(0, 1e12)
    assert sheet.bet is not None
    assert sheet.bet.weeks == (span.high,) * level.weeks
    goal = next((goal for goal in level.objectives if goal.metric == measure.name), None)
    if goal and measure.unit == "pct":
        assert span.low <= (goal.at_least or goal.at_most or 0) <= span.high


@pytest.mark.parametrize("level", LEVELS, ids=lambda level: level.name)
def test_every_bet_is_on_what_its_text_asks_and_has_room_for_what_comes(level: Level) -> None:
    """Each level names the metric itself; a day of a run in which nothing is decided is on the sheet."""
    measure = MEASURES[level.words.bet_metric]
    assert metric_of(level) == measure.name
    told = (Path(__file__).parents[1] / "transcripts" / f"{level.name}.do-nothing.txt").read_text("utf-8")
    found = re.search(rf"^  {measure.name} +(\S+)$", told, re.MULTILINE)
    assert found
    day = float(found[1]) / (level.weeks * 7 if flows(measure) else 1)
    span = scale_of(level, measure)
    assert span.low <= day <= span.high
    assert day == 0 or day > span.high / 50


def test_a_bet_outlives_save_quit_and_continue(shelf: Shelf, canvas: RecordingCanvas) -> None:
    """Drawn, begun, left and gone on with in another session: the same bet, beside the same run."""
    hand = Hand(Brief(shelf, load_level("01-handled")), canvas)
    hand.ui.focus_on("bet")
    for key in ("right", "up", "up"):
        hand.key(key)
    hand.click("start")
    session = session_of(shelf)
    bet = session.bet
    assert bet is not None
    session.step()
    shelf.keep(session)
    again = Shelf(shelf.folder).go_on()
    assert again.bet == bet


@pytest.mark.parametrize("text", ["", "{", "[]", '["csat_pct"]', '["csat_pct", "much"]', "7", "null"])
def test_what_is_no_bet_is_none(text: str) -> None:
    """A damaged note keeps nobody from going on."""
    assert Bet.read(text) is None
