"""Why: the screen. At the left the number, what it means and how it went; at the right what it is made of.

The game stands still beneath. Everything shown is worked out when it is asked for, from the log as the frame has it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from game.views import charts, decided, icons, theme, widgets
from game.views.bounds import target
from game.views.canvas import Canvas, Colour, Rect, Weight
from game.views.charts import Curve, Flag
from game.views.inputs import Input, Key
from game.views.lettering import LEADING, fit, middle
from game.views.playing import Playing
from game.views.scene import Pop, Turn
from game.views.tape import ToTape
from game.views.ui import Ui
from game.views.why import chips
from game.views.why.accounts import ACCOUNTS
from game.views.why.causes import LOAD, Example
from game.views.why.chips import Chip
from game.views.why.folds import Group
from game.views.why.question import Question, Row, day_title
from game.views.why.related import related
from game.views.why.spans import Scope
from game.views.words import edition, say
from sim.clock import DAY, day_of
from sim.levers import LEVERS
from sim.measures import MEASURES, Measure

TOP = 54.0
NARROW = 860.0
LEFT = 0.41
"""Share of the width that the number takes, where both sides stand beside each other."""
CHART, CHART_MOST, CHART_NARROW = 200.0, 360.0, 150.0
POLICY = 26.0
EXAMPLE = 40.0
LINE = 30.0
"""A row that is no cause."""
SHARE = 50.0
SHOWN_WEEKS = 26


class Why:
    """One question, and those that followed from it."""

    def __init__(
        self,
        playing: Playing,
        metric: str,
        to_tape: ToTape,
        to_lever: Callable[[str], Turn | None] | None = None,
        to_customer: Callable[[int], Turn | None] | None = None,
        *,
        day: int | None = None,
    ) -> None:
        """`day`: the number is that of one closed day; else it is that of the run so far."""
        self._playing = playing
        self._to_tape = to_tape
        self._to_lever = to_lever
        self._to_customer = to_customer
        self._ui = Ui()
        self.question = Question(playing, metric, day)
        self.trail: list[str] = []
        """What was asked before, the first first."""
        self._chosen = ""
        """Key of the cause that is open."""
        self._plot = Rect(0, 0, 1, 1)
        self._flags: tuple[Flag, ...] = ()
        self._fresh()

    @property
    def pace(self) -> int:
        """Nothing moves."""
        return 0

    # --- the question -----------------------------------------------------------------------------------------

    def _fresh(self) -> None:
        """Another answer: its first cause is open."""
        self._chosen = next((row.key for row in self.question.rows if row.group), "")
        self._ui.scroll_to("causes", 0.0)

    def look_at(self, scope: Scope, day: int | None = None) -> None:
        """Ask about other days."""
        self.question.look_at(scope, day)
        self._fresh()

    def _cut(self, way: str) -> None:
        self.question.cut(way)
        self._fresh()

    def follow(self, metric: str) -> None:
        """Ask about another number; the way back stays."""
        self.trail.append(self.question.metric)
        self._turn_to(metric)

    def _back(self, steps: int = 1) -> None:
        metric = self.question.metric
        for _ in range(min(steps, len(self.trail))):
            metric = self.trail.pop()
        self._turn_to(metric)

    def _turn_to(self, metric: str) -> None:
        self.question.ask(metric)
        self._ui.scroll_to("number", 0.0)
        self._fresh()

    def _open(self, key: str) -> None:
        self._chosen = "" if self._chosen == key else key

    def _to(self, one: Example) -> Turn | None:
        """To a customer's case on the tape, or, with no case, to the card."""
        if one.case < 0 and self._to_customer:
            return self._to_customer(one.customer)
        return self._to_tape(one.customer, one.case)

    # --- inputs -----------------------------------------------------------------------------------------------

    def on_input(self, happened: Input) -> Turn | None:
        """Backspace goes back to what was asked before, Escape closes."""
        match happened:
            case Key("escape"):
                return Pop()
            case Key("backspace") if self.trail:
                self._back()
                return None
        return self._ui.take(happened)

    def _on_chart(self, key: Key) -> bool:
        """Left and right on the chart: the day before, the day after."""
        question = self.question
        if key.name not in ("left", "right") or not question.days:
            return False
        step = 0 if question.scope is not Scope.DAY else -1 if key.name == "left" else 1
        self.look_at(Scope.DAY, question.day + step)
        return True

    def _click_chart(self) -> None:
        first, weeks = self._weeks()
        day = charts.day_under(self._plot, self._ui.pointer[0], weeks, self.question.days - first * 7)
        if day is not None:
            self.look_at(Scope.DAY, first * 7 + day)

    # --- picture ----------------------------------------------------------------------------------------------

    def draw(self, canvas: Canvas) -> None:
        """Heading; the number and its causes beside each other, or one below the other."""
        ui = self._ui
        width, height = canvas.size
        with ui.picture(canvas):
            canvas.clear(theme.PAPER)
            self._draw_top(ui, canvas, width)
            body = Rect(0, TOP, width, height - TOP)
            if width < NARROW:
                self._draw_below(ui, canvas, body)
                return
            wide = body.w * LEFT
            left = Rect(20, body.y, wide - 36, body.h)
            high = max(body.h, self._number_high(ui, canvas, left.w, CHART))
            with ui.scroll(canvas, Rect(0, body.y, wide, body.h), high, key="number") as top:
                self._draw_number(ui, canvas, Rect(left.x, top, left.w, high), CHART_MOST)
            side = Rect(wide, body.y, body.w - wide, body.h)
            canvas.rect(side, theme.CARD)
            canvas.rect(Rect(side.x, side.y, 1, side.h), theme.LINE)
            inner = Rect(side.x + 20, side.y, side.w - 42, side.h)
            with ui.scroll(canvas, side, self._causes_high(ui, canvas, inner.w), key="causes") as top:
                self._draw_causes(ui, canvas, Rect(inner.x, top, inner.w, inner.h))

    def _draw_below(self, ui: Ui, canvas: Canvas, body: Rect) -> None:
        """One below the other, in one list."""
        inner = Rect(20, body.y, body.w - 42, body.h)
        first = self._number_high(ui, canvas, inner.w, CHART_NARROW)
        high = first + self._causes_high(ui, canvas, inner.w)
        with ui.scroll(canvas, body, high, key="causes") as top:
            self._draw_number(ui, canvas, Rect(inner.x, top, inner.w, first), CHART_NARROW)
            below = Rect(0, top + first, body.w, high - first + body.h)
            canvas.rect(below, theme.CARD)
            canvas.rect(Rect(0, below.y, body.w, 1), theme.LINE)
            self._draw_causes(ui, canvas, Rect(inner.x, below.y, inner.w, inner.h))

    def _draw_top(self, ui: Ui, canvas: Canvas, width: float) -> None:
        canvas.rect(Rect(0, 0, width, TOP), theme.CARD)
        canvas.rect(Rect(0, TOP - 1, width, 1), theme.LINE)
        shut = Rect(width - 46, 10, 34, 34)
        tip = say("Close (Esc)")
        widgets.button(ui, canvas, shut, "", Pop, key="close", style="quiet", icon=icons.cross, tip=tip)
        x = 20.0
        if self.trail:
            tip = say("Back to {number} (Backspace)", number=say(MEASURES[self.trail[-1]].title))
            back = Rect(12, 10, 34, 34)
            widgets.button(ui, canvas, back, "", self._back, key="back", style="quiet", tip=tip, icon=_back_icon)
            x = 54.0
        title = fit(canvas, say("Why?"), shut.x - x - 10, size=24, weight="title")
        middle(canvas, x, TOP / 2, title, size=24, colour=theme.INK, weight="title")
        x += canvas.measure(title, size=24, weight="title")[0] + 18
        self._draw_trail(ui, canvas, x, shut.x - 12)

    def _draw_trail(self, ui: Ui, canvas: Canvas, x: float, right: float) -> None:
        """The way here: the latest steps of it that there is room for."""
        names = [say(MEASURES[name].title) for name in (*self.trail, self.question.metric)]
        mark = "  ›  "
        while len(names) > 1 and canvas.measure(mark.join(names), size=theme.BODY)[0] > right - x:
            del names[0]
        y = TOP / 2 + 2
        for left, name in zip(range(len(names) - 1, -1, -1), names, strict=True):
            text = fit(canvas, name, max(20.0, right - x), size=theme.BODY)
            wide = canvas.measure(text, size=theme.BODY)[0]
            ink: Colour = theme.ACCENT if left else theme.INK
            if left:
                box = Rect(x - 5, 13, wide + 10, 28)
                tip = say("Back to this number.")
                if ui.spot(f"trail {left}", box, partial(self._back, left), tip=tip):
                    canvas.rect(box, theme.PAPER_DEEP, radius=5)
            middle(canvas, x, y, text, size=theme.BODY, colour=ink)
            x += wide
            if left:
                middle(canvas, x, y, mark, size=theme.BODY, colour=theme.INK_FAINT)
                x += canvas.measure(mark, size=theme.BODY)[0]

    # --- left: the number -------------------------------------------------------------------------------------

    def _says(self, ui: Ui, canvas: Canvas, wide: float) -> tuple[str, ...]:
        return ui.wrap(canvas, say(self.question.measure.says), wide, size=theme.BODY)

    def _next(self) -> list[Chip]:
        return [
            (f"next {name}", say(MEASURES[name].title), partial(self.follow, name), say(MEASURES[name].says))
            for name in related(self.question.metric)
        ]

    def _next_high(self, canvas: Canvas, wide: float) -> float:
        return 12 + 22 + chips.high(canvas, [words for _, words, _, _ in self._next()], wide) + 22

    def _number_high(self, ui: Ui, canvas: Canvas, wide: float, chart: float) -> float:
        says = len(self._says(ui, canvas, wide)) * theme.BODY * LEADING
        return 18 + 20 + 50 + says + 12 + chart + self._next_high(canvas, wide)

    def _draw_number(self, ui: Ui, canvas: Canvas, box: Rect, chart: float) -> None:
        question, y = self.question, box.y + 18
        when = fit(canvas, question.when, box.w, size=theme.SMALL)
        canvas.text(box.x, y, when, size=theme.SMALL, colour=theme.INK_SOFT)
        y += 20
        shown = fit(canvas, question.shown, box.w, size=38, weight="title")
        canvas.text(box.x, y, shown, size=38, colour=theme.INK, weight="title")
        taken = canvas.measure(shown, size=38, weight="title")[0]
        self._draw_goal(canvas, Rect(box.x + taken + 20, y, box.w - taken - 20, 50))
        y += 50
        for line in self._says(ui, canvas, box.w):
            canvas.text(box.x, y, line, size=theme.BODY, colour=theme.INK)
            y += theme.BODY * LEADING
        y += 12
        after = self._next_high(canvas, box.w)
        plot = Rect(box.x - 4, y, box.w + 4, min(chart, box.bottom - y - after))
        self._draw_chart(ui, canvas, plot)
        y = plot.bottom + 12
        found = self._next()
        if found:
            canvas.text(box.x, y, say("Ask next"), size=theme.SMALL, colour=theme.INK_SOFT, weight="bold")
            chips.draw(ui, canvas, Rect(box.x, y + 22, box.w, 0), found)

    def _draw_goal(self, canvas: Canvas, row: Rect) -> None:
        """What the level asks of it, where it does."""
        from game.views.course import course, state_of  # these read the accounts, whose package this is part of
        from game.views.goals import WELL, draw_state

        goals = self._playing.frame.objectives
        goal = next((goal for goal in goals if goal.metric == self.question.metric), None)
        if goal is None or self.question.scope is not Scope.EVER or row.w < 60:
            return
        y = row.y + 27
        frame = self._playing.frame
        state = state_of(goal, frame, course(goal, frame, self._playing.level))
        draw_state(canvas, row.x + 6, y, state)
        text = fit(canvas, say("Goal: {target}", target=target(goal)), row.w - 18, size=theme.SMALL, weight="bold")
        ink = theme.INK_SOFT if state == "open" else theme.GOOD if state in WELL else theme.BAD
        middle(canvas, row.x + 18, y, text, size=theme.SMALL, colour=ink, weight="bold")

    def _weeks(self) -> tuple[int, int]:
        """The first week that the chart shows, and how many."""
        weeks = min(self._playing.level.weeks, max(3, self.question.days // 7 + 2))
        return max(0, weeks - SHOWN_WEEKS), min(weeks, SHOWN_WEEKS)

    def _draw_chart(self, ui: Ui, canvas: Canvas, box: Rect) -> None:
        playing, measure = self._playing, self.question.measure
        first, weeks = self._weeks()
        values = playing.frame.series.get(measure.name, ())[first * 7 :]
        level = ACCOUNTS[measure.name].stock
        curves = [Curve(name=measure.title, values=values, colour=theme.BLUE, level=level)]
        bet = playing.bet
        if bet and bet.metric == measure.name:
            ghost = bet.curve(playing.level.weeks * 7)
            curves.append(replace(ghost, values=ghost.values[first * 7 :]))
        taken = tuple(decision.time - first * 7 * DAY for decision in playing.decisions)
        plots: list[Rect] = []

        def paint(inner: Canvas) -> None:
            zero = _from_zero(measure)
            plots.append(charts.chart(inner, box, curves, marks=measure.marks, zero=zero, weeks=weeks, first=first))
            self._flags = charts.flags(inner, plots[-1], taken, end=weeks * 7 * DAY)

        tip = say("Click a day to ask about it alone; with the keyboard, left and right.")
        lit = ui.spot("chart", box, self._click_chart, on_key=self._on_chart, tip=tip)
        content = (edition(), measure.name, playing.timeline, self.question.days, taken, weeks)
        canvas.kept("why chart", content, box, paint, ground=theme.PAPER)
        self._plot = plots[0] if plots else self._plot
        decided.tell(ui, self._flags, playing.decisions)
        if not values:
            text = fit(canvas, say("The first figures come at midnight."), box.w - 20, size=theme.BODY)
            middle(canvas, *box.centre, text, size=theme.BODY, colour=theme.INK_SOFT, align="centre")
            return
        self._draw_span(canvas, first, weeks)
        day = charts.day_under(self._plot, ui.pointer[0], weeks, len(values)) if lit else None
        if day is not None:
            text = say("{day}: {value}", day=day_title(first * 7 + day), value=say(measure.show(values[day])))
            self._draw_readout(canvas, text, self._plot.x + (day + 0.5) * self._plot.w / (weeks * 7))

    def _draw_readout(self, canvas: Canvas, text: str, x: float) -> None:
        """What the day under the pointer was."""
        plot = self._plot
        canvas.rect(Rect(x - 0.5, plot.y, 1, plot.h), theme.INK_FAINT)
        wide = canvas.measure(text, size=theme.SMALL)[0] + 16
        left = max(plot.x, min(plot.right - wide, x - wide / 2))
        canvas.rect(Rect(left, plot.y + 2, wide, 22), theme.INK, radius=5)
        middle(canvas, left + 8, plot.y + 13, text, size=theme.SMALL, colour=theme.CARD)

    def _draw_span(self, canvas: Canvas, first: int, weeks: int) -> None:
        """The days that the answer is about, as a bar on the axis; those before, hollow."""
        plot, asked = self._plot, self.question.asked
        step = plot.w / (weeks * 7)
        for span, full in ((asked.span, True), (asked.before, False)):
            if span is None:
                continue
            start = max(0.0, span.start / DAY - first * 7)
            end = min(float(self.question.days), span.end / DAY) - first * 7
            if end > start:
                bar = Rect(plot.x + start * step, plot.bottom - 3, max(3.0, (end - start) * step), 6)
                canvas.rect(bar, theme.ORANGE if full else theme.PAPER, line=theme.ORANGE, radius=3)

    # --- right: the causes ------------------------------------------------------------------------------------

    def _scopes(self) -> list[Chip]:
        titles = {
            Scope.EVER: say("So far"),
            Scope.WEEK: say("Last 7 days"),
            Scope.DAY: day_title(self.question.day),
            Scope.CHANGE: say("What changed"),
        }
        return [(f"scope {s}", titles[s], partial(self.look_at, s), "") for s in self.question.scopes]

    def _ways(self) -> list[Chip]:
        ways = self.question.ways
        if len(ways) < 2:
            return []
        return [(f"way {way}", say(way), partial(self._cut, way), say("Cut it this way.")) for way in ways]

    def _head(self, ui: Ui, canvas: Canvas, wide: float) -> list[tuple[str, float, Colour, Weight]]:
        """What stands over the causes, line by line: how sure it is, after what it is."""
        verdict = ui.wrap(canvas, self.question.verdict, wide, size=theme.BODY, weight="bold")
        found: list[tuple[str, float, Colour, Weight]] = [(text, theme.BODY, theme.INK, "bold") for text in verdict]
        if self.question.remark:
            remark = ui.wrap(canvas, self.question.remark, wide, size=theme.SMALL)
            found += [(text, theme.SMALL, theme.INK_SOFT, "regular") for text in remark]
        return found

    def _causes_high(self, ui: Ui, canvas: Canvas, wide: float) -> float:
        scopes, ways = self._scopes(), self._ways()
        high = 14 + chips.high(canvas, [words for _, words, _, _ in scopes], wide) + 10
        if ways:
            high += chips.high(canvas, [words for _, words, _, _ in ways], wide) + 10
        high += sum(size * LEADING for _, size, _, _ in self._head(ui, canvas, wide)) + 12
        return high + sum(self._row_high(ui, canvas, row, wide) for row in self.question.rows) + 24

    def _draw_causes(self, ui: Ui, canvas: Canvas, box: Rect) -> None:
        question, y = self.question, box.y + 14
        for found, on, flat in (
            (self._scopes(), f"scope {question.scope}", False),
            (self._ways(), f"way {question.way}", True),
        ):
            if found:
                chips.draw(ui, canvas, Rect(box.x, y, box.w, 0), found, on=on, flat=flat)
                y += chips.high(canvas, [words for _, words, _, _ in found], box.w) + 10
        for text, size, ink, weight in self._head(ui, canvas, box.w):
            canvas.text(box.x, y, text, size=size, colour=ink, weight=weight)
            y += size * LEADING
        y += 12
        most = max((abs(row.amount) for row in question.rows if row.group), default=0.0) or 1.0
        for row in question.rows:
            high = self._row_high(ui, canvas, row, box.w)
            self._draw_row(ui, canvas, Rect(box.x, y, box.w, high), row, most)
            y += high

    def _row_high(self, ui: Ui, canvas: Canvas, row: Row, wide: float) -> float:
        if row.group is None:
            return LINE + (20.0 if row.lever else 0.0)
        says = len(ui.wrap(canvas, row.says, wide, size=theme.SMALL)) if row.says else 0
        high = 42 + says * theme.SMALL * LEADING
        if row.key != self._chosen:
            return high + 8
        return high + 22 + POLICY * bool(row.lever) + EXAMPLE * len(self.question.whom(row.group)) + 14

    def _draw_row(self, ui: Ui, canvas: Canvas, rect: Rect, row: Row, most: float) -> None:
        if row.group is None:
            self._draw_line(canvas, rect, row)
            if row.lever:
                self._draw_lever(ui, canvas, Rect(rect.x, rect.y + 26, rect.w, 20), row.lever, row.key)
            return
        chosen = row.key == self._chosen
        head = Rect(rect.x - 10, rect.y, rect.w + 20, 38)
        tip = "" if chosen else say("Whom it cost most, and the policy line.")
        lit = ui.spot(f"cause {row.key}", head, partial(self._open, row.key), tip=tip)
        if chosen or lit:
            canvas.rect(Rect(head.x, rect.y, head.w, rect.h - 6) if chosen else head, theme.PAPER, radius=8)
        self._draw_line(canvas, rect, row)
        bar = Rect(rect.x, rect.y + 27, rect.w, 7)
        canvas.rect(bar, theme.LINE_SOFT, radius=3.5)
        colour = theme.ACCENT if row.amount >= 0 else theme.ORANGE
        canvas.rect(Rect(bar.x, bar.y, max(7.0, bar.w * abs(row.amount) / most), bar.h), colour, radius=3.5)
        y = rect.y + 39
        if row.says:
            y = ui.paragraph(canvas, rect.x, y, rect.w, row.says, size=theme.SMALL, colour=theme.INK_SOFT)
        if chosen:
            self._draw_open(ui, canvas, Rect(rect.x, y + 4, rect.w, rect.bottom - y - 4), row, row.group)

    @staticmethod
    def _draw_line(canvas: Canvas, rect: Rect, row: Row) -> None:
        """Title, amount and share."""
        y, right = rect.y + 15, rect.right
        aside = row.key.startswith("beside ")
        weight: Weight = "bold" if row.group is not None or row.key == "total" else "regular"
        if row.share:
            share = say("{pct:.0f} %", pct=100 * row.share)
            middle(canvas, right, y, share, size=theme.SMALL, colour=theme.INK_SOFT, align="right")
        right -= 0 if aside else SHARE
        middle(canvas, right, y, row.shown, size=theme.BODY, colour=theme.INK, weight=weight, align="right")
        room = right - rect.x - canvas.measure(row.shown, size=theme.BODY, weight=weight)[0] - 12
        title = fit(canvas, row.title, room, size=theme.BODY, weight=weight)
        ink = theme.INK if weight == "bold" or aside else theme.INK_SOFT
        middle(canvas, rect.x, y, title, size=theme.BODY, colour=ink, weight=weight)
        if row.key == "total":
            canvas.rect(Rect(rect.x, rect.y + 1, rect.w, 1), theme.INK)

    def _draw_open(self, ui: Ui, canvas: Canvas, rect: Rect, row: Row, group: Group) -> None:
        """The policy line if there is one, and whom it cost most."""
        y = rect.y
        if row.lever:
            self._draw_lever(ui, canvas, Rect(rect.x, y, rect.w, 20), row.lever, row.key)
            y += POLICY
        whom = self.question.whom(group)
        head = say("Whom it cost most")
        if not whom:
            head = say("It is everybody's, and nobody's in particular.")
            if self.question.way == LOAD:
                head = say("Everybody in line bore it alike.")
        head = fit(canvas, head, rect.w, size=theme.TINY, weight="bold")
        canvas.text(rect.x, y, head, size=theme.TINY, colour=theme.INK_SOFT, weight="bold")
        y += 18
        for n, (one, text) in enumerate(whom):
            self._draw_example(ui, canvas, Rect(rect.x - 6, y, rect.w + 12, EXAMPLE - 2), n, one, text)
            y += EXAMPLE

    def _draw_lever(self, ui: Ui, canvas: Canvas, row: Rect, name: str, key: str) -> None:
        """A policy line with its value now, which leads to the book."""
        lever = LEVERS[name]
        value = lever.show(self._playing.frame.book[name])
        text = say("{lever}: {value}", lever=say(lever.title), value=say(value))
        text = fit(canvas, text, row.w - 24, size=theme.SMALL, weight="bold")
        wide = canvas.measure(text, size=theme.SMALL, weight="bold")[0] + 24
        ink: Colour = theme.INK_SOFT
        if self._to_lever:
            tip = say("Open the policy book at this line.")
            box = Rect(row.x - 2, row.y, wide, 20)
            lit = ui.spot(f"lever {key}", box, partial(self._to_lever, name), tip=tip)
            ink = theme.INK if lit else theme.ACCENT
        icons.book(canvas, row.x + 6, row.y + 10, 5, ink)
        middle(canvas, row.x + 18, row.y + 10, text, size=theme.SMALL, colour=ink, weight="bold")

    def _draw_example(self, ui: Ui, canvas: Canvas, row: Rect, n: int, one: Example, text: str) -> None:
        who = self._playing.name(one.customer) if one.customer >= 0 else self._playing.csr_name(one.csr)
        if one.customer >= 0:
            tip = say("Put this case on the Tape.") if one.case >= 0 or not self._to_customer else say("Open the card.")
            if ui.spot(f"example {n}", row, partial(self._to, one), tip=tip):
                canvas.rect(row, theme.PAPER_DEEP, radius=5)
        when = day_title(day_of(one.time))
        if one.times > 1:
            when = say("{n} times, worst on {day}", n=one.times, day=when)
        wide = canvas.measure(when, size=theme.TINY)[0]
        name = fit(canvas, who or say("a CSR"), row.w - wide - 24, size=theme.SMALL, weight="bold")
        middle(canvas, row.x + 6, row.y + 10, name, size=theme.SMALL, colour=theme.INK, weight="bold")
        middle(canvas, row.right - 6, row.y + 10, when, size=theme.TINY, colour=theme.INK_SOFT, align="right")
        text = fit(canvas, text, row.w - 12, size=theme.TINY)
        middle(canvas, row.x + 6, row.y + 28, text, size=theme.TINY, colour=theme.INK_SOFT)


def _from_zero(measure: Measure) -> bool:
    return measure.unit != "points" and measure.name not in ("cash_usd", "subscribers", "expectation_pct")


def _back_icon(canvas: Canvas, x: float, y: float, r: float, colour: Colour) -> None:
    canvas.polygon([(x - r, y), (x + r * 0.7, y - r), (x + r * 0.7, y + r)], colour)
