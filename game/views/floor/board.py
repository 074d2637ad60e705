"""The board over a room: the desk's name and icon, which stand still, and its numbers, which don't.

Rules of this file: a nought isn't shown. Where room is short the line comes first, then the wait, then the staff;
nothing is ever written over the name.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import pi
from typing import Final, NamedTuple

from game.views import icons, theme
from game.views.canvas import Canvas, Colour, Rect
from game.views.floor.album import Album
from game.views.floor.colours import CHALK, DUSK, LIGHTS, desk_colour, in_light
from game.views.floor.pen import Motif, Pen, arc
from game.views.floor.plan import BACK_DESKS, FRONT_DESK, Room
from game.views.floor.tips import longest_wait
from game.views.lettering import middle
from game.views.theme import mix
from game.views.words import number, say
from sim.frames import DeskView

LONG_WAIT_S: Final = 300.0
"""A line whose first has waited longer is marked."""

# --- icons --------------------------------------------------------------------------------------------------------


def paint_desk_sign(pen: Pen, name: str, ink: Colour = CHALK) -> None:
    """What a desk is for, about 11 high."""
    if name == FRONT_DESK:
        pen.stroke(arc(0, 0.6, 4.4, 5.0, pi, 2 * pi, 9), ink, 1.5)
        pen.box(-5.6, -0.4, 2.8, 4.6, ink, radius=1.2)
        pen.box(2.8, -0.4, 2.8, 4.6, ink, radius=1.2)
        pen.stroke([(4.2, 3.8), (3.0, 5.6), (0.4, 5.8)], ink, 1.1)
    elif name == "billing":
        pen.shape([(-4, -5.4), (4, -5.4), (4, 5.4), (2, 4), (0, 5.4), (-2, 4), (-4, 5.4)], ink)
        for y in (-2.8, -0.4, 2.0):
            pen.stroke([(-2.2, y), (2.2 if y < 1 else 0.4, y)], theme.INK_SOFT, 1.0)
    elif name == "technical":
        pen.stroke([(-4.0, 4.2), (2.0, -1.8)], ink, 2.6)
        pen.stroke(arc(3.0, -2.8, 2.6, 2.6, -pi * 0.2, pi * 1.25, 9), ink, 2.0)
    elif name == "retention":
        pen.disc(-2.3, -2.0, 2.8, ink)
        pen.disc(2.3, -2.0, 2.8, ink)
        pen.shape([(-4.9, -0.9), (4.9, -0.9), (0, 5.4)], ink)
    elif name in BACK_DESKS:
        icons.star(pen.canvas, pen.x, pen.y, 5.8 * pen.u, ink)
    else:
        pen.box(-4.8, -4.0, 9.6, 8.4, ink, radius=1)
        pen.stroke([(-2.8, -1.2), (2.8, -1.2)], theme.INK_SOFT, 1.0)
        pen.stroke([(-2.8, 1.4), (2.8, 1.4)], theme.INK_SOFT, 1.0)


def paint_staff(pen: Pen, _: int) -> None:
    """CSRs: a head with a headset."""
    ink = theme.INK_SOFT
    pen.disc(0, 0.6, 3.2, ink)
    pen.stroke(arc(0, 0.4, 4.6, 4.8, pi, 2 * pi, 8), ink, 1.1)
    pen.box(-5.6, -0.4, 2.2, 3.6, ink, radius=0.9)
    pen.box(3.4, -0.4, 2.2, 3.6, ink, radius=0.9)


def paint_queue(pen: Pen, _: int) -> None:
    """Customers in line: three heads and shoulders, one behind the other."""
    for n, x in enumerate((3.8, 0.0, -3.8)):
        ink = mix(theme.INK_SOFT, CHALK, 0.5 - n * 0.25)
        pen.disc(x, -2.2, 2.2, ink)
        pen.shape(arc(x, 5.0, 3.0, 4.6, pi, 2 * pi, 8), ink)


def paint_wait(pen: Pen, alarm: int) -> None:
    """The longest wait: a clock; a filled one when it is long."""
    ink = theme.RED if alarm else theme.INK_SOFT
    pen.disc(0, 0, 4.8, ink if alarm else None, ink, 1.2)
    pen.stroke([(0, -2.8), (0, 0.3), (2.2, 1.3)], CHALK if alarm else ink, 1.2)


STATS: Final[dict[str, Motif]] = {
    name: Motif(name, paint, (7, 7, 7, 7))
    for name, paint in (("queue", paint_queue), ("wait", paint_wait), ("staff", paint_staff))
}
"""Numbers by how much they say, most first."""

# --- the name -----------------------------------------------------------------------------------------------------


def name_width(canvas: Canvas, room: Room, title: str) -> float:
    """How broad a desk's icon and name are."""
    wide, _ = canvas.measure(title, size=theme.SMALL * room.unit, weight="bold")
    return min(room.head.w, wide + 33 * room.unit)


def draw_name(canvas: Canvas, room: Room, title: str, light: int) -> None:
    """The board with the desk's colour, icon and name."""
    head, unit = room.head, room.unit
    level = head.centre[1]
    dim = 0.3 * light / LIGHTS
    card = mix(theme.CARD, DUSK, dim)
    canvas.rect(head, card, line=in_light(theme.INK_SOFT, light), width=1, radius=6)
    plate = Rect(head.x, head.y, name_width(canvas, room, title), head.h)
    ground = mix(desk_colour(room.name), DUSK, 0.08 + dim)
    canvas.rect(plate, ground, radius=6)
    paint_desk_sign(Pen(canvas, 1.15 * unit, head.x + 13 * unit, level), room.name)
    size = theme.SMALL * unit
    middle(canvas, head.x + 24 * unit, level, title, size=size, colour=theme.on(ground), weight="bold")


# --- the numbers --------------------------------------------------------------------------------------------------


class Stat(NamedTuple):
    """One number."""

    kind: str
    """Of `STATS`."""
    variant: int
    words: str
    colour: Colour


def brief(seconds: float) -> str:
    """A duration for a narrow place."""
    if seconds < 60:
        return say("{n} s", n=int(seconds))
    if seconds < 3600:
        return say("{n} min", n=int(seconds // 60))
    return say("{h} h {m:02d}", h=int(seconds // 3600), m=int(seconds // 60 % 60))


def stats_of(desk: DeskView, now: float) -> list[Stat]:
    """A desk's numbers, from the right: longest wait, line, staff on duty of employed."""
    stats: list[Stat] = []
    if desk.line:
        longest = longest_wait(desk, now)
        alarm = longest >= LONG_WAIT_S
        stats.append(Stat("wait", int(alarm), brief(longest), theme.RED if alarm else theme.INK))
        stats.append(Stat("queue", 0, number(len(desk.line), ","), theme.INK))
    if desk.open or desk.csrs:
        stats.append(Stat("staff", 0, f"{len(desk.csrs)}/{desk.headcount}", theme.INK))
    return stats


def draw_words(canvas: Canvas, room: Room, title: str, ways: Sequence[str]) -> None:
    """A few words in place of the numbers: the first of the `ways` to say it for which there is room."""
    size = theme.SMALL * room.unit
    right = room.head.right - 7
    spare = right - room.head.x - name_width(canvas, room, title) - 6
    words = next((words for words in ways if canvas.measure(words, size=size, weight="bold")[0] <= spare), "")
    if words:
        level = room.head.centre[1]
        middle(canvas, right, level, words, size=size, colour=theme.INK, weight="bold", align="right")


def draw_numbers(canvas: Canvas, album: Album, room: Room, desk: DeskView, now: float, *, closes: bool) -> None:
    """As many of a desk's numbers as there is room for, from the right of its board.

    `closes`: whether a closed desk is told; not when days fly by: the sign over the door doesn't tell it then either.
    """
    unit = room.unit
    size = theme.SMALL * unit
    stats = stats_of(desk, now)
    right, level = room.head.right - 7, room.head.centre[1]
    spare = right - room.head.x - name_width(canvas, room, say(desk.title)) - 6
    if not stats and not closes:
        return
    if not stats:
        words = say("Closed")
        wide, _ = canvas.measure(words, size=size)
        if wide + 18 * unit <= spare:
            middle(canvas, right, level, words, size=size, colour=theme.INK, align="right")
            icons.moon(canvas, right - wide - 10 * unit, level, 5 * unit, theme.INK)
        return
    widths = {stat.kind: canvas.measure(stat.words, size=size, weight="bold")[0] for stat in stats}
    keep = [kind for kind in STATS if kind in widths]
    while keep and sum(widths[kind] + 25 * unit for kind in keep) > spare:
        keep.pop()
    for kind, variant, words, colour in stats:
        if kind in keep:
            middle(canvas, right, level, words, size=size, colour=colour, weight="bold", align="right")
            right -= widths[kind] + 8 * unit
            album.sprite(STATS[kind], variant, unit).stamp(canvas, right, level)
            right -= 17 * unit
