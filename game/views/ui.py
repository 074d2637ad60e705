"""The Ui: what the widgets of one scene remember, and which of them answers an input.

How it works: a scene draws with a `Ui`. Each widget draws itself and leaves a `Spot`: where it is and what it does. An
input then finds its spot, by position or by focus, and calls it. So there is no widget tree to keep in step with what
is shown, what isn't drawn can't be pressed, and all that a widget remembers (focus, scroll, half-typed words) stands in
the `Ui` under its key.

Rules of this file: everything that can be done with the pointer can be done with Tab, arrows and Enter. Spots drawn
later lie on top. What a spot does answers with a `Turn` for the stack of scenes, or `None`. It draws nothing but the
focus ring, tips and scroll bars; buttons and the like are in `widgets`.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from math import inf
from typing import ClassVar

from game.views import theme
from game.views.canvas import Canvas, Colour, Point, Rect, Weight, meets, overlap
from game.views.inputs import Drag, Hover, Input, Key, Press, Release, Text, Tick, Wheel
from game.views.lettering import LEADING, fit, lines_high, wrap
from game.views.scene import Turn

Do = Callable[[], Turn | None]

PATIENCE_S = 0.45
"""How long the pointer rests before a tip shows."""
FAR = 110.0
"""How far a tip gives way downwards."""
NOWHERE: Point = (-1e6, -1e6)
NAME = 36.0
"""What stands over a widget and belongs to it is at most so high."""
LINE = 40.0
"""How far one step of the wheel scrolls."""
PULL = 6.0
"""How far the pointer is dragged before it pulls what it is on."""
ARROWS = {"left": (-1, 0), "right": (1, 0), "up": (0, -1), "down": (0, 1)}
PAGES = {"page up": -0.85, "page down": 0.85, "home": -1e6, "end": 1e6}
"""How far a key scrolls, in heights of what is seen."""


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
    on_text: Callable[[str], None] | None = None
    tip: str = ""
    focus: bool = True
    owner: str = ""
    """Who gets the focus if this is pressed, when it takes none itself."""
    why: Do | None = None
    """What answers when its number is asked about."""
    scroller: str = ""


@dataclass(slots=True)
class Typing:
    """Something being typed."""

    key: str
    text: str
    whole: bool = False
    """Whether all of it is selected: what is typed next replaces it."""


@dataclass(slots=True)
class Panel:
    """What a kept panel left behind when it was last drawn."""

    content: Hashable
    doing: Hashable
    """What the player did in it."""
    spots: list[Spot]
    keys: frozenset[str]
    scrollers: dict[str, Scroller]


@dataclass(frozen=True, slots=True)
class Scroller:
    """A scrolling area of the last picture."""

    rect: Rect
    height: float
    rows: bool = False
    """Whether it is a list of equal rows: Tab stops at it once, the arrows go on within."""


class Ui:
    """What the widgets of one scene remember, and the spots of the last picture."""

    touched: ClassVar[Callable[[], None]] = lambda: None
    """Called whenever a widget of any scene is pressed: a window that has a voice lets it tick."""

    def __init__(self, *, space_presses: bool = True) -> None:
        self._space_presses = space_presses
        self._spots: list[Spot] = []
        self._clips: list[Rect] = []
        self._within: list[str] = []
        self._scrollers: dict[str, Scroller] = {}
        self._panels: dict[str, Panel] = {}
        self._own = object()
        """Whose panels they are: a canvas keeps those of the scenes before, and their spots have gone with them."""
        self._offsets: dict[str, float] = {}
        self._wraps: dict[tuple[str, float, Weight, float], tuple[str, ...]] = {}
        self._wrapped_for: tuple[float, float] = (0, 0)
        self._in_the_way: list[Rect] = []
        self._room = inf
        """Panels that this picture may still draw anew."""
        self._rest_s = 0.0
        self._ring = False
        self._pointed = False
        """Whether the pointer has moved since the focus did."""
        self._fresh = True
        """Nobody has touched anything yet: where the focus begins, the first Tab only shows."""
        self._to_reveal = ""
        """Key of what got the focus before it was drawn."""
        self._pulled = ""
        """Key of the area that the pointer may pull, since it was pressed on it."""
        self._pull_from = 0.0
        self.pointer: Point = NOWHERE
        self.hot = ""
        """Key of the spot under the pointer."""
        self.pressed = ""
        """Key of the spot that is held down."""
        self.focus = ""
        """Key of the spot that gets the keys."""
        self.typing: Typing | None = None

    # --- one picture ------------------------------------------------------------------------------------------

    @contextmanager
    def picture(self, canvas: Canvas, *, room: float = inf) -> Iterator[Canvas]:
        """Draw one picture: forget the last one's spots, and put focus ring and tip on top at the end.

        `room`: how many panels it draws anew because there is news for them; the rest wait for a later picture.
        """
        self._room = room
        self._spots.clear()
        self._scrollers.clear()
        self._in_the_way.clear()
        size = (canvas.size[0], canvas.measure("m", size=100)[0])
        if self._wrapped_for != size or len(self._wraps) > 3000:
            self._wraps.clear()
            self._wrapped_for = size
        yield canvas
        self.hot = self._under(*self.pointer)
        if self._to_reveal and self.find(self._to_reveal):
            self._to_reveal = ""
            self._reveal()
        spot = self.find(self.focus)
        if spot and self._ring and spot.seen.w > 0 and spot.seen.h > 0:
            canvas.rect(spot.seen.inset(-3), line=theme.ACCENT, width=theme.RING, radius=7)
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
        last one answer. What the player does is shown at once, news when the picture has room.
        """
        last = self._panels.get(name)
        here = last.keys if last else frozenset[str]()
        typed = (self.typing.text, self.typing.whole) if self.typing and self.typing.key in here else None
        scrolled = tuple(self._offsets.get(key, 0.0) for key in last.scrollers) if last else ()
        doing = (*(key if key in here else "" for key in (self.hot, self.focus, self.pressed)), typed, scrolled)
        if last and last.content != content and last.doing == doing:
            if self._room < 1:
                content = last.content
            else:
                self._room -= 1
        drawn: list[Panel] = []

        def paint(inner: Canvas) -> None:
            spots, scrollers = self._spots, self._scrollers
            self._spots, self._scrollers = [], {}
            draw(inner)
            drawn.append(
                Panel(content, doing, self._spots, frozenset(spot.key for spot in self._spots), self._scrollers)
            )
            self._spots, self._scrollers = spots, scrollers

        canvas.kept(name, (self._own, content, doing), rect, paint, ground=ground)
        now = drawn[-1] if drawn else last
        if now:
            self._panels[name] = now
            self._spots.extend(now.spots)
            self._scrollers.update(now.scrollers)

    def modal(self, rect: Rect) -> None:
        """Nothing drawn before this answers any more; `rect` is what covers it."""
        self._spots.clear()
        self._scrollers.clear()
        self.spot("modal", rect, focus=False)

    def block(self, rect: Rect, key: str) -> None:
        """What lies under `rect` doesn't answer."""
        self.spot(key, rect, focus=False)

    def keep_clear(self, rect: Rect) -> None:
        """No tip is shown over `rect` if it can stand elsewhere."""
        self._in_the_way.append(rect)

    def spot(
        self,
        key: str,
        rect: Rect,
        do: Do | None = None,
        *,
        on_drag: Callable[[float, float], None] | None = None,
        on_wheel: Callable[[float], None] | None = None,
        on_key: Callable[[Key], bool] | None = None,
        on_text: Callable[[str], None] | None = None,
        tip: str = "",
        focus: bool = True,
        owner: str = "",
        why: Do | None = None,
    ) -> bool:
        """A place that answers without being drawn; whether the pointer is on it."""
        spot = Spot(
            key=key,
            rect=rect,
            seen=overlap(rect, self._clips[-1]) if self._clips else rect,
            do=do,
            on_drag=on_drag,
            on_wheel=on_wheel,
            on_key=on_key,
            on_text=on_text,
            tip=tip,
            focus=focus,
            owner=owner,
            why=why,
            scroller=self._within[-1] if self._within else "",
        )
        self._spots.append(spot)
        return self.hot == key

    def find(self, key: str) -> Spot | None:
        """The spot `key` of the last picture."""
        return next((spot for spot in reversed(self._spots) if spot.key == key), None) if key else None

    @property
    def why(self) -> Do | None:
        """What answers when it is asked about the number under the pointer or with the focus, whichever moved last."""
        here = (spot for spot in reversed(self._spots) if spot.seen.holds(*self.pointer))
        on_top = next((spot for spot in here if spot.why or spot.key.startswith("block ")), None)
        under = on_top.why if on_top else None
        focused = self.find(self.focus)
        with_focus = focused.why if focused else None
        return (with_focus or under) if self._ring and not self._pointed else (under or with_focus)

    def in_view(self, key: str) -> Spot | None:
        """The spot `key`, if it can be seen and nothing lies over it.

        `*` at the end: the first that does something, of those whose key begins so.
        """
        any_, start = key.endswith("*"), key.removesuffix("*")
        for spot in self._spots:
            wanted = spot.key.startswith(start) and spot.do if any_ else spot.key == key
            if wanted and min(spot.seen[2:]) > 4 and spot.key in self._under(*spot.seen.centre):
                return spot
        return None

    def busy(self, rect: Rect, but: Point, *grounds: str) -> bool:
        """Whether something that answers or tells is to be seen in `rect`, beside what holds the point `but`; what is
        called as one of `grounds` is none.
        """
        there = (spot for spot in self._spots if (spot.do or spot.tip) and spot.key not in grounds)
        return any(meets(spot.seen, rect) and not spot.seen.holds(*but) for spot in there)

    def _under(self, x: float, y: float) -> str:
        return next((spot.key for spot in reversed(self._spots) if spot.seen.holds(x, y)), "")

    def _draw_tip(self, canvas: Canvas) -> None:
        by_pointer = self._rest_s >= PATIENCE_S and not self.pressed
        spot = self.find(self.hot) if by_pointer else self.find(self.focus) if self._ring else None
        if spot is None or not spot.tip:
            return
        lines = self.wrap(canvas, spot.tip, 300, size=theme.SMALL)
        wide = max(canvas.measure(line, size=theme.SMALL)[0] for line in lines) + 20
        high = lines_high(canvas, len(lines), theme.SMALL) + 14
        box = self._room_for_tip(canvas, spot, wide, high, by_pointer=by_pointer)
        canvas.rect(Rect(box.x + 2, box.y + 3, box.w, box.h), theme.SHADOW, radius=6)
        canvas.rect(box, theme.INK, radius=6)
        for n, line in enumerate(lines):
            row = box.y + 7 + n * theme.SMALL * LEADING
            canvas.text(box.x + 10, row, line, size=theme.SMALL, colour=theme.CARD)

    def _room_for_tip(self, canvas: Canvas, spot: Spot, wide: float, high: float, *, by_pointer: bool) -> Rect:
        """Below what it is about, or above, or beside, or below what is in its way there: where it is on the screen and
        in nobody's way.
        """
        width, height = canvas.size
        x, y = self.pointer if by_pointer else (spot.seen.x, spot.seen.bottom)
        below = y + 20 if by_pointer else y + 6
        above = (y if by_pointer else spot.seen.y) - high - 8
        left = max(6.0, min(x, width - wide - 6))
        beside = max(6.0, min(below, height - high - 6))
        places = [Rect(left, top, wide, high) for top in (below, above) if 6 <= top <= height - high - 6]
        places += [Rect(at, beside, wide, high) for at in (x + 18, x - wide - 18) if 6 <= at <= width - wide - 6]
        under = sorted(r.bottom + 4 for r in self._in_the_way if below < r.bottom < below + FAR)
        places += [Rect(left, top, wide, high) for top in under if top <= height - high - 6]
        places.append(Rect(left, max(6.0, min(above, height - high - 6)), wide, high))
        free = (place for place in places if all(min(overlap(place, r)[2:]) <= 0 for r in self._in_the_way))
        return next(free, places[0])

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
                self._drag(x, y)
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
        """Whether a widget needs this key more than the scene does: while something is typed, all of them."""
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
        self._ring, self._pointed = True, False
        self._to_reveal = "" if self.find(key) else key
        self._reveal()

    def type_into(self, key: str, text: str = "") -> None:
        """Start typing at the widget `key`, which holds `text` so far."""
        self.typing = Typing(key, text)
        self.focus = key

    def typing_at(self, key: str) -> Typing | None:
        """What is being typed at the widget `key`, if anything is."""
        return self.typing if self.typing and self.typing.key == key else None

    def _move(self, x: float, y: float) -> None:
        if (x, y) != self.pointer:
            self.pointer, self._pointed = (x, y), True
            self._rest_s = 0.0

    def _press(self, x: float, y: float) -> None:
        self._move(x, y)
        self._rest_s = -2.0
        self._ring = self._fresh = False
        self.pressed = self._under(x, y)
        spot = self.find(self.pressed)
        if self.typing and self.typing.key != self.pressed:
            self.typing = None
        self.focus = (spot.key if spot.focus else spot.owner) if spot else ""
        self._pulled = spot.scroller if spot and not spot.on_drag else ""
        self._pull_from = y
        if spot and spot.on_drag:
            spot.on_drag(x, y)

    def _drag(self, x: float, y: float) -> None:
        """Drag what was pressed; a finger on a list pulls the list."""
        spot = self.find(self.pressed)
        if spot and spot.on_drag:
            spot.on_drag(x, y)
        elif self._pulled and (not self.pressed or abs(y - self._pull_from) > PULL):
            self.pressed = ""  # it is let go without doing anything
            self._scroll(self._pulled, self._pull_from - y)
            self._pull_from = y

    def _release(self, x: float, y: float) -> Turn | None:
        self._move(x, y)
        spot = self.find(self.pressed)
        self.pressed = self._pulled = ""
        return self._touch(spot.do) if spot and spot.do and spot.seen.holds(x, y) else None

    def _touch(self, do: Do) -> Turn | None:
        type(self).touched()
        return do()

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
        fresh, self._fresh = self._fresh, False
        if key.name == "tab":
            self.typing = None
            self._tab(0 if fresh and not self._ring else -1 if key.shift else 1)
            return None
        spot = self.find(self.focus)
        if spot and spot.on_key and spot.on_key(key):
            return None
        if key.name == "enter" or (key.name == "space" and self._space_presses):
            if spot and spot.do:
                return self._touch(spot.do)
        elif key.name in ARROWS:
            self._walk(*ARROWS[key.name])
        elif key.name in PAGES:
            self._page(PAGES[key.name])
        return None

    def _type(self, text: str) -> None:
        spot = self.find(self.typing.key) if self.typing else None
        if spot and spot.on_text:
            spot.on_text(text)

    def _tab(self, way: int) -> None:
        """To the next stop; 0: to where the focus is, which nobody has seen yet."""
        keys = [spot.key for spot in self._stops()]
        if not keys:
            return
        if self.focus not in keys:
            self.focus_on(keys[-1 if way < 0 else 0])
            return
        here = keys.index(self.focus)
        self.focus_on(keys[(here + way) % len(keys)])

    def _stops(self) -> Iterator[Spot]:
        """What Tab stops at: whatever takes the focus, but of a list of rows the one chosen, else the first seen."""
        here = self.find(self.focus)
        been = {here.scroller} if here else set[str]()
        for spot in self._spots:
            area = self._scrollers.get(spot.scroller)
            if area and area.rows and spot.focus and spot is not here:
                if spot.scroller in been or spot.seen.h <= 0:
                    continue
                been.add(spot.scroller)
            if spot.focus:
                yield spot

    def _walk(self, dx: int, dy: int) -> None:
        """To the nearest spot in a direction, in the same list if it goes on there; from nowhere, to the first."""
        here = self.find(self.focus)
        if here is None:
            self._tab(1)
            return
        x, y = here.rect.centre
        best, nearest = "", (True, 1e9)
        for spot in self._spots:
            ox, oy = spot.rect.centre
            ahead = (ox - x) * dx + (oy - y) * dy
            # What lies straight ahead with any of its breadth is not aside at all.
            broad = (spot.rect.w + here.rect.w) / 2, (spot.rect.h + here.rect.h) / 2
            aside = max(0.0, abs(ox - x) - broad[0]) if dy else max(0.0, abs(oy - y) - broad[1])
            elsewhere = not (spot.scroller and spot.scroller == here.scroller)
            if not spot.focus or ahead <= 1 or (elsewhere and min(spot.seen.w, spot.seen.h) <= 0):
                continue
            far = (elsewhere or not dy, ahead + 2.5 * aside)
            if far < nearest:
                best, nearest = spot.key, far
        self.focus_on(best or self.focus)

    def _page(self, heights: float) -> None:
        """Scroll what has the focus, else what is under the pointer, else the largest list there is."""
        spot = self.find(self.focus)
        area = spot.scroller if spot else ""
        if not area:
            x, y = self.pointer
            sizes = {key: one.rect.w * one.rect.h for key, one in self._scrollers.items() if one.height > one.rect.h}
            under = [key for key in sizes if self._scrollers[key].rect.holds(x, y)]
            area = max(under or sizes, key=lambda key: sizes[key], default="")
        if area in self._scrollers:
            self._scroll(area, heights * self._scrollers[area].rect.h)

    def _reveal(self) -> None:
        """Scroll until what has the focus can be seen, and its name over it."""
        spot = self.find(self.focus)
        area = self._scrollers.get(spot.scroller) if spot else None
        if not spot or not area:
            return
        over, under = area.rect.y - spot.rect.y + NAME, spot.rect.bottom + 8 - area.rect.bottom
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
        size: float | None = None,
        colour: Colour | None = None,
        weight: Weight = "regular",
        most: int | None = None,
    ) -> float:
        """Text in lines no wider than `width`, at `most` so many; the `y` below it."""
        size, colour = size or theme.BODY, colour or theme.INK
        lines = self.wrap(canvas, text, width, size=size, weight=weight)
        if most is not None and len(lines) > most:
            lines = (*lines[: most - 1], fit(canvas, " ".join(lines[most - 1 :]), width, size=size, weight=weight))
        for line in lines:
            canvas.text(x, y, line, size=size, colour=colour, weight=weight)
            y += size * LEADING
        return y

    # --- scrolling --------------------------------------------------------------------------------------------

    @contextmanager
    def scroll(
        self, canvas: Canvas, rect: Rect, height: float, *, key: str, rows: bool = False
    ) -> Iterator[float]:  # fmt: skip
        """An area of which `rect` shows a part of `height`; gives the `y` at which its content begins.

        `rows`: it is a list of equal rows, at which Tab stops once.
        """
        most = max(0.0, height - rect.h)
        offset = self._offsets[key] = min(most, max(0.0, self._offsets.get(key, 0.0)))
        self._scrollers[key] = Scroller(rect, height, rows)
        with self.inside(canvas, rect):
            self._within.append(key)
            self.spot(key, rect, on_wheel=lambda steps: self._scroll(key, -LINE * steps), focus=False)
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

        lit = self.spot(f"{key} bar", Rect(rect.right - 10, rect.y, 10, rect.h), on_drag=on_drag, focus=False)
        held = lit or self.pressed == f"{key} bar"
        canvas.rect(bar, theme.INK_SOFT if held else theme.INK_FAINT, radius=2)

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
