"""A row of the settings: what is set at the left, what it is set with at the right or, where it is narrow, below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from game.views import theme, widgets
from game.views.canvas import Canvas, Rect
from game.views.lettering import LEADING, middle
from game.views.ui import Ui

NARROW = 560.0
"""Below this width what a row is set with stands below its words."""
CONTROL = 350.0
HIGH = 34.0
PAD = 12.0

Control = Callable[[Ui, Canvas, Rect], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One thing to set."""

    title: str
    says: str = ""
    control: Control
    high: float = HIGH
    """How high what it is set with is."""
    broad: bool = False
    """Whether what it is set with needs the whole width."""
    wide: float = CONTROL
    """How wide what it is set with is, beside the words."""


def draw_rows(ui: Ui, canvas: Canvas, x: float, y: float, wide: float, rows: Sequence[Row]) -> float:
    """All rows, one below the other; the `y` below them."""
    for n, row in enumerate(rows):
        if n:
            canvas.rect(Rect(x, y, wide, 1), theme.LINE_SOFT)
        y = _draw_row(ui, canvas, Rect(x, y + PAD, wide, 0), row) + PAD
    return y


def tall(ui: Ui, canvas: Canvas, wide: float, rows: Sequence[Row]) -> float:
    """How high they are together."""
    return sum(_tall(ui, canvas, wide, row) + 2 * PAD for row in rows)


def control_y(ui: Ui, canvas: Canvas, wide: float, rows: Sequence[Row], n: int) -> float:
    """How far below the first row's top the middle of what row `n` is set with is."""
    row = rows[n]
    low = tall(ui, canvas, wide, rows[:n]) + PAD + _tall(ui, canvas, wide, row)
    return low - (_tall(ui, canvas, wide, row) if _beside(wide, row) else row.high) / 2


def _beside(wide: float, row: Row) -> bool:
    """Whether what a row is set with stands beside its words."""
    return wide >= NARROW and not row.broad


def _tall(ui: Ui, canvas: Canvas, wide: float, row: Row) -> float:
    words = _words(ui, canvas, _room(wide, row), row)
    return max(words, row.high) if _beside(wide, row) else words + 8 + row.high


def _room(wide: float, row: Row) -> float:
    return wide - row.wide - 24 if _beside(wide, row) else wide


def _words(ui: Ui, canvas: Canvas, room: float, row: Row) -> float:
    title = len(ui.wrap(canvas, row.title, room, size=theme.BODY, weight="bold"))
    says = len(ui.wrap(canvas, row.says, room, size=theme.SMALL)) if row.says else 0
    return (title * theme.BODY + says * theme.SMALL) * LEADING + 2


def _draw_row(ui: Ui, canvas: Canvas, at: Rect, row: Row) -> float:
    beside = _beside(at.w, row)
    room = _room(at.w, row)
    high = _tall(ui, canvas, at.w, row)
    words = _words(ui, canvas, room, row)
    y = at.y + (high - words) / 2 if beside else at.y
    y = ui.paragraph(canvas, at.x, y, room, row.title, weight="bold")
    if row.says:
        ui.paragraph(canvas, at.x, y, room, row.says, size=theme.SMALL, colour=theme.INK_SOFT)
    box = Rect(at.x, at.y + high - row.high, at.w, row.high)
    if beside:
        box = Rect(at.x + at.w - row.wide, at.y + (high - row.high) / 2, row.wide, row.high)
    row.control(ui, canvas, box)
    return at.y + high


def switch(key: str, on: bool, change: Callable[[bool], None], tip: str = "") -> Control:
    """A switch at the right."""

    def draw(ui: Ui, canvas: Canvas, box: Rect) -> None:
        at = Rect(box.right - 52 if box.w <= CONTROL else box.x, box.y + (box.h - 26) / 2, 52, 26)
        widgets.toggle(ui, canvas, at, on, lambda value: change(bool(value)), key=key, tip=tip)

    return draw


def scale(
    key: str,
    value: float,
    change: Callable[[float], None],
    *,
    low: float,
    high: float,
    step: float,
    now: float,
    says: str,
    span: tuple[float, float] | None = None,
) -> Control:
    """A slider, and what it stands at in words; `span`: from where to where it is, if not as far as there is room."""

    def draw(ui: Ui, canvas: Canvas, box: Rect) -> None:
        left, right = span or (box.x, box.right - 66)
        bar = Rect(left, box.y + (box.h - 30) / 2, right - left, 30)
        widgets.slider(ui, canvas, bar, value, change, key=key, low=low, high=high, step=step, now=now)
        y = box.y + box.h / 2
        middle(canvas, box.right, y, says, size=theme.BODY, colour=theme.INK, weight="bold", align="right")

    return draw


def choice(key: str, names: Sequence[tuple[str, str]], chosen: str, change: Callable[[str], None]) -> Control:
    """A few buttons of which one is on: (value, name)."""

    def draw(ui: Ui, canvas: Canvas, box: Rect) -> None:
        for (value, name), at in zip(names, places(canvas, box, [name for _, name in names]), strict=True):
            on = value == chosen
            do = partial(change, value)
            widgets.button(ui, canvas, at, name, do, key=f"{key} {value}", on=on, size=theme.SMALL)

    return draw


def places(canvas: Canvas, box: Rect, names: Sequence[str]) -> list[Rect]:
    """Where a button for each of `names` stands: as many in a line as have room, from the left."""
    found: list[Rect] = []
    x, y = box.x, box.y
    for name in names:
        wide = min(box.w, canvas.measure(name, size=theme.SMALL, weight="bold")[0] + 26)
        if found and x + wide > box.right + 1:
            x, y = box.x, y + HIGH + 6
        found.append(Rect(x, y, wide, HIGH))
        x += wide + 6
    return found


def high_of(canvas: Canvas, wide: float, names: Sequence[str]) -> float:
    """How high the buttons of a `choice` stand in `wide`."""
    return max(at.bottom for at in places(canvas, Rect(0, 0, wide, 0), names))
