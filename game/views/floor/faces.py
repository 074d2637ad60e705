"""Faces: heads with their hair, hat and mood.

Rules of this file: a head is a circle of radius 8 about (0, `y`), in front view; a turn of it moves eyes and mouth, not
the hair. A mood is told by brows and mouth, reddening comes on top. Of a segment, only the hat.
"""

from __future__ import annotations

from math import cos, pi, sin
from typing import Final

from game.views import theme
from game.views.canvas import Colour
from game.views.floor.colours import CHALK
from game.views.floor.looks import Hat, Look, Mood
from game.views.floor.pen import Pen, arc
from game.views.theme import mix

HEAD_Y: Final = -27.0
"""Where a head is over the ground."""


def paint_face(pen: Pen, mood: int, turn: float, skin: Colour, y: float) -> None:
    """Eyes, brows and mouth; `turn` looks left (-1) or right (1)."""
    x = turn * 2.2
    ink = theme.INK
    if mood == Mood.WEARY:
        for side in (-2.7, 2.7):
            pen.stroke([(x + side - 1.7, y - 0.6), (x + side + 1.7, y - 0.6)], ink, 1.2)
            pen.stroke(arc(x + side, y + 0.3, 1.5, 1.5, pi * 0.15, pi * 0.85, 5), mix(skin, ink, 0.4), 0.9)
        wave = [(x - 2.8, y + 4.6), (x - 1.2, y + 3.8), (x + 0.4, y + 4.6), (x + 2.4, y + 3.9)]
        pen.stroke(wave, ink, 1.1)
        return
    if mood == Mood.FURIOUS:
        pen.stroke([(x - 4.6, y - 3.6), (x - 1.4, y - 1.9)], ink, 1.2)
        pen.stroke([(x + 4.6, y - 3.6), (x + 1.4, y - 1.9)], ink, 1.2)
    elif mood == Mood.SOUR:
        pen.stroke([(x - 4.4, y - 2.5), (x - 1.4, y - 2.7)], ink, 1.0)
        pen.stroke([(x + 4.4, y - 2.5), (x + 1.4, y - 2.7)], ink, 1.0)
    if mood == Mood.GLAD:
        for side in (-2.7, 2.7):
            pen.stroke(arc(x + side, y + 0.4, 1.5, 1.6, pi * 1.1, pi * 1.9, 5), ink, 1.2)
        pen.shape(arc(x, y + 2.1, 2.9, 3.0, 0, pi, 8), ink)
        pen.shape(arc(x, y + 3.6, 1.6, 1.2, 0, pi, 6), (206, 110, 96))
    else:
        for side in (-2.7, 2.7):
            pen.disc(x + side, y - 0.2, 1.15, ink)
    mouth = {
        Mood.CALM: arc(x, y + 1.6, 2.7, 2.3, pi * 0.12, pi * 0.88, 6),
        Mood.FLAT: [(x - 2.0, y + 3.6), (x + 2.0, y + 3.6)],
        Mood.SOUR: arc(x, y + 5.3, 2.5, 2.0, pi * 1.15, pi * 1.85, 6),
        Mood.FURIOUS: arc(x, y + 6.0, 3.0, 2.8, pi * 1.1, pi * 1.9, 6),
    }.get(Mood(mood))
    if mouth:
        pen.stroke(mouth, ink, 1.2)
    if mood in {Mood.CALM, Mood.GLAD}:
        for side in (-4.9, 4.9):
            pen.disc(x + side, y + 2.0, 1.3, mix(skin, (222, 110, 90), 0.4))


def paint_hair(pen: Pen, look: Look, hat: int, y: float) -> None:
    """The hair on a head of radius 8 about (0, `y`)."""
    dome = arc(0, y, 8.2, 8.4, pi * 1.02, pi * 1.98, 10)
    line = theme.INK
    if look.hairdo == 0:  # short, parted
        pen.shape([*dome, (4.0, y - 4.6), (-1.5, y - 5.4), (-6.0, y - 2.4)], look.hair, line, 0.9)
    elif look.hairdo == 1:  # a bun, under a hat let down
        if hat in {Hat.NONE, Hat.BOW}:
            pen.disc(0, y - 9.6, 3.4, look.hair, line, 0.9)
        pen.shape([*dome, (3.5, y - 4.4), (-3.5, y - 4.4)], look.hair, line, 0.9)
    elif look.hairdo == 2:  # long, behind the ears (its back is drawn before the head)
        pen.shape([*dome, (6.4, y - 2.0), (0.5, y - 5.6), (-6.4, y - 2.0)], look.hair, line, 0.9)
    elif look.hairdo == 3:  # curls
        for angle in (1.08, 1.25, 1.42, 1.58, 1.75, 1.92):
            pen.disc(7.0 * cos(pi * angle), y + 7.0 * sin(pi * angle), 2.9, look.hair)
    else:  # little left of it
        pen.shape([(-8.2, y + 0.8), (-8.0, y - 3.4), (-6.2, y - 4.0), (-6.6, y + 0.6)], look.hair, line, 0.7)
        pen.shape([(8.2, y + 0.8), (8.0, y - 3.4), (6.2, y - 4.0), (6.6, y + 0.6)], look.hair, line, 0.7)


def paint_hat(pen: Pen, hat: int, y: float) -> None:
    """A segment's hat."""
    line = theme.INK
    if hat == Hat.BOWLER:
        dark = (66, 62, 70)
        pen.shape(arc(0, y - 4.2, 6.6, 7.4, pi, 2 * pi, 10), dark, line, 0.9)
        pen.box(-6.4, y - 6.2, 12.8, 1.8, (150, 92, 92))
        pen.box(-9.6, y - 5.0, 19.2, 2.2, dark, line, radius=1.1, width=0.8)
    elif hat == Hat.CAP:
        lime = (98, 158, 172)
        pen.shape(arc(0, y - 2.6, 8.3, 7.4, pi, 2 * pi, 10), lime, line, 0.9)
        pen.shape([(2.0, y - 3.8), (12.2, y - 3.4), (12.0, y - 1.6), (2.0, y - 1.8)], lime, line, 0.9)
        pen.disc(0, y - 10.0, 1.0, line)
    elif hat == Hat.SUNHAT:
        straw = (232, 204, 132)
        pen.shape(arc(0, y - 4.2, 6.0, 6.8, pi, 2 * pi, 10), straw, line, 0.9)
        pen.oval(0, y - 4.0, 12.4, 2.6, straw, line, 0.9)
        pen.box(-5.8, y - 6.6, 11.6, 1.9, (186, 84, 62))
    elif hat == Hat.BEANIE:
        wool = (190, 96, 92)
        pen.shape(arc(0, y - 3.0, 8.3, 8.6, pi, 2 * pi, 10), wool, line, 0.9)
        pen.disc(0, y - 12.6, 2.4, CHALK, line, 0.8)
        pen.box(-8.6, y - 5.0, 17.2, 3.2, mix(wool, CHALK, 0.35), line, radius=1.4, width=0.8)
    elif hat == Hat.BOW:
        for side in (-1, 1):
            pen.shape([(5, y - 8), (5 + side * 4.4, y - 11), (5 + side * 4.4, y - 5.4)], theme.PURPLE, line, 0.8)


def paint_head(pen: Pen, look: Look, mood: int, turn: float, y: float = HEAD_Y, hat: int = 0) -> None:
    """A head, with its hair, hat and face."""
    skin = mix(look.skin, (204, 70, 48), 0.34) if mood == Mood.FURIOUS else look.skin
    if look.hairdo == 2:
        pen.box(-8.6, y - 4, 17.2, 13.0, look.hair, theme.INK, radius=4, width=0.9)
    pen.disc(0, y, 8.0, skin, theme.INK)
    paint_hair(pen, look, hat, y)
    paint_face(pen, mood, turn, skin, y)
    paint_hat(pen, hat, y)
