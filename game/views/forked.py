"""Forked: the same people in two runs, side by side. Whose fate flipped, and where his two lives part."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from game.views import charts, icons, theme, widgets
from game.views.bet import flows
from game.views.canvas import Canvas, Rect
from game.views.card import marker
from game.views.charts import Curve, week_means
from game.views.figure import figure
from game.views.inputs import Input, Key, Tick
from game.views.lettering import fit, lines_high, middle, squeeze
from game.views.playing import Fork, Foyer, Playing
from game.views.scene import Pop, Push, Reset, Turn
from game.views.story import Line, Names, Stories
from game.views.tape import Tape
from game.views.ui import Ui
from game.views.when import moment
from game.views.why import Why
from game.views.why.accounts import ACCOUNTS
from game.views.words import count, say
from sim.events import Event
from sim.frames import Fate, Frame
from sim.lab.experiments import Flip
from sim.measures import MEASURES

METRICS = ("resolved_full_pct", "contacts_per_case", "subscribers", "cash_usd")
"""What every fork is about; the level's goals come on top."""
ROW = 26.0
MOST = 400
"""Events read of one life; the oldest give way."""
_GOOD = (Fate.NEVER_AGAIN, Fate.EX, Fate.CAPTIVE, Fate.PROSPECT, Fate.SUBSCRIBER)
"""From the worst to the best."""


def fate_title(fate: Fate) -> str:
    """What became of someone."""
    return {
        Fate.PROSPECT: say("never joined"),
        Fate.SUBSCRIBER: say("is with us"),
        Fate.EX: say("left us"),
        Fate.CAPTIVE: say("wants out, is bound"),
        Fate.NEVER_AGAIN: say("swore never again"),
    }[fate]


def better(flip: Flip) -> bool:
    """Whether the other run was kinder to him."""
    return _GOOD.index(flip.b) > _GOOD.index(flip.a)


def parting(a: list[Event], b: list[Event]) -> float:
    """When two lives of the same person part (s); -1: never."""
    for one, other in zip(a, b, strict=False):
        if (one.time, one.kind, one.desk, one.values) != (other.time, other.kind, other.desk, other.values):
            return min(one.time, other.time)
    longer = a if len(a) > len(b) else b
    return longer[min(len(a), len(b))].time if len(a) != len(b) else -1.0


class Forked:
    """First the progress of the second run, then both."""

    def __init__(self, foyer: Foyer, playing: Playing, fork: Fork, title: str, *, customer: int = -1) -> None:
        """`customer`: whose two lives are shown first."""
        self._foyer = foyer
        self._playing = playing
        self._fork = fork
        self._title = title
        self._ui = Ui()
        self._frame: Frame | None = None
        """Of the other run, once it has come as far as this one."""
        self._flips: list[Flip] = []
        self._chosen: Flip | None = None
        self._lives: tuple[list[Line], list[Line]] = ([], [])
        self._parted = -1.0
        if fork.done is None:
            self._arrive()
            for flip in self._flips:
                if flip.customer == customer:
                    self._open(flip)

    @property
    def pace(self) -> int:
        """Pictures only while it runs."""
        return 0 if self._frame or self._fork.refused else 30

    def on_input(self, happened: Input) -> Turn | None:
        """Escape closes a life, or stops and goes back."""
        if isinstance(happened, Tick) and self._frame is None:
            self._fork.run()
            if self._fork.done is None:
                self._arrive()
        if isinstance(happened, Key) and happened.name == "escape":
            if self._chosen is None:
                return Pop()
            self._close()
            return None
        return self._ui.take(happened)

    def _arrive(self) -> None:
        """The other run has come as far as this one."""
        self._frame = self._fork.frame
        # Those it was kinder to first, within that in the order of the book.
        self._flips = sorted(self._fork.flips, key=lambda flip: not better(flip))
        self._ui.focus = "flip 0" if self._flips else "mine"

    def _keep(self) -> Turn:
        from game.views.play import Play

        self._foyer.set_aside(self._playing)
        self._fork.keep()
        return Reset(Play(self._foyer, self._playing))

    def _ask(self, metric: str, day: int | None = None) -> Turn:
        return Push(Why(self._playing, metric, self._tape, day=day))

    def _tape(self, customer: int, case: int) -> Turn:
        playing, speaker = self._playing, self._foyer.speaker
        return Push(Tape(playing, playing.rows, lambda _lever: None, speaker, customer=customer, case=case))

    def _close(self) -> None:
        self._chosen = None

    def _open(self, flip: Flip) -> None:
        """Read both lives."""
        self._chosen = flip
        one, two = self._playing, self._fork
        a = [one.event(i) for i in one.customer(flip.customer).events[-MOST:]]
        b = [two.event(i) for i in two.customer(flip.customer).events[-MOST:]]
        self._parted = parting(a, b)
        self._lives = (self._told(a, one.csr_name), self._told(b, two.csr_name))

    def _told(self, events: Iterable[Event], csr_name: Callable[[int], str]) -> list[Line]:
        names = Names(customer=self._playing.name, csr=csr_name)
        lines = Stories(self._playing.level, names).life(events)
        return [line for line in lines if line.time >= self._parted >= 0]

    # --- picture ------------------------------------------------------------------------------------------------

    def draw(self, canvas: Canvas) -> None:
        """The progress, or both runs."""
        ui = self._ui
        width, height = canvas.size
        with ui.picture(canvas):
            canvas.clear(theme.PAPER)
            wide = min(1180.0, width - 32)
            x = (width - wide) / 2
            title = fit(canvas, self._title, wide, size=26, weight="title")
            canvas.text(x, 14, title, size=26, colour=theme.INK, weight="title")
            if self._frame is None:
                self._draw_progress(ui, canvas, Rect(x, 60, wide, height - 60))
                return
            text = say("The same people with the same luck, up to {when}.", when=moment(self._frame.time))
            text = fit(canvas, text, wide, size=theme.SMALL)
            canvas.text(x, 50, text, size=theme.SMALL, colour=theme.INK_SOFT)
            foot = height - 62
            body = Rect(x, 76, wide, foot - 84)
            side = max(236.0, wide * 0.36)
            left = Rect(body.x, body.y, wide - side - 12, body.h)
            if self._chosen:
                self._draw_lives(ui, canvas, left, self._chosen)
            else:
                self._draw_charts(ui, canvas, left, self._frame)
            self._draw_flips(ui, canvas, Rect(body.right - side, body.y, side, body.h))
            canvas.rect(Rect(0, foot, width, 1), theme.LINE)
            keep = Rect(x + wide - 200, foot + 11, 200, 40)
            tip = say("The other run goes on from here. Yours stays among the saved runs.")
            widgets.button(ui, canvas, keep, say("Keep the other run"), self._keep, key="keep", style="warm", tip=tip)
            mine = Rect(keep.x - 172, foot + 11, 160, 40)
            tip = say("Nothing changes.")
            widgets.button(ui, canvas, mine, say("Keep mine"), Pop, key="mine", style="strong", tip=tip)

    def _draw_progress(self, ui: Ui, canvas: Canvas, room: Rect) -> None:
        wide = min(460.0, room.w)
        box = Rect(room.x + (room.w - wide) / 2, room.y + max(0.0, room.h / 2 - 100), wide, 150)
        canvas.rect(box, theme.CARD, line=theme.LINE, radius=12)
        if self._fork.refused:
            canvas.text(box.x + 24, box.y + 14, say("This can't be run"), size=theme.HEAD, colour=theme.INK,
                        weight="title")  # fmt: skip
            text = say("{why}.", why=self._fork.refused.rstrip("."))
            ui.paragraph(canvas, box.x + 24, box.y + 44, wide - 48, text, colour=theme.INK_SOFT, most=2)
        else:
            text = fit(canvas, say("They live through it once more"), wide - 48, size=theme.HEAD, weight="title")
            canvas.text(box.x + 24, box.y + 14, text, size=theme.HEAD, colour=theme.INK, weight="title")
            widgets.progress(canvas, Rect(box.x + 24, box.y + 56, wide - 48, 12), self._fork.done or 0.0)
        stop = Rect(box.right - 154, box.bottom - 52, 130, 36)
        text = say("Back") if self._fork.refused else say("Stop (Esc)")
        widgets.button(ui, canvas, stop, text, Pop, key="stop", size=theme.SMALL)

    # --- charts -------------------------------------------------------------------------------------------------

    def _draw_charts(self, ui: Ui, canvas: Canvas, box: Rect, other: Frame) -> None:
        """A chart for each metric, this run's line over the other's ghost, with both values."""
        goals = [goal.metric for goal in self._playing.level.objectives]
        names = [name for name in dict.fromkeys((*METRICS, *goals)) if name in other.series]
        if not names:
            text = say("No day has closed yet. The first books close at midnight.")
            ui.paragraph(canvas, box.x + 4, box.y + 8, box.w - 16, text, colour=theme.INK_SOFT)
            return
        columns = 2 if box.w > 560 else 1
        rows = -(-len(names) // columns)
        high = max(170.0, (box.h - 30) / min(rows, 2) - 10)
        charts.legend(canvas, box.x + 4, box.y, self._curves("subscribers", other)[::-1])
        body = Rect(box.x, box.y + 24, box.w, box.h - 24)
        wide = (box.w - 12 - 10 * (columns - 1)) / columns
        with ui.scroll(canvas, body, rows * (high + 10) - 10, key="charts") as top:
            for n, name in enumerate(names):
                at = Rect(body.x + (n % columns) * (wide + 10), top + (n // columns) * (high + 10), wide, high)
                if at.y < body.bottom and at.bottom > body.y:
                    self._draw_chart(ui, canvas, at, name, other)

    def _curves(self, name: str, other: Frame) -> list[Curve]:
        level = ACCOUNTS[name].stock
        theirs = other.series.get(name, ()) if level else week_means(other.series.get(name, ()))
        mine = self._playing.frame.series.get(name, ())
        return [
            Curve(name=say("the other run"), values=theirs, colour=theme.ORANGE, ghost=True),
            Curve(name=say("yours"), values=mine, colour=theme.BLUE, level=level),
        ]

    def _draw_chart(self, ui: Ui, canvas: Canvas, box: Rect, name: str, other: Frame) -> None:
        measure = MEASURES[name]
        canvas.rect(box, theme.CARD, line=theme.LINE, radius=10)
        ui.spot(f"chart {name}", box, tip=say(measure.says), focus=False)
        a, b = self._playing.frame.metrics[name], other.metrics[name]
        mine, theirs = (say(shown) for shown in measure.apart(a, b))
        values = say("{mine} / {other}", mine=mine, other=theirs) if mine != theirs else say("both {value}", value=mine)
        wide = canvas.measure(values, size=theme.SMALL, weight="bold")[0]
        way = {"up": 1, "down": -1, "none": 0}[measure.better] * ((b > a) - (b < a))
        ink = theme.GOOD if way > 0 else theme.BAD if way < 0 else theme.INK
        y = box.y + 17
        figure(
            ui, canvas, box.right - 12, y, values, self._ask, name, key=f"why {name}", size=theme.SMALL, colour=ink,
            align="right", tip=say(measure.says),
        )  # fmt: skip
        title = say("{measure}, a day", measure=say(measure.title)) if flows(measure) else say(measure.title)
        title, size = squeeze(canvas, title, box.w - wide - 34, size=theme.SMALL, weight="bold")
        middle(canvas, box.x + 12, y, title, size=size, colour=theme.INK, weight="bold")
        room = Rect(box.x + 6, box.y + 30, box.w - 12, box.h - 32)
        # A level's first days would be lost on an axis of all its weeks.
        weeks = min(self._playing.level.weeks, max(3, other.day // 7 + 2))
        charts.chart(canvas, room, self._curves(name, other), marks=measure.marks, zero=False, weeks=weeks)

    # --- people -------------------------------------------------------------------------------------------------

    def _draw_flips(self, ui: Ui, canvas: Canvas, box: Rect) -> None:
        """Everybody whose fate is another."""
        canvas.rect(box, theme.CARD, line=theme.LINE, radius=12)
        kinder = sum(better(flip) for flip in self._flips)
        title = (
            count("One fate flipped", "{n} fates flipped", len(self._flips)) if self._flips else say("No fate flipped")
        )
        title = fit(canvas, title, box.w - 32, size=theme.HEAD, weight="title")
        canvas.text(box.x + 16, box.y + 10, title, size=theme.HEAD, colour=theme.INK, weight="title")
        if not self._flips:
            text = say("Everybody is with us, or isn't, as in your run.")
            ui.paragraph(canvas, box.x + 16, box.y + 42, box.w - 32, text, size=theme.SMALL, colour=theme.INK_SOFT)
            return
        text = say("{a} better off in the other run, {b} worse", a=kinder, b=len(self._flips) - kinder)
        text = fit(canvas, text, box.w - 32, size=theme.SMALL)
        canvas.text(box.x + 16, box.y + 36, text, size=theme.SMALL, colour=theme.INK_SOFT)
        body = Rect(box.x + 4, box.y + 60, box.w - 8, box.h - 66)
        high = ROW + 14
        with ui.scroll(canvas, body, len(self._flips) * high + 4, key="flips", rows=True) as top:
            for n, flip in enumerate(self._flips):
                row = Rect(body.x + 4, top + n * high, body.w - 14, high)
                open_it = lambda flip=flip: self._open(flip)
                tip = say("Show both lives.")
                lit = ui.spot(f"flip {n}", row, open_it, tip=tip)
                if row.bottom < body.y or row.y > body.bottom:
                    continue
                if flip is self._chosen or lit:
                    canvas.rect(row, theme.ORANGE_PALE if flip is self._chosen else theme.PAPER_DEEP, radius=6)
                good = better(flip)
                icons.arrow(canvas, row.x + 13, row.y + high / 2, 6, theme.GOOD if good else theme.BAD, up=good)
                name = fit(canvas, self._playing.name(flip.customer), row.w - 34, size=theme.SMALL, weight="bold")
                canvas.text(row.x + 28, row.y + 3, name, size=theme.SMALL, colour=theme.INK, weight="bold")
                text = say("{a}; there: {b}", a=fate_title(flip.a), b=fate_title(flip.b))
                text = fit(canvas, text, row.w - 34, size=theme.TINY)
                canvas.text(row.x + 28, row.y + 21, text, size=theme.TINY, colour=theme.INK_SOFT)

    def _draw_lives(self, ui: Ui, canvas: Canvas, box: Rect, flip: Flip) -> None:
        """What happened to one person in both runs, from where they part."""
        canvas.rect(box, theme.CARD, line=theme.LINE, radius=12)
        name = fit(canvas, self._playing.name(flip.customer), box.w - 140, size=theme.HEAD, weight="title")
        canvas.text(box.x + 16, box.y + 10, name, size=theme.HEAD, colour=theme.INK, weight="title")
        shut = Rect(box.right - 112, box.y + 8, 100, 30)
        widgets.button(ui, canvas, shut, say("To the charts"), self._close, key="close life", size=theme.SMALL)
        text = (
            say("The same life up to {when}", when=moment(self._parted)) if self._parted >= 0 else say("The same life")
        )
        canvas.text(box.x + 16, box.y + 38, fit(canvas, text, box.w - 32, size=theme.SMALL), size=theme.SMALL,
                    colour=theme.INK_SOFT)  # fmt: skip
        half = (box.w - 48) / 2
        y = box.y + 64
        for n, (head, fate, colour) in enumerate(
            ((say("Yours"), flip.a, theme.BLUE), (say("The other run"), flip.b, theme.ORANGE))
        ):
            x = box.x + 16 + n * (half + 16)
            canvas.rect(Rect(x, y + 20, half, 2), colour)
            text = fit(
                canvas, say("{run}: {fate}", run=head, fate=fate_title(fate)), half, size=theme.SMALL, weight="bold"
            )
            canvas.text(x, y, text, size=theme.SMALL, colour=theme.INK, weight="bold")
        body = Rect(box.x + 8, y + 26, box.w - 16, box.bottom - y - 34)
        wide = half - 24
        tall = max(self._story_high(ui, canvas, lines, wide) for lines in self._lives)
        with ui.scroll(canvas, body, tall + 8, key=f"lives {flip.customer}") as top:
            for n, lines in enumerate(self._lives):
                self._draw_story(ui, canvas, box.x + 16 + n * (half + 16), top + 2, lines, wide)

    def _story_high(self, ui: Ui, canvas: Canvas, lines: list[Line], wide: float) -> float:
        return sum(_line_high(ui, canvas, line, wide) for line in lines) or theme.SMALL * 2

    def _draw_story(self, ui: Ui, canvas: Canvas, x: float, y: float, lines: list[Line], wide: float) -> None:
        if not lines:
            text = say("Nothing more happened.")
            ui.paragraph(canvas, x + 20, y, wide, text, size=theme.SMALL, colour=theme.INK_SOFT, most=1)
        for line in lines:
            marker(canvas, x + 7, y + 9, line)
            when = fit(canvas, moment(line.time), wide, size=theme.TINY)
            canvas.text(x + 20, y, when, size=theme.TINY, colour=theme.INK_SOFT)
            ui.paragraph(canvas, x + 20, y + 15, wide, line.text, size=theme.SMALL)
            y += _line_high(ui, canvas, line, wide)


def _line_high(ui: Ui, canvas: Canvas, line: Line, wide: float) -> float:
    lines = len(ui.wrap(canvas, line.text, wide, size=theme.SMALL))
    return 15 + lines_high(canvas, lines, theme.SMALL) + 8
