"""The title: the town that holds, and on a sheet before it the name of the game and the ways in."""

from __future__ import annotations

from dataclasses import dataclass
from math import sin

from game.views import art, theme, widgets
from game.views.canvas import Canvas, Rect
from game.views.inputs import Input, Key, Text, Tick
from game.views.keys import Act, KeyMap, bindings
from game.views.leave import Leave
from game.views.lettering import LEADING, fit, middle
from game.views.playing import Foyer
from game.views.scene import Push, Quit, Reset, Turn
from game.views.ui import Do, Ui
from game.views.when import day_title
from game.views.widgets import Style
from game.views.words import count, say
from sim.clock import DAY
from sim.words import later

ANNOUNCEMENTS = later((
    "Your call is important to us.",
    "All our CSRs are busy helping others to hold.",
    "You are caller number 10,317.",
    "Did you know? You can find none of this online.",
    "This call may be recorded. It may not be resolved.",
    "Please hold. Please hold. Please hold.",
    "For the same options again, press nine.",
))  # fmt: skip
READ_S = 4.5
SHUFFLE_S = 9.0
"""Seconds after which one more has been served."""
SANDBOX = "sandbox"
PAD = 22.0
STEP, LEAST_STEP = 47.0, 33.0
"""From one button to the next."""
TALL = 74.0
"""Of the button that leads back to a run, where there is room to show it."""
LAMP_STEPS = 6
"""As many shades of a lamp between off and on."""


@dataclass(frozen=True, slots=True)
class Way:
    """A way in, or out."""

    key: str
    text: str
    do: Do
    style: Style = "plain"
    tip: str = ""


class Title:
    """The first screen."""

    def __init__(self, foyer: Foyer) -> None:
        self._foyer = foyer
        self._ui = Ui()
        self._real_s = 0.0
        self._unfinished = foyer.unfinished()
        self._sandbox = next((level for level in foyer.levels() if level.name == SANDBOX), None)
        self._sensible = "continue" if self._unfinished else "play"
        self._ui.focus = self._sensible

    @property
    def pace(self) -> int:
        """Lamps glow slowly, if anything may move."""
        return 1 if self._foyer.settings.calm else 8

    def on_input(self, happened: Input) -> Turn | None:
        """Escape asks whether to leave."""
        if isinstance(happened, Tick):
            self._real_s += happened.elapsed_s
        if isinstance(happened, Key) and happened.name == "escape":
            return Push(Leave(self))
        if isinstance(happened, Key) and happened.name == "enter" and self._ui.find(self._ui.focus) is None:
            self._ui.focus = self._sensible  # a click beside everything has taken it away
        if isinstance(happened, Key | Text) and KeyMap(bindings()).act(happened) is Act.SETTINGS:
            return self._options()
        return self._ui.take(happened)

    # --- where it leads -----------------------------------------------------------------------------------------

    def _choose(self) -> Turn:
        from game.views.choose import Choose

        return Push(Choose(self._foyer))

    def _play_in_sand(self) -> Turn | None:
        from game.views.brief import Brief

        return Push(Brief(self._foyer, self._sandbox)) if self._sandbox else None

    def _go_on(self) -> Turn:
        from game.views.play import Play

        return Reset(Play(self._foyer, self._foyer.go_on()))

    def _saves(self) -> Turn:
        from game.views.saves import Saves

        return Push(Saves(self._foyer))

    def _options(self) -> Turn:
        from game.views.options import Options

        return Push(Options(self._foyer))

    def _help(self) -> Turn:
        from game.views.help import Help

        return Push(Help(self))

    def _ways(self) -> list[Way]:
        ways = []
        if self._unfinished:
            run = self._unfinished
            text = say("Continue: {title}, {day}", title=say(run.level.title), day=day_title(run.day * DAY))
            ways.append(Way("continue", text, self._go_on, "strong", self._where()))
        ways.append(Way("play", say("Campaign"), self._choose, "plain" if self._unfinished else "strong"))
        if self._sandbox:
            ways.append(Way("sandbox", say("Sandbox"), self._play_in_sand, tip=say(self._sandbox.idea)))
        ways.append(Way("saves", say("Load a run"), self._saves))
        ways.append(Way("options", say("Settings"), self._options))
        ways.append(Way("keys", say("Keys and mouse"), self._help))
        ways.append(Way("quit", say("Hang up"), Quit))
        return ways

    def _where(self) -> str:
        """Where the run stands that can be continued."""
        run = self._unfinished
        if run is None:
            return ""
        taken = count("one decision", "{n} decisions", run.decisions) if run.decisions else say("nothing decided")
        day, weeks = day_title(run.day * DAY), run.level.weeks
        return count("{day} of {n} week, {taken}", "{day} of {n} weeks, {taken}", weeks, day=day, taken=taken)

    # --- picture ------------------------------------------------------------------------------------------------

    def draw(self, canvas: Canvas) -> None:
        """The town, and the sheet before it."""
        ui = self._ui
        width, height = canvas.size
        with ui.picture(canvas):
            canvas.clear(theme.PAPER)
            town = self._draw_town(canvas)
            edge = min(40.0, height * 0.035)
            ways = self._ways()
            size = min(74.0, max(38.0, height * 0.105))
            fixed = 2 * PAD * 0.7 + size * 1.22 + 2 * 17 * LEADING + 8 + theme.TINY * 1.5
            room = height - 2 * edge - fixed
            columns = 1 if len(ways) * LEAST_STEP <= room else 2
            lead = int(columns == 2 and self._unfinished is not None)  # the way back has a line to itself
            rows = lead + -(-(len(ways) - lead) // columns)
            step = min(STEP, max(LEAST_STEP, room / rows))
            tall = TALL if self._unfinished and columns == 1 and (rows - 1) * step + TALL + 6 <= room else step
            wide = min(width - 2 * edge, max(330.0, min(430.0, width * 0.34)) if columns == 1 else 540.0)
            high = fixed + (rows - 1) * step + tall
            sheet = Rect(max(edge, width * 0.04), (height - high) * 0.42, wide, high)
            sheet = sheet if sheet.right <= width - edge else Rect(edge, sheet.y, wide, high)
            canvas.rect(Rect(sheet.x + 4, sheet.y + 6, sheet.w, sheet.h), theme.SHADOW, radius=16)
            canvas.rect(sheet, theme.CARD, line=theme.INK, width=2, radius=16)
            y = self._draw_name(ui, canvas, sheet, size)
            box = Rect(sheet.x + PAD, y, sheet.w - 2 * PAD, sheet.bottom - y)
            self._draw_ways(ui, canvas, box, ways, columns, step, tall)
            text = fit(canvas, say("Carrier, people and places are fictional."), box.w, size=theme.TINY)
            middle(canvas, box.x, sheet.bottom - PAD * 0.7 - 2, text, size=theme.TINY, colour=theme.INK_SOFT)
            self._draw_board(canvas, town, sheet)
            self._draw_complaints(ui, canvas, sheet)

    def _draw_town(self, canvas: Canvas) -> Rect:
        """The panorama over the whole window, cut at the left and above if it must be; where it hangs."""
        width, height = canvas.size
        wide = max(width, height * art.TITLE_SHAPE)
        high = wide / art.TITLE_SHAPE
        town = Rect(width - wide, height - high, wide, high)
        art.draw(canvas, art.TITLE, town)
        art.dim(canvas, Rect(0, 0, width, height))
        if not self._foyer.settings.calm:
            k = town.w / art.TITLE_WIDE
            for n, (x, y) in enumerate(art.LAMPS):
                glow = sin(self._real_s * (0.5 + 0.11 * (n % 4)) + n * 1.9)
                lit = round(max(0.0, glow) * LAMP_STEPS) / LAMP_STEPS
                if lit:
                    canvas.circle(town.x + x * k, town.y + y * k, art.LAMP * k, (*art.LIGHT, round(220 * lit)))
        return town

    def _draw_name(self, ui: Ui, canvas: Canvas, sheet: Rect, size: float) -> float:
        """The name and an announcement; the `y` below."""
        name, room = say("Please Hold"), sheet.w - 2 * PAD
        wide = canvas.measure(name, size=size, weight="title")[0]
        lettering = size * min(1.0, room / wide)
        canvas.text(sheet.x + PAD, sheet.y + PAD * 0.4, name, size=lettering, colour=theme.INK, weight="title")
        y = sheet.y + PAD * 0.7 + size * 1.22
        text = say(ANNOUNCEMENTS[int(self._real_s / READ_S) % len(ANNOUNCEMENTS)])
        ui.paragraph(canvas, sheet.x + PAD + 2, y, room - 2, text, size=17, colour=theme.INK_SOFT, most=2)
        return y + 2 * 17 * LEADING + 8

    def _draw_ways(
        self, ui: Ui, canvas: Canvas, box: Rect, ways: list[Way], columns: int, step: float, tall: float
    ) -> None:
        lead = columns == 2 and self._unfinished is not None
        narrow = (box.w - 10 * (columns - 1)) / columns
        column, y = 0, box.y
        for n, way in enumerate(ways):
            high = tall if n == 0 else step
            wide = box.w if lead and n == 0 else narrow
            at = Rect(box.x + column * (wide + 10), y, wide, high - min(8.0, step * 0.16))
            if tall > step and way.key == "continue":
                self._draw_continue(ui, canvas, at, way)
            else:
                text = fit(canvas, way.text, wide - 20, size=17, weight="bold")
                tip = way.tip if text == way.text else f"{way.text}. {way.tip}".strip()
                widgets.button(ui, canvas, at, text, way.do, key=way.key, style=way.style, tip=tip, size=17)
            column += 1
            if at.right > box.right - 1:
                column, y = 0, y + high

    def _draw_continue(self, ui: Ui, canvas: Canvas, at: Rect, way: Way) -> None:
        """The run that was left last, with its picture and where it stands."""
        run = self._unfinished
        if run is None:
            return
        widgets.button(ui, canvas, at, "", way.do, key=way.key, style=way.style)
        # The button has the colour of its state; what is written on it can be read on each of them.
        ground = theme.INK if ui.pressed == way.key and ui.hot == way.key else theme.ACCENT
        plate = art.card(canvas, art.level(run.level.name), at.x + 8, at.y + 7, (at.h - 14) * art.CARD_SHAPE)
        x = plate.right + 12
        room = at.right - 10 - x
        text = say("Continue: {title}", title=say(run.level.title))
        text = fit(canvas, text, room, size=17, weight="bold")
        middle(canvas, x, at.y + at.h * 0.34, text, size=17, colour=theme.on(ground), weight="bold")
        text = fit(canvas, self._where(), room, size=theme.SMALL)
        middle(canvas, x, at.y + at.h * 0.7, text, size=theme.SMALL, colour=theme.on(ground))

    def _draw_board(self, canvas: Canvas, town: Rect, sheet: Rect) -> None:
        """Who is being served, on the board over the stall."""
        k = town.w / art.TITLE_WIDE
        board = Rect(town.x + art.BOARD.x * k, town.y + art.BOARD.y * k, art.BOARD.w * k, art.BOARD.h * k)
        if board.x < sheet.right or board.h < 16 or not art.there(art.TITLE):
            return
        text = say("Now serving {n} of {all:,}", all=10_317, n=4 + int(self._real_s / SHUFFLE_S))
        size = board.h * 0.54
        text = fit(canvas, text, board.w - 10, size=size, weight="bold")
        middle(canvas, *board.centre, text, size=size, colour=art.LIGHT, weight="bold", align="centre")

    def _draw_complaints(self, ui: Ui, canvas: Canvas, sheet: Rect) -> None:
        """What is wrong with the settings that were kept, beside the sheet or below; as much as there is room for."""
        lines = self._foyer.complaints()
        if not lines:
            return
        width, height = canvas.size
        room = Rect(sheet.right + 16, 12, width - sheet.right - 28, height - 24)
        if room.w < 220:
            room = Rect(12, sheet.bottom + 4, width - 24, height - sheet.bottom - 8)
        wide = min(420.0, room.w)
        wrapped = [ui.wrap(canvas, line, wide - 24, size=theme.SMALL) for line in lines]
        text = [
            fit(canvas, line, wide - 24, size=theme.SMALL) for lines in wrapped for line in lines
        ]  # a path is one word
        text = text[: max(0, int((room.h - 16) / (theme.SMALL * LEADING)))]
        if not text:
            return
        box = Rect(room.right - wide, room.y, wide, 16 + len(text) * theme.SMALL * LEADING)
        canvas.rect(box, theme.CARD, line=theme.BAD, width=1.5, radius=8)
        for n, line in enumerate(text):
            y = box.y + 8 + n * theme.SMALL * LEADING
            canvas.text(box.x + 12, y, line, size=theme.SMALL, colour=theme.ink(theme.BAD))
