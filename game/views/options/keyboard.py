"""The keys, to be changed: Enter on an act asks for a key, the next one pressed is it.

Rules of this file: a key does one thing. One that already does another changes places with it, and that is said; where
that can't be, nothing changes, and why is said.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from game.views import theme, widgets
from game.views.canvas import Canvas, Rect
from game.views.inputs import Input, Key, Press, Text
from game.views.keys import FIXED, Act, Binding, bindings, key_title, named, unfit
from game.views.lettering import fit, middle
from game.views.ui import Ui
from game.views.words import say

ROW = 34.0
HEAD = 62.0


def given(keys: Mapping[str, str], act: Act, key: str) -> tuple[dict[str, str], str]:
    """`keys` with `key` for `act`, and what is to be said of it; unchanged if that can't be."""
    table = {binding.act: binding for binding in bindings(keys)}
    first = {binding.act: binding.key for binding in bindings({})}
    why = unfit(act, key)
    if why:
        return dict(keys), why
    wanted = {one: binding.key for one, binding in table.items()}
    other = next((one for one, has in wanted.items() if has == key and one is not act), None)
    said = say("{act}: {key}", act=table[act].title, key=key_title(key))
    if other is not None:
        swap = wanted[act]
        why = unfit(other, swap) if swap and other not in FIXED else say("that one has to stay")
        if why:
            text = say("{key} does something else: {act}. They can't change places: {why}", key=key_title(key),
                       act=table[other].title, why=why)  # fmt: skip
            return dict(keys), text
        wanted[other] = swap
        said = say("{key} did something else: {other}. They have changed places.", key=key_title(key),
                   other=table[other].title)  # fmt: skip
    wanted[act] = key
    return {str(one): has for one, has in wanted.items() if has and has != first[one]}, said


class Keyboard:
    """The page: every act and its key."""

    def __init__(self, change: Callable[[dict[str, str]], None]) -> None:
        self._change = change
        self._said = ""
        self.asked: Act | None = None
        """Which act waits for a key."""

    def leave(self) -> None:
        """Ask no more."""
        self.asked, self._said = None, ""

    def take(self, happened: Input, keys: Mapping[str, str]) -> bool:
        """Whether this was the answer, or part of it."""
        if self.asked is None:
            return False
        if isinstance(happened, Press):
            self.asked = None
            return False
        if not isinstance(happened, Key | Text):
            return False
        if isinstance(happened, Key) and happened.name == "escape":
            self.leave()
            return True
        key = named(happened)
        if key:
            wanted, self._said = given(keys, self.asked, key)
            if wanted != keys:
                self._change(wanted)
            self.asked = None
        return True

    def _ask(self, act: Act) -> None:
        self.asked, self._said = act, ""

    def _back(self, act: Act, keys: Mapping[str, str]) -> None:
        """The key an act had at first."""
        usual = next(binding.key for binding in bindings({}) if binding.act is act)
        wanted, self._said = given(keys, act, usual)
        self.asked = None
        self._change(wanted)

    def tall(self, wide: float) -> float:
        """How high it is."""
        columns = self._columns(wide)
        return HEAD + -(-(len(bindings()) - len(FIXED)) // columns) * ROW + 8

    @staticmethod
    def _columns(wide: float) -> int:
        return 2 if wide >= 800 else 1

    def draw(self, ui: Ui, canvas: Canvas, x: float, y: float, wide: float, keys: Mapping[str, str]) -> None:
        """What to do, or what came of it; then the acts."""
        text = self._said or say(
            "Choose what to do, then press the key that shall do it. Esc, Tab, Enter and the arrows stay as they are."
        )
        if self.asked is not None:
            text = say("Press a key, alone or with Ctrl. Esc: leave it as it is.")
        colour = theme.INK if self._said or self.asked else theme.INK_SOFT
        ui.paragraph(canvas, x, y + 4, wide, text, size=theme.SMALL, colour=colour, most=3)
        table = [binding for binding in bindings(keys) if binding.act not in FIXED]
        columns = self._columns(wide)
        rows = -(-len(table) // columns)
        column = (wide - 24 * (columns - 1)) / columns
        for n, binding in enumerate(table):
            left = x + n // rows * (column + 24)
            self._draw_row(ui, canvas, Rect(left, y + HEAD + n % rows * ROW, column, ROW - 4), binding, keys)

    def _draw_row(self, ui: Ui, canvas: Canvas, rect: Rect, binding: Binding, keys: Mapping[str, str]) -> None:
        asked, mine = binding.act is self.asked, binding.act in keys
        text = say("press a key") if asked else binding.shown
        cap = max(34.0, canvas.measure(text, size=theme.SMALL, weight="bold")[0] + 16)
        plate = Rect(rect.right - cap - 4, rect.y + 3, cap, rect.h - 6)
        usual = say("as at first")
        wide = canvas.measure(usual, size=theme.TINY, weight="bold")[0] + 16 if mine else 0.0
        title = fit(canvas, binding.title, plate.x - rect.x - 18 - wide, size=theme.SMALL)
        tip = binding.title if title != binding.title and not asked else ""
        lit = ui.spot(f"key {binding.act}", rect, partial(self._ask, binding.act), tip=tip)
        if asked or lit:
            canvas.rect(rect, theme.ORANGE_PALE if asked else theme.PAPER_DEEP, radius=6)
        edge = theme.ACCENT if mine else theme.LINE
        canvas.rect(plate, theme.CARD, line=edge, width=2 if mine else 1, radius=5)
        y = rect.y + rect.h / 2
        middle(canvas, plate.x + cap / 2, y, text, size=theme.SMALL, colour=theme.INK, weight="bold", align="centre")
        middle(canvas, rect.x + 8, y, title, size=theme.SMALL, colour=theme.INK)
        if mine:
            back = Rect(plate.x - wide - 6, plate.y, wide, plate.h)
            do = partial(self._back, binding.act, keys)
            widgets.button(ui, canvas, back, usual, do, key=f"reset {binding.act}", size=theme.TINY, style="quiet")
