"""The crowd: what is drawn of lines and desks besides the people one can tell apart: ropes, crowds and their numbers.

Rules of this file: whom there is no room to draw is told as a number, so that drawn and told add up to the frame.
"""

from __future__ import annotations

from functools import partial
from math import pi, sin
from typing import Final

from game.views import theme
from game.views.canvas import Canvas, Colour, Rect
from game.views.floor.album import Album
from game.views.floor.cast import Post
from game.views.floor.colours import desk_colour, in_light
from game.views.floor.looks import look_of
from game.views.floor.pen import Motif, Pen, arc
from game.views.floor.plan import CSR_X, Plan, Room
from game.views.lettering import middle
from game.views.theme import mix


def paint_rope(pen: Pen, light: int, long: int) -> None:
    """A rope on posts, `long` units."""
    rope, post, knob = (in_light(c, light) for c in ((196, 132, 112), (120, 104, 84), theme.YELLOW))
    spans = max(1, round(long / 70))
    wide = long / spans
    for n in range(spans):
        sag = [(wide * (n + t / 6), -7 + 3.2 * sin(pi * t / 6)) for t in range(7)]
        pen.stroke(sag, rope, 1.3)
    for n in range(spans + 1):
        pen.oval(wide * n, 0.6, 2.8, 1.1, post)
        pen.stroke([(wide * n, 0), (wide * n, -7.5)], post, 1.5)
        pen.disc(wide * n, -8.2, 1.4, knob)


def paint_crowd(pen: Pen, heads: int) -> None:
    """Those at the end of a long line: heads behind heads."""
    places = ((-14, -4), (-5, -7), (5, -5), (14, -8), (-10, 0), (0, -1), (10, 0))[:heads]
    for n, (x, y) in enumerate(places):
        look = look_of(n * 7 + 3)
        shade = 0.25
        skin, shirt = mix(look.skin, theme.PAPER_DEEP, shade), mix(look.shirt, theme.PAPER_DEEP, shade)
        pen.box(x - 6.5, y - 13, 13, 13, shirt, theme.INK, radius=4, width=0.9)
        pen.disc(x, y - 16, 6.2, skin, theme.INK, 0.9)
        pen.shape(arc(x, y - 16.4, 6.3, 6.2, pi * 1.05, pi * 1.95, 8), mix(look.hair, theme.PAPER_DEEP, shade))
        for side in (-2.0, 2.0):
            pen.disc(x + side, y - 15.4, 0.9, theme.INK)


BESIDE: Final = 72.0
"""Right of a seat, where the next would be."""
CROWD: Final = Motif("crowd", paint_crowd, (23, 33, 23, 3))


def draw_ropes(canvas: Canvas, album: Album, room: Room, rows: int, light: int) -> None:
    """Ropes before the first `rows` of a line: where it stands, and which way it turns."""
    u = album.u
    for row in room.rows[:rows]:
        left, right = (row.x0 - 8 * u, row.x1 - 12 * u) if row.way > 0 else (row.x1 + 12 * u, row.x0 + 8 * u)
        y = row.y + 4.5 * u
        if right - left < 20 * u or y + 3 * u > room.rect.bottom:
            continue
        long = round((right - left) / u)
        rope = Motif(f"rope.{long}", partial(paint_rope, long=long), (3, 11, long + 3, 3))
        album.sprite(rope, light).stamp(canvas, left, y)


def draw_crowd(canvas: Canvas, album: Album, plan: Plan, room: Room, post: Post) -> None:
    """The end of a line that is too long, and the number of CSRs for whom there is no seat to draw."""
    u, line = plan.u, post.line
    if line is not None and line.hidden:
        x, y = line.crowd
        album.sprite(CROWD, min(7, 2 + line.hidden // 2)).stamp(canvas, x, y)
        draw_number(canvas, plan, x, y - 5 * u, line.hidden, theme.INK)
    if post.unseated > 0:
        x, y = room.seats[-1]
        beside = x + BESIDE * u
        at = (beside, y - 16 * u) if beside + 24 < room.rect.right else (x + CSR_X * u, y + 12 * u)
        draw_number(canvas, plan, *at, post.unseated, desk_colour(room.name))


def draw_number(canvas: Canvas, plan: Plan, x: float, y: float, more: int, colour: Colour) -> None:
    """A small plate that says how many `more`, about (x, y)."""
    words, size = f"+{more}", theme.TINY * plan.type
    wide, high = canvas.measure(words, size=size, weight="bold")
    rect = plan.inside(Rect(x - wide / 2 - 6, y - high / 2 - 1, wide + 12, high + 2))
    canvas.rect(rect, theme.CARD, line=colour, width=1.4, radius=rect.h / 2)
    middle(canvas, *rect.centre, words, size=size, colour=colour, weight="bold", align="centre")
