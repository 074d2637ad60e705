"""The summary at a level's end: stars, what you decided and when, handled beside resolved, the bill, the questions."""

from __future__ import annotations

from game.views import charts, decided, goals, icons, theme, widgets
from game.views.bet import Bet
from game.views.canvas import Canvas, Rect
from game.views.charts import Curve
from game.views.figure import asks, figure
from game.views.inputs import Input, Key
from game.views.lettering import fit, middle
from game.views.playing import Foyer, Playing
from game.views.scene import Push, Reset, Turn
from game.views.ui import Ui
from game.views.why import Why
from game.views.words import say
from sim.decisions import Decision
from sim.frames import Frame, ObjectiveView
from sim.measures import MEASURES
from sim.run.look import stars

PAIRS: tuple[tuple[str, str], ...] = (
    ("handled_pct", "resolved_full_pct"),
    ("csat_pct", "perception_gap"),
    ("booked_value_lost_usd", "true_value_lost_usd"),
    ("contacts", "contacts_per_case"),
    ("wait_mean_s", "longest_contact_s"),
    ("churned_voiced", "churned_silent"),
    ("credits_usd", "leakage_usd"),
    ("profit_usd", "net_word_of_mouth"),
)
"""Key numbers, two and two: what the firm sees beside what goes with it."""
MOST_DECISIONS = 200
BET = 244.0
"""How high the bet is."""


class Summary:
    """The last screen of a run."""

    def __init__(self, foyer: Foyer, playing: Playing) -> None:
        self._foyer = foyer
        self._playing = playing
        self._ui = Ui()
        self._ui.focus = "again"
        self._frame: Frame = playing.frame
        self._stars = stars(self._frame.objectives)
        foyer.award(playing.level.name, self._stars)
        foyer.keep(playing)

    @property
    def pace(self) -> int:
        """Nothing moves."""
        return 0

    def on_input(self, happened: Input) -> Turn | None:
        """Escape goes to the title."""
        if isinstance(happened, Key) and happened.name == "escape":
            return self._title()
        return self._ui.take(happened)

    def _title(self) -> Turn:
        from game.views.title import Title

        return Reset(Title(self._foyer))

    def _again(self) -> Turn:
        from game.views.brief import Brief

        return Reset(Brief(self._foyer, self._playing.level, self._playing.bet))

    def _other(self) -> Turn:
        from game.views.choose import Choose

        return Reset(Choose(self._foyer))

    def _ask(self, metric: str, day: int | None = None) -> Turn:
        return Push(Why(self._playing, metric, day=day))

    def _timeline(self) -> Turn:
        from game.views.timeline import Timeline

        return Push(Timeline(self._foyer, self._playing))

    # --- picture ----------------------------------------------------------------------------------------------

    def draw(self, canvas: Canvas) -> None:
        """Heading, two columns that scroll together, and where to go next."""
        ui = self._ui
        width, height = canvas.size
        with ui.picture(canvas):
            canvas.clear(theme.PAPER)
            wide = min(1180.0, width - 48)
            x = (width - wide) / 2
            self._draw_head(canvas, x, wide)
            foot = height - 74
            body = Rect(x, 104, wide, foot - 110)
            two = wide > 900
            half = (wide - 38) / 2 if two else wide - 14
            left, right = self._left_high(), self._right_high(ui, canvas, half)
            with ui.scroll(canvas, body, max(left, right) if two else left + right + 16, key="summary") as top:
                self._draw_left(ui, canvas, Rect(x, top, half, left))
                if two:
                    self._draw_right(ui, canvas, Rect(x + half + 24, top, half, right))
                else:
                    self._draw_right(ui, canvas, Rect(x, top + left + 16, half, right))
            canvas.rect(Rect(0, foot, width, 1), theme.LINE)
            y = foot + 14
            step = min(1.0, wide / 720)  # four of them, on narrow windows too
            again = Rect(x + wide - 220 * step, y, 220 * step, 46)
            widgets.button(ui, canvas, again, say("Play it again"), self._again, key="again", style="strong", size=17)
            other = Rect(again.x - 190 * step, y, 180 * step, 46)
            widgets.button(ui, canvas, other, say("Another level"), self._other, key="other", size=17)
            what_if = Rect(other.x - 138 * step, y, 128 * step, 46)
            tip = say("Go back to any day, or change one decision and see whose fate flips.")
            widgets.button(ui, canvas, what_if, say("What if?"), self._timeline, key="time line", tip=tip, size=17)
            widgets.button(ui, canvas, Rect(x, y, 110 * step, 46), say("Title"), self._title, key="title", size=17)

    def _draw_head(self, canvas: Canvas, x: float, wide: float) -> None:
        level = self._playing.level
        most = sum(goal.stars for goal in self._frame.objectives)
        canvas.text(x, 18, say(level.title), size=38, colour=theme.INK, weight="title")
        canvas.text(x + 2, 70, self._verdict(most), size=17, colour=theme.INK_SOFT)
        for n in range(most):
            full = n < self._stars
            icons.star(
                canvas,
                x + wide - 24 - (most - 1 - n) * 52,
                50,
                22,
                theme.YELLOW if full else theme.INK_FAINT,
                full=full,
            )

    def _verdict(self, most: int) -> str:
        if not most:
            return say("The lines are closed. Nobody had set you a goal; what was yours?")
        if self._stars == most:
            return say("Everything reached. Somebody will want to know how.")
        if self._stars:
            return say("The lines are closed. Part of it is reached.")
        return say("The lines are closed. Nothing of what was asked is reached.")

    # --- left: goals, bill, questions ---------------------------------------------------------------------------

    def _left_high(self) -> float:
        return 56 + 44 * len(self._frame.objectives) + 16 + 188 + 16 + 60 + 36 * len(PAIRS) + 8

    def _draw_left(self, ui: Ui, canvas: Canvas, at: Rect) -> None:
        box = Rect(at.x, at.y, at.w, 56 + 44.0 * len(self._frame.objectives))
        panel(canvas, box, say("Goals"))
        for n, goal in enumerate(self._frame.objectives):
            self._draw_goal(ui, canvas, Rect(box.x + 20, box.y + 46 + n * 44, box.w - 40, 44), n, goal)
        bill = Rect(at.x, box.bottom + 16, at.w, 188)
        self._draw_bill(ui, canvas, bill)
        self._draw_numbers(ui, canvas, Rect(at.x, bill.bottom + 16, at.w, 60 + 36.0 * len(PAIRS)))

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
        key, tip = f"why goal {n}", say(MEASURES[goal.metric].says)
        figure(
            ui, canvas, row.right, y, value, self._ask, goal.metric, key=key, size=17, colour=ink, align="right",
            tip=tip,
        )  # fmt: skip
        room = row.w - 32 - wide - 12
        title = fit(canvas, say(goal.title), room, size=theme.BODY, weight="bold")
        middle(canvas, row.x + 32, y - 8, title, size=theme.BODY, colour=theme.INK, weight="bold")
        under = say(
            "{measure}, {target} ({worth})",
            measure=say(MEASURES[goal.metric].title),
            target=goals.target(goal),
            worth=goals.worth(goal),
        )
        middle(
            canvas,
            row.x + 32,
            y + 10,
            fit(canvas, under, room, size=theme.SMALL),
            size=theme.SMALL,
            colour=theme.INK_SOFT,
        )

    def _draw_bill(self, ui: Ui, canvas: Canvas, box: Rect) -> None:
        metrics = self._frame.metrics
        panel(canvas, box, say("The powerlessness bill"))
        total = sum(metrics[name] for name in theme.MINUTE_COLOURS)
        hours = say("{h} of your customers' lives", h=say(MEASURES["hours_taxed"].show(total / 60)))
        middle(canvas, box.right - 20, box.y + 24, hours, size=theme.BODY, colour=theme.INK_SOFT, align="right")
        bar = Rect(box.x + 20, box.y + 48, box.w - 40, 30)
        x = bar.x
        for name, colour in theme.MINUTE_COLOURS.items():
            wide = bar.w * metrics[name] / total if total else 0.0
            part = Rect(x, bar.y, wide, bar.h)
            canvas.rect(part, colour)
            x += wide
        canvas.rect(bar, line=theme.INK, width=1)
        third = (box.w - 40) / 3
        for n, (name, colour) in enumerate(theme.MINUTE_COLOURS.items()):
            left, y = box.x + 20 + (n % 3) * third, box.y + 92 + (n // 3) * 46
            canvas.rect(Rect(left, y + 3, 12, 12), colour, radius=2)
            title = fit(canvas, say(MEASURES[name].title), third - 26, size=theme.SMALL)
            canvas.text(left + 19, y, title, size=theme.SMALL, colour=theme.INK_SOFT)
            share = 100 * metrics[name] / total if total else 0.0
            text = say("{h:,.0f} h, {pct:.0f} %", h=metrics[name] / 60, pct=share)
            canvas.text(left + 19, y + 16, text, size=theme.BODY, colour=theme.INK, weight="bold")
            box_of = Rect(left, y, third - 8, 38)
            asks(ui, canvas, box_of, self._ask, name, key=f"bill {name}", tip=say(MEASURES[name].says))

    def _draw_numbers(self, ui: Ui, canvas: Canvas, box: Rect) -> None:
        panel(canvas, box, say("Side by side"))
        half = (box.w - 40 - 16) / 2
        for row, pair in enumerate(PAIRS):
            y = box.y + 46 + row * 36
            if row % 2 == 0:
                canvas.rect(Rect(box.x + 8, y, box.w - 16, 36), theme.PAPER, radius=6)
            for n, name in enumerate(pair):
                measure = MEASURES[name]
                x = box.x + 20 + n * (half + 16)
                value = say(measure.show(self._frame.metrics[name]))
                wide = canvas.measure(value, size=theme.BODY, weight="bold")[0]
                title = fit(canvas, say(measure.title), half - wide - 8, size=theme.SMALL)
                middle(canvas, x, y + 18, title, size=theme.SMALL, colour=theme.INK_SOFT)
                middle(canvas, x + half, y + 18, value, size=theme.BODY, colour=theme.INK, weight="bold", align="right")
                at = Rect(x, y + 3, half, 29)
                asks(ui, canvas, at, self._ask, name, key=f"number {name}", tip=say(measure.says))

    # --- right: decisions and numbers ---------------------------------------------------------------------------

    def _right_high(self, ui: Ui, canvas: Canvas, wide: float) -> float:
        questions = self._questions_high(ui, canvas, wide)
        bet = BET + 16 if self._playing.bet else 0.0
        return bet + 232 + 44 + 22 * max(1, len(self._shown())) + 8 + 16 + questions + 8

    def _shown(self) -> list[Decision]:
        return list(self._playing.decisions)[-MOST_DECISIONS:]

    def _debrief(self) -> list[str]:
        return [say(question.strip()) for question in self._playing.level.words.debrief]

    def _questions_high(self, ui: Ui, canvas: Canvas, wide: float) -> float:
        high = 56.0
        for question in self._debrief():
            high += len(ui.wrap(canvas, question, wide - 66, size=theme.BODY)) * theme.BODY * 1.32 + 10
        return high

    def _draw_right(self, ui: Ui, canvas: Canvas, at: Rect) -> None:
        decisions = self._shown()
        if self._playing.bet:
            self._draw_bet(canvas, Rect(at.x, at.y, at.w, BET), self._playing.bet)
            at = Rect(at.x, at.y + BET + 16, at.w, at.h)
        box = Rect(at.x, at.y, at.w, 232 + 44 + 22.0 * max(1, len(decisions)) + 8)
        panel(canvas, box, say("What you decided"))
        decided.draw_flags(canvas, Rect(box.x + 16, box.y + 46, box.w - 28, 196), self._playing, decisions)
        y = box.y + 256
        if not decisions:
            text = say("Nothing. The book stands as you found it, and so does everything that follows from it.")
            ui.paragraph(canvas, box.x + 20, y - 6, box.w - 40, text, size=theme.SMALL, colour=theme.INK_SOFT, most=2)
        for n, decision in enumerate(decisions):
            decided.draw_row(canvas, Rect(box.x + 20, y + n * 22, box.w - 40, 22), n, decision)
        self._draw_questions(ui, canvas, Rect(at.x, box.bottom + 16, at.w, self._questions_high(ui, canvas, at.w)))

    def _draw_bet(self, canvas: Canvas, box: Rect, bet: Bet) -> None:
        """What the player drew before it began, over what came."""
        panel(canvas, box, say("Your bet"))
        measure, weeks = MEASURES[bet.metric], self._playing.level.weeks
        truth = self._frame.series.get(bet.metric, ())
        if not truth:
            return
        came, expected = charts.week_means(truth)[-1], bet.weeks[-1]
        values = {"bet": say(measure.show(expected)), "truth": say(measure.show(came))}
        text = say("In the last week you expected {bet}; it was {truth}.", **values)
        text = fit(canvas, text, box.w - 40, size=theme.SMALL)
        canvas.text(box.x + 20, box.y + 42, text, size=theme.SMALL, colour=theme.INK)
        curves = [Curve(name=say(measure.title), values=truth, colour=theme.GREEN), bet.curve(weeks * 7)]
        charts.legend(canvas, box.x + 24, box.y + 64, curves)
        room = Rect(box.x + 16, box.y + 80, box.w - 28, box.h - 88)
        charts.chart(canvas, room, curves, show=measure.show, zero=False, weeks=weeks)

    def _draw_questions(self, ui: Ui, canvas: Canvas, box: Rect) -> None:
        canvas.rect(box, theme.ORANGE_PALE, radius=12)
        canvas.text(box.x + 20, box.y + 12, say("To talk about"), size=theme.HEAD, colour=theme.INK, weight="title")
        y = box.y + 46
        for n, question in enumerate(self._debrief()):
            canvas.text(box.x + 22, y, str(n + 1), size=theme.BODY, colour=theme.ink(theme.ORANGE), weight="title")
            y = ui.paragraph(canvas, box.x + 44, y, box.w - 66, question) + 10


def panel(canvas: Canvas, box: Rect, title: str) -> None:
    """A card with a heading."""
    canvas.rect(box, theme.CARD, line=theme.LINE, radius=12)
    canvas.text(box.x + 20, box.y + 11, title, size=theme.HEAD, colour=theme.INK, weight="title")
