"""Icons: small signs drawn from shapes, so that they scale and need no font. Each is drawn about the middle (x, y)."""

from __future__ import annotations

from math import cos, pi, sin

from game.views import theme
from game.views.canvas import Canvas, Colour, Rect


def pause(canvas: Canvas, x: float, y: float, r: float, colour: Colour) -> None:
    """Two bars."""
    canvas.rect(Rect(x - r * 0.7, y - r, r * 0.5, r * 2), colour)
    canvas.rect(Rect(x + r * 0.2, y - r, r * 0.5, r * 2), colour)


def go(canvas: Canvas, x: float, y: float, r: float, colour: Colour) -> None:
    """A triangle to the right."""
    canvas.polygon([(x - r * 0.7, y - r), (x + r, y), (x - r * 0.7, y + r)], colour)


def step(canvas: Canvas, x: float, y: float, r: float, colour: Colour) -> None:
    """A triangle against a bar."""
    canvas.polygon([(x - r, y - r), (x + r * 0.5, y), (x - r, y + r)], colour)
    canvas.rect(Rect(x + r * 0.6, y - r, r * 0.4, r * 2), colour)


def fast(canvas: Canvas, x: float, y: float, r: float, colour: Colour) -> None:
    """Two triangles and a bar."""
    for dx in (-1.0, 0.0):
        left = x + r * dx
        canvas.polygon([(left, y - r), (left + r, y), (left, y + r)], colour)
    canvas.rect(Rect(x + r, y - r, r * 0.35, r * 2), colour)


def lock(canvas: Canvas, x: float, y: float, r: float, colour: Colour) -> None:
    """A padlock."""
    canvas.rect(Rect(x - r * 0.8, y - r * 0.1, r * 1.6, r * 1.1), colour, radius=r * 0.2)
    bow = [(x + r * 0.5 * cos(a), y - r * 0.3 + r * 0.7 * sin(a)) for a in _arc(pi, 2 * pi)]
    canvas.lines([(x - r * 0.5, y), *bow, (x + r * 0.5, y)], colour, width=max(1.2, r * 0.28))


def star(canvas: Canvas, x: float, y: float, r: float, colour: Colour, *, full: bool = True) -> None:
    """A five-pointed star; not full: its outline."""
    points = []
    for n in range(10):
        reach = r if n % 2 == 0 else r * 0.45
        angle = -pi / 2 + n * pi / 5
        points.append((x + reach * cos(angle), y + reach * sin(angle)))
    if full:
        canvas.polygon(points, colour)
    else:
        canvas.polygon(points, line=colour, width=1.2)


def tick(canvas: Canvas, x: float, y: float, r: float, colour: Colour) -> None:
    """A check mark."""
    canvas.lines([(x - r, y), (x - r * 0.3, y + r * 0.7), (x + r, y - r * 0.8)], colour, width=max(1.6, r * 0.35))


def cross(canvas: Canvas, x: float, y: float, r: float, colour: Colour) -> None:
    """A cross."""
    r *= 0.8
    for sign in (-1, 1):
        canvas.lines([(x - r, y - sign * r), (x, y), (x + r, y + sign * r)], colour, width=max(1.8, r * 0.3))


def plus(canvas: Canvas, x: float, y: float, r: float, colour: Colour) -> None:
    """More."""
    canvas.rect(Rect(x - r, y - r * 0.2, r * 2, r * 0.4), colour)
    canvas.rect(Rect(x - r * 0.2, y - r, r * 0.4, r * 2), colour)


def minus(canvas: Canvas, x: float, y: float, r: float, colour: Colour) -> None:
    """Less."""
    canvas.rect(Rect(x - r, y - r * 0.2, r * 2, r * 0.4), colour)


def sun(canvas: Canvas, x: float, y: float, r: float, colour: Colour) -> None:
    """Day."""
    canvas.circle(x, y, r * 0.55, colour)
    for n in range(8):
        angle = n * pi / 4
        near, far = r * 0.75, r * 1.05
        ends = [(x + reach * cos(angle), y + reach * sin(angle)) for reach in (near, far)]
        canvas.lines(ends, colour, width=1.4)


def moon(canvas: Canvas, x: float, y: float, r: float, colour: Colour) -> None:
    """Night."""
    outer = [(x + r * cos(a), y + r * sin(a)) for a in _arc(-0.35 * pi, 1.35 * pi)]
    inner = [(x + r * 0.45 + r * 0.8 * cos(a), y - r * 0.35 + r * 0.8 * sin(a)) for a in _arc(1.06 * pi, 0.14 * pi)]
    canvas.polygon([*outer, *inner], colour)


def menu(canvas: Canvas, x: float, y: float, r: float, colour: Colour) -> None:
    """Three lines."""
    for dy in (-0.75, 0.0, 0.75):
        canvas.rect(Rect(x - r, y + dy * r - r * 0.12, r * 2, max(1.4, r * 0.24)), colour)


def arrow(canvas: Canvas, x: float, y: float, r: float, colour: Colour, *, up: bool) -> None:
    """A triangle up or down."""
    sign = -1 if up else 1
    canvas.polygon([(x - r, y - sign * r * 0.6), (x + r, y - sign * r * 0.6), (x, y + sign * r * 0.8)], colour)


def barrier(canvas: Canvas, x: float, y: float, r: float, colour: Colour) -> None:
    """A road barrier."""
    canvas.rect(Rect(x - r, y - r * 0.55, r * 2, r * 0.7), colour, radius=r * 0.15)
    canvas.rect(Rect(x - r * 0.7, y + r * 0.15, r * 0.3, r * 0.85), colour)
    canvas.rect(Rect(x + r * 0.4, y + r * 0.15, r * 0.3, r * 0.85), colour)


def bubble(canvas: Canvas, x: float, y: float, r: float, colour: Colour) -> None:
    """A speech bubble."""
    canvas.rect(Rect(x - r, y - r * 0.85, r * 2, r * 1.35), colour, radius=r * 0.4)
    canvas.polygon([(x - r * 0.5, y + r * 0.4), (x + r * 0.15, y + r * 0.4), (x - r * 0.55, y + r)], colour)


def door(canvas: Canvas, x: float, y: float, r: float, colour: Colour) -> None:
    """An arrow that leaves."""
    canvas.lines([(x + r * 0.1, y - r), (x - r, y - r), (x - r, y + r), (x + r * 0.1, y + r)], colour, width=1.6)
    canvas.rect(Rect(x - r * 0.4, y - r * 0.14, r * 0.9, r * 0.28), colour)
    canvas.polygon([(x + r * 0.4, y - r * 0.5), (x + r * 1.05, y), (x + r * 0.4, y + r * 0.5)], colour)


def person(canvas: Canvas, x: float, y: float, r: float, colour: Colour) -> None:
    """Head and shoulders."""
    canvas.circle(x, y - r * 0.45, r * 0.45, colour)
    canvas.polygon(
        [(x + r * 0.85 * cos(a), y + r + r * 0.9 * sin(a)) for a in _arc(pi, 2 * pi)],
        colour,
    )


def phone(canvas: Canvas, x: float, y: float, r: float, colour: Colour) -> None:
    """A handset."""
    canvas.polygon(
        [
            (x - r, y - r * 0.45),
            (x - r * 0.6, y - r * 0.8),
            (x + r * 0.6, y - r * 0.8),
            (x + r, y - r * 0.45),
            (x + r, y + r * 0.55),
            (x + r * 0.35, y + r * 0.55),
            (x + r * 0.35, y - r * 0.1),
            (x - r * 0.35, y - r * 0.1),
            (x - r * 0.35, y + r * 0.55),
            (x - r, y + r * 0.55),
        ],
        colour,
    )


def book(canvas: Canvas, x: float, y: float, r: float, colour: Colour) -> None:
    """A closed book."""
    canvas.rect(Rect(x - r * 0.8, y - r, r * 1.6, r * 2), line=colour, width=1.4, radius=r * 0.2)
    canvas.rect(Rect(x - r * 0.45, y - r, max(1.2, r * 0.16), r * 2), colour)


def flag(canvas: Canvas, x: float, y: float, r: float, colour: Colour) -> None:
    """A flag on its pole."""
    canvas.rect(Rect(x - r * 0.8, y - r, max(1.2, r * 0.2), r * 2), colour)
    canvas.polygon([(x - r * 0.6, y - r), (x + r, y - r * 0.45), (x - r * 0.6, y + r * 0.1)], colour)


def town(canvas: Canvas, x: float, y: float, r: float, colour: Colour) -> None:
    """Three people who know each other."""
    ends = [(x, y - r * 0.65), (x - r * 0.8, y + r * 0.6), (x + r * 0.8, y + r * 0.6)]
    canvas.lines([*ends, ends[0]], colour, width=1.4)
    for px, py in ends:
        canvas.circle(px, py, r * 0.36, colour)


def reel(canvas: Canvas, x: float, y: float, r: float, colour: Colour) -> None:
    """A cassette."""
    canvas.rect(Rect(x - r, y - r * 0.7, r * 2, r * 1.4), line=colour, width=1.4, radius=r * 0.2)
    for side in (-1, 1):
        canvas.circle(x + side * r * 0.42, y - r * 0.05, r * 0.26, line=colour, width=1.4)


def loop(canvas: Canvas, x: float, y: float, r: float, colour: Colour) -> None:
    """An arrow that comes round to where it began."""
    bow = [(x + r * 0.8 * cos(a), y + r * 0.8 * sin(a)) for a in _arc(-0.3 * pi, 1.35 * pi, 18)]
    canvas.lines(bow, colour, width=max(1.6, r * 0.24))
    ex, ey = bow[0]
    canvas.polygon(
        [(ex - r * 0.62, ey - r * 0.1), (ex + r * 0.12, ey + r * 0.45), (ex + r * 0.22, ey - r * 0.5)], colour
    )


def ledger(canvas: Canvas, x: float, y: float, r: float, colour: Colour) -> None:
    """Two columns that differ."""
    canvas.rect(Rect(x - r, y + r * 0.75, r * 2, max(1.4, r * 0.2)), colour)
    canvas.rect(Rect(x - r * 0.75, y - r * 0.2, r * 0.55, r * 0.95), colour)
    canvas.rect(Rect(x + r * 0.2, y - r * 0.9, r * 0.55, r * 1.65), line=colour, width=1.4)


def deal(canvas: Canvas, x: float, y: float, r: float, colour: Colour) -> None:
    """A card from a deck."""
    canvas.rect(Rect(x - r * 0.35, y - r * 0.95, r * 1.2, r * 1.6), line=colour, width=1.3, radius=r * 0.15)
    canvas.rect(Rect(x - r * 0.85, y - r * 0.6, r * 1.2, r * 1.6), colour, radius=r * 0.15)


def bolt(canvas: Canvas, x: float, y: float, r: float, colour: Colour) -> None:
    """Lightning: something out of nowhere."""
    canvas.polygon(
        [(x + r * 0.25, y - r), (x - r * 0.6, y + r * 0.15), (x - r * 0.05, y + r * 0.15), (x - r * 0.25, y + r),
         (x + r * 0.6, y - r * 0.2), (x + r * 0.05, y - r * 0.2)], colour
    )  # fmt: skip


def glass(canvas: Canvas, x: float, y: float, r: float, colour: Colour) -> None:
    """A magnifying glass."""
    canvas.circle(x - r * 0.2, y - r * 0.2, r * 0.7, line=colour, width=1.6)
    canvas.lines([(x + r * 0.35, y + r * 0.35), (x + r, y + r)], colour, width=2)


def table(canvas: Canvas, x: float, y: float, r: float, colour: Colour) -> None:
    """Rows and columns."""
    canvas.rect(Rect(x - r, y - r * 0.8, r * 2, r * 1.6), line=colour, width=1.4, radius=1)
    canvas.rect(Rect(x - r, y - r * 0.3, r * 2, 1.2), colour)
    canvas.rect(Rect(x - r * 0.35, y - r * 0.8, 1.2, r * 1.6), colour)


def warning(canvas: Canvas, x: float, y: float, r: float, colour: Colour, mark: Colour | None = None) -> None:
    """A triangle with an exclamation mark."""
    mark = mark or theme.CARD
    canvas.polygon([(x, y - r), (x + r * 1.05, y + r * 0.8), (x - r * 1.05, y + r * 0.8)], colour)
    canvas.rect(Rect(x - r * 0.11, y - r * 0.4, r * 0.22, r * 0.62), mark)
    canvas.rect(Rect(x - r * 0.11, y + r * 0.38, r * 0.22, r * 0.22), mark)


def undo(canvas: Canvas, x: float, y: float, r: float, colour: Colour) -> None:
    """An arrow that turns back."""
    _turn(canvas, x, y, r, colour, way=-1)


def redo(canvas: Canvas, x: float, y: float, r: float, colour: Colour) -> None:
    """The same arrow, forward."""
    _turn(canvas, x, y, r, colour, way=1)


def _turn(canvas: Canvas, x: float, y: float, r: float, colour: Colour, *, way: int) -> None:
    """Over the top towards `way` (-1: left), with its head there."""
    bow = [(x - way * r * 0.95 * cos(a), y + r * 0.25 + r * 0.85 * sin(a)) for a in _arc(0.85 * pi, 1.85 * pi)]
    canvas.lines([(px, py) for px, py in bow], colour, width=max(1.8, r * 0.32))
    tip, (ex, ey) = r * 0.62, bow[0]
    canvas.polygon(
        [(ex - way * -tip * 0.2, ey + tip), (ex + way * tip, ey - tip * 0.2), (ex - way * tip, ey - tip * 0.5)], colour
    )


def _arc(start: float, end: float, pieces: int = 14) -> list[float]:
    return [start + (end - start) * n / pieces for n in range(pieces + 1)]
