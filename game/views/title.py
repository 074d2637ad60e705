"""The title: the name of the game, a line of people who hold, and the way in."""

from __future__ import annotations

from math import cos, pi, sin

from game.views import theme, widgets
from game.views.canvas import Canvas, Colour, Rect
from game.views.inputs import Input, Key, Text, Tick
from game.views.keys import Act, KeyMap, bindings
from game.views.lettering import LEADING, fit, middle
from game.views.playing import Foyer
from game.views.scene import Push, Quit, Reset, Turn
from game.views.theme import mix
from game.views.ui import Do, Ui
from game.views.widgets import Style
from game.views.words import say
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
"""Seconds after which the line moves up by one."""
COATS: tuple[theme.Hue, ...] = ("BLUE", "ORANGE", "GREEN", "PURPLE", "RED", "SKY", "YELLOW", "INK_SOFT")
SKINS: tuple[Colour, ...] = ((238, 205, 176), (205, 158, 122), (150, 104, 76), (226, 186, 152), (112, 76, 56))


class Title:
    """The first screen."""

    def __init__(self, foyer: Foyer) -> None:
        self._foyer = foyer
        self._ui = Ui()
        self._real_s = 0.0
        self._unfinished = foyer.unfinished()
        self._sensible = "continue" if self._unfinished else "play"
        self._ui.focus = self._sensible

    @property
    def pace(self) -> int:
        """Who stands there sways slowly; when the line moves up, it walks."""
        return 1 if self._foyer.settings.calm else 24 if self._glide > 0 else 10

    @property
    def _glide(self) -> float:
        """How far the line has come to its next place, 0 to 1."""
        shuffle = self._real_s / SHUFFLE_S
        if self._foyer.settings.calm:
            return 0.0
        return min(1.0, max(0.0, (shuffle - int(shuffle) - 0.82) / 0.18))

    def on_input(self, happened: Input) -> Turn | None:
        """Escape leaves."""
        if isinstance(happened, Tick):
            self._real_s += happened.elapsed_s
        if isinstance(happened, Key) and happened.name == "escape":
            return Quit()
        if isinstance(happened, Key) and happened.name == "enter" and self._ui.find(self._ui.focus) is None:
            self._ui.focus = self._sensible  # a click beside everything has taken it away
        if isinstance(happened, Key | Text) and KeyMap(bindings()).act(happened) is Act.SETTINGS:
            return self._options()
        return self._ui.take(happened)

    def _choose(self) -> Turn:
        from game.views.choose import Choose

        return Push(Choose(self._foyer))

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

    def draw(self, canvas: Canvas) -> None:
        """Name, announcement, line of people, buttons."""
        ui = self._ui
        width, height = canvas.size
        with ui.picture(canvas):
            canvas.clear(theme.PAPER)
            floor = height - min(150.0, height * 0.2)
            self._draw_street(canvas, width, height, floor)
            left = max(40.0, width * 0.08)
            top = height * 0.08
            size = min(92.0, height * 0.14)
            canvas.text(left, top, say("Please Hold"), size=size, colour=theme.INK, weight="title")
            y = top + size * 1.3
            text = say(ANNOUNCEMENTS[int(self._real_s / READ_S) % len(ANNOUNCEMENTS)])
            canvas.text(left + 3, y, text, size=22, colour=theme.INK_SOFT)
            self._draw_buttons(ui, canvas, Rect(left, y + 44, width - left - 24, floor - 214 - y))
            self._draw_complaints(ui, canvas, Rect(24, floor + 12, width - 48, height - floor - 40))
            middle(
                canvas,
                width - 24,
                height - 22,
                say("Carrier, people and places are fictional."),
                size=theme.TINY,
                colour=theme.INK_SOFT,
                align="right",
            )

    def _draw_complaints(self, ui: Ui, canvas: Canvas, room: Rect) -> None:
        """What is wrong with the settings that were kept; as much as there is room for."""
        y = room.y
        for line in self._foyer.complaints():
            lines = ui.wrap(canvas, line, room.w, size=theme.SMALL)
            if y + len(lines) * theme.SMALL * LEADING > room.bottom:
                return
            y = ui.paragraph(canvas, room.x, y, room.w, line, size=theme.SMALL, colour=theme.ink(theme.BAD))

    def _draw_buttons(self, ui: Ui, canvas: Canvas, room: Rect) -> None:
        rows: list[tuple[str, str, Do, Style, str]] = []
        if self._unfinished:
            run = self._unfinished
            text = say("Continue: {title}, week {n}", title=say(run.level.title), n=run.day // 7 + 1)
            rows.append(("continue", text, self._go_on, "strong", ""))
        rows.append(("play", say("Choose a level"), self._choose, "plain" if self._unfinished else "strong", ""))
        rows.append(("saves", say("Saved runs"), self._saves, "plain", ""))
        rows.append(("options", say("Settings"), self._options, "plain", ""))
        rows.append(("keys", say("Keys and mouse"), self._help, "plain", ""))
        rows.append(("quit", say("Hang up"), Quit, "plain", ""))
        columns = 2 if room.h < 35 * len(rows) - 60 else 1  # over the heads of those who wait, if it must be
        step = min(54.0, max(35.0, room.h / -(-len(rows) // columns)))
        for n, (key, text, do, style, tip) in enumerate(rows):
            most = (room.w - 10 * (columns - 1)) / columns
            text = fit(canvas, text, most - 24, size=17, weight="bold")
            wide = min(most, max(260.0, canvas.measure(text, size=17, weight="bold")[0] + 48))
            box = Rect(room.x + n % columns * (most + 10), room.y + n // columns * step, wide, max(30.0, step - 10))
            widgets.button(ui, canvas, box, text, do, key=key, style=style, tip=tip, size=17)

    def _draw_street(self, canvas: Canvas, width: float, height: float, floor: float) -> None:
        """The line, and the one desk that is open."""
        canvas.rect(Rect(0, floor, width, height - floor), theme.PAPER_DEEP)
        canvas.rect(Rect(0, floor, width, 2), theme.INK)
        unit = min(1.35, height / 720)
        desk = width - 190 * unit
        self._draw_desk(canvas, desk, floor, unit)
        # A cord runs from the desk over everybody's head, curled where it hangs.
        first = 96 * unit
        shuffle, glide = int(self._real_s / SHUFFLE_S), self._glide
        step = 62 * unit
        n, x = 0, desk - first + step * glide
        while x > -step:
            person = n + shuffle
            self._draw_person(canvas, x, floor, unit, person, glide)
            n, x = n + 1, x - step

    def _draw_desk(self, canvas: Canvas, x: float, floor: float, unit: float) -> None:
        wood: Colour = (178, 132, 88)
        top = floor - 62 * unit
        # The CSR behind it, with a headset and a kind smile.
        head = floor - 106 * unit
        canvas.rect(Rect(x + 46 * unit, head + 16 * unit, 48 * unit, 50 * unit), theme.BLUE, radius=16 * unit)
        canvas.circle(x + 70 * unit, head, 19 * unit, SKINS[0])
        arc = [(x + 70 * unit + 22 * unit * cos(a), head + 22 * unit * sin(a)) for a in _angles(pi, 2 * pi)]
        canvas.lines(arc, theme.INK, width=3.4 * unit)
        canvas.rect(Rect(x + 45 * unit, head - 4 * unit, 8 * unit, 14 * unit), theme.INK, radius=3 * unit)
        canvas.circle(x + 63 * unit, head - 2 * unit, 2.2 * unit, theme.INK)
        canvas.circle(x + 76 * unit, head - 2 * unit, 2.2 * unit, theme.INK)
        smile = [
            (x + 69 * unit + 7 * unit * cos(a), head + 5 * unit + 5 * unit * sin(a))
            for a in _angles(0.15 * pi, 0.85 * pi)
        ]
        canvas.lines(smile, theme.INK, width=2 * unit)
        canvas.rect(Rect(x, top, 148 * unit, 62 * unit), wood, radius=4)
        canvas.rect(Rect(x - 8 * unit, top - 7 * unit, 164 * unit, 12 * unit), mix(wood, theme.INK, 0.25), radius=4)
        if unit >= 0.6:  # lower, the buttons need the room
            with theme.daylight():
                self._draw_board(canvas, x, floor, unit)
        plate = Rect(x + 24 * unit, top + 20 * unit, 100 * unit, 24 * unit)
        canvas.rect(plate, theme.CARD, radius=4)
        middle(canvas, *plate.centre, say("HANDLED"), size=13 * unit, colour=theme.GREEN, weight="bold", align="centre")

    def _draw_board(self, canvas: Canvas, x: float, floor: float, unit: float) -> None:
        """Who is being served, hanging from the ceiling."""
        board = Rect(x - 26 * unit, floor - 224 * unit, 200 * unit, 70 * unit)
        for leg in (board.x + 24 * unit, board.right - 24 * unit):
            canvas.rect(Rect(leg - 1.5, 0, 3, board.y), theme.INK_FAINT)
        canvas.rect(board, theme.INK, radius=8)
        middle(
            canvas,
            board.x + board.w / 2,
            board.y + 20 * unit,
            say("NOW SERVING"),
            size=14 * unit,
            colour=mix(theme.YELLOW, theme.CARD, 0.2),
            weight="bold",
            align="centre",
        )
        serving = say("{n} of 10,317", n=4 + int(self._real_s / SHUFFLE_S))
        middle(
            canvas,
            board.x + board.w / 2,
            board.y + 46 * unit,
            serving,
            size=24 * unit,
            colour=theme.CARD,
            weight="bold",
            align="centre",
        )

    def _draw_person(self, canvas: Canvas, x: float, floor: float, unit: float, n: int, glide: float) -> None:
        """One who holds: the phone at the ear, the weight on one foot."""
        tall = (74 + (n * 37) % 30) * unit
        wide = (30 + (n * 17) % 9) * unit
        coat, skin = theme.named(COATS[(n * 5) % len(COATS)]), SKINS[(n * 7) % len(SKINS)]
        sway = 0.0 if self._foyer.settings.calm else sin(self._real_s * 0.8 + n * 1.7) * 1.1 * unit
        lift = abs(sin(glide * pi * 2 + n)) * 3 * unit if 0 < glide < 1 else 0.0
        foot = floor - lift
        shoulder = foot - tall * 0.72
        for side in (-1, 1):
            leg = Rect(x + side * wide * 0.24 - 4 * unit, foot - tall * 0.32, 8 * unit, tall * 0.32)
            canvas.rect(leg, mix(coat, theme.INK, 0.62), radius=3 * unit)
        body = Rect(x - wide / 2 + sway * 0.4, shoulder, wide, tall * 0.5)
        canvas.rect(body, mix(coat, theme.PAPER, 0.12), radius=wide * 0.42)
        head_y = shoulder - 11 * unit
        canvas.circle(x + sway, head_y, 13 * unit, skin)
        hair = mix(theme.INK, coat, 0.25) if n % 3 else (222, 216, 206)
        cap = [
            (x + sway + 13.6 * unit * cos(a), head_y - 1.5 * unit + 13 * unit * sin(a))
            for a in _angles(1.02 * pi, 1.98 * pi)
        ]
        canvas.polygon(cap, hair)
        # The receiver, at the ear that faces the desk.
        ear = x + sway + 12 * unit
        canvas.rect(Rect(ear - 3 * unit, head_y - 7 * unit, 6.5 * unit, 18 * unit), theme.INK, radius=3 * unit)
        hand = [(x + wide * 0.3, shoulder + 14 * unit), (ear + 8 * unit, head_y + 16 * unit), (ear, head_y + 8 * unit)]
        canvas.lines(hand, mix(coat, theme.INK, 0.15), width=6 * unit)
        if n % 4 == 1:
            self._draw_thought(canvas, x + sway, head_y - 24 * unit, unit, n)

    def _draw_thought(self, canvas: Canvas, x: float, y: float, unit: float, n: int) -> None:
        """A clock, in a bubble."""
        canvas.circle(x - 4 * unit, y + 6 * unit, 2.4 * unit, theme.CARD, line=theme.LINE)
        canvas.circle(x, y - 12 * unit, 15 * unit, theme.CARD, line=theme.LINE, width=1.4)
        canvas.circle(x, y - 12 * unit, 8 * unit, line=theme.INK_SOFT, width=1.8)
        angle = n if self._foyer.settings.calm else self._real_s * 0.7 + n
        canvas.lines(
            [(x, y - 12 * unit), (x + 5.5 * unit * cos(angle), y - 12 * unit + 5.5 * unit * sin(angle))],
            theme.INK_SOFT,
            width=1.6,
        )


def _angles(start: float, end: float, pieces: int = 12) -> list[float]:
    return [start + (end - start) * n / pieces for n in range(pieces + 1)]
