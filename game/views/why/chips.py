"""Chips: short words in rows, as many in each as there is room for; each can be pressed."""

from __future__ import annotations

from collections.abc import Sequence

from game.views import theme, widgets
from game.views.canvas import Canvas, Rect
from game.views.lettering import fit, middle
from game.views.ui import Do, Ui

HIGH = 26.0
GAP = 6.0
Chip = tuple[str, str, Do, str]
"""Key, words, what it does, tip."""


def flow(canvas: Canvas, words: Sequence[str], wide: float) -> list[tuple[str, Rect]]:
    """Each of `words` as it fits, and its place from (0, 0)."""
    found, x, y = [], 0.0, 0.0
    for word in words:
        text = fit(canvas, word, wide - 20, size=theme.SMALL, weight="bold")
        long = canvas.measure(text, size=theme.SMALL, weight="bold")[0] + 20
        if x and x + long > wide:
            x, y = 0.0, y + HIGH + GAP
        found.append((text, Rect(x, y, long, HIGH)))
        x += long + GAP
    return found


def high(canvas: Canvas, words: Sequence[str], wide: float) -> float:
    """How high the rows are."""
    return max((rect.bottom for _, rect in flow(canvas, words, wide)), default=0.0)


def draw(ui: Ui, canvas: Canvas, box: Rect, chips: Sequence[Chip], *, on: str = "", flat: bool = False) -> None:
    """All `chips` in `box`, the one whose key is `on` marked; `flat`: as tabs rather than buttons."""
    placed = flow(canvas, [words for _, words, _, _ in chips], box.w)
    for (key, _, do, tip), (text, rect) in zip(chips, placed, strict=True):
        at = Rect(box.x + rect.x, box.y + rect.y, rect.w, rect.h)
        if flat:
            _tab(ui, canvas, at, text, do, key=key, on=key == on, tip=tip)
        else:
            widgets.button(ui, canvas, at, text, do, key=key, on=key == on, tip=tip, size=theme.SMALL)


def _tab(ui: Ui, canvas: Canvas, at: Rect, text: str, do: Do, *, key: str, on: bool, tip: str) -> None:
    if ui.spot(key, at, do, tip=tip) or on:
        canvas.rect(at, theme.PAPER_DEEP, radius=6)
    if on:
        canvas.rect(Rect(at.x + 8, at.bottom - 3, at.w - 16, 2.4), theme.ACCENT)
    ink = theme.ACCENT if on else theme.INK_SOFT
    middle(canvas, *at.centre, text, size=theme.SMALL, colour=ink, weight="bold", align="centre")
