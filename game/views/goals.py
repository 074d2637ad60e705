"""The goals: the level's objectives, where each stands and the stars it would bring."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from game.views import icons, theme
from game.views.bounds import short, target, worth
from game.views.canvas import Canvas, Rect
from game.views.course import Course, State, course, in_words, said, state_of
from game.views.figure import Ask, figure
from game.views.lettering import middle, squeeze
from game.views.playing import Playing
from game.views.ui import Ui
from game.views.words import say
from sim.frames import Frame, ObjectiveView
from sim.measures import MEASURES
from sim.run.look import stars

Follow = Callable[[str], None]
ROW = 30.0
HEAD = 30.0
WELL: tuple[State, ...] = ("on", "reached")
LINE_Y = 10.0
"""Where in a row its words stand."""
BAR_Y = 22.5
"""... and the bar below them."""
BAR = 4.0


def high(frame: Frame) -> float:
    """How high the panel is."""
    return HEAD + ROW * max(1, len(frame.objectives)) + 8


def in_question(frame: Frame) -> str:
    """The metric to ask about when nothing else is pointed at: of the first goal that isn't met, else of the first."""
    goals = frame.objectives
    goal = next((goal for goal in goals if not goal.met), goals[0] if goals else None)
    return goal.metric if goal else "resolved_full_pct"


def draw(ui: Ui, canvas: Canvas, rect: Rect, playing: Playing, follow: Follow, ask: Ask | None = None) -> None:
    """Every objective in a row: mark, title, value, and below how far it is and which way it goes; the rest is its
    tip. `follow` opens the chart of a metric, `ask` asks about its value.
    """
    frame = playing.frame
    states = tuple(state_of(goal, frame, course(goal, frame, playing.level)) for goal in frame.objectives)
    standing = tuple((say(MEASURES[goal.metric].show(goal.value)), goal.met) for goal in frame.objectives)
    content = (playing.timeline, frame.day, states, standing)
    ui.panel(
        canvas, "goals", content, rect, lambda inner: _draw(ui, inner, rect, playing, follow, ask), ground=theme.CARD
    )


def _draw(ui: Ui, canvas: Canvas, rect: Rect, playing: Playing, follow: Follow, ask: Ask | None) -> None:
    frame = playing.frame
    ways = [course(goal, frame, playing.level) for goal in frame.objectives]
    states = [state_of(goal, frame, way) for goal, way in zip(frame.objectives, ways, strict=True)]
    ended = frame.time >= frame.ends
    led = [replace(goal, met=state in WELL) for goal, state in zip(frame.objectives, states, strict=True)]
    earned = stars(tuple(led))
    most = sum(goal.stars for goal in frame.objectives)
    middle(canvas, rect.x + 16, rect.y + 18, say("Goals, so far"), size=theme.BODY, colour=theme.INK, weight="bold")
    if not frame.objectives:
        text = say("None here. Try things, and see what they do.")
        middle(canvas, rect.x + 16, rect.y + HEAD + 10, text, size=theme.SMALL, colour=theme.INK_SOFT)
    for n in range(most):
        x = rect.right - 24 - (most - 1 - n) * 20
        _star(canvas, x, rect.y + 17, 8, led=n < earned, ended=ended)
    for n, (goal, way, state) in enumerate(zip(frame.objectives, ways, states, strict=True)):
        row = Rect(rect.x + 16, rect.y + HEAD + n * ROW, rect.w - 32, ROW)
        _draw_goal(ui, canvas, row, n, goal, way, state, follow, ask)
    canvas.rect(Rect(rect.x, rect.bottom - 1, rect.w, 1), theme.LINE)


def _draw_goal(
    ui: Ui, canvas: Canvas, row: Rect, n: int, goal: ObjectiveView, way: Course, state: State, follow: Follow,
    ask: Ask | None,
) -> None:  # fmt: skip
    begun = state != "open"
    measure = MEASURES[goal.metric]
    tip = say(
        "{title}, {target} by the end: {worth}. {says}",
        title=say(measure.title),
        target=target(goal),
        worth=worth(goal),
        says=say(measure.says),
    )
    going = in_words(goal, way) if begun else ""
    tip = f"{tip}\n{said(state)} {going}".rstrip()
    why = partial(ask, goal.metric, None) if ask else None
    if ui.spot(f"goal {n}", row, lambda: follow(goal.metric), tip=tip, why=why):
        canvas.rect(row.inset(-6, 0), theme.PAPER_DEEP, radius=5)
    y = row.y + LINE_Y
    draw_state(canvas, row.x + 7, y, state)
    value = say(measure.show(goal.value)) if begun else ""
    edge = short(goal)
    right = canvas.measure(edge, size=theme.TINY)[0] + 8
    wide = canvas.measure(value, size=theme.SMALL, weight="bold")[0]
    middle(canvas, row.right, y + 0.5, edge, size=theme.TINY, colour=theme.INK_SOFT, align="right")
    ink = theme.GOOD if state in WELL else theme.BAD
    figure(
        ui, canvas, row.right - right, y, value, ask if begun else None, goal.metric, key=f"why goal {n}",
        size=theme.SMALL, colour=ink, align="right", tip=tip, owner=f"goal {n}",
    )  # fmt: skip
    star = 15.0 if goal.stars else 0.0
    title, size = squeeze(canvas, say(goal.title), row.w - 26 - right - wide - star, size=theme.SMALL)
    middle(canvas, row.x + 20, y, title, size=size, colour=theme.INK)
    if goal.stars:  # what of the stars above hangs on it
        x = row.x + 28 + canvas.measure(title, size=size)[0]
        _star(canvas, x + 2, y, 5, led=state in WELL, ended=state in ("reached", "missed"))
    _draw_course(canvas, Rect(row.x + 20, row.y + BAR_Y - BAR / 2, row.w - 38, BAR), goal, way, state)


def draw_state(canvas: Canvas, x: float, y: float, state: State) -> None:
    """A sign for each, told apart without colour: a dash, a full ring, an empty one; at the end a tick or a cross."""
    match state:
        case "open":
            canvas.rect(Rect(x - 5, y - 1.2, 10, 2.4), theme.INK_FAINT, radius=1.2)
        case "on":
            canvas.circle(x, y, 5, line=theme.GOOD, width=1.8)
            canvas.circle(x, y, 2.4, theme.GOOD)
        case "off":
            canvas.circle(x, y, 5, line=theme.BAD, width=1.8)
        case "reached":
            icons.tick(canvas, x, y, 5, theme.GOOD)
        case "missed":
            icons.cross(canvas, x, y, 4.5, theme.BAD)


def _star(canvas: Canvas, x: float, y: float, r: float, *, led: bool, ended: bool) -> None:
    """Full: earned, which only the end says; till then its outline tells where the pace leads."""
    icons.star(canvas, x, y, r, theme.YELLOW if led else theme.INK_FAINT, full=led and ended)


def _draw_course(canvas: Canvas, bar: Rect, goal: ObjectiveView, way: Course, state: State) -> None:
    """The bar with a tick at the bound; what is over an upper bound is hatched. At its end the arrow of the week."""
    begun = state != "open"
    canvas.rect(bar, theme.LINE, radius=BAR / 2)
    bound = bar.x + bar.w * way.bound
    if begun and way.fill > 0:
        filled = Rect(bar.x, bar.y, max(BAR, bar.w * way.fill), bar.h)
        canvas.rect(filled, theme.GOOD if state in WELL else theme.ACCENT, radius=BAR / 2)
        if goal.at_most is not None and filled.right > bound:
            over = Rect(bound, bar.y, filled.right - bound, bar.h)
            canvas.rect(over, theme.BAD)
            for x in range(int(over.x) + 4, int(over.right), 5):
                canvas.lines([(x - 1.5, over.bottom), (x + 1.5, over.y)], theme.CARD, width=1.2)
    canvas.rect(Rect(min(bound, bar.right) - 1, bar.y - 3, 2, bar.h + 6), theme.INK)
    if begun and way.trend is not None:
        _draw_trend(canvas, bar.right + 12, bar.centre[1], way)


def _draw_trend(canvas: Canvas, x: float, y: float, way: Course) -> None:
    """Up, down, or a dash; full: towards the goal, hollow: away from it."""
    if way.trend == "flat":
        canvas.rect(Rect(x - 5, y - 1.2, 10, 2.4), theme.INK_SOFT, radius=1.2)
        return
    ink, sign = (theme.GOOD if way.towards else theme.BAD), (-1 if way.trend == "up" else 1)
    points = [(x - 5, y - sign * 3.4), (x + 5, y - sign * 3.4), (x, y + sign * 4.2)]
    if way.towards:
        canvas.polygon(points, ink)
    else:
        canvas.polygon(points, line=ink, width=1.6)
