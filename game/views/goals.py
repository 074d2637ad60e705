"""The goals: the level's objectives, where each stands and the stars it would bring."""

from __future__ import annotations

from game.views import icons, theme
from game.views.canvas import Canvas, Rect
from game.views.widgets import Ui, fit, middle
from game.views.words import count, say
from sim.frames import Frame, ObjectiveView
from sim.measures import MEASURES

ROW = 24.0
HEAD = 30.0


def high(frame: Frame) -> float:
    """How high the panel is."""
    return HEAD + ROW * len(frame.objectives) + 8


def target(goal: ObjectiveView) -> str:
    """What is to be reached, with its unit."""
    measure = MEASURES[goal.metric]
    if goal.at_least is not None:
        return say("at least {value}", value=measure.show(goal.at_least))
    return say("at most {value}", value=measure.show(goal.at_most or 0.0))


def draw(ui: Ui, canvas: Canvas, rect: Rect, frame: Frame) -> None:
    """Every objective in a row: mark, title, value; the target is its tip."""
    canvas.rect(rect, theme.CARD)
    stars = sum(goal.stars for goal in frame.objectives if goal.met)
    most = sum(goal.stars for goal in frame.objectives)
    middle(canvas, rect.x + 16, rect.y + 18, say("Goals, so far"), size=theme.BODY, colour=theme.INK, weight="bold")
    for n in range(most):
        x = rect.right - 22 - (most - 1 - n) * 20
        icons.star(canvas, x, rect.y + 17, 8, theme.YELLOW if n < stars else theme.INK_FAINT, full=n < stars)
    for n, goal in enumerate(frame.objectives):
        row = Rect(rect.x + 16, rect.y + HEAD + n * ROW, rect.w - 32, ROW)
        _draw_goal(ui, canvas, row, n, goal)
    canvas.rect(Rect(rect.x, rect.bottom - 1, rect.w, 1), theme.LINE)


def _draw_goal(ui: Ui, canvas: Canvas, row: Rect, n: int, goal: ObjectiveView) -> None:
    measure = MEASURES[goal.metric]
    worth = count("one star", "{n} stars", goal.stars) if goal.stars else say("no star, but expected")
    tip = say("{title}, {target} by the end: {worth}. {says}", title=measure.title, target=target(goal), worth=worth,
              says=measure.says)  # fmt: skip
    ui.spot(f"goal {n}", row, tip=tip, focus=False)
    y = row.y + row.h / 2
    if goal.met:
        icons.tick(canvas, row.x + 7, y, 5, theme.GOOD)
    else:
        canvas.circle(row.x + 7, y, 5, line=theme.BAD, width=1.8)
    value = measure.show(goal.value)
    bound = measure.show(goal.at_least if goal.at_least is not None else goal.at_most or 0.0)
    sign = "≥" if goal.at_least is not None else "≤"
    edge = f" {sign} {bound}"
    right = canvas.measure(edge, size=theme.TINY)[0]
    wide = canvas.measure(value, size=theme.SMALL, weight="bold")[0]
    middle(canvas, row.right, y, edge, size=theme.TINY, colour=theme.INK_SOFT, align="right")
    ink = theme.GOOD if goal.met else theme.BAD
    middle(canvas, row.right - right, y, value, size=theme.SMALL, colour=ink, weight="bold", align="right")
    title = fit(canvas, goal.title, row.w - 26 - right - wide, size=theme.SMALL)
    middle(canvas, row.x + 20, y, title, size=theme.SMALL, colour=theme.INK)
