"""Widgets: a small set, declared while drawing, acted on when an input comes.

How it works: a scene draws with a `Ui`. Each widget draws itself and leaves a `Spot`: where it is and what it does. An
input then finds its spot, by position or by focus, and calls it. So there is no widget tree to keep in step with what
is shown, what isn't drawn can't be pressed, and all that a widget remembers (focus, scroll, a half-typed number)
stands in the `Ui` under its key.

Rules of this file: everything that can be done with the pointer can be done with Tab, arrows and Enter. Spots drawn
later lie on top. Widgets return nothing; what they do answers with a `Turn` for the stack of scenes, or `None`.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from math import ceil
from typing import Literal

from game.views import icons, theme
from game.views.canvas import Align, Canvas, Colour, Point, Rect, Weight
from game.views.inputs import Drag, Hover, Input, Key, Press, Release, Text, Tick, Wheel
from game.views.scene import Turn

Do = Callable[[], Turn | None]
Icon = Callable[[Canvas, float, float, float, Colour], None]
Style = Literal["plain", "strong", "quiet", "warm"]

PATIENCE_S = 0.45
"""How long the pointer rests before a tip shows."""
NOWHERE: Point = (-1e6, -1e6)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place that answers: what was drawn there and what it does."""

    key: str
    rect: Rect
    seen: Rect
    """The part of `rect` that isn't scrolled away."""
    do: Do | None = None
    on_drag: Callable[[float, float], None] | None = None
    on_wheel: Callable[[float], None] | None = None
    on_key: Callable[[Key], bool] | None = None
    """True: the key is used up."""
    tip: str = ""
    focus: bool = True
    owner: str = ""
    """Who gets the focus if this is pressed, when it takes none itself."""
    scroller: str = ""


@dataclass(slots=True)
class Typing:
    """A number being typed."""

    key: str
    text: str


@dataclass(slots=True)
class Panel:
    """What a kept panel left behind when it was last drawn."""

    spots: list[Spot]
    keys: frozenset[str]
    scrollers: dict[str, Scroller]


@dataclass(frozen=True, slots=True)
class Scroller:
    """A scrolling area of the last picture."""

    rect: Rect
    height: float


class Ui:
    """What the widgets of one scene remember, and the spots of the last picture."""

    def __init__(self, *, space_presses: bool = True) -> None:
        self._space_presses = space_presses
        self._spots: list[Spot] = []
        self._clips: list[Rect] = []
        self._within: list[str] = []
        self._scrollers: dict[str, Scroller] = {}
        self._panels: dict[str, Panel] = {}
        self._offsets: dict[str, float] = {}
        self._wraps: dict[tuple[str, float, Weight, float], tuple[str, ...]] = {}
        self._wrapped_for: tuple[float, float] = (0, 0)
        self._pressed = ""
        self._rest_s = 0.0
        self._ring = False
        self.pointer: Point = NOWHERE
        self.hot = ""
        """Key of the spot under the pointer."""
        self.focus = ""
        """Key of the spot that gets the keys."""
        self.typing: Typing | None = None

    # --- one picture ------------------------------------------------------------------------------------------

    @contextmanager
    def picture(self, canvas: Canvas) -> Iterator[Canvas]:
        """Draw one picture: forget the last one's spots, and put focus ring and tip on top at the end."""
        self._spots.clear()
        self._scrollers.clear()
        size = (canvas.size[0], canvas.measure("m", size=100)[0])
        if self._wrapped_for != size or len(self._wraps) > 3000:
            self._wraps.clear()
            self._wrapped_for = size
        yield canvas
        self.hot = self._under(*self.pointer)
        spot = self._find(self.focus)
        if spot and self._ring and spot.seen.w > 0 and spot.seen.h > 0:
            canvas.rect(spot.seen.inset(-3), line=theme.ACCENT, width=2, radius=7)
        self._draw_tip(canvas)

    def panel(
        self,
        canvas: Canvas,
        name: str,
        content: Hashable,
        rect: Rect,
        draw: Callable[[Canvas], None],
        *,
        ground: Colour,
    ) -> None:
        """A part of the picture that is drawn again only when `content` changes, or what the player does in it.

        `content` is everything that `draw` shows and that its widgets act on. Between two drawings the spots of the
        last one answer.
        """
        last = self._panels.get(name)
        here = last.keys if last else frozenset[str]()
        doing = [key if key in here else "" for key in (self.hot, self.focus, self._pressed)]
        typed = self.typing.text if self.typing and self.typing.key in here else None
        scrolled = tuple(self._offsets.get(key, 0.0) for key in last.scrollers) if last else ()
        drawn: list[Panel] = []

        def paint(inner: Canvas) -> None:
            spots, scrollers = self._spots, self._scrollers
            self._spots, self._scrollers = [], {}
            draw(inner)
            drawn.append(Panel(self._spots, frozenset(spot.key for spot in self._spots), self._scrollers))
            self._spots, self._scrollers = spots, scrollers

        canvas.kept(name, (content, *doing, typed, scrolled), rect, paint, ground=ground)
        now = drawn[-1] if drawn else last
        if now:
            self._panels[name] = now
            self._spots.extend(now.spots)
            self._scrollers.update(now.scrollers)

    def modal(self, rect: Rect) -> None:
        """Nothing drawn before this answers any more; `rect` is what covers it."""
        self._spots.clear()
        self._add(Spot(key="modal", rect=rect, seen=rect, focus=False))

    def block(self, rect: Rect, key: str) -> None:
        """What lies under `rect` doesn't answer."""
        self._add(Spot(key=key, rect=rect, seen=rect, focus=False))

    def spot(self, key: str, rect: Rect, do: Do | None = None, *, tip: str = "", focus: bool = True) -> bool:
        """A place that answers without being drawn; whether the pointer is on it."""
        self._add(self._spot(key, rect, do=do, tip=tip, focus=focus))
        return self.hot == key

    def _spot(
        self,
        key: str,
        rect: Rect,
        *,
        do: Do | None = None,
        on_drag: Callable[[float, float], None] | None = None,
        on_wheel: Callable[[float], None] | None = None,
        on_key: Callable[[Key], bool] | None = None,
        tip: str = "",
        focus: bool = True,
        owner: str = "",
    ) -> Spot:
        return Spot(
            key=key,
            rect=rect,
            seen=overlap(rect, self._clips[-1]) if self._clips else rect,
            do=do,
            on_drag=on_drag,
            on_wheel=on_wheel,
            on_key=on_key,
            tip=tip,
            focus=focus,
            owner=owner,
            scroller=self._within[-1] if self._within else "",
        )

    def _add(self, spot: Spot) -> None:
        self._spots.append(spot)

    def _find(self, key: str) -> Spot | None:
        return next((spot for spot in reversed(self._spots) if spot.key == key), None) if key else None

    def _under(self, x: float, y: float) -> str:
        return next((spot.key for spot in reversed(self._spots) if spot.seen.holds(x, y)), "")

    def _draw_tip(self, canvas: Canvas) -> None:
        by_pointer = self._rest_s >= PATIENCE_S and not self._pressed
        spot = self._find(self.hot) if by_pointer else self._find(self.focus) if self._ring else None
        if spot is None or not spot.tip:
            return
        lines = self.wrap(canvas, spot.tip, 300, size=theme.SMALL)
        high = lines_high(canvas, len(lines), theme.SMALL)
        wide = max(canvas.measure(line, size=theme.SMALL)[0] for line in lines)
        box = Rect(0, 0, wide + 20, high + 14)
        width, height = canvas.size
        x, y = self.pointer if by_pointer else (spot.seen.x, spot.seen.bottom)
        x = max(6.0, min(x, width - box.w - 6))
        below = (y + 22 if by_pointer else y + 6) + box.h < height - 6
        top = (y + 20 if by_pointer else y + 6) if below else (y if by_pointer else spot.seen.y) - box.h - 8
        box = Rect(x, max(6.0, top), box.w, box.h)
        canvas.rect(Rect(box.x + 2, box.y + 3, box.w, box.h), theme.SHADOW, radius=6)
        canvas.rect(box, theme.INK, radius=6)
        for n, line in enumerate(lines):
            row = box.y + 7 + n * theme.SMALL * LEADING
            canvas.text(box.x + 10, row, line, size=theme.SMALL, colour=theme.CARD)

    # --- inputs -----------------------------------------------------------------------------------------------

    def take(self, happened: Input) -> Turn | None:
        """Let the spots of the last picture answer an input."""
        match happened:
            case Tick(elapsed_s):
                self._rest_s += elapsed_s
            case Hover(x, y):
                self._move(x, y)
            case Drag(x, y):
                self._move(x, y)
                spot = self._find(self._pressed)
                if spot and spot.on_drag:
                    spot.on_drag(x, y)
            case Press(x, y):
                self._press(x, y)
            case Release(x, y):
                return self._release(x, y)
            case Wheel(x, y, steps):
                self._turn(x, y, steps)
            case Key():
                return self._key(happened)
            case Text(text):
                self._type(text)
        return None

    def uses(self, happened: Input) -> bool:
        """Whether a widget needs this key more than the scene does: while a number is typed, all of them."""
        if self.typing is None:
            return False
        return isinstance(happened, Text) or (isinstance(happened, Key) and happened.name != "tab")

    def let_go(self) -> None:
        """Stop typing; forget the focus."""
        self.typing = None
        self.focus = ""
        self._ring = False

    def focus_on(self, key: str) -> None:
        """Put the focus on a widget, as Tab would."""
        self.focus = key
        self._ring = True
        self._reveal()

    def _move(self, x: float, y: float) -> None:
        if (x, y) != self.pointer:
            self.pointer = (x, y)
            self._rest_s = 0.0

    def _press(self, x: float, y: float) -> None:
        self._move(x, y)
        self._rest_s = -2.0
        self._ring = False
        self._pressed = self._under(x, y)
        spot = self._find(self._pressed)
        if self.typing and self.typing.key != self._pressed:
            self.typing = None
        self.focus = (spot.key if spot.focus else spot.owner) if spot else ""
        if spot and spot.on_drag:
            spot.on_drag(x, y)

    def _release(self, x: float, y: float) -> Turn | None:
        self._move(x, y)
        spot = self._find(self._pressed)
        self._pressed = ""
        return spot.do() if spot and spot.do and spot.seen.holds(x, y) else None

    def _turn(self, x: float, y: float, steps: float) -> None:
        self._move(x, y)
        for spot in reversed(self._spots):
            if spot.seen.holds(x, y):
                if spot.on_wheel:
                    spot.on_wheel(steps)
                    return
                if spot.key.startswith("block "):
                    return

    def _key(self, key: Key) -> Turn | None:
        if key.name == "tab":
            self.typing = None
            self._tab(-1 if key.shift else 1)
            return None
        spot = self._find(self.focus)
        if spot and spot.on_key and spot.on_key(key):
            return None
        if key.name == "enter" or (key.name == "space" and self._space_presses):
            if spot and spot.do:
                return spot.do()
        elif key.name in ARROWS:
            self._walk(*ARROWS[key.name])
        return None

    def _type(self, text: str) -> None:
        if self.typing:
            self.typing.text = (self.typing.text + "".join(c for c in text if c in "0123456789.,-"))[:9]

    def _tab(self, way: int) -> None:
        spots = [spot for spot in self._spots if spot.focus]
        if not spots:
            return
        keys = [spot.key for spot in spots]
        here = keys.index(self.focus) if self.focus in keys else (-1 if way > 0 else 0)
        self.focus_on(keys[(here + way) % len(keys)])

    def _walk(self, dx: int, dy: int) -> None:
        """To the nearest spot in a direction; from nowhere, to the first."""
        here = self._find(self.focus)
        if here is None:
            self._tab(1)
            return
        x, y = here.rect.centre
        best, nearest = "", 1e9
        for spot in self._spots:
            ox, oy = spot.rect.centre
            ahead, aside = (ox - x) * dx + (oy - y) * dy, abs((ox - x) * dy) + abs((oy - y) * dx)
            if spot.focus and ahead > 1 and ahead + 2.5 * aside < nearest:
                best, nearest = spot.key, ahead + 2.5 * aside
        self.focus_on(best or self.focus)

    def _reveal(self) -> None:
        """Scroll until what has the focus can be seen."""
        spot = self._find(self.focus)
        area = self._scrollers.get(spot.scroller) if spot else None
        if not spot or not area:
            return
        over, under = area.rect.y - spot.rect.y + 8, spot.rect.bottom + 8 - area.rect.bottom
        if over > 0:
            self._scroll(spot.scroller, -over)
        elif under > 0:
            self._scroll(spot.scroller, under)

    # --- words ------------------------------------------------------------------------------------------------

    def wrap(
        self, canvas: Canvas, text: str, width: float, *, size: float, weight: Weight = "regular"
    ) -> tuple[str, ...]:
        """`text` broken into lines no wider than `width`."""
        key = (text, size, weight, width)
        found = self._wraps.get(key)
        if found is None:
            found = self._wraps[key] = wrap(canvas, text, width, size=size, weight=weight)
        return found

    def paragraph(
        self,
        canvas: Canvas,
        x: float,
        y: float,
        width: float,
        text: str,
        *,
        size: float = theme.BODY,
        colour: Colour = theme.INK,
        weight: Weight = "regular",
        most: int | None = None,
    ) -> float:
        """Text in lines no wider than `width`, at `most` so many; the `y` below it."""
        lines = self.wrap(canvas, text, width, size=size, weight=weight)
        if most is not None and len(lines) > most:
            lines = (*lines[: most - 1], fit(canvas, " ".join(lines[most - 1 :]), width, size=size, weight=weight))
        for line in lines:
            canvas.text(x, y, line, size=size, colour=colour, weight=weight)
            y += size * LEADING
        return y

    # --- widgets ----------------------------------------------------------------------------------------------

    def button(
        self,
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
        size: float = theme.BODY,
    ) -> None:
        """A button, with words, a sign or both."""
        if enabled or tip:
            self._add(self._spot(key, rect, do=do if enabled else None, tip=tip, focus=enabled))
        lit = enabled and self.hot == key
        down = lit and self._pressed == key
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

    def tabs(
        self,
        canvas: Canvas,
        rect: Rect,
        names: list[str],
        chosen: int,
        choose: Callable[[int], None],
        *,
        key: str,
        marks: tuple[int, ...] = (),
        size: float = theme.SMALL,
    ) -> None:
        """A row of tabs as wide as their words ask for; `marks` get a dot."""
        wides = [canvas.measure(name, size=size, weight="bold")[0] for name in names]
        spare = max(0.0, rect.w - sum(wides)) / len(names)
        x = rect.x
        canvas.rect(Rect(rect.x, rect.bottom - 1, rect.w, 1), theme.LINE)
        for n, (name, wide) in enumerate(zip(names, wides, strict=True)):
            tab = Rect(x, rect.y, wide + spare, rect.h)
            self._add(self._spot(f"{key} {n}", tab, do=partial(choose, n)))
            if n == chosen:
                canvas.rect(Rect(tab.x + 2, tab.bottom - 3, tab.w - 4, 3), theme.ACCENT, radius=1.5)
            ink = theme.INK if n == chosen else theme.ACCENT if self.hot == f"{key} {n}" else theme.INK_SOFT
            x_middle, y_middle = tab.centre
            middle(canvas, x_middle, y_middle, name, size=size, colour=ink, weight="bold", align="centre")
            if n in marks:
                canvas.circle(tab.right - spare / 2 + 5, y_middle - size * 0.45, 3, theme.ORANGE)
            x += tab.w

    def toggle(
        self,
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
            do = lambda: change(float(not on))  # noqa: E731
            self._add(self._spot(key, rect, do=do, on_key=on_key, tip=tip))
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
        self,
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
        """A slider between a minus and a plus. `now` is the value in effect, marked where `value` differs."""

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
            on_wheel = lambda steps: put(value + step * (1 if steps > 0 else -1))  # noqa: E731
            on_drag = lambda x, _y: put(low + (x - track.x) / track.w * (high - low))  # noqa: E731
            self._add(self._spot(key, rect, on_drag=None, on_wheel=on_wheel, on_key=on_key, tip=tip))
            grip = track.inset(-8, 0)
            self._add(
                self._spot(f"{key} track", grip, on_drag=on_drag, on_wheel=on_wheel, focus=False, owner=key, tip=tip)
            )
            for sign, name, left in ((-1, "less", rect.x), (1, "more", rect.right - side)):
                box = Rect(left, rect.y, side, side)
                able = low < value if sign < 0 else value < high
                do = partial(put, value + sign * step) if able else None
                self._add(self._spot(f"{key} {name}", box, do=do, on_wheel=on_wheel, focus=False, owner=key))
                lit = able and self.hot == f"{key} {name}"
                canvas.rect(box, theme.PAPER_DEEP if lit else None, line=theme.LINE, radius=5)
                icon = icons.minus if sign < 0 else icons.plus
                icon(canvas, *box.centre, side * 0.2, theme.INK if able else theme.INK_FAINT)
        self._draw_track(canvas, track, (value - low) / (high - low), (now - low) / (high - low), key, enabled)

    def _draw_track(self, canvas: Canvas, track: Rect, share: float, now: float, key: str, enabled: bool) -> None:
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
        lit = self.hot.startswith(key) or self._pressed == f"{key} track"
        canvas.circle(x, y, 8 if lit else 7, theme.CARD, line=tint, width=2.4)

    def number(
        self,
        canvas: Canvas,
        rect: Rect,
        shown: str,
        commit: Callable[[float], None],
        *,
        key: str,
        colour: Colour = theme.INK,
        enabled: bool = True,
        tip: str = "",
        size: float = theme.BODY,
    ) -> None:
        """A value that can be clicked and typed; Enter commits, Escape leaves it."""
        typing = self.typing if self.typing and self.typing.key == key else None

        def on_key(pressed: Key) -> bool:
            if not (self.typing and self.typing.key == key):
                return False
            return self._typed(pressed, commit)

        if enabled:
            begin = lambda: self.type_into(key)  # noqa: E731
            self._add(self._spot(key, rect, do=begin, on_key=on_key, tip=tip, focus=typing is not None))
        if typing:
            canvas.rect(rect.inset(-4, -1), theme.CARD, line=theme.ACCENT, width=1.5, radius=4)
            text = typing.text + "|"
            middle(canvas, rect.right, rect.y + rect.h / 2, text, size=size, colour=theme.INK, align="right")
            return
        if enabled and self.hot == key:
            canvas.rect(rect.inset(-4, -1), theme.PAPER_DEEP, radius=4)
        y = rect.y + rect.h / 2
        middle(canvas, rect.right, y, shown, size=size, colour=colour, weight="bold", align="right")

    def type_into(self, key: str) -> None:
        """Start typing a number at the widget `key`."""
        self.typing = Typing(key, "")
        self.focus = key

    def _typed(self, pressed: Key, commit: Callable[[float], None]) -> bool:
        typing = self.typing
        if typing is None:
            return False
        if pressed.name == "backspace":
            typing.text = typing.text[:-1]
        elif pressed.name in ("enter", "escape"):
            self.typing = None
            number = as_number(typing.text)
            if pressed.name == "enter" and number is not None:
                commit(number)
        return True

    # --- scrolling --------------------------------------------------------------------------------------------

    @contextmanager
    def scroll(self, canvas: Canvas, rect: Rect, height: float, *, key: str) -> Iterator[float]:
        """An area of which `rect` shows a part of `height`; gives the `y` at which its content begins."""
        most = max(0.0, height - rect.h)
        offset = self._offsets[key] = min(most, max(0.0, self._offsets.get(key, 0.0)))
        self._scrollers[key] = Scroller(rect, height)
        self._add(self._spot(key, rect, on_wheel=lambda steps: self._scroll(key, -40 * steps), focus=False))
        with self.inside(canvas, rect):
            self._within.append(key)
            yield rect.y - offset
            self._within.pop()
        if most > 0:
            self._scroll_bar(canvas, rect, height, offset, key)

    def _scroll_bar(self, canvas: Canvas, rect: Rect, height: float, offset: float, key: str) -> None:
        long = max(24.0, rect.h * rect.h / height)
        room = rect.h - long
        bar = Rect(rect.right - 5, rect.y + room * offset / (height - rect.h), 4, long)

        def on_drag(_x: float, y: float) -> None:
            self._offsets[key] = (y - rect.y - long / 2) / max(1.0, room) * (height - rect.h)

        grip = Rect(rect.right - 10, rect.y, 10, rect.h)
        self._add(self._spot(f"{key} bar", grip, on_drag=on_drag, focus=False))
        lit = self.hot == f"{key} bar" or self._pressed == f"{key} bar"
        canvas.rect(bar, theme.INK_SOFT if lit else theme.INK_FAINT, radius=2)

    def _scroll(self, key: str, by: float) -> None:
        area = self._scrollers.get(key)
        if area:
            most = max(0.0, area.height - area.rect.h)
            self._offsets[key] = min(most, max(0.0, self._offsets.get(key, 0.0) + by))

    def scroll_to(self, key: str, offset: float) -> None:
        """Show the area `key` from `offset` on; the next picture keeps it in bounds."""
        self._offsets[key] = offset

    def offset(self, key: str) -> float:
        """How far the area `key` is scrolled."""
        return self._offsets.get(key, 0.0)

    @contextmanager
    def inside(self, canvas: Canvas, rect: Rect) -> Iterator[None]:
        """Draw and answer only inside `rect`."""
        area = overlap(rect, self._clips[-1]) if self._clips else rect
        self._clips.append(area)
        canvas.clip(area)
        try:
            yield
        finally:
            self._clips.pop()
            canvas.clip(self._clips[-1] if self._clips else None)


LEADING = 1.32
"""Distance of lines, in sizes."""
ARROWS = {"left": (-1, 0), "right": (1, 0), "up": (0, -1), "down": (0, 1)}
SLIDES = {"left": -1, "right": 1, "page down": -10, "page up": 10, "-": -1, "+": 1}


def _button_look(
    style: Style, *, on: bool, enabled: bool, lit: bool, down: bool
) -> tuple[Colour | None, Colour | None, Colour]:
    """Fill, line and ink."""
    if not enabled:
        return (None, None, theme.INK_FAINT) if style == "quiet" else (theme.PAPER, theme.LINE, theme.INK_FAINT)
    if on:
        return theme.INK, None, theme.CARD
    if style == "strong":
        return (theme.INK if down else (28, 88, 136) if lit else theme.ACCENT), None, theme.CARD
    if style == "warm":
        return (theme.INK if down else (190, 108, 10) if lit else theme.ORANGE), None, theme.CARD
    if style == "quiet":
        return (theme.LINE if down else theme.PAPER_DEEP) if lit else None, None, theme.INK
    return (theme.LINE if down else theme.PAPER_DEEP if lit else theme.CARD), theme.LINE, theme.INK


def overlap(a: Rect, b: Rect) -> Rect:
    """What two rectangles share; of no size if nothing."""
    left, top = max(a.x, b.x), max(a.y, b.y)
    return Rect(left, top, max(0.0, min(a.right, b.right) - left), max(0.0, min(a.bottom, b.bottom) - top))


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


def middle(
    canvas: Canvas,
    x: float,
    y: float,
    text: str,
    *,
    size: float,
    colour: Colour,
    weight: Weight = "regular",
    align: Align = "left",
) -> None:
    """One line of text whose middle is at `y`."""
    high = canvas.measure(text, size=size, weight=weight)[1]
    canvas.text(x, y - high / 2, text, size=size, colour=colour, weight=weight, align=align)


def fit(canvas: Canvas, text: str, width: float, *, size: float, weight: Weight = "regular") -> str:
    """`text`, or as much of it as fits into `width`, with an ellipsis."""
    if canvas.measure(text, size=size, weight=weight)[0] <= width:
        return text
    low, high = 0, len(text)
    while low < high:
        half = ceil((low + high) / 2)
        wide = canvas.measure(text[:half].rstrip() + "…", size=size, weight=weight)[0]
        low, high = (half, high) if wide <= width else (low, half - 1)
    return text[:low].rstrip() + "…"


def wrap(canvas: Canvas, text: str, width: float, *, size: float, weight: Weight = "regular") -> tuple[str, ...]:
    """`text` broken into lines no wider than `width`; line breaks in it are kept."""
    lines: list[str] = []
    for part in text.split("\n"):
        line = ""
        for word in part.split():
            longer = f"{line} {word}" if line else word
            if line and canvas.measure(longer, size=size, weight=weight)[0] > width:
                lines.append(line)
                line = word
            else:
                line = longer
        lines.append(line)
    return tuple(lines)


def lines_high(canvas: Canvas, lines: int, size: float) -> float:
    """How high so many lines of a paragraph are."""
    return (lines - 1) * size * LEADING + canvas.measure("m", size=size)[1]
