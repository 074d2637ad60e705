"""The Map: the screen. Plates and arrows, the loops by strength at the right, and the calls behind an arrow."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from game.views import icons, theme, widgets
from game.views.canvas import Canvas, Colour, Point, Rect
from game.views.inputs import Input, Key, Text
from game.views.lettering import fit, middle, squeeze
from game.views.loops.arrows import Arrow, arrows
from game.views.loops.circles import Loop, dominant, loops
from game.views.loops.plane import HIGH, distance, handle, nodes, place, way
from game.views.loops.week import Week
from game.views.past import Rows, week_before
from game.views.playing import Playing
from game.views.scene import Pop, Turn
from game.views.story import Names, Stories
from game.views.tape import ToTape
from game.views.ui import Ui
from game.views.when import short_day
from game.views.words import count, number, say
from sim.events import Event

TOP = 54.0
SIDE = 316.0
NARROW = 860.0
PLATE = 96.0
ROOMY = 720.0
"""Below this width of the plane everything on it is smaller."""
MOST = 40
"""Examples listed of an arrow."""
NEAR = 10.0
"""So near an arrow a click means it."""


class Map:
    """What drives what, this week. The game stands still beneath."""

    def __init__(self, playing: Playing, rows: Rows, to_lever: Callable[[str], Turn | None], to_tape: ToTape) -> None:
        self._playing = playing
        self._to_lever = to_lever
        self._to_tape = to_tape
        self._ui = Ui()
        self._stories = Stories(playing.level, Names(customer=playing.name, csr=playing.csr_name))
        self._week = Week(week_before(rows, playing.frame.time))
        self._arrows = {arrow.key: arrow for arrow in arrows()}
        self.strengths = {key: arrow.strength(self._week) for key, arrow in self._arrows.items()}
        self._raws = {key: show_raw(arrow, self._week) for key, arrow in self._arrows.items()}
        self._loops = sorted(loops(), key=lambda loop: -loop.strength(self.strengths))
        self.dominant = dominant(self.strengths)
        self._loop: Loop | None = self.dominant
        self._arrow: Arrow | None = None
        self._examples: list[tuple[Event, str]] = []
        self._total = 0
        self._ways: dict[str, tuple[Point, ...]] = {}
        self._roomy = True
        self._listing = False
        """On a narrow window: whether the side is shown instead of the map."""

    @property
    def pace(self) -> int:
        """Nothing moves."""
        return 0

    # --- inputs -----------------------------------------------------------------------------------------------

    def on_input(self, happened: Input) -> Turn | None:
        """1 to 8 choose a loop, Escape goes back and then closes."""
        match happened:
            case Key("escape"):
                if self._arrow:
                    self._arrow = None
                    return None
                return Pop()
            case Text(text) if text.isdecimal() and 1 <= int(text) <= len(self._loops):
                self._choose(next(loop for loop in self._loops if loop.key.endswith(text)))
                return None
        return self._ui.take(happened)

    def _choose(self, loop: Loop) -> None:
        self._loop, self._arrow = loop, None

    def _open(self, arrow: Arrow) -> None:
        """Show the calls behind an arrow, the newest first."""
        self._arrow = arrow
        found = arrow.behind(self._week)
        self._total = len(found)
        newest = found.where(found.index >= (found.index[-MOST] if len(found) > MOST else -1))
        self._examples = [(event, self._told(event)) for event in reversed(newest.events())]
        self._ui.scroll_to("behind", 0.0)
        self._listing = True

    def _told(self, event: Event) -> str:
        lines = self._stories.life([event]) if event.customer >= 0 else []
        line = lines[0] if lines else self._stories.news(event)
        return line.text if line else ""

    def _click(self) -> None:
        """On the plane: the nearest arrow, if one is near."""
        x, y = self._ui.pointer
        key = min(self._ways, key=lambda key: distance(self._ways[key], x, y), default="")
        if key and distance(self._ways[key], x, y) <= NEAR:
            self._open(self._arrows[key])

    def _turn(self) -> None:
        self._listing = not self._listing

    def _back(self) -> None:
        self._arrow = None

    # --- picture ----------------------------------------------------------------------------------------------

    def draw(self, canvas: Canvas) -> None:
        """Heading, map and side; on a narrow window one of the two."""
        ui = self._ui
        width, height = canvas.size
        with ui.picture(canvas):
            canvas.clear(theme.PAPER)
            narrow = width < NARROW
            self._draw_top(ui, canvas, width, narrow=narrow)
            body = Rect(0, TOP, width, height - TOP)
            if not narrow:
                self._draw_map(ui, canvas, Rect(body.x, body.y, body.w - SIDE, body.h))
                self._draw_side(ui, canvas, Rect(body.right - SIDE, body.y, SIDE, body.h))
            elif self._listing:
                self._draw_side(ui, canvas, body)
            else:
                self._draw_map(ui, canvas, body)

    def _draw_top(self, ui: Ui, canvas: Canvas, width: float, *, narrow: bool) -> None:
        canvas.rect(Rect(0, 0, width, TOP), theme.CARD)
        canvas.rect(Rect(0, TOP - 1, width, 1), theme.LINE)
        title = say("The Map")
        middle(canvas, 20, TOP / 2, title, size=24, colour=theme.INK, weight="title")
        shut = Rect(width - 46, 10, 34, 34)
        tip = say("Close (Esc)")
        widgets.button(ui, canvas, shut, "", Pop, key="close", style="quiet", icon=icons.cross, tip=tip)
        if narrow:
            box = Rect(shut.x - 108, 11, 98, 32)
            text = say("The map") if self._listing else say("Loops")
            widgets.button(ui, canvas, box, text, self._turn, key="map or loops", size=theme.SMALL)
            return
        left = 20 + canvas.measure(title, size=24, weight="title")[0] + 18
        says = say(
            "What drives what: an arrow is as wide as its effect in the last seven days. Click one for the calls."
        )
        says = fit(canvas, says, shut.x - left - 12, size=theme.SMALL)
        middle(canvas, left, TOP / 2 + 2, says, size=theme.SMALL, colour=theme.INK_SOFT)

    # --- the plane --------------------------------------------------------------------------------------------

    def _draw_map(self, ui: Ui, canvas: Canvas, rect: Rect) -> None:
        room = rect.inset(16, 14)
        self._roomy = room.w >= ROOMY
        wide = PLATE if self._roomy else room.w / 8.2
        places = place(room, wide, HIGH if self._roomy else HIGH * 0.8)
        self._ways = {key: way(key, places[arrow.start], places[arrow.end]) for key, arrow in self._arrows.items()}
        ui.spot("map", rect, self._click, focus=False)
        chosen = self._loop.arrows if self._loop else ()
        shown = self._arrow.key if self._arrow else ""
        content = (tuple(self.strengths.values()), chosen, shown)
        canvas.kept("map", content, rect, partial(self._paint, chosen=chosen, shown=shown), ground=theme.PAPER)
        lit = {name for key in chosen for name in key.split("-")}
        for name, node in nodes().items():
            self._draw_plate(canvas, places[name], node.title, lit=name in lit)
        for key, points in self._ways.items():
            self._draw_badge(ui, canvas, key, points, chosen=key in chosen)

    def _colour(self, key: str, *, chosen: bool, shown: bool) -> Colour:
        if shown:
            return theme.INK
        if chosen and self._loop:
            return theme.ORANGE if self._loop.feeds else theme.ACCENT
        return theme.mix(theme.INK_FAINT, theme.PAPER, 0.25) if self.strengths[key] > 0 else theme.LINE

    def _paint(self, canvas: Canvas, *, chosen: tuple[str, ...], shown: str) -> None:
        """The arrows, those of the chosen loop on top."""
        order = sorted(self._ways, key=lambda key: (key == shown, key in chosen))
        for key in order:
            points = self._ways[key]
            strength = self.strengths[key]
            colour = self._colour(key, chosen=key in chosen, shown=key == shown)
            width = 1.3 + 9.0 * strength
            size = 5.0 + width * 0.85
            body, tip = _cut(points, size)
            if strength > 0:
                canvas.lines(body, colour, width=width)
            else:
                canvas.lines(body, colour, width=1.3, dash=4)
            _head(canvas, body[-1], tip, size, colour)

    def _draw_plate(self, canvas: Canvas, plate: Rect, title: str, *, lit: bool) -> None:
        line: Colour = theme.LINE
        if lit and self._loop:
            line = theme.ORANGE if self._loop.feeds else theme.ACCENT
        canvas.rect(plate, theme.CARD, line=line, width=2 if lit else 1, radius=plate.h / 2)
        ink = theme.INK if lit else theme.INK_SOFT
        size = theme.SMALL if self._roomy else theme.TINY - 1
        text, size = squeeze(canvas, title, plate.w - 6, size=size, weight="bold")
        middle(canvas, *plate.centre, text, size=size, colour=ink, weight="bold", align="centre")

    def _draw_badge(self, ui: Ui, canvas: Canvas, key: str, points: tuple[Point, ...], *, chosen: bool) -> None:
        """The sign of an arrow in its middle, which is its handle too."""
        arrow = self._arrows[key]
        x, y = handle(key, points)
        named = nodes()
        tip = say(
            "{start} to {end}: {says} Now {raw}.",
            start=named[arrow.start].title,
            end=named[arrow.end].title,
            says=arrow.says,
            raw=self._raws[key],
        )
        r = 7.5 if self._roomy else 5.0
        lit = ui.spot(f"arrow {key}", Rect(x - 9, y - 9, 18, 18), partial(self._open, arrow), tip=tip)
        line = self._colour(key, chosen=chosen, shown=bool(self._arrow and self._arrow.key == key))
        canvas.circle(x, y, r, theme.PAPER_DEEP if lit else theme.CARD, line=line, width=1.4)
        icon = icons.plus if arrow.sign > 0 else icons.minus
        icon(canvas, x, y, r * 0.54, theme.INK if chosen or lit else theme.INK_SOFT)
        if arrow.delay:
            for dx in (11, 15):
                canvas.rect(Rect(x + dx, y - 7, 1.8, 14), line)

    # --- the side ---------------------------------------------------------------------------------------------

    def _draw_side(self, ui: Ui, canvas: Canvas, rect: Rect) -> None:
        canvas.rect(rect, theme.CARD)
        canvas.rect(Rect(rect.x, rect.y, 1, rect.h), theme.LINE)
        inner = rect.inset(16, 12)
        if self._arrow:
            self._draw_arrow(ui, canvas, inner, self._arrow)
        else:
            self._draw_loops(ui, canvas, inner)

    def _draw_loops(self, ui: Ui, canvas: Canvas, rect: Rect) -> None:
        canvas.text(rect.x, rect.y, say("Loops"), size=theme.HEAD, colour=theme.INK, weight="title")
        first = say("{loop} dominates.", loop=self.dominant.title) if self.dominant else say("No loop is going round.")
        if not len(self._week.table):
            first = say("No customer has called yet.")
        first = fit(canvas, first, rect.w, size=theme.SMALL)
        canvas.text(rect.x, rect.y + 27, first, size=theme.SMALL, colour=theme.INK_SOFT)
        body = Rect(rect.x - 6, rect.y + 52, rect.w + 12, rect.h - 52)
        says_high = self._says_high(ui, canvas, rect.w)
        with ui.scroll(canvas, body, 46 * len(self._loops) + says_high, key="loops") as top:
            y = top
            for loop in self._loops:
                row = Rect(body.x, y, body.w - 8, 44)
                self._draw_loop(ui, canvas, row, loop)
                y += 46
                if loop == self._loop:
                    y = self._draw_says(ui, canvas, Rect(rect.x, y, rect.w - 8, says_high), loop)

    def _says_high(self, ui: Ui, canvas: Canvas, wide: float) -> float:
        if not self._loop:
            return 0.0
        lines = len(ui.wrap(canvas, self._loop.says, wide - 8, size=theme.SMALL))
        return lines * theme.SMALL * 1.32 + 14 + 22 * len(self._loop.arrows)

    def _draw_loop(self, ui: Ui, canvas: Canvas, row: Rect, loop: Loop) -> None:
        chosen = loop == self._loop
        colour = theme.ORANGE if loop.feeds else theme.ACCENT
        lit = ui.spot(f"loop {loop.key}", row, partial(self._choose, loop))
        if chosen or lit:
            canvas.rect(row, theme.PAPER_DEEP if chosen else theme.PAPER, radius=6)
        badge = Rect(row.x + 8, row.y + 9, 30, 26)
        if loop.feeds:
            canvas.rect(badge, colour, radius=13)
        else:
            canvas.rect(badge, colour, radius=4)
        size = theme.SMALL
        middle(canvas, *badge.centre, loop.key, size=size, colour=theme.on(colour), weight="bold", align="centre")
        x = badge.right + 10
        title = fit(canvas, loop.title, row.right - x - 8, size=theme.BODY, weight="bold")
        middle(canvas, x, row.y + 14, title, size=theme.BODY, colour=theme.INK, weight="bold")
        bar = Rect(x, row.y + 29, row.right - x - 50, 6)
        strength = loop.strength(self.strengths)
        canvas.rect(bar, theme.LINE_SOFT, radius=3)
        if strength > 0:
            canvas.rect(Rect(bar.x, bar.y, max(6.0, bar.w * strength), bar.h), colour, radius=3)
        text = say("{pct:.0f} %", pct=100 * strength)
        middle(canvas, row.right - 8, bar.y + 3, text, size=theme.TINY, colour=theme.INK_SOFT, align="right")

    def _draw_says(self, ui: Ui, canvas: Canvas, rect: Rect, loop: Loop) -> float:
        """What a loop is, and its arrows with their strengths; the weakest is what holds it."""
        y = ui.paragraph(canvas, rect.x, rect.y + 2, rect.w, loop.says, size=theme.SMALL, colour=theme.INK_SOFT) + 4
        weakest = min(loop.arrows, key=lambda key: self.strengths[key])
        named = nodes()
        for key in loop.arrows:
            arrow = self._arrows[key]
            row = Rect(rect.x, y, rect.w, 22)
            tip = arrow.says + (" " + say("The weakest arrow: it holds the loop.") if key == weakest else "")
            lit = ui.spot(f"part {key}", row, partial(self._open, arrow), tip=tip)
            ink = theme.ACCENT if lit else theme.INK
            text = say("{start} → {end}", start=named[arrow.start].title, end=named[arrow.end].title)
            text = fit(canvas, text, rect.w - 96, size=theme.SMALL)
            middle(canvas, rect.x, y + 11, text, size=theme.SMALL, colour=ink)
            bar = Rect(rect.right - 88, y + 8, 44, 6)
            canvas.rect(bar, theme.LINE_SOFT, radius=3)
            if self.strengths[key] > 0:
                canvas.rect(Rect(bar.x, bar.y, max(6.0, bar.w * self.strengths[key]), 6), theme.INK_SOFT, radius=3)
            value = say("{pct:.0f} %", pct=100 * self.strengths[key])
            colour = theme.BAD if key == weakest else theme.INK_SOFT
            middle(canvas, rect.right, y + 11, value, size=theme.TINY, colour=colour, align="right")
            y += 22
        return y + 10

    def _draw_arrow(self, ui: Ui, canvas: Canvas, rect: Rect, arrow: Arrow) -> None:
        """An arrow's formula and what is behind it."""
        back = Rect(rect.x - 4, rect.y - 4, 30, 30)
        tip = say("Back to the loops (Esc)")
        ui.spot("back", back, self._back, tip=tip)
        cx, cy = back.centre
        ink = theme.ACCENT if ui.hot == "back" else theme.INK
        canvas.polygon([(cx - 6, cy), (cx + 4, cy - 7), (cx + 4, cy + 7)], ink)
        named = nodes()
        title = say("{start} → {end}", start=named[arrow.start].title, end=named[arrow.end].title)
        title = fit(canvas, title, rect.w - 34, size=theme.HEAD, weight="title")
        canvas.text(rect.x + 32, rect.y - 2, title, size=theme.HEAD, colour=theme.INK, weight="title")
        y = rect.y + 34
        word = say("More makes more.") if arrow.sign > 0 else say("More makes less.")
        if arrow.delay:
            word += " " + say("It takes months.")
        canvas.text(rect.x, y, word, size=theme.SMALL, colour=theme.INK_SOFT)
        y = ui.paragraph(canvas, rect.x, y + 22, rect.w, arrow.says, size=theme.SMALL) + 4
        value = self._raws[arrow.key]
        canvas.text(rect.x, y, value, size=26, colour=theme.INK, weight="title")
        text = say("{pct:.0f} % of the scale", pct=100 * self.strengths[arrow.key])
        canvas.text(rect.right, y + 12, text, size=theme.TINY, colour=theme.INK_SOFT, align="right")
        y += 40
        canvas.rect(Rect(rect.x, y, rect.w, 1), theme.LINE)
        head = count("1 time this week", "{n} times this week", self._total)
        if not self._total:
            head = say("Nothing of the kind this week.")
        elif self._total > MOST:
            head = say("{n:,} times this week; the last {most}:", n=self._total, most=MOST)
        canvas.text(rect.x, y + 8, head, size=theme.SMALL, colour=theme.INK, weight="bold")
        body = Rect(rect.x - 6, y + 32, rect.w + 12, rect.bottom - y - 32)
        with ui.scroll(canvas, body, 42 * len(self._examples), key="behind") as top:
            for n, (event, text) in enumerate(self._examples):
                row = Rect(body.x, top + n * 42, body.w - 8, 40)
                if row.bottom > body.y and row.y < body.bottom:
                    self._draw_example(ui, canvas, row, event, text)
                elif event.customer >= 0:
                    ui.spot(f"example {event.index}", row, partial(self._to_tape, event.customer, event.case))

    def _draw_example(self, ui: Ui, canvas: Canvas, row: Rect, event: Event, text: str) -> None:
        if event.customer >= 0:
            tip = say("Put this case on the Tape.")
            if ui.spot(f"example {event.index}", row, partial(self._to_tape, event.customer, event.case), tip=tip):
                canvas.rect(row, theme.PAPER_DEEP, radius=5)
        when = short_day(event.time)
        wide = canvas.measure(when, size=theme.TINY)[0]
        who = self._playing.name(event.customer) if event.customer >= 0 else self._playing.csr_name(event.csr)
        who = fit(canvas, who or say("a CSR"), row.w - wide - 22, size=theme.SMALL, weight="bold")
        canvas.text(row.x + 6, row.y + 3, who, size=theme.SMALL, colour=theme.INK, weight="bold")
        canvas.text(row.right - 6, row.y + 4, when, size=theme.TINY, colour=theme.INK_SOFT, align="right")
        text = fit(canvas, text, row.w - 12, size=theme.TINY)
        canvas.text(row.x + 6, row.y + 21, text, size=theme.TINY, colour=theme.INK_SOFT)


def show_raw(arrow: Arrow, week: Week) -> str:
    """The measured value as people read it: what is counted as a number, all else per cent."""
    raw = arrow.raw(week) if len(week.table) else 0.0
    if arrow.full >= 2:
        return number(raw)
    return say("{pct:.1f} %", pct=100 * raw)


def _cut(points: tuple[Point, ...], size: float) -> tuple[tuple[Point, ...], Point]:
    """The curve without the length of its head, and where the tip is."""
    tip, body = points[-1], list(points)
    while len(body) > 2 and ((body[-1][0] - tip[0]) ** 2 + (body[-1][1] - tip[1]) ** 2) ** 0.5 < size:
        body.pop()
    return tuple(body), tip


def _head(canvas: Canvas, base: Point, tip: Point, size: float, colour: Colour) -> None:
    (ax, ay), (bx, by) = base, tip
    long = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5 or 1.0
    ux, uy = (bx - ax) / long, (by - ay) / long
    half = size * 0.72
    canvas.polygon([tip, (ax - uy * half, ay + ux * half), (ax + uy * half, ay - ux * half)], colour)
