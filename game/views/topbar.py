"""The top bar: which level, what time it is, how fast it goes, and the two numbers that end a career."""

from __future__ import annotations

from typing import NamedTuple

from game.views import icons, theme, widgets
from game.views.canvas import Canvas, Rect
from game.views.decided import in_words
from game.views.figure import Ask, figure
from game.views.keys import Act, with_key
from game.views.lettering import middle, squeeze
from game.views.playing import MAX, SPEEDS, Playing
from game.views.ui import Do, Ui
from game.views.when import clock, moment, weekday
from game.views.widgets import Style
from game.views.words import count, say
from sim.clock import day_of
from sim.measures import MEASURES

HIGH = 54.0
NUMBERS = ("cash_usd", "subscribers")
BACK_WIDE = 38.0 + 38 + 8
CLOCK_WIDE = 172.0
MANY_WIDE = 46 + 42 + 38.0 * len(SPEEDS) + 42 + BACK_WIDE
FEW_WIDE = 46 + 42 + 54.0 + 42 + BACK_WIDE


class Back(NamedTuple):
    """The way back: what takes it, and how many changes it would take out that are only pencilled in."""

    do: Do
    pencilled: int = 0


def draw(
    ui: Ui, canvas: Canvas, rect: Rect, playing: Playing, menu: Do, undo: Back, timeline: Do, ask: Ask | None = None
) -> None:
    """The whole bar: what seldom changes is kept, clock and numbers go over it; the clock leads to the `timeline`."""
    figures = _figures(canvas, rect, playing)
    left = min((box.x for box, _ in figures), default=rect.right - 16) - (22 if figures else 0)
    start = _start(rect, left)
    content = (
        playing.paused,
        playing.speed,
        playing.decisions[-1:],
        playing.undone[:1],
        playing.catching_up is None,
        undo.pencilled,
        start,
    )
    keep = lambda inner: _draw_kept(ui, inner, rect, playing, menu, undo, start)
    ui.panel(canvas, "top", content, rect, keep, ground=theme.CARD)
    _clock(ui, canvas, Rect(start, rect.y, CLOCK_WIDE, rect.h), playing, timeline)
    for box, name in figures:
        _figure(ui, canvas, box, name, playing.frame.metrics[name], ask)


def _figures(canvas: Canvas, rect: Rect, playing: Playing) -> list[tuple[Rect, str]]:
    """Where the numbers stand, from the right."""
    found = []
    right = rect.right - 16
    for name in NUMBERS if rect.w >= 820 else ():
        value = say(MEASURES[name].show(playing.frame.metrics[name]))
        # In steps, so that not every digit moves everything beside it.
        wide = max(86.0, 12 * -(-canvas.measure(value, size=theme.HEAD, weight="bold")[0] // 12))
        found.append((Rect(right - wide, rect.y + 4, wide, 46), name))
        right -= wide + 22
    return found


def _figure(ui: Ui, canvas: Canvas, box: Rect, name: str, value: float, ask: Ask | None) -> None:
    measure = MEASURES[name]
    ui.spot(f"top {name}", box, tip=say(measure.says), focus=False)
    canvas.text(box.right, box.y + 2, say(measure.title), size=theme.TINY, colour=theme.INK_SOFT, align="right")
    ink = theme.BAD if name == "cash_usd" and value < 0 else theme.INK
    text = say(measure.show(value))
    y = box.y + 16 + canvas.measure(text, size=theme.HEAD, weight="bold")[1] / 2
    key, tip = f"why top {name}", say(measure.says)
    figure(
        ui, canvas, box.right, y, text, ask, name, key=key, size=theme.HEAD, colour=ink, align="right", tip=tip
    )  # fmt: skip


def _start(rect: Rect, right: float) -> float:
    """Where the clock begins: clock and speeds stand in the middle unless what is left of `right` is too narrow."""
    few = rect.w < 1000
    speeds = FEW_WIDE if few else MANY_WIDE
    last_x = right - speeds - CLOCK_WIDE - 14
    return last_x if few else max(rect.x + 54 + 120, min(rect.w / 2 - (speeds + CLOCK_WIDE) / 2, last_x))


def _draw_kept(ui: Ui, canvas: Canvas, rect: Rect, playing: Playing, menu: Do, undo: Back, start: float) -> None:
    canvas.rect(Rect(rect.x, rect.bottom - 1, rect.w, 1), theme.LINE)
    widgets.button(
        ui,
        canvas,
        Rect(rect.x + 10, rect.y + 9, 36, 36),
        "",
        menu,
        key="menu",
        style="quiet",
        icon=icons.menu,
        tip=with_key(say("Menu"), Act.MENU),
    )
    left = rect.x + 54
    whole, room = say(playing.level.title), start - left - 16
    title, size = squeeze(canvas, whole, room, size=22, weight="title")
    middle(canvas, left, rect.y + rect.h / 2, title, size=size, colour=theme.INK, weight="title")
    if title != whole:
        ui.spot("title", Rect(left, rect.y + 9, room, 36), tip=whole, focus=False)
    _back(ui, canvas, start + CLOCK_WIDE + 4, rect, playing, undo)
    _speeds(ui, canvas, start + CLOCK_WIDE + 4 + BACK_WIDE, rect, playing, few=rect.w < 1000)


def _clock(ui: Ui, canvas: Canvas, rect: Rect, playing: Playing, timeline: Do) -> None:
    frame = playing.frame
    day = day_of(frame.time)
    y = rect.y + rect.h / 2
    tip = say("The lines are open.") if frame.open else say("The lines are closed.")
    tip = with_key(say("{tip} Click: the time line, with your decisions", tip=tip), Act.TIMELINE)
    door = Rect(rect.x - 6, rect.y + 3, rect.w, rect.h - 6)
    if ui.spot("clock", door, timeline, tip=tip):
        canvas.rect(door, theme.PAPER_DEEP, radius=6)
    if frame.open:
        icons.sun(canvas, rect.x + 10, y, 10, theme.ORANGE)
    else:
        icons.moon(canvas, rect.x + 10, y, 9, theme.NIGHT)
    weeks = playing.level.weeks
    week = min(weeks, day // 7 + 1)
    canvas.text(
        rect.x + 28, rect.y + 6, say("week {n} of {weeks}", n=week, weeks=weeks), size=theme.TINY, colour=theme.INK_SOFT
    )
    text = say("{weekday} {clock}", weekday=weekday(day), clock=clock(frame.time))
    canvas.text(rect.x + 28, rect.y + 20, text, size=theme.HEAD, colour=theme.INK, weight="bold")
    # How much of the level is played, as a line under the clock.
    share = min(1.0, frame.time / frame.ends) if frame.ends else 0.0
    bar = Rect(rect.x + 28, rect.bottom - 8, rect.w - 44, 3)
    canvas.rect(bar, theme.LINE, radius=1.5)
    canvas.rect(Rect(bar.x, bar.y, max(3.0, bar.w * share), bar.h), theme.INK_SOFT, radius=1.5)


def _back(ui: Ui, canvas: Canvas, x: float, rect: Rect, playing: Playing, undo: Back) -> None:
    """Undo and redo."""
    here = playing.catching_up is None
    taken, undone = playing.decisions, playing.undone
    tip = say("Nothing to take back: you have decided nothing yet.")
    if undo.pencilled:
        tip = count(
            "Take out the change that is only pencilled in; nothing has happened yet.",
            "Take out the {n} changes that are only pencilled in; nothing has happened yet.",
            undo.pencilled,
        )
        tip = with_key(tip, Act.UNDO)
    elif taken:
        tip = say(
            "Take your last decision back ({what}). The game goes back to the moment it was taken, {when}, and stands "
            "still there.",
            what=in_words(taken[-1]),
            when=moment(taken[-1].time),
        )
        tip = with_key(tip, Act.UNDO)
    box = Rect(x, rect.y + 11, 34, 32)
    on = here and bool(taken or undo.pencilled)
    widgets.button(ui, canvas, box, "", undo.do, key="undo", icon=icons.undo, enabled=on, tip=tip, style="quiet")
    tip = say("Nothing to put in again.")
    if undone:
        tip = say(
            "Put in again what was taken back ({what}), at the same moment, {when}.",
            what=in_words(undone[0]),
            when=moment(undone[0].time),
        )
        tip = with_key(tip, Act.REDO)
    box = Rect(x + 38, rect.y + 11, 34, 32)
    on = here and bool(undone)
    widgets.button(ui, canvas, box, "", playing.redo, key="redo", icon=icons.redo, enabled=on, tip=tip, style="quiet")


def _speeds(ui: Ui, canvas: Canvas, x: float, rect: Rect, playing: Playing, *, few: bool) -> None:
    """Pause, step, and the speeds: `few`: one button that goes through them."""
    y, high = rect.y + 11, 32.0
    toggle = lambda: playing.pause(not playing.paused)
    icon = icons.go if playing.paused else icons.pause
    tip = with_key(say("Go on") if playing.paused else say("Pause"), Act.PAUSE)
    style: Style = "warm" if playing.paused else "plain"
    widgets.button(ui, canvas, Rect(x, y, 42, high), "", toggle, key="pause", style=style, icon=icon, tip=tip)
    x += 46
    widgets.button(
        ui,
        canvas,
        Rect(x, y, 34, high),
        "",
        playing.step,
        key="step",
        icon=icons.step,
        tip=with_key(say("One simulated minute"), Act.STEP),
    )
    x += 42
    if few:
        now = playing.speed if playing.speed in SPEEDS else SPEEDS[-1]
        faster = lambda: playing.set_speed(SPEEDS[(SPEEDS.index(now) + 1) % len(SPEEDS)])
        on = playing.speed in SPEEDS and not playing.paused
        tip = say("Another speed ({first} to {last})", first=1, last=len(SPEEDS))
        widgets.button(
            ui, canvas, Rect(x, y, 50, high), f"{now}×", faster, key="speed", on=on, tip=tip, size=theme.SMALL
        )
        x += 54
    for n, speed in enumerate(SPEEDS if not few else ()):
        go = lambda speed=speed: playing.set_speed(speed)
        on = playing.speed == speed and not playing.paused
        tip = with_key(say("{n} simulated minutes a second", n=2 * speed), Act(f"speed {n + 1}"))
        widgets.button(
            ui, canvas, Rect(x, y, 36, high), f"{speed}×", go, key=f"speed {speed}", on=on, tip=tip, size=theme.SMALL
        )
        x += 38
    on = playing.speed == MAX and not playing.paused
    fastest = lambda: playing.set_speed(MAX)
    widgets.button(
        ui,
        canvas,
        Rect(x, y, 42, high),
        "",
        fastest,
        key="speed max",
        on=on,
        icon=icons.fast,
        tip=with_key(say("As fast as it goes"), Act.SPEED_MAX),
    )
