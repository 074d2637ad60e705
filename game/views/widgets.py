"""Widgets: a small set, declared while drawing. Each draws itself and leaves its spots with the scene's `Ui`.

Rules of this file: widgets return nothing and remember nothing; what has to last stands in the `Ui` under their key,
what they stand for with whoever draws them. `change`, `choose` and `commit` are told what the player wants.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Literal

from game.views import icons, theme
from game.views.canvas import Canvas, Colour, Rect
from game.views.inputs import Key
from game.views.lettering import fit, middle
from game.views.ui import Do, Typing, Ui

Icon = Callable[[Canvas, float, float, float, Colour], None]
Style = Literal["plain", "strong", "quiet", "warm"]
SLIDES = {"left": -1, "right": 1, "-": -1, "+": 1}


def button(
    ui: Ui,
    canvas: Canvas,
    rect: Rect,
    text: str,
    do: Do,
    *,
    key: str,
    style: Style = "plain",
    on: bool = False,
    enabled: bool = True,
    tip: str = "",
    icon: Icon | None = None,
    size: float | None = None,
) -> None:
    """A button, with words, a sign or both."""
    size = size or theme.BODY
    if enabled or tip:
        ui.spot(key, rect, do if enabled else None, tip=tip, focus=enabled)
    lit = enabled and ui.hot == key
    down = lit and ui.pressed == key
    fill, line, ink = _button_look(style, on=on, enabled=enabled, lit=lit, down=down)
    if fill or line:
        canvas.rect(rect, fill, line=line, radius=6)
    x, y = rect.centre
    if icon and text:
        wide = canvas.measure(text, size=size, weight="bold")[0]
        icon(canvas, x - wide / 2 - 5, y, size * 0.36, ink)
        x += 8
    elif icon:
        icon(canvas, x, y, min(rect.w, rect.h) * 0.24, ink)
    if text:
        middle(canvas, x, y, text, size=size, colour=ink, weight="bold", align="centre")


TAB_GAP = 8.0
"""Least room between the words of two tabs."""


def tabs(
    ui: Ui,
    canvas: Canvas,
    rect: Rect,
    names: list[str],
    chosen: int,
    choose: Callable[[int], None],
    *,
    key: str,
    marks: tuple[int, ...] = (),
    badges: Mapping[int, int] | None = None,
    size: float | None = None,
) -> None:
    """A row of tabs as wide as their words ask for; `marks` get a dot, `badges` a number. No one `chosen`: -1."""
    size = size or theme.SMALL
    room = rect.w - TAB_GAP * len(names)
    asked = sum(canvas.measure(name, size=size, weight="bold")[0] for name in names)
    if asked > room:  # in another language
        size = max(theme.TINY - 1, size * room / asked)
        asks = [canvas.measure(name, size=size, weight="bold")[0] for name in names]
        cut = min(1.0, room / sum(asks))
        names = [
            fit(canvas, name, cut * ask + 1, size=size, weight="bold") for name, ask in zip(names, asks, strict=True)
        ]
    wides = [canvas.measure(name, size=size, weight="bold")[0] for name in names]
    spare = max(0.0, rect.w - sum(wides)) / len(names)
    x = rect.x
    canvas.rect(Rect(rect.x, rect.bottom - 1, rect.w, 1), theme.LINE)
    for n, (name, wide) in enumerate(zip(names, wides, strict=True)):
        tab = Rect(x, rect.y, wide + spare, rect.h)
        lit = ui.spot(f"{key} {n}", tab, partial(choose, n))
        if n == chosen:
            canvas.rect(Rect(tab.x + 2, tab.bottom - 3, tab.w - 4, 3), theme.ACCENT, radius=1.5)
        ink = theme.INK if n == chosen else theme.ACCENT if lit else theme.INK_SOFT
        x_middle, y_middle = tab.centre
        middle(canvas, x_middle, y_middle, name, size=size, colour=ink, weight="bold", align="centre")
        if n in marks:
            canvas.circle(x_middle, y_middle - size * 0.95, 3, theme.ORANGE)
        if badges and badges.get(n):
            badge(canvas, tab.right - spare / 2, y_middle - size * 0.75, badges[n])
        x += tab.w


def progress(canvas: Canvas, rect: Rect, share: float) -> None:
    """A bar that fills."""
    canvas.rect(rect, theme.PAPER_DEEP, line=theme.LINE, radius=rect.h / 2)
    canvas.rect(Rect(rect.x, rect.y, max(rect.h, rect.w * min(1.0, share)), rect.h), theme.ACCENT, radius=rect.h / 2)


def badge(canvas: Canvas, x: float, y: float, n: int) -> None:
    """How many things want to be looked at: a number on a red plate about (x, y)."""
    text, size = str(n) if n < 10 else "9+", theme.TINY - 2
    wide = max(size + 3, canvas.measure(text, size=size, weight="bold")[0] + 7)
    canvas.rect(Rect(x - wide / 2, y - size / 2 - 1.5, wide, size + 3), theme.BAD, radius=size / 2 + 1.5)
    middle(canvas, x, y, text, size=size, colour=theme.on(theme.BAD), weight="bold", align="centre")


def toggle(
    ui: Ui,
    canvas: Canvas,
    rect: Rect,
    on: bool,
    change: Callable[[float], None],
    *,
    key: str,
    enabled: bool = True,
    tip: str = "",
    enter: Callable[[], bool] | None = None,
) -> None:
    """A switch; Enter turns it, unless `enter` has a use for Enter first."""

    def on_key(pressed: Key) -> bool:
        if pressed.name in ("left", "right"):
            change(float(pressed.name == "right"))
            return True
        return bool(pressed.name == "enter" and not pressed.ctrl and enter and enter())

    if enabled:
        ui.spot(key, rect, lambda: change(float(not on)), on_key=on_key, tip=tip)
    ground = (theme.ACCENT if on else theme.INK_FAINT) if enabled else theme.LINE
    canvas.rect(rect, ground, radius=rect.h / 2)
    x = rect.right - rect.h / 2 if on else rect.x + rect.h / 2
    canvas.circle(x, rect.y + rect.h / 2, rect.h / 2 - 3, theme.CARD)
    mark_x = rect.x + rect.h * 0.55 if on else rect.right - rect.h * 0.55
    if on:
        icons.tick(canvas, mark_x, rect.y + rect.h / 2, rect.h * 0.2, theme.CARD)
    else:
        canvas.circle(mark_x, rect.y + rect.h / 2, rect.h * 0.17, line=theme.CARD, width=1.4)


def slider(
    ui: Ui,
    canvas: Canvas,
    rect: Rect,
    value: float,
    change: Callable[[float], None],
    *,
    key: str,
    low: float,
    high: float,
    step: float,
    now: float,
    enabled: bool = True,
    tip: str = "",
    enter: Callable[[], bool] | None = None,
) -> None:
    """A slider between a minus and a plus. `now` is the value in effect, marked where `value` differs.

    The wheel turns it only while it has the focus: else a list of sliders could not be scrolled.
    """

    def put(wanted: float) -> None:
        change(snap(wanted, low, high, step))

    def on_key(pressed: Key) -> bool:
        if pressed.name in SLIDES:
            far = 5 if pressed.shift else 1
            put(value + SLIDES[pressed.name] * step * far)
        elif pressed.name == "home":
            put(low)
        elif pressed.name == "end":
            put(high)
        else:
            return bool(pressed.name == "enter" and not pressed.ctrl and enter and enter())
        return True

    side = rect.h
    track = Rect(rect.x + side + 11, rect.y, rect.w - 2 * side - 22, rect.h)
    if enabled:
        turn = lambda steps: put(value + step * (1 if steps > 0 else -1))
        on_wheel = turn if ui.focus == key else None
        on_drag = lambda x, _y: put(low + (x - track.x) / track.w * (high - low))
        ui.spot(key, rect, on_wheel=on_wheel, on_key=on_key, tip=tip)
        grip = track.inset(-8, 0)
        ui.spot(f"{key} track", grip, on_drag=on_drag, on_wheel=on_wheel, focus=False, owner=key, tip=tip)
        for sign, name, left in ((-1, "less", rect.x), (1, "more", rect.right - side)):
            box = Rect(left, rect.y, side, side)
            able = low < value if sign < 0 else value < high
            do = partial(put, value + sign * step) if able else None
            lit = ui.spot(f"{key} {name}", box, do, on_wheel=on_wheel, focus=False, owner=key) and able
            canvas.rect(box, theme.PAPER_DEEP if lit else None, line=theme.LINE, radius=5)
            icon = icons.minus if sign < 0 else icons.plus
            icon(canvas, *box.centre, side * 0.2, theme.INK if able else theme.INK_FAINT)
    _draw_track(ui, canvas, track, (value - low) / (high - low), (now - low) / (high - low), key, enabled)


def _draw_track(ui: Ui, canvas: Canvas, track: Rect, share: float, now: float, key: str, enabled: bool) -> None:
    y = track.y + track.h / 2
    x = track.x + track.w * min(1.0, max(0.0, share))
    there = track.x + track.w * min(1.0, max(0.0, now))
    canvas.rect(Rect(track.x - 3, y - 2, track.w + 6, 4), theme.LINE, radius=2)
    if not enabled:
        canvas.rect(Rect(x - 1.5, y - 6, 3, 12), theme.INK_FAINT, radius=1.5)
        return
    moved = abs(x - there) > 0.5
    tint = theme.ORANGE if moved else theme.ACCENT
    canvas.rect(Rect(track.x - 3, y - 2, there - track.x + 3, 4), theme.ACCENT, radius=2)
    if moved:
        canvas.rect(Rect(min(x, there), y - 2, abs(x - there), 4), theme.ORANGE)
        canvas.rect(Rect(there - 1.5, y - 6, 3, 12), theme.ACCENT, radius=1.5)
    lit = ui.hot.startswith(key) or ui.pressed == f"{key} track"
    canvas.circle(x, y, 8 if lit else 7, theme.CARD, line=tint, width=2.4)


def number(
    ui: Ui,
    canvas: Canvas,
    rect: Rect,
    shown: str,
    commit: Callable[[float], None],
    *,
    key: str,
    colour: Colour | None = None,
    tip: str = "",
    size: float | None = None,
) -> None:
    """A value that can be clicked and typed; Enter commits, Escape leaves it."""
    size = size or theme.BODY
    typing = ui.typing_at(key)

    def on_key(pressed: Key) -> bool:
        typing = ui.typing_at(key)
        if typing is None:
            return False
        if pressed.name == "backspace":
            typing.text = typing.text[:-1]
        elif pressed.name in ("enter", "escape"):
            ui.typing = None
            wanted = as_number(typing.text)
            if pressed.name == "enter" and wanted is not None:
                commit(wanted)
        return True

    def on_text(text: str) -> None:
        if ui.typing:
            ui.typing.text = (ui.typing.text + "".join(c for c in text if c in "0123456789.,-"))[:9]

    begin = lambda: ui.type_into(key)
    lit = ui.spot(key, rect, begin, on_key=on_key, on_text=on_text, tip=tip, focus=typing is not None)
    y = rect.y + rect.h / 2
    if typing:
        canvas.rect(rect.inset(-4, -1), theme.CARD, line=theme.ACCENT, width=1.5, radius=4)
        middle(canvas, rect.right, y, typing.text + "|", size=size, colour=theme.INK, align="right")
        return
    if lit:
        canvas.rect(rect.inset(-4, -1), theme.PAPER_DEEP, radius=4)
    middle(canvas, rect.right, y, shown, size=size, colour=colour or theme.INK, weight="bold", align="right")


def search(
    ui: Ui,
    canvas: Canvas,
    rect: Rect,
    text: str,
    change: Callable[[str], None],
    *,
    key: str,
    hint: str,
    tip: str = "",
    icon: Icon = icons.glass,
    enter: Callable[[], None] | None = None,
) -> None:
    """A field for words, told on at every letter; Ctrl+A selects all, Escape empties it, Enter and Down leave it.

    `enter`: what Enter does besides.
    """
    here = ui.typing_at(key)

    def written() -> str:  # of several letters between two pictures each finds those before it
        typing = ui.typing_at(key)
        if typing is None:
            return text
        return "" if typing.whole else typing.text

    def put(wanted: str) -> None:
        ui.type_into(key, wanted)
        change(wanted)

    def on_key(pressed: Key) -> bool:
        typing = ui.typing_at(key)
        if typing is None:
            return False
        if pressed.name == "backspace":
            put("" if pressed.ctrl else written()[:-1])
        elif (pressed.ctrl and pressed.name == "a") or pressed.name in ("left", "right", "home", "end"):
            typing.whole = pressed.name == "a"
        elif pressed.name == "escape" and typing.text:
            put("")
        elif pressed.name in ("escape", "enter", "down"):
            ui.typing = None
            if enter and pressed.name == "enter":
                enter()
            return pressed.name != "down"
        return True

    begin = lambda: ui.type_into(key, text)
    lit = ui.spot(key, rect, begin, on_key=on_key, on_text=lambda more: put((written() + more)[:40]), tip=tip)
    canvas.rect(rect, theme.CARD, line=theme.ACCENT if here else theme.INK_FAINT if lit else theme.LINE, radius=6)
    icon(canvas, rect.x + 14, rect.centre[1], 6, theme.INK_SOFT)
    _draw_searched(canvas, rect, text, hint, here)
    if text:
        clear = Rect(rect.right - rect.h, rect.y, rect.h, rect.h)
        hot = ui.spot(f"{key} clear", clear, lambda: put(""), focus=False, owner=key)
        icons.cross(canvas, *clear.centre, 5, theme.INK if hot else theme.INK_SOFT)


def _draw_searched(canvas: Canvas, rect: Rect, text: str, hint: str, typing: Typing | None) -> None:
    """What is typed, its end if it is long, or the hint; inverted if it is selected as a whole."""
    whole = typing is not None and typing.whole and bool(text)
    x, y = rect.x + 27, rect.centre[1]
    room = rect.w - 34 - (22 if text else 0)
    words = text + ("|" if typing and not whole else "")
    ink = theme.CARD if whole else theme.INK if words else theme.INK_SOFT
    while canvas.measure(words, size=theme.SMALL)[0] > room:
        words = words[1:]
    if whole:
        wide, high = canvas.measure(words, size=theme.SMALL)
        canvas.rect(Rect(x - 2, y - high / 2 - 1, wide + 4, high + 2), theme.ACCENT, radius=2)
    middle(canvas, x, y, words or fit(canvas, hint, room, size=theme.SMALL), size=theme.SMALL, colour=ink)


def _button_look(
    style: Style, *, on: bool, enabled: bool, lit: bool, down: bool
) -> tuple[Colour | None, Colour | None, Colour]:
    """Fill, line and ink."""
    if not enabled:
        return (None, None, theme.INK_FAINT) if style == "quiet" else (theme.PAPER, theme.LINE, theme.INK_FAINT)
    if on:
        return theme.INK, None, theme.CARD
    if style in ("strong", "warm"):
        colour = theme.ACCENT if style == "strong" else theme.ORANGE
        fill = theme.INK if down else theme.mix(colour, theme.INK, 0.2) if lit else colour
        return fill, None, theme.on(fill)
    if style == "quiet":
        return (theme.LINE if down else theme.PAPER_DEEP) if lit else None, None, theme.INK
    return (theme.LINE if down else theme.PAPER_DEEP if lit else theme.CARD), theme.LINE, theme.INK


def snap(value: float, low: float, high: float, step: float) -> float:
    """The nearest value that a lever can take."""
    return min(high, max(low, round(low + round((value - low) / step) * step, 6)))


def as_number(text: str) -> float | None:
    """A typed number, a comma taken for a thousands sign or a decimal one as it stands; `None` if it is none."""
    head, comma, tail = text.rpartition(",")
    plain = f"{head}.{tail}" if comma and len(tail) != 3 and "." not in text else text.replace(",", "")
    try:
        return float(plain)
    except ValueError:
        return None
