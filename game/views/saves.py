"""Saved runs: save under a name, go on with any, throw one away; and always which is which."""

from __future__ import annotations

from typing import Literal

from game.views import art, icons, theme, widgets
from game.views.canvas import Canvas, Rect
from game.views.cover import shade
from game.views.decided import in_words
from game.views.inputs import Input, Key, Text
from game.views.lettering import fit, middle
from game.views.playing import Foyer, Playing, Saved
from game.views.scene import Pop, Reset, Turn
from game.views.ui import Ui
from game.views.when import moment
from game.views.words import count, say
from sim.clock import WEEK

ROW = 58.0
Asked = Literal["overwrite", "discard"]


class Saves:
    """The list; over a run in play also the field for a name."""

    def __init__(self, foyer: Foyer, playing: Playing | None = None) -> None:
        self._foyer = foyer
        self._playing = playing
        self._runs = foyer.saves()
        self._name = foyer.name_for(playing) if playing else ""
        self._said = ""
        """What came of it."""
        self._asked: tuple[Asked, Saved] | None = None
        """What must be said yes to first."""
        self._ui = Ui()
        self._ui.focus = "save" if self._can_save else "load 0" if self._runs else "back"

    @property
    def pace(self) -> int:
        """Nothing moves."""
        return 0

    @property
    def _can_save(self) -> bool:
        """A run that is still being replayed isn't all there yet."""
        return self._playing is not None and (self._playing.catching_up is None or self._playing.rewinding)

    def on_input(self, happened: Input) -> Turn | None:
        """Escape says no, or goes back."""
        if isinstance(happened, Key) and happened.name == "escape" and not self._ui.uses(happened):
            if self._asked is None:
                return Pop()
            self._no()
            return None
        if isinstance(happened, Text) and self._ui.typing is None and self._can_save and self._asked is None:
            if happened.text.strip():  # whoever just types means the name
                self._ui.type_into("name", happened.text)
                self._rename(happened.text)
            return None
        return self._ui.take(happened)

    # --- what can be done ---------------------------------------------------------------------------------------

    def _rename(self, name: str) -> None:
        self._name, self._said = name, ""

    def _named(self) -> None:
        """Enter after the name: the button that saves is pressed."""
        self._ui.focus = "save"
        self._save()

    def _save(self) -> None:
        """Save, if that overwrites nothing; else ask."""
        over = self._foyer.taken(self._name)
        if over is not None:
            self._ask("overwrite", over)
        else:
            self._write(self._name)

    def _write(self, name: str) -> None:
        if self._playing is None:
            return
        wrong = self._foyer.save_as(self._playing, name)
        self._said = wrong or say("Saved.")
        self._runs = self._foyer.saves()

    def _ask(self, what: Asked, run: Saved) -> None:
        self._asked, self._said = (what, run), ""
        self._ui.focus_on("no")

    def _no(self) -> None:
        self._asked = None
        self._ui.focus_on("back")

    def _yes(self) -> None:
        if self._asked is None:
            return
        what, run = self._asked
        if what == "overwrite":
            self._write(run.name)
        else:
            self._foyer.discard(run.key)
            self._runs, self._said = self._foyer.saves(), say("Thrown away.")
        self._no()

    def _load(self, run: Saved) -> Turn | None:
        from game.views.play import Play

        playing = self._foyer.load(run.key)
        if playing is None:
            self._runs, self._said = self._foyer.saves(), say("It can't be read any more.")
            return None
        return Reset(Play(self._foyer, playing))  # of a finished run, it leads on to the debrief by itself

    # --- picture ------------------------------------------------------------------------------------------------

    def draw(self, canvas: Canvas) -> None:
        """Heading, the name if there is something to save, the list, and over it what is asked."""
        ui = self._ui
        width, height = canvas.size
        with ui.picture(canvas):
            canvas.clear(theme.PAPER)
            wide = min(900.0, width - 32)
            x = (width - wide) / 2
            widgets.button(ui, canvas, Rect(x, 18, 84, 36), say("Back"), Pop, key="back")
            head = say("Save or load") if self._playing else say("Saved runs")
            middle(canvas, x + 104, 36, head, size=28, colour=theme.INK, weight="title")
            room = wide - 124 - canvas.measure(head, size=28, weight="title")[0]
            said = fit(canvas, self._said, room, size=theme.BODY)
            middle(canvas, x + wide, 37, said, size=theme.BODY, colour=theme.ACCENT, weight="bold", align="right")
            y = 70.0
            if self._can_save and self._playing:
                y = self._draw_name(ui, canvas, Rect(x, y, wide, 74), self._playing)
            self._draw_list(ui, canvas, Rect(x, y, wide, height - y - 14))
            if self._asked:
                self._draw_question(ui, canvas, *self._asked)

    def _draw_name(self, ui: Ui, canvas: Canvas, box: Rect, playing: Playing) -> float:
        canvas.rect(box, theme.CARD, line=theme.LINE, radius=12)
        facts = facts_of(playing.level.title, playing.frame.time, len(playing.decisions))
        facts = fit(canvas, say("This run: {facts}", facts=facts), box.w - 32, size=theme.SMALL)
        canvas.text(box.x + 16, box.y + 8, facts, size=theme.SMALL, colour=theme.INK_SOFT)
        field = Rect(box.x + 14, box.y + 32, box.w - 150, 32)
        widgets.search(ui, canvas, field, self._name, self._rename, key="name", hint=say("A name"), icon=icons.flag,
                       tip=say("Type a name; Enter saves."), enter=self._named)  # fmt: skip
        save = Rect(box.right - 126, box.y + 30, 112, 36)
        widgets.button(ui, canvas, save, say("Save"), self._save, key="save", style="strong")
        return box.bottom + 12

    def _draw_list(self, ui: Ui, canvas: Canvas, box: Rect) -> None:
        if not self._runs:
            text = say("Nothing is saved yet. A run that you leave saves itself; it will stand here.")
            high = min(200.0, box.h - 90)
            y = box.y + 12
            if high >= 60:
                wide = high * art.EMPTY_SHAPE
                art.draw(canvas, art.NO_SAVES, Rect(box.x + (box.w - wide) / 2, y, wide, high))
                y += high + 14
            across = min(520.0, box.w - 8)
            ui.paragraph(canvas, box.x + (box.w - across) / 2, y, across, text, colour=theme.INK_SOFT)
            return
        with ui.scroll(canvas, box, len(self._runs) * ROW, key="saves") as top:
            for n, run in enumerate(self._runs):
                self._draw_run(ui, canvas, Rect(box.x, top + n * ROW, box.w - 12, ROW - 8), n, run)

    def _draw_run(self, ui: Ui, canvas: Canvas, row: Rect, n: int, run: Saved) -> None:
        """Name, level and moment, stars, date, and what can be done with it."""
        canvas.rect(row, theme.CARD, line=theme.LINE, radius=8)
        trash = Rect(row.right - 40, row.y + 10, 30, 30)
        load = Rect(trash.x - 86, row.y + 9, 78, 32)
        able = not run.problem
        right = load.x - 12
        # A date as every country can read it, in the machine's own time.
        date = run.when.strftime("%Y-%m-%d %H:%M")
        canvas.text(right, row.y + 26, date, size=theme.TINY, colour=theme.INK_SOFT, align="right")
        side = canvas.measure(date, size=theme.TINY)[0]
        if run.stars is not None and able:
            for k in range(run.stars):
                icons.star(canvas, right - 7 - k * 17, row.y + 15, 7, theme.YELLOW)
            if not run.stars:
                text = say("no star")
                canvas.text(right, row.y + 7, text, size=theme.TINY, colour=theme.INK_SOFT, align="right")
        x, wide = row.x + 16, right - side - row.x - 32
        title = run.name
        if not title:
            icons.step(canvas, x + 6, row.y + 15, 5, theme.ORANGE)
            x, wide, title = x + 20, wide - 20, say("Saved by itself")
        ink = theme.INK if run.name else theme.ink(theme.ORANGE)
        title = fit(canvas, title, wide, size=theme.BODY, weight="bold")
        canvas.text(x, row.y + 5, title, size=theme.BODY, colour=ink, weight="bold")
        text = run.problem or facts_of(run.level, run.time, run.decisions, run.weeks)
        ink = theme.BAD if run.problem else theme.INK_SOFT
        short = fit(canvas, text, wide, size=theme.SMALL)
        canvas.text(x, row.y + 26, short, size=theme.SMALL, colour=ink)
        tip = text if short != text else ""
        if run.last is not None:  # by it two runs of a level are told apart
            last = say("last: {what}", what=in_words(run.last))
            left = canvas.measure(title, size=theme.BODY, weight="bold")[0] + 14
            if left + canvas.measure(last, size=theme.SMALL)[0] <= wide:
                canvas.text(x + left, row.y + 7, last, size=theme.SMALL, colour=theme.INK_SOFT)
            else:
                tip = f"{text}\n{last}"
        if tip:
            ui.spot(f"facts {n}", Rect(x, row.y, wide, row.h), tip=tip, focus=False)
        do = lambda: self._load(run)
        widgets.button(ui, canvas, load, say("Load"), do, key=f"load {n}", enabled=able, tip=tip, size=theme.SMALL)
        ask = lambda: self._ask("discard", run)
        tip = say("Throw it away")
        widgets.button(ui, canvas, trash, "", ask, key=f"discard {n}", style="quiet", icon=icons.cross, tip=tip)

    def _draw_question(self, ui: Ui, canvas: Canvas, what: Asked, run: Saved) -> None:
        """What would be lost, in so many words."""
        width, height = canvas.size
        shade(ui, canvas)
        wide = min(520.0, width - 24)
        box = Rect((width - wide) / 2, max(8.0, height / 2 - 110), wide, 200)
        canvas.rect(box, theme.CARD, radius=12)
        head = say("Overwrite a saved run?") if what == "overwrite" else say("Throw a saved run away?")
        head = fit(canvas, head, wide - 48, size=22, weight="title")
        canvas.text(box.x + 24, box.y + 16, head, size=22, colour=theme.INK, weight="title")
        facts = run.problem or facts_of(run.level, run.time, run.decisions, run.weeks)
        lost = say("Lost: {name}. {facts}", name=run.name or say("Saved by itself"), facts=facts)
        y = ui.paragraph(canvas, box.x + 24, box.y + 54, wide - 48, lost, most=2)
        if what == "overwrite" and self._playing:
            now = facts_of(self._playing.level.title, self._playing.frame.time, len(self._playing.decisions))
            ui.paragraph(canvas, box.x + 24, y + 2, wide - 48, say("Instead: {facts}", facts=now), most=2)
        no = Rect(box.right - 24 - 150, box.bottom - 56, 150, 40)
        widgets.button(ui, canvas, no, say("Leave it"), self._no, key="no", style="strong")
        yes = Rect(no.x - 162, box.bottom - 56, 150, 40)
        text = say("Overwrite") if what == "overwrite" else say("Throw away")
        widgets.button(ui, canvas, yes, text, self._yes, key="yes", style="warm")


def facts_of(level: str, time: float, decisions: int, weeks: int = 0) -> str:
    """Which run it is, in a line."""
    taken = count("one decision", "{n} decisions", decisions) if decisions else say("nothing decided")
    level = say(level)
    if weeks and time >= weeks * WEEK:
        return say("{level}, finished, {taken}", level=level, taken=taken)
    if weeks:
        return count(
            "{level}, {when} of {n} week, {taken}",
            "{level}, {when} of {n} weeks, {taken}",
            weeks,
            level=level,
            when=moment(time),
            taken=taken,
        )
    return say("{level}, {when}, {taken}", level=level, when=moment(time), taken=taken)
