"""Doors: a row of small buttons, one to each view that looks at the run another way, so that a hand on the mouse finds
every view without knowing its key.

Rules of this file: words where there is room for all of them, else signs with the words as a tip. A door does what its
key does; a view that isn't there yet has no door.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from game.views import icons, theme, widgets
from game.views.canvas import Canvas, Rect
from game.views.keys import Act, bindings, with_key
from game.views.scene import Turn
from game.views.ui import Ui
from game.views.widgets import Icon
from game.views.words import say
from sim.words import later

HIGH = 36.0
SIGN = 34.0
"""How wide a door is that shows only its sign."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """One way out of the room."""

    act: str
    icon: Icon
    title: str
    """English; translated when shown."""


DOORS: tuple[Door, ...] = (
    Door(act="town", icon=icons.town, title=later("Town")),
    Door(act="tape", icon=icons.reel, title=later("Tape")),
    Door(act="map", icon=icons.loop, title=later("Map")),
    Door(act="ledgers", icon=icons.ledger, title=later("Ledgers")),
    Door(act="events", icon=icons.deal, title=later("Events")),
    Door(act="hint", icon=icons.bubble, title=later("Hint")),
)


def doors(*, without: Sequence[str] = ()) -> tuple[Door, ...]:
    """Those that lead somewhere."""
    acts = {act.value for act in Act}
    return tuple(door for door in DOORS if door.act in acts and door.act not in without)


def wide(shown: Sequence[Door]) -> float:
    """How much room their signs take."""
    return SIGN * len(shown) + 6


def draw(
    ui: Ui,
    canvas: Canvas,
    rect: Rect,
    shown: Sequence[Door],
    do: Callable[[Act], Turn | None],
    *,
    marks: Sequence[str] = (),
) -> None:
    """All doors in a row; `do` what a key does; `marks`: acts behind which something new waits."""
    names = [say(door.title) for door in shown]
    wides = [canvas.measure(name, size=theme.SMALL, weight="bold")[0] for name in names]
    worded = sum(wides) + 12 * len(shown) <= rect.w
    content = (tuple(names), tuple(marks), worded)
    paint = lambda inner: _draw(ui, inner, rect, shown, names, wides, do, marks, worded=worded)
    if not rect.holds(*ui.pointer):
        ui.keep_clear(rect)
    ui.panel(canvas, "doors", content, rect, paint, ground=theme.CARD)


def _draw(
    ui: Ui,
    canvas: Canvas,
    rect: Rect,
    shown: Sequence[Door],
    names: Sequence[str],
    wides: Sequence[float],
    do: Callable[[Act], Turn | None],
    marks: Sequence[str],
    *,
    worded: bool,
) -> None:
    table = {binding.act: binding for binding in bindings()}
    spare = (rect.w - sum(wides)) / len(shown) if worded else 0.0
    x = rect.x if worded else rect.right - wide(shown) + 3
    for door, name, across in zip(shown, names, wides, strict=True):
        act = Act(door.act)
        box = Rect(x, rect.y + 4, across + spare, rect.h - 8) if worded else Rect(x, rect.y + 3, SIGN, rect.h - 6)
        tip = with_key(table[act].title, act) if act in table else name
        key, go = f"door {door.act}", partial(do, act)
        icon = None if worded else door.icon
        text = name if worded else ""
        widgets.button(ui, canvas, box, text, go, key=key, style="quiet", icon=icon, tip=tip, size=theme.SMALL)
        if door.act in marks:
            at = box.centre[0] + (across / 2 + 8 if worded else SIGN * 0.3)
            canvas.circle(at, box.y + 7, 4.5, theme.ORANGE, line=theme.INK, width=1.2)
        x += box.w
