"""The goals: the level's objectives, where each stands and the stars it would bring."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from game.views import charts, icons, theme
from game.views.canvas import Canvas, Rect
from game.views.figure import Ask, figure
from game.views.lettering import fit, middle
from game.views.ui import Ui
from game.views.words import count, say
from sim.frames import Frame, ObjectiveView
from sim.level import Objective
from sim.measures import MEASURES
from sim.run.look import stars

Follow = Callable[[str], None]
ROW = 24.0
HEAD = 30.0


def high(frame: Frame) -> float:
    """How high the panel is."""
    return HEAD + ROW * max(1, len(frame.objectives)) + 8


def target(goal: ObjectiveView) -> str:
    """What is to be reached, with its unit."""
    measure = MEASURES[goal.metric]
    if goal.at_least is not None:
        return say("at least {value}", value=say(measure.show(goal.at_least)))
    return say("at most {value}", value=say(measure.show(goal.at_most or 0.0)))


def short(goal: ObjectiveView) -> str:
    """The target where there is little room."""
    bound = goal.at_least if goal.at_least is not None else goal.at_most or 0.0
    value = charts.plain(say(MEASURES[goal.metric].show(bound)))
    return say("min {value}", value=value) if goal.at_least is not None else say("max {value}", value=value)


def worth(goal: ObjectiveView | Objective) -> str:
    """What reaching it brings, and what missing it costs."""
    worth = count("one star", "{n} stars", goal.stars) if goal.stars else say("no star")
    return say("{stars}; without it the level is lost", stars=worth) if goal.must else worth


def in_question(frame: Frame) -> str:
    """The metric to ask about when nothing else is pointed at: of the first goal that isn't met, else of the first."""
    goals = frame.objectives
    goal = next((goal for goal in goals if not goal.met), goals[0] if goals else None)
    return goal.metric if goal else "resolved_full_pct"


def draw(ui: Ui, canvas: Canvas, rect: Rect, frame: Frame, follow: Follow, ask: Ask | None = None) -> None:
    """Every objective in a row: mark, title, value; the target is its tip; `follow` opens the chart of a metric, `ask`
    asks about its value.
    """
    begun = frame.metrics["contacts"] > 0
    content = (begun, tuple((say(MEASURES[goal.metric].show(goal.value)), goal.met) for goal in frame.objectives))
    ui.panel(
        canvas, "goals", content, rect, lambda inner: _draw(ui, inner, rect, frame, follow, ask), ground=theme.CARD
    )


def _draw(ui: Ui, canvas: Canvas, rect: Rect, frame: Frame, follow: Follow, ask: Ask | None) -> None:
    begun = frame.metrics["contacts"] > 0
    earned = stars(frame.objectives) if begun else 0
    most = sum(goal.stars for goal in frame.objectives)
    middle(canvas, rect.x + 16, rect.y + 18, say("Goals, so far"), size=theme.BODY, colour=theme.INK, weight="bold")
    if not frame.objectives:
        text = say("None here. Try things, and see what they do.")
        middle(canvas, rect.x + 16, rect.y + HEAD + 10, text, size=theme.SMALL, colour=theme.INK_SOFT)
    for n in range(most):
        x = rect.right - 24 - (most - 1 - n) * 20
        icons.star(canvas, x, rect.y + 17, 8, theme.YELLOW if n < earned else theme.INK_FAINT, full=n < earned)
    for n, goal in enumerate(frame.objectives):
        row = Rect(rect.x + 16, rect.y + HEAD + n * ROW, rect.w - 32, ROW)
        _draw_goal(ui, canvas, row, n, goal, follow, ask, begun=begun)
    canvas.rect(Rect(rect.x, rect.bottom - 1, rect.w, 1), theme.LINE)


def _draw_goal(
    ui: Ui, canvas: Canvas, row: Rect, n: int, goal: ObjectiveView, follow: Follow, ask: Ask | None, *, begun: bool
) -> None:
    measure = MEASURES[goal.metric]
    tip = say(
        "{title}, {target} by the end: {worth}. {says}",
        title=say(measure.title),
        target=target(goal),
        worth=worth(goal),
        says=say(measure.says),
    )
    why = partial(ask, goal.metric, None) if ask else None
    if ui.spot(f"goal {n}", row, lambda: follow(goal.metric), tip=tip, why=why):
        canvas.rect(row.inset(-6, 0), theme.PAPER_DEEP, radius=5)
    y = row.y + row.h / 2
    if not begun:
        canvas.circle(row.x + 7, y, 4.5, line=theme.INK_FAINT, width=1.6)
    elif goal.met:
        icons.tick(canvas, row.x + 7, y, 5, theme.GOOD)
    else:
        canvas.circle(row.x + 7, y, 5, line=theme.BAD, width=1.8)
    value = say(measure.show(goal.value)) if begun else ""
    edge = short(goal)
    right = canvas.measure(edge, size=theme.TINY)[0] + 8
    wide = canvas.measure(value, size=theme.SMALL, weight="bold")[0]
    middle(canvas, row.right, y + 0.5, edge, size=theme.TINY, colour=theme.INK_SOFT, align="right")
    ink = theme.GOOD if goal.met else theme.BAD
    figure(
        ui, canvas, row.right - right, y, value, ask if begun else None, goal.metric, key=f"why goal {n}",
        size=theme.SMALL, colour=ink, align="right", tip=tip, owner=f"goal {n}",
    )  # fmt: skip
    star = 15.0 if goal.stars else 0.0
    title = fit(canvas, say(goal.title), row.w - 26 - right - wide - star, size=theme.SMALL)
    middle(canvas, row.x + 20, y, title, size=theme.SMALL, colour=theme.INK)
    if goal.stars:  # what of the stars above hangs on it
        x = row.x + 28 + canvas.measure(title, size=theme.SMALL)[0]
        icons.star(canvas, x + 2, y, 5, theme.YELLOW if begun and goal.met else theme.INK_FAINT)
