"""Your decisions on the time line: go back to any day, or ask what had been if one of them had been another.

Rules of this file: nothing here changes the run in play. To rewind and to keep a fork lead back to the floor, where it
happens before the player's eyes and can be called off.
"""

from __future__ import annotations

from dataclasses import replace

from game.views import decided, theme, widgets
from game.views.canvas import Canvas, Rect
from game.views.charts import Flag
from game.views.forked import Forked
from game.views.inputs import Input, Key
from game.views.lettering import fit, middle
from game.views.playing import Foyer, Playing
from game.views.scene import Pop, Push, Reset, Turn
from game.views.ui import Ui
from game.views.when import moment
from game.views.words import say
from sim.clock import DAY, HOUR, WEEK, day_of
from sim.decisions import Decision, Set
from sim.levers import LEVERS, Lever

ROW = 28.0
CHART = 176.0


class Timeline:
    """The list, what can be done with the chosen one, and the way back to any day."""

    def __init__(self, foyer: Foyer, playing: Playing) -> None:
        self._foyer = foyer
        self._playing = playing
        self._ui = Ui()
        self._decisions = playing.decisions
        self._chosen = len(self._decisions) - 1
        self._value = self._taken_value()
        self._day = day_of(playing.frame.time)
        if playing.frame.time <= playing.dawn(self._day):
            self._day -= 1
        self._day = max(0, self._day)
        self._ui.focus = f"decision {self._chosen}" if self._decisions else "day"

    @property
    def pace(self) -> int:
        """Nothing moves."""
        return 0

    def on_input(self, happened: Input) -> Turn | None:
        """Escape goes back."""
        if isinstance(happened, Key) and happened.name == "escape" and not self._ui.uses(happened):
            return Pop()
        return self._ui.take(happened)

    # --- what can be done ---------------------------------------------------------------------------------------

    @property
    def _one(self) -> Decision | None:
        """The chosen decision."""
        return self._decisions[self._chosen] if 0 <= self._chosen < len(self._decisions) else None

    def _taken_value(self) -> float:
        """What was decided then."""
        change = self._one.change if self._one else None
        return change.value if isinstance(change, Set) else 0.0

    def _before(self, lever: str) -> float:
        """What stood in the book, or had been decided, before the chosen decision."""
        earlier = [d.change for d in self._decisions[: self._chosen]]
        values = [change.value for change in earlier if isinstance(change, Set) and change.lever == lever]
        return values[-1] if values else self._playing.level.book[lever]

    def _choose(self, n: int) -> None:
        self._chosen = n
        self._value = self._taken_value()

    def _point(self, flag: Flag) -> None:
        """Choose a decision of the flag: the first, or the one after that which is chosen."""
        within = flag.first <= self._chosen < flag.last
        self._choose(self._chosen + 1 if within else flag.first)
        self._ui.focus_on(f"decision {self._chosen}")

    def _rewind(self, until: int) -> Turn:
        from game.views.play import Play

        self._foyer.set_aside(self._playing)
        self._playing.rewind(until)
        return Reset(Play(self._foyer, self._playing))

    def _with_value(self) -> Turn | None:
        one = self._one
        if one is None or not isinstance(one.change, Set):
            return None
        other = replace(one, change=Set(one.change.lever, self._value))
        lever = LEVERS[one.change.lever]
        title = say(
            "What if: {lever}, {other} instead of {value}",
            lever=say(lever.title),
            other=say(lever.show(self._value)),
            value=say(lever.show(one.change.value)),
        )
        return self._fork(title, (other,))

    def _without(self) -> Turn | None:
        if self._one is None:
            return None
        return self._fork(say("What if not: {what}", what=decided.in_words(self._one)), ())

    def _fork(self, title: str, instead: tuple[Decision, ...]) -> Turn:
        n = self._chosen
        log = (*self._decisions[:n], *instead, *self._decisions[n + 1 :])
        return Push(Forked(self._foyer, self._playing, self._playing.fork(log), title))

    # --- picture ------------------------------------------------------------------------------------------------

    def draw(self, canvas: Canvas) -> None:
        """Heading, chart where there is room, the way back, the list and the chosen one."""
        ui = self._ui
        width, height = canvas.size
        with ui.picture(canvas):
            canvas.clear(theme.PAPER)
            wide = min(1180.0, width - 32)
            x = (width - wide) / 2
            widgets.button(ui, canvas, Rect(x, 18, 84, 36), say("Back"), Pop, key="back")
            title = fit(canvas, say("Your decisions on the time line"), wide - 104, size=28, weight="title")
            middle(canvas, x + 104, 36, title, size=28, colour=theme.INK, weight="title")
            y = 66.0
            if height >= 560:
                box = Rect(x, y, wide, CHART)
                canvas.rect(box, theme.CARD, line=theme.LINE, radius=12)
                mark = self._playing.dawn(self._day)
                decided.draw_flags(ui, canvas, box.inset(12, 8), self._playing, self._decisions, mark, self._point)
                if not self._playing.frame.series.get("handled_pct"):
                    text = say("The first figures come at midnight.")
                    middle(canvas, *box.centre, text, size=theme.BODY, colour=theme.INK_SOFT, align="centre")
                y = box.bottom + 12
            self._draw_days(ui, canvas, Rect(x, y, wide, 56))
            y += 68
            half = max(280.0, wide * 0.46)
            self._draw_list(ui, canvas, Rect(x, y, wide - half - 12, height - y - 14))
            self._draw_chosen(ui, canvas, Rect(x + wide - half, y, half, height - y - 14))

    def _draw_days(self, ui: Ui, canvas: Canvas, box: Rect) -> None:
        """A slider over the days, and the button that goes there."""
        canvas.rect(box, theme.CARD, line=theme.LINE, radius=12)
        y = box.y + box.h / 2
        until = self._playing.dawn(self._day)
        last = day_of(self._playing.frame.time)
        able = until < self._playing.frame.time

        def put(day: float) -> None:
            self._day = int(day)

        text = say("Rewind to {moment}", moment=moment(until))
        wide = canvas.measure(
            say("Rewind to {moment}", moment=moment(87 * WEEK + 2 * DAY + 8 * HOUR)), size=theme.BODY, weight="bold"
        )[0]
        button = Rect(box.right - wide - 36, box.y + 9, wide + 24, box.h - 18)
        dropped = sum(decision.time >= until for decision in self._decisions)
        tip = say("Everything is played again up to then, and goes on from there.")
        if dropped:
            tip = say(
                "Everything is played again up to then, and goes on from there. What you decided later ({n}) is taken "
                "out; Redo puts it in again, one by one.",
                n=dropped,
            )
        if not able:
            tip = say("There is nothing to go back to yet.")
        go = lambda: self._rewind(until)
        widgets.button(ui, canvas, button, text, go, key="rewind", style="warm", enabled=able, tip=tip)
        slider = Rect(box.x + 14, y - 13, button.x - box.x - 28, 26)
        if last:
            value = min(self._day, last)
            widgets.slider(ui, canvas, slider, value, put, key="day", low=0, high=last, step=1, now=last)
        else:
            text = fit(canvas, say("This is the first day."), slider.w, size=theme.SMALL)
            middle(canvas, slider.x, y, text, size=theme.SMALL, colour=theme.INK_SOFT)

    def _draw_list(self, ui: Ui, canvas: Canvas, box: Rect) -> None:
        canvas.rect(box, theme.CARD, line=theme.LINE, radius=12)
        if not self._decisions:
            text = say("Nothing decided yet. The book stands as you found it.")
            ui.paragraph(canvas, box.x + 20, box.y + 16, box.w - 40, text, size=theme.BODY, colour=theme.INK_SOFT)
            return
        body = box.inset(4, 6)
        with ui.scroll(canvas, body, len(self._decisions) * ROW + 4, key="decisions", rows=True) as top:
            for n, decision in enumerate(self._decisions):
                row = Rect(body.x + 4, top + 2 + n * ROW, body.w - 14, ROW)
                choose = lambda n=n: self._choose(n)
                lit = ui.spot(f"decision {n}", row, choose)
                if n == self._chosen or lit:
                    canvas.rect(row, theme.ORANGE_PALE if n == self._chosen else theme.PAPER_DEEP, radius=6)
                decided.draw_row(canvas, row.inset(8, 0), n, decision)

    def _draw_chosen(self, ui: Ui, canvas: Canvas, box: Rect) -> None:
        """The chosen decision, and what can be asked about it."""
        one = self._one
        if one is None:
            return
        canvas.rect(box, theme.CARD, line=theme.LINE, radius=12)
        x, wide = box.x + 18, box.w - 36
        change = one.change
        lever = LEVERS[change.lever] if isinstance(change, Set) else None
        high = (92.0 if lever else 0.0) + 60 + 3 * 42 + 76
        with ui.scroll(canvas, box.inset(2, 8), high, key="chosen") as top:
            y = top + 4
            title = fit(
                canvas, say(lever.title) if lever else decided.in_words(one), wide, size=theme.HEAD, weight="title"
            )
            canvas.text(x, y, title, size=theme.HEAD, colour=theme.INK, weight="title")
            text = moment(one.time)
            if lever:
                was, now = say(lever.show(self._before(lever.name))), say(lever.show(self._taken_value()))
                text = say("{when}: {was} to {now}", when=text, was=was, now=now)
            text = fit(canvas, text, wide, size=theme.SMALL)
            canvas.text(x, y + 27, text, size=theme.SMALL, colour=theme.INK_SOFT)
            y += 56
            if lever:
                self._draw_value(ui, canvas, Rect(x, y, wide, 92), lever)
                y += 92
            tip = say("Run the same people again, with your other decisions as they are. Yours goes on as it is.")
            step = 42.0
            if lever:
                other = self._value != self._taken_value()
                text = (
                    say("Fork here: {value} instead", value=say(lever.show(self._value)))
                    if other
                    else say("Fork here: another value")
                )
                text = fit(canvas, text, wide - 20, size=theme.BODY, weight="bold")
                box_ = Rect(x, y, wide, step - 8)
                hint = tip if other else say("Set another value above first.")
                widgets.button(ui, canvas, box_, text, self._with_value, key="fork", style="strong", enabled=other,
                               tip=hint)  # fmt: skip
                y += step
            text = say("Fork here: without it")
            widgets.button(ui, canvas, Rect(x, y, wide, step - 8), text, self._without, key="drop", tip=tip)
            y += step
            back = lambda: self._rewind(one.time)
            tip = say("Back to the moment just before it was taken. It and what came after is taken out.")
            text = say("Rewind to this moment")
            widgets.button(ui, canvas, Rect(x, y, wide, step - 8), text, back, key="rewind here", tip=tip)
            y += step + 2
            text = say("A fork is a second run of the same people. You see both side by side, and keep which you like.")
            ui.paragraph(canvas, x, y, wide - 8, text, size=theme.SMALL, colour=theme.INK_SOFT)

    def _draw_value(self, ui: Ui, canvas: Canvas, box: Rect, lever: Lever) -> None:
        """What it might have been instead: typed, or by a slider or a switch."""
        y = box.y + 14
        middle(canvas, box.x, y, say("Had it been"), size=theme.BODY, colour=theme.INK)
        taken = self._taken_value()
        ink = theme.ink(theme.ORANGE) if self._value != taken else theme.INK

        def put(value: float) -> None:
            self._value = widgets.snap(value, lever.low, lever.high, lever.step)

        key = "other"
        if lever.switch:
            switch = Rect(box.right - 46, box.y + 2, 46, 24)
            widgets.toggle(ui, canvas, switch, bool(self._value), put, key=key)
            text = say("on") if self._value else say("off")
            middle(canvas, switch.x - 9, y, text, size=theme.BODY, colour=ink, weight="bold", align="right")
            return
        shown = say(lever.show(self._value))
        number = max(64.0, canvas.measure(shown, size=theme.BODY, weight="bold")[0])
        place = Rect(box.right - number, box.y + 3, number, 22)
        tip = say("Click to type a value.")
        widgets.number(ui, canvas, place, shown, put, key=f"{key} value", colour=ink, tip=tip)
        widgets.slider(ui, canvas, Rect(box.x, box.y + 34, box.w, 24), self._value, put, key=key, low=lever.low,
                       high=lever.high, step=lever.step, now=taken,
                       enter=lambda: self._type(f"{key} value"))  # fmt: skip
        low, high, y = say(lever.show(lever.low)), say(lever.show(lever.high)), box.y + 62
        canvas.text(box.x, y, low, size=theme.TINY, colour=theme.INK_SOFT)
        canvas.text(box.right, y, high, size=theme.TINY, colour=theme.INK_SOFT, align="right")

    def _type(self, key: str) -> bool:
        self._ui.type_into(key)
        return True
