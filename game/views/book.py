"""The policy book: six chapters of levers, what is being changed, what is on its way, and what each mends and breaks.

A change is first pencilled in (orange), then applied: so a slip of the wheel costs nothing, and several changes that
belong together are taken together.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from game.views import icons, theme
from game.views.canvas import Canvas, Rect
from game.views.playing import Playing
from game.views.widgets import Ui, fit, lines_high, middle, snap
from game.views.words import count, say
from sim.clock import DAY, stamp
from sim.decisions import Refused, Set
from sim.frames import Frame
from sim.levers import LEVERS, Chapter, Lever

PAD = 16.0
TABS = 34.0
HELP = 150.0
APPLY = 50.0


@dataclass(frozen=True, slots=True)
class Note:
    """What stands under a lever: words, and whether they are pencilled, on their way or a refusal."""

    text: str
    kind: str


def chapter_title(chapter: Chapter) -> str:
    """The chapter's name."""
    return {
        Chapter.PEOPLE: say("People"),
        Chapter.POWER: say("Power"),
        Chapter.PROCESS: say("Process"),
        Chapter.PRESSURE: say("Pressure"),
        Chapter.PROMISE: say("Promise"),
        Chapter.PERCEPTION: say("Perception"),
    }[chapter]


class Book:
    """The panel, and the changes pencilled into it."""

    def __init__(self, playing: Playing) -> None:
        self._playing = playing
        self._unlocked = frozenset(playing.level.unlocked)
        self._chapters = list(Chapter)
        first = next((LEVERS[name].chapter for name in playing.level.unlocked if name in LEVERS), Chapter.PEOPLE)
        self._chapter = self._chapters.index(first)
        self._pencilled: dict[str, float] = {}
        self._refused: dict[str, str] = {}
        self._shown = ""
        """The lever that the help is about."""

    @property
    def pencilled(self) -> dict[str, float]:
        """Changes not yet applied, by lever."""
        return dict(self._pencilled)

    # --- what the player does ---------------------------------------------------------------------------------

    def turn(self, by: int = 1) -> None:
        """Open the next chapter."""
        self._chapter = (self._chapter + by) % len(self._chapters)

    def show(self, ui: Ui, lever: str) -> None:
        """Open the chapter of `lever` and point at it."""
        if lever in LEVERS:
            self._chapter = self._chapters.index(LEVERS[lever].chapter)
            self._shown = lever
            if lever in self._unlocked:
                ui.focus_on(key_of(lever))

    def pencil(self, name: str, value: float) -> None:
        """Pencil a change in; the value in effect takes it out again."""
        lever = LEVERS[name]
        value = snap(value, lever.low, lever.high, lever.step)
        self._refused.pop(name, None)
        self._shown = name
        if value == self._standing(name):
            self._pencilled.pop(name, None)
        else:
            self._pencilled[name] = value

    def revert(self) -> None:
        """Take everything pencilled out again."""
        self._pencilled.clear()
        self._refused.clear()

    def apply(self, name: str | None = None) -> None:
        """Submit what is pencilled, or one lever of it. What is refused stays, with the reason."""
        for lever in [name] if name else list(self._pencilled):
            if lever not in self._pencilled:
                continue
            answer = self._playing.submit(Set(lever, self._pencilled[lever]))
            if isinstance(answer, Refused):
                self._refused[lever] = answer.reason
            else:
                del self._pencilled[lever]
                self._refused.pop(lever, None)

    def _standing(self, name: str) -> float:
        """What the lever will be if nothing more is done: a change on its way, or the value in effect."""
        frame = self._playing.frame
        for pending in frame.pending:
            if pending.lever == name:
                return pending.value
        return frame.book[name]

    # --- what he sees -----------------------------------------------------------------------------------------

    def draw(self, ui: Ui, canvas: Canvas, rect: Rect) -> None:
        """The whole panel."""
        frame = self._playing.frame
        content = (
            self._chapter,
            self._shown,
            tuple(self._pencilled.items()),
            tuple(self._refused.items()),
            tuple(frame.book.values()),
            tuple((pending, ceil((pending.due - frame.time) / DAY)) for pending in frame.pending),
            tuple((desk.joining, desk.in_training) for desk in frame.desks),
        )
        ui.panel(canvas, "book", content, rect, lambda inner: self._draw(ui, inner, rect), ground=theme.CARD)

    def _draw(self, ui: Ui, canvas: Canvas, rect: Rect) -> None:
        frame = self._playing.frame
        names = [chapter_title(chapter) for chapter in self._chapters]
        marks = tuple(
            n
            for n, chapter in enumerate(self._chapters)
            if any(LEVERS[name].chapter is chapter for name in self._pencilled)
        )

        def choose(n: int) -> None:
            self._chapter = n

        tabs = Rect(rect.x + 8, rect.y, rect.w - 16, TABS)
        ui.tabs(canvas, tabs, names, self._chapter, choose, key="chapter", marks=marks)
        foot = (HELP if rect.h >= 380 else 82.0) + (APPLY if self._pencilled else 0.0)
        inner = Rect(rect.x, tabs.bottom, rect.w, max(60.0, rect.h - TABS - foot))
        self._draw_levers(ui, canvas, inner, frame)
        y = inner.bottom
        if self._pencilled:
            self._draw_apply(ui, canvas, Rect(rect.x, y, rect.w, APPLY))
            y += APPLY
        self._draw_help(ui, canvas, Rect(rect.x, y, rect.w, rect.bottom - y))

    def _draw_levers(self, ui: Ui, canvas: Canvas, rect: Rect, frame: Frame) -> None:
        chapter = self._chapters[self._chapter]
        levers = [lever for lever in LEVERS.values() if lever.chapter is chapter]
        mine = [lever for lever in levers if lever.name in self._unlocked]
        locked = [lever for lever in levers if lever.name not in self._unlocked]
        if not levers:
            text = say("This chapter is blank. What people think of you is written by the other five.")
            ui.paragraph(canvas, rect.x + PAD, rect.y + 16, rect.w - 2 * PAD, text, colour=theme.INK_SOFT)
            return
        notes = {lever.name: self._note(lever, frame) for lever in mine}
        wide = rect.w - 2 * PAD
        high = 10.0 + sum(self._row_high(ui, canvas, lever, notes[lever.name], wide) for lever in mine)
        high += (34.0 + 27.0 * len(locked)) if locked else 0.0
        with ui.scroll(canvas, rect, high, key=f"levers {chapter}") as top:
            y = top + 10
            for lever in mine:
                note = notes[lever.name]
                row = Rect(rect.x + PAD, y, wide, self._row_high(ui, canvas, lever, note, wide))
                self._draw_lever(ui, canvas, row, lever, note)
                y = row.bottom
            if locked:
                self._draw_locked(ui, canvas, rect, y, locked, frame, bool(mine))

    def _draw_locked(
        self, ui: Ui, canvas: Canvas, rect: Rect, y: float, locked: list[Lever], frame: Frame, some: bool
    ) -> None:
        left, right = rect.x + PAD, rect.right - PAD
        icons.lock(canvas, left + 6, y + 15, 6, theme.INK_SOFT)
        words = say("Fixed in this level") if some else say("This whole chapter is fixed in this level")
        middle(canvas, left + 19, y + 15, words, size=theme.SMALL, colour=theme.INK_SOFT, weight="bold")
        y += 30
        tip = say("Locked: others decide about this here. A later level hands it to you.")
        for lever in locked:
            row = Rect(left, y, right - left, 27)
            if ui.spot(f"locked {lever.name}", row, tip=tip, focus=False):
                self._shown = lever.name
            value = lever.show(frame.book[lever.name])
            room = row.w - canvas.measure(value, size=theme.SMALL)[0] - 12
            title = fit(canvas, lever.title, room, size=theme.SMALL)
            middle(canvas, left, y + 13, title, size=theme.SMALL, colour=theme.INK_SOFT)
            middle(canvas, right, y + 13, value, size=theme.SMALL, colour=theme.INK_SOFT, align="right")
            canvas.rect(Rect(left, y + 26, row.w, 1), theme.LINE_SOFT)
            y += 27

    def _row_high(self, ui: Ui, canvas: Canvas, lever: Lever, note: Note | None, wide: float) -> float:
        high = 36.0 if lever.switch else 60.0
        if note:
            lines = len(ui.wrap(canvas, note.text, wide - 18, size=theme.SMALL))
            high += lines_high(canvas, lines, theme.SMALL) + 5
        return high + 8

    def _draw_lever(self, ui: Ui, canvas: Canvas, row: Rect, lever: Lever, note: Note | None) -> None:
        key = key_of(lever.name)
        standing = self._standing(lever.name)
        value = self._pencilled.get(lever.name, standing)
        changed = value != standing
        ink = theme.ORANGE if changed else theme.INK
        if ui.hot.startswith(key) or ui.focus.startswith(key) or ui.hot == f"row {lever.name}":
            self._shown = lever.name
        ui.spot(f"row {lever.name}", row, focus=False)
        title = Rect(row.x, row.y, row.w, 26)
        middle(canvas, title.x, title.y + 13, lever.title, size=theme.BODY, colour=theme.INK, weight="bold")
        change = lambda wanted: self.pencil(lever.name, wanted)  # noqa: E731
        enter = lambda: self._enter(ui, lever, changed)  # noqa: E731
        if lever.switch:
            switch = Rect(row.right - 46, row.y + 1, 46, 24)
            ui.toggle(canvas, switch, bool(value), change, key=key, enter=enter if changed else None)
            text = say("on") if value else say("off")
            middle(canvas, switch.x - 9, title.y + 13, text, size=theme.BODY, colour=ink, weight="bold", align="right")
            y = row.y + 32
        else:
            self._draw_number(ui, canvas, title, lever, value, ink)
            slider = Rect(row.x, row.y + 29, row.w, 24)
            ui.slider(
                canvas,
                slider,
                value,
                change,
                key=key,
                low=lever.low,
                high=lever.high,
                step=lever.step,
                now=standing,
                enter=enter,
            )
            y = row.y + 56
        if note:
            self._draw_note(ui, canvas, Rect(row.x, y, row.w, row.bottom - y), note)
        canvas.rect(Rect(row.x, row.bottom - 5, row.w, 1), theme.LINE_SOFT)

    def _draw_number(
        self, ui: Ui, canvas: Canvas, title: Rect, lever: Lever, value: float, ink: tuple[int, int, int]
    ) -> None:
        shown = lever.show(value)
        wide = max(64.0, canvas.measure(shown, size=theme.BODY, weight="bold")[0])
        box = Rect(title.right - wide, title.y + 2, wide, 22)

        def commit(wanted: float) -> None:
            self.pencil(lever.name, wanted / 100 if lever.unit == "share" else wanted)
            self.apply(lever.name)

        ui.number(
            canvas,
            box,
            shown,
            commit,
            key=f"{key_of(lever.name)} value",
            colour=ink,
            tip=say("Click to type a value; Enter applies it."),
        )

    def _enter(self, ui: Ui, lever: Lever, changed: bool) -> bool:
        """Enter on a lever: apply what is pencilled, or begin to type."""
        if changed:
            self.apply(lever.name)
        elif not lever.switch:
            ui.type_into(f"{key_of(lever.name)} value")
        return True

    def _note(self, lever: Lever, frame: Frame) -> Note | None:
        if lever.name in self._refused:
            return Note(say("Refused: {reason}.", reason=self._refused[lever.name].rstrip(".")), "refused")
        pending = next((p for p in frame.pending if p.lever == lever.name), None)
        if lever.name in self._pencilled:
            parts = [say("Now {value}", value=lever.show(frame.book[lever.name]))]
            if lever.cost_usd:
                parts.append(say("costs ${usd:,.0f}", usd=lever.cost_usd))
            if lever.delay_days:
                parts.append(count("takes a day", "takes {n} days", round(lever.delay_days)))
            elif lever.unit == "people" and self._pencilled[lever.name] > self._standing(lever.name):
                parts.append(self._hiring())
            return Note(say("; ").join(parts) + ".", "pencilled")
        if pending:
            left = ceil((pending.due - frame.time) / DAY)
            when = count("tomorrow", "in {n} days", left)
            was, now, at = lever.show(frame.book[lever.name]), lever.show(pending.value), stamp(pending.due)[:-3]
            return Note(say("{was} until {at}, then {now}: {when}.", was=was, at=at, now=now, when=when), "pending")
        return self._joining(lever, frame)

    def _hiring(self) -> str:
        staff = self._playing.level.employees
        days = round(staff.hiring_days + self._playing.frame.book["people.training_days"])
        return say("first call after some {n} days", n=days)

    def _joining(self, lever: Lever, frame: Frame) -> Note | None:
        """Who has been hired for this desk and isn't on the phone yet."""
        for name, spec in self._playing.level.desks.items():
            if spec.staff == lever.name:
                desk = next((desk for desk in frame.desks if desk.name == name), None)
                if desk and (desk.joining or desk.in_training):
                    parts = []
                    if desk.joining:
                        parts.append(say("{n} hired, to come", n=desk.joining))
                    if desk.in_training:
                        parts.append(say("{n} in training", n=desk.in_training))
                    return Note(", ".join(parts) + ".", "pending")
        return None

    def _draw_note(self, ui: Ui, canvas: Canvas, rect: Rect, note: Note) -> None:
        colour = {"refused": theme.RED, "pencilled": theme.INK_SOFT, "pending": theme.ACCENT}[note.kind]
        icon = {"refused": icons.cross, "pencilled": icons.flag, "pending": icons.go}[note.kind]
        icon(canvas, rect.x + 6, rect.y + 8, 4.5, colour)
        ui.paragraph(canvas, rect.x + 18, rect.y - 1, rect.w - 18, note.text, size=theme.SMALL, colour=colour)

    def _draw_apply(self, ui: Ui, canvas: Canvas, rect: Rect) -> None:
        canvas.rect(rect, theme.ORANGE_PALE)
        n = len(self._pencilled)
        text = count("Apply the change", "Apply {n} changes", n)
        box = Rect(rect.x + PAD, rect.y + 8, rect.w - 2 * PAD - 96, rect.h - 16)
        tip = say("Ctrl Enter. What takes time takes it from now.")
        ui.button(canvas, box, text, self.apply, key="apply", style="warm", tip=tip)
        undo = Rect(box.right + 8, box.y, 88, box.h)
        ui.button(canvas, undo, say("Take back"), self.revert, key="revert", size=theme.SMALL)

    def _draw_help(self, ui: Ui, canvas: Canvas, rect: Rect) -> None:
        canvas.rect(rect, theme.PAPER)
        canvas.rect(Rect(rect.x, rect.y, rect.w, 1), theme.LINE)
        lever = LEVERS.get(self._shown)
        x, y, wide = rect.x + PAD, rect.y + 9, rect.w - 2 * PAD
        if lever is None:
            text = say("Point at a lever to read what it mends and what it breaks. Every one does both.")
            ui.paragraph(canvas, x, y, wide, text, size=theme.SMALL, colour=theme.INK_SOFT)
            return
        with ui.inside(canvas, rect):
            y = ui.paragraph(canvas, x, y, wide, lever.title, size=theme.SMALL, weight="bold")
            y = ui.paragraph(canvas, x, y, wide, lever.help, size=theme.SMALL, colour=theme.INK_SOFT) + 3
            for text, up, colour in ((lever.good, True, theme.GOOD), (lever.bad, False, theme.BAD)):
                icons.arrow(canvas, x + 6, y + 9, 5, colour, up=up)
                y = ui.paragraph(canvas, x + 19, y, wide - 19, text, size=theme.SMALL) + 1


def key_of(lever: str) -> str:
    """The key of a lever's widget."""
    return f"lever {lever}"
