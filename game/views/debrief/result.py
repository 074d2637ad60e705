"""The result: goals, the bill, how it stands beside par, and what to try next."""

from __future__ import annotations

from game.views import bounds, icons, theme
from game.views.canvas import Canvas, Rect
from game.views.debrief.advice import Run, advice
from game.views.debrief.sheet import HEAD, Block, columns, panel, paragraph_high
from game.views.figure import Ask, asks, figure
from game.views.lettering import LEADING, fit, middle, squeeze
from game.views.playing import Playing
from game.views.ui import Ui
from game.views.words import count, say
from sim.frames import Frame, ObjectiveView
from sim.level import Level
from sim.measures import MEASURES

GOAL = 44.0
BILL = 188.0
STARS = 26.0
"""A line of stars."""


class Result:
    """The first page."""

    def __init__(self, playing: Playing, frame: Frame, earned: int, ask: Ask) -> None:
        self._level: Level = playing.level
        self._frame = frame
        self._earned = earned
        self._ask = ask
        self._run = Run(level=playing.level, frame=frame, decisions=playing.decisions)

    @staticmethod
    def title() -> str:
        """Of its tab."""
        return say("The result")

    def draw(self, ui: Ui, canvas: Canvas, body: Rect) -> None:
        """Goals and par; bill and advice."""
        goals_ = Block(lambda *_: HEAD + 12 + GOAL * max(1, len(self._frame.objectives)), self._draw_goals)
        par = Block(self._par_high, self._draw_par)
        bill = Block(lambda *_: BILL, self._draw_bill)
        further = Block(self._next_high, self._draw_next)
        columns(ui, canvas, body, [goals_, par], [bill, further])

    # --- goals --------------------------------------------------------------------------------------------------

    def _draw_goals(self, ui: Ui, canvas: Canvas, box: Rect) -> None:
        panel(canvas, box, say("Goals"))
        if not self._frame.objectives:
            text = fit(canvas, say("Nobody had set you one."), box.w - 40, size=theme.BODY)
            canvas.text(box.x + 20, box.y + HEAD + 2, text, size=theme.BODY, colour=theme.INK_SOFT)
        for n, goal in enumerate(self._frame.objectives):
            self._draw_goal(ui, canvas, Rect(box.x + 20, box.y + HEAD + n * GOAL, box.w - 40, GOAL), n, goal)

    def _draw_goal(self, ui: Ui, canvas: Canvas, row: Rect, n: int, goal: ObjectiveView) -> None:
        y = row.y + row.h / 2
        if goal.met:
            canvas.circle(row.x + 10, y, 10, theme.GOOD)
            icons.tick(canvas, row.x + 10, y, 5, theme.CARD)
        else:
            canvas.circle(row.x + 10, y, 9.5, line=theme.BAD, width=2)
            icons.cross(canvas, row.x + 10, y, 3.6, theme.BAD)
        value = say(MEASURES[goal.metric].show(goal.value))
        wide = canvas.measure(value, size=17, weight="bold")[0]
        ink = theme.GOOD if goal.met else theme.BAD
        figure(
            ui,
            canvas,
            row.right,
            y,
            value,
            self._ask,
            goal.metric,
            key=f"why goal {n}",
            size=17,
            colour=theme.ink(ink),
            align="right",
            tip=say(MEASURES[goal.metric].says),
        )
        room = row.w - 32 - wide - 12
        title = fit(canvas, say(goal.title), room, size=theme.BODY, weight="bold")
        middle(canvas, row.x + 32, y - 8, title, size=theme.BODY, colour=theme.INK, weight="bold")
        under = say(
            "{measure}, {target} ({worth})",
            measure=say(MEASURES[goal.metric].title),
            target=bounds.target(goal),
            worth=bounds.worth(goal),
        )
        under, size = squeeze(canvas, under, room, size=theme.SMALL)
        middle(canvas, row.x + 32, y + 10, under, size=size, colour=theme.INK_SOFT)

    # --- par ----------------------------------------------------------------------------------------------------

    def _par_words(self) -> tuple[str, str, str]:
        """What par is, how far off it was, and where it comes from."""
        par = self._level.par
        if par is None:
            return say("Nobody has set a par for this level."), "", ""
        what = say("Par is what the ready-made policy “{policy}” earns here, without a player.",
                   policy=say(par.policy))  # fmt: skip
        if self._earned > par.stars:
            off = count("One star above par.", "{n} stars above par.", self._earned - par.stars)
        elif self._earned < par.stars:
            off = count("One star below par.", "{n} stars below par.", par.stars - self._earned)
        else:
            off = say("You are at par.")
        source = say("{provenance} The policy “{loses}” loses the level.", provenance=say(par.provenance),
                     loses=say(par.loses))  # fmt: skip
        return what, off, source

    def _star_rows(self) -> list[tuple[str, int]]:
        """Par's stars and yours; none where there are none to earn."""
        par = self._level.par
        return [(say("Par"), par.stars), (say("You"), self._earned)] if par is not None and self._most else []

    @property
    def _most(self) -> int:
        """Stars that can be earned."""
        return sum(goal.stars for goal in self._frame.objectives)

    def _par_high(self, ui: Ui, canvas: Canvas, wide: float) -> float:
        what, off, source = self._par_words()
        high = HEAD + paragraph_high(ui, canvas, what, wide - 40) + 10 + STARS * len(self._star_rows())
        if off:
            high += len(ui.wrap(canvas, off, wide - 40, size=theme.BODY, weight="bold")) * theme.BODY * LEADING + 6
        return high + (paragraph_high(ui, canvas, source, wide - 40, theme.SMALL) + 4 if source else 0) + 8

    def _draw_par(self, ui: Ui, canvas: Canvas, box: Rect) -> None:
        """What it is; its result, yours, and the difference; where it comes from."""
        panel(canvas, box, say("Par"))
        x, room = box.x + 20, box.w - 40
        what, off, source = self._par_words()
        y = ui.paragraph(canvas, x, box.y + HEAD, room, what) + 6
        rows = self._star_rows()
        left = max((canvas.measure(name, size=theme.BODY, weight="bold")[0] for name, _ in rows), default=0.0) + 20
        for name, n in rows:
            middle(canvas, x, y + STARS / 2, name, size=theme.BODY, colour=theme.INK, weight="bold")
            for k in range(self._most):
                full = k < n
                icons.star(canvas, x + left + k * 22, y + STARS / 2, 9, theme.YELLOW if full else theme.INK_SOFT,
                           full=full)  # fmt: skip
            text = say("{n} of {all}", n=n, all=self._most)
            at = x + left + self._most * 22 + 8
            middle(canvas, at, y + STARS / 2, text, size=theme.SMALL, colour=theme.INK_SOFT)
            y += STARS
        y = ui.paragraph(canvas, x, y + 4, room, off, weight="bold") + 6 if off else y
        if source:
            ui.paragraph(canvas, x, y, room, source, size=theme.SMALL, colour=theme.INK_SOFT)

    # --- bill ---------------------------------------------------------------------------------------------------

    def _draw_bill(self, ui: Ui, canvas: Canvas, box: Rect) -> None:
        metrics = self._frame.metrics
        total = sum(metrics[name] for name in theme.MINUTE_COLOURS)
        hours = say("{h} of your customers' lives", h=say(MEASURES["hours_taxed"].show(total / 60)))
        room = box.w - 60 - canvas.measure(say("The powerlessness bill"), size=theme.HEAD, weight="title")[0]
        panel(canvas, box, say("The powerlessness bill"))
        hours = fit(canvas, hours, max(20.0, room), size=theme.BODY) if room > 60 else ""
        middle(canvas, box.right - 20, box.y + 24, hours, size=theme.BODY, colour=theme.INK_SOFT, align="right")
        bar = Rect(box.x + 20, box.y + 48, box.w - 40, 30)
        x = bar.x
        for name, colour in theme.MINUTE_COLOURS.items():
            wide = bar.w * metrics[name] / total if total else 0.0
            canvas.rect(Rect(x, bar.y, wide, bar.h), colour)
            x += wide
        canvas.rect(bar, line=theme.INK, width=1)
        third = (box.w - 40) / 3
        for n, (name, colour) in enumerate(theme.MINUTE_COLOURS.items()):
            left, y = box.x + 20 + (n % 3) * third, box.y + 92 + (n // 3) * 46
            canvas.rect(Rect(left, y + 3, 12, 12), colour, radius=2)
            title = fit(canvas, say(MEASURES[name].title), third - 26, size=theme.SMALL)
            canvas.text(left + 19, y, title, size=theme.SMALL, colour=theme.INK_SOFT)
            share = 100 * metrics[name] / total if total else 0.0
            text = fit(canvas, say("{h:,.0f} h, {pct:.0f} %", h=metrics[name] / 60, pct=share), third - 22,
                       size=theme.BODY, weight="bold")  # fmt: skip
            canvas.text(left + 19, y + 16, text, size=theme.BODY, colour=theme.INK, weight="bold")
            place = Rect(left, y, third - 8, 38)
            asks(ui, canvas, place, self._ask, name, key=f"bill {name}", tip=say(MEASURES[name].says))

    # --- what next ----------------------------------------------------------------------------------------------

    def _next_high(self, ui: Ui, canvas: Canvas, wide: float) -> float:
        return HEAD + 10 + sum(paragraph_high(ui, canvas, text, wide - 62) + 7 for text in advice(self._run))

    def _draw_next(self, ui: Ui, canvas: Canvas, box: Rect) -> None:
        canvas.rect(box, theme.GREEN_PALE, radius=12)
        panel(canvas, box, say("What to try next"), ground=False)
        y = box.y + HEAD
        for text in advice(self._run):
            icons.go(canvas, box.x + 27, y + 10, 5, theme.GOOD)
            y = ui.paragraph(canvas, box.x + 42, y, box.w - 62, text) + 7
