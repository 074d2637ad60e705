"""The things in the pictures: desks' furniture, telephones, papers, houses, weather.

Rules of this file: each is drawn at a place and a size; figures and signs are strokes, since a picture has no text.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, pi, radians, sin

from pen import (
    BLUE_PALE,
    CARD,
    GREEN,
    GREEN_MID,
    GREY,
    GREY_DARK,
    INK,
    INK_FAINT,
    INK_SOFT,
    LINE,
    NIGHT,
    ORANGE,
    ORANGE_MID,
    ORANGE_PALE,
    PAPER,
    PAPER_DEEP,
    RED,
    RED_PALE,
    WIDTH,
    WOOD,
    WOOD_DARK,
    WOOD_PALE,
    YELLOW,
    YELLOW_PALE,
    Pen,
    Point,
    circle_points,
)

W, H = 320.0, 200.0
"""Of a vignette and of an event's card."""
R = 12.0
"""Its corners."""


# --- the card -----------------------------------------------------------------------------------------------------


def ground(pen: Pen, sky: str = PAPER, floor: str = PAPER_DEEP, level: float = 150, *, line: bool = True) -> None:
    """A card with a floor from `level` on."""
    pen.rect(1.2, 1.2, W - 2.4, H - 2.4, sky, None, r=R)
    floor_from(pen, floor, level)
    if line:
        pen.line([(1.2, level), (W - 1.2, level)], INK, 1.6)


def floor_from(pen: Pen, floor: str, level: float) -> None:
    """What of the card lies below `level`."""
    pen.path(
        f"M1.2 {level}H{W - 1.2}V{H - 1.2 - R}Q{W - 1.2} {H - 1.2} {W - 1.2 - R} {H - 1.2}H{1.2 + R}"
        f"Q1.2 {H - 1.2} 1.2 {H - 1.2 - R}Z",
        floor,
        None,
    )


def frame(pen: Pen) -> None:
    """The card's outline, last of all."""
    pen.rect(1.4, 1.4, W - 2.8, H - 2.8, None, INK, 2.6, r=R)


# --- figures and signs --------------------------------------------------------------------------------------------

SEGMENTS: dict[str, tuple[Point, Point]] = {
    "a": ((0, 0), (1, 0)),
    "b": ((1, 0), (1, 1)),
    "c": ((1, 1), (1, 2)),
    "d": ((0, 2), (1, 2)),
    "e": ((0, 1), (0, 2)),
    "f": ((0, 0), (0, 1)),
    "g": ((0, 1), (1, 1)),
}
FIGURES = ("abcdef", "bc", "abged", "abgcd", "fgbc", "afgcd", "afgedc", "abc", "abcdefg", "abcdfg")


def figure(pen: Pen, x: float, y: float, high: float, n: int, colour: str = INK, width: float = 3) -> None:
    """A figure of a display, its top left at (x, y)."""
    s, gap = high / 2, width * 0.35
    for name in FIGURES[n]:
        (ax, ay), (bx, by) = SEGMENTS[name]
        dx, dy = (gap if ax != bx else 0), (gap if ay != by else 0)
        pen.path(
            f"M{x + ax * s + dx:.1f} {y + ay * s + dy:.1f}L{x + bx * s - dx:.1f} {y + by * s - dy:.1f}",
            None,
            colour,
            width,
        )


def dollar(pen: Pen, x: float, y: float, size: float, colour: str = INK, width: float = 2.4) -> None:
    """A dollar sign about (x, y)."""
    s = size / 2
    pen.curve(
        [
            (x + s * 0.55, y - s * 0.5),
            (x, y - s * 0.75),
            (x - s * 0.5, y - s * 0.4),
            (x, y),
            (x + s * 0.5, y + s * 0.4),
            (x, y + s * 0.75),
            (x - s * 0.55, y + s * 0.5),
        ],
        colour,
        width,
    )
    pen.path(f"M{x:.1f} {y - s:.1f}L{x:.1f} {y + s:.1f}", None, colour, width)


def question(pen: Pen, x: float, y: float, size: float, colour: str = INK, width: float = 2.6) -> None:
    """A question mark about (x, y)."""
    s = size / 2
    pen.curve(
        [
            (x - s * 0.45, y - s * 0.5),
            (x, y - s * 0.9),
            (x + s * 0.45, y - s * 0.5),
            (x + s * 0.15, y - s * 0.05),
            (x, y + s * 0.3),
        ],
        colour,
        width,
    )
    pen.circle(x, y + s * 0.8, width * 0.62, colour, None)


def bang(pen: Pen, x: float, y: float, size: float, colour: str = RED, width: float = 3) -> None:
    """An exclamation mark about (x, y)."""
    s = size / 2
    pen.path(f"M{x:.1f} {y - s:.1f}L{x:.1f} {y + s * 0.35:.1f}", None, colour, width)
    pen.circle(x, y + s * 0.9, width * 0.62, colour, None)


def tick(pen: Pen, x: float, y: float, size: float, colour: str = CARD, width: float = 4) -> None:
    """A tick about (x, y)."""
    s = size / 2
    pen.line([(x - s, y), (x - s * 0.25, y + s * 0.7), (x + s, y - s * 0.75)], colour, width)


def cross(pen: Pen, x: float, y: float, size: float, colour: str = RED, width: float = 4) -> None:
    """A cross about (x, y)."""
    s = size / 2
    pen.line([(x - s, y - s), (x + s, y + s)], colour, width)
    pen.line([(x + s, y - s), (x - s, y + s)], colour, width)


def scribble(
    pen: Pen, x: float, y: float, w: float, rows: int, gap: float = 6, colour: str = INK_SOFT, width: float = 1.8
) -> None:
    """Lines of writing."""
    for n in range(rows):
        long = w * (0.62 if n == rows - 1 and rows > 1 else 1 - 0.09 * (n % 3))
        pen.line([(x, y + n * gap), (x + long, y + n * gap)], colour, width)


def bubble(pen: Pen, x: float, y: float, w: float, h: float, tip: Point, fill: str = CARD, width: float = 2) -> None:
    """A speech bubble whose top left is at (x, y) and that comes from `tip`."""
    base = x + min(max(tip[0] - x, w * 0.25), w * 0.75)
    edge = y + h if tip[1] > y + h / 2 else y
    pen.rect(x, y, w, h, fill, INK, width, r=min(w, h) * 0.34)
    pen.poly([(base - 5, edge - (1 if edge > y else -1)), tip, (base + 6, edge - (1 if edge > y else -1))], fill, None)
    pen.line([(base - 5.5, edge), tip, (base + 6.5, edge)], INK, width)


# --- telephones ---------------------------------------------------------------------------------------------------


def handset(
    pen: Pen, x: float, y: float, long: float, *, turn: float = 0, fill: str = INK, line: str = INK, shine: bool = True
) -> None:
    """A handset lying along the horizontal, ear left."""
    s = long / 100
    with pen.at(x, y, s, turn=turn):
        pen.path(
            "M-50 -2Q-50 -20 -34 -21Q-24 -21 -22 -14Q-10 -19 10 -19Q18 -19 22 -14Q24 -21 34 -21Q50 -20 50 -2"
            "Q50 13 43 15"
            "Q27 17 24 12Q22 6 21 1Q10 -4 0 -4Q-10 -4 -21 1Q-22 6 -24 12Q-27 17 -43 15Q-50 13 -50 -2Z",
            fill,
            line,
            WIDTH / s,
        )
        if shine:
            pen.curve([(-42, -10), (-36, -15), (-30, -16)], CARD, 2.2, 0.55)
            pen.curve([(-8, -15), (4, -15.5)], CARD, 2.0, 0.4)


def dial_phone(pen: Pen, x: float, y: float, size: float, fill: str = RED, *, off: bool = False) -> None:
    """A telephone with a dial, its foot at (x, y)."""
    s = size / 60
    with pen.at(x, y, s):
        pen.shadow(0, 0, 34, 4)
        pen.blob(
            [(-30, 0), (-27, -10), (-16, -30), (-10, -33), (10, -33), (16, -30), (27, -10), (30, 0)], fill, INK, 2.2
        )
        pen.hatch([(6, -28), (14, -28), (26, -4), (16, -4)], gap=4, width=0.9, opacity=0.4)
        pen.circle(0, -14, 11.5, CARD, INK, 1.8)
        for n in range(9):
            a = radians(-60 + n * 33)
            pen.circle(8 * cos(a), -14 + 8 * sin(a), 1.7, INK_SOFT, None)
        pen.circle(0, -14, 3.4, fill, INK, 1.2)
        if not off:
            handset(pen, 0, -37, 60, fill=fill)


def smart(pen: Pen, x: float, y: float, h: float, *, turn: float = 0, screen: str = BLUE_PALE, body: str = INK) -> None:
    """A handset of today about (x, y)."""
    w = h * 0.5
    with pen.at(x, y, 1, turn=turn):
        pen.rect(-w / 2, -h / 2, w, h, body, INK, 1.6, r=w * 0.18)
        pen.rect(-w * 0.4, -h * 0.41, w * 0.8, h * 0.76, screen, None, r=w * 0.08)
        pen.line([(-w * 0.12, h * 0.43), (w * 0.12, h * 0.43)], CARD, max(0.8, h * 0.025))


def barrier(
    pen: Pen, x: float, y: float, long: float, *, turn: float = 0, high: float = 34, flip: bool = False
) -> None:
    """A barrier on a post at (x, y), its arm `turn` degrees from level."""
    pen.shadow(x, y, 12, 3)
    pen.rect(x - 4.5, y - high, 9, high, GREY_DARK, INK, 2)
    with pen.at(x, y - high + 3, 1, turn=turn, flip=flip):
        pen.rect(-10, -5, long + 10, 10, CARD, INK, 2)
        n = 0
        while n * 16 + 6 < long - 6:
            left = n * 16 - 2
            pen.poly([(left, 4.4), (left + 6, -4.4), (left + 14, -4.4), (left + 8, 4.4)], RED, None)
            n += 1
        pen.rect(-10, -5, long + 10, 10, None, INK, 2)
        pen.circle(0, 0, 4.2, YELLOW, INK, 1.8)


# --- office -------------------------------------------------------------------------------------------------------


def clock(pen: Pen, x: float, y: float, r: float, hour: float, minute: float, fill: str = CARD) -> None:
    """A clock on the wall."""
    pen.circle(x, y, r, fill, INK, 2.2)
    for n in range(12):
        a = n * pi / 6
        pen.path(
            f"M{x + r * 0.78 * cos(a):.1f} {y + r * 0.78 * sin(a):.1f}L{x + r * 0.88 * cos(a):.1f} "
            f"{y + r * 0.88 * sin(a):.1f}",
            None,
            INK_SOFT,
            1.4,
        )
    for value, whole, long, width in ((hour, 12, 0.48, 2.6), (minute, 60, 0.7, 1.9)):
        a = 2 * pi * value / whole - pi / 2
        pen.line([(x, y), (x + r * long * cos(a), y + r * long * sin(a))], INK, width)
    pen.circle(x, y, 1.8, INK, None)


def paper(
    pen: Pen,
    x: float,
    y: float,
    w: float,
    h: float,
    *,
    turn: float = 0,
    rows: int = 3,
    fill: str = CARD,
    ink: str = INK_SOFT,
    width: float = 1.8,
) -> None:
    """A sheet about (x, y)."""
    with pen.at(x, y, 1, turn=turn):
        pen.rect(-w / 2, -h / 2, w, h, fill, INK, width)
        if rows:
            scribble(pen, -w * 0.36, -h / 2 + h / (rows + 1), w * 0.72, rows, h / (rows + 1.2), ink, 1.4)


def coin(pen: Pen, x: float, y: float, r: float, fill: str = YELLOW) -> None:
    """A coin, face on."""
    pen.circle(x, y, r, fill, INK, 1.8)
    pen.circle(x, y, r * 0.76, None, WOOD_DARK, 1.0, 0.6)
    dollar(pen, x, y, r * 1.1, INK, 1.8)


def coins(pen: Pen, x: float, y: float, n: int, w: float = 20) -> None:
    """A pile of `n` coins that stands on (x, y)."""
    for k in range(n):
        dx = sin(k * 2.1) * 1.6
        pen.oval(x + dx, y - 3 - k * 5, w / 2, 4, YELLOW, INK, 1.6)
        if k == n - 1:
            pen.oval(x + dx, y - 3 - k * 5, w * 0.3, 2, None, WOOD_DARK, 0.9, 0.7)


def lock(pen: Pen, x: float, y: float, w: float, fill: str = YELLOW, *, shut: bool = True) -> None:
    """A padlock whose body's middle is at (x, y)."""
    lift = 0 if shut else -w * 0.2
    pen.curve(
        [
            (x - w * 0.28, y - w * 0.3),
            (x - w * 0.28, y - w * 0.7 + lift),
            (x, y - w * 0.94 + lift),
            (x + w * 0.28, y - w * 0.7 + lift),
            (x + w * 0.28, y - w * (0.3 if shut else 0.62)),
        ],
        INK,
        w * 0.17,
    )
    pen.rect(x - w / 2, y - w * 0.38, w, w * 0.8, fill, INK, 2.2, r=w * 0.12)
    pen.circle(x, y - w * 0.04, w * 0.1, INK, None)
    pen.line([(x, y), (x, y + w * 0.2)], INK, w * 0.09)


def window(pen: Pen, x: float, y: float, w: float, h: float, sky: str = BLUE_PALE) -> None:
    """A window with a bit of town in it."""
    pen.rect(x, y, w, h, sky, INK, 2.2)
    base = y + h
    for n, tall in enumerate((0.3, 0.46, 0.34, 0.5, 0.28)):
        step = w / 5
        pen.rect(x + n * step + 1, base - h * tall, step, h * tall - 1, (GREY, PAPER_DEEP)[n % 2], INK_SOFT, 1)
    pen.line([(x + w / 2, y), (x + w / 2, base)], INK, 1.8)
    pen.rect(x - 4, base - 1, w + 8, 5, WOOD_PALE, INK, 1.8)


def plant(pen: Pen, x: float, y: float, s: float = 1) -> None:
    """A pot plant that stands on (x, y)."""
    with pen.at(x, y, s):
        for turn in (-38, -12, 16, 40):
            with pen.at(0, -12, 1, turn=turn):
                pen.blob([(0, 0), (-4, -9), (0, -20), (4, -9)], GREEN_MID, INK, 1.6)
        pen.poly([(-8, -12), (8, -12), (6, 0), (-6, 0)], RED, INK, 1.8)


def lamp(pen: Pen, x: float, y: float, s: float = 1, light: str = YELLOW_PALE) -> None:
    """A desk lamp that stands on (x, y) and shines to the right."""
    with pen.at(x, y, s):
        pen.poly([(10, -36), (36, 0), (-4, 0), (4, -30)], light, None, opacity=0.75)
        pen.line([(-8, 0), (-2, -18), (4, -38)], INK, 2.6)
        pen.poly([(0, -42), (10, -44), (16, -32), (0, -30)], ORANGE, INK, 2)
        pen.oval(-8, 0, 8, 2.4, INK, None)


# --- out of doors ---------------------------------------------------------------------------------------------------


def house(
    pen: Pen,
    x: float,
    y: float,
    w: float,
    h: float,
    wall: str,
    roof: str,
    *,
    jacks: int = 3,
    lit: Sequence[int] = (),
    pitch: float = 0.34,
) -> None:
    """A house of the switchboard town, standing on (x, y): its windows are jacks; `lit`: which have a lamp on."""
    pen.rect(x, y - h, w, h, wall, INK, 1.8)
    pen.hatch_rect(x + w * 0.66, y - h, w * 0.32, h, gap=5, width=0.8, opacity=0.28)
    peak = w * pitch
    pen.poly([(x - w * 0.08, y - h), (x + w / 2, y - h - peak), (x + w * 1.08, y - h)], roof, INK, 1.8)
    rows = max(1, int((h - 10) // (w / jacks)))
    step = w / jacks
    r = min(step * 0.27, 6.0)
    for n in range(rows * jacks):
        cx, cy = x + (n % jacks + 0.5) * step, y - h + (n // jacks + 0.62) * step
        on = n in lit
        pen.circle(cx, cy, r, YELLOW if on else CARD, INK, 1.5)
        if r > 3.6:
            pen.circle(cx, cy, r * 0.42, INK_SOFT if not on else ORANGE, None)


def cloud(pen: Pen, x: float, y: float, w: float, fill: str = CARD, line: str = INK_FAINT, width: float = 1.8) -> None:
    """A cloud about (x, y)."""
    s = w / 60
    pen.path(
        f"M{x - 28 * s:.1f} {y + 8 * s:.1f}Q{x - 34 * s:.1f} {y - 4 * s:.1f} {x - 20 * s:.1f} {y - 6 * s:.1f}"
        f"Q{x - 14 * s:.1f} {y - 18 * s:.1f} {x:.1f} {y - 12 * s:.1f}Q{x + 14 * s:.1f} {y - 18 * s:.1f} "
        f"{x + 19 * s:.1f} {y - 5 * s:.1f}Q{x + 33 * s:.1f} {y - 4 * s:.1f} {x + 28 * s:.1f} {y + 8 * s:.1f}Z",
        fill,
        line,
        width,
    )


def rain(pen: Pen, x: float, y: float, w: float, h: float, gap: float = 13, colour: str = "#7a94ac") -> None:
    """Slanting strokes in a rectangle."""
    n, rows = int(w // gap), int(h // gap)
    for row in range(rows):
        for k in range(n):
            dx = (row % 3) * gap / 3 + sin(row * 3 + k * 5) * 2
            px, py = x + k * gap + dx, y + row * gap
            pen.path(f"M{px:.1f} {py:.1f}L{px - 2.4:.1f} {py + 7:.1f}", None, colour, 1.3, 0.7)


def tree(pen: Pen, x: float, y: float, s: float = 1, fill: str = GREEN_MID) -> None:
    """A round tree on (x, y)."""
    with pen.at(x, y, s):
        pen.line([(0, 0), (0, -14)], WOOD_DARK, 3.6)
        pen.blob([(-11, -16), (-12, -26), (-5, -35), (5, -35), (12, -26), (11, -16), (0, -12)], fill, INK, 1.6)
        pen.hatch([(1, -33), (9, -30), (11, -18), (4, -15)], gap=3.6, width=0.8, opacity=0.4)


def pole(pen: Pen, x: float, y: float, h: float) -> None:
    """A telegraph pole on (x, y)."""
    pen.line([(x, y), (x, y - h)], WOOD_DARK, 3.4)
    pen.line([(x - h * 0.16, y - h * 0.86), (x + h * 0.16, y - h * 0.86)], WOOD_DARK, 2.8)
    for side in (-0.13, 0.13):
        pen.circle(x + h * side, y - h * 0.9, 1.6, CARD, INK, 0.9)


def mast(pen: Pen, x: float, y: float, h: float, *, colour: str = GREY) -> None:
    """A radio mast on (x, y)."""
    w = h * 0.2
    pen.line([(x - w, y), (x, y - h), (x + w, y)], INK, 2.6)
    for n in range(1, 6):
        k = n / 6
        half = w * (1 - k)
        low = w * (1 - (k - 1 / 6))
        pen.line([(x - half, y - h * k), (x + half, y - h * k)], INK, 1.6)
        side = 1 if n % 2 else -1
        pen.line([(x - low * side, y - h * (k - 1 / 6)), (x + half * side, y - h * k)], INK, 1.3)
    pen.circle(x, y - h, 4, colour, INK, 1.8)


def waves(
    pen: Pen,
    x: float,
    y: float,
    r: float,
    n: int = 3,
    colour: str = ORANGE,
    width: float = 2.4,
    sides: Sequence[int] = (-1, 1),
) -> None:
    """Waves to both sides."""
    for k in range(n):
        for side in sides:
            far = r * (k + 1)
            a = 0 if side > 0 else 180
            pen.curve(circle_points(x, y, far, far, a - 38, a + 38, 8), colour, width)


def box(pen: Pen, x: float, y: float, w: float, h: float) -> None:
    """A cardboard box, open, standing on (x, y) with its left edge."""
    pen.rect(x, y - h, w, h, WOOD_PALE, INK, 2)
    pen.hatch_rect(x + w * 0.6, y - h, w * 0.38, h, gap=5, width=0.9)
    pen.poly(
        [(x, y - h), (x - w * 0.18, y - h - h * 0.28), (x + w * 0.2, y - h - h * 0.22), (x + w * 0.3, y - h)],
        WOOD,
        INK,
        1.8,
    )
    pen.poly(
        [(x + w, y - h), (x + w * 1.18, y - h - h * 0.24), (x + w * 0.82, y - h - h * 0.24), (x + w * 0.7, y - h)],
        WOOD,
        INK,
        1.8,
    )


def heart(pen: Pen, x: float, y: float, s: float, fill: str = RED) -> None:
    """A heart about (x, y)."""
    pen.path(
        f"M{x:.1f} {y + s * 0.5:.1f}C{x - s:.1f} {y - s * 0.1:.1f} {x - s * 0.6:.1f} {y - s * 0.8:.1f} {x:.1f} "
        f"{y - s * 0.3:.1f}C{x + s * 0.6:.1f} {y - s * 0.8:.1f} {x + s:.1f} {y - s * 0.1:.1f} {x:.1f} "
        f"{y + s * 0.5:.1f}Z",
        fill,
        INK,
        1.6,
    )


def megaphone(
    pen: Pen, x: float, y: float, s: float = 1, *, turn: float = 0, flip: bool = False, fill: str = ORANGE_MID
) -> None:
    """A megaphone held at (x, y), its mouth to the right."""
    with pen.at(x, y, s, turn=turn, flip=flip):
        pen.poly([(-6, -5), (10, -7), (24, -15), (24, 13), (10, 6), (-6, 4)], fill, INK, 1.8)
        pen.oval(24, -1, 4, 14, ORANGE_PALE, INK, 1.8)
        pen.line([(2, 5), (0, 13)], INK, 3)


def calendar(pen: Pen, x: float, y: float, w: float, mark: int = -1, *, turn: float = 0) -> None:
    """A page of a calendar about (x, y); `mark`: the field with a cross."""
    h = w * 1.02
    with pen.at(x, y, 1, turn=turn):
        pen.rect(-w / 2, -h / 2, w, h, CARD, INK, 1.8)
        pen.rect(-w / 2, -h / 2, w, h * 0.22, RED, INK, 1.8)
        step = w / 5
        for n in range(20):
            px, py = -w / 2 + (n % 5 + 0.5) * step, -h / 2 + h * 0.22 + (n // 5 + 0.5) * h * 0.78 / 4
            if n == mark:
                cross(pen, px, py, step * 0.6, RED, 2)
            else:
                pen.circle(px, py, step * 0.13, LINE if n > mark >= 0 else INK_FAINT, None)


def envelope(pen: Pen, x: float, y: float, w: float, *, turn: float = 0, fill: str = CARD) -> None:
    """A letter about (x, y)."""
    h = w * 0.64
    with pen.at(x, y, 1, turn=turn):
        pen.rect(-w / 2, -h / 2, w, h, fill, INK, 2)
        pen.line([(-w / 2, h / 2), (-w * 0.1, 0)], INK_SOFT, 1.3)
        pen.line([(w / 2, h / 2), (w * 0.1, 0)], INK_SOFT, 1.3)
        pen.line([(-w / 2, -h / 2), (0, h * 0.14), (w / 2, -h / 2)], INK, 2)


def umbrella(pen: Pen, x: float, y: float, r: float, fill: str = RED, *, turn: float = 0) -> None:
    """An umbrella whose handle ends at (x, y)."""
    with pen.at(x, y, 1, turn=turn):
        pen.line([(0, 0), (0, -r * 1.5)], INK, 2)
        top = -r * 1.05
        pen.path(
            f"M{-r:.1f} {top:.1f}Q{-r * 0.9:.1f} {top - r * 0.9:.1f} 0 {top - r * 0.95:.1f}Q{r * 0.9:.1f} "
            f"{top - r * 0.9:.1f} {r:.1f} {top:.1f}Q{r * 0.66:.1f} {top - r * 0.24:.1f} {r * 0.33:.1f} {top:.1f}"
            f"Q0 {top - r * 0.24:.1f} {-r * 0.33:.1f} {top:.1f}Q{-r * 0.66:.1f} {top - r * 0.24:.1f} {-r:.1f} "
            f"{top:.1f}Z",
            fill,
            INK,
            2,
        )
        pen.line([(0, top - r * 0.95), (-r * 0.33, top - 1)], INK, 1.1, 0.6)
        pen.line([(0, top - r * 0.95), (r * 0.33, top - 1)], INK, 1.1, 0.6)


def rope(pen: Pen, x: float, y: float, w: float, posts: int = 2) -> None:
    """A rope between posts."""
    step = w / (posts - 1)
    for n in range(posts - 1):
        a = x + n * step
        pen.curve([(a, y - 24), (a + step / 2, y - 14), (a + step, y - 24)], RED, 2.6)
    for n in range(posts):
        px = x + n * step
        pen.oval(px, y, 6, 2, INK, None)
        pen.line([(px, y), (px, y - 26)], GREY_DARK, 3)
        pen.circle(px, y - 27, 2.6, YELLOW, INK, 1.2)


def chart_down(pen: Pen, x: float, y: float, w: float, h: float, colour: str = RED) -> None:
    """A line that falls, with an arrow's head."""
    points = [
        (x, y),
        (x + w * 0.22, y + h * 0.3),
        (x + w * 0.36, y + h * 0.2),
        (x + w * 0.62, y + h * 0.68),
        (x + w * 0.74, y + h * 0.6),
        (x + w, y + h),
    ]
    pen.line(points, colour, 5)
    ex, ey = points[-1]
    pen.poly([(ex + 5, ey + 7), (ex - 11, ey + 3), (ex + 3, ey - 11)], colour, colour, 2)


def stamp(pen: Pen, x: float, y: float, s: float = 1, *, turn: float = 0, fill: str = WOOD) -> None:
    """A rubber stamp whose foot is at (x, y)."""
    with pen.at(x, y, s, turn=turn):
        pen.rect(-12, -8, 24, 8, NIGHT, INK, 1.8, r=1.5)
        pen.poly([(-4, -8), (-3, -18), (3, -18), (4, -8)], fill, INK, 1.8)
        pen.circle(0, -22, 6, fill, INK, 1.8)


def seal(pen: Pen, x: float, y: float, r: float, fill: str = RED) -> None:
    """A seal of wax."""
    points = []
    for n in range(16):
        a, far = n * pi / 8, r * (1 if n % 2 else 0.84)
        points.append((x + far * cos(a), y + far * sin(a)))
    pen.blob(points, fill, INK, 1.8)
    pen.circle(x, y, r * 0.52, None, RED_PALE, 1.4)


def sign(pen: Pen, x: float, y: float, w: float, h: float, fill: str = CARD) -> None:
    """A sign hung from above."""
    for side in (0.2, 0.8):
        pen.line([(x + w * side, 2), (x + w * side, y)], INK_SOFT, 1.8)
    pen.rect(x, y, w, h, fill, INK, 2.2, r=5)


def dial_sun(pen: Pen, x: float, y: float, r: float, fill: str = ORANGE_MID) -> None:
    """The sun of the title: a telephone's dial."""
    pen.circle(x, y, r, fill, INK, 2.4)
    for n in range(10):
        a = radians(-150 + n * 27)
        pen.circle(x + r * 0.68 * cos(a), y + r * 0.68 * sin(a), r * 0.135, ORANGE_PALE, INK, 1.6)
    pen.circle(x, y, r * 0.36, YELLOW_PALE, INK, 1.8)


def green_light(pen: Pen, x: float, y: float, r: float) -> None:
    """A tick on a green disc."""
    pen.circle(x, y, r, GREEN, INK, 2.2)
    tick(pen, x, y, r, CARD, r * 0.24)
