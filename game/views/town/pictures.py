"""Pictures of the town: houses, streets, trees, signs. Painted with the floor's pen, in units of the town.

Rules of this file: a person's fate is told by the shape of his pane first: full, barred, empty, struck out, crossed
out; its colour comes second. Houses, streets and trees are pale, so that panes and signs stand out.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, pi, sin
from typing import Final

from game.views import icons, theme
from game.views.canvas import Colour, Point, Rect
from game.views.floor.pen import Pen, arc
from game.views.lettering import middle
from game.views.theme import mix
from game.views.town.census import ORDER
from game.views.town.plan import Cell, chance
from game.views.words import number
from sim.frames import Fate

HALF: Final = 5.2
"""Of a house's breadth."""
WALL: Final = 10.0
ROOF: Final = 5.2
HOUSE_REACH: Final = (6.0, 17.5, 6.0, 1.2)
PANE_AT: Final = tuple((-4.65 + 3.15 * (n % 3), -WALL + 0.9 + 3.65 * (n // 3)) for n in range(6))
"""Upper left corner of each window."""
WINDOW: Final = (3.0, 3.1)
LOOKS: Final = 8
"""Kinds of houses."""
FACES_FROM: Final = 5.5
"""Logical pixels to a unit from which on a pane has room for a face."""


def colour_of(fate: int) -> Colour:
    """What a pane, a bar or a number of this fate is drawn in."""
    return {
        Fate.SUBSCRIBER: theme.BLUE,
        Fate.CAPTIVE: theme.ORANGE,
        Fate.PROSPECT: theme.CARD,
        Fate.EX: theme.INK_FAINT,
        Fate.NEVER_AGAIN: theme.INK,
    }[Fate(fate)]


def paint_pane(pen: Pen, x: float, y: float, w: float, h: float, fate: int, *, fine: bool) -> None:
    """A person's pane. `fine`: with the marks that tell fates apart without their colours."""
    colour = colour_of(fate)
    faint = theme.INK_FAINT if fate == Fate.PROSPECT else None
    pen.box(x, y, w, h, colour, faint, width=0.12)
    if not fine:
        return
    if fate == Fate.CAPTIVE:
        for share in (0.3, 0.7):
            pen.box(x + w * share - w * 0.07, y, w * 0.14, h, theme.INK)
    elif fate == Fate.EX:
        pen.stroke([(x + w * 0.1, y + h * 0.9), (x + w * 0.9, y + h * 0.1)], theme.INK, w * 0.13)
    elif fate == Fate.NEVER_AGAIN:
        for ends in (((0.15, 0.15), (0.85, 0.85)), ((0.15, 0.85), (0.85, 0.15))):
            pen.stroke([(x + w * a, y + h * b) for a, b in ends], theme.CARD, w * 0.13)


def line_width(u: float) -> float:
    """Units of an outline: it grows slower than what it is around."""
    return float(0.62 / max(0.5, u) ** 0.55)


def _body(pen: Pen, look: int) -> None:
    """Walls and roof, without windows."""
    walls = (theme.CARD, theme.PAPER, theme.ORANGE_PALE, theme.PAPER_DEEP)
    roofs = (theme.RED, theme.INK_SOFT, theme.ORANGE, theme.INK_FAINT)
    wall = mix(walls[look % 4], theme.CARD, 0.45)
    roof = mix(mix(roofs[look * 3 // 2 % 4], theme.INK_FAINT, 0.45), theme.PAPER_DEEP, 0.3)
    ink = mix(theme.INK, theme.PAPER, 0.28)
    high, line = WALL + ROOF - look % 3 * 0.7, line_width(pen.u)
    if look % 2:
        pen.box(2.0, -high + 0.4, 1.5, 3.6, mix(roof, theme.INK, 0.2), ink, width=line)
    if look % 3 == 2:  # hipped
        pen.shape([(-HALF - 0.5, -WALL), (-HALF + 2, -high), (HALF - 2, -high), (HALF + 0.5, -WALL)], roof, ink, line)
    else:
        pen.shape([(-HALF - 0.5, -WALL), (0, -high), (HALF + 0.5, -WALL)], roof, ink, line)
    pen.box(-HALF, -WALL, 2 * HALF, WALL, wall, ink, width=line)


def _door(pen: Pen, look: int) -> None:
    ink = mix(theme.INK, theme.PAPER, 0.35)
    x = (-0.9, -3.9, 2.1)[look % 3]
    pen.box(x, -2.1, 1.8, 2.1, mix(theme.INK_SOFT, theme.PAPER, 0.2), ink, width=0.3)


def paint_far(pen: Pen, look: int, windows: Sequence[int]) -> None:
    """A house whose every window stands for a sixth of it; `windows`: how many of each fate."""
    _body(pen, look)
    n = 0
    for fate in ORDER:
        for _ in range(windows[fate]):
            x, y = PANE_AT[n]
            paint_pane(pen, x, y, *WINDOW, fate, fine=pen.u > 2)
            n += 1
    if pen.u > 1.4:
        _door(pen, look)


def pane_box(pane: int, panes: int, window: int) -> tuple[float, float, float, float]:
    """Where a pane is on its house: x, y, w, h, from the doorstep."""
    across = 1
    while across * across < panes:
        across += 1
    down = -(-panes // across)
    x, y = PANE_AT[window]
    w, h = WINDOW[0] / across, WINDOW[1] / down
    gap = 0.1
    return x + pane % across * w + gap, y + pane // across * h + gap, w - 2 * gap, h - 2 * gap


def paint_near(pen: Pen, look: int, panes: int, people: Sequence[tuple[int, int, int, int]]) -> None:
    """A house whose windows are circles and whose panes are people: (window, pane, fate, mood) of each."""
    _body(pen, look)
    frame = mix(theme.INK, theme.PAPER, 0.45)
    for window in sorted({window for window, *_ in people}):
        x, y = PANE_AT[window]
        pen.box(x, y, *WINDOW, theme.CARD, frame, width=0.28)
    for window, pane, fate, mood in people:
        box = pane_box(pane, panes, window)
        paint_pane(pen, *box, fate, fine=True)
        if pen.u >= FACES_FROM and fate in (Fate.SUBSCRIBER, Fate.CAPTIVE):
            _face(pen, *box, mood)
    _door(pen, look)


def _face(pen: Pen, x: float, y: float, w: float, h: float, mood: int) -> None:
    """Who looks out of a pane: sour, so-so or content."""
    r, mx, my = min(w, h) * 0.36, x + w / 2, y + h / 2
    pen.disc(mx, my, r, theme.CARD)
    for side in (-1, 1):
        pen.disc(mx + side * r * 0.38, my - r * 0.22, r * 0.14, theme.INK)
    bow = {0: (0.62, pi * 1.2, pi * 1.8), 1: (0.4, 0.0, 0.0), 2: (0.12, pi * 0.2, pi * 0.8)}[mood]
    if mood == 1:
        mouth = [(mx - r * 0.35, my + r * 0.4), (mx + r * 0.35, my + r * 0.4)]
    else:
        mouth = [
            (mx + r * 0.48 * cos(a), my + r * bow[0] + r * 0.34 * sin(a))
            for a in [bow[1] + (bow[2] - bow[1]) * k / 6 for k in range(7)]
        ]
    pen.stroke(mouth, theme.INK, r * 0.2)


# --- streets ----------------------------------------------------------------------------------------------------


def land() -> Colour:
    """The country around."""
    return mix(theme.GREEN_PALE, theme.PAPER, 0.45)


def street_colour() -> Colour:
    """Of streets."""
    return mix(theme.PAPER_DEEP, theme.PAPER, 0.35)


def paint_lot(pen: Pen, cell: Cell) -> None:
    """What a block stands on, or a park, a church, the firm."""
    tints = (theme.GREEN_PALE, theme.ORANGE_PALE, theme.BLUE_PALE, theme.PAPER_DEEP)
    lot = mix(mix(tints[int(4 * chance(cell.quarter, 3))], theme.CARD, 0.45), theme.PAPER, 0.25)
    ink = mix(theme.INK_SOFT, theme.PAPER, 0.45)
    if cell.sort in ("park", "church"):
        lot = mix(theme.GREEN, theme.PAPER, 0.68)
    pen.shape(_about(cell, cell.lot), lot, ink, line_width(pen.u) * 0.8)
    if cell.sort == "park":
        _park(pen, cell)
    elif cell.sort == "church":
        _church(pen, cell)
    elif cell.sort == "firm":
        _firm(pen)
    else:
        for n, (x, y) in enumerate(_about(cell, cell.lot)):
            if chance(cell.column, cell.row, n, 6) < 0.3:
                paint_tree(pen, x, y + 1, 1.8)


def middle_of(cell: Cell) -> Point:
    """The middle of a cell's lot."""
    return (sum(x for x, _ in cell.lot) / 4, sum(y for _, y in cell.lot) / 4)


def _about(cell: Cell, points: Sequence[Point]) -> list[Point]:
    mx, my = middle_of(cell)
    return [(x - mx, y - my) for x, y in points]


def paint_tree(pen: Pen, x: float, y: float, r: float) -> None:
    """A tree, seen from where houses are seen."""
    ink = mix(theme.INK, theme.PAPER, 0.4)
    leaf = mix(theme.GREEN, theme.PAPER, 0.42)
    pen.box(x - r * 0.18, y - r * 0.5, r * 0.36, r * 1.1, ink)
    pen.disc(x, y - r * 1.2, r, leaf, ink, 0.4)
    pen.disc(x - r * 0.25, y - r * 1.45, r * 0.4, mix(leaf, theme.CARD, 0.3))


def _park(pen: Pen, cell: Cell) -> None:
    water = mix(theme.SKY, theme.PAPER, 0.45)
    pen.oval(2, 4, 9, 5, water, mix(theme.SKY, theme.INK, 0.35), 0.4)
    pen.stroke([(-2, 4), (2, 3.2), (6, 4)], theme.CARD, 0.4)
    for n in range(9):
        a = 2 * pi * n / 9 + chance(cell.row, n)
        paint_tree(pen, 2 + 12.5 * cos(a), 5 + 9.5 * sin(a), 2.1 + 1.3 * chance(cell.column, n))


def _church(pen: Pen, cell: Cell) -> None:
    ink = mix(theme.INK, theme.PAPER, 0.25)
    stone, slate = mix(theme.PAPER_DEEP, theme.CARD, 0.4), mix(theme.BLUE, theme.INK_FAINT, 0.55)
    for n, (x, y) in enumerate(((-12.0, -4.0), (12.0, -6.0), (-11.0, 12.0), (12.0, 10.0))):
        paint_tree(pen, x + 3 * chance(cell.row, n), y, 2.6)
    pen.shape([(-4, 2), (-1, -3), (9, -3), (11, 2)], slate, ink, 0.55)
    pen.box(-3, 2, 13, 8, stone, ink, width=0.55)
    pen.box(-8, -6, 6.4, 16, stone, ink, width=0.55)
    pen.shape([(-8.8, -6), (-4.8, -17), (-0.8, -6)], slate, ink, 0.55)
    pen.box(-5.6, 5, 1.8, 5, mix(theme.INK, stone, 0.4))
    for x in (0.0, 3.2, 6.4):
        pen.box(x, 4.2, 1.4, 3.2, mix(theme.SKY, theme.PAPER, 0.3), ink, width=0.3)
    pen.disc(-4.8, -2, 1.4, theme.CARD, ink, 0.4)


def _firm(pen: Pen) -> None:
    """Where all calls go."""
    ink = mix(theme.INK, theme.PAPER, 0.15)
    pen.box(-9, -15, 18, 29, mix(theme.BLUE, theme.PAPER, 0.62), ink, width=0.6)
    for row in range(6):
        for column in range(4):
            lit = theme.YELLOW if chance(row, column, 9) < 0.6 else theme.CARD
            pen.box(-7.4 + 4 * column, -12.6 + 3.7 * row, 2.8, 2.3, mix(lit, theme.CARD, 0.25), ink, width=0.25)
    pen.box(-2, 10, 4, 4, mix(theme.INK, theme.PAPER, 0.3))
    pen.stroke([(0, -15), (0, -21)], ink, 0.7)
    pen.disc(0, -21, 1.0, theme.RED, ink, 0.4)
    pen.box(-11, -15.4, 22, 2.4, theme.CARD, ink, radius=1, width=0.5)
    icons.phone(pen.canvas, pen.x, pen.y - 14.2 * pen.u, 1.5 * pen.u, theme.BLUE)


# --- signs ------------------------------------------------------------------------------------------------------


def paint_sign(pen: Pen, name: str) -> None:
    """A round plate with a sign; a unit is a logical pixel."""
    colour, icon = {
        "joined": (theme.GREEN, icons.plus),
        "churned": (theme.RED, icons.door),
        "wants out": (theme.ORANGE, icons.lock),
        "never": (theme.INK, icons.cross),
        "turned away": (theme.PURPLE, icons.undo),
        "posted good": (theme.GREEN, icons.bubble),
        "posted bad": (theme.RED, icons.bubble),
        "told good": (theme.GREEN, icons.bubble),
        "told bad": (theme.RED, icons.bubble),
        "calls": (theme.BLUE, icons.phone),
        "waits": (theme.INK_SOFT, icons.phone),
        "outside": (theme.RED, icons.flag),
    }[name]
    bad, plain = name.endswith("bad"), name == "waits"
    if bad:  # a jagged rim tells bad word from good
        pen.shape(burst(0, 0, 8.6, 6.6, 11), theme.CARD, colour, 1.3)
    else:
        pen.disc(0, 0, 7.6, theme.CARD, colour, 1.3)
    icon(pen.canvas, pen.x, pen.y, (3.4 if plain else 4.0) * pen.u, colour)


def paint_plate(pen: Pen, name: str, n: int) -> None:
    """A sign, and how many times."""
    canvas, text = pen.canvas, number(n)
    wide = canvas.measure(text, size=theme.TINY, weight="bold")[0]
    box = Rect(pen.x - wide / 2 - 13, pen.y - 9, wide + 26, 18)
    canvas.rect(box, theme.CARD, line=theme.INK_SOFT, radius=9)
    paint_sign(Pen(canvas, pen.u * 0.8, box.x + 9, pen.y), name)
    middle(canvas, box.x + 19, pen.y, text, size=theme.TINY, colour=theme.INK, weight="bold")


def paint_hub(pen: Pen) -> None:
    """A mast with a star: here lives one whom many hear."""
    pen.stroke([(0, 0), (0, -13)], theme.INK, 1.1)
    pen.canvas.circle(pen.x, pen.y - 15 * pen.u, 6.2 * pen.u, theme.CARD, line=theme.INK, width=1.1 * pen.u)
    icons.star(pen.canvas, pen.x, pen.y - 15 * pen.u, 4.8 * pen.u, theme.ORANGE)


def burst(x: float, y: float, far: float, near: float, points: int) -> list[Point]:
    """A jagged round shape."""
    steps = [(far if n % 2 == 0 else near, pi * n / points) for n in range(2 * points)]
    return [(x + r * cos(a), y + r * sin(a)) for r, a in steps]


def paint_ring(pen: Pen, r: float, *, good: bool) -> None:
    """Word that spreads: good word in a round ring, bad word in a jagged one."""
    if good:
        pen.disc(0, 0, r, None, theme.GREEN, 1.6)
    else:
        points = 9 + int(r / 4)
        pen.stroke([*burst(0, 0, r + 2, r - 3.5, points), (r + 2, 0)], theme.RED, 1.6)


def paint_dot(pen: Pen, *, good: bool) -> None:
    """One of a thread: round for good word, a diamond for bad."""
    if good:
        pen.disc(0, 0, 2.4, theme.GREEN, theme.CARD, 0.7)
    else:
        pen.shape([(0, -3), (3, 0), (0, 3), (-3, 0)], theme.RED, theme.CARD, 0.7)


def paint_tie(pen: Pen, *, end: bool) -> None:
    """One dot of a line to a friend, or the friend."""
    if end:
        pen.disc(0, 0, 3.2, theme.CARD, theme.INK, 1.4)
    else:
        pen.disc(0, 0, 1.2, theme.INK)


def paint_pin(pen: Pen) -> None:
    """A pin that stands in a house."""
    pen.shape([(-4.6, -11.5), (4.6, -11.5), (0, 0)], theme.INK)
    pen.disc(0, -14, 6.4, theme.YELLOW, theme.INK, 1.6)
    icons.person(pen.canvas, pen.x, pen.y - 14 * pen.u, 3.6 * pen.u, theme.INK)


def paint_compass(pen: Pen) -> None:
    """Which way is north."""
    ink = mix(theme.INK, theme.PAPER, 0.2)
    pen.disc(0, 0, 13, mix(theme.CARD, theme.PAPER, 0.3), ink, 1)
    for n in range(4):
        a = n * pi / 2 - pi / 2
        tip = (11 * cos(a), 11 * sin(a))
        sides = [(3 * cos(a + s), 3 * sin(a + s)) for s in (-pi / 2, pi / 2)]
        pen.shape([tip, sides[0], (0, 0)], ink)
        pen.shape([tip, sides[1], (0, 0)], theme.CARD, ink, 0.6)
    pen.shape(arc(0, 0, 2, 2, 0, 2 * pi, 10)[:-1], theme.CARD, ink, 0.8)
