"""The pointer: a ring in ink about what is spoken of, and an arrow to it from who speaks. It covers neither."""

from __future__ import annotations

from math import atan2, cos, hypot, pi, sin

from game.views import theme
from game.views.canvas import Canvas, Point, Rect, meets, overlap

GAP = 5.0
"""Between what is pointed at and the ring."""
SHORT = 26.0
"""An arrow shorter than this says nothing."""
LONG, REACH = 170.0, 90.0
"""Of an arrow longer than that, only so much is drawn, at its tip."""


def draw(canvas: Canvas, about: Rect, speaker: Rect | None) -> None:
    """The ring, and the arrow from the edge of `speaker`."""
    ring = _within(canvas, about.inset(-GAP))
    radius = min(12.0, ring.h / 2)
    canvas.rect(ring, line=theme.CARD, width=6, radius=radius)
    canvas.rect(ring, line=theme.PURPLE, width=3, radius=radius)
    if speaker is None or meets(ring, speaker):
        return
    start, end = edge(speaker, ring.centre), edge(ring.inset(-4), speaker.centre)
    long = hypot(end[0] - start[0], end[1] - start[1])
    if long < SHORT:
        return
    bow = curve(start, end, bend=min(40.0, long * 0.18))
    if long > LONG:  # the rest of the way would cross what others have to say
        bow = bow[-max(4, round(len(bow) * REACH / long)) :]
    for colour, width in ((theme.CARD, 7.0), (theme.PURPLE, 3.0)):
        canvas.lines(bow, colour, width=width)
        canvas.polygon(_head(bow, 13 if colour is theme.CARD else 10), colour)


def _within(canvas: Canvas, rect: Rect) -> Rect:
    """As much of a ring as the window shows."""
    width, height = canvas.size
    return overlap(rect, Rect(2, 2, width - 4, height - 4))


def edge(rect: Rect, towards: Point) -> Point:
    """Where the way from the middle of `rect` to a point leaves it."""
    x, y = rect.centre
    dx, dy = towards[0] - x, towards[1] - y
    shares = [half / abs(d) for half, d in ((rect.w / 2, dx), (rect.h / 2, dy)) if d]
    share = min([1.0, *shares])
    return (x + dx * share, y + dy * share)


def curve(start: Point, end: Point, *, bend: float) -> list[Point]:
    """A bow from `start` to `end`, bent to the left of the way by `bend`."""
    angle = atan2(end[1] - start[1], end[0] - start[0]) - pi / 2
    bent = (
        (start[0] + end[0]) / 2 + bend * cos(angle),
        (start[1] + end[1]) / 2 + bend * sin(angle),
    )
    points = []
    for n in range(33):
        t = n / 32
        a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t * t
        points.append((a * start[0] + b * bent[0] + c * end[0], a * start[1] + b * bent[1] + c * end[1]))
    return points


def _head(bow: list[Point], size: float) -> list[Point]:
    (x, y), (px, py) = bow[-1], bow[-3]
    angle = atan2(y - py, x - px)
    tip = (x + cos(angle) * 2, y + sin(angle) * 2)
    return [tip, *((x - size * cos(angle + side), y - size * sin(angle + side)) for side in (0.45, -0.45))]
