"""One lever of the policy book as a row: its value, how to change it, what is on its way, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil

from game.views import icons, prices, theme, widgets
from game.views.canvas import Canvas, Colour, Rect
from game.views.lettering import fit, lines_high, middle
from game.views.playing import Playing
from game.views.ui import Ui
from game.views.when import stamp
from game.views.words import count, say
from sim.clock import DAY
from sim.frames import Frame
from sim.levers import Chapter, Lever

LOCKED_HIGH = 27.0
META_HIGH = 15.0


@dataclass(frozen=True, slots=True)
class Note:
    """What stands under a lever: words, and whether they are pencilled, on their way or a refusal."""

    text: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What is shown of a lever that the player may change, and what his hand does to it."""

    lever: Lever
    standing: float
    """What it will be if nothing more is done."""
    value: float
    """What is pencilled, else `standing`."""
    note: Note | None
    price: str
    """What a change takes and costs, in few words."""
    findings: int
    change: Callable[[float], None]
    commit: Callable[[float], None]
    enter: Callable[[], bool]

    @property
    def key(self) -> str:
        """Of its widget."""
        return key_of(self.lever.name)


def key_of(lever: str) -> str:
    """The key of a lever's widget."""
    return f"lever {lever}"


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


def chapter_says(chapter: Chapter) -> str:
    """What a chapter is about."""
    return {
        Chapter.PEOPLE: say("Who sits there: how many, how well paid, how well prepared."),
        Chapter.POWER: say("What they may do about what they see."),
        Chapter.PROCESS: say("How a case goes from hand to hand, and what is known of it there."),
        Chapter.PRESSURE: say("What they are measured by. They will do that, and nothing else."),
        Chapter.PROMISE: say("What customers were told: hours, contracts, fees, advertising."),
        Chapter.PERCEPTION: say("What you see of it all, and what you'd rather not."),
    }[chapter]


def range_of(lever: Lever) -> str:
    """From where to where it goes."""
    return say("{low} to {high}", low=say(lever.show(lever.low)), high=say(lever.show(lever.high)))


def who_of(lever: Lever) -> str:
    """Who may change it in a real centre."""
    return {"team": say("a team leader"), "centre": say("the head of the centre"), "board": say("the board")}[lever.who]


def facts_of(lever: Lever, playing: Playing) -> str:
    """Range, delay, cost and owner in a sentence."""
    price = ", ".join(prices.terms(lever, playing)) or say("at once and free")
    if lever.switch:
        return say("A change: {price}. Decided by {who}.", price=price, who=who_of(lever))
    return say("{range}; a change: {price}. Decided by {who}.", range=range_of(lever), price=price, who=who_of(lever))


# --- what is pencilled and on its way -----------------------------------------------------------------------------


def note_of(playing: Playing, lever: Lever, pencilled: float | None, refused: str) -> Note | None:
    """What stands under a lever now."""
    frame = playing.frame
    if refused:
        return Note(say("Refused: {reason}.", reason=refused.rstrip(".")), "refused")
    if pencilled is not None:
        parts = [say("Now {value}", value=say(lever.show(frame.book[lever.name])))]
        parts += prices.of_change(lever, pencilled, playing)
        return Note(say("; ").join(parts) + ".", "pencilled")
    pending = next((p for p in frame.pending if p.lever == lever.name), None)
    if pending:
        when = count("tomorrow", "in {n} days", ceil((pending.due - frame.time) / DAY))
        was, now, at = say(lever.show(frame.book[lever.name])), say(lever.show(pending.value)), stamp(pending.due)
        return Note(say("{was} until {at}, then {now}: {when}.", was=was, at=at, now=now, when=when), "pending")
    return _joining(playing, frame, lever)


def _joining(playing: Playing, frame: Frame, lever: Lever) -> Note | None:
    """Who has been hired for this desk and isn't on the phone yet, and who comes and goes at midnight."""
    name = next((name for name, spec in playing.level.desks.items() if spec.staff == lever.name), None)
    desk = next((desk for desk in frame.desks if desk.name == name), None)
    parts = prices.of_crew(lever, frame.book[lever.name], playing)
    if desk is not None and desk.joining:
        parts.append(say("{n} hired, to come", n=desk.joining))
    if desk is not None and desk.in_training:
        parts.append(say("{n} in training", n=desk.in_training))
    return Note(say("; ").join(parts) + ".", "pending") if parts else None


# --- drawing ------------------------------------------------------------------------------------------------------


def row_high(ui: Ui, canvas: Canvas, row: Row, wide: float) -> float:
    """How high a row is."""
    high = 36.0 + (META_HIGH if row.price else 0.0) if row.lever.switch else 60.0 + META_HIGH
    if row.note:
        lines = len(ui.wrap(canvas, row.note.text, wide - 18, size=theme.SMALL))
        high += lines_high(canvas, lines, theme.SMALL) + 5
    return high + 8


def draw_row(ui: Ui, canvas: Canvas, rect: Rect, row: Row) -> None:
    """Title and value, slider or switch, range and price, and the note."""
    lever = row.lever
    ink = theme.ink(theme.ORANGE) if row.value != row.standing else theme.INK
    ui.spot(f"row {lever.name}", rect, focus=False)
    title = Rect(rect.x, rect.y, rect.w, 26)
    if lever.switch:
        room = _draw_switch(ui, canvas, title, row, ink)
        y = rect.y + 32
        if row.price:
            canvas.text(rect.x, y - 5, row.price, size=theme.TINY, colour=theme.INK_SOFT)
            y += META_HIGH
    else:
        room = _draw_number(ui, canvas, title, row, ink)
        _draw_slider(ui, canvas, Rect(rect.x, rect.y + 28, rect.w, 24), row)
        _draw_range(canvas, Rect(rect.x, rect.y + 55, rect.w, META_HIGH), row)
        y = rect.y + 58 + META_HIGH
    if row.findings:
        icons.warning(canvas, title.x + 7, title.y + 13, 7.5, theme.BAD)
        title = Rect(title.x + 20, title.y, title.w - 20, title.h)
        room -= 20
    words = fit(canvas, say(lever.title), room, size=theme.BODY, weight="bold")
    middle(canvas, title.x, title.y + 13, words, size=theme.BODY, colour=theme.INK, weight="bold")
    if row.note:
        _draw_note(ui, canvas, Rect(rect.x, y, rect.w, rect.bottom - y), row.note)
    canvas.rect(Rect(rect.x, rect.bottom - 5, rect.w, 1), theme.LINE_SOFT)


def _draw_switch(ui: Ui, canvas: Canvas, title: Rect, row: Row, ink: Colour) -> float:
    """The switch; the room that is left for the title."""
    switch = Rect(title.right - 46, title.y + 1, 46, 24)
    changed = row.value != row.standing
    on = bool(row.value)
    widgets.toggle(ui, canvas, switch, on, row.change, key=row.key, enter=row.enter if changed else None)
    text = say("on") if on else say("off")
    middle(canvas, switch.x - 9, title.y + 13, text, size=theme.BODY, colour=ink, weight="bold", align="right")
    return title.w - 46 - 9 - 34


def _draw_number(ui: Ui, canvas: Canvas, title: Rect, row: Row, ink: Colour) -> float:
    """The value, to be typed; the room that is left for the title."""
    shown = say(row.lever.show(row.value))
    wide = max(64.0, canvas.measure(shown, size=theme.BODY, weight="bold")[0])
    box = Rect(title.right - wide, title.y + 2, wide, 22)
    tip = say("Click to type a value; Enter applies it.")
    widgets.number(ui, canvas, box, shown, row.commit, key=f"{row.key} value", colour=ink, tip=tip)
    return title.w - canvas.measure(shown, size=theme.BODY, weight="bold")[0] - 12


def _draw_slider(ui: Ui, canvas: Canvas, rect: Rect, row: Row) -> None:
    lever = row.lever
    widgets.slider(
        ui,
        canvas,
        rect,
        row.value,
        row.change,
        key=row.key,
        low=lever.low,
        high=lever.high,
        step=lever.step,
        now=row.standing,
        enter=row.enter,
    )


def _draw_range(canvas: Canvas, rect: Rect, row: Row) -> None:
    """Both ends under the slider, and what a change takes and costs between them."""
    low, high = say(row.lever.show(row.lever.low)), say(row.lever.show(row.lever.high))
    canvas.text(rect.x, rect.y, low, size=theme.TINY, colour=theme.INK_SOFT)
    canvas.text(rect.right, rect.y, high, size=theme.TINY, colour=theme.INK_SOFT, align="right")
    ends = canvas.measure(low, size=theme.TINY)[0], canvas.measure(high, size=theme.TINY)[0]
    price = fit(canvas, row.price, rect.w - 2 * max(ends) - 16, size=theme.TINY)
    if price:
        canvas.text(rect.centre[0], rect.y, price, size=theme.TINY, colour=theme.INK_SOFT, align="centre")


def _draw_note(ui: Ui, canvas: Canvas, rect: Rect, note: Note) -> None:
    colour = {"refused": theme.RED, "pencilled": theme.INK_SOFT, "pending": theme.ACCENT}[note.kind]
    icon = {"refused": icons.cross, "pencilled": icons.flag, "pending": icons.go}[note.kind]
    icon(canvas, rect.x + 6, rect.y + 8, 4.5, colour)
    ui.paragraph(canvas, rect.x + 18, rect.y - 1, rect.w - 18, note.text, size=theme.SMALL, colour=colour)


def draw_locked(ui: Ui, canvas: Canvas, rect: Rect, lever: Lever, value: float, findings: int) -> bool:
    """A lever that others decide about, quietly; whether the pointer or the focus is on it."""
    key = f"locked {lever.name}"
    lit = ui.spot(key, rect) or ui.focus == key
    x, y = rect.x, rect.y + 13
    if findings:
        icons.warning(canvas, x + 6, y, 6, theme.INK_SOFT)
        x += 17
    shown = say(lever.show(value))
    room = rect.right - x - canvas.measure(shown, size=theme.SMALL)[0] - 12
    ink = theme.INK if lit else theme.INK_SOFT
    middle(canvas, x, y, fit(canvas, say(lever.title), room, size=theme.SMALL), size=theme.SMALL, colour=ink)
    middle(canvas, rect.right, y, shown, size=theme.SMALL, colour=ink, align="right")
    canvas.rect(Rect(rect.x, rect.bottom - 1, rect.w, 1), theme.LINE_SOFT)
    return lit
