"""The bet: before a level runs, the player draws what he expects of one number; later it stands beside the truth.

It is a thing of the view alone: no model knows of it, no run file holds it. So that it is still there when a run is
continued, the foyer notes it under the level and the seed.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from game.views import charts, theme
from game.views.canvas import Canvas, Rect
from game.views.charts import Curve, Span
from game.views.inputs import Key
from game.views.lettering import middle
from game.views.ui import Ui
from game.views.words import say
from sim.level import Level
from sim.measures import MEASURES, Measure

FLOWS = frozenset({"usd", "count", "people", "min", "h"})
"""Units of what adds up over the days; a day's share of it is charted."""
STOCKS = frozenset({"subscribers", "captive_latent", "cash_usd"})
"""What has one of those units and is of one moment."""
KEY = "bet"
"""Key of the sheet that is drawn on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bet:
    """What is expected of a metric: its value of a day, week by week."""

    metric: str
    weeks: tuple[float, ...]

    def days(self, most: int) -> tuple[float, ...]:
        """The first `most` days of it, straight from the middle of one week to that of the next."""
        last = len(self.weeks) - 1
        values = []
        for day in range(min(most, len(self.weeks) * 7)):
            at = min(max((day + 0.5) / 7 - 0.5, 0.0), float(last))
            week = min(int(at), max(0, last - 1))
            there = self.weeks[min(week + 1, last)]
            values.append(self.weeks[week] + (there - self.weeks[week]) * (at - week))
        return tuple(values)

    @property
    def text(self) -> str:
        """As it is noted."""
        return json.dumps([self.metric, *self.weeks])

    @staticmethod
    def read(text: str) -> Bet | None:
        """A noted bet; `None` if it is none."""
        try:
            metric, *weeks = json.loads(text)
            return Bet(metric=str(metric), weeks=tuple(float(week) for week in weeks)) if weeks else None
        except (TypeError, ValueError):
            return None

    def curve(self, days: int) -> Curve:
        """Its ghost in a chart."""
        return Curve(name=say("Your bet"), values=self.days(days), colour=theme.PURPLE, ghost=True)


def note_of(level: str, seed: int) -> str:
    """Under which a bet on a level with this seed is noted."""
    return f"bet {level} {seed}"


def metric_of(level: Level) -> str:
    """What the bet is on: what the level's words name, else what its first goal is about."""
    named = level.words.bet_metric
    first = level.objectives[0].metric if level.objectives else "resolved_full_pct"
    return named if named in MEASURES else first


def scale_of(level: Level, measure: Measure) -> Span:
    """The sheet's lowest and highest value, round about what the level asks for."""
    goal = next((goal for goal in level.objectives if goal.metric == measure.name), None)
    bound = abs((goal.at_least if goal.at_least is not None else goal.at_most) or 0.0) if goal else 0.0
    if flows(measure):
        bound /= level.weeks * 7
    match measure.unit:
        case _ if level.words.bet_high and measure.name == metric_of(level):
            return Span(0, level.words.bet_high)
        case "pct":
            return Span(0, 100)
        case "points":
            return Span(-100, 100)
        case "usd" if measure.better == "up" and measure.name not in STOCKS:
            return Span(-2 * bound or -1000, 3 * bound or 1000)
        case _:
            return Span(0, 3 * bound or 10)


def flows(measure: Measure) -> bool:
    """Whether it adds up over the days."""
    return measure.unit in FLOWS and measure.name not in STOCKS


class Sheet:
    """What is being drawn."""

    def __init__(self, level: Level, bet: Bet | None = None) -> None:
        self._measure = MEASURES[metric_of(level)]
        self._span = scale_of(level, self._measure)
        known = bet is not None and bet.metric == self._measure.name and len(bet.weeks) == level.weeks
        self._weeks: list[float | None] = list(bet.weeks) if bet and known else [None] * level.weeks
        self._cursor = 0
        self._last: tuple[int, float] | None = None
        """Where the pointer was a moment ago, if it is drawing."""

    @property
    def title(self) -> str:
        """What is drawn."""
        title = say(self._measure.title)
        return say("{measure}, a day", measure=title) if flows(self._measure) else title

    @property
    def bet(self) -> Bet | None:
        """What has been drawn, its gaps filled; `None` if nothing has."""
        known = [(n, value) for n, value in enumerate(self._weeks) if value is not None]
        if not known:
            return None
        return Bet(metric=self._measure.name, weeks=tuple(_at(known, n) for n in range(len(self._weeks))))

    def wipe(self) -> None:
        """Nothing has been drawn."""
        self._weeks = [None] * len(self._weeks)

    def put(self, week: int, value: float) -> None:
        """Draw to a point, from where the pointer was before."""
        value = min(self._span.high, max(self._span.low, value))
        start, was = self._last or (week, value)
        for n in range(min(start, week), max(start, week) + 1):
            share = (n - start) / (week - start) if week != start else 1.0
            self._weeks[n] = was + (value - was) * share
        self._last, self._cursor = (week, value), week

    def draw(self, ui: Ui, canvas: Canvas, rect: Rect) -> None:
        """The sheet with its axes and the line so far."""
        if ui.pressed != KEY:
            self._last = None
        weeks = len(self._weeks)
        plot = charts.axes(canvas, rect, self._span, self._measure.marks, weeks)

        def on_drag(x: float, y: float) -> None:
            week = min(weeks - 1, max(0, int((x - plot.x) / plot.w * weeks)))
            self.put(week, self._span.high - (y - plot.y) / plot.h * (self._span.high - self._span.low))

        lit = ui.spot(KEY, plot.inset(-6), on_drag=on_drag, on_key=self._on_key)
        canvas.rect(plot, line=theme.INK_SOFT if lit else theme.LINE)
        bet = self.bet
        if bet is None:
            text = say("Draw what you expect, or use the arrow keys")
            middle(
                canvas,
                plot.centre[0],
                plot.y + plot.h * 0.28,
                text,
                size=theme.SMALL,
                colour=theme.INK_SOFT,
                align="centre",
            )
        else:
            points = [(self._x(plot, n), self._span.y(plot, value)) for n, value in enumerate(bet.weeks)]
            canvas.lines([(plot.x, points[0][1]), *points, (plot.right, points[-1][1])], theme.PURPLE, width=2.4)
            for n, (x, y) in enumerate(points):
                if self._weeks[n] is not None:
                    canvas.circle(x, y, 3.4, theme.CARD, line=theme.PURPLE, width=2)
        if ui.focus == KEY:
            self._draw_cursor(canvas, plot, bet)

    def _draw_cursor(self, canvas: Canvas, plot: Rect, bet: Bet | None) -> None:
        """The week that the keys change, and its value."""
        x = self._x(plot, self._cursor)
        canvas.rect(Rect(x - 0.5, plot.y, 1, plot.h), theme.PURPLE)
        if bet is None:
            return
        y = self._span.y(plot, bet.weeks[self._cursor])
        canvas.circle(x, y, 5.5, theme.PURPLE)
        text = say(self._measure.show(bet.weeks[self._cursor]))
        wide = canvas.measure(text, size=theme.SMALL, weight="bold")[0]
        left = x + 9 if x + 10 + wide < plot.right else x - 9 - wide
        over = min(max(y - 12, plot.y + 9), plot.bottom - 9)
        middle(canvas, left, over, text, size=theme.SMALL, colour=theme.INK, weight="bold")

    def _x(self, plot: Rect, week: int) -> float:
        return plot.x + (week + 0.5) * plot.w / len(self._weeks)

    def _on_key(self, key: Key) -> bool:
        """Left and right choose the week, up and down its value; Delete wipes."""
        last = len(self._weeks) - 1
        step = (self._span.high - self._span.low) / 50 * (5 if key.shift else 1)
        match key.name:
            case "left" | "right":
                self._cursor = min(last, max(0, self._cursor + (1 if key.name == "right" else -1)))
            case "home" | "end":
                self._cursor = 0 if key.name == "home" else last
            case "up" | "down":
                bet, half = self.bet, (self._span.low + self._span.high) / 2
                now = bet.weeks[self._cursor] if bet else half
                self._last = None
                self.put(self._cursor, now + (step if key.name == "up" else -step))
            case "delete" | "backspace":
                self.wipe()
            case _:
                return False
        return True


def _at(known: Sequence[tuple[int, float]], week: int) -> float:
    """The value of `week` between the nearest known ones; beyond them that of the nearest."""
    before = [point for point in known if point[0] <= week]
    after = [point for point in known if point[0] >= week]
    if not before or not after:
        return (before or after)[-1 if before else 0][1]
    (a, low), (b, high) = before[-1], after[0]
    return low if a == b else low + (high - low) * (week - a) / (b - a)
