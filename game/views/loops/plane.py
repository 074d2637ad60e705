"""The plane: where everything on the map stands, and the way an arrow takes. Places in hundredths of the room."""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot

from game.views.canvas import Point, Rect
from game.views.words import say

HIGH = 30.0
"""A plate."""
PIECES = 16
BENDS = {
    "calls-busy": -0.04,
    "again-calls": 0.0,
    "talk-leavers": -0.22,
    "leavers-talk": -0.22,
    "profit-authority": 0.0,
    "noise-outside": -0.18,
    "outside-upstairs": -0.18,
    "upstairs-noise": -0.25,
    "captives-leavers": -0.15,
    "faults-calls": 0.0,
    "haste-errors": 0.0,
    "blocked-talk": -0.24,
    "outside-insight": 0.0,
}
"""How far an arrow bends to its right, in shares of its length, where it isn't `BEND`."""
BEND = 0.08
HANDLES = {"calls-busy": 0.3, "blocked-talk": 0.36, "outside-insight": 0.4, "insight-faults": 0.4}
"""Where along an arrow its sign stands, where the middle is crossed by another."""


@dataclass(frozen=True, slots=True)
class Node:
    """Something that can be more or less."""

    title: str
    x: float
    y: float


def nodes() -> dict[str, Node]:
    """What stands on the map, and where."""
    return {
        "quits": Node(say("Quits"), 7, 7),
        "morale": Node(say("Morale"), 25, 7),
        "novices": Node(say("Novices"), 7, 29),
        "busy": Node(say("Busy CSRs"), 25, 29),
        "argue": Node(say("Arguing"), 44, 29),
        "errors": Node(say("Wrong cures"), 7, 52),
        "haste": Node(say("Haste"), 22, 50),
        "wait": Node(say("Waiting"), 42, 51),
        "hung up": Node(say("Hung up"), 25, 72),
        "again": Node(say("Calls again"), 7, 93),
        "calls": Node(say("Calls"), 44, 93),
        "faults": Node(say("Our faults"), 46, 72),
        "insight": Node(say("Insight"), 64, 70),
        "blocked": Node(say("Roadblocks"), 58, 50),
        "authority": Node(say("Authority"), 58, 7),
        "credits": Node(say("Credits"), 75, 7),
        "leakage": Node(say("Leakage"), 93, 7),
        "profit": Node(say("Profit"), 78, 25),
        "outside": Node(say("Complaints"), 78, 47),
        "upstairs": Node(say("Upstairs"), 94, 37),
        "noise": Node(say("Noise pays"), 94, 57),
        "talk": Node(say("Bad word"), 76, 82),
        "leavers": Node(say("Leavers"), 94, 82),
        "captives": Node(say("Captives"), 86, 97),
    }


def place(room: Rect, wide: float, high: float) -> dict[str, Rect]:
    """The plates inside `room`, each `wide` and `high`."""
    inner = room.inset(wide / 2 + 2, high / 2 + 2)
    # The outermost stand at the edges of the room, whatever it is.
    found = nodes()
    left, right = min(n.x for n in found.values()), max(n.x for n in found.values())
    top, low = min(n.y for n in found.values()), max(n.y for n in found.values())
    return {
        name: Rect(
            inner.x + inner.w * (node.x - left) / (right - left) - wide / 2,
            inner.y + inner.h * (node.y - top) / (low - top) - high / 2,
            wide,
            high,
        )
        for name, node in found.items()
    }


def way(key: str, start: Rect, end: Rect) -> tuple[Point, ...]:
    """The curve of an arrow from the edge of one plate to that of the other."""
    (ax, ay), (bx, by) = start.centre, end.centre
    bend = BENDS.get(key, BEND)
    cx, cy = (ax + bx) / 2 - (by - ay) * bend, (ay + by) / 2 + (bx - ax) * bend
    points = []
    for n in range(PIECES * 3 + 1):
        t = n / (PIECES * 3)
        p, q, r = (1 - t) ** 2, 2 * t * (1 - t), t * t
        points.append((p * ax + q * cx + r * bx, p * ay + q * cy + r * by))
    near, far = start.inset(-3), end.inset(-5)
    free = [point for point in points if not near.holds(*point) and not far.holds(*point)]
    return tuple(free) if len(free) > 2 else (start.centre, ((ax + bx) / 2, (ay + by) / 2), end.centre)


def distance(points: tuple[Point, ...], x: float, y: float) -> float:
    """How far (x, y) is from a curve."""
    return min(hypot(px - x, py - y) for px, py in points)


def handle(key: str, points: tuple[Point, ...]) -> Point:
    """Where an arrow's sign stands."""
    return points[int(len(points) * HANDLES.get(key, 0.5))]
