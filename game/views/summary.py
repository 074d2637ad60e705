"""The debrief at a level's end, in pages: the result, your decisions, the people, what to talk about.

Rules of this file: it is the screen, `game.views.debrief` the pages; only the one that is looked at does any work.
"""

from __future__ import annotations

from game.views import art, goals, icons, theme, widgets
from game.views.canvas import Canvas, Rect
from game.views.debrief.people import People
from game.views.debrief.result import Result
from game.views.debrief.sheet import KEY
from game.views.debrief.taken import Taken
from game.views.debrief.talk import Talk
from game.views.inputs import Input, Key, Text, Tick
from game.views.keys import Act, KeyMap, bindings
from game.views.lettering import fit, middle
from game.views.playing import Foyer, Playing
from game.views.scene import Push, Reset, Turn
from game.views.ui import Ui
from game.views.why import Why
from game.views.words import say
from sim.frames import Frame
from sim.run.look import stars

LOW = 520.0
"""Below this height there is less of a heading."""
PEOPLE = 2
"""Number of the page that needs another run."""


class Summary:
    """The last screen of a run."""

    def __init__(self, foyer: Foyer, playing: Playing) -> None:
        self._foyer = foyer
        self._playing = playing
        self._ui = Ui()
        self._ui.focus = "again"
        self._frame: Frame = playing.frame
        self._stars = stars(self._frame.objectives)
        self._page = 0
        self._people = People(foyer, playing)
        self._pages = (
            Result(playing, self._frame, self._stars, self._ask),
            Taken(playing, self._frame, self._ask),
            self._people,
            Talk(playing.level),
        )
        foyer.award(playing.level.name, self._stars)
        foyer.keep(playing)

    @property
    def pace(self) -> int:
        """Pictures only while the other run is on its way."""
        return 30 if self._page == PEOPLE and self._people.busy else 0

    def on_input(self, happened: Input) -> Turn | None:
        """Escape goes to the title; figures and page keys turn the pages, the key for Why asks."""
        if isinstance(happened, Tick) and self._page == PEOPLE:
            self._people.work()
        if isinstance(happened, Key) and happened.name == "escape":
            return self._title()
        if isinstance(happened, Text) and happened.text in ("1", "2", "3", "4"):
            self._turn(int(happened.text) - 1)
        if isinstance(happened, Key | Text) and KeyMap(bindings()).act(happened) is Act.WHY:
            return self._why()
        return self._ui.take(happened)

    def _why(self) -> Turn:
        """About what is pointed at or has the focus, else about the first goal that isn't met, as in play."""
        asked = self._ui.why
        return (asked() if asked else None) or self._ask(goals.in_question(self._frame))

    def _turn(self, page: int) -> None:
        self._page = page
        self._ui.scroll_to(KEY, 0.0)

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
        return Push(Why(self._playing, metric, self._people.tape, day=day))

    def _timeline(self) -> Turn:
        from game.views.timeline import Timeline

        return Push(Timeline(self._foyer, self._playing))

    # --- picture ----------------------------------------------------------------------------------------------

    def draw(self, canvas: Canvas) -> None:
        """Heading, tabs, the page, and where to go next."""
        ui = self._ui
        width, height = canvas.size
        with ui.picture(canvas):
            canvas.clear(theme.PAPER)
            wide = min(1180.0, width - min(48.0, width * 0.04))
            x = (width - wide) / 2
            y = self._draw_head(canvas, x, wide, low=height < LOW)
            names = [page.title() for page in self._pages]
            tabs = Rect(x, y, wide, 36)
            widgets.tabs(ui, canvas, tabs, names, self._page, self._turn, key="debrief", size=theme.BODY)
            foot = height - (74 if height >= LOW else 58)
            body = Rect(x, tabs.bottom + 10, wide, foot - tabs.bottom - 16)
            self._pages[self._page].draw(ui, canvas, body)
            self._draw_foot(ui, canvas, Rect(x, foot, wide, height - foot))

    def _draw_head(self, canvas: Canvas, x: float, wide: float, *, low: bool) -> float:
        """Picture, level, verdict, stars; the `y` below."""
        level = self._playing.level
        most = sum(goal.stars for goal in self._frame.objectives)
        r, step = (13.0, 32.0) if low else (20.0, 48.0)
        for n in range(most):
            full = n < self._stars
            at = x + wide - r - 2 - (most - 1 - n) * step
            icons.star(canvas, at, 26 if low else 48, r, theme.YELLOW if full else theme.INK_SOFT, full=full)
        room = wide - most * step - 16
        if low:
            title = fit(canvas, say(level.title), room, size=26, weight="title")
            middle(canvas, x, 25, title, size=26, colour=theme.INK, weight="title")
            return 46.0
        plate = art.card(canvas, art.level(level.name), x, 14, 118)
        left = plate.right + 18
        title = fit(canvas, say(level.title), room - 136, size=36, weight="title")
        canvas.text(left, 12, title, size=36, colour=theme.INK, weight="title")
        verdict = fit(canvas, self._verdict(most), room - 136, size=17)
        canvas.text(left + 2, 60, verdict, size=17, colour=theme.INK_SOFT)
        return 94.0

    def _verdict(self, most: int) -> str:
        if not most:
            return say("The lines are closed. Nobody had set you a goal; what was yours?")
        if self._stars == most:
            return say("Everything reached. Somebody will want to know how.")
        if self._stars:
            return say("The lines are closed. Part of it is reached.")
        missed = next((goal.title for goal in self._frame.objectives if goal.must and not goal.met), "")
        if missed:
            return say("Lost: “{goal}” had to be reached, and was not.", goal=say(missed))
        return say("The lines are closed. Nothing of what was asked is reached.")

    def _draw_foot(self, ui: Ui, canvas: Canvas, box: Rect) -> None:
        """Where to go next."""
        canvas.rect(Rect(0, box.y, canvas.size[0], 1), theme.LINE)
        y, high = box.y + (14 if box.h > 70 else 9), 46.0 if box.h > 70 else 40.0
        step = min(1.0, box.w / 720)  # four of them, on narrow windows too
        again = Rect(box.right - 220 * step, y, 220 * step, high)
        other = Rect(again.x - 190 * step, y, 180 * step, high)
        what_if = Rect(other.x - 138 * step, y, 128 * step, high)
        title = Rect(box.x, y, 110 * step, high)

        def words(text: str, rect: Rect) -> str:
            return fit(canvas, text, rect.w - 12, size=17, weight="bold")

        text = words(say("Play it again"), again)
        widgets.button(ui, canvas, again, text, self._again, key="again", style="strong", size=17)
        text = words(say("Another level"), other)
        widgets.button(ui, canvas, other, text, self._other, key="other", size=17)
        tip = say("Go back to any day, or change one decision and see whose fate flips.")
        text = words(say("What if?"), what_if)
        widgets.button(ui, canvas, what_if, text, self._timeline, key="time line", tip=tip, size=17)
        widgets.button(ui, canvas, title, words(say("Title"), title), self._title, key="title", size=17)
