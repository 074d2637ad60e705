"""Textures: what a minute was spent on, as a colour and a pattern, so that neither eye nor printer needs the colour."""

from __future__ import annotations

from collections.abc import Callable

from game.views import theme
from game.views.canvas import Canvas, Colour, Point, Rect

PITCH = 7.0
"""Distance of a pattern's strokes."""


def fill(canvas: Canvas, rect: Rect, minute: str) -> None:
    """`rect` as minutes of the kind `minute` (a metric's name) look."""
    colour = theme.MINUTE_COLOURS[minute]
    canvas.rect(rect, colour)
    paint = _PATTERNS.get(minute)
    if paint and rect.w >= 4 and rect.h >= 4:
        paint(canvas, rect, theme.mix(colour, theme.INK, 0.42))


def _dots(canvas: Canvas, rect: Rect, ink: Colour) -> None:
    """Waiting: dot, dot, dot."""
    y = rect.y + rect.h / 2
    for n in range(int(rect.w // PITCH)):
        canvas.circle(rect.x + (n + 0.5) * PITCH, y, 1.4, ink)


def _zigzag(canvas: Canvas, rect: Rect, ink: Colour) -> None:
    """Arguing: up and down, and nowhere."""
    top, low, count = rect.y + rect.h * 0.3, rect.bottom - rect.h * 0.3, int((rect.w - 4) // (PITCH / 2))
    points: list[Point] = [(rect.x + 2 + n * PITCH / 2, (low, top)[n % 2]) for n in range(count + 1)]
    if len(points) > 1:
        canvas.lines(points, ink, width=1.3)


def _lying(canvas: Canvas, rect: Rect, ink: Colour) -> None:
    """Telling it again: the same line, and the same line."""
    for share in (0.3, 0.5, 0.7):
        canvas.rect(Rect(rect.x + 1.5, rect.y + rect.h * share - 0.5, rect.w - 3, 1), ink)


def _standing(canvas: Canvas, rect: Rect, ink: Colour) -> None:
    """Waiting for leave: bars before a window."""
    for n in range(int(rect.w // PITCH)):
        canvas.rect(Rect(rect.x + (n + 0.5) * PITCH, rect.y + 3, 1.2, rect.h - 6), ink)


def _crossed(canvas: Canvas, rect: Rect, ink: Colour) -> None:
    """In a loop: round and round."""
    y, r = rect.y + rect.h / 2, min(4.0, rect.h * 0.28)
    for n in range(int(rect.w // (PITCH * 1.7))):
        canvas.circle(rect.x + (n + 0.5) * PITCH * 1.7, y, r, line=ink, width=1.2)


_PATTERNS: dict[str, Callable[[Canvas, Rect, Colour], None]] = {
    "hold_min": _dots,
    "reexplain_min": _lying,
    "argue_min": _zigzag,
    "approval_min": _standing,
    "loop_min": _crossed,
}
"""Talk that served the matter is plain."""
