"""Gauges: the signs that an overlay puts on people, in place of all others.

Rules of this file: a gauge is about 18 units across, with (0, 0) in its middle, and is told by its shape, how full it
is or a number in it; colour only repeats that. A variant is a step of it, or digits of several packed into one number.
"""

from __future__ import annotations

from math import cos, pi, sin
from typing import Final

from game.views import theme
from game.views.canvas import Colour, Point
from game.views.floor.colours import CHALK
from game.views.floor.pen import Motif, Pen, arc
from game.views.theme import mix

STEPS: Final = 8
"""Of a gauge that fills."""
MANY: Final = 9
"""The largest number written in a gauge; more is `9+`."""
NAMELESS: Final = 27
"""The variant of a name badge that is blank; before it: A to Z, and one for any other letter."""


def number(n: int) -> str:
    """A number for a narrow place."""
    return str(n) if n <= MANY else f"{MANY}+"


def hatch(pen: Pen, x: float, y: float, w: float, h: float, colour: Colour) -> None:
    """Slanting lines in a rectangle: what is full to the brim, or of no use."""
    step = 2.6
    for n in range(int((w + h) / step)):
        d = (n + 0.5) * step
        a, b = (x + min(d, w), y + max(0.0, d - w)), (x + max(0.0, d - h), y + min(d, h))
        pen.stroke([a, b], colour, 0.8)


def alarm(pen: Pen, x: float, y: float) -> None:
    """An exclamation mark, about 6 high."""
    pen.box(x - 0.9, y - 3.4, 1.8, 4.2, theme.RED)
    pen.box(x - 0.9, y + 1.6, 1.8, 1.8, theme.RED)


def worse(share: float) -> Colour:
    """From good to bad as `share` grows."""
    return theme.GREEN if share < 0.4 else theme.YELLOW if share < 0.65 else theme.ORANGE if share < 0.85 else theme.RED


# --- one for each overlay -----------------------------------------------------------------------------------------


def paint_clock(pen: Pen, used: int) -> None:
    """Wait: a clock that fills with the patience that is used; a jagged one when it is about to end."""
    if used >= STEPS - 1:
        spikes: list[Point] = []
        for n in range(20):
            reach = 10.4 if n % 2 else 8.4
            spikes.append((reach * cos(2 * pi * n / 20), reach * sin(2 * pi * n / 20)))
        pen.shape(spikes, theme.RED, theme.INK, 1.1)
    pen.disc(0, 0, 8, CHALK, theme.INK, 1.2)
    if used > 0:
        top = -pi / 2
        pen.shape([(0, 0), *arc(0, 0, 6.6, 6.6, top, top + 2 * pi * used / STEPS, 4 * used)], worse(used / STEPS))
    if used >= STEPS - 1:
        pen.disc(0, 0, 4.2, CHALK)
        alarm(pen, 0, 0)


def paint_weight(pen: Pen, variant: int) -> None:
    """Effort: a pile that grows with the hours, and which call this is. Variant: 10 x slabs (0-5) + call (to 9)."""
    slabs, nth = divmod(variant, 10)
    high = 3.9
    for n in range(max(1, slabs)):
        fill = mix(theme.PURPLE, CHALK, 0.7 - 0.12 * n) if slabs else CHALK
        pen.box(-8.5 + n * 0.8, 4.2 - n * high, 17 - n * 1.6, high, fill, theme.INK, radius=0.8, width=1.0)
    if nth > 1:
        top = 4.2 - max(0, slabs - 1) * high - 4.6
        pen.disc(0, top, 4.8, theme.INK)
        pen.word(0, top, number(nth), 8.2, CHALK)


def paint_face(pen: Pen, level: int) -> None:
    """Mood: a face in five steps, from a scowl to a smile."""
    fill = (theme.RED, theme.ORANGE, theme.YELLOW, mix(theme.GREEN, CHALK, 0.45), theme.GREEN)[level]
    pen.disc(0, 0, 8.4, mix(fill, CHALK, 0.25), theme.INK, 1.2)
    for side in (-1, 1):
        pen.disc(side * 2.9, -1.8, 1.2, theme.INK)
        if level == 0:
            pen.stroke([(side * 5.0, -5.2), (side * 1.7, -3.6)], theme.INK, 1.2)
    bend = (-3.4, -1.8, 0.0, 2.0, 3.8)[level]
    pen.stroke([(-4.2 + n * 1.4, 3.4 + bend * (0.5 - ((n - 3) / 3) ** 2) * 0.8) for n in range(7)], theme.INK, 1.4)


def paint_authority(pen: Pen, variant: int) -> None:
    """Authority: a purse filled as far as it is used, and a lock with how often it was not enough.

    Variant: 100 x steps used (`STEPS` + 1: more than allowed, by approval; `STEPS` + 2: nothing is allowed) + stopped.
    """
    used, stopped = divmod(variant, 100)
    pen.box(-9, -6.5, 18, 8.5, CHALK, theme.INK, radius=1.6, width=1.2)
    if used == STEPS + 2:
        hatch(pen, -8, -5.6, 16, 6.6, theme.INK_SOFT)
    elif used:
        pen.box(-8, -5.5, 16 * min(1.0, used / STEPS), 6.5, theme.GREEN if used <= STEPS else theme.PURPLE)
        for x in (-4, 0, 4):
            pen.stroke([(x, -5.5), (x, -3.5)], theme.INK, 0.8)
    if used == STEPS + 1:
        pen.shape([(4.5, -9.5), (8.5, -5.5), (0.5, -5.5)], theme.PURPLE, theme.INK, 0.8)
    if stopped:
        pen.stroke(arc(0, 3.4, 2.8, 3.2, pi, 2 * pi, 8), theme.INK, 1.6)
        pen.box(-6.5, 3.2, 13, 8.2, theme.RED, theme.INK, radius=1.6, width=1.0)
        pen.word(0, 7.3, number(stopped), 7.4, theme.on(theme.RED))


WARM, COLD = 1, 0
POWERLESS, ABLE, UNKNOWN = 0, 1, 2


def paint_quadrant(pen: Pen, variant: int) -> None:
    """Warmth x power: a heart or a snowflake, a key or a lock. Variant: 3 x warm + power."""
    warm, power = divmod(variant, 3)
    sad = warm == WARM and power == POWERLESS
    if sad:
        pen.box(-11.2, -7.2, 22.4, 14.4, theme.RED, theme.INK, radius=4, width=1.0)
    pen.box(-9.8, -5.8, 19.6, 11.6, CHALK, theme.INK, radius=3, width=1.0)
    if warm == WARM:
        pen.disc(-6.3, -1.5, 2.1, theme.RED)
        pen.disc(-3.1, -1.5, 2.1, theme.RED)
        pen.shape([(-8.1, -0.6), (-1.3, -0.6), (-4.7, 3.6)], theme.RED)
    else:
        for n in range(3):
            a = pi * n / 3 + pi / 6
            dx, dy = 3.7 * cos(a), 3.7 * sin(a)
            pen.stroke([(-4.7 - dx, -dy), (-4.7 + dx, dy)], theme.BLUE, 1.1)
    if power == ABLE:
        pen.disc(3.2, 0, 2.3, None, theme.GREEN, 1.5)
        pen.stroke([(5.4, 0), (8.6, 0), (8.6, 2.4)], theme.GREEN, 1.5)
        pen.stroke([(7.0, 0), (7.0, 2.0)], theme.GREEN, 1.3)
    elif power == POWERLESS:
        pen.stroke(arc(5.2, -0.8, 2.0, 2.8, pi, 2 * pi, 8), theme.INK, 1.3)
        pen.box(1.8, -0.8, 6.8, 4.8, theme.INK, radius=0.9)
    else:
        for x in (2.6, 5.2, 7.8):
            pen.disc(x, 0, 0.9, theme.INK_SOFT)


def paint_notes(pen: Pen, lines: int) -> None:
    """Notes: a notepad with as many of four lines as the next CSR will find."""
    pen.box(-6.6, -8.4, 13.2, 16.8, CHALK, theme.INK, radius=1.2, width=1.2)
    for x in (-3.6, 0, 3.6):
        pen.stroke([(x, -9.8), (x, -7.4)], theme.INK, 1.1)
    for n in range(4):
        y = -4.6 + n * 3.4
        if n < lines:
            pen.stroke([(-4.4, y), (4.4, y)], theme.BLUE, 1.8)
        else:
            for x in (-4.4, -1.2, 2.0):
                pen.stroke([(x, y), (x + 1.2, y)], theme.INK_FAINT, 0.9)
    if lines <= 1:
        pen.stroke([(-5.6, 7.4), (5.6, -7.4)], theme.RED, 1.6)


def paint_retold(pen: Pen, times: int) -> None:
    """Notes, of a CSR: a bubble that turns in a circle, with how often a caller had to tell it all again."""
    pen.shape([(-4.0, 4.5), (-7.5, 9.5), (0.5, 5.0)], CHALK, theme.INK, 1.0)
    pen.box(-10, -6.8, 20, 12.6, CHALK, theme.INK, radius=5.5, width=1.1)
    pen.stroke(arc(-4.6, -0.4, 3.0, 3.0, -pi * 0.3, pi * 1.3, 10), theme.RED, 1.3)
    pen.shape([(-8.6, -1.0), (-4.6, -1.0), (-6.4, -4.2)], theme.RED)
    pen.word(4.0, -0.4, number(times), 7.6, theme.INK)


def paint_badge(pen: Pen, letter: int) -> None:
    """Ownership: a badge with the first letter of whose case it is; blank and broken if it is nobody's."""
    if letter < NAMELESS:
        pen.box(-8.4, -6.4, 16.8, 13, theme.BLUE, theme.INK, radius=2.4, width=1.2)
        pen.box(-8.4, -6.4, 16.8, 3.6, theme.INK, radius=1.6)
        pen.word(0, 1.8, chr(ord("A") + letter) if letter < 26 else "·", 8.6, theme.on(theme.BLUE))
        return
    for n in range(4):
        for side in (-1, 1):
            pen.stroke([(-7.6 + n * 4.2, side * 6.2), (-5.2 + n * 4.2, side * 6.2)], theme.INK, 1.2)
    for n in range(3):
        for side in (-1, 1):
            pen.stroke([(side * 8.2, -4.8 + n * 3.8), (side * 8.2, -2.8 + n * 3.8)], theme.INK, 1.2)
    pen.box(-6.8, -4.8, 13.6, 9.6, CHALK)
    pen.word(0, 0, "?", 9.0, theme.RED)


def paint_folders(pen: Pen, cases: int) -> None:
    """Ownership, of a CSR: folders with the number of cases that have his name on them; hatched when too many."""
    for n in (2, 1, 0):
        fill = mix(theme.BLUE, CHALK, 0.35 + 0.15 * n)
        pen.box(-9 + n * 1.3, -5.2 - n * 1.8, 16.5, 11.5, fill, theme.INK, radius=1.2, width=1.0)
    if cases > MANY:
        hatch(pen, -8, -4.2, 14.5, 9.5, theme.INK)
    pen.disc(-0.8, 0.6, 4.9, CHALK, theme.INK, 0.9)
    pen.word(-0.8, 0.6, number(cases), 7.0, theme.INK)


def paint_battery(pen: Pen, variant: int) -> None:
    """Morale: a battery of five cells, and stripes for tenure. Variant: 4 x cells (0-5) + stripes (0-3)."""
    cells, stripes = divmod(variant, 4)
    pen.box(-5.6, -9.2, 11.2, 16.4, CHALK, theme.INK, radius=1.8, width=1.2)
    pen.box(-2.4, -11.2, 4.8, 2.2, theme.INK, radius=0.6)
    fill = worse(1 - cells / 5)
    for n in range(cells):
        pen.box(-4.2, 3.4 - n * 3.0, 8.4, 2.4, fill)
    if cells <= 1:
        alarm(pen, 0, -3.6)
    for n in range(stripes):
        x = 9.4
        y = 5.6 - n * 4.0
        pen.stroke([(x - 2.8, y - 2.4), (x, y), (x + 2.8, y - 2.4)], theme.INK, 1.6)
    if not stripes:
        pen.word(9.6, 3.6, "L", 7.6, theme.RED)


CLOCK: Final = Motif("gauge.clock", paint_clock, (12, 12, 12, 12))
WEIGHT: Final = Motif("gauge.weight", paint_weight, (10, 22, 10, 9))
FACE: Final = Motif("gauge.face", paint_face, (10, 10, 10, 10))
AUTHORITY: Final = Motif("gauge.authority", paint_authority, (11, 12, 11, 13))
QUADRANT: Final = Motif("gauge.quadrant", paint_quadrant, (13, 9, 13, 9))
NOTES: Final = Motif("gauge.notes", paint_notes, (9, 12, 9, 10))
RETOLD: Final = Motif("gauge.retold", paint_retold, (12, 9, 12, 11))
BADGE: Final = Motif("gauge.badge", paint_badge, (10, 9, 10, 9))
FOLDERS: Final = Motif("gauge.folders", paint_folders, (11, 11, 12, 9))
BATTERY: Final = Motif("gauge.battery", paint_battery, (8, 13, 15, 9))
