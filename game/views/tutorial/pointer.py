"""The pointer: a ring in ink about what is spoken of, and an arrow to it from the side of who speaks.

Rules of this file: it covers nothing that is to be read. On the open floor the arrow goes all the way; elsewhere it is
short, on the near side of the ring, and where even that would lie on something, the ring is enough.
"""

from __future__ import annotations

from collections.abc import Callable
from math import atan2, cos, hypot, pi, sin

from game.views import theme
from game.views.canvas import Canvas, Point, Rect, meets, overlap

GAP = 1.0
"""Between what is pointed at and the ring."""
OFF = 4.0
"""Between the ring and the tip of the arrow."""
SHORT = 26.0
"""Who speaks so near needs no arrow."""
LONG = 170.0
"""An arrow longer than that is drawn short on the open floor, too."""
ASIDE, UPRIGHT = 34.0, 8.0
"""How long a short arrow is from the side; from above or below, where lines of text are close, it is all head."""
BREADTH = 14.0

Free = Callable[[Rect], bool]
"""Whether nothing that says something is in a rectangle."""


def draw(canvas: Canvas, about: Rect, speaker: Rect, free: Free, *, clear: bool) -> None:
    """The ring, and the arrow from `speaker`; `clear`: all the way lies on the open floor."""
    ring = _within(canvas, about.inset(-GAP))
    radius = min(12.0, ring.h / 2)
    canvas.rect(ring, line=theme.CARD, width=4, radius=radius)
    canvas.rect(ring, line=theme.PURPLE, width=3, radius=radius)
    bow = arrow(ring, speaker, free, clear=clear)
    if not bow:
        return
    for colour, width in ((theme.CARD, 7.0), (theme.PURPLE, 3.0)):
        canvas.lines(bow, colour, width=width)
        canvas.polygon(_head(bow, 13 if colour is theme.CARD else 10), colour)


def arrow(ring: Rect, speaker: Rect, free: Free, *, clear: bool) -> list[Point]:
    """The way of the arrow, to the border of the ring on the side of `speaker`; nothing if there is no room for one."""
    ways = [way for way in (_aside(ring, speaker), _upright(ring, speaker)) if way is not None]
    far = [hypot(start[0] - end[0], start[1] - end[1]) for start, end in ways]
    if not ways or meets(ring, speaker) or min(far) < SHORT:
        return []
    if clear and far[0] <= LONG:
        return curve(*ways[0], bend=min(40.0, far[0] * 0.18))
    for _, (x, y) in ways:
        if ring.y < y < ring.bottom:
            tail = x + (ASIDE if x > ring.x else -ASIDE), y
            box = Rect(min(x, tail[0]), y - BREADTH / 2, ASIDE, BREADTH)
        else:
            tail = x, y + (UPRIGHT if y > ring.y else -UPRIGHT)
            box = Rect(x - BREADTH / 2, min(y, tail[1]), BREADTH, UPRIGHT)
        if free(box):
            return curve(tail, (x, y), bend=0.0)
    return []


def _aside(ring: Rect, speaker: Rect) -> tuple[Point, Point] | None:
    """The way from the side of `speaker` to that of the ring, if one is beside the other."""
    if speaker.right <= ring.x:
        x, end = speaker.right, ring.x - OFF
    elif ring.right <= speaker.x:
        x, end = speaker.x, ring.right + OFF
    else:
        return None
    y = _between(speaker.centre[1], ring.y, ring.bottom)
    return (x, _between(y, speaker.y, speaker.bottom)), (end, y)


def _upright(ring: Rect, speaker: Rect) -> tuple[Point, Point] | None:
    """The way from above or below, if one is above the other."""
    if speaker.bottom <= ring.y:
        y, end = speaker.bottom, ring.y - OFF
    elif ring.bottom <= speaker.y:
        y, end = speaker.y, ring.bottom + OFF
    else:
        return None
    x = _between(speaker.centre[0], ring.x, ring.right)
    return (_between(x, speaker.x, speaker.right), y), (x, end)


def _between(at: float, low: float, high: float) -> float:
    """As near to `at` as can be, a little away from the ends."""
    edge = min(12.0, (high - low) / 2)
    return max(low + edge, min(at, high - edge))


def _within(canvas: Canvas, rect: Rect) -> Rect:
    """As much of a ring as the window shows."""
    width, height = canvas.size
    return overlap(rect, Rect(2, 2, width - 4, height - 4))


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
