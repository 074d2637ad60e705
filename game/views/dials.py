"""The dials: ten things to watch, as small charts; a click opens one large, with what each number means."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Literal

from game.views import charts, decided, icons, theme, widgets
from game.views.bet import flows
from game.views.canvas import Canvas, Rect, Weight
from game.views.charts import Curve
from game.views.figure import Ask, asks, figure
from game.views.lettering import fit, middle, squeeze
from game.views.playing import Playing
from game.views.scene import Turn
from game.views.ui import Ui
from game.views.when import day_title
from game.views.why.accounts import ACCOUNTS
from game.views.words import say
from sim.clock import DAY, WEEK
from sim.frames import Frame
from sim.measures import MEASURES
from sim.words import Phrase, later

FIGURE = 17.0
"""Size of the large figure."""
REFRESH_S = 0.4
"""Small charts are drawn again at most so often, one after the other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dial:
    """One thing to watch."""

    key: str
    own: str = ""
    """What it is called if its large figure is no metric's; else it is called as that metric is everywhere."""
    curves: Mapping[str, theme.Hue]
    """Metrics and their hues; the first is the one in large figures."""
    shape: Literal["lines", "stack"] = "lines"
    zero: bool = True
    """Whether the axis shows zero."""
    total: bool = False
    """Whether the large figure is the sum of all."""
    sum: str = ""
    """The metric that is this sum, or nearest to it."""
    says: str

    @property
    def metrics(self) -> tuple[str, ...]:
        """The names of its metrics."""
        return tuple(self.curves)

    @property
    def title(self) -> str:
        """What it is called."""
        return self.own or MEASURES[self.asked].title

    @property
    def short(self) -> str:
        """The same where there is little room; empty: there is no shorter form."""
        return "" if self.own else MEASURES[self.asked].short

    @property
    def asked(self) -> str:
        """What is asked about, when its large figure is."""
        return self.sum or self.metrics[0]


def dials() -> tuple[Dial, ...]:
    """The front page."""
    return (
        Dial(
            key="answered",
            curves={"service_level_20s_pct": "BLUE", "abandon_pct": "RED"},
            says=later("How quickly someone answers; dashed: how many hang up before that."),
        ),
        Dial(
            key="wait",
            curves={"wait_p90_s": "BLUE", "wait_mean_s": "SKY"},
            says=later("The 90th percentile: nine callers in ten wait no longer. Dashed: the mean."),
        ),
        Dial(
            key="solved",
            curves={"resolved_full_pct": "GREEN", "handled_pct": "INK_SOFT"},
            says=later("Dashed is what the dashboard counts: handled. What lives in the gap calls again."),
        ),
        Dial(
            key="repeats",
            curves={
                "contacts_per_case": "PURPLE",
                "transfers_per_case": "SKY",
                "loops_per_case": "RED",
            },
            says=later("How often one trouble calls; dashed: is passed on, and comes back."),
        ),
        Dial(
            key="minutes",
            curves=theme.MINUTES,
            shape="stack",
            total=True,
            sum="hours_taxed",
            says=later("The powerlessness bill: what every minute of every contact was spent on."),
        ),
        Dial(
            key="churn",
            own=later("Left us"),
            curves={
                "churned_voiced": "ORANGE",
                "churned_silent": "INK_SOFT",
                "churned_expiry": "PURPLE",
            },
            shape="stack",
            total=True,
            sum="churn_monthly_pct",
            says=later("Who left that day: saying so, silently, or when the contract let them."),
        ),
        Dial(
            key="talk",
            curves={"net_word_of_mouth": "GREEN"},
            says=later("People told good minus people told bad, per 100 told."),
        ),
        Dial(
            key="morale",
            curves={"csr_morale": "ORANGE", "occupancy_pct": "INK_FAINT"},
            says=later("How the people on the phones feel; dashed: how much of their paid time is taken."),
        ),
        Dial(
            key="cash",
            curves={"cash_usd": "GREEN"},
            zero=False,
            says=later("What is in the bank, at the end of each day."),
        ),
        Dial(
            key="gap",
            curves={"perception_gap": "PURPLE"},
            says=later("How much better the survey looks than everyone's mood would."),
        ),
    )


def extra_dials(playing: Playing) -> list[Dial]:
    """A chart for each metric of the goals and the bet that the front page has none for."""
    wanted = [goal.metric for goal in playing.level.objectives] + ([playing.bet.metric] if playing.bet else [])
    missing = [name for name in dict.fromkeys(wanted) if not any(_charts(dial, name) for dial in dials())]
    alone = later("Each day by itself; goals add the days up.")
    return [
        Dial(
            key=measure.name,
            curves={measure.name: "BLUE"},
            says=Phrase("{says} {alone}", says=measure.says, alone=alone) if flows(measure) else measure.says,
        )
        for measure in (MEASURES[name] for name in missing)
    ]


def _charts(dial: Dial, metric: str) -> bool:
    """Whether `metric` can be read off `dial` as a line."""
    return dial.shape == "lines" and metric in dial.metrics


class Dials:
    """The strip of small charts, and the large one if one is open."""

    def __init__(self, playing: Playing) -> None:
        self._playing = playing
        self._dials = (*dials(), *extra_dials(playing))
        """The front page, then what only goals and the bet are about."""
        self._lengths = [-1] * len(self._dials)
        """Days that each small chart shows."""
        self._values = [""] * len(self._dials)
        """The large figure beside each."""
        self._next = 0
        self._since_s = 0.0
        self.opened: int | None = None

    def tick(self, elapsed_s: float) -> None:
        """Let the small charts catch up, one per picture at most."""
        self._since_s += elapsed_s
        frame = self._playing.frame
        days = len(self._series(frame, self._dials[0].metrics[0]))
        if -1 in self._lengths:
            self._lengths = [days] * len(self._dials)
            self._values = [self._value(frame, dial) for dial in self._dials]
        elif self._since_s >= REFRESH_S / len(self._dials):
            self._since_s = 0.0
            self._next = n = (self._next + 1) % len(self._dials)
            self._lengths[n], self._values[n] = days, self._value(frame, self._dials[n])

    def look_again(self) -> None:
        """Let all charts show what has happened by now at once."""
        self._lengths = [-1] * len(self._dials)

    def show(self, metric: str) -> None:
        """Open the chart of `metric`."""
        self.opened = next((n for n, dial in enumerate(self._dials) if _charts(dial, metric)), None)

    def turn(self) -> None:
        """Open the next chart; after the last, close."""
        self.opened = 0 if self.opened is None else self.opened + 1
        if self.opened >= len(self._dials):
            self.opened = None

    @staticmethod
    def _series(frame: Frame, name: str) -> tuple[float, ...]:
        return frame.series.get(name, ())

    # --- small ------------------------------------------------------------------------------------------------

    def draw(self, ui: Ui, canvas: Canvas, rect: Rect, ask: Ask | None = None) -> None:
        """All dials, in as many rows as fit; `ask` asks about a large figure."""
        canvas.rect(rect, theme.PAPER_DEEP)
        columns = 5 if rect.w < 1150 or rect.h > 150 else 10
        front = self._dials[: len(dials())]
        rows = -(-len(front) // columns)
        gap = 6.0
        wide = (rect.w - gap * (columns + 1)) / columns
        high = (rect.h - gap * (rows + 1)) / rows
        for n, dial in enumerate(front):
            x = rect.x + gap + (n % columns) * (wide + gap)
            y = rect.y + gap + (n // columns) * (high + gap)
            self._draw_dial(ui, canvas, Rect(x, y, wide, high), n, dial, ask)

    def _draw_dial(self, ui: Ui, canvas: Canvas, rect: Rect, n: int, dial: Dial, ask: Ask | None) -> None:
        frame = self._playing.frame

        def open_it() -> None:
            self.opened = None if self.opened == n else n

        day = None if dial.key in STOCKS else len(self._series(frame, dial.metrics[0])) - 1
        known = ask if day is None or day >= 0 else None
        why = partial(ask, dial.asked, day if known else None) if ask else None
        tip = say("{title}. {says}", title=say(dial.title), says=say(dial.says))
        if day is not None and day >= 0:
            tip = say("{tip} Figure: {day}, the last closed day.", tip=tip, day=day_title(day * DAY))
        lit = ui.spot(f"dial {dial.key}", rect, open_it, tip=tip, why=why)
        on = self.opened == n
        days, value = self._lengths[n], say(self._values[n] or self._value(frame, dial))
        content = (self._playing.timeline, days, value, lit, on)
        canvas.kept(
            f"dial {dial.key}",
            content,
            rect,
            lambda c: self._paint(c, rect, dial, value, lit=lit, on=on),
            ground=theme.PAPER_DEEP,
        )
        key = f"dial {dial.key}"
        wide = canvas.measure(value, size=FIGURE, weight="bold")[0]
        at = Rect(rect.x + 5, rect.y + 18, min(rect.w - 10, wide + 6), 22)
        asks(ui, canvas, at, known, dial.asked, key=f"why {key}", day=day, tip=tip, owner=key)

    def _value(self, frame: Frame, dial: Dial) -> str:
        """The large figure, still to be said: of the last closed day; stocks are of now."""
        if not self._series(frame, dial.metrics[0]):
            return later("at midnight") if dial.key not in STOCKS else show(dial, frame.metrics[dial.metrics[0]])
        if dial.key in STOCKS:
            return show(dial, frame.metrics[dial.metrics[0]])
        names = dial.metrics if dial.total else dial.metrics[:1]
        return show(dial, sum(scaled(dial, self._series(frame, name)[-1:])[0] for name in names))

    def _paint(self, canvas: Canvas, rect: Rect, dial: Dial, value: str, *, lit: bool, on: bool) -> None:
        frame = self._playing.frame
        edge = theme.ACCENT if on else theme.INK_FAINT if lit else theme.LINE
        canvas.rect(rect, theme.CARD, line=edge, width=2 if on else 1, radius=6)
        room_for = rect.w - 14
        title, size = squeeze(canvas, say(dial.title), room_for, size=theme.TINY, weight="bold")
        if dial.short and title != say(dial.title):
            title, size = squeeze(canvas, say(dial.short), room_for, size=theme.TINY, weight="bold")
        middle(canvas, rect.x + 8, rect.y + 12, title, size=size, colour=theme.INK_SOFT, weight="bold")
        first = not self._series(frame, dial.metrics[0]) and dial.key not in STOCKS
        weight: Weight = "regular" if first else "bold"
        ink = theme.INK_SOFT if first else theme.INK
        value, size = squeeze(canvas, value, room_for, size=theme.SMALL if first else FIGURE, weight=weight)
        canvas.text(rect.x + 8, rect.y + 19, value, size=size, colour=ink, weight=weight)
        room = Rect(rect.x + 8, rect.y + 42, rect.w - 16, rect.h - 49)
        if room.h < 10:
            return
        if dial.shape == "stack":
            charts.stack(canvas, room, self._curves(frame, dial))
        else:
            charts.stamp(canvas, room, self._curves(frame, dial), zero=dial.zero)

    def _curves(self, frame: Frame, dial: Dial) -> list[Curve]:
        return [
            Curve(
                name=say(MEASURES[name].title),
                values=scaled(dial, self._series(frame, name)),
                colour=theme.named(hue),
                dashed=n > 0,
                level=ACCOUNTS[name].stock,
            )
            for n, (name, hue) in enumerate(dial.curves.items())
        ]

    # --- large ------------------------------------------------------------------------------------------------

    def draw_opened(
        self, ui: Ui, canvas: Canvas, rect: Rect, close: Callable[[], None], ask: Ask | None = None
    ) -> None:
        """The open chart, over `rect`; `ask` asks about a day, or the last one's value of a line."""
        if self.opened is None:
            return
        dial = self._dials[self.opened]
        frame = self._playing.frame
        days = len(self._series(frame, dial.metrics[0]))
        why = partial(ask, dial.asked, days - 1 if days and dial.key not in STOCKS else None) if ask else None
        ui.spot(CHART, rect, why=why)
        canvas.rect(Rect(rect.x + 3, rect.y + 4, rect.w, rect.h), theme.SHADOW, radius=10)
        canvas.rect(rect, theme.CARD, line=theme.LINE, radius=10)
        canvas.text(rect.x + 20, rect.y + 12, say(dial.title), size=theme.HEAD, colour=theme.INK, weight="title")
        if dial.shape == "lines" and not all(ACCOUNTS[name].stock for name in dial.metrics):
            charts.draw_key(canvas, rect.right - 56, rect.y + 25)
        says = fit(canvas, say(dial.says), rect.w - 80, size=theme.SMALL)
        canvas.text(rect.x + 20, rect.y + 39, says, size=theme.SMALL, colour=theme.INK_SOFT)
        shut = Rect(rect.right - 40, rect.y + 10, 30, 30)
        widgets.button(
            ui, canvas, shut, "", close, key="close chart", style="quiet", icon=icons.cross, tip=say("Close (Esc)")
        )
        bet = self._playing.bet
        ghost = [bet.curve(self._playing.level.weeks * 7)] if bet and _charts(dial, bet.metric) else []
        legend = 150.0 if len(dial.metrics) > 1 or ghost else 0.0
        body = Rect(rect.x + 16, rect.y + 64, rect.w - 32 - legend - (12 if legend else 0), rect.h - 70)
        # A level's first days would be lost on an axis of all its weeks.
        weeks = min(self._playing.level.weeks, max(3, days // 7 + 2))
        curves = [*self._curves(frame, dial), *ghost]
        taken = tuple(decision.time for decision in self._playing.decisions)
        plots: list[Rect] = []

        def paint(inner: Canvas) -> None:
            plots.append(self._large(inner, body, dial, curves, weeks))
            self._flags = charts.flags(inner, plots[-1], taken, end=weeks * WEEK)

        ui.panel(canvas, "chart", (self._playing.timeline, dial.key, days, taken), body, paint, ground=theme.CARD)
        self._plot = plots[0] if plots else self._plot
        if ask and curves[0].values:
            tip = say("Click a day: why?")
            ui.spot("chart days", self._plot, partial(self._ask_day, ui, dial, weeks, ask), tip=tip, focus=False)
        decided.tell(ui, self._flags, self._playing.decisions)
        if not curves[0].values:
            text = say("The first figures come at midnight.")
            middle(canvas, *body.centre, text, size=theme.BODY, colour=theme.INK_SOFT, align="centre")
        day = charts.day_under(self._plot, ui.pointer[0], weeks, len(curves[0].values))
        if day is not None and body.holds(*ui.pointer):
            self._readout(canvas, dial, curves, day, weeks)
        if legend:
            self._legend(ui, canvas, Rect(body.right + 12, body.y + 4, legend, body.h), dial, frame, ghost, ask)

    _plot = Rect(0, 0, 1, 1)
    _flags: tuple[charts.Flag, ...] = ()

    def _ask_day(self, ui: Ui, dial: Dial, weeks: int, ask: Ask) -> Turn | None:
        """About the day under the pointer."""
        days = len(self._series(self._playing.frame, dial.metrics[0]))
        day = charts.day_under(self._plot, ui.pointer[0], weeks, days)
        return ask(dial.asked, day) if day is not None else None

    @staticmethod
    def _large(canvas: Canvas, body: Rect, dial: Dial, curves: list[Curve], weeks: int) -> Rect:
        measure = MEASURES[dial.metrics[0]]
        if dial.shape == "stack":
            return charts.area(canvas, body, curves, marks=lambda values: [show(dial, v) for v in values], weeks=weeks)
        return charts.chart(canvas, body, curves, marks=measure.marks, zero=dial.zero, weeks=weeks)

    def _legend(
        self, ui: Ui, canvas: Canvas, rect: Rect, dial: Dial, frame: Frame, ghost: list[Curve], ask: Ask | None
    ) -> None:
        y = rect.y
        for n, (name, hue) in enumerate(dial.curves.items()):
            measure, colour = MEASURES[name], theme.named(hue)
            if dial.shape == "stack":
                canvas.rect(Rect(rect.x, y + 3, 12, 12), colour, radius=2)
            elif n:
                canvas.lines([(rect.x, y + 9), (rect.x + 13, y + 9)], colour, width=2.2, dash=4)
            else:
                canvas.rect(Rect(rect.x, y + 8, 13, 2.4), colour)
            values = self._series(frame, name)
            ui.spot(f"legend {name}", Rect(rect.x, y, rect.w, 36), tip=say(measure.says), focus=False)
            title = fit(canvas, say(measure.title), rect.w - 20, size=theme.SMALL)
            canvas.text(rect.x + 19, y, title, size=theme.SMALL, colour=theme.INK_SOFT)
            if values:
                value = say(show(dial, scaled(dial, values[-1:])[0], name))
                figure(
                    ui, canvas, rect.x + 19, y + 25, value, ask, name, key=f"why legend {name}", size=theme.BODY,
                    colour=theme.INK, day=len(values) - 1, tip=say(measure.says),
                )  # fmt: skip
            y += 40
        if ghost:
            canvas.lines([(rect.x, y + 9), (rect.x + 15, y + 9)], ghost[0].colour, width=3, dash=3)
            canvas.text(rect.x + 19, y, ghost[0].name, size=theme.SMALL, colour=theme.INK_SOFT)

    def _readout(self, canvas: Canvas, dial: Dial, curves: list[Curve], day: int, weeks: int) -> None:
        plot = self._plot
        x = plot.x + (day + 0.5) * plot.w / (weeks * 7)
        canvas.rect(Rect(x - 0.5, plot.y, 1, plot.h), theme.INK_FAINT)
        lines = [day_title(day * DAY)]
        named = zip(dial.metrics, curves, strict=False)
        read = [(say(MEASURES[name].title), say(show(dial, curve.values[day], name))) for name, curve in named]
        read += [(curve.name, say(show(dial, curve.values[day]))) for curve in curves if curve.ghost]
        lines += [say("{measure}: {value}", measure=title, value=value) for title, value in read]
        wide = max(canvas.measure(line, size=theme.SMALL)[0] for line in lines) + 20
        left = x + 10 if x + 10 + wide < plot.right else x - 10 - wide
        box = Rect(left, plot.y + 4, wide, len(lines) * 17 + 12)
        canvas.rect(box, theme.INK, radius=6)
        for n, line in enumerate(lines):
            weight: Literal["bold", "regular"] = "bold" if n == 0 else "regular"
            canvas.text(box.x + 10, box.y + 5 + n * 17, line, size=theme.SMALL, colour=theme.CARD, weight=weight)


CHART = "block chart"
"""What is called so is the open chart: keys that open it give it the focus."""
STOCKS = frozenset({"cash"})
"""Dials whose figure is of this moment, not of the last closed day."""


def scaled(dial: Dial, values: tuple[float, ...]) -> tuple[float, ...]:
    """The values as they are charted: minutes of a whole day are read in hours."""
    return tuple(value / 60 for value in values) if dial.key == "minutes" else values


def show(dial: Dial, value: float, name: str = "") -> Phrase:
    """A charted value of `dial`, of its metric `name` (default: the first), with its unit; still to be said."""
    if dial.key == "minutes":
        return Phrase("{h:,.0f} h", h=value) if abs(value) >= 10 or value == 0 else Phrase("{h:,.1f} h", h=value)
    return MEASURES[name or dial.metrics[0]].show(value)
