"""The goals: how far each is, which way it goes, and where that leads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from layouts import WINDOWS, canvas_of, clean
from recording import Hand, RecordingCanvas

from game.views.canvas import Colour, Point, Rect
from game.views.course import course, in_words, kind_of, state_of
from game.views.goals import draw_state
from game.views.play import Play
from game.window.session import Session
from game.window.shelf import Shelf
from sim.clock import DAY, HOUR
from sim.frames import Frame, ObjectiveView
from sim.level import Level
from sim.levelfile import load_level


@pytest.fixture(scope="module")
def level() -> Level:
    """Eight weeks."""
    return load_level("01-handled")


@pytest.fixture(scope="module")
def opening(level: Level) -> Frame:
    """Before anything has happened."""
    return Session(level, 1).frame


def goal(metric: str, value: float, *, least: float | None = None, most: float | None = None) -> ObjectiveView:
    """A goal with that bound."""
    met = value >= least if least is not None else value <= (most or 0.0)
    return ObjectiveView(
        title="x", metric=metric, at_least=least, at_most=most, value=value, met=met, stars=1, must=False
    )


def after(opening: Frame, metric: str, days: list[float]) -> Frame:
    """The morning after so many closed days."""
    return replace(opening, day=len(days), time=len(days) * DAY + 36000.0, series={metric: tuple(days)})


def test_metrics_add_up_or_stand_or_are_shares() -> None:
    """Profit adds up, subscribers stand, resolved in full is a share of all days; days of cases add up too."""
    kinds = {name: kind_of(name) for name in ("profit_usd", "orphan_days", "subscribers", "noise_pct", "csat_pct")}
    assert list(kinds.values()) == ["flow", "flow", "stock", "stock", "share"]


def test_a_bar_is_full_when_a_lower_bound_is_met(opening: Frame, level: Level) -> None:
    """From nothing, or from where the level began, to the bound; never beyond its ends."""
    assert course(goal("profit_usd", 500, least=1000), opening, level).fill == 0.5
    assert course(goal("profit_usd", -500, least=1000), opening, level).fill == 0
    assert course(goal("profit_usd", 1500, least=1000), opening, level).fill == 1
    began = level.carrier.subscribers
    way = course(goal("subscribers", began + 25, least=began + 100), opening, level)
    assert (way.fill, way.bound) == (0.25, 1)
    assert course(goal("net_word_of_mouth", -75, least=-50), opening, level).fill == 0.5


def test_the_bar_of_an_upper_bound_shows_the_room_left_and_what_is_over(opening: Frame, level: Level) -> None:
    """The bound stands before the end of the bar: less fills up to it, more goes over it, and the words say which."""
    within, over = goal("leakage_usd", 500, most=1000), goal("leakage_usd", 1100, most=1000)
    way = course(within, opening, level)
    assert way.fill == pytest.approx(way.bound / 2)
    assert course(over, opening, level).fill > way.bound
    assert "Room left: $500." in in_words(within, way)
    assert "Over by $100." in in_words(over, course(over, opening, level))


def test_what_began_above_its_lower_bound_shows_how_far_it_may_fall(opening: Frame, level: Level) -> None:
    """Full where it began; at the bound it has come down to the tick."""
    began = level.carrier.subscribers
    bound = began - 100
    full, on_it = (course(goal("subscribers", v, least=bound), opening, level) for v in (began, bound))
    assert full.fill == 1
    assert on_it.fill == pytest.approx(on_it.bound)


def test_a_trend_takes_the_shape_of_the_week_out(opening: Frame, level: Level) -> None:
    """The same week twice is flat, however different its days are; too few days say nothing."""
    week = [80.0, 70, 60, 90, 80, 40, 30]
    aim = goal("resolved_full_pct", 65, least=80)

    def trend(days: list[float]) -> str | None:
        return course(aim, after(opening, "resolved_full_pct", days), level).trend

    assert trend(week) is None
    assert trend(week + week) == "flat"
    assert trend(week + week[:4]) == "flat"
    assert trend(week + [day + 10 for day in week]) == "up"
    assert trend(week + [day - 10 for day in week]) == "down"


def test_a_trend_leads_towards_the_goal_or_away_from_it(opening: Frame, level: Level) -> None:
    """Up is the way to a lower bound and away from an upper one."""
    days = [100.0] * 7 + [200.0] * 7
    least, most = goal("profit_usd", 2100, least=9000), goal("leakage_usd", 2100, most=9000)
    assert course(least, after(opening, "profit_usd", days), level).towards
    assert not course(most, after(opening, "leakage_usd", days), level).towards


@pytest.mark.parametrize(
    ("aim", "days", "words"),
    [
        (goal("profit_usd", 1000, least=2000), [100.0] * 10, "At this pace: reached by week 3 Sat."),
        (goal("profit_usd", 1000, least=90000), [100.0] * 10, "At this pace: not before the end."),
        (goal("profit_usd", 1000, least=900), [100.0] * 10, "At this pace: kept to the end."),
        (goal("leakage_usd", 1000, most=1500), [100.0] * 10, "At this pace: lost by week 3 Mon."),
        (goal("leakage_usd", 1000, most=900), [100.0] * 10, "At this pace: not before the end."),
        (goal("subscribers", 12_070, least=12_140), [12_000.0 + 10 * n for n in range(8)], "reached by week 3 Mon."),
        (goal("resolved_full_pct", 70, least=75), [60.0] * 7 + [80.0] * 7, "reached by week 4 Sun."),
        (goal("resolved_full_pct", 70, least=75), [70.0] * 14, "At this pace: not before the end."),
        (goal("resolved_full_pct", 76, least=75), [78.0] * 7 + [74.0] * 7, "At this pace: lost by week 4 Sun."),
    ],
)
def test_the_pace_of_the_last_week_leads_somewhere(
    opening: Frame, level: Level, aim: ObjectiveView, days: list[float], words: str
) -> None:
    """What adds up goes on by as much a day, a stock by its slope, and a share of all days moves the slower."""
    way = course(aim, after(opening, aim.metric, days), level)
    assert words in in_words(aim, way)


def test_less_than_a_week_makes_no_pace(opening: Frame, level: Level) -> None:
    """Nobody is told where three days lead."""
    aim = goal("profit_usd", 300, least=2000)
    assert in_words(aim, course(aim, after(opening, "profit_usd", [100.0] * 3), level)) == ""


@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize("name", ["01-handled", "04-same-queue-again"])
def test_the_goals_of_every_window_can_be_read(tmp_path: Path, name: str, window: tuple[int, int, float]) -> None:
    """Four rows or five, with their bars, beside the book or over it; the tip has what they say."""
    shelf = Shelf(tmp_path)
    canvas = canvas_of(*window)
    hand = Hand(Play(shelf, shelf.begin(load_level(name))), canvas)
    hand.tick(2)
    if hand.has("page 1"):
        hand.click("page 1")
    assert isinstance(canvas, RecordingCanvas)
    clean(canvas, f"{name}, {window}")
    assert hand.spot("goal 0").seen.h > 20
    assert "by the end" in hand.spot("goal 0").tip


@pytest.mark.parametrize(
    ("aim", "days", "state"),
    [
        (goal("resolved_full_pct", 100, least=77), [], "open"),
        (goal("leakage_usd", 0, most=1500), [], "open"),
        (goal("leakage_usd", 200, most=1500), [100.0] * 2, "off"),
        (goal("leakage_usd", 200, most=9000), [100.0] * 2, "on"),
        (goal("leakage_usd", 1000, most=1500), [100.0] * 10, "off"),
        (goal("profit_usd", 1000, least=2000), [100.0] * 10, "on"),
        (goal("profit_usd", 1000, least=90000), [100.0] * 10, "off"),
        (goal("resolved_full_pct", 76, least=75), [78.0] * 7 + [74.0] * 7, "off"),
        (goal("subscribers", 12_000, least=11_900), [12_000.0] * 3, "on"),
    ],
)
def test_before_the_end_a_goal_stands_where_its_pace_leads(
    opening: Frame, level: Level, aim: ObjectiveView, days: list[float], state: str
) -> None:
    """Not where its number stands: a count that is within its bound in week 2 is off course if it won't be in week 8.
    Before the first books it is undecided; only the end says reached or missed.
    """
    frame = after(opening, aim.metric, days) if days else opening
    assert state_of(aim, frame, course(aim, frame, level)) == state
    over = replace(frame, time=frame.ends)
    assert state_of(aim, over, course(aim, over, level)) == ("reached" if aim.met else "missed")


def test_the_states_of_a_goal_differ_in_shape(opening: Frame) -> None:
    """No two signs are the same strokes in another colour."""
    drawn = []
    for state in ("open", "on", "off", "reached", "missed"):
        strokes = Strokes()
        draw_state(strokes, 0, 0, state)
        drawn.append(strokes.drawn)
    assert all(drawn.count(one) == 1 for one in drawn)


class Strokes(RecordingCanvas):
    """Keeps shapes without their colours."""

    def __init__(self) -> None:
        super().__init__()
        self.drawn: list[object] = []

    def rect(self, rect: Rect, fill: Colour | None = None, **how: object) -> None:  # type: ignore[override]
        """Its place."""
        self.drawn.append(rect)

    def lines(self, points: Sequence[Point], colour: Colour, *, width: float = 1, dash: float = 0) -> None:
        """Its way."""
        self.drawn.append(tuple(points))

    def circle(
        self, x: float, y: float, r: float, fill: Colour | None = None, *, line: Colour | None = None, width: float = 1
    ) -> None:
        """Its size, and whether it is full."""
        self.drawn.append((r, fill is None))


def test_nothing_is_praised_before_the_first_books(tmp_path: Path) -> None:
    """On the first morning a goal says when it is decided, and shows no number of a few calls."""
    shelf = Shelf(tmp_path)
    canvas = RecordingCanvas()
    session = shelf.begin(load_level("01-handled"))
    assert isinstance(session, Session)
    hand = Hand(Play(shelf, session), canvas)
    session.model.run(9.6 * HOUR)
    session._look()
    assert session.frame.metrics["contacts"] > 0
    assert session.frame.objectives[0].met
    hand.tick()
    assert "Undecided until the first midnight." in hand.spot("goal 0").tip
    assert not canvas.says("100.0 %")
