"""The level map: an inked way through the town, a station for each level, and what is known of the one looked at."""

from __future__ import annotations

from functools import partial

from game.views import art, bounds, icons, theme, widgets
from game.views.canvas import Canvas, Rect
from game.views.inputs import Input, Key
from game.views.lettering import fit, lines_high, middle, squeeze
from game.views.playing import Foyer
from game.views.scene import Pop, Push, Turn
from game.views.trail import LABEL, Station, Trail, ladder, lay, most, suggested
from game.views.ui import Ui
from game.views.words import count, edition, say
from sim.level import Level
from sim.levers import LEVERS
from sim.measures import MEASURES

TOP = 76.0
SIDE = 340.0
"""How wide the sheet about one level is at most."""
SPOT = "level "
"""Before a level's name: the key of its station."""


class Choose:
    """The map at the left, the level that is looked at on the right."""

    def __init__(self, foyer: Foyer) -> None:
        self._foyer = foyer
        self._levels = foyer.levels()
        self._problems = foyer.problems()
        self._stars = {level.name: foyer.stars(level.name) for level in self._levels}
        self._next = suggested(self._levels, self._stars.get)
        self._shown = self._next.name if self._next else ""
        """Name of the level that the sheet is about."""
        self._trail: tuple[tuple[float, float], Trail] | None = None
        self._about: object = None
        """What the sheet's height was measured for."""
        self._sheet_high = 0.0
        self._ui = Ui()
        if self._next:
            self._ui.focus_on(SPOT + self._next.name)

    @property
    def pace(self) -> int:
        """Nothing moves."""
        return 0

    def on_input(self, happened: Input) -> Turn | None:
        """Escape goes back; what is pointed at, or walked to, is shown."""
        if isinstance(happened, Key) and happened.name == "escape":
            return Pop()
        focus = self._ui.focus
        turn = self._ui.take(happened)
        if self._ui.focus != focus:
            self._look_at(self._ui.focus)
        return turn

    def _look_at(self, key: str) -> None:
        """Show the level whose station it is, if it is one."""
        if key.startswith(SPOT):
            self._shown = key.removeprefix(SPOT)

    def _brief(self, level: Level) -> Turn:
        from game.views.brief import Brief

        return Push(Brief(self._foyer, level))

    def _lay(self, room: tuple[float, float]) -> Trail:
        if self._trail is None or self._trail[0] != room:
            self._trail = (room, lay(self._levels, *room))
        return self._trail[1]

    # --- picture ------------------------------------------------------------------------------------------------

    def draw(self, canvas: Canvas) -> None:
        """Heading, map, sheet."""
        ui = self._ui
        width, height = canvas.size
        with ui.picture(canvas):
            canvas.clear(theme.PAPER)
            edge = min(24.0, width * 0.02)
            self._draw_head(ui, canvas, Rect(edge, 0, width - 2 * edge, TOP))
            side = min(SIDE, max(232.0, width * 0.36))
            body = Rect(edge, TOP, width - 3 * edge - side, height - TOP - edge)
            with theme.daylight():  # as bright as the pictures on it
                self._draw_map(ui, canvas, body)
            shown = next((level for level in self._levels if level.name == self._shown), None)
            if shown:
                self._draw_sheet(ui, canvas, Rect(body.right + edge, TOP, side, body.h), shown)

    def _draw_head(self, ui: Ui, canvas: Canvas, box: Rect) -> None:
        widgets.button(ui, canvas, Rect(box.x, 20, 92, 38), say("Back"), Pop, key="back")
        rungs, _ = ladder(self._levels)
        got, all_of_them = sum(self._stars[one.name] or 0 for one in rungs), sum(most(one) for one in rungs)
        text = count("{got} of {n} star", "{got} of {n} stars", all_of_them, got=got)
        wide = canvas.measure(text, size=17, weight="bold")[0]
        middle(canvas, box.right, 39, text, size=17, colour=theme.INK, weight="bold", align="right")
        icons.star(canvas, box.right - wide - 18, 38, 10, theme.YELLOW)
        room = box.w - 112 - wide - 44
        title = fit(canvas, say("The town of Larkspur"), room, size=30, weight="title")
        middle(canvas, box.x + 112, 38, title, size=30, colour=theme.INK, weight="title")

    def _draw_map(self, ui: Ui, canvas: Canvas, box: Rect) -> None:
        """Ground, way, stations; below it what could not be read."""
        ground = theme.mix(theme.PAPER, theme.GREEN_PALE, 0.45)
        canvas.rect(box, ground, line=theme.INK, width=1.5, radius=14)
        body = box.inset(4)
        trail = self._lay((body.w - 12, body.h))
        notes = [say("Not shown: {problem}", problem=problem) for problem in self._problems]
        if not self._levels:
            text = say(
                "There are no levels here. They live in the folder levels, one file each; a fresh copy of the "
                "game brings them back."
            )
            notes.insert(0, text)
        lines = sum(lines_high(canvas, len(self._wrapped(canvas, note, body.w)), theme.SMALL) + 8 for note in notes)
        with ui.scroll(canvas, body, trail.high + lines, key="levels") as top:
            self._draw_way(canvas, body.x, top, trail)
            for station in trail.stations:
                self._draw_station(ui, canvas, body.x, top, station)
            y = top + trail.high
            for note in notes:
                for line in self._wrapped(canvas, note, body.w):
                    canvas.text(body.x + 14, y, line, size=theme.SMALL, colour=theme.ink(theme.BAD))
                    y += theme.SMALL * 1.32
                y += 8

    def _wrapped(self, canvas: Canvas, text: str, wide: float) -> tuple[str, ...]:
        return self._ui.wrap(canvas, text, wide - 32, size=theme.SMALL)

    def _draw_way(self, canvas: Canvas, x: float, y: float, trail: Trail) -> None:
        """The road, trodden as far as stars have been earned; trees and houses where nothing stands."""
        for n, meadow in enumerate(trail.meadows):
            place = Rect(x + meadow.x, y + meadow.y, meadow.w, meadow.h)
            art.draw(canvas, art.SCENERY[n % len(art.SCENERY)], place)
        rungs = [station for station in trail.stations if station.number]
        for colour, broad in ((theme.INK, 15.0), (theme.PAPER_DEEP, 11.6)):
            for part in trail.between:
                canvas.lines([(x + a, y + b) for a, b in part], colour, width=broad)
        for station, part in zip(rungs, trail.between, strict=False):
            points = [(x + a, y + b) for a, b in part]
            if self._stars[station.level.name]:
                canvas.lines(points, theme.ACCENT, width=3.4)
            else:
                for a, b in zip(points[::2], points[1::2], strict=False):
                    canvas.lines([a, b], theme.INK_SOFT, width=2)

    def _draw_station(self, ui: Ui, canvas: Canvas, dx: float, dy: float, station: Station) -> None:
        """Vignette, number, title, stars and par."""
        level = station.level
        whole = Rect(station.whole.x + dx, station.whole.y + dy, station.whole.w, station.whole.h)
        plate = Rect(station.plate.x + dx, station.plate.y + dy, station.plate.w, station.plate.h)
        key = SPOT + level.name
        if ui.spot(key, whole, partial(self._brief, level)) and key != SPOT + self._shown:
            self._look_at(key)
        here = level.name == self._shown
        canvas.rect(Rect(plate.x + 3, plate.y + 4, plate.w, plate.h), theme.SHADOW, radius=8)
        art.card(canvas, art.level(level.name), plate.x, plate.y, plate.w)
        if here:
            canvas.rect(plate.inset(-3), line=theme.ACCENT, width=3.5, radius=plate.w * art.CORNER + 4)
        if station.number:
            canvas.circle(plate.x + 4, plate.y + 6, 14, theme.ACCENT if here else theme.INK, line=theme.CARD, width=2)
            middle(
                canvas,
                plate.x + 4,
                plate.y + 6,
                str(station.number),
                size=15,
                colour=theme.on(theme.ACCENT if here else theme.INK),
                weight="title",
                align="centre",
            )
        if self._next and level.name == self._next.name:
            self._draw_flag(canvas, plate)
        title, size = squeeze(canvas, say(level.title), whole.w - 14, size=theme.BODY, weight="bold")
        x, y = plate.centre[0], plate.bottom + 15
        broad = max(128.0, canvas.measure(title, size=size, weight="bold")[0] + 20)
        label = Rect(x - broad / 2, plate.bottom + 4, broad, LABEL - 4)
        canvas.rect(label, theme.CARD, line=theme.ACCENT if here else theme.LINE, width=1, radius=8)
        middle(canvas, x, y, title, size=size, colour=theme.INK, weight="bold", align="centre")
        self._draw_score(canvas, x, y + 17, whole.w, level)

    def _draw_flag(self, canvas: Canvas, plate: Rect) -> None:
        """Where one might go next."""
        text = fit(canvas, say("next"), plate.w * 0.6, size=theme.TINY, weight="bold")
        wide = canvas.measure(text, size=theme.TINY, weight="bold")[0] + 26
        box = Rect(plate.right - wide + 8, plate.y - 6, wide, 20)
        canvas.rect(box, theme.ORANGE, line=theme.INK, width=1.5, radius=5)
        ink = theme.on(theme.ORANGE)
        icons.go(canvas, box.x + 11, box.y + 10, 4.5, ink)
        middle(canvas, box.x + 20, box.y + 10, text, size=theme.TINY, colour=ink, weight="bold")

    def _draw_score(self, canvas: Canvas, x: float, y: float, room: float, level: Level) -> None:
        """Stars earned, of how many, and the stars at par."""
        all_of_them, earned = most(level), self._stars[level.name] or 0
        par = say("par {n}", n=level.par.stars) if level.par else ""
        if not all_of_them:
            text = fit(canvas, say("no score"), room, size=theme.TINY)
            middle(canvas, x, y, text, size=theme.TINY, colour=theme.INK_SOFT, align="centre")
            return
        wide = canvas.measure(par, size=theme.TINY)[0]
        left = x - (all_of_them * 18 + (wide + 8 if par else 0)) / 2 + 9
        for n in range(all_of_them):
            full = n < earned
            icons.star(canvas, left + n * 18, y, 8, theme.YELLOW if full else theme.INK_SOFT, full=full)
        if par:
            middle(canvas, left + all_of_them * 18, y, par, size=theme.TINY, colour=theme.INK_SOFT)

    # --- the sheet about one ------------------------------------------------------------------------------------

    def _draw_sheet(self, ui: Ui, canvas: Canvas, box: Rect, level: Level) -> None:
        """Idea, length, levers, best and par; the way in below."""
        canvas.rect(box, theme.CARD, line=theme.LINE, radius=14)
        foot = Rect(box.x + 14, box.bottom - 58, box.w - 28, 46)
        body = Rect(box.x + 4, box.y + 6, box.w - 8, foot.y - box.y - 14)
        # How high it is shows once it has been drawn: the first time on nothing, which forgets it.
        about = (level.name, box.w, canvas.measure("m", size=100), edition())
        if about != self._about:
            self._about = about
            with ui.inside(canvas, Rect(box.x, box.y, 0, 0)):
                self._sheet_high = self._draw_about(ui, canvas, Rect(box.x + 18, body.y, box.w - 40, 0), level) - body.y
        with ui.scroll(canvas, body, self._sheet_high, key=f"sheet {level.name}") as top:
            self._draw_about(ui, canvas, Rect(box.x + 18, top, box.w - 40, 0), level)
        text = fit(canvas, say("Read the brief"), foot.w - 24, size=17, weight="bold")
        go = partial(self._brief, level)
        widgets.button(ui, canvas, foot, text, go, key="brief", style="strong", size=17)

    def _draw_about(self, ui: Ui, canvas: Canvas, at: Rect, level: Level) -> float:
        """Everything about a level; the `y` below."""
        x, wide = at.x, at.w
        y = at.y + 8
        if canvas.size[1] >= 480:
            y = art.card(canvas, art.level(level.name), x, y + 2, min(wide, 320.0)).bottom + 12
        y = ui.paragraph(canvas, x, y, wide, say(level.title), size=24, weight="title") + 2
        y = ui.paragraph(canvas, x, y, wide, say(level.idea), colour=theme.INK_SOFT) + 8
        weeks, levers = (
            count("one week", "{n} weeks", level.weeks),
            count("one lever", "{n} levers", len(level.unlocked)),
        )
        y = ui.paragraph(canvas, x, y, wide, say("{weeks}, {levers}", weeks=weeks, levers=levers), weight="bold") + 2
        y = ui.paragraph(canvas, x, y, wide, self._best(level), weight="bold") + 2
        if level.par:
            stars = count("one star", "{n} stars", level.par.stars)
            text = say("Par: {stars}. A fixed plan reaches that without looking. You may look.", stars=stars)
            y = ui.paragraph(canvas, x, y, wide, text, size=theme.SMALL, colour=theme.INK_SOFT) + 6
        for goal in level.objectives:
            bound = goal.at_least if goal.at_least is not None else goal.at_most or 0.0
            shown = say(MEASURES[goal.metric].show(bound))
            text = (
                say("at least {value}", value=shown)
                if goal.at_least is not None
                else say("at most {value}", value=shown)
            )
            line = say("{goal}: {target} ({worth})", goal=say(goal.title), target=text, worth=bounds.worth(goal))
            canvas.circle(x + 4, y + 9, 3, theme.INK_SOFT)
            y = ui.paragraph(canvas, x + 16, y, wide - 16, line, size=theme.SMALL) + 3
        named = [say(LEVERS[name].title) for name in level.unlocked if name in LEVERS]
        if 0 < len(named) <= 12:
            text = say("In your hands: {levers}.", levers=", ".join(named))
            y = ui.paragraph(canvas, x, y, wide, text, size=theme.SMALL, colour=theme.INK_SOFT) + 8
        return y + 8

    def _best(self, level: Level) -> str:
        earned = self._stars[level.name]
        if not most(level):
            return say("Nothing to win here.")
        if earned is None:
            return say("Not played to the end yet.")
        return count("Your best: {got} of {n} star.", "Your best: {got} of {n} stars.", most(level), got=earned)
