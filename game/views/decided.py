"""Decisions as they are shown: in words, as a numbered row, and as flags over what came of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from game.views import charts, theme
from game.views.canvas import Canvas, Rect
from game.views.charts import Curve, Flag
from game.views.lettering import fit, middle
from game.views.playing import Playing
from game.views.scene import Turn
from game.views.ui import Ui
from game.views.when import day_title
from game.views.words import count, say
from sim.decisions import Decision, Set
from sim.levers import LEVERS
from sim.measures import MEASURES

ROW = 24.0
MOST = 10
"""Decisions that one flag tells of."""


def in_words(decision: Decision) -> str:
    """What was decided."""
    change = decision.change
    if isinstance(change, Set):
        lever = LEVERS[change.lever]
        return say("{lever}: {value}", lever=say(lever.title), value=say(lever.show(change.value)))
    return say("Event: {event}", event=change.event.replace("_", " "))


def draw_row(canvas: Canvas, row: Rect, n: int, decision: Decision) -> None:
    """Number, day and words in a line."""
    y = row.y + row.h / 2
    canvas.circle(row.x + 9, y, 8.5, theme.ORANGE)
    middle(
        canvas,
        row.x + 9,
        y,
        str(n + 1),
        size=theme.TINY - 1,
        colour=theme.on(theme.ORANGE),
        weight="bold",
        align="centre",
    )
    middle(canvas, row.x + 28, y, day_title(decision.time), size=theme.SMALL, colour=theme.INK_SOFT)
    text = fit(canvas, in_words(decision), row.w - 118, size=theme.SMALL)
    middle(canvas, row.x + 118, y, text, size=theme.SMALL, colour=theme.INK)


def tell(
    ui: Ui, flags: Sequence[Flag], decisions: Sequence[Decision], do: Callable[[Flag], Turn | None] | None = None
) -> None:
    """Every flag tells what was decided there, all of it; `do` is what a press on one does."""
    for flag in flags:
        there = decisions[flag.first : flag.last + 1]
        lines = [
            say("{n}. {day}: {what}", n=flag.first + n, day=day_title(one.time), what=in_words(one))
            for n, one in enumerate(there[:MOST], 1)
        ]
        if len(there) > MOST:
            lines.append(count("and one more", "and {n} more", len(there) - MOST))
        press = partial(do, flag) if do else None
        ui.spot(f"flag {flag.first + 1}", flag.rect, press, tip="\n".join(lines), focus=False)


def draw_flags(
    ui: Ui,
    canvas: Canvas,
    rect: Rect,
    playing: Playing,
    decisions: Sequence[Decision],
    mark: float | None = None,
    do: Callable[[Flag], Turn | None] | None = None,
) -> None:
    """Handled and resolved over the weeks, with a numbered flag at `decisions`; on the first day nothing.

    `mark`: a moment to point out (s). `do`: what a press on a flag does.
    """
    frame = playing.frame
    curves = [
        Curve(name=say(MEASURES[name].title), values=frame.series.get(name, ()), colour=ink, dashed=dashed)
        for name, ink, dashed in (("resolved_full_pct", theme.GREEN, False), ("handled_pct", theme.INK_SOFT, True))
    ]
    if not curves[0].values:
        return
    box = Rect(rect.x, rect.y + 18, rect.w, rect.h - 18)
    weeks = playing.level.weeks
    plot = charts.chart(canvas, box, curves, marks=MEASURES["handled_pct"].marks, zero=False, weeks=weeks)
    charts.legend(canvas, rect.x + 8, rect.y, curves)
    if mark is not None:
        x = plot.x + plot.w * mark / frame.ends
        canvas.rect(Rect(x - 1.5, plot.y - 6, 3, plot.h + 6), theme.INK)
        canvas.polygon([(x - 6, plot.bottom + 8), (x + 6, plot.bottom + 8), (x, plot.bottom)], theme.INK)
    flags = charts.flags(canvas, plot, [decision.time for decision in decisions], end=frame.ends)
    tell(ui, flags, decisions, do)
